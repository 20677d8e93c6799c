//! The list of orders, cases and files: columns that share the width, rows drawn only where seen, one keyboard stop
//! for the whole list, and a spoken name for every row. Owns no order and no filter.

use std::ops::Range;

use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Key, Layout, Modifiers, Pos2, Rect, Response, Role,
    ScrollArea, Sense, Stroke, TextWrapMode, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::focus_ring_at;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size, text};

/// The side a column is flush with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Amounts and counts.
    End,
}

/// A column.
#[derive(Clone, Copy, Debug, Default)]
pub struct Column<'a> {
    /// Its head; may be empty.
    pub title: &'a str,
    /// Its least width in points.
    pub width: f32,
    /// Its part of the width that is left over; 0 keeps it at `width`.
    pub grow: f32,
    /// The side it is flush with.
    pub align: Align,
    /// Its head is a button that sorts.
    pub sortable: bool,
    /// It is left out where the list is narrower than this.
    pub hide_below: f32,
}

impl<'a> Column<'a> {
    /// A column of fixed width.
    pub fn exact(title: &'a str, width: f32) -> Self {
        Self { title, width, ..Self::default() }
    }

    /// A column that takes a part of what is left.
    pub fn grow(title: &'a str, width: f32, grow: f32) -> Self {
        Self { title, width, grow, ..Self::default() }
    }

    /// Flush with the far side.
    #[must_use]
    pub fn end(mut self) -> Self {
        self.align = Align::End;
        self
    }

    /// With a head that sorts.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Left out where the list is narrower than `width`.
    #[must_use]
    pub fn hide_below(mut self, width: f32) -> Self {
        self.hide_below = width;
        self
    }
}

/// What a list shows.
#[derive(Clone, Copy)]
pub struct TableRows<'a> {
    /// Spoken name of the list, and its identity on this screen.
    pub name: &'a str,
    /// The columns.
    pub columns: &'a [Column<'a>],
    /// How many rows.
    pub len: usize,
    /// The row the keyboard stands on.
    pub selected: Option<usize>,
    /// Rows chosen for an act on many; `None` where there is no such act.
    pub marked: Option<&'a dyn Fn(usize) -> bool>,
    /// The sorted column, and whether downwards.
    pub sorted: Option<(usize, bool)>,
    /// Brings the selected row into sight once.
    pub reveal: bool,
    /// Takes the keyboard once.
    pub focus: bool,
    /// Height of a row in points.
    pub row_height: f32,
}

impl<'a> TableRows<'a> {
    /// A list without selection or order.
    pub fn new(name: &'a str, columns: &'a [Column<'a>], len: usize) -> Self {
        Self {
            name,
            columns,
            len,
            selected: None,
            marked: None,
            sorted: None,
            reveal: false,
            focus: false,
            row_height: size::ROW_HEIGHT,
        }
    }
}

impl std::fmt::Debug for TableRows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableRows").field("name", &self.name).field("len", &self.len).finish_non_exhaustive()
    }
}

/// What the buyer did with a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOut {
    /// The keyboard went to this row.
    pub moved: Option<usize>,
    /// This row was clicked, with these keys held.
    pub clicked: Option<(usize, Modifiers)>,
    /// Enter on this row, or a double click.
    pub entered: Option<usize>,
    /// Space on this row: choose it or not.
    pub toggled: Option<usize>,
    /// The head of this column was clicked.
    pub header: Option<usize>,
    /// The rows drawn, for asking for their pictures.
    pub visible: Range<usize>,
}

/// Draws a list as high as its place. `row_name` is spoken for a row; `cell` draws one cell (row, column).
pub fn table_ui(
    ui: &mut Ui,
    table: &TableRows<'_>,
    row_name: impl Fn(usize) -> String,
    mut cell: impl FnMut(&mut Ui, usize, usize),
) -> TableOut {
    let mut out = TableOut::default();
    let id = ui.make_persistent_id(("table", table.name));
    let bar = ui.spacing().scroll.allocated_width();
    let width = ui.available_width() - bar;
    let widths = widths(table.columns, width);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, table, &widths, &mut out);
        let body = ui.available_rect_before_wrap();
        let list = ui.interact(body, id, Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), table.name));
        if table.focus {
            list.request_focus();
        }
        let page = ((body.height() / table.row_height) as usize).max(1);
        keys(ui, table, &list, page, &mut out);
        let reveal = if table.reveal { table.selected } else { out.moved };
        ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
            ui.set_height(table.row_height * table.len as f32);
            let top = ui.max_rect().top();
            let left = ui.max_rect().left();
            let rect_of = |row: usize| {
                let corner = Pos2::new(left, top + row as f32 * table.row_height);
                Rect::from_min_size(corner, Vec2::new(width, table.row_height))
            };
            let first = (viewport.top() / table.row_height).floor().max(0.0) as usize;
            let last = ((viewport.bottom() / table.row_height).ceil().max(0.0) as usize).min(table.len);
            out.visible = first.min(last)..last;
            for row in first..last {
                let frame = RowFrame { table, widths: &widths, list: &list, rect: rect_of(row), row };
                frame.show_ui(ui, &row_name, &mut cell, &mut out);
            }
            if let Some(row) = reveal {
                ui.scroll_to_rect(rect_of(row), None);
            }
        });
        if table.selected.is_none() {
            focus_ring_at(ui, &list, body.shrink(size::FOCUS_LINE / 2.0));
        }
    });
    out
}

