//! The ledger of clocks: what started, what stopped it, what the page showed instead, what was denied.
//! Turns a timer of the pack with its start into dates; knows no states.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::domain::calendar::{self, Basis, Calendar, Reading};
use crate::domain::event::Party;
use crate::domain::ids::EventId;
use crate::domain::moment::{Moment, end_of_day};
use crate::domain::rules::{Extent, Length, RulePack, StartPoint, Timer, Unit};
use crate::domain::view::{DeadlineKind, DeadlineStatus};

/// A clock that started.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    pub(super) start: StartPoint,
    pub(super) at: Moment,
    /// What started it, in the words of the start points; differs for starts that stand for another.
    pub(super) label: &'static str,
    pub(super) tick: usize,
    pub(super) event: Option<EventId>,
    /// It rests on an expiry that nobody confirmed.
    pub(super) presumed: bool,
}

/// A timer that ended before its date, or whose date no longer matters.
#[derive(Clone, Debug)]
struct Stop {
    timer: &'static str,
    tick: usize,
    event: Option<EventId>,
    how: DeadlineStatus,
}

/// A date the marketplace shows for a timer, or to which its expiry was moved.
#[derive(Clone, Debug)]
pub(super) struct ShownDate {
    pub(super) timer: String,
    pub(super) at: Moment,
    tick: usize,
    /// Only for the clock of this event.
    event: Option<EventId>,
}

/// Every clock of an order or a case. Ticks order its entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    clocks: Vec<Clock>,
    stops: Vec<Stop>,
    shown: Vec<ShownDate>,
    denied: Vec<(String, usize)>,
    tick: usize,
}

/// One run of a timer.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    pub(super) timer: &'a Timer,
    pub(super) clock: Option<&'a Clock>,
    pub(super) shown: Option<&'a ShownDate>,
    pub(super) ended: Option<DeadlineStatus>,
    pub(super) denied: bool,
}

/// The dates of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    /// The date that counts: shown, else computed; for a band its latest end.
    pub(super) due: Option<DateTime<Utc>>,
    pub(super) earliest: Option<DateTime<Utc>>,
    /// From here on it is late.
    pub(super) late_from: Option<DateTime<Utc>>,
    /// What the rules give.
    pub(super) computed: Option<DateTime<Utc>>,
    pub(super) basis: Option<Basis>,
    /// The length used, where a condition changed it.
    pub(super) excepted: Option<Length>,
}

/// Starts of which several runs stand side by side: each request and each coupon has its own clock.
pub(super) fn side_by_side(start: StartPoint) -> bool {
    matches!(start, StartPoint::EvidenceRequested | StartPoint::CouponIssued | StartPoint::LateCouponIssued)
}

impl Ledger {
    fn next_tick(&mut self) -> usize {
        self.tick += 1;
        self.tick
    }

    pub(super) fn start(&mut self, start: StartPoint, at: Moment, event: Option<EventId>, presumed: bool) {
        self.start_as(start, start.code(), at, event, presumed);
    }

    pub(super) fn start_as(
        &mut self,
        start: StartPoint,
        label: &'static str,
        at: Moment,
        event: Option<EventId>,
        presumed: bool,
    ) {
        let tick = self.next_tick();
        self.clocks.push(Clock { start, at, label, tick, event, presumed });
    }

    /// Ends every running clock of a timer, or only the one of an event.
    pub(super) fn stop(&mut self, timer: &'static str, event: Option<EventId>, how: DeadlineStatus) {
        let tick = self.next_tick();
        self.stops.push(Stop { timer, tick, event, how });
    }

    pub(super) fn show(&mut self, timer: &str, at: Moment, event: Option<EventId>) {
        let tick = self.next_tick();
        self.shown.push(ShownDate { timer: timer.to_owned(), at, tick, event });
    }

    pub(super) fn deny(&mut self, timer: &str) {
        let tick = self.next_tick();
        self.denied.push((timer.to_owned(), tick));
    }

    /// What was presumed is known.
    pub(super) fn make_firm(&mut self) {
        for clock in &mut self.clocks {
            clock.presumed = false;
        }
    }

