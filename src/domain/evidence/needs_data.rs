//! Reads the lists of evidence needs: which reason needs what, where it is usually found, which words of a caption
//! say so (`assets/guards/needs.toml`). What follows from them is `needs`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::case::Reason;
use crate::domain::evidence::Role;
use crate::domain::evidence::media::MediaKind;
use crate::domain::evidence::needs::Need;
use crate::domain::wording::spot::Phrases;

/// What must and what should be shown.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) must: Vec<Need>,
    pub(super) should: Vec<Need>,
}

/// Where a need is found.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Place {
    /// Each of these roles has a file of the kind.
    pub(super) roles: Vec<Role>,
    /// Only files of this kind show it.
    pub(super) kind: Option<MediaKind>,
    /// How many files it takes.
    pub(super) count: Option<usize>,
    /// Every picture or video shows it.
    pub(super) any: bool,
    /// Words of the text to send that say it.
    pub(super) text: Phrases,
    /// Words of a caption.
    pub(super) words: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    reasons: BTreeMap<String, List>,
    pub(super) arrival: List,
    pub(super) report: List,
    /// What more a report shows for what it says the seller does.
    pub(super) report_reasons: BTreeMap<String, List>,
    pub(super) stricter: List,
    needs: BTreeMap<String, Place>,
}

/// A mistake in the file would leave the lists empty; tests refuse such a program.
static LISTS: LazyLock<Lists> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Lists, toml::de::Error> {
    toml::from_str(include_str!("../../../assets/guards/needs.toml"))
}

pub(super) fn lists() -> &'static Lists {
    &LISTS
}

static NOTHING: LazyLock<Place> = LazyLock::new(Place::default);

impl Lists {
    /// The list of a reason, else that of its group.
    pub(super) fn of_reason(&self, reason: Reason) -> Option<&List> {
        let code = reason.code();
        let group = code.split('.').next().unwrap_or(code);
        self.reasons.get(code).or_else(|| self.reasons.get(group))
    }

    /// Where a need is found.
    pub(super) fn place(&self, need: Need) -> &Place {
        self.needs.get(need.code()).unwrap_or(&NOTHING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read_and_name_only_what_there_is() {
        let lists = read().expect("a sound file");
        for code in lists.needs.keys() {
            assert!(Need::from_code(code).is_some(), "{code}");
        }
        for code in lists.reasons.keys() {
            assert!(Reason::from_code(code).is_some(), "{code}");
        }
        for need in Need::ALL {
            assert!(lists.needs.contains_key(need.code()), "{need:?} has no place");
        }
    }
}
