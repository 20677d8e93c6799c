//! What needs the buyer, over all orders and cases, soonest first. Today, `due`, reminders and the calendar read
//! this.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::case::{Case, CaseKind};
use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, Party};
use crate::domain::evidence::Role;
use crate::domain::ids::LineId;
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::{Moment, end_of_day};
use crate::domain::order::{Order, OrderDate};
use crate::domain::overview::reminders::{leads, snooze_setting};
use crate::domain::overview::sums::{self, Sums};
use crate::domain::replay::{CaseStanding, is_open};
use crate::domain::rows::{DueGroup, DueItem};
use crate::domain::rules::habits::Reminders;
use crate::domain::view::{
    CaseState, CaseView, Deadline, DeadlineKind, DeadlineStatus, Lane, OrderState, OrderView, Severity,
};
use crate::exchange::calendar::handle;

use super::Ctx;
use super::snapshot::{Snapshot, is_buyers};

/// Everything coming: one row per open case for its next step, and one per other date that matters.
pub fn due(ctx: &Ctx) -> Result<Vec<DueItem>, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    due_in(&snapshot)
}

pub(super) fn due_in(snapshot: &Snapshot<'_>) -> Result<Vec<DueItem>, Problem> {
    let ctx = snapshot.ctx;
    let mut items = Vec::new();
    for case in snapshot.cases.values() {
        let view = snapshot.case_view(case)?;
        of_case(snapshot, case, &view, &mut items)?;
    }
    for order in snapshot.orders.values() {
        of_order(snapshot, order, &mut items)?;
    }
    let settings = ctx.library.settings()?;
    for item in &mut items {
        put_off(item, &settings, ctx.now);
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

/// True when nothing more can come of a case.
fn is_over(view: &CaseView) -> bool {
    !is_open(view.state) && !view.state_presumed && view.state != CaseState::Cancelled
}

fn of_case(
    snapshot: &Snapshot<'_>,
    case: &Case,
    view: &CaseView,
    items: &mut Vec<DueItem>,
) -> Result<(), Problem> {
    let ctx = snapshot.ctx;
    let order = case.order.and_then(|id| snapshot.orders.get(&id));
    let picture = Snapshot::picture_in(&snapshot.evidence_of_case(case)?);
    let rule = ctx.packs.reminders(&case.pack);
    let number = order.map(|order| order.number.as_typed());
    let item = |deadline: Deadline, text: Msg, action: &str| DueItem {
        group: group(ctx, &deadline),
        order: case.order,
        order_number: number.map(ToOwned::to_owned),
        title: order.map(|order| line_title(order, case.line)).unwrap_or_default(),
        case: Some(case.id),
        text,
        action: action.to_owned(),
        who: deadline.who,
        at_stake: stake(view),
        picture,
        line: case.line,
        handle: handle(number, Some(case.id), &deadline),
        snoozed_until: None,
        advice: advice(ctx, rule, &deadline),
        leads: rule.map(|rule| leads(rule, &deadline)).unwrap_or_default(),
        other_actions: Vec::new(),
        deadline,
    };
    let step = &view.next_step;
    let over = is_over(view);
    // The money is held while a dispute runs, so the order's own end of protection is no news then.
    for deadline in
        view.deadlines.iter().filter(|deadline| counts(deadline) && deadline.id != "protection_end")
    {
        // What outlives a case lies ahead, or others are late with it. What the buyer let pass in one that is over is
        // gone for good; a day is kept, because the date is the earliest of its readings.
        let passed = deadline.due.is_some_and(|due| ctx.now - due >= TimeDelta::days(1));
        if over && passed && is_buyers(deadline.who) {
            continue;
        }
        let is_step = deadline.is_own() && step.deadline.as_deref() == Some(deadline.id.as_str());
        let text = if is_step { step.text.clone() } else { deadline.title.clone() };
        let mut item = item(deadline.clone(), text, if is_step { &step.action } else { "open" });
        if item.group == DueGroup::Overdue && !is_buyers(item.who) {
            late_answer(&mut item);
        }
        let same = |other: &DueItem| other.handle == item.handle;
        if is_step && case.kind == CaseKind::Fallback {
            // A route's own case tells its last day better than the lane under a dispute does.
            items.retain(|other| other.deadline.is_own() || !same(other));
        } else if !is_step && items.iter().any(same) {
            continue;
        }
        items.push(item);
    }
    if let Some(deadline) = rule.and_then(|rule| check_in(snapshot, case, view, rule)) {
        let text = Msg::new("remind-check-in-text").at("since", last_look(snapshot, case));
        items.push(DueItem { group: DueGroup::Today, ..item(deadline, text, CaseEventKind::Note.code()) });
    }
    Ok(())
}

fn of_order(snapshot: &Snapshot<'_>, order: &Order, items: &mut Vec<DueItem>) -> Result<(), Problem> {
    let ctx = snapshot.ctx;
    if disputed_whole(order, &snapshot.standings(order.id)?) {
        return Ok(());
    }
    let view = snapshot.order_view(order)?;
    if view.state == OrderState::ClosedRefunded && !view.state_presumed {
        return Ok(());
    }
    // Once no dispute can be opened any more, only what the buyer may still ask for counts, such as a free return.
    let lies_ahead = |deadline: &&Deadline| {
        view.state != OrderState::Finished
            || (is_buyers(deadline.who) && deadline.due.is_some_and(|due| due > ctx.now))
    };
    // A case tells the dates of its order too; one row for each is enough. Those of another route are others, even
    // where they have the same name.
    let by_order = |item: &&DueItem| {
        let case = item.case.and_then(|id| snapshot.cases.get(&id));
        item.order == Some(order.id)
            && item.deadline.is_own()
            && case.is_none_or(|case| case.kind != CaseKind::Fallback)
    };
    let told: BTreeSet<String> =
        items.iter().filter(by_order).map(|item: &DueItem| item.deadline.id.clone()).collect();
    let evidence = snapshot.evidence_of_order(order)?;
    let picture = Snapshot::picture_in(&evidence);
    let pack = &snapshot.pack_for(order)?.id;
    let rule = ctx.packs.reminders(pack);
    let number = order.number.as_typed();
    let item = |deadline: Deadline, text: Msg, action: &str| DueItem {
        group: group(ctx, &deadline),
        order: Some(order.id),
        order_number: Some(number.to_owned()),
        title: order.title().to_owned(),
        case: None,
        text,
        action: action.to_owned(),
        who: deadline.who,
        at_stake: order.paid_total(),
        picture,
        line: None,
        handle: handle(Some(number), None, &deadline),
        snoozed_until: None,
        advice: advice(ctx, rule, &deadline),
        leads: rule.map(|rule| leads(rule, &deadline)).unwrap_or_default(),
        other_actions: Vec::new(),
        deadline,
    };
    let untold = |deadline: &&Deadline| counts(deadline) && !told.contains(&deadline.id);
    for deadline in view.deadlines.iter().filter(untold).filter(lies_ahead) {
        let opens = deadline.id == "open_latest";
        let text = if opens { Msg::new("job-today-open-case") } else { deadline.title.clone() };
        let mut item = item(deadline.clone(), text, if opens { "open_case" } else { "open" });
        if item.group == DueGroup::Overdue && !is_buyers(item.who) {
            late_answer(&mut item);
        }
        items.push(item);
    }
    let has_page =
        evidence.iter().filter_map(|row| row.attachment.as_ref()).any(|use_| use_.role == Role::OrderPage);
    let on_its_way = matches!(
        view.state,
        OrderState::Placed | OrderState::RiskCheck | OrderState::WaitingShip | OrderState::Shipped
    );
    if let Some(rule) = rule.filter(|_| !has_page && on_its_way)
        && let Some(deadline) = snapshot_page(ctx, order, pack, rule)
    {
        items.push(item(deadline, Msg::new("remind-snapshot-text"), "open"));
    }
    if let Some(deadline) = protection_unknown(&view, ctx.now) {
        items.push(item(deadline, Msg::new("remind-protection-text"), "open"));
    }
    Ok(())
}

/// For so long after the money may have gone to the seller the end of protection is asked for.
const PROTECTION_ASKED_DAYS: i64 = 30;

/// A parcel came, and no date from which the last day to open is counted is known: silence would cost the money. The
/// day on which it goes to the seller, as one source counts it, stands in until the buyer types the order page's (P1-16).
fn protection_unknown(view: &OrderView, now: DateTime<Utc>) -> Option<Deadline> {
    let known = |id: &str| view.deadlines.iter().any(|deadline| deadline.id == id && deadline.due.is_some());
    if view.state != OrderState::Delivered || known("open_latest") || known("protection_end") {
        return None;
    }
    let release = view.deadlines.iter().find(|deadline| deadline.id == "money_release")?;
    // Long after, nothing is left to be saved by a date.
    let due = release.due.filter(|due| now - *due <= TimeDelta::days(PROTECTION_ASKED_DAYS))?;
    let status = if due <= now { DeadlineStatus::Overdue } else { DeadlineStatus::Upcoming };
    Some(Deadline {
        id: "protection_unknown".to_owned(),
        title: Msg::new("remind-protection"),
        who: Party::Buyer,
        severity: Severity::Loss,
        status,
        ..release.clone()
    })
}

/// What a case still has to bring: decided, else asked, less what came.
fn stake(view: &CaseView) -> Option<crate::domain::money::Money> {
    let whole = view.decided.clone().or_else(|| view.asked.clone())?;
    Some(view.received.as_ref().and_then(|came| whole.minus(came)).unwrap_or(whole))
}

/// Others are late: look at the page, or ask (P16-19).
fn late_answer(item: &mut DueItem) {
    if matches!(item.action.as_str(), "wait" | "open") {
        "check".clone_into(&mut item.action);
    }
    item.other_actions.push("contact".to_owned());
    item.advice.push(Msg::new("remind-late-answer"));
}

/// What is worth knowing beside a date: that the site may be overloaded when it matters most (P16-18).
fn advice(ctx: &Ctx, rule: Option<&Reminders>, deadline: &Deadline) -> Vec<Msg> {
    let Some((rule, due)) = rule.zip(deadline.due) else { return Vec::new() };
    let near = due > ctx.now && due - ctx.now <= TimeDelta::hours(i64::from(rule.upload_margin_hours));
    let uploads = deadline.who == Party::Buyer && deadline.severity == Severity::Loss && near;
    if uploads { vec![Msg::new("remind-last-hours")] } else { Vec::new() }
}

/// When the buyer last recorded anything of a case.
fn last_look(snapshot: &Snapshot<'_>, case: &Case) -> DateTime<Utc> {
    let events = snapshot.case_events(case.id).iter().filter(|event| !event.voided);
    events.map(|event| event.recorded_at).max().unwrap_or(case.opened_at).max(case.opened_at)
}

/// An open case in which others have to act is looked at again every few days (P11-12).
fn check_in(snapshot: &Snapshot<'_>, case: &Case, view: &CaseView, rule: &Reminders) -> Option<Deadline> {
    let waits = is_open(view.state) && view.state != CaseState::Draft && !is_buyers(view.next_step.who);
    let since = last_look(snapshot, case);
    let days = snapshot.ctx.check_in_days.unwrap_or(rule.check_in_days);
    let due = since.checked_add_signed(TimeDelta::days(i64::from(days))).filter(|_| days > 0)?;
    let near = due <= snapshot.ctx.now;
    (waits && near).then(|| {
        let basis = Msg::new("remind-check-in-basis").at("since", since).count("days", i64::from(days));
        Deadline { lane: Lane::Case, ..watch(&case.pack, "check_in", "remind-check-in", due, basis, rule) }
    })
}

/// The product page is worth a picture while it is there (P16-06).
fn snapshot_page(ctx: &Ctx, order: &Order, pack: &str, rule: &Reminders) -> Option<Deadline> {
    let ordered = order.date(OrderDate::Ordered).or_else(|| order.date(OrderDate::Paid))?;
    let from = ordered.place(ctx.zone);
    let due = from.checked_add_signed(TimeDelta::days(i64::from(rule.snapshot_days)))?;
    (from <= ctx.now && ctx.now < due).then(|| {
        let basis = Msg::new("remind-snapshot-basis").count("days", i64::from(rule.snapshot_days));
        watch(pack, "snapshot_page", "remind-snapshot", due, basis, rule)
    })
}

fn watch(
    pack: &str,
    id: &str,
    title: &'static str,
    due: DateTime<Utc>,
    basis: Msg,
    rule: &Reminders,
) -> Deadline {
    Deadline {
        id: id.to_owned(),
        run: None,
        title: Msg::new(title),
        who: Party::Buyer,
        kind: DeadlineKind::Watch,
        status: DeadlineStatus::Due,
        presumed: false,
        severity: Severity::Info,
        starts_at: None::<Moment>,
        due: Some(due),
        earliest: None,
        latest: None,
        basis,
        sources: rule.cite.clone(),
        rule: format!("{pack}/{id}"),
        shown_by_marketplace: false,
        certain: rule.certain,
        conflicts: Vec::new(),
        lane: Lane::Dates,
        scope: None,
    }
}

/// Takes over until when the buyer has put a date off. A date that moved is not put off any more.
fn put_off(item: &mut DueItem, settings: &BTreeMap<String, String>, now: DateTime<Utc>) {
    let until = settings
        .get(&snooze_setting(&item.handle))
        .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
        .map(|until| until.with_timezone(&Utc));
    // Long past, it says nothing any more.
    item.snoozed_until = until.filter(|until| now - *until < TimeDelta::days(1));
}

/// True when submitted disputes cover every line, so that the order's own dates are theirs.
fn disputed_whole(order: &Order, standings: &[CaseStanding]) -> bool {
    let live = || standings.iter().filter(|standing| standing.is_live_dispute());
    live().any(|standing| standing.line.is_none())
        || (!order.lines.is_empty()
            && order.lines.iter().all(|line| live().any(|standing| standing.line == Some(line.id))))
}

fn line_title(order: &Order, line: Option<LineId>) -> String {
    line.and_then(|id| order.line_by_id(id))
        .and_then(|line| line.title.clone())
        .unwrap_or_else(|| order.title().to_owned())
}

/// A date that still lies ahead or was missed; doors that opened and marks worth a look are not work.
fn counts(deadline: &Deadline) -> bool {
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

/// Keeps what comes within `days` from now; what is overdue stays.
pub fn within(ctx: &Ctx, mut items: Vec<DueItem>, days: u32) -> Vec<DueItem> {
    let limit = limit(ctx, days);
    items.retain(|item| item.deadline.due.is_some_and(|due| limit.is_none_or(|limit| due <= limit)));
    items
}

/// The instant `days` from now; more days than the calendar holds are no limit.
pub(super) fn limit(ctx: &Ctx, days: u32) -> Option<DateTime<Utc>> {
    TimeDelta::try_days(i64::from(days)).and_then(|days| ctx.now.checked_add_signed(days))
}

/// Money at stake and recovered.
pub fn sums(ctx: &Ctx) -> Result<Sums, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let rows = snapshot.cases.values().map(|case| snapshot.case_row(case)).collect::<Result<Vec<_>, _>>()?;
    Ok(sums::sums(&due_in(&snapshot)?, &rows))
}

/// What sets a date off for as long as one press does, with until when.
pub fn snooze(ctx: &Ctx, item: &DueItem) -> Result<(Change, DateTime<Utc>), Problem> {
    let pack = item.deadline.rule.split('/').next().unwrap_or_default();
    let minutes = ctx
        .packs
        .reminders(pack)
        .map(|rule| i64::from(rule.snooze_minutes))
        .ok_or_else(|| Problem::could_not(Msg::new("job-no-packs")))?;
    let until = ctx.now + TimeDelta::minutes(minutes);
    Ok((Change::SetSetting(snooze_setting(&item.handle), Some(until.to_rfc3339())), until))
}
