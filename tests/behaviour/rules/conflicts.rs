//! The conflicts between the sources (C01–C24): each test shows the value that is used and the one that lost.

use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::event::{CaseEventKind as K, EventDetails, OrderEventKind, Outcome, Party};
use parcelproof::domain::evidence::needs::{Need, of_reason};
use parcelproof::domain::order::{Marketplace, OrderDate};
use parcelproof::domain::rules::{
    Availability, Court, EditAfterEscalation, Escalation, Exchange, Extent, LanguageRule, Length, Machine,
    Packs, PhotosRequired, Reopen, RulePack, Trust, Unit,
};
use parcelproof::domain::view::{CaseState, Deadline, DeadlineStatus};

use super::story::{Story, amount, of, outcome, pack, refusal, usd};

fn named(id: &str) -> RulePack {
    Packs::built_in().unwrap().get(id).unwrap_or_else(|| panic!("no pack {id}")).clone()
}

/// The conflicts a deadline shows: date and sources.
fn losing(story: &Story, deadline: &Deadline) -> Vec<(String, String)> {
    let conflicts = deadline.conflicts.iter();
    conflicts.map(|conflict| (story.local(conflict.value), conflict.source.clone())).collect()
}

/// The values of a switch that lost, with their sources.
fn lost<'p>(pack: &'p RulePack, name: &str) -> Vec<(&'p str, String)> {
    let about = pack.about.get(name).unwrap_or_else(|| panic!("nothing about {name}"));
    about.others.iter().map(|other| (other.value.as_str(), other.cite.join(", "))).collect()
}

fn submitted() -> Story {
    Story::in_la().on(K::Submitted, "2026-03-18T09:00")
}

#[test]
fn c01_the_seller_has_five_days_and_two_is_shown() {
    let story = submitted();
    let view = story.view("2026-03-19");
    let reply = of(&view.deadlines, "seller_reply");
    assert_eq!(story.due_of(reply), "2026-03-23 09:00");
    assert_eq!(losing(&story, reply), [("2026-03-20 09:00".to_owned(), "seed004, S24".to_owned())]);
    // It starts anew when the buyer changes the dispute; the pack for the time before counts two days.
    let edited = story.on(K::Edited, "2026-03-20T10:00");
    assert_eq!(edited.due_of(of(&edited.view("2026-03-21").deadlines, "seller_reply")), "2026-03-25 10:00");
    let before = Story { pack: named("aliexpress-pre2020"), ..submitted() };
    assert_eq!(before.due_of(of(&before.view("2026-03-19").deadlines, "seller_reply")), "2026-03-20 09:00");
}

#[test]
fn c02_negotiation_takes_seven_days_and_fifteen_is_shown() {
    let story = submitted();
    let view = story.view("2026-03-19");
    let negotiation = of(&view.deadlines, "negotiation");
    assert_eq!(story.due_of(negotiation), "2026-03-25 09:00");
    assert_eq!(losing(&story, negotiation), [("2026-04-02 09:00".to_owned(), "seed003, S14".to_owned())]);
    let classic = Story { pack: named("aliexpress-classic"), ..submitted() };
    assert_eq!(classic.due_of(of(&classic.view("2026-03-19").deadlines, "negotiation")), "2026-04-02 09:00");
}

#[test]
fn c03_it_escalates_by_itself_and_a_button_is_known_to_have_been() {
    let now = pack();
    assert_eq!(now.flags.escalation, Some(Escalation::Auto));
    assert_eq!(
        lost(&now, "escalation"),
        [("both", "seed002, S10b, S14".to_owned()), ("manual", "seed003".to_owned())]
    );
    let story = submitted().on(K::SellerRejects, "2026-03-20T09:00");
    assert_eq!(story.state("2026-03-26"), CaseState::MarketplaceReview, "by itself once negotiation is over");
    let classic = named("aliexpress-classic");
    assert_eq!(classic.flags.escalation, Some(Escalation::Both));
    let from = classic.timer("escalate_from").unwrap();
    assert_eq!(from.extent, Extent::Exact(Length { n: 3, unit: Unit::CalendarDays }));
    // A button on the page is logged whatever the pack says.
    assert!(story.try_event("2026-03-21", K::Escalated, EventDetails::default()).is_ok());
    // Where only the buyer can, nothing happens by itself.
    let mut manual = story;
    manual.pack.flags.escalation = Some(Escalation::Manual);
    assert_ne!(manual.state("2026-03-26"), CaseState::MarketplaceReview);
}

