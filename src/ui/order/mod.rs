//! One order: its facts and dates, its evidence, what is still needed and what happened so far.

mod data;
mod order_ui;

pub use data::deadline_badge;
pub use order_ui::{OrderPlace, order_ui};
