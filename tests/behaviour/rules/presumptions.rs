//! Expiry is presumed, and clocks go on: chains of silence, confirmed, denied, postponed, overtaken (C0).

use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Plan};
use parcelproof::domain::order::OrderDate;
use parcelproof::domain::view::{CaseState as S, DeadlineStatus, Severity};

use super::story::{MOSCOW, Story, amount, deadline, of, refusal, usd};

fn opened() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00")
}

#[test]
fn confirming_makes_a_presumed_step_firm_from_its_own_date() {
    let story = opened().event(K::ExpiryConfirmed, "2026-05-09", deadline("seller_reply"));
    let view = story.view("2026-05-10");
    assert_eq!((view.state, view.state_presumed), (S::RefundWaiting, false));
    let refund = of(&view.deadlines, "refund");
    assert!(!refund.presumed);
    assert_eq!(story.local(refund.earliest.unwrap()), "2026-05-07 00:00");
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Void);
}

#[test]
fn confirming_without_a_name_confirms_what_has_passed() {
    let view = opened().on(K::ExpiryConfirmed, "2026-05-07").view("2026-05-08");
    assert_eq!((view.state, view.state_presumed), (S::RefundWaiting, false));
}

#[test]
fn confirming_before_our_date_takes_the_day_of_the_confirmation() {
    let story = opened().event(K::ExpiryConfirmed, "2026-05-05", deadline("seller_reply"));
    let view = story.view("2026-05-05");
    assert_eq!((view.state, view.state_presumed), (S::RefundWaiting, false));
}

#[test]
fn denying_removes_what_was_presumed_and_negotiation_goes_on() {
    let story = opened().event(K::ExpiryDenied, "2026-05-06T10:00", deadline("seller_reply"));
    let view = story.view("2026-05-07");
    assert_eq!((view.state, view.state_presumed), (S::SellerTurn, false));
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Void);
    assert!(!view.deadlines.iter().any(|deadline| deadline.id == "refund"));
    assert_eq!(view.next_step.text.id, "case-next-seller-still-silent");
    // Two days later negotiation ends by itself.
    let later = story.view("2026-05-08T09:00");
    assert_eq!((later.state, later.state_presumed), (S::MarketplaceReview, true));
}

#[test]
fn an_edit_after_a_denial_starts_a_new_clock_that_can_pass_again() {
    let story = opened()
        .event(K::ExpiryDenied, "2026-05-06T10:00", deadline("seller_reply"))
        .event(K::ExpiryDenied, "2026-05-06T11:00", deadline("negotiation"))
        .event(K::Edited, "2026-05-07T09:00", amount("8.00"));
    assert_eq!(story.state("2026-05-08"), S::SellerTurn);
    let view = story.view("2026-05-12T09:00");
    assert_eq!((view.state, view.state_presumed, view.decided), (S::RefundWaiting, true, Some(usd("8.00"))));
}

#[test]
fn postponing_moves_the_date_and_what_follows() {
    let details = opened().due("2026-05-07T09:00", Some("seller_reply"));
    let story = opened().event(K::ExpiryPostponed, "2026-05-06T10:00", details);
    let view = story.view("2026-05-06T12:00");
    assert_eq!((view.state, view.state_presumed), (S::SellerTurn, false));
    assert_eq!(story.due_of(of(&view.deadlines, "seller_reply")), "2026-05-07 09:00");
    let later = story.view("2026-05-07T09:00");
    assert_eq!((later.state, later.state_presumed), (S::RefundWaiting, true));
}

#[test]
fn an_event_that_contradicts_a_presumption_overrules_it() {
    // The offer came on the sixth day: the dispute had not been closed by silence.
    let story = opened().event(K::SellerOffer, "2026-05-07", amount("5.00"));
    let view = story.view("2026-05-07");
    assert_eq!((view.state, view.state_presumed, view.outcome), (S::BuyerTurn, false, None));
}

#[test]
fn an_event_that_needs_a_presumption_confirms_it() {
    let story = opened().on(K::RefundProcessed, "2026-05-07T09:00");
    let view = story.view("2026-05-08");
    assert_eq!((view.state, view.state_presumed), (S::RefundWaiting, false));
    assert_eq!(view.decided, Some(usd("11.73")));
    let review = opened().on(K::SellerRejects, "2026-05-02").on(K::EvidenceRequested, "2026-05-10T12:00");
    let view = review.view("2026-05-11");
    assert_eq!((view.state, view.state_presumed), (S::EvidenceRequested, false));
    // Review has run since negotiation ended, not since the request.
    assert_eq!(review.local(of(&view.deadlines, "review").earliest.unwrap()), "2026-05-22 09:00");
}

