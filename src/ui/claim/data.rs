//! What the tabs of a case show beside its overview, made from what is shown; and what is typed there.

use std::collections::BTreeMap;

use crate::app::work::CaseShown;
use crate::app::work::{CaseText, WordsPicture};
use crate::domain::case::SubmissionKind;
use crate::domain::event::Plan;
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::offers::amounts::Answers;
use crate::domain::offers::remedies::Remedy;
use crate::domain::wording::lint::{Hint, LintInput, lint};
use crate::domain::wording::said::Said;
use crate::domain::wording::site_form::{FieldId, FormField};
use crate::texts::Texts;
use crate::ui::words;

use super::path_ui::PathPlace;

/// The parts of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// How it stands.
    #[default]
    Overview,
    /// Composing the text.
    Text,
    /// The site's form.
    Form,
    /// Ways of settling.
    Compare,
}

/// What is typed and opened in these tabs.
#[derive(Debug, Default)]
pub struct ClaimPlace {
    /// Which tab.
    pub tab: Tab,
    /// Which of the texts, once chosen.
    pub kind: Option<SubmissionKind>,
    /// Slots and sentences of each text, once touched.
    pub said: BTreeMap<SubmissionKind, Said>,
    /// Answers and costs, once touched.
    pub answers: Option<Answers>,
    /// The amount being changed, as typed.
    pub amount: Option<String>,
    /// Cards that are open or being edited.
    pub paths: PathPlace,
}

impl ClaimPlace {
    /// The text that is composed: the chosen one, else the one the case sends.
    pub fn text<'a>(&self, words: &'a WordsPicture) -> Option<&'a CaseText> {
        words.texts.iter().find(|text| Some(text.kind) == self.kind).or_else(|| words.texts.first())
    }
}

/// Hints on one of the texts as typed.
pub fn hints(shown: &CaseShown, of: &CaseText, text: &str) -> Vec<Hint> {
    lint(&LintInput {
        kind: Some(of.kind),
        text,
        limit: of.limit,
        language: shown.words.language,
        reason: shown.words.terms.reason,
        asked: shown.words.terms.amount.as_ref(),
        cap: shown.picture.view.amount_cap.as_ref(),
        suggested: shown.words.suggestion.as_ref().map(|suggestion| &suggestion.amount),
        needs_receipt: shown.words.needs_receipt,
    })
}

/// A field of the site's form as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldLine {
    /// Which.
    pub id: FieldId,
    /// The site's label.
    pub site: String,
    /// Other labels it was seen under.
    pub also: String,
    /// What to choose or paste; empty where it is not known.
    pub value: String,
    /// The same for the clipboard.
    pub copy: Option<String>,
    /// It is about files.
    pub has_files: bool,
    /// It is done.
    pub ticked: bool,
    /// What to know.
    pub notes: Vec<String>,
}

impl FieldLine {
    /// Makes the line.
    pub fn new(field: &FormField, texts: &Texts) -> Self {
        let is_files = field.id == FieldId::Files;
        let value = if is_files {
            texts.say(&Msg::new("words-files").count("count", i64::try_from(field.files).unwrap_or(i64::MAX)))
        } else {
            field.shown.clone().or_else(|| field.value.clone()).unwrap_or_default()
        };
        let also = match field.also.as_slice() {
            [] => String::new(),
            also => texts.say(&Msg::new("words-field-also").text("names", also.join(" · "))),
        };
        Self {
            id: field.id,
            site: field.site.clone(),
            also,
            value,
            copy: field.value.clone(),
            has_files: is_files && field.files > 0,
            ticked: field.ticked,
            notes: field.notes.iter().map(|note| texts.say(note)).collect(),
        }
    }
}

/// A way of settling as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct RemedyLine {
    /// What would happen.
    pub plan: Plan,
    /// The same in words.
    pub name: String,
    /// In the site's form, or by talk.
    pub how: String,
    /// How long it takes.
    pub days: String,
    /// What comes back.
    pub back: String,
    /// What it costs.
    pub cost: String,
    /// What is left of the money.
    pub left: String,
    /// It brings less than it costs.
    pub is_red: bool,
    /// What to know.
    pub notes: Vec<String>,
}

impl RemedyLine {
    /// Makes the line.
    pub fn new(remedy: &Remedy, texts: &Texts) -> Self {
        let money =
            |money: &Option<Money>| money.as_ref().map_or_else(|| "–".to_owned(), |money| texts.money(money));
        let mut notes =
            vec![texts.get(if remedy.keeps_item { "words-compare-keep" } else { "words-compare-send" })];
        notes.extend(remedy.notes.iter().map(|note| texts.say(note)));
        if remedy.costs_more {
            notes.push(texts.get("words-compare-red"));
        }
        Self {
            plan: remedy.plan,
            name: words::plan(texts, remedy.plan),
            how: texts.get(if remedy.in_form { "words-compare-in-form" } else { "words-compare-by-talk" }),
            days: match remedy.days {
                Some(days) => {
                    texts.say(&Msg::new("words-compare-days").count("min", days.min).count("max", days.max))
                }
                None => texts.get("words-compare-days-unknown"),
            },
            back: money(&remedy.back),
            cost: match &remedy.cost {
                Some(cost) => texts.money(cost),
                None => texts.get("words-compare-cost-unknown"),
            },
            left: money(&remedy.left),
            is_red: remedy.costs_more,
            notes,
        }
    }
}
