//! A case in the middle of its replay: state, money, offers, requests and clocks, and which events fit where (C2).
//! What each event does is in `apply` and `others`; what silence does is in `expiry`.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};

use super::clocks::{Ledger, Mark};
use super::order::{OrderSim, Segment, starts_with_order};
use super::stages::Marks;
use super::{CaseInput, Placed, is_open, order_of, sorted};
use crate::domain::case::{CaseKind, Reason};
use crate::domain::event::{CaseEvent, CaseEventKind, EventDetails, Outcome, Party, Plan};
use crate::domain::ids::EventId;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::rules::{EditAfterEscalation, StartPoint};
use crate::domain::view::{CaseState, Demand, Offer, OfferStanding};

/// How an event goes with a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Fit {
    /// The machine expects it there.
    Fits,
    /// It can be recorded, because the buyer may have begun to record in the middle.
    Possible,
    /// It contradicts the state.
    Contradicts,
}

/// A request for evidence while replaying.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) event: EventId,
    pub(super) at: Moment,
    pub(super) by: Party,
    pub(super) text: Option<String>,
    pub(super) due: Option<Moment>,
    pub(super) answered: bool,
    /// Numbers of the items that were sent, and of those that cannot be shown with the reason.
    pub(super) sent_items: Vec<usize>,
    pub(super) impossible_items: Vec<(usize, Option<String>)>,
}

impl Asked {
    /// A request as an event makes it.
    pub(super) fn of(event: &CaseEvent, by: Party) -> Self {
        Self {
            event: event.id,
            at: event.at,
            by,
            text: event.details.note.clone(),
            due: event.details.due,
            answered: false,
            sent_items: Vec::new(),
            impossible_items: Vec::new(),
        }
    }

    /// What it asks for, line by line, without the marks of a list.
    pub(super) fn lines(&self) -> Vec<&str> {
        crate::domain::evidence::requests::lines(self.text.as_deref().unwrap_or_default())
    }

    /// Takes an answer to some of its items, or to all of it.
    pub(super) fn answer(&mut self, event: &CaseEvent) {
        let details = &event.details;
        let impossible = event.kind == CaseEventKind::QuestionImpossible;
        let count = self.lines().len();
        let named: Vec<usize> = details.items.iter().map(|item| *item as usize).collect();
        // An answer to all of it leaves what was said to be impossible as it is.
        let meant = match (named.is_empty(), impossible) {
            (false, _) => named,
            (true, true) => (1..=count).collect(),
            (true, false) => (1..=count)
                .filter(|item| !self.impossible_items.iter().any(|(known, _)| known == item))
                .collect(),
        };
        for item in meant {
            self.impossible_items.retain(|(known, _)| *known != item);
            if impossible {
                self.impossible_items.push((item, details.note.clone()));
            } else {
                self.sent_items.push(item);
            }
        }
        let done = |item: usize| {
            self.sent_items.contains(&item) || self.impossible_items.iter().any(|(known, _)| *known == item)
        };
        self.answered = self.answered || details.items.is_empty() || (1..=count).all(done);
    }
}

/// A case in the middle of its replay.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Sim<'a> {
    pub(super) input: &'a CaseInput<'a>,
    pub(super) order: Option<Rc<OrderSim>>,
    pub(super) ledger: Ledger,
    pub(in crate::domain) state: CaseState,
    pub(in crate::domain) presumed: bool,
    pub(super) outcome: Option<Outcome>,
    pub(super) asked: Option<Money>,
    pub(super) plan: Option<Plan>,
    pub(super) reason: Option<Reason>,
    pub(super) decided: Option<Money>,
    pub(super) received: Option<Money>,
    /// The most that may be asked, as the page shows it.
    pub(super) shown_cap: Option<Money>,
    pub(super) offers: Vec<Offer>,
    /// Places of the offers that stand open, and of every offer by its event.
    pub(super) open_offers: Vec<usize>,
    pub(super) offer_of: BTreeMap<EventId, usize>,
    pub(super) demands: Vec<Demand>,
    pub(super) requests: Vec<Asked>,
    /// Places of the requests that wait for an answer.
    pub(super) open_requests: BTreeMap<EventId, usize>,
    pub(super) segments: Vec<Segment<CaseState>>,
    /// Won because the seller said nothing.
    pub(super) by_silence: bool,
    /// Evidence was not sent in time.
    pub(super) late: bool,
    /// The parcel came although it was said not to.
    pub(super) parcel_came: bool,
    /// Where the item to be sent back is.
    pub(super) back: Back,
    /// What came is not what was decided.
    pub(super) short: bool,
    /// Until when the buyer was told to wait in a case without clocks, and when that was said.
    pub(super) reminder: Option<(Moment, Moment)>,
    /// When something was last recorded.
    pub(super) last_at: Option<DateTime<Utc>>,
    /// What is known of the fine stages of C3 to C8.
    pub(super) marks: Marks,
    /// Events that go neither with what was recorded before them nor with what silence had done by then.
    pub(in crate::domain) contradicting: Vec<EventId>,
}

