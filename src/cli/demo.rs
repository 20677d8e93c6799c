//! `demo`: the sample library and the whole job on it, step by step.

use std::path::PathBuf;

use crate::domain::message::{Msg, Problem};
use crate::jobs;
use crate::jobs::Mode;
use crate::jobs::export::{ExportRequest, Exported};

use super::args::DemoArgs;
use super::{After, Ended, Session};

impl Session {
    pub(super) fn demo(&self, args: &DemoArgs) -> Result<After, Problem> {
        let folder = jobs::demo::free_folder(&self.demo);
        let ctx = self.ctx_at(&folder, Mode::ReadWrite)?;
        let progress = self.out.progress(&self.texts);
        if let Some(count) = args.orders {
            jobs::demo::many_orders(&ctx, count, &progress)?;
            drop(progress);
            self.step(&Msg::new("demo-many-done").count("count", i64::from(count)))?;
            self.out.line(&format!("library: {}", folder.display()))?;
            return Ok(Self::after(args, folder));
        }
        // Each step is said as it is done; that it cannot be said is told at the end.
        let mut said = Ok(());
        let sample = jobs::demo::fill(&ctx, &progress, &mut |step| {
            progress.clear();
            if said.is_ok() {
                said = self.step(&step);
            }
        })?;
        said?;
        let out = free_bundle(&folder);
        let request = ExportRequest {
            case: sample.case,
            submission: None,
            out,
            zip: false,
            redact: false,
            private_words: Vec::new(),
            anyway: false,
            for_pack: None,
        };
        let report = match jobs::export::export(&ctx, &request, &self.texts, &progress)? {
            Exported::Written { report, .. } => report,
            Exported::Blocked(preflight) => {
                let first = preflight.blockers.into_iter().next().map(|blocker| blocker.text);
                return Err(Problem::could_not(first.unwrap_or_else(|| Msg::new("cli-export-blocked"))));
            }
        };
        self.step(&Msg::new("demo-exported").count("count", report.exhibits as i64))?;
        let verdict = jobs::verify::bundle(&report.path, &progress)?;
        let library = jobs::verify::library(&ctx, &progress)?;
        drop(progress);
        if !verdict.ok || !library.is_sound() {
            return Err(Problem::could_not(Msg::new("demo-not-verified")));
        }
        self.step(&Msg::new("demo-verified").count("count", verdict.checked as i64))?;
        self.out.line(&format!("library: {}", folder.display()))?;
        self.out.line(&format!("bundle: {}", report.path.display()))?;
        Ok(Self::after(args, folder))
    }

    fn after(args: &DemoArgs, folder: PathBuf) -> After {
        if args.no_window { After::Exit(Ended::Fine) } else { After::Window(folder) }
    }

    fn step(&self, msg: &Msg) -> Result<(), Problem> {
        self.out.line(&self.texts.say(msg))
    }
}

/// The bundle stands beside the library, under a name nothing has yet.
fn free_bundle(library: &std::path::Path) -> PathBuf {
    let name = library.file_name().unwrap_or_default().to_os_string();
    let mut first = name.clone();
    first.push("-claim");
    jobs::demo::free_folder(&library.with_file_name(first))
}
