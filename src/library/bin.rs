//! The bin: what it holds, and emptying it for good. What is emptied leaves a tombstone, and its log keeps its
//! chain without its contents. Putting things in and out are changes (`apply`).

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::evidence::media::MediaFacts;
use crate::domain::ids::{EvidenceId, Sha256};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::BinRow;
use crate::domain::upkeep::Emptied;

use super::Library;
use super::apply::log_file;
use super::codec::{At, Hash};
use super::read::evidence::{HAS_ORIGINAL, evidence};
use super::trouble::{OrProblem, unreadable};

/// Files a submission names whose case was not emptied from the bin: they were or will be sent.
const NAMED: &str = "EXISTS (SELECT 1 FROM submission_files f JOIN submissions s ON s.id = f.submission_id \
     JOIN cases c ON c.id = s.case_id \
     WHERE f.evidence_id = evidence.id AND s.removed_at IS NULL AND c.purged_at IS NULL)";

impl Library {
    /// What the bin holds, latest first. Cases of an order in the bin come and go with it and are not listed.
    pub fn bin(&self) -> Result<Vec<BinRow>, Problem> {
        self.read(|db| {
            let mut rows = rows_of(
                db,
                "SELECT 'order:' || o.id, ifnull((SELECT title FROM lines l WHERE l.order_id = o.id AND \
                 l.removed_at IS NULL AND l.title IS NOT NULL ORDER BY l.position LIMIT 1), o.number), NULL, \
                 o.removed_at, (SELECT e.sha256 FROM attachments a JOIN evidence e ON e.id = a.evidence_id \
                 WHERE a.order_id = o.id AND a.ended_at IS NULL AND e.purged_at IS NULL \
                 ORDER BY a.position LIMIT 1) \
                 FROM orders o WHERE o.removed_at IS NOT NULL AND o.purged_at IS NULL",
            )?;
            rows.append(&mut rows_of(
                db,
                "SELECT 'case:' || c.id, ifnull((SELECT title FROM lines l WHERE l.order_id = o.id AND \
                 l.removed_at IS NULL AND l.title IS NOT NULL ORDER BY l.position LIMIT 1), \
                 ifnull(o.number, c.kind)), NULL, c.removed_at, NULL \
                 FROM cases c LEFT JOIN orders o ON o.id = c.order_id \
                 WHERE c.removed_at IS NOT NULL AND c.purged_at IS NULL AND o.removed_at IS NULL",
            )?);
            rows.append(&mut rows_of(
                db,
                "SELECT 'evidence:' || id, name, size_bytes, removed_at, sha256 FROM evidence \
                 WHERE removed_at IS NOT NULL AND purged_at IS NULL",
            )?);
            rows.sort_by(|a, b| b.removed_at.cmp(&a.removed_at).then_with(|| a.handle.cmp(&b.handle)));
            Ok(rows)
        })
    }

    /// Empties the bin for good: contents of orders, cases and their logs, and the bytes of files. Files that a
    /// submission of a live case names stay in the bin. What only a purged order or case used goes to the inbox.
    /// May be stopped before it starts; what a crash leaves undone is finished at the next start.
    pub fn empty_bin(&self, now: DateTime<Utc>, progress: &dyn Progress) -> Result<Emptied, Problem> {
        progress.stage(Msg::new("library-stage-emptying"), 0);
        progress.check()?;
        let mut emptied = self.write_revision(|db, _, _| purge(db, now))?;
        let (files, bytes) = self.delete_doomed()?;
        emptied.files = files;
        emptied.bytes = bytes;
        Ok(emptied)
    }
}

fn rows_of(db: &Connection, sql: &str) -> Result<Vec<BinRow>, Problem> {
    let mut statement = db.prepare_cached(sql).db()?;
    let rows = statement
        .query_map([], |row| {
            Ok(BinRow {
                handle: row.get(0)?,
                title: row.get(1)?,
                size_bytes: row.get::<_, Option<i64>>(2)?.map(i64::unsigned_abs),
                removed_at: row.get::<_, At>(3)?.0,
                picture: row.get::<_, Option<Hash>>(4)?.map(|hash| hash.0),
            })
        })
        .db()?;
    rows.collect::<Result<_, _>>().db()
}

