//! Every ability as one synchronous function: the only place that joins media, library and exchange.
//! No threads, no egui; the clock comes in with the context.

pub mod bin;
pub mod calendar;
pub mod cases;
pub mod change;
pub mod check;
pub mod demo;
pub mod evidence;
pub mod export;
pub mod history;
pub mod inbox;
pub mod orders;
pub mod outgoing;
pub mod packs;
pub mod paste;
mod redacted;
pub mod remind;
pub mod reports;
pub mod settings;
mod sides;
mod snapshot;
pub mod today;
mod uploads;
pub mod verify;
pub mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::message::{Msg, Problem};
use crate::domain::order::Order;
use crate::domain::rules::{EvidenceRules, Packs, RulePack};
use crate::library::Library;

pub use crate::library::Mode;

pub use change::{change, change_by, take_back};
pub use redacted::PRIVATE_WORDS;

/// What a job works with: a library, the rules, the clock and the buyer's zone. Cheap to clone; made anew for
/// each job, so that `now` is the moment the job began.
#[derive(Clone)]
pub struct Ctx {
    /// The library.
    pub library: Arc<Library>,
    /// The rule packs.
    pub packs: Arc<Packs>,
    /// The clock.
    pub now: DateTime<Utc>,
    /// The buyer's zone.
    pub zone: Tz,
    /// The buyer's list of holidays, for business days.
    pub holidays: Arc<[NaiveDate]>,
    /// Where the buyer lives (ISO 3166 alpha-2), if that was said.
    pub country: Option<Arc<str>>,
    /// Days between looks at a refund that does not come; 0 for none.
    pub check_in_days: Option<u32>,
}

impl Ctx {
    /// The pack a case was opened with, else a sentence naming it.
    pub(crate) fn pack(&self, id: &str) -> Result<&RulePack, Problem> {
        self.packs.get(id).ok_or_else(|| {
            // A stored pack that this program cannot read says what is wrong with it.
            match self.packs.broken().iter().find(|broken| broken.own.id == id) {
                Some(broken) => broken.error.clone().into(),
                None => Problem::refused(Msg::new("job-pack-unknown").text("pack", id)),
            }
        })
    }

    /// The pack a case is computed with. One that is gone or cannot be read any more must not take the case with
    /// it: then the one that knows no clocks stands in, and the case says so.
    pub(crate) fn pack_of_case(&self, id: &str) -> Result<&RulePack, Problem> {
        self.packs.get(id).or_else(|| self.packs.get(UNLISTED)).map_or_else(|| self.pack(id), Ok)
    }

    /// The pack for an order, else the one that knows no clocks.
    pub(crate) fn pack_for(&self, order: &Order) -> Result<&RulePack, Problem> {
        // No source, no dates: another marketplace's clocks would be a guess that costs money.
        match self.packs.for_order(order).or_else(|| self.packs.get(UNLISTED)) {
            Some(pack) => Ok(pack),
            None => default_pack(&self.packs),
        }
    }

    /// What files are judged against where nothing more exact is known: the default pack.
    pub(crate) fn default_rules(&self) -> Result<&EvidenceRules, Problem> {
        rules_of(&self.packs, None)
    }
}

/// Opens the library of a folder, making it when there is none; a folder that cannot be written to is opened for
/// looking only.
pub fn open(folder: &Path, now: DateTime<Utc>, zone: Tz) -> Result<Ctx, Problem> {
    open_with(folder, Mode::Auto, Arc::new(Packs::built_in()?), now, zone)
}

/// Opens a library as said, with packs that are at hand already.
pub fn open_with(
    folder: &Path,
    mode: Mode,
    packs: Arc<Packs>,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Ctx, Problem> {
    let library = Arc::new(Library::open(folder, mode, now)?);
    let stored = library.settings()?;
    let packs = packs::with_settings(packs, &stored);
    let mut ctx =
        Ctx { library, packs, now, zone, holidays: Arc::from([]), country: None, check_in_days: None };
    settings::take(&mut ctx, &stored);
    Ok(ctx)
}

/// The buyer's settings, by key.
pub fn settings(ctx: &Ctx) -> Result<BTreeMap<String, String>, Problem> {
    ctx.library.settings()
}

/// The pack of marketplaces for which there is none: it has no clocks.
const UNLISTED: &str = "unlisted";

/// The pack to take when nothing else is said.
pub fn default_pack(packs: &Packs) -> Result<&RulePack, Problem> {
    packs.main().ok_or_else(|| Problem::could_not(Msg::new("job-no-packs")))
}

/// The file rules of a pack, or of the default pack.
pub fn rules_of<'a>(packs: &'a Packs, id: Option<&str>) -> Result<&'a EvidenceRules, Problem> {
    let pack = match id {
        Some(id) => {
            packs.get(id).ok_or_else(|| Problem::refused(Msg::new("job-pack-unknown").text("pack", id)))?
        }
        None => default_pack(packs)?,
    };
    pack.evidence
        .as_ref()
        .ok_or_else(|| Problem::refused(Msg::new("job-pack-no-files").text("pack", pack.id.clone())))
}

/// The program's name and version, as recipes and bundles state it.
pub const MADE_BY: &str = concat!("parcelproof ", env!("CARGO_PKG_VERSION"));
