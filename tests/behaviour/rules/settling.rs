//! The site's form, ways of settling, the three questions, the tracking log, and the talk with the seller before a case.

use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, OrderEventKind, Outcome, Party, Plan};
use parcelproof::domain::offers::amounts::{Answers, Critical, Damage, Mending, suggest};
use parcelproof::domain::offers::remedies::{Days, Remedy, RemedyInput, compare};
use parcelproof::domain::offers::returns;
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::order::tracking_log::{elsewhere, snapshots, suggestion};
use parcelproof::domain::view::CaseState;
use parcelproof::domain::wording::site_form::{
    FieldId, Filling, FormField, FormInput, Terms, fields, versions,
};

use super::story::{Story, amount, ids, of, outcome, usd};

fn form(story: &Story, text: &str, files: usize, editing: bool) -> Vec<FormField> {
    let terms = Terms::now(&story.case, &story.events);
    fields(&FormInput {
        kind: story.case.kind,
        terms: &terms,
        text,
        files,
        filling: &Filling::default(),
        editing,
    })
}

fn field(fields: &[FormField], id: FieldId) -> FormField {
    fields.iter().find(|field| field.id == id).unwrap().clone()
}

#[test]
fn the_form_asks_in_the_site_s_order_with_the_site_s_labels() {
    let mut story = Story::in_la().reason(Reason::DefectiveStitching).remedy(Plan::RefundOnly);
    story.case.amount = Some(usd("11.7"));
    let fields = form(&story, "The seams are open.", 2, false);
    let order: Vec<FieldId> = fields.iter().map(|field| field.id).collect();
    assert_eq!(order, FieldId::ALL);
    let value = |id| field(&fields, id).value;
    assert_eq!(value(FieldId::Received).as_deref(), Some("Yes"));
    assert_eq!(value(FieldId::Group).as_deref(), Some("Quality problems"));
    assert_eq!(value(FieldId::Reason).as_deref(), Some("Poorly stitched"));
    assert_eq!(value(FieldId::Remedy).as_deref(), Some("Refund only"));
    assert_eq!(value(FieldId::Amount).as_deref(), Some("11.70"), "two decimals, ready to paste");
    assert_eq!(value(FieldId::Text).as_deref(), Some("The seams are open."));
    assert_eq!(field(&fields, FieldId::Files).files, 2);
}

#[test]
fn whether_the_goods_came_is_asked_first_and_goes_with_the_reason() {
    let story = Story::in_la().reason(Reason::NotReceivedNoTracking);
    let fields = form(&story, "", 0, false);
    assert_eq!(fields.first().map(|field| field.id), Some(FieldId::Received));
    assert_eq!(field(&fields, FieldId::Received).value.as_deref(), Some("No"));
    assert_eq!(field(&fields, FieldId::Reason).value.as_deref(), Some("No tracking information"));
}

#[test]
fn the_field_of_the_remedy_says_that_some_pages_ask_it_first_and_what_only_return_means() {
    let story = Story::in_la().remedy(Plan::ReturnAndRefund);
    let remedy = field(&form(&story, "", 0, false), FieldId::Remedy);
    assert_eq!(remedy.value.as_deref(), Some("Return goods and refund"));
    assert_eq!(ids(&remedy.notes), ["words-field-remedy"]);
    assert!(remedy.also.iter().any(|label| label == "Only return"));
}

#[test]
fn the_amount_is_known_by_its_other_label_too() {
    let amount = field(&form(&Story::in_la(), "", 0, false), FieldId::Amount);
    assert_eq!(amount.site, "Refund amount");
    assert!(amount.also.iter().any(|label| label == "Amount of return"));
}

#[test]
fn photos_or_a_video_are_asked_for_where_none_go_with_it() {
    let none = field(&form(&Story::in_la(), "", 0, false), FieldId::Files);
    assert_eq!(ids(&none.notes), ["words-field-files-none"]);
}

#[test]
fn only_a_dispute_asks_what_arrived() {
    let fields = form(&Story::in_la().kind(CaseKind::Complaint), "Please look again.", 0, false);
    assert_eq!(fields.iter().map(|field| field.id).collect::<Vec<_>>(), [FieldId::Text, FieldId::Files]);
}

fn edited() -> Story {
    let edit = EventDetails {
        amount: Some(usd("5.00")),
        plan: Some(Plan::ReturnAndRefund),
        reason: Some("damaged".to_owned()),
        ..EventDetails::default()
    };
    Story::in_la().event(K::Submitted, "2026-03-01T10:00", amount("11.73")).event(
        K::Edited,
        "2026-03-03T10:00",
        edit,
    )
}

