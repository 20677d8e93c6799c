//! Guards: what may be recorded or opened now, and the sentence for what may not (C1, C2).
//! Decides only; storing what was decided is not its business.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{beside, order_fit, timely};
use crate::domain::case::CaseKind;
use crate::domain::change::NewCase;
use crate::domain::event::{CaseEvent, CaseEventKind, EventDetails, NewEvent, OrderEventKind, Party, Plan};
use crate::domain::ids::{EventId, LineId};
use crate::domain::message::{Arg, Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::offers::returns;
use crate::domain::order::{Order, OrderDate};
use crate::domain::replay::{CaseInput, Fit, OrderInput, SHIP_BY, order_view, standings, starts_with_order};
use crate::domain::rules::{EditAfterEscalation, Reopen, RulePack};
use crate::domain::view::{CaseState, DeadlineStatus, Readiness};

/// Whether an event may be recorded, and what is to be recorded for it.
///
/// An event is judged by what was recorded for the time before it, and must not contradict what was recorded for
/// the time after it. One that does, or that a rule of the pack forbids, is refused unless the event says
/// `anyway`. An amount above what was paid is refused always (P5-06). Submitting a claim that is not ready is
/// what happened on the marketplace's page: it is recorded, marked as done anyway.
///
/// # Errors
/// One sentence with what stands in the way and what to do.
pub fn case_event(
    input: &CaseInput<'_>,
    new: &NewEvent<CaseEventKind>,
    readiness: Option<&Readiness>,
) -> Result<Vec<NewEvent<CaseEventKind>>, Problem> {
    use CaseEventKind as K;
    let (firm, presumed) = standings(input);
    let details = &new.details;
    if asks_for_money(new.kind) {
        let stored = (new.kind == K::Submitted).then_some(input.case.amount.as_ref()).flatten();
        let asked = details.amount.as_ref().or(stored);
        check_amount(asked, firm.amount_cap().as_ref(), input.pack, details.anyway)?;
    }
    check_date_events(new.kind, details, input.pack)?;
    if !details.anyway {
        timely::has_come(new.at, input.pack, input.zone, input.now)?;
    }
    beside::amount_sign(new)?;
    if details.anyway {
        return Ok(vec![new.clone()]);
    }
    check_comes_back(new, firm.amount_cap().as_ref())?;
    let log = with_new(input, new);
    let longer = CaseInput { events: &log, ..*input };
    let (then, presumed_then) = crate::domain::replay::standings_before(&longer, NEW);
    let fits = then.fit(new.kind, details).max_with(presumed_then.fit(new.kind, details));
    if fits == Fit::Contradicts {
        let known = if presumed_then.presumed { &presumed_then } else { &then };
        return Err(refused_by_state(new, known.state));
    }
    let (after, _) = standings(&longer);
    let known: BTreeSet<&EventId> = firm.contradicting.iter().collect();
    if after.contradicting.iter().any(|event| !known.contains(event)) {
        let known = if presumed.presumed { &presumed } else { &firm };
        return Err(refused_by_state(new, known.state));
    }
    check_live_dispute(input, new.kind, firm.state, after.state)?;
    beside::beside(input, new, &then)?;
    match new.kind {
        K::Submitted | K::ClaimFiled
            if input.case.kind == CaseKind::Dispute
                && (new.kind == K::Submitted || then.claims_directly()) =>
        {
            let at = new.at.place(input.zone);
            if let Some(latest) = firm.open_latest().filter(|latest| at > *latest) {
                return Err(Problem::refused(Msg::new("case-refused-window-over").at("due", latest)));
            }
        }
        K::Edited => {
            let terms = details.amount.is_some() || details.plan.is_some() || details.reason.is_some();
            let reviewed = matches!(
                then.state,
                CaseState::MarketplaceReview | CaseState::EvidenceRequested | CaseState::ChoiceOffered
            );
            if reviewed && terms && input.pack.flags.edit_after_escalation != Some(EditAfterEscalation::All) {
                return Err(Problem::refused(Msg::new("case-refused-edit-in-review")));
            }
        }
        K::Reopened if input.case.kind == CaseKind::Dispute => {
            check_reopen(input.pack, firm.open_latest(), new.at.place(input.zone))?;
        }
        K::Decision => check_deductions(details, then.asked_amount())?,
        K::ReturnChecked => {
            let known = if presumed_then.presumed { &presumed_then } else { &then };
            check_deductions(details, known.decided_amount())?;
        }
        K::ExpiryConfirmed => {
            let confirms = log.last().is_some_and(|event| then.can_confirm(event));
            if !confirms {
                return Err(Problem::refused(Msg::new("case-refused-nothing-to-confirm")));
            }
        }
        K::ExpiryDenied if !log.last().is_some_and(|event| then.can_deny(event)) => {
            return Err(Problem::refused(Msg::new("case-refused-nothing-to-deny")));
        }
        K::ExpiryPostponed if !log.last().is_some_and(|event| then.can_postpone(event)) => {
            let event = Msg::new(format!("event-{}", new.kind.code()));
            return Err(Problem::refused(Msg::new("case-refused-needs-deadline").msg("event", event)));
        }
        _ => {}
    }
    let mut event = new.clone();
    if new.kind == K::Submitted && readiness.is_some_and(|readiness| !readiness.blockers.is_empty()) {
        event.details.anyway = true;
    }
    Ok(vec![event])
}

/// No more comes back than was paid; an amount above it is a slip of the hand more often than not.
fn check_comes_back(new: &NewEvent<CaseEventKind>, cap: Option<&Money>) -> Result<(), Problem> {
    use CaseEventKind as K;
    let comes_back = matches!(new.kind, K::Decision | K::RefundAgreed | K::RefundProcessed | K::RefundSeen);
    match (&new.details.amount, cap) {
        (Some(amount), Some(cap))
            if comes_back && amount.currency == cap.currency && amount.minor > cap.minor =>
        {
            let refused = Msg::new("case-refused-more-than-paid").money("amount", amount).money("cap", cap);
            Err(Problem::refused(refused))
        }
        _ => Ok(()),
    }
}

/// The id under which a new event is tried; no stored event has it.
pub(in crate::domain) const NEW: EventId = EventId(i64::MAX);

/// The log as it would be with the new event.
pub(in crate::domain) fn with_new(input: &CaseInput<'_>, new: &NewEvent<CaseEventKind>) -> Vec<CaseEvent> {
    let mut log = input.events.to_vec();
    let seq = log.iter().map(|event| event.seq).max().unwrap_or(0).saturating_add(1);
    log.push(CaseEvent {
        id: NEW,
        seq,
        kind: new.kind,
        at: new.at,
        source: new.source,
        details: new.details.clone(),
        recorded_at: input.now,
        voided: false,
    });
    log
}

/// Events whose amount becomes what is asked for.
fn asks_for_money(kind: CaseEventKind) -> bool {
    use CaseEventKind as K;
    matches!(
        kind,
        K::Submitted
            | K::Edited
            | K::ComplaintSent
            | K::ReportSent
            | K::AccountAppealSent
            | K::ClaimFiled
            | K::ChargebackFiled
    )
}

/// A line has one live dispute at a time: an event must not make this one a second.
fn check_live_dispute(
    input: &CaseInput<'_>,
    kind: CaseEventKind,
    before: CaseState,
    after: CaseState,
) -> Result<(), Problem> {
    let live = |state| crate::domain::replay::is_open(state) && state != CaseState::Draft;
    let begins = kind == CaseEventKind::Reopened || (live(after) && !live(before));
    if input.case.kind != CaseKind::Dispute || !begins {
        return Ok(());
    }
    let line = input.case.line;
    let same_line = |other: Option<LineId>| other == line || other.is_none() || line.is_none();
    match input.others.iter().find(|other| other.is_live_dispute() && same_line(other.line)) {
        Some(other) => {
            Err(Problem::refused(Msg::new("case-refused-live-dispute").count("case", other.case.0)))
        }
        None => Ok(()),
    }
}

/// Not more can be deducted than was decided.
fn check_deductions(details: &EventDetails, decided: Option<&Money>) -> Result<(), Problem> {
    let Some(decided) = decided.filter(|_| details.amount.is_none()) else { return Ok(()) };
    let none = Money::new(0, decided.currency.clone());
    let Some(deducted) = details.deductions.values().try_fold(none, |sum, part| sum.plus(part)) else {
        return Ok(());
    };
    if deducted.minor <= decided.minor {
        return Ok(());
    }
    let refused = Msg::new("case-refused-deductions").money("deducted", &deducted).money("decided", decided);
    Err(Problem::refused(refused))
}

impl Fit {
    /// The better of two.
    fn max_with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fits, _) | (_, Self::Fits) => Self::Fits,
            (Self::Possible, _) | (_, Self::Possible) => Self::Possible,
            _ => Self::Contradicts,
        }
    }
}

