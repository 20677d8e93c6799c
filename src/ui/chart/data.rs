//! What is on the chart: rows with bars and flags, worded, made from replayed spans and dates. Owns no geometry.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::message::Msg;
use crate::domain::view::{Deadline, DeadlineKind, DeadlineStatus, Lane, Severity, Span, SpanKind};
use crate::texts::Texts;

/// The whole chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Top to bottom.
    pub rows: Vec<Row>,
    /// The instant of the today line.
    pub now: DateTime<Utc>,
    /// The first and last instant worth seeing, with now among them.
    pub extent: (DateTime<Utc>, DateTime<Utc>),
}

/// A lane of one case, or one case among many.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name, at the left.
    pub name: String,
    /// By start.
    pub bars: Vec<Bar>,
    /// By date.
    pub flags: Vec<Flag>,
}

/// How a bar looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarLook {
    /// Solid: it happened.
    Solid,
    /// Solid, of the money lane.
    Money,
    /// Hatched: presumed.
    Hatched,
    /// Faint: a range of waiting.
    Band,
    /// A thin line with its words under it: a route to fall back on.
    Thin,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// How it looks.
    pub look: BarLook,
    /// Its words.
    pub label: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// To when; `None` runs on to the edge.
    pub to: Option<DateTime<Utc>>,
    /// What a screen reader says.
    pub spoken: String,
    /// Shown on hover, line by line.
    pub why: Vec<String>,
}

/// A date.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Shape and colour.
    pub severity: Severity,
    /// It was kept; drawn pale.
    pub met: bool,
    /// Its words with the day.
    pub label: String,
    /// When; for a range its latest end.
    pub at: DateTime<Utc>,
    /// A range's earliest end.
    pub earliest: Option<DateTime<Utc>>,
    /// What a screen reader says.
    pub spoken: String,
    /// Shown on hover, line by line.
    pub why: Vec<String>,
}

/// Something on the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// Index into [`Chart::rows`].
    pub row: usize,
    /// What in it.
    pub item: Item,
}

/// A bar or a flag of a row, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Index into [`Row::bars`].
    Bar(usize),
    /// Index into [`Row::flags`].
    Flag(usize),
}

/// One case among many.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What to call it.
    pub name: &'a str,
    /// Its bars.
    pub spans: &'a [Span],
    /// Its dates.
    pub deadlines: &'a [Deadline],
}

impl Chart {
    /// The chart of one case: a lane each for dates, money, case, return, refund and fallback. Dates and the case
    /// always have theirs, the others when something is on them.
    pub fn of_case(spans: &[Span], deadlines: &[Deadline], now: DateTime<Utc>, texts: &Texts) -> Self {
        let rows = Lane::ALL
            .iter()
            .filter_map(|lane| {
                let name = texts.get(lane_name(*lane));
                let bars = bars(spans.iter().filter(|span| span.lane == *lane), &name, texts);
                let flags = if *lane == Lane::Dates { flags(deadlines, &name, texts) } else { Vec::new() };
                let kept = matches!(lane, Lane::Dates | Lane::Case) || !bars.is_empty();
                kept.then_some(Row { name, bars, flags })
            })
            .collect();
        Self::with_rows(rows, now)
    }

