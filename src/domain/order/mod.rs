//! Orders and their lines: every field a claim needs, with the source of each date.
//! Owns order-number rules and the amount a buyer may ask for. Facts P1, P5 and machine C1.

pub mod payment;
pub mod tracking_log;
pub mod warranty;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{LineId, OrderId};
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::payment::PaymentKind;

/// Where something was bought.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(from = "String", into = "String")]
pub enum Marketplace {
    /// aliexpress.com and its country sites.
    #[default]
    AliExpress,
    /// aliexpress.ru, which has terms of its own.
    AliExpressRu,
    /// Tmall, handled through its operator chat.
    Tmall,
    /// eBay.
    Ebay,
    /// Amazon.
    Amazon,
    /// Temu.
    Temu,
    /// Any other, by its lower-case name.
    Other(String),
}

impl Marketplace {
    /// The stable name used in the database and on the command line.
    pub fn code(&self) -> &str {
        match self {
            Self::AliExpress => "aliexpress",
            Self::AliExpressRu => "aliexpress-ru",
            Self::Tmall => "tmall",
            Self::Ebay => "ebay",
            Self::Amazon => "amazon",
            Self::Temu => "temu",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for Marketplace {
    fn from(name: String) -> Self {
        match name.trim().to_lowercase().as_str() {
            "" | "aliexpress" => Self::AliExpress,
            "aliexpress-ru" | "aliexpress.ru" => Self::AliExpressRu,
            "tmall" => Self::Tmall,
            "ebay" => Self::Ebay,
            "amazon" => Self::Amazon,
            "temu" => Self::Temu,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl From<Marketplace> for String {
    fn from(marketplace: Marketplace) -> Self {
        marketplace.code().to_owned()
    }
}

/// An order number: kept as typed, compared without spaces and dashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderNumber {
    typed: String,
}

impl OrderNumber {
    /// Checks a number by the marketplace's own shape: AliExpress 10–22 digits once spaces are
    /// stripped, eBay 2-5-5, Amazon 3-7-7, others 1–64 printable characters.
    pub fn parse(typed: &str, marketplace: &Marketplace) -> Result<Self, Problem> {
        let typed = typed.trim();
        let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let groups = |lengths: &[usize]| {
            let plain: String = bare.chars().filter(|c| *c != '-').collect();
            let dashed = bare.split('-').map(str::len).eq(lengths.iter().copied());
            let total: usize = lengths.iter().sum();
            plain.bytes().all(|b| b.is_ascii_digit())
                && plain.len() == total
                && (dashed || !bare.contains('-'))
        };
        let (fits, shape) = match marketplace {
            Marketplace::AliExpress | Marketplace::AliExpressRu | Marketplace::Tmall => (
                (10..=22).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit()),
                "order-number-shape-aliexpress",
            ),
            Marketplace::Ebay => (groups(&[2, 5, 5]), "order-number-shape-ebay"),
            Marketplace::Amazon => (groups(&[3, 7, 7]), "order-number-shape-amazon"),
            Marketplace::Temu | Marketplace::Other(_) => (
                (1..=64).contains(&typed.chars().count())
                    && typed.chars().all(|c| !c.is_control() && !is_invisible(c)),
                "order-number-shape-other",
            ),
        };
        if fits {
            Ok(Self { typed: typed.to_owned() })
        } else {
            Err(Problem::refused(
                Msg::new("order-number-refused").text("number", typed).msg("shape", Msg::new(shape)),
            ))
        }
    }

    /// A number that was checked when it was stored.
    pub fn stored(typed: String) -> Self {
        Self { typed }
    }

    /// As the buyer typed it.
    pub fn as_typed(&self) -> &str {
        &self.typed
    }

    /// What two spellings of one number share: no spaces, no dashes, lower case.
    pub fn key(&self) -> String {
        number_key(&self.typed)
    }
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

/// The comparison key of an order number, typed in any spelling.
pub fn number_key(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect()
}

/// The tag of orders the seller was paid for in advance.
pub const PREPAID: &str = "prepaid";

/// Marks that change how text reads without being seen: bidirectional controls, zero-width characters.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{61c}'
            | '\u{feff}'
            | '\u{ad}'
    )
}

/// A date of an order that a rule can start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderDate {
    /// The order was placed.
    Ordered,
    /// It was paid.
    Paid,
    /// The seller must ship by then.
    ShipBy,
    /// The parcel left the seller.
    Shipped,
    /// Promised or expected delivery.
    Expected,
    /// The carrier delivered it.
    Delivered,
    /// Receipt was confirmed on the site, by the buyer or by the system.
    Confirmed,
    /// The order's own end of protection.
    ProtectionEnds,
}

impl OrderDate {
    /// All of them, in the order they happen.
    pub const ALL: [Self; 8] = [
        Self::Ordered,
        Self::Paid,
        Self::ShipBy,
        Self::Shipped,
        Self::Expected,
        Self::Delivered,
        Self::Confirmed,
        Self::ProtectionEnds,
    ];

    /// The stable name in the database, the JSON and the rule packs' vocabulary.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Paid => "paid",
            Self::ShipBy => "ship_by",
            Self::Shipped => "shipped",
            Self::Expected => "expected",
            Self::Delivered => "delivered",
            Self::Confirmed => "confirmed",
            Self::ProtectionEnds => "protection_ends",
        }
    }

