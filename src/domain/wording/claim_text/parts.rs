//! The paragraphs that texts for the marketplace are put together from. Each is empty where nothing is known.

use std::fmt::Write as _;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::reason_words::reason_words;
use super::{Answer, Exhibit, Facts, Talk};
use crate::domain::case::{Case, Reason};
use crate::domain::event::Plan;
use crate::domain::evidence::Role;
use crate::domain::evidence::media::MediaKind;
use crate::domain::money::Money;
use crate::domain::order::{Order, OrderDate, OrderLine};

fn english_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A sentence about the order by its number.
pub(super) fn number_of(order: Option<&Order>, beginning: &str) -> String {
    match order {
        Some(order) => format!("{beginning} about order {}.", order.number),
        None => format!("{beginning}."),
    }
}

/// What the buyer filled into a slot, as a sentence of its own.
pub(super) fn slot(name: &str, said: Option<&str>) -> String {
    let Some(said) = said.map(str::trim).filter(|said| !said.is_empty()) else { return String::new() };
    let end = if said.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{name}: {said}{end}")
}

/// Adds a sentence to a paragraph.
fn add(text: &mut String, sentence: &str) {
    if sentence.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(sentence);
}

/// What was ordered, when, and what was paid.
pub(super) fn ordered(order: Option<&Order>, line: Option<&OrderLine>, facts: &Facts, zone: Tz) -> String {
    let mut text = String::new();
    let title = line.and_then(|line| line.title.as_deref()).map(str::trim).filter(|title| !title.is_empty());
    let what = match (title, line.map_or(1, |line| line.quantity)) {
        (Some(title), 1) => format!("“{title}”"),
        (Some(title), quantity) => format!("{quantity} × “{title}”"),
        (None, 1) => "an item".to_owned(),
        (None, quantity) => format!("{quantity} pieces of an item"),
    };
    // Writing to a String cannot fail.
    _ = write!(text, "I ordered {what}");
    if let Some(options) = line.and_then(|line| line.options.as_deref()) {
        _ = write!(text, " ({})", options.trim());
    }
    if let Some(order) = order {
        _ = write!(text, ", order {}", order.number);
        if let Some(day) = order.date(OrderDate::Ordered).or_else(|| order.date(OrderDate::Paid)) {
            _ = write!(text, ", on {}", english_day(day.day_in(zone)));
        }
    }
    if let Some(paid) = line.and_then(paid_with_shipping) {
        _ = write!(text, " and paid {paid}");
    }
    text.push('.');
    add(&mut text, &slot("What I ordered", facts.said.ordered.as_deref()));
    text
}

fn paid_with_shipping(line: &OrderLine) -> Option<Money> {
    let paid = line.paid.clone()?;
    match &line.shipping {
        Some(shipping) => paid.plus(shipping),
        None => Some(paid),
    }
}

/// What happened, with the dates and the tracking number that belong to it.
pub(super) fn happened(reason: Option<Reason>, order: Option<&Order>, facts: &Facts, zone: Tz) -> String {
    let mut text = reason.map(reason_words).unwrap_or_default().to_owned();
    let date =
        |which| order.and_then(|order: &Order| order.date(which)).map(|at| english_day(at.day_in(zone)));
    match reason {
        Some(reason) if reason.is_not_received() => {
            if let Some(day) = date(OrderDate::Shipped) {
                _ = write!(text, " It was marked as sent on {day}.");
            }
            if let Some(tracking) = order.and_then(|order| order.tracking.as_deref()) {
                _ = write!(text, " Tracking number: {tracking}.");
            }
            if let Some(day) = date(OrderDate::ProtectionEnds) {
                _ = write!(text, " The order page shows protection until {day}.");
            }
            if let Some(place) = facts.elsewhere.as_deref().map(str::trim).filter(|place| !place.is_empty()) {
                _ = write!(text, " The tracking page shows {place}. I do not live in {place}.");
            }
        }
        Some(_) => {
            if let Some(day) = date(OrderDate::Delivered) {
                _ = write!(text, " I received it on {day}.");
            }
        }
        None => {}
    }
    add(&mut text, &slot("What I received", facts.said.received.as_deref()));
    text
}

