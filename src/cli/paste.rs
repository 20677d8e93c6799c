//! `order paste` and `case paste`: page words in, proposals out; what is clear is recorded when asked.

use std::path::Path;

use crate::domain::message::{Msg, Problem};
use crate::domain::recognise::What;
use crate::jobs::paste::{About, Look, Pick};
use crate::jobs::{self, Ctx};

use super::args::PasteArgs;
use super::shapes::PasteJson;
use super::{Ended, Session, read};

/// More than any page has.
const TEXT_BYTES_MAX: u64 = 1_000_000;

impl Session {
    pub(super) fn paste(&self, ctx: &Ctx, about: About, args: &PasteArgs) -> Result<Ended, Problem> {
        let text = match &args.text {
            Some(text) => text.clone(),
            None => read::text(std::io::stdin().lock(), Path::new("-"), TEXT_BYTES_MAX)?,
        };
        let seen = args.seen.as_deref().map(|text| read::moment(text, ctx.zone)).transpose()?;
        let look = Look {
            about,
            text,
            seen: seen.map(|seen| seen.place(ctx.zone)),
            year: args.year,
            day_first: match (args.day_first, args.month_first) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
        };
        let pasted = jobs::paste::look(ctx, &look)?;
        let picks: Vec<Pick> = pasted
            .proposals
            .iter()
            .filter(|one| one.is_clear())
            .filter_map(jobs::paste::Pastable::pick)
            .collect();
        let applied = args.apply && !picks.is_empty();
        if applied {
            jobs::paste::record(ctx, &picks)?;
        }
        if self.out.json {
            self.out.json(&PasteJson::new(&pasted, applied, &self.texts))?;
            return Ok(Ended::Fine);
        }
        for one in &pasted.proposals {
            let mark = if applied && one.is_clear() { '+' } else { ' ' };
            let proposal = &one.proposal;
            let when =
                proposal.details.due.or(proposal.at).map(|at| self.texts.moment(&at)).unwrap_or_default();
            self.out.line(&format!("{mark} {} {when}", self.texts.say(&what_msg(proposal.what))))?;
            self.out.line(&format!("    “{}”", proposal.quote.replace('\n', " / ")))?;
            for ask in &proposal.asks {
                let dates: Vec<String> = ask.candidates().iter().map(|at| self.texts.moment(at)).collect();
                let question = self.texts.say(&ask.msg());
                self.out.line(format!("    ? {question} {}", dates.join(" / ")).trim_end())?;
            }
            for doubt in &proposal.doubts {
                self.out.line(&format!("    ! {}", self.texts.say(doubt)))?;
            }
            if let Some(problem) = &one.refused {
                self.out.line(&format!("    ! {}", self.texts.problem(problem)))?;
            }
            if one.log.is_none() {
                self.out.line(&format!("    ! {}", self.texts.get("recognise-no-case")))?;
            }
            if one.known {
                self.out.line(&format!("    {}", self.texts.get("recognise-known")))?;
            }
        }
        for unread in &pasted.unread {
            self.out.line(&format!("! {}", self.texts.say(&unread.why)))?;
        }
        if pasted.proposals.is_empty() {
            self.out.line(&self.texts.get("recognise-nothing"))?;
        }
        if applied {
            let count = i64::try_from(picks.len()).unwrap_or(i64::MAX);
            self.say(&Msg::new("recognise-said-recorded").count("count", count))?;
        }
        Ok(Ended::Fine)
    }
}

fn what_msg(what: What) -> Msg {
    match what {
        What::OrderEvent(kind) => Msg::new(format!("event-{}", kind.code())),
        What::CaseEvent(kind) => Msg::new(format!("event-{}", kind.code())),
        What::OrderDate(which) => Msg::new(format!("order-date-{}", which.code())),
    }
}
