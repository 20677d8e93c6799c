//! What the program asks of the desktop around it, behind a trait so that tests and builds without a window
//! need none. The real one is `os`; answers come back through [`Desktop::drain`].

use std::path::PathBuf;

use crate::domain::message::Problem;

/// Which question a file dialog answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Files to add.
    Files,
    /// The folder an export goes to.
    ExportFolder,
    /// The folder of the library.
    LibraryFolder,
    /// The file of a rule pack.
    PackFile,
    /// The folder a rule pack is written to.
    PackFolder,
}

/// What came back from the desktop.
#[derive(Clone, Debug, PartialEq)]
pub enum DesktopAnswer {
    /// A dialog was closed; empty when nothing was chosen.
    Chosen(Ask, Vec<PathBuf>),
    /// The picture on the clipboard.
    Picture {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// RGBA.
        rgba: Vec<u8>,
    },
    /// The clipboard holds no picture.
    NoPicture,
    /// Something asked for could not be done.
    Could(Problem),
}

/// The desktop.
pub trait Desktop {
    /// Opens a dialog titled `title`. False when one is open already.
    fn ask(&mut self, what: Ask, title: String) -> bool;
    /// Reads the clipboard's picture.
    fn read_picture(&mut self);
    /// Puts text on the clipboard.
    fn copy_text(&mut self, text: String);
    /// Puts files on the clipboard.
    fn copy_files(&mut self, files: Vec<PathBuf>);
    /// Shows a file or folder in the file manager.
    fn reveal(&mut self, path: PathBuf);
    /// Takes the answers that came; never waits.
    fn drain(&mut self) -> Vec<DesktopAnswer>;
}

/// No desktop at all: every dialog is closed without a choice.
#[derive(Debug, Default)]
pub struct NoDesktop {
    answers: Vec<DesktopAnswer>,
    /// What was put on the clipboard last.
    pub copied: Option<String>,
}

impl Desktop for NoDesktop {
    fn ask(&mut self, what: Ask, _: String) -> bool {
        self.answers.push(DesktopAnswer::Chosen(what, Vec::new()));
        true
    }

    fn read_picture(&mut self) {
        self.answers.push(DesktopAnswer::NoPicture);
    }

    fn copy_text(&mut self, text: String) {
        self.copied = Some(text);
    }

    fn copy_files(&mut self, _: Vec<PathBuf>) {}

    fn reveal(&mut self, _: PathBuf) {}

    fn drain(&mut self) -> Vec<DesktopAnswer> {
        std::mem::take(&mut self.answers)
    }
}

#[cfg(feature = "gui")]
pub use crate::os::display;
#[cfg(feature = "gui")]
pub use real::OsDesktop;

#[cfg(feature = "gui")]
mod real {
    //! The desktop behind the trait: everything slow happens on one named thread.

    use std::path::PathBuf;
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

    use super::{Ask, Desktop, DesktopAnswer};
    use crate::app::executor::Waker;
    use crate::domain::message::{Msg, Problem};
    use crate::os;

    const QUEUE_MAX: usize = 16;

    enum Errand {
        ReadPicture,
        CopyText(String),
        CopyFiles(Vec<PathBuf>),
        Reveal(PathBuf),
    }

    /// The desktop of this machine.
    pub struct OsDesktop {
        dialogs: os::dialog::Dialogs,
        errands: SyncSender<Errand>,
        answers: Receiver<DesktopAnswer>,
        to_window: SyncSender<DesktopAnswer>,
        own: Vec<DesktopAnswer>,
        waker: Waker,
    }

    impl std::fmt::Debug for OsDesktop {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("OsDesktop")
        }
    }

    impl OsDesktop {
        /// Starts the errand thread.
        pub fn start(waker: Waker) -> Result<Self, Problem> {
            let (to_window, answers) = sync_channel(QUEUE_MAX);
            let (errands, todo) = sync_channel(QUEUE_MAX);
            let (tell, wake) = (to_window.clone(), Arc::clone(&waker));
            std::thread::Builder::new()
                .name("parcelproof-desk".to_owned())
                .spawn(move || run(&todo, &tell, &wake))
                .map_err(|error| Problem::could_not(Msg::new("problem-no-thread")).with_detail(error))?;
            Ok(Self {
                dialogs: os::dialog::Dialogs::default(),
                errands,
                answers,
                to_window,
                own: Vec::new(),
                waker,
            })
        }

        fn send(&mut self, errand: Errand) {
            if self.errands.try_send(errand).is_err() {
                // Sixteen errands are waiting on a desktop that does not answer.
                self.own.push(DesktopAnswer::Could(Problem::could_not(Msg::new("problem-desktop-busy"))));
            }
        }
    }

    fn run(todo: &Receiver<Errand>, tell: &SyncSender<DesktopAnswer>, wake: &Waker) {
        // Kept for as long as the program runs: what was copied lives only as long as its owner.
        let mut owner: Option<os::clipboard::Owner> = None;
        while let Ok(errand) = todo.recv() {
            let done = match errand {
                Errand::ReadPicture => os::clipboard::picture().map(|picture| {
                    Some(picture.map_or(DesktopAnswer::NoPicture, |picture| DesktopAnswer::Picture {
                        width: picture.width,
                        height: picture.height,
                        rgba: picture.rgba,
                    }))
                }),
                Errand::CopyText(text) => {
                    with_owner(&mut owner, |owner| owner.copy_text(text)).map(|()| None)
                }
                Errand::CopyFiles(files) => {
                    with_owner(&mut owner, |owner| owner.copy_files(&files)).map(|()| None)
                }
                Errand::Reveal(path) => os::reveal::reveal(&path).map(|()| None),
            };
            let answer = match done {
                Ok(None) => continue,
                Ok(Some(answer)) => answer,
                Err(problem) => DesktopAnswer::Could(problem),
            };
            if tell.send(answer).is_err() {
                return;
            }
            wake();
        }
    }

    fn with_owner(
        slot: &mut Option<os::clipboard::Owner>,
        act: impl FnOnce(&mut os::clipboard::Owner) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let owner = match slot {
            Some(owner) => owner,
            None => slot.insert(os::clipboard::Owner::open()?),
        };
        act(owner)
    }

    impl Desktop for OsDesktop {
        fn ask(&mut self, what: Ask, title: String) -> bool {
            let choose = match what {
                Ask::Files | Ask::PackFile => os::dialog::Choose::Files,
                Ask::ExportFolder | Ask::LibraryFolder | Ask::PackFolder => os::dialog::Choose::Folder,
            };
            let (tell, wake) = (self.to_window.clone(), Arc::clone(&self.waker));
            let asked = self.dialogs.ask(choose, &title, move |paths| {
                // A closed receiver means the window is gone; nobody waits for the answer.
                if tell.send(DesktopAnswer::Chosen(what, paths)).is_ok() {
                    wake();
                }
            });
            match asked {
                Ok(opened) => opened,
                Err(problem) => {
                    self.own.push(DesktopAnswer::Could(problem));
                    false
                }
            }
        }

        fn read_picture(&mut self) {
            self.send(Errand::ReadPicture);
        }

        fn copy_text(&mut self, text: String) {
            self.send(Errand::CopyText(text));
        }

        fn copy_files(&mut self, files: Vec<PathBuf>) {
            self.send(Errand::CopyFiles(files));
        }

        fn reveal(&mut self, path: PathBuf) {
            self.send(Errand::Reveal(path));
        }

        fn drain(&mut self) -> Vec<DesktopAnswer> {
            let mut answers = std::mem::take(&mut self.own);
            answers.extend(self.answers.try_iter());
            answers
        }
    }
}
