//! What a pack says beside its clocks: when to remind, when to look again, how many disputes are many, what a
//! warranty means. Values only; `reminders`, `history` and `warranty` use them.

use serde::{Deserialize, Serialize};

use crate::domain::event::Party;

/// The tables of a pack beside its clocks; what a pack leaves out comes from the default pack
/// ([`crate::domain::rules::Packs::reminders`] and its neighbours).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Habits {
    /// When to remind and when to look again.
    pub reminders: Option<Reminders>,
    /// How many disputes are many.
    pub dispute_rate: Option<DisputeRateRule>,
    /// What the seller's warranty means.
    pub warranty: Option<WarrantyRule>,
}

impl Habits {
    /// These, with what they leave out taken from those of the pack this one extends.
    #[must_use]
    pub(in crate::domain) fn over(self, base: &Self) -> Self {
        Self {
            reminders: self.reminders.or_else(|| base.reminders.clone()),
            dispute_rate: self.dispute_rate.or_else(|| base.dispute_rate.clone()),
            warranty: self.warranty.or_else(|| base.warranty.clone()),
        }
    }
}

/// When to remind of a date, and when to look at a case again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reminders {
    /// Days before a date at which an alarm goes off, longest first.
    pub days_before: Vec<u32>,
    /// Hours before the date of a request for evidence (P7-26), longest first.
    pub evidence_hours_before: Vec<u32>,
    /// The timers that are such requests.
    pub evidence_timers: Vec<String>,
    /// Look at an open case when nothing was recorded for this many days (P11-12).
    pub check_in_days: u32,
    /// Uploads are not to be left to the last hours before a date (P16-18).
    pub upload_margin_hours: u32,
    /// How long a date is put off by one press (P16-15).
    pub snooze_minutes: u32,
    /// Keep a picture of the product page within this many days of ordering (P16-06).
    pub snapshot_days: u32,
    /// False when only weak sources tell it.
    pub certain: bool,
    /// Source codes.
    pub cite: Vec<String>,
}

/// When a buyer's disputes begin to look like many (P9-07, P9-08).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DisputeRateRule {
    /// Disputes and orders are counted over this many days back.
    pub window_days: u32,
    /// Warn above this share of orders with a dispute, in per cent …
    pub warn_percent: u32,
    /// … from this many disputes on: one dispute about the only order says nothing.
    pub warn_from: u32,
    /// This many disputes …
    pub several: u32,
    /// … within so many days are several in a short time.
    pub several_days: u32,
    /// False when only weak sources tell it.
    pub certain: bool,
    /// Source codes.
    pub cite: Vec<String>,
}

/// What the seller's warranty means (P16-01 to P16-05).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarrantyRule {
    /// Who gives it.
    pub given_by: Party,
    /// Who pays for sending the item back.
    pub return_freight: Party,
    /// False when only weak sources tell it.
    pub certain: bool,
    /// Source codes.
    pub cite: Vec<String>,
}
