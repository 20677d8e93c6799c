//! Opening a library: makes a missing one, refuses what is not one, chooses the journal the disk can carry.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::domain::message::{Msg, Problem};

use super::fs::{Entry, FileSystem, RealFs, lacks_shared_memory, uri_path};
use super::migrate::{APPLICATION_ID, STEPS, copy_database, migrate, newest, version};
use super::trouble::{OrProblem, disk, is_full, is_read_only};
use super::{DATABASE_NAME, Library, vault};

/// How to open a library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// For reading and writing; a missing library is made.
    ReadWrite,
    /// For reading only; nothing is made or swept.
    ReadOnly,
    /// As [`Mode::Auto`], but there must be a library already; nothing is made where there is none.
    Existing,
    /// For writing where the folder allows it, else for reading ([`Library::is_read_only`]).
    #[default]
    Auto,
}

/// What tests and unusual surroundings choose.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file system.
    pub fs: Arc<dyn FileSystem>,
    /// How long to wait while another program writes.
    pub busy_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { fs: Arc::new(RealFs), busy_timeout: Duration::from_secs(5) }
    }
}

/// What may stand unescaped in a path inside a `file:` URI.
const URI_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b':');

impl Library {
    /// Opens the library in `folder`. `now` dates what is made or backed up on the way.
    pub fn open(folder: &Path, mode: Mode, now: DateTime<Utc>) -> Result<Self, Problem> {
        Self::open_with(folder, mode, now, Options::default())
    }

    /// The same with options.
    pub fn open_with(
        folder: &Path,
        mode: Mode,
        now: DateTime<Utc>,
        options: Options,
    ) -> Result<Self, Problem> {
        let fs = Arc::clone(&options.fs);
        Self::open_as(folder, mode, now, options).map_err(|problem| naming_backups(&*fs, folder, problem))
    }

    fn open_as(folder: &Path, mode: Mode, now: DateTime<Utc>, options: Options) -> Result<Self, Problem> {
        match mode {
            Mode::ReadWrite => open_writing(folder, now, options),
            Mode::ReadOnly => open_reading(folder, options, READ_ONLY),
            Mode::Existing => {
                must_exist(&*options.fs, folder)?;
                match Self::open_as(folder, Mode::Auto, now, options.clone()) {
                    // What is there can still be looked at. Where it cannot, the full disk is what is to be said.
                    Err(problem) if problem.message.id == DISK_FULL => {
                        open_reading(folder, options, DISK_FULL).or(Err(problem))
                    }
                    result => result,
                }
            }
            Mode::Auto => match open_writing(folder, now, options.clone()) {
                Err(problem) if is_read_only(&problem) => open_reading(folder, options, READ_ONLY),
                result => result,
            },
        }
    }

    /// One more handle on the same library that only reads, for a thread of its own.
    pub fn reader(&self) -> Result<Self, Problem> {
        open_reading(&self.folder, self.options.clone(), READ_ONLY)
    }
}

/// Why a library cannot be written to, as text ids.
const READ_ONLY: &str = "library-read-only";
const DISK_FULL: &str = "library-disk-full";

fn library(
    folder: &Path,
    connection: Connection,
    read_only: Option<&'static str>,
    options: Options,
) -> Library {
    Library {
        folder: folder.to_owned(),
        fs: Arc::clone(&options.fs),
        connection: Mutex::new(connection),
        read_only,
        own_revisions: AtomicI64::new(0),
        options,
    }
}

fn open_writing(folder: &Path, now: DateTime<Utc>, options: Options) -> Result<Library, Problem> {
    let fs = &*options.fs;
    let database = folder.join(DATABASE_NAME);
    let is_new = is_new(fs, folder, &database)?;
    make_folders(fs, folder)?;
    let mut connection = Connection::open_with_flags(
        &database,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| cannot_write(&error))?;
    connection.busy_timeout(options.busy_timeout).db()?;
    if connection.is_readonly("main").db()? {
        return Err(Problem::could_not(Msg::new("library-folder-read-only")).with_detail(database.display()));
    }
    identify(&connection, is_new)?;
    choose_journal(&connection, fs.kind_of(folder).as_deref())?;
    set_up(&connection)?;
    migrate(&mut connection, STEPS, now, |db, version| {
        let stamp = now.to_rfc3339_opts(SecondsFormat::Secs, true).replace(':', "-");
        let to = free_name(fs, &folder.join(BACKUPS), &format!("library-v{version}-{stamp}"));
        copy_database(db, fs, &to)
    })?;
    if is_new {
        fs.sync_folder(folder).map_err(|error| disk(&error, folder))?;
    }
    let library = library(folder, connection, None, options);
    library.sweep(now)?;
    Ok(library)
}

