//! What was removed: a list, restoring, and emptying for good.

use crate::domain::change::Change;
use crate::domain::ids::{CaseId, EvidenceId, OrderId};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::BinRow;
use crate::library::Emptied;

use super::Ctx;

/// What the bin holds, newest first.
pub fn rows(ctx: &Ctx) -> Result<Vec<BinRow>, Problem> {
    ctx.library.bin()
}

/// The change that takes something out of the bin, by its handle (`order:12`).
pub fn restore(handle: &str) -> Result<Change, Problem> {
    let refused = || Problem::refused(Msg::new("job-bin-handle").text("handle", handle));
    let (kind, id) = handle.trim().split_once([':', ' ']).ok_or_else(refused)?;
    match kind {
        "order" => id.parse().map(|id: OrderId| Change::RestoreOrder(id)).map_err(|_| refused()),
        "evidence" => id.parse().map(|id: EvidenceId| Change::RestoreEvidence(id)).map_err(|_| refused()),
        "case" => id.parse().map(|id: CaseId| Change::RestoreCase(id)).map_err(|_| refused()),
        _ => Err(refused()),
    }
}

/// Lets go of everything in the bin. Tombstones stay; bytes that something else still uses stay too.
pub fn empty(ctx: &Ctx, progress: &dyn Progress) -> Result<Emptied, Problem> {
    ctx.library.empty_bin(ctx.now, progress)
}
