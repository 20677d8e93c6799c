//! Names for what none of our own readers knows: documents, archives, sound, pictures of other kinds.

use std::panic::{AssertUnwindSafe, catch_unwind};

use file_format::{FileFormat, Kind};

use super::flaw;
use super::look::{Look, find};
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};

pub(super) fn read(look: &mut Look<'_>, facts: &mut MediaFacts) -> std::io::Result<()> {
    let head = look.head().to_vec();
    let reader = look.rewound()?;
    // A panic in a reader of strange formats must not take a folder's check down with it.
    let named = catch_unwind(AssertUnwindSafe(|| FileFormat::from_reader(reader)))
        .ok()
        .and_then(Result::ok)
        .unwrap_or(FileFormat::ArbitraryBinaryData);
    let lower: Vec<u8> = head.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let markup = |sign: &[u8]| find(&lower, sign).is_some();
    facts.format = match named.media_type() {
        "application/pdf" => Format::Pdf,
        "application/zip" => Format::Zip,
        "image/svg+xml" => Format::Svg,
        "image/jxl" => Format::Jxl,
        "image/vnd.adobe.photoshop" => Format::Psd,
        "image/x-icon" | "image/vnd.microsoft.icon" => Format::Ico,
        "text/html" | "application/xhtml+xml" => Format::Html,
        _ if head.starts_with(&[0xff, 0x0a]) => Format::Jxl,
        _ if markup(b"<svg") && !markup(b"<html") => Format::Svg,
        _ if markup(b"<html") || markup(b"<!doctype html") => Format::Html,
        _ if matches!(named.kind(), Kind::Audio) => Format::Audio,
        // A signature without its name's kind: file-format calls some pictures and films by containers.
        _ if is_text(&head) => Format::Text,
        _ => Format::Unknown,
    };
    facts.kind = match (facts.format, named.kind()) {
        (Format::Svg | Format::Jxl | Format::Psd | Format::Ico, _) | (Format::Unknown, Kind::Image) => {
            MediaKind::Image
        }
        (Format::Unknown, Kind::Video) => MediaKind::Video,
        _ => MediaKind::Other,
    };
    let unnamed =
        matches!(named, FileFormat::ArbitraryBinaryData | FileFormat::Empty | FileFormat::PlainText);
    facts.format_name = (!unnamed).then(|| named.name().to_owned());
    if facts.format == Format::Audio {
        flaw(facts, Flaw::AudioOnly);
    }
    Ok(())
}

/// Text in UTF-8 without control characters, as far as the beginning shows.
fn is_text(head: &[u8]) -> bool {
    let head = head.get(..4096).unwrap_or(head);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A character cut in two at the end of the piece is no objection.
        Err(error) if error.valid_up_to() + 4 > head.len() => head
            .get(..error.valid_up_to())
            .and_then(|head| std::str::from_utf8(head).ok())
            .unwrap_or_default(),
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
}
