//! Where everything on the chart comes to lie, in points from its top left corner: a pure function of the chart, the
//! part of time seen, the width, and how wide words are. Draws nothing.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use egui::{Pos2, Rect};

use super::data::{Bar, BarLook, Chart, Flag, Hit, Item, Row};
use super::view::{ChartView, Tick};
use crate::ui::theme::size;

/// Places of everything, from the chart's top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartLayout {
    /// Where time is drawn; the names stand left of it, the axis above, the today tag below.
    pub plot: Rect,
    /// Height in all.
    pub height: f32,
    /// By row of the chart: top and bottom.
    pub rows: Vec<(f32, f32)>,
    /// Bars with any part in sight.
    pub bars: Vec<BarPlace>,
    /// Flags in sight.
    pub flags: Vec<FlagPlace>,
    /// Dates of the axis.
    pub ticks: Vec<(Tick, f32)>,
    /// The today line, when in sight.
    pub today_x: Option<f32>,
}

/// Where a bar lies, cut at the edges of the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarPlace {
    /// Which.
    pub hit: Hit,
    /// The part in sight.
    pub rect: Rect,
    /// Room for its words, when there is enough.
    pub words: Option<Rect>,
    /// It begins left of the plot.
    pub cut_left: bool,
    /// It ends right of the plot.
    pub cut_right: bool,
}

/// Where a flag stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlagPlace {
    /// Which.
    pub hit: Hit,
    /// Foot and head of its pole.
    pub pole: Rect,
    /// Room for its words, where it collides with nothing.
    pub words: Option<Rect>,
    /// Where its range begins, cut at the plot.
    pub earliest_x: Option<f32>,
}

/// Room the pennant takes right of the pole.
pub const PENNANT: f32 = 11.0;
/// Words shorter than this are left to the hover.
const WORDS_MIN: f32 = 36.0;
/// A bar is never drawn thinner than this.
const BAR_MIN: f32 = 3.0;
/// Free room between a flag's words and the next flag.
const FLAG_GAP: f32 = 10.0;
const FLAG_TRACKS_ALONE: usize = 4;
const FLAG_TRACKS_WITH_BARS: usize = 2;
const BAR_TRACKS: usize = 3;
/// Names are given at least this much.
const NAMES_MIN: f32 = 56.0;

/// Lays the chart out in `width` points; `measure` gives the width of small words.
pub fn layout(
    chart: &Chart,
    view: &ChartView,
    zone: Tz,
    width: f32,
    measure: &dyn Fn(&str) -> f32,
) -> ChartLayout {
    let widest = chart.rows.iter().map(|row| measure(&row.name)).fold(NAMES_MIN, f32::max);
    let names = widest.min((width * size::CHART_NAMES_PART).max(NAMES_MIN)).ceil();
    let left = names + size::GAP_WIDE;
    let right = width.max(left + 1.0);
    let scale = Scale { view: *view, left, right };
    let mut out = ChartLayout {
        plot: Rect::NOTHING,
        height: 0.0,
        rows: Vec::new(),
        bars: Vec::new(),
        flags: Vec::new(),
        ticks: Vec::new(),
        today_x: scale.in_sight(chart.now),
    };
    let mut top = size::CHART_AXIS;
    for (index, row) in chart.rows.iter().enumerate() {
        let bottom = place_row(&mut out, &scale, index, row, top, measure);
        out.rows.push((top, bottom));
        top = bottom;
    }
    out.plot = Rect::from_min_max(Pos2::new(left, size::CHART_AXIS), Pos2::new(right, top));
    out.height = top + size::CHART_TAG;
    let count = ((right - left) / size::CHART_TICK).floor().max(1.0) as usize;
    out.ticks = view.ticks(zone, count).into_iter().map(|tick| (tick, scale.at_part(tick.part))).collect();
    out
}

/// From time to points.
struct Scale {
    view: ChartView,
    left: f32,
    right: f32,
}

impl Scale {
    fn at_part(&self, part: f64) -> f32 {
        // Far outside, points would lose their precision; beyond the edge all places are alike.
        let x = f64::from(self.left) + part * f64::from(self.right - self.left);
        x.clamp(-1e6, 1e6) as f32
    }

