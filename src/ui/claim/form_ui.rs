//! Draws the site's form field by field, with a copy button and a tick each, and the button that records it as sent.

use egui::{Align, Label, Layout, Ui};

use super::data::{ClaimPlace, FieldLine};
use super::path_ui::path_ui;
use crate::app::command::Edit;
use crate::app::work::CaseShown;
use crate::app::{Command, Deed};
use crate::domain::change::{CasePatch, Change};
use crate::domain::event::{CaseEventKind, Plan};
use crate::domain::guidance::cards;
use crate::domain::ids::CaseId;
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::wording::reasons;
use crate::domain::wording::site_form::{self, FieldId, Filling};
use crate::ui::case::two_columns_ui;
use crate::ui::icons::Icon;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Tone, card_ui, check_ui, clamped_ui, hairline_ui, link_ui, meter_row_ui, money_field_ui, muted_ui,
    primary, secondary, section_title_ui, segmented_ui,
};
use crate::ui::words;

const TEXT_ROWS_SHOWN: usize = 5;

/// Draws the tab.
pub fn form_tab_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, place: &mut ClaimPlace) {
    let mut paths = std::mem::take(&mut place.paths);
    two_columns_ui(
        ui,
        screen,
        |ui, screen| fields_ui(ui, screen, shown),
        |ui, screen| {
            let sends = shown.words.sends.map_or("", CaseEventKind::code);
            path_ui(ui, screen, cards::for_act(sends), &mut paths);
            terms_ui(ui, screen, shown, place);
            versions_ui(ui, screen, shown);
        },
    );
    place.paths = paths;
}

fn fields_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown) {
    let filling = &shown.words.filling;
    let case = shown.picture.case.id;
    let lines: Vec<FieldLine> =
        shown.words.fields.iter().map(|field| FieldLine::new(field, screen.texts)).collect();
    section_title_ui(ui, &screen.t("words-form-title"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        muted_ui(ui, &screen.t("words-form-words"));
        for line in &lines {
            hairline_ui(ui);
            field_ui(ui, screen, line, case, filling);
        }
        hairline_ui(ui);
        let day = Msg::new("words-form-as-of").text("day", site_form::as_of());
        muted_ui(ui, &screen.texts.say(&day));
    });
    let done = lines.iter().filter(|line| line.ticked).count();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let words = screen
        .texts
        .say(&Msg::new("words-progress").count("done", count(done)).count("all", count(lines.len())));
    let part = done as f32 / lines.len().max(1) as f32;
    meter_row_ui(ui, &screen.t("words-form-title"), part, Tone::Good, &words);
    match shown.words.sends {
        Some(_) if shown.words.unchanged => {
            muted_ui(ui, &screen.t("words-nothing-changed"));
        }
        Some(_) => {
            let label = if shown.words.editing { "words-submit-edit" } else { "words-submit" };
            ui.horizontal_wrapped(|ui| {
                if ui.add(primary(&screen.t(label)).icon(Icon::Send)).clicked() {
                    let edit = Edit::of(Deed::Sent(case), "words-said-sent");
                    screen.push(Command::Change(Box::new(edit)));
                }
            });
            muted_ui(ui, &screen.t("words-submit-words"));
        }
        None => {
            muted_ui(ui, &screen.t("words-form-closed"));
        }
    }
}

fn set_filling(case: CaseId, filling: &Filling) -> Command {
    Command::quiet(Change::SetSetting(Filling::key(case), filling.write()), "words-said-form")
}

fn field_ui(ui: &mut Ui, screen: &mut Screen<'_>, line: &FieldLine, case: CaseId, filling: &Filling) {
    row_ui(ui, Layout::right_to_left(Align::Min), |ui| {
        if line.has_files {
            let words = screen.t("words-field-copy-files");
            if ui.add(secondary(&words).small().icon(Icon::Copy)).clicked() {
                screen.push(Command::CopyCaseFiles(case));
            }
        } else if let Some(copy) = &line.copy {
            let name = screen.texts.say(&Msg::new("words-field-copy-name").text("field", line.site.as_str()));
            let words = screen.t("words-field-copy");
            if ui.add(secondary(&words).small().icon(Icon::Copy).name(&name)).clicked() {
                screen.push(Command::CopyText(copy.clone()));
            }
        }
        row_ui(ui, Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_TINY;
            let mut ticked = line.ticked;
            if check_ui(ui, &mut ticked, &line.site) {
                let mut filling = filling.clone();
                filling.toggle(line.id);
                screen.push(set_filling(case, &filling));
            }
            indented_ui(ui, |ui| {
                let theme = theme::of(ui);
                if line.value.is_empty() {
                    ui.add(Label::new(text::body(screen.t("words-field-empty")).color(theme.amber)).wrap());
                } else if line.id == FieldId::Text {
                    clamped_ui(ui, &line.value, text::body_font(), theme.text, TEXT_ROWS_SHOWN);
                } else {
                    ui.add(Label::new(text::strong(&line.value)).wrap());
                }
                for note in line.notes.iter().chain(Some(&line.also).filter(|also| !also.is_empty())) {
                    muted_ui(ui, note);
                }
            });
        });
    });
}

/// Level with the words of a tick box.
fn indented_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(size::ICON + size::GAP);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_TINY;
            contents(ui);
        });
    });
}

