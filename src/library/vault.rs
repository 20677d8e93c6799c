//! The vault: originals under their content's hash, written once and never again. Hashes while copying,
//! brings bytes and names to the disk, and only then lets a row follow. Owns no row.

use std::fs::{File, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256 as Hasher};

use crate::domain::ids::Sha256;
use crate::domain::message::{Msg, Problem, Progress};

use super::Library;
use super::codec::Hash;
use super::fs::{FileSystem, lacks_shared_memory};
use super::trouble::{OrProblem, disk, shown_name, source};

/// Bytes read, hashed and written at a time.
const BLOCK_BYTES: usize = 1 << 20;

/// How much of a large file may wait to be brought to the disk.
const FLUSH_BYTES: u64 = 32 << 20;

/// What came of storing a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Hash of the bytes, and their name in the vault.
    pub sha256: Sha256,
    /// Their length in bytes.
    pub size_bytes: u64,
    /// The same bytes were in the vault before.
    pub already_there: bool,
}

pub(super) fn originals_folder(folder: &Path) -> PathBuf {
    folder.join("originals")
}

/// Where copies grow before they get their name.
pub(super) fn parts_folder(folder: &Path) -> PathBuf {
    originals_folder(folder).join("tmp")
}

/// Where an original lies: `originals/ab/abcdef…`.
pub(super) fn original_path(folder: &Path, sha256: &Sha256) -> PathBuf {
    let hex = sha256.hex();
    let shelf: String = hex.chars().take(2).collect();
    originals_folder(folder).join(shelf).join(hex)
}

/// True when any original lies in the vault.
pub(super) fn holds_originals(fs: &dyn FileSystem, folder: &Path) -> bool {
    let originals = originals_folder(folder);
    fs.read_folder(&originals).unwrap_or_default().iter().any(|shelf| {
        shelf.is_folder
            && shelf.name != "tmp"
            && fs.read_folder(&originals.join(&shelf.name)).is_ok_and(|files| !files.is_empty())
    })
}

impl Library {
    /// Where the original with this hash lies, whether it is there or not.
    pub fn original_path(&self, sha256: &Sha256) -> PathBuf {
        original_path(&self.folder, sha256)
    }

