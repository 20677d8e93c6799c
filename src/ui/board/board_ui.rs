//! Draws the evidence board.

use egui::{Key, Popup, Ui};

use super::data::{Board, Group, Tile, moved};
use crate::app::state::ViewerItem;
use crate::app::{Action, Command};
use crate::domain::change::{AttachmentPatch, Change};
use crate::domain::evidence::Role;
use crate::domain::ids::AttachmentId;
use crate::domain::rows::EvidenceRow;
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{size, text};
use crate::ui::widgets::{
    Field, Thumb, empty_state_ui, icon_button_ui, quiet, secondary, section_title_ui, thumb_caption_ui,
};
use crate::ui::words;

/// What the buyer is typing on the board.
#[derive(Debug, Default)]
pub struct BoardPlace {
    /// The caption being edited.
    pub caption: Option<(AttachmentId, String)>,
    focus: bool,
}

/// Draws the board.
pub fn board_ui(ui: &mut Ui, screen: &mut Screen<'_>, rows: &[EvidenceRow], place: &mut BoardPlace) {
    let board = Board::new(rows, screen.texts);
    if board.groups.is_empty() {
        let (title, words) = (screen.t("evidence-empty-title"), screen.t("evidence-empty-words"));
        empty_state_ui(ui, Icon::Image, &title, &words, |ui| {
            let words = screen.t(Action::AddFiles.label());
            if ui.add(secondary(&words).icon(Icon::FilePlus)).clicked() {
                screen.push(Command::AskFiles { role: None });
            }
        });
        return;
    }
    if board.fixable.len() > 1 {
        let words = screen.n("evidence-fix-all", board.fixable.len());
        if ui.add(secondary(&words).small()).clicked() {
            screen.push(Command::Fit(board.fixable.clone()));
        }
    }
    for (i, group) in board.groups.iter().enumerate() {
        let remark = if i == 0 { board.remark.as_str() } else { "" };
        section_title_ui(ui, &group.title, remark);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::new(size::GAP_WIDE, size::GAP_WIDE);
            for (at, tile) in group.tiles.iter().enumerate() {
                if let Some(row) = rows.get(tile.at) {
                    ui.push_id(tile.attachment, |ui| {
                        tile_ui(ui, screen, rows, group, at, tile, row, place);
                    });
                }
            }
        });
        ui.add_space(size::GAP);
    }
}

#[expect(clippy::too_many_arguments, reason = "one tile with everything around it")]
fn tile_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    rows: &[EvidenceRow],
    group: &Group,
    at: usize,
    tile: &Tile,
    row: &EvidenceRow,
    place: &mut BoardPlace,
) {
    ui.vertical(|ui| {
        ui.set_width(size::THUMB_WIDTH);
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let name = format!("{}, {}, {}", tile.title, words::format(row), tile.badge.2);
        let format = words::format(row);
        let duration = words::video_length(row);
        let thumb = Thumb {
            texture: screen.thumb(ui, Some(row.evidence.sha256), size::THUMB_WIDTH),
            format: &format,
            duration: &duration,
            badge: Some((tile.badge.0, tile.badge.1, &tile.badge.2)),
            ..Thumb::new(&name, row.evidence.facts.kind.into())
        };
        let response = thumb.show_ui(ui);
        response.dnd_set_drag_payload(tile.attachment);
        if let Some(dropped) = response.dnd_release_payload::<AttachmentId>() {
            drop_on(screen, group, at, *dropped);
        }
        if response.clicked() {
            screen.push(view(rows, tile.at));
        }
        let response = if tile.findings.is_empty() {
            response
        } else {
            response.on_hover_text(tile.findings.join("\n"))
        };
        Popup::context_menu(&response).show(|ui| menu_ui(ui, screen, group, at, tile, place));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            caption_ui(ui, screen, tile, place);
            let name = screen.texts.say(
                &crate::domain::message::Msg::new("evidence-more").text("file", tile.title.as_str()),
            );
            let more = icon_button_ui(ui, Icon::More, &name);
            Popup::menu(&more).show(|ui| menu_ui(ui, screen, group, at, tile, place));
        });
        if tile.can_fix {
            let words = screen.t("evidence-fix");
            let name = format!("{words}: {}", tile.title);
            if ui.add(secondary(&words).small().name(&name)).clicked() {
                screen.push(Command::Fit(vec![tile.evidence]));
            }
        }
    });
}

