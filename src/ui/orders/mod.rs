//! Orders: a table made for thousands of rows, with search as you type and a new order in one line.

mod data;
mod orders_ui;

pub use orders_ui::{OrdersPlace, case_tone, orders_ui};
