//! Draws an order from what `data` made of it.

use egui::{Align, Label, Layout, Ui, Vec2};

use super::data::{DateCard, OrderScreen};
use crate::app::work::About;
use crate::app::{Action, Command, Form, Place};
use crate::domain::change::Change;
use crate::domain::evidence::Role;
use crate::domain::message::Msg;
use crate::domain::rows::OrderPicture;
use crate::ui::board::{BoardPlace, board_ui};
use crate::ui::claim::{TrackingPlace, tracking_ui};
use crate::ui::icons::Icon;
use crate::ui::needs::{arrival_ui, needs_ui};
use crate::ui::orders::case_tone;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Mark, ScreenHead, Tone, badge_ui, card_ui, fact_indent, fact_ui, fact_with_ui, hairline_ui,
    icon_button_ui, link_ui, muted_ui, notice_ui, primary, screen_head_ui, secondary, section_title_ui,
};
use crate::ui::words;

/// What the buyer typed and opened here.
#[derive(Debug, Default)]
pub struct OrderPlace {
    /// The board.
    pub board: BoardPlace,
    /// The tracking log.
    pub tracking: TrackingPlace,
    shows_address: bool,
    shown: Option<crate::domain::ids::OrderId>,
}

const LEFT_WIDTH: f32 = 270.0;
const RIGHT_WIDTH: f32 = 270.0;
/// Narrower than this, the right column goes under the left one.
const THREE_COLUMNS_MIN: f32 = 940.0;

/// Draws the screen.
pub fn order_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut OrderPlace) {
    let Some(picture) = screen.state.shown_order() else { return };
    if place.shown != Some(picture.order.id) {
        // Another order: its address is hidden again.
        *place = OrderPlace { shown: Some(picture.order.id), ..OrderPlace::default() };
    }
    let shown = OrderScreen::new(picture, screen.texts, screen.state.now, screen.state.zone);
    head_ui(ui, screen, picture, &shown);
    ui.add_space(size::GAP);
    for pattern in &picture.fraud {
        let words = screen.texts.say(&pattern.text);
        notice_ui(ui, Tone::Attention, Icon::Alert, &words, |ui| {
            if ui.add(secondary(&screen.t("report-pattern-report")).small()).clicked() {
                screen.push(Command::Form(Some(Form::Routes(Some(picture.order.id)))));
            }
        });
    }
    let wide = ui.available_width() >= THREE_COLUMNS_MIN;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SECTION;
        let full = ui.available_width();
        column(ui, LEFT_WIDTH, |ui| {
            notes_ui(ui, &shown.notes);
            facts_ui(ui, screen, &shown, place);
            dates_ui(ui, screen, &shown.dates);
            if !wide {
                right_ui(ui, screen, picture, &shown, place);
            }
        });
        let right = if wide { RIGHT_WIDTH + size::GAP_SECTION } else { 0.0 };
        let middle = (full - LEFT_WIDTH - size::GAP_SECTION - right).max(size::THUMB_WIDTH);
        column(ui, middle, |ui| board_ui(ui, screen, &picture.evidence, &mut place.board));
        if wide {
            column(ui, RIGHT_WIDTH, |ui| right_ui(ui, screen, picture, &shown, place));
        }
    });
}

fn column<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents(ui)
    });
}

fn head_ui(ui: &mut Ui, screen: &mut Screen<'_>, picture: &OrderPicture, shown: &OrderScreen) {
    let back = screen.t("action-orders");
    let head =
        ScreenHead { back: &back, crumb: &shown.number, title: &shown.title, subtitle: &shown.subtitle };
    let order = picture.order.id;
    let followed = screen_head_ui(ui, &head, |ui| {
        let open = picture.cases.iter().find(|case| !case.closed);
        let is_tmall = picture.order.marketplace == crate::domain::order::Marketplace::Tmall;
        if let Some(case) = open {
            if ui.add(primary(&screen.t("order-to-case"))).clicked() {
                screen.push(Command::Go(Place::Case(case.id)));
            }
        } else if !is_tmall && ui.add(primary(&screen.t("order-start-case"))).clicked() {
            screen.push(Command::Form(Some(Form::StartCase(order))));
        }
        // Tmall takes no disputes: what is open there is asked for first.
        let words = screen.t("route-open");
        let ask = if is_tmall && open.is_none() { primary(&words) } else { secondary(&words) };
        if ui.add(ask).clicked() {
            screen.push(Command::Form(Some(Form::Routes(Some(order)))));
        }
        let words = screen.t(Action::AddFiles.label());
        if ui.add(secondary(&words).icon(Icon::FilePlus)).clicked() {
            screen.push(Command::AskFiles { role: None });
        }
        if ui.add(secondary(&screen.t("order-add-event"))).clicked() {
            screen.push(Command::Form(Some(Form::OrderEvent(order, None))));
        }
        if ui.add(secondary(&screen.t("recognise-open"))).clicked() {
            screen.push(Command::Form(Some(Form::Paste(About::Order(order)))));
        }
        let name = screen.t("order-remove");
        if icon_button_ui(ui, Icon::Trash, &name).clicked() {
            let edit = crate::app::command::Edit::loud(Change::RemoveOrder(order), "order-said-removed")
                .then(crate::app::command::Then::Go(Place::Orders));
            screen.push(Command::Change(Box::new(edit)));
        }
    });
    if followed {
        screen.push(Command::Go(Place::Orders));
    }
}

/// What is worth knowing before anything else: account trouble, what confirming gave away.
fn notes_ui(ui: &mut Ui, notes: &[String]) {
    if notes.is_empty() {
        return;
    }
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        for note in notes {
            ui.add(Label::new(text::body(note)).wrap());
        }
    });
    ui.add_space(size::GAP);
}

