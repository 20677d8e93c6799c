//! The machine of an order (C1): states, dates, presumptions and its disputes.

use parcelproof::domain::event::{CaseEventKind as K, EventDetails, OrderEventKind as O};
use parcelproof::domain::ids::{CaseId, LineId};
use parcelproof::domain::order::{Marketplace, OrderDate as D, OrderNumber};
use parcelproof::domain::replay::{CaseStanding, order_view};
use parcelproof::domain::view::{CaseState, DeadlineStatus, OrderState as S, Severity};

use super::story::{MOSCOW, Story, of};

fn state(story: &Story, now: &str) -> (S, bool) {
    let view = story.order_view(now);
    (view.state, view.state_presumed)
}

fn none() -> EventDetails {
    EventDetails::default()
}

#[test]
fn an_order_goes_from_placed_to_completed() {
    let story = Story::in_la().date(D::Ordered, "2026-01-01T09:00");
    assert_eq!(state(&story, "2026-01-01T10:00"), (S::Placed, false));
    let story = story.date(D::Paid, "2026-01-01T10:00");
    assert_eq!(state(&story, "2026-01-02T09:59"), (S::RiskCheck, false));
    assert_eq!(state(&story, "2026-01-02T10:00"), (S::WaitingShip, true));
    let passed = story.clone().order_event(O::RiskPassed, "2026-01-01T20:00", none());
    assert_eq!(state(&passed, "2026-01-02T10:00"), (S::WaitingShip, false));
    let story = story.date(D::Shipped, "2026-01-05");
    assert_eq!(state(&story, "2026-01-06"), (S::Shipped, false));
    let story = story.order_event(O::Delivered, "2026-01-20", none());
    assert_eq!(state(&story, "2026-01-21"), (S::Delivered, false));
    let story = story.order_event(O::Confirmed, "2026-01-22T09:00", none());
    assert_eq!(state(&story, "2026-01-23"), (S::CompletedGrace, false));
    assert_eq!(state(&story, "2026-02-06T08:59"), (S::CompletedGrace, false));
    assert_eq!(state(&story, "2026-02-06T09:00"), (S::Finished, false));
}

#[test]
fn a_number_has_no_invisible_marks() {
    for mark in ['\u{61c}', '\u{ad}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}'] {
        assert!(OrderNumber::parse(&format!("A{mark}1"), &Marketplace::Temu).is_err(), "{mark:?}");
    }
    assert!(OrderNumber::parse("A-1", &Marketplace::Temu).is_ok());
}

#[test]
fn protection_that_ends_completes_the_order_presumably() {
    let story = Story::in_la().date(D::Shipped, "2026-01-05").date(D::ProtectionEnds, "2026-03-06T09:00");
    assert_eq!(state(&story, "2026-03-06T08:00"), (S::Shipped, false));
    assert_eq!(state(&story, "2026-03-06T09:00"), (S::CompletedGrace, true));
    assert_eq!(state(&story, "2026-03-22"), (S::Finished, true));
    let view = story.order_view("2026-03-07");
    assert!(of(&view.deadlines, "open_latest").presumed);
    assert_eq!(of(&view.deadlines, "protection_end").status, DeadlineStatus::Met);
}

#[test]
fn whichever_closes_the_order_first_starts_the_last_days() {
    let early =
        Story::in_la().date(D::Confirmed, "2026-03-01T09:00").date(D::ProtectionEnds, "2026-03-20T09:00");
    let view = early.order_view("2026-03-02");
    let latest = of(&view.deadlines, "open_latest");
    assert_eq!((early.due_of(latest).as_str(), latest.presumed), ("2026-03-16 10:00", false));
    assert!(latest.conflicts.iter().all(|conflict| !conflict.flagged));
    let late =
        Story::in_la().date(D::Confirmed, "2026-03-20T09:00").date(D::ProtectionEnds, "2026-03-10T09:00");
    let view = late.order_view("2026-03-21");
    let latest = of(&view.deadlines, "open_latest");
    assert_eq!((late.due_of(latest).as_str(), latest.presumed), ("2026-03-25 09:00", true));
    assert!(latest.conflicts.iter().any(|conflict| conflict.flagged));
}

