//! Reads what a marketplace's page says: pasted text in, proposed events and dates out, each with the words it was
//! read from. Proposes only; recording is the business of `jobs`. English and Russian words are always both tried.
//!
//! Never invents: a date without its year asks for the year, “3 days left” asks when that was seen, a time without
//! a zone is read in the marketplace's zone and in the buyer's, and dollars are the order's or nobody's.

mod amounts;
mod case_table;
mod dates;
mod gives;
mod lengths;
mod matcher;
mod order_table;
mod reading;
mod tokens;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::event::{CaseEventKind, EventDetails, OrderEventKind};
use super::message::{Arg, Msg};
use super::moment::Moment;
use super::money::Currency;
use super::order::{Order, OrderDate, is_invisible};
use super::rules::RulePack;

use gives::{Gives, Undated};
use matcher::{Found, Phrase};
use reading::{Reading, read_date, read_length};
use tokens::{Kind, Token};

pub use gives::What;

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
            Self::OrderDate(which) => Msg::new("recognise-ask-order-date")
                .msg("date", Msg::new(format!("order-date-{}", which.code()))),
        }
    }

    /// The dates to choose from.
    pub fn candidates(&self) -> &[Moment] {
        match self {
            Self::Year(_, candidates) | Self::DayOrder(_, candidates) => candidates,
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

struct Entry {
    name: &'static str,
    phrase: Phrase,
    gives: Gives,
}

/// Every phrase of the tables.
static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    [order_table::ORDER, case_table::CASE, order_table::WORDS, case_table::WORDS]
        .into_iter()
        .flatten()
        .map(|(name, pattern, gives)| Entry { name, phrase: Phrase::new(pattern), gives: *gives })
        .collect()
});

/// Names of every phrase, sorted, for tests that want each of them shown.
pub fn phrases() -> Vec<&'static str> {
    TABLE.iter().map(|entry| entry.name).collect::<BTreeSet<_>>().into_iter().collect()
}

fn is_unseen(c: char) -> bool {
    is_invisible(c)
}

/// Longest quotation kept with an event, in characters.
const QUOTE_CHARS_MAX: usize = 300;
/// Most lines of a list that are taken.
const ITEMS_MAX: usize = 30;

/// Reads a text.
pub fn recognise(text: &str, context: &Context<'_>) -> Recognised {
    let tokens = tokens::read(text);
    let matches = matches(&tokens, text);
    let mut read = Recognised { unread: impossible(&tokens, text), ..Recognised::default() };
    let due_dates: BTreeSet<usize> =
        matches.iter().flat_map(|(_, found)| found.filled.iter().copied()).collect();
    for (entry, found) in &matches {
        let Some(what) = entry.gives.what else { continue };
        let page = Page { tokens: &tokens, text, taken: &due_dates };
        read.proposals.push(page.proposal(entry, what, found, context));
    }
    settle(&mut read.proposals);
    read
}

/// Matches that do not overlap: the longest first, then the one that stands first in the table.
fn matches<'a>(tokens: &[Token], text: &str) -> Vec<(&'a Entry, Found)> {
    let mut all: Vec<(usize, &Entry, Found)> = Vec::new();
    for (place, entry) in TABLE.iter().enumerate() {
        let mut from = 0;
        while from < tokens.len() {
            match entry.phrase.at(tokens, from) {
                Some(found) if found.to > from && is_real(tokens, text, &found, &entry.gives) => {
                    from = found.to;
                    all.push((place, entry, found));
                }
                _ => from += 1,
            }
        }
    }
    all.sort_by_key(|(place, _, found)| (std::cmp::Reverse(found.to - found.from), *place));
    let mut kept: Vec<(&Entry, Found)> = Vec::new();
    for (_, entry, found) in all {
        if kept.iter().all(|(_, other)| found.to <= other.from || found.from >= other.to) {
            kept.push((entry, found));
        }
    }
    kept.sort_by_key(|(_, found)| found.from);
    kept
}

