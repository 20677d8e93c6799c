//! What EXIF and XMP say of an image: orientation, capture time, device, location. Reads a block of EXIF
//! that a format's own file has found; knows no container but TIFF-likes and HEIF.

use chrono::{NaiveDate, NaiveDateTime};
use exif::{Exif, Field, In, Reader, Tag, Value};

use super::look::{find, rest};
use crate::domain::evidence::media::MediaFacts;
use crate::domain::moment::{ClaimSource, ClaimedTime, FixedOffsetSecs};

/// Reads an EXIF block (`II*` or `MM*` first) into the facts. Damage inside loses only what it hits.
pub(super) fn read_block(block: &[u8], facts: &mut MediaFacts) {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let read = Reader::new().continue_on_error(true).read_raw(block.to_vec());
    if let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| ())) {
        take(&exif, facts);
    }
}

/// Reads the EXIF of a HEIF file from its first bytes.
pub(super) fn read_heif(bytes: Vec<u8>, facts: &mut MediaFacts) {
    let mut reader = std::io::Cursor::new(bytes);
    let read = Reader::new().continue_on_error(true).read_from_container(&mut reader);
    if let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| ())) {
        take(&exif, facts);
        // HEIF turns pictures by its own `irot`; EXIF orientation must not be applied on top.
        facts.orientation = None;
    }
}

fn take(exif: &Exif, facts: &mut MediaFacts) {
    let orientation = exif
        .get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (2..=8).contains(value));
    facts.orientation = facts.orientation.or(orientation);
    facts.has_location |= has_location(exif);
    facts.device = facts.device.take().or_else(|| device(exif));
    facts.captured = facts.captured.or_else(|| {
        captured(exif, Tag::DateTimeOriginal, Tag::OffsetTimeOriginal)
            .or_else(|| captured(exif, Tag::DateTimeDigitized, Tag::OffsetTimeDigitized))
    });
}

/// The field wherever it is: cameras put it into the first directory, editors sometimes into another.
fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY).or_else(|| exif.fields().find(|field| field.tag == tag))
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &field(exif, tag)?.value {
        Value::Ascii(parts) => parts.first().map(Vec::as_slice),
        _ => None,
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let text = String::from_utf8_lossy(ascii(exif, tag)?);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    (!text.is_empty()).then(|| text.chars().filter(|c| !c.is_control()).take(100).collect())
}

fn device(exif: &Exif) -> Option<String> {
    join_device(text(exif, Tag::Make), text(exif, Tag::Model))
}

/// Maker and model as one name, without saying the maker twice (`Canon Canon EOS 5D`).
pub(super) fn join_device(make: Option<String>, model: Option<String>) -> Option<String> {
    match (make, model) {
        (Some(make), Some(model)) => {
            let first = make.split_whitespace().next().unwrap_or_default().to_lowercase();
            if model.to_lowercase().starts_with(&first) {
                Some(model)
            } else {
                Some(format!("{make} {model}"))
            }
        }
        (make, model) => model.or(make),
    }
}

fn captured(exif: &Exif, time: Tag, offset: Tag) -> Option<ClaimedTime> {
    let read = exif::DateTime::from_ascii(ascii(exif, time)?).ok()?;
    let local = NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into())?.and_hms_opt(
        read.hour.into(),
        read.minute.into(),
        read.second.into(),
    )?;
    let offset = ascii(exif, offset).and_then(|text| parse_offset(&String::from_utf8_lossy(text)));
    Some(ClaimedTime { local, offset, source: ClaimSource::Exif })
}

