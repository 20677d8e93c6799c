//! Verifying a library whole: every original hashed again, the database's own checks, every log recomputed,
//! every sent submission compared with what its log says. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256 as Hasher};

use crate::domain::event::CaseEventKind;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{CaseId, OrderId, Sha256, SubmissionId};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::upkeep::{FileTrouble, Log, VerifyReport};

use super::Library;
use super::chain::first_break;
use super::read::cases::{CASE_EVENTS, Payload, Sent, all_submissions, events_by_owner};
use super::trouble::{OrProblem, unreadable};
use super::vault::originals_folder;

/// How one original was found.
enum Found {
    Sound,
    Missing,
    Changed,
    Unreadable(String),
}

impl Library {
    /// Looks at everything. Damage is a finding in the report; a problem is given only when the looking itself
    /// could not be done or was stopped.
    pub fn verify(&self, progress: &dyn Progress) -> Result<VerifyReport, Problem> {
        let mut report = VerifyReport::default();
        progress.stage(Msg::new("library-stage-database"), 0);
        self.read(|db| check_database(db, &mut report))?;
        progress.check()?;
        let files = match self.all_evidence(true) {
            Ok(files) => files,
            // The rows themselves are damaged: say so, with what was found above.
            Err(problem) if !report.database.is_empty() => {
                report.database.push(problem.to_string());
                return Ok(report);
            }
            Err(problem) => return Err(problem),
        };
        let total = files.iter().map(|file| file.facts.size_bytes).sum();
        progress.stage(Msg::new("library-stage-originals"), total);
        for file in &files {
            let found = self.check_original(file, progress, &mut report.checked_bytes)?;
            report.checked += 1;
            let trouble = |detail| FileTrouble {
                name: file.name.clone(),
                evidence: file.id,
                sha256: file.sha256,
                detail,
            };
            match found {
                Found::Sound => {}
                Found::Missing => report.missing.push(trouble(None)),
                Found::Changed => report.changed.push(trouble(None)),
                Found::Unreadable(detail) => report.unreadable.push(trouble(Some(detail))),
            }
        }
        let known: BTreeSet<Sha256> = files.iter().map(|file| file.sha256).collect();
        self.find_orphans(&known, &mut report);
        report.missing.sort();
        report.changed.sort();
        report.unreadable.sort();
        report.orphaned.sort();
        Ok(report)
    }

    fn check_original(
        &self,
        file: &Evidence,
        progress: &dyn Progress,
        checked_bytes: &mut u64,
    ) -> Result<Found, Problem> {
        let path = self.original_path(&file.sha256);
        let mut original = match self.fs.open(&path) {
            Ok(original) => original,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Missing),
            Err(error) => return Ok(Found::Unreadable(error.to_string())),
        };
        let mut hasher = Hasher::new();
        let mut block = vec![0_u8; 1 << 20];
        loop {
            progress.check()?;
            let count = match self.fs.read(&mut original, &mut block) {
                Ok(count) => count,
                Err(error) => return Ok(Found::Unreadable(error.to_string())),
            };
            let Some(bytes) = block.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
            hasher.update(bytes);
            *checked_bytes += count as u64;
            progress.advance(count as u64);
        }
        let hash = Sha256(hasher.finalize().into());
        Ok(if hash == file.sha256 { Found::Sound } else { Found::Changed })
    }

    /// Everything in the vault that is not the original of a row.
    fn find_orphans(&self, known: &BTreeSet<Sha256>, report: &mut VerifyReport) {
        let originals = originals_folder(&self.folder);
        for shelf in self.fs.read_folder(&originals).unwrap_or_default() {
            let shelf_name = shelf.name.to_string_lossy();
            if shelf_name == "tmp" {
                continue;
            }
            if !shelf.is_folder {
                report.orphaned.push(format!("originals/{shelf_name}"));
                continue;
            }
            for file in self.fs.read_folder(&originals.join(&shelf.name)).unwrap_or_default() {
                let name = file.name.to_string_lossy();
                let path = Path::new("originals").join(&shelf.name).join(&file.name);
                let is_known = Sha256::from_hex(&name).is_some_and(|hash| {
                    known.contains(&hash) && self.original_path(&hash) == self.folder.join(&path)
                });
                if !is_known {
                    report.orphaned.push(format!("originals/{shelf_name}/{name}"));
                }
            }
        }
    }
}

fn check_database(db: &Connection, report: &mut VerifyReport) -> Result<(), Problem> {
    let mut statement = db.prepare("PRAGMA integrity_check").db()?;
    let mut rows = statement.query([]).db()?;
    while let Some(row) = rows.next().db()? {
        let line: String = row.get(0).db()?;
        if line != "ok" {
            report.database.push(line);
        }
    }
    let mut statement = db.prepare("PRAGMA foreign_key_check").db()?;
    let mut rows = statement.query([]).db()?;
    while let Some(row) = rows.next().db()? {
        let (table, id): (String, Option<i64>) = (row.get(0).db()?, row.get(1).db()?);
        report.database.push(format!("foreign key: {table} {}", id.unwrap_or_default()));
    }
    if report.database.is_empty() {
        check_logs(db, report)?;
    }
    Ok(())
}

fn check_logs(db: &Connection, report: &mut VerifyReport) -> Result<(), Problem> {
    let mut logs = vec![(Log::Evidence, false)];
    for (sql, is_case) in [
        ("SELECT id, purged_at IS NOT NULL FROM orders ORDER BY id", false),
        ("SELECT id, purged_at IS NOT NULL FROM cases ORDER BY id", true),
    ] {
        let mut statement = db.prepare(sql).db()?;
        let mut rows = statement.query([]).db()?;
        while let Some(row) = rows.next().db()? {
            let id: i64 = row.get(0).db()?;
            let log = if is_case { Log::Case(CaseId(id)) } else { Log::Order(OrderId(id)) };
            logs.push((log, row.get(1).db()?));
        }
    }
    for (log, purged) in logs {
        report.chain_breaks.extend(first_break(db, log, purged)?);
    }
    report.chain_breaks.sort();
    // A log that does not hold together is no witness for what was sent.
    if report.chain_breaks.is_empty() {
        report.sent_changed = sent_changed(db)?;
    }
    Ok(())
}

/// Submissions whose rows differ from what the event that sent them says.
fn sent_changed(db: &Connection) -> Result<Vec<SubmissionId>, Problem> {
    let now: BTreeMap<SubmissionId, Sent> = all_submissions(db)?
        .iter()
        .filter(|submission| submission.frozen_at.is_some())
        .map(|submission| (submission.id, Sent::of(submission)))
        .collect();
    let mut witnessed = BTreeSet::new();
    let mut changed = BTreeSet::new();
    let mut payload = db.prepare("SELECT payload FROM case_events WHERE id = ?1").db()?;
    for events in events_by_owner(db, &CASE_EVENTS, CaseEventKind::from_code)?.values() {
        for event in events.iter().filter(|event| !event.voided) {
            let Some(id) = event.details.submission else { continue };
            let text: String = payload.query_row([event.id.0], |row| row.get(0)).db()?;
            let then: Payload = serde_json::from_str(&text).map_err(unreadable)?;
            witnessed.insert(id);
            if now.get(&id) != then.sent.as_ref() {
                changed.insert(id);
            }
        }
    }
    // Frozen without an event that sent it.
    changed.extend(now.keys().filter(|id| !witnessed.contains(id)));
    Ok(changed.into_iter().collect())
}
