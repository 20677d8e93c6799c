//! Cases opened by rules other than those that count now: a former pack rules alone, and so does a pack that was put
//! aside; packs that count together make one date of each clock.

use std::fs;

use serde_json::Value;

use super::{Buyer, deadline};

const ORDER: &str = "8136324328903264";

/// A dispute by the rules of a pack, opened on 20 March.
fn disputed(buyer: &Buyer, pack: &str) {
    let fields = ["--paid", "11.73", "--currency", "USD", "--title", "Watch", "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields].concat()).fine();
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "defective", "--rules", pack];
    buyer.at("2026-03-20T08:00", &open).fine();
    buyer.at("2026-03-20T09:00", &["case", "event", "1", "submitted"]).fine();
}

fn show(buyer: &Buyer, now: &str) -> Value {
    buyer.at(now, &["case", "show", "1", "--json"]).fine().json()
}

fn count(shown: &Value, id: &str) -> usize {
    shown["deadlines"].as_array().unwrap().iter().filter(|deadline| deadline["id"] == id).count()
}

#[test]
fn a_former_pack_rules_alone_and_the_present_one_is_told_as_a_conflict() {
    let buyer = Buyer::new();
    disputed(&buyer, "aliexpress-classic");
    let talks = deadline(&show(&buyer, "2026-03-21"), "negotiation");
    assert_eq!((&talks["due"], &talks["earliest"]), (&"2026-04-04T16:00:00Z".into(), &Value::Null));
    let told = talks["conflicts"].as_array().unwrap();
    assert!(told.iter().any(|conflict| conflict["value"] == "2026-03-27T16:00:00Z"), "{told:#?}");
    buyer.at("2026-04-04T10:00", &["case", "event", "1", "escalated"]).fine();
    let review = deadline(&show(&buyer, "2026-04-05"), "review");
    assert_eq!(
        (&review["earliest"], &review["latest"]),
        (&"2026-05-04T17:00:00Z".into(), &"2026-05-14T17:00:00Z".into())
    );
}

#[test]
fn by_the_rules_of_before_2020_two_days_of_silence_win() {
    let buyer = Buyer::new();
    disputed(&buyer, "aliexpress-pre2020");
    let shown = show(&buyer, "2026-03-21");
    assert_eq!(count(&shown, "seller_reply"), 1);
    assert_eq!(deadline(&shown, "seller_reply")["due"], "2026-03-22T16:00:00Z");
    let silent = show(&buyer, "2026-03-23");
    assert_eq!((&silent["state"], &silent["state_presumed"]), (&"refund_waiting".into(), &true.into()));
}

#[test]
fn a_pack_that_counts_beside_and_starts_elsewhere_makes_no_second_date() {
    let buyer = Buyer::new();
    let file = buyer.folder().join("mine.toml");
    let path = file.to_string_lossy().into_owned();
    buyer.at("2026-03-18", &["rules", "copy", "aliexpress-pre2020", "mine"]).fine();
    buyer.at("2026-03-18", &["rules", "export", "mine", "--out", &path]).fine();
    let text = fs::read_to_string(&file).unwrap().replace("historic = true", "historic = false");
    fs::write(&file, text).unwrap();
    buyer.at("2026-03-18", &["rules", "import", &path]).fine();
    buyer.at("2026-03-18", &["rules", "enable", "mine"]).fine();
    disputed(&buyer, "aliexpress-2026");
    let shown = show(&buyer, "2026-03-21");
    assert_eq!(count(&shown, "seller_reply"), 1);
    let reply = deadline(&shown, "seller_reply");
    assert_eq!(
        (&reply["earliest"], &reply["latest"]),
        (&"2026-03-22T16:00:00Z".into(), &"2026-03-25T16:00:00Z".into())
    );
    // Put aside, it is one that is told only; a case that was opened by it goes on by it alone.
    buyer.at("2026-03-21", &["case", "event", "1", "cancelled"]).fine();
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "defective", "--rules", "mine"];
    buyer.at("2026-03-21T08:00", &open).fine();
    buyer.at("2026-03-21T09:00", &["case", "event", "2", "submitted"]).fine();
    buyer.at("2026-03-21T10:00", &["rules", "disable", "mine"]).fine();
    let shown = buyer.at("2026-03-22", &["case", "show", "2", "--json"]).fine().json();
    let reply = deadline(&shown, "seller_reply");
    assert_eq!((&reply["due"], &reply["earliest"]), (&"2026-03-23T16:00:00Z".into(), &Value::Null));
}
