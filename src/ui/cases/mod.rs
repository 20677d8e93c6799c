//! Cases: all of them in a table, the buyer's turn first.

mod cases_ui;
mod data;

pub use cases_ui::{CasesPlace, cases_tabs_ui, cases_ui};