    /// Reads [`Self::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|date| date.code() == code)
    }
}

/// Who said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// The order's own page on the marketplace.
    OrderPage,
    /// The buyer.
    Buyer,
    /// An imported order export.
    Import,
    /// An e-mail.
    Email,
    /// The carrier's tracking.
    Carrier,
    /// The seller.
    Seller,
    /// A file's own metadata.
    File,
}

/// A date with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateFact {
    /// When.
    pub at: Moment,
    /// Who said so.
    pub said: Said,
    /// When that was seen or typed.
    pub seen_at: DateTime<Utc>,
}

/// One product of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Row id.
    pub id: LineId,
    /// 1, 2, 3… within the order; what `--line` names.
    pub position: i64,
    /// The marketplace's own id of the line, as text, if known.
    pub external_id: Option<String>,
    /// Product title.
    pub title: Option<String>,
    /// Link to the product.
    pub product_url: Option<String>,
    /// Chosen options, as the order shows them (`black, 42 mm`).
    pub options: Option<String>,
    /// How many pieces; 1 unless said.
    pub quantity: i64,
    /// List price of the line before discounts.
    pub listed: Option<Money>,
    /// Paid for the line after discounts.
    pub paid: Option<Money>,
    /// This line's share of shipping paid.
    pub shipping: Option<Money>,
    /// The part paid by coupon, which a refund leaves out (P12-16).
    pub coupon: Option<Money>,
    /// A free gift, which no refund covers (P16-05).
    pub is_gift: bool,
}

impl OrderLine {
    /// The most that may be asked for this line: paid after discounts + its shipping − the coupon part
    /// (C0 "Amount cap", P5-06); nothing when the coupon covers all of it. Parts in another currency than what was
    /// paid do not count (see [`Self::parts_not_counted`]): amounts are never converted. `None` when what was paid is
    /// not known.
    pub fn amount_cap(&self) -> Option<Money> {
        let paid = self.paid.as_ref()?;
        if self.is_gift {
            return Some(capped(0, &paid.currency));
        }
        let minor = |part: &Option<Money>| {
            let counted = part.as_ref().filter(|part| part.currency == paid.currency);
            counted.map_or(0, |part| i128::from(part.minor))
        };
        let cap = i128::from(paid.minor) + minor(&self.shipping) - minor(&self.coupon);
        Some(capped(cap, &paid.currency))
    }

    /// Shipping and coupon where they are in another currency than what was paid.
    pub fn parts_not_counted(&self) -> impl Iterator<Item = &Money> {
        let paid = self.paid.as_ref();
        [&self.shipping, &self.coupon]
            .into_iter()
            .flatten()
            .filter(move |part| paid.is_some_and(|paid| paid.currency != part.currency))
    }
}

