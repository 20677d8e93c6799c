//! Looks at files without a library, and writes copies that fit beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256 as Hasher};
use walkdir::WalkDir;

use crate::domain::evidence::check::{self, Assessment, FindingCode, Fix, Verdict};
use crate::domain::evidence::media::{MediaFacts, MediaKind};
use crate::domain::ids::Sha256;
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rules::EvidenceRules;
use crate::exchange::names;
use crate::library::fs::{FileSystem as _, RealFs};
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

/// The files behind paths: folders are walked in name order. Links in them to files are taken, each file once; links
/// to folders are not followed, so that a walk always ends. Whatever is there and is no file is given too, to be
/// reported. A folder without files is a problem of its own.
pub fn files_under(paths: &[PathBuf]) -> Vec<Result<PathBuf, Problem>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(Ok(path.clone()));
            continue;
        }
        let before = files.len();
        walk(path, &mut files);
        if files.len() == before {
            let empty = Msg::new(NO_FILES).text("path", path.to_string_lossy());
            files.push(Err(Problem::refused(empty)));
        }
    }
    files
}

/// Id of the sentence about a folder without files.
pub const NO_FILES: &str = "job-no-files";

fn walk(folder: &Path, files: &mut Vec<Result<PathBuf, Problem>>) {
    let mut links = Vec::new();
    let first = files.len();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                // Where a link leads is looked at when all files are known.
                if entry.file_type().is_symlink() {
                    links.push(files.len());
                }
                files.push(Ok(entry.into_path()));
            }
            Err(error) => files.push(Err(folder_problem(folder, &error))),
        }
    }
    if links.is_empty() {
        return;
    }
    let is_link = |at: usize| links.binary_search(&at).is_ok();
    let place =
        |file: &Result<PathBuf, Problem>| file.as_ref().ok().and_then(|path| path.canonicalize().ok());
    let mut seen: BTreeSet<PathBuf> = files
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(at, _)| !is_link(*at))
        .filter_map(|(_, file)| place(file))
        .collect();
    let mut at = 0;
    files.retain(|file| {
        let link = is_link(at);
        at += 1;
        // What leads nowhere or to a folder stays and is reported.
        !link || place(file).is_none_or(|place| seen.insert(place))
    });
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
/// are marked.
pub fn check_paths(
    paths: &[PathBuf],
    rules: &EvidenceRules,
    depth: Depth,
    progress: &dyn Progress,
    mut each: impl FnMut(Result<Checked, Problem>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let files = files_under(paths);
    progress.stage(Msg::new("job-checking"), files.len() as u64);
    let twins = sizes_that_repeat(&files);
    let mut seen: BTreeMap<Sha256, PathBuf> = BTreeMap::new();
    for file in files {
        progress.check()?;
        let checked = file.map(|path| {
            // Only files of one length can have the same bytes, so only those are read whole.
            let hash = depth.hash || length_of(&path).is_some_and(|length| twins.contains(&length));
            let mut checked = check_file(&path, rules, Depth { hash, ..depth });
            if let Some(hash) = checked.sha256 {
                let first = seen.entry(hash).or_insert_with(|| path.clone());
                if *first != path {
                    checked.assessment.add(check::duplicate_finding(&first.to_string_lossy()));
                }
            }
            checked.sha256 = checked.sha256.filter(|_| depth.hash);
            checked
        });
        each(checked)?;
        progress.advance(1);
    }
    Ok(())
}

/// The lengths that more than one of the files has. Empty files are told apart by nothing.
fn sizes_that_repeat(files: &[Result<PathBuf, Problem>]) -> BTreeSet<u64> {
    let mut once = BTreeSet::new();
    let lengths = files.iter().flatten().filter_map(|path| length_of(path));
    lengths.filter(|length| *length > 0).filter(|length| !once.insert(*length)).collect()
}

fn length_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|about| about.len())
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
///
/// # Errors
/// The folder for the copies cannot be written to, or the job was stopped: copies that were made before stay, each
/// whole. What is wrong with a file is told with it.
pub fn fix_paths(
    paths: &[PathBuf],
    out: &Path,
    rules: &EvidenceRules,
    progress: &dyn Progress,
    mut each: impl FnMut(Result<Fixed, Problem>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    fs::create_dir_all(out).map_err(|error| folder_refused(out, &error))?;
    let files = files_under(paths);
    progress.stage(Msg::new("job-fixing"), files.len() as u64);
    for file in files {
        progress.check()?;
        let fixed = match file {
            Ok(path) => Ok(fix_file(&path, out, rules, progress)?),
            Err(problem) => Err(problem),
        };
        each(fixed)?;
        progress.advance(1);
    }
    Ok(())
}

fn folder_refused(out: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            Problem::refused(Msg::new("job-out-no-folder").text("path", out.to_string_lossy()))
        }
        _ => write_problem(out, error),
    }
}

