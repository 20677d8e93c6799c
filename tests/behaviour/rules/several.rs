//! Several packs at once (C0 "Which number"), the fallback lane under a dispute with its interlocks (C5), account
//! trouble over every order (C8), rules of one part of the world.

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, EventSource, NewEvent, Outcome};
use parcelproof::domain::guards::decide;
use parcelproof::domain::ids::CaseId;
use parcelproof::domain::message::Problem;
use parcelproof::domain::moment::Moment;
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::replay::{Beside, CaseInput, OrderInput, Route, case_view, order_view};
use parcelproof::domain::rules::{Extent, Length, Packs, RulePack, Unit};
use parcelproof::domain::view::{
    CaseState as S, CaseView, Deadline, DeadlineKind, DeadlineStatus, Lane, Severity, SpanKind,
};

use super::story::{Story, ids, of, outcome, pack, refusal};

fn built_in(id: &str) -> RulePack {
    Packs::built_in().unwrap().get(id).unwrap().clone()
}

/// A buyer's own copy in which one timer has another length.
fn copy(timer: &str, n: i64) -> RulePack {
    let mut copy = pack();
    "mine".clone_into(&mut copy.id);
    let changed = copy.timers.get_mut(timer).unwrap();
    changed.extent = Extent::Exact(Length { n, unit: Unit::CalendarDays });
    "mine".clone_into(&mut changed.pack);
    copy
}

fn view(story: &Story, now: &str, beside: Beside<'_>) -> CaseView {
    case_view(&CaseInput { beside, ..story.input(now) })
}

fn order_dates(story: &Story, now: &str, beside: Beside<'_>) -> Vec<Deadline> {
    order_view(&OrderInput { beside, ..story.order_input(now, &[]) }).deadlines
}

fn record(
    story: &Story,
    now: &str,
    kind: K,
    details: EventDetails,
    beside: Beside<'_>,
) -> Result<(), Problem> {
    let new = NewEvent { kind, at: Moment::instant(story.at(now)), source: EventSource::Buyer, details };
    decide::case_event(&CaseInput { beside, ..story.input(now) }, &new, None).map(|_| ())
}

#[test]
fn what_the_buyer_must_do_is_due_by_the_earliest_pack() {
    let story = Story::in_la().date(D::Confirmed, "2026-03-20T09:00");
    for (n, due) in [(10, "2026-03-30 09:00"), (20, "2026-04-04 09:00")] {
        let mine = copy("open_latest", n);
        let packs = [&mine];
        let deadlines = order_dates(&story, "2026-03-21", Beside { packs: &packs, ..Beside::default() });
        let latest = of(&deadlines, "open_latest");
        assert_eq!((story.due_of(latest).as_str(), latest.severity), (due, Severity::Loss));
        let (source, other) =
            if n == 10 { ("aliexpress-2026", "2026-04-04 09:00") } else { ("mine", "2026-04-09 09:00") };
        let lost = latest.conflicts.iter().find(|conflict| conflict.source == source).unwrap();
        assert_eq!((story.local(lost.value).as_str(), lost.flagged), (other, true));
    }
    // A shown date beats them all.
    let mine = copy("open_latest", 10);
    let packs = [&mine];
    let shown = story.clone().shown("open_latest", "2026-04-03T09:00", "2026-03-21");
    let shown = view(&shown, "2026-03-22", Beside { packs: &packs, ..Beside::default() });
    assert_eq!(story.due_of(of(&shown.deadlines, "open_latest")), "2026-04-03 09:00");
}