fn refused_by_state(new: &NewEvent<CaseEventKind>, state: CaseState) -> Problem {
    let id = match new.kind {
        CaseEventKind::OfferAccepted | CaseEventKind::OfferRejected => "case-refused-no-open-offer",
        _ => "case-refused-state",
    };
    Problem::refused(
        Msg::new(id)
            .msg("event", Msg::new(format!("event-{}", new.kind.code())))
            .msg("state", Msg::new(format!("case-state-{}", state.code()))),
    )
}

/// Whether an amount may be asked for a line, or for the whole order (P5-06, TV14). What was paid is no matter
/// of opinion: nothing passes over this.
///
/// # Errors
/// It is above what was paid, or in another currency.
pub fn amount(
    asked: &Money,
    order: Option<&Order>,
    line: Option<LineId>,
    pack: &RulePack,
) -> Result<(), Problem> {
    let cap = order.and_then(|order| order.amount_cap(line));
    check_amount(Some(asked), cap.as_ref(), pack, false)
}

fn check_amount(
    asked: Option<&Money>,
    cap: Option<&Money>,
    pack: &RulePack,
    anyway: bool,
) -> Result<(), Problem> {
    let (Some(asked), Some(cap)) = (asked, cap) else {
        return Ok(());
    };
    if !pack.flags.caps_amount() {
        return Ok(());
    }
    if asked.currency != cap.currency {
        if anyway {
            return Ok(());
        }
        let refused = Msg::new("case-refused-currency").money("asked", asked).money("cap", cap);
        return Err(Problem::refused(refused));
    }
    if asked.minor > cap.minor {
        let refused = Msg::new("case-refused-amount").money("asked", asked).money("cap", cap);
        return Err(Problem::refused(refused));
    }
    Ok(())
}

