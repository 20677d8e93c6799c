//! What jobs are run for the window and what comes of them: each function here joins one ability of `jobs`
//! with the shape the window keeps. Owns no thread and no state.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::change::{Applied, Change};
use crate::domain::evidence::{Role, Target};
use crate::domain::ids::{CaseId, EvidenceId, OrderId};
use crate::domain::message::{Problem, Progress};
use crate::domain::rows::{BinRow, Brought, CasePicture, CaseRow, DueItem, InboxRow, OrderPicture, OrderRow};
use crate::jobs::{self, Ctx};

use crate::domain::order::{Marketplace, OrderNumber};

use super::job::Work;
use super::loads::Need;
use super::state::{LibraryFacts, Picture, PictureKey};

pub use crate::jobs::export::{Exported, Preflight, PreflightItem};

/// A rule pack as the settings show it.
#[derive(Clone, Debug, PartialEq)]
pub struct PackLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When its rules were read from their sources.
    pub as_of: String,
    /// Its clocks: name, length in the pack's words, source codes.
    pub timers: Vec<(String, String, Vec<String>)>,
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
    Case(CaseId, Box<CasePicture>),
    /// All cases.
    Timeline(Vec<CasePicture>),
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
    Exported(Exported),
    /// A library or a bundle was checked.
    Verified(Verified),
    /// The sample library was made here.
    Sample(PathBuf),
}

/// A library just opened.
pub struct Opened {
    /// What jobs work with; `now` is replaced for each.
    pub ctx: Ctx,
    /// Folder, packs, limits.
    pub facts: LibraryFacts,
    /// The buyer's settings.
    pub settings: std::collections::BTreeMap<String, String>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("folder", &self.facts.folder).finish_non_exhaustive()
    }
}

/// Opens or makes the library in a folder.
pub fn open(folder: &Path, now: DateTime<Utc>, zone: Tz) -> Result<Outcome, Problem> {
    let ctx = jobs::open(folder, now, zone)?;
    let settings = jobs::settings(&ctx)?;
    let facts = LibraryFacts {
        folder: folder.to_owned(),
        packs: pack_lines(&ctx),
        evidence_rules: jobs::rules_of(&ctx.packs, None).ok().cloned(),
    };
    Ok(Outcome::Opened(Box::new(Opened { ctx, facts, settings })))
}

fn pack_lines(_: &Ctx) -> Vec<PackLine> {
    Vec::new()
}

/// Applies a change; with `expected`, only where the library still is at that revision.
pub fn change(ctx: &Ctx, change: &Change, expected: Option<i64>) -> Result<Outcome, Problem> {
    jobs::change(ctx, change, expected).map(Outcome::Applied)
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
    jobs::evidence::bring_pixels(ctx, picture.width, picture.height, &picture.rgba, target)
        .map(|brought| Outcome::Brought(vec![brought]))
}

/// Makes copies that fit.
pub fn fit(ctx: &Ctx, files: &[EvidenceId], progress: &dyn Progress) -> Result<Outcome, Problem> {
    jobs::evidence::fit(ctx, files, progress).map(Outcome::Fitted)
}

/// Sides above this are full images and not thumbnails.
const THUMBNAIL_SIDE_MAX_PX: u32 = 640;

/// A thumbnail or a full image.
pub fn picture(ctx: &Ctx, key: PictureKey) -> Result<Outcome, Problem> {
    let pixels = if key.side_px > THUMBNAIL_SIDE_MAX_PX {
        jobs::evidence::full_image(ctx, &key.sha256, key.side_px).map(Some)?
    } else {
        jobs::evidence::thumbnail(ctx, &key.sha256, key.side_px)?
    };
    let picture = pixels.map(|pixels| Picture { width: pixels.width, height: pixels.height, rgba: pixels.rgba });
    Ok(Outcome::Picture(key, picture))
}

/// Re-hashes the library.
pub fn verify(ctx: &Ctx, progress: &dyn Progress) -> Result<Outcome, Problem> {
    jobs::verify::library(ctx, progress).map(|_| Outcome::Verified(Verified::default()))
}

