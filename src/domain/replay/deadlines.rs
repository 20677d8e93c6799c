//! One run of a timer as a date for the reader: status, stake, arithmetic in words, conflicts.

use chrono::{DateTime, TimeDelta, Utc};

use super::clocks::{Conditions, Dates, Run, computed, latest_reading, side_by_side};
use super::dispute::{Asked, Sim};
use super::order::{OrderSim, SHIP_BY, starts_with_order};
use crate::domain::calendar::{self, Basis, Calendar};
use crate::domain::event::Party;
use crate::domain::message::{Arg, Msg};
use crate::domain::moment::{Moment, end_of_day, start_of_day};
use crate::domain::rules::{Extent, Length, OnExpire, RulePack, StartPoint, Timer, Unit};
use crate::domain::view::{Conflict, Deadline, DeadlineKind, DeadlineStatus, Lane, Severity, ZONED};

/// Timers that have a title of their own; those of a buyer's own pack are called by their name.
const TITLED: &[&str] = &[
    "account_appeal",
    "appeal",
    "arbitration",
    "complaint_decision",
    "contact_reply",
    "contact_wait",
    "coupon_expiry",
    "coupon_issue",
    "decision",
    "dsa_appeal",
    "escalate_earliest",
    "escalate_from",
    "escalate_latest",
    "evidence_request",
    "frozen_refund",
    "hkiac_notice",
    "late_coupon_expiry",
    "merchant_response",
    "money_release",
    "negotiation",
    "non_delivery_report",
    "open_earliest",
    "open_latest",
    "open_now_advice",
    "order_cancel_reply",
    "pre_arbitration",
    "proposal_choice",
    "protection_end",
    "refund",
    "reminder",
    "report_decision",
    "return_dispatch",
    "return_request",
    "return_request_br",
    "return_request_cn",
    "return_request_eu",
    "return_transit",
    "return_warehouse",
    "review",
    "risk_check",
    "seller_appeal",
    "seller_refund",
    "seller_reply",
    SELLER_REQUEST,
    SHIP_BY,
    "warranty",
    "withdrawal_eu",
];

/// The name of a date that only the seller named.
pub(super) const SELLER_REQUEST: &str = "seller_request";

/// What a date is built with.
pub(super) struct Context<'a> {
    pub(super) pack: &'a RulePack,
    pub(super) calendar: Calendar<'a>,
    pub(super) now: DateTime<Utc>,
    pub(super) conditions: Conditions,
    pub(super) order: Option<&'a OrderSim>,
    pub(super) case: Option<&'a Sim<'a>>,
}

impl Context<'_> {
    /// When something started, by the case first and then by the order.
    fn started(&self, start: StartPoint) -> Option<Moment> {
        self.case
            .and_then(|case| case.ledger.last(start))
            .or_else(|| self.order.and_then(|order| order.ledger.last(start)))
            .map(|clock| clock.at)
    }
}

/// A date with the instants at which it changes by the clock alone.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub(super) deadline: Deadline,
    /// Instants at which the clock alone changes it.
    pub(super) changes: Vec<DateTime<Utc>>,
}

/// Builds the date of a run. `None` when it has neither a start nor a shown date.
pub(super) fn build(run: &Run<'_>, context: &Context<'_>) -> Option<Built> {
    if run.clock.is_none() && run.shown.is_none() {
        return None;
    }
    let timer = run.timer;
    let mut dates = run.dates(context.calendar, context.conditions);
    let held = held(run, &dates, context);
    if let Some((at, _)) = held {
        (dates.due, dates.late_from, dates.computed) = (Some(at), Some(at), Some(at));
    }
    let presumed = run.clock.is_some_and(|clock| clock.presumed);
    let shown_there = run.shown.is_some_and(|shown| !shown.postponed);
    let status = status(run, &dates, context);
    let basis = basis(run, &dates, context);
    let basis = match held {
        Some((_, until)) => {
            Msg::new("deadline-basis-held").msg("basis", basis).arg("until", Arg::Moment(until))
        }
        None => basis,
    };
    let basis = with_pack_zone(basis, dates.due, context);
    let day_start = dates.due.map(|due| due_day_start(due, context));
    Some(Built {
        changes: [dates.due, dates.earliest, dates.late_from, day_start].into_iter().flatten().collect(),
        deadline: Deadline {
            id: timer.name.clone(),
            run: run.clock.filter(|_| side_by_side(&timer.start)).and_then(|clock| clock.event),
            title: title(&timer.name),
            who: timer.who,
            kind: timer.kind,
            status,
            presumed,
            severity: severity(timer, status),
            starts_at: run.clock.map(|clock| clock.at),
            due: dates.due,
            earliest: dates.earliest,
            latest: (timer.kind == DeadlineKind::Band).then_some(dates.due).flatten(),
            basis,
            sources: timer.cite.clone(),
            rule: format!("{}/{}", timer.pack, timer.name),
            shown_by_marketplace: shown_there,
            certain: timer.certain || shown_there,
            conflicts: conflicts(run, &dates, context),
            lane: lane(timer),
            scope: timer.scope.clone(),
        },
    })
}

