//! Opening a library: made where there is none, refused with a sentence where it is not one.

use std::sync::Arc;
use std::time::Duration;

use parcelproof::domain::message::{ProblemClass, Unwatched};
use parcelproof::library::{DATABASE_NAME, Options};

use super::faults::FaultyFs;
use super::*;

fn database(folder: &TempDir) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.path().join(DATABASE_NAME)).unwrap()
}

fn try_open(folder: &TempDir) -> Result<Library, parcelproof::domain::message::Problem> {
    Library::open(folder.path(), Mode::ReadWrite, now())
}

/// A closed library with an order and a file.
fn filled() -> TempDir {
    let (folder, library) = fresh();
    let order = add_order(&library, "8123456789012345");
    add_file(&library, b"photo", Target::Order { order });
    folder
}

#[test]
fn a_new_library_is_set_up_for_safety() {
    let (folder, library) = fresh();
    assert!(!library.is_read_only());
    assert_eq!(library.revision().unwrap(), 0);
    let db = database(&folder);
    let pragma = |name: &str| {
        db.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).unwrap()
    };
    assert_eq!(pragma("user_version"), rusqlite::types::Value::Integer(2));
    assert_eq!(pragma("application_id"), rusqlite::types::Value::Integer(0x5070_7246));
    assert_eq!(pragma("journal_mode"), rusqlite::types::Value::Text("wal".to_owned()));
    let loose: i64 = db
        .query_row("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'", [], |r| r.get(0))
        .unwrap();
    assert_eq!(loose, 0, "every table is strict");
}

#[test]
fn what_was_written_is_there_when_opened_again() {
    let folder = filled();
    let library = try_open(&folder).unwrap();
    let order = library.order_by_number("8123456789012345", None).unwrap();
    assert_eq!(library.attachments_of_order(order.id).unwrap().len(), 1);
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

#[test]
fn a_newer_library_is_refused_and_not_touched() {
    let folder = filled();
    database(&folder).pragma_update(None, "user_version", 99).unwrap();
    let bytes = || std::fs::read(folder.path().join(DATABASE_NAME)).unwrap();
    let before = bytes();
    for mode in [Mode::ReadWrite, Mode::ReadOnly, Mode::Auto] {
        refused(Library::open(folder.path(), mode, now()), "library-newer");
    }
    assert_eq!(bytes(), before);
}

#[test]
fn another_programs_database_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    database(&folder).execute_batch("CREATE TABLE theirs (x)").unwrap();
    let before = std::fs::read(folder.path().join(DATABASE_NAME)).unwrap();
    refused(try_open(&folder), "library-not-a-library");
    assert_eq!(std::fs::read(folder.path().join(DATABASE_NAME)).unwrap(), before);
    let folder = filled();
    database(&folder).pragma_update(None, "application_id", 7).unwrap();
    refused(try_open(&folder), "library-not-a-library");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(DATABASE_NAME), "Dear diary, ".repeat(100)).unwrap();
    refused(try_open(&folder), "library-not-a-library");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(DATABASE_NAME)).unwrap();
    refused(try_open(&folder), "library-not-a-library");
}

#[test]
fn a_cut_off_database_is_refused_with_the_originals_left_alone() {
    for keep in [1, 50, 4_096, 10_000] {
        let folder = filled();
        let file = std::fs::OpenOptions::new().write(true).open(folder.path().join(DATABASE_NAME)).unwrap();
        file.set_len(keep).unwrap();
        let problem = try_open(&folder).unwrap_err();
        assert_eq!(problem.class, ProblemClass::CouldNot);
        assert!(["library-damaged", "library-not-a-library"].contains(&&*problem.message.id), "{problem}");
        assert_eq!(std::fs::metadata(folder.path().join(DATABASE_NAME)).unwrap().len(), keep);
    }
}

#[test]
fn a_database_with_noise_in_it_says_that_it_is_damaged() {
    let sound = std::fs::read(filled().path().join(DATABASE_NAME)).unwrap();
    let mut told = 0;
    for page in 1..sound.len() / 4_096 {
        for noise in [0_u8, 0x5a] {
            let folder = filled();
            let path = folder.path().join(DATABASE_NAME);
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[page * 4_096..(page + 1) * 4_096].fill(noise);
            std::fs::write(&path, &bytes).unwrap();
            let read = try_open(&folder).and_then(|library| {
                library.revision()?;
                library.orders(true)?;
                library.cases(true)?;
                library.all_evidence(true)?;
                library.inbox().map(|_| ())
            });
            if let Err(problem) = read {
                assert_eq!(problem.message.id, "library-damaged", "page {page}: {problem}");
                told += 1;
            }
        }
    }
    assert!(told > 10, "{told}");
}

#[test]
fn a_backup_is_named_where_there_is_one() {
    for (name, expected) in
        [("notes.txt", "library-damaged"), ("library-v1.sqlite", "library-damaged-backup")]
    {
        let folder = filled();
        let file = std::fs::OpenOptions::new().write(true).open(folder.path().join(DATABASE_NAME)).unwrap();
        file.set_len(10_000).unwrap();
        std::fs::create_dir_all(folder.path().join("backups")).unwrap();
        std::fs::write(folder.path().join("backups").join(name), "kept").unwrap();
        refused(try_open(&folder), expected);
    }
}

