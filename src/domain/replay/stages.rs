//! The fine stages inside a state: the way back (C3), the waiting for money (C4), a complaint and its coupons (C5),
//! a chat (C7), an account (C8). Keeps what the log says of them; the coarse states stay with `dispute`.

use super::clocks::Conditions;
use super::dispute::{Back, Sim};
use super::others::LATE_DELIVERY;
use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEvent, CaseEventKind, EventDetails, Outcome};
use crate::domain::ids::EventId;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::reporting::{self, AccountType, Form};
use crate::domain::rules::StartPoint;
use crate::domain::view::{CaseState, Coupon, Deadline, DeadlineStatus, Stage};

/// What the log says of the fine stages.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The way back ended with the marketplace: lost in the post, failed at the check, or nobody took it in.
    pub(super) arbitrated: bool,
    /// What came back was looked at and found good.
    pub(super) checked: bool,
    /// Less is paid for what came back.
    pub(super) reduced: bool,
    pub(super) refund_agreed: Option<Moment>,
    pub(super) refund_processed: Option<Moment>,
    pub(super) refund_seen: Option<Moment>,
    /// Money was taken instead of given (P11-11).
    pub(super) charged: bool,
    /// Money came in a currency that cannot be compared with what was decided.
    pub(super) other_currency: bool,
    /// Coupons, oldest first.
    pub(super) coupons: Vec<Issued>,
    pub(super) survey: bool,
    /// How a complaint about the decision was answered.
    pub(super) complaint: Complaint,
    /// What a complaint that was accepted is to be made up with, as its answer says.
    pub(super) compensation: Option<Money>,
    /// Something was written in the chat.
    pub(super) chat_written: bool,
    pub(super) account: Account,
}

/// A coupon that was issued.
#[derive(Clone, Debug)]
pub(super) struct Issued {
    pub(super) event: EventId,
    pub(super) at: Moment,
    pub(super) amount: Option<Money>,
    pub(super) used: bool,
    /// For a late delivery: it makes up for nothing else (S02).
    pub(super) late: bool,
}

/// How far a complaint is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Complaint {
    #[default]
    None,
    Sent,
    Won,
    Lost,
}

/// What is wrong with an account (C8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Account {
    #[default]
    Unknown,
    Blocked,
    Verification,
}

/// True for a coupon for a late delivery, which has nothing to do with what was decided.
pub(in crate::domain) fn is_late_coupon(details: &EventDetails) -> bool {
    details.reason.as_deref() == Some(LATE_DELIVERY)
}

