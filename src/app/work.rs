//! What jobs are run for the window and what comes of them: each function here joins one ability of `jobs`
//! with the shape the window keeps. Owns no thread and no state.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::change::{Applied, Change, LinePatch, OrderPatch};
use crate::domain::evidence::{Role, Target};
use crate::domain::guidance::guides::Guide;
use crate::domain::ids::{CaseId, EvidenceId, OrderId};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::overview::history::History;
use crate::domain::rows::{BinRow, Brought, CasePicture, CaseRow, DueItem, InboxRow, OrderPicture, OrderRow};
use crate::domain::rules::Packs;
use crate::jobs::evidence::Pixels;
use crate::jobs::{self, Ctx};

use crate::texts::Texts;

use super::command::{Deed, OtherWish, PackDeed};
use super::job::Work;
use super::loads::Need;
use super::state::{LibraryFacts, Picture, PictureKey};

pub use crate::jobs::PRIVATE_WORDS;
pub use crate::jobs::calendar::Updated;
pub use crate::jobs::export::{PlannedExhibit, Preflight, PreflightItem, Upload};
pub use crate::jobs::orders::fold;
pub use crate::jobs::paste::{About, Log, Look, Pastable, Pasted, Pick};
pub use crate::jobs::remind::Note;
pub use crate::jobs::words::{CaseText, TrackingWish, WordsPicture, tracking_event, tracking_suggestion};

/// A case with what its texts would say.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseShown {
    /// The case.
    pub picture: CasePicture,
    /// Its texts, the form and the ways of settling.
    pub words: jobs::words::WordsPicture,
}

/// A bundle that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The folder or zip file.
    pub path: PathBuf,
    /// Its files for upload; none in a zip.
    pub files: Vec<PathBuf>,
    /// How many exhibits.
    pub exhibits: usize,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verified {
    /// Files looked at.
    pub files: usize,
    /// What is wrong, one sentence each.
    pub findings: Vec<Problem>,
}

/// What came of a job.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "outcomes travel in a box and live for one frame")]
pub enum Outcome {
    /// Done, with nothing to hand over.
    Nothing,
    /// A library is open.
    Opened(Box<Opened>),
    /// Rows of the orders table.
    Orders(Vec<OrderRow>),
    /// One order.
    Order(OrderId, Box<OrderPicture>),
    /// Rows of the cases table.
    Cases(Vec<CaseRow>),
    /// One case.
    Case(CaseId, Box<CaseShown>),
    /// All cases.
    Timeline(Vec<CasePicture>),
    /// What came of the cases.
    History(Box<History>),
    /// A calendar file was brought up to date.
    Calendar(Updated),
    /// Reminders to show.
    Notes(Vec<Note>),
    /// Today.
    Today(Vec<DueItem>),
    /// The inbox.
    Inbox(Vec<InboxRow>),
    /// The bin.
    Bin(Vec<BinRow>),
    /// A change was applied.
    Applied(Applied),
    /// Files came in.
    Brought(Vec<Brought>),
    /// Copies that fit were made: how many.
    Fitted(Vec<Result<EvidenceId, Problem>>),
    /// A picture, or the knowledge that there is none.
    Picture(PictureKey, Option<Picture>),
    /// Blockers, warnings and exhibits.
    Preflight(Box<Preflight>),
    /// A bundle was written.
    Written(Written),
    /// No bundle was written: what stands in its way.
    Blocked(Box<Preflight>),
    /// A library or a bundle was checked.
    Verified(Verified),
    /// Files of a case stand ready here, to be copied.
    Outgoing(Vec<PathBuf>),
    /// The sample library was made here.
    Sample(PathBuf),
    /// The rule packs, read anew.
    Packs(Arc<Packs>),
    /// What other programs did to the library meanwhile; `None` when nothing.
    Elsewhere(Option<Box<Elsewhere>>),
    /// The text of a pack was written here.
    PackWritten(PathBuf),
    /// Pasted words were read.
    Pasted(Box<(Look, Pasted)>),
}

