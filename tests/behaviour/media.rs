//! Media on real files: every accepted format made by real encoders, under right and wrong names, whole, cut
//! off and bit-flipped; EXIF compared with exiftool.

#![allow(
    clippy::unwrap_used,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "helpers of tests: a failing one should stop"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use parcelproof::domain::evidence::check::{Assessment, Verdict, judge};
use parcelproof::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};
use parcelproof::domain::rules::{EvidenceRules, FileLimits, MoreLimits};
use parcelproof::media::beside::tells_more;
use parcelproof::media::{inspect, inspect_reader};

/// The folder of made files, made once for all test processes. A tool that is missing fails the test: one that
/// looked at nothing has shown nothing.
pub fn fixtures() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        for (program, argument) in [("ffmpeg", "-version"), ("convert", "-version"), ("exiftool", "-ver")] {
            let found = Command::new(program).arg(argument).output();
            assert!(
                found.is_ok_and(|output| output.status.success()),
                "{program} is missing: tests/run installs it or names its package"
            );
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/make-media");
        // The script's own hash is in the folder's name: another script, other files.
        let hash = fs::read(&script).unwrap().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        // Cargo's folder for what tests make. nextest runs every test in a process of its own: the first one
        // makes the files while the others wait for its lock.
        let shared = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = shared.join(format!("media-{hash:016x}"));
        let lock = fs::File::create(shared.join("media.lock")).unwrap();
        lock.lock().unwrap();
        if !folder.exists() {
            let making = tempfile::tempdir_in(shared).unwrap();
            let status = Command::new(&script).arg(making.path()).status().unwrap();
            assert!(status.success(), "make-media failed");
            fs::rename(making.path(), &folder).unwrap();
        }
        folder
    })
}

/// The limits of the marketplace whose rules the program carries (V1 of the rules).
pub fn rules() -> EvidenceRules {
    let list = |names: &str| names.split(' ').map(str::to_owned).collect();
    EvidenceRules {
        image: FileLimits {
            max_bytes: 2_000_000,
            borderline_bytes: 2_097_152,
            target_bytes: 1_900_000,
            formats: list("jpg jpeg bmp gif png"),
        },
        video: FileLimits {
            max_bytes: 500_000_000,
            borderline_bytes: 524_288_000,
            target_bytes: 475_000_000,
            formats: list("3gp mp4 mpv mov rm rmvb avi mpeg wmv dat vob flv"),
        },
        max_files: None,
        more: MoreLimits::default(),
    }
}

pub fn look(bytes: &[u8], extension: Option<&str>) -> MediaFacts {
    inspect_reader(&mut Cursor::new(bytes), bytes.len() as u64, extension).unwrap()
}

pub fn codes(assessment: &Assessment) -> BTreeSet<&'static str> {
    assessment.findings.iter().map(|finding| finding.code.code()).collect()
}

/// A file of each accepted extension, its format, its size and its duration.
const ACCEPTED: [(&str, Format, (u32, u32), f64); 17] = [
    ("photo.jpg", Format::Jpeg, (320, 240), 0.0),
    ("photo.jpeg", Format::Jpeg, (320, 240), 0.0),
    ("photo.png", Format::Png, (320, 240), 0.0),
    ("photo.gif", Format::Gif, (320, 240), 0.0),
    ("photo.bmp", Format::Bmp, (320, 240), 0.0),
    ("clip.3gp", Format::ThreeGp, (352, 288), 2.0),
    ("clip.mp4", Format::Mp4, (320, 240), 2.0),
    ("clip.mpv", Format::Mpv, (320, 240), 2.0),
    ("clip.mov", Format::Mov, (320, 240), 2.0),
    ("clip.rm", Format::Rm, (320, 240), 2.0),
    ("clip.rmvb", Format::Rmvb, (320, 240), 2.0),
    ("clip.avi", Format::Avi, (320, 240), 2.0),
    ("clip.mpeg", Format::Mpeg, (320, 240), 2.0),
    ("clip.wmv", Format::Wmv, (320, 240), 2.0),
    ("clip.dat", Format::Dat, (320, 240), 2.0),
    ("clip.vob", Format::Vob, (320, 240), 2.0),
    ("clip.flv", Format::Flv, (320, 240), 2.0),
];