#[test]
fn c04_the_review_takes_fourteen_to_sixty_days_and_the_other_bands_are_shown() {
    let story = submitted().on(K::Escalated, "2026-03-25T00:00");
    let view = story.view("2026-03-26");
    let review = of(&view.deadlines, "review");
    assert_eq!(story.local(review.earliest.unwrap()), "2026-04-08 00:00");
    assert_eq!(story.due_of(review), "2026-05-24 00:00");
    let bands: Vec<_> = review
        .conflicts
        .iter()
        .map(|other| (story.local(other.value), other.value_latest.map(|latest| story.local(latest))))
        .collect();
    let band = |from: &str, to: &str| (format!("{from} 00:00"), Some(format!("{to} 00:00")));
    assert!(bands.contains(&band("2026-04-09", "2026-05-24")), "{bands:?}");
    assert!(bands.contains(&band("2026-04-24", "2026-05-04")), "{bands:?}");
    assert!(bands.contains(&band("2026-04-01", "2026-04-09")), "{bands:?}");
    // Nothing is late before the longest of them.
    let status = |now: &str| of(&story.view(now).deadlines, "review").status;
    assert_eq!(status("2026-05-23"), DeadlineStatus::Due);
    assert_eq!(status("2026-05-25"), DeadlineStatus::Overdue);
}

#[test]
fn c05_a_refund_takes_one_to_twenty_business_days_and_the_other_spans_are_shown() {
    let story = submitted()
        .event(K::Decision, "2026-04-15", outcome(Outcome::Win))
        .on(K::RefundProcessed, "2026-04-20");
    let view = story.view("2026-04-21");
    let refund = of(&view.deadlines, "refund");
    assert_eq!(story.due_of(refund), "2026-05-19 00:00");
    let spans = losing(&story, refund);
    let has = |value: &str, source: &str| spans.contains(&(format!("{value} 00:00"), source.to_owned()));
    assert!(has("2026-04-25", "seed003"), "5 to 15 days: {spans:?}");
    assert!(has("2026-05-12", "seed004"), "three weeks: {spans:?}");
    assert!(has("2026-04-23", "S22, S23"), "3 to 20 business days: {spans:?}");
    assert!(has("2026-05-01", "S10b"), "15 days from the decision: {spans:?}");
    // A frozen order has its own one to two weeks.
    let frozen = pack().timer("frozen_refund").unwrap().clone();
    assert_eq!(
        frozen.extent,
        Extent::Band { min: Some(7), typical: None, max: 14, unit: Unit::CalendarDays }
    );
}

#[test]
fn c06_reports_complaints_and_accounts_have_dates_of_their_own() {
    let day = "2026-05-08T00:00";
    let report = Story::in_la().kind(CaseKind::Report).on(K::ReportSent, day);
    let complaint = Story::in_la().kind(CaseKind::Complaint).on(K::ComplaintSent, day);
    let account = Story::in_la().kind(CaseKind::Account).on(K::AccountAppealSent, day);
    let due = |story: &Story, timer: &str| story.due_of(of(&story.view("2026-05-08T01:00").deadlines, timer));
    assert_eq!(due(&report, "report_decision"), "2026-05-11 00:00");
    assert_eq!(due(&complaint, "complaint_decision"), "2026-05-23 00:00");
    // Five business days: to the end of Friday.
    assert_eq!(due(&account, "account_appeal"), "2026-05-16 00:00");
}

