//! What a case says and how it is filled in: the buyer's slots and picked sentences, the text built from them, hints on
//! it, the site's form field by field, ways of settling compared. Stores what was typed among the settings.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::case::{CaseKind, ChosenFile, Submission, SubmissionKind};
use crate::domain::change::{Applied, CasePatch, Change};
use crate::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent, OrderEventKind, Party};
use crate::domain::evidence::Role;
use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem};
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::offers::amounts::{self, Answers, Suggestion};
use crate::domain::offers::remedies::{self, Remedy, RemedyInput};
use crate::domain::order::OrderDate;
use crate::domain::order::tracking_log;
use crate::domain::replay::CONTACT_REPLY;
use crate::domain::rows::CasePicture;
use crate::domain::rules::{EditAfterEscalation, LanguageRule};
use crate::domain::view::CaseState;
use crate::domain::wording::claim_text::{Answer, Facts, Talk};
use crate::domain::wording::lint::{self, Hint, LintInput};
use crate::domain::wording::said::Said;
use crate::domain::wording::site_form::{self, Filling, FormField, FormInput, Terms, Version};

use super::{Ctx, cases, uploads};

/// One of the texts of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseText {
    /// What it is for.
    pub kind: SubmissionKind,
    /// The text of the draft, of the newest submission, or one written from what is known.
    pub text: String,
    /// The most characters it may have, where a source says.
    pub limit: Option<usize>,
    /// Slots, picked sentences, own words.
    pub said: Said,
}

/// Everything around the texts and the form of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct WordsPicture {
    /// The texts, the one the case is about first.
    pub texts: Vec<CaseText>,
    /// The three answers, with costs.
    pub answers: Answers,
    /// How far the form is filled in.
    pub filling: Filling,
    /// The event that sending it records; none when nothing can be sent now.
    pub sends: Option<CaseEventKind>,
    /// It was sent before and is being changed.
    pub editing: bool,
    /// It was sent before, and nothing differs from what was sent last.
    pub unchanged: bool,
    /// Reason, remedy and amount as the form has them.
    pub terms: Terms,
    /// The site's fields in the site's order.
    pub fields: Vec<FormField>,
    /// Every state as sent.
    pub versions: Vec<Version>,
    /// Ways of settling.
    pub remedies: Vec<Remedy>,
    /// What the answers suggest to ask for.
    pub suggestion: Option<Suggestion>,
    /// The cost of a repair is claimed, and no receipt goes with it.
    pub needs_receipt: bool,
    /// What the pack says of languages.
    pub language: Option<LanguageRule>,
}

/// Reads all of it for a picture at hand.
pub fn picture(ctx: &Ctx, shown: &CasePicture) -> Result<WordsPicture, Problem> {
    let case = &shown.case;
    let settings = ctx.library.settings()?;
    let stored = |key: String| settings.get(&key).cloned();
    let pack = ctx.pack_of_case(&case.pack)?;
    let texts: Vec<CaseText> = cases::texts_of(case.kind)
        .iter()
        .map(|kind| CaseText {
            kind: *kind,
            text: cases::text_of(ctx, shown, *kind),
            limit: cases::text_limit(pack, *kind),
            said: Said::read(stored(Said::key(case.id, *kind)).as_deref()),
        })
        .collect();
    let answers = Answers::read(stored(Answers::key(case.id)).as_deref());
    let filling = Filling::read(stored(Filling::key(case.id)).as_deref());
    let sends = sends(ctx, shown);
    let editing = sends == Some(CaseEventKind::Edited);
    let terms = filling.over(&Terms::now(case, &shown.events));
    let text = texts.first().map(|first| first.text.as_str()).unwrap_or_default();
    let files = uploads::listed(&shown.evidence).len();
    let form = FormInput { kind: case.kind, terms: &terms, text, files, filling: &filling, editing };
    let cap = shown.view.amount_cap.as_ref();
    let compared = RemedyInput {
        pack,
        order: shown.order.as_ref(),
        asked: terms.amount.as_ref(),
        cap,
        answers: &answers,
        free_label: shown.view.return_paid_by == Some(Party::Marketplace),
    };
    let repair_cost = compared.typed(&answers.repair_cost);
    let versions = site_form::versions(case, &shown.events, &shown.submissions);
    let unchanged = editing
        && versions.last().is_some_and(|last| last.terms == terms)
        && !has_draft(&shown.submissions)
        && same_files(shown);
    Ok(WordsPicture {
        fields: site_form::fields(&form),
        versions,
        unchanged,
        remedies: remedies::compare(&compared),
        suggestion: amounts::suggest(terms.reason, &answers, repair_cost.as_ref(), cap),
        language: pack.flags.language,
        needs_receipt: !answers.repair_cost.is_empty() && !has_receipt(shown),
        texts,
        answers,
        filling,
        sends,
        editing,
        terms,
    })
}

