//! Rule packs: what a marketplace accepts and which clocks run, as data with sources.

use serde::{Deserialize, Serialize};

/// What files a marketplace accepts (`[evidence]` of a pack).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRules {
    /// Pictures.
    pub image: FileLimits,
    /// Videos.
    pub video: FileLimits,
    /// How many files at most, where a source says so.
    pub max_files: Option<u32>,
}

/// Limits for one kind of file. Sizes in bytes; formats as lower-case extensions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileLimits {
    /// Ready up to this length.
    pub max_bytes: u64,
    /// May be refused above `max_bytes` and up to this length.
    pub borderline_bytes: u64,
    /// What a copy that fits aims at.
    pub target_bytes: u64,
    /// Accepted extensions; a format is accepted when one of its extensions is.
    pub formats: Vec<String>,
}