    /// Forgets the clocks of a dispute that was cancelled and opened anew.
    pub(super) fn clear(&mut self) {
        self.clocks.clear();
        self.stops.clear();
        self.shown.clear();
        self.denied.clear();
    }

    /// The last start of its kind.
    pub(super) fn last(&self, start: StartPoint) -> Option<&Clock> {
        self.clocks.iter().rev().find(|clock| clock.start == start)
    }

    /// The event whose clock is meant when a date is shown for a timer of which several run side by side.
    pub(super) fn clock_meant(&self, timer: &Timer, named: Option<EventId>) -> Option<EventId> {
        if !side_by_side(timer.start) {
            return None;
        }
        let latest = || {
            let runs = self.runs_of(timer);
            runs.iter().rev().filter(|run| run.ended.is_none()).find_map(|run| run.clock?.event)
        };
        named.or_else(latest)
    }

    /// The last date shown for a timer, whatever started it.
    pub(super) fn last_shown(&self, timer: &str) -> Option<&ShownDate> {
        self.shown.iter().rev().find(|shown| shown.timer == timer)
    }

    /// Every run of every timer of the pack, by timer name and start.
    pub(super) fn runs<'a>(&'a self, pack: &'a RulePack) -> Vec<Run<'a>> {
        pack.timers.values().flat_map(|timer| self.runs_of(timer)).collect()
    }

    /// The runs of one timer: its last, or all that stand side by side; also a date shown without a start.
    pub(super) fn runs_of<'a>(&'a self, timer: &'a Timer) -> Vec<Run<'a>> {
        let clocks: Vec<&Clock> = self.clocks.iter().filter(|clock| clock.start == timer.start).collect();
        let first_tick = clocks.first().map(|clock| clock.tick);
        let kept = if side_by_side(timer.start) { 0 } else { clocks.len().saturating_sub(1) };
        let runs: Vec<Run<'a>> =
            clocks.into_iter().skip(kept).map(|clock| self.run(timer, clock, first_tick)).collect();
        if !runs.is_empty() {
            return runs;
        }
        self.last_shown(&timer.name)
            .map(|shown| Run {
                timer,
                clock: None,
                shown: Some(shown),
                ended: self.ended(timer, shown.tick, None),
                denied: self.is_denied(timer, shown.tick),
            })
            .into_iter()
            .collect()
    }

    fn run<'a>(&'a self, timer: &'a Timer, clock: &'a Clock, first_tick: Option<usize>) -> Run<'a> {
        let shown = self.shown.iter().rev().find(|shown| {
            shown.timer == timer.name
                && shown.event.is_none_or(|event| clock.event == Some(event))
                // A date shown before anything started belongs to what started first.
                && (shown.tick > clock.tick || (first_tick == Some(clock.tick) && shown.tick < clock.tick))
        });
        Run {
            timer,
            clock: Some(clock),
            shown,
            ended: self.ended(timer, clock.tick, clock.event),
            // A date shown after a denial is a new one, which can pass again.
            denied: self.is_denied(timer, shown.map_or(clock.tick, |shown| shown.tick.max(clock.tick))),
        }
    }

    fn ended(&self, timer: &Timer, since: usize, event: Option<EventId>) -> Option<DeadlineStatus> {
        self.stops
            .iter()
            .find(|stop| {
                stop.timer == timer.name && stop.tick > since && (stop.event.is_none() || stop.event == event)
            })
            .map(|stop| stop.how)
    }

    fn is_denied(&self, timer: &Timer, since: usize) -> bool {
        self.denied.iter().any(|(name, tick)| *name == timer.name && *tick > since)
    }
}

/// How a day-only start is read for a timer (C0 "Day-only dates").
fn reading(timer: &Timer) -> Reading {
    match (timer.kind, timer.who) {
        (DeadlineKind::NotBefore, _) => Reading::OpensAt,
        (DeadlineKind::Band, _) => Reading::BandEnd,
        (DeadlineKind::Deadline | DeadlineKind::Watch, Party::Buyer) => Reading::ActBy,
        (DeadlineKind::Deadline | DeadlineKind::Watch, _) => Reading::WaitFor,
    }
}

