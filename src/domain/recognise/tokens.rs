//! A page's text as tokens with their place in it: words folded, numbers, signs, line and sentence ends.
//! Dates, amounts and lengths of time are put together by `dates`, `amounts` and `lengths`.

use super::amounts::{self, Amount};
use super::dates::{self, Written};
use super::lengths::{self, Length};
use crate::domain::order::is_invisible;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A word, in lower case, ё as е.
    Word(String),
    /// Digits as written.
    Number(String),
    /// A code of letters and digits, long enough for a tracking number.
    Code,
    /// Any other sign.
    Sign(char),
    /// The end of a line.
    Line,
    /// The end of a line whose last words wait for what follows: a colon, “before”.
    Open,
    /// The end of a sentence, or an empty line.
    Stop,
    /// A date.
    Date(Written),
    /// An amount of money.
    Money(Amount),
    /// A length of time.
    Length(Length),
}

/// A token with its bytes in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// True for the end of a line or of a sentence.
    pub(super) fn is_break(&self) -> bool {
        matches!(self.kind, Kind::Line | Kind::Open | Kind::Stop)
    }

    /// True when nothing stands between the two.
    pub(super) fn touches(&self, next: &Self) -> bool {
        self.to == next.from
    }
}

/// Longest word kept; what is longer is no word of a phrase.
const WORD_CHARS_MAX: usize = 60;
/// From this length on letters and digits together are a code, such as a tracking number.
const CODE_CHARS_MIN: usize = 10;

/// Folds a character as words are compared: lower case, ё as е.
fn fold(c: char, word: &mut String) {
    for c in c.to_lowercase() {
        word.push(if c == 'ё' { 'е' } else { c });
    }
}

/// The text in tokens as they are written.
pub(super) fn raw(text: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or((text.len(), '\n'), |found| *found);
    let mut tokens: Vec<Token> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (from, c) = at(i);
        if c == '\n' || c == '\r' {
            let mut lines = 0;
            let mut end = i;
            while end < chars.len() && at(end).1.is_whitespace() {
                lines += usize::from(at(end).1 == '\n' || (at(end).1 == '\r' && at(end + 1).1 != '\n'));
                end += 1;
            }
            let letter_before =
                i.checked_sub(1).is_some_and(|before| at(before).1.is_alphabetic() || at(before).1 == ',');
            let kind = match (lines, at(end).1) {
                (2.., _) => Some(Kind::Stop),
                // A line that goes on in lower case was only wrapped.
                (_, next) if letter_before && next.is_lowercase() && end < chars.len() => None,
                _ => Some(Kind::Line),
            };
            tokens.extend(kind.map(|kind| Token { kind, from, to: at(end).0 }));
            i = end;
            continue;
        }
        if c.is_whitespace() || is_invisible(c) {
            i += 1;
            continue;
        }
        if c.is_alphanumeric() {
            let mut end = i;
            while end < chars.len() && (at(end).1.is_alphanumeric() || at(end).1 == '_') {
                end += 1;
            }
            run(&chars, i, end, at(end).0, &mut tokens);
            i = end;
            continue;
        }
        let next = at(i + 1).1;
        // The s of “seller's” and the end of “didn't” say nothing by themselves.
        if matches!(c, '\'' | '’') && matches!(next, 's' | 't') && !at(i + 2).1.is_alphanumeric() {
            i += 2;
            continue;
        }
        let ends = matches!(c, '.' | '!' | '?' | ';' | '…') && (next.is_whitespace() || i + 1 == chars.len());
        let kind = if ends { Kind::Stop } else { Kind::Sign(c) };
        tokens.push(Token { kind, from, to: at(i + 1).0 });
        i += 1;
    }
    tokens
}

/// A run of letters and digits: one code, or its parts.
fn run(chars: &[(usize, char)], from: usize, to: usize, end: usize, tokens: &mut Vec<Token>) {
    let part = chars.get(from..to).unwrap_or_default();
    let digits = part.iter().filter(|(_, c)| c.is_ascii_digit()).count();
    let plain = part.iter().all(|(_, c)| c.is_ascii_alphanumeric());
    let start = part.first().map_or(end, |(at, _)| *at);
    if plain && part.len() >= CODE_CHARS_MIN && digits >= CODE_CHARS_MIN / 2 {
        tokens.push(Token { kind: Kind::Code, from: start, to: end });
        return;
    }
    let mut i = 0;
    while let Some((at, first)) = part.get(i).copied() {
        let is_digit = first.is_ascii_digit();
        let length = part.iter().skip(i).take_while(|(_, c)| c.is_ascii_digit() == is_digit).count().max(1);
        let letters = part.iter().skip(i).take(length);
        let mut word = String::new();
        for (_, c) in letters.take(WORD_CHARS_MAX) {
            fold(*c, &mut word);
        }
        i += length;
        let to = part.get(i).map_or(end, |(at, _)| *at);
        let kind = if is_digit { Kind::Number(word) } else { Kind::Word(word) };
        tokens.push(Token { kind, from: at, to });
    }
}

/// The text in tokens with dates, amounts and lengths of time put together, signs left out.
pub(super) fn read(text: &str) -> Vec<Token> {
    let raw = raw(text);
    let mut tokens = Vec::with_capacity(raw.len());
    let mut i = 0;
    while let Some(token) = raw.get(i) {
        let rest = raw.get(i..).unwrap_or_default();
        let before = i.checked_sub(1).and_then(|before| raw.get(before));
        let made = dates::read(rest, before, text)
            .map(|(date, used)| (Kind::Date(date), used))
            .or_else(|| amounts::read(rest, text).map(|(amount, used)| (Kind::Money(amount), used)))
            .or_else(|| lengths::read(rest).map(|(length, used)| (Kind::Length(length), used)));
        if let Some((kind, used)) = made {
            let to = rest.get(used.saturating_sub(1)).map_or(token.to, |last| last.to);
            tokens.push(Token { kind, from: token.from, to });
            i += used.max(1);
            continue;
        }
        if token.kind == Kind::Line && before.is_some_and(waits) {
            tokens.push(Token { kind: Kind::Open, ..token.clone() });
        } else if !matches!(token.kind, Kind::Sign(_)) {
            tokens.push(token.clone());
        }
        i += 1;
    }
    tokens
}

/// True for what ends no line by itself.
fn waits(last: &Token) -> bool {
    const WORDS: &[&str] =
        &["on", "at", "by", "before", "until", "till", "to", "within", "from", "до", "через", "в", "с", "к"];
    last.is_sign(':') || last.word().is_some_and(|word| WORDS.contains(&word))
}
