//! Verification of a bundle, folder or zip: every byte is accounted for and every fault names its file.
//! Only reads; nothing of a foreign zip is ever unpacked.

use std::collections::BTreeMap;
use std::path::Path;

use super::{bagit, folder, zip_check};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::order::is_invisible;

/// One file of a bundle that is not as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleFault {
    /// Its path inside the bundle with `/`, with the zip's top folder in front where it is one; the zip's own
    /// name when its directory is meant.
    pub file: String,
    /// What is wrong with it.
    pub what: Msg,
}

impl BundleFault {
    pub(super) fn new(file: &str, what: Msg) -> Self {
        Self { file: file.to_owned(), what }
    }
}

/// What came of a verification.
#[derive(Clone, Debug, PartialEq)]
pub struct BundleVerdict {
    /// Nothing is wrong.
    pub ok: bool,
    /// How many files were read and hashed.
    pub checked: usize,
    /// What is wrong, sorted by file.
    pub problems: Vec<BundleFault>,
}

/// The most bytes of a tag file that are looked at; a manifest of 10,000 files is 2 MB.
pub(super) const TAG_LEN_MAX: usize = 16 << 20;

/// Reads a bundle again, byte for byte. `path` is its folder or its zip. Fails only when it cannot be read at
/// all or is no bundle; everything else is in the verdict.
pub fn verify(path: &Path, progress: &dyn Progress) -> Result<BundleVerdict, Problem> {
    let metadata = std::fs::metadata(path).map_err(|error| {
        Problem::could_not(Msg::new("bundle-unreadable").text("path", path.display().to_string()))
            .with_detail(error)
    })?;
    let found = if metadata.is_dir() {
        folder::read(path, progress)?
    } else if metadata.is_file() {
        zip_check::read(path, progress)?
    } else {
        // Opening a pipe or a device may wait for ever.
        return Err(not_a_bundle(path));
    };
    let Found { seen, mut faults, prefix, checked } = found;
    // A zip of which no entry could be read says nothing about what it holds.
    let judged = if seen.is_empty() { Vec::new() } else { bagit::judge(&seen) };
    for mut fault in judged {
        fault.file.insert_str(0, &prefix);
        // What the reading itself found about a file says more than that its digest differs.
        if !faults.iter().any(|known| known.file == fault.file) {
            faults.push(fault);
        }
    }
    for fault in &mut faults {
        fault.file = shown(&fault.file);
    }
    faults.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(BundleVerdict { ok: faults.is_empty(), checked, problems: faults })
}

/// The longest name that is shown.
const SHOWN_LEN_MAX: usize = 300;

/// A name as it may be shown, wherever it came from: no control characters, nothing that reorders what is read,
/// not too long.
fn shown(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().take(SHOWN_LEN_MAX) {
        if c.is_control() || is_invisible(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// What reading a folder or a zip gave.
pub(super) struct Found {
    /// Every file by its path inside the bag.
    pub seen: BTreeMap<String, super::hashing::Seen>,
    /// What the reading itself found wrong; files named as they are shown.
    pub faults: Vec<BundleFault>,
    /// What stands before a path when it is shown: a zip's top folder and a slash, or nothing.
    pub prefix: String,
    /// Files read.
    pub checked: usize,
}

/// The sentence for something that is no bundle.
pub(super) fn not_a_bundle(path: &Path) -> Problem {
    Problem::refused(Msg::new("bundle-not-a-bundle").text("path", path.display().to_string()))
}

/// The sentence for a bundle that the disk does not give up.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::could_not(Msg::new("bundle-unreadable").text("path", path.display().to_string()))
        .with_detail(error)
}
