//! `machine.toml`: what this machine must know before any library is open. Reading never fails, unknown keys
//! are kept, writing replaces the file by rename. The buyer's settings live in the library, not here.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::message::{Msg, Problem};

/// What this machine remembers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Machine {
    /// The library to open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub library: Option<PathBuf>,
    /// Language of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `wgpu` or `glow`, when one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renderer: Option<String>,
    /// `x11` or `wayland`, when one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
    /// Keys of other versions.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Machine {
    /// Reads the file; a missing or damaged one gives defaults, and wrong values are left out one by one.
    pub fn read(path: &Path) -> Self {
        std::fs::read_to_string(path).map(|text| Self::parse(&text)).unwrap_or_default()
    }

    fn parse(text: &str) -> Self {
        if let Ok(machine) = toml::from_str(text) {
            return machine;
        }
        let Ok(table) = text.parse::<toml::Table>() else { return Self::default() };
        let mut kept = toml::Table::new();
        for (key, value) in table {
            let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
            if alone.try_into::<Self>().is_ok() {
                kept.insert(key, value);
            }
        }
        kept.try_into().unwrap_or_default()
    }

    /// Writes the file whole or not at all.
    pub fn write(&self, path: &Path) -> Result<(), Problem> {
        let failed = |error: &dyn std::fmt::Display| {
            Problem::could_not(Msg::new("problem-machine-not-written"))
                .with_detail(format!("{error}: {}", path.display()))
        };
        let text = toml::to_string_pretty(self).map_err(|error| failed(&error))?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        }
        let part = path.with_extension("toml.part");
        let mut file = std::fs::File::create(&part).map_err(|error| failed(&error))?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| failed(&error))?;
        std::fs::rename(&part, path).map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_survive_and_wrong_values_are_left_out() {
        let machine = Machine::parse("language = \"ru\"\nrenderer = 7\nfuture = [1, 2]\n");
        assert_eq!(machine.language.as_deref(), Some("ru"));
        assert_eq!(machine.renderer, None);
        assert!(machine.other.contains_key("future"));
    }

    #[test]
    fn written_values_are_read_again_and_no_part_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/machine.toml");
        let machine = Machine { library: Some("/books".into()), ..Machine::default() };
        machine.write(&path).unwrap();
        assert_eq!(Machine::read(&path), machine);
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_file_gives_defaults() {
        assert_eq!(Machine::parse("== not toml"), Machine::default());
    }
}
