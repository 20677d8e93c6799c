//! The bin: everything comes back from it, and what is emptied leaves a tombstone and a chain that still holds.

use parcelproof::domain::case::{ChosenFile, SubmissionKind};
use parcelproof::domain::event::OrderEventKind;
use parcelproof::domain::evidence::{Derivation, Recipe};
use parcelproof::domain::ids::SubmissionId;
use parcelproof::domain::message::Unwatched;
use parcelproof::domain::upkeep::{ChainFlaw, Log};

use super::*;

/// An order with a photo, a case that sent it, and logs.
fn dispute(library: &Library) -> (OrderId, CaseId, EvidenceId, SubmissionId) {
    let order = add_order(library, "8123456789012345");
    let (photo, attachment) = add_file(library, b"photo", Target::Order { order });
    let event = NewEvent {
        kind: OrderEventKind::Delivered,
        at: Moment::instant(now()),
        source: EventSource::Buyer,
        details: EventDetails { note: Some("left with the neighbour".to_owned()), ..EventDetails::default() },
    };
    apply(library, &Change::AddOrderEvent(order, Box::new(event)));
    let case = add_case(library, order);
    let file = ChosenFile {
        attachment: Some(attachment),
        evidence: photo,
        sha256: library.evidence(photo).unwrap().sha256,
        caption: Some("The crack".to_owned()),
    };
    let draft = Change::SaveDraft {
        case,
        submission: None,
        kind: SubmissionKind::Claim,
        text: "It came broken.".to_owned(),
        files: vec![file],
    };
    let submission = apply(library, &draft).created.submissions[0];
    let details = EventDetails { submission: Some(submission), ..EventDetails::default() };
    apply(library, &Change::AddCaseEvent(case, happened(CaseEventKind::Submitted, details)));
    (order, case, photo, submission)
}

fn handles(library: &Library) -> Vec<String> {
    library.bin().unwrap().into_iter().map(|row| row.handle).collect()
}

#[test]
fn the_bin_lists_what_was_removed_and_gives_it_back() {
    let (_folder, library) = fresh();
    let (order, case, photo, _) = dispute(&library);
    apply(&library, &Change::RemoveEvidence(photo));
    apply(&library, &Change::RemoveCase(case));
    assert_eq!(handles(&library), [format!("case:{case}"), format!("evidence:{photo}")]);
    apply(&library, &Change::RemoveOrder(order));
    assert_eq!(handles(&library), [format!("evidence:{photo}"), format!("order:{order}")]);
    assert_eq!(library.bin().unwrap()[1].title, "A watch");
    refused(library.apply(&Change::RestoreCase(case), None, now()), "library-order-in-bin");
    for change in [Change::RestoreOrder(order), Change::RestoreCase(case), Change::RestoreEvidence(photo)] {
        apply(&library, &change);
    }
    assert!(handles(&library).is_empty());
    assert_eq!(library.attachments_of_order(order).unwrap().len(), 1);
}

