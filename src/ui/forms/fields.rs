//! The fields of an order as typed, and the change they make. Only what was changed is written.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::data::{Faults, date, money};
use crate::app::Command;
use crate::domain::change::{Change, LinePatch, OrderPatch};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::{DateFact, Order, OrderDate, Said};

/// Dates the form offers.
pub const DATES: [OrderDate; 7] = [
    OrderDate::Ordered,
    OrderDate::Shipped,
    OrderDate::Expected,
    OrderDate::Delivered,
    OrderDate::Confirmed,
    OrderDate::ShipBy,
    OrderDate::ProtectionEnds,
];

/// The fields as typed. The product fields are those of the first line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldsDraft {
    /// Title of the first product.
    pub title: String,
    /// Its options.
    pub options: String,
    /// Link to it.
    pub product_url: String,
    /// Paid for it.
    pub paid: String,
    /// Its list price.
    pub listed: String,
    /// Its shipping.
    pub shipping: String,
    /// Shipping was part of the advertised price.
    pub delivery_included: Option<bool>,
    /// Currency of the amounts.
    pub currency: String,
    /// Store.
    pub store: String,
    /// Tracking number.
    pub tracking: String,
    /// Carrier.
    pub carrier: String,
    /// Payment method.
    pub payment: String,
    /// Address.
    pub address: String,
    /// Note.
    pub note: String,
    /// Dates, in the order of [`DATES`].
    pub dates: [String; DATES.len()],
    /// The dates are those that the order page shows.
    pub from_page: bool,
}

fn typed_moment(moment: &Moment, zone: Tz) -> String {
    match moment {
        Moment::Day { day, .. } => day.format("%Y-%m-%d").to_string(),
        Moment::Minute { at, .. } | Moment::Instant { at, .. } => super::data::now_text(*at, zone),
    }
}

impl FieldsDraft {
    /// The fields as they stand.
    pub fn new(order: &Order, zone: Tz) -> Self {
        let line = order.lines.first();
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let amount = |money: Option<&Money>| money.map(Money::decimal).unwrap_or_default();
        let mut dates: [String; DATES.len()] = Default::default();
        for (slot, which) in dates.iter_mut().zip(DATES) {
            *slot = order.date(which).map(|at| typed_moment(&at, zone)).unwrap_or_default();
        }
        let currency =
            order.currency.as_ref().or(line.and_then(|line| line.paid.as_ref()).map(|paid| &paid.currency));
        Self {
            title: text(line.and_then(|line| line.title.as_ref())),
            options: text(line.and_then(|line| line.options.as_ref())),
            product_url: text(line.and_then(|line| line.product_url.as_ref())),
            paid: amount(line.and_then(|line| line.paid.as_ref())),
            listed: amount(line.and_then(|line| line.listed.as_ref())),
            shipping: amount(line.and_then(|line| line.shipping.as_ref())),
            delivery_included: order.delivery_included,
            currency: currency.map_or_else(|| "USD".to_owned(), |currency| currency.code().to_owned()),
            store: text(order.store.as_ref()),
            tracking: text(order.tracking.as_ref()),
            carrier: text(order.carrier.as_ref()),
            payment: text(order.payment_method.as_ref()),
            address: text(order.address.as_ref()),
            note: text(order.note.as_ref()),
            dates,
            from_page: false,
        }
    }

