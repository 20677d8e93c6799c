//! What changes store is read back; what rules forbid is refused by name.

use chrono::TimeDelta;
use parcelproof::domain::change::CasePatch;
use parcelproof::domain::event::OrderEventKind;
use parcelproof::domain::evidence::media::{Flaw, Format, MediaKind};
use parcelproof::domain::evidence::{Derivation, Recipe};
use parcelproof::domain::ids::{EventId, LineId, SubmissionId};
use parcelproof::domain::message::Unwatched;
use parcelproof::domain::moment::{ClaimSource, ClaimedTime, FixedOffsetSecs};
use parcelproof::domain::order::{OrderDate, OrderLine, Said};

use super::fixture::{Rich, draft, fact, full_line, full_order, order_event, rich, sent, usd};
use super::*;

#[test]
fn every_field_of_an_order_is_read_back() {
    let (_folder, library) = fresh();
    let number = "8123 4567 8901 2345";
    let id = add_order(&library, number);
    apply(&library, &Change::SetOrder(id, Box::new(full_order())));
    let line = library.order(id).unwrap().lines[0].id;
    apply(&library, &Change::SetLine(line, Box::new(full_line())));
    let order = library.order_by_number("8123-4567-89012345", None).unwrap();
    assert_eq!(order.id, id);
    assert_eq!(order.number.as_typed(), number);
    assert_eq!(order.note.as_deref(), Some("\u{202e}hostile\u{0} note"));
    assert_eq!(order.tags, ["gift", "Алиэкспресс"]);
    assert_eq!(order.dates[&OrderDate::Ordered], fact("2026-02-01", Said::OrderPage));
    assert_eq!(order.dates[&OrderDate::Paid], fact("2026-02-01T10:15", Said::Email));
    assert_eq!(order.dates[&OrderDate::Delivered], fact("2026-03-18T22:00:07Z", Said::Carrier));
    let line = &order.lines[0];
    assert_eq!((line.position, line.quantity, line.is_gift), (1, 2, true));
    assert_eq!(line.amount_cap(), Some(usd(0)), "a gift is not refunded");
    let bought = OrderLine { is_gift: false, ..line.clone() };
    assert_eq!(bought.amount_cap(), Some(usd(1_105)));
    assert_eq!(library.orders(false).unwrap(), [order]);
}

#[test]
fn a_date_two_sources_differ_on_keeps_both() {
    let (_folder, library) = fresh();
    let id = add_order(&library, "8123456789012345");
    let state = |date: &str, said| {
        let dates = vec![(OrderDate::Delivered, Some(fact(date, said)))];
        apply(&library, &Change::SetOrder(id, Box::new(OrderPatch { dates, ..OrderPatch::default() })))
    };
    state("2026-03-18", Said::Carrier);
    state("2026-03-19", Said::Buyer);
    // The buyer corrects what the buyer said: no conflict between the two.
    state("2026-03-20", Said::Buyer);
    assert_eq!(library.order(id).unwrap().dates[&OrderDate::Delivered], fact("2026-03-20", Said::Buyer));
    assert_eq!(library.facts_of(id).unwrap(), [(OrderDate::Delivered, fact("2026-03-18", Said::Carrier))]);
}

#[test]
fn every_field_of_a_file_is_read_back() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let (original, _) = add_file(&library, b"original", Target::Order { order });
    let stored = library.store_bytes(b"copy").unwrap();
    let mut file = new_evidence(&stored, "IMG_1 (copy).jpg");
    file.name_bytes = Some(b"IMG_1\xff.jpg".to_vec());
    file.file_time = Some(now() - TimeDelta::days(3));
    file.pasted = true;
    file.facts = MediaFacts {
        kind: MediaKind::Image,
        format: Format::Jpeg,
        format_name: Some("JPEG".to_owned()),
        width: Some(4032),
        height: Some(3024),
        orientation: Some(6),
        duration_secs: Some(0.04),
        captured: Some(ClaimedTime {
            local: now().naive_utc(),
            offset: Some(FixedOffsetSecs(10_800)),
            source: ClaimSource::Exif,
        }),
        device: Some("Phone".to_owned()),
        has_location: true,
        flaws: vec![Flaw::Polyglot],
        ..MediaFacts::unknown(stored.size_bytes)
    };
    file.derived_from = Some(Derivation {
        original,
        recipe: Recipe {
            made_by: "parcelproof 0.1.0".to_owned(),
            steps: vec!["jpeg quality 86".to_owned()],
            location_removed: true,
        },
    });
    let usage = NewAttachment {
        target: Target::Order { order },
        role: Role::Chat,
        caption: Some("What the seller wrote".to_owned()),
        shows: vec!["b".to_owned(), "a".to_owned()],
    };
    let made = apply(&library, &Change::AddEvidence(file.clone(), usage.clone())).created;
    let read = library.evidence(made.evidence[0]).unwrap();
    assert_eq!((&read.name, read.file_time, read.pasted), (&file.name, file.file_time, true));
    assert_eq!((&read.facts, &read.derived_from), (&file.facts, &file.derived_from));
    assert_eq!(read.added_at, now());
    assert_eq!(library.name_bytes(read.id).unwrap(), file.name_bytes);
    assert_eq!(library.copies_of(original).unwrap(), [read]);
    let attachment = library.attachment(made.attachments[0]).unwrap();
    assert_eq!(
        (attachment.role, &attachment.caption, &attachment.shows),
        (usage.role, &usage.caption, &usage.shows)
    );
}

