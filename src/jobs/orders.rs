//! Orders: rows for the table, the whole picture of one, and adding one by its number or link.

use std::collections::BTreeSet;

use crate::domain::change::{Change, LinePatch, OrderPatch};
use crate::domain::event::{EventDetails, NewEvent, OrderEvent, OrderEventKind, Party};
use crate::domain::evidence::needs;
use crate::domain::ids::{EventId, OrderId};
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::offers::advice::{self, Advice};
use crate::domain::order::warranty::Warranty;
use crate::domain::order::{DateFact, Marketplace, Order, OrderDate, OrderNumber, Said};
use crate::domain::rows::{OrderPicture, OrderRow};
use crate::domain::view::OrderState;

use super::Ctx;
use super::snapshot::{Snapshot, need_files};

/// All orders, newest first; those without a date last.
pub fn rows(ctx: &Ctx) -> Result<Vec<OrderRow>, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let mut rows =
        snapshot.orders.values().map(|order| snapshot.order_row(order)).collect::<Result<Vec<_>, _>>()?;
    rows.sort_by_key(|row| (std::cmp::Reverse(row.ordered), std::cmp::Reverse(row.id)));
    Ok(rows)
}

/// Everything about one order.
pub fn picture(ctx: &Ctx, id: OrderId) -> Result<OrderPicture, Problem> {
    let snapshot = Snapshot::around_order(ctx, id)?;
    let order = snapshot.order(id)?;
    let mut cases = Vec::new();
    for case in snapshot.cases_of(id).iter().rev().filter_map(|case| snapshot.cases.get(case)) {
        cases.push(snapshot.case_row(case)?);
    }
    let view = snapshot.order_view(order)?;
    let evidence = snapshot.evidence_of_order(order)?;
    let standings = snapshot.standings(id)?;
    let rule = ctx.packs.warranty(&snapshot.pack_for(order)?.id);
    // As soon as tracking says that it came, and until everything is settled.
    let came = matches!(view.state, OrderState::Delivered | OrderState::CompletedGrace);
    Ok(OrderPicture {
        order: order.clone(),
        arrival: if came { needs::arrival(&need_files(&evidence)) } else { Vec::new() },
        confirm: advice::confirm_receipt(Some(&snapshot.order_input(order, &standings)?)),
        warranty: Warranty::of(order, &view, rule),
        view,
        other_dates: other_dates(ctx, order)?,
        events: snapshot.order_events(id).to_vec(),
        evidence,
        fraud: super::reports::patterns(ctx, order, &cases)?,
        cases,
    })
}

/// What to know before an event of an order is recorded.
pub fn advice_before(ctx: &Ctx, id: OrderId, kind: OrderEventKind) -> Result<Advice, Problem> {
    let snapshot = Snapshot::around_order(ctx, id)?;
    let standings = snapshot.standings(id)?;
    let input = snapshot.order_input(snapshot.order(id)?, &standings)?;
    Ok(advice::before_order_event(&input, kind))
}

/// Dates that were stated and lost against the chosen ones.
fn other_dates(ctx: &Ctx, order: &Order) -> Result<Vec<(OrderDate, DateFact)>, Problem> {
    let mut facts = ctx.library.facts_of(order.id)?;
    facts.retain(|(which, fact)| order.dates.get(which) != Some(fact));
    Ok(facts)
}

/// The order of a number in any spelling, of `marketplace:number` or of a link to it; a sentence when there is
/// none.
pub fn find(ctx: &Ctx, text: &str) -> Result<Order, Problem> {
    if is_link(text) {
        return find_by_link(ctx, text);
    }
    let plain = match ctx.library.order_by_number(text, None) {
        Err(problem) if is_unknown(&problem) => problem,
        // A number may hold a colon of its own.
        known => return known,
    };
    let Some((place, number)) = text.split_once(':') else { return Err(plain) };
    match ctx.library.order_by_number(number, Some(&Marketplace::from(place.to_owned()))) {
        Err(problem) if is_unknown(&problem) => Err(plain),
        known => known,
    }
}

