//! The ledger of offers: the difference to what was asked, traps in plans and words, versions of what was asked,
//! what a return leaves, and what is to be known before an answer.

use parcelproof::domain::case::Reason;
use parcelproof::domain::event::{
    CaseEventKind as K, EventDetails, EventSource, NewEvent, OrderEventKind, Party, Plan,
};
use parcelproof::domain::ids::CaseId;
use parcelproof::domain::offers::advice::{self, Weight};
use parcelproof::domain::offers::returns::{CostFrom, break_even, free_label};
use parcelproof::domain::offers::traps::{self, Trap};
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::replay::{CaseStanding, case_view, message_traps};
use parcelproof::domain::rules::{EditAfterEscalation as E, Packs};
use parcelproof::domain::view::{CaseState, Offer, OfferStanding, Term, TermChange};
use parcelproof::texts::Texts;

use super::story::{Story, amount, by, ids, pack, plan, refusal, usd};

fn opened() -> Story {
    Story::in_la().on(K::Submitted, "2026-05-01T09:00")
}

fn offered(details: EventDetails) -> Offer {
    offer_in(opened(), details)
}

fn offer_in(story: Story, details: EventDetails) -> Offer {
    let story = story.event(K::SellerOffer, "2026-05-02", details);
    story.view("2026-05-03").offers[0].clone()
}

fn said(note: &str) -> EventDetails {
    EventDetails { note: Some(note.to_owned()), ..EventDetails::default() }
}

