//! The checklist of evidence by reason: what must and should be shown, what ticks it off, what each picture should
//! show, what is advised of videos, the list for a parcel that has just come.

use parcelproof::domain::case::{CaseKind, Reason};
use parcelproof::domain::evidence::media::{MediaFacts, MediaKind};
use parcelproof::domain::evidence::needs::{
    MatchedBy, Need, NeedFile, ReadinessInput, arrival, of_reason, readiness,
};
use parcelproof::domain::evidence::{Attachment, Recipe, Role, Target};
use parcelproof::domain::ids::{AttachmentId, EvidenceId, OrderId};
use parcelproof::domain::message::Msg;
use parcelproof::domain::view::{NeedLine, Readiness};
use parcelproof::texts::Texts;

use super::claims::facts;
use super::story::{Story, ids, usd};

/// A file with all that the checklist looks at.
struct File {
    attachment: Attachment,
    facts: MediaFacts,
    annotated: bool,
}

fn file(role: Role, kind: MediaKind, caption: &str) -> File {
    File {
        attachment: Attachment {
            id: AttachmentId(1),
            evidence: EvidenceId(1),
            target: Target::Order { order: OrderId(1) },
            role,
            caption: Some(caption.to_owned()).filter(|caption| !caption.is_empty()),
            position: 1,
            shows: Vec::new(),
        },
        facts: facts(kind),
        annotated: false,
    }
}

fn seen(files: &[File]) -> Vec<NeedFile<'_>> {
    files
        .iter()
        .map(|file| NeedFile {
            attachment: &file.attachment,
            facts: &file.facts,
            name: "unboxing.mp4",
            annotated: file.annotated,
        })
        .collect()
}

fn ready_as(story: &Story, files: &[File], text: &str, tracking_seen: Option<bool>) -> Readiness {
    let cap = story.view("2026-05-01").amount_cap;
    readiness(&ReadinessInput {
        report_reason: None,
        kind: story.case.kind,
        reason: story.case.reason,
        order: Some(&story.order),
        tracking_seen,
        attachments: &seen(files),
        text: Some(text).filter(|text| !text.is_empty()),
        asked: story.case.amount.as_ref(),
        cap: cap.as_ref(),
        pack: &story.pack,
    })
}

fn ready(reason: Reason, files: &[File]) -> Readiness {
    ready_as(&Story::in_la().reason(reason), files, "The item is torn.", None)
}

fn line(ready: &Readiness, need: Need) -> NeedLine {
    let found = ready.needs.iter().find(|line| line.need == need.code());
    found.unwrap_or_else(|| panic!("{need:?} is not in the list")).clone()
}

fn has(reason: Reason, need: Need, files: &[File]) -> bool {
    line(&ready(reason, files), need).have
}

#[test]
fn every_reason_asks_for_what_the_sources_ask_for() {
    use Need as N;
    for (reason, must, should) in [
        (Reason::NotReceived, vec![N::ProtectionScreenshot, N::TrackingSnapshot], N::CarrierStatement),
        (Reason::NotReceivedNoTracking, vec![N::TrackingDatePlace], N::SecondTracking),
        (Reason::NotReceivedFakeTracking, vec![N::TrackingDatePlace], N::TrackingDestination),
        (Reason::NotReceivedWrongAddress, vec![N::TrackingDatePlace], N::TrackingDestination),
        (Reason::NotReceivedCustoms, vec![N::CustomsPaper], N::CustomsMail),
        (Reason::NotAsDescribedColour, vec![N::OrderSnapshot, N::Photo], N::BesideListing),
        (Reason::NotAsDescribedSize, vec![N::RulerPhoto, N::SizeLabel], N::OrderSnapshot),
        (Reason::WrongItem, vec![N::ItemAndLabel, N::OrderSnapshot], N::UnboxingVideo),
        (Reason::DefectiveStitching, vec![N::CloseUp, N::SeveralAngles], N::Video),
        (Reason::NotWorking, vec![N::ControlVideo], N::ChargerPhoto),
        (Reason::ShortageIncompleteSet, vec![N::AllPieces, N::PackageWeight], N::UnboxingVideo),
        (Reason::Damaged, vec![N::PackagePhoto, N::ItemPhoto], N::CarrierReport),
        (Reason::LowQuality, vec![N::CloseUp, N::BeforeAfter], N::Video),
        (Reason::ShippingMethod, vec![N::LabelPhoto, N::ShippingLine], N::TrackingPrefix),
        (Reason::Counterfeit, vec![N::BrandMarks], N::BrandComparison),
    ] {
        let (musts, shoulds) = of_reason(reason);
        assert_eq!(musts, must, "{reason:?}");
        assert!(shoulds.contains(&should), "{reason:?}");
    }
}

