//! Copies of pictures that a marketplace takes: the best quality that fits, upright, without the location.
//! The original is only read. What fits is given by the caller; the rules live elsewhere.

use std::io::Cursor;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

use super::decode::{cannot_decode, decode};
use super::encode::{self, Beside, Colours};
use super::exif;
use crate::domain::evidence::Recipe;
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};
use crate::domain::message::{Msg, Problem};
use crate::domain::rules::FileLimits;

/// What a copy has to be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FitWish {
    /// A copy that needs no new encoding may be this long, in bytes.
    pub max_bytes: u64,
    /// A newly encoded copy is at most this long, in bytes.
    pub target_bytes: u64,
    /// Accepted extensions, lower case.
    pub formats: Vec<String>,
    /// Leave out the location, and all other metadata with it.
    pub strip_location: bool,
}

impl FitWish {
    /// A copy within the limits of a marketplace, without the location.
    pub fn within(limits: &FileLimits) -> Self {
        Self {
            max_bytes: limits.max_bytes,
            target_bytes: limits.target_bytes.min(limits.max_bytes),
            formats: limits.formats.clone(),
            strip_location: true,
        }
    }

    fn accepts(&self, extension: &str) -> bool {
        self.formats.iter().any(|format| format == extension)
    }

    /// The name a JPEG goes by on the list.
    fn jpeg_extension(&self) -> Option<&'static str> {
        ["jpg", "jpeg"].into_iter().find(|extension| self.accepts(extension))
    }
}

/// A copy that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The copy.
    pub bytes: Vec<u8>,
    /// Its extension, lower case, no dot.
    pub extension: &'static str,
    /// What its own content says: it has been looked at again.
    pub facts: MediaFacts,
    /// How it was made.
    pub recipe: Recipe,
}

/// Lowest quality before the picture is made smaller instead: below it blocks show on labels and small print.
const QUALITY_MIN: u8 = 60;
const QUALITY_MAX: u8 = 95;
/// Where the search begins: most photos fit near here.
const QUALITY_FIRST: u8 = 85;
/// Sides shorter than this are not worth looking at.
const SIDE_MIN: u32 = 16;
const SHRINK_ROUNDS_MAX: usize = 12;

/// Makes a copy of a picture that fits. Never enlarges; of a moving picture it takes the first frame.
///
/// # Errors
/// [`Problem`] when the picture cannot be decoded, is damaged, is not a picture, or no accepted copy fits.
pub fn fit_image(source: &[u8], facts: &MediaFacts, wish: &FitWish) -> Result<Fitted, Problem> {
    if facts.kind != MediaKind::Image {
        return Err(Problem::refused(Msg::new("media-no-video-copy")));
    }
    // A copy of half a picture would hide that the original is damaged.
    if let Some(flaw) = facts.flaws.iter().find(|flaw| !matches!(flaw, Flaw::Polyglot | Flaw::TooComplex)) {
        return Err(cannot_decode(flaw.code()));
    }
    let mut making =
        Making { wish, location_removed: facts.has_location && wish.strip_location, steps: Vec::new() };
    if let Some(fitted) = making.without_new_encoding(source, facts)? {
        return Ok(fitted);
    }
    let picture = decode(source, facts)?;
    if facts.animated {
        making.step("first frame");
    }
    if let Some(orientation) = facts.orientation {
        making.step(turn_words(orientation));
    }
    let kept = if wish.strip_location { None } else { picture.exif.as_deref().map(exif::upright) };
    let beside = Beside { profile: encode::useful_profile(picture.profile), exif: kept };
    if matches!(facts.format, Format::Png | Format::Gif | Format::Bmp)
        && wish.accepts("png")
        && let Some(bytes) = lossless(&picture.image, wish.target_bytes, &beside)?
    {
        making.step("png without loss");
        return making.done(bytes, "png");
    }
    let Some(extension) = wish.jpeg_extension() else { return Err(cannot_fit(wish)) };
    if picture.image.color().has_alpha() {
        making.step("transparency on white");
    }
    let (bytes, size, quality) = best_jpeg(&encode::flat(picture.image), wish, &beside)?;
    if let Some((width, height)) = size {
        making.step(format!("resize {width}x{height}"));
    }
    making.step(format!("jpeg quality {quality}"));
    making.done(bytes, extension)
}

