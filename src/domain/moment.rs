//! Moments with their precision: an instant, a minute, or only a day. A day is never silently
//! made an instant; the arithmetic on both is in `calendar`.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::message::Msg;

/// When something happened, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "precision", rename_all = "snake_case")]
pub enum Moment {
    /// Known to the second.
    Instant {
        /// The instant.
        at: DateTime<Utc>,
        /// The zone it was written in, if one was named.
        zone: Option<Tz>,
    },
    /// Known to the minute.
    Minute {
        /// The start of that minute.
        at: DateTime<Utc>,
        /// The zone it was written in, if one was named.
        zone: Option<Tz>,
    },
    /// Only the day is known.
    Day {
        /// The civil day.
        day: NaiveDate,
        /// Whose day it is; `None` when it may be the buyer's or the marketplace's.
        zone: Option<Tz>,
    },
}

/// Years that a typed date can be in.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2199;

impl Moment {
    /// An instant without a zone of its own.
    pub fn instant(at: DateTime<Utc>) -> Self {
        Self::Instant { at, zone: None }
    }

    /// A day that may be the buyer's or the marketplace's.
    pub fn day(day: NaiveDate) -> Self {
        Self::Day { day, zone: None }
    }

    /// Reads RFC 3339, `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` (with a space allowed for the T) in `zone`.
    /// A local time that a clock change repeats is read as its earlier occurrence; one that a clock
    /// change skips is refused, and so is a year that no purchase and no deadline of one falls in: that is a slip
    /// of the fingers.
    pub fn parse(text: &str, zone: Tz) -> Option<Self> {
        Self::read(text.trim(), zone).filter(|read| YEARS.contains(&read.day_in(Tz::UTC).year()))
    }

    fn read(text: &str, zone: Tz) -> Option<Self> {
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::Instant { at: at.with_timezone(&Utc), zone: None });
        }
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Some(Self::Day { day, zone: None });
        }
        for format in ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
                let at = zone.from_local_datetime(&local).earliest()?;
                return Some(Self::Minute { at: at.with_timezone(&Utc), zone: Some(zone) });
            }
        }
        for format in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
                let at = zone.from_local_datetime(&local).earliest()?;
                return Some(Self::Instant { at: at.with_timezone(&Utc), zone: Some(zone) });
            }
        }
        None
    }

    /// Why [`Self::parse`] takes no date from a text.
    pub fn why_not(text: &str, zone: Tz) -> NotADate {
        let text = text.trim();
        if Self::parse(text, Tz::UTC).is_some() && Self::parse(text, zone).is_none() {
            return NotADate::SkippedByClocks;
        }
        let day: Vec<&str> = text.split(['T', ' ']).next().unwrap_or_default().split('-').collect();
        let digits = |part: &&str, count: usize| {
            part.len() == count && part.chars().all(|digit| digit.is_ascii_digit())
        };
        match day.as_slice() {
            [year, month, date] if digits(year, 4) && digits(month, 2) && digits(date, 2) => {
                let known = NaiveDate::parse_from_str(&day.join("-"), "%Y-%m-%d").is_ok();
                if known { NotADate::Form } else { NotADate::NoSuchDay }
            }
            _ => NotADate::Form,
        }
    }

    /// The instant to sort and to place it by: for a day, its start in its own zone or in `fallback`.
    pub fn place(&self, fallback: Tz) -> DateTime<Utc> {
        match *self {
            Self::Instant { at, .. } | Self::Minute { at, .. } => at,
            Self::Day { day, zone } => start_of_day(day, zone.unwrap_or(fallback)),
        }
    }

    /// The civil day it falls on, seen from `zone`.
    pub fn day_in(&self, zone: Tz) -> NaiveDate {
        match *self {
            Self::Instant { at, .. } | Self::Minute { at, .. } => at.with_timezone(&zone).date_naive(),
            Self::Day { day, .. } => day,
        }
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// It is not written as one, or its year is out of reach.
    Form,
    /// The calendar has no such day: 30 February.
    NoSuchDay,
    /// The clocks of the zone skipped that time when they were put forward.
    SkippedByClocks,
}

impl NotADate {
    /// The sentence for it; `form` says how a date is written here.
    pub fn sentence(self, text: &str, zone: Tz, form: Msg) -> Msg {
        match self {
            Self::Form => form,
            Self::NoSuchDay => Msg::new("problem-no-such-day").text("text", text.trim()),
            Self::SkippedByClocks => {
                Msg::new("problem-skipped-time").text("text", text.trim()).text("zone", zone.name())
            }
        }
    }
}

/// The first instant of a civil day in a zone; the first one that exists where clocks skip midnight.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // Clock changes skip at most a few hours; a quarter of an hour is the finest step any zone uses.
    for step in 0..=16 {
        let local = midnight + chrono::TimeDelta::minutes(15 * step);
        if let Some(at) = zone.from_local_datetime(&local).earliest() {
            return at.with_timezone(&Utc);
        }
    }
    // A zone that skips the whole day (Samoa in 2011): the same reading in UTC.
    midnight.and_utc()
}

/// The first instant after a civil day in a zone.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    day.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, |next| start_of_day(next, zone))
}

/// Where a file's claim about its capture time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimSource {
    /// EXIF `DateTimeOriginal` or its kin.
    Exif,
    /// `com.apple.quicktime.creationdate`.
    Quicktime,
    /// The movie header of an ISO container.
    Mvhd,
    /// An XMP packet.
    Xmp,
    /// A header of another container (ASF, AVI).
    Container,
}

/// A time a file claims for its capture: local time, with an offset only where the file gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedTime {
    /// The civil time as written.
    pub local: NaiveDateTime,
    /// The offset from UTC, if written.
    pub offset: Option<FixedOffsetSecs>,
    /// Where it was written.
    pub source: ClaimSource,
}

/// An offset from UTC in seconds east.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FixedOffsetSecs(pub i32);

impl ClaimedTime {
    /// The instant, when the file gives an offset.
    pub fn instant(&self) -> Option<DateTime<Utc>> {
        let offset = FixedOffset::east_opt(self.offset?.0)?;
        offset.from_local_datetime(&self.local).single().map(|at| at.with_timezone(&Utc))
    }

    /// The offset as `+02:00`.
    pub fn offset_text(&self) -> Option<String> {
        FixedOffset::east_opt(self.offset?.0).map(|offset| offset.to_string())
    }
}
