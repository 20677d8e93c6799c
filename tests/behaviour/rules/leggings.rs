//! The dispute of the guide, from the claim to the accepted offer, and the former lengths of its clocks.

use parcelproof::domain::event::{CaseEventKind as K, EventDetails, Outcome, Party, Plan};
use parcelproof::domain::evidence::media::MediaKind;
use parcelproof::domain::evidence::needs::{NeedFile, ReadinessInput, readiness};
use parcelproof::domain::evidence::{Attachment, Role, Target};
use parcelproof::domain::ids::{AttachmentId, EvidenceId, OrderId};
use parcelproof::domain::rules::{Extent, Length, Unit};
use parcelproof::domain::view::CaseState;

use super::claims::facts;
use super::story::{Story, amount, of, usd};

fn photo(id: i64) -> Attachment {
    Attachment {
        id: AttachmentId(id),
        evidence: EvidenceId(id),
        target: Target::Order { order: OrderId(1) },
        role: Role::Defect,
        caption: Some("arrows show the open seam".to_owned()),
        position: id,
        shows: Vec::new(),
    }
}

#[test]
fn the_leggings_dispute_of_the_guide() {
    // Listed at 12.41, paid 11.73; a claim with a text and two photos with arrows was let through.
    let story = Story::in_la();
    let (photos, picture) = ([photo(1), photo(2)], facts(MediaKind::Image));
    let files: Vec<NeedFile<'_>> = photos
        .iter()
        .map(|attachment| NeedFile { attachment, facts: &picture, name: "photo.jpg", annotated: false })
        .collect();
    let cap = usd("11.73");
    let ready = readiness(&ReadinessInput {
        report_reason: None,
        kind: story.case.kind,
        reason: story.case.reason,
        order: Some(&story.order),
        tracking_seen: None,
        attachments: &files,
        text: Some("The seam is open."),
        asked: Some(&cap),
        cap: Some(&cap),
        pack: &story.pack,
    });
    assert!(ready.blockers.is_empty(), "{:?}", ready.blockers);
    // The seller had five days, and negotiation seven, whether anybody answers or not.
    let opened = story.on(K::Submitted, "2026-05-01T09:00");
    let view = opened.view("2026-05-01T10:00");
    assert_eq!(opened.due_of(of(&view.deadlines, "seller_reply")), "2026-05-06 09:00");
    assert_eq!(opened.due_of(of(&view.deadlines, "negotiation")), "2026-05-08 09:00");
    // On the fourth day: five dollars, or the full sum on return.
    let back =
        EventDetails { plan: Some(Plan::ReturnAndRefund), freight: Some(Party::Buyer), ..amount("11.73") };
    let offered = opened.event(K::SellerOffer, "2026-05-04T12:00", amount("5.00")).event(
        K::SellerOffer,
        "2026-05-04T12:00",
        back,
    );
    let view = offered.view("2026-05-04T13:00");
    assert_eq!((view.state, view.offers.len()), (CaseState::BuyerTurn, 2));
    assert_eq!(offered.due_of(of(&view.deadlines, "negotiation")), "2026-05-08 09:00");
    assert!(view.offers[1].break_even.as_ref().unwrap().is_loss());
    let five = EventDetails { answers: Some(offered.events[1].id), ..EventDetails::default() };
    let closed = offered.event(K::OfferAccepted, "2026-05-05T09:00", five).view("2026-05-05T10:00");
    assert_eq!((closed.outcome, closed.decided), (Some(Outcome::Partial), Some(usd("5.00"))));
}

#[test]
fn former_lengths_are_shown_and_not_used() {
    let story = Story::in_la().on(K::Submitted, "2026-05-01T09:00");
    let view = story.view("2026-05-01T10:00");
    for (timer, chosen, former) in [
        ("negotiation", "2026-05-08 09:00", "2026-05-16 09:00"),
        ("seller_reply", "2026-05-06 09:00", "2026-05-03 09:00"),
    ] {
        let deadline = of(&view.deadlines, timer);
        assert_eq!(story.due_of(deadline), chosen);
        let others: Vec<String> = deadline.conflicts.iter().map(|other| story.local(other.value)).collect();
        assert!(others.contains(&former.to_owned()), "{timer}: {others:?}");
    }
}

#[test]
fn silence_by_another_length_wins_too() {
    let mut story = Story::in_la().on(K::Submitted, "2026-05-01T09:00");
    let reply = story.pack.timers.get_mut("seller_reply").unwrap();
    reply.extent = Extent::Exact(Length { n: 2, unit: Unit::CalendarDays });
    let view = story.view("2026-05-03T09:00");
    assert_eq!((view.state, view.outcome), (CaseState::RefundWaiting, Some(Outcome::Win)));
    assert!(view.state_presumed);
}
