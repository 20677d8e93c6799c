//! The buyer's own rule packs: copied, edited, imported, switched on and off, removed, written to a file.
//! Kept as settings of the library, so that they are undone and backed up with everything else.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Money;
use crate::domain::offers::returns::COST_SETTING;
use crate::domain::rules::{Origin, OwnPack, Packs, RulePack};

use super::Ctx;
use super::check::{read_problem, write_problem};

/// Settings with the text of a pack; its id follows.
const TEXT: &str = "pack-text:";

/// Settings that switch a pack on; its id follows.
const ON: &str = "pack-on:";

/// Longest pack file that is read.
pub const FILE_BYTES_MAX: u64 = 1_000_000;

/// The packs of the program with those that settings hold, and with the buyer's own cost of sending back.
pub(super) fn with_settings(packs: Arc<Packs>, settings: &BTreeMap<String, String>) -> Arc<Packs> {
    let own = own(settings);
    let packs = if own.is_empty() { packs } else { Arc::new(Arc::unwrap_or_clone(packs).with_own(&own)) };
    match settings.get(COST_SETTING).and_then(|cost| Money::parse_written(cost)) {
        Some(cost) => Arc::new(Arc::unwrap_or_clone(packs).with_return_cost(&cost)),
        None => packs,
    }
}

fn own(settings: &BTreeMap<String, String>) -> Vec<OwnPack> {
    settings
        .iter()
        .filter_map(|(key, text)| {
            let id = key.strip_prefix(TEXT)?.to_owned();
            let enabled = settings.contains_key(&format!("{ON}{id}"));
            Some(OwnPack { id, text: text.clone(), enabled })
        })
        .collect()
}

/// Whether a change concerns the packs: the buyer's own, or a number of the buyer's in them.
pub fn is_about_packs(change: &Change) -> bool {
    match change {
        Change::SetSetting(key, _) => key.starts_with(TEXT) || key.starts_with(ON) || key == COST_SETTING,
        Change::All(changes) => changes.iter().any(is_about_packs),
        _ => false,
    }
}

/// The packs as the library has them now.
pub fn at_hand(ctx: &Ctx) -> Result<Arc<Packs>, Problem> {
    Ok(with_settings(Arc::new(Packs::built_in()?), &ctx.library.settings()?))
}

fn set_text(id: &str, text: Option<&str>) -> Change {
    Change::SetSetting(format!("{TEXT}{id}"), text.map(str::to_owned))
}

fn switch(id: &str, on: bool) -> Change {
    Change::SetSetting(format!("{ON}{id}"), on.then(|| "1".to_owned()))
}

fn unknown(id: &str) -> Problem {
    Problem::refused(Msg::new("job-pack-unknown").text("pack", id))
}

/// One of the buyer's own, sound or not. The program's are never changed.
fn must_be_own(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    match ctx.packs.origin(id) {
        Some(Origin::Own { .. }) => Ok(()),
        Some(Origin::BuiltIn) => Err(Problem::refused(Msg::new("job-pack-built-in").text("pack", id))),
        None if ctx.packs.broken().iter().any(|broken| broken.own.id == id) => Ok(()),
        None => Err(unknown(id)),
    }
}

/// A copy under a new id, switched off until the buyer wants it. `title` of the copy; made from the old one unless
/// given.
pub fn copy(ctx: &Ctx, id: &str, new_id: &str, title: &str) -> Result<Change, Problem> {
    let text = ctx.packs.copy(id, new_id, title).ok_or_else(|| unknown(id))??;
    must_be_new(ctx, new_id)?;
    Ok(set_text(new_id, Some(&text)))
}

/// An id of which nothing is stored, not even something unreadable.
fn must_be_new(ctx: &Ctx, id: &str) -> Result<(), Problem> {
    if ctx.packs.broken().iter().any(|broken| broken.own.id == id) {
        return Err(Problem::refused(Msg::new("rules-pack-twice").text("pack", id)));
    }
    Ok(())
}

/// A new text for one of the buyer's packs. Its id stays.
pub fn save(ctx: &Ctx, id: &str, text: &str) -> Result<Change, Problem> {
    must_be_own(ctx, id)?;
    let pack = ctx.packs.parse(text, id)?;
    if pack.id != id {
        return Err(Problem::refused(
            Msg::new("job-pack-other-id").text("pack", id).text("written", pack.id.clone()),
        ));
    }
    must_hold_together(ctx, id, text)?;
    Ok(set_text(id, Some(text)))
}

