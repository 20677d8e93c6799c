//! The desktop around the window: file dialogs, clipboard, notifications, "show in folder", X11 or Wayland.
//! All code for one operating system lives here.

pub mod clipboard;
pub mod dialog;
pub mod display;
pub mod notify;
pub mod reveal;

/// The language of the desktop (`ru_RU.UTF-8` gives `ru_RU`), from the variables that programs go by.
pub fn language() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map(|value| value.split('.').next().unwrap_or_default().to_owned())
}
