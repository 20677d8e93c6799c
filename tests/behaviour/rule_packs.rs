//! Rule packs: the built-in one holds what the contract says, and mistakes are refused with their place.

use chrono::NaiveDate;
use parcelproof::domain::event::Party;
use parcelproof::domain::order::Marketplace;
use parcelproof::domain::rules::{
    Extent, Length, PackError, Packs, RulePack, Start, StartPoint, Trust, Unit,
};

fn built_in() -> RulePack {
    Packs::built_in().unwrap().get("aliexpress-2026").unwrap().clone()
}

const SMALL: &str = r#"id = "small"
title = "A small pack"
marketplace = "aliexpress"
as_of = "2026-11-22"
zone = "America/Los_Angeles"

[timers.open_latest]
start = "order_completed_at"
n = 15
unit = "calendar_days"
who = "buyer"
kind = "deadline"
certain = true
cite = ["S10"]

[sources.S10]
title = "A page"
"#;

fn refused(from: &str, to: &str) -> (String, usize, usize) {
    assert!(SMALL.contains(from), "{from}");
    let error: PackError = RulePack::parse(&SMALL.replace(from, to), "small.toml").unwrap_err();
    (error.message.id.to_string(), error.line, error.column)
}

#[test]
fn the_built_in_pack_holds_the_numbers_of_the_contract() {
    let pack = built_in();
    let exact = |name: &str| match pack.timer(name).unwrap().extent {
        Extent::Exact(Length { n, unit }) => (n, unit),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(exact("open_earliest"), (10, Unit::CalendarDays));
    assert_eq!(exact("open_latest"), (15, Unit::CalendarDays));
    assert_eq!(exact("seller_reply"), (5, Unit::CalendarDays));
    assert_eq!(exact("negotiation"), (7, Unit::CalendarDays));
    assert_eq!(exact("evidence_request"), (3, Unit::CalendarDays));
    assert_eq!(exact("return_dispatch"), (10, Unit::CalendarDays));
    assert_eq!(exact("order_cancel_reply"), (72, Unit::Hours));
    assert_eq!(exact("coupon_expiry"), (2, Unit::CalendarMonths));
    let band = |name: &str| match pack.timer(name).unwrap().extent {
        Extent::Band { min, max, unit, .. } => (min, max, unit),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(band("review"), (Some(14), 60, Unit::CalendarDays));
    assert_eq!(band("refund"), (Some(1), 20, Unit::BusinessDays));
    assert_eq!(band("complaint_decision"), (Some(0), 15, Unit::CalendarDays));
    assert_eq!(pack.timers.len(), 24);
    assert_eq!(pack.timer("seller_reply").unwrap().who, Party::Seller);
    assert_eq!(pack.timer("seller_reply").unwrap().start, Start::At(StartPoint::SubmittedOrEdited));
    assert!(!pack.timer("review").unwrap().certain);
    assert_eq!(pack.sources["S01"].trust, Some(Trust::A));
    assert_eq!(pack.sources["seed003"].trust, None);
    assert!(pack.version().starts_with("2026-11-22+"), "{}", pack.version());
    assert_eq!(pack.flags.complaint_text_max, Some(1000));
}

#[test]
fn the_built_in_pack_states_the_limits_for_files() {
    let evidence = built_in().evidence.unwrap();
    assert_eq!(
        (evidence.image.max_bytes, evidence.image.borderline_bytes, evidence.image.target_bytes),
        (2_000_000, 2_097_152, 1_900_000)
    );
    assert_eq!((evidence.video.max_bytes, evidence.video.borderline_bytes), (500_000_000, 524_288_000));
    assert_eq!(evidence.image.formats, ["jpg", "jpeg", "bmp", "gif", "png"]);
    assert_eq!(evidence.video.formats.len(), 12);
    assert_eq!(evidence.max_files, None);
}

#[test]
fn every_source_of_a_built_in_pack_is_used() {
    let packs = Packs::built_in().unwrap();
    for pack in packs.iter() {
        let base = pack.extends.as_ref().map(|base| packs.get(base).unwrap());
        for code in pack.sources.keys().filter(|code| base.is_none_or(|b| !b.sources.contains_key(*code))) {
            let cited = pack.evidence_cite.contains(code)
                || pack.timers.values().any(|timer| {
                    timer.cite.contains(code) || timer.others.iter().any(|other| other.cite.contains(code))
                })
                || pack.about.values().any(|about| {
                    about.cite.contains(code) || about.others.iter().any(|other| other.cite.contains(code))
                });
            assert!(cited, "{}: {code}", pack.id);
        }
    }
}

#[test]
fn a_marketplace_without_a_pack_has_none() {
    let packs = Packs::built_in().unwrap();
    assert_eq!(packs.for_marketplace(&Marketplace::AliExpress).unwrap().id, "aliexpress-2026");
    assert!(packs.for_marketplace(&Marketplace::Other("somewhere".to_owned())).is_none());
}

#[test]
fn mistakes_are_refused_with_line_and_column() {
    assert!(RulePack::parse(SMALL, "small.toml").is_ok());
    let cases = [
        ("calendar_days", "fortnights", ("rules-pack-unknown-word", 10, 8)),
        ("America/Los_Angeles", "America/Nowhere", ("rules-pack-unknown-word", 5, 8)),
        ("order_completed_at", "full_moon_at", ("rules-pack-unknown-word", 8, 9)),
        ("who = \"buyer\"", "whom = \"buyer\"", ("rules-pack-missing", 7, 1)),
        ("certain = true", "certain = true\ncolour = \"red\"", ("rules-pack-unknown-key", 14, 1)),
        ("\"S10\"]", "\"S99\"]", ("rules-pack-unknown-source", 14, 9)),
        ("n = 15", "n = 15.5", ("rules-pack-wrong-type", 9, 5)),
        ("n = 15\n", "", ("rules-pack-no-length", 7, 1)),
        ("n = 15", "max = 15", ("rules-pack-band-mismatch", 7, 1)),
        ("2026-11-22", "22.11.2026", ("rules-pack-wrong-type", 4, 9)),
        ("id = \"small\"\n", "", ("rules-pack-missing", 1, 1)),
        ("id = \"small\"", "id = \"small\"\nid = \"large\"", ("rules-pack-not-toml", 2, 1)),
        ("[sources.S10]", "[timers.open_latest]\n[sources.S10]", ("rules-pack-not-toml", 16, 9)),
        ("zone = ", "zone ", ("rules-pack-not-toml", 5, 6)),
    ];
    for (from, to, (id, line, column)) in cases {
        assert_eq!(refused(from, to), (id.to_owned(), line, column), "{from} -> {to}");
    }
    let spelled_twice = format!("{SMALL}\n[timers.Open_Latest]\nstart = \"paid_at\"\n");
    assert_eq!(RulePack::parse(&spelled_twice, "x").unwrap_err().message.id, "rules-pack-timer-twice");
}

#[test]
fn a_pack_with_a_taken_id_is_refused() {
    let mut packs = Packs::built_in().unwrap();
    assert!(packs.add(RulePack::parse(SMALL, "small.toml").unwrap()).is_ok());
    assert_eq!(packs.add(built_in()).unwrap_err().message.id, "rules-pack-twice");
}

#[test]
fn a_pack_older_than_twelve_months_warns() {
    let pack = built_in();
    let on = |text: &str| pack.warnings(text.parse::<NaiveDate>().unwrap()).len();
    assert_eq!(on("2026-11-22"), 0);
    assert_eq!(on("2027-11-22"), 0);
    assert_eq!(on("2027-11-23"), 1);
    let undated = RulePack::parse(&SMALL.replace("as_of = \"2026-11-22\"\n", ""), "small.toml").unwrap();
    assert!(undated.version().starts_with("undated+"));
    assert_eq!(undated.warnings("2026-11-22".parse().unwrap())[0].id, "rules-pack-undated");
}

#[test]
fn the_pack_with_a_byte_order_mark_and_windows_line_ends_is_read() {
    let text = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    assert!(RulePack::parse(&text, "small.toml").is_ok());
}
