//! Draws the cases table.

use egui::{Key, Ui};

use super::data::{CaseFilter, Category, choices, narrow, shown};
use crate::app::{Command, Form, Place};
use crate::domain::rows::CaseRow;
use crate::domain::view::CaseState;
use crate::ui::icons::Icon;
use crate::ui::orders::case_tone;
use crate::ui::screen::Screen;
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Column, Mark, ScreenHead, TableRows, ThumbKind, Tone, badge_ui, elided_ui, empty_state_ui, row_thumb_ui,
    screen_head_ui, search_field_ui, secondary, segmented_ui, table_ui,
};
use crate::ui::words;

/// What the buyer typed and chose here.
#[derive(Debug, Default)]
pub struct CasesPlace {
    /// The search as typed.
    pub query: String,
    /// The filter.
    pub filter: CaseFilter,
    /// Only this category.
    pub category: Option<Category>,
    /// Only this state.
    pub state: Option<CaseState>,
    selected: Option<usize>,
    /// The search field takes the cursor once.
    pub focus_search: bool,
    focus_list: bool,
}

const SEARCH_WIDTH: f32 = 280.0;

/// Draws the screen.
pub fn cases_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut CasesPlace) {
    let table = screen.state.cases.value().cloned().unwrap_or_default();
    let title = screen.t("action-cases");
    let open = table.iter().filter(|row| !row.closed).count();
    let subtitle = screen.n("cases-count", open);
    let head = ScreenHead { title: &title, subtitle: &subtitle, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |ui| {
        if ui.add(secondary(&screen.t("route-open"))).clicked() {
            screen.push(Command::Form(Some(Form::Routes(None))));
        }
        cases_tabs_ui(ui, screen, Place::Cases);
    });
    if table.is_empty() {
        if !screen.state.cases.is_first_load() {
            let (title, words) = (screen.t("cases-empty-title"), screen.t("cases-empty-words"));
            empty_state_ui(ui, Icon::Cases, &title, &words, |_| {});
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let (name, clear) = (screen.t("cases-search"), screen.t("orders-search-clear"));
        let response = search_field_ui(ui, &name, &clear, &mut place.query, SEARCH_WIDTH);
        if std::mem::take(&mut place.focus_search) {
            response.request_focus();
        }
        if ui.input(|input| input.key_pressed(Key::ArrowDown)) && response.has_focus() {
            place.focus_list = true;
            place.selected.get_or_insert(0);
        }
        let labels = [
            (CaseFilter::Open, screen.t("cases-filter-open")),
            (CaseFilter::Mine, screen.t("cases-filter-mine")),
            (CaseFilter::Closed, screen.t("cases-filter-closed")),
            (CaseFilter::All, screen.t("cases-filter-all")),
        ];
        let choices: Vec<(CaseFilter, &str)> = labels.iter().map(|(f, words)| (*f, words.as_str())).collect();
        let name = screen.t("orders-filter");
        segmented_ui(ui, &name, &mut place.filter, &choices);
        narrow_ui(ui, screen, place, &table);
    });
    let rows = shown(&table, &place.query, place.filter);
    let rows = narrow(&table, rows, place.category.as_ref(), place.state);
    if rows.is_empty() {
        let (title, words) = (screen.t("cases-none-title"), screen.t("cases-none-words"));
        empty_state_ui(ui, Icon::Cases, &title, &words, |_| {});
        return;
    }
    rows_ui(ui, screen, place, &table, &rows);
}

const LIST_WIDTH: f32 = 168.0;

/// The lists of categories and states that the table has.
fn narrow_ui(ui: &mut Ui, screen: &Screen<'_>, place: &mut CasesPlace, table: &[CaseRow]) {
    let texts = screen.texts;
    let (categories, states) = choices(table);
    let category_words = |category: &Category| match category {
        Category::Kind(kind) => words::case_kind(texts, *kind),
        Category::Type(kind, category) => {
            crate::ui::report::category_words(texts, *kind, category).unwrap_or_else(|| category.clone())
        }
    };
    let categories: Vec<(Category, String)> =
        categories.into_iter().map(|category| (category.clone(), category_words(&category))).collect();
    let states: Vec<(CaseState, String)> =
        states.into_iter().map(|state| (state, words::case_state(texts, state))).collect();
    let (name, any) = (screen.t("cases-filter-category"), screen.t("cases-filter-category-any"));
    list_ui(ui, &name, &any, &mut place.category, &categories);
    let (name, any) = (screen.t("cases-filter-state"), screen.t("cases-filter-state-any"));
    list_ui(ui, &name, &any, &mut place.state, &states);
}

/// An unfolding list whose first entry is all of them.
fn list_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    any: &str,
    value: &mut Option<T>,
    choices: &[(T, String)],
) {
    let shown = choices.iter().find(|(choice, _)| Some(choice) == value.as_ref());
    let shown = shown.map_or(any, |(_, words)| words.as_str()).to_owned();
    let combo = egui::ComboBox::from_id_salt(("narrow", name))
        .selected_text(&shown)
        .width(LIST_WIDTH)
        .truncate()
        .show_ui(ui, |ui| {
            if ui.selectable_label(value.is_none(), any).clicked() {
                *value = None;
            }
            for (choice, words) in choices {
                let chosen = Some(choice) == value.as_ref();
                if ui.selectable_label(chosen, words.as_str()).clicked() {
                    *value = Some(choice.clone());
                }
            }
        });
    combo.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name);
        info.current_text_value = Some(shown.clone());
        info
    });
}

