//! A case made by hand for the bundle tests: one order, six exhibits in memory, offers, requests, dates; words
//! that are hostile to HTML, CSV, calendars and file names.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex};

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use parcelproof::domain::case::{Case, CaseKind, ChosenFile, Reason, Submission, SubmissionKind};
use parcelproof::domain::event::{
    CaseEvent, CaseEventKind, EventDetails, EventSource, OrderEvent, OrderEventKind, Outcome, Party, Plan,
};
use parcelproof::domain::evidence::media::{Format, MediaFacts, MediaKind};
use parcelproof::domain::evidence::{Recipe, Role};
use parcelproof::domain::ids::{CaseId, EventId, EvidenceId, LineId, OrderId, Sha256, SubmissionId};
use parcelproof::domain::message::{Msg, Problem, Progress};
use parcelproof::domain::moment::{ClaimSource, ClaimedTime, FixedOffsetSecs, Moment};
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::order::{DateFact, Marketplace, Order, OrderDate, OrderLine, OrderNumber, Said};
use parcelproof::domain::rows::CasePicture;
use parcelproof::domain::rules::habits::Reminders;
use parcelproof::domain::rules::{EvidenceRules, Packs};
use parcelproof::domain::view::{
    CaseState, CaseView, Conflict, Deadline, DeadlineKind, DeadlineStatus, Lane, NextStep, Offer,
    OfferStanding, Readiness, Request, Severity,
};
use parcelproof::exchange::{BundleInput, Exhibit, FileRef, Originals};
use parcelproof::texts::Texts;

/// A caption with everything that must stay text.
pub const HOSTILE: &str =
    "=cmd() <script>alert(1)</script> \u{202e}gpj.exe \"quoted\", {{body}} 📦👨‍👩‍👧\r\nsecond line";
/// What a redacted bundle may not hold.
pub const ADDRESS: &str = "Anna Petrova, Calle Mayor 5, 28013 Madrid, +34 600 123 456";
pub const ACCOUNT: &str = "anna-buys-things";

pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 1, 9, 30, 0).unwrap()
}

pub fn english() -> Texts {
    Texts::new("en", chrono_tz::Europe::Madrid)
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::parse("USD").unwrap())
}

fn day(month: u32, day: u32) -> Moment {
    Moment::day(NaiveDate::from_ymd_opt(2026, month, day).unwrap())
}

/// Stored files in memory.
#[derive(Default)]
pub struct Vault {
    files: BTreeMap<Sha256, Vec<u8>>,
    /// Folders that were brought to the disk.
    pub synced: Mutex<Vec<PathBuf>>,
}

impl Vault {
    pub fn put(&mut self, name: &str, kind: MediaKind, format: Format, bytes: Vec<u8>) -> FileRef {
        let sha256 = Sha256::of(&bytes);
        let facts = MediaFacts {
            kind,
            format,
            width: Some(4032),
            height: Some(3024),
            duration_secs: (kind == MediaKind::Video).then_some(42.4),
            flaws: Vec::new(),
            ..MediaFacts::unknown(bytes.len() as u64)
        };
        self.files.insert(sha256, bytes);
        FileRef { sha256, name: name.to_owned(), facts }
    }

    /// Puts other bytes in the place of a file.
    pub fn damage(&mut self, sha256: Sha256, bytes: Vec<u8>) {
        self.files.insert(sha256, bytes);
    }
}

impl Originals for Vault {
    fn open(&self, sha256: &Sha256) -> Result<Box<dyn Read>, Problem> {
        let bytes = self.files.get(sha256).cloned();
        let bytes = bytes.ok_or_else(|| Problem::could_not(Msg::new("library-file-gone")))?;
        Ok(Box::new(std::io::Cursor::new(bytes)))
    }

    fn sync_folder(&self, path: &Path) -> std::io::Result<()> {
        self.synced.lock().unwrap().push(path.to_owned());
        Ok(())
    }
}

/// Progress that stops once so many units are done.
#[derive(Default)]
pub struct StopsAfter {
    left: AtomicU64,
}

impl StopsAfter {
    pub fn new(units: u64) -> Self {
        Self { left: AtomicU64::new(units) }
    }
}

impl Progress for StopsAfter {
    fn stage(&self, _: Msg, _: u64) {}
    fn advance(&self, units: u64) {
        let take = |left: u64| Some(left.saturating_sub(units));
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).unwrap();
    }
    fn item_failed(&self, _: &Problem) {}
    fn stopped(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }
}

fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut step = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..len).map(|_| step()).collect()
}

