//! The claim bundle: what is in it, that other tools accept it, that no byte of it changes unseen, and what
//! happens when it cannot be written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use parcelproof::domain::message::{Msg, ProblemClass, Unwatched};
use parcelproof::exchange::{BundleInput, BundleVerdict, verify, write_folder, write_zip};

use super::bundle_case::{ACCOUNT, Sample, StopsAfter, deadline, english, now};

fn folder(sample: &Sample, input: &BundleInput<'_>, dir: &Path) -> PathBuf {
    let out = dir.join("bundle");
    let texts = english();
    write_folder(input, &sample.vault, &texts, &texts, &out, &Unwatched).unwrap();
    out
}

fn zip(sample: &Sample, input: &BundleInput<'_>, dir: &Path) -> PathBuf {
    let out = dir.join("bundle.zip");
    let texts = english();
    write_zip(input, &sample.vault, &texts, &texts, &out, &Unwatched).unwrap();
    out
}

fn check(path: &Path) -> BundleVerdict {
    verify(path, &Unwatched).unwrap()
}

fn faulty(path: &Path) -> Vec<String> {
    check(path).problems.into_iter().map(|fault| fault.file).collect()
}

/// Every file below a folder, by its path with slashes.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// Runs a tool in a folder: whether it was content, and what it said. One that is missing fails the test.
fn tool(dir: &Path, program: &str, args: &[&str]) -> (bool, String) {
    // Where tests/run keeps the Python packages, for when a test is run without it.
    let cache = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache/parcelproof/tools/python"));
    let mut paths: Vec<_> = std::env::var_os("PYTHONPATH")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default();
    paths.extend(cache);
    let output = Command::new(program)
        .args(args)
        .current_dir(dir)
        .env("PYTHONPATH", std::env::join_paths(paths).unwrap())
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it or names its package"));
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said.into_owned())
}

#[test]
fn folder_holds_upload_originals_text_dossier_table_and_calendar() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let out = folder(&sample, &sample.input(), dir.path());
    let files = files(&out);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "HOW-TO-VERIFY.txt",
            "bag-info.txt",
            "bagit.txt",
            "data/claim.txt",
            "data/deadlines.ics",
            "data/dossier.html",
            "data/originals/01-IMG_2041.jpg",
            "data/originals/02-VID-20260319-1.mp4",
            "data/originals/03-file.JPG",
            &format!("data/originals/04-{}.webp", "x".repeat(48)),
            "data/originals/05-CON.png",
            "data/originals/06-receipt.pdf",
            "data/timeline.csv",
            "data/upload/01-parcel.jpg",
            "data/upload/02-unboxing.mp4",
            "data/upload/03-defect.jpg",
            "data/upload/04-chat.jpg",
            "data/upload/05-order-page.png",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
            "tagmanifest-sha512.txt",
        ]
    );
    assert_ne!(files["data/upload/03-defect.jpg"], files["data/originals/03-file.JPG"]);
    assert_eq!(
        text(&files, "data/claim.txt"),
        "The watch arrived with a cracked glass.\nI ask for a refund of 11.73 USD.\n\n--- 72 characters above, \
         spaces and line breaks counted. Copy only the text above this line. ---\n"
    );
    let payload = || files.iter().filter(|(name, _)| name.starts_with("data/"));
    let oxum = format!("{}.{}", payload().map(|(_, bytes)| bytes.len()).sum::<usize>(), payload().count());
    assert!(text(&files, "bag-info.txt").contains(&format!("\nPayload-Oxum: {oxum}\n")));
    assert!(text(&files, "bag-info.txt").contains("\nBagging-Date: 2026-04-01\n"));
    let verdict = check(&out);
    assert!(verdict.ok, "{:?}", verdict.problems);
    assert_eq!(verdict.checked, files.len());
    assert!(!dir.path().join("bundle.part").exists());
}

