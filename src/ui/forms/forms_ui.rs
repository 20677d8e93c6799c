//! Draws the forms.

use egui::{Align, Layout, ScrollArea, Ui};

use super::data::{
    CaseEventDraft, Extras, Faults, OrderEventDraft, StartCaseDraft, asks, brings_words, offered,
};
use super::fields::{DATES, FieldsDraft};
use super::reason_ui::reason_ui;
use crate::app::work::tracking_suggestion;
use crate::app::{Command, Form};
use crate::domain::event::{CaseEventKind, OrderEventKind, Outcome, Party, Plan};
use crate::domain::message::Msg;
use crate::domain::money::Currency;
use crate::domain::offers::traps;
use crate::domain::order::Order;
use crate::domain::rows::{CasePicture, EvidenceRow};
use crate::ui::icons::Icon;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{size, text};
use crate::ui::widgets::{
    Field, Tone, check_ui, date_field_ui, dialog_ui, link_ui, money_field_ui, muted_ui, notice_ui, primary,
    secondary, segmented_ui,
};
use crate::ui::words;

/// What is typed into the form that is open.
#[derive(Debug, Default)]
pub struct FormsPlace {
    open: Option<Form>,
    start: StartCaseDraft,
    case_event: CaseEventDraft,
    order_event: OrderEventDraft,
    fields: FieldsDraft,
    faults: Faults,
    /// It was pressed, and the guards had their say.
    sent: bool,
    settling: u8,
}

/// Frames until a dialog that was just opened stands still.
const SETTLING_FRAMES: u8 = 3;

/// Part of the window's height that a form may take before it scrolls.
const HEIGHT_PART: f32 = 0.6;

