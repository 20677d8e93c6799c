//! The questions before acts that undo cannot mend, the ledger of offers and the checklist, as a buyer reads them.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parcelproof::app::command::{CaseWish, Edit, Then};
use parcelproof::app::{Command, Deed, Form, Place};
use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::change::{Change, LinePatch};
use parcelproof::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent, Party, Plan};
use parcelproof::domain::ids::CaseId;
use parcelproof::domain::moment::Moment;
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::view::{CaseState, OfferStanding};

use crate::stage::{Stage, now};

fn usd(text: &str) -> Money {
    Money::parse(text, &Currency::parse("USD").unwrap()).unwrap()
}

/// A window over a submitted dispute about a watch of 40 USD.
fn disputed() -> (Stage, CaseId) {
    let mut stage = Stage::with(egui::Theme::Light, egui::Vec2::new(1440.0, 1400.0));
    stage.order();
    let Place::Order(order) = stage.state().place else { unreachable!() };
    let line = stage.state().shown_order().unwrap().order.lines[0].id;
    let paid = LinePatch { paid: Some(Some(usd("40.00"))), ..LinePatch::default() };
    stage.push(Command::quiet(Change::SetLine(line, Box::new(paid)), "order-said-changed"));
    let wish = CaseWish {
        kind: CaseKind::Dispute,
        order,
        line: None,
        reason: Some(Reason::Defective),
        remedy: Some(Plan::RefundOnly),
        amount: Some(usd("40.00")),
        pack: None,
    };
    let edit = Edit::of(Deed::OpenCase(Box::new(wish)), "case-said-opened").then(Then::ToCase);
    stage.push(Command::Change(Box::new(edit)));
    let Place::Case(case) = stage.state().place else { panic!("no case: {:?}", stage.state().banner) };
    record(&mut stage, case, CaseEventKind::Submitted, EventDetails::default());
    (stage, case)
}

fn record(stage: &mut Stage, case: CaseId, kind: CaseEventKind, details: EventDetails) {
    let event = NewEvent { kind, at: Moment::instant(now()), source: EventSource::Buyer, details };
    stage.push(Command::deed(Deed::Record(case, Box::new(event)), "event-said-recorded"));
    stage.dismiss();
}

fn offer(amount: &str, note: &str) -> EventDetails {
    EventDetails {
        amount: Some(usd(amount)),
        note: Some(note.to_owned()).filter(|note| !note.is_empty()),
        ..EventDetails::default()
    }
}

/// Whether the button of this name can be pressed.
fn is_enabled(stage: &Stage, name: &str) -> bool {
    let button =
        stage.harness.query_all_by_label(name).find(|node| node.accesskit_node().role() == Role::Button);
    !button.unwrap_or_else(|| panic!("no button “{name}”")).accesskit_node().is_disabled()
}

#[test]
fn an_offer_is_accepted_only_after_the_difference_was_confirmed() {
    let (mut stage, case) = disputed();
    record(&mut stage, case, CaseEventKind::SellerOffer, offer("5.00", ""));
    assert!(stage.shows("35.00 USD less than you asked") || stage.shows("less than you asked"));
    stage.press("Accept… Seller");
    assert!(stage.shows("Accept this offer?"));
    assert!(stage.shows("You asked") && stage.shows("They offer"));
    assert!(stage.shows("There is no second round"));
    assert!(!is_enabled(&stage, "Accept"));
    stage.press("I have compared it with what I asked");
    assert!(is_enabled(&stage, "Accept"));
    let is_button = |role: Role| role == Role::Button;
    let button =
        stage.harness.query_all_by_label("Accept").rfind(|node| is_button(node.accesskit_node().role()));
    button.unwrap().click();
    stage.run();
    let view = &stage.state().shown_case().unwrap().picture.view;
    assert_eq!((view.state, view.decided.clone()), (CaseState::RefundWaiting, Some(usd("5.00"))));
}

#[test]
fn each_of_two_alternatives_has_answers_of_its_own() {
    let (mut stage, case) = disputed();
    record(&mut stage, case, CaseEventKind::SellerOffer, offer("5.00", ""));
    let back = EventDetails { plan: Some(Plan::ReturnAndRefund), ..offer("40.00", "") };
    record(&mut stage, case, CaseEventKind::SellerOffer, back);
    stage.press("Reject: Seller: 40.00");
    let offers = &stage.state().shown_case().unwrap().picture.view.offers;
    let standings: Vec<_> = offers.iter().map(|offer| (offer.amount.clone(), offer.standing)).collect();
    assert_eq!(
        standings,
        [(Some(usd("5.00")), OfferStanding::Open), (Some(usd("40.00")), OfferStanding::Rejected)]
    );
    // Where the other sum does not fit either: write, change the dispute, or leave it to the marketplace.
    assert!(stage.shows("Does the sum not fit? Write to the seller"));
    assert!(is_enabled(&stage, "Change the demand"));
}

