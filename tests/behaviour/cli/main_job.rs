//! The whole job as a buyer does it: order, evidence, fix, dispute, export, verification; and the sample.

use std::path::{Path, PathBuf};
use std::process::Command;

use parcelproof::domain::evidence::needs::Need;
use parcelproof::jobs;

use super::{Buyer, photo};

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn from_order_to_bundle_without_a_window() {
    let buyer = Buyer::new();
    let now = "2026-03-18T10:00";
    buyer
        .at(
            now,
            &[
                "order",
                "add",
                "8136324328903264",
                "--title",
                "Watch",
                "--paid",
                "11.73",
                "--currency",
                "USD",
                "--delivered",
                "2026-03-16",
            ],
        )
        .fine();
    let photos: Vec<PathBuf> = (0..2).map(|n| buyer.folder().join(format!("photo {n}.jpg"))).collect();
    for (n, path) in photos.iter().enumerate() {
        photo(path, 300 + 40 * n as u32);
    }
    let wide = buyer.folder().join("box.tiff");
    photo(&wide, 400);
    let mut attach: Vec<&std::ffi::OsStr> = vec!["attach".as_ref(), "8136324328903264".as_ref()];
    attach.extend(photos.iter().chain([&wide]).map(|path| path.as_os_str()));
    attach.extend(["--role", "defect"].map(std::ffi::OsStr::new));
    buyer.at(now, &attach).fine();
    let before: Vec<Vec<u8>> = photos.iter().map(|path| std::fs::read(path).expect("a photo")).collect();

    buyer
        .at(now, &["case", "open", "8136324328903264", "--kind", "dispute", "--reason", "not_working"])
        .fine();
    let out = buyer.folder().join("claim");
    let export = |out: &Path, more: &[&str]| {
        let mut args: Vec<&std::ffi::OsStr> =
            vec!["export".as_ref(), "1".as_ref(), "--out".as_ref(), out.as_os_str()];
        args.extend(more.iter().map(std::ffi::OsStr::new));
        buyer.at(now, &args)
    };
    export(&out, &[]).fine();
    let uploads = walk(&out.join("data/upload"));
    assert_eq!(uploads.len(), 3);
    assert!(uploads.iter().all(|path| path.extension().is_some_and(|extension| extension == "jpg")));
    for path in &uploads {
        let checked = buyer.at(now, &["check".as_ref(), path.as_os_str(), "--json".as_ref()]).fine().json();
        assert_eq!(checked["verdict"], "ready");
    }
    buyer.at(now, &["verify-bundle".as_ref(), out.as_os_str()]).fine();
    buyer.at(now, &["verify"]).fine();
    export(&out, &[]).ends(2);
    let zip = buyer.folder().join("claim.zip");
    export(&zip, &["--zip"]).fine();
    buyer.at(now, &["verify-bundle".as_ref(), zip.as_os_str()]).fine();

    let after: Vec<Vec<u8>> = photos.iter().map(|path| std::fs::read(path).expect("a photo")).collect();
    assert!(before == after, "an original was altered");
}

#[test]
fn an_export_with_blockers_ends_with_one_and_writes_nothing() {
    let buyer = Buyer::new();
    let now = "2026-03-18T10:00";
    buyer.at(now, &["order", "add", "8136324328903264", "--paid", "11.73", "--currency", "USD"]).fine();
    buyer.at(now, &["case", "open", "8136324328903264", "--kind", "dispute", "--reason", "defective"]).fine();
    let out = buyer.folder().join("claim");
    let args = ["export".as_ref(), "1".as_ref(), "--out".as_ref(), out.as_os_str()];
    buyer.at(now, &args).ends(1);
    assert!(!out.exists());
    let mut anyway = args.to_vec();
    anyway.push("--anyway".as_ref());
    buyer.at(now, &anyway).fine();
    assert!(out.join("data/claim.txt").exists());
}

