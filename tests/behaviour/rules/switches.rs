//! Switches of packs and what each of them changes.

use parcelproof::domain::case::CaseKind;
use parcelproof::domain::event::{CaseEventKind as K, Outcome, Plan};
use parcelproof::domain::offers::advice;
use parcelproof::domain::offers::amounts::Answers;
use parcelproof::domain::offers::remedies::{RemedyInput, compare};
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::reporting::{self, Form};
use parcelproof::domain::rules::{Availability, Court, Exchange, Packs, RulePack};
use parcelproof::domain::view::Readiness;

use super::story::{Story, ids, outcome, pack};

fn built_in(id: &str) -> RulePack {
    Packs::built_in().unwrap().get(id).unwrap().clone()
}

fn notes(story: &Story, now: &str) -> Vec<String> {
    ids(&story.view(now).notes).into_iter().map(str::to_owned).collect()
}

fn has(notes: &[String], note: &str) -> bool {
    notes.iter().any(|known| known == note)
}

#[test]
fn a_lost_dispute_endangers_the_account_where_the_rules_say_so() {
    let mut story = Story::in_la().on(K::Submitted, "2026-05-01").on(K::Escalated, "2026-05-08").event(
        K::Decision,
        "2026-05-20",
        outcome(Outcome::Lost),
    );
    assert!(has(&notes(&story, "2026-05-21"), "notes-lost-account"));
    story.pack.flags.abuse_limits_account = None;
    assert!(!has(&notes(&story, "2026-05-21"), "notes-lost-account"));
    let said = |pack: Option<&RulePack>| advice::report(pack).points[0].text.id.to_string();
    assert_eq!(said(Some(&pack())), "guard-report-false");
    assert_eq!(said(Some(&story.pack)), "guard-report-true");
    assert_eq!(said(None), "guard-report-false", "not known is no reason to be careless");
}

#[test]
fn the_courts_are_those_the_rules_name() {
    let mut story = Story::in_la().on(K::Submitted, "2026-05-01").on(K::Escalated, "2026-05-08").event(
        K::Decision,
        "2026-05-20",
        outcome(Outcome::Lost),
    );
    assert!(has(&notes(&story, "2026-05-21"), "notes-court-home"));
    story.pack.flags.court = Some(Court::SellerCountry);
    assert!(has(&notes(&story, "2026-05-21"), "notes-court-seller"));
    story.pack.flags.court = None;
    let notes = notes(&story, "2026-05-21");
    assert!(has(&notes, "notes-arbitration") && !notes.iter().any(|note| note.starts_with("notes-court")));
}

#[test]
fn a_bank_that_wants_a_letter_or_hears_a_refusal_again_is_said_to() {
    let mut visa = Story::in_la().kind(CaseKind::Fallback);
    visa.pack = built_in("card-visa");
    assert!(has(&notes(&visa, "2026-05-01"), "notes-route-letter"));
    let mut paypal = Story::in_la().kind(CaseKind::Fallback).on(K::ClaimFiled, "2026-05-01");
    paypal.pack = built_in("paypal");
    assert!(!has(&notes(&paypal, "2026-05-02"), "notes-route-appeals"));
    let refused = paypal.event(K::Decision, "2026-05-10", outcome(Outcome::Rejected));
    assert!(has(&notes(&refused, "2026-05-11"), "notes-route-appeals"));
    assert!(!has(&notes(&refused, "2026-05-11"), "notes-route-letter"));
}

#[test]
fn a_replacement_is_in_the_form_only_where_the_rules_put_it_there() {
    let in_form = |pack: &RulePack| {
        let story = Story::in_la();
        let ways = compare(&RemedyInput {
            pack,
            order: Some(&story.order),
            asked: None,
            cap: None,
            answers: &Answers::default(),
            free_label: false,
        });
        ways.into_iter().find(|way| way.plan == Plan::Replacement).unwrap().in_form
    };
    let mut other = pack();
    assert!(!in_form(&other));
    other.flags.exchange = Some(Exchange::InDispute);
    assert!(in_form(&other));
}

#[test]
fn whether_the_report_about_trade_rules_exists_is_for_the_rules_to_say() {
    let warned = |kept: Option<Availability>| -> Vec<String> {
        let mut pack = pack();
        pack.flags.trade_rules_report = kept;
        let story = Story::in_la().kind(CaseKind::Report);
        let mut ready = Readiness::default();
        reporting::judge(&mut ready, &story.case, &Form::begun("trade_rules", None), None, 1, &pack);
        ready.warnings.iter().map(|warning| warning.id.to_string()).collect()
    };
    assert!(has(&warned(Some(Availability::Unknown)), "report-warning-availability"));
    assert!(!has(&warned(Some(Availability::Available)), "report-warning-availability"));
    let removed = warned(Some(Availability::Removed));
    assert!(has(&removed, "report-trade-rules-removed") && !has(&removed, "report-warning-availability"));
}

#[test]
fn what_confirming_too_early_costs_is_for_the_rules_to_say() {
    let mut story = Story::in_la().date(D::Shipped, "2026-01-05").date(D::Confirmed, "2026-01-10");
    let said = |story: &Story| -> Vec<String> {
        ids(&story.order_view("2026-01-11").notes).into_iter().map(str::to_owned).collect()
    };
    let both = said(&story);
    assert!(has(&both, "notes-confirmed-before-receipt") && has(&both, "notes-confirmed-offence"));
    story.pack.flags.early_confirmation_is_offence = None;
    story.pack.flags.early_confirmation_ends_protection = None;
    let neither = said(&story);
    assert!(!has(&neither, "notes-confirmed-before-receipt") && !has(&neither, "notes-confirmed-offence"));
}
