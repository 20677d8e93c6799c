//! The JSON shapes of cases: `case show` and its parts, and the dates that orders share with them.

use crate::domain::case::Case;
use crate::domain::case::Submission;
use crate::domain::event::CaseEvent;
use crate::domain::event::EventDetails;
use crate::domain::event::OrderEvent;
use crate::domain::order::Order;
use crate::domain::rows::CasePicture;
use crate::domain::rows::CaseRow;
use crate::domain::view::Conflict;
use crate::domain::view::Deadline;
use crate::domain::view::NextStep;
use crate::domain::view::Offer;
use crate::domain::view::Readiness;
use crate::domain::view::Request;
use crate::domain::wording::claim_text::Lengths;
use crate::domain::wording::lint::Hint;
use crate::texts::Texts;
use serde::Serialize;
use std::collections::BTreeMap;

use super::CouponJson;
use super::HintJson;
use super::MomentJson;
use super::MoneyJson;
use super::RefundJson;
use super::ReportJson;
use super::guards::{AdviceJson, BreakEvenJson, DemandJson, NeedJson, RequestItemJson, TermJson, TrapJson};
use super::money;
use super::time;
use super::time_opt;

/// Another value for a date.
#[derive(Debug, Serialize)]
pub struct ConflictJson {
    value: String,
    latest: Option<String>,
    source: String,
    why: Option<String>,
    flagged: bool,
}

impl From<&Conflict> for ConflictJson {
    fn from(conflict: &Conflict) -> Self {
        Self {
            value: time(conflict.value),
            latest: time_opt(conflict.value_latest),
            source: conflict.source.clone(),
            why: conflict.why.clone(),
            flagged: conflict.flagged,
        }
    }
}

/// One date that matters.
#[derive(Debug, Serialize)]
pub struct DeadlineJson {
    id: String,
    title: String,
    who: &'static str,
    kind: &'static str,
    status: &'static str,
    presumed: bool,
    severity: &'static str,
    starts_at: Option<MomentJson>,
    due: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    basis: String,
    sources: Vec<String>,
    rule: String,
    pack_zone: Option<String>,
    certain: bool,
    shown_by_marketplace: bool,
    conflicts: Vec<ConflictJson>,
    lane: &'static str,
    scope: Option<String>,
}

impl DeadlineJson {
    pub(in crate::cli) fn new(deadline: &Deadline, texts: &Texts) -> Self {
        Self {
            id: deadline.id.clone(),
            title: texts.say(&deadline.title),
            who: deadline.who.code(),
            kind: deadline.kind.code(),
            status: deadline.status.code(),
            presumed: deadline.presumed,
            severity: deadline.severity.code(),
            starts_at: deadline.starts_at.as_ref().map(|start| MomentJson::new(start, texts)),
            due: time_opt(deadline.due),
            earliest: time_opt(deadline.earliest),
            latest: time_opt(deadline.latest),
            basis: texts.say(&deadline.basis),
            sources: deadline.sources.clone(),
            rule: deadline.rule.clone(),
            pack_zone: deadline.pack_zone().map(str::to_owned),
            certain: deadline.certain,
            shown_by_marketplace: deadline.shown_by_marketplace,
            conflicts: deadline.conflicts.iter().map(ConflictJson::from).collect(),
            lane: deadline.lane.code(),
            scope: deadline.scope.clone(),
        }
    }
}

pub(super) fn deadlines(list: &[Deadline], texts: &Texts) -> Vec<DeadlineJson> {
    list.iter().map(|deadline| DeadlineJson::new(deadline, texts)).collect()
}

/// The next step.
#[derive(Debug, Serialize)]
pub struct NextStepJson {
    text: String,
    action: String,
    who: &'static str,
    due: Option<String>,
}

impl NextStepJson {
    pub(in crate::cli) fn new(step: &NextStep, texts: &Texts) -> Self {
        Self {
            text: texts.say(&step.text),
            action: step.action.clone(),
            who: step.who.code(),
            due: time_opt(step.due),
        }
    }
}

/// What an event carries; only what it has.
#[derive(Debug, Serialize)]
struct DetailsJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<MomentJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<MoneyJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freight: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    outside: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tracking: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    deductions: BTreeMap<String, MoneyJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submission: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen_at: Option<MomentJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anyway: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<String, String>,
}

