//! What a click asks for. Screens push commands; [`super::App`] applies them; nothing else changes state.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::case::{CaseKind, Reason, SubmissionKind};
use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, NewEvent, OrderEventKind, Plan};
use crate::domain::evidence::{Role, Target};
use crate::domain::ids::{AttachmentId, CaseId, EventId, EvidenceId, OrderId};
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::order::Marketplace;
use crate::domain::rows::DueItem;
use crate::domain::wording::said::Said;

use super::job::JobId;
use super::state::{PictureKey, Place, ViewerItem};
use super::undo::Step;
use super::work::{About, Look, Pick};

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

/// What to change, as far as the window knows it; the writer's job makes the whole change of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// A change as it is.
    Change(Change),
    /// A step of undo or redo; refused when another program wrote since.
    TakeBack(Box<Step>),
    /// An order from a typed number or a pasted link.
    AddOrder {
        /// As typed.
        typed: String,
        /// Where it was bought, unless a link tells.
        marketplace: Option<Marketplace>,
    },
    /// A case about an order.
    OpenCase(Box<CaseWish>),
    /// An event of a case; one that sends something freezes what it sends.
    Record(CaseId, Box<NewEvent<CaseEventKind>>),
    /// The text of a case's draft.
    SaveText {
        /// The case.
        case: CaseId,
        /// What the text is.
        kind: SubmissionKind,
        /// The English text.
        text: String,
    },
    /// What the buyer says for a text; the text is written anew from it.
    Say {
        /// The case.
        case: CaseId,
        /// What the text is.
        kind: SubmissionKind,
        /// Slots, sentences, own words.
        said: Box<Said>,
    },
    /// The site's button was pressed: what was filled in counts as sent now.
    Sent(CaseId),
    /// Puts a date off for half an hour.
    Snooze(Box<DueItem>),
    /// Something out of the bin, by its handle.
    Restore(String),
    /// One of the buyer's rule packs.
    Pack(PackDeed),
    /// What was chosen of a pasted page.
    Pasted(Vec<Pick>),
    /// A report, an account case, a chat claim or another case that is no dispute.
    OpenOther(Box<OtherWish>),
    /// New values for the fields of a report.
    FillReport(CaseId, BTreeMap<String, String>),
}

/// What a case that is no dispute is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherWish {
    /// What kind.
    pub kind: CaseKind,
    /// Its order, if it has one.
    pub order: Option<OrderId>,
    /// The case it follows.
    pub after: Option<CaseId>,
    /// The type of a report or an account case.
    pub of_type: Option<&'static str>,
    /// Why.
    pub reason: Option<Reason>,
}

/// What to do with the buyer's own rule packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackDeed {
    /// A copy under a new id, switched off at first.
    Copy {
        /// Of which.
        id: String,
        /// Under which id.
        new_id: String,
        /// Under which title.
        title: String,
    },
    /// A new text.
    Save {
        /// Of which.
        id: String,
        /// The text.
        text: String,
    },
    /// A file.
    Import(PathBuf),
    /// On or off.
    Enable {
        /// Which.
        id: String,
        /// On.
        on: bool,
    },
    /// Away with it.
    Remove(String),
}

/// What a case is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseWish {
    /// What kind.
    pub kind: CaseKind,
    /// Its order.
    pub order: OrderId,
    /// Its line, by position.
    pub line: Option<i64>,
    /// Why.
    pub reason: Option<Reason>,
    /// Refund only, or return and refund.
    pub remedy: Option<Plan>,
    /// How much to ask for.
    pub amount: Option<Money>,
    /// The rules to compute it by; those made for the order unless named.
    pub pack: Option<String>,
}

/// A form over the place shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A new case about an order.
    StartCase(OrderId),
    /// An event of a case, of a kind if the button named one.
    CaseEvent(CaseId, Option<CaseEventKind>),
    /// An answer to a request, or to one of its items: its kind, the event it answers, the item's number.
    CaseAnswer(CaseId, CaseEventKind, EventId, Option<u32>),
    /// An event of an order.
    OrderEvent(OrderId, Option<OrderEventKind>),
    /// The fields of an order.
    OrderFields(OrderId),
    /// Words of a page, for an order or a case.
    Paste(About),
    /// What happened, and which way to go; about an order, or none.
    Routes(Option<OrderId>),
    /// The fields of a report.
    Report(CaseId),
}

/// A change with the words to speak of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What to change.
    pub deed: Deed,
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
        Self::of(Deed::Change(change), said)
    }

    /// A change that shows by itself.
    pub fn quiet(change: Change, said: &'static str) -> Self {
        Self { loud: false, ..Self::of(Deed::Change(change), said) }
    }

    /// A deed that is said aloud.
    pub fn of(deed: Deed, said: &'static str) -> Self {
        Self { deed, said: Msg::new(said), loud: true, then: Then::Stay }
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
    /// Opens a form, or closes it.
    Form(Option<Form>),
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
    /// Words that were pasted outside a field: opens the dialog that reads them.
    PasteWords(About, String),
    /// Reads pasted words.
    ReadPaste(Box<Look>),
    /// Asks which files to add.
    AskFiles {
        /// Their part, if the button says one.
        role: Option<Role>,
    },
    /// Asks for the folder an export goes to.
    AskExportFolder,
    /// Asks which calendar file to write or bring up to date.
    AskCalendarFile,
    /// Asks for the folder the library is or will be in.
    AskLibraryFolder,
    /// Asks which rule pack to import.
    AskPackFile,
    /// Asks for the folder a rule pack is written to.
    AskPackFolder(String),
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
    /// Puts the files of a case on the clipboard, under names a marketplace takes.
    CopyCaseFiles(CaseId),
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

    /// A deed that is said aloud.
    pub fn deed(deed: Deed, said: &'static str) -> Self {
        Self::Change(Box::new(Edit::of(deed, said)))
    }
}
