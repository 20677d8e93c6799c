//! The JSON shapes of the contract, as structs of their own: the program's types may change, these may only grow.

mod bundles;
mod cases;
mod done;
mod due;
mod files;
mod guards;
mod money;
mod orders;
mod packs;
mod paste;
mod reports;
mod words;

use crate::domain::moment::ClaimedTime;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::texts::Texts;
use base64::Engine as _;
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::SecondsFormat;
use chrono::Utc;
use serde::Serialize;
use std::path::Path;

pub use bundles::{BundleCheckJson, ExportJson, VerifyJson};
pub use cases::{CaseJson, CaseRowJson, EventTypeJson, TextJson};
pub use done::{DemoJson, DoneJson, EmptiedJson};
pub use due::{DueJson, GuideJson, HistoryJson, ReminderJson, SnoozeJson, SummaryJson};
pub use files::{CheckJson, EvidenceJson};
pub use guards::RecordedJson;
pub use money::{CouponJson, RefundJson, SettingJson};
pub use orders::{BinJson, OrderJson, OrderRowJson};
pub use packs::{BrokenPackJson, PackLineJson};
pub use paste::PasteJson;
pub use reports::{MeaningJson, ReportJson, TroubleJson, TypeJson, WayJson};
pub use words::{
    CardJson, CloseReasonJson, FormJson, HintJson, PhraseJson, ReasonJson, RemediesJson, TrackingJson,
};

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn time_opt(at: Option<DateTime<Utc>>) -> Option<String> {
    at.map(time)
}

/// `{"at","precision","day","zone"}`.
#[derive(Debug, Serialize)]
pub struct MomentJson {
    at: String,
    precision: &'static str,
    day: Option<NaiveDate>,
    zone: Option<String>,
}

impl MomentJson {
    /// A day is placed at its start in its own zone, else in the buyer's.
    fn new(moment: &Moment, texts: &Texts) -> Self {
        let zone = |zone: &Option<chrono_tz::Tz>| zone.map(|zone| zone.name().to_owned());
        match moment {
            Moment::Instant { at, zone: named } => {
                Self { at: time(*at), precision: "instant", day: None, zone: zone(named) }
            }
            Moment::Minute { at, zone: named } => {
                Self { at: time(*at), precision: "minute", day: None, zone: zone(named) }
            }
            Moment::Day { day, zone: named } => Self {
                at: time(moment.place(texts.zone())),
                precision: "day",
                day: Some(*day),
                zone: zone(named),
            },
        }
    }
}

/// `{"minor","currency"}`.
#[derive(Debug, Serialize)]
pub struct MoneyJson {
    minor: i64,
    currency: String,
}

impl From<&Money> for MoneyJson {
    fn from(money: &Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code().to_owned() }
    }
}

fn money(value: Option<&Money>) -> Option<MoneyJson> {
    value.map(MoneyJson::from)
}

/// `{"local","offset","source"}`.
#[derive(Debug, Serialize)]
pub struct ClaimedTimeJson {
    local: String,
    offset: Option<String>,
    source: crate::domain::moment::ClaimSource,
}

impl From<&ClaimedTime> for ClaimedTimeJson {
    fn from(claimed: &ClaimedTime) -> Self {
        Self {
            local: claimed.local.format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
            offset: claimed.offset_text(),
            source: claimed.source,
        }
    }
}

/// Only the bytes that are not printable ASCII are encoded, and the percent sign itself.
const ODD: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b'%');

/// A path as the contract prints it: percent-encoded beside its bytes where it is not UTF-8.
#[derive(Debug, Serialize)]
pub struct PathJson {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
}

impl PathJson {
    pub(in crate::cli) fn new(path: &Path) -> Self {
        if let Some(text) = path.to_str() {
            return Self { path: text.to_owned(), path_bytes: None };
        }
        let bytes = path.as_os_str().as_encoded_bytes();
        Self {
            path: percent_encoding::percent_encode(bytes, ODD).to_string(),
            path_bytes: Some(base64::engine::general_purpose::STANDARD.encode(bytes)),
        }
    }
}
