//! Pasted page words, reports and routes, by what a buyer reads and presses.

use egui::{Event, Theme, Vec2};
use egui_kittest::SnapshotResults;
use parcelproof::app::work::About;
use parcelproof::app::{Command, Form, Place};
use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind, EventSource, OrderEventKind};

use crate::stage::{NUMBER, Stage};

const PAGE: &str = "Refund if no delivery before Apr 14, 2026\nShipped on Jan 5";

fn sample(theme: Theme) -> (Stage, Place) {
    let mut stage = Stage::sample(theme, Vec2::new(1440.0, 900.0));
    stage.dismiss();
    let orders = stage.state().orders.value().unwrap().clone();
    let order = orders.iter().find(|order| order.number == NUMBER).unwrap().id;
    (stage, Place::Order(order))
}

fn paste(stage: &mut Stage, words: &str) {
    stage.harness.event(Event::Paste(words.to_owned()));
    stage.run();
}

#[test]
fn words_pasted_on_an_order_are_shown_with_ticks_and_recorded_in_one_step() {
    let mut stage = Stage::new();
    stage.order();
    let Place::Order(order) = stage.state().place else { unreachable!() };
    paste(&mut stage, PAGE);
    assert_eq!(stage.state().form, Some(Form::Paste(About::Order(order))));
    assert!(stage.shows("2 things found"), "{:?}", stage.state().banner);
    assert!(stage.shows("End of protection · to the order"));
    assert!(stage.shows("“Refund if no delivery before Apr 14, 2026”"));
    assert!(stage.shows("The page gives no year"));
    assert!(stage.shows("Record 1 event"));
    stage.press("Choose 5 Jan 2026");
    stage.press("Record 2 events");
    assert!(stage.state().form.is_none(), "{:?}", stage.state().banner);
    let events = stage.state().shown_order().unwrap().events.clone();
    let kinds: Vec<OrderEventKind> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [OrderEventKind::DateShown, OrderEventKind::Shipped]);
    assert!(events.iter().all(|event| event.source == EventSource::PastedText));
    stage.push(Command::Undo);
    let left = stage.state().shown_order().unwrap().events.iter().filter(|event| !event.voided).count();
    assert_eq!(left, 0);
}

#[test]
fn words_pasted_into_a_field_or_elsewhere_open_nothing() {
    let mut stage = Stage::new();
    stage.go(Place::Today);
    paste(&mut stage, PAGE);
    assert_eq!(stage.state().form, None);
    stage.order();
    stage.push(Command::Form(Some(Form::OrderFields(match stage.state().place {
        Place::Order(order) => order,
        _ => unreachable!(),
    }))));
    let form = stage.state().form;
    paste(&mut stage, PAGE);
    assert_eq!(stage.state().form, form);
}

#[test]
fn a_dispute_started_from_what_happened_and_a_report_with_its_warnings() {
    let mut stage = Stage::new();
    stage.order();
    stage.press("What happened?…");
    assert!(stage.shows("a dispute about an order, or a complaint about a seller"));
    stage.press("A seller breaks the rules");
    stage.press("The seller asks for early confirmation");
    assert!(stage.shows("Report: Seller breaks the trade rules"));
    stage.press("Go this way: Report");
    let Place::Case(case) = stage.state().place else { panic!("{:?}", stage.state().banner) };
    assert_eq!(stage.state().shown_case().unwrap().picture.case.kind, CaseKind::Report);
    assert!(stage.shows("Missing: Is the order completed?"));
    assert!(stage.shows("the account is blocked, without any refund"));
    stage.press_far("Fill in the report…");
    stage.write("What happened, in English", "He asked me to confirm the receipt before delivery.");
    stage.press("Save the report");
    assert!(stage.state().form.is_none(), "{:?}", stage.state().banner);
    assert!(stage.shows("He asked me to confirm"));

    // Sending it is one of the acts that ask first.
    let kind = Some(CaseEventKind::ReportSent);
    stage.push(Command::Form(Some(Form::CaseEvent(case, kind))));
    stage.press("Save event");
    assert!(stage.state().question.is_some());
    let points: Vec<String> = stage
        .state()
        .question
        .clone()
        .unwrap()
        .advice
        .points
        .iter()
        .map(|point| point.text.id.to_string())
        .collect();
    for warning in ["report-warning-false-data", "report-warning-hits-buyer", "report-warning-availability"] {
        assert!(points.iter().any(|point| point == warning), "{warning}: {points:?}");
    }
    stage.press("Not yet");
    let events = &stage.state().shown_case().unwrap().picture.events;
    assert!(events.iter().all(|event| event.kind != CaseEventKind::ReportSent));

    // One step back takes the form back, one more the case.
    stage.push(Command::Undo);
    stage.push(Command::Undo);
    stage.go(Place::Cases);
    assert_eq!(stage.state().cases.value().map(|rows| rows.len()), Some(0));
}

