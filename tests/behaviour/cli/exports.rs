//! What goes into the claim: files attached late, files that cannot be copied, locations, lists, other kinds of
//! cases.

use std::path::{Path, PathBuf};

use parcelproof::domain::change::Change;
use parcelproof::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent};
use parcelproof::domain::evidence::Target;
use parcelproof::domain::ids::CaseId;
use parcelproof::domain::message::Unwatched;
use parcelproof::domain::moment::Moment;
use parcelproof::jobs;
use serde_json::Value;

use super::{Buyer, Ran, photo};

const NOW: &str = "2026-03-18T10:00";
const NUMBER: &str = "8136324328903264";

fn with_order() -> Buyer {
    let buyer = Buyer::new();
    let args = ["order", "add", NUMBER, "--title", "Watch", "--paid", "100", "--currency", "USD"];
    buyer.at(NOW, &[&args[..], &["--confirmed", "2026-03-18"]].concat()).fine();
    buyer
}

fn open(buyer: &Buyer, kind: &str) {
    buyer.at(NOW, &["case", "open", NUMBER, "--kind", kind, "--reason", "defective"]).fine();
}

fn attach(buyer: &Buyer, path: &Path, more: &[&str]) {
    let mut args = vec!["attach", NUMBER, path.to_str().expect("UTF-8")];
    args.extend(more);
    buyer.at(NOW, &args).fine();
}

fn picture(buyer: &Buyer, name: &str, side: u32) -> PathBuf {
    let path = buyer.folder().join(name);
    photo(&path, side);
    path
}

fn export(buyer: &Buyer, name: &str, more: &[&str]) -> (Ran, PathBuf) {
    let out = buyer.folder().join(name);
    let mut args = vec!["export", "1", "--out", out.to_str().expect("UTF-8")];
    args.extend(more);
    (buyer.at(NOW, &args), out)
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn claim(out: &Path) -> String {
    std::fs::read_to_string(out.join("data/claim.txt")).expect("a claim")
}

fn shown(buyer: &Buyer) -> Value {
    buyer.at(NOW, &["case", "show", "1", "--json"]).fine().json()
}

fn set_text(buyer: &Buyer, kind: &str) {
    let path = buyer.folder().join("text.txt");
    std::fs::write(&path, "The seam is open.").expect("a text");
    buyer.at(NOW, &["case", "text", "1", "--kind", kind, "--set", path.to_str().expect("UTF-8")]).fine();
}

/// A JPEG that tells where it was taken.
fn with_location(jpeg: &[u8]) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    tiff.extend(1_u16.to_le_bytes());
    tiff.extend(entry(0x8825, 4, 1, 26_u32.to_le_bytes()));
    tiff.extend([0; 4]);
    let values = 26 + 2 + 4 * 12 + 4;
    tiff.extend(4_u16.to_le_bytes());
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, u32::to_le_bytes(values)));
    tiff.extend(entry(3, 2, 2, *b"E\0\0\0"));
    tiff.extend(entry(4, 5, 3, u32::to_le_bytes(values + 24)));
    tiff.extend([0; 4]);
    for number in [52_u32, 31, 12, 13, 24, 18] {
        tiff.extend(number.to_le_bytes());
        tiff.extend(1_u32.to_le_bytes());
    }
    let segment = [b"Exif\0\0", &tiff[..]].concat();
    let length = u16::try_from(segment.len() + 2).expect("short");
    [&jpeg[..2], b"\xff\xe1", &length.to_be_bytes(), &segment, &jpeg[2..]].concat()
}

