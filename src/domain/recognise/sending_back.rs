//! Whether words speak of sending the goods back: what makes a refund one that depends on it (P7-13).

use std::ops::Range;
use std::sync::LazyLock;

use super::matcher::Phrase;
use super::tokens::{Kind, Token};
use crate::domain::event::Plan;

/// The goods stay.
const WITHOUT: &[&str] = &[
    "without|no .. return*",
    "no need to return|send|ship",
    "not .. return|send|ship .. goods|item*|product*|parcel|it",
    "return .. not required|needed|necessary",
    "keep .. goods|item*|product*|parcel|it",
    "без возврата",
    "не .. вернуть|возвращать|отправлять .. товар*",
    "возврат .. товара не требуется|нужен",
    "оставить|оставьте|остается .. себе|вас",
];
/// The goods go back.
const WITH: &[&str] = &[
    "return* the|your|this|all? goods|item*|product*|parcel|package|order|them|it",
    "goods|item*|product*|parcel|package .. return*|back",
    "with|after|upon|on the|a? return|returning",
    "return and refund",
    "return required|needed",
    "refund .. return|returned .. goods|item*|product*",
    "send|ship .. back",
    "с возвратом",
    "после|при возврата|возврате .. товара|посылки?",
    "возврат|возврата|возвратом товара|товаров|посылки",
    "вернуть|вернете|верните|вернули|вернет .. товар*|посылк*",
    "отправить|отправьте|вышлите .. товар*|посылк*|его? .. обратно|назад|продавцу",
];

static PHRASES: LazyLock<[Vec<Phrase>; 2]> =
    LazyLock::new(|| [WITHOUT, WITH].map(|list| list.iter().map(|one| Phrase::new(one)).collect()));

fn stands(phrases: &[Phrase], tokens: &[Token], within: &Range<usize>) -> bool {
    let part = tokens.get(within.clone()).unwrap_or_default();
    (0..part.len()).any(|at| phrases.iter().any(|phrase| phrase.at(part, at).is_some()))
}

/// What is to happen by the words of a part of the text; `None` where they say nothing of a return.
pub(super) fn plan(tokens: &[Token], within: &Range<usize>) -> Option<Plan> {
    let [without, with] = &*PHRASES;
    if stands(without, tokens, within) {
        Some(Plan::RefundOnly)
    } else {
        stands(with, tokens, within).then_some(Plan::ReturnAndRefund)
    }
}

/// The sentence around some tokens.
pub(super) fn sentence(tokens: &[Token], of: &Range<usize>) -> Range<usize> {
    around(tokens, of, &Token::is_break)
}

/// The paragraph around some tokens. `is_blank` knows an empty line.
pub(super) fn paragraph(tokens: &[Token], text: &str, of: &Range<usize>) -> Range<usize> {
    around(tokens, of, &|token: &Token| {
        token.kind == Kind::Stop
            && text.get(token.from..token.to).is_some_and(|written| written.contains('\n'))
    })
}

fn around(tokens: &[Token], of: &Range<usize>, ends: &dyn Fn(&Token) -> bool) -> Range<usize> {
    let before = tokens.get(..of.start).unwrap_or_default();
    let behind = tokens.get(of.end..).unwrap_or_default();
    let from = before.iter().rposition(ends).map_or(0, |at| at + 1);
    let to = behind.iter().position(ends).map_or(tokens.len(), |at| of.end + at);
    from..to
}