/// Faults and differences: one as a sentence, several as a list.
pub(super) fn faults(facts: &Facts) -> String {
    let mut all: Vec<&str> =
        facts.said.sentences.iter().chain(&facts.faults).map(|fault| fault.trim()).collect();
    all.extend(facts.said.own.as_deref());
    all.retain(|fault| !fault.is_empty());
    match all.as_slice() {
        [] => String::new(),
        [one] => format!("In detail: {one}"),
        many => many
            .iter()
            .enumerate()
            .map(|(index, fault)| format!("{}. {fault}", index + 1))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// That the seller was asked first.
pub(super) fn talk(talk: Option<Talk>) -> String {
    let Some(talk) = talk else { return String::new() };
    let day = english_day(talk.since);
    match talk.answer {
        Answer::Came => format!("I wrote to the seller on {day}, and we have found no solution so far."),
        Answer::Missing => format!("I wrote to the seller on {day} and received no answer."),
        Answer::Unknown => format!("I wrote to the seller on {day}."),
    }
}

/// The buyer's words that could not be put into English, marked as such.
pub(super) fn own_words(facts: &Facts) -> String {
    let mut all: Vec<&str> = facts.said.untranslated.iter().map(|words| words.trim()).collect();
    all.extend(facts.own_words.as_deref().map(str::trim));
    all.retain(|words| !words.is_empty());
    if all.is_empty() {
        String::new()
    } else {
        format!("In my own words (not translated): {}", all.join("; "))
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::Parcel => "parcel and label",
        Role::Unboxing => "opening of the parcel",
        Role::Defect => "the problem",
        Role::OrderPage => "order page",
        Role::Chat => "messages with the seller",
        Role::Tracking => "tracking page",
        Role::Receipt => "receipt",
        Role::Other => "attachment",
    }
}

/// The files that go with a text, in upload order; nothing for none.
pub fn exhibits(exhibits: &[Exhibit]) -> String {
    if exhibits.is_empty() {
        return String::new();
    }
    let mut text = "Attached:".to_owned();
    for (index, exhibit) in exhibits.iter().enumerate() {
        let kind = match exhibit.kind {
            MediaKind::Image => "photo",
            MediaKind::Video => "video",
            MediaKind::Other => "file",
        };
        let caption = exhibit.caption.as_deref().map(str::trim).filter(|caption| !caption.is_empty());
        _ = write!(text, "\n{}. {kind}: {}", index + 1, caption.unwrap_or_else(|| role_words(exhibit.role)));
    }
    text
}

/// What is asked for.
pub(super) fn request(case: &Case, line: Option<&OrderLine>, facts: &Facts) -> String {
    let mut text = match (&case.amount, case.remedy) {
        (None, Some(Plan::ReturnAndRefund)) => {
            "I am ready to send the item back and ask for a refund.".to_owned()
        }
        (None, _) => "I ask for a refund.".to_owned(),
        (Some(amount), remedy) => {
            let full = line.and_then(OrderLine::amount_cap).as_ref() == Some(amount);
            let what = if full { "a full refund" } else { "a refund" };
            match remedy {
                Some(Plan::ReturnAndRefund) => {
                    format!("I am ready to send the item back and ask for {what} of {amount}.")
                }
                _ => format!("I ask for {what} of {amount}."),
            }
        }
    };
    add(&mut text, &slot("What I want", facts.said.want.as_deref()));
    text
}

/// What would settle it, in a message to the seller.
pub(super) fn wish(case: &Case, facts: &Facts) -> String {
    let want = slot("What I want", facts.said.want.as_deref());
    if !want.is_empty() {
        return format!("How can we settle this? {want}");
    }
    match &case.amount {
        Some(amount) => format!("How can we settle this? A refund of {amount} would settle it for me."),
        None => "How can we settle this?".to_owned(),
    }
}
