//! Pasted page words: what they propose for an order and its cases, whether the guards would take it, and recording
//! what was chosen in one change.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::case::CaseKind;
use crate::domain::change::{Applied, Change, OrderPatch};
use crate::domain::event::{
    CaseEvent, CaseEventKind, Event, EventDetails, EventSource, NewEvent, OrderEvent,
};
use crate::domain::guards::decide;
use crate::domain::ids::{CaseId, EventId, OrderId};
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::money::Currency;
use crate::domain::order::{Order, Said};
use crate::domain::recognise::{self, Context, Proposal, Unread, What};
use crate::domain::replay::{CaseInput, OrderInput, is_open};

use super::snapshot::Snapshot;
use super::{Ctx, orders};

/// Where the text was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// On an order.
    Order(OrderId),
    /// On a case.
    Case(CaseId),
}

/// A text with what the buyer says beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Where it was pasted.
    pub about: About,
    /// The text.
    pub text: String,
    /// When it was seen.
    pub seen: Option<DateTime<Utc>>,
    /// The year of dates that have none.
    pub year: Option<i32>,
    /// `04/09/2026` is 4 September.
    pub day_first: Option<bool>,
}

/// Which log an event goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// The order's.
    Order(OrderId),
    /// A case's.
    Case(CaseId),
}

/// A proposal with where it would go.
#[derive(Clone, Debug, PartialEq)]
pub struct Pastable {
    /// What was read.
    pub proposal: Proposal,
    /// The log it goes into; none while there is no case for it.
    pub log: Option<Log>,
    /// The same is recorded already.
    pub known: bool,
    /// Why the guards would refuse it.
    pub refused: Option<Problem>,
}

impl Pastable {
    /// True when it can be recorded without asking anything.
    pub fn is_clear(&self) -> bool {
        self.proposal.is_clear() && self.log.is_some() && !self.known && self.refused.is_none()
    }

    /// What recording it takes, once its date is known.
    pub fn pick(&self) -> Option<Pick> {
        Some(Pick {
            what: self.proposal.what,
            log: self.log?,
            at: self.proposal.at?,
            details: self.proposal.details.clone(),
        })
    }
}

/// What was read from a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// Proposals in the order of the text.
    pub proposals: Vec<Pastable>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// A proposal that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// What it records.
    pub what: What,
    /// Where.
    pub log: Log,
    /// When it happened.
    pub at: Moment,
    /// The rest.
    pub details: EventDetails,
}

/// Longest text that is read, in characters; a page of an order has a few thousand.
const TEXT_CHARS_MAX: usize = 100_000;
/// The id under which a chosen event is tried; no stored event has it or one above.
const TRIED: i64 = i64::MAX / 2;

/// Reads a text.
pub fn look(ctx: &Ctx, look: &Look) -> Result<Pasted, Problem> {
    if look.text.chars().count() > TEXT_CHARS_MAX {
        let most = i64::try_from(TEXT_CHARS_MAX).unwrap_or(i64::MAX);
        return Err(Problem::refused(Msg::new("job-paste-too-long").count("most", most)));
    }
    let snapshot = around(ctx, look.about)?;
    let order = order_of(&snapshot, look.about)?;
    let pack = match look.about {
        About::Order(id) => snapshot.pack_for(snapshot.order(id)?)?,
        About::Case(id) => snapshot.pack_of(snapshot.case(id)?)?,
    };
    let currency = currency(order);
    let context = Context {
        order,
        currency: currency.as_ref(),
        pack,
        zone: ctx.zone,
        now: ctx.now,
        seen: look.seen,
        year: look.year,
        day_first: look.day_first,
    };
    let read = recognise::recognise(&look.text, &context);
    let mut trial = Trial::new(&snapshot);
    let mut proposals = Vec::with_capacity(read.proposals.len());
    for proposal in read.proposals {
        let log = log_of(&snapshot, look.about, proposal.what)?;
        let mut one = Pastable { known: is_known(&snapshot, log, &proposal), proposal, log, refused: None };
        if let Some(pick) = one.pick().filter(|_| one.proposal.asks.is_empty() && !one.known) {
            one.refused = trial.take(&pick).err();
        }
        proposals.push(one);
    }
    Ok(Pasted { proposals, unread: read.unread })
}

