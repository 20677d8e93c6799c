//! The rows of the dispute machine (C2), one test each, with the return leg (C3) and the waiting (C4).

use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, OrderEventKind, Outcome, Party, Plan};
use parcelproof::domain::order::OrderDate;
use parcelproof::domain::view::{CaseState as S, DeadlineStatus, OfferStanding, Severity};

use super::story::{Story, amount, by, ids, of, outcome, plan, tracking, usd};

fn opened() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00")
}

fn offered() -> Story {
    opened().event(K::SellerOffer, "2026-05-02T09:00", amount("5.00"))
}

fn in_review() -> Story {
    opened().on(K::Escalated, "2026-05-08T09:00")
}

#[test]
fn row_1_submitting_starts_both_clocks() {
    let view = opened().view("2026-05-01T10:00");
    assert_eq!((view.state, view.state_presumed), (S::SellerTurn, false));
    assert_eq!(view.asked, Some(usd("11.73")));
    assert_eq!(view.next_step.action, "wait");
    assert_eq!(view.next_step.deadline.as_deref(), Some("seller_reply"));
    for id in ["seller_reply", "negotiation"] {
        assert_eq!(of(&view.deadlines, id).status, DeadlineStatus::Upcoming, "{id}");
    }
    assert_eq!(of(&view.deadlines, "negotiation").severity, Severity::Attention);
}

#[test]
fn row_2_the_seller_accepts_what_was_asked() {
    let view = opened().on(K::SellerAccepts, "2026-05-02").view("2026-05-03");
    assert_eq!((view.state, view.outcome), (S::RefundWaiting, Some(Outcome::Win)));
    assert_eq!(view.decided, Some(usd("11.73")));
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Met);
    assert_eq!(of(&view.deadlines, "negotiation").status, DeadlineStatus::Void);
    let back = Story::in_la()
        .remedy(Plan::ReturnAndRefund)
        .on(K::Submitted, "2026-05-01T09:00")
        .on(K::SellerAccepts, "2026-05-02");
    assert_eq!(back.state("2026-05-03"), S::ReturnLeg);
}

#[test]
fn row_3_a_changed_acceptance_is_a_counter_offer() {
    let view = offered().view("2026-05-03");
    assert_eq!((view.state, view.next_step.who), (S::BuyerTurn, Party::Buyer));
    assert_eq!(view.offered, Some(usd("5.00")));
    assert_eq!(ids(&view.offers[0].differences), ["case-offer-less"]);
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Met);
    assert_eq!(of(&view.deadlines, "negotiation").status, DeadlineStatus::Upcoming);
    let switched = opened().event(K::SellerAccepts, "2026-05-02", plan(Plan::ReturnAndRefund));
    let view = switched.view("2026-05-03");
    assert_eq!(view.state, S::BuyerTurn);
    assert_eq!(ids(&view.offers[0].differences), ["case-offer-other-plan", "case-offer-no-money"]);
    assert!(ids(&view.offers[0].warnings).contains(&"trap-switched"));
}

#[test]
fn row_4_a_rejection_waits_for_the_end_of_negotiation() {
    let view = opened().on(K::SellerRejects, "2026-05-02").view("2026-05-03");
    assert_eq!((view.state, view.next_step.action.as_str()), (S::NoAgreement, "wait"));
    assert_eq!(of(&view.deadlines, "negotiation").status, DeadlineStatus::Upcoming);
    let with_offer = opened().event(K::SellerRejects, "2026-05-02", amount("3.00"));
    assert_eq!(with_offer.state("2026-05-03"), S::BuyerTurn);
}

