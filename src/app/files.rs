//! Files the program keeps for itself, outside any library: the log with its rotation and the crash note.
//! Neither ever holds a name, an address or a text of the buyer.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

use crate::domain::message::{Msg, Problem};

/// Log files kept: one a day.
const LOGS_KEPT: usize = 7;

/// Writes the log into a folder until the guard is dropped. The level comes from `PARCELPROOF_LOG`, else warnings.
pub fn start_log(folder: &Path) -> Result<WorkerGuard, Problem> {
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("parcelproof")
        .filename_suffix("log")
        .max_log_files(LOGS_KEPT)
        .build(folder)
        .map_err(|error| Problem::could_not(Msg::new("problem-log-not-written")).with_detail(error))?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let filter = tracing_subscriber::EnvFilter::try_from_env("PARCELPROOF_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second start in the same process (tests) keeps the first log.
    if tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_env_filter(filter)
        .try_init()
        .is_err()
    {
        tracing::debug!("log was started before");
    }
    Ok(guard)
}

/// Where the crash note is kept in a folder.
pub fn crash_note(folder: &Path) -> PathBuf {
    folder.join("crash-note.txt")
}

/// From now on a panic also leaves a note: version, place in the code, thread. No message, since that may
/// hold a name or a path.
pub fn note_crashes(folder: &Path) {
    let path = crash_note(folder);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let mut note = format!("{} {}\n", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        if let Some(place) = info.location() {
            // Writing to a String cannot fail.
            _ = writeln!(note, "{}:{}:{}", place.file(), place.line(), place.column());
        }
        _ = writeln!(note, "{} {}", std::env::consts::OS, std::env::consts::ARCH);
        _ = writeln!(note, "{}", std::thread::current().name().unwrap_or("unnamed"));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).ok();
        }
        // Nothing more can be done for a note that cannot be written while the program is going down.
        std::fs::write(&path, note).ok();
        before(info);
    }));
}

/// The note of a crash that was not shown yet.
pub fn crash_before(folder: &Path) -> Option<PathBuf> {
    let path = crash_note(folder);
    path.is_file().then_some(path)
}

/// The note was read: it is kept aside, so that it is shown once.
pub fn crash_was_read(note: &Path) {
    // Failing means it is shown once more, which harms nobody.
    std::fs::rename(note, note.with_extension("read.txt")).ok();
}
