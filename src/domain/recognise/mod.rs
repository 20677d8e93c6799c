//! Reads what a marketplace's page says: pasted text in, proposed events and dates out, each with the words it was
//! read from. Proposes only; recording is the business of `jobs`. English and Russian words are always both tried.
//!
//! Never invents: a date without its year asks for the year, “3 days left” asks when that was seen, a time without
//! a zone is read in the marketplace's zone and in the buyer's, and dollars are the order's or nobody's.

mod amounts;
mod case_table;
mod dates;
mod gives;
mod layout;
mod lengths;
mod lists;
mod matcher;
mod order_table;
mod page;
mod phrases;
mod reading;
mod sending_back;
mod settle;
mod tokens;

use std::ops::Range;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::event::EventDetails;
use super::message::Msg;
use super::moment::Moment;
use super::money::Currency;
use super::order::{Order, OrderDate};
use super::rules::RulePack;

pub use gives::What;
pub use phrases::names as phrases;

/// What a text is read with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The order it is about.
    pub order: Option<&'a Order>,
    /// The currency of its amounts.
    pub currency: Option<&'a Currency>,
    /// The rules it is under: their timers and the marketplace's zone.
    pub pack: &'a RulePack,
    /// The buyer's zone.
    pub zone: Tz,
    /// The present instant.
    pub now: DateTime<Utc>,
    /// When the text was seen, if the buyer says so.
    pub seen: Option<DateTime<Utc>>,
    /// The year of dates that are written without one, if the buyer says so.
    pub year: Option<i32>,
    /// `04/09/2026` is 4 September (true) or April 9 (false), if the buyer says so.
    pub day_first: Option<bool>,
}

/// Which of the two moments of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// When it happened.
    At,
    /// The date that is shown.
    Due,
}

/// What only the buyer can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The year, with the dates it may be.
    Year(Field, Vec<Moment>),
    /// Which number is the day, with both readings.
    DayOrder(Field, Vec<Moment>),
    /// When the text was seen.
    Seen,
    /// The date, which the text does not give.
    Date(Field),
    /// Which of the dates near it is its own.
    WhichDate(Field, Vec<Moment>),
    /// A date of the order that the text counts from.
    OrderDate(OrderDate),
}

impl Ask {
    /// The stable name in the JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Year(..) => "needs_year",
            Self::DayOrder(..) => "needs_day_order",
            Self::Seen => "needs_seen",
            Self::Date(_) => "needs_date",
            Self::WhichDate(..) => "needs_which_date",
            Self::OrderDate(_) => "needs_order_date",
        }
    }

    /// The question in words.
    pub fn msg(&self) -> Msg {
        match self {
            Self::Year(..) => Msg::new("recognise-ask-year"),
            Self::DayOrder(..) => Msg::new("recognise-ask-day-order"),
            Self::Seen => Msg::new("recognise-ask-seen"),
            Self::Date(_) => Msg::new("recognise-ask-date"),
            Self::WhichDate(..) => Msg::new("recognise-ask-which-date"),
            Self::OrderDate(which) => Msg::new("recognise-ask-order-date")
                .msg("date", Msg::new(format!("order-date-{}", which.code()))),
        }
    }

    /// The date that is asked about.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Year(field, _)
            | Self::DayOrder(field, _)
            | Self::WhichDate(field, _)
            | Self::Date(field) => Some(*field),
            Self::OrderDate(_) => Some(Field::Due),
            Self::Seen => None,
        }
    }

    /// The dates to choose from.
    pub fn candidates(&self) -> &[Moment] {
        match self {
            Self::Year(_, candidates) | Self::DayOrder(_, candidates) | Self::WhichDate(_, candidates) => {
                candidates
            }
            Self::Seen | Self::Date(_) | Self::OrderDate(_) => &[],
        }
    }
}

/// A proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The phrase of the table it was read by.
    pub phrase: &'static str,
    /// What it would record.
    pub what: What,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The words there.
    pub quote: String,
    /// When it happened, once that is known; for a date of the order that date.
    pub at: Option<Moment>,
    /// The rest of the event.
    pub details: EventDetails,
    /// Other readings of its date, in another zone.
    pub readings: Vec<Moment>,
    /// What is asked for, item by item.
    pub items: Vec<String>,
    /// What the buyer has to say first.
    pub asks: Vec<Ask>,
    /// What speaks against it.
    pub doubts: Vec<Msg>,
}

impl Proposal {
    /// True when it can be recorded as it stands.
    pub fn is_clear(&self) -> bool {
        self.asks.is_empty() && self.doubts.is_empty() && self.at.is_some()
    }
}

/// Words that look like a date and are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Why.
    pub why: Msg,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognised {
    /// Proposals in the order of the text.
    pub proposals: Vec<Proposal>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// Reads a text.
pub fn recognise(text: &str, context: &Context<'_>) -> Recognised {
    let tokens = tokens::read(text);
    let matches = phrases::matches(&tokens, text);
    let mut proposals = page::Page::new(&tokens, text, &matches).proposals(context);
    settle::settle(&mut proposals);
    Recognised { proposals, unread: impossible(&tokens, text) }
}

/// Dates that no calendar has.
fn impossible(tokens: &[tokens::Token], text: &str) -> Vec<Unread> {
    tokens
        .iter()
        .filter_map(|token| {
            let tokens::Kind::Date(written) = &token.kind else { return None };
            (written.day == dates::DayWords::Impossible).then(|| {
                let words = text.get(token.from..token.to).unwrap_or_default();
                Unread {
                    span: token.from..token.to,
                    why: Msg::new("recognise-impossible-date").text("words", words),
                }
            })
        })
        .collect()
}