/// The two ways of looking at cases: those of now in a list, and what came of all of them.
pub fn cases_tabs_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: Place) {
    let (name, list, history) =
        (screen.t("history-view"), screen.t("history-list"), screen.t("history-title"));
    // The head of a screen is laid out from its far side.
    let mut choices = [(Place::Cases, list.as_str()), (Place::History, history.as_str())];
    if ui.layout().prefer_right_to_left() {
        choices.reverse();
    }
    let mut chosen = place;
    if segmented_ui(ui, &name, &mut chosen, &choices) {
        screen.push(Command::Go(chosen));
    }
}

fn rows_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut CasesPlace, table: &[CaseRow], rows: &[usize]) {
    let heads = [
        String::new(),
        screen.t("cases-col-order"),
        screen.t("cases-col-state"),
        screen.t("cases-col-next"),
        screen.t("cases-col-who"),
        screen.t("cases-col-date"),
        screen.t("cases-col-asked"),
        screen.t("cases-col-offered"),
        screen.t("cases-col-decided"),
        screen.t("cases-col-days"),
    ];
    let [picture, order, state, next, who, date, asked, offered, decided, days] = &heads;
    let columns = [
        Column::exact(picture, size::ROW_THUMB + size::GAP),
        Column::grow(order, 160.0, 2.0),
        Column::exact(state, 196.0),
        Column::grow(next, 140.0, 2.0).hide_below(900.0),
        Column::exact(who, 92.0).hide_below(1000.0),
        Column::exact(date, 92.0),
        Column::exact(asked, 88.0).end(),
        Column::exact(offered, 88.0).end(),
        Column::exact(decided, 88.0).end().hide_below(980.0),
        Column::exact(days, 72.0).end().hide_below(820.0),
    ];
    let name = screen.t("action-cases");
    let spec = TableRows {
        selected: place.selected.filter(|row| *row < rows.len()),
        focus: std::mem::take(&mut place.focus_list),
        ..TableRows::new(&name, &columns, rows.len())
    };
    let row_at = |i: usize| rows.get(i).and_then(|at| table.get(*at));
    let (texts, now) = (screen.texts, screen.state.now);
    let spoken = |i: usize| {
        row_at(i).map_or_else(String::new, |row| {
            let mut parts = vec![row.title.clone(), words::case_state(texts, row.state)];
            parts.push(texts.say(&row.next_step.text));
            if let Some(date) = row.next_date {
                parts.push(texts.countdown(now, date));
            }
            parts.join(", ")
        })
    };
    let out = table_ui(ui, &spec, spoken, |ui, i, column| {
        if let Some(row) = row_at(i) {
            cell_ui(ui, screen, row, column);
        }
    });
    if let Some(row) = out.moved {
        place.selected = Some(row);
    }
    let opened = out.entered.or(out.clicked.map(|(row, _)| row));
    if let Some(row) = opened.and_then(row_at) {
        screen.push(Command::Go(Place::Case(row.id)));
        place.selected = opened;
    }
}

fn cell_ui(ui: &mut Ui, screen: &mut Screen<'_>, row: &CaseRow, column: usize) {
    let theme = theme::of(ui);
    let texts = screen.texts;
    let money = |money: &Option<crate::domain::money::Money>| {
        text::body(money.as_ref().map(|money| texts.money(money)).unwrap_or_default())
    };
    match column {
        0 => {
            let texture = screen.thumb(ui, row.picture, size::ROW_THUMB);
            row_thumb_ui(ui, texture, ThumbKind::Order);
        }
        1 => {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                elided_ui(ui, text::medium(&row.title));
                let kind = words::case_kind(texts, row.kind);
                let category = row.category.as_deref();
                let reason = row
                    .reason
                    .map(|reason| words::reason(texts, reason))
                    .or_else(|| crate::ui::report::category_words(texts, row.kind, category?));
                let line = reason.map_or(kind.clone(), |reason| format!("{kind} · {reason}"));
                elided_ui(ui, text::small(line).color(theme.muted));
            });
        }
        2 => {
            badge_ui(ui, case_tone(row.state), Mark::Bare, &words::case_state(texts, row.state));
        }
        3 => {
            elided_ui(ui, text::body(texts.say(&row.next_step.text)));
        }
        4 => {
            elided_ui(ui, text::body(words::party(texts, row.next_step.who)).color(theme.muted));
        }
        5 => {
            if let Some(date) = row.next_date {
                let tone: Tone = row.severity.into();
                let ink = if tone == Tone::Quiet { theme.muted } else { tone.ink(theme) };
                elided_ui(ui, text::body(texts.countdown(screen.state.now, date)).color(ink));
            }
        }
        6 => {
            elided_ui(ui, money(&row.asked));
        }
        7 => {
            elided_ui(ui, money(&row.offered));
        }
        8 => {
            elided_ui(ui, money(&row.decided));
        }
        _ => {
            if !row.closed {
                let days = (screen.state.now - row.opened_at).num_days().max(0);
                elided_ui(ui, text::body(texts.number(days)).color(theme.muted));
            }
        }
    }
}