/// Events that are about a date must name it, and a timer they name must exist.
fn check_date_events(kind: CaseEventKind, details: &EventDetails, pack: &RulePack) -> Result<(), Problem> {
    use CaseEventKind as K;
    if let Some(named) = &details.deadline {
        known_timer(named, pack)?;
    }
    let shows_amount = details.deadline.is_none() && details.due.is_none() && details.amount.is_some();
    let needs_due = match kind {
        K::DateShown => !shows_amount,
        K::ExpiryPostponed | K::WaitUntil => true,
        _ => false,
    };
    let event = || Msg::new(format!("event-{}", kind.code()));
    if needs_due && details.due.is_none() {
        return Err(Problem::refused(Msg::new("case-refused-needs-due").msg("event", event())));
    }
    if kind == K::DateShown && !shows_amount && details.deadline.is_none() {
        return Err(Problem::refused(Msg::new("case-refused-needs-deadline").msg("event", event())));
    }
    Ok(())
}

fn known_timer(named: &str, pack: &RulePack) -> Result<(), Problem> {
    if pack.timer(named).is_some() || named == "ship_by" {
        return Ok(());
    }
    let known: Vec<&str> = pack.timers.keys().map(String::as_str).collect();
    Err(Problem::refused(
        Msg::new("case-refused-unknown-deadline").text("deadline", named).text("known", known.join(", ")),
    ))
}

/// The same for an order, whose dates are only those an order starts.
fn known_order_timer(named: &str, pack: &RulePack) -> Result<(), Problem> {
    let starts = |name: &&String| pack.timer(name).is_some_and(starts_with_order);
    let known: Vec<&str> = pack.timers.keys().filter(starts).map(String::as_str).chain([SHIP_BY]).collect();
    if known.contains(&named) {
        return Ok(());
    }
    Err(Problem::refused(
        Msg::new("case-refused-unknown-deadline").text("deadline", named).text("known", known.join(", ")),
    ))
}

