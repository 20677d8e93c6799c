//! Draws the parts of a case below its timeline: the log, the text.

use egui::{Align, Label, Layout, Ui, Vec2};

use super::case_ui::CasePlace;
use super::data::{CaseScreen, Lengths};
use super::offers_ui::warning_ui;
use crate::app::work::CaseText;
use crate::app::work::{About, CaseShown};
use crate::app::{Command, Form};
use crate::domain::change::Change;
use crate::domain::ids::CaseId;
use crate::domain::message::Msg;
use crate::ui::claim::hints_ui;
use crate::ui::icons::Icon;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, Tone, card_ui, hairline_ui, icon_button_ui, link_ui, muted_ui, secondary, section_title_ui,
};

/// Width of the column of days.
pub(super) const DAY_WIDTH: f32 = 60.0;
const TEXT_ROWS: usize = 8;

/// A day in its column.
pub(super) fn day_ui(ui: &mut Ui, day: &str) {
    let ink = theme::of(ui).muted;
    let room = Vec2::new(DAY_WIDTH, size::ICON);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Min), |ui| {
        ui.set_min_width(DAY_WIDTH);
        ui.add(Label::new(text::body(day).color(ink)).truncate());
    });
}

/// The log, newest first; each entry can be voided, and counted again.
pub fn log_ui(ui: &mut Ui, screen: &mut Screen<'_>, data: &CaseScreen, place: &mut CasePlace, case: CaseId) {
    let remark = screen.n("case-log-count", data.log.iter().filter(|line| !line.voided).count());
    section_title_ui(ui, &screen.t("case-log"), &remark);
    card_ui(ui, |ui| {
        let shown = data.log.iter().filter(|line| place.shows_voided || !line.voided);
        let mut first = true;
        for line in shown {
            if !std::mem::take(&mut first) {
                hairline_ui(ui);
            }
            log_line_ui(ui, screen, line);
        }
        ui.horizontal(|ui| {
            if link_ui(ui, &screen.t("case-add-event")).clicked() {
                screen.push(Command::Form(Some(Form::CaseEvent(case, None))));
            }
            if link_ui(ui, &screen.t("recognise-open")).clicked() {
                screen.push(Command::Form(Some(Form::Paste(About::Case(case)))));
            }
            let voided = data.log.iter().filter(|line| line.voided).count();
            if voided > 0 {
                let words = screen.n(
                    if place.shows_voided { "case-log-hide-voided" } else { "case-log-show-voided" },
                    voided,
                );
                if link_ui(ui, &words).clicked() {
                    place.shows_voided = !place.shows_voided;
                }
            }
        });
    });
}

fn log_line_ui(ui: &mut Ui, screen: &mut Screen<'_>, line: &super::data::LogLine) {
    let theme = theme::of(ui);
    row_ui(ui, Layout::right_to_left(Align::Min), |ui| {
        let (icon, id) =
            if line.voided { (Icon::Redo, "case-event-restore") } else { (Icon::Undo, "case-event-void") };
        let name = screen.texts.say(&Msg::new(id).text("event", line.what.as_str()));
        if icon_button_ui(ui, icon, &name).clicked() {
            let change = Change::VoidCaseEvent(line.event, !line.voided);
            let said = if line.voided { "event-said-restored" } else { "event-said-voided" };
            screen.push(Command::loud(change, said));
        }
        row_ui(ui, Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let what = text::medium(&line.what);
            ui.add(
                Label::new(if line.voided { what.strikethrough().color(theme.muted) } else { what }).wrap(),
            );
            let detail = if line.detail.is_empty() {
                line.when.clone()
            } else {
                format!("{} · {}", line.when, line.detail)
            };
            ui.add(Label::new(text::small(detail).color(theme.muted)).wrap());
            for (is_final, words) in line.warnings.iter().filter(|_| !line.voided) {
                warning_ui(ui, if *is_final { Tone::Loss } else { Tone::Attention }, words);
            }
        });
    });
}

/// The English text with its counters.
pub fn text_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    of: &CaseText,
    place: &mut CasePlace,
) {
    section_title_ui(ui, &screen.t("case-text"), "");
    card_ui(ui, |ui| {
        let mut draft = place.texts.get(&of.kind).unwrap_or(&of.text).clone();
        let label = screen.t("case-text-label");
        let response = Field::new(&label).rows(TEXT_ROWS).show_ui(ui, &mut draft);
        if response.changed() {
            place.texts.insert(of.kind, draft.clone());
        }
        if response.lost_focus() {
            place.save(screen, &shown.words);
        }
        let lengths = Lengths::of(&draft);
        let count = i64::try_from(lengths.characters).unwrap_or(i64::MAX);
        let over = of.limit.is_some_and(|limit| lengths.strictest > limit);
        let words = match of.limit {
            Some(limit) => Msg::new("case-text-count-of")
                .count("count", i64::try_from(lengths.strictest).unwrap_or(i64::MAX))
                .count("limit", i64::try_from(limit).unwrap_or(i64::MAX)),
            None => Msg::new("case-text-count").count("count", count),
        };
        let theme = theme::of(ui);
        let ink = if over { theme.red } else { theme.muted };
        ui.label(text::small(screen.texts.say(&words)).color(ink));
        hints_ui(ui, screen, shown, of, &draft);
        ui.horizontal_wrapped(|ui| {
            if ui.add(secondary(&screen.t("case-text-copy")).small().icon(Icon::Copy)).clicked() {
                screen.push(Command::CopyText(draft.clone()));
            }
        });
        muted_ui(ui, &screen.t("case-text-kept"));
        if place.texts.get(&of.kind) == Some(&of.text) {
            place.texts.remove(&of.kind);
        }
    });
}
