//! The English text of a claim, built from templates: what was ordered, what came, what is asked for (P4-14).
//! Texts for the marketplace are English whatever the language of the window, so their words live here.

use std::fmt::Write as _;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::case::{Case, Reason, SubmissionKind};
use super::event::Plan;
use super::evidence::Role;
use super::media::MediaKind;
use super::money::Money;
use super::order::{Order, OrderDate, OrderLine};

/// A file that goes with the text, in upload order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// Image, video or other.
    pub kind: MediaKind,
    /// Its part.
    pub role: Role,
    /// The buyer's caption.
    pub caption: Option<String>,
}

/// What a text says beside the stored fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Differences or faults, each in a few words, as the buyer typed or picked them.
    pub faults: Vec<String>,
    /// Files that go with it.
    pub exhibits: Vec<Exhibit>,
    /// What the marketplace or the seller asked for, in a reply.
    pub request: Option<String>,
    /// The buyer's own words, left as they are.
    pub own_words: Option<String>,
}

/// How long a text is. The site's own way of counting is not known, so all three are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// Characters as people count them (Unicode scalar values), line ends as one.
    pub characters: usize,
    /// UTF-16 units with LF line ends.
    pub utf16_lf: usize,
    /// UTF-16 units with CRLF line ends.
    pub utf16_crlf: usize,
}

impl Lengths {
    /// The largest, which a limit is checked against.
    pub fn strictest(self) -> usize {
        self.utf16_lf.max(self.utf16_crlf)
    }
}

/// Counts a text. Whatever line ends it has are read as line ends.
pub fn lengths(text: &str) -> Lengths {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let utf16_lf = plain.encode_utf16().count();
    Lengths {
        characters: plain.chars().count(),
        utf16_lf,
        utf16_crlf: utf16_lf + plain.matches('\n').count(),
    }
}

/// Drafts the English text of a submission. Only what is known is said; unknown amounts and dates leave their
/// sentences out. `zone` decides which day an instant falls on.
pub fn draft(
    kind: SubmissionKind,
    case: &Case,
    order: Option<&Order>,
    line: Option<&OrderLine>,
    facts: &Facts,
    zone: Tz,
) -> String {
    let mut paragraphs = Vec::new();
    match kind {
        SubmissionKind::Claim => {
            paragraphs.push(ordered(order, line, zone));
            paragraphs.push(happened(case.reason, order, zone));
            paragraphs.push(faults(&facts.faults));
            paragraphs.push(exhibits(&facts.exhibits));
            paragraphs.push(request(case, line));
        }
        SubmissionKind::Message => {
            paragraphs.push("Hello,".to_owned());
            paragraphs.push(ordered(order, line, zone));
            paragraphs.push(happened(case.reason, order, zone));
            paragraphs.push(faults(&facts.faults));
            paragraphs.push(wish(case));
            paragraphs.push("Please answer here on the marketplace. Thank you.".to_owned());
        }
        SubmissionKind::Reply => {
            if let Some(asked) = facts.request.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
                paragraphs.push(format!("You asked for: {asked}"));
            }
            paragraphs.push("Here is the evidence you asked for.".to_owned());
            paragraphs.push(faults(&facts.faults));
            paragraphs.push(exhibits(&facts.exhibits));
        }
        SubmissionKind::Complaint => {
            paragraphs.push(number_of(order, "I ask you to look again at the decision on the dispute"));
            paragraphs.push(happened(case.reason, order, zone));
            paragraphs.push(faults(&facts.faults));
            paragraphs.push(exhibits(&facts.exhibits));
            paragraphs.push(request(case, line));
        }
        SubmissionKind::Report => {
            paragraphs.push(number_of(order, "I report a seller"));
            if let Some(store) = order.and_then(|order| order.store.as_deref()) {
                paragraphs.push(format!("Store: {store}"));
            }
            paragraphs.push(happened(case.reason, order, zone));
            paragraphs.push(faults(&facts.faults));
            paragraphs.push(exhibits(&facts.exhibits));
        }
    }
    if let Some(own) = facts.own_words.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        paragraphs.push(format!("In my own words (not translated): {own}"));
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

fn english_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn number_of(order: Option<&Order>, beginning: &str) -> String {
    match order {
        Some(order) => format!("{beginning} about order {}.", order.number),
        None => format!("{beginning}."),
    }
}

fn ordered(order: Option<&Order>, line: Option<&OrderLine>, zone: Tz) -> String {
    let mut text = String::new();
    let title = line.and_then(|line| line.title.as_deref()).map(str::trim).filter(|title| !title.is_empty());
    let what = match (title, line.map_or(1, |line| line.quantity)) {
        (Some(title), 1) => format!("“{title}”"),
        (Some(title), quantity) => format!("{quantity} × “{title}”"),
        (None, 1) => "an item".to_owned(),
        (None, quantity) => format!("{quantity} pieces of an item"),
    };
    // Writing to a String cannot fail.
    _ = write!(text, "I ordered {what}");
    if let Some(options) = line.and_then(|line| line.options.as_deref()) {
        _ = write!(text, " ({})", options.trim());
    }
    if let Some(order) = order {
        _ = write!(text, ", order {}", order.number);
        if let Some(day) = order.date(OrderDate::Ordered).or_else(|| order.date(OrderDate::Paid)) {
            _ = write!(text, ", on {}", english_day(day.day_in(zone)));
        }
    }
    if let Some(paid) = line.and_then(paid_with_shipping) {
        _ = write!(text, " and paid {paid}");
    }
    text.push('.');
    text
}

