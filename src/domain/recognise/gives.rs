//! What a phrase of the table gives: the kind of event with what its numbers mean. A small language for the
//! tables, so that they read as lists.

use crate::domain::event::{CaseEventKind, OrderEventKind, Outcome, Party, Plan};
use crate::domain::order::OrderDate;

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An event of the order.
    OrderEvent(OrderEventKind),
    /// An event of the case.
    CaseEvent(CaseEventKind),
    /// A date of the order that nothing has happened for yet.
    OrderDate(OrderDate),
}

/// What an event without a date on the page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undated {
    /// It counts from when the page was seen.
    Seen,
    /// It starts a clock of the buyer: only its own date will do.
    Ask,
}

/// What a phrase gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gives {
    pub(super) what: Option<What>,
    /// Timers its date may belong to; the first one that the rules know.
    pub(super) timers: &'static [&'static str],
    /// The date or length in the phrase is the one the page shows for what begins.
    pub(super) due: bool,
    /// A length counts from this date of the order.
    pub(super) counted_from: Option<OrderDate>,
    pub(super) undated: Undated,
    pub(super) plan: Option<Plan>,
    pub(super) outcome: Option<Outcome>,
    pub(super) by: Option<Party>,
    /// Lines of a list below are what is asked for.
    pub(super) list: bool,
    /// Takes place only in words that say it has happened: “if”, “will”, “not” before it rule it out.
    pub(super) happened: bool,
    /// What its words promise after it is not yet so: “will” between them does not rule it out.
    pub(super) promises: bool,
    /// Single words, which every page has: they count only with a date of their own.
    pub(super) only_dated: bool,
    /// Says so only where its sentence or the heading above it speaks of this.
    pub(super) about: Option<About>,
    /// The words may mean something else: what is to be looked at.
    pub(super) doubt: Option<&'static str>,
}

/// What a sentence has to speak of for a phrase to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A decision of the marketplace, and nobody's wish.
    Decision,
    /// A coupon.
    Coupon,
    /// The buyer's protection.
    Protection,
}

const NOTHING: Gives = Gives {
    what: None,
    timers: &[],
    due: false,
    counted_from: None,
    undated: Undated::Seen,
    plan: None,
    outcome: None,
    by: None,
    list: false,
    happened: false,
    promises: false,
    only_dated: false,
    about: None,
    doubt: None,
};

/// A date the order's page shows.
pub(super) const fn shown(timers: &'static [&'static str]) -> Gives {
    Gives { what: Some(What::OrderEvent(OrderEventKind::DateShown)), timers, due: true, ..NOTHING }
}

/// A date the case's page shows.
pub(super) const fn shown_case(timers: &'static [&'static str]) -> Gives {
    Gives { what: Some(What::CaseEvent(CaseEventKind::DateShown)), timers, due: true, ..NOTHING }
}

/// So many days from a date of the order.
pub(super) const fn counted(timers: &'static [&'static str], from: OrderDate) -> Gives {
    Gives { counted_from: Some(from), ..shown(timers) }
}

/// A date of the order.
pub(super) const fn fact(which: OrderDate) -> Gives {
    Gives { what: Some(What::OrderDate(which)), due: true, ..NOTHING }
}

/// Something that happened to the order, with its own date.
pub(super) const fn order(kind: OrderEventKind) -> Gives {
    Gives { what: Some(What::OrderEvent(kind)), undated: Undated::Ask, happened: true, ..NOTHING }
}

/// Something that happened in the case.
pub(super) const fn case(kind: CaseEventKind) -> Gives {
    Gives { what: Some(What::CaseEvent(kind)), happened: true, ..NOTHING }
}

/// Words that look like others and say nothing.
pub(super) const fn nothing() -> Gives {
    NOTHING
}

impl Gives {
    /// The date in the phrase is the one the page shows for what begins.
    pub(super) const fn due(mut self) -> Self {
        self.due = true;
        self
    }

    /// Only its own date will do.
    pub(super) const fn dated(mut self) -> Self {
        self.undated = Undated::Ask;
        self
    }

    /// Without a date it counts from when the page was seen.
    pub(super) const fn or_seen(mut self) -> Self {
        self.undated = Undated::Seen;
        self
    }

    pub(super) const fn plan(mut self, plan: Plan) -> Self {
        self.plan = Some(plan);
        self
    }

    pub(super) const fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = Some(outcome);
        self
    }

    pub(super) const fn by(mut self, by: Party) -> Self {
        self.by = Some(by);
        self
    }

    pub(super) const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    pub(super) const fn timer(mut self, timers: &'static [&'static str]) -> Self {
        self.timers = timers;
        self
    }

    /// Its last words are a promise.
    pub(super) const fn promises(mut self) -> Self {
        self.promises = true;
        self
    }

    /// Counts only with a date of its own.
    pub(super) const fn only_dated(mut self) -> Self {
        self.only_dated = true;
        self
    }

    /// Counts only where this is spoken of.
    pub(super) const fn about(mut self, about: About) -> Self {
        self.about = Some(about);
        self
    }

    /// May mean something else.
    pub(super) const fn doubt(mut self, doubt: &'static str) -> Self {
        self.doubt = Some(doubt);
        self
    }

    /// Wants the date when it happened, which stands beside its words.
    pub(super) fn wants_date(&self) -> bool {
        !matches!(
            self.what,
            None | Some(
                What::OrderDate(_)
                    | What::OrderEvent(OrderEventKind::DateShown)
                    | What::CaseEvent(CaseEventKind::DateShown)
            )
        )
    }

    /// An order or a request: “please”, “must” before it do not rule it out.
    pub(super) const fn asks(mut self) -> Self {
        self.happened = false;
        self
    }
}
