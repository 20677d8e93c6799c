//! The claim bundle: preflight with every blocker and warning, then the bundle itself with fitting copies made
//! where they are needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::case::{CaseKind, ChosenFile, Reason, Submission};
use crate::domain::evidence::check::{self, Verdict};
use crate::domain::evidence::media::MediaKind;
use crate::domain::evidence::{Evidence, Role};
use crate::domain::ids::{CaseId, EvidenceId, Sha256};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::{CasePicture, EvidenceRow};
use crate::domain::rules::EvidenceRules;
use crate::domain::wording::claim_text::{self, Lengths};
use crate::exchange::{self, BundleInput, Exhibit, FileRef, Originals};
use crate::library::Library;
use crate::library::fs::{FileSystem as _, RealFs};
use crate::media;
use crate::media::fit::Fitted;
use crate::texts::Texts;

pub use super::uploads::Upload;
pub use crate::exchange::BundleReport;

use super::redacted::{self, Stripped};
use super::snapshot::Snapshot;
use super::{Ctx, cases, evidence, uploads};

/// The blocker for a text that is longer than the marketplace takes.
const TOO_LONG: &str = "claim-text-too-long";
/// The warning for a copy that the export makes.
const COPY_MADE: &str = "job-export-copy-made";
/// Longer side of a thumbnail in the dossier.
const DOSSIER_THUMB_SIDE_PX: u32 = 320;

/// What an export is made with beside the case: how it was asked for, and what came of making copies.
#[derive(Default)]
struct Making {
    /// Leave out what tells where it was taken.
    redact: bool,
    /// Originals whose copies were made.
    made: BTreeSet<EvidenceId>,
    /// Why there is no copy, by the original.
    failed: BTreeMap<EvidenceId, Msg>,
    /// What a redacted bundle takes instead of files that tell more than their picture.
    stripped: Stripped,
}

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

/// What an export would write, and what stands in its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    /// What stands in the way.
    pub blockers: Vec<PreflightItem>,
    /// What is worth a look.
    pub warnings: Vec<PreflightItem>,
    /// Files in upload order; those that are not uploaded come last.
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
    /// Words to leave out then, beside those of the settings.
    pub private_words: Vec<String>,
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
    Ok(plan(&snapshot, &picture, chosen, &rules, &Making::default()))
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
    making: &Making,
) -> Preflight {
    // The length is judged below, on the very text that goes in.
    let mut blockers: Vec<PreflightItem> = picture
        .readiness
        .blockers
        .iter()
        .filter(|msg| msg.id != TOO_LONG)
        .cloned()
        .map(about_nothing)
        .collect();
    let mut warnings: Vec<PreflightItem> =
        picture.readiness.warnings.iter().cloned().map(about_nothing).collect();
    let files = match submission {
        // A draft's are what is attached now: see `cases::picture_from`.
        Some(submission) => submission.files.clone(),
        None => cases::choose(&picture.evidence),
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
        let exhibit = plan_file(snapshot, picture, file, evidence, rules, making);
        warnings.extend(remarks(&exhibit, making));
        exhibits.push(exhibit);
    }
    // Numbers follow the upload folder; the text lists the same files in the same order.
    exhibits.sort_by_key(|exhibit| exhibit.upload == Upload::Not);
    let not_received = picture.case.reason.is_some_and(Reason::is_not_received);
    let uploads = exhibits.iter().any(|exhibit| {
        exhibit.upload != Upload::Not
            || (making.redact && exhibit.row.evidence.facts.has_location)
            || making.stripped.left_out.contains_key(&exhibit.row.evidence.id)
    });
    if !uploads && !not_received {
        let item = about_nothing(Msg::new("job-export-nothing-to-upload"));
        // Only a dispute's form asks for files; texts of other cases go without.
        if picture.case.kind == CaseKind::Dispute { blockers.push(item) } else { warnings.push(item) }
    }
    let kind =
        submission.map_or_else(|| cases::submission_kind(picture.case.kind), |submission| submission.kind);
    let written = submission.map(|submission| &submission.text).filter(|text| !text.trim().is_empty());
    let text = written.cloned().unwrap_or_else(|| {
        let uploaded = exhibits.iter().filter(|exhibit| exhibit.upload != Upload::Not);
        let listed = uploaded.map(|exhibit| uploads::in_text(&exhibit.row, exhibit.caption.clone()));
        cases::drafted(snapshot.ctx, picture, kind, listed.collect())
    });
    let lengths = claim_text::lengths(&text);
    let text_limit =
        snapshot.ctx.pack(&picture.case.pack).ok().and_then(|pack| cases::text_limit(pack, kind));
    if lengths.strictest() > text_limit.unwrap_or(usize::MAX) {
        let most = text_limit.unwrap_or_default() as i64;
        let length = lengths.strictest() as i64;
        blockers.push(about_nothing(Msg::new(TOO_LONG).count("length", length).count("most", most)));
    }
    Preflight { blockers, warnings, exhibits, text, lengths, text_limit }
}

