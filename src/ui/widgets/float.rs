//! What floats above a screen: dialogs and toasts. Owns no timing: whoever shows a toast takes it away.

use egui::{
    Align, Align2, Area, Context, CornerRadius, Frame, Id, Label, Layout, Margin, Modal, Order, Role, Ui,
    Vec2,
};

use super::{Tone, icon_button_ui, paint_mark, quiet};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, text};

/// A dialog in the middle of the window over everything else. The second value is true when the buyer wants it
/// gone (Escape, or a click beside it).
pub fn dialog_ui<R>(ctx: &Context, title: &str, contents: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let theme = theme::of_ctx(ctx);
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(size::GAP_SECTION as i8));
    let id = Id::unique(("dialog", title));
    let area = Modal::default_area(id).role(Role::Dialog).accessible_name(title);
    let modal =
        Modal::new(id).area(area).frame(frame).backdrop_color(theme.scrim.gamma_multiply(BACKDROP_PART));
    let shown = modal.show(ctx, |ui| {
        let width = size::READING_WIDTH.min(ctx.content_rect().width() - size::MARGIN_SCREEN * 2.0);
        ui.set_width(width);
        ui.add(Label::new(text::heading(title)).wrap());
        contents(ui)
    });
    let gone = shown.should_close();
    (shown.inner, gone)
}

const BACKDROP_PART: f32 = 0.6;

/// What the buyer did with a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastAct {
    /// Nothing yet.
    Waiting,
    /// Pressed its button (undo).
    Acted,
    /// Sent it away.
    Closed,
}

/// A short word on what has just happened, low in the middle of the window; `action` is its button ("Undo"),
/// `close` the spoken name of the cross.
pub fn toast_ui(ctx: &Context, tone: Tone, words: &str, action: Option<&str>, close: &str) -> ToastAct {
    let theme = theme::of_ctx(ctx);
    let mut act = ToastAct::Waiting;
    Area::new(Id::unique("toast"))
        .order(Order::Foreground)
        .role(Role::Status)
        .accessible_name(words)
        .anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -size::PAD))
        .fade_in(false)
        .show(ctx, |ui| {
            Frame::popup(ui.style())
                .corner_radius(CornerRadius::same(size::RADIUS))
                .inner_margin(Margin::symmetric(size::GAP_WIDE as i8, size::GAP as i8))
                .show(ui, |ui| {
                    ui.set_max_width(size::READING_WIDTH.min(ctx.content_rect().width() - size::PAD * 2.0));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let (rect, _) =
                            ui.allocate_exact_size(Vec2::splat(size::ICON_SMALL), egui::Sense::hover());
                        paint_mark(ui.painter(), tone.into(), rect.center(), tone.ink(theme));
                        let buttons = action.map_or(0.0, |name| name.chars().count() as f32 * size::GAP)
                            + size::CONTROL_HEIGHT * 2.0;
                        let room = (ui.available_width() - buttons).max(size::THUMB_WIDTH);
                        ui.scope(|ui| {
                            ui.set_max_width(room);
                            ui.add(Label::new(text::body(words)).wrap());
                        });
                        if let Some(name) = action
                            && ui.add(quiet(name).icon(Icon::Undo).small()).clicked()
                        {
                            act = ToastAct::Acted;
                        }
                        if icon_button_ui(ui, Icon::Close, close).clicked() {
                            act = ToastAct::Closed;
                        }
                    });
                });
        });
    act
}
