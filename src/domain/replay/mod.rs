//! Replay: the log of an order or a case, with the dates of the order and a rule pack, gives its state, dates,
//! next step and bars at one moment. Stores nothing, never fails, reads no clock: `now` is an argument (C0).

mod apply;
mod clocks;
mod deadlines;
mod dispute;
mod expiry;
mod next_step;
mod notes;
mod offers;
mod order;
mod order_walk;
mod others;
mod reconcile;
mod refund;
mod requests;
mod routes;
mod several;
mod spans;
mod stages;
mod view;
mod ways;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::calendar::Calendar;
use super::case::{Case, CaseKind};
use super::event::{CaseEvent, CaseEventKind, OrderEvent, Outcome};
use super::ids::{CaseId, EventId, LineId};
use super::moment::{Moment, start_of_day};
use super::order::Order;
use super::rules::RulePack;
use super::view::{CaseState, CaseView, OrderState, OrderView, TrapLine};

pub use deadlines::title as deadline_title;
pub(super) use dispute::{Fit, Sim};
pub(super) use order::SHIP_BY;
pub use order::starts_with_order;
pub use others::CONTACT_REPLY;
pub(super) use reconcile::Seen;
pub use routes::Route;
pub(super) use routes::void_after_chargeback;
pub(super) use stages::is_late_coupon;

/// What counts beside the pack an order or a case is computed with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// Further packs whose dates count together with its own; none where it rules alone.
    pub packs: &'a [&'a RulePack],
    /// Packs that are disabled or tell former rules; they appear under conflicts only.
    pub historic: &'a [&'a RulePack],
    /// Packs of the way the order was paid; their dates are the fallback lane under a dispute.
    pub fallback: &'a [&'a RulePack],
    /// Other cases of the order that follow the money by another route.
    pub routes: &'a [Route<'a>],
    /// An account case that is open: no dispute can be opened meanwhile.
    pub account_case: Option<CaseId>,
    /// Where the buyer lives (ISO 3166 alpha-2), where that is known; rules with a scope ask.
    pub country: Option<&'a str>,
    /// Cases of the order in which something was sent back; a free label may be good for the first only.
    pub sent_back: &'a [CaseId],
    /// What the cases of an order say about the order's own dates; only the view of an order asks.
    pub case_events: &'a [CaseEvent],
}

impl<'a> Beside<'a> {
    /// The packs whose dates count, the main one first, each with its calendar.
    fn applying<'c>(
        &self,
        main: &'c RulePack,
        calendar: Calendar<'c>,
    ) -> impl Iterator<Item = (&'c RulePack, Calendar<'c>)>
    where
        'a: 'c,
    {
        let more = self.packs.iter().copied().filter(|pack| pack.id != main.id);
        std::iter::once((main, calendar)).chain(
            more.map(move |pack| (pack, Calendar { pack: pack.zone.for_buyer(calendar.buyer), ..calendar })),
        )
    }

    /// Every pack that counts, the main one first.
    fn with(self, main: &'a RulePack) -> impl Iterator<Item = &'a RulePack> {
        let more = self.packs.iter().chain(self.historic).chain(self.fallback).copied();
        std::iter::once(main).chain(more)
    }
}

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
    /// What counts beside them.
    pub beside: Beside<'a>,
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
    /// What counts beside them.
    pub beside: Beside<'a>,
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
    order::replay(input, input.beside.case_events, None).view(input)
}

/// How an order stood at a moment by what is recorded for the time before it, silence and disputes left out.
pub(super) fn order_state_before(input: &OrderInput<'_>, at: Moment) -> OrderState {
    let (at, zone) = (at.place(input.zone), input.zone);
    let mut order = input.order.clone();
    order.dates.retain(|_, fact| fact.at.place(zone) < at);
    let before = |event: &&OrderEvent| event.at.place(zone) <= at;
    let events: Vec<OrderEvent> = input.events.iter().filter(before).cloned().collect();
    order::replay(&OrderInput { order: &order, events: &events, ..*input }, &[], None).firm.state
}

/// How a case stands, with the dates of its order that still matter.
pub fn case_view(input: &CaseInput<'_>) -> CaseView {
    let mut view = view::case_view(input);
    super::reporting::without_unknown_clock(&mut view, input);
    view
}

/// Messages of the other side that speak of known traps, oldest first.
pub fn message_traps(input: &CaseInput<'_>) -> Vec<TrapLine> {
    dispute::Sim::replay(input).traps_in_messages()
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
        beside: input.beside,
        zone: input.zone,
        holidays: input.holidays,
        now: input.now,
    };
    // Of a long log only these say anything of the order; a date to wait for is the order's only in a dispute.
    let of_order: Vec<CaseEvent> = input
        .events
        .iter()
        .filter(|event| match event.kind {
            CaseEventKind::ParcelArrived
            | CaseEventKind::DateShown
            | CaseEventKind::ExpiryConfirmed
            | CaseEventKind::ExpiryDenied
            | CaseEventKind::ExpiryPostponed
            | CaseEventKind::ReturnRequested
            | CaseEventKind::ReturnAgreed => true,
            CaseEventKind::WaitUntil => input.case.kind == CaseKind::Dispute,
            _ => false,
        })
        .cloned()
        .collect();
    Some(order::replay(&order_input, &of_order, input.case.reason))
}

/// An account case that stands in the way of disputes: opened, and the account not given back (C8).
pub fn blocks_account(kind: CaseKind, view: &CaseView) -> bool {
    kind == CaseKind::Account && is_open(view.state) && view.outcome != Some(Outcome::Restored)
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
    // By day and place in the log: the latest instant recorded on that day so far.
    let mut exact: BTreeMap<NaiveDate, Vec<(i64, DateTime<Utc>)>> = BTreeMap::new();
    if placed.iter().any(|entry| matches!(entry.at, Moment::Day { .. })) {
        for entry in placed.iter().filter(|entry| !matches!(entry.at, Moment::Day { .. })) {
            exact.entry(entry.at.day_in(zone)).or_default().push((entry.seq, entry.at.place(zone)));
        }
        for list in exact.values_mut() {
            list.sort_by_key(|(seq, _)| *seq);
            let mut latest = DateTime::<Utc>::MIN_UTC;
            for (_, at) in list {
                latest = latest.max(*at);
                *at = latest;
            }
        }
    }
    let mut keyed: Vec<(DateTime<Utc>, i64, T)> = placed
        .into_iter()
        .map(|entry| {
            let at = match entry.at {
                Moment::Day { day, .. } => {
                    let list = exact.get(&day).map(Vec::as_slice).unwrap_or_default();
                    let before = list.partition_point(|(seq, _)| *seq < entry.seq);
                    before
                        .checked_sub(1)
                        .and_then(|last| list.get(last))
                        .map_or_else(|| start_of_day(day, zone), |(_, at)| *at)
                }
                moment => moment.place(zone),
            };
            (at, entry.seq, entry.item)
        })
        .collect();
    keyed.sort_by_key(|(at, seq, _)| (*at, *seq));
    keyed.into_iter().map(|(at, _, item)| (at, item)).collect()
}