/// Words before a statement that make it a condition, a wish, a denial or something yet to come.
const UNREAL: &[&str] = &[
    "if",
    "when",
    "once",
    "unless",
    "not",
    "no",
    "never",
    "cannot",
    "will",
    "would",
    "may",
    "might",
    "can",
    "could",
    "should",
    "must",
    "after",
    "before",
    "until",
    "didn",
    "doesn",
    "don",
    "hasn",
    "haven",
    "isn",
    "wasn",
    "won",
    "если",
    "когда",
    "не",
    "будет",
    "будут",
    "может",
    "можете",
    "могут",
    "можно",
    "чтобы",
    "нужно",
    "должен",
    "должны",
    "после",
    "пока",
    "до",
];

/// True unless the sentence only supposes what it says.
fn is_real(tokens: &[Token], text: &str, found: &Found, gives: &Gives) -> bool {
    if !gives.happened {
        return true;
    }
    let ends_sentence = |token: &&Token| matches!(token.kind, Kind::Stop | Kind::Line);
    let before = tokens.get(..found.from).unwrap_or_default();
    let supposed = |token: &Token| token.word().is_some_and(|word| UNREAL.contains(&word));
    if before.iter().rev().take_while(|token| !ends_sentence(token)).any(supposed)
        || (!gives.promises && found.skipped.iter().filter_map(|at| tokens.get(*at)).any(supposed))
    {
        return false;
    }
    let end = tokens.get(found.to..).unwrap_or_default().iter().find(ends_sentence);
    !end.is_some_and(|end| text.get(end.from..end.to).is_some_and(|sign| sign.contains('?')))
}

