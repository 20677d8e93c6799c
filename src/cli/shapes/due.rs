//! The JSON shapes of `due`, `remind`, `summary`, `history` and `guides`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::guidance::guides::Guide;
use crate::domain::money::Money;
use crate::domain::overview::history::{DisputeRate, Ending, History, PastCase};
use crate::domain::overview::reminders::Reminder;
use crate::domain::overview::sums::Sums;
use crate::domain::rows::{DueGroup, DueItem};
use crate::jobs::remind::Note;
use crate::texts::Texts;

use super::cases::DeadlineJson;
use super::{MoneyJson, money, time, time_opt};

fn group(group: DueGroup) -> &'static str {
    match group {
        DueGroup::Overdue => "overdue",
        DueGroup::Today => "today",
        DueGroup::ThisWeek => "this_week",
        DueGroup::Later => "later",
        DueGroup::Waiting => "waiting",
    }
}

fn amounts(list: &[Money]) -> Vec<MoneyJson> {
    list.iter().map(MoneyJson::from).collect()
}

/// A line of `due`.
#[derive(Debug, Serialize)]
pub struct DueJson {
    group: &'static str,
    order: Option<String>,
    case: Option<i64>,
    title: String,
    text: String,
    action: String,
    other_actions: Vec<String>,
    who: &'static str,
    at_stake: Option<MoneyJson>,
    handle: String,
    snoozed_until: Option<String>,
    advice: Vec<String>,
    deadline: DeadlineJson,
}

impl DueJson {
    pub(in crate::cli) fn new(item: &DueItem, texts: &Texts) -> Self {
        Self {
            group: group(item.group),
            order: item.order_number.clone(),
            case: item.case.map(|id| id.0),
            title: item.title.clone(),
            text: texts.say(&item.text),
            action: item.action.clone(),
            other_actions: item.other_actions.clone(),
            who: item.who.code(),
            at_stake: money(item.at_stake.as_ref()),
            handle: item.handle.clone(),
            snoozed_until: time_opt(item.snoozed_until),
            advice: item.advice.iter().map(|advice| texts.say(advice)).collect(),
            deadline: DeadlineJson::new(&item.deadline, texts),
        }
    }
}

/// A line of `remind`: one reminder that was shown, alone or with others in one notification.
#[derive(Debug, Serialize)]
pub struct ReminderJson {
    handle: String,
    title: String,
    order: Option<String>,
    due: String,
    lead: Option<String>,
    presumed: bool,
    urgency: &'static str,
    notification: String,
    grouped: bool,
}

impl ReminderJson {
    pub(in crate::cli) fn new(note: &Note, reminder: &Reminder, texts: &Texts) -> Self {
        Self {
            handle: reminder.handle.clone(),
            title: texts.say(&reminder.what),
            order: reminder.number.clone(),
            due: time(reminder.due),
            lead: reminder.lead.map(|lead| format!("{} {}", lead.n, lead.unit.code())),
            presumed: reminder.presumed,
            urgency: reminder.urgency.code(),
            notification: note.title.clone(),
            grouped: note.reminders.len() > 1,
        }
    }
}

/// `remind --snooze`.
#[derive(Debug, Serialize)]
pub struct SnoozeJson {
    handle: String,
    snoozed_until: String,
}

impl SnoozeJson {
    pub(in crate::cli) fn new(handle: &str, until: DateTime<Utc>) -> Self {
        Self { handle: handle.to_owned(), snoozed_until: time(until) }
    }
}

/// `summary`.
#[derive(Debug, Serialize)]
pub struct SummaryJson {
    at_stake: Vec<MoneyJson>,
    recovered: Vec<MoneyJson>,
    groups: BTreeMap<&'static str, usize>,
}

impl SummaryJson {
    pub(in crate::cli) fn new(items: &[DueItem], sums: &Sums) -> Self {
        let all =
            [DueGroup::Overdue, DueGroup::Today, DueGroup::ThisWeek, DueGroup::Later, DueGroup::Waiting];
        let count = |wanted: DueGroup| items.iter().filter(|item| item.group == wanted).count();
        let groups = all.into_iter().map(|wanted| (group(wanted), count(wanted))).collect();
        Self { at_stake: amounts(&sums.at_stake), recovered: amounts(&sums.recovered), groups }
    }
}

/// A stage of a case.
#[derive(Debug, Serialize)]
struct StageJson {
    state: &'static str,
    days: i64,
    hours: i64,
    running: bool,
}