    /// The chart of many cases: a row each, with the stages of the case and its dates.
    pub fn of_cases(subjects: &[Subject<'_>], now: DateTime<Utc>, texts: &Texts) -> Self {
        let rows = subjects
            .iter()
            .map(|subject| Row {
                name: subject.name.to_owned(),
                bars: bars(
                    subject
                        .spans
                        .iter()
                        .filter(|span| matches!(span.lane, Lane::Case | Lane::Return | Lane::Refund)),
                    subject.name,
                    texts,
                ),
                flags: flags(subject.deadlines, subject.name, texts),
            })
            .collect();
        Self::with_rows(rows, now)
    }

    fn with_rows(rows: Vec<Row>, now: DateTime<Utc>) -> Self {
        let mut extent = (now, now);
        let mut reach = |at: DateTime<Utc>| extent = (extent.0.min(at), extent.1.max(at));
        for row in &rows {
            for bar in row.bars.iter().filter(|bar| bar.look != BarLook::Thin) {
                reach(bar.from);
                if let Some(to) = bar.to {
                    reach(to);
                }
            }
            for flag in &row.flags {
                reach(flag.at);
            }
        }
        // A fallback route may run for half a year and would squeeze what matters now; it is cut by the edge instead.
        let least = TimeDelta::days(EXTENT_DAYS_MIN);
        let extent = (extent.0, extent.1.max(extent.0 + least));
        Self { rows, now, extent }
    }

    /// What is at `hit`.
    pub fn bar(&self, hit: Hit) -> Option<&Bar> {
        match hit.item {
            Item::Bar(index) => self.rows.get(hit.row)?.bars.get(index),
            Item::Flag(_) => None,
        }
    }

    /// What is at `hit`.
    pub fn flag(&self, hit: Hit) -> Option<&Flag> {
        match hit.item {
            Item::Flag(index) => self.rows.get(hit.row)?.flags.get(index),
            Item::Bar(_) => None,
        }
    }

    /// When something on the chart begins; for a date, when it is due.
    pub fn at(&self, hit: Hit) -> Option<DateTime<Utc>> {
        self.bar(hit).map(|bar| bar.from).or_else(|| self.flag(hit).map(|flag| flag.at))
    }

    /// What a screen reader says for it.
    pub fn spoken(&self, hit: Hit) -> Option<&str> {
        self.bar(hit)
            .map(|bar| bar.spoken.as_str())
            .or_else(|| self.flag(hit).map(|flag| flag.spoken.as_str()))
    }

    /// What is shown over it: its words, then the lines of the why.
    pub fn why(&self, hit: Hit) -> Option<(&str, &[String])> {
        let bar = self.bar(hit).map(|bar| (bar.label.as_str(), bar.why.as_slice()));
        bar.or_else(|| self.flag(hit).map(|flag| (flag.label.as_str(), flag.why.as_slice())))
    }

    /// Everything on the chart in the order of time, rows top to bottom where times are equal.
    pub fn in_time(&self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = (0..self.rows.len()).flat_map(|row| self.of_row(row)).collect();
        hits.sort_by_key(|hit| (self.at(*hit), *hit));
        hits
    }

    fn of_row(&self, row: usize) -> Vec<Hit> {
        let Some(found) = self.rows.get(row) else {
            return Vec::new();
        };
        let bars = (0..found.bars.len()).map(Item::Bar);
        let flags = (0..found.flags.len()).map(Item::Flag);
        let mut hits: Vec<Hit> = bars.chain(flags).map(|item| Hit { row, item }).collect();
        hits.sort_by_key(|hit| (self.at(*hit), *hit));
        hits
    }

    /// Where an arrow key goes from `from`: earlier or later in time over all rows. Stays at the ends; from nowhere
    /// it goes to what is nearest to now.
    pub fn step_in_time(&self, from: Option<Hit>, later: bool) -> Option<Hit> {
        let hits = self.in_time();
        let Some(at) = from.and_then(|from| hits.iter().position(|hit| *hit == from)) else {
            return hits.iter().copied().min_by_key(|hit| self.distance(*hit, self.now));
        };
        let next = if later { (at + 1).min(hits.len().saturating_sub(1)) } else { at.saturating_sub(1) };
        hits.get(next).copied()
    }

    /// Where an arrow key goes from `from`: to what is nearest in time in the next row that has anything.
    pub fn step_row(&self, from: Option<Hit>, down: bool) -> Option<Hit> {
        let Some((from, at)) = from.and_then(|from| Some((from, self.at(from)?))) else {
            return self.step_in_time(None, true);
        };
        let mut row = from.row;
        loop {
            row = if down { row + 1 } else { row.checked_sub(1).unwrap_or(usize::MAX) };
            if row >= self.rows.len() {
                return Some(from);
            }
            let nearest = self.of_row(row).into_iter().min_by_key(|hit| self.distance(*hit, at));
            if nearest.is_some() {
                return nearest;
            }
        }
    }

    fn distance(&self, hit: Hit, from: DateTime<Utc>) -> TimeDelta {
        self.at(hit).map_or(TimeDelta::MAX, |at| (at - from).abs())
    }
}

/// Less than this is never spread over the whole width.
const EXTENT_DAYS_MIN: i64 = 14;

fn lane_name(lane: Lane) -> &'static str {
    match lane {
        Lane::Dates => "timeline-lane-dates",
        Lane::Money => "timeline-lane-money",
        Lane::Case => "timeline-lane-case",
        Lane::Return => "timeline-lane-return",
        Lane::Refund => "timeline-lane-refund",
        Lane::Fallback => "timeline-lane-fallback",
    }
}

