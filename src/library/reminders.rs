//! Which reminders were shown, so that none is shown twice by whoever looks at this library. Kept as a setting of
//! the library's own; no change of the buyer's, so no undo knows it and the revision stays.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::domain::message::Problem;

use super::Library;
use super::state::setting;
use super::trouble::OrProblem;

/// The key in the table of settings.
const SHOWN: &str = "reminders.shown";

fn shown(db: &Connection) -> Result<BTreeSet<String>, Problem> {
    let text = setting(db, SHOWN)?.unwrap_or_default();
    Ok(text.lines().filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect())
}

fn keep(db: &Connection, shown: &BTreeSet<String>) -> Result<(), Problem> {
    let text = shown.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    db.prepare_cached(
        "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
    )
    .db()?
    .execute(params![SHOWN, text])
    .db()
    .map(|_| ())
}

impl Library {
    /// Takes what was not taken yet, for showing it: gives back those of `keys` that are new. Two programs that ask
    /// at the same time never both get one. What `still` no longer wants is forgotten.
    pub fn claim_reminders(
        &self,
        keys: &[String],
        still: impl Fn(&str) -> bool,
    ) -> Result<BTreeSet<String>, Problem> {
        self.write(|db| {
            let mut all = shown(db)?;
            all.retain(|key| still(key));
            let new: BTreeSet<String> = keys.iter().filter(|key| !all.contains(*key)).cloned().collect();
            all.extend(new.iter().cloned());
            keep(db, &all)?;
            Ok(new)
        })
    }

    /// Gives back what could not be shown after all.
    pub fn release_reminders(&self, keys: &[String]) -> Result<(), Problem> {
        self.write(|db| {
            let mut all = shown(db)?;
            all.retain(|key| !keys.contains(key));
            keep(db, &all)
        })
    }

    /// What was shown.
    pub fn shown_reminders(&self) -> Result<BTreeSet<String>, Problem> {
        self.read(shown)
    }
}
