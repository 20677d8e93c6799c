//! One order: its facts and dates, its evidence, what is still needed and what happened so far.

mod data;
mod order_ui;

pub use data::{DateCard, deadline_badge, deadline_words};
pub use order_ui::{OrderPlace, needs_ui, order_ui};
