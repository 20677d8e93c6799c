//! Every widget in every state on one page, for looking at and for tests. Part of no released program; its words
//! are samples and stay in English.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use egui::{Color32, ColorImage, Context, ScrollArea, TextureHandle, TextureOptions, Ui, Vec2};

use super::chart::{Chart, ChartView, Hit, Subject, chart_tools_ui, chart_ui};
use super::icons::Icon;
use super::theme::{self, size, text};
use super::viewer::canvas::{Look, canvas_ui};
use super::widgets::{self as w, Mark, ThumbKind, Tone};
use crate::domain::event::Party;
use crate::domain::message::Msg;
use crate::domain::view::{Deadline, DeadlineKind, DeadlineStatus, Lane, Severity, Span, SpanKind};
use crate::texts::Texts;

/// What the gallery remembers between frames.
pub struct Gallery {
    texts: Texts,
    tab: u8,
    segment: u8,
    ticked: bool,
    title: String,
    amount: String,
    date: String,
    search: String,
    notes: String,
    picture: TextureHandle,
    /// The row the list stands on.
    pub selected: Option<usize>,
    /// The last row entered.
    pub entered: Option<usize>,
    /// The chart of one case.
    pub one: Chart,
    /// The chart of many cases.
    pub many: Chart,
    /// What is seen of either.
    pub view: ChartView,
    /// What was chosen on the chart, in order.
    pub hits: Vec<Hit>,
    /// How the picture is looked at.
    pub look: Look,
    /// What was pressed last.
    pub pressed: String,
}

impl std::fmt::Debug for Gallery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gallery").finish_non_exhaustive()
    }
}

impl Gallery {
    /// A gallery with sample contents.
    pub fn new(ctx: &Context) -> Self {
        let texts = Texts::new("en", chrono_tz::UTC);
        let one = Chart::of_case(&spans(0), &deadlines(0), day(24), &texts);
        let cases: Vec<(String, Vec<Span>, Vec<Deadline>)> = [
            "Wristwatch, steel, black dial",
            "Leggings, 3 pcs",
            "USB-C hub",
            "Ceramic mug set",
            "Чехол для телефона",
        ]
        .iter()
        .enumerate()
        .map(|(index, name)| ((*name).to_owned(), spans(index as i64 * 4), deadlines(index as i64 * 4)))
        .collect();
        let subjects: Vec<Subject<'_>> =
            cases.iter().map(|(name, spans, deadlines)| Subject { name, spans, deadlines }).collect();
        let many = Chart::of_cases(&subjects, day(24), &texts);
        let view = ChartView::whole(&one);
        Self {
            texts,
            tab: 0,
            segment: 1,
            ticked: true,
            title: "Wristwatch, steel".to_owned(),
            amount: "11.74".to_owned(),
            date: String::new(),
            search: String::new(),
            notes: "The clasp does not hold.\nIt arrived in a dented box.".to_owned(),
            picture: ctx.load_texture("sample", picture(), TextureOptions::LINEAR),
            selected: Some(1),
            entered: None,
            one,
            many,
            view,
            hits: Vec::new(),
            look: Look::default(),
            pressed: String::new(),
        }
    }

    fn sample(&self) -> (egui::TextureId, Vec2) {
        (self.picture.id(), self.picture.size_vec2())
    }

    /// Buttons, badges, fields, cards, thumbnails.
    pub fn controls_ui(&mut self, ui: &mut Ui) {
        page_ui(ui, |ui| {
            let head = w::ScreenHead {
                back: "Orders",
                crumb: "8136 3243 2890 3264",
                title: "Wristwatch, steel, black dial",
                subtitle: "Asked 11.73 USD, keep the item · offered 5.00 USD · nothing decided",
            };
            w::screen_head_ui(ui, &head, |ui| {
                if ui.add(w::primary("Start a case")).clicked() {
                    "Start a case".clone_into(&mut self.pressed);
                }
                ui.add(w::secondary("Add files…").icon(Icon::FilePlus));
            });
            ui.add_space(size::GAP_WIDE);
            w::tabs_ui(ui, &mut self.tab, &[(0, "Evidence"), (1, "Messages"), (2, "Offers")]);
            ui.add_space(size::GAP_WIDE);
            ui.spacing_mut().item_spacing.x = size::GAP_SECTION;
            ui.columns(2, |columns| {
                for column in columns.iter_mut() {
                    column.spacing_mut().item_spacing.x = size::GAP;
                }
                if let [left, right] = columns {
                    self.left_ui(left);
                    self.right_ui(right);
                }
            });
        });
    }