#[test]
fn a_changed_dispute_is_filled_in_as_it_was_sent_last() {
    let story = edited();
    let fields = form(&story, "It is torn.", 1, true);
    assert_eq!(field(&fields, FieldId::Amount).value.as_deref(), Some("5.00"));
    assert_eq!(field(&fields, FieldId::Reason).value.as_deref(), Some("Goods arrived damaged"));
    assert_eq!(field(&fields, FieldId::Remedy).value.as_deref(), Some("Return goods and refund"));
    assert!(ids(&field(&fields, FieldId::Received).notes).contains(&"words-field-editing"));
}

#[test]
fn every_version_is_kept_with_what_changed() {
    let story = edited();
    let versions = versions(&story.case, &story.events, &[]);
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[0].terms.amount, Some(usd("11.73")));
    assert!(versions[0].changes.is_empty());
    assert_eq!(
        ids(&versions[1].changes),
        ["words-change-reason", "words-change-remedy", "words-change-amount"]
    );
}

#[test]
fn opening_is_accepted_at_once_and_the_seller_is_waited_for() {
    let story = Story::in_la().event(K::Submitted, "2026-03-01T10:00", amount("11.73"));
    let view = story.view("2026-03-01T10:01");
    assert_eq!(view.state, CaseState::SellerTurn);
    assert_eq!(view.next_step.text.id, "case-next-wait-for-seller");
    assert_eq!(view.next_step.deadline.as_deref(), Some("seller_reply"));
}

fn contacted() -> Story {
    Story::in_la()
        .date(D::Delivered, "2026-03-01")
        .date(D::Confirmed, "2026-03-01")
        .on(K::SellerContacted, "2026-03-02T10:00")
}

#[test]
fn a_seller_who_stays_silent_is_reason_to_open_after_the_days_of_the_pack() {
    let story = contacted();
    let days = match story.pack.timer("contact_reply").unwrap().extent {
        parcelproof::domain::rules::Extent::Exact(length) => length.n,
        _ => unreachable!(),
    };
    let before = story.view("2026-03-03T10:00");
    assert_eq!(before.next_step.text.id, "case-next-contact-wait");
    let after = story.view(&format!("2026-03-{:02}T10:01", 2 + days));
    assert_eq!(after.next_step.text.id, "case-next-seller-silent");
    assert_eq!((after.next_step.action.as_str(), after.next_step.who), ("submitted", Party::Buyer));
    let asked_again = contacted().on(K::SellerContacted, "2026-03-04T10:00");
    let again = asked_again.view(&format!("2026-03-{:02}T10:01", 2 + days));
    assert_eq!(again.next_step.text.id, "case-next-seller-silent", "asking again starts no new wait");
    let replied = contacted().on(K::SellerReplied, "2026-03-03T12:00");
    assert_eq!(replied.view("2026-03-08T10:00").next_step.text.id, "case-next-open");
}

#[test]
fn writing_to_the_seller_first_is_advice_and_never_a_condition() {
    let story = contacted();
    assert_eq!(story.try_event("2026-03-02T10:05", K::Submitted, amount("11.73")), Ok(()));
    let plain = Story::in_la().date(D::Delivered, "2026-03-01");
    assert_eq!(plain.try_event("2026-03-02T10:05", K::Submitted, amount("11.73")), Ok(()));
}

#[test]
fn the_last_day_to_open_does_not_wait_for_an_answer() {
    let story = Story::in_la()
        .date(D::Delivered, "2026-03-01")
        .date(D::Confirmed, "2026-03-01")
        .on(K::SellerContacted, "2026-03-14T10:00");
    assert_eq!(story.view("2026-03-14T11:00").next_step.text.id, "case-next-open");
}

fn compared(story: &Story, answers: &Answers) -> Vec<Remedy> {
    let cap = story.order.amount_cap(story.case.line);
    compare(&RemedyInput {
        pack: &story.pack,
        order: Some(&story.order),
        asked: story.case.amount.as_ref(),
        cap: cap.as_ref(),
        answers,
        free_label: returns::free_label(Some(&story.order), std::iter::once(&story.pack), 0),
    })
}

fn way(remedies: &[Remedy], plan: Plan) -> Remedy {
    remedies.iter().find(|remedy| remedy.plan == plan).unwrap().clone()
}

