//! Cards, titles, facts, empty screens and labels that shorten: the frame around what a screen shows.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, CornerRadius, Frame, InnerResponse, Label, Layout, Margin, Response, RichText, Role, Sense,
    Stroke, Ui, Vec2, WidgetInfo, WidgetText,
};

use super::{Tone, link_ui};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, text};

/// A framed panel as wide as its place.
pub fn card_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    framed_ui(ui, size::PAD, contents)
}

/// A framed panel whose contents reach its edges: lists, the chart.
pub fn card_tight_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    framed_ui(ui, 0.0, contents)
}

fn framed_ui<R>(ui: &mut Ui, pad: f32, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = theme::of(ui);
    Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(size::LINE, theme.line))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::same(pad as i8))
        .show(ui, |ui| {
            // Downwards, also where the card stands in a row.
            ui.vertical(|ui| {
                ui.take_available_width();
                contents(ui)
            })
            .inner
        })
}

/// A line between rows, as wide as its place.
pub fn hairline_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::LINE), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::ZERO, theme::of(ui).line);
}

/// The head of a group, with a short remark on its far side ("8 files · 1 to fix"; may be empty).
pub fn section_title_ui(ui: &mut Ui, title: &str, remark: &str) -> Response {
    let theme = theme::of(ui);
    let height = ui.fonts_mut(|fonts| fonts.row_height(&text::section_font()));
    let room = Vec2::new(ui.available_width(), height);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        if !remark.is_empty() {
            ui.label(text::small(remark).color(theme.muted));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let heading = ui.add(Label::new(text::section(title).color(theme.muted)).truncate());
            heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
        });
    })
    .response
}

/// What stands at the head of a screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScreenHead<'a> {
    /// The place one came from, as a link before the rest ("Orders"); may be empty.
    pub back: &'a str,
    /// What this is among its kind, after the link ("8136 3243 2890 3264"); may be empty.
    pub crumb: &'a str,
    /// The title.
    pub title: &'a str,
    /// A line under it; may be empty.
    pub subtitle: &'a str,
}

/// The head of a screen with its buttons on the far side (the first is the outermost), or under the title where they
/// would leave it too little room. True when the link back was followed.
pub fn screen_head_ui(ui: &mut Ui, head: &ScreenHead<'_>, actions: impl FnOnce(&mut Ui)) -> bool {
    let full = ui.available_width();
    // How wide the buttons are is known once they were drawn.
    let id = ui.scope_id().with(("head-actions", head.title));
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let is_beside = full - known >= HEAD_TITLE_MIN;
    let mut back = false;
    let width = if is_beside {
        let room = Vec2::new(full, size::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Min), |ui| {
            actions(ui);
            let width = full - ui.available_width();
            ui.with_layout(Layout::top_down(Align::Min), |ui| back = head_words_ui(ui, head));
            width
        })
        .inner
    } else {
        back = head_words_ui(ui, head);
        ui.add_space(size::GAP_SMALL);
        ui.horizontal_wrapped(actions);
        known
    };
    if (width - known).abs() > 1.0 {
        ui.data_mut(|data| data.insert_temp(id, width));
        if full - width < HEAD_TITLE_MIN {
            ui.ctx().request_discard("the buttons of the head go under its title");
        }
    }
    back
}

/// Buttons that leave the title less than this go under it.
const HEAD_TITLE_MIN: f32 = 320.0;

fn head_words_ui(ui: &mut Ui, head: &ScreenHead<'_>) -> bool {
    let theme = theme::of(ui);
    let mut back = false;
    ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
    if !head.back.is_empty() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
            back = link_ui(ui, head.back).clicked();
            Icon::ChevronRight.show_ui(ui, size::ICON_SMALL, theme.muted);
            ui.add(Label::new(text::body(head.crumb).color(theme.muted)).truncate());
        });
    }
    let title = ui.add(Label::new(text::title(head.title)).wrap());
    title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, head.title));
    if !head.subtitle.is_empty() {
        ui.add(Label::new(text::body(head.subtitle).color(theme.muted)).wrap());
    }
    back
}

