//! `due`, `remind`, `summary`, `history`, `guides`: what is coming, what was said of it, what came of it.

use crate::domain::guidance::guides::Guide;
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Money;
use crate::domain::overview::history::History;
use crate::domain::rows::DueItem;
use crate::jobs;
use crate::jobs::{Ctx, Mode};

use super::args::{DueArgs, RemindArgs};
use super::shapes::{DueJson, GuideJson, HistoryJson, ReminderJson, SnoozeJson, SummaryJson};
use super::{Ended, Session, output};

impl Session {
    pub(super) fn due(&self, args: &DueArgs) -> Result<Ended, Problem> {
        let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
        let all = jobs::today::due(&ctx)?;
        if let Some(file) = &args.ics {
            let did = jobs::calendar::write(&ctx, &all, args.within, &self.texts, file)?;
            let words = Msg::new("calendar-written")
                .count("added", count(did.added))
                .count("changed", count(did.changed))
                .count("cancelled", count(did.cancelled))
                .text("path", file.to_string_lossy());
            // Standard output is the list, whichever form it has.
            output::warn(&self.texts.say(&words));
        }
        let mut items = match args.within {
            Some(days) => jobs::today::within(&ctx, all, days),
            None => all,
        };
        items.sort_by_key(|item| (item.deadline.due, item.case, item.order));
        for item in &items {
            if self.out.json {
                self.out.json(&DueJson::new(item, &self.texts))?;
            } else {
                self.print_due(item)?;
            }
        }
        Ok(Ended::Fine)
    }

    fn print_due(&self, item: &DueItem) -> Result<(), Problem> {
        let due = item.deadline.due.map(|due| self.texts.date_time(due)).unwrap_or_default();
        let left = item.deadline.due.map(|due| self.texts.countdown(self.now, due)).unwrap_or_default();
        self.out.line(&format!("{due:<22} {left:<14} {}  {}", self.texts.say(&item.text), item.title))?;
        for advice in &item.advice {
            self.out.line(&format!("{:<37} {}", "", self.texts.say(advice)))?;
        }
        Ok(())
    }

    pub(super) fn remind(&self, args: &RemindArgs) -> Result<Ended, Problem> {
        if let Some(handle) = &args.snooze {
            return self.snooze(handle);
        }
        let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
        let did = jobs::remind::run(&ctx, &self.texts, &jobs::remind::on_desktop)?;
        for note in &did.notes {
            if self.out.json {
                for reminder in &note.reminders {
                    self.out.json(&ReminderJson::new(note, reminder, &self.texts))?;
                }
            } else {
                self.out.line(&format!("{}  {}", note.title, note.body.replace('\n', "  ")))?;
            }
        }
        if !self.out.json && did.notes.is_empty() {
            self.say(&Msg::new(if did.on { "remind-none" } else { "remind-off" }))?;
        }
        Ok(Ended::Fine)
    }

    fn snooze(&self, handle: &str) -> Result<Ended, Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let items = jobs::today::due(&ctx)?;
        let item = items
            .iter()
            .find(|item| item.handle == handle)
            .ok_or_else(|| Problem::refused(Msg::new("remind-handle-unknown").text("handle", handle)))?;
        let (change, until) = jobs::today::snooze(&ctx, item)?;
        jobs::change(&ctx, &change, None)?;
        if self.out.json {
            self.out.json(&SnoozeJson::new(handle, until))?;
        } else {
            self.say(&Msg::new("remind-snoozed").at("until", until))?;
        }
        Ok(Ended::Fine)
    }

    pub(super) fn summary(&self) -> Result<Ended, Problem> {
        let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
        let sums = jobs::today::sums(&ctx)?;
        if self.out.json {
            self.out.json(&SummaryJson::new(&jobs::today::due(&ctx)?, &sums))?;
        } else {
            self.print_sum("summary-at-stake", &sums.at_stake)?;
            self.print_sum("summary-recovered", &sums.recovered)?;
        }
        Ok(Ended::Fine)
    }

    fn print_sum(&self, id: &'static str, sums: &[Money]) -> Result<(), Problem> {
        let amounts: Vec<String> = sums.iter().map(|money| self.texts.money(money)).collect();
        let amounts =
            if amounts.is_empty() { self.texts.get("summary-nothing") } else { amounts.join(" + ") };
        self.say(&Msg::new(id).text("amount", amounts))
    }

    pub(super) fn history(&self) -> Result<Ended, Problem> {
        let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
        let history = jobs::history::history(&ctx)?;
        if self.out.json {
            self.out.json(&HistoryJson::new(&history, &self.texts))?;
        } else {
            self.print_history(&history, &ctx)?;
        }
        Ok(Ended::Fine)
    }

    fn print_history(&self, history: &History, ctx: &Ctx) -> Result<(), Problem> {
        for case in &history.cases {
            let ending = self.texts.say(&Msg::new("history-ending").text("code", case.ending().code()));
            let money = |amount: &Option<Money>| {
                amount.as_ref().map_or_else(|| "-".to_owned(), |amount| self.texts.money(amount))
            };
            let amounts = [&case.asked, &case.offered, &case.decided, &case.received].map(money).join(" → ");
            let opened = self.texts.day(case.opened_at.with_timezone(&ctx.zone).date_naive());
            self.out
                .line(&format!("{:>5}  {opened:<14} {ending:<12} {amounts}  {}", case.case, case.title))?;
        }
        if let Some(rate) = &history.rate {
            self.say(&rate.sentence())?;
            for warning in &rate.warnings {
                self.out.line(&format!("! {}", self.texts.say(warning)))?;
            }
        }
        Ok(())
    }

    pub(super) fn guides(&self, id: Option<&str>) -> Result<Ended, Problem> {
        let all = Guide::all()?;
        let wanted: Vec<&Guide> = all.iter().filter(|guide| id.is_none_or(|id| guide.id == id)).collect();
        if let (Some(id), true) = (id, wanted.is_empty()) {
            let known: Vec<&str> = all.iter().map(|guide| guide.id.as_str()).collect();
            return Err(Problem::refused(
                Msg::new("cli-code-refused").text("text", id).text("known", known.join(", ")),
            ));
        }
        for guide in wanted {
            if self.out.json {
                self.out.json(&GuideJson::new(guide, &self.texts))?;
                continue;
            }
            self.out.line(&format!("{:<22} {}", guide.id, self.texts.say(&guide.title())))?;
            if id.is_some() {
                for step in self.texts.say(&guide.steps()).lines() {
                    self.out.line(&format!("  {step}"))?;
                }
            }
        }
        Ok(Ended::Fine)
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
