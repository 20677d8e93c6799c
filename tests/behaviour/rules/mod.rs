//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod cards;
mod claims;
mod conflicts;
mod endings;
mod guards;
mod leggings;
mod long_log;
mod needs;
mod offers;
mod orders;
mod packs;
mod pasted;
mod presumptions;
mod properties;
mod random;
mod reasons;
mod reporting;
mod requests;
mod settling;
mod several;
mod stages;
mod story;
mod transitions;
mod vectors;
mod words;
