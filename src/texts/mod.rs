//! Words: Fluent bundles, and numbers, money and dates by locale. Turns a [`Msg`] into a sentence for window,
//! terminal, dossier, calendar and notifications alike. Knows neither disk nor egui; decides nothing.

mod files;
mod format;

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::message::{Arg, Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::money::Money;

pub use files::{ENGLISH, LANGUAGES, files_of};

/// The words of one language, with the zone in which instants are shown.
pub struct Texts {
    language: String,
    zone: Tz,
    bundle: FluentBundle<FluentResource>,
    /// English, for what the language has no text for.
    fallback: Option<Box<Self>>,
    format: format::Formats,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("language", &self.language)
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}

/// The language of a tag by its first part, if there are texts for it.
fn known(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_', '.']).next().unwrap_or_default().to_lowercase();
    LANGUAGES.iter().copied().find(|known| *known == primary)
}

/// True when there are texts for the language of a tag.
pub fn is_known(tag: &str) -> bool {
    known(tag).is_some()
}

impl Texts {
    /// The texts of `language` (`en`, `ru`, or a longer tag whose first part is one of them), shown in `zone`.
    /// An unknown language gives English.
    pub fn new(language: &str, zone: Tz) -> Self {
        let code = known(language).unwrap_or(ENGLISH);
        let identifier: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks would get into every file we write.
        bundle.set_use_isolating(false);
        for (_, source) in files_of(code) {
            // A damaged text file still gives the messages that could be read; a test refuses damaged ones.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        let fallback = (code != ENGLISH).then(|| Box::new(Self::new(ENGLISH, zone)));
        Self { language: code.to_owned(), zone, bundle, fallback, format: format::Formats::new(code) }
    }

    /// The language in use.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The zone in which instants are shown.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The sentence. An id that no language knows is given back as it is.
    pub fn say(&self, msg: &Msg) -> String {
        self.lookup(msg).unwrap_or_else(|| msg.id.to_string())
    }

    /// The sentence of an id without arguments.
    pub fn get(&self, id: &'static str) -> String {
        self.say(&Msg::new(id))
    }

    /// True when this language itself, or English behind it, has the id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id) || self.fallback.as_ref().is_some_and(|texts| texts.has(id))
    }

    /// The sentence of a problem, with technical detail last.
    pub fn problem(&self, problem: &Problem) -> String {
        let sentence = self.say(&problem.message);
        match &problem.detail {
            Some(detail) => format!("{sentence} ({detail})"),
            None => sentence,
        }
    }

    fn lookup(&self, msg: &Msg) -> Option<String> {
        let Some(pattern) = self.bundle.get_message(&msg.id).and_then(|message| message.value()) else {
            return self.fallback.as_ref().and_then(|texts| texts.lookup(msg));
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &msg.args {
            if let Arg::Bytes(count) = arg {
                let exact = i64::try_from(*count).unwrap_or(i64::MAX);
                args.set(format!("{name}_exact"), FluentValue::from(self.number(exact)));
            }
            args.set(name.to_string(), self.value(arg));
        }
        let mut errors = Vec::new();
        let sentence = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        Some(sentence.into_owned())
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        let text = match arg {
            // A number selects plural forms; Fluent writes it without grouping, which suits counts.
            Arg::Count(count) => return FluentValue::from(*count),
            Arg::Text(text) => text.clone(),
            Arg::Bytes(count) => self.bytes(*count),
            Arg::Money(money) => self.money(money),
            Arg::Moment(moment) => self.moment(moment),
            Arg::At(at) => self.date_time(*at),
            Arg::There(at, zone) => self.date_time_in(*at, *zone),
            Arg::Day(day) => self.day(*day),
            Arg::Msg(msg) => self.say(msg),
        };
        FluentValue::String(Cow::Owned(text))
    }

    /// A whole number with the locale's grouping.
    pub fn number(&self, number: i64) -> String {
        self.format.number(number)
    }

    /// An amount with the locale's decimal mark and the currency's code.
    pub fn money(&self, money: &Money) -> String {
        self.format.money(money)
    }

    /// A length in decimal units (`1.9 MB`), rounded up so that a file is never shown smaller than it is.
    pub fn bytes(&self, count: u64) -> String {
        let unit = |id: &'static str, value: String| self.say(&Msg::new(id).text("value", value));
        match count {
            0..1_000 => self.say(&Msg::new("app-bytes").count("value", count as i64)),
            1_000..1_000_000 => unit("app-kilobytes", self.format.tenths(count.div_ceil(100))),
            1_000_000..1_000_000_000 => unit("app-megabytes", self.format.tenths(count.div_ceil(100_000))),
            _ => unit("app-gigabytes", self.format.tenths(count.div_ceil(100_000_000))),
        }
    }

    /// A day with its year: `4 Apr 2026`.
    pub fn day(&self, day: NaiveDate) -> String {
        self.format.day(day)
    }

    /// A day without its year: `4 Apr`.
    pub fn day_short(&self, day: NaiveDate) -> String {
        self.format.day_short(day)
    }

    /// A day with its weekday, for headings: `Sunday, 22 November`.
    pub fn day_long(&self, day: NaiveDate) -> String {
        self.format.day_long(day)
    }

    /// An instant as date and time in the buyer's zone: `4 Apr 2026, 00:00`.
    pub fn date_time(&self, at: DateTime<Utc>) -> String {
        self.date_time_in(at, self.zone)
    }

    /// An instant as date and time in a zone.
    pub fn date_time_in(&self, at: DateTime<Utc>, zone: Tz) -> String {
        self.format.date_time(at.with_timezone(&zone).naive_local())
    }

    /// An instant without the year, for tight places: `4 Apr, 00:00`.
    pub fn date_time_short(&self, at: DateTime<Utc>) -> String {
        self.format.date_time_short(at.with_timezone(&self.zone).naive_local())
    }

    /// A moment as exactly as it is known: only a day stays a day.
    pub fn moment(&self, moment: &Moment) -> String {
        match moment {
            Moment::Day { day, .. } => self.day(*day),
            Moment::Instant { at, .. } | Moment::Minute { at, .. } => self.date_time(*at),
        }
    }

    /// How long is left or how late it is, rounded down and never up: `3 days left`, `22 h left`, `1 day late`.
    pub fn countdown(&self, now: DateTime<Utc>, due: DateTime<Utc>) -> String {
        let late = due < now;
        let minutes = (due - now).num_minutes().abs();
        let (unit, count) = match minutes {
            0..60 => ("minutes", minutes),
            60..2_880 => ("hours", minutes / 60),
            _ => ("days", minutes / 1_440),
        };
        let id = match (late, unit) {
            (false, "minutes") => "app-left-minutes",
            (false, "hours") => "app-left-hours",
            (false, _) => "app-left-days",
            (true, "minutes") => "app-late-minutes",
            (true, "hours") => "app-late-hours",
            (true, _) => "app-late-days",
        };
        self.say(&Msg::new(id).count("count", count))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone, Utc};

    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn dates_numbers_and_money_follow_the_language() {
        let english = Texts::new("en", chrono_tz::Europe::Moscow);
        let russian = Texts::new("ru", chrono_tz::Europe::Moscow);
        let at = Utc.with_ymd_and_hms(2026, 4, 3, 21, 0, 0).unwrap();
        let money = Money::new(123_456, Currency::parse("USD").unwrap());
        let got = [
            english.date_time(at),
            english.date_time_short(at),
            english.day(NaiveDate::from_ymd_opt(2026, 4, 4).unwrap()),
            english.day_short(NaiveDate::from_ymd_opt(2026, 4, 4).unwrap()),
            english.day_long(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()),
            english.money(&money),
            english.bytes(1_900_000),
            english.bytes(2_000_001),
            russian.date_time(at),
            russian.money(&money),
            russian.bytes(1_900_000),
        ];
        assert_eq!(
            got,
            [
                "4 Apr 2026, 00:00",
                "4 Apr, 00:00",
                "4 Apr 2026",
                "4 Apr",
                "Sunday 22 November",
                "1,234.56\u{a0}USD",
                "1.9 MB",
                "2.1 MB",
                "4 апр. 2026\u{202f}г., 00:00",
                "1\u{a0}234,56\u{a0}USD",
                "1,9 МБ",
            ]
        );
    }

    #[test]
    fn countdowns_are_rounded_down_in_both_languages() {
        let english = Texts::new("en", chrono_tz::UTC);
        let russian = Texts::new("ru", chrono_tz::UTC);
        let now = Utc.with_ymd_and_hms(2026, 4, 1, 12, 0, 0).unwrap();
        let later = |minutes: i64| now + chrono::TimeDelta::minutes(minutes);
        assert_eq!(english.countdown(now, later(3 * 1_440 - 1)), "2 days left");
        assert_eq!(english.countdown(now, later(2 * 1_440 - 1)), "47 h left");
        assert_eq!(english.countdown(now, later(59)), "59 min left");
        assert_eq!(english.countdown(now, later(-1_440 * 2)), "2 days late");
        assert_eq!(russian.countdown(now, later(3 * 1_440)), "ещё 3 дня");
        assert_eq!(russian.countdown(now, later(11 * 1_440)), "ещё 11 дней");
    }
}
