//! The screens, by what a buyer reads and presses.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parcelproof::app::{Command, Form, Place};
use parcelproof::domain::change::{CasePatch, Change, LinePatch, OrderPatch};
use parcelproof::domain::event::{CaseEventKind, OrderEventKind};
use parcelproof::domain::rules::Origin;
use parcelproof::domain::view::CaseState;

use crate::stage::{NUMBER, Stage, now};

#[test]
fn an_empty_today_shows_the_ways_in() {
    let mut stage = Stage::new();
    assert!(stage.shows("Drop something to begin"));
    assert!(stage.shows("Add files…"));
    assert!(stage.shows("Open the sample case"));
    stage.press("Add an order");
    assert_eq!(stage.state().place, Place::Orders);
}

#[test]
fn an_order_added_by_its_number_opens_and_can_be_taken_back() {
    let mut stage = Stage::new();
    stage.order();
    assert!(matches!(stage.state().place, Place::Order(_)), "{:?}", stage.state().banner);
    assert!(stage.shows(NUMBER));
    assert!(stage.shows("Order added"));
    stage.press("Undo");
    stage.go(Place::Orders);
    assert_eq!(stage.state().orders.value().map(|rows| rows.len()), Some(0));
    stage.push(Command::Redo);
    assert_eq!(stage.state().orders.value().map(|rows| rows.len()), Some(1));
}

#[test]
fn a_number_that_is_none_is_refused_with_a_sentence() {
    let mut stage = Stage::new();
    stage.go(Place::Orders);
    stage.write("New order", "12 apples");
    stage.press("Add order");
    assert!(stage.shows("is not an order number here"));
    assert_eq!(stage.state().place, Place::Orders);
    let stays = stage
        .harness
        .query_all_by_role(Role::TextInput)
        .any(|field| field.accesskit_node().value().is_some_and(|value| value == "12 apples"));
    assert!(stays, "what was typed stays to be mended");
}

#[test]
fn dropped_files_are_attached_to_the_order_shown_with_a_verdict() {
    let mut stage = Stage::new();
    stage.order();
    let files = [stage.photo("box front.png"), stage.large_photo("crack.png")];
    stage.drop_files(&files);
    assert!(stage.shows("2 files added"), "{:?}", stage.state().banner);
    assert!(stage.shows("box front.png, PNG, Ready"));
    assert!(stage.shows("crack.png, PNG, Can be fixed"));
}

#[test]
fn files_dropped_on_today_wait_in_the_inbox_and_can_be_assigned() {
    let mut stage = Stage::new();
    stage.order();
    stage.go(Place::Today);
    let file = stage.photo("label.png");
    stage.drop_files(&[file]);
    assert_eq!(stage.state().place, Place::Inbox);
    stage.press("Choose label.png");
    stage.write("Find the order", "8136");
    stage.press("Assign to");
    assert!(stage.shows("The inbox is empty"));
    assert_eq!(stage.state().orders.value().unwrap()[0].evidence_count, 1);
}

#[test]
fn one_press_makes_a_copy_that_fits() {
    let mut stage = Stage::new();
    stage.order();
    let file = stage.large_photo("crack.png");
    stage.drop_files(&[file]);
    stage.press("Make it fit");
    assert!(stage.shows("1 copy that fits was made"), "{:?}", stage.state().banner);
    assert!(stage.shows("crack.png, PNG, Ready · copy"));
}