/// The accepted formats written in other ways.
const VARIANTS: [(&str, Format, (u32, u32), f64); 19] = [
    ("faststart.mp4", Format::Mp4, (320, 240), 2.0),
    ("fragmented.mp4", Format::Mp4, (320, 240), 2.0),
    ("located.mp4", Format::Mp4, (320, 240), 2.0),
    ("rotated.mp4", Format::Mp4, (240, 320), 2.0),
    ("apple.mov", Format::Mov, (320, 240), 2.0),
    ("wide.mov", Format::Mov, (320, 240), 2.0),
    ("faststart.mov", Format::Mov, (320, 240), 2.0),
    ("faststart.3gp", Format::ThreeGp, (352, 288), 2.0),
    ("dvd.vob", Format::Vob, (320, 240), 2.0),
    ("ripped.dat", Format::Dat, (320, 240), 2.0),
    ("elementary2.mpv", Format::Mpv, (320, 240), 2.0),
    ("nometa.flv", Format::Flv, (320, 240), 2.0),
    ("moving.gif", Format::Gif, (160, 120), 0.0),
    ("moving.png", Format::Png, (160, 120), 0.0),
    ("core.bmp", Format::Bmp, (320, 240), 0.0),
    ("progressive.jpg", Format::Jpeg, (320, 240), 0.0),
    ("cmyk.jpg", Format::Jpeg, (320, 240), 0.0),
    ("alpha.png", Format::Png, (320, 240), 0.0),
    ("rotated.jpg", Format::Jpeg, (240, 320), 0.0),
];

#[test]
fn every_accepted_format_is_ready_with_its_size_and_duration() {
    let folder = fixtures();
    for (name, format, size, secs) in ACCEPTED.into_iter().chain(VARIANTS) {
        let path = folder.join(name);
        let facts = inspect(&path).unwrap();
        assert_eq!(facts.format, format, "{name}");
        assert_eq!((facts.width, facts.height), (Some(size.0), Some(size.1)), "{name}");
        assert_eq!(facts.flaws, [], "{name}");
        if secs > 0.0 {
            let told = facts.duration_secs.unwrap_or_else(|| panic!("{name} has no duration"));
            assert!((told - secs).abs() <= secs / 10.0, "{name}: {told}");
        }
        let verdict = judge(&facts, name, &rules());
        assert_eq!(verdict.verdict, Verdict::Ready, "{name}: {:?}", codes(&verdict));
    }
}

#[test]
fn a_wrong_extension_is_told_for_every_format() {
    let folder = fixtures();
    for (name, format, ..) in ACCEPTED {
        let bytes = fs::read(folder.join(name)).unwrap();
        for wrong in ["jpg", "png", "mp4", "avi", "txt"] {
            let facts = look(&bytes, Some(wrong));
            let found = judge(&facts, &format!("file.{wrong}"), &rules());
            let right = parcelproof::domain::evidence::check::names_of(format).contains(&wrong);
            if right {
                assert_eq!(found.verdict, Verdict::Ready, "{name} as {wrong}");
            } else {
                assert_eq!(found.verdict, Verdict::Fixable, "{name} as {wrong}");
                assert!(codes(&found).contains("wrong_extension"), "{name} as {wrong}: {:?}", codes(&found));
            }
        }
        let bare = judge(&look(&bytes, None), "file", &rules());
        assert!(codes(&bare).contains("no_extension"), "{name}");
    }
}

#[test]
fn inside_a_family_the_name_decides_and_sure_signs_win() {
    let folder = fixtures();
    let format = |file: &str, extension| look(&fs::read(folder.join(file)).unwrap(), Some(extension)).format;
    assert_eq!(format("clip.mpeg", "vob"), Format::Vob);
    assert_eq!(format("clip.mpeg", "dat"), Format::Dat);
    assert_eq!(format("clip.vob", "mpeg"), Format::Mpeg);
    assert_eq!(format("clip.mpeg", "mpv"), Format::Mpv);
    assert_eq!(format("clip.rm", "rmvb"), Format::Rmvb);
    assert_eq!(format("clip.rmvb", "rm"), Format::Rm);
    assert_eq!(format("ripped.dat", "mpeg"), Format::Dat, "raw CD sectors are a DAT whatever the name");
    assert_eq!(format("clip.mpv", "mpeg"), Format::Mpv, "bare video is an MPV whatever the name");
    assert_eq!(format("dvd.vob", "mpeg"), Format::Vob, "navigation packs make a VOB whatever the name");
    let mpg = judge(&inspect(&folder.join("clip2.mpg")).unwrap(), "clip2.mpg", &rules());
    assert_eq!((mpg.verdict, codes(&mpg)), (Verdict::Fixable, BTreeSet::from(["wrong_extension"])));
}

