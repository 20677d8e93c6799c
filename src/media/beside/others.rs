//! What AVI, ASF, RealMedia, FLV and MPEG keep beside their pictures. As with movies: what is known to name nobody is
//! listed, everything else that holds something tells.

use std::io;

use super::super::look::{Look, be16, be32, find, le16, le32, le64, piece, rest, tag, u8_at};
use super::{STEPS_MAX, is_blank};

/// Longest header or block of metadata that is read; above it the answer is yes, since nobody looked.
const BLOCK_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Readable characters in a row that may be words.
const WORD_LEN: usize = 6;

/// True when words may stand in some bytes.
fn is_readable(bytes: &[u8]) -> bool {
    bytes.split(|byte| !matches!(byte, b' '..=b'~')).any(|run| run.len() >= WORD_LEN)
}

/// Chunks of AVI, and lists of chunks.
pub(super) fn avi_tells(look: &mut Look<'_>) -> io::Result<bool> {
    let mut at = 0_u64;
    for _ in 0..STEPS_MAX {
        let head = look.at(at, 12)?;
        let (Some(name), Some(size)) = (tag(&head, 0), le32(&head, 4)) else { return Ok(!is_blank(&head)) };
        let inner = tag(&head, 8);
        let next = at + 8 + u64::from(size) + u64::from(size & 1);
        at = match (&name, inner.as_ref()) {
            (b"RIFF", Some(b"AVI " | b"AVIX")) | (b"LIST", Some(b"hdrl" | b"strl" | b"odml" | b"INFO")) => {
                at + 12
            }
            // The pictures; headers, indexes, the program and the date.
            (b"LIST", Some(b"movi"))
            | (
                b"avih" | b"strh" | b"strf" | b"indx" | b"vprp" | b"dmlh" | b"idx1" | b"ISFT" | b"IDIT"
                | b"ICRD",
                _,
            ) => next,
            (b"JUNK", _) => {
                let body =
                    look.at(at + 8, usize::try_from(u64::from(size).min(BLOCK_BYTES_MAX)).unwrap_or(0))?;
                // A list of headers to come is set aside under this name.
                let body = body.strip_prefix(b"odmldmlh").unwrap_or(&body);
                if u64::from(size) > BLOCK_BYTES_MAX || is_readable(body) {
                    return Ok(true);
                }
                next
            }
            (&[0, 0, 0, 0], _) => return look.is_blank(at, look.size()).map(|blank| !blank),
            (b"LIST" | b"RIFF", _) => return Ok(true),
            _ if size == 0 => next,
            _ => return Ok(true),
        };
        if at >= look.size() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Chunks of RealMedia.
pub(super) fn real_tells(look: &mut Look<'_>) -> io::Result<bool> {
    let mut at = 0_u64;
    for _ in 0..STEPS_MAX {
        let head = look.at(at, 8)?;
        let (Some(name), Some(size)) = (tag(&head, 0), be32(&head, 4)) else { return Ok(!is_blank(&head)) };
        let tells = match &name {
            // Live recordings do not tell how long their data are: they go on to the end.
            b"DATA" if size < 18 => return Ok(false),
            b".RMF" | b"PROP" | b"INDX" | b"DATA" => false,
            // Four empty texts and their lengths take 18 bytes.
            b"CONT" => size > 18,
            b"MDPR" => {
                let body = look.at(at, size.min(4096) as usize)?;
                size > 4096 || find(&body, b"logical-fileinfo").is_some()
            }
            [0, 0, 0, 0] => return look.is_blank(at, look.size()).map(|blank| !blank),
            _ => true,
        };
        if tells || size < 8 {
            return Ok(true);
        }
        at += u64::from(size);
        if at >= look.size() {
            return Ok(false);
        }
    }
    Ok(true)
}

type Guid = [u8; 16];

const ASF_CONTENT: Guid = *b"\x33\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c";
const ASF_MORE_CONTENT: Guid = *b"\x40\xa4\xd0\xd2\x07\xe3\xd2\x11\x97\xf0\x00\xa0\xc9\x5e\xa8\x50";
const ASF_EXTENSION: Guid = *b"\xb5\x03\xbf\x5f\x2e\xa9\xcf\x11\x8e\xe3\x00\xc0\x0c\x20\x53\x65";
const ASF_METADATA: Guid = *b"\xea\xcb\xf8\xc5\xaf\x5b\x77\x48\x84\x67\xaa\x8c\x44\xfa\x4c\xca";
const ASF_METADATA_LIBRARY: Guid = *b"\x94\x1c\x23\x44\x98\x94\xd1\x49\xa1\x41\x1d\x13\x4e\x45\x70\x54";
const ASF_PADDING: Guid = *b"\x74\xd4\x06\x18\xdf\xca\x09\x45\xa4\xba\x9a\xab\xcb\x96\xaa\xe8";

/// Objects that describe streams and where they are: properties of the file and of streams, codecs, bit rates, error
/// correction, exclusions, priorities, languages, compatibility, index parameters.
const ASF_PLAIN: [Guid; 12] = [
    *b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65",
    *b"\x91\x07\xdc\xb7\xb7\xa9\xcf\x11\x8e\xe6\x00\xc0\x0c\x20\x53\x65",
    *b"\x40\x52\xd1\x86\x1d\x31\xd0\x11\xa3\xa4\x00\xa0\xc9\x03\x48\xf6",
    *b"\xce\x75\xf8\x7b\x8d\x46\xd1\x11\x8d\x82\x00\x60\x97\xc9\xa2\xb2",
    *b"\x35\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c",
    *b"\xdc\x29\xe2\xd6\xda\x35\xd1\x11\x90\x34\x00\xa0\xc9\x03\x49\xbe",
    *b"\xcb\xa5\xe6\x14\x72\xc6\x32\x43\x83\x99\xa9\x69\x52\x06\x5b\x5a",
    *b"\xcf\x49\x86\xa0\x75\x47\x70\x46\x8a\x16\x6e\x35\x35\x75\x66\xcd",
    *b"\x5b\xd1\xfe\xd4\xd3\x88\x4f\x45\x81\xf0\xed\x5c\x45\x99\x9e\x24",
    *b"\xa9\x46\x43\x7c\xe0\xef\xfc\x4b\xb2\x29\x39\x3e\xde\x41\x5c\x85",
    *b"\xdf\x29\xe2\xd6\xda\x35\xd1\x11\x90\x34\x00\xa0\xc9\x03\x49\xbe",
    *b"\x5d\x8b\xf1\x26\x84\x45\xec\x47\x9f\x5f\x0e\x65\x1f\x04\x52\xc9",
];

/// What stands behind the header: the data and its indexes.
const ASF_BEHIND: [Guid; 4] = [
    *b"\x36\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c",
    *b"\x90\x08\x00\x33\xb1\xe5\xcf\x11\x89\xf4\x00\xa0\xc9\x03\x49\xcb",
    *b"\xd3\x29\xe2\xd6\xda\x35\xd1\x11\x90\x34\x00\xa0\xc9\x03\x49\xbe",
    *b"\xf8\x03\xb1\xfe\xad\x12\x64\x4c\x84\x0f\x2a\x1d\x2f\x7a\xd4\x8c",
];

/// Attributes that name programs, times and settings.
const ASF_PLAIN_NAMES: [&str; 11] = [
    "WM/EncodingSettings",
    "WM/EncodingTime",
    "WM/ToolName",
    "WM/ToolVersion",
    "WMFSDKVersion",
    "WMFSDKNeeded",
    "IsVBR",
    "DeviceConformanceTemplate",
    "AspectRatioX",
    "AspectRatioY",
    "WM/VideoFrameRate",
];

fn guid(bytes: &[u8]) -> Option<Guid> {
    piece(bytes, 0, 16)?.try_into().ok()
}

/// The header of an ASF file, and what follows it.
pub(super) fn asf_tells(look: &mut Look<'_>) -> io::Result<bool> {
    let length = le64(look.head(), 16).unwrap_or(u64::MAX);
    if !(30..=BLOCK_BYTES_MAX).contains(&length) {
        return Ok(true);
    }
    let header = look.at(0, usize::try_from(length).unwrap_or(usize::MAX))?;
    if objects_tell(rest(&header, 30), 0) {
        return Ok(true);
    }
    let mut at = length;
    for _ in 0..STEPS_MAX {
        let head = look.at(at, 24)?;
        let (Some(kind), Some(size)) = (guid(&head), le64(&head, 16)) else { return Ok(!is_blank(&head)) };
        if kind == [0; 16] {
            return look.is_blank(at, look.size()).map(|blank| !blank);
        }
        // Streams that were recorded live do not tell their length: they go on to the end.
        let is_last = size < 24 || at.saturating_add(size) >= look.size();
        if !ASF_BEHIND.contains(&kind) || is_last {
            return Ok(!ASF_BEHIND.contains(&kind));
        }
        at += size;
    }
    Ok(true)
}

fn objects_tell(bytes: &[u8], depth: usize) -> bool {
    let mut left = bytes;
    while let (Some(kind), Some(size)) = (guid(left), le64(left, 16)) {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size < 24 {
            return true;
        }
        let body = left.get(24..size.min(left.len())).unwrap_or_default();
        let tells = match kind {
            // Title, author, copyright, description, rating: five lengths, empty but for their ends.
            ASF_CONTENT => piece(body, 0, 10).is_none_or(|lengths| {
                lengths.as_chunks::<2>().0.iter().any(|length| u16::from_le_bytes(*length) > 2)
            }),
            ASF_MORE_CONTENT => {
                attributes(body, 2).is_none_or(|names| names.iter().any(|name| !is_plain(name)))
            }
            ASF_METADATA | ASF_METADATA_LIBRARY => {
                metadata(body).is_none_or(|names| names.iter().any(|name| !is_plain(name)))
            }
            ASF_EXTENSION => depth > 0 || objects_tell(rest(body, 22), depth + 1),
            ASF_PADDING => !is_blank(body),
            plain => !ASF_PLAIN.contains(&plain),
        };
        if tells {
            return true;
        }
        left = rest(left, size);
    }
    !is_blank(left)
}

fn is_plain(name: &str) -> bool {
    ASF_PLAIN_NAMES.contains(&name)
}

/// The text of some bytes in UTF-16, without its end.
fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    text.trim_end_matches('\0').to_owned()
}

/// Names of the extended content description; `None` when it cannot be read.
fn attributes(body: &[u8], mut at: usize) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for _ in 0..le16(body, 0)? {
        let length = usize::from(le16(body, at)?);
        names.push(utf_16(piece(body, at + 2, length)?));
        at += 2 + length + 2;
        at += 2 + usize::from(le16(body, at)?);
    }
    Some(names)
}

