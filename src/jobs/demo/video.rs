//! A sample video without an encoder: Motion JPEG in AVI, which every player and every marketplace on the list reads.

use image::RgbImage;

use crate::domain::message::Problem;

use super::pictures::unmade;

/// Frames per second of the sample.
const FPS: u32 = 10;

/// An AVI of the frames, all of one size.
pub(super) fn avi(frames: &[RgbImage], quality: u8) -> Result<Vec<u8>, Problem> {
    let Some(first) = frames.first() else { return Err(unmade(&"no frames")) };
    let (width, height) = first.dimensions();
    let mut jpegs = Vec::with_capacity(frames.len());
    for frame in frames {
        let mut bytes = Vec::new();
        let (w, h) = (u16::try_from(width).unwrap_or(u16::MAX), u16::try_from(height).unwrap_or(u16::MAX));
        jpeg_encoder::Encoder::new(&mut bytes, quality)
            .encode(frame.as_raw(), w, h, jpeg_encoder::ColorType::Rgb)
            .map_err(|error| unmade(&error))?;
        jpegs.push(bytes);
    }
    let largest = jpegs.iter().map(Vec::len).max().unwrap_or_default() as u32;
    let count = jpegs.len() as u32;

    let mut movi = b"movi".to_vec();
    let mut index = Vec::new();
    for bytes in &jpegs {
        index.extend(b"00dc");
        index.extend(0x10_u32.to_le_bytes()); // AVIIF_KEYFRAME
        index.extend((movi.len() as u32).to_le_bytes());
        index.extend((bytes.len() as u32).to_le_bytes());
        chunk(&mut movi, *b"00dc", bytes);
    }

    let avih =
        numbers(&[1_000_000 / FPS, largest * FPS, 0, 0x10, count, 0, 1, largest, width, height, 0, 0, 0, 0]);
    let mut strh = b"vidsMJPG".to_vec();
    strh.extend(numbers(&[0, 0, 0, 1, FPS, 0, count, largest, u32::MAX, 0]));
    strh.extend([0_u16, 0, width as u16, height as u16].iter().flat_map(|n| n.to_le_bytes()));
    let mut strf = numbers(&[40, width, height]);
    strf.extend([1_u16, 24].iter().flat_map(|n| n.to_le_bytes()));
    strf.extend(b"MJPG");
    strf.extend(numbers(&[width * height * 3, 0, 0, 0, 0]));

    let mut strl = b"strl".to_vec();
    chunk(&mut strl, *b"strh", &strh);
    chunk(&mut strl, *b"strf", &strf);
    let mut hdrl = b"hdrl".to_vec();
    chunk(&mut hdrl, *b"avih", &avih);
    chunk(&mut hdrl, *b"LIST", &strl);
    let mut riff = b"AVI ".to_vec();
    chunk(&mut riff, *b"LIST", &hdrl);
    chunk(&mut riff, *b"LIST", &movi);
    chunk(&mut riff, *b"idx1", &index);
    let mut out = Vec::with_capacity(riff.len() + 8);
    chunk(&mut out, *b"RIFF", &riff);
    Ok(out)
}

fn numbers(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    out.extend(name);
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(body);
    if body.len() % 2 == 1 {
        out.push(0);
    }
}
