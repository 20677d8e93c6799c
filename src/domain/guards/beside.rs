//! Guards that look beside the case itself: account trouble, other routes to the money, the day from which the
//! marketplace may be called, coupons that add up, dates before the order.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::case::CaseKind;
use crate::domain::change::NewCase;
use crate::domain::event::{CaseEventKind, NewEvent, OrderEventKind, Party};
use crate::domain::message::{Arg, Msg, Problem};
use crate::domain::moment::{Moment, end_of_day, start_of_day};
use crate::domain::order::{Order, OrderDate};
use crate::domain::replay::{CaseInput, OrderInput, Sim, is_late_coupon, void_after_chargeback};
use crate::domain::rules::{Escalation, Reopen, RulePack};

/// What stands beside a case and in the way of an event of it. Every one may be passed over with `anyway`: the
/// marketplace is right and the program is not.
pub(super) fn beside(
    input: &CaseInput<'_>,
    new: &NewEvent<CaseEventKind>,
    then: &Sim<'_>,
) -> Result<(), Problem> {
    use CaseEventKind as K;
    if let Some(order) = input.order {
        not_before_order(order, new.at, input.zone)?;
    }
    let dispute = input.case.kind == CaseKind::Dispute;
    match new.kind {
        K::Submitted if dispute => {
            if let Some(account) = input.beside.account_case {
                return Err(Problem::refused(Msg::new("case-refused-account").count("case", account.0)));
            }
            not_void(input)
        }
        K::Submitted | K::ClaimFiled | K::ChargebackFiled => {
            not_void(input)?;
            one_on_a_route(input)
        }
        K::Reopened if input.case.kind == CaseKind::Fallback => {
            if input.pack.flags.reopen == Some(Reopen::Never) {
                return Err(route_closed(input));
            }
            one_on_a_route(input)
        }
        K::Escalated if dispute && new.details.by == Some(Party::Buyer) => {
            by_hand(input.pack, then, new.at.place(input.zone))
        }
        K::CouponIssued => coupons_add_up(new, then),
        K::CouponUsed => coupon_named(new, then),
        _ => Ok(()),
    }
}

/// Money is given, not taken, except where a refund turned out to be a charge (P11-11).
pub(super) fn amount_sign(new: &NewEvent<CaseEventKind>) -> Result<(), Problem> {
    match &new.details.amount {
        Some(amount) if amount.minor < 0 && new.kind != CaseEventKind::RefundSeen => {
            Err(Problem::refused(Msg::new("case-refused-negative").money("amount", amount)))
        }
        _ => Ok(()),
    }
}

/// Nothing of an order happens before it was made. A day may be the buyer's or the marketplace's, so the day
/// before is let through.
fn not_before_order(order: &Order, at: Moment, zone: Tz) -> Result<(), Problem> {
    let Some(made) = order.date(OrderDate::Ordered).or_else(|| order.date(OrderDate::Paid)) else {
        return Ok(());
    };
    let begun = made.day_in(zone).pred_opt().map_or(made.place(zone), |day| start_of_day(day, zone));
    let latest = match at {
        Moment::Day { day, zone: own } => end_of_day(day, own.unwrap_or(zone)),
        at => at.place(zone),
    };
    if latest > begun {
        return Ok(());
    }
    let refused =
        Msg::new("case-refused-before-order").arg("at", Arg::Moment(at)).arg("made", Arg::Moment(made));
    Err(Problem::refused(refused))
}

/// A claim by rules that a chargeback makes void (A-to-z).
fn not_void(input: &CaseInput<'_>) -> Result<(), Problem> {
    if !void_after_chargeback(input.pack) {
        return Ok(());
    }
    match input.beside.routes.iter().find(|route| route.case != input.case.id && route.chargeback) {
        Some(route) => Err(Problem::refused(
            Msg::new("case-refused-route-void").text("route", &input.pack.title).count("case", route.case.0),
        )),
        None => Ok(()),
    }
}

/// One claim at a time on each route, and only one at all where what was closed stays closed.
fn one_on_a_route(input: &CaseInput<'_>) -> Result<(), Problem> {
    if input.case.kind != CaseKind::Fallback {
        return Ok(());
    }
    let routes = input.beside.routes.iter();
    let mut same = routes.filter(|route| route.case != input.case.id && route.pack == input.pack.id);
    if let Some(route) = same.clone().find(|route| route.live) {
        let refused = Msg::new("case-refused-route-live");
        return Err(Problem::refused(refused.text("route", &input.pack.title).count("case", route.case.0)));
    }
    match same.find(|route| route.filed).filter(|_| input.pack.flags.reopen == Some(Reopen::Never)) {
        Some(_) => Err(route_closed(input)),
        None => Ok(()),
    }
}