/// What silence may change (see [`Sim::point`]).
pub(super) struct Point {
    state: CaseState,
    presumed: bool,
    outcome: Option<Outcome>,
    decided: Option<Money>,
    by_silence: bool,
    late: bool,
    back: Back,
    arbitrated: bool,
    segments: usize,
    ledger: Mark,
}

/// Where an item to be sent back is (C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    /// With the buyer.
    Here,
    /// Sent, but no tracking number was entered yet.
    SentUntracked,
    /// On its way.
    Sent,
    /// With the seller or the warehouse.
    Received,
}

impl<'a> Sim<'a> {
    /// Replays everything recorded; expiries count only where the log confirms them.
    pub(in crate::domain) fn replay(input: &'a CaseInput<'a>) -> Self {
        let mut sim = Self::draft(input);
        for (at, event) in Self::placed(input) {
            sim.take(event, at);
        }
        sim
    }

    fn draft(input: &'a CaseInput<'a>) -> Self {
        let case = input.case;
        let order = order_of(input).map(Rc::new);
        Self {
            input,
            ledger: match &order {
                Some(order) => Ledger::beside(&order.ledger),
                None => Ledger::new(input.beside.with(input.pack), None),
            },
            order,
            state: CaseState::Draft,
            presumed: false,
            outcome: None,
            asked: case.amount.clone(),
            plan: case.remedy,
            reason: case.reason,
            decided: None,
            received: None,
            shown_cap: None,
            offers: Vec::new(),
            open_offers: Vec::new(),
            offer_of: BTreeMap::new(),
            demands: Vec::new(),
            requests: Vec::new(),
            open_requests: BTreeMap::new(),
            segments: vec![Segment { state: CaseState::Draft, from: case.opened_at, presumed: false }],
            by_silence: false,
            late: false,
            parcel_came: false,
            back: Back::Here,
            short: false,
            reminder: None,
            last_at: None,
            marks: Marks::default(),
            contradicting: Vec::new(),
        }
    }

    /// What counts of the log, in the order in which it happened.
    fn placed(input: &'a CaseInput<'a>) -> Vec<(DateTime<Utc>, &'a CaseEvent)> {
        let placed = input
            .events
            .iter()
            .filter(|event| !event.voided)
            .map(|event| Placed { at: event.at, seq: event.seq, item: event })
            .collect();
        sorted(placed, input.zone)
    }

    /// The case just before one of its events, and when that event is.
    pub(super) fn before(input: &'a CaseInput<'a>, event: EventId) -> (Self, DateTime<Utc>) {
        let mut sim = Self::draft(input);
        for (at, taken) in Self::placed(input) {
            if taken.id == event {
                return (sim, at);
            }
            sim.take(taken, at);
        }
        (sim, input.now)
    }

    /// Takes one event. One that contradicts what is recorded, but goes with what silence has done by then,
    /// confirms that silence did it.
    fn take(&mut self, event: &CaseEvent, at: DateTime<Utc>) {
        let fit = self.fit(event.kind, &event.details);
        if fit != Fit::Fits {
            let point = self.point();
            self.presume(at);
            let then = self.fit(event.kind, &event.details);
            if self.presumed && then == Fit::Fits {
                self.make_firm();
            } else {
                self.take_back(point);
            }
            if (fit, then) == (Fit::Contradicts, Fit::Contradicts) {
                self.contradicting.push(event.id);
            }
        }
        let before = self.state;
        self.apply(event, at);
        if self.state != before && !is_open(self.state) {
            self.ledger.start(StartPoint::CaseClosed, event.at, Some(event.id), false);
        }
        self.last_at = Some(at);
    }

    /// A point to which what silence does after it can be taken back.
    pub(super) fn point(&self) -> Point {
        Point {
            state: self.state,
            presumed: self.presumed,
            outcome: self.outcome,
            decided: self.decided.clone(),
            by_silence: self.by_silence,
            late: self.late,
            back: self.back,
            arbitrated: self.marks.arbitrated,
            segments: self.segments.len(),
            ledger: self.ledger.mark(),
        }
    }