/// One row while it is drawn.
struct RowFrame<'a> {
    table: &'a TableRows<'a>,
    widths: &'a [f32],
    list: &'a Response,
    rect: Rect,
    row: usize,
}

impl RowFrame<'_> {
    fn show_ui(
        &self,
        ui: &mut Ui,
        row_name: impl Fn(usize) -> String,
        mut cell: impl FnMut(&mut Ui, usize, usize),
        out: &mut TableOut,
    ) {
        let theme = theme::of(ui);
        let id = self.list.id.with(self.row);
        let selected = self.table.selected == Some(self.row);
        let marked = self.table.marked.is_some_and(|marked| marked(self.row));
        let response = ui.interact(self.rect, id, Sense::CLICK);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), row_name(self.row));
            info.selected = (selected || marked).then_some(true);
            info
        });
        let here = selected && self.list.has_focus();
        if here {
            ui.ctx()
                .accesskit_node_builder(self.list.id, |node| node.set_active_descendant(id.accesskit_id()));
        }
        let ground = match (selected || marked, response.hovered()) {
            (true, _) => theme.accent_faint,
            (false, true) => theme.raised,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(self.rect, CornerRadius::ZERO, ground);
        let line = Stroke::new(size::LINE, theme.line);
        ui.painter().hline(self.rect.x_range(), self.rect.bottom() - size::LINE / 2.0, line);
        for (index, place) in places(self.rect, self.widths) {
            let side = self.table.columns.get(index).map(|column| column.align).unwrap_or_default();
            cell_ui(ui, place, side, egui::IdSalt::new((self.row, index)), |ui| cell(ui, self.row, index));
        }
        if here {
            focus_ring_at(ui, self.list, self.rect.shrink(size::FOCUS_LINE / 2.0));
        }
        if response.double_clicked() {
            out.entered = Some(self.row);
        }
        if response.clicked() {
            self.list.request_focus();
            out.clicked = Some((self.row, ui.input(|input| input.modifiers)));
        }
        response.on_hover_cursor(CursorIcon::PointingHand);
    }
}

fn cell_ui(ui: &mut Ui, place: Rect, side: Align, salt: egui::IdSalt, contents: impl FnOnce(&mut Ui)) {
    let layout = match side {
        Align::Start => Layout::left_to_right(egui::Align::Center),
        Align::End => Layout::right_to_left(egui::Align::Center),
    };
    let mut cell = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt(salt));
    cell.shrink_clip_rect(place.expand2(Vec2::new(size::FOCUS_GAP, 0.0)));
    cell.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    contents(&mut cell);
}

