//! JPEG and PNG out of pixels, and JPEGs stripped of what tells more than the picture. Chooses nothing.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{exif, jpeg};
use crate::domain::message::{Msg, Problem};

/// From this quality on colours are kept at full resolution: below it nobody sees the difference.
const FULL_COLOUR_FROM: u8 = 90;
/// Longest side of a JPEG.
pub(super) const JPEG_SIDE_MAX: u32 = 65_535;

/// What goes into a copy beside its pixels.
#[derive(Default)]
pub(super) struct Beside {
    /// A colour profile that fits the pixels.
    pub(super) profile: Option<Vec<u8>>,
    /// An EXIF block, upright.
    pub(super) exif: Option<Vec<u8>>,
}

fn cannot_encode(detail: impl std::fmt::Display) -> Problem {
    Problem::could_not(Msg::new("media-cannot-encode")).with_detail(detail)
}

/// Grey stays grey, everything else becomes three bytes a pixel; what shows through is laid on white.
pub(super) fn flat(image: DynamicImage) -> DynamicImage {
    if image.color().has_alpha() {
        let mut pixels = image.into_rgba8();
        for pixel in pixels.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0;
            let over = |value: u8| {
                let (value, alpha) = (u32::from(value), u32::from(alpha));
                ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
            };
            pixel.0 = [over(red), over(green), over(blue), 255];
        }
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8());
    }
    match image {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => image,
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(image.into_luma8()),
        image => DynamicImage::ImageRgb8(image.into_rgb8()),
    }
}

/// Encodes a flat picture.
pub(super) fn jpeg(image: &DynamicImage, quality: u8, beside: &Beside) -> Result<Vec<u8>, Problem> {
    let (Ok(width), Ok(height)) = (u16::try_from(image.width()), u16::try_from(image.height())) else {
        return Err(cannot_encode(format!("{} x {}", image.width(), image.height())));
    };
    let colour = if matches!(image, DynamicImage::ImageLuma8(_)) { ColorType::Luma } else { ColorType::Rgb };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(if quality >= FULL_COLOUR_FROM {
        SamplingFactor::R_4_4_4
    } else {
        SamplingFactor::R_4_2_0
    });
    if let Some(block) = &beside.exif {
        encoder.add_exif_metadata(block).map_err(cannot_encode)?;
    }
    if let Some(profile) = &beside.profile {
        encoder.add_icc_profile(profile).map_err(cannot_encode)?;
    }
    encoder.encode(image.as_bytes(), width, height, colour).map_err(cannot_encode)?;
    Ok(bytes)
}

/// Encodes a picture without loss.
pub(super) fn png(image: &DynamicImage, fast: bool, beside: &Beside) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let compression = if fast { CompressionType::Fast } else { CompressionType::Default };
    let mut encoder = PngEncoder::new_with_quality(&mut bytes, compression, FilterType::Adaptive);
    if let Some(profile) = &beside.profile {
        encoder.set_icc_profile(profile.clone()).map_err(cannot_encode)?;
    }
    if let Some(block) = &beside.exif {
        encoder.set_exif_metadata(block.clone()).map_err(cannot_encode)?;
    }
    image.write_with_encoder(encoder).map_err(cannot_encode)?;
    Ok(bytes)
}

/// The colour profile, when it says something that pixels of this kind need: not for grey or four-colour
/// sources, and not sRGB, which is what everyone assumes.
pub(super) fn useful_profile(profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let profile = profile?;
    let wide: Vec<u8> = b"sRGB".iter().flat_map(|byte| [0, *byte]).collect();
    let plain =
        memchr::memmem::find(&profile, b"sRGB").is_some() || memchr::memmem::find(&profile, &wide).is_some();
    (profile.get(16..20) == Some(b"RGB ") && !plain).then_some(profile)
}

/// A JPEG with the same pixels, bit for bit, and nothing told beside them: no EXIF, XMP, IPTC, comments, previews
/// or anything behind its end. The turn of the picture stays. `None` when its structure cannot be walked.
pub(super) fn stripped_jpeg(source: &[u8], orientation: Option<u8>) -> Option<Vec<u8>> {
    let (segments, end) = jpeg::segments(source);
    let jpeg::End::Whole(_) = end else { return None };
    let mut bytes = vec![0xff, 0xd8];
    let mut turned = orientation.is_none();
    for segment in segments {
        let tells = match segment.marker {
            // Adobe's mark says how colours are to be read; of APP2 only the profile does.
            jpeg::APP0 | jpeg::APP14 => false,
            jpeg::APP2 => !jpeg::body(source, segment).starts_with(b"ICC_PROFILE\0"),
            jpeg::APP1..=jpeg::APP15 | jpeg::COM => true,
            _ => false,
        };
        if tells {
            continue;
        }
        // Behind JFIF's own segment, which has to be the first.
        if !turned && segment.marker != jpeg::APP0 {
            let block = exif::only_orientation(orientation.unwrap_or(1));
            bytes.extend([0xff, jpeg::APP1]);
            bytes.extend(u16::try_from(block.len() + 2).ok()?.to_be_bytes());
            bytes.extend(block);
            turned = true;
        }
        bytes.extend(source.get(segment.start..segment.end)?);
    }
    bytes.extend([0xff, 0xd9]);
    Some(bytes)
}
