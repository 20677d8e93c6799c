//! The test vectors of refunds, complaints, coupons, accounts, arbitration, other routes and edits, and what counts
//! beside a case, through the command line with a fixed clock.

use serde_json::Value;

use super::{Buyer, deadline};

const ORDER: &str = "8136324328903264";

fn bought(buyer: &Buyer, more: &[&str]) {
    let fields = [
        "order",
        "add",
        ORDER,
        "--title",
        "Watch",
        "--paid",
        "11.73",
        "--currency",
        "USD",
        "--paid-on",
        "2026-01-02",
    ];
    // Entered in May, with everything that had happened by then.
    buyer.at("2026-05-04", &[&fields[..], more].concat()).fine();
}

/// Opens a case and gives its id.
fn open(buyer: &Buyer, now: &str, args: &[&str]) -> String {
    let ran = buyer.at(now, &[&["case", "open"][..], args].concat()).fine();
    ran.out.lines().last().expect("an id").to_owned()
}

fn record(buyer: &Buyer, case: &str, at: &str, kind: &str, more: &[&str]) {
    buyer.at(at, &[&["case", "event", case, kind, "--at", at][..], more].concat()).fine();
}

fn show(buyer: &Buyer, case: &str, now: &str) -> Value {
    buyer.at(now, &["case", "show", case, "--json"]).fine().json()
}

fn dispute(buyer: &Buyer) -> String {
    let case = open(buyer, "2026-03-17", &[ORDER, "--kind", "dispute", "--reason", "not_working"]);
    record(buyer, &case, "2026-03-18T09:00", "submitted", &[]);
    case
}

fn conflicts(deadline: &Value) -> Vec<(String, Value)> {
    let list = deadline["conflicts"].as_array().expect("conflicts");
    list.iter()
        .map(|one| (one["value"].as_str().unwrap_or_default().to_owned(), one["latest"].clone()))
        .collect()
}

fn notes(shown: &Value) -> String {
    let list = shown["notes"].as_array().expect("notes");
    list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
}

#[test]
fn tv6_a_refund_takes_one_to_twenty_business_days() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let case = dispute(&buyer);
    record(&buyer, &case, "2026-03-25T09:00", "escalated", &[]);
    record(&buyer, &case, "2026-04-15T09:00", "decision", &["--outcome", "win"]);
    record(&buyer, &case, "2026-04-20", "refund_processed", &[]);
    let shown = show(&buyer, &case, "2026-04-21T12:00");
    assert_eq!(shown["state"], "refund_waiting");
    assert_eq!(shown["stage"], "refund_processing");
    let refund = deadline(&shown, "refund");
    // From the start of 21 April to the end of 18 May.
    assert_eq!(refund["earliest"], "2026-04-21T07:00:00Z");
    assert_eq!(refund["latest"], "2026-05-19T07:00:00Z");
    let others = conflicts(&refund);
    assert!(
        others.contains(&("2026-04-25T07:00:00Z".to_owned(), "2026-05-06T07:00:00Z".into())),
        "{others:?}"
    );
    assert!(others.contains(&("2026-05-12T07:00:00Z".to_owned(), Value::Null)), "{others:?}");
    // A holiday of the buyer's own list makes it a day later.
    buyer.at("2026-04-21", &["settings", "set", "holidays", "2026-05-01, 2026-05-02"]).fine();
    assert_eq!(
        deadline(&show(&buyer, &case, "2026-04-21T12:00"), "refund")["latest"],
        "2026-05-20T07:00:00Z"
    );
    let listed = buyer.at("2026-04-21", &["settings", "list", "--json"]).fine().lines();
    assert_eq!(listed[0]["value"], "2026-05-01, 2026-05-02");
    for (key, value) in
        [("holidays", "2026-02-30"), ("country", "Germany"), ("check_in_days", "often"), ("colour", "red")]
    {
        buyer.at("2026-04-21", &["settings", "set", key, value]).ends(2);
    }
    buyer.at("2026-04-21", &["settings", "set", "holidays", ""]).fine();
    assert_eq!(
        deadline(&show(&buyer, &case, "2026-04-21T12:00"), "refund")["latest"],
        "2026-05-19T07:00:00Z"
    );
}

