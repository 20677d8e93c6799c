//! What is true across all orders and cases: how cases ended, the money at stake, what to be reminded of.

pub mod history;
pub mod reminders;
pub mod sums;
