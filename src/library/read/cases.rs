//! Cases, their logs and their submissions.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, CaseKind, ChosenFile, Reason, Submission, SubmissionKind};
use crate::domain::event::{CaseEvent, CaseEventKind, Event, EventDetails, EventSource, Plan};
use crate::domain::ids::{AttachmentId, CaseId, EventId, EvidenceId, LineId, OrderId, Sha256, SubmissionId};
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;

use super::super::Library;
use super::super::chain::{EVENT, UNVOID, VOID};
use super::super::codec::{At, Hash, code, code_opt, money};
use super::super::trouble::{OrProblem, unreadable};
use super::none;

// A case goes into the bin with its order, too.
const CASE: &str = "SELECT c.id, c.kind, c.order_id, c.line_id, c.after_id, c.pack, c.pack_version, c.reason, \
     c.remedy, c.amount_minor, c.amount_currency, c.note, c.opened_at, ifnull(c.removed_at, o.removed_at) \
     FROM cases c LEFT JOIN orders o ON o.id = c.order_id WHERE c.purged_at IS NULL";

fn case_row(row: &Row<'_>) -> rusqlite::Result<Case> {
    Ok(Case {
        id: CaseId(row.get(0)?),
        kind: code(row, 1, CaseKind::from_code)?,
        order: row.get::<_, Option<i64>>(2)?.map(OrderId),
        line: row.get::<_, Option<i64>>(3)?.map(LineId),
        after: row.get::<_, Option<i64>>(4)?.map(CaseId),
        pack: row.get(5)?,
        pack_version: row.get(6)?,
        reason: code_opt(row, 7, Reason::from_code)?,
        remedy: code_opt(row, 8, Plan::from_code)?,
        amount: money(row, 9)?,
        note: row.get(11)?,
        opened_at: row.get::<_, At>(12)?.0,
        removed_at: row.get::<_, Option<At>>(13)?.map(|at| at.0),
    })
}

/// One case, in the bin or not.
pub(in super::super) fn case(db: &Connection, id: CaseId) -> Result<Case, Problem> {
    let sql = format!("{CASE} AND c.id = ?1");
    let mut statement = db.prepare_cached(&sql).db()?;
    let mut rows = statement.query_map([id.0], case_row).db()?;
    rows.next().ok_or_else(|| none("library-no-case", id))?.db()
}

/// Refuses a case that is not there or lies in the bin, by itself or with its order.
pub(in super::super) fn must_be_live(db: &Connection, id: CaseId) -> Result<(), Problem> {
    let binned: Option<bool> = db
        .prepare_cached(
            "SELECT ifnull(c.removed_at, o.removed_at) IS NOT NULL FROM cases c \
             LEFT JOIN orders o ON o.id = c.order_id WHERE c.id = ?1 AND c.purged_at IS NULL",
        )
        .db()?
        .query_row([id.0], |row| row.get(0))
        .optional()
        .db()?;
    match binned {
        None => Err(none("library-no-case", id)),
        Some(true) => Err(Problem::refused(Msg::new("library-case-in-bin").text("id", id.to_string()))),
        Some(false) => Ok(()),
    }
}

/// What an event entry holds. Field names and their order are part of the stored form.
#[derive(Debug, Serialize, Deserialize)]
pub(in super::super) struct Payload {
    pub kind: String,
    pub at: Moment,
    pub source: EventSource,
    pub details: EventDetails,
    /// What was sent, as it was frozen: proof against a later change of the submission's rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

/// A submission by its hashes.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in super::super) struct Sent {
    pub submission: i64,
    pub text: Sha256,
    pub files: Vec<SentFile>,
}

/// A sent file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in super::super) struct SentFile {
    pub sha256: Sha256,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

impl Sent {
    pub(in super::super) fn of(submission: &Submission) -> Self {
        Self {
            submission: submission.id.0,
            text: Sha256::of(submission.text.as_bytes()),
            files: submission
                .files
                .iter()
                .map(|file| SentFile { sha256: file.sha256, caption: file.caption.clone() })
                .collect(),
        }
    }
}

/// What a voiding entry holds: the place of the event in the same log.
#[derive(Debug, Serialize, Deserialize)]
pub(in super::super) struct Voids {
    pub seq: i64,
}

/// Which of the two event tables.
pub(in super::super) struct EventRows {
    pub table: &'static str,
    pub owner: &'static str,
    pub owners: &'static str,
}

pub(in super::super) const CASE_EVENTS: EventRows =
    EventRows { table: "case_events", owner: "case_id", owners: "cases" };

const ENTRY: &str = "id, seq, entry, recorded_at, payload";