fn cannot_fit(wish: &FitWish) -> Problem {
    Problem::refused(Msg::new("media-cannot-fit").bytes("target", wish.target_bytes))
}

/// What turning a picture upright did.
fn turn_words(orientation: u8) -> &'static str {
    match orientation {
        2 => "mirror",
        3 => "rotate 180",
        4 => "mirror, rotate 180",
        5 => "mirror, rotate 270",
        6 => "rotate 90",
        7 => "mirror, rotate 90",
        _ => "rotate 270",
    }
}

/// A copy in the making.
struct Making<'a> {
    wish: &'a FitWish,
    location_removed: bool,
    steps: Vec<String>,
}

impl Making<'_> {
    fn step(&mut self, step: impl Into<String>) {
        self.steps.push(step.into());
    }

    /// A JPEG that fits once nothing is told beside the picture keeps its pixels bit for bit.
    fn without_new_encoding(&mut self, source: &[u8], facts: &MediaFacts) -> Result<Option<Fitted>, Problem> {
        let Some(extension) = self.wish.jpeg_extension() else { return Ok(None) };
        if facts.format != Format::Jpeg || !self.wish.strip_location {
            return Ok(None);
        }
        let Some(bytes) = encode::stripped_jpeg(source, facts.orientation) else { return Ok(None) };
        // A source that was over the limit gets the margin of a new copy.
        let limit = if source.len() as u64 > self.wish.max_bytes {
            self.wish.target_bytes
        } else {
            self.wish.max_bytes
        };
        if bytes.len() as u64 > limit {
            return Ok(None);
        }
        self.step("metadata removed, pixels unchanged");
        self.done(bytes, extension).map(Some)
    }

    /// Looks at the copy again: it goes to a marketplace, so it has to be sound.
    fn done(&mut self, bytes: Vec<u8>, extension: &'static str) -> Result<Fitted, Problem> {
        let size_bytes = bytes.len() as u64;
        let facts = super::inspect_reader(&mut Cursor::new(&bytes), size_bytes, Some(extension))
            .map_err(|error| Problem::could_not(Msg::new("media-cannot-encode")).with_detail(error))?;
        if !facts.flaws.is_empty() || size_bytes > self.wish.max_bytes {
            return Err(Problem::could_not(Msg::new("media-cannot-encode"))
                .with_detail(format!("{:?}, {size_bytes} bytes", facts.flaws)));
        }
        if self.location_removed {
            self.step("location removed");
        }
        let made_by = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned();
        let recipe = Recipe {
            made_by,
            steps: std::mem::take(&mut self.steps),
            location_removed: self.location_removed,
        };
        Ok(Fitted { bytes, extension, facts, recipe })
    }
}

/// The picture as PNG if that fits. A quick encoding tells first whether the slow one is worth its time.
fn lossless(image: &DynamicImage, target: u64, beside: &Beside) -> Result<Option<Vec<u8>>, Problem> {
    let image = match image {
        DynamicImage::ImageLuma16(_) => &DynamicImage::ImageLuma8(image.to_luma8()),
        DynamicImage::ImageRgb16(_) => &DynamicImage::ImageRgb8(image.to_rgb8()),
        DynamicImage::ImageLumaA16(_) | DynamicImage::ImageRgba16(_) => {
            &DynamicImage::ImageRgba8(image.to_rgba8())
        }
        image => image,
    };
    let quick = encode::png(image, true, beside)?;
    // The slow encoding saves a third at most; photos are far beyond that.
    if quick.len() as u64 > target + target / 2 {
        return Ok(None);
    }
    let small = encode::png(image, false, beside)?;
    let best = if small.len() < quick.len() { small } else { quick };
    Ok((best.len() as u64 <= target).then_some(best))
}