/// A case of `history`.
#[derive(Debug, Serialize)]
struct PastCaseJson {
    id: i64,
    kind: &'static str,
    order: Option<String>,
    title: String,
    state: &'static str,
    ending: &'static str,
    outcome: Option<&'static str>,
    asked: Option<MoneyJson>,
    offered: Option<MoneyJson>,
    decided: Option<MoneyJson>,
    received: Option<MoneyJson>,
    opened_at: String,
    closed_at: Option<String>,
    stages: Vec<StageJson>,
}

impl From<&PastCase> for PastCaseJson {
    fn from(case: &PastCase) -> Self {
        Self {
            id: case.case.0,
            kind: case.kind.code(),
            order: case.order_number.clone(),
            title: case.title.clone(),
            state: case.state.code(),
            ending: case.ending().code(),
            outcome: case.outcome.map(crate::domain::event::Outcome::code),
            asked: money(case.asked.as_ref()),
            offered: money(case.offered.as_ref()),
            decided: money(case.decided.as_ref()),
            received: money(case.received.as_ref()),
            opened_at: time(case.opened_at),
            closed_at: time_opt(case.closed_at),
            stages: case
                .stages
                .iter()
                .map(|stage| StageJson {
                    state: stage.state.code(),
                    days: stage.days(),
                    hours: stage.hours,
                    running: stage.running,
                })
                .collect(),
        }
    }
}

/// How long a stage took on average.
#[derive(Debug, Serialize)]
struct AverageJson {
    state: &'static str,
    average_days: i64,
    average_hours: i64,
    cases: usize,
}

/// The dispute rate.
#[derive(Debug, Serialize)]
struct RateJson {
    disputes: usize,
    orders: usize,
    percent: Option<u64>,
    window_days: u32,
    disputes_lately: usize,
    lately_days: u32,
    warnings: Vec<String>,
    sources: Vec<String>,
}

impl RateJson {
    fn new(rate: &DisputeRate, texts: &Texts) -> Self {
        Self {
            disputes: rate.disputes,
            orders: rate.orders,
            percent: rate.percent(),
            window_days: rate.window_days,
            disputes_lately: rate.lately,
            lately_days: rate.lately_days,
            warnings: rate.warnings.iter().map(|warning| texts.say(warning)).collect(),
            sources: rate.sources.clone(),
        }
    }
}

/// `history`.
#[derive(Debug, Serialize)]
pub struct HistoryJson {
    cases: Vec<PastCaseJson>,
    endings: BTreeMap<&'static str, usize>,
    asked: Vec<MoneyJson>,
    offered: Vec<MoneyJson>,
    decided: Vec<MoneyJson>,
    received: Vec<MoneyJson>,
    stages: Vec<AverageJson>,
    dispute_rate: Option<RateJson>,
}

impl HistoryJson {
    pub(in crate::cli) fn new(history: &History, texts: &Texts) -> Self {
        let of =
            |ending: Ending| history.endings.iter().find(|(one, _)| *one == ending).map_or(0, |(_, n)| *n);
        Self {
            cases: history.cases.iter().map(PastCaseJson::from).collect(),
            endings: Ending::ALL.into_iter().map(|ending| (ending.code(), of(ending))).collect(),
            asked: amounts(&history.asked),
            offered: amounts(&history.offered),
            decided: amounts(&history.decided),
            received: amounts(&history.received),
            stages: history
                .stages
                .iter()
                .map(|(state, hours, cases)| AverageJson {
                    state: state.code(),
                    average_days: hours / 24,
                    average_hours: *hours,
                    cases: *cases,
                })
                .collect(),
            dispute_rate: history.rate.as_ref().map(|rate| RateJson::new(rate, texts)),
        }
    }
}

/// A line of `guides`.
#[derive(Debug, Serialize)]
pub struct GuideJson {
    id: String,
    topic: &'static str,
    title: String,
    steps: Vec<String>,
    as_of: String,
    sources: Vec<String>,
    facts: Vec<String>,
}

impl GuideJson {
    pub(in crate::cli) fn new(guide: &Guide, texts: &Texts) -> Self {
        Self {
            id: guide.id.clone(),
            topic: guide.topic.code(),
            title: texts.say(&guide.title()),
            steps: texts.say(&guide.steps()).lines().map(ToOwned::to_owned).collect(),
            as_of: guide.as_of.to_string(),
            sources: guide.cite.clone(),
            facts: guide.facts.clone(),
        }
    }
}
