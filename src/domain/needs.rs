//! What each reason needs shown, and how ready a claim is (C11, P6).
//! Matches attached files to needs; whether a file will be accepted is `check`'s business.

use serde::{Deserialize, Serialize};

use super::case::{CaseKind, Reason};
use super::decide;
use super::event::codes;
use super::evidence::{Attachment, Role};
use super::ids::AttachmentId;
use super::media::MediaKind;
use super::message::Msg;
use super::money::Money;
use super::order::{Order, OrderDate};
use super::rules::{LanguageRule, PhotosRequired, RulePack};
use super::view::{NeedLine, Readiness};

codes! {
    /// Something a claim shows.
    Need {
        ProtectionScreenshot = "protection_screenshot", TrackingSnapshot = "tracking_snapshot",
        CarrierStatement = "carrier_statement", TrackingDatePlace = "tracking_date_place",
        OwnAddress = "own_address", SecondTracking = "second_tracking", CustomsPaper = "customs_paper",
        CustomsMail = "customs_mail", OrderSnapshot = "order_snapshot", Photo = "photo",
        BesideListing = "beside_listing", RulerPhoto = "ruler_photo", SizeLabel = "size_label",
        ItemAndLabel = "item_and_label", UnboxingVideo = "unboxing_video", CloseUp = "close_up",
        SeveralAngles = "several_angles", Video = "video", ControlVideo = "control_video",
        ChargerPhoto = "charger_photo", AllPieces = "all_pieces", PackageWeight = "package_weight",
        PackagePhoto = "package_photo", ItemPhoto = "item_photo", CarrierReport = "carrier_report",
        BeforeAfter = "before_after", LabelPhoto = "label_photo", ShippingLine = "shipping_line",
        TrackingPrefix = "tracking_prefix", BrandMarks = "brand_marks", BrandComparison = "brand_comparison",
    }
}

codes! {
    /// How a file was matched to a need.
    MatchedBy { Marked = "marked", Role = "role" }
}

/// A need with the file that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The need.
    pub need: Need,
    /// The file's use.
    pub attachment: AttachmentId,
    /// The buyer marked it, or its role and kind suggest it.
    pub by: MatchedBy,
}

/// What a reason must and should show, in the order of the checklist.
pub fn of_reason(reason: Reason) -> (&'static [Need], &'static [Need]) {
    use Need as N;
    match reason {
        Reason::NotReceived | Reason::NotReceivedInTransit | Reason::NotReceivedReturned => {
            (&[N::ProtectionScreenshot, N::TrackingSnapshot], &[N::CarrierStatement])
        }
        Reason::NotReceivedNoTracking | Reason::NotReceivedFakeTracking => {
            (&[N::TrackingDatePlace], &[N::ProtectionScreenshot, N::OwnAddress, N::SecondTracking])
        }
        Reason::NotReceivedWrongAddress => {
            (&[N::TrackingDatePlace], &[N::ProtectionScreenshot, N::OwnAddress, N::CarrierStatement])
        }
        Reason::NotReceivedCustoms => (&[N::CustomsPaper], &[N::CustomsMail, N::ProtectionScreenshot]),
        Reason::NotAsDescribed
        | Reason::NotAsDescribedColour
        | Reason::NotAsDescribedShape
        | Reason::NotAsDescribedStyle
        | Reason::NotAsDescribedMaterial
        | Reason::NotAsDescribedSpec
        | Reason::NotAsDescribedUsed => (&[N::OrderSnapshot, N::Photo], &[N::BesideListing]),
        Reason::NotAsDescribedSize => (&[N::RulerPhoto, N::SizeLabel], &[N::OrderSnapshot]),
        Reason::WrongItem => (&[N::ItemAndLabel, N::OrderSnapshot], &[N::UnboxingVideo]),
        Reason::Defective | Reason::DefectiveStitching => (&[N::CloseUp, N::SeveralAngles], &[N::Video]),
        Reason::NotWorking => (&[N::ControlVideo], &[N::ChargerPhoto]),
        Reason::Shortage | Reason::ShortageIncompleteSet => {
            (&[N::AllPieces, N::PackageWeight], &[N::UnboxingVideo])
        }
        Reason::Damaged => (&[N::PackagePhoto, N::ItemPhoto], &[N::CarrierReport]),
        Reason::LowQuality => (&[N::CloseUp, N::BeforeAfter], &[N::Video]),
        Reason::ShippingMethod => (&[N::LabelPhoto, N::ShippingLine], &[N::TrackingPrefix]),
        Reason::Counterfeit => (&[N::BrandMarks], &[N::BrandComparison]),
    }
}

