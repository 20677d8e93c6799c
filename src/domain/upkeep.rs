//! What came of looking after a library: emptying its bin, verifying it whole. Reports only; nothing is judged
//! or worded here.

use crate::domain::ids::{CaseId, EvidenceId, OrderId, Sha256, SubmissionId};

/// What went for good when the bin was emptied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emptied {
    /// Orders.
    pub orders: u64,
    /// Cases.
    pub cases: u64,
    /// Files whose bytes were deleted.
    pub files: u64,
    /// Their length in bytes.
    pub bytes: u64,
    /// Files that stay in the bin because a submission of a case still names them.
    pub kept: u64,
}

/// One of the append-only logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Log {
    /// Of one order.
    Order(OrderId),
    /// Of one case.
    Case(CaseId),
    /// Of all stored files.
    Evidence,
}

/// How a log does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChainFlaw {
    /// A number is left out.
    EntryMissing,
    /// What an entry tells was changed.
    ContentsChanged,
    /// What an entry tells is gone, and was not emptied from the bin.
    ContentsMissing,
    /// An entry itself was changed, or does not follow the one before it.
    EntryChanged,
    /// Entries at the end are gone.
    EndMissing,
}

/// The first place where a log does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainBreak {
    /// Which log.
    pub log: Log,
    /// The entry's number.
    pub seq: i64,
    /// What is wrong.
    pub flaw: ChainFlaw,
}

/// A stored file with something wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileTrouble {
    /// Name it came with.
    pub name: String,
    /// Its row.
    pub evidence: EvidenceId,
    /// Hash it should have.
    pub sha256: Sha256,
    /// The system's own words, where the file could not be read.
    pub detail: Option<String>,
}

/// What verifying a library found. All lists are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Originals looked at.
    pub checked: u64,
    /// Bytes hashed.
    pub checked_bytes: u64,
    /// Originals that are gone.
    pub missing: Vec<FileTrouble>,
    /// Originals whose bytes are not those that were stored.
    pub changed: Vec<FileTrouble>,
    /// Originals that could not be read to the end.
    pub unreadable: Vec<FileTrouble>,
    /// Files in the vault that no row names, by their path inside the library folder.
    pub orphaned: Vec<String>,
    /// Logs that do not hold together.
    pub chain_breaks: Vec<ChainBreak>,
    /// Submissions that are not what their log says was sent.
    pub sent_changed: Vec<SubmissionId>,
    /// What the database says of its own structure, in its own words; empty when it is sound.
    pub database: Vec<String>,
}

impl VerifyReport {
    /// True when nothing is wrong. A file without a row is no damage: it is left over from a crash.
    pub fn is_sound(&self) -> bool {
        self.missing.is_empty()
            && self.changed.is_empty()
            && self.unreadable.is_empty()
            && self.chain_breaks.is_empty()
            && self.sent_changed.is_empty()
            && self.database.is_empty()
    }
}