#[test]
fn row_5_the_sellers_silence_wins() {
    let view = opened().view("2026-05-06T09:00");
    assert_eq!((view.state, view.state_presumed), (S::RefundWaiting, true));
    assert_eq!((view.outcome, view.decided), (Some(Outcome::Win), Some(usd("11.73"))));
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Overdue);
    assert!(of(&view.deadlines, "refund").presumed);
    assert_eq!(view.next_step.action, "expiry_confirmed");
    let back = Story::in_la().remedy(Plan::ReturnAndRefund).on(K::Submitted, "2026-05-01T09:00");
    let view = back.view("2026-05-06T09:00");
    assert_eq!((view.state, view.state_presumed), (S::ReturnLeg, true));
    let dispatch = of(&view.deadlines, "return_dispatch");
    assert!(dispatch.presumed);
    assert_eq!(back.due_of(dispatch), "2026-05-16 09:00");
}

#[test]
fn row_6_accepting_an_offer_decides() {
    let story = offered().on(K::OfferAccepted, "2026-05-03T09:00");
    let view = story.view("2026-05-04");
    assert_eq!((view.state, view.outcome), (S::RefundWaiting, Some(Outcome::Partial)));
    assert_eq!(view.decided, Some(usd("5.00")));
    assert_eq!(view.offers[0].standing, OfferStanding::Accepted);
}

#[test]
fn row_6_of_two_alternatives_the_named_one_is_accepted() {
    let both = opened().event(K::SellerOffer, "2026-05-04T09:00", amount("5.00")).event(
        K::SellerOffer,
        "2026-05-04T09:00",
        EventDetails { plan: Some(Plan::ReturnAndRefund), ..amount("11.73") },
    );
    assert!(both.view("2026-05-05").offers.iter().all(|offer| offer.standing == OfferStanding::Open));
    let first = both.events[1].id;
    let accepted = both.event(
        K::OfferAccepted,
        "2026-05-05",
        EventDetails { answers: Some(first), ..EventDetails::default() },
    );
    let view = accepted.view("2026-05-05T10:00");
    assert_eq!(view.decided, Some(usd("5.00")));
    assert_eq!(
        view.offers.iter().map(|offer| offer.standing).collect::<Vec<_>>(),
        [OfferStanding::Accepted, OfferStanding::Replaced]
    );
}

#[test]
fn row_7_an_edit_restarts_the_sellers_days_but_not_the_negotiation() {
    let story = offered().event(K::Edited, "2026-05-03T09:00", amount("8.00"));
    let view = story.view("2026-05-03T10:00");
    assert_eq!((view.state, view.asked.clone()), (S::SellerTurn, Some(usd("8.00"))));
    assert_eq!(story.due_of(of(&view.deadlines, "seller_reply")), "2026-05-08 09:00");
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Upcoming);
    assert_eq!(story.due_of(of(&view.deadlines, "negotiation")), "2026-05-08 09:00");
    assert_eq!(view.offers[0].standing, OfferStanding::Replaced);
}

#[test]
fn row_8_rejecting_an_offer_leaves_no_agreement() {
    let view = offered().on(K::OfferRejected, "2026-05-03").view("2026-05-04");
    assert_eq!((view.state, view.offers[0].standing), (S::NoAgreement, OfferStanding::Rejected));
}

#[test]
fn row_9_the_end_of_negotiation_escalates_by_itself() {
    for story in [offered(), opened().on(K::SellerRejects, "2026-05-02")] {
        let view = story.view("2026-05-08T09:00");
        assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, true));
        let review = of(&view.deadlines, "review");
        assert!(review.presumed);
        assert_eq!(story.local(review.earliest.unwrap()), "2026-05-22 09:00");
        assert_eq!(view.next_step.action, "expiry_confirmed");
    }
}

#[test]
fn row_10_a_recorded_escalation_is_firm() {
    let view = in_review().view("2026-05-09");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, false));
    assert!(!of(&view.deadlines, "review").presumed);
    assert_eq!(of(&view.deadlines, "negotiation").status, DeadlineStatus::Met);
}