/// Where a need is usually found when nobody marked it: roles, kind of file (any when `None`), how many files.
/// Needs that only the buyer can recognise have no such place.
fn usual_place(need: Need) -> Option<(&'static [Role], Option<MediaKind>, usize)> {
    use MediaKind::{Image, Video};
    use Need as N;
    Some(match need {
        N::TrackingSnapshot | N::TrackingDatePlace => (&[Role::Tracking], None, 1),
        N::SecondTracking => (&[Role::Tracking], None, 2),
        N::OrderSnapshot => (&[Role::OrderPage], None, 1),
        N::Photo | N::CloseUp | N::ItemPhoto | N::AllPieces | N::BrandMarks => {
            (&[Role::Defect], Some(Image), 1)
        }
        N::SeveralAngles => (&[Role::Defect], Some(Image), 3),
        N::Video | N::ControlVideo => (&[Role::Defect], Some(Video), 1),
        N::UnboxingVideo => (&[Role::Unboxing], Some(Video), 1),
        N::PackagePhoto | N::LabelPhoto | N::PackageWeight => (&[Role::Parcel], Some(Image), 1),
        N::ItemAndLabel => (&[Role::Defect, Role::Parcel], Some(Image), 1),
        _ => return None,
    })
}

/// Which attached file shows which need of a reason. What the buyer marked goes first; otherwise role and kind
/// of the file suggest it.
pub fn matches(reason: Reason, attachments: &[(&Attachment, MediaKind)]) -> Vec<Match> {
    let (must, should) = of_reason(reason);
    must.iter().chain(should).filter_map(|need| matched(*need, attachments)).collect()
}

fn matched(need: Need, attachments: &[(&Attachment, MediaKind)]) -> Option<Match> {
    let marked =
        attachments.iter().find(|(attachment, _)| attachment.shows.iter().any(|shown| shown == need.code()));
    if let Some((attachment, _)) = marked {
        return Some(Match { need, attachment: attachment.id, by: MatchedBy::Marked });
    }
    let (roles, kind, count) = usual_place(need)?;
    let mut found = None;
    for role in roles {
        let mut of_role = attachments
            .iter()
            .filter(|(attachment, media)| attachment.role == *role && kind.is_none_or(|kind| kind == *media));
        found = Some(of_role.nth(count - 1)?.0.id);
    }
    found.map(|attachment| Match { need, attachment, by: MatchedBy::Role })
}

/// What readiness is judged from.
#[derive(Clone, Copy, Debug)]
pub struct ReadinessInput<'a> {
    /// What kind of case.
    pub kind: CaseKind,
    /// Why.
    pub reason: Option<Reason>,
    /// Its order.
    pub order: Option<&'a Order>,
    /// Files of the case, its line and its order that can be sent, as they are or as a copy, with what they are.
    /// A rejected file shows nothing.
    pub attachments: &'a [(&'a Attachment, MediaKind)],
    /// The text to send, if any was written.
    pub text: Option<&'a str>,
    /// What is asked for.
    pub asked: Option<&'a Money>,
    /// The most that may be asked.
    pub cap: Option<&'a Money>,
    /// The rules.
    pub pack: &'a RulePack,
}

