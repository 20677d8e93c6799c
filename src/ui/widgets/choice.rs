//! Choosing one of a few: segments, tabs, the rail's places; and ticking.

use egui::{
    Color32, CornerRadius, CursorIcon, FontId, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo,
};

use super::{focus_ring, focus_ring_at};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, text};

/// One of a few, side by side in one frame; true when the choice changed. `name` says what is chosen.
pub fn segmented_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: &[(T, &str)],
) -> bool {
    let theme = theme::of(ui);
    let before = *value;
    let row = ui.horizontal(|ui| {
        let ground = ui.painter().add(egui::Shape::Noop);
        ui.spacing_mut().item_spacing.x = size::GAP_TINY;
        ui.add_space(size::GAP_TINY);
        for (choice, words) in choices {
            let chosen = *choice == *value;
            let wide = words_width(ui, words, text::medium_font()) + size::GAP_WIDE * 2.0;
            let room = Vec2::new(wide, size::CONTROL_HEIGHT - size::GAP_SMALL);
            let (rect, response) = ui.allocate_exact_size(room, Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, words));
            let radius = CornerRadius::same(size::RADIUS_SMALL);
            if chosen {
                let line = Stroke::new(size::LINE, theme.line);
                ui.painter().rect(rect, radius, theme.panel, line, StrokeKind::Inside);
            }
            let ink = if chosen || response.hovered() { theme.text } else { theme.muted };
            centred(ui, rect, words, text::medium_font(), ink);
            focus_ring_at(ui, &response, rect);
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                *value = *choice;
            }
        }
        ui.add_space(size::GAP_TINY);
        let frame = ui.min_rect();
        let radius = CornerRadius::same(size::RADIUS);
        ui.painter().set(ground, egui::Shape::rect_filled(frame, radius, theme.quiet));
    });
    row.response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, name));
    before != *value
}

/// The parts of a screen, underlined where one is; true when another was chosen.
pub fn tabs_ui<T: PartialEq + Copy>(ui: &mut Ui, value: &mut T, choices: &[(T, &str)]) -> bool {
    let theme = theme::of(ui);
    let before = *value;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SECTION;
        for (choice, words) in choices {
            let chosen = *choice == *value;
            let wide = words_width(ui, words, text::medium_font());
            let (rect, response) =
                ui.allocate_exact_size(Vec2::new(wide, size::CONTROL_HEIGHT), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), chosen, words));
            let ink = if chosen {
                theme.accent
            } else if response.hovered() {
                theme.text
            } else {
                theme.muted
            };
            centred(ui, rect, words, text::medium_font(), ink);
            if chosen {
                let y = rect.bottom() - size::FOCUS_LINE / 2.0;
                ui.painter().hline(rect.x_range(), y, Stroke::new(size::FOCUS_LINE, theme.accent));
            }
            focus_ring(ui, &response);
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                *value = *choice;
            }
        }
    });
    let bottom = row.response.rect.bottom();
    let width = row.response.rect.left()..=ui.max_rect().right();
    ui.painter().hline(width, bottom, Stroke::new(size::LINE, theme.line));
    before != *value
}

/// A place of the left rail with its count (may be empty), as wide as the rail.
pub fn rail_item_ui(ui: &mut Ui, icon: Icon, words: &str, count: &str, chosen: bool) -> Response {
    let theme = theme::of(ui);
    let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT + GAP_RAIL);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    response.widget_info(|| {
        let name = if count.is_empty() { words.to_owned() } else { format!("{words} {count}") };
        WidgetInfo::selected(Role::Tab, ui.is_enabled(), chosen, name)
    });
    if ui.is_rect_visible(rect) {
        let ground = match (chosen, response.hovered()) {
            (true, _) => theme.accent_faint,
            (false, true) => theme.raised,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), ground);
        let ink = if chosen { theme.accent } else { theme.muted };
        let font = if chosen { text::strong_font() } else { text::body_font() };
        let mut x = rect.left() + size::GAP;
        icon.paint(ui.painter(), Pos2::new(x + size::ICON / 2.0, rect.center().y), size::ICON, ink);
        x += size::ICON + size::GAP;
        let count = ui.painter().layout_no_wrap(count.to_owned(), text::small_font(), ink);
        let right = rect.right() - size::GAP - count.size().x;
        let words = ui.painter().layout_no_wrap(words.to_owned(), font, ink);
        let clip = Rect::from_min_max(rect.min, Pos2::new(right, rect.bottom()));
        let top = rect.center().y - words.size().y / 2.0;
        ui.painter().with_clip_rect(clip.intersect(ui.clip_rect())).galley(Pos2::new(x, top), words, ink);
        let top = rect.center().y - count.size().y / 2.0;
        ui.painter().galley(Pos2::new(right, top), count, ink);
    }
    focus_ring_at(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

const GAP_RAIL: f32 = size::GAP_TINY;

/// A box to tick with its words; true when it changed.
pub fn check_ui(ui: &mut Ui, value: &mut bool, words: &str) -> bool {
    let theme = theme::of(ui);
    let wrap = (ui.available_width() - size::ICON - size::GAP).max(size::ICON);
    let galley = ui.painter().layout(words.to_owned(), text::body_font(), Color32::PLACEHOLDER, wrap);
    let height = galley.size().y.max(size::CONTROL_HEIGHT_SMALL);
    let room = Vec2::new(size::ICON + size::GAP + galley.size().x, height);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    if response.clicked() {
        *value = !*value;
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *value, words));
    if ui.is_rect_visible(rect) {
        let corner = Pos2::new(rect.left(), rect.center().y - size::ICON / 2.0);
        let square = Rect::from_min_size(corner, Vec2::splat(size::ICON));
        let radius = CornerRadius::same(size::RADIUS_SMALL);
        let line = Stroke::new(size::LINE, if *value { theme.accent } else { theme.field_line });
        let ground = if *value { theme.accent } else { theme.panel };
        ui.painter().rect(square, radius, ground, line, StrokeKind::Inside);
        if *value {
            Icon::Check.paint(ui.painter(), square.center(), size::ICON_SMALL, theme.on_accent);
        }
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(Pos2::new(square.right() + size::GAP, top), galley, theme.text);
    }
    focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn words_width(ui: &Ui, words: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size().x.ceil()
}

fn centred(ui: &Ui, rect: Rect, words: &str, font: FontId, ink: Color32) {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, ink);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
}
