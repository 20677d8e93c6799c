//! What replay and the rules say about an order or a case: the answers that window, terminal, dossier and
//! calendar share. Values only; `texts` words them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::case::Reason;
use super::event::{Outcome, Party, Plan, codes};
use super::ids::EventId;
use super::message::{Arg, Msg};
use super::moment::Moment;
use super::money::Money;
use crate::domain::evidence::needs::MatchedBy;
use crate::domain::offers::returns::BreakEven;
use crate::domain::offers::traps::Trap;

codes! {
    /// States of a dispute (C2; the contract's words).
    CaseState {
        Draft = "draft", SellerTurn = "seller_turn", BuyerTurn = "buyer_turn", NoAgreement = "no_agreement",
        MarketplaceReview = "marketplace_review", EvidenceRequested = "evidence_requested",
        ChoiceOffered = "choice_offered", Decided = "decided", ReturnLeg = "return_leg",
        RefundWaiting = "refund_waiting", ClosedPaid = "closed_paid", ClosedLost = "closed_lost",
        Cancelled = "cancelled",
    }
}

codes! {
    /// States of an order (C1).
    OrderState {
        Placed = "placed", RiskCheck = "risk_check", WaitingShip = "waiting_ship",
        CancelRequested = "cancel_requested", PartShipped = "part_shipped", Shipped = "shipped",
        Delivered = "delivered", CompletedGrace = "completed_grace", InDispute = "in_dispute", Frozen = "frozen",
        FundProcessing = "fund_processing", Finished = "finished", ClosedRefunded = "closed_refunded",
    }
}

codes! {
    /// Where exactly a case stands inside its state: the way back (C3), the waiting for money (C4), a complaint
    /// and its coupons (C5), a chat (C7), an account (C8).
    Stage {
        ReturnAgreed = "return_agreed", ReturnUntracked = "return_untracked", ReturnSent = "return_sent",
        ReturnReceived = "return_received", ReturnOk = "return_ok", ReturnReduced = "return_reduced",
        ReturnArbitration = "return_arbitration", ReturnExpired = "return_expired",
        RefundAgreed = "refund_agreed", RefundProcessing = "refund_processing", RefundSeen = "refund_seen",
        RefundOverdue = "refund_overdue", RefundWrongAmount = "refund_wrong_amount",
        RefundCharged = "refund_charged", ComplaintReview = "complaint_review", ComplaintOverdue = "complaint_overdue",
        ComplaintWon = "complaint_won", ComplaintLost = "complaint_lost", Coupons = "coupons",
        CouponsDone = "coupons_done", SurveySent = "survey_sent", ChatStarted = "chat_started",
        ChatWaiting = "chat_waiting", ChatAnswered = "chat_answered", ChatAccepted = "chat_accepted",
        ChatRefused = "chat_refused", AccountBlocked = "account_blocked", AccountAsked = "account_asked",
        AccountSent = "account_sent", AccountOverdue = "account_overdue", AccountRestored = "account_restored",
        AccountDenied = "account_denied", VerificationRequested = "verification_requested",
        VerificationSent = "verification_sent", VerificationOk = "verification_ok",
        VerificationDenied = "verification_denied",
    }
}

codes! {
    /// What sort of date it is (C0).
    DeadlineKind { NotBefore = "not_before", Deadline = "deadline", Band = "band", Watch = "watch" }
}

codes! {
    /// How it stands.
    DeadlineStatus { Upcoming = "upcoming", Due = "due", Overdue = "overdue", Met = "met", Void = "void" }
}

codes! {
    /// What is at stake: only `loss` is red.
    Severity { Loss = "loss", Attention = "attention", Info = "info" }
}

/// Another value for the same date, with who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The other date.
    pub value: DateTime<Utc>,
    /// Latest of a band, if the other value is one.
    pub value_latest: Option<DateTime<Utc>>,
    /// Source code or "order page".
    pub source: String,
    /// Why it differs, in the pack's words.
    pub why: Option<String>,
    /// It differs from the chosen date by more than 24 hours and is to be flagged.
    pub flagged: bool,
}

