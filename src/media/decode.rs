//! Pixels out of pictures, safely: limits against bombs, a net under panics, and the full look for damage.
//! Knows no target and writes nothing.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::error::ImageError;
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{entropy, jpeg};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts};
use crate::domain::message::{Msg, Problem};

/// Memory one decoder may take: enough for [`super::PIXELS_MAX`] in three bytes each.
const DECODE_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Files of pictures above this length are not read whole.
const SOURCE_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Frames of a moving picture that a full look decodes.
const FRAMES_MAX: usize = 2_000;

/// A decoded picture, upright.
pub(super) struct Picture {
    pub(super) image: DynamicImage,
    /// The colour profile of the source, whatever it is.
    pub(super) profile: Option<Vec<u8>>,
    /// The EXIF block of the source.
    pub(super) exif: Option<Vec<u8>>,
}

/// The decoder for a format, if this release has one.
fn decoder_of(format: Format) -> Option<ImageFormat> {
    match format {
        Format::Jpeg => Some(ImageFormat::Jpeg),
        Format::Png => Some(ImageFormat::Png),
        Format::Gif => Some(ImageFormat::Gif),
        Format::Bmp => Some(ImageFormat::Bmp),
        Format::Webp => Some(ImageFormat::WebP),
        Format::Tiff => Some(ImageFormat::Tiff),
        _ => None,
    }
}

/// True when pictures of this format can be shown and copied.
pub fn can_decode(format: Format) -> bool {
    decoder_of(format).is_some()
}

/// Reads a picture's file whole.
pub(super) fn source(path: &Path) -> Result<Vec<u8>, Problem> {
    use std::io::Read;
    let (file, size_bytes) = super::open(path)?;
    if size_bytes > SOURCE_BYTES_MAX {
        return Err(too_many_pixels());
    }
    let mut bytes = Vec::new();
    // One byte more than it was: a file that grows meanwhile does not fill the memory.
    file.take(size_bytes + 1).read_to_end(&mut bytes).map_err(|error| super::unreadable(path, &error))?;
    Ok(bytes)
}

fn too_many_pixels() -> Problem {
    Problem::refused(Msg::new("media-too-many-pixels"))
}

pub(super) fn cannot_decode(detail: impl std::fmt::Display) -> Problem {
    Problem::could_not(Msg::new("media-cannot-decode")).with_detail(detail)
}

/// Decodes the first frame of a picture and turns it upright.
pub(super) fn decode(source: &[u8], facts: &MediaFacts) -> Result<Picture, Problem> {
    let Some(format) = decoder_of(facts.format) else { return Err(cannot_decode(facts.format.code())) };
    if facts.flaws.contains(&Flaw::TooComplex) {
        return Err(too_many_pixels());
    }
    if facts.format == Format::Jpeg && jpeg::is_split(source) {
        return Err(cannot_decode("each colour in a scan of its own"));
    }
    let mut picture = match guarded(|| pixels(source, format)) {
        Some(Ok(picture)) => picture,
        Some(Err(ImageError::Limits(_))) => return Err(too_many_pixels()),
        Some(Err(error)) => return Err(cannot_decode(error)),
        None => return Err(cannot_decode("the decoder gave up")),
    };
    if let Some(orientation) = facts.orientation.and_then(Orientation::from_exif) {
        picture.image.apply_orientation(orientation);
    }
    Ok(picture)
}

/// Decoders panic on rare damaged files; such a file must not take the program with it.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    limits.max_image_width = Some(1 << 18);
    limits.max_image_height = Some(1 << 18);
    limits
}

fn pixels(source: &[u8], format: ImageFormat) -> Result<Picture, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(source), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > super::PIXELS_MAX || decoder.total_bytes() > DECODE_BYTES_MAX {
        let kind = image::error::LimitErrorKind::DimensionError;
        return Err(ImageError::Limits(image::error::LimitError::from_kind(kind)));
    }
    // Damage in metadata is no reason to refuse the pixels.
    let profile = decoder.icc_profile().ok().flatten();
    let exif = decoder.exif_metadata().ok().flatten();
    Ok(Picture { image: DynamicImage::from_decoder(decoder)?, profile, exif })
}

/// Decodes a whole picture (every frame of a GIF) to find damage that its structure does not show. Returns the
/// flaws found beyond those in `facts`; nothing for formats without a decoder here, videos among them.
///
/// # Errors
/// [`Problem`] when the file cannot be read.
pub fn decode_check(path: &Path, facts: &MediaFacts) -> Result<Vec<Flaw>, Problem> {
    let Some(format) = decoder_of(facts.format) else { return Ok(Vec::new()) };
    if facts.flaws.iter().any(|flaw| !matches!(flaw, Flaw::Polyglot)) {
        return Ok(Vec::new());
    }
    let source = source(path)?;
    let flaw = guarded(|| match format {
        ImageFormat::Jpeg => jpeg_damage(&source),
        ImageFormat::Gif => gif_damage(&source),
        _ => pixels(&source, format).err().and_then(|error| damage(&error)),
    });
    // A panic is the decoder's way of saying that the bytes make no sense.
    Ok(flaw.unwrap_or(Some(Flaw::Corrupt)).into_iter().collect())
}

/// What an error says of the file; nothing when only the decoder is at its end.
fn damage(error: &ImageError) -> Option<Flaw> {
    match error {
        ImageError::Unsupported(_) | ImageError::Parameter(_) => None,
        ImageError::Limits(_) => Some(Flaw::TooComplex),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Some(Flaw::CutOff),
        _ => Some(Flaw::Corrupt),
    }
}

/// `image` decodes half a JPEG without a word, so the codes are walked as well.
fn jpeg_damage(source: &[u8]) -> Option<Flaw> {
    let (segments, _) = jpeg::segments(source);
    let decoded = pixels(source, ImageFormat::Jpeg).err().and_then(|error| damage(&error));
    decoded.or_else(|| (!entropy::is_whole(source, &segments)).then_some(Flaw::Corrupt))
}

fn gif_damage(source: &[u8]) -> Option<Flaw> {
    let mut decoder = match image::codecs::gif::GifDecoder::new(Cursor::new(source)) {
        Ok(decoder) => decoder,
        Err(error) => return damage(&error),
    };
    if let Err(error) = decoder.set_limits(limits()) {
        return damage(&error);
    }
    decoder.into_frames().take(FRAMES_MAX).find_map(|frame| frame.err().and_then(|error| damage(&error)))
}
