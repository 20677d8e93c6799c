//! Rows and reports that cross rooms: light rows for long lists and whole pictures for one place.

use chrono::{DateTime, Utc};

use super::case::{Case, Submission};
use super::case::{CaseKind, Reason};
use super::event::{CaseEvent, OrderEvent, Party};
use super::evidence::{Attachment, Evidence};
use super::ids::{AttachmentId, CaseId, EvidenceId, LineId, OrderId, Sha256};
use super::message::{Msg, Problem};
use super::money::Money;
use super::order::{DateFact, Marketplace, Order, OrderDate};
use super::rules::Length;
use super::view::{
    CaseState, CaseView, Deadline, NeedLine, NextStep, OrderState, OrderView, Readiness, Severity, TrapLine,
};
use crate::domain::evidence::check::Assessment;
use crate::domain::evidence::check::Verdict;
use crate::domain::offers::advice::Advice;
use crate::domain::order::warranty::Warranty;

/// A line of the orders table.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderRow {
    /// Which.
    pub id: OrderId,
    /// As typed.
    pub number: String,
    /// Where.
    pub marketplace: Marketplace,
    /// Title of the first line.
    pub title: String,
    /// Store.
    pub store: Option<String>,
    /// Paid over all lines.
    pub paid: Option<Money>,
    /// Ordered, else paid, on.
    pub ordered: Option<DateTime<Utc>>,
    /// Its state.
    pub state: OrderState,
    /// The window for opening a dispute: from when, until when.
    pub window: Option<(Option<DateTime<Utc>>, DateTime<Utc>)>,
    /// Attached files.
    pub evidence_count: usize,
    /// The worst verdict among them.
    pub worst_verdict: Option<Verdict>,
    /// State of its latest case.
    pub case_state: Option<CaseState>,
    /// Picture to show: hash of an attached file with a thumbnail.
    pub picture: Option<Sha256>,
    /// Folded text that search looks through.
    pub search: String,
}

/// A line of the cases table.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Which.
    pub id: CaseId,
    /// What kind.
    pub kind: CaseKind,
    /// Its order.
    pub order: Option<OrderId>,
    /// The order's number.
    pub order_number: Option<String>,
    /// What to call it.
    pub title: String,
    /// Why.
    pub reason: Option<Reason>,
    /// The kind of report or account case.
    pub category: Option<String>,
    /// Its state.
    pub state: CaseState,
    /// The next step.
    pub next_step: NextStep,
    /// The date to watch next.
    pub next_date: Option<DateTime<Utc>>,
    /// What is at stake then.
    pub severity: Severity,
    /// Asked for.
    pub asked: Option<Money>,
    /// Offered.
    pub offered: Option<Money>,
    /// Decided.
    pub decided: Option<Money>,
    /// Seen on the account.
    pub received: Option<Money>,
    /// When it was opened with the marketplace, else entered.
    pub opened_at: DateTime<Utc>,
    /// No further step expected.
    pub closed: bool,
    /// Picture to show.
    pub picture: Option<Sha256>,
}

impl CaseRow {
    /// True for a report or account case of a type: `ipr` takes both roles, `ipr.holder` one.
    pub fn is_of(&self, category: &str) -> bool {
        self.category.as_deref().is_some_and(|own| own == category || own.split('.').next() == Some(category))
    }
}

/// The groups of Today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueGroup {
    /// The date has passed.
    Overdue,
    /// Due before the buyer's midnight, or within a day.
    Today,
    /// Due within seven days.
    ThisWeek,
    /// Due later.
    Later,
    /// Others have to act.
    Waiting,
}

/// A row of Today and a line of `due`.
#[derive(Clone, Debug, PartialEq)]
pub struct DueItem {
    /// Which group.
    pub group: DueGroup,
    /// The order it belongs to.
    pub order: Option<OrderId>,
    /// The order's number.
    pub order_number: Option<String>,
    /// What to call the order.
    pub title: String,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// What to do.
    pub text: Msg,
    /// The act the button starts.
    pub action: String,
    /// Who acts.
    pub who: Party,
    /// The date behind it.
    pub deadline: Deadline,
    /// Money at stake.
    pub at_stake: Option<Money>,
    /// The line of the order it belongs to, if it is about one.
    pub line: Option<LineId>,
    /// What alarms, reminders and the calendar file call this date: the same for as long as it is due.
    pub handle: String,
    /// Put off by the buyer until then.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// What is worth knowing beside the date.
    pub advice: Vec<Msg>,
    /// How long before the date to remind of it, longest first.
    pub leads: Vec<Length>,
    /// Other acts that fit, after [`Self::action`].
    pub other_actions: Vec<String>,
    /// Picture to show.
    pub picture: Option<Sha256>,
}

