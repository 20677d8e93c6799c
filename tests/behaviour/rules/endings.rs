//! Every timer of every pack is ended by something that can be recorded, and what was recorded ends it.

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, OrderEventKind as O, Outcome};
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::replay::{Beside, OrderInput, order_view, starts_with_order};
use parcelproof::domain::rules::{Packs, RulePack, StartPoint as P, Timer};
use parcelproof::domain::view::{Deadline, DeadlineKind, DeadlineStatus as S};

use super::story::{Story, of, outcome, tracking};

const STARTED: &str = "2026-03-02T09:00";
const ENDED: &str = "2026-03-02T10:00";
const NOW: &str = "2026-03-02T11:00";

/// Lets a moment come.
fn happens(story: Story, point: P, at: &str) -> Story {
    let none = EventDetails::default;
    let (kind, details) = match point {
        // What is only expected lies ahead.
        P::ShipBy => return story.date(D::ShipBy, "2026-06-01"),
        P::Expected => return story.date(D::Expected, "2026-06-01"),
        P::ProtectionEnds => return story.date(D::ProtectionEnds, "2026-06-01"),
        P::Ordered => return story.date(D::Ordered, at),
        P::Paid | P::Processed => return story.date(D::Paid, at),
        P::Shipped => return story.date(D::Shipped, at),
        P::Delivered => return story.date(D::Delivered, at),
        P::Confirmed | P::OrderCompleted => return story.date(D::Confirmed, at),
        P::CancelRequested => return story.order_event(O::CancelRequested, at, none()),
        P::Frozen => return story.order_event(O::Frozen, at, none()),
        P::OrderClosed => return story.order_event(O::Closed, at, none()),
        P::SellerContacted => (K::SellerContacted, none()),
        P::SellerReplied => (K::SellerReplied, none()),
        P::Submitted | P::SubmittedOrEdited => (K::Submitted, none()),
        P::Escalated => (K::Escalated, none()),
        P::EvidenceRequested => (K::EvidenceRequested, none()),
        P::EvidenceSubmitted => (K::EvidenceSubmitted, none()),
        P::ProposalsShown => (K::ProposalsShown, none()),
        P::Decided | P::DecidedForBuyer => (K::Decision, outcome(Outcome::Win)),
        P::DecidedAgainstBuyer => (K::Decision, outcome(Outcome::Lost)),
        P::DecisionReceived => (K::DecisionReceived, none()),
        P::ArbitrationNotified => (K::ArbitrationNotified, none()),
        P::ReturnRequested => (K::ReturnRequested, none()),
        P::ReturnAgreed => (K::ReturnAgreed, none()),
        P::ReturnSent => (K::ReturnSent, none()),
        P::ReturnTracked => (K::ReturnSent, tracking("RR123")),
        P::ReturnReceived => (K::ReturnReceived, none()),
        P::RefundAgreed => (K::RefundAgreed, none()),
        P::RefundProcessed => (K::RefundProcessed, none()),
        P::RefundSeen => (K::RefundSeen, none()),
        P::ComplaintSent => (K::ComplaintSent, none()),
        P::ComplaintDecided | P::ComplaintUpheld => (K::ComplaintDecided, outcome(Outcome::Upheld)),
        P::CouponIssued => (K::CouponIssued, none()),
        P::LateCouponIssued => {
            (K::CouponIssued, EventDetails { reason: Some("late_delivery".to_owned()), ..none() })
        }
        P::CouponUsed => (K::CouponUsed, none()),
        P::ReportSent => (K::ReportSent, none()),
        P::ReportDecided => (K::ReportDecided, none()),
        P::AccountAppealSent => (K::AccountAppealSent, none()),
        P::AccountDecided => (K::AccountDecided, none()),
        P::MeasureNotified => (K::MeasureNotified, none()),
        P::ClaimFiled => (K::ClaimFiled, none()),
        P::ClaimGranted => (K::ClaimGranted, none()),
        P::ChargebackFiled => (K::ChargebackFiled, none()),
        P::ChargebackAnswered => (K::ChargebackAnswered, none()),
        P::PreArbitration => (K::PreArbitration, none()),
        P::CaseClosed => (K::CaseClosed, none()),
    };
    story.event(kind, at, details)
}

/// An order and a case that a pack concerns, with a timer of it started.
fn started(pack: &RulePack, timer: &Timer) -> Story {
    let mut story = Story::in_la();
    story.pack = pack.clone();
    if pack.is_payment {
        story = story.kind(CaseKind::Fallback);
    }
    story.order.free_returns = true;
    story.order.ships_from =
        timer.applies_if.as_ref().map(|applies| applies.ships_from[0].replace("EU", "DE"));
    timer.start.points().iter().fold(story, |story, point| happens(story, *point, STARTED))
}

/// The date of a timer, with what it belongs to.
fn date(story: &Story, timer: &Timer) -> Deadline {
    if starts_with_order(timer) {
        let beside = Beside { case_events: &story.events, ..Beside::default() };
        let view = order_view(&OrderInput { beside, ..story.order_input(NOW, &[]) });
        of(&view.deadlines, &timer.name).clone()
    } else {
        of(&story.view(NOW).deadlines, &timer.name).clone()
    }
}

