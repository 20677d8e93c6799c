//! The next step of a case: one sentence, one act, who has to do it and by when.
//! Acts are event types, or `wait`, `answer_offer`, `other_routes`, `complain` and `none`.

use chrono::{DateTime, Utc};

use super::deadlines::SELLER_REQUEST;
use super::dispute::{Back, Sim};
use super::others::CONTACT_REPLY;
use super::stages::Complaint;
use crate::domain::case::CaseKind;
use crate::domain::event::{CaseEventKind, Outcome, Party};
use crate::domain::message::{Arg, Msg};
use crate::domain::offers::traps::Trap;
use crate::domain::rules::Reopen;
use crate::domain::view::{CaseState, Deadline, DeadlineStatus, NextStep, OfferStanding};

struct Step<'d> {
    deadlines: &'d [Deadline],
    now: DateTime<Utc>,
}

impl Step<'_> {
    /// The date of a timer that is still running, else its last.
    fn find(&self, id: &str) -> Option<&Deadline> {
        let of_id = || self.deadlines.iter().filter(|deadline| deadline.id == id && deadline.is_own());
        of_id()
            .find(|deadline| !matches!(deadline.status, DeadlineStatus::Met | DeadlineStatus::Void))
            .or_else(|| of_id().next_back())
    }

    /// A step resting on a date: `id` with the date, `id-no-date` without one.
    fn by(&self, id: &str, action: &str, who: Party, timer: &str) -> NextStep {
        // A date that no longer counts is none to wait for.
        let deadline = self.find(timer).filter(|deadline| deadline.status != DeadlineStatus::Void);
        let due = deadline.and_then(|deadline| deadline.due);
        let text = match due {
            Some(due) => Msg::new(format!("case-next-{id}")).at("due", due),
            None => Msg::new(format!("case-next-{id}-no-date")),
        };
        NextStep {
            text,
            action: action.to_owned(),
            who,
            due,
            deadline: due.is_some().then(|| timer.to_owned()),
        }
    }

    /// A step of waiting for a range: `id-between` when its beginning is known too.
    fn within(&self, id: &str, who: Party, action: &str, timer: &str) -> NextStep {
        let mut step = self.by(id, action, who, timer);
        let earliest = self.find(timer).and_then(|deadline| deadline.earliest);
        if let (Some(earliest), Some(due)) = (earliest, step.due) {
            step.text = Msg::new(format!("case-next-{id}-between")).at("earliest", earliest).at("due", due);
        }
        step
    }

    /// The buyer was told to wait until a day of no rule.
    fn reminds(&self) -> bool {
        self.find("reminder").is_some_and(|reminder| reminder.status != DeadlineStatus::Met)
    }

    fn overdue(&self, timer: &str) -> bool {
        self.find(timer).is_some_and(|deadline| deadline.status == DeadlineStatus::Overdue)
    }

    /// A date that is still to come.
    fn upcoming(&self, timer: &str) -> Option<DateTime<Utc>> {
        self.find(timer).filter(|deadline| deadline.status == DeadlineStatus::Upcoming)?.due
    }

    /// The coupon that runs out next; one that has run out is none to use.
    fn coupon(&self) -> Option<&Deadline> {
        let running = |deadline: &&Deadline| {
            deadline.is_own()
                && COUPONS.contains(&deadline.id.as_str())
                && matches!(deadline.status, DeadlineStatus::Upcoming | DeadlineStatus::Due)
        };
        self.deadlines.iter().filter(running).min_by_key(|deadline| (deadline.due.is_none(), deadline.due))
    }
}

/// The timers of coupons: of a complaint that was won, and of a late delivery.
const COUPONS: [&str; 2] = ["coupon_expiry", "late_coupon_expiry"];

fn plain(id: &str, action: &str, who: Party) -> NextStep {
    NextStep {
        text: Msg::new(format!("case-next-{id}")),
        action: action.to_owned(),
        who,
        due: None,
        deadline: None,
    }
}

const CONFIRM: &str = "expiry_confirmed";
const EVIDENCE: &str = "evidence_submitted";