fn trap_ids(details: EventDetails) -> Vec<String> {
    ids(&offered(details).warnings).iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn every_plan_that_is_a_trap_is_warned_about() {
    for (offered, trap) in [
        (Plan::Wait, "trap-wait-negotiation"),
        (Plan::Replacement, "trap-replacement"),
        (Plan::SparePart, "trap-replacement"),
        (Plan::Repair, "trap-repair"),
        (Plan::Discount, "trap-discount"),
        (Plan::ReviewForRefund, "trap-review"),
    ] {
        assert_eq!(trap_ids(plan(offered)), [trap], "{offered:?}");
    }
    assert_eq!(trap_ids(EventDetails { outside: true, ..amount("5.00") }), ["trap-outside"]);
    assert_eq!(trap_ids(amount("5.00")), Vec::<String>::new());
}

#[test]
fn every_trap_is_found_in_english_and_russian_words() {
    for (words, trap) in [
        ("Dear friend, I can pay you by PayPal", Trap::Outside),
        ("Напишите мне в ватсап, верну на карту", Trap::Outside),
        ("Close the dispute and I will refund you tomorrow", Trap::CloseAndPay),
        ("Закройте, пожалуйста, спор, и я верну деньги", Trap::CloseAndPay),
        ("Please cancel your dispute first", Trap::CancelEarly),
        ("Отмените этот спор", Trap::CancelEarly),
        ("please confirm that you received the goods", Trap::ConfirmEarly),
        ("Подтвердите получение заказа", Trap::ConfirmEarly),
        ("wait a few more days dear", Trap::Wait),
        ("Подождите ещё немного", Trap::Wait),
        ("we can send you a new one", Trap::Replacement),
        ("Вышлем вам другой товар", Trap::Replacement),
        ("the factory will repair it", Trap::Repair),
        ("Мы сделаем ремонт бесплатно", Trap::Repair),
        ("big discount on your next order", Trap::Discount),
        ("Дадим скидку на следующий заказ", Trap::Discount),
        ("give us 5 stars and get it back", Trap::Review),
        ("за хороший отзыв", Trap::Review),
        ("I will lose my job, my friend", Trap::Pity),
        ("Войдите в положение, у нас маленький магазин", Trap::Pity),
        ("Add me https://wa.me/8613800000000 dear", Trap::Outside),
        ("order here: shop-lin.com/p/12", Trap::Outside),
        ("send me your Alipay", Trap::Outside),
        ("I'll transfer to your bank today", Trap::Outside),
        ("я переведу на сбербанк", Trap::Outside),
        ("give me your card no.", Trap::Outside),
        ("Please cancel the order and buy again", Trap::CancelOrder),
        ("Отмените, пожалуйста, заказ", Trap::CancelOrder),
        ("send back the item, you pay shipping", Trap::Freight),
        ("Возврат за ваш счёт", Trap::Freight),
        ("Close dispute first, then I give you 10 USD", Trap::CloseAndPay),
        ("Закройте спор, скину 500 рублей", Trap::CloseAndPay),
        ("If you do not close the dispute, you get nothing", Trap::CancelEarly),
    ] {
        let found = traps::spot(words);
        assert!(found.iter().any(|spotted| spotted.trap == trap), "{words}: {found:?}");
    }
    for harmless in [
        "I agree to refund 5.00",
        "Мы согласны вернуть 5.00 долларов",
        "Thank you for the photos",
        "",
        "The money goes back to your PayPal account, the way you paid",
        "Деньги вернутся на карту, с которой был оплачен заказ",
        "You do not close the dispute, that is fine",
        "Не закрывайте спор",
        "The parcel is waiting at customs",
        "See https://www.aliexpress.com/item/1005001.html",
    ] {
        assert_eq!(traps::spot(harmless), [], "{harmless}");
    }
}

#[test]
fn words_that_lead_outside_are_red_whatever_the_flag_says() {
    let offer = offered(EventDetails { note: Some("write me on WhatsApp".to_owned()), ..amount("11.73") });
    assert_eq!(offer.traps, [Trap::Outside]);
    assert_eq!(ids(&offer.warnings), ["trap-outside-words"]);
    let story = opened().event(K::SellerOffer, "2026-05-02", said("write me on WhatsApp"));
    assert_eq!(story.view("2026-05-03").next_step.text.id, "case-next-answer-outside-offer");
    let before = advice::accept(Some(&offer));
    assert!(before.red);
    assert!(before.points.iter().any(|point| point.weight == Weight::Loss));
    assert!(!advice::accept(Some(&offered(amount("11.73")))).red);
}

#[test]
fn messages_of_the_seller_are_read_too_and_the_buyers_own_are_not() {
    let words = "Close the dispute and we will refund";
    let story = opened()
        .event(K::SellerReplied, "2026-05-02", said(words))
        .event(K::Message, "2026-05-02T10:00", EventDetails { by: Some(Party::Seller), ..said("подождите") })
        .event(K::Message, "2026-05-02T11:00", EventDetails { by: Some(Party::Buyer), ..said(words) })
        .event(K::Note, "2026-05-02T12:00", said(words));
    let found: Vec<_> = message_traps(&story.input("2026-05-03"))
        .iter()
        .map(|line| (line.event.0, line.traps.clone()))
        .collect();
    assert_eq!(found, [(2, vec![Trap::CloseAndPay]), (3, vec![Trap::Wait])]);
}

#[test]
fn waiting_is_reckoned_against_the_last_day_to_open() {
    let warned = |details: EventDetails| {
        let story =
            Story::in_la().date(D::Confirmed, "2026-04-28T09:00").on(K::Submitted, "2026-05-01T09:00");
        let story = story.event(K::SellerOffer, "2026-05-02T09:00", details);
        story.view("2026-05-03T09:00").offers[0].warnings[0].clone()
    };
    // The last moment is 13 May, 09:00.
    let left =
        warned(EventDetails { due: Some(Story::in_la().moment("2026-05-08T09:00")), ..plan(Plan::Wait) });
    assert_eq!((left.id.as_ref(), left.args["count"].clone()), ("trap-wait-open-days-left", count(5)));
    let said_days = warned(EventDetails { plan: Some(Plan::Wait), ..said("wait 10 days more") });
    assert_eq!(
        (said_days.id.as_ref(), said_days.args["count"].clone()),
        ("trap-wait-open-days-left", count(1))
    );
    let past = warned(EventDetails { plan: Some(Plan::Wait), ..said("подождите 2 недели") });
    assert_eq!(past.id, "trap-wait-open-past-window");
    let open_end = warned(plan(Plan::Wait));
    assert_eq!(
        (open_end.id.as_ref(), open_end.args["count"].clone()),
        ("trap-wait-open-days-now", count(10))
    );
    let late = Story::in_la().date(D::Confirmed, "2026-04-10T09:00").on(K::Submitted, "2026-04-24T09:00");
    let late = late.event(K::SellerOffer, "2026-04-25", plan(Plan::Wait));
    assert_eq!(ids(&late.view("2026-04-27").offers[0].warnings), ["trap-wait-window-over"]);
    // While none is open, it is a first one that time is lost for.
    let before = Story::in_la().date(D::Confirmed, "2026-04-28T09:00");
    let asked = |note: &str| {
        let story = before.clone().event(K::SellerReplied, "2026-05-02T09:00", said(note));
        message_traps(&story.input("2026-05-03T09:00"))[0].warnings[0].id.to_string()
    };
    assert_eq!(asked("wait 10 days more"), "trap-wait-days-left");
    assert_eq!(asked("wait 2 weeks"), "trap-wait-past-window");
    assert_eq!(asked("please wait"), "trap-wait-days-now");
}

fn count(n: i64) -> parcelproof::domain::message::Arg {
    parcelproof::domain::message::Arg::Count(n)
}

#[test]
fn a_refund_switched_to_a_return_is_shown_term_by_term() {
    let story = opened().event(
        K::SellerAccepts,
        "2026-05-02",
        EventDetails { plan: Some(Plan::ReturnAndRefund), freight: Some(Party::Buyer), ..amount("11.73") },
    );
    let view = story.view("2026-05-03");
    assert_eq!(view.state, CaseState::BuyerTurn);
    let offer = &view.offers[0];
    assert_eq!(ids(&offer.differences), ["case-offer-other-plan", "offer-freight-against-rules"]);
    assert_eq!(offer.traps, [Trap::Switched, Trap::CostsMore]);
    let changes: Vec<_> = offer.terms.iter().map(|line| (line.term, line.change)).collect();
    assert_eq!(
        changes,
        [
            (Term::Plan, TermChange::Worse),
            (Term::Amount, TermChange::Same),
            (Term::Freight, TermChange::Worse)
        ]
    );
    assert_eq!(advice::accept(Some(offer)).terms, offer.terms);
}

#[test]
fn an_amount_is_compared_in_money_and_percent() {
    let less = offered(amount("5.00"));
    let difference = &less.differences[0];
    assert_eq!(difference.id, "case-offer-less");
    assert_eq!(difference.args["percent"], count(42));
    assert_eq!(less.terms[1].change, TermChange::Worse);
    let mut asks_less = opened();
    asks_less.case.amount = Some(usd("4.00"));
    let more = offer_in(asks_less, amount("5.00"));
    assert_eq!(
        (more.differences[0].id.as_ref(), more.terms[1].change),
        ("case-offer-more", TermChange::Better)
    );
    assert_eq!(ids(&offered(plan(Plan::RefundOnly)).differences), ["case-offer-no-money"]);
}

#[test]
fn edits_are_kept_as_versions_with_their_differences() {
    let story = opened().event(K::Edited, "2026-05-02", amount("8.00")).event(
        K::Edited,
        "2026-05-03",
        EventDetails { plan: Some(Plan::ReturnAndRefund), ..amount("8.00") },
    );
    let demands = story.view("2026-05-04").demands;
    let versions: Vec<_> =
        demands.iter().map(|demand| (demand.version, demand.amount.clone(), ids(&demand.changes))).collect();
    assert_eq!(
        versions,
        [
            (1, Some(usd("11.73")), vec![]),
            (2, Some(usd("8.00")), vec!["offer-amount-changed"]),
            (3, Some(usd("8.00")), vec!["case-offer-other-plan"])
        ]
    );
}

#[test]
fn two_alternatives_of_one_moment_can_be_answered_apart() {
    let back =
        EventDetails { plan: Some(Plan::ReturnAndRefund), freight: Some(Party::Buyer), ..amount("11.73") };
    let story = opened().event(K::SellerOffer, "2026-05-04T09:00", amount("5.00")).event(
        K::SellerOffer,
        "2026-05-04T09:00",
        back,
    );
    let view = story.view("2026-05-05");
    assert!(view.offers.iter().all(|offer| offer.standing == OfferStanding::Open));
    let named = EventDetails { answers: Some(story.events[1].id), ..EventDetails::default() };
    assert_eq!(advice::accepted(&view, &named).unwrap().amount, Some(usd("5.00")));
    let last = advice::accepted(&view, &EventDetails::default()).unwrap();
    assert_eq!(last.plan, Some(Plan::ReturnAndRefund));
    // Against keeping the item with 5.00, a return of 11.73 at about 20.00 is a loss.
    let brings = view.offers[1].break_even.clone().unwrap();
    assert_eq!((brings.keep.clone(), brings.left.minor), (Some(usd("5.00")), -827));
    assert!(brings.is_loss());
    let rejected = story.event(K::OfferRejected, "2026-05-05", named);
    let standings: Vec<_> =
        rejected.view("2026-05-05T10:00").offers.iter().map(|offer| offer.standing).collect();
    assert_eq!(standings, [OfferStanding::Rejected, OfferStanding::Open]);
}

#[test]
fn the_buyers_own_proposal_waits_for_the_others() {
    let own = EventDetails { by: Some(Party::Buyer), ..amount("9.00") };
    let story = opened().on(K::SellerRejects, "2026-05-02").event(K::SellerOffer, "2026-05-03", own);
    let view = story.view("2026-05-03T12:00");
    assert_eq!((view.state, view.offers[0].by), (CaseState::NoAgreement, Party::Buyer));
    assert!(view.offers[0].warnings.is_empty() && view.offers[0].differences.is_empty());
    assert_eq!(
        refusal(story.try_event("2026-05-04", K::OfferAccepted, EventDetails::default())),
        "case-refused-no-open-offer"
    );
    let accepts = EventDetails { answers: Some(story.events[2].id), ..EventDetails::default() };
    assert_eq!(
        story.event(K::SellerAccepts, "2026-05-04", accepts).view("2026-05-04T12:00").decided,
        Some(usd("9.00"))
    );
}

#[test]
fn a_return_is_reckoned_by_who_pays_and_what_it_costs() {
    let rules = Story::in_la().pack.returns;
    assert_eq!(rules.cost_estimate, Some(usd("20.00")));
    let order = Story::in_la().order;
    let brings = |refund: &str, payer, keep: Option<&str>| {
        let keep = keep.map(usd);
        break_even(Some(&usd(refund)), payer, Some(&order), keep.as_ref(), &rules).unwrap()
    };
    let dear = brings("60.00", None, None);
    assert_eq!(
        (dear.left.clone(), dear.cost_from, dear.is_loss()),
        (usd("40.00"), CostFrom::Estimate, false)
    );
    assert!(brings("11.73", Some(Party::Buyer), None).is_loss());
    let free = brings("11.73", Some(Party::Seller), None);
    assert_eq!((free.left.clone(), free.cost_from, free.is_loss()), (usd("11.73"), CostFrom::Free, false));
    assert_eq!(brings("60.00", None, Some("45.00")).sentence().id, "trap-costs-more-than-keeping");
    assert_eq!(brings("60.00", None, Some("30.00")).sentence().id, "offer-break-even-keep");
    let mut badge = order.clone();
    badge.free_returns = true;
    let payer = |sent_back: usize| {
        free_label(Some(&badge), std::iter::once(&pack()), sent_back).then_some(Party::Marketplace)
    };
    let with_badge = break_even(Some(&usd("11.73")), payer(0), Some(&badge), None, &rules).unwrap();
    assert_eq!(with_badge.cost_from, CostFrom::Free);
    // A warehouse in the buyer's own country is not what the estimate is about.
    badge.free_returns = false;
    badge.local_return = true;
    assert_eq!(break_even(Some(&usd("60.00")), None, Some(&badge), None, &rules), None);
}

#[test]
fn the_buyers_own_cost_of_sending_back_replaces_the_estimate() {
    let mut story = opened();
    story.pack.returns.cost_estimate = Some(usd("3.00"));
    story.pack.returns.cost_is_buyers = true;
    let details =
        EventDetails { plan: Some(Plan::ReturnAndRefund), freight: Some(Party::Buyer), ..amount("11.73") };
    let offer = offer_in(story, details);
    let brings = offer.break_even.unwrap();
    assert_eq!((brings.left, brings.cost_from), (usd("8.73"), CostFrom::Own));
    assert!(!offer.traps.contains(&Trap::CostsMore));
}

#[test]
fn who_pays_for_a_return_is_said_by_reason_unless_it_was_agreed() {
    let payer = |reason: Reason| opened().reason(reason).view("2026-05-02").return_paid_by;
    for reason in [Reason::Defective, Reason::NotAsDescribedSize, Reason::WrongItem, Reason::NotWorking] {
        assert_eq!(payer(reason), Some(Party::Seller), "{reason:?}");
    }
    assert_eq!(payer(Reason::LowQuality), None);
    let agreed = EventDetails { freight: Some(Party::Buyer), ..EventDetails::default() };
    let story = opened().event(K::ReturnAgreed, "2026-05-02", agreed);
    assert_eq!(story.view("2026-05-03").return_paid_by, Some(Party::Buyer));
    let warned = trap_ids(plan(Plan::ReturnAndRefund));
    assert!(warned.contains(&"trap-freight-store-should".to_owned()), "{warned:?}");
    // What the buyer would pay is not held against a return that the store is to pay.
    assert!(!warned.contains(&"trap-costs-more".to_owned()), "{warned:?}");
    assert_eq!(offered(plan(Plan::ReturnAndRefund)).break_even, None);
    let low_quality = opened().reason(Reason::LowQuality);
    let warned = offer_in(low_quality, plan(Plan::ReturnAndRefund));
    assert_eq!(ids(&warned.warnings), ["trap-switched", "trap-costs-more", "trap-freight"]);
    let free = EventDetails { freight: Some(Party::Seller), ..plan(Plan::ReturnAndRefund) };
    assert_eq!(trap_ids(free), ["trap-switched"]);
}

#[test]
fn accepting_says_that_it_is_final_and_what_differs() {
    let advice = advice::accept(Some(&offered(amount("5.00"))));
    let texts: Vec<_> = advice.points.iter().map(|point| point.text.id.as_ref()).collect();
    assert_eq!(texts, ["guard-accept-final", "case-offer-less", "guard-accept-word"]);
    let same = advice::accept(Some(&offered(amount("11.73"))));
    assert!(same.points.iter().any(|point| point.text.id == "guard-accept-as-asked"));
    assert_eq!(ids(&advice::accept(None).warnings()), ["guard-accept-final", "guard-accept-unknown"]);
}

#[test]
fn the_cancel_guard_asks_its_four_questions_at_once() {
    let story =
        Story::in_la().date(D::ProtectionEnds, "2026-04-28T09:00").on(K::Submitted, "2026-05-01T09:00");
    let asked = |story: &Story, now: &str| -> Vec<(String, String)> {
        let advice = advice::cancel(&story.input(now));
        let questions = advice
            .points
            .iter()
            .filter_map(|point| Some((point.question.clone()?.id.to_string(), point.text.id.to_string())));
        questions.collect()
    };
    let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    };
    assert_eq!(
        asked(&story, "2026-05-02"),
        pairs(&[
            ("guard-cancel-asks-refund", "case-cancel-no-refund-seen"),
            ("guard-cancel-asks-days", "case-cancel-days-left"),
            ("guard-cancel-asks-reopen", "guard-cancel-reopen-open"),
            ("guard-cancel-asks-after", "case-cancel-ends-order"),
        ])
    );
    let mut never = story.event(K::RefundSeen, "2026-05-02", amount("11.73"));
    never.pack.flags.reopen = Some(parcelproof::domain::rules::Reopen::Never);
    let answers: Vec<String> = asked(&never, "2026-05-03").into_iter().map(|(_, answer)| answer).collect();
    assert_eq!(answers[0], "guard-cancel-refund-seen");
    assert_eq!(answers[1], "guard-cancel-days-none");
    assert_eq!(answers[2], "guard-cancel-reopen-never");
    never.pack.flags.reopen = None;
    assert_eq!(asked(&never, "2026-05-03")[2].1, "guard-cancel-reopen-unknown");
}