/// What an order says that changes the length of a timer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Conditions {
    /// Days the seller had to ship.
    pub(super) ship_limit_days: Option<i64>,
}

impl Run<'_> {
    /// The dates of this run.
    pub(super) fn dates(&self, calendar: Calendar<'_>, conditions: Conditions) -> Dates {
        let mut dates = self
            .clock
            .map(|clock| computed(self.timer, self.timer.extent, clock.at, calendar, conditions))
            .unwrap_or_default();
        if let Some(shown) = self.shown {
            let at = calendar::shown(shown.at, self.timer.who == Party::Buyer, calendar);
            dates.due = Some(at);
            dates.late_from = Some(at);
            dates.earliest = dates.earliest.filter(|earliest| *earliest <= at);
        }
        dates
    }

    /// The moment from which later clocks run once this has expired: as exact as its own start.
    pub(super) fn expiry(&self, calendar: Calendar<'_>) -> Option<Moment> {
        if let Some(shown) = self.shown {
            return Some(shown.at);
        }
        let start = self.clock?.at;
        let Extent::Exact(length) = self.timer.extent else {
            return None;
        };
        let reckoned = calendar::due(start, length, reading(self.timer), calendar)?;
        Some(match (start, length.unit, reckoned.basis) {
            // A day stays a day, so that the buyer's own dates are counted from its safe side again.
            (Moment::Day { zone, .. }, Unit::CalendarDays | Unit::CalendarMonths, Basis::EndOfDay(day)) => {
                Moment::Day { day, zone }
            }
            _ => Moment::instant(reckoned.at),
        })
    }
}

/// What the rules give for a start.
pub(super) fn computed(
    timer: &Timer,
    extent: Extent,
    start: Moment,
    calendar: Calendar<'_>,
    conditions: Conditions,
) -> Dates {
    match extent {
        Extent::Exact(length) => {
            let excepted = timer
                .unless
                .filter(|unless| {
                    conditions.ship_limit_days.is_some_and(|days| days < unless.ship_limit_days_below)
                })
                .map(|unless| Length { n: unless.n, unit: length.unit });
            let reckoned = calendar::due(start, excepted.unwrap_or(length), reading(timer), calendar);
            let due = reckoned.map(|reckoned| reckoned.at);
            Dates {
                due,
                earliest: None,
                late_from: due,
                computed: due,
                basis: reckoned.map(|reckoned| reckoned.basis),
                excepted,
            }
        }
        Extent::Band { min, max, unit, .. } => {
            let earliest =
                calendar::due(start, Length { n: min.unwrap_or(0), unit }, Reading::BandStart, calendar);
            let latest = calendar::due(start, Length { n: max, unit }, Reading::BandEnd, calendar);
            let due = latest.map(|latest| latest.at);
            let more = timer
                .overdue_after
                .and_then(|length| calendar::due(start, length, Reading::BandEnd, calendar))
                .map(|more| more.at);
            Dates {
                due,
                earliest: earliest.map(|earliest| earliest.at),
                late_from: due.max(more),
                computed: due,
                basis: latest.map(|latest| latest.basis),
                excepted: None,
            }
        }
    }
}

/// Whole days between two moments, by the calendar where only days are known.
pub(super) fn days_between(from: Moment, to: Moment, calendar: Calendar<'_>) -> i64 {
    match (from, to) {
        (Moment::Day { .. }, _) | (_, Moment::Day { .. }) => {
            let number = |day: NaiveDate| i64::from(day.num_days_from_ce());
            number(to.day_in(calendar.pack)) - number(from.day_in(calendar.pack))
        }
        _ => (to.place(calendar.pack) - from.place(calendar.pack)).num_days(),
    }
}

/// The last instant a day-only moment may mean, for waiting on others.
pub(super) fn latest_reading(at: Moment, calendar: Calendar<'_>) -> DateTime<Utc> {
    match at {
        Moment::Day { day, zone: Some(zone) } => end_of_day(day, zone),
        Moment::Day { day, zone: None } => {
            end_of_day(day, calendar.buyer).max(end_of_day(day, calendar.pack))
        }
        moment => moment.place(calendar.buyer),
    }
}
