//! Disputes by the rules of other marketplaces: nothing is said of them that their own pack does not say.

use parcelproof::domain::case::Reason;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Outcome, Party};
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::rules::Packs;
use parcelproof::domain::view::{CaseState as S, CaseView, DeadlineStatus, Stage};
use parcelproof::texts::Texts;

use super::story::{Story, amount, by, deadline, ids, of, outcome, refusal, tracking, usd};

fn at(pack: &str) -> Story {
    let mut story = Story::in_la();
    story.pack = Packs::built_in().unwrap().get(pack).unwrap().clone();
    story
}

fn step(view: &CaseView) -> String {
    Texts::new("en", chrono_tz::UTC).say(&view.next_step.text)
}

fn has(view: &CaseView, note: &str) -> bool {
    ids(&view.notes).contains(&note)
}

#[test]
fn nothing_goes_to_a_marketplace_by_itself_where_no_rule_says_so() {
    let by_itself = |story: &Story, now: &str| step(&story.view(now)).contains("by itself");
    for pack in ["unlisted", "temu", "aliexpress-ru", "ebay-mbg"] {
        let opened = at(pack).on(K::Submitted, "2026-03-10T09:00");
        assert!(!by_itself(&opened, "2026-03-10T10:00"), "{pack}");
        let offered = opened.clone().event(K::SellerOffer, "2026-03-11T09:00", amount("5.00"));
        assert!(!by_itself(&offered, "2026-03-11T10:00"), "{pack}");
        let refused = opened.on(K::SellerRejects, "2026-03-11T09:00");
        let view = refused.view("2026-03-11T10:00");
        assert_eq!(view.state, S::NoAgreement, "{pack}");
        assert!(!step(&view).contains("by itself"), "{pack}");
        assert_eq!(
            (view.next_step.action.as_str(), view.next_step.who),
            ("escalated", Party::Buyer),
            "{pack}"
        );
    }
    // Where the rule says so, it is said as before.
    let refused =
        Story::in_la().on(K::Submitted, "2026-03-10T09:00").on(K::SellerRejects, "2026-03-11T09:00");
    assert!(by_itself(&refused, "2026-03-11T10:00"));
}

#[test]
fn right_after_opening_without_a_clock_the_seller_is_waited_for_and_not_called_silent() {
    for pack in ["unlisted", "temu", "aliexpress-ru"] {
        let view = at(pack).on(K::Submitted, "2026-03-10T09:00").view("2026-03-10T10:00");
        assert_eq!(view.next_step.text.id, "case-next-wait-for-seller-no-date", "{pack}");
    }
}

#[test]
fn a_request_that_nobody_escalated_has_closed_and_is_no_return_that_lapsed() {
    let story = at("ebay-mbg").on(K::Submitted, "2026-03-10T09:00");
    let view = story.view("2026-04-10T09:00");
    assert_eq!((view.state, view.state_presumed), (S::ClosedLost, true));
    assert_eq!(view.next_step.text.id, "case-next-not-escalated");
    assert_eq!((view.next_step.action.as_str(), view.next_step.who), ("expiry_confirmed", Party::Buyer));
    assert_eq!(view.next_step.deadline.as_deref(), Some("escalate_latest"));
    let closed = story.event(K::ExpiryConfirmed, "2026-04-10", deadline("escalate_latest"));
    let view = closed.view("2026-04-11");
    assert_eq!((view.state, view.state_presumed), (S::ClosedLost, false));
    assert_eq!(view.next_step.text.id, "case-next-closed-lost");
}

fn amazon() -> Story {
    at("amazon-atoz").date(D::Expected, "2026-03-01").on(K::SellerContacted, "2026-03-10T09:00")
}

