//! Reads `[timers]`: what starts each, how long it runs, whom it concerns, what others say.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::DeValue;

use super::fields::{Fields, Read, boolean, integer, mistake, string, strings, word_of, wrong_type};
use super::{Cites, applies_if};
use crate::domain::event::Party;
use crate::domain::message::Msg;
use crate::domain::rules::{
    Cap, Extent, Length, OnExpire, OtherValue, ShipLimitException, Start, StartPoint, Timer, Unit,
};
use crate::domain::view::DeadlineKind;

/// No rule runs longer than this many of anything; what does is a mistake in typing.
const LENGTH_MAX: i64 = 100_000;

pub(super) fn timers(
    value: &Spanned<DeValue<'_>>,
    pack: &str,
    cites: &Cites<'_>,
) -> Read<BTreeMap<String, Timer>> {
    let table = value.get_ref().as_table().ok_or_else(|| wrong_type(value, "table"))?;
    let mut names = BTreeSet::new();
    let mut timers = BTreeMap::new();
    // In the order of the file, so that mistakes are mended from the top.
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, entry) in entries {
        let name = key.get_ref().trim().to_owned();
        // TOML itself refuses the same key twice; spellings that differ in case would be told apart by nobody.
        if name.is_empty() || !names.insert(name.to_lowercase()) {
            return Err(mistake(key.span(), Msg::new("rules-pack-timer-twice").text("timer", name)));
        }
        timers.insert(name.clone(), timer(name, pack, entry, cites)?);
    }
    Ok(timers)
}

fn timer(name: String, pack: &str, value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<Timer> {
    let mut fields = Fields::of(value)?;
    let at = fields.at.clone();
    let unknown = fields.take("unknown", boolean)?.unwrap_or(false);
    let kind = fields.need("kind", word_of!(DeadlineKind))?;
    let (start, unit, extent) = if unknown {
        // Nothing is known but that there is such a date: only what the page shows counts.
        (fields.take("start", start)?, Unit::CalendarDays, Extent::Unknown)
    } else {
        let start = fields.need("start", start)?;
        let unit = fields.need("unit", word_of!(Unit))?;
        let extent = extent(&mut fields, unit)?
            .ok_or_else(|| mistake(at.clone(), Msg::new("rules-pack-no-length").text("timer", &name)))?;
        if matches!(extent, Extent::Band { .. }) != (kind == DeadlineKind::Band) {
            return Err(mistake(at, Msg::new("rules-pack-band-mismatch").text("timer", &name)));
        }
        (Some(start), unit, extent)
    };
    let start = start.unwrap_or(Start::LatestOf { latest_of: Vec::new() });
    let timer = Timer {
        pack: pack.to_owned(),
        ended_by: ended_by(&mut fields, &name, &start)?,
        start,
        extent,
        who: fields.need("who", word_of!(Party))?,
        kind,
        on_expire: fields.take("on_expire", word_of!(OnExpire))?,
        recoverable: fields.take("recoverable", boolean)?.unwrap_or(true),
        scope: fields.take("scope", string)?,
        reasons: fields.take("reasons", strings)?.unwrap_or_default(),
        applies_if: fields.take("applies_if", applies_if)?,
        cap: cap(&mut fields)?,
        unless: fields.take("unless", |value| {
            let mut fields = Fields::of(value)?;
            let exception = ShipLimitException {
                ship_limit_days_below: fields.need("ship_limit_days_below", number)?,
                n: fields.need("n", number)?,
            };
            fields.finish()?;
            Ok(exception)
        })?,
        overdue_after: fields.take("overdue_after", |value| {
            let mut fields = Fields::of(value)?;
            let length = Length { n: fields.need("n", number)?, unit: fields.need("unit", word_of!(Unit))? };
            fields.finish()?;
            Ok(length)
        })?,
        certain: fields.need("certain", boolean)?,
        cite: fields.need("cite", |value| cites.cited(value))?,
        note: fields.take("note", string)?,
        others: fields
            .take("others", |value| {
                let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
                list.iter().map(|entry| other(&name, entry, unit, cites)).collect()
            })?
            .unwrap_or_default(),
        name,
    };
    fields.finish()?;
    Ok(timer)
}

/// A start point, or the latest of several.
fn start(value: &Spanned<DeValue<'_>>) -> Read<Start> {
    let point = |value: &Spanned<DeValue<'_>>| {
        let point = word_of!(StartPoint)(value)?;
        if point.only_ends() {
            return Err(mistake(value.span(), Msg::new("rules-pack-only-ends").text("start", point.code())));
        }
        Ok(point)
    };
    if value.get_ref().as_table().is_none() {
        return Ok(Start::At(point(value)?));
    }
    let mut fields = Fields::of(value)?;
    let latest_of = fields.need("latest_of", |value| {
        let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
        let points = list.iter().map(point).collect::<Read<Vec<_>>>()?;
        if points.is_empty() { Err(wrong_type(value, "list of starts")) } else { Ok(points) }
    })?;
    fields.finish()?;
    Ok(Start::LatestOf { latest_of })
}