#[test]
fn strangers_are_named_and_sound_alone_is_rejected() {
    let folder = fixtures();
    for (name, format, verdict) in [
        ("stranger.webp", Format::Webp, Verdict::Fixable),
        ("stranger.tiff", Format::Tiff, Verdict::Fixable),
        ("stranger.mkv", Format::Mkv, Verdict::Fixable),
        ("stranger.webm", Format::Webm, Verdict::Fixable),
        ("stranger.m4v", Format::M4v, Verdict::Fixable),
        ("stranger.ts", Format::Mts, Verdict::Fixable),
        ("stranger.ogv", Format::Ogv, Verdict::Fixable),
    ] {
        let facts = inspect(&folder.join(name)).unwrap();
        assert_eq!((facts.format, facts.flaws.as_slice()), (format, [].as_slice()), "{name}");
        let found = judge(&facts, name, &rules());
        assert_eq!(found.verdict, verdict, "{name}: {:?}", codes(&found));
    }
    for name in
        ["mp4", "wmv", "flv", "mpeg", "avi", "rm", "ogg", "wav", "mp3"].map(|ext| format!("sound.{ext}"))
    {
        let facts = inspect(&folder.join(&name)).unwrap();
        let found = judge(&facts, &name, &rules());
        assert_eq!(found.verdict, Verdict::Rejected, "{name}");
        assert_eq!(codes(&found), BTreeSet::from(["audio_only"]), "{name}");
    }
}

#[test]
fn what_phones_write_into_videos_is_read() {
    let folder = fixtures();
    let located = inspect(&folder.join("located.mp4")).unwrap();
    assert!(located.has_location);
    let captured = located.captured.unwrap();
    assert_eq!(captured.local.to_string(), "2026-04-03 10:11:12");
    assert_eq!(captured.offset_text().as_deref(), Some("+00:00"));
    let apple = inspect(&folder.join("apple.mov")).unwrap();
    assert!(apple.has_location);
    assert_eq!(apple.device.as_deref(), Some("Apple iPhone 15"));
    assert_eq!(apple.captured.unwrap().offset_text().as_deref(), Some("+02:00"));
    let plain = inspect(&folder.join("clip.mp4")).unwrap();
    assert_eq!((plain.captured, plain.has_location), (None, false), "no date is not 1904");
    assert!(inspect(&folder.join("moving.gif")).unwrap().animated);
    assert!(inspect(&folder.join("moving.png")).unwrap().animated);
}

#[test]
fn files_cut_short_are_reported_and_not_fatal() {
    let folder = fixtures();
    for (name, ..) in ACCEPTED.into_iter().chain(VARIANTS) {
        let Ok(bytes) = fs::read(folder.join(name)) else { continue };
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
        for part in [2, 3, 5] {
            let cut = &bytes[..bytes.len() * (part - 1) / part - 1];
            let facts = look(cut, extension);
            // Bare MPEG video has no frame around it that would tell: only its end may show a cut.
            if name.ends_with(".mpv") {
                continue;
            }
            let told = facts
                .flaws
                .iter()
                .any(|flaw| matches!(flaw, Flaw::CutOff | Flaw::NothingBehindSignature | Flaw::Corrupt));
            assert!(told, "{name} cut to {} of {} bytes: {:?}", cut.len(), bytes.len(), facts.flaws);
            assert_eq!(judge(&facts, name, &rules()).verdict, Verdict::Rejected, "{name}");
        }
    }
}

