//! `remind` against a notification service on a bus of its own: what it shows, what it keeps to itself, and that it
//! says nothing twice.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Buyer, Ran};
use crate::source::project;

const ORDER: &str = "8136324328903264";

fn bought(buyer: &Buyer, number: &str, title: &str) {
    let fields = [
        "--paid",
        "1234.56",
        "--currency",
        "USD",
        "--title",
        title,
        "--confirmed",
        "2026-03-18",
        "--note",
        "secret note",
        "--account",
        "anna-buys",
        "--store",
        "Shy Store",
    ];
    buyer.at("2026-03-18", &[&["order", "add", number][..], &fields].concat()).fine();
}

/// Runs commands of the program one after another beside a notification service, each at its moment; gives what
/// came of each with the notes that the service got.
#[track_caller]
fn beside_service(buyer: &Buyer, commands: &[(&str, &[&str])]) -> Vec<Value> {
    let library = buyer.library().to_string_lossy().into_owned();
    let whole = |(now, args): &(&str, &[&str])| -> Vec<String> {
        let mut words = vec![env!("CARGO_BIN_EXE_parcelproof").to_owned()];
        words.extend(args.iter().map(|arg| (*arg).to_owned()));
        let rest = ["--library", &library, "--now", now, "--tz", "America/Los_Angeles", "--lang", "en"];
        words.extend(rest.map(ToOwned::to_owned));
        words
    };
    let commands: Vec<Vec<String>> = commands.iter().map(whole).collect();
    let mut child = Command::new("dbus-run-session")
        .args(["--", "/usr/bin/python3"])
        .arg(project().join("tests/fixtures/notification-bus.py"))
        .env("HOME", buyer.folder().join("home"))
        .env_remove("PYTHONPATH")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("dbus-run-session runs (tests/surroundings.sh)");
    child.stdin.take().unwrap().write_all(json!(commands).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python3-dbusmock is needed (tests/surroundings.sh): {said}");
    serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn notes(ran: &Value) -> Vec<Value> {
    assert_eq!(ran["code"], 0, "{ran}");
    ran["notes"].as_array().unwrap().clone()
}

const REMIND: &[&str] = &["remind"];

#[test]
fn a_date_is_announced_once_for_each_lead_and_says_nothing_private() {
    let buyer = Buyer::new();
    // Due on 2 April, 00:00.
    bought(&buyer, ORDER, "Lamp & <b>shade</b>");
    let ran = beside_service(
        &buyer,
        &[
            ("2026-03-20", REMIND),
            ("2026-03-27", REMIND),
            ("2026-03-28", REMIND),
            ("2026-03-30T12:00", &["remind", "--json"]),
            ("2026-04-01T12:00", REMIND),
            ("2026-04-01T13:00", REMIND),
        ],
    );
    let shown: Vec<usize> = ran.iter().map(|one| notes(one).len()).collect();
    assert_eq!(shown, [0, 1, 0, 1, 1, 0]);
    let first = &notes(&ran[1])[0];
    assert_eq!(first["app"], "Parcelproof");
    assert_eq!(first["title"], "Last moment to open");
    let body = first["body"].as_str().unwrap();
    assert!(body.contains("Lamp &amp; &lt;b&gt;shade") && body.contains(ORDER), "{body}");
    assert!(body.contains("2 Apr 2026, 00:00") && body.contains("6 days left"), "{body}");
    for private in ["1234", "USD", "secret", "anna", "Shy"] {
        assert!(!ran.iter().any(|one| one["notes"].to_string().contains(private)), "{private}");
    }
    // A loss is loud only when it is near; nothing makes a sound.
    assert_eq!((&first["urgency"], &notes(&ran[4])[0]["urgency"]), (&json!(1), &json!(2)));
    assert_eq!(first["quiet"], true);
    let line: Value = serde_json::from_str(ran[3]["out"].as_str().unwrap().trim()).unwrap();
    assert_eq!((&line["lead"], &line["order"]), (&json!("3 calendar_days"), &json!(ORDER)));
    assert_eq!((&line["due"], &line["grouped"]), (&json!("2026-04-02T07:00:00Z"), &json!(false)));
    assert_eq!(ran[5]["out"], "Nothing to remind of now.\n");
}

#[test]
fn a_date_that_moved_is_announced_again_and_an_unseen_lead_is_not_made_up_for() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let moved: &[&str] = &["order", "set", ORDER, "--confirmed", "2026-03-19"];
    let ran = beside_service(
        &buyer,
        // The program first looks two days before: the week and the three days are one reminder, not two.
        &[("2026-03-31", REMIND), ("2026-03-31", REMIND), ("2026-03-31", moved), ("2026-03-31", REMIND)],
    );
    assert_eq!([0, 1, 3].map(|at: usize| notes(&ran[at]).len()), [1, 0, 1]);
}

#[test]
fn many_reminders_become_one_note() {
    let buyer = Buyer::new();
    for i in 0..6 {
        bought(&buyer, &format!("813632432890320{i}"), &format!("Lamp {i}"));
    }
    let five = Buyer::new();
    for i in 0..5 {
        bought(&five, &format!("813632432890320{i}"), &format!("Lamp {i}"));
    }
    let ran = beside_service(&buyer, &[("2026-03-31", &["remind", "--json"]), ("2026-03-31", REMIND)]);
    let shown = notes(&ran[0]);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["title"], "6 dates need you");
    let lines: Vec<&str> = ran[0]["out"].as_str().unwrap().lines().collect();
    assert_eq!(lines.len(), 6, "each is told to scripts");
    assert!(notes(&ran[1]).is_empty());
    assert_eq!(notes(&beside_service(&five, &[("2026-03-31", REMIND)])[0]).len(), 5);
}

