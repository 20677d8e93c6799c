//! What History shows, made from state. Draws nothing.

use crate::app::{Place, State};
use crate::domain::money::Money;
use crate::domain::overview::history::{Ending, History, PastCase};
use crate::texts::Texts;
use crate::ui::widgets::Tone;
use crate::ui::words;

/// The screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryScreen {
    /// Disputes on orders lately.
    pub subtitle: String,
    /// What is worth knowing about that.
    pub warnings: Vec<String>,
    /// How many ended how: word, count, tone.
    pub endings: Vec<(String, String, Tone)>,
    /// Asked, offered, decided and received, a chart for each currency.
    pub money: Vec<Vec<BarLine>>,
    /// How long stages took on the whole.
    pub stages: Vec<BarLine>,
    /// The cases, newest first.
    pub rows: Vec<HistoryRow>,
    /// There are no cases at all.
    pub is_empty: bool,
}

/// A bar with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct BarLine {
    /// What it measures.
    pub name: String,
    /// Its value in words.
    pub value: String,
    /// Its length as a part of the longest.
    pub share: f32,
    /// Its colour.
    pub tone: Tone,
}

/// A case.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Where it leads.
    pub place: Place,
    /// What to call it.
    pub title: String,
    /// What kind, when it was opened and how long its stages took.
    pub detail: String,
    /// How it ended.
    pub ending: (String, Tone),
    /// Asked, offered, decided, received.
    pub amounts: [String; 4],
}

fn tone(ending: Ending) -> Tone {
    match ending {
        Ending::Won => Tone::Good,
        Ending::Part => Tone::Attention,
        Ending::Lost => Tone::Loss,
        Ending::Cancelled | Ending::Open => Tone::Quiet,
    }
}

impl HistoryScreen {
    /// Makes the screen.
    pub fn new(state: &State, texts: &Texts) -> Self {
        state.history.value().map(|history| Self::of(history, state, texts)).unwrap_or_default()
    }

    fn of(history: &History, state: &State, texts: &Texts) -> Self {
        let endings = history.endings.iter().map(|(ending, count)| {
            let count = texts.number(i64::try_from(*count).unwrap_or(i64::MAX));
            (words::ending(texts, *ending), count, tone(*ending))
        });
        Self {
            subtitle: history.rate.as_ref().map(|rate| texts.say(&rate.sentence())).unwrap_or_default(),
            warnings: history
                .rate
                .iter()
                .flat_map(|rate| rate.warnings.iter().map(|warning| texts.say(warning)))
                .collect(),
            endings: endings.collect(),
            money: money(history, texts),
            stages: stages(history, texts),
            rows: history.cases.iter().map(|case| row(case, state, texts)).collect(),
            is_empty: history.cases.is_empty(),
        }
    }
}

/// A chart for each currency in which something was asked, decided or received.
fn money(history: &History, texts: &Texts) -> Vec<Vec<BarLine>> {
    let series: [(&'static str, &[Money], Tone); 4] = [
        ("history-asked", &history.asked, Tone::Quiet),
        ("history-offered", &history.offered, Tone::Attention),
        ("history-decided", &history.decided, Tone::Accent),
        ("history-received", &history.received, Tone::Good),
    ];
    let mut currencies: Vec<&str> =
        series.iter().flat_map(|(_, sums, _)| sums.iter().map(|sum| sum.currency.code())).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let chart = |code: &str| {
        let of = |sums: &[Money]| sums.iter().find(|sum| sum.currency.code() == code).map(|sum| sum.minor);
        let most = series.iter().filter_map(|(_, sums, _)| of(sums)).max().unwrap_or(0);
        let bar = |(name, sums, tone): &(&'static str, &[Money], Tone)| BarLine {
            name: texts.get(name),
            value: sums
                .iter()
                .find(|sum| sum.currency.code() == code)
                .map_or_else(|| texts.get("summary-nothing"), |sum| texts.money(sum)),
            share: share(of(sums).unwrap_or(0), most),
            tone: *tone,
        };
        series.iter().map(bar).collect()
    };
    currencies.into_iter().map(chart).collect()
}

fn stages(history: &History, texts: &Texts) -> Vec<BarLine> {
    let most = history.stages.iter().map(|(_, hours, _)| *hours).max().unwrap_or(0);
    let bar = |(state, hours, _): &(crate::domain::view::CaseState, i64, usize)| BarLine {
        name: words::case_state(texts, *state),
        value: length(texts, *hours),
        share: share(*hours, most),
        tone: Tone::Accent,
    };
    history.stages.iter().map(bar).collect()
}

fn share(part: i64, most: i64) -> f32 {
    if most <= 0 { 0.0 } else { (part.max(0) as f64 / most as f64) as f32 }
}

/// Days, or hours where it was less than two days.
fn length(texts: &Texts, hours: i64) -> String {
    use crate::domain::message::Msg;
    texts.say(&match hours {
        0..48 => Msg::new("history-hours").count("count", hours),
        _ => Msg::new("history-days").count("count", hours / 24),
    })
}

fn row(case: &PastCase, state: &State, texts: &Texts) -> HistoryRow {
    let opened = texts.day(case.opened_at.with_timezone(&state.zone).date_naive());
    let mut detail = vec![words::case_kind(texts, case.kind), opened];
    let stages = case.stages.iter().filter(|stage| stage.hours > 0);
    detail
        .extend(stages.map(|stage| {
            format!("{} {}", words::case_state(texts, stage.state), length(texts, stage.hours))
        }));
    let money =
        |amount: &Option<Money>| amount.as_ref().map(|amount| texts.money(amount)).unwrap_or_default();
    let ending = case.ending();
    HistoryRow {
        place: Place::Case(case.case),
        title: case.title.clone(),
        detail: detail.join(" · "),
        ending: (words::ending(texts, ending), tone(ending)),
        amounts: [money(&case.asked), money(&case.offered), money(&case.decided), money(&case.received)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::view::CaseState;

    #[test]
    fn the_longest_bar_is_whole_and_currencies_are_never_mixed() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let of = |minor, code| Money::new(minor, Currency::parse(code).unwrap());
        let history = History {
            asked: vec![of(2_000, "USD"), of(900, "EUR")],
            received: vec![of(500, "USD")],
            stages: vec![(CaseState::SellerTurn, 30, 1), (CaseState::MarketplaceReview, 24 * 15, 2)],
            ..History::default()
        };
        let charts = money(&history, &texts);
        assert_eq!(charts.len(), 2);
        let shares: Vec<f32> = charts[1].iter().map(|bar| bar.share).collect();
        assert_eq!(shares, [1.0, 0.0, 0.0, 0.25], "EUR comes first, then USD");
        assert_eq!(charts[0][0].value, "9.00\u{a0}EUR");
        let stages = stages(&history, &texts);
        assert_eq!((stages[0].value.as_str(), stages[1].value.as_str()), ("30 h", "15 days"));
        assert!((stages[1].share - 1.0).abs() < f32::EPSILON);
    }
}
