//! Files without an order, each with the orders it may belong to and why.

use chrono::TimeDelta;

use crate::domain::evidence::{Evidence, Target};
use crate::domain::ids::OrderId;
use crate::domain::message::{Msg, Problem};
use crate::domain::order::{Order, OrderDate};
use crate::domain::rows::InboxRow;

use super::Ctx;
use super::snapshot::Snapshot;

/// How far a capture may lie from a delivery to be taken for the unboxing.
const NEAR_DELIVERY_DAYS: i64 = 3;
/// Suggestions shown per file.
const SUGGESTIONS_MAX: usize = 3;

/// The inbox, oldest first.
pub fn rows(ctx: &Ctx) -> Result<Vec<InboxRow>, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let rules = ctx.default_rules()?;
    let mut rows = Vec::new();
    for attachment in snapshot.attachments.iter().filter(|attachment| attachment.target == Target::Inbox) {
        if let Some(evidence) = snapshot.evidence.get(&attachment.evidence) {
            rows.push(InboxRow {
                row: snapshot.row(evidence, Some(attachment), rules),
                attachment: attachment.id,
                suggestions: suggest(&snapshot, evidence),
            });
        }
    }
    Ok(rows)
}

fn suggest(snapshot: &Snapshot<'_>, evidence: &Evidence) -> Vec<(OrderId, String, Msg)> {
    let mut found: Vec<(i64, &Order, Msg)> = Vec::new();
    let name: String =
        evidence.name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    // A file's own claim of its time first; the file system's date where it makes none.
    let taken = evidence
        .facts
        .captured
        .as_ref()
        .map(|claimed| claimed.instant().unwrap_or_else(|| claimed.local.and_utc()))
        .or(evidence.file_time);
    for order in snapshot.orders.values() {
        let key: String = order.number.key().chars().filter(char::is_ascii_alphanumeric).collect();
        if key.len() >= 6 && name.contains(&key) {
            found.push((0, order, Msg::new("job-suggest-number")));
            continue;
        }
        let tracking: Option<String> = order
            .tracking
            .as_ref()
            .map(|t| t.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase());
        if tracking.is_some_and(|tracking| tracking.len() >= 6 && name.contains(&tracking)) {
            found.push((0, order, Msg::new("job-suggest-tracking")));
            continue;
        }
        let Some(taken) = taken else { continue };
        if let Some(delivered) = order.date(OrderDate::Delivered) {
            let gap = (taken - delivered.place(snapshot.ctx.zone)).num_hours();
            // A day-only date covers its whole day; an unboxing is not filmed before delivery.
            if (-24..=NEAR_DELIVERY_DAYS * 24 + 24).contains(&gap) {
                found.push((1 + gap.abs(), order, Msg::new("job-suggest-delivered")));
            }
        }
    }
    if found.is_empty() {
        // One parcel on its way or just here: it is likely that one.
        let recent = snapshot.ctx.now - TimeDelta::days(60);
        let mut waiting = snapshot.orders.values().filter(|order| {
            order.date(OrderDate::Shipped).is_some_and(|at| at.place(snapshot.ctx.zone) > recent)
                && order.date(OrderDate::Confirmed).is_none()
        });
        if let (Some(only), None) = (waiting.next(), waiting.next()) {
            found.push((100_000, only, Msg::new("job-suggest-only-parcel")));
        }
    }
    found.sort_by_key(|(distance, order, _)| (*distance, order.id));
    found
        .into_iter()
        .take(SUGGESTIONS_MAX)
        .map(|(_, order, why)| (order.id, order.title().to_owned(), why))
        .collect()
}
