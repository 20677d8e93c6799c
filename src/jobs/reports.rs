//! Reports and account cases: opening one with what the order tells already, keeping what was filled in, and
//! patterns of fraud among the buyer's own orders.

use std::collections::BTreeMap;

use crate::domain::case::CaseKind;
use crate::domain::change::{Applied, Change, Created};
use crate::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent};
use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::order::Order;
use crate::domain::reporting::{self, FieldKind, Form, Pattern, TYPE};
use crate::domain::rows::CaseRow;

use super::cases::{self, OpenCase};
use super::{Ctx, change};

/// Opens a report or an account case of a kind, with its form begun; one step of undo.
pub fn open(ctx: &Ctx, wish: &OpenCase, kind: &str) -> Result<Applied, Problem> {
    let form = begun(wish.kind, kind, wish.order.as_ref())?;
    let opened = cases::open_now(ctx, wish)?;
    let Some(case) = opened.created.cases.first().copied() else {
        return Err(Problem::could_not(Msg::new("job-case-not-recorded")));
    };
    match change(ctx, &filled(ctx, case, &form), None) {
        Ok(filled) => Ok(Applied {
            inverse: Change::All(vec![filled.inverse, opened.inverse]),
            created: Created { events: filled.created.events, ..opened.created },
            ..filled
        }),
        Err(problem) => {
            // A case whose kind could not be kept is none.
            change::take_back(ctx, &opened.inverse, Some(opened.others))?;
            Err(problem)
        }
    }
}

fn begun(case: CaseKind, kind: &str, order: Option<&Order>) -> Result<Form, Problem> {
    let known: Vec<&str> = match case {
        CaseKind::Report => reporting::book().types.iter().map(|spec| spec.id.as_str()).collect(),
        CaseKind::Account => reporting::book().accounts.iter().map(|spec| spec.id.as_str()).collect(),
        CaseKind::Chat => reporting::book().chats.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    // A name of an older guide stands for the type it is now.
    let now = match case {
        CaseKind::Report => reporting::report_type(kind).map_or(kind, |spec| spec.id.as_str()),
        _ => kind,
    };
    if !known.contains(&now) {
        let refused = Msg::new("report-kind-unknown").text("kind", kind).text("known", known.join(", "));
        return Err(Problem::refused(refused));
    }
    let mut form = Form::begun(now, order);
    if let Some(reason) =
        reporting::book().aliases.iter().find(|alias| alias.old == kind).and_then(|a| a.reason.clone())
    {
        form.0.insert("reason".to_owned(), reason);
    }
    Ok(form)
}

/// The change that keeps what was filled in.
pub fn filled(ctx: &Ctx, case: CaseId, form: &Form) -> Change {
    let event = NewEvent {
        kind: CaseEventKind::Note,
        at: Moment::instant(ctx.now),
        source: EventSource::Buyer,
        details: EventDetails { fields: form.0.clone(), ..EventDetails::default() },
    };
    Change::AddCaseEvent(case, Box::new(event))
}

/// Takes new values for fields of a form; an empty value clears its field.
///
/// # Errors
/// The case has no form, a field is not one of it, or a value is something that is not kept.
pub fn fill(ctx: &Ctx, case: CaseId, values: &BTreeMap<String, String>) -> Result<Change, Problem> {
    let stored = ctx.library.case(case)?;
    let mut form = Form::of(&ctx.library.case_events(case)?);
    if stored.kind != CaseKind::Report {
        return Err(Problem::refused(Msg::new("report-not-a-report")));
    }
    if let Some(kind) = values.get(TYPE) {
        let order = stored.order.map(|order| ctx.library.order(order)).transpose()?;
        let fresh = begun(CaseKind::Report, kind, order.as_ref())?;
        // What was filled in already stays where the new kind has the same field.
        let kept = form.0.into_iter().filter(|(id, _)| id != TYPE);
        let spec = fresh.report_type();
        let kept = kept.filter(|(id, _)| spec.is_some_and(|spec| spec.field(id).is_some()));
        let mut fields = fresh.0.clone();
        fields.extend(kept);
        form = Form(fields);
    }
    let spec = form.report_type().ok_or_else(|| Problem::refused(Msg::new("report-type-missing")))?;
    for (id, value) in values.iter().filter(|(id, _)| *id != TYPE) {
        let Some(field) = spec.field(id) else {
            let known: Vec<&str> = spec.fields.iter().map(|field| field.id.as_str()).collect();
            return Err(Problem::refused(
                Msg::new("report-field-unknown").text("field", id.clone()).text("known", known.join(", ")),
            ));
        };
        if reporting::card_number_in(value).is_some() && field.kind != FieldKind::OrderNumber {
            return Err(Problem::refused(Msg::new("report-card-number")));
        }
        if value.trim().is_empty() {
            form.0.remove(id);
        } else {
            form.0.insert(id.clone(), value.trim().to_owned());
        }
    }
    Ok(filled(ctx, case, &form))
}

/// Patterns of fraud that an order matches beside the buyer's others.
pub(super) fn patterns(ctx: &Ctx, order: &Order, cases: &[CaseRow]) -> Result<Vec<Pattern>, Problem> {
    let others = match &order.tracking {
        Some(_) => ctx.library.orders(false)?,
        None => Vec::new(),
    };
    let reasons: Vec<_> = cases.iter().filter_map(|case| case.reason).collect();
    Ok(reporting::patterns(order, &others.iter().collect::<Vec<_>>(), &reasons))
}
