//! The bundled font: Inter in three weights with tabular figures, in front of egui's own and the system's fonts,
//! which serve the scripts it lacks. Owns no text sizes.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/Inter-Medium.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");

/// The family of buttons and of names in lists.
pub fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

/// The family of headings.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// The bundled font in front of what egui brings.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, name, bytes) in [
        (FontFamily::Proportional, "Inter", REGULAR),
        (medium(), "Inter Medium", MEDIUM),
        (semibold(), "Inter SemiBold", SEMIBOLD),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut names = vec![name.to_owned()];
        names.extend(fallback.iter().cloned());
        fonts.families.insert(family, names);
    }
    // Hashes and file names: egui's monospace has Cyrillic but neither the rouble nor the tenge sign.
    if let Some(names) = fonts.families.get_mut(&FontFamily::Monospace) {
        names.push("Inter".to_owned());
    }
    fonts
}

/// Puts the bundled font in; the system's fonts stay behind it for other scripts.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

#[cfg(test)]
mod tests {
    use egui::FontId;
    use egui::epaint::text::{Fonts, TextOptions};

    use super::*;

    const NEEDED: &str = "₽₸₴€№×→←…—–·•°±≤≥✓“”„«»’ \u{a0}\u{202f}0123456789%\
        AaZzÀàÇçÑñÕõÃãÊêÍíÓóÚúÜüßŁłĄąĘęŚśŻżŹźĆćŃńİışŞğĞ\
        АаЯяЁёҐґЇїІіЄєЎўҚқӘәҒғҮүҰұҢңӨөҺһЪъЫыЭэ";

    #[test]
    fn every_letter_and_sign_the_texts_need_is_in_the_bundled_font_itself() {
        for (name, bytes) in [("Inter", REGULAR), ("Medium", MEDIUM), ("SemiBold", SEMIBOLD)] {
            let mut alone = FontDefinitions::empty();
            alone.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
            alone.families.insert(FontFamily::Proportional, vec![name.to_owned()]);
            let mut fonts = Fonts::new(TextOptions::default(), alone);
            let font = FontId::proportional(14.0);
            let missing: String = NEEDED.chars().filter(|c| !fonts.has_glyph(&font, *c)).collect();
            assert_eq!(missing, "", "{name} lacks these");
        }
    }

    #[test]
    fn digits_are_equally_wide_in_every_weight() {
        let mut fonts = Fonts::new(TextOptions::default(), definitions());
        let mut view = fonts.with_pixels_per_point(1.0);
        for family in [FontFamily::Proportional, medium(), semibold()] {
            let font = FontId::new(100.0, family);
            let widths: Vec<f32> = ('0'..='9').map(|digit| view.glyph_width(&font, digit)).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
        }
    }
}
