//! Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet: no cell becomes a formula.

/// One table as text: CRLF after every record, quotes where needed.
pub fn table<'a>(rows: impl IntoIterator<Item = &'a [String]>) -> String {
    let mut out = String::new();
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            out.push_str(&field(cell));
        }
        out.push_str("\r\n");
    }
    out
}

/// One field. Text that a spreadsheet would compute gets an apostrophe in front; NUL is dropped.
pub fn field(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{a0}', '\0']).chars().next();
    let computes =
        matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|'));
    let guard = if computes { "'" } else { "" };
    let text = format!("{guard}{}", text.replace('\0', ""));
    if text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_formulas_disarmed() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("=cmd()", "'=cmd()"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("  =1", "'  =1"),
            ("=1,\"x\"", "\"'=1,\"\"x\"\"\""),
            ("＝1", "'＝1"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(field(text), expected, "{text:?}");
        }
        assert_eq!(table([["a".to_owned(), "b".to_owned()].as_slice()]), "a,b\r\n");
    }
}