#[test]
fn other_values_for_the_last_day_are_conflicts_and_never_used() {
    let story = Story::in_la().date(D::Ordered, "2026-03-01T09:00").date(D::Confirmed, "2026-03-20T09:00");
    let view = story.order_view("2026-03-21");
    let conflicts: Vec<_> = of(&view.deadlines, "open_latest")
        .conflicts
        .iter()
        .map(|conflict| (story.local(conflict.value), conflict.source.clone(), conflict.flagged))
        .collect();
    assert_eq!(
        conflicts,
        [
            ("2026-03-27 09:00".to_owned(), "order page".to_owned(), false),
            ("2026-05-30 10:00".to_owned(), "order page".to_owned(), false),
        ]
    );
}

#[test]
fn a_cancelling_that_is_not_answered_closes_the_order() {
    let story = Story::in_la().date(D::Paid, "2026-01-01T09:00").order_event(
        O::CancelRequested,
        "2026-01-02T12:00",
        none(),
    );
    assert_eq!(state(&story, "2026-01-03"), (S::CancelRequested, false));
    let view = story.order_view("2026-01-03");
    assert_eq!(story.due_of(of(&view.deadlines, "order_cancel_reply")), "2026-01-05 12:00");
    assert_eq!(state(&story, "2026-01-05T12:00"), (S::ClosedRefunded, true));
    assert!(of(&story.order_view("2026-01-06").deadlines, "refund").presumed);
    let refused = story.clone().order_event(O::CancelRefused, "2026-01-03", none());
    assert_eq!(state(&refused, "2026-01-06").0, S::WaitingShip);
    let shipped = story.clone().order_event(O::Shipped, "2026-01-03", none());
    assert_eq!(state(&shipped, "2026-01-06"), (S::Shipped, false));
    let closed = story.order_event(O::Closed, "2026-01-03", none());
    assert_eq!(state(&closed, "2026-01-06"), (S::ClosedRefunded, false));
}

#[test]
fn a_seller_who_does_not_ship_in_time_loses_the_order() {
    let story = Story::in_la().date(D::Paid, "2026-01-01T09:00").date(D::ShipBy, "2026-01-08");
    assert_eq!(state(&story, "2026-01-08T23:59"), (S::WaitingShip, true));
    let view = story.order_view("2026-01-09T00:00");
    assert_eq!((view.state, view.state_presumed), (S::ClosedRefunded, true));
    assert_eq!(of(&view.deadlines, "ship_by").severity, Severity::Attention);
    let shipped = story.date(D::Shipped, "2026-01-07");
    assert_eq!(of(&shipped.order_view("2026-01-09").deadlines, "ship_by").status, DeadlineStatus::Met);
}

#[test]
fn a_short_time_to_ship_opens_disputes_at_once() {
    let story = Story::in_la()
        .date(D::Paid, "2026-01-01T09:00")
        .date(D::ShipBy, "2026-01-05T09:00")
        .date(D::Shipped, "2026-01-04T09:00");
    let view = story.order_view("2026-01-04T10:00");
    let earliest = of(&view.deadlines, "open_earliest");
    assert_eq!((story.due_of(earliest).as_str(), earliest.status), ("2026-01-04 09:00", DeadlineStatus::Met));
    let longer = story.date(D::ShipBy, "2026-01-06T09:00");
    assert_eq!(
        longer.due_of(of(&longer.order_view("2026-01-05").deadlines, "open_earliest")),
        "2026-01-14 09:00"
    );
}

#[test]
fn a_parcel_that_is_here_need_not_wait_for_the_first_day_to_open() {
    let story = Story::in_la().date(D::Shipped, "2026-01-05T09:00").date(D::Delivered, "2026-01-10");
    let view = story.order_view("2026-01-11");
    assert_eq!(of(&view.deadlines, "open_earliest").status, DeadlineStatus::Met);
}

