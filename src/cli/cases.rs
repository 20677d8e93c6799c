//! `case`: disputes and other cases on the command line.

use std::path::Path;
use std::sync::Arc;

use crate::domain::case::{CaseKind, Reason, SubmissionKind};
use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, OrderEventKind, Plan};
use crate::domain::ids::{CaseId, EventId};
use crate::domain::message::{Msg, Problem};
use crate::domain::offers::advice::Advice;
use crate::domain::rows::CasePicture;
use crate::domain::rules::Packs;
use crate::domain::view::{CaseState, ItemState, OfferStanding};
use crate::domain::wording::claim_text;
use crate::jobs::Mode;
use crate::jobs::{self, cases::OpenCase};

use super::args::{CaseCommand, CaseOpenArgs, EventArgs, SayArgs};
use super::shapes::{CaseJson, CaseRowJson, EventTypeJson, RecordedJson, TextJson};
use super::{Ended, Session, output, read};

impl Session {
    pub(super) fn case(&self, command: CaseCommand) -> Result<Ended, Problem> {
        match command {
            CaseCommand::Open(args) => self.case_open(&args)?,
            CaseCommand::Event { id, kind, details } => self.case_event(CaseId(id), &kind, &details)?,
            CaseCommand::Undo { id, event } => {
                let ctx = self.ctx(Mode::Existing)?;
                let event = jobs::cases::event_to_void(&ctx, CaseId(id), event.map(EventId))?;
                jobs::change(&ctx, &Change::VoidCaseEvent(event, true), None)?;
                self.say(&Msg::new("cli-event-voided").text("id", event.to_string()))?;
            }
            CaseCommand::Events => self.event_types()?,
            CaseCommand::Show { id, return_cost } => {
                let mut ctx = self.ctx(Mode::Existing)?;
                if let Some(text) = return_cost {
                    let known = jobs::cases::currency_of(&ctx, CaseId(id))?;
                    let cost = read::amount(&text, known.as_ref())?;
                    ctx.packs = Arc::new(Packs::clone(&ctx.packs).with_return_cost(&cost));
                }
                let picture = jobs::cases::picture(&ctx, CaseId(id))?;
                if self.out.json {
                    self.out.json(&CaseJson::new(&picture, &self.texts))?;
                } else {
                    self.print_case(&picture)?;
                }
            }
            CaseCommand::List { kind, state, category } => {
                let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
                let kind = kind
                    .map(|text| read::code(&text, CaseKind::ALL, CaseKind::from_code, CaseKind::code))
                    .transpose()?;
                let state = state
                    .map(|text| read::code(&text, CaseState::ALL, CaseState::from_code, CaseState::code))
                    .transpose()?;
                let mut rows = jobs::cases::rows(&ctx)?;
                rows.retain(|row| {
                    kind.is_none_or(|kind| row.kind == kind)
                        && state.is_none_or(|state| row.state == state)
                        && category.as_deref().is_none_or(|category| row.is_of(category))
                });
                for row in rows {
                    if self.out.json {
                        self.out.json(&CaseRowJson::new(&row, &self.texts))?;
                    } else {
                        let state = self.texts.say(&Msg::new(format!("case-state-{}", row.state.code())));
                        self.out.line(&format!("{:>5}  {state:<28} {}", row.id, row.title))?;
                    }
                }
            }
            CaseCommand::Reasons { search } => self.case_reasons(search.as_deref())?,
            CaseCommand::Phrases { reason } => self.case_phrases(reason.as_deref())?,
            CaseCommand::Form(args) => self.case_form(&args)?,
            CaseCommand::Remedies(args) => self.case_remedies(&args)?,
            CaseCommand::Paste { id, paste } => {
                let ctx = self.ctx(Mode::Existing)?;
                return self.paste(&ctx, jobs::paste::About::Case(CaseId(id)), &paste);
            }
            CaseCommand::Routes { number, what, words } => {
                return self.routes(number.as_deref(), what.as_deref(), words.as_deref());
            }
            CaseCommand::Report { id, set } => return self.report(CaseId(id), &set),
            CaseCommand::Types => return self.report_types(),
            CaseCommand::Text { id, kind, set, say } => {
                let kind =
                    read::code(&kind, SubmissionKind::ALL, SubmissionKind::from_code, SubmissionKind::code)?;
                return self.case_text(CaseId(id), kind, set.as_deref(), &say);
            }
        }
        Ok(Ended::Fine)
    }

