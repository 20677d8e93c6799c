//! Bars of the chart: what happened, what is presumed, and ranges of waiting, by lane.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::dispute::Sim;
use super::order::{OrderSim, bought};
use crate::domain::case::CaseKind;
use crate::domain::message::Msg;
use crate::domain::order::Order;
use crate::domain::rules::StartPoint;
use crate::domain::view::{
    CaseState, Deadline, DeadlineKind, DeadlineStatus, Lane, OrderState, Span, SpanKind,
};

fn find<'d>(deadlines: &'d [Deadline], id: &str) -> Option<&'d Deadline> {
    deadlines.iter().rev().find(|deadline| deadline.id == id && deadline.is_own())
}

/// Bars of an order: its way, its protection, its window, its money.
pub(super) fn of_order(
    sim: &OrderSim,
    order: &Order,
    deadlines: &[Deadline],
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Span> {
    let at = |start: StartPoint| sim.ledger.last(start).map(|clock| clock.at.place(zone));
    let shipped = at(StartPoint::Shipped);
    let delivered = at(StartPoint::Delivered);
    let paid = bought(order).map(|at| at.place(zone)).or_else(|| at(StartPoint::Paid));
    let mut spans = Vec::new();
    if let Some(from) = shipped.filter(|from| delivered.is_none_or(|to| *from <= to)) {
        spans.push(Span {
            lane: Lane::Dates,
            kind: SpanKind::Happened,
            label: Msg::new("deadline-span-on-the-way"),
            from,
            to: Some(delivered.unwrap_or(now.max(from))),
            why: None,
        });
    }
    let protection = find(deadlines, "protection_end");
    if let Some((deadline, to)) = protection.and_then(|deadline| Some((deadline, deadline.due?)))
        && let Some(from) = shipped.or(paid).filter(|from| *from < to)
    {
        spans.push(Span {
            lane: Lane::Dates,
            kind: SpanKind::Waiting,
            label: Msg::new("deadline-span-protection"),
            from,
            to: Some(to),
            why: Some(deadline.basis.clone()),
        });
    }
    if let Some((deadline, to)) =
        find(deadlines, "open_latest").and_then(|deadline| Some((deadline, deadline.due?)))
    {
        let opens = find(deadlines, "open_earliest").and_then(|deadline| deadline.due);
        let start = deadline.starts_at.map(|at| at.place(zone));
        if let Some(from) = opens.or(start).filter(|from| *from < to) {
            spans.push(Span {
                lane: Lane::Dates,
                kind: if deadline.presumed { SpanKind::Presumed } else { SpanKind::Waiting },
                label: Msg::new("deadline-span-window"),
                from,
                to: Some(to),
                why: Some(deadline.basis.clone()),
            });
        }
    }
    if let Some(from) = paid {
        let release = find(deadlines, "money_release");
        let over = matches!(sim.firm.state, OrderState::Finished | OrderState::ClosedRefunded);
        // Held until it goes to the seller or the order is over, whichever comes first (P1-15 to P1-17).
        let end = [
            release.and_then(|release| release.due),
            at(StartPoint::Confirmed),
            over.then_some(sim.firm.from),
        ];
        spans.push(Span {
            lane: Lane::Money,
            kind: SpanKind::Happened,
            label: Msg::new("deadline-span-money-held"),
            from,
            to: end.into_iter().flatten().filter(|to| *to > from).min(),
            why: release.map(|release| release.basis.clone()),
        });
    }
    spans
}

/// Bars of a case with those of its order.
pub(super) fn of_case(sim: &Sim<'_>, deadlines: &[Deadline]) -> Vec<Span> {
    let input = sim.input;
    let mut spans = match (&sim.order, input.order) {
        (Some(order_sim), Some(order)) => {
            of_order(order_sim, order, &all_of_order(sim, order_sim), input.now, input.zone)
        }
        _ => Vec::new(),
    };
    let ends = sim.segments.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    for (segment, to) in sim.segments.iter().zip(ends) {
        // Draft is no stage of the case, and a step that was passed at once has no length.
        if segment.state == CaseState::Draft || to == Some(segment.from) {
            continue;
        }
        let closed = !super::is_open(segment.state);
        let lane = match (segment.state, sim.kind()) {
            (CaseState::ReturnLeg, _) => Lane::Return,
            (CaseState::RefundWaiting, _) => Lane::Refund,
            (_, CaseKind::Fallback) => Lane::Fallback,
            _ => Lane::Case,
        };
        let to = match to {
            // An end that was entered before its beginning would draw a bar backwards.
            Some(to) => Some(to.max(segment.from)),
            None if closed => Some(segment.from),
            None => Some(input.now.max(segment.from)),
        };
        spans.push(Span {
            lane,
            kind: if segment.presumed { SpanKind::Presumed } else { SpanKind::Happened },
            label: Msg::new(format!("case-state-{}", segment.state.code())),
            from: segment.from,
            to,
            why: None,
        });
    }
    for deadline in deadlines.iter().filter(|deadline| !deadline.is_own()) {
        if let (DeadlineKind::Deadline, Some(from), Some(to)) =
            (deadline.kind, deadline.starts_at.map(|at| at.place(input.zone)), deadline.due)
            && from < to
        {
            spans.push(Span {
                lane: Lane::Fallback,
                kind: SpanKind::Waiting,
                label: deadline.title.clone(),
                from,
                to: Some(to),
                why: Some(deadline.basis.clone()),
            });
        }
    }
    for deadline in deadlines.iter().filter(|deadline| deadline.is_own()) {
        let running = !matches!(deadline.status, DeadlineStatus::Met | DeadlineStatus::Void);
        if let (DeadlineKind::Band, true, Some(from), Some(to)) =
            (deadline.kind, running, deadline.earliest, deadline.latest)
        {
            let lane = match (deadline.id.as_str(), sim.kind()) {
                ("refund", _) => Lane::Refund,
                (_, CaseKind::Fallback) => Lane::Fallback,
                _ => Lane::Case,
            };
            spans.push(Span {
                lane,
                kind: SpanKind::Waiting,
                label: deadline.title.clone(),
                from,
                to: Some(to),
                why: Some(deadline.basis.clone()),
            });
        }
    }
    spans
}

/// The order's dates as its own bars need them, also those that matter no more to the case.
fn all_of_order(sim: &Sim<'_>, order: &OrderSim) -> Vec<Deadline> {
    let built = order.deadlines(sim.input.pack, sim.input.calendar(), sim.input.now, &sim.input.beside);
    super::deadlines::in_order(built)
}
