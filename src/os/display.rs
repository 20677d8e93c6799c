//! Which display to start on: X11 or Wayland. Files can be dropped only on X11 windows (winit 0.30 has no drop
//! on Wayland), so X11 is taken where it is there.

use std::ffi::OsStr;

/// A display system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// X11, or XWayland.
    X11,
    /// Wayland itself.
    Wayland,
    /// Neither: other operating systems.
    Native,
}

impl Display {
    /// True when files can be dropped onto a window there.
    pub fn can_drop(self) -> bool {
        self != Self::Wayland
    }
}

/// The display to start on, from what is there and what the buyer asked for.
pub fn choose(asked: Option<Display>) -> Display {
    if cfg!(any(windows, target_os = "macos")) {
        return Display::Native;
    }
    let there = |name: &str| std::env::var_os(name).is_some_and(|value| value != OsStr::new(""));
    decide(asked, there("DISPLAY"), there("WAYLAND_DISPLAY"))
}

/// True when a window can be opened at all.
pub fn is_there() -> bool {
    let there = |name: &str| std::env::var_os(name).is_some_and(|value| value != OsStr::new(""));
    cfg!(any(windows, target_os = "macos")) || there("DISPLAY") || there("WAYLAND_DISPLAY")
}

fn decide(asked: Option<Display>, x11: bool, wayland: bool) -> Display {
    match asked {
        Some(Display::Wayland) if wayland => Display::Wayland,
        _ if x11 => Display::X11,
        _ if wayland => Display::Wayland,
        _ => Display::X11,
    }
}

/// Makes the window on the display chosen.
#[cfg(target_os = "linux")]
pub fn event_loop(chosen: Display) -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::wayland::EventLoopBuilderExtWayland as _;
    use winit::platform::x11::EventLoopBuilderExtX11 as _;
    match chosen {
        Display::X11 => Some(Box::new(|builder| {
            builder.with_x11();
        })),
        Display::Wayland => Some(Box::new(|builder| {
            builder.with_wayland();
        })),
        Display::Native => None,
    }
}

/// Makes the window on the only display there is.
// never compiled in CI
#[cfg(not(target_os = "linux"))]
pub fn event_loop(_: Display) -> Option<eframe::EventLoopBuilderHook> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x11_is_taken_where_it_is_there_unless_wayland_was_asked_for() {
        assert_eq!(decide(None, true, true), Display::X11);
        assert_eq!(decide(None, false, true), Display::Wayland);
        assert_eq!(decide(Some(Display::Wayland), true, true), Display::Wayland);
        assert_eq!(decide(Some(Display::Wayland), true, false), Display::X11);
    }
}
