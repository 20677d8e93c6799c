//! Looks at files without a library, and writes copies that fit beside them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256 as Hasher};
use walkdir::WalkDir;

use crate::domain::check::{self, Assessment, Fix, Verdict};
use crate::domain::ids::Sha256;
use crate::domain::media::{MediaFacts, MediaKind};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rules::EvidenceRules;
use crate::media;
use crate::media::fit::{FitWish, Fitted};

/// How closely to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Depth {
    /// Hash each file.
    pub hash: bool,
    /// Decode pictures too.
    pub deep: bool,
}

/// What was found about one file.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file.
    pub path: PathBuf,
    /// What its content says.
    pub facts: MediaFacts,
    /// Its hash, if asked for.
    pub sha256: Option<Sha256>,
    /// Will it be accepted.
    pub assessment: Assessment,
}

/// The files behind paths: folders are walked in name order, links in them are not followed.
pub fn files_under(paths: &[PathBuf]) -> Vec<Result<PathBuf, Problem>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(Ok(path.clone()));
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => files.push(Ok(entry.into_path())),
                Ok(_) => {}
                Err(error) => files.push(Err(folder_problem(path, &error))),
            }
        }
    }
    files
}

fn folder_problem(folder: &Path, error: &walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(folder);
    Problem::could_not(Msg::new("job-folder-unreadable").text("path", path.to_string_lossy()))
        .with_detail(error)
}

/// Looks at one file. A file that cannot be read is a finding, not an error.
pub fn check_file(path: &Path, rules: &EvidenceRules, depth: Depth) -> Checked {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut facts = match media::inspect(path) {
        Ok(facts) => facts,
        Err(problem) => {
            let facts = MediaFacts::unread(fs::metadata(path).map_or(0, |meta| meta.len()));
            return Checked {
                path: path.to_owned(),
                facts,
                sha256: None,
                assessment: check::unreadable(problem.message),
            };
        }
    };
    if depth.deep {
        match media::decode_check(path, &facts) {
            Ok(found) => facts.flaws.extend(found),
            Err(problem) => {
                return Checked {
                    path: path.to_owned(),
                    facts,
                    sha256: None,
                    assessment: check::unreadable(problem.message),
                };
            }
        }
    }
    let sha256 = if depth.hash { hash_file(path).ok() } else { None };
    let assessment = check::judge(&facts, &name, rules);
    Checked { path: path.to_owned(), facts, sha256, assessment }
}

/// Looks at files and folders, giving each result as it is known; files whose bytes repeat within the set
/// are marked when hashing was asked for.
pub fn check_paths(
    paths: &[PathBuf],
    rules: &EvidenceRules,
    depth: Depth,
    progress: &dyn Progress,
    mut each: impl FnMut(Result<Checked, Problem>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let files = files_under(paths);
    progress.stage(Msg::new("job-checking"), files.len() as u64);
    let mut seen: BTreeMap<Sha256, String> = BTreeMap::new();
    for file in files {
        progress.check()?;
        let checked = file.map(|path| {
            let mut checked = check_file(&path, rules, depth);
            if let Some(hash) = checked.sha256 {
                let name = path.to_string_lossy().into_owned();
                if let Some(first) = seen.get(&hash) {
                    checked.assessment.findings.push(check::duplicate_finding(first));
                } else {
                    seen.insert(hash, name);
                }
            }
            checked
        });
        each(checked)?;
        progress.advance(1);
    }
    Ok(())
}

fn hash_file(path: &Path) -> io::Result<Sha256> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::new();
    let mut block = vec![0_u8; 1 << 20];
    loop {
        let count = file.read(&mut block)?;
        if count == 0 {
            return Ok(Sha256(hasher.finalize().into()));
        }
        hasher.update(block.get(..count).unwrap_or_default());
    }
}

/// What came of fixing one file.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// How it was.
    pub before: Checked,
    /// The copy, when one was needed and could be made.
    pub output: Option<PathBuf>,
    /// Why there is no copy although one is needed.
    pub problem: Option<Problem>,
}

