//! Colours by use in both themes, and how they reach egui. Owns every colour of the program; sizes are in
//! [`size`], text sizes and weights in [`text`], the bundled font in [`fonts`].

pub mod fonts;
pub mod size;
mod style;
pub mod text;

use egui::{Color32, Context, Ui};

/// Colours named by what they are for. Every text token reads on every ground it may stand on (contrast ≥ 4.5),
/// every shape token stands out (≥ 3); a test holds both themes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub ground: Color32,
    /// Cards, lists, the chart.
    pub panel: Color32,
    /// A row or a quiet button under the pointer.
    pub raised: Color32,
    /// Hairlines between and around panels; decoration, carries no meaning.
    pub line: Color32,
    /// The outline of what can be typed into or ticked; a shape.
    pub field_line: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text.
    pub muted: Color32,
    /// Links, the selected place, filled main buttons.
    pub accent: Color32,
    /// The main button under the pointer.
    pub accent_hover: Color32,
    /// Ground of the selected place, row or segment.
    pub accent_faint: Color32,
    /// Text and icons on [`Self::accent`] and [`Self::accent_hover`].
    pub on_accent: Color32,
    /// What costs money if missed.
    pub red: Color32,
    /// A filled dangerous button under the pointer.
    pub red_hover: Color32,
    /// Ground of a red badge.
    pub red_faint: Color32,
    /// Text on [`Self::red`].
    pub on_red: Color32,
    /// What can be fixed, or merely changes hands.
    pub amber: Color32,
    /// Ground of an amber badge.
    pub amber_faint: Color32,
    /// Ready.
    pub green: Color32,
    /// Ground of a green badge.
    pub green_faint: Color32,
    /// Ground of a badge that only informs, and of a meter's empty part.
    pub quiet: Color32,
    /// The ring around what the keyboard is on; a shape.
    pub focus: Color32,
    /// Ground of a bar for what happened in a case.
    pub bar_case: Color32,
    /// Ground of a bar for where the money is.
    pub bar_money: Color32,
    /// Text on [`Self::bar_case`] and [`Self::bar_money`].
    pub on_bar: Color32,
    /// Ground of a bar for waiting, and between the hatches of a presumed one.
    pub bar_faint: Color32,
    /// Outline and hatches of a faint bar; a shape.
    pub bar_faint_line: Color32,
    /// Text on [`Self::bar_faint`].
    pub on_bar_faint: Color32,
    /// The thin bar of a fallback route; a shape.
    pub bar_fallback: Color32,
    /// The line of today and its tag; a shape.
    pub today: Color32,
    /// Text on [`Self::today`].
    pub on_today: Color32,
    /// Ground of a picture that is not there.
    pub thumb: Color32,
    /// Laid over a picture behind text, and over the window behind a dialog.
    pub scrim: Color32,
    /// Text on [`Self::scrim`].
    pub on_scrim: Color32,
    /// Shadow under what floats.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static LIGHT: Theme = Theme {
    ground: rgb(0xF6_F6_F3),
    panel: rgb(0xFF_FF_FF),
    raised: rgb(0xEF_EF_EB),
    line: rgb(0xE3_E3_DE),
    field_line: rgb(0x85_8A_94),
    text: rgb(0x1E_23_29),
    muted: rgb(0x62_6A_76),
    accent: rgb(0x35_57_C8),
    accent_hover: rgb(0x2B_48_AB),
    accent_faint: rgb(0xE6_EB_FA),
    on_accent: rgb(0xFF_FF_FF),
    red: rgb(0xB9_3A_2E),
    red_hover: rgb(0x9E_2F_25),
    red_faint: rgb(0xFB_E9_E6),
    on_red: rgb(0xFF_FF_FF),
    amber: rgb(0x8A_5C_06),
    amber_faint: rgb(0xFB_F0_DA),
    green: rgb(0x2A_75_48),
    green_faint: rgb(0xE2_F2_E8),
    quiet: rgb(0xEC_EC_E7),
    focus: rgb(0x35_57_C8),
    bar_case: rgb(0x35_57_C8),
    bar_money: rgb(0x54_70_CC),
    on_bar: rgb(0xFF_FF_FF),
    bar_faint: rgb(0xE3_E9_FA),
    bar_faint_line: rgb(0x6F_86_CE),
    on_bar_faint: rgb(0x1E_23_29),
    bar_fallback: rgb(0x8A_8D_93),
    today: rgb(0x1E_23_29),
    on_today: rgb(0xFF_FF_FF),
    thumb: rgb(0xEB_EB_E6),
    scrim: Color32::from_rgba_premultiplied(10, 11, 14, 200),
    on_scrim: rgb(0xFF_FF_FF),
    shadow: Color32::from_black_alpha(28),
};

