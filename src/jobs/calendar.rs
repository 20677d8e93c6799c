//! The calendar file of everything coming: read, brought up to date, written whole or not at all.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::domain::ids::Sha256;
use crate::domain::message::{Msg, Problem};
use crate::domain::rows::DueItem;
use crate::exchange::calendar::CalendarItem;
pub use crate::exchange::calendar_file::Updated;

use crate::exchange::calendar_file::{self, Wanted};
use crate::texts::Texts;

use super::Ctx;
use super::check::write_problem;

/// Longer than any calendar a person keeps; longer ones are refused rather than read into memory.
const FILE_BYTES_MAX: u64 = 64_000_000;

/// Brings a calendar file up to date with everything coming. With `days`, only what comes within so many is added;
/// what stands in the file already is kept up to date all the same.
pub fn write(
    ctx: &Ctx,
    items: &[DueItem],
    days: Option<u32>,
    texts: &Texts,
    file: &Path,
) -> Result<Updated, Problem> {
    // A link stays a link: what it leads to is replaced.
    let file = &fs::canonicalize(file).unwrap_or_else(|_new| file.to_owned());
    let old = read(file)?;
    let near = days.map(|days| super::today::limit(ctx, days));
    let entries: Vec<CalendarItem<'_>> = items
        .iter()
        .map(|item| CalendarItem {
            title: item.title.clone(),
            handle: item.handle.clone(),
            deadline: &item.deadline,
            alarms: item.leads.clone(),
        })
        .collect();
    let may_add = |item: &CalendarItem<'_>| match near {
        None | Some(None) => true,
        Some(Some(limit)) => item.deadline.due.is_some_and(|due| due <= limit),
    };
    let library = Sha256::of(ctx.library.made_at()?.as_bytes()).hex();
    let library = library.get(..16).unwrap_or_default();
    let wanted = Wanted { items: &entries, may_add: &may_add, library };
    let (text, did) = calendar_file::update(&old, &wanted, texts, ctx.now).map_err(|mut problem| {
        problem.message = problem.message.text("path", file.to_string_lossy());
        problem
    })?;
    if text != old {
        replace(file, &text).map_err(|error| write_problem(file, &error))?;
    }
    Ok(did)
}

fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: &io::Error| {
        Problem::could_not(Msg::new("job-file-unreadable").text("path", file.to_string_lossy()))
            .with_detail(error)
    };
    let about = match fs::metadata(file) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&error)),
    };
    // Opening a pipe may wait for ever, and a folder is no file.
    if !about.is_file() || about.len() > FILE_BYTES_MAX {
        return Err(Problem::refused(Msg::new("calendar-not-one").text("path", file.to_string_lossy())));
    }
    let mut bytes = Vec::new();
    let source = fs::File::open(file).map_err(|error| unreadable(&error))?;
    source.take(FILE_BYTES_MAX).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

/// Writes beside the file, brings it to the disk and renames: a reader sees the old file or the new one.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = file.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let part = PathBuf::from(part);
    let written = (|| {
        let mut out = fs::File::create(&part)?;
        out.write_all(bytes)?;
        out.sync_all()?;
        fs::rename(&part, file)
    })();
    if written.is_err() {
        // Nothing half done stays behind; that it could not be removed is no second problem.
        _ = fs::remove_file(&part);
    }
    written
}