    fn case_open(&self, args: &CaseOpenArgs) -> Result<(), Problem> {
        let ctx = self.ctx(Mode::ReadWrite)?;
        let order = args.number.as_deref().map(|number| jobs::orders::find(&ctx, number)).transpose()?;
        let after = args.after.map(CaseId);
        let currency = match (&order, after) {
            (Some(order), _) => order.currency.clone().or_else(|| {
                let paid = order.lines.iter().find_map(|line| line.paid.as_ref())?;
                Some(paid.currency.clone())
            }),
            (None, Some(followed)) => jobs::cases::currency_of(&ctx, followed)?,
            (None, None) => None,
        };
        let wish = OpenCase {
            kind: read::code(&args.kind, CaseKind::ALL, CaseKind::from_code, CaseKind::code)?,
            line: args.line,
            after,
            pack: args.rules.clone(),
            reason: args
                .reason
                .as_deref()
                .map(|text| read::code(text, Reason::ALL, Reason::from_code, Reason::code))
                .transpose()?,
            remedy: args
                .remedy
                .as_deref()
                .map(|text| {
                    let known = |text: &str| Plan::from_code(text).filter(|plan| REMEDIES.contains(plan));
                    read::code(text, REMEDIES, known, Plan::code)
                })
                .transpose()?,
            amount: args.amount.as_deref().map(|text| read::amount(text, currency.as_ref())).transpose()?,
            order,
            anyway: args.anyway,
        };
        for warning in jobs::cases::opening_advice(&ctx, &wish)? {
            output::warn(&self.texts.say(&warning));
        }
        let applied = match &args.of_type {
            Some(kind) => jobs::reports::open(&ctx, &wish, kind)?,
            None => jobs::cases::open_now(&ctx, &wish)?,
        };
        let case = applied
            .created
            .cases
            .first()
            .copied()
            .ok_or_else(|| Problem::could_not(Msg::new("job-case-not-recorded")))?;
        if !self.out.json {
            self.say(&Msg::new("cli-case-opened"))?;
        }
        self.out.line(&case.to_string())
    }

