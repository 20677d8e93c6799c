//! Holds the texts and the code together: no id missing, none unused, no language behind English's back, no
//! variable that English does not have, no file left out of the program. Owns the list of ids built at run time.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use parcelproof::domain::evidence::{check, media, needs};
use parcelproof::domain::guidance::{cards, guides, routes};
use parcelproof::domain::order::payment;
use parcelproof::domain::overview::history;
use parcelproof::domain::wording::{phrases, reasons};
use parcelproof::domain::{case, event, evidence, order, reporting, rules, view};
use parcelproof::texts::{ENGLISH, LANGUAGES, files_of};

use crate::source::{SourceFile, files_under, project};

macro_rules! codes {
    ($kind:ty) => {
        <$kind>::ALL.iter().map(|value| value.code().to_owned()).collect::<Vec<String>>()
    };
}

/// What can fill a template.
struct Family {
    /// Codes that must each have an English text.
    required: Vec<String>,
    /// Others may come, named by literals in the code: a text counts as used when its part is such a literal.
    open: bool,
}

/// Ids that code builds as it runs: how the code writes them (`{}` for whatever stands in braces) and the codes
/// that can come there. A template found in `src` that is not listed here fails the test, and so does an English
/// text that is missing for a required code. A literal that ends in a dash counts as a template ending in `{}`.
fn families() -> BTreeMap<&'static str, Family> {
    let closed = |required| Family { required, open: false };
    let open = |required| Family { required, open: true };
    let events = [codes!(event::CaseEventKind), codes!(event::OrderEventKind)].concat();
    BTreeMap::from([
        ("case-kind-{}", closed(codes!(case::CaseKind))),
        ("case-next-{}", open(Vec::new())),
        ("case-next-{}-between", open(Vec::new())),
        ("case-next-{}-no-date", open(Vec::new())),
        ("case-outcome-{}", closed(codes!(event::Outcome))),
        ("case-plan-{}", closed(codes!(event::Plan))),
        ("case-state-{}", closed(codes!(view::CaseState))),
        ("deadline-length-{}", closed(codes!(rules::Unit))),
        ("deadline-start-{}", open(codes!(rules::StartPoint))),
        ("deadline-{}", open(timers_of_rule_packs())),
        ("event-{}", closed(events)),
        ("need-how-{}", closed(codes!(needs::Need))),
        ("guides-steps-{}", closed(guides())),
        ("guides-title-{}", closed(guides())),
        ("need-{}", closed(codes!(needs::Need))),
        ("notes-stage-{}", closed(codes!(view::Stage))),
        ("order-date-{}", closed(codes!(order::OrderDate))),
        ("report-about-{}", closed(of_types(|spec| vec![spec.id.clone()]))),
        ("report-account-{}", closed(of_accounts(|spec| vec![spec.id.clone()]))),
        (
            "report-choice-{}",
            closed(of_types(|spec| spec.fields.iter().flat_map(|f| f.choices.clone()).collect())),
        ),
        (
            "report-field-{}",
            closed(of_types(|spec| spec.fields.iter().map(|field| field.id.clone()).collect())),
        ),
        ("report-path-{}", closed(of_types(|spec| spec.paths.clone()))),
        ("report-retry-{}", closed(of_accounts(|spec| spec.retries.clone()))),
        ("report-step-{}", closed(of_accounts(|spec| spec.steps.clone()))),
        ("report-type-{}", closed(of_types(|spec| vec![spec.id.clone()]))),
        ("report-warning-{}", closed(of_types(|spec| spec.warnings.clone()))),
        ("route-chat-reason-{}", closed(reporting::book().chats.clone())),
        ("route-matter-{}", closed(codes!(routes::Matter))),
        ("route-name-{}", closed(dashed(routes_of_all()))),
        ("route-trouble-{}", closed(dashed(codes!(routes::Trouble)))),
        ("order-state-{}", closed(codes!(view::OrderState))),
        ("path-step-{}", closed(codes!(cards::StepKind))),
        ("path-title-{}", closed(cards::all().iter().map(|card| card.id.clone()).collect())),
        ("phrase-{}", closed(phrases::all().iter().map(|phrase| phrase.id.clone()).collect())),
        ("reason-group-{}", closed(reasons::tree().groups.iter().map(|group| group.id.clone()).collect())),
    ])
}

fn dashed(codes: Vec<String>) -> Vec<String> {
    codes.into_iter().map(|code| code.replace(['_', '.'], "-")).collect()
}

