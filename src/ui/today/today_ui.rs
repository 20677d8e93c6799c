//! Draws Today: rows by urgency, or the ways in.

use egui::{Align, Layout, Sense, Ui, Vec2};

use super::data::{Row, Today};
use crate::app::{Action, Command};
use crate::domain::message::Msg;
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    ScreenHead, ThumbKind, card_tight_ui, elided_ui, empty_state_ui, focus_ring_at, hairline_ui,
    icon_button_ui, link_ui, primary, row_thumb_ui, screen_head_ui, secondary, section_title_ui,
};

const COUNTDOWN_WIDTH: f32 = 250.0;
const BUTTON_WIDTH: f32 = 200.0;
/// Part of a narrow row that the countdown takes.
const COUNTDOWN_PART: f32 = 0.22;

/// Draws the screen.
pub fn today_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let today = Today::new(screen.state, screen.texts);
    let title = screen.t("action-today");
    let head = ScreenHead { title: &title, subtitle: &today.subtitle, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |ui| {
        if !today.is_new && ui.add(secondary(&screen.t("calendar-save")).icon(Icon::Calendar)).clicked() {
            screen.push(Command::AskCalendarFile);
        }
    });
    if today.is_new {
        ways_in_ui(ui, screen);
        return;
    }
    for group in &today.groups {
        ui.add_space(size::GAP);
        section_title_ui(ui, &group.title, "");
        card_tight_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, row) in group.rows.iter().enumerate() {
                if i > 0 {
                    hairline_ui(ui);
                }
                row_ui(ui, screen, row);
            }
        });
    }
    if today.groups.is_empty() && screen.state.today.value().is_some() {
        let (title, words) = (screen.t("today-calm-title"), screen.t("today-calm-words"));
        empty_state_ui(ui, Icon::CheckCircle, &title, &words, |_| {});
    }
    ui.add_space(size::GAP);
    drop_strip_ui(ui, screen);
}

fn row_ui(ui: &mut Ui, screen: &mut Screen<'_>, row: &Row) {
    let notes = if has_notes(row) { size::BADGE_HEIGHT } else { 0.0 };
    let room = Vec2::new(ui.available_width(), size::ROW_HEIGHT + size::PAD + notes);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    let spoken = format!("{}, {}, {}", row.title, row.detail, row.countdown);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    let theme = theme::of(ui);
    if response.hovered() {
        ui.painter().rect_filled(rect, egui::CornerRadius::same(size::RADIUS), theme.raised);
    }
    focus_ring_at(ui, &response, rect.shrink(size::FOCUS_GAP));
    let inner = rect.shrink2(Vec2::new(size::PAD, size::GAP));
    let layout = Layout::left_to_right(Align::Center);
    {
        // A child of its own: the row's place is taken already.
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(layout));
        let ui = &mut child;
        ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
        let texture = screen.thumb(ui, row.picture, size::ROW_THUMB);
        row_thumb_ui(ui, texture, ThumbKind::Order);
        // In a narrow window what to do keeps its words; the arithmetic beside it wraps, and is whole on hover.
        let countdown_width = COUNTDOWN_WIDTH.min(inner.width() * COUNTDOWN_PART);
        let right = countdown_width + BUTTON_WIDTH + size::GAP_WIDE * 2.0;
        let width = (ui.available_width() - right).max(size::THUMB_WIDTH);
        ui.allocate_ui_with_layout(Vec2::new(width, inner.height()), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = size::GAP_TINY;
            ui.add_space((inner.height() - size::CONTROL_HEIGHT - size::GAP - notes).max(0.0) / 2.0);
            elided_ui(ui, text::medium(&row.title));
            elided_ui(ui, text::body(&row.detail).color(theme.muted));
            if has_notes(row) {
                notes_ui(ui, screen, row);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
            let height = inner.height();
            ui.allocate_ui_with_layout(
                Vec2::new(BUTTON_WIDTH, height),
                Layout::right_to_left(Align::Center),
                |ui| {
                    ui.set_width(BUTTON_WIDTH);
                    if let Some((words, commands)) = &row.button {
                        let name = format!("{words}: {}", row.detail);
                        let button = if row.first { primary(words) } else { secondary(words) };
                        if ui.add(button.name(&name)).clicked() {
                            screen.out.extend(commands.iter().cloned());
                        }
                    }
                    let minutes = screen.state.facts.reminders.as_ref();
                    let minutes = minutes.map_or(0, |rule| i64::from(rule.snooze_minutes));
                    if let Some(snooze) = &row.snooze {
                        let name = Msg::new("remind-snooze-name")
                            .text("order", row.detail.as_str())
                            .count("minutes", minutes);
                        let name = screen.texts.say(&name);
                        if icon_button_ui(ui, Icon::Clock, &name).clicked() {
                            screen.push(snooze.clone());
                        }
                    }
                },
            );
            ui.allocate_ui_with_layout(
                Vec2::new(countdown_width, height),
                Layout::top_down(Align::Max),
                |ui| {
                    ui.set_width(countdown_width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    {
                        let ink = if row.tone == crate::ui::widgets::Tone::Quiet {
                            theme.text
                        } else {
                            row.tone.ink(theme)
                        };
                        ui.add(egui::Label::new(text::strong(&row.countdown).color(ink)).truncate());
                        why_ui(ui, &row.why, theme.muted);
                    }
                },
            );
        });
    }
    if response.clicked()
        && let Some(place) = row.place
    {
        screen.push(Command::Go(place));
    }
}

