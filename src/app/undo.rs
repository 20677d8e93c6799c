//! The two lists of undo and redo: inverses of changes, with the words to name them.

use crate::domain::change::Change;
use crate::domain::message::Msg;

/// Entries kept; older ones are forgotten.
const KEPT: usize = 200;

/// One step that can be taken back or made again.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What to apply.
    pub change: Change,
    /// What it undoes or does again.
    pub said: Msg,
    /// What other programs had written by then; `None` where the step takes no notice of them.
    pub others: Option<i64>,
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A new change.
    Fresh,
    /// Taking one back.
    Undo,
    /// Making one again.
    Redo,
}

/// What can be taken back and made again.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Notes the inverse of a change that was applied.
    pub fn note(&mut self, turn: Turn, step: Step) {
        match turn {
            Turn::Fresh => {
                self.undone.clear();
                self.done.push(step);
            }
            Turn::Redo => self.done.push(step),
            Turn::Undo => self.undone.push(step),
        }
        if self.done.len() > KEPT {
            self.done.remove(0);
        }
    }

    /// Takes the step to apply for an undo or a redo.
    pub fn take(&mut self, turn: Turn) -> Option<Step> {
        match turn {
            Turn::Undo => self.done.pop(),
            Turn::Redo => self.undone.pop(),
            Turn::Fresh => None,
        }
    }

    /// Puts back a step whose application was refused for now.
    pub fn put_back(&mut self, turn: Turn, step: Step) {
        match turn {
            Turn::Undo => self.done.push(step),
            Turn::Redo => self.undone.push(step),
            Turn::Fresh => {}
        }
    }

    /// Words for the next undo and the next redo.
    pub fn words(&self) -> (Option<Msg>, Option<Msg>) {
        let last = |steps: &[Step]| steps.last().map(|step| step.said.clone());
        (last(&self.done), last(&self.undone))
    }

    /// Forgets everything: another library is open.
    pub fn clear(&mut self) {
        self.done.clear();
        self.undone.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OrderId;

    fn step(id: i64) -> Step {
        Step { change: Change::RemoveOrder(OrderId(id)), said: Msg::new("x"), others: Some(1) }
    }

    #[test]
    fn a_fresh_change_forgets_what_could_be_made_again() {
        let mut history = History::default();
        history.note(Turn::Fresh, step(1));
        let taken = history.take(Turn::Undo).unwrap();
        history.note(Turn::Undo, taken);
        assert!(history.words().1.is_some());
        history.note(Turn::Fresh, step(2));
        assert_eq!(history.words().1, None);
    }

    #[test]
    fn undo_then_redo_returns_to_the_same_step() {
        let mut history = History::default();
        history.note(Turn::Fresh, step(1));
        let taken = history.take(Turn::Undo).unwrap();
        history.note(Turn::Undo, taken);
        assert_eq!(history.take(Turn::Redo), Some(step(1)));
    }
}
