//! The fine stages: part shipments and money on its way (C1), the way back (C3), the refund and its reconciliation
//! (C4), complaints and coupons (C5), chats (C7), accounts (C8), and the notes that go with them.

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{
    Against, CaseEventKind as K, EventDetails, OrderEventKind as O, Outcome, Party, Plan,
};
use parcelproof::domain::guards::beside;
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::offers::advice;
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::replay::blocks_account;
use parcelproof::domain::rules::{Escalation, Packs};
use parcelproof::domain::view::{CaseState as S, CaseView, DeadlineStatus, OrderState, Severity, Stage};
use parcelproof::domain::wording::support_text::about_refund;

use super::story::{Story, amount, by, deadline, ids, of, outcome, plan, refusal, tracking, usd};

fn none() -> EventDetails {
    EventDetails::default()
}

fn opened() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00")
}

fn to_return() -> Story {
    opened().on(K::Escalated, "2026-05-08T09:00").event(
        K::Decision,
        "2026-05-20T09:00",
        outcome(Outcome::ReturnAndRefund),
    )
}

fn won() -> Story {
    opened().on(K::Escalated, "2026-05-08T09:00").event(
        K::Decision,
        "2026-05-20T09:00",
        outcome(Outcome::Win),
    )
}

fn has(view: &CaseView, note: &str) -> bool {
    ids(&view.notes).contains(&note)
}

fn free_returns() -> Story {
    let mut story = to_return();
    story.pack = Packs::built_in().unwrap().get("aliexpress-free-returns").unwrap().clone();
    story.order.free_returns = true;
    story
}

#[test]
fn a_part_shipment_starts_the_clocks_and_leaves_the_rest_owed() {
    let story = Story::in_la().date(D::Paid, "2026-01-01T09:00").date(D::ShipBy, "2026-01-20").order_event(
        O::PartShipped,
        "2026-01-05T10:00",
        none(),
    );
    let view = story.order_view("2026-01-06");
    assert_eq!((view.state, view.state_presumed), (OrderState::PartShipped, false));
    assert_eq!(story.due_of(of(&view.deadlines, "open_earliest")), "2026-01-15 10:00");
    assert!(ids(&view.notes).contains(&"notes-part-shipped"));
    // The rest is late, but nothing closes by itself.
    let late = story.order_view("2026-01-22");
    assert_eq!(late.state, OrderState::PartShipped);
    assert_eq!(of(&late.deadlines, "ship_by").status, DeadlineStatus::Overdue);
    let whole = story.order_event(O::Shipped, "2026-01-10", none());
    assert_eq!(whole.order_view("2026-01-11").state, OrderState::Shipped);
    assert_eq!(of(&whole.order_view("2026-01-22").deadlines, "ship_by").status, DeadlineStatus::Met);
}

#[test]
fn money_on_its_way_is_a_state_of_the_order() {
    let review = opened().on(K::Escalated, "2026-05-08T09:00");
    assert_eq!(review.order_view("2026-05-10").state, OrderState::InDispute);
    let story = won();
    assert_eq!(story.order_view("2026-05-21").state, OrderState::FundProcessing);
    let seen = story.event(K::RefundSeen, "2026-05-25", amount("11.73"));
    assert_eq!(seen.order_view("2026-05-26").state, OrderState::ClosedRefunded);
}

