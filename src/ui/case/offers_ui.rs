//! Draws the ledger of offers: the small chart, each line with what differs and what is a trap, what sending back
//! costs, and the two answers.

use egui::{Align, CornerRadius, Label, Layout, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::case_ui::CasePlace;
use super::data::CaseScreen;
use super::offers_data::{OfferChart, OfferLine};
use super::parts_ui::{DAY_WIDTH, day_ui};
use crate::app::{Command, Deed};
use crate::domain::change::Change;
use crate::domain::event::{CaseEventKind, EventDetails, EventSource, NewEvent};
use crate::domain::ids::{CaseId, EventId};
use crate::domain::message::Msg;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::offers::returns::{BreakEven, COST_SETTING, CostFrom};
use crate::domain::view::CaseView;
use crate::ui::screen::{Screen, row_ui};
use crate::ui::theme::{self, size, text};
use crate::ui::widgets::{
    Mark, Tone, card_ui, hairline_ui, link_ui, money_field_ui, muted_ui, paint_mark, secondary,
    section_title_ui,
};

/// Height of the chart of offers.
const CHART_HEIGHT: f32 = 72.0;

/// Proposals with what differs and what is a trap.
pub fn offers_ui(
    ui: &mut Ui,
    screen: &mut Screen<'_>,
    data: &CaseScreen,
    view: &CaseView,
    place: &mut CasePlace,
    case: CaseId,
) {
    section_title_ui(ui, &screen.t("case-offers"), "");
    card_ui(ui, |ui| {
        if data.offers.is_empty() {
            muted_ui(ui, &screen.t("case-offers-empty"));
        }
        if let Some(chart) = &data.offer_chart {
            chart_ui(ui, screen, chart);
            hairline_ui(ui);
        }
        for (i, offer) in data.offers.iter().enumerate() {
            if i > 0 {
                hairline_ui(ui);
            }
            line_ui(ui, offer);
            if offer.is_open && !data.is_closed {
                answers_ui(ui, screen, offer, case);
            }
        }
        let open = || data.offers.iter().any(|offer| offer.is_open) && !data.is_closed;
        if open() {
            hairline_ui(ui);
            cost_ui(ui, screen, view, place);
            muted_ui(ui, &screen.t("offer-if-not"));
            muted_ui(ui, &screen.t("offer-tip-word"));
        }
    });
}

fn line_ui(ui: &mut Ui, offer: &OfferLine) {
    let theme = theme::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        day_ui(ui, &offer.day);
        row_ui(ui, Layout::right_to_left(Align::Min), |ui| {
            if !offer.standing.is_empty() {
                ui.label(text::small(&offer.standing).color(theme.muted));
            }
            row_ui(ui, Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = size::GAP_TINY;
                let what = if offer.is_open { text::medium(&offer.what) } else { text::body(&offer.what) };
                ui.add(Label::new(what).wrap());
                let ink = if offer.is_own { theme.muted } else { theme.amber };
                for line in &offer.differences {
                    ui.add(Label::new(text::small(line).color(ink)).wrap());
                }
            });
        });
    });
    // Warnings take the whole width: they are what is to be read.
    for (is_final, words) in &offer.warnings {
        // What is past is no alarm any more.
        let tone = match (offer.is_open, *is_final) {
            (false, _) => Tone::Quiet,
            (true, true) => Tone::Loss,
            (true, false) => Tone::Attention,
        };
        warning_ui(ui, tone, words);
    }
    if let Some(words) = &offer.break_even {
        muted_ui(ui, words);
    }
}

/// A warning with its mark, so that colour is never alone.
pub fn warning_ui(ui: &mut Ui, tone: Tone, words: &str) {
    let theme = theme::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP_SMALL;
        let line = text::line_height(text::small_font().size);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, line), Sense::hover());
        paint_mark(ui.painter(), tone.into(), rect.center(), tone.ink(theme));
        ui.add(Label::new(text::small(words).color(tone.ink(theme))).wrap());
    });
}

fn answers_ui(ui: &mut Ui, screen: &mut Screen<'_>, offer: &OfferLine, case: CaseId) {
    ui.horizontal(|ui| {
        ui.add_space(DAY_WIDTH + ui.spacing().item_spacing.x);
        let reject = screen.t("case-offer-reject");
        let name = format!("{reject}: {}", offer.what);
        if ui.add(secondary(&reject).small().name(&name)).clicked() {
            screen.push(answer(screen, case, CaseEventKind::OfferRejected, offer.event));
        }
        let accept = screen.t("case-offer-accept");
        let name = format!("{accept} {}", offer.what);
        if ui.add(secondary(&accept).small().name(&name)).clicked() {
            screen.push(answer(screen, case, CaseEventKind::OfferAccepted, offer.event));
        }
    });
}

/// The answer to one offer, now. Accepting asks first (see `app::guard`).
fn answer(screen: &Screen<'_>, case: CaseId, kind: CaseEventKind, offer: EventId) -> Command {
    let event = NewEvent {
        kind,
        at: Moment::instant(screen.state.now),
        source: EventSource::Buyer,
        details: EventDetails { answers: Some(offer), ..EventDetails::default() },
    };
    Command::deed(Deed::Record(case, Box::new(event)), "event-said-recorded")
}

