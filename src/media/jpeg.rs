//! The structure of a JPEG: its segments, where the picture really ends, what follows it.
//! Decodes nothing.

use std::io;

use super::look::{Look, be16, rest, u8_at};
use super::{exif, flaw, polyglot, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// A photo up to this length is walked to its end; above, only the tail is searched for the end mark.
const WALK_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Longest run of bytes between two segments that is overlooked.
const JUNK_MAX: usize = 64;

/// A piece of a JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// The second byte of its marker.
    pub(super) marker: u8,
    /// Where the marker begins.
    pub(super) start: usize,
    /// Where the contents begin (behind the length).
    pub(super) body: usize,
    /// Where it ends; for a scan, where its entropy data ends.
    pub(super) end: usize,
}

/// How a walk through a JPEG ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At the end mark; what follows begins here.
    Whole(usize),
    /// The bytes ran out.
    CutOff,
    /// Something else than a marker where a marker must be.
    Broken,
}

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
pub(super) const APP0: u8 = 0xe0;
pub(super) const APP1: u8 = 0xe1;
pub(super) const APP2: u8 = 0xe2;
pub(super) const APP14: u8 = 0xee;
pub(super) const APP15: u8 = 0xef;
pub(super) const COM: u8 = 0xfe;

/// Frame headers: every C0–CF but tables (C4, CC) and the extension (C8).
pub(super) fn is_frame(marker: u8) -> bool {
    (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Walks the segments of a JPEG held in memory.
pub(super) fn segments(bytes: &[u8]) -> (Vec<Segment>, End) {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let Some(first) = u8_at(bytes, at) else { return (found, End::CutOff) };
        if first != 0xff {
            // Some cameras leave a few bytes behind a segment; decoders look for the next marker too.
            let junk = memchr::memchr(0xff, rest(bytes, at)).filter(|junk| *junk <= JUNK_MAX);
            match junk {
                Some(junk) if !found.is_empty() => at += junk,
                _ => return (found, End::Broken),
            }
        }
        // Any number of fill bytes may stand before a marker.
        let start = at;
        let mut marker_at = at + 1;
        while u8_at(bytes, marker_at) == Some(0xff) {
            marker_at += 1;
        }
        let Some(marker) = u8_at(bytes, marker_at) else { return (found, End::CutOff) };
        match marker {
            EOI => return (found, End::Whole(marker_at + 1)),
            0x01 | 0xd0..=0xd7 => {
                at = marker_at + 1;
                continue;
            }
            0x00 | SOI => return (found, End::Broken),
            _ => {}
        }
        let Some(length) = be16(bytes, marker_at + 1) else { return (found, End::CutOff) };
        if length < 2 {
            return (found, End::Broken);
        }
        let mut end = marker_at + 1 + usize::from(length);
        if end > bytes.len() {
            return (found, End::CutOff);
        }
        if marker == SOS {
            end = entropy_end(bytes, end);
        }
        found.push(Segment { marker, start, body: marker_at + 3, end });
        at = end;
    }
}

/// Where the entropy data that begins at `from` ends: at the next marker that is neither stuffing nor a restart.
fn entropy_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memchr::memchr(0xff, rest(bytes, at)) {
        let marker = at + found;
        match u8_at(bytes, marker + 1) {
            Some(0x00 | 0xd0..=0xd7) => at = marker + 2,
            Some(0xff) => at = marker + 1,
            Some(_) => return marker,
            None => break,
        }
    }
    bytes.len()
}

/// The contents of a segment.
pub(super) fn body(bytes: &[u8], segment: Segment) -> &[u8] {
    bytes.get(segment.body..segment.end).unwrap_or_default()
}

/// True for a sequential JPEG that shares colours between pixels, keeps each colour in a scan of its own, and does
/// not fill its last units: the decoder used here shows stripes then, and a striped copy would be worse than none.
pub(super) fn is_split(bytes: &[u8]) -> bool {
    let (found, _) = segments(bytes);
    let scans = found.iter().filter(|segment| segment.marker == SOS).count();
    let Some(frame) = found.iter().find(|segment| matches!(segment.marker, 0xc0 | 0xc1)) else {
        return false;
    };
    let frame = body(bytes, *frame);
    let side = |at| be16(frame, at).map_or(0, u32::from);
    let factors = rest(frame, 6).as_chunks::<3>().0.iter().map(|[_, factors, _]| *factors);
    let most =
        factors.clone().fold((1, 1), |most, factors| (most.0.max(factors >> 4), most.1.max(factors & 15)));
    let fills = side(3) % (8 * u32::from(most.0)) == 0 && side(1) % (8 * u32::from(most.1)) == 0;
    scans > 1 && factors.clone().any(|factors| Some(factors) != factors_first(frame)) && !fills
}

/// The sampling factors of the first component.
fn factors_first(frame: &[u8]) -> Option<u8> {
    u8_at(frame, 7)
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    facts.kind = MediaKind::Image;
    facts.format = Format::Jpeg;
    let walked = look.size().min(WALK_BYTES_MAX);
    let bytes = look.at(0, usize::try_from(walked).unwrap_or(usize::MAX))?;
    let (found, mut end) = segments(&bytes);
    let frame = found.iter().find(|segment| is_frame(segment.marker));
    for segment in found.iter().filter(|segment| segment.marker == APP1) {
        let body = body(&bytes, *segment);
        if body.starts_with(b"Exif\0") {
            exif::read_block(rest(body, 6), facts);
        }
    }
    // EXIF first: XMP only fills what it leaves open.
    for segment in found.iter().filter(|segment| segment.marker == APP1) {
        let body = body(&bytes, *segment);
        if body.starts_with(b"http://ns.adobe.com/x") {
            exif::read_xmp(body, facts);
        }
    }
    if let Some(frame) = frame {
        let body = body(&bytes, *frame);
        match (be16(body, 3), be16(body, 1)) {
            (Some(width), Some(height)) => set_size(facts, width.into(), height.into()),
            _ => flaw(facts, Flaw::Corrupt),
        }
    }
    let scanned = found.iter().any(|segment| segment.marker == SOS);
    if end == End::CutOff && look.size() > walked {
        let (start, tail) = look.tail(64 * 1024)?;
        if let Some(at) = memchr::memmem::rfind(&tail, &[0xff, EOI]) {
            end = End::Whole(usize::try_from(start).unwrap_or(usize::MAX) + at + 2);
        }
    }
    match end {
        End::Whole(_) if frame.is_none() || !scanned => flaw(facts, Flaw::NothingBehindSignature),
        End::Whole(end) => polyglot::behind(look, end as u64, facts)?,
        End::CutOff if look.size() < 12 => flaw(facts, Flaw::NothingBehindSignature),
        End::CutOff => flaw(facts, Flaw::CutOff),
        End::Broken if found.is_empty() => flaw(facts, Flaw::NothingBehindSignature),
        End::Broken => flaw(facts, Flaw::Corrupt),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_mark_inside_a_segment_is_not_the_end() {
        // APP1 that holds FF D9 (as a thumbnail does), then a scan, then the real end.
        let bytes = [
            0xff, 0xd8, 0xff, 0xe1, 0, 4, 0xff, 0xd9, 0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff,
            0xd9, 7,
        ];
        let (found, end) = segments(&bytes);
        assert_eq!(found.iter().map(|segment| segment.marker).collect::<Vec<_>>(), [0xe1, 0xda]);
        assert_eq!(end, End::Whole(21));
        assert_eq!(segments(&bytes[..18]).1, End::CutOff);
    }
}