    fn left_ui(&mut self, ui: &mut Ui) {
        w::section_title_ui(ui, "Buttons", "4 kinds");
        w::card_ui(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.add(w::primary("Export claim…").icon(Icon::Download));
                ui.add(w::secondary("Compare"));
                ui.add(w::quiet("Reject"));
                ui.add(w::danger("Empty the bin").icon(Icon::Trash));
                ui.add_enabled(false, w::primary("Save"));
                ui.add_enabled(false, w::secondary("Undo").icon(Icon::Undo));
                ui.add(w::secondary("Sort").trailing(Icon::ChevronDown).small());
                ui.add(w::quiet("On hold").selected(true).small());
                w::icon_button_ui(ui, Icon::Copy, "Copy the text");
                w::icon_button_ui(ui, Icon::More, "More acts");
                w::link_ui(ui, "Why?");
            });
            ui.add_space(size::GAP_SMALL);
            w::segmented_ui(ui, "Zoom", &mut self.segment, &[(0, "Week"), (1, "Month"), (2, "Year")]);
            w::check_ui(ui, &mut self.ticked, "Strip the location from copies");
        });
        ui.add_space(size::GAP);
        w::section_title_ui(ui, "Badges and dates", "");
        w::card_ui(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                w::badge_ui(ui, Tone::Good, Mark::Disc, "Ready");
                w::badge_ui(ui, Tone::Attention, Mark::Ring, "May be refused");
                w::badge_ui(ui, Tone::Attention, Mark::Diamond, "Can be fixed");
                w::badge_ui(ui, Tone::Quiet, Mark::Triangle, "Won’t be accepted");
                w::badge_ui(ui, Tone::Loss, Mark::Triangle, "22 h left");
                w::badge_ui(ui, Tone::Accent, Mark::Bare, "3 new");
            });
            ui.add_space(size::GAP_SMALL);
            ui.columns(2, |columns| {
                if let [one, two] = columns {
                    w::countdown_ui(one, Tone::Loss, "22 h left", "asked 20 Nov 14:10 + 3 days");
                    w::countdown_ui(two, Tone::Quiet, "23 Nov – 8 Jan", "nothing to do");
                }
            });
            ui.add_space(size::GAP_SMALL);
            w::meter_row_ui(ui, "Checklist", 0.6, Tone::Good, "3 of 5");
            w::meter_row_ui(ui, "Size", 0.98, Tone::Attention, "1.9 of 2.0 MB");
            w::meter_row_ui(ui, "Nothing yet", 0.0, Tone::Accent, "0 of 5");
            w::tick_ui(ui, true, "have it", "Close-up of the fault");
            w::tick_ui(ui, false, "missing", "Video: it is on charge and shows no sign of life");
        });
        ui.add_space(size::GAP);
        w::section_title_ui(ui, "Thumbnails", "8 files · 1 to fix");
        ui.horizontal_top(|ui| {
            for (index, thumb) in self.thumbs().into_iter().enumerate() {
                ui.vertical(|ui| {
                    ui.set_width(size::THUMB_WIDTH);
                    thumb.show_ui(ui);
                    let (title, detail) = CAPTIONS.get(index).copied().unwrap_or_default();
                    w::thumb_caption_ui(ui, title, detail, size::THUMB_WIDTH);
                });
            }
        });
    }

    fn thumbs(&self) -> [w::Thumb<'static>; 3] {
        let photo = w::Thumb {
            texture: Some(self.sample()),
            badge: Some((Tone::Good, Mark::Disc, "Ready · copy")),
            selected: true,
            ..w::Thumb::new("Box, dented corner, ready", ThumbKind::Image)
        };
        let video = w::Thumb {
            texture: Some(self.sample()),
            duration: "9:10",
            badge: Some((Tone::Attention, Mark::Diamond, "Fix: 612 MB")),
            ..w::Thumb::new("On the charger, can be fixed", ThumbKind::Video)
        };
        let other = w::Thumb {
            format: "PDF",
            badge: Some((Tone::Quiet, Mark::Triangle, "Not accepted")),
            ..w::Thumb::new("Repair quote, not accepted", ThumbKind::Other)
        };
        [photo, video, other]
    }

    fn right_ui(&mut self, ui: &mut Ui) {
        w::section_title_ui(ui, "Fields", "");
        w::card_ui(ui, |ui| {
            w::Field::new("Title").help("As on the order page").show_ui(ui, &mut self.title);
            ui.horizontal_top(|ui| {
                w::money_field_ui(
                    ui,
                    "Amount asked",
                    &mut self.amount,
                    "USD",
                    Some("At most 11.73 USD was paid"),
                );
                w::date_field_ui(ui, "Arrived", &mut self.date, "2026-03-20", None);
            });
            w::Field::new("Notes").rows(3).show_ui(ui, &mut self.notes);
            w::search_field_ui(ui, "Search orders", "Clear the search", &mut self.search, 240.0);
        });
        ui.add_space(size::GAP);
        w::section_title_ui(ui, "Facts", "");
        w::card_ui(ui, |ui| {
            w::fact_ui(ui, "Paid", text::strong("11.73 USD"));
            w::fact_ui(ui, "Tracking", "LP00 4821 9930 07");
            w::fact_ui(ui, "Store", "A store with a name that goes on for much longer than the card is wide");
            w::fact_with_ui(ui, "Address", |ui| w::link_ui(ui, "hidden · show"));
            w::hairline_ui(ui);
            let theme = theme::of(ui);
            let words = "I ordered a wristwatch (black dial, 42 mm). The watch I received does not work: it does not \
                start on a charged battery, and the clasp does not hold. Please refund 11.73 USD.";
            w::clamped_ui(ui, words, text::body_font(), theme.text, 2);
            w::muted_ui(ui, "213 characters · limit not known");
        });
        w::notice_ui(
            ui,
            Tone::Attention,
            Icon::Alert,
            "Two files may be refused; copies that fit are used.",
            |ui| {
                ui.add(w::secondary("Look").small());
            },
        );
        ui.add_space(size::GAP);
        w::section_title_ui(ui, "Jobs", "");
        w::card_ui(ui, |ui| {
            let job = w::JobRow {
                title: "Copying unboxing.mov",
                fraction: Some(0.62),
                detail: "318 of 512 MB · 9 s left",
                cancel: Some("Stop copying unboxing.mov"),
            };
            w::job_ui(ui, &job);
        });
        w::card_ui(ui, |ui| {
            let words = "A photo or a screenshot that belongs to no order yet lands here.";
            w::empty_state_ui(ui, Icon::Inbox, "Nothing waits", words, |ui| {
                ui.add(w::secondary("Add files…"));
            });
        });
    }

    /// A rail and a long list.
    pub fn list_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(size::RAIL_WIDTH);
                ui.spacing_mut().item_spacing.y = size::GAP_TINY;
                w::rail_item_ui(ui, Icon::Today, "Today", "4", false);
                w::rail_item_ui(ui, Icon::Orders, "Orders", "212", true);
                w::rail_item_ui(ui, Icon::Cases, "Cases", "5", false);
                w::rail_item_ui(ui, Icon::Timeline, "Timeline", "", false);
                w::rail_item_ui(ui, Icon::Inbox, "Inbox", "3", false);
                w::rail_item_ui(ui, Icon::Settings, "Settings", "", false);
            });
            w::card_tight_ui(ui, |ui| self.table_ui(ui));
        });
    }

    fn table_ui(&mut self, ui: &mut Ui) {
        let columns = [
            w::Column::exact("", size::ROW_THUMB),
            w::Column::exact("Number", 150.0).sortable(),
            w::Column::grow("Title", 160.0, 2.0).sortable(),
            w::Column::grow("Store", 90.0, 1.0).hide_below(640.0),
            w::Column::exact("Paid", 90.0).end().sortable(),
            w::Column::exact("Protection", 80.0),
            w::Column::exact("Evidence", 110.0),
        ];
        let mut rows = w::TableRows::new("Orders", &columns, 10_000);
        rows.selected = self.selected;
        rows.sorted = Some((1, true));
        let picture = self.sample();
        let out = w::table_ui(
            ui,
            &rows,
            |row| format!("Order {row}, Wristwatch"),
            |ui, row, column| match column {
                0 => {
                    w::row_thumb_ui(ui, (row % 3 == 0).then_some(picture), ThumbKind::Order);
                }
                1 => {
                    w::elided_ui(ui, format!("8136 3243 {row:04}"));
                }
                2 => {
                    w::elided_ui(ui, text::medium("Wristwatch, steel, black dial, 42 mm, with a long title"));
                }
                3 => {
                    w::elided_ui(ui, "Time Gallery");
                }
                4 => {
                    w::elided_ui(ui, format!("{}.73 USD", row * 7 + 4));
                }
                5 => {
                    w::meter_ui(ui, "Protection left", 0.7, Tone::Accent, 72.0);
                }
                _ => {
                    w::badge_ui(ui, Tone::Attention, Mark::Diamond, "1 to fix");
                }
            },
        );
        self.selected = out.moved.or(out.clicked.map(|(row, _)| row)).or(self.selected);
        self.entered = out.entered.or(self.entered);
    }

    /// The chart of one case, then that of many.
    pub fn charts_ui(&mut self, ui: &mut Ui) {
        page_ui(ui, |ui| {
            w::card_ui(ui, |ui| {
                chart_tools_ui(ui, &self.one, &mut self.view, &self.texts);
                let out = chart_ui(ui, &self.one, &mut self.view, &self.texts, false);
                self.hits.extend(out.hit);
            });
            ui.push_id("many", |ui| {
                w::card_ui(ui, |ui| {
                    let mut view = self.view;
                    chart_ui(ui, &self.many, &mut view, &self.texts, true);
                });
            });
        });
    }

    /// The viewer's canvas.
    pub fn canvas_ui(&mut self, ui: &mut Ui) {
        let (texture, pixels) = self.sample();
        canvas_ui(ui, "Box, dented corner", texture, pixels, &mut self.look, true);
    }

    /// What floats: a dialog and a toast.
    pub fn floats_ui(&mut self, ui: &mut Ui) {
        self.list_ui(ui);
        let ctx = ui.ctx().clone();
        if w::toast_ui(&ctx, Tone::Good, "3 files added to Wristwatch, steel", Some("Undo"), "Close")
            == w::ToastAct::Acted
        {
            "Undo".clone_into(&mut self.pressed);
        }
        w::dialog_ui(&ctx, "Record that the parcel arrived?", |ui| {
            ui.label(
                "This ends the protection early if the parcel has not arrived. It cannot be taken back.",
            );
            ui.add_space(size::GAP);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(w::danger("Record it"));
                ui.add(w::secondary("Cancel"));
            });
        });
    }
}

