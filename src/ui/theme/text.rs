//! Text sizes and weights by use. Owns no colours: `RichText` takes the colour of where it stands unless told.

use std::collections::BTreeMap;

use egui::{FontFamily, FontId, RichText, TextStyle};

use super::fonts;

const SIZE_TITLE: f32 = 22.0;
const SIZE_HEADING: f32 = 16.0;
const SIZE_BODY: f32 = 14.0;
const SIZE_SMALL: f32 = 12.5;
const SIZE_TINY: f32 = 11.5;

/// The name of a screen or of what it shows.
pub fn title_font() -> FontId {
    FontId::new(SIZE_TITLE, fonts::semibold())
}

/// The head of a card.
pub fn heading_font() -> FontId {
    FontId::new(SIZE_HEADING, fonts::semibold())
}

/// Running text.
pub fn body_font() -> FontId {
    FontId::new(SIZE_BODY, FontFamily::Proportional)
}

/// Buttons, names in lists.
pub fn medium_font() -> FontId {
    FontId::new(SIZE_BODY, fonts::medium())
}

/// What must be seen first in running text.
pub fn strong_font() -> FontId {
    FontId::new(SIZE_BODY, fonts::semibold())
}

/// Captions, arithmetic, badges.
pub fn small_font() -> FontId {
    FontId::new(SIZE_SMALL, FontFamily::Proportional)
}

/// Heads of groups.
pub fn section_font() -> FontId {
    FontId::new(SIZE_SMALL, fonts::semibold())
}

/// Durations on thumbnails, ticks of the chart.
pub fn tiny_font() -> FontId {
    FontId::new(SIZE_TINY, fonts::medium())
}

/// Hashes and paths.
pub fn mono_font() -> FontId {
    FontId::new(SIZE_SMALL, FontFamily::Monospace)
}

/// Height of a line over the size of its letters; the font's own is set for single lines.
const LINE_PART: f32 = 1.36;

/// Height of a line of text in letters of a size, in points.
pub fn line_height(size: f32) -> f32 {
    (size * LINE_PART).round()
}

fn worded(text: impl Into<String>, font: FontId) -> RichText {
    RichText::new(text).line_height(Some(line_height(font.size))).font(font)
}

/// The name of a screen.
pub fn title(text: impl Into<String>) -> RichText {
    worded(text, title_font())
}

/// The head of a card.
pub fn heading(text: impl Into<String>) -> RichText {
    worded(text, heading_font())
}

/// Running text.
pub fn body(text: impl Into<String>) -> RichText {
    worded(text, body_font())
}

/// A name in a list.
pub fn medium(text: impl Into<String>) -> RichText {
    worded(text, medium_font())
}

/// What must be seen first.
pub fn strong(text: impl Into<String>) -> RichText {
    worded(text, strong_font())
}

/// A caption.
pub fn small(text: impl Into<String>) -> RichText {
    worded(text, small_font())
}

/// The head of a group.
pub fn section(text: impl Into<String>) -> RichText {
    worded(text, section_font())
}

/// A hash or a path.
pub fn mono(text: impl Into<String>) -> RichText {
    worded(text, mono_font())
}

/// What egui's own widgets take.
pub(super) fn styles() -> BTreeMap<TextStyle, FontId> {
    BTreeMap::from([
        (TextStyle::Heading, heading_font()),
        (TextStyle::Body, body_font()),
        (TextStyle::Button, medium_font()),
        (TextStyle::Small, small_font()),
        (TextStyle::Monospace, mono_font()),
    ])
}
