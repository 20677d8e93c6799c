//! Clocks of reports and account cases that no source gives: a kind without a time of its own shows none (C6, C8).

use super::{Form, TYPE, account_type, report_type};
use crate::domain::case::CaseKind;
use crate::domain::message::Msg;
use crate::domain::replay::CaseInput;
use crate::domain::view::CaseView;

/// Takes away the clock of an answer where the kind of report or account case has none.
pub(crate) fn without_unknown_clock(view: &mut CaseView, input: &CaseInput<'_>) {
    let form = Form::of(input.events);
    let Some(kind) = form.get(TYPE) else { return };
    let (usual, own, next) = match input.case.kind {
        CaseKind::Report => {
            let Some(spec) = report_type(kind) else { return };
            ("report_decision", &spec.timer, "report-next-no-time")
        }
        CaseKind::Account => {
            let Some(spec) = account_type(kind) else { return };
            ("account_appeal", &spec.timer, "report-next-account-no-time")
        }
        _ => return,
    };
    if own.as_deref() == Some(usual) {
        return;
    }
    view.deadlines.retain(|deadline| deadline.id != usual);
    if view.next_step.deadline.as_deref() == Some(usual) {
        view.next_step.text = Msg::new(next);
        view.next_step.due = None;
        view.next_step.deadline = None;
    }
}
