//! Reminders: which are due, taken once for whoever shows them, and what the desktop is given to show.

use crate::domain::message::{Msg, Problem};
use crate::domain::overview::reminders::{self, GROUPED_FROM, OFF, Reminder, SETTING, Urgency};
use crate::domain::rows::DueItem;
use crate::texts::Texts;

use super::Ctx;

/// A note for the desktop, with what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// How loudly.
    pub urgency: Urgency,
    /// The reminders it says.
    pub reminders: Vec<Reminder>,
}

impl Note {
    /// What to give back when it could not be shown.
    pub fn keys(&self) -> Vec<String> {
        let keys = |reminder: &Reminder| [vec![reminder.key.clone()], reminder.passed.clone()].concat();
        self.reminders.iter().flat_map(keys).collect()
    }
}

/// True unless the buyer turned reminders off.
pub fn are_on(ctx: &Ctx) -> Result<bool, Problem> {
    Ok(ctx.library.setting(SETTING)?.as_deref() != Some(OFF))
}

/// Takes the reminders that are due among `items` and were not shown yet, as notes; many at once become one.
pub fn take(ctx: &Ctx, items: &[DueItem], texts: &Texts) -> Result<Vec<Note>, Problem> {
    if !are_on(ctx)? {
        return Ok(Vec::new());
    }
    let due = reminders::due_now(items, &ctx.library.shown_reminders()?, ctx.now);
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> =
        due.iter().flat_map(|one| std::iter::once(&one.key).chain(&one.passed)).cloned().collect();
    let taken = ctx.library.claim_reminders(&keys, |key| reminders::still_remembered(key, ctx.now))?;
    let due: Vec<Reminder> = due.into_iter().filter(|one| taken.contains(&one.key)).collect();
    Ok(notes(due, texts, ctx))
}

/// Gives back what could not be shown.
pub fn give_back(ctx: &Ctx, notes: &[Note]) -> Result<(), Problem> {
    let keys: Vec<String> = notes.iter().flat_map(Note::keys).collect();
    ctx.library.release_reminders(&keys)
}

fn notes(due: Vec<Reminder>, texts: &Texts, ctx: &Ctx) -> Vec<Note> {
    if due.len() < GROUPED_FROM {
        return due.into_iter().map(|one| note(one, texts, ctx)).collect();
    }
    let Some(first) = due.first() else { return Vec::new() };
    let body = Msg::new("remind-many-body")
        .msg("what", first.what.clone())
        .text("order", name(first))
        .at("due", first.due);
    let title = Msg::new("remind-many").count("count", i64::try_from(due.len()).unwrap_or(i64::MAX));
    let urgency = due.iter().map(|one| one.urgency).max().unwrap_or(Urgency::Normal);
    vec![Note { title: texts.say(&title), body: texts.say(&body), urgency, reminders: due }]
}

fn note(one: Reminder, texts: &Texts, ctx: &Ctx) -> Note {
    let id = match (one.is_watch, one.presumed) {
        (true, _) => "remind-body-watch",
        (false, true) => "remind-body-presumed",
        (false, false) => "remind-body",
    };
    let body = Msg::new(id)
        .text("order", name(&one))
        .at("due", one.due)
        .text("left", texts.countdown(ctx.now, one.due));
    Note { title: texts.say(&one.what), body: texts.say(&body), urgency: one.urgency, reminders: vec![one] }
}

/// Longest title that a note shows.
const NAME_LEN_MAX: usize = 80;

/// What to call the order: its title on one line and without marks that turn text around, and its number.
fn name(one: &Reminder) -> String {
    let plain: String = one
        .order
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !crate::domain::order::is_invisible(*c))
        .collect();
    let mut plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() > NAME_LEN_MAX {
        plain = plain.chars().take(NAME_LEN_MAX - 1).chain(['…']).collect();
    }
    match one.number.as_ref().filter(|number| **number != plain) {
        Some(number) if plain.is_empty() => number.clone(),
        Some(number) => format!("{plain} · {number}"),
        None => plain,
    }
}

/// What `remind` did.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminded {
    /// Reminders are on.
    pub on: bool,
    /// What was shown.
    pub notes: Vec<Note>,
}

/// Shows what is due through `show` and ends. Where it cannot be shown, nothing counts as shown.
pub fn run(
    ctx: &Ctx,
    texts: &Texts,
    show: &dyn Fn(&Note) -> Result<(), Problem>,
) -> Result<Reminded, Problem> {
    let notes = take(ctx, &super::today::due(ctx)?, texts)?;
    for (at, note) in notes.iter().enumerate() {
        if let Err(problem) = show(note) {
            give_back(ctx, notes.get(at..).unwrap_or_default())?;
            return Err(problem);
        }
    }
    Ok(Reminded { on: are_on(ctx)?, notes })
}

/// Shows a note on the desktop.
#[cfg(feature = "gui")]
pub fn on_desktop(note: &Note) -> Result<(), Problem> {
    crate::os::notify::show(&note.title, &note.body, note.urgency)
}

/// A build without a window knows no desktop.
#[cfg(not(feature = "gui"))]
pub fn on_desktop(_: &Note) -> Result<(), Problem> {
    Err(Problem::could_not(Msg::new("problem-no-notification")))
}
