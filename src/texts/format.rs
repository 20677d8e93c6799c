//! Numbers, money and dates by locale, through ICU data compiled into the program.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use icu_datetime::fieldsets::{MD, MDE, MDT, YMD, YMDT};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::options::TimePrecision;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

use crate::domain::money::Money;

/// Formatters of one language; a missing one falls back to plain ISO forms.
pub(super) struct Formats {
    decimal: Option<DecimalFormatter>,
    day: Option<DateTimeFormatter<YMD>>,
    day_short: Option<DateTimeFormatter<MD>>,
    day_long: Option<DateTimeFormatter<MDE>>,
    date_time: Option<DateTimeFormatter<YMDT>>,
    date_time_short: Option<DateTimeFormatter<MDT>>,
}

impl Formats {
    pub(super) fn new(language: &str) -> Self {
        // British order and 24 hours: "4 Apr 2026, 00:00" cannot be misread, 4/5/2026 can.
        let tag = if language == "en" { "en-GB" } else { language };
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        let dates = || DateTimeFormatterPreferences::from(&locale);
        Self {
            decimal: DecimalFormatter::try_new(
                (&locale).into(),
                icu_decimal::options::DecimalFormatterOptions::default(),
            )
            .ok(),
            day: DateTimeFormatter::try_new(dates(), YMD::medium()).ok(),
            day_short: DateTimeFormatter::try_new(dates(), MD::medium()).ok(),
            day_long: DateTimeFormatter::try_new(dates(), MDE::long()).ok(),
            date_time: DateTimeFormatter::try_new(
                dates(),
                YMDT::medium().with_time_precision(TimePrecision::Minute),
            )
            .ok(),
            date_time_short: DateTimeFormatter::try_new(
                dates(),
                MDT::medium().with_time_precision(TimePrecision::Minute),
            )
            .ok(),
        }
    }

    fn decimal(&self, value: &Decimal) -> String {
        self.decimal.as_ref().map_or_else(|| value.to_string(), |decimal| decimal.format(value).to_string())
    }

    pub(super) fn number(&self, number: i64) -> String {
        self.decimal(&Decimal::from(number))
    }

    /// `count` tenths with one digit after the mark.
    pub(super) fn tenths(&self, count: u64) -> String {
        let mut value = Decimal::from(count);
        value.multiply_pow10(-1);
        self.decimal(&value)
    }

    pub(super) fn money(&self, money: &Money) -> String {
        let mut value = Decimal::from(money.minor);
        value.multiply_pow10(-i16::try_from(money.currency.exponent()).unwrap_or(2));
        // A no-break space keeps the amount and its currency on one line.
        format!("{}\u{a0}{}", self.decimal(&value), money.currency.code())
    }

    pub(super) fn day(&self, day: NaiveDate) -> String {
        self.day
            .as_ref()
            .zip(iso(day))
            .map_or_else(|| day.to_string(), |(format, date)| format.format(&date).to_string())
    }

    pub(super) fn day_short(&self, day: NaiveDate) -> String {
        self.day_short
            .as_ref()
            .zip(iso(day))
            .map_or_else(|| day.to_string(), |(format, date)| format.format(&date).to_string())
    }

    pub(super) fn day_long(&self, day: NaiveDate) -> String {
        self.day_long
            .as_ref()
            .zip(iso(day))
            .map_or_else(|| day.to_string(), |(format, date)| format.format(&date).to_string())
    }

    pub(super) fn date_time(&self, local: NaiveDateTime) -> String {
        self.date_time
            .as_ref()
            .zip(iso_time(local))
            .map_or_else(|| local.to_string(), |(format, at)| format.format(&at).to_string())
    }

    pub(super) fn date_time_short(&self, local: NaiveDateTime) -> String {
        self.date_time_short
            .as_ref()
            .zip(iso_time(local))
            .map_or_else(|| local.to_string(), |(format, at)| format.format(&at).to_string())
    }
}

fn iso(day: NaiveDate) -> Option<Date<icu_calendar::Iso>> {
    Date::try_new_iso(day.year(), day.month() as u8, day.day() as u8).ok()
}

fn iso_time(local: NaiveDateTime) -> Option<DateTime<icu_calendar::Iso>> {
    let time = Time::try_new(local.hour() as u8, local.minute() as u8, local.second() as u8, 0).ok()?;
    Some(DateTime { date: iso(local.date())?, time })
}