/// The order a link leads to: at the marketplace its host names, else at any whose numbers it may hold, since the
/// order may have been added under another one.
fn find_by_link(ctx: &Ctx, link: &str) -> Result<Order, Problem> {
    let first = number_in(link, None)
        .and_then(|(place, number)| ctx.library.order_by_number(number.as_typed(), Some(&place)));
    if first.is_ok() {
        return first;
    }
    let places: BTreeSet<Marketplace> =
        ctx.library.orders(false)?.into_iter().map(|order| order.marketplace).collect();
    for place in places {
        if let Ok((place, number)) = number_in(link, Some(place))
            && let Ok(order) = ctx.library.order_by_number(number.as_typed(), Some(&place))
        {
            return Ok(order);
        }
    }
    first
}

fn is_unknown(problem: &Problem) -> bool {
    problem.message.id == "library-number-unknown"
}

fn is_link(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("http://") || text.starts_with("https://")
}

/// What search looks through: folded, one order a text.
pub fn search_text(order: &Order) -> String {
    let mut text = String::new();
    let mut add = |part: Option<&str>| {
        if let Some(part) = part {
            text.push_str(&fold(part));
            text.push('\n');
        }
    };
    add(Some(order.number.as_typed()));
    add(Some(&order.number.key()));
    for line in &order.lines {
        add(line.title.as_deref());
        add(line.options.as_deref());
    }
    add(order.store.as_deref());
    add(order.tracking.as_deref());
    add(order.note.as_deref());
    for tag in &order.tags {
        add(Some(tag));
    }
    text
}

/// Folds case, ё to е and ß to ss, so that what is typed is found however it was written.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ё' => folded.push('е'),
            'ß' => folded.push_str("ss"),
            '\u{a0}' => folded.push(' '),
            c => folded.push(c),
        }
    }
    folded
}

/// The marketplace and number in what the buyer typed or pasted: a number, or a link to the order.
pub fn number_in(
    text: &str,
    marketplace: Option<Marketplace>,
) -> Result<(Marketplace, OrderNumber), Problem> {
    let text = text.trim();
    if !is_link(text) {
        let marketplace = marketplace.unwrap_or_default();
        let number = OrderNumber::parse(text, &marketplace)?;
        return Ok((marketplace, number));
    }
    let host = text.split('/').nth(2).unwrap_or_default().to_lowercase();
    let is_at = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    let from_host = if is_at("aliexpress.ru") {
        Some(Marketplace::AliExpressRu)
    } else if host.split('.').any(|part| part == "aliexpress") {
        Some(Marketplace::AliExpress)
    } else if host.split('.').any(|part| part == "ebay") {
        Some(Marketplace::Ebay)
    } else if host.split('.').any(|part| part == "amazon") {
        Some(Marketplace::Amazon)
    } else if host.split('.').any(|part| part == "temu") {
        Some(Marketplace::Temu)
    } else {
        None
    };
    let marketplace = marketplace.or(from_host).unwrap_or_default();
    // The number is the value of a query field that names an order, else a path part that fits.
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let query = query.split('#').next().unwrap_or_default();
    let named = query.split('&').filter_map(|field| field.split_once('=')).filter_map(|(name, value)| {
        let name = name.to_lowercase();
        (name.contains("order") || name == "tradeid").then_some(value)
    });
    let parts = path.split('/').skip(3);
    for candidate in named.chain(parts) {
        if let Ok(number) = OrderNumber::parse(candidate, &marketplace)
            && !matches!(marketplace, Marketplace::Other(_) | Marketplace::Temu)
        {
            return Ok((marketplace, number));
        }
        if matches!(marketplace, Marketplace::Temu | Marketplace::Other(_))
            && candidate.chars().filter(char::is_ascii_digit).count() >= 6
            && let Ok(number) = OrderNumber::parse(candidate, &marketplace)
        {
            return Ok((marketplace, number));
        }
    }
    Err(Problem::refused(Msg::new("job-no-number-in-link").text("link", text)))
}

/// The change that adds an order.
pub fn add(marketplace: Marketplace, number: OrderNumber, order: OrderPatch, line: LinePatch) -> Change {
    Change::AddOrder { marketplace, number, order: Box::new(order), line: Box::new(line) }
}

/// The change that records an event of an order; an event that states a date states it as a fact too, so that
/// the order's fields and its log agree.
pub fn record(ctx: &Ctx, order: OrderId, event: NewEvent<OrderEventKind>) -> Change {
    record_said(ctx, order, event, Said::Buyer)
}

