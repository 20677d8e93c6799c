//! The command line of the contract: arguments in, JSON shapes of its own and sentences out.
//! Decides nothing: every ability is a job.

pub mod args;
mod bundle;
mod case_args;
mod cases;
mod check;
mod demo;
mod due;
mod evidence;
mod orders;
mod output;
mod paste;
mod read;
mod reports;
mod rules;
mod settings;
mod shapes;
mod words;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::error::ErrorKind;

use crate::domain::message::{Msg, Problem, ProblemClass};
use crate::domain::rules::Packs;
use crate::jobs::{self, Ctx, Mode};
use crate::texts::Texts;

use args::{Cli, Command, WindowArgs};
use output::Output;

/// How a command ended; the numbers are the contract's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done, nothing to object.
    Fine,
    /// Done, but something asked about is not acceptable.
    NotAcceptable,
    /// Wrong usage or a value refused by a rule.
    Refused,
    /// Could not: disk, damage, lock.
    CouldNot,
}

impl Ended {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::NotAcceptable => 1,
            Self::Refused => 2,
            Self::CouldNot => 3,
        }
    }
}

/// What the surroundings say where the arguments do not.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// The library folder.
    pub library: PathBuf,
    /// The system's clock.
    pub now: DateTime<Utc>,
    /// The system's zone.
    pub zone: Tz,
    /// The system's language.
    pub language: String,
    /// Where the sample library goes.
    pub demo: PathBuf,
    /// Set by Ctrl+C: what runs ends, and nothing half done is kept.
    pub stop: Arc<std::sync::atomic::AtomicBool>,
}

/// A window to be opened, with everything the arguments say about it.
#[derive(Clone, Debug)]
pub struct WindowWish {
    /// The library folder.
    pub library: PathBuf,
    /// A fixed clock, if one was given.
    pub now: Option<DateTime<Utc>>,
    /// The buyer's zone.
    pub zone: Tz,
    /// The language, if one was named.
    pub language: Option<String>,
    /// Renderer, X11 or Wayland.
    pub window: WindowArgs,
    /// The sample was made and verified: the work is done, with a window or without one.
    pub after_demo: bool,
}

/// What is to be done after the arguments were read.
#[derive(Debug)]
pub enum Next {
    /// The command ran.
    Exit(Ended),
    /// A window is wanted.
    Window(Box<WindowWish>),
}

/// Reads the arguments and runs the command, or says that a window is wanted. A fault of the program ends the
/// command with a sentence and leaves no change half made.
pub fn run<I: IntoIterator<Item = OsString>>(args: I, defaults: &Defaults) -> Next {
    or_sentence(defaults, || read_and_run(args, defaults))
}

fn or_sentence(defaults: &Defaults, run: impl FnOnce() -> Next) -> Next {
    // What was borrowed is not looked at again: the program ends.
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let texts = Texts::new(&defaults.language, defaults.zone);
        Next::Exit(output::report(&texts, &Problem::could_not(Msg::new("problem-own-fault"))))
    })
}

fn read_and_run<I: IntoIterator<Item = OsString>>(args: I, defaults: &Defaults) -> Next {
    let cli = match Cli::read(args) {
        Ok(cli) => cli,
        Err(error) => {
            let ended = match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ended::Fine,
                _ => Ended::Refused,
            };
            output::clap_message(&error);
            return Next::Exit(ended);
        }
    };
    let language = cli.global.lang.clone().unwrap_or_else(|| defaults.language.clone());
    let session = match Session::new(&cli, defaults, &language) {
        Ok(session) => session,
        Err(problem) => {
            let texts = Texts::new(&language, defaults.zone);
            return Next::Exit(output::report(&texts, &problem));
        }
    };
    let wish = || {
        Next::Window(Box::new(WindowWish {
            library: session.library.clone(),
            now: cli.global.now.is_some().then_some(session.now),
            zone: session.texts.zone(),
            language: cli.global.lang.clone(),
            window: cli.window.clone(),
            after_demo: false,
        }))
    };
    let Some(command) = cli.command else { return wish() };
    match session.run(command) {
        Ok(After::Exit(ended)) => Next::Exit(ended),
        Ok(After::Window(library)) => match wish() {
            Next::Window(wish) => Next::Window(Box::new(WindowWish { library, after_demo: true, ..*wish })),
            exit @ Next::Exit(_) => exit,
        },
        Err(_) if session.out.is_closed() => Next::Exit(Ended::Fine),
        Err(problem) => Next::Exit(output::report(&session.texts, &problem)),
    }
}

/// What a command asks for when it is done.
enum After {
    Exit(Ended),
    Window(PathBuf),
}

