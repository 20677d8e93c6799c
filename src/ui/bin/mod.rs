//! The bin: what was removed, with restore; emptying it asks first.

use egui::{Align, Layout, Ui};

use super::icons::Icon;
use super::screen::{Screen, row_ui};
use super::theme::{self, size, text};
use super::widgets::{
    ScreenHead, ThumbKind, card_tight_ui, elided_ui, empty_state_ui, hairline_ui, row_thumb_ui, screen_head_ui,
    secondary,
};
use crate::app::{Command, Deed, Place};
use crate::domain::message::Msg;

/// Draws the screen.
pub fn bin_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let rows = screen.state.bin.value().cloned().unwrap_or_default();
    let (back, title) = (screen.t("action-settings"), screen.t("bin-title"));
    let subtitle = screen.t("bin-subtitle");
    let head = ScreenHead { back: &back, crumb: "", title: &title, subtitle: &subtitle };
    let followed = screen_head_ui(ui, &head, |ui| {
        if !rows.is_empty() && ui.add(secondary(&screen.t("bin-empty")).icon(Icon::Trash)).clicked() {
            screen.push(Command::EmptyBin);
        }
    });
    if followed {
        screen.push(Command::Go(Place::Settings));
    }
    if rows.is_empty() {
        if !screen.state.bin.is_first_load() {
            let (title, words) = (screen.t("bin-empty-title"), screen.t("bin-empty-words"));
            empty_state_ui(ui, Icon::Trash, &title, &words, |_| {});
        }
        return;
    }
    ui.add_space(size::GAP);
    card_tight_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, row) in rows.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            egui::Frame::new().inner_margin(egui::Margin::same(size::GAP_WIDE as i8)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let kind = if row.handle.starts_with("evidence") { ThumbKind::Other } else { ThumbKind::Order };
                    let texture = screen.thumb(ui, row.picture, size::ROW_THUMB);
                    row_thumb_ui(ui, texture, kind);
                    row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
                        let words = screen.t("bin-restore");
                        let name = format!("{words}: {}", row.title);
                        if ui.add(secondary(&words).small().name(&name)).clicked() {
                            let deed = Deed::Restore(row.handle.clone());
                            screen.push(Command::deed(deed, "bin-said-restored"));
                        }
                        let ink = theme::of(ui).muted;
                        let mut detail =
                            screen.texts.say(&Msg::new("bin-since").at("at", row.removed_at));
                        if let Some(bytes) = row.size_bytes {
                            detail = format!("{} · {detail}", screen.texts.bytes(bytes));
                        }
                        ui.label(text::small(detail).color(ink));
                        row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
                            elided_ui(ui, text::medium(&row.title));
                        });
                    });
                });
            });
        }
    });
}
