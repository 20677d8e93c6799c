//! Draws the composer: what to say on the left, the English text with its hints on the right.

use std::collections::BTreeMap;

use egui::{Align, Label, Layout, Ui, Vec2};

use super::data::{ClaimPlace, hints};
use crate::app::work::CaseShown;
use crate::app::work::CaseText;
use crate::domain::case::SubmissionKind;
use crate::domain::message::Msg;
use crate::domain::view::Severity;
use crate::domain::wording::claim_text::SAMPLE;
use crate::domain::wording::phrases::{self, Phrase};
use crate::domain::wording::said::Said;
use crate::ui::case::two_columns_ui;
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, Mark, Tone, card_ui, check_ui, hairline_ui, mark_ui, muted_ui, primary, section_title_ui,
    segmented_ui,
};
use crate::ui::words;

/// Draws the tab. `text` draws the English text itself. Gives the text that is to be written anew from what was said.
pub fn text_tab_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    place: &mut ClaimPlace,
    text: impl FnOnce(&mut Ui, &mut Screen<'_>, &CaseText),
) -> Option<(SubmissionKind, Said)> {
    if shown.words.texts.len() > 1 {
        which_ui(ui, screen, shown, place);
    }
    let of = place.text(&shown.words)?;
    let mut built = None;
    two_columns_ui(
        ui,
        screen,
        |ui, screen| built = say_ui(ui, screen, shown, of, &mut place.said),
        |ui, screen| {
            text(ui, screen, of);
            if of.kind == SubmissionKind::Claim {
                sample_ui(ui, screen);
            }
        },
    );
    built.map(|said| (of.kind, said))
}

fn which_ui(ui: &mut Ui, screen: &Screen<'_>, shown: &CaseShown, place: &mut ClaimPlace) {
    let Some(mut kind) = place.text(&shown.words).map(|text| text.kind) else { return };
    let labels: Vec<(SubmissionKind, String)> =
        shown.words.texts.iter().map(|text| (text.kind, words::text_kind(screen.texts, text.kind))).collect();
    let choices: Vec<(SubmissionKind, &str)> =
        labels.iter().map(|(kind, words)| (*kind, words.as_str())).collect();
    ui.horizontal(|ui| {
        if segmented_ui(ui, &screen.t("words-text-which"), &mut kind, &choices) {
            place.kind = Some(kind);
        }
    });
    ui.add_space(size::GAP);
}

fn say_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    shown: &CaseShown,
    of: &CaseText,
    typed: &mut BTreeMap<SubmissionKind, Said>,
) -> Option<Said> {
    let mut said = typed.get(&of.kind).cloned().unwrap_or_else(|| of.said.clone());
    let before = said.clone();
    section_title_ui(ui, &screen.t("words-facts"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_WIDE;
        muted_ui(ui, &screen.t("words-facts-words"));
        let slots = [
            ("words-ordered", "words-ordered-hint", &mut said.ordered),
            ("words-received", "words-received-hint", &mut said.received),
            ("words-want", "words-want-hint", &mut said.want),
        ];
        for (label, hint, slot) in slots {
            Field::new(&screen.t(label)).hint(&screen.t(hint)).show_ui(ui, slot);
        }
        Field::new(&screen.t("words-own")).rows(2).show_ui(ui, &mut said.own);
    });
    let remark = screen.n("words-phrases-picked", said.phrases.len());
    section_title_ui(ui, &screen.t("words-phrases"), &remark);
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let Some(reason) = shown.words.terms.reason else {
            muted_ui(ui, &screen.t("words-phrases-none"));
            return;
        };
        let columns = if ui.available_width() >= TWO_PHRASES_MIN { 2 } else { 1 };
        let all = phrases::of_reason(reason);
        let width = (ui.available_width() - size::GAP) / columns as f32;
        for row in all.chunks(columns) {
            ui.horizontal_top(|ui| {
                for phrase in row {
                    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        phrase_ui(ui, screen, phrase, &mut said);
                    });
                }
            });
        }
    });
    if said == of.said {
        typed.remove(&of.kind);
    } else if said != before {
        typed.insert(of.kind, said.clone());
    }
    ui.horizontal_wrapped(|ui| ui.add(primary(&screen.t("words-build")).icon(Icon::FileText)).clicked())
        .inner
        .then_some(said)
}

/// Narrower than this, sentences stand one under the other.
const TWO_PHRASES_MIN: f32 = 440.0;

fn phrase_ui(ui: &mut Ui, screen: &Screen<'_>, phrase: &Phrase, said: &mut Said) {
    let gloss = screen.texts.say(&Msg::new(format!("phrase-{}", phrase.id)));
    let mut picked = said.phrases.contains(&phrase.id);
    if check_ui(ui, &mut picked, &gloss) {
        said.toggle(&phrase.id);
    }
    if picked {
        ui.horizontal_top(|ui| {
            ui.add_space(size::ICON);
            muted_ui(ui, &phrase.english);
        });
    }
}

/// What to look at again before a text is sent.
pub fn hints_ui(ui: &mut Ui, screen: &Screen<'_>, shown: &CaseShown, of: &CaseText, words: &str) {
    let hints = hints(shown, of, words);
    if hints.is_empty() {
        muted_ui(ui, &screen.t("words-hints-none"));
        return;
    }
    for hint in hints {
        let (tone, mark, name) = match hint.severity {
            Severity::Info => (Tone::Quiet, Mark::Ring, "words-hints"),
            Severity::Loss | Severity::Attention => (Tone::Attention, Mark::Diamond, "words-hints"),
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            mark_ui(ui, tone, mark, &screen.t(name));
            let theme = theme::of(ui);
            let ink = if tone == Tone::Quiet { theme.muted } else { theme.amber };
            ui.add(Label::new(text::small(screen.texts.say(&hint.message)).color(ink)).wrap());
        });
    }
}

fn sample_ui(ui: &mut Ui, screen: &Screen<'_>) {
    section_title_ui(ui, &screen.t("words-sample"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        ui.add(Label::new(text::body(SAMPLE)).wrap().selectable(true));
        hairline_ui(ui);
        for tip in ["words-tip-rating", "words-tip-talk", "words-tip-language"] {
            muted_ui(ui, &screen.t(tip));
        }
    });
}