/// What is asked, to be changed before it is sent or with the next change.
fn terms_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, place: &mut ClaimPlace) {
    let sends = shown.words.sends;
    if shown.picture.case.kind != crate::domain::case::CaseKind::Dispute || sends.is_none() {
        return;
    }
    section_title_ui(ui, &screen.t("words-change-terms"), "");
    let case = shown.picture.case.id;
    let editing = shown.words.editing;
    let filling = shown.words.filling.clone();
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_WIDE;
        reason_ui(ui, screen, shown, &filling);
        let mut remedy = shown.words.terms.remedy;
        let labels = [Plan::RefundOnly, Plan::ReturnAndRefund]
            .map(|plan| (Some(plan), words::plan(screen.texts, plan)));
        let choices: Vec<(Option<Plan>, &str)> =
            labels.iter().map(|(plan, words)| (*plan, words.as_str())).collect();
        let name = screen.t("case-form-remedy");
        if segmented_ui(ui, &name, &mut remedy, &choices) {
            screen.push(if editing {
                set_filling(case, &Filling { remedy, ..filling.clone() })
            } else {
                let patch = CasePatch { remedy: Some(remedy), ..CasePatch::default() };
                Command::quiet(Change::SetCase(case, patch), "words-said-form")
            });
        }
        amount_ui(ui, screen, shown, place, &filling);
    });
}

fn reason_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, filling: &Filling) {
    let (case, editing) = (shown.picture.case.id, shown.words.editing);
    let now = shown.words.terms.reason;
    let shown_words = now.map_or_else(|| screen.t("app-choose"), |now| words::reason(screen.texts, now));
    let label = ui.add(Label::new(text::small(screen.t("case-form-reason")).color(theme::of(ui).muted)));
    let mut chosen = None;
    let combo = egui::ComboBox::from_id_salt("form-reason")
        .selected_text(shown_words)
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for leaf in reasons::tree().groups.iter().flat_map(|group| &group.leaves) {
                let words = words::reason(screen.texts, leaf.reason);
                if ui.selectable_label(Some(leaf.reason) == now, words).clicked() {
                    chosen = Some(leaf.reason);
                }
            }
        });
    combo.response.labelled_by(label.id);
    if let Some(reason) = chosen.filter(|reason| Some(*reason) != now) {
        screen.push(if editing {
            set_filling(case, &Filling { reason: Some(reason), ..filling.clone() })
        } else {
            let patch = CasePatch { reason: Some(Some(reason)), ..CasePatch::default() };
            Command::quiet(Change::SetCase(case, patch), "words-said-form")
        });
    }
}

fn amount_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    place: &mut ClaimPlace,
    filling: &Filling,
) {
    let (case, editing) = (shown.picture.case.id, shown.words.editing);
    let Some(now) = &shown.words.terms.amount else { return };
    let currency = &now.currency;
    let mut typed = place.amount.clone().unwrap_or_else(|| now.decimal());
    let read = Money::parse(&typed, currency);
    let cap = shown.picture.view.amount_cap.as_ref();
    let too_high = read
        .as_ref()
        .zip(cap)
        .filter(|(read, cap)| read.currency == cap.currency && read.minor > cap.minor)
        .map(|(_, cap)| Msg::new("case-form-amount-too-high").money("cap", cap));
    let wrong = too_high.or_else(|| {
        let wrong = Msg::new("event-form-money-wrong").text("currency", currency.code());
        read.is_none().then_some(wrong)
    });
    let words = wrong.as_ref().map(|wrong| screen.texts.say(wrong));
    let label = screen.t("case-form-amount");
    let response = money_field_ui(ui, &label, &mut typed, currency.code(), words.as_deref());
    if response.changed() {
        place.amount = Some(typed.clone());
    }
    if response.lost_focus()
        && place.amount.take().is_some()
        && wrong.is_none()
        && let Some(amount) = read.filter(|amount| amount != now)
    {
        screen.push(if editing {
            set_filling(case, &Filling { amount: amount.decimal(), ..filling.clone() })
        } else {
            let patch = CasePatch { amount: Some(Some(amount)), ..CasePatch::default() };
            Command::quiet(Change::SetCase(case, patch), "words-said-form")
        });
    }
}

/// Every state as it was sent, newest first, with what changed.
fn versions_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown) {
    if shown.words.versions.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t("words-versions"), "");
    card_ui(ui, |ui| {
        for (index, version) in shown.words.versions.iter().rev().enumerate() {
            if index > 0 {
                hairline_ui(ui);
            }
            let number = i64::try_from(version.number).unwrap_or(i64::MAX);
            let head = Msg::new("words-version")
                .count("number", number)
                .text("when", screen.texts.moment(&version.at));
            ui.add(Label::new(text::medium(screen.texts.say(&head))).wrap());
            let mut parts: Vec<String> = Vec::new();
            parts.extend(version.terms.amount.as_ref().map(|amount| screen.texts.money(amount)));
            parts.extend(version.terms.reason.map(|reason| words::reason(screen.texts, reason)));
            parts.push(screen.n("words-version-files", version.files));
            muted_ui(ui, &parts.join(" · "));
            for change in &version.changes {
                let ink = theme::of(ui).amber;
                ui.add(Label::new(text::small(screen.texts.say(change)).color(ink)).wrap());
            }
            if let Some(sent) = &version.text
                && link_ui(ui, &screen.t("case-text-copy")).clicked()
            {
                screen.push(Command::CopyText(sent.clone()));
            }
        }
    });
}
