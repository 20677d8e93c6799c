//! Drafts of cases and events as typed, and the commands they make. Owns the reading of what was typed; what is
//! allowed is decided by the guards of `domain`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::app::command::{CaseWish, Edit, Then};
use crate::app::{Command, Deed};
use crate::domain::case::{CaseKind, Reason};
use crate::domain::change::Change;
use crate::domain::event::{
    CaseEventKind, EventDetails, EventSource, NewEvent, OrderEventKind, Outcome, Party, Plan,
};
use crate::domain::ids::{CaseId, EventId, EvidenceId, OrderId};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::Order;

/// What is wrong with a form, by field.
pub type Faults = BTreeMap<&'static str, Msg>;

/// Now, as it is typed into a date field.
pub fn now_text(now: DateTime<Utc>, zone: Tz) -> String {
    now.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// A date as typed; an empty one is none.
pub fn date(text: &str, zone: Tz, field: &'static str, faults: &mut Faults) -> Option<Moment> {
    if text.trim().is_empty() {
        return None;
    }
    let read = Moment::parse(text, zone);
    if read.is_none() {
        let form = Msg::new("event-form-date-wrong");
        faults.insert(field, Moment::why_not(text, zone).sentence(text, zone, form));
    }
    read
}

/// An amount as typed; an empty one is none.
pub fn money(
    text: &str,
    currency: Option<&Currency>,
    field: &'static str,
    faults: &mut Faults,
) -> Option<Money> {
    if text.trim().is_empty() {
        return None;
    }
    let Some(currency) = currency else {
        faults.insert(field, Msg::new("event-form-currency-missing"));
        return None;
    };
    let read = Money::parse(text, currency);
    if read.is_none() {
        faults.insert(field, Msg::new("event-form-money-wrong").text("currency", currency.code()));
    }
    read
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}

/// A new case as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartCaseDraft {
    /// What is wrong, in the buyer's own words.
    pub said: String,
    /// The group of reasons chosen.
    pub group: Option<String>,
    /// Why.
    pub reason: Option<Reason>,
    /// What is asked.
    pub remedy: Option<Plan>,
    /// How much, as typed.
    pub amount: String,
    /// Which product, by position.
    pub line: Option<i64>,
    /// The rules it is computed by, where there are several; those made for the order unless chosen.
    pub pack: Option<String>,
}

impl StartCaseDraft {
    /// A draft with what is known already: the only product, the most that may be asked.
    pub fn new(order: &Order) -> Self {
        let line = order.lines.first().filter(|_| order.lines.len() == 1);
        Self {
            said: String::new(),
            group: None,
            reason: None,
            remedy: Some(Plan::RefundOnly),
            amount: line
                .and_then(crate::domain::order::OrderLine::amount_cap)
                .map_or_else(String::new, |cap| cap.decimal()),
            line: line.map(|line| line.position),
            pack: None,
        }
    }

    /// The most that may be asked for the product chosen.
    pub fn cap(&self, order: &Order) -> Option<Money> {
        order.line(self.line?).and_then(crate::domain::order::OrderLine::amount_cap)
    }

    /// The command, or what is wrong.
    pub fn command(&self, order: &Order) -> Result<Command, Faults> {
        let mut faults = Faults::new();
        if self.reason.is_none() {
            faults.insert("reason", Msg::new("case-form-reason-missing"));
        }
        if self.line.is_none() && order.lines.len() > 1 {
            faults.insert("line", Msg::new("case-form-line-missing"));
        }
        let cap = self.cap(order);
        let currency = cap.as_ref().map(|cap| &cap.currency).or(order.currency.as_ref());
        let amount = money(&self.amount, currency, "amount", &mut faults);
        if let (Some(amount), Some(cap)) = (&amount, &cap)
            && amount.currency == cap.currency
            && amount.minor > cap.minor
        {
            faults.insert("amount", Msg::new("case-form-amount-too-high").money("cap", cap));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let wish = CaseWish {
            kind: CaseKind::Dispute,
            order: order.id,
            line: self.line,
            reason: self.reason,
            remedy: self.remedy,
            amount,
            pack: self.pack.clone(),
        };
        let edit = Edit::of(Deed::OpenCase(Box::new(wish)), "case-said-opened").then(Then::ToCase);
        Ok(Command::Change(Box::new(edit)))
    }
}

/// Which fields an event of a kind asks for, besides date and note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// An amount.
    pub amount: bool,
    /// What would happen.
    pub plan: bool,
    /// Who pays return freight.
    pub freight: bool,
    /// Outside the marketplace.
    pub outside: bool,
    /// How it was decided.
    pub outcome: bool,
    /// Who did it.
    pub by: bool,
    /// A tracking number.
    pub tracking: bool,
    /// The date the page shows.
    pub due: bool,
    /// Which date it is about.
    pub deadline: bool,
}

