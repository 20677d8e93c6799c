//! A calendar file that is there already, brought up to date: our entries change only when what they say does,
//! what is no longer due is cancelled once, and everything that is not ours stays as it is, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::calendar::{self, CalendarItem, Entry, Lines, Stamps, UID_END};
use crate::domain::message::{Msg, Problem};
use crate::texts::Texts;

/// What an update did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Entries that are new.
    pub added: usize,
    /// Entries that say something else now.
    pub changed: usize,
    /// Entries that were cancelled just now.
    pub cancelled: usize,
    /// Entries that stay as they were.
    pub unchanged: usize,
}

/// What goes into the file.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Everything coming.
    pub items: &'a [CalendarItem<'a>],
    /// True for those that may be added; others are only kept up to date.
    pub may_add: &'a dyn Fn(&CalendarItem<'_>) -> bool,
    /// Stands for the library, so that entries of another one in the same file are left alone.
    pub library: &'a str,
}

impl std::fmt::Debug for Wanted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wanted").field("items", &self.items.len()).finish_non_exhaustive()
    }
}

/// The file as it is to be written, from what stands in it now (nothing for a new one).
///
/// # Errors
/// What is there is no calendar: it is not touched.
pub fn update(
    old: &[u8],
    wanted: &Wanted<'_>,
    texts: &Texts,
    now: DateTime<Utc>,
) -> Result<(Vec<u8>, Updated), Problem> {
    let mut did = Updated::default();
    let items: Vec<CalendarItem<'_>> =
        wanted.items.iter().filter(|item| calendar::is_shown(item.deadline)).cloned().collect();
    let entries = calendar::entries(&items, texts, &|text| text.to_owned());
    let may_add: BTreeSet<&str> = entries
        .iter()
        .zip(&items)
        .filter(|(_, item)| (wanted.may_add)(item))
        .map(|((uid, _), _)| uid.as_str())
        .collect();
    let mut left: BTreeMap<&str, &Entry> = entries.iter().map(|(uid, entry)| (uid.as_str(), entry)).collect();
    let blank = old.iter().all(u8::is_ascii_whitespace);
    let head = Lines::head().text.into_bytes();
    let parts = if blank { Parts { head, components: Vec::new(), tail: END.to_vec() } } else { split(old)? };
    let mut out = parts.head;
    let mut kept = 0;
    for component in &parts.components {
        let ours = component.event.as_ref().filter(|event| event.is_ours(wanted.library));
        let Some(event) = ours else {
            // A stand-in is ours too and goes once there is something.
            if component.is_stand_in && !entries.is_empty() {
                continue;
            }
            out.extend_from_slice(component.bytes);
            kept += 1;
            continue;
        };
        kept += 1;
        let Some(entry) = left.remove(event.uid.as_str()) else {
            if event.cancelled || entries.iter().any(|(uid, _)| *uid == event.uid) {
                // Cancelled already, or a second copy of what stands in the file above.
                out.extend_from_slice(component.bytes);
                did.unchanged += usize::from(!event.cancelled);
            } else {
                out.extend_from_slice(event.cancelled_text(now).as_bytes());
                did.cancelled += 1;
            }
            continue;
        };
        if event.says(entry) {
            out.extend_from_slice(component.bytes);
            did.unchanged += 1;
            continue;
        }
        let sequence = event.sequence.saturating_add(1);
        out.extend_from_slice(written(event, entry, wanted.library, sequence, now).as_bytes());
        did.changed += 1;
    }
    for (uid, entry) in entries.iter().filter(|(uid, _)| left.contains_key(uid.as_str())) {
        if !may_add.contains(uid.as_str()) {
            continue;
        }
        let fresh = Event { uid: uid.clone(), ..Event::default() };
        out.extend_from_slice(written(&fresh, entry, wanted.library, 0, now).as_bytes());
        did.added += 1;
    }
    if kept == 0 && did.added == 0 {
        let mut lines = Lines::default();
        lines.stand_in();
        out.extend_from_slice(lines.text.as_bytes());
    }
    out.extend_from_slice(&parts.tail);
    Ok((out, did))
}