#[test]
fn row_11_a_parcel_in_transit_is_held_until_its_time_is_over() {
    let story = Story::in_la()
        .reason(Reason::NotReceivedInTransit)
        .date(OrderDate::ProtectionEnds, "2026-05-20T09:00")
        .on(K::Submitted, "2026-05-01T09:00")
        .on(K::SellerRejects, "2026-05-02");
    let held = story.view("2026-05-10");
    assert_eq!((held.state, held.next_step.text.id.as_ref()), (S::NoAgreement, "case-next-held"));
    assert_eq!(story.local(held.next_step.due.unwrap()), "2026-05-20 09:00");
    let over = story.view("2026-05-20T09:00");
    assert_eq!((over.state, over.state_presumed), (S::MarketplaceReview, true));
    assert_eq!(story.local(of(&over.deadlines, "review").earliest.unwrap()), "2026-06-03 09:00");
    // Any other reason is not held.
    let other = story.reason(Reason::NotReceived);
    assert_eq!(other.state("2026-05-10"), S::MarketplaceReview);
}

#[test]
fn row_12_a_request_for_evidence_starts_its_own_clock() {
    let story = in_review().event(
        K::EvidenceRequested,
        "2026-05-10T12:00",
        EventDetails { note: Some("a video of the fault".to_owned()), ..EventDetails::default() },
    );
    let view = story.view("2026-05-11");
    assert_eq!((view.state, view.next_step.action.as_str()), (S::EvidenceRequested, "evidence_submitted"));
    assert_eq!(story.due_of(of(&view.deadlines, "evidence_request")), "2026-05-13 12:00");
    assert_eq!(view.requests[0].text.as_deref(), Some("a video of the fault"));
    assert_eq!(view.requests[0].due, of(&view.deadlines, "evidence_request").due);
}

#[test]
fn row_12_what_the_seller_asks_for_changes_no_state() {
    let view = opened().event(K::EvidenceRequested, "2026-05-02", by(Party::Seller)).view("2026-05-03");
    assert_eq!((view.state, view.requests.len()), (S::SellerTurn, 1));
    assert_eq!(view.requests[0].due, None);
    assert_eq!(view.next_step.text.id, "case-next-seller-asks");
}

#[test]
fn row_13_evidence_sent_returns_to_review_with_its_first_start() {
    let story =
        in_review().on(K::EvidenceRequested, "2026-05-10T12:00").on(K::EvidenceSubmitted, "2026-05-12T12:00");
    let view = story.view("2026-05-14");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, false));
    assert_eq!(story.local(of(&view.deadlines, "review").earliest.unwrap()), "2026-05-22 09:00");
    assert_eq!(of(&view.deadlines, "evidence_request").status, DeadlineStatus::Met);
    assert!(view.requests[0].answered);
}

#[test]
fn row_13_each_request_has_its_own_clock_and_answer() {
    let story =
        in_review().on(K::EvidenceRequested, "2026-05-10T12:00").on(K::EvidenceRequested, "2026-05-11T12:00");
    let first = story.events[2].id;
    let story = story.event(
        K::EvidenceSubmitted,
        "2026-05-12",
        EventDetails { answers: Some(first), ..EventDetails::default() },
    );
    let view = story.view("2026-05-12T10:00");
    assert_eq!(view.state, S::EvidenceRequested);
    let statuses: Vec<_> = view
        .deadlines
        .iter()
        .filter(|deadline| deadline.id == "evidence_request")
        .map(|deadline| (story.due_of(deadline), deadline.status))
        .collect();
    assert_eq!(
        statuses,
        [
            ("2026-05-13 12:00".to_owned(), DeadlineStatus::Met),
            ("2026-05-14 12:00".to_owned(), DeadlineStatus::Upcoming),
        ]
    );
}

