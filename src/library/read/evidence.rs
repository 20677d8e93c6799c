//! Stored files and their uses.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use crate::domain::evidence::{Attachment, Derivation, Evidence, Recipe, Role, Target};
use crate::domain::ids::{AttachmentId, CaseId, EvidenceId, LineId, OrderId, Sha256};
use crate::domain::message::{Msg, Problem};

use super::super::Library;
use super::super::codec::{At, Hash, code, strange};
use super::super::trouble::OrProblem;
use super::{Standing, none, standing};

const EVIDENCE: &str = "SELECT id, sha256, name, file_time, facts, original_id, recipe, added_at, pasted, \
     removed_at, purged_at FROM evidence";

/// A JSON column.
fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(index)?.as_str()?;
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn evidence_row(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    let at = |index: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<At>>(index)?.map(|at| at.0));
    let original = row.get::<_, Option<i64>>(5)?.map(EvidenceId);
    Ok(Evidence {
        id: EvidenceId(row.get(0)?),
        sha256: row.get::<_, Hash>(1)?.0,
        name: row.get(2)?,
        file_time: at(3)?,
        facts: json(row, 4)?,
        derived_from: match original {
            Some(original) => Some(Derivation { original, recipe: json(row, 6)? }),
            None => None,
        },
        added_at: row.get::<_, At>(7)?.0,
        pasted: row.get(8)?,
        removed_at: at(9)?,
        purged_at: at(10)?,
    })
}

/// Files that satisfy a condition, by id.
fn evidence_where(
    db: &Connection,
    condition: &str,
    parameters: &[&dyn ToSql],
) -> Result<Vec<Evidence>, Problem> {
    let sql = format!("{EVIDENCE} WHERE {condition} ORDER BY id");
    let mut statement = db.prepare_cached(&sql).db()?;
    let rows = statement.query_map(parameters, evidence_row).db()?;
    rows.collect::<Result<_, _>>().db()
}

/// One file, whatever became of it.
pub(in super::super) fn evidence(db: &Connection, id: EvidenceId) -> Result<Evidence, Problem> {
    evidence_where(db, "id = ?1", &[&id.0])?.pop().ok_or_else(|| none("library-no-file", id))
}

/// The row of some bytes that were not emptied from the bin.
pub(in super::super) fn by_hash(db: &Connection, sha256: &Sha256) -> Result<Option<Evidence>, Problem> {
    Ok(evidence_where(db, "sha256 = ?1 AND purged_at IS NULL", &[&Hash(*sha256)])?.pop())
}

/// Refuses a file that is not there or lies in the bin.
pub(in super::super) fn must_be_live(db: &Connection, id: EvidenceId) -> Result<(), Problem> {
    match standing(db, "evidence", id.0)? {
        Standing::Live => Ok(()),
        Standing::Binned => {
            Err(Problem::refused(Msg::new("library-file-in-bin").text("name", evidence(db, id)?.name)))
        }
        Standing::Purged | Standing::Missing => Err(none("library-no-file", id)),
    }
}

/// How a file was made from another; `None` when it is no copy of it.
pub(in super::super) fn copy_recipe(
    db: &Connection,
    original: EvidenceId,
    copy: EvidenceId,
) -> Result<Option<Recipe>, Problem> {
    db.prepare_cached("SELECT recipe FROM copies WHERE original_id = ?1 AND copy_id = ?2")
        .db()?
        .query_row([original.0, copy.0], |row| json(row, 0))
        .optional()
        .db()
}

/// Condition on a row of `evidence`: something it was made from was not emptied from the bin.
pub(in super::super) const HAS_ORIGINAL: &str = "EXISTS (SELECT 1 FROM copies k JOIN evidence o \
     ON o.id = k.original_id WHERE k.copy_id = evidence.id AND o.purged_at IS NULL)";

/// True when something a copy was made from was not emptied from the bin.
pub(in super::super) fn has_original(db: &Connection, copy: EvidenceId) -> Result<bool, Problem> {
    let sql = format!("SELECT {HAS_ORIGINAL} FROM evidence WHERE id = ?1");
    db.prepare_cached(&sql).db()?.query_row([copy.0], |row| row.get(0)).db()
}

