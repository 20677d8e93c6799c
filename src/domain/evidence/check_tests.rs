//! Behaviour of the verdict: limits, formats, names, damage.

use super::*;

fn rules() -> EvidenceRules {
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
        more: crate::domain::rules::MoreLimits::default(),
    }
}

fn facts(kind: MediaKind, format: Format, size_bytes: u64) -> MediaFacts {
    MediaFacts { kind, format, ..MediaFacts::unknown(size_bytes) }
}

fn photo(size_bytes: u64) -> MediaFacts {
    facts(MediaKind::Image, Format::Jpeg, size_bytes)
}

fn codes(assessment: &Assessment) -> Vec<&'static str> {
    assessment.findings.iter().map(|finding| finding.code.code()).collect()
}

fn judged(facts: &MediaFacts, name: &str) -> (Verdict, Vec<&'static str>) {
    let assessment = judge(facts, name, &rules());
    (assessment.verdict, codes(&assessment))
}

#[test]
fn tv16_two_megabytes_are_ready_then_borderline_then_too_large() {
    assert_eq!(judged(&photo(2_000_000), "a.jpg"), (Verdict::Ready, vec![]));
    assert_eq!(judged(&photo(2_000_001), "a.jpg"), (Verdict::Borderline, vec!["borderline_size"]));
    assert_eq!(judged(&photo(2_097_152), "a.jpg"), (Verdict::Borderline, vec!["borderline_size"]));
    let large = judge(&photo(2_097_153), "a.jpg", &rules());
    assert_eq!((large.verdict, codes(&large)), (Verdict::Fixable, vec!["too_large"]));
    assert_eq!(large.findings[0].fix, Some(Fix::Shrink));
}

#[test]
fn video_limits_are_their_own() {
    let video = |size| facts(MediaKind::Video, Format::Mp4, size);
    assert_eq!(judged(&video(500_000_000), "a.mp4").0, Verdict::Ready);
    assert_eq!(judged(&video(524_288_000), "a.mp4").0, Verdict::Borderline);
    let large = judge(&video(524_288_001), "a.mp4", &rules());
    assert_eq!((large.verdict, large.findings[0].fix), (Verdict::Fixable, Some(Fix::Trim)));
}

#[test]
fn limits_are_data_of_the_pack() {
    let mut rules = rules();
    rules.image.max_bytes = 10;
    rules.image.borderline_bytes = 20;
    assert_eq!(judge(&photo(15), "a.jpg", &rules).verdict, Verdict::Borderline);
    rules.image.formats = vec!["png".to_owned()];
    assert_eq!(codes(&judge(&photo(5), "a.jpg", &rules)), ["unsupported_format"]);
    rules.video.formats.push("mpg".to_owned());
    let mpeg = facts(MediaKind::Video, Format::Mpeg, 5);
    assert_eq!(judge(&mpeg, "a.mpg", &rules).verdict, Verdict::Ready);
}