#[test]
fn silence_on_a_return_leads_to_a_return_and_its_own_deadline() {
    let story = Story::in_la().remedy(Plan::ReturnAndRefund).on(K::Submitted, "2026-05-01T09:00");
    let view = story.view("2026-05-07");
    let dispatch = of(&view.deadlines, "return_dispatch");
    assert_eq!((view.state, dispatch.presumed, dispatch.severity), (S::ReturnLeg, true, Severity::Loss));
    // And when nothing is recorded for ten days more, the whole chain stands there, presumed.
    let view = story.view("2026-05-16T09:00");
    assert_eq!((view.state, view.state_presumed), (S::ClosedLost, true));
    let denied = story.event(K::ExpiryDenied, "2026-05-07", deadline("seller_reply"));
    assert!(!denied.view("2026-05-07").deadlines.iter().any(|deadline| deadline.id == "return_dispatch"));
}

#[test]
fn a_day_stays_a_day_through_a_chain() {
    // Opened "1 May": the seller may have until the later end of 6 May, but a return must be sent by the
    // earlier midnight of 16 May.
    let story = Story::new(MOSCOW).remedy(Plan::ReturnAndRefund).on(K::Submitted, "2026-05-01");
    let before = story.view("2026-05-07T09:59");
    assert_eq!(before.state, S::SellerTurn);
    let view = story.view("2026-05-07T10:00");
    assert_eq!((view.state, view.state_presumed), (S::ReturnLeg, true));
    assert_eq!(story.due_of(of(&view.deadlines, "return_dispatch")), "2026-05-16 00:00");
}

#[test]
fn the_end_of_protection_starts_the_last_days_without_an_answer() {
    let story = Story::in_la().date(OrderDate::ProtectionEnds, "2026-05-10T09:00");
    let before = story.view("2026-05-01");
    let latest = of(&before.deadlines, "open_latest");
    assert!(latest.presumed);
    assert_eq!(story.due_of(latest), "2026-05-25 09:00");
    assert_eq!(latest.basis.id, "deadline-basis-presumed");
    let firm = story.event(K::ExpiryConfirmed, "2026-05-11", deadline("protection_end"));
    assert!(!of(&firm.view("2026-05-12").deadlines, "open_latest").presumed);
    let denied = Story::in_la().date(OrderDate::ProtectionEnds, "2026-05-10T09:00").event(
        K::ExpiryDenied,
        "2026-05-11",
        deadline("protection_end"),
    );
    assert!(!denied.view("2026-05-12").deadlines.iter().any(|deadline| deadline.id == "open_latest"));
    let details = denied.due("2026-05-20T09:00", Some("protection_end"));
    let moved = denied.event(K::ExpiryPostponed, "2026-05-12", details);
    assert_eq!(moved.due_of(of(&moved.view("2026-05-13").deadlines, "open_latest")), "2026-06-04 09:00");
}

#[test]
fn a_shown_date_beats_a_computed_one_and_is_flagged_beyond_a_day() {
    let story = Story::in_la().date(OrderDate::Confirmed, "2026-03-20");
    let flagged = |due: &str| {
        let story = story.clone().shown("open_latest", due, "2026-03-21");
        let view = story.view("2026-03-22");
        let date = of(&view.deadlines, "open_latest");
        assert!(date.shown_by_marketplace);
        let mine = date.conflicts.iter().find(|conflict| conflict.source == "aliexpress-2026");
        (story.due_of(date), mine.map(|conflict| (story.local(conflict.value), conflict.flagged)))
    };
    assert_eq!(
        flagged("2026-04-06"),
        ("2026-04-06 00:00".to_owned(), Some(("2026-04-04 00:00".to_owned(), true)))
    );
    assert_eq!(
        flagged("2026-04-05"),
        ("2026-04-05 00:00".to_owned(), Some(("2026-04-04 00:00".to_owned(), false)))
    );
    assert_eq!(flagged("2026-04-04"), ("2026-04-04 00:00".to_owned(), None));
}

#[test]
fn a_date_shown_for_an_earlier_clock_does_not_hold_for_a_restarted_one() {
    let story = opened().shown("seller_reply", "2026-05-04T09:00", "2026-05-02").event(
        K::Edited,
        "2026-05-03T09:00",
        EventDetails::default(),
    );
    let view = story.view("2026-05-03T10:00");
    assert_eq!(story.due_of(of(&view.deadlines, "seller_reply")), "2026-05-08 09:00");
}