/// The next step of a replayed case.
pub(super) fn of(sim: &Sim<'_>, deadlines: &[Deadline]) -> NextStep {
    let step = Step { deadlines, now: sim.input.now };
    let asked_by_seller = sim.requests.iter().any(|request| !request.answered && request.by == Party::Seller);
    if sim.kind() != CaseKind::Dispute {
        return other(sim, &step);
    }
    if let Some(manual) = may_escalate(sim, &step) {
        return manual;
    }
    match sim.state {
        CaseState::Draft => draft(sim, &step),
        CaseState::MarketplaceReview if sim.came_after_all() => {
            plain("parcel-came-in-review", CaseEventKind::Message.code(), Party::Buyer)
        }
        CaseState::SellerTurn | CaseState::BuyerTurn | CaseState::NoAgreement if sim.came_after_all() => {
            step.by("parcel-came", CaseEventKind::Edited.code(), Party::Buyer, "negotiation")
        }
        CaseState::SellerTurn
            if asked_by_seller
                && step
                    .find(SELLER_REQUEST)
                    .is_some_and(|asked| asked.status == DeadlineStatus::Upcoming) =>
        {
            let act = CaseEventKind::EvidenceSubmitted.code();
            step.by("seller-asks-by", act, Party::Buyer, SELLER_REQUEST)
        }
        CaseState::SellerTurn if asked_by_seller => {
            step.by("seller-asks", CaseEventKind::EvidenceSubmitted.code(), Party::Buyer, "negotiation")
        }
        CaseState::SellerTurn => seller_turn(sim, &step),
        CaseState::BuyerTurn => buyer_turn(sim, &step),
        CaseState::NoAgreement => no_agreement(sim, &step),
        CaseState::MarketplaceReview => review(sim, &step),
        CaseState::EvidenceRequested if step.overdue("evidence_request") => {
            step.by("send-evidence-late", EVIDENCE, Party::Buyer, "evidence_request")
        }
        CaseState::EvidenceRequested => step.by(
            "send-evidence",
            CaseEventKind::EvidenceSubmitted.code(),
            Party::Buyer,
            "evidence_request",
        ),
        CaseState::ChoiceOffered => {
            step.by("choose", CaseEventKind::ProposalChosen.code(), Party::Buyer, "proposal_choice")
        }
        CaseState::Decided if sim.outcome.is_none() => {
            plain("what-was-decided", CaseEventKind::Decision.code(), Party::Buyer)
        }
        CaseState::Decided => plain("agreed-without-money", CaseEventKind::CaseClosed.code(), Party::Seller),
        CaseState::ReturnLeg => return_leg(sim, &step),
        CaseState::RefundWaiting => refund(sim, &step),
        CaseState::ClosedPaid => {
            after_complaint(sim, &step).unwrap_or_else(|| plain("closed-paid", "none", Party::Buyer))
        }
        CaseState::ClosedLost if sim.presumed && sim.expired_return() => {
            step.by("return-lapsed", CaseEventKind::ReturnSent.code(), Party::Buyer, "return_dispatch")
        }
        CaseState::ClosedLost if sim.presumed => not_escalated(&step),
        CaseState::ClosedLost => {
            after_complaint(sim, &step).unwrap_or_else(|| plain("closed-lost", "complain", Party::Buyer))
        }
        CaseState::Cancelled => cancelled(sim, &step),
    }
}

fn held(at: DateTime<Utc>) -> NextStep {
    NextStep {
        text: Msg::new("case-next-held").at("due", at),
        action: "wait".to_owned(),
        who: Party::Carrier,
        due: Some(at),
        deadline: None,
    }
}

/// Where the rules let the buyer ask the marketplace to step in, and the day for it has come (C2 row 10).
fn may_escalate(sim: &Sim<'_>, step: &Step<'_>) -> Option<NextStep> {
    // Without a day of its own, the seller's silence or refusal opens the door.
    let day_came = sim.escalates_from().is_none_or(|from| from <= step.now);
    if !sim.goes_by_hand() || !day_came {
        return None;
    }
    let escalated = CaseEventKind::Escalated.code();
    match sim.state {
        CaseState::SellerTurn if step.overdue("seller_reply") => {
            Some(step.by("escalate", escalated, Party::Buyer, "escalate_latest"))
        }
        CaseState::NoAgreement => Some(step.by("escalate", escalated, Party::Buyer, "escalate_latest")),
        CaseState::ReturnLeg if sim.may_escalate_return() => {
            Some(step.by("escalate-refund", escalated, Party::Buyer, "seller_refund"))
        }
        _ => None,
    }
}