    /// Takes back what silence did since a point; what was recorded since stays no business of it.
    pub(super) fn take_back(&mut self, point: Point) {
        self.state = point.state;
        self.presumed = point.presumed;
        self.outcome = point.outcome;
        self.decided = point.decided;
        self.by_silence = point.by_silence;
        self.late = point.late;
        self.back = point.back;
        self.marks.arbitrated = point.arbitrated;
        self.segments.truncate(point.segments);
        self.ledger.take_back(point.ledger);
    }

    /// What silence did is known to have happened.
    pub(super) fn make_firm(&mut self) {
        self.presumed = false;
        self.ledger.make_firm();
        // Presumed stretches only ever stand at the end.
        for segment in self.segments.iter_mut().rev().take_while(|segment| segment.presumed) {
            segment.presumed = false;
        }
    }

    pub(super) fn enter(&mut self, state: CaseState, from: DateTime<Utc>, presumed: bool) {
        if state != self.state {
            self.segments.push(Segment { state, from, presumed });
        }
        self.state = state;
        self.presumed = presumed;
    }

    pub(super) fn kind(&self) -> CaseKind {
        self.input.case.kind
    }

    /// The date of the last run of a timer of the case; the end of negotiation as long as it is held.
    pub(super) fn run_due(&self, timer: &str) -> Option<DateTime<Utc>> {
        let due = self.own_run_due(timer)?;
        let held = self.held_until().filter(|_| timer == "negotiation").map(|(at, _)| at);
        Some(held.map_or(due, |held| held.max(due)))
    }

    fn own_run_due(&self, timer: &str) -> Option<DateTime<Utc>> {
        let packs = self.input.beside.applying(self.input.pack, self.input.calendar());
        let runs =
            super::several::last_runs(&self.ledger, timer, packs).filter(|(run, _)| run.ended.is_none());
        super::several::over(runs.filter_map(|(run, calendar)| {
            Some((run.timer.who, run.dates(calendar, super::clocks::Conditions::default()).due?))
        }))
    }

    /// The last day on which the dispute may be opened, as far as known.
    pub(in crate::domain) fn open_latest(&self) -> Option<DateTime<Utc>> {
        self.order_due("open_latest")
    }

    /// The date of a clock of the order.
    pub(in crate::domain) fn order_due(&self, timer: &str) -> Option<DateTime<Utc>> {
        self.order.as_ref()?.due(self.input.pack, timer, self.input.calendar(), &self.input.beside)
    }

    /// True when the parcel is known to have come.
    pub(in crate::domain) fn parcel_is_here(&self) -> bool {
        self.parcel_came || self.order.as_ref().is_some_and(|order| order.delivered.is_some())
    }

    /// True when the parcel came although the dispute says that nothing did: said in the case, or by a date of
    /// arrival on the order after the dispute was opened (C2 row 24). Where the carrier's word is what is
    /// disputed, its date tells nothing.
    pub(super) fn came_after_all(&self) -> bool {
        let by_order = || {
            let doubted = matches!(
                self.reason,
                Some(
                    Reason::NotReceivedFakeTracking
                        | Reason::NotReceivedWrongAddress
                        | Reason::NotReceivedReturned
                )
            );
            let delivered = self.order.as_ref().and_then(|order| order.delivered).filter(|_| !doubted);
            let opened = self.submitted_at().map(|at| at.with_timezone(&self.input.zone).date_naive());
            delivered.zip(opened).is_some_and(|(at, opened)| at.day_in(self.input.zone) >= opened)
        };
        self.says_not_received() && (self.parcel_came || by_order())
    }

    /// True when the reason says that nothing came.
    pub(in crate::domain) fn says_not_received(&self) -> bool {
        self.reason.is_some_and(Reason::is_not_received)
    }

    /// When protection ended or ends, as far as known.
    pub(in crate::domain) fn protection_ends(&self) -> Option<DateTime<Utc>> {
        self.order_due("protection_end")
    }

