//! File dialogs: one at a time, awaited on a thread of their own, never in a frame.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::message::{Msg, Problem};

/// What a dialog lets the buyer choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// Any number of files.
    Files,
    /// One folder.
    Folder,
    /// A calendar file, there already or new.
    Calendar,
}

/// Opens dialogs and knows whether one is open.
#[derive(Clone, Debug, Default)]
pub struct Dialogs {
    open: Arc<AtomicBool>,
}

impl Dialogs {
    /// Opens a dialog; `done` gets what was chosen (nothing when it was closed), on another thread. False when
    /// one is open already. The flag is held until the dialog itself ends, not until somebody stops waiting.
    pub fn ask(
        &self,
        choose: Choose,
        title: &str,
        done: impl FnOnce(Vec<PathBuf>) + Send + 'static,
    ) -> Result<bool, Problem> {
        if self.open.swap(true, Ordering::AcqRel) {
            return Ok(false);
        }
        // Made on the caller's thread, which is the main one: macOS asks for that.
        let dialog = rfd::AsyncFileDialog::new().set_title(title);
        let open = Arc::clone(&self.open);
        let failed = Arc::clone(&self.open);
        std::thread::Builder::new()
            .name("parcelproof-dialog".to_owned())
            .spawn(move || {
                let chosen = pollster::block_on(async {
                    match choose {
                        Choose::Files => dialog.pick_files().await.unwrap_or_default(),
                        Choose::Folder => dialog.pick_folder().await.into_iter().collect(),
                        Choose::Calendar => {
                            let dialog =
                                dialog.set_file_name("parcelproof.ics").add_filter("iCalendar", &["ics"]);
                            dialog.save_file().await.into_iter().collect()
                        }
                    }
                });
                open.store(false, Ordering::Release);
                done(chosen.iter().map(|file| file.path().to_owned()).collect());
            })
            .map_err(|error| {
                failed.store(false, Ordering::Release);
                Problem::could_not(Msg::new("problem-no-dialog")).with_detail(error)
            })?;
        Ok(true)
    }
}
