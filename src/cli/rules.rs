//! `rules`: the packs, a check of a pack file, and the buyer's own packs.

use std::path::Path;

use crate::domain::message::{Msg, Problem};
use crate::domain::replay::deadline_title;
use crate::domain::rules::{Origin, Packs, RulePack};
use crate::jobs::{self, Ctx, Mode};

use super::args::RulesCommand;
use super::shapes::{BrokenPackJson, PackLineJson};
use super::{Ended, Session, output, read};

impl Session {
    pub(super) fn rules(&self, command: RulesCommand) -> Result<Ended, Problem> {
        match command {
            RulesCommand::List => self.list_packs(&*self.packs_at_hand()?)?,
            RulesCommand::Show { id } => {
                let packs = self.packs_for(Some(&id))?;
                let pack = packs
                    .get(&id)
                    .ok_or_else(|| Problem::refused(Msg::new("job-pack-unknown").text("pack", id)))?;
                self.show_pack(pack)?;
            }
            RulesCommand::Check { file } => {
                let text = read::text_file(&file, jobs::packs::FILE_BYTES_MAX)?;
                let packs = self.packs_at_hand()?;
                let pack = jobs::packs::check(&packs, &text, &file.to_string_lossy())?;
                self.say(
                    &Msg::new("cli-pack-fine")
                        .text("pack", pack.id.clone())
                        .count("count", pack.timers.len() as i64),
                )?;
                self.warn_about(&pack)?;
            }
            RulesCommand::Copy { id, new_id, title } => {
                let ctx = self.ctx(Mode::ReadWrite)?;
                let title = title.unwrap_or_else(|| self.copy_title(&ctx.packs, &id));
                jobs::change(&ctx, &jobs::packs::copy(&ctx, &id, &new_id, &title)?, None)?;
                self.say(&Msg::new("cli-pack-copied").text("pack", id).text("copy", new_id))?;
            }
            RulesCommand::Import { file } => self.import_pack(&file)?,
            RulesCommand::Export { id, out } => {
                jobs::packs::export(&*self.packs_for(Some(&id))?, &id, &out)?;
                let said = Msg::new("cli-pack-exported").text("pack", id);
                self.say(&said.text("path", out.to_string_lossy()))?;
            }
            RulesCommand::Enable { id } => {
                self.change_packs("cli-pack-enabled", &id, |ctx| jobs::packs::enable(ctx, &id, true))?;
            }
            RulesCommand::Disable { id } => {
                self.change_packs("cli-pack-disabled", &id, |ctx| jobs::packs::enable(ctx, &id, false))?;
            }
            RulesCommand::Remove { id } => {
                self.change_packs("cli-pack-removed", &id, |ctx| jobs::packs::remove(ctx, &id))?;
            }
        }
        Ok(Ended::Fine)
    }

    fn copy_title(&self, packs: &Packs, id: &str) -> String {
        let title = packs.get(id).map(|pack| pack.title.clone()).unwrap_or_default();
        self.texts.say(&Msg::new("packs-copy-title").text("title", title))
    }

    fn change_packs(
        &self,
        said: &'static str,
        id: &str,
        change: impl FnOnce(&Ctx) -> Result<crate::domain::change::Change, Problem>,
    ) -> Result<(), Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        jobs::change(&ctx, &change(&ctx)?, None)?;
        self.say(&Msg::new(said).text("pack", id))
    }

    fn import_pack(&self, file: &Path) -> Result<(), Problem> {
        let text = read::text_file(file, jobs::packs::FILE_BYTES_MAX)?;
        let ctx = self.ctx(Mode::ReadWrite)?;
        let (id, change) = jobs::packs::import(&ctx, &text, &file.to_string_lossy())?;
        jobs::change(&ctx, &change, None)?;
        self.say(&Msg::new("cli-pack-imported").text("pack", id))
    }

    fn list_packs(&self, packs: &Packs) -> Result<(), Problem> {
        for pack in packs.iter() {
            let origin = packs.origin(&pack.id).unwrap_or(Origin::BuiltIn);
            if self.out.json {
                let warnings = pack.warnings(self.now.date_naive());
                let warnings = warnings.iter().map(|warning| self.texts.say(warning)).collect();
                self.out.json(&PackLineJson::new(pack, origin, warnings))?;
            } else {
                let mark = match origin {
                    Origin::BuiltIn => String::new(),
                    Origin::Own { enabled: true } => self.texts.get("cli-pack-own-on"),
                    Origin::Own { enabled: false } => self.texts.get("cli-pack-own-off"),
                };
                self.out.line(format!("{:<24} {} {mark}", pack.id, pack.title).trim_end())?;
                self.warn_about(pack)?;
            }
        }
        for broken in packs.broken() {
            let problem = Problem::from(broken.error.clone());
            if self.out.json {
                self.out.json(&BrokenPackJson::new(&broken.own, self.texts.problem(&problem)))?;
            } else {
                output::warn(&self.texts.problem(&problem));
            }
        }
        Ok(())
    }

    fn warn_about(&self, pack: &RulePack) -> Result<(), Problem> {
        for warning in pack.warnings(self.now.date_naive()) {
            self.say(&warning)?;
        }
        Ok(())
    }

    fn show_pack(&self, pack: &RulePack) -> Result<(), Problem> {
        if self.out.json {
            return self.out.json(pack);
        }
        self.out.line(&format!("{} ({})", pack.title, pack.id))?;
        self.out.line(&pack.version())?;
        let weak = |certain: bool| {
            if certain { String::new() } else { format!(" · {}", self.texts.get("rules-said-weak")) }
        };
        for timer in pack.timers.values() {
            let title = self.texts.say(&deadline_title(&timer.name));
            let cite = pack.cited(&timer.cite);
            let said = self.texts.say(&timer.said());
            self.out.line(&format!(
                "  {:<20} {title}: {said} [{cite}]{}",
                timer.name,
                weak(timer.certain)
            ))?;
            for condition in timer.conditions() {
                self.out.line(&format!("{:23}{}", "", self.texts.say(&condition)))?;
            }
            for other in &timer.others {
                let said = self.texts.say(&other.said());
                self.other_line(&said, other.why.as_deref(), &pack.cited(&other.cite))?;
            }
        }
        for (name, value) in pack.switches() {
            let about = pack.about.get(name);
            let cite = about.map(|about| pack.cited(&about.cite)).unwrap_or_default();
            let doubt = weak(about.is_none_or(|about| about.certain));
            self.out.line(&format!("  {name} = {value} [{cite}]{doubt}"))?;
            for other in about.map(|about| about.others.as_slice()).unwrap_or_default() {
                self.other_line(&other.value, other.why.as_deref(), &pack.cited(&other.cite))?;
            }
        }
        for (code, source) in &pack.sources {
            let date = source.date.as_deref().unwrap_or("-");
            let trust = source.trust.map_or("-", crate::domain::rules::Trust::code);
            self.out.line(&format!("  {code:<10} {trust} {} ({date})", source.title))?;
        }
        Ok(())
    }

    fn other_line(&self, value: &str, why: Option<&str>, cite: &str) -> Result<(), Problem> {
        let other = Msg::new("rules-said-other").text("value", value).text("cite", cite);
        let other = self.texts.say(&other);
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        self.out.line(&format!("{:23}{other}{why}", ""))
    }
}
