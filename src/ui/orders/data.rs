//! Which orders are shown and in what order; remade only when the rows, the query, the filter or the sort change.

use std::cmp::Ordering;

use memchr::memmem::Finder;

use crate::app::work::fold;
use crate::domain::rows::OrderRow;
use crate::domain::view::{CaseState, OrderState};

/// Which orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    #[default]
    All,
    /// A dispute can be opened now.
    WindowOpen,
    /// The parcel is here.
    Arrived,
    /// A case is open.
    InCase,
    /// Nothing is left to do.
    Closed,
}

/// By what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Number.
    Number,
    /// Title.
    Title,
    /// Store.
    Store,
    /// Amount.
    Paid,
    /// Day it was ordered.
    Ordered,
    /// What is left of the protection.
    Protection,
    /// Attached files.
    Files,
}

impl Filter {
    /// True for an order that belongs to it.
    pub fn takes(self, row: &OrderRow, now: chrono::DateTime<chrono::Utc>) -> bool {
        let finished = matches!(row.state, OrderState::Finished | OrderState::ClosedRefunded);
        let in_case = row.case_state.is_some_and(|state| {
            !matches!(state, CaseState::ClosedPaid | CaseState::ClosedLost | CaseState::Cancelled)
        });
        match self {
            Self::All => true,
            Self::WindowOpen => {
                !finished
                    && row
                        .window
                        .is_some_and(|(from, until)| from.is_none_or(|from| from <= now) && now <= until)
            }
            Self::Arrived => matches!(row.state, OrderState::Delivered | OrderState::CompletedGrace),
            Self::InCase => in_case,
            Self::Closed => finished && !in_case,
        }
    }
}

/// What a list depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    epoch: u64,
    table: usize,
    query: String,
    filter: Filter,
    sort: (Sort, bool),
}

/// The rows shown, as places in the table of state.
#[derive(Clone, Debug, Default)]
pub struct List {
    key: Option<Key>,
    /// Places in the table, in the order shown.
    pub rows: Vec<usize>,
}

impl List {
    /// Makes the list anew if anything it depends on changed; true when it did.
    pub fn refresh(
        &mut self,
        table: &std::sync::Arc<Vec<OrderRow>>,
        epoch: u64,
        now: chrono::DateTime<chrono::Utc>,
        query: &str,
        filter: Filter,
        sort: (Sort, bool),
    ) -> bool {
        let identity = std::sync::Arc::as_ptr(table) as usize;
        let key = Some(Key { epoch, table: identity, query: query.to_owned(), filter, sort });
        if key == self.key {
            return false;
        }
        self.key = key;
        self.rows = matching(table, now, query, filter);
        order(&mut self.rows, table, sort);
        true
    }
}

fn matching(
    table: &[OrderRow],
    now: chrono::DateTime<chrono::Utc>,
    query: &str,
    filter: Filter,
) -> Vec<usize> {
    let words: Vec<String> = fold(query).split_whitespace().map(ToOwned::to_owned).collect();
    // A number pasted with spaces is found too: the folded text of a row holds it bare.
    let bare: String = fold(query).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let finders: Vec<Finder<'_>> = words.iter().map(|word| Finder::new(word.as_bytes())).collect();
    let whole = Finder::new(bare.as_bytes());
    let numeric = bare.len() > 3 && bare.bytes().all(|b| b.is_ascii_digit());
    table
        .iter()
        .enumerate()
        .filter(|(_, row)| filter.takes(row, now))
        .filter(|(_, row)| {
            let text = row.search.as_bytes();
            finders.iter().all(|finder| finder.find(text).is_some())
                || (numeric && whole.find(text).is_some())
        })
        .map(|(i, _)| i)
        .collect()
}

fn order(rows: &mut [usize], table: &[OrderRow], (sort, down): (Sort, bool)) {
    // What is not known goes last both ways.
    fn known<T: Ord>(a: Option<T>, b: Option<T>, down: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if down => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
    let text = |text: &str| Some(fold(text)).filter(|text| !text.is_empty());
    let compare = |a: &OrderRow, b: &OrderRow| match sort {
        Sort::Number => known(text(&a.number), text(&b.number), down),
        Sort::Title => known(text(&a.title), text(&b.title), down),
        Sort::Store => known(a.store.as_deref().and_then(text), b.store.as_deref().and_then(text), down),
        Sort::Paid => known(
            a.paid.as_ref().map(|paid| (paid.currency.code(), paid.minor)),
            b.paid.as_ref().map(|paid| (paid.currency.code(), paid.minor)),
            down,
        ),
        Sort::Ordered => known(a.ordered, b.ordered, down),
        Sort::Protection => known(a.window.map(|w| w.1), b.window.map(|w| w.1), down),
        Sort::Files => known(Some(a.evidence_count), Some(b.evidence_count), down),
    };
    rows.sort_by(|a, b| match (table.get(*a), table.get(*b)) {
        (Some(a), Some(b)) => compare(a, b).then(b.id.cmp(&a.id)),
        _ => Ordering::Equal,
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::domain::ids::OrderId;
    use crate::domain::order::Marketplace;

    fn row(id: i64, title: &str) -> OrderRow {
        OrderRow {
            id: OrderId(id),
            number: format!("81363243289032{id:02}"),
            marketplace: Marketplace::AliExpress,
            title: title.to_owned(),
            store: None,
            paid: None,
            ordered: Some(DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(id)),
            state: OrderState::Shipped,
            window: None,
            evidence_count: 0,
            worst_verdict: None,
            case_state: None,
            picture: None,
            search: fold(&format!("81363243289032{id:02}\n{title}")),
        }
    }

    fn shown(table: &Arc<Vec<OrderRow>>, query: &str, sort: (Sort, bool)) -> Vec<i64> {
        let mut list = List::default();
        list.refresh(table, 1, DateTime::<Utc>::UNIX_EPOCH, query, Filter::All, sort);
        list.rows.iter().map(|i| table[*i].id.0).collect()
    }

    #[test]
    fn every_word_of_the_query_must_be_found_in_any_order_and_spelling() {
        let table = Arc::new(vec![row(1, "Чёрные часы, сталь"), row(2, "USB-C hub")]);
        assert_eq!(shown(&table, "сталь черные", (Sort::Ordered, true)), [1]);
        assert_eq!(shown(&table, "8136 3243 2890 3202", (Sort::Ordered, true)), [2]);
        assert_eq!(shown(&table, "nothing", (Sort::Ordered, true)), Vec::<i64>::new());
    }

    #[test]
    fn newest_come_first_and_the_unknown_last_both_ways() {
        let mut undated = row(3, "c");
        undated.ordered = None;
        let table = Arc::new(vec![row(1, "a"), undated, row(2, "b")]);
        assert_eq!(shown(&table, "", (Sort::Ordered, true)), [2, 1, 3]);
        assert_eq!(shown(&table, "", (Sort::Ordered, false)), [1, 2, 3]);
    }

    #[test]
    fn a_list_is_remade_only_when_something_changed() {
        let table = Arc::new(vec![row(1, "a")]);
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let mut list = List::default();
        assert!(list.refresh(&table, 1, now, "", Filter::All, (Sort::Ordered, true)));
        assert!(!list.refresh(&table, 1, now, "", Filter::All, (Sort::Ordered, true)));
        assert!(list.refresh(&table, 2, now, "", Filter::All, (Sort::Ordered, true)));
    }
}