fn check_reopen(pack: &RulePack, latest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Problem> {
    if pack.flags.reopen != Some(Reopen::WhileWindowOpen) {
        return Err(Problem::refused(Msg::new("case-refused-reopen-never")));
    }
    match latest.filter(|latest| now > *latest) {
        Some(latest) => Err(Problem::refused(Msg::new("case-refused-reopen-over").at("due", latest))),
        None => Ok(()),
    }
}

/// Whether a case may be opened. What is advice only comes back as warnings: too early, too late to submit,
/// the most that may be asked is not known, a gift, several lines and none named.
///
/// # Errors
/// The amount is above what was paid, a dispute about the same line is live, or the pack allows no second one
/// after a cancelled one.
pub fn open_case(
    order: Option<&OrderInput<'_>>,
    new: &NewCase,
    pack: &RulePack,
) -> Result<Vec<Msg>, Problem> {
    if let Some(refused) =
        crate::domain::guidance::routes::refused_by_channel(new.kind, order.map(|input| input.order))
    {
        return Err(Problem::refused(refused));
    }
    let Some(input) = order else {
        if matches!(new.kind, CaseKind::Dispute) {
            return Err(Problem::refused(Msg::new("case-refused-needs-order")));
        }
        return Ok(Vec::new());
    };
    let mut warnings = Vec::new();
    let cap = input.order.amount_cap(new.line);
    check_amount(new.amount.as_ref(), cap.as_ref(), pack, false)?;
    if new.kind != CaseKind::Dispute {
        warnings.extend(beside::opening_route(input, new, pack));
        return Ok(warnings);
    }
    if let Some(account) = input.beside.account_case {
        warnings.push(Msg::new("case-warning-account").count("case", account.0));
    }
    let packs = std::iter::once(pack).chain(input.beside.packs.iter().copied());
    let label = returns::free_label(Some(input.order), packs, input.beside.sent_back.len());
    if new.remedy == Some(Plan::ReturnAndRefund)
        && let Some(brings) = returns::break_even(
            new.amount.as_ref().or(cap.as_ref()),
            label.then_some(Party::Marketplace).or_else(|| pack.returns.payer(new.reason, &pack.flags)),
            Some(input.order),
            None,
            &pack.returns,
        )
        && brings.is_loss()
    {
        warnings.push(brings.sentence());
    }
    let same_line = |line: Option<LineId>| line == new.line || line.is_none() || new.line.is_none();
    for other in
        input.case_states.iter().filter(|other| other.kind == CaseKind::Dispute && same_line(other.line))
    {
        if other.is_live_dispute() {
            let refused = Msg::new("case-refused-live-dispute").count("case", other.case.0);
            return Err(Problem::refused(refused));
        }
        match other.state {
            CaseState::Cancelled if pack.flags.reopen != Some(Reopen::WhileWindowOpen) => {
                return Err(Problem::refused(Msg::new("case-refused-reopen-never")));
            }
            CaseState::Draft => {
                warnings.push(Msg::new("case-warning-draft-dispute").count("case", other.case.0));
            }
            CaseState::ClosedPaid | CaseState::ClosedLost => {
                warnings.push(Msg::new("case-warning-second-dispute").count("case", other.case.0));
            }
            _ => {}
        }
    }
    if new.amount.is_some() && cap.is_none() {
        warnings.push(Msg::new("case-warning-cap-unknown"));
    }
    let line = new.line.and_then(|line| input.order.line_by_id(line));
    if line.is_some_and(|line| line.is_gift) {
        warnings.push(Msg::new("case-warning-gift"));
    }
    if line.is_none() && input.order.lines.len() > 1 {
        warnings.push(Msg::new("case-warning-no-line"));
    }
    let view = order_view(input);
    let date = |id: &str| view.deadlines.iter().find(|deadline| deadline.id == id);
    let window_over = date("open_latest").filter(|latest| latest.status == DeadlineStatus::Overdue);
    if let Some(due) = window_over.and_then(|latest| latest.due) {
        warnings.push(Msg::new("case-warning-window-over").at("due", due));
    }
    let not_received = new.reason.is_some_and(crate::domain::case::Reason::is_not_received);
    if let Some(confirmed) = input.order.dates.get(&OrderDate::Confirmed).filter(|_| not_received) {
        warnings.push(Msg::new("case-warning-receipt-confirmed").arg("when", Arg::Moment(confirmed.at)));
    }
    let early = date("open_earliest").filter(|earliest| earliest.status == DeadlineStatus::Upcoming);
    if let Some(due) = early.filter(|_| not_received).and_then(|earliest| earliest.due) {
        warnings.push(Msg::new("case-warning-early").at("due", due));
    }
    Ok(warnings)
}

/// Whether an event of an order may be recorded.
///
/// # Errors
/// An extension that does not extend, a wait without its date, a shown date without a name.
pub fn order_event(
    input: &OrderInput<'_>,
    new: &NewEvent<OrderEventKind>,
) -> Result<Vec<NewEvent<OrderEventKind>>, Problem> {
    let details = &new.details;
    beside::order_event_date(input, new)?;
    let event = || Msg::new(format!("event-{}", new.kind.code()));
    if !details.anyway {
        timely::has_come(new.at, input.pack, input.zone, input.now)?;
        if let Some(state) = order_fit::contradicted(input, new.kind, new.at) {
            return Err(Problem::refused(
                Msg::new("case-refused-order-state")
                    .msg("event", event())
                    .msg("state", Msg::new(format!("order-state-{}", state.code()))),
            ));
        }
    }
    let needs_due = matches!(
        new.kind,
        OrderEventKind::ProtectionExtended
            | OrderEventKind::DisputeRefused
            | OrderEventKind::DateShown
            | OrderEventKind::ExpiryPostponed
    );
    if matches!(new.kind, OrderEventKind::ExpiryConfirmed | OrderEventKind::ExpiryDenied) && !details.anyway {
        let about_protection = details.deadline.as_deref().is_none_or(|named| named == "protection_end");
        let view = order_view(input);
        let ends = view.deadlines.iter().find(|deadline| deadline.id == "protection_end").and_then(|d| d.due);
        let passed = ends.is_some_and(|ends| ends <= input.now);
        if !about_protection || ends.is_none() || (new.kind == OrderEventKind::ExpiryDenied && !passed) {
            let id = match new.kind {
                OrderEventKind::ExpiryDenied => "case-refused-nothing-to-deny",
                _ => "case-refused-nothing-to-confirm",
            };
            return Err(Problem::refused(Msg::new(id)));
        }
    }
    if let Some(named) = &details.deadline {
        known_order_timer(named, input.pack)?;
    }
    let Some(due) = details.due else {
        return if needs_due {
            Err(Problem::refused(Msg::new("case-refused-needs-due").msg("event", event())))
        } else {
            Ok(vec![new.clone()])
        };
    };
    match (new.kind, &details.deadline) {
        (OrderEventKind::DateShown, None) => {
            return Err(Problem::refused(Msg::new("case-refused-needs-deadline").msg("event", event())));
        }
        (OrderEventKind::ProtectionExtended, _) if !details.anyway => {
            if let Some(old) = protection(input).filter(|old| due.place(input.zone) <= old.place(input.zone))
            {
                return Err(Problem::refused(
                    Msg::new("order-refused-no-extension")
                        .arg("old", Arg::Moment(old))
                        .arg("new", Arg::Moment(due)),
                ));
            }
        }
        _ => {}
    }
    Ok(vec![new.clone()])
}

/// The end of protection as last known.
fn protection(input: &OrderInput<'_>) -> Option<Moment> {
    let extended = input
        .events
        .iter()
        .rev()
        .find(|event| !event.voided && event.kind == OrderEventKind::ProtectionExtended)
        .and_then(|event| event.details.due);
    extended.or_else(|| input.order.date(OrderDate::ProtectionEnds))
}

/// Whether a complaint's text is short enough: by the stricter of UTF-16 units with LF and with CRLF, since the
/// site's own way of counting is not known (P12-04, TV15).
///
/// # Errors
/// It is too long, by how much, for the pack's limit.
pub fn complaint_text(text: &str, pack: &RulePack) -> Result<(), Problem> {
    let Some(most) = pack.flags.complaint_text_max else {
        return Ok(());
    };
    let length = crate::domain::wording::claim_text::lengths(text).strictest();
    if length <= most {
        return Ok(());
    }
    Err(Problem::refused(
        Msg::new("claim-text-too-long").count("length", length as i64).count("most", most as i64),
    ))
}