#[test]
fn files_attached_after_the_text_was_set_go_in_and_detached_ones_do_not() {
    let buyer = with_order();
    open(&buyer, "dispute");
    attach(&buyer, &picture(&buyer, "first.jpg", 300), &["--role", "defect"]);
    set_text(&buyer, "claim");
    attach(&buyer, &picture(&buyer, "second.jpg", 320), &["--role", "defect"]);
    attach(&buyer, &picture(&buyer, "third.jpg", 340), &["--role", "defect"]);
    buyer.at(NOW, &["evidence", "detach", "1", NUMBER]).fine();
    let (ran, out) = export(&buyer, "claim", &[]);
    ran.fine();
    assert_eq!(names(&out.join("data/originals")), ["01-second.jpg", "02-third.jpg"]);
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    let sent = shown(&buyer)["submissions"][0].clone();
    assert_eq!(sent["files"].as_array().map(Vec::len), Some(2), "{sent:#}");
    assert_eq!(sent["text"], "The seam is open.");
    attach(&buyer, &picture(&buyer, "late.jpg", 360), &[]);
    let sent = shown(&buyer)["submissions"][0].clone();
    assert_eq!(sent["files"].as_array().map(Vec::len), Some(2), "what was sent stays: {sent:#}");
    buyer.at(NOW, &["case", "undo", "1"]).fine();
    let (ran, out) = export(&buyer, "again", &[]);
    ran.fine();
    assert_eq!(names(&out.join("data/originals")).len(), 3);
    buyer.at(NOW, &["verify"]).fine();
}

#[test]
fn a_picture_that_cannot_be_decoded_stays_among_the_originals_and_is_named() {
    let buyer = with_order();
    open(&buyer, "dispute");
    let broken = buyer.folder().join("broken.webp");
    photo(&broken, 300);
    let mut bytes = std::fs::read(&broken).expect("a picture");
    let start = 26;
    bytes[start..].fill(0xff);
    std::fs::write(&broken, bytes).expect("a picture");
    attach(&buyer, &broken, &["--role", "defect"]);
    export(&buyer, "alone", &[]).0.ends(1);
    attach(&buyer, &picture(&buyer, "whole.jpg", 300), &["--role", "defect"]);
    let (ran, out) = export(&buyer, "claim", &[]);
    let ran = ran.fine();
    assert!(ran.out.contains("broken.webp"), "{}", ran.out);
    assert_eq!(names(&out.join("data/upload")), ["01-defect.jpg"]);
    assert_eq!(names(&out.join("data/originals")).len(), 2);
    assert_eq!(claim(&out).matches("photo:").count(), 1, "{}", claim(&out));
}

#[test]
fn a_location_under_a_wrong_name_is_taken_out_all_the_same() {
    let buyer = with_order();
    open(&buyer, "dispute");
    let plain = std::fs::read(picture(&buyer, "plain.jpg", 300)).expect("a photo");
    let path = buyer.folder().join("taken at home.png");
    std::fs::write(&path, with_location(&plain)).expect("a photo");
    let at = path.to_str().expect("UTF-8");
    let checked = buyer.at(NOW, &["check", at, "--json"]).ends(1).json();
    assert_eq!(checked["has_location"], true);
    let fixed = buyer.folder().join("fixed");
    buyer.at(NOW, &["fix", at, "--out", fixed.to_str().expect("UTF-8")]).fine();
    let copy = fixed.join("taken at home.jpg");
    let checked = buyer.at(NOW, &["check", copy.to_str().expect("UTF-8"), "--json"]).fine().json();
    assert_eq!(checked["has_location"], false);
    attach(&buyer, &path, &["--role", "defect"]);
    let (ran, out) = export(&buyer, "claim", &[]);
    ran.fine();
    let upload = out.join("data/upload/01-defect.jpg");
    let checked = buyer.at(NOW, &["check", upload.to_str().expect("UTF-8"), "--json"]).fine().json();
    assert_eq!(checked["has_location"], false);
}

#[test]
fn the_list_in_the_text_is_what_is_uploaded() {
    let buyer = with_order();
    open(&buyer, "dispute");
    let misnamed = buyer.folder().join("misnamed.png");
    std::fs::copy(picture(&buyer, "a.jpg", 300), &misnamed).expect("a copy");
    attach(&buyer, &misnamed, &["--role", "defect", "--caption", "the seam"]);
    let wide = picture(&buyer, "box.tiff", 320);
    attach(&buyer, &wide, &["--role", "parcel", "--caption", "the box"]);
    attach(&buyer, &wide, &["--role", "order_page"]);
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    let text = shown(&buyer)["submissions"][0]["text"].as_str().expect("a text").to_owned();
    assert!(text.contains("1. photo: the box\n2. photo: the seam\n"), "{text}");
    assert!(!text.contains("\n3."), "{text}");
    let (ran, out) = export(&buyer, "claim", &[]);
    ran.fine();
    assert_eq!(names(&out.join("data/upload")).len(), 2);
}