/// What extends a pack must be readable with its new text, too.
fn must_hold_together(ctx: &Ctx, id: &str, text: &str) -> Result<(), Problem> {
    let mut own = own(&ctx.library.settings()?);
    own.retain(|own| own.id != id);
    own.push(OwnPack { id: id.to_owned(), text: text.to_owned(), enabled: true });
    let packs = Packs::built_in()?.with_own(&own);
    let was_broken = |id: &str| ctx.packs.broken().iter().any(|broken| broken.own.id == id);
    match packs.broken().iter().find(|broken| !was_broken(&broken.own.id) || broken.own.id == id) {
        Some(broken) => Err(broken.error.clone().into()),
        None => Ok(()),
    }
}

/// A pack that could be taken in: sound, and under no id of the program's own.
pub fn check(packs: &Packs, text: &str, file: &str) -> Result<RulePack, Problem> {
    let pack = packs.parse(text, file)?;
    if packs.origin(&pack.id) == Some(Origin::BuiltIn) {
        return Err(Problem::refused(Msg::new("job-pack-built-in").text("pack", pack.id)));
    }
    Ok(pack)
}

/// A pack from a text: a new one, or a new text for one of the buyer's own. Gives its id with the change. A new one
/// is switched off until the buyer wants it.
pub fn import(ctx: &Ctx, text: &str, file: &str) -> Result<(String, Change), Problem> {
    let pack = check(&ctx.packs, text, file)?;
    must_hold_together(ctx, &pack.id, text)?;
    let change = set_text(&pack.id, Some(text));
    Ok((pack.id, change))
}

/// A pack file's text, refused when it is too long or no text.
pub fn read_file(path: &Path) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| read_problem(path, &error))?;
    let refused = |id: &'static str| {
        Problem::refused(Msg::new(id).text("path", path.to_string_lossy()).bytes("limit", FILE_BYTES_MAX))
    };
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(refused("job-pack-too-long"));
    }
    String::from_utf8(bytes).map_err(|error| refused("job-pack-no-text").with_detail(error.utf8_error()))
}

/// Switches one of the buyer's packs on or off. Of packs that are each taken by themselves for the same orders only
/// one can be on.
pub fn enable(ctx: &Ctx, id: &str, on: bool) -> Result<Change, Problem> {
    must_be_own(ctx, id)?;
    let mut changes = vec![switch(id, on)];
    if let Some(pack) = ctx.packs.get(id).filter(|_| on) {
        let rivals = ctx.packs.iter().filter(|other| {
            other.id != id
                && ctx.packs.origin(&other.id) == Some(Origin::Own { enabled: true })
                && taken_for_the_same(pack, other)
        });
        changes.extend(rivals.map(|rival| switch(&rival.id, false)));
    }
    Ok(Change::All(changes))
}

fn taken_for_the_same(one: &RulePack, other: &RulePack) -> bool {
    let by_itself = |pack: &RulePack| pack.is_default || pack.applies_if.is_some();
    one.marketplace == other.marketplace
        && by_itself(one)
        && by_itself(other)
        && one.applies_if == other.applies_if
        && !one.historic
        && !other.historic
}

/// Removes one of the buyer's packs. Refused while a case is computed with it, or another pack extends it.
pub fn remove(ctx: &Ctx, id: &str) -> Result<Change, Problem> {
    must_be_own(ctx, id)?;
    let cases = ctx.library.cases_with_pack(id)?;
    if cases > 0 {
        let count = i64::try_from(cases).unwrap_or(i64::MAX);
        return Err(Problem::refused(Msg::new("job-pack-in-use").text("pack", id).count("count", count)));
    }
    if let Some(other) = ctx.packs.extended_by(id).next() {
        return Err(Problem::refused(
            Msg::new("job-pack-extended").text("pack", id).text("by", other.id.clone()),
        ));
    }
    Ok(Change::All(vec![set_text(id, None), switch(id, false)]))
}

/// Writes the text of a pack to a new file.
pub fn export(packs: &Packs, id: &str, out: &Path) -> Result<(), Problem> {
    let broken = || packs.broken().iter().find(|broken| broken.own.id == id).map(|one| one.own.text.as_str());
    let text = packs.text(id).or_else(broken).ok_or_else(|| unknown(id))?;
    let mut file = fs::File::create_new(out).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Problem::refused(Msg::new("job-pack-file-exists").text("path", out.to_string_lossy()))
        }
        _ => write_problem(out, &error),
    })?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if let Err(error) = written {
        drop(file);
        // What matters is the first error.
        if let Err(left) = fs::remove_file(out) {
            tracing::warn!(%left, "a half-written pack could not be removed");
        }
        return Err(write_problem(out, &error));
    }
    Ok(())
}
