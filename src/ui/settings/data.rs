//! What the settings show of rule packs, as plain data: the list in groups, and one pack with everything it says
//! and where that comes from.

use crate::domain::message::Msg;
use crate::domain::replay::deadline_title;
use crate::domain::rules::{EvidenceRules, Extent, FileLimits, MoreLimits, Origin, Packs, RulePack};
use crate::texts::Texts;
use crate::ui::widgets::Tone;
use crate::ui::words;

/// A pack in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct PackRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Marketplace, how many dates, when read.
    pub line: String,
    /// Whether one of the buyer's own is in use, off or broken.
    pub badge: Option<(Tone, String)>,
}

/// Packs of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct PackGroup {
    /// Text id of its title.
    pub title: &'static str,
    /// Its packs.
    pub rows: Vec<PackRow>,
}

/// A rule as a line: what, how much, from where.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLine {
    /// What it is about.
    pub title: String,
    /// Its value.
    pub value: String,
    /// Who has to act, for a date.
    pub who: String,
    /// Its sources with their trust.
    pub cite: String,
    /// Its sources are weak.
    pub weak: bool,
    /// No source says.
    pub unknown: bool,
    /// Conditions and remarks.
    pub remarks: Vec<String>,
    /// Values that lost, with their sources.
    pub others: Vec<(String, String)>,
}

/// A source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceLine {
    /// Its code.
    pub code: String,
    /// Its trust, as a letter.
    pub trust: String,
    /// What it is, and of when.
    pub words: String,
}

/// One pack.
#[derive(Clone, Debug, PartialEq)]
pub struct PackScreen {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Marketplace and version.
    pub subtitle: String,
    /// Remarks about the whole pack.
    pub remarks: Vec<String>,
    /// What is worth knowing before trusting it.
    pub warnings: Vec<String>,
    /// One of the buyer's own; whether it is in use.
    pub own: Option<bool>,
    /// Dates by name.
    pub dates: Vec<RuleLine>,
    /// Other rules.
    pub switches: Vec<RuleLine>,
    /// Limits of files: what and how much.
    pub files: Vec<(String, String)>,
    /// Sources of the limits, and for whom they are stated.
    pub files_remarks: Vec<String>,
    /// Its sources.
    pub sources: Vec<SourceLine>,
}

/// The list in groups; a group without packs is left out, but for the buyer's own.
pub fn groups(packs: &Packs, texts: &Texts) -> Vec<PackGroup> {
    let mut own = PackGroup { title: "packs-own", rows: Vec::new() };
    let mut in_use = PackGroup { title: "packs-in-use", rows: Vec::new() };
    let mut payment = PackGroup { title: "packs-of-payment", rows: Vec::new() };
    let mut historic = PackGroup { title: "packs-historic", rows: Vec::new() };
    for pack in packs.iter() {
        let group = match packs.origin(&pack.id) {
            Some(Origin::Own { .. }) => &mut own,
            _ if pack.historic => &mut historic,
            _ if pack.is_payment => &mut payment,
            _ => &mut in_use,
        };
        group.rows.push(row(packs, pack, texts));
    }
    for broken in packs.broken() {
        own.rows.push(PackRow {
            id: broken.own.id.clone(),
            title: broken.own.id.clone(),
            line: texts.problem(&broken.error.clone().into()),
            badge: Some((Tone::Loss, texts.get("packs-broken"))),
        });
    }
    let mut groups: Vec<PackGroup> =
        [in_use, payment, historic].into_iter().filter(|group| !group.rows.is_empty()).collect();
    groups.insert(0, own);
    groups
}

fn row(packs: &Packs, pack: &RulePack, texts: &Texts) -> PackRow {
    let known = pack.timers.values().filter(|timer| timer.extent != Extent::Unknown).count();
    let line = Msg::new("packs-line")
        .text("marketplace", words::marketplace(texts, &pack.marketplace))
        .count("timers", i64::try_from(known).unwrap_or(i64::MAX));
    let badge = match packs.origin(&pack.id) {
        Some(Origin::Own { enabled: true }) => Some((Tone::Good, texts.get("packs-on"))),
        Some(Origin::Own { enabled: false }) => Some((Tone::Quiet, texts.get("packs-off"))),
        _ => None,
    };
    PackRow {
        id: pack.id.clone(),
        title: pack.title.clone(),
        line: format!("{} · {}", texts.say(&line), read_on(pack, texts)),
        badge,
    }
}

fn read_on(pack: &RulePack, texts: &Texts) -> String {
    match pack.as_of {
        Some(day) => texts.say(&Msg::new("packs-as-of").arg("day", crate::domain::message::Arg::Day(day))),
        None => texts.get("packs-undated"),
    }
}

/// One pack by id; `None` when there is none that can be read.
pub fn screen(packs: &Packs, id: &str, today: chrono::NaiveDate, texts: &Texts) -> Option<PackScreen> {
    let pack = packs.get(id)?;
    let version = texts.say(&Msg::new("packs-version").text("version", pack.version()));
    let mut remarks = Vec::new();
    if let Some(base) = pack.extends.as_deref().and_then(|base| packs.get(base)) {
        remarks.push(texts.say(&Msg::new("packs-extends").text("base", base.title.clone())));
    }
    if pack.applies_if.is_some() && !pack.is_payment {
        remarks.push(texts.get("packs-only-if"));
    }
    remarks.extend(pack.note.clone());
    Some(PackScreen {
        id: pack.id.clone(),
        title: pack.title.clone(),
        subtitle: format!("{} · {} · {version}", words::marketplace(texts, &pack.marketplace), pack.id),
        remarks,
        warnings: pack.warnings(today).iter().map(|warning| texts.say(warning)).collect(),
        own: match packs.origin(id) {
            Some(Origin::Own { enabled }) => Some(enabled),
            _ => None,
        },
        dates: dates(pack, texts),
        switches: switches(pack, texts),
        files: pack.evidence.as_ref().map(|rules| files(rules, texts)).unwrap_or_default(),
        files_remarks: files_remarks(pack, texts),
        sources: pack
            .sources
            .iter()
            .map(|(code, source)| SourceLine {
                code: code.clone(),
                trust: source
                    .trust
                    .map_or_else(|| texts.get("packs-trust-unknown"), |trust| trust.code().to_owned()),
                words: match &source.date {
                    Some(date) => format!("{} · {date}", source.title),
                    None => source.title.clone(),
                },
            })
            .collect(),
    })
}

