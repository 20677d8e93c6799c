//! What each way of settling brings: how long it takes by the pack's clocks, what it costs, what is left afterwards
//! (P2-11 to P2-16, P5-12). Compares; the buyer decides.

use crate::domain::event::Plan;
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::offers::amounts::Answers;
use crate::domain::order::{Order, OrderDate};
use crate::domain::rules::{Exchange, Extent, RulePack, Unit};

/// Days from the soonest to the latest; `None` where the rules do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The soonest.
    pub min: i64,
    /// The latest.
    pub max: i64,
}

/// One way of settling.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What would happen.
    pub plan: Plan,
    /// The marketplace's form offers it; the others are agreed with the seller, with the dispute kept open.
    pub in_form: bool,
    /// How long it takes, in calendar days.
    pub days: Option<Days>,
    /// Clocks of the pack it is counted from (`pack/timer`).
    pub rules: Vec<String>,
    /// Money that comes back.
    pub back: Option<Money>,
    /// What the buyer pays for it; `None` where it is not known.
    pub cost: Option<Money>,
    /// What is left of the money: back less cost.
    pub left: Option<Money>,
    /// The item stays with the buyer.
    pub keeps_item: bool,
    /// It brings less than it costs (P5-12).
    pub costs_more: bool,
    /// What to know, one line each.
    pub notes: Vec<Msg>,
}

/// What ways of settling are compared by.
#[derive(Clone, Copy, Debug)]
pub struct RemedyInput<'a> {
    /// The rules.
    pub pack: &'a RulePack,
    /// The order, for its own time in transit and who pays a return.
    pub order: Option<&'a Order>,
    /// What is asked for.
    pub asked: Option<&'a Money>,
    /// The most that may be asked.
    pub cap: Option<&'a Money>,
    /// What was answered, with costs as typed.
    pub answers: &'a Answers,
    /// A free label is left for a return.
    pub free_label: bool,
}

/// The ways of settling in the order in which they are shown.
pub const COMPARED: [Plan; 6] = [
    Plan::RefundOnly,
    Plan::ReturnAndRefund,
    Plan::SparePart,
    Plan::Repair,
    Plan::Discount,
    Plan::Replacement,
];

/// Compares them.
pub fn compare(input: &RemedyInput<'_>) -> Vec<Remedy> {
    COMPARED.iter().map(|plan| remedy(*plan, input)).collect()
}

impl RemedyInput<'_> {
    /// An amount as typed into the answers.
    pub fn typed(&self, text: &str) -> Option<Money> {
        let currency = &self.cap.or(self.asked)?.currency;
        Money::parse(text, currency)
    }

    fn none(&self) -> Option<Money> {
        Some(Money::new(0, self.cap.or(self.asked)?.currency.clone()))
    }
}

fn remedy(plan: Plan, input: &RemedyInput<'_>) -> Remedy {
    let note = |id: &'static str| Msg::new(id);
    let mut out = Remedy {
        plan,
        in_form: in_form(plan, input.pack),
        days: None,
        rules: Vec::new(),
        back: None,
        cost: input.none(),
        left: None,
        keeps_item: plan != Plan::ReturnAndRefund,
        costs_more: false,
        notes: Vec::new(),
    };
    match plan {
        Plan::ReturnAndRefund => {
            out.days = counted(input.pack, &RETURN, &mut out.rules);
            out.back = input.cap.cloned();
            out.cost = return_cost(input);
            out.notes.push(note(if free_return(input) {
                "words-remedy-return-free"
            } else {
                "words-remedy-return-freight"
            }));
        }
        Plan::Repair => {
            out.back = input.typed(&input.answers.repair_cost);
            out.cost.clone_from(&out.back);
            out.notes.push(note("words-remedy-repair-receipt"));
            out.notes.push(note("words-remedy-keep-open"));
        }
        Plan::SparePart | Plan::Replacement => {
            out.days = again(input, &mut out.rules);
            out.notes.push(note(if plan == Plan::SparePart {
                "words-remedy-part"
            } else {
                "words-remedy-replacement"
            }));
            out.notes.push(note("words-remedy-keep-open"));
        }
        Plan::Discount => {
            out.notes.push(note("words-remedy-discount"));
            out.notes.push(note("words-remedy-keep-open"));
        }
        Plan::RefundOnly | Plan::Wait | Plan::ReviewForRefund => {
            out.days = counted(input.pack, &REFUND, &mut out.rules);
            out.back = input.asked.or(input.cap).cloned();
            out.notes.push(note("words-remedy-refund"));
        }
    }
    out.left = out.back.as_ref().zip(out.cost.as_ref()).and_then(|(back, cost)| back.minus(cost));
    out.costs_more = plan == Plan::ReturnAndRefund && out.left.as_ref().is_some_and(|left| left.minor <= 0);
    out
}

