//! The test vectors of the contract (C10) and the example of Moscow (C0), through the built-in pack.

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Outcome};
use parcelproof::domain::guards::decide;
use parcelproof::domain::message::Arg;
use parcelproof::domain::order::OrderDate;
use parcelproof::domain::view::{DeadlineStatus, Severity};
use parcelproof::domain::wording::claim_text::lengths;

use super::story::{MOSCOW, Story, amount, of, outcome, refusal, usd};

#[test]
fn tv1_opening_is_possible_ten_days_after_sending() {
    let story = Story::in_la().date(OrderDate::Shipped, "2026-01-05T10:00");
    let view = story.order_view("2026-01-06");
    let date = of(&view.deadlines, "open_earliest");
    assert_eq!(story.due_of(date), "2026-01-15 10:00");
    assert_eq!((date.status, date.severity), (DeadlineStatus::Upcoming, Severity::Info));
    assert_eq!(of(&story.order_view("2026-01-16").deadlines, "open_earliest").status, DeadlineStatus::Met);
}

#[test]
fn tv2_the_last_day_to_open_is_fifteen_days_after_completion() {
    let story = Story::in_la().date(OrderDate::Confirmed, "2026-03-20");
    for deadlines in [story.view("2026-03-21").deadlines, story.order_view("2026-03-21").deadlines] {
        let date = of(&deadlines, "open_latest");
        assert_eq!(story.due_of(date), "2026-04-04 00:00");
        assert_eq!((date.severity, date.presumed), (Severity::Loss, false));
        assert_eq!(date.rule, "aliexpress-2026/open_latest");
        assert_eq!(date.sources, ["S10", "S20"]);
    }
}

#[test]
fn tv3_reply_and_negotiation_run_from_the_opening() {
    let story = Story::in_la().on(K::Submitted, "2026-03-18T09:00");
    let view = story.view("2026-03-18T10:00");
    assert_eq!(story.due_of(of(&view.deadlines, "seller_reply")), "2026-03-23 09:00");
    assert_eq!(story.due_of(of(&view.deadlines, "negotiation")), "2026-03-25 09:00");
    let others = |id: &str| -> Vec<String> {
        of(&view.deadlines, id).conflicts.iter().map(|conflict| story.local(conflict.value)).collect()
    };
    assert_eq!(others("seller_reply"), ["2026-03-20 09:00"]);
    assert_eq!(others("negotiation"), ["2026-04-02 09:00"]);
}

#[test]
fn tv4_review_is_a_band_from_the_escalation() {
    let story = Story::in_la().on(K::Submitted, "2026-03-18T09:00").on(K::Escalated, "2026-03-25T09:00");
    let view = story.view("2026-03-26");
    let review = of(&view.deadlines, "review");
    assert_eq!(story.local(review.earliest.unwrap()), "2026-04-08 09:00");
    assert_eq!(story.local(review.latest.unwrap()), "2026-05-24 09:00");
    let others: Vec<_> = review
        .conflicts
        .iter()
        .map(|conflict| (story.local(conflict.value), story.local(conflict.value_latest.unwrap())))
        .collect();
    let day = |text: &str| format!("{text} 09:00");
    assert_eq!(
        others,
        [
            (day("2026-04-09"), day("2026-05-24")),
            (day("2026-04-24"), day("2026-05-04")),
            (day("2026-04-01"), day("2026-04-09")),
        ]
    );
    // Known to the day, the band ends with the day: the instant after it is the next midnight.
    let by_day = Story::in_la().on(K::Submitted, "2026-03-18T09:00").on(K::Escalated, "2026-03-25");
    let review = by_day.view("2026-03-26").deadlines;
    assert_eq!(by_day.local(of(&review, "review").earliest.unwrap()), "2026-04-08 00:00");
    assert_eq!(by_day.local(of(&review, "review").latest.unwrap()), "2026-05-25 00:00");
}

#[test]
fn tv5_evidence_is_due_after_three_days_or_when_the_page_says() {
    let story = Story::in_la()
        .on(K::Submitted, "2026-03-18T09:00")
        .on(K::Escalated, "2026-03-25T09:00")
        .on(K::EvidenceRequested, "2026-04-01T12:00");
    let view = story.view("2026-04-02");
    let date = of(&view.deadlines, "evidence_request");
    assert_eq!(story.due_of(date), "2026-04-04 12:00");
    assert_eq!((date.severity, date.certain), (Severity::Loss, false));
    let details = story.due("2026-04-06T18:00", None);
    let shown = Story::in_la().event(K::EvidenceRequested, "2026-04-01T12:00", details);
    let view = shown.view("2026-04-02");
    let date = of(&view.deadlines, "evidence_request");
    assert_eq!(shown.due_of(date), "2026-04-06 18:00");
    assert!(date.shown_by_marketplace);
    assert!(date.conflicts[0].flagged);
    assert_eq!(view.requests[0].due, date.due);
}

