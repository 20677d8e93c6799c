//! The one form of zip this program writes: entries stored one after another without gaps, their directory,
//! the end record; zip64 parts exactly where a value needs them. Owns the bytes of every header, so that the
//! writer and the byte-exact check cannot disagree. Knows no file.
//!
//! Field layouts: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14–16 and 4.5.3.

use chrono::{DateTime, Datelike, Timelike, Utc};

pub(super) const LOCAL_SIGNATURE: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL_SIGNATURE: [u8; 4] = *b"PK\x01\x02";
pub(super) const END_SIGNATURE: [u8; 4] = *b"PK\x05\x06";
const END64_SIGNATURE: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_SIGNATURE: [u8; 4] = *b"PK\x06\x07";

pub(super) const LOCAL_FIXED: usize = 30;
pub(super) const CENTRAL_FIXED: usize = 46;
pub(super) const END_FIXED: usize = 22;
const END64_FIXED: usize = 56;
const LOCATOR_FIXED: usize = 20;

/// A 32-bit field that says "look into the zip64 part".
const WIDE: u64 = 0xffff_ffff;
const VERSION_PLAIN: u16 = 20;
const VERSION_WIDE: u16 = 45;
/// Made on Unix, so that the permissions below are read as such.
const MADE_BY: u16 = (3 << 8) | VERSION_WIDE;
/// A regular file that everyone may read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// An MS-DOS date and time, date in the upper half; two-second steps, read as UTC here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp(pub u32);

impl Stamp {
    /// The stamp of an instant; years outside 1980–2107 are drawn to the nearest end.
    pub(super) fn of(at: DateTime<Utc>) -> Self {
        let year = at.year();
        if year < 1980 {
            return Self(((1 << 5) | 1) << 16);
        }
        let date = ((year.min(2107) - 1980) as u32) << 9 | at.month() << 5 | at.day();
        let time = at.hour() << 11 | at.minute() << 5 | (at.second() / 2);
        Self(date << 16 | time)
    }
}

/// One entry: what its headers are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Its full name in the zip; ASCII.
    pub name: String,
    /// CRC-32 of its bytes.
    pub crc: u32,
    /// Length in bytes.
    pub size: u64,
    /// Where its local header starts.
    pub offset: u64,
}

/// Length of a local header in bytes.
pub(super) fn local_len(name_len: usize, size: u64) -> u64 {
    (LOCAL_FIXED + name_len + if size >= WIDE { 20 } else { 0 }) as u64
}

/// The local header.
pub(super) fn local_header(member: &Member, stamp: Stamp) -> Vec<u8> {
    let wide = member.size >= WIDE;
    let mut out = Vec::with_capacity(LOCAL_FIXED + member.name.len() + 20);
    out.extend(LOCAL_SIGNATURE);
    out.extend(if wide { VERSION_WIDE } else { VERSION_PLAIN }.to_le_bytes());
    common(&mut out, member, stamp);
    out.extend(if wide { 20_u16 } else { 0 }.to_le_bytes());
    out.extend(member.name.as_bytes());
    if wide {
        out.extend(1_u16.to_le_bytes());
        out.extend(16_u16.to_le_bytes());
        out.extend(member.size.to_le_bytes());
        out.extend(member.size.to_le_bytes());
    }
    out
}

/// The entry of the central directory.
pub(super) fn central_entry(member: &Member, stamp: Stamp) -> Vec<u8> {
    let mut wide = Vec::new();
    if member.size >= WIDE {
        wide.extend(member.size.to_le_bytes());
        wide.extend(member.size.to_le_bytes());
    }
    if member.offset >= WIDE {
        wide.extend(member.offset.to_le_bytes());
    }
    let extra_len = if wide.is_empty() { 0 } else { wide.len() + 4 };
    let mut out = Vec::with_capacity(CENTRAL_FIXED + member.name.len() + extra_len);
    out.extend(CENTRAL_SIGNATURE);
    out.extend(MADE_BY.to_le_bytes());
    out.extend(if wide.is_empty() { VERSION_PLAIN } else { VERSION_WIDE }.to_le_bytes());
    common(&mut out, member, stamp);
    out.extend((extra_len as u16).to_le_bytes());
    out.extend(0_u16.to_le_bytes()); // comment
    out.extend(0_u16.to_le_bytes()); // disk
    out.extend(0_u16.to_le_bytes()); // internal attributes
    out.extend(ATTRIBUTES.to_le_bytes());
    out.extend(narrow(member.offset).to_le_bytes());
    out.extend(member.name.as_bytes());
    if !wide.is_empty() {
        out.extend(1_u16.to_le_bytes());
        out.extend((wide.len() as u16).to_le_bytes());
        out.extend(wide);
    }
    out
}