#[test]
fn upload_folder_text_and_dossier_count_alike_when_a_file_is_left_out() {
    let buyer = with_order();
    open(&buyer, "dispute");
    let empty = buyer.folder().join("zero.jpg");
    std::fs::write(&empty, b"").expect("a file");
    // The role puts the empty file first.
    attach(&buyer, &empty, &["--role", "parcel"]);
    attach(&buyer, &picture(&buyer, "h.jpg", 300), &["--role", "defect", "--caption", "A"]);
    let (ran, out) = export(&buyer, "claim", &[]);
    ran.fine();
    assert_eq!(names(&out.join("data/upload")), ["01-defect.jpg"]);
    assert_eq!(names(&out.join("data/originals")), ["01-h.jpg", "02-zero.jpg"]);
    assert!(claim(&out).contains("1. photo: A\n"), "{}", claim(&out));
    let dossier = std::fs::read_to_string(out.join("data/dossier.html")).expect("a dossier");
    let at = |text: &str| dossier.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(at("id=\"exhibit-1\"") < at("upload/01-defect.jpg"));
    assert!(at("upload/01-defect.jpg") < at("id=\"exhibit-2\""));
}

#[test]
fn line_ends_and_hidden_marks_of_pasted_words_stay_out_of_the_text() {
    let buyer = Buyer::new();
    let args = ["order", "add", NUMBER, "--title", "Watch\n\u{202e}steel", "--options", "black,\r\n42 mm"];
    buyer.at(NOW, &[&args[..], &["--confirmed", "2026-03-18"]].concat()).fine();
    open(&buyer, "dispute");
    let caption = "the seam\n2. photo: \u{2067}forged";
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &["--role", "defect", "--caption", caption]);
    let text = buyer.at(NOW, &["case", "text", "1"]).fine().out;
    assert!(text.contains("“Watch steel” (black, 42 mm)"), "{text}");
    assert!(text.contains("1. photo: the seam 2. photo: forged\n"), "{text}");
}

#[test]
fn what_no_claim_needs_cannot_be_marked() {
    let buyer = with_order();
    let now = "2026-03-18T18:00:00Z".parse().expect("a moment");
    let ctx = jobs::open(&buyer.library(), now, chrono_tz::UTC).expect("a library");
    let wish = jobs::evidence::BringIn {
        paths: vec![picture(&buyer, "a.jpg", 300)],
        target: Target::Inbox,
        role: None,
        caption: None,
        shows: vec!["package_label".to_owned()],
    };
    let refused = jobs::evidence::bring_in(&ctx, &wish, &Unwatched).expect_err("refused");
    assert_eq!(&*refused.message.id, "job-need-unknown");
}

#[test]
fn submitted_sends_the_text_of_the_kind_of_case() {
    let buyer = with_order();
    open(&buyer, "complaint");
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &[]);
    set_text(&buyer, "complaint");
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    let case = shown(&buyer);
    let sent = case["submissions"].as_array().expect("submissions");
    assert_eq!(sent.len(), 1);
    assert_eq!((&sent[0]["kind"], &sent[0]["text"]), (&"complaint".into(), &"The seam is open.".into()));
    assert!(sent[0]["frozen_at"].is_string());
}

#[test]
fn the_drafted_complaint_fits_its_limit_and_too_long_is_said_once() {
    let buyer = with_order();
    open(&buyer, "complaint");
    for n in 0..8 {
        let caption = format!("{n} {}", "seam ".repeat(30));
        attach(&buyer, &picture(&buyer, &format!("{n}.jpg"), 300 + 8 * n), &["--caption", &caption]);
    }
    let text = buyer.at(NOW, &["case", "text", "1", "--kind", "complaint", "--json"]).fine().json();
    let text = text["text"].as_str().expect("a text").to_owned();
    assert!(text.encode_utf16().count() + text.matches('\n').count() <= 1000, "{text}");
    assert!(text.contains("\n8. photo: 7 seam"), "{text}");
    export(&buyer, "claim", &[]).0.fine();
    buyer.at(NOW, &["case", "event", "1", "complaint_sent"]).fine();
}

