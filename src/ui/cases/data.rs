//! Which cases are shown and in what order.

use std::collections::BTreeSet;

use crate::app::work::fold;
use crate::domain::case::CaseKind;
use crate::domain::event::Party;
use crate::domain::rows::CaseRow;
use crate::domain::view::CaseState;

/// Which cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseFilter {
    /// Those still going on.
    #[default]
    Open,
    /// Those in which it is the buyer's turn.
    Mine,
    /// Those that are over.
    Closed,
    /// All of them.
    All,
}

impl CaseFilter {
    /// True for a case that belongs to it.
    pub fn takes(self, row: &CaseRow) -> bool {
        match self {
            Self::Open => !row.closed,
            Self::Mine => !row.closed && matches!(row.next_step.who, Party::Buyer | Party::Both),
            Self::Closed => row.closed,
            Self::All => true,
        }
    }
}

/// Places in the table of the cases to show: open before closed, then by the next date, the newest first
/// where there is none.
pub fn shown(table: &[CaseRow], query: &str, filter: CaseFilter) -> Vec<usize> {
    let words: Vec<String> = fold(query).split_whitespace().map(ToOwned::to_owned).collect();
    let mut rows: Vec<usize> = table
        .iter()
        .enumerate()
        .filter(|(_, row)| filter.takes(row))
        .filter(|(_, row)| {
            if words.is_empty() {
                return true;
            }
            let text = fold(&format!("{} {}", row.title, row.order_number.as_deref().unwrap_or_default()));
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .map(|(i, _)| i)
        .collect();
    rows.sort_by_key(|i| {
        table
            .get(*i)
            .map(|row| (row.closed, row.next_date.is_none(), row.next_date, std::cmp::Reverse(row.opened_at)))
    });
    rows
}

/// A category to narrow the list by: a kind of case, or a type of report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// A kind of case.
    Kind(CaseKind),
    /// A type of reports or account cases.
    Type(CaseKind, String),
}

impl Category {
    /// True for a case that belongs to it.
    pub fn takes(&self, row: &CaseRow) -> bool {
        match self {
            Self::Kind(kind) => row.kind == *kind,
            Self::Type(kind, category) => row.kind == *kind && row.is_of(category),
        }
    }
}

/// The categories and states that the table has, for its two lists.
pub fn choices(table: &[CaseRow]) -> (BTreeSet<Category>, BTreeSet<CaseState>) {
    let mut categories: BTreeSet<Category> = table.iter().map(|row| Category::Kind(row.kind)).collect();
    categories.extend(table.iter().filter_map(|row| Some(Category::Type(row.kind, row.category.clone()?))));
    (categories, table.iter().map(|row| row.state).collect())
}

/// Keeps what belongs to a category and a state.
pub fn narrow(
    table: &[CaseRow],
    rows: Vec<usize>,
    category: Option<&Category>,
    state: Option<CaseState>,
) -> Vec<usize> {
    rows.into_iter()
        .filter(|at| {
            table.get(*at).is_some_and(|row| {
                category.is_none_or(|category| category.takes(row))
                    && state.is_none_or(|state| row.state == state)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;
    use crate::domain::ids::CaseId;
    use crate::domain::message::Msg;
    use crate::domain::view::{NextStep, Severity};

    fn row(id: i64, closed: bool, days: Option<i64>) -> CaseRow {
        let start = DateTime::<Utc>::UNIX_EPOCH;
        CaseRow {
            id: CaseId(id),
            kind: CaseKind::Dispute,
            order: None,
            order_number: Some("8100".to_owned()),
            title: format!("Watch {id}"),
            reason: None,
            category: None,
            state: CaseState::SellerTurn,
            next_step: NextStep {
                text: Msg::new("x"),
                action: String::new(),
                who: if id == 2 { Party::Buyer } else { Party::Seller },
                due: None,
                deadline: None,
            },
            next_date: days.map(|days| start + TimeDelta::days(days)),
            severity: Severity::Info,
            asked: None,
            offered: None,
            decided: None,
            received: None,
            opened_at: start,
            closed,
            picture: None,
        }
    }

    #[test]
    fn the_soonest_date_comes_first_and_closed_cases_last() {
        let table =
            [row(1, true, Some(1)), row(2, false, Some(9)), row(3, false, None), row(4, false, Some(3))];
        assert_eq!(shown(&table, "", CaseFilter::All), [3, 1, 2, 0]);
        assert_eq!(shown(&table, "", CaseFilter::Mine), [1]);
        assert_eq!(shown(&table, "watch 3", CaseFilter::Open), [2]);
    }

    #[test]
    fn reports_are_found_by_status_and_by_category() {
        let mut table = [row(1, false, Some(1)), row(2, false, Some(2)), row(3, false, Some(3))];
        for (at, category, state) in
            [(1, "ipr.non_holder", CaseState::Decided), (2, "search", CaseState::MarketplaceReview)]
        {
            table[at].kind = CaseKind::Report;
            table[at].category = Some(category.to_owned());
            table[at].state = state;
        }
        let all = shown(&table, "", CaseFilter::All);
        let by = |category: Option<Category>, state| narrow(&table, all.clone(), category.as_ref(), state);
        assert_eq!(by(Some(Category::Kind(CaseKind::Report)), None), [1, 2]);
        assert_eq!(by(Some(Category::Type(CaseKind::Report, "ipr".to_owned())), None), [1]);
        assert_eq!(by(None, Some(CaseState::MarketplaceReview)), [2]);
        assert_eq!(by(Some(Category::Kind(CaseKind::Report)), Some(CaseState::Decided)), [1]);
        let (categories, states) = choices(&table);
        assert_eq!((categories.len(), states.len()), (4, 3));
    }
}