/// Takes the contents out of every row in the bin. Rows themselves stay: logs and other rows point at them.
fn purge(db: &Connection, now: DateTime<Utc>) -> Result<Emptied, Problem> {
    let now_at = At(now);
    let mut emptied = Emptied::default();
    let cases = ids(
        db,
        "SELECT c.id FROM cases c LEFT JOIN orders o ON o.id = c.order_id \
         WHERE c.purged_at IS NULL AND (c.removed_at IS NOT NULL OR o.removed_at IS NOT NULL) ORDER BY c.id",
    )?;
    for case in cases {
        purge_case(db, case, now_at)?;
        emptied.cases += 1;
    }
    let orders =
        ids(db, "SELECT id FROM orders WHERE purged_at IS NULL AND removed_at IS NOT NULL ORDER BY id")?;
    for order in orders {
        purge_order(db, order, now_at)?;
        emptied.orders += 1;
    }
    let in_bin = "FROM evidence WHERE purged_at IS NULL AND removed_at IS NOT NULL";
    for file in ids(db, &format!("SELECT id {in_bin} AND NOT {NAMED} ORDER BY id"))? {
        purge_evidence(db, EvidenceId(file), now)?;
    }
    rehome(db, now_at)?;
    // A copy tells what its original told. One that is used by itself, or named by what was sent, stays.
    let left_behind = format!(
        "SELECT id FROM evidence WHERE purged_at IS NULL AND original_id IS NOT NULL AND NOT {HAS_ORIGINAL} \
         AND NOT {NAMED} AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.evidence_id = evidence.id \
         AND a.ended_at IS NULL) ORDER BY id"
    );
    for copy in ids(db, &left_behind)? {
        purge_evidence(db, EvidenceId(copy), now)?;
    }
    let kept: i64 = db.query_row(&format!("SELECT count(*) {in_bin}"), [], |row| row.get(0)).db()?;
    emptied.kept = kept.unsigned_abs();
    Ok(emptied)
}

fn ids(db: &Connection, sql: &str) -> Result<Vec<i64>, Problem> {
    let mut statement = db.prepare(sql).db()?;
    let rows = statement.query_map([], |row| row.get(0)).db()?;
    rows.collect::<Result<_, _>>().db()
}

/// Runs statements that know the row as `?1` and the time as `?2`.
fn run(db: &Connection, id: i64, now: At, statements: &[&str]) -> Result<(), Problem> {
    for sql in statements {
        // Each names both, so that one list of parameters serves all.
        db.prepare_cached(sql).db()?.execute(params![id, now]).db()?;
    }
    Ok(())
}

fn purge_case(db: &Connection, id: i64, now: At) -> Result<(), Problem> {
    run(
        db,
        id,
        now,
        &[
            "UPDATE cases SET purged_at = ?2, removed_at = ifnull(removed_at, ?2), reason = NULL, \
             remedy = NULL, amount_minor = NULL, amount_currency = NULL, note = NULL WHERE id = ?1",
            "UPDATE case_events SET payload = NULL WHERE case_id = ?1 AND ?2 IS NOT NULL",
            "UPDATE submissions SET text = '' WHERE case_id = ?1 AND ?2 IS NOT NULL",
            "UPDATE submission_files SET caption = NULL WHERE ?2 IS NOT NULL \
             AND submission_id IN (SELECT id FROM submissions WHERE case_id = ?1)",
            "UPDATE attachments SET ended_at = ifnull(ended_at, ?2), caption = NULL WHERE case_id = ?1",
            "DELETE FROM derived WHERE case_id = ?1 AND ?2 IS NOT NULL",
            // What was said for its texts, answered and ticked is kept among the settings.
            "DELETE FROM settings WHERE ?2 IS NOT NULL AND (key LIKE 'said.' || ?1 || '.%' \
             OR key IN ('answers.' || ?1, 'form.' || ?1))",
            "INSERT INTO tombstones (kind, row_id, purged_at) VALUES ('case', ?1, ?2)",
        ],
    )
}

