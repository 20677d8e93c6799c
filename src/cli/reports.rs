//! `case routes`, `case report`, `case types`: which way to go, and what a report needs.

use std::collections::BTreeMap;

use crate::domain::case::CaseKind;
use crate::domain::guidance::routes::{self, Known, Trouble};
use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem};
use crate::domain::reporting;
use crate::jobs::{self, Mode};

use super::shapes::{MeaningJson, ReportJson, TroubleJson, TypeJson, WayJson};
use super::{Ended, Session, read};

impl Session {
    pub(super) fn routes(
        &self,
        number: Option<&str>,
        what: Option<&str>,
        words: Option<&str>,
    ) -> Result<Ended, Problem> {
        if let Some(words) = words {
            return self.glossary(words);
        }
        let Some(what) = what else {
            for trouble in Trouble::ALL {
                if self.out.json {
                    self.out.json(&TroubleJson::new(*trouble, &self.texts))?;
                } else {
                    self.out.line(&format!("{:<22} {}", trouble.code(), self.texts.say(&trouble.msg())))?;
                }
            }
            return Ok(Ended::Fine);
        };
        let trouble = read::code(what, Trouble::ALL, Trouble::from_code, Trouble::code)?;
        let picture = match number {
            Some(number) => {
                let ctx = self.ctx(Mode::Existing)?;
                let order = jobs::orders::find(&ctx, number)?;
                Some(jobs::orders::picture(&ctx, order.id)?)
            }
            None => None,
        };
        let known = picture.as_ref().map(|picture| Known { order: &picture.order, view: &picture.view });
        for way in routes::ways(trouble, known.as_ref()) {
            if self.out.json {
                self.out.json(&WayJson::new(&way, &self.texts))?;
                continue;
            }
            self.out.line(&self.texts.say(&way.route.name_msg()))?;
            self.out.line(&format!("    {}", self.texts.say(&way.why)))?;
            if let Some(shut) = &way.shut {
                self.out.line(&format!("    ! {}", self.texts.say(shut)))?;
            }
        }
        Ok(Ended::Fine)
    }

    /// The names for what guides call by one word.
    fn glossary(&self, words: &str) -> Result<Ended, Problem> {
        if !routes::is_ambiguous(words) {
            return Ok(Ended::Fine);
        }
        for meaning in routes::glossary() {
            if self.out.json {
                self.out.json(&MeaningJson::new(&meaning, &self.texts))?;
            } else {
                let (name, means) = (self.texts.say(&meaning.name), self.texts.say(&meaning.words));
                self.out.line(&format!("{name}: {means}"))?;
            }
        }
        Ok(Ended::Fine)
    }

    pub(super) fn report(&self, id: CaseId, set: &[String]) -> Result<Ended, Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        if !set.is_empty() {
            let mut values = BTreeMap::new();
            for pair in set {
                let (field, value) = pair.split_once('=').ok_or_else(|| {
                    Problem::refused(Msg::new("cli-field-refused").text("text", pair.clone()))
                })?;
                values.insert(field.trim().to_owned(), value.to_owned());
            }
            jobs::change(&ctx, &jobs::reports::fill(&ctx, id, &values)?, None)?;
        }
        let picture = jobs::cases::picture(&ctx, id)?;
        let Some(report) = ReportJson::of(&picture, &self.texts) else {
            let untold = picture.case.kind == CaseKind::Report;
            let why = if untold { "report-type-missing" } else { "report-not-a-report" };
            return Err(Problem::refused(Msg::new(why)));
        };
        if self.out.json {
            self.out.json(&report)?;
            return Ok(Ended::Fine);
        }
        for line in report.lines() {
            self.out.line(&line)?;
        }
        Ok(Ended::Fine)
    }

    pub(super) fn report_types(&self) -> Result<Ended, Problem> {
        let book = reporting::book();
        let reports = book.types.iter().map(|spec| TypeJson::of_report(spec, &self.texts));
        let accounts = book.accounts.iter().map(|spec| TypeJson::of_account(spec, &self.texts));
        for one in reports.chain(accounts) {
            if self.out.json {
                self.out.json(&one)?;
            } else {
                self.out.line(&one.line())?;
            }
        }
        Ok(Ended::Fine)
    }
}