#[test]
fn a_promise_makes_cancelling_red_and_a_sad_story_gets_a_calm_word() {
    let plain = advice::cancel(&opened().input("2026-05-02"));
    assert!(!plain.red);
    assert!(
        plain
            .points
            .iter()
            .any(|point| { point.text.id == "guard-cancel-calm" && point.weight == Weight::Calm })
    );
    let promised =
        opened().event(K::SellerReplied, "2026-05-02", said("close the dispute, I refund by PayPal"));
    let advice = advice::cancel(&promised.input("2026-05-03"));
    assert!(advice.red);
    assert_eq!((advice.points[0].text.id.as_ref(), advice.points[0].weight), ("trap-outside", Weight::Loss));
}

#[test]
fn the_advice_before_cancelling_does_not_contradict_itself() {
    let story = Story::in_la()
        .date(D::Confirmed, "2026-04-28T09:00")
        .date(D::ProtectionEnds, "2026-06-01T09:00")
        .on(K::Submitted, "2026-05-01T09:00")
        .event(K::SellerReplied, "2026-05-02", said("close the dispute, I refund by PayPal"));
    let texts = Texts::new("en", chrono_tz::UTC);
    let read = |story: &Story| -> String {
        let advice = advice::cancel(&story.input("2026-05-03"));
        advice.points.iter().map(|point| texts.say(&point.text)).collect::<Vec<_>>().join("\n")
    };
    let open = read(&story);
    assert!(open.contains("days of the time for opening") && !open.contains("is final"), "{open}");
    let mut never = story;
    never.pack.flags.reopen = Some(parcelproof::domain::rules::Reopen::Never);
    let never = read(&never);
    assert!(!never.contains("would be left") && never.contains("nothing can be opened"), "{never}");
}