#[test]
fn other_tools_accept_the_bundle() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let out = folder(&sample, &sample.input(), dir.path());
    let packed = zip(&sample, &sample.input(), dir.path());
    for list in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let (ok, said) = tool(&out, "sha256sum", &["--strict", "-c", list]);
        assert!(ok, "{said}");
    }
    // Without the package it says so, and that is a failure as well.
    let (ok, said) = tool(dir.path(), "python3", &["-m", "bagit", "--validate", "bundle"]);
    assert!(ok, "{said}");
    let (ok, said) = tool(dir.path(), "unzip", &["-q", "bundle.zip", "-d", "unpacked"]);
    assert!(ok, "{said}");
    let unpacked = dir.path().join("unpacked/claim-8123456789012345-case-3-1");
    assert!(check(&unpacked).ok);
    assert_eq!(files(&unpacked), files(&out), "zip and folder hold the same");
    let mut archive = zip::ZipArchive::new(fs::File::open(&packed).unwrap()).unwrap();
    for at in 0..archive.len() {
        // Reading to the end compares the checksum.
        std::io::copy(&mut archive.by_index(at).unwrap(), &mut std::io::sink()).unwrap();
    }
    assert_eq!(archive.len(), files(&out).len());
}

#[test]
fn same_input_gives_the_same_bytes() {
    let (sample, dir, other) = (Sample::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let once = fs::read(zip(&sample, &sample.input(), dir.path())).unwrap();
    let again = fs::read(zip(&Sample::new(), &sample.input(), other.path())).unwrap();
    assert!(once == again);
}

#[test]
fn any_flipped_byte_of_a_folder_is_found_and_only_its_file_named() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let out = folder(&sample, &sample.input(), dir.path());
    for (name, bytes) in files(&out) {
        let is_tag = !name.starts_with("data/");
        let mut places = BTreeSet::from([0, bytes.len() / 2, bytes.len() - 1]);
        if is_tag {
            places.extend((0..bytes.len()).step_by(7));
        }
        for place in places {
            // Bit 5 turns a small letter of a digest into a capital one, which a tolerant reader overlooks.
            for bit in [0x01, 0x20] {
                let mut flipped = bytes.clone();
                flipped[place] ^= bit;
                fs::write(out.join(&name), flipped).unwrap();
                assert_eq!(faulty(&out), [name.as_str()], "byte {place}, bit {bit:#x}");
            }
        }
        fs::write(out.join(&name), bytes).unwrap();
    }
    assert!(check(&out).ok);
}

#[test]
fn any_flipped_byte_of_a_zip_is_found_and_its_file_named() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let mut input = sample.input();
    input.exhibits.iter_mut().for_each(|exhibit| exhibit.thumbnail_jpeg = None);
    let out = zip(&sample, &input, dir.path());
    let bytes = fs::read(&out).unwrap();
    let mut archive = zip::ZipArchive::new(fs::File::open(&out).unwrap()).unwrap();
    let directory = archive.central_directory_start() as usize;
    // Which file a place belongs to: local header and data, then the directory, then the end record.
    let mut owners: Vec<(usize, usize, String)> = Vec::new();
    let mut places = BTreeSet::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).unwrap();
        let (header, data) = (entry.header_start() as usize, entry.data_start().unwrap() as usize);
        let (size, name) = (entry.size() as usize, entry.name().unwrap().into_owned());
        owners.push((header, data + size, name.clone()));
        places.extend((header..data).step_by(3));
        places.extend([data, data + size / 2, data + size - 1]);
        let central = entry.central_header_start() as usize;
        owners.push((central, central + 46 + name.len(), name));
    }
    let end = bytes.len() - 22;
    owners.push((end, bytes.len(), "bundle.zip".to_owned()));
    places.extend(directory..bytes.len());
    let mut file = fs::OpenOptions::new().write(true).open(&out).unwrap();
    for place in places {
        let owner = &owners.iter().find(|(from, to, _)| (*from..*to).contains(&place)).unwrap().2;
        let mut put = |byte: u8| {
            file.seek(SeekFrom::Start(place as u64)).unwrap();
            file.write_all(&[byte]).unwrap();
        };
        put(bytes[place] ^ if place % 2 == 0 { 0x01 } else { 0x80 });
        assert_eq!(faulty(&out), [owner.as_str()], "byte {place} of {}", bytes.len());
        put(bytes[place]);
    }
}

