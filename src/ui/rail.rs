//! The left rail: the places with their counts, and under them the running jobs.

use egui::{Align, Layout, Ui};

use super::icons::Icon;
use super::screen::Screen;
use super::theme::{self, size, text};
use super::widgets::{JobRow, hairline_ui, job_ui, rail_item_ui};
use super::words;
use crate::app::state::JobLine;
use crate::app::{Command, Place, State};
use crate::domain::message::Msg;
use crate::domain::rows::{DueGroup, DueItem};
use crate::domain::view::DeadlineKind;
use crate::texts::Texts;

/// The place of the rail that a place belongs to.
pub fn root(place: Place) -> Place {
    match place {
        Place::Order(_) => Place::Orders,
        Place::Case(_) | Place::Export(_) | Place::History => Place::Cases,
        Place::Bin => Place::Settings,
        other => other,
    }
}

/// The number beside a place; empty where there is nothing to count.
pub fn count(state: &State, texts: &Texts, place: Place) -> String {
    let len = match place {
        Place::Today => state.today.value().map(|items| {
            let mine = |group| matches!(group, DueGroup::Overdue | DueGroup::Today | DueGroup::ThisWeek);
            let date = |item: &&DueItem| item.deadline.kind != DeadlineKind::Watch;
            items.iter().filter(|item| mine(item.group)).filter(date).count()
        }),
        Place::Orders => state.orders.value().map(|rows| rows.len()),
        Place::Cases => state.cases.value().map(|rows| rows.iter().filter(|row| !row.closed).count()),
        Place::Inbox => state.inbox.value().map(|rows| rows.len()),
        _ => None,
    };
    match len {
        None | Some(0) => String::new(),
        Some(len) => texts.number(i64::try_from(len).unwrap_or(i64::MAX)),
    }
}

/// Draws the rail.
pub fn rail_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    ui.spacing_mut().item_spacing.y = size::GAP_TINY;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        ui.add_space(size::GAP_SMALL);
        Icon::PackageCheck.show_ui(ui, size::ICON + size::GAP_SMALL, theme::of(ui).accent);
        ui.label(text::heading(screen.t("app-name")));
    });
    ui.add_space(size::GAP_WIDE);
    for (place, icon) in [
        (Place::Today, Icon::Today),
        (Place::Orders, Icon::Orders),
        (Place::Cases, Icon::Cases),
        (Place::Timeline, Icon::Timeline),
        (Place::Inbox, Icon::Inbox),
        (Place::Settings, Icon::Settings),
    ] {
        let words = words::place(screen.texts, place);
        let count = count(screen.state, screen.texts, place);
        let chosen = root(screen.state.place) == place;
        if rail_item_ui(ui, icon, &words, &count, chosen).clicked() {
            screen.push(Command::Go(place));
        }
    }
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        ui.add_space(size::GAP_SMALL);
        let jobs = screen.state.jobs.clone();
        for job in jobs.iter().rev().take(4) {
            ui.allocate_ui_with_layout(
                egui::Vec2::new(ui.available_width(), 0.0),
                Layout::top_down(Align::Min),
                |ui| one_job_ui(ui, screen, job),
            );
            ui.add_space(size::GAP);
        }
        if !jobs.is_empty() {
            hairline_ui(ui);
        }
    });
}

fn one_job_ui(ui: &mut Ui, screen: &mut Screen<'_>, job: &JobLine) {
    let title = screen.texts.say(&job.label);
    let (done, total) = job.units;
    let fraction = (total > 0).then(|| done as f32 / total as f32);
    let mut detail = if job.stopping {
        screen.t("job-stopping")
    } else if !job.started {
        screen.t("job-waiting")
    } else {
        job.stage.as_ref().map(|stage| screen.texts.say(stage)).unwrap_or_default()
    };
    if !job.failed.is_empty() {
        let words = screen.n("job-items-failed", job.failed.len());
        detail = if detail.is_empty() { words } else { format!("{detail} · {words}") };
    }
    let cancel = screen.texts.say(&Msg::new("job-cancel").text("job", title.as_str()));
    let row = JobRow {
        title: &title,
        fraction,
        detail: &detail,
        cancel: (!job.stopping).then_some(cancel.as_str()),
    };
    if job_ui(ui, &row) {
        screen.push(Command::CancelJob(job.id));
    }
}