    /// Opens an original for reading.
    pub fn open_original(&self, sha256: &Sha256) -> Result<File, Problem> {
        let path = self.original_path(sha256);
        self.fs.open(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Problem::could_not(Msg::new("library-original-missing"))
                .with_detail(format_args!("{error}: {}", path.display())),
            _ => disk(&error, &path),
        })
    }

    /// Copies a regular file into the vault. Advances `progress` by the bytes copied; the caller names the stage.
    /// On any problem, and when stopped, nothing of it stays.
    pub fn store_file(&self, path: &Path, progress: &dyn Progress) -> Result<Stored, Problem> {
        self.must_write()?;
        let fs = &*self.fs;
        // Asked before opening: opening a pipe would wait for its other end.
        let facts = fs.metadata(path).map_err(|error| source(&error, path))?;
        if !facts.is_file() {
            return Err(not_a_file(path));
        }
        let mut file = fs.open(path).map_err(|error| source(&error, path))?;
        let before = file.metadata().map_err(|error| source(&error, path))?;
        if !before.is_file() {
            return Err(not_a_file(path));
        }
        let (mut part, mut out) = Part::create(self)?;
        let mut hasher = Hasher::new();
        let mut block = vec![0_u8; BLOCK_BYTES];
        let mut size_bytes = 0_u64;
        flushing(fs, &mut out, &part.path, before.len(), |out, flush| {
            loop {
                progress.check()?;
                let count = fs.read(&mut file, &mut block).map_err(|error| source(&error, path))?;
                let Some(bytes) = block.get(..count).filter(|bytes| !bytes.is_empty()) else {
                    return Ok(());
                };
                hasher.update(bytes);
                fs.write(out, bytes).map_err(|error| disk(&error, &part.path))?;
                size_bytes += count as u64;
                // A file that grows for ever would fill the disk.
                if size_bytes > before.len() {
                    return Err(changed(path));
                }
                flush(size_bytes);
                progress.advance(count as u64);
            }
        })?;
        let after = file.metadata().map_err(|error| source(&error, path))?;
        if size_bytes != before.len() || !same(&before, &after) {
            return Err(changed(path));
        }
        part.finish(&out, Sha256(hasher.finalize().into()), size_bytes)
    }

    /// Puts bytes that are in memory into the vault.
    pub fn store_bytes(&self, bytes: &[u8]) -> Result<Stored, Problem> {
        self.must_write()?;
        let (mut part, mut out) = Part::create(self)?;
        self.fs.write(&mut out, bytes).map_err(|error| disk(&error, &part.path))?;
        part.finish(&out, Sha256::of(bytes), bytes.len() as u64)
    }

    /// True when the file at `path` has these bytes still. One that cannot be read has not; it is tried twice, since
    /// a disk may stumble once.
    fn is_sound(&self, path: &Path, sha256: &Sha256) -> bool {
        (0..2).find_map(|_| self.hash_of(path).ok()).is_some_and(|found| found == *sha256)
    }

    fn hash_of(&self, path: &Path) -> std::io::Result<Sha256> {
        let mut file = self.fs.open(path)?;
        let mut hasher = Hasher::new();
        let mut block = vec![0_u8; BLOCK_BYTES];
        loop {
            let count = self.fs.read(&mut file, &mut block)?;
            match block.get(..count).filter(|bytes| !bytes.is_empty()) {
                Some(bytes) => hasher.update(bytes),
                None => return Ok(Sha256(hasher.finalize().into())),
            }
        }
    }

    /// Removes what a crash left behind: copies nobody is writing any more, and bytes of files that were
    /// emptied from the bin. Originals without a row stay: bringing the same file in again takes them up.
    pub(super) fn sweep(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        let parts = parts_folder(&self.folder);
        let shared = self.fs.kind_of(&self.folder).is_some_and(|kind| lacks_shared_memory(&kind));
        for entry in self.fs.read_folder(&parts).map_err(|error| disk(&error, &parts))? {
            let path = parts.join(&entry.name);
            if !entry.is_folder && self.is_left_behind(&path, shared, now) {
                // Found again at the next start when it cannot go now.
                _ = self.fs.remove_file(&path);
            }
        }
        self.delete_doomed().map(|_| ())
    }

    /// A process that no longer runs left it, or, where other machines may be writing, it is a day old.
    fn is_left_behind(&self, path: &Path, shared: bool, now: DateTime<Utc>) -> bool {
        let pid = path
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.split('-').next())
            .and_then(|pid| pid.parse::<u32>().ok());
        let Some(pid) = pid else { return false };
        if pid == std::process::id() {
            return false;
        }
        match self.fs.process_alive(pid) {
            Some(alive) if !shared => !alive,
            _ => self
                .fs
                .metadata(path)
                .and_then(|facts| facts.modified())
                .is_ok_and(|at| now - DateTime::<Utc>::from(at) > TimeDelta::days(1)),
        }
    }

    /// Deletes the bytes of purged files, one short transaction each, so that a row which comes back to the same
    /// bytes meanwhile keeps them. Gives the number of files and bytes deleted.
    pub(super) fn delete_doomed(&self) -> Result<(u64, u64), Problem> {
        let doomed: Vec<Sha256> = self.read(|db| {
            let mut statement = db.prepare("SELECT sha256 FROM doomed_files ORDER BY sha256").db()?;
            let rows = statement.query_map([], |row| Ok(row.get::<_, Hash>(0)?.0)).db()?;
            rows.collect::<Result<_, _>>().db()
        })?;
        let (mut files, mut bytes) = (0, 0);
        for sha256 in doomed {
            let freed = self.write(|db| {
                let used: bool = db
                    .query_row(
                        "SELECT EXISTS (SELECT 1 FROM evidence WHERE sha256 = ?1 AND purged_at IS NULL)",
                        [Hash(sha256)],
                        |row| row.get(0),
                    )
                    .db()?;
                let freed = if used { None } else { self.delete_original(&sha256)? };
                db.execute("DELETE FROM doomed_files WHERE sha256 = ?1", [Hash(sha256)]).db()?;
                Ok(freed)
            })?;
            if let Some(freed) = freed {
                files += 1;
                bytes += freed;
            }
        }
        Ok((files, bytes))
    }

    fn delete_original(&self, sha256: &Sha256) -> Result<Option<u64>, Problem> {
        let path = self.original_path(sha256);
        self.drop_thumbs(sha256);
        let length = match self.fs.metadata(&path) {
            Ok(facts) => facts.len(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(disk(&error, &path)),
        };
        self.fs.remove_file(&path).map_err(|error| disk(&error, &path))?;
        Ok(Some(length))
    }
}