/// Dates that no calendar has.
fn impossible(tokens: &[Token], text: &str) -> Vec<Unread> {
    tokens
        .iter()
        .filter_map(|token| {
            let Kind::Date(written) = &token.kind else { return None };
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

/// Drops what another proposal of the text says better, and stations of a parcel without a date.
fn settle(proposals: &mut Vec<Proposal>) {
    use CaseEventKind as C;
    proposals.retain(|proposal| {
        proposal.what != What::OrderEvent(OrderEventKind::TrackingUpdate)
            || proposal.details.tracking.is_some()
            || !proposal.asks.contains(&Ask::Date(Field::At))
    });
    let mut seen: Vec<(What, Option<Moment>, EventDetails)> = Vec::new();
    proposals.retain(|proposal| {
        let plain = EventDetails { note: None, ..proposal.details.clone() };
        let key = (proposal.what, proposal.at, plain);
        let tracking = proposal.what == What::OrderEvent(OrderEventKind::TrackingUpdate)
            && proposal.details.tracking.is_none();
        // Two stations of a parcel on one day are two updates.
        if !tracking && seen.contains(&key) {
            return false;
        }
        seen.push(key);
        true
    });
    let returned: Vec<String> = proposals
        .iter()
        .filter(|proposal| proposal.what == What::CaseEvent(C::ReturnSent))
        .filter_map(|proposal| proposal.details.tracking.clone())
        .collect();
    // The number of a return is not the order's own.
    proposals.retain(|proposal| {
        proposal.what != What::OrderEvent(OrderEventKind::TrackingUpdate)
            || !proposal.details.tracking.as_ref().is_some_and(|number| returned.contains(number))
    });
    let ended = proposals.iter().any(|proposal| {
        matches!(
            proposal.what,
            What::CaseEvent(
                C::SellerAccepts
                    | C::Cancelled
                    | C::Decision
                    | C::ParcelArrived
                    | C::RefundProcessed
                    | C::RefundAgreed
            )
        )
    });
    if ended {
        // “The dispute is closed” beside how it closed says nothing more.
        proposals.retain(|proposal| proposal.what != What::CaseEvent(C::CaseClosed));
    }
}

/// A text in tokens, with the ones that phrases took.
struct Page<'a> {
    tokens: &'a [Token],
    text: &'a str,
    taken: &'a BTreeSet<usize>,
}

impl Page<'_> {
    fn proposal(&self, entry: &Entry, what: What, found: &Found, context: &Context<'_>) -> Proposal {
        let gives = &entry.gives;
        let mut involved: Vec<usize> = (found.from..found.to).collect();
        let mut proposal = Proposal {
            phrase: entry.name,
            what,
            span: 0..0,
            quote: String::new(),
            at: None,
            details: EventDetails {
                plan: gives.plan,
                outcome: gives.outcome,
                by: gives.by,
                ..EventDetails::default()
            },
            readings: Vec::new(),
            items: Vec::new(),
            asks: Vec::new(),
            doubts: Vec::new(),
        };
        let when = found.filled.iter().copied().rfind(|at| self.is_when(*at));
        if gives.due {
            self.shown(when, gives, context, &mut proposal);
        } else if !gives.timers.is_empty() {
            proposal.details.deadline = known_timer(gives.timers, what, context.pack);
        }
        match what {
            // A shown date is known since it was seen; the log takes the present where that is not said.
            What::OrderEvent(OrderEventKind::DateShown) | What::CaseEvent(CaseEventKind::DateShown) => {
                proposal.at = Some(Moment::instant(context.seen.unwrap_or(context.now)));
            }
            What::OrderDate(_) => {
                // The date is all there is of it.
                proposal.at = proposal.details.due.take();
                for ask in &mut proposal.asks {
                    if let Ask::Year(field, _) | Ask::DayOrder(field, _) | Ask::Date(field) = ask {
                        *field = Field::At;
                    }
                }
            }
            _ => {
                let own = if gives.due { None } else { when };
                let dated = own.or_else(|| self.date_beside(found));
                involved.extend(dated);
                self.happened(dated, gives, context, &mut proposal);
            }
        }
        involved.extend(self.amount(found, context, &mut proposal));
        involved.extend(self.code(found, &mut proposal));
        let starts = involved.iter().filter_map(|at| self.tokens.get(*at)).map(|token| token.from).min();
        let ends = involved.iter().filter_map(|at| self.tokens.get(*at)).map(|token| token.to).max();
        proposal.span = starts.unwrap_or(0)..ends.unwrap_or(0);
        self.text.get(proposal.span.clone()).unwrap_or_default().trim().clone_into(&mut proposal.quote);
        if gives.list {
            proposal.items = items(self.text, proposal.span.end);
        }
        proposal.details.note = Some(if proposal.items.is_empty() {
            proposal
                .quote
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .take(QUOTE_CHARS_MAX)
                .collect()
        } else {
            proposal.items.join("\n")
        });
        doubts(&mut proposal, context);
        proposal
    }

    fn is_when(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Date(_) | Kind::Length(_)))
    }

    /// The date a page shows: as written, or so long from when it was seen, or from a date of the order.
    fn shown(&self, when: Option<usize>, gives: &Gives, context: &Context<'_>, proposal: &mut Proposal) {
        let reading = match when.and_then(|at| self.tokens.get(at)).map(|token| &token.kind) {
            Some(Kind::Date(written)) => read_date(written, Field::Due, context),
            Some(Kind::Length(length)) => match gives.counted_from {
                Some(from) => read_length(*length, reading::From::Order(from), context),
                None if proposal.what == What::OrderEvent(OrderEventKind::ProtectionExtended) => {
                    read_length(*length, reading::From::Order(OrderDate::ProtectionEnds), context)
                }
                None => read_length(*length, reading::From::Seen, context),
            },
            _ => Reading::default(),
        };
        proposal.details.due = reading.moment;
        proposal.readings = reading.others;
        proposal.asks.extend(reading.ask);
        if !gives.timers.is_empty() {
            proposal.details.deadline = known_timer(gives.timers, proposal.what, context.pack);
            let is_shown = matches!(
                proposal.what,
                What::OrderEvent(OrderEventKind::DateShown) | What::CaseEvent(CaseEventKind::DateShown)
            );
            if is_shown && proposal.details.deadline.is_none() {
                // Without a clock of that name the words are kept as a note.
                proposal.what = match proposal.what {
                    What::OrderEvent(_) => What::OrderEvent(OrderEventKind::Note),
                    _ => What::CaseEvent(CaseEventKind::Note),
                };
                proposal.doubts.push(Msg::new("recognise-doubt-no-timer"));
            } else if !is_shown {
                proposal.details.deadline = None;
            }
        }
    }

    fn happened(&self, dated: Option<usize>, gives: &Gives, context: &Context<'_>, proposal: &mut Proposal) {
        if let Some(Kind::Date(written)) = dated.and_then(|at| self.tokens.get(at)).map(|token| &token.kind) {
            let reading = read_date(written, Field::At, context);
            proposal.at = reading.moment;
            proposal.asks.extend(reading.ask);
            return;
        }
        match (gives.undated, context.seen) {
            (Undated::Ask, _) => proposal.asks.push(Ask::Date(Field::At)),
            (Undated::Seen, Some(seen)) => proposal.at = Some(Moment::instant(seen)),
            (Undated::Seen, None) if !proposal.asks.contains(&Ask::Seen) => proposal.asks.push(Ask::Seen),
            (Undated::Seen, None) => {}
        }
    }

    fn is_break(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| matches!(token.kind, Kind::Line | Kind::Stop))
    }

    fn is_free_date(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Date(_)))
            && !self.taken.contains(&at)
    }

    /// The date on the same line, else one that has a line of its own above or below.
    fn date_beside(&self, found: &Found) -> Option<usize> {
        let inside = (found.from..found.to).find(|at| self.is_free_date(*at));
        let before =
            (0..found.from).rev().take_while(|at| !self.is_break(*at)).find(|at| self.is_free_date(*at));
        let after = (found.to..self.tokens.len())
            .take_while(|at| !self.is_break(*at))
            .find(|at| self.is_free_date(*at));
        let here = match (inside, before, after) {
            (Some(inside), ..) => Some(inside),
            (None, Some(before), Some(after)) => {
                // Between two dates the nearer one counts; as near, the page's own habit.
                let (back, ahead) = (found.from - before, after + 1 - found.to);
                let above = back < ahead || (back == ahead && self.dates_stand_above());
                Some(if above { before } else { after })
            }
            (None, before, after) => before.or(after),
        };
        if here.is_some() {
            return here;
        }
        let start = (0..found.from).rev().find(|at| self.is_break(*at));
        let end = (found.to..self.tokens.len()).find(|at| self.is_break(*at));
        let above = start.and_then(|line| line.checked_sub(1)).filter(|at| self.has_line_of_its_own(*at));
        let below = end.map(|line| line + 1).filter(|at| self.has_line_of_its_own(*at));
        match (above, below) {
            (Some(above), Some(below)) => Some(if self.dates_stand_above() { above } else { below }),
            (found, None) | (None, found) => found,
        }
    }

    fn has_line_of_its_own(&self, at: usize) -> bool {
        self.is_free_date(at)
            && (at == 0 || self.is_break(at - 1))
            && self.is_break(at + 1)
            && self.tokens.get(at.saturating_sub(1)).is_none_or(|token| at == 0 || token.kind != Kind::Stop)
    }

    /// True when the page begins with a date and not with words.
    fn dates_stand_above(&self) -> bool {
        matches!(self.tokens.first().map(|token| &token.kind), Some(Kind::Date(_)))
    }

    /// The amount that belongs to the phrase.
    fn amount(&self, found: &Found, context: &Context<'_>, proposal: &mut Proposal) -> Option<usize> {
        use CaseEventKind as C;
        let asks = matches!(
            proposal.what,
            What::CaseEvent(
                C::Decision
                    | C::RefundAgreed
                    | C::RefundProcessed
                    | C::SellerOffer
                    | C::SellerAccepts
                    | C::CouponIssued
            )
        );
        if !asks {
            return None;
        }
        let is_money =
            |at: &usize| self.tokens.get(*at).is_some_and(|token| matches!(token.kind, Kind::Money(_)));
        let inside =
            found.filled.iter().copied().find(is_money).or_else(|| (found.from..found.to).find(is_money));
        let beside = || (found.to..self.tokens.len()).take_while(|at| !self.is_break(*at)).find(is_money);
        let below = || {
            let line = (found.to..self.tokens.len()).find(|at| self.is_break(*at))?;
            let is_line = self.tokens.get(line).is_some_and(|token| token.kind == Kind::Line);
            Some(line + 1).filter(|at| is_line && is_money(at) && self.is_break(at + 1))
        };
        let at = inside.or_else(beside).or_else(below)?;
        let Some(Kind::Money(amount)) = self.tokens.get(at).map(|token| &token.kind) else { return None };
        match amount.money(context.currency) {
            Some(money) => {
                if context.currency.is_some_and(|currency| *currency != money.currency) {
                    proposal.doubts.push(Msg::new("recognise-doubt-other-currency").money("amount", &money));
                }
                proposal.details.amount = Some(money);
            }
            None => proposal.doubts.push(Msg::new("recognise-doubt-currency")),
        }
        Some(at)
    }

    /// The tracking number that belongs to the phrase.
    fn code(&self, found: &Found, proposal: &mut Proposal) -> Option<usize> {
        let takes = matches!(
            proposal.what,
            What::OrderEvent(OrderEventKind::TrackingUpdate | OrderEventKind::Shipped)
                | What::CaseEvent(CaseEventKind::ReturnSent)
        );
        let is_code = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.kind == Kind::Code);
        let at = (found.from..self.tokens.len())
            .take_while(|at| *at < found.to || !self.is_break(*at))
            .find(is_code)
            .filter(|_| takes)?;
        let token = self.tokens.get(at)?;
        proposal.details.tracking = self.text.get(token.from..token.to).map(ToOwned::to_owned);
        Some(at)
    }
}