/// Codes of the types of reports.
fn of_types(part: impl Fn(&reporting::ReportType) -> Vec<String>) -> Vec<String> {
    dashed(reporting::book().types.iter().flat_map(part).collect())
}

/// Codes of the types of account cases.
fn of_accounts(part: impl Fn(&reporting::AccountType) -> Vec<String>) -> Vec<String> {
    dashed(reporting::book().accounts.iter().flat_map(part).collect())
}

/// Every route that some answer leads to.
fn routes_of_all() -> Vec<String> {
    let plain = routes::Trouble::ALL.iter().flat_map(|trouble| routes::ways(*trouble, None));
    plain.map(|way| way.route.code().to_owned()).chain(["chat_claim".to_owned()]).collect()
}

/// Texts that choose their words by `$code`, and the codes each must know; its default may stand for one of them.
fn chosen_by_code() -> BTreeMap<&'static str, Vec<String>> {
    BTreeMap::from([
        // a button has plain words for acts without their own
        ("action-do", Vec::new()),
        ("bundle-case-kind", codes!(case::CaseKind)),
        ("bundle-event", codes!(event::CaseEventKind)),
        ("bundle-marketplace", Vec::new()), // an unknown one is shown as it was typed
        ("bundle-media-kind", codes!(media::MediaKind)),
        ("bundle-order-date", codes!(order::OrderDate)),
        ("cli-date-status", words(&["due", "overdue", "met", "upcoming"])),
        ("bundle-order-event", codes!(event::OrderEventKind)),
        ("bundle-outcome", codes!(event::Outcome)),
        ("bundle-party", codes!(event::Party)),
        ("bundle-plan", codes!(event::Plan)),
        ("bundle-reason", with_dashes(codes!(case::Reason))),
        ("bundle-role", codes!(evidence::Role)),
        ("bundle-said", words(SAID)),
        ("bundle-standing", codes!(view::OfferStanding)),
        ("bundle-state", codes!(view::CaseState)),
        ("bundle-status", codes!(view::DeadlineStatus)),
        ("bundle-submission-kind", codes!(case::SubmissionKind)),
        ("case-outcome", codes!(event::Outcome)),
        ("case-party", codes!(event::Party)),
        ("case-plan", codes!(event::Plan)),
        ("case-reason", with_dashes(codes!(case::Reason))),
        ("case-standing", codes!(view::OfferStanding)),
        ("cases-kind", codes!(case::CaseKind)),
        ("cases-state", codes!(view::CaseState)),
        ("event-case", codes!(event::CaseEventKind)),
        ("event-order", codes!(event::OrderEventKind)),
        ("packs-flag", switches_of_rule_packs()),
        ("words-text-kind", codes!(case::SubmissionKind)),
        (
            "packs-value",
            [
                codes!(rules::Escalation),
                codes!(rules::Reopen),
                codes!(rules::EditAfterEscalation),
                codes!(rules::LanguageRule),
                codes!(rules::PhotosRequired),
                codes!(rules::Machine),
                codes!(rules::Availability),
                codes!(rules::Exchange),
                codes!(rules::Court),
                words(&["true", "false", "paid", "buyer", "seller"]),
            ]
            .concat(),
        ),
        ("packs-who", codes!(event::Party)),
        ("evidence-role", codes!(evidence::Role)),
        ("evidence-verdict", codes!(check::Verdict)),
        ("offer-term", codes!(view::Term)),
        ("guides-topic", codes!(guides::GuideTopic)),
        ("history-ending", history::Ending::ALL.iter().map(|ending| ending.code().to_owned()).collect()),
        ("order-refund-lands", codes!(payment::PaymentKind)),
        ("order-date", codes!(order::OrderDate)),
        ("order-said", words(SAID)),
        ("orders-marketplace", Vec::new()), // as above
        ("orders-state", codes!(view::OrderState)),
        // the answer without an outcome has plain words
        ("report-state", words(&["draft", "in_review", "need_info", "upheld", "rejected", "withdrawn"])),
    ])
}

/// Who said so (`order::Said`), as the code names them for a text.
const SAID: &[&str] = &["order_page", "buyer", "import", "email", "carrier", "seller", "file"];

