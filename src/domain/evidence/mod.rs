//! Evidence: what is known of a stored file, how a copy was made from it, and how it is used.
//! A file is stored once; role, caption, position and what it shows belong to the attachment.

pub mod check;
pub mod media;
pub mod needs;
mod needs_data;
pub mod requests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::evidence::media::MediaFacts;
use crate::domain::ids::{AttachmentId, CaseId, EvidenceId, LineId, OrderId, Sha256};

/// What part a file plays for an order or a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Parcel and label.
    Parcel,
    /// Unboxing.
    Unboxing,
    /// The defect or difference.
    Defect,
    /// A picture of the order or product page.
    OrderPage,
    /// Messages with the seller.
    Chat,
    /// Tracking pages.
    Tracking,
    /// Receipts, repair quotes.
    Receipt,
    /// Anything else.
    Other,
}

impl Role {
    /// All roles in the order of the evidence board.
    pub const ALL: [Self; 8] = [
        Self::Parcel,
        Self::Unboxing,
        Self::Defect,
        Self::OrderPage,
        Self::Chat,
        Self::Tracking,
        Self::Receipt,
        Self::Other,
    ];

    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Parcel => "parcel",
            Self::Unboxing => "unboxing",
            Self::Defect => "defect",
            Self::OrderPage => "order_page",
            Self::Chat => "chat",
            Self::Tracking => "tracking",
            Self::Receipt => "receipt",
            Self::Other => "other",
        }
    }

    /// Reads [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// How a copy was made from its original, so that it can be made again and explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// Program version that made it (`parcelproof 0.1.0`).
    pub made_by: String,
    /// Steps in order (`rotate 90`, `resize 2016x1512`, `jpeg quality 86`, `location removed`).
    pub steps: Vec<String>,
    /// Location was present in the original and is not in the copy.
    pub location_removed: bool,
}

impl Recipe {
    /// How a step begins that marks spots on a picture: arrows, boxes, numbers (`annotate arrow 120,80`).
    pub const ANNOTATE: &'static str = "annotate";

    /// True for a copy with marked spots (P6-25).
    pub fn is_annotated(&self) -> bool {
        self.steps.iter().any(|step| step.starts_with(Self::ANNOTATE))
    }
}

/// A stored file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Row id.
    pub id: EvidenceId,
    /// Hash of the bytes; also its name in the vault.
    pub sha256: Sha256,
    /// File name as it came (lossy where it was not UTF-8).
    pub name: String,
    /// The file's own modification time when it came, if known.
    pub file_time: Option<DateTime<Utc>>,
    /// What the content says.
    pub facts: MediaFacts,
    /// The original this was made from, with the recipe.
    pub derived_from: Option<Derivation>,
    /// When it was stored.
    pub added_at: DateTime<Utc>,
    /// It came from the clipboard as pixels.
    pub pasted: bool,
    /// In the bin since.
    pub removed_at: Option<DateTime<Utc>>,
    /// The bin was emptied: the bytes are gone, this tombstone stays.
    pub purged_at: Option<DateTime<Utc>>,
}

/// Where a copy comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// The original.
    pub original: EvidenceId,
    /// How the copy was made.
    pub recipe: Recipe,
}

/// What a file is attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    /// A whole order.
    Order {
        /// Which.
        order: OrderId,
    },
    /// One line of an order.
    Line {
        /// The order.
        order: OrderId,
        /// The line.
        line: LineId,
    },
    /// A case.
    Case {
        /// Which.
        case: CaseId,
    },
    /// Nothing yet: the inbox.
    Inbox,
}

/// One use of a stored file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// Row id.
    pub id: AttachmentId,
    /// The file.
    pub evidence: EvidenceId,
    /// What it is attached to.
    pub target: Target,
    /// Its part there.
    pub role: Role,
    /// The buyer's words.
    pub caption: Option<String>,
    /// Place among the attachments of its target; smaller first.
    pub position: i64,
    /// Codes of the needs it shows (`needs::Need`).
    pub shows: Vec<String>,
}
