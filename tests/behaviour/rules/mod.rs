//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod cards;
mod claims;
mod guards;
mod orders;
mod pasted;
mod presumptions;
mod random;
mod reasons;
mod settling;
mod reporting;
mod story;
mod transitions;
mod vectors;
mod words;