fn open_reading(folder: &Path, options: Options, why: &'static str) -> Result<Library, Problem> {
    let fs = &*options.fs;
    let database = folder.join(DATABASE_NAME);
    must_exist(fs, folder)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&database, flags).db()?;
    connection.busy_timeout(options.busy_timeout).db()?;
    let connection = match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        Ok(()) => connection,
        // Reading a WAL database needs a file of shared memory beside it, which this folder does not allow.
        Err(error)
            if is_full(&error)
                || matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)) =>
        {
            open_unchanging(fs, &database, flags)?
        }
        Err(error) => return Err(super::trouble::database(&error)),
    };
    identify(&connection, false)?;
    if version(&connection)? < newest(STEPS) {
        return Err(Problem::could_not(Msg::new("library-older-read-only")));
    }
    set_up(&connection)?;
    Ok(library(folder, connection, Some(why), options))
}

/// Refuses a folder without a library, before anything is made in it.
fn must_exist(fs: &dyn FileSystem, folder: &Path) -> Result<(), Problem> {
    if is_new(fs, folder, &folder.join(DATABASE_NAME))? {
        return Err(Problem::could_not(Msg::new("library-none-here").text("name", folder.to_string_lossy())));
    }
    Ok(())
}

/// Opens a database on a folder that nobody can write to, without locks.
fn open_unchanging(fs: &dyn FileSystem, database: &Path, flags: OpenFlags) -> Result<Connection, Problem> {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    if fs.metadata(Path::new(&log)).is_ok_and(|wal| wal.len() > 0) {
        // Without the log the database may lack its last changes or be torn between two of them.
        return Err(Problem::could_not(Msg::new("library-unfinished")));
    }
    let path = percent_encode(database.as_os_str().as_encoded_bytes(), URI_PATH).to_string();
    let uri = format!("file:{}?immutable=1", uri_path(path));
    Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI).db()
}

/// True when there is no library yet. A library whose database is gone or cut off is not taken for a new one.
fn is_new(fs: &dyn FileSystem, folder: &Path, database: &Path) -> Result<bool, Problem> {
    let length = match fs.metadata(database) {
        Ok(facts) if facts.is_file() => facts.len(),
        Ok(_) => return Err(not_a_library(database)),
        Err(error) if error.kind() == ErrorKind::NotFound => 0,
        Err(error) => return Err(folder_refused(&error, folder)),
    };
    if length > 0 {
        check_length(fs, database, length)?;
        return Ok(false);
    }
    if vault::holds_originals(fs, folder) {
        return Err(Problem::could_not(Msg::new("library-database-missing")).with_detail(database.display()));
    }
    Ok(true)
}

/// Why nothing can be seen in a folder.
fn folder_refused(error: &io::Error, folder: &Path) -> Problem {
    let id = match error.kind() {
        ErrorKind::NotADirectory => "library-no-folder",
        ErrorKind::PermissionDenied => "library-cannot-open",
        _ => return disk(error, folder),
    };
    Problem::could_not(Msg::new(id).text("name", folder.to_string_lossy()))
        .with_detail(format_args!("{error}: {}", folder.display()))
}

/// The same problem with what to do about it, where that is putting back a backup and there is one.
pub(super) fn naming_backups(fs: &dyn FileSystem, folder: &Path, mut problem: Problem) -> Problem {
    let id = match &*problem.message.id {
        "library-damaged" => "library-damaged-backup",
        "library-database-missing" => "library-database-missing-backup",
        _ => return problem,
    };
    let is_backup = |entry: &Entry| Path::new(&entry.name).extension().is_some_and(|end| end == "sqlite");
    if fs.read_folder(&folder.join(BACKUPS)).is_ok_and(|entries| entries.iter().any(is_backup)) {
        problem.message.id = id.into();
    }
    problem
}

/// Where copies of the database made before migrations are.
const BACKUPS: &str = "backups";

