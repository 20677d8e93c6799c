//! Cases: rows, the whole picture of one, opening one, its draft text and files.

use crate::domain::case::{Case, CaseKind, ChosenFile, Reason, Submission, SubmissionKind};
use crate::domain::change::{Applied, Change, NewCase};
use crate::domain::event::{CaseEventKind, NewEvent, Plan};
use crate::domain::evidence::requests;
use crate::domain::ids::{CaseId, EventId};
use crate::domain::message::{Msg, Problem};
use crate::domain::money::{Currency, Money};
use crate::domain::offers::advice::{self, Advice};
use crate::domain::order::{Order, OrderLine};
use crate::domain::replay::{is_open, message_traps};
use crate::domain::reporting::{self, Form};
use crate::domain::rows::{CasePicture, CaseRow, EvidenceRow};
use crate::domain::rules::RulePack;
use crate::domain::wording::claim_text::{self, Exhibit, Facts};
use crate::domain::wording::one_line::one_line;

use crate::domain::view::{ItemState, Readiness, Request};

use super::Ctx;
use super::snapshot::Snapshot;
use super::uploads;

/// All cases: open ones first by their next date, then closed ones, newest first.
pub fn rows(ctx: &Ctx) -> Result<Vec<CaseRow>, Problem> {
    let snapshot = Snapshot::whole(ctx)?;
    let mut rows =
        snapshot.cases.values().map(|case| snapshot.case_row(case)).collect::<Result<Vec<_>, _>>()?;
    rows.sort_by_key(|row| {
        (row.closed, row.next_date.is_none(), row.next_date, std::cmp::Reverse(row.opened_at), row.id)
    });
    Ok(rows)
}

/// Everything about one case.
pub fn picture(ctx: &Ctx, id: CaseId) -> Result<CasePicture, Problem> {
    let snapshot = Snapshot::around_case(ctx, id)?;
    picture_from(&snapshot, id)
}

pub(super) fn picture_from(snapshot: &Snapshot<'_>, id: CaseId) -> Result<CasePicture, Problem> {
    let case = snapshot.case(id)?;
    let evidence = snapshot.evidence_of_case(case)?;
    let pack = snapshot.pack_of(case)?;
    let mut picture = CasePicture {
        case: case.clone(),
        pack_version_now: version_now(pack, case),
        order: case.order.and_then(|order| snapshot.orders.get(&order)).cloned(),
        view: snapshot.case_view(case)?,
        events: snapshot.case_events(id).to_vec(),
        order_events: case.order.map(|order| snapshot.order_events(order).to_vec()).unwrap_or_default(),
        submissions: submissions(snapshot.submissions(id), &evidence),
        evidence,
        readiness: Readiness::default(),
        traps: message_traps(&snapshot.case_input(case)?),
        cancel: Advice::default(),
    };
    tick_items(&mut picture);
    if case.kind == CaseKind::Dispute && is_open(picture.view.state) {
        picture.cancel = advice::cancel(&snapshot.case_input(case)?);
    }
    // A text is drafted where none was written, so there always is one to judge.
    let text = text_of(snapshot.ctx, &picture, submission_kind(case.kind));
    picture.readiness = snapshot.readiness(case, &picture.view, &picture.evidence, Some(&text))?;
    let files = choose(&picture.evidence).len();
    let form = Form::of(&picture.events);
    reporting::judge(&mut picture.readiness, case, &form, picture.order.as_ref(), files, pack);
    Ok(picture)
}

/// Items of requests that an attached file is marked to show.
fn tick_items(picture: &mut CasePicture) {
    for request in &mut picture.view.requests {
        let event = request.event;
        for item in request.items.iter_mut().filter(|item| item.state == ItemState::Open) {
            let code = Request::item_code(event, item.number);
            let shown = picture
                .evidence
                .iter()
                .filter_map(|row| row.attachment.as_ref())
                .any(|attachment| attachment.shows.contains(&code));
            if shown {
                item.state = ItemState::Shown;
            }
        }
    }
}

