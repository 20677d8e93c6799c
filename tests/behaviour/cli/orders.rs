//! What is stated of an order: who said it, in which currency, and in characters that a terminal can bear.

use serde_json::Value;

use super::{Buyer, deadline};

const NOW: &str = "2026-03-18T10:00";
const ORDER: &str = "8136324328903264";

#[test]
fn a_date_is_said_by_whom_the_event_names() {
    let buyer = Buyer::new();
    buyer.at(NOW, &["order", "add", ORDER, "--paid", "11.73", "--currency", "USD"]).fine();
    let said = |by: &[&str]| {
        let event = ["order", "event", ORDER, "delivered", "--at", "2026-03-16"];
        buyer.at(NOW, &[&event[..], by].concat()).fine();
        let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
        shown["dates"]["delivered"]["said"].as_str().map(str::to_owned)
    };
    assert_eq!(said(&[]).as_deref(), Some("buyer"));
    assert_eq!(said(&["--by", "carrier"]).as_deref(), Some("carrier"));
    assert_eq!(said(&["--by", "seller"]).as_deref(), Some("seller"));
    assert_eq!(said(&["--by", "marketplace"]).as_deref(), Some("order_page"));
}

#[test]
fn shipping_in_another_currency_lifts_no_cap() {
    let buyer = Buyer::new();
    let add = ["order", "add", ORDER, "--paid", "5", "--currency", "USD", "--shipping", "2 EUR"];
    buyer.at(NOW, &[&add[..], &["--delivered", "2026-03-16"]].concat()).fine();
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working"];
    let ran = buyer.at(NOW, &[&open[..], &["--amount", "9"]].concat()).ends(2);
    assert!(ran.err.contains("5.00"), "{}", ran.err);
    let ran = buyer.at(NOW, &[&open[..], &["--amount", "5"]].concat()).fine();
    assert!(ran.err.contains("2.00") && ran.err.contains("does not count"), "{}", ran.err);
    let shown = buyer.at(NOW, &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["amount_cap"], serde_json::json!({"minor": 500, "currency": "USD"}));
}

#[test]
fn whether_delivery_was_in_the_price_is_kept_of_an_order() {
    let buyer = Buyer::new();
    buyer.at(NOW, &["order", "add", ORDER, "--paid", "5", "--currency", "USD"]).fine();
    let shown = |more: &[&str]| {
        if !more.is_empty() {
            buyer.at(NOW, &[&["order", "set", ORDER], more].concat()).fine();
        }
        buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json()["delivery_included"].clone()
    };
    assert_eq!(shown(&[]), serde_json::Value::Null, "nobody said");
    assert_eq!(shown(&["--delivery-included"]), true);
    assert_eq!(shown(&["--title", "Watch"]), true);
    assert_eq!(shown(&["--delivery-included=false"]), false);
}

#[test]
fn names_do_not_steer_the_terminal() {
    let buyer = Buyer::new();
    let title = "\u{1b}[2J\u{202e}red\u{9b}31m\nnext";
    buyer.at(NOW, &["order", "add", ORDER, "--title", title]).fine();
    for words in [&["order", "list"][..], &["order", "show", ORDER]] {
        let ran = buyer.at(NOW, words).fine();
        assert!(ran.out.contains("red"), "{}", ran.out);
        assert!(!ran.out.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{:?}", ran.out);
        assert!(!ran.out.contains("\nnext"), "{:?}", ran.out);
    }
    let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["lines"][0]["title"], title);
    let ran = buyer.at(NOW, &["check", title]).ends(1);
    assert!(!ran.out.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{:?}", ran.out);
}

/// The order and its dispute about something that did not come.
fn waited_for(buyer: &Buyer) {
    let fields = ["--paid", "11.73", "--currency", "USD", "--shipped", "2026-01-05"];
    let ends = ["--protection-ends", "2026-03-08"];
    buyer.at("2026-01-06", &[&["order", "add", ORDER][..], &fields, &ends].concat()).fine();
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "not_received"];
    buyer.at("2026-03-01", &open).fine();
}

fn order(buyer: &Buyer, now: &str) -> Value {
    buyer.at(now, &["order", "show", ORDER, "--json"]).fine().json()
}

#[test]
fn order_and_case_say_the_same_of_a_day_to_wait_for() {
    let buyer = Buyer::new();
    waited_for(&buyer);
    buyer.at("2026-03-06", &["case", "event", "1", "wait_until", "--due", "2026-03-20"]).fine();
    let case = buyer.at("2026-03-07", &["case", "show", "1", "--json"]).fine().json();
    let shown = order(&buyer, "2026-03-07");
    for id in ["open_latest", "open_earliest"] {
        let (there, here) = (deadline(&case, id), deadline(&shown, id));
        assert_eq!((&there["due"], &there["status"]), (&here["due"], &here["status"]), "{id}");
    }
    assert_eq!(deadline(&shown, "open_latest")["due"], "2026-04-04T07:00:00Z");
    assert_eq!(deadline(&shown, "open_earliest")["status"], "upcoming");
    // Nothing is to be opened at once any more.
    assert_eq!(deadline(&shown, "open_now_advice")["status"], "void");
    assert_eq!(deadline(&case, "open_now_advice")["status"], "void");
}

#[test]
fn a_parcel_that_arrived_by_the_case_arrived_by_the_order() {
    let buyer = Buyer::new();
    waited_for(&buyer);
    buyer.at("2026-03-02", &["case", "event", "1", "parcel_arrived", "--at", "2026-03-02"]).fine();
    let shown = order(&buyer, "2026-03-03");
    assert_eq!(shown["state"], "delivered");
    assert_eq!(deadline(&shown, "money_release")["starts_at"]["day"], "2026-03-02");
}

#[test]
fn nobody_is_told_to_open_now_what_can_be_opened_no_more() {
    let buyer = Buyer::new();
    waited_for(&buyer);
    assert_eq!(deadline(&order(&buyer, "2026-03-06"), "open_now_advice")["status"], "due");
    let over = order(&buyer, "2026-03-25");
    assert_eq!(
        (&over["state"], &deadline(&over, "open_now_advice")["status"]),
        (&"finished".into(), &"void".into())
    );
}

#[test]
fn while_a_dispute_runs_no_day_is_named_on_which_the_money_goes_to_the_seller() {
    let buyer = Buyer::new();
    let add = ["order", "add", ORDER, "--paid", "9 USD", "--delivered", "2026-03-10"];
    buyer.at("2026-03-12", &add).fine();
    let release = |now: &str| deadline(&order(&buyer, now), "money_release")["status"].clone();
    assert_eq!(release("2026-03-12"), "upcoming");
    buyer.at("2026-03-12", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer.at("2026-03-12T10:00", &["case", "event", "1", "submitted"]).fine();
    assert_eq!(release("2026-03-13"), "void");
    buyer.at("2026-03-13T10:00", &["case", "event", "1", "cancelled"]).fine();
    assert_eq!(release("2026-03-14"), "upcoming");
}
