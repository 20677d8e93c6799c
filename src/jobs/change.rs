//! Applies a change after the guards: amounts above what was paid, windows that have closed, events that a
//! state does not know are refused here, for window and terminal alike.

use crate::domain::case::{CaseKind, SubmissionKind};
use crate::domain::change::{Applied, Change, NewCase};
use crate::domain::event::{CaseEventKind, NewEvent};
use crate::domain::evidence::Target;
use crate::domain::guards::decide;
use crate::domain::guards::timely;
use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Money;
use crate::domain::offers::advice;
use crate::domain::order::OrderNumber;
use crate::domain::replay::{CaseInput, is_open};

use super::snapshot::Snapshot;
use super::{Ctx, cases};

/// How often a change is judged anew because others wrote meanwhile. Of programs that meet, one always gets
/// through, so this many can write at the same moment.
const TRIES: usize = 12;

/// Applies a change. With `expected` given, refuses when another program changed the library meanwhile.
/// Returns what takes it back.
pub fn change(ctx: &Ctx, change: &Change, expected: Option<i64>) -> Result<Applied, Problem> {
    match expected {
        Some(expected) => {
            let guarded = guard(ctx, change, false)?;
            ctx.library.apply(guarded.as_ref().unwrap_or(change), Some(expected), ctx.now)
        }
        None => change_by(ctx, false, || Ok(change.clone())),
    }
}

/// Makes a change from what the library holds and applies it only if it still holds that; made and judged anew where
/// something was written in between. With `anyway` guards that may be passed over are; amounts and texts stay
/// refused.
pub fn change_by(
    ctx: &Ctx,
    anyway: bool,
    make: impl Fn() -> Result<Change, Problem>,
) -> Result<Applied, Problem> {
    let mut tries = 1;
    loop {
        // Read before anything is judged: what the guards saw is what the change is applied to.
        let seen = ctx.library.revision()?;
        let change = make()?;
        let guarded = guard(ctx, &change, anyway)?.unwrap_or(change);
        match ctx.library.apply(&guarded, Some(seen), ctx.now) {
            Err(problem) if problem.message.id == "library-changed-elsewhere" => {
                if tries == TRIES {
                    return Err(Problem::could_not(Msg::new("library-busy")));
                }
                tries += 1;
            }
            done => return done,
        }
    }
}

/// Takes a change back: the inverse that `change` returned. Guards do not apply to undo, but it is refused when
/// another program wrote to the library since (`others` of [`Applied`]; `None` where that is not known).
pub fn take_back(ctx: &Ctx, inverse: &Change, others: Option<i64>) -> Result<Applied, Problem> {
    match others {
        Some(others) => ctx.library.take_back(inverse, others, ctx.now),
        None => ctx.library.apply(inverse, None, ctx.now),
    }
}

/// Checks a change; gives another in its place when a guard adds to it.
fn guard(ctx: &Ctx, change: &Change, anyway: bool) -> Result<Option<Change>, Problem> {
    match change {
        Change::All(changes) => {
            // An event that is recorded anyway takes the date it states with it.
            let anyway = anyway
                || changes
                    .iter()
                    .any(|part| matches!(part, Change::AddOrderEvent(_, event) if event.details.anyway));
            let mut guarded = Vec::with_capacity(changes.len());
            for part in changes {
                guarded.push(guard(ctx, part, anyway)?.unwrap_or_else(|| part.clone()));
            }
            return Ok(Some(Change::All(guarded)));
        }
        Change::AddCaseEvent(case, event) => {
            let events = check_event(ctx, *case, event)?;
            let mut changes: Vec<Change> =
                events.into_iter().map(|event| Change::AddCaseEvent(*case, Box::new(event))).collect();
            return Ok(Some(if changes.len() == 1 { changes.remove(0) } else { Change::All(changes) }));
        }
        Change::AddOrderEvent(order, event) => {
            let snapshot = Snapshot::around_order(ctx, *order)?;
            let standings = snapshot.standings(*order)?;
            let input = snapshot.order_input(snapshot.order(*order)?, &standings)?;
            let events = decide::order_event(&input, event)?;
            let mut changes: Vec<Change> =
                events.into_iter().map(|event| Change::AddOrderEvent(*order, Box::new(event))).collect();
            return Ok(Some(if changes.len() == 1 { changes.remove(0) } else { Change::All(changes) }));
        }
        Change::OpenCase(new) => check_open(ctx, new, anyway)?,
        Change::SetCase(id, patch) => {
            if let Some(Some(amount)) = &patch.amount {
                may_ask(ctx, *id, amount)?;
            }
        }
        Change::SaveDraft { case, kind: SubmissionKind::Complaint, text, .. } => {
            let case = ctx.library.case(*case)?;
            decide::complaint_text(text, ctx.pack(&case.pack)?)?;
        }
        // A file that found its place leaves the inbox with the same change.
        Change::Attach(id, new) if new.target != Target::Inbox => {
            let uses = ctx.library.attachments_of(*id)?;
            let waiting = uses.iter().filter(|usage| usage.target == Target::Inbox);
            let mut changes = vec![change.clone()];
            changes.extend(waiting.map(|usage| Change::Detach(usage.id)));
            return Ok(Some(Change::All(changes)));
        }
        Change::SetOrder(id, patch) if !anyway && !patch.dates.is_empty() => {
            let order = ctx.library.order(*id)?;
            let pack = ctx.pack_for(&order)?;
            timely::order_dates(&patch.dates, pack, ctx.zone, ctx.now)?;
        }
        // A number that came round the form is checked all the same.
        Change::AddOrder { marketplace, number, order, .. } => {
            OrderNumber::parse(number.as_typed(), marketplace)?;
            if !anyway {
                // Of an order that is not there yet only the marketplace is known.
                let pack = match ctx.packs.for_marketplace(marketplace) {
                    Some(pack) => pack,
                    None => super::default_pack(&ctx.packs)?,
                };
                timely::order_dates(&order.dates, pack, ctx.zone, ctx.now)?;
            }
        }
        _ => {}
    }
    Ok(None)
}

