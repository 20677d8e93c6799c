//! The verdict on a file: will the marketplace take it, and if not, what to do.
//! Limits and formats come from the rule pack; nothing is hard-coded here.

use serde::{Deserialize, Serialize};

use crate::domain::event::codes;
use crate::domain::evidence::media::{Flaw, Format, MediaFacts, MediaKind};
use crate::domain::message::Msg;
use crate::domain::order::is_invisible;
use crate::domain::rules::{EvidenceRules, FileLimits};

codes! {
    /// Whether a file will be accepted (the contract's words).
    Verdict { Ready = "ready", Borderline = "borderline", Fixable = "fixable", Rejected = "rejected" }
}

codes! {
    /// How bad a finding is.
    FindingSeverity { Info = "info", Warning = "warning", Error = "error" }
}

codes! {
    /// What would mend it.
    Fix { Rename = "rename", Convert = "convert", Shrink = "shrink", Trim = "trim", Strip = "strip" }
}

codes! {
    /// What was found (the contract's codes).
    FindingCode {
        TooLarge = "too_large", BorderlineSize = "borderline_size", WrongExtension = "wrong_extension",
        NoExtension = "no_extension", UnsupportedFormat = "unsupported_format", Empty = "empty",
        NotMedia = "not_media", Damaged = "damaged", AudioOnly = "audio_only", Duplicate = "duplicate",
        NearDuplicate = "near_duplicate", Polyglot = "polyglot", HostileName = "hostile_name",
        HasLocation = "has_location", Animated = "animated", Unreadable = "unreadable",
        TooComplex = "too_complex",
    }
}

/// One thing found about a file, with its sentence and its fix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// How bad.
    pub severity: FindingSeverity,
    /// The sentence.
    pub message: Msg,
    /// What would mend it, if anything.
    pub fix: Option<Fix>,
}

/// The verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Will it be accepted.
    pub verdict: Verdict,
    /// Why; worst first, then in the order of the codes.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// True when the content would be taken under its right name.
    pub fn only_name_is_wrong(&self) -> bool {
        let mut errors = self
            .findings
            .iter()
            .filter(|finding| finding.severity == FindingSeverity::Error)
            .map(|finding| finding.fix)
            .peekable();
        errors.peek().is_some() && errors.all(|fix| fix == Some(Fix::Rename))
    }

    /// What to call the verdict to people: its code, or `elsewhere` for a sound file that only another program makes
    /// fit. The contract's word for both is `fixable`.
    pub fn word(&self, facts: &MediaFacts) -> &'static str {
        let here =
            self.only_name_is_wrong() || (facts.kind == MediaKind::Image && can_be_copied(facts.format));
        if self.verdict == Verdict::Fixable && !here { "elsewhere" } else { self.verdict.code() }
    }

    /// Adds what only a look at other files tells; the verdict stays.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
        sort(&mut self.findings);
    }
}

/// Worst first, then in the order of the codes.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.code));
}

/// The names a format goes by, the usual one first. A name stands here when its content is nothing else: a
/// rename between two of them changes nothing.
pub fn names_of(format: Format) -> &'static [&'static str] {
    match format {
        Format::Jpeg => &["jpg", "jpeg", "jpe", "jfif", "jif"],
        Format::Png => &["png", "apng"],
        Format::Gif => &["gif"],
        Format::Bmp => &["bmp", "dib"],
        Format::ThreeGp => &["3gp", "3gpp", "3g2"],
        // An M4V is an MP4 under the name of one maker.
        Format::Mp4 | Format::M4v => &["mp4", "m4v", "mp4v"],
        Format::Mpv => &["mpv", "m1v", "m2v"],
        Format::Mov => &["mov", "qt"],
        Format::Rm => &["rm"],
        Format::Rmvb => &["rmvb"],
        Format::Avi => &["avi", "divx"],
        Format::Mpeg => &["mpeg", "mpg", "mpe", "m2p"],
        Format::Wmv => &["wmv", "asf"],
        Format::Dat => &["dat"],
        Format::Vob => &["vob"],
        Format::Flv => &["flv"],
        Format::Heic => &["heic", "heif", "hif"],
        Format::Avif => &["avif"],
        Format::Webp => &["webp"],
        Format::Tiff => &["tiff", "tif"],
        Format::Dng => &["dng"],
        Format::Psd => &["psd"],
        Format::Svg => &["svg"],
        Format::Jxl => &["jxl"],
        Format::Ico => &["ico"],
        Format::Mkv => &["mkv"],
        Format::Webm => &["webm"],
        Format::Mts => &["mts", "m2ts", "ts"],
        Format::Ogv => &["ogv", "ogg"],
        Format::Pdf => &["pdf"],
        Format::Html | Format::Text | Format::Zip | Format::Audio | Format::Empty | Format::Unknown => &[],
    }
}

