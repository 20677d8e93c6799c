//! What is refused instead of being passed over in silence, and what must never hang, panic or make a library.

use std::path::PathBuf;

use serde_json::json;

use super::{Buyer, photo};

const NOW: &str = "2026-03-18T10:00";
const ORDER: &str = "8136324328903264";

/// A buyer with one paid order.
fn bought() -> Buyer {
    let buyer = Buyer::new();
    add(&buyer, ORDER, "aliexpress");
    buyer
}

fn add(buyer: &Buyer, number: &str, marketplace: &str) {
    let paid = ["--paid", "100", "--currency", "USD", "--title", "Watch", "--confirmed", "2026-03-18"];
    let mut args = vec!["order", "add", number, "--marketplace", marketplace];
    args.extend(paid);
    buyer.at(NOW, &args).fine();
}

/// A buyer with a case about that order.
fn disputed() -> Buyer {
    let buyer = bought();
    buyer.at(NOW, &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer
}

#[cfg(unix)]
fn pipe(buyer: &Buyer) -> PathBuf {
    let path = buyer.folder().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo");
    assert!(made.success());
    path
}

#[test]
fn more_days_than_the_calendar_holds_are_no_limit() {
    let buyer = bought();
    let all = buyer.at(NOW, &["due", "--json"]).fine().lines();
    assert!(!all.is_empty());
    for days in ["4294967295", "100000000"] {
        let within = buyer.at(NOW, &["due", "--within", days, "--json"]).fine().lines();
        assert_eq!(within, all, "{days}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_at_once_wherever_a_file_is_read() {
    let buyer = disputed();
    let pipe = pipe(&buyer);
    buyer.at(NOW, &["verify-bundle".as_ref(), pipe.as_os_str()]).ends(2);
    buyer
        .at(NOW, &["case".as_ref(), "text".as_ref(), "1".as_ref(), "--set".as_ref(), pipe.as_os_str()])
        .ends(2);
    buyer.at(NOW, &["rules".as_ref(), "check".as_ref(), pipe.as_os_str()]).ends(2);
    let line = buyer.at(NOW, &["check".as_ref(), pipe.as_os_str(), "--json".as_ref()]).ends(1).json();
    assert_eq!((&line["format"], &line["verdict"]), (&json!("unknown"), &json!("rejected")));
}

#[test]
fn a_file_that_cannot_be_read_is_of_no_known_format() {
    let buyer = Buyer::new();
    let gone = buyer.folder().join("gone.jpg");
    let line = buyer.at(NOW, &["check".as_ref(), gone.as_os_str(), "--json".as_ref()]).ends(1).json();
    let shown =
        (&line["kind"], &line["format"], &line["bytes"], &line["verdict"], &line["findings"][0]["code"]);
    assert_eq!(
        shown,
        (&json!("other"), &json!("unknown"), &json!(0), &json!("rejected"), &json!("unreadable"))
    );
}

#[test]
fn a_mistyped_library_is_named_and_nothing_is_made() {
    let buyer = Buyer::new();
    for args in [
        &["verify"][..],
        &["case", "show", "1"],
        &["case", "text", "1"],
        &["case", "event", "1", "submitted"],
        &["order", "show", ORDER],
        &["order", "set", ORDER, "--title", "Watch"],
        &["order", "remove", ORDER],
        &["bin", "empty"],
        &["export", "1", "--out", "claim"],
    ] {
        let ran = buyer.at(NOW, args).ends(3);
        assert!(ran.err.contains("There is no library in"), "{args:?}: {}", ran.err);
        assert!(!buyer.library().exists(), "{args:?}");
    }
    for args in [&["case", "list"][..], &["order", "list"], &["evidence", "list"], &["bin", "list"], &["due"]]
    {
        let ran = buyer.at(NOW, args).fine();
        assert!(ran.out.is_empty() && ran.err.contains("There is no library in"), "{args:?}: {}", ran.err);
        assert!(!buyer.library().exists(), "{args:?}");
    }
    buyer.at(NOW, &["order", "add", ORDER]).fine();
    buyer.at(NOW, &["verify"]).fine();
}

#[test]
fn a_number_known_at_two_marketplaces_is_reached_with_the_marketplace_in_front() {
    let buyer = Buyer::new();
    let number = "12-34567-89012";
    add(&buyer, number, "ebay");
    add(&buyer, number, "somewhere");
    let refused = buyer.at(NOW, &["order", "show", number]).ends(2);
    assert!(refused.err.contains("ebay:12-34567-89012, somewhere:12-34567-89012"), "{}", refused.err);
    for place in ["ebay", "somewhere"] {
        let named = format!("{place}:{number}");
        let shown = buyer.at(NOW, &["order", "show", &named, "--json"]).fine().json();
        assert_eq!(shown["marketplace"], place);
        buyer.at(NOW, &["order", "set", &named, "--title", place]).fine();
    }
    buyer.at(NOW, &["order", "show", "amazon:12-34567-89012"]).ends(2);
}

#[test]
fn a_link_finds_the_order_that_it_added() {
    let buyer = Buyer::new();
    for (link, marketplace) in [
        ("https://www.aliexpress.com/p/order/detail.html?orderId=8136324328903264", None),
        ("https://www.ebay.co.uk/ord/show?orderId=12-34567-89012", None),
        ("https://shop.example/order/7001234567", Some("somewhere")),
    ] {
        let mut args = vec!["order", "add", link];
        args.extend(marketplace.iter().flat_map(|name| ["--marketplace", name]));
        buyer.at(NOW, &args).fine();
        buyer.at(NOW, &["order", "show", link]).fine();
        buyer.at(NOW, &["order", "set", link, "--title", "Watch"]).fine();
    }
    buyer.at(NOW, &["order", "show", "https://www.ebay.co.uk/ord/show?orderId=12-34567-89013"]).ends(2);
}

#[test]
fn an_order_numbered_inbox_can_have_files_too() {
    let buyer = Buyer::new();
    add(&buyer, "inbox", "somewhere");
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 200);
    buyer.at(NOW, &["attach".as_ref(), "somewhere:inbox".as_ref(), path.as_os_str()]).fine();
    assert_eq!(buyer.at(NOW, &["evidence", "list", "inbox", "--json"]).fine().lines().len(), 0);
    assert_eq!(buyer.at(NOW, &["evidence", "list", "somewhere:inbox", "--json"]).fine().lines().len(), 1);
}

#[test]
fn an_order_stays_at_its_marketplace() {
    let buyer = bought();
    let refused = buyer.at(NOW, &["order", "set", ORDER, "--marketplace", "ebay"]).ends(2);
    assert!(refused.err.contains("aliexpress"), "{}", refused.err);
    buyer.at(NOW, &["order", "set", ORDER, "--marketplace", "aliexpress", "--title", "Clock"]).fine();
    assert_eq!(buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json()["title"], "Clock");
}

#[test]
fn a_line_takes_only_what_belongs_to_a_line() {
    let buyer = bought();
    let add = ["order", "line", "add", ORDER, "--title", "Strap"];
    let with = |more: &[&str]| buyer.at(NOW, &[&add[..], more].concat());
    let refused = with(&["--store", "Time", "--delivered", "2026-03-17", "--gift"]).ends(2);
    assert!(refused.err.contains("--store, --delivered"), "{}", refused.err);
    with(&["--marketplace", "ebay"]).ends(2);
    with(&["--currency", "EUR"]).ends(2);
    with(&["--tag", "gift"]).ends(2);
    with(&["--paid", "5", "--currency", "USD", "--quantity", "2"]).fine();
    let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["lines"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_empty_value_clears_the_currency_too() {
    let buyer = bought();
    buyer.at(NOW, &["order", "set", ORDER, "--currency", ""]).fine();
    let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["currency"], json!(null));
    assert_eq!(shown["lines"][0]["paid"], json!({"minor": 10000, "currency": "USD"}), "amounts keep theirs");
}

#[test]
fn an_event_names_its_submission_by_its_number() {
    let buyer = disputed();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 300);
    buyer.at(NOW, &["attach".as_ref(), ORDER.as_ref(), path.as_os_str()]).fine();
    // A row of another case goes first, so that rows and numbers differ.
    buyer.at(NOW, &["case", "open", ORDER, "--kind", "report"]).fine();
    let text = buyer.folder().join("text.txt");
    std::fs::write(&text, "The watch stopped.\n").expect("a text");
    let set = |case: &str, kind: &str| {
        let args = ["case", "text", case, "--kind", kind, "--set"].map(std::ffi::OsStr::new);
        buyer.at(NOW, &[&args[..], &[text.as_os_str()]].concat()).fine();
    };
    set("2", "report");
    set("1", "claim");
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    let shown = buyer.at(NOW, &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["submissions"][0]["number"], 1);
    let events = shown["events"].as_array().expect("events");
    let named: Vec<_> = events.iter().filter_map(|event| event["submission"].as_i64()).collect();
    assert_eq!(named, [1], "{events:#?}");
}

#[test]
fn what_the_bin_is_called_is_said_the_same_everywhere() {
    let buyer = bought();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 200);
    buyer.at(NOW, &["attach".as_ref(), ORDER.as_ref(), path.as_os_str()]).fine();
    let removed = buyer.at(NOW, &["evidence", "remove", "1"]).fine();
    assert!(removed.out.contains("evidence:1"), "{}", removed.out);
    let listed = buyer.at(NOW, &["bin", "list"]).fine();
    assert!(listed.out.starts_with("evidence:1 "), "{}", listed.out);
    buyer.at(NOW, &["bin", "restore", "evidence:1"]).fine();
}

#[test]
fn emptying_says_which_files_stay() {
    let buyer = disputed();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 300);
    buyer.at(NOW, &["attach".as_ref(), ORDER.as_ref(), path.as_os_str()]).fine();
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    buyer.at(NOW, &["evidence", "remove", "1"]).fine();
    let emptied = buyer.at(NOW, &["bin", "empty"]).fine();
    assert!(emptied.out.contains("1 file stays in the bin"), "{}", emptied.out);
    assert!(!emptied.out.contains("held no files"), "{}", emptied.out);
}

