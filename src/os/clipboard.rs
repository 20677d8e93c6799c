//! The clipboard: a picture out of it, text and files into it. Each call opens it anew, on the caller's thread,
//! which must not be the window's: a clipboard may be slow.

use std::path::PathBuf;

use crate::domain::message::{Msg, Problem};

/// A picture from the clipboard: RGBA, rows from the top.
#[derive(Clone, Debug)]
pub struct ClipboardPicture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

/// The picture on the clipboard, text beside it or not; `None` when there is none.
pub fn picture() -> Result<Option<ClipboardPicture>, Problem> {
    match open()?.get_image() {
        Ok(image) => Ok(Some(ClipboardPicture {
            width: u32::try_from(image.width).unwrap_or(u32::MAX),
            height: u32::try_from(image.height).unwrap_or(u32::MAX),
            rgba: image.bytes.into_owned(),
        })),
        Err(arboard::Error::ContentNotAvailable) => Ok(None),
        Err(error) => Err(failed(&error)),
    }
}

/// Holds a clipboard open: on X11 and Wayland what was copied lives only as long as its owner.
pub struct Owner(arboard::Clipboard);

impl std::fmt::Debug for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Owner")
    }
}

impl Owner {
    /// Opens the clipboard.
    pub fn open() -> Result<Self, Problem> {
        open().map(Self)
    }

    /// Puts text there.
    pub fn copy_text(&mut self, text: String) -> Result<(), Problem> {
        self.0.set_text(text).map_err(|error| failed(&error))
    }

    /// Puts files there, as a file manager does.
    pub fn copy_files(&mut self, files: &[PathBuf]) -> Result<(), Problem> {
        self.0.set().file_list(files).map_err(|error| failed(&error))
    }
}

fn open() -> Result<arboard::Clipboard, Problem> {
    arboard::Clipboard::new().map_err(|error| failed(&error))
}

fn failed(error: &arboard::Error) -> Problem {
    Problem::could_not(Msg::new("problem-no-clipboard")).with_detail(error)
}
