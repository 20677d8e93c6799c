//! The keys of every JSON shape, all the way down: a script must never find one gone. A key more is a change of the
//! contract too, so it is written down here first. Lists show the keys of all their entries together.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::{Buyer, Ran, photo};

/// Which keys a value has, whatever the values are.
#[derive(Default)]
struct Shape {
    keys: BTreeMap<String, Self>,
    is_object: bool,
    entries: Option<Box<Self>>,
}

impl Shape {
    fn add(&mut self, value: &Value) {
        match value {
            Value::Object(map) => {
                self.is_object = true;
                for (key, value) in map {
                    self.keys.entry(key.clone()).or_default().add(value);
                }
            }
            Value::Array(list) => {
                let entries = self.entries.get_or_insert_default();
                for value in list {
                    entries.add(value);
                }
            }
            _ => {}
        }
    }

    fn words(&self) -> String {
        let mut words = String::new();
        if self.is_object {
            let keys: Vec<String> =
                self.keys.iter().map(|(key, shape)| format!("{key}{}", shape.words())).collect();
            words = format!("{{{}}}", keys.join(" "));
        }
        if let Some(entries) = &self.entries {
            words.push('[');
            words.push_str(&entries.words());
            words.push(']');
        }
        words
    }
}

/// Compares the keys of all documents a command printed; line breaks in `wanted` say nothing.
#[track_caller]
fn has_shape(ran: &Ran, wanted: &str) {
    let mut shape = Shape::default();
    for line in ran.lines() {
        shape.add(&line);
    }
    let wanted = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(shape.words(), wanted);
}

const NOW: &str = "2026-03-18T10:00";
const ORDER: &str = "8136324328903264";

/// One order with two photos, a dispute that was sent and answered, and something in the bin.
fn library() -> Buyer {
    let buyer = Buyer::new();
    let with = |args: &[&str]| buyer.at(NOW, args).fine();
    with(&[
        "order",
        "add",
        ORDER,
        "--title",
        "Watch",
        "--paid",
        "11.73",
        "--currency",
        "USD",
        "--listed",
        "12.41",
        "--paid-on",
        "2026-01-02",
        "--shipped",
        "2026-01-05T10:00",
        "--delivered",
        "2026-03-16",
        "--tag",
        "gift",
    ]);
    with(&["order", "set", ORDER, "--delivered", "2026-03-17"]);
    with(&["order", "event", ORDER, "note", "--note", "The box was dented."]);
    attach(&buyer, "one", 300);
    attach(&buyer, "two", 360);
    with(&["evidence", "remove", "2"]);
    with(&["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working"]);
    with(&["case", "event", "1", "submitted"]);
    with(&["case", "event", "1", "seller_offer", "--amount", "5", "--plan", "refund_only"]);
    with(&["case", "event", "1", "escalated"]);
    with(&["case", "event", "1", "evidence_requested", "--note", "A video, please."]);
    buyer
}

fn attach(buyer: &Buyer, name: &str, side: u32) {
    let path = file(buyer, name, side);
    buyer
        .at(NOW, &["attach".as_ref(), ORDER.as_ref(), path.as_os_str(), "--role".as_ref(), "defect".as_ref()])
        .fine();
}

fn file(buyer: &Buyer, name: &str, side: u32) -> PathBuf {
    let path = buyer.folder().join(format!("{name}.jpg"));
    photo(&path, side);
    path
}

/// Runs a command of which one argument is a path.
fn at(buyer: &Buyer, command: &str, path: &std::path::Path, more: &[&str]) -> Ran {
    let mut args: Vec<&std::ffi::OsStr> = command.split(' ').map(std::ffi::OsStr::new).collect();
    args.push(path.as_os_str());
    args.extend(more.iter().map(std::ffi::OsStr::new));
    args.push("--json".as_ref());
    buyer.at(NOW, &args)
}

#[test]
fn check_line() {
    let buyer = Buyer::new();
    let path = buyer.folder().join("photo.png");
    std::fs::rename(file(&buyer, "photo", 200), &path).expect("another name");
    let ran = at(&buyer, "check", &path, &[]).ends(1);
    has_shape(
        &ran,
        "{bytes captured_at duration_secs findings[{code fix message severity}] format
         has_location height kind path sha256 verdict width}",
    );
}

#[test]
fn fix_line() {
    let buyer = Buyer::new();
    let path = buyer.folder().join("photo.png");
    std::fs::rename(file(&buyer, "photo", 200), &path).expect("another name");
    let copies = buyer.folder().join("copies");
    let ran = at(&buyer, "fix", &path, &["--out", copies.to_str().expect("UTF-8")]).fine();
    has_shape(
        &ran,
        "{bytes captured_at duration_secs findings[{code fix message severity}] format
         has_location height kind output path sha256 verdict width}",
    );
}

