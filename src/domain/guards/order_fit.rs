//! Which events of an order go with how it stood at that time (C1). Judges only; what they do is in `replay`.

use crate::domain::event::OrderEventKind;
use crate::domain::moment::Moment;
use crate::domain::replay::{OrderInput, order_state_before};
use crate::domain::view::OrderState;

/// The state of the order at that time, when the event contradicts it. A date that is stated again contradicts
/// nothing while the order is open: recording may begin in the middle, and be mended later.
pub(super) fn contradicted(input: &OrderInput<'_>, kind: OrderEventKind, at: Moment) -> Option<OrderState> {
    use OrderEventKind as K;
    use OrderState as S;
    let state = order_state_before(input, at);
    let closed = matches!(state, S::Finished | S::ClosedRefunded);
    let fits = match kind {
        K::DateShown | K::Note | K::TrackingUpdate | K::TrackingMissing => true,
        K::Unfrozen => state == S::Frozen,
        K::Frozen => !closed && state != S::Frozen,
        K::RiskPassed => matches!(state, S::Placed | S::RiskCheck | S::WaitingShip),
        K::CancelRequested => matches!(state, S::Placed | S::RiskCheck | S::WaitingShip),
        K::CancelRefused => state == S::CancelRequested,
        _ => !closed,
    };
    (!fits).then_some(state)
}
