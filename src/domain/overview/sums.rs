//! Money at stake and recovered, one sum per currency; nothing is converted and nothing counted twice.

use std::collections::BTreeMap;

use crate::domain::money::Money;
use crate::domain::rows::{CaseRow, DueItem};

/// What the head of Today and `summary` say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// Asked for or decided and not there yet, and paid for orders whose dates still run.
    pub at_stake: Vec<Money>,
    /// Seen on the account over all cases, closed ones too.
    pub recovered: Vec<Money>,
}

/// Sums over everything coming and over all cases.
pub fn sums(items: &[DueItem], cases: &[CaseRow]) -> Sums {
    Sums {
        at_stake: at_stake(items),
        recovered: per_currency(cases.iter().filter_map(|row| row.received.as_ref())),
    }
}

/// Amounts added up by currency, by its code; nothing where the sum is nothing.
pub fn per_currency<'a>(amounts: impl Iterator<Item = &'a Money>) -> Vec<Money> {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for money in amounts {
        let sum = sums.entry(money.currency.code()).or_insert_with(|| Money::new(0, money.currency.clone()));
        if let Some(more) = sum.plus(money) {
            *sum = more;
        }
    }
    sums.into_values().filter(|sum| sum.minor != 0).collect()
}

/// Per order what its cases are about, each product once; where the order's own dates run too, what was paid for
/// all of it, which those amounts are parts of. A case without an order counts by itself.
fn at_stake(items: &[DueItem]) -> Vec<Money> {
    let mut whole: BTreeMap<(u8, i64, String), i64> = BTreeMap::new();
    let mut parts: BTreeMap<(u8, i64, String), BTreeMap<Option<i64>, i64>> = BTreeMap::new();
    for item in items {
        let Some(money) = item.at_stake.as_ref().filter(|money| money.minor > 0) else { continue };
        let of = item.order.map_or((1, item.case.map_or(0, |case| case.0)), |order| (0, order.0));
        let key = (of.0, of.1, money.currency.code().to_owned());
        let kept = if item.case.is_none() {
            whole.entry(key).or_default()
        } else {
            parts.entry(key).or_default().entry(item.line.map(|line| line.0)).or_default()
        };
        *kept = (*kept).max(money.minor);
    }
    for (key, lines) in parts {
        let total = lines.values().fold(0_i64, |sum, minor| sum.saturating_add(*minor));
        let kept = whole.entry(key).or_default();
        *kept = (*kept).max(total);
    }
    let amounts: Vec<Money> = whole
        .into_iter()
        .filter_map(|((.., code), minor)| {
            Some(Money::new(minor, crate::domain::money::Currency::parse(&code)?))
        })
        .collect();
    per_currency(amounts.iter())
}
