//! Applying changes: one transaction each, all or nothing, giving the exact inverse. The only writer of rows
//! besides emptying the bin.

mod cases;
mod evidence;
mod orders;
mod submissions;

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::domain::change::{Applied, Change, Created};
use crate::domain::message::{Msg, Problem};

use super::Library;
use super::codec::At;
use super::fs::FileSystem;
use super::state::setting;
use super::trouble::OrProblem;

pub(super) use evidence::log_file;

/// How deep [`Change::All`] may nest; deeper is a mistake and would end in an overflow.
const NESTING_MAX: usize = 32;

/// One change being applied.
struct Writer<'a> {
    db: &'a Connection,
    fs: &'a dyn FileSystem,
    folder: &'a Path,
    now: DateTime<Utc>,
    /// The revision this change will have.
    revision: i64,
    created: Created,
}

impl Library {
    /// Applies a change as a whole. With `expected_revision` it is refused when anything else changed the
    /// library since.
    pub fn apply(
        &self,
        change: &Change,
        expected_revision: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Applied, Problem> {
        self.apply_if(change, now, |revision, _| {
            expected_revision.is_none_or(|expected| revision == expected + 1)
        })
    }

    /// Takes a change back by its inverse, unless another program wrote since (`others` of [`Applied`]): an undo
    /// never overwrites what somebody else did.
    pub fn take_back(&self, inverse: &Change, others: i64, now: DateTime<Utc>) -> Result<Applied, Problem> {
        self.apply_if(inverse, now, |_, written_by_others| written_by_others == others)
    }

    fn apply_if(
        &self,
        change: &Change,
        now: DateTime<Utc>,
        may: impl FnOnce(i64, i64) -> bool,
    ) -> Result<Applied, Problem> {
        self.write_revision(|db, revision, others| {
            if !may(revision, others) {
                return Err(Problem::refused(Msg::new("library-changed-elsewhere")));
            }
            let mut writer = Writer {
                db,
                fs: &*self.fs,
                folder: &self.folder,
                now,
                revision,
                created: Created::default(),
            };
            let inverse = writer.change(change, 0)?;
            Ok(Applied { revision, others, inverse, created: writer.created })
        })
    }
}

/// The change that changes nothing.
fn nothing() -> Change {
    Change::All(Vec::new())
}

/// Several inverses as one, the last first; a single one stands alone.
fn together(mut inverses: Vec<Change>) -> Change {
    inverses.reverse();
    if inverses.len() == 1 { inverses.pop().unwrap_or_else(nothing) } else { Change::All(inverses) }
}

/// Takes the given fields of a patch over into a row and keeps what they replaced in the inverse patch.
macro_rules! take_fields {
    ($patch:expr, $row:expr, $back:expr, $($field:ident),+ $(,)?) => {$(
        if let Some(new) = &$patch.$field {
            $back.$field = Some(std::mem::replace(&mut $row.$field, new.clone()));
        }
    )+};
}
use take_fields;

impl Writer<'_> {
    fn change(&mut self, change: &Change, depth: usize) -> Result<Change, Problem> {
        match change {
            Change::AddOrder { marketplace, number, order, line } => {
                self.add_order(marketplace, number, order, line)
            }
            Change::SetOrder(id, patch) => self.set_order(*id, patch),
            Change::AddLine(order, patch) => self.add_line(*order, patch),
            Change::SetLine(id, patch) => self.set_line(*id, patch),
            Change::RemoveLine(id) => self.remove_line(*id),
            Change::RestoreLine(id) => self.restore_line(*id),
            Change::SetStatements { order, date, facts, chosen } => {
                self.set_statements(*order, *date, facts, *chosen)
            }
            Change::RemoveOrder(id) => self.remove_order(*id),
            Change::RestoreOrder(id) => self.restore_order(*id),
            Change::AddEvidence(file, usage) => self.add_evidence(file, usage),
            Change::AddCopy(file) => self.add_copy(file),
            Change::SetCopy { original, copy, recipe } => self.set_copy(*original, *copy, recipe.as_ref()),
            Change::NameEvidence(id, name) => self.name_evidence(*id, name),
            Change::Attach(evidence, usage) => self.attach(*evidence, usage),
            Change::Detach(id) => self.end_use(*id, true),
            Change::Reattach(id) => self.end_use(*id, false),
            Change::SetAttachment(id, patch) => self.set_attachment(*id, patch),
            Change::Reorder(ids) => self.reorder(ids),
            Change::RemoveEvidence(id) => self.bin_evidence(*id, true),
            Change::RestoreEvidence(id) => self.bin_evidence(*id, false),
            Change::OpenCase(case) => self.open_case(case),
            Change::SetCase(id, patch) => self.set_case(*id, patch),
            Change::RemoveCase(id) => self.bin_case(*id, true),
            Change::RestoreCase(id) => self.bin_case(*id, false),
            Change::AddOrderEvent(order, event) => self.add_order_event(*order, event),
            Change::AddCaseEvent(case, event) => self.add_case_event(*case, event),
            Change::VoidOrderEvent(id, voided) => self.void_order_event(*id, *voided),
            Change::VoidCaseEvent(id, voided) => self.void_case_event(*id, *voided),
            Change::SaveDraft { case, submission, kind, text, files } => match submission {
                Some(id) => self.set_draft(*case, *id, *kind, text, files),
                None => self.add_draft(*case, *kind, text, files),
            },
            Change::RemoveDraft(id) => self.take_draft(*id, true),
            Change::RestoreDraft(id) => self.take_draft(*id, false),
            Change::SetSetting(key, value) => self.set_setting(key, value.as_deref()),
            Change::All(_) if depth >= NESTING_MAX => {
                Err(Problem::refused(Msg::new("library-change-too-deep")))
            }
            Change::All(changes) => {
                let mut inverses = Vec::with_capacity(changes.len());
                for change in changes {
                    inverses.push(self.change(change, depth + 1)?);
                }
                Ok(together(inverses))
            }
        }
    }

    fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<Change, Problem> {
        let before = setting(self.db, key)?;
        match value {
            Some(value) => self
                .db
                .prepare_cached(
                    "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                )
                .db()?
                .execute([key, value])
                .db()?,
            None => self.db.prepare_cached("DELETE FROM settings WHERE key = ?1").db()?.execute([key]).db()?,
        };
        Ok(Change::SetSetting(key.to_owned(), before))
    }

    /// Marks a row of orders or cases as changed by this revision.
    fn touch(&self, table: &'static str, id: i64) -> Result<(), Problem> {
        let sql = format!("UPDATE {table} SET touched = ?2 WHERE id = ?1");
        self.db.prepare_cached(&sql).db()?.execute(params![id, self.revision]).db()?;
        Ok(())
    }

    /// Puts a row into the bin or takes it out.
    fn set_removed(&self, table: &'static str, id: i64, removed: bool) -> Result<(), Problem> {
        let sql = format!("UPDATE {table} SET removed_at = ?2 WHERE id = ?1");
        let at = removed.then_some(At(self.now));
        self.db.prepare_cached(&sql).db()?.execute(params![id, at]).db()?;
        Ok(())
    }
}
