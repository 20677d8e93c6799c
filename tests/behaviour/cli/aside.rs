//! What an order carries beside its dates: gifts, lots, ways to pay, a warranty, the page it was sold on; and what
//! is due when others are late or the site is busy.

use serde_json::{Value, json};

use super::{Buyer, deadline, photo};

const ORDER: &str = "8136324328903264";

fn add(buyer: &Buyer, now: &str, fields: &[&str]) {
    buyer.at(now, &[&["order", "add", ORDER][..], fields].concat()).fine();
}

fn shown(buyer: &Buyer, now: &str) -> Value {
    buyer.at(now, &["order", "show", ORDER, "--json"]).fine().json()
}

fn due(buyer: &Buyer, now: &str, id: &str) -> Option<Value> {
    let lines = buyer.at(now, &["due", "--json"]).fine().lines();
    lines.into_iter().find(|line| line["deadline"]["id"] == id)
}

#[test]
fn p16_02_a_seller_s_warranty_runs_twelve_months_from_arrival() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-20", &["--paid", "5", "--currency", "USD", "--delivered", "2026-03-20"]);
    let order = shown(&buyer, "2026-03-21");
    let timer = deadline(&order, "warranty");
    assert_eq!((&timer["kind"], &timer["severity"]), (&json!("watch"), &json!("info")));
    assert!(timer["due"].as_str().unwrap().starts_with("2027-03-"), "{timer}");
    assert_eq!(order["warranty"]["until"], timer["due"]);
    assert_eq!(order["warranty"]["given_by"], "seller");
}

#[test]
fn p16_03_p16_04_p16_11_a_warranty_says_who_pays_and_what_to_ask_first() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-20", &["--paid", "5", "--currency", "USD", "--delivered", "2026-03-20"]);
    let warranty = shown(&buyer, "2026-03-21")["warranty"].clone();
    assert_eq!(warranty["return_freight"], "buyer");
    let asks = |warranty: &Value, part: &str| warranty["questions"].to_string().contains(part);
    assert!(asks(&warranty, "without your doing") && asks(&warranty, "gives none"), "{warranty}");
    assert!(asks(&warranty, "registered account"), "{warranty}");
    buyer.at("2026-03-21", &["order", "set", ORDER, "--account", "anna"]).fine();
    assert!(!asks(&shown(&buyer, "2026-03-21")["warranty"], "registered account"));
    let other = Buyer::new();
    add(&other, "2026-03-20", &["--paid", "5", "--currency", "USD"]);
    assert_eq!(shown(&other, "2026-03-21")["warranty"], json!(null), "nothing arrived yet");
}

#[test]
fn p16_05_a_gift_adds_nothing_to_what_may_be_asked() {
    let buyer = Buyer::new();
    add(
        &buyer,
        "2026-03-20",
        &["--title", "Lamp", "--paid", "5", "--currency", "USD", "--delivered", "2026-03-20"],
    );
    buyer
        .at(
            "2026-03-20",
            &["order", "line", "add", ORDER, "--title", "Bulb", "--paid", "2", "--currency", "USD", "--gift"],
        )
        .fine();
    let lines = shown(&buyer, "2026-03-21")["lines"].clone();
    assert_eq!(
        (&lines[0]["amount_cap"]["minor"], &lines[1]["amount_cap"]["minor"]),
        (&json!(500), &json!(0))
    );
    assert_eq!(lines[1]["gift"], true);
    let open =
        ["case", "open", ORDER, "--kind", "dispute", "--reason", "defective", "--line", "2", "--amount", "1"];
    buyer.at("2026-03-21", &open).ends(2);
    let open = ["case", "open", ORDER, "--kind", "chat"];
    buyer.at("2026-03-21", &open).fine();
    let case = buyer.at("2026-03-21", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(case["amount_cap"]["minor"], 500, "of the whole order");
}

#[test]
fn p16_06_a_new_order_asks_for_a_picture_of_its_product_page() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-20", &["--paid", "5", "--currency", "USD", "--ordered", "2026-03-20"]);
    let asked = due(&buyer, "2026-03-21", "snapshot_page").expect("asked for");
    assert!(asked["text"].as_str().unwrap().contains("warranty, which stands at its bottom"), "{asked}");
    assert!(due(&buyer, "2026-03-28", "snapshot_page").is_none(), "after a week it is too late to ask");
    let page = buyer.folder().join("page.jpg");
    photo(&page, 300);
    buyer.at("2026-03-21", &["attach", ORDER, page.to_str().unwrap(), "--role", "order_page"]).fine();
    assert!(due(&buyer, "2026-03-21", "snapshot_page").is_none());
}

#[test]
fn p16_18_the_last_day_warns_of_a_busy_site() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &["--paid", "5", "--currency", "USD", "--confirmed", "2026-03-18"]);
    let advice = |now: &str| due(&buyer, now, "open_latest").unwrap()["advice"].to_string();
    assert_eq!(advice("2026-03-31"), "[]");
    assert!(advice("2026-04-01T12:00").contains("last hour"), "{}", advice("2026-04-01T12:00"));
}

