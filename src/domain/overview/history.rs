//! What came of the cases so far: how each ended, the money of each, how long its stages took, and whether there
//! were many disputes lately.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::case::{Case, CaseKind};
use crate::domain::event::{CaseEvent, CaseEventKind, Outcome};
use crate::domain::ids::{CaseId, OrderId};
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::overview::sums::per_currency;
use crate::domain::replay::is_open;
use crate::domain::rules::habits::DisputeRateRule;
use crate::domain::view::{CaseState, CaseView, SpanKind};

/// One case, looked back on.
#[derive(Clone, Debug, PartialEq)]
pub struct PastCase {
    /// Which.
    pub case: CaseId,
    /// What kind.
    pub kind: CaseKind,
    /// Its order.
    pub order: Option<OrderId>,
    /// The order's number.
    pub order_number: Option<String>,
    /// What to call it.
    pub title: String,
    /// Its state now.
    pub state: CaseState,
    /// The state rests on an expiry that nobody confirmed.
    pub presumed: bool,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// Asked for.
    pub asked: Option<Money>,
    /// Offered last.
    pub offered: Option<Money>,
    /// Decided.
    pub decided: Option<Money>,
    /// Seen on the account.
    pub received: Option<Money>,
    /// When it was opened with the marketplace, else entered.
    pub opened_at: DateTime<Utc>,
    /// When it was over.
    pub closed_at: Option<DateTime<Utc>>,
    /// Its stages in the order in which each was first entered, with how long they took in all.
    pub stages: Vec<Stage>,
}

/// How long a case was in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub state: CaseState,
    /// Whole hours in all; days are these by 24, rounded down.
    pub hours: i64,
    /// The case is in it now.
    pub running: bool,
}

impl Stage {
    /// Whole days.
    pub fn days(&self) -> i64 {
        self.hours / 24
    }
}

/// How a case ended, in one word for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// Everything asked for.
    Won,
    /// A part of it, or the money against the goods.
    Part,
    /// Nothing.
    Lost,
    /// Taken back by the buyer.
    Cancelled,
    /// Not over.
    Open,
}

impl Ending {
    /// All of them, best first.
    pub const ALL: [Self; 5] = [Self::Won, Self::Part, Self::Lost, Self::Cancelled, Self::Open];

    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Part => "part",
            Self::Lost => "lost",
            Self::Cancelled => "cancelled",
            Self::Open => "open",
        }
    }
}

impl PastCase {
    /// Looks back on a replayed case.
    pub fn of(
        case: &Case,
        view: &CaseView,
        events: &[CaseEvent],
        opened_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Self {
        let closed = !is_open(view.state) && !view.state_presumed;
        let last =
            events.iter().filter(|event| !event.voided).map(|event| event.at.place(chrono_tz::UTC)).max();
        let mut stages: Vec<Stage> = Vec::new();
        let states = view.spans.iter().filter(|span| span.kind != SpanKind::Waiting).filter_map(|span| {
            Some((span, CaseState::from_code(span.label.id.strip_prefix("case-state-")?)?))
        });
        for (span, state) in states {
            let to = span.to.unwrap_or(now).min(now);
            let hours = (to - span.from).num_hours().max(0);
            let running = state == view.state && is_open(state);
            match stages.iter_mut().find(|stage| stage.state == state) {
                Some(stage) => stage.hours = stage.hours.saturating_add(hours),
                None if is_open(state) => stages.push(Stage { state, hours, running }),
                None => {}
            }
        }
        Self {
            case: case.id,
            kind: case.kind,
            order: case.order,
            order_number: None,
            title: String::new(),
            state: view.state,
            presumed: view.state_presumed,
            outcome: view.outcome,
            asked: view.asked.clone(),
            offered: view.offered.clone(),
            decided: view.decided.clone(),
            received: view.received.clone(),
            opened_at,
            closed_at: closed.then_some(last).flatten(),
            stages,
        }
    }

    /// How it ended.
    pub fn ending(&self) -> Ending {
        match (self.state, self.outcome) {
            (CaseState::Cancelled, _) => Ending::Cancelled,
            (CaseState::ClosedLost, _) if !self.presumed => Ending::Lost,
            (CaseState::ClosedPaid, Some(Outcome::Partial | Outcome::ReturnAndRefund)) => Ending::Part,
            (CaseState::ClosedPaid, _) | (_, Some(Outcome::Restored)) => Ending::Won,
            (_, Some(Outcome::Lost | Outcome::Rejected | Outcome::Denied)) => Ending::Lost,
            _ => Ending::Open,
        }
    }
}

/// All cases looked back on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The cases, newest first.
    pub cases: Vec<PastCase>,
    /// How many ended how, best first; those that none did are left out.
    pub endings: Vec<(Ending, usize)>,
    /// Asked for, per currency.
    pub asked: Vec<Money>,
    /// Offered last, per currency.
    pub offered: Vec<Money>,
    /// Decided, per currency.
    pub decided: Vec<Money>,
    /// Seen on the account, per currency.
    pub received: Vec<Money>,
    /// How long stages took on the whole, by state: average hours over the cases that left it, and how many did.
    pub stages: Vec<(CaseState, i64, usize)>,
    /// How many disputes lately.
    pub rate: Option<DisputeRate>,
}

