//! The JSON shapes of guards and offers: what is to be known before an act, terms beside each other, versions of what
//! was asked, items of requests.

use serde::Serialize;

use super::{MomentJson, MoneyJson, money};
use crate::domain::offers::advice::Advice;
use crate::domain::offers::returns::BreakEven;
use crate::domain::offers::traps::Trap;
use crate::domain::view::{Demand, NeedLine, RequestItem, TermLine, TrapLine};
use crate::texts::Texts;

/// A line of advice.
#[derive(Debug, Serialize)]
struct PointJson {
    question: Option<String>,
    text: String,
    weight: &'static str,
}

/// One term of an offer beside what was asked.
#[derive(Debug, Serialize)]
pub struct TermJson {
    term: &'static str,
    asked: String,
    offered: String,
    change: &'static str,
}

impl TermJson {
    pub(super) fn new(line: &TermLine, texts: &Texts) -> Self {
        Self {
            term: line.term.code(),
            asked: texts.say(&line.asked),
            offered: texts.say(&line.offered),
            change: line.change.code(),
        }
    }
}

/// What is to be known before an act.
#[derive(Debug, Serialize)]
pub struct AdviceJson {
    points: Vec<PointJson>,
    terms: Vec<TermJson>,
    red: bool,
}

impl AdviceJson {
    pub(super) fn new(advice: &Advice, texts: &Texts) -> Self {
        Self {
            points: advice
                .points
                .iter()
                .map(|point| PointJson {
                    question: point.question.as_ref().map(|question| texts.say(question)),
                    text: texts.say(&point.text),
                    weight: point.weight.code(),
                })
                .collect(),
            terms: advice.terms.iter().map(|line| TermJson::new(line, texts)).collect(),
            red: advice.red,
        }
    }
}

/// `case event` and `order event`.
#[derive(Debug, Serialize)]
pub struct RecordedJson {
    done: Option<&'static str>,
    #[serde(rename = "type")]
    kind: String,
    recorded: bool,
    warnings: Vec<String>,
    advice: AdviceJson,
}

impl RecordedJson {
    pub(in crate::cli) fn new(kind: &str, recorded: bool, advice: &Advice, texts: &Texts) -> Self {
        Self {
            done: recorded.then_some("event_recorded"),
            kind: kind.to_owned(),
            recorded,
            warnings: advice.warnings().iter().map(|msg| texts.say(msg)).collect(),
            advice: AdviceJson::new(advice, texts),
        }
    }
}

/// What a return leaves.
#[derive(Debug, Serialize)]
pub struct BreakEvenJson {
    refund: MoneyJson,
    cost: MoneyJson,
    cost_from: &'static str,
    keep: Option<MoneyJson>,
    left: MoneyJson,
    loss: bool,
    text: String,
    sources: Vec<String>,
}

impl BreakEvenJson {
    pub(super) fn new(brings: &BreakEven, texts: &Texts) -> Self {
        Self {
            refund: (&brings.refund).into(),
            cost: (&brings.cost).into(),
            cost_from: brings.cost_from.code(),
            keep: money(brings.keep.as_ref()),
            left: (&brings.left).into(),
            loss: brings.is_loss(),
            text: texts.say(&brings.sentence()),
            sources: brings.sources.clone(),
        }
    }
}

/// A version of what the buyer asks for.
#[derive(Debug, Serialize)]
pub struct DemandJson {
    event: i64,
    version: usize,
    at: MomentJson,
    reason: Option<&'static str>,
    plan: Option<&'static str>,
    amount: Option<MoneyJson>,
    note: Option<String>,
    changes: Vec<String>,
}

impl DemandJson {
    pub(super) fn new(demand: &Demand, texts: &Texts) -> Self {
        Self {
            event: demand.event.0,
            version: demand.version,
            at: MomentJson::new(&demand.at, texts),
            reason: demand.reason.map(crate::domain::case::Reason::code),
            plan: demand.plan.map(crate::domain::event::Plan::code),
            amount: money(demand.amount.as_ref()),
            note: demand.note.clone(),
            changes: demand.changes.iter().map(|msg| texts.say(msg)).collect(),
        }
    }
}

/// A message that speaks of known traps.
#[derive(Debug, Serialize)]
pub struct TrapJson {
    event: i64,
    traps: Vec<&'static str>,
    warnings: Vec<String>,
}

impl TrapJson {
    pub(super) fn new(line: &TrapLine, texts: &Texts) -> Self {
        Self {
            event: line.event.0,
            traps: line.traps.iter().map(|trap| Trap::code(*trap)).collect(),
            warnings: line.warnings.iter().map(|msg| texts.say(msg)).collect(),
        }
    }
}

/// One thing of a request.
#[derive(Debug, Serialize)]
pub struct RequestItemJson {
    number: usize,
    text: String,
    state: &'static str,
    why_not: Option<String>,
}

impl From<&RequestItem> for RequestItemJson {
    fn from(item: &RequestItem) -> Self {
        Self {
            number: item.number,
            text: item.text.clone(),
            state: item.state.code(),
            why_not: item.why_not.clone(),
        }
    }
}

/// One thing a reason needs shown.
#[derive(Debug, Serialize)]
pub struct NeedJson {
    need: String,
    text: String,
    must: bool,
    have: bool,
    recipe: Option<String>,
    by: Option<&'static str>,
    files_have: Option<usize>,
    files_need: Option<usize>,
}

impl NeedJson {
    pub(super) fn new(line: &NeedLine, texts: &Texts) -> Self {
        Self {
            need: line.need.clone(),
            text: texts.say(&line.text),
            must: line.must,
            have: line.have,
            recipe: line.recipe.as_ref().map(|recipe| texts.say(recipe)),
            by: line.by.map(crate::domain::evidence::needs::MatchedBy::code),
            files_have: line.files.map(|(have, _)| have),
            files_need: line.files.map(|(_, need)| need),
        }
    }
}
