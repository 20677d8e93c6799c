//! The structure of a GIF: frames counted, trailer found. Decodes nothing.

use std::io;

use super::look::{Look, le16, u8_at};
use super::{flaw, polyglot, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// A GIF up to this length is walked to its end; of a longer one only the first part is.
const WALK_BYTES_MAX: u64 = 64 * 1024 * 1024;

enum End {
    Trailer(usize),
    CutOff,
    Broken,
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Image;
    facts.format = Format::Gif;
    let walked = look.size().min(WALK_BYTES_MAX);
    let bytes = look.at(0, usize::try_from(walked).unwrap_or(usize::MAX))?;
    let (Some(width), Some(height), Some(flags)) = (le16(&bytes, 6), le16(&bytes, 8), u8_at(&bytes, 10))
    else {
        flaw(facts, Flaw::NothingBehindSignature);
        return Ok(());
    };
    let mut size = (width, height);
    let mut frames = 0_u32;
    let end = walk(&bytes, 13 + colours(flags), &mut |width, height| {
        frames += 1;
        size = (size.0.max(width), size.1.max(height));
    });
    facts.animated = frames > 1;
    set_size(facts, size.0.into(), size.1.into());
    match end {
        End::Trailer(_) | End::Broken if frames == 0 => flaw(facts, Flaw::NothingBehindSignature),
        End::Trailer(end) => polyglot::behind(look, end as u64, facts)?,
        End::CutOff if look.size() > walked => {}
        End::CutOff if bytes.len() <= 13 => flaw(facts, Flaw::NothingBehindSignature),
        End::CutOff => flaw(facts, Flaw::CutOff),
        End::Broken => flaw(facts, Flaw::Corrupt),
    }
    Ok(())
}

/// Length of a colour table by the flags that announce it.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn walk(bytes: &[u8], mut at: usize, frame: &mut dyn FnMut(u16, u16)) -> End {
    loop {
        match u8_at(bytes, at) {
            Some(0x3b) => return End::Trailer(at + 1),
            Some(0x21) => at += 2,
            Some(0x2c) => {
                let (Some(width), Some(height), Some(flags)) =
                    (le16(bytes, at + 5), le16(bytes, at + 7), u8_at(bytes, at + 9))
                else {
                    return End::CutOff;
                };
                frame(width, height);
                at += 11 + colours(flags);
            }
            // Zero bytes between blocks are harmless and common.
            Some(0) => {
                at += 1;
                continue;
            }
            Some(_) => return End::Broken,
            None => return End::CutOff,
        }
        loop {
            match u8_at(bytes, at) {
                Some(0) => {
                    at += 1;
                    break;
                }
                Some(length) => at += 1 + usize::from(length),
                None => return End::CutOff,
            }
        }
    }
}
