//! An image at any zoom: fits the place, zooms where the pointer is, pans by dragging or by arrows. Owns neither
//! pixels nor tools; whoever draws over it takes [`Sight`] to go between points of the window and of the image.

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, PointerButton, Pos2, Rect, Response, Role, Sense, TextureId, Ui,
    Vec2, WidgetInfo,
};

use crate::ui::theme::size;
use crate::ui::widgets::focus_ring_at;

/// Image pixels are never drawn larger than this many points.
const SCALE_MAX: f32 = 16.0;
/// An image is never shrunk below this, however large it is.
const SCALE_MIN: f32 = 0.01;
const ZOOM_STEP: f32 = 1.25;
/// One press of an arrow moves by this part of the place.
const PAN_STEP: f32 = 0.1;

/// How an image is looked at; kept by the screen, one per file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// `None` fits the whole image into its place.
    zoom: Option<Zoom>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Zoom {
    /// Points per image pixel.
    scale: f32,
    /// The image pixel in the middle of the place.
    centre: Pos2,
}

/// From image pixels to points of the window and back, for one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// The place the image is shown in.
    pub place: Rect,
    /// Where the whole image lies; may reach beyond the place.
    pub image: Rect,
    /// Points per image pixel.
    pub scale: f32,
}

impl Sight {
    /// The point of the window over an image pixel.
    pub fn to_window(&self, pixel: Pos2) -> Pos2 {
        self.image.min + pixel.to_vec2() * self.scale
    }

    /// The image pixel under a point of the window; may lie outside the image.
    pub fn to_image(&self, point: Pos2) -> Pos2 {
        ((point - self.image.min) / self.scale).to_pos2()
    }
}

impl Look {
    /// The whole image in its place.
    pub fn fit(&mut self) {
        self.zoom = None;
    }

    /// True while the image is fitted to its place.
    pub fn is_fit(&self) -> bool {
        self.zoom.is_none()
    }

    /// One image pixel on one pixel of the screen, the middle staying where it is.
    pub fn actual_size(&mut self, sight: &Sight, pixels_per_point: f32) {
        self.zoom_to(sight, 1.0 / pixels_per_point.max(f32::MIN_POSITIVE), sight.place.center());
    }

    /// Larger by a step.
    pub fn zoom_in(&mut self, sight: &Sight) {
        self.zoom_to(sight, sight.scale * ZOOM_STEP, sight.place.center());
    }

    /// Smaller by a step; back to fitting once the whole image is in sight.
    pub fn zoom_out(&mut self, sight: &Sight) {
        self.zoom_to(sight, sight.scale / ZOOM_STEP, sight.place.center());
    }

    /// Zooms to `scale` points per pixel; what is under `anchor` stays there.
    fn zoom_to(&mut self, sight: &Sight, scale: f32, anchor: Pos2) {
        if !scale.is_finite() {
            return;
        }
        let image = sight.image.size() / sight.scale.max(f32::MIN_POSITIVE);
        let fit = fit_scale(image, sight.place.size());
        let scale = scale.clamp(SCALE_MIN.min(fit), SCALE_MAX);
        if scale < sight.scale && scale <= fit.min(1.0) {
            self.fit();
            return;
        }
        let pixel = sight.to_image(anchor);
        let centre = pixel + (sight.place.center() - anchor) / scale;
        self.zoom = Some(Zoom { scale, centre });
    }

    /// Moves the image by so many points; nothing happens while it is fitted.
    fn pan(&mut self, points: Vec2) {
        if let Some(zoom) = &mut self.zoom {
            zoom.centre -= points / zoom.scale;
        }
    }

    /// Where the image lies. Keeps its edges from coming away from those of the place, and centres it along a side
    /// on which it is smaller.
    pub fn sight(&mut self, image_pixels: Vec2, place: Rect) -> Sight {
        let image = image_pixels.max(Vec2::splat(1.0));
        let Some(zoom) = &mut self.zoom else {
            let scale = fit_scale(image, place.size());
            return Sight { place, image: Rect::from_center_size(place.center(), image * scale), scale };
        };
        let reach = place.size() / zoom.scale / 2.0;
        let keep = |at: f32, size: f32, reach: f32| {
            if size <= reach * 2.0 { size / 2.0 } else { at.clamp(reach, size - reach) }
        };
        zoom.centre = Pos2::new(keep(zoom.centre.x, image.x, reach.x), keep(zoom.centre.y, image.y, reach.y));
        let corner = place.center() - zoom.centre.to_vec2() * zoom.scale;
        Sight { place, image: Rect::from_min_size(corner, image * zoom.scale), scale: zoom.scale }
    }
}

/// The largest scale at which the whole image is in sight, never enlarging it.
fn fit_scale(image: Vec2, place: Vec2) -> f32 {
    (place.x / image.x).min(place.y / image.y).clamp(f32::MIN_POSITIVE, 1.0)
}

/// Draws an image over all the room there is. `name` is spoken. Drags pan it; a tool that draws over it passes
/// `pans` false and uses the response's drags itself.
pub fn canvas_ui(
    ui: &mut Ui,
    name: &str,
    texture: TextureId,
    image_pixels: Vec2,
    look: &mut Look,
    pans: bool,
) -> (Response, Sight) {
    let (place, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), name));
    let before = look.sight(image_pixels, place);
    pointer(ui, look, &before, &response, pans);
    keys(ui, look, &before, &response);
    let sight = look.sight(image_pixels, place);
    let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
    let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
    painter.image(texture, sight.image, whole, egui::Color32::WHITE);
    if response.clicked() {
        response.request_focus();
    }
    focus_ring_at(ui, &response, place.shrink(size::FOCUS_LINE / 2.0));
    (response, sight)
}