#[test]
fn a_free_label_is_good_for_the_first_return_of_an_order() {
    let mut story = opened();
    story.order.free_returns = true;
    story.pack = Packs::built_in().unwrap().get("aliexpress-free-returns").unwrap().clone();
    let story = story.event(
        K::SellerOffer,
        "2026-05-02",
        EventDetails { plan: Some(Plan::ReturnAndRefund), ..amount("11.73") },
    );
    let offered = |sent_back: &[CaseId]| {
        let mut input = story.input("2026-05-03");
        input.beside.sent_back = sent_back;
        let view = case_view(&input);
        (view.offers[0].clone(), view.return_paid_by)
    };
    let (first, payer) = offered(&[]);
    assert_eq!(first.break_even.clone().unwrap().cost_from, CostFrom::Free);
    assert!(!first.traps.contains(&Trap::Freight), "{:?}", first.traps);
    assert_eq!(payer, Some(Party::Marketplace));
    // The case's own return is the first; one of another case has used the label.
    assert_eq!(offered(&[CaseId(1)]).1, Some(Party::Marketplace));
    let (second, payer) = offered(&[CaseId(7)]);
    assert_eq!(second.break_even, None, "without a label the store has to pay for what is defective");
    assert!(second.traps.contains(&Trap::Freight), "{:?}", second.traps);
    assert_ne!(payer, Some(Party::Marketplace));
}