/// What ends a timer. One that nothing but its own start could end would be late for ever, and is refused.
fn ended_by(fields: &mut Fields<'_>, timer: &str, start: &Start) -> Read<Vec<StartPoint>> {
    let at = fields.at.clone();
    let named = fields.take("ended_by", |value| {
        let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
        let points = list.iter().map(word_of!(StartPoint)).collect::<Read<Vec<_>>>()?;
        Ok((points, value.span()))
    })?;
    let (points, at) = named.unwrap_or_else(|| {
        let mut points: Vec<StartPoint> =
            start.points().iter().flat_map(|point| point.ended_by()).copied().collect();
        points.sort_unstable();
        points.dedup();
        if start.points().is_empty() {
            // Only a date that the page shows; it may be of the order or of a case.
            points.extend([StartPoint::OrderClosed, StartPoint::CaseClosed]);
        }
        (points, at)
    });
    if points.iter().all(|point| start.includes(*point)) {
        return Err(mistake(at, Msg::new("rules-pack-endless").text("timer", timer)));
    }
    Ok(points)
}

fn cap(fields: &mut Fields<'_>) -> Read<Option<Cap>> {
    let at = fields.at.clone();
    let days = fields.take("cap_days", number)?;
    let start = fields.take("cap_start", word_of!(StartPoint))?;
    match (days, start) {
        (Some(days), Some(start)) => Ok(Some(Cap { start, days })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(mistake(at, Msg::new("rules-pack-missing").text("key", "cap_start"))),
        (None, Some(_)) => Err(mistake(at, Msg::new("rules-pack-missing").text("key", "cap_days"))),
    }
}

/// A whole number that a length may have.
fn number(value: &Spanned<DeValue<'_>>) -> Read<i64> {
    let number = integer(value)?;
    if number.unsigned_abs() <= LENGTH_MAX.unsigned_abs() {
        Ok(number)
    } else {
        Err(mistake(value.span(), Msg::new("rules-pack-too-long").count("limit", LENGTH_MAX)))
    }
}

/// `n`, or `max` with perhaps `min` and `typical`; `None` when there is neither.
fn extent(fields: &mut Fields<'_>, unit: Unit) -> Read<Option<Extent>> {
    if let Some(n) = fields.take("n", number)? {
        return Ok(Some(Extent::Exact(Length { n, unit })));
    }
    let min = fields.take("min", number)?;
    let typical = fields.take("typical", number)?;
    let at = fields.at.clone();
    let Some(max) = fields.take("max", number)? else {
        return Ok(None);
    };
    let ordered = min.unwrap_or(0) >= 0
        && max >= 0
        && min.is_none_or(|min| min <= max)
        && typical.is_none_or(|typical| typical <= max && min.is_none_or(|min| min <= typical));
    if ordered {
        Ok(Some(Extent::Band { min, typical, max, unit }))
    } else {
        Err(mistake(at, Msg::new("rules-pack-band-order")))
    }
}

fn other(timer: &str, value: &Spanned<DeValue<'_>>, unit: Unit, cites: &Cites<'_>) -> Read<OtherValue> {
    let mut fields = Fields::of(value)?;
    let unit = fields.take("unit", word_of!(Unit))?.unwrap_or(unit);
    let at = fields.at.clone();
    let other = OtherValue {
        start: fields.take("start", word_of!(StartPoint))?,
        extent: extent(&mut fields, unit)?
            .ok_or_else(|| mistake(at, Msg::new("rules-pack-no-length").text("timer", timer)))?,
        why: fields.take("why", string)?,
        cite: fields.need("cite", |value| cites.cited(value))?,
    };
    fields.finish()?;
    Ok(other)
}