fn guides() -> Vec<String> {
    guides::Guide::all().expect("the guides").into_iter().map(|guide| guide.id).collect()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Codes with a dot in them (`not_received.customs`), written as Fluent allows.
fn with_dashes(codes: Vec<String>) -> Vec<String> {
    codes.into_iter().map(|code| code.replace('.', "-")).collect()
}

/// Literals and templates that look like a text and are something else, with what they are.
const NOT_TEXTS: &[(&str, &str)] = &[
    ("claim-case-{}{}", "a name of a bundle"),
    ("claim-{}-case-{}{}", "a name of a bundle"),
    ("claim-{}-{}{}", "a name of a bundle"),
    ("evidence-late", "a part of case-next-{}"),
    ("library-v{}-{}", "a name of a backup"),
    ("route-escalate", "a part of case-next-{}"),
    ("route-send", "a part of case-next-{}"),
];

/// A text: the variables it uses, those of texts it refers to left aside.
type Texts = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_text_file_is_whole_and_its_ids_begin_with_its_name() {
    for language in LANGUAGES {
        for (name, source) in files_of(language) {
            let (file, faults) = match fluent_syntax::parser::parse(*source) {
                Ok(file) => (file, Vec::new()),
                Err((file, faults)) => (file, faults),
            };
            assert!(faults.is_empty(), "{language}/{name}: {faults:?}");
            let prefix = format!("{}-", name.trim_end_matches(".ftl"));
            let mut seen = BTreeSet::new();
            for entry in &file.body {
                assert!(!matches!(entry, Entry::Junk { .. }), "{language}/{name}: junk");
                if let Entry::Message(message) = entry {
                    let id = message.id.name;
                    assert!(id.starts_with(&prefix), "{language}/{name}: {id} does not begin with {prefix}");
                    assert!(seen.insert(id), "{language}/{name}: {id} stands twice");
                    assert!(message.value.is_some(), "{language}/{name}: {id} says nothing");
                }
            }
        }
    }
}

#[test]
fn the_program_carries_every_text_file_there_is() {
    let folder = project().join("assets/texts");
    let names_in = |path: &std::path::Path| -> BTreeSet<String> {
        let entries = std::fs::read_dir(path).expect("the texts can be read");
        entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect()
    };
    let carried: BTreeSet<String> = LANGUAGES.iter().map(|language| (*language).to_owned()).collect();
    assert_eq!(carried, names_in(&folder), "src/texts/files.rs lists other languages than assets/texts");
    for language in LANGUAGES {
        let carried: Vec<String> = files_of(language).iter().map(|(name, _)| (*name).to_owned()).collect();
        let there: Vec<String> = names_in(&folder.join(language)).into_iter().collect();
        assert_eq!(carried, there, "src/texts/files.rs is to list the files of {language}, sorted by name");
        for (name, source) in files_of(language) {
            let there = std::fs::read_to_string(folder.join(language).join(name)).expect("a text file");
            assert_eq!(*source, there, "{language}/{name} is another file in the program");
        }
    }
}

#[test]
fn every_id_in_the_code_has_an_english_text_and_every_text_is_used() {
    let english = texts_of(ENGLISH);
    let code = ids_in_code(&files_under("src"), &prefixes(), &families(), &english);
    let mut faults = code.faults;
    faults.extend(
        code.ids
            .iter()
            .filter(|(id, _)| !english.contains_key(*id))
            .map(|(id, place)| format!("{place}: {id} has no English text (or belongs in NOT_TEXTS)")),
    );
    let mut used: BTreeSet<String> = code.ids.into_keys().collect();
    used.extend(code.maybe);
    used.extend(words_in_rule_packs());
    used.extend(references(ENGLISH));
    let unused = english.keys().filter(|id| !used.contains(*id));
    faults.extend(unused.map(|id| format!("{id}: no code says it")));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_language_has_a_text_or_a_variable_that_english_lacks() {
    let english = texts_of(ENGLISH);
    for language in LANGUAGES.iter().filter(|language| **language != ENGLISH) {
        for (id, variables) in texts_of(language) {
            let known = english.get(&id).unwrap_or_else(|| panic!("{language}: {id} is not in English"));
            let strange: Vec<_> = variables.difference(known).collect();
            assert!(strange.is_empty(), "{language}: {id} uses {strange:?}, English has {known:?}");
        }
    }
}

#[test]
fn english_texts_keep_to_the_house_style() {
    for (name, source) in files_of(ENGLISH) {
        for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            assert!(!line.contains('!'), "{name}:{}: no exclamation marks: {line}", number + 1);
        }
    }
}

fn prefixes() -> Vec<String> {
    files_of(ENGLISH).iter().map(|(name, _)| name.trim_end_matches(".ftl").to_owned()).collect()
}

fn texts_of(language: &str) -> Texts {
    let mut texts = Texts::new();
    each_message(language, |id, pattern| {
        let mut variables = BTreeSet::new();
        walk(pattern, &mut |expression| {
            if let InlineExpression::VariableReference { id } = expression {
                variables.insert(id.name.to_owned());
            }
        });
        texts.insert(id.to_owned(), variables);
    });
    texts
}

/// Ids that a text takes in by `{ other-id }`.
fn references(language: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_message(language, |_, pattern| {
        walk(pattern, &mut |expression| {
            if let InlineExpression::MessageReference { id, .. } = expression {
                found.insert(id.name.to_owned());
            }
        });
    });
    found
}

fn each_message(language: &str, mut see: impl FnMut(&str, &Pattern<&str>)) {
    for (_, source) in files_of(language) {
        let file = match fluent_syntax::parser::parse(*source) {
            Ok(file) | Err((file, _)) => file,
        };
        for entry in &file.body {
            if let Entry::Message(message) = entry
                && let Some(pattern) = &message.value
            {
                see(message.id.name, pattern);
            }
        }
    }
}

fn walk<'a>(pattern: &Pattern<&'a str>, see: &mut impl FnMut(&InlineExpression<&'a str>)) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, see);
        }
    }
}

