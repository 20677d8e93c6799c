//! Evidence in: files and folders stored, looked at and attached; pasted pixels; copies that fit; thumbnails.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::domain::change::{Change, FileName, NewAttachment, NewEvidence};
use crate::domain::evidence::check::{self, Verdict};
use crate::domain::evidence::media::{MediaFacts, MediaKind};
use crate::domain::evidence::needs::Need;
use crate::domain::evidence::{Derivation, Evidence, Role, Target};
use crate::domain::ids::{AttachmentId, EvidenceId, OrderId, Sha256};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::{Brought, BroughtAs, EvidenceRow};
use crate::domain::rules::EvidenceRules;
use crate::domain::view::Request;
use crate::media;
use crate::media::fit::Fitted;

pub use crate::media::thumbs::Pixels;

use super::Ctx;
use super::check::{files_under, fit_bytes};
use super::snapshot::Snapshot;
use super::uploads;

/// Files to bring in.
#[derive(Clone, Debug)]
pub struct BringIn {
    /// Files and folders; folders are walked.
    pub paths: Vec<PathBuf>,
    /// What they are attached to.
    pub target: Target,
    /// Their part; guessed from kind and name unless said.
    pub role: Option<Role>,
    /// The buyer's words for all of them.
    pub caption: Option<String>,
    /// What they show.
    pub shows: Vec<String>,
}

/// Stores files and attaches them, one after another: each is wholly there or wholly not, and a file that
/// fails does not stop the others.
pub fn bring_in(ctx: &Ctx, wish: &BringIn, progress: &dyn Progress) -> Result<Vec<Brought>, Problem> {
    if let Some(unknown) =
        wish.shows.iter().find(|code| Need::from_code(code).is_none() && !Request::is_item_code(code))
    {
        return Err(Problem::refused(Msg::new("job-need-unknown").text("need", unknown.clone())));
    }
    let files = files_under(&wish.paths);
    let total: u64 =
        files.iter().flatten().filter_map(|path| std::fs::metadata(path).ok()).map(|meta| meta.len()).sum();
    progress.stage(Msg::new("job-copying"), total);
    let rules = rules_for_target(ctx, wish.target)?;
    let mut brought = Vec::with_capacity(files.len());
    for file in files {
        let (name, outcome) = match file {
            Ok(path) => (path.to_string_lossy().into_owned(), bring_one(ctx, &path, wish, &rules, progress)),
            Err(problem) => (String::new(), Err(problem)),
        };
        match &outcome {
            // Stopping ends the job; what came in before stays, each file whole.
            Err(problem) if problem.class == crate::domain::message::ProblemClass::Cancelled => {
                return Err(problem.clone());
            }
            Err(problem) => progress.item_failed(problem),
            Ok(_) => {}
        }
        brought.push(Brought { name, outcome });
    }
    Ok(brought)
}

/// What the marketplace of a target takes.
pub(super) fn rules_for_target(ctx: &Ctx, target: Target) -> Result<EvidenceRules, Problem> {
    let order = order_of(ctx, target)?.map(|order| ctx.library.order(order)).transpose()?;
    let pack = order.as_ref().map(|order| ctx.pack_for(order)).transpose()?;
    match pack.and_then(|pack| pack.evidence.clone()) {
        Some(rules) => Ok(rules),
        None => ctx.default_rules().cloned(),
    }
}

fn bring_one(
    ctx: &Ctx,
    path: &Path,
    wish: &BringIn,
    rules: &EvidenceRules,
    progress: &dyn Progress,
) -> Result<BroughtAs, Problem> {
    let stored = ctx.library.store_file(path, progress)?;
    let (name, name_bytes) = name_of(path.file_name().unwrap_or(path.as_os_str()));
    // The vault's copy is what is looked at: the source may change or vanish meanwhile.
    let facts = media::inspect_named(&ctx.library.original_path(&stored.sha256), &name)?;
    let evidence = NewEvidence {
        sha256: stored.sha256,
        name,
        name_bytes,
        file_time: std::fs::metadata(path).ok().and_then(|meta| meta.modified().ok()).and_then(utc),
        facts,
        derived_from: None,
        pasted: false,
    };
    record(ctx, evidence, wish, rules)
}

