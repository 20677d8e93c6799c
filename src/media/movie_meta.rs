//! What phones and cameras write beside the pictures of a movie: capture time, device, location. QuickTime
//! user data, 3GPP `loci`, Apple's keys in both places they are found, XMP.

use chrono::{DateTime, TimeDelta, Utc};

use super::bmff::{part, parts};
use super::exif::{join_device, parse_iso, read_xmp};
use super::look::{be16, be32, rest, tag};
use crate::domain::evidence::media::MediaFacts;
use crate::domain::moment::{ClaimSource, ClaimedTime, FixedOffsetSecs};

/// The id of an XMP box.
const XMP_UUID: &[u8] = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";

/// Seconds since 1904, UTC; zero is no date. Devices that write local time here cannot be told apart.
pub(super) fn created(seconds: u64, facts: &mut MediaFacts) {
    if seconds == 0 || facts.captured.is_some() {
        return;
    }
    facts.captured = (|| {
        let epoch = DateTime::<Utc>::from_timestamp(-2_082_844_800, 0)?;
        let at = epoch.checked_add_signed(TimeDelta::try_seconds(i64::try_from(seconds).ok()?)?)?;
        // A field in the Unix epoch's count (a known fault) would fall before 1970: no date.
        (at.timestamp() > 0).then(|| ClaimedTime {
            local: at.naive_utc(),
            offset: Some(FixedOffsetSecs(0)),
            source: ClaimSource::Mvhd,
        })
    })();
}

/// `udta`: short texts with a length and a language, and boxes.
pub(super) fn user_data(udta: &[u8], facts: &mut MediaFacts) {
    let (mut make, mut model) = (None, None);
    for item in parts(udta) {
        match &item.name {
            b"\xa9xyz" => facts.has_location |= short_text(item.body).is_some_and(|text| is_iso6709(&text)),
            b"\xa9day" => {
                if let Some(time) = short_text(item.body).and_then(|text| quicktime_time(&text)) {
                    facts.captured = Some(time);
                }
            }
            b"\xa9mak" => make = short_text(item.body),
            b"\xa9mod" => model = short_text(item.body),
            b"loci" => facts.has_location |= is_loci(item.body),
            b"XMP_" => read_xmp(item.body, facts),
            b"meta" => meta(item.body, facts),
            _ => {}
        }
    }
    facts.device = facts.device.take().or_else(|| join_device(make, model));
}

/// A box with a user's type: XMP is the one that is read.
pub(super) fn uuid(body: &[u8], facts: &mut MediaFacts) {
    if body.starts_with(XMP_UUID) {
        read_xmp(rest(body, 16), facts);
    }
}

/// `meta`: keys with their values. QuickTime writes it without version and flags, MP4 with them.
pub(super) fn meta(body: &[u8], facts: &mut MediaFacts) {
    let body = if tag(body, 4) == Some(*b"hdlr") { body } else { rest(body, 4) };
    let (Some(keys), Some(items)) = (part(body, *b"keys"), part(body, *b"ilst")) else { return };
    let names: Vec<String> =
        parts(rest(keys, 8)).map(|key| String::from_utf8_lossy(key.body).into_owned()).collect();
    let (mut make, mut model) = (None, None);
    for item in parts(items) {
        // The name of an item is the number of its key, from one.
        let index = (u32::from_be_bytes(item.name) as usize).checked_sub(1);
        let Some(name) = index.and_then(|index| names.get(index)) else { continue };
        let Some(text) =
            part(item.body, *b"data").map(|data| String::from_utf8_lossy(rest(data, 8)).into_owned())
        else {
            continue;
        };
        match name.rsplit('.').next().unwrap_or_default() {
            "ISO6709" => facts.has_location |= is_iso6709(&text),
            "creationdate" => {
                if let Some(time) = quicktime_time(&text) {
                    facts.captured = Some(time);
                }
            }
            "make" => make = Some(text),
            "model" => model = Some(text),
            _ => {}
        }
    }
    facts.device = facts.device.take().or_else(|| join_device(make, model));
}

/// A day alone is no capture time.
fn quicktime_time(text: &str) -> Option<ClaimedTime> {
    parse_iso(text, ClaimSource::Quicktime)
}

/// Length, language, text.
fn short_text(body: &[u8]) -> Option<String> {
    let length = usize::from(be16(body, 0)?);
    let text = rest(body, 4);
    let text = String::from_utf8_lossy(text.get(..length).unwrap_or(text));
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.chars().filter(|c| !c.is_control()).take(100).collect())
}

/// True for `+48.1400+011.5800/` with numbers that are on the globe.
fn is_iso6709(text: &str) -> bool {
    let mut numbers = Vec::new();
    let mut number = String::new();
    for c in text.trim().chars() {
        if matches!(c, '+' | '-' | '/') && !number.is_empty() {
            numbers.push(std::mem::take(&mut number));
        }
        match c {
            '+' | '-' | '.' | '0'..='9' => number.push(c),
            _ => break,
        }
    }
    numbers.extend((!number.is_empty()).then_some(number));
    let read = |index: usize| numbers.get(index).and_then(|number| number.parse::<f64>().ok());
    read(0).is_some_and(|value| value.abs() <= 90.0) && read(1).is_some_and(|value| value.abs() <= 180.0)
}

/// 3GPP: version, language, a name, a role, then longitude and latitude in 16.16.
fn is_loci(body: &[u8]) -> bool {
    let Some(name) = memchr::memchr(0, rest(body, 6)) else { return false };
    let at = 6 + name + 2;
    let degrees = |at| be32(body, at).map(|value| f64::from(value as i32) / 65_536.0);
    degrees(at).is_some_and(|value| value.abs() <= 180.0)
        && degrees(at + 4).is_some_and(|value| value.abs() <= 90.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_off_the_globe_are_no_location() {
        assert!(is_iso6709("+48.1400+011.5800/"));
        assert!(is_iso6709("-33.8688+151.2093+010.0CRSWGS_84/"));
        assert!(!is_iso6709("+91.2+999/"));
        assert!(!is_iso6709(""));
        assert!(!is_iso6709("north of the river"));
    }

    #[test]
    fn a_creation_date_of_zero_is_no_date() {
        let mut facts = MediaFacts::unknown(1);
        created(0, &mut facts);
        assert_eq!(facts.captured, None);
        created(3_800_000_000, &mut facts);
        assert_eq!(facts.captured.unwrap().local.to_string(), "2024-05-31 11:33:20");
    }
}
