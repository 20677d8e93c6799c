//! Copies that fit, thumbnails, and the full look for damage, on real pictures.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: a failing one should stop"
)]

use std::fs;

use parcelproof::domain::evidence::check::{Verdict, judge};
use parcelproof::domain::evidence::media::{Flaw, Format, MediaFacts};
use parcelproof::media::fit::{FitWish, Fitted, fit_image};
use parcelproof::media::thumbs::{Pixels, decode_pixels, encode_jpeg, encode_png, thumbnail};
use parcelproof::media::{decode_check, inspect};

use crate::media::{codes, fixtures, look, rules};

/// A picture with `noise` of 0–255 in every channel: the more, the longer its files.
fn scene(width: u32, height: u32, noise: u32) -> Pixels {
    let mut random = 0x9e37_79b9_u32;
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height {
        for x in 0..width {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            let grain = if noise == 0 { 0 } else { random % noise };
            rgba.extend([((x * 200 / width) + grain) as u8, ((y * 200 / height) + grain) as u8, 90, 255]);
        }
    }
    Pixels { width, height, rgba }
}

fn fit(source: &[u8], facts: &MediaFacts) -> Fitted {
    let limits = rules().image;
    let fitted = fit_image(source, facts, &FitWish::within(&limits)).unwrap();
    let name = format!("copy.{}", fitted.extension);
    let verdict = judge(&fitted.facts, &name, &rules());
    assert_eq!((verdict.verdict, verdict.findings.len()), (Verdict::Ready, 0), "{:?}", codes(&verdict));
    assert_eq!(look(&fitted.bytes, Some(fitted.extension)), fitted.facts);
    fitted
}

/// The same JPEG, made exactly `length` bytes long by comments behind its first segment.
fn padded(jpeg: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    let mut missing = length - jpeg.len();
    while missing > 0 {
        // A segment takes four bytes and at most 65,533; never leave fewer than four for the last one.
        let whole = if missing > 65_000 { 60_000 } else { missing };
        bytes.extend([0xff, 0xfe]);
        bytes.extend(u16::try_from(whole - 2).unwrap().to_be_bytes());
        bytes.extend(vec![b' '; whole - 4]);
        missing -= whole;
    }
    bytes.extend(&jpeg[2..]);
    assert_eq!(bytes.len(), length);
    bytes
}

#[test]
fn tv16_on_real_photos_of_exactly_the_limits() {
    let jpeg = encode_jpeg(&scene(400, 300, 20), 80).unwrap();
    for (length, verdict, found) in [
        (2_000_000, Verdict::Ready, vec![]),
        (2_000_001, Verdict::Borderline, vec!["borderline_size"]),
        (2_097_152, Verdict::Borderline, vec!["borderline_size"]),
        (2_097_153, Verdict::Fixable, vec!["too_large"]),
    ] {
        let bytes = padded(&jpeg, length);
        let facts = look(&bytes, Some("jpg"));
        assert_eq!(facts.flaws, []);
        let judged = judge(&facts, "photo.jpg", &rules());
        assert_eq!(judged.verdict, verdict, "{length}");
        assert_eq!(codes(&judged).into_iter().collect::<Vec<_>>(), found, "{length}");
        fit(&bytes, &facts);
    }
}

/// A wish for small pictures: what is tested does not depend on the size, only the time it takes.
fn small_wish(target_bytes: u64) -> FitWish {
    FitWish { target_bytes, max_bytes: target_bytes + target_bytes / 20, ..FitWish::within(&rules().image) }
}

#[test]
fn a_photo_over_the_limit_is_copied_at_the_best_quality_that_fits() {
    let source = encode_jpeg(&scene(600, 450, 150), 98).unwrap();
    let wish = small_wish(130_000);
    assert!(source.len() as u64 > wish.max_bytes, "{}", source.len());
    let copy = fit_image(&source, &look(&source, Some("jpg")), &wish).unwrap();
    assert!((120_000..=130_000).contains(&copy.bytes.len()), "{}", copy.bytes.len());
    assert_eq!((copy.facts.width, copy.facts.height), (Some(600), Some(450)), "quality goes before size");
    assert!(copy.recipe.steps.iter().any(|step| step.starts_with("jpeg quality")), "{:?}", copy.recipe.steps);
    assert!(copy.recipe.made_by.starts_with("parcelproof "));
    let better = fit_image(&source, &look(&source, Some("jpg")), &small_wish(140_000)).unwrap();
    assert!(better.bytes.len() > copy.bytes.len(), "more room gives a better copy");
}

#[test]
fn a_photo_that_no_quality_makes_fit_is_scaled_down_and_never_up() {
    let source = encode_jpeg(&scene(640, 480, 200), 95).unwrap();
    let facts = look(&source, Some("jpg"));
    let copy = fit_image(&source, &facts, &small_wish(20_000)).unwrap();
    assert!((8_000..=20_000).contains(&copy.bytes.len()), "{}", copy.bytes.len());
    let (width, height) = (copy.facts.width.unwrap(), copy.facts.height.unwrap());
    assert!(
        width < 640 && (f64::from(width) / f64::from(height) - 4.0 / 3.0).abs() < 0.02,
        "{width} x {height}"
    );
    assert!(copy.recipe.steps.iter().any(|step| step.starts_with("resize ")), "{:?}", copy.recipe.steps);
    assert_eq!(fit_image(&source, &facts, &small_wish(100)).unwrap_err().message.id, "media-cannot-fit");
}

