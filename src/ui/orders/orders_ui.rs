//! Draws the orders table.

use egui::{Align, Key, Layout, Ui};

use super::data::{Filter, List, Sort};
use crate::app::command::{Edit, Then};
use crate::app::{Action, Command, Deed, Place};
use crate::domain::order::Marketplace;
use crate::domain::rows::OrderRow;
use crate::ui::icons::Icon;
use crate::ui::screen::{Screen, beside_field_ui, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Column, Field, Mark, ScreenHead, TableRows, ThumbKind, Tone, badge_ui, elided_ui, empty_state_ui,
    mark_ui, meter_ui, primary, row_thumb_ui, screen_head_ui, search_field_ui, secondary, segmented_ui,
    table_ui,
};
use crate::ui::words;

/// What the buyer typed and chose here.
#[derive(Debug)]
pub struct OrdersPlace {
    /// The search as typed.
    pub query: String,
    /// The filter.
    pub filter: Filter,
    /// The sorted column, and whether downwards.
    pub sort: (Sort, bool),
    /// The number or link being typed.
    pub adding: String,
    /// When the last of these was asked for.
    added_at: Option<u64>,
    marketplace: Marketplace,
    selected: Option<usize>,
    list: List,
    /// The search field takes the cursor once.
    pub focus_search: bool,
    focus_list: bool,
    add_focus: bool,
}

impl Default for OrdersPlace {
    fn default() -> Self {
        Self {
            query: String::new(),
            filter: Filter::All,
            sort: (Sort::Ordered, true),
            adding: String::new(),
            added_at: None,
            marketplace: Marketplace::AliExpress,
            selected: None,
            list: List::default(),
            focus_search: false,
            focus_list: false,
            add_focus: false,
        }
    }
}

const SEARCH_WIDTH: f32 = 280.0;
const ADD_WIDTH: f32 = 300.0;
const METER_WIDTH: f32 = 48.0;
/// Protection is drawn against this many days where its start is not known.
const PROTECTION_USUAL_DAYS: f32 = 75.0;

const SORTS: [Option<Sort>; 9] = [
    None,
    Some(Sort::Number),
    Some(Sort::Title),
    Some(Sort::Store),
    Some(Sort::Paid),
    Some(Sort::Ordered),
    Some(Sort::Protection),
    Some(Sort::Files),
    None,
];

/// Draws the screen.
pub fn orders_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut OrdersPlace) {
    let title = screen.t("action-orders");
    let table = screen.state.orders.value().cloned().unwrap_or_default();
    let subtitle = screen.n("orders-count", table.len());
    let head = ScreenHead { title: &title, subtitle: &subtitle, ..ScreenHead::default() };
    screen_head_ui(ui, &head, |ui| {
        let words = screen.t(Action::AddFiles.label());
        if ui.add(secondary(&words).icon(Icon::FilePlus)).clicked() {
            screen.push(Command::AskFiles { role: None });
        }
    });
    add_ui(ui, screen, place);
    if table.is_empty() {
        if !screen.state.orders.is_first_load() {
            let (title, words) = (screen.t("orders-empty-title"), screen.t("orders-empty-words"));
            empty_state_ui(ui, Icon::Orders, &title, &words, |_| {});
        }
        return;
    }
    find_ui(ui, screen, place);
    let (epoch, now) = (screen.state.epoch, screen.state.now);
    if place.list.refresh(&table, epoch, now, &place.query, place.filter, place.sort) {
        place.selected = place.selected.map(|row| row.min(place.list.rows.len().saturating_sub(1)));
    }
    if place.list.rows.is_empty() {
        let (title, words) = (screen.t("orders-none-title"), screen.t("orders-none-words"));
        empty_state_ui(ui, Icon::Search, &title, &words, |_| {});
        return;
    }
    rows_ui(ui, screen, place, &table);
}

fn add_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut OrdersPlace) {
    // What was refused stays, to be mended.
    if place.added_at.is_some_and(|epoch| epoch != screen.state.epoch) {
        place.added_at = None;
        place.adding.clear();
    }
    ui.horizontal_top(|ui| {
        let label = screen.t("orders-add-label");
        let hint = screen.t("orders-add-hint");
        let field = Field::new(&label).hint(&hint).mono().width(ADD_WIDTH).limit(2000);
        let response = field.show_ui(ui, &mut place.adding);
        if std::mem::take(&mut place.add_focus) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_link = place.adding.trim_start().starts_with("http");
        if !is_link {
            beside_field_ui(ui, |ui| marketplace_ui(ui, screen, &mut place.marketplace));
        }
        let words = screen.t("orders-add");
        let ready = !place.adding.trim().is_empty();
        let pressed =
            beside_field_ui(ui, |ui| ui.add_enabled(ready, primary(&words).icon(Icon::Plus)).clicked());
        if ready && (pressed || entered) {
            let deed = Deed::AddOrder {
                typed: place.adding.trim().to_owned(),
                marketplace: (!is_link).then(|| place.marketplace.clone()),
            };
            let edit = Edit::of(deed, "orders-said-added").then(Then::ToOrder);
            screen.push(Command::Change(Box::new(edit)));
            place.added_at = Some(screen.state.epoch);
        }
    });
}