fn walk_expression<'a>(expression: &Expression<&'a str>, see: &mut impl FnMut(&InlineExpression<&'a str>)) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, see),
        Expression::Select { selector, variants } => {
            walk_inline(selector, see);
            for variant in variants {
                walk(&variant.value, see);
            }
        }
    }
}

fn walk_inline<'a>(inline: &InlineExpression<&'a str>, see: &mut impl FnMut(&InlineExpression<&'a str>)) {
    see(inline);
    match inline {
        InlineExpression::Placeable { expression } => walk_expression(expression, see),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| walk_inline(argument, see));
            arguments.named.iter().for_each(|argument| walk_inline(&argument.value, see));
        }
        _ => {}
    }
}

/// What the code says: ids with the place of their first use, and templates that nobody listed.
#[derive(Debug, Default)]
struct InCode {
    ids: BTreeMap<String, String>,
    /// Texts of open families whose part is named somewhere.
    maybe: BTreeSet<String>,
    faults: Vec<String>,
}

/// Reads ids out of the string literals of code that is not a test.
fn ids_in_code(
    files: &[SourceFile],
    prefixes: &[String],
    families: &BTreeMap<&str, Family>,
    english: &Texts,
) -> InCode {
    let mut found = InCode::default();
    let live = || {
        files
            .iter()
            .flat_map(|file| file.literals().map(move |literal| (file, literal)))
            .filter(|(_, (_, placed))| !placed.in_test)
    };
    let words: BTreeSet<&str> = live().map(|(_, (literal, _))| literal).collect();
    for (file, (literal, placed)) in live() {
        let known_prefix = prefixes
            .iter()
            .any(|prefix| literal.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('-')));
        let Some(template) = template_of(literal).filter(|_| known_prefix) else { continue };
        if NOT_TEXTS.iter().any(|(known, _)| *known == template) {
            continue;
        }
        let place = format!("{}:{}", file.path, placed.line);
        let Some((before, after)) = template.split_once("{}") else {
            found.ids.entry(template).or_insert(place);
            continue;
        };
        let Some(family) = families.get(template.as_str()) else {
            found.faults.push(format!("{place}: {template} is built at run time: list it in families()"));
            continue;
        };
        for code in &family.required {
            found.ids.entry(format!("{before}{code}{after}")).or_insert_with(|| place.clone());
        }
        if family.open {
            let named = |id: &&String| {
                id.strip_prefix(before)
                    .and_then(|rest| rest.strip_suffix(after))
                    .is_some_and(|part| words.contains(part))
            };
            found.maybe.extend(english.keys().filter(named).cloned());
        }
    }
    found
}

/// The literal as an id or, with `{}` for what is filled in, as a template; none when it can be neither.
fn template_of(literal: &str) -> Option<String> {
    let mut template = String::new();
    let mut rest = literal;
    while let Some((before, after)) = rest.split_once('{') {
        let (_, after) = after.split_once('}')?;
        template.push_str(before);
        template.push_str("{}");
        rest = after;
    }
    template.push_str(rest);
    if template.ends_with('-') {
        template.push_str("{}");
    }
    let plain = template.replace("{}", "");
    plain
        .chars()
        .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '-' | '_'))
        .then_some(template)
}

