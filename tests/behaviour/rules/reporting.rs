//! The lists of reports and account cases, what their texts say, and the routes: row by row.

use parcelproof::domain::case::{Case, CaseKind};
use parcelproof::domain::guidance::routes::{Matter, Route, Trouble, ways};
use parcelproof::domain::ids::CaseId;
use parcelproof::domain::message::Msg;
use parcelproof::domain::order::Marketplace;
use parcelproof::domain::reporting::{
    self, Book, FieldKind, Form, TYPE, account_type, book, card_number_in, report_text, report_type,
};
use parcelproof::domain::view::Readiness;
use parcelproof::texts::Texts;

fn say(msg: &Msg) -> String {
    Texts::new("en", chrono_tz::UTC).say(msg)
}

fn all(list: &[Msg]) -> String {
    list.iter().map(say).collect::<Vec<_>>().join(" | ")
}

fn form(kind: &str, fields: &[(&str, &str)]) -> Form {
    let mut form = Form::begun(kind, None);
    form.0.extend(fields.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())));
    form
}

#[test]
fn the_lists_are_whole() {
    let read = Book::read(include_str!("../../../assets/reports/aliexpress.toml")).unwrap();
    assert_eq!(&read, book());
    assert!(Book::read("typess = []").is_err());
    for spec in &read.types {
        assert!(!spec.cite.is_empty() && !spec.warnings.is_empty() && !spec.paths.is_empty(), "{}", spec.id);
    }
}

#[test]
fn there_are_four_types_of_the_site_and_one_of_the_fraud_rules() {
    let mut categories: Vec<&str> = book().types.iter().map(reporting::ReportType::category).collect();
    categories.dedup();
    assert_eq!(categories, ["ipr", "restricted", "trade_rules", "search", "fraud_store"]);
}

#[test]
fn every_type_of_report_has_the_fields_and_choices_of_its_form() {
    use FieldKind as K;
    let rows: &[(&str, &str, K, bool, &[&str])] = &[
        ("ipr.non_holder", "product_url", K::Url, true, &[]),
        ("ipr.non_holder", "details", K::Words, true, &[]),
        ("ipr.holder", "identity", K::Line, true, &[]),
        ("ipr.holder", "ownership", K::Words, true, &[]),
        ("ipr.holder", "product_url", K::Url, true, &[]),
        ("restricted", "product_url", K::Url, true, &[]),
        ("restricted", "sub_type", K::Choice, true, &["weapons", "drugs", "adult", "not_mailable"]),
        ("trade_rules", "order_number", K::OrderNumber, true, &[]),
        (
            "trade_rules",
            "reason",
            K::Choice,
            false,
            &["induced_confirmation", "off_platform_payment", "dispute_deception"],
        ),
        ("trade_rules", "order_completed", K::YesNo, true, &[]),
        ("trade_rules", "induced_confirmation", K::YesNo, true, &[]),
        ("trade_rules", "received", K::YesNo, true, &[]),
        ("trade_rules", "details", K::Words, true, &[]),
        ("trade_rules", "demand_tracking", K::YesNo, false, &[]),
        ("trade_rules", "contact", K::Contact, false, &[]),
        ("search", "product_url", K::Url, true, &[]),
        (
            "search",
            "reason",
            K::Choice,
            true,
            &["wrong_category", "duplicate", "price_bait", "spam", "phishing"],
        ),
        ("search", "details", K::Words, true, &[]),
        ("fraud_store", "tracking", K::Tracking, true, &[]),
        ("fraud_store", "dates", K::Line, true, &[]),
        ("fraud_store", "mismatch", K::Words, false, &[]),
    ];
    for (kind, id, field_kind, required, choices) in rows {
        let field = report_type(kind).unwrap().field(id).unwrap_or_else(|| panic!("{kind}/{id}"));
        assert_eq!((field.kind, field.required), (*field_kind, *required), "{kind}/{id}");
        assert_eq!(field.choices, *choices, "{kind}/{id}");
    }
    // The site's list of restricted goods is longer than the sources tell: others may be written.
    let other = form("restricted", &[("product_url", "https://a.example/item/1"), ("sub_type", "fireworks")]);
    assert_eq!(other.faults(&Marketplace::AliExpress), Vec::new());
    assert_eq!(report_type("ipr.holder").unwrap().external.as_deref(), Some("http://ipp.alibabagroup.com"));
}

