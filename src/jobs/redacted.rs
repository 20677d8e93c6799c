//! What a redacted bundle uploads: pictures without anything told beside them, made in memory for that bundle alone,
//! and no video that tells a place or names somebody. Takes nothing out of texts.

use std::collections::BTreeMap;
use std::fs::File;

use crate::domain::evidence::media::MediaKind;
use crate::domain::ids::EvidenceId;
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::rules::EvidenceRules;
use crate::media;
use crate::media::fit::Fitted;

use super::check::fit_bytes;
use super::export::PlannedExhibit;
use super::snapshot::Snapshot;
use super::uploads::Upload;
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

/// Looks at what would be uploaded for each exhibit and makes the copies it takes. A file that cannot be copied stays
/// out. `words` must stand nowhere in what goes in, whatever its format.
pub(super) fn strip(
    snapshot: &Snapshot<'_>,
    exhibits: &[PlannedExhibit],
    rules: &EvidenceRules,
    words: &[String],
    progress: &dyn Progress,
) -> Result<Stripped, Problem> {
    let mut out = Stripped::default();
    for exhibit in exhibits {
        progress.check()?;
        let original = &exhibit.row.evidence;
        let (file, is_copy) = match exhibit.upload {
            Upload::AsItIs => (original, false),
            Upload::Copy(copy) => match snapshot.evidence.get(&copy) {
                Some(copy) => (copy, true),
                None => continue,
            },
            Upload::CopyToBeMade | Upload::Not => continue,
        };
        let path = snapshot.ctx.library.original_path(&file.sha256);
        let unreadable = |error: std::io::Error| media::unreadable(&path, &error);
        let tells = media::beside::tells_more(&path, &file.facts).map_err(unreadable)?;
        let says = File::open(&path).and_then(|bytes| media::beside::says_any(bytes, words));
        let says = says.map_err(unreadable)?;
        if !tells && !says {
            continue;
        }
        let named = |id: &'static str| Msg::new(id).text("name", original.name.clone());
        if is_copy || file.facts.kind != MediaKind::Image {
            let id = match (file.facts.has_location, says) {
                (true, _) => "job-export-redact-location",
                (false, true) => "job-export-redact-private",
                (false, false) => "job-export-redact-words",
            };
            out.left_out.insert(original.id, named(id));
            continue;
        }
        match fit_bytes(&path, &file.facts, rules) {
            Ok(fitted) if media::beside::says_any(&*fitted.bytes, words).map_err(unreadable)? => {
                out.left_out.insert(original.id, named("job-export-redact-private"));
            }
            Ok(fitted) => {
                out.copies.insert(original.id, fitted);
            }
            Err(problem) => {
                let why = named("job-export-copy-failed").msg("why", problem.message);
                out.left_out.insert(original.id, why);
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
