//! The library on disk: what is stored is read back, what is undone is undone exactly, what goes wrong leaves
//! nothing half done.

mod bin;
mod changes;
mod faults;
mod fixture;
mod mounts;
mod opening;
mod released;
mod undo;
mod vault;

use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use tempfile::TempDir;

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::change::{
    Applied, Change, LinePatch, NewAttachment, NewCase, NewEvidence, OrderPatch,
};
use parcelproof::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent};
use parcelproof::domain::evidence::media::MediaFacts;
use parcelproof::domain::evidence::{Role, Target};
use parcelproof::domain::ids::{AttachmentId, CaseId, EvidenceId, OrderId};
use parcelproof::domain::moment::Moment;
use parcelproof::domain::order::{Marketplace, OrderNumber};
use parcelproof::library::{Library, Mode, Stored};

/// The clock of these tests.
fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 20, 9, 30, 0).unwrap()
}

fn fresh() -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    (folder, library)
}

fn open(folder: &Path) -> Library {
    Library::open(folder, Mode::ReadWrite, now()).unwrap()
}

fn apply(library: &Library, change: &Change) -> Applied {
    library.apply(change, None, now()).unwrap()
}

fn new_order(number: &str) -> Change {
    Change::AddOrder {
        marketplace: Marketplace::AliExpress,
        number: OrderNumber::parse(number, &Marketplace::AliExpress).unwrap(),
        order: Box::new(OrderPatch::default()),
        line: Box::new(LinePatch { title: Some(Some("A watch".to_owned())), ..LinePatch::default() }),
    }
}

fn add_order(library: &Library, number: &str) -> OrderId {
    apply(library, &new_order(number)).created.orders[0]
}

fn use_for(target: Target) -> NewAttachment {
    NewAttachment { target, role: Role::Defect, caption: None, shows: Vec::new() }
}

fn new_evidence(stored: &Stored, name: &str) -> Box<NewEvidence> {
    Box::new(NewEvidence {
        sha256: stored.sha256,
        name: name.to_owned(),
        name_bytes: None,
        file_time: None,
        facts: MediaFacts::unknown(stored.size_bytes),
        derived_from: None,
        pasted: false,
    })
}

fn add_file(library: &Library, bytes: &[u8], target: Target) -> (EvidenceId, AttachmentId) {
    let stored = library.store_bytes(bytes).unwrap();
    let made =
        apply(library, &Change::AddEvidence(new_evidence(&stored, "photo.jpg"), use_for(target))).created;
    (made.evidence[0], made.attachments[0])
}

fn new_case(order: OrderId) -> Change {
    Change::OpenCase(Box::new(NewCase {
        kind: CaseKind::Dispute,
        order: Some(order),
        line: None,
        after: None,
        pack: "aliexpress-2026".to_owned(),
        pack_version: "2026-03-01".to_owned(),
        reason: None,
        remedy: None,
        amount: None,
        note: None,
    }))
}

fn add_case(library: &Library, order: OrderId) -> CaseId {
    apply(library, &new_case(order)).created.cases[0]
}

fn happened(kind: CaseEventKind, details: EventDetails) -> Box<NewEvent<CaseEventKind>> {
    Box::new(NewEvent { kind, at: Moment::instant(now()), source: EventSource::Buyer, details })
}

fn refused<T: std::fmt::Debug>(result: Result<T, parcelproof::domain::message::Problem>, id: &str) {
    assert_eq!(result.unwrap_err().message.id, id);
}
