//! The tests of behaviour that need no window: one program, one module per topic.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops with a panic; helpers of tests are not seen as tests by the lints"
)]

mod bundle;
mod bundle_case;
mod cli;
mod copies;
mod library;
mod licences;
mod media;
mod rooms;
mod rule_pack_data;
mod rule_packs;
mod rules;
mod source;
mod texts;
