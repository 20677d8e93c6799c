//! Draws the export of a case.

use std::path::PathBuf;

use egui::{Align, Label, Layout, Ui};

use crate::app::state::{ExportFlow, ExportStep, Loading};
use crate::app::work::{PlannedExhibit, Preflight, PreflightItem, Upload, Written};
use crate::app::{Command, Place};
use crate::domain::change::Change;
use crate::domain::message::Msg;
use crate::ui::board::badge_words;
use crate::ui::icons::Icon;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, ScreenHead, Tone, badge_ui, card_tight_ui, card_ui, check_ui, elided_ui, hairline_ui, icon_button_ui,
    muted_ui, notice_ui, paint_mark, primary, row_thumb_ui, screen_head_ui, secondary, section_title_ui,
    segmented_ui,
};
use crate::ui::words;

/// What the buyer typed here.
#[derive(Debug, Default)]
pub struct ExportPlace {
    /// The folder as typed.
    pub folder: String,
}

/// Draws the screen.
pub fn export_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut ExportPlace) {
    let Some(flow) = screen.state.export.clone() else { return };
    let order = screen
        .state
        .shown_case()
        .and_then(|shown| shown.picture.order.as_ref())
        .map(|order| order.title().to_owned())
        .unwrap_or_default();
    let (back, title) = (screen.t("action-cases"), screen.t("export-title"));
    let subtitle = screen.t("export-subtitle");
    let head = ScreenHead { back: &back, crumb: &order, title: &title, subtitle: &subtitle };
    let followed = screen_head_ui(ui, &head, |ui| {
        if ui.add(secondary(&screen.t("export-to-case"))).clicked() {
            screen.push(Command::Go(Place::Case(flow.case)));
        }
    });
    if followed {
        screen.push(Command::Go(Place::Cases));
    }
    ui.add_space(size::GAP);
    match &flow.step {
        ExportStep::Done(written) => done_ui(ui, screen, &flow, written),
        ExportStep::Running => {
            notice_ui(ui, Tone::Accent, Icon::Download, &screen.t("export-running"), |_| {});
        }
        ExportStep::Choosing => choosing_ui(ui, screen, &flow, place),
    }
}

fn choosing_ui(ui: &mut Ui, screen: &mut Screen<'_>, flow: &ExportFlow, place: &mut ExportPlace) {
    if let Some(problem) = flow.preflight.problem() {
        let words = screen.texts.problem(problem);
        notice_ui(ui, Tone::Attention, Icon::Alert, &words, |_| {});
    }
    let Some(preflight) = flow.preflight.value() else { return };
    section_title_ui(ui, &screen.t("export-check"), "");
    checks_ui(ui, screen, preflight);
    ui.add_space(size::GAP);
    let remark = screen.n("evidence-files", preflight.exhibits.len());
    section_title_ui(ui, &screen.t("export-what"), &remark);
    exhibits_ui(ui, screen, preflight);
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("export-where"), "");
    where_ui(ui, screen, flow, preflight, place);
}

fn checks_ui(ui: &mut Ui, screen: &mut Screen<'_>, preflight: &Preflight) {
    card_ui(ui, |ui| {
        if preflight.blockers.is_empty() && preflight.warnings.is_empty() {
            line_ui(ui, Tone::Good, &screen.t("export-all-good"));
        }
        for (item, tone) in preflight
            .blockers
            .iter()
            .map(|item| (item, Tone::Loss))
            .chain(preflight.warnings.iter().map(|item| (item, Tone::Attention)))
        {
            check_line_ui(ui, screen, item, tone);
        }
    });
}

fn line_ui(ui: &mut Ui, tone: Tone, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = size::ICON;
        let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size::ICON), egui::Sense::hover());
        paint_mark(ui.painter(), tone.into(), rect.center(), tone.ink(theme::of(ui)));
        ui.add(Label::new(text::body(words)).wrap());
    });
}

