//! What each reason needs shown, and how ready a claim is (C11, P6).
//! Matches attached files to needs; whether a file will be accepted is `check`'s business.

use serde::{Deserialize, Serialize};

use crate::domain::case::{CaseKind, Reason};
use crate::domain::event::codes;
use crate::domain::evidence::Attachment;
use crate::domain::evidence::media::{MediaFacts, MediaKind};
use crate::domain::evidence::needs_data;
use crate::domain::guards::decide;
use crate::domain::ids::AttachmentId;
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::order::{Order, OrderDate};
use crate::domain::rules::{LanguageRule, PhotosRequired, RulePack};
use crate::domain::view::{NeedLine, Readiness};
use crate::domain::wording::language::tongue;
use crate::domain::wording::spot::Tokens;

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
        BeforeOpening = "before_opening", SenderInFrame = "sender_in_frame", MarkedPhoto = "marked_photo",
        TrackingDestination = "tracking_destination", Proof = "proof", ChatSnapshot = "chat_snapshot",
        PriceComparison = "price_comparison",
    }
}

codes! {
    /// How a file was matched to a need.
    MatchedBy { Marked = "marked", Caption = "caption", Role = "role", Text = "text" }
}

/// A file that can be sent, with what is judged of it.
#[derive(Clone, Copy, Debug)]
pub struct NeedFile<'a> {
    /// Its use.
    pub attachment: &'a Attachment,
    /// What the content says.
    pub facts: &'a MediaFacts,
    /// What to call it.
    pub name: &'a str,
    /// It was made by marking spots on another picture.
    pub annotated: bool,
}

/// A need with the file that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The need.
    pub need: Need,
    /// The file's use; none when the text says it.
    pub attachment: Option<AttachmentId>,
    /// The buyer marked it, its caption says it, or its role and kind suggest it.
    pub by: MatchedBy,
}

/// What a reason must and should show, in the order of the checklist.
pub fn of_reason(reason: Reason) -> (&'static [Need], &'static [Need]) {
    needs_data::lists().of_reason(reason).map_or((&[], &[]), |list| (&list.must, &list.should))
}

/// Which attached file shows which need of a reason. What the buyer marked goes first, then what a caption says;
/// otherwise role and kind of the file suggest it.
pub fn matches(reason: Reason, files: &[NeedFile<'_>], text: Option<&str>) -> Vec<Match> {
    let (must, should) = of_reason(reason);
    let wanted = Wanted::new(files, text);
    must.iter().chain(should).filter_map(|need| wanted.matched(*need)).collect()
}

/// Files and text to be searched, cut into words once.
struct Wanted<'a> {
    files: &'a [NeedFile<'a>],
    captions: Vec<Tokens>,
    text: Tokens,
}

impl<'a> Wanted<'a> {
    fn new(files: &'a [NeedFile<'a>], text: Option<&str>) -> Self {
        let caption =
            |file: &NeedFile<'_>| Tokens::of(file.attachment.caption.as_deref().unwrap_or_default());
        Self {
            files,
            captions: files.iter().map(caption).collect(),
            text: Tokens::of(text.unwrap_or_default()),
        }
    }

    fn matched(&self, need: Need) -> Option<Match> {
        let place = needs_data::lists().place(need);
        let of = |file: &NeedFile<'_>, by| Match { need, attachment: Some(file.attachment.id), by };
        let marked = self.files.iter().find(|file| {
            file.attachment.shows.iter().any(|shown| shown == need.code())
                || (need == Need::MarkedPhoto && file.annotated)
        });
        if let Some(file) = marked {
            return Some(of(file, MatchedBy::Marked));
        }
        if place.text.find(&self.text).is_some() {
            return Some(Match { need, attachment: None, by: MatchedBy::Text });
        }
        let fits = |file: &NeedFile<'_>| place.kind.is_none_or(|kind| kind == file.facts.kind);
        let said = self
            .files
            .iter()
            .zip(&self.captions)
            .find(|(file, caption)| fits(file) && place.words.find(caption).is_some());
        if let Some((file, _)) = said {
            return Some(of(file, MatchedBy::Caption));
        }
        if place.any {
            let file = self.files.iter().find(|file| file.facts.kind != MediaKind::Other)?;
            return Some(of(file, MatchedBy::Role));
        }
        let count = place.count.unwrap_or(1).max(1);
        let mut found = None;
        for role in &place.roles {
            let mut of_role = self.files.iter().filter(|file| file.attachment.role == *role && fits(file));
            found = Some(of(of_role.nth(count - 1)?, MatchedBy::Role));
        }
        found
    }

    /// How many files there are of how many, where a need takes several.
    fn several(&self, need: Need) -> Option<(usize, usize)> {
        let place = needs_data::lists().place(need);
        let count = place.count.filter(|count| *count > 1)?;
        let role = place.roles.first()?;
        let fits = |file: &&NeedFile<'_>| {
            file.attachment.role == *role && place.kind.is_none_or(|kind| kind == file.facts.kind)
        };
        Some((self.files.iter().filter(fits).count(), count))
    }

    fn line(&self, need: Need, must: bool) -> NeedLine {
        let matched = self.matched(need);
        NeedLine {
            need: need.code().to_owned(),
            text: Msg::new(format!("need-{}", need.code())),
            must,
            have: matched.is_some(),
            recipe: Some(Msg::new(format!("need-how-{}", need.code()))),
            by: matched.map(|matched| matched.by),
            files: self.several(need).filter(|_| matched.is_none_or(|matched| matched.by == MatchedBy::Role)),
        }
    }
}

