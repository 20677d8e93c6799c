//! Rows of stored files, and their uses.

use std::collections::BTreeSet;

use rusqlite::params;
use serde_json::json;

use crate::domain::change::{AttachmentPatch, Change, FileName, NewAttachment, NewEvidence};
use crate::domain::evidence::{Attachment, Evidence, Recipe, Target};
use crate::domain::ids::{AttachmentId, EvidenceId};
use crate::domain::message::{Msg, Problem};

use super::super::chain::{self, Log};
use super::super::codec::{At, Hash};
use super::super::read::evidence::{
    attachment, attachments_of, by_hash, copy_recipe, evidence, has_original, must_be_live, target_columns,
};
use super::super::read::{Standing, cases, none, orders, standing};
use super::super::trouble::{OrProblem, unreadable};
use super::super::vault::original_path;
use super::{Writer, nothing, take_fields, together};

impl Writer<'_> {
    pub(super) fn add_evidence(
        &mut self,
        file: &NewEvidence,
        usage: &NewAttachment,
    ) -> Result<Change, Problem> {
        let mut inverses = Vec::new();
        let id = self.row_for(file, &mut inverses)?;
        inverses.push(self.attach(id, usage)?);
        if usage.target != Target::Inbox {
            // It was waiting for this.
            for waiting in attachments_of(self.db, id)? {
                if waiting.target == Target::Inbox {
                    inverses.push(self.end_use(waiting.id, true)?);
                }
            }
        }
        Ok(together(inverses))
    }

    pub(super) fn add_copy(&mut self, file: &NewEvidence) -> Result<Change, Problem> {
        let mut inverses = Vec::new();
        self.row_for(file, &mut inverses)?;
        Ok(together(inverses))
    }

    /// The row of stored bytes: a new one, or the one they have already, taken out of the bin if it lies there. For a
    /// copy, with what it was made from.
    fn row_for(&mut self, file: &NewEvidence, inverses: &mut Vec<Change>) -> Result<EvidenceId, Problem> {
        self.must_be_stored(file)?;
        if let Some(from) = &file.derived_from
            && standing(self.db, "evidence", from.original.0)? == Standing::Missing
        {
            return Err(none("library-no-file", from.original));
        }
        let id = match by_hash(self.db, &file.sha256)? {
            Some(known) if known.removed_at.is_some() => {
                inverses.push(self.bin_evidence(known.id, false)?);
                known.id
            }
            Some(known) => known.id,
            None => {
                let id = self.insert_evidence(file)?;
                inverses.push(Change::RemoveEvidence(id));
                id
            }
        };
        self.created.evidence.push(id);
        // What needs no copying is no copy of itself.
        if let Some(from) = file.derived_from.as_ref().filter(|from| from.original != id) {
            let back = self.set_copy(from.original, id, Some(&from.recipe))?;
            if back != nothing() {
                inverses.push(back);
            }
        }
        Ok(id)
    }

    /// Says how a file was made from another, or that it is no copy of it.
    pub(super) fn set_copy(
        &mut self,
        original: EvidenceId,
        copy: EvidenceId,
        recipe: Option<&Recipe>,
    ) -> Result<Change, Problem> {
        let before = copy_recipe(self.db, original, copy)?;
        if before.as_ref() == recipe {
            return Ok(nothing());
        }
        match recipe {
            Some(recipe) => {
                let recipe = serde_json::to_string(recipe).map_err(unreadable)?;
                self.db
                    .prepare_cached(
                        "INSERT INTO copies (original_id, copy_id, recipe) VALUES (?1, ?2, ?3) \
                         ON CONFLICT DO UPDATE SET recipe = excluded.recipe",
                    )
                    .db()?
                    .execute(params![original.0, copy.0, recipe])
                    .db()?;
            }
            None => {
                self.db
                    .prepare_cached("DELETE FROM copies WHERE original_id = ?1 AND copy_id = ?2")
                    .db()?
                    .execute([original.0, copy.0])
                    .db()?;
            }
        }
        Ok(Change::SetCopy { original, copy, recipe: before })
    }

    /// File first, row second: a row never stands for bytes that are not in the vault.
    fn must_be_stored(&self, file: &NewEvidence) -> Result<(), Problem> {
        let path = original_path(self.folder, &file.sha256);
        match self.fs.metadata(&path) {
            Ok(facts) if facts.is_file() && facts.len() == file.facts.size_bytes => Ok(()),
            _ => Err(Problem::could_not(Msg::new("library-not-stored").text("name", file.name.as_str()))
                .with_detail(path.display())),
        }
    }

    fn insert_evidence(&mut self, file: &NewEvidence) -> Result<EvidenceId, Problem> {
        let original = file.derived_from.as_ref().map(|from| from.original);
        let recipe = file.derived_from.as_ref().map(|from| serde_json::to_string(&from.recipe));
        let recipe = recipe.transpose().map_err(unreadable)?;
        let facts = serde_json::to_string(&file.facts).map_err(unreadable)?;
        let size_bytes = i64::try_from(file.facts.size_bytes).map_err(unreadable)?;
        self.db
            .prepare_cached(
                "INSERT INTO evidence (sha256, size_bytes, name, name_bytes, file_time, facts, original_id, \
                 recipe, added_at, pasted) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .db()?
            .execute(params![
                Hash(file.sha256),
                size_bytes,
                file.name,
                file.name_bytes,
                file.file_time.map(At),
                facts,
                original.map(|original| original.0),
                recipe,
                At(self.now),
                file.pasted,
            ])
            .db()?;
        let id = EvidenceId(self.db.last_insert_rowid());
        // The same bytes may have been emptied from the bin just now; they are wanted again.
        self.db
            .prepare_cached("DELETE FROM doomed_files WHERE sha256 = ?1")
            .db()?
            .execute([Hash(file.sha256)])
            .db()?;
        self.log_file("stored", &evidence(self.db, id)?)?;
        Ok(id)
    }

    /// Adds an entry about a file to the log of files.
    fn log_file(&self, entry: &str, file: &Evidence) -> Result<(), Problem> {
        log_file(self.db, entry, file, self.now)
    }

    pub(super) fn bin_evidence(&mut self, id: EvidenceId, removed: bool) -> Result<Change, Problem> {
        match (standing(self.db, "evidence", id.0)?, removed) {
            (Standing::Live, true) | (Standing::Binned, false) => {}
            (Standing::Live, false) | (Standing::Binned, true) => return Ok(nothing()),
            (Standing::Purged | Standing::Missing, _) => return Err(none("library-no-file", id)),
        }
        self.set_removed("evidence", id.0, removed)?;
        self.log_file(if removed { "removed" } else { "restored" }, &evidence(self.db, id)?)?;
        Ok(if removed { Change::RestoreEvidence(id) } else { Change::RemoveEvidence(id) })
    }

    pub(super) fn name_evidence(&mut self, id: EvidenceId, new: &FileName) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        let before = evidence(self.db, id)?;
        let name_bytes = self
            .db
            .prepare_cached("SELECT name_bytes FROM evidence WHERE id = ?1")
            .db()?
            .query_row([id.0], |row| row.get(0))
            .db()?;
        let facts = serde_json::to_string(&new.facts).map_err(unreadable)?;
        self.db
            .prepare_cached("UPDATE evidence SET name = ?2, name_bytes = ?3, facts = ?4 WHERE id = ?1")
            .db()?
            .execute(params![id.0, new.name, new.name_bytes, facts])
            .db()?;
        self.log_file("named", &evidence(self.db, id)?)?;
        let old = FileName { name: before.name, name_bytes, facts: before.facts };
        Ok(Change::NameEvidence(id, Box::new(old)))
    }

    pub(super) fn attach(&mut self, id: EvidenceId, usage: &NewAttachment) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        self.must_be_target(&usage.target)?;
        if let Some(same) = self.same_use(id, usage)? {
            self.created.attachments.push(same);
            return Ok(nothing());
        }
        let (kind, order, line, case) = target_columns(&usage.target);
        self.db
            .prepare_cached(
                "INSERT INTO attachments (evidence_id, target, order_id, line_id, case_id, role, caption, \
                 position, added_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, \
                 (SELECT ifnull(max(position), 0) + 1 FROM attachments), ?8)",
            )
            .db()?
            .execute(params![id.0, kind, order, line, case, usage.role.code(), usage.caption, At(self.now)])
            .db()?;
        let attachment = AttachmentId(self.db.last_insert_rowid());
        self.write_needs(attachment, &usage.shows)?;
        self.created.attachments.push(attachment);
        Ok(Change::Detach(attachment))
    }

    /// A live use that says all this already: the same file dropped on the same place twice.
    fn same_use(&self, id: EvidenceId, usage: &NewAttachment) -> Result<Option<AttachmentId>, Problem> {
        let same = attachments_of(self.db, id)?.into_iter().find(|known| {
            known.target == usage.target
                && known.role == usage.role
                && (usage.caption.is_none() || usage.caption == known.caption)
                && usage.shows.iter().all(|need| known.shows.contains(need))
        });
        Ok(same.map(|known| known.id))
    }

    fn must_be_target(&self, target: &Target) -> Result<(), Problem> {
        match target {
            Target::Order { order } => orders::must_be_live(self.db, *order),
            Target::Line { order, line } => {
                orders::must_be_live(self.db, *order)?;
                let (owner, _) = orders::line(self.db, *line)?;
                if owner == *order { Ok(()) } else { Err(none("library-no-line", line)) }
            }
            Target::Case { case } => cases::must_be_live(self.db, *case),
            Target::Inbox => Ok(()),
        }
    }

    fn write_needs(&self, id: AttachmentId, needs: &[String]) -> Result<(), Problem> {
        self.db
            .prepare_cached("DELETE FROM attachment_needs WHERE attachment_id = ?1")
            .db()?
            .execute([id.0])
            .db()?;
        let mut insert = self
            .db
            .prepare_cached(
                "INSERT INTO attachment_needs (attachment_id, position, need) VALUES (?1, ?2, ?3)",
            )
            .db()?;
        for (index, need) in needs.iter().enumerate() {
            insert.execute(params![id.0, index as i64, need]).db()?;
        }
        Ok(())
    }

    pub(super) fn end_use(&mut self, id: AttachmentId, end: bool) -> Result<Change, Problem> {
        let (known, ended) = attachment(self.db, id)?;
        if ended == end {
            return Ok(nothing());
        }
        self.must_be_seen(&known)?;
        let mut inverses = Vec::new();
        if end && known.target != Target::Inbox && self.is_last_use(&known)? {
            // First its new place, so that taking back ends that when the old one is there again.
            let waiting = NewAttachment {
                target: Target::Inbox,
                role: known.role,
                caption: known.caption,
                shows: Vec::new(),
            };
            inverses.push(self.attach(known.evidence, &waiting)?);
        }
        let at = end.then_some(At(self.now));
        self.db
            .prepare_cached("UPDATE attachments SET ended_at = ?2 WHERE id = ?1")
            .db()?
            .execute(params![id.0, at])
            .db()?;
        inverses.push(if end { Change::Reattach(id) } else { Change::Detach(id) });
        Ok(together(inverses))
    }

    /// True when the file would be in no place without this use. Copies stand behind their original while it is there.
    fn is_last_use(&self, usage: &Attachment) -> Result<bool, Problem> {
        let is_copy = evidence(self.db, usage.evidence)?.derived_from.is_some();
        Ok(!(is_copy && has_original(self.db, usage.evidence)?)
            && attachments_of(self.db, usage.evidence)?.iter().all(|other| other.id == usage.id))
    }

    pub(super) fn set_attachment(
        &mut self,
        id: AttachmentId,
        patch: &AttachmentPatch,
    ) -> Result<Change, Problem> {
        let mut row = self.live_use(id)?;
        if let Some(target) = &patch.target {
            self.must_be_target(target)?;
        }
        let mut back = AttachmentPatch::default();
        take_fields!(patch, row, back, target, role, caption, shows);
        let (kind, order, line, case) = target_columns(&row.target);
        self.db
            .prepare_cached(
                "UPDATE attachments SET target = ?2, order_id = ?3, line_id = ?4, case_id = ?5, role = ?6, \
                 caption = ?7 WHERE id = ?1",
            )
            .db()?
            .execute(params![id.0, kind, order, line, case, row.role.code(), row.caption])
            .db()?;
        if patch.shows.is_some() {
            self.write_needs(id, &row.shows)?;
        }
        Ok(Change::SetAttachment(id, back))
    }

    fn live_use(&self, id: AttachmentId) -> Result<Attachment, Problem> {
        match attachment(self.db, id)? {
            (row, false) => self.must_be_seen(&row).map(|()| row),
            (_, true) => Err(none("library-no-use", id)),
        }
    }

    /// What lies in the bin, by its file or by its target, takes no change: the inverse could not be applied.
    fn must_be_seen(&self, row: &Attachment) -> Result<(), Problem> {
        must_be_live(self.db, row.evidence)?;
        self.must_be_target(&row.target)
    }

    /// Gives the uses each other's places. Places are unique over the whole library, so uses of an order and of
    /// its lines can be put into one order, and a use keeps its place when it moves to another target.
    pub(super) fn reorder(&mut self, ids: &[AttachmentId]) -> Result<Change, Problem> {
        let mut before = Vec::with_capacity(ids.len());
        let mut seen = BTreeSet::new();
        for id in ids {
            if seen.insert(*id) {
                before.push((self.live_use(*id)?.position, *id));
            }
        }
        if before.len() != ids.len() {
            return Err(Problem::refused(Msg::new("library-reorder-repeats")));
        }
        before.sort_unstable();
        // Places are unique at every moment, so the first pass moves the uses out of the way.
        let mut place = self.db.prepare_cached("UPDATE attachments SET position = ?2 WHERE id = ?1").db()?;
        for ((position, _), id) in before.iter().zip(ids) {
            place.execute(params![id.0, -position]).db()?;
        }
        for ((position, _), id) in before.iter().zip(ids) {
            place.execute(params![id.0, position]).db()?;
        }
        Ok(Change::Reorder(before.into_iter().map(|(_, id)| id).collect()))
    }
}

/// Adds an entry about a file to the log of files: what it was, whatever becomes of its row.
pub(in super::super) fn log_file(
    db: &rusqlite::Connection,
    entry: &str,
    file: &Evidence,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Problem> {
    let payload = json!({
        "evidence": file.id,
        "sha256": file.sha256,
        "size_bytes": file.facts.size_bytes,
        "name": file.name,
    });
    chain::append(db, Log::Evidence, entry, &payload.to_string(), now).map(|_| ())
}
