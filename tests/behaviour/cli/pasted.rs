//! Pasted page words on the command line: proposals as JSON, the clear ones recorded when asked.

use super::{Buyer, deadline};

const ORDER: &str = "8136324328903264";

fn bought(buyer: &Buyer) {
    let added = ["order", "add", ORDER, "--title", "Watch", "--paid", "11.73", "--currency", "USD"];
    let dated = ["--ordered", "2026-07-01", "--shipped", "2026-07-05"];
    buyer.at("2026-07-06", &[added.as_slice(), &dated].concat()).fine();
}

fn disputed(buyer: &Buyer) {
    bought(buyer);
    buyer.at("2026-08-10", &["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working"]).fine();
    buyer.at("2026-08-10", &["case", "event", "1", "submitted", "--at", "2026-08-10"]).fine();
}

#[test]
fn a_page_is_read_and_nothing_is_recorded_unless_asked() {
    let buyer = Buyer::new();
    bought(&buyer);
    let text = "Refund if no delivery before Sep 14, 2026. Estimated delivery: Sep 4";
    let read = buyer.at("2026-08-20", &["order", "paste", ORDER, "--text", text, "--json"]).fine().json();
    let first = &read["proposals"][0];
    assert_eq!(first["event"], "date_shown");
    assert_eq!(first["deadline"], "protection_end");
    assert_eq!(first["due"]["day"], "2026-09-14");
    assert_eq!(first["quote"], "Refund if no delivery before Sep 14, 2026");
    assert_eq!(first["clear"], true);
    let second = &read["proposals"][1];
    assert_eq!(second["order_date"], "expected");
    assert_eq!(second["asks"][0]["code"], "needs_year");
    assert_eq!(second["asks"][0]["field"], "at");
    assert_eq!(second["known"], false);
    assert_eq!(second["asks"][0]["candidates"][0]["day"], "2026-09-04");
    assert_eq!(second["clear"], false);
    assert_eq!(read["recorded"], 0);
    let shown = buyer.at("2026-08-20", &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["events"].as_array().map(Vec::len), Some(0));

    let applied =
        buyer.at("2026-08-20", &["order", "paste", ORDER, "--text", text, "--apply", "--json"]).fine().json();
    assert_eq!(applied["recorded"], 1);
    assert_eq!(applied["proposals"][1]["recorded"], false);
    let shown = buyer.at("2026-08-20", &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["events"][0]["source"], "pasted_text");
    assert_eq!(shown["dates"]["expected"], serde_json::Value::Null);
    let end = deadline(&shown, "protection_end");
    assert_eq!(end["shown_by_marketplace"], true);

    // The same page once more adds nothing.
    let again =
        buyer.at("2026-08-21", &["order", "paste", ORDER, "--text", text, "--apply", "--json"]).fine().json();
    assert_eq!((again["recorded"].as_i64(), again["proposals"][0]["known"].as_bool()), (Some(0), Some(true)));
}

#[test]
fn a_year_and_the_time_it_was_seen_answer_what_was_asked() {
    let buyer = Buyer::new();
    bought(&buyer);
    let text = "Delivered yesterday";
    let asked = buyer.at("2026-08-20", &["order", "paste", ORDER, "--text", text, "--json"]).fine().json();
    assert_eq!(asked["proposals"][0]["asks"][0]["code"], "needs_seen");
    let args = ["order", "paste", ORDER, "--text", text, "--seen", "2026-08-20T10:00", "--apply", "--json"];
    let seen = buyer.at("2026-08-20T11:00", &args).fine().json();
    assert_eq!(seen["recorded"], 1);
    let shown = buyer.at("2026-08-20", &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["dates"]["delivered"]["day"], "2026-08-19");
    assert_eq!(shown["dates"]["delivered"]["said"], "order_page");

    let args = [
        "order",
        "paste",
        ORDER,
        "--text",
        "Estimated delivery: Sep 4",
        "--year",
        "2026",
        "--apply",
        "--json",
    ];
    assert_eq!(buyer.at("2026-08-20", &args).fine().json()["recorded"], 1);
}

#[test]
fn a_pasted_history_is_stored_with_the_dates_of_its_own_lines() {
    let buyer = Buyer::new();
    bought(&buyer);
    let text = "Jul 2, 2026 Payment received\nJul 5, 2026 Order shipped\nAug 15, 2026 Package delivered";
    let read =
        buyer.at("2026-08-20", &["order", "paste", ORDER, "--text", text, "--apply", "--json"]).fine().json();
    assert_eq!(read["recorded"], 3, "{read:#}");
    let shown = buyer.at("2026-08-20", &["order", "show", ORDER, "--json"]).fine().json();
    for (date, day) in [("paid", "2026-07-02"), ("shipped", "2026-07-05"), ("delivered", "2026-08-15")] {
        assert_eq!(shown["dates"][date]["day"], day, "{date}");
    }
}

