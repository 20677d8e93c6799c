//! Bytes in, the same bytes out, or nothing and a sentence.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use parcelproof::domain::ids::Sha256;
use parcelproof::domain::message::{Msg, Problem, ProblemClass, Progress, Unwatched};

use super::*;

/// Does something once, in the middle of copying.
struct Meanwhile<F: Fn() + Sync> {
    act: F,
    seen: AtomicU64,
    stop: bool,
}

impl<F: Fn() + Sync> Meanwhile<F> {
    fn new(act: F) -> Self {
        Self { act, seen: AtomicU64::new(0), stop: false }
    }
}

impl<F: Fn() + Sync> Progress for Meanwhile<F> {
    fn stage(&self, _: Msg, _: u64) {}
    fn advance(&self, units: u64) {
        if self.seen.fetch_add(units, Ordering::Relaxed) == 0 {
            (self.act)();
        }
    }
    fn item_failed(&self, _: &Problem) {}
    fn stopped(&self) -> bool {
        self.stop && self.seen.load(Ordering::Relaxed) > 0
    }
}

fn video(folder: &TempDir) -> (PathBuf, Vec<u8>) {
    let bytes: Vec<u8> = (0..3_500_000_u32).map(|n| (n % 251) as u8).collect();
    let path = folder.path().join("video.mp4");
    std::fs::write(&path, &bytes).unwrap();
    (path, bytes)
}

/// Files anywhere in the vault, copies that grow included.
pub(super) fn files_in_vault(library: &Library) -> usize {
    let shelves = std::fs::read_dir(library.folder().join("originals")).unwrap();
    shelves.map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap().count()).sum()
}

#[test]
fn stored_bytes_are_read_back_under_their_hash() {
    let (folder, library) = fresh();
    let (source, bytes) = video(&folder);
    let progress = Meanwhile::new(|| ());
    let stored = library.store_file(&source, &progress).unwrap();
    assert_eq!(stored.sha256, Sha256::of(&bytes));
    assert_eq!((stored.size_bytes, stored.already_there), (3_500_000, false));
    assert_eq!(progress.seen.load(Ordering::Relaxed), 3_500_000);
    let original = library.original_path(&stored.sha256);
    assert_eq!(std::fs::read(&original).unwrap(), bytes);
    assert!(std::fs::metadata(&original).unwrap().permissions().readonly());
    assert!(library.store_bytes(&bytes).unwrap().already_there);
    assert!(library.store_file(&source, &Unwatched).unwrap().already_there);
    assert_eq!(files_in_vault(&library), 1);
    assert_eq!(std::fs::read(&source).unwrap(), bytes);
}

#[test]
fn an_empty_file_is_stored_like_any_other() {
    let (folder, library) = fresh();
    let source = folder.path().join("empty");
    std::fs::write(&source, b"").unwrap();
    assert_eq!(library.store_file(&source, &Unwatched).unwrap().sha256, Sha256::of(b""));
}

#[test]
fn stopping_leaves_nothing() {
    let (folder, library) = fresh();
    let (source, _) = video(&folder);
    let progress = Meanwhile { stop: true, ..Meanwhile::new(|| ()) };
    let problem = library.store_file(&source, &progress).unwrap_err();
    assert_eq!(problem.class, ProblemClass::Cancelled);
    assert_eq!(files_in_vault(&library), 0);
}

#[test]
fn a_source_that_shrinks_or_grows_while_copying_is_not_stored() {
    let (folder, library) = fresh();
    let (source, _) = video(&folder);
    let shrink = Meanwhile::new(|| {
        std::fs::OpenOptions::new().write(true).open(&source).unwrap().set_len(2_000_000).unwrap();
    });
    refused(library.store_file(&source, &shrink), "library-source-changed");
    let grow = Meanwhile::new(|| {
        let mut file = std::fs::OpenOptions::new().append(true).open(&source).unwrap();
        file.write_all(&vec![7; 4_000_000]).unwrap();
    });
    refused(library.store_file(&source, &grow), "library-source-changed");
    assert_eq!(files_in_vault(&library), 0);
}

#[test]
fn a_source_that_vanishes_is_stored_whole_or_not_at_all() {
    let (folder, library) = fresh();
    let (source, bytes) = video(&folder);
    let vanish = Meanwhile::new(|| std::fs::remove_file(&source).unwrap());
    // Its bytes stay readable to the end once it is open.
    if let Ok(stored) = library.store_file(&source, &vanish) {
        assert_eq!(std::fs::read(library.original_path(&stored.sha256)).unwrap(), bytes);
    } else {
        assert_eq!(files_in_vault(&library), 0);
    }
    refused(library.store_file(&source, &Unwatched), "library-source-vanished");
}