/// Whether an amount may be asked for in a case: no more than was paid, in its currency.
pub fn may_ask(ctx: &Ctx, id: CaseId, amount: &Money) -> Result<(), Problem> {
    let snapshot = Snapshot::around_case(ctx, id)?;
    let case = snapshot.case(id)?;
    let order = case.order.and_then(|id| snapshot.orders.get(&id));
    decide::amount(amount, order, case.line, snapshot.pack_of(case)?)
}

/// What is to be recorded for an event, or the sentence why not.
pub(super) fn check_event(
    ctx: &Ctx,
    case: CaseId,
    event: &NewEvent<CaseEventKind>,
) -> Result<Vec<NewEvent<CaseEventKind>>, Problem> {
    let snapshot = Snapshot::around_case(ctx, case)?;
    let picture = cases::picture_from(&snapshot, case)?;
    let mut others = match picture.case.order {
        Some(order) => snapshot.standings(order)?,
        None => Vec::new(),
    };
    others.retain(|other| other.case != case);
    let input = CaseInput { others: &others, ..snapshot.case_input(&picture.case)? };
    decide::case_event(&input, event, Some(&picture.readiness))
}

fn check_open(ctx: &Ctx, new: &NewCase, anyway: bool) -> Result<(), Problem> {
    let pack = ctx.pack(&new.pack)?;
    let decided = match new.order {
        None => decide::open_case(None, new, pack),
        Some(order) => {
            let snapshot = Snapshot::around_order(ctx, order)?;
            let standings = snapshot.standings(order)?;
            let order = snapshot.order(order)?;
            if let Some(amount) = &new.amount {
                // What was paid is no matter of opinion: it holds with `anyway` too.
                decide::amount(amount, Some(order), new.line, pack)?;
            }
            decide::open_case(Some(&snapshot.order_input(order, &standings)?), new, pack)
        }
    };
    match decided {
        Ok(_) => Ok(()),
        // An order is needed whatever the buyer says.
        Err(problem) if anyway && new.order.is_some() => {
            tracing::info!(%problem, "opened anyway");
            Ok(())
        }
        Err(problem) => Err(problem),
    }
}

/// What a dialog says before a case is opened: advice that does not stand in the way. A case that a guard
/// objects to has none; opening it says why.
pub(super) fn opening_advice(ctx: &Ctx, new: &NewCase) -> Result<Vec<Msg>, Problem> {
    let Some(order) = new.order else { return Ok(Vec::new()) };
    let snapshot = Snapshot::around_order(ctx, order)?;
    let standings = snapshot.standings(order)?;
    let order = snapshot.order(order)?;
    let input = snapshot.order_input(order, &standings)?;
    let Ok(mut said) = decide::open_case(Some(&input), new, ctx.pack(&new.pack)?) else {
        return Ok(Vec::new());
    };
    if new.kind == CaseKind::Dispute && account_is_limited(ctx, input.order.account.as_deref())? {
        said.push(advice::account_trouble(&input));
    }
    let lines = order.lines.iter().filter(|line| new.line.is_none_or(|id| id == line.id));
    for line in lines {
        if let Some(cap) = line.amount_cap() {
            let words = |part| Msg::new("case-part-not-counted").money("part", part).money("cap", &cap);
            said.extend(line.parts_not_counted().map(words));
        }
    }
    Ok(said)
}

/// True while a case about an account runs: the buyer's only one, or the one the order belongs to.
fn account_is_limited(ctx: &Ctx, account: Option<&str>) -> Result<bool, Problem> {
    for case in ctx.library.cases(false)?.into_iter().filter(|case| case.kind == CaseKind::Account) {
        let other = match (account, case.note.as_deref()) {
            (Some(account), Some(note)) => !note.contains(account),
            _ => false,
        };
        if other {
            continue;
        }
        let snapshot = Snapshot::around_case(ctx, case.id)?;
        if is_open(snapshot.case_view(&case)?.state) {
            return Ok(true);
        }
    }
    Ok(false)
}