/// Names of a metadata object; `None` when it cannot be read.
fn metadata(body: &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut at = 2;
    for _ in 0..le16(body, 0)? {
        let (name, value) = (usize::from(le16(body, at + 4)?), usize::try_from(le32(body, at + 8)?).ok()?);
        names.push(utf_16(piece(body, at + 12, name)?));
        at = at.checked_add(12 + name)?.checked_add(value)?;
    }
    Some(names)
}

/// Fields of `onMetaData` that are numbers or name programs, in lower case.
const FLV_PLAIN: [&str; 37] = [
    "duration",
    "width",
    "height",
    "framerate",
    "fps",
    "videodatarate",
    "videocodecid",
    "audiodatarate",
    "audiosamplerate",
    "audiosamplesize",
    "audiochannels",
    "audiocodecid",
    "stereo",
    "filesize",
    "datasize",
    "videosize",
    "audiosize",
    "lasttimestamp",
    "lastkeyframetimestamp",
    "lastkeyframelocation",
    "lastvideoframetimestamp",
    "audiodelay",
    "canseektoend",
    "hasvideo",
    "hasaudio",
    "hasmetadata",
    "haskeyframes",
    "hascuepoints",
    "keyframes",
    "filepositions",
    "times",
    "encoder",
    "metadatacreator",
    "major_brand",
    "minor_version",
    "compatible_brands",
    "creationdate",
];

