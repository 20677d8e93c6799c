//! Written dates and lengths of time as moments, with what has to be asked. Owns the rule about zones: a time
//! without one is read in the marketplace's and in the buyer's; of a date to act by the earlier counts (C0), of
//! something that happened only the day.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::dates::{DayWords, Written, ZoneWords};
use super::lengths::Length;
use super::{Ask, Context, Field};
use crate::domain::moment::Moment;
use crate::domain::order::OrderDate;

/// What a written date comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    pub(super) moment: Option<Moment>,
    /// The other readings, where a zone is not said.
    pub(super) others: Vec<Moment>,
    pub(super) ask: Option<Ask>,
}

/// What a length of time counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// When the text was seen.
    Seen,
    /// A date of the order.
    Order(OrderDate),
}

/// How far ahead of the present a page's date may lie, in days, to be offered as a year.
const YEAR_AHEAD_DAYS: i64 = 400;

pub(super) fn read_date(written: &Written, field: Field, context: &Context<'_>) -> Reading {
    let ask = |ask| Reading { ask: Some(ask), ..Reading::default() };
    match written.day {
        DayWords::Day(day) => moments(day, written, field, context),
        DayWords::NoYear { month, day, weekday } => {
            if let Some(day) = context.year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)) {
                return moments(day, written, field, context);
            }
            let years = years(context);
            let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
            let ordered = context.order.and_then(|order| order.date(OrderDate::Ordered));
            let fits = |day: &NaiveDate| {
                let ahead = *day - context.now.with_timezone(&context.zone).date_naive();
                ahead.num_days() <= YEAR_AHEAD_DAYS
                    && weekday.is_none_or(|weekday| day.weekday() == weekday)
                    && ordered.is_none_or(|ordered| *day >= ordered.day_in(context.zone))
            };
            let candidates = days.filter(fits).filter_map(|day| moments(day, written, field, context).moment);
            ask(Ask::Year(field, candidates.collect()))
        }
        DayWords::EitherOrder(month_first, day_first) => match context.day_first {
            Some(true) => moments(day_first, written, field, context),
            Some(false) => moments(month_first, written, field, context),
            None => {
                let both = [day_first, month_first];
                let candidates = both.iter().filter_map(|day| moments(*day, written, field, context).moment);
                ask(Ask::DayOrder(field, candidates.collect()))
            }
        },
        DayWords::FromSeen(days) => match context.seen {
            Some(seen) => {
                let day = seen.with_timezone(&context.zone).date_naive() + TimeDelta::days(days);
                moments(day, written, field, context)
            }
            None => ask(Ask::Seen),
        },
        DayWords::Impossible => ask(Ask::Date(field)),
    }
}

/// Years that a date without one may belong to.
fn years(context: &Context<'_>) -> std::ops::RangeInclusive<i32> {
    let now = context.now.with_timezone(&context.zone).year();
    let ordered = context.order.and_then(|order| order.date(OrderDate::Ordered));
    let first = ordered.map_or(now - 1, |ordered| ordered.day_in(context.zone).year().min(now));
    first..=now + 1
}

fn moments(day: NaiveDate, written: &Written, field: Field, context: &Context<'_>) -> Reading {
    let only = |moment| Reading { moment: Some(moment), ..Reading::default() };
    let Some(time) = written.time else { return only(Moment::day(day)) };
    let local = day.and_time(time);
    let pages = context.pack.zone.for_buyer(context.zone);
    let mut readings = match written.zone {
        Some(ZoneWords::Named(zone)) => vec![in_zone(local, zone)],
        Some(ZoneWords::Offset(secs)) => vec![Some(fixed(local, secs))],
        // “PST” is what people write in summer too; read as it stands it is an hour later then.
        Some(ZoneWords::Pacific) => {
            vec![in_zone(local, Tz::America__Los_Angeles), Some(fixed(local, -8 * 3600))]
        }
        None => vec![in_zone(local, pages), in_zone(local, context.zone)],
    }
    .into_iter()
    .flatten()
    .collect::<Vec<_>>();
    readings.sort_by_key(|moment| moment.place(context.zone));
    readings.dedup_by_key(|moment| moment.place(context.zone));
    if readings.is_empty() {
        // The clocks skip that time; the day stands.
        return only(Moment::day(day));
    }
    if readings.len() > 1 && field == Field::At && written.zone.is_none() {
        return only(Moment::day(day));
    }
    let first = readings.remove(0);
    Reading { moment: Some(first), others: readings, ask: None }
}

fn in_zone(local: NaiveDateTime, zone: Tz) -> Option<Moment> {
    let at = zone.from_local_datetime(&local).earliest()?;
    Some(Moment::Minute { at: at.with_timezone(&Utc), zone: Some(zone) })
}

fn fixed(local: NaiveDateTime, secs_east: i32) -> Moment {
    let at = local.and_utc() - TimeDelta::seconds(i64::from(secs_east));
    Moment::Minute { at, zone: None }
}

pub(super) fn read_length(length: Length, from: From, context: &Context<'_>) -> Reading {
    let ask = |ask| Reading { ask: Some(ask), ..Reading::default() };
    if length.is_business {
        // Which days are worked where nobody wrote; the page's own date is needed.
        return ask(Ask::Date(Field::Due));
    }
    let start: Moment = match from {
        From::Seen => match context.seen {
            Some(seen) => Moment::instant(seen),
            None => return ask(Ask::Seen),
        },
        From::Order(which) => match context.order.and_then(|order| order.date(which)) {
            Some(date) => date,
            None => return ask(Ask::OrderDate(which)),
        },
    };
    let moment = match start {
        Moment::Day { day, zone } => Moment::Day { day: day + length.delta(), zone },
        Moment::Instant { at, .. } | Moment::Minute { at, .. }
            if length.is_countdown || from != From::Seen =>
        {
            Moment::Minute { at: whole_minute(at + length.delta()), zone: None }
        }
        // “3 days left” says the day and no more.
        Moment::Instant { at, .. } | Moment::Minute { at, .. } => {
            Moment::day((at + length.delta()).with_timezone(&context.zone).date_naive())
        }
    };
    Reading { moment: Some(moment), ..Reading::default() }
}

/// Countdowns are rounded down, never up.
fn whole_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    let time = at.time();
    let bare = NaiveTime::from_hms_opt(chrono::Timelike::hour(&time), chrono::Timelike::minute(&time), 0);
    bare.map_or(at, |bare| at.date_naive().and_time(bare).and_utc())
}
