//! The picture of a HEIC or AVIF: size and turn of the primary item, EXIF. Decodes nothing.

use std::io;

use super::bmff::{part, parts};
use super::look::{Look, be16, be32, rest, u8_at};
use super::{exif, set_size};
use crate::domain::evidence::media::{Format, MediaFacts};

/// EXIF is an item that may lie anywhere; phones write it near the beginning.
const EXIF_WITHIN: usize = 12 * 1024 * 1024;

pub(super) fn read(look: &mut Look<'_>, at: u64, length: usize, facts: &mut MediaFacts) -> io::Result<()> {
    if !matches!(facts.format, Format::Heic | Format::Avif) {
        return Ok(());
    }
    let meta = look.at(at, length)?;
    let meta = rest(&meta, 4);
    if let Some((width, height)) = primary(meta).or_else(|| largest(meta)) {
        set_size(facts, width, height);
    }
    let whole = look.at(0, EXIF_WITHIN)?;
    exif::read_heif(whole, facts);
    Ok(())
}

/// Width and height of the item that a viewer shows, turned as it says.
fn primary(meta: &[u8]) -> Option<(u32, u32)> {
    let pitm = part(meta, *b"pitm")?;
    let id = if u8_at(pitm, 0)? == 0 { be16(pitm, 4)?.into() } else { be32(pitm, 4)? };
    let iprp = part(meta, *b"iprp")?;
    let properties: Vec<_> = parts(part(iprp, *b"ipco")?).collect();
    let mut size = None;
    let mut turned = false;
    for index in associated(part(iprp, *b"ipma")?, id)? {
        let Some(property) = index.checked_sub(1).and_then(|index| properties.get(index)) else { continue };
        match &property.name {
            b"ispe" => size = be32(property.body, 4).zip(be32(property.body, 8)),
            b"irot" => turned = u8_at(property.body, 0).is_some_and(|turn| turn & 1 == 1),
            _ => {}
        }
    }
    size.map(|(width, height)| if turned { (height, width) } else { (width, height) })
}

/// The numbers of the properties of an item.
fn associated(ipma: &[u8], wanted: u32) -> Option<Vec<usize>> {
    let (version, flags) = (u8_at(ipma, 0)?, be32(ipma, 0)?);
    let mut at = 8;
    for _ in 0..be32(ipma, 4)?.min(100_000) {
        let id = if version == 0 {
            at += 2;
            be16(ipma, at - 2)?.into()
        } else {
            at += 4;
            be32(ipma, at - 4)?
        };
        let count = u8_at(ipma, at)?;
        at += 1;
        let mut found = Vec::new();
        for _ in 0..count {
            found.push(if flags & 1 == 1 {
                at += 2;
                usize::from(be16(ipma, at - 2)? & 0x7fff)
            } else {
                at += 1;
                usize::from(u8_at(ipma, at - 1)? & 0x7f)
            });
        }
        if id == wanted {
            return Some(found);
        }
    }
    None
}

fn largest(meta: &[u8]) -> Option<(u32, u32)> {
    parts(part(part(meta, *b"iprp")?, *b"ipco")?)
        .filter(|property| &property.name == b"ispe")
        .filter_map(|property| be32(property.body, 4).zip(be32(property.body, 8)))
        .max_by_key(|(width, height)| u64::from(*width) * u64::from(*height))
}
