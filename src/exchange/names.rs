//! Names of files inside a bundle: short, ASCII, numbered in upload order, safe on every system.
//! Decides names only; whether a file goes in is decided elsewhere.

use crate::domain::evidence::Role;
use crate::domain::evidence::check;
use crate::domain::evidence::media::{Format, MediaFacts};
use crate::domain::rules::EvidenceRules;

/// Longest stem taken over from a file's own name.
const STEM_LEN_MAX: usize = 48;
/// Longest extension taken over from a file's own name.
const EXTENSION_LEN_MAX: usize = 8;

/// The usual extension of a format.
fn extension(format: Format) -> &'static str {
    match format {
        Format::Jpeg => "jpg",
        // An M4V is an MP4, and only that name is on the lists.
        Format::M4v => "mp4",
        Format::Tiff => "tif",
        Format::Text => "txt",
        Format::Audio | Format::Empty | Format::Unknown => "bin",
        other => other.code(),
    }
}

/// `01-unboxing.jpg`: number in upload order, what it shows, the extension of its content that the rules list.
pub fn upload_name(
    number: usize,
    total: usize,
    role: Role,
    facts: &MediaFacts,
    rules: &EvidenceRules,
) -> String {
    let extension = check::accepted_extension(facts, rules).unwrap_or_else(|| extension(facts.format));
    format!("{}-{}.{extension}", padded(number, total), role.code().replace('_', "-"))
}

/// `01-IMG_2041.HEIC`: the number, then what is safe of the file's own name. The number in front keeps names
/// apart and keeps reserved names (`CON`, `NUL`) from being read as devices.
pub fn original_name(number: usize, total: usize, name: &str, facts: &MediaFacts) -> String {
    // A path given as a name counts by its last part, whichever system it came from.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, own) = match name.rsplit_once('.') {
        Some((stem, own)) if !stem.is_empty() => (stem, own),
        _ => (name, ""),
    };
    let own_is_plain =
        (1..=EXTENSION_LEN_MAX).contains(&own.len()) && own.bytes().all(|b| b.is_ascii_alphanumeric());
    let extension = if own_is_plain { own } else { extension(facts.format) };
    let stem = plain(stem, STEM_LEN_MAX);
    let stem = if stem.is_empty() { "file".to_owned() } else { stem };
    format!("{}-{stem}.{extension}", padded(number, total))
}

/// ASCII letters, digits, dashes and underscores of a text; runs of anything else become one dash.
pub fn plain(text: &str, len_max: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if out.len() >= len_max {
            break;
        }
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

fn padded(number: usize, total: usize) -> String {
    let width = total.to_string().len().max(2);
    format!("{number:0width$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::media::MediaKind;
    use crate::domain::rules::{FileLimits, MoreLimits};

    fn facts(format: Format) -> MediaFacts {
        MediaFacts { format, ..MediaFacts::unknown(1) }
    }

    fn taking(pictures: &[&str], videos: &[&str]) -> EvidenceRules {
        let limits = |formats: &[&str]| FileLimits {
            max_bytes: 2,
            borderline_bytes: 2,
            target_bytes: 2,
            formats: formats.iter().map(|format| (*format).to_owned()).collect(),
        };
        let more = MoreLimits::default();
        EvidenceRules { image: limits(pictures), video: limits(videos), max_files: None, more }
    }

    #[test]
    fn upload_names_are_short_numbered_and_follow_the_content_and_the_list() {
        let name = |number, total, role, kind, format, rules: &EvidenceRules| {
            upload_name(number, total, role, &MediaFacts { kind, ..facts(format) }, rules)
        };
        let shop = taking(&["jpg", "jpeg"], &["3gp", "mp4"]);
        let card = taking(&["pdf", "tiff", "jpeg"], &[]);
        assert_eq!(name(1, 6, Role::Unboxing, MediaKind::Image, Format::Jpeg, &shop), "01-unboxing.jpg");
        assert_eq!(
            name(12, 100, Role::OrderPage, MediaKind::Video, Format::ThreeGp, &shop),
            "012-order-page.3gp"
        );
        assert_eq!(name(1, 6, Role::Unboxing, MediaKind::Video, Format::M4v, &shop), "01-unboxing.mp4");
        assert_eq!(name(1, 6, Role::Unboxing, MediaKind::Image, Format::Jpeg, &card), "01-unboxing.jpeg");
        assert_eq!(name(1, 6, Role::Unboxing, MediaKind::Image, Format::Tiff, &card), "01-unboxing.tiff");
    }

    #[test]
    fn hostile_names_become_plain_ones() {
        let long = "x".repeat(300) + ".jpeg";
        let cases = [
            ("IMG_2041.HEIC", "01-IMG_2041.HEIC"),
            ("../../etc/passwd", "01-passwd.jpg"),
            ("C:\\Users\\me\\a b.png", "01-a-b.png"),
            ("CON", "01-CON.jpg"),
            ("nul.txt", "01-nul.txt"),
            ("trailing dots...", "01-trailing-dots.jpg"),
            ("распаковка.jpg", "01-file.jpg"),
            ("photo\u{202e}gpj.exe", "01-photo-gpj.exe"),
            ("a\r\nb%.jpg", "01-a-b.jpg"),
            (".hidden", "01-hidden.jpg"),
            ("", "01-file.jpg"),
            ("\u{1f4e6} parcel.mp4", "01-parcel.mp4"),
        ];
        for (name, expected) in cases {
            assert_eq!(original_name(1, 6, name, &facts(Format::Jpeg)), expected, "{name:?}");
        }
        assert_eq!(
            original_name(2, 6, &long, &facts(Format::Jpeg)),
            format!("02-{}.jpeg", "x".repeat(STEM_LEN_MAX))
        );
    }
}
