//! Known traps of sellers and the words that give them away (P7-17 to P7-27; S04, S05).
//! Reads what was said; what an offer would do to dates and money is judged in `replay::offers`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::event::{Plan, codes};
use crate::domain::message::Msg;
use crate::domain::wording::spot::{Phrases, Tokens};

codes! {
    /// A known trap. The first ones lose the money for good.
    Trap {
        Outside = "outside", CloseAndPay = "close_and_pay", CancelEarly = "cancel_early",
        ConfirmEarly = "confirm_early", Switched = "switched", CostsMore = "costs_more", Freight = "freight",
        Wait = "wait", Replacement = "replacement", Repair = "repair", Discount = "discount",
        Review = "review", Pity = "pity",
    }
}

impl Trap {
    /// True when falling for it gives the money away: shown red.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Outside | Self::CloseAndPay | Self::CancelEarly | Self::ConfirmEarly)
    }
}

/// A trap that a text speaks of, and the words that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spotted {
    /// Which.
    pub trap: Trap,
    /// The words, as they were found.
    pub words: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    outside: List,
    cancel_early: List,
    pay: List,
    confirm_early: List,
    wait: List,
    replacement: List,
    repair: List,
    discount: List,
    review: List,
    pity: List,
    days: List,
    weeks: List,
    months: List,
}

/// A mistake in the file would leave the lists empty; a test refuses such a program.
static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/guards/traps.toml")).unwrap_or_default());

/// Every trap that a text speaks of, the worst first.
pub fn spot(text: &str) -> Vec<Spotted> {
    let lists = &*LISTS;
    let tokens = Tokens::of(text);
    if tokens.words().is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut add = |trap, list: &List| {
        if let Some(words) = list.words.find(&tokens) {
            found.push(Spotted { trap, words });
        }
    };
    add(Trap::Outside, &lists.outside);
    let paid = lists.pay.words.find(&tokens).is_some();
    add(if paid { Trap::CloseAndPay } else { Trap::CancelEarly }, &lists.cancel_early);
    for (trap, list) in [
        (Trap::ConfirmEarly, &lists.confirm_early),
        (Trap::Wait, &lists.wait),
        (Trap::Replacement, &lists.replacement),
        (Trap::Repair, &lists.repair),
        (Trap::Discount, &lists.discount),
        (Trap::Review, &lists.review),
        (Trap::Pity, &lists.pity),
    ] {
        add(trap, list);
    }
    if !found.iter().any(|spotted| spotted.trap == Trap::Outside)
        && let Some(address) = address_in(text)
    {
        found.insert(0, Spotted { trap: Trap::Outside, words: address.to_owned() });
    }
    found
}

/// An e-mail address in a text: a way out of the marketplace, whatever the words around it.
fn address_in(text: &str) -> Option<&str> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).find(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.split_once('.').is_some_and(|(host, end)| !host.is_empty() && !end.is_empty())
        })
    })
}

/// The trap that a plan is by itself.
pub fn of_plan(plan: Plan) -> Option<Trap> {
    match plan {
        Plan::Wait => Some(Trap::Wait),
        Plan::Replacement | Plan::SparePart => Some(Trap::Replacement),
        Plan::Repair => Some(Trap::Repair),
        Plan::Discount => Some(Trap::Discount),
        Plan::ReviewForRefund => Some(Trap::Review),
        Plan::RefundOnly | Plan::ReturnAndRefund => None,
    }
}

/// For how many days a text asks to wait: the number before its first word for days, weeks or months.
pub fn days_asked(text: &str) -> Option<i64> {
    let lists = &*LISTS;
    let tokens = Tokens::of(text);
    tokens.words().windows(2).find_map(|pair| {
        let [number, unit] = pair else { return None };
        let number: i64 = number.parse().ok().filter(|number| (1..=366).contains(number))?;
        let unit = Tokens::of(unit);
        [(1, &lists.days), (7, &lists.weeks), (30, &lists.months)]
            .into_iter()
            .find_map(|(days, list)| list.words.find(&unit).map(|_| number * days))
    })
}

/// The warning about a trap. Those that need dates and amounts have their own (see `replay::offers`).
pub fn warning(trap: Trap) -> Msg {
    Msg::new(match trap {
        Trap::Outside => "trap-outside",
        Trap::CloseAndPay => "trap-close-and-pay",
        Trap::CancelEarly => "trap-cancel-early",
        Trap::ConfirmEarly => "trap-confirm-early",
        Trap::Switched => "trap-switched",
        Trap::CostsMore => "trap-costs-more",
        Trap::Freight => "trap-freight",
        Trap::Wait => "trap-wait",
        Trap::Replacement => "trap-replacement",
        Trap::Repair => "trap-repair",
        Trap::Discount => "trap-discount",
        Trap::Review => "trap-review",
        Trap::Pity => "trap-pity",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_words_can_be_read() {
        let lists: Lists =
            toml::from_str(include_str!("../../../assets/guards/traps.toml")).expect("a sound file");
        assert!(!lists.outside.words.is_empty());
    }

    #[test]
    fn days_to_wait_are_read_in_both_languages() {
        assert_eq!(days_asked("please wait 10 days more"), Some(10));
        assert_eq!(days_asked("Подождите ещё 2 недели"), Some(14));
        assert_eq!(days_asked("1 month"), Some(30));
        assert_eq!(days_asked("order 8190000000001"), None);
    }

    #[test]
    fn an_address_leads_outside_and_a_price_does_not() {
        assert_eq!(spot("write to lin@shop.cn.").first().map(|found| found.trap), Some(Trap::Outside));
        assert!(spot("I can give 5.00 @ once").is_empty());
    }
}
