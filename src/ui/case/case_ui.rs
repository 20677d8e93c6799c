//! Draws a case: its head, the next step and the timeline; the parts below are in `parts_ui`.

use std::collections::BTreeMap;

use egui::{Align, Layout, Ui, Vec2};

use super::data::CaseScreen;
use super::notes_ui::notes_ui;
use super::offers_ui::offers_ui;
use super::parts_ui::{log_ui, text_ui};
use super::requests_ui::requests_ui;
use crate::app::command::Edit;
use crate::app::work::CaseShown;
use crate::app::work::WordsPicture;
use crate::app::{Action, Command, Deed, Form, Place};
use crate::domain::case::SubmissionKind;
use crate::domain::change::CasePatch;
use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, EventDetails};
use crate::domain::guidance::cards;
use crate::domain::ids::CaseId;
use crate::domain::message::Msg;
use crate::domain::offers::advice;
use crate::ui::board::{BoardPlace, board_ui};
use crate::ui::chart::{Chart, ChartView, chart_tools_ui, chart_ui};
use crate::ui::claim::{ClaimPlace, Tab, compare_ui, form_tab_ui, path_ui, text_tab_ui};
use crate::ui::icons::Icon;
use crate::ui::needs::needs_ui;
use crate::ui::report::beside_ui;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{size, text};
use crate::ui::today::act;
use crate::ui::widgets::{
    ScreenHead, Tone, badge_ui, card_ui, icon_button_ui, link_ui, muted_ui, notice_ui, primary,
    screen_head_ui, secondary, section_title_ui, tabs_ui,
};
use crate::ui::words;

/// What the buyer typed and looked at here.
#[derive(Debug, Default)]
pub struct CasePlace {
    /// The board.
    pub board: BoardPlace,
    /// The cost of sending back being typed.
    pub return_cost: Option<String>,
    /// It could not be read.
    pub return_cost_wrong: bool,
    /// The texts being typed, as far as they are not kept yet.
    pub texts: BTreeMap<SubmissionKind, String>,
    /// What is typed in the tabs beside the overview.
    pub claim: ClaimPlace,
    /// The log shows what counts no more, too.
    pub shows_voided: bool,
    shown: Option<CaseId>,
    chart: Option<(u64, Chart, ChartView)>,
}

impl CasePlace {
    /// Keeps what was typed, as soon as the buyer turns to something else: an export must not miss it.
    pub fn save(&self, screen: &mut Screen<'_>, words: &WordsPicture) {
        let Some(case) = self.shown else { return };
        for (kind, text) in &self.texts {
            if words.texts.iter().any(|of| of.kind == *kind && of.text != *text) {
                let deed = Deed::SaveText { case, kind: *kind, text: text.clone() };
                let edit = Edit { loud: false, ..Edit::of(deed, "case-said-text") };
                screen.push(Command::Change(Box::new(edit)));
            }
        }
    }
}

/// Narrower than this, three columns become two.
const THREE_COLUMNS_MIN: f32 = 900.0;

/// Draws the screen.
pub fn case_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut CasePlace) {
    let Some(shown) = screen.state.shown_case() else { return };
    let case = shown.picture.case.id;
    if place.shown != Some(case) {
        *place = CasePlace { shown: Some(case), ..CasePlace::default() };
    }
    let data = CaseScreen::new(shown, screen.texts, screen.state.now, screen.state.zone);
    head_ui(ui, screen, shown, &data);
    rules_changed_ui(ui, screen, shown);
    // The site's form and the ways to settle are about money; reports and accounts have forms of their own.
    if data.has_offers {
        tabs_of_case_ui(ui, screen, place);
    }
    ui.add_space(size::GAP);
    let mut claim = std::mem::take(&mut place.claim);
    match claim.tab {
        Tab::Overview => overview_ui(ui, screen, shown, &data, place, &mut claim),
        Tab::Text => {
            let text = |ui: &mut Ui, screen: &mut Screen<'_>, of: &_| text_ui(ui, screen, shown, of, place);
            if let Some((kind, said)) = text_tab_ui(ui, screen, shown, &mut claim, text) {
                // What was typed by hand is kept first, so that undo brings it back.
                place.save(screen, &shown.words);
                place.texts.remove(&kind);
                let deed = Deed::Say { case, kind, said: Box::new(said) };
                screen.push(Command::Change(Box::new(Edit::of(deed, "words-said-built"))));
            }
        }
        Tab::Form => form_tab_ui(ui, screen, shown, &mut claim),
        Tab::Compare => compare_ui(ui, screen, shown, &mut claim),
    }
    place.claim = claim;
}

