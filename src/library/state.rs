//! What belongs to the library as a whole: its revision, the buyer's settings, and the droppable cache of what
//! replaying a case gives. Replays nothing itself.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::ids::CaseId;
use crate::domain::message::Problem;

use super::Library;
use super::codec::{At, Hash};
use super::trouble::OrProblem;

/// What replaying a case gave once; good as long as head and pack version are those of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The case.
    pub case: CaseId,
    /// [`Library::case_heads`] when it was computed.
    pub log_head: String,
    /// Version of the rule pack it was computed with.
    pub pack_version: String,
    /// When time alone changes it next.
    pub next_change_at: Option<DateTime<Utc>>,
    /// The result, in the writer's own form.
    pub summary: String,
}

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

    /// For each case a text that changes whenever anything its replay reads may have changed: its own log and
    /// row, its order's log and row.
    pub fn case_heads(&self) -> Result<BTreeMap<CaseId, String>, Problem> {
        self.read(|db| {
            let mut statement = db
                .prepare_cached(
                    "SELECT c.id, c.log_head, c.touched, o.log_head, o.touched FROM cases c \
                     LEFT JOIN orders o ON o.id = c.order_id WHERE c.purged_at IS NULL",
                )
                .db()?;
            let head = |hash: Option<Hash>| hash.map_or_else(|| "-".to_owned(), |hash| hash.0.hex());
            let rows = statement
                .query_map([], |row| {
                    let (own, own_touched): (Option<Hash>, i64) = (row.get(1)?, row.get(2)?);
                    let (order, order_touched): (Option<Hash>, Option<i64>) = (row.get(3)?, row.get(4)?);
                    let order_touched = order_touched.unwrap_or_default();
                    let text = format!("{}.{own_touched}.{}.{order_touched}", head(own), head(order));
                    Ok((CaseId(row.get(0)?), text))
                })
                .db()?;
            rows.collect::<Result<_, _>>().db()
        })
    }

    /// All cached results.
    pub fn all_derived(&self) -> Result<BTreeMap<CaseId, Derived>, Problem> {
        self.read(|db| {
            let mut statement = db
                .prepare_cached(
                    "SELECT case_id, log_head, pack_version, next_change_at, summary FROM derived",
                )
                .db()?;
            let rows = statement
                .query_map([], |row| {
                    let case = CaseId(row.get(0)?);
                    let derived = Derived {
                        case,
                        log_head: row.get(1)?,
                        pack_version: row.get(2)?,
                        next_change_at: row.get::<_, Option<At>>(3)?.map(|at| at.0),
                        summary: row.get(4)?,
                    };
                    Ok((case, derived))
                })
                .db()?;
            rows.collect::<Result<_, _>>().db()
        })
    }

    /// Keeps results. No change of the library: the revision stays. A library that can only be read keeps none.
    pub fn put_derived(&self, results: &[Derived]) -> Result<(), Problem> {
        if self.read_only || results.is_empty() {
            return Ok(());
        }
        self.write(|db| {
            let mut statement = db
                .prepare_cached(
                    "INSERT INTO derived (case_id, log_head, pack_version, next_change_at, summary) \
                     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (case_id) DO UPDATE SET log_head = ?2, \
                     pack_version = ?3, next_change_at = ?4, summary = ?5",
                )
                .db()?;
            for result in results {
                let next = result.next_change_at.map(At);
                statement
                    .execute(params![
                        result.case.0,
                        result.log_head,
                        result.pack_version,
                        next,
                        result.summary
                    ])
                    .db()?;
            }
            Ok(())
        })
    }

    /// Drops all cached results.
    pub fn drop_derived(&self) -> Result<(), Problem> {
        self.write(|db| db.execute("DELETE FROM derived", []).db().map(|_| ()))
    }
}
