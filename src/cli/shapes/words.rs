//! The JSON shapes of reasons, phrases, the site's form, ways of settling, the tracking log, cards and hints.

use serde::Serialize;

use super::{MomentJson, MoneyJson, money};
use crate::domain::guidance::cards::Card;
use crate::domain::message::Msg;
use crate::domain::order::tracking_log::{Snapshot, Suggestion};
use crate::domain::rows::CasePicture;
use crate::domain::wording::closest::{Close, Match};
use crate::domain::wording::lint::Hint;
use crate::domain::wording::phrases::Phrase;
use crate::domain::wording::reasons::{Group, Leaf};
use crate::domain::wording::site_form::{FormField, Version, as_of};
use crate::jobs::words::WordsPicture;
use crate::texts::Texts;

/// A reason in its place of the tree.
#[derive(Debug, Serialize)]
pub struct ReasonJson {
    code: &'static str,
    label: String,
    group: String,
    group_label: String,
    site: String,
    site_group: String,
    received: bool,
    sources: Vec<String>,
}

impl ReasonJson {
    pub(in crate::cli) fn new(group: &Group, leaf: &Leaf, group_label: &str, label: &str) -> Self {
        Self {
            code: leaf.reason.code(),
            label: label.to_owned(),
            group: group.id.clone(),
            group_label: group_label.to_owned(),
            site: leaf.site.clone(),
            site_group: group.site.clone(),
            received: group.received,
            sources: leaf.cite.clone(),
        }
    }
}

/// A reason close to what was said.
#[derive(Debug, Serialize)]
pub struct CloseReasonJson {
    #[serde(flatten)]
    reason: ReasonJson,
    score: u32,
    why: Vec<MatchJson>,
}

#[derive(Debug, Serialize)]
struct MatchJson {
    said: String,
    known: String,
}

impl CloseReasonJson {
    pub(in crate::cli) fn new(reason: ReasonJson, close: &Close) -> Self {
        let one = |found: &Match| MatchJson { said: found.said.clone(), known: found.known.clone() };
        Self { reason, score: close.score, why: close.why.iter().map(one).collect() }
    }
}

/// A sentence of the phrase bank.
#[derive(Debug, Serialize)]
pub struct PhraseJson {
    id: String,
    reason: &'static str,
    english: String,
    gloss: String,
}

impl PhraseJson {
    pub(in crate::cli) fn new(phrase: &Phrase, gloss: String) -> Self {
        Self { id: phrase.id.clone(), reason: phrase.reason.code(), english: phrase.english.clone(), gloss }
    }
}

/// A hint on a text.
#[derive(Debug, Serialize)]
pub struct HintJson {
    code: &'static str,
    severity: &'static str,
    message: String,
    words: Vec<String>,
}

impl HintJson {
    pub(in crate::cli) fn new(hint: &Hint, texts: &Texts) -> Self {
        Self {
            code: hint.code.code(),
            severity: hint.severity.code(),
            message: texts.say(&hint.message),
            words: hint.words.clone(),
        }
    }
}

#[derive(Debug, Serialize)]
struct FieldJson {
    id: &'static str,
    label: String,
    also: Vec<String>,
    value: Option<String>,
    files: usize,
    ticked: bool,
    notes: Vec<String>,
    sources: Vec<String>,
}

impl FieldJson {
    fn new(field: &FormField, texts: &Texts) -> Self {
        Self {
            id: field.id.code(),
            label: field.site.clone(),
            also: field.also.clone(),
            value: field.value.clone(),
            files: field.files,
            ticked: field.ticked,
            notes: said(&field.notes, texts),
            sources: field.cite.clone(),
        }
    }
}

fn said(messages: &[Msg], texts: &Texts) -> Vec<String> {
    messages.iter().map(|message| texts.say(message)).collect()
}

#[derive(Debug, Serialize)]
struct VersionJson {
    number: usize,
    at: MomentJson,
    reason: Option<&'static str>,
    remedy: Option<&'static str>,
    amount: Option<MoneyJson>,
    text: Option<String>,
    files: usize,
    changes: Vec<String>,
}

impl VersionJson {
    fn new(version: &Version, texts: &Texts) -> Self {
        Self {
            number: version.number,
            at: MomentJson::new(&version.at, texts),
            reason: version.terms.reason.map(crate::domain::case::Reason::code),
            remedy: version.terms.remedy.map(crate::domain::event::Plan::code),
            amount: money(version.terms.amount.as_ref()),
            text: version.text.clone(),
            files: version.files,
            changes: said(&version.changes, texts),
        }
    }
}

/// The site's form, field by field.
#[derive(Debug, Serialize)]
pub struct FormJson {
    case: i64,
    state: &'static str,
    as_of: &'static str,
    sends: Option<&'static str>,
    editing: bool,
    fields: Vec<FieldJson>,
    versions: Vec<VersionJson>,
}