/// What to know before an event of a case is recorded. An event that no guard lets pass has none; recording it says
/// why.
pub fn advice_before(ctx: &Ctx, id: CaseId, event: &NewEvent<CaseEventKind>) -> Result<Advice, Problem> {
    let snapshot = Snapshot::around_case(ctx, id)?;
    let case = snapshot.case(id)?;
    Ok(advice::before_case_event(&snapshot.case_input(case)?, event))
}

/// The version of the rules a case is computed with, where it is not the one it remembers.
fn version_now(pack: &RulePack, case: &Case) -> Option<String> {
    if pack.id != case.pack {
        return Some(format!("{} {}", pack.id, pack.version()));
    }
    (!pack.is_version(&case.pack_version)).then(|| pack.version())
}

/// Submissions with their files: what was sent stays as it was sent, a draft has everything that is attached now,
/// in the order of the evidence.
fn submissions(stored: &[Submission], evidence: &[EvidenceRow]) -> Vec<Submission> {
    let mut submissions = stored.to_vec();
    for draft in submissions.iter_mut().filter(|submission| submission.frozen_at.is_none()) {
        draft.files = choose(evidence);
    }
    submissions
}

/// What a case is opened with.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// What kind.
    pub kind: CaseKind,
    /// Its order.
    pub order: Option<Order>,
    /// Its line, by position; the only line of an order needs no naming.
    pub line: Option<i64>,
    /// The case it follows.
    pub after: Option<CaseId>,
    /// Rule pack; the marketplace's own unless named.
    pub pack: Option<String>,
    /// Why.
    pub reason: Option<Reason>,
    /// Refund only, or return and refund.
    pub remedy: Option<Plan>,
    /// How much to ask for; the most that may be asked unless said.
    pub amount: Option<Money>,
    /// Open it although a guard objects.
    pub anyway: bool,
}

/// The change that opens a case. Guards are applied when the change is (see `jobs::change`).
pub fn open(ctx: &Ctx, wish: &OpenCase) -> Result<Change, Problem> {
    let wish = &following(ctx, wish)?;
    let pack = match (&wish.pack, &wish.order) {
        (Some(id), order) => {
            let pack = ctx.pack(id)?;
            if !wish.anyway && !ctx.packs.may_open(id, order.as_ref()) {
                return Err(Problem::refused(Msg::new("job-pack-not-for-this").text("pack", id)));
            }
            pack
        }
        (None, Some(order)) if wish.kind == CaseKind::Fallback && order.payment_method.is_some() => {
            // The rules of the way it was paid, where they are known.
            match ctx.packs.for_payment(order).next() {
                Some(pack) => pack,
                None => ctx.pack_for(order)?,
            }
        }
        (None, Some(order)) => ctx.pack_for(order)?,
        (None, None) => super::default_pack(&ctx.packs)?,
    };
    let line = match (&wish.order, wish.line) {
        (Some(order), Some(position)) => Some(line_at(order, position)?),
        // A dispute belongs to a line; with one line there is nothing to choose.
        (Some(order), None) if order.lines.len() == 1 => order.lines.first(),
        (Some(_), None) if wish.kind == CaseKind::Dispute => {
            return Err(Problem::refused(Msg::new("job-line-needed")));
        }
        _ => None,
    };
    if wish.kind == CaseKind::Dispute && wish.order.is_none() {
        return Err(Problem::refused(Msg::new("job-dispute-needs-order")));
    }
    let amount = wish.amount.clone().or_else(|| match wish.kind {
        CaseKind::Dispute => line.and_then(OrderLine::amount_cap),
        _ => None,
    });
    Ok(Change::OpenCase(Box::new(NewCase {
        kind: wish.kind,
        order: wish.order.as_ref().map(|order| order.id),
        line: line.map(|line| line.id),
        after: wish.after,
        pack: pack.id.clone(),
        pack_version: pack.version(),
        reason: wish.reason,
        remedy: wish.remedy.or((wish.kind == CaseKind::Dispute).then_some(Plan::RefundOnly)),
        amount,
        note: None,
    })))
}

