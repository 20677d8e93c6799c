//! The tree of reasons for a dispute: groups and leaves with the marketplace's own labels, and the leaf closest to
//! what the buyer says (P3-19, P3-21). What a reason needs shown is `needs`; what it says in a claim is `claim_text`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::closest::{self, Close, Entry};
use crate::domain::case::Reason;

/// A group of reasons.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its stable code.
    pub id: String,
    /// What the marketplace calls it.
    pub site: String,
    /// The goods came.
    pub received: bool,
    /// Its reasons.
    pub leaves: Vec<Leaf>,
}

/// A reason within its group.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// The reason.
    pub reason: Reason,
    /// What the marketplace calls it.
    pub site: String,
    /// Where that is known from.
    pub cite: Vec<String>,
    /// What buyers call it.
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: Vec<Group>,
}

/// The tree. Groups and leaves in the order of the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonTree {
    /// Its groups.
    pub groups: Vec<Group>,
    entries: Vec<Entry>,
}

/// A reason close to what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseReason {
    /// Which.
    pub reason: Reason,
    /// How close, and why.
    pub close: Close,
}

const TEXT: &str = include_str!("../../../assets/words/reasons.toml");

/// The tree the program carries; a test refuses a damaged one.
pub fn tree() -> &'static ReasonTree {
    static TREE: LazyLock<ReasonTree> = LazyLock::new(|| ReasonTree::parse(TEXT).unwrap_or_default());
    &TREE
}

impl ReasonTree {
    /// Reads a tree.
    ///
    /// # Errors
    /// The TOML reader's own words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let entries = file
            .groups
            .iter()
            .flat_map(|group| &group.leaves)
            .map(|leaf| Entry { code: leaf.reason.code().to_owned(), words: leaf.words.clone() })
            .collect();
        Ok(Self { groups: file.groups, entries })
    }

    /// The group and leaf of a reason.
    pub fn place_of(&self, reason: Reason) -> Option<(&Group, &Leaf)> {
        self.groups
            .iter()
            .find_map(|group| Some((group, group.leaves.iter().find(|leaf| leaf.reason == reason)?)))
    }

    /// Reasons close to what was said, closest first. Empty when nothing points to any: then the buyer chooses the
    /// group, and explains in the text.
    pub fn closest(&self, said: &str) -> Vec<CloseReason> {
        closest::closest(&self.entries, said)
            .into_iter()
            .filter_map(|close| Some(CloseReason { reason: Reason::from_code(&close.code)?, close }))
            .collect()
    }
}
