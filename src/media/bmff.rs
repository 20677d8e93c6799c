//! ISO base media files: MP4, 3GP, MOV, M4V, HEIC, AVIF. Which one, whether all boxes are there, and what
//! the movie header and its fragments say. Metadata strings are read in `movie_meta`, pictures in `heif`.

use std::io;

use super::look::{Look, be16, be32, be64, piece, rest, tag, u8_at};
use super::{ends_blank, flaw, heif, movie_meta, polyglot, samples, set_size};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

/// A movie header longer than this is read only so far.
const MOOV_MAX: usize = 48 * 1024 * 1024;
const FRAGMENT_MAX: usize = 512 * 1024;
/// Top-level boxes: a two-hour recording in one-second fragments has some 15,000.
const BOXES_MAX: usize = 20_000;

/// A box: its name and its contents, as far as they are there.
pub(super) struct Part<'a> {
    pub(super) name: [u8; 4],
    pub(super) body: &'a [u8],
}

/// The boxes inside a box.
pub(super) fn parts(bytes: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let mut left = bytes;
    std::iter::from_fn(move || {
        let (name, size, header) = (tag(left, 4)?, be32(left, 0)?, 8_usize);
        let (size, header) = match size {
            0 => (left.len(), header),
            1 => (usize::try_from(be64(left, 8)?).ok()?, 16),
            size => (size as usize, header),
        };
        if size < header {
            return None;
        }
        let body = left.get(header..size.min(left.len()))?;
        left = rest(left, size);
        Some(Part { name, body })
    })
}

/// The first box of a name inside a box.
pub(super) fn part(bytes: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    parts(bytes).find(|part| part.name == name).map(|part| part.body)
}

/// True when a file begins with a box that only this family begins with.
pub(super) fn is_bmff(head: &[u8]) -> bool {
    let Some(name) = tag(head, 4) else { return false };
    let size = be32(head, 0).unwrap_or(0);
    match &name {
        b"ftyp" => size >= 8,
        // QuickTime before `ftyp`, and files whose first box is something else.
        // The lengths of text ("the wide river") are far beyond those of such boxes.
        b"wide" | b"free" | b"skip" | b"pnot" => (8..1 << 24).contains(&size),
        b"moov" => (8..1 << 28).contains(&size),
        b"mdat" => size <= 1 || size >= 8,
        b"styp" => size >= 16,
        _ => false,
    }
}

/// Brands that are no accepted format though the boxes are the same: what to call them, and whether they are pictures.
fn stranger(ftyp: &[u8]) -> Option<(&'static str, bool)> {
    match &tag(ftyp, 0)? {
        b"crx " => Some(("Canon CR3", true)),
        [b'3', b'g', b'2', _] => Some(("3GPP2", false)),
        _ => None,
    }
}

/// The format by the brands of `ftyp`: the major brand decides, compatible ones only for pictures.
fn by_brand(ftyp: &[u8]) -> Format {
    let major = tag(ftyp, 0).unwrap_or(*b"qt  ");
    let has = |brands: &[&[u8; 4]]| {
        brands.iter().any(|brand| **brand == major)
            || rest(ftyp, 8).as_chunks::<4>().0.iter().any(|listed| brands.contains(&listed))
    };
    let picture = matches!(&major, b"mif1" | b"msf1" | b"mif2" | b"miaf");
    match &major {
        b"qt  " => Format::Mov,
        b"M4V " | b"M4VH" | b"M4VP" => Format::M4v,
        b"avif" | b"avis" => Format::Avif,
        b"jxl " => Format::Jxl,
        _ if major.starts_with(b"hei") || major.starts_with(b"hev") => Format::Heic,
        _ if picture && has(&[b"avif", b"avis"]) => Format::Avif,
        _ if picture => Format::Heic,
        _ if major.starts_with(b"3g") => Format::ThreeGp,
        _ if major.starts_with(b"M4A") || major.starts_with(b"M4B") || major.starts_with(b"M4P") => {
            Format::Audio
        }
        _ => Format::Mp4,
    }
}

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> io::Result<()> {
    let ftyp_length = be32(look.head(), 0).unwrap_or(0).clamp(8, 4096) as usize;
    let first = tag(look.head(), 4);
    let ftyp = if first.as_ref() == Some(b"ftyp") { look.at(8, ftyp_length - 8)? } else { Vec::new() };
    let stranger = stranger(&ftyp);
    facts.format = match first.as_ref() {
        Some(b"ftyp") if stranger.is_some() => Format::Unknown,
        Some(b"ftyp") => by_brand(&ftyp),
        Some(b"styp") => Format::Mp4,
        _ => Format::Mov,
    };
    facts.format_name = stranger.map(|(name, _)| name.to_owned());
    let picture = matches!(facts.format, Format::Heic | Format::Avif | Format::Jxl)
        || stranger.is_some_and(|(_, picture)| picture);
    facts.kind = if picture { MediaKind::Image } else { MediaKind::Video };
    let mut movie = Movie::default();
    let mut walk = Walk::default();
    boxes(look, facts, &mut movie, &mut walk)?;
    // QuickTime writers before `ftyp` begin with padding; anything else that is not followed by a movie is none.
    if !walk.known {
        flaw(facts, Flaw::NothingBehindSignature);
    } else if picture {
        // These two keep their picture elsewhere.
        if !walk.meta && !matches!(facts.format, Format::Jxl | Format::Unknown) {
            flaw(facts, Flaw::CutOff);
        }
    } else if !movie.found {
        flaw(facts, Flaw::CutOff);
    } else {
        if walk.is_missing(look)? {
            flaw(facts, Flaw::CutOff);
        }
        movie.tell(facts);
    }
    Ok(())
}