impl Sim<'_> {
    /// Notes what an event says of the fine stages.
    pub(super) fn mark(&mut self, event: &CaseEvent) {
        use CaseEventKind as K;
        let details = &event.details;
        match event.kind {
            K::RefundAgreed => self.marks.refund_agreed = Some(event.at),
            K::RefundProcessed => self.marks.refund_processed = Some(event.at),
            K::RefundSeen => self.marks.refund_seen = Some(event.at),
            K::CouponIssued => self.marks.coupons.push(Issued {
                event: event.id,
                at: event.at,
                amount: details.amount.clone(),
                used: false,
                late: is_late_coupon(details),
            }),
            K::CouponUsed => {
                for coupon in self
                    .marks
                    .coupons
                    .iter_mut()
                    .filter(|coupon| details.answers.is_none_or(|named| named == coupon.event))
                {
                    coupon.used = true;
                }
            }
            K::SurveySent => self.marks.survey = true,
            K::ComplaintSent => self.marks.complaint = Complaint::Sent,
            K::ComplaintDecided => {
                let won = matches!(details.outcome, Some(Outcome::Upheld | Outcome::Win | Outcome::Partial));
                self.marks.complaint = if won { Complaint::Won } else { Complaint::Lost };
                self.marks.compensation = details.amount.clone().filter(|_| won);
            }
            K::Message | K::EvidenceSubmitted => {
                self.marks.chat_written = true;
                let answers =
                    event.kind == K::EvidenceSubmitted && self.state == CaseState::EvidenceRequested;
                if answers && self.kind() == CaseKind::Report {
                    // With what was missing the report is complete: its answer is waited for from here.
                    self.ledger.start(StartPoint::ReportSent, event.at, Some(event.id), false);
                }
            }
            K::AccountBlocked | K::MeasureNotified => self.marks.account = Account::Blocked,
            K::NeedInfo => {
                if self.marks.account == Account::Unknown {
                    self.marks.account = Account::Verification;
                }
                // The marketplace has answered, with a question: it is not late while it waits (C6).
                self.ledger.stop("report_decision", DeadlineStatus::Void);
            }
            K::ReturnAgreed | K::Reopened => {
                self.marks.arbitrated = false;
                self.marks.checked = false;
                self.marks.reduced = false;
            }
            _ => {}
        }
    }

    /// Where exactly the case stands.
    pub(super) fn stage(&self, deadlines: &[Deadline]) -> Option<Stage> {
        let late = |id: &str| {
            deadlines.iter().any(|deadline| {
                deadline.id == id && deadline.status == DeadlineStatus::Overdue && deadline.is_own()
            })
        };
        match self.state {
            CaseState::ReturnLeg => return Some(self.return_stage()),
            CaseState::MarketplaceReview if self.marks.arbitrated => return Some(Stage::ReturnArbitration),
            CaseState::RefundWaiting if self.marks.charged => return Some(Stage::RefundCharged),
            CaseState::RefundWaiting if self.short => return Some(Stage::RefundWrongAmount),
            CaseState::RefundWaiting if late("refund") => return Some(Stage::RefundOverdue),
            CaseState::RefundWaiting if self.marks.reduced => return Some(Stage::ReturnReduced),
            CaseState::RefundWaiting if self.marks.refund_processed.is_some() => {
                return Some(Stage::RefundProcessing);
            }
            CaseState::RefundWaiting if self.kind() == CaseKind::Chat => return Some(Stage::ChatAccepted),
            CaseState::RefundWaiting if self.marks.checked => return Some(Stage::ReturnOk),
            CaseState::RefundWaiting => return Some(Stage::RefundAgreed),
            CaseState::ClosedPaid if self.received.is_some() => return Some(Stage::RefundSeen),
            CaseState::ClosedLost if self.expired_return() => return Some(Stage::ReturnExpired),
            _ => {}
        }
        match self.kind() {
            CaseKind::Dispute | CaseKind::Complaint => self.complaint_stage(late("complaint_decision")),
            CaseKind::Chat => match self.state {
                CaseState::MarketplaceReview | CaseState::EvidenceRequested if self.marks.chat_written => {
                    Some(Stage::ChatWaiting)
                }
                CaseState::MarketplaceReview | CaseState::EvidenceRequested => Some(Stage::ChatStarted),
                CaseState::BuyerTurn => Some(Stage::ChatAnswered),
                CaseState::NoAgreement => Some(Stage::ChatRefused),
                _ => None,
            },
            // Steps to follow on the site: nothing is asked for, so nothing is refused or late.
            CaseKind::Account if self.account_type().is_some_and(|kind| kind.instructions_only) => None,
            CaseKind::Account => Some(self.account_stage(late("account_appeal"))),
            CaseKind::Report | CaseKind::Fallback => None,
        }
    }

    fn return_stage(&self) -> Stage {
        match self.back {
            Back::Here => Stage::ReturnAgreed,
            Back::SentUntracked => Stage::ReturnUntracked,
            Back::Sent => Stage::ReturnSent,
            Back::Received => Stage::ReturnReceived,
        }
    }

    /// The days to send it back passed without a tracking number (R_expired_lost).
    pub(super) fn expired_return(&self) -> bool {
        self.outcome == Some(Outcome::ReturnAndRefund)
            && matches!(self.back, Back::Here | Back::SentUntracked)
            && !self.marks.checked
    }

    fn complaint_stage(&self, late: bool) -> Option<Stage> {
        let marks = &self.marks;
        Some(match marks.complaint {
            _ if marks.coupons.iter().any(|coupon| !coupon.late) => {
                if self.coupons().iter().all(|coupon| coupon.used || coupon.expired) {
                    Stage::CouponsDone
                } else {
                    Stage::Coupons
                }
            }
            Complaint::Won => Stage::ComplaintWon,
            Complaint::Lost | Complaint::None if marks.survey => Stage::SurveySent,
            Complaint::Lost => Stage::ComplaintLost,
            Complaint::Sent if late => Stage::ComplaintOverdue,
            Complaint::Sent => Stage::ComplaintReview,
            Complaint::None => return None,
        })
    }

    fn account_stage(&self, late: bool) -> Stage {
        let verification = match self.account_type() {
            Some(kind) => kind.verification,
            None => self.marks.account == Account::Verification,
        };
        let refused = matches!(self.outcome, Some(Outcome::Denied | Outcome::Rejected | Outcome::Lost));
        match (self.state, verification) {
            (CaseState::Draft | CaseState::EvidenceRequested, true) => Stage::VerificationRequested,
            (CaseState::EvidenceRequested, false) => Stage::AccountAsked,
            (CaseState::Decided | CaseState::ClosedPaid | CaseState::ClosedLost, true) if refused => {
                Stage::VerificationDenied
            }
            (CaseState::Decided | CaseState::ClosedPaid, true) => Stage::VerificationOk,
            (CaseState::Decided | CaseState::ClosedPaid | CaseState::ClosedLost, false) if refused => {
                Stage::AccountDenied
            }
            (CaseState::Decided | CaseState::ClosedPaid, false) => Stage::AccountRestored,
            (CaseState::Draft, _) => Stage::AccountBlocked,
            (_, true) => Stage::VerificationSent,
            (_, false) if late => Stage::AccountOverdue,
            (_, false) => Stage::AccountSent,
        }
    }

    /// The coupons with their own last moments.
    pub(super) fn coupons(&self) -> Vec<Coupon> {
        let calendar = self.input.calendar();
        let now = self.input.now;
        let runs: Vec<_> = ["coupon_expiry", "late_coupon_expiry"]
            .into_iter()
            .filter_map(|name| self.input.pack.timer(name))
            .flat_map(|timer| self.ledger.runs_of(timer))
            .collect();
        let expiries: std::collections::BTreeMap<EventId, chrono::DateTime<chrono::Utc>> = runs
            .iter()
            .filter_map(|run| Some((run.clock?.event?, run.dates(calendar, Conditions::default()).due?)))
            .collect();
        self.marks
            .coupons
            .iter()
            .map(|coupon| {
                let expires = expiries.get(&coupon.event).copied();
                Coupon {
                    event: coupon.event,
                    issued: coupon.at,
                    amount: coupon.amount.clone(),
                    expires,
                    used: coupon.used,
                    expired: !coupon.used && expires.is_some_and(|at| at <= now),
                }
            })
            .collect()
    }

    /// What kind of account case it is, where that was said (C8).
    pub(super) fn account_type(&self) -> Option<&'static AccountType> {
        if self.kind() != CaseKind::Account {
            return None;
        }
        Form::of(self.input.events).kind().and_then(reporting::account_type)
    }

    /// Whether there is a coupon, or the one that an event names.
    pub(in crate::domain) fn has_coupon(&self, named: Option<EventId>) -> bool {
        self.marks.coupons.iter().any(|coupon| named.is_none_or(|named| named == coupon.event))
    }

    /// What coupons are to make up: what the complaint's answer named, else what was asked. Where a part was paid in
    /// money, no source says what is left to make up.
    pub(in crate::domain) fn compensation(&self) -> Option<&Money> {
        let named = self.marks.compensation.as_ref();
        if self.kind() == CaseKind::Complaint {
            return named.or(self.decided.as_ref()).or(self.asked.as_ref());
        }
        let paid = self.decided.as_ref().is_some_and(|sum| sum.minor > 0);
        named.or_else(|| self.asked.as_ref().filter(|_| !paid))
    }

    /// What the coupons issued so far are worth together, those for late deliveries left out; `None` with none, or in
    /// several currencies.
    pub(in crate::domain) fn coupons_total(&self) -> Option<Money> {
        let coupons = self.marks.coupons.iter().filter(|coupon| !coupon.late);
        let mut amounts = coupons.map(|coupon| coupon.amount.clone());
        let first = amounts.next()??;
        amounts.try_fold(first, |sum, amount| sum.plus(&amount?))
    }
}