/// What an event of a kind asks for.
pub fn asks(kind: CaseEventKind) -> Asks {
    use CaseEventKind as K;
    let none = Asks::default();
    match kind {
        K::SellerOffer => {
            Asks { amount: true, plan: true, freight: true, outside: true, by: true, due: true, ..none }
        }
        K::Edited => Asks { amount: true, plan: true, due: true, ..none },
        K::ProposalChosen | K::ProposalsShown => Asks { amount: true, plan: true, ..none },
        K::SellerReplied => Asks { outside: true, ..none },
        K::Message => Asks { by: true, outside: true, ..none },
        K::Decision => Asks { outcome: true, amount: true, due: true, ..none },
        K::ComplaintDecided | K::ReportDecided | K::AccountDecided => Asks { outcome: true, ..none },
        K::RefundAgreed | K::RefundProcessed | K::RefundSeen | K::CouponIssued | K::ClaimGranted => {
            Asks { amount: true, ..none }
        }
        K::EvidenceRequested => Asks { by: true, due: true, ..none },
        K::Submitted | K::Escalated | K::ComplaintSent | K::ReportSent | K::AccountAppealSent => {
            Asks { due: true, ..none }
        }
        K::ReturnAgreed => Asks { freight: true, due: true, ..none },
        K::ReturnSent => Asks { tracking: true, ..none },
        K::DateShown | K::ExpiryPostponed => Asks { due: true, deadline: true, ..none },
        K::ExpiryConfirmed | K::ExpiryDenied => Asks { deadline: true, ..none },
        K::WaitUntil => Asks { due: true, ..none },
        _ => none,
    }
}

/// The events a case of a kind offers, in the order in which they usually happen.
pub fn offered(kind: CaseKind) -> &'static [CaseEventKind] {
    use CaseEventKind as K;
    match kind {
        CaseKind::Dispute => &[
            K::SellerContacted,
            K::SellerReplied,
            K::Submitted,
            K::Edited,
            K::SellerOffer,
            K::SellerAccepts,
            K::SellerRejects,
            K::OfferAccepted,
            K::OfferRejected,
            K::Escalated,
            K::EvidenceRequested,
            K::EvidenceSubmitted,
            K::QuestionImpossible,
            K::ProposalsShown,
            K::ProposalChosen,
            K::Decision,
            K::ParcelArrived,
            K::ReturnAgreed,
            K::ReturnSent,
            K::ReturnReceived,
            K::ReturnLost,
            K::RefundAgreed,
            K::RefundProcessed,
            K::RefundSeen,
            K::DateShown,
            K::ExpiryConfirmed,
            K::ExpiryDenied,
            K::ExpiryPostponed,
            K::Cancelled,
            K::Reopened,
            K::CaseClosed,
            K::DecisionReceived,
            K::ArbitrationNotified,
            K::Message,
            K::Note,
        ],
        _ => CaseEventKind::ALL,
    }
}

/// What any event may carry beside what its kind asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// These fields are unfolded.
    pub is_open: bool,
    /// When the buyer saw it, if later than it happened; as typed.
    pub seen_at: String,
    /// Files that show it.
    pub files: BTreeSet<EvidenceId>,
    /// It was refused, and happened all the same.
    pub anyway: bool,
}

