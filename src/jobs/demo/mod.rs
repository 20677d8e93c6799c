//! The sample: a library with orders, evidence, disputes and a claim bundle, made here and from nothing downloaded.
//! It goes through the same jobs as a buyer's own work.

mod many;
mod pictures;
mod video;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use image::ImageFormat;

use crate::domain::case::{CaseKind, Reason, SubmissionKind};
use crate::domain::change::{LinePatch, OrderPatch};
use crate::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent, OrderEventKind, Party, Plan};
use crate::domain::evidence::{Role, Target};
use crate::domain::ids::{CaseId, EvidenceId, OrderId};
use crate::domain::message::{Msg, Problem, Progress};
use crate::domain::moment::Moment;
use crate::domain::money::{Currency, Money};
use crate::domain::order::{DateFact, Marketplace, OrderDate, OrderNumber, Said};

use super::evidence::{self, BringIn};
use super::{Ctx, cases, orders};
use pictures::{PhoneNotes, Scene};

pub use many::many_orders;

/// The sample's main case, ready to export.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The order with the evidence.
    pub order: OrderId,
    /// Its dispute.
    pub case: CaseId,
    /// How many files were brought in.
    pub files: usize,
    /// How many copies that fit were made.
    pub copies: usize,
}

/// Number of the order with the evidence.
pub const MAIN_ORDER: &str = "8136 3243 2890 3264";

/// Makes a library in a folder and fills it with the sample.
pub fn make(folder: &Path, now: DateTime<Utc>, zone: Tz, progress: &dyn Progress) -> Result<(), Problem> {
    or_nothing(folder, || {
        let ctx = super::open(folder, now, zone)?;
        fill(&ctx, progress, &mut |_| Ok(())).map(|_| ())
    })
}

/// Fills a folder that holds nothing yet, or leaves it as it was: a sample that was stopped is of no use. A folder
/// that holds anything is never emptied.
pub fn or_nothing<T>(folder: &Path, fill: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let (is_there, is_free) = (folder.exists(), holds_nothing(folder));
    let made = fill();
    if made.is_err() && is_free {
        let removed = if is_there { empty(folder) } else { fs::remove_dir_all(folder) };
        if let Err(error) = removed {
            tracing::warn!(%error, "a half-made sample stayed behind");
        }
    }
    made
}

fn holds_nothing(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(!folder.exists(), |mut entries| entries.next().is_none())
}

fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Hears each step as it is done.
type Told<'a> = &'a mut dyn FnMut(Msg) -> Result<(), Problem>;

/// Fills an empty library with the sample orders and cases; `told` hears each step as it is done.
pub fn fill(ctx: &Ctx, progress: &dyn Progress, told: Told<'_>) -> Result<Sample, Problem> {
    let (watch, files) = watch(ctx, progress, told)?;
    let copies = evidence::fit(ctx, &needing_copies(ctx, watch)?, progress)?;
    let made = copies.iter().filter(|(_, copy)| copy.is_ok()).count();
    for (_, copy) in copies {
        copy?;
    }
    told(Msg::new("demo-fixed").count("count", made as i64))?;
    let case = watch_case(ctx, watch)?;
    told(Msg::new("demo-case"))?;
    let others =
        mug(ctx, progress)? + hub(ctx, progress)? + leggings(ctx, progress)? + phone_case(ctx, progress)?;
    inbox(ctx, progress)?;
    told(Msg::new("demo-orders").count("count", others))?;
    Ok(Sample { order: watch, case, files, copies: made })
}

fn needing_copies(ctx: &Ctx, order: OrderId) -> Result<Vec<EvidenceId>, Problem> {
    use crate::domain::evidence::check::Verdict;
    Ok(orders::picture(ctx, order)?
        .evidence
        .iter()
        .filter(|row| matches!(row.assessment.verdict, Verdict::Fixable | Verdict::Borderline))
        .map(|row| row.evidence.id)
        .collect())
}