#[test]
fn tv7_and_tv8_a_complaint_is_answered_in_fifteen_days_and_its_coupons_end_after_two_months() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let dispute = dispute(&buyer);
    record(&buyer, &dispute, "2026-03-25T09:00", "escalated", &[]);
    record(&buyer, &dispute, "2026-04-15T09:00", "decision", &["--outcome", "lost"]);
    let case = open(&buyer, "2026-05-01", &["--kind", "complaint", "--after", &dispute]);
    record(&buyer, &case, "2026-05-02", "complaint_sent", &["--against", "decision"]);
    let shown = show(&buyer, &case, "2026-05-03");
    // To the end of 17 May where only the day is known.
    assert_eq!(deadline(&shown, "complaint_decision")["due"], "2026-05-18T07:00:00Z");
    assert_eq!(shown["stage"], "complaint_review");
    assert_eq!(shown["events"][0]["against"], "decision");
    record(&buyer, &case, "2026-12-28", "complaint_decided", &["--outcome", "upheld", "--amount", "9"]);
    record(&buyer, &case, "2026-12-31", "coupon_issued", &["--amount", "4"]);
    let shown = show(&buyer, &case, "2027-01-02");
    assert_eq!(deadline(&shown, "coupon_expiry")["due"], "2027-02-28T08:00:00Z");
    assert_eq!(shown["coupons"][0]["expires"], "2027-02-28T08:00:00Z");
    assert_eq!(shown["coupons"][0]["amount"]["minor"], 400);
    assert!(notes(&shown).contains("5.00"), "{}", notes(&shown));
    let refused = ["case", "event", &case, "coupon_issued", "--amount", "5.01"];
    buyer.at("2027-01-02", &refused).ends(2);
    record(&buyer, &case, "2027-01-02", "coupon_issued", &["--amount", "5"]);
}

#[test]
fn tv9_an_account_is_answered_in_five_business_days_and_stops_disputes_meanwhile() {
    let buyer = Buyer::new();
    bought(&buyer, &["--confirmed", "2026-05-01"]);
    let dispute = open(&buyer, "2026-05-04", &[ORDER, "--kind", "dispute", "--reason", "defective"]);
    let case = open(&buyer, "2026-05-04", &["--kind", "account"]);
    record(&buyer, &case, "2026-05-04", "account_blocked", &[]);
    record(&buyer, &case, "2026-05-08", "account_appeal_sent", &[]);
    let shown = show(&buyer, &case, "2026-05-09");
    // The end of Friday 15 May.
    assert_eq!(deadline(&shown, "account_appeal")["due"], "2026-05-16T07:00:00Z");
    assert_eq!(shown["stage"], "account_sent");
    let order = buyer.at("2026-05-09", &["order", "show", ORDER, "--json"]).fine().json();
    assert!(notes(&order).contains("no dispute can be opened now"), "{}", notes(&order));
    assert_eq!(deadline(&order, "open_latest")["due"], "2026-05-16T07:00:00Z");
    let refused = buyer.at("2026-05-09", &["case", "event", &dispute, "submitted"]).ends(2);
    assert!(refused.err.contains("Account case"), "{}", refused.err);
    record(&buyer, &case, "2026-05-12", "account_decided", &["--outcome", "restored"]);
    let order = buyer.at("2026-05-13", &["order", "show", ORDER, "--json"]).fine().json();
    assert!(!notes(&order).contains("no dispute"), "{}", notes(&order));
    record(&buyer, &dispute, "2026-05-13T10:00", "submitted", &[]);
}

#[test]
fn tv10_arbitration_is_to_be_asked_within_twenty_days_where_that_rule_holds() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let case = dispute(&buyer);
    record(&buyer, &case, "2026-03-25T09:00", "escalated", &[]);
    record(&buyer, &case, "2026-04-18", "decision", &["--outcome", "lost"]);
    record(&buyer, &case, "2026-04-20", "decision_received", &[]);
    let notice = deadline(&show(&buyer, &case, "2026-04-21"), "hkiac_notice");
    assert_eq!((&notice["due"], &notice["scope"]), (&"2026-05-10T07:00:00Z".into(), &"EU/EEA/UK".into()));
    buyer.at("2026-04-21", &["settings", "set", "country", "us"]).fine();
    let shown = show(&buyer, &case, "2026-04-21");
    assert!(!shown["deadlines"].to_string().contains("hkiac_notice"));
    buyer.at("2026-04-21", &["settings", "set", "country", "de"]).fine();
    assert_eq!(deadline(&show(&buyer, &case, "2026-04-21"), "hkiac_notice")["due"], "2026-05-10T07:00:00Z");
}