    fn x(&self, at: DateTime<Utc>) -> f32 {
        self.at_part(self.view.part(at))
    }

    fn in_sight(&self, at: DateTime<Utc>) -> Option<f32> {
        let x = self.x(at);
        (x >= self.left && x <= self.right).then_some(x)
    }
}

/// Places one row and gives its bottom.
fn place_row(
    out: &mut ChartLayout,
    scale: &Scale,
    index: usize,
    row: &Row,
    top: f32,
    measure: &dyn Fn(&str) -> f32,
) -> f32 {
    let tracks_max = if row.bars.is_empty() { FLAG_TRACKS_ALONE } else { FLAG_TRACKS_WITH_BARS };
    let mut y = top + size::CHART_ROW_GAP;
    y += place_flags(out, scale, index, &row.flags, tracks_max, y, measure);
    if !row.flags.is_empty() && !row.bars.is_empty() {
        y += size::GAP_SMALL;
    }
    y += place_bars(out, scale, index, &row.bars, y, measure);
    let least = top + size::CHART_BAR + size::CHART_ROW_GAP;
    y.max(least) + size::CHART_ROW_GAP
}

fn place_flags(
    out: &mut ChartLayout,
    scale: &Scale,
    row: usize,
    flags: &[Flag],
    tracks_max: usize,
    top: f32,
    measure: &dyn Fn(&str) -> f32,
) -> f32 {
    // Tracks depend on distances only, not on what is in sight: rows keep their height while panning.
    let mut ends: Vec<f32> = Vec::new();
    for (index, flag) in flags.iter().enumerate() {
        let x = scale.x(flag.at);
        let words = measure(&flag.label).ceil();
        let whole = x + PENNANT + size::GAP_SMALL + words + FLAG_GAP;
        let earliest_x = flag.earliest.map(|at| scale.x(at));
        let begin = earliest_x.unwrap_or(x);
        let free = ends.iter().position(|end| *end <= begin);
        let track = match free {
            Some(track) => track,
            None if ends.len() < tracks_max => {
                ends.push(f32::NEG_INFINITY);
                ends.len() - 1
            }
            // No room: on the track that is free soonest, the words before it give way.
            None => {
                let soonest = ends.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
                soonest.map_or(0, |(track, _)| track)
            }
        };
        let before = ends.get(track).copied().unwrap_or(f32::NEG_INFINITY);
        if before > begin {
            let y = top + track as f32 * size::CHART_FLAG;
            cut_words_before(&mut out.flags, row, y, begin - size::GAP_SMALL);
        }
        if let Some(end) = ends.get_mut(track) {
            *end = whole;
        }
        if x < scale.left || x > scale.right {
            continue;
        }
        let y = top + track as f32 * size::CHART_FLAG;
        let pole = Rect::from_min_max(Pos2::new(x, y + 1.0), Pos2::new(x, y + size::CHART_FLAG - 1.0));
        let rightwards = Rect::from_min_max(
            Pos2::new(x + PENNANT + size::GAP_SMALL, y),
            Pos2::new(x + PENNANT + size::GAP_SMALL + words, y + size::CHART_FLAG),
        );
        // The bracket of a range stays clear of words.
        let free = begin - size::GAP_SMALL;
        let leftwards = Rect::from_min_max(Pos2::new(free - words, y), Pos2::new(free, y + size::CHART_FLAG));
        let beyond = rightwards.right() > scale.right;
        let room_left = leftwards.left() >= scale.left && leftwards.left() >= before;
        let words = match beyond {
            false => Some(rightwards),
            true if room_left => Some(leftwards),
            true => {
                let cut = rightwards.with_max_x(scale.right);
                (cut.width() >= WORDS_MIN).then_some(cut)
            }
        };
        let hit = Hit { row, item: Item::Flag(index) };
        out.flags.push(FlagPlace { hit, pole, words, earliest_x: earliest_x.map(|x| x.max(scale.left)) });
    }
    ends.len() as f32 * size::CHART_FLAG
}

