//! Counting days: how a length from a moment becomes an instant, day-only dates included (C0).
//! Knows units, zones and holidays; nothing of packs, orders or cases.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::moment::{Moment, end_of_day, start_of_day};
use super::rules::{Length, Unit};

/// How a date that is only known to the day is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Something the buyer must do: the earliest of the possible midnights.
    ActBy,
    /// Something others must do: the latest of the possible ends of the day.
    WaitFor,
    /// A door that opens: the later of the possible midnights.
    OpensAt,
    /// Where a band begins: the earliest of the possible midnights.
    BandStart,
    /// Where a band ends: the latest of the possible ends of the day.
    BandEnd,
}

impl Reading {
    /// True when the end of a day counts rather than its start.
    fn takes_end(self) -> bool {
        matches!(self, Self::WaitFor | Self::BandEnd)
    }

    /// The instant among several readings that this one takes.
    fn choose(self, readings: impl Iterator<Item = DateTime<Utc>>) -> Option<DateTime<Utc>> {
        match self {
            Self::ActBy | Self::BandStart => readings.min(),
            Self::WaitFor | Self::OpensAt | Self::BandEnd => readings.max(),
        }
    }
}

/// The circumstances of counting.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// Where the buyer lives.
    pub buyer: Tz,
    /// Where the marketplace counts.
    pub pack: Tz,
    /// Days that are no business days, by the buyer's list.
    pub holidays: &'a [NaiveDate],
}

/// A counted date and how the start was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The date as an instant.
    pub at: DateTime<Utc>,
    /// Which of the possible days or midnights was taken.
    pub basis: Basis,
}

/// What a counted date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The start is known to the minute or better, or its day begins at one moment for buyer and marketplace.
    Exact,
    /// Only the day is known; the earlier midnight was taken.
    EarlierMidnight,
    /// Only the day is known; the later midnight was taken.
    LaterMidnight,
    /// Counted to the end of this civil day.
    EndOfDay(NaiveDate),
}

/// The instant `length` after `start`. `None` only where the calendar itself ends.
///
/// From an instant, hours and calendar days are n × 24 h; from a day, calendar days are civil days. Business
/// days are Monday to Friday less holidays in the pack's zone, the start day never counts, and the n-th is
/// over at its end. Months keep the day number, clamped to the month's end. A day without a zone of its own
/// may be the buyer's or the marketplace's; `reading` says which one is safe.
pub fn due(start: Moment, length: Length, reading: Reading, calendar: Calendar<'_>) -> Option<Reckoned> {
    match start {
        Moment::Instant { at, .. } | Moment::Minute { at, .. } => from_instant(at, length, reading, calendar),
        Moment::Day { day, zone } => from_day(day, zone, length, reading, calendar),
    }
}

fn from_instant(
    at: DateTime<Utc>,
    length: Length,
    reading: Reading,
    calendar: Calendar<'_>,
) -> Option<Reckoned> {
    let exact = |at| Reckoned { at, basis: Basis::Exact };
    match length.unit {
        Unit::Hours => at.checked_add_signed(TimeDelta::try_hours(length.n)?).map(exact),
        Unit::CalendarDays => at.checked_add_signed(TimeDelta::try_days(length.n)?).map(exact),
        Unit::BusinessDays => {
            let day =
                nth_business_day(at.with_timezone(&calendar.pack).date_naive(), length.n, calendar.holidays)?;
            Some(business_edge(day, reading, calendar.pack))
        }
        Unit::CalendarMonths => {
            let local = at.with_timezone(&calendar.pack).naive_local();
            let there = add_months(local.date(), length.n)?.and_time(local.time());
            at_local(there, calendar.pack).map(exact)
        }
    }
}

