//! The JSON shapes of the contract, as structs of their own: the program's types may change, these may only grow.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;

use crate::domain::case::{Case, Submission};
use crate::domain::check::Assessment;
use crate::domain::claim_text::Lengths;
use crate::domain::event::{CaseEvent, EventDetails, OrderEvent};
use crate::domain::media::MediaFacts;
use crate::domain::moment::{ClaimedTime, Moment};
use crate::domain::money::Money;
use crate::domain::order::{DateFact, Order, OrderLine};
use crate::domain::report::{FileTrouble, VerifyReport};
use crate::domain::rows::{BinRow, CasePicture, CaseRow, DueItem, EvidenceRow, OrderPicture, OrderRow};
use crate::domain::view::{Conflict, Deadline, NextStep, Offer, Readiness, Request};
use crate::exchange::{BundleReport, BundleVerdict};
use crate::jobs::export::{Preflight, PreflightItem};
use crate::texts::Texts;

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn time_opt(at: Option<DateTime<Utc>>) -> Option<String> {
    at.map(time)
}

/// `{"at","precision","day","zone"}`.
#[derive(Debug, Serialize)]
pub struct MomentJson {
    at: String,
    precision: &'static str,
    day: Option<NaiveDate>,
    zone: Option<String>,
}

impl MomentJson {
    /// A day is placed at its start in its own zone, else in the buyer's.
    fn new(moment: &Moment, texts: &Texts) -> Self {
        let zone = |zone: &Option<chrono_tz::Tz>| zone.map(|zone| zone.name().to_owned());
        match moment {
            Moment::Instant { at, zone: named } => {
                Self { at: time(*at), precision: "instant", day: None, zone: zone(named) }
            }
            Moment::Minute { at, zone: named } => {
                Self { at: time(*at), precision: "minute", day: None, zone: zone(named) }
            }
            Moment::Day { day, zone: named } => Self {
                at: time(moment.place(texts.zone())),
                precision: "day",
                day: Some(*day),
                zone: zone(named),
            },
        }
    }
}

/// `{"minor","currency"}`.
#[derive(Debug, Serialize)]
pub struct MoneyJson {
    minor: i64,
    currency: String,
}

impl From<&Money> for MoneyJson {
    fn from(money: &Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code().to_owned() }
    }
}

fn money(value: Option<&Money>) -> Option<MoneyJson> {
    value.map(MoneyJson::from)
}

/// `{"local","offset","source"}`.
#[derive(Debug, Serialize)]
pub struct ClaimedTimeJson {
    local: String,
    offset: Option<String>,
    source: crate::domain::moment::ClaimSource,
}

impl From<&ClaimedTime> for ClaimedTimeJson {
    fn from(claimed: &ClaimedTime) -> Self {
        Self {
            local: claimed.local.format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
            offset: claimed.offset_text(),
            source: claimed.source,
        }
    }
}

/// Only the bytes that are not printable ASCII are encoded, and the percent sign itself.
const ODD: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b'%');

/// A path as the contract prints it: percent-encoded beside its bytes where it is not UTF-8.
#[derive(Debug, Serialize)]
pub struct PathJson {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
}

impl PathJson {
    pub(super) fn new(path: &Path) -> Self {
        if let Some(text) = path.to_str() {
            return Self { path: text.to_owned(), path_bytes: None };
        }
        let bytes = path.as_os_str().as_encoded_bytes();
        Self {
            path: percent_encoding::percent_encode(bytes, ODD).to_string(),
            path_bytes: Some(base64::engine::general_purpose::STANDARD.encode(bytes)),
        }
    }
}

/// One finding of a check line.
#[derive(Debug, Serialize)]
pub struct FindingJson {
    code: &'static str,
    severity: &'static str,
    message: String,
    fix: Option<&'static str>,
}

fn findings(assessment: &Assessment, texts: &Texts) -> Vec<FindingJson> {
    assessment
        .findings
        .iter()
        .map(|finding| FindingJson {
            code: finding.code.code(),
            severity: finding.severity.code(),
            message: texts.say(&finding.message),
            fix: finding.fix.map(crate::domain::check::Fix::code),
        })
        .collect()
}

