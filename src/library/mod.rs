//! The library on disk: the database (the only SQL), the vault of originals, settings, thumbnail files.
//! `fs.rs` is the only seam to the file system. Knows nothing of media, exports or windows.
