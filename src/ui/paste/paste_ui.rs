//! Draws the dialog of pasted page words.

use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::data::{Faults, PasteDraft, RowDraft, has_at, has_due, typed};
use crate::app::state::Loading;
use crate::app::work::{About, Log, Look, Pastable, Pasted};
use crate::app::{Command, Form};
use crate::domain::event::{CaseEventKind, OrderEventKind};
use crate::domain::message::{Arg, Msg};
use crate::domain::recognise::{Field as Which, What};
use crate::ui::forms::now_text;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Field, check_ui, date_field_ui, dialog_ui, hairline_ui, muted_ui, primary, secondary, section_title_ui,
};
use crate::ui::words;

/// What is typed into the dialog.
#[derive(Debug, Default)]
pub struct PastePlace {
    open: Option<About>,
    draft: PasteDraft,
    asked: Option<Look>,
    taken: Option<Look>,
    faults: Faults,
}

/// Part of the window's height that the dialog may take before it scrolls.
const HEIGHT_PART: f32 = 0.68;
const TEXT_ROWS: usize = 4;

/// Draws the dialog, if it is open.
pub fn paste_ui(ui: &Ui, screen: &mut Screen<'_>, place: &mut PastePlace) {
    let (Some(Form::Paste(about)), Some(flow)) = (screen.state.form, &screen.state.paste) else {
        *place = PastePlace::default();
        return;
    };
    let (now, zone) = (screen.state.now, screen.state.zone);
    let words_came = place.open == Some(about) && !flow.text.is_empty() && place.draft.text.is_empty();
    if place.open != Some(about) || words_came {
        let draft = PasteDraft::new(flow.text.clone(), now, zone);
        *place = PastePlace { open: Some(about), draft, ..PastePlace::default() };
    }
    // What was typed is read as it is typed; reading takes less than a frame.
    let look = place.draft.look(about, zone);
    if let Some(look) = look.filter(|look| place.asked.as_ref() != Some(look)) {
        screen.push(Command::ReadPaste(Box::new(look.clone())));
        place.asked = Some(look);
    }
    let read = match &flow.read {
        Loading::Ready(read) if !place.draft.text.trim().is_empty() => Some(std::sync::Arc::clone(read)),
        _ => None,
    };
    if let Some(read) = &read
        && place.taken.as_ref() != Some(&read.0)
    {
        place.draft.take(&read.1, zone);
        place.taken = Some(read.0.clone());
        place.faults.clear();
    }
    let problem = flow.read.problem().map(|problem| screen.texts.problem(problem));
    let title = screen.t("recognise-title");
    let ((), gone) = dialog_ui(ui.ctx(), &title, |ui| {
        let height = ui.ctx().content_rect().height() * HEIGHT_PART;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP;
            muted_ui(ui, &screen.t("recognise-words"));
            let words =
                Field::new(&screen.t("recognise-text")).rows(TEXT_ROWS).show_ui(ui, &mut place.draft.text);
            if ui.memory(|memory| memory.focused().is_none()) && place.draft.text.is_empty() {
                words.request_focus();
            }
            let example = now_text(now, zone);
            let wrong =
                (!place.draft.seen.trim().is_empty() && place.draft.seen_at(zone).is_none()).then(|| {
                    screen.texts.say(&Msg::new("recognise-seen-wrong").text("example", example.clone()))
                });
            let label = screen.t("recognise-seen");
            date_field_ui(ui, &label, &mut place.draft.seen, &example, wrong.as_deref());
            if let Some(problem) = &problem {
                remark_ui(ui, problem);
            }
            if let Some(read) = &read {
                found_ui(ui, screen, &read.1, place);
            }
        });
        ui.add_space(size::GAP);
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            let chosen = place.draft.chosen();
            let words = screen.n("recognise-go", chosen);
            let go = ui.add_enabled(chosen > 0, primary(&words));
            if let Some(read) = read.as_ref().filter(|_| go.clicked()) {
                match place.draft.command(&read.1, zone) {
                    Ok(command) => screen.out.extend(command),
                    Err(faults) => place.faults = faults,
                }
            }
            if ui.add(secondary(&screen.t("app-cancel"))).clicked() {
                screen.push(Command::Form(None));
            }
        });
    });
    if gone {
        screen.push(Command::Form(None));
    }
}

/// A sentence that wants a look.
fn remark_ui(ui: &mut Ui, words: &str) {
    let ink = theme::of(ui).amber;
    ui.add(Label::new(text::small(words).color(ink)).wrap());
}

