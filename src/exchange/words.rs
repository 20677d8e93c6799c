//! The words of one bundle: texts of one language, codes as words, and private parts taken out of all of it.

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
