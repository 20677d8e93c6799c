//! What is worth knowing now beside the next step: account trouble, what excludes what on the way the order was
//! paid, what to do about money that is late, what a coupon leaves out. Sentences only; nothing here changes a state.

use super::dispute::Sim;
use super::order::OrderSim;
use super::stages::Complaint;
use super::{CaseStanding, OrderInput};
use crate::domain::case::CaseKind;
use crate::domain::event::Outcome;
use crate::domain::message::Msg;
use crate::domain::rules::{Court, StartPoint};
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
    let flags = &sim.input.pack.flags;
    if lost && sim.kind() == CaseKind::Dispute && flags.abuse_limits_account == Some(true) {
        notes.push(Msg::new("notes-lost-account"));
    }
    if sim.kind() == CaseKind::Dispute && sim.state == CaseState::MarketplaceReview && stage.is_none() {
        notes.push(Msg::new("notes-review-alone"));
        if flags.review_favours_proof == Some(true) {
            notes.push(Msg::new("notes-review-proof"));
        }
        notes.extend(flags.chat_is_evidence.map(|counts| {
            Msg::new(if counts { "notes-review-chat" } else { "notes-review-chat-counts-nothing" })
        }));
    }
    arbitration(sim, deadlines, &mut notes);
    of_bank(sim, &mut notes);
    notes.extend(super::routes::notes(sim, deadlines));
    notes
}

/// Where a decision may be taken, and until when (C5 "any decided"; C23).
fn arbitration(sim: &Sim<'_>, deadlines: &[Deadline], notes: &mut Vec<Msg>) {
    let notice = deadlines.iter().find(|deadline| {
        deadline.id == "hkiac_notice"
            && matches!(deadline.status, DeadlineStatus::Upcoming | DeadlineStatus::Due)
    });
    let Some(due) = notice.and_then(|notice| notice.due) else { return };
    notes.push(Msg::new("notes-arbitration").at("due", due));
    notes.extend(sim.input.pack.flags.court.map(|court| {
        Msg::new(match court {
            Court::ConsumerHome => "notes-court-home",
            Court::SellerCountry => "notes-court-seller",
        })
    }));
}

/// What a bank or a payment service wants beside the claim (V1, PP5).
fn of_bank(sim: &Sim<'_>, notes: &mut Vec<Msg>) {
    if sim.kind() != CaseKind::Fallback {
        return;
    }
    let flags = &sim.input.pack.flags;
    if let Some(from) = flags.letter_if_same_merchant_30d.filter(|_| sim.state == CaseState::Draft) {
        notes.push(Msg::new("notes-route-letter").count("count", i64::from(from)));
    }
    let refused = matches!(sim.outcome, Some(Outcome::Rejected | Outcome::Lost | Outcome::Denied))
        || sim.state == CaseState::ClosedLost;
    if let Some(times) = flags.appeal_max_times.filter(|_| refused) {
        notes.push(Msg::new("notes-route-appeals").count("count", i64::from(times)));
    }
}

fn returning(sim: &Sim<'_>, stage: Option<Stage>, notes: &mut Vec<Msg>) {
    let order = sim.input.order;
    let near = order.is_some_and(|order| order.local_return || order.free_returns);
    // A pack that knows how long the way to a seller abroad takes is one of sellers abroad.
    let abroad = sim.input.pack.timer("return_transit").is_some();
    match stage {
        Some(Stage::ReturnAgreed | Stage::ReturnUntracked) => {
            notes.push(Msg::new(match (near, abroad) {
                (true, _) => "notes-return-warehouse",
                (false, true) => "notes-return-abroad",
                (false, false) => "notes-return-address",
            }));
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
    if waiting && sim.outcome == Some(Outcome::Partial) && sim.decided.is_none() {
        notes.push(Msg::new("notes-refund-how-much"));
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
    let won = sim.marks.complaint == Complaint::Won;
    let missing = sim
        .compensation()
        .filter(|_| won)
        .zip(sim.coupons_total())
        .and_then(|(due, issued)| due.minus(&issued));
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
        let flags = &input.pack.flags;
        if flags.early_confirmation_ends_protection == Some(true) {
            notes.push(Msg::new("notes-confirmed-before-receipt"));
        }
        if flags.early_confirmation_is_offence == Some(true) {
            notes.push(Msg::new("notes-confirmed-offence"));
        }
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
