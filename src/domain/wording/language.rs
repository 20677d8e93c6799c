//! Whether a text is English: by its letters, and for Latin letters by its small words (P4-18). A simple test that
//! warns; it never stands in the way.

use std::collections::BTreeMap;

use super::fold;
use super::lint::data;

/// What a text looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English, or too short to tell.
    English,
    /// Mostly in letters that are not Latin.
    OtherLetters,
    /// In Latin letters, but the small words are those of another language: its code.
    Other(String),
    /// In Latin letters, without the small words English text has.
    Unknown,
}

impl Tongue {
    /// True where the text should be looked at again.
    pub fn is_foreign(&self) -> bool {
        *self != Self::English
    }
}

/// What stands between “ and ” is a name or a quotation, not the buyer's own text.
pub fn without_quotes(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// Judges a text.
pub fn tongue(text: &str) -> Tongue {
    let text = without_quotes(text);
    let (latin, other) = letters(&text);
    if other > latin {
        return Tongue::OtherLetters;
    }
    let words: Vec<String> = fold::words(&text)
        .iter()
        .map(|word| fold::fold(&word.typed))
        .filter(|word| word.chars().all(|c| c.is_alphabetic() && c <= '\u{24f}'))
        .collect();
    let language = &data().language;
    if words.len() < language.tokens_min {
        return Tongue::English;
    }
    let hits = |list: &[String]| words.iter().filter(|word| list.contains(word)).count();
    let english = hits(&language.english);
    let others: BTreeMap<usize, &String> =
        language.others.iter().map(|(code, list)| (hits(list), code)).collect();
    match others.last_key_value() {
        Some((count, code)) if *count > english && *count > 1 => Tongue::Other((*code).clone()),
        _ if english == 0 => Tongue::Unknown,
        _ => Tongue::English,
    }
}

/// True when some letters are not Latin, though not most.
pub fn is_mixed(text: &str) -> bool {
    let (latin, other) = letters(&without_quotes(text));
    other > 0 && other <= latin
}

/// Letters in Latin script and in others. Latin letters with their accents end at U+024F.
fn letters(text: &str) -> (usize, usize) {
    text.chars().filter(|c| c.is_alphabetic()).fold((0, 0), |(latin, other), c| {
        if c <= '\u{24f}' { (latin + 1, other) } else { (latin, other + 1) }
    })
}
