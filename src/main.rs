//! The program: reads its surroundings, hands the arguments to the command line or opens the window.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use directories::ProjectDirs;

use parcelproof::app::clock::Clock;
use parcelproof::app::machine::Machine;
use parcelproof::cli::{self, Defaults, Next, WindowWish};

fn main() -> ExitCode {
    let stop = Arc::new(AtomicBool::new(false));
    let folders = folders();
    let machine = Machine::read(&folders.config.join("machine.toml"));
    let defaults = Defaults {
        library: machine.library.clone().unwrap_or_else(|| folders.data.join("library")),
        demo: folders.data.join("sample"),
        now: Clock::system().now(),
        zone: system_zone(),
        language: machine.language.clone().unwrap_or_else(system_language),
        stop: stop.clone(),
    };
    let waiting = stop.clone();
    // Without a handler Ctrl+C ends the program at once, which loses nothing: files come before rows.
    let handled = ctrlc::set_handler(move || {
        if waiting.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    if let Err(error) = handled {
        tracing::debug!(%error, "Ctrl+C is not handled");
    }
    match cli::run(std::env::args_os(), &defaults) {
        Next::Exit(ended) => ExitCode::from(ended.code()),
        Next::Window(wish) => open_window(&wish, &folders, machine),
    }
}

/// The per-user folders.
struct Folders {
    data: PathBuf,
    config: PathBuf,
}

fn folders() -> Folders {
    match ProjectDirs::from("", "", "parcelproof") {
        Some(dirs) => Folders { data: dirs.data_dir().to_owned(), config: dirs.config_dir().to_owned() },
        // No home folder: the current one is all there is.
        None => {
            Folders { data: PathBuf::from("parcelproof-data"), config: PathBuf::from("parcelproof-config") }
        }
    }
}

fn system_zone() -> chrono_tz::Tz {
    let named = std::env::var("TZ").ok().and_then(|name| name.trim_start_matches(':').parse().ok());
    named
        .or_else(|| iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()))
        .unwrap_or(chrono_tz::UTC)
}

fn system_language() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default()
}

fn open_window(wish: &WindowWish, folders: &Folders, machine: Machine) -> ExitCode {
    _ = (wish, folders, machine);
    ExitCode::from(3)
}
