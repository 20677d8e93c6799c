//! Values of a TOML document read one by one, with the place of each mistake. Knows nothing of packs.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use chrono_tz::Tz;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::message::Msg;
use crate::domain::money::{Currency, Money};
use crate::domain::rules::PackZone;

/// A mistake at a byte range of the text.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) at: Range<usize>,
    pub(super) message: Msg,
    pub(super) detail: Option<String>,
}

pub(super) type Read<T> = Result<T, Mistake>;

/// The keys of a table, crossed off as they are read; what is left over is unknown and refused.
pub(super) struct Fields<'t> {
    pub(super) at: Range<usize>,
    left: BTreeMap<&'t str, (Range<usize>, &'t Spanned<DeValue<'t>>)>,
}

impl<'t> Fields<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, at: Range<usize>) -> Self {
        let left = table.iter().map(|(key, value)| (key.get_ref().as_ref(), (key.span(), value))).collect();
        Self { at, left }
    }

    pub(super) fn of(value: &'t Spanned<DeValue<'t>>) -> Read<Self> {
        let table = value.get_ref().as_table().ok_or_else(|| wrong_type(value, "table"))?;
        Ok(Self::new(table, value.span()))
    }

    pub(super) fn take<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&'t Spanned<DeValue<'t>>) -> Read<T>,
    ) -> Read<Option<T>> {
        self.left.remove(key).map(|(_, value)| read(value)).transpose()
    }

    pub(super) fn need<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&'t Spanned<DeValue<'t>>) -> Read<T>,
    ) -> Read<T> {
        let missing = mistake(self.at.clone(), Msg::new("rules-pack-missing").text("key", key));
        self.take(key, read)?.ok_or(missing)
    }

    pub(super) fn finish(self) -> Read<()> {
        // The first in the file, so that mistakes are mended from the top.
        match self.left.into_iter().min_by_key(|(_, (at, _))| at.start) {
            Some((key, (at, _))) => Err(mistake(at, Msg::new("rules-pack-unknown-key").text("key", key))),
            None => Ok(()),
        }
    }
}

pub(super) fn mistake(at: Range<usize>, message: Msg) -> Mistake {
    Mistake { at, message, detail: None }
}

pub(super) fn wrong_type(value: &Spanned<DeValue<'_>>, wanted: &str) -> Mistake {
    mistake(value.span(), Msg::new("rules-pack-wrong-type").text("wanted", wanted))
}

pub(super) fn wrong_word(value: &Spanned<DeValue<'_>>, word: &str, known: &str) -> Mistake {
    mistake(value.span(), Msg::new("rules-pack-unknown-word").text("word", word).text("known", known))
}

pub(super) fn string(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let text = value.get_ref().as_str().ok_or_else(|| wrong_type(value, "text"))?;
    if text.trim().is_empty() { Err(wrong_type(value, "text")) } else { Ok(text.to_owned()) }
}

pub(super) fn boolean(value: &Spanned<DeValue<'_>>) -> Read<bool> {
    value.get_ref().as_bool().ok_or_else(|| wrong_type(value, "true or false"))
}

pub(super) fn integer(value: &Spanned<DeValue<'_>>) -> Read<i64> {
    value
        .get_ref()
        .as_integer()
        .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        .ok_or_else(|| wrong_type(value, "whole number"))
}

pub(super) fn size(value: &Spanned<DeValue<'_>>) -> Read<u64> {
    u64::try_from(integer(value)?).map_err(|_negative| wrong_type(value, "length in bytes"))
}

pub(super) fn count(value: &Spanned<DeValue<'_>>) -> Read<u32> {
    u32::try_from(integer(value)?).map_err(|_out_of_range| wrong_type(value, "whole number"))
}

pub(super) fn day(value: &Spanned<DeValue<'_>>) -> Read<NaiveDate> {
    let text = string(value)?;
    NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_not_a_day| wrong_type(value, "day as 2026-11-22"))
}

pub(super) fn zone(value: &Spanned<DeValue<'_>>) -> Read<PackZone> {
    let text = string(value)?;
    if text == "buyer" {
        return Ok(PackZone::Buyer);
    }
    text.parse::<Tz>()
        .map(PackZone::Named)
        .map_err(|_unknown| wrong_word(value, &text, "buyer, America/Los_Angeles, Europe/Moscow, …"))
}

pub(super) fn strings(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
    list.iter().map(string).collect()
}

/// A word of a closed vocabulary.
pub(super) fn word<T: Copy>(
    from_code: impl Fn(&str) -> Option<T>,
    known: impl Fn() -> Vec<&'static str>,
) -> impl Fn(&Spanned<DeValue<'_>>) -> Read<T> {
    move |value| {
        let text = string(value)?;
        from_code(&text).ok_or_else(|| wrong_word(value, &text, &known().join(", ")))
    }
}

macro_rules! word_of {
    ($name:ident) => {
        $crate::domain::rules::pack_toml::fields::word($name::from_code, || {
            $name::ALL.iter().map(|known| known.code()).collect()
        })
    };
}
pub(super) use word_of;

/// An amount as text with its currency: `{ amount = "20.00", currency = "USD" }`.
pub(super) fn money(value: &Spanned<DeValue<'_>>) -> Read<Money> {
    let mut fields = Fields::of(value)?;
    let amount = fields.need("amount", string)?;
    let currency = fields.need("currency", string)?;
    fields.finish()?;
    Currency::parse(&currency)
        .and_then(|currency| Money::parse(&amount, &currency))
        .ok_or_else(|| wrong_type(value, "amount with its currency"))
}
