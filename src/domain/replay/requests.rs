//! Requests for evidence as their lists: which lines were sent, which cannot be shown (P6-31, P6-32, P17-02).

use super::dispute::Asked;
use crate::domain::event::Party;
use crate::domain::message::Msg;
use crate::domain::view::{ItemState, RequestItem};

/// The lines of a request with what was answered to each.
pub(super) fn items(asked: &Asked) -> Vec<RequestItem> {
    let lines = asked.lines();
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let number = index + 1;
            let impossible = asked.impossible_items.iter().find(|(item, _)| *item == number);
            RequestItem {
                number,
                text: (*line).to_owned(),
                state: match impossible {
                    Some(_) => ItemState::Impossible,
                    None if asked.sent_items.contains(&number) => ItemState::Answered,
                    None => ItemState::Open,
                },
                why_not: impossible.and_then(|(_, why)| why.clone()),
            }
        })
        .collect()
}

/// What is worth knowing about a request that waits for an answer.
pub(super) fn tip(asked: &Asked) -> Option<Msg> {
    match asked.by {
        _ if asked.answered => None,
        Party::Seller => Some(Msg::new("need-tip-seller-asks")),
        _ => Some(Msg::new("need-tip-answer-all")),
    }
}
