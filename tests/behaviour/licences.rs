//! Holds the licences: everything the program is made of may be given away with it, under permissive terms or,
//! unmodified, under the MPL 2.0. Owns the list of what is accepted and why.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::source::project;

/// Licences accepted, each with what it asks for.
const ACCEPTED: &[(&str, &str)] = &[
    ("0BSD", "asks for nothing"),
    ("Apache-2.0", "notice kept"),
    ("Apache-2.0 WITH LLVM-exception", "as Apache-2.0, and asks less of binaries"),
    ("BSD-2-Clause", "notice kept"),
    ("BSD-3-Clause", "notice kept, no use of the authors' names"),
    ("BSL-1.0", "notice kept in source"),
    ("CC0-1.0", "asks for nothing"),
    ("IJG", "the JPEG group is named in the documentation"),
    ("ISC", "notice kept"),
    ("MIT", "notice kept"),
    ("MIT-0", "asks for nothing"),
    ("MPL-2.0", "unmodified: its own source stays available where it came from"),
    ("OFL-1.1", "fonts: not sold by themselves, notice kept"),
    ("Ubuntu-font-1.0", "font: notice kept, name kept while unmodified"),
    ("Unicode-3.0", "data: notice kept"),
    ("Unlicense", "asks for nothing"),
    ("Zlib", "not claimed as one's own"),
];

#[test]
fn everything_in_the_program_has_an_accepted_licence() {
    let metadata = metadata();
    let inside = packages_in_the_program(&metadata);
    assert!(inside.len() > 100, "only {} packages were found: the graph was not read", inside.len());
    let packages = metadata["packages"].as_array().expect("packages");
    let mut faults = BTreeMap::new();
    for package in
        packages.iter().filter(|package| package["id"].as_str().is_some_and(|id| inside.contains(id)))
    {
        let name = package["name"].as_str().unwrap_or_default().to_owned();
        match package["license"].as_str() {
            Some(terms) if accepts(terms) => {}
            terms => {
                faults.insert(name, terms.unwrap_or("no licence named").to_owned());
            }
        }
    }
    assert!(faults.is_empty(), "not accepted: {faults:#?}");
}

/// What cargo knows of the program with its default features. Packages of other systems are left out when they
/// were never fetched (nothing here downloads).
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |extra: &[&str]| {
        Command::new(&cargo)
            .current_dir(project())
            .args(["metadata", "--locked", "--offline", "--format-version", "1"])
            .args(extra)
            .output()
            .expect("cargo runs")
    };
    let everywhere = run(&[]);
    let output = if everywhere.status.success() {
        everywhere
    } else {
        eprintln!("licences of other systems' packages are not looked at: they were never fetched");
        run(&["--filter-platform", &host()])
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned()
}

/// Ids of every package that the program itself is built from or with; what only tests use is left aside.
fn packages_in_the_program(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let root = metadata["resolve"]["root"].as_str().expect("the program itself");
    let (mut inside, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if !inside.insert(id) {
            continue;
        }
        let Some(needs) = nodes.get(id).and_then(|node| node["deps"].as_array()) else { continue };
        for need in needs {
            let kinds = need["dep_kinds"].as_array().map(Vec::as_slice).unwrap_or_default();
            if kinds.iter().any(|kind| kind["kind"].as_str() != Some("dev"))
                && let Some(id) = need["pkg"].as_str()
            {
                open.push(id);
            }
        }
    }
    inside
}

/// Whether an SPDX expression can be met with accepted licences: one side of an OR, both of an AND.
/// The old way of writing OR as `/` is read too.
fn accepts(terms: &str) -> bool {
    let spaced = terms.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = any_of(&words, &mut at);
    met && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize) -> bool {
    let mut met = all_of(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all_of(words, at);
    }
    met
}

fn all_of(words: &[&str], at: &mut usize) -> bool {
    let mut met = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at);
    }
    met
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any_of(words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return met && closed;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
    }
    ACCEPTED.iter().any(|(accepted, _)| *accepted == name)
}

#[test]
fn licence_expressions_are_read_as_written() {
    for fine in [
        "MIT",
        "MIT/Apache-2.0",
        "Apache-2.0 OR GPL-2.0-only",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR MIT",
        "GPL-3.0 OR (MIT AND ISC)",
    ] {
        assert!(accepts(fine), "{fine}");
    }
    for refused in
        ["GPL-3.0-only", "AGPL-3.0", "MIT AND GPL-2.0-only", "(MIT OR ISC) AND LGPL-3.0", "", "(MIT"]
    {
        assert!(!accepts(refused), "{refused}");
    }
}
