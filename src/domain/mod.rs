//! The shared vocabulary and every rule: ids, money, moments, orders, evidence facts, findings, events, rule
//! packs, replay to states and deadlines, readiness, what a claim says. Values in, values out.
//! Knows no file, thread, clock, database or sentence; `now` is always an argument.

pub mod calendar;
pub mod case;
pub mod change;
pub mod check;
pub mod claim_text;
pub mod decide;
pub mod event;
pub mod evidence;
pub mod ids;
pub mod media;
pub mod message;
pub mod moment;
pub mod money;
pub mod needs;
pub mod one_line;
pub mod order;
mod order_fit;
mod pack_toml;
pub mod preferences;
pub mod replay;
pub mod report;
pub mod rows;
pub mod rules;
pub mod side_guards;
pub mod support_text;
pub mod timely;
pub mod view;