fn drop_on(screen: &mut Screen<'_>, group: &Group, at: usize, dropped: AttachmentId) {
    if group.tiles.iter().any(|tile| tile.attachment == dropped) {
        let order = moved(&group.tiles, dropped, at);
        screen.push(Command::quiet(Change::Reorder(order), "evidence-said-moved"));
    } else {
        screen.push(change_role(dropped, group.role));
    }
}

fn change_role(attachment: AttachmentId, role: Role) -> Command {
    let patch = AttachmentPatch { role: Some(role), ..AttachmentPatch::default() };
    Command::quiet(Change::SetAttachment(attachment, patch), "evidence-said-role")
}

/// Opens the viewer on a file among its neighbours.
pub fn view(rows: &[EvidenceRow], at: usize) -> Command {
    let items = rows
        .iter()
        .map(|row| ViewerItem {
            evidence: row.evidence.id,
            sha256: row.evidence.sha256,
            title: words::file_title(row).to_owned(),
            row: Box::new(row.clone()),
        })
        .collect();
    Command::View { items, at }
}

fn caption_ui(ui: &mut Ui, screen: &mut Screen<'_>, tile: &Tile, place: &mut BoardPlace) {
    let room = size::THUMB_WIDTH - size::CONTROL_HEIGHT_SMALL;
    if let Some((id, draft)) = &mut place.caption
        && *id == tile.attachment
    {
        let label = screen.t("evidence-caption");
        let response = Field::new(&label).width(room).limit(300).show_ui(ui, draft);
        if std::mem::take(&mut place.focus) {
            response.request_focus();
        }
        if response.lost_focus() {
            let escaped = ui.input(|input| input.key_pressed(Key::Escape));
            let draft = draft.trim().to_owned();
            if !escaped && draft != tile.title {
                let caption = Some((!draft.is_empty()).then_some(draft));
                let patch = AttachmentPatch { caption, ..AttachmentPatch::default() };
                let change = Change::SetAttachment(tile.attachment, patch);
                screen.push(Command::quiet(change, "evidence-said-caption"));
            }
            place.caption = None;
        }
        return;
    }
    let shown = ui.vertical(|ui| {
        ui.set_width(room);
        thumb_caption_ui(ui, &tile.title, &tile.detail, room);
    });
    let id = ui.scope_id().with("caption");
    let response = ui.interact(shown.response.rect, id, egui::Sense::click());
    if response.on_hover_cursor(egui::CursorIcon::Text).double_clicked() {
        edit_caption(tile, place);
    }
}

fn edit_caption(tile: &Tile, place: &mut BoardPlace) {
    place.caption = Some((tile.attachment, tile.title.clone()));
    place.focus = true;
}

fn menu_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    group: &Group,
    at: usize,
    tile: &Tile,
    place: &mut BoardPlace,
) {
    ui.set_min_width(size::THUMB_WIDTH * 1.5);
    ui.spacing_mut().item_spacing.y = 0.0;
    let item = |ui: &mut Ui, words: &str, icon: Icon| ui.add(quiet(words).icon(icon).small()).clicked();
    if item(ui, &screen.t("evidence-edit-caption"), Icon::Edit) {
        edit_caption(tile, place);
        ui.close();
    }
    if tile.can_fix && item(ui, &screen.t("evidence-fix"), Icon::Check) {
        screen.push(Command::Fit(vec![tile.evidence]));
        ui.close();
    }
    if at > 0 && item(ui, &screen.t("evidence-earlier"), Icon::ArrowLeft) {
        let order = moved(&group.tiles, tile.attachment, at - 1);
        screen.push(Command::quiet(Change::Reorder(order), "evidence-said-moved"));
        ui.close();
    }
    if at + 1 < group.tiles.len() && item(ui, &screen.t("evidence-later"), Icon::ArrowRight) {
        let order = moved(&group.tiles, tile.attachment, at + 1);
        screen.push(Command::quiet(Change::Reorder(order), "evidence-said-moved"));
        ui.close();
    }
    if item(ui, &screen.t("evidence-detach"), Icon::Trash) {
        screen.push(Command::loud(Change::Detach(tile.attachment), "evidence-said-detached"));
        ui.close();
    }
    ui.add_space(size::GAP_SMALL);
    ui.label(text::section(screen.t("evidence-belongs")));
    for role in Role::ALL {
        let words = words::role(screen.texts, role);
        if ui.add(quiet(&words).small().selected(role == group.role)).clicked() {
            screen.push(change_role(tile.attachment, role));
            ui.close();
        }
    }
}
