//! What an order shows, made from its picture.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::ids::EventId;
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::order::{OrderDate, Said};
use crate::domain::rows::OrderPicture;
use crate::domain::view::{Deadline, DeadlineKind, DeadlineStatus, Severity};
use crate::texts::Texts;
use crate::ui::widgets::{Mark, Tone};
use crate::ui::words;

/// A fact with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Who said so, where it is not the buyer.
    pub note: Option<String>,
}

/// A date that matters, with its why.
#[derive(Clone, Debug, PartialEq)]
pub struct DateCard {
    /// What it is.
    pub title: String,
    /// How long is left, as a badge.
    pub badge: Option<(Tone, Mark, String)>,
    /// The date in full.
    pub when: String,
    /// The arithmetic in words.
    pub why: String,
    /// Sources, other values, what is presumed.
    pub more: Vec<String>,
}

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderScreen {
    /// What to call it.
    pub title: String,
    /// Its number.
    pub number: String,
    /// State in words, with the marketplace.
    pub subtitle: String,
    /// Facts, those that are known.
    pub facts: Vec<Fact>,
    /// The address, hidden unless asked for.
    pub address: Option<String>,
    /// What is worth knowing now.
    pub notes: Vec<String>,
    /// Dates, soonest first.
    pub dates: Vec<DateCard>,
    /// What happened so far, newest first.
    pub so_far: Vec<Happened>,
}

/// Something that happened to an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// The day.
    pub day: String,
    /// What.
    pub what: String,
    /// The event that can be taken back; none for a date of the order itself.
    pub event: Option<EventId>,
}

impl OrderScreen {
    /// Makes the screen.
    pub fn new(picture: &OrderPicture, texts: &Texts, now: DateTime<Utc>, zone: Tz) -> Self {
        let order = &picture.order;
        let state = words::order_state(texts, picture.view.state);
        let marketplace = words::marketplace(texts, &order.marketplace);
        let dates = picture
            .view
            .deadlines
            .iter()
            .filter(|deadline| is_worth_showing(deadline))
            .map(|deadline| date_card(deadline, texts, now))
            .collect();
        Self {
            title: order.title().to_owned(),
            number: order.number.as_typed().to_owned(),
            subtitle: format!("{marketplace} · {state}"),
            facts: facts(picture, texts),
            address: order.address.clone(),
            notes: picture.view.notes.iter().map(|note| texts.say(note)).collect(),
            dates,
            so_far: so_far(picture, texts, zone),
        }
    }
}

fn facts(picture: &OrderPicture, texts: &Texts) -> Vec<Fact> {
    let order = &picture.order;
    let mut facts = Vec::new();
    let mut add = |name: String, value: Option<String>, note: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            facts.push(Fact { name, value, note });
        }
    };
    let t = |id| texts.get(id);
    let line = order.lines.first();
    add(t("order-field-paid"), order.paid_total().map(|money| texts.money(&money)), None);
    add(
        t("order-field-listed"),
        line.and_then(|line| line.listed.as_ref()).map(|money| texts.money(money)),
        None,
    );
    let delivery = order
        .delivery_included
        .map(|included| t(if included { "order-delivery-yes" } else { "order-delivery-no" }));
    add(t("order-field-delivery"), delivery, None);
    add(t("order-field-options"), line.and_then(|line| line.options.clone()), None);
    add(t("order-field-store"), order.store.clone(), None);
    for which in OrderDate::ALL {
        if let Some(fact) = order.dates.get(&which) {
            let note = (fact.said != Said::Buyer).then(|| words::said(texts, fact.said));
            add(words::order_date(texts, which), Some(short_moment(&fact.at, texts)), note);
        }
    }
    add(t("order-field-tracking"), order.tracking.clone(), order.carrier.clone());
    let lands = order.payment_kind().map(|kind| texts.say(&kind.refund_lands()));
    add(t("order-field-payment"), order.payment_method.clone(), lands);
    add(t("order-field-prepaid"), order.is_prepaid().then(|| t("order-prepaid-yes")), None);
    let warranty = picture.warranty.as_ref();
    let until = warranty.map(|warranty| texts.day(warranty.until.with_timezone(&texts.zone()).date_naive()));
    let terms = warranty.map(|warranty| {
        let payer = words::party(texts, warranty.rule.return_freight);
        texts.say(&Msg::new("order-warranty").text("payer", payer))
    });
    add(t("order-field-warranty"), until, terms);
    add(t("order-field-note"), order.note.clone(), None);
    facts
}