/// A library just opened.
pub struct Opened {
    /// What jobs work with; `now` is replaced for each.
    pub ctx: Ctx,
    /// Folder, packs, limits.
    pub facts: LibraryFacts,
    /// The buyer's settings.
    pub settings: std::collections::BTreeMap<String, String>,
    /// Changes of other programs so far.
    pub others: i64,
}

/// What is kept in memory of a library, read again after another program wrote to it.
pub struct Elsewhere {
    /// Changes of other programs so far.
    pub others: i64,
    /// The buyer's settings.
    pub settings: std::collections::BTreeMap<String, String>,
    /// The rule packs.
    pub packs: Arc<Packs>,
}

impl std::fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Elsewhere").field("others", &self.others).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("folder", &self.facts.folder).finish_non_exhaustive()
    }
}

/// Opens or makes the library in a folder.
pub fn open(folder: &Path, now: DateTime<Utc>, zone: Tz) -> Result<Outcome, Problem> {
    let mut ctx = jobs::open(folder, now, zone)?;
    let others = ctx.library.revisions_of_others()?;
    let settings = jobs::settings(&ctx)?;
    if let Some(zone) = settings.get("zone").and_then(|name| name.parse().ok()) {
        ctx.zone = zone;
    }
    let facts = LibraryFacts {
        folder: folder.to_owned(),
        packs: Arc::clone(&ctx.packs),
        evidence_rules: jobs::rules_of(&ctx.packs, None).ok().cloned(),
        reminders: ctx.packs.reminders(&jobs::default_pack(&ctx.packs)?.id).cloned(),
        guides: Guide::all()?,
    };
    Ok(Outcome::Opened(Box::new(Opened { ctx, facts, settings, others })))
}

/// The packs as the library has them now.
pub fn packs(ctx: &Ctx) -> Result<Outcome, Problem> {
    jobs::packs::at_hand(ctx).map(Outcome::Packs)
}

/// Looks whether another program wrote since `known`, and if so reads what is kept in memory again.
pub fn elsewhere(ctx: &Ctx, known: i64) -> Result<Outcome, Problem> {
    let others = ctx.library.revisions_of_others()?;
    if others == known {
        return Ok(Outcome::Elsewhere(None));
    }
    let settings = jobs::settings(ctx)?;
    let packs = jobs::packs::at_hand(ctx)?;
    Ok(Outcome::Elsewhere(Some(Box::new(Elsewhere { others, settings, packs }))))
}

/// Writes the text of a pack to a new file in a folder, under its id.
pub fn export_pack(ctx: &Ctx, id: &str, folder: &Path) -> Result<Outcome, Problem> {
    let path = folder.join(format!("{id}.toml"));
    jobs::packs::export(&ctx.packs, id, &path)?;
    Ok(Outcome::PackWritten(path))
}

fn pack_change(ctx: &Ctx, deed: PackDeed) -> Result<Change, Problem> {
    match deed {
        PackDeed::Copy { id, new_id, title } => jobs::packs::copy(ctx, &id, &new_id, &title),
        PackDeed::Save { id, text } => jobs::packs::save(ctx, &id, &text),
        PackDeed::Import(path) => {
            let text = jobs::packs::read_file(&path)?;
            Ok(jobs::packs::import(ctx, &text, &path.to_string_lossy())?.1)
        }
        PackDeed::Enable { id, on } => jobs::packs::enable(ctx, &id, on),
        PackDeed::Remove(id) => jobs::packs::remove(ctx, &id),
    }
}

