//! Draws History: what is worth knowing, two small charts, the cases.

use egui::{Align, Layout, Sense, Ui, Vec2};

use super::bars::bars_ui;
use super::data::{HistoryRow, HistoryScreen};
use crate::app::{Command, Place};
use crate::ui::cases::cases_tabs_ui;
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Mark, ScreenHead, Tone, badge_ui, card_tight_ui, card_ui, elided_ui, empty_state_ui, focus_ring_at,
    hairline_ui, muted_ui, notice_ui, screen_head_ui, section_title_ui,
};

/// Width of a column of amounts, and of the one that says how a case ended.
const AMOUNT_WIDTH: f32 = 96.0;
const ENDING_WIDTH: f32 = 130.0;
/// Two charts stand side by side from this width on.
const SIDE_BY_SIDE: f32 = 760.0;

/// Draws the screen.
pub fn history_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let shown = HistoryScreen::new(screen.state, screen.texts);
    let title = screen.t("history-title");
    let head = ScreenHead { title: &title, subtitle: &shown.subtitle, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |ui| cases_tabs_ui(ui, screen, Place::History));
    for warning in &shown.warnings {
        notice_ui(ui, Tone::Attention, Icon::Info, warning, |_| {});
    }
    if screen.state.history.value().is_none() {
        return;
    }
    if shown.is_empty {
        let (title, words) = (screen.t("cases-empty-title"), screen.t("history-empty-words"));
        empty_state_ui(ui, Icon::Cases, &title, &words, |_| {});
        return;
    }
    ui.add_space(size::GAP);
    if ui.available_width() >= SIDE_BY_SIDE {
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                money_ui(left, screen, &shown);
                stages_ui(right, screen, &shown);
            }
        });
    } else {
        money_ui(ui, screen, &shown);
        stages_ui(ui, screen, &shown);
    }
    ui.add_space(size::GAP);
    cases_ui(ui, screen, &shown);
}

fn money_ui(ui: &mut Ui, screen: &Screen<'_>, shown: &HistoryScreen) {
    section_title_ui(ui, &screen.t("history-money"), "");
    card_ui(ui, |ui| {
        for (i, chart) in shown.money.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            bars_ui(ui, chart);
        }
        if shown.money.is_empty() {
            muted_ui(ui, &screen.t("history-no-money"));
        }
    });
}

fn stages_ui(ui: &mut Ui, screen: &Screen<'_>, shown: &HistoryScreen) {
    section_title_ui(ui, &screen.t("history-stages"), "");
    card_ui(ui, |ui| {
        bars_ui(ui, &shown.stages);
        if shown.stages.is_empty() {
            muted_ui(ui, &screen.t("history-no-stages"));
        }
    });
}

fn cases_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &HistoryScreen) {
    let counts: Vec<String> =
        shown.endings.iter().map(|(word, count, _)| format!("{count} {word}")).collect();
    section_title_ui(ui, &screen.t("action-cases"), &counts.join(" · "));
    card_tight_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heads_ui(ui, screen);
        for row in &shown.rows {
            hairline_ui(ui);
            row_ui(ui, screen, row);
        }
    });
}

fn heads_ui(ui: &mut Ui, screen: &Screen<'_>) {
    let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let inner = rect.shrink2(Vec2::new(size::PAD, 0.0));
    let muted = theme::of(ui).muted;
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        for id in ["history-received", "history-decided", "history-offered", "history-asked"] {
            cell_ui(ui, AMOUNT_WIDTH, Align::Max, |ui| {
                elided_ui(ui, text::small(screen.t(id)).color(muted));
            });
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            elided_ui(ui, text::small(screen.t("cases-col-order")).color(muted));
        });
    });
}

fn row_ui(ui: &mut Ui, screen: &mut Screen<'_>, row: &HistoryRow) {
    let room = Vec2::new(ui.available_width(), size::ROW_HEIGHT + size::GAP);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    let spoken = format!("{}, {}, {}", row.title, row.ending.0, row.detail);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let theme = theme::of(ui);
    if response.hovered() {
        ui.painter().rect_filled(rect, egui::CornerRadius::same(size::RADIUS), theme.raised);
    }
    focus_ring_at(ui, &response, rect.shrink(size::FOCUS_GAP));
    let inner = rect.shrink2(Vec2::new(size::PAD, size::GAP_SMALL));
    let layout = Layout::right_to_left(Align::Center);
    // A child of its own: the row's place is taken already.
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(layout));
    child.spacing_mut().item_spacing.x = size::GAP;
    for amount in row.amounts.iter().rev() {
        cell_ui(&mut child, AMOUNT_WIDTH, Align::Max, |ui| {
            elided_ui(ui, text::body(amount));
        });
    }
    cell_ui(&mut child, ENDING_WIDTH, Align::Min, |ui| {
        badge_ui(ui, row.ending.1, Mark::Bare, &row.ending.0);
    });
    child.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(size::GAP_TINY);
        elided_ui(ui, text::medium(&row.title));
        elided_ui(ui, text::small(&row.detail).color(theme.muted));
    });
    if response.clicked() {
        screen.push(Command::Go(row.place));
    }
}

fn cell_ui(ui: &mut Ui, width: f32, align: Align, contents: impl FnOnce(&mut Ui)) {
    let room = Vec2::new(width, size::BADGE_HEIGHT);
    let layout = if align == Align::Max {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    ui.allocate_ui_with_layout(room, layout, |ui| {
        ui.set_width(width);
        contents(ui);
    });
}
