//! The words of one bundle: texts of one language, codes as words, and private parts taken out of all of it.

use std::borrow::Cow;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::redact::Redactor;
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::order::Marketplace;
use crate::texts::Texts;

/// Texts with the private parts taken out.
pub(super) struct Words<'a> {
    /// The plain texts.
    pub texts: &'a Texts,
    redactor: Option<Redactor>,
}

impl<'a> Words<'a> {
    pub(super) fn new(texts: &'a Texts, redactor: Option<Redactor>) -> Self {
        Self { texts, redactor }
    }

    /// True when private parts are left out.
    pub(super) fn redacts(&self) -> bool {
        self.redactor.is_some()
    }

    /// A sentence.
    pub(super) fn say(&self, msg: &Msg) -> String {
        self.free(&self.texts.say(msg))
    }

    /// A text without arguments.
    pub(super) fn get(&self, id: &'static str) -> String {
        self.texts.get(id)
    }

    /// Somebody's own words.
    pub(super) fn free(&self, text: &str) -> String {
        self.redactor.as_ref().map_or_else(|| text.to_owned(), |redactor| redactor.clean(text))
    }

    /// The word for a code, from a text that selects by it.
    pub(super) fn code(&self, id: &'static str, code: &str) -> String {
        // A dot cannot stand in a selector's key.
        self.texts.say(&Msg::new(id).text("code", code.replace('.', "-")))
    }

    /// A marketplace's own name.
    pub(super) fn marketplace(&self, marketplace: &Marketplace) -> String {
        match marketplace {
            Marketplace::Other(name) => self.free(name),
            known => self.code("bundle-marketplace", known.code()),
        }
    }

    pub(super) fn moment(&self, moment: &Moment) -> String {
        self.texts.moment(moment)
    }

    pub(super) fn at(&self, at: DateTime<Utc>) -> String {
        self.texts.date_time(at)
    }

    pub(super) fn money(&self, money: &Money) -> String {
        self.texts.money(money)
    }
}

/// The text with bidirectional controls written out: they reorder what is read without being seen. Joiners are
/// left alone, since emoji and some scripts need them.
pub(super) fn plain_order(text: &str) -> Cow<'_, str> {
    let reorders =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(reorders) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if reorders(c) {
            // Writing to a String cannot fail.
            _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseKind, Reason, SubmissionKind};
    use crate::domain::event::{CaseEventKind, OrderEventKind, Outcome, Party, Plan};
    use crate::domain::evidence::Role;
    use crate::domain::order::OrderDate;
    use crate::domain::view::{CaseState, DeadlineStatus, OfferStanding};

    #[test]
    fn every_code_has_a_word() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let words = Words::new(&texts, None);
        let mut codes: Vec<(&'static str, &'static str)> = Vec::new();
        codes.extend(CaseKind::ALL.iter().map(|code| ("bundle-case-kind", code.code())));
        codes.extend(SubmissionKind::ALL.iter().map(|code| ("bundle-submission-kind", code.code())));
        codes.extend(Reason::ALL.iter().map(|code| ("bundle-reason", code.code())));
        codes.extend(CaseState::ALL.iter().map(|code| ("bundle-state", code.code())));
        codes.extend(Outcome::ALL.iter().map(|code| ("bundle-outcome", code.code())));
        codes.extend(Plan::ALL.iter().map(|code| ("bundle-plan", code.code())));
        codes.extend(Party::ALL.iter().map(|code| ("bundle-party", code.code())));
        codes.extend(OrderDate::ALL.iter().map(|code| ("bundle-order-date", code.code())));
        codes.extend(DeadlineStatus::ALL.iter().map(|code| ("bundle-status", code.code())));
        codes.extend(OfferStanding::ALL.iter().map(|code| ("bundle-standing", code.code())));
        codes.extend(CaseEventKind::ALL.iter().map(|code| ("bundle-event", code.code())));
        codes.extend(OrderEventKind::ALL.iter().map(|code| ("bundle-order-event", code.code())));
        codes.extend(Role::ALL.iter().map(|code| ("bundle-role", code.code())));
        let unworded: Vec<_> = codes
            .into_iter()
            .filter(|(id, code)| {
                let word = words.code(id, code);
                // One-word codes of these two are their own words.
                let own = matches!(*id, "bundle-submission-kind" | "bundle-role");
                word.is_empty() || word.contains('_') || (word == *code && !own)
            })
            .collect();
        assert_eq!(unworded, []);
    }
}
