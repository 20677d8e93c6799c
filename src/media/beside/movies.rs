//! What MP4, MOV and 3GP keep beside their pictures. Boxes and keys that are known to name nobody are listed; whatever
//! else holds something tells.

use std::io;

use super::super::bmff::{Part, parts};
use super::super::look::{Look, be32, be64, rest, tag, u8_at};
use super::{STEPS_MAX, is_blank};

/// Longest header that is read; above it the answer is yes, since nobody looked.
const HEADER_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Boxes within boxes, at most.
const DEPTH_MAX: usize = 8;

/// Keys whose values name machines, programs and times.
const PLAIN_KEYS: [&str; 15] = [
    "encoder",
    "major_brand",
    "minor_version",
    "compatible_brands",
    "creation_time",
    "com.android.version",
    "com.android.capture.fps",
    "com.android.manufacturer",
    "com.android.model",
    "com.apple.quicktime.make",
    "com.apple.quicktime.model",
    "com.apple.quicktime.software",
    "com.apple.quicktime.creationdate",
    "com.apple.quicktime.camera.lens_model",
    "com.apple.quicktime.full-frame-rate-playback-intent",
];

/// What programs call the handlers of their tracks, in lower case.
const PLAIN_HANDLERS: [&str; 8] =
    ["handle", "core media", "produced by google", "alias data", "mainconcept", "l-smash", "gpac", "bento4"];

/// True when something is told beside the pictures, or nobody can say.
pub(super) fn tell(look: &mut Look<'_>) -> io::Result<bool> {
    let mut at = 0_u64;
    for _ in 0..STEPS_MAX {
        let head = look.at(at, 16)?;
        let (Some(size), Some(name)) = (be32(&head, 0), tag(&head, 4)) else {
            return Ok(!is_blank(&head));
        };
        let (size, body_at) = match size {
            0 if name == [0; 4] => return look.is_blank(at, look.size()).map(|blank| !blank),
            0 => (look.size().saturating_sub(at), 8),
            1 => (be64(&head, 8).unwrap_or(0), 16),
            size => (u64::from(size), 8),
        };
        if size < body_at {
            return Ok(true);
        }
        let end = at.saturating_add(size).min(look.size());
        let tells = match &name {
            b"ftyp" | b"styp" | b"mdat" | b"wide" | b"sidx" | b"ssix" | b"mfra" | b"pdin" | b"prft" => false,
            b"moov" | b"moof" | b"meta" | b"udta" if size <= HEADER_BYTES_MAX => {
                let whole = look.at(at, usize::try_from(size).unwrap_or(usize::MAX))?;
                parts(&whole).any(|part| box_tells(&part, 0))
            }
            // Padding that is none may hold what an editor left there.
            _ => !look.is_blank(at + body_at, end)?,
        };
        if tells {
            return Ok(true);
        }
        at = end;
        if at == look.size() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn box_tells(part: &Part<'_>, depth: usize) -> bool {
    if depth > DEPTH_MAX {
        return true;
    }
    let inner_tells = |body: &[u8]| parts(body).any(|inner| box_tells(&inner, depth + 1));
    match &part.name {
        // MP4 writes it with version and flags, QuickTime without.
        b"meta" if tag(part.body, 4) != Some(*b"hdlr") => inner_tells(rest(part.body, 4)),
        b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"edts" | b"dinf" | b"mvex" | b"moof" | b"traf"
        | b"gmhd" | b"tapt" | b"udta" | b"meta" => inner_tells(part.body),
        b"hdlr" => handler_tells(part.body),
        b"keys" => parts(rest(part.body, 8)).any(|key| {
            let name = String::from_utf8_lossy(key.body).to_lowercase();
            !PLAIN_KEYS.contains(&name.as_str())
        }),
        // Named by the places of their keys, which are looked at above, or by themselves.
        b"ilst" => parts(part.body).any(|item| {
            let by_key = item.name.first() == Some(&0);
            !by_key && box_tells(&item, depth + 1)
        }),
        // References inside the file take twelve bytes; others name a file elsewhere.
        b"dref" => parts(rest(part.body, 8)).any(|entry| entry.body.len() > 4),
        b"mvhd" | b"tkhd" | b"mdhd" | b"elst" | b"vmhd" | b"smhd" | b"nmhd" | b"hmhd" | b"sthd" | b"stsd"
        | b"stts" | b"ctts" | b"stss" | b"stsc" | b"stsz" | b"stz2" | b"stco" | b"co64" | b"cslg" | b"sdtp"
        | b"sgpd" | b"sbgp" | b"subs" | b"stps" | b"trex" | b"mehd" | b"mfhd" | b"tfhd" | b"tfdt" | b"trun"
        | b"tref" | b"iods" | b"gmin" | b"tmcd" | b"clef" | b"prof" | b"enof" | b"load" | b"wide"
        // Programs, machines, times.
        | b"\xa9too" | b"\xa9swr" | b"\xa9enc" | b"\xa9mak" | b"\xa9mod" | b"\xa9day" => false,
        _ => !is_blank(part.body),
    }
}

/// A handler tells when its track is none of pictures or sound (positions are kept in such), or bears a name that no
/// program is known to give.
fn handler_tells(body: &[u8]) -> bool {
    let known = tag(body, 8).is_none_or(|kind| {
        matches!(&kind, b"vide" | b"soun" | b"hint" | b"tmcd" | b"mdir" | b"mdta" | b"alis" | b"url ")
            || is_blank(&kind)
    });
    let name = rest(body, 24);
    // QuickTime puts its length in front.
    let counted = u8_at(name, 0).is_some_and(|length| usize::from(length) + 1 == name.len());
    let name = if counted { rest(name, 1) } else { name };
    let name = String::from_utf8_lossy(name).trim_matches(['\0', ' ']).to_lowercase();
    !known || !(name.is_empty() || PLAIN_HANDLERS.iter().any(|plain| name.contains(plain)))
}