#[test]
fn tv11_paypal_has_180_days_and_free_returns_90() {
    let buyer = Buyer::new();
    bought(&buyer, &["--payment-method", "PayPal", "--free-returns", "--ships-from", "CN"]);
    let order = buyer.at("2026-01-04", &["order", "show", ORDER, "--json"]).fine().json();
    let free = deadline(&order, "return_request_cn");
    assert_eq!(
        (&free["due"], &free["rule"]),
        (&"2026-04-02T07:00:00Z".into(), &"aliexpress-free-returns/return_request_cn".into())
    );
    // Under a dispute as a lane of its own…
    let case = dispute(&buyer);
    let shown = show(&buyer, &case, "2026-03-19");
    let list = shown["deadlines"].as_array().expect("deadlines");
    let paypal = list.iter().find(|deadline| deadline["rule"] == "paypal/open_latest").expect("the lane");
    assert_eq!((&paypal["due"], &paypal["lane"]), (&"2026-07-01T07:00:00Z".into(), &"fallback".into()));
    // …in what is coming…
    let due = buyer.at("2026-03-19", &["due", "--json"]).fine().lines();
    assert!(due.iter().any(|line| line["deadline"]["rule"] == "paypal/open_latest"), "{due:#?}");
    // …and as a case of its own, by the rules of the way it was paid.
    let other = open(&buyer, "2026-03-20", &[ORDER, "--kind", "fallback"]);
    let shown = show(&buyer, &other, "2026-03-20");
    assert_eq!(shown["pack"], "paypal");
    record(&buyer, &other, "2026-03-21T09:00", "submitted", &[]);
    let shown = show(&buyer, &other, "2026-03-22");
    assert_eq!(shown["state"], "seller_turn");
    assert_eq!(deadline(&shown, "escalate_latest")["due"], "2026-04-10T16:00:00Z");
    let second = open(&buyer, "2026-03-22", &[ORDER, "--kind", "fallback", "--rules", "paypal"]);
    let refused = buyer.at("2026-03-22", &["case", "event", &second, "submitted"]).ends(2);
    assert!(refused.err.contains("one at a time"), "{}", refused.err);
}

#[test]
fn tv12_visa_has_120_days_from_the_expected_one_and_540_at_most() {
    let buyer = Buyer::new();
    bought(&buyer, &["--payment-method", "Visa 4417", "--expected", "2026-03-20"]);
    let case = open(&buyer, "2026-03-01", &[ORDER, "--kind", "dispute", "--reason", "not_received"]);
    let visa = |now: &str| {
        let shown = show(&buyer, &case, now);
        let list = shown["deadlines"].as_array().expect("deadlines").clone();
        list.into_iter().find(|deadline| deadline["rule"] == "card-visa/open_latest").expect("the lane")["due"].clone()
    };
    assert_eq!(visa("2026-03-02"), "2026-07-18T07:00:00Z");
    buyer.at("2027-06-02", &["order", "set", ORDER, "--delivered", "2027-06-01"]).fine();
    assert_eq!(visa("2027-06-02"), "2027-06-26T07:00:00Z");
}

#[test]
fn tv13_an_edit_on_the_fifth_day_comes_too_late_for_a_reply_before_escalation() {
    let buyer = Buyer::in_zone("Europe/Moscow");
    bought(&buyer, &[]);
    let case = open(&buyer, "2026-06-01", &[ORDER, "--kind", "dispute", "--reason", "defective"]);
    record(&buyer, &case, "2026-06-01T12:00", "submitted", &[]);
    record(&buyer, &case, "2026-06-06T11:00", "edited", &["--amount", "8"]);
    let shown = show(&buyer, &case, "2026-06-06T12:00");
    let reply = deadline(&shown, "seller_reply");
    assert_eq!(reply["due"], "2026-06-11T08:00:00Z");
    assert_eq!(deadline(&shown, "negotiation")["due"], "2026-06-08T09:00:00Z");
    let basis = reply["basis"].as_str().unwrap_or_default();
    assert!(basis.contains("it goes to the marketplace before that"), "{basis}");
    assert_eq!(show(&buyer, &case, "2026-06-09")["state"], "marketplace_review");
}

#[test]
fn tv15_a_complaint_has_a_thousand_characters_and_not_one_more() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let case = open(&buyer, "2026-05-01", &[ORDER, "--kind", "complaint"]);
    let text = |length: usize| {
        let file = buyer.folder().join(format!("{length}.txt"));
        std::fs::write(&file, "a".repeat(length)).expect("a text");
        let file = file.to_str().expect("UTF-8").to_owned();
        buyer.at("2026-05-01", &["case", "text", &case, "--kind", "complaint", "--set", &file, "--json"])
    };
    let refused = text(1001).ends(2);
    assert!(refused.err.contains("1000") || refused.err.contains("1,000"), "{}", refused.err);
    let fine = text(1000).fine().json();
    assert_eq!((&fine["characters"], &fine["limit"]), (&1000.into(), &1000.into()));
}