/// Draws the open form, if its place is loaded.
pub fn form_ui(ui: &Ui, screen: &mut Screen<'_>, place: &mut FormsPlace) {
    // Pasted words, routes and reports have dialogs of their own.
    let own = |form: &Form| !matches!(form, Form::Paste(_) | Form::Routes(_) | Form::Report(_));
    let Some(form) = screen.state.form.filter(own) else {
        place.open = None;
        return;
    };
    let order = screen.state.shown_order().map(|picture| picture.order.clone());
    let case = screen.state.shown_case().map(|shown| shown.picture.clone());
    let fresh = place.open != Some(form);
    let (now, zone) = (screen.state.now, screen.state.zone);
    if fresh {
        // Drafts are made once their order or case is there; what was typed is kept from then on.
        match (form, &order, &case) {
            (Form::StartCase(id), Some(order), _) if order.id == id => {
                place.start = StartCaseDraft::new(order);
                // What the tracking log suggests is chosen already; the buyer may choose otherwise.
                let events = screen.state.shown_order().map(|picture| picture.events.as_slice());
                place.start.reason = events
                    .and_then(|events| tracking_suggestion(order, events))
                    .map(|suggestion| suggestion.reason);
            }
            (Form::OrderFields(id), Some(order), _) if order.id == id => {
                place.fields = FieldsDraft::new(order, zone);
            }
            (Form::OrderEvent(id, kind), Some(order), _) if order.id == id => {
                place.order_event = OrderEventDraft::new(kind, now, zone);
            }
            (Form::CaseEvent(id, kind), _, Some(case)) if case.case.id == id => {
                place.case_event = CaseEventDraft::new(kind, now, zone);
                // A question about an expiry is about the date that the next step rests on.
                place.case_event.deadline.clone_from(&case.view.next_step.deadline);
                place.case_event.freight = case.view.return_paid_by.filter(|_| agrees_return(kind));
            }
            (Form::CaseAnswer(id, kind, event, item), _, Some(case)) if case.case.id == id => {
                place.case_event = CaseEventDraft::new(Some(kind), now, zone);
                place.case_event.answers = Some(event);
                place.case_event.items = item.into_iter().collect();
            }
            _ => return,
        }
        place.open = Some(form);
        place.faults.clear();
        place.sent = false;
        // Its size is known after the first frame, its middle after the second: without these it would jump later.
        place.settling = SETTLING_FRAMES;
    }
    if place.settling > 0 {
        place.settling -= 1;
        ui.ctx().request_repaint();
    }
    let (title, go) = match form {
        Form::StartCase(_) => ("case-form-title", "case-form-go"),
        Form::CaseEvent(..) | Form::CaseAnswer(..) | Form::OrderEvent(..) => {
            ("event-form-title", "event-form-go")
        }
        Form::OrderFields(_) => ("order-form-title", "order-form-go"),
        Form::Paste(_) | Form::Routes(_) | Form::Report(_) => return,
    };
    let title = screen.t(title);
    let ((), gone) = dialog_ui(ui.ctx(), &title, |ui| {
        let height = ui.ctx().content_rect().height() * HEIGHT_PART;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = size::GAP_WIDE;
            match (form, &order, &case) {
                (Form::StartCase(_), Some(order), _) => start_ui(ui, screen, order, place),
                (Form::OrderFields(_), Some(_), _) => fields_ui(ui, screen, place),
                (Form::OrderEvent(..), Some(_), _) => {
                    let rows = screen.state.shown_order().map(|picture| picture.evidence.as_slice());
                    order_event_ui(ui, screen, rows.unwrap_or_default(), place);
                }
                (Form::CaseEvent(..) | Form::CaseAnswer(..), _, Some(case)) => {
                    case_event_ui(ui, screen, case, place);
                }
                _ => {}
            }
        });
        ui.add_space(size::GAP);
        // What is wrong may be scrolled out of sight.
        for wrong in place.faults.values() {
            let ink = crate::ui::theme::of(ui).red;
            ui.add(egui::Label::new(text::small(screen.texts.say(wrong)).color(ink)).wrap());
        }
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            if ui.add(primary(&screen.t(go))).clicked() {
                submit(screen, form, order.as_ref(), case.as_ref(), place);
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

fn submit(
    screen: &mut Screen<'_>,
    form: Form,
    order: Option<&Order>,
    case: Option<&CasePicture>,
    place: &mut FormsPlace,
) {
    let (now, zone) = (screen.state.now, screen.state.zone);
    if place.sent && screen.state.banner.is_some() {
        screen.push(Command::DismissBanner);
    }
    place.sent = true;
    let made = match (form, order, case) {
        (Form::StartCase(_), Some(order), _) => place.start.command(order).map(Some),
        (Form::OrderFields(_), Some(order), _) => place.fields.command(order, now, zone),
        (Form::OrderEvent(id, _), ..) => place.order_event.command(id, zone).map(Some),
        (Form::CaseEvent(id, _) | Form::CaseAnswer(id, ..), _, Some(case)) => {
            place.case_event.command(id, currency(case).as_ref(), zone).map(Some)
        }
        _ => return,
    };
    match made {
        Ok(Some(command)) => {
            place.faults.clear();
            screen.push(command);
        }
        Ok(None) => screen.push(Command::Form(None)),
        Err(faults) => place.faults = faults,
    }
}

/// The currency of a case's amounts: what is asked, else what was paid.
pub fn currency(case: &CasePicture) -> Option<Currency> {
    let asked = case.case.amount.as_ref().or(case.view.asked.as_ref()).or(case.view.amount_cap.as_ref());
    asked.map(|money| money.currency.clone()).or_else(|| {
        let order = case.order.as_ref()?;
        let paid = order.lines.iter().find_map(|line| line.paid.as_ref());
        order.currency.clone().or_else(|| paid.map(|paid| paid.currency.clone()))
    })
}

fn fault(screen: &Screen<'_>, faults: &Faults, field: &str) -> Option<String> {
    faults.get(field).map(|msg| screen.texts.say(msg))
}

/// One of several, unfolding; `none` is shown while nothing is chosen.
pub fn choose_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    none: &str,
    value: &mut Option<T>,
    choices: &[(T, String)],
    wrong: Option<&str>,
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let theme = crate::ui::theme::of(ui);
        let name = ui.label(text::small(label).color(theme.muted));
        let shown = choices
            .iter()
            .find(|(choice, _)| Some(choice) == value.as_ref())
            .map_or(none, |(_, words)| words.as_str());
        let width = ui.available_width();
        let combo = egui::ComboBox::from_id_salt(("choose", label))
            .selected_text(shown)
            .width(width)
            .show_ui(ui, |ui| {
                for (choice, words) in choices {
                    let chosen = Some(choice) == value.as_ref();
                    if ui.selectable_label(chosen, words.as_str()).clicked() {
                        *value = Some(choice.clone());
                    }
                }
            });
        combo.response.labelled_by(name.id);
        if let Some(wrong) = wrong {
            ui.label(text::small(wrong).color(theme.red));
        }
    });
}