/// True when this release can make a copy of a picture in this format, and so turn it into an accepted one.
pub fn can_be_copied(format: Format) -> bool {
    matches!(format, Format::Jpeg | Format::Png | Format::Gif | Format::Bmp | Format::Webp | Format::Tiff)
}

/// The extension of a file name in lower case; blanks and dots at the end do not count.
pub fn extension_of(name: &str) -> Option<String> {
    let name = name.trim_end_matches(['.', ' ']);
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| extension.to_lowercase())
}

/// The limits a file has to keep; `None` for what is not accepted at all.
fn limits_for<'a>(facts: &MediaFacts, rules: &'a EvidenceRules) -> Option<&'a FileLimits> {
    match facts.kind {
        MediaKind::Image => Some(&rules.image),
        MediaKind::Video => Some(&rules.video),
        // A document counts as a file where documents are accepted.
        MediaKind::Other => rules.more.document.as_ref().filter(|_| facts.format == Format::Pdf),
    }
}

/// The name of a format that is on a list: `jpeg` where `jpg` is not.
fn listed_name(format: Format, limits: &FileLimits) -> Option<&'static str> {
    names_of(format).iter().copied().find(|name| limits.formats.iter().any(|listed| listed == name))
}

/// The extension under which a file is accepted; `None` where its format is not.
pub fn accepted_extension(facts: &MediaFacts, rules: &EvidenceRules) -> Option<&'static str> {
    listed_name(facts.format, limits_for(facts, rules)?)
}

/// True for content that is ready once it has its right name, whatever its name is now.
pub fn fits(facts: &MediaFacts, rules: &EvidenceRules) -> bool {
    accepted_extension(facts, rules)
        .is_some_and(|extension| judge(facts, &format!("file.{extension}"), rules).verdict == Verdict::Ready)
}

/// Judges a file by what its content says, its name and what the marketplace accepts.
pub fn judge(facts: &MediaFacts, name: &str, rules: &EvidenceRules) -> Assessment {
    let mut judging = Judging { findings: Vec::new(), fatal: false, fixable: false };
    let limits = limits_for(facts, rules);
    judging.content(facts, limits.is_some());
    if let Some(limits) = limits {
        judging.format_and_name(facts, name, limits);
        judging.size(facts, limits);
    }
    judging.remarks(facts, name);
    judging.assessment()
}

/// A file that could not be read at all. `message` says why.
pub fn unreadable(message: Msg) -> Assessment {
    Assessment {
        verdict: Verdict::Rejected,
        findings: vec![finding(FindingCode::Unreadable, FindingSeverity::Error, message, None)],
    }
}

/// The finding on a file that is byte for byte the same as another one, `of_name`.
pub fn duplicate_finding(of_name: &str) -> Finding {
    finding(
        FindingCode::Duplicate,
        FindingSeverity::Warning,
        Msg::new("check-duplicate").text("of", printable(of_name)),
        None,
    )
}

fn finding(code: FindingCode, severity: FindingSeverity, message: Msg, fix: Option<Fix>) -> Finding {
    Finding { code, severity, message, fix }
}

/// A name without characters that could turn a sentence around or break its line.
fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || is_invisible(c) { '\u{fffd}' } else { c }).collect()
}

/// Judgment in progress.
struct Judging {
    findings: Vec<Finding>,
    /// Nothing usable.
    fatal: bool,
    /// A rename or a copy is needed.
    fixable: bool,
}

