//! Forms over a place: a new case, an event of a case or of an order, the fields of an order.

mod data;
mod fields;
mod forms_ui;
mod reason_ui;

pub use data::now_text;
pub use forms_ui::{FormsPlace, choose_ui, form_ui};