#[test]
fn without_a_service_it_ends_with_a_sentence_and_nothing_counts_as_shown() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let output = Command::new(env!("CARGO_BIN_EXE_parcelproof"))
        .args(["remind", "--now", "2026-03-31", "--tz", "America/Los_Angeles", "--lang", "en", "--library"])
        .arg(buyer.library())
        .env("HOME", buyer.folder().join("home"))
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .output()
        .unwrap();
    let ran = Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
    .ends(3);
    assert!(ran.err.contains("notification"), "{}", ran.err);
    assert_eq!(notes(&beside_service(&buyer, &[("2026-03-31", REMIND)])[0]).len(), 1);
}

#[test]
fn reminders_that_are_turned_off_stay_off_for_every_program() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let zone = chrono_tz::America::Los_Angeles;
    let now = chrono::DateTime::parse_from_rfc3339("2026-03-20T00:00:00Z").unwrap().to_utc();
    let ctx = parcelproof::jobs::open(&buyer.library(), now, zone).unwrap();
    let off = parcelproof::domain::change::Change::SetSetting("reminders".to_owned(), Some("off".to_owned()));
    parcelproof::jobs::change(&ctx, &off, None).unwrap();
    drop(ctx);
    let ran = beside_service(&buyer, &[("2026-03-31", REMIND)]);
    assert!(notes(&ran[0]).is_empty());
    assert!(ran[0]["out"].as_str().unwrap().contains("turned off"), "{ran:?}");
}

#[test]
fn a_date_put_off_for_half_an_hour_comes_back_after_it() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let lines = buyer.at("2026-04-01T12:00", &["due", "--json"]).fine().lines();
    let handle = lines[0]["handle"].as_str().unwrap().to_owned();
    let snooze: &[&str] = &["remind", "--snooze", &handle, "--json"];
    let ran = beside_service(
        &buyer,
        &[
            ("2026-04-01T12:00", REMIND),
            ("2026-04-01T12:00", snooze),
            ("2026-04-01T12:29", REMIND),
            ("2026-04-01T12:30", REMIND),
            ("2026-04-01T12:31", REMIND),
        ],
    );
    let until: Value = serde_json::from_str(ran[1]["out"].as_str().unwrap().trim()).unwrap();
    assert_eq!(until["snoozed_until"], "2026-04-01T19:30:00Z");
    assert_eq!([0, 2, 3, 4].map(|at: usize| notes(&ran[at]).len()), [1, 0, 1, 0]);
    let listed = buyer.at("2026-04-01T12:10", &["due", "--json"]).fine().lines();
    assert_eq!(listed[0]["snoozed_until"], "2026-04-01T19:30:00Z");
    buyer.at("2026-04-01", &["remind", "--snooze", "nothing"]).ends(2);
}

#[test]
fn an_open_case_is_looked_at_again_every_three_days() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer.at("2026-03-19T09:00", &["case", "event", "1", "submitted"]).fine();
    let looks = |now: &str| {
        let lines = buyer.at(now, &["due", "--json"]).fine().lines();
        lines.into_iter().filter(|line| line["deadline"]["id"] == "check_in").collect::<Vec<_>>()
    };
    assert!(looks("2026-03-22T08:00").is_empty());
    let look = looks("2026-03-22T09:00");
    assert_eq!(look.len(), 1);
    assert_eq!((&look[0]["group"], &look[0]["action"]), (&json!("today"), &json!("note")));
    assert_eq!(look[0]["deadline"]["rule"], "aliexpress-2026/check_in");
    let ran = beside_service(&buyer, &[("2026-03-22T09:00", REMIND), ("2026-03-22T10:00", REMIND)]);
    let look =
        notes(&ran[0]).into_iter().find(|note| note["title"] == "Look at the case on the site").unwrap();
    assert_eq!((&look["urgency"], &look["body"]), (&json!(0), &json!(format!("Lamp · {ORDER}"))));
    assert!(notes(&ran[1]).is_empty());
    buyer.at("2026-03-22T10:00", &["case", "event", "1", "note", "--note", "nothing new"]).fine();
    assert!(looks("2026-03-23").is_empty(), "recording anything is a look");
    // A draft waits for nobody, and what is over is over.
    buyer.at("2026-03-23", &["case", "event", "1", "cancelled"]).fine();
    assert!(looks("2026-03-30").is_empty());
}
