//! Turns what SQLite and the file system report into problems: what happened, what is safe, what to do.
//! The system's own words go last, as detail.

use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::domain::message::{Msg, Problem};

/// A result of SQLite as a result of the library.
pub(super) trait OrProblem<T> {
    /// Words the error as a problem.
    fn db(self) -> Result<T, Problem>;
}

impl<T> OrProblem<T> for Result<T, rusqlite::Error> {
    fn db(self) -> Result<T, Problem> {
        self.map_err(|error| database(&error))
    }
}

/// What SQLite reports.
pub(super) fn database(error: &rusqlite::Error) -> Problem {
    let id = match error.sqlite_error_code() {
        _ if is_full(error) => "library-disk-full",
        // A row or value that every library has is gone; what may be absent is asked for as such.
        None if is_damage(error) => "library-damaged",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "library-busy",
        Some(ErrorCode::DiskFull) => "library-disk-full",
        Some(ErrorCode::ReadOnly) => "library-read-only",
        Some(ErrorCode::NotADatabase) => "library-not-a-library",
        Some(ErrorCode::DatabaseCorrupt) => "library-damaged",
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => "library-cannot-open",
        Some(ErrorCode::SystemIoFailure) => "library-disk-trouble",
        _ => "library-database-failed",
    };
    Problem::could_not(Msg::new(id)).with_detail(error)
}

/// True when the disk is full, also where SQLite names it only by the step it could not do: making its file of shared
/// memory longer.
pub(super) fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| {
        error.code == ErrorCode::DiskFull || error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
    })
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::QueryReturnedNoRows
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
    )
}

/// A stored value that cannot be read back: the database was changed by something else.
pub(super) fn unreadable(what: impl std::fmt::Display) -> Problem {
    Problem::could_not(Msg::new("library-damaged")).with_detail(what)
}

/// What the file system reports about a place inside the library.
pub(super) fn disk(error: &io::Error, path: &Path) -> Problem {
    let id = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "library-disk-full",
        io::ErrorKind::FileTooLarge => "library-file-too-large-for-disk",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "library-read-only",
        _ => "library-disk-trouble",
    };
    Problem::could_not(Msg::new(id)).with_detail(format_args!("{error}: {}", path.display()))
}

/// What the file system reports about a file that is being brought in.
pub(super) fn source(error: &io::Error, path: &Path) -> Problem {
    let id = match error.kind() {
        io::ErrorKind::NotFound => "library-source-vanished",
        io::ErrorKind::PermissionDenied => "library-source-refused",
        _ => "library-source-unreadable",
    };
    Problem::could_not(Msg::new(id).text("name", shown_name(path)))
        .with_detail(format_args!("{error}: {}", path.display()))
}

/// The last part of a path as it can be shown; bytes that are not UTF-8 become replacement marks.
pub(super) fn shown_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// True for problems that a library opened for reading would not have.
pub(super) fn is_read_only(problem: &Problem) -> bool {
    problem.message.id == "library-folder-read-only"
}
