//! The fallback lane under a case: the dates of the way the order was paid (PayPal, a card), and which routes shut
//! each other out (C5 "Fallback lane").

use super::clocks::Run;
use super::deadlines::{self, Built, Context};
use super::dispute::Sim;
use super::order::OrderSim;
use crate::domain::calendar::Calendar;
use crate::domain::case::CaseKind;
use crate::domain::event::CaseEventKind;
use crate::domain::ids::CaseId;
use crate::domain::message::Msg;
use crate::domain::rules::{Reopen, RulePack};
use crate::domain::view::{CaseState, Deadline, DeadlineKind, DeadlineStatus, Lane};

/// Another case that follows the money by another route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route<'a> {
    /// Which.
    pub case: CaseId,
    /// The pack it is computed with.
    pub pack: &'a str,
    /// It was sent.
    pub filed: bool,
    /// It is running: sent, and not over.
    pub live: bool,
    /// A chargeback was filed in it.
    pub chargeback: bool,
}

/// A claim by these rules is void once the bank was asked to take the money back.
pub(in crate::domain) fn void_after_chargeback(pack: &RulePack) -> bool {
    let excluded = pack.flags.excluded_if.as_deref().unwrap_or_default();
    excluded.contains(&CaseEventKind::ChargebackFiled)
}

/// Kinds of cases under which the fallback lane is drawn.
fn has_lane(kind: CaseKind) -> bool {
    matches!(kind, CaseKind::Dispute | CaseKind::Chat | CaseKind::Complaint)
}

/// The dates of the lane: those that run from the order alone, so that the last day is seen before anything is
/// filed there.
pub(super) fn lane(sim: &Sim<'_>, order: &OrderSim) -> Vec<Built> {
    let input = sim.input;
    if !has_lane(sim.kind()) || sim.state == CaseState::ClosedPaid {
        return Vec::new();
    }
    let mut built = Vec::new();
    for pack in input.beside.fallback {
        let calendar = Calendar { pack: pack.zone.for_buyer(input.zone), ..input.calendar() };
        let context = Context {
            pack,
            calendar,
            now: input.now,
            conditions: order.conditions,
            order: Some(order),
            case: None,
        };
        let filed = input.beside.routes.iter().any(|route| route.filed && route.pack == pack.id);
        // What ended or was shown for a clock of the same name here says nothing of that route.
        let runs = order.ledger.runs(pack).into_iter().filter(|run| run.clock.is_some());
        let runs = runs.map(|run| Run { shown: None, ended: None, denied: false, ..run });
        let dated = runs.filter_map(|run| deadlines::build(&run, &context));
        built.extend(dated.map(|mut built| {
            let deadline = &mut built.deadline;
            deadline.lane = Lane::Fallback;
            deadline.title =
                Msg::new("deadline-by-route").msg("what", deadline.title.clone()).text("route", &pack.title);
            if filed {
                deadline.status = DeadlineStatus::Met;
                deadline.severity = crate::domain::view::Severity::Info;
            }
            built
        }));
    }
    built
}

/// What shuts what out, as far as it matters to a case.
pub(super) fn notes(sim: &Sim<'_>, deadlines: &[Deadline]) -> Vec<Msg> {
    let input = sim.input;
    let beside = &input.beside;
    let mut notes = Vec::new();
    if let Some(route) = beside
        .routes
        .iter()
        .find(|route| route.chargeback && route.case != input.case.id)
        .filter(|_| void_after_chargeback(input.pack))
    {
        notes.push(Msg::new("notes-route-void").text("route", &input.pack.title).count("case", route.case.0));
    }
    for route in beside.routes.iter().filter(|route| route.live && route.case != input.case.id) {
        notes.push(Msg::new("notes-route-running").count("case", route.case.0));
    }
    if !has_lane(sim.kind()) {
        return notes;
    }
    for pack in beside.fallback {
        let last = deadlines.iter().find(|deadline| {
            deadline.lane == Lane::Fallback
                && deadline.kind == DeadlineKind::Deadline
                && deadline.rule == format!("{}/open_latest", pack.id)
        });
        let open =
            last.is_some_and(|last| matches!(last.status, DeadlineStatus::Upcoming | DeadlineStatus::Due));
        if open && pack.flags.reopen == Some(Reopen::Never) {
            notes.push(Msg::new("notes-route-once").text("route", &pack.title));
        }
        if open && void_after_chargeback(input.pack) {
            notes.push(
                Msg::new("notes-route-would-void").text("route", &pack.title).text("main", &input.pack.title),
            );
        }
    }
    let unknown = input.order.is_some_and(|order| order.payment_method.is_none());
    if unknown && sim.state == CaseState::ClosedLost {
        notes.push(Msg::new("notes-route-unknown"));
    }
    notes
}
