//! The JSON shapes of `order paste` and `case paste`.

use crate::domain::recognise::{Ask, Field, Unread, What};
use crate::jobs::paste::{Log, Pastable, Pasted};
use crate::texts::Texts;
use serde::Serialize;

use super::{MomentJson, MoneyJson, money};

/// What the buyer has to say first.
#[derive(Debug, Serialize)]
struct AskJson {
    code: &'static str,
    field: Option<&'static str>,
    order_date: Option<&'static str>,
    candidates: Vec<MomentJson>,
}

impl AskJson {
    fn new(ask: &Ask, texts: &Texts) -> Self {
        let field = ask.field().filter(|_| !matches!(ask, Ask::OrderDate(_))).map(|field| match field {
            Field::At => "at",
            Field::Due => "due",
        });
        let order_date = match ask {
            Ask::OrderDate(which) => Some(which.code()),
            _ => None,
        };
        let candidates = ask.candidates().iter().map(|moment| MomentJson::new(moment, texts)).collect();
        Self { code: ask.code(), field, order_date, candidates }
    }
}

/// A proposal.
#[derive(Debug, Serialize)]
struct ProposalJson {
    phrase: &'static str,
    /// `order` or `case`.
    log: &'static str,
    /// The case it would go into.
    case: Option<i64>,
    /// Event type, or null for a date of the order.
    event: Option<&'static str>,
    /// Date of the order, or null for an event.
    order_date: Option<&'static str>,
    quote: String,
    span: [usize; 2],
    at: Option<MomentJson>,
    due: Option<MomentJson>,
    readings: Vec<MomentJson>,
    deadline: Option<String>,
    amount: Option<MoneyJson>,
    outcome: Option<&'static str>,
    plan: Option<&'static str>,
    by: Option<&'static str>,
    tracking: Option<String>,
    items: Vec<String>,
    asks: Vec<AskJson>,
    doubts: Vec<String>,
    known: bool,
    refused: Option<String>,
    clear: bool,
    recorded: bool,
}

impl ProposalJson {
    fn new(one: &Pastable, applied: bool, texts: &Texts) -> Self {
        let proposal = &one.proposal;
        let details = &proposal.details;
        let (log, event, order_date) = match proposal.what {
            What::OrderEvent(kind) => ("order", Some(kind.code()), None),
            What::CaseEvent(kind) => ("case", Some(kind.code()), None),
            What::OrderDate(which) => ("order", None, Some(which.code())),
        };
        Self {
            phrase: proposal.phrase,
            log,
            case: match one.log {
                Some(Log::Case(id)) => Some(id.0),
                _ => None,
            },
            event,
            order_date,
            quote: proposal.quote.clone(),
            span: [proposal.span.start, proposal.span.end],
            at: proposal.at.as_ref().map(|at| MomentJson::new(at, texts)),
            due: details.due.as_ref().map(|due| MomentJson::new(due, texts)),
            readings: proposal.readings.iter().map(|moment| MomentJson::new(moment, texts)).collect(),
            deadline: details.deadline.clone(),
            amount: money(details.amount.as_ref()),
            outcome: details.outcome.map(crate::domain::event::Outcome::code),
            plan: details.plan.map(crate::domain::event::Plan::code),
            by: details.by.map(crate::domain::event::Party::code),
            tracking: details.tracking.clone(),
            items: proposal.items.clone(),
            asks: proposal.asks.iter().map(|ask| AskJson::new(ask, texts)).collect(),
            doubts: proposal.doubts.iter().map(|doubt| texts.say(doubt)).collect(),
            known: one.known,
            refused: one.refused.as_ref().map(|problem| texts.problem(problem)),
            clear: one.is_clear(),
            recorded: applied && one.is_clear(),
        }
    }
}

/// What could not be read.
#[derive(Debug, Serialize)]
struct UnreadJson {
    span: [usize; 2],
    text: String,
}

impl UnreadJson {
    fn new(unread: &Unread, texts: &Texts) -> Self {
        Self { span: [unread.span.start, unread.span.end], text: texts.say(&unread.why) }
    }
}

/// `order paste` and `case paste`.
#[derive(Debug, Serialize)]
pub struct PasteJson {
    proposals: Vec<ProposalJson>,
    unread: Vec<UnreadJson>,
    recorded: usize,
}

impl PasteJson {
    pub(in crate::cli) fn new(pasted: &Pasted, applied: bool, texts: &Texts) -> Self {
        let proposals: Vec<ProposalJson> =
            pasted.proposals.iter().map(|one| ProposalJson::new(one, applied, texts)).collect();
        Self {
            recorded: proposals.iter().filter(|proposal| proposal.recorded).count(),
            proposals,
            unread: pasted.unread.iter().map(|unread| UnreadJson::new(unread, texts)).collect(),
        }
    }
}
