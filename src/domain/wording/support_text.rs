//! The English message to the marketplace's support about a refund that is late, short or was a charge (P11-06,
//! P11-11). Written from what is recorded; what is not known is left out.

use chrono_tz::Tz;

use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::view::{CaseView, Stage};

/// The message, when there is something to ask for.
pub fn about_refund(order: Option<&Order>, view: &CaseView, zone: Tz) -> Option<String> {
    let refund = view.refund.as_ref()?;
    let day = |at: &Option<Moment>| at.as_ref().map(|at| at.day_in(zone).format("%-d %B %Y").to_string());
    let amount = |money: &Option<Money>| money.as_ref().map(ToString::to_string);
    let of_order = order.map(|order| format!(" for order {}", order.number)).unwrap_or_default();
    let what = amount(&refund.expected).unwrap_or_else(|| "the refund".to_owned());
    let mut lines = Vec::new();
    match view.stage? {
        Stage::RefundOverdue => {
            let agreed = day(&refund.agreed_at).map(|day| format!(" on {day}")).unwrap_or_default();
            lines.push(format!("A refund of {what}{of_order} was agreed{agreed}. It has not reached me."));
            if let Some(day) = day(&refund.processed_at) {
                lines.push(format!("Your page shows it as processed on {day}."));
            }
        }
        Stage::RefundWrongAmount => {
            let seen = amount(&refund.seen).unwrap_or_else(|| "less".to_owned());
            lines.push(format!("A refund of {what}{of_order} was agreed. {seen} has reached me."));
            lines.push("Please send the rest, or tell me why it is less.".to_owned());
        }
        Stage::RefundCharged => {
            lines.push(format!(
                "Instead of a refund of {what}{of_order} my account was charged. Please return the charge and the \
                 refund."
            ));
        }
        _ => return None,
    }
    if let Some(method) = order.and_then(|order| order.payment_method.as_deref()) {
        lines.push(format!("I paid by {method}."));
    }
    lines.push(
        "Please send me the date of the refund and its acquirer reference number (ARN), so that my bank can find it."
            .to_owned(),
    );
    Some(lines.join("\n"))
}
