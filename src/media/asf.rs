//! ASF (WMV, WMA): which streams, how long, when made, whether all of it is there.

use std::io;

use chrono::{DateTime, TimeDelta, Utc};

use super::look::{Look, le32, le64, piece, rest};
use super::{flaw, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};
use crate::domain::moment::{ClaimSource, ClaimedTime, FixedOffsetSecs};

/// The header object; the beginning of every ASF.
pub(super) const HEADER: &[u8] = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c";
const FILE_PROPERTIES: &[u8] = b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65";
const STREAM_PROPERTIES: &[u8] = b"\x91\x07\xdc\xb7\xb7\xa9\xcf\x11\x8e\xe6\x00\xc0\x0c\x20\x53\x65";
const DATA: &[u8] = b"\x36\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c";
const VIDEO: &[u8] = b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b";
const AUDIO: &[u8] = b"\x40\x9e\x69\xf8\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b";

const HEADER_MAX: usize = 4 * 1024 * 1024;
const OBJECTS_MAX: usize = 1_000;

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Video;
    facts.format = Format::Wmv;
    let length = le64(look.head(), 16).unwrap_or(0);
    if look.size() < 30 + 24 || length < 30 {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    if length > look.size() {
        flaw(facts, Flaw::CutOff);
    }
    let header = look.at(0, usize::try_from(length).unwrap_or(usize::MAX).min(HEADER_MAX))?;
    let (mut video, mut sound, mut sized) = (false, false, false);
    let mut at = 30_usize;
    for _ in 0..OBJECTS_MAX {
        let (Some(id), Some(size)) = (piece(&header, at, 16), le64(&header, at + 16)) else { break };
        let body = rest(&header, at + 24);
        if id == FILE_PROPERTIES {
            sized = true;
            file_properties(look.size(), body, facts);
        } else if id == STREAM_PROPERTIES {
            match piece(body, 0, 16) {
                Some(kind) if kind == VIDEO => {
                    video = true;
                    // 54 bytes of stream properties, then the picture's width and height.
                    if let (Some(width), Some(height)) = (le32(body, 54), le32(body, 58)) {
                        set_size(facts, width, height);
                    }
                }
                Some(kind) if kind == AUDIO => sound = true,
                _ => {}
            }
        }
        let Some(next) =
            usize::try_from(size).ok().filter(|size| *size >= 24).and_then(|size| at.checked_add(size))
        else {
            flaw(facts, Flaw::Corrupt);
            break;
        };
        at = next;
    }
    if sound && !video {
        flaw(facts, Flaw::AudioOnly);
    } else if !video {
        flaw(facts, if length > look.size() { Flaw::CutOff } else { Flaw::NothingBehindSignature });
    }
    let data = look.at(length, 24)?;
    let whole = sized
        && piece(&data, 0, 16) == Some(DATA)
        && le64(&data, 16).is_some_and(|size| size <= 50 || length.saturating_add(size) <= look.size());
    if !whole {
        flaw(facts, Flaw::CutOff);
    }
    Ok(())
}

fn file_properties(actual: u64, body: &[u8], facts: &mut MediaFacts) {
    let broadcast = le32(body, 64).is_some_and(|flags| flags & 1 != 0);
    if !broadcast {
        if le64(body, 16).is_some_and(|size| size > actual) {
            flaw(facts, Flaw::CutOff);
        }
        if let (Some(play), Some(preroll)) = (le64(body, 40), le64(body, 56)) {
            let secs = play as f64 / 10_000_000.0 - preroll as f64 / 1_000.0;
            facts.duration_secs = (secs > 0.0).then_some(secs);
        }
    }
    facts.captured = facts.captured.or_else(|| le64(body, 24).and_then(created));
}

/// Hundreds of nanoseconds since 1601, UTC.
fn created(ticks: u64) -> Option<ClaimedTime> {
    let epoch = DateTime::<Utc>::from_timestamp(-11_644_473_600, 0)?;
    let at = epoch.checked_add_signed(TimeDelta::try_seconds(i64::try_from(ticks / 10_000_000).ok()?)?)?;
    // Encoders that know no date write zero or the epoch of another system.
    (at.timestamp() > 0).then(|| ClaimedTime {
        local: at.naive_utc(),
        offset: Some(FixedOffsetSecs(0)),
        source: ClaimSource::Container,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creation_date_of_zero_is_no_date() {
        assert_eq!(created(0), None);
        assert_eq!(created(116_444_736_000_000_000), None);
        assert_eq!(created(134_000_000_000_000_000).unwrap().local.to_string(), "2025-08-18 14:13:20");
    }
}
