//! A disk that fails at any single step, and from any step on: the library stays whole, nothing half done stays.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parcelproof::domain::message::{Problem, Unwatched};
use parcelproof::library::Options;
use parcelproof::library::fs::{Entry, FileSystem, RealFs};

use super::vault::files_in_vault;
use super::*;

/// The real file system, but for the calls that are to fail.
#[derive(Debug)]
pub(super) struct FaultyFs {
    calls: AtomicUsize,
    first_fault: usize,
    /// How many calls fail from the first on.
    faults: usize,
    error: io::ErrorKind,
    writes_refused: bool,
    kind: Option<&'static str>,
}

impl FaultyFs {
    fn sound() -> Self {
        Self {
            calls: AtomicUsize::new(0),
            first_fault: usize::MAX,
            faults: 0,
            error: io::ErrorKind::StorageFull,
            writes_refused: false,
            kind: None,
        }
    }

    pub(super) fn read_only() -> Self {
        Self { writes_refused: true, ..Self::sound() }
    }

    pub(super) fn of_kind(kind: &'static str) -> Self {
        Self { kind: Some(kind), ..Self::sound() }
    }

    fn failing(first_fault: usize, faults: usize, error: io::ErrorKind) -> Self {
        Self { first_fault, faults, error, ..Self::sound() }
    }

    fn reached(&self) -> bool {
        self.calls.load(Ordering::Relaxed) > self.first_fault
    }

    fn step(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let fails = call >= self.first_fault && call - self.first_fault < self.faults;
        if fails { Err(self.error.into()) } else { Ok(()) }
    }

    fn writing(&self) -> io::Result<()> {
        if self.writes_refused { Err(io::ErrorKind::ReadOnlyFilesystem.into()) } else { self.step() }
    }
}

impl FileSystem for FaultyFs {
    fn open(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        RealFs.open(path)
    }
    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.writing()?;
        RealFs.create_new(path)
    }
    fn read(&self, file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
        self.step()?;
        RealFs.read(file, buffer)
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.writing() {
            // A disk that fills up takes some of the bytes.
            RealFs.write(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        RealFs.write(file, bytes)
    }
    fn sync_file(&self, file: &File) -> io::Result<()> {
        self.writing()?;
        RealFs.sync_file(file)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.writing()?;
        RealFs.sync_folder(path)
    }
    fn make_read_only(&self, file: &File) -> io::Result<()> {
        self.writing()?;
        RealFs.make_read_only(file)
    }
    fn rename_no_replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.writing()?;
        RealFs.rename_no_replace(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.writing()?;
        RealFs.rename(from, to)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.writing()?;
        RealFs.make_folder(path)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.writing()?;
        RealFs.remove_file(path)
    }
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.step()?;
        RealFs.metadata(path)
    }
    fn read_folder(&self, path: &Path) -> io::Result<Vec<Entry>> {
        self.step()?;
        RealFs.read_folder(path)
    }
    fn kind_of(&self, path: &Path) -> Option<String> {
        self.kind.map(str::to_owned).or_else(|| RealFs.kind_of(path))
    }
    fn process_alive(&self, pid: u32) -> Option<bool> {
        RealFs.process_alive(pid)
    }
}

/// A whole working day on one disk.
fn work(fs: &Arc<FaultyFs>, folder: &Path, source: &Path) -> Result<(), Problem> {
    let options = Options { fs: Arc::<FaultyFs>::clone(fs), ..Options::default() };
    let library = Library::open_with(folder, Mode::ReadWrite, now(), options)?;
    let stored = library.store_file(source, &Unwatched)?;
    let change = Change::AddEvidence(new_evidence(&stored, "video.mp4"), use_for(Target::Inbox));
    let video = library.apply(&change, None, now())?.created.evidence[0];
    let kept = library.store_bytes(b"kept")?;
    library.apply(
        &Change::AddEvidence(new_evidence(&kept, "kept.jpg"), use_for(Target::Inbox)),
        None,
        now(),
    )?;
    library.write_thumb(&stored.sha256, 64, b"small")?;
    library.apply(&Change::RemoveEvidence(video), None, now())?;
    library.empty_bin(now(), &Unwatched)?;
    library.copy_database(&folder.join("copy.sqlite"))
}

fn parts_of_the_dead(folder: &Path) -> usize {
    let tmp = folder.join("originals").join("tmp");
    let Ok(entries) = std::fs::read_dir(&tmp) else { return 0 };
    let parts: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    for (index, part) in parts.iter().enumerate() {
        // This process lives on; the one that crashed would not.
        std::fs::rename(part, tmp.join(format!("4294967294-{index}.part"))).unwrap();
    }
    parts.len()
}

fn every_fault(faults: usize, error: io::ErrorKind) {
    for first_fault in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let source = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(source.path(), vec![7; 1_500_000]).unwrap();
        let fs = Arc::new(FaultyFs::failing(first_fault, faults, error));
        let outcome = work(&fs, folder.path(), source.path());
        if !fs.reached() {
            outcome.unwrap();
            break;
        }
        parts_of_the_dead(folder.path());
        let library = open(folder.path());
        let report = library.verify(&Unwatched).unwrap();
        assert!(report.is_sound(), "fault at call {first_fault}: {report:?}");
        assert_eq!(parts_of_the_dead(folder.path()), 0, "fault at call {first_fault}");
        // A file left without a row is taken up when the same bytes come again.
        let (_, kept) = add_file(&library, b"kept", Target::Inbox);
        assert_eq!(library.attachment(kept).unwrap().id, kept);
        assert!(library.verify(&Unwatched).unwrap().is_sound());
        assert!(first_fault < 1_000);
    }
}

#[test]
fn a_disk_that_fails_once_at_any_step_leaves_the_library_whole() {
    every_fault(1, io::ErrorKind::StorageFull);
}

#[test]
fn a_crash_at_any_step_leaves_the_library_whole() {
    every_fault(usize::MAX, io::ErrorKind::Other);
}

#[test]
fn a_full_disk_says_so_and_keeps_nothing() {
    let (folder, library) = fresh();
    drop(library);
    let source = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(source.path(), vec![7; 3_000_000]).unwrap();
    let mut told = 0;
    for first_fault in 0..40 {
        let fs = Arc::new(FaultyFs::failing(first_fault, 1, io::ErrorKind::StorageFull));
        let options = Options { fs: Arc::<FaultyFs>::clone(&fs), ..Options::default() };
        let Ok(library) = Library::open_with(folder.path(), Mode::ReadWrite, now(), options) else {
            continue;
        };
        if let Err(problem) = library.store_file(source.path(), &Unwatched) {
            assert!(
                ["library-disk-full", "library-source-unreadable"].contains(&&*problem.message.id),
                "{problem}"
            );
            told += 1;
        }
        for entry in std::fs::read_dir(folder.path().join("originals").join("tmp")).unwrap() {
            let path = entry.unwrap().path();
            assert!(fs.reached(), "nothing may stay: {}", path.display());
            std::fs::remove_file(path).unwrap();
        }
    }
    assert!(told > 5);
    assert!(files_in_vault(&open(folder.path())) <= 1);
}
