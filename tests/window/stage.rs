//! A window without a display for tests: inline jobs, a fixed clock, a library and files in a folder of its own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeZone as _, Utc};
use egui::accesskit::Role;
use egui::{Theme, ThemePreference, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parcelproof::app::machine::Machine;
use parcelproof::app::work::Note;
use parcelproof::app::{App, Clock, Command, Inline, NoDesktop, Place, Start};
use parcelproof::domain::change::Change;
use parcelproof::ui::shell::Shell;

/// The number of the order that most tests are about.
pub(crate) const NUMBER: &str = "8136 3243 2890 3264";

/// A window over a library of its own.
pub(crate) struct Stage {
    pub(crate) harness: Harness<'static, Shell>,
    folder: tempfile::TempDir,
}

/// The moment at which every test takes place.
pub(crate) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 24, 17, 0, 0).unwrap()
}

impl Stage {
    /// An empty library in a light window of the usual size.
    pub(crate) fn new() -> Self {
        Self::with(Theme::Light, Vec2::new(1440.0, 900.0))
    }

    pub(crate) fn with(theme: Theme, size: Vec2) -> Self {
        Self::over(tempfile::tempdir().unwrap(), theme, size, NoDesktop::default())
    }

    /// A window whose desktop keeps the reminders it is given in a list.
    pub(crate) fn notified(notes: &Arc<Mutex<Vec<Note>>>) -> Self {
        let mut desktop = NoDesktop::default();
        desktop.notified = Arc::clone(notes);
        Self::over(tempfile::tempdir().unwrap(), Theme::Light, Vec2::new(1440.0, 900.0), desktop)
    }

    /// Another window over the library that `stage` has open, as after a new start.
    pub(crate) fn reopened(stage: &Self, notes: &Arc<Mutex<Vec<Note>>>) -> Self {
        let mut other = Self::notified(notes);
        other.push(Command::OpenLibrary(stage.state().facts.folder.clone()));
        other
    }