fn days_ago(ctx: &Ctx, days: i64, hour: u32) -> DateTime<Utc> {
    let day = ctx.now.date_naive() - TimeDelta::days(days);
    day.and_hms_opt(hour, 0, 0).map_or(ctx.now - TimeDelta::days(days), |at| at.and_utc())
}

/// The clock as it stood then, so that guards see the sample's past as it was.
fn back_then(ctx: &Ctx, at: DateTime<Utc>) -> Ctx {
    Ctx { now: at, ..ctx.clone() }
}

fn usd(minor: i64) -> Option<Money> {
    Currency::parse("USD").map(|currency| Money::new(minor, currency))
}

struct Bought<'a> {
    number: &'a str,
    title: &'a str,
    options: &'a str,
    store: &'a str,
    listed: i64,
    paid: i64,
    payment: &'a str,
    tracking: &'a str,
    /// Days ago, UTC hour.
    dates: &'a [(OrderDate, i64, u32)],
    note: Option<&'a str>,
}

fn buy(ctx: &Ctx, bought: &Bought<'_>) -> Result<OrderId, Problem> {
    let marketplace = Marketplace::AliExpress;
    let number = OrderNumber::parse(bought.number, &marketplace)?;
    let some = |text: &str| Some(Some(text.to_owned()));
    let dates = bought.dates.iter().map(|(which, days, hour)| {
        let said = if *which == OrderDate::ProtectionEnds { Said::OrderPage } else { Said::Buyer };
        let at = Moment::instant(days_ago(ctx, *days, *hour));
        (*which, Some(DateFact { at, said, seen_at: ctx.now }))
    });
    let order = OrderPatch {
        store: some(bought.store),
        currency: Some(Currency::parse("USD")),
        payment_method: some(bought.payment),
        tracking: some(bought.tracking),
        ships_from: some("CN"),
        note: bought.note.map(|note| Some(note.to_owned())),
        dates: dates.collect(),
        ..OrderPatch::default()
    };
    let digits: String = bought.number.chars().filter(char::is_ascii_digit).rev().take(13).collect();
    let line = LinePatch {
        title: some(bought.title),
        product_url: some(&format!("https://www.aliexpress.com/item/{digits}.html")),
        options: some(bought.options),
        listed: Some(usd(bought.listed)),
        paid: Some(usd(bought.paid)),
        ..LinePatch::default()
    };
    let applied = super::change(ctx, &orders::add(marketplace, number, order, line), None)?;
    applied.created.orders.first().copied().ok_or_else(|| unmade("order"))
}

fn unmade(what: &'static str) -> Problem {
    Problem::could_not(Msg::new("demo-unmade").text("what", what))
}

/// A sample file on its way into the library, as a phone would hand it over.
struct Made {
    name: &'static str,
    bytes: Vec<u8>,
    role: Role,
    caption: &'static str,
    shows: &'static [&'static str],
}

/// A folder for the files of the sample, gone when it is dropped.
struct Workshop(PathBuf);

