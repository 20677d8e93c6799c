//! Orders, lines, stated dates and the log of an order.

use std::collections::BTreeMap;

use rusqlite::params;

use crate::domain::change::{Change, LinePatch, OrderPatch};
use crate::domain::event::{NewEvent, OrderEventKind};
use crate::domain::ids::{EventId, LineId, OrderId};
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Currency;
use crate::domain::order::{DateFact, Marketplace, Order, OrderDate, OrderLine, OrderNumber};

use super::super::chain::{self, EVENT, Log, UNVOID, VOID};
use super::super::codec::{At, moment_columns, money_columns, said_code};
use super::super::read::cases::{Payload, Voids, events_of};
use super::super::read::orders::{ORDER_EVENTS, ids_by_number, line, must_be_live, order, statements};
use super::super::read::{Standing, none, standing};
use super::super::trouble::{OrProblem, unreadable};
use super::{Writer, nothing, take_fields, together};

/// An order of which nothing is known but where it was bought and its number.
fn blank(id: OrderId, marketplace: &Marketplace, number: &OrderNumber) -> Order {
    Order {
        id,
        marketplace: marketplace.clone(),
        number: number.clone(),
        store: None,
        store_url: None,
        currency: None,
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
        dates: BTreeMap::new(),
        lines: Vec::new(),
        removed_at: None,
    }
}

