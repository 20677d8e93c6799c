//! What a request for evidence asks for, line by line, and the reply to it. Texts for the marketplace are English.

use std::fmt::Write as _;

use crate::domain::view::{ItemState, Request};

/// The lines of a pasted request, one thing each, without bullets and numbers in front.
pub fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(|line| {
            let line = line.trim();
            let bare = line.trim_start_matches(['-', '*', '•', '–', '—']).trim_start();
            let digits = bare.chars().take_while(char::is_ascii_digit).count();
            match bare.get(digits..).and_then(|rest| rest.strip_prefix(['.', ')'])) {
                Some(rest) if (1..=2).contains(&digits) && rest.starts_with(' ') => rest.trim_start(),
                _ => bare,
            }
        })
        .filter(|line| !line.is_empty())
        .collect()
}

/// What to write into a reply: the request with an answer to each of its lines (P6-32). `None` when there is nothing
/// to tell apart.
pub fn answers(request: &Request) -> Option<String> {
    let impossible = request.items.iter().any(|item| item.state == ItemState::Impossible);
    if request.items.len() < 2 && !impossible {
        return None;
    }
    let mut text = String::new();
    for item in &request.items {
        let answer = match item.state {
            ItemState::Impossible => {
                match item.why_not.as_deref().map(str::trim).filter(|why| !why.is_empty()) {
                    Some(why) => format!("this is not possible because {}", why.trim_end_matches('.')),
                    None => "this is not possible".to_owned(),
                }
            }
            ItemState::Shown | ItemState::Answered => "attached".to_owned(),
            ItemState::Open => "see the attached files".to_owned(),
        };
        let line = item.text.trim_end_matches(['.', ':', ';']);
        // Writing to a String cannot fail.
        _ = write!(text, "\n{}. {line} – {answer}.", item.number);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_bullets_and_numbers_and_nothing_else() {
        assert_eq!(
            lines("- a photo\n\n2) the label\n3. 20 cm ruler\n 500 g on a scale\n• x"),
            ["a photo", "the label", "20 cm ruler", "500 g on a scale", "x"]
        );
    }
}
