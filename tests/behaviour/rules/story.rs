//! A small language for telling what happened to an order and a case, and for asking how it stands.

use std::fmt;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use parcelproof::domain::case::{Case, CaseKind, Reason};
use parcelproof::domain::event::{
    CaseEvent, CaseEventKind, Event, EventDetails, EventSource, NewEvent, OrderEvent, OrderEventKind,
    Outcome, Party, Plan,
};
use parcelproof::domain::guards::decide;
use parcelproof::domain::ids::{CaseId, EventId, LineId, OrderId};
use parcelproof::domain::message::{Msg, Problem};
use parcelproof::domain::moment::Moment;
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::order::{DateFact, Marketplace, Order, OrderDate, OrderLine, OrderNumber, Said};
use parcelproof::domain::replay::{Beside, CaseInput, CaseStanding, OrderInput, case_view, order_view};
use parcelproof::domain::rules::{Packs, RulePack};
use parcelproof::domain::view::{CaseState, CaseView, Deadline, OrderView};

pub const LA: Tz = chrono_tz::America::Los_Angeles;
pub const MOSCOW: Tz = chrono_tz::Europe::Moscow;

pub fn usd(text: &str) -> Money {
    let currency = Currency::parse("USD").unwrap();
    Money::parse(text, &currency).unwrap()
}

pub fn pack() -> RulePack {
    static PACK: LazyLock<RulePack> =
        LazyLock::new(|| Packs::built_in().unwrap().get("aliexpress-2026").unwrap().clone());
    PACK.clone()
}

/// An order, a case and what happened to them.
#[derive(Clone)]
pub struct Story {
    pub zone: Tz,
    pub order: Order,
    pub case: Case,
    pub order_events: Vec<OrderEvent>,
    pub events: Vec<CaseEvent>,
    pub holidays: Vec<NaiveDate>,
    pub pack: RulePack,
}

impl fmt::Debug for Story {
    /// What differs between stories, so that a failing one can be read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {:?} {:?} {:?}", self.zone, self.case.kind, self.case.reason, self.case.remedy)?;
        for (which, fact) in &self.order.dates {
            writeln!(f, "  {which:?} {:?}", fact.at)?;
        }
        for event in &self.order_events {
            writeln!(f, "  order {:?} {:?} {} {:?}", event.kind, event.at, event.voided, event.details)?;
        }
        for event in &self.events {
            writeln!(f, "  case {:?} {:?} {} {:?}", event.kind, event.at, event.voided, event.details)?;
        }
        Ok(())
    }
}

pub fn amount(text: &str) -> EventDetails {
    EventDetails { amount: Some(usd(text)), ..EventDetails::default() }
}

pub fn plan(plan: Plan) -> EventDetails {
    EventDetails { plan: Some(plan), ..EventDetails::default() }
}

pub fn outcome(outcome: Outcome) -> EventDetails {
    EventDetails { outcome: Some(outcome), ..EventDetails::default() }
}

pub fn by(party: Party) -> EventDetails {
    EventDetails { by: Some(party), ..EventDetails::default() }
}

pub fn deadline(name: &str) -> EventDetails {
    EventDetails { deadline: Some(name.to_owned()), ..EventDetails::default() }
}

pub fn tracking(number: &str) -> EventDetails {
    EventDetails { tracking: Some(number.to_owned()), ..EventDetails::default() }
}

impl Story {
    pub fn new(zone: Tz) -> Self {
        let order = Order {
            id: OrderId(1),
            marketplace: Marketplace::AliExpress,
            number: OrderNumber::stored("8190000000001".to_owned()),
            store: Some("Lamp Store".to_owned()),
            store_url: None,
            currency: Currency::parse("USD"),
            payment_method: None,
            tracking: None,
            carrier: None,
            ships_from: None,
            local_return: false,
            free_returns: false,
            delivery_included: None,
            account: None,
            address: None,
            note: None,
            tags: Vec::new(),
            dates: std::collections::BTreeMap::new(),
            lines: vec![OrderLine {
                id: LineId(1),
                position: 1,
                external_id: None,
                title: Some("Leggings".to_owned()),
                product_url: None,
                options: Some("black, M".to_owned()),
                quantity: 1,
                listed: Some(usd("12.41")),
                paid: Some(usd("11.73")),
                shipping: None,
                coupon: None,
                is_gift: false,
            }],
            removed_at: None,
        };
        let pack = pack();
        let case = Case {
            id: CaseId(1),
            kind: CaseKind::Dispute,
            order: Some(order.id),
            line: Some(LineId(1)),
            after: None,
            pack: pack.id.clone(),
            pack_version: pack.version(),
            reason: Some(Reason::Defective),
            remedy: Some(Plan::RefundOnly),
            amount: Some(usd("11.73")),
            note: None,
            opened_at: Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap(),
            removed_at: None,
        };
        Self { zone, order, case, order_events: Vec::new(), events: Vec::new(), holidays: Vec::new(), pack }
    }