fn tabs_of_case_ui(ui: &mut Ui, screen: &Screen<'_>, place: &mut CasePlace) {
    let tabs = [
        (Tab::Overview, screen.t("words-tab-overview")),
        (Tab::Text, screen.t("words-tab-text")),
        (Tab::Form, screen.t("words-tab-form")),
        (Tab::Compare, screen.t("words-tab-compare")),
    ];
    let tabs: Vec<(Tab, &str)> = tabs.iter().map(|(tab, words)| (*tab, words.as_str())).collect();
    tabs_ui(ui, &mut place.claim.tab, &tabs);
}

fn overview_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    data: &CaseScreen,
    place: &mut CasePlace,
    claim: &mut ClaimPlace,
) {
    let case = shown.picture.case.id;
    timeline_ui(ui, screen, shown, place);
    ui.add_space(size::GAP);
    let full = ui.available_width();
    let wide = full >= THREE_COLUMNS_MIN;
    let columns = if wide { 3.0 } else { 2.0 };
    let width = ((full - size::GAP_SECTION * (columns - 1.0)) / columns).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SECTION;
        column(ui, width, |ui| {
            next_ui(ui, screen, shown, data, claim);
            notes_ui(ui, screen, data);
            requests_ui(ui, screen, data, &shown.picture.evidence, case);
            beside_ui(ui, screen, shown);
            if !wide {
                needs_of_case_ui(ui, screen, shown);
            }
        });
        column(ui, width, |ui| {
            if data.has_offers {
                offers_ui(ui, screen, data, &shown.picture.view, place, case);
            }
            log_ui(ui, screen, data, place, case);
        });
        if wide {
            column(ui, width, |ui| {
                main_text_ui(ui, screen, shown, place);
                needs_of_case_ui(ui, screen, shown);
            });
        }
    });
    if !wide {
        main_text_ui(ui, screen, shown, place);
    }
    ui.add_space(size::GAP);
    board_ui(ui, screen, &shown.picture.evidence, &mut place.board);
}

/// The text that the case sends.
fn main_text_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, place: &mut CasePlace) {
    if let Some(text) = shown.words.texts.first() {
        text_ui(ui, screen, shown, text, place);
    }
}

/// The rules are not those the case was opened with; said until the buyer has taken note.
fn rules_changed_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown) {
    let picture = &shown.picture;
    let Some(now) = &picture.pack_version_now else { return };
    let words = Msg::new("packs-case-changed")
        .text("then", picture.case.pack_version.clone())
        .text("now", now.clone());
    let noted = screen.t("packs-case-noted");
    let clicked = notice_ui(ui, Tone::Attention, Icon::Info, &screen.texts.say(&words), |ui| {
        ui.add(secondary(&noted).small()).clicked()
    });
    if clicked {
        let patch = CasePatch { pack_version: Some(now.clone()), ..CasePatch::default() };
        screen.push(Command::quiet(Change::SetCase(picture.case.id, patch), "packs-said-noted"));
    }
}

fn needs_of_case_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown) {
    let picture = &shown.picture;
    needs_ui(ui, screen, &picture.case, &picture.readiness, &picture.evidence);
}

/// Two columns where there is room for them, else one under the other. Both are given the screen in turn.
pub fn two_columns_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    left: impl FnOnce(&mut Ui, &mut Screen<'_>),
    right: impl FnOnce(&mut Ui, &mut Screen<'_>),
) {
    let full = ui.available_width();
    if full < TWO_COLUMNS_MIN {
        ui.spacing_mut().item_spacing.y = size::GAP;
        left(ui, screen);
        right(ui, screen);
        return;
    }
    let width = ((full - size::GAP_SECTION) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SECTION;
        column(ui, width, |ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            left(ui, screen);
        });
        column(ui, width, |ui| {
            ui.spacing_mut().item_spacing.x = size::GAP;
            right(ui, screen);
        });
    });
}

/// Narrower than this, two columns become one.
const TWO_COLUMNS_MIN: f32 = 700.0;

fn column<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = size::GAP;
        contents(ui)
    });
}

