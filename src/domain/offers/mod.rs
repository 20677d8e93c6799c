//! Proposals to settle: the traps in them, what a return costs, what each remedy brings, what to ask before answering.

pub mod advice;
pub mod amounts;
pub mod remedies;
pub mod returns;
pub mod traps;
