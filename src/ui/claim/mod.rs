//! What a claim says and how it is sent: composing the text, the site's form, ways of settling, where to click, the
//! tracking log. Parts of the screens of a case, an order and the settings.

mod compare_ui;
mod data;
mod form_ui;
mod path_ui;
mod text_tab_ui;
mod tracking_ui;

pub use compare_ui::compare_ui;
pub use data::{ClaimPlace, Tab};
pub use form_ui::form_tab_ui;
pub use path_ui::{PathPlace, path_settings_ui, path_ui};
pub use text_tab_ui::{hints_ui, text_tab_ui};
pub use tracking_ui::{TrackingPlace, tracking_ui};
