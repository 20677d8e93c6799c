//! Events: the only stored truth about how an order or a case stands. State is replayed from them.
//! One flat set of details serves every event type, so new machines need no new storage (C0).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{EventId, EvidenceId, SubmissionId};
use super::moment::Moment;
use super::money::Money;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(#[serde(rename = $code)] #[allow(missing_docs, reason = "the code is the documentation")] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name in the database, the JSON and on the command line.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads [`Self::code`].
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What can happen to an order.
    OrderEventKind {
        Placed = "placed", Paid = "paid", RiskPassed = "risk_passed", CancelRequested = "cancel_requested",
        CancelRefused = "cancel_refused", PartShipped = "part_shipped", Shipped = "shipped", TrackingUpdate = "tracking_update",
        TrackingMissing = "tracking_missing", ProtectionExtended = "protection_extended",
        DisputeRefused = "dispute_refused", Delivered = "delivered", Confirmed = "confirmed", Frozen = "frozen",
        Unfrozen = "unfrozen", Closed = "closed", DateShown = "date_shown", ExpiryConfirmed = "expiry_confirmed",
        ExpiryDenied = "expiry_denied", ExpiryPostponed = "expiry_postponed", Note = "note",
    }
}

codes! {
    /// What can happen in a case.
    CaseEventKind {
        SellerContacted = "seller_contacted", SellerReplied = "seller_replied", Submitted = "submitted",
        Edited = "edited", SellerOffer = "seller_offer", SellerAccepts = "seller_accepts",
        SellerRejects = "seller_rejects", OfferAccepted = "offer_accepted", OfferRejected = "offer_rejected",
        Escalated = "escalated", EvidenceRequested = "evidence_requested",
        EvidenceSubmitted = "evidence_submitted", QuestionImpossible = "question_impossible",
        ProposalsShown = "proposals_shown", ProposalChosen = "proposal_chosen", Decision = "decision",
        Cancelled = "cancelled", Reopened = "reopened", ParcelArrived = "parcel_arrived",
        ReturnRequested = "return_requested", ReturnAgreed = "return_agreed", ReturnSent = "return_sent",
        ReturnReceived = "return_received", ReturnChecked = "return_checked", ReturnLost = "return_lost",
        RefundAgreed = "refund_agreed", RefundProcessed = "refund_processed", RefundSeen = "refund_seen",
        ComplaintSent = "complaint_sent", ComplaintDecided = "complaint_decided",
        CouponIssued = "coupon_issued", CouponUsed = "coupon_used", SurveySent = "survey_sent",
        ReportSent = "report_sent", ReportDecided = "report_decided", NeedInfo = "need_info",
        AccountBlocked = "account_blocked", MeasureNotified = "measure_notified",
        AccountAppealSent = "account_appeal_sent", AccountDecided = "account_decided",
        ChatAnswered = "chat_answered", ClaimFiled = "claim_filed", ClaimGranted = "claim_granted",
        ChargebackFiled = "chargeback_filed", ChargebackAnswered = "chargeback_answered",
        PreArbitration = "pre_arbitration", DecisionReceived = "decision_received",
        ArbitrationNotified = "arbitration_notified", CaseClosed = "case_closed",
        DateShown = "date_shown", WaitUntil = "wait_until", ExpiryConfirmed = "expiry_confirmed",
        ExpiryDenied = "expiry_denied", ExpiryPostponed = "expiry_postponed", Message = "message", Note = "note",
    }
}

codes! {
    /// What a proposal would do.
    Plan {
        RefundOnly = "refund_only", ReturnAndRefund = "return_and_refund", Replacement = "replacement",
        SparePart = "spare_part", Repair = "repair", Discount = "discount", Wait = "wait",
        ReviewForRefund = "review_for_refund",
    }
}

codes! {
    /// How something was decided.
    Outcome {
        Win = "win", Partial = "partial", ReturnAndRefund = "return_and_refund", Lost = "lost",
        Upheld = "upheld", Rejected = "rejected", Restored = "restored", Denied = "denied",
    }
}

codes! {
    /// What a complaint after a dispute is about (P12-03).
    Against { Decision = "decision", Administration = "administration" }
}

codes! {
    /// Who acts, offers or pays.
    Party {
        Buyer = "buyer", Seller = "seller", Marketplace = "marketplace", Bank = "bank", Carrier = "carrier",
        Both = "both",
    }
}

codes! {
    /// Where the knowledge of an event comes from (C0).
    EventSource { Buyer = "buyer", PastedText = "pasted_text", Import = "import", Clock = "clock" }
}

/// Everything an event may carry; most events carry little. Field names are part of the stored form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventDetails {
    /// A date the page shows for what this event starts, or the new end of protection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// The timer a shown, confirmed, denied or postponed date belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// Asked, offered, decided, refunded or issued amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// What a proposal or demand would do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// Who pays return freight under a proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freight: Option<Party>,
    /// The proposal moves money or talk outside the marketplace.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub outside: bool,
    /// How it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Party>,
    /// A tracking number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking: Option<String>,
    /// Named deductions of a decision.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub deductions: BTreeMap<String, Money>,
    /// Free text: a message, what was asked for, a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The reason code a demand names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What a complaint is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
    /// The submission this event sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission: Option<SubmissionId>,
    /// A place that a tracking page shows and where the buyer does not live (P6-24).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The event this one answers, accepts or rejects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<EventId>,
    /// Numbers of the items of a request that this one answers; none means all of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<u32>,
    /// When the buyer saw it, where that is not when it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Moment>,
    /// Stored files that show it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
    /// A guard was overridden by the buyer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anyway: bool,
    /// Fields of a form by their codes, as filled in: those of a report, the type of an account case.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

/// An event about to be recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewEvent<K> {
    /// What happened.
    pub kind: K,
    /// When, as exactly as known.
    pub at: Moment,
    /// How it is known.
    pub source: EventSource,
    /// The rest.
    pub details: EventDetails,
}

/// A recorded event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event<K> {
    /// Row id.
    pub id: EventId,
    /// Place in its log, from 1.
    pub seq: i64,
    /// What happened.
    pub kind: K,
    /// When, as exactly as known.
    pub at: Moment,
    /// How it is known.
    pub source: EventSource,
    /// The rest.
    pub details: EventDetails,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// A later undo voided it; it stays in the log and counts for nothing.
    pub voided: bool,
}

/// An event of an order.
pub type OrderEvent = Event<OrderEventKind>;
/// An event of a case.
pub type CaseEvent = Event<CaseEventKind>;
