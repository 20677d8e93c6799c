//! Every change a buyer can make to a library, as data. Applying one gives its inverse, which is undo.
//! The library room applies them; nothing else writes.

use chrono::{DateTime, Utc};

use super::case::{CaseKind, ChosenFile, Reason, SubmissionKind};
use super::event::{CaseEventKind, NewEvent, OrderEventKind, Plan};
use super::evidence::{Derivation, Recipe, Role, Target};
use super::ids::{AttachmentId, CaseId, EventId, EvidenceId, LineId, OrderId, Sha256, SubmissionId};
use super::money::{Currency, Money};
use super::order::{DateFact, Marketplace, OrderDate, OrderNumber};
use crate::domain::evidence::media::MediaFacts;

/// A field to set: `None` leaves it, `Some(None)` empties it.
pub type Set<T> = Option<Option<T>>;

/// New values for an order; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderPatch {
    /// Store name.
    pub store: Set<String>,
    /// Link to the store.
    pub store_url: Set<String>,
    /// Currency.
    pub currency: Set<Currency>,
    /// Payment method.
    pub payment_method: Set<String>,
    /// Tracking number.
    pub tracking: Set<String>,
    /// Carrier.
    pub carrier: Set<String>,
    /// Country it ships from.
    pub ships_from: Set<String>,
    /// Local return promised.
    pub local_return: Option<bool>,
    /// Free-returns badge.
    pub free_returns: Option<bool>,
    /// Shipping was part of the advertised price.
    pub delivery_included: Set<bool>,
    /// Which account.
    pub account: Set<String>,
    /// Address.
    pub address: Set<String>,
    /// Note.
    pub note: Set<String>,
    /// Tags, sorted, without repeats.
    pub tags: Option<Vec<String>>,
    /// Dates to state; each becomes a fact and the chosen value. `None` as value withdraws the date.
    pub dates: Vec<(OrderDate, Option<DateFact>)>,
}

/// New values for an order line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinePatch {
    /// The marketplace's id of the line.
    pub external_id: Set<String>,
    /// Title.
    pub title: Set<String>,
    /// Link to the product.
    pub product_url: Set<String>,
    /// Chosen options.
    pub options: Set<String>,
    /// Pieces.
    pub quantity: Option<i64>,
    /// List price.
    pub listed: Set<Money>,
    /// Paid after discounts.
    pub paid: Set<Money>,
    /// Share of shipping.
    pub shipping: Set<Money>,
    /// Coupon part.
    pub coupon: Set<Money>,
    /// A gift.
    pub is_gift: Option<bool>,
}

/// A file that is in the vault already and gets its row.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvidence {
    /// Hash of the stored bytes.
    pub sha256: Sha256,
    /// File name as it came.
    pub name: String,
    /// The name's bytes where they are not UTF-8.
    pub name_bytes: Option<Vec<u8>>,
    /// The file's modification time.
    pub file_time: Option<DateTime<Utc>>,
    /// What the content says.
    pub facts: MediaFacts,
    /// Made from another.
    pub derived_from: Option<Derivation>,
    /// Came from the clipboard as pixels.
    pub pasted: bool,
}

/// What a stored file is called.
#[derive(Clone, Debug, PartialEq)]
pub struct FileName {
    /// As text.
    pub name: String,
    /// Its bytes where they are not UTF-8.
    pub name_bytes: Option<Vec<u8>>,
    /// What the content says under this name: in families that content cannot tell apart the name decides.
    pub facts: MediaFacts,
}

/// A use of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAttachment {
    /// What it is attached to.
    pub target: Target,
    /// Its part there.
    pub role: Role,
    /// The buyer's words.
    pub caption: Option<String>,
    /// Codes of the needs it shows.
    pub shows: Vec<String>,
}

/// New values for an attachment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttachmentPatch {
    /// Move to another target.
    pub target: Option<Target>,
    /// Role.
    pub role: Option<Role>,
    /// Caption.
    pub caption: Set<String>,
    /// Needs it shows.
    pub shows: Option<Vec<String>>,
}

/// A case to open.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCase {
    /// What kind.
    pub kind: CaseKind,
    /// Its order.
    pub order: Option<OrderId>,
    /// Its line.
    pub line: Option<LineId>,
    /// The case it follows.
    pub after: Option<CaseId>,
    /// Rule pack id.
    pub pack: String,
    /// The pack's version.
    pub pack_version: String,
    /// Why.
    pub reason: Option<Reason>,
    /// Refund only, or return and refund.
    pub remedy: Option<Plan>,
    /// Amount to ask for.
    pub amount: Option<Money>,
    /// Note.
    pub note: Option<String>,
}

/// New values for a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CasePatch {
    /// Why.
    pub reason: Set<Reason>,
    /// Remedy.
    pub remedy: Set<Plan>,
    /// Amount.
    pub amount: Set<Money>,
    /// Note.
    pub note: Set<String>,
    /// The version of the rules the buyer has taken note of.
    pub pack_version: Option<String>,
}