#[test]
fn p16_19_a_late_answer_is_overdue_with_check_and_contact() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-01", &["--paid", "5", "--currency", "USD", "--confirmed", "2026-03-01"]);
    buyer.at("2026-03-02", &["case", "open", ORDER, "--kind", "complaint"]).fine();
    buyer.at("2026-03-02T09:00", &["case", "event", "1", "complaint_sent"]).fine();
    let waiting = due(&buyer, "2026-03-10", "complaint_decision").unwrap();
    assert_eq!((&waiting["group"], &waiting["other_actions"]), (&json!("waiting"), &json!([])));
    let late = due(&buyer, "2026-03-20", "complaint_decision").unwrap();
    assert_eq!(late["group"], "overdue");
    assert_eq!((&late["action"], &late["other_actions"]), (&json!("check"), &json!(["contact"])));
    assert!(late["advice"].to_string().contains("terms in the mail"), "{late}");
}

#[test]
fn p16_20_a_cancelled_dispute_says_what_is_left() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &["--paid", "5", "--currency", "USD", "--confirmed", "2026-03-18"]);
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer.at("2026-03-19T09:00", &["case", "event", "1", "submitted"]).fine();
    buyer.at("2026-03-20T09:00", &["case", "event", "1", "cancelled"]).fine();
    let action = |now: &str| {
        let case = buyer.at(now, &["case", "show", "1", "--json"]).fine().json();
        case["next_step"]["action"].as_str().unwrap().to_owned()
    };
    assert_eq!(action("2026-03-21"), "reopened");
    assert_eq!(action("2026-05-01"), "other_routes");
}

#[test]
fn p16_21_asking_to_cancel_gives_the_seller_72_hours() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &["--paid", "5", "--currency", "USD", "--paid-on", "2026-03-18"]);
    buyer.at("2026-03-19T09:00", &["order", "event", ORDER, "cancel_requested"]).fine();
    let reply = deadline(&shown(&buyer, "2026-03-19T10:00"), "order_cancel_reply");
    assert_eq!((&reply["due"], &reply["who"]), (&json!("2026-03-22T16:00:00Z"), &json!("seller")));
}

#[test]
fn p16_23_the_way_an_order_was_paid_says_where_a_refund_lands() {
    for (typed, kind, lands) in [
        ("Visa 4417", "card", "on the card"),
        ("QIWI", "qiwi", "QIWI"),
        ("Moneybookers", "skrill", "Skrill"),
        ("WesternUnion", "western_union", "cannot go back"),
        ("bank transfer", "bank_transfer", "bank account"),
        ("PayPal", "paypal", "PayPal"),
        ("beads", "other", "the way the money came"),
    ] {
        let buyer = Buyer::new();
        add(&buyer, "2026-03-18", &["--payment-method", typed]);
        let order = shown(&buyer, "2026-03-18");
        assert_eq!((&order["payment_method"], &order["payment_kind"]), (&json!(typed), &json!(kind)));
        assert!(order["refund_lands"].as_str().unwrap().contains(lands), "{order}");
    }
}

#[test]
fn p16_24_an_order_paid_in_advance_is_marked_and_keeps_its_tags() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &["--tag", "gifts"]);
    assert_eq!(shown(&buyer, "2026-03-18")["prepaid"], false);
    buyer.at("2026-03-18", &["order", "set", ORDER, "--prepaid"]).fine();
    let order = shown(&buyer, "2026-03-18");
    assert_eq!((&order["prepaid"], &order["tags"]), (&json!(true), &json!(["gifts", "prepaid"])));
}

#[test]
fn p16_25_a_wholesale_lot_is_counted_in_pieces() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &["--quantity", "2x50"]);
    assert_eq!(shown(&buyer, "2026-03-18")["lines"][0]["quantity"], 100);
    for wrong in ["0", "2x0", "x", "-1", "9223372036854775807x2"] {
        buyer.at("2026-03-18", &["order", "set", ORDER, "--quantity", wrong]).ends(2);
    }
}

#[test]
fn p16_26_a_used_item_is_a_reason_of_its_own() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &["--paid", "5", "--currency", "USD", "--delivered", "2026-03-18"]);
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "not_as_described.used"];
    buyer.at("2026-03-19", &open).fine();
    let case = buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(case["reason"], "not_as_described.used");
}

#[test]
fn p16_12_p16_27_a_note_a_tracking_number_and_a_carrier_are_kept_and_found() {
    let buyer = Buyer::new();
    let fields =
        ["--note", "ships slowly, bad reviews", "--tracking", "LP00123456789CN", "--carrier", "Cainiao"];
    add(&buyer, "2026-03-18", &fields);
    let order = shown(&buyer, "2026-03-18");
    assert_eq!((&order["tracking"], &order["carrier"]), (&json!("LP00123456789CN"), &json!("Cainiao")));
    assert_eq!(order["note"], "ships slowly, bad reviews");
    for words in ["LP00123456789CN", "bad reviews"] {
        let found = buyer.at("2026-03-18", &["order", "list", "--search", words, "--json"]).fine().lines();
        assert_eq!(found.len(), 1, "{words}");
    }
}

#[test]
fn what_was_paid_in_advance_can_be_unsaid() {
    let buyer = Buyer::new();
    add(&buyer, "2026-03-18", &[]);
    buyer.at("2026-03-18", &["order", "set", ORDER, "--prepaid"]).fine();
    buyer.at("2026-03-18", &["order", "set", ORDER, "--prepaid=false"]).fine();
    assert_eq!(shown(&buyer, "2026-03-18")["prepaid"], false);
}
