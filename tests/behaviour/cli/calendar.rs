//! `due --ics`: what two independent readers find in the file, and what a second writing changes in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Buyer;
use crate::source::project;

const ORDER: &str = "8136324328903264";
const OTHER: &str = "8136324328903265";
/// Everything that could break a line, a property or a reader.
const HOSTILE: &str = "Lamp, \"warm\"; back\\slash: \nBEGIN:VEVENT\r\nUID:evil \u{202e}txt.exe \u{2028} \
    📦👨‍👩‍👧 настольная лампа с очень длинным названием, которое не помещается в одну строку календаря";

fn bought(buyer: &Buyer, number: &str, title: &str) {
    let fields = ["--paid", "100", "--currency", "USD", "--title", title, "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", number][..], &fields].concat()).fine();
}

fn write(buyer: &Buyer, now: &str) -> (PathBuf, String) {
    let file = buyer.folder().join("coming.ics");
    let name = file.to_str().unwrap();
    buyer.at(now, &["due", "--ics", name]).fine();
    let text = std::fs::read_to_string(&file).unwrap();
    (file, text)
}

/// What the first reader finds, once both agree.
#[track_caller]
fn read(file: &Path) -> Vec<Value> {
    let script = project().join("tests/fixtures/read-calendar.py");
    let output = Command::new("python3").arg(script).arg(file).output().expect("python3 runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "icalendar and vobject are needed (tests/surroundings.sh): {said}");
    let both: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(both["icalendar"], both["vobject"]);
    both["icalendar"].as_array().unwrap().clone()
}

/// The lines of one event, unfolded, by a part of it.
fn event_of(text: &str, part: &str) -> String {
    let whole = text.replace("\r\n ", "");
    let found = whole.split("BEGIN:VEVENT").skip(1).find(|event| event.contains(part));
    found.unwrap_or_else(|| panic!("no {part} in {whole}")).to_owned()
}

fn dates_of(events: &[Value], part: &str) -> Vec<Value> {
    events.iter().filter(|event| event["summary"].as_str().unwrap().contains(part)).cloned().collect()
}

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

#[test]
fn two_independent_readers_accept_hostile_titles_and_find_the_same() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, HOSTILE);
    let (file, text) = write(&buyer, "2026-03-19");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded at 75 octets");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "every line ends in CR LF");
    let events = read(&file);
    assert_eq!(events.len(), text.matches("BEGIN:VEVENT\r\n").count());
    let window = &dates_of(&events, "Last moment")[0];
    assert!(window["summary"].as_str().unwrap().contains("Lamp, \"warm\"; back\\slash: "), "{window}");
    assert!(window["summary"].as_str().unwrap().contains("настольная лампа с очень длинным"), "{window}");
    assert!(window["uid"].as_str().unwrap().ends_with("@parcelproof"));
    assert_eq!(window["alarms"], serde_json::json!([-7 * DAY, -3 * DAY, -DAY]));
    assert_eq!((window["sequence"].as_i64(), &window["modified"]), (Some(0), &Value::Null));
    assert_eq!(window["status"], "CONFIRMED");
    assert_eq!(window["stamp"], "20260319T070000Z");
}

#[test]
fn writing_again_changes_nothing_until_a_date_does() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let (file, first) = write(&buyer, "2026-03-19");
    let uids = |events: &[Value]| -> Vec<Value> { events.iter().map(|event| event["uid"].clone()).collect() };
    let before = read(&file);
    assert_eq!(write(&buyer, "2026-03-20").1, first, "the same dates give the same bytes");

    buyer.at("2026-03-20", &["order", "set", ORDER, "--confirmed", "2026-03-17"]).fine();
    let (_, text) = write(&buyer, "2026-03-20T12:00");
    let after = read(&file);
    assert_eq!(uids(&before), uids(&after), "{text}");
    let (old, new) = (&dates_of(&before, "Last moment")[0], &dates_of(&after, "Last moment")[0]);
    assert_ne!(old["start"], new["start"]);
    assert_eq!(new["sequence"], 1);
    assert_eq!((&new["modified"], &new["stamp"]), (&"20260320T190000Z".into(), &"20260320T190000Z".into()));
    // What another program adds to an entry or the order it writes lines in is no change of ours.
    let touched = text.replace("SUMMARY:", "X-SEEN:yes\r\nSUMMARY:");
    std::fs::write(&file, &touched).unwrap();
    assert_eq!(write(&buyer, "2026-03-21").1, touched);
}

