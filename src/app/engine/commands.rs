//! What each command does: turned into a change of state at once, or into a job.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use chrono::TimeDelta;

use crate::domain::change::{AttachmentPatch, Change};
use crate::domain::evidence::{Role, Target};
use crate::domain::ids::{AttachmentId, EvidenceId};
use crate::domain::message::{Msg, Problem};
use crate::domain::overview::reminders;
use crate::jobs::Ctx;
use crate::texts::Texts;

use super::super::command::{Command, Deed, Edit, Form, Then};
use super::super::desktop::Ask;
use super::super::guard;
use super::super::job::{Lane, Work};
use super::super::state::{
    ExportFlow, ExportStep, PasteFlow, Picture, PictureKey, Place, State, Tone, Viewer,
};
use super::super::undo::Turn;
use super::super::work::{self, Look, Outcome};
use super::{App, Purpose, TRAIL_MAX};

impl App {
    pub(super) fn apply(&mut self, command: Command) {
        if let Some(question) = guard::question(&self.state, &command) {
            self.state.question = Some(question);
            return;
        }
        self.apply_now(command);
    }

    pub(super) fn apply_now(&mut self, command: Command) {
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
            Command::Form(form) => {
                self.state.form = form;
                self.state.paste = match form {
                    Some(Form::Paste(about)) => Some(PasteFlow::new(about, String::new())),
                    _ => None,
                };
            }
            Command::PasteWords(about, text) => {
                self.state.form = Some(Form::Paste(about));
                self.state.paste = Some(PasteFlow::new(about, text));
            }
            Command::ReadPaste(look) => self.read_paste(*look),
            Command::BringIn { paths, target, role } => self.bring_in(paths, target, role),
            Command::BringPixels { width, height, rgba } => {
                self.bring_pixels(Picture { width, height, rgba });
            }
            Command::PasteImage => self.desktop.read_picture(),
            Command::AskFiles { role } => {
                self.waiting_role = role;
                self.ask(Ask::Files, "app-dialog-files");
            }
            Command::AskExportFolder => self.ask(Ask::ExportFolder, "app-dialog-export"),
            Command::AskCalendarFile => self.ask(Ask::CalendarFile, "calendar-save-title"),
            Command::AskLibraryFolder => self.ask(Ask::LibraryFolder, "app-dialog-library"),
            Command::AskPackFile => self.ask(Ask::PackFile, "app-dialog-pack"),
            Command::AskPackFolder(id) => {
                self.waiting_pack = Some(id);
                self.ask(Ask::PackFolder, "app-dialog-pack-folder");
            }
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
            Command::EmptyBin => self.long(Msg::new("job-empty-bin"), Purpose::EmptyBin, |ctx| {
                Box::new(move |progress| work::empty_bin(&ctx, progress))
            }),
            Command::OpenSample => self.open_sample(),
            Command::OpenLibrary(folder) => self.switch_library(folder),
            Command::RetryLibrary => self.open_library(),
            Command::SetLanguage(code) => self.set_language(code),
            Command::Reveal(path) => self.desktop.reveal(path),
            Command::CopyText(text) => {
                self.desktop.copy_text(text);
                self.toast(Msg::new("app-toast-copied"), Tone::Done, false);
            }
            Command::CopyFiles(files) => self.copy_files(files),
            Command::CopyCaseFiles(case) => {
                self.long(Msg::new("job-outgoing"), Purpose::Outgoing, |ctx| {
                    Box::new(move |progress| work::outgoing(&ctx, case, progress))
                });
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
                        crate::app::files::crash_was_read(&note);
                        Ok(Outcome::Nothing)
                    });
                    self.submit(Lane::Write, None, Purpose::Save, work);
                }
            }
        }
    }

    pub(super) fn copy_files(&mut self, files: Vec<PathBuf>) {
        let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
        self.desktop.copy_files(files);
        self.toast(Msg::new("app-toast-copied-files").count("count", count), Tone::Done, false);
    }

    pub(super) fn go(&mut self, place: Place) {
        self.state.viewer = None;
        self.state.form = None;
        self.state.paste = None;
        if place == self.state.place {
            return;
        }
        self.state.trail.push(self.state.place);
        if self.state.trail.len() > TRAIL_MAX {
            self.state.trail.remove(0);
        }
        self.state.place = place;
    }

    fn read_paste(&mut self, look: Look) {
        let Some(ctx) = self.ctx() else { return };
        let Some(flow) = &mut self.state.paste else { return };
        flow.read.begin();
        let work: Work = Box::new(move |_| work::read_paste(&ctx, look));
        self.submit(Lane::Read, None, Purpose::Paste, work);
    }

    pub(super) fn ask(&mut self, what: Ask, title: &'static str) {
        let title = self.texts.get(title);
        if self.desktop.ask(what, title) {
            self.state.asking = true;
        }
    }

    pub(super) fn change(&mut self, turn: Turn, edit: Box<Edit>) {
        let Some(ctx) = self.ctx() else { return };
        let deed = edit.deed.clone();
        let purpose = Purpose::Change { turn, edit };
        self.submit(Lane::Write, None, purpose, Box::new(move |_| work::perform(&ctx, deed)));
    }

    pub(super) fn turn(&mut self, turn: Turn) {
        if let Some(step) = self.history.take(turn) {
            let said = step.said.clone();
            let edit = Edit { deed: Deed::TakeBack(Box::new(step)), said, loud: true, then: Then::Stay };
            self.change(turn, Box::new(edit));
        }
    }

    pub(super) fn bring_in(&mut self, paths: Vec<PathBuf>, target: Option<Target>, role: Option<Role>) {
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

    pub(super) fn bring_pixels(&mut self, picture: Picture) {
        let Some(ctx) = self.ctx() else { return };
        let target = self.state.drop_target();
        self.submit(
            Lane::Long,
            Some(Msg::new("job-paste")),
            Purpose::Bring { target },
            Box::new(move |_| work::bring_pixels(&ctx, &picture, target)),
        );
    }

    pub(super) fn long(&mut self, label: Msg, purpose: Purpose, work: impl FnOnce(Ctx) -> Work) {
        if let Some(ctx) = self.ctx() {
            self.submit(Lane::Long, Some(label), purpose, work(ctx));
        }
    }

    pub(super) fn fit(&mut self, files: Vec<EvidenceId>) {
        let label = Msg::new("job-fit").count("count", i64::try_from(files.len()).unwrap_or(i64::MAX));
        self.long(label, Purpose::Fit, |ctx| Box::new(move |progress| work::fit(&ctx, &files, progress)));
    }

    pub(super) fn assign(&mut self, attachments: &[AttachmentId], target: Target) {
        let changes = attachments
            .iter()
            .map(|id| {
                Change::SetAttachment(
                    *id,
                    AttachmentPatch { target: Some(target), ..AttachmentPatch::default() },
                )
            })
            .collect();
        self.change(Turn::Fresh, Box::new(Edit::loud(Change::All(changes), "inbox-said-assigned")));
    }

    pub(super) fn want_picture(&mut self, key: PictureKey) {
        if !self.wanted.insert(key) {
            return;
        }
        let Some(ctx) = self.ctx() else {
            self.wanted.remove(&key);
            return;
        };
        self.submit(Lane::Pictures, None, Purpose::Picture(key), Box::new(move |_| work::picture(&ctx, key)));
    }

    pub(super) fn export(&mut self) {
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

    pub(super) fn check_export(&mut self) {
        let Some(flow) = &mut self.state.export else { return };
        let ExportStep::Done(exported) = &flow.step else { return };
        let path = exported.path.clone();
        flow.checked.begin();
        self.long(Msg::new("job-check-bundle"), Purpose::CheckExport, |_| {
            Box::new(move |progress| work::check_bundle(&path, progress))
        });
    }

    pub(super) fn calendar(&mut self, file: PathBuf) {
        let language = self.texts.language().to_owned();
        self.long(Msg::new("job-calendar"), Purpose::Calendar, |ctx| {
            Box::new(move |_| work::calendar(&ctx, &language, &file))
        });
    }

    /// Looks, once a minute at most, whether something is to be reminded of.
    pub(super) fn remind(&mut self) {
        let now = self.state.now;
        let recently = self.reminded_at.is_some_and(|at| now - at < TimeDelta::minutes(1));
        if recently || self.state.setting(reminders::SETTING) == Some(reminders::OFF) {
            return;
        }
        let super::super::state::Loading::Ready(items) = &self.state.today else { return };
        let items = Arc::clone(items);
        self.reminded_at = Some(now);
        let due = reminders::due_now(&items, &self.reminded, now);
        let Some(ctx) = self.ctx().filter(|_| !due.is_empty()) else { return };
        // Asked about once; whether another program showed it already, the library knows.
        self.reminded.extend(due.into_iter().map(|reminder| reminder.key));
        let language = self.texts.language().to_owned();
        let work: Work = Box::new(move |_| work::remind(&ctx, &language, &items));
        self.submit(Lane::Write, None, Purpose::Remind, work);
    }

    pub(super) fn verify(&mut self) {
        self.state.verified.begin();
        self.long(Msg::new("job-verify"), Purpose::Verify, |ctx| {
            Box::new(move |progress| work::verify(&ctx, progress))
        });
    }

    pub(super) fn open_sample(&mut self) {
        let folder = self.start.sample.clone();
        let (now, zone) = (self.start.clock.now(), self.state.zone);
        self.submit(
            Lane::Long,
            Some(Msg::new("job-sample")),
            Purpose::Sample,
            Box::new(move |progress| work::sample(&folder, now, zone, progress)),
        );
    }

    pub(super) fn switch_library(&mut self, folder: PathBuf) {
        self.session = None;
        self.history.clear();
        self.asked.clear();
        self.reminded.clear();
        self.reminded_at = None;
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

    pub(super) fn set_language(&mut self, code: String) {
        self.texts = Rc::new(Texts::new(&code, self.state.zone));
        self.state.machine.language = Some(code);
        self.save_machine();
    }

    pub(super) fn save_machine(&mut self) {
        let Some(file) = self.start.machine_file.clone() else { return };
        let machine = self.state.machine.clone();
        let work: Work = Box::new(move |_| machine.write(&file).map(|()| Outcome::Nothing));
        self.submit(Lane::Write, None, Purpose::Save, work);
    }
}
