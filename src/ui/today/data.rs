//! What Today shows, made from state. Draws nothing.

use crate::app::{Command, Deed, Form, Place, State};
use crate::domain::event::{CaseEventKind, OrderEventKind, Party};
use crate::domain::ids::Sha256;
use crate::domain::message::Msg;
use crate::domain::overview::sums::sums;
use crate::domain::rows::{DueGroup, DueItem};
use crate::domain::view::{DeadlineKind, Severity};
use crate::texts::Texts;
use crate::ui::widgets::Tone;
use crate::ui::words;

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The day, how much is to do, what is at stake.
    pub subtitle: String,
    /// Groups with something in them, most urgent first.
    pub groups: Vec<Group>,
    /// The library holds nothing yet: the ways in are shown.
    pub is_new: bool,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its head.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The picture of the order.
    pub picture: Option<Sha256>,
    /// What to do.
    pub title: String,
    /// Which order, and what is at stake.
    pub detail: String,
    /// How long is left.
    pub countdown: String,
    /// Why that date.
    pub why: String,
    /// How urgent.
    pub tone: Tone,
    /// The button and what it does.
    pub button: Option<(String, Vec<Command>)>,
    /// Where a click on the row goes.
    pub place: Option<Place>,
    /// Puts the date off for half an hour.
    pub snooze: Option<Command>,
    /// What else fits, as words with what they do.
    pub more: Vec<(String, Vec<Command>)>,
    /// What is worth knowing beside the date.
    pub advice: Vec<String>,
    /// The first thing to do: its button is filled.
    pub first: bool,
}

impl Today {
    /// Makes the screen.
    pub fn new(state: &State, texts: &Texts) -> Self {
        let items = state.today.value().map(AsRef::as_ref).map(Vec::as_slice).unwrap_or_default();
        let mut groups = Vec::new();
        for (group, title) in [
            (DueGroup::Overdue, "today-overdue"),
            (DueGroup::Today, "today-today"),
            (DueGroup::ThisWeek, "today-week"),
            (DueGroup::Later, "today-later"),
            (DueGroup::Waiting, "today-waiting"),
        ] {
            let rows: Vec<Row> =
                items.iter().filter(|item| item.group == group).map(|item| row(state, texts, item)).collect();
            if !rows.is_empty() {
                groups.push(Group { title: texts.get(title), rows });
            }
        }
        if let Some(first) =
            groups.iter_mut().flat_map(|group| &mut group.rows).find(|row| row.button.is_some())
        {
            first.first = true;
        }
        let nothing = |len: Option<usize>| len == Some(0);
        let is_new = nothing(state.orders.value().map(|rows| rows.len()))
            && nothing(state.cases.value().map(|rows| rows.len()))
            && nothing(state.inbox.value().map(|rows| rows.len()));
        Self { subtitle: subtitle(state, texts, items), groups, is_new }
    }
}

fn subtitle(state: &State, texts: &Texts, items: &[DueItem]) -> String {
    let day = texts.day_long(state.now.with_timezone(&state.zone).date_naive());
    let mine = items
        .iter()
        .filter(|item| matches!(item.group, DueGroup::Overdue | DueGroup::Today | DueGroup::ThisWeek))
        .filter(|item| item.deadline.kind != DeadlineKind::Watch)
        .count();
    let mut parts = vec![day];
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    parts.push(if mine == 0 {
        texts.get("today-nothing-due")
    } else {
        texts.say(&Msg::new("today-due-count").count("count", count(mine)))
    });
    let cases = state.cases.value().map(AsRef::as_ref).map(Vec::as_slice).unwrap_or_default();
    let sums = sums(items, cases);
    for (id, amounts) in [("summary-at-stake", &sums.at_stake), ("summary-recovered", &sums.recovered)] {
        if !amounts.is_empty() {
            let amounts: Vec<String> = amounts.iter().map(|money| texts.money(money)).collect();
            parts.push(texts.say(&Msg::new(id).text("amount", amounts.join(" + "))));
        }
    }
    parts.join(" · ")
}

