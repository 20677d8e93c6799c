//! What files a marketplace or a payment service accepts. Owns the limits; judging a file by them is `check`.

use serde::{Deserialize, Serialize};

use crate::domain::event::codes;

/// What files a marketplace accepts (`[evidence]` of a pack).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRules {
    /// Pictures.
    pub image: FileLimits,
    /// Videos.
    pub video: FileLimits,
    /// How many files at most, where a source says so.
    pub max_files: Option<u32>,
    /// What else is limited.
    pub more: MoreLimits,
}

codes! {
    /// Which characters the name of a file may have before its extension.
    NameCharset { AsciiAlnum = "A-Za-z0-9" }
}

/// Limits beside those of single pictures and videos. Everything is empty where no source says anything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MoreLimits {
    /// Whom the limits are stated for, in the pack's words; empty when it is the buyer.
    pub applies_to: Option<String>,
    /// Documents (pdf and the like), where they are accepted.
    pub document: Option<FileLimits>,
    /// A file must be smaller than the length stated, which is one byte more than `max_bytes`.
    pub strict_less_than: bool,
    /// All files together, at most.
    pub total_bytes: Option<u64>,
    /// All files together, as advised.
    pub advised_total_bytes: Option<u64>,
    /// Pages of a document, at most.
    pub max_pages: Option<u32>,
    /// Dots per inch, at most.
    pub max_dpi: Option<u32>,
    /// A picture must have fewer pixels than this.
    pub max_pixels: Option<u64>,
    /// Characters of a file's name, at most.
    pub name_max_chars: Option<u32>,
    /// Characters that a file's name may have.
    pub name_charset: Option<NameCharset>,
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
    /// Accepted extensions; a format is accepted when one of its extensions is. None: nothing of this kind is.
    pub formats: Vec<String>,
}
