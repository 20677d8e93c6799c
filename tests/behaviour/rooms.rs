//! Holds the rooms: which room may use which, what each must not touch, and how a file begins and ends.
//! The table here is the map of the crate doc as data; the rest of the file only compares.

use std::collections::BTreeSet;

use crate::source::{NamedPath, SourceFile, files_under};

/// A room, the rooms it may use, and the paths it must not name outside its tests.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    must_not: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "domain",
        may_use: &[],
        must_not: &[
            "std::fs",
            "std::thread",
            "std::env",
            "std::net",
            "std::process",
            "Instant::now",
            "egui",
            "eframe",
        ],
    },
    Room {
        name: "texts",
        may_use: &["domain"],
        must_not: &["std::fs", "std::env", "Instant::now", "egui", "eframe"],
    },
    Room { name: "media", may_use: &["domain"], must_not: &["std::env", "egui", "eframe"] },
    Room { name: "library", may_use: &["domain"], must_not: &["egui", "eframe"] },
    Room {
        name: "exchange",
        may_use: &["domain", "texts"],
        must_not: &["std::env", "Instant::now", "egui", "eframe"],
    },
    Room { name: "os", may_use: &["domain", "texts"], must_not: &[] },
    Room {
        name: "jobs",
        may_use: &["media", "library", "exchange", "os", "texts", "domain"],
        must_not: &["std::thread", "egui", "eframe"],
    },
    Room { name: "app", may_use: &["jobs", "domain", "texts", "os"], must_not: &["egui", "eframe"] },
    Room {
        name: "ui",
        may_use: &["app", "domain", "texts"],
        must_not: &["std::fs", "std::thread", "std::process", "std::env"],
    },
    Room { name: "cli", may_use: &["jobs", "domain", "texts"], must_not: &["egui", "eframe"] },
];

/// Paths that have one home; everywhere else in `src` they are refused outside tests.
const HOMES: &[(&str, &[&str])] = &[
    ("rusqlite", &["src/library/"]),
    ("Utc::now", &["src/app/clock.rs"]),
    ("Local::now", &["src/app/clock.rs"]),
    ("SystemTime::now", &["src/app/clock.rs"]),
    ("rfd", &["src/os/"]),
    ("arboard", &["src/os/"]),
    ("notify_rust", &["src/os/"]),
];

/// Inside the library the file system has one seam; types may be named elsewhere, acts may not.
const FILE_SYSTEM_SEAM: &[&str] = &["src/library/fs.rs", "src/library/fs/"];
const FILE_SYSTEM_TYPES: &[&str] = &["std::fs::File", "std::fs::Metadata", "std::fs::FileType"];
const FILE_SYSTEM_ACTS: &[&str] =
    &["std::fs", "File::open", "File::create", "File::options", "OpenOptions::new"];

/// A file has one job; longer than this it has two.
const LINES_MAX: usize = 700;

