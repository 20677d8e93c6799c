//! What is worth knowing now beside the next step: account trouble, what excludes what on the way the order was
//! paid, what to do about money that is late, what a coupon leaves out. Sentences only; nothing here changes a state.

use super::dispute::Sim;
use super::order::OrderSim;
use super::{CaseStanding, OrderInput};
use crate::domain::case::CaseKind;
use crate::domain::event::Outcome;
use crate::domain::message::Msg;
use crate::domain::rules::StartPoint;
use crate::domain::view::{CaseState, Coupon, Deadline, DeadlineStatus, OrderState, Stage};

/// Notes of a case.
pub(super) fn of_case(
    sim: &Sim<'_>,
    stage: Option<Stage>,
    coupons: &[Coupon],
    deadlines: &[Deadline],
) -> Vec<Msg> {
    let mut notes = Vec::new();
    let beside = &sim.input.beside;
    if let Some(account) = beside.account_case.filter(|_| sim.kind() != CaseKind::Account) {
        notes.push(Msg::new("notes-account-open").count("case", account.0));
    }
    returning(sim, stage, &mut notes);
    refund(sim, stage, &mut notes);
    couponed(sim, coupons, &mut notes);
    match stage {
        Some(Stage::ComplaintOverdue) => notes.push(Msg::new("notes-complaint-late")),
        Some(Stage::ComplaintLost) => {
            notes.push(Msg::new("notes-complaint-survey"));
            notes.push(Msg::new("notes-complaint-other-ways"));
        }
        Some(Stage::SurveySent) => notes.push(Msg::new("notes-survey-no-clock")),
        Some(Stage::ChatStarted | Stage::ChatWaiting) => {
            notes.push(Msg::new("notes-chat-no-clock"));
            notes.push(Msg::new("notes-chat-keep"));
        }
        Some(Stage::ChatRefused) => notes.push(Msg::new("notes-chat-outside")),
        Some(Stage::VerificationRequested | Stage::VerificationDenied) => {
            notes.push(Msg::new("notes-verification-secrets"));
            if stage == Some(Stage::VerificationDenied) {
                notes.push(Msg::new("notes-verification-retry"));
            }
        }
        _ => {}
    }
    let lost = matches!(sim.outcome, Some(Outcome::Lost)) && sim.state == CaseState::ClosedLost;
    if lost && sim.kind() == CaseKind::Dispute {
        notes.push(Msg::new("notes-lost-account"));
    }
    if sim.kind() == CaseKind::Dispute && sim.state == CaseState::MarketplaceReview && stage.is_none() {
        notes.push(Msg::new("notes-review-alone"));
        notes.push(Msg::new("notes-review-chat"));
    }
    notes.extend(super::routes::notes(sim, deadlines));
    notes
}

fn returning(sim: &Sim<'_>, stage: Option<Stage>, notes: &mut Vec<Msg>) {
    let order = sim.input.order;
    let near = order.is_some_and(|order| order.local_return || order.free_returns);
    match stage {
        Some(Stage::ReturnAgreed | Stage::ReturnUntracked) => {
            notes.push(Msg::new(if near { "notes-return-warehouse" } else { "notes-return-abroad" }));
            notes.push(Msg::new("notes-return-keep-receipt"));
            notes.push(Msg::new("notes-return-refund-after"));
        }
        Some(Stage::ReturnSent) => {
            notes.push(Msg::new(if near {
                "notes-return-warehouse-pays"
            } else {
                "notes-return-refund-after"
            }));
        }
        Some(Stage::ReturnReceived) => notes.push(Msg::new("notes-return-check")),
        Some(Stage::ReturnArbitration) => notes.push(Msg::new("notes-return-proof")),
        Some(Stage::ReturnReduced) => notes.push(Msg::new("notes-return-reduced")),
        _ => {}
    }
}