#[test]
fn a_download_that_stopped_in_the_space_set_aside_for_it_is_cut_off() {
    let folder = fixtures();
    for (name, _, _, secs) in ACCEPTED.into_iter().chain(VARIANTS) {
        // Pictures have their own ends.
        if secs == 0.0 {
            continue;
        }
        let extension = name.rsplit('.').next();
        for (part, parts) in [(1, 2), (1, 4), (1, 3), (3, 5)] {
            let mut bytes = fs::read(folder.join(name)).unwrap();
            let here = bytes.len() * part / parts;
            bytes[here..].fill(0);
            let facts = look(&bytes, extension);
            assert!(facts.flaws.contains(&Flaw::CutOff), "{name} {part}/{parts}: {:?}", facts.flaws);
            assert_eq!(judge(&facts, name, &rules()).verdict, Verdict::Rejected, "{name} {part}/{parts}");
        }
    }
}

#[test]
fn samples_that_a_header_lists_behind_the_end_are_missed() {
    let mut bytes = fs::read(fixtures().join("faststart.mp4")).unwrap();
    // Samples that go on to the end of the file, wherever that is.
    let data = bytes.windows(4).position(|name| name == b"mdat").unwrap();
    bytes[data - 4..data].fill(0);
    assert_eq!(look(&bytes, Some("mp4")).flaws, []);
    bytes.truncate(data + (bytes.len() - data) / 2);
    assert_eq!(look(&bytes, Some("mp4")).flaws, [Flaw::CutOff]);
}

#[test]
fn zeros_behind_a_whole_video_are_padding() {
    let folder = fixtures();
    for name in
        ["clip.flv", "nometa.flv", "clip.mp4", "faststart.mp4", "fragmented.mp4", "clip.avi", "clip.mpeg"]
    {
        let mut bytes = fs::read(folder.join(name)).unwrap();
        let whole = look(&bytes, name.rsplit('.').next());
        bytes.extend([0; 4096]);
        let padded = look(&bytes, name.rsplit('.').next());
        assert_eq!(
            (padded.flaws.as_slice(), padded.duration_secs),
            ([].as_slice(), whole.duration_secs),
            "{name}"
        );
    }
}

#[test]
fn h264_in_a_program_stream_has_a_size() {
    let facts = inspect(&fixtures().join("avc.mpeg")).unwrap();
    assert_eq!((facts.format, facts.flaws.as_slice()), (Format::Mpeg, [].as_slice()));
    assert_eq!((facts.width, facts.height), (Some(320), Some(240)));
}

#[test]
fn a_bare_video_of_headers_shows_nothing() {
    let mpv = fs::read(fixtures().join("clip.mpv")).unwrap();
    let slice = mpv.windows(4).position(|code| code == b"\0\0\x01\x01").unwrap();
    for length in [slice, slice + 4] {
        let facts = look(&mpv[..length], Some("mpv"));
        assert_eq!(facts.flaws, [Flaw::NothingBehindSignature], "{length}");
    }
}

