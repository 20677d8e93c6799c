//! Everything the window shows, as plain data. Holds the last good value of each list while a newer one is
//! on its way, so that nothing blinks. Changed only by [`super::App`]; read by screens.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::evidence::Target;
use crate::domain::guidance::guides::Guide;
use crate::domain::ids::{CaseId, EvidenceId, OrderId, Sha256};
use crate::domain::message::{Msg, Problem};
use crate::domain::offers::advice::Advice;
use crate::domain::overview::history::History;
use crate::domain::rows::{BinRow, CasePicture, CaseRow, DueItem, InboxRow, OrderPicture, OrderRow};
use crate::domain::rules::habits::Reminders;
use crate::domain::rules::{EvidenceRules, Packs};

use super::command::{Command, Form};
use super::job::{JobId, Ticket};
use super::machine::Machine;
use super::work::{About, CaseShown, Look, Pasted, Preflight, Verified, Written};

/// A value on its way, with the last good one.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loading<T> {
    /// Not asked for yet.
    #[default]
    Never,
    /// Asked for.
    Loading {
        /// What was shown before.
        previous: Option<T>,
    },
    /// Here.
    Ready(T),
    /// Could not be read.
    Failed {
        /// Why.
        problem: Problem,
        /// What was shown before.
        previous: Option<T>,
    },
}

impl<T> Loading<T> {
    /// The best value there is.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Never => None,
            Self::Loading { previous } | Self::Failed { previous, .. } => previous.as_ref(),
            Self::Ready(value) => Some(value),
        }
    }

    /// Why it could not be read.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Failed { problem, .. } => Some(problem),
            _ => None,
        }
    }

    /// True before the first answer.
    pub fn is_first_load(&self) -> bool {
        matches!(self, Self::Never | Self::Loading { previous: None })
    }

    pub(super) fn begin(&mut self) {
        *self = Self::Loading { previous: self.take() };
    }

    pub(super) fn fail(&mut self, problem: Problem) {
        *self = Self::Failed { problem, previous: self.take() };
    }

    fn take(&mut self) -> Option<T> {
        match std::mem::take(self) {
            Self::Never => None,
            Self::Loading { previous } | Self::Failed { previous, .. } => previous,
            Self::Ready(value) => Some(value),
        }
    }
}

/// Where the buyer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// What needs the buyer.
    #[default]
    Today,
    /// All orders.
    Orders,
    /// One order.
    Order(OrderId),
    /// All cases.
    Cases,
    /// One case.
    Case(CaseId),
    /// What came of the cases.
    History,
    /// All cases on one chart.
    Timeline,
    /// Files without an order.
    Inbox,
    /// Settings, with the bin inside.
    Settings,
    /// What was removed.
    Bin,
    /// Checks before sending, and the export itself.
    Export(CaseId),
}

/// The library behind the window.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryState {
    /// Being opened.
    Opening,
    /// Open.
    Open,
    /// Could not be opened; says why.
    Failed(Problem),
}

/// A running or waiting job as the rail shows it.
#[derive(Clone, Debug)]
pub struct JobLine {
    /// Which.
    pub id: JobId,
    /// What it does.
    pub label: Msg,
    /// Its present stage.
    pub stage: Option<Msg>,
    /// Its worker has begun.
    pub started: bool,
    /// Items that could not be done so far.
    pub failed: Vec<Problem>,
    /// Units done and in all (0 when not known).
    pub units: (u64, u64),
    /// The buyer asked it to stop.
    pub stopping: bool,
    pub(super) ticket: Arc<Ticket>,
}

/// How a note is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something needs a look.
    Attention,
}

/// A short note at the bottom of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// Which.
    pub id: u64,
    /// What it says.
    pub message: Msg,
    /// How it is meant.
    pub tone: Tone,
    /// It can be taken back from here.
    pub undo: bool,
    /// Goes away then.
    pub until: DateTime<Utc>,
}

/// A question before one of the five acts that cannot simply be undone.
#[derive(Clone, Debug)]
pub struct Question {
    /// What will happen, in one sentence.
    pub title: Msg,
    /// What to know before.
    pub advice: Advice,
    /// What has to be ticked before it goes on.
    pub tick: Option<Msg>,
    /// Going on is drawn as a danger.
    pub red: bool,
    /// The button that goes on.
    pub go_on: Msg,
    /// The button that does not; the default.
    pub keep: Msg,
    /// What goes on.
    pub command: Box<Command>,
}

/// A picture in memory: RGBA, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// `width * height * 4` bytes, not premultiplied.
    pub rgba: Vec<u8>,
}

