//! The tree of reasons and the search for the closest one, by what buyers say in English and Russian.

use std::collections::BTreeSet;

use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::evidence::needs::{Need, ReadinessInput, of_reason, readiness};
use parcelproof::domain::wording::closest::{Entry, closest};
use parcelproof::domain::wording::reasons::{ReasonTree, tree};
use parcelproof::texts::Texts;

use super::story::{Story, ids};

/// What is said, and the reason that must come first.
const SAID: &[(&str, Reason)] = &[
    // P3-01
    ("The promised time passed and nothing came", Reason::NotReceived),
    ("обещанный срок прошёл, посылки нет", Reason::NotReceived),
    // P3-02
    ("the order came not in full, fewer pieces", Reason::Shortage),
    ("пришло меньше чем заказал", Reason::Shortage),
    ("only 2 of 3 came", Reason::Shortage),
    ("I got 4 of 5", Reason::Shortage),
    ("пришло только 2 из 3", Reason::Shortage),
    // P3-03
    ("protection is ending but it is still on its way", Reason::NotReceivedInTransit),
    ("защита заканчивается, а посылка ещё в пути", Reason::NotReceivedInTransit),
    // P3-04
    ("the carrier returned it to the sender", Reason::NotReceivedReturned),
    ("почта вернула отправителю", Reason::NotReceivedReturned),
    ("parcel went back to sender", Reason::NotReceivedReturned),
    ("посылка ушла обратно", Reason::NotReceivedReturned),
    // P3-05
    ("no tracking information at all", Reason::NotReceivedNoTracking),
    ("трек не отслеживается", Reason::NotReceivedNoTracking),
    // P3-06
    ("stuck at customs", Reason::NotReceivedCustoms),
    ("застряла на таможне", Reason::NotReceivedCustoms),
    // P3-07
    ("sent to the wrong address", Reason::NotReceivedWrongAddress),
    ("отправили на другой адрес", Reason::NotReceivedWrongAddress),
    // P3-08
    ("technical specifications differ, less memory", Reason::NotAsDescribedSpec),
    ("характеристики не те, меньше памяти", Reason::NotAsDescribedSpec),
    ("it is too small, the size is wrong", Reason::NotAsDescribedSize),
    ("размер мал, слишком узкая", Reason::NotAsDescribedSize),
    // P3-09
    ("the fabric is synthetic and not wool", Reason::NotAsDescribedMaterial),
    ("ткань другая, синтетика", Reason::NotAsDescribedMaterial),
    ("another style and other design", Reason::NotAsDescribedStyle),
    ("другой фасон и рисунок", Reason::NotAsDescribedStyle),
    // P3-10
    ("another colour came, red", Reason::NotAsDescribedColour),
    ("цвет другой, красный", Reason::NotAsDescribedColour),
    // P3-11
    ("wrong shape, round instead of square", Reason::NotAsDescribedShape),
    ("форма не та", Reason::NotAsDescribedShape),
    // P3-12
    ("a completely different product, a toy instead", Reason::WrongItem),
    ("прислали другое, совсем не тот товар", Reason::WrongItem),
    // P3-13
    ("the screen is cracked", Reason::Damaged),
    ("куртка порвалась, стекло разбито", Reason::Damaged),
    ("the phone does not turn on", Reason::NotWorking),
    ("телефон не включается", Reason::NotWorking),
    // P3-14
    ("a factory fault, chips on it", Reason::Defective),
    ("заводской брак, сколы", Reason::Defective),
    // P3-15
    ("the set is incomplete, a part is missing", Reason::ShortageIncompleteSet),
    ("неполный комплект, нет кабеля", Reason::ShortageIncompleteSet),
    // P3-16
    ("it faded and stretched after washing", Reason::LowQuality),
    ("воняет, полиняла после стирки", Reason::LowQuality),
    // P3-17
    ("I paid for express delivery and it came by ordinary mail", Reason::ShippingMethod),
    ("оплатил экспресс, а пришло обычной почтой", Reason::ShippingMethod),
    // P3-18
    ("it does not match, not as described", Reason::NotAsDescribed),
    ("не соответствует описанию", Reason::NotAsDescribed),
    // P3-20
    ("poorly stitched, threads hang out", Reason::DefectiveStitching),
    ("швы разошлись, нитки торчат", Reason::DefectiveStitching),
    // the contract's other reasons
    ("the tracking shows delivery in another city", Reason::NotReceivedFakeTracking),
    ("вручено в другом городе другому человеку", Reason::NotReceivedFakeTracking),
    ("it is used, not new, traces of use", Reason::NotAsDescribedUsed),
    ("товар бу, следы использования", Reason::NotAsDescribedUsed),
    ("a fake, not original", Reason::Counterfeit),
    ("подделка, не оригинал", Reason::Counterfeit),
];

