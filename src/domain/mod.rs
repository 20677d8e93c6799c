//! The shared vocabulary and every rule: ids, money, moments, orders, evidence facts, findings, events, rule
//! packs, replay to states and deadlines, readiness, what a claim says. Values in, values out.
//! Knows no file, thread, clock, database or sentence; `now` is always an argument.

pub mod amounts;
pub mod calendar;
pub mod cards;
pub mod case;
pub mod change;
pub mod check;
pub mod claim_text;
pub mod decide;
pub mod event;
pub mod evidence;
pub mod guides;
pub mod habits;
pub mod history;
pub mod ids;
pub mod media;
pub mod message;
pub mod moment;
pub mod money;
pub mod needs;
pub mod order;
mod pack_toml;
pub mod recognise;
pub mod remedies;
pub mod payment;
pub mod reminders;
pub mod replay;
pub mod report;
pub mod reporting;
pub mod routes;
pub mod rows;
pub mod rules;
pub mod site_form;
pub mod tracking_log;
pub mod sums;
pub mod view;
pub mod warranty;
pub mod wording;