fn check_line_ui(ui: &mut Ui, screen: &mut Screen<'_>, item: &PreflightItem, tone: Tone) {
    let words = screen.texts.say(&item.text);
    row_ui(ui, Layout::right_to_left(Align::Min), |ui| {
        if let (true, Some(file)) = (item.can_fix, item.evidence)
            && ui.add(secondary(&screen.t("evidence-fix")).small()).clicked()
        {
            screen.push(Command::Fit(vec![file]));
        }
        let kind = screen.t(if tone == Tone::Loss { "export-blocker" } else { "export-warning" });
        row_ui(ui, Layout::top_down(Align::Min), |ui| line_ui(ui, tone, &format!("{kind}: {words}")));
    });
}

fn exhibits_ui(ui: &mut Ui, screen: &mut Screen<'_>, preflight: &Preflight) {
    if preflight.exhibits.is_empty() {
        card_ui(ui, |ui| muted_ui(ui, &screen.t("export-no-files")));
        return;
    }
    card_tight_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, exhibit) in preflight.exhibits.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            egui::Frame::new().inner_margin(egui::Margin::symmetric(size::GAP_WIDE as i8, size::GAP as i8)).show(
                ui,
                |ui| exhibit_ui(ui, screen, preflight, i, exhibit),
            );
        }
    });
}

fn exhibit_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    preflight: &Preflight,
    at: usize,
    exhibit: &PlannedExhibit,
) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(text::body(screen.texts.number(at as i64 + 1)).color(theme.muted));
        let texture = screen.thumb(ui, Some(exhibit.row.evidence.sha256), size::ROW_THUMB);
        row_thumb_ui(ui, texture, exhibit.row.evidence.facts.kind.into());
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            let title = words::file_title(&exhibit.row).to_owned();
            let mut to = None;
            let name = screen.texts.say(&Msg::new("export-later").text("file", title.as_str()));
            let last = at + 1 == preflight.exhibits.len();
            ui.add_enabled_ui(!last, |ui| {
                if icon_button_ui(ui, Icon::ChevronDown, &name).clicked() {
                    to = Some(at + 1);
                }
            });
            let name = screen.texts.say(&Msg::new("export-earlier").text("file", title.as_str()));
            ui.add_enabled_ui(at > 0, |ui| {
                if icon_button_ui(ui, Icon::ChevronUp, &name).clicked() {
                    to = Some(at.saturating_sub(1));
                }
            });
            if let Some(to) = to {
                reorder(screen, preflight, at, to);
            }
            let upload = screen.t(match exhibit.upload {
                Upload::AsItIs => "export-as-it-is",
                Upload::Copy(_) => "export-copy",
                Upload::CopyToBeMade => "export-copy-made",
                Upload::Not => "export-not-uploaded",
            });
            ui.label(text::small(upload).color(theme.muted));
            let badge = badge_words(&exhibit.row, screen.texts);
            badge_ui(ui, badge.0, badge.1, &badge.2);
            row_ui(ui, Layout::left_to_right(Align::Center), |ui| {
                elided_ui(ui, text::medium(&title));
                elided_ui(ui, text::small(words::file_line(screen.texts, &exhibit.row)).color(theme.muted));
            });
        });
    });
}

fn reorder(screen: &mut Screen<'_>, preflight: &Preflight, from: usize, to: usize) {
    let mut order: Vec<_> = preflight
        .exhibits
        .iter()
        .filter_map(|exhibit| exhibit.row.attachment.as_ref().map(|attachment| attachment.id))
        .collect();
    if from < order.len() && to < order.len() {
        order.swap(from, to);
        screen.push(Command::quiet(Change::Reorder(order), "evidence-said-moved"));
    }
}

