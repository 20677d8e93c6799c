//! The JSON shapes of reports, account cases, routes and the glossary.

use std::collections::BTreeMap;

use crate::domain::case::CaseKind;
use crate::domain::guidance::routes::{Meaning, Trouble, Way};
use crate::domain::reporting::{
    self, AccountType, FieldKind, Form, Pattern, ReportType, account_type, field_msg,
};
use crate::domain::rows::CasePicture;
use crate::texts::Texts;
use serde::Serialize;

/// A pattern of fraud.
#[derive(Debug, Serialize)]
pub struct PatternJson {
    code: &'static str,
    text: String,
}

impl PatternJson {
    pub(in crate::cli) fn new(pattern: &Pattern, texts: &Texts) -> Self {
        Self { code: pattern.code, text: texts.say(&pattern.text) }
    }
}

/// A report, or the kind of an account case, with what is filled in.
#[derive(Debug, Serialize)]
pub struct ReportJson {
    #[serde(rename = "type")]
    kind: String,
    category: String,
    state: &'static str,
    fields: BTreeMap<String, String>,
    missing: Vec<String>,
    faults: Vec<String>,
    warnings: Vec<String>,
    paths: Vec<String>,
    retries: Vec<String>,
    external: Option<String>,
}

impl ReportJson {
    pub(in crate::cli) fn of(picture: &CasePicture, texts: &Texts) -> Option<Self> {
        let form = Form::of(&picture.events);
        let kind = form.kind()?.to_owned();
        let state = reporting::state_of(picture.view.state, picture.view.outcome);
        let fields = form.0.iter().filter(|(id, _)| *id != reporting::TYPE);
        let fields = fields.map(|(id, value)| (id.clone(), value.clone())).collect();
        let say = |list: &[crate::domain::message::Msg]| list.iter().map(|msg| texts.say(msg)).collect();
        if let Some(account) = account_type(&kind).filter(|_| picture.case.kind == CaseKind::Account) {
            return Some(Self {
                category: kind.clone(),
                kind,
                state,
                fields,
                missing: Vec::new(),
                faults: Vec::new(),
                warnings: say(&account.warning_msgs()),
                paths: say(&account.step_msgs()),
                retries: say(&account.retry_msgs()),
                external: None,
            });
        }
        let spec = form.report_type()?;
        let marketplace = picture.order.as_ref().map(|order| order.marketplace.clone()).unwrap_or_default();
        let faults = form.faults(&marketplace);
        let missing = faults.iter().filter(|fault| form.get(&fault.field).is_none());
        Some(Self {
            category: spec.category().to_owned(),
            kind,
            state,
            fields,
            missing: missing.map(|fault| fault.field.clone()).collect(),
            faults: faults.iter().map(|fault| texts.say(&fault.what)).collect(),
            warnings: say(&spec.warning_msgs()),
            paths: say(&spec.path_msgs()),
            retries: Vec::new(),
            external: spec.external.clone(),
        })
    }
}

impl ReportJson {
    /// The same for people.
    pub(in crate::cli) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{} ({})", self.kind, self.state)];
        lines.extend(self.fields.iter().map(|(id, value)| format!("  {id}: {value}")));
        let marked =
            |mark: char, list: &[String]| list.iter().map(|line| format!("  {mark} {line}")).collect();
        let parts: [Vec<String>; 4] = [
            marked('?', &self.faults),
            marked('!', &self.warnings),
            marked('-', &self.paths),
            marked('>', &self.retries),
        ];
        lines.extend(parts.concat());
        lines
    }
}

/// A field of a type.
#[derive(Debug, Serialize)]
struct FieldJson {
    id: String,
    kind: String,
    name: String,
    required: bool,
    choices: Vec<String>,
}

/// A type of report or account case.
#[derive(Debug, Serialize)]
pub struct TypeJson {
    case: &'static str,
    #[serde(rename = "type")]
    id: String,
    name: String,
    timer: Option<String>,
    availability: Option<String>,
    fields: Vec<FieldJson>,
    warnings: Vec<String>,
    paths: Vec<String>,
    retries: Vec<String>,
    old_names: Vec<String>,
    old_numbers: Vec<u32>,
    cite: Vec<String>,
}