/// How ready a claim is. What is missing of a reason's list is listed; blockers are what the marketplace's form
/// itself would not let through: no text, no photo of what came, too much asked, too long a complaint.
pub fn readiness(input: &ReadinessInput<'_>) -> Readiness {
    let mut ready = Readiness::default();
    if let Some(reason) = input.reason.filter(|_| input.kind == CaseKind::Dispute) {
        let (must, should) = of_reason(reason);
        let line = |need: &Need, must| NeedLine {
            need: need.code().to_owned(),
            text: Msg::new(format!("need-{}", need.code())),
            must,
            have: matched(*need, input.attachments).is_some(),
        };
        ready.needs = must
            .iter()
            .map(|need| line(need, true))
            .chain(should.iter().map(|need| line(need, false)))
            .collect();
    }
    ready.need = ready.needs.len();
    ready.have = ready.needs.iter().filter(|need| need.have).count();
    blockers(input, &mut ready);
    warnings(input, &mut ready);
    ready
}

fn blockers(input: &ReadinessInput<'_>, ready: &mut Readiness) {
    let text = input.text.map(str::trim).filter(|text| !text.is_empty());
    if text.is_none() {
        ready.blockers.push(Msg::new("need-text-missing"));
    }
    if input.kind == CaseKind::Complaint
        && let Some(text) = text
        && let Err(problem) = decide::complaint_text(text, input.pack)
    {
        ready.blockers.push(problem.message);
    }
    let photos_needed = match input.pack.flags.photos_required_if {
        Some(PhotosRequired::Always) => true,
        Some(PhotosRequired::Received) => input.reason.is_some_and(|reason| !reason.is_not_received()),
        Some(PhotosRequired::Never) | None => false,
    };
    let has_picture =
        input.attachments.iter().any(|(_, kind)| matches!(kind, MediaKind::Image | MediaKind::Video));
    if input.kind == CaseKind::Dispute && photos_needed && !has_picture {
        ready.blockers.push(Msg::new("need-photo-missing"));
    }
    if let (Some(asked), Some(cap)) = (input.asked, input.cap)
        && input.pack.flags.caps_amount()
        && asked.currency == cap.currency
        && asked.minor > cap.minor
    {
        ready.blockers.push(Msg::new("case-refused-amount").money("asked", asked).money("cap", cap));
    }
}

fn warnings(input: &ReadinessInput<'_>, ready: &mut Readiness) {
    let missing: Vec<Msg> = ready
        .needs
        .iter()
        .filter(|need| need.must && !need.have)
        .map(|need| Msg::new("need-must-missing").msg("need", need.text.clone()))
        .collect();
    ready.warnings.extend(missing);
    if input.kind == CaseKind::Dispute {
        if input.reason.is_none() {
            ready.warnings.push(Msg::new("need-reason-missing"));
        }
        match (input.asked, input.cap) {
            (None, _) => ready.warnings.push(Msg::new("need-amount-missing")),
            (Some(_), None) => ready.warnings.push(Msg::new("case-warning-cap-unknown")),
            (Some(asked), Some(cap)) if asked.currency != cap.currency => {
                ready.warnings.push(Msg::new("need-other-currency").money("asked", asked).money("cap", cap));
            }
            _ => {}
        }
        let not_received = input.reason.is_some_and(Reason::is_not_received);
        if not_received && input.order.is_some_and(|order| order.date(OrderDate::Delivered).is_some()) {
            ready.warnings.push(Msg::new("need-delivered-but-not-received"));
        }
    }
    let english = matches!(
        input.pack.flags.language,
        Some(LanguageRule::EnglishRecommended | LanguageRule::EnglishRequired)
    );
    if english && input.text.is_some_and(mostly_not_latin) {
        ready.warnings.push(Msg::new("need-text-not-english"));
    }
}

/// True when most letters are of another script than Latin (P4-18; a warning, never a block).
fn mostly_not_latin(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (latin, other) = letters.fold((0_usize, 0_usize), |(latin, other), c| {
        // Latin letters with their accents end at U+024F.
        if c <= '\u{24f}' { (latin + 1, other) } else { (latin, other + 1) }
    });
    other > latin
}
