//! Events on the command line: what is still to come or goes with no state, undo, what was seen and shown, both
//! zones, moved dates.

use serde_json::Value;

use super::{Buyer, deadline, photo};

const NOW: &str = "2026-03-18T10:00";
const NUMBER: &str = "8136324328903264";

fn with_order(zone: &'static str) -> Buyer {
    let buyer = Buyer::in_zone(zone);
    buyer.at(NOW, &["order", "add", NUMBER, "--title", "Watch", "--paid", "100", "--currency", "USD"]).fine();
    buyer
}

fn with_dispute() -> Buyer {
    let buyer = with_order("America/Los_Angeles");
    buyer.at(NOW, &["case", "open", NUMBER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer
}

fn event(buyer: &Buyer, now: &str, args: &[&str]) {
    buyer.at(now, &[&["case", "event", "1"][..], args].concat()).fine();
}

fn shown(buyer: &Buyer, now: &str) -> Value {
    buyer.at(now, &["case", "show", "1", "--json"]).fine().json()
}

fn order(buyer: &Buyer) -> Value {
    buyer.at(NOW, &["order", "show", NUMBER, "--json"]).fine().json()
}

#[test]
fn what_is_still_to_come_is_not_recorded_as_happened() {
    let buyer = with_dispute();
    for at in ["2027-03-18", "9999-12-31", "2026-03-19"] {
        buyer.at(NOW, &["case", "event", "1", "submitted", "--at", at]).ends(2);
        buyer.at(NOW, &["order", "event", NUMBER, "delivered", "--at", at]).ends(2);
        buyer.at(NOW, &["order", "set", NUMBER, "--confirmed", at]).ends(2);
        buyer.at(NOW, &["order", "add", "8136324328903265", "--delivered", at]).ends(2);
    }
    assert_eq!(shown(&buyer, NOW)["events"].as_array().map(Vec::len), Some(0));
    // Later today, and what others have to do later, is another matter.
    event(&buyer, NOW, &["submitted", "--at", "2026-03-18T23:59"]);
    buyer.at(NOW, &["order", "set", NUMBER, "--protection-ends", "2027-03-18"]).fine();
    buyer.at(NOW, &["order", "event", NUMBER, "delivered", "--at", "2026-03-19", "--anyway"]).fine();
}

#[test]
fn todays_end_is_the_later_of_both_zones() {
    // In Kiritimati it is the 19th already; in Los Angeles the 18th has just begun.
    let buyer = with_order("Pacific/Kiritimati");
    buyer.at("2026-03-18T23:00", &["order", "set", NUMBER, "--delivered", "2026-03-18"]).fine();
    let buyer = with_order("America/Los_Angeles");
    buyer.at(NOW, &["order", "set", NUMBER, "--delivered", "2026-03-19"]).ends(2);
}

#[test]
fn events_that_contradict_the_order_are_refused() {
    let buyer = with_order("America/Los_Angeles");
    let record =
        |kind: &str, more: &[&str]| buyer.at(NOW, &[&["order", "event", NUMBER, kind][..], more].concat());
    let refused = record("unfrozen", &[]).ends(2);
    assert!(refused.err.contains("does not go with an order"), "{}", refused.err);
    record("frozen", &[]).fine();
    record("frozen", &[]).ends(2);
    record("unfrozen", &[]).fine();
    record("cancel_refused", &[]).ends(2);
    record("shipped", &["--at", "2026-03-10"]).fine();
    record("cancel_requested", &[]).ends(2);
    record("cancel_requested", &["--at", "2026-03-09"]).fine();
    record("cancel_requested", &["--anyway"]).fine();
    record("closed", &[]).fine();
    record("delivered", &[]).ends(2);
    record("note", &["--note", "told the bank"]).fine();
}

#[test]
fn an_event_of_an_order_is_taken_back_with_the_date_it_stated() {
    let buyer = with_order("America/Los_Angeles");
    buyer.at(NOW, &["order", "undo", NUMBER]).ends(2);
    buyer.at(NOW, &["order", "event", NUMBER, "shipped", "--at", "2026-03-10"]).fine();
    buyer.at(NOW, &["order", "event", NUMBER, "delivered", "--at", "2026-03-16"]).fine();
    assert_eq!(order(&buyer)["state"], "delivered");
    buyer.at(NOW, &["order", "undo", NUMBER]).fine();
    let after = order(&buyer);
    assert_eq!(after["state"], "shipped");
    assert_eq!(after["dates"]["delivered"], Value::Null, "{after:#}");
    let first = after["events"][0]["id"].to_string();
    buyer.at(NOW, &["order", "undo", NUMBER, &first]).fine();
    assert!(order(&buyer)["events"].as_array().expect("events").iter().all(|event| event["voided"] == true));
    buyer.at(NOW, &["order", "undo", NUMBER, &first]).ends(2);
}

#[test]
fn a_request_runs_from_when_it_was_posted_and_tells_when_it_was_seen_and_what_shows_it() {
    let buyer = with_dispute();
    let path = buyer.folder().join("page.jpg");
    photo(&path, 300);
    buyer.at(NOW, &["attach", NUMBER, path.to_str().expect("UTF-8"), "--role", "defect"]).fine();
    event(&buyer, NOW, &["submitted", "--at", "2026-03-10T10:00"]);
    let request = ["evidence_requested", "--at", "2026-03-16T10:00", "--seen", "2026-03-17"];
    event(&buyer, NOW, &[&request[..], &["--evidence", "1"]].concat());
    buyer.at(NOW, &["case", "event", "1", "note", "--evidence", "99"]).ends(2);
    let case = shown(&buyer, NOW);
    let request = &case["events"][1];
    assert_eq!((&request["seen_at"]["day"], &request["evidence"][0]), (&"2026-03-17".into(), &1.into()));
    assert_eq!(deadline(&case, "evidence_request")["due"], "2026-03-19T17:00:00Z");
    let out = buyer.folder().join("claim");
    buyer.at(NOW, &["export", "1", "--out", out.to_str().expect("UTF-8")]).fine();
    let dossier = std::fs::read_to_string(out.join("data/dossier.html")).expect("a dossier");
    assert!(dossier.contains("seen on 17 Mar 2026"));
    assert!(dossier.contains("shown by “page.jpg”"));
}

#[test]
fn a_date_names_the_marketplaces_zone_where_its_clock_differs() {
    let buyer = with_order("Europe/Moscow");
    buyer.at(NOW, &["order", "set", NUMBER, "--confirmed", "2026-03-18"]).fine();
    let json = order(&buyer);
    let latest = deadline(&json, "open_latest");
    assert_eq!(latest["pack_zone"], "America/Los_Angeles");
    let basis = latest["basis"].as_str().expect("a basis");
    assert!(basis.ends_with("· in Los Angeles: 1 Apr 2026, 14:00"), "{basis}");
    let text = buyer.at(NOW, &["order", "show", NUMBER]).fine().out;
    assert!(
        text.contains("2 Apr 2026, 00:00") && text.contains("in Los Angeles: 1 Apr 2026, 14:00"),
        "{text}"
    );
    let there = with_order("America/Los_Angeles");
    there.at(NOW, &["order", "set", NUMBER, "--confirmed", "2026-03-18"]).fine();
    assert_eq!(deadline(&order(&there), "open_latest")["pack_zone"], Value::Null);
}

#[test]
fn the_list_of_dates_tells_met_and_passed_ones_from_live_ones() {
    let buyer = with_dispute();
    event(&buyer, NOW, &["submitted", "--at", "2026-03-10T10:00"]);
    event(&buyer, NOW, &["seller_rejects", "--at", "2026-03-12T10:00"]);
    let text = buyer.at(NOW, &["case", "show", "1"]).fine().out;
    let line = |title: &str| text.lines().find(|line| line.contains(title)).map(str::to_owned);
    let json = shown(&buyer, NOW);
    for date in json["deadlines"].as_array().expect("deadlines") {
        let title = date["title"].as_str().expect("a title");
        match date["status"].as_str() {
            Some("void") => assert_eq!(line(title), None, "{text}"),
            Some("met") => assert!(line(title).is_some_and(|line| line.ends_with("(met)")), "{text}"),
            _ => {}
        }
    }
    assert!(text.contains("(met)"), "{text}");
}

#[test]
fn a_moved_expiry_is_not_said_to_be_on_the_page() {
    let buyer = with_dispute();
    event(&buyer, "2026-03-10T10:00", &["submitted"]);
    event(&buyer, NOW, &["expiry_postponed", "--deadline", "seller_reply", "--due", "2026-03-24"]);
    let reply = deadline(&shown(&buyer, NOW), "seller_reply");
    let basis = reply["basis"].as_str().expect("a basis");
    assert!(basis.starts_with("moved to 24 Mar 2026; by the rules:"), "{basis}");
    assert_eq!(reply["shown_by_marketplace"], false);
    let conflicts = reply["conflicts"].as_array().expect("conflicts");
    assert!(conflicts.iter().all(|other| other["source"] != "aliexpress-2026"), "{conflicts:#?}");
    assert!(conflicts.iter().all(|other| other["flagged"] == false), "{conflicts:#?}");
}

#[test]
fn offered_is_what_was_accepted_and_nothing_of_a_dispute_that_was_opened_anew() {
    let buyer = with_dispute();
    event(&buyer, "2026-03-10T10:00", &["submitted"]);
    event(&buyer, "2026-03-11T10:00", &["seller_offer", "--amount", "40"]);
    event(&buyer, "2026-03-11T10:00", &["seller_offer", "--amount", "60"]);
    let first = shown(&buyer, NOW)["offers"][0]["event"].to_string();
    event(&buyer, "2026-03-12T10:00", &["offer_accepted", "--answers", &first]);
    assert_eq!(shown(&buyer, NOW)["offered"]["minor"], 4000);
    buyer.at(NOW, &["case", "undo", "1"]).fine();
    event(&buyer, "2026-03-12T10:00", &["cancelled"]);
    event(&buyer, "2026-03-13T10:00", &["reopened", "--anyway"]);
    assert_eq!(shown(&buyer, NOW)["offered"], Value::Null);
}

#[test]
fn private_words_are_set_by_name() {
    let buyer = with_order("America/Los_Angeles");
    buyer.at(NOW, &["settings", "set", "private_words", "Anna Petrova, Elm Street"]).fine();
    let listed = buyer.at(NOW, &["settings", "list"]).fine().out;
    assert!(listed.contains("Anna Petrova, Elm Street"), "{listed}");
}
