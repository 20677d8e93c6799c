//! The program as scripts see it: the contract's commands, exit codes and JSON, run as a process of its own.

mod answers;
mod aside;
mod calendar;
mod contract;
mod demo;
mod due;
mod events;
mod exports;
mod files;
mod former;
mod history;
mod machine;
mod machines;
mod main_job;
mod offers;
mod orders;
mod packs;
mod parallel;
mod pasted;
mod refusals;
mod remind;
mod reports;
mod routes;
mod shapes;
mod uploads;
mod vectors;
mod words;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A library in a folder of its own, and a clock.
pub(crate) struct Buyer {
    folder: TempDir,
    zone: &'static str,
}

/// What a command did.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// What a process that ended did.
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Its one JSON document.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// Its JSON Lines.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
    }

    /// Demands that it was done.
    #[track_caller]
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// Demands that it was refused with one sentence and without a panic.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

impl Buyer {
    pub(crate) fn new() -> Self {
        Self::in_zone("America/Los_Angeles")
    }

    pub(crate) fn in_zone(zone: &'static str) -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), zone }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Runs a command at a moment of the buyer's zone.
    pub(crate) fn at<S: AsRef<OsStr>>(&self, now: &str, args: &[S]) -> Ran {
        self.run(now, self.zone, args)
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, now: &str, zone: &str, args: &[S]) -> Ran {
        Ran::of(self.command(now, zone, args).output().expect("the program runs"))
    }

    /// The same as a process to be started by the caller.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, now: &str, zone: &str, args: &[S]) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_parcelproof"));
        command
            .args(args)
            .arg("--library")
            .arg(self.library())
            .args(["--now", now, "--tz", zone, "--lang", "en"])
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env_remove("PARCELPROOF_LIBRARY")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }
}

/// A deadline of `order show` or `case show` by its id.
pub(crate) fn deadline(shown: &Value, id: &str) -> Value {
    let list = shown["deadlines"].as_array().expect("deadlines");
    list.iter()
        .find(|deadline| deadline["id"] == id)
        .unwrap_or_else(|| panic!("no {id} in {list:#?}"))
        .clone()
}

/// A small real JPEG.
pub(crate) fn photo(path: &Path, side: u32) {
    let picture = image::RgbImage::from_fn(side, side * 3 / 4, |x, y| {
        image::Rgb([(x * 7 + y) as u8, (y * 5) as u8, (x ^ y) as u8])
    });
    picture.save(path).expect("a picture");
}