/// The first of the timers that the rules know, and that such an event may name.
fn known_timer(timers: &[&str], what: What, pack: &RulePack) -> Option<String> {
    let order = matches!(what, What::OrderEvent(_));
    let knows = |name: &str| {
        (order && name == super::replay::SHIP_BY)
            || pack.timer(name).is_some_and(|timer| !order || super::replay::starts_with_order(timer))
    };
    timers.iter().find(|name| knows(name)).map(|name| (*name).to_owned())
}

/// What speaks against a proposal.
fn doubts(proposal: &mut Proposal, context: &Context<'_>) {
    let placed = |moment: &Moment| moment.place(context.zone);
    let Some(at) = proposal.at else { return };
    let ordered = context.order.and_then(|order| order.date(OrderDate::Ordered));
    let is_first = matches!(
        proposal.what,
        What::OrderEvent(OrderEventKind::Placed) | What::OrderDate(OrderDate::Ordered)
    );
    let early = |moment: Moment| {
        ordered
            .filter(|_| !is_first)
            .filter(|ordered| moment.day_in(context.zone) < ordered.day_in(context.zone))
    };
    if let Some(ordered) = early(at).or_else(|| proposal.details.due.and_then(early)) {
        proposal.doubts.push(Msg::new("recognise-doubt-before-order").arg("ordered", Arg::Moment(ordered)));
    }
    let is_shown = matches!(
        proposal.what,
        What::OrderEvent(OrderEventKind::DateShown)
            | What::CaseEvent(CaseEventKind::DateShown)
            | What::OrderDate(_)
    );
    if !is_shown && placed(&at) > context.now {
        proposal.doubts.push(Msg::new("recognise-doubt-future"));
    }
}

/// Lines of a list that follow a place in the text.
fn items(text: &str, from: usize) -> Vec<String> {
    let rest = text.get(from..).unwrap_or_default();
    // What is left of the line itself, after a colon, is an item too.
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    let mut items = Vec::new();
    let introduces = line.trim_end().ends_with(':');
    if let Some((_, behind)) = line.split_once(':')
        && !behind.trim().is_empty()
    {
        items.extend(behind.split([';', ',']).map(clean).filter(|item| !item.is_empty()));
        return items;
    }
    for line in below.lines().skip_while(|line| line.trim().is_empty()) {
        let bare = clean(line);
        if bare.is_empty() || items.len() == ITEMS_MAX || !(introduces || is_item(line)) {
            break;
        }
        items.push(bare);
    }
    items
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '•', '*', '–', '—', '·'])
        || (numbered.len() < line.len() && numbered.starts_with(['.', ')']))
}

/// An item without its mark and its full stop.
fn clean(line: &str) -> String {
    let line = line.trim();
    let bare = if is_item(line) {
        line.trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(['-', '•', '*', '–', '—', '·', '.', ')'])
    } else {
        line
    };
    bare.trim().trim_end_matches(['.', ';']).to_owned()
}
