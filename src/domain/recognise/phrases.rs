//! Which phrases of the tables stand in a text and are meant: no condition, no wish, no denial, nobody else's words.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::gives::{About, Gives, What};
use super::matcher::{Found, Phrase};
use super::tokens::{Kind, Token};
use super::{case_table, order_table};
use crate::domain::event::{CaseEventKind, OrderEventKind};

/// A phrase with what it gives.
pub(super) struct Entry {
    /// Its name.
    pub(super) name: &'static str,
    phrase: Phrase,
    /// What it gives.
    pub(super) gives: Gives,
}

/// Every phrase of the tables.
static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    [order_table::ORDER, case_table::CASE, order_table::WORDS, case_table::WORDS]
        .into_iter()
        .flatten()
        .map(|(name, pattern, gives)| Entry { name, phrase: Phrase::new(pattern), gives: *gives })
        .collect()
});

/// Names of every phrase, sorted, for tests that want each of them shown.
pub fn names() -> Vec<&'static str> {
    TABLE.iter().map(|entry| entry.name).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Matches that do not overlap: the longest first, then the one that stands first in the table.
pub(super) fn matches(tokens: &[Token], text: &str) -> Vec<(&'static Entry, Found)> {
    let mut all: Vec<(usize, &Entry, Found)> = Vec::new();
    for (place, entry) in TABLE.iter().enumerate() {
        let mut from = 0;
        while from < tokens.len() {
            let found = entry.phrase.at(tokens, from).and_then(|found| shed(found, tokens, &entry.gives));
            match found {
                Some(found) if found.to > from && is_meant(tokens, text, &found, &entry.gives) => {
                    from = found.to;
                    all.push((place, entry, found));
                }
                _ => from += 1,
            }
        }
    }
    all.sort_by_key(|(place, _, found)| (std::cmp::Reverse(found.to + found.shed - found.from), *place));
    let mut kept: Vec<(&Entry, Found)> = Vec::new();
    for (_, entry, found) in all {
        if kept.iter().all(|(_, other)| found.to <= other.from || found.from >= other.to) {
            kept.push((entry, found));
        }
    }
    kept.sort_by_key(|(_, found)| found.from);
    kept
}

/// A phrase of something that happened without the date it ends in: whether that is its own, `layout` says.
fn shed(mut found: Found, tokens: &[Token], gives: &Gives) -> Option<Found> {
    let is_date = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Date(_)));
    if gives.due || !gives.wants_date() {
        return Some(found);
    }
    let whole = found.to;
    while let Some(date) = found.filled.last().copied().filter(|at| is_date(*at) && at + 1 == found.to) {
        found.filled.pop();
        found.to = date;
        while found.to > found.from && tokens.get(found.to - 1).is_some_and(Token::is_break) {
            found.to -= 1;
        }
    }
    found.shed = whole - found.to;
    (found.to > found.from).then_some(found)
}

/// Words before a statement that make it a condition, a wish, a denial, something yet to come or somebody's word.
const UNREAL: &[&str] = &[
    "if",
    "when",
    "once",
    "unless",
    "not",
    "no",
    "never",
    "cannot",
    "will",
    "would",
    "may",
    "might",
    "can",
    "could",
    "should",
    "must",
    "after",
    "before",
    "until",
    "be",
    "being",
    "expected",
    "scheduled",
    "unable",
    "failed",
    "without",
    "didn",
    "doesn",
    "don",
    "hasn",
    "haven",
    "isn",
    "wasn",
    "won",
    "message",
    "says",
    "said",
    "claims",
    "wrote",
    "сообщение",
    "сообщил",
    "пишет",
    "утверждает",
    "если",
    "когда",
    "не",
    "будет",
    "будут",
    "может",
    "можете",
    "могут",
    "можно",
    "чтобы",
    "нужно",
    "должен",
    "должны",
    "после",
    "пока",
    "до",
    "без",
];

/// Words behind a statement that make it depend on something.
const CONDITIONS: &[&str] = &["if", "unless", "если", "при"];
/// How far behind a statement they count.
const CONDITION_TOKENS_MAX: usize = 4;

/// True unless the sentence only supposes what it says, or speaks of something else.
fn is_meant(tokens: &[Token], text: &str, found: &Found, gives: &Gives) -> bool {
    let before: Vec<&str> = sentence_before(tokens, found.from);
    let skipped: Vec<&str> =
        found.skipped.iter().filter_map(|at| tokens.get(*at)).filter_map(Token::word).collect();
    if gives.about.is_some_and(|about| !is_about(about, tokens, found, &before))
        || is_wish(gives.what, tokens, found, &before)
    {
        return false;
    }
    if !gives.happened {
        return true;
    }
    let ends = |word: &str| others(gives.what).iter().any(|stem| word.starts_with(stem));
    if skipped.iter().any(|word| ends(word)) || before.last().is_some_and(|word| ends(word)) {
        return false;
    }
    let supposed = |word: &&str| UNREAL.contains(word);
    if before.iter().any(supposed) || (!gives.promises && skipped.iter().any(supposed)) {
        return false;
    }
    let behind = tokens.get(found.to..).unwrap_or_default();
    let next = behind.iter().take(CONDITION_TOKENS_MAX).take_while(|token| !token.is_break());
    if next.filter_map(Token::word).any(|word| CONDITIONS.contains(&word)) {
        return false;
    }
    let end = behind.iter().find(|token| token.is_break());
    !end.is_some_and(|end| text.get(end.from..end.to).is_some_and(|sign| sign.contains('?')))
}