#[test]
fn row_14_late_evidence_warns_that_the_claim_may_be_cancelled() {
    let story = in_review().on(K::EvidenceRequested, "2026-05-10T12:00");
    let view = story.view("2026-05-13T12:00");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, true));
    assert_eq!(view.next_step.text.id, "case-next-evidence-late");
    let due = of(&view.deadlines, "evidence_request");
    assert_eq!((due.status, due.severity), (DeadlineStatus::Overdue, Severity::Loss));
    // Sent late, it is sent.
    let sent = story.on(K::EvidenceSubmitted, "2026-05-14");
    let view = sent.view("2026-05-15");
    assert_eq!((view.state, view.state_presumed), (S::MarketplaceReview, false));
    assert_eq!(view.next_step.text.id, "case-next-review-between");
}

#[test]
fn row_15_and_16_proposals_are_shown_and_one_is_chosen() {
    let shown = in_review().event(K::ProposalsShown, "2026-05-20T09:00", amount("9.00"));
    let view = shown.view("2026-05-21");
    assert_eq!((view.state, view.offers[0].by), (S::ChoiceOffered, Party::Marketplace));
    assert_eq!(shown.due_of(of(&view.deadlines, "proposal_choice")), "2026-05-22 09:00");
    let view = shown.clone().on(K::ProposalChosen, "2026-05-21").view("2026-05-22");
    assert_eq!((view.state, view.decided), (S::RefundWaiting, Some(usd("9.00"))));
    // Standing by one's own proposal needs the other side.
    let own = shown.event(K::ProposalChosen, "2026-05-21", by(Party::Buyer));
    assert_eq!(own.state("2026-05-22"), S::ChoiceOffered);
}

#[test]
fn row_17_the_seller_may_accept_during_review() {
    let view = in_review().on(K::SellerAccepts, "2026-05-10").view("2026-05-11");
    assert_eq!((view.state, view.outcome), (S::RefundWaiting, Some(Outcome::Win)));
    let less = in_review().event(K::SellerAccepts, "2026-05-10", amount("5.00")).view("2026-05-11");
    assert_eq!((less.outcome, less.decided), (Some(Outcome::Partial), Some(usd("5.00"))));
}

#[test]
fn row_18_the_marketplace_decides() {
    let details = EventDetails { outcome: Some(Outcome::Partial), ..amount("10.50") };
    let view = in_review().event(K::Decision, "2026-05-20", details).view("2026-05-21");
    assert_eq!((view.state, view.decided), (S::RefundWaiting, Some(usd("10.50"))));
    assert_eq!(of(&view.deadlines, "review").status, DeadlineStatus::Met);
    // Without an outcome the amount tells, and nothing at all stays a question.
    let by_amount = in_review().event(K::Decision, "2026-05-20", amount("0")).view("2026-05-21");
    assert_eq!(by_amount.state, S::ClosedLost);
    let unknown = in_review().on(K::Decision, "2026-05-20").view("2026-05-21");
    assert_eq!((unknown.state, unknown.next_step.action.as_str()), (S::Decided, "decision"));
}

#[test]
fn row_19_a_win_waits_for_the_refund_until_it_is_seen() {
    let story = in_review().event(K::Decision, "2026-05-20T09:00", outcome(Outcome::Win));
    let view = story.view("2026-05-21");
    assert_eq!(view.state, S::RefundWaiting);
    assert_eq!(story.local(of(&view.deadlines, "refund").earliest.unwrap()), "2026-05-21 00:00");
    let processed = story.on(K::RefundProcessed, "2026-05-25");
    let view = processed.view("2026-05-25T10:00");
    assert_eq!(processed.local(of(&view.deadlines, "refund").earliest.unwrap()), "2026-05-26 00:00");
    let part = processed.event(K::RefundSeen, "2026-05-27", amount("10.00"));
    let view = part.view("2026-05-27T10:00");
    assert_eq!((view.state, view.next_step.text.id.as_ref()), (S::RefundWaiting, "case-next-refund-short"));
    let whole = part.event(K::RefundSeen, "2026-05-28", amount("1.73"));
    let view = whole.view("2026-05-29");
    assert_eq!((view.state, view.received), (S::ClosedPaid, Some(usd("11.73"))));
    assert_eq!(of(&view.deadlines, "refund").status, DeadlineStatus::Met);
}