/// A line of `check`, and with `output` a line of `fix`.
#[derive(Debug, Serialize)]
pub struct CheckJson {
    #[serde(flatten)]
    path: PathJson,
    bytes: u64,
    sha256: Option<String>,
    kind: &'static str,
    format: &'static str,
    width: Option<u32>,
    height: Option<u32>,
    duration_secs: Option<f64>,
    captured_at: Option<ClaimedTimeJson>,
    has_location: bool,
    verdict: &'static str,
    findings: Vec<FindingJson>,
    #[serde(flatten)]
    output: Option<OutputJson>,
}

/// Where the copy of a fixed file is; `null` when none was needed or possible.
#[derive(Debug, Serialize)]
struct OutputJson {
    output: Option<String>,
}

impl CheckJson {
    pub(super) fn new(
        path: &Path,
        facts: &MediaFacts,
        sha256: Option<String>,
        assessment: &Assessment,
        texts: &Texts,
    ) -> Self {
        Self {
            path: PathJson::new(path),
            bytes: facts.size_bytes,
            sha256,
            kind: facts.kind.code(),
            format: facts.format.code(),
            width: facts.width,
            height: facts.height,
            duration_secs: facts.duration_secs,
            captured_at: facts.captured.as_ref().map(ClaimedTimeJson::from),
            has_location: facts.has_location,
            verdict: assessment.verdict.code(),
            findings: findings(assessment, texts),
            output: None,
        }
    }

    pub(super) fn with_output(mut self, output: Option<&Path>) -> Self {
        self.output = Some(OutputJson { output: output.map(|path| PathJson::new(path).path) });
        self
    }
}

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
    certain: bool,
    shown_by_marketplace: bool,
    conflicts: Vec<ConflictJson>,
}

impl DeadlineJson {
    pub(super) fn new(deadline: &Deadline, texts: &Texts) -> Self {
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
            certain: deadline.certain,
            shown_by_marketplace: deadline.shown_by_marketplace,
            conflicts: deadline.conflicts.iter().map(ConflictJson::from).collect(),
        }
    }
}

