//! Where the command line writes: sentences or JSON to standard output, problems and progress to standard error.

#![expect(clippy::print_stderr, reason = "this file is the terminal")]

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::domain::message::{Msg, Problem, Progress};
use crate::texts::Texts;

use super::Ended;

/// Standard output in the chosen form.
pub(super) struct Output {
    pub(super) json: bool,
    stop: Arc<AtomicBool>,
    /// Whoever read has seen enough (`| head`).
    closed: AtomicBool,
}

impl Output {
    pub(super) fn new(json: bool, stop: Arc<AtomicBool>) -> Self {
        Self { json, stop, closed: AtomicBool::new(false) }
    }

    /// One JSON document on one line.
    pub(super) fn json(&self, value: &impl Serialize) -> Result<(), Problem> {
        let text = serde_json::to_string(value).map_err(|error| unwritable(&error))?;
        self.write(&text)
    }

    /// One line of plain text. Names and titles are whatever their makers wrote: what could move the cursor, colour
    /// the terminal or turn a line around is replaced.
    pub(super) fn line(&self, text: &str) -> Result<(), Problem> {
        self.write(&printable(text))
    }

    /// A text of several lines.
    pub(super) fn lines(&self, text: &str) -> Result<(), Problem> {
        text.split('\n').try_for_each(|line| self.line(line))
    }

    /// True once the reader has gone, which is no failure of ours.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    fn write(&self, text: &str) -> Result<(), Problem> {
        let mut out = io::stdout().lock();
        match writeln!(out, "{text}") {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.store(true, Ordering::Relaxed);
                Err(Problem::cancelled())
            }
            Err(error) => Err(unwritable(&error)),
        }
    }

    /// Progress on standard error where that is a terminal, quiet elsewhere; stops on Ctrl+C.
    pub(super) fn progress<'a>(&'a self, texts: &'a Texts) -> TerminalProgress<'a> {
        TerminalProgress {
            texts,
            stop: &self.stop,
            shown: io::stderr().is_terminal(),
            state: Mutex::new(State { name: String::new(), total: 0, done: 0, percent: None }),
        }
    }
}

/// A text that a terminal shows as it stands: no control characters and none that turn the direction of writing.
fn printable(text: &str) -> Cow<'_, str> {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(odd) { Cow::Owned(text.replace(odd, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn unwritable(error: &dyn std::fmt::Display) -> Problem {
    Problem::could_not(Msg::new("cli-output-unwritable")).with_detail(error)
}

/// Says a problem on standard error.
pub(super) fn report(texts: &Texts, problem: &Problem) -> Ended {
    warn(&texts.problem(problem));
    problem.class.into()
}

/// A warning beside the result.
pub(super) fn warn(text: &str) {
    eprintln!("{}", printable(text));
}

/// Help and usage in clap's own form.
pub(super) fn clap_message(error: &clap::Error) {
    if let Err(unsaid) = error.print() {
        tracing::debug!(%unsaid, "help could not be printed");
    }
}

/// A progress line on the terminal.
pub(super) struct TerminalProgress<'a> {
    texts: &'a Texts,
    stop: &'a AtomicBool,
    shown: bool,
    state: Mutex<State>,
}

struct State {
    name: String,
    total: u64,
    done: u64,
    percent: Option<u64>,
}

impl TerminalProgress<'_> {
    /// Takes the line away, so that another can be written in its place; it comes back with the next step.
    pub(super) fn clear(&self) {
        if self.shown {
            eprint!("\r\x1b[2K");
            if let Ok(mut state) = self.state.lock() {
                state.percent = None;
            }
        }
    }

    fn draw(&self, state: &mut State) {
        if !self.shown {
            return;
        }
        let percent = state.done.saturating_mul(100).checked_div(state.total).map(|percent| percent.min(100));
        if percent == state.percent {
            return;
        }
        state.percent = percent;
        match percent {
            Some(percent) => eprint!("\r\x1b[2K{} {percent} %", printable(&state.name)),
            None => eprint!("\r\x1b[2K{}", printable(&state.name)),
        }
    }
}

impl Progress for TerminalProgress<'_> {
    fn stage(&self, name: Msg, total: u64) {
        if let Ok(mut state) = self.state.lock() {
            *state = State { name: self.texts.say(&name), total, done: 0, percent: None };
            self.draw(&mut state);
        }
    }

    fn advance(&self, units: u64) {
        if let Ok(mut state) = self.state.lock() {
            state.done = state.done.saturating_add(units);
            self.draw(&mut state);
        }
    }

    fn item_failed(&self, _: &Problem) {}

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for TerminalProgress<'_> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_turns_a_line_around_is_replaced() {
        assert_eq!(
            printable("a\u{1b}[31m\r\nb\u{9b}c\u{7f}"),
            "a\u{fffd}[31m\u{fffd}\u{fffd}b\u{fffd}c\u{fffd}"
        );
        assert_eq!(printable("a\u{202e}gpj.exe\u{2066}"), "a\u{fffd}gpj.exe\u{fffd}");
        assert_eq!(printable("Часы 写真 \u{1f468}\u{200d}\u{1f469}"), "Часы 写真 \u{1f468}\u{200d}\u{1f469}");
    }
}
