//! Sample photographs, drawn and encoded here, so that the sample case needs no download: lit surfaces with
//! grain, as a camera gives them, with the metadata a phone writes.

use image::{ImageFormat, Rgb, RgbImage};
use img_parts::ImageEXIF;
use img_parts::jpeg::Jpeg;

use crate::domain::message::{Msg, Problem};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    Label,
    Box,
    Watch,
    WatchClose,
    Mug,
    Hub,
    Cloth,
    Case,
}

/// Grain as a camera gives it: a fixed run of pseudo-random bytes, so that the sample is the same every time, byte
/// for byte. Its length is a prime, so rows do not repeat each other.
fn grain_bytes(seed: u32) -> Vec<u8> {
    const LENGTH: usize = 65_521;
    let mut state = seed | 1;
    (0..LENGTH)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 24) as u8
        })
        .collect()
}

/// Draws a scene of `width` × `height` pixels; `grain` 0 is smooth, 60 is a dark room at high sensitivity.
pub(super) fn draw(scene: Scene, width: u32, height: u32, grain: i32) -> Result<RgbImage, Problem> {
    // Drawn at half the size and scaled: a lens is soft, and a quarter of the pixels are quicker to make.
    let mut picture = scaled(&sketch(scene, width.div_ceil(2), height.div_ceil(2)), width, height)?;
    let noise = grain_bytes(0x9E37_79B9 ^ (width << 8) ^ height ^ ((grain as u32) << 20));
    for (byte, noise) in picture.iter_mut().zip(noise.iter().cycle()) {
        let n = (i32::from(*noise) - 128) * grain / 128;
        *byte = (i32::from(*byte) + n).clamp(0, 255) as u8;
    }
    Ok(picture)
}

fn scaled(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, Problem> {
    use fast_image_resize::images::{Image, ImageRef};
    let pixels = fast_image_resize::PixelType::U8x3;
    let from = ImageRef::new(picture.width(), picture.height(), picture.as_raw(), pixels);
    let mut to = Image::new(width, height, pixels);
    fast_image_resize::Resizer::new()
        .resize(&from.map_err(|error| unmade(&error))?, &mut to, None)
        .map_err(|error| unmade(&error))?;
    RgbImage::from_raw(width, height, to.into_vec()).ok_or_else(|| unmade(&"scaled to another size"))
}

fn sketch(scene: Scene, width: u32, height: u32) -> RgbImage {
    let (light, dark) = match scene {
        Scene::Label | Scene::Box => ([222, 184, 135], [139, 94, 60]),
        Scene::Watch | Scene::WatchClose => ([210, 214, 220], [70, 74, 82]),
        Scene::Mug => ([176, 188, 210], [92, 104, 130]),
        Scene::Hub => ([80, 130, 160], [28, 54, 92]),
        Scene::Cloth => ([196, 140, 150], [104, 96, 120]),
        Scene::Case => ([60, 170, 155], [24, 84, 84]),
    };
    let mut picture = RgbImage::new(width, height);
    let aspect = width as f32 / height as f32;
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let base = mix(light, dark, (u * 0.55 + v * 0.45).clamp(0.0, 1.0));
        *pixel = Rgb(figure(scene, u, v, aspect).unwrap_or(base));
    }
    picture
}

fn mix(a: [u8; 3], b: [u8; 3], t: f32) -> [u8; 3] {
    let channel = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t) as u8;
    let ([ar, ag, ab], [br, bg, bb]) = (a, b);
    [channel(ar, br), channel(ag, bg), channel(ab, bb)]
}