fn record(
    ctx: &Ctx,
    evidence: NewEvidence,
    wish: &BringIn,
    rules: &EvidenceRules,
) -> Result<BroughtAs, Problem> {
    let known = ctx.library.evidence_by_hash(&evidence.sha256)?;
    let already_stored = known.is_some();
    let mut assessment = check::judge(&evidence.facts, &evidence.name, rules);
    if let Some(known) = &known
        && is_used_at(ctx, known.id, wish.target)?
    {
        assessment.add(check::duplicate_finding(&known.name));
    }
    let attachment = NewAttachment {
        target: wish.target,
        role: wish.role.unwrap_or_else(|| guess_role(&evidence.facts, &evidence.name)),
        caption: wish.caption.clone(),
        shows: wish.shows.clone(),
    };
    let better = known.filter(|known| {
        // A copy is named by the program, and what fits its own name keeps it.
        known.derived_from.is_none()
            && check::judge(&known.facts, &known.name, rules).verdict > assessment.verdict
    });
    let renamed = better.map(|known| {
        let name = FileName {
            name: evidence.name.clone(),
            name_bytes: evidence.name_bytes.clone(),
            facts: evidence.facts.clone(),
        };
        Change::NameEvidence(known.id, Box::new(name))
    });
    let mut changes = vec![Change::AddEvidence(Box::new(evidence), attachment)];
    changes.extend(renamed);
    let applied = ctx.library.apply(&Change::All(changes), None, ctx.now)?;
    match (applied.created.evidence.first(), applied.created.attachments.first()) {
        (Some(evidence), Some(attachment)) => {
            Ok(BroughtAs { evidence: *evidence, attachment: *attachment, already_stored, assessment })
        }
        _ => Err(Problem::could_not(Msg::new("job-evidence-not-recorded"))),
    }
}

/// True when a file serves the order or case of a target already; elsewhere it may well serve again. In the inbox
/// nothing waits that has a place.
fn is_used_at(ctx: &Ctx, id: EvidenceId, target: Target) -> Result<bool, Problem> {
    let uses = ctx.library.attachments_of(id)?;
    if target == Target::Inbox {
        return Ok(!uses.is_empty());
    }
    let order = order_of(ctx, target)?;
    for usage in uses {
        if usage.target == target || (order.is_some() && order_of(ctx, usage.target)? == order) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The order a target belongs to.
fn order_of(ctx: &Ctx, target: Target) -> Result<Option<OrderId>, Problem> {
    match target {
        Target::Order { order } | Target::Line { order, .. } => Ok(Some(order)),
        Target::Case { case } => Ok(ctx.library.case(case)?.order),
        Target::Inbox => Ok(None),
    }
}

/// Stores an image that came from the clipboard as pixels. The program that copied it kept the original; what is
/// stored is marked as pasted.
pub fn bring_pixels(
    ctx: &Ctx,
    pixels: &Pixels,
    target: Target,
    role: Option<Role>,
) -> Result<BroughtAs, Problem> {
    let bytes = media::thumbs::encode_png(pixels)?;
    let stored = ctx.library.store_bytes(&bytes)?;
    let name = format!("pasted {}.png", ctx.now.with_timezone(&ctx.zone).format("%Y-%m-%d %H-%M-%S"));
    let facts = media::inspect_named(&ctx.library.original_path(&stored.sha256), &name)?;
    let evidence = NewEvidence {
        sha256: stored.sha256,
        name,
        name_bytes: None,
        file_time: None,
        facts,
        derived_from: None,
        pasted: true,
    };
    let wish = BringIn { paths: Vec::new(), target, role, caption: None, shows: Vec::new() };
    record(ctx, evidence, &wish, &rules_for_target(ctx, target)?)
}

/// A file name as text, and its bytes where it is not UTF-8.
fn name_of(name: &OsStr) -> (String, Option<Vec<u8>>) {
    match name.to_str() {
        Some(text) => (text.to_owned(), None),
        None => (name.to_string_lossy().into_owned(), Some(name.as_encoded_bytes().to_vec())),
    }
}

fn utc(time: SystemTime) -> Option<DateTime<Utc>> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, since.subsec_nanos())
}

/// The part a file most likely plays: what its name says, else videos are unboxings.
fn guess_role(facts: &MediaFacts, name: &str) -> Role {
    let name = name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if says(&["unbox", "распаков", "opening"]) {
        Role::Unboxing
    } else if says(&["label", "parcel", "package", "посылк", "этикет"]) {
        Role::Parcel
    } else if says(&["screenshot", "screen shot", "снимок экрана", "order"]) {
        Role::OrderPage
    } else if says(&["chat", "message"]) {
        Role::Chat
    } else if says(&["track"]) {
        Role::Tracking
    } else if says(&["receipt", "invoice", "чек"])
        || facts.format == crate::domain::evidence::media::Format::Pdf
    {
        Role::Receipt
    } else if facts.kind == MediaKind::Video {
        Role::Unboxing
    } else if facts.kind == MediaKind::Image {
        Role::Defect
    } else {
        Role::Other
    }
}

