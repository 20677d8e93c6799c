//! Thumbnails with their badge, play mark and caption, and the small pictures of rows. Owns no textures.

use egui::{
    Color32, CornerRadius, Label, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, TextureId,
    Ui, Vec2, WidgetInfo,
};

use super::{Mark, Tone, badge, focus_ring};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, size, text};

/// What a picture stands for while there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThumbKind {
    /// A photo or a screenshot.
    Image,
    /// A video.
    Video,
    /// An order without a picture.
    Order,
    /// Any other file.
    Other,
}

impl ThumbKind {
    fn icon(self) -> Icon {
        match self {
            Self::Image => Icon::Image,
            Self::Video => Icon::Video,
            Self::Order => Icon::Orders,
            Self::Other => Icon::FileText,
        }
    }
}

impl From<crate::domain::evidence::media::MediaKind> for ThumbKind {
    fn from(kind: crate::domain::evidence::media::MediaKind) -> Self {
        use crate::domain::evidence::media::MediaKind;
        match kind {
            MediaKind::Image => Self::Image,
            MediaKind::Video => Self::Video,
            MediaKind::Other => Self::Other,
        }
    }
}

/// A thumbnail that can be clicked and dragged.
#[derive(Clone, Copy, Debug)]
#[must_use = "a thumbnail is drawn by its show_ui"]
pub struct Thumb<'a> {
    /// Spoken: caption, format and verdict in one.
    pub name: &'a str,
    /// What it stands for without a picture.
    pub kind: ThumbKind,
    /// The picture and its size in pixels.
    pub texture: Option<(TextureId, Vec2)>,
    /// The format in capitals, shown where there is no picture; may be empty.
    pub format: &'a str,
    /// A video's length ("3:42"); empty for everything else.
    pub duration: &'a str,
    /// The verdict over its lower edge.
    pub badge: Option<(Tone, Mark, &'a str)>,
    /// One of the chosen.
    pub selected: bool,
    /// Width in points.
    pub width: f32,
}

impl<'a> Thumb<'a> {
    /// A thumbnail of the usual size without a picture yet.
    pub fn new(name: &'a str, kind: ThumbKind) -> Self {
        Self {
            name,
            kind,
            texture: None,
            format: "",
            duration: "",
            badge: None,
            selected: false,
            width: size::THUMB_WIDTH,
        }
    }

    /// Draws it; senses clicks and drags.
    pub fn show_ui(self, ui: &mut Ui) -> Response {
        let width = self.width.min(ui.available_width());
        let room = Vec2::new(width, (width * size::THUMB_ASPECT).round());
        let (rect, response) = ui.allocate_exact_size(room, Sense::click_and_drag());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.name);
            info.selected = self.selected.then_some(true);
            info
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, response.hovered());
        }
        focus_ring(ui, &response);
        response
    }

    fn paint(&self, ui: &Ui, rect: Rect, hot: bool) {
        let theme = theme::of(ui);
        let radius = CornerRadius::same(size::RADIUS);
        let painter = ui.painter();
        painter.rect_filled(rect, radius, theme.thumb);
        if let Some((texture, pixels)) = self.texture {
            paint_picture(ui, rect, texture, pixels, size::RADIUS);
        } else {
            let lift = if self.badge.is_some() { size::GAP } else { 0.0 };
            let centre = rect.center() - Vec2::new(0.0, lift);
            if self.format.is_empty() {
                self.kind.icon().paint(painter, centre, size::ICON * 1.5, theme.muted);
            } else {
                let galley = painter.layout_no_wrap(self.format.to_owned(), text::small_font(), theme.muted);
                painter.galley(centre - galley.size() / 2.0, galley, theme.muted);
            }
        }
        let inside = rect.shrink(size::GAP_SMALL + size::GAP_TINY);
        if !self.duration.is_empty() {
            paint_duration(ui, inside, self.duration);
        }
        if let Some((tone, mark, words)) = self.badge {
            let width = badge::width(ui, mark, words).min(inside.width());
            let low = Pos2::new(inside.left(), inside.bottom() - size::BADGE_HEIGHT);
            badge::paint(
                ui,
                Rect::from_min_size(low, Vec2::new(width, size::BADGE_HEIGHT)),
                tone,
                mark,
                words,
            );
        }
        if self.selected {
            let stroke = Stroke::new(size::FOCUS_LINE + size::LINE, theme.accent);
            painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        } else if hot {
            let stroke = Stroke::new(size::LINE, theme.field_line);
            painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        }
    }
}