impl Extras {
    fn put(&self, details: &mut EventDetails, zone: Tz, faults: &mut Faults) {
        details.seen_at = date(&self.seen_at, zone, "seen_at", faults);
        details.evidence = self.files.iter().copied().collect();
        details.anyway = self.anyway;
    }
}

/// An event of a case as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseEventDraft {
    /// What happened.
    pub kind: Option<CaseEventKind>,
    /// When.
    pub at: String,
    /// The date the page shows.
    pub due: String,
    /// Which date it is about.
    pub deadline: Option<String>,
    /// How much.
    pub amount: String,
    /// What would happen.
    pub plan: Option<Plan>,
    /// Who pays return freight.
    pub freight: Option<Party>,
    /// Outside the marketplace.
    pub outside: bool,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// Who did it.
    pub by: Option<Party>,
    /// A tracking number.
    pub tracking: String,
    /// Free text.
    pub note: String,
    /// The event it answers, where a button said so.
    pub answers: Option<EventId>,
    /// Which items of a request it answers.
    pub items: Vec<u32>,
    /// What any event may carry.
    pub extras: Extras,
}

/// Events that answer another one.
fn answers(kind: CaseEventKind) -> bool {
    use CaseEventKind as K;
    matches!(
        kind,
        K::EvidenceSubmitted
            | K::QuestionImpossible
            | K::OfferAccepted
            | K::OfferRejected
            | K::ProposalChosen
    )
}

/// Events that bring words of the other side, which may hold a trap.
pub fn brings_words(kind: CaseEventKind) -> bool {
    use CaseEventKind as K;
    matches!(kind, K::SellerOffer | K::SellerReplied | K::SellerRejects | K::SellerAccepts | K::Message)
}

impl CaseEventDraft {
    /// A draft dated now.
    pub fn new(kind: Option<CaseEventKind>, now: DateTime<Utc>, zone: Tz) -> Self {
        Self { kind, at: now_text(now, zone), ..Self::default() }
    }

    /// The command, or what is wrong.
    pub fn command(&self, case: CaseId, currency: Option<&Currency>, zone: Tz) -> Result<Command, Faults> {
        let mut faults = Faults::new();
        let Some(kind) = self.kind else {
            faults.insert("kind", Msg::new("event-form-kind-missing"));
            return Err(faults);
        };
        let asks = asks(kind);
        let at = date(&self.at, zone, "at", &mut faults);
        if at.is_none() && !faults.contains_key("at") {
            faults.insert("at", Msg::new("event-form-date-missing"));
        }
        let mut details = EventDetails {
            due: if asks.due { date(&self.due, zone, "due", &mut faults) } else { None },
            deadline: self.deadline.clone().filter(|_| asks.deadline),
            amount: if asks.amount { money(&self.amount, currency, "amount", &mut faults) } else { None },
            plan: self.plan.filter(|_| asks.plan),
            freight: self.freight.filter(|_| asks.freight),
            outside: self.outside && asks.outside,
            outcome: self.outcome.filter(|_| asks.outcome),
            by: self.by.filter(|_| asks.by),
            tracking: filled(&self.tracking).filter(|_| asks.tracking),
            note: filled(&self.note),
            answers: self.answers.filter(|_| answers(kind)),
            items: if answers(kind) { self.items.clone() } else { Vec::new() },
            ..EventDetails::default()
        };
        self.extras.put(&mut details, zone, &mut faults);
        if asks.outcome && details.outcome.is_none() {
            faults.insert("outcome", Msg::new("event-form-outcome-missing"));
        }
        if asks.deadline && details.deadline.is_none() {
            faults.insert("deadline", Msg::new("event-form-deadline-missing"));
        }
        if kind == CaseEventKind::DateShown && details.due.is_none() && !faults.contains_key("due") {
            faults.insert("due", Msg::new("event-form-date-missing"));
        }
        match (at, faults.is_empty()) {
            (Some(at), true) => {
                let event = NewEvent { kind, at, source: EventSource::Buyer, details };
                Ok(Command::deed(Deed::Record(case, Box::new(event)), "event-said-recorded"))
            }
            _ => Err(faults),
        }
    }
}