impl DetailsJson {
    /// Submissions are named by their number, as everywhere; row ids stay inside.
    pub(in crate::cli) fn new(details: &EventDetails, submissions: &[Submission], texts: &Texts) -> Self {
        let number = |id| submissions.iter().find(|submission| submission.id == id).map(|found| found.number);
        Self {
            due: details.due.as_ref().map(|due| MomentJson::new(due, texts)),
            deadline: details.deadline.clone(),
            amount: money(details.amount.as_ref()),
            plan: details.plan.map(crate::domain::event::Plan::code),
            freight: details.freight.map(crate::domain::event::Party::code),
            outside: details.outside,
            outcome: details.outcome.map(crate::domain::event::Outcome::code),
            by: details.by.map(crate::domain::event::Party::code),
            tracking: details.tracking.clone(),
            place: details.place.clone(),
            deductions: details
                .deductions
                .iter()
                .map(|(name, amount)| (name.clone(), amount.into()))
                .collect(),
            note: details.note.clone(),
            reason: details.reason.clone(),
            against: details.against.map(crate::domain::event::Against::code),
            submission: details.submission.and_then(number),
            answers: details.answers.map(|id| id.0),
            items: details.items.clone(),
            seen_at: details.seen_at.as_ref().map(|seen| MomentJson::new(seen, texts)),
            evidence: details.evidence.iter().map(|id| id.0).collect(),
            anyway: details.anyway,
            fields: details.fields.clone(),
        }
    }
}

/// One event of a log.
#[derive(Debug, Serialize)]
pub struct EventJson {
    id: i64,
    seq: i64,
    #[serde(rename = "type")]
    kind: &'static str,
    at: MomentJson,
    source: &'static str,
    recorded_at: String,
    voided: bool,
    #[serde(flatten)]
    details: DetailsJson,
}

impl EventJson {
    pub(in crate::cli) fn of_case(event: &CaseEvent, submissions: &[Submission], texts: &Texts) -> Self {
        Self {
            id: event.id.0,
            seq: event.seq,
            kind: event.kind.code(),
            at: MomentJson::new(&event.at, texts),
            source: event.source.code(),
            recorded_at: time(event.recorded_at),
            voided: event.voided,
            details: DetailsJson::new(&event.details, submissions, texts),
        }
    }
}

impl EventJson {
    pub(in crate::cli) fn of_order(event: &OrderEvent, texts: &Texts) -> Self {
        Self {
            id: event.id.0,
            seq: event.seq,
            kind: event.kind.code(),
            at: MomentJson::new(&event.at, texts),
            source: event.source.code(),
            recorded_at: time(event.recorded_at),
            voided: event.voided,
            details: DetailsJson::new(&event.details, &[], texts),
        }
    }
}

/// A proposal.
#[derive(Debug, Serialize)]
pub struct OfferJson {
    event: i64,
    at: MomentJson,
    by: &'static str,
    plan: Option<&'static str>,
    amount: Option<MoneyJson>,
    freight: Option<&'static str>,
    outside: bool,
    standing: &'static str,
    differences: Vec<String>,
    terms: Vec<TermJson>,
    note: Option<String>,
    wait_until: Option<String>,
    traps: Vec<&'static str>,
    warnings: Vec<String>,
    break_even: Option<BreakEvenJson>,
}

impl OfferJson {
    pub(in crate::cli) fn new(offer: &Offer, texts: &Texts) -> Self {
        Self {
            event: offer.event.0,
            at: MomentJson::new(&offer.at, texts),
            by: offer.by.code(),
            plan: offer.plan.map(crate::domain::event::Plan::code),
            amount: money(offer.amount.as_ref()),
            freight: offer.freight.map(crate::domain::event::Party::code),
            outside: offer.outside,
            standing: offer.standing.code(),
            differences: offer.differences.iter().map(|msg| texts.say(msg)).collect(),
            terms: offer.terms.iter().map(|line| TermJson::new(line, texts)).collect(),
            note: offer.note.clone(),
            wait_until: time_opt(offer.wait_until),
            traps: offer.traps.iter().map(|trap| trap.code()).collect(),
            warnings: offer.warnings.iter().map(|msg| texts.say(msg)).collect(),
            break_even: offer.break_even.as_ref().map(|brings| BreakEvenJson::new(brings, texts)),
        }
    }
}

/// A request for evidence.
#[derive(Debug, Serialize)]
pub struct RequestJson {
    event: i64,
    at: MomentJson,
    by: &'static str,
    text: Option<String>,
    due: Option<String>,
    answered: bool,
    items: Vec<RequestItemJson>,
    tip: Option<String>,
}

