//! RIFF and what travels in it: AVI, WebP, and video CD tracks (CDXA). Structure only.

use std::io;

use super::look::{Look, find, le16, le32, piece, rest, tag, u8_at};
use super::{exif, flaw, mpeg, polyglot, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// The header list of an AVI is a few KiB; padding may stretch it.
const HEADER_LIST_MAX: usize = 1024 * 1024;
/// Metadata chunks of a WebP longer than this are not read.
const META_MAX: usize = 4 * 1024 * 1024;
const CHUNKS_MAX: usize = 10_000;
/// A sector of a CD as ripped: sync, header, subheader, 2,324 bytes of stream, error code.
const SECTOR: u64 = 2_352;
const SECTOR_BODY: std::ops::Range<usize> = 24..2_348;
/// Sectors read at each end of a video CD track.
const SECTORS: u64 = 48;

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    match tag(look.head(), 8) {
        Some(form) if &form == b"AVI " || &form == b"AVIX" => avi(look, facts),
        Some(form) if &form == b"WEBP" => webp(look, facts),
        _ => cdxa(look, facts),
    }
}

/// Where the RIFF says it ends.
fn declared_end(look: &Look<'_>) -> u64 {
    8 + u64::from(le32(look.head(), 4).unwrap_or(0))
}

fn avi(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = Format::Avi;
    if look.size() < 32 || tag(look.head(), 12) != Some(*b"LIST") {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    let length = le32(look.head(), 16).unwrap_or(0) as usize;
    let list = look.at(20, length.min(HEADER_LIST_MAX))?;
    let mut streams = Streams::default();
    chunks(rest(&list, 4), 0, &mut streams);
    match streams.header {
        Some((micros_per_frame, frames, width, height)) => {
            // Beyond 1 GiB the main header counts only the first part; `dmlh` counts all.
            let frames = streams.total_frames.unwrap_or(0).max(frames);
            let seconds = streams
                .video_rate
                .filter(|(scale, rate, _)| *scale > 0 && *rate > 0)
                .map(|(scale, rate, length)| {
                    f64::from(length.max(frames)) * f64::from(scale) / f64::from(rate)
                })
                .filter(|seconds| *seconds > 0.0)
                .unwrap_or_else(|| f64::from(micros_per_frame) * f64::from(frames) / 1_000_000.0);
            facts.duration_secs = (seconds > 0.0).then_some(seconds);
            if streams.video {
                set_size(facts, width, height);
            }
        }
        None => flaw(facts, if length > list.len() { Flaw::CutOff } else { Flaw::Corrupt }),
    }
    if streams.sound && !streams.video {
        flaw(facts, Flaw::AudioOnly);
    }
    let end = declared_end(look);
    // A recorder that was interrupted leaves the length at zero; some leave it a padding byte too long.
    if end > look.size() + 1 || (end <= 12 && look.size() > 12) {
        flaw(facts, Flaw::CutOff);
        return Ok(());
    }
    if tag(&look.at(end, 4)?, 0) == Some(*b"RIFF") {
        return Ok(());
    }
    polyglot::behind(look, end, facts)
}

#[derive(Default)]
struct Streams {
    /// Microseconds per frame, frames, width, height.
    header: Option<(u32, u32, u32, u32)>,
    /// Scale, rate and length of the video stream.
    video_rate: Option<(u32, u32, u32)>,
    total_frames: Option<u32>,
    video: bool,
    sound: bool,
}

fn chunks(bytes: &[u8], depth: usize, streams: &mut Streams) {
    let mut at = 0_usize;
    for _ in 0..CHUNKS_MAX {
        let (Some(name), Some(length)) = (tag(bytes, at), le32(bytes, at + 4)) else { return };
        let body = rest(bytes, at + 8);
        let body = body.get(..length as usize).unwrap_or(body);
        match &name {
            b"LIST" if depth < 4 => chunks(rest(body, 4), depth + 1, streams),
            b"avih" => {
                streams.header =
                    (|| Some((le32(body, 0)?, le32(body, 16)?, le32(body, 32)?, le32(body, 36)?)))();
            }
            b"strh" => match tag(body, 0).as_ref() {
                Some(b"vids") => {
                    streams.video = true;
                    streams.video_rate = (|| Some((le32(body, 20)?, le32(body, 24)?, le32(body, 32)?)))();
                }
                // DV in one stream holds the picture too.
                Some(b"iavs") => streams.video = true,
                Some(b"auds") => streams.sound = true,
                _ => {}
            },
            b"dmlh" => streams.total_frames = le32(body, 0),
            _ => {}
        }
        at = at.saturating_add(8).saturating_add(length as usize).saturating_add(length as usize & 1);
    }
}

fn webp(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Image;
    facts.format = Format::Webp;
    let end = declared_end(look);
    if look.size() < 30 {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    if end > look.size() {
        flaw(facts, Flaw::CutOff);
    }
    let mut at = 12_u64;
    let mut pixels = false;
    for _ in 0..CHUNKS_MAX {
        if at + 8 > end.min(look.size()) {
            break;
        }
        let header = look.at(at, 18)?;
        let (Some(name), Some(length)) = (tag(&header, 0), le32(&header, 4)) else { break };
        match &name {
            b"VP8X" => {
                facts.animated = u8_at(&header, 8).is_some_and(|flags| flags & 2 != 0);
                let body = look.at(at + 8, 10)?;
                if let (Some(width), Some(height)) = (le24(&body, 4), le24(&body, 7)) {
                    set_size(facts, width + 1, height + 1);
                }
            }
            b"VP8 " => {
                pixels = true;
                let frame = look.at(at + 8, 10)?;
                if piece(&frame, 3, 3) != Some(&[0x9d, 0x01, 0x2a]) {
                    flaw(facts, Flaw::Corrupt);
                } else if let (Some(width), Some(height)) = (le16(&frame, 6), le16(&frame, 8))
                    && facts.width.is_none()
                {
                    set_size(facts, u32::from(width & 0x3fff), u32::from(height & 0x3fff));
                }
            }
            b"VP8L" => {
                pixels = true;
                let frame = look.at(at + 8, 5)?;
                if u8_at(&frame, 0) != Some(0x2f) {
                    flaw(facts, Flaw::Corrupt);
                } else if let Some(bits) = le32(&frame, 1)
                    && facts.width.is_none()
                {
                    set_size(facts, (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
                }
            }
            b"ANMF" => pixels = true,
            b"EXIF" => exif::read_block(&look.at(at + 8, (length as usize).min(META_MAX))?, facts),
            b"XMP " => exif::read_xmp(&look.at(at + 8, (length as usize).min(META_MAX))?, facts),
            _ => {}
        }
        at += 8 + u64::from(length) + u64::from(length & 1);
    }
    if !pixels {
        flaw(facts, Flaw::NothingBehindSignature);
    }
    polyglot::behind(look, end, facts)
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(le16(bytes, at)?) | u32::from(u8_at(bytes, at + 2)?) << 16)
}

fn cdxa(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = Format::Dat;
    let Some(data) = find(look.head().get(..4096).unwrap_or(look.head()), b"data") else {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    };
    let first = data as u64 + 8;
    let length = u64::from(le32(look.head(), data + 4).unwrap_or(0));
    let sectors = look.size().saturating_sub(first) / SECTOR;
    let opening = stream(&look.at(first, (SECTORS * SECTOR) as usize)?);
    let closing_at = first + sectors.saturating_sub(SECTORS) * SECTOR;
    let closing = stream(&look.at(closing_at, (SECTORS * SECTOR) as usize)?);
    if sectors == 0 || find(&opening, &[0, 0, 1, 0xba]).is_none() {
        flaw(facts, Flaw::NothingBehindSignature);
    } else {
        mpeg::program(&opening, &closing, facts);
    }
    // Rippers count in whole sectors; a last one that is not whole is a cut.
    if first + length > look.size() {
        flaw(facts, Flaw::CutOff);
    }
    Ok(())
}

/// The program stream inside raw sectors.
fn stream(sectors: &[u8]) -> Vec<u8> {
    sectors.chunks(SECTOR as usize).filter_map(|sector| sector.get(SECTOR_BODY)).flatten().copied().collect()
}
