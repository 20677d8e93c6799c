//! Behaviour of everything that needs no window.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic; that is how a test fails"
)]

mod rule_packs;
mod rules;
