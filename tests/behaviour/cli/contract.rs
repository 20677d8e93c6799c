//! Exit codes, sentences and shapes that scripts rely on.

use serde_json::{Value, json};

use super::{Buyer, photo};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_check_line_has_the_keys_of_the_contract() {
    let buyer = Buyer::new();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 200);
    let line = buyer.at("2026-03-17", &["check".as_ref(), path.as_os_str(), "--json".as_ref()]).fine().json();
    assert_eq!(
        keys(&line),
        [
            "path",
            "bytes",
            "sha256",
            "kind",
            "format",
            "width",
            "height",
            "duration_secs",
            "captured_at",
            "has_location",
            "verdict",
            "findings"
        ]
    );
    assert_eq!((&line["sha256"], &line["width"], &line["height"]), (&Value::Null, &json!(200), &json!(150)));
}

#[test]
fn a_case_has_the_keys_of_the_contract() {
    let buyer = Buyer::new();
    buyer
        .at("2026-03-01", &["order", "add", "8136324328903264", "--paid", "11.73", "--currency", "USD"])
        .fine();
    buyer.at("2026-03-17", &["case", "open", "8136324328903264", "--kind", "dispute"]).fine();
    let shown = buyer.at("2026-03-17", &["case", "show", "1", "--json"]).fine().json();
    let found = keys(&shown);
    for key in [
        "id",
        "kind",
        "order",
        "line",
        "pack",
        "state",
        "next_step",
        "asked",
        "offered",
        "decided",
        "received",
        "amount_cap",
        "deadlines",
        "events",
        "offers",
        "requests",
        "submissions",
        "readiness",
    ] {
        assert!(found.contains(&key), "{key} is missing from {found:?}");
    }
    assert_eq!(keys(&shown["next_step"]), ["text", "action", "who", "due"]);
    assert_eq!(shown["state"], "draft");
    assert_eq!(shown["amount_cap"], json!({"minor": 1173, "currency": "USD"}));
}

#[test]
fn wrong_usage_and_refused_values_end_with_two() {
    let buyer = Buyer::new();
    buyer.at("2026-03-17", &["no-such-command"]).ends(2);
    buyer.at("2026-03-17", &["order", "add", "123"]).ends(2);
    buyer.at("yesterday", &["order", "list"]).ends(2);
    buyer.run("2026-03-17", "Mars/Olympus", &["order", "list"]).ends(2);
    buyer.at("2026-03-17", &["order", "show", "8136324328903264"]).ends(2);
    buyer.at("2026-03-17", &["case", "show", "77"]).ends(2);
    buyer
        .at("2026-03-17", &["order", "add", "8136324328903264", "--paid", "1.234", "--currency", "USD"])
        .ends(2);
}

#[test]
fn order_numbers_follow_the_marketplace_and_are_found_in_any_spelling() {
    let buyer = Buyer::new();
    let add = |number: &str, marketplace: &str| {
        buyer.at("2026-03-17", &["order", "add", number, "--marketplace", marketplace]).code
    };
    assert_eq!(add("8136 3243 2890 3264", "aliexpress"), 0);
    assert_eq!(add("8136324328903264", "aliexpress"), 2, "the same number twice");
    assert_eq!(add("123456789", "aliexpress"), 2);
    assert_eq!(add("12345678901234567890123", "aliexpress"), 2);
    assert_eq!(add("12-34567-89012", "ebay"), 0);
    assert_eq!(add("12-3456-789012", "ebay"), 2);
    assert_eq!(add("302-1234567-1234567", "amazon"), 0);
    assert_eq!(add("302-123456-1234567", "amazon"), 2);
    assert_eq!(add("A/7 № 12", "somewhere"), 0);
    let shown = buyer.at("2026-03-17", &["order", "show", "8136-3243-2890-3264", "--json"]).fine().json();
    assert_eq!(shown["number"], "8136 3243 2890 3264", "kept as typed");
}

#[test]
fn a_link_to_an_order_is_as_good_as_its_number() {
    let buyer = Buyer::new();
    let link = "https://www.aliexpress.com/p/order/detail.html?orderId=8136324328903264";
    buyer.at("2026-03-17", &["order", "add", link]).fine();
    buyer.at("2026-03-17", &["order", "show", "8136324328903264"]).fine();
}

#[test]
fn what_goes_into_the_bin_comes_out_of_it() {
    let buyer = Buyer::new();
    buyer.at("2026-03-17", &["order", "add", "8136324328903264", "--title", "Watch"]).fine();
    buyer.at("2026-03-17", &["order", "remove", "8136324328903264"]).fine();
    assert_eq!(buyer.at("2026-03-17", &["order", "list", "--json"]).fine().lines().len(), 0);
    let bin = buyer.at("2026-03-17", &["bin", "list", "--json"]).fine().lines();
    let handle = bin[0]["id"].as_str().expect("a handle").to_owned();
    buyer.at("2026-03-17", &["bin", "restore", &handle]).fine();
    assert_eq!(buyer.at("2026-03-17", &["order", "list", "--json"]).fine().lines().len(), 1);
}