fn row(state: &State, texts: &Texts, item: &DueItem) -> Row {
    let deadline = &item.deadline;
    let waiting = item.group == DueGroup::Waiting;
    let countdown = match (deadline.kind, deadline.earliest, deadline.due) {
        (DeadlineKind::Band, Some(earliest), Some(latest)) => {
            let day = |at: chrono::DateTime<chrono::Utc>| {
                texts.day_short(at.with_timezone(&state.zone).date_naive())
            };
            format!("{} – {}", day(earliest), day(latest))
        }
        // Nothing ends then, so nothing is late.
        (DeadlineKind::Watch, _, Some(due)) if due <= state.now => texts.get("remind-worth-a-look"),
        (_, _, Some(due)) => texts.countdown(state.now, due),
        _ => texts.get("today-no-date"),
    };
    let tone = match (waiting, item.group, deadline.severity) {
        (true, ..) => Tone::Quiet,
        _ if deadline.kind == DeadlineKind::Watch => Tone::Quiet,
        (_, DueGroup::Overdue | DueGroup::Today | DueGroup::ThisWeek, Severity::Loss) => Tone::Loss,
        (_, DueGroup::Overdue | DueGroup::Today, _) | (_, DueGroup::ThisWeek, Severity::Attention) => {
            Tone::Attention
        }
        _ => Tone::Quiet,
    };
    let mut detail = vec![item.title.clone()];
    if let Some(number) = item.order_number.as_ref().filter(|number| **number != item.title) {
        detail.push(number.clone());
    }
    if let Some(money) = &item.at_stake {
        detail.push(texts.money(money));
    }
    let put_off = item.snoozed_until.filter(|until| *until > state.now);
    if let Some(until) = put_off {
        let until = texts.date_time_short(until);
        detail.push(texts.say(&Msg::new("remind-put-off").text("until", until)));
    }
    let mine = !waiting && matches!(item.who, Party::Buyer | Party::Both);
    let near = matches!(item.group, DueGroup::Overdue | DueGroup::Today);
    let snooze = (mine && near && put_off.is_none())
        .then(|| Command::deed(Deed::Snooze(Box::new(item.clone())), "remind-said-snoozed"));
    let more = item.other_actions.iter();
    let more = more.map(|action| (words::act(texts, action), act(action, item.case, item.order))).collect();
    let place = item.case.map(Place::Case).or(item.order.map(Place::Order));
    let button = (!waiting && !item.action.is_empty() && item.action != "wait")
        .then(|| (words::act(texts, &item.action), commands(item)));
    Row {
        picture: item.picture,
        title: texts.say(&item.text),
        detail: detail.join(" · "),
        countdown,
        why: texts.say(&deadline.basis),
        tone,
        button,
        place,
        snooze,
        more,
        advice: item.advice.iter().map(|advice| texts.say(advice)).collect(),
        first: false,
    }
}

/// What the button of a row does: goes there, and opens the form that the act needs.
pub fn commands(item: &DueItem) -> Vec<Command> {
    act(&item.action, item.case, item.order)
}

/// The commands of an act by its name in the rules, for a case or an order.
pub fn act(
    action: &str,
    case: Option<crate::domain::ids::CaseId>,
    order: Option<crate::domain::ids::OrderId>,
) -> Vec<Command> {
    let mut commands = Vec::new();
    match (action, case, order) {
        ("export", Some(case), _) => commands.push(Command::BeginExport(case)),
        ("open_case", _, Some(order)) => {
            commands.push(Command::Go(Place::Order(order)));
            commands.push(Command::Form(Some(Form::StartCase(order))));
        }
        // What the page says now is any event; a question is a message (P16-19).
        ("check", Some(case), _) => {
            commands.push(Command::Go(Place::Case(case)));
            commands.push(Command::Form(Some(Form::CaseEvent(case, None))));
        }
        ("check", None, Some(order)) => {
            commands.push(Command::Go(Place::Order(order)));
            commands.push(Command::Form(Some(Form::OrderEvent(order, None))));
        }
        ("contact", Some(case), _) => {
            commands.push(Command::Go(Place::Case(case)));
            commands.push(Command::Form(Some(Form::CaseEvent(case, Some(CaseEventKind::Message)))));
        }
        ("contact", None, Some(order)) => {
            commands.push(Command::Go(Place::Order(order)));
            commands.push(Command::Form(Some(Form::OrderEvent(order, Some(OrderEventKind::Note)))));
        }
        (action, Some(case), _) => {
            commands.push(Command::Go(Place::Case(case)));
            if let Some(kind) = CaseEventKind::from_code(action) {
                commands.push(Command::Form(Some(Form::CaseEvent(case, Some(kind)))));
            }
        }
        (action, None, Some(order)) => {
            commands.push(Command::Go(Place::Order(order)));
            if let Some(kind) = OrderEventKind::from_code(action) {
                commands.push(Command::Form(Some(Form::OrderEvent(order, Some(kind)))));
            }
        }
        _ => {}
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CaseId, OrderId};

    #[test]
    fn a_button_goes_to_its_place_and_opens_the_form_of_its_act() {
        let case = Some(CaseId(4));
        let order = Some(OrderId(2));
        assert_eq!(
            act("evidence_submitted", case, order),
            [
                Command::Go(Place::Case(CaseId(4))),
                Command::Form(Some(Form::CaseEvent(CaseId(4), Some(CaseEventKind::EvidenceSubmitted)))),
            ]
        );
        assert_eq!(act("export", case, order), [Command::BeginExport(CaseId(4))]);
        assert_eq!(
            act("open_case", None, order),
            [Command::Go(Place::Order(OrderId(2))), Command::Form(Some(Form::StartCase(OrderId(2)))),]
        );
        assert_eq!(act("open", case, order), [Command::Go(Place::Case(CaseId(4)))]);
    }
}