#[test]
fn a_shown_date_alone_makes_a_deadline_without_a_start() {
    let story = Story::in_la().shown("open_latest", "2026-04-06T12:00", "2026-03-21");
    let view = story.view("2026-03-22");
    let date = of(&view.deadlines, "open_latest");
    assert_eq!((date.starts_at, story.due_of(date)), (None, "2026-04-06 12:00".to_owned()));
    assert_eq!(date.basis.id, "deadline-basis-shown");
}

#[test]
fn a_date_is_due_on_its_day_and_overdue_at_its_instant() {
    let story = Story::in_la().date(OrderDate::Confirmed, "2026-03-20T12:00");
    let status = |now: &str| of(&story.view(now).deadlines, "open_latest").status;
    assert_eq!(status("2026-04-03T23:59"), DeadlineStatus::Upcoming);
    assert_eq!(status("2026-04-04T00:00"), DeadlineStatus::Due);
    assert_eq!(status("2026-04-04T11:59"), DeadlineStatus::Due);
    assert_eq!(status("2026-04-04T12:00"), DeadlineStatus::Overdue);
    // A midnight belongs to the day it ends.
    let by_day = Story::in_la().date(OrderDate::Confirmed, "2026-03-20");
    let status = |now: &str| of(&by_day.view(now).deadlines, "open_latest").status;
    assert_eq!(status("2026-04-02T23:59"), DeadlineStatus::Upcoming);
    assert_eq!(status("2026-04-03T00:00"), DeadlineStatus::Due);
}

#[test]
fn the_next_change_is_when_the_view_changes() {
    let story = opened();
    let view = story.view("2026-05-05T12:00");
    assert_eq!(story.local(view.next_change_at.unwrap()), "2026-05-06 00:00");
    assert_eq!(story.local(story.view("2026-05-06T00:00").next_change_at.unwrap()), "2026-05-06 09:00");
}

#[test]
fn a_date_named_after_a_denial_can_pass_again() {
    let denied = opened().event(K::ExpiryDenied, "2026-05-09T10:00", deadline("seller_reply")).event(
        K::ExpiryDenied,
        "2026-05-09T11:00",
        deadline("negotiation"),
    );
    let view = denied.view("2026-05-09T12:00");
    assert_eq!(
        (view.next_step.text.id.as_ref(), view.next_step.due),
        ("case-next-seller-still-silent-no-date", None)
    );
    let details = denied.due("2026-05-12T09:00", Some("negotiation"));
    let postponed = denied.clone().event(K::ExpiryPostponed, "2026-05-09T12:00", details);
    let view = postponed.view("2026-05-10");
    let date = of(&view.deadlines, "negotiation");
    assert_eq!(
        (postponed.due_of(date).as_str(), date.status),
        ("2026-05-12 09:00", DeadlineStatus::Upcoming)
    );
    let view = postponed.view("2026-05-12T09:00");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, true));
    assert!(postponed.try_event("2026-05-12T10:00", K::ExpiryConfirmed, deadline("negotiation")).is_ok());
    // A shown date counts as much, and a later denial takes it away again.
    let shown = denied.shown("seller_reply", "2026-05-11T09:00", "2026-05-10");
    assert_eq!(
        of(&shown.view("2026-05-10T12:00").deadlines, "seller_reply").status,
        DeadlineStatus::Upcoming
    );
    assert_eq!(shown.state("2026-05-11T09:00"), S::RefundWaiting);
    let again = shown.event(K::ExpiryDenied, "2026-05-11T10:00", deadline("seller_reply"));
    assert_eq!(again.state("2026-05-11T11:00"), S::SellerTurn);
}

#[test]
fn confirming_nothing_is_refused() {
    let refused = |story: &Story, name: &str| {
        refusal(story.try_event("2026-05-10", K::ExpiryConfirmed, deadline(name)))
    };
    assert_eq!(refused(&Story::in_la(), "seller_reply"), "case-refused-nothing-to-confirm");
    assert_eq!(refused(&Story::in_la(), "protection_end"), "case-refused-nothing-to-confirm");
    let denied = opened().event(K::ExpiryDenied, "2026-05-06T10:00", deadline("seller_reply"));
    assert_eq!(refused(&denied, "seller_reply"), "case-refused-nothing-to-confirm");
    let confirmed = opened().event(K::ExpiryConfirmed, "2026-05-07", deadline("seller_reply"));
    assert_eq!(refused(&confirmed, "seller_reply"), "case-refused-nothing-to-confirm");
    let protected = Story::in_la().date(OrderDate::ProtectionEnds, "2026-05-09");
    assert!(protected.try_event("2026-05-10", K::ExpiryConfirmed, deadline("protection_end")).is_ok());
    assert!(opened().try_event("2026-05-07", K::ExpiryConfirmed, none()).is_ok());
}

fn none() -> EventDetails {
    EventDetails::default()
}
