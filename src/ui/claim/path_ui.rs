//! Draws where-to-click cards: steps, other names, and the buyer's own steps in their place.

use std::collections::BTreeSet;

use egui::{Label, Ui};

use crate::app::Command;
use crate::domain::change::Change;
use crate::domain::guidance::cards::{self, Card};
use crate::domain::message::{Arg, Msg};
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, card_ui, hairline_ui, link_ui, muted_ui, primary, secondary, section_title_ui,
};

/// Cards that are open, and the one being edited with what is typed.
#[derive(Clone, Debug, Default)]
pub struct PathPlace {
    open: BTreeSet<String>,
    closed: BTreeSet<String>,
    edited: Option<(String, String)>,
}

/// Draws the cards of an act under one title; the first stands open.
pub fn path_ui(ui: &mut Ui, screen: &mut Screen<'_>, ids: &[&str], place: &mut PathPlace) {
    let shown: Vec<&Card> = ids.iter().filter_map(|id| cards::by_id(id).ok()).collect();
    if shown.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t("path-title"), "");
    list_ui(ui, screen, &shown, place, true);
}

/// Draws every card for the settings, all closed.
pub fn path_settings_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut PathPlace) {
    section_title_ui(ui, &screen.t("path-settings"), "");
    let all: Vec<&Card> = cards::all().iter().collect();
    card_ui(ui, |ui| {
        muted_ui(ui, &screen.t("path-settings-words"));
    });
    list_ui(ui, screen, &all, place, false);
}

fn list_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &[&Card],
    place: &mut PathPlace,
    first_is_open: bool,
) {
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        for (index, card) in shown.iter().enumerate() {
            if index > 0 {
                hairline_ui(ui);
            }
            let opens = first_is_open && index == 0;
            let open = place.open.contains(&card.id) || (opens && !place.closed.contains(&card.id));
            let title = screen.texts.say(&card.title());
            if link_ui(ui, &title).clicked() {
                if open {
                    place.open.remove(&card.id);
                    place.closed.insert(card.id.clone());
                } else {
                    place.closed.remove(&card.id);
                    place.open.insert(card.id.clone());
                }
            }
            if open {
                steps_ui(ui, screen, card, place);
            }
        }
    });
}

fn steps_ui(ui: &mut Ui, screen: &mut Screen<'_>, card: &Card, place: &mut PathPlace) {
    let own = cards::own_steps(card, &screen.state.settings);
    let built_in = || card.steps.iter().map(|step| screen.texts.say(&step.msg())).collect::<Vec<_>>();
    let is_own = own.is_some();
    let steps = own.unwrap_or_else(built_in);
    if place.edited.as_ref().is_some_and(|(id, _)| *id == card.id) {
        edit_ui(ui, screen, card, place);
        return;
    }
    for (index, step) in steps.iter().enumerate() {
        let line = text::body(format!("{}. {step}", index + 1));
        ui.add(Label::new(line).wrap());
    }
    if card.steps.iter().any(|step| step.kind == cards::StepKind::SignIn) && !is_own {
        muted_ui(ui, &screen.t("path-login"));
    }
    let names = Msg::new("path-aliases").text("names", card.aliases.join(" · "));
    muted_ui(ui, &screen.texts.say(&names));
    ui.horizontal_wrapped(|ui| {
        let ink = theme::of(ui).muted;
        let from = if is_own {
            screen.t("path-own")
        } else {
            let day = Msg::new("path-as-of").arg("day", Arg::Day(card.as_of));
            format!("{} ({})", screen.texts.say(&day), card.cite.join(", "))
        };
        ui.label(text::small(from).color(ink));
        if link_ui(ui, &screen.t("path-edit")).clicked() {
            place.edited = Some((card.id.clone(), steps.join("\n")));
        }
        if is_own && link_ui(ui, &screen.t("path-reset")).clicked() {
            screen.push(Command::loud(Change::SetSetting(cards::key(&card.id), None), "path-said-changed"));
        }
    });
}

fn edit_ui(ui: &mut Ui, screen: &mut Screen<'_>, card: &Card, place: &mut PathPlace) {
    let Some((_, typed)) = &mut place.edited else { return };
    Field::new(&screen.t("path-edit-label")).rows(card.steps.len().max(3)).show_ui(ui, typed);
    let typed = typed.clone();
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        if ui.add(primary(&screen.t("path-save")).small()).clicked() {
            let value = Some(typed.trim().to_owned()).filter(|steps| !steps.is_empty());
            screen.push(Command::loud(Change::SetSetting(cards::key(&card.id), value), "path-said-changed"));
            done = true;
        }
        if ui.add(secondary(&screen.t("path-cancel")).small()).clicked() {
            done = true;
        }
    });
    if done {
        place.edited = None;
    }
}
