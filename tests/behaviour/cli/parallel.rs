//! Several programs on one library at the same moment.

use std::process::{Child, Stdio};

use super::{Buyer, Ran};

const ZONE: &str = "America/Los_Angeles";
const ORDER: &str = "8136324328903264";

/// Runs commands at the same moment.
fn together(buyer: &Buyer, now: &str, commands: &[Vec<&str>]) -> Vec<Ran> {
    let start = |args: &Vec<&str>| {
        let mut command = buyer.command(now, ZONE, args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let running: Vec<Child> = commands.iter().map(start).collect();
    running.into_iter().map(|child| Ran::of(child.wait_with_output().expect("it ends"))).collect()
}

#[test]
fn of_four_disputes_sent_at_once_for_one_line_one_is_recorded() {
    let now = "2026-03-18T10:00";
    for _ in 0..3 {
        let buyer = Buyer::in_zone(ZONE);
        let order = ["order", "add", ORDER, "--paid", "11.73", "--currency", "USD"];
        buyer.at(now, &[&order[..], &["--delivered", "2026-03-16"]].concat()).fine();
        for _ in 0..4 {
            let open = ["case", "open", ORDER, "--kind", "dispute", "--reason", "not_working"];
            buyer.at(now, &open).fine();
        }
        let commands: Vec<Vec<&str>> =
            ["1", "2", "3", "4"].iter().map(|case| vec!["case", "event", case, "submitted"]).collect();
        let ran = together(&buyer, now, &commands);
        let codes: Vec<i32> = ran.iter().map(|ran| ran.code).collect();
        assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?} {:?}", ran[0].err);
        assert!(ran.iter().all(|ran| ran.code == 0 || ran.code == 2 && !ran.err.is_empty()), "{codes:?}");
        let (mut sent, mut drafts) = (0, 0);
        for case in ["1", "2", "3", "4"] {
            let shown = buyer.at(now, &["case", "show", case, "--json"]).fine().json();
            sent += usize::from(shown["state"] != "draft");
            drafts += shown["submissions"].as_array().map_or(0, Vec::len);
        }
        assert_eq!((sent, drafts), (1, 1), "a draft nobody wrote was left behind");
        buyer.at(now, &["verify"]).fine();
    }
}

#[test]
fn what_is_sent_at_once_for_different_lines_is_all_recorded() {
    let now = "2026-03-18T10:00";
    let buyer = Buyer::in_zone(ZONE);
    let orders = ["8136324328903261", "8136324328903262", "8136324328903263", "8136324328903264"];
    for order in orders {
        let add =
            ["order", "add", order, "--paid", "11.73", "--currency", "USD", "--delivered", "2026-03-16"];
        buyer.at(now, &add).fine();
        buyer.at(now, &["case", "open", order, "--kind", "dispute", "--reason", "not_working"]).fine();
    }
    let commands: Vec<Vec<&str>> =
        ["1", "2", "3", "4"].iter().map(|case| vec!["case", "event", case, "submitted"]).collect();
    for ran in together(&buyer, now, &commands) {
        ran.fine();
    }
    buyer.at(now, &["verify"]).fine();
}
