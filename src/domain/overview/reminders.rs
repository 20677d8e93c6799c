//! Which dates the buyer is to be reminded of now, and what a reminder may say. A reminder is known by its date
//! and its lead, so the same one is never shown twice; a date that moved is a new one.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::event::{Party, codes};
use crate::domain::message::Msg;
use crate::domain::rows::{DueGroup, DueItem};
use crate::domain::rules::habits::Reminders;
use crate::domain::rules::{Length, Unit};
use crate::domain::view::{Deadline, DeadlineKind, Severity};

codes! {
    /// How loudly a reminder is shown.
    Urgency { Low = "low", Normal = "normal", Critical = "critical" }
}

/// A note for the desktop: no amounts, no names, no texts; only what the date is and which order it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminder {
    /// The date's [`DueItem::handle`].
    pub handle: String,
    /// Known by this; remembered once it was shown.
    pub key: String,
    /// What else is taken as shown with it: longer leads that passed unseen.
    pub passed: Vec<String>,
    /// How long before the date, if it lies ahead.
    pub lead: Option<Length>,
    /// What the date is.
    pub what: Msg,
    /// What to call the order or case.
    pub order: String,
    /// The order's number.
    pub number: Option<String>,
    /// The date.
    pub due: DateTime<Utc>,
    /// It rests on an expiry that nobody confirmed.
    pub presumed: bool,
    /// It is worth a look and nothing ends then.
    pub is_watch: bool,
    /// How loudly.
    pub urgency: Urgency,
}

/// The leads of a date: hours for requests for evidence, days for everything else, longest first.
pub fn leads(rule: &Reminders, deadline: &Deadline) -> Vec<Length> {
    let of = |list: &[u32], unit| list.iter().map(|n| Length { n: i64::from(*n), unit }).collect();
    if rule.evidence_timers.contains(&deadline.id) {
        of(&rule.evidence_hours_before, Unit::Hours)
    } else {
        of(&rule.days_before, Unit::CalendarDays)
    }
}

/// A lead as a length of time.
pub fn span(lead: Length) -> TimeDelta {
    let span = match lead.unit {
        Unit::Hours => TimeDelta::try_hours(lead.n),
        _ => TimeDelta::try_days(lead.n),
    };
    span.unwrap_or(TimeDelta::MAX)
}

/// A date that passed longer ago than this is no news.
const LATE_FOR: TimeDelta = TimeDelta::days(14);
/// What was shown is forgotten this long after its date.
const REMEMBERED_FOR: TimeDelta = TimeDelta::days(120);
/// More than this many at once become one note.
pub const GROUPED_FROM: usize = 6;

/// The reminders that are due now and were not shown yet, soonest date first.
pub fn due_now(items: &[DueItem], shown: &BTreeSet<String>, now: DateTime<Utc>) -> Vec<Reminder> {
    let mut seen = BTreeSet::new();
    let mut reminders: Vec<Reminder> = items
        .iter()
        .filter_map(|item| reminder(item, now))
        .filter(|reminder| !shown.contains(&reminder.key) && seen.insert(reminder.key.clone()))
        .collect();
    reminders.sort_by(|one, other| (one.due, &one.handle).cmp(&(other.due, &other.handle)));
    reminders
}

fn reminder(item: &DueItem, now: DateTime<Utc>) -> Option<Reminder> {
    let due = item.deadline.due?;
    let key = |what: &str, at: DateTime<Utc>| format!("{}|{}|{what}", item.handle, at.timestamp());
    let made = |key: String, passed: Vec<String>, lead: Option<Length>| {
        let pressing = lead.is_none_or(|lead| span(lead) <= TimeDelta::days(1));
        Some(Reminder {
            handle: item.handle.clone(),
            key,
            passed,
            lead,
            what: item.deadline.title.clone(),
            order: item.title.clone(),
            number: item.order_number.clone(),
            due,
            presumed: item.deadline.presumed,
            is_watch: item.deadline.kind == DeadlineKind::Watch,
            urgency: match item.deadline.severity {
                // Days ahead even a loss is no alarm.
                Severity::Loss if pressing => Urgency::Critical,
                Severity::Loss | Severity::Attention => Urgency::Normal,
                Severity::Info => Urgency::Low,
            },
        })
    };
    if let Some(until) = item.snoozed_until {
        if now < until {
            return None;
        }
        // Put off until now: said again once, whatever was said before.
        if now - until < TimeDelta::days(1) {
            return made(key("snooze", until), Vec::new(), None);
        }
    }
    let recent = now - due < LATE_FOR;
    if item.deadline.kind == DeadlineKind::Watch {
        return (due <= now && recent).then(|| made(key("now", due), Vec::new(), None)).flatten();
    }
    if item.group == DueGroup::Overdue {
        return recent.then(|| made(key("late", due), Vec::new(), None)).flatten();
    }
    // Others' dates are theirs until they are late.
    if !matches!(item.who, Party::Buyer | Party::Both) || due <= now {
        return None;
    }
    let named = |lead: Length| match lead.unit {
        Unit::Hours => format!("{}h", lead.n),
        _ => format!("{}d", lead.n),
    };
    let reached = |lead: &&Length| due.checked_sub_signed(span(**lead)).is_none_or(|from| from <= now);
    let passed: Vec<Length> = item.leads.iter().filter(reached).copied().collect();
    let (last, longer) = passed.split_last()?;
    made(key(&named(*last), due), longer.iter().map(|lead| key(&named(*lead), due)).collect(), Some(*last))
}

/// Forgets what was shown for dates that are long past.
pub fn still_remembered(key: &str, now: DateTime<Utc>) -> bool {
    let at = key.split('|').nth(1).and_then(|secs| secs.parse().ok());
    at.and_then(|secs| DateTime::from_timestamp(secs, 0))
        .is_some_and(|at: DateTime<Utc>| now - at < REMEMBERED_FOR)
}

/// The setting that turns reminders off.
pub const SETTING: &str = "reminders";

/// The value of [`SETTING`] that does.
pub const OFF: &str = "off";

/// The setting that puts a date off.
pub fn snooze_setting(handle: &str) -> String {
    format!("snooze.{handle}")
}