#[test]
fn a_case_is_started_and_an_event_changes_its_next_step() {
    let mut stage = Stage::new();
    stage.order();
    let Place::Order(order) = stage.state().place else { unreachable!() };
    stage.push(Command::Form(Some(Form::OrderFields(order))));
    stage.write("Title", "Wristwatch, steel");
    stage.write("Paid", "11.73");
    stage.write("Shipped", "2026-01-05");
    stage.write("Ordered", "2026-01-02");
    stage.press("Save");
    assert!(stage.state().form.is_none(), "{:?}", stage.state().banner);
    assert!(stage.shows("11.73"));

    stage.press("Start a case");
    stage.choose("What is wrong", "Does not work");
    stage.press("Start the case");
    let Place::Case(case) = stage.state().place else {
        panic!("no case: {:?}", stage.state().banner);
    };
    let before = stage.state().shown_case().unwrap().picture.view.clone();
    assert_eq!(before.state, CaseState::Draft);

    let kind = Some(CaseEventKind::SellerContacted);
    stage.push(Command::Form(Some(Form::CaseEvent(case, kind))));
    stage.press("Save event");
    let kind = Some(CaseEventKind::Submitted);
    stage.push(Command::Form(Some(Form::CaseEvent(case, kind))));
    stage.press("Save event");
    let shown = stage.state().shown_case();
    let after = shown.unwrap_or_else(|| panic!("{:?}", stage.state().banner)).picture.view.clone();
    assert_eq!(after.state, CaseState::SellerTurn, "{:?}", stage.state().banner);
    assert_ne!(after.next_step.text, before.next_step.text);

    stage.push(Command::Undo);
    assert_eq!(stage.state().shown_case().unwrap().picture.view.state, CaseState::Draft);
}

#[test]
fn accepting_an_offer_asks_first_and_keeping_on_changes_nothing() {
    let mut stage = Stage::sample(egui::Theme::Light, egui::Vec2::new(1440.0, 900.0));
    let case = stage.state().cases.value().unwrap().iter().find(|case| !case.closed).unwrap().id;
    stage.go(Place::Case(case));
    let events = stage.state().shown_case().unwrap().picture.events.len();
    let kind = Some(CaseEventKind::OfferAccepted);
    stage.push(Command::Form(Some(Form::CaseEvent(case, kind))));
    stage.press("Save event");
    assert!(stage.shows("Accept this offer?"));
    stage.press("Keep negotiating");
    assert!(stage.state().question.is_none());
    assert_eq!(stage.state().shown_case().unwrap().picture.events.len(), events);
}

#[test]
fn the_preflight_of_an_export_names_what_stands_in_the_way() {
    let mut stage = Stage::new();
    stage.order();
    stage.press("Start a case");
    stage.choose("What is wrong", "Does not work");
    stage.press("Start the case");
    let Place::Case(_) = stage.state().place else { panic!("no case: {:?}", stage.state().banner) };
    stage.press("Export claim…");
    assert!(stage.shows("Before you send"));
    let flow = stage.state().export.clone().unwrap();
    let preflight = flow.preflight.value().unwrap();
    assert!(!preflight.blockers.is_empty());
    assert!(stage.shows("In the way"));
    assert!(stage.shows("Choose where to first."));
}

#[test]
fn the_sample_case_is_exported_and_checked_again() {
    let mut stage = Stage::sample(egui::Theme::Light, egui::Vec2::new(1440.0, 900.0));
    let shown = stage.state().cases.value().unwrap().clone();
    let watch = shown.iter().find(|case| case.order_number.as_deref() == Some(NUMBER)).unwrap().id;
    stage.push(Command::BeginExport(watch));
    let out = stage.folder().join("out");
    std::fs::create_dir(&out).unwrap();
    stage.push(Command::SetExportFolder(out));
    stage.push(Command::SetExport { zip: false, redact: false, anyway: true });
    stage.push(Command::Export);
    assert!(stage.shows("The claim is ready"), "{:?}", stage.state().banner);
    stage.press("Check again");
    assert!(stage.shows("all are as they were written"), "{:?}", stage.state().banner);
}

#[test]
fn an_order_is_found_by_typing_and_opened_by_keyboard() {
    let mut stage = Stage::sample(egui::Theme::Light, egui::Vec2::new(1440.0, 900.0));
    stage.go(Place::Orders);
    stage.harness.key_press(Key::Slash);
    stage.run();
    stage.harness.event(egui::Event::Text("leggings".to_owned()));
    stage.run();
    stage.harness.key_press(Key::ArrowDown);
    stage.run();
    stage.harness.key_press(Key::Enter);
    stage.run();
    assert!(matches!(stage.state().place, Place::Order(_)));
    assert!(stage.state().shown_order().unwrap().order.title().to_lowercase().contains("leggings"));
}

