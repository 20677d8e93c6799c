//! `rules`: the packs and a check of a pack file.

use crate::domain::message::{Msg, Problem};
use crate::domain::replay::deadline_title;
use crate::domain::rules::RulePack;

use super::args::RulesCommand;
use super::{Ended, Session, read};

/// Longest pack file read; the largest of ours is a fiftieth of it.
const PACK_FILE_BYTES_MAX: u64 = 1_000_000;

impl Session {
    pub(super) fn rules(&self, command: RulesCommand) -> Result<Ended, Problem> {
        match command {
            RulesCommand::List => {
                for pack in self.packs.iter() {
                    if self.out.json {
                        self.out.json(&serde_json::json!({
                            "id": pack.id,
                            "title": pack.title,
                            "marketplace": pack.marketplace.code(),
                            "as_of": pack.as_of,
                            "historic": pack.historic,
                            "timers": pack.timers.len(),
                        }))?;
                    } else {
                        self.out.line(&format!("{:<24} {}", pack.id, pack.title))?;
                    }
                    self.warn_about(pack)?;
                }
            }
            RulesCommand::Show { id } => {
                let pack = self
                    .packs
                    .get(&id)
                    .ok_or_else(|| Problem::refused(Msg::new("job-pack-unknown").text("pack", id)))?;
                self.show_pack(pack)?;
            }
            RulesCommand::Check { file } => {
                let pack = self
                    .packs
                    .parse(&read::text_file(&file, PACK_FILE_BYTES_MAX)?, &file.to_string_lossy())?;
                self.say(
                    &Msg::new("cli-pack-fine")
                        .text("pack", pack.id.clone())
                        .count("count", pack.timers.len() as i64),
                )?;
                self.warn_about(&pack)?;
            }
        }
        Ok(Ended::Fine)
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
        for timer in pack.timers.values() {
            let title = self.texts.say(&deadline_title(&timer.name));
            self.out.line(&format!("  {:<20} {title} [{}]", timer.name, timer.cite.join(", ")))?;
        }
        for (code, source) in &pack.sources {
            let date = source.date.as_deref().unwrap_or("-");
            self.out.line(&format!("  {code:<8} {} ({date})", source.title))?;
        }
        Ok(())
    }
}