/// What a walk over the top-level boxes met.
#[derive(Default)]
struct Walk {
    /// A box behind the first one that belongs here.
    known: bool,
    meta: bool,
    /// Something the movie header lists is missing; `None` when it lists nothing.
    samples: Option<bool>,
    /// A fragment was there.
    fragments: bool,
    /// Where the last box of samples begins and ends.
    last_data: Option<(u64, u64)>,
}

/// Zeros at the end of a fragment's samples that no coding leaves there.
const BLANK_BYTES: u64 = 512;

impl Walk {
    /// True when a part of the movie is missing although its boxes are there: the space for it was set aside.
    fn is_missing(&self, look: &mut Look<'_>) -> io::Result<bool> {
        if let Some(missing) = self.samples.filter(|missing| *missing || !self.fragments) {
            return Ok(missing);
        }
        // Fragments are listed nowhere. The last one that has a head ends in zeros where the download stopped.
        if let Some((_, to)) = self.last_data.filter(|(from, to)| self.fragments && from + BLANK_BYTES <= *to)
            && look.is_blank(to - BLANK_BYTES, to)?
        {
            return Ok(true);
        }
        ends_blank(look)
    }
}

fn boxes(look: &mut Look<'_>, facts: &mut MediaFacts, movie: &mut Movie, walk: &mut Walk) -> io::Result<()> {
    let mut at = 0_u64;
    for _ in 0..BOXES_MAX {
        let header = look.at(at, 16)?;
        let Some(name) = tag(&header, 4) else {
            // A few bytes too short for a box: a cut, unless they are padding.
            if header.iter().any(|byte| *byte != 0) {
                flaw(facts, Flaw::CutOff);
            }
            return Ok(());
        };
        let (size, body_at) = match be32(&header, 0).unwrap_or(0) {
            // Zero bytes behind the last box are padding, not a box to the end.
            0 if name == [0; 4] => return Ok(()),
            0 => (look.size() - at, 8),
            1 => (be64(&header, 8).unwrap_or(0), 16),
            size => (u64::from(size), 8),
        };
        if size < body_at || !name.iter().all(|byte| (0x20..0x7f).contains(byte) || *byte == 0xa9) {
            // Something behind the movie that is no box: a trailer, or another file.
            if movie.found || walk.meta {
                return polyglot::behind(look, at, facts);
            }
            flaw(facts, Flaw::Corrupt);
            return Ok(());
        }
        let end = at.saturating_add(size);
        let body = usize::try_from(size - body_at).unwrap_or(usize::MAX);
        match &name {
            b"moov" => {
                let moov = look.at(at + body_at, body.min(MOOV_MAX))?;
                movie.header(&moov, facts);
                walk.samples = samples::are_missing(look, &moov)?;
                walk.known = true;
            }
            b"moof" => {
                movie.fragment(&look.at(at + body_at, body.min(FRAGMENT_MAX))?);
                walk.fragments = true;
                walk.known = true;
            }
            b"meta" => {
                walk.meta = true;
                walk.known = true;
                heif::read(look, at + body_at, body.min(FRAGMENT_MAX), facts)?;
            }
            b"uuid" if body >= 16 => {
                movie_meta::uuid(&look.at(at + body_at, body.min(FRAGMENT_MAX))?, facts);
            }
            b"mdat" => {
                walk.known |= size > body_at;
                walk.last_data = Some((at + body_at, end.min(look.size())));
            }
            b"jxlc" | b"jxlp" => walk.known = true,
            _ => {}
        }
        if end > look.size() {
            walk.known |= size > 16;
            flaw(facts, Flaw::CutOff);
            return Ok(());
        }
        at = end;
        if at == look.size() {
            return Ok(());
        }
    }
    Ok(())
}

