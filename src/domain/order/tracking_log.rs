//! The tracking log of an order: dated snapshots of what the carrier's page said, and what they suggest (P6-22 to
//! P6-24). Reads the order's events; asks no carrier.

use crate::domain::case::Reason;
use crate::domain::event::{OrderEvent, OrderEventKind};
use crate::domain::ids::{EventId, EvidenceId};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::order::Order;
use crate::domain::wording::fold;

/// What the tracking page said at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The event.
    pub event: EventId,
    /// When it was looked at.
    pub at: Moment,
    /// The page showed nothing.
    pub is_missing: bool,
    /// What it said.
    pub text: Option<String>,
    /// The place it shows, where the buyer does not live.
    pub elsewhere: Option<String>,
    /// The picture of the page.
    pub picture: Option<EvidenceId>,
}

/// The snapshots, oldest first.
pub fn snapshots(events: &[OrderEvent]) -> Vec<Snapshot> {
    let mut snapshots: Vec<Snapshot> = events
        .iter()
        .filter(|event| !event.voided)
        .filter(|event| {
            matches!(event.kind, OrderEventKind::TrackingUpdate | OrderEventKind::TrackingMissing)
        })
        .map(|event| Snapshot {
            event: event.id,
            at: event.at,
            is_missing: event.kind == OrderEventKind::TrackingMissing,
            text: event.details.note.clone(),
            elsewhere: event.details.place.clone(),
            picture: event.details.evidence.first().copied(),
        })
        .collect();
    snapshots.sort_by_key(|snapshot| (snapshot.at.place(chrono_tz::UTC), snapshot.event));
    snapshots
}

/// What the log suggests.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The reason to choose.
    pub reason: Reason,
    /// Why, in one sentence.
    pub why: Msg,
}

/// A reason that the log suggests: a place that is not the buyer's is worse than a page that shows nothing. Once the
/// parcel has come, nothing is suggested.
pub fn suggestion(order: &Order, snapshots: &[Snapshot], has_arrived: bool) -> Option<Suggestion> {
    if has_arrived {
        return None;
    }
    if let Some(place) = elsewhere(order, snapshots) {
        return Some(Suggestion {
            reason: Reason::NotReceivedFakeTracking,
            why: Msg::new("tracking-suggest-fake").text("place", place),
        });
    }
    let seen = snapshots.iter().filter(|snapshot| !snapshot.is_missing).count();
    let missing = snapshots.len() - seen;
    (missing > 0 && seen == 0).then(|| Suggestion {
        reason: Reason::NotReceivedNoTracking,
        why: Msg::new("tracking-suggest-none").count("count", missing as i64),
    })
}

/// The latest place that the page shows and that is not the buyer's. A place that the address of the order names is no
/// mismatch, whatever was typed.
pub fn elsewhere(order: &Order, snapshots: &[Snapshot]) -> Option<String> {
    snapshots
        .iter()
        .rev()
        .filter_map(|snapshot| snapshot.elsewhere.as_deref())
        .map(str::trim)
        .find(|place| !place.is_empty() && !order.address.as_deref().is_some_and(|own| names(own, place)))
        .map(ToOwned::to_owned)
}

/// True when every word of the place stands in the address.
fn names(address: &str, place: &str) -> bool {
    let own: Vec<String> = fold::words(address).iter().map(|word| fold::fold(&word.typed)).collect();
    let words = fold::words(place);
    !words.is_empty() && words.iter().all(|word| own.contains(&fold::fold(&word.typed)))
}
