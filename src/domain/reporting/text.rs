//! The English text of a report, from what was filled in. How to reach the buyer stays out of it.

use super::{FieldKind, Form};
use crate::domain::order::Order;

/// Drafts the text of a report; empty fields leave their sentences out.
pub fn report_text(form: &Form, order: Option<&Order>, exhibits: &str) -> String {
    let Some(spec) = form.report_type() else { return String::new() };
    let mut paragraphs = vec![opening(&spec.id).to_owned()];
    let mut facts: Vec<String> = Vec::new();
    for field in &spec.fields {
        let Some(value) = form.get(&field.id) else { continue };
        match (field.kind, label(&field.id)) {
            (FieldKind::Contact | FieldKind::Words, _) => {}
            (FieldKind::YesNo, _) if field.id == "demand_tracking" => {}
            (FieldKind::Choice, Some(label)) => facts.push(format!("{label}: {}", choice(value))),
            (FieldKind::Url, Some(label)) if field.several => {
                let links: Vec<&str> = value.lines().map(str::trim).collect();
                facts.push(format!("{label}: {}", links.join(" ")));
            }
            (_, Some(label)) => facts.push(format!("{label}: {value}")),
            (_, None) => {}
        }
        if field.id == "order_number"
            && let Some(store) = order.and_then(|order| order.store.as_deref())
        {
            facts.push(format!("Store: {store}"));
        }
    }
    paragraphs.push(facts.join("\n"));
    for (id, heading) in [
        ("ownership", "Proof of ownership"),
        ("mismatch", "Why the tracking is not mine"),
        ("details", "What happened"),
    ] {
        if let Some(words) = form.get(id) {
            paragraphs.push(format!("{heading}: {words}"));
        }
    }
    if form.yes_no("demand_tracking") == Some(true) {
        let demand =
            "I ask that the seller shows that the goods were sent and gives a valid tracking number.";
        paragraphs.push(demand.to_owned());
    }
    paragraphs.push(exhibits.to_owned());
    if spec.id == "ipr.holder" {
        let truth = "The information in this notice is accurate, and I am the owner of the rights or authorised \
                     to act for the owner.";
        paragraphs.push(truth.to_owned());
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs.join("\n\n")
}

fn opening(id: &str) -> &'static str {
    match id {
        "ipr.non_holder" => "I report a product that is sold as an original brand and is a fake.",
        "ipr.holder" => "I report products that infringe my intellectual property rights.",
        "restricted" => "I report a product that may not be sold or sent by mail.",
        "trade_rules" => "I report a seller who breaks the trade rules.",
        "search" => "I report a product that manipulates the search.",
        _ => "I report a store that shows a false shipment.",
    }
}

fn label(id: &str) -> Option<&'static str> {
    Some(match id {
        "product_url" => "Product",
        "order_number" => "Order number",
        "reason" => "Violation",
        "sub_type" => "Kind of product",
        "order_completed" => "Is the order completed",
        "induced_confirmation" => "Did the seller ask me to confirm receipt before delivery",
        "received" => "Have I received the product",
        "tracking" => "Tracking number",
        "dates" => "Dates",
        "identity" => "Rights holder",
        _ => return None,
    })
}

/// A value that was chosen, in English; what the buyer wrote stays as it is.
fn choice(value: &str) -> &str {
    match value {
        "weapons" => "offensive weapons",
        "drugs" => "illicit drugs",
        "adult" => "adult material",
        "not_mailable" => "goods that may not be sent by mail",
        "induced_confirmation" => "the seller asked me to confirm receipt before delivery",
        "off_platform_payment" => "the seller asked for payment or refund outside the marketplace",
        "dispute_deception" => "the seller deceived me in a dispute",
        "wrong_category" => "the product is in the wrong category",
        "duplicate" => "the same product is listed several times",
        "price_bait" => "the price does not belong to the product shown",
        "spam" => "spam",
        "phishing" => "phishing",
        "tracking_invalid" => "the tracking number does not exist or cannot be tracked",
        "tracking_irrelevant" => "the tracking number belongs to another parcel (other time or address)",
        "wrong_recipient" => "the parcel went to another person at another address",
        own => own,
    }
}
