//! The parts every screen is made of, each with an accessible name, a role and a visible keyboard focus. Owns no
//! words: every string comes in. Functions that take `&mut Ui` end in `_ui`; the rest are builders for `ui.add`.

mod badge;
mod button;
mod choice;
mod field;
mod float;
mod layout;
mod meter;
mod table;
mod thumb;
pub mod thumb_cache;

use egui::{CornerRadius, Rect, Response, Stroke, StrokeKind, Ui};

use super::theme::{self, size};

pub use badge::{Mark, Tone, badge_ui, countdown_ui, mark_ui, paint_mark, tick_ui};
pub use button::{Button, Kind, danger, icon_button_ui, link_ui, primary, quiet, secondary};
pub use choice::{check_ui, rail_item_ui, segmented_ui, tabs_ui};
pub use field::{Field, date_field_ui, money_field_ui, search_field_ui};
pub use float::{ToastAct, dialog_ui, toast_ui};
pub use layout::{
    ScreenHead, card_tight_ui, card_ui, clamped_ui, elided_ui, empty_state_ui, fact_indent, fact_ui,
    fact_with_ui, hairline_ui, muted_ui, notice_ui, screen_head_ui, section_title_ui,
};
pub use meter::{JobRow, job_ui, meter_row_ui, meter_ui};
pub use table::{Align, Column, TableOut, TableRows, table_ui};
pub use thumb::{Thumb, ThumbKind, row_thumb_ui, thumb_caption_ui};
pub use thumb_cache::ThumbCache;

/// Draws the ring around `response` while the keyboard is on it.
pub fn focus_ring(ui: &Ui, response: &Response) {
    focus_ring_at(ui, response, response.rect.expand(size::FOCUS_GAP));
}

/// Draws the ring along `rect` while the keyboard is on `response`.
pub fn focus_ring_at(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let stroke = Stroke::new(size::FOCUS_LINE, theme::of(ui).focus);
        ui.painter().rect_stroke(rect, CornerRadius::same(size::RADIUS), stroke, StrokeKind::Middle);
    }
}
