//! Opens the window: renderer, display, size, icon. Owns no screen.

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use eframe::{NativeOptions, Renderer};
use egui::{Vec2, ViewportBuilder, ViewportId};

use super::shell::Shell;
use crate::app::desktop::OsDesktop;
use crate::app::desktop::display::{self, Display};
use crate::app::{App, Start, Threads, Waker};
use crate::domain::message::{Msg, Problem};

/// The packaging id; on Wayland it finds the icon.
pub const APP_ID: &str = "org.parcelproof.Parcelproof";

const SIZE: Vec2 = Vec2::new(1440.0, 900.0);
const SIZE_MIN: Vec2 = Vec2::new(720.0, 480.0);

/// How the window is opened.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// What the program is started with.
    pub start: Start,
    /// `wgpu` or `glow`; both are tried in this order unless one is named.
    pub renderer: Option<String>,
    /// The display asked for.
    pub display: Option<Display>,
    /// Where the window's place and size are kept.
    pub geometry: Option<PathBuf>,
    /// Prints how long the first frame took and ends.
    pub bench_first_frame: bool,
}

/// Opens the window and returns when it is closed.
pub fn run_window(options: &RunOptions) -> Result<(), Problem> {
    let clock = Instant::now();
    if !display::is_there() {
        return Err(Problem::could_not(Msg::new("app-no-display")));
    }
    let chosen = display::choose(options.display);
    let renderers: &[Renderer] = match options.renderer.as_deref() {
        Some("glow") => &[Renderer::Glow],
        Some("wgpu") => &[Renderer::Wgpu],
        _ => &[Renderer::Wgpu, Renderer::Glow],
    };
    let mut failed = None;
    for renderer in renderers {
        let created = Rc::new(Cell::new(false));
        match run_once(options, *renderer, chosen, clock, &created) {
            Ok(()) => return Ok(()),
            // Only a start that came to nothing is tried again: a second window over the same work would
            // be worse than a sentence.
            Err(error) if created.get() => return Err(not_opened(&error)),
            Err(error) => {
                tracing::warn!(%error, ?renderer, "the window could not be opened");
                // A later renderer may fail only because an earlier one did.
                failed.get_or_insert(error);
            }
        }
    }
    Err(failed.map_or_else(|| Problem::could_not(Msg::new("app-no-window")), |error| not_opened(&error)))
}

fn not_opened(error: &eframe::Error) -> Problem {
    Problem::could_not(Msg::new("app-no-window")).with_detail(error)
}

fn run_once(
    options: &RunOptions,
    renderer: Renderer,
    chosen: Display,
    clock: Instant,
    created: &Rc<Cell<bool>>,
) -> Result<(), eframe::Error> {
    let mut start = options.start.clone();
    start.can_drop = chosen.can_drop();
    let bench = options.bench_first_frame;
    let created = Rc::clone(created);
    eframe::run_native(
        "Parcelproof",
        native_options(options, renderer, chosen),
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            let waker: Waker = Arc::new(move || ctx.request_repaint_of(ViewportId::ROOT));
            let executor = Threads::start(&waker)?;
            let desktop = OsDesktop::start(Arc::clone(&waker))?;
            let app = App::new(start, Box::new(executor), Box::new(desktop));
            let mut shell = Shell::new(&cc.egui_ctx, app);
            if bench {
                shell.bench_first_frame(clock);
            }
            created.set(true);
            Ok(Box::new(shell))
        }),
    )
}

fn native_options(options: &RunOptions, renderer: Renderer, chosen: Display) -> NativeOptions {
    let mut viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Parcelproof")
        .with_inner_size(SIZE)
        .with_min_inner_size(SIZE_MIN)
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        viewport = viewport.with_icon(icon);
    }
    NativeOptions {
        viewport,
        renderer,
        persistence_path: options.geometry.clone(),
        event_loop_builder: display::event_loop(chosen),
        ..NativeOptions::default()
    }
}