#[test]
fn originals_without_their_database_are_no_new_library() {
    let folder = filled();
    let path = folder.path().join(DATABASE_NAME);
    std::fs::write(&path, b"").unwrap();
    refused(try_open(&folder), "library-database-missing");
    std::fs::remove_file(&path).unwrap();
    refused(try_open(&folder), "library-database-missing");
    refused(Library::open(folder.path(), Mode::ReadOnly, now()), "library-database-missing");
    assert!(!path.exists());
}

#[test]
fn reading_never_makes_a_library() {
    let folder = tempfile::tempdir().unwrap();
    refused(Library::open(folder.path(), Mode::ReadOnly, now()), "library-none-here");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_reader_sees_what_the_writer_commits_and_changes_nothing() {
    let (folder, writer) = fresh();
    let reader = writer.reader().unwrap();
    assert!(reader.is_read_only());
    let order = add_order(&writer, "8123456789012345");
    assert_eq!(reader.order(order).unwrap().id, order);
    refused(reader.apply(&Change::RemoveOrder(order), None, now()), "library-read-only");
    refused(reader.store_bytes(b"x"), "library-read-only");
    reader.write_thumb(&parcelproof::domain::ids::Sha256::of(b"x"), 64, b"x").unwrap();
    assert!(!folder.path().join("cache").exists());
}

#[test]
fn a_second_program_that_is_writing_gives_a_sentence() {
    let (folder, _library) = fresh();
    let options = Options { busy_timeout: Duration::from_millis(1), ..Options::default() };
    let library = Library::open_with(folder.path(), Mode::ReadWrite, now(), options).unwrap();
    let other = database(&folder);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    refused(library.apply(&new_order("8123456789012345"), None, now()), "library-busy");
    other.execute_batch("ROLLBACK").unwrap();
    apply(&library, &new_order("8123456789012345"));
}

#[test]
fn two_programs_opening_at_once_make_one_library() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        let opened: Vec<_> =
            (0..4).map(|_| scope.spawn(|| try_open(&folder).map(|l| l.revision()))).collect();
        for handle in opened {
            assert_eq!(handle.join().unwrap().unwrap().unwrap(), 0);
        }
    });
}

#[test]
fn a_folder_that_cannot_be_written_is_opened_for_reading() {
    let folder = filled();
    let options = || Options { fs: Arc::new(FaultyFs::read_only()), ..Options::default() };
    let problem = Library::open_with(folder.path(), Mode::ReadWrite, now(), options()).unwrap_err();
    assert_eq!(problem.message.id, "library-folder-read-only");
    let library = Library::open_with(folder.path(), Mode::Auto, now(), options()).unwrap();
    assert!(library.is_read_only());
    assert_eq!(library.orders(false).unwrap().len(), 1);
    assert!(library.verify(&Unwatched).unwrap().is_sound());
}

/// Needs a folder that really cannot be written to: rights count for nobody but root.
#[cfg(unix)]
#[test]
fn a_folder_without_the_right_to_write_is_opened_for_reading() {
    use std::os::unix::fs::PermissionsExt;
    let folder = filled();
    let rights =
        |mode| std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    for part in [DATABASE_NAME, "originals/tmp"] {
        std::fs::set_permissions(folder.path().join(part), std::fs::Permissions::from_mode(0o555)).unwrap();
    }
    rights(0o555);
    if std::fs::write(folder.path().join("probe"), b"").is_ok() {
        crate::skipped("a folder without the right to write: this user may write anywhere");
        rights(0o755);
        return;
    }
    let library = Library::open(folder.path(), Mode::Auto, now());
    rights(0o755);
    let library = library.unwrap();
    assert!(library.is_read_only());
    assert_eq!(library.orders(false).unwrap().len(), 1);
}

#[test]
fn a_disk_without_shared_memory_gets_a_plain_journal() {
    let folder = tempfile::tempdir().unwrap();
    let options = || Options { fs: Arc::new(FaultyFs::of_kind("vfat")), ..Options::default() };
    let library = Library::open_with(folder.path(), Mode::ReadWrite, now(), options()).unwrap();
    add_order(&library, "8123456789012345");
    let mode: String = database(&folder).pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete");
    drop(library);
    // A library that moves from a good disk to such a one changes with it.
    let folder = filled();
    drop(Library::open_with(folder.path(), Mode::ReadWrite, now(), options()).unwrap());
    let mode: String = database(&folder).pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete");
}

#[test]
fn copies_of_dead_programs_are_swept_and_living_ones_left() {
    let folder = filled();
    let parts = folder.path().join("originals").join("tmp");
    let mut child = std::process::Command::new("true").spawn().unwrap();
    let dead = child.id();
    child.wait().unwrap();
    let mine = parts.join(format!("{}-900.part", std::process::id()));
    let theirs = parts.join(format!("{dead}-0.part"));
    let strange = parts.join("somebody's notes.txt");
    for path in [&mine, &theirs, &strange] {
        std::fs::write(path, b"half a video").unwrap();
    }
    drop(try_open(&folder).unwrap());
    assert!(mine.exists() && strange.exists());
    assert!(!theirs.exists(), "nobody writes it any more");
}

#[test]
fn a_database_copy_is_a_library_of_its_own() {
    let folder = filled();
    let library = try_open(&folder).unwrap();
    let other = tempfile::tempdir().unwrap();
    library.copy_database(&other.path().join(DATABASE_NAME)).unwrap();
    let copy = try_open(&other).unwrap();
    assert_eq!(copy.orders(false).unwrap(), library.orders(false).unwrap());
    assert_eq!(copy.verify(&Unwatched).unwrap().missing.len(), 1, "originals are no part of it");
}
