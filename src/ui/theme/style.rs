//! egui's own style made from our tokens, so that its built-in widgets look like ours. Owns no colours.

use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{CornerRadius, Margin, Shadow, Stroke, Style, Theme as EguiTheme, Vec2, Visuals};

use super::{Theme, size, text};

/// The style of one theme.
pub(super) fn style(theme: &Theme, dark: bool) -> Style {
    let base = if dark { EguiTheme::Dark } else { EguiTheme::Light };
    let mut style = base.default_style();
    style.text_styles = text::styles();
    style.visuals = visuals(theme, base);
    // A label under the pointer must not swallow the click on its row; text worth copying is made selectable there.
    style.interaction.selectable_labels = false;
    // Nothing moves unless something happens.
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();

    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(size::GAP);
    spacing.button_padding = Vec2::new(size::GAP_WIDE, size::GAP - size::LINE);
    // The least height of any row of text; our own buttons and fields bring their height with them.
    spacing.interact_size = Vec2::new(size::CONTROL_HEIGHT, size::BADGE_HEIGHT);
    spacing.extra_text_line_spacing = size::GAP_TINY;
    spacing.window_margin = Margin::same(size::PAD as i8);
    spacing.menu_margin = Margin::same(size::GAP as i8);
    spacing.icon_width = size::ICON;
    spacing.icon_width_inner = size::GAP;
    spacing.icon_spacing = size::GAP;
    spacing.tooltip_width = size::READING_WIDTH;
    spacing.combo_height = size::CONTROL_HEIGHT * 10.0;
    spacing.scroll = scroll();
    style
}

/// A quiet handle beside the contents, never over them.
fn scroll() -> ScrollStyle {
    ScrollStyle {
        floating: true,
        bar_width: size::GAP,
        floating_width: size::GAP_SMALL + size::GAP_TINY,
        floating_allocated_width: size::GAP + size::GAP_TINY,
        bar_outer_margin: size::GAP_TINY,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.3,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::solid()
    }
}

fn visuals(theme: &Theme, base: EguiTheme) -> Visuals {
    let mut visuals = base.default_visuals();
    let radius = CornerRadius::same(size::RADIUS);
    let state = |fill, weak_fill, line, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak_fill,
        bg_stroke: Stroke::new(size::LINE, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(size::LINE, text),
        expansion: 0.0,
    };
    let ring = Stroke::new(size::FOCUS_LINE, theme.focus);
    visuals.widgets = Widgets {
        noninteractive: state(theme.panel, theme.panel, theme.line, theme.text),
        inactive: state(theme.panel, theme.panel, theme.field_line, theme.text),
        hovered: state(theme.raised, theme.raised, theme.field_line, theme.text),
        active: WidgetVisuals {
            bg_stroke: ring,
            ..state(theme.raised, theme.raised, theme.focus, theme.text)
        },
        open: state(theme.raised, theme.raised, theme.field_line, theme.text),
    };
    visuals.selection = Selection { bg_fill: theme.accent_faint, stroke: ring };
    visuals.selection.stroke.color = theme.accent;
    visuals.weak_text_color = Some(theme.muted);
    visuals.hyperlink_color = theme.accent;
    visuals.faint_bg_color = theme.raised;
    visuals.extreme_bg_color = theme.panel;
    visuals.text_edit_bg_color = Some(theme.panel);
    visuals.code_bg_color = theme.quiet;
    visuals.warn_fg_color = theme.amber;
    visuals.error_fg_color = theme.red;
    visuals.window_fill = theme.panel;
    visuals.panel_fill = theme.ground;
    visuals.window_stroke = Stroke::new(size::LINE, theme.line);
    visuals.window_corner_radius = radius;
    visuals.menu_corner_radius = radius;
    visuals.window_highlight_topmost = false;
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(size::FOCUS_LINE, theme.accent);
    visuals.text_cursor.blink = false;
    visuals.indent_has_left_vline = false;
    visuals.interact_cursor = None;
    visuals.image_loading_spinners = false;
    visuals
}
