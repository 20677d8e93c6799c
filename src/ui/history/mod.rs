//! History: what came of the cases, how long their stages took, how many disputes there were lately.

mod bars;
mod data;
mod history_ui;

pub use history_ui::history_ui;
