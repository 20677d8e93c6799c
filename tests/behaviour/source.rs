//! Reads the project's own Rust files for the tests that hold its rules: tokens without comments, full paths out
//! of `use` groups, and which tokens are test code. A small reader, not a compiler: macros are taken as written.

use std::path::{Path, PathBuf};

/// A word of a Rust file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A name or keyword.
    Word(String),
    /// The contents of a string literal, escapes left as written.
    Text(String),
    /// Any other character.
    Sign(char),
}

/// A token with its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) line: usize,
    /// Inside an item under `#[cfg(test)]`.
    pub(crate) in_test: bool,
    /// How many inline modules are open here.
    pub(crate) inline_modules: usize,
}

/// A path as the code names it, with `use` groups written out: `std::{fs, io}` gives two.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedPath {
    pub(crate) parts: Vec<String>,
    pub(crate) line: usize,
    pub(crate) in_test: bool,
    pub(crate) inline_modules: usize,
}

/// A file of the project, read.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Path from the top of the project, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tokens: Vec<Placed>,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let mut tokens = tokens_of(text);
        mark_tests(&mut tokens);
        if is_test_file(path) {
            for placed in &mut tokens {
                placed.in_test = true;
            }
        }
        mark_inline_modules(&mut tokens);
        Self { path: path.to_owned(), text: text.to_owned(), tokens }
    }

    /// Modules between the top of the crate and the file: `src/domain/order.rs` gives 2, `src/lib.rs` 0.
    pub(crate) fn module_depth(&self) -> usize {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let depth = inner.split('/').count();
        let last = inner.rsplit('/').next().unwrap_or_default();
        if matches!(last, "mod" | "lib" | "main") { depth - 1 } else { depth }
    }

    /// Every path with at least two parts, groups written out.
    pub(crate) fn paths(&self) -> Vec<NamedPath> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let starts = matches!(self.tokens[at].token, Token::Word(_)) && !self.follows_colons(at);
            if starts {
                let place = &self.tokens[at];
                let mut parts = Vec::new();
                let next = self.read_path(at, &mut Vec::new(), &mut parts);
                found.extend(parts.into_iter().filter(|parts| parts.len() > 1).map(|parts| NamedPath {
                    parts,
                    line: place.line,
                    in_test: place.in_test,
                    inline_modules: place.inline_modules,
                }));
                at = next.max(at + 1);
            } else {
                at += 1;
            }
        }
        found
    }

    /// Every string literal.
    pub(crate) fn literals(&self) -> impl Iterator<Item = (&str, &Placed)> {
        self.tokens.iter().filter_map(|placed| match &placed.token {
            Token::Text(text) => Some((text.as_str(), placed)),
            _ => None,
        })
    }

    fn sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|placed| placed.token == Token::Sign(sign))
    }

    fn follows_colons(&self, at: usize) -> bool {
        at >= 2 && self.sign(at - 1, ':') && self.sign(at - 2, ':')
    }

    /// Reads one path or group from `at`; returns the place after it.
    fn read_path(&self, mut at: usize, stem: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
        let before = stem.len();
        loop {
            match self.tokens.get(at).map(|placed| &placed.token) {
                Some(Token::Word(word)) => {
                    stem.push(word.clone());
                    at += 1;
                }
                Some(Token::Sign('*')) if stem.len() > before || !stem.is_empty() => {
                    stem.push("*".to_owned());
                    at += 1;
                    break;
                }
                Some(Token::Sign('{')) => {
                    at += 1;
                    while at < self.tokens.len() && !self.sign(at, '}') {
                        let next = self.read_path(at, stem, found);
                        at = next.max(at + 1);
                        while at < self.tokens.len() && !self.sign(at, ',') && !self.sign(at, '}') {
                            at += 1;
                        }
                        if self.sign(at, ',') {
                            at += 1;
                        }
                    }
                    stem.truncate(before);
                    return at + 1;
                }
                _ => break,
            }
            let goes_on = self.sign(at, ':')
                && self.sign(at + 1, ':')
                && self
                    .tokens
                    .get(at + 2)
                    .is_some_and(|placed| matches!(placed.token, Token::Word(_) | Token::Sign('{' | '*')));
            if !goes_on {
                break;
            }
            at += 2;
        }
        found.push(stem.clone());
        stem.truncate(before);
        at
    }
}