/// Writes a copy that fits for each file that needs one; originals are only read. A name that is taken gets a
/// number; nothing is overwritten.
pub fn fix_paths(
    paths: &[PathBuf],
    out: &Path,
    rules: &EvidenceRules,
    progress: &dyn Progress,
    mut each: impl FnMut(Result<Fixed, Problem>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    fs::create_dir_all(out).map_err(|error| write_problem(out, &error))?;
    let files = files_under(paths);
    progress.stage(Msg::new("job-fixing"), files.len() as u64);
    for file in files {
        progress.check()?;
        each(file.map(|path| fix_file(&path, out, rules)))?;
        progress.advance(1);
    }
    Ok(())
}

fn fix_file(path: &Path, out: &Path, rules: &EvidenceRules) -> Fixed {
    let before = check_file(path, rules, Depth::default());
    let mended = match before.assessment.verdict {
        Verdict::Ready | Verdict::Rejected => return Fixed { before, output: None, problem: None },
        Verdict::Borderline | Verdict::Fixable => mend(path, &before, out, rules),
    };
    match mended {
        Ok(output) => Fixed { before, output: Some(output), problem: None },
        Err(problem) => Fixed { before, output: None, problem: Some(problem) },
    }
}

fn mend(path: &Path, before: &Checked, out: &Path, rules: &EvidenceRules) -> Result<PathBuf, Problem> {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    // What holds a location is not passed on under another name: its copy goes without.
    let only_rename =
        before.assessment.findings.iter().filter_map(|finding| finding.fix).all(|fix| fix == Fix::Rename)
            && before.assessment.verdict == Verdict::Fixable;
    if only_rename && let Some(extension) = check::names_of(before.facts.format).first() {
        let mut source = File::open(path).map_err(|error| read_problem(path, &error))?;
        return write_new(out, stem, extension, |file| io::copy(&mut source, file).map(|_| ()));
    }
    let Fitted { bytes, extension, .. } = fit_bytes(path, &before.facts, rules)?;
    write_new(out, stem, extension, |file| file.write_all(&bytes))
}

/// Makes a copy of a picture that fits, in memory.
pub(crate) fn fit_bytes(path: &Path, facts: &MediaFacts, rules: &EvidenceRules) -> Result<Fitted, Problem> {
    if facts.kind != MediaKind::Image {
        // Said before reading: a video would fill the memory only to be refused.
        return Err(Problem::refused(Msg::new("media-no-video-copy")));
    }
    let source = fs::read(path).map_err(|error| read_problem(path, &error))?;
    media::fit::fit_image(&source, facts, &FitWish::within(&rules.image))
}

/// Writes a file under a free name by way of a temporary one, so that a half-written copy is never seen.
fn write_new(
    folder: &Path,
    stem: &std::ffi::OsStr,
    extension: &str,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<PathBuf, Problem> {
    for number in 1..10_000 {
        let mut name = stem.to_owned();
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(".");
        name.push(extension);
        let target = folder.join(name);
        // `create_new` claims the name; the claim is removed again when writing fails.
        match File::create_new(&target) {
            Ok(mut file) => {
                if let Err(error) = write(&mut file).and_then(|()| file.sync_all()) {
                    drop(file);
                    // What matters is the first error; a claim that stays behind is empty or cut off and named.
                    if let Err(left) = fs::remove_file(&target) {
                        tracing::warn!(%left, "a half-written copy could not be removed");
                    }
                    return Err(write_problem(&target, &error));
                }
                return Ok(target);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(write_problem(&target, &error)),
        }
    }
    Err(Problem::could_not(Msg::new("job-no-free-name").text("path", folder.to_string_lossy())))
}

pub(crate) fn read_problem(path: &Path, error: &io::Error) -> Problem {
    Problem::could_not(Msg::new("job-file-unreadable").text("path", path.to_string_lossy()))
        .with_detail(error)
}

pub(crate) fn write_problem(path: &Path, error: &io::Error) -> Problem {
    Problem::could_not(Msg::new("job-file-unwritable").text("path", path.to_string_lossy()))
        .with_detail(error)
}