const ATTACHMENT: &str = "a.id, a.evidence_id, a.target, a.order_id, a.line_id, a.case_id, a.role, a.caption, \
     a.position";

fn attachment_row(row: &Row<'_>) -> rusqlite::Result<Attachment> {
    let target = match row.get_ref(2)?.as_str()? {
        "order" => Target::Order { order: OrderId(row.get(3)?) },
        "line" => Target::Line { order: OrderId(row.get(3)?), line: LineId(row.get(4)?) },
        "case" => Target::Case { case: CaseId(row.get(5)?) },
        "inbox" => Target::Inbox,
        other => return Err(strange(2, other)),
    };
    Ok(Attachment {
        id: AttachmentId(row.get(0)?),
        evidence: EvidenceId(row.get(1)?),
        target,
        role: code(row, 6, Role::from_code)?,
        caption: row.get(7)?,
        position: row.get(8)?,
        shows: Vec::new(),
    })
}

/// Uses that satisfy a condition on `a` (and on `e`, the file's row), by position, complete in two queries.
fn attachments_where(
    db: &Connection,
    condition: &str,
    parameters: &[&dyn ToSql],
) -> Result<Vec<Attachment>, Problem> {
    let from = format!("FROM attachments a JOIN evidence e ON e.id = a.evidence_id WHERE {condition}");
    let sql = format!("SELECT {ATTACHMENT} {from} ORDER BY a.position");
    let mut statement = db.prepare_cached(&sql).db()?;
    let rows = statement.query_map(parameters, attachment_row).db()?;
    let mut attachments = rows.collect::<Result<Vec<_>, _>>().db()?;
    let sql = format!(
        "SELECT attachment_id, need FROM attachment_needs WHERE attachment_id IN (SELECT a.id {from}) \
         ORDER BY attachment_id, position"
    );
    let mut needs: BTreeMap<AttachmentId, Vec<String>> = BTreeMap::new();
    let mut statement = db.prepare_cached(&sql).db()?;
    let mut rows = statement.query(parameters).db()?;
    while let Some(row) = rows.next().db()? {
        needs.entry(AttachmentId(row.get(0).db()?)).or_default().push(row.get(1).db()?);
    }
    for attachment in &mut attachments {
        attachment.shows = needs.remove(&attachment.id).unwrap_or_default();
    }
    Ok(attachments)
}

const LIVE: &str = "a.ended_at IS NULL AND e.removed_at IS NULL AND e.purged_at IS NULL";

/// Target kind and the three ids, as they stand in the columns.
pub(in super::super) fn target_columns(
    target: &Target,
) -> (&'static str, Option<i64>, Option<i64>, Option<i64>) {
    match target {
        Target::Order { order } => ("order", Some(order.0), None, None),
        Target::Line { order, line } => ("line", Some(order.0), Some(line.0), None),
        Target::Case { case } => ("case", None, None, Some(case.0)),
        Target::Inbox => ("inbox", None, None, None),
    }
}

/// Live uses for a target.
pub(in super::super) fn attachments(db: &Connection, target: &Target) -> Result<Vec<Attachment>, Problem> {
    let (kind, order, line, case) = target_columns(target);
    let condition = match target {
        Target::Inbox => format!("{LIVE} AND a.target = 'inbox' AND ?1 = 'inbox' AND ?2 IS NULL"),
        Target::Order { .. } => format!("{LIVE} AND a.target = ?1 AND a.order_id = ?2"),
        Target::Line { .. } => format!("{LIVE} AND a.target = ?1 AND a.line_id = ?2"),
        Target::Case { .. } => format!("{LIVE} AND a.target = ?1 AND a.case_id = ?2"),
    };
    attachments_where(db, &condition, &[&kind, &line.or(order).or(case)])
}

/// Live uses of a file.
pub(in super::super) fn attachments_of(db: &Connection, id: EvidenceId) -> Result<Vec<Attachment>, Problem> {
    attachments_where(db, &format!("{LIVE} AND a.evidence_id = ?1"), &[&id.0])
}

/// One use, ended or not.
pub(in super::super) fn attachment(db: &Connection, id: AttachmentId) -> Result<(Attachment, bool), Problem> {
    let found = attachments_where(db, "a.id = ?1", &[&id.0])?.pop();
    let attachment = found.ok_or_else(|| none("library-no-use", id))?;
    let ended = db
        .prepare_cached("SELECT ended_at IS NOT NULL FROM attachments WHERE id = ?1")
        .db()?
        .query_row([id.0], |row| row.get(0))
        .db()?;
    Ok((attachment, ended))
}

