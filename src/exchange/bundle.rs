//! The claim bundle: what goes in, and the writing of it. Written to a temporary sibling, read again and
//! hashed, then renamed; an existing file is never overwritten. Decides neither which files fit nor whether
//! the claim is ready: the caller has done both.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::hashing::{self, Failed, Seen, Take};
use super::plan::{self, Plan, Source};
use super::{folder, verify, zip_write};
use crate::domain::case::SubmissionKind;
use crate::domain::evidence::media::MediaFacts;
use crate::domain::evidence::{Recipe, Role};
use crate::domain::ids::Sha256;
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rows::CasePicture;
use crate::domain::rules::EvidenceRules;
use crate::domain::rules::habits::Reminders;
use crate::texts::Texts;

/// A stored file as the bundle needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRef {
    /// Hash of its bytes; what [`Originals::open`] is asked for.
    pub sha256: Sha256,
    /// File name as it came.
    pub name: String,
    /// What its content says; `size_bytes` must be its length.
    pub facts: MediaFacts,
}

/// One numbered exhibit. Its number is its place in [`BundleInput::exhibits`], which is the upload order, once
/// those that are not uploaded are put last.
#[derive(Clone, Debug, PartialEq)]
pub struct Exhibit {
    /// Its part.
    pub role: Role,
    /// The buyer's words.
    pub caption: Option<String>,
    /// The file as it came.
    pub original: FileRef,
    /// What is uploaded: the original where it fits, else its fitting copy; `None` when nothing fits.
    pub upload: Option<FileRef>,
    /// How the copy was made, where the upload is one.
    pub recipe: Option<Recipe>,
    /// A small JPEG to show, if there is one.
    pub thumbnail_jpeg: Option<Vec<u8>>,
}

/// Everything a bundle says, gathered by the caller.
#[derive(Clone, Debug)]
pub struct BundleInput<'a> {
    /// The case with its order, log and dates.
    pub picture: &'a CasePicture,
    /// Number and kind of the submission it is made for; `None` for the case as a whole.
    pub submission: Option<(i64, SubmissionKind)>,
    /// Exhibits in upload order.
    pub exhibits: Vec<Exhibit>,
    /// The English text, as it will be pasted.
    pub claim_text: String,
    /// Blockers that were overridden; said inside.
    pub overridden: Vec<Msg>,
    /// Leave out originals, address, phone, buyer's name and account.
    pub redact: bool,
    /// Further words that are private (the buyer's name); left out when `redact`.
    pub private_words: Vec<String>,
    /// What the upload folder is for: its files are named as these rules list them.
    pub rules: &'a EvidenceRules,
    /// When alarms of the calendar go off; none where no pack says.
    pub reminders: Option<&'a Reminders>,
    /// Program and version: `parcelproof 0.1.0`.
    pub program: String,
    /// The clock.
    pub now: DateTime<Utc>,
}

/// Where the bytes of stored files come from, and how the disk is asked to keep names: in one way for the whole
/// program, and that is the library's.
pub trait Originals: Sync {
    /// Opens a stored file for reading from its start.
    fn open(&self, sha256: &Sha256) -> Result<Box<dyn Read>, Problem>;
    /// Brings the names in a folder to the disk, where the disk can do it.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleReport {
    /// Where it is.
    pub path: PathBuf,
    /// Exhibits in it.
    pub exhibits: usize,
    /// Files in it, tag files included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Where the files of a bundle go, one after another, in the order of their paths.
pub(super) trait Sink {
    /// Takes one file; `write` puts its bytes and gives back their digests.
    fn put(
        &mut self,
        path: &str,
        size: u64,
        write: &mut dyn FnMut(&mut dyn io::Write) -> Result<Seen, Failed>,
    ) -> Result<Seen, Failed>;
    /// Ends and makes everything durable.
    fn finish(&mut self) -> io::Result<()>;
}

/// Writes the bundle as a folder at `out`, which must not exist while its parent folder does. English is for
/// what the marketplace gets, `readers` for the dossier, the calendar and the instructions.
pub fn write_folder(
    input: &BundleInput<'_>,
    originals: &dyn Originals,
    english: &Texts,
    readers: &Texts,
    out: &Path,
    progress: &dyn Progress,
) -> Result<BundleReport, Problem> {
    let plan = plan::plan(input, english, readers)?;
    let part = Part::claim(out, |path| fs::create_dir(path))?;
    let mut sink = folder::FolderSink::new(&part.path, originals);
    write(&plan, originals, &mut sink, &part, progress)?;
    part.become_folder(originals)?;
    Ok(report(input, &plan, out))
}

/// The same as one zip with a single top folder. The same input gives the same bytes.
pub fn write_zip(
    input: &BundleInput<'_>,
    originals: &dyn Originals,
    english: &Texts,
    readers: &Texts,
    out: &Path,
    progress: &dyn Progress,
) -> Result<BundleReport, Problem> {
    let plan = plan::plan(input, english, readers)?;
    let part = Part::claim(out, |path| fs::File::create_new(path).map(drop))?;
    let file = fs::OpenOptions::new().write(true).open(&part.path).map_err(|error| part.failed(&error))?;
    let mut sink = zip_write::ZipSink::new(io::BufWriter::new(file), &plan.base_name, input.now);
    write(&plan, originals, &mut sink, &part, progress)?;
    part.become_file(originals)?;
    Ok(report(input, &plan, out))
}

fn report(input: &BundleInput<'_>, plan: &Plan, out: &Path) -> BundleReport {
    BundleReport {
        path: out.to_owned(),
        exhibits: input.exhibits.len(),
        files: plan.files.len(),
        bytes: plan.total_bytes(),
    }
}

/// Writes every file, then reads the whole again and hashes it.
fn write(
    plan: &Plan,
    originals: &dyn Originals,
    sink: &mut dyn Sink,
    part: &Part<'_>,
    progress: &dyn Progress,
) -> Result<(), Problem> {
    progress.stage(Msg::new("bundle-stage-write"), plan.total_bytes());
    for (path, source) in &plan.files {
        progress.check()?;
        let size = source.size();
        let mut opened: Box<dyn Read + '_> = match source {
            Source::Text(bytes) => Box::new(bytes.as_slice()),
            Source::Stored(file) => originals.open(&file.sha256).map_err(|problem| {
                let named = Msg::new("bundle-original-unread").text("name", file.name.clone());
                Problem { message: named.msg("why", problem.message), ..problem }
            })?,
        };
        // One byte more than expected is enough to see that a file has grown.
        let mut limited = (&mut opened).take(size.saturating_add(1));
        let seen = sink
            .put(path, size, &mut |to| hashing::copy(&mut limited, to, Take::Payload, progress))
            .map_err(|failed| match failed {
            Failed::Stopped(problem) => problem,
            Failed::Write(error) => part.failed(&error),
            Failed::Read(error) => original_problem(path, source).with_detail(error),
        })?;
        if seen.size != size || seen.sha256 != source.sha256() {
            return Err(original_problem(path, source));
        }
    }
    sink.finish().map_err(|error| part.failed(&error))?;
    progress.stage(Msg::new("bundle-stage-check"), plan.total_bytes());
    let verdict = verify::verify(&part.path, progress)?;
    match verdict.problems.first() {
        None => Ok(()),
        Some(fault) => Err(Problem::could_not(
            Msg::new("bundle-not-as-written").text("path", part.out.display().to_string()),
        )
        .with_detail(&fault.file)),
    }
}

