//! What is stated of an order: who said it, in which currency, and in characters that a terminal can bear.

use super::Buyer;

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