impl Library {
    /// One file, whatever became of it.
    pub fn evidence(&self, id: EvidenceId) -> Result<Evidence, Problem> {
        self.read(|db| evidence(db, id))
    }

    /// The row of some bytes, in the bin or not; `None` for bytes never stored or emptied from the bin.
    pub fn evidence_by_hash(&self, sha256: &Sha256) -> Result<Option<Evidence>, Problem> {
        self.read(|db| by_hash(db, sha256))
    }

    /// All files that were not emptied from the bin, by id.
    pub fn all_evidence(&self, include_removed: bool) -> Result<Vec<Evidence>, Problem> {
        self.read(|db| {
            evidence_where(
                db,
                "purged_at IS NULL AND (?1 = 1 OR removed_at IS NULL)",
                &[&i64::from(include_removed)],
            )
        })
    }

    /// The file's name as bytes, where it was not UTF-8.
    pub fn name_bytes(&self, id: EvidenceId) -> Result<Option<Vec<u8>>, Problem> {
        self.read(|db| {
            db.query_row("SELECT name_bytes FROM evidence WHERE id = ?1", [id.0], |row| row.get(0))
                .optional()
                .db()
                .map(Option::flatten)
        })
    }

    /// Copies made from a file, oldest first, those in the bin left out.
    pub fn copies_of(&self, original: EvidenceId) -> Result<Vec<Evidence>, Problem> {
        self.read(|db| {
            evidence_where(
                db,
                "id IN (SELECT copy_id FROM copies WHERE original_id = ?1) \
                 AND removed_at IS NULL AND purged_at IS NULL",
                &[&original.0],
            )
        })
    }

    /// Which files are copies of which, copies by id, whatever became of them.
    pub fn all_copies(&self) -> Result<BTreeMap<EvidenceId, Vec<EvidenceId>>, Problem> {
        self.read(|db| {
            let mut statement = db
                .prepare_cached("SELECT original_id, copy_id FROM copies ORDER BY original_id, copy_id")
                .db()?;
            let mut rows = statement.query([]).db()?;
            let mut copies: BTreeMap<EvidenceId, Vec<EvidenceId>> = BTreeMap::new();
            while let Some(row) = rows.next().db()? {
                let original = EvidenceId(row.get(0).db()?);
                copies.entry(original).or_default().push(EvidenceId(row.get(1).db()?));
            }
            Ok(copies)
        })
    }

    /// How a file was made from another; `None` when it is no copy of it.
    pub fn copy_recipe(&self, original: EvidenceId, copy: EvidenceId) -> Result<Option<Recipe>, Problem> {
        self.read(|db| copy_recipe(db, original, copy))
    }

    /// Uses for one target, by position.
    pub fn attachments(&self, target: &Target) -> Result<Vec<Attachment>, Problem> {
        self.read(|db| attachments(db, target))
    }

    /// Uses for an order and for any of its lines, by position.
    pub fn attachments_of_order(&self, order: OrderId) -> Result<Vec<Attachment>, Problem> {
        self.read(|db| attachments_where(db, &format!("{LIVE} AND a.order_id = ?1"), &[&order.0]))
    }

    /// Uses of one file, by position.
    pub fn attachments_of(&self, evidence: EvidenceId) -> Result<Vec<Attachment>, Problem> {
        self.read(|db| attachments_of(db, evidence))
    }

    /// One use that has not ended.
    pub fn attachment(&self, id: AttachmentId) -> Result<Attachment, Problem> {
        self.read(|db| match attachment(db, id)? {
            (attachment, false) => Ok(attachment),
            (_, true) => Err(none("library-no-use", id)),
        })
    }

    /// Files without an order yet, by position.
    pub fn inbox(&self) -> Result<Vec<Attachment>, Problem> {
        self.attachments(&Target::Inbox)
    }

    /// All uses, by position.
    pub fn all_attachments(&self) -> Result<Vec<Attachment>, Problem> {
        self.read(|db| attachments_where(db, LIVE, &[]))
    }
}
