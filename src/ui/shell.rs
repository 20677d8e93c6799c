//! The window itself: rail, place, viewer, notes, questions, shortcuts, files dropped and pasted. Implements
//! `eframe::App`: `logic` drains and applies, `ui` draws from state and pushes commands.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::{Align, Event, Frame, Key, KeyboardShortcut, Layout, Margin, Modifiers, Panel, ScrollArea, Ui};

use super::bin::bin_ui;
use super::case::{CasePlace, case_ui};
use super::cases::{CasesPlace, cases_ui};
use super::export::{ExportPlace, export_ui};
use super::forms::{FormsPlace, form_ui};
use super::history::history_ui;
use super::icons::Icon;
use super::inbox::{InboxPlace, inbox_ui};
use super::look::{LookPlace, look_ui};
use super::order::{OrderPlace, order_ui};
use super::orders::{OrdersPlace, orders_ui};
use super::paste::{PastePlace, paste_ui};
use super::question::{QuestionPlace, question_ui};
use super::rail::rail_ui;
use super::report::{ReportPlace, report_ui};
use super::routes::{RoutesPlace, routes_ui};
use super::screen::{Screen, Thumbs, row_ui};
use super::settings::{SettingsPlace, settings_ui, theme_preference};
use super::theme::{self, size, text};
use super::timeline::{TimelinePlace, timeline_ui};
use super::today::today_ui;
use super::widgets::{
    ToastAct, Tone as InkTone, dialog_ui, empty_state_ui, icon_button_ui, notice_ui, primary, quiet,
    secondary, toast_ui,
};
use crate::app::action::Key as ActionKey;
use crate::app::state::{LibraryState, Loading, Tone};
use crate::app::work::About;
use crate::app::{Action, App, Command, Place, State};
use crate::domain::message::{Msg, Problem};
use crate::texts::Texts;

/// What the buyer typed and opened, place by place. Lost when the window closes; nothing of it is data.
#[derive(Debug, Default)]
struct Places {
    orders: OrdersPlace,
    order: OrderPlace,
    cases: CasesPlace,
    case: CasePlace,
    timeline: TimelinePlace,
    inbox: InboxPlace,
    export: ExportPlace,
    settings: SettingsPlace,
    forms: FormsPlace,
    look: LookPlace,
    question: QuestionPlace,
    paste: PastePlace,
    routes: RoutesPlace,
    report: ReportPlace,
}

/// The window.
pub struct Shell {
    app: App,
    texts: Rc<Texts>,
    thumbs: Thumbs,
    places: Places,
    theme: egui::ThemePreference,
    bench: Option<Instant>,
    frames: u32,
    title: String,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell").field("app", &self.app).finish_non_exhaustive()
    }
}

impl Shell {
    /// A window over a program. `ctx` gets fonts and themes before its first pass.
    pub fn new(ctx: &egui::Context, app: App) -> Self {
        let theme = theme_preference(app.state());
        theme::install(ctx, theme);
        ctx.options_mut(|options| options.reduce_texture_memory = true);
        let texts = app.texts();
        Self {
            app,
            texts,
            thumbs: Thumbs::default(),
            places: Places::default(),
            theme,
            bench: None,
            frames: 0,
            title: String::new(),
        }
    }

    /// Prints how long the first frame took since `start`, and ends.
    pub fn bench_first_frame(&mut self, start: Instant) {
        self.bench = Some(start);
    }

    /// The program behind the window.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The program behind the window, to push commands.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    fn after_first_frame(&mut self, ctx: &egui::Context) {
        self.frames = self.frames.saturating_add(1);
        // The second call of `logic` comes after the first frame was painted.
        if self.frames == 2
            && let Some(start) = self.bench.take()
        {
            let elapsed = start.elapsed().as_millis();
            #[expect(clippy::print_stdout, reason = "the benchmark reads this line")]
            {
                println!("first frame: {elapsed} ms");
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        } else if self.bench.is_some() {
            ctx.request_repaint();
        }
    }