    fn case_event(&self, id: CaseId, kind: &str, args: &EventArgs) -> Result<(), Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let kind = read::code(kind, CaseEventKind::ALL, CaseEventKind::from_code, CaseEventKind::code)?;
        let currency = jobs::cases::currency_of(&ctx, id)?;
        let event = read::event(kind, args, &ctx, currency.as_ref())?;
        if let Some(answered) = event.details.answers {
            let events = ctx.library.case_events(id)?;
            read::known_event(answered, events.iter().filter(|event| !event.voided).map(|event| event.id))?;
        }
        let advice = jobs::cases::advice_before(&ctx, id, &event)?;
        if !args.dry_run {
            jobs::cases::record(&ctx, id, &event)?;
        }
        self.recorded(kind.code(), !args.dry_run, &advice)
    }

    /// What was recorded, and what the guards had to say: what warns goes to standard error, or into the document.
    pub(super) fn recorded(&self, kind: &str, recorded: bool, advice: &Advice) -> Result<(), Problem> {
        if self.out.json {
            return self.out.json(&RecordedJson::new(kind, recorded, advice, &self.texts));
        }
        for point in &advice.points {
            let text = self.texts.say(&point.text);
            let line = match &point.question {
                Some(question) => format!("{} {text}", self.texts.say(question)),
                None => text,
            };
            if point.warns() {
                output::warn(&format!("! {line}"));
            } else if !recorded {
                self.out.line(&format!("  {line}"))?;
            }
        }
        if recorded {
            self.say(&Msg::new("cli-event-recorded").text("type", kind))
        } else {
            self.say(&Msg::new("cli-event-not-recorded").text("type", kind))
        }
    }

    fn event_types(&self) -> Result<(), Problem> {
        let of_order = OrderEventKind::ALL.iter().map(|kind| ("order", kind.code()));
        let of_case = CaseEventKind::ALL.iter().map(|kind| ("case", kind.code()));
        for (log, kind) in of_order.chain(of_case) {
            if self.out.json {
                self.out.json(&EventTypeJson { log, kind })?;
            } else {
                self.out.line(&format!("{log:<6} {kind}"))?;
            }
        }
        Ok(())
    }

    fn case_text(
        &self,
        id: CaseId,
        kind: SubmissionKind,
        set: Option<&Path>,
        say: &SayArgs,
    ) -> Result<Ended, Problem> {
        if let Some(file) = set {
            let text = read_text(file)?;
            let ctx = self.ctx(Mode::Existing)?;
            jobs::cases::save_text(&ctx, id, kind, &text)?;
        }
        let ctx = self.ctx(Mode::Existing)?;
        Self::say_for_text(&ctx, id, kind, say)?;
        let picture = jobs::cases::picture(&ctx, id)?;
        let text = jobs::cases::text_of(&ctx, &picture, kind);
        let lengths = claim_text::lengths(&text);
        let limit = ctx.packs.get(&picture.case.pack).and_then(|pack| jobs::cases::text_limit(pack, kind));
        let words = jobs::words::picture(&ctx, &picture)?;
        let hints = jobs::words::hints(&ctx, &picture, &words, kind, &text);
        if self.out.json {
            self.out.json(&TextJson::new(&text, lengths, limit, &hints, &self.texts))?;
            return Ok(Ended::Fine);
        }
        for hint in &hints {
            output::warn(&self.texts.say(&hint.message));
        }
        self.out.lines(&text)?;
        self.out.line("")?;
        let count = Msg::new("cli-text-length").count("count", lengths.characters as i64);
        let count = match limit {
            Some(limit) => count.msg("limit", Msg::new("cli-text-limit").count("limit", limit as i64)),
            None => count.msg("limit", Msg::new("cli-text-limit-unknown")),
        };
        self.out.line(&self.texts.say(&count))?;
        Ok(Ended::Fine)
    }

    /// What it is about, how it stands, which order, which amounts.
    fn print_case_head(&self, picture: &CasePicture) -> Result<(), Problem> {
        let (case, view) = (&picture.case, &picture.view);
        let kind = Some(Msg::new("cases-kind").text("code", case.kind.code()));
        let reason =
            case.reason.map(|reason| Msg::new("case-reason").text("code", reason.code().replace('.', "-")));
        let state = Some(Msg::new(format!("case-state-{}", view.state.code())));
        let parts: Vec<String> =
            [kind, reason, state].iter().flatten().map(|part| self.texts.say(part)).collect();
        self.out.line(&format!("{}  {}", case.id, parts.join(" · ")))?;
        if let Some(order) = &picture.order {
            self.out.line(&format!("{}  {}", order.number, order.title()))?;
        }
        let amounts: Vec<String> = [
            ("cases-col-asked", &view.asked),
            ("cases-col-offered", &view.offered),
            ("cases-col-decided", &view.decided),
        ]
        .iter()
        .filter_map(|(name, amount)| {
            let amount = amount.as_ref()?;
            Some(format!("{}: {}", self.texts.get(name), self.texts.money(amount)))
        })
        .collect();
        if !amounts.is_empty() {
            self.out.line(&amounts.join(" · "))?;
        }
        Ok(())
    }

    fn print_case(&self, picture: &CasePicture) -> Result<(), Problem> {
        let view = &picture.view;
        self.print_case_head(picture)?;
        self.out.line(&self.texts.say(&view.next_step.text))?;
        if let Some(stage) = view.stage {
            self.out.line(&self.texts.say(&Msg::new(format!("notes-stage-{}", stage.code()))))?;
        }
        if let Some(now) = &picture.pack_version_now {
            let changed = Msg::new("packs-case-changed")
                .text("then", picture.case.pack_version.clone())
                .text("now", now.clone());
            self.out.line(&self.texts.say(&changed))?;
        }
        self.print_deadlines(&view.deadlines)?;
        self.print_notes(&view.notes)?;
        for event in picture.events.iter().filter(|event| !event.voided) {
            let mut word = self.texts.say(&Msg::new(format!("event-{}", event.kind.code())));
            let plan = event.details.plan.map(|plan| Msg::new(format!("case-plan-{}", plan.code())));
            let amount = event.details.amount.as_ref().map(|amount| self.texts.money(amount));
            for part in plan.map(|plan| self.texts.say(&plan)).into_iter().chain(amount) {
                word.push_str(" · ");
                word.push_str(&part);
            }
            self.out.line(&format!("  {:>5}  {}  {word}", event.id, self.texts.moment(&event.at)))?;
        }
        for offer in picture.view.offers.iter().filter(|offer| offer.standing == OfferStanding::Open) {
            for line in offer.differences.iter().chain(&offer.warnings) {
                self.out.line(&format!("  {:>5}  ! {}", offer.event, self.texts.say(line)))?;
            }
        }
        for line in &picture.traps {
            for warning in &line.warnings {
                self.out.line(&format!("  {:>5}  ! {}", line.event, self.texts.say(warning)))?;
            }
        }
        for request in picture.view.requests.iter().filter(|request| !request.answered) {
            for item in &request.items {
                let mark = if item.state == ItemState::Open { " " } else { "x" };
                self.out.line(&format!("  {:>5}  [{mark}] {}. {}", request.event, item.number, item.text))?;
            }
        }
        for need in &picture.readiness.needs {
            let mark = match (need.have, need.must) {
                (true, _) => "x",
                (false, true) => "!",
                (false, false) => " ",
            };
            self.out.line(&format!("  [{mark}] {}", self.texts.say(&need.text)))?;
        }
        for line in picture.readiness.blockers.iter().chain(&picture.readiness.warnings) {
            self.out.line(&format!("  ! {}", self.texts.say(line)))?;
        }
        Ok(())
    }
}

/// What a case can ask for; the other plans are only ever proposed.
const REMEDIES: &[Plan] = &[Plan::RefundOnly, Plan::ReturnAndRefund];

/// Longest text read from a file: far above any limit, far below what would fill memory.
const TEXT_FILE_BYTES_MAX: u64 = 1_000_000;

pub(super) fn read_text(file: &Path) -> Result<String, Problem> {
    let text = if file.as_os_str() == "-" {
        read::text(std::io::stdin().lock(), file, TEXT_FILE_BYTES_MAX)?
    } else {
        read::text_file(file, TEXT_FILE_BYTES_MAX)?
    };
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