#[test]
fn each_need_says_what_its_picture_should_show() {
    let texts = Texts::new("en", chrono_tz::UTC);
    for need in Need::ALL {
        assert!(texts.has(&format!("need-how-{}", need.code())), "{need:?}");
    }
    let says = |need: Need, words: &str| {
        let text = texts.say(&Msg::new(format!("need-how-{}", need.code())));
        assert!(text.contains(words), "{need:?}: {text}");
    };
    says(Need::ControlVideo, "second device");
    says(Need::ChargerPhoto, "charger");
    says(Need::ProtectionScreenshot, "protection");
    says(Need::OrderSnapshot, "set, colour and size");
    says(Need::UnboxingVideo, "post office");
    says(Need::UnboxingVideo, "rattles");
    says(Need::BeforeOpening, "still closed");
    says(Need::SenderInFrame, "sender");
    says(Need::CloseUp, "crack");
    says(Need::SeveralAngles, "three photos");
    says(Need::MarkedPhoto, "arrows");
}

#[test]
fn a_caption_in_english_or_russian_ticks_a_need_off() {
    use Need as N;
    for (reason, need, role, kind, caption) in [
        (
            Reason::NotReceived,
            N::ProtectionScreenshot,
            Role::OrderPage,
            MediaKind::Image,
            "end of protection",
        ),
        (Reason::NotReceived, N::ProtectionScreenshot, Role::OrderPage, MediaKind::Image, "Окончание защиты"),
        (Reason::NotAsDescribedSize, N::RulerPhoto, Role::Other, MediaKind::Image, "с линейкой"),
        (Reason::NotAsDescribedSize, N::SizeLabel, Role::Other, MediaKind::Image, "size label"),
        (Reason::NotWorking, N::ChargerPhoto, Role::Other, MediaKind::Image, "Телефон на зарядке"),
        (Reason::NotWorking, N::ChargerPhoto, Role::Defect, MediaKind::Image, "phone on the charger"),
        (Reason::NotWorking, N::ControlVideo, Role::Other, MediaKind::Video, "рядом второе устройство"),
        (Reason::NotWorking, N::ControlVideo, Role::Other, MediaKind::Video, "with a second device"),
        (Reason::WrongItem, N::BeforeOpening, Role::Other, MediaKind::Video, "filmed before opening"),
        (Reason::WrongItem, N::BeforeOpening, Role::Other, MediaKind::Video, "до вскрытия"),
        (Reason::Damaged, N::CloseUp, Role::Other, MediaKind::Image, "Царапина крупным планом"),
        (
            Reason::NotReceivedFakeTracking,
            N::TrackingDestination,
            Role::Other,
            MediaKind::Image,
            "another city",
        ),
        (Reason::Defective, N::MarkedPhoto, Role::Other, MediaKind::Image, "отмечено стрелками"),
    ] {
        let files = [file(role, kind, caption)];
        let found = line(&ready(reason, &files), need);
        assert!(found.have, "{need:?} by “{caption}”");
        assert_eq!(found.by, Some(MatchedBy::Caption), "{need:?} by “{caption}”");
    }
    // The kind of the file still counts.
    assert!(!has(
        Reason::NotWorking,
        N::ControlVideo,
        &[file(Role::Other, MediaKind::Image, "second device")]
    ));
    assert!(!has(
        Reason::NotAsDescribedSize,
        N::RulerPhoto,
        &[file(Role::Other, MediaKind::Image, "the sleeve")]
    ));
}

