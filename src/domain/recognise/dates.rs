//! Dates as pages write them, in English and Russian. Nothing that is not written is added: a date without its year
//! stays without it, and one that two countries read differently keeps both readings.

use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::tokens::{Kind, Token};

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    /// The day.
    pub(super) day: DayWords,
    /// The time of day, if written.
    pub(super) time: Option<NaiveTime>,
    /// The zone, if written.
    pub(super) zone: Option<ZoneWords>,
}

/// The day of a date as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum DayWords {
    /// A day with its year.
    Day(NaiveDate),
    /// A day without a year; a weekday beside it rules out some years.
    NoYear { month: u32, day: u32, weekday: Option<Weekday> },
    /// `04/09/2026`: month first, day first.
    EitherOrder(NaiveDate, NaiveDate),
    /// Days from the day it was seen.
    FromSeen(i64),
    /// February 30 and its like.
    Impossible,
}

/// A zone as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ZoneWords {
    /// A zone by its letters.
    Named(Tz),
    /// Seconds east of UTC.
    Offset(i32),
    /// PST: Pacific time as people say it, and eight hours behind UTC as the letters mean it.
    Pacific,
}

/// A date at the beginning of the tokens, with how many it takes. `before` is the token before it.
pub(super) fn read(tokens: &[Token], before: Option<&Token>, text: &str) -> Option<(Written, usize)> {
    if let Some((time, used)) = clock(tokens) {
        // `23:59 Sep 4, 2026`
        let mut at = used;
        at += usize::from(tokens.get(at).is_some_and(|token| token.is_sign(',')));
        let (day, taken) = day(tokens.get(at..)?, tokens.get(at.checked_sub(1)?), text)?;
        return Some((Written { day, time: Some(time), zone: None }, at + taken));
    }
    let (day, mut used) = day(tokens, before, text)?;
    let mut written = Written { day, time: None, zone: None };
    let mut at = used;
    while let Some(token) = tokens.get(at) {
        let filler = token.is_sign(',') || token.word().is_some_and(|word| matches!(word, "at" | "в" | "t"));
        if !filler || at > used + 1 {
            break;
        }
        at += 1;
    }
    if let Some((time, taken)) = clock(tokens.get(at..).unwrap_or_default()) {
        written.time = Some(time);
        used = at + taken;
        if let Some((zone, taken)) = zone(tokens.get(used..).unwrap_or_default()) {
            written.zone = Some(zone);
            used += taken;
        }
    }
    Some((written, used))
}

fn number(token: Option<&Token>, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let text = token?.number()?;
    digits.contains(&text.len()).then(|| text.parse().ok()).flatten()
}

fn word(token: Option<&Token>) -> Option<&str> {
    token?.word()
}

/// A day, with a weekday before it.
fn day(tokens: &[Token], before: Option<&Token>, text: &str) -> Option<(DayWords, usize)> {
    let relative = |word: &str| {
        Some(match word {
            "today" | "сегодня" => 0,
            "yesterday" | "вчера" => -1,
            "tomorrow" | "завтра" => 1,
            "позавчера" => -2,
            "послезавтра" => 2,
            _ => return None,
        })
    };
    if let Some(days) = word(tokens.first()).and_then(relative) {
        return Some((DayWords::FromSeen(days), 1));
    }
    let mut at = 0;
    let weekday = word(tokens.first()).and_then(weekday);
    if weekday.is_some() {
        at = 1;
        at += usize::from(tokens.get(at).is_some_and(|t| t.is_sign(',') || t.is_sign('.')));
    }
    let rest = tokens.get(at..)?;
    let leads = before.is_none_or(Token::is_break);
    let (mut day, used) = named_month(rest, leads, text)
        .or_else(|| year_first(rest))
        .or_else(|| numbers(rest))
        .or_else(|| short(rest, before))?;
    if let DayWords::NoYear { weekday: of, .. } = &mut day {
        *of = weekday;
    }
    Some((day, at + used))
}