fn from_day(
    day: NaiveDate,
    zone: Option<Tz>,
    length: Length,
    reading: Reading,
    calendar: Calendar<'_>,
) -> Option<Reckoned> {
    // A day of a known zone has one reading; any other may be the buyer's day or the marketplace's.
    let (one, other) = zone.map_or((calendar.buyer, calendar.pack), |zone| (zone, zone));
    let edge = |day: NaiveDate| {
        let at = |zone| if reading.takes_end() { end_of_day(day, zone) } else { start_of_day(day, zone) };
        let readings = [at(one), at(other)];
        let chosen = reading.choose(readings.into_iter())?;
        let basis = match day_basis(day, reading) {
            // One midnight is neither the earlier nor the later.
            Basis::EarlierMidnight | Basis::LaterMidnight if at(one) == at(other) => Basis::Exact,
            basis => basis,
        };
        Some(Reckoned { at: chosen, basis })
    };
    match length.unit {
        Unit::CalendarDays => edge(add_days(day, length.n)?),
        Unit::CalendarMonths => edge(add_months(day, length.n)?),
        Unit::Hours => {
            let start = edge(day)?;
            let at = start.at.checked_add_signed(TimeDelta::try_hours(length.n)?)?;
            let basis = match start.basis {
                // The end of a day plus hours is no end of a day any more.
                Basis::EndOfDay(_) if end_of_day(day, one) == end_of_day(day, other) => Basis::Exact,
                Basis::EndOfDay(_) => Basis::LaterMidnight,
                other => other,
            };
            Some(Reckoned { at, basis })
        }
        Unit::BusinessDays => {
            // The same day, seen from the marketplace, may have another date.
            let first = start_of_day(day, one).with_timezone(&calendar.pack).date_naive();
            let last = end_of_day(day, one)
                .checked_sub_signed(TimeDelta::seconds(1))?
                .with_timezone(&calendar.pack)
                .date_naive();
            let candidates = [day, first, last].into_iter().filter(|_| zone.is_none()).chain(
                // A day of a known zone is only what that zone makes of it.
                [first, last].into_iter().filter(|_| zone.is_some()),
            );
            let there = match reading {
                Reading::ActBy | Reading::BandStart => candidates.min(),
                Reading::WaitFor | Reading::OpensAt | Reading::BandEnd => candidates.max(),
            }?;
            let day = nth_business_day(there, length.n, calendar.holidays)?;
            Some(business_edge(day, reading, calendar.pack))
        }
    }
}

fn day_basis(day: NaiveDate, reading: Reading) -> Basis {
    match reading {
        Reading::ActBy | Reading::BandStart => Basis::EarlierMidnight,
        Reading::OpensAt => Basis::LaterMidnight,
        Reading::WaitFor | Reading::BandEnd => Basis::EndOfDay(day),
    }
}

/// A business day is over at its end; only the beginning of a band takes its start.
fn business_edge(day: NaiveDate, reading: Reading, zone: Tz) -> Reckoned {
    match reading {
        Reading::BandStart => Reckoned { at: start_of_day(day, zone), basis: Basis::Exact },
        _ => Reckoned { at: end_of_day(day, zone), basis: Basis::EndOfDay(day) },
    }
}

