//! The evidence board: files by role with their verdicts, captions, order and fixes. Shown on an order and on a case.

mod board_ui;
mod data;

pub use board_ui::{BoardPlace, board_ui, view};
pub use data::{badge_words, can_fix};