/// Does a deed, after the guards.
pub fn perform(ctx: &Ctx, deed: Deed) -> Result<Outcome, Problem> {
    let change = match deed {
        Deed::Change(change) => change,
        Deed::TakeBack(step) => {
            return jobs::take_back(ctx, &step.change, step.others).map(Outcome::Applied);
        }
        Deed::AddOrder { typed, marketplace } => {
            let (marketplace, number) = jobs::orders::number_in(&typed, marketplace)?;
            jobs::orders::add(marketplace, number, OrderPatch::default(), LinePatch::default())
        }
        Deed::OpenCase(wish) => {
            let order = jobs::orders::picture(ctx, wish.order)?.order;
            let wish = jobs::cases::OpenCase {
                kind: wish.kind,
                order: Some(order),
                line: wish.line,
                after: None,
                pack: wish.pack,
                reason: wish.reason,
                remedy: wish.remedy,
                amount: wish.amount,
                anyway: false,
            };
            return jobs::cases::open_now(ctx, &wish).map(Outcome::Applied);
        }
        Deed::Record(case, event) => return jobs::cases::record(ctx, case, &event).map(Outcome::Applied),
        Deed::SaveText { case, kind, text } => {
            return jobs::cases::save_text(ctx, case, kind, &text).map(Outcome::Applied);
        }
        Deed::Say { case, kind, said } => jobs::words::say(ctx, case, kind, &said)?,
        Deed::Sent(case) => return jobs::words::send(ctx, case).map(Outcome::Applied),
        Deed::Snooze(item) => jobs::today::snooze(ctx, &item)?.0,
        Deed::Restore(handle) => return jobs::bin::take_out(ctx, &handle).map(Outcome::Applied),
        Deed::Pack(deed) => pack_change(ctx, deed)?,
        Deed::Pasted(picks) => return jobs::paste::record(ctx, &picks).map(Outcome::Applied),
        Deed::OpenOther(wish) => return open_other(ctx, &wish).map(Outcome::Applied),
        Deed::FillReport(case, values) => jobs::reports::fill(ctx, case, &values)?,
    };
    jobs::change(ctx, &change, None).map(Outcome::Applied)
}

fn open_other(ctx: &Ctx, wish: &OtherWish) -> Result<Applied, Problem> {
    let order = wish.order.map(|order| jobs::orders::picture(ctx, order)).transpose()?;
    let open = jobs::cases::OpenCase {
        kind: wish.kind,
        order: order.map(|picture| picture.order),
        line: None,
        after: wish.after,
        pack: None,
        reason: wish.reason,
        remedy: None,
        amount: None,
        anyway: false,
    };
    match wish.of_type {
        Some(kind) => jobs::reports::open(ctx, &open, kind),
        None => jobs::cases::open_now(ctx, &open),
    }
}

/// Reads pasted words.
pub fn read_paste(ctx: &Ctx, look: Look) -> Result<Outcome, Problem> {
    let pasted = jobs::paste::look(ctx, &look)?;
    Ok(Outcome::Pasted(Box::new((look, pasted))))
}

/// One case with its text.
fn case(ctx: &Ctx, id: CaseId) -> Result<Outcome, Problem> {
    let picture = jobs::cases::picture(ctx, id)?;
    let words = jobs::words::picture(ctx, &picture)?;
    Ok(Outcome::Case(id, Box::new(CaseShown { picture, words })))
}

/// All cases with their bars. A case that cannot be replayed is left out and named.
pub fn timeline(ctx: &Ctx, progress: &dyn Progress) -> Result<Outcome, Problem> {
    let rows = jobs::cases::rows(ctx)?;
    let mut pictures = Vec::with_capacity(rows.len());
    for row in rows {
        progress.check()?;
        match jobs::cases::picture(ctx, row.id) {
            Ok(picture) => pictures.push(picture),
            Err(problem) => progress.item_failed(&problem),
        }
    }
    Ok(Outcome::Timeline(pictures))
}

/// Brings files and folders in.
pub fn bring_in(
    ctx: &Ctx,
    paths: Vec<PathBuf>,
    target: Target,
    role: Option<Role>,
    progress: &dyn Progress,
) -> Result<Outcome, Problem> {
    let request = jobs::evidence::BringIn { paths, target, role, caption: None, shows: Vec::new() };
    jobs::evidence::bring_in(ctx, &request, progress).map(Outcome::Brought)
}

