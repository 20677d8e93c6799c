//! Textures of thumbnails that are in sight: bounded by bytes, oldest use out first. Owns no files and no decoding:
//! whoever misses one has it made by a job and brings the pixels.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions, Vec2};

/// Bytes of texture kept.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;
/// Textures handed to the graphics card per frame; more would be felt while scrolling.
pub const UPLOADS_PER_FRAME_MAX: usize = 8;

struct Entry {
    texture: TextureHandle,
    size_pixels: Vec2,
    size_bytes: usize,
    used: u64,
}

/// An LRU of textures by key (a content hash, usually with a size bucket).
pub struct ThumbCache<K> {
    entries: BTreeMap<K, Entry>,
    /// Pixels that came faster than they may be uploaded, oldest first.
    waiting: VecDeque<(K, ColorImage)>,
    /// Asked for and not there; each is named once until it arrives.
    missed: Vec<K>,
    asked: BTreeSet<K>,
    size_bytes: usize,
    size_bytes_max: usize,
    uses: u64,
}

impl<K> std::fmt::Debug for ThumbCache<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ThumbCache")
            .field("entries", &self.entries.len())
            .field("size_bytes", &self.size_bytes)
            .finish_non_exhaustive()
    }
}

impl<K: Ord + Clone + std::fmt::Debug> Default for ThumbCache<K> {
    fn default() -> Self {
        Self::new(BYTES_MAX)
    }
}

impl<K: Ord + Clone + std::fmt::Debug> ThumbCache<K> {
    /// A cache that keeps at most `size_bytes_max` bytes of texture, and always the newest one.
    pub fn new(size_bytes_max: usize) -> Self {
        Self {
            entries: BTreeMap::new(),
            waiting: VecDeque::new(),
            missed: Vec::new(),
            asked: BTreeSet::new(),
            size_bytes: 0,
            size_bytes_max,
            uses: 0,
        }
    }

    /// The texture and its size in pixels, if it is here; otherwise it is remembered as missed, once.
    pub fn get(&mut self, key: &K) -> Option<(TextureId, Vec2)> {
        self.uses += 1;
        if let Some(entry) = self.entries.get_mut(key) {
            entry.used = self.uses;
            return Some((entry.texture.id(), entry.size_pixels));
        }
        if self.asked.insert(key.clone()) {
            self.missed.push(key.clone());
        }
        None
    }

    /// What was asked for and is not here, each named once until it was inserted or forgotten; ask jobs for these.
    pub fn take_missed(&mut self) -> Vec<K> {
        std::mem::take(&mut self.missed)
    }

    /// Brings pixels; they become a texture in one of the next calls of [`Self::upload`].
    pub fn insert(&mut self, key: K, pixels: ColorImage) {
        self.waiting.push_back((key, pixels));
    }

    /// There will be no picture for `key`; asking for it later names it as missed again only after
    /// [`Self::retry`].
    pub fn give_up(&mut self, key: &K) {
        self.asked.insert(key.clone());
    }

    /// Lets `key` be asked for again.
    pub fn retry(&mut self, key: &K) {
        self.asked.remove(key);
        self.remove(key);
    }

    /// Turns waiting pixels into textures, a few per frame; call it once per frame from `logic`. Asks for another
    /// frame while some are left.
    pub fn upload(&mut self, ctx: &Context) {
        for _ in 0..UPLOADS_PER_FRAME_MAX {
            let Some((key, pixels)) = self.waiting.pop_front() else {
                return;
            };
            let [width, height] = pixels.size;
            let side_max = ctx.input(|input| input.max_texture_side);
            if width == 0 || height == 0 || width > side_max || height > side_max {
                tracing::warn!(?key, width, height, "a thumbnail of this size cannot be shown");
                continue;
            }
            let size_bytes = width * height * 4;
            let texture = ctx.load_texture(format!("thumbnail {key:?}"), pixels, TextureOptions::LINEAR);
            self.remove(&key);
            self.asked.remove(&key);
            self.uses += 1;
            let size_pixels = Vec2::new(width as f32, height as f32);
            self.entries.insert(key, Entry { texture, size_pixels, size_bytes, used: self.uses });
            self.size_bytes += size_bytes;
            self.evict();
        }
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Drops everything: the library was changed.
    pub fn clear(&mut self) {
        *self = Self::new(self.size_bytes_max);
    }

    /// Bytes of texture held now.
    pub fn size_bytes(&self) -> usize {
        self.size_bytes
    }

    fn remove(&mut self, key: &K) {
        if let Some(entry) = self.entries.remove(key) {
            self.size_bytes -= entry.size_bytes;
        }
    }

    fn evict(&mut self) {
        while self.size_bytes > self.size_bytes_max && self.entries.len() > 1 {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| key.clone());
            let Some(oldest) = oldest else {
                return;
            };
            self.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::*;

    fn pixels(side: usize) -> ColorImage {
        ColorImage::filled([side, side], Color32::GRAY)
    }

    #[test]
    fn the_longest_unused_goes_when_the_bytes_are_full() {
        let ctx = Context::default();
        let mut cache = ThumbCache::new(3 * 4 * 100);
        for key in 0..3 {
            cache.insert(key, pixels(10));
        }
        cache.upload(&ctx);
        assert!(cache.get(&0).is_some());
        cache.insert(3, pixels(10));
        cache.upload(&ctx);
        assert!(cache.get(&0).is_some(), "used a moment ago");
        assert!(cache.get(&1).is_none(), "longest unused");
        assert_eq!(cache.size_bytes(), 1_200);
    }

    #[test]
    fn a_miss_is_named_once_until_the_picture_came() {
        let ctx = Context::default();
        let mut cache = ThumbCache::new(BYTES_MAX);
        assert!(cache.get(&"a").is_none());
        assert!(cache.get(&"a").is_none());
        assert_eq!(cache.take_missed(), ["a"]);
        assert!(cache.get(&"a").is_none());
        assert!(cache.take_missed().is_empty());
        cache.insert("a", pixels(4));
        cache.upload(&ctx);
        assert_eq!(cache.get(&"a").map(|(_, size)| size), Some(Vec2::new(4.0, 4.0)));
    }

    #[test]
    fn uploads_are_spread_over_frames() {
        let ctx = Context::default();
        let mut cache = ThumbCache::new(BYTES_MAX);
        for key in 0..=UPLOADS_PER_FRAME_MAX {
            cache.insert(key, pixels(2));
        }
        cache.upload(&ctx);
        assert_eq!(cache.size_bytes(), UPLOADS_PER_FRAME_MAX * 16);
        cache.upload(&ctx);
        assert_eq!(cache.size_bytes(), (UPLOADS_PER_FRAME_MAX + 1) * 16);
    }

    #[test]
    fn one_picture_larger_than_the_cache_is_still_shown() {
        let ctx = Context::default();
        let mut cache = ThumbCache::new(8);
        cache.insert(1, pixels(100));
        cache.upload(&ctx);
        assert!(cache.get(&1).is_some());
    }
}
