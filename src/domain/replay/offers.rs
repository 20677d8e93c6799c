//! Proposals: what differs from what was asked, and which known traps they match (P7-13 to P7-25). Also what the
//! buyer asked for, version by version (P4-21), and what sellers' messages give away.

use chrono::{DateTime, TimeDelta, Utc};

use super::dispute::Sim;
use crate::domain::event::{CaseEvent, CaseEventKind, Party, Plan};
use crate::domain::message::Msg;
use crate::domain::money::Money;
use crate::domain::offers::returns;
use crate::domain::offers::traps::{self, Spotted, Trap};
use crate::domain::view::{Demand, Offer, OfferStanding, Term, TermChange, TermLine, TrapLine};

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
        let mut offer = Offer {
            event: event.id,
            at: event.at,
            by,
            plan: details.plan,
            amount: details.amount.clone(),
            freight: details.freight,
            outside: details.outside,
            standing: OfferStanding::Open,
            differences: Vec::new(),
            terms: Vec::new(),
            note: details.note.clone(),
            wait_until: self.wait_until(event),
            traps: Vec::new(),
            warnings: Vec::new(),
            break_even: None,
        };
        // An own proposal is what is asked, not something to compare with it.
        if by != Party::Buyer {
            offer.differences = self.differences(&offer);
            offer.terms = self.terms(&offer);
        }
        self.offers.push(offer);
    }

    fn differences(&self, offer: &Offer) -> Vec<Msg> {
        let mut differences = Vec::new();
        let wanted = self.plan.unwrap_or(Plan::RefundOnly);
        if let Some(plan) = offer.plan.filter(|plan| *plan != wanted) {
            differences.push(
                Msg::new("case-offer-other-plan")
                    .msg("offered", plan_words(plan))
                    .msg("asked", plan_words(wanted)),
            );
        }
        match (&offer.amount, &self.asked) {
            (Some(amount), Some(asked)) => {
                differences.extend(amount_difference(amount, asked));
            }
            (None, Some(asked)) => differences.push(Msg::new("case-offer-no-money").money("asked", asked)),
            _ => {}
        }
        if offer.plan == Some(Plan::ReturnAndRefund) && offer.freight == Some(Party::Buyer) {
            let stated = self.freight_by_rules() == Some(Party::Seller);
            differences.push(Msg::new(if stated {
                "offer-freight-against-rules"
            } else {
                "offer-freight-yours"
            }));
        }
        differences
    }

    /// Who pays for a return by the rules of the pack, for the reason of this case.
    fn freight_by_rules(&self) -> Option<Party> {
        self.input.pack.returns.payer(self.reason, &self.input.pack.flags)
    }

    /// Who pays for a return: as accepted or agreed, else the badge of free returns, else the rules (C11).
    pub(super) fn return_paid_by(&self) -> Option<Party> {
        let agreed = self
            .input
            .events
            .iter()
            .rev()
            .find(|event| !event.voided && event.kind == CaseEventKind::ReturnAgreed)
            .and_then(|event| event.details.freight);
        let accepted = || {
            let offer = self.offers.iter().rev().find(|offer| offer.standing == OfferStanding::Accepted)?;
            offer.freight
        };
        let label = || self.free_label().then_some(Party::Marketplace);
        agreed.or_else(accepted).or_else(label).or_else(|| self.freight_by_rules())
    }

    /// A free label is left for a return of this case.
    fn free_label(&self) -> bool {
        let before = self.input.beside.sent_back.iter().filter(|case| **case != self.input.case.id).count();
        let packs = std::iter::once(self.input.pack).chain(self.input.beside.packs.iter().copied());
        returns::free_label(self.input.order, packs, before)
    }

    fn terms(&self, offer: &Offer) -> Vec<TermLine> {
        let mut terms = Vec::new();
        let wanted = self.plan.unwrap_or(Plan::RefundOnly);
        let plan = offer.plan.unwrap_or(wanted);
        terms.push(TermLine {
            term: Term::Plan,
            asked: plan_words(wanted),
            offered: plan_words(plan),
            change: match (wanted, plan) {
                (wanted, plan) if wanted == plan => TermChange::Same,
                (Plan::ReturnAndRefund, Plan::RefundOnly) => TermChange::Better,
                _ => TermChange::Worse,
            },
        });
        let money = |amount: &Option<Money>| match amount {
            Some(amount) => Msg::new("offer-money").money("amount", amount),
            None => Msg::new("offer-money-none"),
        };
        terms.push(TermLine {
            term: Term::Amount,
            asked: money(&self.asked),
            offered: money(&offer.amount),
            change: match (&offer.amount, &self.asked) {
                (Some(amount), Some(asked)) => match amount.minus(asked).map(|more| more.minor) {
                    Some(0) => TermChange::Same,
                    Some(more) if more > 0 => TermChange::Better,
                    Some(_) => TermChange::Worse,
                    None => TermChange::Other,
                },
                (None, Some(_)) => TermChange::Worse,
                _ => TermChange::Other,
            },
        });
        if [wanted, plan].contains(&Plan::ReturnAndRefund) {
            let payer = |party: Option<Party>| {
                Msg::new(match party {
                    Some(Party::Buyer) => "offer-freight-buyer",
                    Some(Party::Seller) => "offer-freight-seller",
                    Some(Party::Marketplace) => "offer-freight-marketplace",
                    _ => "offer-freight-not-said",
                })
            };
            let expected = self.freight_by_rules();
            let asked =
                if wanted == Plan::ReturnAndRefund { payer(expected) } else { Msg::new("offer-no-return") };
            let (offered, change) = match plan {
                Plan::ReturnAndRefund => {
                    let free = matches!(offer.freight, Some(Party::Seller | Party::Marketplace));
                    let change = if free { TermChange::Same } else { TermChange::Worse };
                    (payer(offer.freight), change)
                }
                _ => (Msg::new("offer-no-return"), TermChange::Better),
            };
            terms.push(TermLine { term: Term::Freight, asked, offered, change });
        }
        if offer.outside {
            terms.push(TermLine {
                term: Term::Place,
                asked: Msg::new("offer-place-inside"),
                offered: Msg::new("offer-place-outside"),
                change: TermChange::Worse,
            });
        }
        terms
    }

    /// Records what the buyer asks for from now on.
    pub(super) fn add_demand(&mut self, event: &CaseEvent) {
        let before = self.demands.last();
        let mut changes = Vec::new();
        if let Some(before) = before {
            let old = before.plan.unwrap_or(Plan::RefundOnly);
            if let Some(plan) = self.plan.filter(|plan| *plan != old) {
                changes.push(
                    Msg::new("case-offer-other-plan")
                        .msg("offered", plan_words(plan))
                        .msg("asked", plan_words(old)),
                );
            }
            match (&before.amount, &self.asked) {
                (Some(old), Some(new)) if old != new => {
                    changes.push(Msg::new("offer-amount-changed").money("old", old).money("new", new));
                }
                (None, Some(new)) => changes.push(Msg::new("offer-amount-named").money("new", new)),
                _ => {}
            }
            if before.reason != self.reason {
                changes.push(Msg::new("offer-reason-changed"));
            }
        }
        self.demands.push(Demand {
            event: event.id,
            version: self.demands.len() + 1,
            at: event.at,
            reason: self.reason,
            plan: self.plan,
            amount: self.asked.clone(),
            note: event.details.note.clone(),
            changes,
        });
    }

    /// What the proposals would do, once everything is replayed: traps, dates and money.
    pub(super) fn judge_offers(&mut self) {
        let judged: Vec<(Vec<Trap>, Vec<Msg>, Option<returns::BreakEven>)> =
            self.offers.iter().map(|offer| self.judged(offer)).collect();
        for (offer, (traps, warnings, break_even)) in self.offers.iter_mut().zip(judged) {
            (offer.traps, offer.warnings, offer.break_even) = (traps, warnings, break_even);
        }
    }

    fn judged(&self, offer: &Offer) -> (Vec<Trap>, Vec<Msg>, Option<returns::BreakEven>) {
        if offer.by == Party::Buyer {
            return (Vec::new(), Vec::new(), None);
        }
        let note = offer.note.as_deref().unwrap_or_default();
        let mut found: Vec<(Trap, Msg)> = Vec::new();
        if offer.outside {
            found.push((Trap::Outside, traps::warning(Trap::Outside)));
        }
        if let Some(trap) = offer.plan.and_then(traps::of_plan) {
            found.push((trap, self.warned(trap, None, offer.wait_until)));
        }
        if offer.by == Party::Seller {
            for spotted in traps::spot(note) {
                found.push((spotted.trap, self.warned(spotted.trap, Some(&spotted), offer.wait_until)));
            }
        }
        let mut break_even = None;
        if offer.plan == Some(Plan::ReturnAndRefund) {
            if self.plan.unwrap_or(Plan::RefundOnly) == Plan::RefundOnly {
                found.push((Trap::Switched, traps::warning(Trap::Switched)));
            }
            let said = found.iter().any(|(trap, _)| *trap == Trap::Freight);
            if offer.freight.is_none() && offer.by == Party::Seller && !said && !self.free_label() {
                found.push((Trap::Freight, self.freight_warning()));
            }
            // By the rules the store pays: what it would cost the buyer is not said beside that.
            let store_should = offer.freight.is_none()
                && !self.free_label()
                && self.freight_by_rules() == Some(Party::Seller);
            break_even = self.break_even_of(offer).filter(|_| !store_should);
            if let Some(brings) = break_even.as_ref().filter(|brings| brings.is_loss()) {
                found.push((Trap::CostsMore, brings.sentence()));
            }
        }
        found.sort_by_key(|(trap, _)| *trap);
        found.dedup_by_key(|(trap, _)| *trap);
        let (traps, warnings) = found.into_iter().unzip();
        (traps, warnings, break_even)
    }

    fn freight_warning(&self) -> Msg {
        match self.freight_by_rules() {
            Some(_) => Msg::new("trap-freight-store-should"),
            None => traps::warning(Trap::Freight),
        }
    }

    /// What a proposal with a return would leave, against the best that can be had while keeping the item.
    fn break_even_of(&self, offer: &Offer) -> Option<returns::BreakEven> {
        let keep = self
            .offers
            .iter()
            .filter(|other| other.by != Party::Buyer && other.event != offer.event)
            .filter(|other| matches!(other.standing, OfferStanding::Open))
            .filter(|other| matches!(other.plan, None | Some(Plan::RefundOnly)) && !other.outside)
            .filter_map(|other| other.amount.as_ref())
            .max_by_key(|amount| amount.minor);
        let cap = self.amount_cap();
        let refund = offer.amount.as_ref().or(self.asked.as_ref()).or(cap.as_ref());
        let payer = offer.freight.or_else(|| self.free_label().then_some(Party::Marketplace));
        returns::break_even(refund, payer, self.input.order, keep, &self.input.pack.returns)
    }

    /// A warning, with the words found and the dates it is about.
    fn warned(&self, trap: Trap, spotted: Option<&Spotted>, wait: Option<DateTime<Utc>>) -> Msg {
        match (trap, spotted) {
            (Trap::Wait, _) => self.wait_warning(wait),
            (Trap::Freight, Some(_)) => Msg::new(match self.freight_by_rules() {
                Some(Party::Seller) => "trap-freight-words-store-should",
                _ => "trap-freight-words",
            }),
            (Trap::Outside, Some(spotted)) => {
                Msg::new("trap-outside-words").text("word", spotted.words.as_str())
            }
            _ => traps::warning(trap),
        }
    }

    /// Until when an event asks to wait: its date, else the days its note speaks of, counted from it.
    fn wait_until(&self, event: &CaseEvent) -> Option<DateTime<Utc>> {
        let details = &event.details;
        let said = || {
            let days = traps::days_asked(details.note.as_deref()?)?;
            event.at.place(self.input.zone).checked_add_signed(TimeDelta::days(days))
        };
        details.due.map(|due| due.place(self.input.zone)).or_else(said)
    }

    /// How many days to open a dispute would be left after waiting (P7-17); another one, where one is open.
    fn wait_warning(&self, wait: Option<DateTime<Utc>>) -> Msg {
        let now = self.input.now;
        let until = wait.filter(|until| *until > now);
        let submitted = self.submitted_at().is_some();
        match (self.open_latest(), until) {
            (Some(latest), _) if latest <= now => Msg::new("trap-wait-window-over").at("due", latest),
            (Some(latest), Some(until)) if until >= latest => {
                let past = if submitted { "trap-wait-open-past-window" } else { "trap-wait-past-window" };
                Msg::new(past).at("until", until).at("due", latest)
            }
            (Some(latest), Some(until)) => {
                let days = (latest - until).num_days();
                let left = if submitted { "trap-wait-open-days-left" } else { "trap-wait-days-left" };
                Msg::new(left).count("count", days).at("until", until).at("due", latest)
            }
            (Some(latest), None) => {
                let days = (latest - now).num_days();
                let left = if submitted { "trap-wait-open-days-now" } else { "trap-wait-days-now" };
                Msg::new(left).count("count", days).at("due", latest)
            }
            (None, _) => match self.run_due("negotiation").filter(|_| submitted) {
                Some(ends) => Msg::new("trap-wait-negotiation").at("due", ends),
                None => traps::warning(Trap::Wait),
            },
        }
    }

    /// Messages of the other side that speak of known traps.
    pub(in crate::domain) fn traps_in_messages(&self) -> Vec<TrapLine> {
        use CaseEventKind as K;
        let of_others = |event: &&CaseEvent| {
            !event.voided
                && match event.kind {
                    K::SellerReplied | K::SellerRejects | K::SellerAccepts | K::ChatAnswered => true,
                    K::Message | K::EvidenceRequested => event.details.by == Some(Party::Seller),
                    _ => false,
                }
        };
        let offered = |event: &&CaseEvent| !self.offers.iter().any(|offer| offer.event == event.id);
        self.input
            .events
            .iter()
            .filter(of_others)
            .filter(offered)
            .filter_map(|event| {
                let details = &event.details;
                let wait = self.wait_until(event);
                let mut found = Vec::new();
                if details.outside {
                    found.push((Trap::Outside, traps::warning(Trap::Outside)));
                }
                for spotted in traps::spot(details.note.as_deref().unwrap_or_default()) {
                    found.push((spotted.trap, self.warned(spotted.trap, Some(&spotted), wait)));
                }
                found.dedup_by_key(|(trap, _)| *trap);
                let (traps, warnings): (Vec<Trap>, Vec<Msg>) = found.into_iter().unzip();
                (!traps.is_empty()).then_some(TrapLine { event: event.id, traps, warnings })
            })
            .collect()
    }
}

fn amount_difference(amount: &Money, asked: &Money) -> Option<Msg> {
    let Some(less) = asked.minus(amount) else {
        return Some(Msg::new("case-offer-other-currency").text("currency", amount.currency.code()));
    };
    match less.minor {
        0 => None,
        minor if minor > 0 => Some(
            Msg::new("case-offer-less").money("difference", &less).count("percent", percent(amount, asked)),
        ),
        minor => {
            let more = Money::new(minor.saturating_neg(), less.currency);
            Some(Msg::new("case-offer-more").money("difference", &more))
        }
    }
}

/// How many whole percent of what was asked are offered.
fn percent(amount: &Money, asked: &Money) -> i64 {
    let asked = i128::from(asked.minor).max(1);
    i64::try_from(i128::from(amount.minor) * 100 / asked).unwrap_or(0)
}

/// The words of a plan.
pub(in crate::domain) fn plan_words(plan: Plan) -> Msg {
    Msg::new(format!("case-plan-{}", plan.code()))
}