/// One date that matters, with its arithmetic and source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    /// The timer's name in the pack.
    pub id: String,
    /// The event that started this run, where runs of one timer stand side by side (two requests for evidence).
    pub run: Option<EventId>,
    /// What it is.
    pub title: Msg,
    /// Who has to act.
    pub who: Party,
    /// What sort of date.
    pub kind: DeadlineKind,
    /// How it stands.
    pub status: DeadlineStatus,
    /// It rests on an expiry that nobody confirmed.
    pub presumed: bool,
    /// What is at stake.
    pub severity: Severity,
    /// What the clock started from.
    pub starts_at: Option<Moment>,
    /// The date to act by or to wait for; for a band its latest end.
    pub due: Option<DateTime<Utc>>,
    /// A band's earliest end.
    pub earliest: Option<DateTime<Utc>>,
    /// A band's latest end.
    pub latest: Option<DateTime<Utc>>,
    /// The arithmetic in words: "receipt confirmed 20 March + 15 days, from the earlier midnight".
    pub basis: Msg,
    /// Source codes of the rule (`S10`, `seed003`).
    pub sources: Vec<String>,
    /// `pack/timer`.
    pub rule: String,
    /// The marketplace's own date, typed in, won.
    pub shown_by_marketplace: bool,
    /// False when the rule's only sources are weak.
    pub certain: bool,
    /// Other values.
    pub conflicts: Vec<Conflict>,
    /// The lane of the chart it belongs to; dates of the way the order was paid stand in `fallback`.
    pub lane: Lane,
    /// Whom the rule concerns (`EU/EEA/UK`), where that is not everybody.
    pub scope: Option<String>,
}

impl Deadline {
    /// A date of the order or the case itself, not of the bank or another route beside it.
    pub fn is_own(&self) -> bool {
        self.lane != Lane::Fallback
    }

    /// True for a date that follows from the order alone: it is the same one whichever case tells it.
    pub fn is_of_order(&self) -> bool {
        matches!(self.lane, Lane::Dates | Lane::Fallback)
    }
}

/// The text that adds the marketplace's own zone to the arithmetic of a date.
pub(super) const ZONED: &str = "deadline-basis-zones";

impl Deadline {
    /// The marketplace's zone, where its clock shows another time for this date than the buyer's.
    pub fn pack_zone(&self) -> Option<&str> {
        match self.basis.args.get("zone") {
            Some(Arg::Text(zone)) if self.basis.id == ZONED => Some(zone),
            _ => None,
        }
    }
}

/// What to do next, in one sentence and one button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// The sentence.
    pub text: Msg,
    /// The event type or act the button starts (`submitted`, `evidence_submitted`, `wait`, `export`…).
    pub action: String,
    /// Who has to act.
    pub who: Party,
    /// By when.
    pub due: Option<DateTime<Utc>>,
    /// The deadline it rests on.
    pub deadline: Option<String>,
}

codes! {
    /// Lanes of the chart, top to bottom.
    Lane { Dates = "dates", Money = "money", Case = "case", Return = "return", Refund = "refund", Fallback = "fallback" }
}

codes! {
    /// How a bar is drawn: happened, presumed, or a range of waiting.
    SpanKind { Happened = "happened", Presumed = "presumed", Waiting = "waiting" }
}

/// A bar of the chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Which lane.
    pub lane: Lane,
    /// How it is drawn.
    pub kind: SpanKind,
    /// What it is.
    pub label: Msg,
    /// From when.
    pub from: DateTime<Utc>,
    /// To when; `None` runs on to the edge.
    pub to: Option<DateTime<Utc>>,
    /// The arithmetic and source, shown on hover.
    pub why: Option<Msg>,
}

/// A proposal by either side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The event it came with.
    pub event: EventId,
    /// When.
    pub at: Moment,
    /// Who proposed.
    pub by: Party,
    /// What would happen.
    pub plan: Option<Plan>,
    /// How much.
    pub amount: Option<Money>,
    /// Who pays return freight.
    pub freight: Option<Party>,
    /// Moves money or talk outside the marketplace.
    pub outside: bool,
    /// open, accepted, rejected, replaced.
    pub standing: OfferStanding,
    /// What differs from what was asked ("6.73 less than you asked").
    pub differences: Vec<Msg>,
    /// Term by term: what was asked when it came, and what it says.
    pub terms: Vec<TermLine>,
    /// What was said with it.
    pub note: Option<String>,
    /// Until when the buyer is asked to wait, where it says.
    pub wait_until: Option<DateTime<Utc>>,
    /// Codes of the known traps it matches, the worst first.
    pub traps: Vec<Trap>,
    /// The same in words.
    pub warnings: Vec<Msg>,
    /// What a return would leave, for proposals with a return.
    pub break_even: Option<BreakEven>,
}