#[test]
fn a_text_too_long_or_not_utf8_is_refused_whole() {
    let buyer = disputed();
    let path = buyer.folder().join("text.txt");
    let set = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("a text");
        let args = ["case", "text", "1", "--set"].map(std::ffi::OsStr::new);
        buyer.at(NOW, &[&args[..], &[path.as_os_str()]].concat())
    };
    let long = set(&vec![b'a'; 1_500_000]).ends(2);
    assert!(long.err.contains("is longer than"), "{}", long.err);
    let latin = set(b"caf\xe9").ends(2);
    assert!(latin.err.contains("UTF-8"), "{}", latin.err);
    let shown = buyer.at(NOW, &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["submissions"], json!([]));
    set(&vec![b'a'; 1_000_000]).fine();
}

#[test]
fn what_is_not_known_is_refused_with_what_is() {
    let buyer = bought();
    let path = buyer.folder().join("photo.jpg");
    photo(&path, 200);
    let attach = ["attach".as_ref(), ORDER.as_ref(), path.as_os_str(), "--shows".as_ref(), "bogus".as_ref()];
    let says = |ran: super::Ran, known: &str| assert!(ran.err.contains(known), "{}", ran.err);
    says(buyer.at(NOW, &attach).ends(2), "close_up");
    assert_eq!(buyer.at(NOW, &["evidence", "list", "--json"]).fine().lines().len(), 0);
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "defective", "--remedy"];
    says(buyer.at(NOW, &[&open[..], &["repair"]].concat()).ends(2), "refund_only, return_and_refund");
    buyer.at(NOW, &[&open[..], &["return_and_refund"]].concat()).fine();
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    let answer = ["case", "event", "1", "seller_offer", "--amount", "5", "--answers"];
    says(buyer.at(NOW, &[&answer[..], &["99999"]].concat()).ends(2), "99999");
    let shown = ["order", "event", ORDER, "date_shown", "--due", "2026-04-01", "--deadline"];
    says(buyer.at(NOW, &[&shown[..], &["nonsense"]].concat()).ends(2), "protection_end");
    says(buyer.at(NOW, &[&shown[..], &["seller_reply"]].concat()).ends(2), "protection_end");
    buyer.at(NOW, &[&shown[..], &["protection_end"]].concat()).fine();
    buyer.at(NOW, &["order", "event", ORDER, "note", "--deadline", "nonsense"]).ends(2);
    buyer.at(NOW, &["order", "event", ORDER, "note", "--answers", "99999"]).ends(2);
}

