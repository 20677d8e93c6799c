//! Reads a rule pack from TOML and refuses what it does not understand, with line and column.
//! Owns the file format; what the values mean is `rules`.

mod habits;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use chrono_tz::Tz;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::event::Party;
use super::message::Msg;
use super::order::Marketplace;
use super::rules::{
    EditAfterEscalation, Escalation, EvidenceRules, Extent, FileLimits, Flags, LanguageRule, Length,
    OnExpire, OtherValue, PackError, PackZone, PhotosRequired, Reopen, RulePack, ShipLimitException, Source,
    StartPoint, Timer, Trust, Unit,
};
use super::view::DeadlineKind;

/// A mistake at a byte range of the text.
struct Mistake {
    at: Range<usize>,
    message: Msg,
    detail: Option<String>,
}

type Read<T> = Result<T, Mistake>;

pub(super) fn parse(text: &str, file: &str) -> Result<RulePack, PackError> {
    // Some editors begin a file with an invisible mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read(text).map_err(|mistake| {
        let before = text.get(..mistake.at.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        PackError {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            message: mistake.message,
            detail: mistake.detail,
        }
    })
}

fn read(text: &str) -> Read<RulePack> {
    let document = DeTable::parse(text).map_err(|error| Mistake {
        at: error.span().unwrap_or(0..0),
        message: Msg::new("rules-pack-not-toml"),
        detail: Some(error.message().to_owned()),
    })?;
    let mut root = Fields::new(document.get_ref(), document.span());
    let id = root.need("id", string)?;
    let title = root.need("title", string)?;
    let marketplace = Marketplace::from(root.need("marketplace", string)?);
    let as_of = root.take("as_of", day)?;
    let zone = root.need("zone", zone)?;
    let is_default = root.take("default", boolean)?.unwrap_or(false);
    let historic = root.take("historic", boolean)?.unwrap_or(false);
    let note = root.take("note", string)?;
    let sources = root.take("sources", sources)?.unwrap_or_default();
    let timers = root.take("timers", |value| timers(value, &sources))?.unwrap_or_default();
    let flags = root.take("flags", flags)?.unwrap_or_default();
    let evidence = root.take("evidence", |value| evidence(value, &sources))?;
    let habits = habits::read(&mut root, &sources)?;
    root.finish()?;
    let (evidence, evidence_cite, evidence_certain, video_advice_secs) = match evidence {
        Some(read) => (Some(read.rules), read.cite, read.certain, read.video_advice_secs),
        None => (None, Vec::new(), false, None),
    };
    Ok(RulePack {
        id,
        title,
        marketplace,
        as_of,
        historic,
        is_default,
        zone,
        note,
        timers,
        flags,
        evidence,
        evidence_cite,
        evidence_certain,
        video_advice_secs,
        habits,
        sources,
    })
}

/// The keys of a table, crossed off as they are read; what is left over is unknown and refused.
struct Fields<'t> {
    at: Range<usize>,
    left: BTreeMap<&'t str, (Range<usize>, &'t Spanned<DeValue<'t>>)>,
}

impl<'t> Fields<'t> {
    fn new(table: &'t DeTable<'t>, at: Range<usize>) -> Self {
        let left = table.iter().map(|(key, value)| (key.get_ref().as_ref(), (key.span(), value))).collect();
        Self { at, left }
    }

    fn of(value: &'t Spanned<DeValue<'t>>) -> Read<Self> {
        let table = value.get_ref().as_table().ok_or_else(|| wrong_type(value, "table"))?;
        Ok(Self::new(table, value.span()))
    }

    fn take<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&'t Spanned<DeValue<'t>>) -> Read<T>,
    ) -> Read<Option<T>> {
        self.left.remove(key).map(|(_, value)| read(value)).transpose()
    }

    fn need<T>(&mut self, key: &str, read: impl FnOnce(&'t Spanned<DeValue<'t>>) -> Read<T>) -> Read<T> {
        let missing = mistake(self.at.clone(), Msg::new("rules-pack-missing").text("key", key));
        self.take(key, read)?.ok_or(missing)
    }

    fn finish(self) -> Read<()> {
        // The first in the file, so that mistakes are mended from the top.
        match self.left.into_iter().min_by_key(|(_, (at, _))| at.start) {
            Some((key, (at, _))) => Err(mistake(at, Msg::new("rules-pack-unknown-key").text("key", key))),
            None => Ok(()),
        }
    }
}

