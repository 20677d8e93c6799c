//! A display of a test's own: starts Xvfb, finds windows on it, waits for events, takes screenshots. Knows
//! nothing of dragging (`drop`) or of the program (`program`).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask,
    ImageFormat, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

/// A virtual screen that ends with the value.
pub(crate) struct Display {
    server: Child,
    /// `:7`, for `DISPLAY`.
    pub(crate) name: String,
}

impl Display {
    /// Starts Xvfb with a 24-bit screen; the server itself picks a free number.
    pub(crate) fn start(width: u16, height: u16) -> Self {
        let screen = format!("{width}x{height}x24");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts (Debian package xvfb)");
        let mut number = String::new();
        let told = server.stdout.take().expect("Xvfb tells its number");
        BufReader::new(told).read_line(&mut number).expect("Xvfb tells its number");
        assert!(!number.trim().is_empty(), "Xvfb ended before it told its number");
        Self { server, name: format!(":{}", number.trim()) }
    }

    /// A connection of its own to this display.
    pub(crate) fn connect(&self) -> Client {
        let (connection, screen) = RustConnection::connect(Some(&self.name)).expect("a connection to Xvfb");
        let connection = Arc::new(connection);
        let root = connection.setup().roots[screen].root;
        Client { events: forward_events(Arc::clone(&connection)), connection, root }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // ends every client of it as well, whatever state a failed test left them in
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// Blocking reads of one thread become waits with a limit: the thread ends when the display does.
fn forward_events(connection: Arc<RustConnection>) -> Receiver<Event> {
    let (send, receive) = sync_channel(1024);
    std::thread::Builder::new()
        .name("x11 events".to_owned())
        .spawn(move || {
            while let Ok(event) = connection.wait_for_event() {
                if send.send(event).is_err() {
                    break;
                }
            }
        })
        .expect("a thread for events");
    receive
}

/// One connection to a display.
pub(crate) struct Client {
    pub(crate) connection: Arc<RustConnection>,
    pub(crate) root: Window,
    events: Receiver<Event>,
}

/// A picture of a window, three bytes a pixel.
pub(crate) struct Screenshot {
    pub(crate) pixels: image::RgbImage,
}

impl Client {
    pub(crate) fn atom(&self, name: &str) -> Atom {
        let asked = self.connection.intern_atom(false, name.as_bytes()).expect("asked");
        asked.reply().expect("the server knows the atom").atom
    }

    /// The next event before the limit; none when it has passed.
    pub(crate) fn next_event(&self, until: Instant) -> Option<Event> {
        self.connection.flush().expect("the display is there");
        match self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the display has ended"),
        }
    }

    /// Looks again whenever something happens on the display, and every tenth of a second besides, until `look`
    /// finds something or the limit passes.
    pub(crate) fn look_until<T>(
        &self,
        limit: Duration,
        mut look: impl FnMut(&Self) -> Option<T>,
    ) -> Option<T> {
        let until = Instant::now() + limit;
        loop {
            if let Some(found) = look(self) {
                return Some(found);
            }
            if Instant::now() >= until {
                return None;
            }
            self.next_event(until.min(Instant::now() + Duration::from_millis(100)));
        }
    }

    /// Waits for a shown top-level window of the process (0: of any) that takes drops.
    pub(crate) fn window_of(&self, process: u32, limit: Duration) -> Option<Window> {
        let wanted = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        self.connection.change_window_attributes(self.root, &wanted).expect("asked");
        let (pid, aware) = (self.atom("_NET_WM_PID"), self.atom("XdndAware"));
        self.look_until(limit, |client| {
            let tree = client.connection.query_tree(client.root).ok()?.reply().ok()?;
            tree.children.into_iter().find(|window| {
                let owner = client.property(*window, pid, AtomEnum::CARDINAL.into());
                client.is_shown(*window)
                    && client.property(*window, aware, AtomEnum::ATOM.into()).is_some()
                    && (process == 0 || owner == Some(process))
            })
        })
    }

    /// The first 32-bit value of a property.
    pub(crate) fn property(&self, window: Window, name: Atom, kind: Atom) -> Option<u32> {
        let asked = self.connection.get_property(false, window, name, kind, 0, 1).ok()?;
        asked.reply().ok()?.value32()?.next()
    }

    fn is_shown(&self, window: Window) -> bool {
        let asked = self.connection.get_window_attributes(window).ok();
        asked.and_then(|asked| asked.reply().ok()).is_some_and(|it| it.map_state == MapState::VIEWABLE)
    }

    /// Sends a client message of five 32-bit values.
    pub(crate) fn send(&self, to: Window, kind: Atom, values: [u32; 5]) {
        let message = ClientMessageEvent::new(32, to, kind, values);
        self.connection.send_event(false, to, EventMask::NO_EVENT, message).expect("sent");
        self.connection.flush().expect("the display is there");
    }

    /// Asks a window to close, as its frame's button would.
    pub(crate) fn close(&self, window: Window) {
        let values = [self.atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        self.send(window, self.atom("WM_PROTOCOLS"), values);
    }

    /// What the window shows now.
    pub(crate) fn screenshot(&self, window: Window) -> Screenshot {
        let size = self.connection.get_geometry(window).expect("asked").reply().expect("the window is there");
        let asked = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, window, 0, 0, size.width, size.height, u32::MAX)
            .expect("asked");
        let data = asked.reply().expect("the window can be read").data;
        // 24 bits deep on Xvfb: blue, green, red and one byte that means nothing
        let rgb: Vec<u8> = data.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        let pixels = image::RgbImage::from_raw(size.width.into(), size.height.into(), rgb);
        Screenshot { pixels: pixels.expect("four bytes a pixel") }
    }
}

impl Screenshot {
    /// How many different colours are in it; an empty window has one.
    pub(crate) fn colours(&self) -> usize {
        self.pixels.pixels().map(|pixel| pixel.0).collect::<std::collections::BTreeSet<_>>().len()
    }

    /// Writes it as PNG into `PARCELPROOF_SCREENSHOTS`, or the folder cargo gives tests to write into.
    pub(crate) fn save(&self, name: &str) -> std::path::PathBuf {
        let folder = std::env::var_os("PARCELPROOF_SCREENSHOTS")
            .map_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).to_owned(), std::path::PathBuf::from);
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let path = folder.join(name);
        self.pixels.save(&path).expect("the screenshot is written");
        path
    }
}