#[test]
fn a_photo_with_a_location_keeps_its_pixels_and_loses_the_location() {
    let folder = fixtures();
    let path = folder.join("rotated.jpg");
    let Ok(source) = fs::read(&path) else { return };
    let facts = inspect(&path).unwrap();
    assert!(facts.has_location);
    let copy = fit(&source, &facts);
    assert!(copy.recipe.location_removed && !copy.facts.has_location);
    assert_eq!((copy.facts.device.as_deref(), copy.facts.captured), (None, None));
    assert_eq!(copy.facts.orientation, Some(6), "the turn stays, the pixels are not touched");
    assert_eq!((copy.facts.width, copy.facts.height), (Some(240), Some(320)));
    let shown = |bytes: &[u8]| decode_pixels(bytes).unwrap();
    assert_eq!(shown(&copy.bytes), shown(&source));
    assert!(copy.bytes.len() < source.len());
}

#[test]
fn a_turned_photo_that_is_encoded_anew_is_upright() {
    let folder = fixtures();
    let Ok(source) = fs::read(folder.join("rotated.jpg")) else { return };
    let facts = look(&source, Some("jpg"));
    let mut wish = FitWish::within(&rules().image);
    // Too little for the pixels as they are: it has to be encoded again.
    wish.target_bytes = 5_000;
    wish.max_bytes = 5_000;
    let copy = fit_image(&source, &facts, &wish).unwrap();
    assert_eq!(copy.facts.orientation, None);
    assert!(copy.facts.height > copy.facts.width);
    assert_eq!(copy.recipe.steps.first().map(String::as_str), Some("rotate 90"));
    assert!(copy.recipe.location_removed);
    // With everything kept, the block goes along and says upright.
    wish.target_bytes = 15_000;
    wish.strip_location = false;
    wish.max_bytes = 15_000;
    let kept = fit_image(&source, &facts, &wish).unwrap();
    assert!(kept.facts.has_location && !kept.recipe.location_removed);
    assert_eq!((kept.facts.orientation, kept.facts.captured), (None, facts.captured));
}

#[test]
fn every_kind_of_picture_gets_a_copy_that_is_ready() {
    let folder = fixtures();
    for (name, extension) in [
        ("photo.jpg", "jpg"),
        ("progressive.jpg", "jpg"),
        ("cmyk.jpg", "jpg"),
        ("photo.png", "png"),
        ("alpha.png", "png"),
        ("photo.bmp", "png"),
        ("core.bmp", "png"),
        ("photo.gif", "png"),
        ("stranger.webp", "jpg"),
        ("stranger.tiff", "jpg"),
    ] {
        let Ok(source) = fs::read(folder.join(name)) else { continue };
        let facts = look(&source, None);
        let copy = fit(&source, &facts);
        assert_eq!(copy.extension, extension, "{name}");
        assert_eq!((copy.facts.width, copy.facts.height), (facts.width, facts.height), "{name}");
    }
}

#[test]
fn a_screenshot_stays_a_png_and_a_photo_saved_as_png_becomes_a_jpeg() {
    let screenshot = encode_png(&scene(500, 400, 0)).unwrap();
    assert_eq!(fit(&screenshot, &look(&screenshot, None)).extension, "png");
    let photo = encode_png(&scene(500, 400, 200)).unwrap();
    let copy = fit_image(&photo, &look(&photo, None), &small_wish(150_000)).unwrap();
    assert_eq!((copy.extension, copy.facts.format), ("jpg", Format::Jpeg));
}

/// Sides that are no multiples of a JPEG's units, both ways of keeping colours, grey and colour.
#[test]
fn copies_look_like_their_originals() {
    for (width, height) in [(40, 40), (333, 251), (64, 48), (1, 1), (17, 200)] {
        let source = encode_png(&scene(width, height, 6)).unwrap();
        let facts = look(&source, None);
        for target in [400_000, 40_000] {
            let wish = FitWish { formats: vec!["jpg".to_owned()], ..small_wish(target) };
            let copy = fit_image(&source, &facts, &wish).unwrap();
            let (before, after) = (decode_pixels(&source).unwrap(), decode_pixels(&copy.bytes).unwrap());
            assert_eq!((after.width, after.height), (width, height));
            let off: u64 = before.rgba.iter().zip(&after.rgba).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            let mean = off as f64 / before.rgba.len() as f64;
            assert!(mean < 4.0, "{width} x {height} at {target}: {mean}");
        }
    }
}