fn head_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, data: &CaseScreen) {
    let back = screen.t("action-cases");
    let head = ScreenHead { back: &back, crumb: &data.crumb, title: &data.title, subtitle: &data.subtitle };
    let case = shown.picture.case.id;
    let followed = screen_head_ui(ui, &head, |ui| {
        let export = screen.t(Action::Export.label());
        // One filled button: the export, unless the next step has one of its own below.
        let button = if data.next.button.is_some() { secondary(&export) } else { primary(&export) };
        if ui.add(button.icon(Icon::Download)).clicked() {
            screen.push(Command::BeginExport(case));
        }
        if ui.add(secondary(&screen.t("case-add-event"))).clicked() {
            screen.push(Command::Form(Some(Form::CaseEvent(case, None))));
        }
        let words = screen.t(Action::AddFiles.label());
        if ui.add(secondary(&words).icon(Icon::FilePlus)).clicked() {
            screen.push(Command::AskFiles { role: None });
        }
        if let Some(order) = &shown.picture.order
            && ui.add(secondary(&screen.t("case-to-order"))).clicked()
        {
            screen.push(Command::Go(Place::Order(order.id)));
        }
        let name = screen.t("case-remove");
        if icon_button_ui(ui, Icon::Trash, &name).clicked() {
            let edit = crate::app::command::Edit::loud(Change::RemoveCase(case), "case-said-removed")
                .then(crate::app::command::Then::Go(Place::Cases));
            screen.push(Command::Change(Box::new(edit)));
        }
    });
    if followed {
        screen.push(Command::Go(Place::Cases));
    }
}

fn timeline_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &CaseShown, place: &mut CasePlace) {
    let epoch = screen.state.epoch;
    if place.chart.as_ref().is_none_or(|(at, ..)| *at != epoch) {
        let view = &shown.picture.view;
        let chart = Chart::of_case(&view.spans, &view.deadlines, screen.state.now, screen.texts);
        // A change of the case keeps the part of time that was looked at.
        let sight = place.chart.take().map_or_else(|| ChartView::whole(&chart), |(_, _, sight)| sight);
        place.chart = Some((epoch, chart, sight));
    }
    let Some((_, chart, sight)) = &mut place.chart else { return };
    card_ui(ui, |ui| {
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            chart_tools_ui(ui, chart, sight, screen.texts);
        });
        let out = chart_ui(ui, chart, sight, screen.texts, false);
        if out.empty.is_some() || out.hit.is_some() {
            let case = shown.picture.case.id;
            screen.push(Command::Form(Some(Form::CaseEvent(case, None))));
        }
    });
}

/// The form for an act; an answer to an offer says to which.
fn form_of(shown: &CaseShown, kind: CaseEventKind) -> Form {
    let case = shown.picture.case.id;
    let answers = matches!(kind, CaseEventKind::OfferAccepted | CaseEventKind::OfferRejected);
    let offer = advice::accepted(&shown.picture.view, &EventDetails::default()).filter(|_| answers);
    match offer {
        Some(offer) => Form::CaseAnswer(case, kind, offer.event, None),
        None => Form::CaseEvent(case, Some(kind)),
    }
}

fn next_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    data: &CaseScreen,
    claim: &mut ClaimPlace,
) {
    section_title_ui(ui, &screen.t("case-next"), "");
    let case = shown.picture.case.id;
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        ui.add(egui::Label::new(text::strong(&data.next.text)).wrap());
        if let Some((tone, mark, words)) = &data.next.badge {
            badge_ui(ui, *tone, *mark, words);
        }
        if !data.next.why.is_empty() {
            muted_ui(ui, &data.next.why);
        }
        ui.horizontal_wrapped(|ui| {
            if let Some((words, action)) = &data.next.button
                && ui.add(primary(words)).clicked()
            {
                let order = shown.picture.case.order;
                screen.out.extend(act(action, Some(case), order));
            }
            if data.has_offers
                && shown.words.sends.is_some()
                && ui.add(secondary(&screen.t("words-tab-form"))).clicked()
            {
                claim.tab = Tab::Form;
            }
            for kind in &data.next.also {
                let words = words::act(screen.texts, kind.code());
                if ui.add(secondary(&words)).clicked() {
                    screen.push(Command::Form(Some(form_of(shown, *kind))));
                }
            }
        });
        if shown.picture.view.state == crate::domain::view::CaseState::Draft {
            muted_ui(ui, &screen.t("words-tip-rating"));
        }
        if data.is_closed && link_ui(ui, &screen.t("case-reopen")).clicked() {
            let kind = CaseEventKind::Reopened;
            screen.push(Command::Form(Some(Form::CaseEvent(case, Some(kind)))));
        }
    });
    // The steps are those of the marketplace; a bank or a wallet has others.
    if shown.picture.case.kind != crate::domain::case::CaseKind::Fallback {
        let act = &shown.picture.view.next_step.action;
        path_ui(ui, screen, cards::for_act(act), &mut claim.paths);
    }
}