fn where_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    flow: &ExportFlow,
    preflight: &Preflight,
    place: &mut ExportPlace,
) {
    card_ui(ui, |ui| {
        if let Some(folder) = &flow.folder
            && place.folder.is_empty()
        {
            place.folder = folder.to_string_lossy().into_owned();
        }
        let room = egui::Vec2::new(ui.available_width(), size::CONTROL_HEIGHT + size::GAP_SECTION);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Max), |ui| {
            let label = screen.t("export-folder");
            let hint = screen.t("export-folder-hint");
            let response =
                Field::new(&label).hint(&hint).width(size::READING_WIDTH).show_ui(ui, &mut place.folder);
            if response.changed() {
                screen.push(Command::SetExportFolder(PathBuf::from(place.folder.trim())));
            }
            if ui.add(secondary(&screen.t("export-choose")).icon(Icon::Folder)).clicked() {
                place.folder.clear();
                screen.push(Command::AskExportFolder);
            }
        });
        let (mut zip, mut redact, mut anyway) = (flow.zip, flow.redact, flow.anyway);
        let name = screen.t("export-form");
        let labels = [(false, screen.t("export-as-folder")), (true, screen.t("export-as-zip"))];
        let choices: Vec<(bool, &str)> = labels.iter().map(|(value, words)| (*value, words.as_str())).collect();
        segmented_ui(ui, &name, &mut zip, &choices);
        check_ui(ui, &mut redact, &screen.t("export-redact"));
        let blocked = !preflight.blockers.is_empty();
        if blocked {
            check_ui(ui, &mut anyway, &screen.t("export-anyway"));
        }
        if (zip, redact, anyway) != (flow.zip, flow.redact, flow.anyway) {
            screen.push(Command::SetExport { zip, redact, anyway });
        }
        let ready = flow.folder.is_some() && (!blocked || anyway);
        let go = screen.t("export-go");
        if ui.add_enabled(ready, primary(&go).icon(Icon::Download)).clicked() {
            screen.push(Command::Export);
        }
        if !ready {
            let why = if flow.folder.is_none() { "export-needs-folder" } else { "export-needs-fixes" };
            muted_ui(ui, &screen.t(why));
        }
    });
}

fn done_ui(ui: &mut Ui, screen: &mut Screen<'_>, flow: &ExportFlow, written: &Written) {
    card_ui(ui, |ui| {
        ui.horizontal(|ui| {
            Icon::CheckCircle.show_ui(ui, size::ICON, theme::of(ui).green);
            ui.label(text::heading(screen.n("export-done", written.exhibits)));
        });
        ui.add(Label::new(text::mono(written.path.to_string_lossy())).wrap().selectable(true));
        muted_ui(ui, &screen.t("export-done-words"));
        ui.horizontal_wrapped(|ui| {
            if ui.add(primary(&screen.t("export-open")).icon(Icon::Folder)).clicked() {
                screen.push(Command::Reveal(written.path.clone()));
            }
            let text = flow.preflight.value().map(|preflight| preflight.text.clone()).unwrap_or_default();
            if ui.add(secondary(&screen.t("case-text-copy")).icon(Icon::Copy)).clicked() {
                screen.push(Command::CopyText(text));
            }
            if !written.files.is_empty() && ui.add(secondary(&screen.t("export-copy-files"))).clicked() {
                screen.push(Command::CopyFiles(written.files.clone()));
            }
            if ui.add(secondary(&screen.t("export-check-again")).icon(Icon::Refresh)).clicked() {
                screen.push(Command::CheckExport);
            }
            if ui.add(secondary(&screen.t("export-again"))).clicked() {
                screen.push(Command::BeginExport(flow.case));
            }
        });
        match &flow.checked {
            Loading::Ready(verified) if verified.findings.is_empty() => {
                line_ui(ui, Tone::Good, &screen.n("export-verified", verified.files));
            }
            Loading::Ready(verified) => {
                for finding in &verified.findings {
                    line_ui(ui, Tone::Loss, &screen.texts.problem(finding));
                }
            }
            Loading::Failed { problem, .. } => line_ui(ui, Tone::Attention, &screen.texts.problem(problem)),
            Loading::Never | Loading::Loading { .. } => {}
        }
    });
}
