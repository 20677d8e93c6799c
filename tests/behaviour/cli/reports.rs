//! Reports, account cases, Tmall and the routes on the command line.

use serde_json::Value;

use super::{Buyer, deadline, photo};

const ORDER: &str = "8136324328903264";
const WORDS: &str = "The seller wrote on 12 July that I should confirm the receipt now, before delivery, and that he \
                     would send the parcel after that. The messages are attached as screenshots.";

fn bought(buyer: &Buyer, marketplace: &str) {
    let added =
        ["order", "add", ORDER, "--marketplace", marketplace, "--title", "Watch", "--store", "Time Gallery"];
    let more = ["--paid", "11.73", "--currency", "USD", "--ordered", "2026-07-01"];
    buyer.at("2026-07-02", &[added.as_slice(), &more].concat()).fine();
}

fn report(buyer: &Buyer, kind: &str) -> Value {
    let args = ["case", "open", ORDER, "--kind", "report", "--type", kind];
    buyer.at("2026-07-20", &args).fine();
    buyer.at("2026-07-20", &["case", "report", "1", "--json"]).fine().json()
}

fn set(buyer: &Buyer, fields: &[&str]) -> Value {
    let mut args = vec!["case", "report", "1", "--json"];
    for field in fields {
        args.extend(["--set", field]);
    }
    buyer.at("2026-07-20", &args).fine().json()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

#[test]
fn a_report_about_the_trade_rules_asks_for_its_fields_and_writes_its_text() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let begun = report(&buyer, "trade_rules");
    assert_eq!(begun["fields"]["order_number"], ORDER);
    assert_eq!(
        strings(&begun["missing"]),
        ["order_completed", "induced_confirmation", "received", "details"]
    );
    let details = format!("details={WORDS}");
    let filled = set(
        &buyer,
        &[
            "order_completed=no",
            "induced_confirmation=yes",
            "received=no",
            "demand_tracking=yes",
            "reason=induced_confirmation",
            "contact=me@example.org",
            &details,
        ],
    );
    assert_eq!(strings(&filled["missing"]), Vec::<&str>::new());
    let text = buyer.at("2026-07-20", &["case", "text", "1", "--kind", "report", "--json"]).fine().json();
    let text = text["text"].as_str().unwrap();
    for part in [
        "I report a seller who breaks the trade rules.",
        "Order number: 8136324328903264",
        "Store: Time Gallery",
        "Is the order completed: no",
        "Did the seller ask me to confirm receipt before delivery: yes",
        "Have I received the product: no",
        "I ask that the seller shows that the goods were sent and gives a valid tracking number.",
        WORDS,
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("me@example.org"), "{text}");
}

#[test]
fn a_report_that_is_not_filled_in_is_not_ready_and_says_why() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    report(&buyer, "search");
    let shown = buyer.at("2026-07-20", &["case", "show", "1", "--json"]).fine().json();
    let blockers = strings(&shown["readiness"]["blockers"]).join(" ");
    for missing in ["Missing: Link to the product", "Missing: What the seller does", "Missing: What happened"]
    {
        assert!(blockers.contains(missing), "{blockers}");
    }
    let wrong = set(&buyer, &["product_url=the watch", "reason=expensive", "details=short"]);
    let faults = strings(&wrong["faults"]).join(" ");
    assert!(faults.contains("is not a link to a page"), "{faults}");
    assert!(faults.contains("none of the reasons"), "{faults}");
    assert!(faults.contains("at least 120 characters"), "{faults}");
    let right = set(
        &buyer,
        &[
            "product_url=https://www.aliexpress.com/item/1005.html",
            "reason=wrong_category",
            &format!("details={WORDS}"),
        ],
    );
    assert_eq!(strings(&right["faults"]), Vec::<&str>::new());
    let russian =
        set(&buyer, &["details=Продавец разместил товар не в той категории, и это видно на снимке экрана"]);
    assert!(strings(&russian["faults"]).join(" ").contains("The site wants English"), "{russian:#}");
}