#[test]
fn missing_extra_and_linked_files_are_named() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let out = folder(&sample, &sample.input(), dir.path());
    for (name, bytes) in files(&out) {
        fs::remove_file(out.join(&name)).unwrap();
        assert_eq!(faulty(&out), [name.as_str()]);
        fs::write(out.join(&name), bytes).unwrap();
    }
    for extra in ["data/upload/07-more.jpg", "note.txt", "data/.DS_Store", "tagmanifest-md5.txt"] {
        fs::write(out.join(extra), "x").unwrap();
        assert_eq!(faulty(&out), [extra]);
        fs::remove_file(out.join(extra)).unwrap();
    }
    fs::create_dir(out.join("data/empty")).unwrap();
    assert_eq!(faulty(&out), ["data/empty/"]);
    fs::remove_dir(out.join("data/empty")).unwrap();
    #[cfg(unix)]
    {
        // A link to the same bytes is still no file of the bundle.
        fs::rename(out.join("bagit.txt"), dir.path().join("bagit.txt")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("bagit.txt"), out.join("bagit.txt")).unwrap();
        assert_eq!(faulty(&out), ["bagit.txt"]);
    }
}

#[test]
fn manifest_and_payload_changed_together_are_both_named() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let out = folder(&sample, &sample.input(), dir.path());
    fs::write(out.join("data/claim.txt"), "other").unwrap();
    let list = fs::read_to_string(out.join("manifest-sha256.txt")).unwrap();
    let digest = parcelproof::domain::ids::Sha256::of(b"other").hex();
    let forged: String = list
        .lines()
        .map(|line| match line.split_once("  ") {
            Some((_, "data/claim.txt")) => format!("{digest}  data/claim.txt\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    fs::write(out.join("manifest-sha256.txt"), forged).unwrap();
    assert_eq!(
        faulty(&out),
        ["manifest-sha256.txt"],
        "the forged list fits its file but not the tag manifests"
    );
    fs::write(out.join("data/claim.txt"), "third").unwrap();
    assert_eq!(faulty(&out), ["data/claim.txt", "manifest-sha256.txt"]);
}

fn foreign_zip(path: &Path, method: zip::CompressionMethod, entries: &[(&str, &[u8])]) {
    let mut writer = zip::ZipWriter::new(fs::File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn foreign_cut_and_hostile_zips_are_refused_without_unpacking() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let good = fs::read(zip(&sample, &sample.input(), dir.path())).unwrap();
    let path = dir.path().join("foreign.zip");
    let (stored, deflated) = (zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated);

    let bomb = vec![0_u8; 8 << 20];
    foreign_zip(&path, deflated, &[("b/bagit.txt", &bomb), ("b/data/x", &bomb), ("b/data/y", &bomb)]);
    assert_eq!(faulty(&path), ["foreign.zip"]);

    foreign_zip(&path, stored, &[("../evil.txt", b"x"), ("/etc/passwd", b"x"), ("b\\c", b"x")]);
    assert!(!check(&path).ok);
    assert!(!dir.path().join("../evil.txt").exists());

    foreign_zip(&path, stored, &[("b/bagit.txt", b"x"), ("b/\u{1b}[2J\u{202e}gpj.exe", b"x")]);
    let faults = faulty(&path);
    assert!(faults.iter().all(|file| !file.contains(['\u{1b}', '\u{202e}'])), "{faults:?}");

    let mut repacked = Vec::new();
    let unpacked = folder(&sample, &sample.input(), dir.path());
    let contents = files(&unpacked);
    let names: Vec<String> = contents.keys().map(|name| format!("claim/{name}")).collect();
    for (name, bytes) in names.iter().zip(contents.values()) {
        repacked.push((name.as_str(), bytes.as_slice()));
    }
    for method in [stored, deflated] {
        foreign_zip(&path, method, &repacked);
        let verdict = check(&path);
        assert_eq!(verdict.problems.len(), 1);
        assert_eq!(verdict.problems[0].what, Msg::new("bundle-fault-repacked"));
    }

    for cut in [good.len() - 1, good.len() - 30, good.len() / 2, 100, 5] {
        fs::write(&path, &good[..cut]).unwrap();
        let faults = faulty(&path);
        assert!(faults.iter().any(|file| file == "foreign.zip"), "cut at {cut}: {faults:?}");
    }
    let junk = [good.as_slice(), b"junk"].concat();
    fs::write(&path, junk).unwrap();
    assert_eq!(faulty(&path), ["foreign.zip"]);
    let junk = [b"junk", good.as_slice()].concat();
    fs::write(&path, junk).unwrap();
    assert!(faulty(&path).contains(&"foreign.zip".to_owned()));

    // An end record that promises the world, alone.
    fs::write(&path, [b"PK\x05\x06\0\0\0\0".as_slice(), &[0xff; 12], &[0; 2]].concat()).unwrap();
    assert_eq!(&*verify(&path, &Unwatched).unwrap_err().message.id, "bundle-not-a-bundle");
}

#[test]
fn what_is_no_bundle_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("photo.jpg"), "not a zip").unwrap();
    fs::write(dir.path().join("empty.zip"), "").unwrap();
    for name in ["", "photo.jpg", "empty.zip"] {
        let problem = verify(&dir.path().join(name), &Unwatched).unwrap_err();
        assert_eq!((problem.class, &*problem.message.id), (ProblemClass::Refused, "bundle-not-a-bundle"));
    }
    let problem = verify(&dir.path().join("gone.zip"), &Unwatched).unwrap_err();
    assert_eq!((problem.class, &*problem.message.id), (ProblemClass::CouldNot, "bundle-unreadable"));
}

#[test]
fn nothing_existing_is_overwritten() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let texts = english();
    let refused = |out: &str| {
        let out = dir.path().join(out);
        let input = sample.input();
        let a = write_folder(&input, &sample.vault, &texts, &texts, &out, &Unwatched).unwrap_err();
        let b = write_zip(&input, &sample.vault, &texts, &texts, &out, &Unwatched).unwrap_err();
        assert_eq!(a, b);
        assert_eq!(a.class, ProblemClass::Refused);
        a.message.id.into_owned()
    };
    fs::write(dir.path().join("file"), "mine").unwrap();
    fs::create_dir(dir.path().join("folder")).unwrap();
    fs::write(dir.path().join("stale.part"), "mine").unwrap();
    assert_eq!(refused("file"), "bundle-out-exists");
    assert_eq!(refused("folder"), "bundle-out-exists");
    assert_eq!(refused("stale"), "bundle-part-exists");
    assert_eq!(refused("no/such/folder"), "bundle-no-folder");
    assert_eq!(refused(".."), "bundle-out-no-name");
    let left: Vec<String> = files(dir.path()).into_keys().collect();
    assert_eq!(left, ["file", "stale.part"]);
    assert_eq!(fs::read(dir.path().join("file")).unwrap(), b"mine");
}

