//! Claims by the way the order was paid: their own rules, their own last day, and what shuts what out.

use serde_json::Value;

use super::{Buyer, deadline};

const ORDER: &str = "8136324328903264";

fn bought(buyer: &Buyer, paid_by: &str, more: &[&str]) {
    let fields = ["--paid", "11.73", "--currency", "USD", "--title", "Watch", "--paid-on", "2026-01-02"];
    let way = ["--payment-method", paid_by];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields, &way, more].concat()).fine();
}

/// Opens a claim on the other route and gives its id.
fn claim(buyer: &Buyer, now: &str) -> String {
    let opened = buyer.at(now, &["case", "open", ORDER, "--kind", "fallback"]).fine();
    opened.out.lines().last().expect("an id").to_owned()
}

fn show(buyer: &Buyer, case: &str, now: &str) -> Value {
    buyer.at(now, &["case", "show", case, "--json"]).fine().json()
}

fn ids(list: &[Value], of: &str) -> Vec<String> {
    list.iter().map(|line| line[of].as_str().unwrap_or_default().to_owned()).collect()
}

fn rules_due(buyer: &Buyer, now: &str, within: &str) -> Vec<String> {
    let lines = buyer.at(now, &["due", "--within", within, "--json"]).fine().lines();
    lines.iter().map(|line| line["deadline"]["rule"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_paypal_case_has_the_clocks_of_paypal_and_no_others() {
    let buyer = Buyer::new();
    bought(&buyer, "PayPal", &[]);
    let case = claim(&buyer, "2026-05-20");
    buyer.at("2026-05-21T09:00", &["case", "event", &case, "submitted"]).fine();
    let shown = show(&buyer, &case, "2026-05-22");
    let list = shown["deadlines"].as_array().unwrap();
    assert!(ids(list, "rule").iter().all(|rule| rule.starts_with("paypal/")), "{:?}", ids(list, "rule"));
    assert_eq!(deadline(&shown, "escalate_latest")["due"], "2026-06-10T16:00:00Z");
    assert_eq!(rules_due(&buyer, "2026-05-22", "60"), ["paypal/escalate_latest"]);
}

#[test]
fn a_claim_that_was_not_sent_shows_the_last_day_of_its_route() {
    for (paid_by, more, act, due) in [
        ("PayPal", &[][..], "submitted", "2026-07-01T07:00:00Z"),
        ("Visa 4417", &["--expected", "2026-03-20"][..], "chargeback_filed", "2026-07-18T07:00:00Z"),
    ] {
        let buyer = Buyer::new();
        bought(&buyer, paid_by, more);
        let case = claim(&buyer, "2026-06-01");
        let shown = show(&buyer, &case, "2026-06-20");
        assert_eq!(deadline(&shown, "open_latest")["due"], due, "{paid_by}");
        let next = &shown["next_step"];
        assert_eq!((&next["action"], &next["due"]), (&act.into(), &due.into()), "{paid_by}");
        let lines = buyer.at("2026-06-20", &["due", "--within", "60", "--json"]).fine().lines();
        let last: Vec<&Value> = lines.iter().filter(|line| line["deadline"]["due"] == due).collect();
        assert_eq!(last.len(), 1, "{paid_by}: {lines:#?}");
        assert_eq!((&last[0]["action"], &last[0]["deadline"]["severity"]), (&act.into(), &"loss".into()));
        // Sent, the day is kept; let pass, there are only other ways.
        let late = show(&buyer, &case, "2026-07-20");
        assert_eq!(late["next_step"]["action"], "other_routes");
        buyer.at("2026-06-21", &["case", "event", &case, act]).fine();
        assert_eq!(deadline(&show(&buyer, &case, "2026-06-22"), "open_latest")["status"], "met");
    }
}

#[test]
fn the_last_day_of_a_route_stands_in_due_once_and_hides_no_day_of_the_order() {
    let buyer = Buyer::new();
    bought(&buyer, "PayPal", &["--confirmed", "2026-03-18"]);
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"];
    claim(&buyer, "2026-03-19");
    assert_eq!(rules_due(&buyer, "2026-03-19", "200"), ["aliexpress-2026/open_latest", "paypal/open_latest"]);
    buyer.at("2026-03-19", &open).fine();
    buyer.at("2026-03-19T10:00", &["case", "event", "2", "submitted"]).fine();
    let rules = rules_due(&buyer, "2026-03-20", "200");
    assert_eq!(rules.iter().filter(|rule| *rule == "paypal/open_latest").count(), 1, "{rules:?}");
}

#[test]
fn a_route_on_which_a_claim_was_closed_takes_no_second_one() {
    let buyer = Buyer::new();
    bought(&buyer, "PayPal", &[]);
    let first = claim(&buyer, "2026-05-20");
    // Given up before it was sent, it used up nothing.
    buyer.at("2026-05-20", &["case", "event", &first, "cancelled"]).fine();
    let second = claim(&buyer, "2026-05-20");
    buyer.at("2026-05-21T09:00", &["case", "event", &second, "submitted"]).fine();
    buyer.at("2026-05-22T09:00", &["case", "event", &second, "cancelled"]).fine();
    let third = claim(&buyer, "2026-05-23");
    let refused = buyer.at("2026-05-23", &["case", "event", &third, "submitted"]).ends(2);
    assert!(refused.err.contains("does not open again what was closed"), "{}", refused.err);
    buyer.at("2026-05-23", &["case", "event", &third, "submitted", "--anyway"]).fine();
}

#[test]
fn a_claim_does_not_speak_of_itself_as_of_another() {
    let buyer = Buyer::new();
    bought(&buyer, "PayPal", &[]);
    let case = claim(&buyer, "2026-05-20");
    buyer.at("2026-05-21T09:00", &["case", "event", &case, "submitted"]).fine();
    let notes = show(&buyer, &case, "2026-05-22")["notes"].to_string();
    assert!(!notes.contains("another route"), "{notes}");
}
