//! The chart as a widget: draws it, zooms and pans, shows the why, and walks it by keyboard. One keyboard stop; the
//! arrows move over bars and dates, each with a spoken name.

use chrono::{DateTime, Utc};
use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Id, Key, Label, Modifiers, PointerButton, Pos2, Rect,
    Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::data::{Chart, Hit};
use super::layout::{ChartLayout, layout};
use super::paint;
use super::view::ChartView;
use crate::texts::Texts;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Theme, size, text};
use crate::ui::widgets::{focus_ring_at, icon_button_ui, quiet};

/// What the buyer did with the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChartOut {
    /// Clicked, or Enter while the keyboard was on it.
    pub hit: Option<Hit>,
    /// Clicked where nothing is: the row and the instant.
    pub empty: Option<(usize, DateTime<Utc>)>,
    /// The name of this row was clicked.
    pub name: Option<usize>,
}

const ZOOM_STEP: f64 = 1.5;
const PAN_STEP: f64 = 0.1;

/// The chart's buttons: today, zoom, everything. Stands wherever the screen wants it.
pub fn chart_tools_ui(ui: &mut Ui, chart: &Chart, view: &mut ChartView, texts: &Texts) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
        if ui.add(quiet(&texts.get("timeline-go-today")).small()).clicked() {
            view.go_to(chart.now);
        }
        if icon_button_ui(ui, Icon::ZoomOut, &texts.get("timeline-zoom-out")).clicked() {
            view.zoom(1.0 / ZOOM_STEP, 0.5);
        }
        if icon_button_ui(ui, Icon::ZoomIn, &texts.get("timeline-zoom-in")).clicked() {
            view.zoom(ZOOM_STEP, 0.5);
        }
        if icon_button_ui(ui, Icon::Fit, &texts.get("timeline-whole")).clicked() {
            view.fit(chart);
        }
    });
}

/// Draws the chart as wide as its place and as high as it needs. Names of rows can be clicked when `names_open`
/// (the chart of many cases).
pub fn chart_ui(
    ui: &mut Ui,
    chart: &Chart,
    view: &mut ChartView,
    texts: &Texts,
    names_open: bool,
) -> ChartOut {
    let mut out = ChartOut::default();
    let width = ui.available_width();
    let laid = lay(ui, chart, view, texts, width);
    let sense = Sense::click_and_drag();
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, laid.height), sense);
    let name = texts.get("timeline-chart");
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &name));
    let before = *view;
    pointer(ui, view, &laid, &response, rect);
    keys(ui, chart, view, &response, &mut out);
    // What was done is seen in this frame already.
    let laid = if before == *view { laid } else { lay(ui, chart, view, texts, width) };
    let theme = theme::of(ui);
    let mut scene = Scene { ui, chart, laid: &laid, rect, response: &response, theme, ring: None };
    scene.draw_ui(view, texts, names_open, &mut out);
    if response.clicked_by(PointerButton::Primary)
        && out.hit.is_none()
        && out.name.is_none()
        && let Some(at) = response.interact_pointer_pos()
    {
        response.request_focus();
        out.empty = empty_at(view, &laid, at - rect.min.to_vec2());
    }
    out
}

fn lay(ui: &Ui, chart: &Chart, view: &ChartView, texts: &Texts, width: f32) -> ChartLayout {
    let measure = |words: &str| {
        ui.painter().layout_no_wrap(words.to_owned(), text::small_font(), Color32::PLACEHOLDER).size().x
    };
    layout(chart, view, texts.zone(), width, &measure)
}

fn empty_at(view: &ChartView, laid: &ChartLayout, at: Pos2) -> Option<(usize, DateTime<Utc>)> {
    let row = laid.rows.iter().position(|(top, bottom)| at.y >= *top && at.y < *bottom)?;
    laid.plot.x_range().contains(at.x).then(|| (row, view.instant(part(laid, at.x))))
}

fn part(laid: &ChartLayout, x: f32) -> f64 {
    f64::from((x - laid.plot.left()) / laid.plot.width().max(1.0))
}