#[test]
fn cases_are_filtered_by_category_and_by_status() {
    let mut stage = Stage::new();
    stage.order();
    for trouble in ["Wrong category, unreal price", "Something is sold"] {
        stage.go(Place::Orders);
        stage.go(Place::Today);
        let orders = stage.state().orders.value().unwrap().clone();
        stage.go(Place::Order(orders[0].id));
        stage.push(Command::Form(Some(Form::Routes(Some(orders[0].id)))));
        stage.press("A seller breaks the rules");
        stage.press(trouble);
        stage.press("Go this way: Report");
    }
    stage.go(Place::Cases);
    assert!(stage.shows("Report · Search manipulation"));
    assert!(stage.shows("Report · Restricted or prohibited product"));
    stage.choose("About", "Search manipulation");
    assert!(stage.shows("Report · Search manipulation"));
    assert!(!stage.shows("Report · Restricted or prohibited product"));
}

#[test]
fn an_account_case_shows_its_steps_and_what_to_try_again() {
    let mut stage = Stage::new();
    stage.go(Place::Cases);
    stage.press("What happened?…");
    stage.press("My account");
    stage.press("My card or phone has to be verified");
    stage.press("Go this way: Card or phone");
    assert!(matches!(stage.state().place, Place::Case(_)), "{:?}", stage.state().banner);
    assert!(stage.shows("2. Press “Submit”."));
    assert!(stage.shows("Use another card or another number."));
    assert!(stage.shows("the clocks of the orders keep running"));
}

#[test]
fn the_word_with_four_meanings_leads_to_four_names() {
    let mut stage = Stage::new();
    stage.go(Place::Cases);
    stage.press("What happened?…");
    stage.write("In your own words", "appeal");
    for name in ["Dispute", "Complaint about the decision", "Account appeal", "Legal appeal (DSA)"] {
        assert!(stage.shows(name), "{name}");
    }
    stage.press("Account appeal");
    assert!(stage.shows("Blocked account"));
}

#[test]
fn dialogs_of_pages_routes_and_reports_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let (mut stage, place) = sample(theme);
        stage.go(place);
        let page = "Purchase Protection ends 14 Apr 2026 23:59\nEstimated delivery: Apr 4\n\
                    The seller proposes a partial refund of US $5.00\nRefund if no delivery before Feb 30, 2026";
        paste(&mut stage, page);
        stage.harness.snapshot(format!("place_paste_{name}"));
        let Place::Order(order) = place else { unreachable!() };
        stage.push(Command::Form(Some(Form::Routes(Some(order)))));
        stage.harness.snapshot(format!("place_routes_{name}"));
        stage.press("A seller breaks the rules");
        stage.press("False tracking, fraud store");
        stage.harness.snapshot(format!("place_ways_{name}"));
        stage.press("Go this way: Report");
        stage.dismiss();
        stage.harness.snapshot(format!("place_report_{name}"));
        stage.press("Fill in the report…");
        stage.harness.snapshot(format!("place_report_form_{name}"));
        results.extend_harness(&mut stage.harness);
    }
}
