//! Paints what the layout has placed: axis, bars, hatches, flags, the today line. Senses nothing.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
};

use super::data::{Bar, BarLook, Flag};
use super::layout::{BarPlace, ChartLayout, FlagPlace, PENNANT};
use super::view::{Form, Tick};
use crate::domain::view::Severity;
use crate::texts::Texts;
use crate::ui::theme::{Theme, size, text};

/// One line that ends in … where there is no room.
pub(super) fn line(painter: &Painter, words: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, ink));
    job.wrap =
        TextWrapping { max_rows: 1, max_width: width.max(1.0), break_anywhere: true, ..Default::default() };
    painter.layout_job(job)
}

fn line_at(painter: &Painter, place: Rect, words: &str, ink: Color32) {
    let galley = line(painter, words, text::small_font(), ink, place.width() + 1.0);
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), place);
    painter.galley(at.min, galley, ink);
}

/// The lines down from the axis, under everything else.
pub(super) fn grid(painter: &Painter, theme: &Theme, laid: &ChartLayout, origin: Vec2) {
    let plot = laid.plot.translate(origin);
    for (_, x) in &laid.ticks {
        let x = painter.round_to_pixel_center(x + origin.x);
        painter.vline(x, plot.y_range(), Stroke::new(size::LINE, theme.line));
    }
}

/// The dates, on a ground of their own so that rows may scroll under them.
pub(super) fn axis(
    painter: &Painter,
    theme: &Theme,
    laid: &ChartLayout,
    strip: Rect,
    left: f32,
    texts: &Texts,
) {
    painter.rect_filled(strip, CornerRadius::ZERO, theme.panel);
    let mut free = f32::NEG_INFINITY;
    for (tick, x) in &laid.ticks {
        let galley = painter.layout_no_wrap(tick_words(tick, texts), text::small_font(), theme.muted);
        let x = x + left + size::GAP_SMALL;
        if x < free || x + galley.size().x > strip.right() {
            continue;
        }
        free = x + galley.size().x + size::GAP;
        let y = strip.center().y - galley.size().y / 2.0;
        painter.galley(Pos2::new(x, y), galley, theme.muted);
    }
    let foot = strip.bottom() - size::LINE / 2.0;
    painter.hline(strip.x_range(), foot, Stroke::new(size::LINE, theme.line));
}

fn tick_words(tick: &Tick, texts: &Texts) -> String {
    use chrono::Datelike;
    match tick.form {
        Form::Year => texts.day(tick.day),
        Form::Month => texts.day_short(tick.day),
        Form::Number => texts.number(i64::from(tick.day.day())),
    }
}

/// A bar with its words.
pub(super) fn bar(painter: &Painter, theme: &Theme, bar: &Bar, place: &BarPlace, origin: Vec2) {
    let rect = place.rect.translate(origin);
    let radius =
        corners(place, if bar.look == BarLook::Thin { size::RADIUS_TINY } else { size::RADIUS_SMALL });
    let outline = Stroke::new(size::LINE, theme.bar_faint_line);
    let ink = match bar.look {
        BarLook::Solid => {
            painter.rect_filled(rect, radius, theme.bar_case);
            theme.on_bar
        }
        BarLook::Money => {
            painter.rect_filled(rect, radius, theme.bar_money);
            theme.on_bar
        }
        BarLook::Band => {
            painter.rect(rect, radius, theme.bar_faint, outline, StrokeKind::Inside);
            theme.on_bar_faint
        }
        BarLook::Hatched => {
            painter.rect_filled(rect, radius, theme.bar_faint);
            hatch(painter, rect, outline);
            painter.rect_stroke(rect, radius, outline, StrokeKind::Inside);
            theme.on_bar_faint
        }
        BarLook::Thin => {
            painter.rect_filled(rect, radius, theme.bar_fallback);
            theme.muted
        }
    };
    let Some(words) = place.words else {
        return;
    };
    let words = words.translate(origin);
    if bar.look == BarLook::Hatched {
        // Hatches behind letters make them hard to read.
        let galley = line(painter, &bar.label, text::small_font(), ink, words.width() + 1.0);
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), words);
        let ground =
            at.expand2(Vec2::new(size::GAP_SMALL, size::GAP_TINY)).intersect(rect.shrink(size::LINE));
        painter.rect_filled(ground, CornerRadius::same(size::RADIUS_TINY), theme.bar_faint);
        painter.galley(at.min, galley, ink);
    } else {
        line_at(painter, words, &bar.label, ink);
    }
}

