//! Draws requests for evidence: each with its own clock and its own list of lines, ticked by files and answers.

use egui::{Label, Ui};

use super::data::{CaseScreen, RequestLine};
use crate::app::{Command, Form};
use crate::domain::event::CaseEventKind;
use crate::domain::ids::CaseId;
use crate::domain::message::Msg;
use crate::domain::rows::EvidenceRow;
use crate::domain::view::{ItemState, Request, RequestItem};
use crate::ui::needs::mark_menu_ui;
use crate::ui::screen::Screen;
use crate::ui::theme::{size, text};
use crate::ui::widgets::{
    badge_ui, card_ui, hairline_ui, link_ui, muted_ui, secondary, section_title_ui, tick_ui,
};

/// Requests for evidence with their own clocks.
pub fn requests_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    data: &CaseScreen,
    rows: &[EvidenceRow],
    case: CaseId,
) {
    if data.requests.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t("case-requests"), "");
    card_ui(ui, |ui| {
        for (i, request) in data.requests.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            muted_ui(ui, &request.head);
            if !request.text.is_empty() {
                ui.add(Label::new(text::body(&request.text)).wrap());
            }
            for item in &request.items {
                item_ui(ui, screen, request, item, rows, case);
            }
            badge_ui(ui, request.badge.0, request.badge.1, &request.badge.2);
            if let Some(tip) = &request.tip {
                muted_ui(ui, tip);
            }
            if request.is_open && ui.add(secondary(&screen.t("case-request-answer")).small()).clicked() {
                let kind = CaseEventKind::EvidenceSubmitted;
                screen.push(Command::Form(Some(Form::CaseAnswer(case, kind, request.event, None))));
            }
        }
    });
}

fn item_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    request: &RequestLine,
    item: &RequestItem,
    rows: &[EvidenceRow],
    case: CaseId,
) {
    let done = item.state != ItemState::Open;
    let state = match item.state {
        ItemState::Open => "case-need-missing",
        ItemState::Shown => "case-item-shown",
        ItemState::Answered => "case-item-answered",
        ItemState::Impossible => "case-item-impossible",
    };
    let state = screen.t(state);
    tick_ui(ui, done, &state, text::body(&item.text));
    ui.horizontal_wrapped(|ui| {
        ui.add_space(size::ICON + ui.spacing().item_spacing.x);
        match item.state {
            ItemState::Impossible => {
                let why = item.why_not.clone().unwrap_or_default();
                muted_ui(ui, &if why.is_empty() { state } else { format!("{state}: {why}") });
            }
            ItemState::Shown | ItemState::Answered => {
                muted_ui(ui, &state);
            }
            ItemState::Open if request.is_open => {
                let code = Request::item_code(request.event, item.number);
                mark_menu_ui(ui, screen, &code, &item.text, rows);
                let words = screen.t("case-item-not-possible");
                let name =
                    screen.texts.say(&Msg::new("case-item-not-possible-name").text("item", &item.text));
                let link = link_ui(ui, &words);
                link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &name));
                if link.clicked() {
                    let kind = CaseEventKind::QuestionImpossible;
                    let number = u32::try_from(item.number).ok();
                    screen.push(Command::Form(Some(Form::CaseAnswer(case, kind, request.event, number))));
                }
            }
            ItemState::Open => {}
        }
    });
}
