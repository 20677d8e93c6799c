//! What is drawn: screens, widgets, theme, the shell that implements `eframe::App`. Reads state, pushes commands;
//! never touches disk, database or threads.

mod bin;
mod board;
mod case;
mod cases;
pub mod chart;
mod claim;
mod export;
mod forms;
#[cfg(feature = "testing")]
pub mod gallery;
mod history;
pub mod icons;
mod inbox;
mod look;
mod needs;
mod order;
mod orders;
mod paste;
mod question;
mod rail;
mod report;
mod routes;
pub mod run;
mod screen;
mod settings;
pub mod shell;
pub mod theme;
mod timeline;
mod today;
pub mod viewer;
pub mod widgets;
mod words;

pub use run::{RunOptions, run_window};