/// What sending back costs, to be set to the buyer's own price.
fn cost_ui(ui: &mut Ui, screen: &mut Screen<'_>, view: &CaseView, place: &mut CasePlace) {
    let mut known = view.offers.iter().filter_map(|offer| offer.break_even.as_ref());
    let Some(brings) = known.rfind(|brings| brings.cost_from != CostFrom::Free) else { return };
    let BreakEven { cost, cost_from, .. } = brings;
    ui.horizontal_wrapped(|ui| {
        let mut typed = place.return_cost.clone().unwrap_or_else(|| cost.decimal());
        let label = screen.t("offer-return-cost");
        let wrong = place.return_cost_wrong.then(|| screen.t("offer-return-cost-wrong"));
        let code = cost.currency.code();
        if money_field_ui(ui, &label, &mut typed, code, wrong.as_deref()).changed() {
            place.return_cost = Some(typed.clone());
        }
        if place.return_cost.is_some() && link_ui(ui, &screen.t("offer-return-cost-set")).clicked() {
            let read = Money::parse(&typed, &cost.currency);
            place.return_cost_wrong = read.is_none();
            if let Some(money) = read {
                place.return_cost = None;
                screen.push(set_cost(Some(money.to_string())));
            }
        }
        if *cost_from == CostFrom::Own && link_ui(ui, &screen.t("offer-return-cost-default")).clicked() {
            place.return_cost = None;
            screen.push(set_cost(None));
        }
    });
}

fn set_cost(value: Option<String>) -> Command {
    Command::quiet(Change::SetSetting(COST_SETTING.to_owned(), value), "offer-said-return-cost")
}

/// What was asked as a line of steps, what was offered as diamonds on their way up to it.
fn chart_ui(ui: &mut Ui, screen: &Screen<'_>, chart: &OfferChart) {
    let theme = theme::of(ui);
    let room = Vec2::new(ui.available_width(), CHART_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &chart.words));
    response.on_hover_text(&chart.words);
    let words_height = text::line_height(text::tiny_font().size);
    let plot = Rect::from_min_max(
        rect.min + Vec2::new(0.0, words_height + size::GAP_SMALL),
        rect.max - Vec2::new(AMOUNT_WIDTH, size::GAP_SMALL),
    );
    let place = |point: &super::offers_data::ChartPoint| {
        Pos2::new(
            plot.left() + size::GAP + point.x * (plot.width() - size::GAP),
            plot.bottom() - point.y * plot.height(),
        )
    };
    let painter = ui.painter();
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(size::LINE, theme.line));
    let asked = Stroke::new(size::FOCUS_LINE, theme.accent);
    let mut from: Option<Pos2> = None;
    for point in &chart.asked {
        let at = place(point);
        if let Some(from) = from {
            painter.hline(from.x..=at.x, from.y, asked);
            painter.vline(at.x, from.y..=at.y, asked);
        }
        from = Some(at);
    }
    if let (Some(from), Some(last)) = (from, chart.asked.last()) {
        painter.hline(from.x..=plot.right(), from.y, asked);
        amount(ui, Pos2::new(plot.right() + size::GAP_SMALL, from.y), &last.amount, theme.accent);
    }
    for (i, point) in chart.offered.iter().enumerate() {
        let at = place(point);
        ui.painter().vline(at.x, at.y..=plot.bottom(), Stroke::new(size::LINE, theme.line));
        paint_mark(ui.painter(), Mark::Diamond, at, theme.amber);
        if i + 1 == chart.offered.len() {
            amount(ui, Pos2::new(plot.right() + size::GAP_SMALL, at.y), &point.amount, theme.amber);
        }
    }
    legend(ui, screen, rect);
}

/// Room for the last amounts on the right of the chart.
const AMOUNT_WIDTH: f32 = 76.0;

fn amount(ui: &Ui, at: Pos2, words: &str, ink: egui::Color32) {
    let at = at + Vec2::new(size::GAP_SMALL, 0.0);
    ui.painter().text(at, egui::Align2::LEFT_CENTER, words, text::tiny_font(), ink);
}

fn legend(ui: &Ui, screen: &Screen<'_>, rect: Rect) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let y = rect.top() + text::line_height(text::tiny_font().size) / 2.0;
    let mut x = rect.left();
    for (id, ink, mark) in
        [("offer-chart-asked", theme.accent, Mark::Bare), ("offer-chart-offered", theme.amber, Mark::Diamond)]
    {
        if mark == Mark::Bare {
            let bar = Rect::from_center_size(
                Pos2::new(x + size::ICON_SMALL / 2.0, y),
                Vec2::new(size::ICON_SMALL, size::FOCUS_LINE),
            );
            painter.rect_filled(bar, CornerRadius::ZERO, ink);
        } else {
            paint_mark(painter, mark, Pos2::new(x + size::ICON_SMALL / 2.0, y), ink);
        }
        x += size::ICON_SMALL + size::GAP_SMALL;
        let words = screen.texts.say(&Msg::new(id));
        let drawn =
            painter.text(Pos2::new(x, y), egui::Align2::LEFT_CENTER, words, text::tiny_font(), theme.muted);
        x = drawn.right() + size::GAP_WIDE;
    }
}