/// Zoom by Ctrl and wheel or by pinching, pan by dragging or by a sideways wheel.
fn pointer(ui: &Ui, view: &mut ChartView, laid: &ChartLayout, response: &Response, rect: Rect) {
    let width = f64::from(laid.plot.width().max(1.0));
    if response.dragged_by(PointerButton::Primary) {
        view.pan(-f64::from(response.drag_delta().x) / width);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if !response.contains_pointer() {
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else {
        return;
    };
    let (zoom, sideways) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().x));
    if zoom != 1.0 {
        view.zoom(f64::from(zoom), part(laid, at.x - rect.left()).clamp(0.0, 1.0));
    }
    if sideways != 0.0 {
        view.pan(-f64::from(sideways) / width);
    }
}

/// Arrows walk in time and between rows, with Shift they pan; plus, minus and 0 zoom; Enter chooses.
fn keys(ui: &Ui, chart: &Chart, view: &mut ChartView, response: &Response, out: &mut ChartOut) {
    if !response.has_focus() {
        return;
    }
    let arrows = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let mut to = view.cursor;
    ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        if pressed(Modifiers::SHIFT, Key::ArrowLeft) {
            view.pan(-PAN_STEP);
        }
        if pressed(Modifiers::SHIFT, Key::ArrowRight) {
            view.pan(PAN_STEP);
        }
        for (key, later) in [(Key::ArrowLeft, false), (Key::ArrowRight, true)] {
            if pressed(Modifiers::NONE, key) {
                to = chart.step_in_time(to, later);
            }
        }
        for (key, down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
            if pressed(Modifiers::NONE, key) {
                to = chart.step_row(to, down);
            }
        }
        if pressed(Modifiers::NONE, Key::Plus) || pressed(Modifiers::NONE, Key::Equals) {
            view.zoom(ZOOM_STEP, 0.5);
        }
        if pressed(Modifiers::NONE, Key::Minus) {
            view.zoom(1.0 / ZOOM_STEP, 0.5);
        }
        if pressed(Modifiers::NONE, Key::Num0) {
            view.fit(chart);
        }
        if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::Space) {
            out.hit = to;
        }
    });
    if to != view.cursor {
        view.cursor = to;
        if let Some(at) = to.and_then(|hit| chart.at(hit)) {
            view.reveal(at);
        }
    }
}

/// What drawing needs at hand.
struct Scene<'a> {
    ui: &'a mut Ui,
    chart: &'a Chart,
    laid: &'a ChartLayout,
    rect: Rect,
    response: &'a Response,
    theme: &'static Theme,
    /// Around what the keyboard is on.
    ring: Option<Rect>,
}

