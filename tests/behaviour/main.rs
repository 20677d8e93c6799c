//! Behaviour without a window: one test program, one module for each topic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the whole program is tests; clippy knows only the functions marked as such"
)]

mod library;