/// Brings a pasted picture in.
pub fn bring_pixels(ctx: &Ctx, picture: &Picture, target: Target) -> Result<Outcome, Problem> {
    let pixels = Pixels { width: picture.width, height: picture.height, rgba: picture.rgba.clone() };
    let brought = jobs::evidence::bring_pixels(ctx, &pixels, target, None)?;
    Ok(Outcome::Brought(vec![Brought { name: String::new(), outcome: Ok(brought) }]))
}

/// Makes copies that fit.
pub fn fit(ctx: &Ctx, files: &[EvidenceId], progress: &dyn Progress) -> Result<Outcome, Problem> {
    let made = jobs::evidence::fit(ctx, files, progress)?;
    Ok(Outcome::Fitted(made.into_iter().map(|(_, copy)| copy).collect()))
}

/// Sides above this are full images and not thumbnails.
const THUMBNAIL_SIDE_MAX_PX: u32 = 640;

/// A thumbnail or a full image.
pub fn picture(ctx: &Ctx, key: PictureKey) -> Result<Outcome, Problem> {
    let pixels = if key.side_px > THUMBNAIL_SIDE_MAX_PX {
        jobs::evidence::full_image(ctx, &key.sha256, key.side_px)?
    } else {
        jobs::evidence::thumbnail(ctx, &key.sha256, key.side_px)?
    };
    let picture =
        pixels.map(|pixels| Picture { width: pixels.width, height: pixels.height, rgba: pixels.rgba });
    Ok(Outcome::Picture(key, picture))
}

/// Re-hashes the library.
pub fn verify(ctx: &Ctx, progress: &dyn Progress) -> Result<Outcome, Problem> {
    let report = jobs::verify::library(ctx, progress)?;
    let named = |id: &'static str, name: &str| Problem::could_not(Msg::new(id).text("name", name));
    let mut findings = Vec::new();
    findings.extend(report.missing.iter().map(|file| named("settings-verify-missing", &file.name)));
    findings.extend(report.changed.iter().map(|file| named("settings-verify-changed", &file.name)));
    findings.extend(report.unreadable.iter().map(|file| named("settings-verify-unreadable", &file.name)));
    findings.extend(report.orphaned.iter().map(|path| named("settings-verify-orphaned", path)));
    if !report.chain_breaks.is_empty() || !report.sent_changed.is_empty() {
        findings.push(Problem::could_not(Msg::new("settings-verify-log")));
    }
    findings.extend(
        report
            .database
            .iter()
            .map(|words| Problem::could_not(Msg::new("settings-verify-database")).with_detail(words)),
    );
    let files = usize::try_from(report.checked).unwrap_or(usize::MAX);
    Ok(Outcome::Verified(Verified { files, findings }))
}

/// Brings a calendar file up to date with everything coming.
pub fn calendar(ctx: &Ctx, language: &str, file: &Path) -> Result<Outcome, Problem> {
    let texts = Texts::new(language, ctx.zone);
    jobs::calendar::write(ctx, &jobs::today::due(ctx)?, None, &texts, file).map(Outcome::Calendar)
}

/// Takes the reminders that are due now, for the desktop to show.
pub fn remind(ctx: &Ctx, language: &str, items: &[DueItem]) -> Result<Outcome, Problem> {
    jobs::remind::take(ctx, items, &Texts::new(language, ctx.zone)).map(Outcome::Notes)
}

/// Gives back reminders that could not be shown.
pub fn not_reminded(ctx: &Ctx, notes: &[Note]) -> Result<Outcome, Problem> {
    jobs::remind::give_back(ctx, notes).map(|()| Outcome::Nothing)
}

