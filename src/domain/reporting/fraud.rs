//! Patterns of fraud that can be seen from the buyer's own orders: hints to look, never verdicts.

use super::book;
use crate::domain::case::Reason;
use crate::domain::message::Msg;
use crate::domain::order::{Order, number_key};

/// A pattern that an order matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Its code.
    pub code: &'static str,
    /// What was seen.
    pub text: Msg,
}

/// Patterns of an order, seen beside the buyer's `others` and the reasons of its cases.
pub fn patterns(order: &Order, others: &[&Order], reasons: &[Reason]) -> Vec<Pattern> {
    let mut found = Vec::new();
    found.extend(shared_tracking(order, others));
    found.extend(price_bait(order));
    if reasons.contains(&Reason::NotReceivedWrongAddress) {
        found.push(Pattern { code: "wrong_recipient", text: Msg::new("report-pattern-wrong-recipient") });
    }
    found
}

/// One number on several orders: one parcel for all of them, or a number that belongs to none (P13-70).
fn shared_tracking(order: &Order, others: &[&Order]) -> Option<Pattern> {
    let own = number_key(order.tracking.as_deref()?);
    let sharing: Vec<&Order> = others
        .iter()
        .copied()
        .filter(|other| other.id != order.id && other.removed_at.is_none())
        .filter(|other| other.tracking.as_deref().map(number_key).as_deref() == Some(own.as_str()))
        .collect();
    if own.is_empty() || sharing.is_empty() {
        return None;
    }
    let numbers: Vec<&str> = sharing.iter().map(|other| other.number.as_typed()).collect();
    let one_store = order.store.is_some() && sharing.iter().all(|other| other.store == order.store);
    // One store may send two orders in one parcel; two stores cannot.
    let id =
        if one_store { "report-pattern-shared-tracking-store" } else { "report-pattern-shared-tracking" };
    Some(Pattern { code: "shared_tracking", text: Msg::new(id).text("orders", numbers.join(", ")) })
}

/// A price that such goods do not have (P13-69).
fn price_bait(order: &Order) -> Option<Pattern> {
    let bait = &book().bait;
    order.lines.iter().find_map(|line| {
        let paid = line.paid.as_ref().filter(|paid| paid.currency.code() == bait.currency)?;
        let title = line.title.as_deref()?.to_lowercase();
        let mut words = title.split(|c: char| !c.is_alphanumeric());
        let is_goods = words.clone().any(|word| bait.words.iter().any(|known| known == word));
        let is_part = words.any(|word| bait.not_words.iter().any(|known| known == word));
        let priced = (bait.min_minor..=bait.max_minor).contains(&paid.minor);
        (is_goods && !is_part && priced).then(|| Pattern {
            code: "price_bait",
            text: Msg::new("report-pattern-price-bait").money("paid", paid),
        })
    })
}
