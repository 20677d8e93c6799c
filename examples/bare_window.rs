//! The emptiest window eframe can open: what the first frame of the program is measured against. Says
//! `first frame: N ms` since its start once the first frame has been handed to the screen, and ends.
//!
//! `cargo run --release --example bare_window [-- --renderer wgpu|glow]`

use std::time::Instant;

/// Draws one label, counts frames and leaves.
struct Bare {
    started: Instant,
    frames: u32,
}

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        ui.label("Bare window");
    }

    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.frames += 1;
        // the second call comes after the first frame was painted
        if self.frames == 2 {
            use std::io::Write as _;
            writeln!(std::io::stdout(), "first frame: {} ms", self.started.elapsed().as_millis()).ok();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ctx.request_repaint();
    }
}

fn main() -> eframe::Result {
    let started = Instant::now();
    let renderer = if std::env::args().any(|arg| arg == "glow") {
        eframe::Renderer::Glow
    } else {
        eframe::Renderer::Wgpu
    };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
        renderer,
        persist_window: false,
        ..Default::default()
    };
    eframe::run_native("bare", options, Box::new(move |_| Ok(Box::new(Bare { started, frames: 0 }))))
}
