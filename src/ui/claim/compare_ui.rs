//! Draws the three questions with the amount they suggest, and the ways of settling side by side.

use egui::{Align, Label, Layout, Ui, Vec2};

use super::data::{ClaimPlace, RemedyLine};
use crate::app::Command;
use crate::app::work::CaseShown;
use crate::domain::change::{CasePatch, Change};
use crate::domain::message::Msg;
use crate::domain::offers::amounts::{Answers, Because, Critical, Damage, Mending};
use crate::domain::wording::site_form::Filling;
use crate::ui::case::two_columns_ui;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Mark, Tone, badge_ui, card_ui, hairline_ui, money_field_ui, muted_ui, primary, section_title_ui,
    segmented_ui,
};

/// Draws the tab.
pub fn compare_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, place: &mut ClaimPlace) {
    two_columns_ui(
        ui,
        screen,
        |ui, screen| questions_ui(ui, screen, shown, place),
        |ui, screen| remedies_ui(ui, screen, shown),
    );
}

/// Narrower than this, the two costs stand one under the other.
const COSTS_SIDE_BY_SIDE_MIN: f32 = 420.0;

fn question_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    screen: &Screen<'_>,
    question: &'static str,
    value: &mut Option<T>,
    choices: &[(T, &'static str)],
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let name = screen.t(question);
        ui.label(text::small(&name).color(theme::of(ui).muted));
        let labels: Vec<(Option<T>, String)> =
            choices.iter().map(|(choice, id)| (Some(*choice), screen.t(id))).collect();
        let choices: Vec<(Option<T>, &str)> =
            labels.iter().map(|(choice, words)| (*choice, words.as_str())).collect();
        segmented_ui(ui, &name, value, &choices);
    });
}

fn questions_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, place: &mut ClaimPlace) {
    section_title_ui(ui, &screen.t("words-severity"), "");
    let mut answers = place.answers.clone().unwrap_or_else(|| shown.words.answers.clone());
    let before = answers.clone();
    let mut left_field = false;
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_WIDE;
        muted_ui(ui, &screen.t("words-severity-words"));
        question_ui(
            ui,
            screen,
            "words-severity-critical",
            &mut answers.critical,
            &[
                (Critical::Small, "words-severity-critical-small"),
                (Critical::Noticeable, "words-severity-critical-noticeable"),
                (Critical::Unusable, "words-severity-critical-unusable"),
            ],
        );
        question_ui(
            ui,
            screen,
            "words-severity-damage",
            &mut answers.damage,
            &[
                (Damage::None, "words-severity-damage-none"),
                (Damage::Look, "words-severity-damage-look"),
                (Damage::Part, "words-severity-damage-part"),
                (Damage::Whole, "words-severity-damage-whole"),
            ],
        );
        question_ui(
            ui,
            screen,
            "words-severity-mending",
            &mut answers.mending,
            &[
                (Mending::Cheap, "words-severity-mending-cheap"),
                (Mending::Costly, "words-severity-mending-costly"),
                (Mending::No, "words-severity-mending-no"),
            ],
        );
        let cap = shown.picture.view.amount_cap.as_ref();
        let money = cap.or(shown.words.terms.amount.as_ref());
        let code = money.map(|money| money.currency.code().to_owned()).unwrap_or_default();
        let costs = [
            ("words-severity-repair-cost", &mut answers.repair_cost),
            ("words-severity-return-cost", &mut answers.return_cost),
        ];
        let side_by_side = ui.available_width() >= COSTS_SIDE_BY_SIDE_MIN;
        let layout =
            if side_by_side { Layout::left_to_right(Align::Min) } else { Layout::top_down(Align::Min) };
        row_ui(ui, layout, |ui| {
            for (label, cost) in costs {
                left_field |= money_field_ui(ui, &screen.t(label), cost, &code, None).lost_focus();
            }
        });
        hairline_ui(ui);
        suggestion_ui(ui, screen, shown);
    });
    keep(screen, shown, place, answers, &before, left_field);
}

/// Choices are kept at once, amounts when their field is left.
fn keep(
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    place: &mut ClaimPlace,
    answers: Answers,
    before: &Answers,
    left_field: bool,
) {
    let typed = |answers: &Answers| (answers.repair_cost.clone(), answers.return_cost.clone());
    let chose = answers != *before && typed(&answers) == typed(before);
    if (chose || left_field) && answers != shown.words.answers {
        let change = Change::SetSetting(Answers::key(shown.picture.case.id), answers.write());
        screen.push(Command::quiet(change, "words-said-answer"));
        place.answers = None;
    } else if answers != *before {
        place.answers = Some(answers);
    }
}

fn suggestion_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown) {
    let Some(suggestion) = &shown.words.suggestion else {
        muted_ui(ui, &screen.t("words-suggest-none"));
        return;
    };
    let words =
        Msg::new("words-suggest").money("amount", &suggestion.amount).count("percent", suggestion.percent);
    ui.add(Label::new(text::strong(screen.texts.say(&words))).wrap());
    muted_ui(
        ui,
        &screen.t(match suggestion.because {
            Because::NothingCame => "words-suggest-nothing_came",
            Because::Questions => "words-suggest-questions",
            Because::RepairCost => "words-suggest-repair_cost",
        }),
    );
    let is_asked = shown.words.terms.amount.as_ref() == Some(&suggestion.amount);
    if shown.words.sends.is_some() && !is_asked {
        let words = screen.texts.say(&Msg::new("words-suggest-use").money("amount", &suggestion.amount));
        ui.horizontal_wrapped(|ui| {
            if ui.add(primary(&words)).clicked() {
                let case = shown.picture.case.id;
                let change = if shown.words.editing {
                    let amount = suggestion.amount.decimal();
                    let filling = Filling { amount, ..shown.words.filling.clone() };
                    Change::SetSetting(Filling::key(case), filling.write())
                } else {
                    let amount = Some(Some(suggestion.amount.clone()));
                    Change::SetCase(case, CasePatch { amount, ..CasePatch::default() })
                };
                screen.push(Command::loud(change, "words-said-amount"));
            }
        });
    }
    muted_ui(ui, &screen.t("words-suggest-full"));
}

fn remedies_ui(ui: &mut Ui, screen: &Screen<'_>, shown: &CaseShown) {
    section_title_ui(ui, &screen.t("words-compare-title"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        muted_ui(ui, &screen.t("words-compare-words"));
        for remedy in &shown.words.remedies {
            hairline_ui(ui);
            remedy_ui(ui, screen, &RemedyLine::new(remedy, screen.texts));
        }
    });
}

fn remedy_ui(ui: &mut Ui, screen: &Screen<'_>, line: &RemedyLine) {
    row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
        badge_ui(ui, Tone::Quiet, Mark::Bare, &line.how);
        row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(text::strong(&line.name)).truncate());
        });
    });
    let theme = theme::of(ui);
    let width = (ui.available_width() - size::GAP * 3.0) / 4.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing.x = size::GAP;
        for (name, value, is_red) in [
            ("words-col-days", &line.days, false),
            ("words-col-back", &line.back, false),
            ("words-col-cost", &line.cost, false),
            ("words-col-left", &line.left, line.is_red),
        ] {
            ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(text::small(screen.t(name)).color(theme.muted)).truncate());
                let ink = if is_red { theme.red } else { theme.text };
                ui.add(Label::new(text::body(value).color(ink)).wrap());
            });
        }
    });
    muted_ui(ui, &line.notes.join(" · "));
}
