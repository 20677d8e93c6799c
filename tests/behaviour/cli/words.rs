//! Reasons, texts, the site's form, ways of settling, the tracking log and cards, as scripts see them.

use super::{Buyer, photo};

const NUMBER: &str = "8136324328903264";
const NOW: &str = "2026-03-24T12:00";

fn watch() -> Buyer {
    let buyer = Buyer::new();
    buyer
        .at(
            NOW,
            &[
                "order",
                "add",
                NUMBER,
                "--title",
                "Wristwatch",
                "--paid",
                "11.73",
                "--currency",
                "USD",
                "--ordered",
                "2026-03-01",
                "--delivered",
                "2026-03-20",
                "--store",
                "Time Gallery",
            ],
        )
        .fine();
    buyer
}

fn dispute(buyer: &Buyer, reason: &str) -> String {
    let opened = buyer.at(NOW, &["case", "open", NUMBER, "--kind", "dispute", "--reason", reason]).fine();
    opened.out.lines().last().unwrap().to_owned()
}

#[test]
fn reasons_are_listed_as_a_tree_and_searched_by_own_words() {
    let buyer = Buyer::new();
    let all = buyer.at(NOW, &["case", "reasons", "--json"]).fine().lines();
    assert_eq!(all.len(), 25);
    assert!(all.iter().all(|reason| reason["group"].is_string() && reason["site_group"].is_string()));
    let found = buyer.at(NOW, &["case", "reasons", "--search", "швы разошлись", "--json"]).fine().lines();
    assert_eq!(found[0]["code"], "defective.stitching");
    assert_eq!(found[0]["site"], "Poorly stitched");
    assert!(found[0]["why"][0]["said"].as_str().unwrap().contains("швы"));
    let none = buyer.at(NOW, &["case", "reasons", "--search", "qwerty"]).fine();
    assert!(none.err.contains("Nothing close was found"), "{}", none.err);
    assert!(!buyer.library().exists(), "looking needs no library");
}

#[test]
fn a_refund_without_return_is_what_a_dispute_asks_unless_said() {
    let buyer = watch();
    let case = dispute(&buyer, "not_working");
    let form = buyer.at(NOW, &["case", "form", &case, "--json"]).fine().json();
    let remedy = form["fields"].as_array().unwrap().iter().find(|field| field["id"] == "remedy").unwrap();
    assert_eq!(remedy["value"], "Refund only");
}