/// Reads `+02:00`, `+0200` or `Z`.
pub(super) fn parse_offset(text: &str) -> Option<FixedOffsetSecs> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    if text.eq_ignore_ascii_case("z") {
        return Some(FixedOffsetSecs(0));
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(0..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    (digits.len() == 4 && hours <= 14 && minutes < 60)
        .then(|| FixedOffsetSecs(sign * (hours * 3_600 + minutes * 60)))
}

/// True when latitude and longitude are written as numbers. Phones write 0/0 where there was no fix: that is
/// no location.
fn has_location(exif: &Exif) -> bool {
    let degrees = |tag| match field(exif, tag).map(|field| &field.value) {
        Some(Value::Rational(parts)) => {
            let first = parts.first().filter(|part| part.denom != 0)?;
            // Minutes and seconds may be left out or written as n/0; the degrees alone are a location too.
            Some(first.to_f64())
        }
        _ => None,
    };
    let latitude = degrees(Tag::GPSLatitude).filter(|value| *value <= 90.0);
    let longitude = degrees(Tag::GPSLongitude).filter(|value| *value <= 180.0);
    latitude.is_some() && longitude.is_some()
}

/// Reads an XMP packet: a location, and the capture time where nothing better has told it.
pub(super) fn read_xmp(packet: &[u8], facts: &mut MediaFacts) {
    let has = |name: &[u8]| xmp_value(packet, name).is_some_and(|value| !value.is_empty());
    facts.has_location |= has(b"exif:GPSLatitude") && has(b"exif:GPSLongitude");
    if facts.captured.is_none() {
        let names: [&[u8]; 3] = [b"exif:DateTimeOriginal", b"photoshop:DateCreated", b"xmp:CreateDate"];
        facts.captured = names.iter().find_map(|name| parse_iso(&xmp_value(packet, name)?, ClaimSource::Xmp));
    }
}

/// The value of a property, written as an attribute or as an element.
fn xmp_value(packet: &[u8], name: &[u8]) -> Option<String> {
    let mut from = 0;
    while let Some(at) = find(rest(packet, from), name) {
        let after = rest(packet, from + at + name.len());
        from += at + name.len();
        let (end, body) = match after.first() {
            Some(b'>') => (b'<', rest(after, 1)),
            Some(b'=') if matches!(after.get(1), Some(b'"' | b'\'')) => {
                (after.get(1).copied().unwrap_or(b'"'), rest(after, 2))
            }
            // A longer name (`exif:GPSLatitudeRef`) or a closing tag.
            _ => continue,
        };
        let stop = memchr::memchr(end, body)?.min(100);
        return Some(String::from_utf8_lossy(body.get(..stop)?).trim().to_owned());
    }
    None
}

/// Reads `2026-04-03T10:11:12+02:00` with any or no fraction, offset or seconds.
pub(super) fn parse_iso(text: &str, source: ClaimSource) -> Option<ClaimedTime> {
    let text = text.trim();
    let date = text.get(..10)?;
    let clock = text.get(11..)?;
    let zone_at = clock.find(['+', '-', 'Z', 'z']).unwrap_or(clock.len());
    let (time, zone) = clock.split_at_checked(zone_at)?;
    let time = time.split('.').next().unwrap_or_default();
    let plain = format!("{date} {time}");
    let local = NaiveDateTime::parse_from_str(&plain, "%Y-%m-%d %H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(&plain, "%Y-%m-%d %H:%M"))
        .ok()?;
    Some(ClaimedTime { local, offset: parse_offset(zone), source })
}

/// The same block with its orientation set to upright, for a copy whose pixels have been turned.
/// A block without that entry is upright already.
pub(super) fn upright(block: &[u8]) -> Vec<u8> {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let mut copy = block.to_vec();
    let one = if block.starts_with(b"II") { [1, 0] } else { [0, 1] };
    if let Some(at) = super::tiff::value_offset(block, 0x0112)
        && let Some(value) = copy.get_mut(at..at + 2)
    {
        value.copy_from_slice(&one);
    }
    copy
}

/// The smallest EXIF block that says how a picture is turned.
pub(super) fn only_orientation(orientation: u8) -> Vec<u8> {
    let mut block = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_and_impossible_ones_refused() {
        assert_eq!(parse_offset("+02:00"), Some(FixedOffsetSecs(7_200)));
        assert_eq!(parse_offset("-0530"), Some(FixedOffsetSecs(-19_800)));
        assert_eq!(parse_offset("Z"), Some(FixedOffsetSecs(0)));
        assert_eq!(parse_offset("+99:00"), None);
        assert_eq!(parse_offset("   :  "), None);
    }

    #[test]
    fn a_maker_is_not_named_twice() {
        let join = |make: &str, model: &str| join_device(Some(make.into()), Some(model.into())).unwrap();
        assert_eq!(join("Canon", "Canon EOS 5D"), "Canon EOS 5D");
        assert_eq!(join("Apple", "iPhone 15"), "Apple iPhone 15");
        assert_eq!(join("NIKON CORPORATION", "NIKON D70"), "NIKON D70");
    }

    #[test]
    fn xmp_is_read_as_attribute_and_as_element() {
        let mut facts = MediaFacts::unknown(1);
        read_xmp(
            br#"<rdf exif:GPSLatitudeRef="N" exif:GPSLatitude="48,8.5N"><exif:GPSLongitude>11,3E</exif:GPSLongitude>
            <xmp:CreateDate>2026-04-03T10:11:12.50+02:00</xmp:CreateDate>"#,
            &mut facts,
        );
        assert!(facts.has_location);
        let captured = facts.captured.unwrap();
        assert_eq!(captured.local.to_string(), "2026-04-03 10:11:12");
        assert_eq!(captured.offset_text().as_deref(), Some("+02:00"));
    }

    #[test]
    fn the_smallest_block_says_its_orientation_and_can_be_made_upright() {
        let mut facts = MediaFacts::unknown(1);
        let block = only_orientation(6);
        read_block(&block, &mut facts);
        assert_eq!(facts.orientation, Some(6));
        let mut facts = MediaFacts::unknown(1);
        read_block(&upright(&block), &mut facts);
        assert_eq!(facts.orientation, None);
    }
}