#[test]
fn refunds_and_settlements_beside_the_form_are_compared() {
    let remedies = compared(&Story::in_la(), &Answers::default());
    let plans: Vec<Plan> = remedies.iter().map(|remedy| remedy.plan).collect();
    for plan in [
        Plan::RefundOnly,
        Plan::ReturnAndRefund,
        Plan::SparePart,
        Plan::Repair,
        Plan::Discount,
        Plan::Replacement,
    ] {
        assert!(plans.contains(&plan), "{plan:?}");
    }
    let in_form: Vec<Plan> =
        remedies.iter().filter(|remedy| remedy.in_form).map(|remedy| remedy.plan).collect();
    assert_eq!(in_form, [Plan::RefundOnly, Plan::ReturnAndRefund]);
    for remedy in remedies.iter().filter(|remedy| !remedy.in_form) {
        assert!(ids(&remedy.notes).contains(&"words-remedy-keep-open"), "{:?}", remedy.plan);
    }
    assert!(ids(&way(&remedies, Plan::SparePart).notes).contains(&"words-remedy-part"));
    assert!(ids(&way(&remedies, Plan::Repair).notes).contains(&"words-remedy-repair-receipt"));
    assert!(ids(&way(&remedies, Plan::Replacement).notes).contains(&"words-remedy-replacement"));
}

#[test]
fn days_come_from_the_clocks_of_the_pack() {
    let remedies = compared(&Story::in_la(), &Answers::default());
    let refund = way(&remedies, Plan::RefundOnly);
    // seller_reply 0 to 5 days, then 1 to 20 business days: 2 to 28 on the calendar.
    assert_eq!(refund.days, Some(Days { min: 2, max: 33 }));
    assert_eq!(refund.rules, ["aliexpress-2026/seller_reply", "aliexpress-2026/refund"]);
    let back = way(&remedies, Plan::ReturnAndRefund);
    assert!(back.rules.contains(&"aliexpress-2026/return_dispatch".to_owned()));
    assert!(back.days.unwrap().max > refund.days.unwrap().max);
    let mut unknown = Story::in_la();
    unknown.pack.timers.clear();
    assert_eq!(way(&compared(&unknown, &Answers::default()), Plan::RefundOnly).days, None);
}

#[test]
fn a_replacement_waits_as_long_as_the_order_did_once_more() {
    let story = Story::in_la().date(D::Shipped, "2026-01-05").date(D::Delivered, "2026-02-24");
    let days = way(&compared(&story, &Answers::default()), Plan::Replacement).days.unwrap();
    assert_eq!(days, Days { min: 50, max: 55 });
    assert_eq!(way(&compared(&Story::in_la(), &Answers::default()), Plan::Replacement).days, None);
}

#[test]
fn a_return_that_costs_more_than_it_brings_is_marked() {
    let answers = Answers { return_cost: "12.00".to_owned(), ..Answers::default() };
    let back = way(&compared(&Story::in_la(), &answers), Plan::ReturnAndRefund);
    assert!(back.costs_more);
    assert_eq!(back.left, Some(usd("11.73").minus(&usd("12.00")).unwrap()));
    let mut free = Story::in_la();
    free.order.free_returns = true;
    let back = way(&compared(&free, &Answers::default()), Plan::ReturnAndRefund);
    assert_eq!((back.cost, back.costs_more), (Some(usd("0.00")), false));
    assert_eq!(way(&compared(&Story::in_la(), &Answers::default()), Plan::ReturnAndRefund).cost, None);
}

fn answers(critical: Critical, damage: Damage, mending: Mending) -> Answers {
    Answers { critical: Some(critical), damage: Some(damage), mending: Some(mending), ..Answers::default() }
}

