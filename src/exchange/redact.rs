//! Takes private words out of everything a redacted bundle says: address, account, the buyer's name, phone
//! numbers, e-mail addresses. Works on texts; files are left out elsewhere.

use crate::domain::order::Order;

/// What stands where something was left out.
pub(super) const GAP: &str = "[…]";

/// Shortest piece of an address that is looked for; shorter ones stand in half of all words.
const PIECE_LEN_MIN: usize = 4;

/// Knows what is private.
#[derive(Clone, Debug, Default)]
pub(super) struct Redactor {
    /// Lower-case character sequences, longest first.
    words: Vec<Vec<char>>,
    /// Digits of phone numbers found in the address.
    numbers: Vec<String>,
}

impl Redactor {
    /// Gathers what is private from the order and the caller's own words.
    pub(super) fn new(order: Option<&Order>, private_words: &[String]) -> Self {
        let address = order.and_then(|order| order.address.as_deref()).unwrap_or_default();
        let account = order.and_then(|order| order.account.as_deref()).unwrap_or_default();
        let pieces: Vec<&str> = address.split([',', ';', '\n', '\r']).map(str::trim).collect();
        let mut words: Vec<&str> = private_words.iter().map(String::as_str).chain([account]).collect();
        words.extend(pieces.iter().filter(|piece| piece.chars().count() >= PIECE_LEN_MIN));
        // An address begins with the name it is for; each part of a name is private by itself.
        if let Some(name) = pieces.first().filter(|piece| !piece.chars().any(|c| c.is_ascii_digit())) {
            words.extend(name.split_whitespace().filter(|word| word.chars().count() >= 3));
        }
        let mut words: Vec<Vec<char>> =
            words.into_iter().map(str::trim).filter(|word| !word.is_empty()).map(folded).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        let numbers = pieces.iter().map(|piece| digits(piece)).filter(|number| number.len() >= 7).collect();
        Self { words, numbers }
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
            let found = self
                .word_len(rest, before)
                .or_else(|| email_len(rest, before))
                .or_else(|| self.number_len(rest, before));
            if let Some(len) = found {
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

    /// A phone number: with a plus and 8–15 digits, or one that the address holds.
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
        (is_phone || is_known).then_some(len)
    }
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
        let cases = [
            ("I am anna petrova.", "I am […]."),
            ("Annabel Petrovason", "Annabel Petrovason"),
            ("write to a.p@example.com, please", "write to […], please"),
            ("call +7 (916) 123-45-67 now", "call […] now"),
            ("call 8 916 123 45 67", "call […]"),
            ("call 9161234567", "call […]"),
            ("order 8123456789012345, 12.03.2026", "order 8123456789012345, 12.03.2026"),
        ];
        for (text, expected) in cases {
            assert_eq!(redactor.clean(text), expected);
        }
    }
}
