//! What silence does: deadlines that passed without anybody saying so raise presumed transitions, and the later
//! clocks start from them at once (C0 "Expiry is presumed"; C2 rows 5, 9, 11, 14; C3).

use chrono::{DateTime, Utc};

use super::clocks::{Conditions, latest_reading};
use super::dispute::{Back, Sim};
use crate::domain::calendar::Calendar;
use crate::domain::case::{CaseKind, Reason};
use crate::domain::event::{CaseEvent, CaseEventKind, Outcome, Plan};
use crate::domain::moment::Moment;
use crate::domain::rules::{Escalation, OnExpire, StartPoint, Timer};
use crate::domain::view::{CaseState, DeadlineStatus};

/// A deadline that has passed in the present state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expiry {
    pub(super) timer: &'static str,
    at: DateTime<Utc>,
    moment: Moment,
}

/// A chain of silence is short; the limit only guards against a pack that goes round in circles.
const CHAIN_MAX: usize = 8;

impl Sim<'_> {
    /// Lets every deadline that has passed until then do what it does.
    pub(in crate::domain) fn presume(&mut self, until: DateTime<Utc>) {
        for _ in 0..CHAIN_MAX {
            let Some(expiry) = self.next_expiry().filter(|expiry| expiry.at <= until) else {
                return;
            };
            self.expire(expiry, true);
        }
    }

    /// The buyer says that silence did what it does.
    pub(super) fn confirm_expiry(&mut self, event: &CaseEvent) {
        let point = self.point();
        if !self.confirm_in_place(event) {
            self.take_back(point);
        }
    }

    /// Whether an event that confirms an expiry has anything to confirm.
    pub(in crate::domain) fn can_confirm(&self, event: &CaseEvent) -> bool {
        match event.details.deadline.as_deref() {
            Some(named) if self.is_order_timer(named) => {
                named == "protection_end" && self.protection_ends().is_some()
            }
            _ => self.clone().confirm_in_place(event),
        }
    }

    fn confirm_in_place(&mut self, event: &CaseEvent) -> bool {
        let named = event.details.deadline.as_deref();
        for _ in 0..CHAIN_MAX {
            let Some(mut expiry) = self.next_expiry() else { return false };
            // Confirmed before its date by our counting: then the page's own clock was ahead of ours.
            if expiry.at > latest_reading(event.at, self.input.calendar()) {
                expiry.moment = event.details.due.unwrap_or(event.at);
                expiry.at = expiry.moment.place(self.input.zone);
            }
            self.expire(expiry, false);
            if named.is_none_or(|named| named == expiry.timer) {
                self.make_firm();
                self.ledger.stop(expiry.timer, DeadlineStatus::Void);
                return true;
            }
        }
        false
    }

    /// The timer an event about an expiry speaks of: the named one, else the one that has passed, else the one
    /// that was denied last and is to be moved, else the next.
    pub(super) fn meant_expiry(&self, event: &CaseEvent) -> Option<String> {
        if let Some(named) = &event.details.deadline {
            return (!self.is_order_timer(named)).then(|| named.clone());
        }
        let next = self.next_expiry();
        let passed = next.filter(|expiry| expiry.at <= latest_reading(event.at, self.input.calendar()));
        let denied = || self.ledger.last_denied().filter(|_| event.kind == CaseEventKind::ExpiryPostponed);
        passed
            .map(|expiry| expiry.timer.to_owned())
            .or_else(denied)
            .or_else(|| next.map(|expiry| expiry.timer.to_owned()))
    }

    /// Whether an event that moves an expiry has one to move.
    pub(in crate::domain) fn can_postpone(&self, event: &CaseEvent) -> bool {
        event.details.deadline.is_some() || self.meant_expiry(event).is_some()
    }

    /// Whether an event that denies an expiry is about one that has passed.
    pub(in crate::domain) fn can_deny(&self, event: &CaseEvent) -> bool {
        let until = latest_reading(event.at, self.input.calendar());
        let named = event.details.deadline.as_deref();
        if let Some(timer) = named.filter(|timer| self.is_order_timer(timer)) {
            return timer == "protection_end" && self.protection_ends().is_some_and(|ends| ends <= until);
        }
        let mut ahead = self.clone();
        for _ in 0..CHAIN_MAX {
            let Some(expiry) = ahead.next_expiry().filter(|expiry| expiry.at <= until) else { return false };
            if named.is_none_or(|named| named == expiry.timer) {
                return true;
            }
            ahead.expire(expiry, true);
        }
        false
    }

    /// The deadline of the present state that passes first.
    pub(super) fn next_expiry(&self) -> Option<Expiry> {
        use CaseState as S;
        let closing = || self.expiry_of("escalate_latest", OnExpire::AutoClose);
        let first = |expiries: [Option<Expiry>; 3]| {
            let mut known = expiries.into_iter().flatten().collect::<Vec<_>>();
            // Of two at one moment the one named first counts.
            known.sort_by_key(|expiry| expiry.at);
            known.into_iter().next()
        };
        match (self.kind(), self.state) {
            (CaseKind::Fallback, S::SellerTurn | S::BuyerTurn | S::NoAgreement) => closing(),
            (CaseKind::Dispute, S::SellerTurn) => first([
                self.expiry_of("seller_reply", OnExpire::AutoRefund),
                self.negotiation_expiry(),
                closing(),
            ]),
            (CaseKind::Dispute, S::BuyerTurn | S::NoAgreement) => {
                first([self.negotiation_expiry(), closing(), None])
            }
            (CaseKind::Dispute, S::MarketplaceReview) if self.claims_directly() => self.silence_granted(),
            (CaseKind::Dispute, S::EvidenceRequested) => {
                self.expiry_of("evidence_request", OnExpire::ClaimMayBeCancelled)
            }
            (CaseKind::Dispute, S::ReturnLeg) => match self.back {
                Back::Here | Back::SentUntracked => self
                    .expiry_of("return_dispatch", OnExpire::FundsToSeller)
                    .or_else(|| self.expiry_of("return_dispatch", OnExpire::Terminated)),
                Back::Sent => self.expiry_of("return_warehouse", OnExpire::MarketplaceArbitrates),
                Back::Received => None,
            },
            _ => None,
        }
    }

    /// The seller did not answer the buyer in time, and a claim was filed: then it is granted (A2). Filed later, it
    /// is granted from there.
    fn silence_granted(&self) -> Option<Expiry> {
        let expiry = self.expiry_of("seller_reply", OnExpire::GrantedIfClaimed)?;
        let filed = self.ledger.last(StartPoint::ClaimFiled)?.at;
        let filed_at = filed.place(self.input.zone);
        if filed_at <= expiry.at {
            Some(expiry)
        } else {
            Some(Expiry { at: filed_at, moment: filed, ..expiry })
        }
    }

    /// When a timer's last open run passes, if its passing does what is asked for. With several packs only once it
    /// has passed by all of them: before that nobody can presume anything.
    fn expiry_of(&self, timer: &'static str, does: OnExpire) -> Option<Expiry> {
        let definition =
            self.input.pack.timer(timer).filter(|definition| definition.on_expire == Some(does))?;
        let mine = self.latest_expiry(timer, definition, self.input.calendar())?;
        let more = self.input.beside.applying(self.input.pack, self.input.calendar()).skip(1);
        let others = more.filter_map(|(pack, calendar)| {
            let there = pack.timer(timer).filter(|there| *there != definition)?;
            self.latest_expiry(timer, there, calendar)
        });
        others.chain([mine]).max_by_key(|expiry| expiry.at)
    }

    fn latest_expiry(
        &self,
        timer: &'static str,
        definition: &Timer,
        calendar: Calendar<'_>,
    ) -> Option<Expiry> {
        self.ledger
            .open_runs(definition)
            .filter(|run| !run.denied)
            .filter_map(|run| {
                let at = run.dates(calendar, Conditions::default()).due?;
                Some(Expiry { timer, at, moment: run.expiry(calendar)? })
            })
            .max_by_key(|expiry| expiry.at)
    }

    /// The end of negotiation, held back while a parcel in transit still has time (C2 row 11).
    fn negotiation_expiry(&self) -> Option<Expiry> {
        let flags = &self.input.pack.flags;
        if !matches!(flags.escalation, Some(Escalation::Auto | Escalation::Both)) {
            return None;
        }
        let mut expiry = self.expiry_of("negotiation", OnExpire::MarketplaceReview)?;
        if let Some((at, moment)) = self.held_until().filter(|(at, _)| *at > expiry.at) {
            expiry = Expiry { at, moment, ..expiry };
        }
        Some(expiry)
    }

    /// Until when a dispute about a parcel in transit is held before it goes to the marketplace.
    pub(super) fn held_until(&self) -> Option<(DateTime<Utc>, Moment)> {
        if self.reason != Some(Reason::NotReceivedInTransit) || self.came_after_all() {
            return None;
        }
        let moment = self.order.as_ref()?.delivery_ends?;
        Some((latest_reading(moment, self.input.calendar()), moment))
    }

    fn expire(&mut self, expiry: Expiry, presumed: bool) {
        match expiry.timer {
            "seller_reply" => {
                let outcome = if self.plan == Some(Plan::ReturnAndRefund) {
                    Outcome::ReturnAndRefund
                } else {
                    Outcome::Win
                };
                self.by_silence = true;
                self.ledger.stop("negotiation", DeadlineStatus::Void);
                self.decide(Some(outcome), None, expiry.moment, expiry.at, None, presumed);
            }
            "negotiation" => self.escalate(expiry.moment, expiry.at, None, presumed),
            "evidence_request" => {
                self.late = true;
                self.enter(CaseState::MarketplaceReview, expiry.at, presumed);
            }
            "return_warehouse" => {
                // Nobody took it in: the marketplace settles it (C3).
                self.marks.arbitrated = true;
                self.escalate(expiry.moment, expiry.at, None, presumed);
            }
            _ => self.enter(CaseState::ClosedLost, expiry.at, presumed),
        }
    }

    /// The dispute goes to the marketplace.
    pub(super) fn escalate(
        &mut self,
        moment: Moment,
        at: DateTime<Utc>,
        event: Option<crate::domain::ids::EventId>,
        presumed: bool,
    ) {
        self.ledger.stop("seller_reply", DeadlineStatus::Void);
        if !presumed {
            self.ledger.stop("negotiation", DeadlineStatus::Met);
        }
        self.ledger.start(StartPoint::Escalated, moment, event, presumed);
        self.enter(CaseState::MarketplaceReview, at, presumed);
    }
}