fn start_ui(ui: &mut Ui, screen: &Screen<'_>, order: &Order, place: &mut FormsPlace) {
    let texts = screen.texts;
    muted_ui(ui, &screen.t("case-form-words"));
    muted_ui(ui, &screen.t("words-intro"));
    if order.lines.len() > 1 {
        let lines: Vec<(i64, String)> = order
            .lines
            .iter()
            .map(|line| (line.position, line.title.clone().unwrap_or_else(|| line.position.to_string())))
            .collect();
        let wrong = fault(screen, &place.faults, "line");
        let label = screen.t("case-form-line");
        choose_ui(ui, &label, &screen.t("app-choose"), &mut place.start.line, &lines, wrong.as_deref());
    }
    let wrong = fault(screen, &place.faults, "reason");
    reason_ui(ui, screen, &mut place.start, wrong.as_deref());
    let name = screen.t("case-form-remedy");
    let labels = [
        (Some(Plan::RefundOnly), words::plan(texts, Plan::RefundOnly)),
        (Some(Plan::ReturnAndRefund), words::plan(texts, Plan::ReturnAndRefund)),
    ];
    let choices: Vec<(Option<Plan>, &str)> =
        labels.iter().map(|(plan, words)| (*plan, words.as_str())).collect();
    segmented_ui(ui, &name, &mut place.start.remedy, &choices);
    let cap = place.start.cap(order);
    let currency = cap.as_ref().map(|cap| &cap.currency).or(order.currency.as_ref());
    let code = currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
    let wrong = fault(screen, &place.faults, "amount");
    money_field_ui(ui, &screen.t("case-form-amount"), &mut place.start.amount, &code, wrong.as_deref());
    match cap {
        Some(cap) => muted_ui(ui, &texts.say(&Msg::new("case-form-cap").money("cap", &cap))),
        None => muted_ui(ui, &screen.t("case-form-cap-unknown")),
    };
    let packs = &screen.state.facts.packs;
    let known: Vec<(String, String)> = packs
        .iter()
        .filter(|pack| !pack.is_payment && packs.may_open(&pack.id, Some(order)))
        .map(|pack| (pack.id.clone(), pack.title.clone()))
        .collect();
    if known.len() > 1 {
        let made_for = packs.for_order(order).map_or("", |pack| pack.title.as_str());
        choose_ui(ui, &screen.t("case-form-rules"), made_for, &mut place.start.pack, &known, None);
    }
}

/// When it was seen, which files show it; and once it was refused, that it happened all the same.
fn extras_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    extras: &mut Extras,
    rows: &[EvidenceRow],
    faults: &Faults,
    sent: bool,
) {
    if !extras.is_open && link_ui(ui, &screen.t("event-form-more")).clicked() {
        extras.is_open = true;
    }
    if extras.is_open {
        let wrong = fault(screen, faults, "seen_at");
        let example = super::data::now_text(screen.state.now, screen.state.zone);
        date_field_ui(ui, &screen.t("event-form-seen"), &mut extras.seen_at, &example, wrong.as_deref());
        if !rows.is_empty() {
            muted_ui(ui, &screen.t("event-form-files"));
        }
        for row in rows.iter().filter(|row| row.evidence.derived_from.is_none()) {
            let id = row.evidence.id;
            let mut shows_it = extras.files.contains(&id);
            if check_ui(ui, &mut shows_it, words::file_title(row)) {
                if shows_it {
                    extras.files.insert(id)
                } else {
                    extras.files.remove(&id)
                };
            }
        }
    }
    if sent && let Some(problem) = &screen.state.banner {
        notice_ui(ui, Tone::Attention, Icon::Alert, &screen.texts.problem(problem), |_| {});
        check_ui(ui, &mut extras.anyway, &screen.t("event-form-anyway"));
    }
}

