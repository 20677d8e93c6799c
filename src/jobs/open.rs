//! Opens a library for the window, and names what a written bundle holds for uploading.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::message::Problem;
use crate::domain::rules::Packs;
use crate::library::{Library, Mode};

use super::Ctx;

/// Opens or makes the library in a folder, for writing where the folder allows it.
pub fn open(folder: &Path, now: DateTime<Utc>, zone: Tz) -> Result<Ctx, Problem> {
    Ok(Ctx {
        library: Arc::new(Library::open(folder, Mode::Auto, now)?),
        packs: Arc::new(Packs::built_in()?),
        now,
        zone,
        holidays: Arc::from([]),
    })
}

/// The files for upload inside a bundle that is a folder, in upload order; none when they cannot be listed.
pub fn upload_files(bundle: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(bundle.join("data").join("upload")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    files
}
