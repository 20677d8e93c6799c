//! How a dispute moves by the rules of its pack: whether it goes to the marketplace by itself, from when the buyer
//! may take it there, whether a claim goes there directly, what asking for a return begins. Asks the pack only;
//! what follows is in `apply`, `expiry` and `next_step`.

use chrono::{DateTime, Utc};

use super::dispute::{Back, Sim};
use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEvent, CaseEventKind, Party};
use crate::domain::rules::{Escalation, OnExpire, StartPoint};
use crate::domain::view::{CaseState, DeadlineStatus};

impl Sim<'_> {
    fn silence_does(&self, timer: &str, does: OnExpire) -> bool {
        self.input.pack.timer(timer).is_some_and(|known| known.on_expire == Some(does))
    }

    /// The end of negotiation takes the dispute to the marketplace (C2 row 9).
    pub(super) fn goes_by_itself(&self) -> bool {
        matches!(self.input.pack.flags.escalation, Some(Escalation::Auto | Escalation::Both))
            && self.silence_does("negotiation", OnExpire::MarketplaceReview)
    }

    /// The buyer may take the dispute to the marketplace (C2 row 10).
    pub(super) fn goes_by_hand(&self) -> bool {
        matches!(self.input.pack.flags.escalation, Some(Escalation::Manual | Escalation::Both))
    }

    /// From when the buyer may take the dispute to the marketplace, where the rules name a day or wait for the
    /// seller's time to be over.
    pub(in crate::domain) fn escalates_from(&self) -> Option<DateTime<Utc>> {
        let named =
            || ["escalate_from", "escalate_earliest"].into_iter().find_map(|timer| self.run_due(timer));
        let silent = |timer| self.run_due(timer).filter(|_| self.silence_does(timer, OnExpire::MayEscalate));
        match self.state {
            CaseState::ReturnLeg => silent("seller_refund"),
            CaseState::SellerTurn => named().or_else(|| silent("seller_reply")),
            _ => named(),
        }
    }

    /// The item is back, and a refund that does not come may be taken to the marketplace.
    pub(super) fn may_escalate_return(&self) -> bool {
        self.state == CaseState::ReturnLeg
            && self.back == Back::Received
            && self.silence_does("seller_refund", OnExpire::MayEscalate)
    }

    /// The timer of the marketplace's decision.
    pub(super) fn review_timer(&self) -> &'static str {
        if self.input.pack.timer("review").is_some() { "review" } else { "decision" }
    }

    /// A claim goes to the marketplace directly: its rules count from the claim, not from a talk with the seller
    /// (A-to-z).
    pub(in crate::domain) fn claims_directly(&self) -> bool {
        let pack = self.input.pack;
        self.kind() == CaseKind::Dispute
            && !pack.is_payment
            && pack.timers.values().any(|timer| timer.start.includes(StartPoint::ClaimFiled))
    }

    /// A claim is granted when the seller does not answer the buyer's message in time.
    pub(super) fn grants_silence(&self) -> bool {
        self.silence_does("seller_reply", OnExpire::GrantedIfClaimed)
    }

    /// Where the seller's silence would grant a claim, an answer of any kind ends that clock.
    pub(super) fn hear_seller(&mut self, event: &CaseEvent) {
        use CaseEventKind as K;
        let of_seller = event.details.by.is_none_or(|by| by == Party::Seller);
        let answers = match event.kind {
            K::SellerReplied | K::SellerAccepts | K::SellerRejects => true,
            K::SellerOffer => of_seller,
            K::Message => event.details.by == Some(Party::Seller),
            _ => false,
        };
        if answers && self.grants_silence() {
            self.ledger.stop("seller_reply", DeadlineStatus::Met);
        }
    }

    /// Asking for a return begins it: the days to send it run from there, and nobody has to agree (Temu).
    pub(super) fn returns_on_request(&self) -> bool {
        let dispatch = self.input.pack.timer("return_dispatch");
        self.kind() == CaseKind::Dispute
            && dispatch.is_some_and(|dispatch| dispatch.start.includes(StartPoint::ReturnRequested))
    }

    /// A return that is not sent in time is closed, rather than paid to the seller.
    pub(super) fn return_ends(&self) -> bool {
        self.silence_does("return_dispatch", OnExpire::Terminated)
    }
}
