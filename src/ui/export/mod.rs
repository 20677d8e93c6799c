//! Export: what stands in the way, what goes in, where to, and what was written.

mod export_ui;

pub use export_ui::{ExportPlace, export_ui};