fn original_problem(path: &str, source: &Source) -> Problem {
    let name = match source {
        Source::Stored(file) => file.name.clone(),
        Source::Text(_) => path.to_owned(),
    };
    Problem::could_not(Msg::new("bundle-original-changed").text("name", name))
}

/// The temporary sibling of the output. Dropped before it became the output, it is removed.
pub(super) struct Part<'a> {
    out: &'a Path,
    path: PathBuf,
    done: bool,
}

impl<'a> Part<'a> {
    fn claim(out: &'a Path, create: impl Fn(&Path) -> io::Result<()>) -> Result<Self, Problem> {
        let shown = || out.display().to_string();
        let Some(name) = out.file_name() else {
            return Err(Problem::refused(Msg::new("bundle-out-no-name").text("path", shown())));
        };
        refuse_existing(out)?;
        let mut part_name = OsString::from(name);
        part_name.push(".part");
        let path = out.with_file_name(part_name);
        match create(&path) {
            Ok(()) => Ok(Self { out, path, done: false }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(Problem::refused(Msg::new("bundle-part-exists").text("path", path.display().to_string())))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Problem::refused(Msg::new("bundle-no-folder").text("path", shown())))
            }
            Err(error) => Err(write_problem(&error, out)),
        }
    }

    fn failed(&self, error: &io::Error) -> Problem {
        write_problem(error, self.out)
    }

    fn become_folder(mut self, originals: &dyn Originals) -> Result<(), Problem> {
        // A folder cannot be renamed only-if-absent without unsafe code; an empty folder that appears in
        // this very moment would be replaced, one with anything in it makes the rename fail.
        refuse_existing(self.out)?;
        fs::rename(&self.path, self.out).map_err(|error| self.failed(&error))?;
        self.done = true;
        sync_parent(self.out, originals);
        Ok(())
    }

    fn become_file(mut self, originals: &dyn Originals) -> Result<(), Problem> {
        match fs::hard_link(&self.path, self.out) {
            Ok(()) => {} // dropping removes the temporary name; the file keeps the new one
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(exists(self.out)),
            Err(_no_links_on_this_disk) => {
                refuse_existing(self.out)?;
                fs::rename(&self.path, self.out).map_err(|error| self.failed(&error))?;
                self.done = true;
            }
        }
        sync_parent(self.out, originals);
        Ok(())
    }
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let removed = match fs::symlink_metadata(&self.path) {
            Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(&self.path),
            Ok(_) => fs::remove_file(&self.path),
            Err(error) => Err(error),
        };
        if let Err(error) = removed {
            tracing::warn!(%error, path = %self.path.display(), "temporary bundle could not be removed");
        }
    }
}

fn refuse_existing(out: &Path) -> Result<(), Problem> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(write_problem(&error, out)),
        Ok(_) => Err(exists(out)),
    }
}

fn exists(out: &Path) -> Problem {
    Problem::refused(Msg::new("bundle-out-exists").text("path", out.display().to_string()))
}

fn write_problem(error: &io::Error, out: &Path) -> Problem {
    use io::ErrorKind as Kind;
    let id = match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => "bundle-disk-full",
        Kind::FileTooLarge => "bundle-file-too-large",
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => "bundle-not-writable",
        _ => "bundle-not-written",
    };
    Problem::could_not(Msg::new(id).text("path", out.display().to_string())).with_detail(error)
}

/// The bundle is there and whole: a folder that cannot be brought to the disk now is no reason to take it away.
fn sync_parent(out: &Path, originals: &dyn Originals) {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Err(error) = originals.sync_folder(parent) {
        tracing::warn!(%error, "folder of the bundle could not be synced");
    }
}
