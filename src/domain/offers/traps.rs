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
        ConfirmEarly = "confirm_early", CancelOrder = "cancel_order", Switched = "switched", CostsMore = "costs_more", Freight = "freight",
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
    ways: List,
    as_paid: List,
    cancel_early: List,
    cancel_order: List,
    pay: List,
    confirm_early: List,
    wait: List,
    freight: List,
    not: List,
    or_else: List,
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
    let sentences: Vec<Tokens> = sentences(text).map(Tokens::of).collect();
    let mut found = Vec::new();
    let mut add = |trap, words: Option<String>| found.extend(words.map(|words| Spotted { trap, words }));
    let outside = || {
        let back = |tokens: &Tokens| lists.as_paid.words.find(tokens).is_some();
        let ways = |tokens: &&Tokens| !back(tokens);
        let way = || sentences.iter().filter(ways).find_map(|tokens| lists.ways.words.find(tokens));
        sentences.iter().find_map(|tokens| lists.outside.words.find(tokens)).or_else(way)
    };
    add(Trap::Outside, outside().or_else(|| address_in(text).or_else(|| link_in(text)).map(str::to_owned)));
    let paid = sentences.iter().any(|tokens| lists.pay.words.find(tokens).is_some()) || names_a_price(text);
    let close = if paid { Trap::CloseAndPay } else { Trap::CancelEarly };
    for (trap, list) in [
        (close, &lists.cancel_early),
        (Trap::ConfirmEarly, &lists.confirm_early),
        (Trap::CancelOrder, &lists.cancel_order),
        (Trap::Freight, &lists.freight),
        (Trap::Wait, &lists.wait),
        (Trap::Replacement, &lists.replacement),
        (Trap::Repair, &lists.repair),
        (Trap::Discount, &lists.discount),
        (Trap::Review, &lists.review),
        (Trap::Pity, &lists.pity),
    ] {
        add(trap, sentences.iter().find_map(|tokens| asked(list, tokens)));
    }
    found
}

/// Sentences of a text; a comma ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', ';', '\n']).filter(|sentence| !sentence.trim().is_empty())
}

/// The words of a list that are not turned round by a denial before them. “If you do not close it …” is no denial.
fn asked(list: &List, tokens: &Tokens) -> Option<String> {
    let lists = &*LISTS;
    let threat = lists.or_else.words.find(tokens).is_some();
    list.words.find_where(tokens, |before| threat || !lists.not.words.ends(before))
}

/// True for an amount with its sign.
fn names_a_price(text: &str) -> bool {
    text.contains(['$', '€', '£', '₽', '¥'])
}

/// An e-mail address in a text: a way out of the marketplace, whatever the words around it.
fn address_in(text: &str) -> Option<&str> {
    words_in(text).find(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.split_once('.').is_some_and(|(host, end)| !host.is_empty() && !end.is_empty())
        })
    })
}

fn words_in(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'))
}

/// Hosts of the marketplace itself.
const OWN_HOSTS: &[&str] = &["aliexpress.com", "aliexpress.ru", "aliexpress.us", "alicdn.com"];
/// Ends of hosts by which a bare name is taken for a link.
const HOST_ENDS: &[&str] =
    &["com", "ru", "me", "net", "cn", "org", "cc", "shop", "store", "io", "link", "app"];

/// A link that leads away from the marketplace.
fn link_in(text: &str) -> Option<&str> {
    words_in(text).find(|word| {
        let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
        let host = rest.unwrap_or(word).split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
        let Some((name, end)) = host.rsplit_once('.') else { return false };
        let is_host = !name.is_empty()
            && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
            && (rest.is_some() || host.starts_with("www.") || HOST_ENDS.contains(&end));
        let is_own = |own: &&str| host == **own || host.ends_with(&format!(".{own}"));
        is_host && !OWN_HOSTS.iter().any(is_own)
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
        Trap::CancelOrder => "trap-cancel-order",
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
        assert_eq!(link_in("see wa.me/8613800000000"), Some("wa.me/8613800000000"));
        assert_eq!(link_in("https://www.aliexpress.com/p/order and 5.00, or so.The end"), None);
    }
}
