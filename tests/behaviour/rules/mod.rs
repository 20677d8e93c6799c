//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod claims;
mod guards;
mod long_log;
mod orders;
mod presumptions;
mod properties;
mod random;
mod several;
mod stages;
mod story;
mod transitions;
mod vectors;
