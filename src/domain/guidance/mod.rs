//! Help for the buyer that is no rule: where to click, what to know, which way to go.

pub mod cards;
pub mod guides;
pub mod routes;