/// What is worth saying about a file that goes in.
fn remarks(exhibit: &PlannedExhibit, making: &Making) -> Vec<PreflightItem> {
    let file = &exhibit.row.evidence;
    let named = |id: &'static str| Msg::new(id).text("name", file.name.clone());
    let image = file.facts.kind == MediaKind::Image && check::can_be_copied(file.facts.format);
    let mut items = Vec::new();
    match exhibit.upload {
        Upload::Not => match making.failed.get(&file.id) {
            Some(why) => {
                let text = named("job-export-copy-failed").msg("why", why.clone());
                items.push(about(file, text, false));
            }
            None if making.stripped.left_out.contains_key(&file.id) => {
                let why = making.stripped.left_out.get(&file.id).cloned();
                items.extend(why.map(|why| about(file, why, false)));
            }
            None if making.redact
                && exhibit.row.assessment.verdict != Verdict::Rejected
                && file.facts.has_location =>
            {
                items.push(about(file, named("job-export-redact-location"), false));
            }
            None => {
                let can_fix = exhibit.row.assessment.verdict == Verdict::Fixable && image;
                items.push(about(file, named("job-export-not-uploaded"), can_fix));
            }
        },
        Upload::CopyToBeMade => items.push(about(file, named(COPY_MADE), true)),
        Upload::AsItIs => {
            if file.facts.has_location {
                items.push(about(file, named("job-export-has-location"), false));
            }
            if uploads::is_borderline(&exhibit.row.assessment) {
                items.push(about(file, named("job-export-borderline"), false));
            }
        }
        Upload::Copy(_) => {}
    }
    items
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
    making: &Making,
) -> PlannedExhibit {
    let uses = || picture.evidence.iter().filter(|row| row.evidence.id == evidence.id);
    let used = uses()
        .find(|row| row.attachment.as_ref().map(|usage| usage.id) == file.attachment)
        .or_else(|| uses().next());
    let row = snapshot.row(evidence, used.and_then(|row| row.attachment.as_ref()), rules);
    let upload = match uploads::planned(&row) {
        Upload::CopyToBeMade if making.failed.contains_key(&evidence.id) => Upload::Not,
        // Nothing can take the place out of a video: a redacted bundle names it and leaves it out.
        Upload::AsItIs if making.redact && evidence.facts.has_location => Upload::Not,
        Upload::AsItIs | Upload::Copy(_) if making.stripped.left_out.contains_key(&evidence.id) => {
            Upload::Not
        }
        upload => upload,
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
    let mut making = Making { redact: request.redact, ..Making::default() };
    let before = {
        let snapshot = Snapshot::around_case(ctx, request.case)?;
        let picture = cases::picture_from(&snapshot, request.case)?;
        let rules = rules_of_case(&snapshot, &picture, request.for_pack.as_deref())?;
        let submission = chosen(&picture, request.submission)?;
        let preflight = plan(&snapshot, &picture, submission, &rules, &making);
        if !preflight.blockers.is_empty() && !request.anyway {
            return Ok(Exported::Blocked(Box::new(preflight)));
        }
        make_copies(ctx, &preflight, &rules, &mut making, progress)?;
        preflight
    };
    // Read again: the copies have rows now.
    let snapshot = Snapshot::around_case(ctx, request.case)?;
    let picture = cases::picture_from(&snapshot, request.case)?;
    let rules = rules_of_case(&snapshot, &picture, request.for_pack.as_deref())?;
    let submission = chosen(&picture, request.submission)?;
    let mut planned = plan(&snapshot, &picture, submission, &rules, &making);
    let private_words = redacted::private_words(ctx, &request.private_words)?;
    if request.redact {
        let words = exchange::private_words(picture.order.as_ref(), &private_words);
        making.stripped = redacted::strip(&snapshot, &planned.exhibits, &rules, &words, progress)?;
        planned = plan(&snapshot, &picture, submission, &rules, &making);
    }
    let made = before.warnings.into_iter().filter(|item| {
        item.text.id == COPY_MADE && item.evidence.is_some_and(|file| making.made.contains(&file))
    });
    planned.warnings.extend(made);
    if !planned.blockers.is_empty() && !request.anyway {
        // Without the copies that could not be made, nothing may be left to upload.
        return Ok(Exported::Blocked(Box::new(planned)));
    }
    let mut exhibits = Vec::with_capacity(planned.exhibits.len());
    for exhibit in &planned.exhibits {
        exhibits.push(exhibit_of(&snapshot, exhibit, &making.stripped)?);
    }
    let english = Texts::new(crate::texts::ENGLISH, readers.zone());
    let overridden = if request.anyway {
        planned.blockers.iter().map(|item| item.text.clone()).collect()
    } else {
        Vec::new()
    };
    let input = BundleInput {
        picture: &picture,
        submission: submission.map(|submission| (submission.number, submission.kind)),
        exhibits,
        claim_text: planned.text.clone(),
        overridden,
        redact: request.redact,
        rules: &rules,
        private_words,
        reminders: ctx.packs.reminders(&picture.case.pack),
        program: super::MADE_BY.to_owned(),
        now: ctx.now,
    };
    let copies = making.stripped.copies.into_values();
    let originals = Stores {
        library: ctx.library.clone(),
        copies: copies.map(|copy| (Sha256::of(&copy.bytes), copy.bytes)).collect(),
    };
    let report = if request.zip {
        exchange::write_zip(&input, &originals, &english, readers, &request.out, progress)?
    } else {
        exchange::write_folder(&input, &originals, &english, readers, &request.out, progress)?
    };
    Ok(Exported::Written { report, preflight: Box::new(planned) })
}

/// Makes the copies that are missing. A file that cannot be copied does not stop the others: why is kept.
fn make_copies(
    ctx: &Ctx,
    preflight: &Preflight,
    rules: &EvidenceRules,
    making: &mut Making,
    progress: &dyn Progress,
) -> Result<(), Problem> {
    let missing: Vec<&PlannedExhibit> =
        preflight.exhibits.iter().filter(|exhibit| exhibit.upload == Upload::CopyToBeMade).collect();
    progress.stage(Msg::new("job-fixing"), missing.len() as u64);
    for exhibit in missing {
        progress.check()?;
        let original = &exhibit.row.evidence;
        match evidence::try_copy(ctx, original, rules)? {
            Ok(_) => {
                making.made.insert(original.id);
            }
            Err(problem) => {
                making.failed.insert(original.id, problem.message);
            }
        }
        progress.advance(1);
    }
    Ok(())
}

fn exhibit_of(
    snapshot: &Snapshot<'_>,
    planned: &PlannedExhibit,
    stripped: &Stripped,
) -> Result<Exhibit, Problem> {
    let original = &planned.row.evidence;
    let (upload, recipe) = match planned.upload {
        Upload::AsItIs => match stripped.copies.get(&original.id) {
            Some(copy) => (Some(stripped_ref(original, copy)), Some(copy.recipe.clone())),
            None => (Some(file_ref(original)), None),
        },
        Upload::Copy(copy) => {
            let copy = snapshot.evidence.get(&copy).ok_or_else(|| copy_gone(original))?;
            (Some(file_ref(copy)), snapshot.ctx.library.copy_recipe(original.id, copy.id)?)
        }
        // It was made a moment ago: another program took it away. The bundle must not go without it.
        Upload::CopyToBeMade => return Err(copy_gone(original)),
        Upload::Not => (None, None),
    };
    // The dossier does without the picture of a file that cannot be decoded.
    let thumb = evidence::thumbnail(snapshot.ctx, &original.sha256, DOSSIER_THUMB_SIDE_PX)
        .inspect_err(|problem| tracing::debug!(%problem, "no thumbnail for the dossier"))
        .unwrap_or_default();
    let thumbnail_jpeg = thumb.map(|pixels| media::thumbs::encode_jpeg(&pixels, 82)).transpose()?;
    let attachment = planned.row.attachment.as_ref();
    Ok(Exhibit {
        role: attachment.map_or(Role::Other, |attachment| attachment.role),
        caption: planned.caption.clone(),
        original: file_ref(original),
        upload,
        recipe,
        thumbnail_jpeg,
    })
}

fn copy_gone(original: &Evidence) -> Problem {
    Problem::could_not(Msg::new("job-copy-gone").text("name", original.name.clone()))
}

fn file_ref(evidence: &Evidence) -> FileRef {
    FileRef { sha256: evidence.sha256, name: evidence.name.clone(), facts: evidence.facts.clone() }
}

fn stripped_ref(original: &Evidence, copy: &Fitted) -> FileRef {
    FileRef { sha256: Sha256::of(&copy.bytes), name: original.name.clone(), facts: copy.facts.clone() }
}

/// The vault, and the copies that are made for this bundle alone.
struct Stores {
    library: Arc<Library>,
    copies: BTreeMap<Sha256, Vec<u8>>,
}

impl Originals for Stores {
    fn open(&self, sha256: &Sha256) -> Result<Box<dyn Read>, Problem> {
        if let Some(bytes) = self.copies.get(sha256) {
            return Ok(Box::new(Cursor::new(bytes.clone())));
        }
        let file: File = self.library.open_original(sha256)?;
        Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        RealFs.sync_folder(path)
    }
}