fn purge_order(db: &Connection, id: i64, now: At) -> Result<(), Problem> {
    run(
        db,
        id,
        now,
        &[
            "UPDATE orders SET purged_at = ?2, number = '', number_key = '', store = NULL, store_url = NULL, \
             currency = NULL, payment_method = NULL, tracking = NULL, carrier = NULL, ships_from = NULL, \
             account = NULL, address = NULL, note = NULL, delivery_included = NULL WHERE id = ?1",
            "UPDATE lines SET external_id = NULL, title = NULL, product_url = NULL, options = NULL, \
             listed_minor = NULL, listed_currency = NULL, paid_minor = NULL, paid_currency = NULL, \
             shipping_minor = NULL, shipping_currency = NULL, coupon_minor = NULL, coupon_currency = NULL \
             WHERE order_id = ?1 AND ?2 IS NOT NULL",
            "DELETE FROM order_tags WHERE order_id = ?1 AND ?2 IS NOT NULL",
            "DELETE FROM facts WHERE order_id = ?1 AND ?2 IS NOT NULL",
            "UPDATE order_events SET payload = NULL WHERE order_id = ?1 AND ?2 IS NOT NULL",
            "UPDATE attachments SET ended_at = ifnull(ended_at, ?2), caption = NULL WHERE order_id = ?1",
            "INSERT INTO tombstones (kind, row_id, purged_at) VALUES ('order', ?1, ?2)",
        ],
    )
}

/// Files in use nowhere any more because this emptying ended their last use go to the inbox: emptying an order
/// from the bin is no word about its photos. Copies stay behind their original while there is one.
fn rehome(db: &Connection, now: At) -> Result<(), Problem> {
    let homeless = ids_at(
        db,
        &format!(
            "SELECT id FROM evidence WHERE removed_at IS NULL AND purged_at IS NULL \
             AND NOT (original_id IS NOT NULL AND {HAS_ORIGINAL}) \
             AND EXISTS (SELECT 1 FROM attachments a WHERE a.evidence_id = evidence.id AND a.ended_at = ?1) \
             AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.evidence_id = evidence.id \
             AND a.ended_at IS NULL) ORDER BY id"
        ),
        now,
    )?;
    for id in homeless {
        db.execute(
            "INSERT INTO attachments (evidence_id, target, role, position, added_at) \
             VALUES (?1, 'inbox', 'other', (SELECT ifnull(max(position), 0) + 1 FROM attachments), ?2)",
            params![id, now],
        )
        .db()?;
    }
    Ok(())
}

fn ids_at(db: &Connection, sql: &str, now: At) -> Result<Vec<i64>, Problem> {
    let mut statement = db.prepare(sql).db()?;
    let rows = statement.query_map([now], |row| row.get(0)).db()?;
    rows.collect::<Result<_, _>>().db()
}

fn purge_evidence(db: &Connection, id: EvidenceId, now: DateTime<Utc>) -> Result<(), Problem> {
    let file = evidence(db, id)?;
    let size_bytes = i64::try_from(file.facts.size_bytes).map_err(unreadable)?;
    let sha256: Sha256 = file.sha256;
    log_file(db, "purged", &file, now)?;
    let facts = serde_json::to_string(&MediaFacts::unknown(file.facts.size_bytes)).map_err(unreadable)?;
    db.execute(
        "UPDATE evidence SET purged_at = ?2, facts = ?3, name_bytes = NULL, file_time = NULL WHERE id = ?1",
        params![id.0, At(now), facts],
    )
    .db()?;
    db.execute(
        "UPDATE attachments SET ended_at = ifnull(ended_at, ?2), caption = NULL WHERE evidence_id = ?1",
        params![id.0, At(now)],
    )
    .db()?;
    db.execute(
        "INSERT INTO tombstones (kind, row_id, name, sha256, size_bytes, purged_at) \
         VALUES ('evidence', ?1, ?2, ?3, ?4, ?5)",
        params![id.0, file.name, Hash(sha256), size_bytes, At(now)],
    )
    .db()?;
    db.execute("INSERT INTO doomed_files (sha256) VALUES (?1) ON CONFLICT DO NOTHING", [Hash(sha256)])
        .db()?;
    Ok(())
}