/// The same for what somebody else said.
pub(super) fn record_said(ctx: &Ctx, order: OrderId, event: NewEvent<OrderEventKind>, said: Said) -> Change {
    let date = stated_date(event.kind, event.at, &event.details);
    let tracking = event.details.tracking.clone();
    let mut patch = OrderPatch::default();
    if let Some((which, at)) = date {
        let said = match event.details.by {
            Some(Party::Carrier) => Said::Carrier,
            Some(Party::Seller) => Said::Seller,
            // Its word is what its page shows.
            Some(Party::Marketplace) => Said::OrderPage,
            Some(Party::Buyer | Party::Bank | Party::Both) | None => said,
        };
        patch.dates.push((which, Some(fact(ctx, at, said))));
    }
    if let Some(tracking) = tracking {
        patch.tracking = Some(Some(tracking));
    }
    let event = Change::AddOrderEvent(order, Box::new(event));
    if patch == OrderPatch::default() {
        event
    } else {
        Change::All(vec![event, Change::SetOrder(order, Box::new(patch))])
    }
}

/// The event `order undo` voids: the one named, else the last that counts.
pub fn event_to_void(ctx: &Ctx, order: OrderId, named: Option<EventId>) -> Result<OrderEvent, Problem> {
    let mut live = ctx.library.order_events(order)?;
    live.retain(|event| !event.voided && named.is_none_or(|named| named == event.id));
    live.pop().ok_or_else(|| Problem::refused(Msg::new("job-nothing-to-undo")))
}

/// The change that voids an event, and takes back the date of the order that it stated.
pub fn voiding(order: &Order, event: &OrderEvent) -> Change {
    let void = Change::VoidOrderEvent(event.id, true);
    match stated_date(event.kind, event.at, &event.details)
        .filter(|(which, at)| order.date(*which) == Some(*at))
    {
        Some((which, _)) => {
            let patch = OrderPatch { dates: vec![(which, None)], ..OrderPatch::default() };
            Change::All(vec![void, Change::SetOrder(order.id, Box::new(patch))])
        }
        None => void,
    }
}

/// The date of the order that an event states.
fn stated_date(kind: OrderEventKind, at: Moment, details: &EventDetails) -> Option<(OrderDate, Moment)> {
    match kind {
        OrderEventKind::Placed => Some((OrderDate::Ordered, at)),
        OrderEventKind::Paid => Some((OrderDate::Paid, at)),
        OrderEventKind::Shipped => Some((OrderDate::Shipped, at)),
        OrderEventKind::Delivered => Some((OrderDate::Delivered, at)),
        OrderEventKind::Confirmed => Some((OrderDate::Confirmed, at)),
        OrderEventKind::ProtectionExtended => details.due.map(|due| (OrderDate::ProtectionEnds, due)),
        _ => None,
    }
}

/// A date with who said so, seen now.
pub fn fact(ctx: &Ctx, at: Moment, said: Said) -> DateFact {
    DateFact { at, said, seen_at: ctx.now }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_an_order_gives_its_number_and_marketplace() {
        let cases = [
            (
                "https://www.aliexpress.com/p/order/detail.html?orderId=8136324328903264&x=1",
                "aliexpress",
                "8136324328903264",
            ),
            ("https://aliexpress.ru/order-list/8136324328903264?spm=a", "aliexpress-ru", "8136324328903264"),
            ("https://www.ebay.co.uk/ord/show?orderId=12-34567-89012", "ebay", "12-34567-89012"),
            (
                "https://www.amazon.de/gp/your-account/order-details?orderID=302-1234567-1234567",
                "amazon",
                "302-1234567-1234567",
            ),
        ];
        for (link, marketplace, number) in cases {
            let (found, parsed) = number_in(link, None).unwrap();
            assert_eq!((found.code(), parsed.as_typed()), (marketplace, number), "{link}");
        }
        assert!(number_in("https://www.aliexpress.com/help", None).is_err());
        assert!(number_in("notaliexpress.ru.evil/1234567890", None).is_err());
    }

    #[test]
    fn search_folds_case_and_letters_with_two_dots() {
        assert_eq!(fold("Ёлка STRASSE Straße"), "елка strasse strasse");
    }
}
