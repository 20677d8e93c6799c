//! The viewer: looking at one file closely. [`canvas`] shows an image with zoom and pan.

pub mod canvas;