#[test]
fn a_case_other_than_a_dispute_is_exported_without_files() {
    let buyer = with_order();
    open(&buyer, "report");
    let (ran, out) = export(&buyer, "claim", &[]);
    let ran = ran.fine();
    assert!(ran.out.contains('!'), "{}", ran.out);
    assert!(out.join("data/claim.txt").exists());
}

#[test]
fn a_file_that_found_its_order_leaves_the_inbox() {
    let buyer = with_order();
    let path = picture(&buyer, "a.jpg", 300);
    buyer.at(NOW, &["attach", "inbox", path.to_str().expect("UTF-8")]).fine();
    assert_eq!(buyer.at(NOW, &["evidence", "list", "inbox", "--json"]).fine().lines().len(), 1);
    buyer.at(NOW, &["evidence", "attach", "1", NUMBER]).fine();
    assert_eq!(buyer.at(NOW, &["evidence", "list", "inbox", "--json"]).fine().lines().len(), 0);
    let order = buyer.at(NOW, &["order", "show", NUMBER, "--json"]).fine().json();
    assert_eq!(order["evidence"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_ready_file_needs_no_copy_and_is_told_so() {
    let buyer = with_order();
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &[]);
    let ran = buyer.at(NOW, &["evidence", "fix", "1"]).ends(2);
    assert!(ran.err.contains("ready as it is"), "{}", ran.err);
}

#[test]
fn a_redacted_claim_leaves_a_video_with_a_location_out_and_lists_it() {
    let folder = crate::media::fixtures();
    let buyer = with_order();
    open(&buyer, "dispute");
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &["--role", "defect"]);
    attach(&buyer, &folder.join("located.mp4"), &["--role", "unboxing"]);
    let (ran, out) = export(&buyer, "plain", &[]);
    let ran = ran.fine();
    assert!(ran.out.contains("located.mp4"), "{}", ran.out);
    assert_eq!(names(&out.join("data/upload")), ["01-unboxing.mp4", "02-defect.jpg"]);
    let (ran, out) = export(&buyer, "redacted", &["--redact"]);
    let ran = ran.fine();
    assert!(ran.out.contains("located.mp4"), "{}", ran.out);
    assert_eq!(names(&out.join("data/upload")), ["01-defect.jpg"]);
    let dossier = std::fs::read_to_string(out.join("data/dossier.html")).expect("a dossier");
    assert!(dossier.contains("located.mp4"));
    assert!(!claim(&out).contains("video"), "{}", claim(&out));
}

/// A JPEG whose camera notes name its owner.
fn with_artist(jpeg: &[u8], name: &str) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    let length = u32::try_from(name.len() + 1).expect("short");
    tiff.extend([&0x013b_u16.to_le_bytes()[..], &2_u16.to_le_bytes(), &length.to_le_bytes()].concat());
    tiff.extend(26_u32.to_le_bytes());
    tiff.extend([0; 4]);
    tiff.extend(name.as_bytes());
    tiff.push(0);
    let segment = [b"Exif\0\0", &tiff[..]].concat();
    let length = u16::try_from(segment.len() + 2).expect("short");
    [&jpeg[..2], b"\xff\xe1", &length.to_be_bytes(), &segment, &jpeg[2..]].concat()
}

fn holds(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let bytes = std::fs::read(entry.path()).expect("a file");
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                found.push(entry.path().display().to_string());
            }
        }
    }
    found
}

#[test]
fn a_redacted_claim_holds_neither_name_nor_phone_in_pictures_and_captions() {
    let buyer = with_order();
    open(&buyer, "dispute");
    let plain = std::fs::read(picture(&buyer, "plain.jpg", 300)).expect("a photo");
    let path = buyer.folder().join("seam.jpg");
    std::fs::write(&path, with_artist(&plain, "Anna Petrova")).expect("a photo");
    let caption = "Seam, Anna Petrova, 8 916 123-45-67 or 89161234567; I am petrova";
    attach(&buyer, &path, &["--role", "defect", "--caption", caption]);
    let (ran, out) = export(&buyer, "plain", &[]);
    ran.fine();
    assert_eq!(std::fs::read(out.join("data/upload/01-defect.jpg")).ok(), std::fs::read(&path).ok());
    let (ran, out) = export(&buyer, "redacted", &["--redact", "--private", "Anna Petrova"]);
    ran.fine();
    for word in ["Petrova", "petrova", "Anna", "123-45-67", "89161234567"] {
        assert_eq!(holds(&out, word), [""; 0], "{word}");
    }
    assert!(!holds(&out, NUMBER).is_empty(), "the order number stays");
    let upload = image::open(out.join("data/upload/01-defect.jpg")).expect("a picture");
    assert_eq!(upload, image::open(&path).expect("a picture"), "the pixels stay as they are");
    // The copy is this bundle's alone.
    assert_eq!(buyer.at(NOW, &["evidence", "list", "--json"]).fine().lines().len(), 1);
    buyer.at(NOW, &["verify"]).fine();
}

