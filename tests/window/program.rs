//! The program as a buyer starts it, on a display and in a home of its own; and its command line beside it.
//! Knows what the command line promises, nothing of the code.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::display::{Client, Display};

/// A home with a library in it, removed at the end.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().expect("a folder") };
        for name in ["config", "data", "state", "cache", "files"] {
            std::fs::create_dir(home.path(name)).expect("a folder");
        }
        home
    }

    /// A path inside it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The library's folder; the program makes it.
    pub(crate) fn library(&self) -> PathBuf {
        self.path("library")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parcelproof"));
        command
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("PARCELPROOF_LIBRARY")
            .stdin(Stdio::null())
            .arg("--library")
            .arg(self.library());
        command
    }

    /// Runs the command line to its end.
    pub(crate) fn run(&self, args: &[impl AsRef<OsStr>]) -> Output {
        self.command().args(args).output().expect("the program starts")
    }

    /// Runs the command line, which must succeed, and gives what it wrote.
    pub(crate) fn must(&self, args: &[impl AsRef<OsStr>]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("the command line writes UTF-8")
    }

    /// Opens the window.
    pub(crate) fn open(&self, display: &Display, args: &[&str]) -> Running {
        let log = self.path("window.log");
        let told = std::fs::File::create(&log).expect("a log");
        let child = self
            .command()
            .args(args)
            .env("DISPLAY", &display.name)
            // lengths in pixels do not depend on the machine
            .env("WINIT_X11_SCALE_FACTOR", "1")
            .stdout(told.try_clone().expect("a log"))
            .stderr(told)
            .spawn()
            .expect("the program starts");
        Running { child, log }
    }
}

/// A program with its window open; ended with the value.
pub(crate) struct Running {
    child: Child,
    log: PathBuf,
}

impl Running {
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Whatever it said on the terminal.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits for its end; true when it ended well and in time.
    pub(crate) fn ends(&mut self, client: &Client, limit: Duration) -> bool {
        let ended = client.look_until(limit, |_| self.child.try_wait().expect("the process can be asked"));
        ended.is_some_and(|status| status.success())
    }

    /// True while it runs.
    pub(crate) fn lives(&mut self) -> bool {
        self.child.try_wait().expect("the process can be asked").is_none()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256(path: &Path) -> String {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(std::fs::read(path).expect("the file can be read"));
    digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