#[test]
fn stopping_at_any_time_leaves_nothing() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let texts = english();
    let total = folder(&sample, &sample.input(), dir.path());
    let total: u64 = files(&total).values().map(|bytes| bytes.len() as u64).sum();
    fs::remove_dir_all(dir.path().join("bundle")).unwrap();
    // While writing and while reading again.
    for units in [0, 1, total / 2, total + 1, total + total / 2] {
        let (input, out) = (sample.input(), dir.path().join("out"));
        let a = write_folder(&input, &sample.vault, &texts, &texts, &out, &StopsAfter::new(units));
        let b = write_zip(&input, &sample.vault, &texts, &texts, &out, &StopsAfter::new(units));
        for result in [a, b] {
            assert_eq!(result.unwrap_err().class, ProblemClass::Cancelled, "after {units} of {total}");
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

#[test]
fn changed_or_vanished_originals_end_the_export_and_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let texts = english();
    // Other bytes of another length, of the same length, and far more of them.
    for damaged in [b"other".to_vec(), vec![0; 700], vec![0; 900_000]] {
        let mut sample = Sample::new();
        let sha256 = sample.exhibits[0].original.sha256;
        sample.vault.damage(sha256, damaged);
        for write in [write_folder, write_zip] {
            let out = dir.path().join("out");
            let problem =
                write(&sample.input(), &sample.vault, &texts, &texts, &out, &Unwatched).unwrap_err();
            assert_eq!(&*problem.message.id, "bundle-original-changed");
            assert!(texts.problem(&problem).contains("IMG_2041.jpg"));
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        }
    }
    let sample = Sample::new();
    let empty = Sample { vault: super::bundle_case::Vault::default(), ..Sample::new() };
    let out = dir.path().join("out");
    let problem = write_zip(&sample.input(), &empty.vault, &texts, &texts, &out, &Unwatched).unwrap_err();
    assert_eq!(&*problem.message.id, "bundle-original-unread");
    // The first to be written, in the order of paths.
    assert!(texts.problem(&problem).contains("IMG_2041.jpg"), "{problem}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn names_are_brought_to_the_disk_in_the_librarys_way() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    folder(&sample, &sample.input(), dir.path());
    let synced = sample.vault.synced.lock().unwrap();
    for below in ["", "data", "data/upload", "data/originals"] {
        assert!(synced.contains(&dir.path().join("bundle.part").join(below)), "{below}: {synced:?}");
    }
    assert_eq!(synced.last().map(PathBuf::as_path), Some(dir.path()), "the bundle's own name comes last");
}

#[cfg(target_os = "linux")]
#[test]
fn places_that_are_not_utf8_are_fine() {
    use std::os::unix::ffi::OsStrExt as _;
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let texts = english();
    let strange = dir.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&strange).unwrap();
    let out = strange.join(std::ffi::OsStr::from_bytes(b"\xff.zip"));
    write_zip(&sample.input(), &sample.vault, &texts, &texts, &out, &Unwatched).unwrap();
    assert!(check(&out).ok);
    let out = strange.join(std::ffi::OsStr::from_bytes(b"\xfe"));
    write_folder(&sample.input(), &sample.vault, &texts, &texts, &out, &Unwatched).unwrap();
    assert!(check(&out).ok);
    assert_eq!(fs::read_dir(&strange).unwrap().count(), 2);
}

#[test]
fn dossier_shows_every_exhibit_and_loads_nothing() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let mut input = sample.input();
    input.overridden = vec![Msg::new("A blocker that was overridden")];
    let files = files(&folder(&sample, &input, dir.path()));
    let page = text(&files, "data/dossier.html");
    for (number, exhibit) in (1..).zip(&sample.exhibits) {
        assert!(page.contains(&format!("id=\"exhibit-{number}\"")));
        assert!(page.contains(&exhibit.original.sha256.hex()));
        if let Some(upload) = &exhibit.upload {
            assert!(page.contains(&upload.sha256.hex()));
        }
    }
    for name in files.keys().filter_map(|name| name.strip_prefix("data/upload/")) {
        assert!(page.contains(&format!("upload/{name}")), "{name}");
    }
    assert_eq!(page.matches("src=\"data:image/jpeg;base64,").count(), 4);
    for wanted in [
        "Damaged",
        "A blocker that was overridden",
        "19 Mar 2026, 18:04 (UTC+01:00), as the file itself says (EXIF)",
        "S10, seed003",
        "6.73 USD less than you asked",
        "resize 2016x1512, jpeg quality 86, location removed",
        "Best &lt;Watch&gt; Store &amp; Sons",
        "Calle Mayor 5",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "⟨U+202E⟩gpj.exe",
        "{{body}}",
        "A video of the defect &lt;img src=x&gt;",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(!page.contains("entered by mistake"), "voided events are left out");
    assert!(!page.contains("my private note"), "notes to oneself are left out");
    // The page may name addresses as text, but refers to nothing outside itself.
    for hostile in ["<script", "<link", "<iframe", "href=\"http", "src=\"http", "url(", "@import", "onerror="]
    {
        assert!(!page.contains(hostile), "{hostile}");
    }
    assert!(page.contains("default-src &#39;none&#39;"));
}

#[test]
fn text_and_dossier_count_characters_alike_whatever_the_line_ends() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let mut input = sample.input();
    input.claim_text = "one\r\ntwo\rthree\n".to_owned();
    let files = files(&folder(&sample, &input, dir.path()));
    let claim = text(&files, "data/claim.txt");
    assert!(claim.starts_with("one\ntwo\nthree\n\n--- 14 characters"), "{claim:?}");
    assert!(text(&files, "data/dossier.html").contains("<p class=\"made\">14 characters, spaces"));
}

