//! Needs by reason, readiness, and the English text of a claim.

use parcelproof::domain::case::{CaseKind, Reason, SubmissionKind};
use parcelproof::domain::event::Plan;
use parcelproof::domain::evidence::media::{MediaFacts, MediaKind};
use parcelproof::domain::evidence::needs::{
    MatchedBy, Need, NeedFile, ReadinessInput, matches, of_reason, readiness,
};
use parcelproof::domain::evidence::{Attachment, Role, Target};
use parcelproof::domain::ids::{AttachmentId, EvidenceId, OrderId};
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::view::Readiness;
use parcelproof::domain::wording::claim_text::{Exhibit, Facts, draft};
use parcelproof::texts::Texts;

use super::story::{Story, ids, usd};

fn file(id: i64, role: Role, shows: &[Need]) -> Attachment {
    Attachment {
        id: AttachmentId(id),
        evidence: EvidenceId(id),
        target: Target::Order { order: OrderId(1) },
        role,
        caption: None,
        position: id,
        shows: shows.iter().map(|need| need.code().to_owned()).collect(),
    }
}

pub(super) fn facts(kind: MediaKind) -> MediaFacts {
    MediaFacts { kind, ..MediaFacts::unknown(1_000) }
}

/// Files as the checklist sees them.
fn seen<'a>(attachments: &[(&'a Attachment, &'a MediaFacts)]) -> Vec<NeedFile<'a>> {
    attachments
        .iter()
        .map(|(attachment, facts)| NeedFile { attachment, facts, name: "file", annotated: false })
        .collect()
}

fn ready(story: &Story, attachments: &[(&Attachment, MediaKind)], text: Option<&str>) -> Readiness {
    let cap = story.view("2026-05-01").amount_cap;
    let facts: Vec<MediaFacts> = attachments.iter().map(|(_, kind)| facts(*kind)).collect();
    let pairs: Vec<_> = attachments.iter().zip(&facts).map(|((file, _), facts)| (*file, facts)).collect();
    let attachments = &seen(&pairs)[..];
    readiness(&ReadinessInput {
        report_reason: None,
        kind: story.case.kind,
        reason: story.case.reason,
        order: Some(&story.order),
        tracking_seen: None,
        attachments,
        text,
        asked: story.case.amount.as_ref(),
        cap: cap.as_ref(),
        pack: &story.pack,
    })
}

#[test]
fn every_reason_has_needs_and_every_need_has_words() {
    let texts = Texts::new("en", chrono_tz::UTC);
    for reason in Reason::ALL {
        let (must, should) = of_reason(*reason);
        assert!(!must.is_empty() && !should.is_empty(), "{reason:?}");
        for need in must {
            assert!(!should.contains(need), "{reason:?} {need:?}");
        }
    }
    for need in Need::ALL {
        assert!(texts.has(&format!("need-{}", need.code())), "{need:?}");
    }
}

#[test]
fn every_state_date_start_and_event_has_words() {
    use parcelproof::domain::event::{CaseEventKind, OrderEventKind};
    use parcelproof::domain::rules::{StartPoint, Unit};
    use parcelproof::domain::view::{CaseState, OrderState};
    let mut wanted: Vec<String> = Vec::new();
    wanted.extend(CaseState::ALL.iter().map(|state| format!("case-state-{}", state.code())));
    wanted.extend(OrderState::ALL.iter().map(|state| format!("order-state-{}", state.code())));
    wanted.extend(StartPoint::ALL.iter().map(|start| format!("deadline-start-{}", start.code())));
    wanted.extend(Unit::ALL.iter().map(|unit| format!("deadline-length-{}", unit.code())));
    wanted.extend(CaseEventKind::ALL.iter().map(|kind| format!("event-{}", kind.code())));
    wanted.extend(OrderEventKind::ALL.iter().map(|kind| format!("event-{}", kind.code())));
    wanted.extend(Plan::ALL.iter().map(|plan| format!("case-plan-{}", plan.code())));
    wanted.extend(CaseKind::ALL.iter().map(|kind| format!("case-kind-{}", kind.code())));
    wanted.extend(super::story::pack().timers.keys().map(|name| format!("deadline-{name}")));
    let texts = Texts::new("en", chrono_tz::UTC);
    let lacking: Vec<_> = wanted.into_iter().filter(|id| !texts.has(id)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn what_the_buyer_marked_beats_what_the_role_suggests() {
    let (picture, film) = (facts(MediaKind::Image), facts(MediaKind::Video));
    let photo = file(1, Role::Defect, &[]);
    let marked = file(2, Role::Other, &[Need::CloseUp]);
    let found = matches(Reason::Defective, &seen(&[(&photo, &picture), (&marked, &picture)]), None);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].need, found[0].attachment, found[0].by),
        (Need::CloseUp, Some(AttachmentId(2)), MatchedBy::Marked)
    );
    let found = matches(Reason::Defective, &seen(&[(&photo, &picture)]), None);
    assert_eq!((found[0].attachment, found[0].by), (Some(AttachmentId(1)), MatchedBy::Role));
    // A video is no close-up photo.
    let found = matches(Reason::LowQuality, &seen(&[(&photo, &film)]), None);
    assert!(found.iter().all(|m| m.need != Need::CloseUp));
}