fn buyer_turn(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let outside = sim
        .offers
        .iter()
        .any(|offer| offer.standing == OfferStanding::Open && offer.traps.contains(&Trap::Outside));
    // What follows without an answer is the pack's to say.
    let (id, timer) = match (outside, sim.goes_by_itself()) {
        (true, _) => ("answer-outside-offer", "negotiation"),
        (false, true) => ("answer-offer", "negotiation"),
        (false, false) => ("answer-or-escalate", "escalate_latest"),
    };
    step.by(id, "answer_offer", Party::Buyer, timer)
}

fn no_agreement(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    if sim.goes_by_itself() {
        return match sim.held_until().filter(|(at, _)| *at > step.now) {
            Some((at, _)) => held(at),
            None => step.by("no-agreement", "wait", Party::Marketplace, "negotiation"),
        };
    }
    let from = sim.escalates_from().filter(|_| sim.goes_by_hand());
    match from {
        Some(from) => {
            let mut later = plain("escalate-later", "wait", Party::Buyer);
            later.text = later.text.at("from", from);
            later
        }
        None => plain("no-agreement-no-rule", CaseEventKind::Escalated.code(), Party::Buyer),
    }
}

/// Nobody took it to the marketplace in time, so it should have closed by itself (eBay, PayPal).
fn not_escalated(step: &Step<'_>) -> NextStep {
    step.by("not-escalated", CONFIRM, Party::Buyer, "escalate_latest")
}

/// The date by which a dispute is opened: the last day to open, else what the pack has in its place for returns and
/// for parcels that did not come.
fn window(sim: &Sim<'_>, step: &Step<'_>) -> &'static str {
    let own = if sim.says_not_received() { "non_delivery_report" } else { "return_request" };
    if step.find("open_latest").is_none() && step.find(own).is_some() { own } else { "open_latest" }
}

fn draft(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let latest = window(sim, step);
    let submit = CaseEventKind::Submitted.code();
    if sim.input.beside.account_case.is_some() {
        return step.by("account-first", "account_case", Party::Buyer, latest);
    }
    if step.overdue(latest) {
        return step.by("window-over", "other_routes", Party::Buyer, latest);
    }
    let waits = sim.says_not_received() && !sim.parcel_is_here();
    if let Some(from) = step.upcoming("open_earliest").filter(|_| waits) {
        let mut early = step.by("open-from", "wait", Party::Buyer, latest);
        early.text = early.text.at("from", from);
        return early;
    }
    if sim.says_not_received()
        && step.find("open_now_advice").is_some_and(|advice| advice.status == DeadlineStatus::Due)
    {
        return step.by("open-now", submit, Party::Buyer, latest);
    }
    if let Some(contact) = contact(step).or_else(|| contact_first(sim, step)) {
        return contact;
    }
    step.by("open", submit, Party::Buyer, latest)
}

/// Where a claim has to wait for the seller (A-to-z): write first, wait, and claim; a seller who is silent for too
/// long has lost.
fn contact_first(sim: &Sim<'_>, step: &Step<'_>) -> Option<NextStep> {
    sim.input.pack.timer("contact_wait")?;
    let contacted = CaseEventKind::SellerContacted.code();
    if step.find("contact_wait").is_none() {
        return Some(step.by("write-first", contacted, Party::Buyer, "open_latest"));
    }
    if step.upcoming("contact_wait").is_some() {
        let replied = CaseEventKind::SellerReplied.code();
        return Some(step.by("may-file-from", replied, Party::Seller, "contact_wait"));
    }
    let silent = sim.grants_silence() && step.overdue("seller_reply");
    silent.then(|| step.by("file-and-win", CaseEventKind::Submitted.code(), Party::Buyer, "open_latest"))
}