/// Why there is no copy.
enum NoCopy {
    /// It is about the file; others may do.
    File(Problem),
    /// It is about the folder or the job, and goes for all files.
    Job(Problem),
}

fn fix_file(
    path: &Path,
    out: &Path,
    rules: &EvidenceRules,
    progress: &dyn Progress,
) -> Result<Fixed, Problem> {
    let before = check_file(path, rules, Depth::default());
    let needed = match before.assessment.verdict {
        Verdict::Rejected => false,
        // It would be taken, but something about it is better mended first.
        Verdict::Ready => before.assessment.findings.iter().any(|finding| finding.fix.is_some()),
        Verdict::Borderline | Verdict::Fixable => true,
    };
    if !needed {
        return Ok(Fixed { before, output: None, problem: None });
    }
    match mend(path, &before, out, rules, progress) {
        Ok(output) => Ok(Fixed { before, output: Some(output), problem: None }),
        Err(NoCopy::Job(problem)) => Err(problem),
        Err(NoCopy::File(why)) => {
            let named = Msg::new("job-copy-failed").text("name", path.to_string_lossy());
            let problem = Problem { message: named.msg("why", why.message), ..why };
            Ok(Fixed { before, output: None, problem: Some(problem) })
        }
    }
}

fn mend(
    path: &Path,
    before: &Checked,
    out: &Path,
    rules: &EvidenceRules,
    progress: &dyn Progress,
) -> Result<PathBuf, NoCopy> {
    let stem = stem_of(path, &before.assessment);
    let only_rename =
        before.assessment.findings.iter().filter_map(|finding| finding.fix).all(|fix| fix == Fix::Rename)
            && before.assessment.verdict != Verdict::Borderline;
    if only_rename && let Some(extension) = check::accepted_extension(&before.facts, rules) {
        // What holds a location is not passed on under another name. The copy of a picture goes without, below; of a
        // video there is none.
        if before.facts.has_location {
            return Err(NoCopy::File(Problem::refused(Msg::new("job-fix-located"))));
        }
        let mut source = File::open(path).map_err(|error| NoCopy::File(read_problem(path, &error)))?;
        return write_new(out, &stem, extension, |file, part| {
            copy_blocks(&mut source, path, file, part, progress)
        });
    }
    if before.facts.kind != MediaKind::Image || !check::can_be_copied(before.facts.format) {
        // The worst finding says what to do with it elsewhere.
        let why = before.assessment.findings.first().map(|finding| finding.message.clone());
        let why = why.unwrap_or_else(|| Msg::new("media-no-video-copy"));
        return Err(NoCopy::File(Problem::refused(why)));
    }
    let Fitted { bytes, extension, .. } = fit_bytes(path, &before.facts, rules).map_err(NoCopy::File)?;
    write_new(out, &stem, extension, |file, part| {
        file.write_all(&bytes).map_err(|error| NoCopy::Job(write_problem(part, &error)))
    })
}

