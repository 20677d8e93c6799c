//! The program itself on a display of its own: real files dropped on its window, a screenshot, and the library
//! looked at through the command line afterwards.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use x11rb::protocol::xproto::Window;

use crate::display::{Client, Display, Screenshot};
use crate::drop::{Dropped, drop_files};
use crate::program::{Home, sha256};

/// Longest wait for the window, for an answer, for the import and for the end: a loaded machine that draws in
/// software needs some seconds.
const LIMIT: Duration = Duration::from_mins(1);
/// A drawn window has text and lines; an empty one has one colour.
const COLOURS_MIN: usize = 16;

#[test]
fn files_dropped_on_the_window_are_in_the_library() {
    let home = Home::new();
    home.must(&["order", "add", "8123456789012345", "--marketplace", "aliexpress", "--title", "Desk lamp"]);
    let (dropped, inside) = files_to_drop(&home);

    let display = Display::start(1440, 900);
    let client = display.connect();
    let mut program = home.open(&display, &[]);
    let Some(window) = client.window_of(program.process(), LIMIT) else {
        panic!("no window (still running: {}): {}", program.lives(), program.said());
    };
    let drawn =
        client.look_until(LIMIT, |client| (client.screenshot(window).colours() >= COLOURS_MIN).then_some(()));
    assert!(drawn.is_some(), "the window stayed empty: {}", program.said());

    let before = client.screenshot(window).pixels;
    let files: Vec<&Path> = dropped.iter().map(PathBuf::as_path).collect();
    assert_eq!(drop_files(&client, window, &files, LIMIT), Dropped::Taken, "{}", program.said());

    // the library may be held by the window: then it is looked at when the window is closed, which ends its jobs
    let wanted: Vec<String> = inside.iter().map(|path| sha256(path)).collect();
    let has_all = |list: &str| wanted.iter().all(|hash| list.contains(hash));
    client.look_until(LIMIT, |_| {
        let output = home.run(&["evidence", "list", "--json"]);
        (output.status.success() && has_all(&String::from_utf8_lossy(&output.stdout))).then_some(())
    });
    let changed =
        client.look_until(LIMIT, |client| (client.screenshot(window).pixels != before).then_some(()));
    let shot = calm(&client, window);
    let path = shot.save("dropped.png");
    eprintln!("screenshot: {}", path.display());
    assert!(changed.is_some(), "the window shows nothing of the drop, see {}", path.display());
    assert!(shot.colours() >= COLOURS_MIN, "the window went empty, see {}", path.display());

    client.close(window);
    assert!(program.ends(&client, LIMIT), "the window did not close well: {}", program.said());

    let list = home.must(&["evidence", "list", "--json"]);
    let lines: Vec<serde_json::Value> =
        list.lines().map(|line| serde_json::from_str(line).expect("one JSON value a line")).collect();
    assert_eq!(lines.len(), inside.len(), "each file once: {list}");
    for (path, hash) in inside.iter().zip(&wanted) {
        assert!(list.contains(hash), "{} is not in the library: {list}", path.display());
        assert_eq!(*hash, sha256(path), "{} was altered", path.display());
    }
    home.must(&["verify"]);
}

/// The window once it has stood still for a second, or as it is when it never does.
fn calm(client: &Client, window: Window) -> Screenshot {
    let (mut last, mut since) = (client.screenshot(window), Instant::now());
    client.look_until(LIMIT, |client| {
        let now = client.screenshot(window);
        if now.pixels != last.pixels {
            (last, since) = (now, Instant::now());
        }
        (since.elapsed() >= Duration::from_secs(1)).then_some(())
    });
    last
}

/// Real pictures under awkward names, one of them in a folder and one cut off; what is dropped, and every file
/// that must then be in the library.
fn files_to_drop(home: &Home) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let picture = |seed: u8| {
        image::RgbImage::from_fn(320, 240, |x, y| {
            image::Rgb([seed.wrapping_add(x as u8), seed.wrapping_mul(3).wrapping_add(y as u8), seed])
        })
    };
    let place = |name: &str| home.path("files").join(name);
    let folder = place("parcel, 2 photos");
    std::fs::create_dir(&folder).expect("a folder");
    let inside = vec![
        place("box front.jpg"),
        place("дефект 100%.png"),
        place("label #2.bmp"),
        folder.join("a+b.gif"),
        folder.join("cut off.jpg"),
    ];
    for (seed, path) in inside.iter().enumerate() {
        picture(40 * seed as u8 + 7).save(path).expect("a picture is written");
    }
    let whole = std::fs::read(&inside[4]).expect("the picture can be read");
    std::fs::write(&inside[4], &whole[..whole.len() / 2]).expect("the picture is cut off");
    let dropped = vec![inside[0].clone(), inside[1].clone(), inside[2].clone(), folder];
    (dropped, inside)
}
