//! Pictures of each place over the sample library, in both themes.

use egui::{Theme, Vec2};
use egui_kittest::SnapshotResults;
use parcelproof::app::{Command, Deed, Form, Place};
use parcelproof::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent};
use parcelproof::domain::ids::{CaseId, EventId};
use parcelproof::domain::moment::Moment;

use crate::stage::{NUMBER, Stage, now};

fn record(case: CaseId, kind: CaseEventKind, details: EventDetails) -> Command {
    let event = NewEvent { kind, at: Moment::instant(now()), source: EventSource::Buyer, details };
    Command::deed(Deed::Record(case, Box::new(event)), "event-said-recorded")
}

fn accept(case: CaseId, offer: EventId) -> Command {
    let details = EventDetails { answers: Some(offer), ..EventDetails::default() };
    record(case, CaseEventKind::OfferAccepted, details)
}

fn cancel(case: CaseId) -> Command {
    record(case, CaseEventKind::Cancelled, EventDetails::default())
}

#[test]
fn every_place_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut stage = Stage::with(theme, Vec2::new(1024.0, 700.0));
        stage.harness.snapshot(format!("place_today_empty_{name}"));
        results.extend_harness(&mut stage.harness);

        let mut stage = Stage::sample(theme, Vec2::new(1440.0, 900.0));
        stage.dismiss();
        let orders = stage.state().orders.value().unwrap().clone();
        let order = orders.iter().find(|order| order.number == NUMBER).unwrap().id;
        let cases = stage.state().cases.value().unwrap().clone();
        let case = cases.iter().find(|case| case.order == Some(order)).unwrap().id;
        for (place, words) in [
            (Place::Today, "today"),
            (Place::Orders, "orders"),
            (Place::Order(order), "order"),
            (Place::Cases, "cases"),
            (Place::Case(case), "case"),
            (Place::History, "history"),
            (Place::Timeline, "timeline"),
            (Place::Inbox, "inbox"),
            (Place::Bin, "bin"),
        ] {
            stage.go(place);
            stage.harness.snapshot(format!("place_{words}_{name}"));
        }
        stage.push(Command::BeginExport(case));
        stage.harness.snapshot(format!("place_export_{name}"));
        stage.go(Place::Case(case));
        stage.push(Command::Form(Some(Form::CaseEvent(case, None))));
        stage.harness.snapshot(format!("place_form_{name}"));
        stage.push(Command::Form(None));
        stage.go(Place::Settings);
        stage.press_far("PayPal Buyer Protection");
        stage.harness.snapshot(format!("place_pack_{name}"));
        stage.press("Copy");
        stage.dismiss();
        stage.press("Edit");
        stage.write("Text of the pack", "n = many");
        stage.harness.snapshot(format!("place_pack_edit_{name}"));
        stage.go(Place::Case(case));
        let view = &stage.state().shown_case().unwrap().picture.view;
        let offer = view.offers.iter().rev().find(|offer| offer.traps.is_empty()).unwrap().event;
        stage.push(accept(case, offer));
        stage.harness.snapshot(format!("place_accept_{name}"));
        stage.push(Command::Keep);
        stage.push(cancel(case));
        stage.harness.snapshot(format!("place_cancel_{name}"));
        stage.push(Command::Keep);
        results.extend_harness(&mut stage.harness);
    }
}