#[test]
fn a_language_without_texts_is_refused_and_longer_tags_are_not() {
    let buyer = Buyer::new();
    let speaks = |tag: &str| {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_parcelproof"))
            .args(["rules", "list", "--lang", tag])
            .env("HOME", buyer.folder())
            .output()
            .expect("the program runs");
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    let (code, said) = speaks("fr");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("en, ru"), "{said}");
    assert_eq!(speaks("ru-RU").0, Some(0));
    assert_eq!(speaks("en").0, Some(0));
}

#[test]
fn a_case_that_follows_another_takes_over_what_it_is_about() {
    let buyer = disputed();
    buyer.at(NOW, &["order", "line", "add", ORDER, "--title", "Strap"]).fine();
    add(&buyer, "8136324328903271", "aliexpress");
    let other = ["case", "open", "8136324328903271", "--kind", "report", "--after", "1"];
    let refused = buyer.at(NOW, &other).ends(2);
    assert!(refused.err.contains(ORDER), "{}", refused.err);
    let opened = buyer.at(NOW, &["case", "open", "--kind", "report", "--after", "1", "--amount", "5"]).fine();
    let id = opened.out.lines().last().expect("an id").to_owned();
    let shown = buyer.at(NOW, &["case", "show", &id, "--json"]).fine().json();
    let taken = (&shown["order"], &shown["line"], &shown["reason"], &shown["after"]);
    assert_eq!(taken, (&json!(ORDER), &json!(1), &json!("defective"), &json!(1)));
    buyer.at(NOW, &["case", "open", "--kind", "report", "--after", "77"]).ends(2);
}

