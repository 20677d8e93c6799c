//! What the upload folder takes when files have copies: made for other rules, shared by two originals, brought in by the
//! buyer as well; and what a redacted one leaves out.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Buyer, Ran, photo};

const NOW: &str = "2026-03-18T10:00";
const NUMBER: &str = "8136324328903264";

fn disputed() -> Buyer {
    let buyer = Buyer::new();
    let args = ["order", "add", NUMBER, "--title", "Watch", "--paid", "100", "--currency", "USD"];
    buyer.at(NOW, &[&args[..], &["--confirmed", "2026-03-18"]].concat()).fine();
    buyer.at(NOW, &["case", "open", NUMBER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer
}

fn attach(buyer: &Buyer, path: &Path, role: &str) {
    buyer.at(NOW, &["attach", NUMBER, path.to_str().expect("UTF-8"), "--role", role]).fine();
}

fn picture(buyer: &Buyer, name: &str, side: u32) -> PathBuf {
    let path = buyer.folder().join(name);
    photo(&path, side);
    path
}

/// Puts segments into a JPEG: behind its first mark, where cameras put theirs.
fn with_segments(jpeg: &[u8], kind: u8, segments: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for segment in segments {
        bytes.extend([0xff, kind]);
        bytes.extend(u16::try_from(segment.len() + 2).expect("short").to_be_bytes());
        bytes.extend(segment);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A photo over every limit.
fn heavy(buyer: &Buyer, name: &str) -> PathBuf {
    let path = picture(buyer, name, 300);
    let jpeg = std::fs::read(&path).expect("a photo");
    std::fs::write(&path, with_segments(&jpeg, 0xfe, &vec![vec![b' '; 60_000]; 100])).expect("a photo");
    path
}

fn export(buyer: &Buyer, name: &str, more: &[&str]) -> (Ran, PathBuf) {
    let out = buyer.folder().join(name);
    let args = ["export", "1", "--anyway", "--out", out.to_str().expect("UTF-8")];
    let ran = buyer.at(NOW, &[&args[..], more].concat()).fine();
    (ran, out.join("data"))
}

fn uploads(data: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(data.join("upload")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// Demands that the rules take every file as it stands in the upload folder.
fn accepted(buyer: &Buyer, rules: &str, data: &Path) {
    let folder = data.join("upload");
    buyer.at(NOW, &["check", "--rules", rules, folder.to_str().expect("UTF-8")]).fine();
}

fn listed(buyer: &Buyer) -> Vec<Value> {
    buyer.at(NOW, &["evidence", "list", NUMBER, "--json"]).fine().lines()
}

#[test]
fn a_copy_made_for_other_rules_never_hides_the_one_that_fits() {
    let buyer = disputed();
    attach(&buyer, &heavy(&buyer, "o1.jpg"), "defect");
    let screenshot = picture(&buyer, "photo.png", 320);
    attach(&buyer, &screenshot, "defect");
    let own = ["01-defect.jpg", "02-defect.png"];
    let (_, data) = export(&buyer, "pa", &[]);
    assert_eq!(uploads(&data), own);
    let (ran, data) = export(&buyer, "pb", &["--for", "card-mastercard"]);
    assert_eq!(uploads(&data), ["01-defect.jpeg", "02-defect.jpeg"]);
    assert_eq!(ran.out.matches("A copy of “photo.png”").count(), 1, "{}", ran.out);
    accepted(&buyer, "card-mastercard", &data);
    let (_, data) = export(&buyer, "pc", &[]);
    assert_eq!(uploads(&data), own);
    let sent = std::fs::read(data.join("upload/02-defect.png")).expect("a screenshot");
    assert_eq!(sent, std::fs::read(&screenshot).expect("a screenshot"), "what is ready goes as it is");
    let claim = std::fs::read_to_string(data.join("claim.txt")).expect("a claim");
    assert_eq!(claim.matches("photo").count(), 2, "{claim}");
}

#[test]
fn the_first_export_for_a_card_takes_every_photo() {
    let buyer = disputed();
    attach(&buyer, &heavy(&buyer, "o1.jpg"), "defect");
    attach(&buyer, &picture(&buyer, "photo.png", 320), "defect");
    attach(&buyer, &picture(&buyer, "small.jpg", 330), "parcel");
    let (_, data) = export(&buyer, "visa", &["--for", "card-visa"]);
    assert_eq!(uploads(&data), ["01-parcel.jpeg", "02-defect.jpeg", "03-defect.jpeg"]);
    accepted(&buyer, "card-visa", &data);
}

#[test]
fn a_picture_whose_copy_the_buyer_has_too_is_as_good_as_ready() {
    let buyer = disputed();
    let webp = picture(&buyer, "box.webp", 300);
    let out = buyer.folder().join("fixed");
    let fix = ["fix", webp.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")];
    buyer.at(NOW, &fix).fine();
    attach(&buyer, &webp, "parcel");
    attach(&buyer, &out.join("box.jpg"), "parcel");
    buyer.at(NOW, &["evidence", "fix", "1"]).fine();
    let rows = listed(&buyer);
    assert_eq!((&rows[0]["copy"], &rows[1]["copy"]), (&Value::from(2), &Value::Null), "{rows:#?}");
    assert_eq!(rows[1]["derived_from"], Value::Null, "what was brought in stays an original");
    let (_, data) = export(&buyer, "claim", &[]);
    assert_eq!(uploads(&data).len(), 2);
    buyer.at(NOW, &["verify"]).fine();
}

#[test]
fn two_photos_that_differ_by_their_notes_share_one_copy() {
    let buyer = disputed();
    let jpeg = std::fs::read(picture(&buyer, "plain.jpg", 300)).expect("a photo");
    for (name, mark) in [("a.jpg", b'a'), ("b.jpg", b'b')] {
        let path = buyer.folder().join(name);
        std::fs::write(&path, with_segments(&jpeg, 0xfe, &vec![vec![mark; 60_000]; 40])).expect("a photo");
        attach(&buyer, &path, "defect");
    }
    for id in ["1", "2"] {
        buyer.at(NOW, &["evidence", "fix", id]).fine();
    }
    let copies: Vec<Value> = listed(&buyer).iter().map(|row| row["copy"].clone()).collect();
    assert_eq!(copies, [Value::from(3), Value::from(3)]);
    let (ran, data) = export(&buyer, "claim", &[]);
    assert_eq!(uploads(&data).len(), 2, "{}", ran.out);
}

#[test]
fn a_photo_that_comes_again_after_the_bin_was_emptied_gets_its_copy_again() {
    let buyer = disputed();
    let path = heavy(&buyer, "o1.jpg");
    for round in 0..2 {
        attach(&buyer, &path, "defect");
        let id = listed(&buyer)[0]["id"].to_string();
        buyer.at(NOW, &["evidence", "fix", &id]).fine();
        assert!(listed(&buyer)[0]["copy"].is_number(), "round {round}");
        buyer.at(NOW, &["evidence", "remove", &id]).fine();
        buyer.at(NOW, &["bin", "empty"]).fine();
        // Neither it nor what it told is left.
        assert_eq!(buyer.at(NOW, &["evidence", "list", "--json"]).fine().lines().len(), 0, "round {round}");
        let originals = walkdir::WalkDir::new(buyer.library().join("originals")).into_iter();
        let files = originals.filter(|entry| entry.as_ref().expect("an entry").file_type().is_file()).count();
        assert_eq!(files, 0, "round {round}");
    }
}

#[test]
fn a_file_attached_to_another_order_is_no_duplicate() {
    let buyer = disputed();
    let other = "8136324328903265";
    buyer.at(NOW, &["order", "add", other, "--paid", "5", "--currency", "USD"]).fine();
    let path = picture(&buyer, "a.jpg", 300);
    let said = |number: &str| {
        let ran = buyer.at(NOW, &["attach", number, path.to_str().expect("UTF-8"), "--json"]).fine();
        ran.json()["findings"].to_string()
    };
    assert!(!said(NUMBER).contains("duplicate"));
    assert!(!said(other).contains("duplicate"));
    assert!(said(other).contains("duplicate"));
}

#[test]
fn what_a_file_is_attached_to_is_called_by_its_number() {
    let buyer = disputed();
    let path = picture(&buyer, "a.jpg", 300);
    let attached = |more: &[&str]| {
        let args = ["attach", NUMBER, path.to_str().expect("UTF-8"), "--json"];
        buyer.at(NOW, &[&args[..], more].concat()).fine().json()["attachment"]["target"].clone()
    };
    assert_eq!(attached(&[]), serde_json::json!({"kind": "order", "order": NUMBER}));
    let line = serde_json::json!({"kind": "line", "order": NUMBER, "line": 1});
    assert_eq!(attached(&["--line", "1"]), line);
    assert_eq!(listed(&buyer)[1]["attachment"]["target"], line);
}

/// Files of the upload folder that hold a word, in UTF-8 or UTF-16.
fn holding(data: &Path, word: &str) -> Vec<String> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |name: &String| {
        let bytes = std::fs::read(data.join("upload").join(name)).expect("a file");
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        has(word.as_bytes()) || has(&wide)
    };
    uploads(data).into_iter().filter(holds).collect()
}

#[test]
fn a_redacted_claim_leaves_out_every_video_that_may_name_somebody() {
    let fixtures = crate::media::fixtures();
    let buyer = disputed();
    attach(&buyer, &picture(&buyer, "a.jpg", 300), "defect");
    let mut left_out = Vec::new();
    for entry in std::fs::read_dir(fixtures.join("named")).expect("a folder") {
        let path = entry.expect("an entry").path();
        attach(&buyer, &path, "unboxing");
        left_out.push(path.file_name().expect("a name").to_string_lossy().into_owned());
    }
    // Where no format keeps words: among the pictures.
    let path = buyer.folder().join("hidden.mpeg");
    let hidden: Vec<u8> = "IVANOVA".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let video = std::fs::read(fixtures.join("clip.mpeg")).expect("a video");
    std::fs::write(&path, [video, hidden].concat()).expect("a video");
    attach(&buyer, &path, "unboxing");
    left_out.push("hidden.mpeg".to_owned());
    for clean in ["clip.mp4", "clip.flv", "clip.wmv", "clip.avi", "clip.rm", "clip.mov"] {
        attach(&buyer, &fixtures.join(clean), "unboxing");
    }
    let (ran, data) = export(&buyer, "redacted", &["--redact", "--private", "Ivanova"]);
    for name in left_out {
        assert!(ran.out.contains(&name), "{name}: {}", ran.out);
    }
    for word in ["Ivanova", "IVANOVA", "Anna"] {
        assert_eq!(holding(&data, word), [""; 0], "{word}");
    }
    assert_eq!(uploads(&data).len(), 7, "{:?}", uploads(&data));
}