#[test]
fn c07_the_end_of_protection_and_the_last_day_to_open_are_both_shown() {
    let story = Story::in_la().date(OrderDate::ProtectionEnds, "2026-03-20T12:00");
    let view = story.order_view("2026-03-10");
    assert_eq!(story.due_of(of(&view.deadlines, "protection_end")), "2026-03-20 12:00");
    let latest = of(&view.deadlines, "open_latest");
    assert_eq!(story.due_of(latest), "2026-04-04 12:00");
    let absolute = ("2026-03-20 12:00".to_owned(), "seed000, seed004".to_owned());
    assert!(losing(&story, latest).contains(&absolute), "{:?}", losing(&story, latest));
}

#[test]
fn c08_whichever_completes_the_order_first_starts_the_fifteen_days() {
    let story = Story::in_la()
        .date(OrderDate::ProtectionEnds, "2026-03-30T12:00")
        .date(OrderDate::Delivered, "2026-03-15T12:00");
    let before = story.order_view("2026-03-16");
    let latest = of(&before.deadlines, "open_latest");
    assert_eq!(story.due_of(latest), "2026-04-14 12:00", "protection ends first");
    let by_delivery = ("2026-03-30 12:00".to_owned(), "seed000".to_owned());
    assert!(losing(&story, latest).contains(&by_delivery), "{:?}", losing(&story, latest));
    let confirmed = story.order_event(OrderEventKind::Confirmed, "2026-03-18T12:00", EventDetails::default());
    let after = confirmed.order_view("2026-03-19");
    assert_eq!(confirmed.due_of(of(&after.deadlines, "open_latest")), "2026-04-02 12:00");
}

#[test]
fn c09_a_cancelled_dispute_opens_again_while_the_window_is_open() {
    let now = pack();
    assert_eq!(now.flags.reopen, Some(Reopen::WhileWindowOpen));
    assert_eq!(now.flags.reopen_min_days_left, Some(3));
    assert_eq!(lost(&now, "reopen"), [("never", "seed002, S19".to_owned())]);
    let cancelled = Story::in_la()
        .date(OrderDate::Confirmed, "2026-03-16T12:00")
        .on(K::Submitted, "2026-03-18T09:00")
        .on(K::Cancelled, "2026-03-20T09:00");
    assert!(cancelled.try_event("2026-03-21", K::Reopened, EventDetails::default()).is_ok());
    let never = Story { pack: named("aliexpress-classic"), ..cancelled };
    let refused = refusal(never.try_event("2026-03-21", K::Reopened, EventDetails::default()));
    assert_eq!(refused, "case-refused-reopen-never");
}

#[test]
fn c10_photos_are_needed_once_the_parcel_came() {
    let pack = pack();
    assert_eq!(pack.flags.photos_required_if, Some(PhotosRequired::Received));
    assert_eq!(
        lost(&pack, "photos_required_if"),
        [("always", "seed003".to_owned()), ("never", "seed003".to_owned())]
    );
}

#[test]
fn c11_the_store_pays_for_sending_back_what_is_defective() {
    let pack = pack();
    assert_eq!(pack.flags.return_freight_defective, Some(Party::Seller));
    assert_eq!(pack.flags.return_freight_change_of_mind, Some(Party::Buyer));
    assert_eq!(lost(&pack, "return_freight_defective"), [("buyer", "seed000, seed003".to_owned())]);
    // The flags are what a return is reckoned by; which reasons count as defects is a list of its own.
    let payer = |reason| pack.returns.payer(reason, &pack.flags);
    for reason in
        [Reason::Defective, Reason::DefectiveStitching, Reason::NotAsDescribedSize, Reason::WrongItem]
    {
        assert_eq!(payer(Some(reason)), Some(Party::Seller), "{reason:?}");
    }
    assert_eq!(payer(Some(Reason::LowQuality)), None, "no source says");
    assert_eq!(payer(None), Some(Party::Buyer), "nothing is wrong: a change of mind");
    let mut other = pack.clone();
    other.flags.return_freight_defective = Some(Party::Buyer);
    assert_eq!(other.returns.payer(Some(Reason::Defective), &other.flags), Some(Party::Buyer));
    assert_eq!(named("aliexpress-free-returns").flags.free_label_per_order, Some(1), "once per order");
}

