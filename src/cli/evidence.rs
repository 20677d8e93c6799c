//! `attach` and `evidence`: files of the library on the command line.

use crate::domain::change::{Change, NewAttachment};
use crate::domain::evidence::needs::Need;
use crate::domain::evidence::{Role, Target};
use crate::domain::ids::EvidenceId;
use crate::domain::message::{Msg, Problem};
use crate::domain::rows::EvidenceRow;
use crate::domain::view::Request;
use crate::jobs::Mode;
use crate::jobs::check::NO_FILES;
use crate::jobs::evidence::BringIn;
use crate::jobs::{self, Ctx};

use super::args::{AttachArgs, EvidenceCommand};
use super::check::verdict_words;
use super::shapes::EvidenceJson;
use super::{Ended, Session, output, read};

impl Session {
    fn target(ctx: &Ctx, number: &str, line: Option<i64>) -> Result<Target, Problem> {
        if number.trim().eq_ignore_ascii_case("inbox") {
            return Ok(Target::Inbox);
        }
        let order = jobs::orders::find(ctx, number)?;
        match line {
            None => Ok(Target::Order { order: order.id }),
            Some(position) => {
                Ok(Target::Line { order: order.id, line: jobs::cases::line_at(&order, position)?.id })
            }
        }
    }

    pub(super) fn attach(&self, args: &AttachArgs) -> Result<Ended, Problem> {
        let ctx = self.ctx(Mode::ReadWrite)?;
        let target = Self::target(&ctx, &args.number, args.line)?;
        let role = args
            .role
            .as_deref()
            .map(|text| read::code(text, &Role::ALL, Role::from_code, Role::code))
            .transpose()?;
        for need in &args.shows {
            if !Request::is_item_code(need) {
                read::code(need, Need::ALL, Need::from_code, Need::code)?;
            }
        }
        let wish = BringIn {
            paths: args.paths.clone(),
            target,
            role,
            caption: args.caption.clone(),
            shows: args.shows.clone(),
        };
        let progress = self.out.progress(&self.texts);
        let brought = jobs::evidence::bring_in(&ctx, &wish, &progress)?;
        drop(progress);
        let mut ended = Ended::Fine;
        for file in &brought {
            match &file.outcome {
                Ok(stored) if self.out.json => {
                    let mut row = jobs::evidence::row(&ctx, stored.evidence, Some(stored.attachment))?;
                    // What was found on the way in, also that the bytes were known already.
                    row.assessment = stored.assessment.clone();
                    self.evidence_json(&ctx, &row)?;
                }
                Ok(stored) => {
                    let file = ctx.library.evidence(stored.evidence)?;
                    let words = verdict_words(&stored.assessment, &file.facts);
                    let verdict = self.texts.say(&words);
                    self.out.line(&format!("{verdict:<16} {}", file.name))?;
                    for finding in &stored.assessment.findings {
                        self.out.line(&format!("    {}", self.texts.say(&finding.message)))?;
                    }
                }
                Err(problem) => {
                    ended = Ended::NotAcceptable;
                    output::warn(&self.texts.problem(problem));
                }
            }
        }
        // Nothing could be brought in at all: that is a failure, not an objection.
        let mut problems = brought.iter().filter_map(|file| file.outcome.as_ref().err());
        match problems.find(|problem| problem.message.id != NO_FILES) {
            Some(problem) if brought.iter().all(|file| file.outcome.is_err()) => Ok(problem.class.into()),
            _ => Ok(ended),
        }
    }

    fn evidence_json(&self, ctx: &Ctx, row: &EvidenceRow) -> Result<(), Problem> {
        let order = match row.attachment.as_ref().map(|attachment| attachment.target) {
            Some(Target::Order { order } | Target::Line { order, .. }) => Some(ctx.library.order(order)?),
            Some(Target::Case { .. } | Target::Inbox) | None => None,
        };
        self.out.json(&EvidenceJson::new(row, order.as_ref(), &self.texts))
    }

    pub(super) fn evidence(&self, command: EvidenceCommand) -> Result<Ended, Problem> {
        match command {
            EvidenceCommand::List { number } => {
                let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
                let rows = match number {
                    None => jobs::evidence::rows(&ctx)?,
                    Some(number) if number.trim().eq_ignore_ascii_case("inbox") => {
                        jobs::inbox::rows(&ctx)?.into_iter().map(|row| row.row).collect()
                    }
                    Some(number) => {
                        jobs::orders::picture(&ctx, jobs::orders::find(&ctx, &number)?.id)?.evidence
                    }
                };
                for row in &rows {
                    if self.out.json {
                        self.evidence_json(&ctx, row)?;
                    } else {
                        let words = verdict_words(&row.assessment, &row.evidence.facts);
                        let verdict = self.texts.say(&words);
                        let size = self.texts.bytes(row.evidence.facts.size_bytes);
                        self.out.line(&format!(
                            "{:>5}  {verdict:<16} {size:>9}  {}",
                            row.evidence.id, row.evidence.name
                        ))?;
                    }
                }
            }
            EvidenceCommand::Attach { id, number } => {
                let ctx = self.ctx(Mode::Existing)?;
                let target = Self::target(&ctx, &number, None)?;
                let role = jobs::evidence::usual_role(&ctx, EvidenceId(id))?;
                let new = NewAttachment { target, role, caption: None, shows: Vec::new() };
                jobs::change(&ctx, &Change::Attach(EvidenceId(id), new), None)?;
                self.say(&Msg::new("cli-attached").text("id", id.to_string()).text("number", number))?;
            }
            EvidenceCommand::Detach { id, number } => {
                let ctx = self.ctx(Mode::Existing)?;
                let target = Self::target(&ctx, &number, None)?;
                let change = jobs::evidence::detach_from(&ctx, EvidenceId(id), target)?;
                jobs::change(&ctx, &change, None)?;
                self.say(&Msg::new("cli-detached").text("id", id.to_string()).text("number", number))?;
                let uses = ctx.library.attachments_of(EvidenceId(id))?;
                if !self.out.json
                    && target != Target::Inbox
                    && uses.iter().all(|usage| usage.target == Target::Inbox)
                {
                    self.say(&Msg::new("cli-waits-in-inbox").text("id", id.to_string()))?;
                }
            }
            EvidenceCommand::Fix { id } => {
                let ctx = self.ctx(Mode::Existing)?;
                let progress = self.out.progress(&self.texts);
                let made = jobs::evidence::fit(&ctx, &[EvidenceId(id)], &progress)?;
                drop(progress);
                for (_, copy) in made {
                    let row = jobs::evidence::row(&ctx, copy?, None)?;
                    if self.out.json {
                        self.evidence_json(&ctx, &row)?;
                    } else {
                        let size = self.texts.bytes(row.evidence.facts.size_bytes);
                        self.out.line(&format!("{:>5}  {size}  {}", row.evidence.id, row.evidence.name))?;
                    }
                }
            }
            EvidenceCommand::Remove { id } => {
                let ctx = self.ctx(Mode::Existing)?;
                jobs::change(&ctx, &Change::RemoveEvidence(EvidenceId(id)), None)?;
                self.say(&Msg::new("cli-removed").text("handle", format!("evidence:{id}")))?;
            }
        }
        Ok(Ended::Fine)
    }
}
