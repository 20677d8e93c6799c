//! Reads a rule pack from TOML and refuses what it does not understand, with line and column.
//! Owns the file format; what the values mean is `rules`.

mod clocks;
mod fields;
mod files;
mod habits;
mod print;
mod switches;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::message::Msg;
use crate::domain::offers::returns::ReturnRules;
use crate::domain::order::Marketplace;
use crate::domain::rules::{AppliesIf, PackError, RulePack, Source, Trust, applies};

use fields::{
    Fields, Mistake, Read, boolean, day, mistake, string, strings, word_of, wrong_type, wrong_word, zone,
};

/// Longest text read; the largest of ours is a fiftieth of it.
pub(super) const TEXT_BYTES_MAX: usize = 1_000_000;

/// Longest id of a pack, in characters.
const ID_CHARS_MAX: usize = 64;

/// A pack as its file has it: what it extends is not filled in yet, and sources it may take from there are not
/// looked up.
#[derive(Debug)]
pub(super) struct Draft<'t> {
    file: &'t str,
    text: &'t str,
    pack: RulePack,
    id_at: Range<usize>,
    extends_at: Range<usize>,
    /// Cited sources that are not in the pack itself.
    open_cites: Vec<(String, Range<usize>)>,
}

/// Reads a text. `file` is only used to name the place of a mistake.
pub(super) fn draft<'t>(text: &'t str, file: &'t str) -> Result<Draft<'t>, PackError> {
    if text.len() > TEXT_BYTES_MAX {
        let message = Msg::new("rules-pack-too-big").bytes("limit", TEXT_BYTES_MAX as u64);
        return Err(place("", file, Mistake { at: 0..0, message, detail: None }));
    }
    // Some editors begin a file with an invisible mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read(text, file).map_err(|mistake| place(text, file, mistake))
}

fn place(text: &str, file: &str, mistake: Mistake) -> PackError {
    let before = text.get(..mistake.at.start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    PackError {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        message: mistake.message,
        detail: mistake.detail,
    }
}

/// The text of a pack under another id and title; everything else stays as it is written.
pub(super) fn renamed(text: &str, id: &str, title: &str) -> Result<String, PackError> {
    let place = |mistake| place(text, "", mistake);
    let not_toml = |error: toml::de::Error| {
        place(Mistake {
            at: error.span().unwrap_or(0..0),
            message: Msg::new("rules-pack-not-toml"),
            detail: Some(error.message().to_owned()),
        })
    };
    let document = DeTable::parse(text).map_err(not_toml)?;
    let mut at: Vec<(Range<usize>, &str)> = Vec::new();
    for (key, value) in document.get_ref() {
        match key.get_ref().as_ref() {
            "id" => at.push((value.span(), id)),
            "title" => at.push((value.span(), title)),
            _ => {}
        }
    }
    // From the end, so that the first replacement does not move the second.
    at.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut renamed = text.to_owned();
    for (range, value) in at {
        renamed.replace_range(range, &toml::Value::String(value.to_owned()).to_string());
    }
    Ok(renamed)
}

impl Draft<'_> {
    pub(super) fn id(&self) -> &str {
        &self.pack.id
    }

    pub(super) fn text(&self) -> &str {
        self.text
    }

    pub(super) fn extends(&self) -> Option<&str> {
        self.pack.extends.as_deref()
    }

    fn refuse(&self, at: &Range<usize>, message: Msg) -> PackError {
        place(self.text, self.file, mistake(at.clone(), message))
    }

    fn about_base(&self, id: &'static str) -> PackError {
        let base = self.extends().unwrap_or_default().to_owned();
        self.refuse(&self.extends_at, Msg::new(id).text("base", base))
    }

    /// It extends a pack that is not there.
    pub(super) fn refuse_base(&self) -> PackError {
        self.about_base("rules-pack-unknown-base")
    }

    /// It extends itself, in the end.
    pub(super) fn refuse_cycle(&self) -> PackError {
        self.about_base("rules-pack-cycle")
    }

    /// Its id is taken.
    pub(super) fn refuse_twice(&self) -> PackError {
        self.refuse(&self.id_at, Msg::new("rules-pack-twice").text("pack", self.id()))
    }

    /// The pack with everything it takes from the one it extends.
    pub(super) fn resolve(self, base: Option<&RulePack>) -> Result<RulePack, PackError> {
        let known = |code: &String| base.is_some_and(|base| base.sources.contains_key(code));
        if let Some((code, at)) = self.open_cites.iter().find(|(code, _)| !known(code)) {
            return Err(self.refuse(at, Msg::new("rules-pack-unknown-source").text("code", code)));
        }
        let mut pack = self.pack;
        if let Some(base) = base {
            let mut timers = base.timers.clone();
            timers.append(&mut pack.timers);
            pack.timers = timers;
            pack.flags = pack.flags.over(&base.flags);
            let mut about = base.about.clone();
            about.append(&mut pack.about);
            pack.about = about;
            let mut sources = base.sources.clone();
            sources.append(&mut pack.sources);
            pack.sources = sources;
            if pack.evidence.is_none() {
                pack.evidence.clone_from(&base.evidence);
                pack.evidence_cite.clone_from(&base.evidence_cite);
                pack.evidence_certain = base.evidence_certain;
                pack.video_advice_secs = base.video_advice_secs;
                pack.video_advice_lines = base.video_advice_lines;
                pack.stricter_from.clone_from(&base.stricter_from);
            }
            pack.habits = pack.habits.over(&base.habits);
            if pack.returns == ReturnRules::default() {
                pack.returns.clone_from(&base.returns);
            }
            pack.fingerprint = print::of(&[&base.fingerprint, &pack.fingerprint]);
        }
        Ok(pack)
    }
}