#[test]
fn order_show() {
    let ran = library().at(NOW, &["order", "show", ORDER, "--json"]).fine();
    has_shape(
        &ran,
        "{account arrival[] carrier cases[{asked{currency minor} category closed decided id kind
         next_date next_step{action due text who} offered{currency minor} opened_at order reason severity
         state title}] confirm_guard{points[{question text weight}] red terms[]} currency
         dates{delivered{at day precision said seen_at zone} paid{at day precision said seen_at zone}
         shipped{at day precision said seen_at zone}} deadlines[{basis certain conflicts[{flagged latest
         source value why}] due earliest id kind lane latest pack_zone presumed rule scope severity
         shown_by_marketplace sources[] starts_at{at day precision zone} status title who}] delivery_included events[{at{at
         day precision zone} id note recorded_at seq source type voided}] evidence[{added_at
         attachment{caption id position role shows[] target{kind order}} bytes captured_at copy
         derived_from duration_secs file_time findings[] format has_location height id kind name pasted
         recipe sha256 verdict width}] fraud_patterns[] free_returns lines[{amount_cap{currency minor}
         coupon external_id gift line listed{currency minor} options paid{currency minor} product_url
         quantity shipping title}] local_return marketplace note notes[] number other_dates{}
         paid_total{currency minor} payment_kind payment_method prepaid refund_lands removed_at
         ships_from state state_presumed store store_url tags[] title tracking warranty{certain given_by
         questions[] return_freight sources[] until}}",
    );
}

#[test]
fn order_list() {
    let ran = library().at(NOW, &["order", "list", "--json"]).fine();
    has_shape(
        &ran,
        "{case_state evidence marketplace number ordered paid{currency minor} state store title
         window_ends worst_verdict}",
    );
}

#[test]
fn case_show() {
    let ran = library().at(NOW, &["case", "show", "1", "--json"]).fine();
    has_shape(
        &ran,
        "{after amount_cap{currency minor} asked{currency minor} cancel_guard{points[{question text
         weight}] red terms[]} coupons[] deadlines[{basis certain conflicts[{flagged latest source value
         why}] due earliest id kind lane latest pack_zone presumed rule scope severity
         shown_by_marketplace sources[] starts_at{at day precision zone} status title who}] decided
         demands[{amount{currency minor} at{at day precision zone} changes[] event note plan reason
         version}] events[{amount{currency minor} at{at day precision zone} id note plan recorded_at seq
         source submission type voided}] id kind line next_step{action due text who} notes[]
         offered{currency minor} offers[{amount{currency minor} at{at day precision zone} break_even by
         differences[] event freight note outside plan standing terms[{asked change offered term}]
         traps[] wait_until warnings[]}] order outcome pack pack_version pack_version_now
         readiness{blockers[] have missing[] musts_have musts_need need needs[{by files_have files_need
         have must need recipe text}] stricter tips[] warnings[]} reason received refund remedy report
         requests[{answered at{at day precision zone} by due event items[{number state text why_not}]
         text tip}] return_paid_by stage state state_presumed submissions[{files[{caption evidence
         sha256}] frozen_at kind number text}] support_text traps[]}",
    );
}

#[test]
fn case_list() {
    let ran = library().at(NOW, &["case", "list", "--json"]).fine();
    has_shape(
        &ran,
        "{asked{currency minor} category closed decided id kind next_date
         next_step{action due text who} offered{currency minor} opened_at order reason severity
         state title}",
    );
}

#[test]
fn paste() {
    let text = "Refund if no delivery before Sep 4. Refund if no delivery before Feb 30, 2026";
    let ran = library().at(NOW, &["order", "paste", ORDER, "--text", text, "--json"]).fine();
    has_shape(
        &ran,
        "{proposals[{amount asks[{candidates[{at day precision zone}] code field order_date}]
         at{at day precision zone} by case clear deadline doubts[] due event items[] known log
         order_date outcome phrase plan quote readings[] recorded refused span[] tracking}]
         recorded unread[{span[] text}]}",
    );
}

#[test]
fn report_types_and_routes() {
    has_shape(
        &Buyer::new().at(NOW, &["case", "types", "--json"]).fine(),
        "{availability case cite[] fields[{choices[] id kind name required}] name old_names[]
         old_numbers[] paths[] retries[] timer type warnings[]}",
    );
    has_shape(
        &library().at(NOW, &["case", "routes", ORDER, "--what", "not_received", "--json"]).fine(),
        "{case name open route shut type why}",
    );
}

#[test]
fn case_text() {
    let ran = library().at(NOW, &["case", "text", "1", "--own", "You liar", "--json"]).fine();
    has_shape(&ran, "{characters hints[{code message severity words[]}] limit text utf16_crlf utf16_lf}");
}

#[test]
fn case_reasons_and_phrases() {
    let ran = Buyer::new().at(NOW, &["case", "reasons", "--json"]).fine();
    has_shape(&ran, "{code group group_label label received site site_group sources[]}");
    let ran = Buyer::new().at(NOW, &["case", "reasons", "--search", "torn", "--json"]).fine();
    has_shape(
        &ran,
        "{code group group_label label received score site site_group sources[] why[{known said}]}",
    );
    let ran = Buyer::new().at(NOW, &["case", "phrases", "--json"]).fine();
    has_shape(&ran, "{english gloss id reason}");
}

