//! Sizes in points: spacing in steps of four, rounding, and the fixed measures of widgets. Owns no text sizes.

/// Half a step, for what belongs together.
pub const GAP_TINY: f32 = 2.0;
/// One step.
pub const GAP_SMALL: f32 = 4.0;
/// Between widgets.
pub const GAP: f32 = 8.0;
/// Inside a panel, between its parts.
pub const GAP_WIDE: f32 = 12.0;
/// Padding of a panel.
pub const PAD: f32 = 16.0;
/// Between sections.
pub const GAP_SECTION: f32 = 20.0;
/// Around a screen.
pub const MARGIN_SCREEN: f32 = 32.0;

/// Rounding of panels, buttons and thumbnails.
pub const RADIUS: u8 = 6;
/// Rounding of what is inside them: badges, bars.
pub const RADIUS_SMALL: u8 = 4;
/// Rounding of thin things: meters.
pub const RADIUS_TINY: u8 = 2;

/// Width of hairlines.
pub const LINE: f32 = 1.0;
/// Width of the ring around what the keyboard is on.
pub const FOCUS_LINE: f32 = 2.0;
/// Distance of that ring from what it is around.
pub const FOCUS_GAP: f32 = 2.0;

/// Height of buttons and fields.
pub const CONTROL_HEIGHT: f32 = 32.0;
/// Height of a small button, a segment, a link.
pub const CONTROL_HEIGHT_SMALL: f32 = 26.0;
/// Side of an icon beside text.
pub const ICON: f32 = 16.0;
/// Side of an icon inside a badge or a caption.
pub const ICON_SMALL: f32 = 12.0;
/// Side of the icon of an empty screen.
pub const ICON_LARGE: f32 = 32.0;

/// Height of a badge.
pub const BADGE_HEIGHT: f32 = 20.0;
/// Height of a meter.
pub const METER_HEIGHT: f32 = 6.0;
/// Height of a row in the lists of orders and cases.
pub const ROW_HEIGHT: f32 = 44.0;
/// Side of the picture in such a row.
pub const ROW_THUMB: f32 = 32.0;
/// Width of a thumbnail on the evidence board.
pub const THUMB_WIDTH: f32 = 136.0;
/// A thumbnail's height as a part of its width.
pub const THUMB_ASPECT: f32 = 0.75;
/// Width of the left rail.
pub const RAIL_WIDTH: f32 = 200.0;
/// Width of a text column that is still read with ease.
pub const READING_WIDTH: f32 = 460.0;

/// Height of the chart's axis with its dates.
pub const CHART_AXIS: f32 = 32.0;
/// Height of a bar of the chart.
pub const CHART_BAR: f32 = 26.0;
/// Height of a thin bar.
pub const CHART_BAR_THIN: f32 = 6.0;
/// Height of the line of words under a thin bar.
pub const CHART_WORDS: f32 = 18.0;
/// Height of a flag with its words.
pub const CHART_FLAG: f32 = 22.0;
/// Free room above and below a row of the chart.
pub const CHART_ROW_GAP: f32 = 5.0;
/// Height of the place of the today tag under the rows.
pub const CHART_TAG: f32 = 24.0;
/// The least distance between two dates of the axis.
pub const CHART_TICK: f32 = 76.0;
/// The names of lanes take at most this part of the width.
pub const CHART_NAMES_PART: f32 = 0.22;
/// Distance between the hatches of a presumed bar.
pub const CHART_HATCH: f32 = 7.0;
