//! What a dispute says where several of its rules meet: held until the delivery time ends, late evidence, denials,
//! deductions, other currencies, dates of the order typed in a case.

use serde_json::Value;

use super::{Buyer, deadline};

const NUMBER: &str = "8136324328903264";

fn at(day: &str) -> String {
    format!("{day}T10:00")
}

fn buyer_with(reason: &str, fields: &[&str]) -> Buyer {
    buyer_in("America/Los_Angeles", reason, fields)
}

fn buyer_in(zone: &'static str, reason: &str, fields: &[&str]) -> Buyer {
    let buyer = Buyer::in_zone(zone);
    let add = ["order", "add", NUMBER, "--paid", "11.73", "--currency", "USD", "--paid-on", "2026-02-01"];
    buyer.at(&at("2026-03-18"), &[&add[..], fields].concat()).fine();
    buyer.at(&at("2026-03-18"), &["case", "open", NUMBER, "--kind", "dispute", "--reason", reason]).fine();
    buyer
}

/// Records an event on a day, at ten.
fn event(buyer: &Buyer, day: &str, args: &[&str]) {
    buyer.at(&at(day), &[&["case", "event", "1"][..], args].concat()).fine();
}

fn refused(buyer: &Buyer, day: &str, args: &[&str]) -> String {
    buyer.at(&at(day), &[&["case", "event", "1"][..], args].concat()).ends(2).err
}

fn shown(buyer: &Buyer, day: &str) -> Value {
    buyer.at(&at(day), &["case", "show", "1", "--json"]).fine().json()
}

fn next(shown: &Value) -> &str {
    shown["next_step"]["text"].as_str().expect("a sentence")
}

#[test]
fn a_held_negotiation_ends_with_the_delivery_time_everywhere() {
    let fields = ["--shipped", "2026-02-05", "--protection-ends", "2026-04-20"];
    let buyer = buyer_with("not_received.in_transit", &fields);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-20", &["seller_rejects"]);
    let case = shown(&buyer, "2026-03-28");
    assert_eq!(case["state"], "no_agreement");
    let negotiation = deadline(&case, "negotiation");
    assert_eq!(
        (&negotiation["status"], &negotiation["due"]),
        (&"upcoming".into(), &"2026-04-21T07:00:00Z".into())
    );
    assert!(negotiation["basis"].as_str().is_some_and(|basis| basis.contains("held until")), "{negotiation}");
    event(&buyer, "2026-03-28", &["seller_offer", "--amount", "5"]);
    let case = shown(&buyer, "2026-03-28");
    assert_eq!(
        (&case["state"], &case["next_step"]["due"]),
        (&"buyer_turn".into(), &"2026-04-21T07:00:00Z".into())
    );
    event(&buyer, "2026-03-29", &["edited", "--amount", "6"]);
    let reply = deadline(&shown(&buyer, "2026-03-29"), "seller_reply");
    assert!(!reply["basis"].as_str().is_some_and(|basis| basis.contains("before that")), "{reply}");
    event(&buyer, "2026-03-30", &["seller_rejects"]);
    let after = shown(&buyer, "2026-04-25");
    assert_eq!(after["state"], "marketplace_review");
    assert_eq!(deadline(&after, "negotiation")["due"], "2026-04-21T07:00:00Z");
}

#[test]
fn evidence_is_no_longer_late_once_nothing_is_asked_for() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["escalated"]);
    event(&buyer, "2026-03-20", &["evidence_requested"]);
    event(&buyer, "2026-03-25", &["expiry_confirmed"]);
    assert!(next(&shown(&buyer, "2026-03-25")).contains("late"), "{}", next(&shown(&buyer, "2026-03-25")));
    event(&buyer, "2026-03-25", &["evidence_submitted"]);
    assert!(!next(&shown(&buyer, "2026-03-25")).contains("late"), "{}", next(&shown(&buyer, "2026-03-25")));
}

#[test]
fn of_two_requests_the_overdue_one_is_named() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["escalated"]);
    event(&buyer, "2026-03-20", &["evidence_requested"]);
    event(&buyer, "2026-03-22", &["evidence_requested"]);
    let case = shown(&buyer, "2026-03-24");
    assert_eq!(case["state"], "evidence_requested");
    assert!(next(&case).contains("was due on 23 Mar 2026"), "{}", next(&case));
}