#[test]
fn a_role_ticks_a_need_off() {
    use Need as N;
    for (reason, need, role, kind) in [
        (Reason::NotReceived, N::TrackingSnapshot, Role::Tracking, MediaKind::Image),
        (Reason::NotAsDescribed, N::OrderSnapshot, Role::OrderPage, MediaKind::Image),
        (Reason::NotAsDescribed, N::Photo, Role::Defect, MediaKind::Image),
        (Reason::Defective, N::Video, Role::Defect, MediaKind::Video),
        (Reason::NotWorking, N::ControlVideo, Role::Defect, MediaKind::Video),
        (Reason::WrongItem, N::UnboxingVideo, Role::Unboxing, MediaKind::Video),
        (Reason::Damaged, N::PackagePhoto, Role::Parcel, MediaKind::Image),
    ] {
        assert!(has(reason, need, &[file(role, kind, "")]), "{need:?}");
    }
    // What only the buyer can say is not guessed: that the recording began before the parcel was opened.
    assert!(!has(Reason::WrongItem, N::BeforeOpening, &[file(Role::Unboxing, MediaKind::Video, "")]));
    let mut marked = file(Role::Unboxing, MediaKind::Video, "");
    marked.attachment.shows = vec!["before_opening".to_owned()];
    assert!(has(Reason::WrongItem, N::BeforeOpening, &[marked]));
}

#[test]
fn several_angles_take_three_photos_and_one_close_up() {
    let photos = |count: usize| -> Vec<File> {
        (0..count).map(|_| file(Role::Defect, MediaKind::Image, "")).collect()
    };
    let two = line(&ready(Reason::Defective, &photos(2)), Need::SeveralAngles);
    assert_eq!((two.have, two.files), (false, Some((2, 3))));
    assert!(has(Reason::Defective, Need::SeveralAngles, &photos(3)));
    assert!(!has(Reason::Defective, Need::CloseUp, &[]));
    assert!(has(Reason::Defective, Need::CloseUp, &photos(1)));
}

#[test]
fn a_copy_with_arrows_is_asked_for_and_accepted() {
    let mut plain = file(Role::Defect, MediaKind::Image, "");
    assert!(!has(Reason::Defective, Need::MarkedPhoto, std::slice::from_ref(&plain)));
    plain.attachment.shows = vec!["marked_photo".to_owned()];
    assert!(has(Reason::Defective, Need::MarkedPhoto, &[plain]));
    let derived = File { annotated: true, ..file(Role::Defect, MediaKind::Image, "") };
    assert!(has(Reason::NotAsDescribed, Need::MarkedPhoto, &[derived]));
    let recipe = |step: &str| Recipe {
        made_by: "parcelproof".to_owned(),
        steps: vec![step.to_owned()],
        location_removed: false,
    };
    assert!(recipe("annotate arrow 10,20 30,40").is_annotated());
    assert!(!recipe("resize 2016x1512").is_annotated());
}

#[test]
fn a_sentence_of_the_text_can_be_what_is_needed() {
    let story = Story::in_la().reason(Reason::NotReceivedWrongAddress);
    let own = |text: &str| line(&ready_as(&story, &[], text, None), Need::OwnAddress);
    assert!(!own("The parcel went elsewhere.").have);
    let said = own("I do not live there.");
    assert_eq!((said.have, said.by), (true, Some(MatchedBy::Text)));
    let drafted = parcelproof::domain::wording::claim_text::draft(
        parcelproof::domain::case::SubmissionKind::Claim,
        &story.case,
        Some(&story.order),
        None,
        &parcelproof::domain::wording::claim_text::Facts::default(),
        story.zone,
    );
    assert!(own(&drafted).have, "{drafted}");
}

#[test]
fn nothing_received_needs_no_photos_and_something_received_does() {
    let none = ready(Reason::NotReceived, &[]);
    assert!(none.blockers.is_empty());
    assert!(ids(&none.tips).contains(&"need-tip-no-photos"));
    assert_eq!(ids(&ready(Reason::Damaged, &[]).blockers), ["need-photo-missing"]);
    // A video is good beside photos and does not stand for one.
    let video = [file(Role::Defect, MediaKind::Video, "")];
    assert_eq!(ids(&ready(Reason::Defective, &video).blockers), ["need-photo-missing"]);
    let photo = [file(Role::Defect, MediaKind::Image, "")];
    assert!(ready(Reason::Damaged, &photo).blockers.is_empty());
    // Photos without a text are not enough either.
    let silent = ready_as(&Story::in_la().reason(Reason::Damaged), &photo, "", None);
    assert_eq!(ids(&silent.blockers), ["need-text-missing"]);
}

