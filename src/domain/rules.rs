//! Rule packs: what a marketplace accepts and which clocks run, as data with sources.
//! Owns the values and the registry; reading the TOML is `pack_toml`, counting days is `calendar`.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::event::{Party, codes};
use super::habits::{DisputeRateRule, Habits, Reminders, WarrantyRule};
use super::message::{Msg, Problem};
use super::order::Marketplace;
use super::pack_toml;
use super::view::DeadlineKind;

/// What files a marketplace accepts (`[evidence]` of a pack).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRules {
    /// Pictures.
    pub image: FileLimits,
    /// Videos.
    pub video: FileLimits,
    /// How many files at most, where a source says so.
    pub max_files: Option<u32>,
}

/// Limits for one kind of file. Sizes in bytes; formats as lower-case extensions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileLimits {
    /// Ready up to this length.
    pub max_bytes: u64,
    /// May be refused above `max_bytes` and up to this length.
    pub borderline_bytes: u64,
    /// What a copy that fits aims at.
    pub target_bytes: u64,
    /// Accepted extensions; a format is accepted when one of its extensions is.
    pub formats: Vec<String>,
}

codes! {
    /// How the length of a timer is counted (C0 "Units").
    Unit {
        Hours = "hours", CalendarDays = "calendar_days", BusinessDays = "business_days",
        CalendarMonths = "calendar_months",
    }
}

codes! {
    /// A moment that an event or an order field produces and that a timer may start from. A pack that names
    /// another one is refused, because its timer could never run.
    StartPoint {
        Ordered = "ordered_at", Paid = "paid_at", ShipBy = "ship_by_at", Shipped = "shipped_at",
        Expected = "expected_delivery_at", Delivered = "delivered_at", Confirmed = "confirmed_at",
        ProtectionEnds = "protection_ends_at", OrderCompleted = "order_completed_at",
        CancelRequested = "cancel_requested_at", Frozen = "frozen_at", SellerContacted = "seller_contacted_at",
        Submitted = "submitted_at", SubmittedOrEdited = "submitted_or_edited_at", Escalated = "escalated_at",
        EvidenceRequested = "evidence_requested_at", ProposalsShown = "proposals_shown_at",
        DecidedForBuyer = "decided_for_buyer_at", DecisionReceived = "decision_received_at",
        ReturnRequested = "return_requested_at", ReturnAgreed = "return_agreed_at", ReturnSent = "return_sent_at",
        ReturnReceived = "return_received_at", RefundAgreed = "refund_agreed_at",
        RefundProcessed = "refund_processed_at", ComplaintSent = "complaint_sent_at",
        ComplaintUpheld = "complaint_upheld_at", CouponIssued = "coupon_issued_at",
        LateCouponIssued = "late_coupon_issued_at", ReportSent = "report_sent_at",
        AccountAppealSent = "account_appeal_sent_at", MeasureNotified = "measure_notified_at",
        ClaimFiled = "claim_filed_at", ClaimGranted = "claim_granted_at", ChargebackFiled = "chargeback_filed_at",
        ChargebackAnswered = "chargeback_answered_at", PreArbitration = "pre_arbitration_at",
        CaseClosed = "case_closed_at",
    }
}

codes! {
    /// What silence does once a deadline has passed.
    OnExpire {
        AutoRefund = "auto_refund", MarketplaceReview = "marketplace_review",
        ClaimMayBeCancelled = "claim_may_be_cancelled", FundsToSeller = "funds_to_seller",
        OrderClosedRefund = "order_closed_refund", OrderCompleted = "order_completed",
        MarketplaceArbitrates = "marketplace_arbitrates", MayEscalate = "may_escalate", AutoClose = "auto_close",
        GrantedIfClaimed = "granted_if_claimed", Terminated = "terminated",
    }
}

codes! {
    /// Who may take a dispute to the marketplace (C03).
    Escalation { Auto = "auto", Manual = "manual", Both = "both" }
}