fn header_ui(ui: &mut Ui, table: &TableRows<'_>, widths: &[f32], out: &mut TableOut) {
    if table.columns.iter().all(|column| column.title.is_empty()) {
        return;
    }
    let theme = theme::of(ui);
    let room = Vec2::new(ui.available_width(), size::CONTROL_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    for (index, place) in places(rect, widths) {
        let Some(column) = table.columns.get(index).filter(|column| !column.title.is_empty()) else {
            continue;
        };
        let sorted = table.sorted.filter(|(by, _)| *by == index).map(|(_, down)| down);
        cell_ui(ui, place, column.align, egui::IdSalt::new(("head", index)), |ui| {
            if head_ui(ui, theme, column, sorted) {
                out.header = Some(index);
            }
        });
    }
    let y = rect.bottom() - size::LINE / 2.0;
    ui.painter().hline(rect.x_range(), y, Stroke::new(size::LINE, theme.line));
}

fn head_ui(ui: &mut Ui, theme: &Theme, column: &Column<'_>, sorted: Option<bool>) -> bool {
    if !column.sortable {
        ui.label(text::section(column.title).color(theme.muted));
        return false;
    }
    let galley =
        ui.painter().layout_no_wrap(column.title.to_owned(), text::section_font(), Color32::PLACEHOLDER);
    let mark = if sorted.is_some() { size::ICON_SMALL + size::GAP_SMALL } else { 0.0 };
    let wide = (galley.size().x + mark).ceil();
    let room = Vec2::new(wide.min(ui.available_width()), size::CONTROL_HEIGHT_SMALL);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), column.title));
    let ink = if sorted.is_some() || response.hovered() { theme.text } else { theme.muted };
    let top = rect.center().y - galley.size().y / 2.0;
    let end = rect.left() + galley.size().x;
    ui.painter().galley(Pos2::new(rect.left(), top), galley, ink);
    if let Some(down) = sorted {
        let icon = if down { Icon::ChevronDown } else { Icon::ChevronUp };
        let centre = Pos2::new(end + size::GAP_SMALL + size::ICON_SMALL / 2.0, rect.center().y);
        icon.paint(ui.painter(), centre, size::ICON_SMALL, ink);
    }
    focus_ring_at(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// What the keys do while the list has them.
fn keys(ui: &Ui, table: &TableRows<'_>, list: &Response, page: usize, out: &mut TableOut) {
    if !list.has_focus() || table.len == 0 {
        return;
    }
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, arrows));
    let last = table.len - 1;
    let mut at = table.selected;
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        // Every press counts, also when several come in one frame.
        while pressed(Key::ArrowDown) {
            at = Some(at.map_or(0, |row| (row + 1).min(last)));
        }
        while pressed(Key::ArrowUp) {
            at = Some(at.map_or(last, |row| row.saturating_sub(1)));
        }
        if pressed(Key::PageDown) {
            at = Some(at.map_or(0, |row| (row + page).min(last)));
        }
        if pressed(Key::PageUp) {
            at = Some(at.map_or(0, |row| row.saturating_sub(page)));
        }
        if pressed(Key::Home) {
            at = Some(0);
        }
        if pressed(Key::End) {
            at = Some(last);
        }
        if pressed(Key::Enter) {
            out.entered = at;
        }
        if pressed(Key::Space) {
            out.toggled = at;
        }
    });
    if at != table.selected {
        out.moved = at;
    }
}

/// Where the cells of a row are, by column; columns left out have none.
fn places(row: Rect, widths: &[f32]) -> impl Iterator<Item = (usize, Rect)> {
    let mut x = row.left() + size::PAD;
    widths.iter().enumerate().filter(|(_, width)| **width > 0.0).map(move |(index, width)| {
        let place = Rect::from_min_size(Pos2::new(x, row.top()), Vec2::new(*width, row.height()));
        x += width + size::GAP_WIDE;
        (index, place)
    })
}

/// Widths of the columns in a list `available` points wide; 0 for those left out.
fn widths(columns: &[Column<'_>], available: f32) -> Vec<f32> {
    let shown = |column: &Column<'_>| available >= column.hide_below;
    let count = columns.iter().filter(|column| shown(column)).count();
    let least: f32 = columns.iter().filter(|column| shown(column)).map(|column| column.width).sum();
    let grow: f32 = columns.iter().filter(|column| shown(column)).map(|column| column.grow).sum();
    let gaps = size::PAD * 2.0 + size::GAP_WIDE * count.saturating_sub(1) as f32;
    let left = available - gaps - least;
    columns
        .iter()
        .map(|column| match shown(column) {
            false => 0.0,
            true if left < 0.0 => {
                // Too narrow even for the least widths: all give way alike.
                (column.width * ((available - gaps) / least).max(0.0)).floor()
            }
            true if grow > 0.0 => (column.width + left * column.grow / grow).floor(),
            true => column.width,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_what_is_left_and_give_way_alike() {
        let columns = [Column::exact("", 50.0), Column::grow("", 100.0, 3.0), Column::grow("", 50.0, 1.0)];
        let gaps = size::PAD * 2.0 + size::GAP_WIDE * 2.0;
        assert_eq!(widths(&columns, 300.0 + gaps), [50.0, 175.0, 75.0]);
        assert_eq!(widths(&columns, 100.0 + gaps), [25.0, 50.0, 25.0]);
        assert_eq!(widths(&columns, 10.0), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_column_is_left_out_of_a_narrow_list() {
        let columns = [Column::grow("", 100.0, 1.0), Column::exact("", 80.0).hide_below(400.0)];
        assert_eq!(widths(&columns, 399.0)[1], 0.0);
        assert_eq!(widths(&columns, 400.0)[1], 80.0);
        let row = Rect::from_min_size(Pos2::ZERO, Vec2::new(399.0, 40.0));
        assert_eq!(places(row, &widths(&columns, 399.0)).count(), 1);
    }
}