#[test]
fn three_answers_suggest_an_amount_and_never_more_than_was_paid() {
    let cap = usd("200.00");
    let suggested = |answers: &Answers, repair: Option<&str>| {
        let repair = repair.map(usd);
        suggest(Some(Reason::Defective), answers, repair.as_ref(), Some(&cap)).map(|one| one.amount)
    };
    let mut least = None;
    for critical in Critical::ALL {
        for damage in Damage::ALL {
            for mending in Mending::ALL {
                let one = suggested(&answers(*critical, *damage, *mending), None).unwrap();
                assert!(one.minor > 0 && one.minor <= cap.minor, "{critical:?} {damage:?} {mending:?}");
                least = Some(least.map_or(one.minor, |least: i64| least.min(one.minor)));
            }
        }
    }
    let worst = suggested(&answers(Critical::Unusable, Damage::Whole, Mending::No), None);
    assert_eq!(worst, Some(cap.clone()));
    assert!(least.unwrap() <= usd("20.00").minor, "a small fault is not worth nearly everything");
    let mild = answers(Critical::Small, Damage::Look, Mending::Costly);
    assert_eq!(suggested(&mild, Some("55.00")), Some(usd("55.00")));
    assert_eq!(suggested(&mild, Some("500.00")), Some(cap.clone()), "never above the cap");
    assert_eq!(suggested(&Answers { critical: Some(Critical::Small), ..Answers::default() }, None), None);
    assert_eq!(suggest(Some(Reason::Defective), &mild, None, None), None);
}

#[test]
fn what_never_came_is_worth_all_of_it() {
    let cap = usd("11.73");
    let all = suggest(Some(Reason::NotReceived), &Answers::default(), None, Some(&cap)).unwrap();
    assert_eq!((all.amount, all.percent), (cap, 100));
}

fn looked(story: Story, at: &str, kind: OrderEventKind, text: &str, place: Option<&str>) -> Story {
    let details = EventDetails {
        note: Some(text.to_owned()),
        place: place.map(ToOwned::to_owned),
        ..EventDetails::default()
    };
    story.order_event(kind, at, details)
}

#[test]
fn a_page_that_never_showed_anything_suggests_no_tracking() {
    let story = looked(Story::in_la(), "2026-03-01", OrderEventKind::TrackingMissing, "not found", None);
    let story = looked(story, "2026-03-08", OrderEventKind::TrackingMissing, "not found", None);
    let log = snapshots(&story.order_events);
    assert_eq!(log.len(), 2);
    assert_eq!(suggestion(&story.order, &log, false).unwrap().reason, Reason::NotReceivedNoTracking);
    assert_eq!(suggestion(&story.order, &log, true), None, "it has come");
    let moved = looked(story, "2026-03-09", OrderEventKind::TrackingUpdate, "Departed", None);
    assert_eq!(suggestion(&moved.order, &snapshots(&moved.order_events), false), None);
}

#[test]
fn a_place_that_is_not_the_buyer_s_suggests_false_tracking() {
    let mut story =
        looked(Story::in_la(), "2026-03-08", OrderEventKind::TrackingUpdate, "Delivered", Some("Kazan"));
    let log = snapshots(&story.order_events);
    assert_eq!(suggestion(&story.order, &log, false).unwrap().reason, Reason::NotReceivedFakeTracking);
    assert_eq!(elsewhere(&story.order, &log).as_deref(), Some("Kazan"));
    story.order.address = Some("Lenina 5, Kazan, Russia".to_owned());
    assert_eq!(suggestion(&story.order, &log, false), None, "that is the buyer's own city");
}

#[test]
fn snapshots_are_in_the_order_of_their_dates_and_voided_ones_gone() {
    let story = looked(Story::in_la(), "2026-03-08", OrderEventKind::TrackingUpdate, "second", None);
    let mut story = looked(story, "2026-03-01", OrderEventKind::TrackingUpdate, "first", None);
    let texts = |story: &Story| -> Vec<String> {
        snapshots(&story.order_events).into_iter().filter_map(|snapshot| snapshot.text).collect()
    };
    assert_eq!(texts(&story), ["first", "second"]);
    story.order_events[0].voided = true;
    assert_eq!(texts(&story), ["first"]);
}

#[test]
fn a_part_decided_and_seen_on_the_card_settles_the_case() {
    let mut story = Story::in_la();
    story.order.lines[0].paid = Some(usd("120.00"));
    let decision = EventDetails { amount: Some(usd("68.98")), ..outcome(Outcome::Partial) };
    let story = story
        .event(K::Submitted, "2026-03-01T10:00", amount("120.00"))
        .on(K::Escalated, "2026-03-08T10:00")
        .event(K::Decision, "2026-03-20T10:00", decision)
        .event(K::RefundProcessed, "2026-03-21T10:00", amount("68.98"))
        .event(K::RefundSeen, "2026-03-30T10:00", amount("68.98"));
    let view = story.view("2026-04-01");
    assert_eq!((view.state, view.received), (CaseState::ClosedPaid, Some(usd("68.98"))));
    assert_eq!(of(&view.deadlines, "refund").status, parcelproof::domain::view::DeadlineStatus::Met);
}
