//! What follows a decision: arbitration, complaints and coupons recorded in the dispute itself, a part of the money;
//! and accounts and reports that wait for the buyer.

use std::collections::BTreeMap;

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Outcome, Plan};
use parcelproof::domain::ids::EventId;
use parcelproof::domain::view::{CaseState as S, CaseView, DeadlineStatus, Stage};
use parcelproof::texts::Texts;

use super::story::{Story, amount, ids, of, outcome, plan, refusal, usd};

fn review() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00").on(K::Escalated, "2026-05-08T09:00")
}

fn lost() -> Story {
    review().event(K::Decision, "2026-05-20T09:00", outcome(Outcome::Lost))
}

fn complained() -> Story {
    lost().on(K::ComplaintSent, "2026-05-22T09:00")
}

fn upheld() -> Story {
    let details = EventDetails { outcome: Some(Outcome::Upheld), ..amount("9.00") };
    complained().event(K::ComplaintDecided, "2026-05-30T09:00", details)
}

fn has(view: &CaseView, note: &str) -> bool {
    ids(&view.notes).contains(&note)
}

fn step(view: &CaseView) -> &str {
    view.next_step.text.id.as_ref()
}

fn late_coupon(text: &str) -> EventDetails {
    EventDetails { reason: Some("late_delivery".to_owned()), ..amount(text) }
}

#[test]
fn any_decision_that_is_not_as_asked_may_be_taken_to_arbitration_for_twenty_days() {
    let story = lost();
    let view = story.view("2026-05-21");
    assert_eq!(story.due_of(of(&view.deadlines, "hkiac_notice")), "2026-06-09 09:00");
    assert!(has(&view, "notes-arbitration") && has(&view, "notes-court-home"));
    let text = Texts::new("en", chrono_tz::UTC)
        .say(&view.notes[ids(&view.notes).iter().position(|id| *id == "notes-arbitration").unwrap()]);
    assert!(text.contains("HKIAC"), "{text}");
    assert!(!has(&story.view("2026-06-10"), "notes-arbitration"));
    // A day of receipt that is recorded counts instead.
    let received = story.on(K::DecisionReceived, "2026-05-22T09:00");
    assert_eq!(
        received.due_of(of(&received.view("2026-05-23").deadlines, "hkiac_notice")),
        "2026-06-11 09:00"
    );
    let part = review().event(K::Decision, "2026-05-20T09:00", amount("4.00"));
    assert!(part.view("2026-05-21").deadlines.iter().any(|deadline| deadline.id == "hkiac_notice"));
    let won = review().event(K::Decision, "2026-05-20T09:00", outcome(Outcome::Win));
    assert!(!won.view("2026-05-21").deadlines.iter().any(|deadline| deadline.id == "hkiac_notice"));
}

#[test]
fn a_complaint_won_inside_a_dispute_leads_to_its_coupons() {
    let story = upheld();
    assert_eq!(step(&story.view("2026-05-31")), "case-next-coupon-coming");
    let story = story.event(K::CouponIssued, "2026-06-01T09:00", amount("9.00"));
    let view = story.view("2026-06-02");
    assert_eq!((step(&view), view.next_step.action.as_str()), ("case-next-use-coupon", "coupon_used"));
    assert_eq!(view.next_step.due.map(|due| story.local(due)), Some("2026-08-01 09:00".to_owned()));
    let used = story.on(K::CouponUsed, "2026-06-10");
    assert_eq!(step(&used.view("2026-06-11")), "case-next-complaint-won");
    let refused = complained().event(K::ComplaintDecided, "2026-05-30", outcome(Outcome::Rejected));
    assert_eq!(step(&refused.view("2026-05-31")), "case-next-complaint-survey");
    // An answer that is late is asked for.
    assert_eq!(step(&complained().view("2026-06-08")), "case-next-other-late");
}

#[test]
fn a_coupon_that_has_run_out_is_none_to_use() {
    let story = upheld().event(K::CouponIssued, "2026-06-01T09:00", amount("4.00"));
    let both = story.clone().event(K::CouponIssued, "2026-07-15T09:00", amount("5.00"));
    // The first has run out; the other is still good.
    let view = both.view("2026-08-10");
    assert_eq!(view.next_step.due.map(|due| both.local(due)), Some("2026-09-15 09:00".to_owned()));
    assert_eq!(step(&story.view("2027-03-01")), "case-next-complaint-won");
    let complaint = Story::in_la()
        .kind(CaseKind::Complaint)
        .on(K::ComplaintSent, "2026-05-02T09:00")
        .event(K::ComplaintDecided, "2026-05-10", outcome(Outcome::Upheld))
        .event(K::CouponIssued, "2026-05-12T09:00", amount("9.00"));
    let view = complaint.view("2027-03-01");
    assert_eq!((step(&view), view.coupons[0].expired), ("case-next-other-done", true));
}

#[test]
fn only_a_coupon_can_be_used() {
    let story = upheld().event(K::CouponIssued, "2026-06-01T09:00", amount("4.00"));
    let naming = |event: i64| EventDetails { answers: Some(EventId(event)), ..EventDetails::default() };
    assert_eq!(refusal(story.try_event("2026-06-02", K::CouponUsed, naming(3))), "case-refused-not-a-coupon");
    assert!(story.try_event("2026-06-02", K::CouponUsed, naming(6)).is_ok());
    let none = upheld().try_event("2026-06-02", K::CouponUsed, EventDetails::default());
    assert_eq!(refusal(none), "case-refused-no-coupon");
}

