//! The files of a case under names a marketplace takes, in a folder of their own, ready to be copied or uploaded.
//! A droppable folder: made anew each time, nothing in it is an original.

use std::path::PathBuf;

use crate::domain::evidence::{Evidence, Role, Target};
use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem, Progress};
use crate::exchange::upload_name;

use super::uploads::Upload;
use super::{Ctx, cases, evidence, uploads};

/// Name of the folder inside the library.
const FOLDER: &str = "outgoing";

/// Puts the files of a case there, each as it is or by its fitting copy, numbered in upload order; copies that are
/// missing are made. Returns their paths.
///
/// # Errors
/// There is nothing to upload, or the folder cannot be written.
pub fn files(ctx: &Ctx, id: CaseId, progress: &dyn Progress) -> Result<Vec<PathBuf>, Problem> {
    let mut picture = cases::picture(ctx, id)?;
    let missing: Vec<_> = uploads::each(&picture.evidence)
        .filter(|row| uploads::planned(row) == Upload::CopyToBeMade)
        .map(|row| row.evidence.id)
        .collect();
    if !missing.is_empty() {
        for (_, copy) in evidence::fit(ctx, &missing, progress)? {
            copy?;
        }
        picture = cases::picture(ctx, id)?;
    }
    let mut chosen: Vec<(Evidence, Role)> = Vec::new();
    for row in uploads::each(&picture.evidence) {
        let role = row.attachment.as_ref().map_or(Role::Other, |attachment| attachment.role);
        match uploads::planned(row) {
            Upload::AsItIs => chosen.push((row.evidence.clone(), role)),
            Upload::Copy(copy) => chosen.push((ctx.library.evidence(copy)?, role)),
            Upload::CopyToBeMade => {
                let name = row.evidence.name.clone();
                return Err(Problem::could_not(Msg::new("job-copy-gone").text("name", name)));
            }
            Upload::Not => {}
        }
    }
    if chosen.is_empty() {
        return Err(Problem::refused(Msg::new("job-export-nothing-to-upload")));
    }
    let folder = ctx.library.folder().join(FOLDER).join(id.to_string());
    let unwritable =
        |error: std::io::Error| Problem::could_not(Msg::new("job-outgoing-unwritable")).with_detail(error);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(unwritable(error)),
        _ => {}
    }
    std::fs::create_dir_all(&folder).map_err(unwritable)?;
    let rules = evidence::rules_for_target(ctx, Target::Case { case: id })?;
    let total = chosen.len();
    let mut paths = Vec::with_capacity(total);
    for (index, (file, role)) in chosen.iter().enumerate() {
        progress.check()?;
        let path = folder.join(upload_name(index + 1, total, *role, &file.facts, &rules));
        let mut from = ctx.library.open_original(&file.sha256)?;
        let mut to = std::fs::File::create_new(&path).map_err(unwritable)?;
        std::io::copy(&mut from, &mut to).map_err(unwritable)?;
        paths.push(path);
    }
    Ok(paths)
}
