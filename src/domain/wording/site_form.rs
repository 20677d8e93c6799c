//! The marketplace's own form, field by field in the order in which it asks, with what to put into each (P4-08 to
//! P4-17, P4-22). Mirrors the form; fills in nothing on any site.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, CaseKind, Reason, Submission, SubmissionKind};
use crate::domain::event::{CaseEvent, CaseEventKind, Plan, codes};
use crate::domain::ids::{CaseId, EventId};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::wording::reasons;

codes! {
    /// A field of the form.
    FieldId {
        Received = "received", Group = "group", Reason = "reason", Remedy = "remedy", Amount = "amount",
        Text = "text", Files = "files",
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    as_of: String,
    fields: Vec<Labels>,
    values: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    id: FieldId,
    site: String,
    also: Vec<String>,
    cite: Vec<String>,
}

const TEXT: &str = include_str!("../../../assets/words/form.toml");

fn data() -> &'static File {
    static DATA: LazyLock<File> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());
    &DATA
}

/// The day up to which the labels were read.
pub fn as_of() -> &'static str {
    &data().as_of
}

/// A field with what goes into it.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// Which.
    pub id: FieldId,
    /// What the site calls it.
    pub site: String,
    /// Other labels it was seen under.
    pub also: Vec<String>,
    /// Where the labels are known from.
    pub cite: Vec<String>,
    /// What to choose or paste; nothing where it is not known yet.
    pub value: Option<String>,
    /// The same as the window shows it, where it differs.
    pub shown: Option<String>,
    /// How many files, for the field of files.
    pub files: usize,
    /// It is done.
    pub ticked: bool,
    /// What to know about it.
    pub notes: Vec<Msg>,
}

/// Reason, remedy and amount as the form has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Why.
    pub reason: Option<Reason>,
    /// What is wanted.
    pub remedy: Option<Plan>,
    /// How much.
    pub amount: Option<Money>,
}

impl Terms {
    /// The terms as last sent: those of the case, changed by what was submitted and edited since.
    pub fn now(case: &Case, events: &[CaseEvent]) -> Self {
        let mut terms = Self { reason: case.reason, remedy: case.remedy, amount: case.amount.clone() };
        for event in events.iter().filter(|event| !event.voided) {
            if matches!(event.kind, CaseEventKind::Submitted | CaseEventKind::Edited) {
                terms.take(event);
            }
        }
        terms
    }

    fn take(&mut self, event: &CaseEvent) {
        let details = &event.details;
        self.reason = details.reason.as_deref().and_then(Reason::from_code).or(self.reason);
        self.remedy = details.plan.or(self.remedy);
        self.amount = details.amount.clone().or_else(|| self.amount.take());
    }
}

/// What is being filled in and how far: kept among the settings of a library until it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filling {
    /// Fields that are done.
    pub ticked: Vec<FieldId>,
    /// Another reason than was sent, for a change of the dispute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Another remedy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Plan>,
    /// Another amount, as a decimal.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub amount: String,
}

impl Filling {
    /// The key under which it is kept.
    pub fn key(case: CaseId) -> String {
        format!("form.{case}")
    }

    /// Reads what was kept; anything unreadable is as good as nothing.
    pub fn read(stored: Option<&str>) -> Self {
        stored.and_then(|text| toml::from_str(text).ok()).unwrap_or_default()
    }

    /// What is to be kept; nothing for nothing.
    pub fn write(&self) -> Option<String> {
        if *self == Self::default() { None } else { toml::to_string(self).ok() }
    }

    /// Ticks a field, or takes its tick away.
    pub fn toggle(&mut self, field: FieldId) {
        match self.ticked.iter().position(|done| *done == field) {
            Some(at) => {
                self.ticked.remove(at);
            }
            None => self.ticked.push(field),
        }
    }

    /// The terms with what is being changed.
    pub fn over(&self, terms: &Terms) -> Terms {
        let currency = terms.amount.as_ref().map(|amount| &amount.currency);
        Terms {
            reason: self.reason.or(terms.reason),
            remedy: self.remedy.or(terms.remedy),
            amount: currency
                .and_then(|currency| Money::parse(&self.amount, currency))
                .or_else(|| terms.amount.clone()),
        }
    }
}

/// What the form is filled from.
#[derive(Clone, Copy, Debug)]
pub struct FormInput<'a> {
    /// What kind of case.
    pub kind: CaseKind,
    /// Reason, remedy, amount.
    pub terms: &'a Terms,
    /// The English text.
    pub text: &'a str,
    /// How many files go with it.
    pub files: usize,
    /// How far it is.
    pub filling: &'a Filling,
    /// It was sent already and is being changed.
    pub editing: bool,
}

/// The fields in the site's order. Only a dispute asks what arrived and what is wanted; other forms are a text and its
/// files.
pub fn fields(input: &FormInput<'_>) -> Vec<FormField> {
    data()
        .fields
        .iter()
        .filter(|labels| {
            input.kind == CaseKind::Dispute || matches!(labels.id, FieldId::Text | FieldId::Files)
        })
        .map(|labels| field(labels, input))
        .collect()
}