#[test]
fn the_way_back_goes_from_agreed_over_sent_and_received_to_accepted() {
    let stage = |story: &Story, now: &str| story.view(now).stage;
    let story = to_return();
    assert_eq!(stage(&story, "2026-05-21"), Some(Stage::ReturnAgreed));
    assert!(has(&story.view("2026-05-21"), "notes-return-abroad"));
    assert!(has(&story.view("2026-05-21"), "notes-return-keep-receipt"));
    let story = story.on(K::ReturnSent, "2026-05-22");
    assert_eq!(stage(&story, "2026-05-22T10:00"), Some(Stage::ReturnUntracked));
    let story = story.event(K::ReturnSent, "2026-05-23", tracking("RB1"));
    let view = story.view("2026-05-24");
    assert_eq!(view.stage, Some(Stage::ReturnSent));
    // No refund is waited for before the goods are there.
    assert!(!view.deadlines.iter().any(|deadline| deadline.id == "refund"));
    let transit = of(&view.deadlines, "return_transit");
    assert_eq!(
        (transit.who, transit.due.map(|due| story.local(due))),
        (Party::Carrier, Some("2026-06-23 00:00".to_owned()))
    );
    let story = story.on(K::ReturnReceived, "2026-06-10");
    let view = story.view("2026-06-11");
    assert_eq!((view.state, view.stage), (S::ReturnLeg, Some(Stage::ReturnReceived)));
    assert_eq!(of(&view.deadlines, "return_transit").status, DeadlineStatus::Met);
    assert!(!view.deadlines.iter().any(|deadline| deadline.id == "refund"));
    let story = story.on(K::ReturnChecked, "2026-06-12");
    let view = story.view("2026-06-13");
    assert_eq!((view.state, view.stage), (S::RefundWaiting, Some(Stage::ReturnOk)));
    assert_eq!(of(&view.deadlines, "refund").status, DeadlineStatus::Upcoming);
}

#[test]
fn a_return_that_is_not_sent_in_time_has_expired() {
    let view = to_return().view("2026-05-30T09:00");
    assert_eq!(
        (view.state, view.state_presumed, view.stage),
        (S::ClosedLost, true, Some(Stage::ReturnExpired))
    );
}

#[test]
fn nobody_taking_the_return_in_for_eight_days_leads_to_the_marketplace() {
    let story = free_returns().event(K::ReturnSent, "2026-05-22T09:00", tracking("RB1"));
    let view = story.view("2026-05-23");
    let watch = of(&view.deadlines, "return_warehouse");
    assert_eq!(
        (story.due_of(watch), watch.status),
        ("2026-05-30 09:00".to_owned(), DeadlineStatus::Upcoming)
    );
    assert_eq!(view.next_step.text.id, "case-next-return-on-its-way-by");
    let late = story.view("2026-05-30T09:00");
    assert_eq!((late.state, late.state_presumed), (S::MarketplaceReview, true));
    assert_eq!(
        (late.stage, late.next_step.action.as_str()),
        (Some(Stage::ReturnArbitration), "expiry_confirmed")
    );
    // It arrived after all: nothing was ever arbitrated.
    let arrived = story.clone().on(K::ReturnReceived, "2026-05-29");
    assert_eq!(arrived.view("2026-06-05").stage, Some(Stage::ReturnReceived));
    let confirmed = story.event(K::ExpiryConfirmed, "2026-05-31", deadline("return_warehouse"));
    let view = confirmed.view("2026-06-01");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, false));
    assert_eq!(view.next_step.text.id, "case-next-return-proof");
    // Without the free-returns rules no eight days run.
    let plain = to_return().event(K::ReturnSent, "2026-05-22T09:00", tracking("RB1"));
    assert_eq!(plain.state("2026-06-15"), S::ReturnLeg);
}

#[test]
fn a_return_lost_in_the_post_is_settled_on_proof_of_posting() {
    let story =
        to_return().event(K::ReturnSent, "2026-05-22T09:00", tracking("RB1")).on(K::ReturnLost, "2026-07-01");
    let view = story.view("2026-07-02");
    assert_eq!((view.state, view.stage), (S::MarketplaceReview, Some(Stage::ReturnArbitration)));
    assert_eq!(view.next_step.text.id, "case-next-return-proof");
    assert!(has(&view, "notes-return-proof"));
}

