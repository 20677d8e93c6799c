//! Reading the library: rows to values of the domain. Bulk reads take a fixed number of queries, however many
//! rows there are. Changes nothing.

pub(super) mod cases;
pub(super) mod evidence;
pub(super) mod orders;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::message::{Msg, Problem};

use super::trouble::OrProblem;

/// Whether a row is in use, in the bin, emptied from it, or was never there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Live,
    Binned,
    Purged,
    Missing,
}

/// How a row of `table` (orders, evidence or cases) stands by its own marks.
pub(super) fn standing(db: &Connection, table: &'static str, id: i64) -> Result<Standing, Problem> {
    let sql = format!("SELECT removed_at IS NOT NULL, purged_at IS NOT NULL FROM {table} WHERE id = ?1");
    let marks: Option<(bool, bool)> = db
        .prepare_cached(&sql)
        .db()?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .db()?;
    Ok(match marks {
        None => Standing::Missing,
        Some((_, true)) => Standing::Purged,
        Some((true, false)) => Standing::Binned,
        Some((false, false)) => Standing::Live,
    })
}

/// Says that a number names nothing here; `id` is the text for what was looked for.
pub(super) fn none(id: &'static str, number: impl std::fmt::Display) -> Problem {
    Problem::refused(Msg::new(id).text("id", number.to_string()))
}
