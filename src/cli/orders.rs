//! `order`, `bin`: orders on the command line.

use crate::domain::change::{Change, LinePatch, OrderPatch};
use crate::domain::event::OrderEventKind;
use crate::domain::guards::beside;
use crate::domain::ids::EventId;
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Money;
use crate::domain::order::{Marketplace, OrderNumber};
use crate::domain::view::{DeadlineStatus, OrderState};
use crate::jobs;
use crate::jobs::Mode;

use super::args::{BinCommand, OrderCommand, OrderLineCommand};
use super::shapes::{BinJson, DoneJson, EmptiedJson, OrderJson, OrderRowJson};
use super::{Ended, Session, output, read};

fn other_currency(asked: &Money, paid: &Money) -> Problem {
    let refused = Msg::new("cli-other-currency");
    Problem::refused(refused.text("asked", asked.currency.code()).text("paid", paid.currency.code()))
}

impl Session {
    pub(super) fn order(&self, command: OrderCommand) -> Result<Ended, Problem> {
        match command {
            OrderCommand::Add { number, fields } => {
                let ctx = self.ctx(Mode::ReadWrite)?;
                let marketplace = fields.marketplace.clone().map(Marketplace::from);
                let (marketplace, number) = jobs::orders::number_in(&number, marketplace)?;
                let order = read::order_patch(&fields, &ctx, &[])?;
                let line = read::line_patch(&fields, None)?;
                jobs::change_by(&ctx, fields.anyway, || {
                    Ok(jobs::orders::add(marketplace.clone(), number.clone(), order.clone(), line.clone()))
                })?;
                self.say(&Msg::new("cli-order-added").text("number", number.as_typed()))?;
                self.warn_of_dates(&ctx, &number, Some(&marketplace))?;
            }
            OrderCommand::Set { number, line, fields } => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, &number)?;
                read::same_marketplace(&fields, &order)?;
                let line_id = if let Some(position) = line {
                    jobs::cases::line_at(&order, position)?.id
                } else {
                    let first = order.lines.first();
                    first.ok_or_else(|| Problem::refused(Msg::new("job-line-needed")))?.id
                };
                let patch = read::line_patch(&fields, order.currency.as_ref())?;
                if line.is_none() && order.lines.len() > 1 && patch != LinePatch::default() {
                    return Err(Problem::refused(Msg::new("job-line-needed")));
                }
                let order_patch = read::order_patch(&fields, &ctx, &order.tags)?;
                // Amounts keep their currency: one that is changed alone would say two things.
                if let (Some(Some(currency)), None, Some(total)) =
                    (&order_patch.currency, &patch.paid, order.paid_total())
                    && *currency != total.currency
                {
                    return Err(other_currency(&Money::new(0, currency.clone()), &total));
                }
                if patch == LinePatch::default() && order_patch == OrderPatch::default() {
                    return Err(Problem::refused(Msg::new("cli-nothing-to-set")));
                }
                let changes = vec![
                    Change::SetOrder(order.id, Box::new(order_patch)),
                    Change::SetLine(line_id, Box::new(patch)),
                ];
                let confirms = fields.confirmed.as_deref().is_some_and(|text| !text.trim().is_empty());
                if confirms {
                    let advice = jobs::orders::advice_before(&ctx, order.id, OrderEventKind::Confirmed)?;
                    for warning in advice.warnings() {
                        output::warn(&self.texts.say(&warning));
                    }
                }
                jobs::change_by(&ctx, fields.anyway, || Ok(Change::All(changes.clone())))?;
                self.say(&Msg::new("cli-order-set").text("number", order.number.as_typed()))?;
                self.warn_of_dates(&ctx, &order.number, Some(&order.marketplace))?;
            }
            OrderCommand::Line(OrderLineCommand::Add { number, fields }) => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, &number)?;
                read::same_marketplace(&fields, &order)?;
                read::only_of_a_line(&fields, &order)?;
                let patch = read::line_patch(&fields, order.currency.as_ref())?;
                if let (Some(Some(paid)), Some(total)) = (&patch.paid, order.paid_total())
                    && paid.currency != total.currency
                {
                    return Err(other_currency(paid, &total));
                }
                jobs::change(&ctx, &Change::AddLine(order.id, Box::new(patch)), None)?;
                self.say(&Msg::new("cli-line-added").text("number", order.number.as_typed()))?;
            }
            OrderCommand::Show { number } => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, &number)?;
                let picture = jobs::orders::picture(&ctx, order.id)?;
                if self.out.json {
                    self.out.json(&OrderJson::new(&picture, &self.texts))?;
                } else {
                    self.print_order(&picture)?;
                }
            }
            OrderCommand::List { search, state, limit } => {
                let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
                let state = state
                    .map(|text| read::code(&text, OrderState::ALL, OrderState::from_code, OrderState::code))
                    .transpose()?;
                let wanted = search.map(|text| jobs::orders::fold(text.trim()));
                let rows = jobs::orders::rows(&ctx)?;
                let rows = rows
                    .iter()
                    .filter(|row| state.is_none_or(|state| row.state == state))
                    .filter(|row| wanted.as_ref().is_none_or(|wanted| row.search.contains(wanted.as_str())))
                    .take(limit.unwrap_or(usize::MAX));
                for row in rows {
                    if self.out.json {
                        self.out.json(&OrderRowJson::from(row))?;
                    } else {
                        let paid = row.paid.as_ref().map(|paid| self.texts.money(paid)).unwrap_or_default();
                        let state = self.texts.say(&Msg::new(format!("order-state-{}", row.state.code())));
                        self.out
                            .line(&format!("{:<24} {paid:>14}  {state:<24} {}", row.number, row.title))?;
                    }
                }
            }
            OrderCommand::Event { number, kind, details } => {
                let ctx = self.ctx(Mode::Existing)?;
                let kind =
                    read::code(&kind, OrderEventKind::ALL, OrderEventKind::from_code, OrderEventKind::code)?;
                let order = jobs::orders::find(&ctx, &number)?;
                let event = read::event(kind, &details, &ctx, order.currency.as_ref())?;
                if let Some(answered) = event.details.answers {
                    let events = ctx.library.order_events(order.id)?;
                    let live = events.iter().filter(|event| !event.voided).map(|event| event.id);
                    read::known_event(answered, live)?;
                }
                let advice = jobs::orders::advice_before(&ctx, order.id, kind)?;
                if !details.dry_run {
                    jobs::change(&ctx, &jobs::orders::record(&ctx, order.id, event), None)?;
                }
                self.recorded(kind.code(), !details.dry_run, &advice)?;
            }
            OrderCommand::Tracking(args) => self.order_tracking(&args)?,
            OrderCommand::Paste { number, paste } => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, &number)?;
                return self.paste(&ctx, jobs::paste::About::Order(order.id), &paste);
            }
            OrderCommand::Undo { number, event } => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, &number)?;
                let event = jobs::orders::event_to_void(&ctx, order.id, event.map(EventId))?;
                jobs::change(&ctx, &jobs::orders::voiding(&order, &event), None)?;
                self.say(&Msg::new("cli-event-voided").text("id", event.id.to_string()))?;
            }
            OrderCommand::Remove { number } => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, &number)?;
                jobs::change(&ctx, &Change::RemoveOrder(order.id), None)?;
                self.say(&Msg::new("cli-removed").text("handle", format!("order:{}", order.id)))?;
            }
        }
        Ok(Ended::Fine)
    }

    /// Dates that cannot all be right are stored as typed and said.
    fn warn_of_dates(
        &self,
        ctx: &jobs::Ctx,
        number: &OrderNumber,
        marketplace: Option<&Marketplace>,
    ) -> Result<(), Problem> {
        let order = ctx.library.order_by_number(number.as_typed(), marketplace)?;
        for odd in beside::odd_dates(&order, ctx.zone) {
            output::warn(&self.texts.say(&odd));
        }
        Ok(())
    }

    fn print_arrival(&self, picture: &crate::domain::rows::OrderPicture) -> Result<(), Problem> {
        for need in &picture.arrival {
            let mark = if need.have { "x" } else { " " };
            self.out.line(&format!("  [{mark}] {}", self.texts.say(&need.text)))?;
        }
        Ok(())
    }

    fn print_order(&self, picture: &crate::domain::rows::OrderPicture) -> Result<(), Problem> {
        let order = &picture.order;
        self.out.line(&format!("{}  {}", order.number, order.title()))?;
        let state = self.texts.say(&Msg::new(format!("order-state-{}", picture.view.state.code())));
        self.out.line(&format!("  {state}"))?;
        for (which, fact) in &order.dates {
            let name = self.texts.say(&Msg::new(format!("order-date-{}", which.code())));
            self.out.line(&format!("  {name}: {}", self.texts.moment(&fact.at)))?;
        }
        for line in &order.lines {
            let paid = line.paid.as_ref().map(|paid| self.texts.money(paid)).unwrap_or_default();
            self.out.line(&format!(
                "  {}. {} {paid}",
                line.position,
                line.title.as_deref().unwrap_or("-")
            ))?;
        }
        for case in &picture.cases {
            let state = Msg::new(format!("case-state-{}", case.state.code()));
            let named = Msg::new("cli-case-of-order").count("case", case.id.0).msg("state", state);
            self.out.line(&format!("  {}", self.texts.say(&named)))?;
        }
        self.print_deadlines(&picture.view.deadlines)?;
        for event in picture.events.iter().filter(|event| !event.voided) {
            let word = self.texts.say(&Msg::new(format!("event-{}", event.kind.code())));
            self.out.line(&format!("  {:>5}  {}  {word}", event.id, self.texts.moment(&event.at)))?;
        }
        self.print_notes(&picture.view.notes)?;
        self.print_arrival(picture)?;
        self.out.line(
            &self.texts.say(&Msg::new("cli-evidence-count").count("count", picture.evidence.len() as i64)),
        )
    }

    pub(super) fn print_deadlines(&self, deadlines: &[crate::domain::view::Deadline]) -> Result<(), Problem> {
        for deadline in deadlines.iter().filter(|deadline| deadline.status != DeadlineStatus::Void) {
            let due = match (deadline.earliest, deadline.due) {
                (Some(earliest), Some(due)) => {
                    format!("{} - {}", self.texts.date_time(earliest), self.texts.date_time(due))
                }
                (_, Some(due)) => self.texts.date_time(due),
                _ => self.texts.get("cli-date-unknown"),
            };
            let status = match deadline.status {
                DeadlineStatus::Upcoming => String::new(),
                status => {
                    let word = Msg::new("cli-date-status").text("code", status.code());
                    format!(" ({})", self.texts.say(&word))
                }
            };
            self.out.line(&format!("  {}: {due}{status}", self.texts.say(&deadline.title)))?;
            self.out.line(&format!(
                "      {} ({}; {})",
                self.texts.say(&deadline.basis),
                deadline.rule,
                deadline.sources.join(", ")
            ))?;
        }
        Ok(())
    }

    pub(super) fn print_notes(&self, notes: &[Msg]) -> Result<(), Problem> {
        for note in notes {
            self.out.line(&format!("  * {}", self.texts.say(note)))?;
        }
        Ok(())
    }

    /// What was done: a sentence for people, with `--json` a document that holds it.
    pub(super) fn say(&self, msg: &Msg) -> Result<(), Problem> {
        if self.out.json {
            self.out.json(&DoneJson::new(msg, &self.texts))
        } else {
            self.out.line(&self.texts.say(msg))
        }
    }

    pub(super) fn bin(&self, command: &BinCommand) -> Result<Ended, Problem> {
        match command {
            BinCommand::List => {
                let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
                for row in jobs::bin::rows(&ctx)? {
                    if self.out.json {
                        self.out.json(&BinJson::from(&row))?;
                    } else {
                        self.out.line(&format!("{:<14} {}", row.handle, row.title))?;
                    }
                }
            }
            BinCommand::Restore { id } => {
                jobs::bin::take_out(&self.ctx(Mode::Existing)?, id)?;
                self.say(&Msg::new("cli-restored").text("handle", id.clone()))?;
            }
            BinCommand::Empty => {
                let progress = self.out.progress(&self.texts);
                let emptied = jobs::bin::empty(&self.ctx(Mode::Existing)?, &progress)?;
                drop(progress);
                if self.out.json {
                    self.out.json(&EmptiedJson::from(emptied))?;
                    return Ok(Ended::Fine);
                }
                if emptied.files > 0 || emptied.kept == 0 {
                    self.say(
                        &Msg::new("cli-bin-emptied")
                            .count("count", emptied.files as i64)
                            .bytes("size", emptied.bytes),
                    )?;
                }
                if emptied.kept > 0 {
                    self.say(&Msg::new("cli-bin-kept").count("count", emptied.kept as i64))?;
                }
            }
        }
        Ok(Ended::Fine)
    }
}