/// A file with its verdict, and its use where it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceRow {
    /// The file.
    pub evidence: Evidence,
    /// Its use here; `None` in the plain list of files.
    pub attachment: Option<Attachment>,
    /// Will it be accepted.
    pub assessment: Assessment,
    /// The copy that goes instead of it: one that is ready by the rules of [`Self::assessment`], where the file itself
    /// is not, or tells where it was taken.
    pub copy: Option<EvidenceId>,
}

/// A file of the inbox with what it may belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxRow {
    /// The file.
    pub row: EvidenceRow,
    /// Its attachment to the inbox.
    pub attachment: AttachmentId,
    /// Orders it may belong to, likeliest first, with the reason.
    pub suggestions: Vec<(OrderId, String, Msg)>,
}

/// What the bin holds.
#[derive(Clone, Debug, PartialEq)]
pub struct BinRow {
    /// `order 12`, `evidence 3`, `case 4`: what `bin restore` names.
    pub handle: String,
    /// What it was called.
    pub title: String,
    /// Its length in bytes, for files.
    pub size_bytes: Option<u64>,
    /// In the bin since.
    pub removed_at: DateTime<Utc>,
    /// Picture to show.
    pub picture: Option<Sha256>,
}

/// Everything about one order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderPicture {
    /// The order.
    pub order: Order,
    /// How it stands.
    pub view: OrderView,
    /// Dates that lost against the chosen one.
    pub other_dates: Vec<(OrderDate, DateFact)>,
    /// Its log.
    pub events: Vec<OrderEvent>,
    /// Files of the order and its lines, by role and position.
    pub evidence: Vec<EvidenceRow>,
    /// Its cases, newest first.
    pub cases: Vec<CaseRow>,
    /// What to film and photograph of a parcel that has come; empty before that.
    pub arrival: Vec<NeedLine>,
    /// What to know before a confirmed receipt is recorded.
    pub confirm: Advice,
    /// Patterns of fraud it matches.
    pub fraud: Vec<super::reporting::Pattern>,
    /// The seller's warranty, once it arrived.
    pub warranty: Option<Warranty>,
}

/// Everything about one case.
#[derive(Clone, Debug, PartialEq)]
pub struct CasePicture {
    /// The version of its rules now, when it is not the one the case remembers.
    pub pack_version_now: Option<String>,
    /// The case.
    pub case: Case,
    /// Its order.
    pub order: Option<Order>,
    /// How it stands, order dates and order bars included.
    pub view: CaseView,
    /// Its log, voided events included.
    pub events: Vec<CaseEvent>,
    /// The log of its order, voided events included.
    pub order_events: Vec<OrderEvent>,
    /// Files of the case, its order and its line, by role and position.
    pub evidence: Vec<EvidenceRow>,
    /// Its submissions, oldest first.
    pub submissions: Vec<Submission>,
    /// How ready it is.
    pub readiness: Readiness,
    /// Messages that speak of known traps, oldest first.
    pub traps: Vec<TrapLine>,
    /// What to know before the dispute is cancelled; empty once there is nothing to cancel.
    pub cancel: Advice,
}

/// What came of one file brought in.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Where it came from, as shown.
    pub name: String,
    /// What came of it.
    pub outcome: Result<BroughtAs, Problem>,
}

/// How a file came in.
#[derive(Clone, Debug, PartialEq)]
pub struct BroughtAs {
    /// The stored file.
    pub evidence: EvidenceId,
    /// Its use.
    pub attachment: AttachmentId,
    /// The same bytes were there already.
    pub already_stored: bool,
    /// Will it be accepted.
    pub assessment: Assessment,
}
