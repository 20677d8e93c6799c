//! Buttons: primary, secondary, quiet and dangerous, with or without an icon; icon buttons and links.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, CursorIcon, FontSelection, Galley, Pos2, Response, Role, Sense, Stroke,
    StrokeKind, TextWrapMode, Ui, Vec2, Widget, WidgetInfo, WidgetText,
};

use super::{focus_ring, focus_ring_at};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size, text};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The one act a screen is about; at most one in sight.
    Primary,
    /// An ordinary act.
    Secondary,
    /// An act beside others, without an outline.
    Quiet,
    /// An act that cannot be taken back.
    Danger,
}

/// A button with words, for `ui.add` or `ui.add_enabled`.
#[derive(Clone, Copy, Debug)]
#[must_use = "a button is drawn by ui.add"]
pub struct Button<'a> {
    text: &'a str,
    kind: Kind,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    small: bool,
    selected: bool,
    fill_width: bool,
    name: Option<&'a str>,
}

/// The one act a screen is about.
pub fn primary(text: &str) -> Button<'_> {
    Button::new(Kind::Primary, text)
}

/// An ordinary act.
pub fn secondary(text: &str) -> Button<'_> {
    Button::new(Kind::Secondary, text)
}

/// An act beside others, without an outline.
pub fn quiet(text: &str) -> Button<'_> {
    Button::new(Kind::Quiet, text)
}

/// An act that cannot be taken back.
pub fn danger(text: &str) -> Button<'_> {
    Button::new(Kind::Danger, text)
}

impl<'a> Button<'a> {
    /// A button of a kind.
    pub fn new(kind: Kind, text: &'a str) -> Self {
        Self {
            text,
            kind,
            icon: None,
            trailing: None,
            small: false,
            selected: false,
            fill_width: false,
            name: None,
        }
    }

    /// With an icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With an icon after the words (a chevron).
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// Lower, for rows and cards.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Drawn as switched on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// As wide as the place it stands in.
    pub fn fill_width(mut self) -> Self {
        self.fill_width = true;
        self
    }

    /// Another accessible name than the words, where several buttons say the same.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }
}

/// Ground, outline and ink of a button.
struct Look {
    ground: Color32,
    line: Color32,
    ink: Color32,
}

fn look(theme: &Theme, kind: Kind, selected: bool, hot: bool, pressed: bool) -> Look {
    let clear = Color32::TRANSPARENT;
    match kind {
        Kind::Primary => {
            let ground = if hot || pressed { theme.accent_hover } else { theme.accent };
            Look { ground, line: clear, ink: theme.on_accent }
        }
        Kind::Danger => {
            let ground = if hot || pressed { theme.red_hover } else { theme.red };
            Look { ground, line: clear, ink: theme.on_red }
        }
        _ if selected => Look { ground: theme.accent_faint, line: clear, ink: theme.accent },
        Kind::Secondary => {
            let ground = if hot || pressed { theme.raised } else { theme.panel };
            Look { ground, line: if pressed { theme.field_line } else { theme.line }, ink: theme.text }
        }
        Kind::Quiet => {
            Look { ground: if hot || pressed { theme.raised } else { clear }, line: clear, ink: theme.text }
        }
    }
}

fn galley(ui: &Ui, words: &str, small: bool, width: f32) -> Arc<Galley> {
    let font = if small { text::small_font() } else { text::medium_font() };
    let words = WidgetText::from(egui::RichText::new(words).font(font));
    words.into_galley(ui, Some(TextWrapMode::Truncate), width, FontSelection::Default)
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let height = if self.small { size::CONTROL_HEIGHT_SMALL } else { size::CONTROL_HEIGHT };
        let pad = if self.small { size::GAP } else { size::GAP_WIDE };
        let icon_room = |icon: Option<Icon>| if icon.is_some() { size::ICON + size::GAP_SMALL } else { 0.0 };
        let around = pad * 2.0 + icon_room(self.icon) + icon_room(self.trailing);
        // In a wrapping row the button goes to the next line whole; elsewhere it shortens its words.
        let room = if ui.layout().main_wrap { ui.max_rect().width() } else { ui.available_width() };
        let galley = galley(ui, self.text, self.small, (room - around).max(height));
        let width = around + galley.size().x;
        let width = if self.fill_width { width.max(ui.available_width()) } else { width };
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, ui.is_enabled(), name);
            info.selected = self.selected.then_some(true);
            info
        });
        if ui.is_rect_visible(rect) {
            let look = look(
                theme::of(ui),
                self.kind,
                self.selected,
                response.hovered(),
                response.is_pointer_button_down_on(),
            );
            let painter = ui.painter();
            let radius = CornerRadius::same(size::RADIUS);
            painter.rect(rect, radius, look.ground, Stroke::new(size::LINE, look.line), StrokeKind::Inside);
            let content = around - pad * 2.0 + galley.size().x;
            let mut x = rect.center().x - content / 2.0;
            if let Some(icon) = self.icon {
                icon.paint(painter, Pos2::new(x + size::ICON / 2.0, rect.center().y), size::ICON, look.ink);
                x += icon_room(self.icon);
            }
            let top = rect.center().y - galley.size().y / 2.0;
            let end = x + galley.size().x;
            painter.galley(Pos2::new(x, top), Arc::clone(&galley), look.ink);
            if let Some(icon) = self.trailing {
                let centre = Pos2::new(end + size::GAP_SMALL + size::ICON / 2.0, rect.center().y);
                icon.paint(painter, centre, size::ICON, look.ink);
            }
        }
        focus_ring(ui, &response);
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if galley.elided { response.on_hover_text(self.text) } else { response }
    }
}

/// A square button with an icon alone; `name` is spoken and shown on hover.
pub fn icon_button_ui(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let side = size::CONTROL_HEIGHT_SMALL;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let theme = theme::of(ui);
        let hot = response.hovered() || response.has_focus();
        if hot {
            ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), theme.raised);
        }
        let ink = if hot { theme.text } else { theme.muted };
        icon.paint(ui.painter(), rect.center(), size::ICON, ink);
    }
    focus_ring_at(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name)
}

/// Words that act like a link: an explanation, a page in the browser. Opens nothing by itself.
pub fn link_ui(ui: &mut Ui, words: &str) -> Response {
    let job = WidgetText::from(text::body(words));
    let galley =
        job.into_galley(ui, Some(TextWrapMode::Truncate), ui.available_width(), FontSelection::Default);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), words));
    if ui.is_rect_visible(rect) {
        let theme = theme::of(ui);
        ui.painter().galley(rect.min, galley, theme.accent);
        if response.hovered() || response.has_focus() {
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::LINE, theme.accent));
        }
    }
    focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
