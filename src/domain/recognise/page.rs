//! What each phrase of a page proposes: its date, its amount, its number, its list, and what has to be asked.

use std::collections::BTreeSet;

use super::gives::{Gives, Undated, What};
use super::layout::{self, Dated, Statement};
use super::matcher::Found;
use super::phrases::Entry;
use super::reading::{self, Reading, read_date, read_length};
use super::tokens::{Kind, Token};
use super::{Ask, Context, Field, Proposal, lists, sending_back, settle};
use crate::domain::event::{CaseEventKind, EventDetails, OrderEventKind, Outcome, Plan};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::order::OrderDate;
use crate::domain::rules::RulePack;

/// Longest quotation kept with an event, in characters.
const QUOTE_CHARS_MAX: usize = 300;

/// A text in tokens, with the phrases that stand in it.
pub(super) struct Page<'a> {
    tokens: &'a [Token],
    text: &'a str,
    matches: &'a [(&'static Entry, Found)],
    /// Dates that phrases show: of nothing that happened.
    taken: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(tokens: &'a [Token], text: &'a str, matches: &'a [(&'static Entry, Found)]) -> Self {
        let shown = matches.iter().filter(|(entry, _)| entry.gives.due);
        let taken = shown.flat_map(|(_, found)| found.filled.iter().copied()).collect();
        Self { tokens, text, matches, taken }
    }

    /// The proposals in the order of the text.
    pub(super) fn proposals(&self, context: &Context<'_>) -> Vec<Proposal> {
        let dates = self.dates();
        let mut proposals = Vec::new();
        for ((entry, found), dated) in self.matches.iter().zip(&dates) {
            let Some(what) = entry.gives.what else { continue };
            if *dated != Dated::No || !(entry.gives.only_dated || found.shed > 0) {
                proposals.push(self.proposal(entry, what, found, dated, context));
            }
        }
        proposals
    }

    /// The date of each match, as far as it wants one.
    fn dates(&self) -> Vec<Dated> {
        let mut statements = Vec::new();
        let mut places = Vec::new();
        let mut others = Vec::new();
        let mut loose = BTreeSet::new();
        for (place, (entry, found)) in self.matches.iter().enumerate() {
            let own = self.loose(&entry.gives, found);
            if entry.gives.wants_date() || own.is_some() {
                let own = own.filter(|_| !entry.gives.wants_date());
                loose.extend(own);
                statements.push(Statement { from: found.from, to: found.to, own });
                places.push(place);
            } else {
                others.push((found.from, found.to));
            }
        }
        let taken = |at: usize| self.taken.contains(&at) && !loose.contains(&at);
        let dates = layout::dates(self.tokens, self.text, &statements, &others, &taken);
        let mut all = vec![Dated::No; self.matches.len()];
        for (place, dated) in places.into_iter().zip(dates) {
            if let Some(slot) = all.get_mut(place) {
                *slot = dated;
            }
        }
        all
    }

    /// The date a phrase shows, where no word or colon before it ties it to the phrase.
    fn loose(&self, gives: &Gives, found: &Found) -> Option<usize> {
        let date = found.filled.iter().copied().rfind(|at| self.is_when(*at)).filter(|_| gives.due)?;
        let is_date = self.tokens.get(date).is_some_and(|token| matches!(token.kind, Kind::Date(_)));
        (is_date && !layout::is_tied(self.tokens, self.text, date)).then_some(date)
    }

    fn proposal(
        &self,
        entry: &Entry,
        what: What,
        found: &Found,
        dated: &Dated,
        context: &Context<'_>,
    ) -> Proposal {
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
        proposal.doubts.extend(gives.doubt.map(Msg::new));
        self.plan(found, &mut proposal);
        let when = found.filled.iter().copied().rfind(|at| self.is_when(*at));
        if gives.due {
            self.shown(when, gives, context, &mut proposal);
            if !gives.wants_date() && *dated != Dated::No && *dated != when.map_or(Dated::No, Dated::By) {
                self.which(dated, when, Field::Due, context, &mut proposal);
            }
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
                    if let Ask::Year(field, _)
                    | Ask::DayOrder(field, _)
                    | Ask::WhichDate(field, _)
                    | Ask::Date(field) = ask
                    {
                        *field = Field::At;
                    }
                }
            }
            _ => {
                if let Dated::By(date) = dated {
                    involved.push(*date);
                }
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
            proposal.items = lists::items(self.text, proposal.span.end);
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
        settle::doubts(&mut proposal, context);
        proposal
    }

    /// A refund that depends on a return is another plan and another outcome (P7-13).
    fn plan(&self, found: &Found, proposal: &mut Proposal) {
        use CaseEventKind as C;
        let What::CaseEvent(kind) = proposal.what else { return };
        if !matches!(kind, C::SellerOffer | C::SellerAccepts | C::Decision | C::RefundAgreed) {
            return;
        }
        let words = found.from..found.to;
        let said = sending_back::plan(self.tokens, &sending_back::sentence(self.tokens, &words));
        let around = sending_back::paragraph(self.tokens, self.text, &words);
        let goes_back = Some(Plan::ReturnAndRefund);
        let known = match kind {
            C::SellerOffer | C::SellerAccepts => {
                proposal.details.plan = said.or(proposal.details.plan);
                said.is_some()
            }
            C::Decision => {
                let pays = matches!(proposal.details.outcome, Some(Outcome::Win | Outcome::Partial));
                if pays && said == goes_back {
                    proposal.details.outcome = Some(Outcome::ReturnAndRefund);
                }
                !pays || said.is_some()
            }
            _ => said == Some(Plan::RefundOnly),
        };
        if !known && sending_back::plan(self.tokens, &around) == goes_back {
            proposal.doubts.push(Msg::new("recognise-doubt-return"));
        }
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

    fn happened(&self, dated: &Dated, gives: &Gives, context: &Context<'_>, proposal: &mut Proposal) {
        match (dated, gives.undated, context.seen) {
            (Dated::By(date), ..) => {
                if let Some(reading) = self.read(*date, Field::At, context) {
                    proposal.at = reading.moment;
                    proposal.asks.extend(reading.ask);
                }
            }
            (Dated::Either(_), ..) => self.which(dated, None, Field::At, context, proposal),
            (Dated::No, Undated::Ask, _) => proposal.asks.push(Ask::Date(Field::At)),
            (Dated::No, Undated::Seen, Some(seen)) => proposal.at = Some(Moment::instant(seen)),
            (Dated::No, Undated::Seen, None) if !proposal.asks.contains(&Ask::Seen) => {
                proposal.asks.push(Ask::Seen);
            }
            (Dated::No, Undated::Seen, None) => {}
        }
    }

    fn read(&self, date: usize, field: Field, context: &Context<'_>) -> Option<Reading> {
        let Kind::Date(written) = &self.tokens.get(date)?.kind else { return None };
        Some(read_date(written, field, context))
    }

    /// Asks which of several dates it is.
    fn which(
        &self,
        dated: &Dated,
        own: Option<usize>,
        field: Field,
        context: &Context<'_>,
        proposal: &mut Proposal,
    ) {
        let mut dates: Vec<usize> = own.into_iter().collect();
        match dated {
            Dated::No => {}
            Dated::By(date) => dates.push(*date),
            Dated::Either(either) => dates.extend(either),
        }
        dates.sort_unstable();
        dates.dedup();
        let read = dates.iter().filter_map(|date| self.read(*date, field, context));
        let candidates = read
            .flat_map(|reading| {
                let asked = reading.ask.map(|ask| ask.candidates().to_vec()).unwrap_or_default();
                reading.moment.into_iter().chain(asked)
            })
            .collect();
        if field == Field::Due {
            proposal.details.due = None;
            proposal.readings.clear();
            proposal.asks.clear();
        }
        proposal.asks.push(Ask::WhichDate(field, candidates));
    }

    fn is_break(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(Token::is_break)
    }

    /// The end of what a phrase has to itself on its line: the next phrase, or the end of the line.
    fn own_end(&self, found: &Found) -> usize {
        let next = self.matches.iter().map(|(_, other)| other.from).find(|from| *from >= found.to);
        let end = (found.to..self.tokens.len()).find(|at| self.is_break(*at)).unwrap_or(self.tokens.len());
        next.map_or(end, |next| next.min(end))
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
        let beside = || (found.to..self.own_end(found)).find(is_money);
        let below = || {
            let line = (found.to..self.tokens.len()).find(|at| self.is_break(*at))?;
            let is_line =
                self.tokens.get(line).is_some_and(|token| matches!(token.kind, Kind::Line | Kind::Open));
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
        // A number has its own phrase, which is no other statement.
        let is_other = |at: &usize| {
            self.matches.iter().any(|(entry, other)| {
                other.from == *at
                    && entry.gives.what != Some(What::OrderEvent(OrderEventKind::TrackingUpdate))
            })
        };
        let at = (found.from..self.tokens.len())
            .take_while(|at| *at < found.to || !(self.is_break(*at) || is_other(at)))
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
        (order && name == crate::domain::replay::SHIP_BY)
            || pack.timer(name).is_some_and(|timer| !order || crate::domain::replay::starts_with_order(timer))
    };
    timers.iter().find(|name| knows(name)).map(|name| (*name).to_owned())
}
