//! `case`: disputes and other cases on the command line.

use std::path::Path;

use crate::domain::case::{CaseKind, Reason, SubmissionKind};
use crate::domain::change::Change;
use crate::domain::claim_text;
use crate::domain::event::{CaseEventKind, OrderEventKind, Plan};
use crate::domain::ids::{CaseId, EventId};
use crate::domain::message::{Msg, Problem};
use crate::domain::rows::CasePicture;
use crate::jobs::Mode;
use crate::jobs::{self, cases::OpenCase};

use super::args::{CaseCommand, CaseOpenArgs, EventArgs};
use super::shapes::{CaseJson, CaseRowJson, EventTypeJson, TextJson};
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
            CaseCommand::Show { id } => {
                let picture = jobs::cases::picture(&self.ctx(Mode::Existing)?, CaseId(id))?;
                if self.out.json {
                    self.out.json(&CaseJson::new(&picture, &self.texts))?;
                } else {
                    self.print_case(&picture)?;
                }
            }
            CaseCommand::List => {
                let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
                for row in jobs::cases::rows(&ctx)? {
                    if self.out.json {
                        self.out.json(&CaseRowJson::new(&row, &self.texts))?;
                    } else {
                        let state = self.texts.say(&Msg::new(format!("case-state-{}", row.state.code())));
                        self.out.line(&format!("{:>5}  {state:<28} {}", row.id, row.title))?;
                    }
                }
            }
            CaseCommand::Text { id, kind, set } => {
                let kind =
                    read::code(&kind, SubmissionKind::ALL, SubmissionKind::from_code, SubmissionKind::code)?;
                return self.case_text(CaseId(id), kind, set.as_deref());
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
        let applied = jobs::cases::open_now(&ctx, &wish)?;
        let case = applied
            .created
            .cases
            .first()
            .copied()
            .ok_or_else(|| Problem::could_not(Msg::new("job-case-not-recorded")))?;
        self.say(&Msg::new("cli-case-opened"))?;
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
        jobs::cases::record(&ctx, id, event)?;
        self.say(&Msg::new("cli-event-recorded").text("type", kind.code()))
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

    fn case_text(&self, id: CaseId, kind: SubmissionKind, set: Option<&Path>) -> Result<Ended, Problem> {
        if let Some(file) = set {
            let text = read_text(file)?;
            let ctx = self.ctx(Mode::Existing)?;
            let picture = jobs::cases::picture(&ctx, id)?;
            jobs::change(&ctx, &jobs::cases::save_draft(&picture, kind, text), None)?;
        }
        let ctx = self.ctx(Mode::Existing)?;
        let text = jobs::cases::text(&ctx, id, kind)?;
        let lengths = claim_text::lengths(&text);
        let pack = ctx.library.case(id)?.pack;
        let limit = ctx.packs.get(&pack).and_then(|pack| jobs::cases::text_limit(pack, kind));
        if self.out.json {
            self.out.json(&TextJson::new(&text, lengths, limit))?;
            return Ok(Ended::Fine);
        }
        self.out.line(&text)?;
        self.out.line("")?;
        let count = Msg::new("cli-text-length").count("count", lengths.characters as i64);
        let count = match limit {
            Some(limit) => count.msg("limit", Msg::new("cli-text-limit").count("limit", limit as i64)),
            None => count.msg("limit", Msg::new("cli-text-limit-unknown")),
        };
        self.out.line(&self.texts.say(&count))?;
        Ok(Ended::Fine)
    }

    fn print_case(&self, picture: &CasePicture) -> Result<(), Problem> {
        let view = &picture.view;
        let state = self.texts.say(&Msg::new(format!("case-state-{}", view.state.code())));
        self.out.line(&format!("{}  {state}", picture.case.id))?;
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
            let word = self.texts.say(&Msg::new(format!("event-{}", event.kind.code())));
            self.out.line(&format!("  {:>5}  {}  {word}", event.id, self.texts.moment(&event.at)))?;
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

fn read_text(file: &Path) -> Result<String, Problem> {
    let text = if file.as_os_str() == "-" {
        read::text(std::io::stdin().lock(), file, TEXT_FILE_BYTES_MAX)?
    } else {
        read::text_file(file, TEXT_FILE_BYTES_MAX)?
    };
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
