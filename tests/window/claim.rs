//! Choosing a reason by own words, composing, the site's form, ways of settling, cards and the tracking log, by what a
//! buyer reads and presses; and their pictures in both themes and two sizes.

use egui::{Theme, Vec2};
use egui_kittest::SnapshotResults;
use parcelproof::app::{Command, Form, Place};
use parcelproof::domain::case::{Reason, SubmissionKind};
use parcelproof::domain::event::CaseEventKind;
use parcelproof::domain::view::CaseState;

use crate::stage::{NUMBER, Stage};

/// An order with what was paid and when it was sent.
fn ordered(stage: &mut Stage) {
    stage.order();
    let Place::Order(order) = stage.state().place else { unreachable!() };
    stage.push(Command::Form(Some(Form::OrderFields(order))));
    stage.write("Title", "Wristwatch, steel");
    stage.write("Paid", "11.73");
    stage.write("Shipped", "2026-01-05");
    stage.press("Save");
}

fn started(stage: &mut Stage) {
    ordered(stage);
    stage.press("Start a case");
    stage.write("In your own words", "часы не ходят, не работают");
    stage.press("Does not work");
    stage.press("Start the case");
    assert!(matches!(stage.state().place, Place::Case(_)), "{:?}", stage.state().banner);
}

#[test]
fn own_words_offer_the_closest_reason_with_why() {
    let mut stage = Stage::new();
    ordered(&mut stage);
    stage.press("Start a case");
    assert!(stage.shows("A dispute does two things"), "the words before a case say what it is for");
    stage.write("In your own words", "the seam came apart");
    assert!(stage.shows("you said “seam"), "why it is close");
    stage.press("Defective: stitching");
    assert!(stage.shows("on the site: Quality problems › Poorly stitched"));
    stage.press("Start the case");
    let shown = stage.state().shown_case().unwrap();
    assert_eq!(shown.picture.case.reason, Some(Reason::DefectiveStitching));
}

#[test]
fn a_text_is_written_from_slots_and_sentences() {
    let mut stage = Stage::new();
    started(&mut stage);
    stage.press("Write the text");
    for tip in ["Sellers who care for their rating", "Other buyers found talking useless", "reads Russian"] {
        assert!(stage.shows(tip), "{tip}");
    }
    assert!(stage.shows("I ordered a watch, but they were not working"));
    stage.write("Received", "чёрные часы");
    stage.press_below("the hands do not move");
    stage.press_below("Write the text from this");
    let text = claim(&stage);
    assert!(
        text.contains("What I received: black watch.") && text.contains("The hands do not move."),
        "{text}"
    );
    stage.push(Command::Undo);
    assert!(!claim(&stage).contains("black watch"));
}

fn claim(stage: &Stage) -> String {
    stage.state().shown_case().unwrap().words.texts[0].text.clone()
}

#[test]
fn what_is_typed_is_kept_without_a_button_and_writing_anew_can_be_taken_back() {
    let mut stage = Stage::new();
    started(&mut stage);
    stage.press("Write the text");
    stage.write("English text", " The glass is scratched.");
    assert!(!claim(&stage).contains("scratched"), "not while typing");
    stage.press("Overview");
    assert!(claim(&stage).contains("scratched"), "an export has it now");
    stage.press("Write the text");
    stage.write("English text", " The strap is torn.");
    stage.press_below("Write the text from this");
    assert!(!claim(&stage).contains("torn"));
    stage.push(Command::Undo);
    assert!(claim(&stage).contains("torn"), "{}", claim(&stage));
}

#[test]
fn a_message_to_the_seller_is_written_beside_the_claim() {
    let mut stage = Stage::new();
    started(&mut stage);
    stage.press("Write the text");
    let before = claim(&stage);
    stage.press("Message to the seller");
    stage.write("Received", "чёрные часы");
    stage.press_below("Write the text from this");
    let texts = &stage.state().shown_case().unwrap().words.texts;
    assert_eq!(texts[1].kind, SubmissionKind::Message);
    assert!(texts[1].text.contains("black watch"), "{}", texts[1].text);
    assert_eq!(claim(&stage), before, "the claim stands as it was");
}

#[test]
fn what_is_written_is_hinted_at_while_typing() {
    let mut stage = Stage::new();
    started(&mut stage);
    stage.press("Write the text");
    assert!(stage.shows("Nothing to object"));
    stage.write("English text", " You liar!");
    assert!(stage.shows("An insult helps nobody"));
    assert!(stage.shows("exclamation mark"));
}

