//! What each place needs to be read, and how fresh it has to be. Owns the bookkeeping, no job.

use std::collections::BTreeMap;

use crate::domain::ids::{CaseId, OrderId};

use super::state::{LibraryState, Place, State};

/// One readable thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The orders table; its length is in the rail.
    Orders,
    /// The cases table; its length is in the rail.
    Cases,
    /// Today; its urgent count is in the rail.
    Today,
    /// The inbox; its length is in the rail.
    Inbox,
    /// The bin.
    Bin,
    /// One order.
    Order(OrderId),
    /// One case.
    Case(CaseId),
    /// What came of the cases.
    History,
    /// All cases with their bars.
    Timeline,
    /// Blockers and exhibits of a case's export.
    Preflight(CaseId),
}

/// What the place shown needs, what is looked at first.
pub fn needs(state: &State) -> Vec<Need> {
    if state.library != LibraryState::Open {
        return Vec::new();
    }
    let mut needs = match state.place {
        Place::Today | Place::Orders | Place::Cases | Place::Inbox | Place::Settings => Vec::new(),
        Place::Order(id) => {
            // What the reason needs is known by the order's open case.
            let case = state.shown_order().and_then(|picture| picture.cases.iter().find(|case| !case.closed));
            [Some(Need::Order(id)), case.map(|case| Need::Case(case.id))].into_iter().flatten().collect()
        }
        Place::Case(id) => vec![Need::Case(id)],
        Place::Export(id) => vec![Need::Case(id), Need::Preflight(id)],
        Place::History => vec![Need::History],
        Place::Timeline => vec![Need::Timeline],
        Place::Bin => vec![Need::Bin],
    };
    needs.extend(match state.place {
        Place::Orders => [Need::Orders, Need::Today, Need::Cases, Need::Inbox],
        Place::Cases => [Need::Cases, Need::Today, Need::Orders, Need::Inbox],
        Place::Inbox => [Need::Inbox, Need::Today, Need::Orders, Need::Cases],
        _ => [Need::Today, Need::Orders, Need::Cases, Need::Inbox],
    });
    needs
}

/// Which epoch each thing was last asked for at.
#[derive(Debug, Default)]
pub struct Asked {
    at: BTreeMap<Need, u64>,
}

impl Asked {
    /// True, once per thing and epoch.
    pub fn is_due(&mut self, need: Need, epoch: u64) -> bool {
        // Single pictures are kept one at a time: another one makes the earlier stale.
        let same_slot = |other: &Need| {
            matches!(
                (need, other),
                (Need::Order(_), Need::Order(_))
                    | (Need::Case(_), Need::Case(_))
                    | (Need::Preflight(_), Need::Preflight(_))
            ) && *other != need
        };
        self.at.retain(|other, _| !same_slot(other));
        if self.at.get(&need).is_some_and(|asked| *asked >= epoch) {
            return false;
        }
        self.at.insert(need, epoch);
        true
    }

    /// Forgets everything: another library is open.
    pub fn clear(&mut self) {
        self.at.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_asked_for_once_per_epoch_and_again_after_another_took_its_place() {
        let mut asked = Asked::default();
        assert!(asked.is_due(Need::Orders, 1));
        assert!(!asked.is_due(Need::Orders, 1));
        assert!(asked.is_due(Need::Orders, 2));
        assert!(asked.is_due(Need::Order(OrderId(1)), 2));
        assert!(asked.is_due(Need::Order(OrderId(2)), 2));
        assert!(asked.is_due(Need::Order(OrderId(1)), 2));
    }
}