#[test]
fn redacted_bundle_names_originals_but_holds_nothing_private() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let mut input = sample.input();
    input.redact = true;
    input.private_words = vec!["Anna Petrova".to_owned()];
    input.claim_text = format!("I am Anna Petrova ({ACCOUNT}), call 600123456.");
    let out = folder(&sample, &input, dir.path());
    assert!(check(&out).ok);
    let files = files(&out);
    assert!(!files.keys().any(|name| name.starts_with("data/originals/")));
    let page = text(&files, "data/dossier.html");
    for exhibit in &sample.exhibits {
        assert!(page.contains(&exhibit.original.sha256.hex()));
    }
    assert!(page.contains("распаковка.JPG"));
    for (name, bytes) in files.iter().filter(|(name, _)| !name.starts_with("data/upload/")) {
        let text = String::from_utf8_lossy(bytes);
        for private in
            ["Petrova", "Anna", "Calle Mayor", "Madrid ", "600 123", "600123", ACCOUNT, "@example", "4417"]
        {
            assert!(!text.contains(private), "{private} in {name}");
        }
    }
    let claim = text(&files, "data/claim.txt");
    assert!(claim.starts_with("I am […] ([…]), call […].\n"), "{claim}");

    input.exhibits[0].upload.as_mut().unwrap().facts.has_location = true;
    let texts = english();
    let problem =
        write_zip(&input, &sample.vault, &texts, &texts, &dir.path().join("no"), &Unwatched).unwrap_err();
    assert_eq!((problem.class, &*problem.message.id), (ProblemClass::Refused, "bundle-redact-location"));
}