fn kind_name(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Url => "url",
        FieldKind::OrderNumber => "order_number",
        FieldKind::YesNo => "yes_no",
        FieldKind::Choice => "choice",
        FieldKind::Tracking => "tracking",
        FieldKind::Line => "line",
        FieldKind::Words => "words",
        FieldKind::Contact => "contact",
    }
}

impl TypeJson {
    pub(in crate::cli) fn of_report(spec: &ReportType, texts: &Texts) -> Self {
        let book = reporting::book();
        let mine = |now: &str| now == spec.id;
        Self {
            case: "report",
            id: spec.id.clone(),
            name: texts.say(&spec.name_msg()),
            timer: spec.timer.clone(),
            availability: spec.availability.clone(),
            fields: spec
                .fields
                .iter()
                .map(|field| FieldJson {
                    id: field.id.clone(),
                    kind: kind_name(field.kind).to_owned(),
                    name: texts.say(&field_msg(&field.id)),
                    required: field.required,
                    choices: field.choices.clone(),
                })
                .collect(),
            warnings: spec.warning_msgs().iter().map(|msg| texts.say(msg)).collect(),
            paths: spec.path_msgs().iter().map(|msg| texts.say(msg)).collect(),
            retries: Vec::new(),
            old_names: book
                .aliases
                .iter()
                .filter(|alias| mine(&alias.now))
                .map(|alias| alias.old.clone())
                .collect(),
            old_numbers: book
                .numbered
                .iter()
                .filter(|numbered| numbered.now.as_deref().is_some_and(mine))
                .map(|numbered| numbered.number)
                .collect(),
            cite: spec.cite.clone(),
        }
    }

    pub(in crate::cli) fn of_account(spec: &AccountType, texts: &Texts) -> Self {
        Self {
            case: "account",
            id: spec.id.clone(),
            name: texts.say(&spec.name_msg()),
            timer: spec.timer.clone(),
            availability: None,
            fields: Vec::new(),
            warnings: spec.warning_msgs().iter().map(|msg| texts.say(msg)).collect(),
            paths: spec.step_msgs().iter().map(|msg| texts.say(msg)).collect(),
            retries: spec.retry_msgs().iter().map(|msg| texts.say(msg)).collect(),
            old_names: Vec::new(),
            old_numbers: Vec::new(),
            cite: spec.cite.clone(),
        }
    }
}

impl TypeJson {
    /// The same for people.
    pub(in crate::cli) fn line(&self) -> String {
        format!("{:<8} {:<22} {}", self.case, self.id, self.name)
    }
}

/// Something that can have happened.
#[derive(Debug, Serialize)]
pub struct TroubleJson {
    matter: &'static str,
    what: &'static str,
    text: String,
}

impl TroubleJson {
    pub(in crate::cli) fn new(trouble: Trouble, texts: &Texts) -> Self {
        Self { matter: trouble.matter().code(), what: trouble.code(), text: texts.say(&trouble.msg()) }
    }
}

/// A way to go.
#[derive(Debug, Serialize)]
pub struct WayJson {
    route: &'static str,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    case: Option<&'static str>,
    name: String,
    why: String,
    open: bool,
    shut: Option<String>,
}

impl WayJson {
    pub(in crate::cli) fn new(way: &Way, texts: &Texts) -> Self {
        Self {
            route: way.route.code(),
            kind: way.route.kind(),
            case: way.route.case().map(CaseKind::code),
            name: texts.say(&way.route.name_msg()),
            why: texts.say(&way.why),
            open: way.shut.is_none(),
            shut: way.shut.as_ref().map(|shut| texts.say(shut)),
        }
    }
}

/// A meaning of a word that guides use for four things.
#[derive(Debug, Serialize)]
pub struct MeaningJson {
    code: &'static str,
    name: String,
    means: String,
    what: &'static str,
}

impl MeaningJson {
    pub(in crate::cli) fn new(meaning: &Meaning, texts: &Texts) -> Self {
        Self {
            code: meaning.code,
            name: texts.say(&meaning.name),
            means: texts.say(&meaning.words),
            what: meaning.trouble.code(),
        }
    }
}
