//! What happened and what is due, in one order of time: the rows that the dossier and `timeline.csv` share.

use chrono::{DateTime, SecondsFormat, Utc};

use super::bundle::BundleInput;
use super::csv;
use super::words::Words;
use crate::domain::event::{Event, EventDetails, OrderEvent, OrderEventKind};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::order::{Order, OrderDate};
use crate::domain::view::{Deadline, DeadlineStatus};

/// What sort of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// A date of the order.
    OrderDate,
    /// An event of the order.
    OrderEvent,
    /// An event of the case.
    Event,
    /// A date computed or shown, still to come, met or missed.
    Deadline,
}

impl EntryKind {
    fn code(self) -> &'static str {
        match self {
            Self::OrderDate => "order_date",
            Self::OrderEvent => "order_event",
            Self::Event => "event",
            Self::Deadline => "deadline",
        }
    }
}

/// One row of the timeline, worded.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub kind: EntryKind,
    pub at: Moment,
    pub place: DateTime<Utc>,
    /// What happened or is due.
    pub what: String,
    /// Who acted or has to act.
    pub who: String,
    /// An amount as a plain decimal and its currency.
    pub amount: Option<(String, String)>,
    /// The same amount as it is read.
    pub amount_text: String,
    /// Further facts of the row, each worded.
    pub details: Vec<String>,
    /// Free words that came with it.
    pub note: String,
    /// The arithmetic of a date, or who said so.
    pub basis: String,
    /// Source codes of the rule.
    pub sources: String,
    /// How a deadline stands.
    pub status: String,
}

/// Every row, earliest first; voided events are not among them.
pub(super) fn entries(input: &BundleInput<'_>, words: &Words<'_>) -> Vec<Entry> {
    let picture = input.picture;
    let zone = words.texts.zone();
    let mut out = Vec::new();
    if let Some(order) = &picture.order {
        for (which, fact) in &order.dates {
            let mut entry = Entry::new(EntryKind::OrderDate, fact.at, fact.at.place(zone));
            entry.what = words.code("bundle-order-date", which.code());
            entry.basis = said(fact.said, words);
            out.push(entry);
        }
        for event in picture.order_events.iter().filter(|event| !event.voided && !is_a_date(event, order)) {
            let what = words.code("bundle-order-event", event.kind.code());
            out.push(event_entry(EntryKind::OrderEvent, event, what, input, words));
        }
    }
    for event in picture.events.iter().filter(|event| !event.voided) {
        let what = words.code("bundle-event", event.kind.code());
        out.push(event_entry(EntryKind::Event, event, what, input, words));
    }
    for deadline in picture.view.deadlines.iter().filter(|deadline| deadline.status != DeadlineStatus::Void) {
        if let Some(at) = deadline.due.or(deadline.latest).or(deadline.earliest) {
            out.push(deadline_entry(deadline, at, words));
        }
    }
    // Equal times keep the order they came in: order dates, events by their log, deadlines.
    out.sort_by_key(|entry| entry.place);
    out
}

impl Entry {
    fn new(kind: EntryKind, at: Moment, place: DateTime<Utc>) -> Self {
        Self {
            kind,
            at,
            place,
            what: String::new(),
            who: String::new(),
            amount: None,
            amount_text: String::new(),
            details: Vec::new(),
            note: String::new(),
            basis: String::new(),
            sources: String::new(),
            status: String::new(),
        }
    }
}

/// “as the order page says”.
pub(super) fn said(said: crate::domain::order::Said, words: &Words<'_>) -> String {
    use crate::domain::order::Said;
    let code = match said {
        Said::OrderPage => "order_page",
        Said::Buyer => "buyer",
        Said::Import => "import",
        Said::Email => "email",
        Said::Carrier => "carrier",
        Said::Seller => "seller",
        Said::File => "file",
    };
    words.code("bundle-said", code)
}

/// True for an event that says no more than a date of the order, which has a row of its own.
fn is_a_date(event: &OrderEvent, order: &Order) -> bool {
    use OrderEventKind as K;
    let which = match event.kind {
        K::Placed => OrderDate::Ordered,
        K::Paid => OrderDate::Paid,
        K::Shipped => OrderDate::Shipped,
        K::Delivered => OrderDate::Delivered,
        K::Confirmed => OrderDate::Confirmed,
        _ => return false,
    };
    let plain = EventDetails { by: event.details.by, ..EventDetails::default() };
    order.date(which) == Some(event.at) && event.details == plain
}