#[test]
fn a_removed_order_comes_back_from_the_bin() {
    let mut stage = Stage::new();
    stage.order();
    stage.press("Move this order to the bin");
    assert_eq!(stage.state().place, Place::Orders);
    stage.go(Place::Bin);
    stage.press("Restore");
    assert!(stage.shows("The bin is empty"));
    assert_eq!(stage.state().orders.value().map(|rows| rows.len()), Some(1));
}

#[test]
fn settings_show_the_rules_with_their_sources_and_change_the_theme() {
    let mut stage = Stage::with(egui::Theme::Light, egui::Vec2::new(1440.0, 1800.0));
    stage.go(Place::Settings);
    stage.press("Dark");
    assert_eq!(stage.state().setting("theme"), Some("dark"));
    stage.press("Check the library");
    assert!(stage.shows("nothing is missing or changed"));
    stage.press_far("AliExpress (buyers worldwide)");
    assert!(stage.shows("S10 (B), S20 (C)"), "a date with its sources and their trust");
    assert!(stage.shows("Another value: 15 days (rule until 2017)"));
    assert!(stage.shows("Not certain"));
    stage.harness.get_by_role_and_label(Role::Link, "Settings").click();
    stage.run();
    stage.press_far("AliExpress Russia");
    assert!(stage.shows("Not known"));
}

#[test]
fn the_window_speaks_another_language_at_once() {
    let mut stage = Stage::new();
    stage.go(Place::Settings);
    stage.press("Русский");
    assert_eq!(stage.state().machine.language.as_deref(), Some("ru"));
}

#[test]
fn a_rule_pack_is_copied_edited_used_and_removed_again() {
    let mut stage = Stage::new();
    stage.order();
    stage.go(Place::Settings);
    stage.press_far("Temu return and refund");
    stage.press("Copy");
    assert!(stage.shows("Temu return and refund (copy)"), "{:?}", stage.state().banner);
    stage.press("Edit");
    assert!(stage.shows("The text can be read: 5 dates, 3 sources."));
    // What is typed goes to the end of the text.
    stage.write("Text of the pack", "[timers.mine]");
    assert!(stage.shows("is missing here"), "the loader's message");
    assert!(stage.shows("Line "), "and its place");
    stage.press("Save");
    assert!(stage.shows("Leave without saving"), "a text that cannot be read is not saved");
    stage.press("Leave without saving");
    stage.press("Edit");
    stage.write("Text of the pack", "\n[timers.mine]\nstart = \"paid_at\"\nn = 4\nunit = \"hours\"\nwho = \"buyer\"\nkind = \"watch\"\ncertain = false\ncite = []\n");
    assert!(stage.shows("The text can be read: 6 dates, 3 sources."));
    stage.press("Save");
    assert!(stage.shows("mine"), "{:?}", stage.state().banner);
    assert!(stage.shows("4 hours after: paid"));
    stage.press("Use this pack");
    let used = |stage: &Stage| {
        let origin = stage.state().facts.packs.origin("temu-copy");
        origin == Some(Origin::Own { enabled: true })
    };
    assert!(used(&stage));
    stage.push(Command::Undo);
    assert!(!used(&stage) && stage.state().facts.packs.get("temu-copy").is_some());
    stage.press("Remove");
    assert!(stage.state().facts.packs.get("temu-copy").is_none());
    stage.push(Command::Undo);
    assert!(stage.state().facts.packs.get("temu-copy").unwrap().timer("mine").is_some());
}

#[test]
fn a_case_shows_that_its_rules_have_changed_until_that_is_noted() {
    let mut stage = Stage::new();
    stage.order();
    stage.press("Start a case");
    stage.choose("What is wrong", "Does not work");
    stage.press("Start the case");
    let Place::Case(case) = stage.state().place else { panic!("no case: {:?}", stage.state().banner) };
    assert!(!stage.shows("The rules have changed"));
    let older = CasePatch { pack_version: Some("2025-01-01+00000000".to_owned()), ..CasePatch::default() };
    stage.push(Command::quiet(Change::SetCase(case, older), "packs-said-noted"));
    assert!(stage.shows("The rules have changed since this case was opened: opened with 2025-01-01"));
    stage.press("Got it");
    assert!(!stage.shows("The rules have changed"));
}