codes! {
    /// A term of a proposal.
    Term { Plan = "plan", Amount = "amount", Freight = "freight", Place = "place" }
}

codes! {
    /// How a term stands against what was asked, for the buyer.
    TermChange { Same = "same", Better = "better", Worse = "worse", Other = "other" }
}

/// One term of a proposal beside what was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermLine {
    /// Which.
    pub term: Term,
    /// What was asked.
    pub asked: Msg,
    /// What is proposed.
    pub offered: Msg,
    /// How it differs.
    pub change: TermChange,
}

/// A version of what the buyer asks for: the first request, then every edit (P4-21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// The event it came with.
    pub event: EventId,
    /// 1, 2, 3…
    pub version: usize,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Option<Reason>,
    /// What is to happen.
    pub plan: Option<Plan>,
    /// How much.
    pub amount: Option<Money>,
    /// What was noted with it.
    pub note: Option<String>,
    /// What differs from the version before it.
    pub changes: Vec<Msg>,
}

/// A message of the seller or the marketplace that speaks of a known trap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrapLine {
    /// The event it came with.
    pub event: EventId,
    /// Codes, the worst first.
    pub traps: Vec<Trap>,
    /// The same in words.
    pub warnings: Vec<Msg>,
}

codes! {
    /// How an item of a request stands.
    ItemState { Open = "open", Shown = "shown", Answered = "answered", Impossible = "impossible" }
}

/// One thing of a request: a line of what was pasted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestItem {
    /// 1, 2, 3… in the request.
    pub number: usize,
    /// What, in their words.
    pub text: String,
    /// How it stands.
    pub state: ItemState,
    /// Why it cannot be shown, in the buyer's words.
    pub why_not: Option<String>,
}

codes! {
    /// How an offer stands.
    OfferStanding { Open = "open", Accepted = "accepted", Rejected = "rejected", Replaced = "replaced" }
}

/// What came of the money that was decided (C4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refund {
    /// What should come to the way it was paid: what was decided, less what a coupon had paid.
    pub expected: Option<Money>,
    /// What came so far.
    pub seen: Option<Money>,
    /// What came less what was expected, where both are of one currency.
    pub difference: Option<Money>,
    /// What should come in the currency of the account, by the rate at which the order was paid.
    pub expected_here: Option<Money>,
    /// Agreed, or decided.
    pub agreed_at: Option<Moment>,
    /// On its way, as the page or the bank says.
    pub processed_at: Option<Moment>,
    /// On the account.
    pub seen_at: Option<Moment>,
}

/// A coupon that was issued instead of money (C5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coupon {
    /// The event it came with.
    pub event: EventId,
    /// When it was issued.
    pub issued: Moment,
    /// What it is worth.
    pub amount: Option<Money>,
    /// Its last moment.
    pub expires: Option<DateTime<Utc>>,
    /// It was used.
    pub used: bool,
    /// It ran out unused.
    pub expired: bool,
}

/// Something a party asked the buyer for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The event it came with.
    pub event: EventId,
    /// When.
    pub at: Moment,
    /// Who asks.
    pub by: Party,
    /// What, in their words.
    pub text: Option<String>,
    /// By when.
    pub due: Option<DateTime<Utc>>,
    /// Answered by a submission.
    pub answered: bool,
    /// Its lines, one thing each; empty when it says nothing.
    pub items: Vec<RequestItem>,
    /// What is worth knowing about it.
    pub tip: Option<Msg>,
}

impl Request {
    /// What an attachment is marked with to say that it shows an item (`request:12:1`).
    pub fn item_code(event: EventId, number: usize) -> String {
        format!("request:{event}:{number}")
    }

