//! The phrase bank: English sentences about faults and differences, by reason (P4-15). What a sentence says in the
//! buyer's language is the text `phrase-ID`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::case::Reason;

/// A sentence for a text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// Its stable name; `phrase-` before it names its gloss.
    pub id: String,
    /// The reason it belongs to.
    pub reason: Reason,
    /// The sentence, for the marketplace.
    pub english: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrases: Vec<Phrase>,
}

const TEXT: &str = include_str!("../../../assets/words/phrases.toml");

/// Every sentence; a test refuses a damaged file.
pub fn all() -> &'static [Phrase] {
    static PHRASES: LazyLock<Vec<Phrase>> =
        LazyLock::new(|| toml::from_str::<File>(TEXT).map(|file| file.phrases).unwrap_or_default());
    &PHRASES
}

/// The sentences to offer for a reason: its own, then those of the rest of its group.
pub fn of_reason(reason: Reason) -> Vec<&'static Phrase> {
    let stem = |reason: Reason| reason.code().split('.').next().unwrap_or_default();
    let own = all().iter().filter(|phrase| phrase.reason == reason);
    let kin = all().iter().filter(|phrase| phrase.reason != reason && stem(phrase.reason) == stem(reason));
    own.chain(kin).collect()
}

/// A sentence by its name.
pub fn by_id(id: &str) -> Option<&'static Phrase> {
    all().iter().find(|phrase| phrase.id == id)
}
