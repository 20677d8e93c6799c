//! What came back from jobs and from the desktop, taken into state.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::evidence::Target;
use crate::domain::evidence::check::Verdict;
use crate::domain::message::{Msg, Problem};
use crate::domain::overview::reminders;
use crate::domain::rows::Brought;
use crate::domain::rules::Packs;
use crate::jobs::packs::is_about_packs;
use crate::jobs::rules_of;
use crate::texts::Texts;

use super::super::command::{Command, Deed, PackDeed, Then};
use super::super::desktop::{Ask, DesktopAnswer};
use super::super::job::{JobEvent, JobId, Lane, Step, Work};
use super::super::loads::Need;
use super::super::state::{ExportStep, JobLine, LibraryState, Loading, Picture, Place, Tone};
use super::super::undo::{self, Turn};
use super::super::work::{self, Opened, Outcome};
use super::{App, Purpose};

impl App {
    pub(super) fn take_answer(&mut self, answer: DesktopAnswer) {
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
                    (Ask::PackFile, Some(file)) => {
                        let deed = Deed::Pack(PackDeed::Import(file.clone()));
                        self.apply_now(Command::deed(deed, "packs-said-imported"));
                    }
                    (Ask::PackFolder, Some(folder)) => self.export_pack(folder.clone()),
                    (Ask::CalendarFile, Some(file)) => self.calendar(file.clone()),
                }
            }
            DesktopAnswer::Picture { width, height, rgba } => {
                self.bring_pixels(Picture { width, height, rgba });
            }
            DesktopAnswer::NoPicture => {
                self.toast(Msg::new("app-toast-no-picture"), Tone::Attention, false);
            }
            DesktopAnswer::NotShown(notes, problem) => {
                // No banner: a desktop without notifications is said where reminders are turned on.
                self.state.no_reminders = Some(problem);
                if let Some(ctx) = self.ctx() {
                    let work: Work = Box::new(move |_| work::not_reminded(&ctx, &notes));
                    self.submit(Lane::Write, None, Purpose::Remind, work);
                }
            }
            DesktopAnswer::Could(problem) => {
                self.state.asking = false;
                self.state.banner = Some(problem);
            }
        }
    }

    pub(super) fn take_event(&mut self, event: JobEvent) {
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

    pub(super) fn line(&mut self, id: JobId) -> Option<&mut JobLine> {
        self.state.jobs.iter_mut().find(|job| job.id == id)
    }

    pub(super) fn remove_line(&mut self, id: JobId) -> Option<JobLine> {
        let at = self.state.jobs.iter().position(|job| job.id == id)?;
        Some(self.state.jobs.remove(at))
    }

    pub(super) fn finished(&mut self, purpose: Purpose, outcome: Outcome, line: Option<JobLine>) {
        match (purpose, outcome) {
            (Purpose::Open, Outcome::Opened(opened)) => self.opened(*opened),
            (Purpose::Load(need), outcome) => self.loaded(need, outcome),
            (Purpose::Change { turn, edit }, Outcome::Applied(applied)) => {
                let created = applied.created.clone();
                let change = match &edit.deed {
                    Deed::Change(change) => Some(change),
                    Deed::TakeBack(step) => Some(&step.change),
                    _ => None,
                };
                if let Some(Change::SetSetting(key, value)) = change {
                    self.set_setting(key, value.clone());
                }
                if is_about_packs(&applied.inverse)
                    && let Some(ctx) = self.ctx()
                {
                    self.submit(Lane::Read, None, Purpose::Packs, Box::new(move |_| work::packs(&ctx)));
                }
                let said = edit.said.clone();
                let others = Some(applied.others);
                self.history.note(turn, undo::Step { change: applied.inverse, said, others });
                self.changed();
                // The form's work is done; a refused one stays open with what was typed.
                if turn == Turn::Fresh && edit.loud {
                    self.state.form = None;
                    self.state.paste = None;
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
            (Purpose::Outgoing, Outcome::Outgoing(files)) => {
                self.changed();
                self.copy_files(files);
            }
            (Purpose::EmptyBin, _) => {
                self.changed();
                // What undo would bring back is gone for good.
                self.history.clear();
                self.toast(Msg::new("bin-toast-emptied"), Tone::Done, false);
            }
            (Purpose::Paste, Outcome::Pasted(read)) => {
                if let Some(flow) = &mut self.state.paste {
                    flow.read = Loading::Ready(Arc::new(*read));
                }
            }
            (Purpose::Remind, Outcome::Notes(notes)) if !notes.is_empty() => {
                self.state.no_reminders = None;
                self.desktop.notify(notes);
            }
            (Purpose::Calendar, Outcome::Calendar(did)) => {
                let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
                let said = Msg::new("calendar-saved")
                    .count("added", count(did.added))
                    .count("changed", count(did.changed))
                    .count("cancelled", count(did.cancelled));
                self.toast(said, Tone::Done, false);
            }
            (Purpose::Sample, Outcome::Sample(folder)) => self.switch_library(folder),
            (Purpose::Packs, Outcome::Packs(packs)) => self.take_packs(packs),
            (Purpose::Elsewhere, Outcome::Elsewhere(Some(elsewhere))) => {
                self.others = elsewhere.others;
                self.take_settings(elsewhere.settings);
                self.take_packs(elsewhere.packs);
            }
            (Purpose::ExportPack, Outcome::PackWritten(path)) => {
                let said = Msg::new("packs-said-exported").text("path", path.to_string_lossy());
                self.toast(said, Tone::Done, false);
            }
            _ => {}
        }
        if let Some(problem) = line.and_then(|line| line.failed.into_iter().next()) {
            self.state.banner.get_or_insert(problem);
        }
    }

    pub(super) fn opened(&mut self, opened: Opened) {
        self.state.zone = opened.ctx.zone;
        self.others = opened.others;
        self.session = Some(opened.ctx);
        self.texts = Rc::new(Texts::new(self.texts.language(), self.state.zone));
        self.state.facts = opened.facts;
        self.state.settings = opened.settings;
        self.state.library = LibraryState::Open;
        self.asked.clear();
        self.changed();
    }

    /// From now on everything is computed by these.
    fn take_packs(&mut self, packs: Arc<Packs>) {
        if let Some(session) = &mut self.session {
            session.packs = Arc::clone(&packs);
        }
        self.state.facts.evidence_rules = rules_of(&packs, None).ok().cloned();
        self.state.facts.packs = packs;
        self.changed();
    }

    fn export_pack(&mut self, folder: PathBuf) {
        let (Some(ctx), Some(id)) = (self.ctx(), self.waiting_pack.take()) else { return };
        let work: Work = Box::new(move |_| work::export_pack(&ctx, &id, &folder));
        self.submit(Lane::Read, None, Purpose::ExportPack, work);
    }

    pub(super) fn set_setting(&mut self, key: &str, value: Option<String>) {
        let mut settings = self.state.settings.clone();
        match value {
            Some(value) => settings.insert(key.to_owned(), value),
            None => settings.remove(key),
        };
        self.take_settings(settings);
        if key == reminders::SETTING {
            // Turned on again, it looks at once.
            self.reminded_at = None;
        }
    }

    fn take_settings(&mut self, settings: BTreeMap<String, String>) {
        let zone = |settings: &BTreeMap<String, String>| settings.get("zone").cloned();
        let zone_before = zone(&self.state.settings);
        self.state.settings = settings;
        if let Some(session) = &mut self.session {
            crate::jobs::settings::take(session, &self.state.settings);
        }
        if zone(&self.state.settings) != zone_before {
            let named = self.state.setting("zone").and_then(|name| name.parse().ok());
            self.state.zone = named.unwrap_or(self.start.zone);
            self.texts = Rc::new(Texts::new(self.texts.language(), self.state.zone));
        }
    }

    pub(super) fn loaded(&mut self, need: Need, outcome: Outcome) {
        let state = &mut self.state;
        match outcome {
            Outcome::Orders(rows) => state.orders = Loading::Ready(Arc::new(rows)),
            Outcome::Cases(rows) => state.cases = Loading::Ready(Arc::new(rows)),
            Outcome::Today(rows) => state.today = Loading::Ready(Arc::new(rows)),
            Outcome::Inbox(rows) => state.inbox = Loading::Ready(Arc::new(rows)),
            Outcome::Bin(rows) => state.bin = Loading::Ready(Arc::new(rows)),
            Outcome::History(history) => state.history = Loading::Ready(Arc::new(*history)),
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

    pub(super) fn brought(&mut self, target: Target, brought: &[Brought]) {
        self.changed();
        let good: Vec<_> = brought.iter().filter_map(|one| one.outcome.as_ref().ok()).collect();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        if !good.is_empty() {
            let to_fix = good
                .iter()
                .filter(|one| !matches!(one.assessment.verdict, Verdict::Ready | Verdict::Borderline))
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
            let step = undo::Step { change: Change::All(uses), said: said.clone(), others: None };
            self.history.note(Turn::Fresh, step);
            self.toast(said, if to_fix == 0 { Tone::Done } else { Tone::Attention }, true);
        }
        let mut bad = brought.iter().filter_map(|one| one.outcome.as_ref().err());
        if let Some(problem) = bad.next() {
            let more = bad.count();
            let mut problem = problem.clone();
            if more > 0 {
                problem.message = Msg::new("app-problem-and-more")
                    .msg("first", problem.message)
                    .count("count", count(more));
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

    pub(super) fn failed(&mut self, purpose: Purpose, problem: Problem) {
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
                    Need::History => state.history.fail(problem),
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
                if let Deed::TakeBack(step) = edit.deed {
                    self.history.put_back(turn, *step);
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
            Purpose::Bring { .. } | Purpose::Fit | Purpose::EmptyBin | Purpose::Outgoing => self.changed(),
            Purpose::Paste => {
                if let Some(flow) = &mut state.paste {
                    flow.read.fail(problem);
                }
                return;
            }
            // Whatever stands in the way, the next thing that is read says so.
            Purpose::Elsewhere => return,
            // A library that can only be looked at remembers no reminders.
            Purpose::Remind => {
                state.no_reminders = Some(problem);
                return;
            }
            Purpose::Change { .. }
            | Purpose::Sample
            | Purpose::Calendar
            | Purpose::Save
            | Purpose::Packs
            | Purpose::ExportPack => {}
        }
        self.state.banner = Some(problem);
    }

    pub(super) fn cancelled(&mut self, purpose: &Purpose) {
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
