//! Libraries as earlier programs wrote them: opened, brought up to date and read, with nothing lost.

use parcelproof::domain::message::Unwatched;
use parcelproof::domain::view::CaseState;

use super::fixture::usd;
use super::*;

/// A copy of a library among the fixtures.
fn copy_of(version: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/libraries").join(version);
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        let to = folder.path().join(entry.path().strip_prefix(&from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).unwrap();
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    folder
}

#[test]
fn a_library_of_format_1_is_opened_with_all_that_is_in_it() {
    let folder = copy_of("1");
    let now = Utc.with_ymd_and_hms(2026, 3, 21, 9, 0, 0).unwrap();
    let ctx = parcelproof::jobs::open(folder.path(), now, chrono_tz::Europe::Berlin).unwrap();
    let library = &ctx.library;
    assert!(!library.is_read_only());
    let report = library.verify(&Unwatched).unwrap();
    assert!(report.is_sound() && report.orphaned.is_empty(), "{report:?}");
    assert_eq!(report.checked, 3);

    let [order] = &library.orders(false).unwrap()[..] else { panic!("one order") };
    assert_eq!((order.number.as_typed(), order.lines.len()), ("8136 3243 2890 0001", 2));
    assert_eq!(order.lines[0].paid, Some(usd(1_173)));
    assert_eq!((order.store.as_deref(), order.tags.len(), order.dates.len()), (Some("Example Store"), 1, 5));
    assert_eq!(order.delivery_included, None, "a field of a later format, of which nobody said anything");
    assert_eq!(library.order_events(order.id).unwrap().len(), 1);
    let uses = library.attachments_of_order(order.id).unwrap();
    assert_eq!(uses.len(), 2);
    assert_eq!(uses[0].caption.as_deref(), Some("The hands do not move"));
    assert_eq!(uses[0].shows, ["close_up"]);
    assert_eq!(library.inbox().unwrap().len(), 1);
    assert_eq!(library.bin().unwrap().len(), 1);

    let picture = parcelproof::jobs::cases::picture(&ctx, CaseId(1)).unwrap();
    let voided: Vec<bool> = picture.events.iter().map(|event| event.voided).collect();
    assert_eq!(voided, [false, false, true]);
    assert_eq!(picture.view.state, CaseState::BuyerTurn);
    assert_eq!(picture.view.offered, Some(usd(500)));
    let [sent] = &picture.submissions[..] else { panic!("one submission") };
    assert!(sent.frozen_at.is_some() && sent.text.contains("11.73 USD"));
    assert_eq!(sent.files.len(), 2);
    for file in &sent.files {
        library.open_original(&file.sha256).unwrap();
    }
    // It is written to like any other.
    add_order(library, "8136324328900004");
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

#[test]
fn a_library_of_format_2_knows_its_copies() {
    let folder = copy_of("2");
    let now = Utc.with_ymd_and_hms(2026, 3, 21, 9, 0, 0).unwrap();
    let ctx = parcelproof::jobs::open(folder.path(), now, chrono_tz::Europe::Berlin).unwrap();
    let library = &ctx.library;
    let report = library.verify(&Unwatched).unwrap();
    assert!(report.is_sound() && report.orphaned.is_empty(), "{report:?}");
    let files = library.all_evidence(false).unwrap();
    let made_here: Vec<bool> = files.iter().map(|file| file.derived_from.is_some()).collect();
    assert_eq!(made_here, [false, false, false, true]);
    let copies = library.all_copies().unwrap();
    let expected = [(1, 2), (3, 4)].map(|(file, copy)| (EvidenceId(file), vec![EvidenceId(copy)]));
    assert_eq!(copies, std::collections::BTreeMap::from(expected));
    let recipe = library.copy_recipe(EvidenceId(1), EvidenceId(2)).unwrap().unwrap();
    assert_eq!(recipe.steps, ["jpeg quality 95"]);
    assert!(!folder.path().join("backups").exists(), "nothing had to be brought up to date");
}
