//! Texts for the marketplace: slots and sentences put into English, hints on what should not stand there.

use parcelproof::domain::case::{Reason, SubmissionKind};
use parcelproof::domain::order::OrderDate as D;
use parcelproof::domain::rules::LanguageRule;
use parcelproof::domain::wording::claim_text::{Answer, Facts, SAMPLE, Talk, draft};
use parcelproof::domain::wording::language::{Tongue, tongue};
use parcelproof::domain::wording::lint::{HintCode, LintInput, lint};
use parcelproof::domain::wording::phrases;
use parcelproof::domain::wording::said::Said;
use parcelproof::texts::Texts;

use super::story::{Story, usd};

fn write(story: &Story, kind: SubmissionKind, facts: &Facts) -> String {
    draft(kind, &story.case, Some(&story.order), story.order.lines.first(), facts, story.zone)
}

fn codes(text: &str) -> Vec<HintCode> {
    lint(&LintInput { text, ..LintInput::default() }).into_iter().map(|hint| hint.code).collect()
}

fn of_kind(kind: SubmissionKind, text: &str) -> Vec<HintCode> {
    lint(&LintInput { kind: Some(kind), text, ..LintInput::default() })
        .into_iter()
        .map(|hint| hint.code)
        .collect()
}

#[test]
fn three_slots_in_russian_become_plain_english() {
    let story = Story::in_la().reason(Reason::NotAsDescribedColour).date(D::Delivered, "2026-03-20");
    let said = Said {
        ordered: "чёрные, размер 42".to_owned(),
        received: "белые, размер 40".to_owned(),
        want: "полный возврат денег".to_owned(),
        phrases: vec!["not-as-described-colour-other".to_owned()],
        own: "продавец молчит уже неделю".to_owned(),
    };
    let facts = Facts { said: said.in_english(), ..Facts::default() };
    let text = write(&story, SubmissionKind::Claim, &facts);
    let order = [
        "order 8190000000001",
        "paid 11.73 USD",
        "What I ordered: black, size 42.",
        "another colour",
        "What I received: white, size 40.",
        "The colour is another one than I chose.",
        "11.73 USD",
        "What I want: full refund.",
        "In my own words (not translated): продавец молчит уже неделю",
    ];
    let mut at = 0;
    for part in order {
        let found =
            text[at..].find(part).unwrap_or_else(|| panic!("“{part}” is not in its place in:\n{text}"));
        at += found;
    }
}

#[test]
fn english_slots_are_taken_over_and_foreign_ones_marked() {
    let said = Said {
        ordered: "two lamps".to_owned(),
        received: "la lámpara que he recibido está rota y no funciona".to_owned(),
        ..Said::default()
    };
    let english = said.in_english();
    assert_eq!(english.ordered.as_deref(), Some("two lamps"));
    assert_eq!(english.received, None);
    assert_eq!(english.untranslated.len(), 1);
}

#[test]
fn what_was_said_survives_being_kept() {
    let said = Said {
        ordered: "а \"b\"\n=".to_owned(),
        phrases: vec!["damaged-crack".to_owned()],
        ..Said::default()
    };
    assert_eq!(Said::read(said.write().as_deref()), said);
    assert_eq!(Said::default().write(), None);
    assert_eq!(Said::read(Some("not toml [")), Said::default());
}

#[test]
fn the_phrase_bank_covers_every_reason_with_glosses_in_both_languages() {
    assert!(phrases::all().len() >= 60, "{}", phrases::all().len());
    let (en, ru) = (Texts::new("en", chrono_tz::UTC), Texts::new("ru", chrono_tz::UTC));
    for phrase in phrases::all() {
        let id = format!("phrase-{}", phrase.id);
        let msg = parcelproof::domain::message::Msg::new(id.clone());
        let (english, russian) = (en.say(&msg), ru.say(&msg));
        assert!(english != id && russian != english, "{id}: {english} / {russian}");
        assert!(russian.chars().any(|c| ('а'..='я').contains(&c)), "{id}: {russian}");
        assert!(phrase.english.is_ascii() && phrase.english.ends_with('.'), "{id}");
        assert_eq!(codes(&phrase.english), [], "{id}");
    }
    for reason in Reason::ALL {
        let own = phrases::of_reason(*reason).iter().filter(|phrase| phrase.reason == *reason).count();
        assert!(own >= 3, "{reason:?}: {own}");
    }
}

