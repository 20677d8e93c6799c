//! The tests that draw or open the window: one program, one module per topic.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test stops with a panic; helpers of tests are not seen as tests by the lints"
)]

mod calls;
mod claim;
#[cfg(target_os = "linux")]
mod display;
#[cfg(target_os = "linux")]
mod drop;
#[cfg(target_os = "linux")]
mod drop_real;
mod gallery;
mod guards;
mod paste;
mod pictures;
#[cfg(target_os = "linux")]
mod program;
mod screens;
mod stage;
