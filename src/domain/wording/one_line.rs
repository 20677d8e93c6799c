//! Pasted words as one line of plain text: titles, options and captions that become part of a sentence or of a
//! numbered list. Owns nothing else about texts; whole paragraphs of the buyer are not its business.

/// The text on one line: runs of white space and line ends become one space; control characters and marks that
/// reorder text without being seen are dropped. Joiners stay, since emoji and some scripts need them.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() && !reorders(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn reorders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_hidden_marks_go_and_words_stay() {
        let cases = [
            ("black,\r\n42 mm", "black, 42 mm"),
            (" a \u{2028}\u{202e}b\u{2069}\t c\u{7}\n", "a b c"),
            ("👨\u{200d}👩", "👨\u{200d}👩"),
            ("\n \u{200f}", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }
}
