//! What a case shows, made from its picture.

use chrono::{DateTime, Utc};

use super::offers_data::{self, OfferChart, OfferLine};
use crate::app::work::CaseShown;
use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEventKind, Party};
use crate::domain::ids::EventId;
use crate::domain::message::Msg;
use crate::domain::view::{CaseState, Coupon, RequestItem};
use crate::texts::Texts;
use crate::ui::order::deadline_badge;
use crate::ui::widgets::{Mark, Tone};
use crate::ui::words;

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseScreen {
    /// The state in words.
    pub title: String,
    /// Kind and reason.
    pub crumb: String,
    /// Asked, offered, decided.
    pub subtitle: String,
    /// The next step.
    pub next: NextCard,
    /// Proposals and the buyer's own versions, newest first.
    pub offers: Vec<OfferLine>,
    /// Both over time.
    pub offer_chart: Option<OfferChart>,
    /// Requests for evidence, newest first.
    pub requests: Vec<RequestLine>,
    /// The log, newest first.
    pub log: Vec<LogLine>,
    /// Nothing further is expected.
    pub is_closed: bool,
    /// Where exactly it stands.
    pub stage: Option<String>,
    /// What is worth knowing now.
    pub notes: Vec<String>,
    /// Coupons with their last moments.
    pub coupons: Vec<String>,
    /// The message to support about a refund, in English.
    pub support: Option<String>,
    /// Money is asked for, so there can be offers.
    pub has_offers: bool,
}

/// The next step card.
#[derive(Clone, Debug, PartialEq)]
pub struct NextCard {
    /// One sentence.
    pub text: String,
    /// How long is left.
    pub badge: Option<(Tone, Mark, String)>,
    /// The arithmetic of the date it rests on.
    pub why: String,
    /// The main button.
    pub button: Option<(String, String)>,
    /// Further acts that are possible now.
    pub also: Vec<CaseEventKind>,
}

/// A request for evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestLine {
    /// Who asks, when.
    pub head: String,
    /// What for.
    pub text: String,
    /// How it stands: answered, how long is left, no date.
    pub badge: (Tone, Mark, String),
    /// It waits for an answer.
    pub is_open: bool,
    /// The event it came with.
    pub event: EventId,
    /// Its lines, where it has several or one cannot be shown.
    pub items: Vec<RequestItem>,
    /// What is worth knowing.
    pub tip: Option<String>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// Which.
    pub event: EventId,
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// Amount, note, tracking.
    pub detail: String,
    /// Known traps it speaks of, and whether falling for them gives the money away.
    pub warnings: Vec<(bool, String)>,
    /// It counts no more.
    pub voided: bool,
}

/// Characters of a text, counted every way a site may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// As people count.
    pub characters: usize,
    /// The most any site would count: UTF-16 units with CRLF line ends.
    pub strictest: usize,
}

impl Lengths {
    /// Counts a text.
    pub fn of(text: &str) -> Self {
        let units: usize = text.encode_utf16().count();
        let breaks = text.matches('\n').count() - text.matches("\r\n").count();
        Self { characters: text.chars().count(), strictest: units + breaks }
    }
}