fn has_notes(row: &Row) -> bool {
    !row.advice.is_empty() || !row.more.is_empty()
}

/// What is worth knowing beside the date, and what else fits, on one line.
fn notes_ui(ui: &mut Ui, screen: &mut Screen<'_>, row: &Row) {
    let room = Vec2::new(ui.available_width(), size::BADGE_HEIGHT);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        for (words, commands) in &row.more {
            if link_ui(ui, words).on_hover_text(&row.detail).clicked() {
                screen.out.extend(commands.iter().cloned());
            }
        }
        let ink = theme::of(ui).amber;
        for advice in &row.advice {
            Icon::Info.show_ui(ui, size::ICON_SMALL, ink);
            elided_ui(ui, text::small(advice).color(ink));
        }
    });
}

/// The arithmetic in two lines at most, flush with the far side.
fn why_ui(ui: &mut Ui, words: &str, ink: egui::Color32) {
    let mut job = egui::text::LayoutJob::single_section(
        words.to_owned(),
        egui::text::TextFormat::simple(text::small_font(), ink),
    );
    job.halign = Align::Max;
    job.wrap = egui::text::TextWrapping {
        max_width: ui.available_width(),
        max_rows: 2,
        ..egui::text::TextWrapping::default()
    };
    ui.add(egui::Label::new(job)).on_hover_text(words);
}

fn drop_strip_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let theme = theme::of(ui);
    let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT + size::PAD);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    dashed_ui(ui, rect);
    let inner = rect.shrink2(Vec2::new(size::PAD, size::GAP));
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        let words = screen.t(Action::AddFiles.label());
        if link_ui(ui, &words).clicked() {
            screen.push(Command::AskFiles { role: None });
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = if screen.state.can_drop { "today-drop" } else { "today-no-drop" };
            elided_ui(ui, text::body(screen.t(words)).color(theme.muted));
        });
    });
}

/// A dashed frame: a place where files can be put.
fn dashed_ui(ui: &Ui, rect: egui::Rect) {
    let theme = theme::of(ui);
    let stroke = egui::Stroke::new(size::LINE, theme.field_line);
    let r = rect.shrink(0.5);
    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, stroke, size::GAP_SMALL, size::GAP_SMALL));
}

fn ways_in_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let (title, words) = (screen.t("today-new-title"), screen.t("today-new-words"));
    ui.add_space(size::MARGIN_SCREEN);
    let top = ui.next_widget_position();
    empty_state_ui(ui, Icon::Upload, &title, &words, |ui| {
        ui.horizontal(|ui| {
            // Three buttons in the middle: their row is as wide as its words, so it is laid out from its width.
            let files = screen.t(Action::AddFiles.label());
            let order = screen.t("today-add-order");
            let sample = screen.t("today-sample");
            let font = text::medium_font();
            let wide: f32 = [&files, &order, &sample]
                .into_iter()
                .map(|words| {
                    ui.painter().layout_no_wrap(words.clone(), font.clone(), theme::of(ui).text).size().x
                        + size::GAP_WIDE * 2.0
                        + size::GAP
                })
                .sum::<f32>()
                + (size::ICON + size::GAP_SMALL);
            ui.add_space((ui.available_width() - wide).max(0.0) / 2.0);
            if ui.add(primary(&files).icon(Icon::FilePlus)).clicked() {
                screen.push(Command::AskFiles { role: None });
            }
            if ui.add(secondary(&order)).clicked() {
                screen.push(Command::Go(crate::app::Place::Orders));
            }
            if ui.add(secondary(&sample)).clicked() {
                screen.push(Command::OpenSample);
            }
        });
    });
    let bottom = ui.next_widget_position();
    let rect = egui::Rect::from_min_max(top, egui::Pos2::new(ui.max_rect().right(), bottom.y));
    dashed_ui(ui, rect);
}