fn pointer(ui: &Ui, look: &mut Look, sight: &Sight, response: &Response, pans: bool) {
    if pans && response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
        look.pan(response.drag_delta());
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    } else if pans && response.hovered() && !look.is_fit() {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
    if response.double_clicked() && pans {
        if look.is_fit() { look.actual_size(sight, ui.pixels_per_point()) } else { look.fit() }
    }
    if !response.contains_pointer() {
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else {
        return;
    };
    let (pinch, wheel) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    // The wheel zooms here: there is nothing to scroll in a picture.
    let factor = pinch * (wheel.y / WHEEL_POINTS).exp2();
    if factor != 1.0 {
        look.zoom_to(sight, sight.scale * factor, at);
    }
    if wheel.x != 0.0 {
        look.pan(Vec2::new(wheel.x, 0.0));
    }
}

/// So many points of the wheel double the size.
const WHEEL_POINTS: f32 = 240.0;

fn keys(ui: &Ui, look: &mut Look, sight: &Sight, response: &Response) {
    if !response.has_focus() {
        return;
    }
    // While the image is fitted there is nothing to pan, and the arrows are free for next and previous.
    let arrows = !look.is_fit();
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let step = sight.place.size() * PAN_STEP;
    let pixels_per_point = ui.pixels_per_point();
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::Plus) || pressed(Key::Equals) {
            look.zoom_in(sight);
        }
        if pressed(Key::Minus) {
            look.zoom_out(sight);
        }
        if pressed(Key::Num0) {
            look.fit();
        }
        if pressed(Key::Num1) {
            look.actual_size(sight, pixels_per_point);
        }
        if !arrows {
            return;
        }
        for (key, way) in [
            (Key::ArrowLeft, Vec2::new(step.x, 0.0)),
            (Key::ArrowRight, Vec2::new(-step.x, 0.0)),
            (Key::ArrowUp, Vec2::new(0.0, step.y)),
            (Key::ArrowDown, Vec2::new(0.0, -step.y)),
        ] {
            if pressed(key) {
                look.pan(way);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect { min: Pos2::new(100.0, 50.0), max: Pos2::new(500.0, 350.0) };
    const IMAGE: Vec2 = Vec2::new(4000.0, 1000.0);

    #[test]
    fn a_large_image_fits_whole_and_a_small_one_is_not_enlarged() {
        let sight = Look::default().sight(IMAGE, PLACE);
        assert_eq!(sight.scale, 0.1);
        assert_eq!(sight.image, Rect::from_min_size(Pos2::new(100.0, 150.0), Vec2::new(400.0, 100.0)));
        let small = Look::default().sight(Vec2::new(20.0, 10.0), PLACE);
        assert_eq!((small.scale, small.image.center()), (1.0, PLACE.center()));
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let mut look = Look::default();
        let before = look.sight(IMAGE, PLACE);
        let anchor = Pos2::new(300.0, 200.0);
        let pixel = before.to_image(anchor);
        look.zoom_to(&before, 1.0, anchor);
        let after = look.sight(IMAGE, PLACE);
        assert_eq!(after.scale, 1.0);
        assert!((after.to_image(anchor) - pixel).length() < 0.01);
        assert!((after.to_window(pixel) - anchor).length() < 0.01);
    }

    #[test]
    fn panning_stops_at_the_edges() {
        let mut look = Look::default();
        let sight = look.sight(IMAGE, PLACE);
        look.zoom_to(&sight, 1.0, PLACE.center());
        look.pan(Vec2::new(99_999.0, 99_999.0));
        let sight = look.sight(IMAGE, PLACE);
        assert_eq!(sight.image.min, PLACE.min);
        look.pan(Vec2::new(-99_999.0, -99_999.0));
        let sight = look.sight(IMAGE, PLACE);
        assert_eq!(sight.image.max, PLACE.max);
    }

    #[test]
    fn zooming_out_ends_with_the_whole_image_in_its_place() {
        let mut look = Look::default();
        let sight = look.sight(IMAGE, PLACE);
        look.zoom_to(&sight, 4.0, PLACE.min);
        for _ in 0..40 {
            let sight = look.sight(IMAGE, PLACE);
            look.zoom_out(&sight);
        }
        assert!(look.is_fit());
    }

    #[test]
    fn actual_size_is_one_pixel_of_the_screen() {
        let mut look = Look::default();
        let sight = look.sight(IMAGE, PLACE);
        look.actual_size(&sight, 2.0);
        assert_eq!(look.sight(IMAGE, PLACE).scale, 0.5);
    }

    #[test]
    fn an_image_without_size_and_a_place_without_size_do_no_harm() {
        let mut look = Look::default();
        let sight = look.sight(Vec2::ZERO, Rect::from_min_size(Pos2::ZERO, Vec2::ZERO));
        look.zoom_in(&sight);
        assert!(look.sight(Vec2::ZERO, PLACE).scale.is_finite());
    }
}
