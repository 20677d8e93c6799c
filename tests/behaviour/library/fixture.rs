//! A library with one of everything, for the tests of changes.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use parcelproof::domain::case::{ChosenFile, SubmissionKind};
use parcelproof::domain::change::Set;
use parcelproof::domain::event::OrderEventKind;
use parcelproof::domain::ids::{LineId, SubmissionId};
use parcelproof::domain::money::{Currency, Money};
use parcelproof::domain::order::{DateFact, OrderDate, Said};

use super::*;

pub(super) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::parse("USD").unwrap())
}

pub(super) fn fact(at: &str, said: Said) -> DateFact {
    DateFact { at: Moment::parse(at, Tz::America__Los_Angeles).unwrap(), said, seen_at: now() }
}

#[expect(clippy::unnecessary_wraps, reason = "this is what a field of a patch looks like")]
pub(super) fn text(value: &str) -> Set<String> {
    Some(Some(value.to_owned()))
}

pub(super) fn full_order() -> OrderPatch {
    OrderPatch {
        store: text("Shop “No. 1”"),
        store_url: text("https://example.com/store/1"),
        currency: Some(Currency::parse("USD")),
        payment_method: text("Visa 4417"),
        tracking: text("LP00012345"),
        carrier: text("Post"),
        ships_from: text("CN"),
        local_return: Some(true),
        free_returns: Some(true),
        delivery_included: Some(Some(false)),
        account: text("second account"),
        address: text("Somewhere 5\nTown"),
        note: text("\u{202e}hostile\u{0} note"),
        tags: Some(vec!["gift".to_owned(), "Алиэкспресс".to_owned()]),
        dates: vec![
            (OrderDate::Ordered, Some(fact("2026-02-01", Said::OrderPage))),
            (OrderDate::Paid, Some(fact("2026-02-01T10:15", Said::Email))),
            (OrderDate::Delivered, Some(fact("2026-03-18T22:00:07Z", Said::Carrier))),
        ],
    }
}

pub(super) fn full_line() -> LinePatch {
    LinePatch {
        external_id: text("8123-1"),
        title: text("Watch, black"),
        product_url: text("https://example.com/item/1"),
        options: text("black, 42 mm"),
        quantity: Some(2),
        listed: Some(Some(usd(1_241))),
        paid: Some(Some(usd(1_173))),
        shipping: Some(Some(usd(0))),
        coupon: Some(Some(usd(68))),
        is_gift: Some(true),
    }
}

/// A library with one of everything, and what is in it.
pub(super) struct Rich {
    pub library: Library,
    pub _folder: TempDir,
    pub order: OrderId,
    pub line: LineId,
    pub case: CaseId,
    pub photo: EvidenceId,
    pub photo_use: AttachmentId,
    pub other_use: AttachmentId,
    pub draft: SubmissionId,
}

pub(super) fn rich() -> Rich {
    let (folder, library) = fresh();
    let order = add_order(&library, "8123 4567-8901 2345".replace('-', " ").as_str());
    apply(&library, &Change::SetOrder(order, Box::new(full_order())));
    let line = library.order(order).unwrap().lines[0].id;
    let (photo, photo_use) = add_file(&library, b"photo", Target::Order { order });
    let (_, other_use) = add_file(&library, b"other", Target::Line { order, line });
    let case = add_case(&library, order);
    let draft =
        apply(&library, &draft(case, None, "It came broken.", vec![chosen(&library, photo, photo_use)]));
    let draft = draft.created.submissions[0];
    Rich { library, _folder: folder, order, line, case, photo, photo_use, other_use, draft }
}

pub(super) fn chosen(library: &Library, evidence: EvidenceId, attachment: AttachmentId) -> ChosenFile {
    ChosenFile {
        attachment: Some(attachment),
        evidence,
        sha256: library.evidence(evidence).unwrap().sha256,
        caption: Some("The crack".to_owned()),
    }
}

pub(super) fn draft(
    case: CaseId,
    submission: Option<SubmissionId>,
    text: &str,
    files: Vec<ChosenFile>,
) -> Change {
    Change::SaveDraft { case, submission, kind: SubmissionKind::Claim, text: text.to_owned(), files }
}

pub(super) fn order_event(kind: OrderEventKind) -> Box<NewEvent<OrderEventKind>> {
    let details = EventDetails { note: Some("as the page says".to_owned()), ..EventDetails::default() };
    Box::new(NewEvent {
        kind,
        at: fact("2026-03-01", Said::Buyer).at,
        source: EventSource::PastedText,
        details,
    })
}

pub(super) fn sent(submission: SubmissionId) -> Box<NewEvent<CaseEventKind>> {
    let details = EventDetails {
        submission: Some(submission),
        amount: Some(usd(1_173)),
        deductions: BTreeMap::from([("coupon".to_owned(), usd(68))]),
        ..EventDetails::default()
    };
    happened(CaseEventKind::Submitted, details)
}