/// The best JPEG that fits: the highest quality at full size, else the largest size at a fair one. Returns the
/// bytes, the new size if it changed, and the quality.
#[expect(clippy::type_complexity, reason = "read at its only call, one line above")]
fn best_jpeg(
    image: &DynamicImage,
    wish: &FitWish,
    beside: &Beside,
) -> Result<(Vec<u8>, Option<(u32, u32)>, u8), Problem> {
    let whole = (image.width(), image.height());
    let longest = whole.0.max(whole.1);
    let mut scale = (f64::from(encode::JPEG_SIDE_MAX) / f64::from(longest)).min(1.0);
    let mut beside = Beside { profile: beside.profile.clone(), exif: beside.exif.clone() };
    // Metadata that takes a good part of the room goes before the pixels do.
    for block in [&mut beside.exif, &mut beside.profile] {
        if block.as_ref().is_some_and(|block| block.len() as u64 > (wish.target_bytes / 8).min(65_000)) {
            *block = None;
        }
    }
    for _ in 0..SHRINK_ROUNDS_MAX {
        let size = scaled(whole, scale);
        let resized = if size == whole { None } else { Some(resize(image, size)?) };
        let shown = resized.as_ref().unwrap_or(image);
        match search(shown, wish.target_bytes, &beside)? {
            Search::Fits(bytes, quality) => return Ok((bytes, resized.map(|_| size), quality)),
            Search::TooLarge(smallest) => {
                if size.0.max(size.1) <= SIDE_MIN {
                    break;
                }
                // Bytes follow the area. Aim at a picture whose middling quality fits, not at the floor again.
                let room = wish.target_bytes as f64 / smallest.max(1) as f64;
                scale *= (room.sqrt() * 0.85).clamp(0.1, 0.9);
            }
        }
    }
    Err(cannot_fit(wish))
}

fn scaled(whole: (u32, u32), scale: f64) -> (u32, u32) {
    let side = |side: u32| ((f64::from(side) * scale).round() as u32).clamp(1, side.max(1));
    (side(whole.0), side(whole.1))
}

/// Scales down with a Lanczos filter.
pub(super) fn resize(image: &DynamicImage, size: (u32, u32)) -> Result<DynamicImage, Problem> {
    let mut resized = DynamicImage::new(size.0, size.1, image.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(image, &mut resized, &options)
        .map_err(|error| Problem::could_not(Msg::new("media-cannot-encode")).with_detail(error))?;
    Ok(resized)
}

enum Search {
    Fits(Vec<u8>, u8),
    /// Not even the lowest quality fits; this long it is.
    TooLarge(usize),
}

/// The highest quality whose JPEG is not longer than `target`. Lengths grow nearly evenly with quality on a
/// logarithmic scale, so the next try is where a straight line through the last two meets the target.
fn search(image: &DynamicImage, target: u64, beside: &Beside) -> Result<Search, Problem> {
    let target = usize::try_from(target).unwrap_or(usize::MAX);
    let mut fits: Option<(u8, Vec<u8>)> = None;
    let mut over: Option<(u8, usize)> = None;
    let mut quality = QUALITY_FIRST;
    loop {
        let bytes = encode::jpeg(image, quality, Colours::Shared, beside)?;
        if bytes.len() <= target {
            fits = Some((quality, bytes));
        } else {
            over = Some((quality, bytes.len()));
        }
        quality = match (&fits, over) {
            (None, Some((QUALITY_MIN, length))) => return Ok(Search::TooLarge(length)),
            (None, _) => QUALITY_MIN,
            (Some((QUALITY_MAX, _)), _) => break,
            (Some(_), None) => QUALITY_MAX,
            (Some((low, _)), Some((high, _))) if high - low <= 1 => break,
            (Some((low, small)), Some((high, large))) => {
                let log = |length: usize| (length.max(1) as f64).ln();
                let share = (log(target) - log(small.len())) / (log(large) - log(small.len()));
                let step = f64::from(high - low) * share;
                (low + step as u8).clamp(low + 1, high - 1)
            }
        };
    }
    if matches!(fits, Some((QUALITY_MAX, _))) {
        // Room is left: spend it on the colours.
        let full = encode::jpeg(image, QUALITY_MAX, Colours::Full, beside)?;
        if full.len() <= target {
            return Ok(Search::Fits(full, QUALITY_MAX));
        }
    }
    Ok(fits.map_or(Search::TooLarge(usize::MAX), |(quality, bytes)| Search::Fits(bytes, quality)))
}
