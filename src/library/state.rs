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

/// Changes when another connection wrote since, and only then.
pub(super) fn writes_of_others(db: &Connection) -> Result<i64, Problem> {
    db.pragma_query_value(None, "data_version", |row| row.get(0)).db()
}

impl Library {
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
}