#[test]
fn search_finds_by_title_store_tracking_and_number() {
    let buyer = Buyer::new();
    let add = |number: &str, title: &str, store: &str| {
        buyer
            .at(
                "2026-03-17",
                &[
                    "order",
                    "add",
                    number,
                    "--title",
                    title,
                    "--store",
                    store,
                    "--tracking",
                    &format!("LP{number}"),
                ],
            )
            .fine();
    };
    add("8136324328903264", "Часы «Ёлка»", "Time Gallery");
    add("8136324328903271", "USB-C hub", "Portable Store");
    let found = |text: &str| {
        buyer.at("2026-03-17", &["order", "list", "--search", text, "--json"]).fine().lines().len()
    };
    assert_eq!(found("елка"), 1);
    assert_eq!(found("PORTABLE"), 1);
    assert_eq!(found("lp8136324328903271"), 1);
    assert_eq!(found("81363243289032"), 2);
    assert_eq!(found("nothing such"), 0);
}

#[test]
fn a_missing_file_is_one_sentence_and_no_harm() {
    let buyer = Buyer::new();
    buyer.at("2026-03-17", &["order", "add", "8136324328903264"]).fine();
    let missing = buyer.folder().join("gone.jpg");
    let ran = buyer
        .at("2026-03-17", &["attach".as_ref(), "8136324328903264".as_ref(), missing.as_os_str()])
        .ends(3);
    assert_eq!(ran.err.trim().lines().count(), 1, "{}", ran.err);
    assert_eq!(buyer.at("2026-03-17", &["evidence", "list", "--json"]).fine().lines().len(), 0);
}

#[test]
fn help_and_version_end_with_nought() {
    let buyer = Buyer::new();
    assert!(buyer.at("2026-03-17", &["--version"]).fine().out.starts_with("parcelproof "));
    assert!(buyer.at("2026-03-17", &["case", "event", "--help"]).fine().out.contains("--deduct"));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_checked_and_attached() {
    use std::os::unix::ffi::OsStrExt as _;
    let buyer = Buyer::new();
    let path = buyer.folder().join(std::ffi::OsStr::from_bytes(b"caf\xe9 \xff.jpg"));
    photo(&path, 200);
    let line = buyer.at("2026-03-17", &["check".as_ref(), path.as_os_str(), "--json".as_ref()]).fine().json();
    assert!(line["path"].as_str().expect("a path").ends_with("caf%E9 %FF.jpg"), "{line}");
    assert!(line["path_bytes"].is_string());
    buyer.at("2026-03-17", &["attach".as_ref(), "inbox".as_ref(), path.as_os_str()]).fine();
}

#[test]
fn two_drafts_about_one_item_cannot_both_be_submitted() {
    let buyer = Buyer::new();
    buyer
        .at("2026-03-18", &["order", "add", "8136324328903264", "--paid", "100", "--currency", "USD"])
        .fine();
    for _ in 0..2 {
        buyer.at("2026-03-18", &["case", "open", "8136324328903264", "--kind", "dispute"]).fine();
    }
    buyer.at("2026-03-18", &["case", "event", "1", "submitted"]).fine();
    buyer.at("2026-03-18", &["case", "event", "2", "submitted"]).ends(2);
    let shown = buyer.at("2026-03-18", &["case", "show", "2", "--json"]).fine().json();
    assert_eq!(shown["state"], "draft");
}

#[test]
fn a_photo_that_is_cut_off_shows_nothing() {
    let buyer = Buyer::new();
    buyer
        .at("2026-03-18", &["order", "add", "8136324328903264", "--paid", "100", "--currency", "USD"])
        .fine();
    buyer
        .at(
            "2026-03-18",
            &["case", "open", "8136324328903264", "--kind", "dispute", "--reason", "not_as_described"],
        )
        .fine();
    let whole = buyer.folder().join("whole.jpg");
    photo(&whole, 200);
    let bytes = std::fs::read(&whole).expect("its bytes");
    let cut = buyer.folder().join("cut.jpg");
    std::fs::write(&cut, bytes.get(..bytes.len() / 2).expect("half")).expect("written");
    let attach = |path: &std::path::Path| {
        let args: [&std::ffi::OsStr; 5] = [
            "attach".as_ref(),
            "8136324328903264".as_ref(),
            path.as_os_str(),
            "--role".as_ref(),
            "defect".as_ref(),
        ];
        buyer.at("2026-03-18", &args)
    };
    let readiness = || {
        let shown = buyer.at("2026-03-18", &["case", "show", "1", "--json"]).fine().json();
        let blockers = shown["readiness"]["blockers"].as_array().expect("blockers").len();
        (shown["readiness"]["have"].as_i64(), blockers)
    };
    let before = readiness();
    attach(&cut);
    assert_eq!(buyer.at("2026-03-18", &["evidence", "list", "--json"]).fine().lines().len(), 1);
    assert_eq!(readiness(), before);
    attach(&whole);
    assert_ne!(readiness(), before);
}
