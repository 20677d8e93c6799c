//! Who runs jobs: named threads in the program, nobody (inline) in tests. Owns threads and channels, the
//! rule that a panic becomes a failed job, and nothing of what a job does.

use std::collections::{BTreeMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::message::{Msg, Problem, ProblemClass, Progress};

use super::job::{JobEvent, JobId, Lane, Step, Task, Ticket};

/// Wakes the window from any thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Runs tasks and hands back what happened to them.
pub trait Executor {
    /// Queues a task; never waits.
    fn submit(&mut self, task: Task);
    /// Takes the events that came since the last call, in order; never waits.
    fn drain(&mut self) -> Vec<JobEvent>;
}

/// Tasks a worker holds besides the one it runs; more wait on the window's side.
const QUEUE_MAX: usize = 32;
/// Events on their way to the window.
const EVENTS_MAX: usize = 1024;
/// The window is told of moved counters at most this often.
const MOVED_EVERY: Duration = Duration::from_millis(100);

/// One named worker per lane.
pub struct Threads {
    lanes: BTreeMap<Lane, (SyncSender<Task>, VecDeque<Task>)>,
    events: Receiver<JobEvent>,
    own: Vec<JobEvent>,
}

impl Threads {
    /// Starts the workers. A machine that refuses a thread gets a sentence.
    pub fn start(waker: &Waker) -> Result<Self, Problem> {
        let (to_window, events) = sync_channel(EVENTS_MAX);
        let mut lanes = BTreeMap::new();
        for lane in Lane::ALL {
            let (sender, tasks) = sync_channel::<Task>(QUEUE_MAX);
            let to_window = to_window.clone();
            let waker = Arc::clone(waker);
            std::thread::Builder::new()
                .name(lane.thread_name().to_owned())
                .spawn(move || work_through(&tasks, &to_window, &waker))
                .map_err(|error| Problem::could_not(Msg::new("problem-no-thread")).with_detail(error))?;
            lanes.insert(lane, (sender, VecDeque::new()));
        }
        Ok(Self { lanes, events, own: Vec::new() })
    }

    fn hand_over(&mut self) {
        for (sender, waiting) in self.lanes.values_mut() {
            while let Some(task) = waiting.pop_front() {
                match sender.try_send(task) {
                    Ok(()) => {}
                    Err(TrySendError::Full(task)) => {
                        waiting.push_front(task);
                        break;
                    }
                    Err(TrySendError::Disconnected(task)) => {
                        self.own.push(JobEvent::Failed(
                            task.id,
                            Problem::could_not(Msg::new("problem-no-thread")),
                        ));
                    }
                }
            }
        }
    }
}

impl Executor for Threads {
    fn submit(&mut self, task: Task) {
        self.own.push(JobEvent::Queued(task.id));
        if let Some((_, waiting)) = self.lanes.get_mut(&task.lane) {
            waiting.push_back(task);
        }
        self.hand_over();
    }

    fn drain(&mut self) -> Vec<JobEvent> {
        let mut events = std::mem::take(&mut self.own);
        events.extend(self.events.try_iter());
        self.hand_over();
        events.append(&mut self.own);
        events
    }
}

fn work_through(tasks: &Receiver<Task>, to_window: &SyncSender<JobEvent>, waker: &Waker) {
    while let Ok(task) = tasks.recv() {
        let id = task.id;
        if to_window.send(JobEvent::Started(id)).is_err() {
            return; // the window is gone: end quietly
        }
        let watch = Watch {
            id,
            ticket: Arc::clone(&task.ticket),
            told: AtomicU64::new(0),
            since: Instant::now(),
            tell: Box::new({
                let to_window = to_window.clone();
                let waker = Arc::clone(waker);
                move |event| {
                    // A full channel only delays a progress line; the counters are read from the ticket.
                    if to_window.try_send(event).is_ok() {
                        waker();
                    }
                }
            }),
        };
        let event = run(task, &watch);
        if to_window.send(event).is_err() {
            return;
        }
        waker();
    }
}

fn run(task: Task, watch: &Watch) -> JobEvent {
    let id = task.id;
    if task.ticket.stopped() {
        return JobEvent::Cancelled(id);
    }
    let work = task.work;
    match std::panic::catch_unwind(AssertUnwindSafe(|| work(watch))) {
        Ok(Ok(outcome)) => JobEvent::Finished(id, Box::new(outcome)),
        Ok(Err(problem)) if problem.class == ProblemClass::Cancelled => JobEvent::Cancelled(id),
        Ok(Err(problem)) => JobEvent::Failed(id, problem),
        Err(_) => JobEvent::Failed(id, Problem::could_not(Msg::new("problem-job-crashed"))),
    }
}

type Tell = Box<dyn Fn(JobEvent) + Send + Sync>;

/// The progress handle a job gets.
struct Watch {
    id: JobId,
    ticket: Arc<Ticket>,
    /// Milliseconds after `since` when the window was last told of moved counters.
    told: AtomicU64,
    since: Instant,
    tell: Tell,
}

impl Progress for Watch {
    fn stage(&self, name: Msg, total: u64) {
        self.ticket.begin_stage(total);
        (self.tell)(JobEvent::Progress(self.id, Step::Stage(name)));
    }

    fn advance(&self, units: u64) {
        self.ticket.advance(units);
        let elapsed = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        let told = self.told.load(Ordering::Relaxed);
        if elapsed.saturating_sub(told) >= MOVED_EVERY.as_millis() as u64 {
            self.told.store(elapsed, Ordering::Relaxed);
            (self.tell)(JobEvent::Progress(self.id, Step::Moved));
        }
    }

    fn item_failed(&self, problem: &Problem) {
        (self.tell)(JobEvent::Progress(self.id, Step::ItemFailed(problem.clone())));
    }

    fn stopped(&self) -> bool {
        self.ticket.stopped()
    }
}

/// Runs every task at once, on the caller's thread: for tests, which then need no waiting.
#[derive(Debug, Default)]
pub struct Inline {
    events: Vec<JobEvent>,
}

impl Executor for Inline {
    fn submit(&mut self, task: Task) {
        let id = task.id;
        self.events.push(JobEvent::Queued(id));
        self.events.push(JobEvent::Started(id));
        let told = Arc::new(Mutex::new(Vec::new()));
        let watch = Watch {
            id,
            ticket: Arc::clone(&task.ticket),
            told: AtomicU64::new(0),
            since: Instant::now(),
            tell: Box::new({
                let told = Arc::clone(&told);
                move |event| told.lock().unwrap_or_else(PoisonError::into_inner).push(event)
            }),
        };
        let end = run(task, &watch);
        self.events.append(&mut told.lock().unwrap_or_else(PoisonError::into_inner));
        self.events.push(end);
    }

    fn drain(&mut self) -> Vec<JobEvent> {
        std::mem::take(&mut self.events)
    }
}

#[cfg(test)]
mod tests {
    use super::super::work::Outcome;
    use super::*;

    fn task(id: u64, work: super::super::job::Work) -> Task {
        Task { id: JobId(id), lane: Lane::Write, label: None, ticket: Arc::default(), work }
    }

    fn wait_for_end(threads: &mut Threads, woken: &Receiver<()>) -> Vec<JobEvent> {
        let mut all = Vec::new();
        loop {
            all.extend(threads.drain());
            let ended = |event: &JobEvent| {
                matches!(event, JobEvent::Finished(..) | JobEvent::Failed(..) | JobEvent::Cancelled(_))
            };
            if all.iter().any(ended) {
                return all;
            }
            woken.recv_timeout(Duration::from_secs(20)).unwrap();
        }
    }

    fn started() -> (Threads, Receiver<()>) {
        let (sender, woken) = sync_channel(64);
        let waker: Waker = Arc::new(move || {
            _ = sender.try_send(());
        });
        (Threads::start(&waker).unwrap(), woken)
    }

    #[test]
    fn a_job_is_queued_started_and_finished_in_order() {
        let (mut threads, woken) = started();
        threads.submit(task(1, Box::new(|_| Ok(Outcome::Nothing))));
        let events = wait_for_end(&mut threads, &woken);
        assert!(matches!(
            events.as_slice(),
            [JobEvent::Queued(_), JobEvent::Started(_), JobEvent::Finished(..)]
        ));
    }

    #[test]
    fn a_panic_becomes_a_failed_job_with_a_sentence_and_the_worker_lives_on() {
        let (mut threads, woken) = started();
        threads.submit(task(1, Box::new(|_| panic!("boom"))));
        let events = wait_for_end(&mut threads, &woken);
        assert!(
            matches!(events.last(), Some(JobEvent::Failed(_, problem)) if problem.message.id == "problem-job-crashed")
        );
        threads.submit(task(2, Box::new(|_| Ok(Outcome::Nothing))));
        let events = wait_for_end(&mut threads, &woken);
        assert!(matches!(events.last(), Some(JobEvent::Finished(JobId(2), _))));
    }

    #[test]
    fn a_stopped_job_ends_as_cancelled() {
        let mut inline = Inline::default();
        let stopped = task(1, Box::new(|progress| progress.check().map(|()| Outcome::Nothing)));
        stopped.ticket.stop();
        inline.submit(stopped);
        assert!(matches!(inline.drain().last(), Some(JobEvent::Cancelled(_))));
    }
}