/// Tags of FLV at most: an hour in a hundred tags a second has 360,000.
const FLV_TAGS_MAX: usize = 4_000_000;

/// Script tags of FLV, wherever they stand.
pub(super) fn flv_tells(look: &mut Look<'_>) -> io::Result<bool> {
    let mut at = u64::from(be32(look.head(), 5).unwrap_or(9)).max(9) + 4;
    for _ in 0..FLV_TAGS_MAX {
        if at >= look.size() {
            return Ok(false);
        }
        let head = look.at(at, 11)?;
        let Some(length) = be32(&head, 0).map(|word| word & 0x00ff_ffff) else { return Ok(!is_blank(&head)) };
        match u8_at(&head, 0).map(|kind| kind & 0x1f) {
            Some(8 | 9) => {}
            Some(18) if u64::from(length) <= BLOCK_BYTES_MAX => {
                let body = look.at(at + 11, length as usize)?;
                let named = body.starts_with(b"\x02\0\x0aonMetaData");
                if !named || script_tells(rest(&body, 13)).is_none_or(|tells| tells) {
                    return Ok(true);
                }
            }
            Some(0) => return look.is_blank(at, look.size()).map(|blank| !blank),
            _ => return Ok(true),
        }
        at += 11 + u64::from(length) + 4;
    }
    Ok(true)
}

