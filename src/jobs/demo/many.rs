//! Thousands of orders with cases and events, for trying scale.

use chrono::TimeDelta;

use crate::domain::case::{CaseKind, Reason};
use crate::domain::change::{Change, LinePatch, NewCase, OrderPatch};
use crate::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent, Plan};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::{DateFact, Marketplace, OrderDate, OrderNumber, Said};

use super::super::{Ctx, orders};

/// Orders added in one transaction.
const CHUNK: u32 = 250;
/// Every so many orders one has a dispute.
const DISPUTE_EVERY: u32 = 20;

const THINGS: [&str; 8] = [
    "Wristwatch, steel",
    "USB-C cable, 2 m",
    "Leggings",
    "Ceramic mug",
    "Phone case",
    "LED strip, 5 m",
    "Чехол для телефона",
    "Backpack, 20 l",
];
const STORES: [&str; 5] =
    ["Time Gallery Store", "Portable Digital Store", "Soft Cloth Factory", "Case Planet", "Магазин света"];

/// Adds `count` orders spread over three years, one in twenty with a dispute at some stage.
pub fn many_orders(ctx: &Ctx, count: u32, progress: &dyn Progress) -> Result<(), Problem> {
    let pack = super::super::default_pack(&ctx.packs)?;
    progress.stage(Msg::new("demo-many"), u64::from(count));
    let mut start = 0;
    while start < count {
        progress.check()?;
        let end = (start + CHUNK).min(count);
        let adds = (start..end).map(|n| order(ctx, n)).collect::<Result<Vec<_>, _>>()?;
        let applied = ctx.library.apply(&Change::All(adds), None, ctx.now)?;
        let disputed = (start..end).zip(&applied.created.orders).zip(&applied.created.lines);
        for ((n, order), line) in disputed.filter(|((n, _), _)| n.is_multiple_of(DISPUTE_EVERY)) {
            let opened = ctx.library.apply(
                &Change::OpenCase(Box::new(NewCase {
                    kind: CaseKind::Dispute,
                    order: Some(*order),
                    line: Some(*line),
                    after: None,
                    pack: pack.id.clone(),
                    pack_version: pack.version(),
                    reason: Some(Reason::NotAsDescribed),
                    remedy: Some(Plan::RefundOnly),
                    amount: Some(paid(n)?),
                    note: None,
                })),
                None,
                ctx.now,
            )?;
            if let Some(case) = opened.created.cases.first() {
                let events =
                    events(ctx, n)?.into_iter().map(|event| Change::AddCaseEvent(*case, Box::new(event)));
                ctx.library.apply(&Change::All(events.collect()), None, ctx.now)?;
            }
        }
        progress.advance(u64::from(end - start));
        start = end;
    }
    Ok(())
}

fn usd() -> Result<Currency, Problem> {
    Currency::parse("USD").ok_or_else(|| Problem::refused(Msg::new("demo-unmade").text("what", "USD")))
}

fn paid(n: u32) -> Result<Money, Problem> {
    Ok(Money::new(300 + i64::from(n * 37 % 9_000), usd()?))
}

/// Days ago that order `n` was paid: the newest first, over three years.
fn age_days(n: u32) -> i64 {
    i64::from(n * 7 % 1_095) + 1
}

fn order(ctx: &Ctx, n: u32) -> Result<Change, Problem> {
    let number =
        OrderNumber::parse(&format!("90{:014}", u64::from(n) * 7_919 + 13), &Marketplace::AliExpress)?;
    let bought = ctx.now - TimeDelta::days(age_days(n));
    let mut dates = vec![(OrderDate::Ordered, bought), (OrderDate::Paid, bought + TimeDelta::hours(1))];
    for (which, after) in [
        (OrderDate::Shipped, 3),
        (OrderDate::Delivered, 24 + i64::from(n % 20)),
        (OrderDate::Confirmed, 26 + i64::from(n % 20)),
    ] {
        if after < age_days(n) {
            dates.push((which, bought + TimeDelta::days(after)));
        }
    }
    dates.push((OrderDate::ProtectionEnds, bought + TimeDelta::days(75)));
    let pick = |list: &[&str]| list.get(n as usize % list.len().max(1)).map(|text| Some((*text).to_owned()));
    let facts = dates.into_iter().map(|(which, at)| {
        (which, Some(DateFact { at: Moment::instant(at), said: Said::Import, seen_at: ctx.now }))
    });
    let patch = OrderPatch {
        store: pick(&STORES),
        currency: Some(Some(usd()?)),
        tracking: Some(Some(format!("LP{:011}", u64::from(n) * 31 + 7))),
        dates: facts.collect(),
        ..OrderPatch::default()
    };
    let line = LinePatch { title: pick(&THINGS), paid: Some(Some(paid(n)?)), ..LinePatch::default() };
    Ok(orders::add(Marketplace::AliExpress, number, patch, line))
}

fn events(ctx: &Ctx, n: u32) -> Result<Vec<NewEvent<CaseEventKind>>, Problem> {
    let opened = ctx.now - TimeDelta::days((age_days(n) - 30).max(1));
    let event = |kind, days: i64, details| NewEvent {
        kind,
        at: Moment::instant(opened + TimeDelta::days(days)),
        source: EventSource::Import,
        details,
    };
    let amount = Some(paid(n)?);
    let asked =
        EventDetails { amount: amount.clone(), plan: Some(Plan::RefundOnly), ..EventDetails::default() };
    let mut events = vec![event(CaseEventKind::Submitted, 0, asked)];
    let age = (ctx.now - opened).num_days();
    if age > 4 && n.is_multiple_of(3) {
        events.push(event(CaseEventKind::SellerAccepts, 3, EventDetails::default()));
        if age > 20 {
            events.push(event(CaseEventKind::RefundProcessed, 6, EventDetails::default()));
            events.push(event(
                CaseEventKind::RefundSeen,
                15,
                EventDetails { amount, ..EventDetails::default() },
            ));
        }
    } else if age > 8 {
        events.push(event(CaseEventKind::SellerRejects, 4, EventDetails::default()));
        events.push(event(CaseEventKind::Escalated, 7, EventDetails::default()));
    }
    Ok(events)
}
