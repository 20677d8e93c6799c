//! Deadlines as a calendar file (RFC 5545), for the bundle and for `due --ics`. Identifiers are stable: a file
//! written again updates the same entries.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::event::Party;
use crate::domain::ids::{CaseId, Sha256};
use crate::domain::message::Msg;
use crate::domain::view::{Deadline, DeadlineStatus, Severity};
use crate::texts::Texts;

/// Longest content line in octets, line break not counted (RFC 5545, 3.1).
const LINE_LEN_MAX: usize = 75;

/// A deadline with what it belongs to.
#[derive(Clone, Debug)]
pub struct CalendarItem<'a> {
    /// What to call the order or case.
    pub title: String,
    /// The order's number, which keeps the entry's identifier stable.
    pub order_number: Option<&'a str>,
    /// The case, which does the same.
    pub case: Option<CaseId>,
    /// The date.
    pub deadline: &'a Deadline,
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
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Parcelproof//Parcelproof//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    let mut uids: BTreeMap<String, usize> = BTreeMap::new();
    let mut empty = true;
    for item in items {
        let Some((from, to)) = range(item.deadline) else { continue };
        empty = false;
        let uid = uid(item);
        // One timer may run twice in a case (two requests for evidence); the second gets a number.
        let count = uids.entry(uid.clone()).or_default();
        *count += 1;
        let uid = if *count == 1 { uid } else { format!("{uid}-{count}") };
        let what = texts.say(&item.deadline.title);
        let title = Msg::new("bundle-calendar-title").text("what", what).text("order", &item.title);
        let title = clean(&texts.say(&title));
        out.line("BEGIN", "VEVENT");
        out.line("UID", &format!("{uid}@parcelproof"));
        out.line("DTSTAMP", &stamp(now));
        out.line("DTSTART", &stamp(from));
        if let Some(to) = to {
            out.line("DTEND", &stamp(to));
        }
        out.line("SUMMARY", &escaped(&title));
        out.line("DESCRIPTION", &escaped(&clean(&description(item.deadline, texts))));
        out.line("TRANSP", "TRANSPARENT");
        for trigger in alarms(item.deadline) {
            out.line("BEGIN", "VALARM");
            out.line("ACTION", "DISPLAY");
            out.line("DESCRIPTION", &escaped(&title));
            out.line("TRIGGER", trigger);
            out.line("END", "VALARM");
        }
        out.line("END", "VEVENT");
    }
    if empty {
        // A calendar must hold at least one component.
        out.line("BEGIN", "VTIMEZONE");
        out.line("TZID", "UTC");
        out.line("BEGIN", "STANDARD");
        out.line("DTSTART", "19700101T000000");
        out.line("TZOFFSETFROM", "+0000");
        out.line("TZOFFSETTO", "+0000");
        out.line("END", "STANDARD");
        out.line("END", "VTIMEZONE");
    }
    out.line("END", "VCALENDAR");
    out.text
}

/// True when the deadline goes into a calendar.
pub fn is_shown(deadline: &Deadline) -> bool {
    range(deadline).is_some()
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

fn alarms(deadline: &Deadline) -> &'static [&'static str] {
    let mine = matches!(deadline.who, Party::Buyer | Party::Both);
    if mine && deadline.severity == Severity::Loss { &["-P3D", "-P1D"] } else { &["-P1D"] }
}

fn description(deadline: &Deadline, texts: &Texts) -> String {
    let mut lines = vec![texts.say(&deadline.basis)];
    if !deadline.sources.is_empty() {
        let sources = Msg::new("bundle-sources").text("sources", deadline.sources.join(", "));
        lines.push(texts.say(&sources));
    }
    if deadline.presumed {
        lines.push(texts.get("bundle-presumed"));
    }
    if deadline.shown_by_marketplace {
        lines.push(texts.get("bundle-shown-by-marketplace"));
    }
    lines.join("\n")
}

fn uid(item: &CalendarItem<'_>) -> String {
    let number = item.order_number.map(crate::domain::order::number_key).unwrap_or_default();
    let case = item.case.map(|case| case.to_string()).unwrap_or_default();
    let seed = format!("{number}\n{case}\n{}\n{}", item.deadline.rule, item.deadline.id);
    Sha256::of(seed.as_bytes()).hex().chars().take(32).collect()
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// One content line, folded so that no line is longer than 75 octets and no character is cut.
    fn line(&mut self, name: &str, value: &str) {
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