impl RequestJson {
    pub(in crate::cli) fn new(request: &Request, texts: &Texts) -> Self {
        Self {
            event: request.event.0,
            at: MomentJson::new(&request.at, texts),
            by: request.by.code(),
            text: request.text.clone(),
            due: time_opt(request.due),
            answered: request.answered,
            items: request.items.iter().map(RequestItemJson::from).collect(),
            tip: request.tip.as_ref().map(|tip| texts.say(tip)),
        }
    }
}

/// A file of a submission.
#[derive(Debug, Serialize)]
struct ChosenFileJson {
    evidence: i64,
    sha256: String,
    caption: Option<String>,
}

/// A submission.
#[derive(Debug, Serialize)]
pub struct SubmissionJson {
    number: i64,
    kind: &'static str,
    text: String,
    frozen_at: Option<String>,
    files: Vec<ChosenFileJson>,
}

impl From<&Submission> for SubmissionJson {
    fn from(submission: &Submission) -> Self {
        Self {
            number: submission.number,
            kind: submission.kind.code(),
            text: submission.text.clone(),
            frozen_at: time_opt(submission.frozen_at),
            files: submission
                .files
                .iter()
                .map(|file| ChosenFileJson {
                    evidence: file.evidence.0,
                    sha256: file.sha256.hex(),
                    caption: file.caption.clone(),
                })
                .collect(),
        }
    }
}

/// How ready a claim is.
#[derive(Debug, Serialize)]
pub struct ReadinessJson {
    have: usize,
    need: usize,
    missing: Vec<String>,
    needs: Vec<NeedJson>,
    musts_have: usize,
    musts_need: usize,
    stricter: bool,
    blockers: Vec<String>,
    warnings: Vec<String>,
    tips: Vec<String>,
}

impl ReadinessJson {
    pub(in crate::cli) fn new(readiness: &Readiness, texts: &Texts) -> Self {
        Self {
            have: readiness.have,
            need: readiness.need,
            missing: readiness.needs.iter().filter(|need| !need.have).map(|need| need.need.clone()).collect(),
            needs: readiness.needs.iter().map(|need| NeedJson::new(need, texts)).collect(),
            musts_have: readiness.musts().0,
            musts_need: readiness.musts().1,
            stricter: readiness.stricter,
            tips: readiness.tips.iter().map(|msg| texts.say(msg)).collect(),
            blockers: readiness.blockers.iter().map(|msg| texts.say(msg)).collect(),
            warnings: readiness.warnings.iter().map(|msg| texts.say(msg)).collect(),
        }
    }
}

/// `case show`.
#[derive(Debug, Serialize)]
pub struct CaseJson {
    id: i64,
    kind: &'static str,
    order: Option<String>,
    line: Option<i64>,
    after: Option<i64>,
    pack: String,
    pack_version: String,
    pack_version_now: Option<String>,
    reason: Option<&'static str>,
    remedy: Option<&'static str>,
    state: &'static str,
    state_presumed: bool,
    outcome: Option<&'static str>,
    next_step: NextStepJson,
    asked: Option<MoneyJson>,
    offered: Option<MoneyJson>,
    decided: Option<MoneyJson>,
    received: Option<MoneyJson>,
    amount_cap: Option<MoneyJson>,
    deadlines: Vec<DeadlineJson>,
    events: Vec<EventJson>,
    offers: Vec<OfferJson>,
    return_paid_by: Option<&'static str>,
    demands: Vec<DemandJson>,
    traps: Vec<TrapJson>,
    cancel_guard: AdviceJson,
    requests: Vec<RequestJson>,
    stage: Option<&'static str>,
    refund: Option<RefundJson>,
    coupons: Vec<CouponJson>,
    notes: Vec<String>,
    support_text: Option<String>,
    submissions: Vec<SubmissionJson>,
    readiness: ReadinessJson,
    report: Option<ReportJson>,
}