fn refund(sim: &Sim<'_>, stage: Option<Stage>, notes: &mut Vec<Msg>) {
    let order = sim.input.order;
    let method = order.and_then(|order| order.payment_method.as_deref());
    let waiting = sim.state == CaseState::RefundWaiting;
    if waiting {
        notes.push(match method {
            Some(method) => Msg::new("notes-refund-to").text("method", method),
            None => Msg::new("notes-refund-to-source"),
        });
        notes.push(Msg::new("notes-refund-look"));
    }
    let expected = sim.expected_refund();
    match stage {
        Some(Stage::RefundOverdue) => {
            notes.push(Msg::new("notes-refund-support"));
            notes.push(Msg::new("notes-refund-bank"));
            notes.push(Msg::new("notes-refund-fallback"));
        }
        Some(Stage::RefundWrongAmount) => {
            if let (Some(seen), Some(expected)) = (&sim.received, &expected) {
                notes.push(Msg::new("notes-refund-less").money("seen", seen).money("expected", expected));
            }
            notes.push(Msg::new("notes-refund-support"));
        }
        Some(Stage::RefundCharged) => {
            notes.push(Msg::new("notes-refund-charged"));
            notes.push(Msg::new("notes-refund-bank"));
        }
        Some(Stage::RefundSeen) => {
            if let (Some(seen), Some(expected)) = (&sim.received, &expected) {
                match sim.compare(seen, expected) {
                    super::reconcile::Compared::Unknown => notes.push(
                        Msg::new("notes-refund-other-currency")
                            .money("seen", seen)
                            .money("expected", expected),
                    ),
                    super::reconcile::Compared::More => notes
                        .push(Msg::new("notes-refund-more").money("seen", seen).money("expected", expected)),
                    _ => {}
                }
            }
            notes.push(Msg::new("notes-refund-buy-again"));
        }
        _ => {}
    }
    let decided = sim.decided.as_ref();
    if let (true, Some(expected), Some(decided)) = (waiting, &expected, decided)
        && expected != decided
    {
        notes.push(Msg::new("notes-refund-coupon").money("expected", expected).money("decided", decided));
    }
}

fn couponed(sim: &Sim<'_>, coupons: &[Coupon], notes: &mut Vec<Msg>) {
    if coupons.is_empty() {
        return;
    }
    let missing = sim.compensation().zip(sim.coupons_total()).and_then(|(due, issued)| due.minus(&issued));
    if let Some(missing) = missing.filter(|missing| missing.minor > 0) {
        notes.push(Msg::new("notes-coupons-missing").money("missing", &missing));
    }
    if coupons.iter().any(|coupon| !coupon.used && !coupon.expired) {
        notes.push(Msg::new("notes-coupon-not-refunded"));
        notes.push(Msg::new("notes-coupon-reliable"));
    }
    if coupons.iter().any(|coupon| coupon.expired) {
        notes.push(Msg::new("notes-coupon-expired"));
    }
}

/// Notes of an order.
pub(super) fn of_order(
    sim: &OrderSim,
    input: &OrderInput<'_>,
    state: OrderState,
    deadlines: &[Deadline],
) -> Vec<Msg> {
    let mut notes = Vec::new();
    let over = matches!(state, OrderState::Finished | OrderState::ClosedRefunded);
    if let Some(account) = input.beside.account_case.filter(|_| !over) {
        notes.push(Msg::new("notes-account-open").count("case", account.0));
    }
    let overdue = |id: &str| {
        deadlines.iter().any(|deadline| deadline.id == id && deadline.status == DeadlineStatus::Overdue)
    };
    if overdue("frozen_refund") {
        notes.push(Msg::new("notes-frozen-late"));
    }
    let disputed = input.case_states.iter().any(CaseStanding::is_live_dispute);
    let confirmed = sim.ledger.last(StartPoint::Confirmed).is_some();
    if confirmed && sim.delivered.is_none() && !over {
        notes.push(Msg::new("notes-confirmed-before-receipt"));
    }
    if state == OrderState::CompletedGrace && confirmed && !disputed {
        notes.push(Msg::new("notes-confirmed-counts"));
    }
    if state == OrderState::Delivered {
        notes.push(Msg::new("notes-check-before-confirming"));
    }
    if state == OrderState::Finished && !disputed {
        notes.push(Msg::new("notes-window-over"));
    }
    if state == OrderState::PartShipped {
        notes.push(Msg::new("notes-part-shipped"));
    }
    notes
}
