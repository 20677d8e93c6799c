//! The ledger of offers as a case shows it: proposals and the buyer's own versions in one list, and both over time.

use chrono::{DateTime, Utc};

use crate::domain::event::Party;
use crate::domain::ids::EventId;
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::view::{CaseView, Demand, Offer, OfferStanding};
use crate::texts::Texts;
use crate::ui::words;

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferLine {
    /// The event it came with.
    pub event: EventId,
    /// Its day.
    pub day: String,
    /// Who and what.
    pub what: String,
    /// What differs from what was asked, or from the version before.
    pub differences: Vec<String>,
    /// Known traps, and whether falling for them gives the money away.
    pub warnings: Vec<(bool, String)>,
    /// What a return would leave.
    pub break_even: Option<String>,
    /// How it stands; empty for the buyer's own versions.
    pub standing: String,
    /// It waits for the buyer.
    pub is_open: bool,
    /// The buyer's own.
    pub is_own: bool,
}

/// The ledger, newest first.
pub fn lines(view: &CaseView, texts: &Texts, zone: chrono_tz::Tz) -> Vec<OfferLine> {
    let mut lines: Vec<(DateTime<Utc>, OfferLine)> = Vec::new();
    lines.extend(view.demands.iter().map(|demand| (demand.at.place(zone), demand_line(demand, texts, zone))));
    lines.extend(view.offers.iter().map(|offer| (offer.at.place(zone), offer_line(offer, texts, zone))));
    lines.sort_by_key(|(at, line)| (*at, line.event));
    lines.into_iter().rev().map(|(_, line)| line).collect()
}

fn terms(
    amount: Option<&Money>,
    plan: Option<crate::domain::event::Plan>,
    freight: Option<Party>,
    texts: &Texts,
) -> String {
    let mut what = Vec::new();
    what.extend(amount.map(|money| texts.money(money)));
    what.extend(plan.map(|plan| words::plan(texts, plan)));
    what.extend(freight.map(|freight| {
        let who = words::party(texts, freight);
        texts.say(&Msg::new("case-offer-freight").text("who", who))
    }));
    what.join(", ")
}

fn demand_line(demand: &Demand, texts: &Texts, zone: chrono_tz::Tz) -> OfferLine {
    let who = if demand.version == 1 {
        texts.get("offer-own-first")
    } else {
        let version = i64::try_from(demand.version).unwrap_or(i64::MAX);
        texts.say(&Msg::new("offer-own-again").count("version", version))
    };
    let what = terms(demand.amount.as_ref(), demand.plan, None, texts);
    OfferLine {
        event: demand.event,
        day: texts.day_short(demand.at.day_in(zone)),
        what: texts.say(&Msg::new("case-offer").text("who", who).text("what", what)),
        differences: demand.changes.iter().map(|msg| texts.say(msg)).collect(),
        warnings: Vec::new(),
        break_even: None,
        standing: String::new(),
        is_open: false,
        is_own: true,
    }
}

fn offer_line(offer: &Offer, texts: &Texts, zone: chrono_tz::Tz) -> OfferLine {
    let is_own = offer.by == Party::Buyer;
    let who = if is_own { texts.get("offer-own-proposal") } else { words::party(texts, offer.by) };
    let what = terms(offer.amount.as_ref(), offer.plan, offer.freight, texts);
    let brings = offer.break_even.as_ref().filter(|brings| !brings.is_loss());
    OfferLine {
        event: offer.event,
        day: texts.day_short(offer.at.day_in(zone)),
        what: texts.say(&Msg::new("case-offer").text("who", who).text("what", what)),
        differences: offer.differences.iter().map(|msg| texts.say(msg)).collect(),
        warnings: offer
            .traps
            .iter()
            .zip(&offer.warnings)
            .map(|(trap, warning)| (trap.is_final(), texts.say(warning)))
            .collect(),
        break_even: brings.map(|brings| texts.say(&brings.sentence())),
        standing: words::standing(texts, offer.standing),
        is_open: offer.standing == OfferStanding::Open && !is_own,
        is_own,
    }
}

/// What was asked and offered over time, each as parts of the whole width and height.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfferChart {
    /// What was asked: a step from each to the next.
    pub asked: Vec<ChartPoint>,
    /// What was offered.
    pub offered: Vec<ChartPoint>,
    /// All of it in words, for those who do not see it.
    pub words: String,
}

/// An amount at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPoint {
    /// 0 at the first, 1 at the last.
    pub x: f32,
    /// 0 for nothing, 1 for the highest amount.
    pub y: f32,
    /// The amount.
    pub amount: String,
}