fn mistake(at: Range<usize>, message: Msg) -> Mistake {
    Mistake { at, message, detail: None }
}

fn wrong_type(value: &Spanned<DeValue<'_>>, wanted: &str) -> Mistake {
    mistake(value.span(), Msg::new("rules-pack-wrong-type").text("wanted", wanted))
}

fn wrong_word(value: &Spanned<DeValue<'_>>, word: &str, known: &str) -> Mistake {
    mistake(value.span(), Msg::new("rules-pack-unknown-word").text("word", word).text("known", known))
}

fn string(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let text = value.get_ref().as_str().ok_or_else(|| wrong_type(value, "text"))?;
    if text.trim().is_empty() { Err(wrong_type(value, "text")) } else { Ok(text.to_owned()) }
}

fn boolean(value: &Spanned<DeValue<'_>>) -> Read<bool> {
    value.get_ref().as_bool().ok_or_else(|| wrong_type(value, "true or false"))
}

fn integer(value: &Spanned<DeValue<'_>>) -> Read<i64> {
    value
        .get_ref()
        .as_integer()
        .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        .ok_or_else(|| wrong_type(value, "whole number"))
}

fn size(value: &Spanned<DeValue<'_>>) -> Read<u64> {
    u64::try_from(integer(value)?).map_err(|_negative| wrong_type(value, "length in bytes"))
}

fn count(value: &Spanned<DeValue<'_>>) -> Read<u32> {
    u32::try_from(integer(value)?).map_err(|_out_of_range| wrong_type(value, "whole number"))
}

fn day(value: &Spanned<DeValue<'_>>) -> Read<NaiveDate> {
    let text = string(value)?;
    NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_not_a_day| wrong_type(value, "day as 2026-11-22"))
}

fn zone(value: &Spanned<DeValue<'_>>) -> Read<PackZone> {
    let text = string(value)?;
    if text == "buyer" {
        return Ok(PackZone::Buyer);
    }
    text.parse::<Tz>()
        .map(PackZone::Named)
        .map_err(|_unknown| wrong_word(value, &text, "buyer, America/Los_Angeles, Europe/Moscow, …"))
}

fn strings(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
    list.iter().map(string).collect()
}

/// A word of a closed vocabulary.
fn word<T: Copy>(
    from_code: impl Fn(&str) -> Option<T>,
    known: impl Fn() -> Vec<&'static str>,
) -> impl Fn(&Spanned<DeValue<'_>>) -> Read<T> {
    move |value| {
        let text = string(value)?;
        from_code(&text).ok_or_else(|| wrong_word(value, &text, &known().join(", ")))
    }
}

macro_rules! word_of {
    ($name:ident) => {
        word($name::from_code, || $name::ALL.iter().map(|known| known.code()).collect())
    };
}

fn cited(value: &Spanned<DeValue<'_>>, sources: &BTreeMap<String, Source>) -> Read<Vec<String>> {
    let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
    list.iter()
        .map(|entry| {
            let code = string(entry)?;
            if sources.contains_key(&code) {
                Ok(code)
            } else {
                Err(mistake(entry.span(), Msg::new("rules-pack-unknown-source").text("code", code)))
            }
        })
        .collect()
}

fn sources(value: &Spanned<DeValue<'_>>) -> Read<BTreeMap<String, Source>> {
    let table = value.get_ref().as_table().ok_or_else(|| wrong_type(value, "table"))?;
    table
        .iter()
        .map(|(code, entry)| {
            let mut fields = Fields::of(entry)?;
            let source = Source {
                title: fields.need("title", string)?,
                date: fields.take("date", string)?,
                trust: fields.take("trust", word_of!(Trust))?,
            };
            fields.finish()?;
            Ok((code.get_ref().to_string(), source))
        })
        .collect()
}

