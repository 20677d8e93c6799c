//! Pasted page words: a corpus of texts with what each gives, and what is asked instead of invented.

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use chrono_tz::Tz;
use parcelproof::domain::event::Plan;
use parcelproof::domain::ids::{LineId, OrderId};
use parcelproof::domain::moment::Moment;
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::order::{DateFact, Marketplace, Order, OrderDate, OrderLine, OrderNumber, Said};
use parcelproof::domain::recognise::{Context, Proposal, Recognised, What, phrases, recognise};
use parcelproof::domain::rules::Packs;
use serde::Deserialize;

const MOSCOW: Tz = chrono_tz::Europe::Moscow;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 8, 20, 12, 0, 0).unwrap()
}

/// An order placed on 1 July 2026, paid 11.73 USD.
fn order() -> Order {
    let usd = Currency::parse("USD").unwrap();
    let fact = |at| DateFact { at: Moment::day(at), said: Said::OrderPage, seen_at: now() };
    Order {
        id: OrderId(1),
        marketplace: Marketplace::AliExpress,
        number: OrderNumber::stored("8136324328903264".to_owned()),
        store: None,
        store_url: None,
        currency: Some(usd.clone()),
        payment_method: None,
        tracking: None,
        carrier: None,
        ships_from: None,
        local_return: false,
        free_returns: false,
        delivery_included: None,
        account: None,
        address: None,
        note: None,
        tags: Vec::new(),
        dates: [
            (OrderDate::Ordered, fact(day(2026, 7, 1))),
            (OrderDate::ProtectionEnds, fact(day(2026, 9, 14))),
        ]
        .into(),
        lines: vec![OrderLine {
            id: LineId(1),
            position: 1,
            external_id: None,
            title: Some("Watch".to_owned()),
            product_url: None,
            options: None,
            quantity: 1,
            listed: None,
            paid: Some(Money::new(1173, usd)),
            shipping: None,
            coupon: None,
            is_gift: false,
        }],
        removed_at: None,
    }
}

/// What the buyer says beside the text.
#[derive(Clone, Copy, Default)]
struct Answers {
    seen: Option<DateTime<Utc>>,
    year: Option<i32>,
    day_first: Option<bool>,
}

fn read(text: &str, said: Answers) -> Recognised {
    let (order, packs) = (order(), Packs::built_in().unwrap());
    recognise(
        text,
        &Context {
            order: Some(&order),
            currency: order.currency.as_ref(),
            pack: packs.get("aliexpress-2026").unwrap(),
            zone: MOSCOW,
            now: now(),
            seen: said.seen,
            year: said.year,
            day_first: said.day_first,
        },
    )
}

fn moment(moment: &Moment) -> String {
    match moment {
        Moment::Day { day, .. } => day.to_string(),
        Moment::Minute { at, .. } | Moment::Instant { at, .. } => at.format("%Y-%m-%dT%H:%MZ").to_string(),
    }
}

/// A proposal in one line, as the corpus writes it.
fn line(proposal: &Proposal) -> String {
    let details = &proposal.details;
    let mut parts = vec![match proposal.what {
        What::OrderEvent(kind) => format!("order {}", kind.code()),
        What::CaseEvent(kind) => format!("case {}", kind.code()),
        What::OrderDate(which) => format!("date {}", which.code()),
    }];
    let is_shown = parts[0].ends_with("date_shown");
    parts.extend(details.deadline.clone());
    parts.extend(details.outcome.map(|outcome| outcome.code().to_owned()));
    parts.extend(details.plan.map(|plan| plan.code().to_owned()));
    parts.extend(details.amount.as_ref().map(ToString::to_string));
    parts.extend(proposal.at.filter(|_| !is_shown).map(|at| format!("at {}", moment(&at))));
    parts.extend(details.due.map(|due| format!("due {}", moment(&due))));
    parts.extend(details.tracking.clone());
    if !proposal.items.is_empty() {
        parts.push(format!("items {}", proposal.items.len()));
    }
    parts.extend(proposal.asks.iter().map(|ask| {
        let candidates: Vec<String> = ask.candidates().iter().map(moment).collect();
        if candidates.is_empty() {
            ask.code().to_owned()
        } else {
            format!("{} [{}]", ask.code(), candidates.join(" "))
        }
    }));
    parts.extend(proposal.doubts.iter().map(|doubt| doubt.id.replace("recognise-", "")));
    parts.join(", ")
}

