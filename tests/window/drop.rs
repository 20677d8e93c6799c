//! Drops files on a window as a file manager does, through the X11 drag-and-drop protocol (XDND 5): the dragging
//! side, written for tests, and its proof against a small window of its own.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Timestamp, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use crate::display::Client;

/// The newest version of the protocol.
const VERSION: u32 = 5;
/// What a path keeps in a `file:` address; all else is percent-encoded.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How a drop went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// The window took it and said so.
    Taken,
    /// The window said that it wants none of it.
    Refused,
    /// The window takes no drops at all.
    NotAware,
    /// The window said nothing in time.
    Silent,
}

/// Drops files on the middle of a window, and waits at most `limit` for each answer.
pub(crate) fn drop_files(client: &Client, target: Window, files: &[&Path], limit: Duration) -> Dropped {
    let Some(theirs) = client.property(target, client.atom("XdndAware"), AtomEnum::ATOM.into()) else {
        return Dropped::NotAware;
    };
    let mut drag = Drag::begin(client, target, files);
    drag.tell("XdndEnter", [VERSION.min(theirs) << 24, drag.uri_list, 0, 0]);
    let (x, y) = middle(client, target);
    // a hand passes over the window before it lets go: two positions
    for step in [2, 0] {
        let place = u32::from(x.saturating_sub(step)) << 16 | u32::from(y);
        drag.tell("XdndPosition", [0, place, drag.time, client.atom("XdndActionCopy")]);
        match drag.answer("XdndStatus", limit) {
            Some(true) => {}
            Some(false) => {
                drag.tell("XdndLeave", [0; 4]);
                return Dropped::Refused;
            }
            None => return Dropped::Silent,
        }
    }
    drag.tell("XdndDrop", [0, drag.time, 0, 0]);
    match drag.answer("XdndFinished", limit) {
        Some(true) => Dropped::Taken,
        Some(false) => Dropped::Refused,
        None => Dropped::Silent,
    }
}

/// The middle of a window on the screen.
fn middle(client: &Client, window: Window) -> (u16, u16) {
    let size = client.connection.get_geometry(window).expect("asked").reply().expect("the window is there");
    let (x, y) = (i16::try_from(size.width / 2).unwrap_or(0), i16::try_from(size.height / 2).unwrap_or(0));
    let asked = client.connection.translate_coordinates(window, client.root, x, y).expect("asked");
    let place = asked.reply().expect("the window is on the screen");
    (u16::try_from(place.dst_x).unwrap_or(0), u16::try_from(place.dst_y).unwrap_or(0))
}

/// Paths as a `text/uri-list` (RFC 2483): one address a line, lines end in CR LF.
fn uri_list(files: &[&Path]) -> String {
    files.iter().fold(String::new(), |mut list, file| {
        write!(list, "file://{}\r\n", percent_encode(file.as_os_str().as_bytes(), KEPT)).expect("room");
        list
    })
}

/// The dragging side of one drop.
struct Drag<'a> {
    client: &'a Client,
    source: Window,
    target: Window,
    uri_list: Atom,
    time: Timestamp,
    list: String,
}

impl<'a> Drag<'a> {
    /// A window that owns the selection files are offered under.
    fn begin(client: &'a Client, target: Window, files: &[&Path]) -> Self {
        let connection = &client.connection;
        let source = connection.generate_id().expect("an id");
        let aux = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        connection
            .create_window(0, source, client.root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, 0, &aux)
            .expect("a window to drag from");
        let time = server_time(client, source);
        connection.set_selection_owner(source, client.atom("XdndSelection"), time).expect("asked");
        Self { client, source, target, uri_list: client.atom("text/uri-list"), time, list: uri_list(files) }
    }

    fn tell(&self, kind: &str, rest: [u32; 4]) {
        let [a, b, c, d] = rest;
        self.client.send(self.target, self.client.atom(kind), [self.source, a, b, c, d]);
    }

