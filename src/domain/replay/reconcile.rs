//! Money expected against money seen (C4): the coupon part left out, other currencies by the rate the order was
//! paid at, a charge in place of a refund told apart.

use super::dispute::Sim;
use crate::domain::event::{EventDetails, OrderEventKind, Outcome};
use crate::domain::money::Money;
use crate::domain::view::{CaseState, Refund};

/// In one currency a bank rounds by a unit; more is money that is missing.
const ROUNDING_MINOR: i64 = 1;
/// Rates move between payment and refund; what is off by more than this part of the whole is worth asking about.
/// This is the program's own patience and no rule of a marketplace.
const RATE_TOLERANCE_PERCENT: i128 = 5;

/// How what came compares with what was to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// As expected, or there is nothing to compare with.
    Fits,
    /// Less than expected.
    Less,
    /// More than expected.
    More,
    /// In a currency for which no rate is known.
    Unknown,
}

/// What was seen of the money that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain) enum Seen {
    /// None of it.
    Nothing,
    /// What came, and how much it was to be.
    Part(Money, Money),
    /// What came, in a currency that cannot be compared with what was to come.
    Other(Money, Money),
    /// All of it, or nobody knows how much it was to be.
    All,
}

impl Sim<'_> {
    /// What was seen of what was decided, else of what is asked.
    pub(in crate::domain) fn seen_of_due(&self) -> Seen {
        let Some(seen) = self.received.clone().filter(|seen| seen.minor > 0) else { return Seen::Nothing };
        let Some(due) = self.expected_refund() else { return Seen::All };
        match self.compare(&seen, &due) {
            Compared::Less => Seen::Part(seen, due),
            Compared::Unknown => Seen::Other(seen, due),
            Compared::Fits | Compared::More => Seen::All,
        }
    }

    /// What should come to the way it was paid: what was decided, else asked; never the part a coupon had paid
    /// (P12-16). A part of it, nobody having recorded how much, is not known.
    pub(super) fn expected_refund(&self) -> Option<Money> {
        let asked = self.asked.as_ref().filter(|_| self.outcome != Some(Outcome::Partial));
        let decided = self.decided.as_ref().or(asked)?;
        let Some(order) = self.input.order else { return Some(decided.clone()) };
        let lines = order.lines.iter().filter(|line| self.input.case.line.is_none_or(|own| own == line.id));
        let has_coupon = lines.clone().any(|line| line.coupon.as_ref().is_some_and(|part| part.minor > 0));
        match self.paid_cap().filter(|cap| has_coupon && is_less(cap, decided)) {
            Some(cap) => Some(cap),
            None => Some(decided.clone()),
        }
    }

    /// The same in the currency of the account, by what the account was charged for the order: a `paid` event of
    /// the order with an amount in that currency tells the rate.
    pub(super) fn expected_here(&self, expected: &Money) -> Option<Money> {
        let order = self.input.order?;
        let total =
            order.paid_total().filter(|total| total.currency == expected.currency && total.minor > 0)?;
        let charged = self
            .input
            .order_events
            .iter()
            .rev()
            .filter(|event| !event.voided && event.kind == OrderEventKind::Paid)
            .find_map(|event| event.details.amount.as_ref())
            .filter(|charged| charged.currency != expected.currency)?;
        let minor = i128::from(expected.minor) * i128::from(charged.minor) / i128::from(total.minor);
        Some(Money::new(i64::try_from(minor).ok()?, charged.currency.clone()))
    }

    /// Compares what came with what was to come.
    pub(super) fn compare(&self, seen: &Money, expected: &Money) -> Compared {
        if seen.currency == expected.currency {
            return match seen.minor - expected.minor {
                off if off < -ROUNDING_MINOR => Compared::Less,
                off if off > ROUNDING_MINOR => Compared::More,
                _ => Compared::Fits,
            };
        }
        let Some(here) = self.expected_here(expected).filter(|here| here.currency == seen.currency) else {
            return Compared::Unknown;
        };
        let off = (i128::from(seen.minor) - i128::from(here.minor)) * 100;
        let tolerated = i128::from(here.minor) * RATE_TOLERANCE_PERCENT;
        if off < -tolerated {
            Compared::Less
        } else if off > tolerated {
            Compared::More
        } else {
            Compared::Fits
        }
    }

    /// The money of the case, once some was agreed, decided for the buyer or seen.
    pub(super) fn refund_view(&self) -> Option<Refund> {
        let paying =
            matches!(self.state, CaseState::ReturnLeg | CaseState::RefundWaiting | CaseState::ClosedPaid);
        if !paying && self.received.is_none() {
            return None;
        }
        let expected = self.expected_refund();
        let agreed = self.ledger.last(crate::domain::rules::StartPoint::RefundAgreed).map(|clock| clock.at);
        Some(Refund {
            seen: self.received.clone(),
            difference: self.received.as_ref().zip(expected.as_ref()).and_then(|(seen, due)| seen.minus(due)),
            expected_here: expected.as_ref().and_then(|expected| self.expected_here(expected)),
            expected,
            agreed_at: self.marks.refund_agreed.or(agreed),
            processed_at: self.marks.refund_processed,
            seen_at: self.marks.refund_seen,
        })
    }
}

/// An amount without the deductions of an event, never below nothing; `None` when they are in another currency.
pub(super) fn less_deductions(from: Option<&Money>, details: &EventDetails) -> Option<Money> {
    let left = details.deductions.values().try_fold(from?.clone(), |left, part| left.minus(part))?;
    // Nobody pays for having sent something back.
    Some(Money::new(left.minor.max(0), left.currency))
}

/// Less money of the same currency; different currencies cannot be compared.
pub(super) fn is_less(one: &Money, other: &Money) -> bool {
    one.currency == other.currency && one.minor < other.minor
}
