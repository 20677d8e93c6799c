//! What a click asks for. Screens push commands; [`super::App`] applies them; nothing else changes state.

use std::path::PathBuf;

use crate::domain::change::Change;
use crate::domain::evidence::{Role, Target};
use crate::domain::ids::{AttachmentId, CaseId, EvidenceId};
use crate::domain::message::Msg;
use crate::domain::order::Marketplace;

use super::job::JobId;
use super::state::{PictureKey, Place, ViewerItem};

/// Where to go once a change is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// Nowhere.
    #[default]
    Stay,
    /// To the order it made.
    ToOrder,
    /// To the case it made.
    ToCase,
    /// To a place.
    Go(Place),
}

/// A change with the words to speak of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What to change.
    pub change: Change,
    /// What was done, in the past tense; also what undo names.
    pub said: Msg,
    /// Said aloud in a note with Undo; quiet ones (a caption) are only in the undo list.
    pub loud: bool,
    /// Where to go then.
    pub then: Then,
}

impl Edit {
    /// A change that is said aloud.
    pub fn loud(change: Change, said: &'static str) -> Self {
        Self { change, said: Msg::new(said), loud: true, then: Then::Stay }
    }

    /// A change that shows by itself.
    pub fn quiet(change: Change, said: &'static str) -> Self {
        Self { change, said: Msg::new(said), loud: false, then: Then::Stay }
    }

    /// Goes somewhere afterwards.
    #[must_use]
    pub fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }
}

/// Everything the window can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// To a place.
    Go(Place),
    /// To the place before.
    Back,
    /// A change, undoable.
    Change(Box<Edit>),
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// An order from a typed number or a pasted link.
    AddOrder {
        /// As typed.
        typed: String,
        /// Where it was bought, unless a link tells.
        marketplace: Marketplace,
    },
    /// Files and folders into the library.
    BringIn {
        /// Which.
        paths: Vec<PathBuf>,
        /// Where to; `None` for what is shown.
        target: Option<Target>,
        /// Their part there, if known.
        role: Option<Role>,
    },
    /// A pasted picture into the library.
    BringPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// RGBA, not premultiplied.
        rgba: Vec<u8>,
    },
    /// Whatever picture the clipboard holds, text beside it or not.
    PasteImage,
    /// Asks which files to add.
    AskFiles {
        /// Their part, if the button says one.
        role: Option<Role>,
    },
    /// Asks for the folder an export goes to.
    AskExportFolder,
    /// Asks for the folder the library is or will be in.
    AskLibraryFolder,
    /// Copies that fit, for these files.
    Fit(Vec<EvidenceId>),
    /// Inbox files to an order or a case.
    Assign {
        /// Which uses.
        attachments: Vec<AttachmentId>,
        /// To what.
        target: Target,
    },
    /// A picture is wanted; pushed by whatever is drawn without one.
    WantPicture(PictureKey),
    /// Opens the viewer.
    View {
        /// What to go through.
        items: Vec<ViewerItem>,
        /// Where to begin.
        at: usize,
    },
    /// Next or previous in the viewer.
    ViewerStep(isize),
    /// Closes the viewer.
    CloseViewer,
    /// Begins an export: its checks first.
    BeginExport(CaseId),
    /// What an export holds.
    SetExport {
        /// One zip file.
        zip: bool,
        /// Without originals, names, address and location.
        redact: bool,
        /// In spite of blockers.
        anyway: bool,
    },
    /// The folder an export goes to, typed.
    SetExportFolder(PathBuf),
    /// Writes the export.
    Export,
    /// Checks a written export again, byte by byte.
    CheckExport,
    /// Re-hashes the library.
    Verify,
    /// Empties the bin for good.
    EmptyBin,
    /// Takes something out of the bin, by its handle.
    Restore(String),
    /// Makes and opens the sample case.
    OpenSample,
    /// Opens another library folder.
    OpenLibrary(PathBuf),
    /// Tries again to open the library.
    RetryLibrary,
    /// Another language, by its code.
    SetLanguage(String),
    /// Shows a file or folder in the desktop's file manager.
    Reveal(PathBuf),
    /// Puts text on the clipboard.
    CopyText(String),
    /// Puts files on the clipboard.
    CopyFiles(Vec<PathBuf>),
    /// Stops a job.
    CancelJob(JobId),
    /// Removes a note.
    DismissToast(u64),
    /// Removes the banner.
    DismissBanner,
    /// Shows a problem that the window itself found.
    Complain(Msg),
    /// Answers the question with its deed.
    GoOn,
    /// Answers the question without it.
    Keep,
    /// Shows or hides the sheet of shortcuts.
    Shortcuts(bool),
    /// The crash note was read.
    DismissCrash,
}

impl Command {
    /// A change that is said aloud.
    pub fn loud(change: Change, said: &'static str) -> Self {
        Self::Change(Box::new(Edit::loud(change, said)))
    }

    /// A change that shows by itself.
    pub fn quiet(change: Change, said: &'static str) -> Self {
        Self::Change(Box::new(Edit::quiet(change, said)))
    }
}