    /// When the dispute was submitted, if it was.
    pub(in crate::domain) fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.ledger.last(StartPoint::Submitted).map(|clock| clock.at.place(self.input.zone))
    }

    /// The most that may be asked: what the page shows, else what was paid (C0 "Amount cap").
    pub(in crate::domain) fn amount_cap(&self) -> Option<Money> {
        self.shown_cap.clone().or_else(|| self.paid_cap())
    }

    pub(super) fn paid_cap(&self) -> Option<Money> {
        self.input.order?.amount_cap(self.input.case.line)
    }

    /// What is asked for, as far as known.
    pub(in crate::domain) fn asked_amount(&self) -> Option<&Money> {
        self.asked.as_ref()
    }

    /// What was decided, as far as known.
    pub(in crate::domain) fn decided_amount(&self) -> Option<&Money> {
        self.decided.as_ref()
    }

    /// Whether a timer belongs to the order rather than to the case.
    pub(super) fn is_order_timer(&self, timer: &str) -> bool {
        self.input.pack.timer(timer).is_some_and(starts_with_order)
    }

    /// The offer an event names, else the last open one.
    pub(super) fn named_offer(&self, answers: Option<EventId>) -> Option<usize> {
        match answers {
            Some(event) => self.offer_of.get(&event).copied(),
            // The buyer's own proposal is not the buyer's to accept.
            None => self
                .open_offers
                .iter()
                .rev()
                .copied()
                .find(|place| self.offers.get(*place).is_some_and(|offer| offer.by != Party::Buyer)),
        }
    }

    /// How an event goes with the state as it is.
    pub(in crate::domain) fn fit(&self, kind: CaseEventKind, details: &EventDetails) -> Fit {
        if self.kind() == CaseKind::Dispute { self.fit_dispute(kind, details) } else { self.fit_other(kind) }
    }

    fn fit_dispute(&self, kind: CaseEventKind, details: &EventDetails) -> Fit {
        use CaseEventKind as K;
        use CaseState as S;
        let state = self.state;
        let talking = matches!(state, S::SellerTurn | S::BuyerTurn | S::NoAgreement);
        let reviewed = matches!(state, S::MarketplaceReview | S::EvidenceRequested | S::ChoiceOffered);
        let undecided = talking || reviewed;
        let yes_or = |yes: bool, possible: bool| match (yes, possible) {
            (true, _) => Fit::Fits,
            (false, true) => Fit::Possible,
            (false, false) => Fit::Contradicts,
        };
        let open = is_open(state);
        let edits = self.input.pack.flags.edit_after_escalation != Some(EditAfterEscalation::None);
        match kind {
            K::Submitted => yes_or(state == S::Draft, false),
            K::Edited => yes_or(talking || (reviewed && edits), false),
            K::SellerAccepts => yes_or(undecided, false),
            K::SellerRejects => yes_or(talking, false),
            K::OfferAccepted | K::OfferRejected => {
                let open_offer = self
                    .named_offer(details.answers)
                    .and_then(|index| self.offers.get(index))
                    .is_some_and(|offer| offer.standing == OfferStanding::Open && offer.by != Party::Buyer);
                yes_or(open_offer && (undecided || state == S::Draft), false)
            }
            K::Escalated => yes_or(talking || self.may_escalate_return(), state == S::Draft),
            K::EvidenceRequested if details.by == Some(Party::Seller) => yes_or(undecided, state == S::Draft),
            K::EvidenceRequested | K::ProposalsShown | K::Decision => {
                yes_or(reviewed, talking || state == S::Draft)
            }
            K::EvidenceSubmitted => yes_or(open && state != S::Draft, false),
            K::ProposalChosen => yes_or(state == S::ChoiceOffered, reviewed),
            K::SellerOffer | K::Cancelled => yes_or(undecided || state == S::Draft, false),
            K::Reopened => yes_or(state == S::Cancelled, false),
            K::ReturnAgreed => {
                yes_or(undecided || matches!(state, S::Decided | S::ReturnLeg), state == S::Draft)
            }
            // Nothing goes back before a return is agreed (C3); a decision may still leave it open.
            K::ReturnSent => yes_or(state == S::ReturnLeg, state == S::Decided),
            K::ReturnReceived | K::ReturnChecked | K::ReturnLost => {
                yes_or(state == S::ReturnLeg, undecided || state == S::Decided)
            }
            K::ReturnRequested if self.returns_on_request() => {
                yes_or(undecided || matches!(state, S::Draft | S::ReturnLeg), state != S::ClosedPaid)
            }
            K::ClaimFiled if self.claims_directly() => yes_or(undecided || state == S::Draft, false),
            K::ClaimGranted if self.claims_directly() => yes_or(reviewed, talking || state == S::Draft),
            K::RefundAgreed | K::RefundProcessed => yes_or(
                matches!(state, S::Decided | S::ReturnLeg | S::RefundWaiting),
                undecided || state == S::Draft,
            ),
            K::RefundSeen => {
                yes_or(matches!(state, S::Decided | S::ReturnLeg | S::RefundWaiting), state != S::ClosedLost)
            }
            K::QuestionImpossible | K::CaseClosed => yes_or(open, false),
            K::ParcelArrived => yes_or(open, true),
            // What happens beside the machine can always be noted.
            _ => Fit::Fits,
        }
    }
}
