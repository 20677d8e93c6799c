//! Applies a change after the guards: amounts above what was paid, windows that have closed, events that a
//! state does not know are refused here, for window and terminal alike.

use crate::domain::change::{Applied, Change};
use crate::domain::decide;
use crate::domain::ids::CaseId;
use crate::domain::message::Problem;
use crate::domain::replay::CaseInput;

use super::snapshot::Snapshot;
use super::{Ctx, cases};

/// Applies a change. With `expected` given, refuses when another program changed the library meanwhile.
/// Returns what takes it back.
pub fn change(ctx: &Ctx, change: &Change, expected: Option<i64>) -> Result<Applied, Problem> {
    let guarded = guard(ctx, change)?;
    ctx.library.apply(guarded.as_ref().unwrap_or(change), expected, ctx.now)
}

/// Takes a change back: the inverse that `change` returned. Guards do not apply to undo.
pub fn take_back(ctx: &Ctx, inverse: &Change, expected: Option<i64>) -> Result<Applied, Problem> {
    ctx.library.apply(inverse, expected, ctx.now)
}

/// Checks a change; gives another in its place when a guard adds to it.
fn guard(ctx: &Ctx, change: &Change) -> Result<Option<Change>, Problem> {
    match change {
        Change::All(changes) => {
            let mut guarded = Vec::with_capacity(changes.len());
            for part in changes {
                guarded.push(guard(ctx, part)?.unwrap_or_else(|| part.clone()));
            }
            Ok(Some(Change::All(guarded)))
        }
        Change::AddCaseEvent(case, event) => {
            let snapshot = Snapshot::around_case(ctx, *case)?;
            let picture = cases::picture_from(&snapshot, *case)?;
            let events = decide::case_event(&input(&snapshot, *case)?, event, &picture.readiness)?;
            let mut changes: Vec<Change> =
                events.into_iter().map(|event| Change::AddCaseEvent(*case, Box::new(event))).collect();
            Ok(Some(if changes.len() == 1 { changes.remove(0) } else { Change::All(changes) }))
        }
        Change::OpenCase(new) => {
            let snapshot = Snapshot::whole(ctx)?;
            let order = new.order.and_then(|id| snapshot.orders.get(&id));
            let live = new
                .order
                .map(|id| snapshot.cases_of(id))
                .unwrap_or_default()
                .iter()
                .filter_map(|id| snapshot.cases.get(id))
                .map(|case| Ok((case.clone(), snapshot.case_view(case)?.state)))
                .collect::<Result<Vec<_>, Problem>>()?;
            let view = order.map(|order| snapshot.order_view(order)).transpose()?;
            decide::open_case(new, order, view.as_ref(), &live, ctx.now)?;
            Ok(None)
        }
        Change::SetCase(id, patch) => {
            if let Some(Some(amount)) = &patch.amount {
                let snapshot = Snapshot::around_case(ctx, *id)?;
                let case = snapshot.case(*id)?;
                let order = case.order.and_then(|id| snapshot.orders.get(&id));
                decide::amount(amount, order, case.line)?;
            }
            Ok(None)
        }
        Change::SaveDraft { kind, text, .. } => {
            decide::text(*kind, text)?;
            Ok(None)
        }
        Change::AddOrder { .. } => Ok(None),
        Change::AddOrderEvent(order, event) => {
            let known = ctx.library.order(*order)?;
            let known = known
                .ok_or_else(|| Problem::refused(Msg::new("job-order-gone").text("id", order.to_string())))?;
            decide::order_event(&known, event)?;
            Ok(None)
        }
        _ => Ok(None),
    }
}

fn input<'a>(snapshot: &'a Snapshot<'_>, id: CaseId) -> Result<CaseInput<'a>, Problem> {
    let case = snapshot.case(id)?;
    let order = case.order.and_then(|id| snapshot.orders.get(&id));
    Ok(CaseInput {
        case,
        order,
        order_events: order.map(|order| snapshot.order_events(order.id)).unwrap_or_default(),
        events: snapshot.case_events(id),
        pack: snapshot.pack_of(case)?,
        zone: snapshot.ctx.zone,
        holidays: &snapshot.ctx.holidays,
        now: snapshot.ctx.now,
    })
}