#[test]
fn a_date_of_the_order_typed_in_a_case_reaches_the_order() {
    let buyer = buyer_with("defective", &["--confirmed", "2026-03-10"]);
    let typed = ["date_shown", "--deadline", "open_latest", "--due", "2026-03-30T10:00"];
    event(&buyer, "2026-03-18", &typed);
    let order = buyer.at(&at("2026-03-18"), &["order", "show", NUMBER, "--json"]).fine().json();
    let latest = deadline(&order, "open_latest");
    assert_eq!(
        (&latest["due"], &latest["shown_by_marketplace"]),
        (&"2026-03-30T17:00:00Z".into(), &true.into())
    );
}

#[test]
fn the_end_of_protection_is_confirmed_denied_and_moved_without_a_case() {
    let buyer = Buyer::new();
    let add = ["order", "add", NUMBER, "--paid-on", "2026-02-01", "--shipped", "2026-02-05"];
    buyer.at(&at("2026-03-18"), &[&add[..], &["--protection-ends", "2026-03-17T10:00"]].concat()).fine();
    let order = || buyer.at(&at("2026-03-18"), &["order", "show", NUMBER, "--json"]).fine().json();
    let record =
        |args: &[&str]| buyer.at(&at("2026-03-18"), &[&["order", "event", NUMBER][..], args].concat());
    assert_eq!(
        (&order()["state"], &deadline(&order(), "open_latest")["presumed"]),
        (&"completed_grace".into(), &true.into())
    );
    record(&["expiry_confirmed"]).fine();
    assert_eq!(deadline(&order(), "open_latest")["presumed"], false);
    buyer.at(&at("2026-03-18"), &["order", "undo", NUMBER]).fine();
    record(&["expiry_denied"]).fine();
    assert_eq!(order()["state"], "shipped");
    record(&["expiry_postponed"]).ends(2);
    record(&["expiry_postponed", "--due", "2026-03-30T10:00"]).fine();
    let moved = deadline(&order(), "protection_end");
    assert_eq!(
        (&moved["due"], &moved["shown_by_marketplace"]),
        (&"2026-03-30T17:00:00Z".into(), &false.into())
    );
    record(&["expiry_denied"]).ends(2);
}

#[test]
fn only_what_has_passed_is_denied_and_what_was_denied_is_moved() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    refused(&buyer, "2026-03-19", &["expiry_denied"]);
    refused(&buyer, "2026-03-19", &["expiry_denied", "--deadline", "review"]);
    event(&buyer, "2026-03-24", &["expiry_denied"]);
    event(&buyer, "2026-03-24", &["expiry_postponed", "--due", "2026-03-27T10:00"]);
    let case = shown(&buyer, "2026-03-24");
    let reply = deadline(&case, "seller_reply");
    assert_eq!((&reply["due"], &reply["status"]), (&"2026-03-27T17:00:00Z".into(), &"upcoming".into()));
}

#[test]
fn whose_proposal_was_chosen_is_told_by_the_proposal() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["escalated"]);
    event(&buyer, "2026-03-20", &["proposals_shown", "--amount", "8"]);
    let proposal = shown(&buyer, "2026-03-20")["offers"][0]["event"].to_string();
    event(&buyer, "2026-03-21", &["proposal_chosen", "--by", "buyer", "--answers", &proposal]);
    let case = shown(&buyer, "2026-03-21");
    assert_eq!((&case["state"], &case["decided"]["minor"]), (&"refund_waiting".into(), &800.into()));
}

#[test]
fn deductions_of_a_decision_count() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["escalated"]);
    refused(&buyer, "2026-03-20", &["decision", "--outcome", "win", "--deduct", "gift=12"]);
    event(&buyer, "2026-03-20", &["decision", "--outcome", "win", "--deduct", "gift=1.73"]);
    let case = shown(&buyer, "2026-03-20");
    assert_eq!((&case["decided"]["minor"], &case["outcome"]), (&1000.into(), &"partial".into()));
}

