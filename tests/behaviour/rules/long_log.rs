//! Ten thousand events: nothing lost, nothing slow by more than their number, whatever they are and in whichever
//! order they were learned.

use std::time::{Duration, Instant};

use chrono::{TimeDelta, TimeZone, Utc};
use parcelproof::domain::event::{CaseEventKind as K, Event, EventDetails, EventSource, Outcome};
use parcelproof::domain::ids::EventId;
use parcelproof::domain::moment::Moment;
use parcelproof::domain::view::CaseState as S;

use super::story::{Story, amount, outcome};

const EVENTS: i64 = 10_000;

/// A log of `count` events, one an hour, each made from its place.
fn log(count: i64, make: impl Fn(i64) -> (K, EventDetails)) -> Story {
    let mut story = Story::in_la();
    let start = Utc.with_ymd_and_hms(2026, 1, 1, 9, 0, 0).unwrap();
    story.events = (0..count)
        .map(|n| {
            let (kind, details) = make(n);
            let at = start + TimeDelta::hours(n);
            Event {
                id: EventId(n + 1),
                seq: n + 1,
                kind,
                at: Moment::instant(at),
                source: EventSource::Buyer,
                details,
                recorded_at: at,
                voided: false,
            }
        })
        .collect();
    story
}

fn took(story: &Story) -> Duration {
    let begun = Instant::now();
    let view = story.view("2027-06-01");
    assert!(!view.spans.is_empty() || view.state == S::Draft);
    begun.elapsed()
}

/// Twice the events take about twice the time: far from four times, however loaded the machine is.
fn grows_like_its_length(make: impl Fn(i64) -> (K, EventDetails) + Copy) {
    let best = |count| {
        let story = log(count, make);
        (0..3).map(|_| took(&story)).min().unwrap()
    };
    let (short, long) = (best(EVENTS / 8), best(EVENTS));
    // Eight times as many: 64 times the time would be quadratic; a fixed part and noise are let through.
    assert!(
        long < short * 30 + Duration::from_millis(200),
        "{short:?} for {}, {long:?} for {EVENTS}",
        EVENTS / 8
    );
}

#[test]
fn ten_thousand_events_are_replayed_to_their_end() {
    let story = log(EVENTS, |n| match n {
        0 => (K::Submitted, EventDetails::default()),
        1 => (K::Escalated, EventDetails::default()),
        n if n == EVENTS - 1 => (K::Decision, outcome(Outcome::Win)),
        n if n % 2 == 0 => (K::EvidenceRequested, EventDetails::default()),
        _ => (K::EvidenceSubmitted, EventDetails::default()),
    });
    let view = story.view("2027-06-01");
    assert_eq!((view.state, view.requests.len()), (S::RefundWaiting, EVENTS as usize / 2 - 1));
    assert!(view.requests.iter().rev().skip(1).all(|request| request.answered));
    // Learned backwards, it is the same story.
    let mut mixed = story.clone();
    mixed.events.reverse();
    for (place, event) in mixed.events.iter_mut().enumerate() {
        event.seq = place as i64 + 1;
    }
    assert_eq!(view, mixed.view("2027-06-01"));
}

#[test]
fn a_long_talk_grows_like_its_length() {
    grows_like_its_length(|n| match n {
        0 => (K::Submitted, EventDetails::default()),
        n if n % 3 == 0 => (K::SellerOffer, amount("5.00")),
        n if n % 3 == 1 => (K::OfferRejected, EventDetails::default()),
        _ => (K::Edited, amount("6.00")),
    });
}

#[test]
fn requests_and_answers_grow_like_their_number() {
    grows_like_its_length(|n| match n {
        0 => (K::Submitted, EventDetails::default()),
        1 => (K::Escalated, EventDetails::default()),
        n if n % 2 == 0 => (K::EvidenceRequested, EventDetails::default()),
        _ => (K::EvidenceSubmitted, EventDetails::default()),
    });
}

#[test]
fn events_that_go_with_no_state_grow_like_their_number() {
    // Recorded anyway, one after the other: each is tried with what silence did, and none of it is copied.
    grows_like_its_length(|n| match n {
        0 => (K::Submitted, EventDetails::default()),
        1 => (K::SellerRejects, EventDetails::default()),
        _ => (K::Submitted, EventDetails { anyway: true, ..EventDetails::default() }),
    });
}

#[test]
fn days_without_a_time_grow_like_their_number() {
    let by_day = |count: i64| {
        let mut story = log(count, |_| (K::Note, EventDetails::default()));
        for event in story.events.iter_mut().step_by(2) {
            event.at = Moment::day(event.recorded_at.date_naive());
        }
        (0..3).map(|_| took(&story)).min().unwrap()
    };
    let (short, long) = (by_day(EVENTS / 8), by_day(EVENTS));
    assert!(long < short * 30 + Duration::from_millis(200), "{short:?}, {long:?}");
}