#[test]
fn emptying_deletes_bytes_and_words_and_keeps_tombstones_and_chains() {
    let (folder, library) = fresh();
    let (order, case, photo, _) = dispute(&library);
    let sha256 = library.evidence(photo).unwrap().sha256;
    library.write_thumb(&sha256, 64, b"small").unwrap();
    apply(&library, &Change::All(vec![Change::RemoveOrder(order), Change::RemoveEvidence(photo)]));
    let emptied = library.empty_bin(now(), &Unwatched).unwrap();
    assert_eq!((emptied.orders, emptied.cases, emptied.files, emptied.bytes, emptied.kept), (1, 1, 1, 5, 0));
    assert!(!library.original_path(&sha256).exists());
    assert_eq!(library.read_thumb(&sha256, 64), None);
    let stone = library.evidence(photo).unwrap();
    assert_eq!((stone.name.as_str(), stone.sha256, stone.facts.size_bytes), ("photo.jpg", sha256, 5));
    assert_eq!(stone.purged_at, Some(now()));
    refused(library.order(order), "library-no-order");
    refused(library.case(case), "library-no-case");
    refused(library.apply(&Change::RestoreOrder(order), None, now()), "library-no-order");
    assert!(library.orders(true).unwrap().is_empty() && library.cases(true).unwrap().is_empty());
    assert!(library.case_events(case).unwrap().is_empty() && library.all_case_events().unwrap().is_empty());
    assert!(library.all_submissions().unwrap().is_empty());
    assert!(handles(&library).is_empty());
    let report = library.verify(&Unwatched).unwrap();
    assert!(report.is_sound(), "{report:?}");
    // No word of it is left in the database's tables, and the number is free again.
    let db = rusqlite::Connection::open(folder.path().join("library.sqlite")).unwrap();
    let words: i64 = db
        .query_row(
            "SELECT (SELECT count(*) FROM case_events WHERE payload IS NOT NULL) \
             + (SELECT count(*) FROM order_events WHERE payload IS NOT NULL) \
             + (SELECT count(*) FROM submissions WHERE text <> '') \
             + (SELECT count(*) FROM submission_files WHERE caption IS NOT NULL) \
             + (SELECT count(*) FROM lines WHERE title IS NOT NULL)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(words, 0);
    add_order(&library, "8123456789012345");
    // The same photo may come again, as a file of its own.
    let (again, _) = add_file(&library, b"photo", Target::Inbox);
    assert_ne!(again, photo);
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

#[test]
fn a_file_that_a_live_case_sent_is_not_emptied() {
    let (_folder, library) = fresh();
    let (_, case, photo, _) = dispute(&library);
    apply(&library, &Change::RemoveEvidence(photo));
    let emptied = library.empty_bin(now(), &Unwatched).unwrap();
    assert_eq!((emptied.files, emptied.kept), (0, 1));
    assert!(library.open_original(&library.evidence(photo).unwrap().sha256).is_ok());
    apply(&library, &Change::RemoveCase(case));
    assert_eq!(library.empty_bin(now(), &Unwatched).unwrap().files, 1);
}

#[test]
fn a_copy_is_emptied_with_the_last_file_it_was_made_from() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let (first, _) = add_file(&library, b"first", Target::Order { order });
    let (second, _) = add_file(&library, b"second", Target::Order { order });
    let copy_of = |original: EvidenceId, bytes: &[u8]| {
        let stored = library.store_bytes(bytes).unwrap();
        let mut copy = new_evidence(&stored, "copy.jpg");
        let recipe = Recipe { made_by: String::new(), steps: Vec::new(), location_removed: false };
        copy.derived_from = Some(Derivation { original, recipe });
        apply(&library, &Change::AddCopy(copy)).created.evidence[0]
    };
    let shared = copy_of(first, b"copy");
    assert_eq!(copy_of(second, b"copy"), shared);
    let (used, _) = add_file(&library, b"used too", Target::Order { order });
    assert_eq!(copy_of(first, b"used too"), used);
    let hash = library.evidence(shared).unwrap().sha256;
    let purge = |file| {
        apply(&library, &Change::RemoveEvidence(file));
        library.empty_bin(now(), &Unwatched).unwrap().files
    };
    assert_eq!(purge(first), 1);
    assert_eq!(library.copies_of(second).unwrap().len(), 1, "it still has the other one");
    assert!(library.open_original(&hash).is_ok());
    assert_eq!(purge(second), 2);
    assert!(!library.original_path(&hash).exists());
    assert_eq!(library.attachments_of(used).unwrap().len(), 1, "what was brought in stays");
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

#[test]
fn a_copy_of_two_files_is_taken_back_from_one() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let (webp, _) = add_file(&library, b"webp", Target::Order { order });
    let (jpeg, _) = add_file(&library, b"jpeg", Target::Order { order });
    let stored = library.store_bytes(b"jpeg").unwrap();
    let mut copy = new_evidence(&stored, "copy.jpg");
    let recipe = Recipe { made_by: String::new(), steps: Vec::new(), location_removed: true };
    copy.derived_from = Some(Derivation { original: webp, recipe: recipe.clone() });
    let made = apply(&library, &Change::AddCopy(copy));
    assert_eq!(library.copy_recipe(webp, jpeg).unwrap(), Some(recipe));
    let back = apply(&library, &made.inverse);
    assert_eq!(library.copy_recipe(webp, jpeg).unwrap(), None);
    assert_eq!(library.evidence(jpeg).unwrap().removed_at, None, "it was there before");
    apply(&library, &back.inverse);
    assert_eq!(library.copies_of(webp).unwrap().len(), 1);
}

#[test]
fn photos_of_an_emptied_order_go_to_the_inbox() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let other = add_order(&library, "8123456789012346");
    let (only, _) = add_file(&library, b"only here", Target::Order { order });
    let (shared, _) = add_file(&library, b"shared", Target::Order { order });
    apply(&library, &Change::Attach(shared, use_for(Target::Order { order: other })));
    let (detached, attachment) = add_file(&library, b"detached before", Target::Order { order });
    apply(&library, &Change::Detach(attachment));
    assert_eq!(library.inbox().unwrap().len(), 1, "what is used nowhere waits in the inbox");
    apply(&library, &Change::RemoveOrder(order));
    library.empty_bin(now() + chrono::TimeDelta::hours(1), &Unwatched).unwrap();
    let inbox: Vec<EvidenceId> = library.inbox().unwrap().iter().map(|usage| usage.evidence).collect();
    assert_eq!(inbox, [detached, only]);
    assert_eq!(library.attachments_of(shared).unwrap().len(), 1);
}