#[test]
fn a_recorded_submission_is_frozen_with_its_files() {
    let buyer = Buyer::new();
    let now = "2026-03-18T10:00";
    buyer.at(now, &["order", "add", "8136324328903264", "--paid", "11.73", "--currency", "USD"]).fine();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 300);
    buyer.at(now, &["attach".as_ref(), "8136324328903264".as_ref(), path.as_os_str()]).fine();
    buyer
        .at(now, &["case", "open", "8136324328903264", "--kind", "dispute", "--reason", "not_working"])
        .fine();
    buyer.at(now, &["case", "event", "1", "submitted"]).fine();
    let shown = buyer.at(now, &["case", "show", "1", "--json"]).fine().json();
    let sent = &shown["submissions"][0];
    assert!(sent["frozen_at"].is_string(), "{sent:#}");
    assert_eq!(sent["files"].as_array().map(Vec::len), Some(1));
    assert!(sent["text"].as_str().is_some_and(|text| text.contains("11.73 USD")));
    buyer.at(now, &["case", "undo", "1"]).fine();
    let shown = buyer.at(now, &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["state"], "draft");
    assert_eq!(shown["events"][0]["voided"], true);
}

#[test]
fn the_sample_runs_the_whole_job_and_others_accept_its_bundle() {
    let buyer = Buyer::new();
    let ran = buyer.at("2026-11-22T12:00", &["demo", "--no-window"]).fine();
    let named = |name: &str| {
        let found = ran.out.lines().find_map(|line| line.strip_prefix(name));
        PathBuf::from(found.unwrap_or_else(|| panic!("no {name}in {}", ran.out)))
    };
    let (library, bundle) = (named("library: "), named("bundle: "));
    assert!(library.is_dir());
    let now = "2026-11-22T12:00:00Z".parse().expect("a moment");
    let ctx = jobs::open(&library, now, chrono_tz::UTC).expect("a library");
    let order = jobs::orders::find(&ctx, jobs::demo::MAIN_ORDER).expect("the order").id;
    let picture = jobs::orders::picture(&ctx, order).expect("a picture");
    let uses = picture.evidence.iter().filter_map(|row| row.attachment.as_ref());
    let shown: Vec<&String> = uses.flat_map(|attachment| &attachment.shows).collect();
    assert!(!shown.is_empty());
    assert!(shown.iter().all(|need| Need::from_code(need).is_some()), "{shown:?}");
    let uploads = walk(&bundle.join("data/upload"));
    let originals = walk(&bundle.join("data/originals"));
    assert!(uploads.len() >= 6, "{uploads:?}");
    let manifest = std::fs::read_to_string(bundle.join("manifest-sha256.txt")).expect("a manifest");
    let dossier = std::fs::read_to_string(bundle.join("data/dossier.html")).expect("a dossier");
    for path in &uploads {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(manifest.contains(&format!("data/upload/{name}\n")), "{name} is not in the manifest");
        assert!(dossier.contains(name), "{name} is not in the dossier");
    }
    let extension = |paths: &[PathBuf], wanted: &str| {
        paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == wanted)).count()
    };
    assert!(extension(&uploads, "avi") >= 1, "a video");
    assert!(extension(&originals, "webp") == 1 && extension(&uploads, "webp") == 0, "one was converted");
    let longest = |paths: &[PathBuf]| {
        let pictures =
            paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "jpg"));
        pictures.map(|path| std::fs::metadata(path).expect("a file").len()).max()
    };
    assert!(longest(&originals) > Some(2_097_152) && longest(&uploads) <= Some(2_000_000), "one was shrunk");
    buyer.at("2026-11-22T12:00", &["verify-bundle".as_ref(), bundle.as_os_str()]).fine();
    let sums = Command::new("sha256sum")
        .args(["--quiet", "-c", "manifest-sha256.txt"])
        .current_dir(&bundle)
        .status();
    assert!(sums.expect("sha256sum").success());
    // A byte of a tag file is not like another.
    let tag = bundle.join("bag-info.txt");
    let mut bytes = std::fs::read(&tag).expect("a tag file");
    bytes[0] ^= 1;
    std::fs::write(&tag, bytes).expect("a tag file");
    let faulty = buyer.at("2026-11-22T12:00", &["verify-bundle".as_ref(), bundle.as_os_str()]).ends(1);
    assert!(faulty.out.contains("bag-info.txt"), "{}", faulty.out);
}
