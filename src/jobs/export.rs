//! The claim bundle: preflight with every blocker and warning, then the bundle itself with fitting copies made
//! where they are needed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::case::{ChosenFile, Submission};
use crate::domain::check::{self, Verdict};
use crate::domain::claim_text::{self, Lengths};
use crate::domain::evidence::{Evidence, Role};
use crate::domain::ids::{CaseId, EvidenceId, Sha256};
use crate::domain::media::MediaKind;
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::{CasePicture, EvidenceRow};
use crate::domain::rules::EvidenceRules;
use crate::exchange::{self, BundleInput, Exhibit, FileRef, Originals};
use crate::library::Library;
use crate::media;
use crate::texts::Texts;

pub use crate::exchange::BundleReport;

use super::snapshot::Snapshot;
use super::{Ctx, cases, evidence};

/// Longer side of a thumbnail in the dossier.
const DOSSIER_THUMB_SIDE_PX: u32 = 320;

/// Copies made for an export, by their originals.
type Copies = BTreeMap<EvidenceId, EvidenceId>;

/// One thing preflight found, with the file it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct PreflightItem {
    /// The sentence, with what to do.
    pub text: Msg,
    /// The file it is about.
    pub evidence: Option<EvidenceId>,
    /// A copy that fits can be made in one click.
    pub can_fix: bool,
}

/// A file as it would go into the bundle.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedExhibit {
    /// The original with its verdict.
    pub row: EvidenceRow,
    /// Its caption.
    pub caption: Option<String>,
    /// How it goes into the upload folder.
    pub upload: Upload,
}

/// How a file goes into the upload folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upload {
    /// As it is, under a name of its own.
    AsItIs,
    /// By the copy made from it earlier.
    Copy(EvidenceId),
    /// By a copy that the export makes.
    CopyToBeMade,
    /// Not at all; only among the originals.
    Not,
}

/// What an export would write, and what stands in its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    /// What stands in the way.
    pub blockers: Vec<PreflightItem>,
    /// What is worth a look.
    pub warnings: Vec<PreflightItem>,
    /// Files in upload order.
    pub exhibits: Vec<PlannedExhibit>,
    /// The English text.
    pub text: String,
    /// Its lengths.
    pub lengths: Lengths,
    /// The limit for it, where one is known.
    pub text_limit: Option<usize>,
}

/// What to export.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The case.
    pub case: CaseId,
    /// Which submission, by its number; the draft, else the newest, unless said.
    pub submission: Option<i64>,
    /// Where to.
    pub out: PathBuf,
    /// One zip file instead of a folder.
    pub zip: bool,
    /// Leave out originals, address, names, locations.
    pub redact: bool,
    /// Write although something stands in the way.
    pub anyway: bool,
    /// Fit files to this pack instead of the case's own.
    pub for_pack: Option<String>,
}

/// What came of an export.
#[derive(Clone, Debug)]
pub enum Exported {
    /// Nothing was written: what stands in the way.
    Blocked(Box<Preflight>),
    /// Written, read again and hashed again.
    Written {
        /// What was written.
        report: BundleReport,
        /// What was worth a look before.
        preflight: Box<Preflight>,
    },
}

