//! What a text for the marketplace should not contain: insults, anger, feelings, pleading, shouting, another language,
//! too many or too few words, an inflated claim (P2-07 to P2-09, P2-15, P4-13, P4-18). Hints only; nothing is blocked.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{fold, language};
use crate::domain::case::{Reason, SubmissionKind};
use crate::domain::event::codes;
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::rules::LanguageRule;
use crate::domain::view::Severity;
use crate::domain::wording::claim_text;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Capitals {
    word_letters_min: usize,
    words_max: usize,
    letters_percent_max: usize,
    letters_min: usize,
    known: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exclamation {
    marks_max: usize,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inflated {
    percent_max: i64,
    suggestion_percent_max: i64,
    small: Vec<Reason>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Languages {
    pub(super) tokens_min: usize,
    pub(super) english: Vec<String>,
    pub(super) others: BTreeMap<String, Vec<String>>,
}

/// The word lists and limits of `assets/words/lint.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Data {
    long_hint: usize,
    long_warn: usize,
    short_hint: usize,
    capitals: Capitals,
    exclamation: Exclamation,
    inflated: Inflated,
    insults: List,
    anger: List,
    feelings: List,
    pleading: List,
    pub(super) language: Languages,
}

const TEXT: &str = include_str!("../../../assets/words/lint.toml");

/// The lists; a test refuses a damaged file.
pub(super) fn data() -> &'static Data {
    static DATA: LazyLock<Data> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());
    &DATA
}

codes! {
    /// What a hint is about.
    HintCode {
        Insult = "insult", Anger = "anger", Capitals = "capitals", Exclamation = "exclamation",
        Feelings = "feelings", Pleading = "pleading", LongHint = "long_hint", LongWarn = "long_warn",
        OverLimit = "over_limit", TooShort = "too_short", Inflated = "inflated", NotEnglish = "not_english",
        PartNotEnglish = "part_not_english", Receipt = "receipt",
    }
}

/// One thing worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// What it is about.
    pub code: HintCode,
    /// How much it matters.
    pub severity: Severity,
    /// The sentence.
    pub message: Msg,
    /// Words of the text it is about, as typed.
    pub words: Vec<String>,
}

/// What a text is read with.
#[derive(Clone, Copy, Debug, Default)]
pub struct LintInput<'a> {
    /// What it is.
    pub kind: Option<SubmissionKind>,
    /// The text.
    pub text: &'a str,
    /// The longest the marketplace takes, where a source says so.
    pub limit: Option<usize>,
    /// What the pack says of languages.
    pub language: Option<LanguageRule>,
    /// Why the case is.
    pub reason: Option<Reason>,
    /// What is asked for.
    pub asked: Option<&'a Money>,
    /// The most that may be asked.
    pub cap: Option<&'a Money>,
    /// What the three questions suggest.
    pub suggested: Option<&'a Money>,
    /// The cost of a repair is claimed, and no receipt goes with it (P2-14).
    pub needs_receipt: bool,
}

/// Reads a text; what matters most first.
pub fn lint(input: &LintInput<'_>) -> Vec<Hint> {
    let own = language::without_quotes(input.text);
    let mut hints = Vec::new();
    let lists = [
        (HintCode::Insult, &data().insults, Severity::Attention, "words-lint-insult"),
        (HintCode::Anger, &data().anger, Severity::Attention, "words-lint-anger"),
        (HintCode::Pleading, &data().pleading, Severity::Info, "words-lint-pleading"),
        (HintCode::Feelings, &data().feelings, Severity::Info, "words-lint-feelings"),
    ];
    for (code, list, severity, id) in lists {
        let words = found(&own, &list.words);
        if !words.is_empty() {
            let message = Msg::new(id).text("words", words.join(", "));
            hints.push(Hint { code, severity, message, words });
        }
    }
    shouting(&own, &mut hints);
    tongue(input, &mut hints);
    length(input, &mut hints);
    hints.extend(inflated(input));
    if input.needs_receipt {
        hints.push(plain(HintCode::Receipt, Severity::Attention, Msg::new("words-lint-receipt")));
    }
    hints.sort_by_key(|hint| hint.severity);
    hints
}

fn plain(code: HintCode, severity: Severity, message: Msg) -> Hint {
    Hint { code, severity, message, words: Vec::new() }
}

