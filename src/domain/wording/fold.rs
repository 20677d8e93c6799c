//! Folding and light stemming of English and Russian words, so that “порвалась” finds “порван” and “faded” finds
//! “fades”. Matches words, understands nothing.

/// A word of a text: as typed, and what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the text.
    pub typed: String,
    /// Folded and stemmed.
    pub stem: String,
}

/// The words of a text in order. Digits count as words; signs separate.
pub fn words(text: &str) -> Vec<Word> {
    let plain = text.replace(['’', '‘'], "'").replace("n't", " not").replace("N'T", " not");
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| Word { typed: word.to_owned(), stem: stem(word) })
        .collect()
}

/// The stems of a text in order, small words left out.
pub fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.stem).filter(|stem| !is_small(stem)).collect()
}

/// Lower case, ё as е.
pub fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

/// Words that say nothing about what is wrong. “Not” and “не” are none of them.
pub fn is_small(stem: &str) -> bool {
    SMALL.contains(&stem)
}

const SMALL: &[&str] = &[
    "a",
    "an",
    "the",
    "is",
    "was",
    "it",
    "its",
    "my",
    "me",
    "i",
    "to",
    "of",
    "in",
    "at",
    "do",
    "doe",
    "did",
    "has",
    "hav",
    "had",
    "and",
    "but",
    "thi",
    "that",
    "be",
    "been",
    "are",
    "wa",
    "ha",
    "on",
    "и",
    "а",
    "но",
    "в",
    "во",
    "на",
    "я",
    "мне",
    "мой",
    "мо",
    "мы",
    "он",
    "она",
    "оно",
    "это",
    "эт",
    "у",
    "к",
    "по",
    "же",
    "бы",
    "с",
    "со",
    "за",
    "из",
    "от",
    "до",
    "все",
    "вс",
    "так",
    "очень",
    "очен",
    "что",
];

/// The stem of a word: folded, its commonest endings taken off.
pub fn stem(word: &str) -> String {
    let word = fold(word);
    if word.chars().any(|c| ('а'..='я').contains(&c)) { russian(&word) } else { english(word) }
}

/// Fewest letters a stem keeps.
const STEM_MIN: usize = 3;

fn without<'w>(word: &'w str, endings: &[&str]) -> &'w str {
    endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= STEM_MIN))
        .unwrap_or(word)
}

const ENGLISH_ENDINGS: &[&str] = &["ing", "edly", "ed", "ies", "es", "s", "ly", "y"];

fn english(word: String) -> String {
    if !word.is_ascii() || word.chars().any(|c| c.is_ascii_digit()) {
        return word;
    }
    let rest = without(&word, ENGLISH_ENDINGS);
    let rest = without(rest, &["e"]);
    let mut letters: Vec<char> = rest.chars().collect();
    // stopped, fitting: the doubled letter belongs to the ending.
    if letters.len() > STEM_MIN
        && let [.., before, last] = letters.as_slice()
        && before == last
        && !matches!(last, 'a' | 'e' | 'i' | 'o' | 'u')
    {
        letters.pop();
    }
    letters.into_iter().collect()
}

const RUSSIAN_ENDINGS: &[&str] = &[
    "иями",
    "алась",
    "алось",
    "ались",
    "илась",
    "илось",
    "ились",
    "ется",
    "ются",
    "ится",
    "ятся",
    "ался",
    "ился",
    "ями",
    "ами",
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "иях",
    "лась",
    "лось",
    "лись",
    "ает",
    "ают",
    "ала",
    "али",
    "ало",
    "ила",
    "или",
    "ило",
    "лся",
    "ует",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ие",
    "ый",
    "ий",
    "ой",
    "ую",
    "юю",
    "ом",
    "ем",
    "ам",
    "ям",
    "ах",
    "ях",
    "ых",
    "их",
    "ов",
    "ев",
    "ей",
    "ою",
    "ею",
    "ать",
    "ить",
    "еть",
    "ит",
    "ят",
    "ет",
    "ют",
    "ия",
    "ии",
    "ию",
    "ла",
    "ло",
    "ли",
    "а",
    "я",
    "о",
    "е",
    "ы",
    "и",
    "у",
    "ю",
    "ь",
    "й",
    "л",
];

fn russian(word: &str) -> String {
    without(word, RUSSIAN_ENDINGS).to_owned()
}

/// Fewest letters two words must share to be called near.
const NEAR_MIN: usize = 4;

/// True when one stem begins with the other and enough is shared: “порв” and “порван”.
pub fn near(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (shared, all) = (short.chars().count(), long.chars().count());
    shared >= NEAR_MIN && all <= shared + 3 && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [
            ("faded", "fades"),
            ("seams", "seam"),
            ("stopped", "stop"),
            ("Размера", "размер"),
            ("нитки", "нитка"),
            ("ЧЁРНЫЙ", "черная"),
            ("работает", "работают"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert!(near(&stem("порвалась"), &stem("порван")));
        assert!(!near("size", "sizzling"));
    }

    #[test]
    fn a_contraction_keeps_its_not() {
        assert_eq!(stems("It doesn’t work"), stems("does not work"));
    }
}
