//! Checks that nothing was lost or altered: a library's originals, or a bundle byte for byte.

use std::path::Path;

use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::upkeep::{FileTrouble, Log, VerifyReport};
use crate::exchange;

pub use crate::exchange::BundleVerdict;

use super::Ctx;

/// Hashes every original again and checks database and logs.
pub fn library(ctx: &Ctx, progress: &dyn Progress) -> Result<VerifyReport, Problem> {
    ctx.library.verify(progress)
}

/// Checks a bundle, folder or zip, down to its tag files and directory.
pub fn bundle(path: &Path, progress: &dyn Progress) -> Result<BundleVerdict, Problem> {
    exchange::verify(path, progress)
}

/// What a report says, one sentence for each thing that is wrong, and for files left over.
pub fn sentences(report: &VerifyReport) -> Vec<Msg> {
    let file = |id: &'static str, trouble: &FileTrouble| {
        Msg::new(id).text("name", trouble.name.clone()).text("hash", trouble.sha256.hex())
    };
    let mut said = Vec::new();
    said.extend(report.missing.iter().map(|trouble| file("job-verify-missing", trouble)));
    said.extend(report.changed.iter().map(|trouble| file("job-verify-changed", trouble)));
    said.extend(report.unreadable.iter().map(|trouble| file("job-verify-unreadable", trouble)));
    said.extend(report.chain_breaks.iter().map(|found| {
        let log = match found.log {
            Log::Order(id) => Msg::new("job-verify-log-order").text("id", id.to_string()),
            Log::Case(id) => Msg::new("job-verify-log-case").text("id", id.to_string()),
            Log::Evidence => Msg::new("job-verify-log-files"),
        };
        Msg::new("job-verify-chain").msg("log", log).count("seq", found.seq)
    }));
    said.extend(
        report.sent_changed.iter().map(|id| Msg::new("job-verify-sent-changed").text("id", id.to_string())),
    );
    said.extend(
        report.database.iter().map(|words| Msg::new("job-verify-database").text("words", words.clone())),
    );
    said.extend(
        report.orphaned.iter().map(|path| Msg::new("job-verify-orphaned").text("path", path.clone())),
    );
    said
}