/// Runs `copy`, and for a large file brings what it wrote to the disk meanwhile, so that the last sync has little
/// left to wait for: half the time of a large import would be that wait. `copy` is given the file and a
/// function to tell how far it is. The thread lives inside this call alone and shares nothing with the program's own threads.
fn flushing<T>(
    fs: &dyn FileSystem,
    out: &mut File,
    path: &Path,
    size_bytes: u64,
    copy: impl FnOnce(&mut File, &mut dyn FnMut(u64)) -> Result<T, Problem>,
) -> Result<T, Problem> {
    if size_bytes <= FLUSH_BYTES {
        return copy(out, &mut |_| ());
    }
    let handle = out.try_clone().map_err(|error| disk(&error, path))?;
    std::thread::scope(|scope| {
        let (due, wanted) = std::sync::mpsc::sync_channel::<()>(1);
        let flusher = std::thread::Builder::new()
            .name("vault-flush".to_owned())
            .spawn_scoped(scope, move || wanted.iter().try_for_each(|()| fs.sync_file(&handle)))
            .map_err(|error| disk(&error, path))?;
        let mut flushed = 0;
        let copied = copy(out, &mut |written| {
            // While it is still busy with the last request nothing more is asked.
            if written - flushed >= FLUSH_BYTES && due.try_send(()).is_ok() {
                flushed = written;
            }
        });
        drop(due);
        let flush = flusher.join().unwrap_or_else(|_| Err(ErrorKind::Other.into()));
        // The system tells a failed write once only: it must not be lost with this thread.
        copied.and_then(|value| flush.map(|()| value).map_err(|error| disk(&error, path)))
    })
}

fn not_a_file(path: &Path) -> Problem {
    Problem::refused(Msg::new("library-not-a-file").text("name", shown_name(path)))
        .with_detail(path.display())
}

fn changed(path: &Path) -> Problem {
    Problem::could_not(Msg::new("library-source-changed").text("name", shown_name(path)))
        .with_detail(path.display())
}

fn same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

/// A copy that grows; gone with this value unless it was finished.
struct Part<'a> {
    library: &'a Library,
    path: PathBuf,
}

impl<'a> Part<'a> {
    fn create(library: &'a Library) -> Result<(Self, File), Problem> {
        let folder = parts_folder(&library.folder);
        loop {
            let path = folder.join(super::part_name());
            match library.fs.create_new(&path) {
                Ok(file) => return Ok((Self { library, path }, file)),
                // Left by an earlier process of the same number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(disk(&error, &path)),
            }
        }
    }

    fn finish(&mut self, out: &File, sha256: Sha256, size_bytes: u64) -> Result<Stored, Problem> {
        let fs = &*self.library.fs;
        let originals = originals_folder(&self.library.folder);
        let to = self.library.original_path(&sha256);
        let shelf = to.parent().unwrap_or(&originals).to_owned();
        let on_disk = |path: &Path| {
            let path = path.to_owned();
            move |error: std::io::Error| disk(&error, &path)
        };
        if fs.metadata(&shelf).is_err() {
            fs.make_folder(&shelf).map_err(on_disk(&shelf))?;
            fs.sync_folder(&originals).map_err(on_disk(&originals))?;
        }
        match fs.metadata(&to) {
            // Its length alone does not tell: what lies there may have been damaged since.
            Ok(facts)
                if facts.is_file() && facts.len() == size_bytes && self.library.is_sound(&to, &sha256) =>
            {
                // A crash may have come between its name and the name's way to the disk.
                fs.sync_folder(&shelf).map_err(on_disk(&shelf))?;
                return Ok(Stored { sha256, size_bytes, already_there: true });
            }
            // Damaged where it lay: it steps aside and the sound copy takes its name.
            Ok(_) => self.set_aside(&to)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(disk(&error, &to)),
        }
        fs.make_read_only(out).map_err(on_disk(&self.path))?;
        fs.sync_file(out).map_err(on_disk(&self.path))?;
        let already_there = match fs.rename_no_replace(&self.path, &to) {
            Ok(()) => false,
            // Another program stored the same bytes in between.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => true,
            Err(error) => return Err(disk(&error, &to)),
        };
        fs.sync_folder(&shelf).map_err(on_disk(&shelf))?;
        Ok(Stored { sha256, size_bytes, already_there })
    }

    fn set_aside(&self, damaged: &Path) -> Result<(), Problem> {
        let fs = &*self.library.fs;
        let mut number = 1;
        loop {
            let aside = damaged.with_extension(format!("damaged-{number}"));
            match fs.rename_no_replace(damaged, &aside) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(disk(&error, damaged)),
            }
        }
    }
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        // Gone already after a rename; what cannot go now is swept at a later start.
        _ = self.library.fs.remove_file(&self.path);
    }
}
