//! Replay: the log of an order or a case, with the dates of the order and a rule pack, gives its state, dates,
//! next step and bars at one moment. Stores nothing, never fails, reads no clock: `now` is an argument (C0).

mod apply;
mod clocks;
mod deadlines;
mod dispute;
mod expiry;
mod next_step;
mod offers;
mod order;
mod order_walk;
mod others;
mod refund;
mod spans;
mod view;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::calendar::Calendar;
use super::case::{Case, CaseKind};
use super::event::{CaseEvent, OrderEvent};
use super::ids::{CaseId, EventId, LineId};
use super::moment::{Moment, start_of_day};
use super::order::Order;
use super::rules::RulePack;
use super::view::{CaseState, CaseView, OrderView};

pub(super) use dispute::Fit;
pub use others::CONTACT_REPLY;
pub(super) use order::SHIP_BY;
pub use order::is_order_start;

/// What an order is replayed from.
#[derive(Clone, Copy, Debug)]
pub struct OrderInput<'a> {
    /// The order with its chosen dates.
    pub order: &'a Order,
    /// Its log, voided events included.
    pub events: &'a [OrderEvent],
    /// How its cases stand.
    pub case_states: &'a [CaseStanding],
    /// The rules.
    pub pack: &'a RulePack,
    /// The buyer's zone.
    pub zone: Tz,
    /// Days that are no business days.
    pub holidays: &'a [NaiveDate],
    /// The clock.
    pub now: DateTime<Utc>,
}

/// How a case of an order stands, as far as the order cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseStanding {
    /// Which.
    pub case: CaseId,
    /// What kind.
    pub kind: CaseKind,
    /// The line it is about.
    pub line: Option<LineId>,
    /// Its state.
    pub state: CaseState,
    /// The state rests on an expiry that nobody confirmed.
    pub presumed: bool,
}

impl CaseStanding {
    /// The standing of a replayed case.
    pub fn of(case: &Case, view: &CaseView) -> Self {
        Self {
            case: case.id,
            kind: case.kind,
            line: case.line,
            state: view.state,
            presumed: view.state_presumed,
        }
    }

    /// A dispute that has been opened and is not over.
    pub fn is_live_dispute(&self) -> bool {
        self.kind == CaseKind::Dispute && is_open(self.state) && self.state != CaseState::Draft
    }
}

/// True while a further step is expected.
pub fn is_open(state: CaseState) -> bool {
    !matches!(state, CaseState::ClosedPaid | CaseState::ClosedLost | CaseState::Cancelled)
}

/// What a case is replayed from.
#[derive(Clone, Copy, Debug)]
pub struct CaseInput<'a> {
    /// The case as stored.
    pub case: &'a Case,
    /// Its order.
    pub order: Option<&'a Order>,
    /// The order's log.
    pub order_events: &'a [OrderEvent],
    /// The case's log, voided events included.
    pub events: &'a [CaseEvent],
    /// How the other cases of the order stand; only guards ask.
    pub others: &'a [CaseStanding],
    /// The rules.
    pub pack: &'a RulePack,
    /// The buyer's zone.
    pub zone: Tz,
    /// Days that are no business days.
    pub holidays: &'a [NaiveDate],
    /// The clock.
    pub now: DateTime<Utc>,
}

impl<'a> CaseInput<'a> {
    fn calendar(&self) -> Calendar<'a> {
        Calendar { buyer: self.zone, pack: self.pack.zone.for_buyer(self.zone), holidays: self.holidays }
    }
}

/// How an order stands.
pub fn order_view(input: &OrderInput<'_>) -> OrderView {
    order::replay(input, &[], None).view(input)
}

/// How a case stands, with the dates of its order that still matter.
pub fn case_view(input: &CaseInput<'_>) -> CaseView {
    let mut view = view::case_view(input);
    super::reporting::without_unknown_clock(&mut view, input);
    view
}

/// The case as it stands for guards: firm, and with every expiry presumed.
pub(super) fn standings<'a>(input: &'a CaseInput<'a>) -> (dispute::Sim<'a>, dispute::Sim<'a>) {
    let firm = dispute::Sim::replay(input);
    let mut presumed = firm.clone();
    presumed.presume(input.now);
    (firm, presumed)
}

/// The same just before one of the case's events, with what silence had done by then.
pub(super) fn standings_before<'a>(
    input: &'a CaseInput<'a>,
    event: EventId,
) -> (dispute::Sim<'a>, dispute::Sim<'a>) {
    let (firm, at) = dispute::Sim::before(input, event);
    let mut presumed = firm.clone();
    presumed.presume(at);
    (firm, presumed)
}

/// The order behind a case, replayed with what the case's log says about it.
fn order_of(input: &CaseInput<'_>) -> Option<order::OrderSim> {
    let order = input.order?;
    let order_input = OrderInput {
        order,
        events: input.order_events,
        case_states: &[],
        pack: input.pack,
        zone: input.zone,
        holidays: input.holidays,
        now: input.now,
    };
    Some(order::replay(&order_input, input.events, input.case.reason))
}

/// Something with a moment that has a place in a log.
struct Placed<T> {
    at: Moment,
    seq: i64,
    item: T,
}

/// What counts, in the order in which it happened, with the instant each is placed at.
///
/// A moment known only to the day comes after what was recorded before it on the same day, and otherwise at
/// the start of the day; what happened at the same time keeps the order of the log.
fn sorted<T>(placed: Vec<Placed<T>>, zone: Tz) -> Vec<(DateTime<Utc>, T)> {
    let exact: Vec<(NaiveDate, i64, DateTime<Utc>)> = placed
        .iter()
        .filter(|entry| !matches!(entry.at, Moment::Day { .. }))
        .map(|entry| (entry.at.day_in(zone), entry.seq, entry.at.place(zone)))
        .collect();
    let mut keyed: Vec<(DateTime<Utc>, i64, T)> = placed
        .into_iter()
        .map(|entry| {
            let at = match entry.at {
                Moment::Day { day, .. } => exact
                    .iter()
                    .filter(|(other, seq, _)| *other == day && *seq < entry.seq)
                    .map(|(_, _, at)| *at)
                    .max()
                    .unwrap_or_else(|| start_of_day(day, zone)),
                moment => moment.place(zone),
            };
            (at, entry.seq, entry.item)
        })
        .collect();
    keyed.sort_by_key(|(at, seq, _)| (*at, *seq));
    keyed.into_iter().map(|(at, _, item)| (at, item)).collect()
}
