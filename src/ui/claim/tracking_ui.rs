//! Draws the tracking log of an order: dated snapshots, a place to note one, and the reason the log suggests.

use egui::{Label, Ui};

use crate::app::work::TrackingWish;
use crate::app::{Command, Form};
use crate::domain::change::Change;
use crate::domain::evidence::Role;
use crate::domain::ids::EvidenceId;
use crate::domain::message::Msg;
use crate::domain::order::OrderDate;
use crate::domain::order::tracking_log::{Snapshot, snapshots};
use crate::domain::rows::OrderPicture;
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, Tone, card_ui, check_ui, hairline_ui, link_ui, muted_ui, notice_ui, primary, secondary,
    section_title_ui,
};
use crate::ui::words;

/// What is typed for a snapshot.
#[derive(Debug, Default)]
pub struct TrackingPlace {
    adds: bool,
    text: String,
    is_missing: bool,
    elsewhere: String,
    picture: Option<EvidenceId>,
}

/// Draws the log. An order that arrived without one needs none.
pub fn tracking_ui(ui: &mut Ui, screen: &mut Screen<'_>, picture: &OrderPicture, place: &mut TrackingPlace) {
    let log = snapshots(&picture.events);
    let sent = picture.order.date(OrderDate::Shipped).is_some() || picture.order.tracking.is_some();
    if log.is_empty() && (!sent || picture.order.date(OrderDate::Delivered).is_some()) {
        return;
    }
    let remark = if log.is_empty() { String::new() } else { screen.n("tracking-count", log.len()) };
    section_title_ui(ui, &screen.t("tracking-title"), &remark);
    if let Some(suggestion) = crate::app::work::tracking_suggestion(&picture.order, &picture.events) {
        notice_ui(ui, Tone::Attention, Icon::Info, &screen.texts.say(&suggestion.why), |_| {});
        if picture.cases.iter().all(|case| case.closed)
            && ui.add(secondary(&screen.t("tracking-suggest-start")).small()).clicked()
        {
            screen.push(Command::Form(Some(Form::StartCase(picture.order.id))));
        }
    }
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(size::GAP);
        if log.is_empty() {
            muted_ui(ui, &screen.t("tracking-empty"));
        }
        for (index, snapshot) in log.iter().rev().enumerate() {
            if index > 0 {
                hairline_ui(ui);
            }
            snapshot_ui(ui, screen, snapshot);
        }
        if place.adds {
            hairline_ui(ui);
            add_ui(ui, screen, picture, place);
        } else if link_ui(ui, &screen.t("tracking-add")).clicked() {
            place.adds = true;
        }
    });
    ui.add_space(size::GAP);
}

fn snapshot_ui(ui: &mut Ui, screen: &Screen<'_>, snapshot: &Snapshot) {
    let theme = theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_TINY;
        let mut head = vec![screen.texts.moment(&snapshot.at)];
        head.extend(snapshot.picture.map(|_| screen.t("tracking-has-picture")));
        muted_ui(ui, &head.join(" · "));
        if snapshot.is_missing {
            let words = screen.t("tracking-shows-nothing");
            ui.add(Label::new(text::medium(words)).wrap());
        }
        if let Some(said) = &snapshot.text {
            ui.add(Label::new(text::body(said)).wrap());
        }
        if let Some(place) = &snapshot.elsewhere {
            let words = screen.texts.say(&Msg::new("tracking-shows-place").text("place", place.as_str()));
            ui.add(Label::new(text::small(words).color(theme.amber)).wrap());
        }
    });
}

fn add_ui(ui: &mut Ui, screen: &mut Screen<'_>, picture: &OrderPicture, place: &mut TrackingPlace) {
    check_ui(ui, &mut place.is_missing, &screen.t("tracking-missing"));
    Field::new(&screen.t("tracking-text")).rows(2).show_ui(ui, &mut place.text);
    Field::new(&screen.t("tracking-elsewhere")).show_ui(ui, &mut place.elsewhere);
    picture_ui(ui, screen, picture, place);
    ui.horizontal_wrapped(|ui| {
        if ui.add(primary(&screen.t("tracking-save")).small()).clicked() {
            let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            let wish = TrackingWish {
                at: Some(crate::domain::moment::Moment::instant(screen.state.now)),
                text: filled(&place.text),
                is_missing: place.is_missing,
                elsewhere: filled(&place.elsewhere),
                picture: place.picture,
            };
            match crate::app::work::tracking_event(wish, screen.state.now) {
                Ok(event) => {
                    let change = Change::AddOrderEvent(picture.order.id, Box::new(event));
                    screen.push(Command::loud(change, "tracking-said-added"));
                    *place = TrackingPlace::default();
                }
                Err(problem) => screen.push(Command::Complain(problem.message)),
            }
        }
        if ui.add(secondary(&screen.t("tracking-close")).small()).clicked() {
            *place = TrackingPlace::default();
        }
    });
}

/// One of the pictures of the tracking page that the order already has.
fn picture_ui(ui: &mut Ui, screen: &Screen<'_>, picture: &OrderPicture, place: &mut TrackingPlace) {
    let is_page = |role: Option<Role>| role == Some(Role::Tracking);
    let pages: Vec<(EvidenceId, String)> = picture
        .evidence
        .iter()
        .filter(|row| is_page(row.attachment.as_ref().map(|attachment| attachment.role)))
        .map(|row| (row.evidence.id, words::file_title(row).to_owned()))
        .collect();
    if pages.is_empty() {
        return;
    }
    let none = screen.t("tracking-picture-none");
    let shown = pages.iter().find(|(id, _)| Some(*id) == place.picture).map_or(&none, |(_, name)| name);
    let label = ui.label(text::small(screen.t("tracking-picture")).color(theme::of(ui).muted));
    let combo = egui::ComboBox::from_id_salt("tracking-picture")
        .selected_text(shown)
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            if ui.selectable_label(place.picture.is_none(), &none).clicked() {
                place.picture = None;
            }
            for (id, name) in &pages {
                if ui.selectable_label(place.picture == Some(*id), name).clicked() {
                    place.picture = Some(*id);
                }
            }
        });
    combo.response.labelled_by(label.id);
}