#[test]
fn a_claim_is_ready_with_text_and_everything_its_reason_needs() {
    let story = Story::in_la();
    let files = [file(1, Role::Defect, &[]), file(2, Role::Defect, &[]), file(3, Role::Defect, &[])];
    let mut attachments: Vec<_> = files.iter().map(|file| (file, MediaKind::Image)).collect();
    let video = file(4, Role::Defect, &[]);
    attachments.push((&video, MediaKind::Video));
    let whole = ready(&story, &attachments, Some("I ordered leggings. They are torn."));
    // All but the recommended copy with arrows.
    assert_eq!((whole.have, whole.need, whole.musts()), (3, 4, (2, 2)));
    assert_eq!((ids(&whole.blockers), ids(&whole.warnings)), (vec![], vec![]));
    let bare = ready(&story, &[], None);
    assert_eq!(bare.have, 0);
    assert_eq!(ids(&bare.blockers), ["need-text-missing", "need-photo-missing"]);
    assert_eq!(ids(&bare.warnings), ["need-must-missing", "need-must-missing"]);
}

#[test]
fn nothing_that_came_not_needs_a_photo() {
    let story = Story::in_la().reason(Reason::NotReceived).date(D::Delivered, "2026-04-01");
    let got = ready(&story, &[], Some("The parcel has not arrived."));
    assert_eq!(ids(&got.blockers), Vec::<&str>::new());
    assert_eq!(
        ids(&got.warnings),
        ["need-must-missing", "need-must-missing", "need-delivered-but-not-received"]
    );
}

#[test]
fn too_much_asked_and_too_long_a_complaint_stand_in_the_way() {
    let mut story = Story::in_la().reason(Reason::NotReceived);
    story.case.amount = Some(usd("11.74"));
    assert_eq!(ids(&ready(&story, &[], Some("text")).blockers), ["case-refused-amount"]);
    let complaint = Story::in_la().kind(CaseKind::Complaint);
    assert_eq!(ids(&ready(&complaint, &[], Some(&"a".repeat(1001))).blockers), ["claim-text-too-long"]);
    assert!(ready(&complaint, &[], Some(&"a".repeat(1000))).blockers.is_empty());
}

#[test]
fn a_text_in_another_script_is_warned_about_and_never_blocked() {
    let story = Story::in_la().reason(Reason::NotReceived);
    let got = ready(&story, &[], Some("Посылка не пришла"));
    assert!(got.blockers.is_empty());
    assert!(ids(&got.warnings).contains(&"need-text-not-english"));
}

#[test]
fn a_claim_says_what_was_ordered_what_came_and_what_is_asked() {
    let mut story = Story::in_la().date(D::Ordered, "2026-03-01").date(D::Delivered, "2026-03-20");
    story.case.remedy = Some(Plan::RefundOnly);
    let facts = Facts {
        faults: vec!["the left seam is open".to_owned(), "a hole at the knee".to_owned()],
        exhibits: vec![
            Exhibit { kind: MediaKind::Image, role: Role::Defect, caption: Some("open seam".to_owned()) },
            Exhibit { kind: MediaKind::Video, role: Role::Unboxing, caption: None },
        ],
        request: None,
        own_words: Some("шов разошёлся".to_owned()),
        ..Facts::default()
    };
    let text = draft(
        SubmissionKind::Claim,
        &story.case,
        Some(&story.order),
        story.order.lines.first(),
        &facts,
        story.zone,
    );
    assert_eq!(
        text,
        "I ordered “Leggings” (black, M), order 8190000000001, on 1 March 2026 and paid 11.73 USD.\n\n\
         The item I received is defective. I received it on 20 March 2026.\n\n\
         1. the left seam is open\n2. a hole at the knee\n\n\
         Attached:\n1. photo: open seam\n2. video: opening of the parcel\n\n\
         I ask for a full refund of 11.73 USD.\n\n\
         In my own words (not translated): шов разошёлся"
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut story = Story::in_la().reason(Reason::NotReceivedNoTracking);
    story.order.lines.clear();
    story.case.amount = None;
    for kind in SubmissionKind::ALL {
        let text = draft(*kind, &story.case, Some(&story.order), None, &Facts::default(), story.zone);
        assert!(!text.contains("None") && !text.contains("  ") && !text.trim().is_empty(), "{text}");
        let alone = draft(*kind, &story.case, None, None, &Facts::default(), story.zone);
        assert!(!alone.trim().is_empty());
    }
}