    /// Everything in Los Angeles, as the test vectors have it.
    pub fn in_la() -> Self {
        Self::new(LA)
    }

    pub fn kind(mut self, kind: CaseKind) -> Self {
        self.case.kind = kind;
        self
    }

    pub fn reason(mut self, reason: Reason) -> Self {
        self.case.reason = Some(reason);
        self
    }

    pub fn remedy(mut self, plan: Plan) -> Self {
        self.case.remedy = Some(plan);
        self
    }

    pub fn moment(&self, text: &str) -> Moment {
        Moment::parse(text, self.zone).unwrap_or_else(|| panic!("{text}"))
    }

    pub fn at(&self, text: &str) -> DateTime<Utc> {
        self.moment(text).place(self.zone)
    }

    pub fn date(mut self, which: OrderDate, text: &str) -> Self {
        let at = self.moment(text);
        let seen_at = at.place(self.zone);
        self.order.dates.insert(which, DateFact { at, said: Said::OrderPage, seen_at });
        self
    }

    pub fn order_event(mut self, kind: OrderEventKind, at: &str, details: EventDetails) -> Self {
        let at = self.moment(at);
        let seq = self.order_events.len() as i64 + 1;
        self.order_events.push(Event {
            id: EventId(1_000 + seq),
            seq,
            kind,
            at,
            source: EventSource::Buyer,
            details,
            recorded_at: at.place(self.zone),
            voided: false,
        });
        self
    }

    pub fn event(mut self, kind: CaseEventKind, at: &str, details: EventDetails) -> Self {
        let at = self.moment(at);
        let seq = self.events.len() as i64 + 1;
        self.events.push(Event {
            id: EventId(seq),
            seq,
            kind,
            at,
            source: EventSource::Buyer,
            details,
            recorded_at: at.place(self.zone),
            voided: false,
        });
        self
    }

    pub fn on(self, kind: CaseEventKind, at: &str) -> Self {
        self.event(kind, at, EventDetails::default())
    }

    /// A date the page shows.
    pub fn shown(self, name: &str, due: &str, at: &str) -> Self {
        let details = self.due(due, Some(name));
        self.event(CaseEventKind::DateShown, at, details)
    }

    pub fn due(&self, due: &str, name: Option<&str>) -> EventDetails {
        EventDetails {
            due: Some(self.moment(due)),
            deadline: name.map(str::to_owned),
            ..EventDetails::default()
        }
    }

    pub fn input(&self, now: &str) -> CaseInput<'_> {
        CaseInput {
            case: &self.case,
            order: Some(&self.order),
            order_events: &self.order_events,
            events: &self.events,
            others: &[],
            pack: &self.pack,
            beside: Beside::default(),
            zone: self.zone,
            holidays: &self.holidays,
            now: self.at(now),
        }
    }

    pub fn view(&self, now: &str) -> CaseView {
        case_view(&self.input(now))
    }

    pub fn state(&self, now: &str) -> CaseState {
        self.view(now).state
    }

    pub fn order_input<'a>(&'a self, now: &str, cases: &'a [CaseStanding]) -> OrderInput<'a> {
        OrderInput {
            order: &self.order,
            events: &self.order_events,
            case_states: cases,
            pack: &self.pack,
            beside: Beside::default(),
            zone: self.zone,
            holidays: &self.holidays,
            now: self.at(now),
        }
    }

    /// The order with its case over it.
    pub fn order_view(&self, now: &str) -> OrderView {
        let standing = [CaseStanding::of(&self.case, &self.view(now))];
        order_view(&self.order_input(now, &standing))
    }

    pub fn try_event(&self, now: &str, kind: CaseEventKind, details: EventDetails) -> Result<(), Problem> {
        let new = NewEvent { kind, at: Moment::instant(self.at(now)), source: EventSource::Buyer, details };
        decide::case_event(&self.input(now), &new, None).map(|_| ())
    }

    /// An instant as the clock of the story's zone shows it.
    pub fn local(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M").to_string()
    }

    pub fn due_of(&self, deadline: &Deadline) -> String {
        self.local(deadline.due.unwrap())
    }
}

/// The last deadline of a name.
pub fn of<'v>(deadlines: &'v [Deadline], id: &str) -> &'v Deadline {
    deadlines.iter().rev().find(|deadline| deadline.id == id).unwrap_or_else(|| panic!("no {id}"))
}

pub fn ids(messages: &[Msg]) -> Vec<&str> {
    messages.iter().map(|message| message.id.as_ref()).collect()
}

pub fn refusal(result: Result<(), Problem>) -> String {
    result.unwrap_err().message.id.to_string()
}
