//! The finished view of a case: state with silence presumed, its dates and those of its order, next step, bars.

use std::collections::BTreeMap;

use super::clocks::{Conditions, Run};
use super::deadlines::{self, Built, Context};
use super::dispute::Sim;
use super::{CaseInput, SHIP_BY, next_step, notes, requests, routes, several, spans};
use crate::domain::case::CaseKind;
use crate::domain::event::Party;
use crate::domain::ids::EventId;
use crate::domain::rules::Reopen;
use crate::domain::view::{CaseState, CaseView, DeadlineStatus, OfferStanding, Request};

pub(super) fn case_view(input: &CaseInput<'_>) -> CaseView {
    let mut sim = Sim::replay(input);
    sim.presume(input.now);
    sim.judge_offers();
    let built = dates(&sim);
    let held = sim.held_until().map(|(at, _)| at).filter(|at| *at > input.now);
    let next_change_at = [deadlines::next_change(&built, input.now), held].into_iter().flatten().min();
    let deadlines = deadlines::in_order(built);
    let stage = sim.stage(&deadlines);
    let coupons = sim.coupons();
    let notes = notes::of_case(&sim, stage, &coupons, &deadlines);
    let refund = sim.refund_view();
    let next_step = next_step::of(&sim, &deadlines);
    let spans = spans::of_case(&sim, &deadlines);
    let requests = requests(&sim);
    let offered = sim
        .offers
        .iter()
        .rev()
        .find(|offer| offer.standing == OfferStanding::Accepted)
        .or_else(|| sim.offers.iter().rev().find(|offer| offer.standing == OfferStanding::Open))
        .or_else(|| sim.offers.iter().rev().find(|offer| offer.standing == OfferStanding::Rejected))
        .and_then(|offer| offer.amount.clone());
    let amount_cap = sim.amount_cap();
    let return_paid_by = sim.return_paid_by();
    CaseView {
        state: sim.state,
        state_presumed: sim.presumed,
        outcome: sim.outcome,
        next_step,
        asked: sim.asked,
        offered,
        decided: sim.decided,
        received: sim.received,
        amount_cap,
        deadlines,
        offers: sim.offers,
        return_paid_by,
        demands: sim.demands,
        requests,
        stage,
        refund,
        coupons,
        notes,
        spans,
        next_change_at,
    }
}

/// The dates of the case and those of its order that still matter to it.
fn dates(sim: &Sim<'_>) -> Vec<Built> {
    let input = sim.input;
    let calendar = input.calendar();
    let mut order = sim.order.as_deref().cloned();
    let route = sim.kind() == CaseKind::Fallback && input.pack.is_payment;
    let opening = sim.kind() == CaseKind::Dispute || route;
    let again = !route || input.pack.flags.reopen != Some(Reopen::Never);
    let to_open = sim.state == CaseState::Draft || (sim.state == CaseState::Cancelled && again);
    // Recording may have begun in the middle: then it was opened without anybody saying so here.
    if let Some(order) = order.as_mut().filter(|_| !to_open) {
        order.ledger.stop("open_latest", DeadlineStatus::Met);
    }
    let mut built: Vec<Built> = Vec::new();
    if let Some(order) = order.as_ref().filter(|_| opening) {
        built.extend(order.deadlines(input.pack, calendar, input.now, &input.beside).into_iter().filter(
            |built| match built.deadline.id.as_str() {
                "open_latest" | "protection_end" => true,
                // When the seller must ship is nothing to a bank.
                SHIP_BY => to_open && !route,
                _ => to_open,
            },
        ));
    }
    let context = Context {
        pack: input.pack,
        calendar,
        now: input.now,
        conditions: Conditions::default(),
        order: order.as_ref(),
        case: Some(sim),
    };
    built.extend(several::dates(&sim.ledger, &context, &input.beside));
    if let Some((until, said)) = sim.reminder {
        built.push(deadlines::reminder(until, said, !super::is_open(sim.state), &context));
    }
    if let Some(order) = order.as_ref() {
        built.extend(routes::lane(sim, order));
    }
    let of_seller = sim.requests.iter().filter(|asked| asked.by == Party::Seller);
    built.extend(of_seller.filter_map(|asked| Some(deadlines::seller_request(asked, asked.due?, &context))));
    built
}

fn requests(sim: &Sim<'_>) -> Vec<Request> {
    let calendar = sim.input.calendar();
    let timer = sim.input.pack.timer("evidence_request");
    let runs = timer.map(|timer| sim.ledger.runs_of(timer)).unwrap_or_default();
    let by_event: BTreeMap<EventId, &Run<'_>> =
        runs.iter().filter_map(|run| Some((run.clock?.event?, run))).collect();
    sim.requests
        .iter()
        .map(|asked| {
            let run = by_event.get(&asked.event);
            Request {
                event: asked.event,
                at: asked.at,
                by: asked.by,
                text: asked.text.clone(),
                due: match run {
                    Some(run) => run.dates(calendar, Conditions::default()).due,
                    None => asked.due.map(|due| crate::domain::calendar::shown(due, true, calendar)),
                },
                answered: asked.answered,
                items: requests::items(asked),
                tip: requests::tip(asked),
            }
        })
        .collect()
}
