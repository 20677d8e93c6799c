//! Settings: language, theme, zone, the library and the bin, rule packs with their sources, privacy.

mod data;
mod days_ui;
mod pack_edit_ui;
mod packs_ui;
mod settings_ui;

pub use settings_ui::{SettingsPlace, settings_ui, theme_preference};
