//! Reads `[reminders]`, `[dispute_rate]` and `[warranty]` of a rule pack.

use toml::Spanned;
use toml::de::DeValue;

use super::Cites;
use super::fields::{Fields, Read, boolean, count, mistake, strings, word_of, wrong_type};
use crate::domain::event::Party;
use crate::domain::message::Msg;
use crate::domain::rules::habits::{DisputeRateRule, Habits, Reminders, WarrantyRule};

pub(super) fn read(root: &mut Fields<'_>, cites: &Cites<'_>) -> Read<Habits> {
    Ok(Habits {
        reminders: root.take("reminders", |value| reminders(value, cites))?,
        dispute_rate: root.take("dispute_rate", |value| dispute_rate(value, cites))?,
        warranty: root.take("warranty", |value| warranty(value, cites))?,
    })
}

fn reminders(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<Reminders> {
    let mut fields = Fields::of(value)?;
    let reminders = Reminders {
        days_before: fields.need("days_before", leads)?,
        evidence_hours_before: fields.need("evidence_hours_before", leads)?,
        evidence_timers: fields.need("evidence_timers", strings)?,
        check_in_days: fields.need("check_in_days", positive)?,
        upload_margin_hours: fields.need("upload_margin_hours", positive)?,
        snooze_minutes: fields.need("snooze_minutes", positive)?,
        snapshot_days: fields.need("snapshot_days", positive)?,
        certain: fields.need("certain", boolean)?,
        cite: fields.need("cite", |value| cites.cited(value))?,
    };
    fields.finish()?;
    Ok(reminders)
}

fn dispute_rate(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<DisputeRateRule> {
    let mut fields = Fields::of(value)?;
    let rule = DisputeRateRule {
        window_days: fields.need("window_days", positive)?,
        warn_percent: fields.need("warn_percent", positive)?,
        warn_from: fields.need("warn_from", positive)?,
        several: fields.need("several", positive)?,
        several_days: fields.need("several_days", positive)?,
        certain: fields.need("certain", boolean)?,
        cite: fields.need("cite", |value| cites.cited(value))?,
    };
    fields.finish()?;
    Ok(rule)
}

fn warranty(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<WarrantyRule> {
    let mut fields = Fields::of(value)?;
    let rule = WarrantyRule {
        given_by: fields.need("given_by", word_of!(Party))?,
        return_freight: fields.need("return_freight", word_of!(Party))?,
        certain: fields.need("certain", boolean)?,
        cite: fields.need("cite", |value| cites.cited(value))?,
    };
    fields.finish()?;
    Ok(rule)
}

/// Longer than any calendar application goes: ten years of days or hours.
const MOST: u32 = 87_600;

fn positive(value: &Spanned<DeValue<'_>>) -> Read<u32> {
    let number = count(value)?;
    if (1..=MOST).contains(&number) { Ok(number) } else { Err(wrong_type(value, "number from 1 on")) }
}

/// Lengths before a date, longest first and none twice.
fn leads(value: &Spanned<DeValue<'_>>) -> Read<Vec<u32>> {
    let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
    let leads = list.iter().map(positive).collect::<Read<Vec<u32>>>()?;
    if leads.is_empty() || !leads.is_sorted_by(|one, next| one > next) {
        return Err(mistake(value.span(), Msg::new("rules-pack-leads-order")));
    }
    Ok(leads)
}
