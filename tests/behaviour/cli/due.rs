//! What `due` must not forget: every date that costs the buyer money, and no date that no source gives.

use super::Buyer;

const ORDER: &str = "8136324328903264";

fn ids(buyer: &Buyer, now: &str) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let lines = buyer.at(now, &["due", "--json"]).fine().lines();
    lines.iter().map(|line| (text(&line["deadline"]["id"]), text(&line["deadline"]["due"]))).collect()
}

fn has(list: &[(String, String)], id: &str) -> bool {
    list.iter().any(|(found, _)| found == id)
}

fn bought(buyer: &Buyer) {
    let fields = ["--paid", "100", "--currency", "USD", "--title", "Lamp", "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields].concat()).fine();
}

#[test]
fn a_chat_about_an_order_does_not_hide_its_last_day_to_open() {
    let buyer = Buyer::new();
    bought(&buyer);
    assert!(has(&ids(&buyer, "2026-03-19"), "open_latest"));
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "chat"]).fine();
    let list = ids(&buyer, "2026-03-19");
    assert_eq!(list.iter().filter(|(id, _)| id == "open_latest").count(), 1, "{list:?}");
}

#[test]
fn a_cancelled_dispute_that_may_be_opened_again_keeps_its_last_day() {
    let buyer = Buyer::new();
    bought(&buyer);
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer.at("2026-03-19T10:00", &["case", "event", "1", "submitted"]).fine();
    assert!(!has(&ids(&buyer, "2026-03-20"), "open_latest"));
    buyer.at("2026-03-20T10:00", &["case", "event", "1", "cancelled"]).fine();
    assert!(has(&ids(&buyer, "2026-03-21"), "open_latest"));
}

#[test]
fn a_marketplace_without_rules_has_no_computed_date() {
    let buyer = Buyer::new();
    let fields =
        ["--marketplace", "somewhere", "--paid", "5", "--currency", "USD", "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", "12-34567-89012"][..], &fields].concat()).fine();
    assert_eq!(ids(&buyer, "2026-03-19"), []);
    buyer.at("2026-03-19", &["case", "open", "12-34567-89012", "--kind", "dispute"]).fine();
    let shown = buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["pack"], "unlisted");
    let refused = ["case", "open", "12-34567-89012", "--kind", "dispute", "--amount", "5.01"];
    buyer.at("2026-03-19", &refused).ends(2);
}

