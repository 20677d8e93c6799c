//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod claims;
mod conflicts;
mod guards;
mod orders;
mod packs;
mod presumptions;
mod random;
mod story;
mod transitions;
mod vectors;
