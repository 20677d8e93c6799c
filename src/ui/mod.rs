//! What is drawn: screens, widgets, theme, the shell that implements `eframe::App`. Reads state, pushes commands;
//! never touches disk, database or threads.

pub mod chart;
#[cfg(feature = "testing")]
pub mod gallery;
pub mod icons;
pub mod theme;
pub mod viewer;
pub mod widgets;
