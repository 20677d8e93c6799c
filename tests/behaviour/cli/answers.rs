//! What commands answer: documents for scripts, and refusals of what would have no effect or makes no sense.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::json;

use super::{Buyer, Ran};

const NOW: &str = "2026-03-18T10:00";
const ZONE: &str = "America/Los_Angeles";
const ORDER: &str = "8136324328903264";

fn with_order() -> Buyer {
    let buyer = Buyer::new();
    buyer.at(NOW, &["order", "add", ORDER, "--paid", "11.73", "--currency", "USD"]).fine();
    buyer
}

#[test]
fn changes_answer_scripts_with_one_document() {
    let buyer = Buyer::new();
    let added = buyer.at(NOW, &["order", "add", ORDER, "--json"]).fine().json();
    assert_eq!((&added["done"], &added["number"]), (&json!("order_added"), &json!(ORDER)));
    assert!(added["message"].as_str().is_some_and(|message| message.contains(ORDER)));
    let done = |words: &[&str]| buyer.at(NOW, words).fine().json()["done"].clone();
    assert_eq!(done(&["order", "set", ORDER, "--title", "Watch", "--json"]), "order_set");
    assert_eq!(done(&["order", "line", "add", ORDER, "--title", "Strap", "--json"]), "line_added");
    assert_eq!(done(&["order", "event", ORDER, "placed", "--json"]), "event_recorded");
    assert_eq!(done(&["order", "remove", ORDER, "--json"]), "removed");
    assert_eq!(done(&["bin", "restore", "order:1", "--json"]), "restored");
    buyer.at(NOW, &["order", "remove", ORDER]).fine();
    let emptied = buyer.at(NOW, &["bin", "empty", "--json"]).fine().json();
    assert_eq!((&emptied["done"], &emptied["orders"]), (&json!("bin_emptied"), &json!(1)));
    for line in buyer.at(NOW, &["demo", "--orders", "2", "--no-window", "--json"]).fine().lines() {
        assert!(line["done"].is_string(), "{line}");
    }
}

#[test]
fn what_does_not_lie_in_the_bin_is_not_restored() {
    let buyer = with_order();
    let ran = buyer.at(NOW, &["bin", "restore", "order:1"]).ends(2);
    assert!(ran.err.contains("names nothing in the bin"), "{}", ran.err);
    buyer.at(NOW, &["order", "remove", ORDER]).fine();
    buyer.at(NOW, &["bin", "restore", "order:1"]).fine();
    buyer.at(NOW, &["bin", "restore", "order:1"]).ends(2);
}

#[test]
fn a_copy_of_a_useless_file_is_refused_for_what_is_wrong_with_it() {
    let buyer = with_order();
    for (name, bytes, words) in
        [("empty.jpg", &b""[..], "is empty"), ("notes.txt", b"words", "Attach a photo")]
    {
        let path = buyer.folder().join(name);
        std::fs::write(&path, bytes).expect("a file");
        buyer.at(NOW, &["attach".as_ref(), ORDER.as_ref(), path.as_os_str()]);
        let listed = buyer.at(NOW, &["evidence", "list", "--json"]).fine().lines();
        let id = listed.last().expect("a file")["id"].to_string();
        let ran = buyer.at(NOW, &["evidence", "fix", &id]).ends(2);
        assert!(ran.err.contains(words) && !ran.err.contains("Copies of videos"), "{}", ran.err);
    }
}

#[test]
fn a_yes_can_be_taken_back() {
    let buyer = with_order();
    let shown = |flags: &[&str]| {
        buyer.at(NOW, &[&["order", "set", ORDER], flags].concat()).fine();
        let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
        json!([shown["local_return"], shown["free_returns"], shown["lines"][0]["gift"]])
    };
    assert_eq!(shown(&["--gift", "--local-return", "--free-returns"]), json!([true, true, true]));
    assert_eq!(shown(&["--title", "Watch"]), json!([true, true, true]));
    assert_eq!(shown(&["--gift=false", "--local-return=false"]), json!([false, true, false]));
    let ran = buyer.at(NOW, &["order", "set", ORDER]).ends(2);
    assert!(ran.err.contains("No field"), "{}", ran.err);
}

#[test]
fn values_that_make_no_sense_are_refused() {
    let buyer = with_order();
    let set = |words: &[&str]| buyer.at(NOW, &[&["order", "set", ORDER], words].concat());
    set(&["--ships-from", "Narnia"]).ends(2);
    set(&["--ships-from", "cn"]).fine();
    let shown = buyer.at(NOW, &["order", "show", ORDER, "--json"]).fine().json();
    assert_eq!(shown["ships_from"], "CN");
    for odd in ["0000-01-01", "1989-12-31", "2200-01-01", "+262142-01-01", "+262142-01-01T00:00:00Z"] {
        set(&["--delivered", odd]).ends(2);
        buyer.at(odd, &["order", "list"]).ends(2);
    }
    set(&["--delivered", "1990-01-01"]).fine();
    buyer.at(NOW, &["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working"]).fine();
    for odd in ["bank", "carrier", "both"] {
        let ran = buyer.at(NOW, &["case", "event", "1", "note", "--freight", odd]).ends(2);
        assert!(ran.err.contains("buyer, seller, marketplace"), "{}", ran.err);
    }
}

#[test]
fn a_library_variable_set_to_nothing_names_none() {
    let buyer = Buyer::new();
    let home = buyer.folder().join("home");
    let plain = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parcelproof"));
        command.args(args).env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_CONFIG_HOME", home.join("config")).env("LANG", "en");
        command
    };
    let ran = Ran::of(plain(&["order", "list"]).env("PARCELPROOF_LIBRARY", "").output().expect("it runs"));
    let ran = ran.fine();
    assert!(ran.err.contains("home/data/parcelproof"), "{}", ran.err);
    let mut lost = plain(&["order", "list", "--library", ""]);
    Ran::of(lost.env_remove("PARCELPROOF_LIBRARY").output().expect("it runs")).ends(2);
}

#[test]
fn a_stopped_sample_leaves_nothing() {
    let buyer = Buyer::new();
    let mut command = buyer.command(NOW, ZONE, &["demo", "--no-window"]);
    let mut demo = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut out = BufReader::new(demo.stdout.take().expect("its output"));
    let mut step = String::new();
    out.read_line(&mut step).expect("a step");
    assert!(step.contains("added"), "{step}");
    let pid = demo.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    let ran = Ran::of(demo.wait_with_output().expect("it ends")).ends(3);
    assert!(ran.err.contains("Stopped"), "{}", ran.err);
    assert!(!buyer.library().exists(), "a half-made sample stayed");
}