fn event_entry<K>(
    kind: EntryKind,
    event: &Event<K>,
    what: String,
    input: &BundleInput<'_>,
    words: &Words<'_>,
) -> Entry {
    let mut entry = Entry::new(kind, event.at, event.at.place(words.texts.zone()));
    let details = &event.details;
    entry.what = what;
    entry.who = details.by.map(|by| words.code("bundle-party", by.code())).unwrap_or_default();
    if let Some(amount) = &details.amount {
        entry.amount = Some((amount.decimal(), amount.currency.code().to_owned()));
        entry.amount_text = words.money(amount);
    }
    entry.details = event_details(details, input, words);
    entry.note = details.note.as_deref().map(|note| words.free(note)).unwrap_or_default();
    entry
}

fn event_details(details: &EventDetails, input: &BundleInput<'_>, words: &Words<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(plan) = details.plan {
        out.push(words.code("bundle-plan", plan.code()));
    }
    if let Some(outcome) = details.outcome {
        out.push(words.code("bundle-outcome", outcome.code()));
    }
    if let Some(freight) = details.freight {
        let who = words.code("bundle-party", freight.code());
        out.push(words.say(&Msg::new("bundle-freight").text("who", who)));
    }
    if details.outside {
        out.push(words.get("bundle-outside"));
    }
    if let Some(due) = &details.due {
        out.push(words.say(&Msg::new("bundle-page-shows").text("when", words.moment(due))));
    }
    if let Some(seen) = &details.seen_at {
        out.push(words.say(&Msg::new("bundle-seen").text("when", words.moment(seen))));
    }
    for file in &details.evidence {
        let shown = input.picture.evidence.iter().find(|row| row.evidence.id == *file);
        let name = shown.map_or_else(|| file.to_string(), |row| row.evidence.name.clone());
        out.push(words.say(&Msg::new("bundle-shown-by").text("name", name)));
    }
    if let Some(tracking) = &details.tracking {
        out.push(words.say(&Msg::new("bundle-tracking-is").text("number", tracking.clone())));
    }
    for (name, amount) in &details.deductions {
        let amount = words.money(amount);
        out.push(words.say(&Msg::new("bundle-deduction").text("name", name.clone()).text("amount", amount)));
    }
    let sent = details.submission.and_then(|id| input.picture.submissions.iter().find(|sent| sent.id == id));
    if let Some(sent) = sent {
        let sent = Msg::new("bundle-submission-sent")
            .count("number", sent.number)
            .count("files", sent.files.len() as i64);
        out.push(words.say(&sent));
    }
    out
}

fn deadline_entry(deadline: &Deadline, at: DateTime<Utc>, words: &Words<'_>) -> Entry {
    let mut entry = Entry::new(EntryKind::Deadline, Moment::instant(at), at);
    entry.what = words.say(&deadline.title);
    entry.who = words.code("bundle-party", deadline.who.code());
    entry.basis = words.say(&deadline.basis);
    entry.sources = deadline.sources.join(", ");
    entry.status = words.code("bundle-status", deadline.status.code());
    if let (Some(earliest), Some(latest)) = (deadline.earliest, deadline.latest) {
        let band = Msg::new("bundle-band").text("from", words.at(earliest)).text("to", words.at(latest));
        entry.details.push(words.say(&band));
    }
    if deadline.presumed {
        entry.details.push(words.get("bundle-presumed"));
    }
    if deadline.shown_by_marketplace {
        entry.details.push(words.get("bundle-shown-by-marketplace"));
    }
    entry
}

/// `timeline.csv`: stable English column names, the rest in the reader's words.
pub(super) fn timeline_csv(entries: &[Entry], words: &Words<'_>) -> String {
    let zone = words.texts.zone();
    let columns = [
        "at",
        "precision",
        "zone",
        "kind",
        "what",
        "who",
        "amount",
        "currency",
        "details",
        "note",
        "basis",
        "sources",
        "status",
    ];
    let mut rows = vec![columns.map(str::to_owned).to_vec()];
    for entry in entries {
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true);
        let (at, precision, own_zone) = match entry.at {
            Moment::Instant { at, .. } => (local(at), "instant", zone.name()),
            Moment::Minute { at, .. } => (local(at), "minute", zone.name()),
            Moment::Day { day, zone } => (day.to_string(), "day", zone.map_or("", |zone| zone.name())),
        };
        let (amount, currency) = entry.amount.clone().unwrap_or_default();
        rows.push(vec![
            at,
            precision.to_owned(),
            own_zone.to_owned(),
            entry.kind.code().to_owned(),
            entry.what.clone(),
            entry.who.clone(),
            amount,
            currency,
            entry.details.join("; "),
            entry.note.clone(),
            entry.basis.clone(),
            entry.sources.clone(),
            entry.status.clone(),
        ]);
    }
    csv::table(rows.iter().map(Vec::as_slice))
}