/// The date by which the seller wants to have seen something: no rule gives one, only the seller (P6-31, P7-26).
pub(super) fn seller_request(asked: &Asked, due: Moment, context: &Context<'_>) -> Built {
    let at = crate::domain::calendar::shown(due, true, context.calendar);
    let status = if asked.answered { DeadlineStatus::Met } else { by_clock(at, at, context) };
    Built {
        changes: vec![at, due_day_start(at, context)],
        deadline: Deadline {
            id: SELLER_REQUEST.to_owned(),
            run: Some(asked.event),
            title: title(SELLER_REQUEST),
            who: Party::Buyer,
            kind: DeadlineKind::Deadline,
            status,
            presumed: false,
            severity: Severity::Attention,
            starts_at: Some(asked.at),
            due: Some(at),
            earliest: None,
            latest: None,
            basis: Msg::new("deadline-basis-seller-asked").arg("start", Arg::Moment(due)),
            sources: vec!["seller".to_owned()],
            rule: format!("case/{SELLER_REQUEST}"),
            shown_by_marketplace: false,
            certain: true,
            conflicts: Vec::new(),
            lane: Lane::Case,
            scope: None,
        },
    }
}

/// The order's own date by which the seller must ship.
pub(super) fn ship_by(at: Moment, over: bool, context: &Context<'_>) -> Built {
    let due = latest_reading(at, context.calendar);
    let status = if over { DeadlineStatus::Met } else { by_clock(due, due, context) };
    Built {
        changes: vec![due, due_day_start(due, context)],
        deadline: Deadline {
            id: SHIP_BY.to_owned(),
            run: None,
            title: title(SHIP_BY),
            who: Party::Seller,
            kind: DeadlineKind::Deadline,
            status,
            presumed: false,
            severity: if status == DeadlineStatus::Overdue { Severity::Attention } else { Severity::Info },
            starts_at: None,
            due: Some(due),
            earliest: None,
            latest: None,
            basis: with_pack_zone(
                Msg::new("deadline-basis-own").arg("start", Arg::Moment(at)),
                Some(due),
                context,
            ),
            sources: vec!["order page".to_owned()],
            rule: format!("order/{SHIP_BY}"),
            shown_by_marketplace: true,
            certain: true,
            conflicts: Vec::new(),
            lane: Lane::Dates,
            scope: None,
        },
    }
}

/// The lane of the chart a date belongs to, by what its clock starts from.
fn lane(timer: &Timer) -> Lane {
    let from = |points: &[StartPoint]| timer.start.points().iter().any(|point| points.contains(point));
    if starts_with_order(timer) {
        Lane::Dates
    } else if from(&[
        StartPoint::ReturnRequested,
        StartPoint::ReturnAgreed,
        StartPoint::ReturnSent,
        StartPoint::ReturnReceived,
    ]) {
        Lane::Return
    } else if from(&[StartPoint::RefundAgreed, StartPoint::RefundProcessed, StartPoint::DecidedForBuyer]) {
        Lane::Refund
    } else {
        Lane::Case
    }
}

/// A date until which the buyer was told to wait, or wants to be reminded, in a case without clocks of its own (C7).
pub(super) fn reminder(until: Moment, said: Moment, over: bool, context: &Context<'_>) -> Built {
    let due = calendar::shown(until, true, context.calendar);
    let status = if over { DeadlineStatus::Met } else { by_clock(due, due, context) };
    Built {
        changes: vec![due, due_day_start(due, context)],
        deadline: Deadline {
            id: "reminder".to_owned(),
            run: None,
            title: title("reminder"),
            who: Party::Buyer,
            kind: DeadlineKind::Deadline,
            status,
            presumed: false,
            severity: if over { Severity::Info } else { Severity::Attention },
            starts_at: Some(said),
            due: Some(due),
            earliest: None,
            latest: None,
            basis: Msg::new("deadline-basis-reminder").arg("start", Arg::Moment(until)),
            sources: Vec::new(),
            rule: "own/reminder".to_owned(),
            shown_by_marketplace: true,
            certain: true,
            conflicts: Vec::new(),
            lane: Lane::Case,
            scope: None,
        },
    }
}