/// Makes the sample library in a folder.
pub fn sample(
    folder: &Path,
    now: DateTime<Utc>,
    zone: Tz,
    progress: &dyn Progress,
) -> Result<Outcome, Problem> {
    let folder = jobs::demo::free_folder(folder);
    jobs::demo::make(&folder, now, zone, progress)?;
    Ok(Outcome::Sample(folder))
}

/// The job that reads one thing.
pub fn load(ctx: Ctx, need: Need) -> Work {
    Box::new(move |progress| match need {
        Need::Orders => jobs::orders::rows(&ctx).map(Outcome::Orders),
        Need::Cases => jobs::cases::rows(&ctx).map(Outcome::Cases),
        Need::Today => jobs::today::due(&ctx).map(Outcome::Today),
        Need::Inbox => jobs::inbox::rows(&ctx).map(Outcome::Inbox),
        Need::Bin => jobs::bin::rows(&ctx).map(Outcome::Bin),
        Need::Order(id) => jobs::orders::picture(&ctx, id).map(|one| Outcome::Order(id, Box::new(one))),
        Need::Case(id) => case(&ctx, id),
        Need::History => jobs::history::history(&ctx).map(|one| Outcome::History(Box::new(one))),
        Need::Timeline => timeline(&ctx, progress),
        Need::Preflight(id) => {
            jobs::export::preflight(&ctx, id, None).map(|one| Outcome::Preflight(Box::new(one)))
        }
    })
}

/// What the export screen chose.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportWish {
    /// The case.
    pub case: CaseId,
    /// The folder the bundle goes into.
    pub folder: PathBuf,
    /// One zip file.
    pub zip: bool,
    /// Without originals, names, address and location.
    pub redact: bool,
    /// In spite of blockers.
    pub anyway: bool,
}

/// Writes a bundle.
pub fn export(
    ctx: &Ctx,
    language: &str,
    wish: &ExportWish,
    progress: &dyn Progress,
) -> Result<Outcome, Problem> {
    let day = ctx.now.with_timezone(&ctx.zone).format("%Y-%m-%d");
    let name = format!("parcelproof-claim-{}-{day}{}", wish.case, if wish.zip { ".zip" } else { "" });
    let texts = Texts::new(language, ctx.zone);
    let request = jobs::export::ExportRequest {
        case: wish.case,
        submission: None,
        out: wish.folder.join(name),
        zip: wish.zip,
        redact: wish.redact,
        private_words: Vec::new(),
        anyway: wish.anyway,
        for_pack: None,
    };
    Ok(export_of(jobs::export::export(ctx, &request, &texts, progress)?, wish.zip))
}

/// Checks a written bundle, byte by byte.
pub fn check_bundle(path: &Path, progress: &dyn Progress) -> Result<Outcome, Problem> {
    let verdict = jobs::verify::bundle(path, progress)?;
    let findings = verdict
        .problems
        .into_iter()
        .map(|fault| {
            Problem::could_not(Msg::new("export-fault").text("file", fault.file).msg("what", fault.what))
        })
        .collect();
    Ok(Outcome::Verified(Verified { files: verdict.checked, findings }))
}

/// Puts the files of a case under names a marketplace takes.
pub fn outgoing(ctx: &Ctx, case: CaseId, progress: &dyn Progress) -> Result<Outcome, Problem> {
    jobs::outgoing::files(ctx, case, progress).map(Outcome::Outgoing)
}

/// Empties the bin for good.
pub fn empty_bin(ctx: &Ctx, progress: &dyn Progress) -> Result<Outcome, Problem> {
    jobs::bin::empty(ctx, progress).map(|_| Outcome::Nothing)
}

fn export_of(exported: jobs::export::Exported, zip: bool) -> Outcome {
    match exported {
        jobs::export::Exported::Blocked(preflight) => Outcome::Blocked(preflight),
        jobs::export::Exported::Written { report, .. } => {
            let files = if zip { Vec::new() } else { jobs::export::upload_files(&report.path) };
            Outcome::Written(Written { path: report.path, files, exhibits: report.exhibits })
        }
    }
}