#[test]
fn each_timer_of_each_pack_is_ended_by_each_thing_it_names() {
    let packs = Packs::built_in().unwrap();
    for pack in packs.iter() {
        for timer in pack.timers.values() {
            let at = format!("{}/{}", pack.id, timer.name);
            assert!(!timer.ended_by.is_empty(), "{at}");
            let story = started(pack, timer);
            let shown = date(&story, timer);
            assert_ne!(shown.title.id, "deadline-of-pack", "{at} has no title of its own");
            let running = shown.status;
            // A door may be open at once; everything else runs.
            assert!(
                timer.kind == DeadlineKind::NotBefore || !matches!(running, S::Met | S::Void),
                "{at} does not run: {running:?}"
            );
            for point in &timer.ended_by {
                let ended = date(&happens(story.clone(), *point, ENDED), timer);
                assert!(
                    matches!(ended.status, S::Met | S::Void),
                    "{at} goes on after {}: {:?}",
                    point.code(),
                    ended.status
                );
            }
        }
    }
}

#[test]
fn what_is_over_is_never_late() {
    let packs = Packs::built_in().unwrap();
    let named = |id: &str| packs.get(id).unwrap();
    let late = |story: &Story, now: &str| -> Vec<String> {
        let overdue = story.view(now).deadlines.into_iter().filter(|date| date.status == S::Overdue);
        overdue.map(|date| date.id).collect()
    };
    let mut ebay = Story::in_la();
    ebay.pack = named("ebay-mbg").clone();
    let asked = ebay.on(K::Submitted, "2026-03-02").on(K::Escalated, "2026-03-11");
    let latest = asked.view("2026-03-12");
    assert_eq!(of(&latest.deadlines, "escalate_latest").status, S::Met);
    let won = asked.clone().event(K::Decision, "2026-03-12", outcome(Outcome::Win));
    assert!(!late(&won, "2026-05-01").contains(&"escalate_latest".to_owned()));
    let back = won.on(K::ReturnReceived, "2026-03-16").on(K::RefundProcessed, "2026-03-17");
    assert!(!late(&back, "2026-03-19").contains(&"seller_refund".to_owned()));
    let mut visa = Story::in_la().kind(CaseKind::Fallback);
    visa.pack = named("card-visa").clone();
    let answered = visa.on(K::ChargebackFiled, "2026-04-01").on(K::ChargebackAnswered, "2026-04-20");
    assert_eq!(late(&answered, "2026-05-19"), [""; 0]);
    let mut paypal = Story::in_la().kind(CaseKind::Fallback);
    paypal.pack = named("paypal").clone();
    let decided = paypal.on(K::Submitted, "2026-05-01").on(K::ClaimFiled, "2026-05-02").event(
        K::Decision,
        "2026-06-05",
        outcome(Outcome::Win),
    );
    assert_eq!(late(&decided, "2026-06-20"), [""; 0]);
    // Before its decision the claim is late all the same.
    let claim = Story { events: decided.events[..2].to_vec(), ..decided };
    assert_eq!(late(&claim, "2026-06-20"), ["decision"]);
}

#[test]
fn a_lost_decision_starts_the_days_to_take_it_up_again() {
    let packs = Packs::built_in().unwrap();
    for (id, due) in [("ebay-mbg", "2026-04-11 00:00"), ("paypal", "2026-03-22 00:00")] {
        let mut story = Story::in_la();
        story.pack = packs.get(id).unwrap().clone();
        if story.pack.is_payment {
            story = story.kind(CaseKind::Fallback);
        }
        let story = story.on(K::Submitted, "2026-03-02").on(K::Escalated, "2026-03-11");
        let lost = story.clone().event(K::Decision, "2026-03-12", outcome(Outcome::Lost));
        let shown = lost.view("2026-03-13");
        let appeal = of(&shown.deadlines, "appeal");
        assert_eq!((lost.due_of(appeal).as_str(), appeal.status), (due, S::Upcoming), "{id}");
        let taken_up = lost.on(K::ComplaintSent, "2026-03-14");
        assert_eq!(of(&taken_up.view("2026-03-15").deadlines, "appeal").status, S::Met, "{id}");
        let won =
            story.event(K::Decision, "2026-03-12", outcome(Outcome::Win)).on(K::RefundSeen, "2026-03-14");
        assert!(!won.view("2026-03-15").deadlines.iter().any(|date| date.id == "appeal"), "{id}");
    }
}

#[test]
fn the_days_of_the_warehouse_run_from_the_tracking_number() {
    let mut story = Story::in_la();
    story.pack = Packs::built_in().unwrap().get("aliexpress-free-returns").unwrap().clone();
    let sent = story.on(K::ReturnAgreed, "2026-03-02T09:00").on(K::ReturnSent, "2026-03-03T09:00");
    let untracked = sent.view("2026-03-04");
    assert!(!untracked.deadlines.iter().any(|date| date.id == "return_warehouse"));
    // Eight days of 24 hours, over the change to summer time.
    let tracked = sent.event(K::ReturnSent, "2026-03-06T09:00", tracking("RR123"));
    let shown = tracked.view("2026-03-07");
    assert_eq!(tracked.due_of(of(&shown.deadlines, "return_warehouse")), "2026-03-14 10:00");
}