impl Scene<'_> {
    fn draw_ui(&mut self, view: &mut ChartView, texts: &Texts, names_open: bool, out: &mut ChartOut) {
        let origin = self.rect.min.to_vec2();
        let seen = self.ui.clip_rect();
        if !self.ui.is_rect_visible(self.rect) {
            return;
        }
        let painter = self.ui.painter().clone();
        paint::grid(&painter, self.theme, self.laid, origin);
        self.names_ui(origin, names_open, out);
        let chart = self.chart;
        let laid = self.laid;
        for place in laid.bars.iter().filter(|place| place.rect.translate(origin).intersects(seen)) {
            if let Some(bar) = chart.bar(place.hit) {
                paint::bar(&painter, self.theme, bar, place, origin);
                let reach = place
                    .words
                    .map_or(place.rect, |words| place.rect.union(words.with_max_x(place.rect.right())));
                self.thing_ui(place.hit, place.rect.translate(origin), reach.translate(origin), view, out);
            }
        }
        paint::today(&painter, self.theme, laid, origin, &texts.get("timeline-today"));
        for place in laid.flags.iter().filter(|place| place.pole.translate(origin).intersects(seen)) {
            if let Some(flag) = chart.flag(place.hit) {
                paint::flag(&painter, self.theme, flag, place, origin);
                let reach =
                    place.words.map_or(place.pole, |words| place.pole.union(words)).expand(size::GAP_TINY);
                let reach = reach.with_max_x(reach.right().max(place.pole.right() + super::layout::PENNANT));
                self.thing_ui(place.hit, reach.translate(origin), reach.translate(origin), view, out);
            }
        }
        // The dates stay in sight while rows scroll under them.
        let top = self.rect.top().max(seen.top());
        let strip = Rect::from_min_size(
            Pos2::new(self.rect.left(), top),
            Vec2::new(self.rect.width(), size::CHART_AXIS),
        );
        paint::axis(&painter, self.theme, laid, strip, origin.x, texts);
        // Last, so that no neighbour lies over it.
        let ring = self.ring.or(view.cursor.is_none().then_some(self.rect));
        if let Some(ring) = ring {
            focus_ring_at(self.ui, self.response, ring);
        }
    }

    fn names_ui(&mut self, origin: Vec2, open: bool, out: &mut ChartOut) {
        let width = self.laid.plot.left() - size::GAP_WIDE;
        for (index, row) in self.chart.rows.iter().enumerate() {
            let Some((top, bottom)) = self.laid.rows.get(index).copied() else {
                continue;
            };
            let place = Rect::from_min_max(Pos2::new(0.0, top), Pos2::new(width, bottom)).translate(origin);
            if !place.intersects(self.ui.clip_rect()) {
                continue;
            }
            let sense = if open { Sense::CLICK } else { Sense::hover() };
            let response = self.ui.interact(place, self.response.id.with(("name", index)), sense);
            let role = if open { Role::Link } else { Role::Label };
            response.widget_info(|| WidgetInfo::labeled(role, true, &row.name));
            let ink = if open && response.hovered() { self.theme.accent } else { self.theme.text };
            let ink = if open { ink } else { self.theme.muted };
            let galley = paint::line(self.ui.painter(), &row.name, text::small_font(), ink, width);
            // Beside the first thing in the row, not in the middle of a tall one.
            let first = if row.flags.is_empty() { size::CHART_BAR } else { size::CHART_FLAG };
            let y = place.top() + size::CHART_ROW_GAP + (first - galley.size().y) / 2.0;
            let elided = galley.elided;
            self.ui.painter().galley(Pos2::new(place.left(), y), galley, ink);
            if index > 0 && open {
                let line = Stroke::new(size::LINE, self.theme.line);
                self.ui.painter().hline(self.rect.x_range(), place.top(), line);
            }
            if open && response.clicked() {
                out.name = Some(index);
            }
            let response = if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
            if elided {
                response.on_hover_text(&row.name);
            }
        }
    }

    /// Senses a bar or a flag, outlines it, and shows its why.
    fn thing_ui(&mut self, hit: Hit, outline: Rect, reach: Rect, view: &mut ChartView, out: &mut ChartOut) {
        let id = self.thing_id(hit);
        let response = self.ui.interact(reach.intersect(self.ui.clip_rect()), id, Sense::CLICK);
        let spoken = self.chart.spoken(hit).unwrap_or_default();
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, self.ui.is_enabled(), spoken));
        self.ui.ctx().accesskit_node_builder(id, |node| {
            if let Some((_, why)) = self.chart.why(hit) {
                node.set_description(why.join(". "));
            }
        });
        let here = view.cursor == Some(hit) && self.response.has_focus();
        if here {
            let node = id.accesskit_id();
            self.ui.ctx().accesskit_node_builder(self.response.id, |list| list.set_active_descendant(node));
            self.ring = Some(outline.expand(size::FOCUS_GAP));
        } else if response.hovered() {
            let stroke = Stroke::new(size::LINE, self.theme.focus);
            let radius = CornerRadius::same(size::RADIUS_SMALL);
            self.ui.painter().rect_stroke(outline.expand(size::LINE), radius, stroke, StrokeKind::Outside);
        }
        if response.clicked() {
            self.response.request_focus();
            view.cursor = Some(hit);
            out.hit = Some(hit);
        }
        let Some((words, why)) = self.chart.why(hit) else {
            return;
        };
        if here && !self.response.hovered() {
            response.show_tooltip_ui(|ui| why_ui(ui, words, why));
        } else {
            response.on_hover_ui_at_pointer(|ui| why_ui(ui, words, why));
        }
    }

    fn thing_id(&self, hit: Hit) -> Id {
        self.response.id.with(hit)
    }
}

fn why_ui(ui: &mut Ui, words: &str, why: &[String]) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.y = size::GAP_TINY;
    ui.set_max_width(size::READING_WIDTH * 0.75);
    ui.add(Label::new(text::strong(words)).wrap());
    for line in why {
        ui.add(Label::new(text::small(line).color(theme.muted)).wrap());
    }
}