fn deadlines(list: &[Deadline], texts: &Texts) -> Vec<DeadlineJson> {
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
    fn new(step: &NextStep, texts: &Texts) -> Self {
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
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    deductions: BTreeMap<String, MoneyJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submission: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anyway: bool,
}

impl DetailsJson {
    fn new(details: &EventDetails, texts: &Texts) -> Self {
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
            deductions: details
                .deductions
                .iter()
                .map(|(name, amount)| (name.clone(), amount.into()))
                .collect(),
            note: details.note.clone(),
            reason: details.reason.clone(),
            submission: details.submission.map(|id| id.0),
            answers: details.answers.map(|id| id.0),
            anyway: details.anyway,
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
    fn of_case(event: &CaseEvent, texts: &Texts) -> Self {
        Self {
            id: event.id.0,
            seq: event.seq,
            kind: event.kind.code(),
            at: MomentJson::new(&event.at, texts),
            source: event.source.code(),
            recorded_at: time(event.recorded_at),
            voided: event.voided,
            details: DetailsJson::new(&event.details, texts),
        }
    }
}

impl EventJson {
    fn of_order(event: &OrderEvent, texts: &Texts) -> Self {
        Self {
            id: event.id.0,
            seq: event.seq,
            kind: event.kind.code(),
            at: MomentJson::new(&event.at, texts),
            source: event.source.code(),
            recorded_at: time(event.recorded_at),
            voided: event.voided,
            details: DetailsJson::new(&event.details, texts),
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
    warnings: Vec<String>,
}

impl OfferJson {
    fn new(offer: &Offer, texts: &Texts) -> Self {
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
            warnings: offer.warnings.iter().map(|msg| texts.say(msg)).collect(),
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
}

impl RequestJson {
    fn new(request: &Request, texts: &Texts) -> Self {
        Self {
            event: request.event.0,
            at: MomentJson::new(&request.at, texts),
            by: request.by.code(),
            text: request.text.clone(),
            due: time_opt(request.due),
            answered: request.answered,
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

/// One thing a reason needs shown.
#[derive(Debug, Serialize)]
struct NeedJson {
    need: String,
    text: String,
    must: bool,
    have: bool,
}

/// How ready a claim is.
#[derive(Debug, Serialize)]
pub struct ReadinessJson {
    have: usize,
    need: usize,
    missing: Vec<String>,
    needs: Vec<NeedJson>,
    blockers: Vec<String>,
    warnings: Vec<String>,
}

impl ReadinessJson {
    pub(super) fn new(readiness: &Readiness, texts: &Texts) -> Self {
        Self {
            have: readiness.have,
            need: readiness.need,
            missing: readiness.needs.iter().filter(|need| !need.have).map(|need| need.need.clone()).collect(),
            needs: readiness
                .needs
                .iter()
                .map(|need| NeedJson {
                    need: need.need.clone(),
                    text: texts.say(&need.text),
                    must: need.must,
                    have: need.have,
                })
                .collect(),
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
    requests: Vec<RequestJson>,
    submissions: Vec<SubmissionJson>,
    readiness: ReadinessJson,
}

impl CaseJson {
    pub(super) fn new(picture: &CasePicture, texts: &Texts) -> Self {
        let CasePicture { case, order, view, events, submissions, readiness, .. } = picture;
        Self {
            id: case.id.0,
            kind: case.kind.code(),
            order: order.as_ref().map(|order| order.number.as_typed().to_owned()),
            line: line_position(case, order.as_ref()),
            after: case.after.map(|id| id.0),
            pack: case.pack.clone(),
            pack_version: case.pack_version.clone(),
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
            events: events.iter().map(|event| EventJson::of_case(event, texts)).collect(),
            offers: view.offers.iter().map(|offer| OfferJson::new(offer, texts)).collect(),
            requests: view.requests.iter().map(|request| RequestJson::new(request, texts)).collect(),
            submissions: submissions.iter().map(SubmissionJson::from).collect(),
            readiness: ReadinessJson::new(readiness, texts),
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
    pub(super) fn new(row: &CaseRow, texts: &Texts) -> Self {
        Self {
            id: row.id.0,
            kind: row.kind.code(),
            order: row.order_number.clone(),
            title: row.title.clone(),
            reason: row.reason.map(crate::domain::case::Reason::code),
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

/// A date of an order with who said so.
#[derive(Debug, Serialize)]
struct DateJson {
    #[serde(flatten)]
    at: MomentJson,
    said: crate::domain::order::Said,
    seen_at: String,
}

impl DateJson {
    fn new(fact: &DateFact, texts: &Texts) -> Self {
        Self { at: MomentJson::new(&fact.at, texts), said: fact.said, seen_at: time(fact.seen_at) }
    }
}

/// A line of an order.
#[derive(Debug, Serialize)]
struct LineJson {
    line: i64,
    external_id: Option<String>,
    title: Option<String>,
    product_url: Option<String>,
    options: Option<String>,
    quantity: i64,
    listed: Option<MoneyJson>,
    paid: Option<MoneyJson>,
    shipping: Option<MoneyJson>,
    coupon: Option<MoneyJson>,
    amount_cap: Option<MoneyJson>,
    gift: bool,
}

impl From<&OrderLine> for LineJson {
    fn from(line: &OrderLine) -> Self {
        Self {
            line: line.position,
            external_id: line.external_id.clone(),
            title: line.title.clone(),
            product_url: line.product_url.clone(),
            options: line.options.clone(),
            quantity: line.quantity,
            listed: money(line.listed.as_ref()),
            paid: money(line.paid.as_ref()),
            shipping: money(line.shipping.as_ref()),
            coupon: money(line.coupon.as_ref()),
            amount_cap: money(line.amount_cap().as_ref()),
            gift: line.is_gift,
        }
    }
}

/// A stored file, where it is used.
#[derive(Debug, Serialize)]
pub struct EvidenceJson {
    id: i64,
    sha256: String,
    name: String,
    bytes: u64,
    kind: &'static str,
    format: &'static str,
    width: Option<u32>,
    height: Option<u32>,
    duration_secs: Option<f64>,
    captured_at: Option<ClaimedTimeJson>,
    file_time: Option<String>,
    has_location: bool,
    pasted: bool,
    added_at: String,
    derived_from: Option<i64>,
    recipe: Option<Vec<String>>,
    copy: Option<i64>,
    verdict: &'static str,
    findings: Vec<FindingJson>,
    attachment: Option<AttachmentJson>,
}

#[derive(Debug, Serialize)]
struct AttachmentJson {
    id: i64,
    target: crate::domain::evidence::Target,
    role: &'static str,
    caption: Option<String>,
    position: i64,
    shows: Vec<String>,
}

impl EvidenceJson {
    pub(super) fn new(row: &EvidenceRow, texts: &Texts) -> Self {
        let facts = &row.evidence.facts;
        Self {
            id: row.evidence.id.0,
            sha256: row.evidence.sha256.hex(),
            name: row.evidence.name.clone(),
            bytes: facts.size_bytes,
            kind: facts.kind.code(),
            format: facts.format.code(),
            width: facts.width,
            height: facts.height,
            duration_secs: facts.duration_secs,
            captured_at: facts.captured.as_ref().map(ClaimedTimeJson::from),
            file_time: time_opt(row.evidence.file_time),
            has_location: facts.has_location,
            pasted: row.evidence.pasted,
            added_at: time(row.evidence.added_at),
            derived_from: row.evidence.derived_from.as_ref().map(|from| from.original.0),
            recipe: row.evidence.derived_from.as_ref().map(|from| from.recipe.steps.clone()),
            copy: row.copy.map(|id| id.0),
            verdict: row.assessment.verdict.code(),
            findings: findings(&row.assessment, texts),
            attachment: row.attachment.as_ref().map(|attachment| AttachmentJson {
                id: attachment.id.0,
                target: attachment.target,
                role: attachment.role.code(),
                caption: attachment.caption.clone(),
                position: attachment.position,
                shows: attachment.shows.clone(),
            }),
        }
    }
}

/// `order show`.
#[derive(Debug, Serialize)]
pub struct OrderJson {
    number: String,
    marketplace: String,
    title: String,
    store: Option<String>,
    store_url: Option<String>,
    currency: Option<String>,
    payment_method: Option<String>,
    tracking: Option<String>,
    carrier: Option<String>,
    ships_from: Option<String>,
    local_return: bool,
    free_returns: bool,
    account: Option<String>,
    note: Option<String>,
    tags: Vec<String>,
    removed_at: Option<String>,
    state: &'static str,
    state_presumed: bool,
    paid_total: Option<MoneyJson>,
    dates: BTreeMap<&'static str, DateJson>,
    other_dates: BTreeMap<&'static str, Vec<DateJson>>,
    lines: Vec<LineJson>,
    deadlines: Vec<DeadlineJson>,
    events: Vec<EventJson>,
    evidence: Vec<EvidenceJson>,
    cases: Vec<CaseRowJson>,
}

impl OrderJson {
    pub(super) fn new(picture: &OrderPicture, texts: &Texts) -> Self {
        let order = &picture.order;
        let mut other_dates: BTreeMap<&'static str, Vec<DateJson>> = BTreeMap::new();
        for (which, fact) in &picture.other_dates {
            other_dates.entry(which.code()).or_default().push(DateJson::new(fact, texts));
        }
        Self {
            number: order.number.as_typed().to_owned(),
            marketplace: order.marketplace.code().to_owned(),
            title: order.title().to_owned(),
            store: order.store.clone(),
            store_url: order.store_url.clone(),
            currency: order.currency.as_ref().map(|currency| currency.code().to_owned()),
            payment_method: order.payment_method.clone(),
            tracking: order.tracking.clone(),
            carrier: order.carrier.clone(),
            ships_from: order.ships_from.clone(),
            local_return: order.local_return,
            free_returns: order.free_returns,
            account: order.account.clone(),
            note: order.note.clone(),
            tags: order.tags.clone(),
            removed_at: time_opt(order.removed_at),
            state: picture.view.state.code(),
            state_presumed: picture.view.state_presumed,
            paid_total: money(order.paid_total().as_ref()),
            dates: order
                .dates
                .iter()
                .map(|(which, fact)| (which.code(), DateJson::new(fact, texts)))
                .collect(),
            other_dates,
            lines: order.lines.iter().map(LineJson::from).collect(),
            deadlines: deadlines(&picture.view.deadlines, texts),
            events: picture.events.iter().map(|event| EventJson::of_order(event, texts)).collect(),
            evidence: picture.evidence.iter().map(|row| EvidenceJson::new(row, texts)).collect(),
            cases: picture.cases.iter().map(|row| CaseRowJson::new(row, texts)).collect(),
        }
    }
}

/// A line of `order list`.
#[derive(Debug, Serialize)]
pub struct OrderRowJson {
    number: String,
    marketplace: String,
    title: String,
    store: Option<String>,
    paid: Option<MoneyJson>,
    ordered: Option<String>,
    state: &'static str,
    window_ends: Option<String>,
    evidence: usize,
    worst_verdict: Option<&'static str>,
    case_state: Option<&'static str>,
}

impl From<&OrderRow> for OrderRowJson {
    fn from(row: &OrderRow) -> Self {
        Self {
            number: row.number.clone(),
            marketplace: row.marketplace.code().to_owned(),
            title: row.title.clone(),
            store: row.store.clone(),
            paid: money(row.paid.as_ref()),
            ordered: time_opt(row.ordered),
            state: row.state.code(),
            window_ends: row.window.map(|(_, end)| time(end)),
            evidence: row.evidence_count,
            worst_verdict: row.worst_verdict.map(crate::domain::check::Verdict::code),
            case_state: row.case_state.map(crate::domain::view::CaseState::code),
        }
    }
}

/// A line of `bin list`.
#[derive(Debug, Serialize)]
pub struct BinJson {
    id: String,
    title: String,
    bytes: Option<u64>,
    removed_at: String,
}

impl From<&BinRow> for BinJson {
    fn from(row: &BinRow) -> Self {
        Self {
            id: row.handle.clone(),
            title: row.title.clone(),
            bytes: row.size_bytes,
            removed_at: time(row.removed_at),
        }
    }
}

/// A line of `due`.
#[derive(Debug, Serialize)]
pub struct DueJson {
    group: &'static str,
    order: Option<String>,
    case: Option<i64>,
    title: String,
    text: String,
    action: String,
    who: &'static str,
    at_stake: Option<MoneyJson>,
    deadline: DeadlineJson,
}

impl DueJson {
    pub(super) fn new(item: &DueItem, texts: &Texts) -> Self {
        use crate::domain::rows::DueGroup;
        Self {
            group: match item.group {
                DueGroup::Overdue => "overdue",
                DueGroup::Today => "today",
                DueGroup::ThisWeek => "this_week",
                DueGroup::Later => "later",
                DueGroup::Waiting => "waiting",
            },
            order: item.order_number.clone(),
            case: item.case.map(|id| id.0),
            title: item.title.clone(),
            text: texts.say(&item.text),
            action: item.action.clone(),
            who: item.who.code(),
            at_stake: money(item.at_stake.as_ref()),
            deadline: DeadlineJson::new(&item.deadline, texts),
        }
    }
}

/// A line of `case events`.
#[derive(Debug, Serialize)]
pub struct EventTypeJson {
    pub(super) log: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// `case text`.
#[derive(Debug, Serialize)]
pub struct TextJson {
    text: String,
    characters: usize,
    utf16_lf: usize,
    utf16_crlf: usize,
    limit: Option<usize>,
}

impl TextJson {
    pub(super) fn new(text: &str, lengths: Lengths, limit: Option<usize>) -> Self {
        Self {
            text: text.to_owned(),
            characters: lengths.characters,
            utf16_lf: lengths.utf16_lf,
            utf16_crlf: lengths.utf16_crlf,
            limit,
        }
    }
}

/// `export`.
#[derive(Debug, Serialize)]
pub struct ExportJson {
    written: bool,
    path: Option<PathJson>,
    exhibits: usize,
    files: usize,
    bytes: u64,
    blockers: Vec<String>,
    warnings: Vec<String>,
}

impl ExportJson {
    fn new(preflight: &Preflight, report: Option<&BundleReport>, texts: &Texts) -> Self {
        let say = |items: &[PreflightItem]| items.iter().map(|item| texts.say(&item.text)).collect();
        Self {
            written: report.is_some(),
            path: report.map(|report| PathJson::new(&report.path)),
            exhibits: report.map_or(preflight.exhibits.len(), |report| report.exhibits),
            files: report.map_or(0, |report| report.files),
            bytes: report.map_or(0, |report| report.bytes),
            blockers: say(&preflight.blockers),
            warnings: say(&preflight.warnings),
        }
    }

    pub(super) fn blocked(preflight: &Preflight, texts: &Texts) -> Self {
        Self::new(preflight, None, texts)
    }

    pub(super) fn written(report: &BundleReport, preflight: &Preflight, texts: &Texts) -> Self {
        Self::new(preflight, Some(report), texts)
    }
}

/// One fault that `verify-bundle` found.
#[derive(Debug, Serialize)]
struct FaultJson {
    file: String,
    message: String,
}

/// `verify-bundle`.
#[derive(Debug, Serialize)]
pub struct BundleCheckJson {
    #[serde(flatten)]
    path: PathJson,
    ok: bool,
    checked: usize,
    problems: Vec<FaultJson>,
}

impl BundleCheckJson {
    pub(super) fn new(path: &Path, verdict: &BundleVerdict, texts: &Texts) -> Self {
        Self {
            path: PathJson::new(path),
            ok: verdict.ok,
            checked: verdict.checked,
            problems: verdict
                .problems
                .iter()
                .map(|fault| FaultJson { file: fault.file.clone(), message: texts.say(&fault.what) })
                .collect(),
        }
    }
}

/// A stored file with something wrong.
#[derive(Debug, Serialize)]
struct TroubleJson {
    id: i64,
    name: String,
    sha256: String,
    detail: Option<String>,
}

impl From<&FileTrouble> for TroubleJson {
    fn from(trouble: &FileTrouble) -> Self {
        Self {
            id: trouble.evidence.0,
            name: trouble.name.clone(),
            sha256: trouble.sha256.hex(),
            detail: trouble.detail.clone(),
        }
    }
}

/// `verify`.
#[derive(Debug, Serialize)]
pub struct VerifyJson {
    ok: bool,
    checked: u64,
    checked_bytes: u64,
    missing: Vec<TroubleJson>,
    changed: Vec<TroubleJson>,
    unreadable: Vec<TroubleJson>,
    orphaned: Vec<String>,
    problems: Vec<String>,
}

impl VerifyJson {
    pub(super) fn new(report: &VerifyReport, texts: &Texts) -> Self {
        let troubles = |list: &[FileTrouble]| list.iter().map(TroubleJson::from).collect();
        Self {
            ok: report.is_sound(),
            checked: report.checked,
            checked_bytes: report.checked_bytes,
            missing: troubles(&report.missing),
            changed: troubles(&report.changed),
            unreadable: troubles(&report.unreadable),
            orphaned: report.orphaned.clone(),
            problems: crate::jobs::verify::sentences(report).iter().map(|msg| texts.say(msg)).collect(),
        }
    }
}