fn timers(value: &Spanned<DeValue<'_>>, sources: &BTreeMap<String, Source>) -> Read<BTreeMap<String, Timer>> {
    let table = value.get_ref().as_table().ok_or_else(|| wrong_type(value, "table"))?;
    let mut names = BTreeSet::new();
    let mut timers = BTreeMap::new();
    // In the order of the file, so that mistakes are mended from the top.
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, entry) in entries {
        let name = key.get_ref().trim().to_owned();
        // TOML itself refuses the same key twice; spellings that differ in case would be told apart by nobody.
        if name.is_empty() || !names.insert(name.to_lowercase()) {
            return Err(mistake(key.span(), Msg::new("rules-pack-timer-twice").text("timer", name)));
        }
        timers.insert(name.clone(), timer(name, entry, sources)?);
    }
    Ok(timers)
}

fn timer(name: String, value: &Spanned<DeValue<'_>>, sources: &BTreeMap<String, Source>) -> Read<Timer> {
    let mut fields = Fields::of(value)?;
    let start = fields.need("start", word_of!(StartPoint))?;
    let unit = fields.need("unit", word_of!(Unit))?;
    let kind = fields.need("kind", word_of!(DeadlineKind))?;
    let at = fields.at.clone();
    let extent = extent(&mut fields, unit)?
        .ok_or_else(|| mistake(at.clone(), Msg::new("rules-pack-no-length").text("timer", &name)))?;
    if matches!(extent, Extent::Band { .. }) != (kind == DeadlineKind::Band) {
        return Err(mistake(at, Msg::new("rules-pack-band-mismatch").text("timer", &name)));
    }
    let timer = Timer {
        start,
        extent,
        who: fields.need("who", word_of!(Party))?,
        kind,
        on_expire: fields.take("on_expire", word_of!(OnExpire))?,
        recoverable: fields.take("recoverable", boolean)?.unwrap_or(true),
        scope: fields.take("scope", string)?,
        reasons: fields.take("reasons", strings)?.unwrap_or_default(),
        unless: fields.take("unless", |value| {
            let mut fields = Fields::of(value)?;
            let exception = ShipLimitException {
                ship_limit_days_below: fields.need("ship_limit_days_below", integer)?,
                n: fields.need("n", integer)?,
            };
            fields.finish()?;
            Ok(exception)
        })?,
        overdue_after: fields.take("overdue_after", |value| {
            let mut fields = Fields::of(value)?;
            let length = Length { n: fields.need("n", integer)?, unit: fields.need("unit", word_of!(Unit))? };
            fields.finish()?;
            Ok(length)
        })?,
        certain: fields.need("certain", boolean)?,
        cite: fields.need("cite", |value| cited(value, sources))?,
        note: fields.take("note", string)?,
        others: fields
            .take("others", |value| {
                let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
                list.iter().map(|entry| other(&name, entry, unit, sources)).collect()
            })?
            .unwrap_or_default(),
        name,
    };
    fields.finish()?;
    Ok(timer)
}

/// `n`, or `max` with perhaps `min` and `typical`; `None` when there is neither.
fn extent(fields: &mut Fields<'_>, unit: Unit) -> Read<Option<Extent>> {
    if let Some(n) = fields.take("n", integer)? {
        return Ok(Some(Extent::Exact(Length { n, unit })));
    }
    let min = fields.take("min", integer)?;
    let typical = fields.take("typical", integer)?;
    let at = fields.at.clone();
    let Some(max) = fields.take("max", integer)? else {
        return Ok(None);
    };
    let ordered = min.unwrap_or(0) >= 0
        && min.is_none_or(|min| min <= max)
        && typical.is_none_or(|typical| typical <= max && min.is_none_or(|min| min <= typical));
    if ordered {
        Ok(Some(Extent::Band { min, typical, max, unit }))
    } else {
        Err(mistake(at, Msg::new("rules-pack-band-order")))
    }
}

