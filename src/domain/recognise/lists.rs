//! Lines of a list in a text: what is asked for, item by item.

/// Most lines of a list that are taken.
const ITEMS_MAX: usize = 30;

/// Lines of a list that follow a place in the text.
pub(super) fn items(text: &str, from: usize) -> Vec<String> {
    let rest = text.get(from..).unwrap_or_default();
    // What is left of the line itself, after a colon, is an item too.
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    let mut items = Vec::new();
    let introduces = line.trim_end().ends_with(':');
    if let Some((_, behind)) = line.split_once(':')
        && !behind.trim().is_empty()
    {
        items.extend(behind.split([';', ',']).map(clean).filter(|item| !item.is_empty()));
        return items;
    }
    for line in below.lines().skip_while(|line| line.trim().is_empty()) {
        let bare = clean(line);
        if bare.is_empty() || items.len() == ITEMS_MAX || !(introduces || is_item(line)) {
            break;
        }
        items.push(bare);
    }
    items
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '•', '*', '–', '—', '·'])
        || (numbered.len() < line.len() && numbered.starts_with(['.', ')']))
}

/// An item without its mark and its full stop.
fn clean(line: &str) -> String {
    let line = line.trim();
    let bare = if is_item(line) {
        line.trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(['-', '•', '*', '–', '—', '·', '.', ')'])
    } else {
        line
    };
    bare.trim().trim_end_matches(['.', ';']).to_owned()
}
