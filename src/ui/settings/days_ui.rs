//! Draws the settings that change how days are counted and which rules concern the buyer: holidays, country, and
//! how often a refund that does not come is looked at. Keeps what is being typed until it can be set.

use std::collections::BTreeMap;

use egui::Ui;

use crate::app::Command;
use crate::domain::preferences::{self, CHECK_IN, COUNTRY, HOLIDAYS};
use crate::ui::screen::Screen;
use crate::ui::theme::size;
use crate::ui::widgets::Field;

/// What the buyer is typing, by key.
#[derive(Debug, Default)]
pub struct DaysPlace {
    typed: BTreeMap<&'static str, String>,
}

/// Draws the fields; each is set when it is left and can be read.
pub fn days_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut DaysPlace) {
    for (key, label, help) in [
        (HOLIDAYS, "settings-holidays", "settings-holidays-help"),
        (COUNTRY, "settings-country", "settings-country-help"),
        (CHECK_IN, "settings-check-in", "settings-check-in-help"),
    ] {
        let (label, help) = (screen.t(label), screen.t(help));
        let stored = screen.state.setting(key).map_or_else(String::new, str::to_owned);
        let mut typed = place.typed.get(key).cloned().unwrap_or_else(|| stored.clone());
        let read = preferences::setting(key, &typed);
        let wrong = read.as_ref().err().map(|problem| screen.texts.say(&problem.message));
        let field = Field::new(&label).help(&help).error(wrong.as_deref()).width(size::READING_WIDTH);
        let response = field.show_ui(ui, &mut typed);
        if response.changed() {
            place.typed.insert(key, typed.clone());
        }
        if response.lost_focus()
            && let Ok(change) = read
            && let Some(typed) = place.typed.remove(key)
            && typed != stored
        {
            screen.push(Command::quiet(change, "settings-said-changed"));
        }
    }
}
