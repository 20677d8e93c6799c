//! Values of the domain as columns and back, without loss. Owns no table.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::ids::Sha256;
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::Said;

/// An instant: RFC 3339 in UTC with as many digits of the second as it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct At(pub DateTime<Utc>);

impl At {
    pub(super) fn text(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.text().into())
    }
}

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// A content hash: 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hash(pub Sha256);

impl ToSql for Hash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0.0)))
    }
}

impl FromSql for Hash {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes.try_into().map(|bytes| Self(Sha256(bytes))).map_err(FromSqlError::other)
    }
}

/// A word of a closed list, read by its own `from_code`.
pub(super) fn code<T>(
    row: &Row<'_>,
    index: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text = row.get_ref(index)?.as_str()?;
    from_code(text).ok_or_else(|| strange(index, text))
}

/// The same for a column that may be empty.
pub(super) fn code_opt<T>(
    row: &Row<'_>,
    index: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(index)?.as_str_or_null()? {
        Some(text) => from_code(text).map(Some).ok_or_else(|| strange(index, text)),
        None => Ok(None),
    }
}

/// A stored word this program does not know.
pub(super) fn strange(index: usize, text: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        index,
        rusqlite::types::Type::Text,
        format!("unknown value “{text}”").into(),
    )
}

/// An amount from two columns that stand side by side: minor units, then currency.
pub(super) fn money(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Money>> {
    let Some(minor) = row.get::<_, Option<i64>>(index)? else { return Ok(None) };
    Ok(Some(Money::new(minor, code(row, index + 1, Currency::parse)?)))
}

/// The two columns of an amount.
pub(super) fn money_columns(money: Option<&Money>) -> (Option<i64>, Option<&str>) {
    (money.map(|m| m.minor), money.map(|m| m.currency.code()))
}

/// A moment as three columns: value, precision, zone.
pub(super) fn moment_columns(moment: &Moment) -> (String, &'static str, Option<&'static str>) {
    match moment {
        Moment::Instant { at, zone } => (At(*at).text(), "instant", zone.map(Tz::name)),
        Moment::Minute { at, zone } => (At(*at).text(), "minute", zone.map(Tz::name)),
        Moment::Day { day, zone } => (day.to_string(), "day", zone.map(Tz::name)),
    }
}

/// A moment from three columns that stand side by side.
pub(super) fn moment(row: &Row<'_>, index: usize) -> rusqlite::Result<Moment> {
    let zone = code_opt(row, index + 2, |text| text.parse().ok())?;
    match row.get_ref(index + 1)?.as_str()? {
        "instant" => Ok(Moment::Instant { at: row.get::<_, At>(index)?.0, zone }),
        "minute" => Ok(Moment::Minute { at: row.get::<_, At>(index)?.0, zone }),
        "day" => Ok(Moment::Day { day: code(row, index, |text| text.parse::<NaiveDate>().ok())?, zone }),
        other => Err(strange(index + 1, other)),
    }
}

const SAID: [(Said, &str); 7] = [
    (Said::OrderPage, "order_page"),
    (Said::Buyer, "buyer"),
    (Said::Import, "import"),
    (Said::Email, "email"),
    (Said::Carrier, "carrier"),
    (Said::Seller, "seller"),
    (Said::File, "file"),
];

/// The stored name of a source.
pub(super) fn said_code(said: Said) -> &'static str {
    match said {
        Said::OrderPage => "order_page",
        Said::Buyer => "buyer",
        Said::Import => "import",
        Said::Email => "email",
        Said::Carrier => "carrier",
        Said::Seller => "seller",
        Said::File => "file",
    }
}

/// Reads [`said_code`].
pub(super) fn said(code: &str) -> Option<Said> {
    SAID.iter().find(|(_, name)| *name == code).map(|(said, _)| *said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_read_back() {
        for (value, name) in SAID {
            assert_eq!(said_code(value), name);
            assert_eq!(said(name), Some(value));
        }
    }

    #[test]
    fn instants_keep_every_digit() {
        for text in ["2026-04-04T07:00:00Z", "2026-04-04T07:00:00.000000001Z", "+12026-04-04T07:00:00Z"] {
            let at: DateTime<Utc> = text.parse().unwrap();
            assert_eq!(At(at).text().parse::<DateTime<Utc>>().unwrap(), at);
        }
    }
}
