//! `history`, `summary`, `guides`: what came of the cases, the money, and what to know beside it.

use serde_json::{Value, json};

use super::Buyer;

fn number(i: usize) -> String {
    format!("81363243289032{i:02}")
}

fn bought(buyer: &Buyer, i: usize, on: &str, paid: &str, currency: &str) {
    let number = number(i);
    let fields = [
        "--title",
        "Lamp",
        "--paid",
        paid,
        "--currency",
        currency,
        "--ordered",
        on,
        "--paid-on",
        on,
        "--shipped",
        on,
        "--delivered",
        on,
        "--confirmed",
        on,
    ];
    buyer.at(on, &[&["order", "add", number.as_str()][..], &fields].concat()).fine();
}

/// Opens a dispute and submits it; the case's number comes back.
fn disputed(buyer: &Buyer, i: usize, at: &str) -> String {
    let number = number(i);
    let opened =
        buyer.at(at, &["case", "open", &number, "--kind", "dispute", "--reason", "defective"]).fine();
    let case = opened.out.lines().last().unwrap().to_owned();
    buyer.at(at, &["case", "event", &case, "submitted"]).fine();
    case
}

fn history(buyer: &Buyer, now: &str) -> Value {
    buyer.at(now, &["history", "--json"]).fine().json()
}

fn usd(minor: i64) -> Value {
    json!([{"minor": minor, "currency": "USD"}])
}

