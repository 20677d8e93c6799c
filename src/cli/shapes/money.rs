//! The JSON shapes of money that follows a decision: the refund with its reconciliation, and coupons.

use serde::Serialize;

use super::{MomentJson, MoneyJson, money, time_opt};
use crate::domain::view::{Coupon, Refund};
use crate::texts::Texts;

/// Money expected and seen.
#[derive(Debug, Serialize)]
pub struct RefundJson {
    expected: Option<MoneyJson>,
    expected_here: Option<MoneyJson>,
    seen: Option<MoneyJson>,
    difference: Option<MoneyJson>,
    agreed_at: Option<MomentJson>,
    processed_at: Option<MomentJson>,
    seen_at: Option<MomentJson>,
}

impl RefundJson {
    pub(in crate::cli) fn new(refund: &Refund, texts: &Texts) -> Self {
        let moment =
            |at: &Option<crate::domain::moment::Moment>| at.as_ref().map(|at| MomentJson::new(at, texts));
        Self {
            expected: money(refund.expected.as_ref()),
            expected_here: money(refund.expected_here.as_ref()),
            seen: money(refund.seen.as_ref()),
            difference: money(refund.difference.as_ref()),
            agreed_at: moment(&refund.agreed_at),
            processed_at: moment(&refund.processed_at),
            seen_at: moment(&refund.seen_at),
        }
    }
}

/// A coupon.
#[derive(Debug, Serialize)]
pub struct CouponJson {
    event: i64,
    issued: MomentJson,
    amount: Option<MoneyJson>,
    expires: Option<String>,
    used: bool,
    expired: bool,
}

impl CouponJson {
    pub(in crate::cli) fn new(coupon: &Coupon, texts: &Texts) -> Self {
        Self {
            event: coupon.event.0,
            issued: MomentJson::new(&coupon.issued, texts),
            amount: money(coupon.amount.as_ref()),
            expires: time_opt(coupon.expires),
            used: coupon.used,
            expired: coupon.expired,
        }
    }
}

/// A setting.
#[derive(Debug, Serialize)]
pub struct SettingJson<'a> {
    pub(in crate::cli) key: &'a str,
    pub(in crate::cli) value: Option<&'a str>,
}
