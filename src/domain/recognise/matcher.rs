//! Finds phrases in tokens. A phrase is written as words apart by spaces:
//! `word`, `stem*`, `this|that`, `maybe?`, `..` up to four words and no date, `...` up to twelve and dates too,
//! `{date}`, `{length}`, `{when}` (either), `{money}`, `{code}`; `{alone}` first: nothing but dates beside it on its line.

use super::tokens::{Kind, Token};

/// One part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words { any: Vec<(String, bool)>, optional: bool },
    Gap(usize),
    Slot(Slot),
}

/// What a place in a phrase takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Date,
    Length,
    When,
    Money,
    Code,
}

impl Slot {
    fn takes(self, kind: &Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Date | Self::When, Kind::Date(_))
                | (Self::Length | Self::When, Kind::Length(_))
                | (Self::Money, Kind::Money(_))
                | (Self::Code, Kind::Code)
        )
    }
}

/// A phrase, read from the table.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    parts: Vec<Part>,
    alone: bool,
}

/// Where a phrase was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The first token.
    pub(super) from: usize,
    /// Behind the last token.
    pub(super) to: usize,
    /// Tokens that filled its places, in their order.
    pub(super) filled: Vec<usize>,
    /// Tokens that stood in its gaps.
    pub(super) skipped: Vec<usize>,
    /// Tokens of the date it ended in, which was left to be placed.
    pub(super) shed: usize,
}

const GAP_SHORT: usize = 4;
const GAP_LONG: usize = 12;

impl Phrase {
    pub(super) fn new(pattern: &str) -> Self {
        let part = |written: &str| match written {
            ".." => Part::Gap(GAP_SHORT),
            "..." => Part::Gap(GAP_LONG),
            "{date}" => Part::Slot(Slot::Date),
            "{length}" => Part::Slot(Slot::Length),
            "{when}" => Part::Slot(Slot::When),
            "{money}" => Part::Slot(Slot::Money),
            "{code}" => Part::Slot(Slot::Code),
            words => {
                let (words, optional) = words.strip_suffix('?').map_or((words, false), |words| (words, true));
                let any = words
                    .split('|')
                    .map(|word| match word.strip_suffix('*') {
                        Some(stem) => (stem.to_owned(), true),
                        None => (word.to_owned(), false),
                    })
                    .collect();
                Part::Words { any, optional }
            }
        };
        let (alone, pattern) = pattern.strip_prefix("{alone}").map_or((false, pattern), |rest| (true, rest));
        Self { parts: pattern.split_whitespace().map(part).collect(), alone }
    }

    /// The phrase at a token, if it stands there.
    pub(super) fn at(&self, tokens: &[Token], from: usize) -> Option<Found> {
        if tokens.get(from)?.is_break() {
            return None;
        }
        let mut found = Found { from, to: from, ..Found::default() };
        found.to = follow(&self.parts, tokens, from, &mut found)?;
        let free = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at))
                .is_none_or(|token| token.is_break() || matches!(token.kind, Kind::Date(_)))
        };
        (!self.alone || (free(from.checked_sub(1)) && free(Some(found.to)))).then_some(found)
    }
}

/// Follows the parts from a token on; gives the place behind the last one.
fn follow(parts: &[Part], tokens: &[Token], at: usize, found: &mut Found) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    match part {
        Part::Words { any, optional } => {
            let here = tokens.get(at).and_then(Token::word);
            let fits = here.is_some_and(|word| {
                any.iter().any(
                    |(wanted, stem)| {
                        if *stem { word.starts_with(wanted.as_str()) } else { word == wanted }
                    },
                )
            });
            if fits && let Some(end) = attempt(rest, tokens, at + 1, found) {
                return Some(end);
            }
            if *optional {
                return follow(rest, tokens, at, found);
            }
            // What follows a date or an amount may stand on the next line.
            let after_slot = found.filled.last().copied() == at.checked_sub(1);
            (after_slot && is_line(tokens, at)).then(|| follow(parts, tokens, at + 1, found))?
        }
        Part::Slot(slot) => {
            let place = at + usize::from(is_line(tokens, at));
            let token = tokens.get(place)?;
            if !slot.takes(&token.kind) {
                return None;
            }
            found.filled.push(place);
            let end = attempt(rest, tokens, place + 1, found);
            if end.is_none() {
                found.filled.pop();
            }
            end
        }
        Part::Gap(most) => {
            let before = found.skipped.len();
            for skipped in 0..=*most {
                if let Some(end) = attempt(rest, tokens, at + skipped, found) {
                    return Some(end);
                }
                match tokens.get(at + skipped) {
                    Some(token) if token.is_break() => break,
                    // What stands before a date is mostly another statement than what stands behind it.
                    Some(Token { kind: Kind::Date(_), .. }) if *most == GAP_SHORT => break,
                    Some(_) => found.skipped.push(at + skipped),
                    None => break,
                }
            }
            found.skipped.truncate(before);
            None
        }
    }
}

/// Follows, and forgets what a failed try filled.
fn attempt(parts: &[Part], tokens: &[Token], at: usize, found: &mut Found) -> Option<usize> {
    let (filled, skipped) = (found.filled.len(), found.skipped.len());
    let end = follow(parts, tokens, at, found);
    if end.is_none() {
        found.filled.truncate(filled);
        found.skipped.truncate(skipped);
    }
    end
}

fn is_line(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Line | Kind::Open))
}
