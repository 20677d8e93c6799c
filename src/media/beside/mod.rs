//! Whether a file tells more than its picture: notes of the camera, words of its maker. For bundles that must not tell
//! who sent them. Judged from structure: what is known to name nobody is listed, and everything else tells, since what
//! a field says cannot be judged. [`says_any`] looks for given words in all bytes.

mod movies;
mod others;
mod words;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::jpeg;
use super::look::{Look, be32, piece, tag, u8_at};
use crate::domain::evidence::media::{Format, MediaFacts, MediaKind};

pub use words::says_any;

/// Boxes of a movie, and blocks of a picture, that are walked at most.
const STEPS_MAX: usize = 100_000;

/// True when something is told beside the pictures that may name a place or a person, or nobody can say.
///
/// # Errors
/// Only the reader's own.
pub fn tells_more(path: &Path, facts: &MediaFacts) -> io::Result<bool> {
    if facts.has_location {
        return Ok(true);
    }
    let mut file = File::open(path)?;
    if facts.kind == MediaKind::Image {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return Ok(match facts.format {
            Format::Jpeg => jpeg_tells(&bytes),
            Format::Png => png_tells(&bytes),
            Format::Gif => gif_tells(&bytes).unwrap_or(true),
            Format::Bmp => false,
            _ => true,
        });
    }
    let mut look = Look::new(&mut file, facts.size_bytes)?;
    match facts.format {
        Format::Mp4 | Format::M4v | Format::Mov | Format::ThreeGp => movies::tell(&mut look),
        Format::Avi => others::avi_tells(&mut look),
        Format::Rm | Format::Rmvb => others::real_tells(&mut look),
        Format::Wmv => others::asf_tells(&mut look),
        Format::Flv => others::flv_tells(&mut look),
        Format::Mpeg | Format::Vob | Format::Dat | Format::Mpv => others::mpeg_tells(&mut look),
        _ => Ok(true),
    }
}

/// True when there is nothing but zeros.
fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

fn jpeg_tells(bytes: &[u8]) -> bool {
    let (segments, end) = jpeg::segments(bytes);
    end != jpeg::End::Whole(bytes.len())
        || segments.into_iter().any(|segment| match segment.marker {
            jpeg::APP0 | jpeg::APP14 => false,
            jpeg::APP2 => !jpeg::body(bytes, segment).starts_with(b"ICC_PROFILE\0"),
            jpeg::APP1..=jpeg::APP15 | jpeg::COM => true,
            _ => false,
        })
}

fn png_tells(bytes: &[u8]) -> bool {
    let mut at = 8_usize;
    for _ in 0..STEPS_MAX {
        let (Some(length), Some(name)) = (be32(bytes, at), tag(bytes, at + 4)) else { return true };
        match &name {
            // What stands behind the end is nobody's picture.
            b"IEND" => return at.saturating_add(12) < bytes.len(),
            b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP" | b"sBIT"
            | b"bKGD" | b"hIST" | b"pHYs" | b"cICP" | b"acTL" | b"fcTL" | b"fdAT" => {}
            _ => return true,
        }
        at = at.saturating_add(12).saturating_add(length as usize);
    }
    true
}

/// `None` when the structure cannot be walked.
fn gif_tells(bytes: &[u8]) -> Option<bool> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(u8_at(bytes, 10)?);
    for _ in 0..STEPS_MAX {
        match u8_at(bytes, at)? {
            0x3b => return Some(at + 1 < bytes.len()),
            0x21 => {
                let label = u8_at(bytes, at + 1)?;
                let loops = matches!(piece(bytes, at + 3, 11), Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0"));
                if matches!(label, 0xfe | 0x01) || (label == 0xff && !loops) {
                    return Some(true);
                }
                at += 2;
            }
            0x2c => at += 11 + table(u8_at(bytes, at + 9)?),
            0x00 => {
                at += 1;
                continue;
            }
            _ => return None,
        }
        loop {
            let length = usize::from(u8_at(bytes, at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).unwrap();
        [&size.to_be_bytes()[..], &name, body].concat()
    }

    fn tells(bytes: &[u8], kind: MediaKind, format: Format) -> bool {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let facts = MediaFacts { kind, format, ..MediaFacts::unknown(bytes.len() as u64) };
        tells_more(file.path(), &facts).unwrap()
    }

    #[test]
    fn a_movie_that_names_its_author_tells_more_and_its_make_does_not() {
        let movie = |udta: &[u8]| {
            let moov = boxed(*b"moov", &boxed(*b"udta", udta));
            [boxed(*b"ftyp", b"isom\0\0\0\0"), moov, boxed(*b"mdat", b"\xa9ART in the pictures")].concat()
        };
        let word = |name: [u8; 4]| boxed(name, b"\0\x04\0\0Anna");
        let tells = |udta: &[u8]| tells(&movie(udta), MediaKind::Video, Format::Mp4);
        assert!(tells(&word(*b"\xa9ART")));
        assert!(tells(&boxed(*b"meta", &[&[0; 4], &boxed(*b"ilst", &word(*b"\xa9nam"))[..]].concat())));
        assert!(!tells(&word(*b"\xa9mak")));
        let key = |name: &[u8]| {
            let keys = [&[0; 8], &boxed(*b"mdta", name)[..]].concat();
            boxed(*b"meta", &[boxed(*b"hdlr", b"mdta"), boxed(*b"keys", &keys)].concat())
        };
        assert!(tells(&key(b"com.apple.quicktime.author")));
        assert!(!tells(&key(b"com.apple.quicktime.model")));
    }

    #[test]
    fn comments_and_text_in_pictures_tell_more() {
        let gif = |more: &[u8]| {
            let head = b"GIF89a\x01\0\x01\0\0\0\0";
            let picture = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
            [&head[..], more, picture].concat()
        };
        assert!(!tells(&gif(b""), MediaKind::Image, Format::Gif));
        assert!(tells(&gif(b"\x21\xfe\x04Anna\0"), MediaKind::Image, Format::Gif));
        let png = |more: &[u8]| {
            let chunk = |name: [u8; 4], body: &[u8]| [&boxed(name, body)[4..], &[0; 4]].concat();
            let sized = |name: [u8; 4], body: &[u8]| {
                [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], &chunk(name, body)].concat()
            };
            [&b"\x89PNG\r\n\x1a\n"[..], &sized(*b"IHDR", &[0; 13]), more, &sized(*b"IEND", b"")].concat()
        };
        assert!(!tells(&png(b""), MediaKind::Image, Format::Png));
        let text = [&11_u32.to_be_bytes()[..], b"tEXtAuthor\0Anna\0\0\0\0"].concat();
        assert!(tells(&png(&text), MediaKind::Image, Format::Png));
    }
}
