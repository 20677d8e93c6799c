//! What every screen is given: state to read, words to say, pictures to show, commands to push. Owns nothing.

use egui::{Align, Layout, TextureId, Ui, Vec2};

use crate::app::state::PictureKey;
use crate::app::{Command, State};
use crate::domain::ids::Sha256;
use crate::domain::message::Msg;
use crate::texts::Texts;

use super::theme::size;
use super::widgets::ThumbCache;

/// Textures by file and size.
pub type Thumbs = ThumbCache<PictureKey>;

/// The surroundings of a screen for one frame.
pub struct Screen<'a> {
    /// What is shown.
    pub state: &'a State,
    /// The words.
    pub texts: &'a Texts,
    /// The pictures.
    pub thumbs: &'a mut Thumbs,
    /// What was asked for in this frame.
    pub out: &'a mut Vec<Command>,
}

impl std::fmt::Debug for Screen<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screen").field("place", &self.state.place).finish_non_exhaustive()
    }
}

/// Thumbnails are made at these sides and no others, so that the cache on disk stays small.
const SIDES_PX: [u32; 3] = [96, 320, 640];

impl Screen<'_> {
    /// A text without arguments.
    pub fn t(&self, id: &'static str) -> String {
        self.texts.get(id)
    }

    /// A text with a count.
    pub fn n(&self, id: &'static str, count: usize) -> String {
        self.texts.say(&Msg::new(id).count("count", i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// Asks for something.
    pub fn push(&mut self, command: Command) {
        self.out.push(command);
    }

    /// The thumbnail of a file for a place `side` points wide; asked for when it is not here yet.
    pub fn thumb(&mut self, ui: &Ui, sha256: Option<Sha256>, side: f32) -> Option<(TextureId, Vec2)> {
        let wanted = (side * ui.pixels_per_point()).ceil() as u32;
        let side_px = SIDES_PX.into_iter().find(|bucket| *bucket >= wanted).unwrap_or(SIDES_PX[2]);
        self.thumbs.get(&PictureKey { sha256: sha256?, side_px })
    }
}

/// A row in another layout, only as high as it needs: egui's own `with_layout` takes all the height that is left.
pub fn row_ui<R>(ui: &mut Ui, layout: Layout, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let height = match (ui.layout().is_horizontal(), layout.is_horizontal(), layout.vertical_align()) {
        (true, ..) => ui.available_height(),
        (false, false, _) | (_, _, Align::Min) => 0.0,
        _ => size::CONTROL_HEIGHT_SMALL,
    };
    let room = Vec2::new(ui.available_width(), height);
    ui.allocate_ui_with_layout(room, layout, contents).inner
}