/// What a timer is called.
pub fn title(timer: &str) -> Msg {
    if TITLED.contains(&timer) {
        Msg::new(format!("deadline-{timer}"))
    } else {
        Msg::new("deadline-of-pack").text("name", timer.replace('_', " "))
    }
}

/// The start of the buyer's day in which a date falls; midnight itself belongs to the day it ends.
fn due_day_start(due: DateTime<Utc>, context: &Context<'_>) -> DateTime<Utc> {
    let last = due.checked_sub_signed(TimeDelta::nanoseconds(1)).unwrap_or(due);
    start_of_day(last.with_timezone(&context.calendar.buyer).date_naive(), context.calendar.buyer)
}

fn by_clock(due: DateTime<Utc>, late_from: DateTime<Utc>, context: &Context<'_>) -> DeadlineStatus {
    let today_ends =
        end_of_day(context.now.with_timezone(&context.calendar.buyer).date_naive(), context.calendar.buyer);
    if context.now >= late_from {
        DeadlineStatus::Overdue
    } else if due <= today_ends {
        DeadlineStatus::Due
    } else {
        DeadlineStatus::Upcoming
    }
}

fn status(run: &Run<'_>, dates: &Dates, context: &Context<'_>) -> DeadlineStatus {
    if let Some(ended) = run.ended {
        return ended;
    }
    if run.denied && run.timer.on_expire.is_some() && run.timer.who != Party::Buyer {
        return DeadlineStatus::Void;
    }
    let (Some(due), Some(late_from)) = (dates.due, dates.late_from) else {
        return DeadlineStatus::Upcoming;
    };
    let now = context.now;
    match run.timer.kind {
        // The door is open.
        DeadlineKind::NotBefore if now >= due => DeadlineStatus::Met,
        DeadlineKind::Watch if now >= due => DeadlineStatus::Due,
        DeadlineKind::Band if now >= late_from => DeadlineStatus::Overdue,
        DeadlineKind::Band if dates.earliest.is_some_and(|earliest| now >= earliest) => DeadlineStatus::Due,
        DeadlineKind::NotBefore | DeadlineKind::Watch | DeadlineKind::Band => DeadlineStatus::Upcoming,
        // The end of protection is nobody's act: once passed, it has done what it does.
        DeadlineKind::Deadline if run.timer.on_expire == Some(OnExpire::OrderCompleted) && now >= due => {
            DeadlineStatus::Met
        }
        DeadlineKind::Deadline => by_clock(due, late_from, context),
    }
}

fn severity(timer: &Timer, status: DeadlineStatus) -> Severity {
    if matches!(status, DeadlineStatus::Met | DeadlineStatus::Void) {
        return Severity::Info;
    }
    match (timer.kind, timer.who) {
        (DeadlineKind::Deadline, Party::Buyer) => Severity::Loss,
        // Nobody's loss: it changes hands by itself.
        (DeadlineKind::Deadline, Party::Both) => Severity::Attention,
        (DeadlineKind::Deadline, _) if timer.on_expire == Some(OnExpire::OrderCompleted) => {
            Severity::Attention
        }
        (DeadlineKind::Deadline | DeadlineKind::Band, _) if status == DeadlineStatus::Overdue => {
            Severity::Attention
        }
        (DeadlineKind::Watch, Party::Buyer) if status == DeadlineStatus::Due && timer.name != "warranty" => {
            Severity::Attention
        }
        _ => Severity::Info,
    }
}

fn length(length: Length) -> Msg {
    Msg::new(format!("deadline-length-{}", length.unit.code())).count("count", length.n.abs())
}

