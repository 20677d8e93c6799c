//! Values out of arguments: moments, amounts, codes; each refused with a sentence that says what would do.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;

use crate::domain::change::{LinePatch, OrderPatch, Set};
use crate::domain::event::{Against, EventDetails, EventSource, NewEvent, Outcome, Party, Plan};
use crate::domain::ids::{EventId, EvidenceId};
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::{DateFact, Marketplace, Order, OrderDate, PREPAID, Said};
use crate::jobs::Ctx;
use crate::texts;

use super::args::{EventArgs, OrderFields};

pub(super) fn moment(text: &str, zone: Tz) -> Result<Moment, Problem> {
    Moment::parse(text, zone).ok_or_else(|| {
        let form = Msg::new("cli-moment-refused").text("text", text);
        Problem::refused(Moment::why_not(text, zone).sentence(text, zone, form))
    })
}

/// The library folder that was named: by the argument, else by the surroundings. A variable set to nothing names
/// none.
pub(super) fn library(named: Option<PathBuf>) -> Option<PathBuf> {
    let of_surroundings = || std::env::var_os("PARCELPROOF_LIBRARY").filter(|value| !value.is_empty());
    named.or_else(|| of_surroundings().map(PathBuf::from))
}

/// A value of a closed list, by its code.
pub(super) fn code<T: Copy>(
    text: &str,
    all: &[T],
    from: impl Fn(&str) -> Option<T>,
    name: impl Fn(T) -> &'static str,
) -> Result<T, Problem> {
    from(text).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        Problem::refused(Msg::new("cli-code-refused").text("text", text).text("known", known.join(", ")))
    })
}

pub(super) fn currency(text: &str) -> Result<Currency, Problem> {
    Currency::parse(text).ok_or_else(|| Problem::refused(Msg::new("cli-currency-refused").text("text", text)))
}

/// An amount, with its currency from the order unless one is written behind it (`11.73 USD`).
pub(super) fn amount(text: &str, known: Option<&Currency>) -> Result<Money, Problem> {
    let refused = || Problem::refused(Msg::new("cli-amount-refused").text("text", text));
    let trimmed = text.trim();
    let (number, written) = match trimmed.rsplit_once(' ') {
        Some((number, code)) if Currency::parse(code).is_some() => (number, Currency::parse(code)),
        _ => (trimmed, None),
    };
    let currency = written
        .or_else(|| known.cloned())
        .ok_or_else(|| Problem::refused(Msg::new("cli-currency-needed").text("text", text)))?;
    Money::parse(number, &currency).ok_or_else(refused)
}

/// The same, also below nothing: a refund that turned out to be a charge.
fn signed_amount(text: &str, known: Option<&Currency>) -> Result<Money, Problem> {
    match text.trim().strip_prefix(['-', '−']) {
        Some(rest) => {
            let amount = amount(rest, known)?;
            Ok(Money::new(amount.minor.saturating_neg(), amount.currency))
        }
        None => amount(text, known),
    }
}

fn set(text: Option<&String>) -> Set<String> {
    text.map(|text| Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// The fields of an order, as they change it. Dates come from the buyer, the end of protection from the order's page.
pub(super) fn order_patch(
    fields: &OrderFields,
    ctx: &Ctx,
    tags_now: &[String],
) -> Result<OrderPatch, Problem> {
    let mut dates = Vec::new();
    for (text, which) in [
        (&fields.ordered, OrderDate::Ordered),
        (&fields.paid_on, OrderDate::Paid),
        (&fields.ship_by, OrderDate::ShipBy),
        (&fields.shipped, OrderDate::Shipped),
        (&fields.expected, OrderDate::Expected),
        (&fields.delivered, OrderDate::Delivered),
        (&fields.confirmed, OrderDate::Confirmed),
        (&fields.protection_ends, OrderDate::ProtectionEnds),
    ] {
        let Some(text) = text else { continue };
        if text.trim().is_empty() {
            dates.push((which, None));
            continue;
        }
        let said = if which == OrderDate::ProtectionEnds { Said::OrderPage } else { Said::Buyer };
        dates.push((which, Some(DateFact { at: moment(text, ctx.zone)?, said, seen_at: ctx.now })));
    }
    let tags = (!fields.tag.is_empty() || fields.prepaid.is_some()).then(|| {
        let mut tags: Vec<String> =
            fields.tag.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
        if fields.tag.is_empty() {
            tags.extend_from_slice(tags_now);
        }
        match fields.prepaid {
            Some(true) => tags.push(PREPAID.to_owned()),
            Some(false) => tags.retain(|tag| tag != PREPAID),
            None => {}
        }
        tags.sort();
        tags.dedup();
        tags
    });
    Ok(OrderPatch {
        store: set(fields.store.as_ref()),
        store_url: None,
        currency: fields.currency.as_deref().map(named_currency).transpose()?,
        payment_method: set(fields.payment_method.as_ref()),
        tracking: set(fields.tracking.as_ref()),
        carrier: set(fields.carrier.as_ref()),
        ships_from: fields.ships_from.as_deref().map(country).transpose()?,
        local_return: fields.local_return,
        free_returns: fields.free_returns,
        delivery_included: fields.delivery_included.map(Some),
        account: set(fields.account.as_ref()),
        address: None,
        note: set(fields.note.as_ref()),
        tags,
        dates,
    })
}

/// A country by its two letters, or nothing where an empty value clears it.
fn country(text: &str) -> Result<Option<String>, Problem> {
    let code = text.trim();
    if code.is_empty() {
        return Ok(None);
    }
    if code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return Ok(Some(code.to_ascii_uppercase()));
    }
    Err(Problem::refused(Msg::new("cli-country-refused").text("text", text)))
}

/// A currency, or nothing where an empty value clears it.
fn named_currency(text: &str) -> Result<Option<Currency>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { currency(text).map(Some) }
}