fn bars<'a>(spans: impl Iterator<Item = &'a Span>, lane: &str, texts: &Texts) -> Vec<Bar> {
    let mut bars: Vec<Bar> = spans.map(|span| bar(span, lane, texts)).collect();
    bars.sort_by_key(|bar| (bar.from, bar.to));
    bars
}

fn bar(span: &Span, lane: &str, texts: &Texts) -> Bar {
    let label = texts.say(&span.label);
    let when = match span.to {
        Some(to) => Msg::new("timeline-from-to").at("from", span.from).at("to", to),
        None => Msg::new("timeline-from").at("from", span.from),
    };
    let mut why = vec![texts.say(&when)];
    match span.kind {
        SpanKind::Happened => {}
        SpanKind::Presumed => why.push(texts.get("timeline-presumed")),
        SpanKind::Waiting => why.push(texts.get("timeline-waiting")),
    }
    why.extend(span.why.as_ref().map(|msg| texts.say(msg)));
    let look = match (span.lane, span.kind) {
        (Lane::Fallback, _) => BarLook::Thin,
        (_, SpanKind::Presumed) => BarLook::Hatched,
        (_, SpanKind::Waiting) => BarLook::Band,
        (Lane::Money, SpanKind::Happened) => BarLook::Money,
        (_, SpanKind::Happened) => BarLook::Solid,
    };
    Bar { look, spoken: spoken(lane, &label, &why, texts), label, from: span.from, to: span.to, why }
}

fn flags(deadlines: &[Deadline], lane: &str, texts: &Texts) -> Vec<Flag> {
    let mut flags: Vec<Flag> = deadlines
        .iter()
        // The dates of other routes have bars of their own, in the fallback lane.
        .filter(|deadline| deadline.status != DeadlineStatus::Void && deadline.is_own())
        .filter_map(|deadline| flag(deadline, lane, texts))
        .collect();
    flags.sort_by_key(|flag| flag.at);
    flags
}

/// A date without an instant has no place on the chart.
fn flag(deadline: &Deadline, lane: &str, texts: &Texts) -> Option<Flag> {
    let at = deadline.due.or(deadline.latest)?;
    let day = texts.day_short(at.with_timezone(&texts.zone()).date_naive());
    let title = texts.say(&deadline.title);
    let label = format!("{title}, {day}");
    let earliest = deadline.earliest.filter(|earliest| deadline.kind == DeadlineKind::Band && *earliest < at);
    let when = match earliest {
        Some(earliest) => texts.say(&Msg::new("timeline-from-to").at("from", earliest).at("to", at)),
        None => texts.date_time(at),
    };
    let met = deadline.status == DeadlineStatus::Met;
    let mut why = vec![when];
    if met {
        why.push(texts.get("timeline-kept"));
    }
    why.push(texts.say(&deadline.basis));
    if deadline.presumed {
        why.push(texts.get("timeline-presumed"));
    }
    if deadline.shown_by_marketplace {
        why.push(texts.get("timeline-shown-there"));
    }
    for conflict in deadline.conflicts.iter().filter(|conflict| conflict.flagged) {
        let other =
            Msg::new("timeline-other").at("date", conflict.value).text("source", conflict.source.as_str());
        why.push(texts.say(&other));
    }
    if !deadline.certain {
        why.push(texts.get("timeline-weak"));
    }
    if !deadline.sources.is_empty() {
        why.push(texts.say(&Msg::new("timeline-sources").text("sources", deadline.sources.join(", "))));
    }
    let spoken = spoken(lane, &title, &why, texts);
    Some(Flag { severity: deadline.severity, met, label, at, earliest, spoken, why })
}