#[test]
fn a_report_is_answered_within_one_to_three_days_and_one_by_a_rights_holder_has_no_time() {
    for (kind, has_clock) in
        [("trade_rules", true), ("restricted", true), ("ipr", true), ("ipr.holder", false)]
    {
        let buyer = Buyer::new();
        bought(&buyer, "aliexpress");
        report(&buyer, if kind == "ipr" { "counterfeit" } else { kind });
        buyer
            .at("2026-07-20T10:00", &["case", "event", "1", "report_sent", "--at", "2026-07-20T10:00"])
            .fine();
        let shown = buyer.at("2026-07-20T11:00", &["case", "show", "1", "--json"]).fine().json();
        assert_eq!(shown["report"]["state"], "in_review", "{kind}");
        let ids: Vec<&str> =
            shown["deadlines"].as_array().unwrap().iter().filter_map(|one| one["id"].as_str()).collect();
        assert_eq!(ids.contains(&"report_decision"), has_clock, "{kind}");
        if has_clock {
            let decision = deadline(&shown, "report_decision");
            assert_eq!(decision["earliest"], "2026-07-21T17:00:00Z");
            assert_eq!(decision["latest"], "2026-07-23T17:00:00Z");
        } else {
            assert_eq!(shown["next_step"]["due"], Value::Null);
        }
    }
}

#[test]
fn the_answer_to_a_report_moves_it_and_is_kept_in_the_log() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let state = |buyer: &Buyer| {
        let shown = buyer.at("2026-07-25", &["case", "show", "1", "--json"]).fine().json();
        shown["report"]["state"].as_str().unwrap().to_owned()
    };
    report(&buyer, "fraud_store");
    assert_eq!(state(&buyer), "draft");
    buyer.at("2026-07-20", &["case", "event", "1", "report_sent", "--at", "2026-07-20"]).fine();
    assert_eq!(state(&buyer), "in_review");
    buyer
        .at(
            "2026-07-21",
            &["case", "event", "1", "need_info", "--at", "2026-07-21", "--note", "a screenshot"],
        )
        .fine();
    assert_eq!(state(&buyer), "need_info");
    buyer.at("2026-07-22", &["case", "event", "1", "evidence_submitted", "--at", "2026-07-22"]).fine();
    buyer
        .at(
            "2026-07-23",
            &["case", "event", "1", "report_decided", "--at", "2026-07-23", "--outcome", "upheld"],
        )
        .fine();
    assert_eq!(state(&buyer), "upheld");
    let shown = buyer.at("2026-07-25", &["case", "show", "1", "--json"]).fine().json();
    let sent =
        shown["events"].as_array().unwrap().iter().find(|event| event["type"] == "report_sent").unwrap();
    assert_eq!(sent["fields"]["type"], "fraud_store");
}

#[test]
fn old_names_of_reports_lead_to_the_types_of_today() {
    let buyer = Buyer::new();
    for (old, now) in [
        ("counterfeit", "ipr.non_holder"),
        ("search_engine_deception", "search"),
        ("fake", "ipr.non_holder"),
        ("parcel_not_as_ordered", "trade_rules"),
        ("false_data_published", "search"),
        ("payment_outside", "trade_rules"),
    ] {
        let buyer = Buyer::new();
        bought(&buyer, "aliexpress");
        assert_eq!(report(&buyer, old)["type"], now, "{old}");
    }
    bought(&buyer, "aliexpress");
    let paid = report(&buyer, "payment_outside");
    assert_eq!(paid["fields"]["reason"], "off_platform_payment");
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "report", "--type", "gossip"]).ends(2);
}

#[test]
fn reports_are_listed_by_status_and_by_category() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "report", "--type", "ipr.non_holder"]).fine();
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "report", "--type", "search"]).fine();
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "dispute", "--reason", "counterfeit"]).fine();
    buyer.at("2026-07-20", &["case", "event", "2", "report_sent", "--at", "2026-07-20"]).fine();
    let ids = |extra: &[&str]| {
        let args = [["case", "list", "--json"].as_slice(), extra].concat();
        let mut ids: Vec<i64> = buyer
            .at("2026-07-21", &args)
            .fine()
            .lines()
            .iter()
            .filter_map(|row| row["id"].as_i64())
            .collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(&[]), [1, 2, 3]);
    assert_eq!(ids(&["--kind", "report"]), [1, 2]);
    assert_eq!(ids(&["--category", "ipr"]), [1]);
    assert_eq!(ids(&["--category", "search"]), [2]);
    assert_eq!(ids(&["--kind", "report", "--state", "marketplace_review"]), [2]);
}

#[test]
fn one_tracking_number_on_two_orders_is_flagged() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let other = "8136324328903265";
    buyer
        .at(
            "2026-07-02",
            &["order", "add", other, "--store", "Watch House", "--tracking", "LP 0012 3456 789 CN"],
        )
        .fine();
    let patterns = |buyer: &Buyer| {
        let shown = buyer.at("2026-07-20", &["order", "show", ORDER, "--json"]).fine().json();
        shown["fraud_patterns"].clone()
    };
    assert_eq!(patterns(&buyer), Value::Array(Vec::new()));
    buyer.at("2026-07-20", &["order", "set", ORDER, "--tracking", "LP00123456789CN"]).fine();
    let found = patterns(&buyer);
    assert_eq!(found[0]["code"], "shared_tracking");
    assert!(found[0]["text"].as_str().unwrap().contains(other), "{found:#}");
}

