//! Draws the choice of a reason: the buyer's own words with the closest reasons, then group and exact problem.

use egui::{Label, Ui};

use super::data::StartCaseDraft;
use super::forms_ui::choose_ui;
use crate::domain::case::Reason;
use crate::domain::message::Msg;
use crate::domain::wording::reasons;
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{Field, muted_ui, secondary};
use crate::ui::words;

/// Closest reasons shown at most.
const CLOSEST_MAX: usize = 4;

/// Draws it over a draft.
pub fn reason_ui(ui: &mut Ui, screen: &Screen<'_>, draft: &mut StartCaseDraft, wrong: Option<&str>) {
    let label = screen.t("reason-search");
    Field::new(&label).hint(&screen.t("reason-search-hint")).show_ui(ui, &mut draft.said);
    closest_ui(ui, screen, draft);
    let tree = reasons::tree();
    let groups: Vec<(String, String)> = tree
        .groups
        .iter()
        .map(|group| {
            let name = screen.texts.say(&Msg::new(format!("reason-group-{}", group.id)));
            (group.id.clone(), name)
        })
        .collect();
    let choose = screen.t("app-choose");
    let before = draft.group.clone();
    choose_ui(ui, &screen.t("reason-choose-group"), &choose, &mut draft.group, &groups, None);
    let in_group =
        |reason: Reason, group: &str| tree.place_of(reason).is_some_and(|(place, _)| place.id == group);
    if draft.group != before
        && let (Some(group), Some(reason)) = (&draft.group, draft.reason)
        && !in_group(reason, group)
    {
        draft.reason = None;
    }
    let leaves: Vec<(Reason, String)> = tree
        .groups
        .iter()
        .filter(|group| draft.group.as_ref().is_none_or(|chosen| *chosen == group.id))
        .flat_map(|group| &group.leaves)
        .map(|leaf| (leaf.reason, words::reason(screen.texts, leaf.reason)))
        .collect();
    let label = screen.t("case-form-reason");
    choose_ui(ui, &label, &choose, &mut draft.reason, &leaves, wrong);
    if let Some((group, leaf)) = draft.reason.and_then(|reason| tree.place_of(reason)) {
        draft.group = Some(group.id.clone());
        let site =
            Msg::new("reason-site").text("group", group.site.as_str()).text("reason", leaf.site.as_str());
        muted_ui(ui, &screen.texts.say(&site));
    } else {
        muted_ui(ui, &screen.t("reason-closest-rule"));
    }
}

fn closest_ui(ui: &mut Ui, screen: &Screen<'_>, draft: &mut StartCaseDraft) {
    if draft.said.trim().is_empty() {
        return;
    }
    let found = reasons::tree().closest(&draft.said);
    if found.is_empty() {
        muted_ui(ui, &screen.t("reason-close-none"));
        return;
    }
    let ink = theme::of(ui).muted;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        ui.label(text::small(screen.t("reason-close")).color(ink));
        for close in found.iter().take(CLOSEST_MAX) {
            ui.horizontal(|ui| {
                let name = words::reason(screen.texts, close.reason);
                let chosen = draft.reason == Some(close.reason);
                if ui.add(secondary(&name).small().selected(chosen)).clicked() {
                    draft.reason = Some(close.reason);
                    draft.group = None;
                }
                let why: Vec<&str> = close.close.why.iter().map(|one| one.said.as_str()).collect();
                let why = Msg::new("reason-close-why").text("said", why.join(", "));
                ui.add(Label::new(text::small(screen.texts.say(&why)).color(ink)).truncate());
            });
        }
    });
}