/// What the movie header and its fragments say.
#[derive(Default)]
struct Movie {
    found: bool,
    /// Duration of the header, seconds.
    header_secs: f64,
    /// What the header says of all fragments together.
    extended_secs: f64,
    /// Where the fragments read so far end, seconds.
    fragment_secs: f64,
    tracks: Vec<Track>,
}

#[derive(Default)]
struct Track {
    id: u32,
    handler: [u8; 4],
    timescale: u32,
    secs: f64,
    /// As displayed: scaled and turned by the matrix.
    shown: (u32, u32),
    /// As coded.
    coded: (u32, u32),
    turned: bool,
    /// Duration of a sample in a fragment that names none.
    sample: u32,
}

impl Movie {
    fn header(&mut self, moov: &[u8], facts: &mut MediaFacts) {
        self.found = true;
        let mut timescale = 0;
        for part in parts(moov) {
            match &part.name {
                b"mvhd" => {
                    let (created, scale, duration) = times(part.body);
                    timescale = scale;
                    self.header_secs = seconds(duration, scale);
                    movie_meta::created(created, facts);
                }
                b"trak" => {
                    self.tracks.extend(track(part.body));
                }
                b"mvex" => self.extends(part.body, timescale),
                b"udta" => movie_meta::user_data(part.body, facts),
                b"meta" => movie_meta::meta(part.body, facts),
                b"cmov" => facts.format_name = Some("QuickTime".to_owned()),
                _ => {}
            }
        }
    }

    fn extends(&mut self, mvex: &[u8], timescale: u32) {
        for part in parts(mvex) {
            match &part.name {
                b"mehd" => {
                    let long = u8_at(part.body, 0) == Some(1);
                    let duration = if long { be64(part.body, 4) } else { be32(part.body, 4).map(u64::from) };
                    self.extended_secs = seconds(duration.unwrap_or(0), timescale);
                }
                b"trex" => {
                    let (id, sample) = (be32(part.body, 4), be32(part.body, 12));
                    if let Some(track) = self.tracks.iter_mut().find(|track| Some(track.id) == id) {
                        track.sample = sample.unwrap_or(0);
                    }
                }
                _ => {}
            }
        }
    }

    fn fragment(&mut self, moof: &[u8]) {
        for traf in parts(moof).filter(|part| &part.name == b"traf") {
            let Some(tfhd) = part(traf.body, *b"tfhd") else { continue };
            let id = be32(tfhd, 4);
            let Some(track) = self.tracks.iter_mut().find(|track| Some(track.id) == id) else { continue };
            let sample = default_sample(tfhd).unwrap_or(track.sample);
            let start = part(traf.body, *b"tfdt").and_then(|body| {
                if u8_at(body, 0) == Some(1) { be64(body, 4) } else { be32(body, 4).map(u64::from) }
            });
            let length: u64 = parts(traf.body)
                .filter(|part| &part.name == b"trun")
                .map(|part| run(part.body, sample))
                .sum();
            let secs = seconds(length, track.timescale);
            track.secs = match start {
                Some(start) => seconds(start, track.timescale) + secs,
                None => track.secs + secs,
            };
            self.fragment_secs = self.fragment_secs.max(track.secs);
        }
    }