impl Judging {
    fn fatal(&mut self, code: FindingCode, message: Msg) {
        self.fatal = true;
        self.findings.push(finding(code, FindingSeverity::Error, message, None));
    }

    fn fixable(&mut self, code: FindingCode, message: Msg, fix: Fix) {
        self.fixable = true;
        self.findings.push(finding(code, FindingSeverity::Error, message, Some(fix)));
    }

    fn remark(&mut self, code: FindingCode, severity: FindingSeverity, message: Msg, fix: Option<Fix>) {
        self.findings.push(finding(code, severity, message, fix));
    }

    /// What makes a file useless whatever its name and length.
    fn content(&mut self, facts: &MediaFacts, accepted: bool) {
        let has = |flaw| facts.flaws.contains(&flaw);
        let what =
            Msg::new(if facts.kind == MediaKind::Video { "check-the-video" } else { "check-the-picture" });
        if has(Flaw::Empty) || facts.format == Format::Empty {
            self.fatal(FindingCode::Empty, Msg::new("check-empty"));
            return;
        }
        if has(Flaw::AudioOnly) || facts.format == Format::Audio {
            self.fatal(FindingCode::AudioOnly, Msg::new("check-audio-only"));
        } else if facts.kind == MediaKind::Other && !accepted {
            let message = match &facts.format_name {
                Some(name) => Msg::new("check-not-media-named").text("format", name.clone()),
                None => Msg::new("check-not-media"),
            };
            self.fatal(FindingCode::NotMedia, message);
        }
        // Of several kinds of damage the first says what to do; the others add nothing.
        let damage = [
            (Flaw::NothingBehindSignature, "check-hollow"),
            (Flaw::CutOff, "check-cut-off"),
            (Flaw::Corrupt, "check-corrupt"),
        ];
        if let Some((_, id)) = damage.into_iter().find(|(flaw, _)| has(*flaw)) {
            self.fatal(FindingCode::Damaged, Msg::new(id).msg("what", what));
        }
        if has(Flaw::TooComplex) {
            self.fatal(
                FindingCode::TooComplex,
                Msg::new("check-too-complex")
                    .count("width", facts.width.unwrap_or(0).into())
                    .count("height", facts.height.unwrap_or(0).into()),
            );
        }
    }

    /// Whether the format is accepted, and whether the name says what the content is.
    fn format_and_name(&mut self, facts: &MediaFacts, name: &str, limits: &FileLimits) {
        let names = names_of(facts.format);
        let Some(wanted) = listed_name(facts.format, limits) else {
            self.unsupported(facts, limits);
            return;
        };
        match extension_of(name) {
            None => self.fixable(
                FindingCode::NoExtension,
                Msg::new("check-no-extension").text("format", label(facts)).text("wanted", wanted),
                Fix::Rename,
            ),
            Some(found) if !names.contains(&found.as_str()) => self.fixable(
                FindingCode::WrongExtension,
                Msg::new("check-wrong-extension")
                    .text("format", label(facts))
                    .text("found", printable(&found))
                    .text("wanted", wanted),
                Fix::Rename,
            ),
            // The name is right, but the marketplace's list does not have it: `.mpg` where it says MPEG.
            Some(found) if !limits.formats.contains(&found) => self.fixable(
                FindingCode::WrongExtension,
                Msg::new("check-unlisted-extension").text("found", found).text("wanted", wanted),
                Fix::Rename,
            ),
            Some(_) => {}
        }
    }

    fn unsupported(&mut self, facts: &MediaFacts, limits: &FileLimits) {
        let message = |id: &'static str| Msg::new(id).text("format", label(facts));
        // Converting mends every one of them; the sentence says whether this program can do it by itself.
        if facts.kind == MediaKind::Video && limits.formats.is_empty() {
            // No copy of a video fits where none is accepted.
            self.fatal(FindingCode::UnsupportedFormat, message("check-video-not-accepted"));
            return;
        }
        let id = match facts.kind {
            MediaKind::Video => "check-video-format",
            _ if can_be_copied(facts.format) => "check-image-convert",
            _ => "check-image-format",
        };
        self.fixable(FindingCode::UnsupportedFormat, message(id), Fix::Convert);
    }