const END: &[u8] = b"END:VCALENDAR\r\n";
const LIBRARY: &str = "X-PARCELPROOF-LIBRARY";

/// An entry as it goes into the file, with what other programs had added to it.
fn written(before: &Event, entry: &Entry, library: &str, sequence: u32, now: DateTime<Utc>) -> String {
    let mut out = Lines::default();
    let stamp = calendar::stamp(now);
    let mut extra = vec![(LIBRARY.to_owned(), library.to_owned())];
    extra.extend(
        before
            .properties()
            .filter(|(name, _)| !is_our_property(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let changed = (sequence > 0).then(|| stamp.clone());
    entry.write(&mut out, &before.uid, &Stamps { written: stamp, sequence, changed, extra });
    out.text
}

/// Properties that an entry of ours has or had; parameters do not count.
fn is_our_property(name: &str) -> bool {
    let bare = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
    ["DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP", LIBRARY].contains(&bare.as_str())
}

/// A calendar file in pieces.
struct Parts<'a> {
    /// To the end of the calendar's own properties.
    head: Vec<u8>,
    components: Vec<Component<'a>>,
    /// From `END:VCALENDAR` on.
    tail: Vec<u8>,
}

struct Component<'a> {
    bytes: &'a [u8],
    event: Option<Event>,
    is_stand_in: bool,
}

/// What matters of an event.
#[derive(Default)]
struct Event {
    uid: String,
    library: Option<String>,
    sequence: u32,
    cancelled: bool,
    /// Its lines, unfolded, without its alarms and what tells when it was written.
    lines: Vec<String>,
    /// What its alarms go by: name with parameters, value.
    triggers: Vec<(String, String)>,
}

impl Event {
    fn properties(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().filter_map(|line| line.split_once(':'))
    }

    /// True when the file says already what the entry says, however another program has laid it out.
    fn says(&self, entry: &Entry) -> bool {
        let own: BTreeSet<(&str, &str)> =
            self.properties().filter(|(name, _)| is_our_property(name) && *name != LIBRARY).collect();
        let wanted: BTreeSet<(&str, &str)> =
            entry.lines.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let rung: BTreeSet<(&str, &str)> =
            self.triggers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let rings: BTreeSet<(&str, &str)> =
            entry.alarms.iter().map(|(name, value)| (*name, value.as_str())).collect();
        own == wanted && rung == rings
    }

    fn is_ours(&self, library: &str) -> bool {
        self.uid.ends_with(UID_END) && self.library.as_deref().is_none_or(|of| of == library)
    }

    /// The same without alarms and with the mark that it is off.
    fn cancelled_text(&self, now: DateTime<Utc>) -> String {
        let mut out = Lines::default();
        let stamp = calendar::stamp(now);
        out.line("BEGIN", "VEVENT");
        out.line("UID", &self.uid);
        out.line("DTSTAMP", &stamp);
        out.line("SEQUENCE", &self.sequence.saturating_add(1).to_string());
        out.line("LAST-MODIFIED", &stamp);
        for line in &self.lines {
            if let Some((name, value)) = line.split_once(':').filter(|(name, _)| *name != "STATUS") {
                out.line(name, value);
            }
        }
        out.line("STATUS", "CANCELLED");
        out.line("END", "VEVENT");
        out.text
    }

    fn read(lines: &[String]) -> Self {
        let mut event = Self::default();
        let mut inside = 0;
        for line in lines {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            match name.to_ascii_uppercase().as_str() {
                "BEGIN" => inside += 1,
                "END" => inside -= 1,
                _ if inside > 1 && name.to_ascii_uppercase().starts_with("TRIGGER") => {
                    event.triggers.push((name.to_owned(), value.to_owned()));
                }
                _ if inside > 1 => {}
                "UID" => value.trim_end().clone_into(&mut event.uid),
                "DTSTAMP" | "LAST-MODIFIED" => {}
                "SEQUENCE" => event.sequence = value.trim().parse().unwrap_or_default(),
                other => {
                    if other == LIBRARY {
                        event.library = Some(value.to_owned());
                    }
                    if other == "STATUS" && value.trim().eq_ignore_ascii_case("CANCELLED") {
                        event.cancelled = true;
                    }
                    event.lines.push(line.clone());
                }
            }
        }
        event
    }
}

/// Takes a file apart at the components directly inside its first calendar.
fn split(old: &[u8]) -> Result<Parts<'_>, Problem> {
    let refused = || Problem::refused(Msg::new("calendar-not-one"));
    let piece = |from: usize, to: usize| old.get(from..to).unwrap_or_default();
    let mut components = Vec::new();
    // Where the line stands, where the last component ended, where the open one began.
    let (mut at, mut taken, mut begins) = (0_usize, None, 0_usize);
    let mut depth = 0_usize;
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let tail_from = loop {
        let rest = old.get(at..).filter(|rest| !rest.is_empty()).ok_or_else(refused)?;
        let end = at + line_end(rest);
        let raw = piece(at, end);
        let folded = matches!(raw.first(), Some(b' ' | b'\t'));
        // Some programs begin a file with an invisible mark.
        let bare = if at == 0 { raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw) } else { raw };
        let bare = bare.trim_ascii_end();
        if depth >= 2 {
            let kept = raw.strip_suffix(b"\n").unwrap_or(raw);
            let kept = kept.strip_suffix(b"\r").unwrap_or(kept);
            match lines.last_mut().filter(|_| folded) {
                Some(last) => last.extend_from_slice(kept.get(1..).unwrap_or_default()),
                None => lines.push(kept.to_vec()),
            }
        }
        let starts = |word: &[u8]| {
            !folded && bare.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if starts(b"BEGIN:") {
            depth += 1;
            if depth == 1 && !bare.eq_ignore_ascii_case(b"BEGIN:VCALENDAR") {
                return Err(refused());
            }
            if depth == 2 {
                // What stands between components belongs to the calendar and stays where it is.
                if let Some(taken) = taken.filter(|taken| *taken < at) {
                    components.push(Component::gap(piece(taken, at)));
                }
                taken.get_or_insert(at);
                begins = at;
                lines = vec![bare.to_vec()];
            }
        } else if starts(b"END:") {
            depth = depth.checked_sub(1).ok_or_else(refused)?;
            if depth == 1 {
                components.push(component(piece(begins, end), &lines));
                taken = Some(end);
            }
            if depth == 0 {
                break at;
            }
        } else if depth == 0 && !bare.is_empty() {
            return Err(refused());
        }
        at = end;
    };
    let head_end = components.first().map_or(tail_from, |_| first_component(old, &components, taken));
    if let Some(taken) = taken.filter(|taken| *taken < tail_from) {
        components.push(Component::gap(piece(taken, tail_from)));
    }
    Ok(Parts { head: piece(0, head_end).to_vec(), components, tail: piece(tail_from, old.len()).to_vec() })
}

/// Where the first component begins: before all that was taken apart so far.
fn first_component(old: &[u8], components: &[Component<'_>], taken: Option<usize>) -> usize {
    let covered: usize = components.iter().map(|component| component.bytes.len()).sum();
    taken.unwrap_or(old.len()).saturating_sub(covered)
}

fn component<'a>(bytes: &'a [u8], lines: &[Vec<u8>]) -> Component<'a> {
    let lines: Vec<String> = lines.iter().map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    let is_event = lines.first().is_some_and(|line| line.eq_ignore_ascii_case("BEGIN:VEVENT"));
    let mut stand_in = Lines::default();
    stand_in.stand_in();
    Component {
        bytes,
        event: is_event.then(|| Event::read(&lines)),
        is_stand_in: bytes == stand_in.text.as_bytes(),
    }
}

impl<'a> Component<'a> {
    fn gap(bytes: &'a [u8]) -> Self {
        Self { bytes, event: None, is_stand_in: false }
    }
}

/// Length of the first line with its break; some programs write a lone line feed.
fn line_end(rest: &[u8]) -> usize {
    rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1)
}