/// Which picture, at which size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureKey {
    /// Of which file.
    pub sha256: Sha256,
    /// Longest side in pixels.
    pub side_px: u32,
}

/// One file the viewer can show.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewerItem {
    /// Which file.
    pub evidence: EvidenceId,
    /// Its hash.
    pub sha256: Sha256,
    /// Its caption, else its name.
    pub title: String,
    /// A line under the title: format, size, capture time.
    pub row: Box<crate::domain::rows::EvidenceRow>,
}

/// The viewer above a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewer {
    /// What next and previous go through.
    pub items: Vec<ViewerItem>,
    /// The one shown.
    pub at: usize,
}

impl Viewer {
    /// The file shown.
    pub fn item(&self) -> Option<&ViewerItem> {
        self.items.get(self.at)
    }
}

/// How far an export is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ExportStep {
    /// Looking at blockers and warnings, choosing what goes in and where.
    #[default]
    Choosing,
    /// Being written.
    Running,
    /// Written.
    Done(Written),
}

/// The export of one case.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportFlow {
    /// The case.
    pub case: CaseId,
    /// How far.
    pub step: ExportStep,
    /// What stands in the way and what goes in.
    pub preflight: Loading<Preflight>,
    /// The folder it goes to.
    pub folder: Option<PathBuf>,
    /// One zip file instead of a folder.
    pub zip: bool,
    /// Without originals, address, names and location.
    pub redact: bool,
    /// In spite of blockers.
    pub anyway: bool,
    /// Checked again: what came of it.
    pub checked: Loading<Verified>,
}

impl ExportFlow {
    pub(super) fn new(case: CaseId) -> Self {
        Self {
            case,
            step: ExportStep::Choosing,
            preflight: Loading::Never,
            folder: None,
            zip: false,
            redact: false,
            anyway: false,
            checked: Loading::Never,
        }
    }
}

/// A pasted page and what was read from it.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteFlow {
    /// Where it was pasted.
    pub about: About,
    /// The words it began with.
    pub text: String,
    /// What was read, with what it was read from.
    pub read: Loading<Arc<(Look, Pasted)>>,
}

impl PasteFlow {
    pub(super) fn new(about: About, text: String) -> Self {
        Self { about, text, read: Loading::Never }
    }
}

/// Where and how the library stands, read when it is opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LibraryFacts {
    /// Its folder.
    pub folder: PathBuf,
    /// The rule packs, the buyer's own among them.
    pub packs: Arc<Packs>,
    /// What files the usual marketplace accepts.
    pub evidence_rules: Option<EvidenceRules>,
    /// When the usual pack reminds.
    pub reminders: Option<Reminders>,
    /// What to know, and what to do when the site makes trouble.
    pub guides: Vec<Guide>,
}

/// Everything the window shows.
#[derive(Clone, Debug)]
pub struct State {
    /// The present instant, read once per frame.
    pub now: DateTime<Utc>,
    /// The buyer's zone.
    pub zone: Tz,
    /// The library.
    pub library: LibraryState,
    /// Its folder, packs, limits.
    pub facts: LibraryFacts,
    /// Where the buyer is.
    pub place: Place,
    /// Where the buyer was; the last is where Back goes.
    pub trail: Vec<Place>,
    /// Moves with every change; lists made from state are made anew when it does.
    pub epoch: u64,
    /// The orders table.
    pub orders: Loading<Arc<Vec<OrderRow>>>,
    /// The cases table.
    pub cases: Loading<Arc<Vec<CaseRow>>>,
    /// Today.
    pub today: Loading<Arc<Vec<DueItem>>>,
    /// The inbox.
    pub inbox: Loading<Arc<Vec<InboxRow>>>,
    /// The bin.
    pub bin: Loading<Arc<Vec<BinRow>>>,
    /// The order shown, with its id.
    pub order: (Option<OrderId>, Loading<Arc<OrderPicture>>),
    /// The case shown, with its id.
    pub case: (Option<CaseId>, Loading<Arc<CaseShown>>),
    /// A form over the place shown.
    pub form: Option<Form>,
    /// A page that was pasted, while its dialog is open.
    pub paste: Option<PasteFlow>,
    /// All cases, for the timeline.
    pub timeline: Loading<Arc<Vec<CasePicture>>>,
    /// What came of the cases.
    pub history: Loading<Arc<History>>,
    /// Why the desktop shows no reminders, once it was tried.
    pub no_reminders: Option<Problem>,
    /// The export under way.
    pub export: Option<ExportFlow>,
    /// The viewer, when open.
    pub viewer: Option<Viewer>,
    /// Jobs waiting and running, oldest first.
    pub jobs: Vec<JobLine>,
    /// Notes, oldest first.
    pub toasts: Vec<Toast>,
    /// What went wrong last, until dismissed.
    pub banner: Option<Problem>,
    /// A question that waits for its answer.
    pub question: Option<Question>,
    /// What undo would take back.
    pub undo: Option<Msg>,
    /// What redo would do again.
    pub redo: Option<Msg>,
    /// The buyer's settings by key.
    pub settings: BTreeMap<String, String>,
    /// What this machine remembers outside any library.
    pub machine: Machine,
    /// The last verification of the library.
    pub verified: Loading<Verified>,
    /// A file dialog is open.
    pub asking: bool,
    /// The sheet of shortcuts is shown.
    pub shortcuts: bool,
    /// The program ended badly last time: the note's path.
    pub crashed_before: Option<PathBuf>,
    /// Files can be dropped onto this window.
    pub can_drop: bool,
}