#[test]
fn own_words_in_english_and_russian_find_the_reason() {
    let mut wrong = Vec::new();
    for (said, reason) in SAID {
        let found = tree().closest(said);
        if found.first().map(|close| close.reason) != Some(*reason) {
            let first: Vec<_> =
                found.iter().take(3).map(|one| (one.reason.code(), one.close.score)).collect();
            wrong.push(format!("{said}: {} expected, {first:?}", reason.code()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let tried: BTreeSet<Reason> = SAID.iter().map(|(_, reason)| *reason).collect();
    assert_eq!(tried.len(), Reason::ALL.len(), "every reason is looked for");
}

#[test]
fn every_reason_has_one_place_in_a_group_with_the_site_s_labels() {
    let mut seen = BTreeSet::new();
    for leaf in tree().groups.iter().flat_map(|group| &group.leaves) {
        assert!(seen.insert(leaf.reason), "{:?} stands twice", leaf.reason);
        assert!(!leaf.cite.is_empty() && leaf.site.is_ascii(), "{:?}", leaf.reason);
    }
    assert_eq!(seen.len(), Reason::ALL.len());
    let (group, leaf) = tree().place_of(Reason::DefectiveStitching).unwrap();
    assert_eq!((group.site.as_str(), leaf.site.as_str()), ("Quality problems", "Poorly stitched"));
    let texts = Texts::new("en", chrono_tz::UTC);
    for group in &tree().groups {
        assert!(texts.has(&format!("reason-group-{}", group.id)), "{}", group.id);
        let not_received = group.leaves.iter().any(|leaf| leaf.reason.is_not_received());
        assert_eq!(group.received, !not_received, "{}", group.id);
    }
}

#[test]
fn the_closest_reason_says_why_and_nothing_close_is_empty() {
    let found = tree().closest("Молния не закрывается, и ещё цвет другой");
    assert!(found.iter().any(|one| one.reason == Reason::Defective), "{found:?}");
    let colour = found.iter().find(|one| one.reason == Reason::NotAsDescribedColour).unwrap();
    assert!(colour.close.why.iter().any(|why| why.said.contains("цвет")), "{colour:?}");
    assert_eq!(tree().closest("hello qwerty"), []);
    assert_eq!(tree().closest("not"), [], "a lone “not” points to nothing");
    assert_eq!(tree().closest(""), []);
}

#[test]
fn a_damaged_tree_is_refused() {
    assert!(ReasonTree::parse("groups = 3").is_err());
    assert!(
        ReasonTree::parse("[[groups]]\nid = \"x\"\nsite = \"x\"\nreceived = true\ncolour = 1\nleaves = []")
            .is_err()
    );
}

#[test]
fn the_same_search_serves_reasons_of_reports() {
    let entry = |code: &str, words: &[&str]| Entry {
        code: code.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let reports = [
        entry("wrong_category", &["wrong category", "не та категория"]),
        entry("off_platform_payment", &["pay outside", "просит перевести деньги напрямую"]),
    ];
    let found = closest(&reports, "The product stands in the wrong category");
    assert_eq!(found.first().map(|close| close.code.as_str()), Some("wrong_category"));
    let found = closest(&reports, "Продавец просит перевести деньги напрямую");
    assert_eq!(found.first().map(|close| close.code.as_str()), Some("off_platform_payment"));
}

#[test]
fn every_reason_asks_for_direct_evidence() {
    for reason in Reason::ALL {
        let (must, _) = of_reason(*reason);
        let story = Story::in_la().reason(*reason);
        let ready = readiness(&ReadinessInput {
            report_reason: None,
            kind: CaseKind::Dispute,
            reason: Some(*reason),
            order: Some(&story.order),
            attachments: &[],
            text: Some("I ask for a refund."),
            asked: None,
            cap: None,
            pack: &story.pack,
            tracking_seen: None,
        });
        assert_eq!(ready.have, 0, "{reason:?}");
        let missing = ids(&ready.warnings).iter().filter(|id| **id == "need-must-missing").count();
        assert_eq!(missing, must.len(), "{reason:?}");
    }
}

#[test]
fn customs_and_a_wrong_address_ask_for_their_proof() {
    let must = |reason| of_reason(reason).0;
    assert_eq!(must(Reason::NotReceivedCustoms), [Need::CustomsPaper]);
    assert_eq!(must(Reason::NotReceivedWrongAddress), [Need::TrackingDatePlace]);
    assert_eq!(must(Reason::ShippingMethod), [Need::LabelPhoto, Need::ShippingLine]);
}
