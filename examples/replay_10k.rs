//! Replaying a case of 10,000 events against reading them from the database, both warm and in this process, in
//! alternating pairs; prints both medians and their ratio.
//!
//! `cargo run --release --example replay_10k -- FOLDER` (the library is made in FOLDER when it is not there)

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::change::{Change, LinePatch, NewCase, OrderPatch};
use parcelproof::domain::event::{
    CaseEventKind as K, EventDetails, EventSource, NewEvent, Outcome, Party, Plan,
};
use parcelproof::domain::ids::CaseId;
use parcelproof::domain::message::Problem;
use parcelproof::domain::moment::Moment;
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::order::{DateFact, Marketplace, OrderDate, OrderNumber, Said};
use parcelproof::domain::replay::{Beside, CaseInput, case_view};
use parcelproof::jobs::{self, Ctx};

const EVENTS: i64 = 10_000;
/// Events written in one transaction.
const CHUNK: usize = 1_000;
/// Pairs measured, after one that warms up.
const PAIRS: usize = 15;

fn main() -> anyhow::Result<()> {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        anyhow::bail!("name a folder: replay_10k FOLDER");
    };
    let begun = Utc.with_ymd_and_hms(2026, 1, 2, 9, 0, 0).single().unwrap_or_default();
    let now = begun + TimeDelta::hours(EVENTS + 24);
    let ctx = jobs::open(&folder, now, chrono_tz::America::Los_Angeles)?;
    let case = match ctx.library.cases(false)?.first() {
        Some(case) => case.id,
        None => made(&ctx, begun)?,
    };
    let stored = ctx.library.case(case)?;
    let order = stored.order.map(|order| ctx.library.order(order)).transpose()?;
    let pack = jobs::default_pack(&ctx.packs)?;
    let mut reading = Vec::new();
    let mut replaying = Vec::new();
    for turn in 0..=PAIRS {
        let read_started = Instant::now();
        let events = ctx.library.case_events(case)?;
        let read = read_started.elapsed();
        let input = CaseInput {
            case: &stored,
            order: order.as_ref(),
            order_events: &[],
            events: &events,
            others: &[],
            pack,
            beside: Beside::default(),
            zone: ctx.zone,
            holidays: &ctx.holidays,
            now,
        };
        let replay_started = Instant::now();
        let view = case_view(&input);
        let replayed = replay_started.elapsed();
        anyhow::ensure!(events.len() as i64 == EVENTS, "{} events, not {EVENTS}", events.len());
        anyhow::ensure!(view.outcome == Some(Outcome::Win), "the last event decides: {:?}", view.state);
        if turn > 0 {
            reading.push(read.as_secs_f64() * 1e3);
            replaying.push(replayed.as_secs_f64() * 1e3);
        }
    }
    let (read, replayed) = (median(&mut reading), median(&mut replaying));
    let mut out = std::io::stdout();
    writeln!(out, "reading {EVENTS} events: median {read:.2} ms")?;
    writeln!(out, "replaying them: median {replayed:.2} ms")?;
    writeln!(out, "ratio of medians {:.3} ({PAIRS} pairs)", replayed / read)?;
    Ok(())
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn made(ctx: &Ctx, begun: DateTime<Utc>) -> Result<CaseId, Problem> {
    let usd = || {
        Currency::parse("USD")
            .ok_or_else(|| Problem::refused(parcelproof::domain::message::Msg::new("demo-unmade")))
    };
    let marketplace = Marketplace::AliExpress;
    let number = OrderNumber::parse("8190000000001", &marketplace)?;
    let fact = |at| Some(DateFact { at: Moment::instant(at), said: Said::Import, seen_at: at });
    let order = OrderPatch {
        currency: Some(Some(usd()?)),
        dates: vec![(OrderDate::Paid, fact(begun)), (OrderDate::Shipped, fact(begun))],
        ..OrderPatch::default()
    };
    let paid = Money::new(1_173, usd()?);
    let line = LinePatch {
        title: Some(Some("Watch".to_owned())),
        paid: Some(Some(paid.clone())),
        ..LinePatch::default()
    };
    let applied = ctx.library.apply(&jobs::orders::add(marketplace, number, order, line), None, begun)?;
    let pack = jobs::default_pack(&ctx.packs)?;
    let opened = ctx.library.apply(
        &Change::OpenCase(Box::new(NewCase {
            kind: CaseKind::Dispute,
            order: applied.created.orders.first().copied(),
            line: applied.created.lines.first().copied(),
            after: None,
            pack: pack.id.clone(),
            pack_version: pack.version(),
            reason: Some(Reason::NotWorking),
            remedy: Some(Plan::RefundOnly),
            amount: Some(paid.clone()),
            note: None,
        })),
        None,
        begun,
    )?;
    let case = opened.created.cases.first().copied().unwrap_or(CaseId(1));
    let events: Vec<_> =
        (0..EVENTS).map(|n| Change::AddCaseEvent(case, Box::new(event(n, begun, &paid)))).collect();
    for chunk in events.chunks(CHUNK) {
        ctx.library.apply(&Change::All(chunk.to_vec()), None, begun)?;
    }
    Ok(case)
}

/// A long case: talk with offers that are turned down and demands that are changed, then a marketplace that keeps
/// asking for evidence; messages in between, some dated only to the day.
fn event(n: i64, begun: DateTime<Utc>, paid: &Money) -> NewEvent<K> {
    let said = |note: &str| EventDetails { note: Some(format!("{note} {n}")), ..EventDetails::default() };
    let money = |minor| EventDetails {
        amount: Some(Money::new(minor, paid.currency.clone())),
        ..EventDetails::default()
    };
    let talk = n < EVENTS / 2;
    let (kind, details) = match (n, n % 5) {
        (0, _) => (K::Submitted, money(paid.minor)),
        (n, _) if n == EVENTS - 1 => {
            (K::Decision, EventDetails { outcome: Some(Outcome::Win), ..EventDetails::default() })
        }
        (n, _) if n == EVENTS / 2 => (K::Escalated, EventDetails::default()),
        (_, 0) => (
            K::Message,
            EventDetails { by: Some(Party::Seller), ..said("Dear friend, please wait a little longer") },
        ),
        (_, 1) => (K::Note, said("tracking says")),
        (_, 2) if talk => {
            (K::SellerOffer, EventDetails { plan: Some(Plan::RefundOnly), ..money(200 + n % 300) })
        }
        (_, 3) if talk => (K::OfferRejected, EventDetails::default()),
        (_, 4) if talk => (K::Edited, money(1_000 + n % 100)),
        (_, 2) => (K::EvidenceRequested, said("a video of the fault, number")),
        (_, 3) => (K::EvidenceSubmitted, EventDetails::default()),
        _ => (K::Message, said("sent")),
    };
    let at = begun + TimeDelta::hours(n);
    let at = if n % 50 == 1 { Moment::day(at.date_naive()) } else { Moment::instant(at) };
    NewEvent { kind, at, source: EventSource::Buyer, details }
}
