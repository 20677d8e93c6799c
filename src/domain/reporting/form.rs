//! What a buyer filled in, what is still missing of it, and how the report stands.

use std::collections::BTreeMap;

use super::{AccountType, Field, FieldKind, ReportType, book, report_type};
use crate::domain::case::{Case, CaseKind};
use crate::domain::event::{CaseEvent, Outcome};
use crate::domain::message::Msg;
use crate::domain::order::{Marketplace, Order, OrderDate, OrderNumber};
use crate::domain::rules::{Availability, RulePack};
use crate::domain::view::{CaseState, Readiness};
use crate::domain::wording::language::tongue;

/// The field that says which kind of report or account case it is.
pub const TYPE: &str = "type";

/// What was filled in, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(pub BTreeMap<String, String>);

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Which field.
    pub field: String,
    /// What is wrong.
    pub what: Msg,
    /// Without it the report does not go.
    pub blocks: bool,
}

impl Form {
    /// The form of a case as its log has it last.
    pub fn of(events: &[CaseEvent]) -> Self {
        let filled = events.iter().rev().find(|event| !event.voided && !event.details.fields.is_empty());
        Self(filled.map(|event| event.details.fields.clone()).unwrap_or_default())
    }

    /// An empty form of a kind, with what the order tells already.
    pub fn begun(kind: &str, order: Option<&Order>) -> Self {
        let mut fields = BTreeMap::from([(TYPE.to_owned(), kind.to_owned())]);
        let Some((spec, order)) = report_type(kind).zip(order) else { return Self(fields) };
        let url = order.lines.iter().find_map(|line| line.product_url.clone());
        let known = [
            ("product_url", url),
            ("order_number", Some(order.number.as_typed().to_owned())),
            ("tracking", order.tracking.clone()),
            ("order_completed", order.date(OrderDate::Confirmed).map(|_| "yes".to_owned())),
            ("received", order.date(OrderDate::Delivered).map(|_| "yes".to_owned())),
        ];
        for (id, value) in known {
            if let Some(value) = value.filter(|_| spec.field(id).is_some()) {
                fields.insert(id.to_owned(), value);
            }
        }
        Self(fields)
    }

    /// The code of its kind.
    pub fn kind(&self) -> Option<&str> {
        self.get(TYPE)
    }

    /// The kind of report it is.
    pub fn report_type(&self) -> Option<&'static ReportType> {
        report_type(self.kind()?)
    }

    /// What a field holds.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// A yes or no.
    pub fn yes_no(&self, id: &str) -> Option<bool> {
        match self.get(id)? {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// What is wrong with it, field by field in the order of the form.
    pub fn faults(&self, marketplace: &Marketplace) -> Vec<Fault> {
        let Some(spec) = self.report_type() else {
            let what = Msg::new("report-type-missing");
            return vec![Fault { field: TYPE.to_owned(), what, blocks: true }];
        };
        spec.fields.iter().filter_map(|field| self.fault(field, marketplace)).collect()
    }

    fn fault(&self, field: &Field, marketplace: &Marketplace) -> Option<Fault> {
        let fault = |what, blocks| Some(Fault { field: field.id.clone(), what, blocks });
        let Some(value) = self.get(&field.id) else {
            let missing = Msg::new("report-field-missing").msg("field", field_msg(&field.id));
            return if field.required { fault(missing, true) } else { None };
        };
        match field.kind {
            FieldKind::Url => {
                let mut links = value.lines().map(str::trim).filter(|link| !link.is_empty());
                let one_too_many = !field.several && value.trim().lines().count() > 1;
                let wrong = links.find(|link| !is_link(link));
                match wrong {
                    Some(link) => fault(Msg::new("report-url-wrong").text("url", link), true),
                    None if one_too_many => fault(Msg::new("report-url-one"), true),
                    None => None,
                }
            }
            FieldKind::OrderNumber => match OrderNumber::parse(value, marketplace) {
                Ok(_) => None,
                Err(problem) => fault(problem.message, true),
            },
            FieldKind::YesNo if self.yes_no(&field.id).is_none() => {
                fault(Msg::new("report-yes-no").msg("field", field_msg(&field.id)), true)
            }
            FieldKind::Choice if !field.open && !field.choices.iter().any(|choice| choice == value) => {
                fault(Msg::new("report-choice-unknown").text("value", value), true)
            }
            FieldKind::Words if tongue(value).is_foreign() => {
                fault(Msg::new("report-words-not-english").msg("field", field_msg(&field.id)), false)
            }
            FieldKind::Words if value.chars().count() < book().description_chars_min && field.required => {
                let least = i64::try_from(book().description_chars_min).unwrap_or(i64::MAX);
                fault(Msg::new("report-words-short").count("least", least), false)
            }
            _ => None,
        }
    }
}

/// The name of a field.
pub fn field_msg(id: &str) -> Msg {
    Msg::new(format!("report-field-{}", dashed(id)))
}

/// The words of a value to choose.
pub fn choice_msg(value: &str) -> Msg {
    Msg::new(format!("report-choice-{}", dashed(value)))
}

/// True for a link to a page that can be opened: a scheme, a host with a dot, no spaces.
fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    parts.len() >= 2 && parts.iter().all(|part| !part.is_empty()) && !text.contains(char::is_whitespace)
}

