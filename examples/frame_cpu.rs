//! Processor time of one frame, drawn and cut into triangles but not painted: places of the program on a given
//! library, against a bare `egui_extras` table of 45 rows of 9 columns.
//!
//! `cargo run --release --example frame_cpu -- LIBRARY`

use std::path::PathBuf;
use std::time::Instant;

use chrono::{TimeZone as _, Utc};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use parcelproof::app::machine::Machine;
use parcelproof::app::{App, Clock, Command, Inline, NoDesktop, Place, Start};
use parcelproof::ui::shell::Shell;

const SIZE: Vec2 = Vec2::new(1440.0, 900.0);
/// Frames drawn before measuring: lists load, layouts settle.
const FRAMES_BEFORE: usize = 60;
const FRAMES: usize = 400;
/// Points scrolled in each frame, as a steady hand does.
const SCROLL_POINTS: f32 = 60.0;

/// Time this thread has spent on a processor, in milliseconds; by the clock where the system does not tell.
fn spent_ms(started: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos =
        told.as_deref().and_then(|text| text.split(' ').next()).and_then(|text| text.parse::<f64>().ok());
    nanos.map_or_else(|| started.elapsed().as_secs_f64() * 1e3, |nanos| nanos / 1e6)
}

fn input(frame: usize, scroll: f32) -> RawInput {
    let mut events = vec![Event::PointerMoved(Pos2::new(800.0, 600.0))];
    if scroll != 0.0 {
        // Down for a while, then up again, so that there always is something to scroll.
        let way = if (frame / 100).is_multiple_of(2) { -scroll } else { scroll };
        events.push(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(0.0, way),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
    }
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        time: Some(frame as f64 / 60.0),
        focused: true,
        events,
        ..RawInput::default()
    }
}

/// Median and 99th percentile of the frames' processor time, in milliseconds.
fn measure(
    ctx: &egui::Context,
    scroll: f32,
    mut draw: impl FnMut(&egui::Context, &mut egui::Ui),
) -> (f64, f64) {
    let started = Instant::now();
    let mut times = Vec::with_capacity(FRAMES);
    for frame in 0..FRAMES_BEFORE + FRAMES {
        let before = spent_ms(started);
        let mut output = ctx.run_ui(input(frame, scroll), |ui| draw(ctx, ui));
        let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let after = spent_ms(started);
        assert!(!shapes.is_empty(), "an empty frame measures nothing");
        // Nobody paints, so nobody takes the textures.
        output.textures_delta.clear();
        if frame >= FRAMES_BEFORE {
            times.push(after - before);
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or_default();
    (at(0.5), at(0.99))
}

fn bare_table() -> (f64, f64) {
    let ctx = egui::Context::default();
    measure(&ctx, SCROLL_POINTS, |_, ui| {
        let columns = egui_extras::Column::initial(150.0).clip(true);
        egui_extras::TableBuilder::new(ui).columns(columns, 9).body(|body| {
            body.rows(20.0, 10_000, |mut row| {
                let number = row.index();
                for column in 0..9 {
                    row.col(|ui| {
                        ui.label(format!("{number} {column}"));
                    });
                }
            });
        });
    })
}

fn place(library: PathBuf, place: Place, scroll: f32) -> (f64, f64) {
    let ctx = egui::Context::default();
    let start = Start {
        clock: Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).single().unwrap_or_default()),
        zone: chrono_tz::UTC,
        library,
        machine: Machine { language: Some("en".to_owned()), ..Machine::default() },
        machine_file: None,
        notes: None,
        sample: PathBuf::from("sample"),
        can_drop: true,
    };
    let app = App::new(start, Box::new(Inline::default()), Box::new(NoDesktop::default()));
    let mut shell = Shell::new(&ctx, app);
    shell.app_mut().push(Command::Go(place));
    let mut frame = eframe::Frame::_new_kittest();
    measure(&ctx, scroll, |ctx, ui| {
        eframe::App::logic(&mut shell, ctx, &mut frame);
        eframe::App::ui(&mut shell, ui, &mut frame);
    })
}

fn main() -> std::io::Result<()> {
    use std::io::Write as _;
    let Some(library) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return Err(std::io::Error::other("name a library: frame_cpu LIBRARY"));
    };
    let mut out = std::io::stdout();
    let (bare, bare_slow) = bare_table();
    writeln!(out, "bare table, scrolled: median {bare:.2} ms, p99 {bare_slow:.2} ms")?;
    for (name, shown, scroll) in [
        ("Today", Place::Today, 0.0),
        ("Orders, scrolled", Place::Orders, SCROLL_POINTS),
        ("Cases, scrolled", Place::Cases, SCROLL_POINTS),
        ("Timeline", Place::Timeline, 0.0),
    ] {
        let (median, slow) = place(library.clone(), shown, scroll);
        writeln!(
            out,
            "{name}: median {median:.2} ms, p99 {slow:.2} ms; {:.2} and {:.2} times the bare table",
            median / bare,
            slow / bare_slow
        )?;
    }
    Ok(())
}