#[test]
fn what_programs_and_machines_write_names_nobody_and_the_rest_may() {
    let folder = fixtures();
    let videos = ACCEPTED.into_iter().chain(VARIANTS).filter(|(.., secs)| *secs > 0.0);
    for (name, ..) in videos {
        let path = folder.join(name);
        let facts = inspect(&path).unwrap();
        assert_eq!(tells_more(&path, &facts).unwrap(), facts.has_location, "{name}");
    }
    let mut seen = 0;
    for entry in fs::read_dir(folder.join("named")).unwrap() {
        let path = entry.unwrap().path();
        let facts = inspect(&path).unwrap();
        assert_eq!(facts.flaws, [], "{}", path.display());
        assert!(tells_more(&path, &facts).unwrap(), "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, 8);
}

#[test]
fn brands_that_only_look_like_an_accepted_format_are_told_apart() {
    let movie = fs::read(fixtures().join("clip.mp4")).unwrap();
    let branded = |brand: &[u8; 4]| {
        let mut bytes = movie.clone();
        bytes[8..12].copy_from_slice(brand);
        look(&bytes, Some("mp4"))
    };
    let raw = branded(b"crx ");
    assert_eq!((raw.kind, raw.format, raw.flaws.len()), (MediaKind::Image, Format::Unknown, 0));
    assert_eq!(raw.format_name.as_deref(), Some("Canon CR3"));
    for brand in [b"3g2a", b"3g2b", b"3g2c"] {
        let facts = branded(brand);
        assert_eq!((facts.kind, facts.format), (MediaKind::Video, Format::Unknown));
        assert_eq!(facts.format_name.as_deref(), Some("3GPP2"));
        assert!(facts.duration_secs.is_some());
        let found = judge(&facts, "clip.3gp", &rules());
        assert_eq!(
            (found.verdict, codes(&found)),
            (Verdict::Fixable, BTreeSet::from(["unsupported_format"]))
        );
    }
    assert_eq!(branded(b"3gp4").format, Format::ThreeGp);
}

#[test]
fn no_cut_and_no_flipped_bit_makes_it_panic() {
    let folder = fixtures();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).unwrap();
        for step in 0..30 {
            // Half of the lengths near the beginning, where the headers are.
            let length = if step < 15 { step * 7 } else { bytes.len() * (step - 14) / 16 };
            look(&bytes[..length.min(bytes.len())], None);
        }
        for _ in 0..30 {
            let mut flipped = bytes.clone();
            for _ in 0..8 {
                let within = if next() % 2 == 0 { flipped.len().min(1024) } else { flipped.len() };
                if let Some(byte) = flipped.get_mut((next() as usize) % within.max(1)) {
                    *byte ^= 1 << (next() % 8);
                }
            }
            look(&flipped, None);
        }
    }
}

