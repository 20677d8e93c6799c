//! Ways to pay, and where a refund lands for each: it goes back the way the money came (P16-23).

use serde::{Deserialize, Serialize};

use crate::domain::event::codes;
use crate::domain::message::Msg;

codes! {
    /// How an order was paid; the historic ways stay, since old orders have them.
    PaymentKind {
        Card = "card", PayPal = "paypal", Qiwi = "qiwi", WebMoney = "webmoney", Skrill = "skrill",
        WesternUnion = "western_union", BankTransfer = "bank_transfer", Cash = "cash", Wallet = "wallet",
        Credit = "credit", Other = "other",
    }
}

/// Words by which a way to pay is known, in lower case; the first that is found counts.
const KNOWN_BY: &[(PaymentKind, &[&str])] = &[
    (PaymentKind::PayPal, &["paypal"]),
    (PaymentKind::Qiwi, &["qiwi", "киви"]),
    (PaymentKind::WebMoney, &["webmoney", "вебмани"]),
    (PaymentKind::Skrill, &["moneybookers", "skrill"]),
    (PaymentKind::WesternUnion, &["western union", "westernunion"]),
    (PaymentKind::BankTransfer, &["transfer", "iban", "sepa", "перевод"]),
    (PaymentKind::Cash, &["cash", "boleto", "oxxo", "налич"]),
    (PaymentKind::Wallet, &["apple pay", "google pay", "alipay", "wallet", "кошел", "yoomoney", "юmoney"]),
    (PaymentKind::Credit, &["klarna", "instal", "pay later", "рассроч"]),
    (
        PaymentKind::Card,
        &["visa", "master", "maestro", "amex", "american express", "mir", "мир", "card", "карт"],
    ),
];

impl PaymentKind {
    /// What the buyer typed, as a way to pay; nothing typed is none.
    pub fn of(typed: &str) -> Option<Self> {
        let typed = typed.trim().to_lowercase();
        if typed.is_empty() {
            return None;
        }
        let known = KNOWN_BY.iter().find(|(_, words)| words.iter().any(|word| typed.contains(word)));
        Some(known.map_or(Self::Other, |(kind, _)| *kind))
    }

    /// Where a refund lands.
    pub fn refund_lands(self) -> Msg {
        Msg::new("order-refund-lands").text("code", self.code())
    }
}