/// Shortens the words that reach beyond `x` on the track at `y`, or drops them where too little is left.
fn cut_words_before(flags: &mut [FlagPlace], row: usize, y: f32, x: f32) {
    for flag in flags.iter_mut().filter(|flag| flag.hit.row == row && flag.pole.top() - 1.0 == y) {
        flag.words = match flag.words {
            Some(words) if words.right() > x => {
                Some(words.with_max_x(x)).filter(|words| words.width() >= WORDS_MIN)
            }
            words => words,
        };
    }
}

fn place_bars(
    out: &mut ChartLayout,
    scale: &Scale,
    row: usize,
    bars: &[Bar],
    top: f32,
    measure: &dyn Fn(&str) -> f32,
) -> f32 {
    let tracks = tracks(bars);
    let height = |look: BarLook| match look {
        BarLook::Thin => size::CHART_BAR_THIN + size::CHART_WORDS,
        _ => size::CHART_BAR,
    };
    let mut tops = vec![top];
    for track in 0..tracks.iter().copied().max().map_or(0, |last| last + 1) {
        let tallest =
            bars.iter().zip(&tracks).filter(|(_, on)| **on == track).map(|(bar, _)| height(bar.look));
        let next = tops.last().copied().unwrap_or(top) + tallest.fold(0.0, f32::max) + size::GAP_SMALL;
        tops.push(next);
    }
    for (index, (bar, track)) in bars.iter().zip(&tracks).enumerate() {
        let y = tops.get(*track).copied().unwrap_or(top);
        let (from, to) = (scale.x(bar.from), bar.to.map_or(f32::INFINITY, |to| scale.x(to)));
        if to < scale.left || from > scale.right {
            continue;
        }
        let (cut_left, cut_right) = (from < scale.left, to > scale.right);
        let left = from.max(scale.left);
        // Bars that follow each other keep a hair's breadth apart.
        let right = (if cut_right { scale.right } else { to - size::LINE }).max(left + BAR_MIN);
        let thin = bar.look == BarLook::Thin;
        let bar_height = if thin { size::CHART_BAR_THIN } else { size::CHART_BAR };
        let rect = Rect::from_min_max(Pos2::new(left, y), Pos2::new(right, y + bar_height));
        let words = if thin {
            Some(Rect::from_min_max(
                Pos2::new(left + size::GAP, rect.bottom()),
                Pos2::new(scale.right, rect.bottom() + size::CHART_WORDS),
            ))
        } else {
            let inside = Rect::from_min_max(
                Pos2::new(rect.left() + size::GAP - size::GAP_TINY, rect.top()),
                Pos2::new(rect.right() - size::GAP_SMALL, rect.bottom()),
            );
            (inside.width() >= WORDS_MIN.min(measure(&bar.label).ceil())).then_some(inside)
        };
        let hit = Hit { row, item: Item::Bar(index) };
        out.bars.push(BarPlace { hit, rect, words, cut_left, cut_right });
    }
    let end = tops.last().copied().unwrap_or(top);
    if bars.is_empty() { 0.0 } else { end - top - size::GAP_SMALL }
}

