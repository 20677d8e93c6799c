//! The desktop around the window: file dialogs, clipboard, notifications, "show in folder", X11 or Wayland.
//! All code for one operating system lives here.
