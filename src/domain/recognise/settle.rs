//! What is left of proposals once they are seen together: what another says better goes, and each is held against the
//! order and the present.

use super::gives::What;
use super::{Ask, Context, Field, Proposal};
use crate::domain::event::{CaseEventKind, EventDetails, OrderEventKind};
use crate::domain::message::{Arg, Msg};
use crate::domain::moment::Moment;
use crate::domain::order::OrderDate;

/// Drops what another proposal of the text says better, and stations of a parcel without a date.
pub(super) fn settle(proposals: &mut Vec<Proposal>) {
    use CaseEventKind as C;
    proposals.retain(|proposal| {
        proposal.what != What::OrderEvent(OrderEventKind::TrackingUpdate)
            || proposal.details.tracking.is_some()
            || !proposal.asks.contains(&Ask::Date(Field::At))
    });
    // A heading says once more, without a date, what a line below says with one.
    let dated: Vec<What> =
        proposals.iter().filter(|one| one.at.is_some() && one.asks.is_empty()).map(|one| one.what).collect();
    proposals.retain(|one| {
        let bare =
            one.details.amount.is_none() && one.details.due.is_none() && one.details.tracking.is_none();
        !(bare && one.asks.contains(&Ask::Date(Field::At)) && dated.contains(&one.what))
    });
    let mut seen: Vec<(What, Option<Moment>, EventDetails)> = Vec::new();
    proposals.retain(|proposal| {
        let plain = EventDetails { note: None, ..proposal.details.clone() };
        let key = (proposal.what, proposal.at, plain);
        let tracking = proposal.what == What::OrderEvent(OrderEventKind::TrackingUpdate)
            && proposal.details.tracking.is_none();
        // Two stations of a parcel on one day are two updates.
        if !tracking && seen.contains(&key) {
            return false;
        }
        seen.push(key);
        true
    });
    let returned: Vec<String> = proposals
        .iter()
        .filter(|proposal| proposal.what == What::CaseEvent(C::ReturnSent))
        .filter_map(|proposal| proposal.details.tracking.clone())
        .collect();
    // The number of a return is not the order's own.
    proposals.retain(|proposal| {
        proposal.what != What::OrderEvent(OrderEventKind::TrackingUpdate)
            || !proposal.details.tracking.as_ref().is_some_and(|number| returned.contains(number))
    });
    let ended = proposals.iter().any(|proposal| {
        matches!(
            proposal.what,
            What::CaseEvent(
                C::SellerAccepts
                    | C::Cancelled
                    | C::Decision
                    | C::ParcelArrived
                    | C::RefundProcessed
                    | C::RefundAgreed
            )
        )
    });
    if ended {
        // “The dispute is closed” beside how it closed says nothing more.
        proposals.retain(|proposal| proposal.what != What::CaseEvent(C::CaseClosed));
    }
}

/// What speaks against a proposal.
pub(super) fn doubts(proposal: &mut Proposal, context: &Context<'_>) {
    let placed = |moment: &Moment| moment.place(context.zone);
    let Some(at) = proposal.at else { return };
    let ordered = context.order.and_then(|order| order.date(OrderDate::Ordered));
    let is_first = matches!(
        proposal.what,
        What::OrderEvent(OrderEventKind::Placed) | What::OrderDate(OrderDate::Ordered)
    );
    let early = |moment: Moment| {
        ordered
            .filter(|_| !is_first)
            .filter(|ordered| moment.day_in(context.zone) < ordered.day_in(context.zone))
    };
    if let Some(ordered) = early(at).or_else(|| proposal.details.due.and_then(early)) {
        proposal.doubts.push(Msg::new("recognise-doubt-before-order").arg("ordered", Arg::Moment(ordered)));
    }
    let is_shown = matches!(
        proposal.what,
        What::OrderEvent(OrderEventKind::DateShown)
            | What::CaseEvent(CaseEventKind::DateShown)
            | What::OrderDate(_)
    );
    if !is_shown && placed(&at) > context.now {
        proposal.doubts.push(Msg::new("recognise-doubt-future"));
    }
}