    fn tell(&self, facts: &mut MediaFacts) {
        let tracks = self.tracks.iter().map(|track| track.secs).fold(0.0, f64::max);
        let secs = self.header_secs.max(self.extended_secs).max(self.fragment_secs);
        let secs = if secs > 0.0 { secs } else { tracks };
        facts.duration_secs = (secs > 0.0).then_some(secs);
        let mut videos = self.tracks.iter().filter(|track| &track.handler == b"vide").peekable();
        if videos.peek().is_none() {
            if self.tracks.iter().any(|track| &track.handler == b"soun") {
                flaw(facts, Flaw::AudioOnly);
            } else if facts.format_name.is_none() {
                flaw(facts, Flaw::NothingBehindSignature);
            }
            return;
        }
        // Several pictures are alternatives, previews or covers: the largest is the video.
        if let Some(track) = videos.max_by_key(|track| u64::from(track.shown.0) * u64::from(track.shown.1)) {
            // Pixels as coded: the track header's size is stretched where pixels are not square.
            let (width, height) =
                if track.coded.0 > 0 && track.coded.1 > 0 { track.coded } else { track.shown };
            let (width, height) = if track.turned { (height, width) } else { (width, height) };
            if width > 0 && height > 0 {
                set_size(facts, width, height);
            }
        }
    }
}

/// Creation, timescale and duration of `mvhd` and `mdhd`; unknown durations (all ones) count as none.
fn times(body: &[u8]) -> (u64, u32, u64) {
    let (created, scale, duration, unknown) = if u8_at(body, 0) == Some(1) {
        (be64(body, 4), be32(body, 20), be64(body, 24), u64::MAX)
    } else {
        (be32(body, 4).map(u64::from), be32(body, 12), be32(body, 16).map(u64::from), u64::from(u32::MAX))
    };
    let duration = duration.filter(|duration| *duration != unknown);
    (created.unwrap_or(0), scale.unwrap_or(0), duration.unwrap_or(0))
}

fn seconds(duration: u64, timescale: u32) -> f64 {
    if timescale == 0 { 0.0 } else { duration as f64 / f64::from(timescale) }
}

fn track(trak: &[u8]) -> Option<Track> {
    let mut track = Track::default();
    let tkhd = part(trak, *b"tkhd")?;
    let long = u8_at(tkhd, 0) == Some(1);
    track.id = be32(tkhd, if long { 20 } else { 12 }).unwrap_or(0);
    let matrix = if long { 52 } else { 40 };
    track.turned = be32(tkhd, matrix) == Some(0)
        && be32(tkhd, matrix + 16) == Some(0)
        && be32(tkhd, matrix + 4).is_some_and(|value| value != 0);
    let fixed = |at| be32(tkhd, at).map_or(0, |value| value >> 16);
    track.shown = (fixed(matrix + 36), fixed(matrix + 40));
    let mdia = part(trak, *b"mdia")?;
    if let Some(mdhd) = part(mdia, *b"mdhd") {
        let (_, timescale, duration) = times(mdhd);
        track.timescale = timescale;
        track.secs = seconds(duration, timescale);
    }
    track.handler = part(mdia, *b"hdlr").and_then(|hdlr| tag(hdlr, 8)).unwrap_or_default();
    let stsd =
        part(mdia, *b"minf").and_then(|minf| part(minf, *b"stbl")).and_then(|stbl| part(stbl, *b"stsd"));
    if let Some(entry) = stsd.and_then(|stsd| piece(stsd, 8, 36)) {
        // Size, name, six reserved, index, sixteen of version and vendor, then width and height.
        track.coded = (be16(entry, 32).unwrap_or(0).into(), be16(entry, 34).unwrap_or(0).into());
    }
    Some(track)
}

/// The duration of a sample that a fragment's header gives for all of its own.
fn default_sample(tfhd: &[u8]) -> Option<u32> {
    let flags = be32(tfhd, 0)?;
    let at = 8 + if flags & 1 == 0 { 0 } else { 8 } + if flags & 2 == 0 { 0 } else { 4 };
    if flags & 8 == 0 { None } else { be32(tfhd, at) }
}

/// The duration of a run of samples, in the track's timescale.
fn run(trun: &[u8], sample: u32) -> u64 {
    let (Some(flags), Some(count)) = (be32(trun, 0), be32(trun, 4)) else { return 0 };
    if flags & 0x100 == 0 {
        return u64::from(sample) * u64::from(count);
    }
    let start = 8 + if flags & 1 == 0 { 0 } else { 4 } + if flags & 4 == 0 { 0 } else { 4 };
    let step = 4 * (flags >> 8 & 15).count_ones() as usize;
    (0..count as usize).map_while(|index| be32(trun, start + index * step)).map(u64::from).sum()
}