#[test]
fn a_video_is_a_must_only_where_something_does_not_work() {
    let videos = [Need::Video, Need::ControlVideo, Need::UnboxingVideo];
    for reason in Reason::ALL {
        let musts = of_reason(*reason).0;
        assert_eq!(
            musts.iter().any(|need| videos.contains(need)),
            *reason == Reason::NotWorking,
            "{reason:?}"
        );
    }
    assert!(of_reason(Reason::Defective).1.contains(&Need::Video));
    assert!(ids(&ready(Reason::NotWorking, &[]).tips).contains(&"need-tip-film"));
    for enough in [Reason::Damaged, Reason::NotAsDescribed] {
        assert!(ids(&ready(enough, &[]).tips).contains(&"need-tip-photo-enough"), "{enough:?}");
    }
    assert!(!ids(&ready(Reason::Defective, &[]).tips).contains(&"need-tip-photo-enough"));
}

#[test]
fn long_and_coarse_videos_are_advised_against_and_not_refused() {
    let photo = || file(Role::Defect, MediaKind::Image, "");
    let video = |secs: f64, width: u32, height: u32| {
        let mut file = file(Role::Defect, MediaKind::Video, "");
        file.facts.duration_secs = Some(secs);
        (file.facts.width, file.facts.height) = (Some(width), Some(height));
        [file, photo()]
    };
    let told = |files: &[File]| -> Vec<String> {
        let ready = ready(Reason::NotWorking, files);
        assert!(ready.blockers.is_empty());
        ids(&ready.warnings).iter().map(|id| (*id).to_owned()).collect()
    };
    assert_eq!(told(&video(240.0, 1280, 720)), Vec::<String>::new());
    assert_eq!(told(&video(60.0, 1280, 720)), Vec::<String>::new());
    assert_eq!(told(&video(301.0, 1280, 720)), ["need-video-long"]);
    assert_eq!(told(&video(240.0, 480, 854)), ["need-video-coarse"]);
    // Upright videos are measured by their shorter side.
    assert_eq!(told(&video(240.0, 720, 1280)), Vec::<String>::new());
}

#[test]
fn dear_goods_get_a_stricter_list() {
    let mut story = Story::in_la().reason(Reason::Damaged);
    story.order.lines[0].paid = Some(usd("49.99"));
    let usual = ready_as(&story, &[], "x", None);
    story.order.lines[0].paid = Some(usd("50.00"));
    let strict = ready_as(&story, &[], "x", None);
    assert!(!usual.stricter && strict.stricter);
    assert!(strict.musts().1 > usual.musts().1);
    assert!(line(&strict, Need::SeveralAngles).must);
    assert!(ids(&strict.tips).contains(&"need-tip-stricter"));
    let once = strict.needs.iter().filter(|line| line.need == "close_up").count();
    assert_eq!((once, line(&strict, Need::CloseUp).must), (1, true));
    story.case.reason = Some(Reason::NotReceived);
    assert!(!ready_as(&story, &[], "x", None).stricter);
}

#[test]
fn a_parcel_that_came_is_to_be_filmed_before_it_is_opened() {
    let listed: Vec<String> = arrival(&[]).iter().map(|line| line.need.clone()).collect();
    assert_eq!(listed, ["unboxing_video", "before_opening", "sender_in_frame", "package_photo", "photo"]);
    let files = [file(Role::Unboxing, MediaKind::Video, "sealed parcel, sender in the picture")];
    let have: Vec<bool> = arrival(&seen(&files)).iter().map(|line| line.have).collect();
    assert_eq!(have, [true, true, true, false, false]);
}

#[test]
fn tracking_that_shows_nothing_suggests_its_own_reason() {
    let story = Story::in_la().reason(Reason::NotReceived);
    let tips = |tracking| -> Vec<String> {
        ids(&ready_as(&story, &[], "x", tracking).tips).iter().map(|id| (*id).to_owned()).collect()
    };
    assert!(tips(Some(false)).contains(&"need-tip-no-tracking".to_owned()));
    assert!(!tips(Some(true)).contains(&"need-tip-no-tracking".to_owned()));
    assert!(!tips(None).contains(&"need-tip-no-tracking".to_owned()));
    assert!(tips(None).contains(&"need-tip-tracking".to_owned()));
}

