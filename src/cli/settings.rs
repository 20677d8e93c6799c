//! `settings`: what the buyer set for the library, on the command line.

use crate::domain::message::{Msg, Problem};
use crate::jobs::{self, Mode};

use super::args::SettingsCommand;
use super::shapes::SettingJson;
use super::{Ended, Session};

impl Session {
    pub(super) fn settings(&self, command: &SettingsCommand) -> Result<Ended, Problem> {
        match command {
            SettingsCommand::List => {
                let Some(ctx) = self.ctx_to_list()? else { return Ok(Ended::Fine) };
                let stored = jobs::settings(&ctx)?;
                for key in crate::domain::preferences::KEYS {
                    let value = stored.get(key).map(String::as_str);
                    if self.out.json {
                        self.out.json(&SettingJson { key, value })?;
                    } else {
                        self.out.line(&format!("{key:<16} {}", value.unwrap_or("-")))?;
                    }
                }
            }
            SettingsCommand::Set { key, value } => {
                jobs::settings::set(&self.ctx(Mode::ReadWrite)?, key, value)?;
                self.say(&Msg::new("settings-said-changed"))?;
            }
        }
        Ok(Ended::Fine)
    }
}