/// The files that would be sent are those of the newest claim that was.
fn same_files(shown: &CasePicture) -> bool {
    let ids = |files: &[ChosenFile]| files.iter().map(|file| file.evidence).collect::<BTreeSet<_>>();
    let sent = shown.submissions.iter().rev().find(|sent| sent.kind == SubmissionKind::Claim);
    sent.is_some_and(|sent| ids(&sent.files) == ids(&cases::choose(&shown.evidence)))
}

fn has_receipt(shown: &CasePicture) -> bool {
    shown
        .evidence
        .iter()
        .any(|row| row.attachment.as_ref().is_some_and(|attachment| attachment.role == Role::Receipt))
}

/// What pressing the site's button would record now.
fn sends(ctx: &Ctx, shown: &CasePicture) -> Option<CaseEventKind> {
    use CaseEventKind as K;
    use CaseState as S;
    let reviewed = matches!(shown.view.state, S::MarketplaceReview | S::EvidenceRequested | S::ChoiceOffered);
    match (shown.case.kind, shown.view.state) {
        (CaseKind::Dispute | CaseKind::Chat, S::Draft) => Some(K::Submitted),
        (CaseKind::Dispute, S::SellerTurn | S::BuyerTurn | S::NoAgreement) => Some(K::Edited),
        (CaseKind::Dispute, _) if reviewed => {
            let pack = ctx.packs.get(&shown.case.pack)?;
            (pack.flags.edit_after_escalation == Some(EditAfterEscalation::All)).then_some(K::Edited)
        }
        (CaseKind::Complaint, S::Draft) => Some(K::ComplaintSent),
        (CaseKind::Report, S::Draft) => Some(K::ReportSent),
        (CaseKind::Account, S::Draft) => Some(K::AccountAppealSent),
        (CaseKind::Fallback, S::Draft) => Some(K::ClaimFiled),
        _ => None,
    }
}

/// Adds to what a text is written from: what the buyer said, the talk with the seller, a place that is not the buyer's.
pub(super) fn add_facts(ctx: &Ctx, shown: &CasePicture, kind: SubmissionKind, facts: &mut Facts) {
    let stored = ctx.library.setting(&Said::key(shown.case.id, kind)).unwrap_or_default();
    facts.said = Said::read(stored.as_deref()).in_english();
    facts.talk = talk(ctx, shown);
    if let Some(order) = &shown.order
        && shown.case.reason.is_some_and(crate::domain::case::Reason::is_not_received)
    {
        let events = ctx.library.order_events(order.id).unwrap_or_default();
        facts.elsewhere = tracking_log::elsewhere(order, &tracking_log::snapshots(&events));
    }
}

/// The first message to the seller and whether an answer came. That none came is said only once the days that the
/// pack gives for one are over.
fn talk(ctx: &Ctx, shown: &CasePicture) -> Option<Talk> {
    use CaseEventKind as K;
    let live = || shown.events.iter().filter(|event| !event.voided);
    let wrote = live()
        .filter(|event| event.kind == K::SellerContacted)
        .min_by_key(|event| event.at.place(ctx.zone))?;
    let answers = [K::SellerReplied, K::SellerOffer, K::SellerAccepts, K::SellerRejects];
    let reply = shown.view.deadlines.iter().find(|deadline| deadline.id == CONTACT_REPLY);
    let answer = if live().any(|event| answers.contains(&event.kind)) {
        Answer::Came
    } else if reply.and_then(|reply| reply.due).is_some_and(|due| due <= ctx.now) {
        Answer::Missing
    } else {
        Answer::Unknown
    };
    Some(Talk { since: wrote.at.day_in(ctx.zone), answer })
}

/// The change that keeps what was said and writes the text anew from it.
pub fn say(ctx: &Ctx, id: CaseId, kind: SubmissionKind, said: &Said) -> Result<Change, Problem> {
    let shown = cases::picture(ctx, id)?;
    let mut facts = Facts::default();
    add_facts(ctx, &shown, kind, &mut facts);
    facts.said = said.in_english();
    let text = cases::drafted_with(ctx, &shown, kind, uploads::listed(&shown.evidence), facts);
    Ok(Change::All(vec![
        Change::SetSetting(Said::key(id, kind), said.write()),
        cases::save_draft(&shown, kind, text),
    ]))
}

/// What was said for a text of a case.
pub fn said(ctx: &Ctx, id: CaseId, kind: SubmissionKind) -> Result<Said, Problem> {
    Ok(Said::read(ctx.library.setting(&Said::key(id, kind))?.as_deref()))
}