fn basis(run: &Run<'_>, dates: &Dates, context: &Context<'_>) -> Msg {
    let counted = run.clock.map(|clock| {
        let what = Msg::new(format!("deadline-start-{}", clock.label));
        let from =
            |id: &'static str| Msg::new(id).msg("what", what.clone()).arg("start", Arg::Moment(clock.at));
        let sentence = match run.timer.extent {
            Extent::Exact(Length { n: 0, .. }) => from("deadline-basis-own-named"),
            Extent::Exact(full) => {
                let used = dates.excepted.unwrap_or(full);
                let text = match (used.n, dates.basis) {
                    (0, _) => from("deadline-basis-at-once"),
                    (n, _) if n < 0 => from("deadline-basis-before"),
                    (_, Some(Basis::EarlierMidnight)) => from("deadline-basis-earlier-midnight"),
                    (_, Some(Basis::LaterMidnight)) => from("deadline-basis-later-midnight"),
                    (_, Some(Basis::EndOfDay(day))) => {
                        from("deadline-basis-end-of-day").arg("last", Arg::Day(day))
                    }
                    (_, Some(Basis::Exact) | None) => from("deadline-basis-exact"),
                };
                text.msg("length", length(used))
            }
            Extent::Band { min, max, unit, .. } => {
                let text = match dates.basis {
                    Some(Basis::EndOfDay(day)) => from("deadline-basis-band-days").arg("last", Arg::Day(day)),
                    _ => from("deadline-basis-band"),
                };
                text.count("min", min.unwrap_or(0)).msg("length", length(Length { n: max, unit }))
            }
            Extent::Unknown => from("deadline-basis-unknown"),
        };
        let sentence = match (dates.capped, run.timer.cap) {
            (Some(at), Some(cap)) => Msg::new("deadline-basis-capped")
                .msg("basis", sentence)
                .msg("what", Msg::new(format!("deadline-start-{}", cap.start.code())))
                .arg("start", Arg::Moment(at))
                .msg("length", length(Length { n: cap.days, unit: Unit::CalendarDays })),
            _ => sentence,
        };
        let sentence = match (run.timer.overdue_after, run.timer.kind) {
            (Some(more), DeadlineKind::Band) => {
                Msg::new("deadline-basis-late-after").msg("basis", sentence).msg("length", length(more))
            }
            _ => sentence,
        };
        if clock.presumed { Msg::new("deadline-basis-presumed").msg("basis", sentence) } else { sentence }
    });
    let sentence = match (run.shown, counted) {
        (Some(moved), Some(counted)) if moved.postponed => Msg::new("deadline-basis-moved-and-counted")
            .arg("shown", Arg::Moment(moved.at))
            .msg("basis", counted),
        (Some(moved), None) if moved.postponed => {
            Msg::new("deadline-basis-moved").arg("shown", Arg::Moment(moved.at))
        }
        // What no source says adds nothing to what the page shows.
        (Some(shown), Some(_)) if run.timer.extent == Extent::Unknown => {
            Msg::new("deadline-basis-shown").arg("shown", Arg::Moment(shown.at))
        }
        (Some(shown), Some(counted)) => Msg::new("deadline-basis-shown-and-counted")
            .arg("shown", Arg::Moment(shown.at))
            .msg("basis", counted),
        (Some(shown), None) => Msg::new("deadline-basis-shown").arg("shown", Arg::Moment(shown.at)),
        (None, Some(counted)) => counted,
        // Not reached: a run has one of the two.
        (None, None) => title(&run.timer.name),
    };
    if escalation_comes_first(run, dates, context) {
        Msg::new("deadline-basis-escalation-first").msg("basis", sentence)
    } else {
        sentence
    }
}

/// The arithmetic with the same date as the marketplace's own clock shows it, where that is another time than the
/// buyer's (C0 "Zone").
fn with_pack_zone(basis: Msg, due: Option<DateTime<Utc>>, context: &Context<'_>) -> Msg {
    let Calendar { buyer, pack, .. } = context.calendar;
    let differs = |due: &DateTime<Utc>| {
        due.with_timezone(&buyer).naive_local() != due.with_timezone(&pack).naive_local()
    };
    let Some(due) = due.filter(differs) else { return basis };
    let city = pack.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    Msg::new(ZONED)
        .msg("basis", basis)
        .arg("there", Arg::There(due, pack))
        .text("city", city)
        .text("zone", pack.name())
}

/// Until when the end of negotiation is held, where that is later than its own date (C2 row 11).
fn held(run: &Run<'_>, dates: &Dates, context: &Context<'_>) -> Option<(DateTime<Utc>, Moment)> {
    let case = context.case.filter(|_| run.timer.name == "negotiation")?;
    case.held_until().filter(|(at, _)| dates.due.is_some_and(|due| *at > due))
}