impl CaseScreen {
    /// Makes the screen.
    pub fn new(shown: &CaseShown, texts: &Texts, now: DateTime<Utc>, zone: chrono_tz::Tz) -> Self {
        let picture = &shown.picture;
        let view = &picture.view;
        let kind = words::case_kind(texts, picture.case.kind);
        let order = picture.order.as_ref().map(|order| order.title().to_owned());
        let reason = picture.case.reason.map(|reason| words::reason(texts, reason));
        let form = crate::domain::reporting::Form::of(&picture.events);
        let category = form
            .kind()
            .and_then(|category| crate::ui::report::category_words(texts, picture.case.kind, category));
        let crumb: Vec<String> = [Some(kind), category, reason, order].into_iter().flatten().collect();
        let mut state = match picture.case.kind {
            // A report has words of its own for how it stands (C6).
            CaseKind::Report => {
                let state = crate::domain::reporting::state_of(view.state, view.outcome);
                texts.say(&Msg::new("report-state").text("code", state))
            }
            _ => words::case_state(texts, view.state),
        };
        if view.state_presumed {
            state = texts.say(&Msg::new("case-presumed").text("state", state));
        }
        Self {
            title: state,
            crumb: crumb.join(" · "),
            subtitle: if has_money(picture.case.kind) { amounts(shown, texts) } else { String::new() },
            has_offers: has_money(picture.case.kind),
            next: next(shown, texts, now),
            offers: offers_data::lines(view, texts, zone),
            offer_chart: OfferChart::new(view, texts, zone),
            requests: requests(shown, texts, now),
            log: log(shown, texts),
            is_closed: matches!(
                view.state,
                CaseState::ClosedPaid | CaseState::ClosedLost | CaseState::Cancelled
            ),
            stage: view.stage.map(|stage| texts.say(&Msg::new(format!("notes-stage-{}", stage.code())))),
            notes: view.notes.iter().map(|note| texts.say(note)).collect(),
            coupons: view.coupons.iter().map(|coupon| coupon_line(coupon, texts)).collect(),
            support: crate::domain::wording::support_text::about_refund(picture.order.as_ref(), view, zone),
        }
    }
}

fn coupon_line(coupon: &Coupon, texts: &Texts) -> String {
    let amount = coupon.amount.as_ref().map(|amount| texts.money(amount)).unwrap_or_default();
    let id = match (coupon.used, coupon.expired) {
        (true, _) => "case-coupon-used",
        (_, true) => "case-coupon-expired",
        _ => "case-coupon-open",
    };
    let words = Msg::new(id).text("amount", amount);
    texts.say(&match coupon.expires {
        Some(at) => words.at("expires", at),
        None => words.text("expires", "?"),
    })
}

/// True for kinds of cases in which money is asked for.
fn has_money(kind: CaseKind) -> bool {
    !matches!(kind, CaseKind::Report | CaseKind::Account)
}

fn amounts(shown: &CaseShown, texts: &Texts) -> String {
    let view = &shown.picture.view;
    let mut parts = Vec::new();
    let mut add = |id: &'static str, money: &Option<crate::domain::money::Money>| {
        if let Some(money) = money {
            parts.push(texts.say(&Msg::new(id).money("amount", money)));
        }
    };
    add("case-asked", &view.asked);
    add("case-offered", &view.offered);
    add("case-decided", &view.decided);
    add("case-received", &view.received);
    if view.asked.is_none()
        && let Some(cap) = &view.amount_cap
    {
        parts.push(texts.say(&Msg::new("case-cap").money("amount", cap)));
    }
    if view.decided.is_none() {
        parts.push(texts.get("case-nothing-decided"));
    }
    parts.join(" · ")
}

fn next(shown: &CaseShown, texts: &Texts, now: DateTime<Utc>) -> NextCard {
    let view = &shown.picture.view;
    let step = &view.next_step;
    let deadline = step
        .deadline
        .as_ref()
        .and_then(|id| view.deadlines.iter().find(|deadline| deadline.id == *id && deadline.is_own()));
    let mine = matches!(step.who, Party::Buyer | Party::Both);
    NextCard {
        text: texts.say(&step.text),
        badge: deadline.and_then(|deadline| deadline_badge(deadline, texts, now)),
        why: deadline.map(|deadline| texts.say(&deadline.basis)).unwrap_or_default(),
        button: (mine && opens_form(&step.action))
            .then(|| (words::act(texts, &step.action), step.action.clone())),
        also: also(view.state, &step.action),
    }
}

/// True for an act that has a form or a screen of its own; the others are the buttons beside it.
fn opens_form(action: &str) -> bool {
    action == "export" || CaseEventKind::from_code(action).is_some()
}

