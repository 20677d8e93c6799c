//! Amounts of money as integer minor units of a currency. Never floating point; never converted.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An ISO 4217 code of three capital letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(String);

impl Currency {
    /// Reads a code such as `usd`; `None` unless it is three ASCII letters.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()))
            .then(|| Self(text.to_ascii_uppercase()))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Digits after the decimal point (ISO 4217): 2 but for the few that have 0 or 3.
    pub fn exponent(&self) -> u32 {
        match self.0.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

/// An amount: `minor` units (cents, kopecks) of `currency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Integer minor units.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of `minor` units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a plain decimal amount (`11.73`, `11,73`, `1 200`), exactly: more digits than the
    /// currency has, signs and anything else are refused with `None`.
    pub fn parse(text: &str, currency: &Currency) -> Option<Self> {
        let text: String =
            text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
        let (whole, fraction) = match text.split_once(['.', ',']) {
            Some((whole, fraction)) => (whole, fraction),
            None => (text.as_str(), ""),
        };
        let digits = currency.exponent() as usize;
        if whole.is_empty()
            || fraction.len() > digits
            || (text.contains(['.', ',']) && fraction.is_empty())
            || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let minor: i64 = format!("{whole}{fraction:0<digits$}").parse().ok()?;
        Some(Self::new(minor, currency.clone()))
    }

    /// Reads an amount with its currency behind it, as [`fmt::Display`] writes it (`20.00 USD`).
    pub fn parse_written(text: &str) -> Option<Self> {
        let (amount, currency) = text.trim().rsplit_once(' ')?;
        Self::parse(amount, &Currency::parse(currency)?)
    }

    /// The amount as a plain decimal with a point, without the currency: `11.73`.
    pub fn decimal(&self) -> String {
        let exponent = self.currency.exponent();
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        if exponent == 0 {
            return format!("{sign}{minor}");
        }
        let unit = 10_u64.pow(exponent);
        format!("{sign}{}.{:0width$}", minor / unit, minor % unit, width = exponent as usize)
    }

    /// The sum, when the currencies agree and it fits.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))
            .flatten()
            .map(|minor| Self::new(minor, self.currency.clone()))
    }

    /// The difference, when the currencies agree and it fits.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_sub(other.minor))
            .flatten()
            .map(|minor| Self::new(minor, self.currency.clone()))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency.code())
    }
}