/// A seller who was written to: silent beyond the days the pack gives, the dispute is the next step; before that it is
/// the buyer's choice to wait (P2-02, P2-06).
fn contact(step: &Step<'_>) -> Option<NextStep> {
    let reply = step.find(CONTACT_REPLY)?;
    match reply.status {
        DeadlineStatus::Due | DeadlineStatus::Overdue => {
            let submit = CaseEventKind::Submitted.code();
            Some(step.by("seller-silent", submit, Party::Buyer, "open_latest"))
        }
        // The last day to open does not wait for an answer.
        DeadlineStatus::Upcoming
            if step
                .find("open_latest")
                .and_then(|latest| latest.due)
                .zip(reply.due)
                .is_some_and(|(latest, reply)| latest <= reply) =>
        {
            None
        }
        DeadlineStatus::Upcoming => {
            let replied = CaseEventKind::SellerReplied.code();
            Some(step.by("contact-wait", replied, Party::Seller, CONTACT_REPLY))
        }
        DeadlineStatus::Met | DeadlineStatus::Void => None,
    }
}

fn seller_turn(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let by_itself = sim.goes_by_itself();
    let reply = step.find("seller_reply");
    let denied = reply.is_some_and(|reply| reply.status == DeadlineStatus::Void);
    if by_itself && (denied || reply.is_none()) {
        if let Some((at, _)) = sim.held_until().filter(|(at, _)| *at > step.now) {
            return held(at);
        }
        return step.by("seller-still-silent", "wait", Party::Both, "negotiation");
    }
    if denied {
        return plain("silent-no-rule", CaseEventKind::Escalated.code(), Party::Buyer);
    }
    let reply = reply.and_then(|reply| reply.due);
    let negotiation = sim.run_due("negotiation").filter(|due| by_itself && *due > step.now);
    if let Some((_, goes_on)) = reply.zip(negotiation).filter(|(reply, goes_on)| goes_on < reply) {
        // After an edit the negotiation ends first: escalation comes first.
        let mut before = step.by("wait-for-seller", "wait", Party::Seller, "negotiation");
        before.text = Msg::new("case-next-wait-before-review").at("due", goes_on);
        return before;
    }
    step.by("wait-for-seller", "wait", Party::Seller, "seller_reply")
}

fn review(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let timer = sim.review_timer();
    if sim.marks.arbitrated {
        let (action, timer) = if sim.presumed { (CONFIRM, "return_warehouse") } else { (EVIDENCE, timer) };
        let id = if sim.presumed { "return-not-taken-in" } else { "return-proof" };
        return step.by(id, action, Party::Buyer, timer);
    }
    if sim.late {
        return step.by(
            "evidence-late",
            CaseEventKind::EvidenceSubmitted.code(),
            Party::Buyer,
            "evidence_request",
        );
    }
    if sim.presumed {
        return step.by("escalated-presumed", CONFIRM, Party::Buyer, "negotiation");
    }
    if step.overdue(timer) {
        return step.by("review-late", "wait", Party::Marketplace, timer);
    }
    step.within("review", Party::Marketplace, "wait", timer)
}

fn return_leg(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let sent = CaseEventKind::ReturnSent.code();
    if sim.presumed {
        return step.by("silence-return", CONFIRM, Party::Buyer, "seller_reply");
    }
    match sim.back {
        Back::Here if sim.return_ends() => step.by("send-back-or-end", sent, Party::Buyer, "return_dispatch"),
        Back::Here => step.by("send-back", sent, Party::Buyer, "return_dispatch"),
        Back::SentUntracked => step.by("enter-tracking", sent, Party::Buyer, "return_dispatch"),
        Back::Sent => {
            let watch = ["return_warehouse", "return_transit"].into_iter().find(|id| step.find(id).is_some());
            match watch {
                Some(watch) => step.by("return-on-its-way-by", "wait", Party::Carrier, watch),
                None => plain("return-on-its-way", "wait", Party::Carrier),
            }
        }
        Back::Received => step.by("return-checked", "wait", Party::Seller, "seller_refund"),
    }
}

