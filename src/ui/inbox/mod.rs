//! The inbox: files without an order, with suggestions; choose many and assign them.

use std::collections::BTreeSet;

use egui::{Align, Layout, Ui, Vec2};

use super::board::{badge_words, view};
use super::icons::Icon;
use super::screen::{Screen, row_ui};
use super::theme::{self, size, text};
use super::widgets::{
    ScreenHead, Thumb, badge_ui, card_tight_ui, check_ui, elided_ui, empty_state_ui, hairline_ui, icon_button_ui,
    link_ui, screen_head_ui, search_field_ui, secondary,
};
use super::words;
use crate::app::work::fold;
use crate::app::{Action, Command};
use crate::domain::change::Change;
use crate::domain::evidence::Target;
use crate::domain::ids::{AttachmentId, OrderId};
use crate::domain::message::Msg;
use crate::domain::rows::{InboxRow, OrderRow};

/// What the buyer chose here.
#[derive(Debug, Default)]
pub struct InboxPlace {
    /// Files chosen for one act.
    pub chosen: BTreeSet<AttachmentId>,
    /// The order looked for.
    pub query: String,
}

const THUMB_SIDE: f32 = 88.0;
const SEARCH_WIDTH: f32 = 260.0;
/// Orders offered for what is typed.
const FOUND_MAX: usize = 6;

/// Orders for what is typed, the newest first.
pub fn found<'a>(orders: &'a [OrderRow], query: &str) -> Vec<&'a OrderRow> {
    let words: Vec<String> = fold(query).split_whitespace().map(ToOwned::to_owned).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<&OrderRow> = orders
        .iter()
        .filter(|row| words.iter().all(|word| row.search.contains(word.as_str())))
        .collect();
    rows.sort_by(|a, b| b.ordered.cmp(&a.ordered).then(b.id.cmp(&a.id)));
    rows.truncate(FOUND_MAX);
    rows
}

/// Draws the screen.
pub fn inbox_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut InboxPlace) {
    let rows = screen.state.inbox.value().cloned().unwrap_or_default();
    place.chosen.retain(|id| rows.iter().any(|row| row.attachment == *id));
    let title = screen.t("action-inbox");
    let subtitle = screen.t("inbox-subtitle");
    let head = ScreenHead { title: &title, subtitle: &subtitle, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |ui| {
        let words = screen.t(Action::AddFiles.label());
        if ui.add(secondary(&words).icon(Icon::FilePlus)).clicked() {
            screen.push(Command::AskFiles { role: None });
        }
        let words = screen.t(Action::PasteImage.label());
        if ui.add(secondary(&words).icon(Icon::Paste)).clicked() {
            screen.push(Command::PasteImage);
        }
    });
    if rows.is_empty() {
        if !screen.state.inbox.is_first_load() {
            let (title, words) = (screen.t("inbox-empty-title"), screen.t("inbox-empty-words"));
            empty_state_ui(ui, Icon::Inbox, &title, &words, |_| {});
        }
        return;
    }
    ui.add_space(size::GAP);
    assign_ui(ui, screen, &rows, place);
    card_tight_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, row) in rows.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            ui.push_id(row.attachment, |ui| file_ui(ui, screen, &rows, i, row, place));
        }
    });
}

fn assign_ui(ui: &mut Ui, screen: &mut Screen<'_>, rows: &[InboxRow], place: &mut InboxPlace) {
    ui.horizontal_wrapped(|ui| {
        let mut all = place.chosen.len() == rows.len();
        if check_ui(ui, &mut all, &screen.n("inbox-chosen", place.chosen.len())) {
            place.chosen = if all { rows.iter().map(|row| row.attachment).collect() } else { BTreeSet::new() };
        }
        if place.chosen.is_empty() {
            return;
        }
        let (name, clear) = (screen.t("inbox-find-order"), screen.t("orders-search-clear"));
        search_field_ui(ui, &name, &clear, &mut place.query, SEARCH_WIDTH);
        let orders = screen.state.orders.value().cloned().unwrap_or_default();
        let mut target = None;
        for order in found(&orders, &place.query) {
            let words = screen.texts.say(&Msg::new("inbox-assign-to").text("order", order.title.as_str()));
            let name = format!("{words} {}", order.number);
            if ui.add(secondary(&words).small().name(&name)).clicked() {
                target = Some(order.id);
            }
        }
        let words = screen.t("inbox-remove");
        if ui.add(secondary(&words).small().icon(Icon::Trash)).clicked() {
            let changes = rows
                .iter()
                .filter(|row| place.chosen.contains(&row.attachment))
                .map(|row| Change::RemoveEvidence(row.row.evidence.id))
                .collect();
            screen.push(Command::loud(Change::All(changes), "evidence-said-removed"));
            place.chosen.clear();
        }
        if let Some(order) = target {
            assign(screen, place.chosen.iter().copied().collect(), order);
            place.chosen.clear();
            place.query.clear();
        }
    });
}

