//! Parcelproof: keep the proof, know the date, send a claim that can't be bounced.
//!
//! # The rooms
//!
//! A file is where its first sentence says it belongs. Arrows point one way, and a test holds them:
//! `ui → app → jobs → {media, library, exchange, os} → texts → domain`; `cli → jobs`.
//!
//! | room | owns |
//! |---|---|
//! | [`domain`] | the vocabulary and every rule: values in, values out, never sentences |
//! | [`texts`] | words: a code with arguments becomes a sentence; numbers, money and dates by locale |
//! | [`media`] | bytes to facts; copies that fit; thumbnails |
//! | [`library`] | the database (only SQL), the vault of originals, settings |
//! | [`exchange`] | claim bundle, dossier, calendar |
//! | `os` | file dialogs, clipboard, notifications, X11 or Wayland (feature `gui`) |
//! | [`jobs`] | every ability as one synchronous function; joins media, library and exchange |
//! | [`app`] | state, commands, threads, undo, the clock |
//! | `ui` | screens, widgets, theme, the shell (feature `gui`) |
//! | [`cli`] | the command line of the contract |

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod jobs;
pub mod library;
pub mod media;
#[cfg(feature = "gui")]
pub mod os;
pub mod texts;
#[cfg(feature = "gui")]
pub mod ui;
