//! Takes private words out of everything a redacted bundle says: address, account, the buyer's name, phone
//! numbers, e-mail addresses. Works on texts; files are left out elsewhere.

use crate::domain::order::Order;

/// What stands where something was left out.
pub(super) const GAP: &str = "[…]";

/// Digits of a phone number that is written without a plus.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

/// Characters of a date in digits.
const DATE_LEN: usize = 10;

/// Shortest piece of an address that is looked for; shorter ones stand in half of all words.
const PIECE_LEN_MIN: usize = 4;
/// Shortest part of a name.
const NAME_LEN_MIN: usize = 3;

/// The words and numbers a redacted bundle must not hold, wherever they stand in its files.
pub fn private_words(order: Option<&Order>, words: &[String]) -> Vec<String> {
    Redactor::new(order, words).words()
}

/// Knows what is private.
#[derive(Clone, Debug, Default)]
pub(super) struct Redactor {
    /// Lower-case character sequences, longest first.
    words: Vec<Vec<char>>,
    /// Digits of phone numbers found in the address and among the caller's words.
    numbers: Vec<String>,
    /// Digits of the order and tracking numbers, which stay.
    public: Vec<String>,
}

impl Redactor {
    /// Gathers what is private from the order and the caller's own words.
    pub(super) fn new(order: Option<&Order>, private_words: &[String]) -> Self {
        let address = order.and_then(|order| order.address.as_deref()).unwrap_or_default();
        let account = order.and_then(|order| order.account.as_deref()).unwrap_or_default();
        let pieces: Vec<&str> = address.split([',', ';', '\n', '\r']).map(str::trim).collect();
        let mut words: Vec<&str> = private_words.iter().map(String::as_str).chain([account]).collect();
        words.extend(pieces.iter().filter(|piece| piece.chars().count() >= PIECE_LEN_MIN));
        // A name among the caller's words is private in all its parts, like the one of an address.
        let names = private_words.iter().filter(|words| !words.chars().any(|c| c.is_ascii_digit()));
        words.extend(
            names
                .flat_map(|name| name.split_whitespace())
                .filter(|word| word.chars().count() >= NAME_LEN_MIN),
        );
        // An address begins with the name it is for; each part of a name is private by itself.
        if let Some(name) = pieces.first().filter(|piece| !piece.chars().any(|c| c.is_ascii_digit())) {
            words.extend(name.split_whitespace().filter(|word| word.chars().count() >= NAME_LEN_MIN));
        }
        let mut words: Vec<Vec<char>> =
            words.into_iter().map(str::trim).filter(|word| !word.is_empty()).map(folded).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        let numbers = pieces.iter().copied().chain(private_words.iter().map(String::as_str));
        let numbers = numbers.map(digits).filter(|number| number.len() >= 7).collect();
        let public = order.map(|order| vec![order.number.key(), order.tracking.clone().unwrap_or_default()]);
        let public = public.unwrap_or_default().iter().map(|number| digits(number)).collect();
        Self { words, numbers, public }
    }

    /// Every word and number that is looked for, in lower case.
    pub(super) fn words(&self) -> Vec<String> {
        self.words.iter().map(|word| word.iter().collect()).chain(self.numbers.iter().cloned()).collect()
    }

    /// The text with every private part replaced.
    pub(super) fn clean(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        // One folded character per character, so that places agree.
        let fold: Vec<char> = chars.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = chars.get(at) {
            let rest = fold.get(at..).unwrap_or_default();
            let before = at.checked_sub(1).and_then(|before| chars.get(before)).copied();
            // An e-mail address may hold a private word; it goes as a whole.
            let found = email_len(rest, before)
                .or_else(|| self.word_len(rest, before))
                .or_else(|| self.number_len(rest, before));
            if let Some(len) = date_len(rest, before) {
                out.extend(chars.iter().skip(at).take(len));
                at += len;
            } else if let Some(len) = found {
                out.push_str(GAP);
                at += len;
            } else {
                out.push(*c);
                at += 1;
            }
        }
        out
    }

    fn word_len(&self, rest: &[char], before: Option<char>) -> Option<usize> {
        if before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.words
            .iter()
            .find(|word| {
                rest.starts_with(word) && !rest.get(word.len()).is_some_and(|after| after.is_alphanumeric())
            })
            .map(Vec::len)
    }