#[test]
fn a_case_is_looked_back_on_with_its_amounts_and_the_days_of_each_stage() {
    let buyer = Buyer::new();
    bought(&buyer, 1, "2026-03-01", "20.00", "USD");
    let case = disputed(&buyer, 1, "2026-03-02T09:00");
    let event = |at: &str, args: &[&str]| {
        buyer.at(at, &[&["case", "event", case.as_str()][..], args].concat()).fine();
    };
    event("2026-03-04T09:00", &["seller_offer", "--plan", "refund_only", "--amount", "5.00"]);
    event("2026-03-05T09:00", &["offer_rejected"]);
    event("2026-03-06T09:00", &["escalated"]);
    event("2026-03-20T09:00", &["decision", "--outcome", "partial", "--amount", "12.00"]);
    let waiting = history(&buyer, "2026-03-21T09:00");
    assert_eq!(waiting["endings"]["open"], 1);
    event("2026-03-24T09:00", &["refund_seen", "--amount", "12.00"]);

    let history = history(&buyer, "2026-03-30T09:00");
    let one = &history["cases"][0];
    assert_eq!((&one["ending"], &one["outcome"]), (&json!("part"), &json!("partial")));
    let minor = |key: &str| one[key]["minor"].as_i64();
    assert_eq!(
        ["asked", "offered", "decided", "received"].map(minor),
        [Some(2000), Some(500), Some(1200), Some(1200)]
    );
    assert_eq!(
        (&one["opened_at"], &one["closed_at"]),
        (&json!("2026-03-02T17:00:00Z"), &json!("2026-03-24T16:00:00Z"))
    );
    let stages: Vec<(String, i64)> = one["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| (stage["state"].as_str().unwrap().to_owned(), stage["days"].as_i64().unwrap()))
        .collect();
    let days = |state: &str| stages.iter().find(|(one, _)| one == state).map(|(_, days)| *days);
    assert_eq!(days("seller_turn"), Some(2), "{stages:?}");
    assert_eq!(days("buyer_turn"), Some(1), "{stages:?}");
    assert_eq!(days("marketplace_review"), Some(13), "an hour is lost to summer time: {stages:?}");
    assert_eq!(days("refund_waiting"), Some(4), "{stages:?}");
    let review =
        history["stages"].as_array().unwrap().iter().find(|stage| stage["state"] == "marketplace_review");
    assert_eq!(review.unwrap()["average_hours"], 14 * 24 - 1);
    assert_eq!((&history["asked"], &history["received"]), (&usd(2000), &usd(1200)));
}

#[test]
fn a_decision_without_a_recorded_escalation_leaves_its_review_the_time_it_took() {
    let buyer = Buyer::new();
    bought(&buyer, 1, "2026-04-01", "20.00", "USD");
    let case = disputed(&buyer, 1, "2026-04-10T09:00");
    buyer.at("2026-05-01T09:00", &["case", "event", &case, "decision", "--outcome", "lost"]).fine();
    let history = history(&buyer, "2026-05-02T09:00");
    let hours = |state: &str| {
        let stages = history["stages"].as_array().unwrap();
        stages.iter().find(|stage| stage["state"] == state).map(|stage| stage["average_hours"].clone())
    };
    assert_eq!(hours("seller_turn"), Some(json!(7 * 24)));
    assert_eq!(hours("marketplace_review"), Some(json!(14 * 24)));
}

#[test]
fn money_at_stake_and_recovered_is_summed_by_currency_and_counted_once() {
    let buyer = Buyer::new();
    bought(&buyer, 1, "2026-03-01", "20.00", "USD");
    bought(&buyer, 2, "2026-03-01", "7.00", "EUR");
    bought(&buyer, 3, "2026-03-01", "3.50", "USD");
    let sums = |now: &str| buyer.at(now, &["summary", "--json"]).fine().json();
    assert_eq!(
        sums("2026-03-02")["at_stake"],
        json!([{"minor": 700, "currency": "EUR"}, {"minor": 2350, "currency": "USD"}])
    );
    let case = disputed(&buyer, 1, "2026-03-02T09:00");
    // A chat about the same order is about the same money.
    buyer.at("2026-03-02T10:00", &["case", "open", &number(1), "--kind", "chat"]).fine();
    assert_eq!(sums("2026-03-03")["at_stake"][1]["minor"], 2350);
    buyer.at("2026-03-04", &["case", "event", &case, "decision", "--outcome", "win"]).fine();
    buyer.at("2026-03-05", &["case", "event", &case, "refund_seen", "--amount", "15.00"]).fine();
    let after = sums("2026-03-06");
    assert_eq!(after["recovered"], usd(1500));
    assert_eq!(after["at_stake"][1]["minor"], 850, "what came is no longer at stake");
    let said = buyer.at("2026-03-06", &["summary"]).fine().out;
    assert!(said.contains("7.00") && said.contains("15.00") && said.contains("recovered"), "{said}");
}

#[test]
fn p9_07_most_orders_in_dispute_is_a_soft_warning_and_one_of_one_is_none() {
    let buyer = Buyer::new();
    for i in 0..3 {
        bought(&buyer, i, "2026-03-01", "5", "USD");
    }
    let rate = |now: &str| history(&buyer, now)["dispute_rate"].clone();
    disputed(&buyer, 0, "2026-03-02T09:00");
    let one = rate("2026-03-03");
    assert_eq!((&one["disputes"], &one["orders"], &one["percent"]), (&json!(1), &json!(3), &json!(33)));
    assert_eq!(one["warnings"], json!([]));
    disputed(&buyer, 1, "2026-03-03T09:00");
    let two = rate("2026-03-04");
    assert!(two["warnings"][0].as_str().unwrap().starts_with("2 of 3 orders"), "{two}");
    assert_eq!(two["sources"], json!(["S07", "S37", "seed003"]));
    // After ninety days it is forgotten.
    let later = rate("2026-06-20");
    assert_eq!(
        (&later["disputes"], &later["percent"], &later["warnings"]),
        (&json!(0), &json!(null), &json!([]))
    );
    let alone = Buyer::new();
    bought(&alone, 1, "2026-03-01", "5", "USD");
    disputed(&alone, 1, "2026-03-02");
    assert_eq!(history(&alone, "2026-03-03")["dispute_rate"]["warnings"], json!([]));
}

#[test]
fn p9_08_several_disputes_in_a_month_are_named() {
    let buyer = Buyer::new();
    for i in 0..12 {
        bought(&buyer, i, "2026-03-01", "5", "USD");
    }
    for (i, at) in ["2026-03-02", "2026-03-10", "2026-03-14"].into_iter().enumerate() {
        let before = history(&buyer, at);
        assert_eq!(before["dispute_rate"]["warnings"], json!([]), "{i}");
        disputed(&buyer, i, &format!("{at}T09:00"));
    }
    let rate = history(&buyer, "2026-03-15")["dispute_rate"].clone();
    assert_eq!((&rate["disputes_lately"], &rate["lately_days"]), (&json!(3), &json!(30)));
    assert!(rate["warnings"][0].as_str().unwrap().starts_with("3 disputes in 30 days"), "{rate}");
    assert_eq!(history(&buyer, "2026-04-05")["dispute_rate"]["warnings"], json!([]));
}

/// Facts that guides tell, with words that a buyer reads there.
const TOLD: &[(&str, &str, &str)] = &[
    ("P16-01", "warranty", "AliExpress itself gives no warranty"),
    ("P16-03", "warranty", "at your cost"),
    ("P16-04", "warranty", "without your doing"),
    ("P16-06", "warranty", "bottom of the product page"),
    ("P16-07", "law", "Russian consumer law"),
    ("P16-07", "law", "EU and the UK"),
    ("P16-08", "court", "going to China"),
    ("P16-08", "court", "Hong Kong"),
    ("P16-08", "court", "keep their courts at home"),
    ("P16-09", "court", "may sue back"),
    ("P16-10", "court", "Compare the costs"),
    ("P16-11", "warranty", "registered buyer"),
    ("P16-12", "seller-reviews", "more good ones than bad"),
    ("P16-13", "seller-reviews", "98 %"),
    ("P16-14", "site-busy", "Ctrl+F5"),
    ("P16-15", "site-busy", "half an hour"),
    ("P16-16", "site-busy", "AdBlock"),
    ("P16-17", "site-busy", "another browser or another device"),
    ("P16-18", "site-busy", "not in its last hour"),
    ("P16-19", "answer-late", "terms in the mail"),
    ("P16-20", "dispute-cancelled", "opened again"),
    ("P16-21", "seller-cannot-ship", "72 hours"),
    ("P11-12", "answer-late", "every few days"),
];

#[test]
fn guides_tell_each_fact_with_its_day_and_sources() {
    let buyer = Buyer::new();
    for (fact, id, words) in TOLD {
        let guide = buyer.at("2026-11-26", &["guides", id, "--json"]).fine().json();
        let has = |key: &str, part: &str| {
            guide[key].as_array().unwrap().iter().any(|one| one.as_str().unwrap().contains(part))
        };
        assert!(has("facts", fact), "{fact}: {guide}");
        assert!(has("steps", words), "{fact}: {guide}");
        assert!(
            !guide["sources"].as_array().unwrap().is_empty() && guide["as_of"] == "2026-11-22",
            "{guide}"
        );
    }
    let all = buyer.at("2026-11-26", &["guides", "--json"]).fine().lines();
    assert!(all.len() >= 9);
    buyer.at("2026-11-26", &["guides", "no-such"]).ends(2);
}
