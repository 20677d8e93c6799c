//! The machine of an order (C1): its dates and log to clocks and a state. Disputes lie over it as standings.

use chrono::{DateTime, Utc};

use super::clocks::{Conditions, Ledger, days_between, latest_reading};
use super::deadlines::{self, Built, Context};
use super::order_walk::{Item, walk};
use super::{Beside, CaseStanding, OrderInput, Placed, notes, several, sorted, spans};
use crate::domain::calendar::{self, Calendar};
use crate::domain::case::{CaseKind, Reason};
use crate::domain::event::{CaseEvent, CaseEventKind, EventDetails, OrderEvent, OrderEventKind};
use crate::domain::moment::Moment;
use crate::domain::order::{Order, OrderDate};
use crate::domain::rules::{RulePack, StartPoint, Timer};
use crate::domain::view::{CaseState, DeadlineStatus, OrderState, OrderView, Severity};

/// The end of protection, as the packs call it.
const PROTECTION_END: &str = "protection_end";

fn is_protection(details: &EventDetails) -> bool {
    details.deadline.as_deref().is_none_or(|named| named == PROTECTION_END)
}

/// The name under which the order's own ship-by date appears; it is no timer of a pack.
pub(in crate::domain) const SHIP_BY: &str = "ship_by";

/// A stretch of time in one state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment<S> {
    pub(super) state: S,
    pub(super) from: DateTime<Utc>,
    pub(super) presumed: bool,
}

/// An order, replayed.
#[derive(Clone, Debug)]
pub(super) struct OrderSim {
    pub(super) ledger: Ledger,
    pub(super) conditions: Conditions,
    /// State by what is recorded, and from when.
    pub(super) firm: Segment<OrderState>,
    pub(super) ship_by: Option<Moment>,
    pub(super) delivered: Option<Moment>,
    /// Starts of the last day to open that lost, with their words.
    pub(super) other_completions: Vec<(Moment, &'static str)>,
    /// The end of the delivery time as far as known: of protection, else the promised date.
    pub(super) delivery_ends: Option<Moment>,
    reason: Option<Reason>,
}

/// Replays an order; `case_events` and `reason` of one of its cases add what that case knows about it.
pub(super) fn replay(input: &OrderInput<'_>, case_events: &[CaseEvent], reason: Option<Reason>) -> OrderSim {
    let order = input.order;
    let calendar = calendar_of(input);
    let mut placed: Vec<Placed<Item<'_>>> = order
        .dates
        .iter()
        // An expected or promised date has not happened by being known.
        .filter(|(which, _)| {
            !matches!(which, OrderDate::Expected | OrderDate::ShipBy | OrderDate::ProtectionEnds)
        })
        .map(|(which, fact)| Placed { at: fact.at, seq: 0, item: Item::Fact(*which) })
        .collect();
    let offset = input.events.len() as i64 + 1;
    placed.extend(input.events.iter().filter(|event| !event.voided).map(|event| Placed {
        at: event.at,
        seq: event.seq,
        item: Item::Event(event),
    }));
    placed.extend(case_events.iter().filter(|event| !event.voided).map(|event| Placed {
        at: event.at,
        seq: event.seq.saturating_add(offset),
        item: Item::FromCase(event),
    }));
    let items = sorted(placed, input.zone);
    let event_at = |kind: OrderEventKind| last_event(input.events, kind).map(|event| event.at);
    let arrived = case_events
        .iter()
        .rev()
        .find(|event| !event.voided && event.kind == CaseEventKind::ParcelArrived)
        .map(|event| event.at);
    let dated = |which: OrderDate, kind: OrderEventKind| order.date(which).or_else(|| event_at(kind));
    let paid = dated(OrderDate::Paid, OrderEventKind::Paid);
    let delivered = dated(OrderDate::Delivered, OrderEventKind::Delivered).or(arrived);
    let ship_by = order.date(OrderDate::ShipBy);
    let from = paid.or_else(|| order.date(OrderDate::Ordered));
    let mut sim = OrderSim {
        ledger: Ledger::new(input.beside.with(input.pack), Some(order)),
        conditions: Conditions {
            ship_limit_days: from.zip(ship_by).map(|(from, to)| days_between(from, to, calendar)),
        },
        firm: walk(&items, arrived),
        ship_by,
        delivered,
        other_completions: Vec::new(),
        delivery_ends: None,
        reason,
    };
    let starts = [
        (StartPoint::Ordered, dated(OrderDate::Ordered, OrderEventKind::Placed)),
        (StartPoint::Paid, paid),
        // A card is charged when the order is paid; no field says more.
        (StartPoint::Processed, paid),
        (StartPoint::ShipBy, ship_by),
        (
            StartPoint::Shipped,
            // Once a part is on its way its clocks run (C1 "part shipped").
            dated(OrderDate::Shipped, OrderEventKind::Shipped)
                .or_else(|| event_at(OrderEventKind::PartShipped)),
        ),
        (StartPoint::Expected, order.date(OrderDate::Expected)),
        (StartPoint::Delivered, delivered),
        (StartPoint::CancelRequested, event_at(OrderEventKind::CancelRequested)),
        (StartPoint::Frozen, event_at(OrderEventKind::Frozen)),
    ];
    for (start, at) in starts {
        if let Some(at) = at {
            sim.ledger.start(start, at, None, false);
        }
    }
    sim.protection_and_window(input, &items, calendar);
    sim.stop_what_is_over(&items);
    sim
}

fn calendar_of<'a>(input: &OrderInput<'a>) -> Calendar<'a> {
    Calendar { buyer: input.zone, pack: input.pack.zone.for_buyer(input.zone), holidays: input.holidays }
}

