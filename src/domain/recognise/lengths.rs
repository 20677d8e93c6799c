//! Lengths of time as pages write them: “3 days 4 hours”, “5 рабочих дней”, “2 d 04:05:33”.

use chrono::TimeDelta;

use super::tokens::Token;

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    /// Whole days.
    pub(super) days: i64,
    /// Seconds beside them.
    pub(super) secs: i64,
    /// Hours or less were written: a running countdown.
    pub(super) is_countdown: bool,
    /// Working days: which those are nobody wrote.
    pub(super) is_business: bool,
}

impl Length {
    pub(super) fn delta(self) -> TimeDelta {
        TimeDelta::days(self.days) + TimeDelta::seconds(self.secs)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

/// More than this is no term of a page.
const NUMBER_MAX: i64 = 10_000;

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "week" | "weeks" | "неделя" | "недели" | "недель" | "неделю" => Unit::Week,
        "day" | "days" | "d" | "день" | "дня" | "дней" | "дн" | "д" | "сутки" | "суток" => {
            Unit::Day
        }
        "hour" | "hours" | "hr" | "hrs" | "h" | "час" | "часа" | "часов" | "ч" => Unit::Hour,
        "minute" | "minutes" | "min" | "mins" | "m" | "минута" | "минуты" | "минут" | "минуту" | "мин"
        | "м" => Unit::Minute,
        "second" | "seconds" | "sec" | "secs" | "s" | "секунда" | "секунды" | "секунд" | "секунду"
        | "сек" | "с" => Unit::Second,
        _ => return None,
    })
}

/// Small numbers that pages write as words.
fn number(token: &Token) -> Option<i64> {
    if let Some(digits) = token.number() {
        return digits.parse().ok().filter(|number| *number <= NUMBER_MAX);
    }
    let words =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let place = words.iter().position(|word| token.word() == Some(word))?;
    i64::try_from(place).ok().map(|place| place + 1)
}

fn is_business_word(word: &str) -> bool {
    matches!(word, "business" | "working" | "рабочих" | "рабочие" | "рабочий" | "рабочего")
}

/// A length at the beginning of the tokens, with how many it takes.
pub(super) fn read(tokens: &[Token]) -> Option<(Length, usize)> {
    let mut length = Length::default();
    let mut used = 0;
    let mut last = None;
    loop {
        let mut at = used;
        if used > 0 && tokens.get(at).and_then(Token::word).is_some_and(|word| matches!(word, "and" | "и")) {
            at += 1;
        }
        // “2 days 04:05:33”
        if last == Some(Unit::Day)
            && let Some((secs, taken)) = clock(tokens.get(at..).unwrap_or_default())
        {
            length.secs += secs;
            length.is_countdown = true;
            return Some((length, at + taken));
        }
        let Some(count) = tokens.get(at).and_then(number) else { break };
        at += 1;
        if tokens.get(at).is_some_and(|token| token.is_sign('-')) {
            at += 1;
        }
        let business = tokens.get(at).and_then(Token::word).is_some_and(is_business_word);
        at += usize::from(business);
        if tokens
            .get(at)
            .and_then(Token::word)
            .is_some_and(|word| word.starts_with("календарн") || word == "calendar")
        {
            at += 1;
        }
        let Some(unit) = tokens.get(at).and_then(Token::word).and_then(unit) else { break };
        // A second day after a day is another length; “4 m” after nothing is no length at all.
        if last.is_some_and(|last| (last as u8) >= (unit as u8)) {
            break;
        }
        let short = tokens.get(at).and_then(Token::word).is_some_and(|word| word.chars().count() == 1);
        if short && last.is_none() && !matches!(unit, Unit::Day | Unit::Hour) {
            break;
        }
        at += 1;
        length.is_business |= business;
        length.is_countdown |= !matches!(unit, Unit::Week | Unit::Day);
        match unit {
            Unit::Week => length.days += 7 * count,
            Unit::Day => length.days += count,
            Unit::Hour => length.secs += 3600 * count,
            Unit::Minute => length.secs += 60 * count,
            Unit::Second => length.secs += count,
        }
        last = Some(unit);
        used = at;
    }
    (used > 0).then_some((length, used))
}

/// `04:05:33` or `04:05` as seconds.
fn clock(tokens: &[Token]) -> Option<(i64, usize)> {
    let part = |i: usize| tokens.get(i).and_then(Token::number).and_then(|digits| digits.parse::<i64>().ok());
    let colon = |i: usize| tokens.get(i).is_some_and(|token| token.is_sign(':'));
    let hours = part(0)?;
    let minutes = colon(1).then(|| part(2)).flatten()?;
    match colon(3).then(|| part(4)).flatten() {
        Some(secs) => Some((hours * 3600 + minutes * 60 + secs, 5)),
        None => Some((hours * 3600 + minutes * 60, 3)),
    }
}
