//! Whether the pictures and sounds that a movie header lists are in the file. A download that set its whole length aside
//! and stopped on the way has a sound header and all its boxes; only what the tables point at is missing.

use std::io;

use super::bmff::{part, parts};
use super::look::{Look, be32, be64, piece, rest, tag};

/// Chunks of a track that are looked at, the last one among them.
const LOOKS: usize = 16;
/// How much of each: no picture in these codings begins with so many zeros.
const LOOK_BYTES: usize = 16;

/// Codings whose pictures begin with a length or a sign that is not zero. Uncoded pictures may well be black.
const CODED: [&[u8; 4]; 24] = [
    b"avc1", b"avc3", b"hvc1", b"hev1", b"dvh1", b"dvhe", b"mp4v", b"s263", b"h263", b"av01", b"vp08",
    b"vp09", b"mjpa", b"mjpb", b"jpeg", b"apch", b"apcn", b"apcs", b"apco", b"ap4h", b"ap4x", b"SVQ1",
    b"SVQ3", b"mp2v",
];

/// True when something listed in a movie header is missing; `None` when the header lists nothing, as in fragments.
pub(super) fn are_missing(look: &mut Look<'_>, moov: &[u8]) -> io::Result<Option<bool>> {
    let mut listed = None;
    for trak in parts(moov).filter(|part| &part.name == b"trak") {
        let Some(track) = Track::of(trak.body) else { continue };
        let missing = track.ends_behind(look.size()) || track.is_blank(look)?;
        if missing {
            return Ok(Some(true));
        }
        listed = Some(false);
    }
    Ok(listed)
}

/// The tables of a track whose samples are in this file.
struct Track<'a> {
    /// Where chunks begin: numbers of four or eight bytes.
    chunks: &'a [u8],
    chunk_bytes: usize,
    /// How long samples are: all alike, or a number of four bytes each.
    size: u32,
    sizes: &'a [u8],
    /// Samples in the last chunk.
    last_samples: usize,
    is_coded_video: bool,
}

impl<'a> Track<'a> {
    fn of(trak: &'a [u8]) -> Option<Self> {
        let mdia = part(trak, *b"mdia")?;
        let minf = part(mdia, *b"minf")?;
        let dref = part(part(minf, *b"dinf")?, *b"dref")?;
        // Samples may lie in other files.
        let is_here =
            parts(rest(dref, 8)).all(|entry| be32(entry.body, 0).is_some_and(|flags| flags & 1 == 1));
        let stbl = part(minf, *b"stbl")?;
        let (table, chunk_bytes) = match part(stbl, *b"stco") {
            Some(table) => (table, 4),
            None => (part(stbl, *b"co64")?, 8),
        };
        let chunks = piece(table, 8, (be32(table, 4)? as usize).checked_mul(chunk_bytes)?)?;
        let stsz = part(stbl, *b"stsz")?;
        let size = be32(stsz, 4)?;
        let count = be32(stsz, 8)? as usize;
        let sizes = if size == 0 { piece(stsz, 12, count.checked_mul(4)?)? } else { &[] };
        let stsc = part(stbl, *b"stsc")?;
        let runs = be32(stsc, 4)? as usize;
        let last_run = rest(stsc, 8 + runs.checked_sub(1)?.checked_mul(12)?);
        let last_samples = (be32(last_run, 4)? as usize).min(count);
        let handler = part(mdia, *b"hdlr").and_then(|hdlr| tag(hdlr, 8));
        let coding = part(stbl, *b"stsd").and_then(|stsd| tag(stsd, 12));
        let is_coded_video =
            handler == Some(*b"vide") && coding.is_some_and(|coding| CODED.contains(&&coding));
        (is_here && !chunks.is_empty()).then_some(Self {
            chunks,
            chunk_bytes,
            size,
            sizes,
            last_samples,
            is_coded_video,
        })
    }

    fn count(&self) -> usize {
        self.chunks.len() / self.chunk_bytes
    }

    fn chunk(&self, index: usize) -> Option<u64> {
        let at = index * self.chunk_bytes;
        if self.chunk_bytes == 8 { be64(self.chunks, at) } else { be32(self.chunks, at).map(u64::from) }
    }

    fn ends_behind(&self, file_bytes: u64) -> bool {
        let last_bytes: u64 = self.last_sizes().sum();
        let last = self.count().checked_sub(1).and_then(|last| self.chunk(last)).unwrap_or(0);
        // Sizes of uncoded sound count frames and not bytes; where it begins is sure.
        let end = if self.is_coded_video { last.saturating_add(last_bytes) } else { last };
        end > file_bytes || (0..self.count()).filter_map(|index| self.chunk(index)).any(|at| at >= file_bytes)
    }

    /// How long the samples of the last chunk are.
    fn last_sizes(&self) -> impl Iterator<Item = u64> {
        let from = (self.sizes.len() / 4).saturating_sub(self.last_samples);
        let listed =
            rest(self.sizes, from * 4).as_chunks::<4>().0.iter().map(|size| u32::from_be_bytes(*size));
        let alike = std::iter::repeat_n(self.size, if self.size > 0 { self.last_samples } else { 0 });
        alike.chain(listed).map(u64::from)
    }

    fn is_blank(&self, look: &mut Look<'_>) -> io::Result<bool> {
        let Some(last) = self.count().checked_sub(1).filter(|_| self.is_coded_video) else {
            return Ok(false);
        };
        let mut places: Vec<u64> =
            (0..LOOKS).filter_map(|step| self.chunk(last - last * step / LOOKS)).collect();
        // All samples of a short video may be in one chunk.
        let every = (self.last_samples / LOOKS).max(1);
        let mut at = self.chunk(last).unwrap_or(0);
        for (index, size) in self.last_sizes().enumerate() {
            if size >= LOOK_BYTES as u64 && (index % every == 0 || index + 1 == self.last_samples) {
                places.push(at);
            }
            at = at.saturating_add(size);
        }
        for at in places {
            let bytes = look.at(at, LOOK_BYTES)?;
            if bytes.len() == LOOK_BYTES && bytes.iter().all(|byte| *byte == 0) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