#[test]
fn what_is_no_longer_due_is_cancelled_once_and_comes_back_as_itself() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    bought(&buyer, OTHER, "Kettle");
    let (file, _) = write(&buyer, "2026-03-19");
    buyer.at("2026-03-19", &["order", "remove", OTHER]).fine();
    let (_, text) = write(&buyer, "2026-03-20");
    let gone = event_of(&text, "Kettle");
    assert!(gone.contains("STATUS:CANCELLED") && gone.contains("SEQUENCE:1"), "{gone}");
    assert!(!gone.contains("VALARM") && !gone.contains("CONFIRMED"), "{gone}");
    assert!(event_of(&text, "Lamp").contains("STATUS:CONFIRMED"));
    read(&file);
    assert_eq!(write(&buyer, "2026-03-21").1, text, "once is enough");

    buyer.at("2026-03-21", &["bin", "restore", "order 2"]).fine();
    let (_, text) = write(&buyer, "2026-03-22");
    let back = event_of(&text, "Kettle");
    assert!(back.contains("STATUS:CONFIRMED") && back.contains("SEQUENCE:2"), "{back}");
    assert_eq!(text.matches("Kettle").count() % 4, 0, "one summary and three alarms each: {text}");
}

#[test]
fn entries_of_others_stay_byte_for_byte() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\nX-WR-CALNAME:Family\n";
    let dentist = "BEGIN:VEVENT\nUID:42@other\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Europe/Berlin:20260115T\n 090000\nSUMMARY:Dentist\\, at last\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\n";
    let zone = "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
    // An entry of ours, but of another library.
    let theirs = "BEGIN:VEVENT\r\nUID:0123456789abcdef@parcelproof\r\nDTSTAMP:20260101T000000Z\r\nX-PARCELPROOF-LIBRARY:another\r\nDTSTART:20260401T090000Z\r\nSUMMARY:Elsewhere\r\nEND:VEVENT\r\n";
    let file = buyer.folder().join("coming.ics");
    std::fs::write(&file, format!("{head}{zone}{dentist}{theirs}END:VCALENDAR\n")).unwrap();
    for now in ["2026-03-19", "2026-04-19"] {
        let (_, text) = write(&buyer, now);
        assert!(text.starts_with(head), "{text}");
        assert!(text.contains(zone) && text.contains(dentist) && text.contains(theirs), "{text}");
        assert!(text.contains("Lamp"), "{text}");
    }
    assert!(read(&file).len() > 2);
}

#[test]
fn what_is_no_calendar_is_refused_and_not_touched() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let file = buyer.folder().join("coming.ics");
    let name = file.to_str().unwrap();
    for text in [
        "my diary\n",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n",
        "BEGIN:VCARD\r\nEND:VCARD\r\n",
        "END:VCALENDAR\r\n",
    ] {
        std::fs::write(&file, text).unwrap();
        let refused = buyer.at("2026-03-19", &["due", "--ics", name]).ends(2);
        assert!(refused.err.contains("is not a whole calendar file"), "{}", refused.err);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
    let folder = buyer.folder().join("folder");
    std::fs::create_dir(&folder).unwrap();
    buyer.at("2026-03-19", &["due", "--ics", folder.to_str().unwrap()]).ends(2);
    let nowhere = buyer.folder().join("no/such/folder.ics");
    buyer.at("2026-03-19", &["due", "--ics", nowhere.to_str().unwrap()]).ends(3);
    assert_eq!(
        std::fs::read_dir(buyer.folder()).unwrap().count(),
        3 + usize::from(buyer.folder().join("home").exists()),
        "no part is left"
    );
}

