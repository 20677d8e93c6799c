//! Cases and their submissions: what is stored of a dispute, complaint, report, chat claim, account
//! case or fallback route. How it stands is replayed from its events (`replay`).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Plan, codes};
use super::ids::{AttachmentId, CaseId, EvidenceId, LineId, OrderId, Sha256, SubmissionId};
use super::money::Money;

codes! {
    /// What kind of case.
    CaseKind {
        Dispute = "dispute", Complaint = "complaint", Report = "report", Chat = "chat", Account = "account",
        Fallback = "fallback",
    }
}

codes! {
    /// What a submission is.
    SubmissionKind { Claim = "claim", Message = "message", Reply = "reply", Complaint = "complaint", Report = "report" }
}

codes! {
    /// Why a dispute is opened: group, then leaf after the dot (P3).
    Reason {
        NotReceived = "not_received", NotReceivedInTransit = "not_received.in_transit",
        NotReceivedReturned = "not_received.returned", NotReceivedNoTracking = "not_received.no_tracking",
        NotReceivedFakeTracking = "not_received.fake_tracking", NotReceivedCustoms = "not_received.customs",
        NotReceivedWrongAddress = "not_received.wrong_address", NotAsDescribed = "not_as_described",
        NotAsDescribedSize = "not_as_described.size", NotAsDescribedColour = "not_as_described.colour",
        NotAsDescribedShape = "not_as_described.shape", NotAsDescribedStyle = "not_as_described.style",
        NotAsDescribedMaterial = "not_as_described.material", NotAsDescribedSpec = "not_as_described.spec",
        NotAsDescribedUsed = "not_as_described.used", WrongItem = "wrong_item", Defective = "defective",
        DefectiveStitching = "defective.stitching", Damaged = "damaged", NotWorking = "not_working",
        Shortage = "shortage", ShortageIncompleteSet = "shortage.incomplete_set", LowQuality = "low_quality",
        ShippingMethod = "shipping_method", Counterfeit = "counterfeit",
    }
}

impl Reason {
    /// True when the goods never came, so that photos of them cannot be asked for (P6-21).
    pub fn is_not_received(self) -> bool {
        self.code().starts_with("not_received")
    }
}

/// A case as stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Row id.
    pub id: CaseId,
    /// What kind.
    pub kind: CaseKind,
    /// The order, unless it is about an account.
    pub order: Option<OrderId>,
    /// The line, when the order has one or one was named.
    pub line: Option<LineId>,
    /// The case this one follows (a complaint after a dispute).
    pub after: Option<CaseId>,
    /// Rule pack id it is computed with.
    pub pack: String,
    /// The pack's version (`as_of`) when the case was opened.
    pub pack_version: String,
    /// Why.
    pub reason: Option<Reason>,
    /// Refund only, or return and refund.
    pub remedy: Option<Plan>,
    /// The amount to ask for.
    pub amount: Option<Money>,
    /// The buyer's own note.
    pub note: Option<String>,
    /// When it was entered.
    pub opened_at: DateTime<Utc>,
    /// In the bin since.
    pub removed_at: Option<DateTime<Utc>>,
}

/// A file chosen for a submission. Frozen ones keep the hash and name they were sent with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenFile {
    /// The attachment it was chosen from.
    pub attachment: Option<AttachmentId>,
    /// The file.
    pub evidence: EvidenceId,
    /// Its hash.
    pub sha256: Sha256,
    /// Its caption when chosen.
    pub caption: Option<String>,
}

/// What was or will be sent: chosen files in order and a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// Row id.
    pub id: SubmissionId,
    /// The case.
    pub case: CaseId,
    /// 1, 2, 3… within the case; what `--submission` names.
    pub number: i64,
    /// What it is.
    pub kind: SubmissionKind,
    /// The English text.
    pub text: String,
    /// Files in upload order.
    pub files: Vec<ChosenFile>,
    /// When it was recorded as sent; from then on nothing of it changes.
    pub frozen_at: Option<DateTime<Utc>>,
}
