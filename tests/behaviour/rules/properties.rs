//! What holds of every log: replay is deterministic, undo restores exactly, what comes later and is unrelated moves
//! nothing, dates are monotone in their start, and no zone's clock change puts a date on a wrong day.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use parcelproof::domain::calendar::{Calendar, Reading, due};
use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Outcome};
use parcelproof::domain::moment::Moment;
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::rules::{Length, Unit};
use parcelproof::domain::view::{CaseView, Deadline};
use proptest::prelude::*;

use super::story::{Story, amount, outcome};

const ZONES: [Tz; 4] = [
    chrono_tz::America::Los_Angeles,
    chrono_tz::Europe::Moscow,
    chrono_tz::Europe::London,
    chrono_tz::Asia::Kolkata,
];

/// Events that have no say in dates: notes, messages, talks.
const UNRELATED: [K; 3] = [K::Note, K::Message, K::SellerReplied];

const STEPS: [K; 10] = [
    K::Submitted,
    K::SellerRejects,
    K::SellerOffer,
    K::Edited,
    K::Escalated,
    K::EvidenceRequested,
    K::EvidenceSubmitted,
    K::Decision,
    K::RefundProcessed,
    K::RefundSeen,
];

/// A dispute whose events follow each other, some only known to the day.
fn any_dispute() -> impl Strategy<Value = Story> {
    let step = (prop::sample::select(STEPS.to_vec()), 1_i64..96, prop::bool::weighted(0.3));
    (prop::sample::select(ZONES.to_vec()), prop::collection::vec(step, 1..10)).prop_map(|(zone, steps)| {
        let mut story = Story::new(zone);
        let mut at = Utc.with_ymd_and_hms(2026, 2, 20, 9, 0, 0).unwrap();
        for (kind, hours, by_day) in steps {
            at += TimeDelta::hours(hours);
            let details = match kind {
                K::Decision => outcome(Outcome::Win),
                K::SellerOffer => amount("5.00"),
                _ => EventDetails::default(),
            };
            let moment =
                if by_day { Moment::day(at.with_timezone(&zone).date_naive()) } else { Moment::instant(at) };
            story = story.event(kind, "2026-01-01", details);
            let last = story.events.last_mut().unwrap();
            (last.at, last.recorded_at) = (moment, at);
        }
        story
    })
}

fn dated(deadlines: &[Deadline]) -> Vec<(String, Option<Moment>, Option<DateTime<Utc>>)> {
    deadlines.iter().map(|deadline| (deadline.id.clone(), deadline.starts_at, deadline.due)).collect()
}

fn at(story: &Story, now: DateTime<Utc>) -> CaseView {
    let text = now.to_rfc3339();
    story.view(&text)
}

fn now() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..200 * 24 * 60)
        .prop_map(|minutes| Utc.with_ymd_and_hms(2026, 2, 20, 0, 0, 0).unwrap() + TimeDelta::minutes(minutes))
}

fn units() -> impl Strategy<Value = Unit> {
    prop::sample::select(Unit::ALL.to_vec())
}

const READINGS: [Reading; 5] =
    [Reading::ActBy, Reading::WaitFor, Reading::OpensAt, Reading::BandStart, Reading::BandEnd];

