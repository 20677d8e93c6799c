//! The shared vocabulary and every rule: ids, money, moments, orders, evidence facts, findings, events, rule
//! packs, replay to states and deadlines, readiness, what a claim says. Values in, values out.
//! Knows no file, thread, clock, database or sentence; `now` is always an argument.
//!
//! # The shelves
//!
//! | shelf | owns |
//! |---|---|
//! | `ids`, `money`, `moment`, `message` | the smallest words everything else is made of |
//! | [`order`], [`case`], [`event`], [`evidence`] | what is stored: orders, cases, their logs, files and how they are judged |
//! | [`change`], [`preferences`] | what a buyer can change |
//! | [`rules`], [`calendar`] | the marketplace's rules as data with sources; how days are counted |
//! | [`replay`] | log and rules in, state, dates and next step out; the answers are in [`view`] |
//! | [`guards`] | what may be recorded or opened now |
//! | [`offers`] | proposals: known traps, what a return costs, what each remedy brings |
//! | [`wording`], [`recognise`] | words for the marketplace; words of the marketplace |
//! | [`reporting`], [`guidance`] | reports and account cases; where to click and which way to go |
//! | [`overview`], [`rows`] | across all cases: history, sums, reminders; light rows for long lists |
//! | [`upkeep`] | what came of looking after a library |

pub mod calendar;
pub mod case;
pub mod change;
pub mod event;
pub mod evidence;
pub mod guards;
pub mod guidance;
pub mod ids;
pub mod message;
pub mod moment;
pub mod money;
pub mod offers;
pub mod order;
pub mod overview;
pub mod preferences;
pub mod recognise;
pub mod replay;
pub mod reporting;
pub mod rows;
pub mod rules;
pub mod upkeep;
pub mod view;
pub mod wording;
