//! `check`, `fix` and `attach` on folders as they are: links, pipes, nothing at all, the same file twice, names
//! that programs trip over; and copies that are never seen half written.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use parcelproof::domain::message::{Msg, Problem, ProblemClass, Progress};
use parcelproof::jobs::check::fix_paths;
use serde_json::Value;

use super::{Buyer, Ran, photo};

const NOW: &str = "2026-03-18T10:00";
const ORDER: &str = "8136324328903264";

fn run(buyer: &Buyer, words: &[&str], paths: &[&Path]) -> Ran {
    let mut args: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
    args.extend(paths.iter().map(|path| path.as_os_str()));
    buyer.at(NOW, &args)
}

fn with_order() -> Buyer {
    let buyer = Buyer::new();
    buyer.at(NOW, &["order", "add", ORDER, "--paid", "11.73", "--currency", "USD"]).fine();
    buyer
}

/// File name and finding codes of each line.
fn found(lines: &[Value]) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let name = |line: &Value| {
        let path = text(if line["path"].is_null() { &line["name"] } else { &line["path"] });
        path.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let codes = |line: &Value| {
        line["findings"].as_array().expect("findings").iter().map(|found| text(&found["code"])).collect()
    };
    lines.iter().map(|line| (name(line), codes(line))).collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A folder with a photo, a link to it, a link to a photo elsewhere and three things that are no files.
fn odd_folder(buyer: &Buyer) -> PathBuf {
    let folder = buyer.folder().join("odd");
    let elsewhere = buyer.folder().join("elsewhere");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::create_dir(&elsewhere).expect("a folder");
    photo(&folder.join("photo.jpg"), 300);
    photo(&elsewhere.join("other.jpg"), 340);
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, folder.join(name)).expect("a link");
    link(&folder.join("photo.jpg"), "again.jpg");
    link(&elsewhere.join("other.jpg"), "linked.jpg");
    link(&elsewhere, "folder");
    link(&elsewhere.join("nothing"), "nowhere.jpg");
    let made = Command::new("mkfifo").arg(folder.join("pipe.jpg")).status().expect("mkfifo");
    assert!(made.success());
    folder
}

#[test]
fn links_to_files_are_taken_once_and_what_is_no_file_is_reported() {
    let buyer = with_order();
    let folder = odd_folder(&buyer);
    let lines = run(&buyer, &["check", "--json"], &[&folder]).ends(1).lines();
    let codes = |name: &str| {
        let line = found(&lines).into_iter().find(|(found, _)| found == name);
        line.map(|(_, codes)| codes.join(" "))
    };
    for name in ["photo.jpg", "linked.jpg"] {
        assert_eq!(codes(name).as_deref(), Some(""), "{name}");
    }
    for name in ["folder", "nowhere.jpg", "pipe.jpg"] {
        assert_eq!(codes(name).as_deref(), Some("unreadable"), "{name}");
    }
    assert_eq!(lines.len(), 5, "{lines:#?}");
    let ran = run(&buyer, &["attach", ORDER, "--json"], &[&folder]).ends(1);
    assert_eq!(ran.lines().len(), 2);
    for name in ["folder", "nowhere.jpg", "pipe.jpg"] {
        assert!(ran.err.contains(name), "{}", ran.err);
    }
}

#[test]
fn a_folder_without_files_is_said_to_be_one() {
    let buyer = with_order();
    let folder = buyer.folder().join("empty");
    std::fs::create_dir_all(folder.join("inner")).expect("a folder");
    let out = buyer.folder().join("out");
    let fix = ["fix", "--out", out.to_str().expect("a path")];
    for words in [&["check"][..], &["attach", ORDER][..], &fix[..]] {
        let ran = run(&buyer, words, &[&folder]).ends(1);
        assert!(ran.err.contains("no files in") && ran.err.contains("empty"), "{words:?} {}", ran.err);
    }
}

#[test]
fn the_same_bytes_are_called_a_duplicate_by_check_and_attach() {
    let buyer = with_order();
    let folder = buyer.folder().join("twice");
    std::fs::create_dir(&folder).expect("a folder");
    photo(&folder.join("a.jpg"), 300);
    std::fs::copy(folder.join("a.jpg"), folder.join("b.jpg")).expect("a copy");
    photo(&folder.join("c.jpg"), 340);
    let lines = run(&buyer, &["check", "--json"], &[&folder]).fine().lines();
    let expected = [("a.jpg", vec![]), ("b.jpg", vec!["duplicate".to_owned()]), ("c.jpg", vec![])];
    assert_eq!(found(&lines), expected.map(|(name, codes)| (name.to_owned(), codes)));
    assert!(lines.iter().all(|line| line["sha256"].is_null()), "a hash is given where it was asked for");
    let lines = run(&buyer, &["attach", ORDER, "--json"], &[&folder.join("a.jpg"), &folder.join("a.jpg")]);
    let codes: Vec<_> = found(&lines.fine().lines()).into_iter().map(|(_, codes)| codes.join(" ")).collect();
    assert_eq!(codes, ["", "duplicate"]);
}

