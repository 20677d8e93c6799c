//! The program: reads its surroundings, hands the arguments to the command line or opens the window.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use directories::ProjectDirs;

use parcelproof::app::clock::Clock;
use parcelproof::app::files;
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
    files::note_crashes(&folders.data.join("notes"));
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

/// Opens the window; says on the terminal why when it cannot.
#[cfg(feature = "gui")]
fn open_window(wish: &WindowWish, folders: &Folders, machine: Machine) -> ExitCode {
    use parcelproof::app::Start;
    use parcelproof::cli::args::RendererArg;
    use parcelproof::domain::message::{Msg, Problem};
    use parcelproof::os::display::Display;
    use parcelproof::texts::Texts;
    use parcelproof::ui::{RunOptions, run_window};

    let texts = Texts::new(
        wish.language.as_deref().or(machine.language.as_deref()).unwrap_or(&system_language()),
        wish.zone,
    );
    let notes = folders.data.join("notes");
    // Without a log and a crash note the program still does everything else.
    let log = std::fs::create_dir_all(&notes).ok().and_then(|()| files::start_log(&notes).ok());
    let mut machine = machine;
    machine.language = Some(texts.language().to_owned());
    let renderer = match wish.window.renderer {
        Some(RendererArg::Wgpu) => Some("wgpu".to_owned()),
        Some(RendererArg::Glow) => Some("glow".to_owned()),
        None => machine.renderer.clone(),
    };
    let display = match (wish.window.x11, wish.window.wayland, machine.display.as_deref()) {
        (true, ..) | (false, false, Some("x11")) => Some(Display::X11),
        (_, true, _) | (false, false, Some("wayland")) => Some(Display::Wayland),
        _ => None,
    };
    let options = RunOptions {
        start: Start {
            clock: wish.now.map_or_else(Clock::system, Clock::fixed),
            zone: wish.zone,
            library: wish.library.clone(),
            machine,
            machine_file: Some(folders.config.join("machine.toml")),
            notes: Some(notes),
            sample: folders.data.join("sample"),
            can_drop: true,
        },
        renderer,
        display,
        geometry: Some(folders.data.join("window.ron")),
        bench_first_frame: wish.window.bench_first_frame,
    };
    let ended = run_window(&options);
    drop(log);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        // What was asked for was done before; the window is an extra where there is a display.
        Err(problem) if wish.after_demo => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                let message = Msg::new("demo-no-window").msg("why", problem.message.clone());
                eprintln!("{}", texts.problem(&Problem { message, ..problem }));
            }
            ExitCode::SUCCESS
        }
        Err(problem) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("{}", texts.problem(&problem));
            }
            ExitCode::from(3)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(wish: &WindowWish, _: &Folders, _: Machine) -> ExitCode {
    if wish.after_demo {
        return ExitCode::SUCCESS;
    }
    #[expect(clippy::print_stderr, reason = "a build without a window has only the terminal")]
    {
        eprintln!("This build has no window. Try: parcelproof --help");
    }
    ExitCode::from(3)
}