#[test]
fn a_refused_dispute_moves_the_window_to_the_date_named() {
    let story =
        Story::in_la().date(D::Shipped, "2026-01-05T09:00").date(D::ProtectionEnds, "2026-02-01T09:00");
    let details = story.due("2026-02-20", None);
    let story = story.order_event(O::DisputeRefused, "2026-01-25", details);
    let view = story.order_view("2026-01-26");
    assert_eq!(story.due_of(of(&view.deadlines, "open_earliest")), "2026-02-20 00:00");
    let latest = of(&view.deadlines, "open_latest");
    assert_eq!((story.due_of(latest).as_str(), latest.presumed), ("2026-03-07 00:00", false));
    assert!(latest.conflicts.iter().any(|conflict| conflict.flagged));
    // The same told to the case counts the same.
    let other = Story::in_la().date(D::Shipped, "2026-01-05T09:00");
    let details = other.due("2026-02-20", None);
    let other = other.event(K::WaitUntil, "2026-01-25", details);
    assert_eq!(other.due_of(of(&other.view("2026-01-26").deadlines, "open_latest")), "2026-03-07 00:00");
}

#[test]
fn a_frozen_order_resumes_where_it_was() {
    let story =
        Story::in_la().date(D::Shipped, "2026-01-05").order_event(O::Frozen, "2026-01-10T09:00", none());
    let view = story.order_view("2026-01-11");
    assert_eq!(view.state, S::Frozen);
    let refund = of(&view.deadlines, "frozen_refund");
    assert_eq!(story.local(refund.earliest.unwrap()), "2026-01-17 09:00");
    assert_eq!(story.due_of(refund), "2026-01-24 09:00");
    assert_eq!(
        of(&story.order_view("2026-01-25").deadlines, "frozen_refund").status,
        DeadlineStatus::Overdue
    );
    let resumed = story.clone().order_event(O::Unfrozen, "2026-01-12", none());
    assert_eq!(state(&resumed, "2026-01-13").0, S::Shipped);
    let closed = story.order_event(O::Closed, "2026-01-12", none());
    assert_eq!(state(&closed, "2026-01-13"), (S::ClosedRefunded, false));
}

#[test]
fn an_order_in_dispute_says_so_until_the_dispute_is_over() {
    let story = Story::in_la().date(D::Confirmed, "2026-04-28").on(K::Submitted, "2026-05-01T09:00");
    assert_eq!(state(&story, "2026-05-02"), (S::InDispute, false));
    assert_eq!(state(&story, "2026-05-30"), (S::FundProcessing, true));
    assert_eq!(of(&story.order_view("2026-05-02").deadlines, "open_latest").status, DeadlineStatus::Met);
    let paid = story.clone().on(K::SellerAccepts, "2026-05-02").on(K::RefundSeen, "2026-05-10");
    assert_eq!(state(&paid, "2026-05-11"), (S::ClosedRefunded, false));
    let lost = story.on(K::Escalated, "2026-05-08").event(
        K::Decision,
        "2026-05-20",
        super::story::outcome(parcelproof::domain::event::Outcome::Lost),
    );
    assert_eq!(state(&lost, "2026-05-21"), (S::Finished, false));
}

#[test]
fn a_case_that_is_only_a_draft_changes_nothing() {
    let story = Story::in_la().date(D::Confirmed, "2026-03-20");
    let view = story.order_view("2026-03-21");
    assert_eq!(view.state, S::CompletedGrace);
    assert_eq!(of(&view.deadlines, "open_latest").status, DeadlineStatus::Upcoming);
}

#[test]
fn advice_to_open_now_comes_three_days_before_the_end_of_protection() {
    let story = Story::in_la().date(D::Shipped, "2026-01-05").date(D::ProtectionEnds, "2026-03-06T09:00");
    let advice = |now: &str| {
        let view = story.order_view(now);
        let advice = of(&view.deadlines, "open_now_advice");
        (story.due_of(advice), advice.status, advice.severity)
    };
    let due = "2026-03-03 09:00".to_owned();
    assert_eq!(advice("2026-03-03T08:00"), (due.clone(), DeadlineStatus::Upcoming, Severity::Info));
    assert_eq!(advice("2026-03-03T09:00"), (due, DeadlineStatus::Due, Severity::Attention));
    let arrived = story.clone().date(D::Delivered, "2026-02-20");
    assert_eq!(
        of(&arrived.order_view("2026-03-04").deadlines, "open_now_advice").status,
        DeadlineStatus::Void
    );
}

