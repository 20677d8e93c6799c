//! What a redacted bundle uploads: pictures without anything told beside them, made in memory for that bundle alone,
//! and no video that tells a place or names somebody. Takes nothing out of texts.

use std::collections::BTreeMap;

use crate::domain::evidence::Evidence;
use crate::domain::evidence::media::MediaKind;
use crate::domain::ids::EvidenceId;
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rules::EvidenceRules;
use crate::media;
use crate::media::fit::Fitted;

use super::check::fit_bytes;
use super::{Ctx, settings};

pub use crate::domain::preferences::PRIVATE_WORDS;

/// What came of looking at the files that would go in as they are.
#[derive(Default)]
pub(super) struct Stripped {
    /// Copies without anything told beside the picture.
    pub(super) copies: BTreeMap<EvidenceId, Fitted>,
    /// Files that stay out, with the sentence that says why.
    pub(super) left_out: BTreeMap<EvidenceId, Msg>,
}

/// Looks at each file and makes the copies it takes. A file that cannot be copied stays out.
pub(super) fn strip<'a>(
    ctx: &Ctx,
    files: impl Iterator<Item = &'a Evidence>,
    rules: &EvidenceRules,
    progress: &dyn Progress,
) -> Result<Stripped, Problem> {
    let mut out = Stripped::default();
    for file in files {
        progress.check()?;
        let path = ctx.library.original_path(&file.sha256);
        let tells = media::beside::tells_more(&path, &file.facts)
            .map_err(|error| media::unreadable(&path, &error))?;
        if !tells {
            continue;
        }
        let named = |id: &'static str| Msg::new(id).text("name", file.name.clone());
        if file.facts.kind != MediaKind::Image {
            let id = if file.facts.has_location {
                "job-export-redact-location"
            } else {
                "job-export-redact-words"
            };
            out.left_out.insert(file.id, named(id));
            continue;
        }
        match fit_bytes(&path, &file.facts, rules) {
            Ok(fitted) => {
                out.copies.insert(file.id, fitted);
            }
            Err(problem) => {
                let why = named("job-export-copy-failed").msg("why", problem.message);
                out.left_out.insert(file.id, why);
            }
        }
    }
    Ok(out)
}

/// The words of the settings and those said now.
pub(super) fn private_words(ctx: &Ctx, more: &[String]) -> Result<Vec<String>, Problem> {
    let stored = settings(ctx)?.remove(PRIVATE_WORDS).unwrap_or_default();
    let words = stored.split([',', ';', '\n']).chain(more.iter().map(String::as_str));
    Ok(words.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect())
}