#[test]
fn a_date_the_program_objects_to_is_taken_when_the_buyer_says_so() {
    let buyer = bought();
    let set = ["order", "set", ORDER, "--delivered", "2027-03-20"];
    let refused = buyer.at(NOW, &set).ends(2);
    assert!(refused.err.contains("record it anyway"), "{}", refused.err);
    let mut anyway = set.to_vec();
    anyway.push("--anyway");
    buyer.at(NOW, &anyway).fine();
    let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
    assert!(shown["dates"].to_string().contains("2027-03-20"), "{shown}");
    let other = ["order", "add", "8136324328903265", "--ordered", "2027-03-20"];
    buyer.at(NOW, &other).ends(2);
    buyer.at(NOW, &[&other[..], &["--anyway"]].concat()).fine();
}

#[test]
fn an_order_is_paid_in_one_currency() {
    let buyer = bought();
    let line = ["order", "line", "add", ORDER, "--title", "Strap", "--paid", "3", "--currency", "EUR"];
    let refused = buyer.at(NOW, &line).ends(2);
    assert!(refused.err.contains("paid in USD"), "{}", refused.err);
    let refused = buyer.at(NOW, &["order", "set", ORDER, "--currency", "EUR"]).ends(2);
    assert!(refused.err.contains("paid in USD"), "{}", refused.err);
    buyer.at(NOW, &["order", "set", ORDER, "--paid", "90", "--currency", "EUR"]).fine();
    let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["paid_total"]["currency"], "EUR");
}

#[test]
fn more_than_was_paid_does_not_come_back_by_a_slip_of_the_hand() {
    let buyer = disputed();
    buyer.at(NOW, &["case", "event", "1", "submitted"]).fine();
    let decision = ["case", "event", "1", "decision", "--outcome", "win", "--amount", "1000", "--at", NOW];
    let refused = buyer.at(NOW, &decision).ends(2);
    assert!(refused.err.contains("more than was paid"), "{}", refused.err);
    buyer.at(NOW, &[&decision[..], &["--anyway"]].concat()).fine();
}

#[test]
fn opening_a_case_warns_of_a_draft_about_the_same_item_and_of_confirmed_receipt() {
    let buyer = disputed();
    let second = ["case", "open", ORDER, "--kind", "dispute", "--reason", "not_received"];
    let opened = buyer.at(NOW, &second).fine();
    assert!(opened.err.contains("Case 1 is about the same item"), "{}", opened.err);
    assert!(opened.err.contains("You confirmed receipt on"), "{}", opened.err);
}

#[test]
fn a_day_or_a_time_that_never_was_is_named_as_such() {
    let buyer = bought();
    let none = buyer.at(NOW, &["order", "set", ORDER, "--delivered", "2026-02-30"]).ends(2);
    assert!(none.err.contains("There is no day 2026-02-30"), "{}", none.err);
    let skipped = ["order", "set", ORDER, "--delivered", "2026-03-29T02:30"];
    let skipped = buyer.run("2026-04-01T10:00", "Europe/Madrid", &skipped).ends(2);
    assert!(skipped.err.contains("the clocks were put forward"), "{}", skipped.err);
    let other = buyer.at(NOW, &["order", "set", ORDER, "--delivered", "20/03/2026"]).ends(2);
    assert!(other.err.contains("Use 2026-03-20"), "{}", other.err);
}
