//! Checks that nothing was lost or altered: a library's originals, or a bundle byte for byte.

use std::path::Path;

use crate::domain::message::{Problem, Progress};
use crate::exchange::{self, BundleVerdict};
use crate::library::VerifyReport;

use super::Ctx;

/// Hashes every original again and checks database and logs.
pub fn library(ctx: &Ctx, progress: &dyn Progress) -> Result<VerifyReport, Problem> {
    ctx.library.verify(progress)
}

/// Checks a bundle, folder or zip, down to its tag files and directory.
pub fn bundle(path: &Path, progress: &dyn Progress) -> Result<BundleVerdict, Problem> {
    exchange::verify(path, progress)
}
