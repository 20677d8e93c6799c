//! The test vectors of the rules, through the command line with a fixed clock.

use super::{Buyer, deadline, photo};

const ORDER: &str = "8136324328903264";

fn bought(buyer: &Buyer) {
    buyer
        .at(
            "2026-01-06",
            &[
                "order",
                "add",
                ORDER,
                "--title",
                "Watch",
                "--listed",
                "12.41",
                "--paid",
                "11.73",
                "--currency",
                "USD",
                "--paid-on",
                "2026-01-02",
                "--shipped",
                "2026-01-05T10:00",
            ],
        )
        .fine();
}

fn opened(buyer: &Buyer) {
    bought(buyer);
    let opened = buyer
        .at(
            "2026-03-17",
            &["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working", "--amount", "11.73"],
        )
        .fine();
    assert_eq!(opened.out.lines().last(), Some("1"));
    buyer.at("2026-03-18T09:00", &["case", "event", "1", "submitted", "--at", "2026-03-18T09:00"]).fine();
}

#[test]
fn tv1_the_door_opens_ten_days_after_dispatch() {
    let buyer = Buyer::new();
    bought(&buyer);
    let shown = buyer.at("2026-01-06", &["order", "show", ORDER, "--json"]).fine().json();
    let earliest = deadline(&shown, "open_earliest");
    assert_eq!(earliest["due"], "2026-01-15T18:00:00Z");
    assert_eq!(earliest["kind"], "not_before");
}

#[test]
fn tv2_the_door_closes_fifteen_days_after_completion() {
    let buyer = Buyer::new();
    bought(&buyer);
    buyer.at("2026-03-20", &["order", "set", ORDER, "--confirmed", "2026-03-20"]).fine();
    let shown = buyer.at("2026-03-21", &["order", "show", ORDER, "--json"]).fine().json();
    let latest = deadline(&shown, "open_latest");
    assert_eq!(latest["due"], "2026-04-04T07:00:00Z");
    assert_eq!(latest["severity"], "loss");
    assert_eq!(latest["rule"], "aliexpress-2026/open_latest");
}

#[test]
fn the_buyer_in_moscow_counts_from_the_earlier_midnight() {
    let buyer = Buyer::in_zone("Europe/Moscow");
    bought(&buyer);
    buyer.at("2026-03-20", &["order", "set", ORDER, "--confirmed", "2026-03-20"]).fine();
    let shown = buyer.at("2026-03-21", &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(deadline(&shown, "open_latest")["due"], "2026-04-03T21:00:00Z");
}

#[test]
fn tv3_reply_after_five_days_and_negotiation_after_seven() {
    let buyer = Buyer::new();
    opened(&buyer);
    let shown = buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["state"], "seller_turn");
    assert_eq!(deadline(&shown, "seller_reply")["due"], "2026-03-23T16:00:00Z");
    assert_eq!(deadline(&shown, "negotiation")["due"], "2026-03-25T16:00:00Z");
    let two_days = &deadline(&shown, "seller_reply")["conflicts"][0];
    assert_eq!(two_days["value"], "2026-03-20T16:00:00Z");
    assert_eq!(deadline(&shown, "negotiation")["conflicts"][0]["value"], "2026-04-02T16:00:00Z");
}

#[test]
fn tv4_review_takes_fourteen_to_sixty_days() {
    let buyer = Buyer::new();
    opened(&buyer);
    buyer.at("2026-03-25T10:00", &["case", "event", "1", "escalated", "--at", "2026-03-25T10:00"]).fine();
    let shown = buyer.at("2026-03-26", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["state"], "marketplace_review");
    let review = deadline(&shown, "review");
    assert_eq!(review["earliest"], "2026-04-08T17:00:00Z");
    assert_eq!(review["latest"], "2026-05-24T17:00:00Z");
}

#[test]
fn tv5_evidence_is_due_three_days_after_the_request() {
    let buyer = Buyer::new();
    opened(&buyer);
    buyer.at("2026-03-25T10:00", &["case", "event", "1", "escalated", "--at", "2026-03-25T10:00"]).fine();
    buyer
        .at("2026-04-01T13:00", &["case", "event", "1", "evidence_requested", "--at", "2026-04-01T12:00"])
        .fine();
    let shown = buyer.at("2026-04-02", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["state"], "evidence_requested");
    assert_eq!(deadline(&shown, "evidence_request")["due"], "2026-04-04T19:00:00Z");
    assert_eq!(shown["next_step"]["action"], "evidence_submitted");
}

#[test]
fn tv14_what_was_paid_may_be_asked_and_not_a_cent_more() {
    let buyer = Buyer::new();
    bought(&buyer);
    let open = |amount: &str, anyway: &[&str]| {
        let mut args =
            vec!["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working", "--amount", amount];
        args.extend(anyway);
        buyer.at("2026-03-17", &args)
    };
    let refused = open("11.74", &[]).ends(2);
    assert!(refused.err.contains("11.73"), "{}", refused.err);
    open("11.74", &["--anyway"]).ends(2);
    open("11.73", &[]).fine();
}

#[test]
fn tv16_two_megabytes_are_read_both_ways() {
    let buyer = Buyer::new();
    let small = buyer.folder().join("small.jpg");
    photo(&small, 200);
    let mut bytes = std::fs::read(&small).expect("the photo");
    let base = bytes.len();
    // Comment segments before the end mark make the file longer and leave it whole.
    let end = bytes.split_off(base - 2);
    let sized = |size: usize| {
        let mut file = bytes.clone();
        let mut missing = size - base;
        while missing > 0 {
            let mut body = (missing - 4).min(60_000);
            if (1..5).contains(&(missing - 4 - body)) {
                body -= 10;
            }
            let length = u16::try_from(body + 2).expect("a segment");
            file.splice(2..2, [0xFF, 0xFE].into_iter().chain(length.to_be_bytes()).chain(vec![b' '; body]));
            missing -= body + 4;
        }
        file.extend(&end);
        assert_eq!(file.len(), size);
        let path = buyer.folder().join(format!("{size}.jpg"));
        std::fs::write(&path, file).expect("the padded photo");
        path
    };
    for (size, verdict, code) in [
        (2_000_000, "ready", 0),
        (2_000_001, "borderline", 0),
        (2_097_152, "borderline", 0),
        (2_097_153, "fixable", 1),
    ] {
        let ran = buyer
            .at("2026-03-17", &["check".as_ref(), sized(size).as_os_str(), "--json".as_ref()])
            .ends(code);
        let line = ran.json();
        assert_eq!(line["verdict"], verdict, "{size}: {line:#}");
        assert_eq!(line["bytes"], size);
        assert_eq!(line["format"], "jpeg");
    }
}