#[test]
fn a_phone_for_a_bait_price_and_a_parcel_to_a_stranger_are_flagged() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let codes = |buyer: &Buyer| {
        let shown = buyer.at("2026-07-20", &["order", "show", ORDER, "--json"]).fine().json();
        let list = shown["fraud_patterns"].as_array().unwrap().clone();
        list.iter().filter_map(|one| one["code"].as_str().map(ToOwned::to_owned)).collect::<Vec<_>>()
    };
    buyer
        .at("2026-07-02", &["order", "set", ORDER, "--title", "Smartphone 16 GB + 1 TB", "--paid", "45.00"])
        .fine();
    assert_eq!(codes(&buyer), ["price_bait"]);
    buyer.at("2026-07-02", &["order", "set", ORDER, "--title", "Case for a smartphone"]).fine();
    assert_eq!(codes(&buyer), Vec::<String>::new());
    let reason = "not_received.wrong_address";
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "dispute", "--reason", reason]).fine();
    assert_eq!(codes(&buyer), ["wrong_recipient"]);
}

#[test]
fn a_tmall_order_has_no_dispute_and_a_chat_claim_instead() {
    let buyer = Buyer::new();
    bought(&buyer, "tmall");
    let refused =
        buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "dispute", "--reason", "damaged"]).ends(2);
    assert!(refused.err.contains("Tmall orders have no disputes"), "{}", refused.err);
    for kind in ["complaint", "report"] {
        let refused = buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", kind]).ends(2);
        assert!(refused.err.contains("another channel"), "{}", refused.err);
    }
    let ways = buyer
        .at("2026-07-20", &["case", "routes", ORDER, "--what", "wrong_or_broken", "--json"])
        .fine()
        .lines();
    assert_eq!((ways[0]["route"].as_str(), ways[0]["type"].as_str()), (Some("chat_claim"), Some("mismatch")));
    assert!(ways.iter().all(|way| way["route"] != "dispute"));
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "chat", "--type", "mismatch"]).fine();
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "chat", "--type", "weather"]).ends(2);
    let shown = buyer.at("2026-07-20", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["kind"], "chat");
    assert_eq!(shown["deadlines"], Value::Array(Vec::new()), "no clocks are made up for a chat");
}

#[test]
fn files_of_the_order_are_named_below_the_text_of_a_report() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    report(&buyer, "trade_rules");
    let path = buyer.folder().join("chat.png");
    photo(&path, 64);
    buyer.at("2026-07-20", &["attach", ORDER, path.to_str().expect("UTF-8"), "--role", "chat"]).fine();
    let text = buyer.at("2026-07-20", &["case", "text", "1", "--kind", "report", "--json"]).fine().json();
    let text = text["text"].as_str().unwrap();
    assert!(text.ends_with("Attached:\n1. photo: messages with the seller"), "{text}");
}

#[test]
fn an_account_case_has_its_steps_and_retries_and_keeps_no_secret() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let open = |kind: &str| {
        let opened = buyer.at("2026-07-20", &["case", "open", "--kind", "account", "--type", kind]).fine();
        let id = opened.out.lines().last().unwrap().to_owned();
        buyer.at("2026-07-20", &["case", "report", &id, "--json"]).fine().json()
    };
    let card = open("card_verification");
    assert!(strings(&card["paths"])[1].contains("Submit"));
    assert_eq!(
        strings(&card["retries"]),
        ["Delete the details and type them again.", "Use another card or another number."]
    );
    for kind in ["new_account", "login"] {
        let case = open(kind);
        assert!(strings(&case["warnings"])[0].contains("not kept here"), "{kind}");
    }
    let login = open("login");
    assert!(strings(&login["paths"])[0].contains("slider"));
    assert!(strings(&login["paths"])[1].contains("code"));
    assert!(strings(&card["paths"])[0].contains("form"));
    let note = ["case", "event", "1", "note", "--note", "my card 4111 1111 1111 1111"];
    let refused = buyer.at("2026-07-20", &note).ends(2);
    assert!(refused.err.contains("card number"), "{}", refused.err);
    buyer.at("2026-07-20", &["case", "report", "1", "--set", "details=x"]).ends(2);
}

