//! Which part of time the chart shows: zoom from days to two years, pan, and the ticks that fit. Numbers only.

use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::data::{Chart, Hit};
use crate::domain::moment::start_of_day;

const DAY_SECS: f64 = 86_400.0;
/// The closest look: this many days over the whole width.
const DAYS_MIN: f64 = 4.0;
/// The widest look.
const DAYS_MAX: f64 = 2.0 * 366.0;
/// The ends are this part of the extent away from the edges.
const MARGIN_PART: f64 = 0.04;
/// Where the today line is put by "today".
const TODAY_PART: f64 = 0.33;

/// The part of time on screen, and what the keyboard is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartView {
    /// Seconds since 1970 at the left edge.
    from_secs: f64,
    /// Seconds from edge to edge.
    width_secs: f64,
    /// What the keyboard is on.
    pub cursor: Option<Hit>,
}

impl ChartView {
    /// Everything on the chart from edge to edge.
    pub fn whole(chart: &Chart) -> Self {
        let (from, to) = (secs(chart.extent.0), secs(chart.extent.1));
        let margin = (to - from) * MARGIN_PART;
        let mut view = Self { from_secs: from - margin, width_secs: to - from + margin * 2.0, cursor: None };
        view.limit();
        view
    }

    /// Goes to now, at the same zoom.
    pub fn go_to(&mut self, at: DateTime<Utc>) {
        self.from_secs = secs(at) - self.width_secs * TODAY_PART;
    }

    /// Shows everything again.
    pub fn fit(&mut self, chart: &Chart) {
        *self = Self { cursor: self.cursor, ..Self::whole(chart) };
    }

    /// Shows fewer days (`factor` > 1) or more, the place at `part` (0 left edge, 1 right) staying where it is.
    pub fn zoom(&mut self, factor: f64, part: f64) {
        if !factor.is_finite() || factor <= 0.0 {
            return;
        }
        let anchor = self.from_secs + self.width_secs * part;
        self.width_secs /= factor;
        self.limit();
        self.from_secs = anchor - self.width_secs * part;
    }

    /// Moves on in time by a part of the width.
    pub fn pan(&mut self, part: f64) {
        if part.is_finite() {
            self.from_secs += self.width_secs * part;
        }
    }

    /// Moves just far enough that `at` is in sight, with some room around it.
    pub fn reveal(&mut self, at: DateTime<Utc>) {
        let part = self.part(at);
        let room = MARGIN_PART * 2.0;
        if part < room {
            self.pan(part - room);
        } else if part > 1.0 - room * 2.0 {
            self.pan(part - (1.0 - room * 2.0));
        }
    }

    /// Where an instant is: 0 at the left edge, 1 at the right.
    pub fn part(&self, at: DateTime<Utc>) -> f64 {
        (secs(at) - self.from_secs) / self.width_secs
    }

    /// The instant at a place.
    pub fn instant(&self, part: f64) -> DateTime<Utc> {
        let at = self.from_secs + self.width_secs * part;
        DateTime::from_timestamp(at as i64, 0).unwrap_or_default()
    }

    /// How many days are on screen.
    pub fn days(&self) -> f64 {
        self.width_secs / DAY_SECS
    }

    fn limit(&mut self) {
        self.width_secs = self.width_secs.clamp(DAYS_MIN * DAY_SECS, DAYS_MAX * DAY_SECS);
    }

    /// The days to mark on the axis: never more than `count_max` or so, at midnight in `zone`.
    pub fn ticks(&self, zone: Tz, count_max: usize) -> Vec<Tick> {
        let days_each = self.days() / count_max.max(1) as f64;
        let first = self.instant(0.0).with_timezone(&zone).date_naive();
        let last = self.instant(1.0).with_timezone(&zone).date_naive();
        let step = Step::at_least(days_each);
        let mut ticks = Vec::new();
        let mut day = step.start(first);
        // The bound only guards against a calendar that does not go on.
        while day <= last && ticks.len() < TICKS_MAX {
            let at = start_of_day(day, zone);
            if self.part(at) >= 0.0 && self.part(at) <= 1.0 {
                ticks.push(Tick { day, part: self.part(at), form: Form::Number });
            }
            let Some(next) = step.next(day) else {
                break;
            };
            day = next;
        }
        for index in 0..ticks.len() {
            let before = index.checked_sub(1).and_then(|before| ticks.get(before)).map(|tick| tick.day);
            if let Some(tick) = ticks.get_mut(index) {
                tick.form = Form::of(before, tick.day);
            }
        }
        ticks
    }
}

const TICKS_MAX: usize = 200;

/// A mark on the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The day that begins there.
    pub day: NaiveDate,
    /// Where: 0 at the left edge, 1 at the right.
    pub part: f64,
    /// How much of the date is new since the tick before.
    pub form: Form,
}

/// How a day is written on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With its year.
    Year,
    /// With its month.
    Month,
    /// The number of the day alone.
    Number,
}

