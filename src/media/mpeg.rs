//! MPEG without a modern container: program streams (MPEG, VOB, DAT), bare video (MPV), transport streams.
//! Reads both ends; dimensions and time come from the headers found there.

use std::io;

use super::look::{Look, be16, be32, find, piece, rest, u8_at};
use super::{avc, flaw, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// How much of each end is read: a group of pictures at DVD rates fits.
const END_BYTES: usize = 1024 * 1024;
/// The clock of time stamps, per second.
const CLOCK: f64 = 90_000.0;
/// A transport packet.
const PACKET: usize = 188;

const PACK: u8 = 0xba;
const SYSTEM: u8 = 0xbb;
const PRIVATE_2: u8 = 0xbf;
const SEQUENCE: u8 = 0xb3;
const GROUP: u8 = 0xb8;
const PICTURE: u8 = 0x00;
const SLICE_FIRST: u8 = 0x01;
const SLICE_LAST: u8 = 0xaf;
const END_OF_SEQUENCE: u8 = 0xb7;
const END_OF_PROGRAM: u8 = 0xb9;

/// True for a pack header, with its marker bits: `0010` (MPEG-1) or `01` (MPEG-2).
pub(super) fn is_program(head: &[u8]) -> bool {
    be32(head, 0) == Some(0x0000_01ba) && u8_at(head, 4).is_some_and(|byte| byte >> 4 == 2 || byte >> 6 == 1)
}

/// True for a sequence header, MPEG-1 or MPEG-2 video without a container.
pub(super) fn is_elementary(head: &[u8]) -> bool {
    be32(head, 0) == Some(0x0000_01b3)
}

/// True for sync bytes at the distance of transport packets, with or without the time codes of camcorders.
pub(super) fn is_transport(head: &[u8]) -> bool {
    [(0, PACKET), (4, PACKET + 4)]
        .into_iter()
        .any(|(first, step)| (0..5).all(|packet| u8_at(head, first + packet * step) == Some(0x47)))
}

pub(super) fn read_transport(look: &Look<'_>, facts: &mut MediaFacts) {
    facts.kind = MediaKind::Video;
    facts.format = Format::Mts;
    if look.size() < 5 * PACKET as u64 {
        flaw(facts, Flaw::NothingBehindSignature);
    }
}

/// Reads a program stream. `extension` decides between the names of the family; navigation packs are sure.
pub(super) fn read_program(
    look: &mut Look<'_>,
    extension: Option<&str>,
    facts: &mut MediaFacts,
) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = match extension {
        Some("vob") => Format::Vob,
        Some("dat") => Format::Dat,
        Some("mpv") => Format::Mpv,
        _ => Format::Mpeg,
    };
    let opening = look.at(0, END_BYTES)?;
    let (_, closing) = look.tail(END_BYTES)?;
    if opening.len() < 32 || rest(&opening, 12).iter().all(|byte| *byte == 0) {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    program(&opening, &closing, facts);
    if has_navigation(&opening) {
        facts.format = Format::Vob;
    }
    Ok(())
}

/// Reads the opening and the closing bytes of a program stream.
pub(super) fn program(opening: &[u8], closing: &[u8], facts: &mut MediaFacts) {
    let mut streams = Streams::default();
    packets(opening, &mut streams);
    if !streams.packets {
        flaw(facts, Flaw::NothingBehindSignature);
        return;
    }
    if streams.sound && !streams.video {
        flaw(facts, Flaw::AudioOnly);
    }
    if let Some(rate) = sequence(opening, facts) {
        streams.frame_secs = 1.0 / rate;
    } else if let Some((width, height)) = avc::size(opening) {
        set_size(facts, width, height);
    }
    let mut last = Streams::default();
    // The closing bytes begin anywhere: start at the first pack.
    if let Some(at) = find(closing, &[0, 0, 1, PACK]) {
        packets(rest(closing, at), &mut last);
    }
    let span = |from: Option<f64>, to: Option<f64>| from.zip(to).map(|(from, to)| to - from);
    facts.duration_secs = span(streams.first_stamp, last.last_stamp)
        .map(|secs| secs + streams.frame_secs)
        .or_else(|| span(streams.first_clock, last.last_clock))
        .filter(|secs| *secs > 0.0);
    if last_packet_is_cut(closing) {
        flaw(facts, Flaw::CutOff);
    }
}

/// What the packets of a program stream say.
#[derive(Default)]
struct Streams {
    packets: bool,
    video: bool,
    sound: bool,
    /// Presentation times of pictures, seconds; the earliest and the latest.
    first_stamp: Option<f64>,
    last_stamp: Option<f64>,
    /// Clock references of packs, seconds.
    first_clock: Option<f64>,
    last_clock: Option<f64>,
    frame_secs: f64,
}

fn packets(bytes: &[u8], streams: &mut Streams) {
    let mut at = 0;
    while let Some(found) = find(rest(bytes, at), &[0, 0, 1]) {
        let start = at + found;
        let Some(id) = u8_at(bytes, start + 3) else { return };
        at = start + 4;
        match id {
            PACK => {
                if let Some(clock) = pack_clock(rest(bytes, at)) {
                    streams.first_clock = streams.first_clock.or(Some(clock));
                    streams.last_clock = Some(clock);
                }
                at += 8;
            }
            END_OF_PROGRAM => {}
            SYSTEM.. => {
                let Some(length) = be16(bytes, at).map(usize::from) else { return };
                let body = rest(bytes, at + 2);
                let body = body.get(..length).unwrap_or(body);
                streams.packets |= length > 0 && id != SYSTEM;
                let picture = (0xe0..=0xef).contains(&id) || id == 0xfd;
                streams.video |= picture;
                streams.sound |= (0xc0..=0xdf).contains(&id) || id == 0xbd;
                if let Some(stamp) = picture.then(|| presentation(body)).flatten() {
                    streams.first_stamp = Some(streams.first_stamp.map_or(stamp, |first| first.min(stamp)));
                    streams.last_stamp = Some(streams.last_stamp.map_or(stamp, |last| last.max(stamp)));
                }
                at += 2 + length;
            }
            _ => {}
        }
    }
}

/// 33 bits spread over five bytes with marker bits between them.
fn stamp(bytes: &[u8]) -> Option<f64> {
    let high = u64::from(u8_at(bytes, 0)? >> 1 & 7);
    let middle = u64::from(be16(bytes, 1)? >> 1);
    let low = u64::from(be16(bytes, 3)? >> 1);
    Some((high << 30 | middle << 15 | low) as f64 / CLOCK)
}

fn pack_clock(body: &[u8]) -> Option<f64> {
    let first = u8_at(body, 0)?;
    if first >> 4 == 2 {
        return stamp(body);
    }
    // MPEG-2: 01, 3 bits, marker, 15 bits, marker, 15 bits.
    let word = u64::from(be32(body, 0)?) << 16 | u64::from(be16(body, 4)?);
    let clock = (word >> 43 & 7) << 30 | (word >> 27 & 0x7fff) << 15 | (word >> 11 & 0x7fff);
    (first >> 6 == 1).then_some(clock as f64 / CLOCK)
}

/// The presentation time of a packet, MPEG-1 or MPEG-2.
fn presentation(body: &[u8]) -> Option<f64> {
    let first = u8_at(body, 0)?;
    if first >> 6 == 2 {
        return (u8_at(body, 1)? & 0x80 != 0).then(|| stamp(rest(body, 3))).flatten();
    }
    // MPEG-1: stuffing, an optional buffer size, then the stamps.
    let mut at = body.iter().take(16).take_while(|byte| **byte == 0xff).count();
    if u8_at(body, at)? >> 6 == 1 {
        at += 2;
    }
    matches!(u8_at(body, at)? >> 4, 2 | 3).then(|| stamp(rest(body, at))).flatten()
}

/// True when the last packet announces more bytes than there are.
fn last_packet_is_cut(closing: &[u8]) -> bool {
    let Some(mut at) = find(closing, &[0, 0, 1, PACK]) else { return true };
    // Walk from pack to packet; wherever the chain breaks, take it up at the next pack.
    loop {
        if rest(closing, at).iter().all(|byte| *byte == 0) {
            return false;
        }
        let (Some(prefix), Some(id)) = (piece(closing, at, 3), u8_at(closing, at + 3)) else { return true };
        if prefix != [0, 0, 1] {
            match find(rest(closing, at), &[0, 0, 1, PACK]) {
                Some(next) => at += next,
                None => return false,
            }
            continue;
        }
        at += match id {
            END_OF_PROGRAM => 4,
            PACK => match u8_at(closing, at + 4) {
                Some(byte) if byte >> 4 == 2 => 12,
                Some(_) => match u8_at(closing, at + 13) {
                    Some(stuffing) => 14 + usize::from(stuffing & 7),
                    None => return true,
                },
                None => return true,
            },
            SYSTEM.. => match be16(closing, at + 4) {
                Some(length) => 6 + usize::from(length),
                None => return true,
            },
            _ => 4,
        };
        if at > closing.len() {
            return true;
        }
    }
}

/// DVD navigation: a private packet of its fixed length right behind a system header.
fn has_navigation(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(rest(bytes, at), &[0, 0, 1, PRIVATE_2, 0x03, 0xd4]) {
        // Behind its 986 bytes (PCI of 0x3d4, sub-stream 0) stands the second one (DSI, sub-stream 1).
        let start = at + found;
        if u8_at(bytes, start + 6) == Some(0)
            && piece(bytes, start + 6 + 0x3d4, 7) == Some(&[0, 0, 1, PRIVATE_2, 0x03, 0xfa, 1])
        {
            return true;
        }
        at = start + 4;
    }
    false
}

/// Reads the first sequence header: dimensions into the facts, pictures per second back.
fn sequence(bytes: &[u8], facts: &mut MediaFacts) -> Option<f64> {
    let at = find(bytes, &[0, 0, 1, SEQUENCE])?;
    let size = be32(bytes, at + 4)?;
    set_size(facts, size >> 20, size >> 8 & 0xfff);
    let rates = [23.976, 24.0, 25.0, 29.97, 30.0, 50.0, 59.94, 60.0];
    rates.get(usize::from(u8_at(bytes, at + 7)? & 15).checked_sub(1)?).copied()
}

/// Reads bare MPEG video.
pub(super) fn read_elementary(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = Format::Mpv;
    let opening = look.at(0, END_BYTES)?;
    let rate = sequence(&opening, facts);
    if !has_picture(&opening) {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    let (_, closing) = look.tail(END_BYTES)?;
    if let Some(rate) = rate {
        facts.duration_secs = elementary_secs(&opening, &closing, rate).filter(|secs| *secs > 0.0);
    }
    // The end mark is often left out by recorders that stop between two pictures; a file that stops inside
    // its last picture cannot be told from one that does not. So nothing is said of a missing end mark, and
    // only a start code cut in two shows.
    let cut = closing.ends_with(&[0, 0, 1]) || closing.ends_with(&[0, 0, 1, SEQUENCE]);
    if cut && !closing.ends_with(&[0, 0, 1, END_OF_SEQUENCE]) {
        flaw(facts, Flaw::CutOff);
    }
    Ok(())
}

/// True when there is a picture with a slice in it: a header alone shows nothing.
fn has_picture(bytes: &[u8]) -> bool {
    // The shortest slice that codes anything.
    const SLICE_BYTES: usize = 4;
    let Some(at) = find(bytes, &[0, 0, 1, PICTURE]) else { return false };
    let mut behind = rest(bytes, at + 4);
    while let Some(found) = find(behind, &[0, 0, 1]) {
        behind = rest(behind, found + 3);
        if matches!(u8_at(behind, 0), Some(SLICE_FIRST..=SLICE_LAST)) && behind.len() > SLICE_BYTES {
            return true;
        }
    }
    false
}

/// From the time code of the first group of pictures to that of the last, and the pictures behind it.
fn elementary_secs(opening: &[u8], closing: &[u8], rate: f64) -> Option<f64> {
    let code = |bytes: &[u8], at: usize| {
        let word = be32(bytes, at + 4)?;
        let part = |shift: u32| f64::from(word >> shift & 0x3f);
        let hours = f64::from(word >> 26 & 0x1f);
        Some(hours * 3_600.0 + part(20) * 60.0 + part(13) + part(7) / rate)
    };
    let group = [0, 0, 1, GROUP];
    let first = code(opening, find(opening, &group)?)?;
    let last_at = memchr::memmem::rfind(closing, &group)?;
    let pictures = memchr::memmem::find_iter(rest(closing, last_at), &[0, 0, 1, PICTURE]).count();
    Some(code(closing, last_at)? - first + pictures as f64 / rate)
}