    /// A phone number: with a plus and 8–15 digits, one that is known, or one that looks like it.
    fn number_len(&self, rest: &[char], before: Option<char>) -> Option<usize> {
        let first = rest.first().copied()?;
        if !(first == '+' || first.is_ascii_digit()) || before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let run = rest
            .iter()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '-' | '\u{a0}' | '.'))
            .count();
        let run = rest.get(..run)?;
        let len = run.iter().rposition(char::is_ascii_digit)? + 1;
        let found: String = run.iter().filter(|c| c.is_ascii_digit()).collect();
        let is_phone = first == '+' && (8..=15).contains(&found.len());
        // The last ten digits tell: the country may stand in front in one way or another, or not at all.
        let tail = |number: &str| number.chars().rev().take(10).collect::<String>();
        let is_known = (7..=15).contains(&found.len())
            && self.numbers.iter().any(|number| {
                let (number, found) = (tail(number), tail(&found));
                number.starts_with(&found) || found.starts_with(&number)
            });
        if is_phone || is_known {
            return Some(len);
        }
        self.unknown_number_len(run, before)
    }

    /// Ten or eleven digits in a row of groups, unless they are part of the order or tracking number. What stands
    /// beside them in the same run goes too: where a number begins cannot be told.
    fn unknown_number_len(&self, run: &[char], before: Option<char>) -> Option<usize> {
        // Behind a slash stands a part of a link.
        if before == Some('/') {
            return None;
        }
        let groups: Vec<String> = run
            .split(|c| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .map(|group| group.iter().collect())
            .collect();
        let is_phone = (0..groups.len()).any(|from| {
            let mut number = String::new();
            groups.iter().skip(from).any(|group| {
                number.push_str(group);
                PHONE_DIGITS.contains(&number.len())
                    && !self.public.iter().any(|known| known.contains(&number))
            })
        });
        is_phone.then(|| run.iter().rposition(char::is_ascii_digit).map_or(0, |last| last + 1))
    }
}

/// The length of a date at the beginning: `2026-03-18`, `18.03.2026`.
fn date_len(rest: &[char], before: Option<char>) -> Option<usize> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let text: String = rest.iter().take(DATE_LEN).collect();
    if rest.get(DATE_LEN).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let mut groups = text.split(['-', '.']);
    let (Some(first), Some(second), Some(third), None) =
        (groups.next(), groups.next(), groups.next(), groups.next())
    else {
        return None;
    };
    let digits = |group: &str, len: usize| group.len() == len && group.bytes().all(|b| b.is_ascii_digit());
    let year = |group: &str| digits(group, 4) && (group.starts_with("19") || group.starts_with("20"));
    let part = |group: &str| digits(group, 2);
    let is_date = part(second) && ((year(first) && part(third)) || (part(first) && year(third)));
    is_date.then_some(DATE_LEN)
}

fn email_len(rest: &[char], before: Option<char>) -> Option<usize> {
    let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    if before.as_ref().is_some_and(is_part) {
        return None;
    }
    let user = rest.iter().take_while(|c| is_part(c)).count();
    if user == 0 || rest.get(user) != Some(&'@') {
        return None;
    }
    let host: Vec<char> = rest.get(user + 1..)?.iter().take_while(|c| is_part(c)).copied().collect();
    let host_len = host.iter().rposition(|c| c.is_alphanumeric())? + 1;
    host.contains(&'.').then_some(user + 1 + host_len)
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_addresses_go_and_order_numbers_stay() {
        let words = ["Anna Petrova".to_owned()];
        let mut redactor = Redactor::new(None, &words);
        redactor.numbers = vec!["79161234567".to_owned()];
        redactor.public = vec!["123456789012".to_owned()];
        let cases = [
            ("I am anna petrova.", "I am […]."),
            ("Annabel Petrovason", "Annabel Petrovason"),
            ("write to a.p@example.com, please", "write to […], please"),
            ("call +7 (916) 123-45-67 now", "call […] now"),
            ("call 8 916 123 45 67", "call […]"),
            ("call 9161234567", "call […]"),
            ("order 8123456789012345, 12.03.2026", "order 8123456789012345, 12.03.2026"),
            ("call 8 495 765-43-21 or 84957654321", "call […] or […]"),
            ("rings: 5 8 495 765-43-21", "rings: […]"),
            ("2026-03-18 10:00, 18.03.2026 10.00.15", "2026-03-18 10:00, 18.03.2026 10.00.15"),
            ("2026-03-18 8 916 123 45 67", "2026-03-18 […]"),
            ("https://example.com/item/32890011223.html", "https://example.com/item/32890011223.html"),
            ("Petrova was here", "[…] was here"),
            ("8123 4567 8901 2345", "8123 4567 8901 2345"),
            ("parcel 12-34567-89012, 3456789012", "parcel 12-34567-89012, 3456789012"),
        ];
        for (text, expected) in cases {
            assert_eq!(redactor.clean(text), expected);
        }
    }
}
