//! The clocks of a pack: what starts them, how long they run, whom they concern, what silence does.
//! Owns the vocabulary of timers; counting is `calendar`, running them is `replay`.

use serde::{Deserialize, Serialize};

use super::applies::AppliesIf;
use crate::domain::event::{Party, codes};
use crate::domain::view::DeadlineKind;

codes! {
    /// How the length of a timer is counted (C0 "Units").
    Unit {
        Hours = "hours", CalendarDays = "calendar_days", BusinessDays = "business_days",
        CalendarMonths = "calendar_months",
    }
}

codes! {
    /// A moment that an event or an order field produces and that a timer may start from or be ended by. A pack
    /// that names another one is refused, because its timer could never run, or would run for ever.
    StartPoint {
        Ordered = "ordered_at", Paid = "paid_at", ShipBy = "ship_by_at", Shipped = "shipped_at",
        Expected = "expected_delivery_at", Delivered = "delivered_at", Confirmed = "confirmed_at",
        ProtectionEnds = "protection_ends_at", OrderCompleted = "order_completed_at",
        CancelRequested = "cancel_requested_at", Frozen = "frozen_at", SellerContacted = "seller_contacted_at",
        Submitted = "submitted_at", SubmittedOrEdited = "submitted_or_edited_at", Escalated = "escalated_at",
        EvidenceRequested = "evidence_requested_at", ProposalsShown = "proposals_shown_at",
        DecidedForBuyer = "decided_for_buyer_at", DecisionReceived = "decision_received_at",
        ReturnRequested = "return_requested_at", ReturnAgreed = "return_agreed_at", ReturnSent = "return_sent_at",
        ReturnReceived = "return_received_at", RefundAgreed = "refund_agreed_at",
        RefundProcessed = "refund_processed_at", ComplaintSent = "complaint_sent_at",
        ComplaintUpheld = "complaint_upheld_at", CouponIssued = "coupon_issued_at",
        LateCouponIssued = "late_coupon_issued_at", ReportSent = "report_sent_at",
        AccountAppealSent = "account_appeal_sent_at", MeasureNotified = "measure_notified_at",
        ClaimFiled = "claim_filed_at", ClaimGranted = "claim_granted_at", ChargebackFiled = "chargeback_filed_at",
        ChargebackAnswered = "chargeback_answered_at", PreArbitration = "pre_arbitration_at",
        CaseClosed = "case_closed_at", Processed = "processed_at", OrderClosed = "order_closed_at",
        SellerReplied = "seller_replied_at", EvidenceSubmitted = "evidence_submitted_at", Decided = "decided_at",
        DecidedAgainstBuyer = "decided_against_buyer_at", ReturnTracked = "return_tracked_at",
        RefundSeen = "refund_seen_at", ComplaintDecided = "complaint_decided_at", CouponUsed = "coupon_used_at",
        ReportDecided = "report_decided_at", AccountDecided = "account_decided_at",
        ArbitrationNotified = "arbitration_notified_at",
    }
}

impl StartPoint {
    /// True for what answers one of several events: it ends that one's run, and nothing runs from it.
    pub fn only_ends(self) -> bool {
        matches!(self, Self::EvidenceSubmitted | Self::CouponUsed)
    }

    /// What ends a timer that starts here where its pack names nothing: what follows it in the machines (C1 to C8).
    pub fn ended_by(self) -> &'static [Self] {
        use StartPoint as P;
        match self {
            P::Ordered
            | P::Paid
            | P::ShipBy
            | P::Shipped
            | P::Expected
            | P::Delivered
            | P::Confirmed
            | P::ProtectionEnds
            | P::OrderCompleted
            | P::CancelRequested
            | P::Frozen
            | P::Processed
            | P::OrderClosed => &[P::OrderClosed],
            P::SellerContacted => &[P::SellerReplied, P::Submitted, P::ClaimFiled, P::CaseClosed],
            P::Submitted | P::SubmittedOrEdited | P::SellerReplied => &[
                P::Escalated,
                P::ClaimFiled,
                P::ChargebackFiled,
                P::Decided,
                P::ClaimGranted,
                P::ReturnAgreed,
                P::RefundAgreed,
                P::RefundProcessed,
                P::CaseClosed,
            ],
            P::EvidenceRequested => &[P::EvidenceSubmitted, P::Decided, P::ClaimGranted, P::CaseClosed],
            P::ChargebackFiled => &[
                P::ChargebackAnswered,
                P::PreArbitration,
                P::Decided,
                P::ClaimGranted,
                P::RefundProcessed,
                P::CaseClosed,
            ],
            P::ChargebackAnswered => {
                &[P::PreArbitration, P::Decided, P::ClaimGranted, P::RefundProcessed, P::CaseClosed]
            }
            P::Escalated | P::ClaimFiled | P::PreArbitration | P::ProposalsShown | P::EvidenceSubmitted => &[
                P::Decided,
                P::ClaimGranted,
                P::ReturnAgreed,
                P::RefundAgreed,
                P::RefundProcessed,
                P::CaseClosed,
            ],
            P::ReturnRequested | P::ReturnAgreed | P::ReturnSent | P::ReturnTracked => {
                &[P::ReturnReceived, P::RefundProcessed, P::CaseClosed]
            }
            P::ReturnReceived => &[P::RefundProcessed, P::CaseClosed],
            P::Decided
            | P::DecidedForBuyer
            | P::ClaimGranted
            | P::RefundAgreed
            | P::RefundProcessed
            | P::RefundSeen
            | P::CouponUsed
            | P::ArbitrationNotified => &[P::CaseClosed],
            P::ComplaintSent => &[P::ComplaintDecided, P::CaseClosed],
            P::ReportSent => &[P::ReportDecided, P::CaseClosed],
            P::AccountAppealSent => &[P::AccountDecided, P::CaseClosed],
            // What follows outlives the case it belongs to.
            P::DecidedAgainstBuyer | P::CaseClosed | P::ComplaintDecided => {
                &[P::ComplaintSent, P::ClaimGranted, P::RefundSeen]
            }
            P::DecisionReceived => &[P::ArbitrationNotified, P::RefundSeen],
            P::MeasureNotified | P::ReportDecided | P::AccountDecided => {
                &[P::AccountAppealSent, P::AccountDecided]
            }
            P::ComplaintUpheld => &[P::CouponIssued, P::RefundSeen],
            P::CouponIssued | P::LateCouponIssued => &[P::CouponUsed],
        }
    }
}

