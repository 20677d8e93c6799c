//! Guards about time: what is still to come cannot be recorded as having happened. Dates that somebody has to keep,
//! or that a page shows for later, are not its business.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::message::{Arg, Msg, Problem};
use crate::domain::moment::{Moment, end_of_day};
use crate::domain::order::{DateFact, OrderDate};
use crate::domain::rules::RulePack;

/// Refuses a moment later than the end of today, by the zone in which today ends later: a day may be the buyer's
/// or the marketplace's, and clocks are a little off.
///
/// # Errors
/// The moment is still to come.
pub fn has_come(at: Moment, pack: &RulePack, zone: Tz, now: DateTime<Utc>) -> Result<(), Problem> {
    let pack_zone = pack.zone.for_buyer(zone);
    let today_ends = |zone: Tz| end_of_day(now.with_timezone(&zone).date_naive(), zone);
    if at.place(zone) < today_ends(zone).max(today_ends(pack_zone)) {
        return Ok(());
    }
    Err(Problem::refused(Msg::new("case-refused-future").arg("at", Arg::Moment(at))))
}

/// The same for the dates of an order that say that something happened.
///
/// # Errors
/// One of them is still to come.
pub fn order_dates(
    dates: &[(OrderDate, Option<DateFact>)],
    pack: &RulePack,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    use OrderDate as D;
    dates
        .iter()
        .filter(|(which, _)| matches!(which, D::Ordered | D::Paid | D::Shipped | D::Delivered | D::Confirmed))
        .filter_map(|(_, fact)| fact.as_ref())
        .try_for_each(|fact| has_come(fact.at, pack, zone, now))
}
