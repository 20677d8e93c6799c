//! Guards: what is refused, with which sentence, and what overrides it.

use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::change::NewCase;
use parcelproof::domain::event::{
    CaseEventKind as K, EventDetails, EventSource, NewEvent, OrderEventKind as O, Outcome, Plan,
};
use parcelproof::domain::guards::decide;
use parcelproof::domain::ids::{CaseId, LineId};
use parcelproof::domain::message::{Msg, Problem};
use parcelproof::domain::moment::Moment;
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::offers::advice;
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::replay::{CaseInput, CaseStanding};
use parcelproof::domain::view::{CaseState, Readiness};

use super::story::{Story, amount, deadline, ids, outcome, plan, refusal, usd};

fn opened() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00")
}

fn none() -> EventDetails {
    EventDetails::default()
}

fn anyway() -> EventDetails {
    EventDetails { anyway: true, ..none() }
}

fn new_dispute(story: &Story) -> NewCase {
    NewCase {
        kind: CaseKind::Dispute,
        order: Some(story.order.id),
        line: story.case.line,
        after: None,
        pack: story.pack.id.clone(),
        pack_version: story.pack.version(),
        reason: Some(Reason::Defective),
        remedy: Some(Plan::RefundOnly),
        amount: Some(usd("11.73")),
        note: None,
    }
}

#[test]
fn expired_window_blocks_opening() {
    let story = Story::in_la().date(D::Confirmed, "2026-03-20T09:00");
    assert!(story.try_event("2026-04-04T09:00", K::Submitted, none()).is_ok());
    assert_eq!(
        refusal(story.try_event("2026-04-04T09:01", K::Submitted, none())),
        "case-refused-window-over"
    );
    assert!(story.try_event("2026-04-04T09:01", K::Submitted, anyway()).is_ok());
}

#[test]
fn a_dispute_opened_in_time_may_be_recorded_later() {
    let story = Story::in_la().date(D::Confirmed, "2026-03-20T09:00");
    let new = NewEvent {
        kind: K::Submitted,
        at: Moment::instant(story.at("2026-03-25")),
        source: EventSource::Buyer,
        details: none(),
    };
    assert!(decide::case_event(&story.input("2026-11-22"), &new, None).is_ok());
}

#[test]
fn opening_early_is_never_refused() {
    let story = Story::in_la().reason(Reason::NotReceived).date(D::Shipped, "2026-03-20T09:00");
    assert!(story.try_event("2026-03-21", K::Submitted, none()).is_ok());
    let mut new = new_dispute(&story);
    new.reason = Some(Reason::NotReceived);
    let warnings = decide::open_case(Some(&story.order_input("2026-03-21", &[])), &new, &story.pack).unwrap();
    assert_eq!(ids(&warnings), ["case-warning-early"]);
}

#[test]
fn events_that_contradict_the_state_are_refused_unless_told_otherwise() {
    let cases = [
        (Story::in_la(), K::SellerAccepts),
        (Story::in_la(), K::EvidenceSubmitted),
        (opened(), K::Submitted),
        (opened(), K::Reopened),
        (opened().on(K::Cancelled, "2026-05-02"), K::Edited),
        (opened().on(K::SellerAccepts, "2026-05-02"), K::Cancelled),
        (opened().on(K::SellerAccepts, "2026-05-02"), K::SellerOffer),
    ];
    for (story, kind) in cases {
        assert_eq!(refusal(story.try_event("2026-05-03", kind, none())), "case-refused-state", "{kind:?}");
        assert!(story.try_event("2026-05-03", kind, anyway()).is_ok(), "{kind:?}");
    }
    assert_eq!(
        refusal(opened().try_event("2026-05-03", K::OfferAccepted, none())),
        "case-refused-no-open-offer"
    );
}

#[test]
fn what_goes_with_a_presumed_state_may_be_recorded() {
    assert!(opened().try_event("2026-05-07", K::RefundSeen, amount("11.73")).is_ok());
    assert!(opened().try_event("2026-05-07", K::SellerOffer, amount("5.00")).is_ok());
}

#[test]
fn during_review_only_evidence_can_be_added() {
    let story = opened().on(K::Escalated, "2026-05-08");
    assert_eq!(
        refusal(story.try_event("2026-05-09", K::Edited, amount("8.00"))),
        "case-refused-edit-in-review"
    );
    assert_eq!(
        refusal(story.try_event("2026-05-09", K::Edited, plan(Plan::ReturnAndRefund))),
        "case-refused-edit-in-review"
    );
    assert!(story.try_event("2026-05-09", K::Edited, none()).is_ok());
    assert!(story.try_event("2026-05-09", K::EvidenceSubmitted, none()).is_ok());
}

