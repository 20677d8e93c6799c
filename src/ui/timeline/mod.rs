//! All cases on one chart.

use std::sync::Arc;

use egui::Ui;

use super::chart::{Chart, ChartView, Subject, chart_tools_ui, chart_ui};
use super::icons::Icon;
use super::screen::{Screen, row_ui};
use super::theme::size;
use super::widgets::{ScreenHead, card_ui, empty_state_ui, screen_head_ui, segmented_ui};
use super::words;
use crate::app::{Command, Place};
use crate::domain::ids::CaseId;
use crate::domain::order::Order;
use crate::domain::rows::CasePicture;
use crate::domain::view::CaseState;

/// What the buyer looks at here.
#[derive(Debug, Default)]
pub struct TimelinePlace {
    /// Closed cases are shown too.
    pub shows_closed: bool,
    chart: Option<(u64, usize, bool, Chart, ChartView)>,
}

/// The cases to draw, those that go on only unless asked.
pub fn shown(pictures: &[CasePicture], shows_closed: bool) -> Vec<&CasePicture> {
    pictures
        .iter()
        .filter(|picture| {
            shows_closed
                || !matches!(
                    picture.view.state,
                    CaseState::ClosedPaid | CaseState::ClosedLost | CaseState::Cancelled
                )
        })
        .collect()
}

fn name(picture: &CasePicture, texts: &crate::texts::Texts) -> String {
    picture
        .order
        .as_ref()
        .map(Order::title)
        .map_or_else(|| words::case_kind(texts, picture.case.kind), ToOwned::to_owned)
}

/// Draws the screen.
pub fn timeline_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut TimelinePlace) {
    let title = screen.t("action-timeline");
    let subtitle = screen.t("timeline-subtitle");
    let head = ScreenHead { title: &title, subtitle: &subtitle, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |_| {});
    let Some(pictures) = screen.state.timeline.value().cloned() else { return };
    let cases = shown(&pictures, place.shows_closed);
    let filter = screen.t("orders-filter");
    let labels = [(false, screen.t("cases-filter-open")), (true, screen.t("cases-filter-all"))];
    let choices: Vec<(bool, &str)> = labels.iter().map(|(value, words)| (*value, words.as_str())).collect();
    segmented_ui(ui, &filter, &mut place.shows_closed, &choices);
    ui.add_space(size::GAP);
    if cases.is_empty() {
        let (title, words) = (screen.t("timeline-empty-title"), screen.t("timeline-empty-words"));
        empty_state_ui(ui, Icon::Timeline, &title, &words, |_| {});
        return;
    }
    let ids: Vec<CaseId> = cases.iter().map(|picture| picture.case.id).collect();
    let identity = Arc::as_ptr(&pictures) as usize;
    let key = (screen.state.epoch, identity, place.shows_closed);
    if place.chart.as_ref().is_none_or(|(epoch, table, closed, ..)| (*epoch, *table, *closed) != key) {
        let names: Vec<String> = cases.iter().map(|picture| name(picture, screen.texts)).collect();
        let subjects: Vec<Subject<'_>> = cases
            .iter()
            .zip(&names)
            .map(|(picture, name)| Subject {
                name,
                spans: &picture.view.spans,
                deadlines: &picture.view.deadlines,
            })
            .collect();
        let chart = Chart::of_cases(&subjects, screen.state.now, screen.texts);
        let sight = place.chart.take().map_or_else(|| ChartView::whole(&chart), |(.., sight)| sight);
        place.chart = Some((key.0, key.1, key.2, chart, sight));
    }
    let Some((.., chart, sight)) = &mut place.chart else { return };
    card_ui(ui, |ui| {
        row_ui(ui, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            chart_tools_ui(ui, chart, sight, screen.texts);
        });
        let out = chart_ui(ui, chart, sight, screen.texts, true);
        let row = out.name.or(out.hit.map(|hit| hit.row));
        if let Some(case) = row.and_then(|row| ids.get(row)) {
            screen.push(Command::Go(Place::Case(*case)));
        }
    });
}
