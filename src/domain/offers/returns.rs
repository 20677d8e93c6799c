//! What sending back costs and who pays for it (P5-12, P10-01 to P10-13, C11): the break-even of a return.
//! Owns the arithmetic; the numbers are the pack's, or the buyer's own.

use serde::{Deserialize, Serialize};

use crate::domain::case::Reason;
use crate::domain::event::{Party, codes};
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::rules::{Flags, RulePack};

/// The setting that holds the buyer's own cost of sending back (`20.00 USD`).
pub const COST_SETTING: &str = "return-cost";

/// What a pack says about returns (`[returns]`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReturnRules {
    /// What sending back costs, as far as a source says; the buyer can set another.
    pub cost_estimate: Option<Money>,
    /// The buyer typed the estimate.
    pub cost_is_buyers: bool,
    /// Reasons for which what came counts as defective, by code; a group stands for its leaves.
    pub defective: Vec<String>,
    /// Source codes.
    pub cite: Vec<String>,
}

impl ReturnRules {
    /// Who pays for the return by the rules (C11); `None` where they do not say, as for a reason that is neither a
    /// defect nor a change of mind. Where nothing is said to be wrong, it is a change of mind.
    pub fn payer(&self, reason: Option<Reason>, flags: &Flags) -> Option<Party> {
        let Some(reason) = reason else { return flags.return_freight_change_of_mind };
        let code = reason.code();
        let group = code.split('.').next().unwrap_or(code);
        let defective = self.defective.iter().any(|listed| listed == code || listed == group);
        flags.return_freight_defective.filter(|_| defective)
    }
}

codes! {
    /// Where the cost of a return comes from.
    CostFrom { Free = "free", Estimate = "estimate", Own = "own" }
}

/// What a return leaves: the refund less the cost of sending back, against keeping the item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakEven {
    /// The refund on return.
    pub refund: Money,
    /// What sending back costs the buyer.
    pub cost: Money,
    /// Where that number comes from.
    pub cost_from: CostFrom,
    /// What can be had while keeping the item.
    pub keep: Option<Money>,
    /// Refund less cost.
    pub left: Money,
    /// Refund less cost less what keeping brings.
    pub gain: Money,
    /// Source codes of the estimate.
    pub sources: Vec<String>,
}

impl BreakEven {
    /// True when the return brings less than it costs, or less than keeping.
    pub fn is_loss(&self) -> bool {
        self.left.minor <= 0 || self.gain.minor < 0
    }

    /// The arithmetic in one sentence.
    pub fn sentence(&self) -> Msg {
        let id = match (self.left.minor <= 0, &self.keep, self.gain.minor < 0) {
            (true, ..) => "trap-costs-more",
            (false, Some(_), true) => "trap-costs-more-than-keeping",
            (false, Some(_), false) => "offer-break-even-keep",
            (false, None, _) => "offer-break-even",
        };
        let mut msg =
            Msg::new(id).money("refund", &self.refund).money("cost", &self.cost).money("left", &self.left);
        if let Some(keep) = &self.keep {
            msg = msg.money("keep", keep);
            let loss = Money::new(self.gain.minor.saturating_abs(), self.gain.currency.clone());
            msg = msg.money("gain", &loss);
        }
        msg
    }
}

/// Whether a return has a free label: by the badge of the order or by the rules that apply to it, as often for one
/// order as they say (S02, T2). `before` is how many other cases of the order sent something back.
pub fn free_label<'p>(
    order: Option<&Order>,
    packs: impl Iterator<Item = &'p RulePack>,
    before: usize,
) -> bool {
    let most = packs.filter_map(|pack| pack.flags.free_label_per_order).min();
    let has = most.is_some() || order.is_some_and(|order| order.free_returns);
    has && most.is_none_or(|most| before < most as usize)
}

/// What a return brings. `None` while the refund or the cost of sending back is not known, or their currencies
/// differ: nothing is converted.
///
/// Somebody else pays: it costs nothing (P10-12); a free label ([`free_label`]) is paid by the marketplace. A return to
/// a warehouse in the buyer's country is not what the estimate is about (P10-09).
pub fn break_even(
    refund: Option<&Money>,
    payer: Option<Party>,
    order: Option<&Order>,
    keep: Option<&Money>,
    rules: &ReturnRules,
) -> Option<BreakEven> {
    let refund = refund?;
    let free = matches!(payer, Some(Party::Seller | Party::Marketplace));
    let (cost, cost_from) = if free {
        (Money::new(0, refund.currency.clone()), CostFrom::Free)
    } else if rules.cost_is_buyers {
        (rules.cost_estimate.clone()?, CostFrom::Own)
    } else if order.is_some_and(|order| order.local_return) {
        return None;
    } else {
        (rules.cost_estimate.clone()?, CostFrom::Estimate)
    };
    let left = refund.minus(&cost)?;
    let keep = keep.filter(|keep| keep.currency == left.currency);
    let gain = keep.map_or_else(|| Some(left.clone()), |keep| left.minus(keep))?;
    let sources = if cost_from == CostFrom::Estimate { rules.cite.clone() } else { Vec::new() };
    Some(BreakEven { refund: refund.clone(), cost, cost_from, keep: keep.cloned(), left, gain, sources })
}
