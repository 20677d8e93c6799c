//! The widgets on the gallery page: pictures in both themes, and what keyboard and pointer do.

use egui::{Key, Theme, ThemePreference, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, SnapshotResults};
use parcelproof::ui::gallery::Gallery;
use parcelproof::ui::theme;

type Page = fn(&mut Gallery, &mut egui::Ui);

fn harness(theme: Theme, size: Vec2, page: Page) -> Harness<'static, Option<Gallery>> {
    harness_at(1.0, theme, size, page)
}

fn harness_at(scale: f32, theme: Theme, size: Vec2, page: Page) -> Harness<'static, Option<Gallery>> {
    let preference = match theme {
        Theme::Dark => ThemePreference::Dark,
        Theme::Light => ThemePreference::Light,
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_pixels_per_point(scale)
        .with_context_setup(move |ctx| theme::install(ctx, preference))
        .build_ui_state(
            move |ui, gallery: &mut Option<Gallery>| {
                let gallery = gallery.get_or_insert_with(|| Gallery::new(ui.ctx()));
                page(gallery, ui);
            },
            None,
        );
    harness.run();
    harness
}

#[test]
fn the_gallery_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut page = harness(theme, Vec2::new(1024.0, 1100.0), Gallery::controls_ui);
        page.snapshot(format!("gallery_controls_{name}"));
        results.extend_harness(&mut page);
        let mut page = harness(theme, Vec2::new(1024.0, 700.0), Gallery::charts_ui);
        page.snapshot(format!("gallery_charts_{name}"));
        results.extend_harness(&mut page);
    }
    let mut page = harness(Theme::Light, Vec2::new(1024.0, 500.0), Gallery::list_ui);
    page.snapshot("gallery_list_light");
    results.extend_harness(&mut page);
    let mut page = harness(Theme::Dark, Vec2::new(1024.0, 500.0), Gallery::floats_ui);
    page.snapshot("gallery_floats_dark");
    results.extend_harness(&mut page);
    // 1024 pixels at twice the size: half as many points.
    let mut page = harness_at(2.0, Theme::Light, Vec2::new(512.0, 700.0), Gallery::charts_ui);
    page.snapshot("gallery_charts_double");
    results.extend_harness(&mut page);
}
