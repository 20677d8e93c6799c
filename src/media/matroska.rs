//! Matroska and WebM: which of the two, size, duration, capture time. They are not accepted anywhere; the facts
//! make the sentence about them useful.

use std::io;

use chrono::{DateTime, TimeDelta, Utc};

use super::look::{Look, find, rest, u8_at};
use super::{flaw, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};
use crate::domain::moment::{ClaimSource, ClaimedTime, FixedOffsetSecs};

pub(super) const SIGNATURE: &[u8] = &[0x1a, 0x45, 0xdf, 0xa3];
/// Headers stand before the first cluster.
const HEAD_MAX: usize = 1024 * 1024;
const ELEMENTS_MAX: usize = 5_000;

/// An element's id, the length of its contents (`None`: to the end), and where they begin.
fn element(bytes: &[u8]) -> Option<(u32, Option<u64>, usize)> {
    let (id, id_length) = number(bytes, false)?;
    let (size, size_length) = number(rest(bytes, id_length), true)?;
    let unknown = size == (1_u64 << (7 * size_length)) - 1;
    Some((u32::try_from(id).ok()?, (!unknown).then_some(size), id_length + size_length))
}

/// A number of one to eight bytes; its length stands in the leading zero bits of the first.
fn number(bytes: &[u8], strip_marker: bool) -> Option<(u64, usize)> {
    let first = u8_at(bytes, 0)?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let head = if strip_marker { u64::from(first) & ((1_u64 << (8 - length)) - 1) } else { u64::from(first) };
    let tail = bytes.get(1..length)?;
    Some((tail.iter().fold(head, |value, byte| value << 8 | u64::from(*byte)), length))
}

fn unsigned(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn float(bytes: &[u8]) -> Option<f64> {
    match bytes.len() {
        4 => Some(f64::from(f32::from_bits(unsigned(bytes) as u32))),
        8 => Some(f64::from_bits(unsigned(bytes))),
        _ => None,
    }
}

#[derive(Default)]
struct Told {
    /// Nanoseconds per tick of the duration.
    scale: u64,
    duration: Option<f64>,
    made: Option<i64>,
    width: u64,
    height: u64,
    video: bool,
    sound: bool,
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    let head = look.at(0, HEAD_MAX)?;
    let opening = head.get(..64).unwrap_or(&head);
    facts.format = if find(opening, b"webm").is_some() { Format::Webm } else { Format::Mkv };
    let mut told = Told { scale: 1_000_000, ..Told::default() };
    elements(&head, 0, &mut told);
    if !(told.video || told.sound) {
        flaw(facts, Flaw::NothingBehindSignature);
    }
    if told.sound && !told.video {
        flaw(facts, Flaw::AudioOnly);
    }
    facts.duration_secs = told
        .duration
        .map(|ticks| ticks * told.scale as f64 / 1_000_000_000.0)
        .filter(|secs| secs.is_finite() && *secs > 0.0);
    if let (Ok(width), Ok(height)) = (u32::try_from(told.width), u32::try_from(told.height))
        && told.video
    {
        set_size(facts, width, height);
    }
    facts.captured = facts.captured.or_else(|| {
        // Nanoseconds since 2001, UTC.
        let epoch = DateTime::<Utc>::from_timestamp(978_307_200, 0)?;
        let at = epoch.checked_add_signed(TimeDelta::nanoseconds(told.made?))?;
        Some(ClaimedTime {
            local: at.naive_utc(),
            offset: Some(FixedOffsetSecs(0)),
            source: ClaimSource::Container,
        })
    });
    cut_off(look, &head, facts);
    Ok(())
}

/// The segment says how long it is, when it was finished.
fn cut_off(look: &Look<'_>, head: &[u8], facts: &mut MediaFacts) {
    let Some((_, Some(size), start)) = element(head) else { return };
    let at = start.saturating_add(usize::try_from(size).unwrap_or(usize::MAX));
    match element(rest(head, at)) {
        Some((0x1853_8067, Some(size), start)) => {
            if (at + start) as u64 + size > look.size() {
                flaw(facts, Flaw::CutOff);
            }
        }
        Some((0x1853_8067, None, _)) => {}
        _ => flaw(facts, Flaw::CutOff),
    }
}

fn elements(bytes: &[u8], depth: usize, told: &mut Told) {
    let mut left = bytes;
    for _ in 0..ELEMENTS_MAX {
        let Some((id, size, start)) = element(left) else { return };
        let length = size.map_or(usize::MAX, |size| usize::try_from(size).unwrap_or(usize::MAX));
        let body = rest(left, start);
        let body = body.get(..length).unwrap_or(body);
        match id {
            // Segment, Info, Tracks, TrackEntry, Video.
            0x1853_8067 | 0x1549_a966 | 0x1654_ae6b | 0xae | 0xe0 if depth < 5 => {
                elements(body, depth + 1, told);
            }
            // The first cluster: what follows are pictures.
            0x1f43_b675 => return,
            0x2a_d7b1 => told.scale = unsigned(body),
            0x4489 => told.duration = float(body),
            0x4461 => told.made = Some(unsigned(body) as i64),
            0x83 => match unsigned(body) {
                1 => told.video = true,
                2 => told.sound = true,
                _ => {}
            },
            0xb0 if told.width == 0 => told.width = unsigned(body),
            0xba if told.height == 0 => told.height = unsigned(body),
            _ => {}
        }
        let Some(next) = start.checked_add(length) else { return };
        left = rest(left, next);
    }
}