    /// True for a code made by [`Self::item_code`].
    pub fn is_item_code(code: &str) -> bool {
        let mut parts = code.split(':');
        parts.next() == Some("request")
            && parts.next().is_some_and(|event| event.parse::<i64>().is_ok())
            && parts.next().is_some_and(|number| number.parse::<usize>().is_ok())
            && parts.next().is_none()
    }
}

/// One thing a reason needs shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedLine {
    /// Stable code (`photo`, `video`, `order_snapshot`, …).
    pub need: String,
    /// Its words.
    pub text: Msg,
    /// Without it the claim is not ready.
    pub must: bool,
    /// Something attached shows it.
    pub have: bool,
    /// What a picture or paper for it should show.
    pub recipe: Option<Msg>,
    /// How the file was matched to it, once one was.
    pub by: Option<MatchedBy>,
    /// How many files there are and have to be, where it takes several.
    pub files: Option<(usize, usize)>,
}

/// How ready a claim is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readiness {
    /// Every need of the reason, musts first.
    pub needs: Vec<NeedLine>,
    /// Needs met.
    pub have: usize,
    /// Needs in all.
    pub need: usize,
    /// What stands in the way.
    pub blockers: Vec<Msg>,
    /// What is worth a look.
    pub warnings: Vec<Msg>,
    /// What is worth knowing; nothing is missing because of it.
    pub tips: Vec<Msg>,
    /// The stricter list of a dear order.
    pub stricter: bool,
}

impl Readiness {
    /// How many of the needs that must be shown are, and how many there are.
    pub fn musts(&self) -> (usize, usize) {
        Self::count(self.needs.iter().filter(|need| need.must))
    }

    /// The same for needs that are only recommended.
    pub fn shoulds(&self) -> (usize, usize) {
        Self::count(self.needs.iter().filter(|need| !need.must))
    }

    fn count<'n>(needs: impl Iterator<Item = &'n NeedLine>) -> (usize, usize) {
        needs.fold((0, 0), |(have, need), line| (have + usize::from(line.have), need + 1))
    }
}

/// How a case stands, replayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseView {
    /// Its state.
    pub state: CaseState,
    /// The state rests on an expiry that nobody confirmed.
    pub state_presumed: bool,
    /// How it was decided, once it was.
    pub outcome: Option<Outcome>,
    /// What to do next.
    pub next_step: NextStep,
    /// Asked for.
    pub asked: Option<Money>,
    /// The standing or last offer.
    pub offered: Option<Money>,
    /// Decided.
    pub decided: Option<Money>,
    /// Seen on the account.
    pub received: Option<Money>,
    /// The most that may be asked.
    pub amount_cap: Option<Money>,
    /// Dates, soonest first; those without a date last.
    pub deadlines: Vec<Deadline>,
    /// Proposals, oldest first.
    pub offers: Vec<Offer>,
    /// Who pays for a return: as agreed, else by the rules for the reason; `None` where nobody says.
    pub return_paid_by: Option<Party>,
    /// What the buyer asked for, version by version.
    pub demands: Vec<Demand>,
    /// Requests for evidence, oldest first.
    pub requests: Vec<Request>,
    /// Where exactly it stands inside its state.
    pub stage: Option<Stage>,
    /// What came of the money, once some was agreed or decided.
    pub refund: Option<Refund>,
    /// Coupons, oldest first.
    pub coupons: Vec<Coupon>,
    /// What is worth knowing now: account trouble, what excludes what, what to do about what is late.
    pub notes: Vec<Msg>,
    /// Bars for the chart.
    pub spans: Vec<Span>,
    /// The next instant at which this view may change by the clock alone.
    pub next_change_at: Option<DateTime<Utc>>,
}

/// How an order stands, replayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderView {
    /// Its state.
    pub state: OrderState,
    /// The state rests on an expiry that nobody confirmed.
    pub state_presumed: bool,
    /// Dates, soonest first.
    pub deadlines: Vec<Deadline>,
    /// What is worth knowing now.
    pub notes: Vec<Msg>,
    /// Bars for the chart.
    pub spans: Vec<Span>,
    /// The next instant at which this view may change by the clock alone.
    pub next_change_at: Option<DateTime<Utc>>,
}