#[test]
fn deductions_after_the_check_are_a_stage_of_their_own() {
    let mut less = none();
    less.deductions.insert("gift".to_owned(), usd("1.73"));
    let story = to_return().event(K::ReturnSent, "2026-05-22T09:00", tracking("RB1")).event(
        K::ReturnChecked,
        "2026-06-01",
        less,
    );
    let view = story.view("2026-06-02");
    assert_eq!((view.stage, view.decided.clone()), (Some(Stage::ReturnReduced), Some(usd("10.00"))));
    assert!(has(&view, "notes-return-reduced"));
}

#[test]
fn a_return_at_home_goes_to_a_warehouse_and_is_not_given_a_month() {
    let mut story = to_return();
    story.order.local_return = true;
    assert!(has(&story.view("2026-05-21"), "notes-return-warehouse"));
    let story = story.event(K::ReturnSent, "2026-05-22T09:00", tracking("RB1"));
    let view = story.view("2026-05-23");
    assert_eq!(of(&view.deadlines, "return_transit").status, DeadlineStatus::Void);
    assert!(has(&view, "notes-return-warehouse-pays"));
    assert_eq!(view.state, S::ReturnLeg);
}

#[test]
fn agreed_processed_and_seen_are_three_days() {
    let story = won().on(K::RefundAgreed, "2026-05-21");
    assert_eq!(story.view("2026-05-22").stage, Some(Stage::RefundAgreed));
    let story = story.on(K::RefundProcessed, "2026-05-25");
    assert_eq!(story.view("2026-05-26").stage, Some(Stage::RefundProcessing));
    let story = story.event(K::RefundSeen, "2026-05-28", amount("11.73"));
    let view = story.view("2026-05-29");
    assert_eq!((view.state, view.stage), (S::ClosedPaid, Some(Stage::RefundSeen)));
    let refund = view.refund.clone().unwrap();
    assert_eq!(
        (refund.agreed_at, refund.processed_at, refund.seen_at),
        (
            Some(story.moment("2026-05-21")),
            Some(story.moment("2026-05-25")),
            Some(story.moment("2026-05-28"))
        )
    );
    assert_eq!(refund.difference, Some(usd("0.00")));
    assert!(has(&view, "notes-refund-buy-again"));
}

