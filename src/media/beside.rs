//! Whether a file tells more than its picture: notes of the camera, words of its maker. Judged from structure only;
//! what the words say, and whether they matter, is not read. For bundles that must not tell who sent them.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::bmff::{Part, parts};
use super::jpeg;
use super::look::{Look, be32, find, le32, piece, rest, tag, u8_at};
use crate::domain::evidence::media::{Format, MediaFacts, MediaKind};

/// Longest movie header that is read; above it the answer is yes, since nobody looked.
const MOVIE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Boxes of a movie, and blocks of a picture, that are walked at most.
const STEPS_MAX: usize = 100_000;
/// Where AVI, RealMedia and ASF keep their words: near an end.
const END_BYTES: usize = 1024 * 1024;

/// True when something is told beside the pictures that may name a place or a person.
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
        Format::Mp4 | Format::M4v | Format::Mov | Format::ThreeGp => movie_tells(&mut look),
        Format::Avi => ends_tell(&mut look, &[b"IART", b"INAM", b"ICMT", b"ICOP", b"IENG", b"ISBJ", b"ICMS"]),
        Format::Rm | Format::Rmvb => Ok(real_tells(&look.at(0, END_BYTES)?)),
        Format::Wmv => Ok(asf_tells(&look.at(0, END_BYTES)?)),
        _ => Ok(false),
    }
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
            b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" => return true,
            // What stands behind the end is nobody's picture.
            b"IEND" => return at.saturating_add(12) < bytes.len(),
            _ => {}
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

fn movie_tells(look: &mut Look<'_>) -> io::Result<bool> {
    let mut at = 0_u64;
    for _ in 0..STEPS_MAX {
        let head = look.at(at, 16)?;
        let (Some(size), Some(name)) = (be32(&head, 0), tag(&head, 4)) else { return Ok(false) };
        let size = match size {
            0 => look.size().saturating_sub(at),
            1 => super::look::be64(&head, 8).unwrap_or(0),
            size => u64::from(size),
        };
        if size < 8 {
            return Ok(false);
        }
        match &name {
            b"moov" | b"meta" | b"udta" | b"uuid" if size > MOVIE_BYTES_MAX => return Ok(true),
            b"moov" | b"meta" | b"udta" | b"uuid" => {
                let whole = look.at(at, usize::try_from(size).unwrap_or(usize::MAX))?;
                if parts(&whole).any(|part| box_tells(&part, 0)) {
                    return Ok(true);
                }
            }
            _ => {}
        }
        at = at.saturating_add(size);
    }
    Ok(true)
}

/// Keys whose values name or describe; makers, models, encoders and dates are not among them.
const TELLING_KEYS: [&str; 14] = [
    "artist",
    "author",
    "title",
    "comment",
    "copyright",
    "description",
    "director",
    "displayname",
    "information",
    "keywords",
    "producer",
    "publisher",
    "collection.user",
    "location",
];

fn box_tells(part: &Part<'_>, depth: usize) -> bool {
    match &part.name {
        b"moov" | b"trak" | b"udta" | b"ilst" if depth < 6 => {
            parts(part.body).any(|inner| box_tells(&inner, depth + 1))
        }
        b"meta" if depth < 6 => {
            // QuickTime writes it without version and flags, MP4 with them.
            let body = if tag(part.body, 4) == Some(*b"hdlr") { part.body } else { rest(part.body, 4) };
            parts(body).any(|inner| box_tells(&inner, depth + 1))
        }
        b"keys" => parts(rest(part.body, 8)).any(|key| {
            let name = String::from_utf8_lossy(key.body).to_lowercase();
            TELLING_KEYS.iter().any(|telling| name.ends_with(telling) || name.contains(".location."))
        }),
        b"\xa9ART" | b"\xa9aut" | b"\xa9nam" | b"\xa9cmt" | b"\xa9cpy" | b"\xa9des" | b"\xa9dir"
        | b"\xa9prd" | b"\xa9wrt" | b"\xa9inf" | b"\xa9xyz" | b"aART" | b"desc" | b"auth" | b"titl"
        | b"cprt" | b"perf" | b"dscp" | b"loci" | b"XMP_" | b"name" | b"uuid" => {
            !part.body.iter().all(|byte| *byte == 0)
        }
        _ => false,
    }
}

fn ends_tell(look: &mut Look<'_>, names: &[&[u8; 4]]) -> io::Result<bool> {
    let head = look.at(0, END_BYTES)?;
    let (_, tail) = look.tail(END_BYTES)?;
    Ok([head, tail].iter().any(|bytes| {
        names.iter().any(|name| {
            find(bytes, *name).is_some_and(|at| {
                // Some length, and something in it.
                le32(bytes, at + 4).is_some_and(|length| length > 1)
            })
        })
    }))
}

/// The content description of RealMedia: four empty texts and their lengths take 18 bytes.
fn real_tells(head: &[u8]) -> bool {
    find(head, b"CONT").is_some_and(|at| be32(head, at + 4).is_none_or(|length| length > 18))
}

/// The content descriptions of an ASF header: title, author, copyright, and further words.
fn asf_tells(head: &[u8]) -> bool {
    const CONTENT: &[u8] = b"\x33\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c";
    find(head, CONTENT).is_some_and(|at| {
        // Five lengths, each of two bytes, behind the object's id and length.
        piece(head, at + 24, 10).is_none_or(|lengths| lengths.iter().any(|byte| *byte > 2))
    })
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