impl State {
    pub(super) fn new(now: DateTime<Utc>, zone: Tz, machine: Machine) -> Self {
        Self {
            now,
            zone,
            library: LibraryState::Opening,
            facts: LibraryFacts::default(),
            place: Place::Today,
            trail: Vec::new(),
            epoch: 1,
            orders: Loading::Never,
            cases: Loading::Never,
            today: Loading::Never,
            inbox: Loading::Never,
            bin: Loading::Never,
            order: (None, Loading::Never),
            case: (None, Loading::Never),
            form: None,
            paste: None,
            timeline: Loading::Never,
            history: Loading::Never,
            no_reminders: None,
            export: None,
            viewer: None,
            jobs: Vec::new(),
            toasts: Vec::new(),
            banner: None,
            question: None,
            undo: None,
            redo: None,
            settings: BTreeMap::new(),
            machine,
            verified: Loading::Never,
            asking: false,
            shortcuts: false,
            crashed_before: None,
            can_drop: true,
        }
    }

    /// Where dropped, pasted and added files go from the place shown.
    pub fn drop_target(&self) -> Target {
        match self.place {
            Place::Order(order) => Target::Order { order },
            Place::Case(case) | Place::Export(case) => Target::Case { case },
            _ => Target::Inbox,
        }
    }

    /// The same in words: "to Wristwatch, steel" or "to the inbox".
    pub fn drop_sentence(&self) -> Msg {
        match self.drop_target() {
            Target::Order { .. } | Target::Line { .. } => Msg::new("app-drop-order")
                .text("order", self.shown_order().map_or("", |picture| picture.order.title())),
            Target::Case { .. } => Msg::new("app-drop-case").text(
                "order",
                self.shown_case()
                    .and_then(|shown| shown.picture.order.as_ref())
                    .map_or("", crate::domain::order::Order::title),
            ),
            Target::Inbox => Msg::new("app-drop-inbox"),
        }
    }

    /// The order shown, once it is there.
    pub fn shown_order(&self) -> Option<&OrderPicture> {
        match (self.place, &self.order) {
            (Place::Order(id), (Some(loaded), picture)) if id == *loaded => {
                picture.value().map(AsRef::as_ref)
            }
            _ => None,
        }
    }

    /// The case shown, once it is there.
    pub fn shown_case(&self) -> Option<&CaseShown> {
        match (self.place, &self.case) {
            (Place::Case(id) | Place::Export(id), (Some(loaded), picture)) if id == *loaded => {
                picture.value().map(AsRef::as_ref)
            }
            _ => None,
        }
    }

    /// A setting.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings.get(key).map(String::as_str)
    }

    /// A job that the rail shows.
    pub fn job(&self, id: JobId) -> Option<&JobLine> {
        self.jobs.iter().find(|job| job.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_good_value_stays_while_a_newer_one_loads_and_when_it_fails() {
        let mut rows = Loading::Ready(7);
        rows.begin();
        assert_eq!(rows.value(), Some(&7));
        rows.fail(Problem::cancelled());
        assert_eq!(rows.value(), Some(&7));
        assert!(rows.problem().is_some());
    }

    #[test]
    fn files_go_to_what_is_shown_and_else_to_the_inbox() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let mut state = State::new(now, chrono_tz::UTC, Machine::default());
        assert_eq!(state.drop_target(), Target::Inbox);
        state.place = Place::Order(OrderId(3));
        assert_eq!(state.drop_target(), Target::Order { order: OrderId(3) });
        state.place = Place::Export(CaseId(4));
        assert_eq!(state.drop_target(), Target::Case { case: CaseId(4) });
    }
}
