//! The heart: applies commands, turns them into jobs, takes in what came of them. Owns the state, the undo
//! lists and the executor. Never waits; knows neither egui nor SQL.

mod commands;
mod outcomes;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::evidence::Target;
use crate::domain::message::Msg;
use crate::jobs::Ctx;
use crate::texts::Texts;

use super::clock::Clock;
use super::command::{Command, Edit};
use super::desktop::Desktop;
use super::executor::Executor;
use super::job::{JobId, Lane, Task, Ticket, Work};
use super::loads::{Asked, Need, needs};
use super::machine::Machine;
use super::state::{ExportFlow, JobLine, LibraryState, Loading, Picture, PictureKey, State, Toast, Tone};
use super::undo::{History, Turn};
use super::work;

/// Notes go away after this long.
const TOAST_SECS: i64 = 10;
/// Without any change, what is shown is read again after this long: states move with the clock.
const FRESH_FOR: TimeDelta = TimeDelta::minutes(10);
/// Another program may have written to the library: looked at this often while frames are drawn.
const LOOK_ELSEWHERE_EVERY: TimeDelta = TimeDelta::seconds(2);
/// Rounds of "commands, jobs, outcomes" in one tick; the inline executor settles well before.
const ROUNDS_MAX: usize = 24;
/// Places kept for Back.
const TRAIL_MAX: usize = 50;

/// What the program is started with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The clock.
    pub clock: Clock,
    /// The buyer's zone.
    pub zone: Tz,
    /// The library to open.
    pub library: PathBuf,
    /// Language, renderer, display.
    pub machine: Machine,
    /// Where `machine.toml` is kept; `None` keeps nothing.
    pub machine_file: Option<PathBuf>,
    /// The folder of the log and the crash note.
    pub notes: Option<PathBuf>,
    /// The folder the sample library goes to.
    pub sample: PathBuf,
    /// Files can be dropped onto this window.
    pub can_drop: bool,
}

/// Why a job was started.
enum Purpose {
    Open,
    Load(Need),
    Change { turn: Turn, edit: Box<Edit> },
    Bring { target: Target },
    Fit,
    Picture(PictureKey),
    Export,
    CheckExport,
    Outgoing,
    Verify,
    EmptyBin,
    Sample,
    Calendar,
    Remind,
    Save,
    Packs,
    ExportPack,
    Paste,
    Elsewhere,
}

/// The program behind the window.
pub struct App {
    state: State,
    start: Start,
    executor: Box<dyn Executor>,
    desktop: Box<dyn Desktop>,
    texts: Rc<Texts>,
    session: Option<Ctx>,
    history: History,
    asked: Asked,
    commands: VecDeque<Command>,
    purposes: BTreeMap<JobId, Purpose>,
    next_job: u64,
    next_toast: u64,
    pictures: Vec<(PictureKey, Option<Picture>)>,
    wanted: BTreeSet<PictureKey>,
    waiting_role: Option<crate::domain::evidence::Role>,
    waiting_pack: Option<String>,
    read_at: DateTime<Utc>,
    /// When it was last looked what other programs did, and how many changes of theirs there were.
    looked_elsewhere_at: DateTime<Utc>,
    others: i64,
    /// When it was last looked whether something is to be reminded of.
    reminded_at: Option<DateTime<Utc>>,
    /// Reminders that were asked about since the start.
    reminded: BTreeSet<String>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("place", &self.state.place).finish_non_exhaustive()
    }
}

impl App {
    /// Starts the program; the library is opened by a job.
    pub fn new(start: Start, executor: Box<dyn Executor>, desktop: Box<dyn Desktop>) -> Self {
        let now = start.clock.now();
        let mut state = State::new(now, start.zone, start.machine.clone());
        state.can_drop = start.can_drop;
        state.crashed_before = start.notes.as_deref().and_then(crate::app::files::crash_before);
        let texts = Rc::new(Texts::new(start.machine.language.as_deref().unwrap_or_default(), start.zone));
        let mut app = Self {
            state,
            executor,
            desktop,
            texts,
            session: None,
            history: History::default(),
            asked: Asked::default(),
            commands: VecDeque::new(),
            purposes: BTreeMap::new(),
            next_job: 1,
            next_toast: 1,
            pictures: Vec::new(),
            wanted: BTreeSet::new(),
            waiting_role: None,
            waiting_pack: None,
            read_at: now,
            looked_elsewhere_at: now,
            others: 0,
            reminded_at: None,
            reminded: BTreeSet::new(),
            start,
        };
        app.open_library();
        app
    }

    /// What the window shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The words of the language in use.
    pub fn texts(&self) -> Rc<Texts> {
        Rc::clone(&self.texts)
    }

    /// Queues a command; the next [`Self::tick`] applies it.
    pub fn push(&mut self, command: Command) {
        self.commands.push_back(command);
    }

    /// Pictures that came since the last call, for the window to keep as textures.
    pub fn take_pictures(&mut self) -> Vec<(PictureKey, Option<Picture>)> {
        std::mem::take(&mut self.pictures)
    }