#[test]
fn row_20_a_return_is_kept_only_by_its_tracking_number() {
    let story = in_review().event(K::Decision, "2026-05-20T09:00", outcome(Outcome::ReturnAndRefund));
    let view = story.view("2026-05-21");
    let dispatch = of(&view.deadlines, "return_dispatch");
    assert_eq!((view.state, dispatch.severity), (S::ReturnLeg, Severity::Loss));
    assert_eq!(story.due_of(dispatch), "2026-05-30 09:00");
    let sent = story.clone().on(K::ReturnSent, "2026-05-22");
    let view = sent.view("2026-05-23");
    assert_eq!(of(&view.deadlines, "return_dispatch").status, DeadlineStatus::Upcoming);
    assert_eq!(view.next_step.text.id, "case-next-enter-tracking");
    let entered = sent.event(K::ReturnSent, "2026-05-23", tracking("RB123"));
    let view = entered.view("2026-06-02");
    assert_eq!((view.state, view.state_presumed), (S::ReturnLeg, false));
    assert_eq!(of(&view.deadlines, "return_dispatch").status, DeadlineStatus::Met);
    let paid = entered
        .on(K::ReturnReceived, "2026-06-10")
        .on(K::ReturnChecked, "2026-06-12")
        .on(K::RefundSeen, "2026-06-15");
    assert_eq!(paid.state("2026-06-11"), S::ClosedPaid);
    // Nothing sent: the money goes to the seller.
    let lapsed = story.view("2026-05-30T09:00");
    assert_eq!((lapsed.state, lapsed.state_presumed), (S::ClosedLost, true));
    assert_eq!(lapsed.next_step.text.id, "case-next-return-lapsed");
}

#[test]
fn row_20_deductions_and_losses_on_the_way_back() {
    let sent = in_review().event(K::Decision, "2026-05-20", outcome(Outcome::ReturnAndRefund)).event(
        K::ReturnSent,
        "2026-05-21",
        tracking("RB123"),
    );
    let mut less = EventDetails::default();
    less.deductions.insert("gift".to_owned(), usd("1.73"));
    let view = sent.clone().on(K::ReturnReceived, "2026-05-30").event(K::ReturnChecked, "2026-06-01", less);
    let view = view.view("2026-06-02");
    assert_eq!((view.state, view.decided), (S::RefundWaiting, Some(usd("10.00"))));
    assert_eq!(sent.clone().on(K::ReturnLost, "2026-06-20").state("2026-06-21"), S::MarketplaceReview);
    let failed = sent.event(K::ReturnChecked, "2026-06-01", outcome(Outcome::Rejected));
    assert_eq!(failed.state("2026-06-02"), S::MarketplaceReview);
}

#[test]
fn row_21_a_lost_dispute_is_closed_and_points_to_other_ways() {
    let view = in_review().event(K::Decision, "2026-05-20", outcome(Outcome::Lost)).view("2026-05-21");
    assert_eq!((view.state, view.next_step.action.as_str()), (S::ClosedLost, "complain"));
}

#[test]
fn row_22_cancelling_ends_all_clocks_and_frees_the_order() {
    let story = Story::in_la()
        .date(OrderDate::Confirmed, "2026-04-28")
        .on(K::Submitted, "2026-05-01T09:00")
        .on(K::Cancelled, "2026-05-02");
    let view = story.view("2026-05-03");
    assert_eq!(view.state, S::Cancelled);
    for id in ["seller_reply", "negotiation"] {
        assert_eq!(of(&view.deadlines, id).status, DeadlineStatus::Void, "{id}");
    }
    assert_eq!(of(&view.deadlines, "open_latest").status, DeadlineStatus::Upcoming);
    assert_eq!(story.order_view("2026-05-03").state.code(), "completed_grace");
    assert_eq!(story.order_view("2026-05-20").state.code(), "finished");
}