#[test]
fn every_type_says_what_it_is_for() {
    for (kind, part) in [
        ("ipr.non_holder", "original brand, and what came is a fake"),
        ("restricted", "may not be sent by mail"),
        ("trade_rules", "asks to confirm receipt before delivery"),
        ("search", "Wrong category"),
        ("fraud_store", "belongs to another parcel"),
    ] {
        assert!(say(&report_type(kind).unwrap().about_msg()).contains(part), "{kind}");
    }
}

#[test]
fn every_type_warns_of_what_it_risks() {
    let blocked = "the account is blocked, without any refund";
    for spec in &book().types {
        let warnings = all(&spec.warning_msgs());
        assert!(warnings.contains(blocked), "{}: {warnings}", spec.id);
    }
    let of = |kind: &str| all(&report_type(kind).unwrap().warning_msgs());
    assert!(of("ipr.holder").contains("under penalty of perjury"));
    assert!(of("trade_rules").contains("Try a dispute first"));
    assert!(of("trade_rules").contains("only through the site"));
    assert!(of("fraud_store").contains("compelling evidence"));
    assert_eq!(report_type("trade_rules").unwrap().availability.as_deref(), Some("unknown"));
}

#[test]
fn every_type_says_where_to_click() {
    for (kind, parts) in [
        (
            "ipr.non_holder",
            vec!["Help › Disputes and Complaints", "For Non-Rights Holders", "Report Center › My Reports"],
        ),
        ("ipr.holder", vec!["For Rights Holders", "ipp.alibabagroup.com"]),
        ("restricted", vec!["Restricted or Prohibited Products", "My AliExpress › Disputes and Complaints"]),
        ("trade_rules", vec!["Send a request", "Add a complaint", "by e-mail"]),
        ("search", vec!["Submint"]),
    ] {
        let paths = all(&report_type(kind).unwrap().path_msgs());
        for part in parts {
            assert!(paths.contains(part), "{kind}: {part} is not in {paths}");
        }
    }
}

#[test]
fn old_categories_and_numbers_have_a_type_or_say_that_they_are_not_known() {
    let rows: Vec<(&str, &str, bool)> =
        book().aliases.iter().map(|alias| (alias.old.as_str(), alias.now.as_str(), alias.certain)).collect();
    assert_eq!(
        rows,
        [
            ("counterfeit", "ipr.non_holder", true),
            ("search_engine_deception", "search", true),
            ("fake", "ipr.non_holder", true),
            ("parcel_not_as_ordered", "trade_rules", false),
            ("false_data_published", "search", false),
            ("payment_outside", "trade_rules", true),
        ]
    );
    let numbered: Vec<(u32, Option<&str>)> =
        book().numbered.iter().map(|one| (one.number, one.reason.as_deref())).collect();
    assert_eq!(numbered, [(1, None), (2, None), (3, Some("wrong_category")), (4, None), (5, None)]);
}

fn judged(kind: &str, files: usize) -> Vec<String> {
    let case = Case {
        id: CaseId(1),
        kind: CaseKind::Report,
        order: None,
        line: None,
        after: None,
        pack: String::new(),
        pack_version: String::new(),
        reason: None,
        remedy: None,
        amount: None,
        note: None,
        opened_at: chrono::DateTime::UNIX_EPOCH,
        removed_at: None,
    };
    let mut ready = Readiness::default();
    reporting::judge(&mut ready, &case, &Form::begun(kind, None), None, files, &super::story::pack());
    ready.warnings.iter().map(|warning| warning.id.to_string()).collect()
}

#[test]
fn only_reports_that_need_proof_warn_when_no_file_is_attached() {
    let no_file = "report-no-evidence".to_owned();
    for kind in ["trade_rules", "ipr.non_holder", "restricted", "fraud_store"] {
        assert!(judged(kind, 0).contains(&no_file), "{kind}");
        assert!(!judged(kind, 1).contains(&no_file), "{kind}");
    }
    // A wrong category is seen on the page itself: screenshots are welcome, nothing is needed.
    assert!(!judged("search", 0).contains(&no_file));
}

#[test]
fn files_of_the_order_are_listed_in_the_text_of_a_report() {
    let form = form("trade_rules", &[("order_number", "8136324328903264")]);
    let text = report_text(&form, None, "Attached:\n1. photo: label\n2. video: unboxing");
    assert!(text.ends_with("Attached:\n1. photo: label\n2. video: unboxing"), "{text}");
}