#[test]
fn a_coupon_for_a_late_delivery_makes_up_for_nothing_else() {
    let won = review().event(K::Decision, "2026-05-20T09:00", outcome(Outcome::Win)).event(
        K::CouponIssued,
        "2026-05-22T09:00",
        late_coupon("1.00"),
    );
    let view = won.view("2026-05-23");
    assert!(!has(&view, "notes-coupons-missing"));
    assert_eq!(view.stage, Some(Stage::RefundAgreed));
    // It does not fill up what a complaint is made up with, nor is it held to that.
    let story = upheld().event(K::CouponIssued, "2026-06-01T09:00", late_coupon("8.00"));
    assert!(story.try_event("2026-06-02", K::CouponIssued, amount("9.00")).is_ok());
    assert!(upheld().try_event("2026-06-02", K::CouponIssued, late_coupon("20.00")).is_ok());
    assert_eq!(story.view("2026-06-02").stage, Some(Stage::ComplaintWon));
}

#[test]
fn a_part_without_an_amount_is_still_money() {
    let story = review().event(K::Decision, "2026-05-20T09:00", outcome(Outcome::Partial));
    let view = story.view("2026-05-21");
    assert_eq!((view.state, view.decided.clone()), (S::RefundWaiting, None));
    assert_eq!(of(&view.deadlines, "refund").status, DeadlineStatus::Due);
    assert!(has(&view, "notes-refund-how-much"));
    let part = review().event(K::Decision, "2026-05-20T09:00", plan(Plan::SparePart));
    assert_eq!(part.view("2026-05-21").state, S::Decided);
    let seen = story.event(K::RefundSeen, "2026-05-25", amount("4.00"));
    assert_eq!(
        (seen.view("2026-05-26").state, seen.view("2026-05-26").decided),
        (S::ClosedPaid, Some(usd("4.00")))
    );
}

fn account(kind: &str) -> Story {
    let fields = BTreeMap::from([("type".to_owned(), kind.to_owned())]);
    let details = EventDetails { fields, ..EventDetails::default() };
    Story::in_la().kind(CaseKind::Account).event(K::Note, "2026-05-04T09:00", details)
}

#[test]
fn a_verification_is_one_by_its_kind_and_needs_nobody_to_ask() {
    let story = account("card_verification");
    let view = story.view("2026-05-05");
    assert_eq!((view.stage, step(&view)), (Some(Stage::VerificationRequested), "case-next-account-verify"));
    let sent = story.on(K::AccountAppealSent, "2026-05-05T09:00");
    assert_eq!(sent.view("2026-05-06").stage, Some(Stage::VerificationSent));
    let denied = sent.clone().event(K::AccountDecided, "2026-05-07", outcome(Outcome::Denied));
    assert_eq!(denied.view("2026-05-08").stage, Some(Stage::VerificationDenied));
    let fine = sent.event(K::AccountDecided, "2026-05-07", outcome(Outcome::Restored));
    assert_eq!(fine.view("2026-05-08").stage, Some(Stage::VerificationOk));
    // More asked of a blocked account does not make a verification of it.
    let asked = account("reactivation").on(K::NeedInfo, "2026-05-05T09:00");
    assert_eq!(asked.view("2026-05-06").stage, Some(Stage::AccountAsked));
}

#[test]
fn steps_to_follow_are_no_request_that_could_be_refused() {
    for kind in ["login", "new_account"] {
        let view = account(kind).view("2026-05-05");
        assert_eq!((view.stage, step(&view)), (None, "case-next-account-steps"), "{kind}");
        assert_eq!(view.next_step.action, "case_closed", "{kind}");
        let closed = account(kind).on(K::CaseClosed, "2026-05-05").view("2026-05-06");
        assert_eq!(closed.stage, None, "{kind}");
    }
}

#[test]
fn a_report_that_waits_for_the_buyer_is_not_late() {
    let story = Story::in_la()
        .kind(CaseKind::Report)
        .on(K::ReportSent, "2026-05-04T09:00")
        .on(K::NeedInfo, "2026-05-05T09:00");
    let view = story.view("2026-05-20");
    assert_eq!(view.state, S::EvidenceRequested);
    assert_eq!(of(&view.deadlines, "report_decision").status, DeadlineStatus::Void);
    // Its answer is waited for once what was missing is there.
    let sent = story.on(K::EvidenceSubmitted, "2026-05-20T09:00");
    let view = sent.view("2026-05-20T10:00");
    assert_eq!(step(&view), "case-next-other-wait");
    assert_eq!(sent.due_of(of(&view.deadlines, "report_decision")), "2026-05-23 09:00");
}

#[test]
fn a_question_to_a_report_that_is_late_says_so() {
    let story = Story::in_la().kind(CaseKind::Report).on(K::ReportSent, "2026-05-04T09:00");
    let due = story.due("2026-05-08T09:00", None);
    let story = story.event(K::EvidenceRequested, "2026-05-05T09:00", due);
    assert_eq!(step(&story.view("2026-05-06")), "case-next-send-evidence");
    assert_eq!(step(&story.view("2026-05-10")), "case-next-send-evidence-late");
}