#[test]
fn things_that_are_no_media_are_called_what_they_are() {
    let cases: [(&str, &[u8], Option<Format>, &str); 10] = [
        ("empty.jpg", b"", Some(Format::Empty), "empty"),
        ("note.jpg", b"Dear seller, the box was empty.\n", Some(Format::Text), "not_media"),
        ("list.mp4", b"#EXTM3U\nhttp://example.com/a.ts\n", None, "not_media"),
        ("page.gif", b"<!DOCTYPE html><html><body>GIF89a</body></html>", Some(Format::Html), "not_media"),
        ("paper.png", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", Some(Format::Pdf), "not_media"),
        ("zeros.jpg", &[0; 500], Some(Format::Unknown), "not_media"),
        ("hollow.jpg", b"\xff\xd8\xff\xe0", Some(Format::Jpeg), "damaged"),
        ("hollow.png", b"\x89PNG\r\n\x1a\n", Some(Format::Png), "damaged"),
        ("hollow.avi", b"RIFF\x04\0\0\0AVI ", Some(Format::Avi), "damaged"),
        ("hollow.mp4", b"\0\0\0\x10ftypisom\0\0\0\0", Some(Format::Mp4), "damaged"),
    ];
    for (name, bytes, format, code) in cases {
        let facts = look(bytes, Some("jpg"));
        if let Some(format) = format {
            assert_eq!(facts.format, format, "{name}");
        }
        let found = judge(&facts, name, &rules());
        assert_eq!(found.verdict, Verdict::Rejected, "{name}");
        assert!(codes(&found).contains(code), "{name}: {:?}", codes(&found));
    }
    for sign in ["FLV\u{1}\u{5}\0\0\0\u{9}", ".RMF\0\0\0\u{12}", "GIF89a", "\0\0\u{1}\u{b3}"] {
        let facts = look(sign.as_bytes(), None);
        assert_eq!(judge(&facts, "a.gif", &rules()).verdict, Verdict::Rejected, "{sign:?}");
    }
}

#[test]
fn something_hidden_behind_a_picture_is_warned_about() {
    let folder = fixtures();
    let polyglot = |name: &str, tail: &[u8]| {
        let mut bytes = fs::read(folder.join(name)).unwrap();
        bytes.extend(tail);
        look(&bytes, None).flaws.contains(&Flaw::Polyglot)
    };
    for name in ["photo.jpg", "photo.png", "photo.gif", "photo.bmp"] {
        assert!(polyglot(name, b"PK\x03\x04 and more"), "{name} + zip");
        assert!(polyglot(name, b"junk first, PK\x05\x06 then eighteen bytes."), "{name} + zip directory");
        assert!(polyglot(name, b"\n<html><script>alert(1)</script>"), "{name} + html");
        assert!(polyglot(name, b"%PDF-1.4"), "{name} + pdf");
        assert!(!polyglot(name, &[0; 64]), "{name} + padding");
        assert!(!polyglot(name, b""), "{name}");
    }
    // What a phone appends to a motion photo is its own.
    let movie = fs::read(folder.join("clip.mp4")).unwrap();
    assert!(!polyglot("photo.jpg", &movie));
    let mut led = b"\n\n".to_vec();
    led.extend(fs::read(folder.join("photo.jpg")).unwrap());
    let facts = look(&led, Some("jpg"));
    assert_eq!((facts.format, facts.flaws), (Format::Jpeg, vec![Flaw::Corrupt, Flaw::Polyglot]));
}

#[test]
fn a_picture_that_claims_billions_of_pixels_is_refused_unopened() {
    let folder = fixtures();
    let mut bytes = fs::read(folder.join("photo.gif")).unwrap();
    bytes[6..10].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    let facts = look(&bytes, Some("gif"));
    assert_eq!(facts.flaws, [Flaw::TooComplex]);
    assert!(codes(&judge(&facts, "bomb.gif", &rules())).contains("too_complex"));
}

#[test]
fn an_avif_has_a_size_and_cannot_be_converted_here() {
    let folder = fixtures();
    let path = folder.join("stranger.avif");
    let facts = inspect(&path).unwrap();
    assert_eq!((facts.kind, facts.format), (MediaKind::Image, Format::Avif));
    assert_eq!((facts.width, facts.height, facts.flaws.len()), (Some(320), Some(240), 0));
    let found = judge(&facts, "stranger.avif", &rules());
    assert_eq!((found.verdict, codes(&found)), (Verdict::Fixable, BTreeSet::from(["unsupported_format"])));
}

/// Every sentence a verdict can hold is worded, with all its values filled in.
#[test]
fn every_finding_is_a_whole_sentence() {
    let texts = parcelproof::texts::Texts::new("en", chrono_tz::UTC);
    let names = ["a.jpg", "a", "a.mpg", "CON.png", "a\u{202e}.jpg", "a/b.jpg", "a\n.jpg", "a.jpg."];
    let long = format!("{}.jpg", "x".repeat(300));
    let mut said = BTreeSet::new();
    for kind in MediaKind::ALL {
        for format in Format::ALL {
            for (index, flaw) in Flaw::ALL.iter().enumerate() {
                let size_bytes = [1, 2_050_000, 510_000_000, 600_000_000][index % 4];
                let flawed = MediaFacts {
                    kind: *kind,
                    format: *format,
                    flaws: vec![*flaw],
                    has_location: true,
                    animated: true,
                    format_name: Some("Microsoft Word".to_owned()),
                    ..MediaFacts::unknown(size_bytes)
                };
                let sound =
                    MediaFacts { flaws: vec![], format_name: None, animated: false, ..flawed.clone() };
                for facts in [flawed, sound] {
                    for name in names.into_iter().chain([long.as_str()]) {
                        let findings = judge(&facts, name, &rules()).findings;
                        said.extend(findings.iter().map(|finding| texts.say(&finding.message)));
                    }
                }
            }
        }
    }
    said.insert(texts.say(&parcelproof::domain::evidence::check::duplicate_finding("a.jpg").message));
    for sentence in &said {
        assert!(!sentence.contains("check-") && !sentence.contains('$'), "{sentence}");
        assert!(sentence.ends_with('.') && sentence.contains(' '), "{sentence}");
    }
    assert!(said.len() > 40, "{}", said.len());
}

#[test]
fn folders_and_missing_files_are_problems_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(inspect(folder.path()).unwrap_err().message.id, "media-not-a-file");
    assert_eq!(inspect(&folder.path().join("gone.jpg")).unwrap_err().message.id, "media-file-gone");
}