fn of(year: u32, month: u32, day: u32) -> DayWords {
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .map_or(DayWords::Impossible, DayWords::Day)
}

/// A leap year, to see whether a day of a month exists at all.
const LEAP_YEAR: i32 = 2024;

fn without_year(month: u32, day: u32) -> DayWords {
    match NaiveDate::from_ymd_opt(LEAP_YEAR, month, day) {
        Some(_) => DayWords::NoYear { month, day, weekday: None },
        None => DayWords::Impossible,
    }
}

fn is_year(year: u32) -> bool {
    (1990..2100).contains(&year)
}

/// `Sep 4, 2026`, `4 Sep 2026`, `4th of September`, `4 сентября 2026 г.`
fn named_month(tokens: &[Token], leads: bool, text: &str) -> Option<(DayWords, usize)> {
    let (found, day_first) = match (month(tokens.first(), text), number(tokens.first(), 1..=2)) {
        (Some(found), _) => (found, None),
        (None, Some(day)) => (0, Some(day)),
        (None, None) => return None,
    };
    let mut at = 1;
    let (found, day) = if let Some(day) = day_first {
        at += usize::from(word(tokens.get(at)).is_some_and(is_ordinal));
        at += usize::from(word(tokens.get(at)) == Some("of"));
        at += usize::from(tokens.get(at).is_some_and(|token| token.is_sign('-')));
        let found = month(tokens.get(at), text)?;
        at += 1;
        (found, day)
    } else {
        at +=
            usize::from(tokens.get(at).is_some_and(|t| t.is_sign('.') || t.is_sign('-') || is_dot(t, text)));
        let day = number(tokens.get(at), 1..=2)?;
        at += 1;
        at += usize::from(word(tokens.get(at)).is_some_and(is_ordinal));
        // `May 10 days`, `Sep 4:30` are no days of a month.
        if tokens.get(at).is_some_and(|token| token.is_sign(':')) {
            return None;
        }
        (found, day)
    };
    if day == 0 || day > 31 {
        return (day > 31).then_some((DayWords::Impossible, at));
    }
    let mut year_at = at;
    while tokens
        .get(year_at)
        .is_some_and(|t| t.is_sign(',') || t.is_sign('.') || t.is_sign('-') || is_dot(t, text))
        && year_at < at + 2
    {
        year_at += 1;
    }
    let Some(year) = number(tokens.get(year_at), 4..=4).filter(|year| is_year(*year)) else {
        return Some((without_year(found, day), at));
    };
    let mut used = year_at + 1;
    if word(tokens.get(used)).is_some_and(|word| matches!(word, "г" | "год" | "года" | "году")) {
        used += 1;
        // The point of `г.` ends a sentence only where another begins, and none begins behind a leading date.
        if let Some(token) = tokens.get(used)
            && (token.is_sign('.')
                || is_dot(token, text)
                || (leads && text.get(token.from..token.to) == Some(".")))
        {
            used += 1;
        }
    }
    Some((of(year, found, day), used))
}

/// A point that was taken for the end of a sentence, where the sentence goes on.
fn is_dot(token: &Token, text: &str) -> bool {
    token.kind == Kind::Stop
        && text.get(token.from..token.to) == Some(".")
        && text.get(token.to..).is_some_and(|rest| {
            rest.trim_start_matches([' ', '\u{a0}'])
                .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == ',' || c == '(')
        })
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "го" | "е")
}

/// `2026-09-04`, `2026/09/04`, `2026.09.04`
fn year_first(tokens: &[Token]) -> Option<(DayWords, usize)> {
    let [first, mark, second, other, third] = tokens.get(..5)? else { return None };
    let year = number(Some(first), 4..=4).filter(|year| is_year(*year))?;
    let same = |sign: char| mark.is_sign(sign) && other.is_sign(sign);
    if !(same('-') || same('/') || same('.')) || !first.touches(mark) || !other.touches(third) {
        return None;
    }
    Some((of(year, number(Some(second), 1..=2)?, number(Some(third), 1..=2)?), 5))
}

