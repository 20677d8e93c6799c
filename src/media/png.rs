//! The structure of a PNG: chunks to the end, animation, EXIF and XMP. Decodes nothing.

use std::io;

use super::look::{Look, be32, piece, tag, u8_at};
use super::{exif, flaw, polyglot, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// A chunk of text or EXIF longer than this is not read.
const CHUNK_READ_MAX: u32 = 4 * 1024 * 1024;
/// Chunks are at least 12 bytes; this bounds a walk through millions of empty ones.
const CHUNKS_MAX: usize = 200_000;

/// The checksum that ends every chunk (ISO 3309), without a table: only short chunks are checked here.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

/// Legal pairs of colour type and bit depth.
fn is_pixel_format(colour: u8, depth: u8) -> bool {
    match colour {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        _ => false,
    }
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Image;
    facts.format = Format::Png;
    if look.size() <= 8 {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    }
    let mut at = 8_u64;
    let mut pixels = false;
    for index in 0..CHUNKS_MAX {
        let header = look.at(at, 8)?;
        let (Some(length), Some(name)) = (be32(&header, 0), tag(&header, 4)) else {
            flaw(facts, Flaw::CutOff);
            return Ok(());
        };
        if index == 0 && (&name != b"IHDR" || length != 13) {
            flaw(facts, Flaw::NothingBehindSignature);
            return Ok(());
        }
        if !name.iter().all(u8::is_ascii_alphabetic) || length > i32::MAX as u32 {
            flaw(facts, Flaw::Corrupt);
            return Ok(());
        }
        let end = at + 12 + u64::from(length);
        if end > look.size() {
            flaw(facts, Flaw::CutOff);
            return Ok(());
        }
        match &name {
            b"IHDR" => header_chunk(&look.at(at + 4, 21)?, facts),
            b"IDAT" => pixels = true,
            b"acTL" if !pixels => {
                facts.animated = be32(&look.at(at + 8, 4)?, 0).is_some_and(|frames| frames > 1);
            }
            b"eXIf" if length <= CHUNK_READ_MAX => {
                exif::read_block(&look.at(at + 8, length as usize)?, facts);
            }
            b"iTXt" if length <= CHUNK_READ_MAX => {
                let text = look.at(at + 8, length as usize)?;
                if text.starts_with(b"XML:com.adobe.xmp\0") {
                    exif::read_xmp(&text, facts);
                }
            }
            b"IEND" => {
                if !pixels {
                    flaw(facts, Flaw::NothingBehindSignature);
                }
                return polyglot::behind(look, end, facts);
            }
            _ => {}
        }
        at = end;
    }
    flaw(facts, Flaw::Corrupt);
    Ok(())
}

/// Name, 13 bytes of header and checksum.
fn header_chunk(chunk: &[u8], facts: &mut MediaFacts) {
    let sound = piece(chunk, 0, 17).map(crc) == be32(chunk, 17)
        && is_pixel_format(u8_at(chunk, 13).unwrap_or(0), u8_at(chunk, 12).unwrap_or(0));
    if !sound {
        flaw(facts, Flaw::Corrupt);
    }
    if let (Some(width), Some(height)) = (be32(chunk, 4), be32(chunk, 8)) {
        set_size(facts, width, height);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(super::crc(b"IEND"), 0xae42_6082);
    }
}
