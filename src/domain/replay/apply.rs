//! What each event does to a dispute (C2, C3). Events of other kinds of cases are in `others`.

use chrono::{DateTime, Utc};

use super::dispute::{Asked, Back, Sim};
use super::reconcile::{is_less, less_deductions};
use crate::domain::case::{CaseKind, Reason};
use crate::domain::event::{CaseEvent, CaseEventKind, EventDetails, Outcome, Party, Plan};
use crate::domain::ids::EventId;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::rules::{EditAfterEscalation, StartPoint};
use crate::domain::view::{CaseState, DeadlineStatus, OfferStanding};

/// The timer whose date an event's own `due` shows.
fn shown_with(kind: CaseEventKind) -> Option<&'static str> {
    Some(match kind {
        CaseEventKind::Submitted | CaseEventKind::Edited => "seller_reply",
        CaseEventKind::Escalated => "review",
        CaseEventKind::EvidenceRequested | CaseEventKind::NeedInfo => "evidence_request",
        CaseEventKind::ProposalsShown => "proposal_choice",
        CaseEventKind::Decision | CaseEventKind::ReturnAgreed => "return_dispatch",
        CaseEventKind::RefundAgreed | CaseEventKind::RefundProcessed => "refund",
        CaseEventKind::ComplaintSent => "complaint_decision",
        CaseEventKind::CouponIssued => "coupon_expiry",
        CaseEventKind::ReportSent => "report_decision",
        CaseEventKind::AccountAppealSent => "account_appeal",
        CaseEventKind::MeasureNotified => "dsa_appeal",
        CaseEventKind::DecisionReceived => "hkiac_notice",
        _ => return None,
    })
}