/// What to film and photograph of a parcel that has just come, whatever is in it (P6-11 to P6-14).
pub fn arrival(files: &[NeedFile<'_>]) -> Vec<NeedLine> {
    let list = &needs_data::lists().arrival;
    let wanted = Wanted::new(files, None);
    let musts = list.must.iter().map(|need| wanted.line(*need, true));
    musts.chain(list.should.iter().map(|need| wanted.line(*need, false))).collect()
}

/// What readiness is judged from.
#[derive(Clone, Copy, Debug)]
pub struct ReadinessInput<'a> {
    /// What kind of case.
    pub kind: CaseKind,
    /// Why.
    pub reason: Option<Reason>,
    /// What a report says the seller does, as its form has it.
    pub report_reason: Option<&'a str>,
    /// Its order.
    pub order: Option<&'a Order>,
    /// Tracking has shown something; `None` where nobody looked.
    pub tracking_seen: Option<bool>,
    /// Files of the case, its line and its order that can be sent, as they are or as a copy, with what they are.
    /// A rejected file shows nothing.
    pub attachments: &'a [NeedFile<'a>],
    /// The text to send, if any was written.
    pub text: Option<&'a str>,
    /// What is asked for.
    pub asked: Option<&'a Money>,
    /// The most that may be asked.
    pub cap: Option<&'a Money>,
    /// The rules.
    pub pack: &'a RulePack,
}

impl ReadinessInput<'_> {
    /// True for dear goods that came: they are harder to be paid for, so more is to be shown (P17-05).
    fn is_stricter(&self) -> bool {
        let dear = self
            .pack
            .stricter_from
            .as_ref()
            .zip(self.cap)
            .is_some_and(|(from, cap)| from.currency == cap.currency && cap.minor >= from.minor);
        let came = self.reason.is_some_and(|reason| !reason.is_not_received());
        dear && came && self.kind == CaseKind::Dispute
    }

    /// What must and what should be shown.
    fn wanted(&self) -> (Vec<Need>, Vec<Need>) {
        let lists = needs_data::lists();
        let of_reason = self.reason.and_then(|reason| lists.of_reason(reason));
        let list = match self.kind {
            CaseKind::Dispute => of_reason,
            CaseKind::Complaint | CaseKind::Report => of_reason.or(Some(&lists.report)),
            CaseKind::Chat | CaseKind::Account | CaseKind::Fallback => None,
        };
        let Some(list) = list else { return (Vec::new(), Vec::new()) };
        let (mut must, mut should) = (list.must.clone(), list.should.clone());
        let ideas = self.report_reason.and_then(|reason| lists.report_reasons.get(reason));
        if let Some(ideas) = ideas.filter(|_| self.kind == CaseKind::Report) {
            must.extend(ideas.must.iter().filter(|need| !list.must.contains(need)));
            should.extend(ideas.should.iter().filter(|need| !list.should.contains(need)));
        }
        if self.is_stricter() {
            must.extend(lists.stricter.must.iter().filter(|need| !list.must.contains(need)));
            should.extend(lists.stricter.should.iter().filter(|need| !list.should.contains(need)));
            should.retain(|need| !must.contains(need));
        }
        (must, should)
    }
}

