//! The state of an order by what is recorded about it (C1), before silence and disputes are laid over it.

use chrono::{DateTime, Utc};

use super::order::Segment;
use crate::domain::event::{CaseEvent, CaseEventKind, OrderEvent, OrderEventKind, Outcome};
use crate::domain::moment::Moment;
use crate::domain::order::OrderDate;
use crate::domain::view::OrderState;

/// Something that happened to an order: a date of it, an event of its log or of one of its cases.
pub(super) enum Item<'e> {
    Fact(OrderDate),
    Event(&'e OrderEvent),
    FromCase(&'e CaseEvent),
}

/// The state by what is recorded, in order; facts only ever lead forward.
pub(super) fn walk(items: &[(DateTime<Utc>, Item<'_>)], arrived: Option<Moment>) -> Segment<OrderState> {
    let mut now = Segment { state: OrderState::Placed, from: DateTime::<Utc>::MIN_UTC, presumed: false };
    let mut before_frozen = OrderState::Placed;
    for (at, item) in items {
        let step = match item {
            Item::Fact(OrderDate::Paid) => Some(OrderEventKind::Paid),
            Item::Fact(OrderDate::Shipped) => Some(OrderEventKind::Shipped),
            Item::Fact(OrderDate::Delivered) => Some(OrderEventKind::Delivered),
            Item::Fact(OrderDate::Confirmed) => Some(OrderEventKind::Confirmed),
            Item::Fact(_) => Some(OrderEventKind::Placed),
            Item::Event(event) => Some(event.kind),
            Item::FromCase(event) => (event.kind == CaseEventKind::ParcelArrived && arrived.is_some())
                .then_some(OrderEventKind::Delivered),
        };
        let Some(step) = step else { continue };
        if now.from == DateTime::<Utc>::MIN_UTC {
            now.from = *at;
        }
        let frozen = now.state == OrderState::Frozen;
        let current = if frozen { before_frozen } else { now.state };
        let lost = matches!(item, Item::Event(event) if event.details.outcome == Some(Outcome::Lost));
        let next = match step {
            OrderEventKind::Frozen => {
                before_frozen = current;
                OrderState::Frozen
            }
            OrderEventKind::Closed if lost => OrderState::Finished,
            OrderEventKind::Closed => OrderState::ClosedRefunded,
            OrderEventKind::Unfrozen => current,
            step => {
                let next = progressed(current, step);
                if frozen {
                    // A frozen order stays frozen, whatever else becomes known about it.
                    before_frozen = next;
                    OrderState::Frozen
                } else {
                    next
                }
            }
        };
        if next != now.state {
            now = Segment { state: next, from: *at, presumed: false };
        }
    }
    now
}

fn progressed(state: OrderState, step: OrderEventKind) -> OrderState {
    use OrderState as S;
    let waiting = matches!(state, S::Placed | S::RiskCheck | S::WaitingShip | S::CancelRequested);
    let unshipped = waiting || state == S::PartShipped;
    match step {
        OrderEventKind::Paid if state == S::Placed => S::RiskCheck,
        OrderEventKind::RiskPassed if matches!(state, S::Placed | S::RiskCheck) => S::WaitingShip,
        OrderEventKind::CancelRequested if waiting => S::CancelRequested,
        OrderEventKind::CancelRefused if state == S::CancelRequested => S::WaitingShip,
        OrderEventKind::PartShipped if waiting => S::PartShipped,
        OrderEventKind::Shipped if unshipped => S::Shipped,
        OrderEventKind::Delivered if unshipped || state == S::Shipped => S::Delivered,
        OrderEventKind::Confirmed if unshipped || matches!(state, S::Shipped | S::Delivered) => {
            S::CompletedGrace
        }
        _ => state,
    }
}
