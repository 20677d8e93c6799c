//! Decisions and the money that follows: the way back, the waiting, what came (C2 rows 19–21, C3, C4).

use chrono::{DateTime, Utc};

use super::dispute::{Back, Sim};
use super::reconcile::{Compared, is_less, less_deductions};
use crate::domain::event::{CaseEvent, Outcome};
use crate::domain::ids::EventId;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::rules::StartPoint;
use crate::domain::view::{CaseState, DeadlineStatus};

impl Sim<'_> {
    /// Something was decided; what follows starts at once.
    pub(super) fn decide(
        &mut self,
        outcome: Option<Outcome>,
        amount: Option<Money>,
        moment: Moment,
        at: DateTime<Utc>,
        event: Option<EventId>,
        presumed: bool,
    ) {
        self.outcome = outcome;
        // By silence the seller's clock itself is the question; otherwise it no longer matters.
        if !presumed {
            self.ledger.stop("seller_reply", DeadlineStatus::Void);
        }
        self.ledger.stop("negotiation", DeadlineStatus::Void);
        self.ledger.stop("evidence_request", DeadlineStatus::Void);
        self.ledger.stop(self.review_timer(), DeadlineStatus::Met);
        self.ledger.stop("proposal_choice", DeadlineStatus::Met);
        self.decided_at(outcome, moment, event, presumed);
        self.enter(CaseState::Decided, at, presumed);
        match outcome {
            Some(Outcome::Lost | Outcome::Rejected | Outcome::Denied) => {
                self.decided = amount;
                self.enter(CaseState::ClosedLost, at, presumed);
            }
            Some(Outcome::ReturnAndRefund) => {
                self.decided = amount.or_else(|| self.asked.clone());
                self.return_agreed(moment, at, event, presumed);
            }
            Some(Outcome::Win | Outcome::Upheld) => {
                self.decided = amount.or_else(|| self.asked.clone());
                self.await_refund(moment, at, event, presumed);
            }
            Some(Outcome::Partial) => {
                // Without an amount it may be something other than money; a decision says more (see `apply`).
                if amount.is_some() {
                    self.decided = amount;
                    self.await_refund(moment, at, event, presumed);
                }
            }
            Some(Outcome::Restored) | None => self.decided = amount,
        }
    }

    /// The moments that a decision is: of itself, and of whom it favours.
    pub(super) fn decided_at(
        &mut self,
        outcome: Option<Outcome>,
        moment: Moment,
        event: Option<EventId>,
        presumed: bool,
    ) {
        self.ledger.start(StartPoint::Decided, moment, event, presumed);
        let favours = match outcome {
            Some(Outcome::Lost | Outcome::Rejected | Outcome::Denied) => StartPoint::DecidedAgainstBuyer,
            Some(Outcome::Win | Outcome::Upheld | Outcome::Partial) => StartPoint::DecidedForBuyer,
            Some(Outcome::ReturnAndRefund | Outcome::Restored) | None => return,
        };
        self.ledger.start(favours, moment, event, presumed);
    }

    /// The item goes back; the days to send it begin.
    pub(super) fn return_agreed(
        &mut self,
        moment: Moment,
        at: DateTime<Utc>,
        event: Option<EventId>,
        presumed: bool,
    ) {
        self.back = Back::Here;
        self.marks.arbitrated = false;
        self.ledger.start(StartPoint::ReturnAgreed, moment, event, presumed);
        self.enter(CaseState::ReturnLeg, at, presumed);
    }

    /// The refund is agreed; until it is processed the range runs from here.
    pub(super) fn await_refund(
        &mut self,
        moment: Moment,
        at: DateTime<Utc>,
        event: Option<EventId>,
        presumed: bool,
    ) {
        self.ledger.start(StartPoint::RefundAgreed, moment, event, presumed);
        self.ledger.start_as(
            StartPoint::RefundProcessed,
            StartPoint::RefundAgreed.code(),
            moment,
            event,
            presumed,
        );
        self.enter(CaseState::RefundWaiting, at, presumed);
    }

    /// The marketplace or the bank says the refund is on its way.
    pub(super) fn refund_processed(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        self.settle_silently(event.details.amount.clone());
        self.ledger.start(StartPoint::RefundProcessed, event.at, Some(event.id), false);
        self.enter(CaseState::RefundWaiting, at, false);
    }

    /// A refund that is agreed or processed without a recorded decision was decided for the buyer.
    pub(super) fn settle_silently(&mut self, amount: Option<Money>) {
        if amount.is_some() {
            self.decided = amount;
        }
        if self.outcome.is_none() {
            let part = self
                .decided
                .as_ref()
                .zip(self.asked.as_ref())
                .is_some_and(|(decided, asked)| is_less(decided, asked));
            self.outcome = Some(if part { Outcome::Partial } else { Outcome::Win });
            if self.decided.is_none() {
                self.decided = self.asked.clone();
            }
        }
        for timer in ["seller_reply", "negotiation", "evidence_request"] {
            self.ledger.stop(timer, DeadlineStatus::Void);
        }
        for timer in [self.review_timer(), "proposal_choice", "return_dispatch"] {
            self.ledger.stop(timer, DeadlineStatus::Met);
        }
    }

    /// Money is on the account, or was taken from it in place of being given (P11-11).
    pub(super) fn refund_seen(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        self.ledger.start(StartPoint::RefundSeen, event.at, Some(event.id), false);
        let seen = event.details.amount.clone();
        let told = seen.is_some();
        let taken = seen.as_ref().is_some_and(|seen| seen.minor < 0);
        self.received = match (self.received.take(), seen) {
            (Some(before), Some(more)) => before.plus(&more).or(Some(more)),
            (before, more) => more.or(before),
        };
        let waiting =
            matches!(self.state, CaseState::Decided | CaseState::ReturnLeg | CaseState::RefundWaiting);
        let expected = self.expected_refund();
        let compared =
            self.received.as_ref().zip(expected.as_ref()).map(|(seen, due)| self.compare(seen, due));
        self.marks.charged = taken;
        self.short = compared == Some(Compared::Less);
        // Money in another currency may be all of it or a part: asked, until an event without an amount says so.
        self.marks.other_currency = told && compared == Some(Compared::Unknown);
        if self.short || taken || self.marks.other_currency {
            // Money in the middle of a dispute does not end it; the rest is still to come.
            if waiting {
                self.enter(CaseState::RefundWaiting, at, false);
            }
            return;
        }
        if self.state == CaseState::Cancelled {
            return;
        }
        if self.decided.is_none() {
            self.decided = self.received.clone();
        }
        self.settle_silently(None);
        self.ledger.stop("refund", DeadlineStatus::Met);
        self.enter(CaseState::ClosedPaid, at, false);
    }

    /// The item that came back was looked at.
    pub(super) fn return_checked(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let details = &event.details;
        // What was looked at has arrived, even if nobody recorded when.
        for timer in ["return_dispatch", "return_warehouse", "return_transit"] {
            self.ledger.stop(timer, DeadlineStatus::Met);
        }
        self.back = Back::Received;
        if matches!(details.outcome, Some(Outcome::Lost | Outcome::Rejected | Outcome::Denied)) {
            // It failed the inspection: the marketplace settles it.
            self.marks.reduced = true;
            self.escalate(event.at, at, Some(event.id), false);
            return;
        }
        self.settle_silently(None);
        self.marks.checked = true;
        if details.amount.is_some() {
            self.decided.clone_from(&details.amount);
        } else if !details.deductions.is_empty() {
            let left = less_deductions(self.decided.as_ref(), details);
            // Deductions in another currency leave the amount as it was decided.
            self.decided = left.or_else(|| self.decided.take());
        }
        if details.outcome == Some(Outcome::Partial) || !details.deductions.is_empty() {
            self.outcome = Some(Outcome::Partial);
            self.marks.reduced = true;
        }
        self.await_refund(event.at, at, Some(event.id), false);
    }
}