fn before(story: &Story, kind: K, details: EventDetails) -> Vec<String> {
    let new = NewEvent { kind, at: story.moment("2026-05-03"), source: EventSource::Buyer, details };
    let advice = advice::before_case_event(&story.input("2026-05-03"), &new);
    advice.points.iter().map(|point| point.text.id.to_string()).collect()
}

#[test]
fn a_change_says_whose_days_begin_again_and_what_may_still_change() {
    assert_eq!(before(&opened(), K::Edited, amount("8.00")), ["guard-edit-clocks"]);
    let mut reviewed = opened().on(K::Escalated, "2026-05-02");
    for (flag, said) in [
        (Some(E::None), "guard-edit-none"),
        (Some(E::EvidenceOnly), "guard-edit-evidence-only"),
        (Some(E::All), "guard-edit-all"),
        (None, "guard-edit-unknown"),
    ] {
        reviewed.pack.flags.edit_after_escalation = flag;
        assert_eq!(before(&reviewed, K::Edited, EventDetails::default()), [said]);
    }
    reviewed.pack.flags.edit_after_escalation = Some(E::None);
    assert_eq!(
        refusal(reviewed.try_event("2026-05-03", K::Edited, EventDetails::default())),
        "case-refused-state"
    );
    reviewed.pack.flags.edit_after_escalation = Some(E::All);
    assert!(reviewed.try_event("2026-05-03", K::Edited, amount("8.00")).is_ok());
}