    /// The command, or what is wrong; no command when nothing was changed.
    pub fn command(&self, order: &Order, now: DateTime<Utc>, zone: Tz) -> Result<Option<Command>, Faults> {
        let before = Self::new(order, zone);
        let mut faults = Faults::new();
        let set = |new: &str, old: &str| {
            let new = new.trim();
            (new != old).then(|| Some(new).filter(|new| !new.is_empty()).map(ToOwned::to_owned))
        };
        let currency = Currency::parse(&self.currency);
        if currency.is_none() {
            faults.insert("currency", Msg::new("order-form-currency-wrong"));
        }
        let mut patch = OrderPatch {
            store: set(&self.store, &before.store),
            tracking: set(&self.tracking, &before.tracking),
            carrier: set(&self.carrier, &before.carrier),
            payment_method: set(&self.payment, &before.payment),
            address: set(&self.address, &before.address),
            note: set(&self.note, &before.note),
            delivery_included: (self.delivery_included != before.delivery_included)
                .then_some(self.delivery_included),
            ..OrderPatch::default()
        };
        if currency.as_ref() != order.currency.as_ref() && self.currency != before.currency {
            patch.currency = Some(currency.clone());
        }
        for ((text, old), which) in self.dates.iter().zip(&before.dates).zip(DATES) {
            if text.trim() == old {
                continue;
            }
            let at = date(text, zone, which.code(), &mut faults);
            let said = if self.from_page { Said::OrderPage } else { Said::Buyer };
            patch.dates.push((which, at.map(|at| DateFact { at, said, seen_at: now })));
        }
        let changed_currency = self.currency != before.currency;
        let mut amount = |new: &str, old: &str, field: &'static str| {
            let same = new.trim() == old;
            let same_currency = old.is_empty() || !changed_currency;
            if same && same_currency {
                return None;
            }
            Some(money(new, currency.as_ref(), field, &mut faults))
        };
        let line_patch = LinePatch {
            paid: amount(&self.paid, &before.paid, "paid"),
            listed: amount(&self.listed, &before.listed, "listed"),
            shipping: amount(&self.shipping, &before.shipping, "shipping"),
            title: set(&self.title, &before.title),
            options: set(&self.options, &before.options),
            product_url: set(&self.product_url, &before.product_url),
            ..LinePatch::default()
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut changes = Vec::new();
        if patch != OrderPatch::default() {
            changes.push(Change::SetOrder(order.id, Box::new(patch)));
        }
        if line_patch != LinePatch::default() {
            changes.push(match order.lines.first() {
                Some(line) => Change::SetLine(line.id, Box::new(line_patch)),
                None => Change::AddLine(order.id, Box::new(line_patch)),
            });
        }
        let change = match changes.len() {
            0 => return Ok(None),
            1 => changes.remove(0),
            _ => Change::All(changes),
        };
        Ok(Some(Command::loud(change, "order-said-changed")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Deed;
    use crate::domain::ids::{LineId, OrderId};
    use crate::domain::order::{Marketplace, OrderLine, OrderNumber};

    pub(crate) fn order() -> Order {
        Order {
            id: OrderId(1),
            marketplace: Marketplace::AliExpress,
            number: OrderNumber::stored("8136324328903264".to_owned()),
            store: Some("Time Gallery".to_owned()),
            store_url: None,
            currency: Currency::parse("USD"),
            payment_method: None,
            tracking: None,
            carrier: None,
            ships_from: None,
            local_return: false,
            free_returns: false,
            delivery_included: None,
            account: None,
            address: None,
            note: None,
            tags: Vec::new(),
            dates: std::collections::BTreeMap::new(),
            lines: vec![OrderLine {
                id: LineId(1),
                position: 1,
                external_id: None,
                title: Some("Wristwatch".to_owned()),
                product_url: None,
                options: None,
                quantity: 1,
                listed: None,
                paid: None,
                shipping: None,
                coupon: None,
                is_gift: false,
            }],
            removed_at: None,
        }
    }

    #[test]
    fn whether_delivery_was_in_the_price_can_be_said_and_taken_back() {
        let mut order = order();
        let patch = |order: &Order, said: Option<bool>| {
            let mut draft = FieldsDraft::new(order, chrono_tz::UTC);
            draft.delivery_included = said;
            match draft.command(order, DateTime::<Utc>::UNIX_EPOCH, chrono_tz::UTC) {
                Ok(Some(Command::Change(edit))) => match edit.deed {
                    Deed::Change(Change::SetOrder(_, patch)) => patch.delivery_included,
                    _ => unreachable!(),
                },
                Ok(None) => None,
                _ => unreachable!(),
            }
        };
        assert_eq!(patch(&order, None), None, "nothing was said before or now");
        assert_eq!(patch(&order, Some(false)), Some(Some(false)));
        order.delivery_included = Some(true);
        assert_eq!(patch(&order, None), Some(None));
    }

    #[test]
    fn only_what_was_changed_is_written() {
        let order = order();
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let mut draft = FieldsDraft::new(&order, chrono_tz::UTC);
        assert_eq!(draft.command(&order, now, chrono_tz::UTC), Ok(None));
        draft.paid = "11.73".to_owned();
        let Ok(Some(Command::Change(edit))) = draft.command(&order, now, chrono_tz::UTC) else {
            unreachable!()
        };
        let Deed::Change(Change::SetLine(line, patch)) = edit.deed else { unreachable!() };
        assert_eq!(line, LineId(1));
        assert_eq!(patch.paid, Some(Some(Money::new(1173, Currency::parse("USD").unwrap()))));
        assert_eq!(patch.title, None);
    }

    #[test]
    fn an_emptied_date_is_withdrawn_and_a_wrong_one_is_named() {
        let mut order = order();
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 2).unwrap();
        order
            .dates
            .insert(OrderDate::Ordered, DateFact { at: Moment::day(day), said: Said::Buyer, seen_at: now });
        let mut draft = FieldsDraft::new(&order, chrono_tz::UTC);
        assert_eq!(draft.dates[0], "2026-01-02");
        draft.dates[0].clear();
        let Ok(Some(Command::Change(edit))) = draft.command(&order, now, chrono_tz::UTC) else {
            unreachable!()
        };
        let Deed::Change(Change::SetOrder(_, patch)) = edit.deed else { unreachable!() };
        assert_eq!(patch.dates, [(OrderDate::Ordered, None)]);
        draft.dates[0] = "2 Jan".to_owned();
        assert!(draft.command(&order, now, chrono_tz::UTC).unwrap_err().contains_key("ordered"));
    }
}
