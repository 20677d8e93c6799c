//! Reads `[evidence]`: limits for pictures and videos, or for files of any kind.

use toml::Spanned;
use toml::de::DeValue;

use super::Cites;
use super::fields::{
    Fields, Mistake, Read, boolean, count, mistake, money, size, string, strings, word_of, wrong_type,
};
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::offers::returns::ReturnRules;
use crate::domain::rules::{EvidenceRules, FileLimits, MoreLimits, NameCharset};

/// Names of documents; what else a pack lists is a picture or a video.
const DOCUMENTS: &[&str] = &["pdf", "doc", "docx"];

/// Names of videos, where a pack does not tell kinds of files apart.
const VIDEOS: &[&str] = &[
    "3gp", "mp4", "mpv", "mov", "rm", "rmvb", "avi", "mpeg", "wmv", "dat", "vob", "flv", "webm", "mkv", "m4v",
];

/// A copy that fits aims at this share of the limit, where a pack says nothing else.
const TARGET_PERCENT: u64 = 95;

/// `[evidence]` with what is not part of [`EvidenceRules`].
pub(super) struct Evidence {
    pub(super) rules: EvidenceRules,
    pub(super) cite: Vec<String>,
    pub(super) certain: bool,
    pub(super) advice: Advice,
    pub(super) stricter_from: Option<Money>,
}

/// What a video should be like, as advice.
#[derive(Default)]
pub(super) struct Advice {
    pub(super) secs: Option<(u32, u32)>,
    pub(super) lines: Option<u32>,
}

pub(super) fn evidence(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<Evidence> {
    let mut fields = Fields::of(value)?;
    let applies_to = fields.take("applies_to", string)?;
    let mut advice = Advice::default();
    let mut rules = match fields.take("file", any_file)? {
        Some(rules) => rules,
        None => EvidenceRules {
            image: fields.need("image", |value| limits(value, None))?,
            video: fields.need("video", |value| limits(value, Some(&mut advice)))?,
            max_files: None,
            more: MoreLimits::default(),
        },
    };
    rules.more.applies_to = applies_to;
    rules.max_files = fields.take("max_files", count)?.or(rules.max_files);
    let evidence = Evidence {
        rules,
        cite: fields.need("cite", |value| cites.cited(value))?,
        certain: fields.need("certain", boolean)?,
        stricter_from: fields.take("stricter_from", money)?,
        advice,
    };
    fields.finish()?;
    Ok(evidence)
}

/// `[evidence.file]`: one set of limits for whatever is sent.
fn any_file(value: &Spanned<DeValue<'_>>) -> Read<EvidenceRules> {
    let mut fields = Fields::of(value)?;
    let formats = fields.need("formats", formats)?;
    let max_bytes = fields.take("max_bytes", size)?;
    let borderline = fields.take("borderline_bytes", size)?;
    let target = fields.take("target_bytes", size)?;
    let strict = fields.take("strict_less_than", boolean)?.unwrap_or(false);
    let more = MoreLimits {
        applies_to: None,
        document: None,
        strict_less_than: strict,
        total_bytes: fields.take("total_bytes", size)?,
        advised_total_bytes: fields.take("advised_total_bytes", size)?,
        max_pages: fields.take("max_pages", count)?,
        max_dpi: fields.take("max_dpi", count)?,
        max_pixels: fields.take("max_pixels", size)?,
        name_max_chars: fields.take("name_max_chars", count)?,
        name_charset: fields.take("name_charset", word_of!(NameCharset))?,
    };
    let max_files = fields.take("max_files", count)?;
    fields.finish()?;
    // A single file cannot be longer than all of them together.
    let Some(stated) = max_bytes.or(more.total_bytes) else {
        return Err(mistake(value.span(), Msg::new("rules-pack-missing").text("key", "max_bytes")));
    };
    let max = if strict { stated.saturating_sub(1) } else { stated };
    let of = |wanted: fn(&str) -> bool| {
        checked(
            value,
            FileLimits {
                max_bytes: max,
                borderline_bytes: borderline.unwrap_or(max),
                target_bytes: target.unwrap_or_else(|| aim(max)),
                formats: formats.iter().filter(|format| wanted(format)).cloned().collect(),
            },
        )
    };
    let document = of(|format| DOCUMENTS.contains(&format))?;
    Ok(EvidenceRules {
        image: of(|format| !DOCUMENTS.contains(&format) && !VIDEOS.contains(&format))?,
        video: of(|format| VIDEOS.contains(&format))?,
        max_files,
        more: MoreLimits { document: (!document.formats.is_empty()).then_some(document), ..more },
    })
}

fn aim(max: u64) -> u64 {
    u64::try_from(u128::from(max) * u128::from(TARGET_PERCENT) / 100).unwrap_or(max)
}

fn formats(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    let formats = strings(value)?;
    let lower = |format: &String| *format == format.to_lowercase();
    if formats.is_empty() || !formats.iter().all(lower) { Err(out_of_order(value)) } else { Ok(formats) }
}

/// `advice` is where the advised length goes; only videos have one.
fn limits(value: &Spanned<DeValue<'_>>, advice: Option<&mut Advice>) -> Read<FileLimits> {
    let mut fields = Fields::of(value)?;
    let max_bytes = fields.need("max_bytes", size)?;
    let limits = FileLimits {
        max_bytes,
        borderline_bytes: fields.take("borderline_bytes", size)?.unwrap_or(max_bytes),
        target_bytes: fields.take("target_bytes", size)?.unwrap_or_else(|| aim(max_bytes)),
        formats: fields.need("formats", formats)?,
    };
    if let Some(advice) = advice {
        advice.lines = fields.take("advice_lines", count)?;
        advice.secs = fields.take("advice_seconds", |value| {
            let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
            let seconds = list.iter().map(count).collect::<Read<Vec<_>>>()?;
            match seconds.as_slice() {
                [from, to] if from <= to => Ok((*from, *to)),
                _ => Err(wrong_type(value, "two whole numbers")),
            }
        })?;
    }
    fields.finish()?;
    checked(value, limits)
}

fn checked(value: &Spanned<DeValue<'_>>, limits: FileLimits) -> Read<FileLimits> {
    if limits.target_bytes <= limits.max_bytes && limits.max_bytes <= limits.borderline_bytes {
        Ok(limits)
    } else {
        Err(out_of_order(value))
    }
}

fn out_of_order(value: &Spanned<DeValue<'_>>) -> Mistake {
    mistake(value.span(), Msg::new("rules-pack-limits-order"))
}

/// `[returns]`: what sending back costs, and which reasons count as defects.
pub(super) fn returns(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<ReturnRules> {
    let mut fields = Fields::of(value)?;
    let rules = ReturnRules {
        cost_estimate: fields.take("cost_estimate", money)?,
        cost_is_buyers: false,
        defective: fields.take("defective", strings)?.unwrap_or_default(),
        cite: fields.need("cite", |value| cites.cited(value))?,
    };
    fields.finish()?;
    Ok(rules)
}
