//! Orders with their lines, chosen dates, losing dates and logs.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use crate::domain::event::{OrderEvent, OrderEventKind};
use crate::domain::ids::{LineId, OrderId};
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Currency;
use crate::domain::order::{DateFact, Marketplace, Order, OrderDate, OrderLine, OrderNumber, number_key};

use super::super::Library;
use super::super::codec::{At, code, code_opt, moment, money, said};
use super::super::trouble::OrProblem;
use super::cases::{EventRows, events_by_owner, events_of};
use super::{Standing, none, standing};

const ORDER: &str = "id, marketplace, number, store, store_url, currency, payment_method, tracking, carrier, \
     ships_from, local_return, free_returns, account, address, note, removed_at, delivery_included";

const LINE: &str = "id, order_id, position, external_id, title, product_url, options, quantity, listed_minor, \
     listed_currency, paid_minor, paid_currency, shipping_minor, shipping_currency, coupon_minor, \
     coupon_currency, is_gift";

pub(in super::super) const ORDER_EVENTS: EventRows =
    EventRows { table: "order_events", owner: "order_id", owners: "orders" };

fn order_row(row: &Row<'_>) -> rusqlite::Result<Order> {
    Ok(Order {
        id: OrderId(row.get(0)?),
        marketplace: Marketplace::from(row.get::<_, String>(1)?),
        number: OrderNumber::stored(row.get(2)?),
        store: row.get(3)?,
        store_url: row.get(4)?,
        currency: code_opt(row, 5, Currency::parse)?,
        payment_method: row.get(6)?,
        tracking: row.get(7)?,
        carrier: row.get(8)?,
        ships_from: row.get(9)?,
        local_return: row.get(10)?,
        free_returns: row.get(11)?,
        delivery_included: row.get(16)?,
        account: row.get(12)?,
        address: row.get(13)?,
        note: row.get(14)?,
        tags: Vec::new(),
        dates: BTreeMap::new(),
        lines: Vec::new(),
        removed_at: row.get::<_, Option<At>>(15)?.map(|at| at.0),
    })
}

fn line_row(row: &Row<'_>) -> rusqlite::Result<(OrderId, OrderLine)> {
    let line = OrderLine {
        id: LineId(row.get(0)?),
        position: row.get(2)?,
        external_id: row.get(3)?,
        title: row.get(4)?,
        product_url: row.get(5)?,
        options: row.get(6)?,
        quantity: row.get(7)?,
        listed: money(row, 8)?,
        paid: money(row, 10)?,
        shipping: money(row, 12)?,
        coupon: money(row, 14)?,
        is_gift: row.get(16)?,
    };
    Ok((OrderId(row.get(1)?), line))
}

/// A stated date: which order, which date, the statement, and whether it is the chosen one.
struct Stated {
    order: OrderId,
    date: OrderDate,
    fact: DateFact,
    chosen: bool,
}

fn stated_row(row: &Row<'_>) -> rusqlite::Result<Stated> {
    Ok(Stated {
        order: OrderId(row.get(0)?),
        date: code(row, 1, OrderDate::from_code)?,
        fact: DateFact { at: moment(row, 2)?, said: code(row, 5, said)?, seen_at: row.get::<_, At>(6)?.0 },
        chosen: row.get(7)?,
    })
}

const STATED: &str = "SELECT order_id, field, value, precision, zone, source, seen_at, chosen FROM facts \
     WHERE line_id IS NULL AND precision <> 'money'";

/// Orders that satisfy a condition on `orders` (its one parameter is `?1`), by id, complete in four queries.
fn orders_where(db: &Connection, condition: &str, parameter: i64) -> Result<Vec<Order>, Problem> {
    let chosen = format!("SELECT id FROM orders WHERE {condition}");
    let mut orders: BTreeMap<OrderId, Order> = BTreeMap::new();
    let sql = format!("SELECT {ORDER} FROM orders WHERE {condition}");
    for order in db.prepare_cached(&sql).db()?.query_map([parameter], order_row).db()? {
        let order = order.db()?;
        orders.insert(order.id, order);
    }
    let sql = format!(
        "SELECT {LINE} FROM lines WHERE removed_at IS NULL AND order_id IN ({chosen}) ORDER BY order_id, position"
    );
    for line in db.prepare_cached(&sql).db()?.query_map([parameter], line_row).db()? {
        let (order, line) = line.db()?;
        if let Some(order) = orders.get_mut(&order) {
            order.lines.push(line);
        }
    }
    let sql =
        format!("SELECT order_id, tag FROM order_tags WHERE order_id IN ({chosen}) ORDER BY order_id, tag");
    let tag = |row: &Row<'_>| Ok((OrderId(row.get(0)?), row.get::<_, String>(1)?));
    for tag in db.prepare_cached(&sql).db()?.query_map([parameter], tag).db()? {
        let (order, tag) = tag.db()?;
        if let Some(order) = orders.get_mut(&order) {
            order.tags.push(tag);
        }
    }
    let sql = format!("{STATED} AND chosen = 1 AND order_id IN ({chosen})");
    for stated in db.prepare_cached(&sql).db()?.query_map([parameter], stated_row).db()? {
        let stated = stated.db()?;
        if let Some(order) = orders.get_mut(&stated.order) {
            order.dates.insert(stated.date, stated.fact);
        }
    }
    Ok(orders.into_values().collect())
}

/// One order, in the bin or not.
pub(in super::super) fn order(db: &Connection, id: OrderId) -> Result<Order, Problem> {
    orders_where(db, "purged_at IS NULL AND id = ?1", id.0)?.pop().ok_or_else(|| none("library-no-order", id))
}

