//! Rule packs as `rules list` prints them.

use serde::Serialize;

use crate::domain::rules::{Origin, OwnPack, RulePack};

/// A line of `rules list`.
#[derive(Debug, Serialize)]
pub struct PackLineJson {
    id: String,
    title: String,
    marketplace: String,
    as_of: Option<String>,
    version: String,
    historic: bool,
    extends: Option<String>,
    timers: usize,
    own: bool,
    enabled: bool,
    warnings: Vec<String>,
}

impl PackLineJson {
    pub(in crate::cli) fn new(pack: &RulePack, origin: Origin, warnings: Vec<String>) -> Self {
        Self {
            id: pack.id.clone(),
            title: pack.title.clone(),
            marketplace: pack.marketplace.code().to_owned(),
            as_of: pack.as_of.map(|day| day.to_string()),
            version: pack.version(),
            historic: pack.historic,
            extends: pack.extends.clone(),
            timers: pack.timers.len(),
            own: origin != Origin::BuiltIn,
            enabled: origin != Origin::Own { enabled: false },
            warnings,
        }
    }
}

/// A stored pack that cannot be read.
#[derive(Debug, Serialize)]
pub struct BrokenPackJson {
    id: String,
    own: bool,
    enabled: bool,
    broken: String,
}

impl BrokenPackJson {
    pub(in crate::cli) fn new(own: &OwnPack, why: String) -> Self {
        Self { id: own.id.clone(), own: true, enabled: own.enabled, broken: why }
    }
}