/// A screen or list with nothing in it: what it is for, and how to begin.
pub fn empty_state_ui<R>(
    ui: &mut Ui,
    icon: Icon,
    title: &str,
    words: &str,
    actions: impl FnOnce(&mut Ui) -> R,
) -> R {
    let theme = theme::of(ui);
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width().min(size::READING_WIDTH));
        ui.add_space(size::MARGIN_SCREEN);
        icon.show_ui(ui, size::ICON_LARGE, theme.muted);
        ui.add_space(size::GAP_SMALL);
        let heading = ui.label(text::heading(title));
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
        ui.add(Label::new(text::body(words).color(theme.muted)).wrap());
        ui.add_space(size::GAP_SMALL);
        let result = actions(ui);
        ui.add_space(size::MARGIN_SCREEN);
        result
    })
    .inner
}

/// A fact: what it is and what it says. The value shortens, and is shown whole on hover.
pub fn fact_ui(ui: &mut Ui, name: &str, value: impl Into<RichText>) -> Response {
    let value = value.into();
    fact_with_ui(ui, name, |ui| ui.add(Label::new(value).truncate())).inner
}

/// A fact whose value is drawn by `value`; inputs in it take `name` as their accessible name.
pub fn fact_with_ui<R>(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        let column = fact_name_width(ui);
        let line = ui.fonts_mut(|fonts| fonts.row_height(&text::body_font()));
        let label = ui
            .allocate_ui_with_layout(Vec2::new(column, line), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(column);
                ui.add(Label::new(text::body(name).color(theme.muted)).truncate())
            })
            .inner;
        ui.label_inputs_by(label.id, value)
    })
}

/// Where the value of a fact begins, from the left of what holds it.
pub fn fact_indent(ui: &Ui) -> f32 {
    fact_name_width(ui) + ui.spacing().item_spacing.x
}

fn fact_name_width(ui: &Ui) -> f32 {
    (ui.available_width() * FACT_NAME_PART).min(FACT_NAME_WIDTH)
}

const FACT_NAME_WIDTH: f32 = 112.0;
const FACT_NAME_PART: f32 = 0.46;

/// One line that ends in … where there is no room, and is shown whole on hover.
pub fn elided_ui(ui: &mut Ui, words: impl Into<WidgetText>) -> Response {
    ui.add(Label::new(words).truncate())
}

/// At most `rows` lines of text, then …; shown whole on hover.
pub fn clamped_ui(ui: &mut Ui, words: &str, font: egui::FontId, ink: egui::Color32, rows: usize) -> Response {
    let line_height = Some(text::line_height(font.size));
    let format = TextFormat { line_height, ..TextFormat::simple(font, ink) };
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap = TextWrapping {
        max_rows: rows,
        max_width: ui.available_width(),
        break_anywhere: false,
        ..Default::default()
    };
    let galley = ui.painter().layout_job(job);
    let elided = galley.elided;
    let response = ui.add(Label::new(galley));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if elided { response.on_hover_text(words) } else { response }
}

/// Secondary text in small letters, wrapped.
pub fn muted_ui(ui: &mut Ui, words: &str) -> Response {
    let ink = theme::of(ui).muted;
    ui.add(Label::new(text::small(words).color(ink)).wrap())
}

/// A coloured card with an icon and what can be done about it on its far side.
pub fn notice_ui<R>(
    ui: &mut Ui,
    tone: Tone,
    icon: Icon,
    words: &str,
    actions: impl FnOnce(&mut Ui) -> R,
) -> R {
    let theme = theme::of(ui);
    Frame::new()
        .fill(tone.ground(theme))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::symmetric(size::GAP_WIDE as i8, size::GAP as i8))
        .show(ui, |ui| {
            ui.take_available_width();
            let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT_SMALL);
            ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                let result = actions(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    icon.show_ui(ui, size::ICON, tone.ink(theme));
                    ui.add(Label::new(text::body(words).color(theme.text)).wrap());
                });
                result
            })
            .inner
        })
        .inner
}