#[test]
fn the_form_is_ticked_and_recorded_as_sent_and_then_filled_in_for_a_change() {
    let mut stage = Stage::new();
    started(&mut stage);
    let photo = stage.photo("back.png");
    stage.drop_files(&[photo]);
    stage.press("Fill in the form");
    for label in ["Have you received the ordered goods?", "The problem that has arisen", "Refund amount"] {
        assert!(stage.shows(label), "{label}");
    }
    assert!(stage.shows("This decides which reasons"), "the note is in the buyer's language");
    assert!(stage.shows("Press “Open dispute”"), "where to click stands beside it");
    stage.press("Have you received the ordered goods?");
    assert!(stage.shows("1 of 7 done"));
    stage.press_below("Copy files");
    assert!(stage.shows("1 file"), "{:?}", stage.state().banner);
    stage.press_below("I pressed Submit");
    let shown = stage.state().shown_case().unwrap();
    assert_eq!(shown.picture.view.state, CaseState::SellerTurn, "{:?}", stage.state().banner);
    assert_eq!(shown.words.versions.len(), 1);
    assert!(shown.picture.submissions.iter().any(|submission| submission.frozen_at.is_some()));
    assert!(stage.shows("0 of 7 done"));
    assert!(stage.shows("Press “Change”"));
    assert!(stage.shows("Nothing has changed since it was sent"), "a second press records nothing");
    assert!(!stage.shows("I pressed Submit"));
    stage.press("Return and refund");
    stage.press_below("I pressed Submit for the change");
    let shown = stage.state().shown_case().unwrap();
    assert_eq!(shown.words.versions.len(), 2);
    let last = shown.picture.events.last().unwrap();
    assert_eq!(last.kind, CaseEventKind::Edited);
    stage.push(Command::Undo);
    assert_eq!(stage.state().shown_case().unwrap().words.versions.len(), 1);
}

#[test]
fn three_answers_suggest_an_amount_that_can_be_taken_over() {
    let mut stage = Stage::new();
    started(&mut stage);
    stage.press("Compare ways");
    assert!(stage.shows("Answer the three questions"));
    stage.press("clearly");
    stage.press("a part");
    stage.press("for money");
    assert!(stage.shows("55% of what may be asked"));
    stage.press_below("Ask for");
    let asked = stage.state().shown_case().unwrap().picture.case.amount.clone().unwrap();
    assert_eq!(asked.minor, 645);
    assert!(stage.shows("The wait starts again"));
}

#[test]
fn the_tracking_log_suggests_the_reason_a_case_is_started_with() {
    let mut stage = Stage::new();
    ordered(&mut stage);
    assert!(stage.shows("Read the seller’s terms and warranty"), "until there is a picture of the page");
    stage.press("Note what it says");
    stage.press("It shows nothing");
    stage.press("Save snapshot");
    assert!(stage.shows("“No tracking information” is the reason that fits"));
    stage.press("Start a case with this reason");
    stage.press("Start the case");
    let shown = stage.state().shown_case().unwrap();
    assert_eq!(shown.picture.case.reason, Some(Reason::NotReceivedNoTracking));
    assert!(stage.shows("Sellers who care for their rating"), "asking first is a tip before it is opened");
}

#[test]
fn steps_of_a_card_are_replaced_in_the_settings_and_put_back() {
    let mut stage = Stage::new();
    stage.go(Place::Settings);
    stage.press_below("See where the refund is");
    stage.press_below("Change the steps");
    stage.write("Steps, one a line", "Ask in the app\n");
    stage.press_below("Save steps");
    assert!(stage.shows("your own steps"), "{:?}", stage.state().banner);
    stage.press_below("Back to the built-in steps");
    assert!(stage.shows("Press “Refund details”"));
}

#[test]
fn the_tabs_of_a_case_look_as_they_did() {
    let mut results = SnapshotResults::new();
    let sizes = [("wide", Vec2::new(1440.0, 900.0)), ("small", Vec2::new(1024.0, 700.0))];
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size_name, size) in sizes {
            if theme == Theme::Dark && size_name == "small" {
                continue;
            }
            let mut stage = Stage::sample(theme, size);
            stage.dismiss();
            let orders = stage.state().orders.value().unwrap().clone();
            let order = orders.iter().find(|order| order.number == NUMBER).unwrap().id;
            let cases = stage.state().cases.value().unwrap().clone();
            let case = cases.iter().find(|case| case.order == Some(order)).unwrap().id;
            stage.go(Place::Case(case));
            for (tab, words) in
                [("Write the text", "text"), ("Fill in the form", "form"), ("Compare ways", "compare")]
            {
                stage.press(tab);
                stage.harness.snapshot(format!("claim_{words}_{size_name}_{name}"));
            }
            results.extend_harness(&mut stage.harness);
        }
    }
}

#[test]
fn choosing_a_reason_and_noting_tracking_look_as_they_did() {
    let mut stage = Stage::new();
    ordered(&mut stage);
    stage.press("Note what it says");
    stage.press("It shows nothing");
    stage.press("Save snapshot");
    stage.press("Note what it says");
    stage.dismiss();
    let mut results = SnapshotResults::new();
    stage.harness.snapshot("claim_tracking_light");
    stage.press("Leave");
    stage.press("Start a case with this reason");
    stage.write("In your own words", "шов разошёлся, и цвет другой");
    stage.harness.snapshot("claim_reason_light");
    results.extend_harness(&mut stage.harness);
}