#[test]
fn a_charge_in_place_of_a_refund_is_recorded_by_its_sign() {
    let buyer = Buyer::new();
    bought(&buyer, &["--payment-method", "Visa"]);
    let case = dispute(&buyer);
    record(&buyer, &case, "2026-03-20T09:00", "seller_accepts", &[]);
    record(&buyer, &case, "2026-03-30", "refund_seen", &["--amount", "-11.73"]);
    let shown = show(&buyer, &case, "2026-03-31");
    assert_eq!((&shown["state"], &shown["stage"]), (&"refund_waiting".into(), &"refund_charged".into()));
    assert_eq!(shown["refund"]["difference"]["minor"], -2346);
    assert!(shown["support_text"].as_str().is_some_and(|text| text.contains("charged")));
    buyer.at("2026-03-31", &["case", "event", &case, "refund_agreed", "--amount", "-1"]).ends(2);
}

#[test]
fn dates_before_the_order_are_said_and_nothing_is_lost() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let odd = buyer.at("2026-03-01", &["order", "set", ORDER, "--delivered", "2025-03-20"]).fine();
    assert!(odd.err.contains("lies before the order"), "{}", odd.err);
    let shown = buyer.at("2026-03-01", &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["dates"]["delivered"]["day"], "2025-03-20");
    let case = open(&buyer, "2026-03-01", &[ORDER, "--kind", "dispute", "--reason", "defective"]);
    let early = ["case", "event", &case, "submitted", "--at", "2025-03-20"];
    assert!(buyer.at("2026-03-01", &early).ends(2).err.contains("before the order"));
    assert_eq!(show(&buyer, &case, "2026-03-01")["events"].as_array().map(Vec::len), Some(0));
    // What happened all the same is recorded with a mark.
    buyer.at("2026-03-01", &[&early[..], &["--anyway"]].concat()).fine();
    let events = show(&buyer, &case, "2026-03-01")["events"].clone();
    assert_eq!(events[0]["anyway"], true);
    buyer.at("2026-03-01", &["order", "event", ORDER, "shipped", "--at", "2024-12-01"]).ends(2);
    buyer.at("2026-03-01", &["order", "event", ORDER, "frozen", "--at", "2026-02-30"]).ends(2);
}

#[test]
fn events_learned_late_are_told_in_the_order_in_which_they_happened() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let case = open(&buyer, "2026-04-10", &[ORDER, "--kind", "dispute", "--reason", "defective"]);
    buyer.at("2026-04-10", &["case", "event", &case, "escalated", "--at", "2026-03-25T09:00"]).fine();
    buyer.at("2026-04-10", &["case", "event", &case, "submitted", "--at", "2026-03-18T09:00"]).fine();
    let shown = show(&buyer, &case, "2026-04-11");
    assert_eq!(shown["state"], "marketplace_review");
    assert_eq!(deadline(&shown, "review")["earliest"], "2026-04-08T16:00:00Z");
    // One that contradicts what is known is refused, and recorded when it happened anyway.
    let twice = ["case", "event", &case, "submitted", "--at", "2026-04-09"];
    buyer.at("2026-04-11", &twice).ends(2);
    buyer.at("2026-04-11", &[&twice[..], &["--anyway"]].concat()).fine();
    let shown = show(&buyer, &case, "2026-04-11");
    assert_eq!(shown["events"].as_array().map(Vec::len), Some(3));
}

#[test]
fn confirming_receipt_says_what_it_gives_away() {
    let buyer = Buyer::new();
    bought(&buyer, &["--shipped", "2026-01-05"]);
    let said = buyer.at("2026-01-10", &["order", "event", ORDER, "confirmed"]).fine();
    for part in ["goes to the seller", "practically impossible", "15 days are left"] {
        assert!(said.err.contains(part), "{}", said.err);
    }
    let shown = buyer.at("2026-01-11", &["order", "show", ORDER, "--json"]).fine().json();
    assert!(notes(&shown).contains("before the parcel came"), "{}", notes(&shown));
}

#[test]
fn a_refund_that_does_not_come_is_a_matter_of_today_every_few_days() {
    let buyer = Buyer::new();
    bought(&buyer, &[]);
    let case = dispute(&buyer);
    record(&buyer, &case, "2026-03-20T09:00", "seller_accepts", &[]);
    let looks = |now: &str| {
        let lines = buyer.at(now, &["due", "--json"]).fine().lines();
        lines.iter().any(|line| line["deadline"]["id"] == "check_in")
    };
    assert!(!looks("2026-03-22"));
    assert!(looks("2026-03-24"));
    buyer.at("2026-03-24", &["settings", "set", "check_in_days", "30"]).fine();
    assert!(!looks("2026-03-24"));
}
