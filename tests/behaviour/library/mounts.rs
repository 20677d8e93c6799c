//! Real disks: full ones and read-only ones. They are mounted for the test, which takes root on Linux; without
//! that they are skipped and named at the end of the run.

use std::path::PathBuf;
use std::process::Command;

use parcelproof::domain::message::{ProblemClass, Unwatched};
use parcelproof::jobs::check::fix_paths;

use super::*;

/// A small disk in memory, unmounted at the end.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            crate::skipped("full and read-only disks: no right to mount one");
        }
        mounted.then_some(Self { folder })
    }

    /// Fills the disk to the last byte.
    fn fill(&self) -> PathBuf {
        let filler = self.folder.path().join("filler");
        for size in [1_000_000, 100_000, 4_096, 1] {
            while std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(&filler)
                .and_then(|mut file| std::io::Write::write_all(&mut file, &vec![7; size]))
                .is_ok()
            {}
        }
        filler
    }

    fn make_read_only(&self) -> bool {
        let command = Command::new("mount").args(["-o", "remount,ro"]).arg(self.folder.path()).output();
        command.is_ok_and(|output| output.status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily, so that a failed test leaves no mount behind.
        Command::new("umount").arg("-l").arg(self.folder.path()).output().unwrap();
    }
}

#[test]
fn a_disk_that_is_really_full_loses_nothing() {
    let Some(disk) = Disk::mount() else { return };
    let library = open(disk.folder.path());
    let order = add_order(&library, "8123456789012345");
    let source = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(source.path(), vec![7; 5_000_000]).unwrap();
    refused(library.store_file(source.path(), &Unwatched), "library-disk-full");
    assert_eq!(super::vault::files_in_vault(&library), 0);
    // Fill it to the last byte: rows do not fit any more either.
    let filler = disk.fill();
    let mut numbers = 8_000_000_000_000_000_u64..;
    let problem = loop {
        let number = numbers.next().unwrap().to_string();
        if let Err(problem) = library.apply(&new_order(&number), None, now()) {
            break problem;
        }
    };
    assert_eq!(problem.message.id, "library-disk-full");
    assert_eq!(library.order(order).unwrap().id, order);
    std::fs::remove_file(filler).unwrap();
    add_order(&library, "8123456789012346");
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

#[test]
fn a_library_on_a_full_disk_can_be_looked_at() {
    let Some(disk) = Disk::mount() else { return };
    let library = open(disk.folder.path());
    add_order(&library, "8123456789012345");
    drop(library);
    let filler = disk.fill();
    refused(Library::open(disk.folder.path(), Mode::ReadWrite, now()), "library-disk-full");
    let library = Library::open(disk.folder.path(), Mode::Existing, now()).unwrap();
    assert_eq!(library.orders(false).unwrap().len(), 1);
    refused(library.apply(&new_order("8123456789012346"), None, now()), "library-disk-full");
    drop(library);
    std::fs::remove_file(filler).unwrap();
    let library = Library::open(disk.folder.path(), Mode::Existing, now()).unwrap();
    assert!(!library.is_read_only());
    add_order(&library, "8123456789012346");
}

#[test]
fn an_unfinished_library_on_a_full_disk_is_not_half_read() {
    let Some(disk) = Disk::mount() else { return };
    let library = open(disk.folder.path());
    add_order(&library, "8123456789012345");
    let copy = tempfile::tempdir().unwrap();
    for name in ["library.sqlite", "library.sqlite-wal"] {
        std::fs::copy(disk.folder.path().join(name), copy.path().join(name)).unwrap();
    }
    drop(library);
    for name in ["library.sqlite", "library.sqlite-wal"] {
        std::fs::copy(copy.path().join(name), disk.folder.path().join(name)).unwrap();
    }
    disk.fill();
    refused(Library::open(disk.folder.path(), Mode::Existing, now()), "library-disk-full");
}

#[test]
fn copies_for_a_read_only_disk_could_not_be_written() {
    let Some(disk) = Disk::mount() else { return };
    let out = disk.folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    assert!(disk.make_read_only());
    let source = tempfile::tempdir().unwrap();
    let misnamed = source.path().join("photo.png");
    crate::cli::photo(&source.path().join("photo.jpg"), 60);
    std::fs::rename(source.path().join("photo.jpg"), &misnamed).unwrap();
    // There already, or still to be made.
    for folder in [out.clone(), out.join("new")] {
        let files = [misnamed.clone()];
        let rules = crate::media::rules();
        let problem = fix_paths(&files, &folder, &rules, &Unwatched, |_| Ok(())).unwrap_err();
        assert_eq!(problem.class, ProblemClass::CouldNot, "{problem}");
    }
}

#[test]
fn a_read_only_disk_is_opened_for_reading() {
    let Some(disk) = Disk::mount() else { return };
    let library = open(disk.folder.path());
    add_order(&library, "8123456789012345");
    add_file(&library, b"photo", Target::Inbox);
    drop(library);
    assert!(disk.make_read_only());
    let problem = Library::open(disk.folder.path(), Mode::ReadWrite, now()).unwrap_err();
    assert_eq!(problem.message.id, "library-folder-read-only");
    let library = Library::open(disk.folder.path(), Mode::Auto, now()).unwrap();
    assert!(library.is_read_only());
    assert_eq!(library.orders(false).unwrap().len(), 1);
    assert!(library.verify(&Unwatched).unwrap().is_sound());
    refused(library.apply(&new_order("8123456789012346"), None, now()), "library-read-only");
}

#[test]
fn an_unfinished_library_on_a_read_only_disk_is_not_half_read() {
    let Some(disk) = Disk::mount() else { return };
    drop(open(disk.folder.path()));
    // A program that was killed leaves its last changes in the log.
    let library = open(disk.folder.path());
    add_order(&library, "8123456789012345");
    let copy = tempfile::tempdir().unwrap();
    for name in ["library.sqlite", "library.sqlite-wal"] {
        std::fs::copy(disk.folder.path().join(name), copy.path().join(name)).unwrap();
    }
    drop(library);
    for name in ["library.sqlite", "library.sqlite-wal"] {
        std::fs::copy(copy.path().join(name), disk.folder.path().join(name)).unwrap();
    }
    assert!(disk.make_read_only());
    refused(Library::open(disk.folder.path(), Mode::Auto, now()), "library-unfinished");
}