/// Refuses to move an order to another marketplace: its number and its rules belong to the one it was added at.
pub(super) fn same_marketplace(fields: &OrderFields, order: &Order) -> Result<(), Problem> {
    match &fields.marketplace {
        Some(wanted) if Marketplace::from(wanted.clone()) != order.marketplace => Err(Problem::refused(
            Msg::new("cli-marketplace-stays")
                .text("number", order.number.as_typed())
                .text("marketplace", order.marketplace.code()),
        )),
        _ => Ok(()),
    }
}

/// Refuses what belongs to the whole order where a line is added. A currency says what the amounts are in.
pub(super) fn only_of_a_line(fields: &OrderFields, order: &Order) -> Result<(), Problem> {
    let has_amount =
        [&fields.listed, &fields.paid, &fields.shipping, &fields.coupon].iter().any(|text| text.is_some());
    let given = [
        ("--store", fields.store.is_some()),
        ("--currency", fields.currency.is_some() && !has_amount),
        ("--payment-method", fields.payment_method.is_some()),
        ("--ordered", fields.ordered.is_some()),
        ("--paid-on", fields.paid_on.is_some()),
        ("--shipped", fields.shipped.is_some()),
        ("--ship-by", fields.ship_by.is_some()),
        ("--expected", fields.expected.is_some()),
        ("--delivered", fields.delivered.is_some()),
        ("--confirmed", fields.confirmed.is_some()),
        ("--protection-ends", fields.protection_ends.is_some()),
        ("--tracking", fields.tracking.is_some()),
        ("--carrier", fields.carrier.is_some()),
        ("--ships-from", fields.ships_from.is_some()),
        ("--local-return", fields.local_return.is_some()),
        ("--free-returns", fields.free_returns.is_some()),
        ("--delivery-included", fields.delivery_included.is_some()),
        ("--account", fields.account.is_some()),
        ("--note", fields.note.is_some()),
        ("--tag", !fields.tag.is_empty()),
        ("--prepaid", fields.prepaid.is_some()),
    ];
    let of_order: Vec<&str> = given.iter().filter(|(_, given)| *given).map(|(flag, _)| *flag).collect();
    if of_order.is_empty() {
        return Ok(());
    }
    Err(Problem::refused(
        Msg::new("cli-not-of-a-line")
            .text("flags", of_order.join(", "))
            .text("number", order.number.as_typed()),
    ))
}

/// The fields of a line, as they change it.
pub(super) fn line_patch(fields: &OrderFields, known: Option<&Currency>) -> Result<LinePatch, Problem> {
    let named = fields.currency.as_deref().map(named_currency).transpose()?.flatten();
    let known = named.as_ref().or(known);
    let money = |text: &Option<String>| -> Result<Set<Money>, Problem> {
        match text.as_deref().map(str::trim) {
            None => Ok(None),
            Some("") => Ok(Some(None)),
            Some(text) => amount(text, known).map(|money| Some(Some(money))),
        }
    };
    let quantity = fields.quantity.as_deref().map(pieces).transpose()?;
    Ok(LinePatch {
        external_id: None,
        title: set(fields.title.as_ref()),
        product_url: set(fields.product_url.as_ref()),
        options: set(fields.options.as_ref()),
        quantity,
        listed: money(&fields.listed)?,
        paid: money(&fields.paid)?,
        shipping: money(&fields.shipping)?,
        coupon: money(&fields.coupon)?,
        is_gift: fields.gift,
    })
}

/// How many pieces: `3`, or lots of so many pieces each (P16-25): `2x50`.
fn pieces(text: &str) -> Result<i64, Problem> {
    let one = |text: &str| text.trim().parse::<i64>().ok().filter(|n| *n >= 1);
    let pieces = match text.split_once(['x', 'X', '×', '*']) {
        Some((lots, each)) => one(lots).zip(one(each)).and_then(|(lots, each)| lots.checked_mul(each)),
        None => one(text),
    };
    pieces.ok_or_else(|| Problem::refused(Msg::new("cli-quantity-refused")))
}