fn facts_ui(ui: &mut Ui, screen: &mut Screen<'_>, shown: &OrderScreen, place: &mut OrderPlace) {
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        for (i, fact) in shown.facts.iter().enumerate() {
            let value = if i == 0 { text::strong(&fact.value) } else { text::body(&fact.value) };
            let response = fact_ui(ui, &fact.name, value);
            if let Some(note) = &fact.note {
                response.on_hover_text(note);
                let ink = theme::of(ui).muted;
                ui.horizontal(|ui| {
                    ui.spacing_mut().interact_size.y = 0.0;
                    ui.add_space(fact_indent(ui));
                    ui.add(Label::new(text::small(note).color(ink)).wrap());
                });
            }
        }
        if shown.facts.is_empty() {
            muted_ui(ui, &screen.t("order-facts-empty"));
        }
        if let Some(address) = &shown.address {
            let name = screen.t("order-field-address");
            let (hidden, show, hide) = (
                screen.t("order-address-hidden"),
                screen.t("order-address-show"),
                screen.t("order-address-hide"),
            );
            fact_with_ui(ui, &name, |ui| {
                if place.shows_address {
                    ui.vertical(|ui| {
                        ui.add(Label::new(text::body(address)).wrap());
                        if link_ui(ui, &hide).clicked() {
                            place.shows_address = false;
                        }
                    });
                } else {
                    let ink = theme::of(ui).muted;
                    ui.label(text::body(hidden).color(ink));
                    if link_ui(ui, &show).clicked() {
                        place.shows_address = true;
                    }
                }
            });
        }
        let has_page = screen.state.shown_order().is_some_and(|picture| {
            picture.evidence.iter().any(|row| {
                row.attachment.as_ref().is_some_and(|attachment| attachment.role == Role::OrderPage)
            })
        });
        if !has_page {
            muted_ui(ui, &screen.t("words-tip-terms"));
        }
        ui.add_space(size::GAP_SMALL);
        if link_ui(ui, &screen.t("order-edit")).clicked()
            && let Some(picture) = screen.state.shown_order()
        {
            screen.push(Command::Form(Some(Form::OrderFields(picture.order.id))));
        }
    });
}

fn dates_ui(ui: &mut Ui, screen: &Screen<'_>, dates: &[DateCard]) {
    if dates.is_empty() {
        return;
    }
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("order-dates"), "");
    for card in dates {
        date_card_ui(ui, screen, card);
    }
}

fn date_card_ui(ui: &mut Ui, screen: &Screen<'_>, card: &DateCard) {
    let theme = theme::of(ui);
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        ui.add(Label::new(text::strong(&card.title)).wrap());
        if let Some((tone, mark, words)) = &card.badge {
            badge_ui(ui, *tone, *mark, words);
        }
        ui.add(Label::new(text::body(&card.when)).wrap());
        muted_ui(ui, &card.why);
        if !card.more.is_empty() {
            let id = ui.make_persistent_id(("why", &card.title));
            let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
            if link_ui(ui, &screen.t("order-why")).clicked() {
                open = !open;
                ui.data_mut(|data| data.insert_temp(id, open));
            }
            if open {
                for line in &card.more {
                    ui.add(Label::new(text::small(line).color(theme.muted)).wrap());
                }
            }
        }
    });
}

fn right_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    picture: &OrderPicture,
    shown: &OrderScreen,
    place: &mut OrderPlace,
) {
    let open = picture.cases.iter().find(|case| !case.closed);
    if open.is_none() {
        arrival_ui(ui, screen, &picture.arrival, &picture.evidence);
    }
    if let (Some(row), (Some(loaded), case)) = (open, &screen.state.case)
        && row.id == *loaded
        && let Some(case) = case.value().cloned()
    {
        needs_ui(ui, screen, &case.picture.case, &case.picture.readiness, &case.picture.evidence);
    }
    if !picture.cases.is_empty() {
        section_title_ui(ui, &screen.t("order-cases"), "");
        card_ui(ui, |ui| {
            for row in &picture.cases {
                let kind = words::case_kind(screen.texts, row.kind);
                let name = row.reason.map_or(kind, |reason| words::reason(screen.texts, reason));
                if link_ui(ui, &name).clicked() {
                    screen.push(Command::Go(Place::Case(row.id)));
                }
                badge_ui(ui, case_tone(row.state), Mark::Bare, &words::case_state(screen.texts, row.state));
            }
        });
        ui.add_space(size::GAP);
    }
    tracking_ui(ui, screen, picture, &mut place.tracking);
    if shown.so_far.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t("order-so-far"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        let theme = theme::of(ui);
        for (i, happened) in shown.so_far.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            row_ui(ui, Layout::right_to_left(Align::Min), |ui| {
                if let Some(event) = happened.event {
                    let name = Msg::new("case-event-void").text("event", happened.what.clone());
                    if icon_button_ui(ui, Icon::Undo, &screen.texts.say(&name)).clicked() {
                        let change = Change::VoidOrderEvent(event, true);
                        screen.push(Command::loud(change, "event-said-voided"));
                    }
                }
                row_ui(ui, Layout::left_to_right(Align::Min), |ui| {
                    ui.spacing_mut().interact_size.y = 0.0;
                    let room = Vec2::new(DAY_WIDTH, size::ICON);
                    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Min), |ui| {
                        ui.set_min_width(DAY_WIDTH);
                        ui.add(Label::new(text::body(&happened.day).color(theme.muted)).truncate());
                    });
                    ui.add(Label::new(text::body(&happened.what)).wrap());
                });
            });
        }
    });
}

const DAY_WIDTH: f32 = 60.0;
