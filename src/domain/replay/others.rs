//! Complaints, reports, chats, account cases and fallback routes: a plain replay over the same states, from
//! draft over sent to decided and closed (C5–C8), and the clocks that may also run beside a dispute.

use chrono::{DateTime, Utc};

use super::dispute::{Asked, Fit, Sim};
use super::is_open;
use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEvent, CaseEventKind, Outcome, Party};
use crate::domain::rules::{StartPoint, Timer};
use crate::domain::view::{CaseState, OfferStanding};

/// The reason that marks a coupon for a late delivery, which has a clock of its own (S02).
pub(super) const LATE_DELIVERY: &str = "late_delivery";

/// The timer of the seller's answer to a message.
pub const CONTACT_REPLY: &str = "contact_reply";

impl Sim<'_> {
    pub(super) fn fit_other(&self, kind: CaseEventKind) -> Fit {
        use CaseEventKind as K;
        let open = is_open(self.state);
        let yes = match kind {
            K::Submitted
            | K::ComplaintSent
            | K::ReportSent
            | K::AccountAppealSent
            | K::ClaimFiled
            | K::ChargebackFiled
            | K::ComplaintDecided
            | K::ReportDecided
            | K::AccountDecided
            | K::ChatAnswered
            | K::ClaimGranted
            | K::Decision
            | K::Cancelled
            | K::CaseClosed
            | K::EvidenceRequested
            | K::EvidenceSubmitted
            | K::NeedInfo
            | K::SellerAccepts
            | K::SellerRejects
            | K::Edited
            | K::Escalated => open,
            K::OfferAccepted | K::OfferRejected => {
                !self.open_offers.is_empty() || self.state == CaseState::BuyerTurn
            }
            K::Reopened => self.state == CaseState::Cancelled,
            _ => true,
        };
        if yes { Fit::Fits } else { Fit::Contradicts }
    }

    pub(super) fn apply_other(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        use CaseEventKind as K;
        let details = &event.details;
        match event.kind {
            K::Submitted
            | K::ComplaintSent
            | K::ReportSent
            | K::AccountAppealSent
            | K::ClaimFiled
            | K::ChargebackFiled => {
                if details.amount.is_some() {
                    self.asked.clone_from(&details.amount);
                }
                if event.kind == K::Submitted && self.talks_first() {
                    // A route on which the seller answers first and the claim comes later (PayPal).
                    self.ledger.start(StartPoint::Submitted, event.at, Some(event.id), false);
                    self.ledger.start(StartPoint::SubmittedOrEdited, event.at, Some(event.id), false);
                    self.enter(CaseState::SellerTurn, at, false);
                    return;
                }
                self.apply_side_clock(event);
                // The clocks of a submitted claim are those of disputes; these cases have their own.
                if event.kind == K::Submitted
                    && let Some(start) = self.sent_start()
                {
                    self.ledger.start(start, event.at, Some(event.id), false);
                }
                self.enter(CaseState::MarketplaceReview, at, false);
            }
            K::Escalated if self.kind() == CaseKind::Fallback => {
                self.ledger.start(StartPoint::Escalated, event.at, Some(event.id), false);
                self.ledger.start(StartPoint::ClaimFiled, event.at, Some(event.id), false);
                self.enter(CaseState::MarketplaceReview, at, false);
            }
            K::WaitUntil => self.reminder = details.due.map(|due| (due, event.at)),
            K::NeedInfo | K::EvidenceRequested => {
                self.open_requests.insert(event.id, self.requests.len());
                // The days for an answer are those of a dispute; here only a date that the page shows counts
                // (C6 to C8).
                self.requests.push(Asked::of(event, details.by.unwrap_or(Party::Marketplace)));
                self.enter(CaseState::EvidenceRequested, at, false);
            }
            K::EvidenceSubmitted | K::QuestionImpossible => {
                let refused = matches!(self.outcome, Some(Outcome::Denied | Outcome::Rejected));
                self.evidence_answered(event, at);
                if self.kind() == CaseKind::Account && self.state == CaseState::Decided && refused {
                    // Denied, and tried again with another picture or another card (C8).
                    self.enter(CaseState::MarketplaceReview, at, false);
                }
            }
            K::ComplaintDecided | K::ReportDecided | K::AccountDecided | K::Decision => {
                self.apply_side_clock(event);
                if event.kind == K::Decision {
                    self.decided_at(details.outcome, event.at, Some(event.id), false);
                }
                self.outcome = details.outcome;
                self.decided.clone_from(&details.amount);
                self.enter(CaseState::Decided, at, false);
            }
            K::ChatAnswered => {
                if details.amount.is_some() || details.plan.is_some() {
                    self.add_offer(event, details.by.unwrap_or(Party::Marketplace));
                }
                self.enter(CaseState::BuyerTurn, at, false);
            }
            K::SellerOffer => {
                self.add_offer(event, details.by.unwrap_or(Party::Seller));
                self.enter(CaseState::BuyerTurn, at, false);
            }
            K::OfferAccepted => {
                let accepted = self.close_offer(details.answers, OfferStanding::Accepted);
                if let Some(offer) = accepted.and_then(|index| self.offers.get(index)) {
                    self.decided = details.amount.clone().or_else(|| offer.amount.clone());
                } else {
                    self.decided.clone_from(&details.amount);
                }
                self.outcome = Some(Outcome::Upheld);
                self.await_refund(event.at, at, Some(event.id), false);
            }
            K::OfferRejected => {
                self.close_offer(details.answers, OfferStanding::Rejected);
                self.enter(CaseState::NoAgreement, at, false);
            }
            K::ClaimGranted => {
                self.apply_side_clock(event);
                self.outcome = Some(Outcome::Upheld);
                self.decided = details.amount.clone().or_else(|| self.asked.clone());
                self.await_refund(event.at, at, Some(event.id), false);
            }
            K::RefundAgreed => {
                self.settle_silently(details.amount.clone());
                self.await_refund(event.at, at, Some(event.id), false);
            }
            K::RefundProcessed => self.refund_processed(event, at),
            K::RefundSeen => self.refund_seen(event, at),
            K::Cancelled => self.enter(CaseState::Cancelled, at, false),
            K::Reopened => {
                self.ledger.clear();
                self.enter(CaseState::Draft, at, false);
            }
            K::CaseClosed => self.close(event, at),
            _ => self.apply_side_clock(event),
        }
    }

    /// Whether a claim on this route begins with the seller: its pack counts days from the submission.
    fn talks_first(&self) -> bool {
        let from_submission = |timer: &Timer| {
            timer.start.includes(StartPoint::Submitted) || timer.start.includes(StartPoint::SubmittedOrEdited)
        };
        self.kind() == CaseKind::Fallback
            && self.state == CaseState::Draft
            && self.input.pack.timers.values().any(from_submission)
    }

    /// What begins a claim on this route: a dispute where the seller answers first, what the bank is asked for, or a
    /// claim.
    pub(super) fn first_act(&self) -> CaseEventKind {
        let bank = |timer: &Timer| timer.start.includes(StartPoint::ChargebackFiled);
        if self.talks_first() {
            CaseEventKind::Submitted
        } else if self.input.pack.timers.values().any(bank) {
            CaseEventKind::ChargebackFiled
        } else {
            CaseEventKind::ClaimFiled
        }
    }

    /// What a plain `submitted` starts in a case of this kind.
    fn sent_start(&self) -> Option<StartPoint> {
        match self.kind() {
            CaseKind::Complaint => Some(StartPoint::ComplaintSent),
            CaseKind::Report => Some(StartPoint::ReportSent),
            CaseKind::Account => Some(StartPoint::AccountAppealSent),
            CaseKind::Fallback => Some(StartPoint::ClaimFiled),
            CaseKind::Dispute | CaseKind::Chat => None,
        }
    }

    /// Clocks that run beside whatever state a case is in.
    pub(super) fn apply_side_clock(&mut self, event: &CaseEvent) {
        use CaseEventKind as K;
        let start = match event.kind {
            // Counted from the first message: asking again is no reason to wait anew (P2-06).
            K::SellerContacted if self.ledger.last(StartPoint::SellerContacted).is_some() => return,
            K::SellerContacted => StartPoint::SellerContacted,
            K::SellerReplied => StartPoint::SellerReplied,
            K::ComplaintSent => StartPoint::ComplaintSent,
            K::ReportSent => StartPoint::ReportSent,
            K::AccountAppealSent => StartPoint::AccountAppealSent,
            K::MeasureNotified => StartPoint::MeasureNotified,
            K::DecisionReceived => StartPoint::DecisionReceived,
            K::ClaimFiled => StartPoint::ClaimFiled,
            K::ClaimGranted => StartPoint::ClaimGranted,
            K::ChargebackFiled => StartPoint::ChargebackFiled,
            K::ChargebackAnswered => StartPoint::ChargebackAnswered,
            K::PreArbitration => StartPoint::PreArbitration,
            K::ReturnRequested => StartPoint::ReturnRequested,
            // A bank counts from the day on which something was sent back (V1); no other machine here has a way back.
            K::ReturnAgreed if self.kind() == CaseKind::Fallback => StartPoint::ReturnAgreed,
            K::ReturnSent if self.kind() == CaseKind::Fallback => StartPoint::ReturnSent,
            K::ReturnReceived if self.kind() == CaseKind::Fallback => StartPoint::ReturnReceived,
            K::CouponIssued if event.details.reason.as_deref() == Some(LATE_DELIVERY) => {
                StartPoint::LateCouponIssued
            }
            K::CouponIssued => StartPoint::CouponIssued,
            K::CouponUsed => return self.ledger.pass(StartPoint::CouponUsed, event.details.answers),
            K::ComplaintDecided => {
                self.ledger.start(StartPoint::ComplaintDecided, event.at, Some(event.id), false);
                if !matches!(event.details.outcome, Some(Outcome::Upheld | Outcome::Win | Outcome::Partial)) {
                    return;
                }
                StartPoint::ComplaintUpheld
            }
            K::ReportDecided => StartPoint::ReportDecided,
            K::AccountDecided => StartPoint::AccountDecided,
            K::ArbitrationNotified => StartPoint::ArbitrationNotified,
            _ => return,
        };
        self.ledger.start(start, event.at, Some(event.id), false);
    }
}
