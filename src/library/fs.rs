//! The only seam between the library and the file system: every folder made, byte written and file renamed goes
//! through [`FileSystem`], so that a test can fail any single step. Decides nothing.

use std::ffi::OsString;
use std::fmt;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// It is a folder itself.
    pub is_folder: bool,
}

/// What the library asks of a file system. Paths are used as given; errors are the system's own.
pub trait FileSystem: Send + Sync + fmt::Debug {
    /// Opens an existing file for reading.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// Makes a file that must not exist yet, for writing.
    fn create_new(&self, path: &Path) -> io::Result<File>;
    /// Reads some bytes; 0 at the end.
    fn read(&self, file: &mut File, buffer: &mut [u8]) -> io::Result<usize>;
    /// Writes all bytes.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Brings a file's bytes to the disk.
    fn sync_file(&self, file: &File) -> io::Result<()>;
    /// Brings the names in a folder to the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Takes the right to write away from everybody.
    fn make_read_only(&self, file: &File) -> io::Result<()>;
    /// Renames; fails with `AlreadyExists` when the new name is taken.
    fn rename_no_replace(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames over whatever is there; only for what can be made again.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a folder and those above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Facts of a file or folder, links followed.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;
    /// What a folder holds, sorted by name.
    fn read_folder(&self, path: &Path) -> io::Result<Vec<Entry>>;
    /// The file-system type that holds a path (`ext4`, `nfs4`), where the system tells.
    fn kind_of(&self, path: &Path) -> Option<String>;
    /// Whether a process of this machine is running; `None` where the system does not tell.
    fn process_alive(&self, pid: u32) -> Option<bool>;
}

/// The machine's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealFs;

impl FileSystem for RealFs {
    fn open(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn read(&self, file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync_file(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(windows) {
            // Folders cannot be opened as files there, and NTFS keeps names in its journal.
            return Ok(());
        }
        match File::open(path) {
            Ok(folder) => unless_unable(folder.sync_all()),
            // A folder may take new names and still show none: nothing more can be done for them.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn make_read_only(&self, file: &File) -> io::Result<()> {
        let mut permissions = file.metadata()?.permissions();
        permissions.set_readonly(true);
        file.set_permissions(permissions)
    }

    fn rename_no_replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        // A second name and then one less: the only rename that never replaces, on every POSIX system.
        match std::fs::hard_link(from, to) {
            Ok(()) => std::fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // FAT and some network file systems know no second names.
            Err(_) => {
                if std::fs::symlink_metadata(to).is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                std::fs::rename(from, to)
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        match std::fs::remove_file(path) {
            // Windows refuses to remove what is marked read-only.
            Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied => {
                let mut permissions = std::fs::metadata(path)?.permissions();
                #[expect(
                    clippy::permissions_set_readonly_false,
                    reason = "runs on Windows only, where this is one attribute and not rights for everybody"
                )]
                permissions.set_readonly(false);
                std::fs::set_permissions(path, permissions)?;
                std::fs::remove_file(path)
            }
            result => result,
        }
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        std::fs::metadata(path)
    }

    fn read_folder(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            entries.push(Entry { name: entry.file_name(), is_folder: entry.file_type()?.is_dir() });
        }
        entries.sort();
        Ok(entries)
    }

    fn kind_of(&self, path: &Path) -> Option<String> {
        // Linux alone tells it this way; elsewhere the table does not exist and SQLite's own answer decides.
        let table = std::fs::read_to_string("/proc/self/mounts").ok()?;
        let path = std::fs::canonicalize(path).ok()?;
        kind_in_table(&table, &path)
    }

    fn process_alive(&self, pid: u32) -> Option<bool> {
        let processes = Path::new("/proc");
        processes.join("self").exists().then(|| processes.join(pid.to_string()).exists())
    }
}

/// Some network and FUSE file systems cannot bring a folder to the disk, and say so in one way or another.
fn unless_unable(synced: io::Result<()>) -> io::Result<()> {
    match synced {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        result => result,
    }
}

/// The type of the longest mount point above `path` in a table like `/proc/self/mounts`.
fn kind_in_table(table: &str, path: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in table.lines() {
        let mut words = line.split(' ');
        let (Some(_), Some(point), Some(kind)) = (words.next(), words.next(), words.next()) else { continue };
        let point = point.replace("\\040", " ");
        // Of two mounts on one point the later one is on top.
        if path.starts_with(&point) && best.is_none_or(|(length, _)| point.len() >= length) {
            best = Some((point.len(), kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

/// File systems on which SQLite's shared memory between programs cannot be trusted.
pub(super) fn lacks_shared_memory(kind: &str) -> bool {
    matches!(
        kind,
        "nfs"
            | "nfs4"
            | "cifs"
            | "smb3"
            | "smbfs"
            | "9p"
            | "afs"
            | "ceph"
            | "vfat"
            | "msdos"
            | "exfat"
            | "fuse.sshfs"
            | "fuse.rclone"
    )
}

/// An absolute path, percent-encoded already, as the path of a `file:` URI.
pub(super) fn uri_path(encoded: String) -> String {
    if cfg!(windows) { format!("/{}", encoded.replace("%5C", "/")) } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mount_point_above_a_path_names_its_file_system() {
        let table = "rootfs / ext4 rw 0 0\nserver:/x /home/a\\040b nfs4 rw 0 0\ntmpfs /home tmpfs rw 0 0\n";
        let kind = |path: &str| kind_in_table(table, Path::new(path));
        assert_eq!(kind("/etc").as_deref(), Some("ext4"));
        assert_eq!(kind("/home/c").as_deref(), Some("tmpfs"));
        assert_eq!(kind("/home/a b/library").as_deref(), Some("nfs4"));
        assert!(lacks_shared_memory("nfs4") && !lacks_shared_memory("ext4"));
    }

    #[test]
    fn a_disk_that_cannot_sync_folders_is_not_a_failing_one() {
        for (error, tolerated) in [
            (io::ErrorKind::InvalidInput, true),
            (io::ErrorKind::Unsupported, true),
            (io::ErrorKind::StorageFull, false),
        ] {
            assert_eq!(unless_unable(Err(error.into())).is_ok(), tolerated, "{error}");
        }
    }

    #[test]
    fn a_taken_name_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("new"), folder.path().join("old"));
        std::fs::write(&from, "new").unwrap();
        std::fs::write(&to, "old").unwrap();
        let error = RealFs.rename_no_replace(&from, &to).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&to).unwrap(), b"old");
        assert_eq!(std::fs::read(&from).unwrap(), b"new");
    }
}