#[test]
fn the_same_bytes_are_one_file_with_many_uses() {
    let (_folder, library) = fresh();
    let (first, second) = (add_order(&library, "8123456789012345"), add_order(&library, "8123456789012346"));
    let (one, use_one) = add_file(&library, b"photo", Target::Order { order: first });
    let (two, use_two) = add_file(&library, b"photo", Target::Order { order: second });
    assert_eq!(one, two);
    assert_ne!(use_one, use_two);
    // Dropped on the same place again: nothing new.
    assert_eq!(add_file(&library, b"photo", Target::Order { order: first }), (one, use_one));
    assert_eq!(library.attachments_of(one).unwrap().len(), 2);
    assert_eq!(library.all_evidence(false).unwrap().len(), 1);
}

#[test]
fn a_file_in_the_bin_comes_back_when_it_is_added_again() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let (photo, _) = add_file(&library, b"photo", Target::Inbox);
    apply(&library, &Change::RemoveEvidence(photo));
    assert!(library.inbox().unwrap().is_empty());
    let (again, _) = add_file(&library, b"photo", Target::Order { order });
    assert_eq!(again, photo);
    assert!(library.evidence(photo).unwrap().removed_at.is_none());
}

#[test]
fn an_order_number_is_taken_once_per_marketplace() {
    let (_folder, library) = fresh();
    let id = add_order(&library, "8123456789012345");
    refused(library.apply(&new_order("8123 4567 8901 2345"), None, now()), "library-order-exists");
    apply(&library, &Change::RemoveOrder(id));
    refused(library.apply(&new_order("8123456789012345"), None, now()), "library-order-in-bin");
    refused(library.order_by_number("8123456789012345", None), "library-order-in-bin");
    refused(library.order_by_number("77", None), "library-number-unknown");
    apply(&library, &Change::RestoreOrder(id));
    let elsewhere = Change::AddOrder {
        marketplace: Marketplace::Temu,
        number: OrderNumber::parse("8123456789012345", &Marketplace::Temu).unwrap(),
        order: Box::default(),
        line: Box::default(),
    };
    let other = apply(&library, &elsewhere).created.orders[0];
    refused(library.order_by_number("8123456789012345", None), "library-number-ambiguous");
    assert_eq!(library.order_by_number("8123456789012345", Some(&Marketplace::Temu)).unwrap().id, other);
}

