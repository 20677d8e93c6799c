//! What happened, and which way to go: three short questions and the routes that are open.

mod data;
mod routes_ui;

pub use routes_ui::{RoutesPlace, routes_ui};
