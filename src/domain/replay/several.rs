//! Several packs at once (C0 "Which number"): for what the buyer must do the earliest date over the packs that
//! apply, for what others do a range over them; disabled and former packs appear as conflicts only, and rules of
//! another part of the world not at all.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Beside;
use super::clocks::{Ledger, Run, computed, side_by_side};
use super::deadlines::{Built, Context, build};
use crate::domain::calendar::Calendar;
use crate::domain::event::Party;
use crate::domain::ids::EventId;
use crate::domain::message::Msg;
use crate::domain::rules::{AppliesIf, RulePack, Timer};
use crate::domain::view::{Conflict, DeadlineKind, DeadlineStatus};

/// Which run of which timer a date is of. Packs may start a timer of one name from different things: it is one date
/// all the same, unless each event has a run of its own.
type Key<'a> = (&'a str, Option<EventId>);

fn key<'a>(run: &Run<'a>) -> Key<'a> {
    let event = run.clock.filter(|_| side_by_side(&run.timer.start)).and_then(|clock| clock.event);
    (&run.timer.name, event)
}

/// The dates of a ledger by every pack that counts.
pub(super) fn dates(ledger: &Ledger, context: &Context<'_>, beside: &Beside<'_>) -> Vec<Built> {
    let concerns = |timer: &Timer| in_scope(timer.scope.as_deref(), beside.country);
    let mut built: Vec<Built> = Vec::new();
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let former: Vec<&RulePack> =
        beside.historic.iter().copied().filter(|pack| pack.id != context.pack.id).collect();
    for timer in context.pack.timers.values().filter(|timer| concerns(timer)) {
        for run in ledger.runs_of(timer) {
            if let Some(mut one) = build(&run, context) {
                for pack in &former {
                    add_former(&mut one, &run, pack, context);
                }
                places.insert(key(&run), built.len());
                built.push(one);
            }
        }
    }
    for pack in beside.packs.iter().filter(|pack| pack.id != context.pack.id) {
        let there = Context { pack, calendar: calendar(pack, context), ..*context };
        for timer in pack.timers.values().filter(|timer| concerns(timer)) {
            // What both packs take from the same one is one rule.
            if context.pack.timer(&timer.name) == Some(timer) {
                continue;
            }
            for run in ledger.runs_of(timer) {
                let Some(other) = build(&run, &there) else { continue };
                if let Some(main) = places.get(&key(&run)).and_then(|place| built.get_mut(*place)) {
                    merge(main, other, context.now);
                } else {
                    places.insert(key(&run), built.len());
                    built.push(other);
                }
            }
        }
    }
    built
}

fn calendar<'a>(pack: &RulePack, context: &Context<'a>) -> Calendar<'a> {
    Calendar { pack: pack.zone.for_buyer(context.calendar.buyer), ..context.calendar }
}

/// Two dates of one clock become one, with the other as a conflict or as the edge of a range.
fn merge(main: &mut Built, other: Built, now: DateTime<Utc>) {
    let (one, two) = (&main.deadline, &other.deadline);
    if one.shown_by_marketplace || two.due.is_none() {
        return;
    }
    if (one.due, one.earliest) == (two.due, two.earliest) {
        return;
    }
    let mine = one.who == Party::Buyer;
    // A door opens only when every pack has opened it; what the buyer must do is due by the first of them; what
    // others do is late only after the last.
    let takes_earlier = mine && one.kind != DeadlineKind::NotBefore;
    let other_wins = one
        .due
        .is_none_or(|due| two.due.is_some_and(|there| if takes_earlier { there < due } else { there > due }));
    let changes: Vec<DateTime<Utc>> = main.changes.iter().chain(&other.changes).copied().collect();
    let earliest = [one.earliest.or(one.due), two.earliest.or(two.due)].into_iter().flatten().min();
    let lost = if other_wins { std::mem::replace(main, other).deadline } else { other.deadline };
    let kept = &mut main.deadline;
    main.changes = changes;
    kept.conflicts.extend(lost.conflicts);
    let source = lost.rule.split('/').next().unwrap_or_default().to_owned();
    if mine {
        let flagged = lost.due.zip(kept.due).is_some_and(|(lost, kept)| apart(lost, kept));
        if let Some(value) = lost.due {
            kept.conflicts.push(Conflict { value, value_latest: None, source, why: None, flagged });
        }
        return;
    }
    kept.sources.extend(lost.sources.into_iter().filter(|source| !source.is_empty()));
    kept.sources.sort();
    kept.sources.dedup();
    kept.basis = Msg::new("deadline-basis-several").msg("basis", kept.basis.clone()).msg("other", lost.basis);
    kept.earliest = earliest.filter(|earliest| Some(*earliest) != kept.due);
    if kept.earliest.is_some() {
        kept.kind = DeadlineKind::Band;
        kept.latest = kept.due;
    }
    if kept.status == DeadlineStatus::Upcoming && kept.earliest.is_some_and(|earliest| earliest <= now) {
        kept.status = DeadlineStatus::Due;
    }
}

fn apart(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    (one - other).abs() > super::deadlines::FLAGGED_APART
}

/// What a former or disabled pack says of the same clock, unless that is known already.
fn add_former(main: &mut Built, run: &Run<'_>, pack: &RulePack, context: &Context<'_>) {
    let (Some(timer), Some(clock)) = (pack.timer(&run.timer.name), run.clock) else { return };
    // Another start would count from something else; the same rule says nothing new.
    if timer == run.timer || !timer.start.includes(clock.start) {
        return;
    }
    let there = computed(timer, timer.extent, clock.at, calendar(pack, context), context.conditions);
    let band = timer.kind == DeadlineKind::Band;
    let value = if band { there.earliest } else { there.due };
    let value_latest = there.due.filter(|_| band);
    let deadline = &mut main.deadline;
    let known = |value: DateTime<Utc>| {
        (Some(value), value_latest) == (deadline.due, None)
            || (Some(value), value_latest) == (deadline.earliest, deadline.latest)
            || deadline
                .conflicts
                .iter()
                .any(|other| (other.value, other.value_latest) == (value, value_latest))
    };
    if let Some(value) = value.filter(|value| !known(*value)) {
        deadline.conflicts.push(Conflict {
            value,
            value_latest,
            source: pack.id.clone(),
            why: Some(pack.title.clone()),
            flagged: false,
        });
    }
}

/// Whether a rule for a part of the world concerns a buyer; where that is not known it is shown with its scope.
pub(super) fn in_scope(scope: Option<&str>, country: Option<&str>) -> bool {
    let (Some(scope), Some(country)) = (scope, country) else { return true };
    scope.split(['/', ',']).map(str::trim).any(|place| {
        let place = if place == "UK" { "GB" } else { place };
        AppliesIf::place_has(place, country)
    })
}

/// The last runs of a timer by every pack that knows it, with the calendar of each.
pub(super) fn last_runs<'a>(
    ledger: &'a Ledger,
    name: &'a str,
    packs: impl Iterator<Item = (&'a RulePack, Calendar<'a>)> + 'a,
) -> impl Iterator<Item = (Run<'a>, Calendar<'a>)> + 'a {
    packs.filter_map(move |(pack, calendar)| Some((ledger.last_run(pack.timer(name)?)?, calendar)))
}

/// One date over several packs: the earliest for what the buyer must do, else the latest.
pub(super) fn over(dues: impl Iterator<Item = (Party, DateTime<Utc>)>) -> Option<DateTime<Utc>> {
    dues.reduce(|(who, one), (_, other)| {
        (who, if who == Party::Buyer { one.min(other) } else { one.max(other) })
    })
    .map(|(_, at)| at)
}
