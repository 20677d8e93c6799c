//! Amounts of money as pages write them. A sign that several currencies share is kept as it is: whose dollars
//! they are is for the order to say.

use super::tokens::{Kind, Token};
use crate::domain::money::{Currency, Money};

/// An amount as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Digits with a point, thousands joined.
    digits: String,
    /// In what.
    sort: Sort,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    /// A currency of its own.
    Named(Currency),
    /// Dollars, whose is not said.
    Dollars,
    /// Yen or yuan.
    Yen,
}

/// Codes that stand beside numbers on order pages.
const CODES: &[&str] = &[
    "usd", "eur", "rub", "gbp", "uah", "kzt", "byn", "pln", "cny", "jpy", "krw", "brl", "aud", "cad", "nzd",
    "chf", "czk", "sek", "nok", "dkk", "try", "ils", "mxn", "clp", "huf", "ron", "bgn", "gel", "amd", "azn",
    "uzs", "kgs", "mdl", "inr", "sgd", "hkd",
];

const DOLLARS: &[&str] = &["USD", "AUD", "CAD", "NZD", "HKD", "SGD", "MXN", "CLP"];

impl Amount {
    /// The amount, if its currency is known: from the page, else from the order.
    pub(super) fn money(&self, order: Option<&Currency>) -> Option<Money> {
        let shared = |codes: &[&str]| order.filter(|currency| codes.contains(&currency.code())).cloned();
        let currency = match &self.sort {
            Sort::Named(currency) => currency.clone(),
            Sort::Dollars => shared(DOLLARS)?,
            Sort::Yen => shared(&["CNY", "JPY"])?,
        };
        Money::parse(&self.digits, &currency)
    }
}

fn named(code: &str) -> Option<Sort> {
    Currency::parse(code).map(Sort::Named)
}

/// The currency a sign stands for, with the letters before a dollar sign.
fn sign(sign: char, letters: Option<&str>) -> Option<Sort> {
    match (sign, letters) {
        ('$', Some("us")) => named("USD"),
        ('$', Some("au" | "a")) => named("AUD"),
        ('$', Some("ca" | "c")) => named("CAD"),
        ('$', Some("nz")) => named("NZD"),
        ('$', Some("hk")) => named("HKD"),
        ('$', Some("r")) => named("BRL"),
        ('$', _) => Some(Sort::Dollars),
        ('€', _) => named("EUR"),
        ('£', _) => named("GBP"),
        ('₽', _) => named("RUB"),
        ('₴', _) => named("UAH"),
        ('₸', _) => named("KZT"),
        ('¥' | '￥', _) => Some(Sort::Yen),
        _ => None,
    }
}

fn word(word: &str) -> Option<Sort> {
    match word {
        "руб" | "рублей" | "рубля" | "рубль" | "рублях" => named("RUB"),
        "грн" | "гривен" | "гривны" => named("UAH"),
        "тенге" => named("KZT"),
        "евро" | "euro" | "euros" => named("EUR"),
        "долл" | "доллар" | "доллара" | "долларов" | "dollar" | "dollars" => {
            Some(Sort::Dollars)
        }
        code if CODES.contains(&code) => named(code),
        _ => None,
    }
}

/// An amount at the beginning of the tokens, with how many it takes.
pub(super) fn read(tokens: &[Token], text: &str) -> Option<(Amount, usize)> {
    let first = tokens.first()?;
    // A currency before its number: `US $11.73`, `$ 11.73`, `EUR 10,50`.
    let before = match &first.kind {
        Kind::Sign(c) => sign(*c, None).map(|sort| (sort, 1)),
        Kind::Word(letters) => match tokens.get(1).map(|token| &token.kind) {
            Some(Kind::Sign('$')) if letters.len() <= 2 => sign('$', Some(letters)).map(|sort| (sort, 2)),
            _ => CODES.contains(&letters.as_str()).then(|| named(letters)).flatten().map(|sort| (sort, 1)),
        },
        _ => None,
    };
    if let Some((sort, used)) = before {
        let (digits, taken) = number(tokens.get(used..)?, text)?;
        let mut used = used + taken;
        // `$11.73 USD`: the code says whose.
        let mut sort = sort;
        if let Some(code) = tokens.get(used).and_then(Token::word).filter(|code| CODES.contains(code)) {
            sort = named(code).unwrap_or(sort);
            used += 1;
        }
        return Some((Amount { digits, sort }, used));
    }
    let (digits, taken) = number(tokens, text)?;
    let after = tokens.get(taken)?;
    let sort = match &after.kind {
        Kind::Sign(c) => sign(*c, None)?,
        // A lone р is an abbreviation of roubles only right behind a number.
        Kind::Word(letters) if letters == "р" => named("RUB")?,
        Kind::Word(letters) => word(letters)?,
        _ => return None,
    };
    let mut used = taken + 1;
    // `5,00 долл. США`, `5 долларов США`: the country says whose.
    if sort == Sort::Dollars {
        let dot =
            tokens.get(used).is_some_and(|t| (t.kind == Kind::Stop || t.is_sign('.')) && after.touches(t));
        if tokens.get(used + usize::from(dot)).and_then(Token::word) == Some("сша") {
            return Some((Amount { digits, sort: named("USD")? }, used + usize::from(dot) + 1));
        }
    }
    // The point of `руб.` is not the end of the sentence when the sentence goes on.
    let goes_on =
        |end: usize| text.get(end..).is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
    if tokens
        .get(used)
        .is_some_and(|token| token.kind == Kind::Stop && after.touches(token) && goes_on(token.to))
    {
        used += 1;
    }
    Some((Amount { digits, sort }, used))
}

/// A number with its thousands and decimals, as digits with a point.
fn number(tokens: &[Token], text: &str) -> Option<(String, usize)> {
    let first = tokens.first()?;
    let mut groups = vec![first.number()?.to_owned()];
    let mut separators: Vec<char> = Vec::new();
    let mut used = 1;
    let mut last = first;
    while let Some(next) = tokens.get(used) {
        let (separator, digits, taken) = match &next.kind {
            Kind::Sign(c @ ('.' | ',' | '\'')) if last.touches(next) => {
                let Some(after) = tokens.get(used + 1).filter(|after| next.touches(after)) else { break };
                let Some(digits) = after.number() else { break };
                (*c, digits, 2)
            }
            // `1 073,50`: groups of three behind one space of any width.
            Kind::Number(digits) if digits.len() == 3 && groups.iter().all(|group| group.len() <= 3) => {
                let gap = text.get(last.to..next.from).unwrap_or_default();
                if gap.chars().count() != 1 || separators.iter().any(|c| *c != ' ') {
                    break;
                }
                (' ', digits.as_str(), 1)
            }
            _ => break,
        };
        groups.push(digits.to_owned());
        separators.push(separator);
        last = tokens.get(used + taken - 1)?;
        used += taken;
    }
    let fraction = match (separators.last(), groups.last()) {
        // One kind of separator and three digits behind it: thousands.
        (Some('.' | ','), Some(tail)) if tail.len() != 3 || mixed(&separators) => groups.pop(),
        _ => None,
    };
    let whole = groups.concat();
    Some((fraction.map_or(whole.clone(), |fraction| format!("{whole}.{fraction}")), used))
}

fn mixed(separators: &[char]) -> bool {
    separators.first().is_some_and(|first| separators.iter().any(|c| c != first))
}