/// Bars that overlap in time go under each other; by bar, its track.
fn tracks(bars: &[Bar]) -> Vec<usize> {
    let mut ends: Vec<Option<DateTime<Utc>>> = Vec::new();
    bars.iter()
        .map(|bar| {
            let free = ends.iter().position(|end| end.is_some_and(|end| end <= bar.from));
            let track = match free {
                Some(track) => track,
                None if ends.len() < BAR_TRACKS => {
                    ends.push(None);
                    ends.len() - 1
                }
                None => BAR_TRACKS - 1,
            };
            if let Some(end) = ends.get_mut(track) {
                *end = bar.to;
            }
            track
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::data::tests::{day, deadline, span};
    use super::*;
    use crate::domain::view::{Deadline, Lane, SpanKind};
    use crate::texts::Texts;

    const WIDTH: f32 = 700.0;

    fn laid(spans: &[crate::domain::view::Span], deadlines: &[Deadline], width: f32) -> (Chart, ChartLayout) {
        let texts = Texts::new("en", chrono_tz::UTC);
        let chart = Chart::of_case(spans, deadlines, day(24), &texts);
        let view = ChartView::whole(&chart);
        let laid = layout(&chart, &view, chrono_tz::UTC, width, &|words| words.chars().count() as f32 * 7.0);
        (chart, laid)
    }

    #[test]
    fn words_of_flags_never_lie_over_each_other() {
        let deadlines: Vec<Deadline> =
            [25, 25, 26, 27, 28, 29, 30, 44].iter().map(|due| deadline("to the marketplace", *due)).collect();
        let (_, laid) = laid(&[], &deadlines, WIDTH);
        assert_eq!(laid.flags.len(), 8);
        let words: Vec<Rect> = laid.flags.iter().filter_map(|flag| flag.words).collect();
        assert!(words.len() >= 4, "{}", words.len());
        for (index, one) in words.iter().enumerate() {
            for other in &words[index + 1..] {
                assert!(!one.shrink(0.5).intersects(other.shrink(0.5)), "{one:?} {other:?}");
            }
        }
        assert!(words.iter().all(|words| words.right() <= laid.plot.right() + 0.5));
    }

    #[test]
    fn rows_do_not_overlap_and_everything_lies_in_its_row() {
        let spans = [
            span(Lane::Case, SpanKind::Happened, 10, Some(20)),
            span(Lane::Case, SpanKind::Waiting, 15, Some(30)),
            span(Lane::Fallback, SpanKind::Waiting, 10, None),
        ];
        let (_, laid) = laid(&spans, &[deadline("soon", 12)], WIDTH);
        assert!(laid.rows.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        for bar in &laid.bars {
            let (top, bottom) = laid.rows[bar.hit.row];
            assert!(bar.rect.top() >= top && bar.rect.bottom() <= bottom, "{bar:?}");
        }
        let overlapping: Vec<f32> =
            laid.bars.iter().filter(|bar| bar.hit.row == 1).map(|bar| bar.rect.top()).collect();
        assert_ne!(overlapping[0], overlapping[1], "bars over each other go on tracks of their own");
    }

    #[test]
    fn bars_are_cut_at_the_edges_and_know_it() {
        let spans = [
            span(Lane::Case, SpanKind::Happened, 10, Some(30)),
            span(Lane::Money, SpanKind::Happened, 1, None),
        ];
        let texts = Texts::new("en", chrono_tz::UTC);
        let chart = Chart::of_case(&spans, &[], day(24), &texts);
        let mut view = ChartView::whole(&chart);
        view.zoom(4.0, 0.5);
        let laid = layout(&chart, &view, chrono_tz::UTC, WIDTH, &|words| words.len() as f32 * 7.0);
        for bar in &laid.bars {
            assert!(bar.rect.left() >= laid.plot.left() && bar.rect.right() <= laid.plot.right());
        }
        let money = laid.bars.iter().find(|bar| bar.hit.row == 1).unwrap();
        assert!(money.cut_left && money.cut_right);
    }

    #[test]
    fn a_narrow_window_still_leaves_room_for_time() {
        let (_, laid) = laid(&[span(Lane::Case, SpanKind::Happened, 10, Some(30))], &[], 320.0);
        assert!(laid.plot.width() > 200.0, "{}", laid.plot.width());
        assert!(laid.today_x.is_some());
    }

    #[test]
    fn panning_does_not_change_the_height() {
        let deadlines: Vec<Deadline> =
            [25, 26, 27, 40].iter().map(|due| deadline("to the marketplace", *due)).collect();
        let texts = Texts::new("en", chrono_tz::UTC);
        let chart = Chart::of_case(&[], &deadlines, day(24), &texts);
        let mut view = ChartView::whole(&chart);
        let height = |view: &ChartView| {
            layout(&chart, view, chrono_tz::UTC, WIDTH, &|words| words.len() as f32 * 7.0).height
        };
        let before = height(&view);
        for _ in 0..20 {
            view.pan(0.13);
            assert_eq!(height(&view), before);
        }
    }
}
