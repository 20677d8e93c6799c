//! A small chart of labelled bars, one under another: painted, spoken bar by bar, in the colours of the theme.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::data::BarLine;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::Tone;

/// Names take this part of the width and no more than this.
const NAMES_PART: f32 = 0.34;
const NAMES_MAX: f32 = 190.0;
/// Room for a value behind the longest bar.
const VALUE_WIDTH: f32 = 110.0;

/// Draws the chart as wide as its place.
pub fn bars_ui(ui: &mut Ui, bars: &[BarLine]) {
    let names = (ui.available_width() * NAMES_PART).min(NAMES_MAX);
    ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
    for bar in bars {
        let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT_SMALL);
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Meter, true, format!("{}: {}", bar.name, bar.value));
            info.value = Some(f64::from((bar.share * 100.0).round()));
            info
        });
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let theme = theme::of(ui);
        words_at(ui, rect.left(), rect.center().y, &bar.name, theme.muted, names);
        let from = rect.left() + names + size::GAP;
        let plot = (rect.right() - from - VALUE_WIDTH).max(size::GAP);
        // A value of something is never drawn as nothing.
        let long = if bar.share > 0.0 {
            (plot * bar.share.min(1.0)).max(size::RADIUS_TINY as f32 * 2.0)
        } else {
            0.0
        };
        let height = size::BADGE_HEIGHT - size::GAP_SMALL;
        let top = rect.center().y - height / 2.0;
        let ink = if bar.tone == Tone::Quiet { theme.bar_fallback } else { bar.tone.ink(theme) };
        let drawn = Rect::from_min_size(Pos2::new(from, top), Vec2::new(long, height));
        ui.painter().rect_filled(drawn, CornerRadius::same(size::RADIUS_TINY), ink);
        words_at(ui, from + long + size::GAP, rect.center().y, &bar.value, theme.text, VALUE_WIDTH);
    }
}

fn words_at(ui: &Ui, left: f32, middle: f32, words: &str, ink: Color32, width: f32) {
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(text::body_font(), ink));
    job.wrap = TextWrapping { max_rows: 1, max_width: width, break_anywhere: true, ..Default::default() };
    let galley = ui.painter().layout_job(job);
    let top = middle - galley.size().y / 2.0;
    ui.painter().galley(Pos2::new(left, top), galley, ink);
}
