//! What is drawn: screens, widgets, theme, the shell that implements `eframe::App`. Reads state, pushes commands;
//! never touches disk, database or threads.

pub mod icons;
pub mod theme;
pub mod widgets;