#[test]
fn what_others_do_is_a_range_over_the_packs_and_late_after_the_last() {
    let story = Story::in_la().on(K::Submitted, "2026-05-01T09:00");
    let mine = copy("seller_reply", 2);
    let packs = [&mine];
    let beside = Beside { packs: &packs, ..Beside::default() };
    let shown = view(&story, "2026-05-02", beside);
    let reply = of(&shown.deadlines, "seller_reply");
    assert_eq!(reply.kind, DeadlineKind::Band);
    assert_eq!(reply.earliest.map(|at| story.local(at)).as_deref(), Some("2026-05-03 09:00"));
    assert_eq!(reply.latest.map(|at| story.local(at)).as_deref(), Some("2026-05-06 09:00"));
    assert_eq!(reply.status, DeadlineStatus::Upcoming);
    // Between the two it may come, and nothing is presumed before the last.
    let between = view(&story, "2026-05-04", beside);
    assert_eq!(of(&between.deadlines, "seller_reply").status, DeadlineStatus::Due);
    assert_eq!((between.state, between.state_presumed), (S::SellerTurn, false));
    let after = view(&story, "2026-05-06T09:00", beside);
    assert_eq!((after.state, after.state_presumed), (S::RefundWaiting, true));
    assert_eq!(of(&after.deadlines, "seller_reply").status, DeadlineStatus::Overdue);
}

#[test]
fn a_timer_that_only_another_pack_has_stands_beside_the_rest() {
    let mut story = Story::in_la().date(D::Paid, "2026-01-02");
    story.order.ships_from = Some("CN".to_owned());
    story.order.free_returns = true;
    let free = built_in("aliexpress-free-returns");
    let packs = [&free];
    let deadlines = order_dates(&story, "2026-01-03", Beside { packs: &packs, ..Beside::default() });
    let request = of(&deadlines, "return_request_cn");
    assert_eq!(
        (story.due_of(request).as_str(), request.rule.as_str()),
        ("2026-04-02 00:00", "aliexpress-free-returns/return_request_cn")
    );
    // Shipped from elsewhere, it is not this rule's order.
    story.order.ships_from = Some("BR".to_owned());
    let deadlines = order_dates(&story, "2026-01-03", Beside { packs: &packs, ..Beside::default() });
    assert!(!deadlines.iter().any(|deadline| deadline.id == "return_request_cn"));
    // What both packs take from the same one stands there once.
    let risk = deadlines.iter().filter(|deadline| deadline.id == "risk_check").count();
    assert_eq!(risk, 1);
}

#[test]
fn former_packs_appear_as_conflicts_and_never_count() {
    let story = Story::in_la().date(D::Shipped, "2026-01-05T10:00");
    let classic = built_in("aliexpress-classic");
    let historic = [&classic];
    let beside = Beside { historic: &historic, ..Beside::default() };
    let dispute = story.clone().on(K::Submitted, "2026-03-18T09:00").on(K::Escalated, "2026-03-25T09:00");
    let shown = view(&dispute, "2026-03-26", beside);
    let review = of(&shown.deadlines, "review");
    assert_eq!(story.local(review.latest.unwrap()), "2026-05-24 09:00");
    // 30 to 40 days are told by a source of the present pack already: said once.
    let band =
        |conflict: &&parcelproof::domain::view::Conflict| story.local(conflict.value) == "2026-04-24 09:00";
    assert_eq!(review.conflicts.iter().filter(band).count(), 1);
    let mut former = classic.clone();
    former.timers.get_mut("review").unwrap().extent =
        Extent::Band { min: Some(31), typical: None, max: 41, unit: Unit::CalendarDays };
    let historic = [&former];
    let shown = view(&dispute, "2026-03-26", Beside { historic: &historic, ..Beside::default() });
    let review = of(&shown.deadlines, "review");
    assert_eq!(story.local(review.latest.unwrap()), "2026-05-24 09:00");
    let told = review.conflicts.iter().find(|conflict| conflict.source == "aliexpress-classic").unwrap();
    assert_eq!(story.local(told.value_latest.unwrap()), "2026-05-05 09:00");
}

#[test]
fn rules_of_a_part_of_the_world_are_shown_where_they_hold() {
    let story = Story::in_la().on(K::Submitted, "2026-03-18").on(K::DecisionReceived, "2026-04-20");
    let has = |country| {
        let beside = Beside { country, ..Beside::default() };
        view(&story, "2026-04-21", beside).deadlines.iter().any(|deadline| deadline.id == "hkiac_notice")
    };
    // Not known: shown, with its scope.
    assert!(has(None));
    for inside in ["DE", "NO", "GB"] {
        assert!(has(Some(inside)), "{inside}");
    }
    for outside in ["US", "RU"] {
        assert!(!has(Some(outside)), "{outside}");
    }
}

