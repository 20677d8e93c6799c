//! The buyer's settings as jobs work with them: taken into the context, and set by name.

use std::collections::BTreeMap;

use crate::domain::change::Applied;
use crate::domain::message::Problem;
use crate::domain::preferences::{self, CHECK_IN, COUNTRY, HOLIDAYS};

use super::Ctx;

/// Sets one.
pub fn set(ctx: &Ctx, key: &str, value: &str) -> Result<Applied, Problem> {
    super::change(ctx, &preferences::setting(key, value)?, None)
}

/// Takes over what the settings of a library say; what cannot be read counts as not set.
pub fn take(ctx: &mut Ctx, stored: &BTreeMap<String, String>) {
    let of = |key: &str| stored.get(key).map(String::as_str).unwrap_or_default();
    ctx.holidays = preferences::holidays(of(HOLIDAYS)).unwrap_or_default().into();
    ctx.country = preferences::country(of(COUNTRY)).unwrap_or_default().map(Into::into);
    ctx.check_in_days = preferences::check_in(of(CHECK_IN)).ok().flatten();
}