/// The top of the project.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the project, sorted by path.
pub(crate) fn files_under(folder: &str) -> Vec<SourceFile> {
    let top = project();
    walkdir::WalkDir::new(top.join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("the project can be read"))
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a Rust file is UTF-8");
            SourceFile::new(&slashes(entry.path().strip_prefix(&top).expect("below the top")), &text)
        })
        .collect()
}

fn slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name == "tests.rs" || name.ends_with("_tests.rs") || path.contains("/tests/")
}

fn tokens_of(text: &str) -> Vec<Placed> {
    let signs: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < signs.len() {
        let (token, next) = next_token(&signs, at);
        if let Some(token) = token {
            tokens.push(Placed { token, line, in_test: false, inline_modules: 0 });
        }
        line += signs[at..next].iter().filter(|sign| **sign == '\n').count();
        at = next;
    }
    tokens
}

/// The token at `at` (none for blanks, comments, numbers, characters and lifetimes) and the place after it.
fn next_token(signs: &[char], at: usize) -> (Option<Token>, usize) {
    let peek = |offset: usize| signs.get(at + offset).copied().unwrap_or('\0');
    match peek(0) {
        '/' if peek(1) == '/' => (None, until(signs, at, |sign| sign == '\n')),
        '/' if peek(1) == '*' => (None, after_block_comment(signs, at)),
        '"' => plain_text(signs, at + 1),
        'b' | 'c' if peek(1) == '"' => plain_text(signs, at + 2),
        'r' if raw_hashes(signs, at + 1).is_some() => raw_text(signs, at + 1),
        'b' | 'c' if peek(1) == 'r' && raw_hashes(signs, at + 2).is_some() => raw_text(signs, at + 2),
        '\'' => (None, after_quote(signs, at)),
        sign if sign.is_ascii_digit() => {
            (None, until(signs, at, |sign| !sign.is_alphanumeric() && sign != '_'))
        }
        sign if sign.is_alphabetic() || sign == '_' => {
            let end = until(signs, at, |sign| !sign.is_alphanumeric() && sign != '_');
            (Some(Token::Word(signs[at..end].iter().collect())), end)
        }
        sign if sign.is_whitespace() => (None, at + 1),
        sign => (Some(Token::Sign(sign)), at + 1),
    }
}

fn until(signs: &[char], from: usize, stop: impl Fn(char) -> bool) -> usize {
    (from..signs.len()).find(|at| stop(signs[*at])).unwrap_or(signs.len())
}

