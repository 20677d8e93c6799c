//! A bundle as a folder: writing its files and reading them back. Follows no links.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::bagit;
use super::bundle::{Originals, Sink};
use super::hashing::{self, Failed, Seen, Take};
use super::verify::{BundleFault, Found, TAG_LEN_MAX, not_a_bundle, unreadable};
use crate::domain::message::{Msg, Problem, Progress};

/// Writes the files of a bundle below a folder that exists.
pub(super) struct FolderSink<'a> {
    root: PathBuf,
    folders: BTreeSet<PathBuf>,
    originals: &'a dyn Originals,
}

impl<'a> FolderSink<'a> {
    pub(super) fn new(root: &Path, originals: &'a dyn Originals) -> Self {
        Self { root: root.to_owned(), folders: BTreeSet::from([root.to_owned()]), originals }
    }

    fn file(&mut self, path: &str) -> io::Result<fs::File> {
        let target = self.root.join(path);
        if let Some(parent) = target.parent().filter(|parent| !self.folders.contains(*parent)) {
            fs::create_dir_all(parent)?;
            let below = parent.ancestors().take_while(|folder| *folder != self.root);
            self.folders.extend(below.map(Path::to_owned));
        }
        fs::File::create_new(target)
    }
}

impl Sink for FolderSink<'_> {
    fn put(
        &mut self,
        path: &str,
        _: u64,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<Seen, Failed>,
    ) -> Result<Seen, Failed> {
        let mut file = self.file(path).map_err(Failed::Write)?;
        let seen = write(&mut file)?;
        file.sync_all().map_err(Failed::Write)?;
        Ok(seen)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.folders.iter().rev().try_for_each(|folder| self.originals.sync_folder(folder))
    }
}

/// Reads every file below a folder once.
pub(super) fn read(root: &Path, progress: &dyn Progress) -> Result<Found, Problem> {
    let mut files: BTreeMap<String, (PathBuf, u64)> = BTreeMap::new();
    let mut folders: BTreeSet<String> = BTreeSet::new();
    let mut faults = Vec::new();
    for entry in WalkDir::new(root).min_depth(1).follow_root_links(true) {
        progress.check()?;
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| relative(path, root)).unwrap_or_default();
                faults.push(cannot_read(&path, &error));
                continue;
            }
        };
        let path = relative(entry.path(), root);
        if entry.file_type().is_dir() {
            folders.insert(path);
        } else if entry.file_type().is_file() {
            let size = entry.metadata().map(|metadata| metadata.len()).unwrap_or_default();
            files.insert(path, (entry.path().to_owned(), size));
        } else {
            faults.push(BundleFault::new(&path, Msg::new("bundle-fault-link")));
        }
    }
    let is_bag = [bagit::DECLARATION_NAME, bagit::MANIFEST_NAME].into_iter().chain(bagit::TAG_MANIFEST_NAMES);
    if !is_bag.into_iter().any(|name| files.contains_key(name)) {
        // A folder that cannot be looked into is no proof that it holds no bundle.
        return match fs::read_dir(root) {
            Err(error) => Err(unreadable(root, &error)),
            Ok(_) => Err(not_a_bundle(root)),
        };
    }
    for folder in &folders {
        let inside = format!("{folder}/");
        if !files.keys().any(|file| file.starts_with(&inside)) {
            faults.push(BundleFault::new(&inside, Msg::new("bundle-fault-extra")));
        }
    }
    progress.stage(Msg::new("bundle-stage-check"), files.values().map(|(_, size)| size).sum());
    let mut seen = BTreeMap::new();
    for (path, (full, _)) in &files {
        let take = if bagit::is_tag_name(path) { Take::Tag(TAG_LEN_MAX) } else { Take::Payload };
        let read = fs::File::open(full)
            .map_err(Failed::Read)
            .and_then(|mut file| hashing::copy(&mut file, &mut io::sink(), take, progress));
        match read {
            Ok(found) => {
                seen.insert(path.clone(), found);
            }
            Err(Failed::Stopped(problem)) => return Err(problem),
            Err(Failed::Read(error) | Failed::Write(error)) => faults.push(cannot_read(path, &error)),
        }
    }
    Ok(Found { checked: seen.len(), seen, faults, prefix: String::new() })
}

fn cannot_read(path: &str, error: &dyn std::fmt::Display) -> BundleFault {
    BundleFault::new(path, Msg::new("bundle-fault-unreadable").text("detail", error.to_string()))
}

/// A path below the root with `/` between its parts, lossy where it is not UTF-8 (no file of ours is).
fn relative(path: &Path, root: &Path) -> String {
    let parts: Vec<_> = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}