/// `04.09.2026` with points is day first; with strokes both orders are in use.
fn numbers(tokens: &[Token]) -> Option<(DayWords, usize)> {
    let [first, mark, second, other, third] = tokens.get(..5)? else { return None };
    let (a, b) = (number(Some(first), 1..=2)?, number(Some(second), 1..=2)?);
    let touching =
        first.touches(mark) && mark.touches(second) && second.touches(other) && other.touches(third);
    if !touching || a == 0 || b == 0 {
        return None;
    }
    let same = |sign: char| mark.is_sign(sign) && other.is_sign(sign);
    if same('.') {
        let year = match number(Some(third), 4..=4).filter(|year| is_year(*year)) {
            Some(year) => year,
            None => number(Some(third), 2..=2)? + 2000,
        };
        return Some((of(year, b, a), 5));
    }
    if !(same('/') || same('-')) {
        return None;
    }
    let year = number(Some(third), 4..=4).filter(|year| is_year(*year))?;
    let day = match (of(year, a, b), of(year, b, a)) {
        (DayWords::Day(month_first), DayWords::Day(day_first)) if month_first == day_first => {
            DayWords::Day(day_first)
        }
        (DayWords::Day(month_first), DayWords::Day(day_first)) => {
            DayWords::EitherOrder(month_first, day_first)
        }
        (day @ DayWords::Day(_), _) | (_, day @ DayWords::Day(_)) => day,
        _ => DayWords::Impossible,
    };
    Some((day, 5))
}

/// `до 04.09`: two numbers with a point are a date only behind a word that asks for one.
fn short(tokens: &[Token], before: Option<&Token>) -> Option<(DayWords, usize)> {
    let [first, mark, second] = tokens.get(..3)? else { return None };
    let asked = word(before).is_some_and(|word| matches!(word, "до" | "к" | "с" | "после" | "от"));
    let (day, month) = (number(Some(first), 2..=2)?, number(Some(second), 2..=2)?);
    let touching = first.touches(mark) && mark.touches(second) && mark.is_sign('.');
    let number_goes_on =
        tokens.get(3).is_some_and(|next| second.touches(next) && !matches!(next.kind, Kind::Stop));
    (asked && touching && !number_goes_on && (1..=12).contains(&month)).then(|| (without_year(month, day), 3))
}

/// `23:59`, `23:59:59`, `11:59 pm`
fn clock(tokens: &[Token]) -> Option<(NaiveTime, usize)> {
    let [hour, colon, minute] = tokens.get(..3)? else { return None };
    if !colon.is_sign(':') || !hour.touches(colon) || !colon.touches(minute) {
        return None;
    }
    let (mut hour, minute) = (number(Some(hour), 1..=2)?, number(Some(minute), 2..=2)?);
    let mut used = 3;
    let mut second = 0;
    if tokens.get(3).is_some_and(|token| token.is_sign(':'))
        && let Some(read) = number(tokens.get(4), 2..=2)
    {
        second = read;
        used = 5;
    }
    match word(tokens.get(used)) {
        Some("am") if (1..=12).contains(&hour) => {
            hour %= 12;
            used += 1;
        }
        Some("pm") if (1..=12).contains(&hour) => {
            hour = hour % 12 + 12;
            used += 1;
        }
        _ => {}
    }
    NaiveTime::from_hms_opt(hour, minute, second).map(|time| (time, used))
}

