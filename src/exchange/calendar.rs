//! Deadlines as calendar entries (RFC 5545): what an entry says, its identifier, its alarms, its lines.
//! Writes the calendar of a bundle; updating a file that is there already is `calendar_file`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::words::plain_order;
use crate::domain::ids::{CaseId, Sha256};
use crate::domain::message::Msg;
use crate::domain::rules::{Length, Unit};
use crate::domain::view::{Deadline, DeadlineKind, DeadlineStatus};
use crate::texts::Texts;

/// Longest content line in octets, line break not counted (RFC 5545, 3.1).
const LINE_LEN_MAX: usize = 75;

/// What our identifiers end in.
pub(super) const UID_END: &str = "@parcelproof";

/// A deadline with what it belongs to.
#[derive(Clone, Debug)]
pub struct CalendarItem<'a> {
    /// What to call the order or case.
    pub title: String,
    /// Keeps the entry's identifier stable: [`handle`].
    pub handle: String,
    /// The date.
    pub deadline: &'a Deadline,
    /// How long before it alarms go off, longest first.
    pub alarms: Vec<Length>,
}

/// The calendar, with `now` as the time of writing. Dates that are met, void or unknown are left out.
pub fn ics(items: &[CalendarItem<'_>], texts: &Texts, now: DateTime<Utc>) -> String {
    ics_with(items, texts, now, &|text| text.to_owned())
}

/// The same with every text passed through `clean`.
pub(super) fn ics_with(
    items: &[CalendarItem<'_>],
    texts: &Texts,
    now: DateTime<Utc>,
    clean: &dyn Fn(&str) -> String,
) -> String {
    let mut out = Lines::head();
    let entries = entries(items, texts, clean);
    for (uid, entry) in &entries {
        entry.write(
            &mut out,
            uid,
            &Stamps { written: stamp(now), sequence: 0, changed: None, extra: Vec::new() },
        );
    }
    if entries.is_empty() {
        out.stand_in();
    }
    out.line("END", "VCALENDAR");
    out.text
}

/// What an entry says, without what tells when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Properties in the order they are written: name with parameters, value.
    pub(super) lines: Vec<(&'static str, String)>,
    /// Triggers of its alarms.
    pub(super) alarms: Vec<(&'static str, String)>,
    summary: String,
}

/// When an entry was written and how often it changed.
pub(super) struct Stamps {
    pub(super) written: String,
    pub(super) sequence: u32,
    pub(super) changed: Option<String>,
    /// Properties beside its own.
    pub(super) extra: Vec<(String, String)>,
}

impl Entry {
    pub(super) fn write(&self, out: &mut Lines, uid: &str, stamps: &Stamps) {
        out.line("BEGIN", "VEVENT");
        out.line("UID", uid);
        out.line("DTSTAMP", &stamps.written);
        out.line("SEQUENCE", &stamps.sequence.to_string());
        if let Some(changed) = &stamps.changed {
            out.line("LAST-MODIFIED", changed);
        }
        for (name, value) in &stamps.extra {
            out.line(name, value);
        }
        for (name, value) in &self.lines {
            out.line(name, value);
        }
        for (name, trigger) in &self.alarms {
            out.line("BEGIN", "VALARM");
            out.line("ACTION", "DISPLAY");
            out.line("DESCRIPTION", &self.summary);
            out.line(name, trigger);
            out.line("END", "VALARM");
        }
        out.line("END", "VEVENT");
    }
}

/// The entries of a calendar by identifier, in the order given.
pub(super) fn entries(
    items: &[CalendarItem<'_>],
    texts: &Texts,
    clean: &dyn Fn(&str) -> String,
) -> Vec<(String, Entry)> {
    let mut uids: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for item in items {
        let Some((from, to)) = range(item.deadline) else { continue };
        let uid = item.handle.clone();
        // Two runs of one timer are told apart by the event that started them; without one, by their place.
        let count = uids.entry(uid.clone()).or_default();
        *count += 1;
        let uid = if *count == 1 { uid } else { format!("{uid}-{count}") };
        entries.push((format!("{uid}{UID_END}"), entry(item, from, to, texts, clean)));
    }
    entries
}

fn entry(
    item: &CalendarItem<'_>,
    from: DateTime<Utc>,
    to: Option<DateTime<Utc>>,
    texts: &Texts,
    clean: &dyn Fn(&str) -> String,
) -> Entry {
    let deadline = item.deadline;
    let what = texts.say(&deadline.title);
    let id = match (deadline.presumed, to.is_some()) {
        (true, true) => "calendar-title-band-presumed",
        (true, false) => "calendar-title-presumed",
        (false, true) => "calendar-title-band",
        (false, false) => "calendar-title",
    };
    let title = Msg::new(id).text("what", what).text("order", &item.title);
    let summary = escaped(&clean(&texts.say(&title)));
    let mut lines = vec![("DTSTART", stamp(from))];
    if let Some(to) = to {
        lines.push(("DTEND", stamp(to)));
    }
    lines.push(("SUMMARY", summary.clone()));
    lines.push(("DESCRIPTION", escaped(&clean(&description(deadline, from, to, texts)))));
    // What nobody confirmed yet is tentative to other programs too.
    lines.push(("STATUS", if deadline.presumed { "TENTATIVE" } else { "CONFIRMED" }.to_owned()));
    lines.push(("TRANSP", "TRANSPARENT".to_owned()));
    // Of a range the end is what counts.
    let trigger = if to.is_some() { "TRIGGER;RELATED=END" } else { "TRIGGER" };
    let alarms = item.alarms.iter().map(|before| (trigger, before_text(*before))).collect();
    Entry { lines, alarms, summary }
}

/// True when the deadline goes into a calendar. A mark worth a look is no appointment.
pub fn is_shown(deadline: &Deadline) -> bool {
    deadline.kind != DeadlineKind::Watch && range(deadline).is_some()
}

fn range(deadline: &Deadline) -> Option<(DateTime<Utc>, Option<DateTime<Utc>>)> {
    if matches!(deadline.status, DeadlineStatus::Met | DeadlineStatus::Void) {
        return None;
    }
    let due = deadline.due.or(deadline.latest);
    match (deadline.earliest, due) {
        (Some(from), Some(to)) if from < to => Some((from, Some(to))),
        (from, due) => due.or(from).map(|at| (at, None)),
    }
}

/// A lead as a trigger, in the unit it was given in.
fn before_text(lead: Length) -> String {
    match lead.unit {
        Unit::Hours => format!("-PT{}H", lead.n),
        _ => format!("-P{}D", lead.n),
    }
}

fn description(deadline: &Deadline, from: DateTime<Utc>, to: Option<DateTime<Utc>>, texts: &Texts) -> String {
    let mut lines = Vec::new();
    if let Some(to) = to {
        lines.push(texts.say(&Msg::new("calendar-band").at("from", from).at("to", to)));
    }
    if deadline.presumed {
        lines.push(texts.get("bundle-presumed"));
    }
    lines.push(texts.say(&deadline.basis));
    if !deadline.sources.is_empty() {
        let sources = Msg::new("bundle-sources").text("sources", deadline.sources.join(", "));
        lines.push(texts.say(&sources));
    }
    if deadline.shown_by_marketplace {
        lines.push(texts.get("bundle-shown-by-marketplace"));
    }
    lines.join("\n")
}

/// What stands for a date for as long as it is due, whatever its value: of the order, the case it is told by unless
/// it is the order's own, the timer and, where runs stand side by side, the event that started the run.
pub fn handle(order_number: Option<&str>, case: Option<CaseId>, deadline: &Deadline) -> String {
    let number = order_number.map(crate::domain::order::number_key).unwrap_or_default();
    let case = case.filter(|_| !deadline.is_of_order()).map(|case| case.to_string()).unwrap_or_default();
    let run = deadline.run.map(|event| format!("\n{event}")).unwrap_or_default();
    let seed = format!("{number}\n{case}\n{}\n{}{run}", deadline.rule, deadline.id);
    Sha256::of(seed.as_bytes()).hex().chars().take(32).collect()
}

pub(super) fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in plain_order(text).chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            // Line and paragraph separators break lines for some readers and not for others.
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push_str("\\n"),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// Content lines, folded as they are written.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
}

impl Lines {
    /// The beginning of a calendar.
    pub(super) fn head() -> Self {
        let mut out = Self::default();
        out.line("BEGIN", "VCALENDAR");
        out.line("VERSION", "2.0");
        out.line("PRODID", "-//Parcelproof//Parcelproof//EN");
        out.line("CALSCALE", "GREGORIAN");
        out.line("METHOD", "PUBLISH");
        out
    }

    /// A calendar must hold at least one component.
    pub(super) fn stand_in(&mut self) {
        self.line("BEGIN", "VTIMEZONE");
        self.line("TZID", "UTC");
        self.line("BEGIN", "STANDARD");
        self.line("DTSTART", "19700101T000000");
        self.line("TZOFFSETFROM", "+0000");
        self.line("TZOFFSETTO", "+0000");
        self.line("END", "STANDARD");
        self.line("END", "VTIMEZONE");
    }

    /// One content line, folded so that no line is longer than 75 octets and no character is cut.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        let mut len = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if len + c.len_utf8() > LINE_LEN_MAX {
                self.text.push_str("\r\n ");
                len = 1;
            }
            self.text.push(c);
            len += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
