//! Rule packs: the built-in one holds what the contract says, and mistakes are refused with their place.

use chrono::NaiveDate;
use parcelproof::domain::event::Party;
use parcelproof::domain::order::Marketplace;
use parcelproof::domain::rules::{
    Extent, Length, OwnPack, PackError, Packs, RulePack, Start, StartPoint, Trust, Unit,
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
    assert_eq!(pack.timers.len(), 26);
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
    assert_eq!(
        evidence.video.formats,
        ["3gp", "mp4", "mpv", "mov", "rm", "rmvb", "avi", "mpeg", "wmv", "dat", "vob", "flv"]
    );
    assert_eq!(evidence.max_files, None);
}

#[test]
fn reminders_and_their_neighbours_come_from_the_default_pack_where_another_says_nothing() {
    let packs = Packs::built_in().unwrap();
    let rule = packs.reminders("aliexpress-2026").unwrap();
    assert_eq!(rule.days_before, [7, 3, 1]);
    assert_eq!(rule.evidence_hours_before, [48, 24, 6, 1]);
    assert_eq!((rule.check_in_days, rule.snooze_minutes), (3, 30));
    assert_eq!(packs.reminders("unlisted"), Some(rule));
    assert_eq!(packs.dispute_rate("no such pack").unwrap().window_days, 90);
    assert_eq!(packs.warranty("aliexpress-2026").unwrap().return_freight, Party::Buyer);
    let table = "\n[dispute_rate]\nwindow_days = 60\nwarn_percent = 20\nwarn_from = 2\nseveral = 3\n\
        several_days = 30\ncertain = false\ncite = [\"S10\"]\n";
    let own = RulePack::parse(&format!("{SMALL}{table}"), "small.toml").unwrap();
    let mut packs = packs;
    packs.add(own).unwrap();
    assert_eq!(packs.dispute_rate("small").unwrap().window_days, 60);
    let zero = format!("{SMALL}{}", table.replace("several = 3", "several = 0"));
    let error: PackError = RulePack::parse(&zero, "small.toml").unwrap_err();
    assert_eq!((error.message.id.as_ref(), error.column), ("rules-pack-wrong-type", 11));
}

#[test]
fn leads_go_from_the_longest_to_the_shortest() {
    let text = include_str!("../../assets/rules/aliexpress-2026.toml");
    for wrong in ["[1, 3, 7]", "[7, 7, 1]", "[]", "[7, 0]", "[\"7\"]"] {
        assert!(RulePack::parse(&text.replace("[7, 3, 1]", wrong), "x.toml").is_err(), "{wrong}");
    }
}