#[test]
fn a_day_of_delivery_waits_for_its_later_end_where_others_act() {
    let story = Story::new(MOSCOW).date(D::Delivered, "2026-01-10");
    let view = story.order_view("2026-01-11");
    // The end of 25 January in Los Angeles.
    assert_eq!(story.due_of(of(&view.deadlines, "money_release")), "2026-01-26 11:00");
}

#[test]
fn bars_run_forwards_and_say_why() {
    let story = Story::in_la()
        .date(D::Paid, "2026-01-01")
        .date(D::Shipped, "2026-01-05")
        .date(D::Delivered, "2026-02-01")
        .date(D::ProtectionEnds, "2026-03-06")
        .on(K::Submitted, "2026-03-01T09:00")
        .on(K::Escalated, "2026-03-08");
    let view = story.view("2026-03-20");
    let labels: Vec<&str> = view.spans.iter().map(|span| span.label.id.as_ref()).collect();
    assert_eq!(
        labels,
        [
            "deadline-span-on-the-way",
            "deadline-span-protection",
            "deadline-span-window",
            "deadline-span-money-held",
            "case-state-seller_turn",
            "case-state-marketplace_review",
            "deadline-review",
        ]
    );
    assert!(view.spans.iter().all(|span| span.to.is_none_or(|to| span.from <= to)));
}

#[test]
fn the_door_of_another_line_stays_open() {
    let mut story = Story::in_la()
        .date(D::Shipped, "2026-03-01")
        .date(D::ProtectionEnds, "2026-05-20")
        .date(D::Confirmed, "2026-05-18T09:00")
        .on(K::Submitted, "2026-05-19T09:00");
    let mut second = story.order.lines[0].clone();
    second.id = LineId(2);
    second.position = 2;
    story.order.lines.push(second);
    let first = CaseStanding::of(&story.case, &story.view("2026-05-21"));
    let latest = |cases: &[CaseStanding]| {
        let view = order_view(&story.order_input("2026-05-21", cases));
        assert_eq!(view.state, S::InDispute);
        assert_eq!(of(&view.deadlines, "protection_end").status, DeadlineStatus::Met);
        of(&view.deadlines, "open_latest").status
    };
    assert_eq!(latest(&[first]), DeadlineStatus::Upcoming);
    assert_eq!(latest(&[CaseStanding { line: None, ..first }]), DeadlineStatus::Met);
    let other = CaseStanding { case: CaseId(2), line: Some(LineId(2)), ..first };
    assert_eq!(latest(&[first, other]), DeadlineStatus::Met);
    let lost = CaseStanding { state: CaseState::ClosedLost, ..other };
    assert_eq!(latest(&[first, lost]), DeadlineStatus::Met);
    for over in [CaseState::Draft, CaseState::Cancelled] {
        assert_eq!(latest(&[first, CaseStanding { state: over, ..other }]), DeadlineStatus::Upcoming);
    }
}

#[test]
fn a_dispute_leaves_the_end_of_protection_as_it_is() {
    let story = Story::in_la()
        .date(D::Shipped, "2026-03-01")
        .date(D::ProtectionEnds, "2026-05-20T09:00")
        .on(K::Submitted, "2026-05-10T09:00");
    let view = story.order_view("2026-05-11");
    let end = of(&view.deadlines, "protection_end");
    assert_eq!((view.state, end.status), (S::InDispute, DeadlineStatus::Upcoming));
    assert_eq!(story.due_of(end), "2026-05-20 09:00");
    assert_eq!(of(&story.order_view("2026-05-21").deadlines, "protection_end").status, DeadlineStatus::Met);
}
