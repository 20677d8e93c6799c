//! Offers, guards, needs and requests on the command line: the same words as in the window, as JSON and as sentences.

use serde_json::{Value, json};

use super::{Buyer, photo};

const ORDER: &str = "8136324328903264";

/// A buyer whose dispute about a watch was submitted on 18 March.
fn disputed(reason: &str) -> Buyer {
    let buyer = Buyer::new();
    let order = [
        "order",
        "add",
        ORDER,
        "--paid",
        "40",
        "--shipping",
        "2.50",
        "--currency",
        "USD",
        "--title",
        "Watch",
        "--confirmed",
        "2026-03-16",
    ];
    buyer.at("2026-03-18T09:00", &order).fine();
    buyer.at("2026-03-18T09:00", &["case", "open", ORDER, "--kind", "dispute", "--reason", reason]).fine();
    buyer.at("2026-03-18T09:00", &["case", "event", "1", "submitted"]).fine();
    buyer
}

fn case(buyer: &Buyer, now: &str) -> Value {
    buyer.at(now, &["case", "show", "1", "--json"]).fine().json()
}

fn words(list: &Value) -> String {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|line| line.as_str().expect("text"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_recorded_offer_comes_back_with_its_warnings() {
    let buyer = disputed("defective");
    let offer =
        ["case", "event", "1", "seller_offer", "--amount", "5", "--note", "I pay by PayPal", "--json"];
    let recorded = buyer.at("2026-03-19T09:00", &offer).fine().json();
    assert_eq!((&recorded["type"], &recorded["recorded"]), (&json!("seller_offer"), &json!(true)));
    assert!(words(&recorded["warnings"]).contains("“paypal”"), "{recorded}");
    let shown = case(&buyer, "2026-03-19T10:00");
    assert_eq!(shown["offers"][0]["traps"], json!(["outside"]));
    assert!(words(&shown["offers"][0]["differences"]).contains("11 % of that"), "{}", shown["offers"][0]);
    assert_eq!(shown["offers"][0]["terms"][1]["change"], json!("worse"));
    assert_eq!(shown["demands"][0]["amount"]["minor"], json!(4250));
    // For people the same stands on standard error, and the exit code stays that of a deed that was done.
    let told = buyer.at("2026-03-19T11:00", &["case", "event", "1", "offer_accepted", "--dry-run"]).fine();
    assert!(told.err.contains("There is no second round"), "{}", told.err);
    assert!(told.out.contains("Nothing was recorded"), "{}", told.out);
    assert_eq!(case(&buyer, "2026-03-19T12:00")["state"], json!("buyer_turn"));
}

#[test]
fn the_four_questions_of_cancelling_are_in_the_json() {
    let buyer = disputed("defective");
    let guard = &case(&buyer, "2026-03-19T09:00")["cancel_guard"];
    let questions: Vec<&str> = guard["points"]
        .as_array()
        .expect("points")
        .iter()
        .filter_map(|point| point["question"].as_str())
        .collect();
    assert_eq!(questions.len(), 4, "{guard}");
    let cancelled =
        buyer.at("2026-03-19T09:00", &["case", "event", "1", "cancelled", "--json"]).fine().json();
    assert!(words(&cancelled["warnings"]).contains("Do not cancel for a promise"), "{cancelled}");
}

#[test]
fn a_confirmed_receipt_is_warned_about() {
    let buyer = Buyer::new();
    buyer.at("2026-03-18", &["order", "add", ORDER, "--paid", "40", "--currency", "USD"]).fine();
    let told =
        buyer.at("2026-03-18", &["order", "event", ORDER, "confirmed", "--dry-run", "--json"]).fine().json();
    assert!(words(&told["warnings"]).contains("leaves its safekeeping"), "{told}");
    let points = told["advice"]["points"].to_string();
    for step in ["Opened", "Counted", "Switched on", "Measured", "Photographed"] {
        assert!(points.contains(step), "{step}: {points}");
    }
    let set = buyer.at("2026-03-18", &["order", "set", ORDER, "--confirmed", "2026-03-18"]).fine();
    assert!(set.err.contains("leaves its safekeeping"), "{}", set.err);
}

#[test]
fn a_return_is_reckoned_with_the_estimate_or_the_buyers_own_cost() {
    let buyer = disputed("defective");
    let offer = [
        "case",
        "event",
        "1",
        "seller_offer",
        "--plan",
        "return_and_refund",
        "--amount",
        "15",
        "--freight",
        "buyer",
    ];
    buyer.at("2026-03-19T09:00", &offer).fine();
    let by_estimate = case(&buyer, "2026-03-19T10:00")["offers"][0].clone();
    assert_eq!(by_estimate["traps"], json!(["switched", "costs_more"]));
    assert_eq!(by_estimate["break_even"]["left"]["minor"], json!(-500));
    let own = ["case", "show", "1", "--return-cost", "4.00", "--json"];
    let by_own = buyer.at("2026-03-19T10:00", &own).fine().json()["offers"][0].clone();
    assert_eq!(
        (&by_own["break_even"]["left"]["minor"], &by_own["break_even"]["loss"]),
        (&json!(1100), &json!(false))
    );
    assert_eq!(case(&buyer, "2026-03-19T10:00")["return_paid_by"], json!("seller"));
}

#[test]
fn not_received_asks_for_everything_that_was_paid() {
    let buyer = disputed("not_received");
    let shown = case(&buyer, "2026-03-19T10:00");
    assert_eq!(shown["asked"]["minor"], json!(4250));
    let readiness = &shown["readiness"];
    assert_eq!((&readiness["musts_have"], &readiness["musts_need"]), (&json!(0), &json!(2)));
    assert_eq!(readiness["blockers"], json!([]));
}

#[test]
fn lines_of_a_request_are_ticked_by_files_and_answers() {
    let buyer = disputed("not_working");
    buyer.at("2026-03-26T09:00", &["case", "event", "1", "escalated"]).fine();
    let asked = "1. a video\n2. the box\n3. an invoice of a repair shop";
    buyer.at("2026-03-27T09:00", &["case", "event", "1", "evidence_requested", "--note", asked]).fine();
    let event = case(&buyer, "2026-03-27T10:00")["requests"][0]["event"].as_i64().expect("an id").to_string();
    let file = buyer.folder().join("box.jpg");
    photo(&file, 64);
    let code = format!("request:{event}:2");
    let attach = ["attach", ORDER, file.to_str().expect("a path"), "--shows", &code];
    buyer.at("2026-03-27T11:00", &attach).fine();
    let wrong = ["attach", ORDER, file.to_str().expect("a path"), "--shows", "request:x:2"];
    buyer.at("2026-03-27T11:00", &wrong).ends(2);
    let why = "no repair shop takes it";
    let answer =
        ["case", "event", "1", "question_impossible", "--answers", &event, "--item", "3", "--note", why];
    buyer.at("2026-03-27T12:00", &answer).fine();
    let shown = case(&buyer, "2026-03-27T13:00");
    let states: Vec<&str> = shown["requests"][0]["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|item| item["state"].as_str())
        .collect();
    assert_eq!(
        (states, shown["state"].as_str()),
        (vec!["open", "shown", "impossible"], Some("evidence_requested"))
    );
    let reply = buyer.at("2026-03-27T13:00", &["case", "text", "1", "--kind", "reply"]).fine().out;
    assert!(reply.contains("this is not possible because no repair shop takes it"), "{reply}");
    assert!(reply.contains("2. the box – attached"), "{reply}");
}

#[test]
fn a_delivered_parcel_has_its_list() {
    let buyer = Buyer::new();
    buyer.at("2026-03-18", &["order", "add", ORDER, "--paid", "40", "--currency", "USD"]).fine();
    let arrival =
        |now: &str| buyer.at(now, &["order", "show", ORDER, "--json"]).fine().json()["arrival"].clone();
    assert_eq!(arrival("2026-03-18"), json!([]));
    buyer
        .at("2026-03-18", &["order", "set", ORDER, "--shipped", "2026-03-01", "--delivered", "2026-03-18"])
        .fine();
    let listed = arrival("2026-03-19");
    assert_eq!(listed[0]["need"], json!("unboxing_video"));
    assert!(listed[1]["recipe"].as_str().expect("a recipe").contains("still closed"), "{listed}");
}

#[test]
fn an_open_case_about_the_account_stops_no_date_of_an_order() {
    let buyer = Buyer::new();
    let order = ["order", "add", ORDER, "--paid", "40", "--currency", "USD", "--confirmed", "2026-03-16"];
    buyer.at("2026-03-18", &order).fine();
    buyer.at("2026-03-18", &["case", "open", "--kind", "account"]).fine();
    buyer.at("2026-03-18", &["case", "event", "1", "account_blocked"]).fine();
    let opened = buyer.at("2026-03-18", &["case", "open", ORDER, "--kind", "dispute"]).fine();
    assert!(opened.err.contains("The dates of this order go on"), "{}", opened.err);
    let tmall =
        ["order", "add", "8136324328903265", "--marketplace", "tmall", "--paid", "4", "--currency", "USD"];
    buyer.at("2026-03-18", &tmall).fine();
    let refused = buyer.at("2026-03-18", &["case", "open", "8136324328903265", "--kind", "dispute"]).ends(2);
    assert!(refused.err.contains("chat"), "{}", refused.err);
}

#[test]
fn a_part_is_decided_with_its_deductions_and_the_item_kept() {
    let buyer = disputed("defective");
    buyer.at("2026-03-26T09:00", &["case", "event", "1", "escalated"]).fine();
    let decision = [
        "case",
        "event",
        "1",
        "decision",
        "--outcome",
        "partial",
        "--amount",
        "38.00",
        "--deduct",
        "shipping=2.50",
        "--deduct",
        "gift case=2.00",
    ];
    buyer.at("2026-04-10T09:00", &decision).fine();
    let shown = case(&buyer, "2026-04-10T10:00");
    assert_eq!((&shown["outcome"], &shown["state"]), (&json!("partial"), &json!("refund_waiting")));
    assert_eq!(shown["decided"]["minor"], json!(3800));
    let last = shown["events"].as_array().expect("events").last().expect("one").clone();
    assert_eq!(last["deductions"]["gift case"]["minor"], json!(200));
    assert_eq!(last["deductions"]["shipping"]["minor"], json!(250));
}

#[test]
fn the_free_label_of_an_order_is_used_up_by_its_first_return() {
    let buyer = disputed("low_quality");
    let at = "2026-03-19T09:00";
    buyer.at(at, &["order", "set", ORDER, "--free-returns"]).fine();
    let event = |case: &str, args: &[&str]| {
        buyer.at(at, &[&["case", "event", case][..], args].concat()).fine();
    };
    let offer = ["seller_offer", "--plan", "return_and_refund", "--amount", "42.50"];
    let cost = |case: &str| {
        let shown = buyer.at(at, &["case", "show", case, "--json"]).fine().json();
        shown["offers"][0]["break_even"]["cost"]["minor"].clone()
    };
    event("1", &offer);
    assert_eq!(cost("1"), json!(0));
    event("1", &["return_agreed"]);
    event("1", &["return_sent", "--tracking", "RB123456785CN"]);
    assert_eq!(cost("1"), json!(0), "its own return is the first");
    event("1", &["refund_seen", "--amount", "42.50"]);
    buyer.at(at, &["case", "open", ORDER, "--kind", "dispute", "--reason", "low_quality"]).fine();
    event("2", &["submitted"]);
    event("2", &offer);
    assert_eq!(cost("2"), json!(2000));
}