static DARK: Theme = Theme {
    ground: rgb(0x15_17_1B),
    panel: rgb(0x1C_1F_24),
    raised: rgb(0x26_2A_31),
    line: rgb(0x2B_2F_37),
    field_line: rgb(0x6B_72_80),
    text: rgb(0xE7_E9_EC),
    muted: rgb(0x9A_A3_AF),
    accent: rgb(0x8A_A4_FF),
    accent_hover: rgb(0xA3_B8_FF),
    accent_faint: rgb(0x24_2D_4D),
    on_accent: rgb(0x15_17_1B),
    red: rgb(0xF5_8B_7E),
    red_hover: rgb(0xFA_A7_9C),
    red_faint: rgb(0x3A_21_1F),
    on_red: rgb(0x15_17_1B),
    amber: rgb(0xE6_B8_5C),
    amber_faint: rgb(0x38_2B_12),
    green: rgb(0x72_CB_98),
    green_faint: rgb(0x16_30_1F),
    quiet: rgb(0x2B_2F_37),
    focus: rgb(0x8A_A4_FF),
    bar_case: rgb(0x8A_A4_FF),
    bar_money: rgb(0x6F_87_DB),
    on_bar: rgb(0x15_17_1B),
    bar_faint: rgb(0x26_2E_4C),
    bar_faint_line: rgb(0x6A_7F_CC),
    on_bar_faint: rgb(0xE7_E9_EC),
    bar_fallback: rgb(0x6F_76_80),
    today: rgb(0xE7_E9_EC),
    on_today: rgb(0x15_17_1B),
    thumb: rgb(0x2B_2F_37),
    scrim: Color32::from_rgba_premultiplied(6, 7, 9, 205),
    on_scrim: rgb(0xFF_FF_FF),
    shadow: Color32::from_black_alpha(110),
};

impl Theme {
    /// The light theme.
    pub fn light() -> &'static Self {
        &LIGHT
    }

    /// The dark theme.
    pub fn dark() -> &'static Self {
        &DARK
    }
}

/// The theme this part of the window is drawn in.
pub fn of(ui: &Ui) -> &'static Theme {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// The theme the whole window is in.
pub fn of_ctx(ctx: &Context) -> &'static Theme {
    match ctx.theme() {
        egui::Theme::Dark => &DARK,
        egui::Theme::Light => &LIGHT,
    }
}

/// Gives egui the fonts and both themes; `preference` chooses, or follows the system. Call it before the first
/// frame: egui keeps some first layouts.
pub fn install(ctx: &Context, preference: egui::ThemePreference) {
    fonts::install(ctx);
    apply(ctx, preference);
}

/// Sets both themes and chooses by `preference`; cheap enough to call whenever the setting changes.
pub fn apply(ctx: &Context, preference: egui::ThemePreference) {
    ctx.set_style_of(egui::Theme::Light, style::style(&LIGHT, false));
    ctx.set_style_of(egui::Theme::Dark, style::style(&DARK, true));
    ctx.set_theme(preference);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The lightest a half-clear scrim can become: over white.
    fn over_white(scrim: Color32) -> Color32 {
        let part = |value: u8| value + (255 - scrim.a());
        Color32::from_rgb(part(scrim.r()), part(scrim.g()), part(scrim.b()))
    }

    #[test]
    fn text_reads_on_every_ground_it_may_stand_on() {
        for (name, t) in [("light", &LIGHT), ("dark", &DARK)] {
            let mut pairs = Vec::new();
            for ground in [t.ground, t.panel, t.raised, t.accent_faint, t.quiet] {
                pairs.extend([(t.text, ground), (t.muted, ground)]);
            }
            for ground in [t.ground, t.panel, t.raised] {
                pairs.extend([(t.accent, ground), (t.red, ground), (t.amber, ground), (t.green, ground)]);
            }
            pairs.extend([
                (t.accent, t.accent_faint),
                (t.red, t.red_faint),
                (t.amber, t.amber_faint),
                (t.green, t.green_faint),
                (t.text, t.red_faint),
                (t.text, t.amber_faint),
                (t.text, t.green_faint),
                (t.on_accent, t.accent),
                (t.on_accent, t.accent_hover),
                (t.on_red, t.red),
                (t.on_red, t.red_hover),
                (t.on_bar, t.bar_case),
                (t.on_bar, t.bar_money),
                (t.on_bar_faint, t.bar_faint),
                (t.on_today, t.today),
                (t.muted, t.thumb),
                (t.on_scrim, over_white(t.scrim)),
            ]);
            for (text, ground) in pairs {
                let got = contrast(text, ground);
                assert!(got >= 4.5, "{name}: {text:?} on {ground:?} is {got:.2}");
            }
        }
    }

    #[test]
    fn shapes_stand_out_from_what_is_behind_them() {
        for (name, t) in [("light", &LIGHT), ("dark", &DARK)] {
            for ground in [t.ground, t.panel] {
                for shape in [
                    t.field_line,
                    t.focus,
                    t.accent,
                    t.bar_case,
                    t.bar_money,
                    t.bar_faint_line,
                    t.bar_fallback,
                    t.today,
                    t.red,
                    t.amber,
                    t.green,
                    t.muted,
                ] {
                    let got = contrast(shape, ground);
                    assert!(got >= 3.0, "{name}: {shape:?} on {ground:?} is {got:.2}");
                }
            }
        }
    }
}