#[test]
fn a_claim_waits_for_the_seller_first() {
    let fresh = at("amazon-atoz").date(D::Expected, "2026-03-01");
    let view = fresh.view("2026-03-09");
    assert_eq!(
        (view.next_step.text.id.as_ref(), view.next_step.action.as_str()),
        ("case-next-write-first", "seller_contacted")
    );
    let story = amazon();
    let view = story.view("2026-03-11T09:00");
    assert_eq!(view.next_step.text.id, "case-next-may-file-from");
    assert_eq!(view.next_step.due.map(|due| story.local(due)), Some("2026-03-12 09:00".to_owned()));
    assert_eq!(story.view("2026-03-12T10:00").next_step.text.id, "case-next-open");
    assert_eq!(story.view("2026-03-14T09:00").next_step.text.id, "case-next-file-and-win");
    let replied = story.on(K::SellerReplied, "2026-03-11T10:00");
    assert_eq!(replied.view("2026-03-14T09:00").next_step.text.id, "case-next-open");
}

#[test]
fn a_claim_goes_to_the_marketplace_and_is_granted() {
    let story = amazon().on(K::SellerReplied, "2026-03-11").on(K::ClaimFiled, "2026-03-14T09:00");
    let view = story.view("2026-03-15T09:00");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, false));
    assert_eq!(view.next_step.text.id, "case-next-review-between");
    assert_eq!(view.next_step.due.map(|due| story.local(due)), Some("2026-03-28 09:00".to_owned()));
    assert_eq!(story.view("2026-03-29").next_step.text.id, "case-next-review-late");
    // Opening a dispute there is filing the claim.
    let opened = amazon().on(K::SellerReplied, "2026-03-11").on(K::Submitted, "2026-03-14T09:00");
    assert_eq!(opened.view("2026-03-15").state, S::MarketplaceReview);
    assert_eq!(of(&opened.view("2026-03-15").deadlines, "decision").status, DeadlineStatus::Upcoming);
    let granted = story.on(K::ClaimGranted, "2026-03-20T09:00");
    let view = granted.view("2026-04-14");
    assert_eq!((view.state, view.outcome), (S::RefundWaiting, Some(Outcome::Win)));
    assert_eq!(view.decided, Some(usd("11.73")));
    assert_eq!(of(&view.deadlines, "decision").status, DeadlineStatus::Met);
    assert_eq!(granted.due_of(of(&view.deadlines, "seller_appeal")), "2026-04-19 09:00");
}

#[test]
fn a_seller_who_does_not_answer_in_time_has_lost_the_claim_that_is_filed() {
    let silent = amazon().on(K::ClaimFiled, "2026-03-14T09:00");
    let view = silent.view("2026-03-14T10:00");
    assert_eq!((view.state, view.state_presumed, view.outcome), (S::RefundWaiting, true, Some(Outcome::Win)));
    assert_eq!(view.next_step.action, "expiry_confirmed");
    // Nothing is granted before a claim is filed, nor where the seller answered.
    assert_eq!(amazon().view("2026-03-20").state, S::Draft);
    let answered = amazon().on(K::SellerReplied, "2026-03-11").on(K::ClaimFiled, "2026-03-14T09:00");
    assert_eq!(answered.view("2026-03-15").state, S::MarketplaceReview);
    let denied = silent.event(K::ExpiryDenied, "2026-03-15", deadline("seller_reply"));
    assert_eq!(denied.view("2026-03-16").state, S::MarketplaceReview);
}

#[test]
fn a_claim_elsewhere_leaves_a_dispute_as_it_is() {
    let story = Story::in_la().on(K::Submitted, "2026-03-10T09:00").on(K::ClaimFiled, "2026-03-11T09:00");
    assert_eq!(story.view("2026-03-12").state, S::SellerTurn);
}