#[test]
fn row_23_a_cancelled_dispute_opens_again_as_a_new_draft() {
    let story = opened().on(K::Cancelled, "2026-05-02").on(K::Reopened, "2026-05-03");
    let view = story.view("2026-05-20");
    assert_eq!((view.state, view.state_presumed), (S::Draft, false));
    assert!(!view.deadlines.iter().any(|deadline| deadline.id == "negotiation"));
    let again = story.on(K::Submitted, "2026-05-04T09:00");
    assert_eq!(again.due_of(of(&again.view("2026-05-05").deadlines, "seller_reply")), "2026-05-09 09:00");
}

#[test]
fn row_24_a_parcel_that_came_asks_for_a_changed_dispute() {
    let story = Story::in_la()
        .reason(Reason::NotReceived)
        .on(K::Submitted, "2026-05-01T09:00")
        .on(K::ParcelArrived, "2026-05-02");
    let view = story.view("2026-05-03");
    assert_eq!((view.state, view.next_step.action.as_str()), (S::SellerTurn, "edited"));
    assert_eq!(view.next_step.text.id, "case-next-parcel-came");
    assert_eq!(story.order_view("2026-05-03").state.code(), "in_dispute");
}

#[test]
fn an_undone_event_counts_for_nothing() {
    let mut story = offered();
    assert_eq!(story.state("2026-05-03"), S::BuyerTurn);
    story.events[1].voided = true;
    let view = story.view("2026-05-03");
    assert_eq!((view.state, view.offers.len()), (S::SellerTurn, 0));
    assert_eq!(of(&view.deadlines, "seller_reply").status, DeadlineStatus::Upcoming);
}

#[test]
fn a_page_may_show_a_smaller_maximum() {
    let story = Story::in_la().event(K::DateShown, "2026-05-01", amount("9.99"));
    assert_eq!(story.view("2026-05-01").amount_cap, Some(usd("9.99")));
}

#[test]
fn a_case_recorded_from_its_middle_goes_on_from_there() {
    let story = Story::in_la().on(K::EvidenceRequested, "2026-05-10T12:00");
    assert_eq!(story.state("2026-05-11"), S::EvidenceRequested);
    let decided = Story::in_la().event(K::Decision, "2026-05-20", outcome(Outcome::Win));
    assert_eq!(decided.state("2026-05-21"), S::RefundWaiting);
    // The marketplace asks, so the dispute has reached it.
    let asked = opened().on(K::EvidenceRequested, "2026-05-10T12:00");
    let view = asked.view("2026-05-11");
    assert_eq!(view.state, S::EvidenceRequested);
    assert_eq!(asked.local(of(&view.deadlines, "review").earliest.unwrap()), "2026-05-22 09:00");
}

#[test]
fn events_of_one_day_keep_the_order_in_which_they_were_recorded() {
    let story = opened().on(K::SellerOffer, "2026-05-01").on(K::OfferRejected, "2026-05-01");
    assert_eq!(story.state("2026-05-02"), S::NoAgreement);
}