/// Refuses an order that is not there or lies in the bin.
pub(in super::super) fn must_be_live(db: &Connection, id: OrderId) -> Result<(), Problem> {
    match standing(db, "orders", id.0)? {
        Standing::Live => Ok(()),
        Standing::Binned => {
            let number = order(db, id)?.number;
            Err(Problem::refused(Msg::new("library-order-in-bin").text("number", number.as_typed())))
        }
        Standing::Purged | Standing::Missing => Err(none("library-no-order", id)),
    }
}

/// A line that was not taken away, with its order.
pub(in super::super) fn line(db: &Connection, id: LineId) -> Result<(OrderId, OrderLine), Problem> {
    let sql = format!("SELECT {LINE} FROM lines WHERE removed_at IS NULL AND id = ?1");
    let mut statement = db.prepare_cached(&sql).db()?;
    let mut rows = statement.query_map([id.0], line_row).db()?;
    rows.next().ok_or_else(|| none("library-no-line", id))?.db()
}

/// Id, marketplace and presence in the bin of the orders with a number, spelled in any way.
pub(in super::super) fn ids_by_number(
    db: &Connection,
    number: &str,
) -> Result<Vec<(OrderId, Marketplace, bool)>, Problem> {
    let mut statement = db
        .prepare_cached(
            "SELECT id, marketplace, removed_at IS NOT NULL FROM orders \
             WHERE purged_at IS NULL AND number_key = ?1 ORDER BY marketplace",
        )
        .db()?;
    let rows = statement
        .query_map([number_key(number)], |row| {
            Ok((OrderId(row.get(0)?), Marketplace::from(row.get::<_, String>(1)?), row.get(2)?))
        })
        .db()?;
    rows.collect::<Result<_, _>>().db()
}

/// All statements about one date of an order, in the order they were made; the second part is the chosen one.
pub(in super::super) fn statements(
    db: &Connection,
    order: OrderId,
    date: OrderDate,
) -> Result<(Vec<DateFact>, Option<usize>), Problem> {
    let sql = format!("{STATED} AND order_id = ?1 AND field = ?2 ORDER BY position");
    let mut statement = db.prepare_cached(&sql).db()?;
    let rows = statement.query_map(params![order.0, date.code()], stated_row).db()?;
    let (mut facts, mut chosen) = (Vec::new(), None);
    for (index, stated) in rows.enumerate() {
        let stated = stated.db()?;
        if stated.chosen {
            chosen = Some(index);
        }
        facts.push(stated.fact);
    }
    Ok((facts, chosen))
}

impl Library {
    /// One order with its lines and chosen dates; it may be in the bin.
    pub fn order(&self, id: OrderId) -> Result<Order, Problem> {
        self.read(|db| order(db, id))
    }

    /// The order with a number, spelled in any way. Refused when it is in the bin, when there is none, and when
    /// two marketplaces know the number and none was named.
    pub fn order_by_number(&self, number: &str, marketplace: Option<&Marketplace>) -> Result<Order, Problem> {
        self.read(|db| {
            let mut found = ids_by_number(db, number)?;
            if let Some(wanted) = marketplace {
                found.retain(|(_, marketplace, _)| marketplace == wanted);
            }
            let live: Vec<_> = found.iter().filter(|(_, _, binned)| !binned).collect();
            match (live.as_slice(), found.is_empty()) {
                ([(id, ..)], _) => order(db, *id),
                ([], true) => {
                    Err(Problem::refused(Msg::new("library-number-unknown").text("number", number.trim())))
                }
                ([], false) => {
                    Err(Problem::refused(Msg::new("library-order-in-bin").text("number", number.trim())))
                }
                (several, _) => {
                    let number = number.trim();
                    let names: Vec<String> =
                        several.iter().map(|(_, place, _)| format!("{}:{number}", place.code())).collect();
                    Err(Problem::refused(
                        Msg::new("library-number-ambiguous")
                            .text("number", number)
                            .text("orders", names.join(", ")),
                    ))
                }
            }
        })
    }

    /// All orders with lines and chosen dates, by id.
    pub fn orders(&self, include_removed: bool) -> Result<Vec<Order>, Problem> {
        // The parameter only says whether the bin counts too.
        self.read(|db| {
            orders_where(db, "purged_at IS NULL AND (?1 = 1 OR removed_at IS NULL)", include_removed.into())
        })
    }

    /// Dates that lost against the chosen one, by date and then as they were stated.
    pub fn facts_of(&self, order: OrderId) -> Result<Vec<(OrderDate, DateFact)>, Problem> {
        self.read(|db| {
            let sql = format!("{STATED} AND chosen = 0 AND order_id = ?1 ORDER BY position");
            let mut statement = db.prepare_cached(&sql).db()?;
            let rows = statement.query_map([order.0], stated_row).db()?;
            let mut facts = Vec::new();
            for stated in rows {
                let stated = stated.db()?;
                facts.push((stated.date, stated.fact));
            }
            facts.sort_by_key(|(date, _)| *date);
            Ok(facts)
        })
    }

    /// The log of an order, voided events included.
    pub fn order_events(&self, order: OrderId) -> Result<Vec<OrderEvent>, Problem> {
        self.read(|db| events_of(db, &ORDER_EVENTS, order.0, OrderEventKind::from_code))
    }

    /// The logs of all orders that have one.
    pub fn all_order_events(&self) -> Result<BTreeMap<OrderId, Vec<OrderEvent>>, Problem> {
        self.read(|db| {
            let by_owner = events_by_owner(db, &ORDER_EVENTS, OrderEventKind::from_code)?;
            Ok(by_owner.into_iter().map(|(id, events)| (OrderId(id), events)).collect())
        })
    }
}