/// Days around both clock changes of a zone's year, or anywhere in it.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    let edge = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    // Los Angeles: 8 March and 1 November; London: 29 March and 25 October.
    let edges = [edge(3, 8), edge(11, 1), edge(3, 29), edge(10, 25)];
    prop_oneof![
        (prop::sample::select(edges.to_vec()), 0_u64..30).prop_map(|(day, back)| day - Days::new(back)),
        (0_u64..365).prop_map(move |n| edge(1, 1) + Days::new(n)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn voiding_an_event_leaves_what_was_before_it(story in any_dispute(), now in now(), kind in prop::sample::select(K::ALL.to_vec()), hours in 0_i64..2_000) {
        let before = at(&story, now);
        let mut longer = story.clone().event(kind, "2026-01-01", amount("1.00"));
        let last = longer.events.last_mut().unwrap();
        last.at = Moment::instant(Utc.with_ymd_and_hms(2026, 2, 20, 0, 0, 0).unwrap() + TimeDelta::hours(hours));
        let with_it = at(&longer, now);
        longer.events.last_mut().unwrap().voided = true;
        prop_assert_eq!(&before, &at(&longer, now));
        // And counting it again gives what it gave.
        let mut again = longer.clone();
        again.events.last_mut().unwrap().voided = false;
        prop_assert_eq!(with_it, at(&again, now));
    }

    #[test]
    fn a_later_unrelated_event_moves_no_earlier_date(story in any_dispute(), now in now(), kind in prop::sample::select(UNRELATED.to_vec())) {
        let before = at(&story, now);
        let mut longer = story.clone().event(kind, "2026-01-01", EventDetails { note: Some("seen".to_owned()), ..EventDetails::default() });
        longer.events.last_mut().unwrap().at = Moment::instant(now);
        let after = at(&longer, now);
        prop_assert_eq!(dated(&before.deadlines), dated(&after.deadlines));
        prop_assert_eq!((before.state, before.state_presumed), (after.state, after.state_presumed));
    }

    #[test]
    fn the_order_in_which_events_were_recorded_changes_nothing_they_happened_in(story in any_dispute(), now in now()) {
        // Instants alone say what came first; the log may have learned it in any order.
        let mut known = story.clone();
        for event in &mut known.events {
            event.at = Moment::instant(event.recorded_at);
        }
        let mut mixed = known.clone();
        mixed.events.reverse();
        let count = mixed.events.len() as i64;
        for (index, event) in mixed.events.iter_mut().enumerate() {
            event.seq = index as i64 + 1;
        }
        prop_assert_eq!(count, known.events.len() as i64);
        prop_assert_eq!(at(&known, now), at(&mixed, now));
    }

    #[test]
    fn due_dates_never_come_earlier_for_a_later_start(
        zones in (prop::sample::select(ZONES.to_vec()), prop::sample::select(ZONES.to_vec())),
        day in any_day(), later in 0_u64..5, minutes in 0_i64..1_440, more in 0_i64..3_000,
        n in 0_i64..60, unit in units(), reading in prop::sample::select(READINGS.to_vec()),
        holidays in prop::collection::vec(any_day(), 0..4),
    ) {
        let calendar = Calendar { buyer: zones.0, pack: zones.1, holidays: &holidays };
        let length = Length { n, unit };
        let reckon = |start| due(start, length, reading, calendar).unwrap().at;
        prop_assert!(reckon(Moment::day(day)) <= reckon(Moment::day(day + Days::new(later))));
        let start = day.and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::minutes(minutes);
        let (one, other) = (reckon(Moment::instant(start)), reckon(Moment::instant(start + TimeDelta::minutes(more))));
        // The last days of a month share one day of a shorter month, each at its own time of day.
        let of_month = |at: DateTime<Utc>| at.with_timezone(&calendar.pack).date_naive();
        if unit == Unit::CalendarMonths {
            prop_assert!(of_month(one) <= of_month(other));
        } else {
            prop_assert!(one <= other);
        }
        // And more days are never less.
        let longer = due(Moment::day(day), Length { n: n + 1, unit }, reading, calendar).unwrap().at;
        prop_assert!(reckon(Moment::day(day)) <= longer);
    }

    #[test]
    fn civil_days_end_on_the_day_the_calendar_says_in_the_zone_they_are_of(
        zone in prop::sample::select(ZONES.to_vec()), day in any_day(), n in 0_u64..90,
        reading in prop::sample::select(READINGS.to_vec()),
    ) {
        let calendar = Calendar { buyer: zone, pack: zone, holidays: &[] };
        let length = Length { n: n as i64, unit: Unit::CalendarDays };
        let there = due(Moment::day(day), length, reading, calendar).unwrap().at.with_timezone(&zone);
        // The end of a day is the first instant of the next; both are midnights of that zone.
        let ends = matches!(reading, Reading::WaitFor | Reading::BandEnd);
        prop_assert_eq!(there.date_naive(), day + Days::new(n + u64::from(ends)));
        prop_assert_eq!(there.time(), chrono::NaiveTime::MIN);
    }

    #[test]
    fn a_day_of_two_zones_is_never_read_on_the_unsafe_side(
        zones in (prop::sample::select(ZONES.to_vec()), prop::sample::select(ZONES.to_vec())),
        day in any_day(), n in 0_u64..60,
    ) {
        let (buyer, pack) = zones;
        let calendar = Calendar { buyer, pack, holidays: &[] };
        let length = Length { n: n as i64, unit: Unit::CalendarDays };
        let at = |reading| due(Moment::day(day), length, reading, calendar).unwrap().at;
        let midnight = |zone: Tz, add: u64| zone.from_local_datetime(&(day + Days::new(n + add)).and_hms_opt(0, 0, 0).unwrap()).earliest().unwrap().with_timezone(&Utc);
        prop_assert_eq!(at(Reading::ActBy), midnight(buyer, 0).min(midnight(pack, 0)));
        prop_assert_eq!(at(Reading::OpensAt), midnight(buyer, 0).max(midnight(pack, 0)));
        prop_assert_eq!(at(Reading::WaitFor), midnight(buyer, 1).max(midnight(pack, 1)));
    }

    #[test]
    fn instants_are_counted_in_full_days_whatever_the_clocks_do(
        zone in prop::sample::select(ZONES.to_vec()), day in any_day(), minutes in 0_i64..1_440, n in 0_i64..90,
    ) {
        let calendar = Calendar { buyer: zone, pack: zone, holidays: &[] };
        let start = day.and_hms_opt(0, 0, 0).unwrap().and_utc() + TimeDelta::minutes(minutes);
        let there = due(Moment::instant(start), Length { n, unit: Unit::CalendarDays }, Reading::ActBy, calendar).unwrap().at;
        prop_assert_eq!(there - start, TimeDelta::days(n));
    }

    #[test]
    fn a_business_day_is_none_of_the_weekend_and_no_holiday(
        zone in prop::sample::select(ZONES.to_vec()), day in any_day(), n in 1_i64..30,
        holidays in prop::collection::vec(any_day(), 0..6),
    ) {
        let calendar = Calendar { buyer: zone, pack: zone, holidays: &holidays };
        let length = Length { n, unit: Unit::BusinessDays };
        let start = due(Moment::day(day), length, Reading::BandStart, calendar).unwrap().at.with_timezone(&zone).date_naive();
        prop_assert!(start.weekday().num_days_from_monday() < 5);
        prop_assert!(!holidays.contains(&start));
        let end = due(Moment::day(day), length, Reading::BandEnd, calendar).unwrap().at.with_timezone(&zone).date_naive();
        prop_assert_eq!(end, start.succ_opt().unwrap());
    }

    #[test]
    fn the_last_day_to_open_is_of_the_right_zone_over_both_clock_changes(zone in prop::sample::select(ZONES.to_vec()), day in any_day()) {
        let text = day.to_string();
        let story = Story::new(zone).kind(CaseKind::Dispute).date(D::Confirmed, &text);
        let view = story.order_view(&text);
        let latest = view.deadlines.iter().find(|deadline| deadline.id == "open_latest").unwrap().due.unwrap();
        let last = (day + Days::new(15)).and_hms_opt(0, 0, 0).unwrap();
        let midnight = |zone: Tz| zone.from_local_datetime(&last).earliest().unwrap().with_timezone(&Utc);
        prop_assert_eq!(latest, midnight(zone).min(midnight(chrono_tz::America::Los_Angeles)));
    }
}