#[test]
fn a_notice_of_a_rights_holder_confirms_its_truth_and_lists_every_link() {
    let form = form(
        "ipr.holder",
        &[("product_url", "https://a.example/1\nhttps://a.example/2"), ("identity", "Acme")],
    );
    let text = report_text(&form, None, "");
    assert!(text.contains("Product: https://a.example/1 https://a.example/2"), "{text}");
    assert!(text.contains("The information in this notice is accurate"), "{text}");
    assert!(!report_text(&form_of_non_holder(), None, "").contains("accurate"));
}

fn form_of_non_holder() -> Form {
    form("ipr.non_holder", &[("product_url", "https://a.example/1")])
}

#[test]
fn the_form_says_where_the_order_number_is() {
    assert!(say(&Msg::new("report-help-order-number")).contains("above each purchase in My orders"));
}

#[test]
fn the_form_says_that_a_report_is_official() {
    assert!(say(&Msg::new("report-official")).contains("official complaint"));
}

#[test]
fn a_report_tells_to_wait_and_where_to_look() {
    assert!(say(&Msg::new("report-slow")).contains("Do not expect an answer at once"));
    assert!(say(&Msg::new("report-next-no-time")).contains("look into the Report Center now and then"));
}

#[test]
fn the_old_mail_address_is_marked_as_unverified() {
    let words = say(&Msg::new("report-contact-mail"));
    assert!(words.contains("buyer@aliexpress.com") && words.contains("not verified"), "{words}");
}

#[test]
fn the_first_question_offers_a_dispute_or_a_complaint() {
    assert!(
        say(&Msg::new("route-words")).contains("a dispute about an order, or a complaint about a seller")
    );
    assert_eq!(Matter::ALL, [Matter::Order, Matter::Seller, Matter::Account, Matter::Other]);
    for matter in Matter::ALL {
        assert!(!Trouble::of(*matter).is_empty(), "{matter:?}");
    }
    // Every answer leads somewhere.
    for trouble in Trouble::ALL {
        assert!(!ways(*trouble, None).is_empty(), "{trouble:?}");
    }
}

#[test]
fn the_other_needs_of_a_buyer_have_a_route() {
    let first = |trouble| ways(trouble, None)[0].clone();
    assert_eq!(first(Trouble::AccountBlocked).route, Route::Account("reactivation"));
    assert_eq!(ways(Trouble::FraudStore, None)[1].route, Route::Report("fraud_store"));
    assert_eq!(first(Trouble::Prohibited).route, Route::Report("restricted"));
    let service = first(Trouble::SomethingElse);
    assert_eq!(service.route, Route::CustomerService);
    let why = say(&service.why);
    assert!(why.contains("at the bottom of every page") && why.contains("ask for a human agent"), "{why}");
}

#[test]
fn the_chat_has_no_opening_hours() {
    let words = say(&Msg::new("route-chat-words"));
    assert!(
        words.contains("An operator is always there") && words.contains("Save the transcript"),
        "{words}"
    );
    assert_eq!(book().chats, ["delivery", "mismatch"]);
}

#[test]
fn account_cases_that_are_only_instructions_have_no_clock() {
    for kind in ["new_account", "login"] {
        let spec = account_type(kind).unwrap();
        assert!(spec.instructions_only && spec.timer.is_none(), "{kind}");
    }
    assert_eq!(account_type("reactivation").unwrap().timer.as_deref(), Some("account_appeal"));
}

#[test]
fn card_numbers_are_told_from_other_numbers() {
    assert_eq!(card_number_in("4111 1111 1111 1111").as_deref(), Some("4111111111111111"));
    assert_eq!(card_number_in("card 5500-0000-0000-0004.").as_deref(), Some("5500000000000004"));
    assert_eq!(card_number_in("order 4111 1111 1111 1112"), None);
    assert_eq!(card_number_in("on 2026-07-20 at 10:00"), None);
}

#[test]
fn the_type_is_a_field_like_others() {
    assert_eq!(Form::begun("search", None).get(TYPE), Some("search"));
    assert_eq!(form("gossip", &[]).faults(&Marketplace::AliExpress)[0].what.id, "report-type-missing");
}