#[test]
fn timeline_is_sorted_and_safe_in_a_spreadsheet() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let table = text(&files(&folder(&sample, &sample.input(), dir.path())), "data/timeline.csv");
    assert!(table.starts_with(
        "at,precision,zone,kind,what,who,amount,currency,details,note,basis,sources,status\r\n"
    ));
    let days: Vec<&str> = table
        .split("\r\n")
        .filter_map(|line| line.get(..10).filter(|day| day.starts_with("2026-")))
        .collect();
    assert_eq!(days.len(), 3 + 2 + 4 + 4, "order dates, order events, case events, deadlines with a date");
    assert!(days.is_sorted());
    assert!(
        table
            .contains("2026-03-25T11:00:00+01:00,instant,Europe/Madrid,event,Seller’s offer,Seller,5.00,USD")
    );
    assert!(table.contains(",\"'=cmd() <script>"), "a formula is disarmed");
    assert!(!table.contains("entered by mistake"));
}

#[test]
fn what_happened_to_the_order_is_in_dossier_and_timeline_once() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let files = files(&folder(&sample, &sample.input(), dir.path()));
    let (page, table) = (text(&files, "data/dossier.html"), text(&files, "data/timeline.csv"));
    for text in [&page, &table] {
        assert!(text.contains("left the sorting centre"));
        assert!(text.contains("Opening a dispute was refused"));
        assert!(text.contains("the page shows 18 Mar 2026"));
        assert!(!text.contains("frozen by mistake"), "voided events are left out");
        assert!(!text.contains("Parcel delivered"), "the date of the order says it already");
    }
    assert!(table.contains("2026-03-15,day,,order_event,Tracking news,"));
}

fn unfolded(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn calendar_lines_are_short_and_identifiers_stable() {
    let (sample, dir) = (Sample::new(), tempfile::tempdir().unwrap());
    let calendar = text(&files(&folder(&sample, &sample.input(), dir.path())), "data/deadlines.ics");
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let lines = unfolded(&calendar);
    let values =
        |name: &str| -> Vec<&String> { lines.iter().filter(|line| line.starts_with(name)).collect() };
    assert_eq!(values("BEGIN:VEVENT").len(), 3, "met and undated ones are left out");
    let uids: BTreeSet<_> = values("UID:").into_iter().collect();
    assert_eq!(uids.len(), 3);
    assert!(values("DTSTAMP:").iter().all(|line| *line == "DTSTAMP:20260401T093000Z"));
    assert_eq!(values("TRIGGER:").len(), 3 + 3);
    assert_eq!(values("TRIGGER;RELATED=END:").len(), 3, "of a range the end counts");
    assert!(calendar.contains("DTSTART:20260408T220000Z\r\nDTEND:20260420T220000Z"));
    assert!(lines.iter().any(|line| line.contains("“whichever\\; comes\\\\first”")));

    // Written again a day later, the same entries keep their identifiers.
    let mut later = sample.input();
    later.now = now() + chrono::TimeDelta::days(1);
    let other = tempfile::tempdir().unwrap();
    let again = text(&files(&folder(&sample, &later, other.path())), "data/deadlines.ics");
    let again = unfolded(&again);
    assert_eq!(again.iter().filter(|line| line.starts_with("UID:")).collect::<BTreeSet<_>>(), uids);
}

#[test]
fn empty_calendar_still_has_a_component() {
    use parcelproof::domain::view::Severity;
    use parcelproof::exchange::calendar::{CalendarItem, ics};
    let undated = deadline("x", "No date", Severity::Info, None);
    let item = CalendarItem {
        title: "Watch".to_owned(),
        handle: "x".to_owned(),
        deadline: &undated,
        alarms: Vec::new(),
    };
    let calendar = ics(&[item], &english(), now());
    assert!(calendar.contains("BEGIN:VTIMEZONE"));
    assert!(!calendar.contains("BEGIN:VEVENT"));
}
