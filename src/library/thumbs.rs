//! Thumbnail files by content hash and side: a cache that may be deleted at any time. Makes no pictures.

use std::path::PathBuf;

use crate::domain::ids::Sha256;
use crate::domain::message::Problem;

use super::Library;
use super::trouble::disk;

impl Library {
    /// Where the thumbnail of a file lies whose longer side is `side` pixels.
    pub fn thumb_path(&self, sha256: &Sha256, side: u32) -> PathBuf {
        self.thumb_folder(sha256).join(format!("{sha256}-{side}"))
    }

    /// The bytes of a thumbnail, if it was made.
    pub fn read_thumb(&self, sha256: &Sha256, side: u32) -> Option<Vec<u8>> {
        let mut file = self.fs.open(&self.thumb_path(sha256, side)).ok()?;
        let mut bytes = vec![0; usize::try_from(file.metadata().ok()?.len()).ok()?];
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.fs.read(&mut file, rest).ok()? {
                0 => return None,
                count => filled += count,
            }
        }
        Some(bytes)
    }

    /// Keeps a thumbnail. A library that can only be read keeps none, which is no problem.
    pub fn write_thumb(&self, sha256: &Sha256, side: u32, bytes: &[u8]) -> Result<(), Problem> {
        if self.is_read_only() {
            return Ok(());
        }
        let folder = self.thumb_folder(sha256);
        let to = self.thumb_path(sha256, side);
        let part = folder.join(super::part_name());
        self.fs.make_folder(&folder).map_err(|error| disk(&error, &folder))?;
        let written = self.fs.create_new(&part).and_then(|mut file| {
            self.fs.write(&mut file, bytes)?;
            // Not brought to the disk: a thumbnail lost in a crash is made again.
            self.fs.rename(&part, &to)
        });
        written.map_err(|error| {
            // The first error is the one to tell.
            _ = self.fs.remove_file(&part);
            disk(&error, &to)
        })
    }

    /// Deletes the thumbnails of a file whose bytes go; what stays is harmless.
    pub(super) fn drop_thumbs(&self, sha256: &Sha256) {
        let folder = self.thumb_folder(sha256);
        let prefix = format!("{sha256}-");
        for entry in self.fs.read_folder(&folder).unwrap_or_default() {
            if entry.name.to_string_lossy().starts_with(&prefix) {
                _ = self.fs.remove_file(&folder.join(&entry.name));
            }
        }
    }

    fn thumb_folder(&self, sha256: &Sha256) -> PathBuf {
        let shelf: String = sha256.hex().chars().take(2).collect();
        self.folder.join("cache").join("thumbs").join(shelf)
    }
}
