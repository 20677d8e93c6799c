//! What the buyer typed into the dialog of pasted words, and the command it makes. Dates of a proposal are kept as
//! read while nobody changes them, so that their zone is not lost.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::app::command::Edit;
use crate::app::work::{About, Look, Pastable, Pasted, Pick};
use crate::app::{Command, Deed};
use crate::domain::event::{CaseEventKind, OrderEventKind};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::recognise::{Field, What};
use crate::ui::forms::now_text;

/// A proposal as edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowDraft {
    /// It is to be recorded.
    pub ticked: bool,
    /// When it happened, as typed.
    pub at: String,
    /// The date shown, as typed.
    pub due: String,
}

/// The dialog as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PasteDraft {
    /// The words of the page.
    pub text: String,
    /// When it was seen, as typed.
    pub seen: String,
    /// The proposals, once they are there.
    pub rows: Vec<RowDraft>,
}

/// What is wrong, by row and field.
pub type Faults = BTreeMap<(usize, &'static str), Msg>;

/// A moment as it is typed into a date field.
pub fn typed(moment: &Moment, zone: Tz) -> String {
    match moment {
        Moment::Day { day, .. } => day.format("%Y-%m-%d").to_string(),
        Moment::Minute { at, .. } | Moment::Instant { at, .. } => now_text(*at, zone),
    }
}

/// True when a proposal carries a date that is shown.
pub fn has_due(one: &Pastable) -> bool {
    if matches!(one.proposal.what, What::OrderDate(_)) {
        return false;
    }
    let asked = one.proposal.asks.iter().any(|ask| ask.field() == Some(Field::Due));
    one.proposal.details.due.is_some()
        || asked
        || matches!(
            one.proposal.what,
            What::OrderEvent(
                OrderEventKind::DateShown
                    | OrderEventKind::ProtectionExtended
                    | OrderEventKind::DisputeRefused
            ) | What::CaseEvent(CaseEventKind::DateShown)
        )
}

/// True when the day it happened is of interest: of a shown date only the date itself is.
pub fn has_at(one: &Pastable) -> bool {
    !matches!(
        one.proposal.what,
        What::OrderEvent(OrderEventKind::DateShown) | What::CaseEvent(CaseEventKind::DateShown)
    )
}

impl PasteDraft {
    /// A fresh dialog: what is pasted now was seen now, unless the buyer says otherwise.
    pub fn new(text: String, now: DateTime<Utc>, zone: Tz) -> Self {
        Self { text, seen: now_text(now, zone), rows: Vec::new() }
    }

    /// When the page was seen: `None` while nothing readable is typed.
    pub fn seen_at(&self, zone: Tz) -> Option<DateTime<Utc>> {
        Moment::parse(&self.seen, zone).map(|seen| seen.place(zone))
    }

    /// What is to be read; nothing while there are no words.
    pub fn look(&self, about: About, zone: Tz) -> Option<Look> {
        let text = Some(self.text.clone()).filter(|text| !text.trim().is_empty())?;
        Some(Look { about, text, seen: self.seen_at(zone), year: None, day_first: None })
    }

    /// Takes what was read: what is clear is ticked.
    pub fn take(&mut self, pasted: &Pasted, zone: Tz) {
        let words = |moment: Option<Moment>| moment.map(|moment| typed(&moment, zone)).unwrap_or_default();
        self.rows = pasted
            .proposals
            .iter()
            .map(|one| RowDraft {
                ticked: one.is_clear(),
                at: words(one.proposal.at),
                due: words(one.proposal.details.due),
            })
            .collect();
    }

    /// How many are to be recorded.
    pub fn chosen(&self) -> usize {
        self.rows.iter().filter(|row| row.ticked).count()
    }

    /// The command that records what is ticked, or what is wrong with it.
    pub fn command(&self, pasted: &Pasted, zone: Tz) -> Result<Option<Command>, Faults> {
        let mut faults = Faults::new();
        let mut picks = Vec::new();
        for (i, (row, one)) in self.rows.iter().zip(&pasted.proposals).enumerate() {
            if !row.ticked {
                continue;
            }
            let Some(log) = one.log else { continue };
            let proposal = &one.proposal;
            let mut read = |text: &str, was: Option<Moment>, field: &'static str| {
                if let Some(was) = was.filter(|was| typed(was, zone) == text.trim()) {
                    return Some(was);
                }
                let read = Moment::parse(text, zone);
                if read.is_none() {
                    faults.insert((i, field), Msg::new("recognise-date-missing"));
                }
                read
            };
            let at = if has_at(one) { read(&row.at, proposal.at, "at") } else { proposal.at };
            let due = if has_due(one) { read(&row.due, proposal.details.due, "due") } else { None };
            let mut details = proposal.details.clone();
            details.due = due;
            details.anyway = one.refused.is_some();
            if let Some(at) = at {
                picks.push(Pick { what: proposal.what, log, at, details });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        if picks.is_empty() {
            return Ok(None);
        }
        let count = i64::try_from(picks.len()).unwrap_or(i64::MAX);
        let mut edit = Edit::of(Deed::Pasted(picks), "recognise-said-recorded");
        edit.said = edit.said.count("count", count);
        Ok(Some(Command::Change(Box::new(edit))))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone as _};

    use super::*;
    use crate::app::work::Log;
    use crate::domain::event::EventDetails;
    use crate::domain::ids::OrderId;
    use crate::domain::recognise::{Ask, Proposal};

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 8, 20, 12, 0, 0).unwrap()
    }

    fn day(day: u32) -> Moment {
        Moment::day(NaiveDate::from_ymd_opt(2026, 9, day).unwrap())
    }

    fn shown(asks: Vec<Ask>, due: Option<Moment>) -> Pasted {
        let proposal = Proposal {
            phrase: "refund_if_no_delivery",
            what: What::OrderEvent(OrderEventKind::DateShown),
            span: 0..10,
            quote: "Refund if".to_owned(),
            at: Some(Moment::instant(now())),
            details: EventDetails {
                due,
                deadline: Some("protection_end".to_owned()),
                ..EventDetails::default()
            },
            readings: Vec::new(),
            items: Vec::new(),
            asks,
            doubts: Vec::new(),
        };
        let one = Pastable { proposal, log: Some(Log::Order(OrderId(1))), known: false, refused: None };
        Pasted { proposals: vec![one], unread: Vec::new() }
    }

    fn picks(command: Option<Command>) -> Vec<Pick> {
        let Some(Command::Change(edit)) = command else { return Vec::new() };
        match edit.deed {
            Deed::Pasted(picks) => picks,
            _ => Vec::new(),
        }
    }

    #[test]
    fn what_is_clear_is_ticked_and_recorded_as_read() {
        let pasted = shown(Vec::new(), Some(day(4)));
        let mut draft = PasteDraft::new("x".to_owned(), now(), chrono_tz::UTC);
        draft.take(&pasted, chrono_tz::UTC);
        assert_eq!(draft.chosen(), 1);
        let picks = picks(draft.command(&pasted, chrono_tz::UTC).unwrap());
        assert_eq!(picks[0].details.due, Some(day(4)));
    }

    #[test]
    fn a_missing_year_is_not_ticked_and_not_recorded_until_it_is_typed() {
        let asks = vec![Ask::Year(Field::Due, vec![day(4)])];
        let pasted = shown(asks, None);
        let mut draft = PasteDraft::new("x".to_owned(), now(), chrono_tz::UTC);
        draft.take(&pasted, chrono_tz::UTC);
        assert_eq!(draft.chosen(), 0);
        draft.rows[0].ticked = true;
        assert!(draft.command(&pasted, chrono_tz::UTC).unwrap_err().contains_key(&(0, "due")));
        draft.rows[0].due = "2026-09-04".to_owned();
        assert_eq!(picks(draft.command(&pasted, chrono_tz::UTC).unwrap())[0].details.due, Some(day(4)));
    }

    #[test]
    fn an_edited_date_is_taken_instead_of_the_one_read() {
        let pasted = shown(Vec::new(), Some(day(4)));
        let mut draft = PasteDraft::new("x".to_owned(), now(), chrono_tz::UTC);
        draft.take(&pasted, chrono_tz::UTC);
        draft.rows[0].due = "2026-09-05".to_owned();
        assert_eq!(picks(draft.command(&pasted, chrono_tz::UTC).unwrap())[0].details.due, Some(day(5)));
    }
}
