//! Reminders, the calendar file, snoozing and history, by what a buyer reads and presses.

use std::sync::{Arc, Mutex};

use parcelproof::app::work::Note;
use parcelproof::app::{Command, Place};
use parcelproof::domain::change::Change;

use crate::stage::Stage;

fn sample() -> (Stage, Arc<Mutex<Vec<Note>>>) {
    let notes = Arc::default();
    let mut stage = Stage::notified(&notes);
    stage.push(Command::OpenSample);
    stage.dismiss();
    (stage, notes)
}

#[test]
fn a_start_reminds_of_what_is_due_once_and_says_no_amounts() {
    let (stage, notes) = sample();
    let first: Vec<Note> = notes.lock().unwrap().clone();
    assert!(!first.is_empty());
    assert!(first.iter().all(|note| !note.body.contains("USD") && !note.title.contains("USD")), "{first:?}");
    let mut again = Stage::reopened(&stage, &notes);
    again.run();
    assert!(again.state().today.value().is_some_and(|items| !items.is_empty()));
    assert_eq!(notes.lock().unwrap().len(), first.len(), "what was shown is remembered in the library");
}

#[test]
fn one_switch_turns_reminders_off() {
    let notes = Arc::default();
    let mut stage = Stage::notified(&notes);
    stage.go(Place::Settings);
    stage.press("Remind me on the desktop");
    assert_eq!(stage.state().setting("reminders"), Some("off"));
    let number = "8136 3243 2890 3264";
    let add = parcelproof::app::Deed::AddOrder { typed: number.to_owned(), marketplace: None };
    stage.push(Command::deed(add, "order-said-added"));
    let order = stage.state().orders.value().unwrap()[0].id;
    let at = parcelproof::domain::moment::Moment::parse("2026-03-10", chrono_tz::UTC).unwrap();
    let fact = parcelproof::domain::order::DateFact {
        at,
        said: parcelproof::domain::order::Said::Buyer,
        seen_at: crate::stage::now(),
    };
    let patch = parcelproof::domain::change::OrderPatch {
        dates: vec![(parcelproof::domain::order::OrderDate::Confirmed, Some(fact))],
        ..Default::default()
    };
    stage.push(Command::quiet(Change::SetOrder(order, Box::new(patch)), "order-said-changed"));
    // Confirming a receipt is asked about first.
    stage.push(Command::GoOn);
    assert!(notes.lock().unwrap().is_empty());
    stage.dismiss();
    stage.go(Place::Settings);
    stage.press("Remind me on the desktop");
    assert_eq!(stage.state().setting("reminders"), None, "{:?}", stage.state().banner);
    stage.run();
    assert_eq!(notes.lock().unwrap().len(), 1, "the date is a day away");
}

#[test]
fn a_date_is_put_off_from_its_row_and_taken_back() {
    let (mut stage, _) = sample();
    stage.go(Place::Today);
    stage.press("Snooze 30 min");
    assert!(stage.shows("put off until"), "{:?}", stage.state().banner);
    stage.press("Undo");
    assert!(!stage.shows("put off until"));
}

#[test]
fn the_head_of_today_says_what_is_at_stake_and_recovered() {
    let (mut stage, _) = sample();
    stage.go(Place::Today);
    assert!(stage.shows("at stake"));
    let received = stage.state().cases.value().unwrap().iter().any(|case| case.received.is_some());
    assert_eq!(stage.shows("recovered"), received);
}

#[test]
fn history_tells_endings_amounts_and_stages_and_leads_to_the_case() {
    let (mut stage, _) = sample();
    stage.go(Place::Cases);
    stage.press("History");
    assert_eq!(stage.state().place, Place::History);
    let history = stage.state().history.value().unwrap().clone();
    assert!(!history.cases.is_empty());
    assert!(stage.shows("Asked: "), "the chart speaks");
    assert!(stage.shows("Days each stage took"));
    let first = history.cases[0].title.clone();
    stage.press(&first);
    assert_eq!(stage.state().place, Place::Case(history.cases[0].case));
    stage.go(Place::History);
    stage.press("List");
    assert_eq!(stage.state().place, Place::Cases);
}

#[test]
fn settings_hold_the_guides_and_say_once_that_nothing_is_legal_advice() {
    // High enough for all of it: what is out of sight cannot be pressed.
    let mut stage = Stage::with(egui::Theme::Light, egui::Vec2::new(1440.0, 5600.0));
    stage.go(Place::Settings);
    assert!(stage.shows("Nothing here is legal advice"));
    stage.press("The site says");
    assert!(stage.shows("Ctrl+F5"));
    assert!(stage.shows("Save calendar file…"));
}
