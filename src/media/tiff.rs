//! TIFF and the raw photos built on it: dimensions, orientation, EXIF, and whether the directory is there.

use std::io;

use super::look::{Look, be16, be32, le16, le32, piece, tag};
use super::{exif, flaw, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// EXIF may lie anywhere in a TIFF; a larger one than this is not read whole for it.
const WHOLE_BYTES_MAX: u64 = 48 * 1024 * 1024;
/// Directories hold a few dozen entries; this bounds a damaged count.
const ENTRIES_MAX: usize = 512;

const WIDTH: u16 = 0x0100;
const HEIGHT: u16 = 0x0101;
const DNG_VERSION: u16 = 0xC612;

struct Entry {
    tag: u16,
    /// The first value of a short or long that fits into the entry.
    value: u32,
    value_at: usize,
}

fn u16_of(little: bool, bytes: &[u8], at: usize) -> Option<u16> {
    if little { le16(bytes, at) } else { be16(bytes, at) }
}

fn u32_of(little: bool, bytes: &[u8], at: usize) -> Option<u32> {
    if little { le32(bytes, at) } else { be32(bytes, at) }
}

/// Where the value of an entry of the first directory lies in a block, if the block has such an entry.
pub(super) fn value_offset(block: &[u8], wanted: u16) -> Option<usize> {
    let little = byte_order(block)?;
    let at = u32_of(little, block, 4)? as usize;
    let entries = entries(little, block.get(at..)?)?;
    entries.iter().find(|entry| entry.tag == wanted).map(|entry| at + entry.value_at)
}

/// True for little-endian, `None` for anything but TIFF.
fn byte_order(bytes: &[u8]) -> Option<bool> {
    match tag(bytes, 0)? {
        [b'I', b'I', 0x2a, 0] => Some(true),
        [b'M', b'M', 0, 0x2a] => Some(false),
        _ => None,
    }
}

/// The entries of a directory that begins at the first byte; as many as are there.
fn entries(little: bool, directory: &[u8]) -> Option<Vec<Entry>> {
    let count = usize::from(u16_of(little, directory, 0)?).min(ENTRIES_MAX);
    let mut found = Vec::new();
    for index in 0..count {
        let at = 2 + index * 12;
        let Some(entry) = piece(directory, at, 12) else { break };
        let (Some(tag), Some(kind)) = (u16_of(little, entry, 0), u16_of(little, entry, 2)) else { break };
        let value =
            if kind == 3 { u16_of(little, entry, 8).map(u32::from) } else { u32_of(little, entry, 8) };
        found.push(Entry { tag, value: value.unwrap_or(0), value_at: at + 8 });
    }
    Some(found)
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Image;
    facts.format = Format::Tiff;
    let Some(little) = byte_order(look.head()) else { return Ok(()) };
    let offset = u32_of(little, look.head(), 4).unwrap_or(0);
    if look.size() <= 8 || offset < 8 {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    let directory = look.at(u64::from(offset), 2 + ENTRIES_MAX * 12)?;
    let Some(entries) = entries(little, &directory).filter(|entries| !entries.is_empty()) else {
        flaw(facts, Flaw::CutOff);
        return Ok(());
    };
    let value = |wanted| entries.iter().find(|entry| entry.tag == wanted).map(|entry| entry.value);
    if value(DNG_VERSION).is_some() {
        facts.format = Format::Dng;
    }
    if look.size() <= WHOLE_BYTES_MAX {
        let whole = look.at(0, usize::try_from(look.size()).unwrap_or(usize::MAX))?;
        exif::read_block(&whole, facts);
    }
    match (value(WIDTH), value(HEIGHT)) {
        (Some(width), Some(height)) => set_size(facts, width, height),
        _ => flaw(facts, Flaw::Corrupt),
    }
    Ok(())
}