/// A cap as an amount: never below nothing, and no larger than any amount that can be asked for.
fn capped(minor: i128, currency: &Currency) -> Money {
    let minor = i64::try_from(minor.max(0)).unwrap_or(i64::MAX);
    Money::new(minor, currency.clone())
}

/// A purchase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Row id.
    pub id: OrderId,
    /// Where it was bought.
    pub marketplace: Marketplace,
    /// The marketplace's number.
    pub number: OrderNumber,
    /// Store name.
    pub store: Option<String>,
    /// Link to the store.
    pub store_url: Option<String>,
    /// Currency of the order's amounts.
    pub currency: Option<Currency>,
    /// How it was paid, as the buyer knows it (`Visa 4417`, `PayPal`).
    pub payment_method: Option<String>,
    /// Tracking number.
    pub tracking: Option<String>,
    /// Carrier.
    pub carrier: Option<String>,
    /// Country it ships from (ISO 3166 alpha-2).
    pub ships_from: Option<String>,
    /// Return to a warehouse in the buyer's country was promised.
    pub local_return: bool,
    /// The free-returns badge was shown.
    pub free_returns: bool,
    /// Shipping was part of the advertised price; some sellers offer none (P17-19). `None` where nobody said.
    #[serde(default)]
    pub delivery_included: Option<bool>,
    /// Which of the buyer's accounts.
    pub account: Option<String>,
    /// Delivery address; hidden unless asked for.
    pub address: Option<String>,
    /// The buyer's own note.
    pub note: Option<String>,
    /// The buyer's own tags, sorted.
    pub tags: Vec<String>,
    /// Chosen dates; losing values stay in the library's facts.
    pub dates: BTreeMap<OrderDate, DateFact>,
    /// Products, by position.
    pub lines: Vec<OrderLine>,
    /// In the bin since.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Order {
    /// The chosen moment of a date, if known.
    pub fn date(&self, which: OrderDate) -> Option<Moment> {
        self.dates.get(&which).map(|fact| fact.at)
    }

    /// A line by its position (1-based).
    pub fn line(&self, position: i64) -> Option<&OrderLine> {
        self.lines.iter().find(|line| line.position == position)
    }

    /// A line by its row id.
    pub fn line_by_id(&self, id: LineId) -> Option<&OrderLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// The most that may be asked for a line, or for the whole order. `None` when it is not known.
    pub fn amount_cap(&self, line: Option<LineId>) -> Option<Money> {
        if let Some(line) = line {
            return self.line_by_id(line)?.amount_cap();
        }
        // A gift adds nothing, whether or not its price is known.
        let covered = self.lines.iter().filter(|line| !line.is_gift);
        let caps = covered.map(OrderLine::amount_cap).collect::<Option<Vec<Money>>>()?;
        let currency = &caps.first()?.currency;
        let total = caps.iter().map(|cap| i128::from(cap.minor)).sum();
        caps.iter().all(|cap| cap.currency == *currency).then(|| capped(total, currency))
    }

    /// How it was paid, as a way that is known.
    pub fn payment_kind(&self) -> Option<PaymentKind> {
        self.payment_method.as_deref().and_then(PaymentKind::of)
    }

    /// The seller was paid before shipping outside the usual protection (P16-24); kept as a tag, so that it is
    /// found like one.
    pub fn is_prepaid(&self) -> bool {
        self.tags.iter().any(|tag| tag == PREPAID)
    }

    /// What to call it: the first title, or its number.
    pub fn title(&self) -> &str {
        self.lines.iter().find_map(|line| line.title.as_deref()).unwrap_or_else(|| self.number.as_typed())
    }

    /// Paid over all lines, shipping included; `None` when any part is unknown or currencies differ.
    pub fn paid_total(&self) -> Option<Money> {
        let mut total: Option<Money> = None;
        for line in &self.lines {
            let mut paid = line.paid.clone()?;
            if let Some(shipping) = &line.shipping {
                paid = paid.plus(shipping)?;
            }
            total = Some(match total {
                Some(sum) => sum.plus(&paid)?,
                None => paid,
            });
        }
        total
    }
}