#[test]
fn an_overdue_refund_says_where_to_look_and_whom_to_ask() {
    let mut story = won().on(K::RefundProcessed, "2026-05-25");
    story.order.payment_method = Some("Visa 4417".to_owned());
    let before = story.view("2026-06-20");
    assert!(has(&before, "notes-refund-look") && has(&before, "notes-refund-to"));
    assert!(about_refund(Some(&story.order), &before, story.zone).is_none());
    let view = story.view("2026-07-01");
    assert_eq!(view.stage, Some(Stage::RefundOverdue));
    for note in ["notes-refund-look", "notes-refund-support", "notes-refund-bank", "notes-refund-fallback"] {
        assert!(has(&view, note), "{note}");
    }
    let text = about_refund(Some(&story.order), &view, story.zone).unwrap();
    for part in ["11.73 USD", "8190000000001", "25 May 2026", "Visa 4417", "ARN"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn less_than_agreed_is_the_wrong_amount_and_a_cent_is_rounding() {
    let story = won().on(K::RefundProcessed, "2026-05-25");
    let short = story.clone().event(K::RefundSeen, "2026-05-28", amount("9.00"));
    let view = short.view("2026-05-29");
    assert_eq!((view.state, view.stage), (S::RefundWaiting, Some(Stage::RefundWrongAmount)));
    assert_eq!(view.refund.as_ref().unwrap().difference.as_ref().unwrap().minor, -273);
    assert!(has(&view, "notes-refund-less"));
    assert!(about_refund(None, &view, short.zone).unwrap().contains("9.00 USD"));
    let cent = story.clone().event(K::RefundSeen, "2026-05-28", amount("11.72"));
    assert_eq!(cent.state("2026-05-29"), S::ClosedPaid);
    let two = story.clone().event(K::RefundSeen, "2026-05-28", amount("11.71"));
    assert_eq!(two.state("2026-05-29"), S::RefundWaiting);
    let more = story.event(K::RefundSeen, "2026-05-28", amount("20.00"));
    assert!(has(&more.view("2026-05-29"), "notes-refund-more"));
}

#[test]
fn a_charge_in_place_of_a_refund_is_told_by_its_sign() {
    let mut charge = amount("11.73");
    charge.amount.as_mut().unwrap().minor = -1173;
    let story = won().event(K::RefundSeen, "2026-05-28", charge.clone());
    let view = story.view("2026-05-29");
    assert_eq!((view.state, view.stage), (S::RefundWaiting, Some(Stage::RefundCharged)));
    assert_eq!(view.next_step.text.id, "case-next-refund-charged");
    assert!(has(&view, "notes-refund-charged") && has(&view, "notes-refund-bank"));
    assert!(about_refund(Some(&story.order), &view, story.zone).unwrap().contains("charged"));
    // Only there: nobody asks for less than nothing.
    assert_eq!(
        refusal(opened().try_event("2026-05-02", K::SellerOffer, charge.clone())),
        "case-refused-negative"
    );
    assert!(won().try_event("2026-05-28", K::RefundSeen, charge).is_ok());
    // Given back with the refund, all is well.
    let mended = story.event(K::RefundSeen, "2026-06-05", amount("23.46"));
    assert_eq!(mended.state("2026-06-06"), S::ClosedPaid);
}

#[test]
fn what_a_coupon_paid_for_is_not_waited_for() {
    let mut story = won();
    story.order.lines[0].coupon = Some(usd("2.00"));
    let view = story.view("2026-05-21");
    assert_eq!(view.refund.as_ref().unwrap().expected, Some(usd("9.73")));
    assert!(has(&view, "notes-refund-coupon"));
    let seen = story.event(K::RefundSeen, "2026-05-28", amount("9.73"));
    assert_eq!(seen.state("2026-05-29"), S::ClosedPaid);
}

#[test]
fn another_currency_is_compared_by_the_rate_the_order_was_paid_at() {
    let rub = |minor| Some(Money::new(minor, Currency::parse("RUB").unwrap()));
    let paid = |minor| EventDetails { amount: rub(minor), ..none() };
    let unknown = won().event(K::RefundSeen, "2026-05-28", paid(100_000));
    let view = unknown.view("2026-05-29");
    // Whether it is all of it is asked, and an event without an amount says so.
    assert_eq!(view.state, S::RefundWaiting);
    assert_eq!(view.next_step.text.id, "case-next-refund-other-currency");
    assert_eq!(unknown.on(K::RefundSeen, "2026-05-29").state("2026-05-30"), S::ClosedPaid);
    // 11.73 USD were 1,173.00 RUB.
    let story = won().order_event(O::Paid, "2026-04-01", paid(117_300));
    let state = |minor| story.clone().event(K::RefundSeen, "2026-05-28", paid(minor)).state("2026-05-29");
    assert_eq!(story.view("2026-05-22").refund.unwrap().expected_here, rub(117_300));
    assert_eq!(state(117_300 * 95 / 100), S::ClosedPaid);
    assert_eq!(state(117_300 * 94 / 100), S::RefundWaiting);
}

fn complained() -> Story {
    Story::in_la().kind(CaseKind::Complaint).on(K::ComplaintSent, "2026-05-02T10:00")
}

#[test]
fn a_complaint_goes_from_review_to_coupons_or_a_survey() {
    let story = complained();
    assert_eq!(story.view("2026-05-03").stage, Some(Stage::ComplaintReview));
    let late = story.view("2026-05-17T10:00");
    assert_eq!(
        (late.stage, late.next_step.text.id.as_ref()),
        (Some(Stage::ComplaintOverdue), "case-next-other-late")
    );
    assert!(has(&late, "notes-complaint-late"));
    let won = story.clone().event(
        K::ComplaintDecided,
        "2026-05-10",
        EventDetails { outcome: Some(Outcome::Upheld), ..amount("11.73") },
    );
    let view = won.view("2026-05-11");
    assert_eq!((view.state, view.stage), (S::Decided, Some(Stage::ComplaintWon)));
    assert_eq!(won.due_of(of(&view.deadlines, "coupon_issue")), "2026-05-16 00:00");
    let lost = story.event(K::ComplaintDecided, "2026-05-10", outcome(Outcome::Rejected));
    let view = lost.view("2026-05-11");
    assert_eq!((view.stage, view.next_step.action.as_str()), (Some(Stage::ComplaintLost), "survey_sent"));
    assert!(has(&view, "notes-complaint-survey"));
    let survey = lost.on(K::SurveySent, "2026-05-12");
    let view = survey.view("2026-05-13");
    assert_eq!((view.stage, view.next_step.action.as_str()), (Some(Stage::SurveySent), "other_routes"));
    assert!(has(&view, "notes-survey-no-clock"));
}

#[test]
fn a_complaint_inside_its_dispute_counts_too() {
    let lost =
        opened().on(K::Escalated, "2026-05-08").event(K::Decision, "2026-05-20", outcome(Outcome::Lost));
    assert!(has(&lost.view("2026-05-21"), "notes-lost-account"));
    let details = EventDetails { against: Some(Against::Administration), ..none() };
    let story = lost.event(K::ComplaintSent, "2026-05-22", details);
    let view = story.view("2026-05-23");
    assert_eq!(
        (view.stage, view.next_step.text.id.as_ref()),
        (Some(Stage::ComplaintReview), "case-next-complaint-sent")
    );
}

#[test]
fn each_coupon_has_its_own_end_and_together_they_are_the_compensation() {
    let story = complained()
        .event(
            K::ComplaintDecided,
            "2026-05-10",
            EventDetails { outcome: Some(Outcome::Upheld), ..amount("9.00") },
        )
        .event(K::CouponIssued, "2026-05-12", amount("4.00"));
    let view = story.view("2026-05-13");
    assert!(has(&view, "notes-coupons-missing"));
    assert_eq!(
        refusal(story.try_event("2026-05-14", K::CouponIssued, amount("5.01"))),
        "case-refused-coupons"
    );
    assert!(story.try_event("2026-05-14", K::CouponIssued, amount("5.00")).is_ok());
    let story = story.event(K::CouponIssued, "2026-05-31", amount("5.00"));
    let view = story.view("2026-06-01");
    assert!(!has(&view, "notes-coupons-missing"));
    assert_eq!(view.stage, Some(Stage::Coupons));
    let ends: Vec<_> = view.coupons.iter().map(|coupon| story.local(coupon.expires.unwrap())).collect();
    assert_eq!(ends, ["2026-07-12 00:00", "2026-07-31 00:00"]);
    assert!(has(&view, "notes-coupon-not-refunded") && has(&view, "notes-coupon-reliable"));
    // One is used, the other runs out.
    let used = EventDetails { answers: Some(view.coupons[0].event), ..none() };
    let story = story.event(K::CouponUsed, "2026-06-02", used);
    let view = story.view("2026-07-20");
    assert_eq!((view.coupons[0].used, view.coupons[1].used, view.coupons[1].expired), (true, false, false));
    let over = story.view("2026-08-01");
    assert_eq!((over.stage, over.coupons[1].expired), (Some(Stage::CouponsDone), true));
    assert!(has(&over, "notes-coupon-expired"));
}

#[test]
fn a_chat_has_no_clock_but_the_buyers_own() {
    let story = Story::in_la().kind(CaseKind::Chat).on(K::Submitted, "2026-05-01T09:00");
    let view = story.view("2026-05-02");
    assert_eq!((view.state, view.stage), (S::MarketplaceReview, Some(Stage::ChatStarted)));
    assert!(view.deadlines.iter().all(|deadline| deadline.due.is_none()), "{:#?}", view.deadlines);
    assert!(has(&view, "notes-chat-no-clock") && has(&view, "notes-chat-keep"));
    let story = story.on(K::Message, "2026-05-01T10:00");
    assert_eq!(story.view("2026-05-02").stage, Some(Stage::ChatWaiting));
    let details = story.due("2026-05-05T12:00", None);
    let waiting = story.clone().event(K::WaitUntil, "2026-05-02", details);
    let view = waiting.view("2026-05-03");
    let reminder = of(&view.deadlines, "reminder");
    assert_eq!(
        (waiting.due_of(reminder), reminder.severity),
        ("2026-05-05 12:00".to_owned(), Severity::Attention)
    );
    assert_eq!(view.next_step.text.id, "case-next-reminder");
    // What the operator said moves no date of the order.
    assert!(!view.deadlines.iter().any(|deadline| deadline.id == "open_earliest"));
    let answered = story.event(K::ChatAnswered, "2026-05-04", amount("5.00"));
    assert_eq!(answered.view("2026-05-05").stage, Some(Stage::ChatAnswered));
    let accepted = answered.clone().on(K::OfferAccepted, "2026-05-05");
    let view = accepted.view("2026-05-06");
    assert_eq!(
        (view.state, view.stage, view.decided.clone()),
        (S::RefundWaiting, Some(Stage::ChatAccepted), Some(usd("5.00")))
    );
    let refused = answered.on(K::OfferRejected, "2026-05-05");
    let view = refused.view("2026-05-06");
    assert_eq!((view.stage, view.next_step.action.as_str()), (Some(Stage::ChatRefused), "other_routes"));
    assert!(has(&view, "notes-chat-outside"));
}

#[test]
fn a_blocked_account_is_asked_for_and_given_back_or_not() {
    let blocks = |story: &Story, now: &str| blocks_account(CaseKind::Account, &story.view(now));
    let story = Story::in_la().kind(CaseKind::Account).on(K::AccountBlocked, "2026-05-04");
    assert_eq!(story.view("2026-05-05").stage, Some(Stage::AccountBlocked));
    assert!(blocks(&story, "2026-05-05"));
    let story = story.on(K::AccountAppealSent, "2026-05-08");
    assert_eq!(story.view("2026-05-09").stage, Some(Stage::AccountSent));
    assert_eq!(story.view("2026-05-16").stage, Some(Stage::AccountOverdue));
    let restored = story.clone().event(K::AccountDecided, "2026-05-12", outcome(Outcome::Restored));
    assert_eq!(restored.view("2026-05-13").stage, Some(Stage::AccountRestored));
    assert!(!blocks(&restored, "2026-05-13"));
    let denied = story.event(K::AccountDecided, "2026-05-12", outcome(Outcome::Denied));
    let view = denied.view("2026-05-13");
    assert_eq!(
        (view.stage, view.next_step.text.id.as_ref()),
        (Some(Stage::AccountDenied), "case-next-account-retry")
    );
    assert!(blocks(&denied, "2026-05-13"));
    let again = denied.on(K::AccountAppealSent, "2026-05-20");
    let view = again.view("2026-05-21");
    assert_eq!(view.stage, Some(Stage::AccountSent));
    assert_eq!(again.due_of(of(&view.deadlines, "account_appeal")), "2026-05-28 00:00");
}

#[test]
fn a_verification_is_asked_sent_and_tried_again() {
    let story = Story::in_la().kind(CaseKind::Account).on(K::NeedInfo, "2026-05-04T09:00");
    let view = story.view("2026-05-05");
    assert_eq!(view.stage, Some(Stage::VerificationRequested));
    assert!(has(&view, "notes-verification-secrets"));
    let story = story.on(K::EvidenceSubmitted, "2026-05-05");
    assert_eq!(story.view("2026-05-06").stage, Some(Stage::VerificationSent));
    let denied = story.clone().event(K::AccountDecided, "2026-05-07", outcome(Outcome::Denied));
    let view = denied.view("2026-05-08");
    assert_eq!(view.stage, Some(Stage::VerificationDenied));
    assert!(has(&view, "notes-verification-retry"));
    let again = denied.on(K::EvidenceSubmitted, "2026-05-09");
    assert_eq!(again.view("2026-05-10").stage, Some(Stage::VerificationSent));
    let fine = story.event(K::AccountDecided, "2026-05-07", outcome(Outcome::Restored));
    assert_eq!(fine.view("2026-05-08").stage, Some(Stage::VerificationOk));
}

#[test]
fn a_measure_against_an_account_may_be_contested_for_180_days() {
    let story = Story::in_la().kind(CaseKind::Account).on(K::MeasureNotified, "2026-05-04");
    let view = story.view("2026-05-05");
    let dsa = of(&view.deadlines, "dsa_appeal");
    assert_eq!((story.due_of(dsa), dsa.scope.as_deref()), ("2026-10-31 00:00".to_owned(), Some("EU")));
}

#[test]
fn receipt_confirmed_too_early_is_said_before_and_after() {
    let story = Story::in_la().date(D::Shipped, "2026-01-05");
    // What the question before it says is in `advice`; a parcel that is not here is named there.
    let asked = |story: &Story| -> Vec<String> {
        let advice = advice::confirm_receipt(Some(&story.order_input("2026-01-21", &[])));
        advice.points.iter().map(|point| point.text.id.to_string()).collect()
    };
    assert!(asked(&story).contains(&"guard-confirm-not-here".to_owned()));
    let here = story.clone().date(D::Delivered, "2026-01-20");
    assert!(!asked(&here).contains(&"guard-confirm-not-here".to_owned()));
    assert!(ids(&here.order_view("2026-01-21").notes).contains(&"notes-check-before-confirming"));
    let early = story.date(D::Confirmed, "2026-01-10");
    let notes = early.order_view("2026-01-11").notes;
    assert!(ids(&notes).contains(&"notes-confirmed-before-receipt"));
    let right = here.date(D::Confirmed, "2026-01-22");
    let notes = right.order_view("2026-01-23").notes;
    assert_eq!(ids(&notes), ["notes-confirmed-counts"]);
    assert!(ids(&right.order_view("2026-03-23").notes).contains(&"notes-window-over"));
}

#[test]
fn a_frozen_order_that_is_not_paid_back_asks_for_support() {
    let story =
        Story::in_la().date(D::Shipped, "2026-01-05").order_event(O::Frozen, "2026-01-10T09:00", none());
    assert!(!ids(&story.order_view("2026-01-20").notes).contains(&"notes-frozen-late"));
    assert!(ids(&story.order_view("2026-01-24T09:00").notes).contains(&"notes-frozen-late"));
}

#[test]
fn the_marketplace_is_called_by_hand_only_where_and_when_the_rules_know_that() {
    let story = opened().on(K::SellerRejects, "2026-05-02");
    assert_eq!(
        refusal(story.try_event("2026-05-03", K::Escalated, by(Party::Buyer))),
        "case-refused-escalate-auto"
    );
    // That it went there is no question of a button.
    assert!(story.try_event("2026-05-03", K::Escalated, none()).is_ok());
    assert_eq!(story.view("2026-05-03").next_step.action, "wait");
    let mut classic = story;
    classic.pack = Packs::built_in().unwrap().get("aliexpress-classic").unwrap().clone();
    assert_eq!(classic.pack.flags.escalation, Some(Escalation::Both));
    assert_eq!(
        refusal(classic.try_event("2026-05-03", K::Escalated, by(Party::Buyer))),
        "case-refused-escalate-early"
    );
    assert!(classic.try_event("2026-05-04T09:00", K::Escalated, by(Party::Buyer)).is_ok());
    assert_eq!(classic.view("2026-05-03").next_step.action, "wait");
    assert_eq!(classic.view("2026-05-04T09:00").next_step.action, "escalated");
}

#[test]
fn review_says_who_decides_and_that_the_chat_is_not_read() {
    let view = opened().on(K::Escalated, "2026-05-08").view("2026-05-09");
    assert!(has(&view, "notes-review-alone") && has(&view, "notes-review-chat"));
    // Negotiating is over: an offer during review ends nothing and asks nothing.
    let offered = opened().on(K::Escalated, "2026-05-08").event(K::SellerOffer, "2026-05-10", amount("5.00"));
    assert_eq!(offered.state("2026-05-11"), S::MarketplaceReview);
}

#[test]
fn an_exchange_agreed_on_receipt_ends_without_money() {
    let story = opened()
        .event(K::SellerOffer, "2026-05-02", plan(Plan::Replacement))
        .on(K::OfferAccepted, "2026-05-03");
    let view = story.view("2026-05-04");
    assert_eq!((view.state, view.next_step.text.id.as_ref()), (S::Decided, "case-next-agreed-without-money"));
}

#[test]
fn nothing_of_an_order_happens_before_it_was_made() {
    let story = Story::in_la().date(D::Ordered, "2026-03-01T09:00");
    let at = |text: &str| {
        use parcelproof::domain::event::{EventSource, NewEvent};
        let new = NewEvent {
            kind: K::Submitted,
            at: story.moment(text),
            source: EventSource::Buyer,
            details: none(),
        };
        parcelproof::domain::guards::decide::case_event(&story.input("2026-03-20"), &new, None).map(|_| ())
    };
    assert_eq!(refusal(at("2026-02-27")), "case-refused-before-order");
    // The day before may be the same day elsewhere.
    assert!(at("2026-02-28").is_ok());
    assert!(at("2026-03-10").is_ok());
    let odd = Story::in_la().date(D::Ordered, "2026-03-01").date(D::Delivered, "2025-03-20");
    assert_eq!(ids(&beside::odd_dates(&odd.order, odd.zone)), ["order-odd-date"]);
    assert!(beside::odd_dates(&story.order, story.zone).is_empty());
}

#[test]
fn lateness_has_reasons_of_its_own() {
    use parcelproof::domain::case::Reason;
    use parcelproof::domain::evidence::needs::{Need, of_reason};
    assert!(of_reason(Reason::NotReceivedCustoms).0.contains(&Need::CustomsPaper));
    assert!(of_reason(Reason::NotReceivedInTransit).0.contains(&Need::TrackingSnapshot));
    // A parcel that is only late holds the dispute back; one at customs does not.
    let late = |reason| {
        let story = Story::in_la()
            .reason(reason)
            .date(D::ProtectionEnds, "2026-05-20T09:00")
            .on(K::Submitted, "2026-05-01T09:00")
            .on(K::SellerRejects, "2026-05-02");
        story.state("2026-05-10")
    };
    assert_eq!(late(Reason::NotReceivedInTransit), S::NoAgreement);
    assert_eq!(late(Reason::NotReceivedCustoms), S::MarketplaceReview);
}

#[test]
fn typical_lengths_are_never_made_into_dates() {
    // Sent, and no page has shown an end of protection or a day of arrival: none is made up from what is usual.
    let story = Story::in_la().date(D::Paid, "2026-01-02").date(D::Shipped, "2026-01-05");
    let view = story.order_view("2026-06-01");
    assert!(!view.deadlines.iter().any(|deadline| matches!(
        deadline.id.as_str(),
        "protection_end" | "open_latest" | "open_now_advice"
    )));
    assert_eq!((view.state, view.state_presumed), (OrderState::Shipped, false));
}

#[test]
fn fifteen_days_of_negotiation_end_with_the_former_rules() {
    let mut story = opened().on(K::SellerRejects, "2026-05-02");
    story.pack = Packs::built_in().unwrap().get("aliexpress-classic").unwrap().clone();
    assert_eq!(story.due_of(of(&story.view("2026-05-03").deadlines, "negotiation")), "2026-05-16 09:00");
    assert_eq!(story.state("2026-05-16T08:59"), S::NoAgreement);
    let over = story.view("2026-05-16T09:00");
    assert_eq!((over.state, over.state_presumed), (S::MarketplaceReview, true));
}