#[test]
fn a_cancelled_dispute_opens_again_only_while_the_window_is_open() {
    let story = Story::in_la()
        .date(D::Confirmed, "2026-04-28T09:00")
        .on(K::Submitted, "2026-05-01T09:00")
        .on(K::Cancelled, "2026-05-02");
    assert!(story.try_event("2026-05-10", K::Reopened, none()).is_ok());
    assert_eq!(refusal(story.try_event("2026-05-14", K::Reopened, none())), "case-refused-reopen-over");
    let mut never = story;
    never.pack.flags.reopen = Some(parcelproof::domain::rules::Reopen::Never);
    assert_eq!(refusal(never.try_event("2026-05-03", K::Reopened, none())), "case-refused-reopen-never");
}

#[test]
fn a_live_dispute_on_the_same_line_blocks_another() {
    let story = opened();
    let open = |standing: CaseStanding, new: &NewCase| {
        decide::open_case(Some(&story.order_input("2026-05-02", &[standing])), new, &story.pack)
    };
    let live = CaseStanding::of(&story.case, &story.view("2026-05-02"));
    let new = new_dispute(&story);
    assert_eq!(open(live, &new).unwrap_err().message.id, "case-refused-live-dispute");
    let other_line = NewCase { line: Some(parcelproof::domain::ids::LineId(2)), amount: None, ..new.clone() };
    assert!(open(live, &other_line).is_ok());
    let complaint = NewCase { kind: CaseKind::Complaint, ..new.clone() };
    assert!(open(live, &complaint).is_ok());
    let draft = CaseStanding { state: parcelproof::domain::view::CaseState::Draft, ..live };
    assert!(open(draft, &new).is_ok());
    let lost = CaseStanding { state: parcelproof::domain::view::CaseState::ClosedLost, ..live };
    assert_eq!(ids(&open(lost, &new).unwrap()), ["case-warning-second-dispute"]);
}

#[test]
fn opening_a_case_checks_the_amount_and_warns_of_what_is_unknown() {
    let story = Story::in_la();
    let open = |story: &Story, new: &NewCase| {
        decide::open_case(Some(&story.order_input("2026-05-02", &[])), new, &story.pack)
    };
    let new = new_dispute(&story);
    assert_eq!(open(&story, &new).unwrap(), Vec::<Msg>::new());
    let much = NewCase { amount: Some(usd("11.74")), ..new.clone() };
    assert_eq!(open(&story, &much).unwrap_err().message.id, "case-refused-amount");
    let euro = Money::new(100, Currency::parse("EUR").unwrap());
    let other = NewCase { amount: Some(euro), ..new.clone() };
    assert_eq!(open(&story, &other).unwrap_err().message.id, "case-refused-currency");
    let mut unknown = story.clone();
    unknown.order.lines[0].paid = None;
    assert_eq!(ids(&open(&unknown, &much).unwrap()), ["case-warning-cap-unknown"]);
    let mut gift = story.clone();
    gift.order.lines[0].is_gift = true;
    assert_eq!(open(&gift, &new).unwrap_err().message.id, "case-refused-amount", "nothing was paid for it");
    let nothing = NewCase { amount: None, ..new.clone() };
    assert_eq!(ids(&open(&gift, &nothing).unwrap()), ["case-warning-gift"]);
    assert_eq!(
        decide::open_case(None, &new, &story.pack).unwrap_err().message.id,
        "case-refused-needs-order"
    );
}

#[test]
fn the_amount_cap_counts_shipping_and_leaves_coupons_out() {
    let mut story = Story::in_la();
    story.order.lines[0].shipping = Some(usd("2.00"));
    story.order.lines[0].coupon = Some(usd("1.00"));
    assert_eq!(story.view("2026-05-01").amount_cap, Some(usd("12.73")));
    assert!(story.try_event("2026-05-01", K::Submitted, amount("12.73")).is_ok());
    assert_eq!(refusal(story.try_event("2026-05-01", K::Submitted, amount("12.74"))), "case-refused-amount");
}

#[test]
fn events_about_dates_must_name_them() {
    let story = opened();
    assert_eq!(refusal(story.try_event("2026-05-02", K::DateShown, none())), "case-refused-needs-due");
    assert_eq!(refusal(story.try_event("2026-05-02", K::WaitUntil, none())), "case-refused-needs-due");
    let due = story.due("2026-05-09", None);
    assert_eq!(refusal(story.try_event("2026-05-02", K::DateShown, due)), "case-refused-needs-deadline");
    assert_eq!(
        refusal(story.try_event("2026-05-02", K::ExpiryDenied, deadline("doomsday"))),
        "case-refused-unknown-deadline"
    );
    assert!(story.try_event("2026-05-02", K::DateShown, amount("9.00")).is_ok());
    let shown = story.due("2026-05-09", Some("negotiation"));
    assert!(story.try_event("2026-05-02", K::DateShown, shown).is_ok());
}