/// Walks the fields of an object of ActionScript; `None` when it cannot be walked to its end.
fn script_tells(body: &[u8]) -> Option<bool> {
    // What is still open: objects with names in front of their values, or so many values of a list.
    let mut open: Vec<Option<u32>> = Vec::new();
    let mut at = 0;
    for _ in 0..STEPS_MAX {
        match open.last_mut() {
            None if at > 0 => return Some(!is_blank(rest(body, at))),
            Some(Some(0)) => {
                open.pop();
                continue;
            }
            Some(Some(left)) => *left -= 1,
            Some(None) => {
                let length = usize::from(be16(body, at)?);
                let name = String::from_utf8_lossy(piece(body, at + 2, length)?).to_lowercase();
                at += 2 + length;
                if name.is_empty() && u8_at(body, at)? == 9 {
                    at += 1;
                    open.pop();
                    continue;
                }
                if !FLV_PLAIN.contains(&name.as_str()) {
                    return Some(true);
                }
            }
            None => {}
        }
        let kind = u8_at(body, at)?;
        at += 1;
        at += match kind {
            0 => 8,
            1 => 1,
            2 => 2 + usize::from(be16(body, at)?),
            3 => {
                open.push(None);
                0
            }
            5 | 6 => 0,
            8 => {
                open.push(None);
                4
            }
            10 => {
                open.push(Some(be32(body, at)?));
                4
            }
            11 => 10,
            _ => return None,
        };
    }
    None
}

/// Notes between the pictures of MPEG: user data that can be read. What streams it consists of is not asked.
pub(super) fn mpeg_tells(look: &mut Look<'_>) -> io::Result<bool> {
    const BLOCK: usize = 1 << 20;
    const OVERLAP: usize = 1 << 10;
    let mut at = 0_u64;
    while at < look.size() {
        let bytes = look.at(at, BLOCK + OVERLAP)?;
        for found in memchr::memmem::find_iter(&bytes, &[0, 0, 1, 0xb2]) {
            let notes = rest(&bytes, found + 4);
            let notes =
                notes.get(..find(notes, &[0, 0, 1]).unwrap_or(notes.len()).min(OVERLAP)).unwrap_or(notes);
            if is_readable(notes) {
                return Ok(true);
            }
        }
        at += BLOCK as u64;
    }
    Ok(false)
}