#[test]
fn money_in_another_currency_is_asked_about_before_the_case_is_closed() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["seller_accepts"]);
    event(&buyer, "2026-03-25", &["refund_seen", "--amount", "10", "--currency", "EUR"]);
    let case = shown(&buyer, "2026-03-25");
    assert_eq!(case["state"], "refund_waiting");
    assert!(next(&case).contains("another currency"), "{}", next(&case));
    event(&buyer, "2026-03-26", &["refund_seen"]);
    assert_eq!(shown(&buyer, "2026-03-26")["state"], "closed_paid");
}

#[test]
fn money_taken_in_place_of_a_refund_is_recorded() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["seller_accepts"]);
    event(&buyer, "2026-03-25", &["refund_seen", "--amount=-11.73"]);
    assert_eq!(shown(&buyer, "2026-03-25")["received"]["minor"], -1173);
    refused(&buyer, "2026-03-25", &["seller_offer", "--amount=-1"]);
}

#[test]
fn the_next_step_says_that_the_marketplace_comes_before_the_sellers_time_is_over() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-22", &["edited", "--amount", "9"]);
    let case = shown(&buyer, "2026-03-22");
    assert!(next(&case).contains("25 Mar 2026") && next(&case).contains("by itself"), "{}", next(&case));
    assert_eq!(case["next_step"]["due"], "2026-03-25T17:00:00Z");
}

#[test]
fn days_that_agree_are_no_conflict() {
    let buyer = buyer_in("Europe/Moscow", "defective", &[]);
    event(&buyer, "2026-03-18", &["submitted", "--at", "2026-03-18"]);
    // Other values that sources give are no matter of what was typed.
    let typed = |day: &str| {
        event(&buyer, "2026-03-18", &["date_shown", "--deadline", "seller_reply", "--due", day]);
        let date = deadline(&shown(&buyer, "2026-03-18"), "seller_reply");
        let conflicts = date["conflicts"].as_array().expect("conflicts").clone();
        conflicts.into_iter().find(|other| other["source"] == "aliexpress-2026")
    };
    assert_eq!(typed("2026-03-23"), None);
    assert_eq!(typed("2026-03-26").map(|other| other["flagged"].clone()), Some(true.into()));
}

#[test]
fn a_parcel_that_arrived_on_the_order_asks_to_change_the_dispute() {
    for before in [&["seller_rejects"][..], &["seller_offer", "--amount", "5"], &["escalated"], &[]] {
        let buyer = buyer_with("not_received", &["--shipped", "2026-02-05"]);
        event(&buyer, "2026-03-18", &["submitted"]);
        if !before.is_empty() {
            event(&buyer, "2026-03-19", before);
        }
        assert!(!next(&shown(&buyer, "2026-03-20")).contains("parcel came"));
        buyer.at(&at("2026-03-20"), &["order", "event", NUMBER, "delivered"]).fine();
        let case = shown(&buyer, "2026-03-20");
        assert!(next(&case).contains("parcel came"), "{before:?}: {}", next(&case));
    }
}

#[test]
fn nothing_is_decided_once_the_return_was_lost() {
    let buyer = buyer_with("defective", &[]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["escalated"]);
    event(&buyer, "2026-03-20", &["decision", "--outcome", "return_and_refund"]);
    event(&buyer, "2026-03-21", &["return_sent", "--tracking", "RR1"]);
    event(&buyer, "2026-03-28", &["return_lost"]);
    let case = shown(&buyer, "2026-03-28");
    assert_eq!((&case["state"], &case["decided"]), (&"marketplace_review".into(), &Value::Null));
}

#[test]
fn a_cancelled_dispute_promises_a_second_one_only_where_there_is_time_for_it() {
    let buyer = buyer_with("defective", &["--confirmed", "2026-03-10"]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["cancelled"]);
    assert_eq!(shown(&buyer, "2026-03-19")["next_step"]["action"], "reopened");
    assert_eq!(shown(&buyer, "2026-03-23")["next_step"]["action"], "other_routes", "too few days are left");
    let buyer = buyer_with("defective", &["--protection-ends", "2026-03-16T10:00"]);
    event(&buyer, "2026-03-18", &["submitted"]);
    event(&buyer, "2026-03-19", &["cancelled"]);
    assert_eq!(
        shown(&buyer, "2026-03-19")["next_step"]["action"],
        "other_routes",
        "cancelling ended the order"
    );
}