#[test]
fn money_outside_the_marketplace_is_confirmed_in_red() {
    let (mut stage, case) = disputed();
    record(&mut stage, case, CaseEventKind::SellerOffer, offer("40.00", "I send it by PayPal"));
    assert!(stage.shows("The message speaks of “paypal”"));
    stage.press("Accept… Seller");
    assert!(stage.state().question.as_ref().unwrap().red);
    assert!(stage.shows("I know that this money cannot be claimed if it does not come"));
    stage.press("Keep negotiating");
    assert!(stage.state().question.is_none());
}

#[test]
fn cancelling_asks_its_four_questions_and_keeps_by_default() {
    let (mut stage, case) = disputed();
    stage.push(Command::Form(Some(Form::CaseEvent(case, Some(CaseEventKind::Cancelled)))));
    stage.press("Save event");
    for words in [
        "Is the refund really on your account?",
        "How many days would be left to open it again?",
        "Can it be opened again at all?",
        "Was it opened after the end of protection?",
        "You owe nobody a cancelled dispute",
    ] {
        assert!(stage.shows(words), "{words}");
    }
    // The default is what Enter presses.
    stage.harness.key_press(egui::Key::Enter);
    stage.run();
    assert!(stage.state().question.is_none());
    assert_eq!(stage.state().shown_case().unwrap().picture.view.state, CaseState::SellerTurn);
}

#[test]
fn recording_a_confirmed_receipt_says_what_to_do_first() {
    let mut stage = Stage::new();
    stage.order();
    let Place::Order(order) = stage.state().place else { unreachable!() };
    let kind = Some(parcelproof::domain::event::OrderEventKind::Confirmed);
    stage.push(Command::Form(Some(Form::OrderEvent(order, kind))));
    stage.press("Save event");
    for words in
        ["leaves its safekeeping", "Opened:", "Counted:", "Switched on:", "Measured:", "Photographed:"]
    {
        assert!(stage.shows(words), "{words}");
    }
    stage.press("Not yet");
    assert!(stage.state().question.is_none());
}

#[test]
fn a_line_of_a_request_is_said_to_be_impossible_with_its_reason() {
    let (mut stage, case) = disputed();
    let asked = EventDetails {
        by: Some(Party::Seller),
        note: Some("a video\nan invoice".to_owned()),
        ..EventDetails::default()
    };
    record(&mut stage, case, CaseEventKind::EvidenceRequested, asked);
    assert!(stage.shows("The marketplace asks for less than sellers do"));
    stage.press("Not possible: an invoice");
    stage.write("Why it is not possible", "there is no shop for it");
    stage.press("Save event");
    let request = stage.state().shown_case().unwrap().picture.view.requests[0].clone();
    assert_eq!(request.items[1].why_not.as_deref(), Some("there is no shop for it"));
    assert!(!request.answered);
    assert!(stage.shows("not possible: there is no shop for it"));
}

#[test]
fn a_file_is_marked_as_showing_what_is_missing() {
    let (mut stage, _) = disputed();
    let file = stage.photo("arrow.png");
    stage.drop_files(&[file]);
    assert!(stage.shows("2 needed"));
    stage.press("Which file shows: Photo with arrows");
    stage.press("arrow.png");
    let readiness = stage.state().shown_case().unwrap().picture.readiness.clone();
    let line = readiness.needs.iter().find(|line| line.need == "marked_photo").unwrap();
    assert!(line.have, "{line:?}");
}

#[test]
fn traps_are_told_while_the_sellers_words_are_typed() {
    let (mut stage, case) = disputed();
    stage.push(Command::Form(Some(Form::CaseEvent(case, Some(CaseEventKind::SellerReplied)))));
    stage.write("What they wrote", "Закройте спор, верну деньги");
    assert!(stage.shows("Money is promised once you close the dispute"));
    stage.press("Save event");
    assert!(stage.shows("Money is promised once you close the dispute"), "the log says it too");
}
