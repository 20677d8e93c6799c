//! Draws the rule packs: the list in the settings, and one pack with everything it says.

use egui::{Align, Label, Layout, Ui};

use super::data::{PackScreen, RuleLine, groups, screen as pack_screen};
use super::pack_edit_ui::{Editing, edit_ui};
use crate::app::command::{Edit, PackDeed};
use crate::app::{Command, Deed};
use crate::domain::message::Msg;
use crate::ui::icons::Icon;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Mark, ScreenHead, Tone, badge_ui, card_ui, fact_with_ui, hairline_ui, link_ui, muted_ui, notice_ui,
    primary, screen_head_ui, secondary, section_title_ui,
};

/// Which pack is shown, and what is typed about it.
#[derive(Debug, Default)]
pub struct PacksPlace {
    shown: Option<String>,
    editing: Option<Editing>,
    /// What is shown is new: it begins at its top.
    is_new: bool,
    /// The row of the list to come back to.
    left: Option<String>,
}

impl PacksPlace {
    fn open(&mut self, id: String) {
        self.shown = Some(id);
        self.editing = None;
        self.is_new = true;
    }

    fn edit(&mut self, editing: Editing) {
        self.editing = Some(editing);
        self.is_new = true;
    }
}

/// The list.
pub fn list_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut PacksPlace) {
    muted_ui(ui, &screen.t("packs-words"));
    let packs = screen.state.facts.packs.clone();
    for group in groups(&packs, screen.texts) {
        card_ui(ui, |ui| {
            row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
                if group.title == "packs-own"
                    && ui.add(secondary(&screen.t("packs-import")).small()).clicked()
                {
                    screen.push(Command::AskPackFile);
                }
                row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
                    ui.label(text::section(screen.t(group.title)).color(theme::of(ui).muted));
                });
            });
            if group.rows.is_empty() {
                muted_ui(ui, &screen.t("packs-own-none"));
            }
            for (at, row) in group.rows.iter().enumerate() {
                if at > 0 {
                    hairline_ui(ui);
                }
                row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
                    if let Some((tone, words)) = &row.badge {
                        badge_ui(ui, *tone, Mark::Bare, words);
                    }
                    row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
                        let link = link_ui(ui, &row.title);
                        if place.left.as_ref() == Some(&row.id) {
                            link.scroll_to_me(Some(Align::Center));
                            place.left = None;
                        }
                        if link.clicked() {
                            place.open(row.id.clone());
                        }
                    });
                });
                muted_ui(ui, &row.line);
            }
        });
    }
}

/// The pack that was opened, in place of the settings. False when none is open.
pub fn pack_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut PacksPlace) -> bool {
    let Some(id) = place.shown.clone() else { return false };
    let packs = screen.state.facts.packs.clone();
    let today = screen.state.now.with_timezone(&screen.state.zone).date_naive();
    let broken = packs.broken().iter().find(|broken| broken.own.id == id);
    if std::mem::take(&mut place.is_new) {
        ui.scroll_to_cursor(Some(Align::Min));
    }
    if let Some(editing) = &mut place.editing {
        if edit_ui(ui, screen, &packs, editing) {
            place.editing = None;
            place.is_new = true;
            // What cannot be read has nothing else to show.
            if broken.is_some() {
                place.shown = None;
            }
        }
        return true;
    }
    if let Some(broken) = broken {
        // Nothing of it can be shown but its text, which is to be mended.
        place.edit(Editing::new(&packs, &id, &broken.own.text));
        return true;
    }
    // A pack that was just removed, or a copy that is not here yet.
    let Some(data) = pack_screen(&packs, &id, today, screen.texts) else { return false };
    head_ui(ui, screen, &packs, &data, place);
    for remark in &data.remarks {
        muted_ui(ui, remark);
    }
    for warning in &data.warnings {
        notice_ui(ui, Tone::Attention, Icon::Alert, warning, |_| {});
    }
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("packs-dates"), "");
    card_ui(ui, |ui| {
        if data.dates.is_empty() {
            muted_ui(ui, &screen.t("packs-no-dates"));
        }
        rules_ui(ui, screen, &data.dates);
    });
    if !data.switches.is_empty() {
        ui.add_space(size::GAP);
        section_title_ui(ui, &screen.t("packs-switches"), "");
        card_ui(ui, |ui| rules_ui(ui, screen, &data.switches));
    }
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("packs-files"), "");
    card_ui(ui, |ui| {
        for (name, value) in &data.files {
            fact_with_ui(ui, name, |ui| ui.add(Label::new(text::body(value)).wrap()));
        }
        for remark in &data.files_remarks {
            muted_ui(ui, remark);
        }
    });
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("packs-sources"), "");
    card_ui(ui, |ui| {
        muted_ui(ui, &screen.t("packs-trust"));
        for source in &data.sources {
            fact_with_ui(ui, &source.code, |ui| {
                ui.horizontal_wrapped(|ui| {
                    badge_ui(ui, Tone::Quiet, Mark::Bare, &source.trust);
                    ui.add(Label::new(text::body(&source.words)).wrap());
                });
            });
        }
    });
    true
}