#[test]
fn pictures_whose_sides_fill_no_whole_units_are_decoded_right() {
    let folder = fixtures();
    let Ok(original) = fs::read(folder.join("odd.png")) else { return };
    let original = decode_pixels(&original).unwrap();
    for name in ["odd.jpg", "odd_progressive.jpg"] {
        let shown = decode_pixels(&fs::read(folder.join(name)).unwrap()).unwrap();
        assert_eq!((shown.width, shown.height), (301, 211), "{name}");
        let off: u64 = original.rgba.iter().zip(&shown.rgba).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        assert!(off / (shown.rgba.len() as u64) < 6, "{name}: {off}");
    }
}

#[test]
fn what_shows_through_is_laid_on_white_in_a_jpeg() {
    let clear = Pixels { width: 40, height: 40, rgba: [10, 20, 30, 0].repeat(1_600) };
    let shown = decode_pixels(&encode_jpeg(&clear, 90).unwrap()).unwrap();
    assert_eq!(shown.rgba.iter().filter(|value| **value < 250).count(), 0);
}

#[test]
fn a_moving_picture_over_the_limit_gives_its_first_frame_and_says_so() {
    let folder = fixtures();
    let source = fs::read(folder.join("moving.gif")).unwrap();
    let facts = look(&source, None);
    let copy = fit(&source, &facts);
    assert!(!copy.facts.animated);
    assert_eq!(copy.recipe.steps.first().map(String::as_str), Some("first frame"));
}

#[test]
fn videos_strangers_and_damaged_pictures_are_refused_with_a_sentence() {
    let folder = fixtures();
    let wish = FitWish::within(&rules().image);
    let movie = fs::read(folder.join("clip.mp4")).unwrap();
    assert_eq!(fit_image(&movie, &look(&movie, None), &wish).unwrap_err().message.id, "media-no-video-copy");
    let photo = fs::read(folder.join("photo.jpg")).unwrap();
    let half = &photo[..photo.len() / 2];
    assert_eq!(fit_image(half, &look(half, None), &wish).unwrap_err().message.id, "media-cannot-decode");
}

#[test]
fn a_png_that_claims_billions_of_pixels_is_refused_before_any_is_decoded() {
    let mut bomb = encode_png(&scene(64, 64, 0)).unwrap();
    let wish = FitWish::within(&rules().image);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let facts = look(&bomb, None);
    assert!(facts.flaws.contains(&Flaw::TooComplex));
    assert!(fit_image(&bomb, &facts, &wish).is_err());
    let unchecked = MediaFacts { flaws: Vec::new(), ..facts };
    assert!(fit_image(&bomb, &unchecked, &wish).is_err(), "the decoder's own limits hold too");
}

#[test]
fn thumbnails_are_upright_small_and_never_enlarged() {
    let folder = fixtures();
    for (name, side, size) in [
        ("photo.jpg", 64, (64, 48)),
        ("photo.jpg", 1_000, (320, 240)),
        ("rotated.jpg", 64, (48, 64)),
        ("alpha.png", 32, (32, 24)),
        ("stranger.webp", 100, (100, 75)),
        ("moving.gif", 40, (40, 30)),
    ] {
        let path = folder.join(name);
        if !path.exists() {
            continue;
        }
        let thumb = thumbnail(&path, &inspect(&path).unwrap(), side).unwrap().unwrap();
        assert_eq!((thumb.width, thumb.height), size, "{name}");
        assert_eq!(thumb.rgba.len(), (size.0 * size.1 * 4) as usize, "{name}");
    }
    let video = folder.join("clip.mp4");
    assert_eq!(thumbnail(&video, &inspect(&video).unwrap(), 64).unwrap(), None, "draw a placeholder");
}

#[test]
fn a_full_look_finds_damage_that_the_structure_hides() {
    let folder = fixtures();
    let scratch = tempfile::tempdir().unwrap();
    let deep = |name: &str, bytes: &[u8]| {
        let path = scratch.path().join(name);
        fs::write(&path, bytes).unwrap();
        decode_check(&path, &inspect(&path).unwrap()).unwrap()
    };
    for name in [
        "photo.jpg",
        "progressive.jpg",
        "cmyk.jpg",
        "photo.png",
        "photo.gif",
        "moving.gif",
        "photo.bmp",
        "clip.mp4",
    ] {
        let Ok(bytes) = fs::read(folder.join(name)) else { continue };
        assert_eq!(deep(name, &bytes), [], "{name} is sound");
    }
    // Half of the scan, with the end mark put behind it: the structure is whole.
    for name in ["photo.jpg", "progressive.jpg"] {
        let Ok(photo) = fs::read(folder.join(name)) else { continue };
        let mut half = photo[..photo.len() / 2].to_vec();
        half.extend([0xff, 0xd9]);
        assert_eq!(look(&half, None).flaws, [], "{name}");
        assert_eq!(deep("half.jpg", &half), [Flaw::Corrupt], "{name}");
    }
    let mut png = fs::read(folder.join("photo.png")).unwrap();
    let middle = png.len() / 2;
    png[middle] ^= 0x55;
    assert_eq!(deep("bad.png", &png).len(), 1);
}
