//! Every fact the rules were gathered from has a home: `tests/fixtures/facts.tsv` names for each the test that
//! fails when what the program does about it is removed, and the rule, text or file that carries it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use parcelproof::domain::rules::Packs;

/// How many facts each section holds.
const SECTIONS: [(&str, usize); 17] = [
    ("P1", 23),
    ("P2", 16),
    ("P3", 23),
    ("P4", 28),
    ("P5", 12),
    ("P6", 32),
    ("P7", 27),
    ("P8", 19),
    ("P9", 10),
    ("P10", 14),
    ("P11", 13),
    ("P12", 22),
    ("P13", 74),
    ("P14", 5),
    ("P15", 9),
    ("P16", 27),
    ("P17", 26),
];

/// Words in what a fact asks for that let it stay outside the program.
const NOTHING_TO_DO: [&str; 4] = ["Background only", "ignore", "Not implemented", "No business-hours logic"];

#[derive(Debug)]
struct Fact {
    id: String,
    asks: String,
    tests: Vec<String>,
    homes: Vec<String>,
    because: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn facts() -> Vec<Fact> {
    let text = fs::read_to_string(root().join("tests/fixtures/facts.tsv")).unwrap();
    let words = |cell: &str| cell.split_whitespace().map(str::to_owned).collect();
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 6, "six columns: {line}");
            Fact {
                id: cells[0].to_owned(),
                asks: cells[2].to_owned(),
                tests: words(cells[3]),
                homes: homes(cells[4]),
                because: cells[5].trim().to_owned(),
            }
        })
        .collect()
}

/// What a fact's cell names: entries apart by semicolons or commas, in each the home first and then, in words, where in it.
fn homes(cell: &str) -> Vec<String> {
    cell.split([';', ','])
        .filter_map(|entry| entry.split_whitespace().next())
        .map(|home| home.split("::").next().unwrap_or_default().to_owned())
        .filter(|home| home.contains('/') || home.contains('-'))
        .collect()
}

/// Names of the tests in a file.
fn tests_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut marked = false;
    for line in text.lines().map(str::trim) {
        if line == "#[test]" {
            marked = true;
        } else if let Some(rest) = line.strip_prefix("fn ") {
            if marked {
                found.extend(rest.split('(').next().map(str::to_owned));
            }
            marked = false;
        }
    }
    found
}

#[test]
fn every_fact_is_listed_once_and_in_order() {
    let ids: Vec<String> = facts().into_iter().map(|fact| fact.id).collect();
    let wanted: Vec<String> = SECTIONS
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |number| format!("{section}-{number:02}")))
        .collect();
    assert_eq!(ids, wanted);
    assert_eq!(ids.len(), 380);
}

#[test]
fn every_fact_with_something_to_do_names_a_test_that_exists() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for fact in facts() {
        if fact.tests.is_empty() {
            let may = NOTHING_TO_DO.iter().any(|words| fact.asks.contains(words));
            if !may || fact.because.is_empty() {
                wrong.push(format!("{}: no test ({})", fact.id, fact.asks));
            }
        }
        for test in &fact.tests {
            let known = test.split_once("::").is_some_and(|(file, name)| {
                let tests = files.entry(file.to_owned()).or_insert_with(|| {
                    fs::read_to_string(root().join(file)).map(|text| tests_in(&text)).unwrap_or_default()
                });
                tests.iter().any(|known| known == name)
            });
            if !known {
                wrong.push(format!("{}: there is no test {test}", fact.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the facts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_home_of_a_fact_exists() {
    let packs = Packs::built_in().unwrap();
    let mut texts = String::new();
    for entry in fs::read_dir(root().join("assets/texts/en")).unwrap() {
        texts.push('\n');
        texts.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let in_pack = |home: &str| {
        home.split_once('/').is_some_and(|(pack, path)| {
            let name = path.split('.').next().unwrap_or_default();
            packs.get(pack).is_some_and(|found| {
                found.timer(name).is_some()
                    || fs::read_to_string(root().join(format!("assets/rules/{pack}.toml"))).is_ok_and(
                        |text| {
                            text.lines().any(|line| {
                                key_of(line) == Some(name) || line.starts_with(&format!("[{name}."))
                            })
                        },
                    )
            })
        })
    };
    let is_text = |home: &str| texts.lines().any(|line| key_of(line) == Some(home));
    let is_file = |home: &str| home.contains('/') && root().join(home).exists();
    let mut wrong = Vec::new();
    for fact in facts() {
        if fact.homes.is_empty() && !fact.tests.is_empty() {
            wrong.push(format!("{}: names no home", fact.id));
        }
        for home in &fact.homes {
            if !in_pack(home) && !is_text(home) && !is_file(home) {
                wrong.push(format!("{}: {home} is no rule, no text and no file", fact.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the facts:\n{}", wrong.len(), wrong.join("\n"));
}

/// `name` of a line `name = value`, or of a table `[name]` or `[…name]`.
fn key_of(line: &str) -> Option<&str> {
    if let Some(table) = line.strip_prefix('[') {
        return table.trim_matches(['[', ']']).rsplit('.').next();
    }
    line.split_once('=').map(|(name, _)| name.trim())
}
