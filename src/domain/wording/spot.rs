//! Finds given phrases in free text: word by word, without regard to capitals, ё or punctuation.
//! Owns the matching; the phrases are data of those who ask (`traps`, `needs`).

use serde::Deserialize;

/// A text cut into words, ready to be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens(Vec<String>);

/// Words that may stand where a phrase has `..`.
const GAP_WORDS_MAX: usize = 3;

impl Tokens {
    /// Cuts a text into words of letters and digits, in lower case.
    pub fn of(text: &str) -> Self {
        let folded: String =
            text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect();
        Self(
            folded
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    /// The words themselves.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    Beginning(String),
    Gap,
}

/// Phrases to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases(Vec<Vec<Piece>>);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let piece = |word: &str| match word.strip_suffix('*') {
            _ if word == ".." => Piece::Gap,
            Some(beginning) => Piece::Beginning(beginning.to_lowercase().replace('ё', "е")),
            None => Piece::Word(word.to_lowercase().replace('ё', "е")),
        };
        Self(phrases.iter().map(|phrase| phrase.split_whitespace().map(piece).collect()).collect())
    }
}

impl Phrases {
    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first words of the text that are one of the phrases.
    pub fn find(&self, text: &Tokens) -> Option<String> {
        self.find_where(text, |_| true)
    }

    /// The first words of the text that are one of the phrases, with only such words before them as are taken.
    pub fn find_where(&self, text: &Tokens, takes: impl Fn(&[String]) -> bool) -> Option<String> {
        (0..text.0.len()).find_map(|from| {
            let (before, rest) = text.0.split_at_checked(from)?;
            let length =
                self.0.iter().find_map(|phrase| matched(phrase, rest).filter(|length| *length > 0))?;
            takes(before).then(|| rest.get(..length).map(|words| words.join(" ")))?
        })
    }

    /// True when some words end in one of the phrases.
    pub fn ends(&self, words: &[String]) -> bool {
        (0..words.len()).any(|from| {
            let rest = words.get(from..).unwrap_or_default();
            self.0.iter().any(|phrase| matched(phrase, rest) == Some(rest.len()))
        })
    }
}

/// How many words of the beginning of a text a phrase takes, if it stands there.
fn matched(phrase: &[Piece], text: &[String]) -> Option<usize> {
    let Some((piece, rest)) = phrase.split_first() else { return Some(0) };
    let one = |takes: bool| {
        if !takes {
            return None;
        }
        matched(rest, text.get(1..)?).map(|length| length + 1)
    };
    match piece {
        Piece::Word(word) => one(text.first().is_some_and(|first| first == word)),
        Piece::Beginning(beginning) => one(text.first().is_some_and(|first| first.starts_with(beginning))),
        Piece::Gap => (0..=GAP_WORDS_MAX)
            .find_map(|skipped| matched(rest, text.get(skipped..)?).map(|length| length + skipped)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(phrases: &[&str], text: &str) -> Option<String> {
        let phrases: Vec<String> = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        Phrases::from(phrases).find(&Tokens::of(text))
    }

    #[test]
    fn phrases_are_found_across_capitals_punctuation_and_some_words() {
        assert_eq!(
            find(&["close .. dispute"], "Please CLOSE, dear, the dispute."),
            Some("close dear the dispute".into())
        );
        assert_eq!(find(&["close .. dispute"], "close a b c d dispute"), None);
        assert_eq!(find(&["ещё немного"], "Подождите еще немного"), Some("еще немного".into()));
        assert_eq!(find(&["скидк*"], "Дам СКИДКУ"), Some("скидку".into()));
    }

    #[test]
    fn a_word_inside_another_is_not_found() {
        assert_eq!(find(&["wait"], "a waiter"), None);
        assert_eq!(find(&["pay"], "paypal"), None);
    }
}
