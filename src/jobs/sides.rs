//! What counts beside the main pack of an order or a case: further packs, former ones, the way it was paid, other
//! routes to the money, account trouble. Chosen once per reading of the library; replay does the rest.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::domain::case::{Case, CaseKind};
use crate::domain::event::{CaseEvent, CaseEventKind};
use crate::domain::ids::{CaseId, OrderId};
use crate::domain::message::Problem;
use crate::domain::order::Order;
use crate::domain::replay::{Beside, CaseInput, Route, blocks_account, case_view, is_open};
use crate::domain::rules::{Origin, RulePack};
use crate::domain::view::CaseState;

use super::Ctx;

/// The packs of orders that are alike in what packs ask for.
#[derive(Debug, Default)]
struct Chosen<'a> {
    packs: Vec<&'a RulePack>,
    historic: Vec<&'a RulePack>,
    /// Both, for a pack that rules alone.
    every: Vec<&'a RulePack>,
    fallback: Vec<&'a RulePack>,
}

/// What counts beside, for every order at hand.
#[derive(Debug, Default)]
pub(super) struct Sides<'a> {
    chosen: BTreeMap<OrderId, Rc<Chosen<'a>>>,
    routes: BTreeMap<OrderId, Vec<Route<'a>>>,
    /// Open account cases with the account they are about, where it is known.
    accounts: Vec<(CaseId, Option<String>)>,
    /// Cases in which something was sent back.
    sent_back: BTreeMap<OrderId, Vec<CaseId>>,
    /// Events of cases that name a date which may be one of their order's.
    about_orders: BTreeMap<OrderId, Vec<CaseEvent>>,
}

/// Whether an event of a case says something of the order itself. That the parcel came is said of the order where
/// the case is about all of it.
fn says_of_order(case: &Case, order: &Order, event: &CaseEvent) -> bool {
    use CaseEventKind as K;
    let says = match event.kind {
        K::DateShown | K::ExpiryConfirmed | K::ExpiryDenied | K::ExpiryPostponed => {
            // On another route a date of the same name is another date.
            case.kind != CaseKind::Fallback && event.details.deadline.is_some()
        }
        K::ReturnRequested | K::ReturnAgreed => true,
        K::WaitUntil => case.kind == CaseKind::Dispute,
        K::ParcelArrived => case.line.is_none() || order.lines.len() <= 1,
        _ => false,
    };
    says && !event.voided
}

impl<'a> Sides<'a> {
    /// Chooses for orders; `cases` are their cases and those about accounts, with their logs.
    pub(super) fn of<'o>(
        ctx: &'a Ctx,
        orders: &'o BTreeMap<OrderId, Order>,
        cases: impl Iterator<Item = (&'o Case, &'o [CaseEvent])>,
    ) -> Result<Self, Problem> {
        let mut sides = Self::default();
        let mut alike: BTreeMap<Key<'_>, Rc<Chosen<'a>>> = BTreeMap::new();
        for order in orders.values() {
            let chosen = alike.entry(Key::of(order)).or_insert_with(|| Rc::new(choose(ctx, order)));
            sides.chosen.insert(order.id, Rc::clone(chosen));
        }
        for (case, events) in cases {
            if let Some(order) = case.order.and_then(|id| orders.get(&id)) {
                let about = events.iter().filter(|event| says_of_order(case, order, event)).cloned();
                sides.about_orders.entry(order.id).or_default().extend(about);
                if events.iter().any(|event| !event.voided && event.kind == CaseEventKind::ReturnSent) {
                    sides.sent_back.entry(order.id).or_default().push(case.id);
                }
            }
            match (case.kind, case.order) {
                (CaseKind::Account, order) => {
                    let view = case_view(&input(ctx, case, events)?);
                    if blocks_account(case.kind, &view) {
                        let account =
                            order.and_then(|id| orders.get(&id)).and_then(|order| order.account.clone());
                        sides.accounts.push((case.id, account));
                    }
                }
                (CaseKind::Fallback, Some(order)) => {
                    let route = route(ctx, case, events)?;
                    sides.routes.entry(order).or_default().push(route);
                }
                _ => {}
            }
        }
        Ok(sides)
    }

    /// What counts beside `pack`, by which an order or one of its cases is computed.
    ///
    /// The packs that count for an order now count together (C0 "Which number"). A case that was opened by another
    /// one has chosen its rules: those of a former time, those of the way it was paid, a pack that was disabled
    /// since. Then its pack rules alone, and what the others of its marketplace say is told as conflicts only.
    pub(super) fn beside(&self, ctx: &'a Ctx, order: Option<&Order>, pack: &RulePack) -> Beside<'_> {
        let chosen = order.and_then(|order| self.chosen.get(&order.id));
        let (packs, historic) = match chosen {
            Some(_) if pack.is_payment => Default::default(),
            Some(chosen) if pack.historic || is_disabled(ctx, pack) => {
                (<&[&RulePack]>::default(), chosen.every.as_slice())
            }
            Some(chosen) => (chosen.packs.as_slice(), chosen.historic.as_slice()),
            None => Default::default(),
        };
        let concerns = |account: &Option<String>| match (account, order.and_then(|o| o.account.as_ref())) {
            (Some(account), Some(own)) => account == own,
            // Not said whose: then it may be the one.
            _ => true,
        };
        Beside {
            packs,
            historic,
            fallback: chosen.map(|chosen| chosen.fallback.as_slice()).unwrap_or_default(),
            routes: order.and_then(|order| self.routes.get(&order.id)).map(Vec::as_slice).unwrap_or_default(),
            account_case: self
                .accounts
                .iter()
                .find(|(_, account)| order.is_some() && concerns(account))
                .map(|(case, _)| *case),
            sent_back: order
                .and_then(|order| self.sent_back.get(&order.id))
                .map(Vec::as_slice)
                .unwrap_or_default(),
            country: ctx.country.as_deref(),
            case_events: order
                .and_then(|order| self.about_orders.get(&order.id))
                .map(Vec::as_slice)
                .unwrap_or_default(),
        }
    }
}

