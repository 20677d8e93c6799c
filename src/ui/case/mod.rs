//! One case: how it stands, the next step, its timeline, offers, requests, evidence, log and text.

mod case_ui;
mod data;
mod notes_ui;
mod offers_data;
mod offers_ui;
mod parts_ui;
mod requests_ui;

pub use case_ui::{CasePlace, case_ui, two_columns_ui};
