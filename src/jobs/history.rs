//! Case history over the whole library.

use chrono::{DateTime, Utc};

use crate::domain::message::Problem;
use crate::domain::order::OrderDate;
use crate::domain::overview::history::{DisputeRate, History, PastCase, dispute_opened};

use super::Ctx;
use super::snapshot::Snapshot;

/// What came of all cases that are not in the bin.
pub fn history(ctx: &Ctx) -> Result<History, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let mut cases = Vec::with_capacity(snapshot.cases.len());
    let mut disputes: Vec<DateTime<Utc>> = Vec::new();
    for case in snapshot.cases.values() {
        let events = snapshot.case_events(case.id);
        let row = snapshot.case_row(case)?;
        let view = snapshot.case_view(case)?;
        disputes.extend(dispute_opened(case, events, ctx.zone));
        let mut past = PastCase::of(case, &view, events, row.opened_at, ctx.now);
        past.order_number = row.order_number;
        past.title = row.title;
        cases.push(past);
    }
    let orders: Vec<DateTime<Utc>> = snapshot
        .orders
        .values()
        .filter_map(|order| order.date(OrderDate::Ordered).or_else(|| order.date(OrderDate::Paid)))
        .map(|at| at.place(ctx.zone))
        .collect();
    let pack = &super::default_pack(&ctx.packs)?.id;
    let rate = ctx.packs.dispute_rate(pack).map(|rule| DisputeRate::new(&disputes, &orders, rule, ctx.now));
    Ok(History::new(cases, rate))
}