fn after_block_comment(signs: &[char], at: usize) -> usize {
    let (mut at, mut depth) = (at, 0);
    while at < signs.len() {
        match (signs[at], signs.get(at + 1)) {
            ('/', Some('*')) => (at, depth) = (at + 2, depth + 1),
            ('*', Some('/')) => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn plain_text(signs: &[char], from: usize) -> (Option<Token>, usize) {
    let mut at = from;
    while at < signs.len() && signs[at] != '"' {
        at += if signs[at] == '\\' { 2 } else { 1 };
    }
    let end = at.min(signs.len());
    (Some(Token::Text(signs[from..end].iter().collect())), (end + 1).min(signs.len()))
}

/// How many `#` stand before the quote of a raw string, if one begins here.
fn raw_hashes(signs: &[char], from: usize) -> Option<usize> {
    let quote = until(signs, from, |sign| sign != '#');
    (signs.get(quote) == Some(&'"')).then_some(quote - from)
}

fn raw_text(signs: &[char], from: usize) -> (Option<Token>, usize) {
    let hashes = raw_hashes(signs, from).unwrap_or(0);
    let start = from + hashes + 1;
    let closes =
        |at: &usize| signs[*at] == '"' && (1..=hashes).all(|offset| signs.get(at + offset) == Some(&'#'));
    let end = (start..signs.len()).find(closes).unwrap_or(signs.len());
    (Some(Token::Text(signs[start..end].iter().collect())), (end + hashes + 1).min(signs.len()))
}

/// After a character literal or a lifetime.
fn after_quote(signs: &[char], at: usize) -> usize {
    if signs.get(at + 1) == Some(&'\\') {
        return (until(signs, at + 3, |sign| sign == '\'') + 1).min(signs.len());
    }
    if signs.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

/// Marks every item that stands under an attribute `#[cfg(…test…)]`.
fn mark_tests(tokens: &mut [Placed]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(after) = test_attribute(tokens, at) else {
            at += 1;
            continue;
        };
        let end = end_of_item(tokens, after);
        tokens[at..end].iter_mut().for_each(|placed| placed.in_test = true);
        at = end;
    }
}

/// The place after `#[cfg(test)]` or the like, if one stands here.
fn test_attribute(tokens: &[Placed], at: usize) -> Option<usize> {
    let word =
        |at: usize, word: &str| tokens.get(at).is_some_and(|it| it.token == Token::Word(word.to_owned()));
    let sign = |at: usize, sign: char| tokens.get(at).is_some_and(|it| it.token == Token::Sign(sign));
    if !(sign(at, '#') && sign(at + 1, '[') && word(at + 2, "cfg")) {
        return None;
    }
    let end = (at..tokens.len()).find(|place| sign(*place, ']'))?;
    let inside = |name: &str| (at..end).any(|place| word(place, name));
    (inside("test") && !inside("not")).then_some(end + 1)
}

/// The place after the item that begins at `from`: its `;`, or the brace that closes its body.
fn end_of_item(tokens: &[Placed], from: usize) -> usize {
    let is_use = tokens.get(from).is_some_and(|it| it.token == Token::Word("use".to_owned()));
    let (mut depth, mut at, mut has_body) = (0_usize, from, false);
    while at < tokens.len() {
        match tokens[at].token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(closing @ (')' | ']' | '}')) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && closing == '}' && !is_use {
                    return at + 1;
                }
            }
            Token::Sign(';') if depth == 0 => return at + 1,
            // a field or an arm; the commas of `fn f<A, B>()` end nothing
            Token::Sign(',') if depth == 0 && !has_body => return at + 1,
            Token::Word(ref word) => {
                has_body |= matches!(word.as_str(), "fn" | "impl" | "struct" | "enum" | "trait" | "type");
            }
            _ => {}
        }
        at += 1;
    }
    tokens.len()
}

fn mark_inline_modules(tokens: &mut [Placed]) {
    let (mut open, mut depth) = (Vec::new(), 0_usize);
    let mut opens_module = false;
    for placed in tokens {
        match &placed.token {
            Token::Word(word) if word == "mod" => opens_module = true,
            Token::Sign(';') => opens_module = false,
            Token::Sign('{') => {
                depth += 1;
                if opens_module {
                    open.push(depth);
                    opens_module = false;
                }
            }
            Token::Sign('}') => {
                if open.last() == Some(&depth) {
                    open.pop();
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        placed.inline_modules = open.len();
    }
}

#[test]
fn comments_characters_and_raw_strings_are_told_from_code() {
    let file = SourceFile::new(
        "src/a.rs",
        "//! std::fs\n/* std::/* fs */ fs */ let quote = '\"'; let a: &'static str = r#\"a \"b\" c\"#; '\\'' x::y",
    );
    assert_eq!(file.literals().map(|(text, _)| text).collect::<Vec<_>>(), ["a \"b\" c"]);
    assert_eq!(file.paths().iter().map(|path| path.parts.join("::")).collect::<Vec<_>>(), ["x::y"]);
}

#[test]
fn groups_are_written_out() {
    let file = SourceFile::new(
        "src/a.rs",
        "use std::{fs::{self, File}, io, sync::*};\nfn f() -> a::B<c::D> { e::f::<G>() }",
    );
    let paths: Vec<_> = file.paths().iter().map(|path| path.parts.join("::")).collect();
    assert_eq!(paths, ["std::fs::self", "std::fs::File", "std::io", "std::sync::*", "a::B", "c::D", "e::f"]);
}

#[test]
fn items_under_cfg_test_are_test_code_and_the_rest_is_not() {
    let file = SourceFile::new(
        "src/a.rs",
        "#[cfg(test)] use x::{y, z};\nx::live();\n#[cfg(test)]\nmod tests { use super::*; fn f() { x::dead() } }\nx::live();\n#[cfg(not(test))] fn g() { x::live() }",
    );
    let live: Vec<_> =
        file.paths().into_iter().filter(|path| !path.in_test).map(|path| path.parts.join("::")).collect();
    assert_eq!(live, ["x::live", "x::live", "x::live"]);
}

#[test]
fn module_depth_counts_folders_and_files() {
    let depth = |path: &str| SourceFile::new(path, "").module_depth();
    assert_eq!(
        [
            depth("src/lib.rs"),
            depth("src/domain/mod.rs"),
            depth("src/domain/order.rs"),
            depth("src/ui/case/data.rs")
        ],
        [0, 1, 2, 3]
    );
}