    /// When the window should look again although nothing happened: a note goes away, or a minute passed and
    /// countdowns read differently. `None` with a clock that stands still.
    pub fn next_look(&self) -> Option<TimeDelta> {
        if self.start.clock.is_fixed() {
            return None;
        }
        let minute = TimeDelta::seconds(60);
        let toast = self.state.toasts.iter().map(|toast| toast.until - self.state.now).min();
        Some(toast.map_or(minute, |left| left.clamp(TimeDelta::milliseconds(50), minute)))
    }

    /// One frame's worth of work: drains events and answers, applies commands, asks for what is missing.
    pub fn tick(&mut self) {
        let now = self.start.clock.now();
        self.state.now = now;
        self.state.toasts.retain(|toast| toast.until > now);
        if now - self.read_at > FRESH_FOR {
            self.changed();
        }
        self.look_elsewhere();
        for _ in 0..ROUNDS_MAX {
            let mut quiet = true;
            for event in self.executor.drain() {
                quiet = false;
                self.take_event(event);
            }
            for answer in self.desktop.drain() {
                quiet = false;
                self.take_answer(answer);
            }
            while let Some(command) = self.commands.pop_front() {
                quiet = false;
                self.apply(command);
            }
            self.load_what_is_needed();
            self.remind();
            if quiet {
                break;
            }
        }
        for job in &mut self.state.jobs {
            job.units = job.ticket.units();
        }
        (self.state.undo, self.state.redo) = self.history.words();
    }

    fn ctx(&self) -> Option<Ctx> {
        let mut ctx = self.session.clone()?;
        ctx.now = self.start.clock.now();
        ctx.zone = self.state.zone;
        Some(ctx)
    }

    fn submit(&mut self, lane: Lane, label: Option<Msg>, purpose: Purpose, work: Work) -> JobId {
        let id = JobId(self.next_job);
        self.next_job += 1;
        let ticket = Arc::new(Ticket::default());
        if let Some(label) = &label {
            self.state.jobs.push(JobLine {
                id,
                label: label.clone(),
                stage: None,
                started: false,
                failed: Vec::new(),
                units: (0, 0),
                stopping: false,
                ticket: Arc::clone(&ticket),
            });
        }
        self.purposes.insert(id, purpose);
        self.executor.submit(Task { id, lane, label, ticket, work });
        id
    }

    /// Something changed: everything shown is to be read again.
    fn changed(&mut self) {
        self.state.epoch += 1;
        self.read_at = self.state.now;
    }

    /// Once at a time, and no more often than a buyer who comes back to the window would notice.
    fn look_elsewhere(&mut self) {
        if self.state.now - self.looked_elsewhere_at < LOOK_ELSEWHERE_EVERY {
            return;
        }
        let Some(ctx) = self.ctx() else { return };
        self.looked_elsewhere_at = self.state.now;
        if !self.purposes.values().any(|purpose| matches!(purpose, Purpose::Elsewhere)) {
            let known = self.others;
            let work: Work = Box::new(move |_| work::elsewhere(&ctx, known));
            self.submit(Lane::Read, None, Purpose::Elsewhere, work);
        }
    }

    fn toast(&mut self, message: Msg, tone: Tone, undo: bool) {
        let id = self.next_toast;
        self.next_toast += 1;
        // One undo at a time: an older note would take back the newer change.
        for toast in &mut self.state.toasts {
            toast.undo &= !undo;
        }
        let until = self.state.now + TimeDelta::seconds(TOAST_SECS);
        self.state.toasts.push(Toast { id, message, tone, undo, until });
        if self.state.toasts.len() > 4 {
            self.state.toasts.remove(0);
        }
    }

    fn open_library(&mut self) {
        self.state.library = LibraryState::Opening;
        let folder = self.start.library.clone();
        let (now, zone) = (self.start.clock.now(), self.state.zone);
        self.submit(Lane::Write, None, Purpose::Open, Box::new(move |_| work::open(&folder, now, zone)));
    }

    fn load_what_is_needed(&mut self) {
        let epoch = self.state.epoch;
        for need in needs(&self.state) {
            let Some(ctx) = self.ctx() else { return };
            if !self.asked.is_due(need, epoch) {
                continue;
            }
            let state = &mut self.state;
            match need {
                Need::Orders => state.orders.begin(),
                Need::Cases => state.cases.begin(),
                Need::Today => state.today.begin(),
                Need::Inbox => state.inbox.begin(),
                Need::Bin => state.bin.begin(),
                Need::History => state.history.begin(),
                Need::Timeline => state.timeline.begin(),
                Need::Order(id) => {
                    if state.order.0 != Some(id) {
                        state.order = (Some(id), Loading::Never);
                    }
                    state.order.1.begin();
                }
                Need::Case(id) => {
                    if state.case.0 != Some(id) {
                        state.case = (Some(id), Loading::Never);
                    }
                    state.case.1.begin();
                }
                Need::Preflight(id) => match &mut state.export {
                    Some(flow) if flow.case == id => flow.preflight.begin(),
                    _ => {
                        let mut flow = ExportFlow::new(id);
                        flow.preflight.begin();
                        state.export = Some(flow);
                    }
                },
            }
            self.submit(Lane::Read, None, Purpose::Load(need), work::load(ctx, need));
        }
    }
}