#[test]
fn folders_and_pipes_are_refused_without_waiting() {
    let (folder, library) = fresh();
    refused(library.store_file(folder.path(), &Unwatched), "library-not-a-file");
    let pipe = folder.path().join("pipe");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        refused(library.store_file(&pipe, &Unwatched), "library-not-a-file");
    }
    assert_eq!(files_in_vault(&library), 0);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_no_obstacle() {
    use std::os::unix::ffi::OsStrExt;
    let (folder, library) = fresh();
    for name in [&b"IMG_\xff\xfe.jpg"[..], "\u{202e}gpj.exe".as_bytes(), b"CON", b"a\nb. "] {
        let source = folder.path().join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(&source, name).unwrap();
        assert_eq!(library.store_file(&source, &Unwatched).unwrap().sha256, Sha256::of(name));
    }
    let gone = folder.path().join(std::ffi::OsStr::from_bytes(b"\xff.jpg"));
    refused(library.store_file(&gone, &Unwatched), "library-source-vanished");
}

#[cfg(unix)]
#[test]
fn a_library_may_lie_under_a_name_that_is_not_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join(std::ffi::OsStr::from_bytes(b"b\xfcro 100% ?#"));
    let library = open(&inside);
    add_file(&library, b"photo", Target::Inbox);
    drop(library);
    let again = Library::open(&inside, Mode::ReadOnly, now()).unwrap();
    assert_eq!(again.inbox().unwrap().len(), 1);
}

#[test]
fn a_damaged_original_steps_aside_for_a_sound_copy() {
    let (_folder, library) = fresh();
    let bytes = b"a photo".as_slice();
    let (evidence, _) = add_file(&library, bytes, Target::Inbox);
    let sha256 = library.evidence(evidence).unwrap().sha256;
    let original = library.original_path(&sha256);
    for (aside, damaged) in [(1, b"a ph".as_slice()), (2, b"a phoTo".as_slice())] {
        std::fs::remove_file(&original).unwrap();
        std::fs::write(&original, damaged).unwrap();
        assert!(!library.store_bytes(bytes).unwrap().already_there);
        assert_eq!(std::fs::read(&original).unwrap(), bytes);
        let report = library.verify(&Unwatched).unwrap();
        assert!(report.is_sound());
        assert_eq!(report.orphaned.len(), aside, "the damaged bytes are kept beside it");
    }
    assert!(library.store_bytes(bytes).unwrap().already_there);
}

#[test]
fn a_row_never_stands_for_bytes_that_are_not_stored() {
    let (_folder, library) = fresh();
    let stored = Stored { sha256: Sha256::of(b"never stored"), size_bytes: 12, already_there: false };
    let change = Change::AddEvidence(new_evidence(&stored, "x.jpg"), use_for(Target::Inbox));
    refused(library.apply(&change, None, now()), "library-not-stored");
    assert!(library.all_evidence(true).unwrap().is_empty());
}

#[test]
fn thumbnails_are_kept_by_hash_and_side() {
    let (_folder, library) = fresh();
    let sha256 = Sha256::of(b"photo");
    assert_eq!(library.read_thumb(&sha256, 256), None);
    library.write_thumb(&sha256, 256, b"first").unwrap();
    library.write_thumb(&sha256, 256, b"second").unwrap();
    library.write_thumb(&sha256, 64, b"small").unwrap();
    assert_eq!(library.read_thumb(&sha256, 256).as_deref(), Some(&b"second"[..]));
    assert!(library.thumb_path(&sha256, 64).starts_with(library.folder().join("cache")));
}

#[test]
fn verify_names_what_is_missing_changed_and_left_over() {
    let (folder, library) = fresh();
    let lost = library.evidence(add_file(&library, b"lost", Target::Inbox).0).unwrap();
    let changed = library.evidence(add_file(&library, b"changed", Target::Inbox).0).unwrap();
    std::fs::remove_file(library.original_path(&lost.sha256)).unwrap();
    let path = library.original_path(&changed.sha256);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, b"chanGed").unwrap();
    let orphan = library.store_bytes(b"orphan").unwrap();
    std::fs::write(folder.path().join("originals").join("stray"), b"").unwrap();
    let report = library.verify(&Unwatched).unwrap();
    assert!(!report.is_sound());
    assert_eq!(report.checked, 2);
    assert_eq!(report.missing.iter().map(|file| file.evidence).collect::<Vec<_>>(), [lost.id]);
    assert_eq!(report.changed.iter().map(|file| file.evidence).collect::<Vec<_>>(), [changed.id]);
    assert_eq!(report.orphaned.len(), 2);
    assert!(report.orphaned[0].ends_with(&orphan.sha256.hex()));
    assert_eq!(report.orphaned[1], "originals/stray");
}