codes! {
    /// What silence does once a deadline has passed.
    OnExpire {
        AutoRefund = "auto_refund", MarketplaceReview = "marketplace_review",
        ClaimMayBeCancelled = "claim_may_be_cancelled", FundsToSeller = "funds_to_seller",
        OrderClosedRefund = "order_closed_refund", OrderCompleted = "order_completed",
        MarketplaceArbitrates = "marketplace_arbitrates", MayEscalate = "may_escalate", AutoClose = "auto_close",
        GrantedIfClaimed = "granted_if_claimed", Terminated = "terminated",
    }
}

/// A length of time as a rule states it; negative ones count back from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub n: i64,
    /// Of what.
    pub unit: Unit,
}

/// How long a timer runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// To one date.
    Exact(Length),
    /// Over a range in which something is expected.
    Band {
        /// The soonest, if a source says so.
        min: Option<i64>,
        /// What is usual, if a source says so.
        typical: Option<i64>,
        /// The latest.
        max: i64,
        /// Of what.
        unit: Unit,
    },
    /// No source says; nothing is ever computed, and only a date that the page shows counts.
    Unknown,
}

/// What starts a timer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Start {
    /// One thing.
    At(StartPoint),
    /// The latest of several, as far as they are known; none at all for a timer of which nothing is known.
    LatestOf {
        /// Which.
        latest_of: Vec<StartPoint>,
    },
}

impl Start {
    /// Everything it may start from.
    pub fn points(&self) -> &[StartPoint] {
        match self {
            Self::At(point) => std::slice::from_ref(point),
            Self::LatestOf { latest_of } => latest_of,
        }
    }

    /// True when it may start from this.
    pub fn includes(&self, point: StartPoint) -> bool {
        self.points().contains(&point)
    }
}

/// The latest that a date may be, counted from something else (Visa: 540 days from processing).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// Counted from here.
    pub start: StartPoint,
    /// Over this many calendar days.
    pub days: i64,
}

/// Another value for a timer, from another source; shown as a conflict, never used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherValue {
    /// Another start, where it differs.
    pub start: Option<StartPoint>,
    /// How long.
    pub extent: Extent,
    /// Why it differs, in the pack's words.
    pub why: Option<String>,
    /// Source codes.
    pub cite: Vec<String>,
}

/// A shorter length under a condition on the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipLimitException {
    /// The seller had fewer days than this to ship.
    pub ship_limit_days_below: i64,
    /// Then this many, of the timer's own unit.
    pub n: i64,
}

/// One clock of a pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timer {
    /// Its name, unique in the pack.
    pub name: String,
    /// The pack that states it: its own, or the one that is extended.
    pub pack: String,
    /// What starts it.
    pub start: Start,
    /// How long it runs.
    pub extent: Extent,
    /// Who has to act, or whose act is awaited.
    pub who: Party,
    /// What sort of date it gives.
    pub kind: DeadlineKind,
    /// What ends it before its date: the first of these that comes after its start. Never empty.
    pub ended_by: Vec<StartPoint>,
    /// What silence does.
    pub on_expire: Option<OnExpire>,
    /// False when a missed date cannot be made good.
    pub recoverable: bool,
    /// Whom it concerns (`EU/EEA/UK`), where it is not everybody.
    pub scope: Option<String>,
    /// Groups of reasons it concerns; empty means all.
    pub reasons: Vec<String>,
    /// Orders it concerns; `None` means all.
    pub applies_if: Option<AppliesIf>,
    /// The latest its date may be.
    pub cap: Option<Cap>,
    /// A shorter length for orders that had to ship quickly.
    pub unless: Option<ShipLimitException>,
    /// A band is late only after this has passed too.
    pub overdue_after: Option<Length>,
    /// False when its only sources are weak.
    pub certain: bool,
    /// Source codes.
    pub cite: Vec<String>,
    /// A remark of the pack.
    pub note: Option<String>,
    /// What other sources say.
    pub others: Vec<OtherValue>,
}
