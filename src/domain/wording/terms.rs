//! Single facts typed in the buyer's language, put into English word by word: colours, sizes, materials, parts.
//! Translates only what it knows whole; a text with one unknown word is left to the buyer.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::fold;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    terms: BTreeMap<String, Vec<String>>,
}

const TEXT: &str = include_str!("../../../assets/words/terms.toml");

/// English by the stems of what it is called.
fn terms() -> &'static BTreeMap<Vec<String>, String> {
    static TERMS: LazyLock<BTreeMap<Vec<String>, String>> = LazyLock::new(|| {
        let file: File = toml::from_str(TEXT).unwrap_or_default();
        let mut terms = BTreeMap::new();
        for (english, called) in file.terms {
            for words in called {
                let stems = fold::words(&words).into_iter().map(|word| word.stem).collect();
                terms.insert(stems, english.clone());
            }
        }
        terms
    });
    &TERMS
}

/// Most words of a term.
const TERM_WORDS_MAX: usize = 3;

/// The text in English, if every word of it is known, a number or in Latin letters already.
pub fn to_english(text: &str) -> Option<String> {
    let pieces = pieces(text);
    let mut out = String::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if !piece.is_word {
            out.push_str(&piece.text);
            at += 1;
            continue;
        }
        if piece.text.chars().all(|c| !c.is_alphabetic() || c <= '\u{24f}') {
            out.push_str(&piece.text);
            at += 1;
            continue;
        }
        let (english, taken) = longest(pieces.get(at..).unwrap_or_default())?;
        out.push_str(english);
        at += taken;
    }
    Some(out.trim().to_owned())
}

struct Piece {
    text: String,
    is_word: bool,
}

/// Words and what stands between them.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for c in text.chars() {
        let is_word = c.is_alphanumeric();
        match pieces.last_mut() {
            // 42мм is a number and a word.
            Some(last) if last.is_word == is_word && !digit_meets_letter(&last.text, c) => last.text.push(c),
            _ => pieces.push(Piece { text: c.to_string(), is_word }),
        }
    }
    pieces
}

fn digit_meets_letter(before: &str, c: char) -> bool {
    let last_is_digit = before.chars().last().is_some_and(|last| last.is_ascii_digit());
    last_is_digit && c.is_alphabetic() && c > '\u{24f}'
}

/// The longest term that begins here, and how many pieces it takes.
fn longest(pieces: &[Piece]) -> Option<(&'static str, usize)> {
    let mut stems = Vec::new();
    let mut best = None;
    for (index, piece) in pieces.iter().enumerate() {
        if piece.is_word {
            stems.push(fold::stem(&piece.text));
            if let Some(english) = terms().get(&stems) {
                best = Some((english.as_str(), index + 1));
            }
            if stems.len() == TERM_WORDS_MAX {
                break;
            }
        } else if piece.text.trim() != "" {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_whole_is_put_into_english() {
        assert_eq!(to_english("чёрная, размер 42").as_deref(), Some("black, size 42"));
        assert_eq!(to_english("белые вместо чёрных").as_deref(), Some("white instead of black"));
        assert_eq!(to_english("5 шт, кожа").as_deref(), Some("5 pieces, leather"));
        assert_eq!(to_english("XL").as_deref(), Some("XL"));
    }

    #[test]
    fn one_unknown_word_leaves_the_text_alone() {
        assert_eq!(to_english("чёрная и загадочная"), None);
    }
}
