//! Which orders a pack or a timer concerns, as data: where it ships from, its badges, how it was paid.

use serde::{Deserialize, Serialize};

use crate::domain::order::Order;

/// Members of the European Union.
const EU: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// What the European Economic Area has besides.
const EEA_MORE: &[&str] = &["IS", "LI", "NO"];

/// Conditions on an order. Those that are given must all hold; what the order does not say does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliesIf {
    /// Countries (ISO 3166 alpha-2), `EU` or `EEA`: one of them. Empty: anywhere.
    pub ships_from: Vec<String>,
    /// With the free-returns badge, or without it.
    pub free_returns: Option<bool>,
    /// With a return to a warehouse in the buyer's country, or without it.
    pub local_return: Option<bool>,
    /// Words of which the order's means of payment has one, in small letters. Empty: however paid.
    pub payment: Vec<String>,
}

impl AppliesIf {
    /// True when the order is one of those meant.
    pub fn holds_for(&self, order: &Order) -> bool {
        let method = order.payment_method.as_deref().unwrap_or_default().to_lowercase();
        let country = order.ships_from.as_deref().unwrap_or_default().trim().to_uppercase();
        (self.ships_from.is_empty() || self.ships_from.iter().any(|place| place_has(place, &country)))
            && self.free_returns.is_none_or(|wanted| order.free_returns == wanted)
            && self.local_return.is_none_or(|wanted| order.local_return == wanted)
            && (self.payment.is_empty() || self.payment.iter().any(|word| has_word(&method, word)))
    }
}

/// True for a word that may stand in `ships_from`.
pub(in crate::domain) fn is_place(word: &str) -> bool {
    matches!(word, "EU" | "EEA") || (word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

impl AppliesIf {
    /// True when a place (a country, `EU` or `EEA`) has a country in it.
    pub(in crate::domain) fn place_has(place: &str, country: &str) -> bool {
        place_has(place, country)
    }
}

fn place_has(place: &str, country: &str) -> bool {
    match place {
        "EU" => EU.contains(&country),
        "EEA" => EU.contains(&country) || EEA_MORE.contains(&country),
        place => place == country,
    }
}

/// Whole words only: `mastercard` is not `card`.
fn has_word(text: &str, word: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(word)).map(|at| at + from) {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = letter(text.get(..at).and_then(|before| before.chars().next_back()));
        let after = letter(text.get(at + word.len()..).and_then(|after| after.chars().next()));
        if !before && !after {
            return true;
        }
        from = at + word.len();
    }
    false
}