fn spoken(lane: &str, label: &str, why: &[String], texts: &Texts) -> String {
    let mut what = label.to_owned();
    if let Some(when) = why.first() {
        what = format!("{what}, {when}");
    }
    texts.say(&Msg::new("timeline-spoken").text("lane", lane).text("what", what))
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::domain::event::Party;

    pub(in crate::ui::chart) fn day(day: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 0, 0, 0).unwrap() + TimeDelta::days(i64::from(day) - 1)
    }

    pub(in crate::ui::chart) fn span(lane: Lane, kind: SpanKind, from: u32, to: Option<u32>) -> Span {
        Span { lane, kind, label: Msg::new("draft"), from: day(from), to: to.map(day), why: None }
    }

    pub(in crate::ui::chart) fn deadline(title: &'static str, due: u32) -> Deadline {
        Deadline {
            id: title.to_owned(),
            title: Msg::new(title),
            who: Party::Buyer,
            kind: DeadlineKind::Deadline,
            status: DeadlineStatus::Upcoming,
            presumed: false,
            severity: Severity::Attention,
            starts_at: None,
            due: Some(day(due)),
            earliest: None,
            latest: None,
            basis: Msg::new("opened + 7 days"),
            sources: vec!["S10".to_owned()],
            rule: "pack/timer".to_owned(),
            shown_by_marketplace: false,
            certain: true,
            conflicts: Vec::new(),
            lane: Lane::Case,
            scope: None,
        }
    }

    fn english() -> Texts {
        Texts::new("en", chrono_tz::UTC)
    }

    fn chart() -> Chart {
        let spans = [
            span(Lane::Money, SpanKind::Happened, 10, None),
            span(Lane::Case, SpanKind::Happened, 16, Some(18)),
            span(Lane::Case, SpanKind::Presumed, 25, Some(39)),
            span(Lane::Fallback, SpanKind::Waiting, 10, Some(140)),
        ];
        Chart::of_case(&spans, &[deadline("late", 35), deadline("soon", 25)], day(24), &english())
    }

    #[test]
    fn empty_lanes_are_left_out_except_dates_and_case() {
        let names: Vec<String> = chart().rows.into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["Dates", "Order money", "Case", "Fallback"]);
        let bare: Vec<String> =
            Chart::of_case(&[], &[], day(1), &english()).rows.into_iter().map(|row| row.name).collect();
        assert_eq!(bare, ["Dates", "Case"]);
    }

    #[test]
    fn a_long_fallback_route_does_not_squeeze_the_chart() {
        assert_eq!(chart().extent, (day(10), day(39)));
    }

    #[test]
    fn a_date_says_its_day_its_arithmetic_and_its_source() {
        let chart = chart();
        let flag = &chart.rows[0].flags[0];
        assert_eq!(flag.label, "soon, 25 Mar");
        assert_eq!(flag.why, ["25 Mar 2026, 00:00", "opened + 7 days", "Source: S10"]);
        assert_eq!(flag.spoken, "Dates: soon, 25 Mar 2026, 00:00");
    }

    #[test]
    fn void_dates_and_dates_without_an_instant_are_not_drawn() {
        let void = Deadline { status: DeadlineStatus::Void, ..deadline("void", 5) };
        let open = Deadline { due: None, ..deadline("open", 5) };
        assert!(Chart::of_case(&[], &[void, open], day(1), &english()).rows[0].flags.is_empty());
    }

    #[test]
    fn arrows_walk_in_time_and_stop_at_the_ends() {
        let chart = chart();
        let start = chart.step_in_time(None, true).unwrap();
        assert_eq!(chart.at(start), Some(day(25)), "the nearest to now");
        let mut hit = start;
        let mut seen = vec![chart.at(hit).unwrap()];
        for _ in 0..9 {
            hit = chart.step_in_time(Some(hit), true).unwrap();
            seen.push(chart.at(hit).unwrap());
        }
        assert!(seen.is_sorted());
        assert_eq!(*seen.last().unwrap(), day(35));
    }

    #[test]
    fn arrows_between_rows_keep_close_in_time() {
        let chart = chart();
        let late = Hit { row: 0, item: Item::Flag(1) };
        let down = chart.step_row(Some(late), true).unwrap();
        assert_eq!((down.row, chart.at(down)), (1, Some(day(10))));
        let case = chart.step_row(Some(Hit { row: 3, item: Item::Bar(0) }), false).unwrap();
        assert_eq!((case.row, chart.at(case)), (2, Some(day(16))));
        assert_eq!(chart.step_row(Some(late), false), Some(late), "nothing above");
    }

    #[test]
    fn many_cases_have_a_row_each_without_money_and_fallback() {
        let spans =
            [span(Lane::Money, SpanKind::Happened, 1, None), span(Lane::Case, SpanKind::Happened, 1, None)];
        let deadlines = [deadline("soon", 9)];
        let subject = Subject { name: "Watch", spans: &spans, deadlines: &deadlines };
        let chart = Chart::of_cases(&[subject, subject], day(3), &english());
        assert_eq!(chart.rows.len(), 2);
        assert_eq!((chart.rows[1].bars.len(), chart.rows[1].flags.len()), (1, 1));
    }
}