/// Compares the file's length with the number of pages its header tells, unless a log may still change it.
fn check_length(fs: &dyn FileSystem, database: &Path, length: u64) -> Result<(), Problem> {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    if fs.metadata(Path::new(&log)).is_ok_and(|wal| wal.len() > 0) {
        return Ok(());
    }
    let mut header = [0_u8; 100];
    let mut filled = 0;
    let read = |error: io::Error| disk(&error, database);
    let mut file = fs.open(database).map_err(read)?;
    while let Some(rest) = header.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match fs.read(&mut file, rest).map_err(read)? {
            0 => break,
            count => filled += count,
        }
    }
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(not_a_library(database));
    }
    let number = |from: usize, size: usize| {
        header
            .get(from..from + size)
            .unwrap_or_default()
            .iter()
            .fold(0_u64, |sum, b| sum << 8 | u64::from(*b))
    };
    // A page size of 65,536 is written as 1; the page count holds only if the two change counters agree.
    let page_size_bytes = if number(16, 2) == 1 { 65_536 } else { number(16, 2) };
    if number(24, 4) == number(92, 4) && number(28, 4) * page_size_bytes > length {
        return Err(Problem::could_not(Msg::new("library-damaged"))
            .with_detail(format_args!("the file is cut off: {}", database.display())));
    }
    Ok(())
}

fn not_a_library(database: &Path) -> Problem {
    Problem::could_not(Msg::new("library-not-a-library")).with_detail(database.display())
}

/// Makes the folders of a library and learns whether it can be written to.
fn make_folders(fs: &dyn FileSystem, folder: &Path) -> Result<(), Problem> {
    let refused = |error: &io::Error, path: &Path| {
        if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            Problem::could_not(Msg::new("library-folder-read-only"))
                .with_detail(format_args!("{error}: {}", path.display()))
        } else {
            disk(error, path)
        }
    };
    let parts = vault::parts_folder(folder);
    fs.make_folder(&parts).map_err(|error| refused(&error, &parts))?;
    // Folders may be there already and still refuse new files.
    let probe = parts.join(super::part_name());
    match fs.create_new(&probe) {
        // A part left by an earlier process of this number answers the question as well.
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(refused(&error, &probe)),
        _ => fs.remove_file(&probe).map_err(|error| refused(&error, &probe)),
    }
}

fn cannot_write(error: &rusqlite::Error) -> Problem {
    match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            Problem::could_not(Msg::new("library-folder-read-only")).with_detail(error)
        }
        _ => super::trouble::database(error),
    }
}

/// Refuses another program's database and one from a newer version, before anything is written.
fn identify(db: &Connection, is_new: bool) -> Result<(), Problem> {
    let application: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0)).db()?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).db()?;
    let empty = application == 0 && tables == 0;
    if application != APPLICATION_ID && !(empty && is_new) && !(empty && version(db)? == 0) {
        return Err(Problem::could_not(Msg::new("library-not-a-library")));
    }
    let found = version(db)?;
    if found > newest(STEPS) {
        return Err(Problem::could_not(
            Msg::new("library-newer").count("found", found.into()).count("known", newest(STEPS).into()),
        ));
    }
    Ok(())
}

/// WAL where programs can share memory, one plain file elsewhere.
fn choose_journal(db: &Connection, kind: Option<&str>) -> Result<(), Problem> {
    let set = |mode: &str| {
        db.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0))
            .map(|got| got.eq_ignore_ascii_case(mode))
    };
    if kind.is_some_and(lacks_shared_memory) {
        set("DELETE").db()?;
        return Ok(());
    }
    match set("WAL") {
        Ok(true) => Ok(()),
        // Neither says anything about what this folder can carry.
        Err(error)
            if is_full(&error)
                || matches!(
                    error.sqlite_error_code(),
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
                ) =>
        {
            Err(super::trouble::database(&error))
        }
        Ok(false) | Err(_) => set("DELETE").db().map(|_| ()),
    }
}

fn set_up(db: &Connection) -> Result<(), Problem> {
    db.pragma_update(None, "synchronous", "FULL").db()?;
    db.pragma_update(None, "foreign_keys", true).db()?;
    // REPLACE must not get around the triggers that keep the logs.
    db.pragma_update(None, "recursive_triggers", true).db()?;
    // What was emptied from the bin is not to be found in the file's free pages.
    db.pragma_update(None, "secure_delete", true).db()?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// `name.sqlite`, or with a number where that is taken.
fn free_name(fs: &dyn FileSystem, folder: &Path, name: &str) -> PathBuf {
    let mut to = folder.join(format!("{name}.sqlite"));
    let mut number = 2;
    while fs.metadata(&to).is_ok() {
        to = folder.join(format!("{name}-{number}.sqlite"));
        number += 1;
    }
    to
}
