//! `check` and `fix`: files without a library.

use crate::domain::evidence::check::{Assessment, Verdict};
use crate::domain::evidence::media::MediaFacts;
use crate::domain::message::{Msg, Problem};
use crate::jobs::{self, check::Depth};

use super::args::{CheckArgs, FixArgs};
use super::shapes::CheckJson;
use super::{Ended, Session, output};

impl Session {
    pub(super) fn check(&self, args: &CheckArgs) -> Result<Ended, Problem> {
        let packs = self.packs_for(args.rules.as_deref())?;
        let rules = jobs::rules_of(&packs, args.rules.as_deref())?;
        let depth = Depth { hash: args.hash, deep: args.deep };
        let mut ended = Ended::Fine;
        let progress = self.out.progress(&self.texts);
        jobs::check::check_paths(&args.paths, rules, depth, &progress, |checked| {
            let checked = match checked {
                Ok(checked) => checked,
                Err(problem) => {
                    output::warn(&self.texts.problem(&problem));
                    ended = Ended::NotAcceptable;
                    return Ok(());
                }
            };
            if !matches!(checked.assessment.verdict, Verdict::Ready | Verdict::Borderline) {
                ended = Ended::NotAcceptable;
            }
            let sha256 = checked.sha256.map(|hash| hash.hex());
            if self.out.json {
                return self.out.json(&CheckJson::new(
                    &checked.path,
                    &checked.facts,
                    sha256,
                    &checked.assessment,
                    &self.texts,
                ));
            }
            self.out.line(&self.verdict_line(&checked))?;
            for finding in &checked.assessment.findings {
                self.out.line(&format!("    {}", self.texts.say(&finding.message)))?;
            }
            Ok(())
        })?;
        Ok(ended)
    }

    fn verdict_line(&self, checked: &jobs::check::Checked) -> String {
        let word = self.texts.say(&verdict_words(&checked.assessment, &checked.facts));
        let size = self.texts.bytes(checked.facts.size_bytes);
        format!("{word:<16} {:<5} {size:>9}  {}", checked.facts.format.code(), checked.path.display())
    }

    pub(super) fn fix(&self, args: &FixArgs) -> Result<Ended, Problem> {
        let packs = self.packs_for(args.rules.as_deref())?;
        let rules = jobs::rules_of(&packs, args.rules.as_deref())?;
        let mut ended = Ended::Fine;
        let progress = self.out.progress(&self.texts);
        jobs::check::fix_paths(&args.paths, &args.out, rules, &progress, |fixed| {
            let fixed = match fixed {
                Ok(fixed) => fixed,
                Err(problem) => {
                    output::warn(&self.texts.problem(&problem));
                    ended = Ended::NotAcceptable;
                    return Ok(());
                }
            };
            let needed = fixed.before.assessment.verdict != Verdict::Ready;
            if needed && fixed.output.is_none() {
                ended = Ended::NotAcceptable;
            }
            if let Some(problem) = &fixed.problem {
                ended = Ended::NotAcceptable;
                output::warn(&self.texts.problem(problem));
            }
            if self.out.json {
                let line = CheckJson::new(
                    &fixed.before.path,
                    &fixed.before.facts,
                    None,
                    &fixed.before.assessment,
                    &self.texts,
                );
                return self.out.json(&line.with_output(fixed.output.as_deref()));
            }
            self.out.line(&self.verdict_line(&fixed.before))?;
            if let Some(output) = &fixed.output {
                return self.out.line(&format!("    -> {}", output.display()));
            }
            // Where there is a problem, it has said why.
            if needed && fixed.problem.is_none() {
                for finding in &fixed.before.assessment.findings {
                    self.out.line(&format!("    {}", self.texts.say(&finding.message)))?;
                }
            }
            Ok(())
        })?;
        Ok(ended)
    }
}

/// The words of a verdict.
pub(super) fn verdict_words(assessment: &Assessment, facts: &MediaFacts) -> Msg {
    Msg::new("evidence-verdict").text("code", assessment.word(facts))
}