#[test]
fn c12_english_is_advice() {
    let pack = pack();
    assert_eq!(pack.flags.language, Some(LanguageRule::EnglishRecommended));
    assert_eq!(lost(&pack, "language"), [("any", "seed003".to_owned())]);
}

#[test]
fn c13_no_kind_of_case_is_called_an_appeal() {
    let texts = parcelproof::texts::Texts::new("en", chrono_tz::UTC);
    let words = |id: String| texts.say(&parcelproof::domain::message::Msg::new(id)).to_lowercase();
    // Four meanings in the sources, four names here.
    let mut names: Vec<String> =
        CaseKind::ALL.iter().map(|kind| words(format!("case-kind-{}", kind.code()))).collect();
    for name in ["account_appeal", "appeal", "dsa_appeal", "seller_appeal"] {
        names.push(words(format!("deadline-{name}")));
    }
    for name in &names {
        assert!(!name.split(|c: char| !c.is_alphabetic()).any(|word| word == "appeal"), "{name}");
    }
    let distinct: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "{names:?}");
}

#[test]
fn c14_whether_the_report_of_trade_rules_still_exists_is_not_known() {
    let pack = pack();
    assert_eq!(pack.flags.trade_rules_report, Some(Availability::Unknown));
    assert_eq!(
        lost(&pack, "trade_rules_report"),
        [("removed", "S28".to_owned()), ("available", "seed000, seed001, seed004".to_owned())]
    );
}

#[test]
fn c15_false_reports_and_disputes_without_proof_share_a_warning() {
    let pack = pack();
    assert_eq!(pack.flags.abuse_limits_account, Some(true));
    assert_eq!(pack.about["abuse_limits_account"].cite, ["S07"]);
    assert_eq!(
        lost(&pack, "abuse_limits_account"),
        [("blocked, no refund", "seed000, seed001".to_owned()), ("blocked", "seed003".to_owned())]
    );
}

#[test]
fn c16_the_buyer_decides_how_much_up_to_what_was_paid() {
    let pack = pack();
    assert_eq!(pack.flags.amount_capped_by_paid, Some(true));
    assert_eq!(lost(&pack, "amount_cap"), [("none", "seed003".to_owned())]);
    let mut story = Story::in_la();
    story.case.amount = Some(usd("5.00"));
    let ask = |story: &Story, asked: &str| story.try_event("2026-03-18", K::Submitted, amount(asked));
    assert!(ask(&story, "11.73").is_ok());
    assert_eq!(refusal(ask(&story, "11.74")), "case-refused-amount");
    story.pack.flags.amount_capped_by_paid = Some(false);
    assert!(ask(&story, "11.74").is_ok(), "the losing value would let it pass");
}

#[test]
fn c17_a_video_is_a_must_where_a_photo_shows_nothing() {
    let (must, _) = of_reason(Reason::NotWorking);
    assert!(must.contains(&Need::ControlVideo));
    let (must, should) = of_reason(Reason::Defective);
    assert!(must.contains(&Need::CloseUp) && !must.contains(&Need::Video), "a photo can be enough");
    assert!(should.contains(&Need::Video));
    let (must, should) = of_reason(Reason::NotAsDescribed);
    assert!(must.contains(&Need::Photo) && !must.contains(&Need::Video) && !should.contains(&Need::Video));
}

#[test]
fn c18_a_chat_counts_when_it_is_attached() {
    let pack = pack();
    assert_eq!(pack.flags.chat_is_evidence, Some(true));
    assert_eq!(pack.about["chat_is_evidence"].cite, ["S18"]);
    assert_eq!(lost(&pack, "chat_is_evidence"), [("false", "seed003".to_owned())]);
    assert!(parcelproof::domain::evidence::Role::ALL.contains(&parcelproof::domain::evidence::Role::Chat));
}