/// The files for upload inside a bundle that is a folder, in upload order; none when they cannot be listed.
pub fn upload_files(bundle: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(bundle.join("data").join("upload")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// What stands in the way of exporting a case, and what is worth a look.
pub fn preflight(ctx: &Ctx, case: CaseId, submission: Option<i64>) -> Result<Preflight, Problem> {
    let snapshot = Snapshot::around_case(ctx, case)?;
    let picture = cases::picture_from(&snapshot, case)?;
    let rules = rules_of_case(&snapshot, &picture, None)?;
    let chosen = chosen(&picture, submission)?;
    Ok(plan(&snapshot, &picture, chosen, &rules, &Copies::new()))
}

fn rules_of_case(
    snapshot: &Snapshot<'_>,
    picture: &CasePicture,
    for_pack: Option<&str>,
) -> Result<EvidenceRules, Problem> {
    let id = for_pack.unwrap_or(&picture.case.pack);
    match snapshot.ctx.pack(id)?.evidence.clone() {
        Some(rules) => Ok(rules),
        None => snapshot.ctx.default_rules().cloned(),
    }
}

fn chosen(picture: &CasePicture, number: Option<i64>) -> Result<Option<&Submission>, Problem> {
    match number {
        Some(number) => picture
            .submissions
            .iter()
            .find(|submission| submission.number == number)
            .map(Some)
            .ok_or_else(|| Problem::refused(Msg::new("job-submission-unknown").count("number", number))),
        None => Ok(cases::newest(&picture.submissions, cases::submission_kind(picture.case.kind))),
    }
}

fn plan(
    snapshot: &Snapshot<'_>,
    picture: &CasePicture,
    submission: Option<&Submission>,
    rules: &EvidenceRules,
    copies: &Copies,
) -> Preflight {
    let mut blockers: Vec<PreflightItem> =
        picture.readiness.blockers.iter().cloned().map(about_nothing).collect();
    let mut warnings: Vec<PreflightItem> =
        picture.readiness.warnings.iter().cloned().map(about_nothing).collect();
    let files = match submission {
        Some(submission) if !submission.files.is_empty() || submission.frozen_at.is_some() => {
            submission.files.clone()
        }
        _ => cases::choose(&picture.evidence),
    };
    let mut exhibits = Vec::new();
    let mut uses: BTreeMap<Sha256, String> = BTreeMap::new();
    for file in &files {
        let Some(evidence) = snapshot.evidence.get(&file.evidence) else {
            blockers.push(about_nothing(
                Msg::new("job-export-file-gone").text("caption", file.caption.clone().unwrap_or_default()),
            ));
            continue;
        };
        if let Some(first) = uses.insert(evidence.sha256, evidence.name.clone()) {
            warnings.push(about(evidence, Msg::new("job-export-twice").text("name", first), false));
            continue;
        }
        let exhibit = plan_file(snapshot, picture, file, evidence, rules, copies);
        match exhibit.upload {
            Upload::Not => warnings.push(about(
                evidence,
                Msg::new("job-export-not-uploaded").text("name", evidence.name.clone()),
                exhibit.row.assessment.verdict == Verdict::Fixable && evidence.facts.kind == MediaKind::Image,
            )),
            Upload::CopyToBeMade => {
                warnings.push(about(
                    evidence,
                    Msg::new("job-export-copy-made").text("name", evidence.name.clone()),
                    true,
                ));
            }
            Upload::AsItIs if evidence.facts.has_location => warnings.push(about(
                evidence,
                Msg::new("job-export-has-location").text("name", evidence.name.clone()),
                evidence.facts.kind == MediaKind::Image,
            )),
            Upload::AsItIs | Upload::Copy(_) => {}
        }
        exhibits.push(exhibit);
    }
    if !exhibits.iter().any(|exhibit| exhibit.upload != Upload::Not)
        && !picture.case.reason.is_some_and(crate::domain::case::Reason::is_not_received)
    {
        blockers.push(about_nothing(Msg::new("job-export-nothing-to-upload")));
    }
    let kind =
        submission.map_or_else(|| cases::submission_kind(picture.case.kind), |submission| submission.kind);
    let text = submission.filter(|submission| !submission.text.trim().is_empty()).map_or_else(
        || cases::text_of(picture, kind, snapshot.ctx.zone),
        |submission| submission.text.clone(),
    );
    let lengths = claim_text::lengths(&text);
    let text_limit =
        snapshot.ctx.pack(&picture.case.pack).ok().and_then(|pack| cases::text_limit(pack, kind));
    if lengths.strictest() > text_limit.unwrap_or(usize::MAX) {
        let most = text_limit.unwrap_or_default() as i64;
        let length = lengths.strictest() as i64;
        blockers
            .push(about_nothing(Msg::new("claim-text-too-long").count("length", length).count("most", most)));
    }
    Preflight { blockers, warnings, exhibits, text, lengths, text_limit }
}

fn about_nothing(text: Msg) -> PreflightItem {
    PreflightItem { text, evidence: None, can_fix: false }
}

fn about(evidence: &Evidence, text: Msg, can_fix: bool) -> PreflightItem {
    PreflightItem { text, evidence: Some(evidence.id), can_fix }
}

fn plan_file(
    snapshot: &Snapshot<'_>,
    picture: &CasePicture,
    file: &ChosenFile,
    evidence: &Evidence,
    rules: &EvidenceRules,
    copies: &Copies,
) -> PlannedExhibit {
    let used = picture.evidence.iter().find(|row| row.evidence.id == evidence.id);
    let row = snapshot.row(evidence, used.and_then(|row| row.attachment.as_ref()), rules);
    let image = evidence.facts.kind == MediaKind::Image;
    let copy = row.copy.or_else(|| copies.get(&evidence.id).copied()).filter(|copy| {
        snapshot
            .evidence
            .get(copy)
            .is_some_and(|copy| check::judge(&copy.facts, &copy.name, rules).verdict == Verdict::Ready)
    });
    let upload = match (row.assessment.verdict, copy) {
        (_, Some(copy)) => Upload::Copy(copy),
        (Verdict::Ready, None) if image && evidence.facts.has_location => Upload::CopyToBeMade,
        // A wrong name does not matter: the bundle names its files itself.
        (Verdict::Fixable, None) if evidence::only_name_is_wrong(evidence, rules) => Upload::AsItIs,
        (Verdict::Borderline | Verdict::Fixable, None) if image => Upload::CopyToBeMade,
        // A borderline video goes as it is; shrinking one needs tools this program does not have yet.
        (Verdict::Ready | Verdict::Borderline, None) => Upload::AsItIs,
        (Verdict::Fixable | Verdict::Rejected, None) => Upload::Not,
    };
    PlannedExhibit { row, caption: file.caption.clone(), upload }
}

/// Writes the bundle of a case: makes the copies that are missing, writes, reads everything again. Nothing is
/// written when something stands in the way, unless `anyway`.
pub fn export(
    ctx: &Ctx,
    request: &ExportRequest,
    readers: &Texts,
    progress: &dyn Progress,
) -> Result<Exported, Problem> {
    let (preflight, copies) = {
        let snapshot = Snapshot::around_case(ctx, request.case)?;
        let picture = cases::picture_from(&snapshot, request.case)?;
        let rules = rules_of_case(&snapshot, &picture, request.for_pack.as_deref())?;
        let submission = chosen(&picture, request.submission)?;
        let preflight = plan(&snapshot, &picture, submission, &rules, &Copies::new());
        if !preflight.blockers.is_empty() && !request.anyway {
            return Ok(Exported::Blocked(Box::new(preflight)));
        }
        let copies = make_copies(ctx, &preflight, &rules, progress)?;
        (preflight, copies)
    };
    // Read again: the copies have rows now.
    let mut snapshot = Snapshot::around_case(ctx, request.case)?;
    snapshot.add_files(copies.values().copied())?;
    let picture = cases::picture_from(&snapshot, request.case)?;
    let rules = rules_of_case(&snapshot, &picture, request.for_pack.as_deref())?;
    let submission = chosen(&picture, request.submission)?;
    let planned = plan(&snapshot, &picture, submission, &rules, &copies);
    let mut exhibits = Vec::with_capacity(planned.exhibits.len());
    for exhibit in &planned.exhibits {
        exhibits.push(exhibit_of(&snapshot, exhibit)?);
    }
    let english = Texts::new(crate::texts::ENGLISH, readers.zone());
    let overridden = if request.anyway {
        preflight.blockers.iter().map(|item| item.text.clone()).collect()
    } else {
        Vec::new()
    };
    let input = BundleInput {
        picture: &picture,
        submission: submission.map(|submission| (submission.number, submission.kind)),
        exhibits,
        claim_text: planned.text,
        overridden,
        redact: request.redact,
        private_words: Vec::new(),
        program: super::MADE_BY.to_owned(),
        now: ctx.now,
    };
    let originals = FromVault(ctx.library.clone());
    let report = if request.zip {
        exchange::write_zip(&input, &originals, &english, readers, &request.out, progress)?
    } else {
        exchange::write_folder(&input, &originals, &english, readers, &request.out, progress)?
    };
    Ok(Exported::Written { report, preflight: Box::new(preflight) })
}

fn make_copies(
    ctx: &Ctx,
    preflight: &Preflight,
    rules: &EvidenceRules,
    progress: &dyn Progress,
) -> Result<Copies, Problem> {
    let missing: Vec<&PlannedExhibit> =
        preflight.exhibits.iter().filter(|exhibit| exhibit.upload == Upload::CopyToBeMade).collect();
    progress.stage(Msg::new("job-fixing"), missing.len() as u64);
    let mut copies = Copies::new();
    for exhibit in missing {
        progress.check()?;
        let original = &exhibit.row.evidence;
        copies.insert(original.id, evidence::copy_that_fits(ctx, original, rules)?);
        progress.advance(1);
    }
    Ok(copies)
}

fn exhibit_of(snapshot: &Snapshot<'_>, planned: &PlannedExhibit) -> Result<Exhibit, Problem> {
    let original = &planned.row.evidence;
    let (upload, recipe) = match planned.upload {
        Upload::AsItIs => (Some(original), None),
        Upload::Copy(copy) => {
            let copy = snapshot.evidence.get(&copy);
            (copy, copy.and_then(|copy| copy.derived_from.as_ref()).map(|from| from.recipe.clone()))
        }
        Upload::CopyToBeMade | Upload::Not => (None, None),
    };
    let thumb = evidence::thumbnail(snapshot.ctx, &original.sha256, DOSSIER_THUMB_SIDE_PX)?;
    let thumbnail_jpeg = thumb.map(|pixels| media::thumbs::encode_jpeg(&pixels, 82)).transpose()?;
    let attachment = planned.row.attachment.as_ref();
    Ok(Exhibit {
        role: attachment.map_or(Role::Other, |attachment| attachment.role),
        caption: planned.caption.clone(),
        original: file_ref(original),
        upload: upload.map(file_ref),
        recipe,
        thumbnail_jpeg,
    })
}

fn file_ref(evidence: &Evidence) -> FileRef {
    FileRef { sha256: evidence.sha256, name: evidence.name.clone(), facts: evidence.facts.clone() }
}

struct FromVault(Arc<Library>);

impl Originals for FromVault {
    fn open(&self, sha256: &Sha256) -> Result<Box<dyn Read>, Problem> {
        let file: File = self.0.open_original(sha256)?;
        Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
    }
}