impl History {
    /// From cases in any order.
    pub fn new(mut cases: Vec<PastCase>, rate: Option<DisputeRate>) -> Self {
        cases.sort_by_key(|case| (std::cmp::Reverse(case.opened_at), std::cmp::Reverse(case.case)));
        let mut endings: BTreeMap<Ending, usize> = BTreeMap::new();
        let mut stages: BTreeMap<CaseState, (i64, usize)> = BTreeMap::new();
        for case in &cases {
            *endings.entry(case.ending()).or_default() += 1;
            for stage in case.stages.iter().filter(|stage| !stage.running) {
                let sum = stages.entry(stage.state).or_default();
                *sum = (sum.0.saturating_add(stage.hours), sum.1 + 1);
            }
        }
        let total = |of: fn(&PastCase) -> Option<&Money>| per_currency(cases.iter().filter_map(of));
        let average = |(state, (hours, count)): (CaseState, (i64, usize))| {
            (state, hours / i64::try_from(count.max(1)).unwrap_or(1), count)
        };
        Self {
            asked: total(|case| case.asked.as_ref()),
            offered: total(|case| case.offered.as_ref()),
            decided: total(|case| case.decided.as_ref()),
            received: total(|case| case.received.as_ref()),
            endings: endings.into_iter().collect(),
            stages: stages.into_iter().map(average).collect(),
            rate,
            cases,
        }
    }
}

/// How many disputes there were lately (P9-07, P9-08). A soft warning: no source says where a limit lies.
#[derive(Clone, Debug, PartialEq)]
pub struct DisputeRate {
    /// Disputes opened within the window.
    pub disputes: usize,
    /// Orders placed within the window.
    pub orders: usize,
    /// The window in days.
    pub window_days: u32,
    /// Disputes opened within the shorter window.
    pub lately: usize,
    /// The shorter window in days.
    pub lately_days: u32,
    /// What is worth knowing.
    pub warnings: Vec<Msg>,
    /// Source codes.
    pub sources: Vec<String>,
}

impl DisputeRate {
    /// From when disputes were opened and orders placed.
    pub fn new(
        disputes: &[DateTime<Utc>],
        orders: &[DateTime<Utc>],
        rule: &DisputeRateRule,
        now: DateTime<Utc>,
    ) -> Self {
        let within = |list: &[DateTime<Utc>], days: u32| {
            let from = now.checked_sub_signed(TimeDelta::days(i64::from(days)));
            list.iter().filter(|at| **at <= now && from.is_none_or(|from| **at > from)).count()
        };
        let mut rate = Self {
            disputes: within(disputes, rule.window_days),
            orders: within(orders, rule.window_days),
            window_days: rule.window_days,
            lately: within(disputes, rule.several_days),
            lately_days: rule.several_days,
            warnings: Vec::new(),
            sources: rule.cite.clone(),
        };
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        if rate.disputes >= rule.warn_from as usize
            && rate.percent().is_some_and(|percent| percent > u64::from(rule.warn_percent))
        {
            rate.warnings.push(
                Msg::new("history-rate-high")
                    .count("disputes", count(rate.disputes))
                    .count("orders", count(rate.orders))
                    .count("percent", i64::from(rule.warn_percent)),
            );
        }
        if rate.lately >= rule.several as usize {
            rate.warnings.push(
                Msg::new("history-rate-several")
                    .count("disputes", count(rate.lately))
                    .count("days", i64::from(rule.several_days)),
            );
        }
        rate
    }

    /// The counts in words.
    pub fn sentence(&self) -> Msg {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Msg::new("history-rate")
            .count("disputes", count(self.disputes))
            .count("orders", count(self.orders))
            .count("days", i64::from(self.window_days))
    }

    /// Disputes per hundred orders, rounded down; `None` without orders.
    pub fn percent(&self) -> Option<u64> {
        let orders = u64::try_from(self.orders).ok().filter(|orders| *orders > 0)?;
        Some(u64::try_from(self.disputes).ok()?.saturating_mul(100) / orders)
    }
}

/// When a dispute was opened with the marketplace; `None` while it is a draft or for other kinds of cases.
pub fn dispute_opened(case: &Case, events: &[CaseEvent], zone: chrono_tz::Tz) -> Option<DateTime<Utc>> {
    let submitted = |event: &&CaseEvent| !event.voided && event.kind == CaseEventKind::Submitted;
    (case.kind == CaseKind::Dispute)
        .then(|| events.iter().find(submitted))
        .flatten()
        .map(|event| event.at.place(zone))
}
