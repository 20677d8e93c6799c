//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod claims;
mod guards;
mod orders;
mod pasted;
mod presumptions;
mod random;
mod reporting;
mod story;
mod transitions;
mod vectors;