fn route_closed(input: &CaseInput<'_>) -> Problem {
    Problem::refused(Msg::new("case-refused-route-closed").text("route", &input.pack.title))
}

/// Taking a dispute to the marketplace by hand: only where the rules know that, and from their day on (C2 row 10).
fn by_hand(pack: &RulePack, then: &Sim<'_>, at: DateTime<Utc>) -> Result<(), Problem> {
    match pack.flags.escalation {
        Some(Escalation::Auto) => Err(Problem::refused(Msg::new("case-refused-escalate-auto"))),
        Some(Escalation::Manual | Escalation::Both) => {
            match then.escalates_from().filter(|from| at < *from) {
                Some(from) => Err(Problem::refused(Msg::new("case-refused-escalate-early").at("due", from))),
                None => Ok(()),
            }
        }
        None => Ok(()),
    }
}

/// What was used is a coupon that was issued.
fn coupon_named(new: &NewEvent<CaseEventKind>, then: &Sim<'_>) -> Result<(), Problem> {
    if then.has_coupon(new.details.answers) {
        return Ok(());
    }
    Err(Problem::refused(match new.details.answers {
        Some(named) => Msg::new("case-refused-not-a-coupon").count("event", named.0),
        None => Msg::new("case-refused-no-coupon"),
    }))
}

/// Coupons never come to more than the compensation they are the split of (P12-14). Those for a late delivery are no
/// part of it.
fn coupons_add_up(new: &NewEvent<CaseEventKind>, then: &Sim<'_>) -> Result<(), Problem> {
    if is_late_coupon(&new.details) {
        return Ok(());
    }
    let (Some(more), Some(due)) = (&new.details.amount, then.compensation()) else { return Ok(()) };
    let total = match then.coupons_total() {
        Some(before) => before.plus(more),
        None => Some(more.clone()),
    };
    match total.filter(|total| total.currency == due.currency && total.minor > due.minor) {
        Some(total) => {
            Err(Problem::refused(Msg::new("case-refused-coupons").money("total", &total).money("due", due)))
        }
        None => Ok(()),
    }
}

/// What to say before a claim on another route is opened.
pub(super) fn opening_route(input: &OrderInput<'_>, new: &NewCase, pack: &RulePack) -> Vec<Msg> {
    if new.kind != CaseKind::Fallback {
        return Vec::new();
    }
    let mut warnings = Vec::new();
    if let Some(route) = input.beside.routes.iter().find(|route| route.live) {
        warnings.push(Msg::new("notes-route-running").count("case", route.case.0));
    }
    if pack.flags.reopen == Some(Reopen::Never) {
        warnings.push(Msg::new("notes-route-once").text("route", &pack.title));
    }
    if void_after_chargeback(input.pack) && pack.id != input.pack.id {
        warnings.push(
            Msg::new("notes-route-would-void").text("route", &pack.title).text("main", &input.pack.title),
        );
    }
    warnings
}

/// Whether an event of an order has a date it can have.
///
/// # Errors
/// It lies before the order.
pub(super) fn order_event_date(
    input: &OrderInput<'_>,
    new: &NewEvent<OrderEventKind>,
) -> Result<(), Problem> {
    let begins = matches!(new.kind, OrderEventKind::Placed | OrderEventKind::Paid | OrderEventKind::Note);
    if new.details.anyway || begins {
        return Ok(());
    }
    not_before_order(input.order, new.at, input.zone)
}

/// Dates of an order that cannot all be right, as sentences; nothing is refused, since each may be a slip of either.
pub fn odd_dates(order: &Order, zone: Tz) -> Vec<Msg> {
    let mut odd = Vec::new();
    let Some(made) = order.date(OrderDate::Ordered).or_else(|| order.date(OrderDate::Paid)) else {
        return odd;
    };
    for which in [
        OrderDate::Shipped,
        OrderDate::Expected,
        OrderDate::Delivered,
        OrderDate::Confirmed,
        OrderDate::ProtectionEnds,
        OrderDate::ShipBy,
    ] {
        if let Some(at) = order.date(which).filter(|at| not_before_order(order, *at, zone).is_err()) {
            odd.push(
                Msg::new("order-odd-date")
                    .msg("date", Msg::new(format!("order-date-{}", which.code())))
                    .arg("at", Arg::Moment(at))
                    .arg("made", Arg::Moment(made)),
            );
        }
    }
    odd
}
