//! The timeline chart: the same drawing for one case and for all. [`data`] holds what is on it, [`view`] which part
//! of time is seen, [`layout`] where things come to lie, [`chart_ui`] draws. Owns no rules: spans and dates come in.

mod chart_ui;
pub mod data;
pub mod layout;
mod paint;
pub mod view;

pub use chart_ui::{ChartOut, chart_tools_ui, chart_ui};
pub use data::{Bar, BarLook, Chart, Flag, Hit, Item, Row, Subject};
pub use view::ChartView;