#[test]
fn an_extension_must_extend() {
    let story = Story::in_la().date(D::ProtectionEnds, "2026-05-10");
    let record = |due: Option<&str>| {
        let details = due.map_or_else(none, |due| story.due(due, None));
        let at = Moment::instant(story.at("2026-05-01"));
        let new = NewEvent { kind: O::ProtectionExtended, at, source: EventSource::Buyer, details };
        decide::order_event(&story.order_input("2026-05-01", &[]), &new)
    };
    assert!(record(Some("2026-05-20")).is_ok());
    assert_eq!(record(Some("2026-05-10")).unwrap_err().message.id, "order-refused-no-extension");
    assert_eq!(record(None).unwrap_err().message.id, "case-refused-needs-due");
}

#[test]
fn cancelling_warns_of_what_is_lost() {
    let warned = |story: &Story, now: &str| -> Vec<String> {
        ids(&advice::cancel_warnings(&story.input(now))).iter().map(|id| (*id).to_owned()).collect()
    };
    let story = Story::in_la()
        .date(D::Confirmed, "2026-04-28T09:00")
        .date(D::ProtectionEnds, "2026-06-01T09:00")
        .on(K::Submitted, "2026-05-01T09:00");
    assert_eq!(warned(&story, "2026-05-02"), ["case-cancel-no-refund-seen", "case-cancel-days-left"]);
    // Fewer than three days left count as final.
    assert_eq!(
        warned(&story, "2026-05-11"),
        ["case-cancel-no-refund-seen", "case-cancel-final", "case-cancel-days-left"]
    );
    assert_eq!(
        warned(&story, "2026-05-20"),
        ["case-cancel-no-refund-seen", "case-cancel-window-over", "case-cancel-final"]
    );
    let after =
        Story::in_la().date(D::ProtectionEnds, "2026-04-28T09:00").on(K::Submitted, "2026-05-01T09:00");
    assert!(warned(&after, "2026-05-02").contains(&"case-cancel-ends-order".to_owned()));
    let refunded = story.clone().event(K::RefundSeen, "2026-05-02", amount("11.73"));
    assert_eq!(warned(&refunded, "2026-05-03"), ["case-cancel-days-left"]);
    // A part of it is no reason to give up the rest.
    let part = story.event(K::RefundSeen, "2026-05-02", amount("5.00"));
    assert_eq!(warned(&part, "2026-05-03"), ["case-cancel-refund-part", "case-cancel-days-left"]);
    assert_eq!(
        warned(&opened(), "2026-05-02"),
        ["case-cancel-no-refund-seen", "case-cancel-window-unknown", "guard-cancel-protection-unknown"]
    );
}

#[test]
fn a_claim_that_was_not_ready_is_recorded_as_sent_anyway() {
    let story = Story::in_la();
    let new = NewEvent {
        kind: K::Submitted,
        at: Moment::instant(story.at("2026-05-01")),
        source: EventSource::Buyer,
        details: none(),
    };
    let ready = Readiness::default();
    let blocked = Readiness { blockers: vec![Msg::new("need-text-missing")], ..Readiness::default() };
    let recorded = |readiness| decide::case_event(&story.input("2026-05-01"), &new, Some(readiness)).unwrap();
    assert!(!recorded(&ready)[0].details.anyway);
    assert!(recorded(&blocked)[0].details.anyway);
}

fn dated(story: &Story, at: &str, kind: K, details: EventDetails) -> Result<(), Problem> {
    let new = NewEvent { kind, at: story.moment(at), source: EventSource::Buyer, details };
    decide::case_event(&story.input("2026-05-20"), &new, None).map(|_| ())
}

#[test]
fn a_backdated_event_is_judged_by_what_was_before_it() {
    let middle = Story::in_la().on(K::Escalated, "2026-05-10");
    assert!(dated(&middle, "2026-05-01", K::Submitted, none()).is_ok());
    let decided = opened().event(K::Decision, "2026-05-10T09:00", outcome(Outcome::Win));
    assert!(dated(&decided, "2026-05-09", K::EvidenceRequested, none()).is_ok());
    assert!(dated(&decided, "2026-05-05", K::SellerRejects, none()).is_ok());
    assert_eq!(refusal(dated(&decided, "2026-05-11", K::SellerRejects, none())), "case-refused-state");
}