fn case_event_ui(ui: &mut Ui, screen: &Screen<'_>, case: &CasePicture, place: &mut FormsPlace) {
    let texts = screen.texts;
    let kinds: Vec<_> =
        offered(case.case.kind).iter().map(|kind| (*kind, words::case_event(texts, *kind))).collect();
    let draft = &mut place.case_event;
    let faults = &place.faults;
    let choose = screen.t("app-choose");
    let wrong = fault(screen, faults, "kind");
    choose_ui(ui, &screen.t("event-form-kind"), &choose, &mut draft.kind, &kinds, wrong.as_deref());
    let wrong = fault(screen, faults, "at");
    let example = super::data::now_text(screen.state.now, screen.state.zone);
    date_field_ui(ui, &screen.t("event-form-at"), &mut draft.at, &example, wrong.as_deref());
    let Some(kind) = draft.kind else { return };
    let asks = asks(kind);
    if asks.deadline {
        let dates: Vec<(String, String)> = case
            .view
            .deadlines
            .iter()
            .map(|deadline| (deadline.id.clone(), texts.say(&deadline.title)))
            .collect();
        let wrong = fault(screen, faults, "deadline");
        let label = screen.t("event-form-deadline");
        choose_ui(ui, &label, &choose, &mut draft.deadline, &dates, wrong.as_deref());
    }
    if asks.outcome {
        let outcomes: Vec<(Outcome, String)> =
            Outcome::ALL.iter().map(|outcome| (*outcome, words::outcome(texts, *outcome))).collect();
        let wrong = fault(screen, faults, "outcome");
        let label = screen.t("event-form-outcome");
        choose_ui(ui, &label, &choose, &mut draft.outcome, &outcomes, wrong.as_deref());
    }
    if asks.by {
        let own = (kind == CaseEventKind::SellerOffer).then_some(Party::Buyer);
        let parties: Vec<(Party, String)> = [Party::Seller, Party::Marketplace]
            .into_iter()
            .chain(own)
            .map(|party| (party, words::party(texts, party)))
            .collect();
        choose_ui(ui, &screen.t("event-form-by"), &choose, &mut draft.by, &parties, None);
    }
    if asks.plan {
        let plans: Vec<(Plan, String)> =
            Plan::ALL.iter().map(|plan| (*plan, words::plan(texts, *plan))).collect();
        choose_ui(ui, &screen.t("event-form-plan"), &choose, &mut draft.plan, &plans, None);
    }
    if asks.amount {
        let code = currency(case).map(|currency| currency.code().to_owned()).unwrap_or_default();
        let wrong = fault(screen, faults, "amount");
        money_field_ui(ui, &screen.t("event-form-amount"), &mut draft.amount, &code, wrong.as_deref());
    }
    if asks.freight {
        let parties: Vec<(Party, String)> = [Party::Buyer, Party::Seller, Party::Marketplace]
            .into_iter()
            .map(|party| (party, words::party(texts, party)))
            .collect();
        choose_ui(ui, &screen.t("event-form-freight"), &choose, &mut draft.freight, &parties, None);
    }
    if asks.outside {
        check_ui(ui, &mut draft.outside, &screen.t("event-form-outside"));
    }
    if asks.tracking {
        Field::new(&screen.t("event-form-tracking")).mono().show_ui(ui, &mut draft.tracking);
    }
    if asks.due {
        let wrong = fault(screen, faults, "due");
        date_field_ui(ui, &screen.t("event-form-due"), &mut draft.due, &example, wrong.as_deref());
        muted_ui(ui, &screen.t("event-form-due-help"));
    }
    let (label, rows) = match kind {
        CaseEventKind::EvidenceRequested => ("event-form-request", 4),
        CaseEventKind::QuestionImpossible => ("event-form-why-not", 2),
        kind if brings_words(kind) => ("event-form-words", 3),
        _ => ("event-form-note", 2),
    };
    Field::new(&screen.t(label)).rows(rows).show_ui(ui, &mut draft.note);
    extras_ui(ui, screen, &mut draft.extras, &case.evidence, faults, place.sent);
    if brings_words(kind) && draft.by != Some(Party::Buyer) {
        let ink = crate::ui::theme::of(ui);
        for spotted in traps::spot(&draft.note) {
            let words = texts.say(&traps::warning(spotted.trap));
            let ink = if spotted.trap.is_final() { ink.red } else { ink.amber };
            ui.add(egui::Label::new(text::small(words).color(ink)).wrap());
        }
    }
}