/// What came of making a copy: the original and its copy, or why there is none.
pub type Copied = (EvidenceId, Result<EvidenceId, Problem>);

/// Makes copies that fit. Each copy is evidence of its own with its origin and recipe, used wherever the original is
/// by standing behind it; the original stays as it is. A file that has a copy keeps it.
pub fn fit(ctx: &Ctx, files: &[EvidenceId], progress: &dyn Progress) -> Result<Vec<Copied>, Problem> {
    progress.stage(Msg::new("job-fixing"), files.len() as u64);
    let mut made = Vec::with_capacity(files.len());
    for id in files {
        progress.check()?;
        let outcome = ctx.library.evidence(*id).and_then(|evidence| copy_where_used(ctx, &evidence));
        if let Err(problem) = &outcome {
            progress.item_failed(problem);
        }
        made.push((*id, outcome));
        progress.advance(1);
    }
    Ok(made)
}

/// Makes the copies that the places of a file need: each marketplace has its own rules. Gives the first.
fn copy_where_used(ctx: &Ctx, evidence: &Evidence) -> Result<EvidenceId, Problem> {
    let mut wanted: Vec<EvidenceRules> = Vec::new();
    for usage in ctx.library.attachments_of(evidence.id)? {
        let rules = rules_for_target(ctx, usage.target)?;
        if !wanted.contains(&rules) {
            wanted.push(rules);
        }
    }
    if wanted.is_empty() {
        wanted.push(ctx.default_rules()?.clone());
    }
    let outcomes: Vec<_> = wanted.iter().map(|rules| copy_that_fits(ctx, evidence, rules)).collect();
    // Where one place takes it as it is, another may still need the copy.
    let made = outcomes.iter().position(Result::is_ok).unwrap_or_default();
    let nothing = || Err(Problem::could_not(Msg::new("job-evidence-not-recorded")));
    outcomes.into_iter().nth(made).unwrap_or_else(nothing)
}

fn copy_that_fits(ctx: &Ctx, evidence: &Evidence, rules: &EvidenceRules) -> Result<EvidenceId, Problem> {
    let said = |id: &'static str| Problem::refused(Msg::new(id).text("name", evidence.name.clone()));
    let assessment = check::judge(&evidence.facts, &evidence.name, rules);
    let image = evidence.facts.kind == MediaKind::Image;
    if assessment.verdict == Verdict::Rejected {
        // What is wrong with it is the reason why no copy would help.
        let why = assessment.findings.into_iter().next().map(|finding| finding.message);
        let named = Msg::new("job-copy-failed").text("name", evidence.name.clone());
        return Err(Problem::refused(named.msg("why", why.unwrap_or_else(|| Msg::new("check-not-media")))));
    }
    if assessment.verdict == Verdict::Ready && !(image && evidence.facts.has_location) {
        return Err(said("job-copy-not-needed"));
    }
    if !image && assessment.only_name_is_wrong() {
        // Nothing needs storing: a bundle names its files by their content.
        return Err(said("job-rename-in-bundle"));
    }
    try_copy(ctx, evidence, rules)?.map_err(|why| {
        let named = Msg::new("job-copy-failed").text("name", evidence.name.clone()).msg("why", why.message);
        Problem { message: named, ..why }
    })
}

/// Makes, stores and records the fitting copy of one file. The inner error is about the file: there is no such
/// copy of it. The outer one is about the library.
pub(super) fn try_copy(
    ctx: &Ctx,
    evidence: &Evidence,
    rules: &EvidenceRules,
) -> Result<Result<EvidenceId, Problem>, Problem> {
    let copies = ctx.library.copies_of(evidence.id)?;
    let assessment = check::judge(&evidence.facts, &evidence.name, rules);
    if let Some(copy) = uploads::chosen_copy(&evidence.facts, &assessment, copies.iter(), rules) {
        return Ok(Ok(copy));
    }
    let path = ctx.library.original_path(&evidence.sha256);
    let Fitted { bytes, extension, recipe, .. } = match fit_bytes(&path, &evidence.facts, rules) {
        Ok(fitted) => fitted,
        Err(problem) => return Ok(Err(problem)),
    };
    let stem = Path::new(&evidence.name).file_stem().unwrap_or(OsStr::new("copy")).to_string_lossy();
    let name = format!("{stem}.{extension}");
    let stored = ctx.library.store_bytes(&bytes)?;
    let facts = media::inspect_named(&ctx.library.original_path(&stored.sha256), &name)?;
    if !check::fits(&facts, rules) {
        return Ok(Err(Problem::could_not(Msg::new("job-copy-does-not-fit"))));
    }
    let copy = NewEvidence {
        sha256: stored.sha256,
        name,
        name_bytes: None,
        file_time: None,
        facts,
        derived_from: Some(Derivation { original: evidence.id, recipe }),
        pasted: false,
    };
    let applied = ctx.library.apply(&Change::AddCopy(Box::new(copy)), None, ctx.now)?;
    applied
        .created
        .evidence
        .first()
        .copied()
        .map(Ok)
        .ok_or_else(|| Problem::could_not(Msg::new("job-evidence-not-recorded")))
}