impl Form {
    fn of(before: Option<NaiveDate>, day: NaiveDate) -> Self {
        match before {
            Some(before) if before.year() != day.year() => Self::Year,
            Some(before) if before.month() == day.month() => Self::Number,
            _ => Self::Month,
        }
    }
}

/// The distance between ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Days(u32),
    Weeks(u32),
    Months(u32),
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Days(1),
        Self::Days(2),
        Self::Weeks(1),
        Self::Weeks(2),
        Self::Months(1),
        Self::Months(2),
        Self::Months(3),
        Self::Months(6),
    ];

    fn days(self) -> f64 {
        match self {
            Self::Days(count) => f64::from(count),
            Self::Weeks(count) => f64::from(count) * 7.0,
            Self::Months(count) => f64::from(count) * 30.4,
        }
    }

    fn at_least(days: f64) -> Self {
        Self::ALL.into_iter().find(|step| step.days() >= days).unwrap_or(Self::Months(12))
    }

    /// The last tick at or before `day`, always the same ones however the chart is panned.
    fn start(self, day: NaiveDate) -> NaiveDate {
        let number = i64::from(day.num_days_from_ce());
        // Day 1 of the common era was a Monday.
        let back = match self {
            Self::Days(count) => number.rem_euclid(i64::from(count)),
            Self::Weeks(count) => (number - 1).rem_euclid(i64::from(count) * 7),
            Self::Months(count) => {
                let month = day.month0() - day.month0() % count.clamp(1, 12);
                return NaiveDate::from_ymd_opt(day.year(), month + 1, 1).unwrap_or(day);
            }
        };
        day - TimeDelta::days(back)
    }

    fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(count) => day.checked_add_signed(TimeDelta::days(i64::from(count))),
            Self::Weeks(count) => day.checked_add_signed(TimeDelta::days(i64::from(count) * 7)),
            Self::Months(count) => day.checked_add_months(Months::new(count)),
        }
    }
}

fn secs(at: DateTime<Utc>) -> f64 {
    at.timestamp() as f64
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(month: u32, day: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, month, day, 0, 0, 0).unwrap()
    }

    fn view(from: DateTime<Utc>, to: DateTime<Utc>) -> ChartView {
        ChartView { from_secs: secs(from), width_secs: secs(to) - secs(from), cursor: None }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let mut view = view(at(3, 1), at(4, 1));
        let before = view.instant(0.7);
        view.zoom(2.0, 0.7);
        assert!((view.instant(0.7) - before).abs() <= TimeDelta::seconds(1));
        assert!((view.days() - 15.5).abs() < 0.01);
    }

    #[test]
    fn zoom_ends_at_a_few_days_and_at_two_years() {
        let mut view = view(at(3, 1), at(4, 1));
        view.zoom(1e9, 0.5);
        assert_eq!(view.days(), DAYS_MIN);
        view.zoom(1e-9, 0.5);
        assert_eq!(view.days(), DAYS_MAX);
        view.zoom(f64::NAN, 0.5);
        assert_eq!(view.days(), DAYS_MAX);
    }

    #[test]
    fn ticks_go_from_days_over_weeks_to_months() {
        let days = |view: ChartView| -> Vec<String> {
            view.ticks(chrono_tz::UTC, 8).iter().map(|tick| tick.day.format("%m-%d").to_string()).collect()
        };
        assert_eq!(days(view(at(3, 10), at(3, 14))), ["03-10", "03-11", "03-12", "03-13", "03-14"]);
        assert_eq!(days(view(at(3, 10), at(4, 20))), ["03-16", "03-23", "03-30", "04-06", "04-13", "04-20"]);
        assert_eq!(days(view(at(1, 1), at(6, 30))), ["01-01", "02-01", "03-01", "04-01", "05-01", "06-01"]);
    }

    #[test]
    fn a_tick_names_its_month_only_when_it_changes() {
        let forms: Vec<Form> =
            view(at(3, 16), at(4, 14)).ticks(chrono_tz::UTC, 8).iter().map(|tick| tick.form).collect();
        assert_eq!(forms, [Form::Month, Form::Number, Form::Number, Form::Month, Form::Number]);
    }

    #[test]
    fn ticks_stand_at_midnight_of_the_buyers_zone() {
        let tick = view(at(3, 10), at(3, 14)).ticks(chrono_tz::Europe::Moscow, 8)[0];
        assert_eq!(tick.day.to_string(), "2026-03-11");
        assert!((tick.part - 21.0 / 96.0).abs() < 1e-6);
    }

    #[test]
    fn reveal_moves_only_as_far_as_needed() {
        let mut view = view(at(3, 1), at(4, 1));
        let still = view;
        view.reveal(at(3, 15));
        assert_eq!(view, still);
        view.reveal(at(5, 1));
        let part = view.part(at(5, 1));
        assert!(part > 0.5 && part < 1.0, "{part}");
    }
}
