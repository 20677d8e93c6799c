//! What is to be said, as a text id with arguments, and what went wrong, in the same form.
//! Owns no wording: `texts` turns a [`Msg`] into a sentence in the reader's language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::money::Money;

/// A value inside a sentence; each is written by the locale's own rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Shown as it stands: a name, a number of an order, a path.
    Text(String),
    /// A whole number, which also selects plural forms.
    Count(i64),
    /// A length in bytes, shown in MB with its exact count where it matters.
    Bytes(u64),
    /// An amount with its currency.
    Money(Money),
    /// A moment with its precision; shown in the buyer's zone.
    Moment(Moment),
    /// An instant, shown as date and time in the buyer's zone.
    At(DateTime<Utc>),
    /// An instant, shown as date and time in a zone that is not the buyer's.
    There(DateTime<Utc>, Tz),
    /// A civil day.
    Day(NaiveDate),
    /// Another text, resolved first.
    Msg(Box<Msg>),
}

/// A sentence before it is worded: a Fluent id and its arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Msg {
    /// Fluent message id; the part before the first dash is its file.
    pub id: Cow<'static, str>,
    /// Arguments by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<Cow<'static, str>, Arg>,
}

impl Msg {
    /// A text without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), args: BTreeMap::new() }
    }

    /// Adds any argument.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: Arg) -> Self {
        self.args.insert(Cow::Borrowed(name), value);
        self
    }

    /// Adds a text argument.
    #[must_use]
    pub fn text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.arg(name, Arg::Text(value.into()))
    }

    /// Adds a counted argument.
    #[must_use]
    pub fn count(self, name: &'static str, value: i64) -> Self {
        self.arg(name, Arg::Count(value))
    }

    /// Adds a length in bytes.
    #[must_use]
    pub fn bytes(self, name: &'static str, value: u64) -> Self {
        self.arg(name, Arg::Bytes(value))
    }

    /// Adds an amount.
    #[must_use]
    pub fn money(self, name: &'static str, value: &Money) -> Self {
        self.arg(name, Arg::Money(value.clone()))
    }

    /// Adds an instant.
    #[must_use]
    pub fn at(self, name: &'static str, value: DateTime<Utc>) -> Self {
        self.arg(name, Arg::At(value))
    }

    /// Adds a nested text.
    #[must_use]
    pub fn msg(self, name: &'static str, value: Self) -> Self {
        self.arg(name, Arg::Msg(Box::new(value)))
    }
}

/// Whose turn it is to act on a problem; decides the exit code of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemClass {
    /// A value refused by a rule, or wrong usage: change what was asked (exit 2).
    Refused,
    /// The disk, a lock or damage stood in the way: nothing was changed (exit 3).
    CouldNot,
    /// The buyer stopped it; nothing is to be said (exit 3).
    Cancelled,
}

/// What failed and what to do, with technical detail last.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{}{}", .message.id, .detail.as_ref().map(|d| format!(" ({d})")).unwrap_or_default())]
pub struct Problem {
    /// Who has to act.
    pub class: ProblemClass,
    /// One sentence: what happened, what is safe, what to do.
    pub message: Msg,
    /// Technical detail: the system's own words, the path last.
    pub detail: Option<String>,
}

impl Problem {
    /// A value or request that a rule refuses.
    pub fn refused(message: Msg) -> Self {
        Self { class: ProblemClass::Refused, message, detail: None }
    }

    /// Something outside the program stood in the way.
    pub fn could_not(message: Msg) -> Self {
        Self { class: ProblemClass::CouldNot, message, detail: None }
    }

    /// The job was stopped by the buyer.
    pub fn cancelled() -> Self {
        Self { class: ProblemClass::Cancelled, message: Msg::new("problem-cancelled"), detail: None }
    }

    /// Adds the system's own words.
    #[must_use]
    pub fn with_detail(mut self, detail: impl std::fmt::Display) -> Self {
        self.detail = Some(detail.to_string());
        self
    }
}

/// How a long job tells what it is doing and learns that it should stop.
pub trait Progress: Sync {
    /// A new stage begins: its name and the total in the stage's own unit (0 when not known).
    fn stage(&self, name: Msg, total: u64);
    /// More units of the current stage are done.
    fn advance(&self, units: u64);
    /// An item could not be done; the job goes on.
    fn item_failed(&self, problem: &Problem);
    /// True once the buyer wants it stopped.
    fn stopped(&self) -> bool;

    /// Ends the job with [`Problem::cancelled`] once the buyer wants it stopped.
    fn check(&self) -> Result<(), Problem> {
        if self.stopped() { Err(Problem::cancelled()) } else { Ok(()) }
    }
}

/// Progress that nobody watches and nobody stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn stage(&self, _: Msg, _: u64) {}
    fn advance(&self, _: u64) {}
    fn item_failed(&self, _: &Problem) {}
    fn stopped(&self) -> bool {
        false
    }
}