#[test]
fn a_refund_that_does_not_come_after_a_return_may_be_taken_to_the_marketplace() {
    let story = at("ebay-mbg")
        .on(K::Submitted, "2026-03-09T09:00")
        .on(K::ReturnAgreed, "2026-03-10T09:00")
        .event(K::ReturnSent, "2026-03-11T09:00", tracking("RB1"))
        .on(K::ReturnReceived, "2026-03-16T09:00");
    let view = story.view("2026-03-17T09:00");
    assert_eq!((view.state, view.next_step.text.id.as_ref()), (S::ReturnLeg, "case-next-return-checked"));
    assert_eq!(view.next_step.due, of(&view.deadlines, "seller_refund").due);
    let early = story.try_event("2026-03-17T09:00", K::Escalated, by(Party::Buyer));
    assert_eq!(refusal(early), "case-refused-escalate-early");
    let view = story.view("2026-03-20T09:00");
    assert_eq!(
        (view.next_step.text.id.as_ref(), view.next_step.action.as_str()),
        ("case-next-escalate-refund", "escalated")
    );
    assert!(story.try_event("2026-03-20T09:00", K::Escalated, by(Party::Buyer)).is_ok());
    let asked = story.event(K::Escalated, "2026-03-20T09:00", by(Party::Buyer));
    let view = asked.view("2026-03-20T10:00");
    assert_eq!((view.state, view.stage), (S::MarketplaceReview, Some(Stage::ReturnArbitration)));
    // On AliExpress nobody escalates a return.
    let other = Story::in_la().on(K::Submitted, "2026-03-09").on(K::ReturnAgreed, "2026-03-10");
    let other = other.on(K::ReturnReceived, "2026-03-16T09:00");
    assert!(other.try_event("2026-03-20", K::Escalated, by(Party::Marketplace)).is_err());
}

#[test]
fn the_marketplace_may_be_asked_only_once_the_seller_had_the_time() {
    let story = at("ebay-mbg").on(K::Submitted, "2026-03-09T09:00");
    let early = story.try_event("2026-03-10T09:00", K::Escalated, by(Party::Buyer));
    assert_eq!(refusal(early), "case-refused-escalate-early");
    assert!(story.try_event("2026-03-13T09:00", K::Escalated, by(Party::Buyer)).is_ok());
    assert_eq!(story.view("2026-03-13T09:00").next_step.text.id, "case-next-escalate");
    // A refusal opens the door at once.
    let refused = story.on(K::SellerRejects, "2026-03-10T09:00");
    assert!(refused.try_event("2026-03-10T10:00", K::Escalated, by(Party::Buyer)).is_ok());
}

#[test]
fn a_decision_that_is_late_is_said_to_be_whatever_its_timer_is_called() {
    let story = at("ebay-mbg").on(K::Submitted, "2026-03-09T09:00").event(
        K::Escalated,
        "2026-03-13T09:00",
        by(Party::Buyer),
    );
    let view = story.view("2026-03-14T09:00");
    assert_eq!(view.next_step.text.id, "case-next-review-between");
    assert_eq!(view.next_step.due.map(|due| story.local(due)), Some("2026-03-15 09:00".to_owned()));
    let late = story.view("2026-04-21");
    assert_eq!(late.next_step.text.id, "case-next-review-late");
    assert_eq!(late.next_step.deadline.as_deref(), Some("decision"));
    let decided = story.event(K::Decision, "2026-04-22", outcome(Outcome::Win));
    assert_eq!(of(&decided.view("2026-04-23").deadlines, "decision").status, DeadlineStatus::Met);
}

#[test]
fn what_is_true_of_one_marketplace_is_not_said_of_others() {
    for pack in ["ebay-mbg", "aliexpress-ru", "unlisted", "temu"] {
        let review = at(pack).on(K::Submitted, "2026-03-09T09:00").on(K::Escalated, "2026-03-13T09:00");
        let view = review.view("2026-03-14");
        assert!(has(&view, "notes-review-alone"), "{pack}");
        for note in ["notes-review-chat", "notes-review-proof"] {
            assert!(!has(&view, note), "{pack} {note}");
        }
        let back = review.event(K::Decision, "2026-03-20", outcome(Outcome::ReturnAndRefund));
        let view = back.view("2026-03-20T10:00");
        assert_eq!(view.stage, Some(Stage::ReturnAgreed), "{pack}");
        assert!(has(&view, "notes-return-address") && !has(&view, "notes-return-abroad"), "{pack}");
    }
    let mut chat = Story::in_la().on(K::Submitted, "2026-03-09").on(K::Escalated, "2026-03-13");
    assert!(has(&chat.view("2026-03-14"), "notes-review-proof"));
    chat.pack.flags.chat_is_evidence = Some(false);
    let view = chat.view("2026-03-14");
    assert!(has(&view, "notes-review-chat-counts-nothing") && !has(&view, "notes-review-chat"));
}