fn paid_with_shipping(line: &OrderLine) -> Option<Money> {
    let paid = line.paid.clone()?;
    match &line.shipping {
        Some(shipping) => paid.plus(shipping),
        None => Some(paid),
    }
}

/// What happened, by reason.
fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::NotReceived => "The parcel has not arrived.",
        Reason::NotReceivedInTransit => {
            "The parcel has not arrived: it is still on its way, and the protection of the order is about to end."
        }
        Reason::NotReceivedReturned => "The parcel did not reach me: the carrier sent it back.",
        Reason::NotReceivedNoTracking => {
            "The parcel has not arrived, and the tracking number shows no information."
        }
        Reason::NotReceivedFakeTracking => {
            "The parcel has not arrived. The tracking number belongs to another parcel: its dates or its places are not those of my order."
        }
        Reason::NotReceivedCustoms => "The parcel did not reach me because of a problem at customs.",
        Reason::NotReceivedWrongAddress => {
            "The parcel did not reach me: it was sent to an address that is not mine."
        }
        Reason::NotAsDescribed => "The item I received is not as described on the product page.",
        Reason::NotAsDescribedSize => "The item I received has another size than the one I ordered.",
        Reason::NotAsDescribedColour => "The item I received has another colour than the one I ordered.",
        Reason::NotAsDescribedShape => {
            "The item I received has another shape than shown on the product page."
        }
        Reason::NotAsDescribedStyle => {
            "The item I received has another style than shown on the product page."
        }
        Reason::NotAsDescribedMaterial => {
            "The item I received is made of another material than described on the product page."
        }
        Reason::NotAsDescribedSpec => {
            "The item I received does not have the properties described on the product page."
        }
        Reason::NotAsDescribedUsed => "The item I received was sold as new, but it is used.",
        Reason::WrongItem => "I received a different item from the one I ordered.",
        Reason::Defective => "The item I received is defective.",
        Reason::DefectiveStitching => "The item I received is badly stitched.",
        Reason::Damaged => "The item arrived damaged.",
        Reason::NotWorking => "The item I received does not work.",
        Reason::Shortage => "I received fewer pieces than I ordered.",
        Reason::ShortageIncompleteSet => "The set I received is not complete.",
        Reason::LowQuality => "The item I received is of low quality.",
        Reason::ShippingMethod => "The parcel was sent by a cheaper shipping method than the one I paid for.",
        Reason::Counterfeit => "The item I received is a counterfeit of the brand named on the product page.",
    }
}

fn happened(reason: Option<Reason>, order: Option<&Order>, zone: Tz) -> String {
    let Some(reason) = reason else { return String::new() };
    let mut text = reason_words(reason).to_owned();
    let date =
        |which| order.and_then(|order: &Order| order.date(which)).map(|at| english_day(at.day_in(zone)));
    if reason.is_not_received() {
        if let Some(day) = date(OrderDate::Shipped) {
            _ = write!(text, " It was marked as sent on {day}.");
        }
        if let Some(tracking) = order.and_then(|order| order.tracking.as_deref()) {
            _ = write!(text, " Tracking number: {tracking}.");
        }
        if let Some(day) = date(OrderDate::ProtectionEnds) {
            _ = write!(text, " The order page shows protection until {day}.");
        }
    } else if let Some(day) = date(OrderDate::Delivered) {
        _ = write!(text, " I received it on {day}.");
    }
    text
}

fn faults(faults: &[String]) -> String {
    let faults: Vec<&str> =
        faults.iter().map(|fault| fault.trim()).filter(|fault| !fault.is_empty()).collect();
    match faults.as_slice() {
        [] => String::new(),
        [one] => format!("In detail: {one}"),
        many => many
            .iter()
            .enumerate()
            .map(|(index, fault)| format!("{}. {fault}", index + 1))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::Parcel => "parcel and label",
        Role::Unboxing => "opening of the parcel",
        Role::Defect => "the problem",
        Role::OrderPage => "order page",
        Role::Chat => "messages with the seller",
        Role::Tracking => "tracking page",
        Role::Receipt => "receipt",
        Role::Other => "attachment",
    }
}

/// The list of files that go with a text; nothing for none.
pub fn exhibits(exhibits: &[Exhibit]) -> String {
    if exhibits.is_empty() {
        return String::new();
    }
    let mut text = "Attached:".to_owned();
    for (index, exhibit) in exhibits.iter().enumerate() {
        let kind = match exhibit.kind {
            MediaKind::Image => "photo",
            MediaKind::Video => "video",
            MediaKind::Other => "file",
        };
        let caption = exhibit.caption.as_deref().map(str::trim).filter(|caption| !caption.is_empty());
        _ = write!(text, "\n{}. {kind}: {}", index + 1, caption.unwrap_or_else(|| role_words(exhibit.role)));
    }
    text
}

fn request(case: &Case, line: Option<&OrderLine>) -> String {
    let Some(amount) = &case.amount else {
        return match case.remedy {
            Some(Plan::ReturnAndRefund) => {
                "I am ready to send the item back and ask for a refund.".to_owned()
            }
            _ => "I ask for a refund.".to_owned(),
        };
    };
    let full = line.and_then(OrderLine::amount_cap).as_ref() == Some(amount);
    let what = if full { "a full refund" } else { "a refund" };
    match case.remedy {
        Some(Plan::ReturnAndRefund) => {
            format!("I am ready to send the item back and ask for {what} of {amount}.")
        }
        _ => format!("I ask for {what} of {amount}."),
    }
}

fn wish(case: &Case) -> String {
    match &case.amount {
        Some(amount) => format!("How can we settle this? A refund of {amount} would settle it for me."),
        None => "How can we settle this?".to_owned(),
    }
}
