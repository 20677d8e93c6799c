//! The library on disk: the database (the only SQL), the vault of originals, settings, thumbnail files.
//! `fs.rs` is the only seam to the file system. Knows nothing of media, exports or windows.
//!
//! Order of every import: file first ([`Library::store_file`]), row second ([`Library::apply`]), so that a crash
//! leaves at most a file without a row and never a row without its file. Everything a buyer changes is a
//! [`Change`](crate::domain::change::Change); applying one gives its inverse. The stored form is described in
//! `FORMAT.md` beside this file.

mod apply;
mod bin;
mod chain;
mod codec;
pub mod fs;
mod migrate;
mod open;
mod read;
mod reminders;
mod state;
mod thumbs;
mod trouble;
mod vault;
mod verify;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::message::{Msg, Problem};

pub use open::{Mode, Options};
pub use vault::Stored;

use fs::FileSystem;
use trouble::OrProblem;

/// Name of the database inside the library folder.
pub const DATABASE_NAME: &str = "library.sqlite";

/// An open library. Shared freely between threads: each call takes the connection for its own short time.
/// Several may be open on one folder, in this program and in others.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    fs: Arc<dyn FileSystem>,
    connection: Mutex<Connection>,
    /// Why nothing can be written, as the id of the sentence that says so.
    read_only: Option<&'static str>,
    /// How many of the revisions were written through this handle.
    own_revisions: AtomicI64,
    options: Options,
}

/// Numbers the temporary files of this process, over all its open libraries.
static PARTS: AtomicU64 = AtomicU64::new(0);

/// A name for a temporary file that no other running process and no other thread uses.
fn part_name() -> String {
    format!("{}-{}.part", std::process::id(), PARTS.fetch_add(1, Ordering::Relaxed))
}

impl Library {
    /// The library folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// True when nothing can be changed: asked for, or the folder allows no more.
    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    /// Counts every change, by this program or another; never goes back.
    pub fn revision(&self) -> Result<i64, Problem> {
        self.read(state::revision)
    }

    /// Writes a copy of the database to a new file; originals are not part of it.
    pub fn copy_database(&self, to: &Path) -> Result<(), Problem> {
        migrate::copy_database(&self.lock(), &*self.fs, to)
    }

    /// A panic while the lock was held has rolled its transaction back, so the connection is sound.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads several tables as of one moment.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Problem>) -> Result<T, Problem> {
        let all = || {
            let connection = self.lock();
            let tx = connection.unchecked_transaction().db()?;
            let value = read(&tx)?;
            tx.finish().db()?;
            Ok(value)
        };
        all().map_err(|problem| open::naming_backups(&*self.fs, &self.folder, problem))
    }

    /// Counts the changes that came by other handles, so by other programs; never goes back. What is written
    /// beside the buyer's changes (reminders shown, thumbnails) is no change.
    pub fn revisions_of_others(&self) -> Result<i64, Problem> {
        // Under one lock with the writing, or a change of one's own in between would look like another's.
        let connection = self.lock();
        Ok(state::revision(&connection)? - self.own_revisions.load(Ordering::Relaxed))
    }

    /// Writes a change: all of it under a new revision, or nothing. `write` gets the revision it will have and the
    /// count of [`Self::revisions_of_others`].
    fn write_revision<T>(
        &self,
        write: impl FnOnce(&Transaction<'_>, i64, i64) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.transact(1, |tx| {
            let before = state::revision(tx)?;
            let value = write(tx, before + 1, before - self.own_revisions.load(Ordering::Relaxed))?;
            state::set_revision(tx, before + 1)?;
            Ok(value)
        })
    }

    /// Writes all of it or nothing, beside the buyer's changes: the revision stays.
    fn write<T>(&self, write: impl FnOnce(&Transaction<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        self.transact(0, write)
    }

    /// One transaction, whole or not at all, that writes so many revisions.
    fn transact<T>(
        &self,
        revisions: i64,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.must_write()?;
        let mut connection = self.lock();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).db()?;
        let value = write(&tx)?;
        tx.commit().db()?;
        self.own_revisions.fetch_add(revisions, Ordering::Relaxed);
        Ok(value)
    }

    fn must_write(&self) -> Result<(), Problem> {
        self.read_only.map_or(Ok(()), |why| Err(Problem::could_not(Msg::new(why))))
    }
}
