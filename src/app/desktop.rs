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