/// Refuses an event that the log does not have, naming those it has.
pub(super) fn known_event(wanted: EventId, known: impl Iterator<Item = EventId>) -> Result<(), Problem> {
    let known: Vec<EventId> = known.collect();
    if known.contains(&wanted) {
        return Ok(());
    }
    let names: Vec<String> = known.iter().map(EventId::to_string).collect();
    let known = if names.is_empty() { "-".to_owned() } else { names.join(", ") };
    Err(Problem::refused(
        Msg::new("cli-event-unknown").text("event", wanted.to_string()).text("known", known),
    ))
}

/// Refuses files that the library does not have.
fn stored_files(ctx: &Ctx, ids: &[i64]) -> Result<Vec<EvidenceId>, Problem> {
    ids.iter().map(|id| ctx.library.evidence(EvidenceId(*id)).map(|file| file.id)).collect()
}

/// A text out of a file of at most `bytes_max` bytes. Pipes and devices are refused before opening: opening one
/// may wait for ever.
pub(super) fn text_file(file: &Path, bytes_max: u64) -> Result<String, Problem> {
    let about = std::fs::metadata(file).map_err(|error| unreadable(file, &error))?;
    if !about.is_file() {
        return Err(Problem::refused(Msg::new("cli-not-a-file").text("path", file.to_string_lossy())));
    }
    let source = std::fs::File::open(file).map_err(|error| unreadable(file, &error))?;
    text(source, file, bytes_max)
}

/// The same from what is open already; nothing is cut off: what is longer is refused.
pub(super) fn text(source: impl Read, file: &Path, bytes_max: u64) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    source
        .take(bytes_max.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(file, &error))?;
    let refused = |id: &'static str| {
        Problem::refused(Msg::new(id).text("path", file.to_string_lossy()).bytes("limit", bytes_max))
    };
    if bytes.len() as u64 > bytes_max {
        return Err(refused("cli-file-too-long"));
    }
    String::from_utf8(bytes).map_err(|error| refused("cli-file-not-text").with_detail(error.utf8_error()))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Problem {
    Problem::could_not(Msg::new("job-file-unreadable").text("path", file.to_string_lossy()))
        .with_detail(error)
}

/// A language there are texts for, or a longer tag that begins with one.
pub(super) fn language(text: &str) -> Result<(), Problem> {
    if texts::is_known(text) {
        return Ok(());
    }
    let known = texts::LANGUAGES.join(", ");
    Err(Problem::refused(Msg::new("cli-code-refused").text("text", text).text("known", known)))
}

/// Who can pay for a return.
const FREIGHT_PAYERS: &[Party] = &[Party::Buyer, Party::Seller, Party::Marketplace];

/// An event out of its arguments.
pub(super) fn event<K>(
    kind: K,
    args: &EventArgs,
    ctx: &Ctx,
    known: Option<&Currency>,
) -> Result<NewEvent<K>, Problem> {
    let named = args.currency.as_deref().map(currency).transpose()?;
    let known = named.as_ref().or(known);
    let party = |text: &Option<String>, known: &[Party]| {
        let from = |text: &str| Party::from_code(text).filter(|party| known.contains(party));
        text.as_deref().map(|text| code(text, known, from, Party::code)).transpose()
    };
    let mut deductions = BTreeMap::new();
    for text in &args.deduct {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| Problem::refused(Msg::new("cli-deduct-refused").text("text", text.clone())))?;
        deductions.insert(name.trim().to_owned(), amount(value, known)?);
    }
    let at = match &args.at {
        Some(text) => moment(text, ctx.zone)?,
        None => Moment::instant(ctx.now),
    };
    Ok(NewEvent {
        kind,
        at,
        source: EventSource::Buyer,
        details: EventDetails {
            due: args.due.as_deref().map(|text| moment(text, ctx.zone)).transpose()?,
            deadline: args.deadline.clone(),
            amount: args.amount.as_deref().map(|text| signed_amount(text, known)).transpose()?,
            plan: args
                .plan
                .as_deref()
                .map(|text| code(text, Plan::ALL, Plan::from_code, Plan::code))
                .transpose()?,
            freight: party(&args.freight, FREIGHT_PAYERS)?,
            outside: args.outside,
            outcome: args
                .outcome
                .as_deref()
                .map(|text| code(text, Outcome::ALL, Outcome::from_code, Outcome::code))
                .transpose()?,
            by: party(&args.by, Party::ALL)?,
            tracking: args.tracking.clone(),
            deductions,
            note: args.note.clone(),
            reason: args.reason.clone(),
            against: args
                .against
                .as_deref()
                .map(|text| code(text, Against::ALL, Against::from_code, Against::code))
                .transpose()?,
            submission: None,
            place: None,
            answers: args.answers.map(EventId),
            items: args.item.clone(),
            seen_at: args.seen.as_deref().map(|text| moment(text, ctx.zone)).transpose()?,
            evidence: stored_files(ctx, &args.evidence)?,
            anyway: args.anyway,
            fields: BTreeMap::new(),
        },
    })
}