/// Acts of the buyer that a state allows beside the next step.
fn also(state: CaseState, action: &str) -> Vec<CaseEventKind> {
    use CaseEventKind as K;
    if action == K::ExpiryConfirmed.code() {
        return vec![K::ExpiryDenied, K::ExpiryPostponed];
    }
    let acts: &[K] = match state {
        CaseState::SellerTurn => &[K::SellerOffer, K::SellerRejects],
        CaseState::BuyerTurn => &[K::OfferRejected, K::Edited, K::OfferAccepted],
        // Where the marketplace takes over by itself there is no button for it; where there is one, it is the next step.
        CaseState::NoAgreement => &[K::Edited],
        CaseState::MarketplaceReview => &[K::EvidenceRequested, K::Decision],
        CaseState::EvidenceRequested => &[K::EvidenceSubmitted],
        CaseState::ChoiceOffered => &[K::ProposalChosen],
        CaseState::ReturnLeg => &[K::ReturnSent],
        CaseState::RefundWaiting => &[K::RefundSeen],
        _ => &[],
    };
    acts.iter().copied().filter(|kind| kind.code() != action).collect()
}

fn requests(shown: &CaseShown, texts: &Texts, now: DateTime<Utc>) -> Vec<RequestLine> {
    let line = |request: &crate::domain::view::Request| {
        let badge = match (request.answered, request.due) {
            (true, _) => (Tone::Good, Mark::Disc, texts.get("case-request-answered")),
            (false, Some(due)) => (Tone::Loss, Mark::Triangle, texts.countdown(now, due)),
            (false, None) => (Tone::Attention, Mark::Diamond, texts.get("case-request-no-date")),
        };
        RequestLine {
            head: texts.say(
                &Msg::new("case-request-from")
                    .text("who", words::party(texts, request.by))
                    .text("when", texts.moment(&request.at)),
            ),
            text: match &request.text {
                Some(_) if !request.items.is_empty() => String::new(),
                Some(text) => text.clone(),
                None => texts.get("case-request-no-text"),
            },
            badge,
            event: request.event,
            items: request.items.clone(),
            tip: request.tip.as_ref().map(|tip| texts.say(tip)),
            is_open: !request.answered,
        }
    };
    shown.picture.view.requests.iter().rev().map(line).collect()
}

fn log(shown: &CaseShown, texts: &Texts) -> Vec<LogLine> {
    shown
        .picture
        .events
        .iter()
        .rev()
        .map(|event| {
            let mut detail = Vec::new();
            if let Some(outcome) = event.details.outcome {
                detail.push(words::outcome(texts, outcome));
            }
            if let Some(money) = &event.details.amount {
                detail.push(texts.money(money));
            }
            if let Some(plan) = event.details.plan {
                detail.push(words::plan(texts, plan));
            }
            detail.extend(event.details.deductions.iter().map(|(name, amount)| {
                texts.say(&Msg::new("case-log-deduction").text("name", name).money("amount", amount))
            }));
            detail.extend(event.details.tracking.clone());
            detail.extend(event.details.note.clone());
            if let Some(seen) = &event.details.seen_at {
                detail.push(texts.say(&Msg::new("case-log-seen").text("when", texts.moment(seen))));
            }
            for file in &event.details.evidence {
                let rows = &shown.picture.evidence;
                let name = rows.iter().find(|row| row.evidence.id == *file).map(words::file_title);
                let name = name.map_or_else(|| file.to_string(), str::to_owned);
                detail.push(texts.say(&Msg::new("case-log-evidence").text("name", name)));
            }
            LogLine {
                event: event.id,
                when: texts.moment(&event.at),
                what: if event.kind == CaseEventKind::Note && !event.details.fields.is_empty() {
                    texts.get("report-log-form")
                } else {
                    words::case_event(texts, event.kind)
                },
                detail: detail.join(" · "),
                warnings: traps_of(shown, event.id, texts),
                voided: event.voided,
            }
        })
        .collect()
}

fn traps_of(shown: &CaseShown, event: EventId, texts: &Texts) -> Vec<(bool, String)> {
    let line = shown.picture.traps.iter().find(|line| line.event == event);
    line.map_or_else(Vec::new, |line| {
        let zipped = line.traps.iter().zip(&line.warnings);
        zipped.map(|(trap, warning)| (trap.is_final(), texts.say(warning))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_count_takes_surrogates_and_line_breaks_twice() {
        let lengths = Lengths::of("a\nb 😀");
        assert_eq!(lengths, Lengths { characters: 5, strictest: 7 });
        assert_eq!(Lengths::of("a\r\nb").strictest, 4);
    }
}