/// One run of the command line: where it works and how it speaks.
struct Session {
    library: PathBuf,
    demo: PathBuf,
    now: DateTime<Utc>,
    texts: Texts,
    packs: Arc<Packs>,
    out: Output,
}

impl Session {
    fn new(cli: &Cli, defaults: &Defaults, language: &str) -> Result<Self, Problem> {
        let zone = match &cli.global.tz {
            Some(name) => name.parse::<Tz>().map_err(|error| {
                Problem::refused(Msg::new("cli-zone-unknown").text("zone", name.clone())).with_detail(error)
            })?,
            None => defaults.zone,
        };
        if let Some(language) = &cli.global.lang {
            read::language(language)?;
        }
        let now = match &cli.global.now {
            Some(text) => read::moment(text, zone)?.place(zone),
            None => defaults.now,
        };
        let library = read::library(cli.global.library.clone());
        Ok(Self {
            demo: library.clone().unwrap_or_else(|| defaults.demo.clone()),
            library: library.unwrap_or_else(|| defaults.library.clone()),
            now,
            texts: Texts::new(language, zone),
            packs: Arc::new(Packs::built_in()?),
            out: Output::new(cli.global.json, defaults.stop.clone()),
        })
    }

    fn zone(&self) -> Tz {
        self.texts.zone()
    }

    fn ctx(&self, mode: Mode) -> Result<Ctx, Problem> {
        self.ctx_at(&self.library, mode)
    }

    /// For commands that list: where there is no library there is nothing to list, which is said and is no fault.
    fn ctx_to_list(&self) -> Result<Option<Ctx>, Problem> {
        match self.ctx(Mode::Existing) {
            Ok(ctx) => Ok(Some(ctx)),
            Err(problem) if problem.message.id == "library-none-here" => {
                output::warn(&self.texts.problem(&problem));
                Ok(None)
            }
            Err(problem) => Err(problem),
        }
    }

    /// The packs of the program, and the buyer's own where there is a library.
    fn packs_at_hand(&self) -> Result<Arc<Packs>, Problem> {
        match self.ctx(Mode::Existing) {
            Ok(ctx) => Ok(ctx.packs),
            Err(problem) if problem.message.id == "library-none-here" => Ok(Arc::clone(&self.packs)),
            Err(problem) => Err(problem),
        }
    }

    /// The packs in which one named on the command line is looked for: no library is touched for the program's own.
    fn packs_for(&self, id: Option<&str>) -> Result<Arc<Packs>, Problem> {
        if id.is_none_or(|id| self.packs.get(id).is_some()) {
            return Ok(Arc::clone(&self.packs));
        }
        self.packs_at_hand()
    }

    /// What a job works with, on another library than the session's own.
    fn ctx_at(&self, library: &Path, mode: Mode) -> Result<Ctx, Problem> {
        jobs::open_with(library, mode, self.packs.clone(), self.now, self.zone())
    }

    fn run(&self, command: Command) -> Result<After, Problem> {
        let ended = match command {
            Command::Demo(args) => return self.demo(&args),
            Command::Check(args) => self.check(&args)?,
            Command::Fix(args) => self.fix(&args)?,
            Command::Order(command) => self.order(command)?,
            Command::Bin(command) => self.bin(&command)?,
            Command::Attach(args) => self.attach(&args)?,
            Command::Evidence(command) => self.evidence(command)?,
            Command::Case(command) => self.case(command)?,
            Command::Due(args) => self.due(&args)?,
            Command::Remind(args) => self.remind(&args)?,
            Command::Summary => self.summary()?,
            Command::History => self.history()?,
            Command::Guides { id } => self.guides(id.as_deref())?,
            Command::Export(args) => self.export(&args)?,
            Command::Verify => self.verify()?,
            Command::VerifyBundle { path } => self.verify_bundle(&path)?,
            Command::Rules(command) => self.rules(command)?,
            Command::Settings(command) => self.settings(&command)?,
            Command::Cards(command) => self.cards(&command)?,
        };
        Ok(After::Exit(ended))
    }
}

impl From<ProblemClass> for Ended {
    fn from(class: ProblemClass) -> Self {
        match class {
            ProblemClass::Refused => Self::Refused,
            ProblemClass::CouldNot | ProblemClass::Cancelled => Self::CouldNot,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_ends_the_command_as_one_that_could_not() {
        let defaults = Defaults {
            library: PathBuf::new(),
            now: DateTime::UNIX_EPOCH,
            zone: Tz::UTC,
            language: "en".to_owned(),
            demo: PathBuf::new(),
            stop: Arc::default(),
        };
        let ended = or_sentence(&defaults, || panic!("a fault"));
        assert!(matches!(ended, Next::Exit(Ended::CouldNot)), "{ended:?}");
    }
}