#[test]
fn a_backdated_event_must_not_contradict_what_came_after() {
    assert_eq!(refusal(dated(&opened(), "2026-04-30", K::Submitted, none())), "case-refused-state");
    assert!(dated(&opened(), "2026-04-30", K::Submitted, anyway()).is_ok());
    assert_eq!(refusal(dated(&opened(), "2026-04-30", K::SellerAccepts, none())), "case-refused-state");
    let decided = opened().event(K::Decision, "2026-05-10T09:00", outcome(Outcome::Win));
    assert_eq!(refusal(dated(&decided, "2026-05-05", K::Cancelled, none())), "case-refused-state");
}

#[test]
fn a_second_live_dispute_about_a_line_cannot_begin() {
    let other = CaseStanding {
        case: CaseId(2),
        kind: CaseKind::Dispute,
        line: Some(LineId(1)),
        state: CaseState::SellerTurn,
        presumed: false,
    };
    let record = |story: &Story, kind: K, other: CaseStanding, details: EventDetails| {
        let at = Moment::instant(story.at("2026-05-03"));
        let new = NewEvent { kind, at, source: EventSource::Buyer, details };
        let others = [other];
        let input = CaseInput { others: &others, ..story.input("2026-05-03") };
        decide::case_event(&input, &new, None).map(|_| ())
    };
    let draft = Story::in_la();
    for kind in [K::Submitted, K::Escalated] {
        assert_eq!(refusal(record(&draft, kind, other, none())), "case-refused-live-dispute");
        assert!(record(&draft, kind, other, anyway()).is_ok());
    }
    let cancelled = opened().on(K::Cancelled, "2026-05-02");
    assert_eq!(refusal(record(&cancelled, K::Reopened, other, none())), "case-refused-live-dispute");
    let whole = CaseStanding { line: None, ..other };
    assert_eq!(refusal(record(&draft, K::Submitted, whole, none())), "case-refused-live-dispute");
    assert!(record(&opened(), K::SellerRejects, other, none()).is_ok());
    for elsewhere in [
        CaseStanding { line: Some(LineId(2)), ..other },
        CaseStanding { kind: CaseKind::Complaint, ..other },
        CaseStanding { state: CaseState::Draft, ..other },
        CaseStanding { state: CaseState::ClosedLost, ..other },
    ] {
        assert!(record(&draft, K::Submitted, elsewhere, none()).is_ok(), "{elsewhere:?}");
    }
}

#[test]
fn every_event_that_asks_for_money_is_held_to_what_was_paid() {
    for (case, kind) in [
        (CaseKind::Dispute, K::Submitted),
        (CaseKind::Complaint, K::ComplaintSent),
        (CaseKind::Report, K::ReportSent),
        (CaseKind::Account, K::AccountAppealSent),
        (CaseKind::Fallback, K::ClaimFiled),
        (CaseKind::Fallback, K::ChargebackFiled),
    ] {
        let story = Story::in_la().kind(case);
        assert_eq!(
            refusal(story.try_event("2026-05-02", kind, amount("11.74"))),
            "case-refused-amount",
            "{kind:?}"
        );
        assert!(story.try_event("2026-05-02", kind, amount("11.73")).is_ok(), "{kind:?}");
    }
}

#[test]
fn a_cap_is_known_when_a_coupon_is_larger_or_sums_are_huge() {
    let mut story = Story::in_la();
    story.case.amount = None;
    story.order.lines[0].coupon = Some(usd("20.00"));
    assert_eq!(story.view("2026-05-01").amount_cap, Some(usd("0.00")));
    assert_eq!(refusal(story.try_event("2026-05-01", K::Submitted, amount("5.00"))), "case-refused-amount");
    let huge = Money::new(i64::MAX, Currency::parse("USD").unwrap());
    story.order.lines[0].paid = Some(huge.clone());
    story.order.lines[0].shipping = Some(huge.clone());
    assert_eq!(story.view("2026-05-01").amount_cap, Some(huge.clone()));
    story.order.lines.push(story.order.lines[0].clone());
    story.case.line = None;
    assert_eq!(story.view("2026-05-01").amount_cap, Some(huge));
}

#[test]
fn not_more_can_be_deducted_than_was_decided() {
    let story = opened().event(K::Decision, "2026-05-09", outcome(Outcome::ReturnAndRefund));
    let less = |text: &str| EventDetails {
        deductions: [("damage".to_owned(), usd(text))].into_iter().collect(),
        ..none()
    };
    let check = |text: &str| story.try_event("2026-05-12", K::ReturnChecked, less(text));
    assert_eq!(refusal(check("11.74")), "case-refused-deductions");
    assert!(check("11.73").is_ok());
}