impl OfferChart {
    /// Makes the chart; `None` until there is something to compare (P5-09).
    pub fn new(view: &CaseView, texts: &Texts, zone: chrono_tz::Tz) -> Option<Self> {
        let asked: Vec<(DateTime<Utc>, &Money)> = view
            .demands
            .iter()
            .filter_map(|demand| Some((demand.at.place(zone), demand.amount.as_ref()?)))
            .collect();
        let offered: Vec<(DateTime<Utc>, &Money)> = view
            .offers
            .iter()
            .filter(|offer| offer.by != Party::Buyer)
            .filter_map(|offer| Some((offer.at.place(zone), offer.amount.as_ref()?)))
            .collect();
        let currency = &asked.first()?.1.currency;
        let same = |(_, money): &&(DateTime<Utc>, &Money)| money.currency == *currency;
        let all: Vec<&(DateTime<Utc>, &Money)> = asked.iter().chain(&offered).filter(same).collect();
        if offered.iter().filter(same).count() == 0 || all.len() < 2 {
            return None;
        }
        let first = all.iter().map(|(at, _)| *at).min()?;
        let last = all.iter().map(|(at, _)| *at).max()?;
        let most = all.iter().map(|(_, money)| money.minor).max()?.max(1) as f32;
        let span = (last - first).num_seconds().max(1) as f32;
        let point = |(at, money): &(DateTime<Utc>, &Money)| ChartPoint {
            x: (*at - first).num_seconds() as f32 / span,
            y: money.minor.max(0) as f32 / most,
            amount: texts.money(money),
        };
        let points =
            |list: &[(DateTime<Utc>, &Money)]| list.iter().filter(same).map(point).collect::<Vec<_>>();
        let (asked, offered) = (points(&asked), points(&offered));
        let list = |points: &[ChartPoint]| {
            points.iter().map(|point| point.amount.as_str()).collect::<Vec<_>>().join(", ")
        };
        let words = format!(
            "{}: {} {}; {} {}",
            texts.get("offer-chart"),
            texts.get("offer-chart-asked"),
            list(&asked),
            texts.get("offer-chart-offered"),
            list(&offered),
        );
        Some(Self { asked, offered, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EventId;
    use crate::domain::moment::Moment;
    use crate::domain::money::Currency;
    use crate::domain::replay::{CaseInput, case_view};
    use crate::domain::rules::Packs;
    use chrono::TimeZone as _;

    fn usd(text: &str) -> Money {
        Money::parse(text, &Currency::parse("USD").unwrap()).unwrap()
    }

    /// A dispute over 11.73 with an event each day.
    fn view(events: &[(crate::domain::event::CaseEventKind, &str)]) -> CaseView {
        use crate::domain::event::{Event, EventDetails, EventSource};
        let day = |n: usize| Utc.with_ymd_and_hms(2026, 5, n as u32 + 1, 9, 0, 0).unwrap();
        let log: Vec<_> = events
            .iter()
            .enumerate()
            .map(|(i, (kind, amount))| Event {
                id: EventId(i as i64 + 1),
                seq: i as i64 + 1,
                kind: *kind,
                at: Moment::instant(day(i)),
                source: EventSource::Buyer,
                details: EventDetails { amount: Some(usd(amount)), ..EventDetails::default() },
                recorded_at: day(i),
                voided: false,
            })
            .collect();
        let case = crate::domain::case::Case {
            id: crate::domain::ids::CaseId(1),
            kind: crate::domain::case::CaseKind::Dispute,
            order: None,
            line: None,
            after: None,
            pack: "aliexpress-2026".to_owned(),
            pack_version: String::new(),
            reason: None,
            remedy: None,
            amount: None,
            note: None,
            opened_at: day(0),
            removed_at: None,
        };
        let packs = Packs::built_in().unwrap();
        case_view(&CaseInput {
            case: &case,
            order: None,
            order_events: &[],
            events: &log,
            others: &[],
            pack: packs.get("aliexpress-2026").unwrap(),
            zone: chrono_tz::UTC,
            holidays: &[],
            beside: crate::domain::replay::Beside::default(),
            now: day(events.len()),
        })
    }

    #[test]
    fn asked_and_offered_are_drawn_over_time() {
        use crate::domain::event::CaseEventKind as K;
        let texts = Texts::new("en", chrono_tz::UTC);
        let chart = |events| OfferChart::new(&view(events), &texts, chrono_tz::UTC);
        assert_eq!(chart(&[(K::Submitted, "11.73")]), None);
        let drawn = chart(&[(K::Submitted, "10.00"), (K::SellerOffer, "5.00"), (K::Edited, "8.00")]).unwrap();
        let places = |points: &[ChartPoint]| points.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>();
        assert_eq!(places(&drawn.asked), [(0.0, 1.0), (1.0, 0.8)]);
        assert_eq!(places(&drawn.offered), [(0.5, 0.5)]);
        assert!(drawn.words.contains("5.00"), "{}", drawn.words);
    }

    #[test]
    fn the_ledger_holds_both_sides_newest_first() {
        use crate::domain::event::CaseEventKind as K;
        let texts = Texts::new("en", chrono_tz::UTC);
        let view = view(&[(K::Submitted, "10.00"), (K::SellerOffer, "5.00"), (K::Edited, "8.00")]);
        let own: Vec<bool> = lines(&view, &texts, chrono_tz::UTC).iter().map(|line| line.is_own).collect();
        assert_eq!(own, [true, false, true]);
    }
}