fn found_ui(ui: &mut Ui, screen: &Screen<'_>, pasted: &Pasted, place: &mut PastePlace) {
    ui.add_space(size::GAP_SMALL);
    section_title_ui(ui, &screen.n("recognise-found", pasted.proposals.len()), "");
    if pasted.proposals.is_empty() {
        muted_ui(ui, &screen.t("recognise-nothing"));
    }
    for (i, (one, row)) in pasted.proposals.iter().zip(&mut place.draft.rows).enumerate() {
        if i > 0 {
            hairline_ui(ui);
        }
        ui.push_id(("proposal", i), |ui| row_of_ui(ui, screen, one, row, i, &place.faults));
    }
    for unread in &pasted.unread {
        remark_ui(ui, &screen.texts.say(&unread.why));
    }
}

fn what_words(screen: &Screen<'_>, one: &Pastable) -> String {
    let shown = one.proposal.details.deadline.as_ref().filter(|_| !has_at(one));
    match (one.proposal.what, shown) {
        (
            What::OrderEvent(OrderEventKind::DateShown) | What::CaseEvent(CaseEventKind::DateShown),
            Some(timer),
        ) => screen.texts.say(&Msg::new(format!("deadline-{timer}"))),
        (What::OrderEvent(kind), _) => words::order_event(screen.texts, kind),
        (What::CaseEvent(kind), _) => words::case_event(screen.texts, kind),
        (What::OrderDate(which), _) => words::order_date(screen.texts, which),
    }
}

fn row_of_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    one: &Pastable,
    row: &mut RowDraft,
    i: usize,
    faults: &Faults,
) {
    let theme = theme::of(ui);
    let texts = screen.texts;
    let mut label = vec![what_words(screen, one)];
    label.extend(one.proposal.details.outcome.map(|outcome| words::outcome(texts, outcome)));
    label.extend(one.proposal.details.plan.map(|plan| words::plan(texts, plan)));
    label.extend(one.proposal.details.amount.as_ref().map(|amount| texts.money(amount)));
    label.extend(one.proposal.details.tracking.clone());
    match one.log {
        Some(Log::Order(_)) => label.push(screen.t("recognise-goes-order")),
        Some(Log::Case(_)) => label.push(screen.t("recognise-goes-case")),
        None => {}
    }
    let label = label.join(" · ");
    ui.add_enabled_ui(one.log.is_some(), |ui| check_ui(ui, &mut row.ticked, &label));
    if one.log.is_none() {
        remark_ui(ui, &screen.t("recognise-no-case"));
        row.ticked = false;
    }
    let quote = format!("“{}”", one.proposal.quote.split_whitespace().collect::<Vec<_>>().join(" "));
    ui.add(Label::new(text::small(quote).color(theme.muted)).wrap());
    if !one.proposal.items.is_empty() {
        for item in &one.proposal.items {
            ui.add(Label::new(text::small(format!("– {item}"))).wrap());
        }
    }
    if one.known {
        muted_ui(ui, &screen.t("recognise-known"));
    }
    let example = screen.state.now.with_timezone(&screen.state.zone).format("%Y-%m-%d").to_string();
    let fault = |field: &'static str| {
        faults.get(&(i, field)).map(|msg| texts.say(&msg.clone().text("example", example.clone())))
    };
    ui.horizontal_top(|ui| {
        if has_at(one) {
            let is_date = matches!(one.proposal.what, What::OrderDate(_));
            let label = screen.t(if is_date { "recognise-date" } else { "recognise-at" });
            date_field_ui(ui, &label, &mut row.at, &example, fault("at").as_deref());
        }
        if has_due(one) {
            let label = screen.t("recognise-due");
            date_field_ui(ui, &label, &mut row.due, &example, fault("due").as_deref());
        }
    });
    for ask in &one.proposal.asks {
        let answered = match ask.field() {
            Some(Which::At) => !row.at.trim().is_empty(),
            Some(Which::Due) => !row.due.trim().is_empty(),
            None => false,
        };
        if answered {
            continue;
        }
        remark_ui(ui, &texts.say(&ask.msg()));
        ui.horizontal_wrapped(|ui| {
            for moment in ask.candidates() {
                let words = texts.moment(moment);
                let name = texts.say(&Msg::new("recognise-choose").text("date", words.clone()));
                if ui.add(secondary(&words).small().name(&name)).clicked() {
                    let value = typed(moment, screen.state.zone);
                    match ask.field() {
                        Some(Which::At) => row.at = value,
                        _ => row.due = value,
                    }
                    row.ticked = one.log.is_some();
                }
            }
        });
    }
    for reading in &one.proposal.readings {
        muted_ui(ui, &texts.say(&Msg::new("recognise-reading").arg("date", Arg::Moment(*reading))));
    }
    for doubt in &one.proposal.doubts {
        remark_ui(ui, &texts.say(doubt));
    }
    if let Some(problem) = &one.refused {
        remark_ui(ui, &texts.say(&Msg::new("recognise-anyway").text("why", texts.problem(problem))));
    }
}