    fn size(&mut self, facts: &MediaFacts, limits: &FileLimits) {
        let video = facts.kind == MediaKind::Video;
        let fix = if video { Fix::Trim } else { Fix::Shrink };
        let message =
            |id: &'static str| Msg::new(id).bytes("size", facts.size_bytes).bytes("limit", limits.max_bytes);
        if facts.size_bytes > limits.borderline_bytes.max(limits.max_bytes) {
            let id = match (video, facts.animated) {
                (true, _) => "check-too-large-video",
                (false, true) => "check-too-large-moving",
                (false, false) => "check-too-large-image",
            };
            if facts.kind == MediaKind::Other {
                // Nothing here makes documents smaller.
                self.fatal(FindingCode::TooLarge, message("check-too-large-document"));
                return;
            }
            self.fixable(FindingCode::TooLarge, message(id), fix);
        } else if facts.size_bytes > limits.max_bytes {
            let id = if video { "check-borderline-video" } else { "check-borderline-image" };
            self.remark(FindingCode::BorderlineSize, FindingSeverity::Warning, message(id), Some(fix));
        }
    }

    /// What stands beside a verdict without changing it.
    fn remarks(&mut self, facts: &MediaFacts, name: &str) {
        if facts.flaws.contains(&Flaw::Polyglot) {
            self.remark(FindingCode::Polyglot, FindingSeverity::Warning, Msg::new("check-polyglot"), None);
        }
        if let Some(id) = hostile(name) {
            self.remark(FindingCode::HostileName, FindingSeverity::Warning, Msg::new(id), Some(Fix::Rename));
        }
        if facts.has_location {
            // Only copies of pictures can be made in this release.
            let (id, fix) = match facts.kind {
                MediaKind::Video => ("check-location-video", None),
                _ => ("check-location", Some(Fix::Strip)),
            };
            self.remark(FindingCode::HasLocation, FindingSeverity::Info, Msg::new(id), fix);
        }
        if facts.animated {
            self.remark(FindingCode::Animated, FindingSeverity::Info, Msg::new("check-animated"), None);
        }
    }

    fn assessment(mut self) -> Assessment {
        let borderline = self.findings.iter().any(|finding| finding.code == FindingCode::BorderlineSize);
        let verdict = match (self.fatal, self.fixable, borderline) {
            (true, _, _) => Verdict::Rejected,
            (false, true, _) => Verdict::Fixable,
            (false, false, true) => Verdict::Borderline,
            (false, false, false) => Verdict::Ready,
        };
        sort(&mut self.findings);
        Assessment { verdict, findings: self.findings }
    }
}

/// What to call a format in a sentence.
fn label(facts: &MediaFacts) -> String {
    match (facts.format, &facts.format_name) {
        (Format::Unknown, Some(name)) => name.clone(),
        (format, _) => match format.code() {
            "webp" => "WebP".to_owned(),
            "webm" => "WebM".to_owned(),
            "mts" => "MPEG-TS".to_owned(),
            code => code.to_uppercase(),
        },
    }
}

/// Longest file name that common file systems take, in bytes.
const NAME_BYTES_MAX: usize = 255;

/// The text that says what is wrong with a name, if it is a name that programs or people trip over.
fn hostile(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let device = ["con", "prn", "aux", "nul"].iter().any(|word| stem.eq_ignore_ascii_case(word));
    let port = ["com", "lpt"].iter().any(|word| {
        stem.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(word))
            && matches!(
                stem.get(3..),
                Some("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            )
    });
    if name.chars().any(|c| c.is_control() || c == '\u{fffd}' || matches!(c, '\u{2028}' | '\u{2029}')) {
        Some("check-name-unreadable")
    } else if name.chars().any(is_invisible) {
        Some("check-name-invisible")
    } else if name.contains(['/', '\\']) {
        Some("check-name-separator")
    } else if device || port {
        Some("check-name-reserved")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("check-name-edges")
    } else if name.len() > NAME_BYTES_MAX {
        Some("check-name-long")
    } else {
        None
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
