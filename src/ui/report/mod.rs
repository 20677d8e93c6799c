//! Reports, account cases and chat claims: the form of a report, and what to know and do beside it.

mod data;
mod report_ui;

pub use data::category_words;
pub use report_ui::{ReportPlace, beside_ui, report_ui};
