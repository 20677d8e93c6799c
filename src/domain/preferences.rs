//! The buyer's settings that change what replay says: holidays for business days, the country that rules with a
//! scope ask for, how often to look at a refund. Owns their keys, how they are written, and what is refused.

use chrono::NaiveDate;

use super::change::Change;
use super::message::{Msg, Problem};

/// The key of the list of holidays: days as `2026-01-01`, sorted, parted by commas.
pub const HOLIDAYS: &str = "holidays";
/// The key of the country, as two letters.
pub const COUNTRY: &str = "country";
/// The key of the days between looks at a refund that does not come (P11-12).
pub const CHECK_IN: &str = "check_in_days";
/// The key of the words that a redacted bundle leaves out, parted by commas.
pub const PRIVATE_WORDS: &str = "private_words";
/// Longest list taken: thirty years of holidays.
const HOLIDAYS_MAX: usize = 1_000;

/// The settings that may be changed by name, with what they hold.
pub const KEYS: [&str; 4] = [HOLIDAYS, COUNTRY, CHECK_IN, PRIVATE_WORDS];

/// A list of days out of what was typed: parted by commas, spaces or line ends; sorted, each once.
///
/// # Errors
/// A word that is no day, or more days than any calendar has holidays.
pub fn holidays(text: &str) -> Result<Vec<NaiveDate>, Problem> {
    let mut days = Vec::new();
    for word in text.split([',', ';', ' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        let day = NaiveDate::parse_from_str(word, "%Y-%m-%d").map_err(|error| {
            Problem::refused(Msg::new("settings-holiday-refused").text("text", word)).with_detail(error)
        })?;
        days.push(day);
    }
    days.sort_unstable();
    days.dedup();
    if days.len() > HOLIDAYS_MAX {
        return Err(Problem::refused(Msg::new("settings-holidays-many").count("most", HOLIDAYS_MAX as i64)));
    }
    Ok(days)
}

/// A country as two letters.
///
/// # Errors
/// Anything else.
pub fn country(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Ok(Some(text.to_ascii_uppercase()));
    }
    Err(Problem::refused(Msg::new("settings-country-refused").text("text", text)))
}

/// Days between looks, 0 to 365.
///
/// # Errors
/// Anything else.
pub fn check_in(text: &str) -> Result<Option<u32>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let days = text.parse::<u32>().ok().filter(|days| *days <= 365);
    days.map(Some).ok_or_else(|| Problem::refused(Msg::new("settings-check-in-refused").text("text", text)))
}

/// The list as it is stored and shown.
pub fn holidays_text(days: &[NaiveDate]) -> String {
    days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", ")
}

/// The change that sets one of these settings; an empty value goes back to the default.
///
/// # Errors
/// A key nobody knows, or a value it cannot hold.
pub fn setting(key: &str, value: &str) -> Result<Change, Problem> {
    let stored = match key {
        HOLIDAYS => Some(holidays_text(&holidays(value)?)).filter(|text| !text.is_empty()),
        COUNTRY => country(value)?,
        PRIVATE_WORDS => Some(value.trim().to_owned()).filter(|words| !words.is_empty()),
        CHECK_IN => check_in(value)?.map(|days| days.to_string()),
        _ => {
            let known = KEYS.join(", ");
            return Err(Problem::refused(
                Msg::new("settings-key-unknown").text("key", key).text("known", known),
            ));
        }
    };
    Ok(Change::SetSetting(key.to_owned(), stored))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_days_is_read_however_it_is_parted() {
        let days = holidays("2026-05-01, 2026-01-01\n2026-05-01;2026-12-25").unwrap();
        assert_eq!(holidays_text(&days), "2026-01-01, 2026-05-01, 2026-12-25");
        assert!(holidays("").unwrap().is_empty());
        for wrong in ["2026-02-30", "1 May", "tomorrow"] {
            assert_eq!(holidays(wrong).unwrap_err().message.id, "settings-holiday-refused", "{wrong}");
        }
        let many: Vec<String> =
            (0..1_001).map(|n| (NaiveDate::MIN + chrono::Days::new(1_000_000 + n)).to_string()).collect();
        assert_eq!(holidays(&many.join(",")).unwrap_err().message.id, "settings-holidays-many");
    }

    #[test]
    fn a_country_is_two_letters_or_nothing() {
        assert_eq!(country("de").unwrap().as_deref(), Some("DE"));
        assert_eq!(country(" ").unwrap(), None);
        assert!(country("Germany").is_err());
        assert!(setting("colour", "red").is_err());
    }
}
