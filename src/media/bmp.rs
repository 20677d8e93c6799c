//! The structure of a BMP, OS/2's included: header, and whether all rows are there. Decodes nothing.

use std::io;

use super::look::{Look, le16, le32};
use super::{flaw, polyglot, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// What the headers say.
struct Header {
    width: u32,
    height: u32,
    bits: u16,
    compression: u32,
    pixels_at: u32,
    image_bytes: u32,
    file_bytes: u32,
}

/// True when the bytes after `BM` are a header and not the rest of a word.
pub(super) fn is_bmp(head: &[u8]) -> bool {
    header(head).is_some()
}

fn header(head: &[u8]) -> Option<Header> {
    if !head.starts_with(b"BM") {
        return None;
    }
    let dib = le32(head, 14)?;
    if !matches!(dib, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124) || le32(head, 10)? < 14 + dib {
        return None;
    }
    let old = dib == 12;
    let (width, height, planes, bits) = if old {
        (le16(head, 18)?.into(), le16(head, 20)?.into(), le16(head, 22)?, le16(head, 24)?)
    } else {
        // A negative height means rows from the top.
        let height = (le32(head, 22)? as i32).unsigned_abs();
        (le32(head, 18)?, height, le16(head, 26)?, le16(head, 28)?)
    };
    let long = dib >= 40;
    (planes <= 1 && matches!(bits, 0 | 1 | 2 | 4 | 8 | 16 | 24 | 32)).then(|| Header {
        width,
        height,
        bits,
        compression: if long { le32(head, 30).unwrap_or(0) } else { 0 },
        pixels_at: le32(head, 10).unwrap_or(0),
        image_bytes: if long { le32(head, 34).unwrap_or(0) } else { 0 },
        file_bytes: le32(head, 2).unwrap_or(0),
    })
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Image;
    facts.format = Format::Bmp;
    let Some(header) = header(look.head()) else {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    };
    if header.width > i32::MAX as u32 {
        flaw(facts, Flaw::Corrupt);
    }
    set_size(facts, header.width, header.height);
    // Rows are padded to four bytes; only uncompressed kinds (0 and the masks, 3 and 6) have a known length.
    let row = (u64::from(header.width) * u64::from(header.bits)).div_ceil(32) * 4;
    let pixels = match header.compression {
        0 | 3 | 6 => row.saturating_mul(header.height.into()),
        _ => header.image_bytes.into(),
    };
    let needed = pixels.saturating_add(header.pixels_at.into());
    if look.size() < needed {
        flaw(facts, Flaw::CutOff);
        return Ok(());
    }
    // The length field is often zero or wrong; the rows decide where trailing data may begin.
    polyglot::behind(look, needed.max(u64::from(header.file_bytes).min(look.size())), facts)
}
