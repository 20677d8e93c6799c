//! The ledger of clocks: what started, what stopped it, what the page showed instead, what was denied.
//! Turns a timer of the pack with its start into dates; knows no states.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::order::is_order_start;
use crate::domain::calendar::{self, Basis, Calendar, Reading};
use crate::domain::event::Party;
use crate::domain::ids::EventId;
use crate::domain::moment::{Moment, end_of_day};
use crate::domain::order::Order;
use crate::domain::rules::{Extent, Length, RulePack, Start, StartPoint, Timer, Unit};
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
#[derive(Clone, Copy, Debug)]
struct Stop {
    tick: usize,
    how: DeadlineStatus,
}

/// A date the marketplace shows for a timer, or to which its expiry was moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownDate {
    pub(super) at: Moment,
    /// The buyer moved the expiry to it; no page shows it.
    pub(super) postponed: bool,
    tick: usize,
}

/// What was entered for one timer, for all its clocks and for those of single events.
#[derive(Clone, Debug)]
struct Entries<T> {
    all: Vec<T>,
    of_event: BTreeMap<EventId, Vec<T>>,
    last: Option<T>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { all: Vec::new(), of_event: BTreeMap::new(), last: None }
    }
}

impl<T: Copy> Entries<T> {
    fn enter(&mut self, event: Option<EventId>, entry: T) {
        self.last = Some(entry);
        match event {
            Some(event) => self.of_event.entry(event).or_default().push(entry),
            None => self.all.push(entry),
        }
    }

    fn known(&self, event: Option<EventId>) -> &[T] {
        event.and_then(|event| self.of_event.get(&event)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Every clock of an order or a case. Ticks order its entries, and every list is in their order, so that a log of
/// thousands of events is read in one pass and a presumption can be taken back without copying the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    clocks: Vec<Clock>,
    /// Places of clocks by what started them.
    started: BTreeMap<StartPoint, Vec<usize>>,
    /// Places of clocks that rest on an expiry nobody confirmed.
    presumed: Vec<usize>,
    stops: BTreeMap<&'static str, Vec<Stop>>,
    /// Moments that only end timers: of all runs, or of the run of one event.
    passed: BTreeMap<(StartPoint, Option<EventId>), Vec<usize>>,
    shown: BTreeMap<String, Entries<ShownDate>>,
    denied: BTreeMap<String, usize>,
    tick: usize,
    /// For a case: what its order started, for timers that start from either.
    beside: Option<Rc<[Clock]>>,
    /// Timers that do not concern this order, by the pack they stand in and their name.
    foreign: Rc<BTreeSet<(String, String)>>,
}

/// A point in the life of a ledger to which it can be taken back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    clocks: usize,
    tick: usize,
}

/// One run of a timer.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    pub(super) timer: &'a Timer,
    pub(super) clock: Option<&'a Clock>,
    /// What the latest its date may be is counted from.
    pub(super) cap: Option<&'a Clock>,
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
    /// The date is the latest it may be, and what that is counted from.
    pub(super) capped: Option<Moment>,
}

/// Starts of which several runs stand side by side: each request and each coupon has its own clock.
pub(super) fn side_by_side(start: &Start) -> bool {
    start.points().iter().any(|point| {
        matches!(
            point,
            StartPoint::EvidenceRequested | StartPoint::CouponIssued | StartPoint::LateCouponIssued
        )
    })
}