/// The wish with what it leaves open taken over from the case it follows: order, line and reason.
fn following(ctx: &Ctx, wish: &OpenCase) -> Result<OpenCase, Problem> {
    let mut wish = wish.clone();
    let Some(after) = wish.after else { return Ok(wish) };
    let followed = ctx.library.case(after)?;
    if let Some(order) = followed.order {
        if wish.order.as_ref().is_some_and(|named| named.id != order) {
            let number = ctx.library.order(order)?.number;
            return Err(Problem::refused(
                Msg::new("job-after-other-order")
                    .text("id", after.to_string())
                    .text("number", number.as_typed()),
            ));
        }
        if wish.order.is_none() {
            wish.order = Some(ctx.library.order(order)?);
        }
        let line = followed.line.and_then(|line| wish.order.as_ref()?.line_by_id(line));
        wish.line = wish.line.or(line.map(|line| line.position));
    }
    wish.reason = wish.reason.or(followed.reason);
    Ok(wish)
}

/// What to say before a case is opened; none of it stands in the way.
pub fn opening_advice(ctx: &Ctx, wish: &OpenCase) -> Result<Vec<Msg>, Problem> {
    match open(ctx, wish)? {
        Change::OpenCase(new) => super::change::opening_advice(ctx, &new),
        _ => Ok(Vec::new()),
    }
}

/// Opens a case after the guards; `anyway` passes over those that may be passed over.
pub fn open_now(ctx: &Ctx, wish: &OpenCase) -> Result<Applied, Problem> {
    super::change::change_by(ctx, wish.anyway, || open(ctx, wish))
}

/// Records an event of a case after the guards. An event that sends something freezes the draft it sends: made
/// here from the text and files as they stand when there is none yet.
pub fn record(ctx: &Ctx, case: CaseId, event: &NewEvent<CaseEventKind>) -> Result<Applied, Problem> {
    super::change::change_by(ctx, false, || recording(ctx, case, event.clone()))
}

/// The change that records an event of a case: draft and event together, or neither.
pub(super) fn recording(
    ctx: &Ctx,
    id: CaseId,
    mut event: NewEvent<CaseEventKind>,
) -> Result<Change, Problem> {
    if event.details.note.as_deref().and_then(reporting::card_number_in).is_some()
        && ctx.library.case(id)?.kind == CaseKind::Account
    {
        return Err(Problem::refused(Msg::new("report-card-number")));
    }
    if event.kind == CaseEventKind::ReportSent && event.details.fields.is_empty() {
        // What was sent stays as it was sent, whatever is filled in later.
        event.details.fields = Form::of(&ctx.library.case_events(id)?).0;
    }
    if event.details.submission.is_some() {
        return Ok(Change::AddCaseEvent(id, Box::new(event)));
    }
    let kind = match event.kind {
        CaseEventKind::Submitted => submission_kind(ctx.library.case(id)?.kind),
        // A change of a dispute sends a new text only where one was written for it.
        CaseEventKind::Edited if super::words::has_draft(&ctx.library.submissions(id)?) => {
            SubmissionKind::Claim
        }
        CaseEventKind::EvidenceSubmitted => SubmissionKind::Reply,
        CaseEventKind::ComplaintSent => SubmissionKind::Complaint,
        CaseEventKind::ReportSent => SubmissionKind::Report,
        _ => return Ok(Change::AddCaseEvent(id, Box::new(event))),
    };
    let picture = picture(ctx, id)?;
    // The guards speak before anything is frozen.
    super::change::check_event(ctx, id, &event)?;
    let text = text_of(ctx, &picture, kind);
    let draft = newest(&picture.submissions, kind).filter(|submission| submission.frozen_at.is_none());
    let save = Change::SaveDraft {
        case: id,
        submission: draft.map(|draft| draft.id),
        kind,
        text,
        files: choose(&picture.evidence),
    };
    // A new draft has no number yet: the event sends the one that its own change makes.
    event.details.submission = draft.map(|draft| draft.id);
    Ok(Change::All(vec![save, Change::AddCaseEvent(id, Box::new(event))]))
}