/// How ready a claim is. What is missing of a reason's list is listed; blockers are what the marketplace's form
/// itself would not let through: no text, no photo of what came, too much asked, too long a complaint.
pub fn readiness(input: &ReadinessInput<'_>) -> Readiness {
    let mut ready = Readiness { stricter: input.is_stricter(), ..Readiness::default() };
    let (must, should) = input.wanted();
    let wanted = Wanted::new(input.attachments, input.text);
    let musts = must.iter().map(|need| wanted.line(*need, true));
    ready.needs = musts.chain(should.iter().map(|need| wanted.line(*need, false))).collect();
    ready.need = ready.needs.len();
    ready.have = ready.needs.iter().filter(|need| need.have).count();
    blockers(input, &mut ready);
    warnings(input, &mut ready);
    videos(input, &mut ready);
    tips(input, &mut ready);
    ready
}

/// Videos that are longer or coarser than the sources advise (P6-07, P6-08). Advice only: they are accepted.
fn videos(input: &ReadinessInput<'_>, ready: &mut Readiness) {
    for file in input.attachments.iter().filter(|file| file.facts.kind == MediaKind::Video) {
        let minutes = |secs: u32| i64::from(secs / 60);
        if let Some((from, to)) = input.pack.video_advice_secs
            && file.facts.duration_secs.is_some_and(|secs| secs > f64::from(to))
        {
            ready.warnings.push(
                Msg::new("need-video-long")
                    .text("file", file.name)
                    .count("from", minutes(from))
                    .count("to", minutes(to)),
            );
        }
        let lines = file.facts.width.zip(file.facts.height).map(|(width, height)| width.min(height));
        if let Some((lines, least)) = lines.zip(input.pack.video_advice_lines)
            && lines < least
        {
            ready.warnings.push(
                Msg::new("need-video-coarse")
                    .text("file", file.name)
                    .text("lines", lines.to_string())
                    .text("least", least.to_string()),
            );
        }
    }
}

fn tips(input: &ReadinessInput<'_>, ready: &mut Readiness) {
    let mut tip = |id: &'static str| ready.tips.push(Msg::new(id));
    if input.kind != CaseKind::Dispute {
        return;
    }
    let Some(reason) = input.reason else { return };
    if ready.stricter {
        tip("need-tip-stricter");
    }
    if reason.is_not_received() {
        tip("need-tip-no-photos");
        tip("need-tip-tracking");
        let plain = matches!(reason, Reason::NotReceived | Reason::NotReceivedInTransit);
        if plain && input.tracking_seen == Some(false) {
            tip("need-tip-no-tracking");
        }
    } else {
        let (must, should) = of_reason(reason);
        let videos = [Need::Video, Need::ControlVideo, Need::UnboxingVideo];
        if !must.iter().chain(should).any(|need| videos.contains(need)) {
            tip("need-tip-photo-enough");
        }
        if must.contains(&Need::ControlVideo) {
            tip("need-tip-film");
        }
    }
    let (have, need) = ready.shoulds();
    if have < need {
        ready.tips.push(Msg::new("need-tip-more"));
    }
    if let (Some(asked), Some(cap)) = (input.asked, input.cap)
        && asked.currency == cap.currency
        && asked.minor < cap.minor
    {
        ready.tips.push(Msg::new("need-tip-full-sum").money("cap", cap));
    }
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
    // A video is a good thing beside photos and none of them (P6-01, S18).
    let has_photo = input.attachments.iter().any(|file| file.facts.kind == MediaKind::Image);
    if input.kind == CaseKind::Dispute && photos_needed && !has_photo {
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
    if english && input.text.is_some_and(|text| tongue(text).is_foreign()) {
        ready.warnings.push(Msg::new("need-text-not-english"));
    }
}