#[test]
fn a_sent_submission_stays_as_it_was_sent() {
    let rich = rich();
    let (library, case, draft_id) = (&rich.library, rich.case, rich.draft);
    let event = apply(library, &Change::AddCaseEvent(case, sent(draft_id))).created.events[0];
    let frozen = library.submission(draft_id).unwrap();
    assert_eq!(frozen.frozen_at, Some(now()));
    refused(
        library.apply(&draft(case, Some(draft_id), "Other", Vec::new()), None, now()),
        "library-sent-stays",
    );
    refused(library.apply(&Change::RemoveDraft(draft_id), None, now()), "library-sent-stays");
    let database = rusqlite::Connection::open(library.folder().join("library.sqlite")).unwrap();
    for sql in [
        "UPDATE submissions SET text = 'x'",
        "UPDATE submissions SET frozen_at = '2020-01-01T00:00:00Z'",
        "UPDATE submission_files SET caption = 'x'",
        "DELETE FROM submission_files",
        "DELETE FROM submissions",
        "INSERT INTO submission_files (submission_id, position, evidence_id, sha256) \
         SELECT submission_id, 7, evidence_id, sha256 FROM submission_files",
        "UPDATE case_events SET payload = NULL",
        "UPDATE case_events SET recorded_at = 'x'",
        "DELETE FROM case_events",
        "DELETE FROM evidence_log",
        "UPDATE evidence_log SET entry = 'x'",
        "REPLACE INTO evidence_log SELECT * FROM evidence_log",
    ] {
        database.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
        assert!(database.execute(sql, []).is_err(), "{sql}");
    }
    drop(database);
    assert_eq!(library.submission(draft_id).unwrap(), frozen);
    // Recorded by mistake: a draft again, changed, and no longer what the voided event sent.
    apply(library, &Change::VoidCaseEvent(event, true));
    assert_eq!(library.submission(draft_id).unwrap().frozen_at, None);
    apply(library, &draft(case, Some(draft_id), "Other", Vec::new()));
    refused(library.apply(&Change::VoidCaseEvent(event, false), None, now()), "library-sent-differently");
}

#[test]
fn what_is_not_there_is_refused_by_name() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let other = add_order(&library, "8123456789012346");
    let line = library.order(other).unwrap().lines[0].id;
    let no = |change: &Change, id: &str| refused(library.apply(change, None, now()), id);
    no(&Change::SetOrder(OrderId(99), Box::default()), "library-no-order");
    no(&Change::SetLine(LineId(99), Box::default()), "library-no-line");
    no(&Change::RestoreLine(LineId(99)), "library-no-line");
    no(&Change::Attach(EvidenceId(99), use_for(Target::Inbox)), "library-no-file");
    no(&Change::Detach(AttachmentId(99)), "library-no-use");
    no(&Change::SetCase(CaseId(99), CasePatch::default()), "library-no-case");
    no(&Change::VoidCaseEvent(EventId(99), true), "library-no-event");
    no(&Change::RemoveDraft(SubmissionId(99)), "library-no-submission");
    let (photo, photo_use) = add_file(&library, b"photo", Target::Inbox);
    no(&Change::Attach(photo, use_for(Target::Line { order, line })), "library-no-line");
    no(&Change::Reorder(vec![photo_use, photo_use]), "library-reorder-repeats");
    let mut deep = Change::All(Vec::new());
    for _ in 0..100 {
        deep = Change::All(vec![deep]);
    }
    no(&deep, "library-change-too-deep");
}

#[test]
fn what_lies_in_the_bin_takes_no_changes() {
    let rich = rich();
    let Rich { library, order, case, photo, .. } = &rich;
    apply(library, &Change::RemoveOrder(*order));
    let no = |change: &Change, id: &str| refused(library.apply(change, None, now()), id);
    no(&Change::AddLine(*order, Box::default()), "library-order-in-bin");
    no(&Change::AddOrderEvent(*order, order_event(OrderEventKind::Note)), "library-order-in-bin");
    // Its case went with it.
    assert!(library.cases(false).unwrap().is_empty());
    no(&Change::SetCase(*case, CasePatch::default()), "library-case-in-bin");
    apply(library, &Change::RestoreOrder(*order));
    assert_eq!(library.cases(false).unwrap().len(), 1);
    apply(library, &Change::RemoveEvidence(*photo));
    no(&Change::Attach(*photo, use_for(Target::Inbox)), "library-file-in-bin");
}

#[test]
fn a_line_in_use_is_not_taken_away() {
    let (_folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    let line = apply(&library, &Change::AddLine(order, Box::new(full_line()))).created.lines[0];
    add_file(&library, b"photo", Target::Line { order, line });
    refused(library.apply(&Change::RemoveLine(line), None, now()), "library-line-used");
}

#[test]
fn hostile_names_are_kept_as_they_came() {
    let (_folder, library) = fresh();
    let long = "n".repeat(300);
    for (index, name) in ["../../etc/passwd", "\u{202e}gpj.exe", &long, "CON", "a.jpg. ", "nul\u{0}l", ""]
        .into_iter()
        .enumerate()
    {
        let stored = library.store_bytes(format!("bytes {index}").as_bytes()).unwrap();
        let change = Change::AddEvidence(new_evidence(&stored, name), use_for(Target::Inbox));
        let id = apply(&library, &change).created.evidence[0];
        assert_eq!(library.evidence(id).unwrap().name, name);
    }
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}