/// A submitted dispute, started by what a buyer presses.
fn submitted() -> Stage {
    let mut stage = Stage::new();
    stage.order();
    stage.press("Start a case");
    stage.write("In your own words", "does not work");
    stage.press("Does not work");
    stage.press("Start the case");
    stage
}

#[test]
fn what_the_guards_object_to_is_recorded_when_it_happened_all_the_same() {
    let mut stage = submitted();
    let Place::Case(case) = stage.state().place else { panic!("{:?}", stage.state().banner) };
    stage.push(Command::Form(Some(Form::CaseEvent(case, Some(CaseEventKind::ReturnSent)))));
    stage.press("Save event");
    assert!(stage.state().form.is_some() && stage.shows("does not go with a case in the state"));
    stage.press("It happened all the same");
    stage.press("Save event");
    assert!(stage.state().form.is_none(), "{:?}", stage.state().banner);
    let shown = stage.state().shown_case().unwrap();
    let event = shown.picture.events.last().unwrap();
    assert!(event.kind == CaseEventKind::ReturnSent && event.details.anyway);
}

#[test]
fn an_event_holds_when_it_was_seen_and_what_shows_it() {
    let mut stage = Stage::new();
    stage.order();
    let photo = stage.photo("parcel.png");
    stage.drop_files(&[photo]);
    let Place::Order(order) = stage.state().place else { unreachable!() };
    stage.push(Command::Form(Some(Form::OrderEvent(order, Some(OrderEventKind::Shipped)))));
    stage.press("When you saw it, files");
    stage.write("When you saw it, if later", "2026-03-24");
    stage
        .harness
        .query_all_by_role(Role::CheckBox)
        .find(|tick| tick.accesskit_node().label().is_some_and(|label| label == "parcel.png"))
        .expect("the file can be ticked")
        .click();
    stage.run();
    stage.press("Save event");
    let event = stage.state().shown_order().unwrap().events.last().cloned();
    let event = event.unwrap_or_else(|| panic!("{:?}", stage.state().banner));
    assert!(event.details.seen_at.is_some());
    assert_eq!(event.details.evidence.len(), 1);
    stage.press_below("Take back “Shipped”");
    assert!(stage.state().shown_order().unwrap().events.iter().all(|event| event.voided));
}

#[test]
fn a_case_is_started_with_other_rules_of_the_same_marketplace() {
    let mut stage = Stage::with(egui::Theme::Light, egui::Vec2::new(1440.0, 1600.0));
    stage.order();
    stage.press("Start a case");
    stage.write("In your own words", "does not work");
    stage.press("Does not work");
    stage.choose("Rules", "AliExpress before 2017");
    stage.press("Start the case");
    let shown = stage.state().shown_case().unwrap_or_else(|| panic!("{:?}", stage.state().banner));
    assert_eq!(shown.picture.case.pack, "aliexpress-classic");
}

#[test]
fn a_zone_that_is_taken_back_counts_no_more() {
    let mut stage = Stage::new();
    let before = stage.state().zone;
    let change = Change::SetSetting("zone".to_owned(), Some("Europe/Moscow".to_owned()));
    stage.push(Command::quiet(change, "settings-said-changed"));
    assert_eq!(stage.state().zone, chrono_tz::Europe::Moscow);
    stage.push(Command::Undo);
    assert_eq!(stage.state().zone, before);
}

#[test]
fn what_another_program_wrote_is_seen() {
    let mut stage = Stage::waking();
    stage.go(Place::Orders);
    let folder = stage.state().facts.folder.clone();
    let theirs = parcelproof::jobs::open(&folder, now(), chrono_tz::UTC).unwrap();
    let (marketplace, number) = parcelproof::jobs::orders::number_in(NUMBER, None).unwrap();
    let added =
        parcelproof::jobs::orders::add(marketplace, number, OrderPatch::default(), LinePatch::default());
    parcelproof::jobs::change(&theirs, &added, None).unwrap();
    let seen = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        stage.harness.step();
        stage.state().orders.value().is_some_and(|orders| orders.len() == 1)
    });
    assert!(seen, "the order of the other program");
}