fn marketplace_ui(ui: &mut Ui, screen: &Screen<'_>, value: &mut Marketplace) {
    let name = screen.t("orders-marketplace-label");
    let shown = words::marketplace(screen.texts, value);
    let combo = egui::ComboBox::from_id_salt("marketplace").selected_text(shown).show_ui(ui, |ui| {
        for choice in [
            Marketplace::AliExpress,
            Marketplace::AliExpressRu,
            Marketplace::Tmall,
            Marketplace::Ebay,
            Marketplace::Amazon,
            Marketplace::Temu,
        ] {
            let words = words::marketplace(screen.texts, &choice);
            ui.selectable_value(value, choice, words);
        }
    });
    combo.response.accessible_name(&name).on_hover_text(name);
}

fn find_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut OrdersPlace) {
    ui.horizontal(|ui| {
        let (name, clear) = (screen.t("orders-search"), screen.t("orders-search-clear"));
        let response = search_field_ui(ui, &name, &clear, &mut place.query, SEARCH_WIDTH);
        if std::mem::take(&mut place.focus_search) {
            response.request_focus();
        }
        let down = ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::Enter));
        if down && (response.has_focus() || response.lost_focus()) {
            place.focus_list = true;
            place.selected.get_or_insert(0);
        }
        if response.changed() {
            place.selected = None;
        }
        let name = screen.t("orders-filter");
        let labels = [
            (Filter::All, screen.t("orders-filter-all")),
            (Filter::WindowOpen, screen.t("orders-filter-open")),
            (Filter::Arrived, screen.t("orders-filter-arrived")),
            (Filter::InCase, screen.t("orders-filter-case")),
            (Filter::Closed, screen.t("orders-filter-closed")),
        ];
        let choices: Vec<(Filter, &str)> = labels.iter().map(|(f, words)| (*f, words.as_str())).collect();
        if segmented_ui(ui, &name, &mut place.filter, &choices) {
            place.selected = None;
        }
        let shown = screen.texts.number(i64::try_from(place.list.rows.len()).unwrap_or(i64::MAX));
        row_ui(ui, Layout::right_to_left(Align::Center), |ui| {
            let ink = theme::of(ui).muted;
            if !place.query.is_empty() || place.filter != Filter::All {
                let words = crate::domain::message::Msg::new("orders-found").text("count", shown);
                ui.label(text::small(screen.texts.say(&words)).color(ink));
            }
        });
    });
}