#[test]
fn picked_sentences_stand_in_the_order_picked_and_can_be_taken_out() {
    let mut said = Said::default();
    said.toggle("not-working-sound");
    said.toggle("not-working-no-power");
    assert_eq!(said.in_english().sentences, ["There is no sound.", "It does not turn on."]);
    said.toggle("not-working-sound");
    assert_eq!(said.in_english().sentences, ["It does not turn on."]);
}

#[test]
fn a_claim_says_that_the_seller_was_written_to_first() {
    let story = Story::in_la();
    let since = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    let facts = Facts { talk: Some(Talk { since, answer: Answer::Missing }), ..Facts::default() };
    let text = write(&story, SubmissionKind::Claim, &facts);
    assert!(text.contains("I wrote to the seller on 3 March 2026 and received no answer."), "{text}");
    let facts = Facts { talk: Some(Talk { since, answer: Answer::Came }), ..Facts::default() };
    assert!(write(&story, SubmissionKind::Claim, &facts).contains("we have found no solution so far"));
}

#[test]
fn a_message_to_the_seller_names_the_order_and_a_report_the_store() {
    let story = Story::in_la();
    let message = write(&story, SubmissionKind::Message, &Facts::default());
    assert!(message.starts_with("Hello,") && message.contains("order 8190000000001"), "{message}");
    let report = write(&story, SubmissionKind::Report, &Facts::default());
    assert!(report.contains("Store: Lamp Store"), "{report}");
}

#[test]
fn a_place_that_is_not_the_buyer_s_is_said_in_a_sentence() {
    let story = Story::in_la().reason(Reason::NotReceivedFakeTracking);
    let facts = Facts { elsewhere: Some("Kazan".to_owned()), ..Facts::default() };
    let text = write(&story, SubmissionKind::Claim, &facts);
    assert!(text.contains("The tracking page shows Kazan. I do not live in Kazan."), "{text}");
}

#[test]
fn the_sample_of_a_guide_is_short_and_has_nothing_to_object_to() {
    assert!(SAMPLE.starts_with("I ordered a watch"));
    assert_eq!(codes(SAMPLE), []);
}

#[test]
fn drafts_of_every_kind_have_nothing_to_object_to() {
    for reason in Reason::ALL {
        let story = Story::in_la().reason(*reason);
        for kind in [SubmissionKind::Claim, SubmissionKind::Message, SubmissionKind::Reply] {
            let text = write(&story, kind, &Facts::default());
            assert_eq!(of_kind(kind, &text), [], "{reason:?} {kind:?}: {text}");
        }
    }
}

#[test]
fn insults_anger_and_shouting_are_found_in_both_languages_and_every_kind_of_text() {
    for kind in SubmissionKind::ALL {
        let text = "You are a liar and a thief. I will sue you. SEND MONEY BACK now!!";
        let found = of_kind(*kind, text);
        for code in [HintCode::Insult, HintCode::Anger, HintCode::Capitals, HintCode::Exclamation] {
            assert!(found.contains(&code), "{kind:?} {code:?}: {found:?}");
        }
    }
    assert!(codes("Вы мошенники и воры").contains(&HintCode::Insult));
    let hints = lint(&LintInput { text: "This is a SCAM by scammers", ..LintInput::default() });
    let insult = hints.iter().find(|hint| hint.code == HintCode::Insult).unwrap();
    assert_eq!(insult.words, ["scammers"]);
}

#[test]
fn feelings_and_pleading_are_hinted_at_as_no_help() {
    assert_eq!(codes("I am very upset and disappointed by it."), [HintCode::Feelings]);
    assert_eq!(codes("I beg you to return my money to me."), [HintCode::Pleading]);
    assert!(codes("Умоляю, верните деньги, очень обидно").contains(&HintCode::Pleading));
}

