//! What is to be known before an act that undo cannot mend, and before some others: the questions of the cancel
//! guard, the difference of an offer, what a confirmed receipt gives away (C1, C2). Window and terminal say the same.
//! Stands in nobody's way; what is refused is `decide`'s business.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEventKind, EventDetails, NewEvent, OrderEventKind, Party, codes};
use crate::domain::message::Msg;
use crate::domain::offers::traps::{self, Trap};
use crate::domain::order::OrderDate;
use crate::domain::replay::{
    CaseInput, CaseStanding, OrderInput, Seen, Sim, case_view, message_traps, order_view, standings,
};
use crate::domain::rules::{EditAfterEscalation, Reopen, RulePack};
use crate::domain::view::{CaseState, CaseView, DeadlineStatus, Offer, OfferStanding, TermLine};

codes! {
    /// How a line of advice is meant.
    Weight { Calm = "calm", Good = "good", Caution = "caution", Loss = "loss" }
}

/// One line of advice; a question with its answer where it asks something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What is asked.
    pub question: Option<Msg>,
    /// The answer, or what is to be known.
    pub text: Msg,
    /// How it is meant.
    pub weight: Weight,
}

impl Point {
    fn new(weight: Weight, text: Msg) -> Self {
        Self { question: None, text, weight }
    }

    fn answer(question: &'static str, weight: Weight, text: Msg) -> Self {
        Self { question: Some(Msg::new(question)), text, weight }
    }

    /// True when it warns.
    pub fn warns(&self) -> bool {
        matches!(self.weight, Weight::Caution | Weight::Loss)
    }
}

/// What to know before an act.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// Line by line, in the order to be read.
    pub points: Vec<Point>,
    /// An offer term by term beside what was asked.
    pub terms: Vec<TermLine>,
    /// The money would be given away: confirmed in red.
    pub red: bool,
}

impl Advice {
    /// Everything that warns, as plain sentences.
    pub fn warnings(&self) -> Vec<Msg> {
        self.points.iter().filter(|point| point.warns()).map(|point| point.text.clone()).collect()
    }
}

/// What to know before an event of a case is recorded; nothing for most events.
pub fn before_case_event(input: &CaseInput<'_>, new: &NewEvent<CaseEventKind>) -> Advice {
    use CaseEventKind as K;
    match new.kind {
        K::Cancelled => cancel(input),
        K::OfferAccepted | K::ProposalChosen => accept_named(input, &new.details),
        K::ReportSent => report(Some(input.pack)),
        K::Edited => edit(input, &new.details),
        K::AccountBlocked | K::MeasureNotified => {
            points(vec![Point::new(Weight::Caution, Msg::new("guard-account-clocks-go-on"))])
        }
        K::SellerOffer => new_offer(input, new),
        _ => Advice::default(),
    }
}

/// What to know before an event of an order is recorded.
pub fn before_order_event(input: &OrderInput<'_>, kind: OrderEventKind) -> Advice {
    if kind == OrderEventKind::Confirmed { confirm_receipt(Some(input)) } else { Advice::default() }
}

fn points(points: Vec<Point>) -> Advice {
    Advice { points, ..Advice::default() }
}

/// The four questions before a dispute is cancelled, each with its answer (C2 "Cancel guard"; P4-24 to P4-26), and
/// what sellers say to bring it about (P7-21, P7-27).
pub fn cancel(input: &CaseInput<'_>) -> Advice {
    let (firm, _) = standings(input);
    let flags = &input.pack.flags;
    let latest = firm.open_latest();
    let days_left = latest.map(|latest| (latest - input.now).num_days());
    let over = latest.is_some_and(|latest| latest <= input.now);
    let mut lines = Vec::new();
    let promised = promise(input);
    if let Some(trap) = promised {
        lines.push(Point::new(Weight::Loss, traps::warning(trap)));
    }
    let (weight, seen) = refund_seen(&firm);
    lines.push(Point::answer("guard-cancel-asks-refund", weight, seen));
    lines.push(match (latest, days_left) {
        // Days are of no use where nothing can be opened again.
        (Some(_), _) if flags.reopen == Some(Reopen::Never) && !over => {
            Point::answer("guard-cancel-asks-days", Weight::Loss, Msg::new("guard-cancel-days-none"))
        }
        (Some(latest), _) if over => Point::answer(
            "guard-cancel-asks-days",
            Weight::Loss,
            Msg::new("case-cancel-window-over").at("due", latest),
        ),
        (Some(latest), Some(days)) => Point::answer(
            "guard-cancel-asks-days",
            Weight::Caution,
            Msg::new("case-cancel-days-left").count("count", days).at("due", latest),
        ),
        _ => Point::answer("guard-cancel-asks-days", Weight::Caution, Msg::new("case-cancel-window-unknown")),
    });
    let few = days_left.zip(flags.reopen_min_days_left).is_some_and(|(left, least)| left < least);
    let reopen = match flags.reopen {
        Some(Reopen::Never) => Point::new(Weight::Loss, Msg::new("guard-cancel-reopen-never")),
        None => Point::new(Weight::Caution, Msg::new("guard-cancel-reopen-unknown")),
        Some(Reopen::WhileWindowOpen) if over || few => {
            Point::new(Weight::Loss, Msg::new("case-cancel-final"))
        }
        Some(Reopen::WhileWindowOpen) => Point::new(Weight::Good, Msg::new("guard-cancel-reopen-open")),
    };
    lines.push(Point { question: Some(Msg::new("guard-cancel-asks-reopen")), ..reopen });
    lines.push(match firm.submitted_at().zip(firm.protection_ends()) {
        Some((submitted, ends)) if submitted > ends => {
            Point::answer("guard-cancel-asks-after", Weight::Loss, Msg::new("case-cancel-ends-order"))
        }
        Some(_) => {
            Point::answer("guard-cancel-asks-after", Weight::Good, Msg::new("guard-cancel-in-protection"))
        }
        None => Point::answer(
            "guard-cancel-asks-after",
            Weight::Caution,
            Msg::new("guard-cancel-protection-unknown"),
        ),
    });
    lines.push(Point::new(Weight::Calm, Msg::new("guard-cancel-calm")));
    Advice { points: lines, terms: Vec::new(), red: promised.is_some() }
}