/// An event of an order as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderEventDraft {
    /// What happened.
    pub kind: Option<OrderEventKind>,
    /// When.
    pub at: String,
    /// The date the page shows.
    pub due: String,
    /// A tracking number.
    pub tracking: String,
    /// Free text.
    pub note: String,
    /// What any event may carry.
    pub extras: Extras,
}

impl OrderEventDraft {
    /// A draft dated now.
    pub fn new(kind: Option<OrderEventKind>, now: DateTime<Utc>, zone: Tz) -> Self {
        Self { kind, at: now_text(now, zone), ..Self::default() }
    }

    /// True when the event carries a date of its own.
    pub fn asks_due(&self) -> bool {
        matches!(
            self.kind,
            Some(
                OrderEventKind::ProtectionExtended
                    | OrderEventKind::DateShown
                    | OrderEventKind::DisputeRefused
            )
        )
    }

    /// The command, or what is wrong.
    pub fn command(&self, order: OrderId, zone: Tz) -> Result<Command, Faults> {
        let mut faults = Faults::new();
        let Some(kind) = self.kind else {
            faults.insert("kind", Msg::new("event-form-kind-missing"));
            return Err(faults);
        };
        let at = date(&self.at, zone, "at", &mut faults);
        if at.is_none() && !faults.contains_key("at") {
            faults.insert("at", Msg::new("event-form-date-missing"));
        }
        let due = if self.asks_due() { date(&self.due, zone, "due", &mut faults) } else { None };
        let mut details = EventDetails {
            due,
            tracking: filled(&self.tracking).filter(|_| kind == OrderEventKind::Shipped),
            note: filled(&self.note),
            ..EventDetails::default()
        };
        self.extras.put(&mut details, zone, &mut faults);
        match (at, faults.is_empty()) {
            (Some(at), true) => {
                let event = NewEvent { kind, at, source: EventSource::Buyer, details };
                Ok(Command::loud(Change::AddOrderEvent(order, Box::new(event)), "event-said-recorded"))
            }
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 20, 12, 0, 0).unwrap()
    }

    #[test]
    fn an_event_carries_only_what_its_kind_asks_for() {
        let mut draft = CaseEventDraft::new(Some(CaseEventKind::SellerOffer), now(), chrono_tz::UTC);
        draft.amount = "5.00".to_owned();
        draft.tracking = "left over from another kind".to_owned();
        let usd = Currency::parse("USD").unwrap();
        let Ok(Command::Change(edit)) = draft.command(CaseId(1), Some(&usd), chrono_tz::UTC) else {
            unreachable!()
        };
        let Deed::Record(_, event) = edit.deed else { unreachable!() };
        assert_eq!(event.details.amount, Some(Money::new(500, usd)));
        assert_eq!(event.details.tracking, None);
    }

    #[test]
    fn wrong_dates_and_amounts_are_named_by_field() {
        let mut draft = CaseEventDraft::new(Some(CaseEventKind::SellerOffer), now(), chrono_tz::UTC);
        draft.at = "yesterday".to_owned();
        draft.amount = "five".to_owned();
        let usd = Currency::parse("USD").unwrap();
        let faults = draft.command(CaseId(1), Some(&usd), chrono_tz::UTC).unwrap_err();
        assert_eq!(faults.keys().copied().collect::<Vec<_>>(), ["amount", "at"]);
    }

    #[test]
    fn a_decision_needs_its_outcome() {
        let draft = CaseEventDraft::new(Some(CaseEventKind::Decision), now(), chrono_tz::UTC);
        let faults = draft.command(CaseId(1), None, chrono_tz::UTC).unwrap_err();
        assert!(faults.contains_key("outcome"));
    }

    #[test]
    fn now_is_typed_in_the_zone_of_the_buyer() {
        assert_eq!(now_text(now(), chrono_tz::Europe::Moscow), "2026-03-20 15:00");
    }
}
