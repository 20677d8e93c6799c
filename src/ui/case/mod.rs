//! One case: how it stands, the next step, its timeline, offers, requests, evidence, log and text.

mod case_ui;
mod data;
mod notes_ui;
mod parts_ui;

pub use case_ui::{CasePlace, case_ui};