/// Whether all of the money is on the account: a part of it is no reason to give up the rest.
fn refund_seen(firm: &Sim<'_>) -> (Weight, Msg) {
    match firm.seen_of_due() {
        Seen::Nothing => (Weight::Loss, Msg::new("case-cancel-no-refund-seen")),
        Seen::Part(seen, due) => {
            (Weight::Loss, Msg::new("case-cancel-refund-part").money("seen", &seen).money("due", &due))
        }
        Seen::Other(seen, due) => {
            (Weight::Caution, Msg::new("case-cancel-refund-other").money("seen", &seen).money("due", &due))
        }
        Seen::All => (Weight::Good, Msg::new("guard-cancel-refund-seen")),
    }
}

/// What the dialog before cancelling a dispute has to object, worst first: the cancel guard without what is fine.
pub fn cancel_warnings(input: &CaseInput<'_>) -> Vec<Msg> {
    let mut lines: Vec<Point> = cancel(input).points.into_iter().filter(Point::warns).collect();
    lines.sort_by_key(|point| std::cmp::Reverse(point.weight));
    lines.into_iter().map(|point| point.text).collect()
}

/// A promise of money for closing, in an open offer or a message.
fn promise(input: &CaseInput<'_>) -> Option<Trap> {
    let view = case_view(input);
    let open = view.offers.iter().filter(|offer| offer.standing == OfferStanding::Open);
    let messages = message_traps(input);
    open.flat_map(|offer| &offer.traps)
        .chain(messages.iter().flat_map(|line| &line.traps))
        .copied()
        .filter(|trap| matches!(trap, Trap::Outside | Trap::CloseAndPay | Trap::CancelEarly))
        .min()
}

/// What to know before an offer is accepted: that it is final, the difference to what was asked, its traps.
pub fn accept(offer: Option<&Offer>) -> Advice {
    let mut lines = vec![Point::new(Weight::Caution, Msg::new("guard-accept-final"))];
    let Some(offer) = offer else {
        lines.push(Point::new(Weight::Caution, Msg::new("guard-accept-unknown")));
        return points(lines);
    };
    let zipped = offer.traps.iter().zip(&offer.warnings);
    lines.extend(zipped.map(|(trap, warning)| {
        let weight = if trap.is_final() { Weight::Loss } else { Weight::Caution };
        Point::new(weight, warning.clone())
    }));
    lines.extend(offer.differences.iter().map(|line| Point::new(Weight::Caution, line.clone())));
    if let Some(brings) = offer.break_even.as_ref().filter(|brings| !brings.is_loss()) {
        lines.push(Point::new(Weight::Calm, brings.sentence()));
    }
    if offer.differences.is_empty() && offer.traps.is_empty() {
        lines.push(Point::new(Weight::Good, Msg::new("guard-accept-as-asked")));
    }
    if offer.by == Party::Seller {
        lines.push(Point::new(Weight::Calm, Msg::new("guard-accept-word")));
    }
    let red = offer.traps.iter().any(|trap| trap.is_final());
    Advice { points: lines, terms: offer.terms.clone(), red }
}

/// The offer that an event accepts: the one it names, else the last open one of the others.
pub fn accepted<'v>(view: &'v CaseView, details: &EventDetails) -> Option<&'v Offer> {
    match details.answers {
        Some(event) => view.offers.iter().find(|offer| offer.event == event),
        None => view
            .offers
            .iter()
            .rev()
            .find(|offer| offer.standing == OfferStanding::Open && offer.by != Party::Buyer),
    }
}