impl FormJson {
    pub(in crate::cli) fn new(picture: &CasePicture, words: &WordsPicture, texts: &Texts) -> Self {
        Self {
            case: picture.case.id.0,
            state: picture.view.state.code(),
            as_of: as_of(),
            sends: words.sends.map(crate::domain::event::CaseEventKind::code),
            editing: words.editing,
            fields: words.fields.iter().map(|field| FieldJson::new(field, texts)).collect(),
            versions: words.versions.iter().map(|version| VersionJson::new(version, texts)).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct DaysJson {
    min: i64,
    max: i64,
}

#[derive(Debug, Serialize)]
struct RemedyJson {
    plan: &'static str,
    in_form: bool,
    days: Option<DaysJson>,
    rules: Vec<String>,
    back: Option<MoneyJson>,
    cost: Option<MoneyJson>,
    left: Option<MoneyJson>,
    keeps_item: bool,
    costs_more: bool,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SuggestedJson {
    amount: MoneyJson,
    percent: i64,
    because: &'static str,
}

#[derive(Debug, Serialize)]
struct AnswersJson {
    critical: Option<&'static str>,
    damage: Option<&'static str>,
    mending: Option<&'static str>,
    repair_cost: Option<String>,
    return_cost: Option<String>,
}

/// Ways of settling and what the answers suggest.
#[derive(Debug, Serialize)]
pub struct RemediesJson {
    remedies: Vec<RemedyJson>,
    answers: AnswersJson,
    suggestion: Option<SuggestedJson>,
}

impl RemediesJson {
    pub(in crate::cli) fn new(words: &WordsPicture, texts: &Texts) -> Self {
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let answers = &words.answers;
        Self {
            remedies: words
                .remedies
                .iter()
                .map(|remedy| RemedyJson {
                    plan: remedy.plan.code(),
                    in_form: remedy.in_form,
                    days: remedy.days.map(|days| DaysJson { min: days.min, max: days.max }),
                    rules: remedy.rules.clone(),
                    back: money(remedy.back.as_ref()),
                    cost: money(remedy.cost.as_ref()),
                    left: money(remedy.left.as_ref()),
                    keeps_item: remedy.keeps_item,
                    costs_more: remedy.costs_more,
                    notes: said(&remedy.notes, texts),
                })
                .collect(),
            answers: AnswersJson {
                critical: answers.critical.map(crate::domain::offers::amounts::Critical::code),
                damage: answers.damage.map(crate::domain::offers::amounts::Damage::code),
                mending: answers.mending.map(crate::domain::offers::amounts::Mending::code),
                repair_cost: filled(&answers.repair_cost),
                return_cost: filled(&answers.return_cost),
            },
            suggestion: words.suggestion.as_ref().map(|suggestion| SuggestedJson {
                amount: MoneyJson::from(&suggestion.amount),
                percent: suggestion.percent,
                because: suggestion.because.code(),
            }),
        }
    }
}

#[derive(Debug, Serialize)]
struct SnapshotJson {
    event: i64,
    at: MomentJson,
    missing: bool,
    text: Option<String>,
    elsewhere: Option<String>,
    picture: Option<i64>,
}

#[derive(Debug, Serialize)]
struct TrackedReasonJson {
    reason: &'static str,
    why: String,
}

/// The tracking log and what it suggests.
#[derive(Debug, Serialize)]
pub struct TrackingJson {
    snapshots: Vec<SnapshotJson>,
    suggestion: Option<TrackedReasonJson>,
}

impl TrackingJson {
    pub(in crate::cli) fn new(
        snapshots: &[Snapshot],
        suggestion: Option<&Suggestion>,
        texts: &Texts,
    ) -> Self {
        Self {
            snapshots: snapshots
                .iter()
                .map(|snapshot| SnapshotJson {
                    event: snapshot.event.0,
                    at: MomentJson::new(&snapshot.at, texts),
                    missing: snapshot.is_missing,
                    text: snapshot.text.clone(),
                    elsewhere: snapshot.elsewhere.clone(),
                    picture: snapshot.picture.map(|picture| picture.0),
                })
                .collect(),
            suggestion: suggestion.map(|suggestion| TrackedReasonJson {
                reason: suggestion.reason.code(),
                why: texts.say(&suggestion.why),
            }),
        }
    }
}

/// A where-to-click card.
#[derive(Debug, Serialize)]
pub struct CardJson {
    id: String,
    pub(in crate::cli) title: String,
    as_of: String,
    pub(in crate::cli) steps: Vec<String>,
    pub(in crate::cli) aliases: Vec<String>,
    own: bool,
    sources: Vec<String>,
}

impl CardJson {
    pub(in crate::cli) fn new(card: &Card, own: Option<Vec<String>>, texts: &Texts) -> Self {
        Self {
            id: card.id.clone(),
            title: texts.say(&card.title()),
            as_of: card.as_of.to_string(),
            own: own.is_some(),
            steps: own.unwrap_or_else(|| card.steps.iter().map(|step| texts.say(&step.msg())).collect()),
            aliases: card.aliases.clone(),
            sources: card.cite.clone(),
        }
    }
}
