//! Fields to type into: text, money, dates, search. Each has a visible label or a spoken name, and room for what is
//! wrong with what was typed. Owns no parsing: the text comes in and goes out as typed.

use egui::{
    Align, Align2, CornerRadius, Frame, Id, Label, Layout, Margin, Response, Stroke, TextEdit, Ui, Vec2,
};

use super::icon_button_ui;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size, text};

/// A field with its label above.
#[derive(Clone, Copy, Debug)]
#[must_use = "a field is drawn by its show_ui"]
pub struct Field<'a> {
    label: &'a str,
    hint: &'a str,
    error: Option<&'a str>,
    help: &'a str,
    suffix: &'a str,
    icon: Option<Icon>,
    width: Option<f32>,
    rows: usize,
    limit: usize,
    mono: bool,
}

impl<'a> Field<'a> {
    /// A field of one line, as wide as its place.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            hint: "",
            error: None,
            help: "",
            suffix: "",
            icon: None,
            width: None,
            rows: 1,
            limit: usize::MAX,
            mono: false,
        }
    }

    /// Shown while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What is wrong with what stands there.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// A remark under it, replaced by an error.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = help;
        self
    }

    /// A unit behind the text.
    pub fn suffix(mut self, suffix: &'a str) -> Self {
        self.suffix = suffix;
        self
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// This wide, in points, where there is room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Several lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// At most so many characters can be typed.
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// In letters of one width: numbers of orders, tracking.
    pub fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    /// Draws it over `value`. The response is that of the text itself (`changed`, `lost_focus`, `has_focus`).
    pub fn show_ui(self, ui: &mut Ui, value: &mut String) -> Response {
        let theme = theme::of(ui);
        let width = self.width.unwrap_or(f32::INFINITY).min(ui.available_width());
        let id = ui.make_persistent_id(("field", self.label));
        ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
            let label = ui.add(Label::new(text::small(self.label).color(theme.muted)).wrap());
            let response = framed(ui, theme, id, self.error.is_some(), |ui| {
                if let Some(icon) = self.icon {
                    icon.show_ui(ui, size::ICON, theme.muted);
                }
                let suffix = self.suffix;
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if !suffix.is_empty() {
                        ui.label(text::body(suffix).color(theme.muted));
                    }
                    self.edit_ui(ui, id, value)
                })
                .inner
            });
            let response = response.labelled_by(label.id);
            self.remark_ui(ui, theme, id);
            response
        })
        .inner
    }

    fn edit_ui(&self, ui: &mut Ui, id: Id, value: &mut String) -> Response {
        let font = if self.mono { text::mono_font() } else { text::body_font() };
        let edit = if self.rows > 1 { TextEdit::multiline(value) } else { TextEdit::singleline(value) };
        ui.add(
            edit.id(id)
                .hint_text(self.hint.to_owned())
                .font(font)
                .frame(Frame::NONE)
                .margin(Margin::ZERO)
                .align(if self.rows > 1 { Align2::LEFT_TOP } else { Align2::LEFT_CENTER })
                .desired_rows(self.rows)
                .char_limit(self.limit)
                .desired_width(ui.available_width()),
        )
    }

    fn remark_ui(&self, ui: &mut Ui, theme: &Theme, id: Id) {
        let remark = self.error.unwrap_or(self.help);
        if remark.is_empty() {
            return;
        }
        let wrong = self.error.is_some();
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_description(remark);
            if wrong {
                node.set_invalid(egui::accesskit::Invalid::True);
            }
        });
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
            let ink = if wrong { theme.red } else { theme.muted };
            if wrong {
                Icon::Alert.show_ui(ui, size::ICON, ink);
            }
            ui.add(Label::new(text::small(remark).color(ink)).wrap());
        });
    }
}

/// The outline around what is typed into.
fn framed(
    ui: &mut Ui,
    theme: &Theme,
    id: Id,
    wrong: bool,
    contents: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    let focused = ui.memory(|memory| memory.has_focus(id));
    let stroke = match (focused, wrong) {
        (true, _) => Stroke::new(size::FOCUS_LINE, theme.focus),
        (false, true) => Stroke::new(size::LINE, theme.red),
        (false, false) => Stroke::new(size::LINE, theme.field_line),
    };
    // The outline grows inwards, so nothing moves when the field is entered.
    let pad = |room: f32| (room - stroke.width) as i8;
    let margin = Margin::symmetric(pad(size::GAP + size::GAP_TINY), pad(size::GAP_SMALL));
    Frame::new()
        .fill(theme.panel)
        .stroke(stroke)
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.spacing_mut().interact_size.y = size::CONTROL_HEIGHT - size::GAP;
            ui.horizontal(contents).inner
        })
        .inner
}

/// An amount as typed, with its currency behind it.
pub fn money_field_ui(
    ui: &mut Ui,
    label: &str,
    value: &mut String,
    currency: &str,
    error: Option<&str>,
) -> Response {
    Field::new(label).suffix(currency).error(error).width(MONEY_WIDTH).limit(MONEY_LIMIT).show_ui(ui, value)
}

const MONEY_WIDTH: f32 = 160.0;
/// Longer than any amount that fits into 64 bits of minor units.
const MONEY_LIMIT: usize = 32;

/// A date as typed, with an example of the form as its hint.
pub fn date_field_ui(
    ui: &mut Ui,
    label: &str,
    value: &mut String,
    example: &str,
    error: Option<&str>,
) -> Response {
    Field::new(label)
        .icon(Icon::Calendar)
        .hint(example)
        .error(error)
        .width(DATE_WIDTH)
        .limit(DATE_LIMIT)
        .show_ui(ui, value)
}

const DATE_WIDTH: f32 = 200.0;
const DATE_LIMIT: usize = 64;

/// A search field: `name` is its hint and spoken name, `clear` the spoken name of the button that empties it.
/// Escape empties it too.
pub fn search_field_ui(ui: &mut Ui, name: &str, clear: &str, value: &mut String, width: f32) -> Response {
    let theme = theme::of(ui);
    let width = width.min(ui.available_width());
    let id = ui.make_persistent_id(("search", name));
    ui.allocate_ui_with_layout(Vec2::new(width, size::CONTROL_HEIGHT), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        framed(ui, theme, id, false, |ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
            Icon::Search.show_ui(ui, size::ICON, theme.muted);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let emptied = !value.is_empty() && icon_button_ui(ui, Icon::Close, clear).clicked();
                if emptied {
                    value.clear();
                }
                let mut response = Field::new(name).hint(name).edit_ui(ui, id, value).accessible_name(name);
                let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
                if escaped {
                    value.clear();
                }
                if emptied || escaped {
                    response.mark_changed();
                    response.request_focus();
                }
                response
            })
            .inner
        })
    })
    .inner
}