impl CaseJson {
    pub(in crate::cli) fn new(picture: &CasePicture, texts: &Texts) -> Self {
        let CasePicture { case, order, view, events, submissions, readiness, traps, cancel, .. } = picture;
        Self {
            id: case.id.0,
            kind: case.kind.code(),
            order: order.as_ref().map(|order| order.number.as_typed().to_owned()),
            line: line_position(case, order.as_ref()),
            after: case.after.map(|id| id.0),
            pack: case.pack.clone(),
            pack_version: case.pack_version.clone(),
            pack_version_now: picture.pack_version_now.clone(),
            reason: case.reason.map(crate::domain::case::Reason::code),
            remedy: case.remedy.map(crate::domain::event::Plan::code),
            state: view.state.code(),
            state_presumed: view.state_presumed,
            outcome: view.outcome.map(crate::domain::event::Outcome::code),
            next_step: NextStepJson::new(&view.next_step, texts),
            asked: money(view.asked.as_ref()),
            offered: money(view.offered.as_ref()),
            decided: money(view.decided.as_ref()),
            received: money(view.received.as_ref()),
            amount_cap: money(view.amount_cap.as_ref()),
            deadlines: deadlines(&view.deadlines, texts),
            events: events.iter().map(|event| EventJson::of_case(event, submissions, texts)).collect(),
            offers: view.offers.iter().map(|offer| OfferJson::new(offer, texts)).collect(),
            return_paid_by: view.return_paid_by.map(crate::domain::event::Party::code),
            demands: view.demands.iter().map(|demand| DemandJson::new(demand, texts)).collect(),
            traps: traps.iter().map(|line| TrapJson::new(line, texts)).collect(),
            cancel_guard: AdviceJson::new(cancel, texts),
            requests: view.requests.iter().map(|request| RequestJson::new(request, texts)).collect(),
            stage: view.stage.map(crate::domain::view::Stage::code),
            refund: view.refund.as_ref().map(|refund| RefundJson::new(refund, texts)),
            coupons: view.coupons.iter().map(|coupon| CouponJson::new(coupon, texts)).collect(),
            notes: view.notes.iter().map(|note| texts.say(note)).collect(),
            support_text: crate::domain::wording::support_text::about_refund(
                order.as_ref(),
                view,
                texts.zone(),
            ),
            submissions: submissions.iter().map(SubmissionJson::from).collect(),
            readiness: ReadinessJson::new(readiness, texts),
            report: ReportJson::of(picture, texts),
        }
    }
}

fn line_position(case: &Case, order: Option<&Order>) -> Option<i64> {
    order?.line_by_id(case.line?).map(|line| line.position)
}

/// A line of `case list`.
#[derive(Debug, Serialize)]
pub struct CaseRowJson {
    id: i64,
    kind: &'static str,
    order: Option<String>,
    title: String,
    reason: Option<&'static str>,
    category: Option<String>,
    state: &'static str,
    next_step: NextStepJson,
    next_date: Option<String>,
    severity: &'static str,
    asked: Option<MoneyJson>,
    offered: Option<MoneyJson>,
    decided: Option<MoneyJson>,
    opened_at: String,
    closed: bool,
}

impl CaseRowJson {
    pub(in crate::cli) fn new(row: &CaseRow, texts: &Texts) -> Self {
        Self {
            id: row.id.0,
            kind: row.kind.code(),
            order: row.order_number.clone(),
            title: row.title.clone(),
            reason: row.reason.map(crate::domain::case::Reason::code),
            category: row.category.clone(),
            state: row.state.code(),
            next_step: NextStepJson::new(&row.next_step, texts),
            next_date: time_opt(row.next_date),
            severity: row.severity.code(),
            asked: money(row.asked.as_ref()),
            offered: money(row.offered.as_ref()),
            decided: money(row.decided.as_ref()),
            opened_at: time(row.opened_at),
            closed: row.closed,
        }
    }
}

/// A line of `case events`.
#[derive(Debug, Serialize)]
pub struct EventTypeJson {
    pub(in crate::cli) log: &'static str,
    #[serde(rename = "type")]
    pub(in crate::cli) kind: &'static str,
}

/// `case text`.
#[derive(Debug, Serialize)]
pub struct TextJson {
    text: String,
    characters: usize,
    utf16_lf: usize,
    utf16_crlf: usize,
    limit: Option<usize>,
    hints: Vec<HintJson>,
}

impl TextJson {
    pub(in crate::cli) fn new(
        text: &str,
        lengths: Lengths,
        limit: Option<usize>,
        hints: &[Hint],
        texts: &Texts,
    ) -> Self {
        Self {
            hints: hints.iter().map(|hint| HintJson::new(hint, texts)).collect(),
            text: text.to_owned(),
            characters: lengths.characters,
            utf16_lf: lengths.utf16_lf,
            utf16_crlf: lengths.utf16_crlf,
            limit,
        }
    }
}