/// Rounded where the bar really begins and ends, straight where the window cuts it.
fn corners(place: &BarPlace, radius: u8) -> CornerRadius {
    let left = if place.cut_left { 0 } else { radius };
    let right = if place.cut_right { 0 } else { radius };
    CornerRadius { nw: left, sw: left, ne: right, se: right }
}

fn hatch(painter: &Painter, rect: Rect, stroke: Stroke) {
    let inside = painter.with_clip_rect(rect.shrink(size::LINE).intersect(painter.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let foot = Pos2::new(x, rect.bottom());
        inside.line_segment([foot, foot + Vec2::new(rect.height(), -rect.height())], stroke);
        x += size::CHART_HATCH;
    }
}

/// A flag with its words. What is at stake decides the shape: a full pennant for a loss, a pointed one for
/// attention, an empty one for information.
pub(super) fn flag(painter: &Painter, theme: &Theme, flag: &Flag, place: &FlagPlace, origin: Vec2) {
    let ink = match flag.severity {
        _ if flag.met => theme.muted,
        Severity::Loss => theme.red,
        Severity::Attention => theme.amber,
        Severity::Info => theme.muted,
    };
    let pole = place.pole.translate(origin);
    let x = painter.round_to_pixel_center(pole.left());
    if let Some(earliest) = place.earliest_x {
        let y = pole.bottom() - size::LINE;
        let from = Pos2::new(earliest + origin.x, y);
        painter.line_segment([from, Pos2::new(x, y)], Stroke::new(size::FOCUS_LINE, ink));
        painter.vline(from.x, y - size::GAP_SMALL..=y + size::LINE, Stroke::new(size::FOCUS_LINE, ink));
    }
    let stroke = Stroke::new(size::FOCUS_LINE * 0.75, ink);
    painter.vline(x, pole.y_range(), stroke);
    let height = pole.height() * 0.55;
    // Words on the pole's left keep clear of the pennant, which always flies to the right.
    let wide = PENNANT - 1.0;
    let top = pole.top();
    let shape = match flag.severity {
        Severity::Loss => {
            let points = vec![
                Pos2::new(x, top),
                Pos2::new(x + wide, top),
                Pos2::new(x + wide, top + height),
                Pos2::new(x, top + height),
            ];
            Shape::convex_polygon(points, ink, stroke)
        }
        Severity::Attention => pennant(x, top, wide, height, ink, stroke),
        Severity::Info => pennant(x, top, wide, height, theme.panel, stroke),
    };
    painter.add(shape);
    if let Some(words) = place.words {
        // The line of today and those of the axis stop at the words.
        let words = words.translate(origin);
        painter.rect_filled(words.shrink2(Vec2::new(0.0, size::GAP_TINY)), CornerRadius::ZERO, theme.panel);
        line_at(painter, words, &flag.label, ink);
    }
}

fn pennant(x: f32, top: f32, wide: f32, height: f32, ground: Color32, stroke: Stroke) -> Shape {
    let points = vec![Pos2::new(x, top), Pos2::new(x + wide, top + height / 2.0), Pos2::new(x, top + height)];
    Shape::convex_polygon(points, ground, stroke)
}

/// The line of today through all rows, with its tag under them.
pub(super) fn today(painter: &Painter, theme: &Theme, laid: &ChartLayout, origin: Vec2, words: &str) {
    let Some(x) = laid.today_x else {
        return;
    };
    let plot = laid.plot.translate(origin);
    let x = painter.round_to_pixel_center(x + origin.x);
    let foot = plot.bottom() + size::GAP_SMALL;
    painter.vline(x, plot.top()..=foot, Stroke::new(size::FOCUS_LINE * 0.75, theme.today));
    let galley = painter.layout_no_wrap(words.to_owned(), text::small_font(), theme.on_today);
    let room = galley.size() + Vec2::new(size::GAP * 2.0, size::GAP_TINY);
    let left = (x - room.x / 2.0).clamp(plot.left() - room.x / 2.0, (plot.right() - room.x).max(plot.left()));
    // Under a chart that is higher than the window the tag stays in sight.
    let lowest = painter.clip_rect().bottom() - room.y - size::GAP_SMALL;
    let top = (foot - size::GAP_SMALL).min(lowest.max(plot.top()));
    let tag = Rect::from_min_size(Pos2::new(left, top), room);
    painter.rect_filled(tag, CornerRadius::same(size::RADIUS_SMALL), theme.today);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), tag);
    painter.galley(at.min, galley, theme.on_today);
}