/// The currency amounts of a case are in: the order's, else that of what was paid.
pub fn currency_of(ctx: &Ctx, id: CaseId) -> Result<Option<Currency>, Problem> {
    let case = ctx.library.case(id)?;
    if let Some(amount) = case.amount {
        return Ok(Some(amount.currency));
    }
    let Some(order) = case.order else { return Ok(None) };
    let order = ctx.library.order(order)?;
    let paid = order.lines.iter().find_map(|line| line.paid.as_ref()).map(|paid| paid.currency.clone());
    Ok(order.currency.or(paid))
}

/// The line at a position; a sentence when there is none.
pub fn line_at(order: &Order, position: i64) -> Result<&OrderLine, Problem> {
    order.line(position).ok_or_else(|| {
        Problem::refused(
            Msg::new("job-line-unknown").count("line", position).text("number", order.number.as_typed()),
        )
    })
}

/// The event `case undo` voids: the one named, else the last that counts.
pub fn event_to_void(ctx: &Ctx, case: CaseId, named: Option<EventId>) -> Result<EventId, Problem> {
    let events = ctx.library.case_events(case)?;
    let found = match named {
        Some(id) => events.iter().find(|event| event.id == id && !event.voided),
        None => events.iter().rev().find(|event| !event.voided),
    };
    found.map(|event| event.id).ok_or_else(|| Problem::refused(Msg::new("job-nothing-to-undo")))
}

/// The text that a case of this kind sends.
pub fn submission_kind(kind: CaseKind) -> SubmissionKind {
    match kind {
        CaseKind::Dispute | CaseKind::Fallback => SubmissionKind::Claim,
        CaseKind::Complaint => SubmissionKind::Complaint,
        CaseKind::Report => SubmissionKind::Report,
        CaseKind::Chat | CaseKind::Account => SubmissionKind::Message,
    }
}

/// The texts a case of this kind has use for, the one it sends first.
pub fn texts_of(kind: CaseKind) -> &'static [SubmissionKind] {
    match kind {
        CaseKind::Dispute => &[SubmissionKind::Claim, SubmissionKind::Message, SubmissionKind::Reply],
        CaseKind::Fallback => &[SubmissionKind::Claim, SubmissionKind::Message],
        CaseKind::Complaint => &[SubmissionKind::Complaint],
        CaseKind::Report => &[SubmissionKind::Report],
        CaseKind::Chat | CaseKind::Account => &[SubmissionKind::Message],
    }
}

/// The English text of a case: the draft's or newest submission's of that kind, else one written from what is known.
pub fn text(ctx: &Ctx, id: CaseId, kind: SubmissionKind) -> Result<String, Problem> {
    Ok(text_of(ctx, &picture(ctx, id)?, kind))
}

/// The same from a picture already at hand.
pub fn text_of(ctx: &Ctx, picture: &CasePicture, kind: SubmissionKind) -> String {
    newest(&picture.submissions, kind).filter(|submission| !submission.text.trim().is_empty()).map_or_else(
        || drafted(ctx, picture, kind, uploads::listed(&picture.evidence)),
        |submission| submission.text.clone(),
    )
}

/// The longest text of a kind that the marketplace takes, where a source says so.
pub fn text_limit(pack: &RulePack, kind: SubmissionKind) -> Option<usize> {
    (kind == SubmissionKind::Complaint).then_some(pack.flags.complaint_text_max).flatten()
}

/// The newest submission of a kind; a draft counts before what was sent.
pub fn newest(submissions: &[Submission], kind: SubmissionKind) -> Option<&Submission> {
    let mut of_kind = submissions.iter().rev().filter(|submission| submission.kind == kind);
    of_kind.clone().find(|submission| submission.frozen_at.is_none()).or_else(|| of_kind.next())
}

/// A text written from what is known, with `exhibits` as the files that go with it. Where the length is limited,
/// captions are cut first, and then the list is left out.
pub(super) fn drafted(
    ctx: &Ctx,
    picture: &CasePicture,
    kind: SubmissionKind,
    exhibits: Vec<Exhibit>,
) -> String {
    let mut facts = Facts::default();
    super::words::add_facts(ctx, picture, kind, &mut facts);
    drafted_with(ctx, picture, kind, exhibits, facts)
}