fn paid_by_paypal() -> Story {
    let mut story = Story::in_la()
        .date(D::Paid, "2026-01-02")
        .date(D::Confirmed, "2026-03-18")
        .on(K::Submitted, "2026-03-19T09:00");
    story.order.payment_method = Some("PayPal".to_owned());
    story
}

#[test]
fn the_way_it_was_paid_is_a_lane_of_its_own() {
    let story = paid_by_paypal();
    let paypal = built_in("paypal");
    let fallback = [&paypal];
    let beside = Beside { fallback: &fallback, ..Beside::default() };
    let shown = view(&story, "2026-03-20", beside);
    let lane: Vec<_> = shown.deadlines.iter().filter(|deadline| deadline.lane == Lane::Fallback).collect();
    let latest = lane.iter().find(|deadline| deadline.id == "open_latest").unwrap();
    assert_eq!(
        (story.due_of(latest).as_str(), latest.rule.as_str()),
        ("2026-07-01 00:00", "paypal/open_latest")
    );
    assert_eq!((latest.severity, latest.status), (Severity::Loss, DeadlineStatus::Upcoming));
    assert!(!latest.is_own());
    let bar = shown.spans.iter().find(|span| span.lane == Lane::Fallback).unwrap();
    assert_eq!((bar.kind, bar.to), (SpanKind::Waiting, latest.due));
    // The dispute's own last day is another date, and its next step is its own.
    assert!(shown.deadlines.iter().any(|deadline| deadline.id == "open_latest" && deadline.is_own()));
    assert_eq!(shown.next_step.deadline.as_deref(), Some("seller_reply"));
    assert!(ids(&shown.notes).contains(&"notes-route-once"));
    // Once a claim was sent there, its days are kept.
    let routes = [Route { case: CaseId(2), pack: "paypal", filed: true, live: true, chargeback: false }];
    let filed =
        view(&story, "2026-03-20", Beside { fallback: &fallback, routes: &routes, ..Beside::default() });
    let latest = filed.deadlines.iter().find(|deadline| deadline.rule == "paypal/open_latest").unwrap();
    assert_eq!((latest.status, latest.severity), (DeadlineStatus::Met, Severity::Info));
    assert!(ids(&filed.notes).contains(&"notes-route-running"));
    // Lost with the marketplace, the lane stays; paid, it is gone.
    let lost =
        story.clone().on(K::Escalated, "2026-03-26").event(K::Decision, "2026-04-20", outcome(Outcome::Lost));
    assert!(view(&lost, "2026-04-21", beside).deadlines.iter().any(|deadline| !deadline.is_own()));
    let paid = story.on(K::SellerAccepts, "2026-03-20").on(K::RefundSeen, "2026-03-30");
    assert!(view(&paid, "2026-04-01", beside).deadlines.iter().all(Deadline::is_own));
}

#[test]
fn a_card_counts_from_the_latest_of_its_days_up_to_its_cap() {
    let visa = built_in("card-visa");
    let fallback = [&visa];
    let beside = Beside { fallback: &fallback, ..Beside::default() };
    let story = Story::in_la()
        .date(D::Paid, "2026-01-02")
        .date(D::Expected, "2026-03-20")
        .on(K::Submitted, "2026-03-01");
    let latest = |story: &Story| {
        let shown = view(story, "2026-03-02", beside);
        let latest =
            shown.deadlines.iter().find(|deadline| deadline.rule == "card-visa/open_latest").unwrap();
        story.due_of(latest)
    };
    assert_eq!(latest(&story), "2026-07-18 00:00");
    // However late it comes, 540 days after processing it is over.
    assert_eq!(latest(&story.date(D::Delivered, "2027-06-01")), "2027-06-26 00:00");
}

