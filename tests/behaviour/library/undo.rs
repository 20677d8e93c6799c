//! Every change gives the inverse that restores every read; logs only grow.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use parcelproof::domain::case::{Case, Reason, Submission};
use parcelproof::domain::change::{AttachmentPatch, CasePatch, FileName};
use parcelproof::domain::event::{CaseEvent, OrderEvent, OrderEventKind, Plan};
use parcelproof::domain::evidence::{Attachment, Evidence};
use parcelproof::domain::message::Unwatched;
use parcelproof::domain::order::{DateFact, Order, OrderDate, Said};

use super::fixture::{Rich, draft, fact, full_line, full_order, order_event, rich, sent, text, usd};
use super::*;

/// Everything a buyer sees of a library outside its bin.
#[derive(Debug, PartialEq)]
struct Seen {
    orders: Vec<Order>,
    losing: Vec<Vec<(OrderDate, DateFact)>>,
    order_events: BTreeMap<OrderId, Vec<OrderEvent>>,
    cases: Vec<Case>,
    case_events: BTreeMap<CaseId, Vec<CaseEvent>>,
    submissions: Vec<Submission>,
    attachments: Vec<Attachment>,
    evidence: Vec<Evidence>,
    settings: BTreeMap<String, String>,
}

fn see(library: &Library) -> Seen {
    let orders = library.orders(false).unwrap();
    let cases = library.cases(false).unwrap();
    let mut order_events = library.all_order_events().unwrap();
    for events in order_events.values_mut() {
        events.retain(|event| !event.voided);
    }
    order_events.retain(|id, events| orders.iter().any(|order| order.id == *id) && !events.is_empty());
    let mut case_events = library.all_case_events().unwrap();
    for events in case_events.values_mut() {
        events.retain(|event| !event.voided);
    }
    case_events.retain(|id, events| cases.iter().any(|case| case.id == *id) && !events.is_empty());
    let mut submissions = library.all_submissions().unwrap();
    submissions.retain(|submission| cases.iter().any(|case| case.id == submission.case));
    Seen {
        losing: orders.iter().map(|order| library.facts_of(order.id).unwrap()).collect(),
        attachments: library.all_attachments().unwrap(),
        evidence: library.all_evidence(false).unwrap(),
        settings: library.settings().unwrap(),
        orders,
        order_events,
        cases,
        case_events,
        submissions,
    }
}

/// Applies a change, takes it back and does it again, comparing all reads each time.
fn there_and_back(library: &Library, change: &Change) {
    let before = see(library);
    let done = apply(library, change);
    let after = see(library);
    assert_ne!(before, after, "nothing happened: {change:?}");
    let undone = library.apply(&done.inverse, Some(done.revision), now() + TimeDelta::hours(1)).unwrap();
    assert_eq!(see(library), before, "not taken back: {change:?}");
    let redone = library.apply(&undone.inverse, Some(undone.revision), now() + TimeDelta::hours(2)).unwrap();
    assert_eq!(see(library), after, "not done again: {change:?}");
    library.apply(&redone.inverse, Some(redone.revision), now() + TimeDelta::hours(3)).unwrap();
    assert_eq!(see(library), before, "not taken back again: {change:?}");
}

