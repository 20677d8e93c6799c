//! Requests for evidence: lists of their own, ticked line by line, with their own clocks and replies.

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Party};
use parcelproof::domain::evidence::requests::answers;
use parcelproof::domain::view::{CaseState, DeadlineStatus, ItemState, Request};

use super::story::{Story, of};

fn asked(text: &str, party: Party) -> EventDetails {
    EventDetails { note: Some(text.to_owned()), by: Some(party), ..EventDetails::default() }
}

fn reviewed() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00").on(K::Escalated, "2026-05-08T09:00")
}

fn requested() -> Story {
    let text = "1. A video of the fault\n2. The box with its label\n- an invoice of a repair shop";
    reviewed().event(K::EvidenceRequested, "2026-05-10T09:00", asked(text, Party::Marketplace))
}

fn answer(story: &Story, items: &[u32], note: Option<&str>) -> EventDetails {
    EventDetails {
        answers: Some(story.events[2].id),
        items: items.to_vec(),
        note: note.map(str::to_owned),
        ..EventDetails::default()
    }
}

fn states(story: &Story, now: &str) -> Vec<ItemState> {
    story.view(now).requests[0].items.iter().map(|item| item.state).collect()
}

#[test]
fn each_pasted_line_becomes_an_item_with_one_clock_for_all() {
    let story = requested();
    let view = story.view("2026-05-10T10:00");
    let texts: Vec<_> = view.requests[0].items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["A video of the fault", "The box with its label", "an invoice of a repair shop"]);
    let clock = of(&view.deadlines, "evidence_request");
    assert_eq!(story.due_of(clock), "2026-05-13 09:00");
    assert_eq!(view.requests[0].tip.as_ref().unwrap().id, "need-tip-answer-all");
}

#[test]
fn items_are_answered_one_by_one_and_the_clock_runs_until_all_are() {
    let story = requested();
    let some = answer(&story, &[1, 2], None);
    let story = story.event(K::EvidenceSubmitted, "2026-05-11T09:00", some);
    assert_eq!(
        states(&story, "2026-05-11T10:00"),
        [ItemState::Answered, ItemState::Answered, ItemState::Open]
    );
    let view = story.view("2026-05-11T10:00");
    assert_eq!(view.state, CaseState::EvidenceRequested);
    assert_eq!(of(&view.deadlines, "evidence_request").status, DeadlineStatus::Upcoming);
    let last = answer(&story, &[3], Some("no repair shop near me takes it"));
    let story = story.event(K::QuestionImpossible, "2026-05-11T11:00", last);
    let view = story.view("2026-05-11T12:00");
    assert_eq!(view.requests[0].items[2].state, ItemState::Impossible);
    assert!(view.requests[0].answered);
    assert_eq!(view.state, CaseState::MarketplaceReview);
    assert_eq!(of(&view.deadlines, "evidence_request").status, DeadlineStatus::Met);
}

#[test]
fn an_answer_to_all_of_it_needs_no_numbers() {
    let story = requested();
    let impossible = answer(&story, &[3], Some("x"));
    let all = answer(&story, &[], None);
    let story = story.event(K::QuestionImpossible, "2026-05-11T09:00", impossible).event(
        K::EvidenceSubmitted,
        "2026-05-11T10:00",
        all,
    );
    assert_eq!(
        states(&story, "2026-05-11T11:00"),
        [ItemState::Answered, ItemState::Answered, ItemState::Impossible]
    );
    assert_eq!(story.state("2026-05-11T11:00"), CaseState::MarketplaceReview);
}

#[test]
fn what_cannot_be_shown_is_said_so_in_the_reply() {
    let story = requested();
    let impossible = answer(&story, &[3], Some("there is no repair shop that takes it."));
    let story = story.event(K::QuestionImpossible, "2026-05-11T09:00", impossible);
    let request = story.view("2026-05-11T10:00").requests[0].clone();
    assert_eq!(
        answers(&request).unwrap(),
        "\n1. A video of the fault – see the attached files.\n\
         2. The box with its label – see the attached files.\n\
         3. an invoice of a repair shop – this is not possible because there is no repair shop that takes it."
            .replace("         ", "")
    );
    let one = reviewed().event(K::EvidenceRequested, "2026-05-10", asked("A video", Party::Marketplace));
    assert_eq!(answers(&one.view("2026-05-10T10:00").requests[0]), None);
}

#[test]
fn a_sellers_request_has_a_clock_only_if_the_seller_named_a_date() {
    let story = Story::in_la().on(K::Submitted, "2026-05-01T09:00");
    let without =
        story.clone().event(K::EvidenceRequested, "2026-05-02T09:00", asked("a video", Party::Seller));
    let view = without.view("2026-05-02T10:00");
    assert_eq!(view.requests[0].due, None);
    assert_eq!(view.next_step.text.id, "case-next-seller-asks");
    assert_eq!(view.requests[0].tip.as_ref().unwrap().id, "need-tip-seller-asks");
    let due = story.moment("2026-05-04T12:00");
    let dated = EventDetails { due: Some(due), ..asked("a video", Party::Seller) };
    let with = story.event(K::EvidenceRequested, "2026-05-02T09:00", dated);
    let view = with.view("2026-05-02T10:00");
    let clock = of(&view.deadlines, "seller_request");
    assert_eq!((with.due_of(clock).as_str(), clock.status), ("2026-05-04 12:00", DeadlineStatus::Upcoming));
    assert_eq!(view.next_step.text.id, "case-next-seller-asks-by");
    let sent = with.on(K::EvidenceSubmitted, "2026-05-03");
    assert_eq!(of(&sent.view("2026-05-03T12:00").deadlines, "seller_request").status, DeadlineStatus::Met);
}

#[test]
fn a_file_is_marked_for_an_item_by_a_code() {
    let story = requested();
    let code = Request::item_code(story.events[2].id, 2);
    assert_eq!(code, "request:3:2");
    assert!(Request::is_item_code(&code));
    for wrong in ["request", "request:3", "request:x:1", "request:3:1:2", "photo"] {
        assert!(!Request::is_item_code(wrong), "{wrong}");
    }
}

#[test]
fn a_report_that_needs_more_has_no_clock_of_disputes() {
    for (kind, event) in [
        (CaseKind::Report, K::NeedInfo),
        (CaseKind::Account, K::NeedInfo),
        (CaseKind::Chat, K::EvidenceRequested),
    ] {
        let story = Story::in_la().kind(kind).on(K::Submitted, "2026-05-01T09:00");
        let asked = story.clone().on(event, "2026-05-02T09:00");
        let view = asked.view("2026-05-03");
        assert_eq!(view.state, CaseState::EvidenceRequested, "{kind:?}");
        assert!(!view.deadlines.iter().any(|date| date.id == "evidence_request"), "{kind:?}");
        assert_eq!(view.next_step.due, None, "{kind:?}");
        // Only a day that the page shows counts, until it was answered.
        let shown = story.clone().event(event, "2026-05-02T09:00", story.due("2026-05-12T09:00", None));
        let view = shown.view("2026-05-03");
        assert_eq!(shown.due_of(of(&view.deadlines, "evidence_request")), "2026-05-12 09:00", "{kind:?}");
        let sent = shown.on(K::EvidenceSubmitted, "2026-05-04T09:00").view("2026-05-13");
        assert_eq!(of(&sent.deadlines, "evidence_request").status, DeadlineStatus::Met, "{kind:?}");
    }
}