fn refund(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let seen = CaseEventKind::RefundSeen.code();
    if sim.presumed && sim.by_silence {
        return step.by("silence-refund", CONFIRM, Party::Buyer, "seller_reply");
    }
    if sim.marks.charged {
        return plain("refund-charged", seen, Party::Buyer);
    }
    let expected = sim.expected_refund();
    if let Some((received, expected)) = sim.received.as_ref().zip(expected.as_ref()).filter(|_| sim.short) {
        let mut short = step.by("refund-short", seen, Party::Buyer, "refund");
        short.text = short.text.money("received", received).money("expected", expected);
        return short;
    }
    if let Some((received, expected)) =
        sim.received.as_ref().zip(expected.as_ref()).filter(|_| sim.marks.other_currency)
    {
        let mut asks = plain("refund-other-currency", seen, Party::Buyer);
        asks.text = asks.text.money("received", received).money("expected", expected);
        return asks;
    }
    if step.overdue("refund") {
        return step.by("refund-late", seen, Party::Buyer, "refund");
    }
    step.within("refund", Party::Bank, seen, "refund")
}

/// What a complaint recorded in the dispute itself asks for: its answer, its coupons, another look (C5).
fn after_complaint(sim: &Sim<'_>, step: &Step<'_>) -> Option<NextStep> {
    if let Some(coupon) = coupons(step) {
        return Some(coupon);
    }
    let running = step.find("complaint_decision").is_some_and(|answer| answer.status != DeadlineStatus::Met);
    match sim.marks.complaint {
        Complaint::Sent if running && step.overdue("complaint_decision") => {
            Some(step.by("other-late", "wait", Party::Marketplace, "complaint_decision"))
        }
        Complaint::Sent if running => {
            Some(step.by("complaint-sent", "wait", Party::Marketplace, "complaint_decision"))
        }
        Complaint::Won => Some(plain("complaint-won", "none", Party::Buyer)),
        Complaint::Lost if !sim.marks.survey => {
            Some(plain("complaint-survey", CaseEventKind::SurveySent.code(), Party::Buyer))
        }
        Complaint::Lost => Some(plain("other-closed", "other_routes", Party::Buyer)),
        Complaint::Sent | Complaint::None => None,
    }
}

/// A coupon to use, or one that is to come.
fn coupons(step: &Step<'_>) -> Option<NextStep> {
    if let Some(coupon) = step.coupon() {
        let used = CaseEventKind::CouponUsed.code();
        let mut use_it = plain("use-coupon-no-date", used, Party::Buyer);
        if let Some(due) = coupon.due {
            use_it.text = Msg::new("case-next-use-coupon").at("due", due);
            (use_it.due, use_it.deadline) = (Some(due), Some(coupon.id.clone()));
        }
        return Some(use_it);
    }
    let coming = step.find("coupon_issue").is_some_and(|deadline| deadline.status != DeadlineStatus::Met);
    let issued = CaseEventKind::CouponIssued.code();
    coming.then(|| step.by("coupon-coming", issued, Party::Marketplace, "coupon_issue"))
}

fn cancelled(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let may_reopen = sim.input.pack.flags.reopen == Some(Reopen::WhileWindowOpen);
    let least = sim.input.pack.flags.reopen_min_days_left.unwrap_or(0);
    let open =
        sim.open_latest().filter(|latest| *latest >= step.now && (*latest - step.now).num_days() >= least);
    // A dispute that was opened after the end of protection ended the order when it was cancelled.
    let ended = sim.submitted_at().zip(sim.protection_ends()).is_some_and(|(at, ends)| at > ends);
    match open.filter(|_| may_reopen && !ended) {
        Some(_) => step.by("may-reopen", CaseEventKind::Reopened.code(), Party::Buyer, "open_latest"),
        None => plain("cancelled", "other_routes", Party::Buyer),
    }
}