codes! {
    /// Whether a cancelled dispute may be opened again (C09).
    Reopen { Never = "never", WhileWindowOpen = "while_window_open" }
}

codes! {
    /// What may still be changed once the marketplace reviews (C19).
    EditAfterEscalation { None = "none", EvidenceOnly = "evidence_only", All = "all" }
}

codes! {
    /// Language of texts for the marketplace (C12). It is advice, never a block.
    LanguageRule { EnglishRecommended = "english_recommended", EnglishRequired = "english_required", Any = "any" }
}

codes! {
    /// When photos are obligatory (C10).
    PhotosRequired { Received = "received", Always = "always", Never = "never" }
}

codes! {
    /// How far a source can be trusted: A the marketplace's own text, B a copy of it elsewhere, C a manual or
    /// guide, D a forum or blog.
    Trust { A = "A", B = "B", C = "C", D = "D" }
}

/// A length of time as a rule states it; negative ones count back from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub n: i64,
    /// Of what.
    pub unit: Unit,
}

/// How long a timer runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// To one date.
    Exact(Length),
    /// Over a range in which something is expected.
    Band {
        /// The soonest, if a source says so.
        min: Option<i64>,
        /// What is usual, if a source says so.
        typical: Option<i64>,
        /// The latest.
        max: i64,
        /// Of what.
        unit: Unit,
    },
}

/// Another value for a timer, from another source; shown as a conflict, never used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherValue {
    /// Another start, where it differs.
    pub start: Option<StartPoint>,
    /// How long.
    pub extent: Extent,
    /// Why it differs, in the pack's words.
    pub why: Option<String>,
    /// Source codes.
    pub cite: Vec<String>,
}

/// A shorter length under a condition on the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipLimitException {
    /// The seller had fewer days than this to ship.
    pub ship_limit_days_below: i64,
    /// Then this many, of the timer's own unit.
    pub n: i64,
}

/// One clock of a pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timer {
    /// Its name, unique in the pack.
    pub name: String,
    /// What starts it.
    pub start: StartPoint,
    /// How long it runs.
    pub extent: Extent,
    /// Who has to act, or whose act is awaited.
    pub who: Party,
    /// What sort of date it gives.
    pub kind: DeadlineKind,
    /// What silence does.
    pub on_expire: Option<OnExpire>,
    /// False when a missed date cannot be made good.
    pub recoverable: bool,
    /// Whom it concerns (`EU/EEA/UK`), where it is not everybody.
    pub scope: Option<String>,
    /// Groups of reasons it concerns; empty means all.
    pub reasons: Vec<String>,
    /// A shorter length for orders that had to ship quickly.
    pub unless: Option<ShipLimitException>,
    /// A band is late only after this has passed too.
    pub overdue_after: Option<Length>,
    /// False when its only sources are weak.
    pub certain: bool,
    /// Source codes.
    pub cite: Vec<String>,
    /// A remark of the pack.
    pub note: Option<String>,
    /// What other sources say.
    pub others: Vec<OtherValue>,
}

/// The switches of a pack. A value no source gives stays empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flags {
    /// Who may escalate.
    pub escalation: Option<Escalation>,
    /// Whether a cancelled dispute may be opened again.
    pub reopen: Option<Reopen>,
    /// With fewer days left than this, cancelling counts as final.
    pub reopen_min_days_left: Option<i64>,
    /// What may be changed during review.
    pub edit_after_escalation: Option<EditAfterEscalation>,
    /// Language of texts.
    pub language: Option<LanguageRule>,
    /// When photos are obligatory.
    pub photos_required_if: Option<PhotosRequired>,
    /// The amount asked is limited to what was paid.
    pub amount_capped_by_paid: bool,
    /// Longest text of a complaint, in UTF-16 units.
    pub complaint_text_max: Option<usize>,
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
    /// Where its days begin.
    pub zone: PackZone,
    /// A remark of the pack.
    pub note: Option<String>,
    /// Its clocks by name.
    pub timers: BTreeMap<String, Timer>,
    /// Its switches.
    pub flags: Flags,
    /// What files it accepts; `None` when no source says.
    pub evidence: Option<EvidenceRules>,
    /// Source codes of the file limits.
    pub evidence_cite: Vec<String>,
    /// False when the file limits rest on weak sources only.
    pub evidence_certain: bool,
    /// How long a video should be, in seconds, as advice.
    pub video_advice_secs: Option<(u32, u32)>,
    /// When to remind, how many disputes are many, what a warranty means.
    pub habits: Habits,
    /// Its sources by code.
    pub sources: BTreeMap<String, Source>,
}

