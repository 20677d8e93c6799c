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

fn says_of_order(event: &CaseEvent) -> bool {
    use CaseEventKind as K;
    let about_dates =
        matches!(event.kind, K::DateShown | K::ExpiryConfirmed | K::ExpiryDenied | K::ExpiryPostponed);
    about_dates && !event.voided && event.details.deadline.is_some()
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
            if let Some(order) = case.order {
                let about = events.iter().filter(|event| says_of_order(event)).cloned();
                sides.about_orders.entry(order).or_default().extend(about);
                if events.iter().any(|event| !event.voided && event.kind == CaseEventKind::ReturnSent) {
                    sides.sent_back.entry(order).or_default().push(case.id);
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

    /// What counts beside the pack of an order.
    pub(super) fn beside(&self, ctx: &'a Ctx, order: Option<&Order>) -> Beside<'_> {
        let chosen = order.and_then(|order| self.chosen.get(&order.id));
        let concerns = |account: &Option<String>| match (account, order.and_then(|o| o.account.as_ref())) {
            (Some(account), Some(own)) => account == own,
            // Not said whose: then it may be the one.
            _ => true,
        };
        Beside {
            packs: chosen.map(|chosen| chosen.packs.as_slice()).unwrap_or_default(),
            historic: chosen.map(|chosen| chosen.historic.as_slice()).unwrap_or_default(),
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
        let disabled = ctx.packs.origin(&pack.id) == Some(Origin::Own { enabled: false });
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
    chosen
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
    let chargeback = events.iter().any(|event| !event.voided && event.kind == CaseEventKind::ChargebackFiled);
    let filed = view.state != CaseState::Draft;
    Ok(Route {
        case: case.id,
        pack: &ctx.pack(&case.pack)?.id,
        filed,
        live: filed && is_open(view.state),
        chargeback,
    })
}