/// Events that settle who pays for a return.
fn agrees_return(kind: Option<CaseEventKind>) -> bool {
    kind == Some(CaseEventKind::ReturnAgreed)
}

fn order_event_ui(ui: &mut Ui, screen: &Screen<'_>, rows: &[EvidenceRow], place: &mut FormsPlace) {
    let texts = screen.texts;
    let kinds: Vec<_> =
        OrderEventKind::ALL.iter().map(|kind| (*kind, words::order_event(texts, *kind))).collect();
    let draft = &mut place.order_event;
    let wrong = fault(screen, &place.faults, "kind");
    let choose = screen.t("app-choose");
    choose_ui(ui, &screen.t("event-form-kind"), &choose, &mut draft.kind, &kinds, wrong.as_deref());
    let wrong = fault(screen, &place.faults, "at");
    let example = super::data::now_text(screen.state.now, screen.state.zone);
    date_field_ui(ui, &screen.t("event-form-at"), &mut draft.at, &example, wrong.as_deref());
    if draft.asks_due() {
        let wrong = fault(screen, &place.faults, "due");
        date_field_ui(ui, &screen.t("event-form-due"), &mut draft.due, &example, wrong.as_deref());
    }
    if draft.kind == Some(OrderEventKind::Shipped) {
        Field::new(&screen.t("event-form-tracking")).mono().show_ui(ui, &mut draft.tracking);
    }
    Field::new(&screen.t("event-form-note")).rows(2).show_ui(ui, &mut draft.note);
    extras_ui(ui, screen, &mut draft.extras, rows, &place.faults, place.sent);
}

fn fields_ui(ui: &mut Ui, screen: &Screen<'_>, place: &mut FormsPlace) {
    let draft = &mut place.fields;
    let faults = &place.faults;
    Field::new(&screen.t("order-field-title")).show_ui(ui, &mut draft.title);
    Field::new(&screen.t("order-field-options")).show_ui(ui, &mut draft.options);
    ui.horizontal_wrapped(|ui| {
        let code = draft.currency.clone();
        let wrong = fault(screen, faults, "paid");
        money_field_ui(ui, &screen.t("order-field-paid"), &mut draft.paid, &code, wrong.as_deref());
        let wrong = fault(screen, faults, "shipping");
        money_field_ui(ui, &screen.t("order-field-shipping"), &mut draft.shipping, &code, wrong.as_deref());
        let wrong = fault(screen, faults, "listed");
        money_field_ui(ui, &screen.t("order-field-listed"), &mut draft.listed, &code, wrong.as_deref());
        let wrong = fault(screen, faults, "currency");
        Field::new(&screen.t("order-field-currency"))
            .limit(3)
            .width(96.0)
            .error(wrong.as_deref())
            .show_ui(ui, &mut draft.currency);
    });
    let unsaid = screen.t("order-delivery-not-said");
    let said = [
        (None, unsaid.clone()),
        (Some(true), screen.t("order-delivery-yes")),
        (Some(false), screen.t("order-delivery-no")),
    ];
    let mut delivery = Some(draft.delivery_included);
    choose_ui(ui, &screen.t("order-field-delivery"), &unsaid, &mut delivery, &said, None);
    draft.delivery_included = delivery.flatten();
    let example = screen.state.now.with_timezone(&screen.state.zone).format("%Y-%m-%d").to_string();
    ui.horizontal_wrapped(|ui| {
        for (value, which) in draft.dates.iter_mut().zip(DATES) {
            let label = words::order_date(screen.texts, which);
            let wrong = fault(screen, faults, which.code());
            date_field_ui(ui, &label, value, &example, wrong.as_deref());
        }
    });
    check_ui(ui, &mut draft.from_page, &screen.t("order-form-from-page"));
    Field::new(&screen.t("order-field-store")).show_ui(ui, &mut draft.store);
    Field::new(&screen.t("order-field-tracking")).mono().show_ui(ui, &mut draft.tracking);
    Field::new(&screen.t("order-field-carrier")).show_ui(ui, &mut draft.carrier);
    Field::new(&screen.t("order-field-payment")).show_ui(ui, &mut draft.payment);
    Field::new(&screen.t("order-field-address")).rows(2).show_ui(ui, &mut draft.address);
    Field::new(&screen.t("order-field-note")).rows(2).show_ui(ui, &mut draft.note);
}
