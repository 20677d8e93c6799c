//! Cases and their log.

use rusqlite::params;

use crate::domain::case::Reason;
use crate::domain::change::{CasePatch, Change, NewCase};
use crate::domain::event::{CaseEventKind, NewEvent, Plan};
use crate::domain::ids::{CaseId, EventId};
use crate::domain::message::{Msg, Problem};

use super::super::chain::{self, EVENT, Log, UNVOID, VOID};
use super::super::codec::{At, money_columns};
use super::super::read::cases::{
    CASE_EVENTS, Payload, Sent, Voids, case, events_of, must_be_live, submission,
};
use super::super::read::{Standing, none, orders, standing};
use super::super::trouble::{OrProblem, unreadable};
use super::{Writer, nothing, take_fields};

impl Writer<'_> {
    pub(super) fn open_case(&mut self, new: &NewCase) -> Result<Change, Problem> {
        if let Some(order) = new.order {
            orders::must_be_live(self.db, order)?;
        }
        if let Some(line) = new.line {
            let (owner, _) = orders::line(self.db, line)?;
            if Some(owner) != new.order {
                return Err(none("library-no-line", line));
            }
        }
        if let Some(after) = new.after {
            must_be_live(self.db, after)?;
        }
        let (amount, amount_in) = money_columns(new.amount.as_ref());
        self.db
            .prepare_cached(
                "INSERT INTO cases (kind, order_id, line_id, after_id, pack, pack_version, reason, remedy, \
                 amount_minor, amount_currency, note, opened_at, touched) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )
            .db()?
            .execute(params![
                new.kind.code(),
                new.order.map(|order| order.0),
                new.line.map(|line| line.0),
                new.after.map(|after| after.0),
                new.pack,
                new.pack_version,
                new.reason.map(Reason::code),
                new.remedy.map(Plan::code),
                amount,
                amount_in,
                new.note,
                At(self.now),
                self.revision,
            ])
            .db()?;
        let id = CaseId(self.db.last_insert_rowid());
        self.created.cases.push(id);
        Ok(Change::RemoveCase(id))
    }

    pub(super) fn set_case(&mut self, id: CaseId, patch: &CasePatch) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        let mut row = case(self.db, id)?;
        let mut back = CasePatch::default();
        take_fields!(patch, row, back, reason, remedy, amount, note, pack_version);
        let (amount, amount_in) = money_columns(row.amount.as_ref());
        self.db
            .prepare_cached(
                "UPDATE cases SET reason = ?2, remedy = ?3, amount_minor = ?4, amount_currency = ?5, note = ?6, \
                 pack_version = ?7 \
                 WHERE id = ?1",
            )
            .db()?
            .execute(params![
                id.0,
                row.reason.map(Reason::code),
                row.remedy.map(Plan::code),
                amount,
                amount_in,
                row.note,
                row.pack_version,
            ])
            .db()?;
        self.touch("cases", id.0)?;
        Ok(Change::SetCase(id, back))
    }

    pub(super) fn bin_case(&mut self, id: CaseId, removed: bool) -> Result<Change, Problem> {
        match (standing(self.db, "cases", id.0)?, removed) {
            (Standing::Live, true) | (Standing::Binned, false) => {}
            (Standing::Live, false) | (Standing::Binned, true) => return Ok(nothing()),
            (Standing::Purged | Standing::Missing, _) => return Err(none("library-no-case", id)),
        }
        let row = case(self.db, id)?;
        if removed && row.removed_at.is_some() {
            // It lies there with its order already.
            return Ok(nothing());
        }
        if let (false, Some(order)) = (removed, row.order) {
            // Out of the bin means visible again, which takes the order, too.
            orders::must_be_live(self.db, order)?;
        }
        self.set_removed("cases", id.0, removed)?;
        self.touch("cases", id.0)?;
        Ok(if removed { Change::RestoreCase(id) } else { Change::RemoveCase(id) })
    }

    pub(super) fn add_case_event(
        &mut self,
        id: CaseId,
        event: &NewEvent<CaseEventKind>,
    ) -> Result<Change, Problem> {
        must_be_live(self.db, id)?;
        let sent = match event.details.submission {
            Some(sent) => {
                let sent = submission(self.db, sent)?;
                if sent.case != id {
                    return Err(none("library-no-submission", sent.id));
                }
                self.freeze(&sent, self.now)?;
                Some(Sent::of(&sent))
            }
            None => None,
        };
        let payload = Payload {
            kind: event.kind.code().to_owned(),
            at: event.at,
            source: event.source,
            details: event.details.clone(),
            sent,
        };
        let payload = serde_json::to_string(&payload).map_err(unreadable)?;
        let event = EventId(chain::append(self.db, Log::Case(id), EVENT, &payload, self.now)?);
        self.created.events.push(event);
        Ok(Change::VoidCaseEvent(event, true))
    }

    /// Voiding the event that sent a submission makes a draft of it again, unless another event sent it, too;
    /// taking the voiding back freezes it again, if it still is what was sent.
    pub(super) fn void_case_event(&mut self, id: EventId, voided: bool) -> Result<Change, Problem> {
        let place = chain::place_of(self.db, "case_events", "case_id", id.0)?;
        let Some((owner, seq)) = place else { return Err(none("library-no-event", id)) };
        let owner = CaseId(owner);
        must_be_live(self.db, owner)?;
        let events = events_of(self.db, &CASE_EVENTS, owner.0, CaseEventKind::from_code)?;
        let Some(event) = events.iter().find(|event| event.id == id) else {
            return Err(none("library-no-event", id));
        };
        if event.voided == voided {
            return Ok(nothing());
        }
        if let Some(sent) = event.details.submission {
            let sent_otherwise = events
                .iter()
                .any(|other| other.id != id && !other.voided && other.details.submission == Some(sent));
            if !voided {
                let sent = submission(self.db, sent)?;
                if self.payload_of(id)?.sent.is_some_and(|then| then != Sent::of(&sent)) {
                    return Err(Problem::refused(
                        Msg::new("library-sent-differently").count("number", sent.number),
                    ));
                }
                self.freeze(&sent, event.recorded_at)?;
            } else if !sent_otherwise {
                self.thaw(sent)?;
            }
        }
        let payload = serde_json::to_string(&Voids { seq }).map_err(unreadable)?;
        chain::append(self.db, Log::Case(owner), if voided { VOID } else { UNVOID }, &payload, self.now)?;
        Ok(Change::VoidCaseEvent(id, !voided))
    }

    fn payload_of(&self, id: EventId) -> Result<Payload, Problem> {
        let text: String = self
            .db
            .prepare_cached("SELECT payload FROM case_events WHERE id = ?1")
            .db()?
            .query_row([id.0], |row| row.get(0))
            .db()?;
        serde_json::from_str(&text).map_err(unreadable)
    }
}
