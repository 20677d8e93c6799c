//! Which commands ask first: the five acts that undo cannot mend, and no others (DESIGN point 6).
//! Owns the questions; what is refused outright is a matter of `domain` guards.

use crate::domain::case::CaseKind;
use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, OrderEventKind};
use crate::domain::message::Msg;
use crate::domain::order::OrderDate;
use crate::domain::side_guards;

use super::command::{Command, Deed};
use super::state::{Question, State};

/// The question to ask before a command, if it is one of the five.
pub fn question(state: &State, command: &Command) -> Option<Question> {
    let ask = |title: &'static str, points: Vec<Msg>, go_on: &'static str, keep: &'static str| {
        Some(Question {
            title: Msg::new(title),
            points,
            go_on: Msg::new(go_on),
            keep: Msg::new(keep),
            command: Box::new(command.clone()),
        })
    };
    match act(state, command)? {
        Act::ConfirmReceipt => {
            ask("app-ask-confirm-title", confirm_points(state), "app-ask-confirm-go", "app-ask-confirm-keep")
        }
        Act::CancelDispute => ask(
            "app-ask-cancel-title",
            vec![
                Msg::new("app-ask-cancel-refund"),
                Msg::new("app-ask-cancel-window"),
                Msg::new("app-ask-cancel-promise"),
            ],
            "app-ask-cancel-go",
            "app-ask-cancel-keep",
        ),
        Act::AcceptOffer => {
            ask("app-ask-accept-title", accept_points(state), "app-ask-accept-go", "app-ask-accept-keep")
        }
        Act::ExportReport => ask(
            "app-ask-report-title",
            vec![Msg::new("app-ask-report-truth")],
            "app-ask-report-go",
            "app-ask-report-keep",
        ),
        Act::EmptyBin => {
            let count = state.bin.value().map_or(0, |rows| rows.len());
            let bytes =
                state.bin.value().map_or(0, |rows| rows.iter().filter_map(|row| row.size_bytes).sum());
            ask(
                "app-ask-bin-title",
                vec![
                    Msg::new("app-ask-bin-gone")
                        .count("count", i64::try_from(count).unwrap_or(i64::MAX))
                        .bytes("size", bytes),
                    Msg::new("app-ask-bin-trace"),
                ],
                "app-ask-bin-go",
                "app-ask-bin-keep",
            )
        }
    }
}

fn confirm_points(state: &State) -> Vec<Msg> {
    match state.shown_order() {
        Some(shown) => side_guards::confirming(&shown.order, shown.view.state),
        None => vec![Msg::new("app-ask-confirm-money"), Msg::new("app-ask-confirm-check")],
    }
}

fn accept_points(state: &State) -> Vec<Msg> {
    let mut points = vec![Msg::new("app-ask-accept-final")];
    if let Some(offer) = state.shown_case().and_then(|shown| shown.picture.view.offers.last()) {
        points.extend(offer.differences.iter().cloned());
        points.extend(offer.warnings.iter().cloned());
    }
    points
}

enum Act {
    ConfirmReceipt,
    CancelDispute,
    AcceptOffer,
    ExportReport,
    EmptyBin,
}

fn act(state: &State, command: &Command) -> Option<Act> {
    match command {
        Command::EmptyBin => Some(Act::EmptyBin),
        Command::Export
            if state.shown_case().is_some_and(|shown| shown.picture.case.kind == CaseKind::Report) =>
        {
            Some(Act::ExportReport)
        }
        Command::Change(edit) => match &edit.deed {
            Deed::Change(change) => change_act(change),
            Deed::Record(_, event) => case_act(event.kind),
            _ => None,
        },
        _ => None,
    }
}

fn case_act(kind: CaseEventKind) -> Option<Act> {
    match kind {
        CaseEventKind::Cancelled => Some(Act::CancelDispute),
        CaseEventKind::OfferAccepted => Some(Act::AcceptOffer),
        CaseEventKind::ReportSent => Some(Act::ExportReport),
        _ => None,
    }
}

fn change_act(change: &Change) -> Option<Act> {
    match change {
        Change::AddOrderEvent(_, event) if event.kind == OrderEventKind::Confirmed => {
            Some(Act::ConfirmReceipt)
        }
        Change::SetOrder(_, patch)
            if patch.dates.iter().any(|(date, fact)| *date == OrderDate::Confirmed && fact.is_some()) =>
        {
            Some(Act::ConfirmReceipt)
        }
        Change::AddCaseEvent(_, event) => case_act(event.kind),
        Change::All(changes) => changes.iter().find_map(change_act),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::app::machine::Machine;
    use crate::domain::event::{EventDetails, EventSource, NewEvent};
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
        assert!(asking(&event(CaseEventKind::ReportSent)));
        assert!(asking(&Command::EmptyBin));
        for kind in CaseEventKind::ALL {
            let among = matches!(
                kind,
                CaseEventKind::Cancelled | CaseEventKind::OfferAccepted | CaseEventKind::ReportSent
            );
            assert_eq!(asking(&event(*kind)), among, "{kind:?}");
        }
        assert!(!asking(&Command::Change(Box::new(super::super::command::Edit::loud(
            Change::RemoveCase(CaseId(1)),
            "x"
        )))));
    }
}