/// What the copy of a file is called: as the file itself, or plainly where its name is one that programs and people
/// trip over.
fn stem_of(path: &Path, assessment: &Assessment) -> OsString {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    if !assessment.findings.iter().any(|finding| finding.code == FindingCode::HostileName) {
        return stem.to_owned();
    }
    let plain: String = names::plain(&stem.to_string_lossy(), PLAIN_STEM_LEN_MAX);
    // The word in front keeps reserved names from being read as devices.
    if plain.is_empty() { OsString::from("copy") } else { OsString::from(format!("copy-{plain}")) }
}

/// Longest plain name given to the copy of a file with a hostile one.
const PLAIN_STEM_LEN_MAX: usize = 100;

/// Copies block by block, so that a long video can be stopped.
fn copy_blocks(
    source: &mut File,
    path: &Path,
    target: &mut File,
    part: &Path,
    progress: &dyn Progress,
) -> Result<(), NoCopy> {
    let mut block = vec![0_u8; 1 << 20];
    loop {
        progress.check().map_err(NoCopy::Job)?;
        let count = match source.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(NoCopy::File(read_problem(path, &error))),
        };
        target
            .write_all(block.get(..count).unwrap_or_default())
            .map_err(|error| NoCopy::Job(write_problem(part, &error)))?;
    }
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

/// A file that grows under a name of its own and is gone with this value unless it got its final one.
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn create(folder: &Path) -> Result<Self, Problem> {
        for number in 1..NAMES_MAX {
            let path = folder.join(format!("parcelproof-{}-{number}.part", std::process::id()));
            match File::create_new(&path) {
                Ok(file) => return Ok(Self { path, file }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(write_problem(&path, &error)),
            }
        }
        Err(no_free_name(folder))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        match fs::remove_file(&self.path) {
            Err(left) if left.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%left, "a half-written copy could not be removed");
            }
            _ => {}
        }
    }
}

/// How many names are tried before a folder is given up.
const NAMES_MAX: u32 = 10_000;

fn no_free_name(folder: &Path) -> Problem {
    Problem::could_not(Msg::new("job-no-free-name").text("path", folder.to_string_lossy()))
}

/// Writes a file under a free name by way of a `.part` beside it, so that a half-written copy never has the name
/// of a whole one and nothing is overwritten.
fn write_new(
    folder: &Path,
    stem: &OsStr,
    extension: &str,
    write: impl FnOnce(&mut File, &Path) -> Result<(), NoCopy>,
) -> Result<PathBuf, NoCopy> {
    let unwritable = |path: &Path, error: &io::Error| NoCopy::Job(write_problem(path, error));
    let mut part = Part::create(folder).map_err(NoCopy::Job)?;
    write(&mut part.file, &part.path)?;
    part.file.sync_all().map_err(|error| unwritable(&part.path, &error))?;
    for number in 1..NAMES_MAX {
        let mut name = stem.to_owned();
        if number > 1 {
            name.push(format!("-{number}"));
        }
        name.push(".");
        name.push(extension);
        let target = folder.join(name);
        match RealFs.rename_no_replace(&part.path, &target) {
            Ok(()) => {
                RealFs.sync_folder(folder).map_err(|error| unwritable(folder, &error))?;
                return Ok(target);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A name that this disk does not take is about this file alone.
            Err(error) if error.kind() == io::ErrorKind::InvalidFilename => {
                return Err(NoCopy::File(write_problem(&target, &error)));
            }
            Err(error) => return Err(unwritable(&target, &error)),
        }
    }
    Err(NoCopy::File(no_free_name(folder)))
}

pub(crate) fn read_problem(path: &Path, error: &io::Error) -> Problem {
    Problem::could_not(Msg::new("job-file-unreadable").text("path", path.to_string_lossy()))
        .with_detail(error)
}

pub(crate) fn write_problem(path: &Path, error: &io::Error) -> Problem {
    Problem::could_not(Msg::new("job-file-unwritable").text("path", path.to_string_lossy()))
        .with_detail(error)
}
