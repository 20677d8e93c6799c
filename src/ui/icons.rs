//! Icons: Lucide outlines drawn in one colour, sharp at any scale. Owns the drawings' cache, no names: an icon that
//! stands alone gets its accessible name from the widget around it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use egui::load::SizeHint;
use egui::{
    Color32, Context, Id, Painter, Pos2, Rect, Response, Sense, TextureHandle, TextureOptions, Ui, Vec2,
};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)+) => {
        /// A drawing of `assets/icons`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Icon {
            $($(#[$doc])* $name,)+
        }

        impl Icon {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            fn svg(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../assets/icons/", $file, ".svg")),)+
                }
            }
        }
    };
}

icons! {
    /// The day's list.
    Today = "sun",
    /// Orders.
    Orders = "package",
    /// Cases.
    Cases = "scale",
    /// The chart of all cases.
    Timeline = "chart-gantt",
    /// Files without an order.
    Inbox = "inbox",
    /// Settings.
    Settings = "settings",
    /// Remove, the bin.
    Trash = "trash-2",
    /// Search.
    Search = "search",
    /// Add.
    Plus = "plus",
    /// Add files.
    FilePlus = "file-plus",
    /// Any other file.
    File = "file",
    /// A text or PDF file.
    FileText = "file-text",
    /// A photo.
    Image = "image",
    /// A video.
    Video = "video",
    /// Sound without picture.
    Music = "music",
    /// Play.
    Play = "play",
    /// Pause.
    Pause = "pause",
    /// Done, ticked.
    Check = "check",
    /// Ready.
    CheckCircle = "circle-check",
    /// Close, cancel.
    Close = "x",
    /// Warning.
    Alert = "triangle-alert",
    /// Explanation.
    Info = "info",
    /// A date to keep.
    Clock = "clock",
    /// A deadline.
    Flag = "flag",
    /// Undo.
    Undo = "undo-2",
    /// Redo.
    Redo = "redo-2",
    /// Copy.
    Copy = "copy",
    /// Paste.
    Paste = "clipboard-paste",
    /// Open a folder.
    Folder = "folder-open",
    /// Save out.
    Download = "download",
    /// Bring in.
    Upload = "upload",
    /// Onwards, folded.
    ChevronRight = "chevron-right",
    /// Unfolded, choose.
    ChevronDown = "chevron-down",
    /// Backwards.
    ChevronLeft = "chevron-left",
    /// Upwards.
    ChevronUp = "chevron-up",
    /// Previous.
    ArrowLeft = "arrow-left",
    /// Next.
    ArrowRight = "arrow-right",
    /// Larger.
    ZoomIn = "zoom-in",
    /// Smaller.
    ZoomOut = "zoom-out",
    /// Fit to the window.
    Fit = "maximize",
    /// Turn.
    Rotate = "rotate-cw",
    /// Again.
    Refresh = "refresh-cw",
    /// Opens in the browser.
    External = "external-link",
    /// Frozen, private.
    Lock = "lock",
    /// Show.
    Eye = "eye",
    /// Hide.
    EyeOff = "eye-off",
    /// More acts.
    More = "ellipsis",
    /// Filter.
    Filter = "funnel",
    /// A date.
    Calendar = "calendar",
    /// Delivered.
    PackageCheck = "package-check",
    /// Protection.
    Shield = "shield-check",
    /// Price, label.
    Tag = "tag",
    /// Seller.
    Store = "store",
    /// Message.
    Message = "message-square",
    /// Change.
    Edit = "pencil",
    /// Drag to reorder.
    Grip = "grip-vertical",
    /// Attached files.
    Attach = "paperclip",
    /// Sent.
    Send = "send",
    /// Checklist.
    List = "list-checks",
}

/// Drawings by icon and side in pixels. An empty place stands for a drawing that failed and is not tried again.
type Drawings = BTreeMap<(Icon, u32), Option<TextureHandle>>;

#[derive(Clone, Default)]
struct Cache(Arc<Mutex<Drawings>>);

impl Icon {
    /// Paints it into `painter`, `side` points wide and high around `centre`.
    pub fn paint(self, painter: &Painter, centre: Pos2, side: f32, colour: Color32) {
        let scale = painter.pixels_per_point();
        let pixels = (side * scale).round().max(1.0) as u32;
        let Some(texture) = self.texture(painter.ctx(), pixels) else {
            return;
        };
        // One pixel of the drawing on one pixel of the screen, or thin lines blur.
        let exact = pixels as f32 / scale;
        let corner = centre - Vec2::splat(exact / 2.0);
        let corner = Pos2::new((corner.x * scale).round() / scale, (corner.y * scale).round() / scale);
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        painter.image(texture.id(), Rect::from_min_size(corner, Vec2::splat(exact)), whole, colour);
    }

    /// An icon as a widget of its own that is looked at, not clicked, and is silent for screen readers.
    pub fn show_ui(self, ui: &mut Ui, side: f32, colour: Color32) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
        if ui.is_rect_visible(rect) {
            self.paint(ui.painter(), rect.center(), side, colour);
        }
        response
    }

    fn texture(self, ctx: &Context, pixels: u32) -> Option<TextureHandle> {
        let cache = ctx.data_mut(|data| data.get_temp_mut_or_default::<Cache>(Id::unique("icons")).clone());
        let mut drawings = cache.0.lock().unwrap_or_else(PoisonError::into_inner);
        drawings.entry((self, pixels)).or_insert_with(|| self.draw(ctx, pixels)).clone()
    }

    #[expect(
        clippy::default_trait_access,
        reason = "the type belongs to a crate that only egui_extras depends on"
    )]
    fn draw(self, ctx: &Context, pixels: u32) -> Option<TextureHandle> {
        // White, so that the tint alone decides the colour.
        let svg = self.svg().replace("currentColor", "white");
        let size = SizeHint::Size { width: pixels, height: pixels, maintain_aspect_ratio: true };
        match egui_extras::image::load_svg_bytes_with_size(svg.as_bytes(), size, &Default::default()) {
            Ok(image) => Some(ctx.load_texture(format!("icon {self:?}"), image, TextureOptions::LINEAR)),
            Err(problem) => {
                tracing::warn!(icon = ?self, problem, "an icon cannot be drawn");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_can_be_drawn_and_leaves_a_mark() {
        let ctx = Context::default();
        for icon in Icon::ALL {
            for pixels in [12, 16, 32] {
                assert!(icon.texture(&ctx, pixels).is_some(), "{icon:?} at {pixels}");
            }
        }
    }
}