impl RulePack {
    /// Reads a pack from TOML. `file` is only used to name the place of a mistake.
    ///
    /// # Errors
    /// The first mistake with its line and column: broken TOML, unknown keys, units, zones, starts or sources,
    /// duplicate ids, missing values.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        pack_toml::parse(text, file)
    }

    /// What a case stores to say by which rules it was computed: `as_of`, or `undated`.
    pub fn version(&self) -> String {
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
                warnings.push(
                    Msg::new("rules-pack-old")
                        .text("pack", &self.title)
                        .arg("day", super::message::Arg::Day(day)),
                );
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

/// Every pack at hand, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packs {
    by_id: BTreeMap<String, RulePack>,
}

/// The packs compiled into the program: file name and text.
const BUILT_IN: &[(&str, &str)] = &[
    ("aliexpress-2026.toml", include_str!("../../assets/rules/aliexpress-2026.toml")),
    ("unlisted.toml", include_str!("../../assets/rules/unlisted.toml")),
];

impl Packs {
    /// The packs compiled into the program.
    ///
    /// # Errors
    /// A mistake in one of them; tests refuse such a program.
    pub fn built_in() -> Result<Self, Problem> {
        let mut packs = Self::default();
        for (file, text) in BUILT_IN {
            packs.add(RulePack::parse(text, file)?)?;
        }
        Ok(packs)
    }

    /// Adds a pack.
    ///
    /// # Errors
    /// Another pack has the same id.
    pub fn add(&mut self, pack: RulePack) -> Result<(), Problem> {
        if self.by_id.contains_key(&pack.id) {
            return Err(Problem::refused(Msg::new("rules-pack-twice").text("pack", &pack.id)));
        }
        self.by_id.insert(pack.id.clone(), pack);
        Ok(())
    }

    /// A pack by id.
    pub fn get(&self, id: &str) -> Option<&RulePack> {
        self.by_id.get(id)
    }

    /// The pack to take for a marketplace: its default, else its first that is not historic.
    pub fn for_marketplace(&self, marketplace: &Marketplace) -> Option<&RulePack> {
        let mut fitting =
            self.by_id.values().filter(|pack| pack.marketplace == *marketplace && !pack.historic);
        let first = fitting.next()?;
        Some(std::iter::once(first).chain(fitting).find(|pack| pack.is_default).unwrap_or(first))
    }

    /// When to remind by a pack; the default pack's where it says nothing.
    pub fn reminders(&self, id: &str) -> Option<&Reminders> {
        self.habits(id, |habits| habits.reminders.as_ref())
    }

    /// How many disputes are many, in the same way.
    pub fn dispute_rate(&self, id: &str) -> Option<&DisputeRateRule> {
        self.habits(id, |habits| habits.dispute_rate.as_ref())
    }

    /// What a warranty means, in the same way.
    pub fn warranty(&self, id: &str) -> Option<&WarrantyRule> {
        self.habits(id, |habits| habits.warranty.as_ref())
    }

    fn habits<'a, T>(&'a self, id: &str, of: impl Fn(&'a Habits) -> Option<&'a T>) -> Option<&'a T> {
        let default = || self.by_id.values().find(|pack| pack.is_default);
        self.get(id).and_then(|pack| of(&pack.habits)).or_else(|| of(&default()?.habits))
    }

    /// All packs, by id.
    pub fn iter(&self) -> impl Iterator<Item = &RulePack> {
        self.by_id.values()
    }
}