impl Writer<'_> {
    pub(super) fn add_order(
        &mut self,
        marketplace: &Marketplace,
        number: &OrderNumber,
        patch: &OrderPatch,
        line: &LinePatch,
    ) -> Result<Change, Problem> {
        let same = ids_by_number(self.db, number.as_typed())?;
        if let Some((_, _, binned)) = same.iter().find(|(_, place, _)| place == marketplace) {
            let id = if *binned { "library-order-in-bin" } else { "library-order-exists" };
            return Err(Problem::refused(Msg::new(id).text("number", number.as_typed())));
        }
        self.db
            .prepare_cached(
                "INSERT INTO orders (marketplace, number, number_key, added_at) VALUES (?1, ?2, ?3, ?4)",
            )
            .db()?
            .execute(params![marketplace.code(), number.as_typed(), number.key(), At(self.now)])
            .db()?;
        let id = OrderId(self.db.last_insert_rowid());
        self.created.orders.push(id);
        self.patch_order(blank(id, marketplace, number), patch)?;
        self.insert_line(id, 1, line)?;
        Ok(Change::RemoveOrder(id))
    }

    pub(super) fn set_order(&mut self, id: OrderId, patch: &OrderPatch) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        self.patch_order(order(self.db, id)?, patch)
    }

    fn patch_order(&mut self, mut row: Order, patch: &OrderPatch) -> Result<Change, Problem> {
        let id = row.id;
        let mut back = OrderPatch::default();
        take_fields!(
            patch,
            row,
            back,
            store,
            store_url,
            currency,
            payment_method,
            tracking,
            carrier,
            ships_from,
            local_return,
            free_returns,
            delivery_included,
            account,
            address,
            note,
            tags,
        );
        self.write_order(&row)?;
        if patch.tags.is_some() {
            self.write_tags(&row)?;
        }
        let mut inverses = vec![Change::SetOrder(id, Box::new(back))];
        for (date, fact) in &patch.dates {
            inverses.push(self.state_date(id, *date, fact.as_ref())?);
        }
        self.touch("orders", id.0)?;
        Ok(together(inverses))
    }

    fn write_order(&self, row: &Order) -> Result<(), Problem> {
        self.db
            .prepare_cached(
                "UPDATE orders SET store = ?2, store_url = ?3, currency = ?4, payment_method = ?5, \
                 tracking = ?6, carrier = ?7, ships_from = ?8, local_return = ?9, free_returns = ?10, \
                 account = ?11, address = ?12, note = ?13, delivery_included = ?14 WHERE id = ?1",
            )
            .db()?
            .execute(params![
                row.id.0,
                row.store,
                row.store_url,
                row.currency.as_ref().map(Currency::code),
                row.payment_method,
                row.tracking,
                row.carrier,
                row.ships_from,
                row.local_return,
                row.free_returns,
                row.account,
                row.address,
                row.note,
                row.delivery_included,
            ])
            .db()?;
        Ok(())
    }

    fn write_tags(&self, row: &Order) -> Result<(), Problem> {
        self.db
            .prepare_cached("DELETE FROM order_tags WHERE order_id = ?1")
            .db()?
            .execute([row.id.0])
            .db()?;
        let mut insert = self
            .db
            .prepare_cached("INSERT INTO order_tags (order_id, tag) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
            .db()?;
        for tag in &row.tags {
            insert.execute(params![row.id.0, tag]).db()?;
        }
        Ok(())
    }

    /// States or withdraws a date. A source that says something new takes back what it said before; what other
    /// sources said stays as a losing value.
    fn state_date(
        &mut self,
        id: OrderId,
        date: OrderDate,
        fact: Option<&DateFact>,
    ) -> Result<Change, Problem> {
        let (before, chosen_before) = statements(self.db, id, date)?;
        let mut facts = before.clone();
        let chosen = if let Some(fact) = fact {
            facts.retain(|known| known.said != fact.said);
            facts.push(fact.clone());
            Some(facts.len() - 1)
        } else {
            // What is withdrawn was wrong; it is no conflict to be shown.
            if let Some(index) = chosen_before.filter(|index| *index < facts.len()) {
                facts.remove(index);
            }
            None
        };
        self.write_statements(id, date, &facts, chosen)?;
        Ok(Change::SetStatements { order: id, date, facts: before, chosen: chosen_before })
    }

    pub(super) fn set_statements(
        &mut self,
        id: OrderId,
        date: OrderDate,
        facts: &[DateFact],
        chosen: Option<usize>,
    ) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        let (before, chosen_before) = statements(self.db, id, date)?;
        self.write_statements(id, date, facts, chosen)?;
        self.touch("orders", id.0)?;
        Ok(Change::SetStatements { order: id, date, facts: before, chosen: chosen_before })
    }

    fn write_statements(
        &self,
        id: OrderId,
        date: OrderDate,
        facts: &[DateFact],
        chosen: Option<usize>,
    ) -> Result<(), Problem> {
        self.db
            .prepare_cached("DELETE FROM facts WHERE order_id = ?1 AND line_id IS NULL AND field = ?2")
            .db()?
            .execute(params![id.0, date.code()])
            .db()?;
        let mut insert = self
            .db
            .prepare_cached(
                "INSERT INTO facts (order_id, field, position, value, precision, zone, source, seen_at, chosen) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )
            .db()?;
        for (index, fact) in facts.iter().enumerate() {
            let (value, precision, zone) = moment_columns(&fact.at);
            let position = index as i64;
            let is_chosen = chosen == Some(index);
            insert
                .execute(params![
                    id.0,
                    date.code(),
                    position,
                    value,
                    precision,
                    zone,
                    said_code(fact.said),
                    At(fact.seen_at),
                    is_chosen,
                ])
                .db()?;
        }
        Ok(())
    }

    pub(super) fn remove_order(&mut self, id: OrderId) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        self.set_removed("orders", id.0, true)?;
        self.touch("orders", id.0)?;
        Ok(Change::RestoreOrder(id))
    }

    pub(super) fn restore_order(&mut self, id: OrderId) -> Result<Change, Problem> {
        match standing(self.db, "orders", id.0)? {
            Standing::Live => return Ok(nothing()),
            Standing::Binned => {}
            Standing::Purged | Standing::Missing => return Err(none("library-no-order", id)),
        }
        self.set_removed("orders", id.0, false)?;
        self.touch("orders", id.0)?;
        Ok(Change::RemoveOrder(id))
    }

    pub(super) fn add_line(&mut self, order: OrderId, patch: &LinePatch) -> Result<Change, Problem> {
        must_be_live(self.db, order)?;
        let position = self.next_line_position(order)?;
        let id = self.insert_line(order, position, patch)?;
        self.touch("orders", order.0)?;
        Ok(Change::RemoveLine(id))
    }

    fn insert_line(&mut self, order: OrderId, position: i64, patch: &LinePatch) -> Result<LineId, Problem> {
        self.db
            .prepare_cached("INSERT INTO lines (order_id, position) VALUES (?1, ?2)")
            .db()?
            .execute(params![order.0, position])
            .db()?;
        let id = LineId(self.db.last_insert_rowid());
        self.created.lines.push(id);
        let (_, row) = line(self.db, id)?;
        self.patch_line(row, patch)?;
        Ok(id)
    }

    fn next_line_position(&self, order: OrderId) -> Result<i64, Problem> {
        self.db
            .prepare_cached(
                "SELECT ifnull(max(position), 0) + 1 FROM lines WHERE order_id = ?1 AND removed_at IS NULL",
            )
            .db()?
            .query_row([order.0], |row| row.get(0))
            .db()
    }

    pub(super) fn set_line(&mut self, id: LineId, patch: &LinePatch) -> Result<Change, Problem> {
        let (order, row) = line(self.db, id)?;
        must_be_live(self.db, order)?;
        let back = self.patch_line(row, patch)?;
        self.touch("orders", order.0)?;
        Ok(Change::SetLine(id, Box::new(back)))
    }

    fn patch_line(&self, mut row: OrderLine, patch: &LinePatch) -> Result<LinePatch, Problem> {
        let mut back = LinePatch::default();
        take_fields!(
            patch,
            row,
            back,
            external_id,
            title,
            product_url,
            options,
            quantity,
            listed,
            paid,
            shipping,
            coupon,
            is_gift,
        );
        self.write_line(&row)?;
        Ok(back)
    }

    fn write_line(&self, row: &OrderLine) -> Result<(), Problem> {
        let (listed, listed_in) = money_columns(row.listed.as_ref());
        let (paid, paid_in) = money_columns(row.paid.as_ref());
        let (shipping, shipping_in) = money_columns(row.shipping.as_ref());
        let (coupon, coupon_in) = money_columns(row.coupon.as_ref());
        self.db
            .prepare_cached(
                "UPDATE lines SET external_id = ?2, title = ?3, product_url = ?4, options = ?5, quantity = ?6, \
                 listed_minor = ?7, listed_currency = ?8, paid_minor = ?9, paid_currency = ?10, \
                 shipping_minor = ?11, shipping_currency = ?12, coupon_minor = ?13, coupon_currency = ?14, \
                 is_gift = ?15 WHERE id = ?1",
            )
            .db()?
            .execute(params![
                row.id.0,
                row.external_id,
                row.title,
                row.product_url,
                row.options,
                row.quantity,
                listed,
                listed_in,
                paid,
                paid_in,
                shipping,
                shipping_in,
                coupon,
                coupon_in,
                row.is_gift,
            ])
            .db()?;
        Ok(())
    }

    /// Only a line nothing hangs on goes: no file in use, no case.
    pub(super) fn remove_line(&mut self, id: LineId) -> Result<Change, Problem> {
        let (order, row) = line(self.db, id)?;
        must_be_live(self.db, order)?;
        let used: bool = self
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM attachments WHERE line_id = ?1 AND ended_at IS NULL) \
                 OR EXISTS (SELECT 1 FROM cases WHERE line_id = ?1 AND removed_at IS NULL)",
            )
            .db()?
            .query_row([id.0], |row| row.get(0))
            .db()?;
        if used {
            return Err(Problem::refused(Msg::new("library-line-used").count("line", row.position)));
        }
        self.set_removed("lines", id.0, true)?;
        self.touch("orders", order.0)?;
        Ok(Change::RestoreLine(id))
    }

    pub(super) fn restore_line(&mut self, id: LineId) -> Result<Change, Problem> {
        if line(self.db, id).is_ok() {
            return Ok(nothing());
        }
        let known: rusqlite::Result<(i64, i64)> = self
            .db
            .prepare_cached("SELECT order_id, position FROM lines WHERE id = ?1")
            .db()?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)));
        let (order, position) = match known {
            Err(rusqlite::Error::QueryReturnedNoRows) => return Err(none("library-no-line", id)),
            other => other.db()?,
        };
        let order = OrderId(order);
        must_be_live(self.db, order)?;
        let taken: bool = self
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM lines WHERE order_id = ?1 AND position = ?2 AND removed_at IS NULL)",
            )
            .db()?
            .query_row(params![order.0, position], |row| row.get(0))
            .db()?;
        let position = if taken { self.next_line_position(order)? } else { position };
        self.db
            .prepare_cached("UPDATE lines SET removed_at = NULL, position = ?2 WHERE id = ?1")
            .db()?
            .execute(params![id.0, position])
            .db()?;
        self.touch("orders", order.0)?;
        Ok(Change::RemoveLine(id))
    }

    pub(super) fn add_order_event(
        &mut self,
        order: OrderId,
        event: &NewEvent<OrderEventKind>,
    ) -> Result<Change, Problem> {
        must_be_live(self.db, order)?;
        let payload = Payload {
            kind: event.kind.code().to_owned(),
            at: event.at,
            source: event.source,
            details: event.details.clone(),
            sent: None,
        };
        let payload = serde_json::to_string(&payload).map_err(unreadable)?;
        let id = EventId(chain::append(self.db, Log::Order(order), EVENT, &payload, self.now)?);
        self.created.events.push(id);
        Ok(Change::VoidOrderEvent(id, true))
    }

    pub(super) fn void_order_event(&mut self, id: EventId, voided: bool) -> Result<Change, Problem> {
        let place = chain::place_of(self.db, "order_events", "order_id", id.0)?;
        let Some((order, seq)) = place else { return Err(none("library-no-event", id)) };
        let order = OrderId(order);
        must_be_live(self.db, order)?;
        let events = events_of(self.db, &ORDER_EVENTS, order.0, OrderEventKind::from_code)?;
        if events.iter().any(|event| event.id == id && event.voided == voided) {
            return Ok(nothing());
        }
        let payload = serde_json::to_string(&Voids { seq }).map_err(unreadable)?;
        chain::append(self.db, Log::Order(order), if voided { VOID } else { UNVOID }, &payload, self.now)?;
        Ok(Change::VoidOrderEvent(id, !voided))
    }
}