#[test]
fn what_can_be_read_two_ways_and_an_accepted_order_are_not_stored() {
    let buyer = Buyer::new();
    bought(&buyer);
    let two_ways = "Jul 2, 2026\nPayment received\nJul 5, 2026\nOrder shipped\nAug 15, 2026";
    let args = ["order", "paste", ORDER, "--text", two_ways, "--apply", "--json"];
    let read = buyer.at("2026-08-20", &args).fine().json();
    assert_eq!(read["recorded"], 0, "{read:#}");
    assert_eq!(read["proposals"][0]["asks"][0]["code"], "needs_which_date");
    assert_eq!(read["proposals"][0]["asks"][0]["candidates"].as_array().map(Vec::len), Some(2));
    // In words the dates are named.
    let said = buyer.at("2026-08-20", &["order", "paste", ORDER, "--text", two_ways]).fine();
    assert!(said.out.contains("2026") && said.out.contains("Which one is it?"), "{}", said.out);
    let confirmed = "Thank you! Your order has been confirmed on Jul 1, 2026. The seller will ship it soon.";
    let read = buyer
        .at("2026-08-20", &["order", "paste", ORDER, "--text", confirmed, "--apply", "--json"])
        .fine()
        .json();
    assert_eq!(read["recorded"], 0);
    let shown = buyer.at("2026-08-20", &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["dates"]["confirmed"], serde_json::Value::Null);
}

#[test]
fn words_of_a_dispute_go_into_its_case_and_count_there() {
    let buyer = Buyer::new();
    disputed(&buyer);
    let text = "Aug 13, 2026 The seller proposes a partial refund of US $5.00";
    let read =
        buyer.at("2026-08-14", &["order", "paste", ORDER, "--text", text, "--apply", "--json"]).fine().json();
    assert_eq!(read["proposals"][0]["case"], 1);
    assert_eq!(read["recorded"], 1);
    let shown = buyer.at("2026-08-14", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["state"], "buyer_turn");
    assert_eq!(shown["offered"]["minor"], 500);

    // Two things that follow from each other are recorded together.
    let text =
        "Aug 14, 2026 The seller accepts your dispute\nRefund of US $5.00 was processed on Aug 15, 2026";
    let read =
        buyer.at("2026-08-16", &["case", "paste", "1", "--text", text, "--apply", "--json"]).fine().json();
    assert_eq!(read["recorded"], 2, "{read:#}");
    let shown = buyer.at("2026-08-16", &["case", "show", "1", "--json"]).fine().json();
    assert_eq!(shown["state"], "refund_waiting");
}

#[test]
fn words_of_a_dispute_without_a_case_are_shown_and_kept_out() {
    let buyer = Buyer::new();
    bought(&buyer);
    let text = "The seller rejected your proposal on Aug 13, 2026";
    let read =
        buyer.at("2026-08-14", &["order", "paste", ORDER, "--text", text, "--apply", "--json"]).fine().json();
    assert_eq!(read["proposals"][0]["event"], "seller_rejects");
    assert_eq!(read["proposals"][0]["case"], serde_json::Value::Null);
    assert_eq!(read["recorded"], 0);
}

#[test]
fn what_contradicts_the_log_is_said_and_not_recorded_by_itself() {
    let buyer = Buyer::new();
    bought(&buyer);
    buyer.at("2026-08-10", &["order", "set", ORDER, "--protection-ends", "2026-09-20"]).fine();
    let text = "Protection was extended to Sep 10, 2026 on Aug 12, 2026";
    let read =
        buyer.at("2026-08-14", &["order", "paste", ORDER, "--text", text, "--apply", "--json"]).fine().json();
    let proposal = &read["proposals"][0];
    assert_eq!(proposal["event"], "protection_extended");
    assert!(proposal["refused"].as_str().is_some_and(|why| !why.is_empty()), "{read:#}");
    assert_eq!(read["recorded"], 0);
}

#[test]
fn a_text_longer_than_any_page_is_refused() {
    let buyer = Buyer::new();
    bought(&buyer);
    let long = "a ".repeat(55_000);
    buyer.at("2026-08-14", &["order", "paste", ORDER, "--text", &long]).ends(2);
}