#[test]
fn the_meter_counts_musts_and_recommended_apart_and_more_is_better() {
    let photos = [file(Role::Defect, MediaKind::Image, "")];
    let some = ready(Reason::Defective, &photos);
    assert_eq!((some.musts(), some.shoulds()), ((1, 2), (0, 2)));
    assert!(ids(&some.tips).contains(&"need-tip-more"));
    assert_eq!(ids(&some.warnings), ["need-must-missing"]);
}

#[test]
fn asking_for_less_than_was_paid_gets_a_tip_and_is_left_to_the_buyer() {
    let mut story = Story::in_la();
    assert!(!ids(&ready_as(&story, &[], "x", None).tips).contains(&"need-tip-full-sum"));
    story.case.amount = Some(usd("5.00"));
    let told = ready_as(&story, &[], "x", None);
    let tip = told.tips.iter().find(|tip| tip.id == "need-tip-full-sum").unwrap();
    assert_eq!(tip.args["cap"], parcelproof::domain::message::Arg::Money(usd("11.73")));
}

#[test]
fn complaints_and_reports_have_places_for_proof_too() {
    let mut story = Story::in_la().kind(CaseKind::Report);
    story.case.reason = None;
    let empty = ready_as(&story, &[], "x", None);
    assert_eq!(empty.musts(), (0, 1));
    assert_eq!(ids(&empty.warnings), ["need-must-missing"]);
    let shot = [file(Role::Chat, MediaKind::Image, "")];
    let shown = ready_as(&story, &shot, "x", None);
    assert!(line(&shown, Need::Proof).have && line(&shown, Need::ChatSnapshot).have);
    let complaint = Story::in_la().kind(CaseKind::Complaint).reason(Reason::NotAsDescribed);
    assert!(line(&ready_as(&complaint, &[], "x", None), Need::OrderSnapshot).must);
}

#[test]
fn not_received_asks_for_the_price_and_the_shipping_that_were_paid() {
    let mut story = Story::in_la().reason(Reason::NotReceived);
    story.order.lines[0].paid = Some(usd("10.00"));
    story.order.lines[0].shipping = Some(usd("2.50"));
    assert_eq!(story.view("2026-05-01").amount_cap, Some(usd("12.50")));
    // The list price is no amount that was paid (12.41 listed, 11.73 paid).
    let leggings = Story::in_la();
    assert_eq!(leggings.order.lines[0].listed, Some(usd("12.41")));
    assert_eq!(leggings.view("2026-05-01").amount_cap, Some(usd("11.73")));
}

#[test]
fn the_old_help_page_on_evidence_is_kept_as_a_source() {
    let pack = super::story::pack();
    let cited = pack.evidence_cite.iter().filter_map(|code| pack.sources.get(code));
    let old: Vec<_> = cited.filter(|source| source.title.contains("Gathering_evidence.php")).collect();
    assert_eq!(old.len(), 1);
    assert_eq!(old[0].date.as_deref(), Some("old page, may be gone"));
}

#[test]
fn a_report_of_a_bait_price_may_show_what_other_shops_ask() {
    let story = Story::in_la().kind(CaseKind::Report);
    let asked = |reason: Option<&str>, files: &[File]| {
        let seen = seen(files);
        readiness(&ReadinessInput {
            report_reason: reason,
            kind: story.case.kind,
            reason: None,
            order: Some(&story.order),
            tracking_seen: None,
            attachments: &seen,
            text: Some("The price belongs to something else."),
            asked: None,
            cap: None,
            pack: &story.pack,
        })
    };
    let idea = line(&asked(Some("price_bait"), &[]), Need::PriceComparison);
    assert_eq!((idea.must, idea.have), (false, false));
    let shot = file(Role::Chat, MediaKind::Image, "Price comparison with other shops");
    assert!(line(&asked(Some("price_bait"), &[shot]), Need::PriceComparison).have);
    for other in [None, Some("spam")] {
        let ready = asked(other, &[]);
        assert!(ready.needs.iter().all(|line| line.need != Need::PriceComparison.code()), "{other:?}");
    }
}