#[test]
fn a_changed_log_shows_in_verify() {
    let tamper = |sql: &str| {
        let (folder, library) = fresh();
        let (order, case, _, submission) = dispute(&library);
        let details = EventDetails::default();
        apply(&library, &Change::AddCaseEvent(case, happened(CaseEventKind::SellerRejects, details)));
        drop(library);
        let db = rusqlite::Connection::open(folder.path().join("library.sqlite")).unwrap();
        let triggers: Vec<String> = db
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for trigger in triggers {
            db.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
        drop(db);
        let report = open(folder.path()).verify(&Unwatched).unwrap();
        assert!(!report.is_sound(), "{sql}");
        (report, order, case, submission)
    };
    let one = |sql: &str| {
        let (report, order, case, _) = tamper(sql);
        assert_eq!(report.chain_breaks.len(), 1, "{sql}: {report:?}");
        (report.chain_breaks[0], order, case)
    };
    let (found, _, case) =
        one("UPDATE case_events SET payload = replace(payload, 'buyer', 'clock') WHERE seq = 1");
    assert_eq!((found.log, found.seq, found.flaw), (Log::Case(case), 1, ChainFlaw::ContentsChanged));
    let (found, _, _) = one("UPDATE case_events SET recorded_at = '2020-01-01T00:00:00Z' WHERE seq = 2");
    assert_eq!((found.seq, found.flaw), (2, ChainFlaw::EntryChanged));
    let (found, _, _) = one("DELETE FROM case_events WHERE seq = 1");
    assert_eq!((found.seq, found.flaw), (1, ChainFlaw::EntryMissing));
    let (found, _, _) = one("DELETE FROM case_events WHERE seq = 2");
    assert_eq!(found.flaw, ChainFlaw::EndMissing);
    let (found, order, _) = one("UPDATE order_events SET payload = NULL");
    assert_eq!((found.log, found.flaw), (Log::Order(order), ChainFlaw::ContentsMissing));
    let (found, _, _) = one("UPDATE evidence_log SET entry = 'purged'");
    assert_eq!((found.log, found.flaw), (Log::Evidence, ChainFlaw::EntryChanged));
    for sql in [
        "UPDATE submissions SET text = text || '!'",
        "UPDATE submissions SET frozen_at = NULL",
        "DELETE FROM submission_files",
    ] {
        let (report, _, _, submission) = tamper(sql);
        assert_eq!(report.sent_changed, [submission], "{sql}");
    }
}
