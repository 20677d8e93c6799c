//! Where-to-click cards: which there are, what they say, and the buyer's own steps.

use std::collections::BTreeMap;

use parcelproof::domain::guidance::cards::{StepKind, all, by_id, for_act, key, own_steps};
use parcelproof::texts::Texts;

#[test]
fn every_card_has_a_title_a_day_sources_and_steps_with_words() {
    let texts = Texts::new("en", chrono_tz::UTC);
    assert!(all().len() >= 12, "{}", all().len());
    for card in all() {
        assert!(texts.has(&card.title().id), "{}", card.id);
        assert!(!card.cite.is_empty() && !card.steps.is_empty() && !card.aliases.is_empty(), "{}", card.id);
        for step in &card.steps {
            let words = texts.say(&step.msg());
            let needs_label =
                !matches!(step.kind, StepKind::FindOrder | StepKind::ScrollBottom | StepKind::SignIn);
            assert_eq!(needs_label, !step.label.is_empty(), "{}: {words}", card.id);
            assert!(words.contains(&step.label) && step.label.is_ascii(), "{}: {words}", card.id);
        }
    }
}

/// A card, and what one of its steps or other names must say.
const SAYS: &[(&str, &str)] = &[
    ("contact_seller", "Send message"),                          // P2-04
    ("contact_seller", "MESSAGE"),                               // P2-05
    ("open_dispute", "My Orders"),                               // P4-01
    ("open_dispute", "Open dispute"),                            // P4-01
    ("open_dispute_footer", "Disputes and Reports"),             // P4-02
    ("change_dispute", "Change"),                                // P4-21
    ("dispute_list", "Returns and Disputes"),                    // P17-09
    ("dispute_list", "Refunds and Disputes"),                    // P17-10
    ("open_dispute", "MyAliExpress > My Orders > Open dispute"), // P17-11
    ("open_dispute", "Open a dispute (at the bottom of the order page)"), // P17-12
    ("report", "Help (at the top right)"),                       // P17-13
    ("report", "Filing a complaint > Submit a Complaint"),       // P17-14
    ("report", "Submit A Report"),                               // P17-15
    ("report", "Submint A Report"),                              // P17-15, as its source spells it
    ("complaint", "Make a complaint"),
    ("complaint_result", "See results"),
    ("refund_details", "Refund details"),
    ("account", "Help Center"),
];

#[test]
fn cards_know_the_pages_and_buttons_of_the_sources() {
    for (id, label) in SAYS {
        let card = by_id(id).unwrap();
        let steps = card.steps.iter().map(|step| step.label.as_str());
        let mut known = steps.chain(card.aliases.iter().map(String::as_str));
        assert!(known.any(|known| known == *label), "{id}: {label}");
    }
}

#[test]
fn opening_says_that_the_site_asks_to_sign_in() {
    for id in ["open_dispute", "open_dispute_footer"] {
        assert!(by_id(id).unwrap().steps.iter().any(|step| step.kind == StepKind::SignIn), "{id}");
    }
    let note = Texts::new("en", chrono_tz::UTC).get("path-login");
    assert!(note.contains("never asks for your password"));
}

#[test]
fn acts_of_the_buyer_have_their_cards() {
    for (act, first) in [
        ("seller_contacted", "contact_seller"),
        ("submitted", "open_dispute"),
        ("edited", "change_dispute"),
        ("cancelled", "cancel_dispute"),
        ("complaint_sent", "complaint"),
        ("report_sent", "report"),
        ("refund_seen", "refund_details"),
        ("account_appeal_sent", "account"),
    ] {
        assert_eq!(for_act(act).first(), Some(&first), "{act}");
        for id in for_act(act) {
            assert!(by_id(id).is_ok(), "{act}: {id}");
        }
    }
    assert_eq!(for_act("wait"), [""; 0]);
}

#[test]
fn the_buyer_s_own_steps_replace_the_built_in_ones() {
    let card = by_id("open_dispute").unwrap();
    let mut settings = BTreeMap::new();
    assert_eq!(own_steps(card, &settings), None);
    settings.insert(key("open_dispute"), "Open the app\n\n  Press Returns \n".to_owned());
    assert_eq!(own_steps(card, &settings), Some(vec!["Open the app".to_owned(), "Press Returns".to_owned()]));
    settings.insert(key("open_dispute"), " \n".to_owned());
    assert_eq!(own_steps(card, &settings), None, "emptied is as good as built in");
    assert!(by_id("nonsense").is_err());
}
