//! Draws the questions and the routes.

use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::data::commands;
use crate::app::{Command, Form};
use crate::domain::guidance::routes::{self, Known, Matter, Trouble, Way};
use crate::domain::rows::OrderPicture;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{Field, card_ui, dialog_ui, muted_ui, primary, secondary, section_title_ui};

/// Which questions were answered.
#[derive(Debug, Default)]
pub struct RoutesPlace {
    open: Option<Form>,
    words: String,
    matter: Option<Matter>,
    trouble: Option<Trouble>,
}

/// Part of the window's height that the dialog may take before it scrolls.
const HEIGHT_PART: f32 = 0.68;

/// Draws the dialog, if it is open.
pub fn routes_ui(ui: &Ui, screen: &mut Screen<'_>, place: &mut RoutesPlace) {
    let Some(form @ Form::Routes(about)) = screen.state.form else {
        *place = RoutesPlace::default();
        return;
    };
    if place.open != Some(form) {
        *place = RoutesPlace { open: Some(form), ..RoutesPlace::default() };
    }
    let order = screen.state.shown_order().filter(|picture| Some(picture.order.id) == about).cloned();
    let title = screen.t("route-title");
    let ((), gone) = dialog_ui(ui.ctx(), &title, |ui| {
        let height = ui.ctx().content_rect().height() * HEIGHT_PART;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP;
            match (place.matter, place.trouble) {
                (_, Some(trouble)) => ways_ui(ui, screen, trouble, order.as_ref()),
                (Some(matter), None) => troubles_ui(ui, screen, matter, place),
                (None, None) => matters_ui(ui, screen, place),
            }
        });
        ui.add_space(size::GAP);
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            if ui.add(secondary(&screen.t("app-cancel"))).clicked() {
                screen.push(Command::Form(None));
            }
            if place.matter.is_some() && ui.add(secondary(&screen.t("route-back"))).clicked() {
                // One question back; from a word of the glossary straight to the first.
                if place.trouble.take().is_none() {
                    place.matter = None;
                }
            }
        });
    });
    if gone {
        screen.push(Command::Form(None));
    }
}

fn matters_ui(ui: &mut Ui, screen: &Screen<'_>, place: &mut RoutesPlace) {
    muted_ui(ui, &screen.t("route-words"));
    for matter in Matter::ALL {
        let words = screen.texts.say(&matter.msg());
        if ui.add(secondary(&words).fill_width()).clicked() {
            place.matter = Some(*matter);
            if *matter == Matter::Other {
                place.trouble = Some(Trouble::SomethingElse);
            }
        }
    }
    let hint = screen.t("route-search-hint");
    Field::new(&screen.t("route-search")).hint(&hint).show_ui(ui, &mut place.words);
    if routes::is_ambiguous(&place.words) {
        section_title_ui(ui, &screen.t("route-glossary"), "");
        for meaning in routes::glossary() {
            let name = screen.texts.say(&meaning.name);
            if ui.add(secondary(&name).fill_width()).clicked() {
                place.matter = Some(meaning.trouble.matter());
                place.trouble = Some(meaning.trouble);
            }
            muted_ui(ui, &screen.texts.say(&meaning.words));
        }
    }
}

fn troubles_ui(ui: &mut Ui, screen: &Screen<'_>, matter: Matter, place: &mut RoutesPlace) {
    muted_ui(ui, &screen.texts.say(&matter.msg()));
    for trouble in Trouble::of(matter) {
        let words = screen.texts.say(&trouble.msg());
        if ui.add(secondary(&words).fill_width()).clicked() {
            place.trouble = Some(trouble);
        }
    }
}

fn ways_ui(ui: &mut Ui, screen: &mut Screen<'_>, trouble: Trouble, order: Option<&OrderPicture>) {
    muted_ui(ui, &screen.texts.say(&trouble.msg()));
    let known = order.map(|picture| Known { order: &picture.order, view: &picture.view });
    let ways = routes::ways(trouble, known.as_ref());
    let first = ways.iter().position(|way| way.shut.is_none() && !commands(way.route, order).is_empty());
    for (i, way) in ways.iter().enumerate() {
        ui.push_id(("way", i), |ui| way_ui(ui, screen, way, order, first == Some(i)));
    }
}

fn way_ui(ui: &mut Ui, screen: &mut Screen<'_>, way: &Way, order: Option<&OrderPicture>, is_first: bool) {
    let theme = theme::of(ui);
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let name = screen.texts.say(&way.route.name_msg());
        ui.add(Label::new(text::strong(&name)).wrap());
        ui.add(Label::new(text::body(screen.texts.say(&way.why))).wrap());
        let acts = commands(way.route, order);
        match &way.shut {
            Some(shut) => {
                ui.add(Label::new(text::small(screen.texts.say(shut)).color(theme.amber)).wrap());
            }
            None if acts.is_empty() => {}
            None => {
                let words = screen.t("route-go");
                let spoken = format!("{words}: {name}");
                let button = if is_first { primary(&words) } else { secondary(&words) };
                if ui.add(button.small().name(&spoken)).clicked() {
                    screen.out.extend(acts);
                }
            }
        }
    });
}
