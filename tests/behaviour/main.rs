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
mod facts;
mod library;
mod licences;
mod media;
mod rooms;
mod rule_pack_data;
mod rule_packs;
mod rules;
mod source;
mod texts;

/// Names a test that this user cannot run: on the terminal, and in the file that tests/run prints at its end. Only
/// for rights; a missing tool fails the test that needs it.
fn skipped(what: &str) {
    use std::io::Write as _;
    eprintln!("skipped: {what}");
    if let Some(list) = std::env::var_os("PARCELPROOF_SKIPPED") {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(list).unwrap();
        writeln!(file, "{what}").unwrap();
    }
}