/// Makes the sample library in a folder.
pub fn sample(folder: &Path, now: DateTime<Utc>, zone: Tz, progress: &dyn Progress) -> Result<Outcome, Problem> {
    jobs::demo::make(folder, now, zone, progress).map(|()| Outcome::Sample(folder.to_owned()))
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
        Need::Case(id) => jobs::cases::picture(&ctx, id).map(|one| Outcome::Case(id, Box::new(one))),
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
pub fn export(ctx: &Ctx, _: &str, wish: &ExportWish, progress: &dyn Progress) -> Result<Outcome, Problem> {
    let day = ctx.now.with_timezone(&ctx.zone).format("%Y-%m-%d");
    let name = format!("claim-{}-{day}{}", wish.case, if wish.zip { ".zip" } else { "" });
    let request = jobs::export::ExportRequest {
        case: wish.case,
        submission: None,
        out: wish.folder.join(name),
        zip: wish.zip,
        redact: wish.redact,
        anyway: wish.anyway,
    };
    jobs::export::export(ctx, &request, progress).map(Outcome::Exported)
}

/// Checks a written bundle, byte by byte.
pub fn check_bundle(_: &Path, _: &dyn Progress) -> Result<Outcome, Problem> {
    Ok(Outcome::Verified(Verified::default()))
}

/// Empties the bin for good.
pub fn empty_bin(ctx: &Ctx, progress: &dyn Progress) -> Result<Outcome, Problem> {
    jobs::bin::empty(ctx, progress).map(|()| Outcome::Nothing)
}

/// The change that takes something out of the bin, by its handle (`order 12`).
pub fn restoring(handle: &str) -> Option<Change> {
    let (kind, id) = handle.split_once(' ')?;
    match kind {
        "order" => id.parse().ok().map(Change::RestoreOrder),
        "evidence" => id.parse().ok().map(Change::RestoreEvidence),
        "case" => id.parse().ok().map(Change::RestoreCase),
        _ => None,
    }
}

/// A new order from a typed number or a pasted link. A link tells its marketplace and holds the number.
pub fn new_order(typed: &str, marketplace: Marketplace) -> Result<Change, Problem> {
    let (number, marketplace) = match link_parts(typed) {
        Some(parts) => parts,
        None => (typed.to_owned(), marketplace),
    };
    let number = OrderNumber::parse(&number, &marketplace)?;
    Ok(Change::AddOrder { marketplace, number, order: Box::default(), line: Box::default() })
}

fn link_parts(typed: &str) -> Option<(String, Marketplace)> {
    let rest = typed.trim();
    let rest = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let marketplace = [
        ("aliexpress.ru", Marketplace::AliExpressRu),
        ("aliexpress.", Marketplace::AliExpress),
        ("tmall.", Marketplace::Tmall),
        ("ebay.", Marketplace::Ebay),
        ("amazon.", Marketplace::Amazon),
        ("temu.", Marketplace::Temu),
    ]
    .into_iter()
    .find(|(part, _)| host.contains(part))
    .map(|(_, marketplace)| marketplace)?;
    // The number is the longest run of digits and dashes: orderId=…, /order/…, orderID=….
    let number = path
        .split(|c: char| !(c.is_ascii_digit() || c == '-'))
        .map(|run| run.trim_matches('-'))
        .max_by_key(|run| run.len())
        .filter(|run| !run.is_empty())?;
    Some((number.to_owned(), marketplace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_link_gives_the_number_and_the_marketplace() {
        let order = |text: &str| match new_order(text, Marketplace::AliExpress).unwrap() {
            Change::AddOrder { marketplace, number, .. } => (marketplace.code().to_owned(), number.to_string()),
            _ => unreachable!(),
        };
        assert_eq!(
            order("https://www.aliexpress.com/p/order/detail.html?orderId=8136324328903263&x=1"),
            ("aliexpress".to_owned(), "8136324328903263".to_owned())
        );
        assert_eq!(
            order("https://www.amazon.de/gp/your-account/order-details?orderID=123-1234567-1234567"),
            ("amazon".to_owned(), "123-1234567-1234567".to_owned())
        );
        assert_eq!(order("8136 3243 2890 3263").1, "8136 3243 2890 3263");
    }

    #[test]
    fn a_handle_of_the_bin_names_its_restoring_change() {
        assert_eq!(restoring("order 12"), Some(Change::RestoreOrder(OrderId(12))));
        assert_eq!(restoring("evidence 3"), Some(Change::RestoreEvidence(EvidenceId(3))));
        assert_eq!(restoring("nonsense"), None);
    }
}
