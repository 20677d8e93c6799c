//! Bytes to facts: identification by content, structure and metadata, copies that fit, thumbnails.
//! Knows `domain` and the file handed to it; no other room, no library, no rule.

mod asf;
mod avc;
pub mod beside;
mod bmff;
mod bmp;
mod decode;
mod encode;
mod entropy;
mod exif;
pub mod fit;
mod flv;
mod gif;
mod heif;
mod jpeg;
mod look;
mod matroska;
mod movie_meta;
mod mpeg;
mod png;
mod polyglot;
mod realmedia;
mod riff;
mod samples;
mod sniff;
mod strangers;
pub mod thumbs;
mod tiff;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};
use crate::domain::message::{Msg, Problem};
use look::Look;
use sniff::Family;

pub use decode::{can_decode, decode_check};

/// Pictures above this many pixels are not decoded. The largest sensors in phones make 199.8 million; a bomb
/// of a few kilobytes can claim four billion.
pub const PIXELS_MAX: u64 = 200_000_000;

/// Looks at a file: structure and both ends, never the whole of a long video.
///
/// # Errors
/// [`Problem`] when it is not a plain file, or cannot be opened or read.
pub fn inspect(path: &Path) -> Result<MediaFacts, Problem> {
    let (mut file, size_bytes) = open(path)?;
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    inspect_reader(&mut file, size_bytes, extension.as_deref()).map_err(|error| unreadable(path, &error))
}

/// The same for a file stored under another name: `name` is the one it came with.
///
/// # Errors
/// As for [`inspect`].
pub fn inspect_named(path: &Path, name: &str) -> Result<MediaFacts, Problem> {
    let (mut file, size_bytes) = open(path)?;
    let extension = Path::new(name).extension().map(|extension| extension.to_string_lossy().to_lowercase());
    inspect_reader(&mut file, size_bytes, extension.as_deref()).map_err(|error| unreadable(path, &error))
}

/// Opens a plain file. Pipes and devices are refused before opening: opening one may wait for ever.
pub(crate) fn open(path: &Path) -> Result<(File, u64), Problem> {
    let about = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !about.is_file() {
        return Err(Problem::refused(Msg::new("media-not-a-file").text("name", name_of(path))));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok((file, about.len()))
}

/// The problem of a file that the system does not let us read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let id = match error.kind() {
        io::ErrorKind::NotFound => "media-file-gone",
        io::ErrorKind::PermissionDenied => "media-no-permission",
        _ => "media-cannot-read",
    };
    Problem::could_not(Msg::new(id).text("name", name_of(path)))
        .with_detail(format!("{error}: {}", path.display()))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Looks at a file through a reader. `extension` (lower case, no dot) decides only inside families that content