/// Clocks one after another: the seller answers, the money is on its way.
const REFUND: [&str; 2] = ["seller_reply", "refund"];
/// The seller answers, the item is sent back, checked, the money is on its way.
const RETURN: [&str; 4] = ["seller_reply", "return_dispatch", "return_warehouse", "refund"];

/// The sum of clocks that the pack has; `None` when it has none of them.
fn counted(pack: &RulePack, timers: &[&str], rules: &mut Vec<String>) -> Option<Days> {
    let mut sum: Option<Days> = None;
    for name in timers {
        let Some(timer) = pack.timer(name) else { continue };
        let (min, max, unit) = match timer.extent {
            // Silence takes the whole of it, an answer may come at once.
            Extent::Exact(length) => (0, length.n, length.unit),
            Extent::Band { min, max, unit, .. } => (min.unwrap_or(0), max, unit),
            Extent::Unknown => continue,
        };
        let before = sum.unwrap_or(Days { min: 0, max: 0 });
        sum = Some(Days {
            min: before.min.saturating_add(in_days(min, unit)),
            max: before.max.saturating_add(in_days(max, unit)),
        });
        rules.push(format!("{}/{name}", pack.id));
    }
    sum
}

/// Calendar days, rounded up: five business days take seven.
fn in_days(n: i64, unit: Unit) -> i64 {
    match unit {
        Unit::Hours => n.div_euclid(24) + i64::from(n.rem_euclid(24) > 0),
        Unit::CalendarDays => n,
        Unit::BusinessDays => n.saturating_mul(7).saturating_add(4).div_euclid(5),
        Unit::CalendarMonths => n.saturating_mul(31),
    }
}

/// The wait begins again: the seller's answer, then as long as this order itself took or was to take (P2-16).
fn again(input: &RemedyInput<'_>, rules: &mut Vec<String>) -> Option<Days> {
    let order = input.order?;
    let from = order.date(OrderDate::Shipped).or_else(|| order.date(OrderDate::Ordered))?;
    let to = order.date(OrderDate::Delivered).or_else(|| order.date(OrderDate::Expected))?;
    let transit = (to.day_in(chrono_tz::UTC) - from.day_in(chrono_tz::UTC)).num_days();
    if transit <= 0 {
        return None;
    }
    let reply = counted(input.pack, &["seller_reply"], rules).unwrap_or(Days { min: 0, max: 0 });
    Some(Days { min: reply.min + transit, max: reply.max + transit })
}

/// A replacement is agreed beside the dispute, unless the rules take it in (C20).
fn in_form(plan: Plan, pack: &RulePack) -> bool {
    match plan {
        Plan::RefundOnly | Plan::ReturnAndRefund => true,
        Plan::Replacement => pack.flags.exchange == Some(Exchange::InDispute),
        _ => false,
    }
}

fn free_return(input: &RemedyInput<'_>) -> bool {
    input.free_label || input.order.is_some_and(|order| order.local_return)
}

fn return_cost(input: &RemedyInput<'_>) -> Option<Money> {
    let typed = input.typed(&input.answers.return_cost);
    if typed.is_none() && free_return(input) { input.none() } else { typed }
}
