//! The fingerprint of a pack: a short hash of what its document says, whatever its layout and remarks.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

/// How many characters of the hash are kept.
const CHARS: usize = 8;

/// A short hash of some texts, told apart by their lengths.
pub(super) fn of(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut print = String::new();
    for byte in hasher.finalize().iter().take(CHARS / 2) {
        // Writing to a string cannot fail.
        write!(print, "{byte:02x}").unwrap_or_default();
    }
    print
}

/// A document with its keys in order and nothing but values.
pub(super) fn canonical(table: &DeTable<'_>) -> String {
    let mut out = String::new();
    write_table(&mut out, table);
    out
}

fn write_table(out: &mut String, table: &DeTable<'_>) {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by(|(one, _), (other, _)| one.get_ref().cmp(other.get_ref()));
    out.push('{');
    for (key, value) in entries {
        write_text(out, key.get_ref());
        out.push('=');
        write_value(out, value.get_ref());
        out.push(',');
    }
    out.push('}');
}

fn write_text(out: &mut String, text: &str) {
    write!(out, "{text:?}").unwrap_or_default();
}

fn write_value(out: &mut String, value: &DeValue<'_>) {
    match value {
        DeValue::String(text) => write_text(out, text),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => write!(out, "{number}").unwrap_or_default(),
            Err(_too_long) => out.push_str(number.as_str()),
        },
        DeValue::Float(number) => out.push_str(number.as_str()),
        DeValue::Boolean(yes) => out.push_str(if *yes { "true" } else { "false" }),
        DeValue::Datetime(moment) => write!(out, "{moment}").unwrap_or_default(),
        DeValue::Array(list) => {
            out.push('[');
            for entry in list {
                write_value(out, entry.get_ref());
                out.push(',');
            }
            out.push(']');
        }
        DeValue::Table(table) => write_table(out, table),
    }
}