fn head_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    packs: &crate::domain::rules::Packs,
    data: &PackScreen,
    place: &mut PacksPlace,
) {
    let back = screen.t("action-settings");
    let crumb = screen.t("settings-rules");
    let head = ScreenHead { back: &back, crumb: &crumb, title: &data.title, subtitle: &data.subtitle };
    let followed = screen_head_ui(ui, &head, |_| {});
    if followed {
        place.left = place.shown.take();
        return;
    }
    ui.add_space(size::GAP);
    ui.horizontal_wrapped(|ui| {
        let id = || data.id.clone();
        if let Some(on) = data.own {
            let words = screen.t(if on { "packs-stop" } else { "packs-use" });
            let button = if on { secondary(&words) } else { primary(&words) };
            if ui.add(button).clicked() {
                let said = if on { "packs-said-off" } else { "packs-said-on" };
                screen.push(Command::deed(Deed::Pack(PackDeed::Enable { id: id(), on: !on }), said));
            }
            if ui.add(secondary(&screen.t("packs-edit")).icon(Icon::Edit)).clicked()
                && let Some(text) = packs.text(&data.id)
            {
                place.edit(Editing::new(packs, &data.id, text));
            }
        }
        let words = screen.t("packs-copy");
        // The one thing to do with a pack of the program's own.
        let button = if data.own.is_some() { secondary(&words) } else { primary(&words) };
        if ui.add(button.icon(Icon::Copy)).clicked() {
            let new_id = packs.free_id(&data.id);
            let title = screen.texts.say(&Msg::new("packs-copy-title").text("title", data.title.clone()));
            let deed = PackDeed::Copy { id: id(), new_id: new_id.clone(), title };
            screen.push(Command::Change(Box::new(Edit::of(Deed::Pack(deed), "packs-said-copied"))));
            place.open(new_id);
        }
        if ui.add(secondary(&screen.t("packs-export")).icon(Icon::Download)).clicked() {
            screen.push(Command::AskPackFolder(id()));
        }
        if data.own.is_some() && ui.add(secondary(&screen.t("packs-remove")).icon(Icon::Trash)).clicked() {
            screen.push(Command::deed(Deed::Pack(PackDeed::Remove(id())), "packs-said-removed"));
        }
    });
}

fn rules_ui(ui: &mut Ui, screen: &Screen<'_>, lines: &[RuleLine]) {
    let theme = theme::of(ui);
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            hairline_ui(ui);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
            row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
                if line.unknown {
                    badge_ui(ui, Tone::Attention, Mark::Bare, &screen.t("packs-not-known"));
                } else if line.weak {
                    badge_ui(ui, Tone::Quiet, Mark::Bare, &screen.t("packs-weak"));
                }
                row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
                    ui.label(text::medium(&line.title));
                    if !line.who.is_empty() {
                        ui.label(text::small(&line.who).color(theme.muted));
                    }
                });
            });
            ui.add(Label::new(text::body(&line.value)).wrap());
            for remark in &line.remarks {
                muted_ui(ui, remark);
            }
            for (value, cite) in &line.others {
                muted_ui(ui, &format!("{value} · {cite}"));
            }
            if !line.cite.is_empty() {
                muted_ui(ui, &line.cite);
            }
        });
    }
}
