//! Pasted page words: what they propose, with ticks and dates to edit before anything is recorded.

mod data;
mod paste_ui;

pub use paste_ui::{PastePlace, paste_ui};