    /// A window in which time passes.
    pub(crate) fn waking() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::timed(folder, Theme::Light, Vec2::new(1440.0, 900.0), NoDesktop::default(), Clock::system())
    }

    fn over(folder: tempfile::TempDir, theme: Theme, size: Vec2, desktop: NoDesktop) -> Self {
        Self::timed(folder, theme, size, desktop, Clock::fixed(now()))
    }

    fn timed(folder: tempfile::TempDir, theme: Theme, size: Vec2, desktop: NoDesktop, clock: Clock) -> Self {
        std::fs::create_dir(folder.path().join("files")).unwrap();
        let start = Start {
            clock,
            zone: chrono_tz::America::Los_Angeles,
            library: folder.path().join("library"),
            machine: Machine { language: Some("en".to_owned()), ..Machine::default() },
            machine_file: None,
            notes: None,
            sample: folder.path().join("sample"),
            can_drop: true,
        };
        let preference = match theme {
            Theme::Dark => ThemePreference::Dark,
            Theme::Light => ThemePreference::Light,
        };
        let app = App::new(start, Box::new(Inline::default()), Box::new(desktop));
        let mut harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_max_steps(64)
            .build_eframe(move |cc| Shell::new(&cc.egui_ctx, app));
        parcelproof::ui::theme::apply(&harness.ctx, preference);
        harness.run();
        let mut stage = Self { harness, folder };
        if theme == Theme::Dark {
            // The buyer's own setting, so that the window does not follow the machine the test runs on.
            let change = Change::SetSetting("theme".to_owned(), Some("dark".to_owned()));
            stage.push(Command::quiet(change, "settings-said-changed"));
        }
        stage
    }

    /// A window over the sample library.
    pub(crate) fn sample(theme: Theme, size: Vec2) -> Self {
        let mut stage = Self::with(theme, size);
        stage.push(Command::OpenSample);
        if theme == Theme::Dark {
            let change = Change::SetSetting("theme".to_owned(), Some("dark".to_owned()));
            stage.push(Command::quiet(change, "settings-said-changed"));
        }
        stage
    }

    /// Sends the notes away.
    pub(crate) fn dismiss(&mut self) {
        let notes: Vec<u64> = self.state().toasts.iter().map(|toast| toast.id).collect();
        for note in notes {
            self.push(Command::DismissToast(note));
        }
    }

    /// Lets the window do everything it has to do.
    pub(crate) fn run(&mut self) {
        self.harness.run();
    }

    /// Pushes a command as a screen does.
    pub(crate) fn push(&mut self, command: Command) {
        self.harness.state_mut().app_mut().push(command);
        self.harness.ctx.request_repaint();
        self.run();
    }

    pub(crate) fn go(&mut self, place: Place) {
        self.push(Command::Go(place));
    }

    pub(crate) fn state(&self) -> &parcelproof::app::State {
        self.harness.state().app().state()
    }

    /// True when something with this name is in sight.
    pub(crate) fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    /// Presses the first button whose name begins so.
    pub(crate) fn press(&mut self, name: &str) {
        let clickable = |role: Role| {
            matches!(role, Role::Button | Role::Link | Role::Tab | Role::RadioButton | Role::CheckBox)
        };
        let button = self
            .harness
            .query_all_by_label_contains(name)
            .filter(|node| clickable(node.accesskit_node().role()))
            .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
        match button {
            Some(button) => button.click(),
            None => panic!("no button “{name}” in {:#?}", self.harness.root()),
        }
        self.run();
    }

    /// The same for a button that may be out of sight.
    pub(crate) fn press_far(&mut self, name: &str) {
        let far = self
            .harness
            .query_all_by_label_contains(name)
            .find(|node| matches!(node.accesskit_node().role(), Role::Button | Role::Link));
        match far {
            Some(far) => far.scroll_to_me(),
            None => panic!("no button “{name}” in {:#?}", self.harness.root()),
        }
        self.run();
        self.press(name);
    }

    /// Scrolls to the first button whose name begins so, and presses it.
    pub(crate) fn press_below(&mut self, name: &str) {
        let found = self.harness.query_all_by_label_contains(name).find(|node| {
            node.accesskit_node().role() != Role::Label
                && node.accesskit_node().label().is_some_and(|label| label.starts_with(name))
        });
        let Some(found) = found else { panic!("nothing called “{name}” in {:#?}", self.harness.root()) };
        found.scroll_to_me();
        self.run();
        self.press(name);
    }

    /// Types into the field of this name.
    pub(crate) fn write(&mut self, field: &str, words: &str) {
        let text_field =
            |role: Role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SearchInput);
        let found = self
            .harness
            .query_all_by_label_contains(field)
            .find(|node| text_field(node.accesskit_node().role()));
        let Some(found) = found else { panic!("no field “{field}” in {:#?}", self.harness.root()) };
        found.focus();
        self.run();
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.run();
    }

    /// Chooses from an unfolding list.
    pub(crate) fn choose(&mut self, list: &str, words: &str) {
        let found = self
            .harness
            .query_all_by_label_contains(list)
            .find(|node| node.accesskit_node().role() == Role::ComboBox);
        let Some(found) = found else { panic!("no list “{list}” in {:#?}", self.harness.root()) };
        found.click();
        self.run();
        let item =
            self.harness.query_all_by_label(words).find(|node| node.accesskit_node().role() != Role::Label);
        let Some(item) = item else { panic!("no “{words}” in {:#?}", self.harness.root()) };
        item.scroll_to_me();
        self.run();
        self.harness
            .query_all_by_label(words)
            .find(|node| node.accesskit_node().role() != Role::Label)
            .unwrap()
            .click();
        self.run();
    }

    /// Lets files go over the window.
    pub(crate) fn drop_files(&mut self, paths: &[PathBuf]) {
        let files = paths.iter().map(|path| Arc::new(Dropped(path.clone())) as egui::DroppedFileHandle);
        self.harness.input_mut().dropped_files.extend(files);
        self.harness.step();
        self.harness.input_mut().dropped_files.clear();
        self.run();
    }

    /// A photo that fits.
    pub(crate) fn photo(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join("files").join(name);
        image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8, y as u8, name.len() as u8]))
            .save(&path)
            .unwrap();
        path
    }

    /// A photo that is too large to be accepted.
    pub(crate) fn large_photo(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join("files").join(name);
        // Noise does not compress: a megapixel of it takes three megabytes as PNG.
        let mut seed = 1_u32;
        image::RgbImage::from_fn(1000, 1000, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = seed.to_be_bytes();
            image::Rgb([a, b, c])
        })
        .save(&path)
        .unwrap();
        path
    }

    /// An order with what was paid and when, and goes there.
    pub(crate) fn order(&mut self) {
        self.go(Place::Orders);
        self.write("New order", NUMBER);
        self.press("Add order");
    }

    /// The folder of the test.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads no files itself".to_owned())
    }
}
