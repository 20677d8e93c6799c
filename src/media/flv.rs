//! FLV: which streams really are in it, what `onMetaData` says, whether the last tag is whole.

use std::io;

use super::look::{Look, be16, be32, find, rest, u8_at};
use super::{flaw, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// Tags looked at from the beginning: the header's flags lie, the tags do not.
const TAGS_MAX: usize = 400;

fn be24(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(be16(bytes, at)?) << 8 | u32::from(u8_at(bytes, at + 2)?))
}

/// The time of a tag in milliseconds: three bytes and a fourth above them.
fn time(tag: &[u8]) -> Option<u32> {
    Some(be24(tag, 4)? | u32::from(u8_at(tag, 7)?) << 24)
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = Format::Flv;
    let mut at = u64::from(be32(look.head(), 5).unwrap_or(9)).max(9) + 4;
    if at + 11 > look.size() {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    let (mut video, mut sound) = (false, false);
    let mut tags = 0;
    while tags < TAGS_MAX {
        let tag = look.at(at, 11)?;
        let (Some(kind), Some(length)) = (u8_at(&tag, 0), be24(&tag, 1)) else { break };
        match kind & 0x1f {
            8 => sound = true,
            9 => {
                if facts.width.is_none()
                    && let Some((width, height)) = sorenson(&look.at(at + 11, 16)?)
                {
                    set_size(facts, width, height);
                }
                video = true;
            }
            18 => meta(&look.at(at + 11, (length as usize).min(256 * 1024))?, facts),
            // Padding behind the last tag.
            0 if tags > 0 && look.is_blank(at, look.size())? => break,
            _ if tags == 0 => {
                flaw(facts, Flaw::NothingBehindSignature);
                return Ok(());
            }
            _ => {
                flaw(facts, Flaw::Corrupt);
                break;
            }
        }
        tags += 1;
        at += 11 + u64::from(length) + 4;
        if video && sound && tags > 16 {
            break;
        }
    }
    if sound && !video {
        flaw(facts, Flaw::AudioOnly);
    }
    if tags == 0 || !(video || sound) {
        flaw(facts, Flaw::NothingBehindSignature);
    }
    last_tag(look, facts)
}

/// How much padding behind the last tag is looked through.
const PADDING_BYTES_MAX: usize = 1024 * 1024;

/// The last four bytes say how long the last tag is; its time is the end of the video. Zeros behind them are padding;
/// up to three may belong to the length.
fn last_tag(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    let (start, tail) = look.tail(PADDING_BYTES_MAX)?;
    let padding = tail.iter().rev().take_while(|byte| **byte == 0).count();
    for own in 0..=padding.min(3) {
        let Some(behind) = (tail.len() - padding + own).checked_sub(4) else { continue };
        if let Some(tag) = tag_before(look, start + behind as u64, be32(&tail, behind))? {
            if facts.duration_secs.is_none() {
                facts.duration_secs = time(&tag).map(|ms| f64::from(ms) / 1_000.0).filter(|secs| *secs > 0.0);
            }
            return Ok(());
        }
    }
    flaw(facts, Flaw::CutOff);
    Ok(())
}

/// The head of the tag that is so long and ends at a place; `None` when there is no such tag.
fn tag_before(look: &mut Look<'_>, end: u64, length: Option<u32>) -> io::Result<Option<Vec<u8>>> {
    let length = u64::from(length.unwrap_or(0));
    let Some(at) = end.checked_sub(length).filter(|_| length >= 11) else { return Ok(None) };
    let tag = look.at(at, 11)?;
    let whole = matches!(u8_at(&tag, 0).map(|kind| kind & 0x1f), Some(8 | 9 | 18))
        && be24(&tag, 1).is_some_and(|body| u64::from(body) + 11 == length);
    Ok(whole.then_some(tag))
}

/// Numbers of `onMetaData`: a name, the sign of a double, the double.
fn meta(body: &[u8], facts: &mut MediaFacts) {
    let number = |name: &[u8]| {
        let mut key = (name.len() as u16).to_be_bytes().to_vec();
        key.extend(name);
        let value = rest(body, find(body, &key)? + key.len());
        (u8_at(value, 0)? == 0)
            .then(|| super::look::be64(value, 1))
            .flatten()
            .map(f64::from_bits)
            .filter(|value| value.is_finite() && *value > 0.0)
    };
    facts.duration_secs = facts.duration_secs.or_else(|| number(b"duration"));
    if let (Some(width), Some(height)) = (number(b"width"), number(b"height")) {
        set_size(facts, width as u32, height as u32);
    }
}

/// Dimensions out of a Sorenson H.263 picture header.
fn sorenson(body: &[u8]) -> Option<(u32, u32)> {
    if u8_at(body, 0)? & 15 != 2 {
        return None;
    }
    // 17 bits of start code, 5 of version, 8 of time, then 3 that choose the size.
    let bits = u64::from(be32(body, 1)?) << 32 | u64::from(be32(body, 5)?);
    let take = |from: u32, count: u32| (bits << from >> (64 - count)) as u32;
    match take(30, 3) {
        0 => Some((take(33, 8), take(41, 8))),
        1 => Some((take(33, 16), take(49, 15) << 1 | u32::from(u8_at(body, 9)? >> 7))),
        2 => Some((352, 288)),
        3 => Some((176, 144)),
        4 => Some((128, 96)),
        5 => Some((320, 240)),
        6 => Some((160, 120)),
        _ => None,
    }
}