#[test]
fn routes_shut_each_other_out_unless_told_otherwise() {
    let anyway = || EventDetails { anyway: true, ..EventDetails::default() };
    let none = EventDetails::default;
    let route = |pack, chargeback| Route { case: CaseId(7), pack, filed: true, live: true, chargeback };
    // A-to-z is void after a chargeback.
    let mut amazon = Story::in_la();
    amazon.pack = built_in("amazon-atoz");
    let routes = [route("card-visa", true)];
    let beside = Beside { routes: &routes, ..Beside::default() };
    assert_eq!(
        refusal(record(&amazon, "2026-05-01", K::Submitted, none(), beside)),
        "case-refused-route-void"
    );
    assert!(record(&amazon, "2026-05-01", K::Submitted, anyway(), beside).is_ok());
    assert!(ids(&view(&amazon, "2026-05-01", beside).notes).contains(&"notes-route-void"));
    let visa = built_in("card-visa");
    let fallback = [&visa];
    let mut about = amazon.clone().date(D::Paid, "2026-04-01");
    about.order.payment_method = Some("Visa".to_owned());
    let shown = view(&about, "2026-05-01", Beside { fallback: &fallback, ..Beside::default() });
    assert!(ids(&shown.notes).contains(&"notes-route-would-void"));
    // One claim at a time on each route.
    let mut paypal = Story::in_la().kind(CaseKind::Fallback);
    paypal.pack = built_in("paypal");
    let routes = [route("paypal", false)];
    let beside = Beside { routes: &routes, ..Beside::default() };
    assert_eq!(
        refusal(record(&paypal, "2026-05-01", K::Submitted, none(), beside)),
        "case-refused-route-live"
    );
    let routes = [route("card-visa", false)];
    let other = Beside { routes: &routes, ..Beside::default() };
    assert!(record(&paypal, "2026-05-01", K::Submitted, none(), other).is_ok());
    // What was closed there stays closed.
    let closed = paypal.on(K::Submitted, "2026-05-01").on(K::Cancelled, "2026-05-02");
    assert_eq!(
        refusal(record(&closed, "2026-05-03", K::Reopened, none(), Beside::default())),
        "case-refused-route-closed"
    );
}

#[test]
fn a_paypal_dispute_becomes_a_claim_within_twenty_days_or_is_closed() {
    let mut story = Story::in_la().kind(CaseKind::Fallback);
    story.pack = built_in("paypal");
    let story = story.on(K::Submitted, "2026-05-01T09:00");
    let shown = story.view("2026-05-02");
    assert_eq!((shown.state, shown.next_step.action.as_str()), (S::SellerTurn, "claim_filed"));
    assert_eq!(story.due_of(of(&shown.deadlines, "escalate_latest")), "2026-05-21 09:00");
    let over = story.view("2026-05-21T09:00");
    assert_eq!((over.state, over.state_presumed), (S::ClosedLost, true));
    let claim = story.on(K::ClaimFiled, "2026-05-10T09:00");
    let shown = claim.view("2026-05-25");
    assert_eq!((shown.state, shown.state_presumed), (S::MarketplaceReview, false));
    assert_eq!(of(&shown.deadlines, "escalate_latest").status, DeadlineStatus::Met);
    assert_eq!(claim.due_of(of(&shown.deadlines, "decision")), "2026-06-09 09:00");
}

#[test]
fn account_trouble_stops_disputes_and_no_clock() {
    let story = Story::in_la().date(D::Confirmed, "2026-03-20");
    let beside = Beside { account_case: Some(CaseId(9)), ..Beside::default() };
    let draft = view(&story, "2026-03-21", beside);
    assert_eq!(draft.next_step.text.id, "case-next-account-first");
    let latest = of(&draft.deadlines, "open_latest");
    assert_eq!(
        (story.due_of(latest), latest.status),
        ("2026-04-04 00:00".to_owned(), DeadlineStatus::Upcoming)
    );
    assert!(ids(&draft.notes).contains(&"notes-account-open"));
    let order = order_view(&OrderInput { beside, ..story.order_input("2026-03-21", &[]) });
    assert!(ids(&order.notes).contains(&"notes-account-open"));
    assert_eq!(of(&order.deadlines, "open_latest").due, latest.due);
    assert_eq!(
        refusal(record(&story, "2026-03-21", K::Submitted, EventDetails::default(), beside)),
        "case-refused-account"
    );
    let anyway = EventDetails { anyway: true, ..EventDetails::default() };
    assert!(record(&story, "2026-03-21", K::Submitted, anyway, beside).is_ok());
}