const CAPTIONS: [(&str, &str); 3] = [
    ("Box, dented corner", "HEIC 3.1 MB → JPEG 1.8 MB"),
    (
        "On the charger, no reaction at all, second try with another cable",
        "MOV · trim or shrink under 500 MB",
    ),
    ("Repair quote", "Take a screenshot of it"),
];

fn page_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::same(size::PAD as i8)).show(ui, contents);
    });
}

fn day(day: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 1, 9, 0, 0).single().unwrap_or_default() + TimeDelta::days(day - 1)
}

fn spans(shift: i64) -> Vec<Span> {
    let span = |lane, kind, label: &'static str, from: i64, to: Option<i64>| Span {
        lane,
        kind,
        label: Msg::new(label),
        from: day(from + shift),
        to: to.map(|to| day(to + shift)),
        why: Some(Msg::new("opened 18 March 09:00 + 7 days")),
    };
    vec![
        span(Lane::Money, SpanKind::Happened, "held by the marketplace", 10, None),
        span(Lane::Case, SpanKind::Happened, "draft", 16, Some(18)),
        span(Lane::Case, SpanKind::Happened, "seller’s turn", 18, Some(22)),
        span(Lane::Case, SpanKind::Happened, "your turn", 22, Some(25)),
        span(Lane::Case, SpanKind::Presumed, "marketplace review, from 14 days", 25, Some(39)),
        span(Lane::Case, SpanKind::Waiting, "… up to 60 days", 39, Some(54)),
        span(Lane::Refund, SpanKind::Waiting, "1–20 business days once processed", 40, Some(54)),
        span(Lane::Fallback, SpanKind::Waiting, "card chargeback, until 18 July", 10, Some(140)),
    ]
}

