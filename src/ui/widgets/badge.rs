//! Badges, countdowns and ticks: meaning as shape, word and colour together. Owns no verdicts, only their look.

use egui::{
    Align, Color32, CornerRadius, FontSelection, Layout, Painter, Pos2, Rect, Response, Role, Sense, Shape,
    Stroke, TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText,
};

use crate::domain::evidence::check::Verdict;
use crate::domain::view::Severity;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size, text};

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Ready.
    Good,
    /// Can be fixed, or merely changes hands.
    Attention,
    /// Costs money if missed.
    Loss,
    /// Informs.
    Quiet,
    /// Chosen, going on.
    Accent,
}

impl Tone {
    /// Text and shapes.
    pub fn ink(self, theme: &Theme) -> Color32 {
        match self {
            Self::Good => theme.green,
            Self::Attention => theme.amber,
            Self::Loss => theme.red,
            Self::Quiet => theme.muted,
            Self::Accent => theme.accent,
        }
    }

    /// The faint ground behind them.
    pub fn ground(self, theme: &Theme) -> Color32 {
        match self {
            Self::Good => theme.green_faint,
            Self::Attention => theme.amber_faint,
            Self::Loss => theme.red_faint,
            Self::Quiet => theme.quiet,
            Self::Accent => theme.accent_faint,
        }
    }
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Loss => Self::Loss,
            Severity::Attention => Self::Attention,
            Severity::Info => Self::Quiet,
        }
    }
}

impl From<Verdict> for Tone {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Ready => Self::Good,
            Verdict::Borderline | Verdict::Fixable => Self::Attention,
            // Nothing is lost by a file that is not taken: another one is made.
            Verdict::Rejected => Self::Quiet,
        }
    }
}

/// The shape beside the word, so that colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A filled disc: ready, happened.
    Disc,
    /// A ring: may be refused.
    Ring,
    /// A diamond: can be fixed, changes hands.
    Diamond,
    /// A triangle: costs money, or is not accepted.
    Triangle,
    /// No shape; the word must do.
    Bare,
}

impl From<Severity> for Mark {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Loss => Self::Triangle,
            Severity::Attention => Self::Diamond,
            Severity::Info => Self::Disc,
        }
    }
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Ready => Self::Disc,
            Verdict::Borderline => Self::Ring,
            Verdict::Fixable => Self::Diamond,
            Verdict::Rejected => Self::Triangle,
        }
    }
}

/// Paints a mark around `centre`.
pub fn paint_mark(painter: &Painter, mark: Mark, centre: Pos2, ink: Color32) {
    let reach = size::GAP / 2.0;
    match mark {
        Mark::Disc => {
            painter.circle_filled(centre, reach - 0.5, ink);
        }
        Mark::Ring => {
            painter.circle_stroke(centre, reach - 1.0, Stroke::new(size::FOCUS_LINE, ink));
        }
        Mark::Diamond => {
            let points = vec![
                centre + Vec2::new(0.0, -reach - 0.5),
                centre + Vec2::new(reach + 0.5, 0.0),
                centre + Vec2::new(0.0, reach + 0.5),
                centre + Vec2::new(-reach - 0.5, 0.0),
            ];
            painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
        }
        Mark::Triangle => {
            let points = vec![
                centre + Vec2::new(0.0, -reach),
                centre + Vec2::new(reach + 0.5, reach - 0.5),
                centre + Vec2::new(-reach - 0.5, reach - 0.5),
            ];
            painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
        }
        Mark::Bare => {}
    }
}

/// A mark alone, spoken as `name`.
pub fn mark_ui(ui: &mut Ui, tone: Tone, mark: Mark, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::ICON_SMALL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    paint_mark(ui.painter(), mark, rect.center(), tone.ink(theme::of(ui)));
    response.on_hover_text(name)
}

/// A badge: shape, word and colour. Shortens the word where there is no room.
pub fn badge_ui(ui: &mut Ui, tone: Tone, mark: Mark, words: &str) -> Response {
    let room = ui.available_width().max(size::BADGE_HEIGHT * 2.0);
    let width = width(ui, mark, words).min(room);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::BADGE_HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, tone, mark, words);
    }
    response
}

fn mark_room(mark: Mark) -> f32 {
    if mark == Mark::Bare { 0.0 } else { size::ICON_SMALL + size::GAP_TINY }
}

/// How wide a badge wants to be.
pub(super) fn width(ui: &Ui, mark: Mark, words: &str) -> f32 {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), text::small_font(), Color32::PLACEHOLDER);
    (galley.size().x + mark_room(mark) + size::GAP_SMALL * 3.0).ceil()
}

/// Paints a badge into `rect`.
pub(super) fn paint(ui: &Ui, rect: Rect, tone: Tone, mark: Mark, words: &str) {
    let theme = theme::of(ui);
    let ink = tone.ink(theme);
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), tone.ground(theme));
    let pad = size::GAP_SMALL * 1.5;
    let mut x = rect.left() + pad;
    if mark != Mark::Bare {
        paint_mark(ui.painter(), mark, Pos2::new(x + size::GAP / 2.0, rect.center().y), ink);
        x += mark_room(mark);
    }
    let words = WidgetText::from(text::small(words));
    let room = rect.right() - pad - x;
    let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), room + 1.0, FontSelection::Default);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(Pos2::new(x, top), galley, ink);
}

/// How long is left, with the arithmetic under it; set flush with the side the layout comes from.
/// [`Tone::Quiet`] is drawn as plain text, since waiting is no alarm.
pub fn countdown_ui(ui: &mut Ui, tone: Tone, words: &str, detail: &str) {
    let theme = theme::of(ui);
    let side = if ui.layout().prefer_right_to_left() { Align::Max } else { Align::Min };
    let ink = if tone == Tone::Quiet { theme.text } else { tone.ink(theme) };
    ui.allocate_ui_with_layout(Vec2::new(ui.available_width(), 0.0), Layout::top_down(side), |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_TINY;
        ui.add(egui::Label::new(text::strong(words).color(ink)).truncate());
        if !detail.is_empty() {
            ui.add(egui::Label::new(text::small(detail).color(theme.muted)).wrap());
        }
    });
}

/// A line of a checklist that shows itself done or not and cannot be ticked by hand; `state` is the spoken word
/// for it ("have it", "missing").
pub fn tick_ui(ui: &mut Ui, done: bool, state: &str, words: impl Into<WidgetText>) -> Response {
    let theme = theme::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::ICON), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, state));
        let square = rect.shrink(0.5);
        let radius = CornerRadius::same(size::RADIUS_SMALL);
        if done {
            ui.painter().rect_filled(square, radius, theme.green);
            Icon::Check.paint(ui.painter(), rect.center(), size::ICON_SMALL, theme.panel);
        } else {
            let stroke = Stroke::new(size::LINE, theme.field_line);
            ui.painter().rect_stroke(square, radius, stroke, egui::StrokeKind::Inside);
        }
        ui.add(egui::Label::new(words).wrap());
    })
    .response
}

impl From<Tone> for Mark {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Good => Self::Disc,
            Tone::Attention => Self::Diamond,
            Tone::Loss => Self::Triangle,
            Tone::Quiet | Tone::Accent => Self::Ring,
        }
    }
}
