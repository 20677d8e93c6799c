//! What a route does when it is taken.

use crate::app::command::{Edit, OtherWish, Then};
use crate::app::{Command, Deed, Form, Place};
use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEventKind, OrderEventKind};
use crate::domain::guidance::routes::Route;
use crate::domain::ids::CaseId;
use crate::domain::rows::OrderPicture;
use crate::domain::view::CaseState;

/// The commands of a route; none for what happens on the marketplace's own page.
pub fn commands(route: Route, order: Option<&OrderPicture>) -> Vec<Command> {
    let about = order.map(|picture| picture.order.id);
    let other = |kind: CaseKind, after: Option<CaseId>| {
        let order = about.filter(|_| kind != CaseKind::Account);
        let wish = OtherWish { kind, order, after, of_type: route.kind(), reason: None };
        let edit = Edit::of(Deed::OpenOther(Box::new(wish)), "case-said-opened").then(Then::ToCase);
        vec![Command::Change(Box::new(edit))]
    };
    match (route, about) {
        (Route::CancelOrder, Some(order)) => {
            vec![Command::Form(Some(Form::OrderEvent(order, Some(OrderEventKind::CancelRequested))))]
        }
        (Route::Dispute, Some(order)) => vec![Command::Form(Some(Form::StartCase(order)))],
        (Route::Reopen, Some(_)) => match dispute(order, &[CaseState::Cancelled]) {
            Some(case) => vec![
                Command::Go(Place::Case(case)),
                Command::Form(Some(Form::CaseEvent(case, Some(CaseEventKind::Reopened)))),
            ],
            None => Vec::new(),
        },
        (Route::Complaint, Some(_)) => {
            let over = [CaseState::ClosedLost, CaseState::Decided, CaseState::ClosedPaid];
            other(CaseKind::Complaint, dispute(order, &over))
        }
        (Route::ChatClaim(_), Some(_)) => other(CaseKind::Chat, None),
        (Route::Report(_), _) => other(CaseKind::Report, None),
        (Route::Account(_), _) => other(CaseKind::Account, None),
        (Route::Fallback, _) => other(CaseKind::Fallback, None),
        _ => Vec::new(),
    }
}

/// The newest dispute of the order in one of these states.
fn dispute(order: Option<&OrderPicture>, states: &[CaseState]) -> Option<CaseId> {
    let cases = &order?.cases;
    cases.iter().find(|row| row.kind == CaseKind::Dispute && states.contains(&row.state)).map(|row| row.id)
}