/// Fills `rect` with the middle of a picture, its overhang cut off on both sides.
fn paint_picture(ui: &Ui, rect: Rect, texture: TextureId, pixels: Vec2, radius: u8) {
    let part = cover(pixels, rect.size());
    let mut picture = egui::epaint::RectShape::filled(rect, CornerRadius::same(radius), Color32::WHITE);
    picture.brush = Some(std::sync::Arc::new(egui::epaint::Brush { fill_texture_id: texture, uv: part }));
    ui.painter().add(picture);
}

/// The part of a picture (0 to 1 both ways) that fills `place` without stretching.
fn cover(pixels: Vec2, place: Vec2) -> Rect {
    let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
    if pixels.x <= 0.0 || pixels.y <= 0.0 || place.x <= 0.0 || place.y <= 0.0 {
        return whole;
    }
    let (picture, place) = (pixels.x / pixels.y, place.x / place.y);
    let part =
        if picture > place { Vec2::new(place / picture, 1.0) } else { Vec2::new(1.0, picture / place) };
    Rect::from_center_size(whole.center(), part)
}

fn paint_duration(ui: &Ui, inside: Rect, words: &str) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(words.to_owned(), text::tiny_font(), theme.on_scrim);
    let mark = size::GAP;
    let room = Vec2::new(galley.size().x + mark + size::GAP_SMALL * 3.5, size::BADGE_HEIGHT);
    let rect = Rect::from_min_size(Pos2::new(inside.right() - room.x, inside.top()), room);
    painter.rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), theme.scrim);
    let left = rect.left() + size::GAP_SMALL * 1.5;
    let middle = rect.center().y;
    let play = vec![
        Pos2::new(left, middle - mark / 2.0),
        Pos2::new(left + mark * 0.8, middle),
        Pos2::new(left, middle + mark / 2.0),
    ];
    painter.add(Shape::convex_polygon(play, theme.on_scrim, Stroke::NONE));
    let at = Pos2::new(left + mark + size::GAP_TINY, middle - galley.size().y / 2.0);
    painter.galley(at, galley, theme.on_scrim);
}

/// The caption under a thumbnail: its title in two lines at most, then what the file is.
pub fn thumb_caption_ui(ui: &mut Ui, title: &str, detail: &str, width: f32) {
    let theme = theme::of(ui);
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.y = size::GAP_TINY;
        if !title.is_empty() {
            super::clamped_ui(ui, title, text::small_font(), theme.text, 2);
        }
        ui.add(Label::new(text::small(detail).color(theme.muted)).wrap());
    });
}

/// The small square picture at the head of a row; silent for screen readers, since the row is named.
pub fn row_thumb_ui(ui: &mut Ui, texture: Option<(TextureId, Vec2)>, kind: ThumbKind) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::ROW_THUMB), Sense::hover());
    if ui.is_rect_visible(rect) {
        let theme = theme::of(ui);
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), theme.thumb);
        match texture {
            Some((texture, pixels)) => paint_picture(ui, rect, texture, pixels, size::RADIUS_SMALL),
            None => kind.icon().paint(ui.painter(), rect.center(), size::ICON, theme.muted),
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fills_its_place_and_loses_only_its_overhang() {
        let wide = cover(Vec2::new(400.0, 100.0), Vec2::new(100.0, 100.0));
        assert_eq!((wide.width(), wide.height()), (0.25, 1.0));
        let high = cover(Vec2::new(100.0, 400.0), Vec2::new(100.0, 100.0));
        assert_eq!((high.width(), high.height()), (1.0, 0.25));
        assert_eq!(cover(Vec2::ZERO, Vec2::new(1.0, 1.0)).size(), Vec2::new(1.0, 1.0));
    }
}
