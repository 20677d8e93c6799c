//! Replay on anything: it never panics, always says the same, and every text it names exists.

use chrono::{TimeDelta, Utc};
use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::event::{
    CaseEventKind, Event, EventDetails, EventSource, OrderEventKind, Outcome, Party, Plan,
};
use parcelproof::domain::ids::EventId;
use parcelproof::domain::message::{Arg, Msg};
use parcelproof::domain::moment::Moment;
use parcelproof::domain::order::{DateFact, OrderDate, Said};
use parcelproof::domain::replay::{Beside, CaseInput, CaseStanding, OrderInput, case_view, order_view};
use parcelproof::domain::view::{CaseView, Deadline, DeadlineStatus};
use parcelproof::texts::Texts;
use proptest::prelude::*;

use super::story::{Story, usd};

fn any_moment() -> impl Strategy<Value = Moment> {
    let start = chrono::DateTime::from_timestamp(1_767_225_600, 0).unwrap();
    (0_i64..300 * 24 * 60, prop::bool::ANY).prop_map(move |(minutes, day_only)| {
        let at = start + TimeDelta::minutes(minutes);
        if day_only { Moment::day(at.date_naive()) } else { Moment::Minute { at, zone: None } }
    })
}

fn any_details() -> impl Strategy<Value = EventDetails> {
    let names =
        ["seller_reply", "negotiation", "open_latest", "protection_end", "evidence_request", "nothing"];
    (
        prop::option::weighted(0.2, any_moment()),
        prop::option::weighted(0.3, prop::sample::select(names.to_vec())),
        prop::option::weighted(0.4, 0_i64..3_000),
        prop::option::weighted(0.3, prop::sample::select(Plan::ALL.to_vec())),
        prop::option::weighted(0.3, prop::sample::select(Outcome::ALL.to_vec())),
        prop::option::weighted(0.3, prop::sample::select(Party::ALL.to_vec())),
        prop::option::weighted(0.2, 1_i64..12),
        prop::option::weighted(0.3, Just("RB1".to_owned())),
    )
        .prop_map(|(due, deadline, cents, plan, outcome, by, answers, tracking)| {
            let amount = cents.map(|cents| {
                let mut amount = usd("1.00");
                amount.minor = cents;
                amount
            });
            EventDetails {
                due,
                deadline: deadline.map(str::to_owned),
                amount,
                plan,
                outcome,
                by,
                answers: answers.map(EventId),
                tracking,
                ..EventDetails::default()
            }
        })
}

fn any_events<K: Copy + std::fmt::Debug + 'static>(
    kinds: &'static [K],
) -> impl Strategy<Value = Vec<Event<K>>> {
    let one = (prop::sample::select(kinds), any_moment(), any_details(), prop::bool::weighted(0.1));
    prop::collection::vec(one, 0..14).prop_map(|events| {
        events
            .into_iter()
            .enumerate()
            .map(|(index, (kind, at, details, voided))| Event {
                id: EventId(index as i64 + 1),
                seq: index as i64 + 1,
                kind,
                at,
                source: EventSource::Buyer,
                details,
                recorded_at: at.place(chrono_tz::UTC),
                voided,
            })
            .collect()
    })
}

fn any_story() -> impl Strategy<Value = Story> {
    let zones = [
        chrono_tz::America::Los_Angeles,
        chrono_tz::Europe::Moscow,
        chrono_tz::Asia::Kolkata,
        chrono_tz::Pacific::Kiritimati,
        chrono_tz::Pacific::Honolulu,
    ];
    (
        prop::sample::select(zones.to_vec()),
        prop::sample::select(CaseKind::ALL),
        prop::option::of(prop::sample::select(Reason::ALL)),
        prop::option::of(prop::sample::select(vec![Plan::RefundOnly, Plan::ReturnAndRefund])),
        prop::collection::btree_map(prop::sample::select(OrderDate::ALL.to_vec()), any_moment(), 0..8),
        any_events(OrderEventKind::ALL),
        any_events(CaseEventKind::ALL),
    )
        .prop_map(|(zone, kind, reason, remedy, dates, order_events, events)| {
            let mut story = Story::new(zone).kind(kind);
            story.case.reason = reason;
            story.case.remedy = remedy;
            story.order.dates = dates
                .into_iter()
                .map(|(which, at)| (which, DateFact { at, said: Said::Buyer, seen_at: at.place(zone) }))
                .collect();
            story.order_events = order_events;
            story.events = events;
            story
        })
}

