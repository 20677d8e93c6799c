//! Jobs as the window sees them: a ticket with progress and a stop flag, and the closed list of events.
//! Owns no thread (see `executor`) and no ability (see `work`).

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::domain::message::{Msg, Problem, Progress};

use super::work::Outcome;

/// Which job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// Which worker runs a job. Jobs of one lane run one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Changes, in the order they were asked for.
    Write,
    /// Rows and pictures of places.
    Read,
    /// Imports, exports, verification.
    Long,
    /// Thumbnails and full images.
    Pictures,
}

impl Lane {
    /// All lanes.
    pub const ALL: [Self; 4] = [Self::Write, Self::Read, Self::Long, Self::Pictures];

    /// The worker's thread name.
    pub fn thread_name(self) -> &'static str {
        match self {
            Self::Write => "parcelproof-write",
            Self::Read => "parcelproof-read",
            Self::Long => "parcelproof-long",
            Self::Pictures => "parcelproof-pict",
        }
    }
}

/// Shared by a job and the window: how far it is and whether it should stop. Only atomics, so that neither
/// side ever waits for the other.
#[derive(Debug, Default)]
pub struct Ticket {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
}

impl Ticket {
    /// Units done and in all (0 when not known) of the current stage.
    pub fn units(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the job to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// True once it was asked to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(super) fn begin_stage(&self, total: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, units: u64) {
        self.done.fetch_add(units, Ordering::Relaxed);
    }
}

/// What a worker runs.
pub type Work = Box<dyn FnOnce(&dyn Progress) -> Result<Outcome, Problem> + Send>;

/// A job about to be queued.
pub struct Task {
    /// Which.
    pub id: JobId,
    /// On which worker.
    pub lane: Lane,
    /// What it does, for the list of running jobs; `None` for reads that are over before they could be shown.
    pub label: Option<Msg>,
    /// Progress and stop flag.
    pub ticket: Arc<Ticket>,
    /// What to run.
    pub work: Work,
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task").field("id", &self.id).field("lane", &self.lane).finish_non_exhaustive()
    }
}

/// What a running job tells besides its counters.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A new stage began.
    Stage(Msg),
    /// An item could not be done; the job goes on.
    ItemFailed(Problem),
    /// The counters moved.
    Moved,
}

/// Everything that can happen to a job.
#[derive(Debug)]
pub enum JobEvent {
    /// It waits for its worker.
    Queued(JobId),
    /// Its worker took it up.
    Started(JobId),
    /// It went on.
    Progress(JobId, Step),
    /// It is done.
    Finished(JobId, Box<Outcome>),
    /// It could not.
    Failed(JobId, Problem),
    /// The buyer stopped it.
    Cancelled(JobId),
}
