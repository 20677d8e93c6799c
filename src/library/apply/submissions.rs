//! Drafts of what will be sent, and their freezing.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};

use crate::domain::case::{ChosenFile, Submission, SubmissionKind};
use crate::domain::change::Change;
use crate::domain::ids::{CaseId, SubmissionId};
use crate::domain::message::{Msg, Problem};

use super::super::codec::{At, Hash};
use super::super::read::cases::{must_be_live, submission};
use super::super::read::{evidence, none};
use super::super::trouble::OrProblem;
use super::{Writer, nothing};

impl Writer<'_> {
    pub(super) fn add_draft(
        &mut self,
        case: CaseId,
        kind: SubmissionKind,
        text: &str,
        files: &[ChosenFile],
    ) -> Result<Change, Problem> {
        must_be_live(self.db, case)?;
        let number = self.next_number(case)?;
        self.db
            .prepare_cached("INSERT INTO submissions (case_id, number, kind, text) VALUES (?1, ?2, ?3, ?4)")
            .db()?
            .execute(params![case.0, number, kind.code(), text])
            .db()?;
        let id = SubmissionId(self.db.last_insert_rowid());
        self.write_files(id, files)?;
        self.created.submissions.push(id);
        Ok(Change::RemoveDraft(id))
    }

    fn next_number(&self, case: CaseId) -> Result<i64, Problem> {
        self.db
            .prepare_cached(
                "SELECT ifnull(max(number), 0) + 1 FROM submissions WHERE case_id = ?1 AND removed_at IS NULL",
            )
            .db()?
            .query_row([case.0], |row| row.get(0))
            .db()
    }

    pub(super) fn set_draft(
        &mut self,
        case: CaseId,
        id: SubmissionId,
        kind: SubmissionKind,
        text: &str,
        files: &[ChosenFile],
    ) -> Result<Change, Problem> {
        let before = self.draft(id)?;
        if before.case != case {
            return Err(none("library-no-submission", id));
        }
        self.db
            .prepare_cached("UPDATE submissions SET kind = ?2, text = ?3 WHERE id = ?1")
            .db()?
            .execute(params![id.0, kind.code(), text])
            .db()?;
        self.db
            .prepare_cached("DELETE FROM submission_files WHERE submission_id = ?1")
            .db()?
            .execute([id.0])
            .db()?;
        self.write_files(id, files)?;
        Ok(Change::SaveDraft {
            case,
            submission: Some(id),
            kind: before.kind,
            text: before.text,
            files: before.files,
        })
    }

    fn write_files(&self, id: SubmissionId, files: &[ChosenFile]) -> Result<(), Problem> {
        let mut insert = self
            .db
            .prepare_cached(
                "INSERT INTO submission_files (submission_id, position, attachment_id, evidence_id, sha256, \
                 caption) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .db()?;
        for (index, file) in files.iter().enumerate() {
            let row = evidence::evidence(self.db, file.evidence)?;
            if row.purged_at.is_some() || row.sha256 != file.sha256 {
                return Err(none("library-no-file", file.evidence));
            }
            if let Some(attachment) = file.attachment {
                evidence::attachment(self.db, attachment)?;
            }
            insert
                .execute(params![
                    id.0,
                    index as i64,
                    file.attachment.map(|attachment| attachment.0),
                    file.evidence.0,
                    Hash(file.sha256),
                    file.caption,
                ])
                .db()?;
        }
        Ok(())
    }

    /// A submission that may still change.
    fn draft(&self, id: SubmissionId) -> Result<Submission, Problem> {
        let draft = submission(self.db, id)?;
        must_be_live(self.db, draft.case)?;
        if draft.frozen_at.is_some() {
            return Err(Problem::refused(Msg::new("library-sent-stays").count("number", draft.number)));
        }
        Ok(draft)
    }

    pub(super) fn take_draft(&mut self, id: SubmissionId, away: bool) -> Result<Change, Problem> {
        let known: Option<(i64, i64, bool)> = self
            .db
            .prepare_cached("SELECT case_id, number, removed_at IS NOT NULL FROM submissions WHERE id = ?1")
            .db()?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()
            .db()?;
        let Some((case, number, is_away)) = known else { return Err(none("library-no-submission", id)) };
        let case = CaseId(case);
        must_be_live(self.db, case)?;
        if is_away == away {
            return Ok(nothing());
        }
        if away {
            self.draft(id)?;
            self.set_removed("submissions", id.0, true)?;
            return Ok(Change::RestoreDraft(id));
        }
        let taken: bool = self
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM submissions \
                 WHERE case_id = ?1 AND number = ?2 AND removed_at IS NULL)",
            )
            .db()?
            .query_row(params![case.0, number], |row| row.get(0))
            .db()?;
        let number = if taken { self.next_number(case)? } else { number };
        self.db
            .prepare_cached("UPDATE submissions SET removed_at = NULL, number = ?2 WHERE id = ?1")
            .db()?
            .execute(params![id.0, number])
            .db()?;
        Ok(Change::RemoveDraft(id))
    }

    /// From now on nothing of it changes. One that was sent before keeps its date.
    pub(super) fn freeze(&self, sent: &Submission, at: DateTime<Utc>) -> Result<(), Problem> {
        if sent.frozen_at.is_none() {
            self.db
                .prepare_cached("UPDATE submissions SET frozen_at = ?2 WHERE id = ?1")
                .db()?
                .execute(params![sent.id.0, At(at)])
                .db()?;
        }
        Ok(())
    }

    /// A draft again, because its sending was recorded by mistake.
    pub(super) fn thaw(&self, id: SubmissionId) -> Result<(), Problem> {
        self.db
            .prepare_cached("UPDATE submissions SET frozen_at = NULL WHERE id = ?1")
            .db()?
            .execute([id.0])
            .db()?;
        Ok(())
    }
}
