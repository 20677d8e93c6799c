//! The JSON shapes of orders: `order show`, `order list`, `bin list`.

use crate::domain::order::DateFact;
use crate::domain::order::OrderLine;
use crate::domain::order::payment::PaymentKind;
use crate::domain::order::warranty::Warranty;
use crate::domain::rows::BinRow;
use crate::domain::rows::OrderPicture;
use crate::domain::rows::OrderRow;
use crate::texts::Texts;
use serde::Serialize;
use std::collections::BTreeMap;

use super::MomentJson;
use super::MoneyJson;
use super::cases::CaseRowJson;
use super::cases::DeadlineJson;
use super::cases::EventJson;
use super::cases::deadlines;
use super::files::EvidenceJson;
use super::guards::{AdviceJson, NeedJson};
use super::money;
use super::reports::PatternJson;
use super::time;
use super::time_opt;

/// A date of an order with who said so.
#[derive(Debug, Serialize)]
struct DateJson {
    #[serde(flatten)]
    at: MomentJson,
    said: crate::domain::order::Said,
    seen_at: String,
}

impl DateJson {
    pub(in crate::cli) fn new(fact: &DateFact, texts: &Texts) -> Self {
        Self { at: MomentJson::new(&fact.at, texts), said: fact.said, seen_at: time(fact.seen_at) }
    }
}

/// A line of an order.
#[derive(Debug, Serialize)]
struct LineJson {
    line: i64,
    external_id: Option<String>,
    title: Option<String>,
    product_url: Option<String>,
    options: Option<String>,
    quantity: i64,
    listed: Option<MoneyJson>,
    paid: Option<MoneyJson>,
    shipping: Option<MoneyJson>,
    coupon: Option<MoneyJson>,
    amount_cap: Option<MoneyJson>,
    gift: bool,
}

impl From<&OrderLine> for LineJson {
    fn from(line: &OrderLine) -> Self {
        Self {
            line: line.position,
            external_id: line.external_id.clone(),
            title: line.title.clone(),
            product_url: line.product_url.clone(),
            options: line.options.clone(),
            quantity: line.quantity,
            listed: money(line.listed.as_ref()),
            paid: money(line.paid.as_ref()),
            shipping: money(line.shipping.as_ref()),
            coupon: money(line.coupon.as_ref()),
            amount_cap: money(line.amount_cap().as_ref()),
            gift: line.is_gift,
        }
    }
}

/// The seller's warranty of an order.
#[derive(Debug, Serialize)]
struct WarrantyJson {
    until: String,
    given_by: &'static str,
    return_freight: &'static str,
    questions: Vec<String>,
    certain: bool,
    sources: Vec<String>,
}

impl WarrantyJson {
    fn new(warranty: &Warranty, texts: &Texts) -> Self {
        Self {
            until: time(warranty.until),
            given_by: warranty.rule.given_by.code(),
            return_freight: warranty.rule.return_freight.code(),
            questions: warranty.questions.iter().map(|question| texts.say(question)).collect(),
            certain: warranty.rule.certain,
            sources: warranty.rule.cite.clone(),
        }
    }
}

/// `order show`.
#[derive(Debug, Serialize)]
pub struct OrderJson {
    number: String,
    marketplace: String,
    title: String,
    store: Option<String>,
    store_url: Option<String>,
    currency: Option<String>,
    payment_method: Option<String>,
    payment_kind: Option<&'static str>,
    refund_lands: Option<String>,
    prepaid: bool,
    warranty: Option<WarrantyJson>,
    tracking: Option<String>,
    carrier: Option<String>,
    ships_from: Option<String>,
    local_return: bool,
    free_returns: bool,
    delivery_included: Option<bool>,
    account: Option<String>,
    note: Option<String>,
    tags: Vec<String>,
    removed_at: Option<String>,
    state: &'static str,
    state_presumed: bool,
    paid_total: Option<MoneyJson>,
    dates: BTreeMap<&'static str, DateJson>,
    other_dates: BTreeMap<&'static str, Vec<DateJson>>,
    lines: Vec<LineJson>,
    deadlines: Vec<DeadlineJson>,
    notes: Vec<String>,
    events: Vec<EventJson>,
    evidence: Vec<EvidenceJson>,
    cases: Vec<CaseRowJson>,
    arrival: Vec<NeedJson>,
    confirm_guard: AdviceJson,
    fraud_patterns: Vec<PatternJson>,
}

