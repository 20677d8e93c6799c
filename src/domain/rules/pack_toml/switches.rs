//! Reads `[flags]`, and `[about]`: where their values come from and what others say.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::Cites;
use super::fields::{
    Fields, Read, boolean, count, integer, mistake, string, word_of, wrong_type, wrong_word,
};
use crate::domain::event::{CaseEventKind, Party};
use crate::domain::message::Msg;
use crate::domain::rules::{
    AboutFlag, Availability, Court, EditAfterEscalation, Escalation, Exchange, Flags, LanguageRule, Machine,
    OtherFlag, PhotosRequired, Reopen,
};

/// Every switch by its name in a pack, in alphabetical order.
const NAMES: &[&str] = &[
    "abuse_limits_account",
    "amount_cap",
    "appeal_max_times",
    "chat_is_evidence",
    "complaint_text_max",
    "contact_email",
    "court",
    "early_confirmation_ends_protection",
    "early_confirmation_is_offence",
    "edit_after_escalation",
    "escalation",
    "exchange",
    "excluded_if",
    "free_label_per_order",
    "language",
    "letter_if_same_merchant_30d",
    "machine",
    "photos_required_if",
    "reopen",
    "reopen_min_days_left",
    "return_freight_change_of_mind",
    "return_freight_defective",
    "review_favours_proof",
    "trade_rules_report",
];

pub(super) fn flags(value: &Spanned<DeValue<'_>>) -> Read<Flags> {
    let mut fields = Fields::of(value)?;
    let flags = Flags {
        escalation: fields.take("escalation", word_of!(Escalation))?,
        reopen: fields.take("reopen", word_of!(Reopen))?,
        reopen_min_days_left: fields.take("reopen_min_days_left", integer)?,
        edit_after_escalation: fields.take("edit_after_escalation", word_of!(EditAfterEscalation))?,
        language: fields.take("language", word_of!(LanguageRule))?,
        photos_required_if: fields.take("photos_required_if", word_of!(PhotosRequired))?,
        amount_capped_by_paid: fields.take("amount_cap", |value| match string(value)?.as_str() {
            "paid" => Ok(true),
            "none" => Ok(false),
            other => Err(wrong_word(value, other, "paid, none")),
        })?,
        complaint_text_max: fields.take("complaint_text_max", |value| Ok(count(value)? as usize))?,
        machine: fields.take("machine", word_of!(Machine))?,
        free_label_per_order: fields.take("free_label_per_order", count)?,
        appeal_max_times: fields.take("appeal_max_times", count)?,
        excluded_if: fields.take("excluded_if", |value| list(value, word_of!(CaseEventKind)))?,
        letter_if_same_merchant_30d: fields.take("letter_if_same_merchant_30d", count)?,
        return_freight_change_of_mind: fields.take("return_freight_change_of_mind", word_of!(Party))?,
        return_freight_defective: fields.take("return_freight_defective", word_of!(Party))?,
        trade_rules_report: fields.take("trade_rules_report", word_of!(Availability))?,
        abuse_limits_account: fields.take("abuse_limits_account", boolean)?,
        chat_is_evidence: fields.take("chat_is_evidence", boolean)?,
        review_favours_proof: fields.take("review_favours_proof", boolean)?,
        exchange: fields.take("exchange", word_of!(Exchange))?,
        contact_email: fields.take("contact_email", string)?,
        court: fields.take("court", word_of!(Court))?,
        early_confirmation_is_offence: fields.take("early_confirmation_is_offence", boolean)?,
        early_confirmation_ends_protection: fields.take("early_confirmation_ends_protection", boolean)?,
    };
    fields.finish()?;
    Ok(flags)
}

fn list<T>(value: &Spanned<DeValue<'_>>, read: impl Fn(&Spanned<DeValue<'_>>) -> Read<T>) -> Read<Vec<T>> {
    let list = value.get_ref().as_array().ok_or_else(|| wrong_type(value, "list"))?;
    list.iter().map(read).collect()
}

pub(super) fn about(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<BTreeMap<String, AboutFlag>> {
    let table = value.get_ref().as_table().ok_or_else(|| wrong_type(value, "table"))?;
    let mut about = BTreeMap::new();
    for (key, entry) in table {
        let name = key.get_ref().as_ref();
        if !NAMES.contains(&name) {
            let unknown =
                Msg::new("rules-pack-unknown-word").text("word", name).text("known", NAMES.join(", "));
            return Err(mistake(key.span(), unknown));
        }
        let mut fields = Fields::of(entry)?;
        let of_flag = AboutFlag {
            cite: fields.need("cite", |value| cites.cited(value))?,
            certain: fields.need("certain", boolean)?,
            note: fields.take("note", string)?,
            others: fields
                .take("others", |value| list(value, |entry| other(entry, cites)))?
                .unwrap_or_default(),
        };
        fields.finish()?;
        about.insert(name.to_owned(), of_flag);
    }
    Ok(about)
}

fn other(value: &Spanned<DeValue<'_>>, cites: &Cites<'_>) -> Read<OtherFlag> {
    let mut fields = Fields::of(value)?;
    let other = OtherFlag {
        value: fields.need("value", plain)?,
        why: fields.take("why", string)?,
        cite: fields.need("cite", |value| cites.cited(value))?,
    };
    fields.finish()?;
    Ok(other)
}

/// A value of a switch in words, whatever its type.
fn plain(value: &Spanned<DeValue<'_>>) -> Read<String> {
    match value.get_ref() {
        DeValue::Boolean(yes) => Ok(yes.to_string()),
        DeValue::Integer(_) => Ok(integer(value)?.to_string()),
        DeValue::Array(_) => Ok(super::strings(value)?.join(", ")),
        _ => string(value),
    }
}