/// What packs ask an order for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'o> {
    marketplace: &'o str,
    payment: Option<&'o str>,
    ships_from: Option<&'o str>,
    free_returns: bool,
    local_return: bool,
}

impl<'o> Key<'o> {
    fn of(order: &'o Order) -> Self {
        Self {
            marketplace: order.marketplace.code(),
            payment: order.payment_method.as_deref(),
            ships_from: order.ships_from.as_deref(),
            free_returns: order.free_returns,
            local_return: order.local_return,
        }
    }
}

/// A pack of the program in whose place the buyer put one of their own, for the same orders.
fn replaced(ctx: &Ctx, pack: &RulePack) -> bool {
    ctx.packs.origin(&pack.id) == Some(Origin::BuiltIn)
        && ctx.packs.iter().any(|own| {
            ctx.packs.origin(&own.id) == Some(Origin::Own { enabled: true })
                && own.marketplace == pack.marketplace
                && own.applies_if == pack.applies_if
                && (own.is_default || !pack.is_default)
                && !own.historic
        })
}

/// Packs of the order's marketplace that apply to it, former and disabled ones apart, and those of the way it was
/// paid where that is known.
fn choose<'a>(ctx: &'a Ctx, order: &Order) -> Chosen<'a> {
    let mut chosen = Chosen::default();
    for pack in ctx.packs.iter() {
        let applies = || pack.applies_if.as_ref().is_none_or(|when| when.holds_for(order));
        let disabled = is_disabled(ctx, pack);
        if pack.is_payment {
            // Without a known way of paying a lane for each of them would be noise.
            if order.payment_method.is_some() && !pack.historic && !disabled && applies() {
                chosen.fallback.push(pack);
            }
        } else if pack.marketplace == order.marketplace {
            if pack.historic || disabled || replaced(ctx, pack) {
                chosen.historic.push(pack);
            } else if applies() {
                chosen.packs.push(pack);
            }
        }
    }
    chosen.every = chosen.packs.iter().chain(&chosen.historic).copied().collect();
    chosen
}

/// The buyer put it aside; it serves the cases that were opened by it.
fn is_disabled(ctx: &Ctx, pack: &RulePack) -> bool {
    ctx.packs.origin(&pack.id) == Some(Origin::Own { enabled: false })
}

fn input<'b>(ctx: &'b Ctx, case: &'b Case, events: &'b [CaseEvent]) -> Result<CaseInput<'b>, Problem> {
    Ok(CaseInput {
        case,
        order: None,
        order_events: &[],
        events,
        others: &[],
        pack: ctx.pack(&case.pack)?,
        beside: Beside::default(),
        zone: ctx.zone,
        holidays: &ctx.holidays,
        now: ctx.now,
    })
}

fn route<'a>(ctx: &'a Ctx, case: &Case, events: &[CaseEvent]) -> Result<Route<'a>, Problem> {
    let view = case_view(&input(ctx, case, events)?);
    let was_sent =
        |kinds: &[CaseEventKind]| events.iter().any(|event| !event.voided && kinds.contains(&event.kind));
    let chargeback = was_sent(&[CaseEventKind::ChargebackFiled]);
    // Given up before anything was sent, it used up nothing.
    let filed = match view.state {
        CaseState::Draft => false,
        CaseState::Cancelled => {
            chargeback || was_sent(&[CaseEventKind::Submitted, CaseEventKind::ClaimFiled])
        }
        _ => true,
    };
    Ok(Route {
        case: case.id,
        pack: &ctx.pack(&case.pack)?.id,
        filed,
        live: filed && is_open(view.state),
        chargeback,
    })
}