    /// Waits for the target's answer, giving it the list whenever it asks; true when the answer is yes.
    fn answer(&mut self, kind: &str, limit: Duration) -> Option<bool> {
        let kind = self.client.atom(kind);
        let until = Instant::now() + limit;
        loop {
            match self.client.next_event(until)? {
                Event::SelectionRequest(request) => self.give(&request),
                Event::ClientMessage(message) if message.type_ == kind => {
                    let values = message.data.as_data32();
                    if values[0] == self.target {
                        return Some(values[1] & 1 == 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn give(&self, request: &SelectionRequestEvent) {
        let connection = &self.client.connection;
        let mut property = request.property;
        if request.target == self.uri_list {
            connection
                .change_property8(
                    PropMode::REPLACE,
                    request.requestor,
                    property,
                    self.uri_list,
                    self.list.as_bytes(),
                )
                .expect("given");
        } else if request.target == self.client.atom("TARGETS") {
            let kinds = [request.target, self.uri_list];
            connection
                .change_property32(PropMode::REPLACE, request.requestor, property, AtomEnum::ATOM, &kinds)
                .expect("given");
        } else {
            property = x11rb::NONE;
        }
        let told = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property,
        };
        connection.send_event(false, request.requestor, EventMask::NO_EVENT, told).expect("told");
    }
}

impl Drop for Drag<'_> {
    fn drop(&mut self) {
        // the display may be gone already when a test has failed
        self.client.connection.destroy_window(self.source).ok();
        self.client.connection.flush().ok();
    }
}

/// The server's clock: it stamps the change of a property (ICCCM 2.1 asks for a real time).
fn server_time(client: &Client, window: Window) -> Timestamp {
    client
        .connection
        .change_property8(PropMode::APPEND, window, AtomEnum::WM_NAME, AtomEnum::STRING, b"")
        .expect("asked");
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        match client.next_event(until).expect("the server tells its time") {
            Event::PropertyNotify(told) if told.window == window => return told.time,
            _ => {}
        }
    }
}

/// A window that takes drops the way winit does: it asks for the list at the first position, answers each
/// position, and finishes at the drop.
mod stand_in {
    use std::sync::mpsc::{Receiver, sync_channel};

    use super::*;
    use crate::display::Display;

    const LIMIT: Duration = Duration::from_secs(10);
    const COLOUR: u32 = 0x0035_57c8;

    struct Target {
        window: Window,
        taken: Receiver<Vec<u8>>,
        thread: std::thread::JoinHandle<()>,
    }

    /// Opens the window on a thread of its own; it lives for one drop.
    fn open(display: &Display, aware: bool, accepts: bool) -> Target {
        let client = display.connect();
        let window = client.connection.generate_id().expect("an id");
        let aux = CreateWindowAux::new().background_pixel(COLOUR);
        let connection = &client.connection;
        connection
            .create_window(0, window, client.root, 40, 30, 200, 100, 0, WindowClass::INPUT_OUTPUT, 0, &aux)
            .expect("a window");
        let set = |name: &str, kind: AtomEnum, value: u32| {
            let name = client.atom(name);
            connection.change_property32(PropMode::REPLACE, window, name, kind, &[value]).expect("set");
        };
        set("_NET_WM_PID", AtomEnum::CARDINAL, std::process::id());
        if aware {
            set("XdndAware", AtomEnum::ATOM, VERSION);
        }
        connection.map_window(window).expect("shown");
        connection.flush().expect("sent");
        let (send, taken) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("stand-in".to_owned())
            .spawn(move || {
                let list = take(&client, window, accepts);
                send.send(list).ok();
            })
            .expect("a thread");
        Target { window, taken, thread }
    }

    /// The window's side of one drag; gives the bytes it was handed, or nothing once it is told to close.
    fn take(client: &Client, window: Window, accepts: bool) -> Vec<u8> {
        let (mut list, mut asked) = (Vec::new(), false);
        let (selection, uri_list) = (client.atom("XdndSelection"), client.atom("text/uri-list"));
        let named =
            ["XdndEnter", "XdndPosition", "XdndDrop", "XdndLeave", "WM_PROTOCOLS"].map(|it| client.atom(it));
        while let Some(event) = client.next_event(Instant::now() + LIMIT) {
            match event {
                Event::ClientMessage(message) => {
                    let [source, b, _, time, _] = message.data.as_data32();
                    let answer = u32::from(accepts);
                    match named.iter().position(|name| *name == message.type_) {
                        Some(0) => assert_eq!(b >> 24, VERSION),
                        Some(1) => {
                            if accepts && !asked {
                                let connection = &client.connection;
                                connection
                                    .convert_selection(window, selection, uri_list, selection, time)
                                    .expect("asked");
                                asked = true;
                            }
                            client.send(source, client.atom("XdndStatus"), [window, answer, 0, 0, 0]);
                        }
                        Some(2) => {
                            client.send(source, client.atom("XdndFinished"), [window, answer, 0, 0, 0]);
                            return list;
                        }
                        Some(3 | 4) => return list,
                        _ => {}
                    }
                }
                Event::SelectionNotify(told) => {
                    assert_eq!(told.property, selection);
                    let asked = client.connection.get_property(true, window, selection, uri_list, 0, 4096);
                    list = asked.expect("asked").reply().expect("given").value;
                }
                _ => {}
            }
        }
        list
    }

    #[test]
    fn dropped_files_arrive_as_addresses_in_order() {
        let display = Display::start(640, 480);
        let client = display.connect();
        let target = open(&display, true, true);
        assert_eq!(client.window_of(std::process::id(), LIMIT), Some(target.window));
        let files = [Path::new("/tmp/box front.jpg"), Path::new("/tmp/дефект 100%.png")];
        assert_eq!(drop_files(&client, target.window, &files, LIMIT), Dropped::Taken);
        let list = target.taken.recv_timeout(LIMIT).expect("a list");
        let expected = "file:///tmp/box%20front.jpg\r\n\
                        file:///tmp/%D0%B4%D0%B5%D1%84%D0%B5%D0%BA%D1%82%20100%25.png\r\n";
        assert_eq!(String::from_utf8(list).unwrap(), expected);
        target.thread.join().unwrap();
    }

    #[test]
    fn a_window_that_refuses_or_takes_no_drops_is_told_from_one_that_takes_them() {
        let display = Display::start(640, 480);
        let client = display.connect();
        let refusing = open(&display, true, false);
        let files = [Path::new("/tmp/a.jpg")];
        assert_eq!(drop_files(&client, refusing.window, &files, LIMIT), Dropped::Refused);
        refusing.thread.join().unwrap();
        let deaf = open(&display, false, true);
        assert_eq!(drop_files(&client, deaf.window, &files, LIMIT), Dropped::NotAware);
        client.close(deaf.window);
        deaf.thread.join().unwrap();
    }

    #[test]
    fn a_screenshot_shows_what_the_window_shows() {
        let display = Display::start(640, 480);
        let client = display.connect();
        let target = open(&display, true, true);
        client.window_of(0, LIMIT).expect("the window is shown");
        let shot = client.look_until(LIMIT, |client| {
            let shot = client.screenshot(target.window);
            (shot.pixels.get_pixel(10, 10).0 == [0x35, 0x57, 0xc8]).then_some(shot)
        });
        let shot = shot.expect("the colour of the window");
        assert_eq!((shot.pixels.dimensions(), shot.colours()), ((200, 100), 1));
        let path = shot.save("stand-in.png");
        assert_eq!(image::open(&path).unwrap().to_rgb8(), shot.pixels);
        client.close(target.window);
        target.thread.join().unwrap();
    }
}