fn add_days(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let days = Days::new(n.unsigned_abs());
    if n < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

fn add_months(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(n.unsigned_abs()).ok()?);
    if n < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// The n-th business day after `day` (before it for negative n); `day` itself for 0.
fn nth_business_day(mut day: NaiveDate, n: i64, holidays: &[NaiveDate]) -> Option<NaiveDate> {
    // No rule counts more; a pack that does would only waste time.
    if n.unsigned_abs() > 10_000 {
        return None;
    }
    let mut left = n.unsigned_abs();
    // A list of holidays that swallows years must not loop for ever.
    let mut steps = 0;
    while left > 0 && steps < 100_000 {
        day = if n < 0 { day.pred_opt()? } else { day.succ_opt()? };
        steps += 1;
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if !weekend && !holidays.contains(&day) {
            left -= 1;
        }
    }
    (left == 0).then_some(day)
}

/// A local time as an instant: the earlier one where clocks repeat it, the first after the gap where they skip it.
fn at_local(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    (0..=16).find_map(|step| {
        let local = local.checked_add_signed(TimeDelta::minutes(15 * step))?;
        zone.from_local_datetime(&local).earliest().map(|at| at.with_timezone(&Utc))
    })
}

/// A date as the marketplace's page shows it, typed in, as an instant. Only a day: its earliest reading. A
/// clock time typed without an offset may be the page's Pacific time or the buyer's own; the earlier one
/// counts for what the buyer must do. (Pacific standard time, should the page mean that in summer, is an hour
/// later than daylight time and so never the earlier one.)
pub fn shown(moment: Moment, buyer_must_act: bool, calendar: Calendar<'_>) -> DateTime<Utc> {
    match moment {
        Moment::Instant { at, .. } => at,
        Moment::Minute { at, zone } => {
            if buyer_must_act && zone == Some(calendar.buyer) {
                let local = at.with_timezone(&calendar.buyer).naive_local();
                at_local(local, calendar.pack).map_or(at, |there| there.min(at))
            } else {
                at
            }
        }
        Moment::Day { day, zone: Some(zone) } => start_of_day(day, zone),
        Moment::Day { day, zone: None } => {
            start_of_day(day, calendar.buyer).min(start_of_day(day, calendar.pack))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LA: Tz = chrono_tz::America::Los_Angeles;
    const MOSCOW: Tz = chrono_tz::Europe::Moscow;

    fn in_la(holidays: &[NaiveDate]) -> Calendar<'_> {
        Calendar { buyer: LA, pack: LA, holidays }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn length(n: i64, unit: Unit) -> Length {
        Length { n, unit }
    }

    /// The due date, as the clock in `zone` shows it.
    fn counted(
        start: &str,
        n: i64,
        unit: Unit,
        reading: Reading,
        calendar: Calendar<'_>,
        zone: Tz,
    ) -> String {
        let start = Moment::parse(start, calendar.buyer).unwrap();
        let at = due(start, length(n, unit), reading, calendar).unwrap().at;
        at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn a_day_in_moscow_is_counted_from_the_earlier_midnight() {
        let calendar = Calendar { buyer: MOSCOW, pack: LA, holidays: &[] };
        let got = counted("2026-03-20", 15, Unit::CalendarDays, Reading::ActBy, calendar, chrono_tz::UTC);
        assert_eq!(got, "2026-04-03 21:00");
    }

    #[test]
    fn each_kind_reads_a_day_on_its_safe_side() {
        let calendar = Calendar { buyer: MOSCOW, pack: LA, holidays: &[] };
        let read = |reading| counted("2026-03-20", 0, Unit::CalendarDays, reading, calendar, chrono_tz::UTC);
        assert_eq!(read(Reading::ActBy), "2026-03-19 21:00");
        assert_eq!(read(Reading::BandStart), "2026-03-19 21:00");
        assert_eq!(read(Reading::OpensAt), "2026-03-20 07:00");
        assert_eq!(read(Reading::WaitFor), "2026-03-21 07:00");
        assert_eq!(read(Reading::BandEnd), "2026-03-21 07:00");
    }

    #[test]
    fn civil_days_ignore_clock_changes_and_instants_do_not() {
        for zone in [LA, chrono_tz::Europe::London, chrono_tz::Europe::Berlin, chrono_tz::America::Sao_Paulo]
        {
            let calendar = Calendar { buyer: zone, pack: zone, holidays: &[] };
            let got = counted("2026-10-25", 15, Unit::CalendarDays, Reading::ActBy, calendar, zone);
            assert_eq!(got, "2026-11-09 00:00", "{zone}");
        }
        // Clocks go back on 1 November: fifteen times 24 hours end an hour earlier on the wall.
        let got = counted("2026-10-25T10:00", 15, Unit::CalendarDays, Reading::ActBy, in_la(&[]), LA);
        assert_eq!(got, "2026-11-09 09:00");
        let got = counted("2026-03-01T10:00", 10, Unit::CalendarDays, Reading::ActBy, in_la(&[]), LA);
        assert_eq!(got, "2026-03-11 11:00");
    }

    #[test]
    fn months_keep_the_day_or_clamp_to_the_months_end() {
        let months = |start, n| counted(start, n, Unit::CalendarMonths, Reading::ActBy, in_la(&[]), LA);
        assert_eq!(months("2026-12-31", 2), "2027-02-28 00:00");
        assert_eq!(months("2026-12-31T18:30", 2), "2027-02-28 18:30");
        assert_eq!(months("2027-12-31", 2), "2028-02-29 00:00");
        assert_eq!(months("2026-01-15T02:30", 2), "2026-03-15 02:30");
        // 02:30 on 8 March 2026 does not exist in Los Angeles.
        assert_eq!(months("2026-01-08T02:30", 2), "2026-03-08 03:00");
    }

    #[test]
    fn business_days_skip_weekends_and_holidays_and_end_with_the_day() {
        let business = |start, n, holidays: &[NaiveDate]| {
            counted(start, n, Unit::BusinessDays, Reading::BandEnd, in_la(holidays), LA)
        };
        // TV9: Friday 8 May + 5 is Friday 15 May, over at its end.
        assert_eq!(business("2026-05-08", 5, &[]), "2026-05-16 00:00");
        assert_eq!(business("2026-05-08T23:59", 5, &[]), "2026-05-16 00:00");
        assert_eq!(business("2026-05-08", 5, &[day("2026-05-11")]), "2026-05-19 00:00");
        // TV6: 20 April + 20.
        assert_eq!(business("2026-04-20", 20, &[]), "2026-05-19 00:00");
        // A holiday at the weekend takes nothing away.
        assert_eq!(business("2026-05-08", 5, &[day("2026-05-09")]), "2026-05-16 00:00");
        // Started at a weekend, Monday is the first.
        assert_eq!(business("2026-05-09", 1, &[]), "2026-05-12 00:00");
        let start = counted("2026-04-20", 1, Unit::BusinessDays, Reading::BandStart, in_la(&[]), LA);
        assert_eq!(start, "2026-04-21 00:00");
    }

    #[test]
    fn a_business_day_far_from_the_marketplace_takes_the_safe_date_there() {
        // Sunday evening in Los Angeles is Monday in Moscow.
        let calendar = Calendar { buyer: LA, pack: MOSCOW, holidays: &[] };
        let wait = counted("2026-05-10", 1, Unit::BusinessDays, Reading::WaitFor, calendar, MOSCOW);
        assert_eq!(wait, "2026-05-13 00:00");
        let act = counted("2026-05-10", 1, Unit::BusinessDays, Reading::ActBy, calendar, MOSCOW);
        assert_eq!(act, "2026-05-12 00:00");
    }

    #[test]
    fn hours_and_negative_lengths_are_plain_arithmetic() {
        let got = counted("2026-05-01T12:15", 72, Unit::Hours, Reading::WaitFor, in_la(&[]), LA);
        assert_eq!(got, "2026-05-04 12:15");
        let got = counted("2026-05-20", -3, Unit::CalendarDays, Reading::ActBy, in_la(&[]), LA);
        assert_eq!(got, "2026-05-17 00:00");
        let got = counted("2026-05-18", -1, Unit::BusinessDays, Reading::BandEnd, in_la(&[]), LA);
        assert_eq!(got, "2026-05-16 00:00");
    }

    #[test]
    fn the_end_of_time_gives_no_date_and_no_panic() {
        let start = Moment::instant(DateTime::<Utc>::MAX_UTC);
        for unit in Unit::ALL {
            for n in [i64::MIN, -1, 1, i64::MAX] {
                _ = due(start, length(n, *unit), Reading::BandEnd, in_la(&[]));
                _ = due(Moment::day(NaiveDate::MAX), length(n, *unit), Reading::WaitFor, in_la(&[]));
                _ = due(Moment::day(NaiveDate::MIN), length(n, *unit), Reading::ActBy, in_la(&[]));
            }
        }
    }

    #[test]
    fn a_shown_day_takes_its_earliest_reading() {
        let calendar = Calendar { buyer: MOSCOW, pack: LA, holidays: &[] };
        let at = shown(Moment::day(day("2026-04-04")), true, calendar);
        assert_eq!(at.to_rfc3339(), "2026-04-03T21:00:00+00:00");
        let in_kolkata = Calendar { buyer: chrono_tz::Asia::Kolkata, ..calendar };
        let at = shown(Moment::day(day("2026-04-04")), true, in_kolkata);
        assert_eq!(at.to_rfc3339(), "2026-04-03T18:30:00+00:00");
    }

    #[test]
    fn a_shown_time_without_offset_takes_the_earlier_of_both_zones() {
        let honolulu = chrono_tz::Pacific::Honolulu;
        let calendar = Calendar { buyer: honolulu, pack: LA, holidays: &[] };
        let typed = Moment::parse("2026-05-24T23:59", honolulu).unwrap();
        assert_eq!(shown(typed, true, calendar).to_rfc3339(), "2026-05-25T06:59:00+00:00");
        assert_eq!(shown(typed, false, calendar).to_rfc3339(), "2026-05-25T09:59:00+00:00");
        let with_offset = Moment::parse("2026-05-24T23:59:00-10:00", honolulu).unwrap();
        assert_eq!(shown(with_offset, true, calendar).to_rfc3339(), "2026-05-25T09:59:00+00:00");
    }

    fn any_zone() -> impl Strategy<Value = Tz> {
        proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec())
    }

    fn any_unit() -> impl Strategy<Value = Unit> {
        proptest::sample::select(Unit::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn a_longer_length_is_never_due_sooner(
            day in 0_i64..30_000, n in 0_i64..400, unit in any_unit(), buyer in any_zone(), pack in any_zone(),
        ) {
            let calendar = Calendar { buyer, pack, holidays: &[] };
            let start = Moment::day(NaiveDate::from_num_days_from_ce_opt(715_000 + day as i32).unwrap());
            for reading in [Reading::ActBy, Reading::WaitFor, Reading::OpensAt, Reading::BandEnd] {
                let sooner = due(start, length(n, unit), reading, calendar).unwrap().at;
                let later = due(start, length(n + 1, unit), reading, calendar).unwrap().at;
                prop_assert!(sooner <= later);
            }
        }

        #[test]
        fn what_the_buyer_must_do_is_never_later_than_what_others_may_take(
            day in 0_i64..30_000, n in -30_i64..400, unit in any_unit(), buyer in any_zone(), pack in any_zone(),
        ) {
            let calendar = Calendar { buyer, pack, holidays: &[] };
            let start = Moment::day(NaiveDate::from_num_days_from_ce_opt(715_000 + day as i32).unwrap());
            let act = due(start, length(n, unit), Reading::ActBy, calendar).unwrap().at;
            let wait = due(start, length(n, unit), Reading::WaitFor, calendar).unwrap().at;
            prop_assert!(act <= wait);
        }
    }
}