/// Words of the sentence before a place.
fn sentence_before(tokens: &[Token], from: usize) -> Vec<&str> {
    let before = tokens.get(..from).unwrap_or_default();
    let mut words: Vec<&str> =
        before.iter().rev().take_while(|token| !token.is_break()).filter_map(Token::word).collect();
    words.reverse();
    words
}

/// Beginnings of words that make another thing of a statement: what was confirmed, closed, sent.
fn others(what: Option<What>) -> &'static [&'static str] {
    use CaseEventKind as C;
    use OrderEventKind as O;
    match what {
        Some(What::OrderEvent(O::Confirmed)) => {
            &["payment", "money", "address", "email", "phone", "оплат", "платеж", "адрес", "денег"]
        }
        Some(What::OrderEvent(O::Closed | O::Placed | O::Frozen | O::Unfrozen)) => {
            &["dispute", "case", "claim", "request", "refund", "спор", "запрос", "возврат"]
        }
        Some(What::OrderEvent(O::CancelRequested)) => &["dispute", "case", "claim", "спор"],
        Some(What::OrderEvent(O::Paid)) => &["refund", "возврат"],
        Some(What::OrderEvent(O::Delivered | O::Shipped)) => &["return", "возврат", "invoice"],
        Some(What::CaseEvent(C::Submitted)) => &["evidence", "proof", "appeal", "доказательств"],
        Some(What::CaseEvent(C::RefundProcessed)) => &["request", "application", "запрос", "заявк"],
        Some(What::CaseEvent(C::ReturnSent)) => {
            &["request", "label", "address", "instruction", "запрос", "этикетк"]
        }
        _ => &[],
    }
}

/// Beginnings of words that say what somebody wants.
const WISHES: &[&str] = &[
    "ask",
    "request",
    "want",
    "propos",
    "suggest",
    "demand",
    "expect",
    "desired",
    "preferred",
    "offer",
    "запр",
    "прос",
    "прош",
    "попрос",
    "треб",
    "предл",
    "хоч",
    "хот",
    "жела",
];
/// Whose words they are.
const PARTIES: &[&str] = &[
    "you",
    "i",
    "my",
    "your",
    "we",
    "our",
    "buyer",
    "seller",
    "store",
    "вы",
    "я",
    "мы",
    "мой",
    "мое",
    "ваш",
    "ваше",
    "покупатель",
    "покупателя",
    "продавец",
    "продавца",
    "магазин",
];
/// Beginnings of words of a decision.
const DECISIONS: &[&str] =
    &["deci", "resol", "result", "judg", "verdict", "ruled", "решен", "решил", "вердикт", "итог"];
const COUPONS: &[&str] = &["coupon", "купон"];
const PROTECTION: &[&str] = &["protection", "защит"];

fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// Most words of a heading.
const HEADING_WORDS_MAX: usize = 6;

/// True when the sentence speaks of it, or the heading above.
fn is_about(about: About, tokens: &[Token], found: &Found, before: &[&str]) -> bool {
    let stems = match about {
        About::Decision => DECISIONS,
        About::Coupon => COUPONS,
        About::Protection => PROTECTION,
    };
    if before.iter().any(|word| begins(word, stems)) {
        return true;
    }
    let whose = |word: &&str| PARTIES.contains(word) || begins(word, WISHES);
    if about == About::Decision && before.iter().any(whose) {
        return false;
    }
    let start = tokens.get(..found.from).unwrap_or_default().iter().rposition(Token::is_break);
    let is_line = |at: usize| tokens.get(at).is_some_and(|token| token.kind != Kind::Stop);
    let heading = start.filter(|at| is_line(*at)).map(|at| sentence_before(tokens, at)).unwrap_or_default();
    heading.len() <= HEADING_WORDS_MAX
        && heading.iter().any(|word| begins(word, stems))
        && !(about == About::Decision && heading.iter().any(whose))
}

/// True for a decision that is only what somebody asks for: “your expected result: full refund”.
fn is_wish(what: Option<What>, tokens: &[Token], found: &Found, before: &[&str]) -> bool {
    if what != Some(What::CaseEvent(CaseEventKind::Decision)) {
        return false;
    }
    let inside = tokens.get(found.from..found.to).unwrap_or_default().iter().filter_map(Token::word);
    let words: Vec<&str> = before.iter().copied().chain(inside).collect();
    let decided = words.iter().rposition(|word| begins(word, DECISIONS));
    let behind = words.get(decided.map_or(0, |at| at + 1)..).unwrap_or_default();
    let right_before = decided.and_then(|at| words.get(at.saturating_sub(3)..at)).unwrap_or_default();
    let whose = |word: &&str| PARTIES.contains(word) || begins(word, WISHES);
    behind.iter().any(|word| begins(word, WISHES)) || right_before.iter().any(whose)
}