/// Adds to the readiness of a report what its form still needs and what to know before it is sent.
pub fn judge(
    ready: &mut Readiness,
    case: &Case,
    form: &Form,
    order: Option<&Order>,
    files: usize,
    pack: &RulePack,
) {
    if case.kind != CaseKind::Report {
        return;
    }
    let marketplace = order.map(|order| order.marketplace.clone()).unwrap_or_default();
    for fault in form.faults(&marketplace) {
        // A report whose kind was never said has no form: its text can go as it is.
        let blocks = fault.blocks && form.report_type().is_some();
        let list = if blocks { &mut ready.blockers } else { &mut ready.warnings };
        list.push(fault.what);
    }
    let Some(spec) = form.report_type() else { return };
    if spec.wants_files() && files == 0 {
        ready.warnings.push(Msg::new("report-no-evidence"));
    }
    // Whether the type still exists is the pack's to know, where it says so (C14).
    let kept = pack.flags.trade_rules_report.filter(|_| spec.category() == TRADE_RULES);
    if kept == Some(Availability::Removed) {
        ready.warnings.push(Msg::new("report-trade-rules-removed"));
    }
    let said = spec
        .warnings
        .iter()
        .filter(|code| code.as_str() != "availability" || matches!(kept, None | Some(Availability::Unknown)));
    ready.warnings.extend(said.map(|code| warning_msg(code)));
}

/// The type whose being there the sources disagree about.
const TRADE_RULES: &str = "trade_rules";

/// The sentence of a warning.
pub(super) fn warning_msg(code: &str) -> Msg {
    Msg::new(format!("report-warning-{}", dashed(code)))
}

/// A code as ids of texts are written.
fn dashed(code: &str) -> String {
    code.replace(['_', '.'], "-")
}

impl ReportType {
    /// Its name.
    pub fn name_msg(&self) -> Msg {
        Msg::new(format!("report-type-{}", dashed(&self.id)))
    }

    /// What it is for.
    pub fn about_msg(&self) -> Msg {
        Msg::new(format!("report-about-{}", dashed(&self.id)))
    }

    /// Where to click, in order.
    pub fn path_msgs(&self) -> Vec<Msg> {
        self.paths.iter().map(|code| Msg::new(format!("report-path-{}", dashed(code)))).collect()
    }

    /// What to know before it is sent, the worst first.
    pub fn warning_msgs(&self) -> Vec<Msg> {
        self.warnings.iter().map(|code| warning_msg(code)).collect()
    }
}

impl AccountType {
    /// Its name.
    pub fn name_msg(&self) -> Msg {
        Msg::new(format!("report-account-{}", dashed(&self.id)))
    }

    /// What to do, in order.
    pub fn step_msgs(&self) -> Vec<Msg> {
        self.steps.iter().map(|code| Msg::new(format!("report-step-{}", dashed(code)))).collect()
    }

    /// What to try when it was refused.
    pub fn retry_msgs(&self) -> Vec<Msg> {
        self.retries.iter().map(|code| Msg::new(format!("report-retry-{}", dashed(code)))).collect()
    }

    /// What to know meanwhile.
    pub fn warning_msgs(&self) -> Vec<Msg> {
        let clocks = Msg::new("report-account-clocks-run");
        if self.instructions_only { vec![Msg::new("report-account-no-secrets")] } else { vec![clocks] }
    }
}

/// How a report stands (C6), by the state of its case.
pub fn state_of(state: CaseState, outcome: Option<Outcome>) -> &'static str {
    match state {
        CaseState::Draft => "draft",
        CaseState::EvidenceRequested => "need_info",
        CaseState::Decided | CaseState::ClosedPaid | CaseState::ClosedLost | CaseState::RefundWaiting => {
            match outcome {
                Some(Outcome::Upheld | Outcome::Win | Outcome::Partial) => "upheld",
                Some(_) => "rejected",
                None => "decided",
            }
        }
        CaseState::Cancelled => "withdrawn",
        _ => "in_review",
    }
}

/// The card number in a text, if it holds one: no case about an account keeps such a thing.
pub fn card_number_in(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('.')) {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '-' | '\u{a0}' => {}
            _ => {
                if (13..=19).contains(&digits.len()) && passes_luhn(&digits) {
                    return Some(digits);
                }
                digits.clear();
            }
        }
    }
    None
}

/// The check digit that payment cards have.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, double) => {
                    if double > 9 {
                        double - 9
                    } else {
                        double
                    }
                }
            }
        })
        .sum();
    sum.is_multiple_of(10)
}
