//! The rules: test vectors, machines of orders and disputes, guards, needs and claim texts.

mod claims;
mod conflicts;
mod guards;
mod leggings;
mod needs;
mod offers;
mod orders;
mod presumptions;
mod random;
mod requests;
mod story;
mod transitions;
mod vectors;