/// How statements begin; with upper-case words only, so that no sentence is taken for one.
const SQL: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "CREATE UNIQUE ",
    "ALTER TABLE ",
    "DROP TABLE ",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
    "VACUUM",
];

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let faults: Vec<String> = files_under("src").iter().flat_map(arrows_against_the_table).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn rooms_touch_only_what_is_theirs() {
    let faults: Vec<String> = files_under("src").iter().flat_map(forbidden_paths).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn sql_stands_only_in_the_library() {
    let faults: Vec<String> = files_under("src").iter().flat_map(sql_outside_the_library).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn code_for_other_systems_stands_only_in_os() {
    let faults: Vec<String> = files_under("src").iter().flat_map(system_switches).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_owns_and_stays_short() {
    let faults: Vec<String> = ["src", "tests", "examples"]
        .iter()
        .filter(|folder| crate::source::project().join(folder).exists())
        .flat_map(|folder| files_under(folder))
        .flat_map(|file| shape_of_file(&file))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_folder_and_file_of_src_is_a_room() {
    let known: BTreeSet<&str> = ROOMS.iter().map(|room| room.name).chain(["lib.rs", "main.rs"]).collect();
    for file in files_under("src") {
        let first = file.path.trim_start_matches("src/").split('/').next().unwrap_or_default();
        assert!(
            known.contains(first),
            "{}: no room of the table; add it to the table and the crate doc",
            file.path
        );
    }
}

fn room_of(path: &str) -> Option<&'static Room> {
    let name = path.strip_prefix("src/")?.split_once('/')?.0;
    ROOMS.iter().find(|room| room.name == name)
}

/// The room a path names, when it starts from the top of the crate; `*` and `self` there hide what is used.
fn crate_part<'a>(file: &SourceFile, path: &'a NamedPath) -> Option<&'a str> {
    let first = path.parts.first()?.as_str();
    if matches!(first, "crate" | "parcelproof") {
        return path.parts.get(1).map(String::as_str);
    }
    let ups =
        path.parts.iter().skip_while(|part| *part == "self").take_while(|part| *part == "super").count();
    let selfs = path.parts.iter().take_while(|part| *part == "self").count();
    (ups > 0 && ups == file.module_depth() + path.inline_modules)
        .then(|| path.parts.get(selfs + ups).map(String::as_str))
        .flatten()
}

/// Arrows are held in tests too: a test that needs another room belongs in `tests/behaviour`.
fn arrows_against_the_table(file: &SourceFile) -> Vec<String> {
    let Some(room) = room_of(&file.path) else { return Vec::new() };
    let fault = |path: &NamedPath, why: &str| {
        Some(format!("{}:{}: {} in room {}: {why}", file.path, path.line, path.parts.join("::"), room.name))
    };
    let mut faults: Vec<String> = file
        .paths()
        .iter()
        .filter_map(|path| {
            let used = crate_part(file, path)?;
            if used == room.name || room.may_use.contains(&used) {
                return None;
            }
            if ROOMS.iter().any(|other| other.name == used) {
                fault(path, &format!("it may use {:?}", room.may_use))
            } else {
                fault(path, "only rooms are named from the top of the crate, each by its name")
            }
        })
        .collect();
    // `use crate as top;` would hide every later use
    faults.extend(file.tokens.windows(2).filter_map(|pair| match pair {
        [a, b] if word(a) == Some("crate") && word(b) == Some("as") => {
            Some(format!("{}:{}: the crate under another name hides what is used", file.path, a.line))
        }
        _ => None,
    }));
    faults
}

fn word(placed: &crate::source::Placed) -> Option<&str> {
    match &placed.token {
        crate::source::Token::Word(word) => Some(word),
        _ => None,
    }
}

/// True when `parts` begin with the path (`std::fs`) or hold it (`Utc::now`).
fn names(parts: &[String], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split("::").collect();
    let from_start = wanted.len() == 1 || wanted.first() == Some(&"std");
    parts.windows(wanted.len()).enumerate().any(|(at, window)| {
        window.iter().zip(&wanted).all(|(part, wanted)| part == wanted) && (at == 0 || !from_start)
    })
}

fn forbidden_paths(file: &SourceFile) -> Vec<String> {
    let mut faults = Vec::new();
    for path in file.paths().iter().filter(|path| !path.in_test) {
        let mut fault = |wanted: &str, why: &str| {
            faults.push(format!("{}:{}: {wanted} as {}: {why}", file.path, path.line, path.parts.join("::")));
        };
        for (wanted, homes) in HOMES {
            if names(&path.parts, wanted) && !homes.iter().any(|home| file.path.starts_with(home)) {
                fault(wanted, &format!("its home is {homes:?}"));
            }
        }
        let Some(room) = room_of(&file.path) else { continue };
        for wanted in room.must_not {
            if names(&path.parts, wanted) {
                fault(wanted, &format!("not for room {}", room.name));
            }
        }
        let at_the_seam = FILE_SYSTEM_SEAM.iter().any(|seam| file.path.starts_with(seam));
        if room.name == "library"
            && !at_the_seam
            && !FILE_SYSTEM_TYPES.contains(&path.parts.join("::").as_str())
        {
            for act in FILE_SYSTEM_ACTS.iter().filter(|act| names(&path.parts, act)) {
                fault(act, "the library reaches the file system through fs.rs only");
            }
        }
    }
    faults
}

fn sql_outside_the_library(file: &SourceFile) -> Vec<String> {
    if file.path.starts_with("src/library/") {
        return Vec::new();
    }
    file.literals()
        .filter(|(text, placed)| {
            !placed.in_test && SQL.iter().any(|verb| text.trim_start().starts_with(verb))
        })
        .map(|(text, placed)| format!("{}:{}: SQL outside the library: {text}", file.path, placed.line))
        .collect()
}

/// `#[cfg(windows)]`, `target_os = "macos"` and the like outside `os`: code that is never compiled here. The
/// expression `cfg!(windows)` is compiled everywhere and stays free; so is main.rs, which may hide a console.
fn system_switches(file: &SourceFile) -> Vec<String> {
    if file.path.starts_with("src/os/") || file.path == "src/main.rs" {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (at, placed) in file.tokens.iter().enumerate() {
        let opens = |name| word(placed) == Some(name);
        let is_expression =
            file.tokens.get(at + 1).is_some_and(|next| next.token == crate::source::Token::Sign('!'));
        if !(opens("cfg") || opens("cfg_attr")) || is_expression {
            continue;
        }
        let inside = file.tokens.iter().skip(at).take_while(|placed| placed.line == file.tokens[at].line);
        for placed in inside {
            let named = word(placed).is_some_and(|word| matches!(word, "windows" | "target_os" | "macos"));
            if named {
                faults.push(format!("{}:{}: code for one system belongs in os", file.path, placed.line));
            }
        }
    }
    faults
}

fn shape_of_file(file: &SourceFile) -> Vec<String> {
    let mut faults = Vec::new();
    let first = file.text.lines().next().unwrap_or_default();
    if !first.starts_with("//! ") || first.split_whitespace().count() < 4 {
        faults
            .push(format!("{}:1: a file begins with `//!` and a sentence that says what it owns", file.path));
    }
    let lines = file.text.lines().count();
    if lines > LINES_MAX {
        faults.push(format!("{}: {lines} lines, more than {LINES_MAX}: two jobs in one file", file.path));
    }
    faults
}

/// Samples of everything the scans must see, so that a blind scan fails here and not in silence.
mod bad_samples {
    use super::*;

    fn count(path: &str, text: &str, scan: fn(&SourceFile) -> Vec<String>) -> usize {
        scan(&SourceFile::new(path, text)).len()
    }

    #[test]
    fn arrows_are_seen_in_every_form_of_writing() {
        let up = |text| count("src/domain/order.rs", text, arrows_against_the_table);
        assert_eq!(up("use crate::library::Store;"), 1);
        assert_eq!(up("use crate::{domain::money, library::{Store, vault}, texts};"), 3);
        assert_eq!(up("fn f() -> crate::texts::Texts { crate::texts::new() }"), 2);
        assert_eq!(up("use parcelproof::ui;"), 1);
        assert_eq!(up("use super::super::app::State;"), 1);
        assert_eq!(up("mod a { use super::super::super::app::State; }"), 1);
        assert_eq!(up("macro_rules! m { () => { $crate::jobs::run() } }"), 1);
        assert_eq!(up("use crate::*;"), 1);
        assert_eq!(up("use crate::{self as top};"), 1);
        assert_eq!(up("use crate as top;"), 1);
        assert_eq!(up("use crate::VERSION;"), 1);
        assert_eq!(up("#[cfg(test)] mod tests { use crate::texts::Texts; }"), 1);
    }

    #[test]
    fn arrows_that_are_allowed_and_words_about_them_are_left_alone() {
        let fine = "//! See crate::ui.\nuse crate::domain::money; /* crate::app */ use super::super::texts::Texts;\n\
                    pub(crate) fn f() { let _ = \"crate::ui\"; super::g(); }";
        assert_eq!(count("src/exchange/dossier.rs", fine, arrows_against_the_table), 0);
        assert_eq!(count("src/main.rs", "use parcelproof::{cli, ui};", arrows_against_the_table), 0);
    }

    #[test]
    fn forbidden_paths_are_seen() {
        let seen = |path, text| count(path, text, forbidden_paths);
        assert_eq!(seen("src/domain/a.rs", "use std::{fs, thread, env};"), 3);
        assert_eq!(seen("src/domain/a.rs", "let now = chrono::Utc::now();"), 1);
        assert_eq!(seen("src/domain/a.rs", "let now = std::time::Instant::now();"), 1);
        assert_eq!(
            seen("src/ui/a.rs", "use std::fs::File; use std::thread::Builder; use rusqlite::Connection;"),
            3
        );
        assert_eq!(seen("src/jobs/a.rs", "egui::Context::default(); std::thread::spawn(f);"), 2);
        assert_eq!(seen("src/cli/a.rs", "use egui::Ui; use rusqlite::Row;"), 2);
        assert_eq!(seen("src/app/a.rs", "let now = Utc::now;"), 1);
        assert_eq!(seen("src/jobs/a.rs", "rfd::AsyncFileDialog::new()"), 1);
        assert_eq!(seen("src/library/vault.rs", "std::fs::remove_file(path)"), 1);
        assert_eq!(seen("src/library/vault.rs", "use std::fs::File; File::create(path)"), 1);
        assert_eq!(seen("src/main.rs", "let now = Utc::now();"), 1);
    }

    #[test]
    fn homes_tests_and_namesakes_are_left_alone() {
        let seen = |path, text| count(path, text, forbidden_paths);
        assert_eq!(seen("src/app/clock.rs", "chrono::Utc::now()"), 0);
        assert_eq!(seen("src/library/db.rs", "use rusqlite::Connection;"), 0);
        assert_eq!(seen("src/library/fs.rs", "std::fs::rename(a, b)"), 0);
        assert_eq!(seen("src/domain/a.rs", "#[cfg(test)] mod tests { fn f() { std::fs::read(p); } }"), 0);
        assert_eq!(seen("src/ui/a.rs", "mod rusqlite_like; x::fs::read(); clock.now()"), 0);
    }

    #[test]
    fn sql_and_system_switches_are_seen() {
        assert_eq!(count("src/jobs/a.rs", "let q = \"SELECT id FROM orders\";", sql_outside_the_library), 1);
        assert_eq!(
            count("src/jobs/a.rs", "let q = r#\"\n  PRAGMA user_version\"#;", sql_outside_the_library),
            1
        );
        assert_eq!(count("src/library/a.rs", "let q = \"SELECT 1\";", sql_outside_the_library), 0);
        assert_eq!(count("src/jobs/a.rs", "let q = \"Select files\";", sql_outside_the_library), 0);
        assert_eq!(count("src/jobs/a.rs", "#[cfg(windows)] fn f() {}", system_switches), 1);
        assert_eq!(count("src/jobs/a.rs", "#[cfg(target_os = \"macos\")] mod a;", system_switches), 1);
        assert_eq!(count("src/jobs/a.rs", "if cfg!(windows) {}", system_switches), 0);
        assert_eq!(count("src/os/a.rs", "#[cfg(windows)] fn f() {}", system_switches), 0);
        assert_eq!(count("src/jobs/a.rs", "#[cfg(unix)] fn f() {}", system_switches), 0);
    }

    #[test]
    fn nameless_and_long_files_are_seen() {
        assert_eq!(count("src/a.rs", "use a::b;\n", shape_of_file), 1);
        assert_eq!(count("src/a.rs", "//! stub\n", shape_of_file), 1);
        let long = format!("//! Owns a great many lines.\n{}", "\n".repeat(LINES_MAX));
        assert_eq!(count("src/a.rs", &long, shape_of_file), 1);
    }
}
