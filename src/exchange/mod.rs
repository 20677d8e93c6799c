//! What leaves the program: claim bundle, dossier, calendar. Writes to a folder or a zip named by the caller,
//! reads originals through a trait; knows neither library nor media.

mod bagit;
mod bundle;
pub mod calendar;
pub mod calendar_file;
mod csv;
mod dossier;
mod entries;
mod exhibit_cards;
mod folder;
mod hashing;
mod html;
pub mod names;
mod plan;
mod redact;
mod verify;
mod words;
mod zip_check;
mod zip_form;
mod zip_write;

pub use bundle::{BundleInput, BundleReport, Exhibit, FileRef, Originals, write_folder, write_zip};
pub use names::upload_name;
pub use redact::private_words;
pub use verify::{BundleFault, BundleVerdict, verify};
