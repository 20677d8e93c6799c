//! The buyer's own rule packs on the command line: copied, edited as files, switched on and off, removed.

use std::fs;

use super::{Buyer, deadline};

const ORDER: &str = "8136324328903264";

fn bought(buyer: &Buyer) {
    let fields = ["--paid", "100", "--currency", "USD", "--title", "Lamp", "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields].concat()).fine();
}

/// Takes a copy of the usual pack out, changes it, takes it in again. Gives its last day to open in days.
fn edited(buyer: &Buyer, n: &str) {
    let file = buyer.folder().join("mine.toml");
    let path = file.to_string_lossy().into_owned();
    buyer.at("2026-03-18", &["rules", "copy", "aliexpress-2026", "mine"]).fine();
    buyer.at("2026-03-18", &["rules", "export", "mine", "--out", &path]).fine();
    let text = fs::read_to_string(&file).unwrap();
    let changed = text.replace(
        "start = \"order_completed_at\"\nn = 15",
        &format!("start = \"order_completed_at\"\nn = {n}"),
    );
    assert_ne!(changed, text);
    fs::write(&file, changed).unwrap();
    buyer.at("2026-03-18", &["rules", "import", &path]).fine();
}

fn last_day(buyer: &Buyer) -> (String, String) {
    let shown = buyer.at("2026-03-19", &["order", "show", ORDER, "--json"]).fine().json();
    let latest = deadline(&shown, "open_latest");
    (latest["due"].as_str().unwrap().to_owned(), latest["rule"].as_str().unwrap().to_owned())
}

fn line(buyer: &Buyer, id: &str) -> serde_json::Value {
    let lines = buyer.at("2026-03-19", &["rules", "list", "--json"]).fine().lines();
    lines.into_iter().find(|line| line["id"] == id).unwrap_or_default()
}

#[test]
fn an_edited_copy_counts_once_it_is_switched_on_and_no_more_once_it_is_off() {
    let buyer = Buyer::new();
    bought(&buyer);
    edited(&buyer, "20");
    let before = last_day(&buyer);
    assert_eq!(before.1, "aliexpress-2026/open_latest");
    assert_eq!(
        (line(&buyer, "mine")["own"].clone(), line(&buyer, "mine")["enabled"].clone()),
        (true.into(), false.into())
    );
    buyer.at("2026-03-19", &["rules", "enable", "mine"]).fine();
    let after = last_day(&buyer);
    assert_eq!(after.1, "mine/open_latest");
    assert!(after.0 > before.0, "{after:?}");
    assert_eq!(line(&buyer, "mine")["enabled"], true);
    buyer.at("2026-03-19", &["rules", "disable", "mine"]).fine();
    assert_eq!(last_day(&buyer), before);
}

#[test]
fn a_second_pack_for_the_same_orders_takes_the_place_of_the_first() {
    let buyer = Buyer::new();
    bought(&buyer);
    for id in ["one", "other"] {
        buyer.at("2026-03-18", &["rules", "copy", "aliexpress-2026", id]).fine();
        buyer.at("2026-03-18", &["rules", "enable", id]).fine();
    }
    assert_eq!(line(&buyer, "one")["enabled"], false);
    assert_eq!(last_day(&buyer).1, "other/open_latest");
}

#[test]
fn a_case_says_when_the_rules_are_not_those_it_was_opened_with() {
    let buyer = Buyer::new();
    bought(&buyer);
    edited(&buyer, "20");
    buyer.at("2026-03-19", &["rules", "enable", "mine"]).fine();
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    let shown = || buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json();
    let opened = shown();
    assert_eq!(
        (opened["pack"].clone(), opened["pack_version_now"].clone()),
        ("mine".into(), serde_json::Value::Null)
    );
    let file = buyer.folder().join("mine.toml");
    let text = fs::read_to_string(&file).unwrap().replace("n = 20\n", "n = 21\n");
    fs::write(&file, text).unwrap();
    buyer.at("2026-03-19", &["rules", "import", &file.to_string_lossy()]).fine();
    let after = shown();
    assert_eq!(after["pack_version"], opened["pack_version"]);
    assert_ne!(after["pack_version_now"], after["pack_version"]);
    assert!(after["pack_version_now"].as_str().unwrap().starts_with("2026-11-22+"));
    let said = buyer.at("2026-03-19", &["case", "show", "1"]).fine();
    assert!(said.out.contains("rules have changed since this case was opened"), "{}", said.out);
}

#[test]
fn a_pack_that_a_case_needs_stays_and_keeps_the_case_readable_when_it_is_off() {
    let buyer = Buyer::new();
    bought(&buyer);
    edited(&buyer, "20");
    buyer.at("2026-03-19", &["rules", "enable", "mine"]).fine();
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    let refused = buyer.at("2026-03-19", &["rules", "remove", "mine"]).ends(2);
    assert!(refused.err.contains("A case is computed with"), "{}", refused.err);
    buyer.at("2026-03-19", &["rules", "disable", "mine"]).fine();
    assert_eq!(buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json()["pack"], "mine");
    let off = ["case", "open", ORDER, "--kind", "chat", "--rules", "mine"];
    assert!(buyer.at("2026-03-19", &off).ends(2).err.contains("switched off"));
}

#[test]
fn a_pack_without_cases_is_removed() {
    let buyer = Buyer::new();
    edited(&buyer, "20");
    buyer.at("2026-03-19", &["rules", "remove", "mine"]).fine();
    assert!(line(&buyer, "mine").is_null());
    buyer.at("2026-03-19", &["rules", "remove", "mine"]).ends(2);
}

#[test]
fn a_pack_that_another_extends_stays() {
    let buyer = Buyer::new();
    buyer.at("2026-03-18", &["rules", "copy", "aliexpress-2026", "base"]).fine();
    let file = buyer.folder().join("part.toml");
    let text = "id = \"part\"\ntitle = \"A part\"\nmarketplace = \"aliexpress\"\nzone = \"buyer\"\nextends = \"base\"\n";
    fs::write(&file, text).unwrap();
    let path = file.to_string_lossy().into_owned();
    buyer.at("2026-03-18", &["rules", "import", &path]).fine();
    assert!(buyer.at("2026-03-18", &["rules", "remove", "base"]).ends(2).err.contains("extends"));
    // Nor may it be changed so that the other cannot be read any more.
    let base = buyer.folder().join("base.toml");
    fs::write(&base, text.replace("part", "base").replace("extends = \"base\"", "extends = \"part\""))
        .unwrap();
    let refused = buyer.at("2026-03-18", &["rules", "import", &base.to_string_lossy()]).ends(2);
    assert!(refused.err.contains("line 5, column 11"), "{}", refused.err);
    buyer.at("2026-03-18", &["rules", "show", "part", "--json"]).fine();
}

#[test]
fn the_packs_of_the_program_are_never_changed() {
    let buyer = Buyer::new();
    let file = buyer.folder().join("theirs.toml");
    let path = file.to_string_lossy().into_owned();
    buyer.at("2026-03-18", &["rules", "export", "ebay-mbg", "--out", &path]).fine();
    buyer.at("2026-03-18", &["rules", "export", "ebay-mbg", "--out", &path]).ends(2);
    // What cannot be taken in under its name is not called fine before.
    for act in ["check", "import"] {
        let refused = buyer.at("2026-03-18", &["rules", act, &path]).ends(2);
        assert!(refused.err.contains("comes with the program"), "{}", refused.err);
    }
    let renamed = fs::read_to_string(&file).unwrap().replacen("\"ebay-mbg\"", "\"my-ebay\"", 1);
    fs::write(&file, renamed).unwrap();
    buyer.at("2026-03-18", &["rules", "check", &path]).fine();
    bought(&buyer);
    for act in ["enable", "disable", "remove"] {
        assert!(buyer.at("2026-03-18", &["rules", act, "ebay-mbg"]).ends(2).err.contains("make a copy"));
    }
    buyer.at("2026-03-18", &["rules", "copy", "ebay-mbg", "temu"]).ends(2);
    buyer.at("2026-03-18", &["rules", "copy", "ebay-mbg", "My Pack"]).ends(2);
    buyer.at("2026-03-18", &["rules", "copy", "nowhere", "mine"]).ends(2);
}

#[test]
fn a_broken_pack_file_is_refused_with_its_place_and_nothing_is_stored() {
    let buyer = Buyer::new();
    let file = buyer.folder().join("broken.toml");
    let path = file.to_string_lossy().into_owned();
    let text = "id = \"mine\"\ntitle = \"Mine\"\nmarketplace = \"aliexpress\"\nzone = \"Mars/North\"\n";
    fs::write(&file, text).unwrap();
    for command in ["check", "import"] {
        let refused = buyer.at("2026-03-18", &["rules", command, &path]).ends(2);
        assert!(refused.err.contains("line 4, column 8"), "{}", refused.err);
    }
    fs::write(&file, b"id = \"\xff\"").unwrap();
    buyer.at("2026-03-18", &["rules", "import", &path]).ends(2);
    assert!(line(&buyer, "mine").is_null());
}

#[test]
fn a_case_may_be_opened_with_any_pack_of_its_marketplace_and_with_none_of_another() {
    let buyer = Buyer::new();
    bought(&buyer);
    let open = |id: &str| {
        let args = ["case", "open", ORDER, "--kind", "chat", "--rules", id];
        buyer.at("2026-03-19", &args)
    };
    for id in ["aliexpress-2026", "aliexpress-classic", "aliexpress-pre2020", "aliexpress-free-returns"] {
        open(id).fine();
    }
    // A means of payment is a second way for whatever was bought.
    open("paypal").fine();
    assert!(open("ebay-mbg").ends(2).err.contains("another marketplace"));
    open("nowhere").ends(2);
}

#[test]
fn free_returns_run_from_where_the_seller_ships() {
    let free = |country: &str| {
        let buyer = Buyer::new();
        bought(&buyer);
        let set =
            ["order", "set", ORDER, "--free-returns", "--paid-on", "2026-01-02", "--ships-from", country];
        buyer.at("2026-03-18", &set).fine();
        let shown = buyer.at("2026-03-19", &["order", "show", ORDER, "--json"]).fine().json();
        let deadlines = shown["deadlines"].as_array().unwrap().clone();
        let dates = deadlines
            .into_iter()
            .filter(|one| one["id"].as_str().unwrap_or_default().starts_with("return_request"));
        dates
            .map(|one| format!("{} {}", one["rule"].as_str().unwrap(), &one["due"].as_str().unwrap()[..10]))
            .collect::<Vec<_>>()
    };
    assert_eq!(free("CN"), ["aliexpress-free-returns/return_request_cn 2026-04-02"]);
    assert_eq!(free("DE"), ["aliexpress-free-returns/return_request_eu 2026-04-02"]);
    assert_eq!(free("BR"), ["aliexpress-free-returns/return_request_br 2026-03-25"]);
    assert!(free("US").is_empty());
}

#[test]
fn what_no_source_knows_is_shown_as_not_known_until_the_page_says_it() {
    let buyer = Buyer::new();
    let fields =
        ["--marketplace", "aliexpress-ru", "--paid", "5", "--currency", "USD", "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields].concat()).fine();
    let latest = || {
        let shown = buyer.at("2026-03-19", &["order", "show", ORDER, "--json"]).fine().json();
        deadline(&shown, "open_latest").clone()
    };
    let unknown = latest();
    assert!(unknown["due"].is_null(), "{unknown}");
    assert!(unknown["basis"].as_str().unwrap().contains("not known"), "{unknown}");
    let shown =
        ["order", "event", ORDER, "date_shown", "--deadline", "open_latest", "--due", "2026-04-10T12:00"];
    buyer.at("2026-03-19", &shown).fine();
    let known = latest();
    // Noon in Moscow, where the site counts, comes before noon in Los Angeles.
    assert_eq!(known["due"], "2026-04-10T09:00:00Z", "{known}");
    assert_eq!(known["basis"], "the page shows 10 Apr 2026, 12:00 · in Moscow: 10 Apr 2026, 12:00");
}

#[test]
fn files_are_judged_by_the_pack_that_is_named() {
    let buyer = Buyer::new();
    let pdf = buyer.folder().join("receipt.pdf");
    fs::write(&pdf, b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n").unwrap();
    let path = pdf.to_string_lossy().into_owned();
    let verdict = |rules: &str, code: i32| {
        let ran = buyer.at("2026-03-18", &["check", &path, "--rules", rules, "--json"]).ends(code);
        ran.lines()[0]["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("aliexpress-2026", 1), "rejected");
    assert_eq!(verdict("paypal", 0), "ready");
    assert_eq!(verdict("ebay-mbg", 0), "ready");
    assert!(
        buyer
            .at("2026-03-18", &["check", &path, "--rules", "temu"])
            .ends(2)
            .err
            .contains("says nothing about files")
    );
}

#[test]
fn a_case_whose_pack_cannot_be_read_any_more_stays_in_sight() {
    let buyer = Buyer::new();
    bought(&buyer);
    edited(&buyer, "20");
    buyer.at("2026-03-19", &["rules", "enable", "mine"]).fine();
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    // As another version of the program would find it.
    let database = rusqlite::Connection::open(buyer.library().join("library.sqlite")).unwrap();
    database.execute("UPDATE settings SET value = 'id = 1' WHERE key = 'pack-text:mine'", []).unwrap();
    drop(database);
    let broken = line(&buyer, "mine");
    assert!(broken["broken"].as_str().unwrap().contains("line 1, column 6"), "{broken}");
    assert_eq!(buyer.at("2026-03-19", &["case", "list", "--json"]).fine().lines().len(), 1);
    let shown = buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json();
    assert!(shown["pack_version_now"].as_str().unwrap().starts_with("unlisted "), "{shown}");
    buyer.at("2026-03-19", &["order", "show", ORDER, "--json"]).fine();
    // What it was can be taken out and mended.
    let out = buyer.folder().join("broken.toml");
    buyer.at("2026-03-19", &["rules", "export", "mine", "--out", &out.to_string_lossy()]).fine();
    assert_eq!(fs::read_to_string(out).unwrap(), "id = 1");
    let mine = buyer.folder().join("mine.toml");
    buyer.at("2026-03-19", &["rules", "import", &mine.to_string_lossy()]).fine();
    let shown = buyer.at("2026-03-19", &["case", "show", "1", "--json"]).fine().json();
    assert!(shown["pack_version_now"].is_null(), "{shown}");
}

#[test]
fn every_line_of_the_list_of_packs_is_a_pack_and_says_what_is_to_be_known_of_it() {
    let lines = Buyer::new().at("2028-03-19", &["rules", "list", "--json"]).fine().lines();
    assert!(lines.iter().all(|pack| pack["id"].is_string() && pack["warnings"].is_array()));
    let main = lines.iter().find(|pack| pack["id"] == "aliexpress-2026").unwrap();
    assert_eq!(main["warnings"].as_array().unwrap().len(), 1, "older than twelve months: {main}");
}
