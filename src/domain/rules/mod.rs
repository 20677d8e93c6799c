//! Rule packs: what a marketplace accepts and which clocks run, as data with sources.
//! Owns what a pack is; its registry is `packs`, reading the TOML is `pack_toml`, counting days is `calendar`.

pub(in crate::domain) mod applies;
mod files;
mod flags;
pub mod habits;
mod pack_toml;
mod packs;
mod said;
mod timer;

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::event::codes;
use super::message::{Arg, Msg, Problem};
use super::money::Money;
use super::order::Marketplace;
use crate::domain::offers::returns::ReturnRules;
use crate::domain::rules::habits::Habits;

pub use applies::AppliesIf;
pub use files::{EvidenceRules, FileLimits, MoreLimits, NameCharset};
pub use flags::{
    AboutFlag, Availability, Court, EditAfterEscalation, Escalation, Exchange, Flags, LanguageRule, Machine,
    OtherFlag, PhotosRequired, Reopen,
};
pub use packs::{BrokenPack, Origin, OwnPack, Packs};
pub use timer::{
    Cap, Extent, Length, OnExpire, OtherValue, ShipLimitException, Start, StartPoint, Timer, Unit,
};

codes! {
    /// How far a source can be trusted: A the marketplace's own text, B a copy of it elsewhere, C a manual or
    /// guide, D a forum or blog.
    Trust { A = "A", B = "B", C = "C", D = "D" }
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Its date as far as known, in words.
    pub date: Option<String>,
    /// How far to trust it; unknown stays empty.
    pub trust: Option<Trust>,
}

/// In which zone a marketplace counts its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackZone {
    /// The buyer's own.
    Buyer,
    /// One zone for everybody.
    Named(Tz),
}

impl PackZone {
    /// The zone for a buyer in `buyer`.
    pub fn for_buyer(self, buyer: Tz) -> Tz {
        match self {
            Self::Buyer => buyer,
            Self::Named(zone) => zone,
        }
    }
}

/// The rules of one marketplace at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RulePack {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it holds.
    pub marketplace: Marketplace,
    /// The day up to which its sources were read; empty when they carry no date.
    pub as_of: Option<NaiveDate>,
    /// Describes former rules.
    pub historic: bool,
    /// The one to take when nothing else is said.
    pub is_default: bool,
    /// The pack from which it takes what it does not say itself.
    pub extends: Option<String>,
    /// Rules of a means of payment rather than of a marketplace.
    pub is_payment: bool,
    /// Orders it concerns; `None` means all of its marketplace.
    pub applies_if: Option<AppliesIf>,
    /// Where its days begin.
    pub zone: PackZone,
    /// A remark of the pack.
    pub note: Option<String>,
    /// Its clocks by name.
    pub timers: BTreeMap<String, Timer>,
    /// Its switches.
    pub flags: Flags,
    /// Where its switches come from, by their name in the pack.
    pub about: BTreeMap<String, AboutFlag>,
    /// What files it accepts; `None` when no source says.
    pub evidence: Option<EvidenceRules>,
    /// Source codes of the file limits.
    pub evidence_cite: Vec<String>,
    /// False when the file limits rest on weak sources only.
    pub evidence_certain: bool,
    /// How long a video should be, in seconds, as advice.
    pub video_advice_secs: Option<(u32, u32)>,
    /// How many lines a video should have at least so that a fault can be seen, as advice (P6-08).
    pub video_advice_lines: Option<u32>,
    /// From this price on the list of evidence is stricter (P17-05).
    pub stricter_from: Option<Money>,
    /// What sending back costs and who pays for it.
    pub returns: ReturnRules,
    /// When to remind, how many disputes are many, what a warranty means.
    pub habits: Habits,
    /// Its sources by code.
    pub sources: BTreeMap<String, Source>,
    /// A short hash of what it says, with what it takes from the pack it extends; layout and remarks in the file
    /// do not count.
    pub fingerprint: String,
}

impl RulePack {
    /// Reads a pack that extends no other from TOML; one that does needs [`Packs::parse`]. `file` is only used to
    /// name the place of a mistake.
    ///
    /// # Errors
    /// The first mistake with its line and column: broken TOML, unknown keys, units, zones, starts or sources,
    /// duplicate ids, missing values.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        Packs::default().parse(text, file)
    }

    /// What a case stores to say by which rules it was computed: `as_of`, or `undated`, and the fingerprint. It
    /// changes whenever the rules do.
    pub fn version(&self) -> String {
        format!("{}+{}", self.day(), self.fingerprint)
    }

    /// Whether a case with this version was computed by the rules as they are now.
    pub fn is_version(&self, stored: &str) -> bool {
        match stored.split_once('+') {
            Some(_) => stored == self.version(),
            // Cases of the first release remember the day only.
            None => stored == self.day(),
        }
    }

    fn day(&self) -> String {
        self.as_of.map_or_else(|| "undated".to_owned(), |day| day.to_string())
    }

    /// A clock by name.
    pub fn timer(&self, name: &str) -> Option<&Timer> {
        self.timers.get(name)
    }

    /// What is worth knowing before trusting it: that it is older than twelve months, or carries no date.
    pub fn warnings(&self, today: NaiveDate) -> Vec<Msg> {
        let mut warnings = Vec::new();
        match self.as_of {
            None => warnings.push(Msg::new("rules-pack-undated").text("pack", &self.title)),
            Some(day)
                if !self.historic
                    && day.checked_add_months(Months::new(12)).is_some_and(|end| end < today) =>
            {
                warnings.push(Msg::new("rules-pack-old").text("pack", &self.title).arg("day", Arg::Day(day)));
            }
            Some(_) => {}
        }
        warnings
    }
}

/// A mistake in a rule pack, with its place. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{file}:{line}:{column}: {}", .message.id)]
pub struct PackError {
    /// The file, as given.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// What is wrong.
    pub message: Msg,
    /// The TOML reader's own words, where it is not TOML at all.
    pub detail: Option<String>,
}

impl From<PackError> for Problem {
    fn from(error: PackError) -> Self {
        let problem = Self::refused(
            Msg::new("rules-pack-refused")
                .text("file", &error.file)
                .count("line", error.line as i64)
                .count("column", error.column as i64)
                .msg("mistake", error.message),
        );
        match error.detail {
            Some(detail) => problem.with_detail(detail),
            None => problem,
        }
    }
}
