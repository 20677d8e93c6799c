//! Today: what needs the buyer, soonest first, and the ways in when there is nothing yet.

mod data;
mod today_ui;

pub use data::act;
pub use today_ui::today_ui;
