//! Draws the settings.

use egui::{Label, Ui};

use super::packs_ui::{PacksPlace, list_ui, pack_ui};
use crate::app::state::Loading;
use crate::app::work::PRIVATE_WORDS;
use crate::app::{Command, Place, State};
use crate::domain::change::Change;
use crate::domain::message::Msg;
use crate::domain::overview::reminders;
use crate::ui::claim::{PathPlace, path_settings_ui};
use crate::ui::icons::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{size, text};
use crate::ui::widgets::{
    Field, ScreenHead, Tone, card_ui, check_ui, fact_with_ui, hairline_ui, link_ui, muted_ui, notice_ui,
    screen_head_ui, secondary, section_title_ui, segmented_ui,
};

/// What the buyer typed and opened here.
#[derive(Debug, Default)]
pub struct SettingsPlace {
    zone: Option<String>,
    private: Option<String>,
    packs: PacksPlace,
    days: super::days_ui::DaysPlace,
    paths: PathPlace,
    guide: Option<String>,
}

const WIDTH: f32 = 760.0;

/// The theme that the settings ask for.
pub fn theme_preference(state: &State) -> egui::ThemePreference {
    match state.setting("theme") {
        Some("light") => egui::ThemePreference::Light,
        Some("dark") => egui::ThemePreference::Dark,
        _ => egui::ThemePreference::System,
    }
}

fn set(key: &str, value: Option<String>) -> Command {
    Command::quiet(Change::SetSetting(key.to_owned(), value), "settings-said-changed")
}

/// Draws the screen.
pub fn settings_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut SettingsPlace) {
    ui.set_max_width(WIDTH.min(ui.available_width()));
    if pack_ui(ui, screen, &mut place.packs) {
        return;
    }
    let title = screen.t("action-settings");
    screen_head_ui(ui, &ScreenHead { title: &title, ..ScreenHead::default() }, |_| {});
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-look"), "");
    card_ui(ui, |ui| look_ui(ui, screen, place));
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-days"), "");
    card_ui(ui, |ui| super::days_ui::days_ui(ui, screen, &mut place.days));
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-library"), "");
    card_ui(ui, |ui| library_ui(ui, screen));
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-reminders"), "");
    card_ui(ui, |ui| reminders_ui(ui, screen));
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-privacy"), "");
    card_ui(ui, |ui| {
        for id in ["settings-privacy-network", "settings-privacy-location", "settings-privacy-originals"] {
            ui.add(Label::new(text::body(screen.t(id))).wrap());
        }
        private_ui(ui, screen, place);
    });
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-rules"), "");
    list_ui(ui, screen, &mut place.packs);
    ui.add_space(size::GAP);
    path_settings_ui(ui, screen, &mut place.paths);
    guides_section_ui(ui, screen, place);
    ui.add_space(size::GAP);
    section_title_ui(ui, &screen.t("settings-about"), "");
    card_ui(ui, |ui| {
        ui.add(Label::new(text::body(screen.t("settings-no-legal-advice"))).wrap());
    });
    ui.add_space(size::GAP);
    muted_ui(ui, &screen.texts.say(&Msg::new("settings-version").text("version", env!("CARGO_PKG_VERSION"))));
    if link_ui(ui, &screen.t("action-shortcuts")).clicked() {
        screen.push(Command::Shortcuts(true));
    }
}

fn look_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut SettingsPlace) {
    let name = screen.t("settings-language");
    fact_with_ui(ui, &name, |ui| {
        let mut language = screen.texts.language().to_owned();
        for (code, own_name) in [("en", "English"), ("ru", "Русский")] {
            if ui.add(secondary(own_name).small().selected(language == code)).clicked() {
                code.clone_into(&mut language);
                screen.push(Command::SetLanguage(language.clone()));
            }
        }
    });
    let name = screen.t("settings-theme");
    fact_with_ui(ui, &name, |ui| {
        let mut theme = screen.state.setting("theme").unwrap_or("system").to_owned();
        let before = theme.clone();
        let labels = [
            ("system", screen.t("settings-theme-system")),
            ("light", screen.t("settings-theme-light")),
            ("dark", screen.t("settings-theme-dark")),
        ];
        let choices: Vec<(&str, &str)> = labels.iter().map(|(code, words)| (*code, words.as_str())).collect();
        let mut chosen =
            choices.iter().map(|(code, _)| *code).find(|code| *code == theme).unwrap_or("system");
        segmented_ui(ui, &name, &mut chosen, &choices);
        chosen.clone_into(&mut theme);
        if theme != before {
            screen.push(set("theme", (theme != "system").then_some(theme)));
        }
    });
    let label = screen.t("settings-zone");
    let help = screen.t("settings-zone-help");
    let mut typed = place.zone.clone().unwrap_or_else(|| screen.state.zone.name().to_owned());
    let wrong = typed.parse::<chrono_tz::Tz>().is_err().then(|| screen.t("settings-zone-unknown"));
    let field = Field::new(&label).help(&help).error(wrong.as_deref()).width(size::READING_WIDTH);
    let response = field.show_ui(ui, &mut typed);
    if response.changed() {
        place.zone = Some(typed.clone());
    }
    if response.lost_focus()
        && wrong.is_none()
        && let Some(zone) = place.zone.take()
        && zone != screen.state.zone.name()
    {
        screen.push(set("zone", Some(zone)));
    }
}