#[test]
fn other_kinds_of_cases_go_from_draft_over_sent_to_decided_and_closed() {
    for (kind, sent, decided, won) in [
        (CaseKind::Complaint, K::ComplaintSent, K::ComplaintDecided, Outcome::Upheld),
        (CaseKind::Report, K::ReportSent, K::ReportDecided, Outcome::Upheld),
        (CaseKind::Account, K::AccountAppealSent, K::AccountDecided, Outcome::Restored),
    ] {
        let story = Story::in_la().kind(kind);
        assert_eq!(story.state("2026-05-01"), S::Draft);
        assert_eq!(story.view("2026-05-01").next_step.action, sent.code());
        let story = story.on(sent, "2026-05-04");
        assert_eq!(story.state("2026-05-05"), S::MarketplaceReview);
        let story = story.event(decided, "2026-05-06", outcome(won));
        assert_eq!((story.state("2026-05-07"), story.view("2026-05-07").outcome), (S::Decided, Some(won)));
        assert_eq!(story.on(K::CaseClosed, "2026-05-08").state("2026-05-09"), S::ClosedPaid);
    }
    let report = Story::in_la().kind(CaseKind::Report).on(K::ReportSent, "2026-05-04T09:00");
    let view = report.view("2026-05-05");
    assert_eq!(report.local(of(&view.deadlines, "report_decision").earliest.unwrap()), "2026-05-05 09:00");
    assert_eq!(report.due_of(of(&view.deadlines, "report_decision")), "2026-05-07 09:00");
    assert_eq!(report.on(K::NeedInfo, "2026-05-05").state("2026-05-06"), S::EvidenceRequested);
}

#[test]
fn an_extended_protection_moves_what_hangs_on_it() {
    let story = Story::in_la().date(OrderDate::ProtectionEnds, "2026-05-10T09:00");
    let details = story.due("2026-05-25T09:00", None);
    let story = story.order_event(OrderEventKind::ProtectionExtended, "2026-05-10T10:00", details);
    let view = story.view("2026-05-11");
    assert_eq!(story.due_of(of(&view.deadlines, "protection_end")), "2026-05-25 09:00");
    assert_eq!(story.due_of(of(&view.deadlines, "open_latest")), "2026-06-09 09:00");
}

#[test]
fn a_check_without_an_arrival_ends_the_days_to_send_it_back() {
    let back = outcome(Outcome::ReturnAndRefund);
    let story = opened().event(K::Decision, "2026-05-09", back).on(K::ReturnChecked, "2026-05-12");
    let view = story.view("2026-06-01");
    assert_eq!(view.state, S::RefundWaiting);
    assert_eq!(of(&view.deadlines, "return_dispatch").status, DeadlineStatus::Met);
}

#[test]
fn deductions_never_leave_less_than_nothing() {
    let deducted = EventDetails {
        deductions: [("damage".to_owned(), usd("300.00"))].into_iter().collect(),
        ..EventDetails::default()
    };
    let back = outcome(Outcome::ReturnAndRefund);
    let story =
        opened().event(K::Decision, "2026-05-09", back).event(K::ReturnChecked, "2026-05-12", deducted);
    assert_eq!(story.view("2026-05-13").decided, Some(usd("0.00")));
}

#[test]
fn a_shown_date_belongs_to_one_request() {
    let story =
        in_review().on(K::EvidenceRequested, "2026-05-10T12:00").on(K::EvidenceRequested, "2026-05-12T12:00");
    let first = story.events[story.events.len() - 2].id;
    let dues = |story: &Story| {
        let view = story.view("2026-05-12T13:00");
        let of_requests: Vec<String> =
            view.requests.iter().map(|request| story.local(request.due.unwrap())).collect();
        of_requests
    };
    let latest = story.clone().shown("evidence_request", "2026-05-20T12:00", "2026-05-12T12:30");
    assert_eq!(dues(&latest), ["2026-05-13 12:00", "2026-05-20 12:00"]);
    let mut details = story.due("2026-05-20T12:00", Some("evidence_request"));
    details.answers = Some(first);
    let named = story.event(K::DateShown, "2026-05-12T12:30", details);
    assert_eq!(dues(&named), ["2026-05-20 12:00", "2026-05-15 12:00"]);
}

#[test]
fn a_dispute_recorded_from_its_middle_has_no_last_day_to_open() {
    let story = Story::in_la().date(OrderDate::Confirmed, "2026-03-18").on(K::Escalated, "2026-04-05");
    let view = story.view("2026-04-20");
    assert_eq!(view.state, S::MarketplaceReview);
    assert_eq!(of(&view.deadlines, "open_latest").status, DeadlineStatus::Met);
}
