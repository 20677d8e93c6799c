//! The viewer's frame: which file is looked at, next and previous, what is said about it. The canvas with zoom and
//! pan is `viewer::canvas`.

use egui::{Align, Key, Label, Layout, Ui};

use super::icons::Icon;
use super::screen::{Screen, row_ui};
use super::theme::{self, size, text};
use super::viewer::canvas::{Look, Sight, canvas_ui};
use super::widgets::{badge_ui, icon_button_ui, secondary};
use super::words;
use crate::app::Command;
use crate::app::state::{PictureKey, ViewerItem};
use crate::domain::evidence::media::MediaKind;
use crate::domain::ids::Sha256;
use crate::domain::message::Msg;

/// How the file shown is looked at.
#[derive(Debug, Default)]
pub struct LookPlace {
    look: Look,
    sight: Option<Sight>,
    shown: Option<Sha256>,
}

/// Longest side of an image in the viewer, in pixels: sharp on a large screen, small enough for every driver.
const IMAGE_SIDE_PX: u32 = 4096;

/// Draws the viewer over all the room there is.
pub fn look_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut LookPlace) {
    let Some(viewer) = screen.state.viewer.clone() else { return };
    let Some(item) = viewer.item() else { return };
    if place.shown != Some(item.sha256) {
        *place = LookPlace { shown: Some(item.sha256), ..LookPlace::default() };
    }
    keys(ui, screen);
    head_ui(ui, screen, place, item, viewer.at, viewer.items.len());
    ui.add_space(size::GAP);
    for finding in item.row.assessment.findings.iter().take(3) {
        let words = screen.texts.say(&finding.message);
        ui.add(Label::new(text::small(words).color(theme::of(ui).muted)).wrap());
    }
    let key = PictureKey { sha256: item.sha256, side_px: IMAGE_SIDE_PX };
    let drawable = item.row.evidence.facts.kind != MediaKind::Other;
    if let Some((texture, pixels)) = screen.thumbs.get(&key).filter(|_| drawable) {
        let (_, sight) = canvas_ui(ui, &item.title, texture, pixels, &mut place.look, true);
        place.sight = Some(sight);
        return;
    }
    let words = match item.row.evidence.facts.kind {
        MediaKind::Image => "viewer-loading",
        MediaKind::Video => "viewer-video",
        MediaKind::Other => "viewer-no-picture",
    };
    ui.centered_and_justified(|ui| {
        let ink = theme::of(ui).muted;
        ui.label(text::body(screen.t(words)).color(ink));
    });
}

fn keys(ui: &Ui, screen: &mut Screen<'_>) {
    if ui.memory(|memory| memory.focused().is_some()) && !ui.input(|input| input.key_pressed(Key::Escape)) {
        // The canvas pans with the arrows while it has the keyboard; page keys always step.
        let (up, down) = ui.input(|input| (input.key_pressed(Key::PageUp), input.key_pressed(Key::PageDown)));
        if up || down {
            screen.push(Command::ViewerStep(if up { -1 } else { 1 }));
        }
        return;
    }
    let (back, on, close) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::PageUp),
            input.key_pressed(Key::ArrowRight) || input.key_pressed(Key::PageDown),
            input.key_pressed(Key::Escape),
        )
    });
    if back {
        screen.push(Command::ViewerStep(-1));
    }
    if on {
        screen.push(Command::ViewerStep(1));
    }
    if close {
        screen.push(Command::CloseViewer);
    }
}

fn head_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    place: &mut LookPlace,
    item: &ViewerItem,
    at: usize,
    len: usize,
) {
    row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
        if icon_button_ui(ui, Icon::Close, &screen.t("viewer-close")).clicked() {
            screen.push(Command::CloseViewer);
        }
        if icon_button_ui(ui, Icon::Fit, &screen.t("viewer-fit")).clicked() {
            place.look.fit();
        }
        if let Some(sight) = place.sight {
            if icon_button_ui(ui, Icon::ZoomIn, &screen.t("viewer-zoom-in")).clicked() {
                place.look.zoom_in(&sight);
            }
            if icon_button_ui(ui, Icon::ZoomOut, &screen.t("viewer-zoom-out")).clicked() {
                place.look.zoom_out(&sight);
            }
        }
        ui.add_enabled_ui(at + 1 < len, |ui| {
            if icon_button_ui(ui, Icon::ArrowRight, &screen.t("viewer-next")).clicked() {
                screen.push(Command::ViewerStep(1));
            }
        });
        ui.add_enabled_ui(at > 0, |ui| {
            if icon_button_ui(ui, Icon::ArrowLeft, &screen.t("viewer-previous")).clicked() {
                screen.push(Command::ViewerStep(-1));
            }
        });
        if super::board::can_fix(&item.row) && ui.add(secondary(&screen.t("evidence-fix")).small()).clicked()
        {
            screen.push(Command::Fit(vec![item.evidence]));
            screen.push(Command::CloseViewer);
        }
        row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
            let theme = theme::of(ui);
            ui.add(Label::new(text::heading(&item.title)).truncate());
            let badge = super::board::badge_words(&item.row, screen.texts);
            badge_ui(ui, badge.0, badge.1, &badge.2);
            let count = Msg::new("viewer-count")
                .count("at", at as i64 + 1)
                .count("count", i64::try_from(len).unwrap_or(i64::MAX));
            let line =
                format!("{} · {}", words::file_line(screen.texts, &item.row), screen.texts.say(&count));
            ui.add(Label::new(text::small(line).color(theme.muted)).truncate());
        });
    });
}