/// Records what was chosen in one change, after the guards; each is judged with those before it.
///
/// # Errors
/// What stands in the way of one of them; nothing was recorded then.
pub fn record(ctx: &Ctx, picks: &[Pick]) -> Result<Applied, Problem> {
    let mut changes = Vec::with_capacity(picks.len());
    let mut logs: Vec<OrderId> = Vec::new();
    for pick in picks {
        let order = match pick.log {
            Log::Order(id) => Some(id),
            Log::Case(id) => ctx.library.case(id)?.order,
        };
        logs.extend(order.filter(|id| !logs.contains(id)));
    }
    let first = picks.first().ok_or_else(|| Problem::refused(Msg::new("job-paste-nothing-chosen")))?;
    let about = match (logs.first(), first.log) {
        (Some(order), _) => About::Order(*order),
        (None, Log::Order(order)) => About::Order(order),
        (None, Log::Case(case)) => About::Case(case),
    };
    let snapshot = around(ctx, about)?;
    let mut trial = Trial::new(&snapshot);
    for pick in picks {
        changes.extend(trial.take(pick)?);
    }
    ctx.library.apply(&Change::All(changes), None, ctx.now)
}

fn around(ctx: &Ctx, about: About) -> Result<Snapshot<'_>, Problem> {
    match about {
        About::Order(id) => Snapshot::around_order(ctx, id),
        About::Case(id) => Snapshot::around_case(ctx, id),
    }
}

fn order_of<'a>(snapshot: &'a Snapshot<'_>, about: About) -> Result<Option<&'a Order>, Problem> {
    Ok(match about {
        About::Order(id) => Some(snapshot.order(id)?),
        About::Case(id) => snapshot.case(id)?.order.and_then(|order| snapshot.orders.get(&order)),
    })
}

fn currency(order: Option<&Order>) -> Option<Currency> {
    let order = order?;
    let paid = order.lines.iter().find_map(|line| line.paid.as_ref()).map(|paid| paid.currency.clone());
    order.currency.clone().or(paid)
}

/// The kind of case that alone knows an event; `None` for those of disputes and their like.
fn kind_of(event: CaseEventKind) -> Option<CaseKind> {
    use CaseEventKind as K;
    match event {
        K::ReportSent | K::ReportDecided | K::NeedInfo => Some(CaseKind::Report),
        K::AccountBlocked | K::AccountAppealSent | K::AccountDecided => Some(CaseKind::Account),
        K::ComplaintSent | K::ComplaintDecided => Some(CaseKind::Complaint),
        _ => None,
    }
}

/// The log that a proposal belongs to.
fn log_of(snapshot: &Snapshot<'_>, about: About, what: What) -> Result<Option<Log>, Problem> {
    let order = order_of(snapshot, about)?.map(|order| order.id);
    let event = match what {
        What::OrderEvent(_) | What::OrderDate(_) => return Ok(order.map(Log::Order)),
        What::CaseEvent(event) => event,
    };
    let wanted = kind_of(event);
    let takes = |kind: CaseKind| match wanted {
        Some(wanted) => kind == wanted,
        None => !matches!(kind, CaseKind::Report | CaseKind::Account),
    };
    if let About::Case(id) = about
        && (takes(snapshot.case(id)?.kind) || event == CaseEventKind::Note)
    {
        return Ok(Some(Log::Case(id)));
    }
    let mut best: Option<((bool, bool, CaseId), CaseId)> = None;
    let cases = order.map(|order| snapshot.cases_of(order)).unwrap_or_default();
    for case in cases.iter().filter_map(|id| snapshot.cases.get(id)).filter(|case| takes(case.kind)) {
        let open = is_open(snapshot.case_view(case)?.state);
        let rank = (open, case.kind == CaseKind::Dispute, case.id);
        if best.is_none_or(|(known, _)| rank > known) {
            best = Some((rank, case.id));
        }
    }
    Ok(best.map(|(_, case)| Log::Case(case)))
}

