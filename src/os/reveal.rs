//! "Show in folder": hands a path to the desktop's file manager.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::domain::message::{Msg, Problem};

/// Opens a folder, or the folder of a file with the file selected where the system can do that. Waits until the
/// file manager was told, so it is called from a job.
pub fn reveal(path: &Path) -> Result<(), Problem> {
    let mut command = command(path);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match status {
        // Windows' explorer answers 1 although it opened the folder.
        Ok(status) if status.success() || cfg!(windows) => Ok(()),
        Ok(status) => Err(failed(path, &status)),
        Err(error) => Err(failed(path, &error)),
    }
}

fn failed(path: &Path, detail: &dyn std::fmt::Display) -> Problem {
    Problem::could_not(Msg::new("problem-no-file-manager").text("path", path.to_string_lossy()))
        .with_detail(detail)
}

// never compiled in CI
#[cfg(windows)]
fn command(path: &Path) -> Command {
    let mut command = Command::new("explorer");
    let mut argument = std::ffi::OsString::from("/select,");
    argument.push(path);
    command.arg(argument);
    command
}

// never compiled in CI
#[cfg(target_os = "macos")]
fn command(path: &Path) -> Command {
    let mut command = Command::new("open");
    command.arg("-R").arg(path);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn command(path: &Path) -> Command {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let mut command = Command::new("xdg-open");
    command.arg(folder);
    command
}