fn rows_ui(ui: &mut Ui, screen: &mut Screen<'_>, place: &mut OrdersPlace, table: &[OrderRow]) {
    let heads = [
        String::new(),
        screen.t("orders-col-number"),
        screen.t("orders-col-title"),
        screen.t("orders-col-store"),
        screen.t("orders-col-paid"),
        screen.t("orders-col-ordered"),
        screen.t("orders-col-protection"),
        screen.t("orders-col-files"),
        screen.t("orders-col-case"),
    ];
    let [picture, number, title, store, paid, ordered, protection, files, case] = &heads;
    let columns = [
        Column::exact(picture, size::ROW_THUMB + size::GAP),
        Column::exact(number, 168.0).sortable(),
        Column::grow(title, 110.0, 2.0).sortable(),
        Column::grow(store, 90.0, 1.0).sortable().hide_below(1080.0),
        Column::exact(paid, 92.0).end().sortable(),
        Column::exact(ordered, 92.0).sortable().hide_below(940.0),
        Column::exact(protection, 142.0).sortable(),
        Column::exact(files, 60.0).sortable().hide_below(840.0),
        Column::grow(case, 136.0, 2.0),
    ];
    let sorted = SORTS.iter().position(|sort| *sort == Some(place.sort.0)).map(|at| (at, place.sort.1));
    let name = screen.t("action-orders");
    let spec = TableRows {
        selected: place.selected,
        sorted,
        focus: std::mem::take(&mut place.focus_list),
        ..TableRows::new(&name, &columns, place.list.rows.len())
    };
    let rows = &place.list.rows;
    let row_at = |i: usize| rows.get(i).and_then(|at| table.get(*at));
    let (texts, state) = (screen.texts, screen.state);
    let spoken = |i: usize| {
        row_at(i).map_or_else(String::new, |row| {
            let mut parts = vec![row.title.clone(), row.number.clone()];
            parts.push(words::order_state(texts, row.state));
            if let Some((_, until)) = row.window {
                parts.push(texts.countdown(state.now, until));
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
    if let Some(column) = out.header
        && let Some(Some(sort)) = SORTS.get(column)
    {
        let down = if place.sort.0 == *sort { !place.sort.1 } else { *sort == Sort::Ordered };
        place.sort = (*sort, down);
    }
    let opened = out.entered.or(out.clicked.map(|(row, _)| row));
    if let Some(row) = opened.and_then(row_at) {
        screen.push(Command::Go(Place::Order(row.id)));
    }
    if opened.is_some() {
        place.selected = opened;
    }
}

fn cell_ui(ui: &mut Ui, screen: &mut Screen<'_>, row: &OrderRow, column: usize) {
    let theme = theme::of(ui);
    let texts = screen.texts;
    match column {
        0 => {
            let texture = screen.thumb(ui, row.picture, size::ROW_THUMB);
            row_thumb_ui(ui, texture, ThumbKind::Order);
        }
        1 => {
            elided_ui(ui, text::body(&row.number).color(theme.muted));
        }
        2 => {
            elided_ui(ui, text::medium(&row.title));
        }
        3 => {
            elided_ui(ui, text::body(row.store.as_deref().unwrap_or_default()).color(theme.muted));
        }
        4 => {
            elided_ui(ui, text::body(row.paid.as_ref().map(|paid| texts.money(paid)).unwrap_or_default()));
        }
        5 => {
            let day = row
                .ordered
                .map(|at| texts.day(at.with_timezone(&screen.state.zone).date_naive()))
                .unwrap_or_default();
            elided_ui(ui, text::body(day).color(theme.muted));
        }
        6 => protection_ui(ui, screen, row),
        7 => {
            if row.evidence_count > 0 {
                ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
                let count = texts.number(i64::try_from(row.evidence_count).unwrap_or(i64::MAX));
                ui.label(text::body(count));
                if let Some(verdict) = row.worst_verdict {
                    let name = words::verdict(texts, verdict);
                    mark_ui(ui, verdict.into(), verdict.into(), &name);
                }
            }
        }
        _ => {
            if let Some(state) = row.case_state {
                let words = words::case_state(texts, state);
                badge_ui(ui, case_tone(state), Mark::Bare, &words);
            } else {
                elided_ui(ui, text::body(words::order_state(texts, row.state)).color(theme.muted));
            }
        }
    }
}

/// How a state of a case looks: what is the buyer's to do is amber, a loss is never drawn from a state alone.
pub fn case_tone(state: crate::domain::view::CaseState) -> Tone {
    use crate::domain::view::CaseState as S;
    match state {
        S::BuyerTurn | S::EvidenceRequested | S::ChoiceOffered | S::ReturnLeg => Tone::Attention,
        S::ClosedPaid => Tone::Good,
        S::SellerTurn | S::MarketplaceReview | S::RefundWaiting | S::Decided | S::NoAgreement => Tone::Accent,
        S::Draft | S::ClosedLost | S::Cancelled => Tone::Quiet,
    }
}

fn protection_ui(ui: &mut Ui, screen: &Screen<'_>, row: &OrderRow) {
    let Some((from, until)) = row.window else { return };
    let now = screen.state.now;
    if until < now {
        let ink = theme::of(ui).muted;
        elided_ui(ui, text::small(screen.t("orders-protection-over")).color(ink));
        return;
    }
    let left = (until - now).num_minutes() as f32;
    let start = row.ordered.or(from);
    let whole = start.map_or(PROTECTION_USUAL_DAYS * 1440.0, |start| (until - start).num_minutes() as f32);
    let tone = match (until - now).num_days() {
        ..=2 => Tone::Loss,
        3..=7 => Tone::Attention,
        _ => Tone::Quiet,
    };
    let words = screen.texts.countdown(now, until);
    ui.spacing_mut().item_spacing.x = size::GAP;
    meter_ui(ui, &words, (left / whole.max(1.0)).clamp(0.0, 1.0), tone, METER_WIDTH);
    let ink = if tone == Tone::Quiet { theme::of(ui).muted } else { tone.ink(theme::of(ui)) };
    elided_ui(ui, text::small(words).color(ink));
}
