//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod claims;
mod conflicts;
mod guards;
mod long_log;
mod orders;
mod packs;
mod presumptions;
mod properties;
mod random;
mod several;
mod stages;
mod story;
mod transitions;
mod vectors;