impl OrderJson {
    pub(in crate::cli) fn new(picture: &OrderPicture, texts: &Texts) -> Self {
        let order = &picture.order;
        let mut other_dates: BTreeMap<&'static str, Vec<DateJson>> = BTreeMap::new();
        for (which, fact) in &picture.other_dates {
            other_dates.entry(which.code()).or_default().push(DateJson::new(fact, texts));
        }
        Self {
            number: order.number.as_typed().to_owned(),
            marketplace: order.marketplace.code().to_owned(),
            title: order.title().to_owned(),
            store: order.store.clone(),
            store_url: order.store_url.clone(),
            currency: order.currency.as_ref().map(|currency| currency.code().to_owned()),
            payment_method: order.payment_method.clone(),
            payment_kind: order.payment_kind().map(PaymentKind::code),
            refund_lands: order.payment_kind().map(|kind| texts.say(&kind.refund_lands())),
            prepaid: order.is_prepaid(),
            warranty: picture.warranty.as_ref().map(|warranty| WarrantyJson::new(warranty, texts)),
            tracking: order.tracking.clone(),
            carrier: order.carrier.clone(),
            ships_from: order.ships_from.clone(),
            local_return: order.local_return,
            free_returns: order.free_returns,
            delivery_included: order.delivery_included,
            account: order.account.clone(),
            note: order.note.clone(),
            tags: order.tags.clone(),
            removed_at: time_opt(order.removed_at),
            state: picture.view.state.code(),
            state_presumed: picture.view.state_presumed,
            paid_total: money(order.paid_total().as_ref()),
            dates: order
                .dates
                .iter()
                .map(|(which, fact)| (which.code(), DateJson::new(fact, texts)))
                .collect(),
            other_dates,
            lines: order.lines.iter().map(LineJson::from).collect(),
            deadlines: deadlines(&picture.view.deadlines, texts),
            notes: picture.view.notes.iter().map(|note| texts.say(note)).collect(),
            events: picture.events.iter().map(|event| EventJson::of_order(event, texts)).collect(),
            evidence: picture.evidence.iter().map(|row| EvidenceJson::new(row, Some(order), texts)).collect(),
            cases: picture.cases.iter().map(|row| CaseRowJson::new(row, texts)).collect(),
            arrival: picture.arrival.iter().map(|need| NeedJson::new(need, texts)).collect(),
            confirm_guard: AdviceJson::new(&picture.confirm, texts),
            fraud_patterns: picture.fraud.iter().map(|one| PatternJson::new(one, texts)).collect(),
        }
    }
}

/// A line of `order list`.
#[derive(Debug, Serialize)]
pub struct OrderRowJson {
    number: String,
    marketplace: String,
    title: String,
    store: Option<String>,
    paid: Option<MoneyJson>,
    ordered: Option<String>,
    state: &'static str,
    window_ends: Option<String>,
    evidence: usize,
    worst_verdict: Option<&'static str>,
    case_state: Option<&'static str>,
}

impl From<&OrderRow> for OrderRowJson {
    fn from(row: &OrderRow) -> Self {
        Self {
            number: row.number.clone(),
            marketplace: row.marketplace.code().to_owned(),
            title: row.title.clone(),
            store: row.store.clone(),
            paid: money(row.paid.as_ref()),
            ordered: time_opt(row.ordered),
            state: row.state.code(),
            window_ends: row.window.map(|(_, end)| time(end)),
            evidence: row.evidence_count,
            worst_verdict: row.worst_verdict.map(crate::domain::evidence::check::Verdict::code),
            case_state: row.case_state.map(crate::domain::view::CaseState::code),
        }
    }
}

/// A line of `bin list`.
#[derive(Debug, Serialize)]
pub struct BinJson {
    id: String,
    title: String,
    bytes: Option<u64>,
    removed_at: String,
}

impl From<&BinRow> for BinJson {
    fn from(row: &BinRow) -> Self {
        Self {
            id: row.handle.clone(),
            title: row.title.clone(),
            bytes: row.size_bytes,
            removed_at: time(row.removed_at),
        }
    }
}