/// Words and phrases of a list that occur in a text, as typed, each once.
fn found(text: &str, list: &[String]) -> Vec<String> {
    let said = fold::words(text);
    let mut found = Vec::new();
    for entry in list {
        let stems: Vec<String> = fold::words(entry).into_iter().map(|word| word.stem).collect();
        let place = said
            .windows(stems.len().max(1))
            .find(|window| window.iter().map(|word| &word.stem).eq(stems.iter()));
        if let Some(window) = place {
            let typed: Vec<&str> = window.iter().map(|word| word.typed.as_str()).collect();
            let typed = typed.join(" ");
            if !found.contains(&typed) {
                found.push(typed);
            }
        }
    }
    found
}

fn shouting(text: &str, hints: &mut Vec<Hint>) {
    let rule = &data().capitals;
    let loud: Vec<String> = fold::words(text)
        .into_iter()
        .map(|word| word.typed)
        .filter(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            letters >= rule.word_letters_min
                && letters == word.chars().count()
                && word.chars().all(char::is_uppercase)
                && !rule.known.contains(word)
        })
        .collect();
    let (mut upper, mut all) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        all += 1;
        upper += usize::from(c.is_uppercase());
    }
    let much = all >= rule.letters_min && upper * 100 > all * rule.letters_percent_max;
    if loud.len() > rule.words_max || much {
        let message = Msg::new("words-lint-capitals").text("words", loud.join(", "));
        hints.push(Hint { code: HintCode::Capitals, severity: Severity::Attention, message, words: loud });
    }
    let marks = text.matches(['!', '！']).count();
    if marks > data().exclamation.marks_max {
        let message = Msg::new("words-lint-exclamation").count("count", marks as i64);
        hints.push(plain(HintCode::Exclamation, Severity::Attention, message));
    }
}

fn tongue(input: &LintInput<'_>, hints: &mut Vec<Hint>) {
    if input.language == Some(LanguageRule::Any) {
        return;
    }
    let tongue = language::tongue(input.text);
    if tongue.is_foreign() {
        let id = match input.language {
            Some(LanguageRule::EnglishRequired) => "words-lint-not-english-required",
            _ => "words-lint-not-english",
        };
        hints.push(plain(HintCode::NotEnglish, Severity::Attention, Msg::new(id)));
    } else if language::is_mixed(input.text) {
        hints.push(plain(HintCode::PartNotEnglish, Severity::Info, Msg::new("words-lint-part-not-english")));
    }
}

fn length(input: &LintInput<'_>, hints: &mut Vec<Hint>) {
    let lengths = claim_text::lengths(input.text);
    let many = lengths.characters;
    let data = data();
    if let Some(limit) = input.limit.filter(|limit| lengths.strictest() > *limit) {
        let message = Msg::new("words-lint-over-limit")
            .count("count", lengths.strictest() as i64)
            .count("limit", limit as i64);
        hints.push(plain(HintCode::OverLimit, Severity::Attention, message));
    } else if many > data.long_warn {
        let message = Msg::new("words-lint-long-warn").count("count", many as i64);
        hints.push(plain(HintCode::LongWarn, Severity::Attention, message));
    } else if many > data.long_hint {
        let message = Msg::new("words-lint-long-hint").count("count", many as i64);
        hints.push(plain(HintCode::LongHint, Severity::Info, message));
    }
    let formal = matches!(input.kind, Some(SubmissionKind::Complaint | SubmissionKind::Report));
    if formal && many > 0 && many < data.short_hint {
        let message = Msg::new("words-lint-too-short").count("count", many as i64);
        hints.push(plain(HintCode::TooShort, Severity::Info, message));
    }
}

/// Asking nearly everything for a fault that usually leaves most of the value, or far more than the three questions
/// suggest (P2-15).
pub fn inflated(input: &LintInput<'_>) -> Option<Hint> {
    let rule = &data().inflated;
    let (asked, cap) = (input.asked?, input.cap?);
    if asked.currency != cap.currency || cap.minor <= 0 {
        return None;
    }
    let percent =
        |part: i64, of: i64| i64::try_from(i128::from(part) * 100 / i128::from(of)).unwrap_or(i64::MAX);
    let part = percent(asked.minor, cap.minor);
    let suggested = input.suggested.filter(|one| one.currency == asked.currency && one.minor > 0);
    let over = match suggested {
        Some(suggested) => percent(asked.minor, suggested.minor) > rule.suggestion_percent_max,
        None => input.reason.is_some_and(|reason| rule.small.contains(&reason)) && part > rule.percent_max,
    };
    over.then(|| {
        let message =
            Msg::new("words-lint-inflated").money("asked", asked).money("cap", cap).count("percent", part);
        plain(HintCode::Inflated, Severity::Attention, message)
    })
}