#[test]
fn other_acts_say_what_is_to_be_known() {
    assert_eq!(before(&opened(), K::AccountBlocked, EventDetails::default()), ["guard-account-clocks-go-on"]);
    assert_eq!(
        before(&opened(), K::ReportSent, EventDetails::default()),
        ["guard-report-false", "guard-report-proof", "guard-report-check"]
    );
    assert!(before(&opened(), K::SellerOffer, amount("5.00")).contains(&"case-offer-less".to_owned()));
    assert_eq!(before(&opened(), K::Message, by(Party::Seller)), Vec::<String>::new());
}

#[test]
fn confirming_a_receipt_says_that_the_money_goes_and_what_to_do_first() {
    let story = opened();
    let standing = [CaseStanding::of(&story.case, &story.view("2026-05-02"))];
    let advice =
        advice::before_order_event(&story.order_input("2026-05-02", &standing), OrderEventKind::Confirmed);
    let texts: Vec<_> = advice.points.iter().map(|point| point.text.id.as_ref()).collect();
    assert_eq!(
        texts,
        [
            "guard-confirm-money",
            "guard-confirm-disputed",
            "guard-confirm-not-here",
            "guard-confirm-window",
            "guard-confirm-opened",
            "guard-confirm-counted",
            "guard-confirm-switched-on",
            "guard-confirm-measured",
            "guard-confirm-photographed",
            "guard-confirm-asked"
        ]
    );
    let other = advice::before_order_event(&story.order_input("2026-05-02", &[]), OrderEventKind::Shipped);
    assert!(other.points.is_empty());
}