/// A moment in a narrow column: its day with the year, its time only where it is not midnight.
fn short_moment(moment: &Moment, texts: &Texts) -> String {
    match moment {
        Moment::Day { day, .. } => texts.day(*day),
        Moment::Minute { at, .. } | Moment::Instant { at, .. } => texts.date_time_short(*at),
    }
}

fn is_worth_showing(deadline: &Deadline) -> bool {
    !matches!(deadline.status, DeadlineStatus::Void | DeadlineStatus::Met)
        && (deadline.due.is_some() || deadline.severity != Severity::Info)
}

/// How long is left, in the colours of what is at stake; nothing for what has no date.
pub fn deadline_badge(
    deadline: &Deadline,
    texts: &Texts,
    now: DateTime<Utc>,
) -> Option<(Tone, Mark, String)> {
    let due = deadline.due?;
    let days = (due - now).num_days();
    let tone = match (deadline.severity, deadline.status) {
        (_, DeadlineStatus::Met | DeadlineStatus::Void) | (Severity::Info, _) => Tone::Quiet,
        (Severity::Loss, DeadlineStatus::Overdue) => Tone::Loss,
        (Severity::Loss, _) if days < 7 => Tone::Loss,
        (Severity::Loss, _) if days >= 30 => Tone::Quiet,
        (Severity::Loss | Severity::Attention, _) => Tone::Attention,
    };
    Some((tone, tone.into(), texts.countdown(now, due)))
}

/// The date of a deadline in words: an instant, or a band.
pub fn deadline_words(deadline: &Deadline, texts: &Texts) -> String {
    match (deadline.kind, deadline.earliest, deadline.due) {
        (DeadlineKind::Band, Some(earliest), Some(latest)) => {
            format!("{} – {}", texts.date_time(earliest), texts.date_time(latest))
        }
        (DeadlineKind::NotBefore, _, Some(due)) => texts.say(&Msg::new("order-date-from").at("at", due)),
        (_, _, Some(due)) => texts.say(&Msg::new("order-date-by").at("at", due)),
        _ => texts.get("order-date-unknown"),
    }
}

/// A deadline as a card.
pub fn date_card(deadline: &Deadline, texts: &Texts, now: DateTime<Utc>) -> DateCard {
    let mut more = Vec::new();
    if deadline.presumed {
        more.push(texts.get("order-date-presumed"));
    }
    if deadline.shown_by_marketplace {
        more.push(texts.get("order-date-shown"));
    }
    if !deadline.sources.is_empty() {
        let sources = deadline.sources.join(", ");
        more.push(texts.say(&Msg::new("order-date-sources").text("sources", sources)));
    }
    if !deadline.certain {
        more.push(texts.get("order-date-weak"));
    }
    for conflict in &deadline.conflicts {
        let mut words = texts.say(
            &Msg::new("order-date-conflict")
                .text("source", conflict.source.as_str())
                .at("at", conflict.value),
        );
        if let Some(why) = &conflict.why {
            words = format!("{words} {why}");
        }
        more.push(words);
    }
    DateCard {
        title: texts.say(&deadline.title),
        badge: deadline_badge(deadline, texts, now),
        when: deadline_words(deadline, texts),
        why: texts.say(&deadline.basis),
        more,
    }
}

fn so_far(picture: &OrderPicture, texts: &Texts, zone: Tz) -> Vec<Happened> {
    let mut entries: Vec<(DateTime<Utc>, String, Option<EventId>)> = Vec::new();
    for which in
        [OrderDate::Ordered, OrderDate::Paid, OrderDate::Shipped, OrderDate::Delivered, OrderDate::Confirmed]
    {
        if let Some(fact) = picture.order.dates.get(&which) {
            entries.push((fact.at.place(zone), words::order_date(texts, which), None));
        }
    }
    for event in picture.events.iter().filter(|event| !event.voided) {
        let mut words = words::order_event(texts, event.kind);
        if let Some(note) = &event.details.note {
            words = format!("{words}: {note}");
        }
        entries.push((event.at.place(zone), words, Some(event.id)));
    }
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)).then_with(|| b.2.cmp(&a.2)));
    entries.dedup_by(|a, b| {
        a.1 == b.1 && a.0.with_timezone(&zone).date_naive() == b.0.with_timezone(&zone).date_naive()
    });
    entries
        .into_iter()
        .map(|(at, what, event)| Happened {
            day: texts.day_short(at.with_timezone(&zone).date_naive()),
            what,
            event,
        })
        .collect()
}
