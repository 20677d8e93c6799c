//! The append-only logs of orders, cases and files: one hash chain each, so that a changed, missing or
//! swapped entry shows. The bytes that are hashed are described in FORMAT.md.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::ids::Sha256;
use crate::domain::message::Problem;
pub(super) use crate::domain::upkeep::Log;
use crate::domain::upkeep::{ChainBreak, ChainFlaw};

use super::codec::{At, Hash};
use super::trouble::OrProblem;

/// An entry that records something that happened.
pub(super) const EVENT: &str = "event";
/// An entry by which an earlier one counts no more.
pub(super) const VOID: &str = "void";
/// An entry by which an earlier one counts again.
pub(super) const UNVOID: &str = "unvoid";

/// The name of a log inside the hashed bytes.
fn name(log: Log) -> String {
    match log {
        Log::Order(id) => format!("order {id}"),
        Log::Case(id) => format!("case {id}"),
        Log::Evidence => "evidence".to_owned(),
    }
}

/// The row that remembers length and head of a log.
fn keeper(log: Log) -> (&'static str, i64) {
    match log {
        Log::Order(id) => ("orders", id.0),
        Log::Case(id) => ("cases", id.0),
        Log::Evidence => ("library", 1),
    }
}

fn entries_sql(log: Log) -> &'static str {
    match log {
        Log::Order(_) => {
            "SELECT seq, entry, recorded_at, payload, payload_hash, prev_hash, hash FROM order_events \
                 WHERE order_id = ?1 ORDER BY seq"
        }
        Log::Case(_) => {
            "SELECT seq, entry, recorded_at, payload, payload_hash, prev_hash, hash FROM case_events \
                 WHERE case_id = ?1 ORDER BY seq"
        }
        Log::Evidence => {
            "SELECT seq, entry, recorded_at, payload, payload_hash, prev_hash, hash FROM evidence_log \
                 WHERE ?1 = 1 ORDER BY seq"
        }
    }
}

/// What an entry's own hash covers.
struct Link<'a> {
    seq: i64,
    prev: Sha256,
    entry: &'a str,
    recorded_at: &'a str,
    payload_hash: Sha256,
}

fn link_hash(log: Log, link: &Link<'_>) -> Sha256 {
    let Link { seq, prev, entry, recorded_at, payload_hash } = link;
    let name = name(log);
    Sha256::of(
        format!("parcelproof log 1\n{name}\n{seq}\n{prev}\n{entry}\n{recorded_at}\n{payload_hash}\n")
            .as_bytes(),
    )
}

/// What the first entry of a log follows.
fn nothing() -> Sha256 {
    Sha256([0; 32])
}

/// Length and head of a log.
fn head(db: &Connection, log: Log) -> Result<(i64, Option<Sha256>), Problem> {
    let (table, id) = keeper(log);
    let sql = format!("SELECT log_length, log_head FROM {table} WHERE id = ?1");
    let mut statement = db.prepare_cached(&sql).db()?;
    let (length, head) =
        statement.query_row([id], |row| Ok((row.get(0)?, row.get::<_, Option<Hash>>(1)?))).db()?;
    Ok((length, head.map(|h| h.0)))
}

/// Adds an entry and returns its row id.
pub(super) fn append(
    db: &Connection,
    log: Log,
    entry: &str,
    payload: &str,
    now: DateTime<Utc>,
) -> Result<i64, Problem> {
    let (length, before) = head(db, log)?;
    let prev = before.unwrap_or_else(nothing);
    let recorded_at = At(now).text();
    let payload_hash = Sha256::of(payload.as_bytes());
    let seq = length + 1;
    let hash = link_hash(log, &Link { seq, prev, entry, recorded_at: &recorded_at, payload_hash });
    let (table, id) = keeper(log);
    match log {
        Log::Order(_) | Log::Case(_) => {
            let (events, owner) = match log {
                Log::Order(_) => ("order_events", "order_id"),
                _ => ("case_events", "case_id"),
            };
            let sql = format!(
                "INSERT INTO {events} ({owner}, seq, entry, recorded_at, payload, payload_hash, prev_hash, hash) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            );
            db.prepare_cached(&sql)
                .db()?
                .execute(params![
                    id,
                    seq,
                    entry,
                    recorded_at,
                    payload,
                    Hash(payload_hash),
                    Hash(prev),
                    Hash(hash)
                ])
                .db()?;
        }
        Log::Evidence => {
            db.prepare_cached(
                "INSERT INTO evidence_log (seq, entry, recorded_at, payload, payload_hash, prev_hash, hash) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .db()?
            .execute(params![seq, entry, recorded_at, payload, Hash(payload_hash), Hash(prev), Hash(hash)])
            .db()?;
        }
    }
    let row = db.last_insert_rowid();
    let sql = format!("UPDATE {table} SET log_length = ?2, log_head = ?3 WHERE id = ?1");
    db.prepare_cached(&sql).db()?.execute(params![id, seq, Hash(hash)]).db()?;
    Ok(row)
}

/// The first place where a log does not hold together.
/// `payload_may_be_gone` is true for a log whose owner was emptied from the bin.
pub(super) fn first_break(
    db: &Connection,
    log: Log,
    payload_may_be_gone: bool,
) -> Result<Option<ChainBreak>, Problem> {
    let broken = |seq, flaw| Ok(Some(ChainBreak { log, seq, flaw }));
    let (length, kept_head) = head(db, log)?;
    let mut statement = db.prepare_cached(entries_sql(log)).db()?;
    let mut rows = statement.query([keeper(log).1]).db()?;
    let mut prev = nothing();
    let mut expected = 1;
    while let Some(row) = rows.next().db()? {
        let seq: i64 = row.get(0).db()?;
        let entry: String = row.get(1).db()?;
        let recorded_at: String = row.get(2).db()?;
        let payload: Option<String> = row.get(3).db()?;
        let payload_hash = row.get::<_, Hash>(4).db()?.0;
        let (stored_prev, stored_hash) = (row.get::<_, Hash>(5).db()?.0, row.get::<_, Hash>(6).db()?.0);
        if seq != expected {
            return broken(expected, ChainFlaw::EntryMissing);
        }
        match &payload {
            Some(payload) if Sha256::of(payload.as_bytes()) != payload_hash => {
                return broken(seq, ChainFlaw::ContentsChanged);
            }
            None if !payload_may_be_gone => return broken(seq, ChainFlaw::ContentsMissing),
            _ => {}
        }
        let link = Link { seq, prev, entry: &entry, recorded_at: &recorded_at, payload_hash };
        if stored_prev != prev || stored_hash != link_hash(log, &link) {
            return broken(seq, ChainFlaw::EntryChanged);
        }
        prev = stored_hash;
        expected += 1;
    }
    if expected - 1 != length || kept_head.unwrap_or_else(nothing) != prev {
        return broken(expected, ChainFlaw::EndMissing);
    }
    Ok(None)
}

/// The log an entry of an order or a case belongs to and its place there.
pub(super) fn place_of(
    db: &Connection,
    table: &'static str,
    owner: &'static str,
    id: i64,
) -> Result<Option<(i64, i64)>, Problem> {
    let sql = format!("SELECT {owner}, seq FROM {table} WHERE id = ?1 AND entry = ?2");
    db.prepare_cached(&sql)
        .db()?
        .query_row(params![id, EVENT], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .db()
}