/// cannot tell apart: program streams (`mpeg`, `vob`, `dat`, `mpv`) and RealMedia (`rm`, `rmvb`).
///
/// # Errors
/// Only the reader's own: damage in the content is told in the facts.
pub fn inspect_reader<R: Read + Seek>(
    reader: &mut R,
    size_bytes: u64,
    extension: Option<&str>,
) -> io::Result<MediaFacts> {
    let mut facts = MediaFacts::unknown(size_bytes);
    if size_bytes == 0 {
        return Ok(facts);
    }
    let mut look = Look::new(reader, size_bytes)?;
    let mut family = sniff::family(look.head());
    if family == Family::Stranger {
        let junk = sniff::junk(look.head());
        if junk > 0 {
            look.skip_junk(junk as u64)?;
            family = sniff::family(look.head());
            // Programs that look at the first bytes take such a file for something else.
            flaw(&mut facts, Flaw::Corrupt);
            flaw(&mut facts, Flaw::Polyglot);
        }
    }
    match family {
        Family::Jpeg => jpeg::read(&mut look, &mut facts)?,
        Family::Png => png::read(&mut look, &mut facts)?,
        Family::Gif => gif::read(&mut look, &mut facts)?,
        Family::Bmp => bmp::read(&mut look, &mut facts)?,
        Family::Tiff => tiff::read(&mut look, &mut facts)?,
        Family::Riff => riff::read(&mut look, &mut facts)?,
        Family::Bmff => bmff::read(&mut look, &mut facts)?,
        Family::MpegProgram => mpeg::read_program(&mut look, extension, &mut facts)?,
        Family::MpegElementary => mpeg::read_elementary(&mut look, &mut facts)?,
        Family::MpegTransport => mpeg::read_transport(&look, &mut facts),
        Family::RealMedia => realmedia::read(&mut look, extension, &mut facts)?,
        Family::Asf => asf::read(&mut look, &mut facts)?,
        Family::Flv => flv::read(&mut look, &mut facts)?,
        Family::Matroska => matroska::read(&mut look, &mut facts)?,
        Family::Ogg if sniff::ogg_has_video(&look) => {
            facts.kind = MediaKind::Video;
            facts.format = Format::Ogv;
        }
        Family::Ogg => flaw(&mut facts, Flaw::AudioOnly),
        Family::Stranger => strangers::read(&mut look, &mut facts)?,
    }
    let framed_by_itself = matches!(
        facts.format,
        Format::Avi
            | Format::Mpeg
            | Format::Vob
            | Format::Dat
            | Format::Mpv
            | Format::Wmv
            | Format::Rm
            | Format::Rmvb
            | Format::Flv
            | Format::Mts
    );
    if framed_by_itself && ends_blank(&mut look)? {
        flaw(&mut facts, Flaw::CutOff);
    }
    finish(&mut facts);
    Ok(facts)
}

/// Where the last quarter of a file is looked at, and how much of it each time: more than any packet is long.
const LOOKS_AT_END: u64 = 16;
const LOOK_BYTES: usize = 4096;

/// True when the last quarter of a file is zeros wherever it is looked at: a download that set its whole length
/// aside and stopped on the way. Formats with a table of their parts at the front would not tell.
fn ends_blank(look: &mut Look<'_>) -> io::Result<bool> {
    let size = look.size();
    let quarter = size / 4;
    for step in 1..=LOOKS_AT_END {
        let end = size - quarter + quarter * step / LOOKS_AT_END;
        let piece = look.at(end.saturating_sub(LOOK_BYTES as u64).max(size - quarter), LOOK_BYTES)?;
        if piece.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
    }
    Ok(quarter > 0)
}

/// Sets what follows from everything read.
fn finish(facts: &mut MediaFacts) {
    if facts.flaws.contains(&Flaw::AudioOnly) {
        facts.kind = MediaKind::Other;
        facts.format = Format::Audio;
    }
    // As displayed: orientations from five on lie on their side.
    if facts.kind == MediaKind::Image && facts.orientation.is_some_and(|orientation| orientation >= 5) {
        (facts.width, facts.height) = (facts.height, facts.width);
    }
    facts.duration_secs = facts.duration_secs.filter(|secs| secs.is_finite() && *secs > 0.0);
    // A hollow file is not also cut off or audio only: one sentence is enough.
    if facts.flaws.contains(&Flaw::NothingBehindSignature) {
        facts.flaws.retain(|flaw| !matches!(flaw, Flaw::CutOff | Flaw::Corrupt));
    }
    facts.flaws.sort_unstable();
}

/// Adds a flaw once.
fn flaw(facts: &mut MediaFacts, flaw: Flaw) {
    if !facts.flaws.contains(&flaw) {
        facts.flaws.push(flaw);
    }
}

/// Sets the stored size; none at all is damage, an absurd one a bomb.
fn set_size(facts: &mut MediaFacts, width: u32, height: u32) {
    if width == 0 || height == 0 {
        flaw(facts, Flaw::Corrupt);
        return;
    }
    (facts.width, facts.height) = (Some(width), Some(height));
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        flaw(facts, Flaw::TooComplex);
    }
}