#[test]
fn tv6_a_refund_takes_one_to_twenty_business_days() {
    let story = Story::in_la()
        .on(K::Submitted, "2026-03-18T09:00")
        .event(K::Decision, "2026-04-15", outcome(Outcome::Win))
        .on(K::RefundProcessed, "2026-04-20");
    let view = story.view("2026-04-21");
    let refund = of(&view.deadlines, "refund");
    assert_eq!(story.local(refund.earliest.unwrap()), "2026-04-21 00:00");
    // To the end of 18 May.
    assert_eq!(story.local(refund.latest.unwrap()), "2026-05-19 00:00");
    let others: Vec<_> = refund
        .conflicts
        .iter()
        .map(|conflict| {
            (story.local(conflict.value), conflict.value_latest.map(|latest| story.local(latest)))
        })
        .collect();
    assert_eq!(
        others,
        [
            ("2026-04-25 00:00".to_owned(), Some("2026-05-06 00:00".to_owned())),
            ("2026-05-12 00:00".to_owned(), None),
            // What copies of the help pages say: 3 to 20 business days, or 15 days from the decision.
            ("2026-04-23 00:00".to_owned(), Some("2026-05-19 00:00".to_owned())),
            ("2026-05-01 00:00".to_owned(), None),
            ("2026-05-02 00:00".to_owned(), Some("2026-05-03 00:00".to_owned())),
        ]
    );
    // Late only after twenty business days and thirty calendar days.
    let status = |now: &str| of(&story.view(now).deadlines, "refund").status;
    assert_eq!(status("2026-05-19T00:00"), DeadlineStatus::Due);
    assert_eq!(status("2026-05-20T23:59"), DeadlineStatus::Due);
    assert_eq!(status("2026-05-21T00:00"), DeadlineStatus::Overdue);
}

#[test]
fn tv6_holidays_make_a_refund_later() {
    let mut story = Story::in_la().on(K::Submitted, "2026-03-18").on(K::RefundProcessed, "2026-04-20");
    story.holidays = vec!["2026-05-01".parse().unwrap(), "2026-05-02".parse().unwrap()];
    let view = story.view("2026-04-21");
    assert_eq!(story.local(of(&view.deadlines, "refund").latest.unwrap()), "2026-05-20 00:00");
}

#[test]
fn tv7_a_complaint_is_answered_within_fifteen_days() {
    let story = Story::in_la().kind(CaseKind::Complaint).on(K::ComplaintSent, "2026-05-02T10:00");
    let view = story.view("2026-05-03");
    assert_eq!(story.due_of(of(&view.deadlines, "complaint_decision")), "2026-05-17 10:00");
    let by_day = Story::in_la().kind(CaseKind::Complaint).on(K::ComplaintSent, "2026-05-02");
    let view = by_day.view("2026-05-03");
    assert_eq!(by_day.due_of(of(&view.deadlines, "complaint_decision")), "2026-05-18 00:00");
}

#[test]
fn tv8_a_coupon_of_the_last_day_of_december_ends_with_february() {
    let story = Story::in_la()
        .kind(CaseKind::Complaint)
        .on(K::ComplaintSent, "2026-12-10")
        .event(K::ComplaintDecided, "2026-12-28", outcome(Outcome::Upheld))
        .on(K::CouponIssued, "2026-12-31");
    let view = story.view("2027-01-02");
    let expiry = of(&view.deadlines, "coupon_expiry");
    assert_eq!(story.due_of(expiry), "2027-02-28 00:00");
    assert_eq!(expiry.severity, Severity::Loss);
    assert_eq!(of(&view.deadlines, "coupon_issue").status, DeadlineStatus::Met);
}

#[test]
fn tv9_an_account_appeal_takes_five_business_days() {
    let story = Story::in_la().kind(CaseKind::Account).on(K::AccountAppealSent, "2026-05-08");
    let view = story.view("2026-05-09");
    // To the end of Friday 15 May.
    assert_eq!(story.due_of(of(&view.deadlines, "account_appeal")), "2026-05-16 00:00");
}

#[test]
fn tv10_the_notice_of_arbitration_is_due_twenty_days_after_the_decision_came() {
    let story = Story::in_la().on(K::Submitted, "2026-03-18").on(K::DecisionReceived, "2026-04-20");
    let view = story.view("2026-04-21");
    let notice = of(&view.deadlines, "hkiac_notice");
    assert_eq!(story.due_of(notice), "2026-05-10 00:00");
    assert_eq!(notice.severity, Severity::Loss);
}

#[test]
fn tv11_lengths_from_the_payment_are_counted_in_civil_days() {
    use parcelproof::domain::calendar::{Calendar, Reading, due};
    use parcelproof::domain::rules::{Length, Unit};
    let story = Story::in_la();
    let calendar = Calendar { buyer: story.zone, pack: story.zone, holidays: &[] };
    let counted = |n| {
        let length = Length { n, unit: Unit::CalendarDays };
        story.local(due(story.moment("2026-01-02"), length, Reading::ActBy, calendar).unwrap().at)
    };
    assert_eq!(counted(180), "2026-07-01 00:00");
    assert_eq!(counted(90), "2026-04-02 00:00");
}

