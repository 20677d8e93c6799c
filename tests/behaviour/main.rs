//! Behaviour of the program without its window, one file per topic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "helpers of tests are tests, which clippy cannot see outside a test function"
)]

mod bundle;
mod bundle_case;
