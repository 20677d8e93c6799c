//! The program behind the window: state, commands, threads, undo, the clock. Knows no egui and no SQL.
//!
//! One frame, in words: the window pushes [`Command`]s; [`App::tick`] drains job events and desktop answers,
//! applies commands, asks for what the place shown needs, and updates [`State`]. Nothing here waits for a
//! disk: every ability of `jobs` runs through an [`Executor`], which is a set of named threads in the
//! program and inline in tests.

pub mod action;
pub mod clock;
pub mod command;
pub mod desktop;
mod engine;
pub mod executor;
pub mod files;
mod guard;
pub mod job;
pub mod loads;
pub mod machine;
pub mod state;
pub mod undo;
pub mod work;

pub use action::Action;
pub use clock::Clock;
pub use command::{Command, Deed, Form};
pub use desktop::{Desktop, DesktopAnswer, NoDesktop};
pub use engine::{App, Start};
pub use executor::{Executor, Inline, Threads, Waker};
pub use state::{Loading, Place, State};