    fn follow_settings(&mut self, ctx: &egui::Context) {
        self.texts = self.app.texts();
        let theme = theme_preference(self.app.state());
        if theme != self.theme {
            self.theme = theme;
            theme::apply(ctx, theme);
        }
        let title = window_title(self.app.state(), &self.texts);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn take_pictures(&mut self, ctx: &egui::Context) {
        for (key, picture) in self.app.take_pictures() {
            match picture {
                Some(picture) => {
                    let size = [picture.width as usize, picture.height as usize];
                    let image = egui::ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
                    self.thumbs.insert(key, image);
                }
                None => self.thumbs.give_up(&key),
            }
        }
        self.thumbs.upload(ctx);
    }
}

fn window_title(state: &State, texts: &Texts) -> String {
    let name = texts.get("app-name");
    let place = state
        .shown_order()
        .map(|picture| picture.order.title().to_owned())
        .or_else(|| {
            state
                .shown_case()
                .and_then(|shown| shown.picture.order.as_ref())
                .map(|order| order.title().to_owned())
        })
        .unwrap_or_else(|| super::words::place(texts, state.place));
    format!("{place} — {name}")
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.after_first_frame(ctx);
        self.app.tick();
        self.follow_settings(ctx);
        self.take_pictures(ctx);
        if let Some(wait) = self.app.next_look() {
            ctx.request_repaint_after(wait.to_std().unwrap_or(Duration::from_mins(1)));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let mut out = Vec::new();
        let texts = Rc::clone(&self.texts);
        let mut screen =
            Screen { state: self.app.state(), texts: &texts, thumbs: &mut self.thumbs, out: &mut out };
        brought(ui, &mut screen);
        shortcuts(ui, &mut screen, &mut self.places);
        window_ui(ui, &mut screen, &mut self.places);
        for key in self.thumbs.take_missed() {
            out.push(Command::WantPicture(key));
        }
        if !out.is_empty() {
            // Commands are applied by `logic`, which comes before the next frame.
            ui.ctx().request_repaint();
        }
        for command in out {
            self.app.push(command);
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

// ---- what comes from outside ----

fn brought(ui: &Ui, screen: &mut Screen<'_>) {
    let dropped: Vec<PathBuf> =
        ui.ctx().input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !dropped.is_empty() {
        screen.push(Command::BringIn { paths: dropped, target: None, role: None });
    }
    // Text fields take pasted text themselves.
    let typing = ui.ctx().egui_wants_keyboard_input();
    let events = ui.ctx().input(|input| input.events.clone());
    for event in events {
        match event {
            Event::PasteImage(image) => {
                let [width, height] = image.size;
                let rgba = image.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
                screen.push(Command::BringPixels { width: width as u32, height: height as u32, rgba });
            }
            Event::Paste(words) if !typing => {
                let paths = pasted_paths(&words);
                if !paths.is_empty() {
                    screen.push(Command::BringIn { paths, target: None, role: None });
                } else if let Some(about) = page_of(screen.state).filter(|_| !words.trim().is_empty()) {
                    screen.push(Command::PasteWords(about, words));
                }
            }
            _ => {}
        }
    }
}

/// What pasted words would be about: the order or the case shown, while nothing lies over it.
fn page_of(state: &State) -> Option<About> {
    if state.form.is_some() || state.question.is_some() || state.viewer.is_some() {
        return None;
    }
    match state.place {
        Place::Order(order) => Some(About::Order(order)),
        Place::Case(case) => Some(About::Case(case)),
        _ => None,
    }
}

/// Paths in pasted text: every line must be a `file://` address or an absolute path, else it is just text.
fn pasted_paths(words: &str) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(address) = line.strip_prefix("file://") {
            let bytes: Vec<u8> = percent_encoding::percent_decode_str(address).collect();
            paths.push(PathBuf::from(String::from_utf8_lossy(&bytes).into_owned()));
        } else if line.starts_with('/') || line.get(1..3) == Some(":\\") {
            paths.push(PathBuf::from(line));
        } else {
            return Vec::new();
        }
    }
    paths
}

fn shortcuts(ui: &Ui, screen: &mut Screen<'_>, places: &mut Places) {
    let typing = ui.ctx().egui_wants_keyboard_input();
    let blocked = screen.state.question.is_some() || screen.state.form.is_some();
    for action in Action::ALL {
        let Some(key) = action.key() else { continue };
        if blocked || !action.is_enabled(screen.state) {
            continue;
        }
        // In a text field Ctrl+Z and Ctrl+V belong to the field.
        if typing && matches!(action, Action::Undo | Action::Redo | Action::Search | Action::PasteImage) {
            continue;
        }
        let shortcut = match key {
            ActionKey::Ctrl(c) => KeyboardShortcut::new(Modifiers::COMMAND, key_of(c)),
            ActionKey::CtrlShift(c) => {
                KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key_of(c))
            }
            ActionKey::Plain(c) => KeyboardShortcut::new(Modifiers::NONE, key_of(c)),
            ActionKey::AltLeft => KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft),
            ActionKey::F1 => KeyboardShortcut::new(Modifiers::NONE, Key::F1),
        };
        if !ui.ctx().input_mut(|input| input.consume_shortcut(&shortcut)) {
            continue;
        }
        match (action, screen.state.place) {
            (Action::Search, Place::Orders) => places.orders.focus_search = true,
            (Action::Search, Place::Cases) => places.cases.focus_search = true,
            _ => {
                if let Some(command) = action.command(screen.state) {
                    screen.push(command);
                }
            }
        }
    }
}