fn last_event(events: &[OrderEvent], kind: OrderEventKind) -> Option<&OrderEvent> {
    events.iter().rev().find(|event| !event.voided && event.kind == kind)
}

impl OrderSim {
    /// The end of protection and the last day to open, with everything the pages and the case say about them.
    fn protection_and_window(
        &mut self,
        input: &OrderInput<'_>,
        items: &[(DateTime<Utc>, Item<'_>)],
        calendar: Calendar<'_>,
    ) {
        let order = input.order;
        let own = order.dates.get(&OrderDate::ProtectionEnds);
        if let Some(own) = own {
            self.ledger.start(StartPoint::ProtectionEnds, own.at, None, false);
        }
        let mut wait_until = None;
        let mut protection_confirmed = false;
        let mut protection_denied = false;
        for (_, item) in items {
            match item {
                Item::Event(event) => match event.kind {
                    OrderEventKind::ProtectionExtended => {
                        // The date on the order may have been brought up to date after the extension.
                        if let Some(due) = event.details.due
                            && own.is_none_or(|own| own.seen_at <= event.recorded_at)
                        {
                            self.ledger.show("protection_end", due, None);
                            protection_denied = false;
                        }
                    }
                    OrderEventKind::DisputeRefused => wait_until = event.details.due.or(wait_until),
                    OrderEventKind::DateShown => {
                        self.show(input.pack, event.details.deadline.as_deref(), event.details.due);
                    }
                    // Without a name these are about the end of protection, which is what passes by itself.
                    OrderEventKind::ExpiryConfirmed => protection_confirmed |= is_protection(&event.details),
                    OrderEventKind::ExpiryDenied => protection_denied |= is_protection(&event.details),
                    OrderEventKind::ExpiryPostponed => {
                        protection_denied &= !is_protection(&event.details);
                        let named = event.details.deadline.as_deref().unwrap_or(PROTECTION_END);
                        self.postpone(input.pack, Some(named), event.details.due);
                    }
                    _ => {}
                },
                Item::FromCase(event) => match event.kind {
                    CaseEventKind::WaitUntil => wait_until = event.details.due.or(wait_until),
                    CaseEventKind::DateShown => {
                        protection_denied &= event.details.deadline.as_deref() != Some("protection_end");
                        self.show(input.pack, event.details.deadline.as_deref(), event.details.due);
                    }
                    CaseEventKind::ExpiryPostponed => {
                        protection_denied &= event.details.deadline.as_deref() != Some("protection_end");
                        self.postpone(input.pack, event.details.deadline.as_deref(), event.details.due);
                    }
                    CaseEventKind::ExpiryConfirmed
                        if event.details.deadline.as_deref() == Some("protection_end") =>
                    {
                        protection_confirmed = true;
                    }
                    CaseEventKind::ExpiryDenied
                        if event.details.deadline.as_deref() == Some("protection_end") =>
                    {
                        protection_denied = true;
                    }
                    _ => {}
                },
                Item::Fact(_) => {}
            }
        }
        if protection_denied {
            self.ledger.deny("protection_end");
        }
        if let Some(until) = wait_until {
            self.ledger.show("open_earliest", until, None);
            // The marketplace names another day than the end of protection to open before.
            self.ledger.stop("open_now_advice", DeadlineStatus::Void);
        }
        let confirmed = [
            order.date(OrderDate::Confirmed),
            last_event(input.events, OrderEventKind::Confirmed).map(|event| event.at),
        ]
        .into_iter()
        .flatten()
        .min_by_key(|at| calendar::shown(*at, true, calendar));
        if let Some(confirmed) = confirmed {
            self.ledger.start(StartPoint::Confirmed, confirmed, None, false);
        }
        let protection = self
            .ledger
            .last_shown("protection_end")
            .map(|shown| shown.at)
            .or_else(|| own.map(|own| own.at))
            .filter(|_| !protection_denied);
        self.delivery_ends = protection.or_else(|| order.date(OrderDate::Expected));
        // Whichever closes the order first starts the last days (C08); a date to wait for that the
        // marketplace named replaces the end of protection (C1).
        let mut completions: Vec<(Moment, &'static str, bool)> = Vec::new();
        completions.extend(confirmed.map(|at| (at, StartPoint::Confirmed.code(), false)));
        completions.extend(
            wait_until.map(|at| (at, "wait_until_at", false)).or_else(|| {
                protection.map(|at| (at, StartPoint::ProtectionEnds.code(), !protection_confirmed))
            }),
        );
        completions.sort_by_key(|(at, ..)| calendar::shown(*at, true, calendar));
        let mut completions = completions.into_iter();
        if let Some((at, label, presumed)) = completions.next() {
            self.ledger.start_as(StartPoint::OrderCompleted, label, at, None, presumed);
            // Once receipt is confirmed, a later end of protection changes nothing.
            if label != StartPoint::Confirmed.code() {
                self.other_completions.extend(completions.map(|(at, label, _)| (at, label)));
            }
        }
        if wait_until.is_some() {
            self.other_completions.extend(protection.map(|at| (at, StartPoint::ProtectionEnds.code())));
        }
    }

    /// Takes a shown date when it belongs to a clock of the order.
    fn show(&mut self, pack: &RulePack, timer: Option<&str>, due: Option<Moment>) {
        if let (Some(timer), Some(due)) = (timer, due)
            && (timer == SHIP_BY || pack.timer(timer).is_some_and(starts_with_order))
        {
            self.ledger.show(timer, due, None);
            if timer == SHIP_BY {
                self.ship_by = Some(due);
            }
        }
    }

    /// Takes a date to which the expiry of a clock of the order was moved.
    fn postpone(&mut self, pack: &RulePack, timer: Option<&str>, due: Option<Moment>) {
        if let (Some(timer), Some(due)) = (timer, due)
            && pack.timer(timer).is_some_and(starts_with_order)
        {
            self.ledger.postpone(timer, due, None);
        }
    }

    fn stop_what_is_over(&mut self, items: &[(DateTime<Utc>, Item<'_>)]) {
        use DeadlineStatus::{Met, Void};
        use OrderState as S;
        let state = self.firm.state;
        let past_shipping = !is_unshipped(state);
        if !matches!(state, S::Placed | S::RiskCheck) {
            self.ledger.stop("risk_check", Met);
        }
        if state != S::CancelRequested {
            self.ledger.stop("order_cancel_reply", Met);
        }
        if past_shipping {
            self.ledger.stop(SHIP_BY, Met);
        }
        if state != S::Frozen {
            self.ledger.stop("frozen_refund", Met);
        }
        let completed = matches!(state, S::CompletedGrace | S::Finished | S::ClosedRefunded);
        if self.delivered.is_some() || self.reason.is_some_and(|reason| !reason.is_not_received()) {
            // What came is not missing.
            self.ledger.stop("non_delivery_report", Void);
        }
        if self.delivered.is_some() || completed {
            // Once the parcel is here nothing has to be waited for, and nothing is missing.
            self.ledger.stop("open_earliest", Met);
            self.ledger.stop("open_now_advice", Void);
        }
        if self.reason.is_some_and(|reason| !reason.is_not_received()) {
            self.ledger.stop("open_earliest", Met);
            self.ledger.stop("open_now_advice", Void);
        }
        if completed && self.ledger.last(StartPoint::Confirmed).is_some() {
            self.ledger.stop("protection_end", Met);
            self.ledger.stop("money_release", Met);
        }
        for (_, item) in items {
            match item {
                Item::FromCase(event) if event.kind == CaseEventKind::ReturnRequested => {
                    self.ledger.pass(StartPoint::ReturnRequested, None);
                }
                Item::FromCase(event) if event.kind == CaseEventKind::ReturnAgreed => {
                    self.ledger.pass(StartPoint::ReturnAgreed, None);
                }
                _ => {}
            }
        }
        let gone = matches!(state, S::ClosedRefunded | S::Finished);
        let closed = items.iter().find_map(|(_, item)| match item {
            Item::Event(event) if event.kind == OrderEventKind::Closed => Some(event.at),
            _ => None,
        });
        if let Some(at) = closed.filter(|_| gone) {
            for timer in
                ["open_earliest", "open_latest", "open_now_advice", "protection_end", "money_release"]
            {
                self.ledger.stop(timer, Void);
            }
            self.ledger.start(StartPoint::OrderClosed, at, None, false);
        }
    }

    /// When the last run of a timer is over.
    pub(super) fn due(
        &self,
        pack: &RulePack,
        timer: &str,
        calendar: Calendar<'_>,
        beside: &Beside<'_>,
    ) -> Option<DateTime<Utc>> {
        let packs = beside.applying(pack, calendar);
        several::over(
            several::last_runs(&self.ledger, timer, packs).filter_map(|(run, calendar)| {
                Some((run.timer.who, run.dates(calendar, self.conditions).due?))
            }),
        )
    }

    /// The state at a moment, with what silence has done by then.
    fn at(
        &self,
        pack: &RulePack,
        calendar: Calendar<'_>,
        now: DateTime<Utc>,
        tracked: bool,
        beside: &Beside<'_>,
    ) -> Segment<OrderState> {
        use OrderState as S;
        let mut current = self.firm;
        let passed = |timer: &str| {
            let denied = pack.timer(timer).and_then(|timer| self.ledger.last_run(timer))?.denied;
            self.due(pack, timer, calendar, beside).filter(|due| *due <= now && !denied)
        };
        let presume = |state, from| Segment { state, from, presumed: true };
        if current.state == S::RiskCheck
            && let Some(at) = passed("risk_check")
        {
            current = presume(S::WaitingShip, at);
        }
        if current.state == S::CancelRequested
            && let Some(at) = passed("order_cancel_reply")
        {
            current = presume(S::ClosedRefunded, at);
        }
        // Protection runs only once something was shipped: that it ended says more than an old ship-by date.
        let protection = passed("protection_end");
        if matches!(
            current.state,
            S::Placed | S::RiskCheck | S::WaitingShip | S::PartShipped | S::Shipped | S::Delivered
        ) && let Some(at) = protection
        {
            current = presume(S::CompletedGrace, at);
        }
        if matches!(current.state, S::RiskCheck | S::WaitingShip)
            && !tracked
            && let Some(at) = self.ship_by.map(|at| latest_reading(at, calendar)).filter(|at| *at <= now)
        {
            current = presume(S::ClosedRefunded, at);
        }
        if current.state == S::CompletedGrace
            && let Some(at) = passed("open_latest")
        {
            let presumed = current.presumed
                || self.ledger.last(StartPoint::OrderCompleted).is_some_and(|clock| clock.presumed);
            current = Segment { state: S::Finished, from: at, presumed };
        }
        current
    }

    /// The view of the order alone, its cases laid over it.
    pub(super) fn view(mut self, input: &OrderInput<'_>) -> OrderView {
        let calendar = calendar_of(input);
        let tracked = input.order.tracking.is_some();
        let base = self.at(input.pack, calendar, input.now, tracked, &input.beside);
        let (state, state_presumed) = overlaid(base, input, &self, calendar);
        let disputes = || input.case_states.iter().filter(|case| case.kind == CaseKind::Dispute);
        if matches!(state, OrderState::InDispute | OrderState::Frozen) {
            // While a dispute runs the money stays where it is.
            self.ledger.stop("money_release", DeadlineStatus::Void);
        }
        if every_line_disputed(input) {
            self.ledger.stop("open_latest", DeadlineStatus::Met);
            self.ledger.stop("open_earliest", DeadlineStatus::Met);
            self.ledger.stop("open_now_advice", DeadlineStatus::Void);
        }
        if base.state == OrderState::ClosedRefunded && disputes().all(|case| case.state == CaseState::Draft) {
            // The money comes back: counted from the closing until the refund itself is recorded.
            self.ledger.start_as(
                StartPoint::RefundProcessed,
                "order_closed_at",
                Moment::instant(base.from),
                None,
                base.presumed,
            );
        }
        let built = self.deadlines(input.pack, calendar, input.now, &input.beside);
        let next_change_at = deadlines::next_change(&built, input.now);
        let deadlines = deadlines::in_order(built);
        let spans = spans::of_order(&self, input.order, &deadlines, input.now, input.zone);
        let notes = notes::of_order(&self, input, state, &deadlines);
        OrderView { state, state_presumed, deadlines, notes, spans, next_change_at }
    }

    /// Every date of the order.
    pub(super) fn deadlines(
        &self,
        pack: &RulePack,
        calendar: Calendar<'_>,
        now: DateTime<Utc>,
        beside: &Beside<'_>,
    ) -> Vec<Built> {
        let context =
            Context { pack, calendar, now, conditions: self.conditions, order: Some(self), case: None };
        let mut built: Vec<Built> = several::dates(&self.ledger, &context, beside);
        hold_advice(&mut built, now);
        built.extend(self.ship_by.map(|at| deadlines::ship_by(at, !is_unshipped(self.firm.state), &context)));
        built
    }
}

/// Advice to open now says nothing before the door opens, and nothing after it closed.
fn hold_advice(built: &mut [Built], now: DateTime<Utc>) {
    let due = |id: &str| {
        let of_id = built.iter().map(|built| &built.deadline).filter(|deadline| deadline.id == id);
        of_id.filter_map(|deadline| Some((deadline.due?, deadline.status))).next_back()
    };
    let closed = due("open_latest").is_some_and(|(latest, _)| latest <= now);
    let opens = due("open_earliest").is_some_and(|(_, status)| status == DeadlineStatus::Upcoming);
    let standing = match (closed, opens) {
        (true, _) => DeadlineStatus::Void,
        (false, true) => DeadlineStatus::Upcoming,
        (false, false) => return,
    };
    for advice in built.iter_mut().map(|built| &mut built.deadline).filter(|it| it.id == "open_now_advice") {
        if advice.status == DeadlineStatus::Due {
            (advice.status, advice.severity) = (standing, Severity::Info);
        }
    }
}

/// Something of the order still waits to be sent.
fn is_unshipped(state: OrderState) -> bool {
    use OrderState as S;
    matches!(state, S::Placed | S::RiskCheck | S::WaitingShip | S::CancelRequested | S::PartShipped)
}

/// Nothing of the order is left to open a dispute about.
fn every_line_disputed(input: &OrderInput<'_>) -> bool {
    let opened: Vec<&CaseStanding> = input
        .case_states
        .iter()
        .filter(|case| case.kind == CaseKind::Dispute)
        .filter(|case| !matches!(case.state, CaseState::Draft | CaseState::Cancelled))
        .collect();
    if input.order.lines.len() <= 1 || opened.iter().any(|case| case.line.is_none()) {
        return !opened.is_empty();
    }
    input.order.lines.iter().all(|line| opened.iter().any(|case| case.line == Some(line.id)))
}

/// The disputes of an order lie over its own state.
fn overlaid(
    base: Segment<OrderState>,
    input: &OrderInput<'_>,
    sim: &OrderSim,
    calendar: Calendar<'_>,
) -> (OrderState, bool) {
    let disputes: Vec<&CaseStanding> =
        input.case_states.iter().filter(|case| case.kind == CaseKind::Dispute).collect();
    let paying = |case: &&&CaseStanding| case.state == CaseState::RefundWaiting;
    if let Some(live) = disputes.iter().filter(|case| case.is_live_dispute()).find(|case| !paying(case)) {
        return (OrderState::InDispute, live.presumed);
    }
    // Decided for the buyer: the money leaves the marketplace's hands (C1 "fund processing").
    if let Some(case) = disputes.iter().find(paying) {
        return (OrderState::FundProcessing, case.presumed);
    }
    // With several lines one closed dispute says nothing about the rest of the order.
    let whole_order = input.order.lines.len() <= 1;
    let closed = disputes.iter().rev().find(|case| case.state != CaseState::Draft);
    match closed {
        Some(case) if whole_order && case.state == CaseState::ClosedPaid => {
            (OrderState::ClosedRefunded, case.presumed)
        }
        Some(case) if whole_order && case.state == CaseState::ClosedLost => {
            (OrderState::Finished, case.presumed)
        }
        Some(case) if case.state == CaseState::Cancelled => {
            let window_over = sim
                .due(input.pack, "open_latest", calendar, &input.beside)
                .is_some_and(|latest| latest <= input.now);
            if window_over { (OrderState::Finished, base.presumed) } else { (base.state, base.presumed) }
        }
        _ => (base.state, base.presumed),
    }
}

/// True for a timer whose every start an order produces.
pub fn starts_with_order(timer: &Timer) -> bool {
    let points = timer.start.points();
    !points.is_empty() && points.iter().all(|point| is_order_start(*point))
}

/// True for starts that an order produces.
pub(super) fn is_order_start(start: StartPoint) -> bool {
    matches!(
        start,
        StartPoint::Ordered
            | StartPoint::Paid
            | StartPoint::Processed
            | StartPoint::ShipBy
            | StartPoint::Shipped
            | StartPoint::Expected
            | StartPoint::Delivered
            | StartPoint::Confirmed
            | StartPoint::ProtectionEnds
            | StartPoint::OrderCompleted
            | StartPoint::CancelRequested
            | StartPoint::Frozen
            | StartPoint::OrderClosed
    )
}

/// The day an order was bought, for the start of its bars.
pub(super) fn bought(order: &Order) -> Option<Moment> {
    order.date(OrderDate::Paid).or_else(|| order.date(OrderDate::Ordered))
}