/// Adds one entry to the events read so far.
fn take_entry<K>(
    events: &mut Vec<Event<K>>,
    row: &Row<'_>,
    from_code: impl Fn(&str) -> Option<K>,
) -> Result<(), Problem> {
    let seq: i64 = row.get(1).db()?;
    let payload = row.get_ref(4).db()?.as_str_or_null().map_err(unreadable)?;
    let Some(payload) = payload else {
        return Err(unreadable(format_args!("log entry {seq} has lost its contents")));
    };
    let entry = row.get_ref(2).db()?.as_str().map_err(unreadable)?;
    match entry {
        EVENT => {
            let Payload { kind, at, source, details, .. } =
                serde_json::from_str(payload).map_err(unreadable)?;
            let kind = from_code(&kind).ok_or_else(|| unreadable(format_args!("unknown event {kind}")))?;
            events.push(Event {
                id: EventId(row.get(0).db()?),
                seq,
                kind,
                at,
                source,
                details,
                recorded_at: row.get::<_, At>(3).db()?.0,
                voided: false,
            });
        }
        VOID | UNVOID => {
            let voids: Voids = serde_json::from_str(payload).map_err(unreadable)?;
            if let Ok(index) = events.binary_search_by_key(&voids.seq, |event| event.seq)
                && let Some(event) = events.get_mut(index)
            {
                event.voided = entry == VOID;
            }
        }
        other => return Err(unreadable(format_args!("unknown log entry {other}"))),
    }
    Ok(())
}

/// One log, voided events included.
pub(in super::super) fn events_of<K>(
    db: &Connection,
    from: &EventRows,
    owner: i64,
    from_code: impl Fn(&str) -> Option<K>,
) -> Result<Vec<Event<K>>, Problem> {
    // The log of what was emptied from the bin has no contents left to read.
    let sql = format!(
        "SELECT {ENTRY} FROM {table} WHERE {owner} = ?1 \
         AND EXISTS (SELECT 1 FROM {owners} WHERE id = ?1 AND purged_at IS NULL) ORDER BY seq",
        table = from.table,
        owner = from.owner,
        owners = from.owners
    );
    let mut statement = db.prepare_cached(&sql).db()?;
    let mut rows = statement.query([owner]).db()?;
    let mut events = Vec::new();
    while let Some(row) = rows.next().db()? {
        take_entry(&mut events, row, &from_code)?;
    }
    Ok(events)
}

/// All logs of a table by their owner's row id.
pub(in super::super) fn events_by_owner<K>(
    db: &Connection,
    from: &EventRows,
    from_code: impl Fn(&str) -> Option<K>,
) -> Result<BTreeMap<i64, Vec<Event<K>>>, Problem> {
    let sql = format!(
        "SELECT {ENTRY}, {owner} FROM {table} \
         WHERE {owner} NOT IN (SELECT id FROM {owners} WHERE purged_at IS NOT NULL) ORDER BY {owner}, seq",
        table = from.table,
        owner = from.owner,
        owners = from.owners
    );
    let mut statement = db.prepare_cached(&sql).db()?;
    let mut rows = statement.query([]).db()?;
    let mut by_owner: BTreeMap<i64, Vec<Event<K>>> = BTreeMap::new();
    while let Some(row) = rows.next().db()? {
        take_entry(by_owner.entry(row.get(5).db()?).or_default(), row, &from_code)?;
    }
    Ok(by_owner)
}

const SUBMISSION: &str = "SELECT s.id, s.case_id, s.number, s.kind, s.text, s.frozen_at FROM submissions s \
     JOIN cases c ON c.id = s.case_id WHERE s.removed_at IS NULL AND c.purged_at IS NULL";

fn submission_row(row: &Row<'_>) -> rusqlite::Result<Submission> {
    Ok(Submission {
        id: SubmissionId(row.get(0)?),
        case: CaseId(row.get(1)?),
        number: row.get(2)?,
        kind: code(row, 3, SubmissionKind::from_code)?,
        text: row.get(4)?,
        files: Vec::new(),
        frozen_at: row.get::<_, Option<At>>(5)?.map(|at| at.0),
    })
}

