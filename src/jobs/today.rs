//! What needs the buyer, over all orders and cases, soonest first. Today, `due` and the calendar read this.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::TimeDelta;

use crate::domain::message::{Msg, Problem};
use crate::domain::moment::end_of_day;
use crate::domain::order::Order;
use crate::domain::replay::{CHECK_IN, CaseStanding, is_open};
use crate::domain::rows::{DueGroup, DueItem};
use crate::domain::view::{CaseState, Deadline, DeadlineKind, DeadlineStatus, OrderState};

use crate::exchange::calendar::{self, CalendarItem};
use crate::texts::Texts;

use super::Ctx;
use super::check::write_problem;
use super::snapshot::{Snapshot, is_buyers};

/// Everything coming: one row per open case for its next step, and one per other date that matters.
pub fn due(ctx: &Ctx) -> Result<Vec<DueItem>, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let mut items = Vec::new();
    for case in snapshot.cases.values() {
        let view = snapshot.case_view(case)?;
        // What is over is over, unless it only seems so, or a cancelled dispute may still be opened again.
        let over = !is_open(view.state) && !view.state_presumed && view.state != CaseState::Cancelled;
        if over && view.state != CaseState::ClosedLost {
            continue;
        }
        let order = case.order.and_then(|id| snapshot.orders.get(&id));
        let picture = Snapshot::picture_in(&snapshot.evidence_of_case(case)?);
        let step = &view.next_step;
        // The money is held while a dispute runs, so the order's own end of protection is no news then.
        for deadline in
            view.deadlines.iter().filter(|deadline| counts(deadline) && deadline.id != "protection_end")
        {
            // Once lost, what is left are the routes of the way it was paid.
            if over && deadline.is_own() {
                continue;
            }
            let is_step = deadline.is_own() && step.deadline.as_deref() == Some(deadline.id.as_str());
            items.push(DueItem {
                group: group(ctx, deadline),
                order: case.order,
                order_number: order.map(|order| order.number.as_typed().to_owned()),
                title: order.map(|order| line_title(order, case.line)).unwrap_or_default(),
                case: Some(case.id),
                text: if is_step { step.text.clone() } else { deadline.title.clone() },
                action: if is_step { step.action.clone() } else { "open".to_owned() },
                who: deadline.who,
                deadline: deadline.clone(),
                at_stake: view.decided.clone().or_else(|| view.asked.clone()),
                picture,
            });
        }
    }
    for order in snapshot.orders.values() {
        if disputed_whole(order, &snapshot.standings(order.id)?) {
            continue;
        }
        let view = snapshot.order_view(order)?;
        let over = match view.state {
            OrderState::Finished => true,
            OrderState::ClosedRefunded => !view.state_presumed,
            _ => false,
        };
        if over {
            continue;
        }
        // A case tells the dates of its order too; one row for each is enough.
        let told: BTreeSet<String> = items
            .iter()
            .filter(|item| item.order == Some(order.id) && item.deadline.is_own())
            .map(|item: &DueItem| item.deadline.id.clone())
            .collect();
        let picture = Snapshot::picture_in(&snapshot.evidence_of_order(order)?);
        let untold =
            view.deadlines.iter().filter(|deadline| counts(deadline) && !told.contains(&deadline.id));
        for deadline in untold {
            items.push(DueItem {
                group: group(ctx, deadline),
                order: Some(order.id),
                order_number: Some(order.number.as_typed().to_owned()),
                title: order.title().to_owned(),
                case: None,
                text: if deadline.id == "open_latest" {
                    Msg::new("job-today-open-case")
                } else {
                    deadline.title.clone()
                },
                action: if deadline.id == "open_latest" { "open_case" } else { "open" }.to_owned(),
                who: deadline.who,
                deadline: deadline.clone(),
                at_stake: order.paid_total(),
                picture,
            });
        }
    }
    items.sort_by(|a, b| {
        (a.group, a.deadline.due, &a.title, a.case, &a.deadline.id).cmp(&(
            b.group,
            b.deadline.due,
            &b.title,
            b.case,
            &b.deadline.id,
        ))
    });
    Ok(items)
}

/// True when submitted disputes cover every line, so that the order's own dates are theirs.
fn disputed_whole(order: &Order, standings: &[CaseStanding]) -> bool {
    let live = || standings.iter().filter(|standing| standing.is_live_dispute());
    live().any(|standing| standing.line.is_none())
        || (!order.lines.is_empty()
            && order.lines.iter().all(|line| live().any(|standing| standing.line == Some(line.id))))
}

fn line_title(order: &Order, line: Option<crate::domain::ids::LineId>) -> String {
    line.and_then(|id| order.line_by_id(id))
        .and_then(|line| line.title.clone())
        .unwrap_or_else(|| order.title().to_owned())
}

/// A date that still lies ahead or was missed; doors that opened and marks worth a look are not work.
fn counts(deadline: &Deadline) -> bool {
    if deadline.id == CHECK_IN {
        return deadline.status == DeadlineStatus::Due;
    }
    deadline.due.is_some()
        && matches!(deadline.status, DeadlineStatus::Upcoming | DeadlineStatus::Due | DeadlineStatus::Overdue)
        && matches!(deadline.kind, DeadlineKind::Deadline | DeadlineKind::Band)
}

fn group(ctx: &Ctx, deadline: &Deadline) -> DueGroup {
    let Some(due) = deadline.due else { return DueGroup::Later };
    if deadline.status == DeadlineStatus::Overdue {
        return DueGroup::Overdue;
    }
    if !is_buyers(deadline.who) {
        return DueGroup::Waiting;
    }
    // Tomorrow morning at seven is a matter of today: within a day counts, whatever the calendar says.
    let today = end_of_day(ctx.now.with_timezone(&ctx.zone).date_naive(), ctx.zone);
    if due <= today.max(ctx.now + TimeDelta::days(1)) {
        DueGroup::Today
    } else if due <= ctx.now + TimeDelta::days(7) {
        DueGroup::ThisWeek
    } else {
        DueGroup::Later
    }
}

/// Writes a calendar of what is coming, replacing an earlier one by rename.
pub fn write_calendar(ctx: &Ctx, items: &[DueItem], texts: &Texts, file: &Path) -> Result<(), Problem> {
    let entries: Vec<CalendarItem<'_>> = items
        .iter()
        .map(|item| CalendarItem {
            title: item.title.clone(),
            order_number: item.order_number.as_deref(),
            case: item.case,
            deadline: &item.deadline,
        })
        .collect();
    let text = calendar::ics(&entries, texts, ctx.now);
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, file));
    written.map_err(|error| write_problem(file, &error))
}

/// Keeps what comes within `days` from now; what is overdue stays.
pub fn within(ctx: &Ctx, mut items: Vec<DueItem>, days: u32) -> Vec<DueItem> {
    // More days than the calendar holds are no limit.
    let limit = TimeDelta::try_days(i64::from(days)).and_then(|days| ctx.now.checked_add_signed(days));
    items.retain(|item| item.deadline.due.is_some_and(|due| limit.is_none_or(|limit| due <= limit)));
    items
}