fn field(labels: &Labels, input: &FormInput<'_>) -> FormField {
    let place = input.terms.reason.and_then(|reason| reasons::tree().place_of(reason));
    let value = |key: &str| data().values.get(key).cloned();
    let mut out = FormField {
        id: labels.id,
        site: labels.site.clone(),
        also: labels.also.clone(),
        cite: labels.cite.clone(),
        value: None,
        shown: None,
        files: 0,
        ticked: input.filling.ticked.contains(&labels.id),
        notes: Vec::new(),
    };
    match labels.id {
        FieldId::Received => {
            out.value = place
                .and_then(|(group, _)| value(if group.received { "received_yes" } else { "received_no" }));
            out.notes.push(Msg::new("words-field-received"));
        }
        FieldId::Group => out.value = place.map(|(group, _)| group.site.clone()),
        FieldId::Reason => {
            out.value = place.map(|(_, leaf)| leaf.site.clone());
            out.notes.push(Msg::new("words-field-reason"));
        }
        FieldId::Remedy => {
            out.value = match input.terms.remedy {
                Some(Plan::ReturnAndRefund) => value("return_and_refund"),
                Some(_) => value("refund_only"),
                None => None,
            };
            out.notes.push(Msg::new("words-field-remedy"));
        }
        FieldId::Amount => {
            out.value = input.terms.amount.as_ref().map(Money::decimal);
            out.shown = input.terms.amount.as_ref().map(ToString::to_string);
        }
        FieldId::Text => {
            out.value = Some(input.text.to_owned()).filter(|text| !text.trim().is_empty());
        }
        FieldId::Files => {
            out.files = input.files;
            out.notes.push(Msg::new(if input.files == 0 {
                "words-field-files-none"
            } else {
                "words-field-files"
            }));
        }
    }
    if input.editing && out.id == FieldId::Received {
        out.notes.push(Msg::new("words-field-editing"));
    }
    out
}

/// One state of a dispute as it was sent: the first, and one for each change (P4-21).
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// 1, 2, 3…
    pub number: usize,
    /// The event that sent it.
    pub event: EventId,
    /// When.
    pub at: Moment,
    /// What it asked.
    pub terms: Terms,
    /// Its text, where it was frozen with it.
    pub text: Option<String>,
    /// How many files went with it.
    pub files: usize,
    /// What differs from the one before.
    pub changes: Vec<Msg>,
}

/// Every state of a dispute as sent, oldest first.
pub fn versions(case: &Case, events: &[CaseEvent], submissions: &[Submission]) -> Vec<Version> {
    let mut terms = Terms { reason: case.reason, remedy: case.remedy, amount: case.amount.clone() };
    let mut versions: Vec<Version> = Vec::new();
    for event in events.iter().filter(|event| {
        !event.voided && matches!(event.kind, CaseEventKind::Submitted | CaseEventKind::Edited)
    }) {
        let before = terms.clone();
        terms.take(event);
        let sent =
            event.details.submission.and_then(|id| submissions.iter().find(|submission| submission.id == id));
        let last = versions.last();
        let text = sent
            .filter(|sent| sent.kind == SubmissionKind::Claim)
            .map(|sent| sent.text.clone())
            .or_else(|| last.and_then(|last| last.text.clone()));
        let files = sent.map_or_else(|| last.map_or(0, |last| last.files), |sent| sent.files.len());
        let changes = match last {
            Some(last) => changes(&before, &terms, last, text.as_deref(), files),
            None => Vec::new(),
        };
        versions.push(Version {
            number: versions.len() + 1,
            event: event.id,
            at: event.at,
            terms: terms.clone(),
            text,
            files,
            changes,
        });
    }
    versions
}

fn changes(before: &Terms, after: &Terms, last: &Version, text: Option<&str>, files: usize) -> Vec<Msg> {
    let mut changes = Vec::new();
    if before.reason != after.reason
        && let Some((_, leaf)) = after.reason.and_then(|reason| reasons::tree().place_of(reason))
    {
        changes.push(Msg::new("words-change-reason").text("reason", &leaf.site));
    }
    if before.remedy != after.remedy
        && let Some(plan) = after.remedy
    {
        let plan = Msg::new(format!("case-plan-{}", plan.code()));
        changes.push(Msg::new("words-change-remedy").msg("remedy", plan));
    }
    if let (Some(old), Some(new)) = (&before.amount, &after.amount)
        && old != new
    {
        changes.push(Msg::new("words-change-amount").money("old", old).money("new", new));
    }
    if last.text.as_deref() != text {
        changes.push(Msg::new("words-change-text"));
    }
    if last.files != files {
        changes
            .push(Msg::new("words-change-files").count("old", last.files as i64).count("new", files as i64));
    }
    changes
}
