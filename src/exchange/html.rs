//! Writing HTML: everything is escaped unless it is HTML of our own. Knows no dossier.

use std::fmt::Write as _;

/// Text made safe for HTML, between tags and in quoted attributes. Marks that reorder text without being seen
/// are written out, other control characters are replaced: what a reader sees is what is there.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            _ if is_reordering(c) => {
                // Writing to a String cannot fail.
                _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
            }
            _ if c.is_control() => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// Bidirectional controls; joiners are left alone, since emoji and some scripts need them.
fn is_reordering(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An element around HTML of our own. `tag` may carry a class: `p.note`.
pub(super) fn wrap(tag: &str, inner: &str) -> String {
    match tag.split_once('.') {
        Some((tag, class)) => format!("<{tag} class=\"{}\">{inner}</{tag}>", class.replace('.', " ")),
        None => format!("<{tag}>{inner}</{tag}>"),
    }
}

/// An element around text.
pub(super) fn text(tag: &str, content: &str) -> String {
    wrap(tag, &escape(content))
}

/// Somebody's own words: their direction is kept apart from ours.
pub(super) fn free(content: &str) -> String {
    wrap("bdi", &escape(content))
}

/// A list of `<dt>`/`<dd>`; values are HTML. Pairs without a value are left out; empty when all are.
pub(super) fn facts(pairs: &[(String, Option<String>)]) -> String {
    let rows: String = pairs
        .iter()
        .filter_map(|(label, value)| {
            let value = value.as_ref().filter(|value| !value.is_empty())?;
            Some(format!("{}{}\n", text("dt", label), wrap("dd", value)))
        })
        .collect();
    if rows.is_empty() { rows } else { wrap("dl", &rows) }
}

/// A table; cells are HTML, headings are text.
pub(super) fn table(headings: &[String], rows: &[Vec<String>]) -> String {
    let head: String = headings.iter().map(|heading| text("th", heading)).collect();
    let body: String = rows
        .iter()
        .map(|row| wrap("tr", &row.iter().map(|cell| wrap("td", cell)).collect::<String>()) + "\n")
        .collect();
    wrap("table", &format!("<thead>{}</thead>\n<tbody>\n{body}</tbody>", wrap("tr", &head)))
}

/// Fills `{{name}}` in a template, once from left to right, so that a value is never read as a placeholder.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        match after.split_once("}}") {
            Some((name, after)) => {
                let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
                out.push_str(value.unwrap_or_default());
                rest = after;
            }
            None => rest = after,
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(
            escape("<script>alert('x')</script> & \"q\" \u{202e}gpj\u{0}\r\n\u{1f468}\u{200d}\u{1f466}"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; ⟨U+202E⟩gpj\u{fffd}\n\u{1f468}\u{200d}\u{1f466}"
        );
    }

    #[test]
    fn values_are_not_read_as_placeholders() {
        assert_eq!(fill("a {{x}} b {{y}} {{gone}}c", &[("x", "{{y}}"), ("y", "2")]), "a {{y}} b 2 c");
    }
}