#[test]
fn a_return_that_costs_more_is_said_when_a_case_is_opened() {
    let story = Story::in_la().reason(Reason::LowQuality);
    let new = parcelproof::domain::change::NewCase {
        kind: parcelproof::domain::case::CaseKind::Dispute,
        order: Some(story.order.id),
        line: story.case.line,
        after: None,
        pack: story.pack.id.clone(),
        pack_version: story.pack.version(),
        reason: story.case.reason,
        remedy: Some(Plan::ReturnAndRefund),
        amount: None,
        note: None,
    };
    let open = |story: &Story| {
        parcelproof::domain::guards::decide::open_case(
            Some(&story.order_input("2026-05-02", &[])),
            &new,
            &story.pack,
        )
    };
    assert_eq!(ids(&open(&story).unwrap()), ["trap-costs-more"]);
    let mut tmall = story;
    tmall.order.marketplace = parcelproof::domain::order::Marketplace::Tmall;
    assert_eq!(open(&tmall).unwrap_err().message.id, "route-refused-tmall-dispute");
}

#[test]
fn a_limited_account_stops_no_clock() {
    let story = Story::in_la().date(D::Confirmed, "2026-04-28T09:00");
    let said = advice::account_trouble(&story.order_input("2026-05-02", &[]));
    assert_eq!(said.id, "guard-account-limited");
    let unknown = advice::account_trouble(&Story::in_la().order_input("2026-05-02", &[]));
    assert_eq!(unknown.id, "guard-account-limited-no-date");
}