/// A small picture as a JPEG.
pub fn thumbnail(red: u8) -> Vec<u8> {
    let pixels: Vec<u8> =
        (0..32 * 24).flat_map(|at: u32| [red, (at % 32) as u8 * 6, (at / 32) as u8 * 9]).collect();
    let mut out = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut out, 60);
    encoder.encode(&pixels, 32, 24, jpeg_encoder::ColorType::Rgb).unwrap();
    out
}

/// The case with its files.
pub struct Sample {
    pub vault: Vault,
    pub picture: CasePicture,
    pub exhibits: Vec<Exhibit>,
}

impl Sample {
    pub fn new() -> Self {
        let mut vault = Vault::default();
        let exhibits = exhibits(&mut vault);
        let picture = picture(&exhibits);
        Self { vault, picture, exhibits }
    }

    pub fn input(&self) -> BundleInput<'_> {
        BundleInput {
            picture: &self.picture,
            submission: Some((1, SubmissionKind::Claim)),
            exhibits: self.exhibits.clone(),
            claim_text: "The watch arrived with a cracked glass.\nI ask for a refund of 11.73 USD."
                .to_owned(),
            overridden: Vec::new(),
            redact: false,
            private_words: Vec::new(),
            rules: rules(),
            reminders: reminders(),
            program: "parcelproof 0.1.0".to_owned(),
            now: now(),
        }
    }
}

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::built_in().unwrap());

fn rules() -> &'static EvidenceRules {
    PACKS.get("aliexpress-2026").unwrap().evidence.as_ref().unwrap()
}

fn reminders() -> Option<&'static Reminders> {
    PACKS.reminders("aliexpress-2026")
}

fn exhibits(vault: &mut Vault) -> Vec<Exhibit> {
    let plain = |role, caption: &str, file: FileRef, red: u8| Exhibit {
        role,
        caption: Some(caption.to_owned()),
        original: file.clone(),
        upload: Some(file),
        recipe: None,
        thumbnail_jpeg: Some(thumbnail(red)),
    };
    let label = vault.put("IMG_2041.jpg", MediaKind::Image, Format::Jpeg, noise(700, 1));
    let video = vault.put("VID 20260319 (1).mp4", MediaKind::Video, Format::Mp4, noise(2_000, 2));
    let heavy = vault.put("распаковка.JPG", MediaKind::Image, Format::Jpeg, noise(3_000, 3));
    let shrunk = vault.put("распаковка-fits.jpg", MediaKind::Image, Format::Jpeg, noise(900, 4));
    let webp = vault.put(&format!("{}.webp", "x".repeat(300)), MediaKind::Image, Format::Webp, noise(500, 5));
    let converted = vault.put("x-fits.jpg", MediaKind::Image, Format::Jpeg, noise(600, 6));
    let page = vault.put("../../CON", MediaKind::Image, Format::Png, noise(1, 7));
    let pdf = vault.put("receipt.pdf", MediaKind::Other, Format::Pdf, noise(300, 8));
    let mut crack =
        plain(Role::Defect, "The glass is cracked from the upper left to the middle.", heavy, 200);
    crack.upload = Some(shrunk);
    crack.original.facts.has_location = true;
    crack.original.facts.device = Some("Pixel 8".to_owned());
    crack.original.facts.captured = Some(ClaimedTime {
        local: NaiveDate::from_ymd_opt(2026, 3, 19).unwrap().and_hms_opt(18, 4, 11).unwrap(),
        offset: Some(FixedOffsetSecs(3_600)),
        source: ClaimSource::Exif,
    });
    crack.recipe = Some(Recipe {
        made_by: "parcelproof 0.1.0".to_owned(),
        steps: vec!["resize 2016x1512".to_owned(), "jpeg quality 86".to_owned()],
        location_removed: true,
    });
    let mut chat = plain(Role::Chat, HOSTILE, webp, 120);
    chat.upload = Some(converted);
    let mut clip =
        plain(Role::Unboxing, "The parcel is opened in one go, from the sealed box on.", video, 60);
    clip.thumbnail_jpeg = None;
    let mut receipt = plain(Role::Receipt, "", pdf, 0);
    receipt.upload = None;
    receipt.thumbnail_jpeg = None;
    vec![
        plain(Role::Parcel, "Label and sealed box.", label, 20),
        clip,
        crack,
        chat,
        plain(Role::OrderPage, "The order page on the day of the claim.", page, 90),
        receipt,
    ]
}

