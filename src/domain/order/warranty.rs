//! The seller's warranty of an order: until when, at whose cost, and what to ask before relying on it (P16-01 to
//! P16-05, P16-11). The date is the pack's timer; the marketplace itself gives none.

use chrono::{DateTime, Utc};

use crate::domain::message::Msg;
use crate::domain::order::Order;
use crate::domain::rules::habits::WarrantyRule;
use crate::domain::view::OrderView;

/// The timer of a warranty.
pub const TIMER: &str = "warranty";

/// A warranty that may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Warranty {
    /// Until then.
    pub until: DateTime<Utc>,
    /// Who gives it and who pays the way back.
    pub rule: WarrantyRule,
    /// What to ask first.
    pub questions: Vec<Msg>,
}

impl Warranty {
    /// Of an order that arrived, where a pack says what a warranty means.
    pub fn of(order: &Order, view: &OrderView, rule: Option<&WarrantyRule>) -> Option<Self> {
        let until = view.deadlines.iter().find(|deadline| deadline.id == TIMER)?.due?;
        let mut questions = vec![Msg::new("order-warranty-written"), Msg::new("order-warranty-own-fault")];
        if order.account.is_none() {
            questions.push(Msg::new("order-warranty-registered"));
        }
        if order.lines.iter().any(|line| line.is_gift) {
            questions.push(Msg::new("order-warranty-gifts"));
        }
        Some(Self { until, rule: rule?.clone(), questions })
    }
}