/// The buyer's own words that redacted bundles leave out.
fn private_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut SettingsPlace) {
    let stored = screen.state.setting(PRIVATE_WORDS).unwrap_or_default().to_owned();
    let mut typed = place.private.clone().unwrap_or_else(|| stored.clone());
    let (label, help) = (screen.t("settings-private"), screen.t("settings-private-help"));
    let response =
        Field::new(&label).help(&help).width(size::READING_WIDTH).limit(1_000).show_ui(ui, &mut typed);
    if response.changed() {
        place.private = Some(typed);
    }
    if response.lost_focus()
        && let Some(words) = place.private.take()
        && words != stored
    {
        let words = words.trim().to_owned();
        screen.push(set(PRIVATE_WORDS, (!words.is_empty()).then_some(words)));
    }
}

fn library_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let folder = screen.state.facts.folder.clone();
    ui.add(Label::new(text::mono(folder.to_string_lossy())).wrap().selectable(true));
    muted_ui(ui, &screen.t("settings-library-words"));
    ui.horizontal_wrapped(|ui| {
        if ui.add(secondary(&screen.t("settings-library-open")).icon(Icon::Folder)).clicked() {
            screen.push(Command::Reveal(folder));
        }
        if ui.add(secondary(&screen.t("settings-library-other"))).clicked() {
            screen.push(Command::AskLibraryFolder);
        }
        if ui.add(secondary(&screen.t("settings-verify")).icon(Icon::Shield)).clicked() {
            screen.push(Command::Verify);
        }
        if ui.add(secondary(&screen.t("bin-title")).icon(Icon::Trash)).clicked() {
            screen.push(Command::Go(Place::Bin));
        }
        if ui.add(secondary(&screen.t("today-sample"))).clicked() {
            screen.push(Command::OpenSample);
        }
    });
    match &screen.state.verified {
        Loading::Ready(verified) if verified.findings.is_empty() => {
            let words = screen.n("settings-verified", verified.files);
            notice_ui(ui, Tone::Good, Icon::CheckCircle, &words, |_| {});
        }
        Loading::Ready(verified) => {
            for finding in &verified.findings {
                notice_ui(ui, Tone::Loss, Icon::Alert, &screen.texts.problem(finding), |_| {});
            }
        }
        Loading::Loading { .. } => {
            muted_ui(ui, &screen.t("settings-verifying"));
        }
        Loading::Never | Loading::Failed { .. } => {}
    }
}

fn reminders_ui(ui: &mut Ui, screen: &mut Screen<'_>) {
    let mut on = screen.state.setting(reminders::SETTING) != Some(reminders::OFF);
    if check_ui(ui, &mut on, &screen.t("settings-reminders-show")) {
        screen.push(set(reminders::SETTING, (!on).then(|| reminders::OFF.to_owned())));
    }
    if let Some(rule) = &screen.state.facts.reminders {
        let listed = |list: &[u32]| list.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let words = Msg::new("settings-reminders-words")
            .text("days", listed(&rule.days_before))
            .text("hours", listed(&rule.evidence_hours_before));
        muted_ui(ui, &screen.texts.say(&words));
    }
    if let Some(problem) = screen.state.no_reminders.as_ref().filter(|_| on) {
        notice_ui(ui, Tone::Attention, Icon::Alert, &screen.texts.problem(problem), |_| {});
    }
    hairline_ui(ui);
    muted_ui(ui, &screen.t("settings-calendar-words"));
    if ui.add(secondary(&screen.t("calendar-save")).icon(Icon::Calendar)).clicked() {
        screen.push(Command::AskCalendarFile);
    }
}

/// What to know, and what to do when the site makes trouble: titles by topic, the steps of one on a press.
fn guides_section_ui(ui: &mut Ui, screen: &Screen<'_>, place: &mut SettingsPlace) {
    section_title_ui(ui, &screen.t("guides-heading"), "");
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::GAP_SMALL;
        let mut topic = None;
        for guide in &screen.state.facts.guides {
            if topic != Some(guide.topic) {
                if topic.is_some() {
                    hairline_ui(ui);
                }
                topic = Some(guide.topic);
                let words = Msg::new("guides-topic").text("code", guide.topic.code());
                muted_ui(ui, &screen.texts.say(&words));
            }
            let open = place.guide.as_ref() == Some(&guide.id);
            if link_ui(ui, &screen.texts.say(&guide.title())).clicked() {
                place.guide = (!open).then(|| guide.id.clone());
            }
            if open {
                for step in screen.texts.say(&guide.steps()).lines() {
                    ui.add(Label::new(text::body(format!("• {step}"))).wrap());
                }
                let read = Msg::new("guides-as-of")
                    .text("sources", guide.cite.join(", "))
                    .arg("day", crate::domain::message::Arg::Day(guide.as_of));
                muted_ui(ui, &screen.texts.say(&read));
            }
        }
    });
}