fn key_of(c: char) -> Key {
    match c {
        '/' => Key::Slash,
        ',' => Key::Comma,
        other => Key::from_name(&other.to_string()).unwrap_or(Key::F35),
    }
}

// ---- what is drawn ----

fn window_ui(ui: &mut Ui, screen: &mut Screen<'_>, places: &mut Places) {
    let theme = theme::of(ui);
    let rail = Frame::new().fill(theme.ground).inner_margin(Margin::same(size::GAP_WIDE as i8));
    Panel::left("rail").exact_size(size::RAIL_WIDTH).resizable(false).frame(rail).show(ui, |ui| {
        rail_ui(ui, screen);
    });
    let margin = Margin::symmetric(size::MARGIN_SCREEN as i8, (size::MARGIN_SCREEN - size::GAP) as i8);
    let frame = Frame::new().fill(theme.ground).inner_margin(margin);
    egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        banners_ui(ui, screen);
        match &screen.state.library {
            LibraryState::Opening => {}
            LibraryState::Failed(problem) => closed_ui(ui, screen, problem),
            LibraryState::Open if screen.state.viewer.is_some() => look_ui(ui, screen, &mut places.look),
            LibraryState::Open => place_ui(ui, screen, places),
        }
    });
    form_ui(ui, screen, &mut places.forms);
    paste_ui(ui, screen, &mut places.paste);
    routes_ui(ui, screen, &mut places.routes);
    report_ui(ui, screen, &mut places.report);
    question_ui(ui, screen, &mut places.question);
    if screen.state.shortcuts {
        shortcuts_ui(ui, screen);
    }
    toasts_ui(ui, screen);
    hovering_ui(ui, screen);
}

fn place_ui(ui: &mut Ui, screen: &mut Screen<'_>, places: &mut Places) {
    let place = screen.state.place;
    // Tables scroll by themselves and keep their head in sight.
    match place {
        Place::Orders => return orders_ui(ui, screen, &mut places.orders),
        Place::Cases => return cases_ui(ui, screen, &mut places.cases),
        _ => {}
    }
    ScrollArea::vertical().id_salt(("place", place)).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP;
        problem_ui(ui, screen, place);
        match place {
            Place::Today => today_ui(ui, screen),
            Place::Order(_) => order_ui(ui, screen, &mut places.order),
            Place::Case(_) => case_ui(ui, screen, &mut places.case),
            Place::History => history_ui(ui, screen),
            Place::Timeline => timeline_ui(ui, screen, &mut places.timeline),
            Place::Inbox => inbox_ui(ui, screen, &mut places.inbox),
            Place::Bin => bin_ui(ui, screen),
            Place::Export(_) => export_ui(ui, screen, &mut places.export),
            Place::Settings => settings_ui(ui, screen, &mut places.settings),
            Place::Orders | Place::Cases => {}
        }
        ui.add_space(size::MARGIN_SCREEN);
    });
}

/// Why what is shown could not be read.
fn problem_ui(ui: &mut Ui, screen: &Screen<'_>, place: Place) {
    fn of<T>(loading: &Loading<T>) -> Option<&Problem> {
        loading.problem()
    }
    let state = screen.state;
    let problem = match place {
        Place::Today => of(&state.today),
        Place::Orders => of(&state.orders),
        Place::Order(_) => of(&state.order.1),
        Place::Cases => of(&state.cases),
        Place::Case(_) | Place::Export(_) => of(&state.case.1),
        Place::History => of(&state.history),
        Place::Timeline => of(&state.timeline),
        Place::Inbox => of(&state.inbox),
        Place::Bin => of(&state.bin),
        Place::Settings => of(&state.verified),
    };
    if let Some(problem) = problem {
        let words = screen.texts.problem(problem);
        notice_ui(ui, InkTone::Attention, Icon::Alert, &words, |_| {});
    }
}

fn banners_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    if screen.state.crashed_before.is_some() {
        let words = screen.t("app-crashed");
        notice_ui(ui, InkTone::Attention, Icon::Info, &words, |ui| {
            if icon_button_ui(ui, Icon::Close, &screen.t("app-close")).clicked() {
                screen.push(Command::DismissCrash);
            }
            if let Some(note) = screen.state.crashed_before.clone()
                && ui.add(quiet(&screen.t("app-crash-show")).small()).clicked()
            {
                screen.push(Command::Reveal(note));
            }
        });
    }
    if let Some(problem) = screen.state.banner.clone() {
        let words = screen.texts.problem(&problem);
        notice_ui(ui, InkTone::Attention, Icon::Alert, &words, |ui| {
            if icon_button_ui(ui, Icon::Close, &screen.t("app-close")).clicked() {
                screen.push(Command::DismissBanner);
            }
        });
    }
}