#[derive(Deserialize)]
struct Corpus {
    page: Vec<Page>,
}

#[derive(Deserialize)]
struct Page {
    text: String,
    #[serde(default)]
    seen: bool,
    gives: Vec<String>,
}

fn corpus() -> Vec<Page> {
    toml::from_str::<Corpus>(include_str!("../../fixtures/pasted/pages.toml")).unwrap().page
}

/// The lines that a text of the corpus gives, found by a part of it.
fn gives(part: &str) -> Vec<String> {
    let page = corpus().into_iter().find(|page| page.text.contains(part)).unwrap();
    let said = Answers { seen: page.seen.then(now), ..Answers::default() };
    read(&page.text, said).proposals.iter().map(line).collect()
}

#[test]
fn every_page_of_the_corpus_gives_what_it_says_and_nothing_else() {
    let pages = corpus();
    let mut faults = Vec::new();
    for page in &pages {
        let said = Answers { seen: page.seen.then(now), ..Answers::default() };
        let found: Vec<String> = read(&page.text, said).proposals.iter().map(line).collect();
        if found != page.gives {
            faults.push(format!("{}\n  gives  {found:#?}\n  wanted {:#?}", page.text.trim(), page.gives));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), pages.len(), faults.join("\n\n"));
    assert!(pages.len() >= 60, "{}", pages.len());
    assert!(pages.iter().filter(|page| page.gives.is_empty()).count() >= 15);
}