fn accept_named(input: &CaseInput<'_>, details: &EventDetails) -> Advice {
    accept(accepted(&case_view(input), details))
}

/// What to say when an offer is recorded: what a buyer would see in the ledger.
fn new_offer(input: &CaseInput<'_>, new: &NewEvent<CaseEventKind>) -> Advice {
    let log = crate::domain::guards::decide::with_new(input, new);
    let longer = CaseInput { events: &log, ..*input };
    let view = case_view(&longer);
    let offer = view.offers.iter().find(|offer| offer.event == crate::domain::guards::decide::NEW);
    let mut advice = accept(offer);
    advice.points.retain(|point| {
        !matches!(
            point.text.id.as_ref(),
            "guard-accept-final" | "guard-accept-word" | "guard-accept-as-asked"
        )
    });
    advice
}

/// What to know before a report against a seller is exported or recorded as sent (C15, P13). That an account is
/// limited for a false one is said where its rules say so, or where they are not known.
pub fn report(pack: Option<&RulePack>) -> Advice {
    let limits = pack.is_none_or(|pack| pack.flags.abuse_limits_account == Some(true));
    let falsely = if limits { "guard-report-false" } else { "guard-report-true" };
    points(vec![
        Point::new(Weight::Loss, Msg::new(falsely)),
        Point::new(Weight::Caution, Msg::new("guard-report-proof")),
        Point::new(Weight::Calm, Msg::new("guard-report-check")),
    ])
}

/// What to know before a confirmed receipt is recorded: the list of what to do first, and that the money leaves.
pub fn confirm_receipt(input: Option<&OrderInput<'_>>) -> Advice {
    let mut lines = vec![Point::new(Weight::Loss, Msg::new("guard-confirm-money"))];
    let latest = input.and_then(|input| {
        let confirmed = input.pack.timer("open_latest")?;
        let crate::domain::rules::Extent::Exact(length) = confirmed.extent else { return None };
        Some(length.n)
    });
    if let Some(days) = latest.filter(|days| *days > 0) {
        lines.push(Point::new(Weight::Caution, Msg::new("guard-confirm-window").count("count", days)));
    }
    for id in [
        "guard-confirm-opened",
        "guard-confirm-counted",
        "guard-confirm-switched-on",
        "guard-confirm-measured",
        "guard-confirm-photographed",
    ] {
        lines.push(Point::new(Weight::Calm, Msg::new(id)));
    }
    lines.push(Point::new(Weight::Calm, Msg::new("guard-confirm-asked")));
    let not_here = input.is_some_and(|input| {
        input.order.date(OrderDate::Delivered).is_none()
            && !input.events.iter().any(|event| !event.voided && event.kind == OrderEventKind::Delivered)
    });
    if not_here {
        lines.insert(1, Point::new(Weight::Loss, Msg::new("guard-confirm-not-here")));
    }
    let disputed = input.is_some_and(|input| input.case_states.iter().any(CaseStanding::is_live_dispute));
    if disputed {
        lines.insert(1, Point::new(Weight::Loss, Msg::new("guard-confirm-disputed")));
    }
    points(lines)
}

/// What to know before a dispute is changed: whose days begin again, and what may still be changed (C2 row 7, C19).
fn edit(input: &CaseInput<'_>, details: &EventDetails) -> Advice {
    let (_, now) = standings(input);
    let reviewed = matches!(
        now.state,
        CaseState::MarketplaceReview | CaseState::EvidenceRequested | CaseState::ChoiceOffered
    );
    let mut lines = Vec::new();
    if reviewed {
        lines.push(Point::new(
            Weight::Caution,
            Msg::new(match input.pack.flags.edit_after_escalation {
                Some(EditAfterEscalation::None) => "guard-edit-none",
                Some(EditAfterEscalation::All) => "guard-edit-all",
                Some(EditAfterEscalation::EvidenceOnly) => "guard-edit-evidence-only",
                None => "guard-edit-unknown",
            }),
        ));
    } else {
        lines.push(Point::new(Weight::Calm, Msg::new("guard-edit-clocks")));
    }
    if details.amount.is_some() && now.amount_cap().is_none() {
        lines.push(Point::new(Weight::Caution, Msg::new("case-warning-cap-unknown")));
    }
    points(lines)
}

/// What to know before a case about an order is opened while an account is limited (C1 "account ok", C8): its clocks
/// go on whatever happens to the account.
pub fn account_trouble(order: &OrderInput<'_>) -> Msg {
    let view = order_view(order);
    let latest = view
        .deadlines
        .iter()
        .find(|deadline| deadline.id == "open_latest" && deadline.status != DeadlineStatus::Overdue)
        .and_then(|deadline| deadline.due);
    match latest {
        Some(due) => Msg::new("guard-account-limited").at("due", due),
        None => Msg::new("guard-account-limited-no-date"),
    }
}

/// True for kinds of cases whose export asks first.
pub fn export_asks(kind: CaseKind) -> bool {
    kind == CaseKind::Report
}