/// After an edit the seller's five days may end after the negotiation, which does not start again.
fn escalation_comes_first(run: &Run<'_>, dates: &Dates, context: &Context<'_>) -> bool {
    run.timer.name == "seller_reply"
        && run.ended.is_none()
        && context.case.is_some_and(|case| {
            case.run_due("negotiation").zip(dates.due).is_some_and(|(negotiation, reply)| negotiation < reply)
        })
}

/// A date of others that is more than this away from a shown one is flagged.
pub(super) const FLAGGED_APART: TimeDelta = TimeDelta::hours(24);

/// Whether a shown date differs from what the rules give, and so much that it is flagged. Where either is known
/// only to the day, days are compared: their ends in two zones are no difference. A date of the order's own is no
/// rule that a shown one could differ from.
fn differs(
    run: &Run<'_>,
    shown: Moment,
    due: DateTime<Utc>,
    computed: DateTime<Utc>,
    context: &Context<'_>,
) -> Option<bool> {
    let start = run.clock?.at;
    if matches!(run.timer.extent, Extent::Exact(Length { n: 0, .. })) {
        return None;
    }
    if !matches!((start, shown), (Moment::Day { .. }, _) | (_, Moment::Day { .. })) {
        return (computed != due).then(|| (computed - due).abs() > FLAGGED_APART);
    }
    let buyer = context.calendar.buyer;
    let by_rule = match (start, run.timer.extent) {
        (Moment::Day { day, .. }, Extent::Exact(Length { n, unit: Unit::CalendarDays })) => {
            day.checked_add_signed(TimeDelta::try_days(n)?)?
        }
        _ => computed.with_timezone(&buyer).date_naive(),
    };
    let apart = (by_rule - shown.day_in(buyer)).num_days().abs();
    (apart != 0).then_some(apart > 1)
}

fn conflicts(run: &Run<'_>, dates: &Dates, context: &Context<'_>) -> Vec<Conflict> {
    let timer = run.timer;
    let mut conflicts = Vec::new();
    // A date that the buyer moved differs because it was moved.
    let shown = run.shown.filter(|shown| !shown.postponed);
    if let (Some(shown), Some(due), Some(computed)) = (shown, dates.due, dates.computed)
        && let Some(flagged) = differs(run, shown.at, due, computed, context)
    {
        conflicts.push(Conflict {
            value: computed,
            value_latest: None,
            source: context.pack.id.clone(),
            why: None,
            flagged,
        });
    }
    let plain = Timer { unless: None, overdue_after: None, ..timer.clone() };
    let mut add = |extent: Extent, start: Moment, source: String, why: Option<String>, flaggable: bool| {
        let dates_there = computed(&plain, extent, start, context.calendar, Conditions::default());
        // A range without a beginning is only a latest date.
        let band = matches!(extent, Extent::Band { min: Some(_), .. });
        let value = if band { dates_there.earliest } else { dates_there.due };
        if let Some(value) = value.filter(|value| Some(*value) != dates.due) {
            let flagged = flaggable && dates.due.is_some_and(|due| (value - due).abs() > FLAGGED_APART);
            let value_latest = band.then_some(dates_there.due).flatten();
            conflicts.push(Conflict { value, value_latest, source, why, flagged });
        }
    };
    if timer.start.includes(StartPoint::OrderCompleted)
        && let Some(order) = context.order
    {
        for (at, label) in &order.other_completions {
            add(timer.extent, *at, format!("{}/{label}", context.pack.id), None, true);
        }
    }
    for other in &timer.others {
        let start = match other.start {
            Some(start) => context.started(start),
            None => run.clock.map(|clock| clock.at),
        };
        if let Some(start) = start {
            add(other.extent, start, other.cite.join(", "), other.why.clone(), false);
        }
    }
    conflicts
}

/// Dates as they are shown: soonest first, those without a date last.
pub(super) fn in_order(mut built: Vec<Built>) -> Vec<Deadline> {
    built.sort_by(|one, other| {
        let key = |built: &Built| {
            (
                built.deadline.due.is_none(),
                built.deadline.due,
                built.deadline.id.clone(),
                built.deadline.starts_at.map(|at| at.place(chrono_tz::UTC)),
            )
        };
        key(one).cmp(&key(other))
    });
    built.into_iter().map(|built| built.deadline).collect()
}

/// The next instant at which one of the dates changes by the clock alone.
pub(super) fn next_change(built: &[Built], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    built.iter().flat_map(|built| built.changes.iter().copied()).filter(|at| *at > now).min()
}