#[test]
fn every_phrase_of_the_tables_is_shown_by_a_page() {
    let mut shown: Vec<&str> = Vec::new();
    for page in corpus() {
        let said = Answers { seen: page.seen.then(now), ..Answers::default() };
        shown.extend(read(&page.text, said).proposals.iter().map(|proposal| proposal.phrase));
    }
    let missing: Vec<&str> =
        phrases().into_iter().filter(|name| *name != "nothing" && !shown.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_closed_dispute_gives_the_event_that_its_explanation_tells() {
    assert_eq!(gives("Dispute closed: buyer received"), ["case parcel_arrived, at 2026-08-15"]);
    assert_eq!(gives("Your dispute has been closed."), ["case case_closed, at 2026-08-20T12:00Z"]);
    assert_eq!(gives("You cancelled the dispute"), ["case cancelled, at 2026-08-19"]);
}

/// What a text gives, line by line.
fn lines(text: &str) -> Vec<String> {
    read(text, Answers { seen: Some(now()), ..Answers::default() }).proposals.iter().map(line).collect()
}

#[test]
fn a_pasted_history_gives_each_event_the_date_of_its_own_line() {
    let wanted =
        ["order paid, at 2026-07-01", "order shipped, at 2026-07-03", "order delivered, at 2026-07-05"];
    let events = ["Payment received", "Order shipped", "Package delivered"];
    let dates = ["Jul 1, 2026", "Jul 3, 2026", "Jul 5, 2026"];
    let pages = [
        ("before, on the line", " ", true, "\n"),
        ("behind, on the line", " ", false, "\n"),
        ("above", "\n", true, "\n"),
        ("below", "\n", false, "\n"),
        ("before, all on one line", " ", true, " "),
        ("behind, all on one line", " ", false, " "),
        ("above, blocks apart", "\n", true, "\n\n"),
        ("below, blocks apart", "\n", false, "\n\n"),
        ("above, all lines apart", "\n\n", true, "\n\n"),
    ];
    for (name, between, date_first, apart) in pages {
        let rows: Vec<String> = events
            .iter()
            .zip(dates)
            .map(|(event, date)| {
                if date_first { format!("{date}{between}{event}") } else { format!("{event}{between}{date}") }
            })
            .collect();
        assert_eq!(lines(&rows.join(apart)), wanted, "{name}");
    }
}

#[test]
fn a_date_that_may_belong_to_two_statements_is_asked_for() {
    for text in [
        "Jul 1, 2026\nPayment received\nJul 3, 2026\nOrder shipped\nJul 5, 2026",
        "Payment received\nJul 1, 2026\nOrder shipped",
        "Order shipped\nJul 3, 2026 Package delivered\nJul 5, 2026",
        "Jul 3, 2026\nOrder shipped Jul 5, 2026\nPackage delivered",
        "Heading\nJul 3, 2026\nOrder shipped",
        "Order paid Jul 3, 2026 order shipped",
    ] {
        let read = read(text, Answers { seen: Some(now()), ..Answers::default() });
        assert!(!read.proposals.is_empty(), "{text}");
        for proposal in &read.proposals {
            assert!(!proposal.is_clear() && proposal.at.is_none(), "{text}: {}", line(proposal));
        }
        assert!(read.proposals.iter().any(|one| one.asks[0].code() == "needs_which_date"), "{text}");
    }
}

#[test]
fn what_somebody_asked_for_is_no_decision() {
    for text in [
        "You asked for a full refund of US $20.00 on Aug 5, 2026",
        "My proposal: partial refund of US $8.00 on Aug 5, 2026",
        "Your expected result: full refund of US $20.00, Aug 5, 2026",
        "The seller decided to give you a full refund of US $20.00 on Aug 5, 2026",
        "Вы запросили полный возврат 20,00 USD 5 августа 2026",
        "Моё предложение: частичный возврат 8,00 USD, 5 августа 2026",
    ] {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        lines("Result\nFull refund of US $11.73\nAug 19, 2026"),
        ["case decision, win, 11.73 USD, at 2026-08-19"]
    );
}

#[test]
fn only_a_confirmed_receipt_confirms() {
    for text in [
        "Thank you! Your order has been confirmed on Jul 1, 2026. The seller will ship it soon.",
        "Ваш заказ подтверждён 1 июля 2026. Продавец скоро отправит его.",
        "You confirmed the order on Jul 1, 2026",
        "Delivery address confirmed Jul 2, 2026",
    ] {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
    }
    for text in ["Order completed on Aug 3, 2026", "Заказ автоматически завершён 3 августа 2026"]
    {
        assert_eq!(lines(text), ["order confirmed, at 2026-08-03, doubt-completed"], "{text}");
    }
    assert_eq!(lines("You confirmed receipt on Aug 3, 2026"), ["order confirmed, at 2026-08-03"]);
}

#[test]
fn a_refund_that_depends_on_a_return_is_said_to_be_one() {
    let plan = |text: &str| {
        let read = read(text, Answers { seen: Some(now()), ..Answers::default() });
        (read.proposals[0].details.plan.map(Plan::code), read.proposals[0].is_clear())
    };
    let back = (Some("return_and_refund"), true);
    for text in [
        "Seller's proposal: full refund of US $20.00 with return on Aug 5, 2026",
        "The seller offers US $11.73 after you send the item back",
        "Seller has agreed to your refund and asks you to return the goods by Sep 20, 2026",
        "Продавец согласился вернуть деньги после возврата товара",
    ] {
        assert_eq!(plan(text), back, "{text}");
    }
    for text in [
        "The seller proposes a refund of US $5.00, no return needed",
        "Продавец предлагает возврат 5,00 USD без возврата товара",
    ] {
        assert_eq!(plan(text), (Some("refund_only"), true), "{text}");
    }
    // Said in the next sentence, it is for the buyer to look.
    assert_eq!(plan("The seller accepts your refund request. Please return the goods."), (None, false));
}

#[test]
fn the_seller_accepts_is_read_from_the_page_and_its_promise_is_no_refund() {
    let text = "The seller accepts controversial issue and the money will be returned to the account";
    let read = read(text, Answers { seen: Some(now()), ..Answers::default() });
    let lines: Vec<String> = read.proposals.iter().map(line).collect();
    assert_eq!(lines, ["case seller_accepts, at 2026-08-20T12:00Z"]);
    assert_eq!(
        read.proposals[0].quote,
        "The seller accepts controversial issue and the money will be returned"
    );
    assert_eq!(&text[read.proposals[0].span.clone()], read.proposals[0].quote);
}

#[test]
fn the_exact_phrase_of_a_closed_dispute_is_read_in_quotation_marks_too() {
    let lines = gives("Dispute closed\n“The seller accepts");
    assert_eq!(lines, ["case seller_accepts, at 2026-08-20T12:00Z"]);
}

#[test]
fn the_message_to_wait_gives_the_date_from_which_a_dispute_can_be_opened() {
    assert_eq!(
        gives("According to our records"),
        ["order dispute_refused, at 2026-08-20T12:00Z, due 2026-09-20"]
    );
}

#[test]
fn a_request_for_evidence_gives_its_items_one_by_one() {
    let page = corpus().into_iter().find(|page| page.text.contains("Please provide evidence")).unwrap();
    let read = read(&page.text, Answers { seen: Some(now()), ..Answers::default() });
    assert_eq!(
        read.proposals[0].items,
        [
            "a video showing that the watch does not start",
            "a photo of the shipping label",
            "a photo of the whole item"
        ]
    );
    assert_eq!(read.proposals[0].details.note.as_deref().map(|note| note.lines().count()), Some(3));
}

#[test]
fn a_missing_year_is_asked_for_and_taken_when_it_is_said() {
    let text = "Refund if no delivery before Sep 4";
    let asked = read(text, Answers::default());
    assert!(!asked.proposals[0].is_clear());
    assert_eq!(asked.proposals[0].details.due, None);
    assert_eq!(asked.proposals[0].asks[0].code(), "needs_year");
    let said = read(text, Answers { year: Some(2026), ..Answers::default() });
    assert!(said.proposals[0].is_clear());
    assert_eq!(said.proposals[0].details.due, Some(Moment::day(day(2026, 9, 4))));
    // 29 February is no date of 2027, and nothing is made of it.
    let leap =
        read("Refund if no delivery before Feb 29", Answers { year: Some(2027), ..Answers::default() });
    assert!(!leap.proposals[0].is_clear());
}

#[test]
fn two_readings_of_one_date_are_both_offered_and_one_is_taken_when_it_is_said() {
    let text = "Refund if no delivery before 04/09/2026";
    assert_eq!(read(text, Answers::default()).proposals[0].asks[0].candidates().len(), 2);
    let due = |day_first| {
        let said = Answers { day_first: Some(day_first), ..Answers::default() };
        read(text, said).proposals[0].details.due
    };
    assert_eq!(due(true), Some(Moment::day(day(2026, 9, 4))));
    assert_eq!(due(false), Some(Moment::day(day(2026, 4, 9))));
}

#[test]
fn a_time_without_a_zone_is_read_in_both_and_the_earlier_counts_for_a_date_to_act_by() {
    let read = read("Purchase Protection ends 4 Sep 2026 23:59", Answers::default());
    let proposal = &read.proposals[0];
    // Moscow is three hours ahead of UTC, Los Angeles seven behind in summer.
    assert_eq!(proposal.details.due.map(|due| moment(&due)).as_deref(), Some("2026-09-04T20:59Z"));
    assert_eq!(proposal.readings.iter().map(moment).collect::<Vec<_>>(), ["2026-09-05T06:59Z"]);
}

#[test]
fn pacific_standard_time_in_summer_is_read_both_ways() {
    let read = read("automatically completed on 2026-09-04 23:59 PST", Answers::default());
    let proposal = &read.proposals[0];
    assert_eq!(proposal.details.due.map(|due| moment(&due)).as_deref(), Some("2026-09-05T06:59Z"));
    assert_eq!(proposal.readings.iter().map(moment).collect::<Vec<_>>(), ["2026-09-05T07:59Z"]);
}

#[test]
fn a_date_that_no_calendar_has_is_named_and_makes_nothing() {
    let read = read("Refund if no delivery before Feb 30, 2027", Answers::default());
    assert_eq!(read.unread.len(), 1);
    assert_eq!(read.unread[0].why.id, "recognise-impossible-date");
    assert_eq!(read.proposals[0].details.due, None);
}

#[test]
fn every_form_of_a_date_and_every_russian_case_is_the_same_day() {
    let same = [
        "Sep 4, 2026",
        "Sept. 4, 2026",
        "September 4th, 2026",
        "4 Sep 2026",
        "4th of September 2026",
        "04-Sep-2026",
        "2026-09-04",
        "2026/09/04",
        "2026.09.04",
        "04.09.2026",
        "4 сентября 2026 г.",
        "4 сентябрь 2026",
        "4 сен. 2026",
        "4 сентябрю 2026 года",
        "4 сентябрём 2026",
        "4 сентябре 2026",
        "Fri, Sep 4, 2026",
        "пт, 4 сентября 2026",
    ];
    for written in same {
        let read = read(&format!("Refund if no delivery before {written}"), Answers::default());
        let due = read.proposals.first().and_then(|proposal| proposal.details.due);
        assert_eq!(due, Some(Moment::day(day(2026, 9, 4))), "{written}");
    }
    for (number, name) in [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    .iter()
    .enumerate()
    {
        let read = read(&format!("Гарантия доставки до 5 {name} 2027"), Answers::default());
        let due = read.proposals[0].details.due;
        assert_eq!(due, Some(Moment::day(day(2027, number as u32 + 1, 5))), "{name}");
    }
}

#[test]
fn amounts_keep_their_currency_and_take_none_that_is_not_said() {
    let amount = |written: &str| {
        let read = read(&format!("Refund of {written} was processed on Aug 19, 2026"), Answers::default());
        read.proposals[0].details.amount.as_ref().map(ToString::to_string)
    };
    for (written, money) in [
        ("US $1,234.56", "1234.56 USD"),
        ("$11.73", "11.73 USD"), // the order is in US dollars
        ("11,73 €", "11.73 EUR"),
        ("EUR 1.234,50", "1234.50 EUR"),
        ("1 073,50 руб.", "1073.50 RUB"),
        ("2 500 ₽", "2500.00 RUB"),
        ("C $5.00", "5.00 CAD"),
        ("11.73 USD", "11.73 USD"),
        ("5,00 долл. США", "5.00 USD"),
        ("5 долларов США", "5.00 USD"),
    ] {
        assert_eq!(amount(written).as_deref(), Some(money), "{written}");
    }
    assert_eq!(amount("¥80.00"), None);
}

#[test]
fn a_very_long_page_is_read_in_one_go() {
    let line = "Wristwatch, steel, 42 mm · 4.8 stars · 1,024 sold · US $11.73\n";
    let text = format!("{}Refund if no delivery before Sep 4, 2026\n{}", line.repeat(200), line.repeat(200));
    let read = read(&text, Answers::default());
    assert_eq!(
        read.proposals.iter().map(line_of).collect::<Vec<_>>(),
        ["order date_shown, protection_end, due 2026-09-04"]
    );
}

fn line_of(proposal: &Proposal) -> String {
    line(proposal)
}
