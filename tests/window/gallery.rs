//! The widgets on the gallery page: pictures in both themes, and what keyboard and pointer do.

use egui::accesskit::Role;
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

#[test]
fn a_list_is_walked_by_keyboard_and_opened_with_enter() {
    let mut page = harness(Theme::Light, Vec2::new(1024.0, 500.0), Gallery::list_ui);
    page.get_by_role_and_label(Role::ListBox, "Orders").focus();
    page.run();
    for _ in 0..14 {
        page.key_press(Key::ArrowDown);
        page.run();
    }
    page.key_press(Key::PageDown);
    page.run();
    page.key_press(Key::ArrowUp);
    page.run();
    let row = page.state().as_ref().unwrap().selected.unwrap();
    assert!(row > 20, "{row}");
    // The row it stands on has been scrolled into sight and is named.
    page.get_by_label(&format!("Order {row}, Wristwatch"));
    page.key_press(Key::Enter);
    page.run();
    assert_eq!(page.state().as_ref().unwrap().entered, Some(row));
    page.key_press(Key::End);
    page.run();
    page.get_by_label("Order 9999, Wristwatch");
    page.key_press(Key::Tab);
    page.run();
    assert!(!page.get_by_role_and_label(Role::ListBox, "Orders").is_focused());
}

#[test]
fn a_click_on_a_row_selects_it_and_gives_the_list_the_keyboard() {
    let mut page = harness(Theme::Light, Vec2::new(1024.0, 500.0), Gallery::list_ui);
    page.get_by_label("Order 4, Wristwatch").click();
    page.run();
    assert_eq!(page.state().as_ref().unwrap().selected, Some(4));
    page.key_press(Key::ArrowDown);
    page.run();
    assert_eq!(page.state().as_ref().unwrap().selected, Some(5));
}

#[test]
fn the_chart_is_walked_in_time_and_says_what_it_is_on() {
    let mut page = harness(Theme::Light, Vec2::new(1024.0, 700.0), Gallery::charts_ui);
    let chart = page.get_all_by_role_and_label(Role::ListBox, "Timeline chart").next().unwrap();
    chart.focus();
    page.run();
    page.key_press(Key::ArrowRight);
    page.run();
    let gallery = page.state().as_ref().unwrap();
    let cursor = gallery.view.cursor.expect("the arrow puts the keyboard on something");
    let spoken = gallery.one.spoken(cursor).unwrap().to_owned();
    assert_eq!(spoken, "Dates: to the marketplace, 25 Mar 2026, 09:00");
    page.get_by_label(&spoken);
    page.key_press(Key::Enter);
    page.run();
    assert_eq!(page.state().as_ref().unwrap().hits, [cursor], "one press counts once");
    page.get_by_label("Case: seller’s turn, 18 Mar 2026, 09:00 – 22 Mar 2026, 09:00").click();
    page.run();
    assert_eq!(page.state().as_ref().unwrap().hits.len(), 2);
}

#[test]
fn far_bars_come_into_sight_when_the_keyboard_reaches_them() {
    let mut page = harness(Theme::Light, Vec2::new(1024.0, 700.0), Gallery::charts_ui);
    page.get_all_by_role_and_label(Role::ListBox, "Timeline chart").next().unwrap().focus();
    page.run();
    for _ in 0..6 {
        page.key_press(Key::Plus);
        page.run();
    }
    for _ in 0..12 {
        page.key_press(Key::ArrowRight);
        page.run();
    }
    let gallery = page.state().as_ref().unwrap();
    let at = gallery.one.at(gallery.view.cursor.unwrap()).unwrap();
    let part = gallery.view.part(at);
    assert!((0.0..=1.0).contains(&part), "{part}");
    assert!(gallery.view.days() < 8.0);
}

#[test]
fn buttons_work_by_name_and_the_canvas_zooms_by_key() {
    let mut page = harness(Theme::Dark, Vec2::new(1024.0, 1100.0), Gallery::controls_ui);
    page.get_by_label("Start a case").click();
    page.run();
    assert_eq!(page.state().as_ref().unwrap().pressed, "Start a case");
    assert!(page.get_by_label("Save").accesskit_node().is_disabled());
    let mut page = harness(Theme::Dark, Vec2::new(400.0, 300.0), Gallery::canvas_ui);
    page.get_by_role_and_label(Role::Image, "Box, dented corner").focus();
    page.run();
    page.key_press(Key::Plus);
    page.run();
    assert!(!page.state().as_ref().unwrap().look.is_fit());
    page.key_press(Key::Num0);
    page.run();
    assert!(page.state().as_ref().unwrap().look.is_fit());
}

#[test]
fn what_the_keyboard_is_on_has_a_ring_and_its_why() {
    let mut page = harness(Theme::Light, Vec2::new(1024.0, 400.0), Gallery::charts_ui);
    page.get_all_by_role_and_label(Role::ListBox, "Timeline chart").next().unwrap().focus();
    page.run();
    for _ in 0..2 {
        page.key_press(Key::ArrowRight);
        page.run();
    }
    page.snapshot("gallery_chart_keyboard");
}
