//! Brings a database to this program's schema: add-only steps, each in a transaction of its own, a backup
//! before the first. A newer database is refused by the caller and never comes here.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, backup::Backup, params};

use crate::domain::message::{Msg, Problem};

use super::codec::At;
use super::fs::FileSystem;
use super::trouble::{OrProblem, disk};

/// What marks a database as ours in its header: “PprF”.
pub(super) const APPLICATION_ID: i32 = 0x5070_7246;

/// One step to a newer schema.
pub(super) struct Step {
    /// `user_version` afterwards.
    pub version: i32,
    /// What it adds.
    pub sql: &'static str,
}

/// All steps, oldest first.
pub(super) const STEPS: &[Step] = &[
    Step { version: 1, sql: include_str!("schema_1.sql") },
    Step { version: 2, sql: include_str!("schema_2.sql") },
];

/// The newest schema a list of steps leads to.
pub(super) fn newest(steps: &[Step]) -> i32 {
    steps.iter().map(|step| step.version).max().unwrap_or_default()
}

/// `user_version` of a database.
pub(super) fn version(db: &Connection) -> Result<i32, Problem> {
    db.pragma_query_value(None, "user_version", |row| row.get(0)).db()
}

/// Takes the steps a database still lacks. `backup` runs before the first one, unless the database is new.
pub(super) fn migrate(
    db: &mut Connection,
    steps: &[Step],
    now: DateTime<Utc>,
    backup: impl FnOnce(&Connection, i32) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let before = version(db)?;
    if before >= newest(steps) {
        return Ok(());
    }
    if before > 0 {
        backup(db, before)?;
    }
    for step in steps {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate).db()?;
        // Another program may have taken the step while this one waited for the lock.
        if version(&tx)? >= step.version {
            continue;
        }
        tx.execute_batch(step.sql).db()?;
        if step.version == 1 {
            tx.pragma_update(None, "application_id", APPLICATION_ID).db()?;
            tx.execute("INSERT INTO library (id, revision, created_at) VALUES (1, 0, ?1)", params![At(now)])
                .db()?;
        }
        tx.pragma_update(None, "user_version", step.version).db()?;
        tx.commit().db()?;
    }
    Ok(())
}

/// Writes a copy of the whole database to a new file, through a `.part` beside it. The file must not exist.
pub(super) fn copy_database(db: &Connection, fs: &dyn FileSystem, to: &Path) -> Result<(), Problem> {
    let folder = to.parent().unwrap_or(Path::new("."));
    fs.make_folder(folder).map_err(|error| disk(&error, folder))?;
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let result = copy_to_part(db, fs, &part).and_then(|()| {
        fs.rename_no_replace(&part, to).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Problem::refused(Msg::new("library-backup-exists").text("name", to.to_string_lossy()))
            }
            _ => disk(&error, to),
        })
    });
    if result.is_err() {
        // The problem on the way is what the buyer hears; a part left behind is overwritten next time.
        _ = fs.remove_file(&part);
    }
    result?;
    fs.sync_folder(folder).map_err(|error| disk(&error, folder))
}

fn copy_to_part(db: &Connection, fs: &dyn FileSystem, part: &Path) -> Result<(), Problem> {
    match fs.remove_file(part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(disk(&error, part)),
        _ => {}
    }
    let mut copy = Connection::open(part).db()?;
    Backup::new(db, &mut copy).db()?.run_to_completion(1_000, Duration::ZERO, None).db()?;
    // A copy of a WAL database would ask for WAL again; one plain file is easier to keep and to move.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).db()?;
    copy.close().map_err(|(_, error)| super::trouble::database(&error))?;
    let file = fs.open(part).map_err(|error| disk(&error, part))?;
    fs.sync_file(&file).map_err(|error| disk(&error, part))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use chrono::TimeZone;

    use super::super::fs::RealFs;
    use super::*;

    const FIRST: &[Step] = &[Step { version: 1, sql: include_str!("schema_1.sql") }];
    const LATER: &[Step] = &[
        Step { version: 1, sql: include_str!("schema_1.sql") },
        Step { version: 2, sql: "ALTER TABLE orders ADD COLUMN mood TEXT;" },
        Step { version: 3, sql: "CREATE TABLE moods (id INTEGER PRIMARY KEY, name TEXT) STRICT;" },
    ];

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
    }

    #[test]
    fn a_new_database_takes_all_steps_without_a_backup() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, LATER, now(), |_, _| panic!("nothing to back up")).unwrap();
        assert_eq!(version(&db).unwrap(), 3);
    }

    #[test]
    fn an_older_database_is_backed_up_and_keeps_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, FIRST, now(), |_, _| Ok(())).unwrap();
        db.execute("UPDATE library SET revision = 41", []).unwrap();
        let copy = folder.path().join("backups").join("before.sqlite");
        let asked = Cell::new(0);
        migrate(&mut db, LATER, now(), |db, version| {
            asked.set(version);
            copy_database(db, &RealFs, &copy)
        })
        .unwrap();
        assert_eq!((asked.get(), version(&db).unwrap()), (1, 3));
        let revision =
            |db: &Connection| db.query_row("SELECT revision FROM library", [], |r| r.get::<_, i64>(0));
        assert_eq!(revision(&db).unwrap(), 41);
        let kept = Connection::open(&copy).unwrap();
        assert_eq!((version(&kept).unwrap(), revision(&kept).unwrap()), (1, 41));
        assert!(!folder.path().join("backups").join("before.sqlite.part").exists());
    }

    #[test]
    fn copies_of_format_1_keep_their_originals_and_recipes() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, FIRST, now(), |_, _| Ok(())).unwrap();
        db.execute_batch(
            "INSERT INTO evidence (id, sha256, size_bytes, name, facts, original_id, recipe, added_at, pasted) \
             VALUES (1, zeroblob(32), 1, 'a.webp', '{}', NULL, NULL, 'then', 0), \
             (2, randomblob(32), 1, 'a.jpg', '{}', 1, '{\"steps\":[]}', 'then', 0)",
        )
        .unwrap();
        migrate(&mut db, STEPS, now(), |_, _| Ok(())).unwrap();
        let copies: (i64, i64, String) = db
            .query_row("SELECT original_id, copy_id, recipe FROM copies", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        assert_eq!(copies, (1, 2, "{\"steps\":[]}".to_owned()));
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, FIRST, now(), |_, _| Ok(())).unwrap();
        let broken = [Step {
            version: 2,
            sql: "CREATE TABLE extra (id INTEGER) STRICT; CREATE TABLE orders (id INTEGER);",
        }];
        migrate(&mut db, &broken, now(), |_, _| Ok(())).unwrap_err();
        assert_eq!(version(&db).unwrap(), 1);
        let extra: i64 = db
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(extra, 0);
    }

    #[test]
    fn a_backup_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, FIRST, now(), |_, _| Ok(())).unwrap();
        let to = folder.path().join("copy.sqlite");
        std::fs::write(&to, "mine").unwrap();
        let problem = copy_database(&db, &RealFs, &to).unwrap_err();
        assert_eq!(problem.message.id, "library-backup-exists");
        assert_eq!(std::fs::read(&to).unwrap(), b"mine");
    }
}
