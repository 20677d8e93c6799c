//! What the buyer says for a text: three slots (ordered, received, want), sentences picked from the phrase bank, own
//! words. Puts into English what it can; the rest stays as typed and is marked so (P4-14).

use serde::{Deserialize, Serialize};

use super::language::{self, Tongue};
use super::{phrases, terms};
use crate::domain::case::SubmissionKind;
use crate::domain::ids::CaseId;

/// What was typed and picked. Stored with the case, so that a text can be built anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// What was ordered, beyond title and options.
    pub ordered: String,
    /// What came instead.
    pub received: String,
    /// What is wanted, beyond remedy and amount.
    pub want: String,
    /// Names of sentences of the phrase bank, in the order picked.
    pub phrases: Vec<String>,
    /// Anything else, in own words.
    pub own: String,
}

/// The same as far as it could be put into English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InEnglish {
    /// What was ordered.
    pub ordered: Option<String>,
    /// What came.
    pub received: Option<String>,
    /// What is wanted.
    pub want: Option<String>,
    /// Sentences.
    pub sentences: Vec<String>,
    /// Own words that are English already.
    pub own: Option<String>,
    /// As typed, in another language.
    pub untranslated: Vec<String>,
}

impl Said {
    /// The key under which it is kept among the settings of a library.
    pub fn key(case: CaseId, kind: SubmissionKind) -> String {
        format!("said.{case}.{}", kind.code())
    }

    /// Reads what was kept; anything unreadable is as good as nothing.
    pub fn read(stored: Option<&str>) -> Self {
        stored.and_then(|text| toml::from_str(text).ok()).unwrap_or_default()
    }

    /// What is to be kept; nothing for nothing.
    pub fn write(&self) -> Option<String> {
        if *self == Self::default() { None } else { toml::to_string(self).ok() }
    }

    /// True when nothing was said.
    pub fn is_empty(&self) -> bool {
        self.in_english() == InEnglish::default()
    }

    /// Adds a sentence of the phrase bank, or takes it out again.
    pub fn toggle(&mut self, phrase: &str) {
        match self.phrases.iter().position(|picked| picked == phrase) {
            Some(at) => {
                self.phrases.remove(at);
            }
            None => self.phrases.push(phrase.to_owned()),
        }
    }

    /// Puts it into English.
    pub fn in_english(&self) -> InEnglish {
        let mut out = InEnglish {
            sentences: self
                .phrases
                .iter()
                .filter_map(|id| phrases::by_id(id))
                .map(|phrase| phrase.english.clone())
                .collect(),
            ..InEnglish::default()
        };
        let mut slot = |text: &str| match english(text) {
            Ok(text) => text,
            Err(typed) => {
                out.untranslated.push(typed);
                None
            }
        };
        let (ordered, received, want) = (slot(&self.ordered), slot(&self.received), slot(&self.want));
        let own = slot(&self.own);
        (out.ordered, out.received, out.want, out.own) = (ordered, received, want, own);
        out
    }
}

/// The text in English, nothing for an empty one, else as typed.
fn english(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let latin = text.chars().all(|c| !c.is_alphabetic() || c <= '\u{24f}');
    if latin && language::tongue(text) == Tongue::English {
        return Ok(Some(text.to_owned()));
    }
    if latin {
        return Err(text.to_owned());
    }
    match terms::to_english(text) {
        Some(english) => Ok(Some(english)),
        None => Err(text.to_owned()),
    }
}