impl Workshop {
    fn new(ctx: &Ctx) -> Result<Self, Problem> {
        let folder = ctx.library.folder().join(format!("sample-files-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| unmade("folder").with_detail(error))?;
        Ok(Self(folder))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Problem> {
        let path = self.0.join(name);
        fs::write(&path, bytes).map_err(|error| unmade("file").with_detail(error))?;
        Ok(path)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::debug!(%error, "the sample's working folder stayed behind");
        }
    }
}

fn bring(ctx: &Ctx, order: OrderId, files: &[Made], progress: &dyn Progress) -> Result<usize, Problem> {
    let workshop = Workshop::new(ctx)?;
    for file in files {
        let path = workshop.write(file.name, &file.bytes)?;
        let wish = BringIn {
            paths: vec![path],
            target: Target::Order { order },
            role: Some(file.role),
            caption: Some(file.caption.to_owned()),
            shows: file.shows.iter().map(|need| (*need).to_owned()).collect(),
        };
        for brought in evidence::bring_in(ctx, &wish, progress)? {
            brought.outcome?;
        }
    }
    Ok(files.len())
}

fn phone(at: DateTime<Utc>, orientation: u16) -> PhoneNotes {
    PhoneNotes {
        taken: (at + TimeDelta::hours(3)).format("%Y:%m:%d %H:%M:%S").to_string(),
        offset: "+03:00".to_owned(),
        orientation,
        place: Some((55, 37)),
    }
}

/// Draws a picture unless the buyer wants it all stopped: the large ones take a while.
fn draw(
    progress: &dyn Progress,
    scene: Scene,
    width: u32,
    height: u32,
    grain: i32,
) -> Result<image::RgbImage, Problem> {
    progress.check()?;
    pictures::draw(scene, width, height, grain)
}

/// Frames of a video: the same scene with the grain of each moment, three of them in turn.
fn moving(progress: &dyn Progress, scene: Scene, count: usize) -> Result<Vec<image::RgbImage>, Problem> {
    let moments = (0..3).map(|n| draw(progress, scene, 640, 360, 6 + n)).collect::<Result<Vec<_>, _>>()?;
    Ok(moments.into_iter().cycle().take(count).collect())
}

fn watch(ctx: &Ctx, progress: &dyn Progress, told: Told<'_>) -> Result<(OrderId, usize), Problem> {
    let order = buy(
        ctx,
        &Bought {
            number: MAIN_ORDER,
            title: "Wristwatch, steel, black dial",
            options: "black, 42 mm",
            store: "Time Gallery Store",
            listed: 1241,
            paid: 1173,
            payment: "Visa 4417",
            tracking: "LP00482199307",
            dates: &[
                (OrderDate::Ordered, 41, 8),
                (OrderDate::Paid, 41, 9),
                (OrderDate::Shipped, 38, 7),
                (OrderDate::Delivered, 7, 14),
                (OrderDate::ProtectionEnds, -40, 12),
            ],
            note: None,
        },
    )?;
    told(Msg::new("demo-order").text("number", MAIN_ORDER))?;
    let opened = days_ago(ctx, 7, 15);
    let after = |minutes: i64, orientation: u16| phone(opened + TimeDelta::minutes(minutes), orientation);
    let close = draw(progress, Scene::WatchClose, 3024, 2268, 46)?;
    let frames = moving(progress, Scene::Box, 30)?;
    let files = [
        Made {
            name: "IMG_20260318_label.jpg",
            bytes: pictures::jpeg(&draw(progress, Scene::Label, 1600, 1200, 14)?, 88, &after(0, 1))?,
            role: Role::Parcel,
            caption: "Label, sender visible",
            shows: &["label_photo"],
        },
        Made {
            name: "box corner.webp",
            bytes: pictures::encode(&draw(progress, Scene::Box, 1200, 900, 10)?, ImageFormat::WebP)?,
            role: Role::Parcel,
            caption: "Box, dented corner",
            shows: &[],
        },
        Made {
            name: "unboxing.avi",
            bytes: video::avi(&frames, 80)?,
            role: Role::Unboxing,
            caption: "Unboxing, one take",
            shows: &["unboxing_video"],
        },
        Made {
            name: "IMG_20260318_closeup.jpg",
            bytes: pictures::jpeg(&close, 94, &after(9, 6))?,
            role: Role::Defect,
            caption: "The hands do not move; crack in the glass",
            shows: &["close_up"],
        },
        Made {
            name: "IMG_20260318_front.jpg",
            bytes: pictures::jpeg(&draw(progress, Scene::Watch, 1800, 1350, 12)?, 86, &after(12, 1))?,
            role: Role::Defect,
            caption: "Second angle",
            shows: &["several_angles"],
        },
        Made {
            name: "on charger next to a working one.avi",
            bytes: video::avi(&moving(progress, Scene::Watch, 20)?, 78)?,
            role: Role::Defect,
            caption: "Does not start; the watch beside it does",
            shows: &["control_video"],
        },
        Made {
            name: "order page.png",
            bytes: pictures::encode(&pictures::screenshot(1280, 900), ImageFormat::Png)?,
            role: Role::OrderPage,
            caption: "Order page with the chosen options",
            shows: &["order_snapshot"],
        },
        Made {
            name: "chat.tiff",
            bytes: pictures::encode(&pictures::screenshot(900, 700), ImageFormat::Tiff)?,
            role: Role::Chat,
            caption: "The seller offers PayPal if the dispute is closed",
            shows: &[],
        },
    ];
    let count = bring(ctx, order, &files, progress)?;
    told(Msg::new("demo-files").count("count", count as i64))?;
    Ok((order, count))
}

fn happened(
    ctx: &Ctx,
    case: CaseId,
    kind: CaseEventKind,
    at: DateTime<Utc>,
    details: EventDetails,
) -> Result<(), Problem> {
    let event = NewEvent { kind, at: Moment::instant(at), source: EventSource::Buyer, details };
    cases::record(&back_then(ctx, at), case, &event).map(|_| ())
}

fn open(
    ctx: &Ctx,
    order: OrderId,
    reason: Reason,
    amount: i64,
    at: DateTime<Utc>,
) -> Result<CaseId, Problem> {
    let ctx = back_then(ctx, at);
    let order = Some(ctx.library.order(order)?);
    let wish = cases::OpenCase {
        kind: CaseKind::Dispute,
        order,
        line: None,
        after: None,
        pack: None,
        reason: Some(reason),
        remedy: Some(Plan::RefundOnly),
        amount: usd(amount),
        anyway: false,
    };
    cases::open_now(&ctx, &wish)?.created.cases.first().copied().ok_or_else(|| unmade("case"))
}

fn asked(minor: i64, reason: Reason) -> EventDetails {
    EventDetails {
        amount: usd(minor),
        plan: Some(Plan::RefundOnly),
        reason: Some(reason.code().to_owned()),
        ..EventDetails::default()
    }
}

fn said(note: &str) -> EventDetails {
    EventDetails { note: Some(note.to_owned()), ..EventDetails::default() }
}

fn watch_case(ctx: &Ctx, order: OrderId) -> Result<CaseId, Problem> {
    let case = open(ctx, order, Reason::NotWorking, 1173, days_ago(ctx, 5, 8))?;
    happened(
        ctx,
        case,
        CaseEventKind::SellerContacted,
        days_ago(ctx, 6, 10),
        said("The watch does not run. Please advise."),
    )?;
    let then = back_then(ctx, days_ago(ctx, 5, 8));
    let picture = cases::picture(&then, case)?;
    let text = cases::text_of(&then, &picture, SubmissionKind::Claim);
    super::change(ctx, &cases::save_draft(&picture, SubmissionKind::Claim, text), None)?;
    happened(ctx, case, CaseEventKind::Submitted, days_ago(ctx, 5, 9), asked(1173, Reason::NotWorking))?;
    happened(
        ctx,
        case,
        CaseEventKind::SellerOffer,
        days_ago(ctx, 2, 11),
        EventDetails {
            by: Some(Party::Seller),
            outside: true,
            note: Some("We send the money by PayPal, please close the dispute first.".to_owned()),
            plan: Some(Plan::RefundOnly),
            amount: usd(1173),
            ..EventDetails::default()
        },
    )?;
    happened(
        ctx,
        case,
        CaseEventKind::SellerOffer,
        days_ago(ctx, 1, 9),
        EventDetails {
            by: Some(Party::Seller),
            plan: Some(Plan::RefundOnly),
            amount: usd(500),
            ..EventDetails::default()
        },
    )?;
    Ok(case)
}

fn one_picture(
    progress: &dyn Progress,
    name: &'static str,
    scene: Scene,
    at: DateTime<Utc>,
    caption: &'static str,
) -> Result<Made, Problem> {
    Ok(Made {
        name,
        bytes: pictures::jpeg(&draw(progress, scene, 1400, 1050, 10)?, 86, &phone(at, 1))?,
        role: Role::Defect,
        caption,
        shows: &["close_up"],
    })
}

fn mug(ctx: &Ctx, progress: &dyn Progress) -> Result<i64, Problem> {
    let order = buy(
        ctx,
        &Bought {
            number: "8136 3243 2890 3263",
            title: "Ceramic mug set, 4 pcs",
            options: "blue, 350 ml",
            store: "Kitchen Corner",
            listed: 2150,
            paid: 1890,
            payment: "Mastercard 0021",
            tracking: "LP00481122334",
            dates: &[
                (OrderDate::Paid, 80, 9),
                (OrderDate::Shipped, 78, 7),
                (OrderDate::Delivered, 52, 14),
                (OrderDate::Confirmed, 51, 9),
            ],
            note: None,
        },
    )?;
    bring(
        ctx,
        order,
        &[one_picture(progress, "mug.jpg", Scene::Mug, days_ago(ctx, 52, 16), "Broken on arrival")?],
        progress,
    )?;
    let case = open(ctx, order, Reason::Damaged, 1890, days_ago(ctx, 50, 8))?;
    happened(ctx, case, CaseEventKind::Submitted, days_ago(ctx, 50, 9), asked(1890, Reason::Damaged))?;
    happened(ctx, case, CaseEventKind::SellerAccepts, days_ago(ctx, 47, 9), EventDetails::default())?;
    happened(
        ctx,
        case,
        CaseEventKind::RefundProcessed,
        days_ago(ctx, 35, 9),
        EventDetails { amount: usd(1890), ..EventDetails::default() },
    )?;
    Ok(1)
}

fn hub(ctx: &Ctx, progress: &dyn Progress) -> Result<i64, Problem> {
    let order = buy(
        ctx,
        &Bought {
            number: "8136 3243 2890 3281",
            title: "USB-C hub, 7 ports",
            options: "grey",
            store: "Portable Digital Store",
            listed: 1999,
            paid: 1649,
            payment: "PayPal",
            tracking: "LP00483355779",
            dates: &[
                (OrderDate::Paid, 33, 9),
                (OrderDate::Shipped, 31, 7),
                (OrderDate::Delivered, 11, 12),
                (OrderDate::Confirmed, 11, 17),
            ],
            note: Some("Two ports are dead. Ask for a part refund?"),
        },
    )?;
    bring(
        ctx,
        order,
        &[one_picture(progress, "hub.jpg", Scene::Hub, days_ago(ctx, 10, 16), "Ports 3 and 4 do not work")?],
        progress,
    )?;
    Ok(1)
}

fn leggings(ctx: &Ctx, progress: &dyn Progress) -> Result<i64, Problem> {
    let order = buy(
        ctx,
        &Bought {
            number: "8136 3243 2890 3299",
            title: "Leggings, 3 pcs",
            options: "M, black, grey, rose",
            store: "Soft Cloth Factory",
            listed: 1241,
            paid: 1173,
            payment: "Visa 4417",
            tracking: "LP00484466880",
            dates: &[(OrderDate::Paid, 40, 9), (OrderDate::Shipped, 36, 7), (OrderDate::Delivered, 12, 12)],
            note: None,
        },
    )?;
    bring(
        ctx,
        order,
        &[one_picture(progress, "seam.jpg", Scene::Cloth, days_ago(ctx, 12, 18), "Seam open along the leg")?],
        progress,
    )?;
    let case = open(ctx, order, Reason::DefectiveStitching, 1173, days_ago(ctx, 10, 8))?;
    happened(
        ctx,
        case,
        CaseEventKind::Submitted,
        days_ago(ctx, 10, 9),
        asked(1173, Reason::DefectiveStitching),
    )?;
    happened(
        ctx,
        case,
        CaseEventKind::SellerRejects,
        days_ago(ctx, 8, 9),
        EventDetails { by: Some(Party::Seller), ..EventDetails::default() },
    )?;
    happened(ctx, case, CaseEventKind::Escalated, days_ago(ctx, 3, 9), EventDetails::default())?;
    happened(
        ctx,
        case,
        CaseEventKind::EvidenceRequested,
        days_ago(ctx, 2, 7),
        EventDetails {
            by: Some(Party::Marketplace),
            note: Some("A video that shows the whole seam of each piece".to_owned()),
            ..EventDetails::default()
        },
    )?;
    Ok(1)
}

fn phone_case(ctx: &Ctx, progress: &dyn Progress) -> Result<i64, Problem> {
    let order = buy(
        ctx,
        &Bought {
            number: "8136 3243 2890 3317",
            title: "Phone case, matte",
            options: "green",
            store: "Case Planet",
            listed: 599,
            paid: 549,
            payment: "Visa 4417",
            tracking: "LP00485577991",
            dates: &[(OrderDate::Paid, 60, 9), (OrderDate::Shipped, 57, 7), (OrderDate::Delivered, 25, 12)],
            note: None,
        },
    )?;
    bring(
        ctx,
        order,
        &[one_picture(progress, "case.jpg", Scene::Case, days_ago(ctx, 25, 18), "Black instead of green")?],
        progress,
    )?;
    let case = open(ctx, order, Reason::NotAsDescribedColour, 549, days_ago(ctx, 21, 8))?;
    happened(
        ctx,
        case,
        CaseEventKind::Submitted,
        days_ago(ctx, 21, 9),
        asked(549, Reason::NotAsDescribedColour),
    )?;
    happened(
        ctx,
        case,
        CaseEventKind::SellerRejects,
        days_ago(ctx, 19, 9),
        EventDetails { by: Some(Party::Seller), ..EventDetails::default() },
    )?;
    happened(ctx, case, CaseEventKind::Escalated, days_ago(ctx, 14, 9), EventDetails::default())?;
    // An order that went well, for the table.
    let lamp = buy(
        ctx,
        &Bought {
            number: "8136 3243 2890 3330",
            title: "Desk lamp, warm white",
            options: "EU plug",
            store: "Bright Home",
            listed: 1450,
            paid: 1299,
            payment: "Visa 4417",
            tracking: "LP00486688002",
            dates: &[
                (OrderDate::Paid, 9, 9),
                (OrderDate::Shipped, 6, 7),
                (OrderDate::ProtectionEnds, -69, 12),
            ],
            note: None,
        },
    )?;
    let shipped = NewEvent {
        kind: OrderEventKind::TrackingUpdate,
        at: Moment::instant(days_ago(ctx, 4, 6)),
        source: EventSource::Buyer,
        details: said("Left the country of origin"),
    };
    super::change(ctx, &orders::record(ctx, lamp, shipped), None)?;
    Ok(2)
}

fn inbox(ctx: &Ctx, progress: &dyn Progress) -> Result<(), Problem> {
    let workshop = Workshop::new(ctx)?;
    let at = days_ago(ctx, 7, 16);
    let loose = pictures::jpeg(&draw(progress, Scene::Box, 1300, 980, 18)?, 84, &phone(at, 1))?;
    let named =
        pictures::jpeg(&draw(progress, Scene::Hub, 1300, 980, 18)?, 84, &phone(days_ago(ctx, 9, 16), 1))?;
    let paths =
        vec![workshop.write("IMG_0231.jpg", &loose)?, workshop.write("8136324328903281 port.jpg", &named)?];
    let wish = BringIn { paths, target: Target::Inbox, role: None, caption: None, shows: Vec::new() };
    for brought in evidence::bring_in(ctx, &wish, progress)? {
        brought.outcome?;
    }
    Ok(())
}

/// A free folder name for the sample beside `folder`: itself when it does not exist or is empty, else with a number.
pub fn free_folder(folder: &Path) -> PathBuf {
    if holds_nothing(folder) {
        return folder.to_owned();
    }
    let name = folder.file_name().unwrap_or_default().to_owned();
    for number in 2.. {
        let mut numbered = name.clone();
        numbered.push(format!("-{number}"));
        let candidate = folder.with_file_name(numbered);
        if holds_nothing(&candidate) {
            return candidate;
        }
    }
    folder.to_owned()
}