impl Sim<'_> {
    /// Applies one event at the instant it is placed at.
    pub(super) fn apply(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        self.mark(event);
        match event.kind {
            CaseEventKind::DateShown => self.date_shown(&event.details),
            CaseEventKind::ExpiryConfirmed => self.confirm_expiry(event),
            CaseEventKind::ExpiryDenied => {
                if let Some(timer) = self.meant_expiry(event) {
                    self.ledger.deny(&timer);
                }
            }
            CaseEventKind::ExpiryPostponed => {
                if let Some(timer) = self.meant_expiry(event) {
                    match event.details.due {
                        Some(due) => {
                            let known = self.input.pack.timer(&timer);
                            let answers = event.details.answers;
                            let clock = known.and_then(|known| self.ledger.clock_meant(known, answers));
                            self.ledger.postpone(&timer, due, clock);
                        }
                        None => self.ledger.deny(&timer),
                    }
                }
            }
            _ if self.kind() == CaseKind::Dispute => {
                self.apply_dispute(event, at);
                self.show_own_date(event);
            }
            _ => {
                self.apply_other(event, at);
                self.show_own_date(event);
            }
        }
    }

    fn date_shown(&mut self, details: &EventDetails) {
        match (&details.deadline, details.due) {
            (Some(timer), Some(due)) if !self.is_order_timer(timer) => self.show_date(timer, due, details),
            // A page may also show the most that can be asked for.
            (None, None) => self.shown_cap = details.amount.clone().or_else(|| self.shown_cap.take()),
            _ => {}
        }
    }

    /// A date for one of several clocks that stand side by side is for the one it names, else for the latest
    /// that still runs.
    fn show_date(&mut self, timer: &str, due: Moment, details: &EventDetails) {
        let known = self.input.pack.timer(timer);
        let clock = known.and_then(|timer| self.ledger.clock_meant(timer, details.answers));
        self.ledger.show(timer, due, clock);
    }

    fn show_own_date(&mut self, event: &CaseEvent) {
        if let (Some(due), Some(timer)) = (event.details.due, shown_with(event.kind)) {
            let timer = if timer == "review" { self.review_timer() } else { timer };
            let timer = event.details.deadline.as_deref().unwrap_or(timer);
            if !self.is_order_timer(timer) {
                // Where requests have clocks, a date is of its own request.
                let own = event.kind == CaseEventKind::EvidenceRequested && self.kind() == CaseKind::Dispute;
                self.ledger.show(timer, due, own.then_some(event.id));
            }
        }
    }

    fn apply_dispute(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        use CaseEventKind as K;
        let details = &event.details;
        self.hear_seller(event);
        match event.kind {
            K::Submitted | K::ClaimFiled if self.claims_directly() => self.claim(event, at),
            K::ClaimGranted if self.claims_directly() => {
                let outcome = self.outcome_for(details.plan, details.amount.as_ref());
                self.decide(Some(outcome), details.amount.clone(), event.at, at, Some(event.id), false);
                // After the decision, which would end what the grant begins.
                self.apply_side_clock(event);
            }
            K::Submitted => self.submit(event, at),
            K::Edited => self.edit(event, at),
            K::SellerOffer => self.seller_offer(event, at),
            K::SellerAccepts => self.seller_accepts(event, at),
            K::SellerRejects => self.seller_rejects(event, at),
            K::OfferAccepted => self.accept(event, at),
            K::OfferRejected => {
                self.close_offer(details.answers, OfferStanding::Rejected);
                if self.state == CaseState::BuyerTurn && self.open_offers.is_empty() {
                    self.enter(CaseState::NoAgreement, at, false);
                }
            }
            K::Escalated => {
                if self.state == CaseState::ReturnLeg {
                    // The item is back and no money came: the marketplace settles it, on what the carrier shows.
                    self.marks.arbitrated = true;
                    self.ledger.stop("seller_refund", DeadlineStatus::Void);
                    (self.outcome, self.decided) = (None, None);
                }
                self.escalate(event.at, at, Some(event.id), false);
            }
            K::ReturnLost => {
                // What was lost on its way back is settled by the marketplace, on proof of posting (C3).
                self.marks.arbitrated = true;
                self.ledger.stop("return_warehouse", DeadlineStatus::Met);
                self.ledger.stop("return_transit", DeadlineStatus::Met);
                // What was decided rested on the return; the marketplace decides anew.
                (self.outcome, self.decided) = (None, None);
                self.escalate(event.at, at, Some(event.id), false);
            }
            K::EvidenceRequested => self.evidence_requested(event, at),
            K::EvidenceSubmitted | K::QuestionImpossible => self.evidence_answered(event, at),
            K::ProposalsShown => {
                self.ensure_review(event, at);
                self.ledger.start(StartPoint::ProposalsShown, event.at, Some(event.id), false);
                if details.amount.is_some() || details.plan.is_some() {
                    self.add_offer(event, details.by.unwrap_or(Party::Marketplace));
                }
                self.enter(CaseState::ChoiceOffered, at, false);
            }
            K::ProposalChosen => self.choose(event, at),
            K::Decision => {
                self.ensure_review(event, at);
                let mut outcome = self.outcome_of(details);
                let mut amount = details.amount.clone();
                if amount.is_none() && !details.deductions.is_empty() {
                    amount = less_deductions(self.asked.as_ref(), details);
                    if matches!(outcome, None | Some(Outcome::Win)) {
                        outcome = Some(Outcome::Partial);
                    }
                }
                let money = matches!(details.plan, None | Some(Plan::RefundOnly));
                self.decide(outcome, amount, event.at, at, Some(event.id), false);
                if self.state == CaseState::Decided && outcome == Some(Outcome::Partial) && money {
                    // A part of the money, however much: its refund is on its way all the same.
                    self.ledger.start(StartPoint::DecidedForBuyer, event.at, Some(event.id), false);
                    self.await_refund(event.at, at, Some(event.id), false);
                }
                let as_asked = match outcome {
                    Some(Outcome::Win) => true,
                    Some(Outcome::ReturnAndRefund) => self.plan == Some(Plan::ReturnAndRefund),
                    _ => false,
                };
                if !as_asked {
                    // Recorded is received: the days to take it further run from here, until a later day of
                    // receipt is recorded (C5 "any decided").
                    self.ledger.start(StartPoint::DecisionReceived, event.at, Some(event.id), false);
                }
            }
            K::Cancelled => {
                for timer in ["seller_reply", "negotiation", "evidence_request", "review", "proposal_choice"]
                {
                    self.ledger.stop(timer, DeadlineStatus::Void);
                }
                self.enter(CaseState::Cancelled, at, false);
            }
            K::Reopened => {
                // A new dispute with a new number: nothing of the old one's clocks and offers holds.
                self.ledger.clear();
                self.requests.clear();
                self.open_requests.clear();
                for offer in &mut self.offers {
                    offer.standing = OfferStanding::Replaced;
                }
                self.open_offers.clear();
                self.late = false;
                self.enter(CaseState::Draft, at, false);
            }
            K::ParcelArrived => self.parcel_came = true,
            K::ReturnRequested => {
                self.ledger.start(StartPoint::ReturnRequested, event.at, Some(event.id), false);
                if self.returns_on_request() {
                    self.begin_return(details.amount.clone());
                    self.return_agreed(event.at, at, Some(event.id), false);
                }
            }
            K::ReturnAgreed => {
                self.begin_return(details.amount.clone());
                self.return_agreed(event.at, at, Some(event.id), false);
            }
            K::ReturnSent => self.return_sent(event, at),
            K::ReturnReceived => {
                self.imply_return();
                for timer in ["return_dispatch", "return_warehouse", "return_transit"] {
                    self.ledger.stop(timer, DeadlineStatus::Met);
                }
                self.back = Back::Received;
                self.ledger.start(StartPoint::ReturnReceived, event.at, Some(event.id), false);
                self.enter(CaseState::ReturnLeg, at, false);
            }
            K::ReturnChecked => self.return_checked(event, at),
            K::RefundAgreed => {
                self.settle_silently(details.amount.clone());
                self.await_refund(event.at, at, Some(event.id), false);
            }
            K::RefundProcessed => self.refund_processed(event, at),
            K::RefundSeen => self.refund_seen(event, at),
            K::CaseClosed => self.close(event, at),
            _ => self.apply_side_clock(event),
        }
    }

    fn submit(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        self.take_terms(&event.details);
        self.add_demand(event);
        self.ledger.start(StartPoint::Submitted, event.at, Some(event.id), false);
        self.ledger.start(StartPoint::SubmittedOrEdited, event.at, Some(event.id), false);
        self.enter(CaseState::SellerTurn, at, false);
    }

    /// A claim at the marketplace itself: there is no talk with the seller before it.
    fn claim(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        self.take_terms(&event.details);
        if self.submitted_at().is_none() {
            self.add_demand(event);
            self.ledger.start(StartPoint::Submitted, event.at, Some(event.id), false);
        }
        self.ledger.start(StartPoint::ClaimFiled, event.at, Some(event.id), false);
        self.enter(CaseState::MarketplaceReview, at, false);
    }

    /// What was asked for goes on as a return; nothing else is waited for.
    fn begin_return(&mut self, amount: Option<Money>) {
        if self.outcome.is_none() {
            self.outcome = Some(Outcome::ReturnAndRefund);
            self.decided = amount.or_else(|| self.asked.clone());
        }
        for timer in ["seller_reply", "negotiation", "evidence_request", self.review_timer()] {
            self.ledger.stop(timer, DeadlineStatus::Void);
        }
    }

    /// What goes back was agreed to go back, even if nobody recorded when.
    fn imply_return(&mut self) {
        if !matches!(self.state, CaseState::ReturnLeg | CaseState::ClosedLost) {
            self.begin_return(None);
        }
    }

    fn take_terms(&mut self, details: &EventDetails) {
        if details.amount.is_some() {
            self.asked.clone_from(&details.amount);
        }
        self.plan = details.plan.or(self.plan);
        self.reason = details.reason.as_deref().and_then(Reason::from_code).or(self.reason);
    }

    /// The seller's days begin again; those of the negotiation do not (C2 row 7, TV13).
    fn edit(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        use CaseState as S;
        match self.state {
            S::SellerTurn | S::BuyerTurn | S::NoAgreement => {
                self.take_terms(&event.details);
                self.add_demand(event);
                self.replace_offers();
                self.ledger.start(StartPoint::SubmittedOrEdited, event.at, Some(event.id), false);
                self.enter(S::SellerTurn, at, false);
            }
            S::MarketplaceReview | S::EvidenceRequested | S::ChoiceOffered => {
                if self.input.pack.flags.edit_after_escalation == Some(EditAfterEscalation::All) {
                    self.take_terms(&event.details);
                    self.add_demand(event);
                }
            }
            _ => self.take_terms(&event.details),
        }
    }

    fn replace_offers(&mut self) {
        for place in std::mem::take(&mut self.open_offers) {
            if let Some(offer) = self.offers.get_mut(place) {
                offer.standing = OfferStanding::Replaced;
            }
        }
    }

    /// Ends the standing of the offer an event names, else of the last open one; gives its place.
    pub(super) fn close_offer(&mut self, answers: Option<EventId>, how: OfferStanding) -> Option<usize> {
        let place = self.named_offer(answers)?;
        self.offers.get_mut(place)?.standing = how;
        self.open_offers.retain(|open| *open != place);
        Some(place)
    }

    fn seller_offer(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let by = event.details.by.unwrap_or(Party::Seller);
        self.add_offer(event, by);
        if by == Party::Buyer {
            // The buyer's own proposal leaves it to the others to answer.
            return;
        }
        if matches!(self.state, CaseState::SellerTurn | CaseState::BuyerTurn | CaseState::NoAgreement) {
            self.ledger.stop("seller_reply", DeadlineStatus::Met);
            self.enter(CaseState::BuyerTurn, at, false);
        }
    }

    /// The same as asked is agreement; anything changed is a counter-offer (C2 rows 2, 3, 17; P7-13).
    fn seller_accepts(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let details = &event.details;
        let own = details.answers.and_then(|answers| {
            self.offers.iter().position(|offer| offer.event == answers && offer.by == Party::Buyer)
        });
        if let Some(own) = own {
            self.settle_offer(own, event, at);
            return;
        }
        let talking =
            matches!(self.state, CaseState::SellerTurn | CaseState::BuyerTurn | CaseState::NoAgreement);
        let changed = details.plan.is_some_and(|plan| plan != self.plan.unwrap_or(Plan::RefundOnly))
            || details
                .amount
                .as_ref()
                .zip(self.asked.as_ref())
                .is_some_and(|(amount, asked)| amount != asked && !is_less(asked, amount));
        if talking && changed {
            self.seller_offer(event, at);
            return;
        }
        self.ledger.stop("seller_reply", DeadlineStatus::Met);
        let outcome = self.outcome_for(details.plan.or(self.plan), details.amount.as_ref());
        self.decide(Some(outcome), details.amount.clone(), event.at, at, Some(event.id), false);
    }

    fn seller_rejects(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        if event.details.amount.is_some() || event.details.plan.is_some() {
            self.seller_offer(event, at);
            return;
        }
        self.ledger.stop("seller_reply", DeadlineStatus::Met);
        if matches!(self.state, CaseState::SellerTurn | CaseState::BuyerTurn) {
            self.enter(CaseState::NoAgreement, at, false);
        }
    }

    fn accept(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let Some(index) = self.named_offer(event.details.answers) else {
            // Accepted without the offer being recorded: what the event itself says was agreed.
            self.settle_as(event, event.details.plan, event.details.amount.clone(), at);
            return;
        };
        self.settle_offer(index, event, at);
    }

    fn settle_offer(&mut self, index: usize, event: &CaseEvent, at: DateTime<Utc>) {
        self.replace_offers();
        let Some(offer) = self.offers.get_mut(index) else { return };
        offer.standing = OfferStanding::Accepted;
        let (plan, amount) = (offer.plan, offer.amount.clone());
        let plan = event.details.plan.or(plan);
        let amount = event.details.amount.clone().or(amount);
        self.settle_as(event, plan, amount, at);
    }

    fn settle_as(&mut self, event: &CaseEvent, plan: Option<Plan>, amount: Option<Money>, at: DateTime<Utc>) {
        self.ledger.stop("seller_reply", DeadlineStatus::Met);
        let outcome = self.outcome_for(plan, amount.as_ref());
        self.decide(Some(outcome), amount, event.at, at, Some(event.id), false);
    }

    fn choose(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let details = &event.details;
        // Whose proposal it is, is a matter of the proposal; who chose it says that only where none is named.
        let answered = details.answers.and_then(|answers| self.offers.get(*self.offer_of.get(&answers)?));
        let ours = answered.map_or(details.by, |offer| Some(offer.by)) == Some(Party::Buyer);
        if ours {
            // The buyer's own proposal needs the other side or the marketplace (C2 row 16).
            return;
        }
        match self.named_offer(details.answers) {
            Some(index) => self.settle_offer(index, event, at),
            None => self.settle_as(event, details.plan, details.amount.clone(), at),
        }
    }

    /// What an agreement or decision amounts to.
    fn outcome_for(&self, plan: Option<Plan>, amount: Option<&Money>) -> Outcome {
        match plan {
            Some(Plan::ReturnAndRefund) => Outcome::ReturnAndRefund,
            Some(Plan::RefundOnly) | None => {
                let less =
                    amount.zip(self.asked.as_ref()).is_some_and(|(amount, asked)| is_less(amount, asked));
                if less { Outcome::Partial } else { Outcome::Win }
            }
            Some(_) => Outcome::Partial,
        }
    }

    fn outcome_of(&self, details: &EventDetails) -> Option<Outcome> {
        match (details.outcome, details.plan, &details.amount) {
            (Some(Outcome::Upheld), ..) => Some(Outcome::Win),
            (Some(Outcome::Rejected | Outcome::Denied), ..) => Some(Outcome::Lost),
            (Some(outcome), ..) => Some(outcome),
            (None, None, None) => None,
            (None, None, Some(amount)) if amount.minor == 0 => Some(Outcome::Lost),
            (None, plan, amount) => Some(self.outcome_for(plan, amount.as_ref())),
        }
    }

    fn evidence_requested(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let by = event.details.by.unwrap_or(Party::Marketplace);
        self.open_requests.insert(event.id, self.requests.len());
        self.requests.push(Asked::of(event, by));
        // What the seller asks for has no clock of the rules (P6-31).
        if by != Party::Seller {
            self.ensure_review(event, at);
            self.ledger.start(StartPoint::EvidenceRequested, event.at, Some(event.id), false);
            self.enter(CaseState::EvidenceRequested, at, false);
        }
    }

    pub(super) fn evidence_answered(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let answers = event.details.answers;
        let meant: Vec<(EventId, usize)> = match answers {
            Some(asked) => self.open_requests.get(&asked).map(|place| (asked, *place)).into_iter().collect(),
            None => self.open_requests.iter().map(|(asked, place)| (*asked, *place)).collect(),
        };
        for (asked, place) in meant {
            let Some(request) = self.requests.get_mut(place) else { continue };
            request.answer(event);
            if request.answered {
                self.open_requests.remove(&asked);
                self.ledger.pass(StartPoint::EvidenceSubmitted, Some(asked));
            }
        }
        if answers.is_none() && event.details.items.is_empty() {
            self.ledger.pass(StartPoint::EvidenceSubmitted, None);
        }
        let asks = |place: &usize| self.requests.get(*place).is_some_and(|asked| asked.by != Party::Seller);
        let open = self.open_requests.values().any(asks);
        if !open {
            // Also a date that the page showed for a request without a clock of its own.
            self.ledger.pass(StartPoint::EvidenceSubmitted, None);
        }
        self.late &= open;
        if self.state == CaseState::EvidenceRequested && !open {
            self.enter(CaseState::MarketplaceReview, at, false);
        }
    }

    /// The marketplace acts, so the dispute has reached it, even if nobody recorded when.
    fn ensure_review(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let talking =
            matches!(self.state, CaseState::SellerTurn | CaseState::BuyerTurn | CaseState::NoAgreement);
        if talking {
            // Negotiation may have ended by itself before; otherwise this act is the first sign of it.
            let ended = self.run_due("negotiation").filter(|due| *due < at);
            // What is recorded of the time after that end was still said to the seller.
            let begun = self.segments.last().map_or(at, |segment| segment.from);
            self.escalate(
                ended.map_or(event.at, Moment::instant),
                ended.map_or(at, |ended| ended.max(begun)),
                None,
                false,
            );
        }
    }

    fn return_sent(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        self.imply_return();
        self.ledger.start(StartPoint::ReturnSent, event.at, Some(event.id), false);
        let tracked = event.details.tracking.as_deref().is_some_and(|number| !number.trim().is_empty());
        if tracked {
            self.ledger.start(StartPoint::ReturnTracked, event.at, Some(event.id), false);
            // The days are kept only when the tracking number is entered (C2 row 20).
            self.ledger.stop("return_dispatch", DeadlineStatus::Met);
            self.back = Back::Sent;
            if self.input.order.is_some_and(|order| order.local_return) {
                // A month is for the way abroad; to a warehouse in the same country it is shorter (P10-10).
                self.ledger.stop("return_transit", DeadlineStatus::Void);
            }
        } else if self.back == Back::Here {
            self.back = Back::SentUntracked;
        }
        self.enter(CaseState::ReturnLeg, at, false);
    }

    pub(super) fn close(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let outcome = self.outcome_of(&event.details).or(self.outcome);
        self.outcome = outcome;
        let won = self.received.is_some()
            || matches!(
                outcome,
                Some(
                    Outcome::Win
                        | Outcome::Partial
                        | Outcome::ReturnAndRefund
                        | Outcome::Upheld
                        | Outcome::Restored
                )
            );
        for timer in ["seller_reply", "negotiation", "evidence_request", "return_dispatch", "proposal_choice"]
        {
            self.ledger.stop(timer, DeadlineStatus::Void);
        }
        if !won && self.ledger.last(StartPoint::DecidedAgainstBuyer).is_none() {
            self.ledger.start(StartPoint::DecidedAgainstBuyer, event.at, Some(event.id), false);
        }
        self.enter(if won { CaseState::ClosedPaid } else { CaseState::ClosedLost }, at, false);
    }
}