#[test]
fn names_that_are_not_on_the_list_are_renamed_to_ones_that_are() {
    let wanted = |format, kind, name: &str| {
        let found = judge(&facts(kind, format, 9), name, &rules());
        assert_eq!((found.verdict, codes(&found)), (Verdict::Fixable, vec!["wrong_extension"]), "{name}");
        assert_eq!(found.findings[0].fix, Some(Fix::Rename));
        match &found.findings[0].message.args["wanted"] {
            crate::domain::message::Arg::Text(wanted) => wanted.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(wanted(Format::Mpeg, MediaKind::Video, "clip.mpg"), "mpeg");
    assert_eq!(wanted(Format::M4v, MediaKind::Video, "clip.M4V"), "mp4");
    assert_eq!(wanted(Format::Jpeg, MediaKind::Image, "photo.jfif"), "jpg");
    assert_eq!(wanted(Format::Jpeg, MediaKind::Image, "photo.jpe"), "jpg");
    assert_eq!(wanted(Format::Jpeg, MediaKind::Image, "photo.png"), "jpg");
    assert_eq!(wanted(Format::ThreeGp, MediaKind::Video, "clip.mp4"), "3gp");
}

#[test]
fn extension_case_does_not_matter_and_both_jpeg_names_pass() {
    for name in ["a.JPG", "a.Jpeg", "a.b.jpg"] {
        assert_eq!(judged(&photo(9), name).0, Verdict::Ready, "{name}");
    }
    for name in ["photo", ".jpg", "photo."] {
        assert!(judged(&photo(9), name).1.contains(&"no_extension"), "{name}");
    }
    assert_eq!(judged(&facts(MediaKind::Video, Format::M4v, 9), "a.mp4").0, Verdict::Ready);
}

#[test]
fn formats_that_are_not_accepted_say_honestly_what_can_be_done() {
    let convert = judge(&facts(MediaKind::Image, Format::Webp, 9), "a.webp", &rules());
    assert_eq!((convert.verdict, convert.findings[0].fix), (Verdict::Fixable, Some(Fix::Convert)));
    let heic = judge(&facts(MediaKind::Image, Format::Heic, 9), "a.heic", &rules());
    assert_eq!((heic.verdict, heic.findings[0].fix), (Verdict::Fixable, Some(Fix::Convert)));
    assert_eq!(heic.findings[0].message.id, "check-image-format", "no copy is promised");
    assert_eq!(convert.findings[0].message.id, "check-image-convert");
    for format in [Format::Avif, Format::Psd, Format::Unknown] {
        let sound = judge(&facts(MediaKind::Image, format, 9), "a.jp2", &rules());
        assert_eq!((sound.verdict, sound.findings[0].fix), (Verdict::Fixable, Some(Fix::Convert)));
        let cut = MediaFacts { flaws: vec![Flaw::CutOff], ..facts(MediaKind::Image, format, 9) };
        assert_eq!(judged(&cut, "a.jp2").0, Verdict::Rejected);
    }
    let mkv = judge(&facts(MediaKind::Video, Format::Mkv, 9), "a.mkv", &rules());
    assert_eq!((mkv.verdict, mkv.findings[0].fix), (Verdict::Fixable, Some(Fix::Convert)));
}

#[test]
fn nothing_usable_is_rejected() {
    assert_eq!(judged(&MediaFacts::unknown(0), "a.jpg"), (Verdict::Rejected, vec!["empty"]));
    assert_eq!(judged(&MediaFacts::unknown(9), "a.jpg"), (Verdict::Rejected, vec!["not_media"]));
    for (flaw, code) in [
        (Flaw::CutOff, "damaged"),
        (Flaw::Corrupt, "damaged"),
        (Flaw::NothingBehindSignature, "damaged"),
        (Flaw::TooComplex, "too_complex"),
    ] {
        let flawed = MediaFacts { flaws: vec![flaw], ..photo(9) };
        assert_eq!(judged(&flawed, "a.jpg"), (Verdict::Rejected, vec![code]), "{flaw:?}");
    }
    let sound = MediaFacts { flaws: vec![Flaw::AudioOnly], ..facts(MediaKind::Other, Format::Audio, 9) };
    assert_eq!(judged(&sound, "a.mp4"), (Verdict::Rejected, vec!["audio_only"]));
}

#[test]
fn a_polyglot_a_location_and_movement_are_remarks_beside_the_verdict() {
    let odd = MediaFacts { flaws: vec![Flaw::Polyglot], has_location: true, animated: true, ..photo(9) };
    assert_eq!(judged(&odd, "a.jpg"), (Verdict::Ready, vec!["polyglot", "has_location", "animated"]));
}

#[test]
fn hostile_names_are_warned_about_and_do_not_change_the_verdict() {
    let long = format!("{}.jpg", "x".repeat(300));
    for name in [
        "CON.jpg",
        "nul.jpg",
        "com1.x.jpg",
        "LPT9.jpg",
        "a\nb.jpg",
        "a\u{202e}gpj.jpg",
        "a\u{200b}.jpg",
        "a\u{ad}.jpg",
        "../up.jpg",
        "a\\b.jpg",
        "photo.jpg.",
        "photo.jpg ",
        " photo.jpg",
        "a\u{fffd}.jpg",
        &long,
    ] {
        let (verdict, codes) = judged(&photo(9), name);
        assert_eq!((verdict, codes), (Verdict::Ready, vec!["hostile_name"]), "{name:?}");
    }
    for name in ["contract.jpg", "com10.jpg", "фото.jpg", "写真 1.jpg", "-rf.jpg", "console.jpg"] {
        assert_eq!(judged(&photo(9), name).1, Vec::<&str>::new(), "{name:?}");
    }
}

#[test]
fn what_is_added_later_stands_in_its_place() {
    let located = MediaFacts { has_location: true, ..photo(9) };
    let mut found = judge(&located, "a.jpg", &rules());
    found.add(duplicate_finding("b.jpg"));
    assert_eq!((found.verdict, codes(&found)), (Verdict::Ready, vec!["duplicate", "has_location"]));
}

#[test]
fn worst_findings_come_first() {
    let many = MediaFacts { has_location: true, ..photo(3_000_000) };
    assert_eq!(judged(&many, "CON.png").1, ["too_large", "wrong_extension", "hostile_name", "has_location"]);
}
