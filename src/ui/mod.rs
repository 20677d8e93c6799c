//! What is drawn: screens, widgets, theme, the shell that implements `eframe::App`. Reads state, pushes commands;
//! never touches disk, database or threads.

pub mod chart;
pub mod icons;
pub mod theme;
pub mod viewer;
pub mod widgets;
