//! `demo`: the sample library and the whole job on it, step by step.

use std::path::{Path, PathBuf};

use crate::domain::message::{Msg, Problem};
use crate::jobs;
use crate::jobs::Mode;
use crate::jobs::export::{ExportRequest, Exported};

use super::args::DemoArgs;
use super::shapes::DemoJson;
use super::{After, Ended, Session};

impl Session {
    pub(super) fn demo(&self, args: &DemoArgs) -> Result<After, Problem> {
        let folder = jobs::demo::free_folder(&self.demo);
        let bundle = match args.orders {
            Some(count) => {
                jobs::demo::or_nothing(&folder, || self.many_orders(&folder, count))?;
                None
            }
            None => Some(self.whole_job(&folder)?),
        };
        if self.out.json {
            self.out.json(&DemoJson::new(&folder, bundle.as_deref()))?;
        } else {
            self.out.line(&format!("library: {}", folder.display()))?;
            if let Some(bundle) = bundle {
                self.out.line(&format!("bundle: {}", bundle.display()))?;
            }
        }
        Ok(Self::after(args, folder))
    }

    fn many_orders(&self, folder: &Path, count: u32) -> Result<(), Problem> {
        let ctx = self.ctx_at(folder, Mode::ReadWrite)?;
        let progress = self.out.progress(&self.texts);
        jobs::demo::many_orders(&ctx, count, &progress)?;
        drop(progress);
        self.say(&Msg::new("demo-many-done").count("count", i64::from(count)))
    }

    /// Everything from the first order to the verified bundle, whose path it gives.
    fn whole_job(&self, folder: &Path) -> Result<PathBuf, Problem> {
        let progress = self.out.progress(&self.texts);
        let (ctx, report) = jobs::demo::or_nothing(folder, || {
            let ctx = self.ctx_at(folder, Mode::ReadWrite)?;
            let sample = jobs::demo::fill(&ctx, &progress, &mut |step| {
                progress.clear();
                self.say(&step)
            })?;
            let request = ExportRequest {
                case: sample.case,
                submission: None,
                out: free_bundle(folder),
                zip: false,
                redact: false,
                private_words: Vec::new(),
                anyway: false,
                for_pack: None,
            };
            match jobs::export::export(&ctx, &request, &self.texts, &progress)? {
                Exported::Written { report, .. } => Ok((ctx, report)),
                Exported::Blocked(preflight) => {
                    let first = preflight.blockers.into_iter().next().map(|blocker| blocker.text);
                    Err(Problem::could_not(first.unwrap_or_else(|| Msg::new("cli-export-blocked"))))
                }
            }
        })?;
        progress.clear();
        self.say(&Msg::new("demo-exported").count("count", report.exhibits as i64))?;
        let verdict = jobs::verify::bundle(&report.path, &progress)?;
        let library = jobs::verify::library(&ctx, &progress)?;
        drop(progress);
        if !verdict.ok || !library.is_sound() {
            return Err(Problem::could_not(Msg::new("demo-not-verified")));
        }
        self.say(&Msg::new("demo-verified").count("count", verdict.checked as i64))?;
        Ok(report.path)
    }

    fn after(args: &DemoArgs, folder: PathBuf) -> After {
        if args.no_window { After::Exit(Ended::Fine) } else { After::Window(folder) }
    }
}

/// The bundle stands beside the library, under a name nothing has yet.
fn free_bundle(library: &std::path::Path) -> PathBuf {
    let name = library.file_name().unwrap_or_default().to_os_string();
    let mut first = name.clone();
    first.push("-claim");
    jobs::demo::free_folder(&library.with_file_name(first))
}