/// Complaints, reports, chats, account cases and fallback routes.
fn other(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    let (sent, timer) = match sim.kind() {
        CaseKind::Complaint => (CaseEventKind::ComplaintSent, "complaint_decision"),
        CaseKind::Report => (CaseEventKind::ReportSent, "report_decision"),
        CaseKind::Account => (CaseEventKind::AccountAppealSent, "account_appeal"),
        CaseKind::Fallback => (CaseEventKind::ClaimFiled, "decision"),
        CaseKind::Chat | CaseKind::Dispute => (CaseEventKind::Submitted, "answer"),
    };
    if let Some(account) = account(sim) {
        return account;
    }
    match sim.state {
        CaseState::Draft if sim.kind() == CaseKind::Fallback => match step.find("open_latest") {
            Some(latest) if latest.status == DeadlineStatus::Overdue => {
                step.by("window-over", "other_routes", Party::Buyer, "open_latest")
            }
            _ => step.by("route-send", sim.first_act().code(), Party::Buyer, "open_latest"),
        },
        CaseState::Draft => {
            let mut draft = plain("other-send", sent.code(), Party::Buyer);
            draft.text = draft.text.msg("kind", Msg::new(format!("case-kind-{}", sim.kind().code())));
            draft
        }
        CaseState::EvidenceRequested if step.overdue("evidence_request") => {
            step.by("send-evidence-late", EVIDENCE, Party::Buyer, "evidence_request")
        }
        CaseState::EvidenceRequested => step.by(
            "send-evidence",
            CaseEventKind::EvidenceSubmitted.code(),
            Party::Buyer,
            "evidence_request",
        ),
        CaseState::SellerTurn if sim.kind() == CaseKind::Fallback => {
            step.by("route-escalate", CaseEventKind::ClaimFiled.code(), Party::Buyer, "escalate_latest")
        }
        CaseState::MarketplaceReview if step.reminds() => {
            step.by("reminder", "wait", Party::Marketplace, "reminder")
        }
        CaseState::BuyerTurn => plain("other-answer", "answer_offer", Party::Buyer),
        CaseState::Decided => decided_elsewhere(sim, step),
        CaseState::RefundWaiting => refund(sim, step),
        CaseState::ClosedPaid => plain("closed-paid", "none", Party::Buyer),
        CaseState::ClosedLost if sim.presumed => not_escalated(step),
        CaseState::ClosedLost | CaseState::NoAgreement => plain("other-closed", "other_routes", Party::Buyer),
        CaseState::Cancelled => plain("cancelled", "none", Party::Buyer),
        CaseState::SellerTurn
        | CaseState::MarketplaceReview
        | CaseState::ChoiceOffered
        | CaseState::ReturnLeg => {
            let id = if step.overdue(timer) { "other-late" } else { "other-wait" };
            step.by(id, "wait", Party::Marketplace, timer)
        }
    }
}

/// Kinds of account cases that are not a request: steps to follow, or details to give on the site (C8).
fn account(sim: &Sim<'_>) -> Option<NextStep> {
    let kind = sim.account_type()?;
    if kind.instructions_only && super::is_open(sim.state) && sim.state != CaseState::Decided {
        return Some(plain("account-steps", CaseEventKind::CaseClosed.code(), Party::Buyer));
    }
    let asked = kind.verification && sim.state == CaseState::Draft;
    asked.then(|| plain("account-verify", CaseEventKind::AccountAppealSent.code(), Party::Buyer))
}

fn decided_elsewhere(sim: &Sim<'_>, step: &Step<'_>) -> NextStep {
    if let Some(coupon) = coupons(step) {
        return coupon;
    }
    let refused = matches!(sim.outcome, Some(Outcome::Rejected | Outcome::Lost | Outcome::Denied));
    if refused && sim.kind() == CaseKind::Complaint && !sim.marks.survey {
        return plain("complaint-survey", CaseEventKind::SurveySent.code(), Party::Buyer);
    }
    if refused && sim.kind() == CaseKind::Account {
        return plain("account-retry", CaseEventKind::AccountAppealSent.code(), Party::Buyer);
    }
    let id = if refused { "other-refused" } else { "other-done" };
    let action = if refused { "other_routes" } else { CaseEventKind::CaseClosed.code() };
    let mut step = plain(id, action, Party::Buyer);
    if let Some(outcome) = sim.outcome {
        step.text = step
            .text
            .arg("outcome", Arg::Msg(Box::new(Msg::new(format!("case-outcome-{}", outcome.code())))));
    }
    step
}
