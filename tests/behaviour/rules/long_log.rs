//! Ten thousand events: nothing lost, whatever they are and in whichever order they were learned. How long a replay
//! takes is the business of the bench `replay-10k`.

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
fn a_talk_of_ten_thousand_events_keeps_every_offer_and_every_version() {
    let story = log(EVENTS, |n| match n {
        0 => (K::Submitted, EventDetails::default()),
        n if n % 3 == 0 => (K::SellerOffer, amount("5.00")),
        n if n % 3 == 1 => (K::OfferRejected, EventDetails::default()),
        _ => (K::Edited, amount("6.00")),
    });
    let view = story.view("2026-01-01T10:00");
    assert_eq!(view.offers.len(), (EVENTS - 1) as usize / 3);
    assert_eq!(view.demands.len(), 1 + (EVENTS / 3) as usize);
    assert_eq!(view.asked.unwrap().minor, 600);
}

#[test]
fn events_that_go_with_no_state_change_nothing_however_many_there_are() {
    let recorded = |count| {
        let story = log(count, |n| match n {
            0 => (K::Submitted, EventDetails::default()),
            1 => (K::SellerRejects, EventDetails::default()),
            _ => (K::ProposalChosen, EventDetails { anyway: true, ..EventDetails::default() }),
        });
        story.view("2026-01-01T12:00")
    };
    let (few, many) = (recorded(3), recorded(EVENTS));
    assert_eq!((few.state, few.offers.len()), (many.state, many.offers.len()));
}

#[test]
fn ten_thousand_days_without_a_time_are_replayed() {
    let mut story = log(EVENTS, |n| match n {
        0 => (K::Submitted, EventDetails::default()),
        _ => (K::Note, EventDetails::default()),
    });
    for event in story.events.iter_mut().step_by(2) {
        event.at = Moment::day(event.recorded_at.date_naive());
    }
    let view = story.view("2026-01-02");
    assert_eq!(view.state, S::SellerTurn);
    assert!(view.deadlines.iter().any(|deadline| deadline.id == "seller_reply"));
}