#[test]
fn what_is_due_within_a_day_is_a_matter_of_today() {
    let buyer = Buyer::new();
    bought(&buyer);
    let group = |now: &str| {
        let lines = buyer.at(now, &["due", "--json"]).fine().lines();
        lines[0]["group"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(group("2026-04-01T12:00"), "today");
    assert_eq!(group("2026-03-30T12:00"), "this_week");
    assert_eq!(group("2026-03-20T12:00"), "later");
}

#[test]
fn complaints_reports_accounts_refunds_and_coupons_stand_in_their_groups() {
    let buyer = Buyer::new();
    bought(&buyer);
    let event = |now: &str, args: &[&str]| {
        buyer.at(now, &[&["case", "event"][..], args].concat()).fine();
    };
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    event("2026-03-19T10:00", &["1", "submitted"]);
    event("2026-03-20T10:00", &["1", "decision", "--outcome", "win"]);
    buyer.at("2026-03-20", &["case", "open", ORDER, "--kind", "complaint"]).fine();
    event("2026-03-20T10:00", &["2", "complaint_sent"]);
    buyer.at("2026-03-20", &["case", "open", ORDER, "--kind", "report"]).fine();
    event("2026-03-20T10:00", &["3", "report_sent"]);
    buyer.at("2026-03-20", &["case", "open", "--kind", "account"]).fine();
    event("2026-03-20T10:00", &["4", "account_appeal_sent"]);
    let groups = |now: &str, id: &str| -> Vec<String> {
        let lines = buyer.at(now, &["due", "--json"]).fine().lines();
        let of_id = lines.iter().filter(|line| line["deadline"]["id"] == id);
        of_id.map(|line| line["group"].as_str().unwrap_or_default().to_owned()).collect()
    };
    for id in ["refund", "complaint_decision", "report_decision", "account_appeal"] {
        assert_eq!(groups("2026-03-21", id), ["waiting"], "{id}");
        assert_eq!(groups("2026-06-21", id), ["overdue"], "{id}");
    }
    event("2026-03-22T10:00", &["2", "complaint_decided", "--outcome", "upheld"]);
    assert_eq!(groups("2026-03-23", "coupon_issue"), ["waiting"]);
    event("2026-03-24T10:00", &["2", "coupon_issued"]);
    assert_eq!(groups("2026-03-25", "coupon_expiry"), ["later"]);
    assert_eq!(groups("2026-05-20", "coupon_expiry"), ["this_week"]);
    assert_eq!(groups("2026-05-23T12:00", "coupon_expiry"), ["today"]);
    assert_eq!(groups("2026-05-26", "coupon_expiry"), ["overdue"]);
    event("2026-05-23T12:00", &["2", "coupon_used"]);
    assert_eq!(groups("2026-05-24", "coupon_expiry"), Vec::<String>::new());
}

#[test]
fn what_runs_after_a_loss_stays_in_what_is_coming_until_it_is_done_or_over() {
    let buyer = Buyer::new();
    bought(&buyer);
    let event = |now: &str, args: &[&str]| {
        buyer.at(now, &[&["case", "event", "1"][..], args].concat()).fine();
    };
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    event("2026-03-19T10:00", &["submitted"]);
    event("2026-03-25T10:00", &["escalated"]);
    event("2026-04-18", &["decision", "--outcome", "lost"]);
    // Counted from the decision until it is known when it was received.
    assert_eq!(ids(&buyer, "2026-04-19"), [("hkiac_notice".to_owned(), "2026-05-08T07:00:00Z".to_owned())]);
    event("2026-04-20", &["decision_received"]);
    for now in ["2026-04-21", "2026-05-09", "2026-05-10"] {
        assert_eq!(
            ids(&buyer, now),
            [("hkiac_notice".to_owned(), "2026-05-10T07:00:00Z".to_owned())],
            "{now}"
        );
    }
    // What was let pass is gone for good; what was done needs no reminder.
    assert_eq!(ids(&buyer, "2026-05-11"), []);
    event("2026-04-22", &["arbitration_notified"]);
    assert_eq!(ids(&buyer, "2026-04-23"), []);
    event("2026-04-24", &["complaint_sent"]);
    assert!(has(&ids(&buyer, "2026-04-25"), "complaint_decision"));
    // Others who are late stay.
    assert!(has(&ids(&buyer, "2026-06-25"), "complaint_decision"));
    event("2026-05-02", &["complaint_decided", "--outcome", "upheld"]);
    event("2026-05-04", &["coupon_issued"]);
    let file = buyer.folder().join("coming.ics");
    buyer.at("2026-05-05", &["due", "--ics", file.to_str().unwrap()]).fine();
    assert!(std::fs::read_to_string(&file).unwrap().contains("20260704"));
    assert!(has(&ids(&buyer, "2026-07-01"), "coupon_expiry"));
    event("2026-07-01", &["coupon_used"]);
    assert_eq!(ids(&buyer, "2026-07-02"), []);
}

#[test]
fn a_paypal_decision_that_was_lost_can_be_taken_up_again_for_ten_days() {
    let buyer = Buyer::new();
    let fields =
        ["--paid", "5", "--currency", "USD", "--paid-on", "2026-05-01", "--payment-method", "PayPal"];
    buyer.at("2026-05-01", &[&["order", "add", ORDER][..], &fields].concat()).fine();
    buyer.at("2026-05-02", &["case", "open", ORDER, "--kind", "fallback"]).fine();
    for (now, args) in [
        ("2026-05-02T10:00", &["submitted"][..]),
        ("2026-05-09T10:00", &["claim_filed"]),
        ("2026-06-05T10:00", &["decision", "--outcome", "lost"]),
        ("2026-06-05T11:00", &["case_closed"]),
    ] {
        buyer.at(now, &[&["case", "event", "1"][..], args].concat()).fine();
    }
    assert_eq!(ids(&buyer, "2026-06-06"), [("appeal".to_owned(), "2026-06-15T17:00:00Z".to_owned())]);
}

#[test]
fn a_free_return_can_be_asked_for_after_the_last_day_to_open() {
    let buyer = Buyer::new();
    let fields =
        ["--paid", "100", "--currency", "USD", "--paid-on", "2026-03-01", "--confirmed", "2026-03-18"];
    let badge = ["--free-returns", "--ships-from", "CN"];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields, &badge].concat()).fine();
    assert_eq!(
        ids(&buyer, "2026-04-20"),
        [("return_request_cn".to_owned(), "2026-05-30T07:00:00Z".to_owned())]
    );
    buyer.at("2026-04-20", &["case", "open", ORDER, "--kind", "chat"]).fine();
    buyer.at("2026-04-20", &["case", "event", "1", "return_requested"]).fine();
    assert!(!has(&ids(&buyer, "2026-04-21"), "return_request_cn"));
}

#[test]
fn a_parcel_that_came_without_a_known_end_of_protection_is_not_passed_over_in_silence() {
    let buyer = Buyer::new();
    let number = "8136324328903290";
    let add = ["order", "add", number, "--paid", "9 USD", "--delivered", "2026-03-10"];
    buyer.at("2026-03-20T10:00", &add).fine();
    let rows = |now: &str| buyer.at(now, &["due", "--json"]).fine().lines();
    let asked = rows("2026-03-20T10:00");
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!(asked[0]["deadline"]["id"], "protection_unknown");
    assert!(asked[0]["deadline"]["due"].as_str().unwrap().starts_with("2026-03-2"), "{asked:?}");
    assert_eq!(rows("2026-04-10T10:00")[0]["group"], "overdue");
    assert!(rows("2026-07-01T10:00").is_empty(), "long past");
    buyer.at("2026-03-20T10:00", &["order", "set", number, "--protection-ends", "2026-04-20"]).fine();
    let rows = rows("2026-03-20T10:00");
    assert!(rows.iter().all(|row| row["deadline"]["id"] != "protection_unknown"), "{rows:?}");
}
