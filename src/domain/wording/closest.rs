//! The closest of several things to what the buyer says in own words (P3-21, P3-22): a local match of folded, lightly
//! stemmed words against the words each thing is called by. Reasons of disputes and of reports ask the same function.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{self, Word};

/// A thing that can be meant, with what buyers call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its stable code.
    pub code: String,
    /// Words and short phrases for it, in any language.
    pub words: Vec<String>,
}

/// How close a thing is to what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Its code.
    pub code: String,
    /// Higher is closer; comparable within one search only.
    pub score: u32,
    /// Why: words of the buyer with the word of the list that they matched.
    pub why: Vec<Match>,
}

/// Words of the buyer that matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// As typed.
    pub said: String,
    /// The word or phrase of the list.
    pub known: String,
}

/// What one word is worth where no other thing is called so.
const WORD: u32 = 60;
/// The least a word is worth, however many things share it.
const WORD_MIN: u32 = 6;
/// A phrase is worth more than its words apart.
const PHRASE_BONUS: u32 = 30;
/// Words that may stand between those of a phrase.
const GAP_MAX: usize = 1;

/// Things ranked by how close they are, closest first; those that nothing said points to are left out. Equal ones keep
/// the order they came in.
pub fn closest<'e>(entries: impl IntoIterator<Item = &'e Entry>, said: &str) -> Vec<Close> {
    let entries: Vec<&Entry> = entries.into_iter().collect();
    let said: Vec<Word> = fold::words(said).into_iter().filter(|word| !fold::is_small(&word.stem)).collect();
    let known: Vec<Vec<(&str, Vec<String>)>> = entries
        .iter()
        .map(|entry| entry.words.iter().map(|words| (words.as_str(), fold::stems(words))).collect())
        .collect();
    let shared = shared_by(&known);
    let worth = |stem: &String| {
        let things = shared.get(stem.as_str()).copied().unwrap_or(1).max(1);
        (WORD / things).max(WORD_MIN)
    };
    let mut ranked: Vec<Close> = entries
        .iter()
        .zip(&known)
        .map(|(entry, phrases)| rank(entry, phrases, &said, &worth))
        .filter(|close| close.score > 0)
        .collect();
    ranked.sort_by_key(|close| std::cmp::Reverse(close.score));
    ranked
}

/// In how many things each stem occurs.
fn shared_by<'k>(known: &'k [Vec<(&str, Vec<String>)>]) -> BTreeMap<&'k str, u32> {
    let mut shared = BTreeMap::new();
    for phrases in known {
        let stems: BTreeSet<&str> =
            phrases.iter().flat_map(|(_, stems)| stems.iter().map(String::as_str)).collect();
        for stem in stems {
            *shared.entry(stem).or_insert(0) += 1;
        }
    }
    shared
}

fn rank(
    entry: &Entry,
    phrases: &[(&str, Vec<String>)],
    said: &[Word],
    worth: &impl Fn(&String) -> u32,
) -> Close {
    let mut score = 0;
    let mut used = BTreeSet::new();
    let mut why = Vec::new();
    // Longer phrases first: what they used up counts no second time.
    let mut order: Vec<&(&str, Vec<String>)> =
        phrases.iter().filter(|(_, stems)| !stems.is_empty()).collect();
    order.sort_by_key(|(_, stems)| std::cmp::Reverse(stems.len()));
    for (known, stems) in order {
        let Some(found) = find(stems, said) else { continue };
        if found.places.iter().all(|place| used.contains(place)) {
            continue;
        }
        let words: u32 = stems.iter().map(worth).sum();
        let whole = if stems.len() > 1 { words + PHRASE_BONUS } else { words };
        // A lone “not” points to nothing.
        if stems.len() == 1 && stems.iter().all(|stem| NEGATIONS.contains(&stem.as_str())) {
            continue;
        }
        score += if found.exact { whole } else { whole / 2 };
        let typed: Vec<&str> = found
            .places
            .iter()
            .filter_map(|place| said.get(*place))
            .map(|word| word.typed.as_str())
            .collect();
        why.push(Match { said: typed.join(" "), known: (*known).to_owned() });
        used.extend(found.places);
    }
    Close { code: entry.code.clone(), score, why }
}

const NEGATIONS: &[&str] = &["not", "no", "не", "нет"];

struct Found {
    places: Vec<usize>,
    exact: bool,
}

/// Where the stems stand in what was said, in their order and close together.
fn find(stems: &[String], said: &[Word]) -> Option<Found> {
    let (first, rest) = stems.split_first()?;
    let begins = said.iter().enumerate().filter_map(|(place, word)| Some((place, same(first, &word.stem)?)));
    let mut best: Option<Found> = None;
    for (place, exact) in begins {
        let mut found = Found { places: vec![place], exact };
        let mut at = place;
        for stem in rest {
            let next = said
                .iter()
                .enumerate()
                .skip(at + 1)
                .take(GAP_MAX + 1)
                .find_map(|(place, word)| Some((place, same(stem, &word.stem)?)));
            let Some((place, exact)) = next else { break };
            found.places.push(place);
            found.exact &= exact;
            at = place;
        }
        if found.places.len() == stems.len() && best.as_ref().is_none_or(|best| found.exact && !best.exact) {
            best = Some(found);
        }
    }
    best
}

/// `Some(true)` for the same stem, `Some(false)` for a near one.
fn same(known: &str, said: &str) -> Option<bool> {
    if known == said {
        return Some(true);
    }
    fold::near(known, said).then_some(false)
}