/// Names of the clocks of every rule pack the program carries.
fn timers_of_rule_packs() -> Vec<String> {
    let timers = rule_packs().into_iter().filter_map(|pack| pack.get("timers")?.as_table().cloned());
    timers.flat_map(|timers| timers.into_iter().map(|(name, _)| name)).collect()
}

fn switches_of_rule_packs() -> Vec<String> {
    let flags = rule_packs().into_iter().filter_map(|pack| pack.get("flags")?.as_table().cloned());
    let names: BTreeSet<String> = flags.flat_map(|flags| flags.into_iter().map(|(name, _)| name)).collect();
    names.into_iter().collect()
}

/// Every string in the rule packs: a pack may name the texts of its clocks and needs.
fn words_in_rule_packs() -> BTreeSet<String> {
    fn collect(value: &toml::Value, words: &mut BTreeSet<String>) {
        match value {
            toml::Value::String(word) => {
                words.insert(word.clone());
            }
            toml::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            toml::Value::Table(table) => table.values().for_each(|item| collect(item, words)),
            _ => {}
        }
    }
    let mut words = BTreeSet::new();
    for pack in &rule_packs() {
        collect(pack, &mut words);
    }
    words
}

fn rule_packs() -> Vec<toml::Value> {
    let folder = project().join("assets/rules");
    let mut packs = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the rule packs can be read") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path).expect("a rule pack is UTF-8");
            packs.push(toml::from_str(&text).expect("a rule pack is TOML"));
        }
    }
    packs
}

#[test]
fn texts_chosen_by_code_know_every_code() {
    let mut table = chosen_by_code();
    let mut faults = Vec::new();
    for language in LANGUAGES {
        each_message(language, |id, pattern| {
            let Some(known) = keys_by_code(pattern) else { return };
            match table.get(id) {
                Some(codes) => {
                    let left: Vec<_> = codes.iter().filter(|code| !known.contains(*code)).collect();
                    // the default may stand for one code and never for two
                    if left.len() > 1 {
                        faults.push(format!("{language}: {id}: no words of their own for {left:?}"));
                    }
                }
                None => faults
                    .push(format!("{language}: {id} chooses by $code: list its codes in chosen_by_code()")),
            }
        });
    }
    let english = texts_of(ENGLISH);
    table.retain(|id, _| !english.contains_key(*id));
    assert!(table.is_empty(), "chosen_by_code() lists texts that are gone: {:?}", table.keys());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The keys under which a text chooses by `$code`; none when it does not.
fn keys_by_code(pattern: &Pattern<&str>) -> Option<BTreeSet<String>> {
    pattern.elements.iter().find_map(|element| match element {
        PatternElement::Placeable {
            expression: Expression::Select { selector: InlineExpression::VariableReference { id }, variants },
        } if id.name == "code" => Some(
            variants
                .iter()
                .map(|variant| match variant.key {
                    VariantKey::Identifier { name } => name.to_owned(),
                    VariantKey::NumberLiteral { value } => value.to_owned(),
                })
                .collect(),
        ),
        _ => None,
    })
}

#[test]
fn ids_and_templates_are_read_out_of_code_and_not_out_of_tests_or_comments() {
    let code = "// \"app-comment\"\nlet a = Msg::new(\"app-name\"); format!(\"case-state-{}\", s.code());\n\
                format!(\"case-kind-{code}\"); \"case-made-\".to_owned() + x; \"app-name.txt\"; \"other-thing\";\n\
                format!(\"case-next-{a}-late\"); b(\"pay\");\n\
                #[cfg(test)] mod tests { const A: &str = \"app-test\"; }";
    let prefixes = ["app".to_owned(), "case".to_owned()];
    let closed = Family { required: vec!["draft".to_owned(), "decided".to_owned()], open: false };
    let open = Family { required: Vec::new(), open: true };
    let families = BTreeMap::from([("case-state-{}", closed), ("case-next-{}-late", open)]);
    let english: Texts = ["case-next-pay-late", "case-next-wait-late", "case-next-pay"]
        .map(|id| (id.to_owned(), BTreeSet::new()))
        .into();
    let found = ids_in_code(&[SourceFile::new("src/a.rs", code)], &prefixes, &families, &english);
    let ids: Vec<&str> = found.ids.keys().map(String::as_str).collect();
    assert_eq!(ids, ["app-name", "case-state-decided", "case-state-draft"]);
    assert_eq!(found.maybe.into_iter().collect::<Vec<_>>(), ["case-next-pay-late"]);
    assert_eq!(found.faults.len(), 2, "{:?}", found.faults);
}