/// What stands on the surface at (u, v), if anything does there.
fn figure(scene: Scene, u: f32, v: f32, aspect: f32) -> Option<[u8; 3]> {
    let from = |cu: f32, cv: f32| (((u - cu) * aspect).powi(2) + (v - cv).powi(2)).sqrt();
    let inside = |u0: f32, v0: f32, u1: f32, v1: f32| (u0..u1).contains(&u) && (v0..v1).contains(&v);
    match scene {
        Scene::Label => {
            if !inside(0.2, 0.25, 0.8, 0.75) {
                return None;
            }
            // Bars below, lines of text above.
            let bars = inside(0.26, 0.55, 0.74, 0.7) && ((u * 97.0) as i32 * 7 % 5 < 2);
            let lines = inside(0.26, 0.3, 0.62, 0.5) && ((v * 60.0) as i32 % 3 == 0);
            Some(if bars || lines { [34, 34, 38] } else { [244, 243, 238] })
        }
        Scene::Box => {
            let dent = from(0.78, 0.26) < 0.12;
            let tape = (u - 0.45).abs() < 0.05;
            if dent {
                Some([88, 58, 38])
            } else if tape {
                Some([206, 182, 150])
            } else {
                None
            }
        }
        Scene::Watch | Scene::WatchClose => {
            let radius = if scene == Scene::Watch { 0.24 } else { 0.42 };
            let d = from(0.5, 0.5);
            let crack =
                scene == Scene::WatchClose && ((u - 0.35) - (v - 0.3) * 0.6).abs() < 0.004 && d < radius;
            let strap = (u - 0.5).abs() < 0.1 && d > radius;
            if crack {
                Some([250, 250, 252])
            } else if d < radius * 0.86 {
                let tick =
                    ((((v - 0.5).atan2((u - 0.5) * aspect)) * 6.0 / std::f32::consts::PI).fract().abs()
                        < 0.06)
                        && d > radius * 0.7;
                Some(if tick { [230, 230, 226] } else { [24, 26, 32] })
            } else if d < radius {
                Some([168, 172, 178])
            } else if strap {
                Some([52, 44, 40])
            } else {
                None
            }
        }
        Scene::Mug => (inside(0.32, 0.3, 0.62, 0.78) || (from(0.66, 0.52) < 0.14 && from(0.66, 0.52) > 0.09))
            .then_some([232, 228, 220]),
        Scene::Hub => inside(0.2, 0.42, 0.8, 0.58).then_some(if (u * 20.0) as i32 % 4 == 0 {
            [20, 22, 26]
        } else {
            [150, 156, 164]
        }),
        Scene::Cloth => ((u * 40.0 + (v * 9.0).sin() * 2.0) as i32 % 6 == 0).then_some([150, 100, 112]),
        Scene::Case => inside(0.36, 0.18, 0.64, 0.82)
            .then(|| if from(0.43, 0.26) < 0.05 { [16, 18, 20] } else { [36, 40, 46] }),
    }
}

/// A page of a shop as a screenshot: flat areas and lines of text.
pub(super) fn screenshot(width: u32, height: u32) -> RgbImage {
    let mut picture = RgbImage::from_pixel(width, height, Rgb([250, 250, 249]));
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let head = y < height / 14;
        let card = (width / 12..width * 11 / 12).contains(&x) && (height / 8..height * 7 / 8).contains(&y);
        let text = card
            && y % 28 < 9
            && x > width / 8
            && (x * 7919 / 11 + (y / 28) * 104_729) % 9 != 0
            && x < width / 8 + (width / 3) + ((y / 28) * 131 % (width / 4));
        let frame = card && (y == height / 8 || x == width / 12);
        *pixel = if head {
            Rgb([215, 62, 44])
        } else if text {
            Rgb([70, 74, 82])
        } else if frame {
            Rgb([220, 220, 216])
        } else if card {
            Rgb([255, 255, 255])
        } else {
            *pixel
        };
    }
    picture
}

/// What a phone writes beside the pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct PhoneNotes {
    /// Local capture time, `2026:03:18 17:02:11`.
    pub(super) taken: String,
    /// `+03:00`.
    pub(super) offset: String,
    /// EXIF orientation; 6 is a phone held upright.
    pub(super) orientation: u16,
    /// Latitude and longitude in whole degrees north and east.
    pub(super) place: Option<(u32, u32)>,
}