#[test]
fn a_shorter_look_ahead_adds_less_and_cancels_nothing() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    let file = buyer.folder().join("coming.ics");
    let name = file.to_str().unwrap();
    buyer.at("2026-03-19", &["due", "--within", "1", "--ics", name]).fine();
    let empty = std::fs::read_to_string(&file).unwrap();
    assert!(!empty.contains("VEVENT") && empty.contains("VTIMEZONE"), "{empty}");
    let (_, text) = write(&buyer, "2026-03-19");
    assert!(!text.contains("VTIMEZONE"), "{text}");
    buyer.at("2026-03-19", &["due", "--within", "1", "--ics", name]).fine();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn each_request_for_evidence_keeps_its_own_entry_and_rings_by_the_hour() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer.at("2026-03-19T09:00", &["case", "event", "1", "submitted"]).fine();
    buyer.at("2026-03-20T09:00", &["case", "event", "1", "escalated"]).fine();
    let ask = |now: &str, note: &str| {
        buyer
            .at(now, &["case", "event", "1", "evidence_requested", "--by", "marketplace", "--note", note])
            .fine();
    };
    ask("2026-03-21T09:00", "label");
    ask("2026-03-21T10:00", "video");
    let (file, _) = write(&buyer, "2026-03-21T11:00");
    let asked = dates_of(&read(&file), "Evidence");
    assert_eq!(asked.len(), 2, "{asked:#?}");
    for one in &asked {
        assert_eq!(one["alarms"], serde_json::json!([-48 * HOUR, -24 * HOUR, -6 * HOUR, -HOUR]));
    }
    // The first is answered: its own entry goes, the other stays as it is.
    let events = buyer.at("2026-03-21T12:00", &["case", "show", "1", "--json"]).fine().json();
    let first = events["requests"][0]["event"].to_string();
    buyer.at("2026-03-21T12:00", &["case", "event", "1", "evidence_submitted", "--answers", &first]).fine();
    let (_, text) = write(&buyer, "2026-03-21T13:00");
    let by_uid = |uid: &Value| event_of(&text, uid.as_str().unwrap());
    let soonest = asked.iter().min_by_key(|one| one["start"].as_str().unwrap().to_owned()).unwrap();
    let later = asked.iter().max_by_key(|one| one["start"].as_str().unwrap().to_owned()).unwrap();
    assert!(by_uid(&soonest["uid"]).contains("STATUS:CANCELLED"), "{text}");
    let stays = by_uid(&later["uid"]);
    assert!(stays.contains("SEQUENCE:0") && !stays.contains("CANCELLED"), "{stays}");
}

#[test]
fn presumed_dates_and_ranges_say_what_they_are() {
    let buyer = Buyer::new();
    bought(&buyer, ORDER, "Lamp");
    buyer.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    buyer.at("2026-03-19T09:00", &["case", "event", "1", "submitted"]).fine();
    buyer.at("2026-03-20T09:00", &["case", "event", "1", "escalated"]).fine();
    let (file, _) = write(&buyer, "2026-03-21");
    let range = dates_of(&read(&file), "between two dates");
    assert_eq!(range.len(), 1, "{range:#?}");
    assert!(range[0]["end"].is_string() && range[0]["related"][0] == "END", "{range:#?}");
    assert!(range[0]["description"].as_str().unwrap().contains("neither is a firm date"));

    // Nobody answered and nobody confirmed it: what follows is presumed.
    let other = Buyer::new();
    bought(&other, ORDER, "Lamp");
    other.at("2026-03-19", &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    other.at("2026-03-19T09:00", &["case", "event", "1", "submitted"]).fine();
    let (file, _) = write(&other, "2026-03-25");
    let presumed = dates_of(&read(&file), "presumed");
    assert!(!presumed.is_empty());
    assert!(presumed.iter().all(|one| one["status"] == "TENTATIVE"), "{presumed:#?}");
    assert!(presumed[0]["description"].as_str().unwrap().contains("nobody has confirmed it yet"));
}

#[test]
fn a_bundle_and_the_calendar_of_all_name_a_date_alike() {
    let buyer = Buyer::new();
    let paid = ["--payment-method", "PayPal", "--paid-on", "2026-03-01"];
    let fields = ["--paid", "100", "--currency", "USD", "--title", "Lamp", "--confirmed", "2026-03-18"];
    buyer.at("2026-03-18", &[&["order", "add", ORDER][..], &fields, &paid].concat()).fine();
    let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"];
    buyer.at("2026-03-19", &open).fine();
    let uids = |text: &str| -> std::collections::BTreeSet<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let both = |now: &str, name: &str| {
        let out = buyer.folder().join(name);
        buyer.at(now, &["export", "1", "--out", out.to_str().unwrap(), "--anyway"]).fine();
        let bundle = std::fs::read_to_string(out.join("data/deadlines.ics")).unwrap();
        (uids(&bundle), uids(&write(&buyer, now).1))
    };
    // The order's last day, the other route's, and later those of the case.
    let (bundle, all) = both("2026-03-19", "draft");
    assert_eq!((bundle.len(), &bundle), (2, &all));
    buyer.at("2026-03-20", &["case", "event", "1", "submitted"]).fine();
    let (bundle, all) = both("2026-03-21", "sent");
    assert!(bundle.len() > 2 && bundle.is_subset(&all), "{bundle:?} {all:?}");
}
