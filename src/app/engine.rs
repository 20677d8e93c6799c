//! The heart: applies commands, turns them into jobs, takes in what came of them. Owns the state, the undo
//! lists and the executor. Never waits; knows neither egui nor SQL.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::change::{AttachmentPatch, Change};
use crate::domain::evidence::Target;
use crate::domain::message::{Msg, Problem};
use crate::domain::rows::Brought;
use crate::jobs::Ctx;
use crate::texts::Texts;

use super::clock::Clock;
use super::command::{Command, Deed, Edit, Then};
use super::desktop::{Ask, Desktop, DesktopAnswer};
use super::executor::Executor;
use super::guard;
use super::job::{JobEvent, JobId, Lane, Step, Task, Ticket, Work};
use super::loads::{Asked, Need, needs};
use super::machine::Machine;
use super::state::{
    ExportFlow, ExportStep, JobLine, LibraryState, Loading, Picture, PictureKey, Place, State, Toast, Tone, Viewer,
};
use super::undo::{History, Turn};
use super::work::{self, Opened, Outcome};

/// Notes go away after this long.
const TOAST_SECS: i64 = 10;
/// Without any change, what is shown is read again after this long: states move with the clock.
const FRESH_FOR: TimeDelta = TimeDelta::minutes(10);
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
    Verify,
    EmptyBin,
    Sample,
    Save,
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
    read_at: DateTime<Utc>,
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
        state.crashed_before = start.notes.as_deref().and_then(super::files::crash_before);
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
            read_at: now,
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

    // ---- commands ----

    fn apply(&mut self, command: Command) {
        if let Some(question) = guard::question(&self.state, &command) {
            self.state.question = Some(question);
            return;
        }
        self.apply_now(command);
    }

    fn apply_now(&mut self, command: Command) {
        match command {
            Command::Go(place) => self.go(place),
            Command::Back => {
                if self.state.viewer.take().is_none()
                    && let Some(place) = self.state.trail.pop()
                {
                    self.state.place = place;
                }
            }
            Command::Change(edit) => self.change(Turn::Fresh, edit),
            Command::Undo => self.turn(Turn::Undo),
            Command::Redo => self.turn(Turn::Redo),
            Command::Form(form) => self.state.form = form,
            Command::BringIn { paths, target, role } => self.bring_in(paths, target, role),
            Command::BringPixels { width, height, rgba } => self.bring_pixels(Picture { width, height, rgba }),
            Command::PasteImage => self.desktop.read_picture(),
            Command::AskFiles { role } => {
                self.waiting_role = role;
                self.ask(Ask::Files, "app-dialog-files");
            }
            Command::AskExportFolder => self.ask(Ask::ExportFolder, "app-dialog-export"),
            Command::AskLibraryFolder => self.ask(Ask::LibraryFolder, "app-dialog-library"),
            Command::Fit(files) => self.fit(files),
            Command::Assign { attachments, target } => self.assign(&attachments, target),
            Command::WantPicture(key) => self.want_picture(key),
            Command::View { items, at } => self.state.viewer = Some(Viewer { items, at }),
            Command::ViewerStep(step) => {
                if let Some(viewer) = &mut self.state.viewer {
                    let last = viewer.items.len().saturating_sub(1);
                    viewer.at = viewer.at.saturating_add_signed(step).min(last);
                }
            }
            Command::CloseViewer => self.state.viewer = None,
            Command::BeginExport(case) => {
                self.state.export = Some(ExportFlow::new(case));
                self.changed();
                self.go(Place::Export(case));
            }
            Command::SetExport { zip, redact, anyway } => {
                if let Some(flow) = &mut self.state.export {
                    (flow.zip, flow.redact, flow.anyway) = (zip, redact, anyway);
                }
            }
            Command::SetExportFolder(folder) => {
                if let Some(flow) = &mut self.state.export {
                    flow.folder = Some(folder);
                }
            }
            Command::Export => self.export(),
            Command::CheckExport => self.check_export(),
            Command::Verify => self.verify(),
            Command::EmptyBin => self.long(
                Msg::new("job-empty-bin"),
                Purpose::EmptyBin,
                |ctx| Box::new(move |progress| work::empty_bin(&ctx, progress)),
            ),
            Command::OpenSample => self.open_sample(),
            Command::OpenLibrary(folder) => self.switch_library(folder),
            Command::RetryLibrary => self.open_library(),
            Command::SetLanguage(code) => self.set_language(code),
            Command::Reveal(path) => self.desktop.reveal(path),
            Command::CopyText(text) => {
                self.desktop.copy_text(text);
                self.toast(Msg::new("app-toast-copied"), Tone::Done, false);
            }
            Command::CopyFiles(files) => {
                let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
                self.desktop.copy_files(files);
                self.toast(Msg::new("app-toast-copied-files").count("count", count), Tone::Done, false);
            }
            Command::CancelJob(id) => {
                if let Some(job) = self.state.jobs.iter_mut().find(|job| job.id == id) {
                    job.stopping = true;
                    job.ticket.stop();
                }
            }
            Command::DismissToast(id) => self.state.toasts.retain(|toast| toast.id != id),
            Command::DismissBanner => self.state.banner = None,
            Command::Complain(message) => self.state.banner = Some(Problem::refused(message)),
            Command::GoOn => {
                if let Some(question) = self.state.question.take() {
                    self.apply_now(*question.command);
                }
            }
            Command::Keep => self.state.question = None,
            Command::Shortcuts(shown) => self.state.shortcuts = shown,
            Command::DismissCrash => {
                if let Some(note) = self.state.crashed_before.take() {
                    let work: Work = Box::new(move |_| {
                        super::files::crash_was_read(&note);
                        Ok(Outcome::Nothing)
                    });
                    self.submit(Lane::Write, None, Purpose::Save, work);
                }
            }
        }
    }

    fn go(&mut self, place: Place) {
        self.state.viewer = None;
        self.state.form = None;
        if place == self.state.place {
            return;
        }
        self.state.trail.push(self.state.place);
        if self.state.trail.len() > TRAIL_MAX {
            self.state.trail.remove(0);
        }
        self.state.place = place;
    }

    fn ask(&mut self, what: Ask, title: &'static str) {
        let title = self.texts.get(title);
        if self.desktop.ask(what, title) {
            self.state.asking = true;
        }
    }

    fn change(&mut self, turn: Turn, edit: Box<Edit>) {
        let Some(ctx) = self.ctx() else { return };
        let deed = edit.deed.clone();
        let purpose = Purpose::Change { turn, edit };
        self.submit(Lane::Write, None, purpose, Box::new(move |_| work::perform(&ctx, deed)));
    }

    fn turn(&mut self, turn: Turn) {
        if let Some(step) = self.history.take(turn) {
            let edit =
                Edit { deed: Deed::Change(step.change), said: step.said, loud: true, then: Then::Stay };
            self.change(turn, Box::new(edit));
        }
    }

    fn bring_in(
        &mut self,
        paths: Vec<PathBuf>,
        target: Option<Target>,
        role: Option<crate::domain::evidence::Role>,
    ) {
        let Some(ctx) = self.ctx() else { return };
        if paths.is_empty() {
            return;
        }
        let target = target.unwrap_or_else(|| self.state.drop_target());
        let label = Msg::new("job-bring-in").count("count", i64::try_from(paths.len()).unwrap_or(i64::MAX));
        self.submit(
            Lane::Long,
            Some(label),
            Purpose::Bring { target },
            Box::new(move |progress| work::bring_in(&ctx, paths, target, role, progress)),
        );
    }

    fn bring_pixels(&mut self, picture: Picture) {
        let Some(ctx) = self.ctx() else { return };
        let target = self.state.drop_target();
        self.submit(
            Lane::Long,
            Some(Msg::new("job-paste")),
            Purpose::Bring { target },
            Box::new(move |_| work::bring_pixels(&ctx, &picture, target)),
        );
    }

    fn long(&mut self, label: Msg, purpose: Purpose, work: impl FnOnce(Ctx) -> Work) {
        if let Some(ctx) = self.ctx() {
            self.submit(Lane::Long, Some(label), purpose, work(ctx));
        }
    }

    fn fit(&mut self, files: Vec<crate::domain::ids::EvidenceId>) {
        let label = Msg::new("job-fit").count("count", i64::try_from(files.len()).unwrap_or(i64::MAX));
        self.long(label, Purpose::Fit, |ctx| Box::new(move |progress| work::fit(&ctx, &files, progress)));
    }

    fn assign(&mut self, attachments: &[crate::domain::ids::AttachmentId], target: Target) {
        let changes = attachments
            .iter()
            .map(|id| {
                Change::SetAttachment(*id, AttachmentPatch { target: Some(target), ..AttachmentPatch::default() })
            })
            .collect();
        self.change(Turn::Fresh, Box::new(Edit::loud(Change::All(changes), "inbox-said-assigned")));
    }

    fn want_picture(&mut self, key: PictureKey) {
        if !self.wanted.insert(key) {
            return;
        }
        let Some(ctx) = self.ctx() else {
            self.wanted.remove(&key);
            return;
        };
        self.submit(Lane::Pictures, None, Purpose::Picture(key), Box::new(move |_| work::picture(&ctx, key)));
    }

    fn export(&mut self) {
        let Some(flow) = &mut self.state.export else { return };
        let Some(folder) = flow.folder.clone() else { return };
        flow.step = ExportStep::Running;
        let wish = work::ExportWish {
            case: flow.case,
            folder,
            zip: flow.zip,
            redact: flow.redact,
            anyway: flow.anyway,
        };
        let language = self.texts.language().to_owned();
        self.long(Msg::new("job-export"), Purpose::Export, |ctx| {
            Box::new(move |progress| work::export(&ctx, &language, &wish, progress))
        });
    }

    fn check_export(&mut self) {
        let Some(flow) = &mut self.state.export else { return };
        let ExportStep::Done(exported) = &flow.step else { return };
        let path = exported.path.clone();
        flow.checked.begin();
        self.long(Msg::new("job-check-bundle"), Purpose::CheckExport, |_| {
            Box::new(move |progress| work::check_bundle(&path, progress))
        });
    }

    fn verify(&mut self) {
        self.state.verified.begin();
        self.long(Msg::new("job-verify"), Purpose::Verify, |ctx| {
            Box::new(move |progress| work::verify(&ctx, progress))
        });
    }

    fn open_sample(&mut self) {
        let folder = self.start.sample.clone();
        let (now, zone) = (self.start.clock.now(), self.state.zone);
        self.submit(
            Lane::Long,
            Some(Msg::new("job-sample")),
            Purpose::Sample,
            Box::new(move |progress| work::sample(&folder, now, zone, progress)),
        );
    }

    fn switch_library(&mut self, folder: PathBuf) {
        self.session = None;
        self.history.clear();
        self.asked.clear();
        let mut state = State::new(self.state.now, self.state.zone, self.state.machine.clone());
        state.epoch = self.state.epoch + 1;
        state.can_drop = self.state.can_drop;
        state.jobs = std::mem::take(&mut self.state.jobs);
        state.machine.library = Some(folder.clone());
        self.state = state;
        self.start.library = folder;
        self.save_machine();
        self.open_library();
    }

    fn set_language(&mut self, code: String) {
        self.texts = Rc::new(Texts::new(&code, self.state.zone));
        self.state.machine.language = Some(code);
        self.save_machine();
    }

    fn save_machine(&mut self) {
        let Some(file) = self.start.machine_file.clone() else { return };
        let machine = self.state.machine.clone();
        let work: Work = Box::new(move |_| machine.write(&file).map(|()| Outcome::Nothing));
        self.submit(Lane::Write, None, Purpose::Save, work);
    }

    // ---- what came back ----

    fn take_answer(&mut self, answer: DesktopAnswer) {
        match answer {
            DesktopAnswer::Chosen(ask, paths) => {
                self.state.asking = false;
                let role = self.waiting_role.take();
                match (ask, paths.first()) {
                    (_, None) => {}
                    (Ask::Files, _) => self.bring_in(paths, None, role),
                    (Ask::ExportFolder, Some(folder)) => {
                        self.apply_now(Command::SetExportFolder(folder.clone()));
                    }
                    (Ask::LibraryFolder, Some(folder)) => self.switch_library(folder.clone()),
                }
            }
            DesktopAnswer::Picture { width, height, rgba } => {
                self.bring_pixels(Picture { width, height, rgba });
            }
            DesktopAnswer::NoPicture => {
                self.toast(Msg::new("app-toast-no-picture"), Tone::Attention, false);
            }
            DesktopAnswer::Could(problem) => {
                self.state.asking = false;
                self.state.banner = Some(problem);
            }
        }
    }

    fn take_event(&mut self, event: JobEvent) {
        match event {
            JobEvent::Queued(_) => {}
            JobEvent::Started(id) => {
                if let Some(job) = self.line(id) {
                    job.started = true;
                }
            }
            JobEvent::Progress(id, step) => {
                if let Some(job) = self.line(id) {
                    match step {
                        Step::Stage(stage) => job.stage = Some(stage),
                        Step::ItemFailed(problem) => job.failed.push(problem),
                        Step::Moved => {}
                    }
                }
            }
            JobEvent::Finished(id, outcome) => {
                let line = self.remove_line(id);
                if let Some(purpose) = self.purposes.remove(&id) {
                    self.finished(purpose, *outcome, line);
                }
            }
            JobEvent::Failed(id, problem) => {
                self.remove_line(id);
                tracing::warn!(id = %problem.message.id, "job failed");
                if let Some(purpose) = self.purposes.remove(&id) {
                    self.failed(purpose, problem);
                }
            }
            JobEvent::Cancelled(id) => {
                self.remove_line(id);
                if let Some(purpose) = self.purposes.remove(&id) {
                    self.cancelled(&purpose);
                }
            }
        }
    }

    fn line(&mut self, id: JobId) -> Option<&mut JobLine> {
        self.state.jobs.iter_mut().find(|job| job.id == id)
    }

    fn remove_line(&mut self, id: JobId) -> Option<JobLine> {
        let at = self.state.jobs.iter().position(|job| job.id == id)?;
        Some(self.state.jobs.remove(at))
    }

    fn finished(&mut self, purpose: Purpose, outcome: Outcome, line: Option<JobLine>) {
        match (purpose, outcome) {
            (Purpose::Open, Outcome::Opened(opened)) => self.opened(*opened),
            (Purpose::Load(need), outcome) => self.loaded(need, outcome),
            (Purpose::Change { turn, edit }, Outcome::Applied(applied)) => {
                let created = applied.created.clone();
                if let Deed::Change(Change::SetSetting(key, value)) = &edit.deed {
                    self.set_setting(key, value.clone());
                }
                self.history.note(turn, applied.inverse, edit.said.clone());
                self.changed();
                // The form's work is done; a refused one stays open with what was typed.
                if turn == Turn::Fresh && edit.loud {
                    self.state.form = None;
                }
                match turn {
                    Turn::Fresh if edit.loud => self.toast(edit.said, Tone::Done, true),
                    Turn::Fresh => {}
                    Turn::Undo => {
                        self.toast(Msg::new("app-toast-undone").msg("what", edit.said), Tone::Done, false);
                    }
                    Turn::Redo => self.toast(edit.said, Tone::Done, true),
                }
                match edit.then {
                    Then::Stay => {}
                    Then::ToOrder => {
                        if let Some(id) = created.orders.first() {
                            self.go(Place::Order(*id));
                        }
                    }
                    Then::ToCase => {
                        if let Some(id) = created.cases.first() {
                            self.go(Place::Case(*id));
                        }
                    }
                    Then::Go(place) => self.go(place),
                }
            }
            (Purpose::Bring { target }, Outcome::Brought(brought)) => self.brought(target, &brought),
            (Purpose::Fit, Outcome::Fitted(copies)) => {
                self.changed();
                let made = copies.iter().filter(|copy| copy.is_ok()).count();
                if made > 0 {
                    let count = i64::try_from(made).unwrap_or(i64::MAX);
                    self.toast(Msg::new("evidence-toast-fitted").count("count", count), Tone::Done, false);
                }
                if let Some(problem) = copies.into_iter().find_map(Result::err) {
                    self.state.banner = Some(problem);
                }
            }
            (Purpose::Picture(_), Outcome::Picture(key, picture)) => {
                self.wanted.remove(&key);
                self.pictures.push((key, picture));
            }
            (Purpose::Export, Outcome::Blocked(preflight)) => {
                if let Some(flow) = &mut self.state.export {
                    flow.step = ExportStep::Choosing;
                    flow.preflight = Loading::Ready(*preflight);
                }
            }
            (Purpose::Export, Outcome::Written(written)) => {
                if let Some(flow) = &mut self.state.export {
                    flow.step = ExportStep::Done(written);
                }
                self.changed();
                self.toast(Msg::new("export-toast-done"), Tone::Done, false);
            }
            (Purpose::CheckExport, Outcome::Verified(verified)) => {
                if let Some(flow) = &mut self.state.export {
                    flow.checked = Loading::Ready(verified);
                }
            }
            (Purpose::Verify, Outcome::Verified(verified)) => self.state.verified = Loading::Ready(verified),
            (Purpose::EmptyBin, _) => {
                self.changed();
                // What undo would bring back is gone for good.
                self.history.clear();
                self.toast(Msg::new("bin-toast-emptied"), Tone::Done, false);
            }
            (Purpose::Sample, Outcome::Sample(folder)) => self.switch_library(folder),
            _ => {}
        }
        if let Some(problem) = line.and_then(|line| line.failed.into_iter().next()) {
            self.state.banner.get_or_insert(problem);
        }
    }

    fn opened(&mut self, opened: Opened) {
        self.state.zone = opened.ctx.zone;
        self.session = Some(opened.ctx);
        self.texts = Rc::new(Texts::new(self.texts.language(), self.state.zone));
        self.state.facts = opened.facts;
        self.state.settings = opened.settings;
        self.state.library = LibraryState::Open;
        self.asked.clear();
        self.changed();
    }

    fn set_setting(&mut self, key: &str, value: Option<String>) {
        match value {
            Some(value) => self.state.settings.insert(key.to_owned(), value),
            None => self.state.settings.remove(key),
        };
        if key == "zone" {
            let named = self.state.setting("zone").and_then(|name| name.parse().ok());
            self.state.zone = named.unwrap_or(self.start.zone);
            self.texts = Rc::new(Texts::new(self.texts.language(), self.state.zone));
        }
    }

    fn loaded(&mut self, need: Need, outcome: Outcome) {
        let state = &mut self.state;
        match outcome {
            Outcome::Orders(rows) => state.orders = Loading::Ready(Arc::new(rows)),
            Outcome::Cases(rows) => state.cases = Loading::Ready(Arc::new(rows)),
            Outcome::Today(rows) => state.today = Loading::Ready(Arc::new(rows)),
            Outcome::Inbox(rows) => state.inbox = Loading::Ready(Arc::new(rows)),
            Outcome::Bin(rows) => state.bin = Loading::Ready(Arc::new(rows)),
            Outcome::Timeline(pictures) => state.timeline = Loading::Ready(Arc::new(pictures)),
            Outcome::Order(id, picture) if state.order.0 == Some(id) => {
                state.order.1 = Loading::Ready(Arc::new(*picture));
            }
            Outcome::Case(id, picture) if state.case.0 == Some(id) => {
                state.case.1 = Loading::Ready(Arc::new(*picture));
            }
            Outcome::Preflight(preflight) => {
                if let (Some(flow), Need::Preflight(id)) = (&mut state.export, need)
                    && flow.case == id
                {
                    flow.preflight = Loading::Ready(*preflight);
                }
            }
            _ => {}
        }
    }

    fn brought(&mut self, target: Target, brought: &[Brought]) {
        self.changed();
        let good: Vec<_> = brought.iter().filter_map(|one| one.outcome.as_ref().ok()).collect();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        if !good.is_empty() {
            let to_fix = good
                .iter()
                .filter(|one| {
                    !matches!(
                        one.assessment.verdict,
                        crate::domain::check::Verdict::Ready | crate::domain::check::Verdict::Borderline
                    )
                })
                .count();
            let added = Msg::new("app-toast-added").count("count", count(good.len()));
            let said = if to_fix == 0 {
                added
            } else {
                Msg::new("app-toast-added-fix").msg("added", added).count("fix", count(to_fix))
            };
            // A file that is new goes to the bin; one that was there before only loses this use.
            let uses = good
                .iter()
                .rev()
                .map(|one| {
                    if one.already_stored {
                        Change::Detach(one.attachment)
                    } else {
                        Change::RemoveEvidence(one.evidence)
                    }
                })
                .collect();
            self.history.note(Turn::Fresh, Change::All(uses), said.clone());
            self.toast(said, if to_fix == 0 { Tone::Done } else { Tone::Attention }, true);
        }
        let mut bad = brought.iter().filter_map(|one| one.outcome.as_ref().err());
        if let Some(problem) = bad.next() {
            let more = bad.count();
            let mut problem = problem.clone();
            if more > 0 {
                problem.message =
                    Msg::new("app-problem-and-more").msg("first", problem.message).count("count", count(more));
            }
            self.state.banner = Some(problem);
        }
        if good.is_empty() && brought.is_empty() {
            self.toast(Msg::new("app-toast-nothing-added"), Tone::Attention, false);
        }
        // Files that went to the inbox from elsewhere show themselves there by the count in the rail.
        if target == Target::Inbox && self.state.place == Place::Today && !good.is_empty() {
            self.go(Place::Inbox);
        }
    }

    fn failed(&mut self, purpose: Purpose, problem: Problem) {
        let state = &mut self.state;
        match purpose {
            Purpose::Open => {
                state.library = LibraryState::Failed(problem);
                return;
            }
            Purpose::Load(need) => {
                match need {
                    Need::Orders => state.orders.fail(problem),
                    Need::Cases => state.cases.fail(problem),
                    Need::Today => state.today.fail(problem),
                    Need::Inbox => state.inbox.fail(problem),
                    Need::Bin => state.bin.fail(problem),
                    Need::Timeline => state.timeline.fail(problem),
                    Need::Order(_) => state.order.1.fail(problem),
                    Need::Case(_) => state.case.1.fail(problem),
                    Need::Preflight(_) => {
                        if let Some(flow) = &mut state.export {
                            flow.preflight.fail(problem);
                        }
                    }
                }
                return;
            }
            Purpose::Picture(key) => {
                // A file that cannot be drawn has no picture; its verdict says why.
                self.wanted.remove(&key);
                self.pictures.push((key, None));
                return;
            }
            Purpose::Change { turn, edit } if turn != Turn::Fresh => {
                if let Deed::Change(change) = edit.deed {
                    self.history.put_back(turn, super::undo::Step { change, said: edit.said });
                }
            }
            Purpose::Export => {
                if let Some(flow) = &mut state.export {
                    flow.step = ExportStep::Choosing;
                }
            }
            Purpose::CheckExport => {
                if let Some(flow) = &mut state.export {
                    flow.checked = Loading::Never;
                }
            }
            Purpose::Verify => state.verified.fail(problem.clone()),
            Purpose::Bring { .. } | Purpose::Fit | Purpose::EmptyBin => self.changed(),
            Purpose::Change { .. } | Purpose::Sample | Purpose::Save => {}
        }
        self.state.banner = Some(problem);
    }

    fn cancelled(&mut self, purpose: &Purpose) {
        match purpose {
            Purpose::Export => {
                if let Some(flow) = &mut self.state.export {
                    flow.step = ExportStep::Choosing;
                }
            }
            Purpose::Verify => self.state.verified = Loading::Never,
            Purpose::CheckExport => {
                if let Some(flow) = &mut self.state.export {
                    flow.checked = Loading::Never;
                }
            }
            // What was done before the stop is kept and shown.
            _ => self.changed(),
        }
        self.toast(Msg::new("problem-cancelled"), Tone::Attention, false);
    }
}
