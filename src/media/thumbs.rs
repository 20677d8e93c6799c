//! Small pictures for grids and the viewer, and pixels from and to bytes. Keeps nothing: where thumbnails are
//! stored is the library's business.

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, RgbaImage};

use super::decode::{self, can_decode};
use super::encode::{self, Beside, Colours};
use super::fit::resize;
use crate::domain::evidence::media::{Flaw, MediaFacts, MediaKind};
use crate::domain::message::{Msg, Problem};

/// A picture as pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel, rows from the top, alpha not multiplied in; `width * height * 4` long.
    pub rgba: Vec<u8>,
}

/// The picture of a file, upright, fitted into a square of `side_px`; never enlarged. A large `side_px` gives the
/// viewer's picture. `None` means "draw a placeholder": videos, and pictures that cannot be decoded here.
///
/// # Errors
/// [`Problem`] when the file cannot be read or its picture is damaged.
pub fn thumbnail(path: &Path, facts: &MediaFacts, side_px: u32) -> Result<Option<Pixels>, Problem> {
    let hopeless = [Flaw::TooComplex, Flaw::NothingBehindSignature, Flaw::Empty];
    if facts.kind != MediaKind::Image
        || !can_decode(facts.format)
        || facts.flaws.iter().any(|flaw| hopeless.contains(flaw))
    {
        return Ok(None);
    }
    thumbnail_of(&decode::source(path)?, facts, side_px).map(Some)
}

/// The same of a picture in memory.
///
/// # Errors
/// [`Problem`] when the picture cannot be decoded.
pub fn thumbnail_of(source: &[u8], facts: &MediaFacts, side_px: u32) -> Result<Pixels, Problem> {
    let picture = decode::decode(source, facts)?.image;
    // Eight bits a channel first: less to move while scaling.
    let picture = match picture {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) | DynamicImage::ImageLuma8(_) => picture,
        picture if picture.color().has_alpha() => DynamicImage::ImageRgba8(picture.into_rgba8()),
        picture => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    let (width, height) = (picture.width(), picture.height());
    let longest = width.max(height).max(1);
    if longest <= side_px {
        return Ok(pixels(picture));
    }
    let side = |side: u32| {
        let scaled = (u64::from(side) * u64::from(side_px) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side_px).clamp(1, side_px.max(1))
    };
    Ok(pixels(resize(&picture, (side(width), side(height)))?))
}

fn pixels(image: DynamicImage) -> Pixels {
    let rgba = image.into_rgba8();
    Pixels { width: rgba.width(), height: rgba.height(), rgba: rgba.into_raw() }
}

/// Reads a picture that this program wrote itself (a stored thumbnail).
///
/// # Errors
/// [`Problem`] when the bytes are no picture.
pub fn decode_pixels(source: &[u8]) -> Result<Pixels, Problem> {
    let facts = super::inspect_reader(&mut Cursor::new(source), source.len() as u64, None)
        .map_err(decode::cannot_decode)?;
    Ok(pixels(decode::decode(source, &facts)?.image))
}

fn image_of(pixels: &Pixels) -> Result<DynamicImage, Problem> {
    RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba.clone())
        .filter(|image| image.width() > 0 && image.height() > 0)
        .map(DynamicImage::ImageRgba8)
        .ok_or_else(|| {
            Problem::could_not(Msg::new("media-cannot-encode")).with_detail(format!(
                "{} x {}, {} bytes",
                pixels.width,
                pixels.height,
                pixels.rgba.len()
            ))
        })
}

/// Pixels as a JPEG of `quality` (1–100); what shows through is laid on white.
///
/// # Errors
/// [`Problem`] when the pixels do not make a picture.
pub fn encode_jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Problem> {
    encode::jpeg(&encode::flat(image_of(pixels)?), quality.clamp(1, 100), Colours::Shared, &Beside::default())
}

/// Pixels as a PNG, without loss: what becomes of a pasted screenshot.
///
/// # Errors
/// [`Problem`] when the pixels do not make a picture.
pub fn encode_png(pixels: &Pixels) -> Result<Vec<u8>, Problem> {
    let image = image_of(pixels)?;
    let opaque = pixels.rgba.chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
    let image = if opaque { DynamicImage::ImageRgb8(image.into_rgb8()) } else { image };
    encode::png(&image, false, &Beside::default())
}
