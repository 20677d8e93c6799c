//! Which commands ask first: the five acts that undo cannot mend, and no others (DESIGN point 6).
//! Owns the questions; what is refused outright is a matter of `domain` guards.

use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, EventDetails, NewEvent, OrderEventKind};
use crate::domain::message::Msg;
use crate::domain::offers::advice::{self, Advice, Point, Weight};
use crate::domain::order::OrderDate;
use crate::domain::reporting::Form;

use super::command::{Command, Deed};
use super::state::{Question, State};

/// The question to ask before a command, if it is one of the five.
pub fn question(state: &State, command: &Command) -> Option<Question> {
    let ask = |title: &'static str, advice: Advice, go_on: &'static str, keep: &'static str| Question {
        title: Msg::new(title),
        red: true,
        tick: None,
        advice,
        go_on: Msg::new(go_on),
        keep: Msg::new(keep),
        command: Box::new(command.clone()),
    };
    Some(match act(state, command)? {
        Act::ConfirmReceipt => {
            let advice = match state.shown_order() {
                Some(picture) => picture.confirm.clone(),
                None => advice::confirm_receipt(None),
            };
            ask("app-ask-confirm-title", advice, "app-ask-confirm-go", "app-ask-confirm-keep")
        }
        Act::CancelDispute => {
            let advice = state.shown_case().map(|shown| shown.picture.cancel.clone()).unwrap_or_default();
            ask("app-ask-cancel-title", advice, "app-ask-cancel-go", "app-ask-cancel-keep")
        }
        Act::AcceptOffer(details) => {
            let view = state.shown_case().map(|shown| &shown.picture.view);
            let advice = advice::accept(view.and_then(|view| advice::accepted(view, details)));
            let red = advice.red;
            let tick = Msg::new(if red { "guard-accept-tick-red" } else { "guard-accept-tick" });
            let asked = ask("app-ask-accept-title", advice, "app-ask-accept-go", "app-ask-accept-keep");
            Question { red, tick: Some(tick), ..asked }
        }
        Act::ExportReport => {
            let advice = report_advice(state, command);
            ask("app-ask-report-title", advice, "app-ask-report-go", "app-ask-report-keep")
        }
        Act::EmptyBin => ask("app-ask-bin-title", bin_advice(state), "app-ask-bin-go", "app-ask-bin-keep"),
    })
}

fn bin_advice(state: &State) -> Advice {
    let count = state.bin.value().map_or(0, |rows| rows.len());
    let bytes = state.bin.value().map_or(0, |rows| rows.iter().filter_map(|row| row.size_bytes).sum());
    let gone = Msg::new("app-ask-bin-gone")
        .count("count", i64::try_from(count).unwrap_or(i64::MAX))
        .bytes("size", bytes);
    let point = |text| Point { question: None, text, weight: Weight::Caution };
    Advice { points: vec![point(gone), point(Msg::new("app-ask-bin-trace"))], ..Advice::default() }
}

/// What to know before a report leaves: what any report risks, then what its own kind does (C6).
fn report_advice(state: &State, command: &Command) -> Advice {
    let of_command = match command {
        Command::Change(edit) => match &edit.deed {
            Deed::Record(case, _) => Some(*case),
            _ => None,
        },
        _ => None,
    };
    let shown =
        state.shown_case().filter(|shown| of_command.is_none_or(|case| case == shown.picture.case.id));
    let form = shown.map(|shown| Form::of(&shown.picture.events)).unwrap_or_default();
    let pack = shown.and_then(|shown| state.facts.packs.get(&shown.picture.case.pack));
    let mut advice = advice::report(pack);
    let of_type =
        form.report_type().map(crate::domain::reporting::ReportType::warning_msgs).unwrap_or_default();
    let caution = |text| Point { question: None, text, weight: Weight::Caution };
    advice.points.extend(of_type.into_iter().map(caution));
    advice
}

/// What pressing the site's button of the shown case does.
fn sent_act(state: &State) -> Option<Act<'static>> {
    let sends = state.shown_case()?.words.sends?;
    (sends == CaseEventKind::ReportSent).then_some(Act::ExportReport)
}

enum Act<'c> {
    ConfirmReceipt,
    CancelDispute,
    AcceptOffer(&'c EventDetails),
    ExportReport,
    EmptyBin,
}

fn act<'c>(state: &State, command: &'c Command) -> Option<Act<'c>> {
    match command {
        Command::EmptyBin => Some(Act::EmptyBin),
        Command::Export
            if state.shown_case().is_some_and(|shown| advice::export_asks(shown.picture.case.kind)) =>
        {
            Some(Act::ExportReport)
        }
        Command::Change(edit) => match &edit.deed {
            Deed::Change(change) => change_act(change),
            Deed::Record(_, event) => case_act(event),
            Deed::Sent(_) => sent_act(state),
            _ => None,
        },
        _ => None,
    }
}

fn case_act(event: &NewEvent<CaseEventKind>) -> Option<Act<'_>> {
    match event.kind {
        CaseEventKind::Cancelled => Some(Act::CancelDispute),
        // Both end the dispute for good (C2 rows 6 and 16).
        CaseEventKind::OfferAccepted | CaseEventKind::ProposalChosen => {
            Some(Act::AcceptOffer(&event.details))
        }
        CaseEventKind::ReportSent => Some(Act::ExportReport),
        _ => None,
    }
}

fn change_act(change: &Change) -> Option<Act<'_>> {
    match change {
        Change::AddOrderEvent(_, event) if event.kind == OrderEventKind::Confirmed => {
            Some(Act::ConfirmReceipt)
        }
        Change::SetOrder(_, patch)
            if patch.dates.iter().any(|(date, fact)| *date == OrderDate::Confirmed && fact.is_some()) =>
        {
            Some(Act::ConfirmReceipt)
        }
        Change::AddCaseEvent(_, event) => case_act(event),
        Change::All(changes) => changes.iter().find_map(change_act),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::app::machine::Machine;
    use crate::domain::event::EventSource;
    use crate::domain::ids::CaseId;
    use crate::domain::moment::Moment;

    fn event(kind: CaseEventKind) -> Command {
        let event = NewEvent {
            kind,
            at: Moment::instant(DateTime::<Utc>::UNIX_EPOCH),
            source: EventSource::Buyer,
            details: EventDetails::default(),
        };
        Command::quiet(Change::AddCaseEvent(CaseId(1), Box::new(event)), "event-said-recorded")
    }

    #[test]
    fn only_acts_that_undo_cannot_mend_ask_first() {
        let state = State::new(DateTime::<Utc>::UNIX_EPOCH, chrono_tz::UTC, Machine::default());
        let asking = |command: &Command| question(&state, command).is_some();
        assert!(asking(&event(CaseEventKind::Cancelled)));
        assert!(asking(&event(CaseEventKind::OfferAccepted)));
        assert!(asking(&event(CaseEventKind::ProposalChosen)));
        assert!(asking(&event(CaseEventKind::ReportSent)));
        assert!(asking(&Command::EmptyBin));
        for kind in CaseEventKind::ALL {
            let among = matches!(
                kind,
                CaseEventKind::Cancelled
                    | CaseEventKind::OfferAccepted
                    | CaseEventKind::ProposalChosen
                    | CaseEventKind::ReportSent
            );
            assert_eq!(asking(&event(*kind)), among, "{kind:?}");
        }
        assert!(!asking(&Command::Change(Box::new(super::super::command::Edit::loud(
            Change::RemoveCase(CaseId(1)),
            "x"
        )))));
    }
}