#[test]
fn case_form() {
    let ran = library().at(NOW, &["case", "form", "1", "--json"]).fine();
    has_shape(
        &ran,
        "{as_of case editing fields[{also[] files id label notes[] sources[] ticked value}] sends state
         versions[{amount{currency minor} at{at day precision zone} changes[] files number reason remedy text}]}",
    );
}

#[test]
fn case_remedies() {
    let ran = library()
        .at(
            NOW,
            &[
                "case",
                "remedies",
                "1",
                "--critical",
                "small",
                "--damage",
                "look",
                "--mending",
                "no",
                "--json",
            ],
        )
        .fine();
    has_shape(
        &ran,
        "{answers{critical damage mending repair_cost return_cost}
         remedies[{back{currency minor} cost{currency minor} costs_more days{max min} in_form keeps_item
         left{currency minor} notes[] plan rules[]}]
         suggestion{amount{currency minor} because percent}}",
    );
}

#[test]
fn cards() {
    let ran = Buyer::new().at(NOW, &["cards", "list", "--json"]).fine();
    has_shape(&ran, "{aliases[] as_of id own sources[] steps[] title}");
}

#[test]
fn case_events() {
    let ran = Buyer::new().at(NOW, &["case", "events", "--json"]).fine();
    has_shape(&ran, "{log type}");
}

#[test]
fn due() {
    let ran = library().at(NOW, &["due", "--json"]).fine();
    has_shape(
        &ran,
        "{action advice[] at_stake{currency minor} case deadline{basis certain conflicts[{flagged latest
         source value why}] due earliest id kind lane latest pack_zone presumed rule scope severity
         shown_by_marketplace sources[] starts_at{at day precision zone} status title who} group handle
         order other_actions[] snoozed_until text title who}",
    );
}

#[test]
fn summary() {
    let ran = library().at(NOW, &["summary", "--json"]).fine();
    has_shape(
        &ran,
        "{at_stake[{currency minor}] groups{later overdue this_week
         today waiting} recovered[]}",
    );
}

#[test]
fn history() {
    let ran = library().at(NOW, &["history", "--json"]).fine();
    has_shape(
        &ran,
        "{asked[{currency minor}] cases[{asked{currency minor} closed_at decided ending id kind
         offered{currency minor} opened_at order outcome received stages[{days hours running
         state}] state title}] decided[] dispute_rate{disputes disputes_lately lately_days orders
         percent sources[] warnings[] window_days} endings{cancelled lost open part won}
         offered[{currency minor}] received[] stages[]}",
    );
}

#[test]
fn guides() {
    let ran = Buyer::new().at(NOW, &["guides", "--json"]).fine();
    has_shape(&ran, "{as_of facts[] id sources[] steps[] title topic}");
}

#[test]
fn evidence_list() {
    let ran = library().at(NOW, &["evidence", "list", ORDER, "--json"]).fine();
    has_shape(
        &ran,
        "{added_at attachment{caption id position role shows[] target{kind order}} bytes
         captured_at copy derived_from duration_secs file_time findings[] format has_location
         height id kind name pasted recipe sha256 verdict width}",
    );
}

#[test]
fn bin_list() {
    let ran = library().at(NOW, &["bin", "list", "--json"]).fine();
    has_shape(&ran, "{bytes id removed_at title}");
}

#[test]
fn verify() {
    let ran = library().at(NOW, &["verify", "--json"]).fine();
    has_shape(&ran, "{changed[] checked checked_bytes missing[] ok orphaned[] problems[] unreadable[]}");
}

#[test]
fn rules_list() {
    let ran = Buyer::new().at(NOW, &["rules", "list", "--json"]).fine();
    has_shape(&ran, "{as_of enabled extends historic id marketplace own timers title version warnings[]}");
}

#[test]
fn export_and_verify_bundle() {
    let buyer = library();
    let out = buyer.folder().join("claim");
    let written = at(&buyer, "export 1 --anyway --out", &out, &[]).fine();
    assert!(written.json()["path"].is_string(), "{}", written.out);
    has_shape(&written, "{blockers[] bytes exhibits files path warnings[] written}");
    let sound = at(&buyer, "verify-bundle", &out, &[]).fine();
    has_shape(&sound, "{checked ok path problems[]}");
    std::fs::write(out.join("data/claim.txt"), "another").expect("a file");
    let faulty = at(&buyer, "verify-bundle", &out, &[]).ends(1);
    has_shape(&faulty, "{checked ok path problems[{file message}]}");
}

#[test]
fn an_export_that_was_blocked() {
    let buyer = Buyer::new();
    buyer.at(NOW, &["order", "add", ORDER, "--paid", "11.73", "--currency", "USD"]).fine();
    buyer.at(NOW, &["case", "open", ORDER, "--kind", "dispute", "--reason", "defective"]).fine();
    let blocked = at(&buyer, "export 1 --out", &buyer.folder().join("claim"), &[]).ends(1);
    has_shape(&blocked, "{blockers[] bytes exhibits files path warnings[] written}");
}