fn assign(screen: &mut Screen<'_>, attachments: Vec<AttachmentId>, order: OrderId) {
    screen.push(Command::Assign { attachments, target: Target::Order { order } });
}

fn file_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    rows: &[InboxRow],
    at: usize,
    row: &InboxRow,
    place: &mut InboxPlace,
) {
    let theme = theme::of(ui);
    egui::Frame::new().inner_margin(egui::Margin::same(size::GAP_WIDE as i8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP_WIDE;
            let mut chosen = place.chosen.contains(&row.attachment);
            let title = words::file_title(&row.row).to_owned();
            let name = screen.texts.say(&Msg::new("inbox-choose").text("file", title.as_str()));
            if tick_ui(ui, &mut chosen, &name) {
                if chosen {
                    place.chosen.insert(row.attachment);
                } else {
                    place.chosen.remove(&row.attachment);
                }
            }
            let badge = badge_words(&row.row, screen.texts);
            let name = format!("{title}, {}", badge.2);
            let format = words::format(&row.row);
            let duration = words::video_length(&row.row);
            let thumb = Thumb {
                texture: screen.thumb(ui, Some(row.row.evidence.sha256), THUMB_SIDE),
                format: &format,
                duration: &duration,
                width: THUMB_SIDE,
                ..Thumb::new(&name, row.row.evidence.facts.kind.into())
            };
            if thumb.show_ui(ui).clicked() {
                let files: Vec<_> = rows.iter().map(|row| row.row.clone()).collect();
                screen.push(view(&files, at));
            }
            row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
                let name = screen.texts.say(&Msg::new("inbox-remove-one").text("file", title.as_str()));
                if icon_button_ui(ui, Icon::Trash, &name).clicked() {
                    let change = Change::RemoveEvidence(row.row.evidence.id);
                    screen.push(Command::loud(change, "evidence-said-removed"));
                }
                if super::board::can_fix(&row.row) && ui.add(secondary(&screen.t("evidence-fix")).small()).clicked()
                {
                    screen.push(Command::Fit(vec![row.row.evidence.id]));
                }
                let room = Vec2::new(ui.available_width(), THUMB_SIDE * size::THUMB_ASPECT);
                ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
                    elided_ui(ui, text::medium(&title));
                    ui.horizontal(|ui| {
                        ui.spacing_mut().interact_size.y = 0.0;
                        badge_ui(ui, badge.0, badge.1, &badge.2);
                        elided_ui(ui, text::small(words::file_line(screen.texts, &row.row)).color(theme.muted));
                    });
                    suggestions_ui(ui, screen, row);
                });
            });
        });
    });
}

fn suggestions_ui(ui: &mut Ui, screen: &mut Screen<'_>, row: &InboxRow) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let ink = theme::of(ui).muted;
        if row.suggestions.is_empty() {
            ui.label(text::small(screen.t("inbox-no-suggestion")).color(ink));
        }
        for (order, title, why) in row.suggestions.iter().take(2) {
            let words = screen.texts.say(&Msg::new("inbox-belongs-to").text("order", title.as_str()));
            if link_ui(ui, &words).clicked() {
                assign(screen, vec![row.attachment], *order);
            }
            ui.label(text::small(screen.texts.say(why)).color(ink));
        }
    });
}

/// A box to tick without words of its own.
fn tick_ui(ui: &mut Ui, value: &mut bool, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::CONTROL_HEIGHT_SMALL), egui::Sense::click());
    if response.clicked() {
        *value = !*value;
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, *value, name));
    let theme = theme::of(ui);
    let square = egui::Rect::from_center_size(rect.center(), Vec2::splat(size::ICON));
    let radius = egui::CornerRadius::same(size::RADIUS_SMALL);
    let line = egui::Stroke::new(size::LINE, if *value { theme.accent } else { theme.field_line });
    let ground = if *value { theme.accent } else { theme.panel };
    ui.painter().rect(square, radius, ground, line, egui::StrokeKind::Inside);
    if *value {
        Icon::Check.paint(ui.painter(), square.center(), size::ICON_SMALL, theme.on_accent);
    }
    super::widgets::focus_ring(ui, &response);
    response.on_hover_text(name).clicked()
}
