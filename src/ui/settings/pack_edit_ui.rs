//! Draws the text of one of the buyer's packs with what the loader says about it.

use egui::{ScrollArea, Ui};

use crate::app::command::{Edit, PackDeed};
use crate::app::{Command, Deed};
use crate::domain::message::Msg;
use crate::domain::rules::{PackError, Packs};
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::size;
use crate::ui::widgets::{Field, ScreenHead, Tone, muted_ui, notice_ui, primary, screen_head_ui, secondary};

/// A text being edited.
#[derive(Clone, Debug)]
pub struct Editing {
    id: String,
    text: String,
    verdict: Result<(usize, usize), Mistake>,
}

/// Why a text cannot be saved.
#[derive(Clone, Debug)]
enum Mistake {
    Place(PackError),
    OtherId,
}

impl Editing {
    /// Begins with a text.
    pub fn new(packs: &Packs, id: &str, text: &str) -> Self {
        // The window's text field knows one sort of line end.
        let text = text.replace("\r\n", "\n");
        Self { id: id.to_owned(), verdict: verdict(packs, id, &text), text }
    }
}

fn verdict(packs: &Packs, id: &str, text: &str) -> Result<(usize, usize), Mistake> {
    let pack = packs.parse(text, id).map_err(Mistake::Place)?;
    if pack.id == id { Ok((pack.timers.len(), pack.sources.len())) } else { Err(Mistake::OtherId) }
}

/// Lines of the text that are in sight at a time.
const ROWS: usize = 26;
const HEIGHT: f32 = 480.0;

/// Draws the editor. True when it is to be closed.
pub fn edit_ui(ui: &mut Ui, screen: &mut Screen<'_>, packs: &Packs, editing: &mut Editing) -> bool {
    let title = packs.get(&editing.id).map_or_else(|| editing.id.clone(), |pack| pack.title.clone());
    let head = ScreenHead { title: &title, subtitle: &editing.id, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |_| {});
    muted_ui(ui, &screen.t("packs-editor-words"));
    ui.add_space(size::GAP);
    let label = screen.t("packs-editor");
    let changed = ScrollArea::vertical()
        .id_salt("pack text")
        .max_height(HEIGHT)
        .show(ui, |ui| Field::new(&label).rows(ROWS).mono().show_ui(ui, &mut editing.text).changed())
        .inner;
    if changed {
        editing.verdict = verdict(packs, &editing.id, &editing.text);
    }
    ui.add_space(size::GAP);
    match &editing.verdict {
        Ok((timers, sources)) => {
            let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
            let fine = Msg::new("packs-editor-fine")
                .count("timers", count(*timers))
                .count("sources", count(*sources));
            notice_ui(ui, Tone::Good, Icon::CheckCircle, &screen.texts.say(&fine), |_| {});
        }
        Err(Mistake::Place(error)) => {
            let words = Msg::new("packs-editor-mistake")
                .count("line", error.line as i64)
                .count("column", error.column as i64)
                .msg("mistake", error.message.clone());
            let words = match &error.detail {
                Some(detail) => format!("{} {detail}", screen.texts.say(&words)),
                None => screen.texts.say(&words),
            };
            notice_ui(ui, Tone::Loss, Icon::Alert, &words, |_| {});
        }
        Err(Mistake::OtherId) => {
            let words = Msg::new("packs-editor-other-id").text("id", editing.id.clone());
            notice_ui(ui, Tone::Loss, Icon::Alert, &screen.texts.say(&words), |_| {});
        }
    }
    ui.add_space(size::GAP);
    let mut closes = false;
    ui.horizontal_wrapped(|ui| {
        let save = screen.t("packs-save");
        ui.add_enabled_ui(editing.verdict.is_ok(), |ui| {
            if ui.add(primary(&save)).clicked() {
                let deed = PackDeed::Save { id: editing.id.clone(), text: editing.text.clone() };
                screen.push(Command::Change(Box::new(Edit::of(Deed::Pack(deed), "packs-said-saved"))));
                closes = true;
            }
        });
        if ui.add(secondary(&screen.t("packs-cancel"))).clicked() {
            closes = true;
        }
    });
    closes
}