#[test]
fn titles_in_quotes_and_known_abbreviations_do_not_shout() {
    assert_eq!(codes("I ordered “BEST SMART WATCH 2026!!! HOT SALE” and it did not arrive."), []);
    assert_eq!(codes("The USB port and the HDMI cable do not work with the LED lamp."), []);
}

#[test]
fn long_texts_are_hinted_at_twice_and_short_complaints_once() {
    let text = |characters: usize| "a word of it ".repeat(characters / 13 + 1)[..characters].to_owned();
    assert_eq!(codes(&text(500)), []);
    assert_eq!(codes(&text(501)), [HintCode::LongHint]);
    assert_eq!(codes(&text(1000)), [HintCode::LongHint]);
    assert_eq!(codes(&text(1001)), [HintCode::LongWarn]);
    for kind in [SubmissionKind::Complaint, SubmissionKind::Report] {
        assert_eq!(of_kind(kind, "I ask you to look at it again."), [HintCode::TooShort]);
    }
    let over = LintInput { text: &text(600), limit: Some(550), ..LintInput::default() };
    assert!(lint(&over).iter().any(|hint| hint.code == HintCode::OverLimit));
}

#[test]
fn texts_in_other_languages_are_noticed_in_latin_letters_too() {
    for (text, tongue_of) in [
        ("El producto que he recibido no es el que aparece en la foto y quiero mi dinero", "es"),
        ("O produto que recebi não é o que está na foto e quero o meu dinheiro", "pt"),
        ("Le produit que j'ai reçu est cassé et je ne suis pas d'accord avec le vendeur", "fr"),
        ("Die Ware ist kaputt und ich habe nicht erhalten was auf der Seite ist", "de"),
        ("Towar który otrzymałem jest uszkodzony i nie działa, proszę o zwrot", "pl"),
    ] {
        assert_eq!(tongue(text), Tongue::Other(tongue_of.to_owned()), "{text}");
        assert!(codes(text).contains(&HintCode::NotEnglish), "{text}");
    }
    assert_eq!(tongue("Посылка не пришла"), Tongue::OtherLetters);
    assert_eq!(tongue("The lamp I received does not work and the box was open"), Tongue::English);
    assert!(codes("The lamp does not work. Лампа не горит.").contains(&HintCode::PartNotEnglish));
}

#[test]
fn the_pack_says_how_much_english_matters() {
    let with = |rule| {
        let text = "Посылка не пришла";
        let input = LintInput { text, language: Some(rule), ..LintInput::default() };
        lint(&input).into_iter().map(|hint| hint.message.id.into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(with(LanguageRule::Any), Vec::<String>::new());
    assert_eq!(with(LanguageRule::EnglishRecommended), ["words-lint-not-english"]);
    assert_eq!(with(LanguageRule::EnglishRequired), ["words-lint-not-english-required"]);
    for kind in [SubmissionKind::Message, SubmissionKind::Reply] {
        assert_eq!(of_kind(kind, "Посылка не пришла"), [HintCode::NotEnglish], "{kind:?}");
    }
}

#[test]
fn asking_nearly_everything_for_a_small_part_looks_inflated_and_is_not_stopped() {
    let (asked, cap) = (usd("190.00"), usd("200.00"));
    let input = |reason, suggested| LintInput {
        text: "A part of the set is missing.",
        reason: Some(reason),
        asked: Some(&asked),
        cap: Some(&cap),
        suggested,
        ..LintInput::default()
    };
    let found = |input: &LintInput<'_>| lint(input).iter().any(|hint| hint.code == HintCode::Inflated);
    assert!(found(&input(Reason::ShortageIncompleteSet, None)));
    assert!(!found(&input(Reason::NotReceived, None)), "what never came is worth all of it");
    let small = usd("40.00");
    assert!(found(&input(Reason::NotWorking, Some(&small))));
    assert!(!found(&input(Reason::NotWorking, Some(&cap))));
}

#[test]
fn a_claimed_repair_asks_for_its_receipt() {
    let input = LintInput { text: "A repair costs 20 USD.", needs_receipt: true, ..LintInput::default() };
    assert!(lint(&input).iter().any(|hint| hint.code == HintCode::Receipt));
}