fn other(
    timer: &str,
    value: &Spanned<DeValue<'_>>,
    unit: Unit,
    sources: &BTreeMap<String, Source>,
) -> Read<OtherValue> {
    let mut fields = Fields::of(value)?;
    let unit = fields.take("unit", word_of!(Unit))?.unwrap_or(unit);
    let at = fields.at.clone();
    let other = OtherValue {
        start: fields.take("start", word_of!(StartPoint))?,
        extent: extent(&mut fields, unit)?
            .ok_or_else(|| mistake(at, Msg::new("rules-pack-no-length").text("timer", timer)))?,
        why: fields.take("why", string)?,
        cite: fields.need("cite", |value| cited(value, sources))?,
    };
    fields.finish()?;
    Ok(other)
}

fn flags(value: &Spanned<DeValue<'_>>) -> Read<Flags> {
    let mut fields = Fields::of(value)?;
    let flags = Flags {
        escalation: fields.take("escalation", word_of!(Escalation))?,
        reopen: fields.take("reopen", word_of!(Reopen))?,
        reopen_min_days_left: fields.take("reopen_min_days_left", integer)?,
        edit_after_escalation: fields.take("edit_after_escalation", word_of!(EditAfterEscalation))?,
        language: fields.take("language", word_of!(LanguageRule))?,
        photos_required_if: fields.take("photos_required_if", word_of!(PhotosRequired))?,
        amount_capped_by_paid: fields
            .take("amount_cap", |value| match string(value)?.as_str() {
                "paid" => Ok(true),
                "none" => Ok(false),
                other => Err(wrong_word(value, other, "paid, none")),
            })?
            .unwrap_or(false),
        complaint_text_max: fields.take("complaint_text_max", |value| Ok(count(value)? as usize))?,
    };
    fields.finish()?;
    Ok(flags)
}

/// `[evidence]` with what is not part of [`EvidenceRules`].
struct Evidence {
    rules: EvidenceRules,
    cite: Vec<String>,
    certain: bool,
    video_advice_secs: Option<(u32, u32)>,
}

fn evidence(value: &Spanned<DeValue<'_>>, sources: &BTreeMap<String, Source>) -> Read<Evidence> {
    let mut fields = Fields::of(value)?;
    let mut advice = None;
    let evidence = Evidence {
        rules: EvidenceRules {
            image: fields.need("image", |value| limits(value, None))?,
            video: fields.need("video", |value| limits(value, Some(&mut advice)))?,
            max_files: fields.take("max_files", count)?,
        },
        cite: fields.need("cite", |value| cited(value, sources))?,
        certain: fields.need("certain", boolean)?,
        video_advice_secs: advice,
    };
    fields.finish()?;
    Ok(evidence)
}

/// `advice` is where the advised length goes; only videos have one.
fn limits(value: &Spanned<DeValue<'_>>, advice: Option<&mut Option<(u32, u32)>>) -> Read<FileLimits> {
    let mut fields = Fields::of(value)?;
    let limits = FileLimits {
        max_bytes: fields.need("max_bytes", size)?,
        borderline_bytes: fields.need("borderline_bytes", size)?,
        target_bytes: fields.need("target_bytes", size)?,
        formats: fields.need("formats", strings)?,
    };
    if let Some(advice) = advice {
        *advice = fields.take("advice_seconds", |value| {
            let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
            let seconds = list.iter().map(count).collect::<Read<Vec<_>>>()?;
            match seconds.as_slice() {
                [from, to] if from <= to => Ok((*from, *to)),
                _ => Err(wrong_type(value, "two whole numbers")),
            }
        })?;
    }
    fields.finish()?;
    let lower = |format: &String| *format == format.to_lowercase();
    if limits.target_bytes <= limits.max_bytes
        && limits.max_bytes <= limits.borderline_bytes
        && !limits.formats.is_empty()
        && limits.formats.iter().all(lower)
    {
        Ok(limits)
    } else {
        Err(mistake(value.span(), Msg::new("rules-pack-limits-order")))
    }
}
