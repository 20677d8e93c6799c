//! The checklist of what a claim or a parcel needs shown, on the pages of an order and of a case: what is there, what
//! is missing, what each picture should show, which file shows it.

use egui::{Align, Label, Layout, Popup, Ui, Vec2};

use super::screen::Screen;
use super::theme::{self, size, text};
use super::widgets::{
    Tone, card_ui, hairline_ui, link_ui, meter_ui, muted_ui, quiet, section_title_ui, tick_ui,
};
use super::words;
use crate::app::Command;
use crate::domain::case::Case;
use crate::domain::change::{AttachmentPatch, Change};
use crate::domain::evidence::needs::MatchedBy;
use crate::domain::message::Msg;
use crate::domain::rows::EvidenceRow;
use crate::domain::view::{NeedLine, Readiness};

/// What the reason of a case needs, with what is there.
pub fn needs_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    case: &Case,
    readiness: &Readiness,
    rows: &[EvidenceRow],
) {
    if readiness.needs.is_empty() {
        return;
    }
    let title = case.reason.map_or_else(
        || screen.t("case-needs"),
        |reason| {
            let words = words::reason(screen.texts, reason);
            screen.texts.say(&Msg::new("case-needs-of").text("reason", words))
        },
    );
    section_title_ui(ui, &title, "");
    card_ui(ui, |ui| {
        gap_ui(ui, screen, &title, readiness);
        for need in &readiness.needs {
            hairline_ui(ui);
            need_ui(ui, screen, need, rows);
        }
        for tip in &readiness.tips {
            muted_ui(ui, &screen.texts.say(tip));
        }
    });
    ui.add_space(size::GAP);
}

/// A bar is never shorter.
const BAR_WIDTH_MIN: f32 = 48.0;

/// How far it is: what must be there first, then what is recommended.
fn gap_ui(ui: &mut Ui, screen: &Screen<'_>, title: &str, readiness: &Readiness) {
    let say = |id: &'static str, (have, need): (usize, usize)| {
        screen.texts.say(
            &Msg::new(id)
                .count("have", i64::try_from(have).unwrap_or(i64::MAX))
                .count("need", i64::try_from(need).unwrap_or(i64::MAX)),
        )
    };
    let ink = theme::of(ui).muted;
    let rows: Vec<((usize, usize), String)> =
        [("need-musts", readiness.musts()), ("need-shoulds", readiness.shoulds())]
            .into_iter()
            .filter(|(_, (_, need))| *need > 0)
            .map(|(id, counts)| (counts, say(id, counts)))
            .collect();
    // Both bars are as long, whatever the words beside them.
    let widest = rows.iter().fold(0.0_f32, |widest, (_, words)| {
        let laid = ui.fonts_mut(|fonts| fonts.layout_no_wrap(words.clone(), text::small_font(), ink));
        widest.max(laid.size().x)
    });
    for ((have, need), words) in &rows {
        let tone = if have == need { Tone::Good } else { Tone::Attention };
        let part = *have as f32 / *need as f32;
        let name = format!("{title}: {words}");
        let room = Vec2::new(ui.available_width(), size::BADGE_HEIGHT);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            let width =
                (ui.available_width() - widest.ceil() - ui.spacing().item_spacing.x).max(BAR_WIDTH_MIN);
            meter_ui(ui, &name, part, tone, width);
            ui.add(Label::new(text::small(words).color(ink)).truncate());
        });
    }
}

/// What to film and photograph of a parcel that has come.
pub fn arrival_ui(ui: &mut Ui, screen: &mut Screen<'_>, needs: &[NeedLine], rows: &[EvidenceRow]) {
    if needs.is_empty() {
        return;
    }
    section_title_ui(ui, &screen.t("need-arrival"), "");
    card_ui(ui, |ui| {
        for (i, need) in needs.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            need_ui(ui, screen, need, rows);
        }
    });
    ui.add_space(size::GAP);
}

fn need_ui(ui: &mut Ui, screen: &mut Screen<'_>, need: &NeedLine, rows: &[EvidenceRow]) {
    let said = screen.texts.say(&need.text);
    let words = if need.must && !need.have { text::strong(&said) } else { text::body(&said) };
    let state = if need.have { "case-need-have" } else { "case-need-missing" };
    let recipe = need.recipe.as_ref().map(|recipe| screen.texts.say(recipe)).unwrap_or_default();
    let response = tick_ui(ui, need.have, &screen.t(state), words);
    if need.have {
        response.on_hover_text(&recipe);
        if need.by == Some(MatchedBy::Caption) {
            indented_ui(ui, |ui| muted_ui(ui, &screen.t("need-by-caption")));
        }
        return;
    }
    indented_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_TINY;
        let theme = theme::of(ui);
        ui.add(Label::new(text::small(&recipe).color(theme.muted)).wrap());
        if let Some((have, count)) = need.files {
            let words = screen.texts.say(
                &Msg::new("need-files")
                    .count("have", i64::try_from(have).unwrap_or(i64::MAX))
                    .count("need", i64::try_from(count).unwrap_or(i64::MAX)),
            );
            muted_ui(ui, &words);
        }
        mark_menu_ui(ui, screen, &need.need, &said, rows);
    });
}

/// Room before what belongs to a line with a tick.
fn indented_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) {
    let before = size::ICON + ui.spacing().item_spacing.x;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(before);
        ui.vertical(contents);
    });
}

/// A link that unfolds the files, to say which of them shows something; `code` is what is written on the file.
pub fn mark_menu_ui(ui: &mut Ui, screen: &mut Screen<'_>, code: &str, what: &str, rows: &[EvidenceRow]) {
    if rows.is_empty() {
        return;
    }
    let label = screen.texts.say(&Msg::new("need-which").text("need", what));
    let link = link_ui(ui, &screen.t("need-mark"));
    link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &label));
    Popup::menu(&link).show(|ui| {
        ui.set_min_width(size::THUMB_WIDTH * 1.5);
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows {
            let Some(attachment) = &row.attachment else { continue };
            if ui.add(quiet(words::file_title(row)).small()).clicked() {
                let mut shows = attachment.shows.clone();
                shows.push(code.to_owned());
                shows.dedup();
                let patch = AttachmentPatch { shows: Some(shows), ..AttachmentPatch::default() };
                screen
                    .push(Command::quiet(Change::SetAttachment(attachment.id, patch), "evidence-said-shows"));
                ui.close();
            }
        }
    });
}