/// Hints on a text of a case.
pub fn hints(
    ctx: &Ctx,
    shown: &CasePicture,
    words: &WordsPicture,
    kind: SubmissionKind,
    text: &str,
) -> Vec<Hint> {
    let pack = ctx.packs.get(&shown.case.pack);
    lint::lint(&LintInput {
        kind: Some(kind),
        text,
        limit: pack.and_then(|pack| cases::text_limit(pack, kind)),
        language: words.language,
        reason: words.terms.reason,
        asked: words.terms.amount.as_ref(),
        cap: shown.view.amount_cap.as_ref(),
        suggested: words.suggestion.as_ref().map(|suggestion| &suggestion.amount),
        needs_receipt: words.needs_receipt,
    })
}

/// “I pressed Submit”: the event with the terms as the form had them, the text and files frozen with it, and the ticks
/// cleared.
pub fn send(ctx: &Ctx, id: CaseId) -> Result<Applied, Problem> {
    super::change::change_by(ctx, false, || sending(ctx, id))
}

fn sending(ctx: &Ctx, id: CaseId) -> Result<Change, Problem> {
    let shown = cases::picture(ctx, id)?;
    let words = picture(ctx, &shown)?;
    let Some(kind) = words.sends else {
        return Err(Problem::refused(Msg::new("words-nothing-to-send")));
    };
    if words.unchanged {
        // A second press would restart the seller's days for nothing.
        return Err(Problem::refused(Msg::new("words-nothing-changed")));
    }
    let terms = matches!(kind, CaseEventKind::Submitted | CaseEventKind::Edited)
        && shown.case.kind == CaseKind::Dispute;
    let details = EventDetails {
        amount: words.terms.amount.clone().filter(|_| terms),
        plan: words.terms.remedy.filter(|_| terms),
        reason: words.terms.reason.filter(|_| terms).map(|reason| reason.code().to_owned()),
        ..EventDetails::default()
    };
    let event = NewEvent { kind, at: Moment::instant(ctx.now), source: EventSource::Buyer, details };
    Ok(Change::All(vec![cases::recording(ctx, id, event)?, Change::SetSetting(Filling::key(id), None)]))
}

/// The change that keeps how far the form is filled in.
pub fn fill(id: CaseId, filling: &Filling) -> Change {
    Change::SetSetting(Filling::key(id), filling.write())
}

/// The change that keeps the three answers.
pub fn answer(id: CaseId, answers: &Answers) -> Change {
    Change::SetSetting(Answers::key(id), answers.write())
}

/// The change that takes over an amount: into the case before it was sent, into the form afterwards.
pub fn ask(words: &WordsPicture, id: CaseId, amount: &Money) -> Change {
    if words.editing {
        let filling = Filling { amount: amount.decimal(), ..words.filling.clone() };
        return fill(id, &filling);
    }
    Change::SetCase(id, CasePatch { amount: Some(Some(amount.clone())), ..CasePatch::default() })
}

/// True when a draft of the case's own text waits to be sent.
pub(super) fn has_draft(submissions: &[Submission]) -> bool {
    submissions
        .iter()
        .any(|submission| submission.kind == SubmissionKind::Claim && submission.frozen_at.is_none())
}

/// A snapshot of the tracking page as the buyer tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrackingWish {
    /// When it was looked at; now unless said.
    pub at: Option<Moment>,
    /// What the page said; nothing when it showed nothing.
    pub text: Option<String>,
    /// The page showed nothing.
    pub is_missing: bool,
    /// A place it shows, where the buyer does not live.
    pub elsewhere: Option<String>,
    /// The stored picture of the page.
    pub picture: Option<crate::domain::ids::EvidenceId>,
}

/// The event of a tracking snapshot.
pub fn tracking_event(wish: TrackingWish, now: DateTime<Utc>) -> Result<NewEvent<OrderEventKind>, Problem> {
    let text = wish.text.filter(|text| !text.trim().is_empty());
    if !wish.is_missing && text.is_none() && wish.elsewhere.is_none() && wish.picture.is_none() {
        return Err(Problem::refused(Msg::new("tracking-needs-text")));
    }
    let kind = if wish.is_missing { OrderEventKind::TrackingMissing } else { OrderEventKind::TrackingUpdate };
    Ok(NewEvent {
        kind,
        at: wish.at.unwrap_or_else(|| Moment::instant(now)),
        source: EventSource::Buyer,
        details: EventDetails {
            note: text,
            place: wish.elsewhere.filter(|place| !place.trim().is_empty()),
            evidence: wish.picture.into_iter().collect(),
            ..EventDetails::default()
        },
    })
}

/// What an order's tracking log suggests.
pub fn tracking_suggestion(
    order: &crate::domain::order::Order,
    events: &[crate::domain::event::OrderEvent],
) -> Option<tracking_log::Suggestion> {
    let arrived = order.date(OrderDate::Delivered).is_some()
        || events.iter().any(|event| !event.voided && event.kind == OrderEventKind::Delivered);
    tracking_log::suggestion(order, &tracking_log::snapshots(events), arrived)
}
