//! What a report, an account case or a chat claim shows beside its log, made from its picture.

use std::collections::BTreeMap;

use crate::app::{Command, Deed};
use crate::domain::case::CaseKind;
use crate::domain::guidance::routes;
use crate::domain::ids::CaseId;
use crate::domain::message::Msg;
use crate::domain::reporting::{FieldKind, Form, TYPE, account_type, choice_msg, field_msg, report_type};
use crate::domain::rows::CasePicture;
use crate::texts::Texts;

/// The words of a type.
pub fn category_words(texts: &Texts, kind: CaseKind, category: &str) -> Option<String> {
    let msg = match kind {
        CaseKind::Report => report_type(category)?.name_msg(),
        CaseKind::Account => account_type(category)?.name_msg(),
        CaseKind::Chat => routes::chat_msg(category),
        _ => return None,
    };
    Some(texts.say(&msg))
}

/// The card beside a case that is no dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What it is.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// What was filled in: name and value.
    pub facts: Vec<(String, String)>,
    /// What is missing or wrong.
    pub faults: Vec<String>,
    /// What to know before it is sent.
    pub warnings: Vec<String>,
    /// What to do, or where to click, in order.
    pub steps: Vec<String>,
    /// What to try when it was refused.
    pub retries: Vec<String>,
    /// It has a form to fill in.
    pub has_form: bool,
}

impl Beside {
    /// The card of a case; none for a dispute and its like.
    pub fn of(picture: &CasePicture, texts: &Texts) -> Option<Self> {
        let form = Form::of(&picture.events);
        let say = |list: Vec<Msg>| list.iter().map(|msg| texts.say(msg)).collect::<Vec<String>>();
        match picture.case.kind {
            CaseKind::Report => Some(Self::of_report(picture, &form, texts)),
            CaseKind::Account => {
                let spec = account_type(form.kind()?)?;
                Some(Self {
                    title: texts.say(&spec.name_msg()),
                    warnings: say(spec.warning_msgs()),
                    steps: say(spec.step_msgs()),
                    retries: say(spec.retry_msgs()),
                    ..Self::default()
                })
            }
            CaseKind::Chat => Some(Self {
                title: texts.get("route-chat-title"),
                about: texts.get("route-chat-words"),
                facts: form
                    .kind()
                    .map(|kind| (texts.get("report-field-reason"), texts.say(&routes::chat_msg(kind))))
                    .into_iter()
                    .collect(),
                ..Self::default()
            }),
            _ => None,
        }
    }

    fn of_report(picture: &CasePicture, form: &Form, texts: &Texts) -> Self {
        let say = |list: Vec<Msg>| list.iter().map(|msg| texts.say(msg)).collect::<Vec<String>>();
        let marketplace = picture.order.as_ref().map(|order| order.marketplace.clone()).unwrap_or_default();
        let faults = form.faults(&marketplace).into_iter().map(|fault| texts.say(&fault.what)).collect();
        let Some(spec) = form.report_type() else {
            return Self { title: texts.get("report-form-title"), faults, has_form: true, ..Self::default() };
        };
        let value = |id: &str, kind: FieldKind, value: &str| match kind {
            FieldKind::YesNo => {
                texts.get(if form.yes_no(id) == Some(true) { "report-yes" } else { "report-no" })
            }
            FieldKind::Choice
                if spec.field(id).is_some_and(|field| field.choices.iter().any(|c| c == value)) =>
            {
                texts.say(&choice_msg(value))
            }
            _ => value.to_owned(),
        };
        let facts = spec
            .fields
            .iter()
            .filter_map(|field| {
                let held = form.get(&field.id)?;
                Some((texts.say(&field_msg(&field.id)), value(&field.id, field.kind, held)))
            })
            .collect();
        Self {
            title: texts.say(&spec.name_msg()),
            about: texts.say(&spec.about_msg()),
            facts,
            faults,
            warnings: say(spec.warning_msgs()),
            steps: say(spec.path_msgs()),
            retries: Vec::new(),
            has_form: true,
        }
    }
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportDraft {
    /// Values by field, the type among them.
    pub values: BTreeMap<String, String>,
}

impl ReportDraft {
    /// The form as it was saved last.
    pub fn new(picture: &CasePicture) -> Self {
        Self { values: Form::of(&picture.events).0 }
    }

    /// The code of its type.
    pub fn kind(&self) -> Option<&str> {
        self.values.get(TYPE).map(String::as_str)
    }

    /// The command that saves it: every field of its type, empty ones too, so that they are cleared.
    pub fn command(&self, case: CaseId) -> Option<Command> {
        let spec = report_type(self.kind()?)?;
        let mut values = BTreeMap::from([(TYPE.to_owned(), spec.id.clone())]);
        for field in &spec.fields {
            values.insert(field.id.clone(), self.values.get(&field.id).cloned().unwrap_or_default());
        }
        Some(Command::deed(Deed::FillReport(case, values), "report-said-saved"))
    }
}