/// True when the log has it already: the same kind on the same day with the same date.
fn is_known(snapshot: &Snapshot<'_>, log: Option<Log>, proposal: &Proposal) -> bool {
    fn same<K: PartialEq>(events: &[Event<K>], kind: &K, proposal: &Proposal, zone: chrono_tz::Tz) -> bool {
        let shown = proposal.details.deadline.is_some();
        events.iter().filter(|event| !event.voided && event.kind == *kind).any(|event| {
            let details = &proposal.details;
            let day = |moment: &Moment| moment.day_in(zone);
            event.details.due == details.due
                && event.details.deadline == details.deadline
                && event.details.tracking == details.tracking
                && event.details.amount == details.amount
                && (shown || proposal.at.as_ref().is_some_and(|at| day(at) == day(&event.at)))
        })
    }
    let zone = snapshot.ctx.zone;
    match (log, proposal.what) {
        (Some(Log::Order(id)), What::OrderEvent(kind)) => {
            same(snapshot.order_events(id), &kind, proposal, zone)
        }
        (Some(Log::Case(id)), What::CaseEvent(kind)) => same(snapshot.case_events(id), &kind, proposal, zone),
        (Some(Log::Order(id)), What::OrderDate(which)) => {
            let stated = snapshot.orders.get(&id).and_then(|order| order.date(which));
            stated.is_some() && stated == proposal.at
        }
        _ => false,
    }
}

/// The logs as they would be with what was chosen so far.
struct Trial<'a> {
    snapshot: &'a Snapshot<'a>,
    orders: BTreeMap<OrderId, Vec<OrderEvent>>,
    cases: BTreeMap<CaseId, Vec<CaseEvent>>,
    tried: i64,
}

impl<'a> Trial<'a> {
    fn new(snapshot: &'a Snapshot<'a>) -> Self {
        Self {
            snapshot,
            orders: snapshot.order_events.clone(),
            cases: snapshot.case_events.clone(),
            tried: TRIED,
        }
    }

    /// Judges an event after those before it; gives the changes that record it.
    fn take(&mut self, pick: &Pick) -> Result<Vec<Change>, Problem> {
        let ctx = self.snapshot.ctx;
        match (pick.what, pick.log) {
            (What::OrderDate(which), Log::Order(id)) => {
                let fact = orders::fact(ctx, pick.at, Said::OrderPage);
                let patch = OrderPatch { dates: vec![(which, Some(fact))], ..OrderPatch::default() };
                Ok(vec![Change::SetOrder(id, Box::new(patch))])
            }
            (What::OrderEvent(kind), Log::Order(id)) => {
                let event = new_event(kind, pick);
                let standings = self.snapshot.standings(id)?;
                let events = self.orders.entry(id).or_default();
                let input = OrderInput {
                    events: events.as_slice(),
                    ..self.snapshot.order_input(self.snapshot.order(id)?, &standings)?
                };
                let taken = decide::order_event(&input, &event)?;
                let mut changes = Vec::with_capacity(taken.len());
                for event in taken {
                    self.tried += 1;
                    let seq = i64::try_from(events.len()).unwrap_or(i64::MAX);
                    events.push(as_event(&event, self.tried, seq, ctx.now));
                    changes.push(orders::record_said(ctx, id, event, Said::OrderPage));
                }
                Ok(changes)
            }
            (What::CaseEvent(kind), Log::Case(id)) => {
                let event = new_event(kind, pick);
                let case = self.snapshot.case(id)?;
                let mut others = match case.order {
                    Some(order) => self.snapshot.standings(order)?,
                    None => Vec::new(),
                };
                others.retain(|other| other.case != id);
                let events = self.cases.entry(id).or_default();
                let input = CaseInput {
                    events: events.as_slice(),
                    others: &others,
                    ..self.snapshot.case_input(case)?
                };
                // What was submitted there is not known here: nothing of a draft is frozen by a page's words.
                let taken = decide::case_event(&input, &event, None)?;
                let mut changes = Vec::with_capacity(taken.len());
                for event in taken {
                    self.tried += 1;
                    let seq = i64::try_from(events.len()).unwrap_or(i64::MAX);
                    events.push(as_event(&event, self.tried, seq, ctx.now));
                    changes.push(Change::AddCaseEvent(id, Box::new(event)));
                }
                Ok(changes)
            }
            _ => Err(Problem::refused(Msg::new("job-paste-no-place"))),
        }
    }
}

fn new_event<K>(kind: K, pick: &Pick) -> NewEvent<K> {
    NewEvent { kind, at: pick.at, source: EventSource::PastedText, details: pick.details.clone() }
}

fn as_event<K: Copy>(event: &NewEvent<K>, id: i64, seq: i64, now: DateTime<Utc>) -> Event<K> {
    Event {
        id: EventId(id),
        seq: seq.saturating_add(1),
        kind: event.kind,
        at: event.at,
        source: event.source,
        details: event.details.clone(),
        recorded_at: now,
        voided: false,
    }
}