fn any_now() -> impl Strategy<Value = chrono::DateTime<Utc>> {
    (0_i64..400 * 24 * 60).prop_map(|minutes| {
        chrono::DateTime::from_timestamp(1_767_225_600, 0).unwrap() + TimeDelta::minutes(minutes)
    })
}

fn look(story: &Story, now: chrono::DateTime<Utc>) -> CaseView {
    case_view(&CaseInput {
        case: &story.case,
        order: Some(&story.order),
        order_events: &story.order_events,
        events: &story.events,
        others: &[],
        pack: &story.pack,
        beside: Beside::default(),
        zone: story.zone,
        holidays: &story.holidays,
        now,
    })
}

/// Ids a text names and the texts lack.
fn unknown(texts: &Texts, msg: &Msg, into: &mut Vec<String>) {
    if !texts.has(&msg.id) {
        into.push(msg.id.to_string());
    }
    let said = texts.say(msg);
    if said.contains("{$") {
        into.push(format!("{}: {said}", msg.id));
    }
    for arg in msg.args.values() {
        if let Arg::Msg(inner) = arg {
            unknown(texts, inner, into);
        }
    }
}

fn check_deadlines(deadlines: &[Deadline]) {
    let dues: Vec<_> = deadlines.iter().filter_map(|deadline| deadline.due).collect();
    assert!(dues.is_sorted(), "{deadlines:#?}");
    for deadline in deadlines {
        if let (Some(earliest), Some(latest)) = (deadline.earliest, deadline.latest) {
            assert!(earliest <= latest, "{deadline:#?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replay_never_panics_and_says_the_same_twice(story in any_story(), now in any_now()) {
        let view = look(&story, now);
        prop_assert_eq!(&view, &look(&story, now));
        check_deadlines(&view.deadlines);
        let standing = [CaseStanding::of(&story.case, &view)];
        let input = OrderInput {
            order: &story.order,
            events: &story.order_events,
            case_states: &standing,
            pack: &story.pack,
            beside: Beside::default(),
            zone: story.zone,
            holidays: &story.holidays,
            now,
        };
        let order = order_view(&input);
        prop_assert_eq!(&order, &order_view(&input));
        check_deadlines(&order.deadlines);
        let texts = Texts::new("en", story.zone);
        let mut lacking = Vec::new();
        unknown(&texts, &view.next_step.text, &mut lacking);
        for deadline in view.deadlines.iter().chain(&order.deadlines) {
            unknown(&texts, &deadline.title, &mut lacking);
            unknown(&texts, &deadline.basis, &mut lacking);
        }
        for span in view.spans.iter().chain(&order.spans) {
            prop_assert!(span.to.is_none_or(|to| span.from <= to), "{span:?}");
            unknown(&texts, &span.label, &mut lacking);
        }
        for offer in &view.offers {
            offer.differences.iter().chain(&offer.warnings).for_each(|msg| unknown(&texts, msg, &mut lacking));
        }
        prop_assert!(lacking.is_empty(), "{lacking:?}");
    }

    #[test]
    fn between_changes_the_clock_changes_nothing(story in any_story(), now in any_now(), part in 0.0_f64..1.0) {
        let view = look(&story, now);
        let Some(next) = view.next_change_at else { return Ok(()) };
        prop_assert!(next > now);
        let later = now + TimeDelta::seconds(((next - now).num_seconds() as f64 * part) as i64);
        prop_assume!(later < next);
        let then = look(&story, later);
        prop_assert_eq!((view.state, view.state_presumed), (then.state, then.state_presumed));
        prop_assert_eq!(view.next_step, then.next_step);
        prop_assert_eq!(view.deadlines, then.deadlines);
    }

    #[test]
    fn a_later_clock_never_takes_a_deadline_back(story in any_story(), now in any_now(), more in 0_i64..40_000) {
        let before = look(&story, now);
        let after = look(&story, now + TimeDelta::minutes(more));
        for passed in before.deadlines.iter().filter(|deadline| deadline.status == DeadlineStatus::Overdue) {
            let still = after.deadlines.iter().find(|other| {
                other.id == passed.id && other.starts_at == passed.starts_at && other.due == passed.due
            });
            // It may have lost its meaning by what silence did later, but it is never upcoming again.
            let back = still
                .is_some_and(|still| matches!(still.status, DeadlineStatus::Upcoming | DeadlineStatus::Due));
            prop_assert!(!back, "{passed:?}");
        }
    }
}