fn closed_ui(ui: &mut Ui, screen: &mut Screen<'_>, problem: &Problem) {
    let title = screen.t("app-library-closed");
    let words = screen.texts.problem(problem);
    empty_state_ui(ui, Icon::Lock, &title, &words, |ui| {
        if ui.add(primary(&screen.t("app-try-again")).icon(Icon::Refresh)).clicked() {
            screen.push(Command::RetryLibrary);
        }
        if ui.add(secondary(&screen.t("settings-library-other"))).clicked() {
            screen.push(Command::AskLibraryFolder);
        }
    });
}

fn shortcuts_ui(ui: &Ui, screen: &mut Screen<'_>) {
    let title = screen.t("action-shortcuts");
    let (close, gone) = dialog_ui(ui.ctx(), &title, |ui| {
        for action in Action::ALL {
            let Some(key) = action.key_text() else { continue };
            let enabled = action.is_enabled(screen.state);
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = size::CONTROL_HEIGHT_SMALL;
                let theme = theme::of(ui);
                let ink = if enabled { theme.text } else { theme.muted };
                ui.label(text::body(screen.t(action.label())).color(ink))
                    .on_hover_text(screen.t(action.tooltip()));
                row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
                    ui.label(text::mono(key).color(theme.muted));
                });
            });
        }
        ui.add(secondary(&screen.t("app-close"))).clicked()
    });
    if close || gone {
        screen.push(Command::Shortcuts(false));
    }
}

fn toasts_ui(ui: &Ui, screen: &mut Screen<'_>) {
    // The newest stands alone; the ones before it are a moment old and already read.
    let Some(toast) = screen.state.toasts.last().cloned() else { return };
    let words = screen.texts.say(&toast.message);
    let undo = screen.t(Action::Undo.label());
    let tone = match toast.tone {
        Tone::Done => InkTone::Good,
        Tone::Attention => InkTone::Attention,
    };
    let action = (toast.undo && screen.state.undo.is_some()).then_some(undo.as_str());
    match toast_ui(ui.ctx(), tone, &words, action, &screen.t("app-close")) {
        ToastAct::Waiting => {}
        ToastAct::Acted => {
            screen.push(Command::Undo);
            screen.push(Command::DismissToast(toast.id));
        }
        ToastAct::Closed => {
            for toast in &screen.state.toasts {
                screen.out.push(Command::DismissToast(toast.id));
            }
        }
    }
}

/// While files hover over the window: where they will go.
fn hovering_ui(ui: &Ui, screen: &Screen<'_>) {
    let hovering = ui.ctx().input(|input| input.raw.hovered_files.len());
    if hovering == 0 {
        return;
    }
    let rect = ui.ctx().content_rect();
    let theme = theme::of(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("hovering"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(rect, egui::CornerRadius::ZERO, theme.scrim.gamma_multiply(0.8));
    let inner = rect.shrink(size::MARGIN_SCREEN);
    let stroke = egui::Stroke::new(size::FOCUS_LINE, theme.on_scrim);
    let corners =
        [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    painter.extend(egui::Shape::dashed_line(&corners, stroke, size::GAP, size::GAP));
    let words = screen.texts.say(
        &Msg::new("app-drop-here")
            .count("count", i64::try_from(hovering).unwrap_or(i64::MAX))
            .msg("place", screen.state.drop_sentence()),
    );
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, words, text::title_font(), theme.on_scrim);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_is_an_import_only_when_every_line_is_a_path() {
        assert_eq!(
            pasted_paths("file:///home/a/box%20front.jpg\n/home/a/b.png\n"),
            [PathBuf::from("/home/a/box front.jpg"), PathBuf::from("/home/a/b.png")]
        );
        assert_eq!(pasted_paths("/home/a.png\nand a word"), Vec::<PathBuf>::new());
        assert_eq!(pasted_paths("8136 3243 2890 3263"), Vec::<PathBuf>::new());
    }

    #[test]
    fn every_shortcut_is_a_key_that_exists() {
        for action in Action::ALL {
            if let Some(ActionKey::Ctrl(c) | ActionKey::CtrlShift(c) | ActionKey::Plain(c)) = action.key() {
                assert_ne!(key_of(c), Key::F35, "{action:?}");
            }
        }
    }
}