#[test]
fn private_words_of_the_settings_are_left_out_too() {
    let buyer = with_order();
    open(&buyer, "dispute");
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &["--role", "defect", "--caption", "Elm Street, Anna"]);
    let now = "2026-03-18T18:00:00Z".parse().expect("a moment");
    let ctx = jobs::open(&buyer.library(), now, chrono_tz::UTC).expect("a library");
    let words = Change::SetSetting(jobs::PRIVATE_WORDS.to_owned(), Some("Anna, Elm Street".to_owned()));
    jobs::change(&ctx, &words, None).expect("set");
    let (ran, out) = export(&buyer, "redacted", &["--redact"]);
    ran.fine();
    assert_eq!(holds(&out, "Elm Street"), [""; 0]);
    assert!(claim(&out).contains("photo: […], […]"), "{}", claim(&out));
}

#[test]
fn a_redacted_claim_leaves_out_a_video_that_names_its_author() {
    let folder = crate::media::fixtures();
    let buyer = with_order();
    open(&buyer, "dispute");
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &["--role", "defect"]);
    let video = std::fs::read(folder.join("clip.mp4")).expect("a video");
    let path = buyer.folder().join("mine.mp4");
    let author = b"\0\0\0\x18udta\0\0\0\x10\xa9ART\0\x04\0\0Anna";
    std::fs::write(&path, [&video[..], author].concat()).expect("a video");
    attach(&buyer, &path, &["--role", "unboxing"]);
    attach(&buyer, &folder.join("clip.mp4"), &["--role", "unboxing"]);
    let (ran, out) = export(&buyer, "redacted", &["--redact"]);
    let ran = ran.fine();
    assert!(ran.out.contains("mine.mp4"), "{}", ran.out);
    assert_eq!(names(&out.join("data/upload")), ["01-unboxing.mp4", "02-defect.jpg"]);
    assert_eq!(holds(&out, "Anna"), [""; 0]);
}

#[test]
fn taking_back_what_was_sent_gives_the_draft_back() {
    let buyer = with_order();
    open(&buyer, "dispute");
    attach(&buyer, &picture(&buyer, "a.jpg", 300), &["--role", "defect"]);
    set_text(&buyer, "claim");
    let now = "2026-03-18T18:00:00Z".parse().expect("a moment");
    let ctx = jobs::open(&buyer.library(), now, chrono_tz::UTC).expect("a library");
    let event = NewEvent {
        kind: CaseEventKind::Submitted,
        at: Moment::instant(now),
        source: EventSource::Buyer,
        details: EventDetails::default(),
    };
    let applied = jobs::cases::record(&ctx, CaseId(1), &event).expect("recorded");
    let sent = &ctx.library.submissions(CaseId(1)).expect("submissions")[0];
    assert_eq!((sent.files.len(), sent.frozen_at.is_some()), (1, true));
    let back = jobs::take_back(&ctx, &applied.inverse, Some(applied.others)).expect("taken back");
    let draft = &ctx.library.submissions(CaseId(1)).expect("submissions")[0];
    assert_eq!((draft.files.len(), draft.frozen_at, &*draft.text), (0, None, "The seam is open."));
    jobs::take_back(&ctx, &back.inverse, Some(back.others)).expect("sent again");
    let sent = &ctx.library.submissions(CaseId(1)).expect("submissions")[0];
    assert_eq!((sent.files.len(), sent.frozen_at.is_some()), (1, true));
}
