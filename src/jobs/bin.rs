//! What was removed: a list, restoring, and emptying for good.

use crate::domain::change::{Applied, Change};
use crate::domain::ids::{CaseId, EvidenceId, OrderId};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::BinRow;
use crate::domain::upkeep::Emptied;

use super::Ctx;

/// What the bin holds, newest first.
pub fn rows(ctx: &Ctx) -> Result<Vec<BinRow>, Problem> {
    ctx.library.bin()
}

/// The change that takes something out of the bin, by its handle (`order:12`).
fn restore(handle: &str) -> Result<Change, Problem> {
    let refused = || Problem::refused(Msg::new("job-bin-handle").text("handle", handle));
    let (kind, id) = handle.trim().split_once([':', ' ']).ok_or_else(refused)?;
    let Ok(id) = id.parse::<i64>() else { return Err(refused()) };
    match kind {
        "order" => Ok(Change::RestoreOrder(OrderId(id))),
        "evidence" => Ok(Change::RestoreEvidence(EvidenceId(id))),
        "case" => Ok(Change::RestoreCase(CaseId(id))),
        _ => Err(refused()),
    }
}

/// Takes something out of the bin by its handle; what does not lie there is refused.
pub fn take_out(ctx: &Ctx, handle: &str) -> Result<Applied, Problem> {
    let applied = super::change(ctx, &restore(handle)?, None)?;
    // Nothing to take back: nothing was done.
    if applied.inverse == Change::All(Vec::new()) {
        return Err(Problem::refused(Msg::new("job-bin-handle").text("handle", handle)));
    }
    Ok(applied)
}

/// Lets go of everything in the bin. Tombstones stay; bytes that something else still uses stay too.
pub fn empty(ctx: &Ctx, progress: &dyn Progress) -> Result<Emptied, Problem> {
    ctx.library.empty_bin(ctx.now, progress)
}
