//! Proposals: what differs from what was asked, and which known traps they match (P7-13 to P7-25).

use super::dispute::Sim;
use crate::domain::event::{CaseEvent, Party, Plan};
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::view::{Offer, OfferStanding};

/// Words that lead out of the marketplace, in messages of sellers (S05).
const OUTSIDE_WORDS: &[&str] = &[
    "paypal",
    "whatsapp",
    "telegram",
    "wechat",
    "viber",
    "western union",
    "moneygram",
    "bank account",
    "bank transfer",
    "e-mail me",
    "email me",
    "qr code",
];

impl Sim<'_> {
    /// Records a proposal; an earlier open one of the same side is replaced by it.
    pub(super) fn add_offer(&mut self, event: &CaseEvent, by: Party) {
        let details = &event.details;
        // Two proposals of one moment are alternatives (P7-14).
        let mut open = std::mem::take(&mut self.open_offers);
        open.retain(|place| match self.offers.get_mut(*place) {
            Some(offer) if offer.by == by && offer.at != event.at => {
                offer.standing = OfferStanding::Replaced;
                false
            }
            _ => true,
        });
        open.push(self.offers.len());
        self.open_offers = open;
        self.offer_of.insert(event.id, self.offers.len());
        self.offers.push(Offer {
            event: event.id,
            at: event.at,
            by,
            plan: details.plan,
            amount: details.amount.clone(),
            freight: details.freight,
            outside: details.outside,
            standing: OfferStanding::Open,
            differences: self.differences(details.plan, details.amount.as_ref()),
            warnings: warnings(event, by),
        });
    }

    fn differences(&self, plan: Option<Plan>, amount: Option<&Money>) -> Vec<Msg> {
        let mut differences = Vec::new();
        let wanted = self.plan.unwrap_or(Plan::RefundOnly);
        if let Some(plan) = plan.filter(|plan| *plan != wanted) {
            differences.push(
                Msg::new("case-offer-other-plan")
                    .msg("offered", plan_words(plan))
                    .msg("asked", plan_words(wanted)),
            );
        }
        match (amount, &self.asked) {
            (Some(amount), Some(asked)) => {
                if let Some(less) = asked.minus(amount) {
                    if less.minor > 0 {
                        differences.push(Msg::new("case-offer-less").money("difference", &less));
                    } else if less.minor < 0 {
                        let more = Money::new(less.minor.saturating_neg(), less.currency);
                        differences.push(Msg::new("case-offer-more").money("difference", &more));
                    }
                } else {
                    differences
                        .push(Msg::new("case-offer-other-currency").text("currency", amount.currency.code()));
                }
            }
            (None, Some(asked)) => differences.push(Msg::new("case-offer-no-money").money("asked", asked)),
            _ => {}
        }
        differences
    }
}

/// The words of a plan.
pub(in crate::domain) fn plan_words(plan: Plan) -> Msg {
    Msg::new(format!("case-plan-{}", plan.code()))
}

fn warnings(event: &CaseEvent, by: Party) -> Vec<Msg> {
    let details = &event.details;
    let mut warnings = Vec::new();
    let said = details.note.as_deref().unwrap_or_default().to_lowercase();
    if details.outside {
        warnings.push(Msg::new("case-trap-outside"));
    } else if let Some(word) = OUTSIDE_WORDS.iter().find(|word| said.contains(**word)) {
        warnings.push(Msg::new("case-trap-outside-words").text("word", *word));
    }
    match details.plan {
        Some(Plan::Wait) => warnings.push(Msg::new("case-trap-wait")),
        Some(Plan::Replacement | Plan::SparePart) => warnings.push(Msg::new("case-trap-replacement")),
        Some(Plan::Repair) => warnings.push(Msg::new("case-trap-repair")),
        Some(Plan::Discount) => warnings.push(Msg::new("case-trap-discount")),
        Some(Plan::ReviewForRefund) => warnings.push(Msg::new("case-trap-review")),
        Some(Plan::ReturnAndRefund) if details.freight != Some(Party::Seller) && by == Party::Seller => {
            warnings.push(Msg::new("case-trap-freight"));
        }
        _ => {}
    }
    warnings
}
