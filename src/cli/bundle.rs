//! `export`, `verify`, `verify-bundle`: what leaves the library, and whether anything was altered.

use std::path::Path;

use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem};
use crate::jobs;
use crate::jobs::Mode;
use crate::jobs::export::{ExportRequest, Exported, Preflight};

use super::args::ExportArgs;
use super::shapes::{BundleCheckJson, ExportJson, VerifyJson};
use super::{Ended, Session};

impl Session {
    pub(super) fn export(&self, args: &ExportArgs) -> Result<Ended, Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let request = ExportRequest {
            case: CaseId(args.id),
            submission: args.submission,
            out: args.out.clone(),
            zip: args.zip,
            redact: args.redact,
            private_words: args.private.clone(),
            anyway: args.anyway,
            for_pack: args.for_pack.clone(),
        };
        let progress = self.out.progress(&self.texts);
        let exported = jobs::export::export(&ctx, &request, &self.texts, &progress)?;
        drop(progress);
        match exported {
            Exported::Blocked(preflight) => {
                if self.out.json {
                    self.out.json(&ExportJson::blocked(&preflight, &self.texts))?;
                } else {
                    self.print_preflight(&preflight)?;
                }
                Ok(Ended::NotAcceptable)
            }
            Exported::Written { report, preflight } => {
                if self.out.json {
                    self.out.json(&ExportJson::written(&report, &preflight, &self.texts))?;
                } else {
                    for warning in &preflight.warnings {
                        self.out.line(&format!("! {}", self.texts.say(&warning.text)))?;
                    }
                    self.say(
                        &Msg::new("cli-exported")
                            .count("exhibits", report.exhibits as i64)
                            .count("files", report.files as i64)
                            .text("path", report.path.display().to_string()),
                    )?;
                }
                Ok(Ended::Fine)
            }
        }
    }

    fn print_preflight(&self, preflight: &Preflight) -> Result<(), Problem> {
        self.out.line(&self.texts.get("cli-export-blocked"))?;
        for blocker in &preflight.blockers {
            self.out.line(&format!("x {}", self.texts.say(&blocker.text)))?;
        }
        for warning in &preflight.warnings {
            self.out.line(&format!("! {}", self.texts.say(&warning.text)))?;
        }
        Ok(())
    }

    pub(super) fn verify(&self) -> Result<Ended, Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let progress = self.out.progress(&self.texts);
        let report = jobs::verify::library(&ctx, &progress)?;
        drop(progress);
        if self.out.json {
            self.out.json(&VerifyJson::new(&report, &self.texts))?;
        } else {
            for fault in jobs::verify::sentences(&report) {
                self.out.line(&self.texts.say(&fault))?;
            }
            let id = if report.is_sound() { "cli-verify-sound" } else { "cli-verify-unsound" };
            self.out.line(&self.texts.say(&Msg::new(id).count("count", report.checked as i64)))?;
        }
        Ok(if report.is_sound() { Ended::Fine } else { Ended::NotAcceptable })
    }

    pub(super) fn verify_bundle(&self, path: &Path) -> Result<Ended, Problem> {
        let progress = self.out.progress(&self.texts);
        let verdict = jobs::verify::bundle(path, &progress)?;
        drop(progress);
        if self.out.json {
            self.out.json(&BundleCheckJson::new(path, &verdict, &self.texts))?;
        } else {
            for fault in &verdict.problems {
                self.out.line(&format!("{}: {}", fault.file, self.texts.say(&fault.what)))?;
            }
            let id = if verdict.ok { "cli-bundle-sound" } else { "cli-bundle-unsound" };
            self.out.line(&self.texts.say(&Msg::new(id).count("count", verdict.checked as i64)))?;
        }
        Ok(if verdict.ok { Ended::Fine } else { Ended::NotAcceptable })
    }
}