/// Submissions that satisfy one more condition with its one parameter `?1`, by case and number.
fn submissions_where(db: &Connection, condition: &str, parameter: i64) -> Result<Vec<Submission>, Problem> {
    let sql = format!("{SUBMISSION} AND {condition} ORDER BY s.case_id, s.number");
    let mut statement = db.prepare_cached(&sql).db()?;
    let rows = statement.query_map([parameter], submission_row).db()?;
    let mut submissions = rows.collect::<Result<Vec<_>, _>>().db()?;
    let sql = format!(
        "SELECT f.submission_id, f.attachment_id, f.evidence_id, f.sha256, f.caption FROM submission_files f \
         WHERE f.submission_id IN (SELECT s.id FROM submissions s WHERE {condition}) \
         ORDER BY f.submission_id, f.position"
    );
    let mut files: BTreeMap<SubmissionId, Vec<ChosenFile>> = BTreeMap::new();
    let mut statement = db.prepare_cached(&sql).db()?;
    let mut rows = statement.query([parameter]).db()?;
    while let Some(row) = rows.next().db()? {
        files.entry(SubmissionId(row.get(0).db()?)).or_default().push(ChosenFile {
            attachment: row.get::<_, Option<i64>>(1).db()?.map(AttachmentId),
            evidence: EvidenceId(row.get(2).db()?),
            sha256: row.get::<_, Hash>(3).db()?.0,
            caption: row.get(4).db()?,
        });
    }
    for submission in &mut submissions {
        submission.files = files.remove(&submission.id).unwrap_or_default();
    }
    Ok(submissions)
}

/// One submission.
pub(in super::super) fn submission(db: &Connection, id: SubmissionId) -> Result<Submission, Problem> {
    submissions_where(db, "s.id = ?1", id.0)?.pop().ok_or_else(|| none("library-no-submission", id))
}

/// All submissions of live and binned cases.
pub(in super::super) fn all_submissions(db: &Connection) -> Result<Vec<Submission>, Problem> {
    submissions_where(db, "s.id > ?1", 0)
}

impl Library {
    /// All cases by id. Those in the bin, by themselves or with their order, only when asked for.
    pub fn cases(&self, include_removed: bool) -> Result<Vec<Case>, Problem> {
        self.read(|db| {
            let sql = format!("{CASE} ORDER BY c.id");
            let mut statement = db.prepare_cached(&sql).db()?;
            let rows = statement.query_map([], case_row).db()?;
            let mut cases = rows.collect::<Result<Vec<_>, _>>().db()?;
            cases.retain(|case| include_removed || case.removed_at.is_none());
            Ok(cases)
        })
    }

    /// One case; it may be in the bin.
    pub fn case(&self, id: CaseId) -> Result<Case, Problem> {
        self.read(|db| case(db, id))
    }

    /// Cases of an order that are not in the bin by themselves, by id.
    pub fn cases_of(&self, order: OrderId) -> Result<Vec<Case>, Problem> {
        self.read(|db| {
            let sql = format!("{CASE} AND c.removed_at IS NULL AND c.order_id = ?1 ORDER BY c.id");
            let mut statement = db.prepare_cached(&sql).db()?;
            let rows = statement.query_map([order.0], case_row).db()?;
            rows.collect::<Result<_, _>>().db()
        })
    }

    /// Cases about an account that are not in the bin, by id.
    pub fn account_cases(&self) -> Result<Vec<Case>, Problem> {
        self.read(|db| {
            let sql = format!("{CASE} AND c.kind = ?1 ORDER BY c.id");
            let mut statement = db.prepare_cached(&sql).db()?;
            let rows = statement.query_map([CaseKind::Account.code()], case_row).db()?;
            let mut cases = rows.collect::<Result<Vec<_>, _>>().db()?;
            cases.retain(|case| case.removed_at.is_none());
            Ok(cases)
        })
    }

    /// The log of a case, voided events included.
    pub fn case_events(&self, case: CaseId) -> Result<Vec<CaseEvent>, Problem> {
        self.read(|db| events_of(db, &CASE_EVENTS, case.0, CaseEventKind::from_code))
    }

    /// The logs of all cases that have one.
    pub fn all_case_events(&self) -> Result<BTreeMap<CaseId, Vec<CaseEvent>>, Problem> {
        self.read(|db| {
            let by_owner = events_by_owner(db, &CASE_EVENTS, CaseEventKind::from_code)?;
            Ok(by_owner.into_iter().map(|(id, events)| (CaseId(id), events)).collect())
        })
    }

    /// Submissions of a case by number.
    pub fn submissions(&self, case: CaseId) -> Result<Vec<Submission>, Problem> {
        self.read(|db| submissions_where(db, "s.case_id = ?1", case.0))
    }

    /// One submission.
    pub fn submission(&self, id: SubmissionId) -> Result<Submission, Problem> {
        self.read(|db| submission(db, id))
    }

    /// Submissions of all cases, by case and number.
    pub fn all_submissions(&self) -> Result<Vec<Submission>, Problem> {
        self.read(all_submissions)
    }
}