/// The same with facts at hand.
pub(super) fn drafted_with(
    ctx: &Ctx,
    picture: &CasePicture,
    kind: SubmissionKind,
    exhibits: Vec<Exhibit>,
    facts: Facts,
) -> String {
    let order = picture.order.as_ref();
    let open = picture.view.requests.iter().rev().find(|request| !request.answered);
    let asked = open.and_then(|request| requests::answers(request).or_else(|| request.text.clone()));
    let mut facts = Facts { exhibits, request: asked, ..facts };
    let order = order.cloned().map(plain_order);
    let order = order.as_ref();
    let line = order.zip(picture.case.line).and_then(|(order, line)| order.line_by_id(line));
    let form = Form::of(&picture.events);
    let write = |facts: &Facts| match (kind, form.report_type()) {
        (SubmissionKind::Report, Some(_)) => {
            reporting::report_text(&form, order, &claim_text::exhibits(&facts.exhibits))
        }
        _ => claim_text::draft(kind, &picture.case, order, line, facts, ctx.zone),
    };
    let mut text = write(&facts);
    let Some(most) = ctx.packs.get(&picture.case.pack).and_then(|pack| text_limit(pack, kind)) else {
        return text;
    };
    for caption_len_max in CAPTION_LENS {
        if claim_text::lengths(&text).strictest() <= most {
            return text;
        }
        for exhibit in &mut facts.exhibits {
            exhibit.caption = exhibit.caption.take().and_then(|caption| cut(caption, caption_len_max));
        }
        text = write(&facts);
    }
    if claim_text::lengths(&text).strictest() > most {
        facts.exhibits.clear();
        text = write(&facts);
    }
    text
}

/// The order with its words on one line each, since they become parts of sentences.
fn plain_order(mut order: Order) -> Order {
    let plain = |words: &mut Option<String>| *words = words.take().map(|words| one_line(&words));
    for line in &mut order.lines {
        plain(&mut line.title);
        plain(&mut line.options);
    }
    plain(&mut order.store);
    plain(&mut order.tracking);
    order
}

/// How long captions may be, in characters, where the list of files has to get shorter; 0 leaves them out.
const CAPTION_LENS: [usize; 4] = [80, 50, 30, 0];

fn cut(caption: String, len_max: usize) -> Option<String> {
    if len_max == 0 {
        return None;
    }
    if caption.chars().count() <= len_max {
        return Some(caption);
    }
    let kept: String = caption.chars().take(len_max - 1).collect();
    Some(format!("{}…", kept.trim_end()))
}

/// Saves the text of a draft (see [`save_draft`]).
pub fn save_text(ctx: &Ctx, id: CaseId, kind: SubmissionKind, text: &str) -> Result<Applied, Problem> {
    super::change::change_by(ctx, false, || Ok(save_draft(&picture(ctx, id)?, kind, text.to_owned())))
}

/// The change that saves the text of a draft. Its files are not chosen by that: they are what is attached when
/// it is sent.
pub fn save_draft(picture: &CasePicture, kind: SubmissionKind, text: String) -> Change {
    let draft = picture.submissions.iter().rev().find(|s| s.kind == kind && s.frozen_at.is_none());
    Change::SaveDraft {
        case: picture.case.id,
        submission: draft.map(|draft| draft.id),
        kind,
        text,
        files: Vec::new(),
    }
}

/// Every file worth sending, in the order of the evidence board.
pub fn choose(rows: &[EvidenceRow]) -> Vec<ChosenFile> {
    rows.iter()
        .filter(|row| uploads::is_chosen(row, rows))
        .map(|row| ChosenFile {
            attachment: row.attachment.as_ref().map(|attachment| attachment.id),
            evidence: row.evidence.id,
            sha256: row.evidence.sha256,
            caption: row.attachment.as_ref().and_then(|attachment| attachment.caption.clone()),
        })
        .collect()
}