fn deadlines(shift: i64) -> Vec<Deadline> {
    let deadline = |title: &'static str, severity, due: i64| Deadline {
        id: title.to_owned(),
        title: Msg::new(title),
        who: Party::Buyer,
        kind: DeadlineKind::Deadline,
        status: DeadlineStatus::Upcoming,
        presumed: false,
        severity,
        starts_at: None,
        due: Some(day(due + shift)),
        earliest: None,
        latest: None,
        basis: Msg::new("opened 18 March 09:00 + 7 days"),
        sources: vec!["S10".to_owned()],
        rule: "sample/sample".to_owned(),
        shown_by_marketplace: false,
        certain: true,
        conflicts: Vec::new(),
        lane: Lane::Case,
        scope: None,
    };
    let band = Deadline {
        kind: DeadlineKind::Band,
        earliest: Some(day(44 + shift)),
        ..deadline("refund arrives", Severity::Info, 51)
    };
    vec![
        deadline("to the marketplace", Severity::Attention, 25),
        deadline("answer the offer", Severity::Loss, 26),
        deadline("last day to open again", Severity::Info, 35),
        band,
    ]
}

/// A gradient with a pattern, so that stretching and cutting can be seen.
fn picture() -> ColorImage {
    let (width, height) = (320, 200);
    let pixels = (0..width * height)
        .map(|index| {
            let (x, y) = (index % width, index / width);
            let ring = (x as i64 - 160).pow(2) + (y as i64 - 100).pow(2) < 70 * 70;
            let shade = (x * 200 / width) as u8;
            if ring {
                Color32::from_rgb(shade, 120, 90)
            } else {
                Color32::from_rgb(150, shade, (y % 200) as u8)
            }
        })
        .collect();
    ColorImage::new([width, height], pixels)
}