/// The end of the zip, with its zip64 parts where a number needs them.
pub(super) fn end_records(count: u64, directory_offset: u64, directory_len: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(END64_FIXED + LOCATOR_FIXED + END_FIXED);
    if count >= 0xffff || directory_offset >= WIDE || directory_len >= WIDE {
        out.extend(END64_SIGNATURE);
        out.extend((END64_FIXED as u64 - 12).to_le_bytes());
        out.extend(MADE_BY.to_le_bytes());
        out.extend(VERSION_WIDE.to_le_bytes());
        out.extend(0_u32.to_le_bytes());
        out.extend(0_u32.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(directory_len.to_le_bytes());
        out.extend(directory_offset.to_le_bytes());
        out.extend(LOCATOR_SIGNATURE);
        out.extend(0_u32.to_le_bytes());
        out.extend((directory_offset + directory_len).to_le_bytes());
        out.extend(1_u32.to_le_bytes());
    }
    out.extend(END_SIGNATURE);
    out.extend(0_u16.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out.extend((count.min(0xffff) as u16).to_le_bytes());
    out.extend((count.min(0xffff) as u16).to_le_bytes());
    out.extend(narrow(directory_len).to_le_bytes());
    out.extend(narrow(directory_offset).to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}

/// Flags, method, stamp, checksum, both lengths and the name's length: the same in both headers.
fn common(out: &mut Vec<u8>, member: &Member, stamp: Stamp) {
    out.extend(0_u16.to_le_bytes()); // flags: names are ASCII, lengths stand in the header
    out.extend(0_u16.to_le_bytes()); // stored
    out.extend((stamp.0 as u16).to_le_bytes());
    out.extend(((stamp.0 >> 16) as u16).to_le_bytes());
    out.extend(member.crc.to_le_bytes());
    out.extend(narrow(member.size).to_le_bytes());
    out.extend(narrow(member.size).to_le_bytes());
    out.extend((member.name.len() as u16).to_le_bytes());
}

fn narrow(value: u64) -> u32 {
    value.min(WIDE) as u32
}

/// What a reader needs of a header, read without trusting the rest of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The name's bytes.
    pub name: Vec<u8>,
    /// Its date and time.
    pub stamp: Stamp,
    /// Packing method; 0 is stored.
    pub method: u16,
    /// Length of the stored bytes.
    pub size: u64,
    /// Where the local header starts (0 in a local header).
    pub offset: u64,
    /// Length of the whole header.
    pub len: u64,
}

/// Reads a local header at the start of `bytes`; `None` unless it is one and whole.
pub(super) fn read_local(bytes: &[u8]) -> Option<Header> {
    if bytes.get(..4)? != LOCAL_SIGNATURE {
        return None;
    }
    let name_len = usize::from(u16_at(bytes, 26)?);
    let extra_len = usize::from(u16_at(bytes, 28)?);
    let name = bytes.get(LOCAL_FIXED..LOCAL_FIXED + name_len)?.to_vec();
    let extra = bytes.get(LOCAL_FIXED + name_len..LOCAL_FIXED + name_len + extra_len)?;
    let size = match u64::from(u32_at(bytes, 18)?) {
        WIDE => u64_at(extra, 12)?,
        size => size,
    };
    Some(Header {
        name,
        stamp: Stamp(u32_at(bytes, 10)?),
        method: u16_at(bytes, 8)?,
        size,
        offset: 0,
        len: (LOCAL_FIXED + name_len + extra_len) as u64,
    })
}

/// Reads an entry of the central directory at the start of `bytes`; `None` unless it is one and whole.
pub(super) fn read_central(bytes: &[u8]) -> Option<Header> {
    if bytes.get(..4)? != CENTRAL_SIGNATURE {
        return None;
    }
    let name_len = usize::from(u16_at(bytes, 28)?);
    let extra_len = usize::from(u16_at(bytes, 30)?);
    let comment_len = usize::from(u16_at(bytes, 32)?);
    let name = bytes.get(CENTRAL_FIXED..CENTRAL_FIXED + name_len)?.to_vec();
    let extra = bytes.get(CENTRAL_FIXED + name_len..CENTRAL_FIXED + name_len + extra_len)?;
    let narrow_size = u64::from(u32_at(bytes, 20)?);
    let narrow_offset = u64::from(u32_at(bytes, 42)?);
    // Uncompressed and packed length stand before the offset, each only where its field is full.
    let size = if narrow_size == WIDE { u64_at(extra, 12)? } else { narrow_size };
    let offset = match (narrow_offset == WIDE, narrow_size == WIDE) {
        (true, true) => u64_at(extra, 20)?,
        (true, false) => u64_at(extra, 4)?,
        (false, _) => narrow_offset,
    };
    Some(Header {
        name,
        stamp: Stamp(u32_at(bytes, 12)?),
        method: u16_at(bytes, 10)?,
        size,
        offset,
        len: (CENTRAL_FIXED + name_len + extra_len + comment_len) as u64,
    })
}

/// Number of entries, start and length of the directory, from the last bytes of a zip without a comment.
pub(super) fn read_end(tail: &[u8]) -> Option<(u64, u64, u64)> {
    let end = tail.get(tail.len().checked_sub(END_FIXED)?..)?;
    if end.get(..4)? != END_SIGNATURE {
        return None;
    }
    let count = u64::from(u16_at(end, 10)?);
    let len = u64::from(u32_at(end, 12)?);
    let offset = u64::from(u32_at(end, 16)?);
    if count < 0xffff && len < WIDE && offset < WIDE {
        return Some((count, offset, len));
    }
    let wide = tail.get(tail.len().checked_sub(END_FIXED + LOCATOR_FIXED + END64_FIXED)?..)?;
    if wide.get(..4)? != END64_SIGNATURE {
        return None;
    }
    Some((u64_at(wide, 32)?, u64_at(wide, 48)?, u64_at(wide, 40)?))
}

/// The most bytes that the end of a zip can take here.
pub(super) const END_LEN_MAX: usize = END64_FIXED + LOCATOR_FIXED + END_FIXED;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn headers_read_back_what_they_were_made_of_also_beyond_four_gigabytes() {
        let stamp = Stamp::of(Utc.with_ymd_and_hms(2026, 11, 22, 10, 20, 31).unwrap());
        for (size, offset) in [(0, 0), (5, 77), (WIDE, 3), (WIDE - 1, WIDE), (9_000_000_000, 8_000_000_000)] {
            let member = Member { name: "a/data/claim.txt".into(), crc: 7, size, offset };
            let local = local_header(&member, stamp);
            let read = read_local(&local).unwrap();
            assert_eq!((read.size, read.len, read.stamp), (size, local.len() as u64, stamp));
            assert_eq!(read.len, local_len(member.name.len(), size));
            let central = central_entry(&member, stamp);
            let read = read_central(&central).unwrap();
            assert_eq!((read.size, read.offset, read.len), (size, offset, central.len() as u64));
            assert_eq!(read.name, member.name.as_bytes());
        }
        for end in [(3, 100, 200), (70_000, 100, 200), (3, 9_000_000_000, 200), (0xffff, 1, 2)] {
            assert_eq!(read_end(&end_records(end.0, end.1, end.2)), Some(end));
        }
    }

    #[test]
    fn stamps_hold_the_utc_time_and_stay_in_range() {
        let stamp = Stamp::of(Utc.with_ymd_and_hms(2026, 11, 22, 10, 20, 31).unwrap());
        assert_eq!(stamp.0, 0x5d76_528f);
        assert_eq!(Stamp::of(Utc.with_ymd_and_hms(1970, 1, 1, 0, 0, 0).unwrap()).0, 0x21 << 16);
    }
}