/// All stored files that are not in the bin, oldest first.
pub fn rows(ctx: &Ctx) -> Result<Vec<EvidenceRow>, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let rules = ctx.default_rules()?;
    Ok(snapshot.evidence.values().map(|evidence| snapshot.row(evidence, None, rules)).collect())
}

/// One stored file, with one of its uses.
pub fn row(ctx: &Ctx, id: EvidenceId, attachment: Option<AttachmentId>) -> Result<EvidenceRow, Problem> {
    let evidence = ctx.library.evidence(id)?;
    let attachment = attachment.map(|id| ctx.library.attachment(id)).transpose()?;
    let rules = match &attachment {
        Some(attachment) => rules_for_target(ctx, attachment.target)?,
        None => ctx.default_rules()?.clone(),
    };
    let copies = ctx.library.copies_of(id)?;
    let assessment = check::judge(&evidence.facts, &evidence.name, &rules);
    let copy = uploads::chosen_copy(&evidence.facts, &assessment, copies.iter(), &rules);
    Ok(EvidenceRow { evidence, attachment, assessment, copy })
}

/// The part a file plays where it is used already, else the part it most likely plays.
pub fn usual_role(ctx: &Ctx, id: EvidenceId) -> Result<Role, Problem> {
    let used = ctx.library.attachments_of(id)?;
    if let Some(attachment) = used.first() {
        return Ok(attachment.role);
    }
    let evidence = ctx.library.evidence(id)?;
    Ok(guess_role(&evidence.facts, &evidence.name))
}

/// The change that ends every use of a file for a target; for an order, the uses for its lines too.
pub fn detach_from(ctx: &Ctx, id: EvidenceId, target: Target) -> Result<Change, Problem> {
    let uses = ctx.library.attachments_of(id)?;
    if target == Target::Inbox && !uses.is_empty() && uses.iter().all(|usage| usage.target == target) {
        // A file is always somewhere.
        return Err(Problem::refused(Msg::new("job-only-in-inbox").text("id", id.to_string())));
    }
    let ended: Vec<Change> = uses
        .into_iter()
        .filter(|attachment| match (target, attachment.target) {
            (Target::Order { order }, Target::Line { order: of, .. }) => order == of,
            (wanted, used) => wanted == used,
        })
        .map(|attachment| Change::Detach(attachment.id))
        .collect();
    if ended.is_empty() {
        return Err(Problem::refused(Msg::new("job-not-attached").text("id", id.to_string())));
    }
    Ok(Change::All(ended))
}

/// The thumbnail of a stored file, from the cache on disk or made now; `None` for what has no picture.
pub fn thumbnail(ctx: &Ctx, sha256: &Sha256, side_px: u32) -> Result<Option<Pixels>, Problem> {
    if let Some(bytes) = ctx.library.read_thumb(sha256, side_px)
        && let Ok(pixels) = media::thumbs::decode_pixels(&bytes)
    {
        return Ok(Some(pixels));
    }
    let Some(evidence) = ctx.library.evidence_by_hash(sha256)? else { return Ok(None) };
    let path = ctx.library.original_path(sha256);
    let Some(pixels) = media::thumbs::thumbnail(&path, &evidence.facts, side_px)? else { return Ok(None) };
    let encoded = media::thumbs::encode_jpeg(&pixels, 85)?;
    if let Err(problem) = ctx.library.write_thumb(sha256, side_px, &encoded) {
        // The cache is a convenience: without it thumbnails are made again.
        tracing::debug!(%problem, "a thumbnail was not cached");
    }
    Ok(Some(pixels))
}

/// A stored picture for the viewer, at most `side_px` on its longer side.
pub fn full_image(ctx: &Ctx, sha256: &Sha256, side_px: u32) -> Result<Option<Pixels>, Problem> {
    let Some(evidence) = ctx.library.evidence_by_hash(sha256)? else { return Ok(None) };
    media::thumbs::thumbnail(&ctx.library.original_path(sha256), &evidence.facts, side_px)
}