/// The fields both report, file by file.
#[test]
fn exif_agrees_with_exiftool() {
    let folder = fixtures();
    let output = Command::new("exiftool")
        .args(["-q", "-j", "-n", "-ImageWidth", "-ImageHeight", "-Orientation", "-DateTimeOriginal"])
        .args(["-OffsetTimeOriginal", "-GPSLatitude", "-GPSLongitude", "-Make", "-Model"])
        .arg(folder.join("exif"))
        .output()
        .unwrap();
    let listed: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(listed.len() >= 20, "{} files", listed.len());
    for told in listed {
        let path = told["SourceFile"].as_str().unwrap();
        let facts = inspect(Path::new(path)).unwrap();
        let turned = told["Orientation"].as_u64().is_some_and(|orientation| orientation >= 5);
        let mut size = (told["ImageWidth"].as_u64(), told["ImageHeight"].as_u64());
        if turned {
            size = (size.1, size.0);
        }
        assert_eq!((facts.width.map(u64::from), facts.height.map(u64::from)), size, "{path}");
        if let Some(time) = told["DateTimeOriginal"].as_str() {
            let captured = facts.captured.unwrap_or_else(|| panic!("{path} has no time"));
            assert_eq!(captured.local.format("%Y:%m:%d %H:%M:%S").to_string(), time, "{path}");
            assert_eq!(captured.offset_text().as_deref(), told["OffsetTimeOriginal"].as_str(), "{path}");
        }
        let located = !told["GPSLatitude"].is_null() && !told["GPSLongitude"].is_null();
        assert_eq!(facts.has_location, located, "{path}");
        if let Some(model) = told["Model"].as_str() {
            assert!(facts.device.as_deref().unwrap_or_default().ends_with(model), "{path}");
        }
        assert_eq!(facts.kind, MediaKind::Image);
    }
}

mod arbitrary {
    use proptest::prelude::*;

    use super::look;

    const SIGNATURES: [&[u8]; 22] = [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1\x00\x40Exif\0\0II\x2a\0\x08\0\0\0",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        b"GIF89a",
        b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
        b"II\x2a\0\x08\0\0\0",
        b"MM\0\x2a\0\0\0\x08",
        b"RIFF\xff\0\0\0AVI LIST",
        b"RIFF\xff\0\0\0WEBPVP8X",
        b"RIFF\xff\0\0\0CDXAfmt data",
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\x01\0moov\0\0\0\xf0trak",
        b"\0\0\0\x10ftypheic\0\0\0\0\0\0\x01\0meta\0\0\0\0\0\0\0\xf0iprp",
        b"\0\0\0\x08wide",
        b"\0\0\x01\xba\x44",
        b"\0\0\x01\xba\x21",
        b"\0\0\x01\xb3",
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c",
        b".RMF\0\0\0\x12\0\0\0\0\0\0\0\0\0\0MDPR",
        b"FLV\x01\x05\0\0\0\x09\0\0\0\0",
        b"\x1a\x45\xdf\xa3",
        b"OggS\0",
        b"",
    ];

    proptest! {
        #[test]
        fn bytes_behind_any_signature_never_panic(
            sign in 0..SIGNATURES.len(),
            tail in proptest::collection::vec(any::<u8>(), 0..600),
        ) {
            let mut bytes = SIGNATURES[sign].to_vec();
            bytes.extend(tail);
            look(&bytes, Some("vob"));
        }

        #[test]
        fn boxes_and_chunks_in_any_order_never_panic(
            sign in 0..SIGNATURES.len(),
            pieces in proptest::collection::vec((0_u32..80, 0_usize..40, any::<[u8; 16]>()), 0..40),
        ) {
            let names: [&[u8; 4]; 40] = [
                b"moov", b"mvhd", b"trak", b"tkhd", b"mdia", b"mdhd", b"hdlr", b"minf", b"stbl", b"stsd",
                b"udta", b"meta", b"keys", b"ilst", b"data", b"loci", b"\xa9xyz", b"moof", b"traf", b"tfhd",
                b"trun", b"tfdt", b"mvex", b"mehd", b"trex", b"pitm", b"iprp", b"ipco", b"ipma", b"ispe",
                b"LIST", b"avih", b"strh", b"IDAT", b"eXIf", b"acTL", b"PROP", b"DATA", b"uuid", b"ftyp",
            ];
            let mut bytes = SIGNATURES[sign].to_vec();
            for (size, name, body) in pieces {
                bytes.extend(size.to_be_bytes());
                bytes.extend(names[name]);
                bytes.extend(body);
            }
            look(&bytes, None);
        }
    }
}