#[test]
fn every_change_is_undone_and_redone_exactly() {
    let rich = rich();
    let Rich { library, order, line, case, photo, photo_use, other_use, draft: open_draft, .. } = &rich;
    let (order, line, case) = (*order, *line, *case);
    let stored = library.store_bytes(b"a third file").unwrap();
    let event =
        apply(library, &Change::AddOrderEvent(order, order_event(OrderEventKind::Note))).created.events[0];
    let asked = apply(
        library,
        &Change::AddCaseEvent(case, happened(CaseEventKind::Escalated, EventDetails::default())),
    );
    let changes = [
        new_order("9000000000000001"),
        Change::SetOrder(
            order,
            Box::new(OrderPatch {
                store: Some(None),
                tags: Some(vec!["z".to_owned(), "a".to_owned(), "a".to_owned()]),
                local_return: Some(false),
                dates: vec![
                    (OrderDate::Ordered, Some(fact("2026-02-02", Said::Buyer))),
                    (OrderDate::Paid, None),
                    (OrderDate::Delivered, Some(fact("2026-03-19", Said::Carrier))),
                ],
                ..OrderPatch::default()
            }),
        ),
        Change::AddLine(order, Box::new(full_line())),
        Change::SetLine(line, Box::new(full_line())),
        Change::RemoveOrder(order),
        Change::AddEvidence(new_evidence(&stored, "third.jpg"), use_for(Target::Inbox)),
        Change::NameEvidence(
            *photo,
            Box::new(FileName {
                name: "better.jpg".to_owned(),
                name_bytes: Some(b"better\xff.jpg".to_vec()),
                facts: MediaFacts { width: Some(7), ..MediaFacts::unknown(5) },
            }),
        ),
        Change::Attach(*photo, use_for(Target::Case { case })),
        Change::Detach(*photo_use),
        Change::SetAttachment(
            *photo_use,
            AttachmentPatch {
                target: Some(Target::Line { order, line }),
                role: Some(Role::Unboxing),
                caption: text("Seen from above"),
                shows: Some(vec!["defect_close".to_owned(), "label".to_owned()]),
            },
        ),
        Change::Reorder(vec![*other_use, *photo_use]),
        Change::RemoveEvidence(*photo),
        new_case(order),
        Change::SetCase(
            case,
            CasePatch {
                reason: Some(Some(Reason::DefectiveStitching)),
                remedy: Some(Some(Plan::RefundOnly)),
                amount: Some(Some(usd(1_173))),
                note: text("be quick"),
                pack_version: Some("2026-11-22+0123abcd".to_owned()),
            },
        ),
        Change::RemoveCase(case),
        Change::AddOrderEvent(order, order_event(OrderEventKind::Delivered)),
        Change::VoidOrderEvent(event, true),
        Change::AddCaseEvent(case, sent(*open_draft)),
        Change::VoidCaseEvent(asked.created.events[0], true),
        draft(case, None, "A second text", Vec::new()),
        draft(case, Some(*open_draft), "Another text", Vec::new()),
        Change::RemoveDraft(*open_draft),
        Change::SetSetting("language".to_owned(), Some("ru".to_owned())),
        Change::All(vec![
            Change::SetSetting("zone".to_owned(), Some("Europe/Moscow".to_owned())),
            Change::All(vec![new_order("9000000000000002"), Change::Detach(*other_use)]),
            Change::SetSetting("zone".to_owned(), Some("UTC".to_owned())),
        ]),
    ];
    for change in &changes {
        there_and_back(library, change);
    }
    // And all of them one after another, taken back in turn.
    let before = see(library);
    let mut inverses = Vec::new();
    for change in &changes {
        // Some no longer apply once others have; those change nothing.
        let state = see(library);
        match library.apply(change, None, now()) {
            Ok(done) => inverses.push(done.inverse),
            Err(_) => assert_eq!(see(library), state),
        }
    }
    for inverse in inverses.iter().rev() {
        apply(library, inverse);
    }
    assert_eq!(see(library), before);
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

#[test]
fn logs_only_grow() {
    let rich = rich();
    let library = &rich.library;
    let count = || {
        let database = rusqlite::Connection::open(library.folder().join("library.sqlite")).unwrap();
        let sql = "SELECT (SELECT count(*) FROM order_events) + (SELECT count(*) FROM case_events) \
                   + (SELECT count(*) FROM evidence_log)";
        database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = count();
    let done = apply(library, &Change::AddCaseEvent(rich.case, sent(rich.draft)));
    let undone = apply(library, &done.inverse);
    apply(library, &undone.inverse);
    assert_eq!(count(), before + 3);
    let events = library.case_events(rich.case).unwrap();
    assert_eq!((events.len(), events[0].seq, events[0].voided), (1, 1, false));
}

#[test]
fn an_undo_never_overwrites_what_another_program_did() {
    let (folder, mine) = fresh();
    let theirs = open(folder.path());
    let done = apply(&mine, &new_order("8123456789012345"));
    let order = done.created.orders[0];
    apply(&theirs, &Change::SetOrder(order, Box::new(full_order())));
    refused(mine.take_back(&done.inverse, done.others, now()), "library-changed-elsewhere");
    refused(mine.apply(&done.inverse, Some(done.revision), now()), "library-changed-elsewhere");
    assert_eq!(mine.order(order).unwrap().removed_at, None);
    assert_eq!(mine.revision().unwrap(), done.revision + 1);
}

#[test]
fn an_undo_minds_only_other_programs() {
    let (_folder, library) = fresh();
    let done = apply(&library, &new_order("8123456789012345"));
    let order = done.created.orders[0];
    apply(&library, &Change::SetOrder(order, Box::new(full_order())));
    library.take_back(&done.inverse, done.others, now()).unwrap();
    assert!(library.order(order).unwrap().removed_at.is_some());
}

#[test]
fn an_undo_does_not_mind_that_another_program_showed_a_reminder() {
    let (folder, mine) = fresh();
    let theirs = open(folder.path());
    let done = apply(&mine, &new_order("8123456789012345"));
    let known = mine.revisions_of_others().unwrap();
    theirs.claim_reminders(&["case:1:end".to_owned()], |_| true).unwrap();
    assert_eq!(mine.revisions_of_others().unwrap(), known);
    mine.take_back(&done.inverse, done.others, now()).unwrap();
    apply(&theirs, &new_order("8123456789012346"));
    assert_ne!(mine.revisions_of_others().unwrap(), known, "a change of theirs is noticed");
}

#[test]
fn all_or_nothing() {
    let (_folder, library) = fresh();
    let before = see(&library);
    let change = Change::All(vec![new_order("8123456789012345"), new_order("8123456789012345")]);
    refused(library.apply(&change, None, now()), "library-order-exists");
    assert_eq!(see(&library), before);
    assert_eq!(library.revision().unwrap(), 0);
}