fn picture(exhibits: &[Exhibit]) -> CasePicture {
    let files = exhibits
        .iter()
        .map(|exhibit| ChosenFile {
            attachment: None,
            evidence: EvidenceId(1),
            sha256: exhibit.original.sha256,
            caption: exhibit.caption.clone(),
        })
        .collect();
    CasePicture {
        pack_version_now: None,
        case: Case {
            id: CaseId(3),
            kind: CaseKind::Dispute,
            order: Some(OrderId(1)),
            line: Some(LineId(1)),
            after: None,
            pack: "aliexpress-2026".to_owned(),
            pack_version: "2026-11-01".to_owned(),
            reason: Some(Reason::Damaged),
            remedy: Some(Plan::RefundOnly),
            amount: Some(usd(1173)),
            note: Some("my private note".to_owned()),
            opened_at: now(),
            removed_at: None,
        },
        order: Some(order()),
        view: view(),
        events: events(),
        order_events: order_events(),
        evidence: Vec::new(),
        submissions: vec![Submission {
            id: SubmissionId(7),
            case: CaseId(3),
            number: 1,
            kind: SubmissionKind::Claim,
            text: "…".to_owned(),
            files,
            frozen_at: Some(now()),
        }],
        readiness: Readiness::default(),
        traps: Vec::new(),
        cancel: parcelproof::domain::offers::advice::Advice::default(),
    }
}

fn order() -> Order {
    let fact = |at, said| DateFact { at, said, seen_at: now() };
    let line = |id, title: &str, paid| OrderLine {
        id: LineId(id),
        position: id,
        external_id: None,
        title: Some(title.to_owned()),
        product_url: Some("https://example.com/item/100500.html".to_owned()),
        options: Some("black, 42 mm".to_owned()),
        quantity: 1,
        listed: Some(usd(1241)),
        paid: Some(usd(paid)),
        shipping: Some(usd(0)),
        coupon: None,
        is_gift: false,
    };
    Order {
        id: OrderId(1),
        marketplace: Marketplace::AliExpress,
        number: OrderNumber::stored("8123 4567 8901 2345".to_owned()),
        store: Some("Best <Watch> Store & Sons".to_owned()),
        store_url: None,
        currency: Currency::parse("USD"),
        payment_method: Some("Visa 4417".to_owned()),
        tracking: Some("LP00123456789CN".to_owned()),
        carrier: Some("Correos".to_owned()),
        ships_from: Some("CN".to_owned()),
        local_return: false,
        free_returns: false,
        delivery_included: None,
        account: Some(ACCOUNT.to_owned()),
        address: Some(ADDRESS.to_owned()),
        note: Some("my private note".to_owned()),
        tags: Vec::new(),
        dates: BTreeMap::from([
            (OrderDate::Ordered, fact(day(2, 20), Said::OrderPage)),
            (OrderDate::Delivered, fact(day(3, 19), Said::Carrier)),
            (OrderDate::Confirmed, fact(day(3, 20), Said::Buyer)),
        ]),
        lines: vec![line(1, "Watch with a steel case", 1173), line(2, "Spare strap", 210)],
        removed_at: None,
    }
}

/// A delivery that the order's own date repeats, news of the parcel, and a refusal with a date.
fn order_events() -> Vec<OrderEvent> {
    let event = |seq, kind, at, details| OrderEvent {
        id: EventId(100 + seq),
        seq,
        kind,
        at,
        source: EventSource::Buyer,
        details,
        recorded_at: now(),
        voided: false,
    };
    let note = |text: &str| EventDetails { note: Some(text.to_owned()), ..EventDetails::default() };
    let until = EventDetails { due: Some(day(3, 18)), ..EventDetails::default() };
    let mut voided = event(4, OrderEventKind::Frozen, day(3, 16), note("frozen by mistake"));
    voided.voided = true;
    vec![
        event(1, OrderEventKind::TrackingUpdate, day(3, 15), note("left the sorting centre")),
        event(2, OrderEventKind::DisputeRefused, day(3, 17), until),
        event(3, OrderEventKind::Delivered, day(3, 19), EventDetails::default()),
        voided,
    ]
}

