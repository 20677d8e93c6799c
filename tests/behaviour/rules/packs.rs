//! What packs can say beside a plain length: the latest of several starts, a latest date, orders it concerns,
//! nothing at all; and which pack an order gets.

use parcelproof::domain::event::CaseEventKind as K;
use parcelproof::domain::order::{Marketplace, Order, OrderDate};
use parcelproof::domain::rules::{OwnPack, Packs};
use parcelproof::domain::view::{DeadlineKind, DeadlineStatus, Severity};

use super::story::{Story, of};

fn packs() -> Packs {
    Packs::built_in().unwrap()
}

fn with(id: &str) -> Story {
    Story { pack: packs().get(id).unwrap().clone(), ..Story::in_la() }
}

#[test]
fn a_timer_runs_from_the_latest_of_its_starts_as_far_as_they_are_known() {
    let due = |story: &Story| story.due_of(of(&story.view("2026-02-01").deadlines, "open_latest"));
    let paid = with("card-visa").date(OrderDate::Paid, "2026-01-02T12:00");
    assert_eq!(due(&paid), "2026-05-02 13:00", "120 × 24 hours over the change of the clocks");
    let expected = paid.clone().date(OrderDate::Expected, "2026-03-20T12:00");
    assert_eq!(due(&expected), "2026-07-18 12:00");
    let earlier = paid.clone().date(OrderDate::Expected, "2025-12-20T12:00");
    assert_eq!(due(&earlier), due(&paid), "an earlier one changes nothing");
    let delivered = expected.date(OrderDate::Delivered, "2026-04-01T12:00");
    assert_eq!(due(&delivered), "2026-07-30 12:00");
}

#[test]
fn a_start_of_the_case_counts_beside_one_of_the_order() {
    let paid = with("card-visa").date(OrderDate::Paid, "2026-01-02T12:00");
    let earliest = |story: &Story| story.due_of(of(&story.view("2026-02-03").deadlines, "open_earliest"));
    assert_eq!(earliest(&paid), "2026-01-17 12:00");
    let opened = paid.on(K::Submitted, "2026-01-20T12:00");
    assert_eq!(earliest(&opened), "2026-01-17 12:00");
    let back = opened.on(K::ReturnAgreed, "2026-01-25T12:00").on(K::ReturnSent, "2026-02-01T12:00");
    assert_eq!(earliest(&back), "2026-02-16 12:00");
}

#[test]
fn a_date_is_never_later_than_its_latest() {
    let story = with("card-visa")
        .date(OrderDate::Paid, "2026-01-02T12:00")
        .date(OrderDate::Expected, "2027-12-01T12:00");
    let view = story.view("2026-02-01");
    let latest = of(&view.deadlines, "open_latest");
    // 540 days from processing, for which the day of payment stands.
    assert_eq!(story.due_of(latest), "2027-06-26 13:00");
    assert_eq!(latest.basis.id, "deadline-basis-capped");
    let soon = with("card-visa").date(OrderDate::Paid, "2026-01-02T12:00");
    assert_ne!(of(&soon.view("2026-02-01").deadlines, "open_latest").basis.id, "deadline-basis-capped");
}

#[test]
fn a_length_that_no_source_tells_gives_no_date_and_never_passes() {
    let story = with("aliexpress-ru").on(K::Submitted, "2026-03-18T09:00");
    let view = story.view("2036-03-18");
    let reply = of(&view.deadlines, "seller_reply");
    assert_eq!((reply.due, reply.status), (None, DeadlineStatus::Upcoming));
    assert_eq!(reply.basis.id, "deadline-basis-unknown");
    assert_eq!(reply.kind, DeadlineKind::Deadline);
    assert_ne!(reply.severity, Severity::Loss);
    assert!(!view.state_presumed, "silence does nothing that is not known");
    let shown = story.shown("seller_reply", "2026-03-25T09:00", "2026-03-19");
    let view = shown.view("2026-03-20");
    // Typed without a zone, the last instant it can mean.
    assert!(of(&view.deadlines, "seller_reply").due.is_some());
}

#[test]
fn an_order_gets_the_pack_made_for_orders_like_it() {
    let packs = packs();
    let mut order = Story::in_la().order;
    let id = |order: &Order| packs.for_order(order).map(|pack| pack.id.clone());
    assert_eq!(id(&order).as_deref(), Some("aliexpress-2026"));
    order.free_returns = true;
    assert_eq!(id(&order).as_deref(), Some("aliexpress-free-returns"));
    for (marketplace, pack) in [
        (Marketplace::AliExpressRu, Some("aliexpress-ru")),
        (Marketplace::Tmall, Some("tmall-chat")),
        (Marketplace::Ebay, Some("ebay-mbg")),
        (Marketplace::Amazon, Some("amazon-atoz")),
        (Marketplace::Temu, Some("temu")),
        (Marketplace::Other("shein".to_owned()), None),
    ] {
        order.marketplace = marketplace;
        assert_eq!(id(&order).as_deref(), pack);
    }
}

#[test]
fn the_ways_over_a_means_of_payment_follow_how_it_was_paid() {
    let packs = packs();
    let mut order = Story::in_la().order;
    let ways = |order: &Order| packs.for_payment(order).map(|pack| pack.id.clone()).collect::<Vec<_>>();
    assert_eq!(ways(&order), ["card-amex", "card-mastercard", "card-visa", "paypal"], "not known: all");
    for (method, expected) in [
        ("Visa 4417", vec!["card-visa"]),
        ("MASTERCARD", vec!["card-mastercard"]),
        ("my PayPal", vec!["paypal"]),
        ("American Express", vec!["card-amex"]),
        ("advisable", Vec::new()),
        ("cash", Vec::new()),
    ] {
        order.payment_method = Some(method.to_owned());
        assert_eq!(ways(&order), expected, "{method}");
    }
}

#[test]
fn of_the_buyers_own_packs_only_those_in_use_are_taken() {
    let text = packs().copy("ebay-mbg", "mine", "Mine").unwrap().unwrap();
    let own = |enabled| OwnPack { id: "mine".to_owned(), text: text.clone(), enabled };
    let id = |packs: &Packs| packs.for_marketplace(&Marketplace::Ebay).unwrap().id.clone();
    assert_eq!(id(&packs().with_own(&[own(false)])), "ebay-mbg");
    assert_eq!(id(&packs().with_own(&[own(true)])), "mine");
    assert!(packs().with_own(&[own(false)]).get("mine").is_some(), "cases that have it keep it");
    // The copy differs in nothing but its names, remarks included.
    let was = packs().text("ebay-mbg").unwrap().replace("\"ebay-mbg\"", "\"mine\"");
    assert_eq!(text, was.replace("\"eBay Money Back Guarantee\"", "\"Mine\""));
}