fn code(texts: &Texts, id: &'static str, code: &str) -> String {
    texts.say(&Msg::new(id).text("code", code))
}

fn other(texts: &Texts, value: String, why: Option<&String>) -> String {
    let said = Msg::new(if why.is_some() { "packs-other-why" } else { "packs-other" }).text("value", value);
    texts.say(&match why {
        Some(why) => said.text("why", why.clone()),
        None => said,
    })
}

fn dates(pack: &RulePack, texts: &Texts) -> Vec<RuleLine> {
    let line = |timer: &crate::domain::rules::Timer| RuleLine {
        title: texts.say(&deadline_title(&timer.name)),
        value: texts.say(&timer.said()),
        who: code(texts, "packs-who", timer.who.code()),
        cite: pack.cited(&timer.cite),
        weak: !timer.certain,
        unknown: timer.extent == Extent::Unknown,
        remarks: timer
            .conditions()
            .iter()
            .map(|condition| texts.say(condition))
            .chain(timer.note.clone())
            .collect(),
        others: timer
            .others
            .iter()
            .map(|one| (other(texts, texts.say(&one.said()), one.why.as_ref()), pack.cited(&one.cite)))
            .collect(),
    };
    // As a purchase goes: by what starts them.
    let mut timers: Vec<_> = pack.timers.values().collect();
    timers.sort_by_key(|timer| (timer.start.points().first().copied(), &timer.name));
    timers.into_iter().map(line).collect()
}

fn switches(pack: &RulePack, texts: &Texts) -> Vec<RuleLine> {
    let said = |value: &str| match value.split_once(", ") {
        Some(_) => value.to_owned(),
        None => code(texts, "packs-value", value),
    };
    let line = |(name, value): (&'static str, String)| {
        let about = pack.about.get(name);
        RuleLine {
            title: code(texts, "packs-flag", name),
            unknown: value == "unknown",
            value: said(&value),
            who: String::new(),
            cite: about.map(|about| pack.cited(&about.cite)).unwrap_or_default(),
            weak: about.is_some_and(|about| !about.certain),
            remarks: about.and_then(|about| about.note.clone()).into_iter().collect(),
            others: about
                .map(|about| about.others.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|one| (other(texts, said(&one.value), one.why.as_ref()), pack.cited(&one.cite)))
                .collect(),
        }
    };
    pack.switches().into_iter().map(line).collect()
}

fn files(rules: &EvidenceRules, texts: &Texts) -> Vec<(String, String)> {
    let strict = rules.more.strict_less_than;
    let each = |limits: &FileLimits| {
        if limits.formats.is_empty() {
            return texts.get("packs-files-not");
        }
        let (id, size) = if strict {
            ("packs-files-below", limits.max_bytes + 1)
        } else {
            ("packs-files-each", limits.max_bytes)
        };
        texts.say(&Msg::new(id).text("formats", limits.formats.join(", ")).bytes("size", size))
    };
    let mut lines = vec![
        (texts.get("packs-files-images"), each(&rules.image)),
        (texts.get("packs-files-videos"), each(&rules.video)),
    ];
    if let Some(document) = &rules.more.document {
        lines.push((texts.get("packs-files-documents"), each(document)));
    }
    let count = rules
        .max_files
        .map_or_else(|| texts.get("packs-files-count-unknown"), |most| texts.number(i64::from(most)));
    lines.push((texts.get("packs-files-count"), count));
    if let Some(total) = rules.more.total_bytes {
        lines.push((texts.get("packs-files-total"), texts.bytes(total)));
    }
    let more = more(&rules.more, texts);
    if !more.is_empty() {
        lines.push((texts.get("packs-files-more"), more.join(" · ")));
    }
    lines
}

fn more(more: &MoreLimits, texts: &Texts) -> Vec<String> {
    let count = |id: &'static str, count: Option<i64>| {
        count.map(|count| texts.say(&Msg::new(id).count("count", count)))
    };
    let charset = more
        .name_charset
        .map(|charset| texts.say(&Msg::new("packs-files-charset").text("charset", charset.code())));
    [
        count("packs-files-pages", more.max_pages.map(i64::from)),
        count("packs-files-dpi", more.max_dpi.map(i64::from)),
        count("packs-files-pixels", more.max_pixels.and_then(|pixels| i64::try_from(pixels).ok())),
        count("packs-files-name", more.name_max_chars.map(i64::from)),
        charset,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn files_remarks(pack: &RulePack, texts: &Texts) -> Vec<String> {
    let Some(rules) = &pack.evidence else { return vec![texts.get("packs-files-none")] };
    let mut remarks = Vec::new();
    if let Some(whom) = &rules.more.applies_to {
        remarks.push(texts.say(&Msg::new("packs-files-for").text("whom", whom.clone())));
    }
    let cite = pack.cited(&pack.evidence_cite);
    remarks.push(if pack.evidence_certain {
        cite
    } else {
        format!("{cite} · {}", texts.get("rules-said-weak"))
    });
    remarks
}