/// A change to the library.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A new order with one line.
    AddOrder {
        /// Where.
        marketplace: Marketplace,
        /// Its number, checked.
        number: OrderNumber,
        /// Its fields.
        order: Box<OrderPatch>,
        /// Its first line.
        line: Box<LinePatch>,
    },
    /// New values for an order.
    SetOrder(OrderId, Box<OrderPatch>),
    /// One more line.
    AddLine(OrderId, Box<LinePatch>),
    /// New values for a line.
    SetLine(LineId, Box<LinePatch>),
    /// Takes a line away (only as the inverse of adding it).
    RemoveLine(LineId),
    /// Takes up a line that was taken away (only as the inverse of that).
    RestoreLine(LineId),
    /// All statements about one date of an order (only as the inverse of stating one).
    SetStatements {
        /// The order.
        order: OrderId,
        /// Which date.
        date: OrderDate,
        /// Who said what, in the order it was stated.
        facts: Vec<DateFact>,
        /// Place of the chosen one in `facts`; `None` when the date was withdrawn.
        chosen: Option<usize>,
    },
    /// Into the bin.
    RemoveOrder(OrderId),
    /// Out of the bin.
    RestoreOrder(OrderId),
    /// A stored file and its first use. Where the bytes have a row already, only the use is added. Elsewhere than in
    /// the inbox the file waits no longer there.
    AddEvidence(Box<NewEvidence>, NewAttachment),
    /// A copy made from a stored file (`derived_from` says which). It has no use of its own: it stands behind its
    /// original. Where the bytes have a row already, that row is given back as a copy of this original too.
    AddCopy(Box<NewEvidence>),
    /// How a stored file was made from another; `None` when it is no copy of it (only as the inverse of the other).
    SetCopy {
        /// The file it was made from.
        original: EvidenceId,
        /// The copy.
        copy: EvidenceId,
        /// How.
        recipe: Option<Recipe>,
    },
    /// Another name for a file that came again under a better one, with what its content is taken for under it.
    NameEvidence(EvidenceId, Box<FileName>),
    /// One more use of a file.
    Attach(EvidenceId, NewAttachment),
    /// Ends a use. A file whose last use ends goes to the inbox.
    Detach(AttachmentId),
    /// Takes up an ended use again.
    Reattach(AttachmentId),
    /// New values for a use.
    SetAttachment(AttachmentId, AttachmentPatch),
    /// Uses in their new order.
    Reorder(Vec<AttachmentId>),
    /// A file into the bin.
    RemoveEvidence(EvidenceId),
    /// A file out of the bin.
    RestoreEvidence(EvidenceId),
    /// A new case.
    OpenCase(Box<NewCase>),
    /// New values for a case.
    SetCase(CaseId, CasePatch),
    /// A case into the bin.
    RemoveCase(CaseId),
    /// A case out of the bin.
    RestoreCase(CaseId),
    /// One more event of an order.
    AddOrderEvent(OrderId, Box<NewEvent<OrderEventKind>>),
    /// One more event of a case. An event that sends a submission freezes it; where it names none and the same
    /// change made a draft for the case before, it sends that.
    AddCaseEvent(CaseId, Box<NewEvent<CaseEventKind>>),
    /// An event counts no more (true), or counts again (false); the log only grows.
    VoidOrderEvent(EventId, bool),
    /// The same for an event of a case.
    VoidCaseEvent(EventId, bool),
    /// A draft submission: new, or the draft of that number with new contents. Frozen ones refuse.
    SaveDraft {
        /// The case.
        case: CaseId,
        /// The draft; `None` makes one.
        submission: Option<SubmissionId>,
        /// What it is.
        kind: SubmissionKind,
        /// Its text.
        text: String,
        /// Its files in upload order.
        files: Vec<ChosenFile>,
    },
    /// Takes a draft away (only as the inverse of making it).
    RemoveDraft(SubmissionId),
    /// Takes up a draft that was taken away (only as the inverse of that).
    RestoreDraft(SubmissionId),
    /// A setting; `None` goes back to the default.
    SetSetting(String, Option<String>),
    /// All of them, or none.
    All(Vec<Change>),
}

/// What applying a change made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Created {
    /// Orders.
    pub orders: Vec<OrderId>,
    /// Lines.
    pub lines: Vec<LineId>,
    /// Files; also those that had a row already.
    pub evidence: Vec<EvidenceId>,
    /// Uses.
    pub attachments: Vec<AttachmentId>,
    /// Cases.
    pub cases: Vec<CaseId>,
    /// Events.
    pub events: Vec<EventId>,
    /// Submissions.
    pub submissions: Vec<SubmissionId>,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The library's revision afterwards.
    pub revision: i64,
    /// Stands for what other programs had written by then: equal values mean that none wrote in between.
    pub others: i64,
    /// What takes it back.
    pub inverse: Change,
    /// What it made.
    pub created: Created,
}