#[test]
fn every_source_of_a_built_in_pack_is_used() {
    let packs = Packs::built_in().unwrap();
    for pack in packs.iter() {
        let base = pack.extends.as_ref().map(|base| packs.get(base).unwrap());
        for code in pack.sources.keys().filter(|code| base.is_none_or(|b| !b.sources.contains_key(*code))) {
            let habits = &pack.habits;
            let cited = pack.evidence_cite.contains(code)
                || pack.returns.cite.contains(code)
                || habits.reminders.iter().any(|rule| rule.cite.contains(code))
                || habits.dispute_rate.iter().any(|rule| rule.cite.contains(code))
                || habits.warranty.iter().any(|rule| rule.cite.contains(code))
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
    assert_eq!(packs.for_marketplace(&Marketplace::Ebay).unwrap().id, "ebay-mbg");
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
        ("order_completed_at", "coupon_used_at", ("rules-pack-only-ends", 8, 9)),
        ("n = 15", "n = 15\nended_by = []", ("rules-pack-endless", 10, 12)),
        ("n = 15", "n = 15\nended_by = [\"order_completed_at\"]", ("rules-pack-endless", 10, 12)),
        ("n = 15", "n = 15\nended_by = [\"full_moon_at\"]", ("rules-pack-unknown-word", 10, 13)),
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

#[test]
fn hostile_texts_are_refused_with_a_place_and_without_harm() {
    let cases = [
        ("n = 15", "n = 99999999999999999999", "rules-pack-wrong-type"),
        ("n = 15", "n = 9000000000000000000", "rules-pack-too-long"),
        ("n = 15", "n = -100001", "rules-pack-too-long"),
        ("n = 15", "n = 0x7fffffffffffffff", "rules-pack-too-long"),
        ("n = 15", "n = inf", "rules-pack-wrong-type"),
        ("kind = \"deadline\"", "kind = \"band\"\nmin = -3\nmax = 5", "rules-pack-band-mismatch"),
        ("id = \"small\"", "id = \"../small\"", "rules-pack-bad-id"),
        ("id = \"small\"", "id = \"Small\"", "rules-pack-bad-id"),
        ("id = \"small\"", "id = \"\"", "rules-pack-wrong-type"),
        ("[\"S10\"]", "\"S10\"", "rules-pack-wrong-type"),
        ("title = \"A page\"", "title = \"A page\"\ntrust = \"E\"", "rules-pack-unknown-word"),
        ("certain = true", "certain = true\ncap_days = 540", "rules-pack-missing"),
        ("certain = true", "certain = true\ncap_start = \"paid_at\"", "rules-pack-missing"),
        (
            "certain = true",
            "certain = true\napplies_if = { ships_from = [\"Mars\"] }",
            "rules-pack-unknown-word",
        ),
        ("\"order_completed_at\"", "{ latest_of = [] }", "rules-pack-wrong-type"),
        ("\"order_completed_at\"", "{ latest_of = [\"full_moon_at\"] }", "rules-pack-unknown-word"),
        ("\"order_completed_at\"", "{ earliest_of = [\"paid_at\"] }", "rules-pack-missing"),
        (
            "[sources.S10]",
            "[about.mood]\ncite = []\ncertain = true\n[sources.S10]",
            "rules-pack-unknown-word",
        ),
        ("[sources.S10]", "[flags]\ncourt = \"moon\"\n[sources.S10]", "rules-pack-unknown-word"),
    ];
    for (from, to, id) in cases {
        let (refused, line, column) = refused(from, to);
        assert_eq!(refused, id, "{to}");
        assert!(line > 0 && column > 0, "{to}");
    }
    let band = |min: &str, max: &str| {
        let text = SMALL.replace("kind = \"deadline\"", "kind = \"band\"");
        let text = text.replace("n = 15", &format!("min = {min}\nmax = {max}"));
        RulePack::parse(&text, "band.toml").map_err(|error| (error.message.id.to_string(), error.line))
    };
    assert!(band("3", "5").is_ok());
    assert_eq!(band("-3", "5").unwrap_err(), ("rules-pack-band-order".to_owned(), 7));
    assert_eq!(band("3", "-5").unwrap_err(), ("rules-pack-band-order".to_owned(), 7));
    assert_eq!(band("6", "5").unwrap_err(), ("rules-pack-band-order".to_owned(), 7));
}

#[test]
fn deep_nesting_and_endless_texts_are_refused() {
    let deep = format!("{SMALL}\n[x]\ny = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(RulePack::parse(&deep, "deep.toml").unwrap_err().message.id, "rules-pack-not-toml");
    let tables = format!("{SMALL}\n[{}]\n", vec!["a"; 50_000].join("."));
    assert!(RulePack::parse(&tables, "deep.toml").is_err());
    let long = format!("{SMALL}\n# {}\n", "x".repeat(10_000_000));
    let error = RulePack::parse(&long, "long.toml").unwrap_err();
    assert_eq!((error.message.id.as_ref(), error.line, error.column), ("rules-pack-too-big", 1, 1));
    for nothing in ["", "\u{feff}", "\0", "\u{202e}id = 1"] {
        assert!(RulePack::parse(nothing, "nothing.toml").is_err(), "{nothing:?}");
    }
}

#[test]
fn places_are_counted_in_characters_whatever_the_line_ends() {
    let text = SMALL.replace("title = \"A small pack\"", "title = \"Ünïcødé ✓\"; bad");
    let place = |text: &str| {
        let error = RulePack::parse(text, "x.toml").unwrap_err();
        (error.line, error.column)
    };
    let plain = place(&text);
    assert_eq!(plain, (2, 20));
    assert_eq!(place(&text.replace('\n', "\r\n")), plain);
    assert_eq!(place(&format!("\u{feff}{text}")), plain);
}

const PARTIAL: &str = r#"id = "partial"
title = "A part"
marketplace = "aliexpress"
zone = "America/Los_Angeles"
extends = "aliexpress-2026"

[timers.seller_reply]
start = "submitted_at"
n = 4
unit = "calendar_days"
who = "seller"
kind = "deadline"
certain = false
cite = ["S24"]

[flags]
reopen = "never"
"#;

#[test]
fn a_partial_pack_takes_over_what_it_does_not_say() {
    let packs = Packs::built_in().unwrap();
    let base = packs.get("aliexpress-2026").unwrap();
    let pack = packs.parse(PARTIAL, "partial.toml").unwrap();
    assert_eq!(
        pack.timer("seller_reply").unwrap().extent,
        Extent::Exact(Length { n: 4, unit: Unit::CalendarDays })
    );
    assert_eq!(pack.timer("seller_reply").unwrap().pack, "partial");
    assert_eq!(pack.timer("negotiation"), base.timer("negotiation"));
    assert_eq!(pack.timer("negotiation").unwrap().pack, "aliexpress-2026");
    assert_eq!(pack.timers.len(), base.timers.len());
    assert_eq!(pack.evidence, base.evidence);
    assert_eq!(pack.sources, base.sources);
    assert_ne!(pack.flags.reopen, base.flags.reopen);
    assert_eq!(pack.flags.escalation, base.flags.escalation);
    assert_eq!(pack.about["escalation"], base.about["escalation"]);
}

#[test]
fn extending_what_is_not_there_or_oneself_is_refused_with_its_place() {
    let packs = Packs::built_in().unwrap();
    let refused = |text: &str| {
        let error = packs.parse(text, "partial.toml").unwrap_err();
        (error.message.id.to_string(), error.line, error.column)
    };
    let base = |to: &str| PARTIAL.replace("extends = \"aliexpress-2026\"", &format!("extends = \"{to}\""));
    assert_eq!(refused(&base("nowhere")), ("rules-pack-unknown-base".to_owned(), 5, 11));
    assert_eq!(refused(&base("partial")), ("rules-pack-cycle".to_owned(), 5, 11));
    assert_eq!(
        refused(&PARTIAL.replace("\"S24\"", "\"S99\"")),
        ("rules-pack-unknown-source".to_owned(), 14, 9)
    );
    assert_eq!(RulePack::parse(PARTIAL, "x").unwrap_err().message.id, "rules-pack-unknown-base");
    // Two that extend each other, and a third that is sound.
    let own = |id: &str, text: String| OwnPack { id: id.to_owned(), text, enabled: true };
    let one = base("other").replace("\"partial\"", "\"one\"");
    let other = base("one").replace("\"partial\"", "\"other\"");
    let all =
        packs.clone().with_own(&[own("one", one), own("other", other), own("partial", PARTIAL.to_owned())]);
    let broken: Vec<_> = all.broken().iter().map(|broken| broken.error.message.id.to_string()).collect();
    assert_eq!(broken, ["rules-pack-cycle", "rules-pack-cycle"]);
    assert!(all.get("partial").is_some());
}

#[test]
fn a_pack_that_extends_one_of_the_buyers_own_follows_it_in_any_order() {
    let own = |id: &str, text: String| OwnPack { id: id.to_owned(), text, enabled: true };
    let child = PARTIAL.replace("\"partial\"", "\"a-child\"").replace("aliexpress-2026", "partial");
    let packs =
        Packs::built_in().unwrap().with_own(&[own("a-child", child), own("partial", PARTIAL.to_owned())]);
    assert!(packs.broken().is_empty(), "{:?}", packs.broken());
    assert_eq!(
        packs.get("a-child").unwrap().timers.len(),
        packs.get("aliexpress-2026").unwrap().timers.len()
    );
}

#[test]
fn the_version_changes_with_what_a_pack_says_and_with_nothing_else() {
    let version = |text: &str| RulePack::parse(text, "x").unwrap().version();
    let plain = version(SMALL);
    assert_ne!(version(&SMALL.replace("n = 15", "n = 16")), plain);
    assert_ne!(version(&SMALL.replace("A page", "Another page")), plain);
    assert_eq!(version(&format!("# a remark\n\n{}", SMALL.replace(" = ", "  =  "))), plain);
    assert_eq!(version(&SMALL.replace('\n', "\r\n")), plain);
    assert_eq!(version(&SMALL.replace("n = 15", "n = 0xf")), plain);
    let pack = RulePack::parse(SMALL, "x").unwrap();
    assert!(pack.is_version(&plain));
    assert!(pack.is_version("2026-11-22"), "cases of the first release remember the day only");
    assert!(!pack.is_version("2025-11-22"));
    assert!(!pack.is_version("2026-11-22+00000000"));
    // What it extends counts, too.
    let packs = Packs::built_in().unwrap();
    let changed = packs.text("aliexpress-2026").unwrap().replace("n = 15", "n = 14");
    let changed = changed.replace("id = \"aliexpress-2026\"", "id = \"mine\"");
    let own = OwnPack { id: "mine".to_owned(), text: changed, enabled: true };
    let of_mine = PARTIAL.replace("aliexpress-2026", "mine");
    let after = packs.clone().with_own(&[own]).parse(&of_mine, "x").unwrap();
    assert_ne!(after.version(), packs.parse(PARTIAL, "x").unwrap().version());
}

#[test]
fn former_rules_never_grow_old() {
    let packs = Packs::built_in().unwrap();
    let today = "2030-01-01".parse().unwrap();
    assert!(packs.get("aliexpress-classic").unwrap().warnings(today).is_empty());
    assert_eq!(packs.get("aliexpress-2026").unwrap().warnings(today)[0].id, "rules-pack-old");
    assert_eq!(packs.get("tmall-chat").unwrap().warnings(today)[0].id, "rules-pack-undated");
}

#[test]
fn every_start_of_a_timer_is_one_that_something_produces() {
    for pack in Packs::built_in().unwrap().iter() {
        for timer in pack.timers.values() {
            assert!(!timer.start.points().is_empty(), "{}/{}", pack.id, timer.name);
        }
    }
}
