//! Draws the form of a report, and the card beside a case that is no dispute.

use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::data::{Beside, ReportDraft};
use crate::app::work::CaseShown;
use crate::app::{Command, Form};
use crate::domain::ids::CaseId;
use crate::domain::reporting::{self, Field as Spec, FieldKind, TYPE, choice_msg, field_msg, report_type};
use crate::ui::forms::choose_ui;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, card_ui, dialog_ui, fact_ui, muted_ui, primary, secondary, section_title_ui, segmented_ui,
};

/// What is typed into the form.
#[derive(Debug, Default)]
pub struct ReportPlace {
    open: Option<CaseId>,
    draft: ReportDraft,
}

/// Part of the window's height that the form may take before it scrolls.
const HEIGHT_PART: f32 = 0.68;
const WORDS_ROWS: usize = 5;

/// Draws the form, if it is open.
pub fn report_ui(ui: &Ui, screen: &mut Screen<'_>, place: &mut ReportPlace) {
    let Some(Form::Report(case)) = screen.state.form else {
        *place = ReportPlace::default();
        return;
    };
    let Some(shown) = screen.state.shown_case().filter(|shown| shown.picture.case.id == case).cloned() else {
        return;
    };
    if place.open != Some(case) {
        *place = ReportPlace { open: Some(case), draft: ReportDraft::new(&shown.picture) };
    }
    let title = screen.t("report-form-title");
    let ((), gone) = dialog_ui(ui.ctx(), &title, |ui| {
        let height = ui.ctx().content_rect().height() * HEIGHT_PART;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_WIDE;
            form_ui(ui, screen, &mut place.draft);
        });
        ui.add_space(size::GAP);
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            let command = place.draft.command(case);
            let go = ui.add_enabled(command.is_some(), primary(&screen.t("report-form-go")));
            if go.clicked() {
                screen.out.extend(command);
            }
            if ui.add(secondary(&screen.t("app-cancel"))).clicked() {
                screen.push(Command::Form(None));
            }
        });
    });
    if gone {
        screen.push(Command::Form(None));
    }
}

fn form_ui(ui: &mut Ui, screen: &Screen<'_>, draft: &mut ReportDraft) {
    let types: Vec<(String, String)> = reporting::book()
        .types
        .iter()
        .map(|spec| (spec.id.clone(), screen.texts.say(&spec.name_msg())))
        .collect();
    let mut kind = draft.kind().map(ToOwned::to_owned);
    let choose = screen.t("app-choose");
    choose_ui(ui, &screen.t("cases-filter-category"), &choose, &mut kind, &types, None);
    if let Some(kind) = &kind {
        draft.values.insert(TYPE.to_owned(), kind.clone());
    }
    let Some(spec) = kind.as_deref().and_then(report_type) else { return };
    muted_ui(ui, &screen.texts.say(&spec.about_msg()));
    for warning in spec.warning_msgs() {
        let ink = theme::of(ui).amber;
        ui.add(Label::new(text::small(screen.texts.say(&warning)).color(ink)).wrap());
    }
    for field in &spec.fields {
        let value = draft.values.entry(field.id.clone()).or_default();
        field_ui(ui, screen, field, value);
    }
    muted_ui(ui, &screen.t("report-official"));
}

fn field_ui(ui: &mut Ui, screen: &Screen<'_>, field: &Spec, value: &mut String) {
    let label = screen.texts.say(&field_msg(&field.id));
    match field.kind {
        FieldKind::YesNo => {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
                muted_ui(ui, &label);
                let mut chosen = match value.as_str() {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
                let words = [screen.t("report-yes"), screen.t("report-no"), screen.t("report-not-said")];
                let [yes, no, none] = &words;
                let choices = [(Some(true), yes.as_str()), (Some(false), no.as_str()), (None, none.as_str())];
                segmented_ui(ui, &label, &mut chosen, &choices);
                *value = match chosen {
                    Some(true) => "yes".to_owned(),
                    Some(false) => "no".to_owned(),
                    None => String::new(),
                };
            });
        }
        FieldKind::Choice => {
            let choices: Vec<(String, String)> = field
                .choices
                .iter()
                .map(|choice| (choice.clone(), screen.texts.say(&choice_msg(choice))))
                .collect();
            let mut chosen = Some(value.clone()).filter(|value| !value.is_empty());
            choose_ui(ui, &label, &screen.t("app-choose"), &mut chosen, &choices, None);
            if let Some(chosen) = chosen {
                *value = chosen;
            }
        }
        FieldKind::Words => {
            Field::new(&label).rows(WORDS_ROWS).show_ui(ui, value);
        }
        FieldKind::Url if field.several => {
            let help = screen.t("report-help-several");
            Field::new(&label).rows(2).help(&help).show_ui(ui, value);
        }
        FieldKind::OrderNumber => {
            let help = screen.t("report-help-order-number");
            Field::new(&label).mono().help(&help).show_ui(ui, value);
        }
        FieldKind::Tracking => {
            Field::new(&label).mono().show_ui(ui, value);
        }
        FieldKind::Contact => {
            let help = screen.t("report-help-contact");
            Field::new(&label).help(&help).show_ui(ui, value);
        }
        FieldKind::Url | FieldKind::Line => {
            Field::new(&label).show_ui(ui, value);
        }
    }
}

/// The card beside a report, an account case or a chat claim.
pub fn beside_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown) {
    let Some(beside) = Beside::of(&shown.picture, screen.texts) else { return };
    let case = shown.picture.case.id;
    section_title_ui(ui, &beside.title, "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        if !beside.about.is_empty() {
            muted_ui(ui, &beside.about);
        }
        for (name, value) in &beside.facts {
            fact_ui(ui, name, text::body(value));
        }
        let theme = theme::of(ui);
        for fault in &beside.faults {
            ui.add(Label::new(text::small(fault).color(theme.amber)).wrap());
        }
        if beside.has_form {
            if beside.faults.is_empty() {
                muted_ui(ui, &screen.t("report-form-complete"));
            } else if beside.facts.is_empty() {
                muted_ui(ui, &screen.t("report-form-empty"));
            }
            if ui.add(secondary(&screen.t("report-form-open"))).clicked() {
                screen.push(Command::Form(Some(Form::Report(case))));
            }
        }
    });
    list_ui(ui, screen, "report-before", &beside.warnings, true);
    list_ui(ui, screen, "report-path", &beside.steps, false);
    list_ui(ui, screen, "report-retry", &beside.retries, false);
    if beside.has_form {
        muted_ui(ui, &screen.t("report-slow"));
        muted_ui(ui, &screen.t("report-contact-mail"));
    }
}

/// A numbered list, or a list of warnings.
fn list_ui(ui: &mut Ui, screen: &Screen<'_>, title: &'static str, lines: &[String], warns: bool) {
    if lines.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t(title), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let theme = theme::of(ui);
        for (i, line) in lines.iter().enumerate() {
            let (words, ink) =
                if warns { (line.clone(), theme.amber) } else { (format!("{}. {line}", i + 1), theme.text) };
            ui.add(Label::new(text::body(words).color(ink)).wrap());
        }
    });
}