#[test]
fn an_appeal_for_reactivation_is_answered_within_five_business_days() {
    let buyer = Buyer::new();
    buyer.at("2026-07-20", &["case", "open", "--kind", "account", "--type", "reactivation"]).fine();
    buyer
        .at("2026-07-20T10:00", &["case", "event", "1", "account_appeal_sent", "--at", "2026-07-20T10:00"])
        .fine();
    let shown = buyer.at("2026-07-20T11:00", &["case", "show", "1", "--json"]).fine().json();
    // Monday the 20th: the fifth business day ends with the 27th, in the marketplace's zone.
    assert_eq!(deadline(&shown, "account_appeal")["latest"], "2026-07-28T07:00:00Z");
    assert!(strings(&shown["report"]["paths"])[0].contains("Appeal for account reactivation"));
    // A card that is verified has no time of its own.
    buyer.at("2026-07-20", &["case", "open", "--kind", "account", "--type", "card_verification"]).fine();
    buyer
        .at("2026-07-20T10:00", &["case", "event", "2", "account_appeal_sent", "--at", "2026-07-20T10:00"])
        .fine();
    let shown = buyer.at("2026-07-20T11:00", &["case", "show", "2", "--json"]).fine().json();
    assert_eq!(shown["deadlines"], Value::Array(Vec::new()));
}

#[test]
fn the_first_question_is_what_it_is_about_and_the_report_comes_last() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let troubles = buyer.at("2026-07-20", &["case", "routes", "--json"]).fine().lines();
    let matters: std::collections::BTreeSet<&str> =
        troubles.iter().filter_map(|one| one["matter"].as_str()).collect();
    assert_eq!(matters.into_iter().collect::<Vec<_>>(), ["account", "order", "other", "seller"]);
    let ways = |what: &str| {
        let ways =
            buyer.at("2026-07-20", &["case", "routes", ORDER, "--what", what, "--json"]).fine().lines();
        ways.iter().filter_map(|way| way["route"].as_str().map(ToOwned::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(ways("not_received"), ["dispute", "fallback", "report"]);
    assert_eq!(ways("not_shipped"), ["cancel_order", "dispute", "report"]);
    assert_eq!(ways("dispute_cancelled"), ["reopen", "fallback", "customer_service"]);
    assert_eq!(ways("breaks_rules"), ["dispute", "report"]);
    assert_eq!(ways("something_else"), ["customer_service"]);
}

#[test]
fn one_word_of_the_guides_has_four_names_here() {
    let buyer = Buyer::new();
    let meanings =
        buyer.at("2026-07-20", &["case", "routes", "--words", "How to appeal?", "--json"]).fine().lines();
    let codes: Vec<&str> = meanings.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["dispute", "complaint", "account_appeal", "legal_appeal"]);
    for meaning in &meanings {
        assert_ne!(meaning["name"].as_str().unwrap().to_lowercase(), "appeal");
    }
    let russian =
        buyer.at("2026-07-20", &["case", "routes", "--words", "подать апелляцию", "--json"]).fine().lines();
    assert_eq!(russian.len(), 4);
    assert_eq!(
        buyer
            .at("2026-07-20", &["case", "routes", "--words", "a broken watch", "--json"])
            .fine()
            .lines()
            .len(),
        0
    );
}

#[test]
fn an_order_of_a_suspect_seller_freezes_and_is_closed_with_its_refund() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    let state = |buyer: &Buyer| {
        let shown = buyer.at("2026-07-20", &["order", "show", ORDER, "--json"]).fine().json();
        shown["state"].as_str().unwrap().to_owned()
    };
    buyer.at("2026-07-10", &["order", "event", ORDER, "frozen", "--at", "2026-07-10"]).fine();
    assert_eq!(state(&buyer), "frozen");
    buyer.at("2026-07-15", &["order", "event", ORDER, "closed", "--at", "2026-07-15"]).fine();
    assert_eq!(state(&buyer), "closed_refunded");
    let shown = buyer.at("2026-07-20", &["order", "show", ORDER, "--json"]).fine().json();
    assert!(shown["deadlines"].as_array().unwrap().iter().any(|one| one["id"] == "refund"), "{shown:#}");
}

#[test]
fn a_report_without_a_kind_needs_one_and_is_a_report_all_the_same() {
    let buyer = Buyer::new();
    bought(&buyer, "aliexpress");
    buyer.at("2026-07-20", &["case", "open", ORDER, "--kind", "report"]).fine();
    let ran = buyer.at("2026-07-20", &["case", "report", "1"]).ends(2);
    assert!(ran.err.contains("what the report is about") && !ran.err.contains("not a report"), "{}", ran.err);
    assert_eq!(set(&buyer, &["type=search"])["type"], "search");
}
