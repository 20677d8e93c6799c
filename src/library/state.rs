//! What belongs to the library as a whole: its revision and the buyer's settings.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::message::Problem;

use super::Library;
use super::trouble::OrProblem;

pub(super) fn revision(db: &Connection) -> Result<i64, Problem> {
    db.prepare_cached("SELECT revision FROM library WHERE id = 1").db()?.query_row([], |row| row.get(0)).db()
}

pub(super) fn setting(db: &Connection, key: &str) -> Result<Option<String>, Problem> {
    db.prepare_cached("SELECT value FROM settings WHERE key = ?1")
        .db()?
        .query_row([key], |row| row.get(0))
        .optional()
        .db()
}

pub(super) fn set_revision(db: &Connection, revision: i64) -> Result<(), Problem> {
    db.prepare_cached("UPDATE library SET revision = ?1 WHERE id = 1").db()?.execute([revision]).db()?;
    Ok(())
}

impl Library {
    /// Tells this library from others: when it was made, to the microsecond.
    pub fn made_at(&self) -> Result<String, Problem> {
        self.read(|db| db.query_row("SELECT created_at FROM library WHERE id = 1", [], |row| row.get(0)).db())
    }

    /// A setting of the buyer; `None` stands for the default.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Problem> {
        self.read(|db| setting(db, key))
    }

    /// All settings that differ from their default.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, Problem> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT key, value FROM settings").db()?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).db()?;
            rows.collect::<Result<_, _>>().db()
        })
    }

    /// How many cases are computed with a rule pack, those in the bin included.
    pub fn cases_with_pack(&self, pack: &str) -> Result<usize, Problem> {
        self.read(|db| {
            db.prepare_cached("SELECT count(*) FROM cases WHERE pack = ?1 AND purged_at IS NULL")
                .db()?
                .query_row([pack], |row| row.get::<_, i64>(0))
                .db()
                .map(|count| usize::try_from(count).unwrap_or(usize::MAX))
        })
    }
}