fn events() -> Vec<CaseEvent> {
    let event = |seq, kind, at, details| CaseEvent {
        id: EventId(seq),
        seq,
        kind,
        at,
        source: EventSource::Buyer,
        details,
        recorded_at: now(),
        voided: false,
    };
    let instant =
        |month, day, hour| Moment::instant(Utc.with_ymd_and_hms(2026, month, day, hour, 0, 0).unwrap());
    let note = |text: &str| EventDetails { note: Some(text.to_owned()), ..EventDetails::default() };
    let mut voided = event(3, CaseEventKind::Cancelled, instant(3, 24, 9), note("entered by mistake"));
    voided.voided = true;
    vec![
        event(
            1,
            CaseEventKind::SellerContacted,
            day(3, 21),
            note("Hello, this is Anna Petrova, anna.petrova@example.com, call +34 600 123 456."),
        ),
        event(
            2,
            CaseEventKind::Submitted,
            instant(3, 23, 10),
            EventDetails {
                amount: Some(usd(1173)),
                plan: Some(Plan::RefundOnly),
                by: Some(Party::Buyer),
                submission: Some(SubmissionId(7)),
                ..EventDetails::default()
            },
        ),
        voided,
        event(
            4,
            CaseEventKind::SellerOffer,
            instant(3, 25, 10),
            EventDetails {
                amount: Some(usd(500)),
                plan: Some(Plan::ReturnAndRefund),
                freight: Some(Party::Buyer),
                by: Some(Party::Seller),
                note: Some(HOSTILE.to_owned()),
                deductions: BTreeMap::from([("coupon".to_owned(), usd(50))]),
                ..EventDetails::default()
            },
        ),
        event(
            5,
            CaseEventKind::Decision,
            instant(3, 31, 10),
            EventDetails { outcome: Some(Outcome::Partial), due: Some(day(4, 5)), ..EventDetails::default() },
        ),
    ]
}

/// A deadline with everything a deadline may have.
pub fn deadline(id: &str, title: &str, severity: Severity, due: Option<DateTime<Utc>>) -> Deadline {
    Deadline {
        id: id.to_owned(),
        run: None,
        title: Msg::new(title.to_owned()),
        who: Party::Buyer,
        kind: DeadlineKind::Deadline,
        status: DeadlineStatus::Upcoming,
        presumed: true,
        severity,
        starts_at: None,
        due,
        earliest: None,
        latest: None,
        basis: Msg::new(
            "receipt confirmed 20 March + 15 days, counted from the earlier midnight, “whichever; comes\\first”",
        ),
        sources: vec!["S10".to_owned(), "seed003".to_owned()],
        rule: format!("aliexpress-2026/{id}"),
        shown_by_marketplace: true,
        certain: true,
        conflicts: vec![Conflict {
            value: Utc.with_ymd_and_hms(2026, 4, 5, 0, 0, 0).unwrap(),
            value_latest: None,
            source: "S11".to_owned(),
            why: None,
            flagged: true,
        }],
        lane: Lane::Case,
        scope: None,
    }
}

fn view() -> CaseView {
    let at = |month, day| Utc.with_ymd_and_hms(2026, month, day, 22, 0, 0).unwrap();
    let mut band = deadline("refund_seen", "The refund arrives", Severity::Info, Some(at(4, 20)));
    (band.earliest, band.latest) = (Some(at(4, 8)), Some(at(4, 20)));
    band.who = Party::Bank;
    let mut met = deadline("seller_answer", "The seller answers", Severity::Attention, Some(at(3, 28)));
    met.status = DeadlineStatus::Met;
    CaseView {
        state: CaseState::BuyerTurn,
        state_presumed: false,
        outcome: None,
        next_step: NextStep {
            text: Msg::new("Answer the seller’s offer."),
            action: "offer_rejected".to_owned(),
            who: Party::Buyer,
            due: Some(at(4, 3)),
            deadline: Some("buyer_answer".to_owned()),
        },
        asked: Some(usd(1173)),
        offered: Some(usd(500)),
        decided: None,
        received: None,
        amount_cap: Some(usd(1173)),
        deadlines: vec![
            met,
            deadline(
                "buyer_answer",
                "Answer the offer, or the case closes with what was offered; действуйте вовремя",
                Severity::Loss,
                Some(at(4, 3)),
            ),
            deadline("buyer_answer", "Answer the second offer", Severity::Loss, Some(at(4, 4))),
            band,
            deadline("unknown", "A date nobody knows", Severity::Info, None),
        ],
        offers: vec![Offer {
            event: EventId(4),
            at: Moment::instant(at(3, 25)),
            by: Party::Seller,
            plan: Some(Plan::ReturnAndRefund),
            amount: Some(usd(500)),
            freight: Some(Party::Buyer),
            outside: true,
            standing: OfferStanding::Open,
            differences: vec![Msg::new("6.73 USD less than you asked")],
            warnings: vec![Msg::new("Money outside the marketplace is not protected.")],
            terms: Vec::new(),
            note: None,
            wait_until: None,
            traps: Vec::new(),
            break_even: None,
        }],
        return_paid_by: None,
        demands: Vec::new(),
        requests: vec![Request {
            event: EventId(5),
            at: day(3, 26),
            by: Party::Marketplace,
            text: Some("A video of the defect <img src=x>".to_owned()),
            due: Some(at(4, 2)),
            answered: false,
            items: Vec::new(),
            tip: None,
        }],
        stage: None,
        refund: None,
        coupons: Vec::new(),
        notes: Vec::new(),
        spans: Vec::new(),
        next_change_at: None,
    }
}