/// `PST`, `UTC+8`, `(GMT-07:00)`, `МСК`, `Z`, `+03:00`
fn zone(tokens: &[Token]) -> Option<(ZoneWords, usize)> {
    let mut at = 0;
    let bracket = tokens.first().is_some_and(|token| token.is_sign('('));
    at += usize::from(bracket);
    let close = |used: usize| used + usize::from(bracket && tokens.get(used).is_some_and(|t| t.is_sign(')')));
    let letters = word(tokens.get(at));
    let named = match letters {
        Some("pst" | "pt" | "pdt") => Some(ZoneWords::Pacific),
        Some("msk" | "мск") => Some(ZoneWords::Named(Tz::Europe__Moscow)),
        Some("z") => Some(ZoneWords::Offset(0)),
        _ => None,
    };
    if let Some(zone) = named {
        // PDT is written only in summer, when both readings agree.
        let zone = if letters == Some("pdt") { ZoneWords::Offset(-7 * 3600) } else { zone };
        return Some((zone, close(at + 1)));
    }
    let utc = matches!(letters, Some("utc" | "gmt"));
    at += usize::from(utc);
    let sign = match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Sign('+')) => 1,
        Some(Kind::Sign('-' | '−')) => -1,
        _ => return utc.then(|| (ZoneWords::Offset(0), close(at))),
    };
    let hours = number(tokens.get(at + 1), 1..=2).and_then(|hours| i32::try_from(hours).ok());
    let Some(hours) = hours.filter(|hours| *hours <= 14) else {
        return utc.then(|| (ZoneWords::Offset(0), close(at)));
    };
    let mut used = at + 2;
    let mut minutes = 0;
    if tokens.get(used).is_some_and(|token| token.is_sign(':'))
        && let Some(read) = number(tokens.get(used + 1), 2..=2).and_then(|read| i32::try_from(read).ok())
    {
        minutes = read;
        used += 2;
    }
    Some((ZoneWords::Offset(sign * (hours * 3600 + minutes * 60)), close(used)))
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" | "пн" | "понедельник" => Weekday::Mon,
        "tue" | "tues" | "tuesday" | "вт" | "вторник" => Weekday::Tue,
        "wed" | "wednesday" | "ср" | "среда" | "среду" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" | "чт" | "четверг" => Weekday::Thu,
        "fri" | "friday" | "пт" | "пятница" | "пятницу" => Weekday::Fri,
        "sat" | "saturday" | "сб" | "суббота" | "субботу" => Weekday::Sat,
        "sun" | "sunday" | "вс" | "воскресенье" => Weekday::Sun,
        _ => return None,
    })
}

/// Beginnings of the months, with the endings that are months: all cases of Russian, short forms of both.
const MONTHS: [&[(&str, &[&str])]; 12] = [
    &[("jan", &["", "uary"]), ("янв", &["", "арь", "аря", "арю", "арем", "аре"])],
    &[("feb", &["", "ruary"]), ("фев", &["", "р", "раль", "раля", "ралю", "ралем", "рале"])],
    &[("mar", &["", "ch"]), ("мар", &["", "т", "та", "ту", "том", "те"])],
    &[("apr", &["", "il"]), ("апр", &["", "ель", "еля", "елю", "елем", "еле"])],
    &[("may", &[""]), ("ма", &["й", "я", "ю", "ем", "е"])],
    &[("jun", &["", "e"]), ("июн", &["", "ь", "я", "ю", "ем", "е"])],
    &[("jul", &["", "y"]), ("июл", &["", "ь", "я", "ю", "ем", "е"])],
    &[("aug", &["", "ust"]), ("авг", &["", "уст", "уста", "усту", "устом", "усте"])],
    &[("sep", &["", "t", "tember"]), ("сен", &["", "т", "тябрь", "тября", "тябрю", "тябрем", "тябре"])],
    &[("oct", &["", "ober"]), ("окт", &["", "ябрь", "ября", "ябрю", "ябрем", "ябре"])],
    &[("nov", &["", "ember"]), ("ноя", &["", "б", "брь", "бря", "брю", "брем", "бре"])],
    &[("dec", &["", "ember"]), ("дек", &["", "абрь", "абря", "абрю", "абрем", "абре"])],
];

fn month(token: Option<&Token>, text: &str) -> Option<u32> {
    let token = token?;
    let word = token.word()?;
    // “You may 3 times” is no May.
    if word == "may" && text.get(token.from..token.to).is_some_and(|written| written.starts_with('m')) {
        return None;
    }
    let place = MONTHS.iter().position(|forms| {
        forms
            .iter()
            .any(|(stem, endings)| word.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest)))
    })?;
    u32::try_from(place).ok().map(|place| place + 1)
}