impl Ledger {
    /// The ledger of an order, or of a case without one, for every pack it may be asked about.
    pub(super) fn new<'p>(packs: impl Iterator<Item = &'p RulePack>, order: Option<&Order>) -> Self {
        let foreign = |timer: &&Timer| {
            timer.applies_if.as_ref().is_some_and(|when| !order.is_some_and(|order| when.holds_for(order)))
        };
        let foreign = packs
            .flat_map(|pack| pack.timers.values())
            .filter(foreign)
            .map(|timer| (timer.pack.clone(), timer.name.clone()))
            .collect();
        Self { foreign: Rc::new(foreign), ..Self::default() }
    }

    /// The ledger of a case of an order.
    pub(super) fn beside(order: &Self) -> Self {
        // What the order started comes before anything that is entered here.
        let started = order.clocks.iter().map(|clock| Clock { tick: 0, ..clock.clone() });
        Self { beside: Some(started.collect()), foreign: Rc::clone(&order.foreign), ..Self::default() }
    }

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
        let place = self.clocks.len();
        self.started.entry(start).or_default().push(place);
        if presumed {
            self.presumed.push(place);
        }
        self.clocks.push(Clock { start, at, label, tick, event, presumed });
    }

    /// Ends every running clock of a timer.
    pub(super) fn stop(&mut self, timer: &'static str, how: DeadlineStatus) {
        let tick = self.next_tick();
        self.stops.entry(timer).or_default().push(Stop { tick, how });
    }

    /// Notes a moment that ends timers and starts none here; what answers one event ends only that one's run.
    pub(super) fn pass(&mut self, point: StartPoint, answers: Option<EventId>) {
        let tick = self.next_tick();
        self.passed.entry((point, answers)).or_default().push(tick);
    }

    pub(super) fn show(&mut self, timer: &str, at: Moment, event: Option<EventId>) {
        let tick = self.next_tick();
        let shown = ShownDate { at, postponed: false, tick };
        self.shown.entry(timer.to_owned()).or_default().enter(event, shown);
    }

    /// Moves an expiry to another date.
    pub(super) fn postpone(&mut self, timer: &str, at: Moment, event: Option<EventId>) {
        let tick = self.next_tick();
        let shown = ShownDate { at, postponed: true, tick };
        self.shown.entry(timer.to_owned()).or_default().enter(event, shown);
    }

    pub(super) fn deny(&mut self, timer: &str) {
        let tick = self.next_tick();
        self.denied.insert(timer.to_owned(), tick);
    }

    /// The timer whose expiry was denied last.
    pub(super) fn last_denied(&self) -> Option<String> {
        self.denied.iter().max_by_key(|(_, tick)| **tick).map(|(timer, _)| timer.clone())
    }

    /// What was presumed is known.
    pub(super) fn make_firm(&mut self) {
        for place in std::mem::take(&mut self.presumed) {
            if let Some(clock) = self.clocks.get_mut(place) {
                clock.presumed = false;
            }
        }
    }

    /// Forgets the clocks of a dispute that was cancelled and opened anew.
    pub(super) fn clear(&mut self) {
        *self = Self {
            tick: self.tick,
            beside: self.beside.take(),
            foreign: Rc::clone(&self.foreign),
            ..Self::default()
        };
    }

    /// The point to which [`Self::take_back`] leads.
    pub(super) fn mark(&self) -> Mark {
        Mark { clocks: self.clocks.len(), tick: self.tick }
    }

    /// Forgets the clocks and ends that silence brought since a mark. What was shown, denied or made firm since
    /// is not silence's doing and is none of its business.
    pub(super) fn take_back(&mut self, mark: Mark) {
        for clock in self.clocks.drain(mark.clocks..) {
            if let Some(places) = self.started.get_mut(&clock.start) {
                places.pop();
            }
        }
        while self.presumed.last().is_some_and(|place| *place >= mark.clocks) {
            self.presumed.pop();
        }
        for stops in self.stops.values_mut() {
            while stops.last().is_some_and(|stop| stop.tick > mark.tick) {
                stops.pop();
            }
        }
        self.tick = mark.tick;
    }

    /// The last start of its kind.
    pub(super) fn last(&self, start: StartPoint) -> Option<&Clock> {
        self.clocks.get(*self.started.get(&start)?.last()?)
    }

    /// The event whose clock is meant when a date is shown for a timer of which several run side by side.
    pub(super) fn clock_meant(&self, timer: &Timer, named: Option<EventId>) -> Option<EventId> {
        if !side_by_side(&timer.start) {
            return None;
        }
        named.or_else(|| self.open_runs(timer).next().and_then(|run| run.clock?.event))
    }

    /// The last date shown for a timer, whatever started it.
    pub(super) fn last_shown(&self, timer: &str) -> Option<&ShownDate> {
        self.shown.get(timer)?.last.as_ref()
    }

    /// Every run of every timer of the pack, by timer name and start.
    pub(super) fn runs<'a>(&'a self, pack: &'a RulePack) -> Vec<Run<'a>> {
        pack.timers.values().flat_map(|timer| self.runs_of(timer)).collect()
    }

    /// The runs of one timer: its last, or all that stand side by side; also a date shown without a start.
    pub(super) fn runs_of<'a>(&'a self, timer: &'a Timer) -> Vec<Run<'a>> {
        let mut runs: Vec<Run<'a>> = self.latest_runs(timer).collect();
        runs.reverse();
        runs
    }

    /// The runs of a timer that have not ended, the latest first.
    pub(super) fn open_runs<'a>(&'a self, timer: &'a Timer) -> impl Iterator<Item = Run<'a>> {
        self.latest_runs(timer).filter(|run| run.ended.is_none())
    }

    /// The last run of a timer.
    pub(super) fn last_run<'a>(&'a self, timer: &'a Timer) -> Option<Run<'a>> {
        self.latest_runs(timer).next()
    }

    fn latest_runs<'a>(&'a self, timer: &'a Timer) -> impl Iterator<Item = Run<'a>> {
        let concerns =
            timer.applies_if.is_none() || !self.foreign.contains(&(timer.pack.clone(), timer.name.clone()));
        // From one thing: by its places in the ledger, which may be thousands. From the latest of several: few.
        let (places, latest) = match &timer.start {
            Start::At(point) if concerns => {
                (self.started.get(point).map(Vec::as_slice).unwrap_or_default(), Vec::new())
            }
            Start::LatestOf { latest_of } if concerns => (<&[usize]>::default(), self.latest_of(latest_of)),
            _ => Default::default(),
        };
        let first = places.first().and_then(|place| self.clocks.get(*place)).or(latest.first().copied());
        let first_tick = first.map(|clock| clock.tick);
        let kept = if side_by_side(&timer.start) { usize::MAX } else { 1 };
        let alone = if first.is_none() && concerns { self.last_shown(&timer.name) } else { None };
        let alone = alone.map(|shown| Run {
            timer,
            clock: None,
            cap: None,
            shown: Some(shown),
            ended: self.ended(timer, shown.tick, None),
            denied: self.is_denied(timer, shown.tick),
        });
        places
            .iter()
            .rev()
            .filter_map(|place| self.clocks.get(*place))
            .chain(latest.into_iter().rev())
            .take(kept)
            .map(move |clock| self.run(timer, clock, first_tick))
            .chain(alone)
    }

    /// The clocks of several starts, the one that counts last.
    fn latest_of(&self, starts: &[StartPoint]) -> Vec<&Clock> {
        let of_order = starts.iter().all(|point| is_order_start(*point));
        let besides: &[Clock] = match &self.beside {
            // What only an order starts runs in the order.
            Some(besides) if !of_order => besides,
            Some(_) => &[],
            None if of_order => &[],
            // An order alone knows only a part of the starts.
            None => return Vec::new(),
        };
        let last = |point: &StartPoint| {
            self.last(*point).or_else(|| besides.iter().rev().find(|clock| clock.start == *point))
        };
        let mut clocks: Vec<&Clock> = starts.iter().filter_map(last).collect();
        clocks.sort_by_key(|clock| clock.at.place(chrono_tz::UTC));
        clocks
    }

    fn cap_of(&self, timer: &Timer) -> Option<&Clock> {
        let start = timer.cap?.start;
        let besides = self.beside.as_deref().unwrap_or_default();
        self.last(start).or_else(|| besides.iter().rev().find(|clock| clock.start == start))
    }

    fn run<'a>(&'a self, timer: &'a Timer, clock: &'a Clock, first_tick: Option<usize>) -> Run<'a> {
        let shown = self.shown.get(&timer.name).and_then(|entries| {
            let own = entries.known(clock.event).last();
            let latest = entries.all.last().into_iter().chain(own).max_by_key(|shown| shown.tick);
            // A date shown before anything started belongs to what started first.
            latest.filter(|shown| shown.tick > clock.tick || first_tick == Some(clock.tick))
        });
        Run {
            timer,
            clock: Some(clock),
            cap: self.cap_of(timer),
            shown,
            ended: self.ended(timer, clock.tick, clock.event),
            // A date shown after a denial is a new one, which can pass again.
            denied: self.is_denied(timer, shown.map_or(clock.tick, |shown| shown.tick.max(clock.tick))),
        }
    }

    /// How a run ended, by what came first: a stop, or one of the moments that end its timer.
    fn ended(&self, timer: &Timer, since: usize, event: Option<EventId>) -> Option<DeadlineStatus> {
        let stops = self.stops.get(timer.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let stop = stops.get(stops.partition_point(|stop| stop.tick <= since)).copied();
        let moments = timer.ended_by.iter().filter_map(|point| self.first_after(*point, since, event));
        let met = moments.min().map(|tick| Stop { tick, how: DeadlineStatus::Met });
        stop.into_iter().chain(met).min_by_key(|stop| stop.tick).map(|stop| stop.how)
    }

    /// When a moment first came after a tick. One that silence is only presumed to have brought ends nothing, and
    /// neither does a start that stands in for another.
    fn first_after(&self, point: StartPoint, since: usize, event: Option<EventId>) -> Option<usize> {
        let places = self.started.get(&point).map(Vec::as_slice).unwrap_or_default();
        let clock = |place: &usize| self.clocks.get(*place);
        let later = places.partition_point(|place| clock(place).is_some_and(|clock| clock.tick <= since));
        let started = places
            .iter()
            .skip(later)
            .filter_map(clock)
            .find(|clock| !clock.presumed && clock.label == point.code())
            .map(|clock| clock.tick);
        let passed = [None, event].into_iter().filter_map(|answers| {
            let ticks = self.passed.get(&(point, answers))?;
            ticks.get(ticks.partition_point(|tick| *tick <= since)).copied()
        });
        started.into_iter().chain(passed).min()
    }

    fn is_denied(&self, timer: &Timer, since: usize) -> bool {
        self.denied.get(&timer.name).is_some_and(|tick| *tick > since)
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
        self.cap(&mut dates, calendar);
        if let Some(shown) = self.shown {
            let at = calendar::shown(shown.at, self.timer.who == Party::Buyer, calendar);
            dates.due = Some(at);
            dates.late_from = Some(at);
            dates.earliest = dates.earliest.filter(|earliest| *earliest <= at);
        }
        dates
    }

    /// A date later than the latest it may be is that latest one.
    fn cap(&self, dates: &mut Dates, calendar: Calendar<'_>) {
        let (Some(cap), Some(clock), Some(due)) = (self.timer.cap, self.cap, dates.due) else { return };
        let length = Length { n: cap.days, unit: Unit::CalendarDays };
        let latest = calendar::due(clock.at, length, reading(self.timer), calendar).map(|latest| latest.at);
        if let Some(latest) = latest.filter(|latest| *latest < due) {
            dates.due = Some(latest);
            dates.late_from = Some(latest);
            dates.computed = Some(latest);
            dates.earliest = dates.earliest.filter(|earliest| *earliest <= latest);
            dates.capped = Some(clock.at);
        }
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
                capped: None,
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
                capped: None,
            }
        }
        // No source says how long.
        Extent::Unknown => Dates::default(),
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
