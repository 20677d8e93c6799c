//! Meters and the rows of running jobs.

use egui::{Align, CornerRadius, Layout, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{Tone, icon_button_ui};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, text};

/// A bar filled to `fraction` (0 to 1), `width` points wide and spoken as `name` with its percentage.
pub fn meter_ui(ui: &mut Ui, name: &str, fraction: f32, tone: Tone, width: f32) -> Response {
    let fraction = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::METER_HEIGHT), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Meter, true, name);
        info.value = Some(f64::from((fraction * 100.0).round()));
        info
    });
    if ui.is_rect_visible(rect) {
        let theme = theme::of(ui);
        let radius = CornerRadius::same(size::RADIUS_TINY);
        ui.painter().rect_filled(rect, radius, theme.quiet);
        if fraction > 0.0 {
            // Something is never drawn as nothing.
            let filled = (rect.width() * fraction).max(size::RADIUS_TINY as f32 * 2.0);
            let done = Rect::from_min_size(rect.min, Vec2::new(filled, rect.height()));
            ui.painter().rect_filled(done, radius, tone.ink(theme));
        }
    }
    response
}

/// A meter as wide as its place with words after it ("3 of 5").
pub fn meter_row_ui(ui: &mut Ui, name: &str, fraction: f32, tone: Tone, words: &str) -> Response {
    let theme = theme::of(ui);
    let room = Vec2::new(ui.available_width(), size::BADGE_HEIGHT);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.label(text::small(words).color(theme.muted));
        let width = ui.available_width();
        meter_ui(ui, name, fraction, tone, width);
    })
    .response
}

/// A running job, in words.
#[derive(Clone, Copy, Debug)]
pub struct JobRow<'a> {
    /// What it does: "Copying unboxing.mov".
    pub title: &'a str,
    /// How far it is; `None` while the end is not known.
    pub fraction: Option<f32>,
    /// "318 of 512 MB · 9 s left".
    pub detail: &'a str,
    /// The name of the button that stops it; `None` when it cannot be stopped.
    pub cancel: Option<&'a str>,
}

/// A running job with its bar; true when it is to be stopped.
pub fn job_ui(ui: &mut Ui, job: &JobRow<'_>) -> bool {
    let theme = theme::of(ui);
    let mut stop = false;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT_SMALL);
        ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
            if let Some(name) = job.cancel {
                stop = icon_button_ui(ui, Icon::Close, name).clicked();
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(text::small(job.title).color(theme.text)).truncate());
            });
        });
        let width = ui.available_width();
        meter_ui(ui, job.title, job.fraction.unwrap_or(0.0), Tone::Accent, width);
        if !job.detail.is_empty() {
            ui.add(egui::Label::new(text::small(job.detail).color(theme.muted)).wrap());
        }
    });
    stop
}