#[test]
fn c19_after_escalation_only_evidence_can_be_changed() {
    let pack = pack();
    assert_eq!(pack.flags.edit_after_escalation, Some(EditAfterEscalation::EvidenceOnly));
    assert_eq!(
        lost(&pack, "edit_after_escalation"),
        [("none", "seed003".to_owned()), ("all", "S12".to_owned())]
    );
    let reviewed = submitted().on(K::Escalated, "2026-03-25T09:00");
    let evidence = reviewed.try_event("2026-03-26", K::EvidenceSubmitted, EventDetails::default());
    assert!(evidence.is_ok());
    assert!(reviewed.try_event("2026-03-26", K::Edited, amount("5.00")).is_err());
    let mut all = reviewed;
    all.pack.flags.edit_after_escalation = Some(EditAfterEscalation::All);
    assert!(all.try_event("2026-03-26", K::Edited, amount("5.00")).is_ok());
}

#[test]
fn c20_a_replacement_is_agreed_outside_the_dispute() {
    let pack = pack();
    assert_eq!(pack.flags.exchange, Some(Exchange::OutsideDispute));
    assert_eq!(pack.about["exchange"].cite, ["S22"]);
    assert_eq!(lost(&pack, "exchange"), [("in_dispute", "seed002, seed003".to_owned())]);
}

#[test]
fn c21_the_address_for_mail_is_not_confirmed() {
    let pack = pack();
    assert_eq!(pack.flags.contact_email.as_deref(), Some("buyer@aliexpress.com"));
    assert!(!pack.about["contact_email"].certain);
    assert_eq!(lost(&pack, "contact_email"), [("none", "seed004".to_owned())]);
}

#[test]
fn c22_tmall_is_a_marketplace_and_a_local_return_is_a_mark_of_an_order() {
    let packs = Packs::built_in().unwrap();
    let mut order = Story::in_la().order;
    order.local_return = true;
    assert_eq!(packs.for_order(&order).unwrap().id, "aliexpress-2026", "a local return is not Tmall");
    order.marketplace = Marketplace::Tmall;
    let tmall = packs.for_order(&order).unwrap();
    assert_eq!(tmall.flags.machine, Some(Machine::ChatClaim));
    assert_eq!(lost(tmall, "machine"), [("dispute", "seed003".to_owned())]);
}

#[test]
fn c23_a_decision_goes_to_arbitration_within_twenty_days_or_home() {
    let pack = pack();
    assert_eq!(pack.flags.court, Some(Court::ConsumerHome));
    assert_eq!(lost(&pack, "court"), [("seller_country", "seed000".to_owned())]);
    let story = submitted()
        .event(K::Decision, "2026-04-15T10:00", outcome(Outcome::Lost))
        .on(K::DecisionReceived, "2026-04-20T10:00");
    let view = story.view("2026-04-21");
    let notice = of(&view.deadlines, "hkiac_notice");
    assert_eq!(story.due_of(notice), "2026-05-10 10:00");
    let timer = pack.timer("hkiac_notice").unwrap();
    assert_eq!(timer.scope.as_deref(), Some("EU/EEA/UK"));
    assert_eq!(pack.sources["S01"].trust, Some(Trust::A));
}

#[test]
fn c24_confirming_early_costs_the_refund_and_asking_for_it_is_an_offence() {
    let pack = pack();
    assert_eq!(pack.flags.early_confirmation_ends_protection, Some(true));
    assert_eq!(pack.flags.early_confirmation_is_offence, Some(true));
    assert_eq!(pack.about["early_confirmation_is_offence"].cite, ["S04"]);
    assert_eq!(lost(&pack, "early_confirmation_ends_protection"), [("false", "seed000, seed001".to_owned())]);
}