#[test]
fn a_file_that_comes_again_under_its_right_name_is_called_so() {
    let buyer = with_order();
    let (wrong, right) = (buyer.folder().join("wrongname.jpg"), buyer.folder().join("photo.bmp"));
    photo(&right, 60);
    std::fs::copy(&right, &wrong).expect("a copy");
    let listed = |path: &Path| {
        run(&buyer, &["attach", ORDER], &[path]);
        let lines = buyer.at(NOW, &["evidence", "list", ORDER, "--json"]).fine().lines();
        (lines[0]["name"].clone(), lines[0]["verdict"].clone())
    };
    assert_eq!(listed(&wrong), (Value::from("wrongname.jpg"), Value::from("fixable")));
    assert_eq!(listed(&right), (Value::from("photo.bmp"), Value::from("ready")));
    // A worse name changes nothing.
    assert_eq!(listed(&wrong), (Value::from("photo.bmp"), Value::from("ready")));
    buyer.at(NOW, &["verify"]).fine();
}

/// Names of the files in the inbox.
fn inbox(buyer: &Buyer) -> Vec<String> {
    let lines = buyer.at(NOW, &["evidence", "list", "inbox", "--json"]).fine().lines();
    found(&lines).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_file_leaves_the_inbox_when_its_bytes_are_attached_to_an_order() {
    let buyer = with_order();
    let path = buyer.folder().join("a.jpg");
    photo(&path, 300);
    run(&buyer, &["attach", "inbox"], &[&path]).fine();
    assert_eq!(inbox(&buyer), ["a.jpg"]);
    run(&buyer, &["attach", ORDER], &[&path]).fine();
    assert_eq!(inbox(&buyer), Vec::<String>::new());
    // Here it has a place already: looking at it again must not take it away.
    run(&buyer, &["attach", "inbox"], &[&path]).fine();
    assert_eq!(inbox(&buyer), ["a.jpg"]);
}

#[test]
fn a_file_that_is_used_nowhere_waits_in_the_inbox() {
    let buyer = with_order();
    let path = buyer.folder().join("a.jpg");
    photo(&path, 300);
    run(&buyer, &["attach", ORDER, "--line", "1"], &[&path]).fine();
    run(&buyer, &["attach", ORDER], &[&path]).fine();
    let ran = buyer.at(NOW, &["evidence", "detach", "1", ORDER]).fine();
    assert!(ran.out.contains("waits in the inbox"), "{}", ran.out);
    assert_eq!(inbox(&buyer), ["a.jpg"]);
    let ran = buyer.at(NOW, &["evidence", "detach", "1", "inbox"]).ends(2);
    assert!(ran.err.contains("remove it instead"), "{}", ran.err);
    assert_eq!(inbox(&buyer), ["a.jpg"]);
    // Where it has another place, it may leave the inbox.
    buyer.at(NOW, &["evidence", "attach", "1", ORDER]).fine();
    run(&buyer, &["attach", "inbox"], &[&path]).fine();
    buyer.at(NOW, &["evidence", "detach", "1", "inbox"]).fine();
    assert_eq!(inbox(&buyer), Vec::<String>::new());
}

#[test]
fn ready_files_with_a_location_or_a_hostile_name_get_a_copy_without() {
    let fixtures = crate::media::fixtures();
    let buyer = Buyer::new();
    let folder = buyer.folder().join("in");
    let out = buyer.folder().join("out");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::copy(fixtures.join("rotated.jpg"), folder.join("located.jpg")).expect("a copy");
    photo(&folder.join("a\u{202e}gpj.jpg"), 300);
    photo(&folder.join("plain.jpg"), 340);
    let fix = ["fix", "--json", "--out", out.to_str().expect("a path")];
    let lines = run(&buyer, &fix, &[&folder]).fine().lines();
    assert!(lines.iter().all(|line| line["verdict"] == "ready"), "{lines:#?}");
    assert_eq!(names_in(&out), ["copy-a-gpj.jpg", "located.jpg"]);
    let hostile = std::fs::read(folder.join("a\u{202e}gpj.jpg")).expect("a photo");
    assert_eq!(std::fs::read(out.join("copy-a-gpj.jpg")).expect("a copy"), hostile);
    for line in run(&buyer, &["check", "--json"], &[&out]).fine().lines() {
        assert_eq!((&line["findings"], &line["has_location"]), (&serde_json::json!([]), &Value::from(false)));
    }
}

#[test]
fn copies_are_named_as_the_rules_list_them() {
    let buyer = Buyer::new();
    let (path, out) = (buyer.folder().join("photo.jpg"), buyer.folder().join("out"));
    photo(&path, 300);
    run(&buyer, &["fix", "--rules", "card-visa", "--out", out.to_str().expect("a path")], &[&path]).fine();
    assert_eq!(names_in(&out), ["photo.jpeg"]);
    run(&buyer, &["check", "--rules", "card-visa"], &[&out]).fine();
}

#[test]
fn a_videos_location_is_not_passed_on_under_another_name() {
    let buyer = Buyer::new();
    let (path, out) = (buyer.folder().join("loc.mov"), buyer.folder().join("out"));
    std::fs::copy(crate::media::fixtures().join("located.mp4"), &path).expect("a copy");
    let ran = run(&buyer, &["fix", "--out", out.to_str().expect("a path")], &[&path]).ends(1);
    assert!(ran.err.contains("loc.mov") && ran.err.contains("place"), "{}", ran.err);
    assert_eq!(names_in(&out), [""; 0]);
}

#[test]
fn every_line_of_fix_names_its_file_and_says_why() {
    let buyer = Buyer::new();
    let (folder, out) = (buyer.folder().join("in"), buyer.folder().join("out"));
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::copy(crate::media::fixtures().join("stranger.mkv"), folder.join("a.mkv")).expect("a copy");
    std::fs::write(folder.join("b.jpg"), b"").expect("a file");
    let ran = run(&buyer, &["fix", "--out", out.to_str().expect("a path")], &[&folder]).ends(1);
    assert!(ran.err.contains("a.mkv") && ran.err.contains("MP4 (H.264)"), "{}", ran.err);
    assert!(ran.out.contains("Not fixable here") && !ran.out.contains("Can be fixed"), "{}", ran.out);
    let behind = ran.out.split("b.jpg").nth(1).expect("a line about it");
    assert!(behind.contains("The file is empty"), "{}", ran.out);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_called_one() {
    let buyer = Buyer::new();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 300);
    let ran = run(&buyer, &["fix", "--out", path.to_str().expect("a path")], &[&path]).ends(2);
    assert!(ran.err.contains("is a file"), "{}", ran.err);
    for library in [path.clone(), path.join("below")] {
        let args = ["order", "list", "--library", library.to_str().expect("a path")];
        let ran = Ran::of(
            Command::new(env!("CARGO_BIN_EXE_parcelproof")).args(args).output().expect("the program runs"),
        )
        .ends(3);
        assert!(ran.err.contains("is a file"), "{}", ran.err);
    }
}

#[test]
fn a_copy_in_a_folder_that_is_not_utf8_is_named_by_its_bytes_too() {
    let buyer = Buyer::new();
    let picture = buyer.folder().join("picture.tiff");
    photo(&picture, 300);
    let out = buyer.folder().join(OsStr::from_bytes(b"out\xff"));
    let args = [OsStr::new("fix"), picture.as_os_str(), OsStr::new("--json"), OsStr::new("--out")];
    let args: Vec<&OsStr> = args.into_iter().chain([out.as_os_str()]).collect();
    let line = buyer.at(NOW, &args).fine().json();
    assert!(line["output"].as_str().is_some_and(|path| path.ends_with("out%FF/picture.jpg")), "{line:#}");
    assert!(line["output_bytes"].is_string(), "{line:#}");
}

/// Looks at a folder whenever the job asks whether it should stop, and stops it at a given question.
struct Watching {
    folder: PathBuf,
    asked: AtomicUsize,
    stop_at: usize,
}

impl Progress for Watching {
    fn stage(&self, _: Msg, _: u64) {}
    fn advance(&self, _: u64) {}
    fn item_failed(&self, _: &Problem) {}
    fn stopped(&self) -> bool {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        let names = names_in(&self.folder);
        assert!(
            names.iter().all(|name| std::path::Path::new(name).extension().is_some_and(|end| end == "part")),
            "half written: {names:?}"
        );
        asked == self.stop_at
    }
}

#[test]
fn a_copy_has_its_name_only_when_it_is_whole_and_stopping_leaves_nothing() {
    let fixtures = crate::media::fixtures();
    let folder = tempfile::tempdir().expect("a folder");
    let (video, out) = (folder.path().join("video.mov"), folder.path().join("out"));
    std::fs::create_dir(&out).expect("a folder");
    // A sound video under a wrong name, made long by bytes that players skip.
    let mut bytes = std::fs::read(fixtures.join("clip.mp4")).expect("a video");
    bytes.extend((5_000_008_u32).to_be_bytes());
    bytes.extend(b"free");
    bytes.resize(bytes.len() + 5_000_000, 0);
    std::fs::write(&video, &bytes).expect("a video");
    let rules = crate::media::rules();
    let fix = |stop_at| {
        let watching = Watching { folder: out.clone(), asked: AtomicUsize::new(0), stop_at };
        let done = fix_paths(std::slice::from_ref(&video), &out, &rules, &watching, |fixed| {
            fixed.map(|fixed| assert!(fixed.problem.is_none(), "{:?}", fixed.problem))
        });
        (done, watching.asked.into_inner())
    };
    for stop_at in 0..6 {
        let (done, _) = fix(stop_at);
        assert_eq!(done.expect_err("stopped").class, ProblemClass::Cancelled, "at {stop_at}");
        assert_eq!(names_in(&out), Vec::<String>::new(), "at {stop_at}");
    }
    let (done, asked) = fix(usize::MAX);
    done.expect("done");
    assert!(asked > 5, "{asked}");
    assert_eq!(names_in(&out), ["video.mp4"]);
    assert_eq!(std::fs::read(out.join("video.mp4")).expect("a copy"), bytes);
}
