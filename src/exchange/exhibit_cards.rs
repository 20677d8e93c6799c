//! The exhibits of a dossier: one card each with thumbnail, caption, file facts, digests and the capture time
//! the file claims for itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::bundle::FileRef;
use super::html;
use super::plan::Placed;
use super::words::Words;
use crate::domain::evidence::media::MediaKind;
use crate::domain::ids::Sha256;
use crate::domain::message::Msg;
use crate::domain::moment::{ClaimSource, ClaimedTime};

/// Every exhibit in upload order.
pub(super) fn exhibits(placed: &[Placed<'_>], words: &Words<'_>) -> String {
    if placed.is_empty() {
        return html::text("p", &words.get("bundle-no-exhibits"));
    }
    placed.iter().map(|placed| card(placed, words)).collect()
}

fn card(placed: &Placed<'_>, words: &Words<'_>) -> String {
    let exhibit = placed.exhibit;
    let heading = Msg::new("bundle-exhibit")
        .count("number", placed.number as i64)
        .text("role", words.code("bundle-role", exhibit.role.code()));
    let heading = words.say(&heading);
    let picture = match exhibit.thumbnail_jpeg.as_deref() {
        Some(jpeg) if jpeg.starts_with(&[0xff, 0xd8, 0xff]) => format!(
            "<img src=\"data:image/jpeg;base64,{}\" alt=\"{}\">",
            BASE64.encode(jpeg),
            html::escape(&heading)
        ),
        _ => html::text("span", &kind(&exhibit.original, words)),
    };
    let mut pairs: Vec<(String, Option<String>)> = Vec::new();
    match (&exhibit.upload, &placed.upload) {
        (Some(file), Some(path)) => {
            let mut about = html::text("code", path);
            if file.sha256 == exhibit.original.sha256 {
                about.push_str(&html::text("small", &words.get("bundle-upload-is-original")));
            } else {
                about.push_str(&html::text("small", &facts(file, words)));
                about.push_str(&hash(&file.sha256));
            }
            pairs.push((words.get("bundle-uploaded"), Some(about)));
        }
        _ => pairs.push((
            words.get("bundle-uploaded"),
            Some(html::text("span.warn", &words.get("bundle-not-uploaded"))),
        )),
    }
    if let Some(recipe) = &exhibit.recipe {
        let mut made = recipe.steps.join(", ");
        if recipe.location_removed && !made.contains("location") {
            made = words.say(&Msg::new("bundle-location-removed").text("steps", made));
        }
        pairs.push((words.get("bundle-copy-made"), Some(html::escape(&made))));
    }
    let original = &exhibit.original;
    let mut about_original = html::free(&words.free(&original.name));
    about_original.push_str(&html::text("small", &facts(original, words)));
    about_original.push_str(&match &placed.original {
        Some(path) => html::wrap("small", &html::text("code", path)),
        None => html::text("small", &words.get("bundle-original-left-out")),
    });
    about_original.push_str(&hash(&original.sha256));
    pairs.push((words.get("bundle-original"), Some(about_original)));
    let captured = original.facts.captured.as_ref().map(|claim| html::escape(&captured(claim, words)));
    pairs.push((words.get("bundle-captured"), captured));
    let device = original.facts.device.as_deref().map(|device| html::free(&words.free(device)));
    pairs.push((words.get("bundle-device"), device));
    let caption = exhibit.caption.as_deref().filter(|caption| !caption.trim().is_empty());
    let caption = caption.map(|caption| html::wrap("p.caption", &html::free(&words.free(caption))));
    format!(
        "<article id=\"exhibit-{}\">\n<figure>{picture}</figure>\n<div>\n{}\n{}\n{}</div>\n</article>\n",
        placed.number,
        html::text("h3", &heading),
        caption.unwrap_or_default(),
        html::facts(&pairs),
    )
}

fn kind(file: &FileRef, words: &Words<'_>) -> String {
    let kind = match file.facts.kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Other => "other",
    };
    let kind = words.code("bundle-media-kind", kind);
    match file.facts.duration_secs.and_then(duration) {
        Some(duration) => format!("{kind} {duration}"),
        None => kind,
    }
}

/// Format, size in pixels, duration, length.
fn facts(file: &FileRef, words: &Words<'_>) -> String {
    let facts = &file.facts;
    let mut parts = vec![facts.format_name.clone().unwrap_or_else(|| facts.format.code().to_uppercase())];
    if let (Some(width), Some(height)) = (facts.width, facts.height) {
        parts.push(format!("{width} × {height}"));
    }
    parts.extend(facts.duration_secs.and_then(duration));
    parts.push(match facts.size_bytes {
        0..1_000 => words.texts.bytes(facts.size_bytes),
        // Rounded for the eye, exact for the record.
        size => words.say(&Msg::new("bundle-file-size").bytes("size", size)),
    });
    parts.join(" · ")
}

/// `0:42`, `1:02:03`; nothing for what is no duration.
fn duration(secs: f64) -> Option<String> {
    if !secs.is_finite() || secs < 0.0 {
        return None;
    }
    let secs = secs.round() as u64;
    let (hours, minutes, secs) = (secs / 3_600, secs / 60 % 60, secs % 60);
    Some(if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") })
}

fn captured(claim: &ClaimedTime, words: &Words<'_>) -> String {
    let source = match claim.source {
        ClaimSource::Exif => "EXIF",
        ClaimSource::Quicktime => "QuickTime",
        ClaimSource::Mvhd => "MP4",
        ClaimSource::Xmp => "XMP",
        ClaimSource::Container => "AVI/ASF",
    };
    let local = words.texts.date_time_in(claim.local.and_utc(), chrono_tz::UTC);
    let claimed = match claim.offset_text() {
        Some(offset) => Msg::new("bundle-captured-offset").text("offset", offset),
        None => Msg::new("bundle-captured-local"),
    };
    words.say(&claimed.text("when", local).text("source", source))
}

fn hash(sha256: &Sha256) -> String {
    html::wrap("small.hash", &format!("SHA-256 {}", html::text("code", &sha256.hex())))
}