#[test]
fn tv13_an_edit_restarts_the_reply_and_escalation_comes_first() {
    let story = Story::in_la().on(K::Submitted, "2026-03-01T09:00").on(K::Edited, "2026-03-06T09:00");
    let view = story.view("2026-03-06T10:00");
    let reply = of(&view.deadlines, "seller_reply");
    // Clocks go forward on 8 March; five times 24 hours end an hour later on the wall.
    assert_eq!(story.due_of(reply), "2026-03-11 10:00");
    assert_eq!(story.due_of(of(&view.deadlines, "negotiation")), "2026-03-08 10:00");
    assert_eq!(reply.basis.id, "deadline-basis-escalation-first");
    // And indeed it goes to the marketplace first.
    let later = story.view("2026-03-09");
    assert_eq!(later.state.code(), "marketplace_review");
    assert!(later.state_presumed);
}

#[test]
fn tv14_more_than_was_paid_is_refused_whatever_was_listed() {
    let story = Story::in_la().date(OrderDate::Confirmed, "2026-03-20");
    assert_eq!(story.view("2026-03-21").amount_cap, Some(usd("11.73")));
    assert!(story.try_event("2026-03-21", K::Submitted, amount("11.73")).is_ok());
    assert_eq!(refusal(story.try_event("2026-03-21", K::Submitted, amount("11.74"))), "case-refused-amount");
    // Not even anyway.
    let anyway = EventDetails { anyway: true, ..amount("11.74") };
    assert_eq!(refusal(story.try_event("2026-03-21", K::Submitted, anyway)), "case-refused-amount");
}

#[test]
fn tv15_a_complaint_has_a_thousand_characters_by_the_stricter_count() {
    let story = Story::in_la();
    let fits = |text: &str| decide::complaint_text(text, &story.pack).is_ok();
    assert!(fits(&"a".repeat(1000)));
    assert!(!fits(&"a".repeat(1001)));
    // A line end may be sent as two characters.
    assert!(fits(&format!("{}\n", "a".repeat(998))));
    assert!(!fits(&format!("{}\n", "a".repeat(999))));
    // One sign outside the basic plane is two units.
    assert!(fits(&"🙂".repeat(500)));
    assert!(!fits(&format!("{}a", "🙂".repeat(500))));
    assert_eq!(
        (lengths("a\r\nb🙂").characters, lengths("a\r\nb🙂").utf16_lf, lengths("a\r\nb🙂").utf16_crlf),
        (4, 5, 6)
    );
}

#[test]
fn tv16_the_limits_for_photos_are_data_of_the_pack() {
    let image = Story::in_la().pack.evidence.unwrap().image;
    let verdict = |bytes: u64| {
        if bytes <= image.max_bytes {
            "ready"
        } else if bytes <= image.borderline_bytes {
            "borderline"
        } else {
            "too large"
        }
    };
    assert_eq!(
        [verdict(2_000_000), verdict(2_097_152), verdict(2_097_153)],
        ["ready", "borderline", "too large"]
    );
}

#[test]
fn a_buyer_in_moscow_counts_from_the_earlier_midnight() {
    let story = Story::new(MOSCOW).date(OrderDate::Confirmed, "2026-03-20");
    let view = story.order_view("2026-03-21");
    let date = of(&view.deadlines, "open_latest");
    assert_eq!(date.due.unwrap().to_rfc3339(), "2026-04-03T21:00:00+00:00");
    assert_eq!(date.pack_zone(), Some("America/Los_Angeles"));
    let Some(Arg::Msg(counted)) = date.basis.args.get("basis") else {
        panic!("no arithmetic in {:?}", date.basis)
    };
    assert_eq!(counted.id, "deadline-basis-earlier-midnight");
}

#[test]
fn where_both_have_one_midnight_none_is_the_earlier_or_the_later() {
    let story =
        Story::in_la().date(OrderDate::Shipped, "2026-03-01").date(OrderDate::Confirmed, "2026-03-20");
    let view = story.order_view("2026-03-21");
    for id in ["open_latest", "open_earliest"] {
        assert_eq!(of(&view.deadlines, id).basis.id, "deadline-basis-exact", "{id}");
    }
}

#[test]
fn twenty_fifth_october_and_fifteen_days_is_ninth_november_whatever_the_clocks_do() {
    for zone in [super::story::LA, chrono_tz::Europe::London, chrono_tz::Europe::Paris] {
        let story = Story::new(zone).date(OrderDate::Confirmed, "2026-10-25");
        let view = story.order_view("2026-10-26");
        assert_eq!(story.due_of(of(&view.deadlines, "open_latest")), "2026-11-09 00:00", "{zone}");
    }
}
