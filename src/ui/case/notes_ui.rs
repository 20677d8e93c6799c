//! Draws what is worth knowing beside the next step, and the message to support where there is one.

use egui::{Label, Ui};

use super::data::CaseScreen;
use crate::app::Command;
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{size, text};
use crate::ui::widgets::{card_ui, muted_ui, secondary, section_title_ui};

/// Draws the card; nothing where there is nothing to say.
pub fn notes_ui(ui: &mut Ui, screen: &mut Screen<'_>, data: &CaseScreen) {
    if data.stage.is_none() && data.notes.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t("case-notes"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        if let Some(stage) = &data.stage {
            ui.add(Label::new(text::medium(stage)).wrap());
        }
        for line in &data.coupons {
            muted_ui(ui, line);
        }
        for note in &data.notes {
            ui.add(Label::new(text::body(note)).wrap());
        }
        if let Some(words) = &data.support
            && ui.add(secondary(&screen.t("case-support-copy")).small().icon(Icon::Copy)).clicked()
        {
            screen.push(Command::CopyText(words.clone()));
        }
    });
}