#[test]
fn a_parcel_that_came_needs_no_report_that_it_did_not() {
    let story = at("temu").date(D::Paid, "2026-01-02");
    let status =
        |story: &Story, now: &str| of(&story.order_view(now).deadlines, "non_delivery_report").status;
    assert_eq!(status(&story, "2026-04-20"), DeadlineStatus::Overdue);
    assert_eq!(status(&story.date(D::Delivered, "2026-01-20"), "2026-04-20"), DeadlineStatus::Met);
}

#[test]
fn the_last_day_to_open_is_the_one_the_rules_have() {
    let story = at("temu").date(D::Paid, "2026-01-02").date(D::Delivered, "2026-01-20");
    let view = story.view("2026-01-21");
    assert_eq!(
        (view.next_step.text.id.as_ref(), view.next_step.deadline.as_deref()),
        ("case-next-open", Some("return_request"))
    );
    let missing = at("temu").reason(Reason::NotReceived).date(D::Paid, "2026-01-02").view("2026-01-21");
    assert_eq!(missing.next_step.deadline.as_deref(), Some("non_delivery_report"));
}

#[test]
fn asking_for_a_return_begins_it_where_the_rules_count_from_there() {
    let story = at("temu")
        .date(D::Paid, "2026-01-02")
        .on(K::Submitted, "2026-01-20T09:00")
        .on(K::ReturnRequested, "2026-01-21T09:00");
    let view = story.view("2026-01-22");
    assert_eq!((view.state, view.stage), (S::ReturnLeg, Some(Stage::ReturnAgreed)));
    assert_eq!(view.next_step.text.id, "case-next-send-back-or-end");
    assert_eq!(view.next_step.due.map(|due| story.local(due)), Some("2026-02-04 09:00".to_owned()));
    let ended = story.view("2026-02-05");
    assert_eq!((ended.state, ended.state_presumed), (S::ClosedLost, true));
    assert_eq!(ended.next_step.text.id, "case-next-return-lapsed");
    let sent = story.event(K::ReturnSent, "2026-01-25T09:00", tracking("RB1"));
    assert_eq!(sent.view("2026-02-05").state, S::ReturnLeg);
    // Elsewhere the seller or the marketplace has to agree to it.
    let asked =
        Story::in_la().on(K::Submitted, "2026-01-20T09:00").on(K::ReturnRequested, "2026-01-21T09:00");
    assert_eq!(asked.view("2026-01-22").state, S::SellerTurn);
}

#[test]
fn nothing_is_sent_back_before_a_return_is_agreed() {
    let story = Story::in_la().on(K::Submitted, "2026-05-01T09:00");
    let sent = || tracking("RB1");
    assert_eq!(refusal(story.try_event("2026-05-02", K::ReturnSent, sent())), "case-refused-state");
    let review = story.clone().on(K::Escalated, "2026-05-08T09:00");
    assert_eq!(refusal(review.try_event("2026-05-09", K::ReturnSent, sent())), "case-refused-state");
    // Recorded anyway it was agreed, and the clocks of the talk are over.
    let anyway = EventDetails { anyway: true, ..sent() };
    assert!(story.try_event("2026-05-02", K::ReturnSent, anyway.clone()).is_ok());
    let sent = story.clone().event(K::ReturnSent, "2026-05-02T09:00", anyway);
    for story in [sent, story.on(K::ReturnReceived, "2026-05-02T09:00")] {
        let view = story.view("2026-05-20");
        assert_eq!((view.state, view.outcome), (S::ReturnLeg, Some(Outcome::ReturnAndRefund)));
        for timer in ["seller_reply", "negotiation"] {
            assert_eq!(of(&view.deadlines, timer).status, DeadlineStatus::Void, "{timer}");
        }
    }
}
