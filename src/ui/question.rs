//! The question before one of the five acts that ask first: what is to be known, the offer beside what was asked, a
//! tick where one is needed, and two buttons, of which keeping is the default.

use egui::{Align, Label, Layout, ScrollArea, Ui, Vec2};

use super::icons::Icon;
use super::screen::{Screen, row_ui};
use super::theme::{self, size, text};
use super::widgets::{
    Mark, Tone, check_ui, danger, dialog_ui, hairline_ui, mark_ui, notice_ui, primary, secondary,
};
use crate::app::Command;
use crate::app::state::Question;
use crate::domain::message::Msg;
use crate::domain::offers::advice::{Point, Weight};
use crate::domain::view::{TermChange, TermLine};

/// What the buyer ticked in the question that is open.
#[derive(Debug, Default)]
pub struct QuestionPlace {
    ticked: bool,
}

/// Part of the window's height that the points may take before they scroll.
const HEIGHT_PART: f32 = 0.55;

/// Draws the question that waits, if there is one.
pub fn question_ui(ui: &Ui, screen: &mut Screen<'_>, place: &mut QuestionPlace) {
    let Some(question) = screen.state.question.clone() else {
        place.ticked = false;
        return;
    };
    let title = screen.texts.say(&question.title);
    let (answer, gone) = dialog_ui(ui.ctx(), &title, |ui| {
        let height = ui.ctx().content_rect().height() * HEIGHT_PART;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP;
            points_ui(ui, screen, &question);
        });
        ui.add_space(size::GAP);
        if let Some(tick) = &question.tick {
            check_ui(ui, &mut place.ticked, &screen.texts.say(tick));
            ui.add_space(size::GAP_SMALL);
        }
        buttons_ui(ui, screen, &question, place.ticked)
    });
    if let Some(command) = answer.or(gone.then_some(Command::Keep)) {
        place.ticked = false;
        screen.push(command);
    }
}

fn points_ui(ui: &mut Ui, screen: &Screen<'_>, question: &Question) {
    let advice = &question.advice;
    // What gives the money away stands first and red, unless it answers one of the questions.
    let alarms = advice.points.iter().filter(|point| is_alarm(point));
    for point in alarms {
        notice_ui(ui, Tone::Loss, Icon::Alert, &screen.texts.say(&point.text), |_| {});
    }
    if !advice.terms.is_empty() {
        terms_ui(ui, screen, &advice.terms);
    }
    for point in advice.points.iter().filter(|point| !is_alarm(point)) {
        point_ui(ui, screen, point);
    }
}

fn is_alarm(point: &Point) -> bool {
    point.weight == Weight::Loss && point.question.is_none()
}

fn point_ui(ui: &mut Ui, screen: &Screen<'_>, point: &Point) {
    let words = screen.texts.say(&point.text);
    let (tone, mark) = match point.weight {
        Weight::Calm => (Tone::Quiet, Mark::Bare),
        Weight::Good => (Tone::Good, Mark::Disc),
        Weight::Caution => (Tone::Attention, Mark::Diamond),
        Weight::Loss => (Tone::Loss, Mark::Triangle),
    };
    let theme = theme::of(ui);
    if point.question.is_none() && mark == Mark::Bare {
        ui.add(Label::new(text::body(words).color(theme.muted)).wrap());
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let room = Vec2::new(size::ICON_SMALL, text::line_height(text::body_font().size));
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            mark_ui(ui, tone, mark, "");
        });
        row_ui(ui, Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_TINY;
            if let Some(question) = &point.question {
                ui.add(Label::new(text::strong(screen.texts.say(question))).wrap());
            }
            ui.add(Label::new(text::body(words)).wrap());
        });
    });
}

/// An offer term by term beside what was asked; what is worse stands out by colour, mark and place.
pub fn terms_ui(ui: &mut Ui, screen: &Screen<'_>, terms: &[TermLine]) {
    let theme = theme::of(ui);
    let full = ui.available_width();
    let name_width = (full * NAME_PART).floor();
    let width = ((full - name_width) / 2.0).floor();
    let cell = |ui: &mut Ui, width: f32, words: egui::RichText| {
        ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.add(Label::new(words).wrap());
        });
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(0.0, size::GAP_SMALL);
        ui.horizontal_top(|ui| {
            cell(ui, name_width, text::small(""));
            cell(ui, width, text::small(screen.t("offer-head-asked")).color(theme.muted));
            cell(ui, width, text::small(screen.t("offer-head-offered")).color(theme.muted));
        });
        for line in terms {
            hairline_ui(ui);
            ui.horizontal_top(|ui| {
                let name = Msg::new("offer-term").text("code", line.term.code());
                cell(ui, name_width, text::body(screen.texts.say(&name)).color(theme.muted));
                cell(ui, width, text::body(screen.texts.say(&line.asked)));
                let offered = screen.texts.say(&line.offered);
                let offered = match line.change {
                    TermChange::Same => text::body(offered),
                    TermChange::Better => text::strong(offered).color(theme.green),
                    TermChange::Worse => text::strong(offered).color(theme.red),
                    TermChange::Other => text::strong(offered).color(theme.amber),
                };
                cell(ui, width, offered);
            });
        }
        hairline_ui(ui);
    });
}

const NAME_PART: f32 = 0.28;

fn buttons_ui(ui: &mut Ui, screen: &Screen<'_>, question: &Question, ticked: bool) -> Option<Command> {
    let mut answer = None;
    row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
        let keep = ui.add(primary(&screen.texts.say(&question.keep)));
        if ui.memory(|memory| memory.focused().is_none()) {
            keep.request_focus();
        }
        if keep.clicked() {
            answer = Some(Command::Keep);
        }
        let may_go_on = question.tick.is_none() || ticked;
        let words = screen.texts.say(&question.go_on);
        let button = if question.red { danger(&words) } else { secondary(&words) };
        if ui.add_enabled(may_go_on, button).clicked() {
            answer = Some(Command::GoOn);
        }
    });
    answer
}