fn read<'t>(text: &'t str, file: &'t str) -> Read<Draft<'t>> {
    let document = DeTable::parse(text).map_err(|error| Mistake {
        at: error.span().unwrap_or(0..0),
        message: Msg::new("rules-pack-not-toml"),
        detail: Some(error.message().to_owned()),
    })?;
    let mut root = Fields::new(document.get_ref(), document.span());
    let (id, id_at) = root.need("id", |value| Ok((id(value)?, value.span())))?;
    let title = root.need("title", string)?;
    let marketplace = Marketplace::from(root.need("marketplace", string)?);
    let as_of = root.take("as_of", day)?;
    let zone = root.need("zone", zone)?;
    let is_default = root.take("default", boolean)?.unwrap_or(false);
    let historic = root.take("historic", boolean)?.unwrap_or(false);
    let is_payment = root.take("payment", boolean)?.unwrap_or(false);
    let extends = root.take("extends", |value| Ok((string(value)?, value.span())))?;
    let applies_if = root.take("applies_if", applies_if)?;
    let note = root.take("note", string)?;
    let sources = root.take("sources", sources)?.unwrap_or_default();
    let cites = Cites { known: &sources, partial: extends.is_some(), open: RefCell::default() };
    let timers = root.take("timers", |value| clocks::timers(value, &id, &cites))?.unwrap_or_default();
    let flags = root.take("flags", switches::flags)?.unwrap_or_default();
    let about = root.take("about", |value| switches::about(value, &cites))?.unwrap_or_default();
    let evidence = root.take("evidence", |value| files::evidence(value, &cites))?;
    let returns = root.take("returns", |value| files::returns(value, &cites))?.unwrap_or_default();
    let habits = habits::read(&mut root, &cites)?;
    root.finish()?;
    let open_cites = cites.open.into_inner();
    let (video_advice_lines, stricter_from) =
        evidence.as_ref().map_or((None, None), |read| (read.advice.lines, read.stricter_from.clone()));
    let (evidence, evidence_cite, evidence_certain, video_advice_secs) = match evidence {
        Some(read) => (Some(read.rules), read.cite, read.certain, read.advice.secs),
        None => (None, Vec::new(), false, None),
    };
    let (extends, extends_at) = extends.unzip();
    let pack = RulePack {
        id,
        title,
        marketplace,
        as_of,
        historic,
        is_default,
        extends,
        is_payment,
        applies_if,
        zone,
        note,
        timers,
        flags,
        about,
        evidence,
        evidence_cite,
        evidence_certain,
        video_advice_secs,
        video_advice_lines,
        stricter_from,
        returns,
        habits,
        sources,
        fingerprint: print::of(&[&print::canonical(document.get_ref())]),
    };
    Ok(Draft { file, text, pack, id_at, extends_at: extends_at.unwrap_or(0..0), open_cites })
}

/// Ids are typed on the command line and become names of files.
fn id(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let id = string(value)?;
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.len() <= ID_CHARS_MAX && id.bytes().all(letter) && !id.starts_with('-') {
        Ok(id)
    } else {
        Err(mistake(value.span(), Msg::new("rules-pack-bad-id").count("limit", ID_CHARS_MAX as i64)))
    }
}

/// Looks up what a rule cites. A pack that extends another may cite its sources, which are not at hand yet.
pub(super) struct Cites<'s> {
    known: &'s BTreeMap<String, Source>,
    partial: bool,
    open: RefCell<Vec<(String, Range<usize>)>>,
}

impl Cites<'_> {
    fn cited(&self, value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
        let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
        list.iter()
            .map(|entry| {
                let code = string(entry)?;
                if !self.known.contains_key(&code) {
                    if !self.partial {
                        let unknown = Msg::new("rules-pack-unknown-source").text("code", code);
                        return Err(mistake(entry.span(), unknown));
                    }
                    self.open.borrow_mut().push((code.clone(), entry.span()));
                }
                Ok(code)
            })
            .collect()
    }
}

fn applies_if(value: &Spanned<DeValue<'_>>) -> Read<AppliesIf> {
    let mut fields = Fields::of(value)?;
    let place = |value: &Spanned<DeValue<'_>>| {
        let place = string(value)?;
        if applies::is_place(&place) {
            Ok(place)
        } else {
            Err(wrong_word(value, &place, "EU, EEA, CN, DE, …"))
        }
    };
    let applies = AppliesIf {
        ships_from: fields
            .take("ships_from", |value| {
                let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
                list.iter().map(place).collect()
            })?
            .unwrap_or_default(),
        free_returns: fields.take("free_returns", boolean)?,
        local_return: fields.take("local_return", boolean)?,
        payment: fields
            .take("payment", strings)?
            .unwrap_or_default()
            .into_iter()
            .map(|word| word.to_lowercase())
            .collect(),
    };
    fields.finish()?;
    Ok(applies)
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