#[test]
fn a_text_is_built_from_what_is_said_and_hinted_at() {
    let buyer = watch();
    let case = dispute(&buyer, "not_working");
    let say = [
        "case",
        "text",
        &case,
        "--received",
        "чёрные часы",
        "--phrase",
        "not-working-hands",
        "--own",
        "очень жаль",
        "--json",
    ];
    let text = buyer.at(NOW, &say).fine().json();
    let words = text["text"].as_str().unwrap();
    assert!(words.contains("What I received: black watch."), "{words}");
    assert!(words.contains("The hands do not move."), "{words}");
    assert!(words.contains("(not translated): очень жаль"), "{words}");
    let codes: Vec<&str> =
        text["hints"].as_array().unwrap().iter().map(|hint| hint["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["feelings", "part_not_english"]);
    // What was said is kept: another slot adds to it.
    let more = buyer.at(NOW, &["case", "text", &case, "--want", "refund", "--json"]).fine().json();
    let words = more["text"].as_str().unwrap();
    assert!(words.contains("black watch") && words.contains("What I want: refund."), "{words}");
    buyer.at(NOW, &["case", "text", &case, "--phrase", "nonsense"]).ends(2);
}

#[test]
fn phrases_are_listed_with_their_gloss() {
    let buyer = Buyer::new();
    let list =
        buyer.at(NOW, &["case", "phrases", "--reason", "defective.stitching", "--json"]).fine().lines();
    assert!(list.iter().take(3).all(|phrase| phrase["reason"] == "defective.stitching"), "{list:?}");
    assert!(list[0]["english"].is_string() && list[0]["gloss"].is_string());
}

#[test]
fn pressing_submit_freezes_text_and_files_and_a_change_is_a_second_version() {
    let buyer = watch();
    let case = dispute(&buyer, "defective");
    let picture = buyer.folder().join("seam.jpg");
    photo(&picture, 320);
    buyer.at(NOW, &["attach", NUMBER, picture.to_str().unwrap(), "--role", "defect"]).fine();
    let form = buyer.at(NOW, &["case", "form", &case, "--tick", "received", "--json"]).fine().json();
    let ids: Vec<&str> =
        form["fields"].as_array().unwrap().iter().map(|field| field["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["received", "group", "reason", "remedy", "amount", "text", "files"]);
    assert_eq!((form["sends"].as_str(), form["editing"].as_bool()), (Some("submitted"), Some(false)));
    assert_eq!(form["fields"][0]["ticked"], true);
    assert_eq!(form["fields"][4]["value"], "11.73");
    assert_eq!(form["fields"][6]["files"], 1);

    let sent = buyer.at(NOW, &["case", "form", &case, "--submitted", "--json"]).fine().json();
    assert_eq!(sent["state"], "seller_turn");
    assert_eq!((sent["sends"].as_str(), sent["editing"].as_bool()), (Some("edited"), Some(true)));
    assert_eq!(sent["fields"][0]["ticked"], false, "ticks begin anew");
    assert_eq!(sent["versions"][0]["files"], 1);
    let shown = buyer.at(NOW, &["case", "show", &case, "--json"]).fine().json();
    assert!(shown["submissions"][0]["frozen_at"].is_string());
    assert_eq!(shown["events"][0]["amount"]["minor"], 1173);

    let words = buyer.folder().join("text.txt");
    std::fs::write(&words, "The seams are open. I ask for a part of the money.").unwrap();
    buyer.at("2026-03-25", &["case", "text", &case, "--set", words.to_str().unwrap()]).fine();
    let change = [
        "case",
        "form",
        &case,
        "--amount",
        "5.00",
        "--reason",
        "defective.stitching",
        "--submitted",
        "--json",
    ];
    let changed = buyer.at("2026-03-25", &change).fine().json();
    assert_eq!(changed["versions"].as_array().unwrap().len(), 2);
    assert_eq!(changed["versions"][1]["amount"]["minor"], 500);
    assert_eq!(changed["versions"][0]["amount"]["minor"], 1173);
    let said = changed["versions"][1]["changes"].as_array().unwrap();
    assert_eq!(said.len(), 3, "reason, amount and text: {said:?}");
    assert_eq!(changed["fields"][2]["value"], "Poorly stitched", "filled in as sent last");
    let shown = buyer.at("2026-03-25", &["case", "show", &case, "--json"]).fine().json();
    assert_eq!(shown["asked"]["minor"], 500);
}

#[test]
fn pressing_submit_again_records_nothing_while_nothing_changed() {
    let buyer = watch();
    let case = dispute(&buyer, "defective");
    let sent = buyer.at(NOW, &["case", "form", &case, "--submitted"]).fine();
    assert!(sent.out.starts_with("Recorded as sent\n"), "{}", sent.out);
    let before = buyer.at("2026-03-26", &["case", "show", &case, "--json"]).fine().json();
    let again = buyer.at("2026-03-26", &["case", "form", &case, "--submitted"]).ends(2);
    assert!(again.err.contains("Nothing has changed since it was sent"), "{}", again.err);
    let after = buyer.at("2026-03-26", &["case", "show", &case, "--json"]).fine().json();
    assert_eq!(after, before, "the seller's days do not begin anew");
}

#[test]
fn no_more_than_was_paid_goes_into_the_form() {
    let buyer = watch();
    let case = dispute(&buyer, "defective");
    buyer.at(NOW, &["case", "form", &case, "--amount", "11.73"]).fine();
    let refused = buyer.at(NOW, &["case", "form", &case, "--amount", "11.74"]).ends(2);
    assert!(refused.err.contains("11.73"), "{}", refused.err);
    let form = buyer.at(NOW, &["case", "form", &case, "--json"]).fine().json();
    assert_eq!(form["fields"][4]["value"], "11.73");
}

#[test]
fn a_comment_of_several_lines_can_be_copied_from_the_terminal() {
    let buyer = watch();
    let case = dispute(&buyer, "defective");
    let words = buyer.folder().join("text.txt");
    std::fs::write(&words, "The seams are open.\nI ask for a part.").unwrap();
    buyer.at(NOW, &["case", "text", &case, "--set", words.to_str().unwrap()]).fine();
    let form = buyer.at(NOW, &["case", "form", &case]).fine();
    assert!(form.out.contains("The seams are open.\nI ask for a part."), "{}", form.out);
}

#[test]
fn during_review_there_is_nothing_to_fill_in() {
    let buyer = watch();
    let case = dispute(&buyer, "defective");
    buyer.at(NOW, &["case", "form", &case, "--submitted"]).fine();
    buyer.at("2026-03-30", &["case", "event", &case, "escalated"]).fine();
    let form = buyer.at("2026-03-30", &["case", "form", &case, "--json"]).fine().json();
    assert!(form["sends"].is_null());
    buyer.at("2026-03-30", &["case", "form", &case, "--submitted"]).ends(2);
}

#[test]
fn files_come_out_under_names_a_marketplace_takes() {
    let buyer = watch();
    let case = dispute(&buyer, "damaged");
    for name in ["a b.jpg", "Трещина.jpg"] {
        let path = buyer.folder().join(name);
        photo(&path, if name.starts_with('a') { 320 } else { 200 });
        buyer.at(NOW, &["attach", NUMBER, path.to_str().unwrap(), "--role", "defect"]).fine();
    }
    let out = buyer.folder().join("out");
    buyer.at(NOW, &["case", "form", &case, "--files", out.to_str().unwrap()]).fine();
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["01-defect.jpg", "02-defect.jpg"]);
    buyer.at(NOW, &["verify"]).fine();
}

#[test]
fn three_answers_suggest_an_amount_and_are_kept() {
    let buyer = watch();
    let case = dispute(&buyer, "damaged");
    let ask = [
        "case",
        "remedies",
        &case,
        "--critical",
        "noticeable",
        "--damage",
        "part",
        "--mending",
        "no",
        "--return-cost",
        "12.00",
        "--json",
    ];
    let shown = buyer.at(NOW, &ask).fine().json();
    assert_eq!(shown["suggestion"]["percent"], 60);
    assert_eq!(shown["suggestion"]["amount"]["minor"], 703);
    let back = shown["remedies"].as_array().unwrap().iter().find(|way| way["plan"] == "return_and_refund");
    assert_eq!(back.unwrap()["costs_more"], true);
    let again = buyer.at(NOW, &["case", "remedies", &case, "--json"]).fine().json();
    assert_eq!(again["answers"]["critical"], "noticeable");
    buyer.at(NOW, &["case", "remedies", &case, "--critical", "terrible"]).ends(2);
}

#[test]
fn the_tracking_log_keeps_snapshots_with_pictures_and_suggests_a_reason() {
    let buyer = Buyer::new();
    let add = [
        "order",
        "add",
        NUMBER,
        "--shipped",
        "2026-03-01",
        "--tracking",
        "LP001",
        "--paid",
        "11.73",
        "--currency",
        "USD",
    ];
    buyer.at(NOW, &add).fine();
    let picture = buyer.folder().join("page.png");
    photo(&picture, 320);
    let missing = [
        "order",
        "tracking",
        NUMBER,
        "--missing",
        "--file",
        picture.to_str().unwrap(),
        "--at",
        "2026-03-10",
        "--json",
    ];
    let log = buyer.at(NOW, &missing).fine().json();
    assert_eq!(log["suggestion"]["reason"], "not_received.no_tracking");
    assert!(log["snapshots"][0]["picture"].is_i64());
    let place = ["order", "tracking", NUMBER, "--add", "Delivered", "--elsewhere", "Kazan", "--json"];
    let log = buyer.at(NOW, &place).fine().json();
    assert_eq!(log["suggestion"]["reason"], "not_received.fake_tracking");
    assert_eq!(log["snapshots"].as_array().unwrap().len(), 2);
    let case = dispute(&buyer, "not_received.fake_tracking");
    let text = buyer.at(NOW, &["case", "text", &case, "--json"]).fine().json();
    assert!(text["text"].as_str().unwrap().contains("I do not live in Kazan."), "{text}");
}

#[test]
fn the_talk_with_the_seller_is_in_the_claim() {
    let buyer = watch();
    let case = dispute(&buyer, "damaged");
    buyer.at(NOW, &["case", "event", &case, "seller_contacted", "--at", "2026-03-21"]).fine();
    let text = |now: &str| buyer.at(now, &["case", "text", &case]).fine().out;
    let soon = text("2026-03-22T12:00");
    assert!(soon.contains("I wrote to the seller on 21 March 2026.\n"), "too soon to say more: {soon}");
    let late = text("2026-03-25T12:00");
    assert!(late.contains("I wrote to the seller on 21 March 2026 and received no answer."), "{late}");
    buyer.at("2026-03-25", &["case", "event", &case, "seller_offer", "--amount", "2.00"]).fine();
    let answered = text("2026-03-26T12:00");
    assert!(answered.contains("we have found no solution so far"), "an offer is an answer: {answered}");
}

#[test]
fn cards_are_listed_shown_replaced_and_reset() {
    let buyer = Buyer::new();
    let cards = buyer.at(NOW, &["cards", "list", "--json"]).fine().lines();
    assert!(cards.iter().any(|card| card["id"] == "open_dispute" && card["as_of"] == "2026-11-26"));
    let own = buyer.folder().join("steps.txt");
    std::fs::write(&own, "Open the app\nPress Returns\n").unwrap();
    buyer.at(NOW, &["cards", "set", "open_dispute", own.to_str().unwrap()]).fine();
    let card = buyer.at(NOW, &["cards", "show", "open_dispute", "--json"]).fine().json();
    assert_eq!((&card["own"], &card["steps"][1]), (&true.into(), &"Press Returns".into()));
    buyer.at(NOW, &["cards", "reset", "open_dispute"]).fine();
    let card = buyer.at(NOW, &["cards", "show", "open_dispute", "--json"]).fine().json();
    assert_eq!(card["own"], false);
    buyer.at(NOW, &["cards", "show", "nonsense"]).ends(2);
}

#[test]
fn a_claimed_repair_asks_for_its_receipt_until_one_is_attached() {
    let buyer = watch();
    let case = dispute(&buyer, "damaged");
    let asks = |buyer: &Buyer| {
        let text = buyer.at(NOW, &["case", "text", &case, "--json"]).fine().json();
        text["hints"].as_array().unwrap().iter().any(|hint| hint["code"] == "receipt")
    };
    assert!(!asks(&buyer));
    buyer.at(NOW, &["case", "remedies", &case, "--repair-cost", "5.00"]).fine();
    assert!(asks(&buyer));
    let receipt = buyer.folder().join("receipt.jpg");
    photo(&receipt, 320);
    buyer.at(NOW, &["attach", NUMBER, receipt.to_str().unwrap(), "--role", "receipt"]).fine();
    assert!(!asks(&buyer));
}

#[test]
fn emptying_the_bin_forgets_what_was_said_for_a_case() {
    let buyer = watch();
    let case = dispute(&buyer, "damaged");
    buyer.at(NOW, &["case", "text", &case, "--own", "моё имя Иван"]).fine();
    buyer.at(NOW, &["case", "form", &case, "--tick", "text"]).fine();
    buyer.at(NOW, &["case", "remedies", &case, "--critical", "small"]).fine();
    let kept = || {
        let ctx =
            parcelproof::jobs::open(&buyer.library(), chrono::DateTime::UNIX_EPOCH, chrono_tz::UTC).unwrap();
        let settings = parcelproof::jobs::settings(&ctx).unwrap();
        settings.into_keys().filter(|key| key.contains(&format!(".{case}"))).collect::<Vec<_>>()
    };
    assert_eq!(kept().len(), 3, "{:?}", kept());
    buyer.at(NOW, &["order", "remove", NUMBER]).fine();
    buyer.at(NOW, &["bin", "empty"]).fine();
    assert_eq!(kept(), Vec::<String>::new());
}