/// A JPEG with a phone's metadata.
pub(super) fn jpeg(picture: &RgbImage, quality: u8, notes: &PhoneNotes) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    jpeg_encoder::Encoder::new(&mut bytes, quality)
        .encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Rgb)
        .map_err(|error| unmade(&error))?;
    let mut file = Jpeg::from_bytes(bytes.into()).map_err(|error| unmade(&error))?;
    file.set_exif(Some(exif(notes).into()));
    let mut out = Vec::new();
    file.encoder().write_to(&mut out).map_err(|error| unmade(&error))?;
    Ok(out)
}

/// A picture in any other format that `image` writes.
pub(super) fn encode(picture: &RgbImage, format: ImageFormat) -> Result<Vec<u8>, Problem> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).map_err(|error| unmade(&error))?;
    Ok(out.into_inner())
}

fn side(pixels: u32) -> Result<u16, Problem> {
    u16::try_from(pixels).map_err(|error| unmade(&error))
}

pub(super) fn unmade(error: &dyn std::fmt::Display) -> Problem {
    Problem::could_not(Msg::new("demo-picture-unmade")).with_detail(error)
}

/// EXIF as a little-endian TIFF: make, model, orientation, capture time with its offset, and a place if given.
fn exif(notes: &PhoneNotes) -> Vec<u8> {
    const ASCII: u16 = 2;
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    let text = |text: &str| [text.as_bytes(), b"\0"].concat();
    let degrees = |whole: u32| {
        [(whole, 1_u32), (30, 1), (0, 1)]
            .iter()
            .flat_map(|(n, d)| [n.to_le_bytes(), d.to_le_bytes()].concat())
            .collect::<Vec<u8>>()
    };
    let capture = vec![(0x9003, ASCII, 20, text(&notes.taken)), (0x9011, ASCII, 7, text(&notes.offset))];
    let place = notes.place.map(|(north, east)| {
        vec![
            (1, ASCII, 2, text("N")),
            (2, RATIONAL, 3, degrees(north)),
            (3, ASCII, 2, text("E")),
            (4, RATIONAL, 3, degrees(east)),
        ]
    });
    let mut main = vec![
        (0x010F, ASCII, 7, text("Sample")),
        (0x0110, ASCII, 8, text("Phone 1")),
        (0x0112, SHORT, 1, notes.orientation.to_le_bytes().to_vec()),
        (0x8769, LONG, 1, vec![0; 4]),
    ];
    if place.is_some() {
        main.push((0x8825, LONG, 1, vec![0; 4]));
    }
    let start = 8;
    let capture_at = start + folder_len(&main);
    let place_at = capture_at + folder_len(&capture);
    for entry in &mut main {
        match entry.0 {
            0x8769 => entry.3 = (capture_at as u32).to_le_bytes().to_vec(),
            0x8825 => entry.3 = (place_at as u32).to_le_bytes().to_vec(),
            _ => {}
        }
    }
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    write_folder(&mut out, &main);
    write_folder(&mut out, &capture);
    if let Some(place) = &place {
        write_folder(&mut out, place);
    }
    out
}

type Entry = (u16, u16, u32, Vec<u8>);

fn folder_len(entries: &[Entry]) -> usize {
    2 + entries.len() * 12 + 4 + entries.iter().map(|entry| long(&entry.3)).sum::<usize>()
}

/// Bytes an entry needs outside its folder: none up to four, else an even count.
fn long(value: &[u8]) -> usize {
    if value.len() <= 4 { 0 } else { value.len().next_multiple_of(2) }
}

fn write_folder(out: &mut Vec<u8>, entries: &[Entry]) {
    let mut values_at = out.len() + 2 + entries.len() * 12 + 4;
    let mut values = Vec::new();
    out.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        out.extend(tag.to_le_bytes());
        out.extend(kind.to_le_bytes());
        out.extend(count.to_le_bytes());
        if value.len() <= 4 {
            let mut field = value.clone();
            field.resize(4, 0);
            out.extend(field);
        } else {
            out.extend((values_at as u32).to_le_bytes());
            let mut padded = value.clone();
            padded.resize(long(value), 0);
            values_at += padded.len();
            values.extend(padded);
        }
    }
    out.extend([0; 4]);
    out.extend(values);
}
