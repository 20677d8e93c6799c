//! The sample where there is no display, or none that answers.

use super::{Buyer, Ran};

#[test]
fn the_sample_is_done_where_no_window_can_be_opened() {
    let buyer = Buyer::new();
    let dead = [("DISPLAY", ":7777")];
    for surroundings in [&[][..], &dead[..]] {
        let mut demo = buyer.command("2026-11-22T12:00", "America/Los_Angeles", &["demo", "--orders", "2"]);
        let ran = Ran::of(demo.envs(surroundings.iter().copied()).output().expect("the program runs")).fine();
        assert!(ran.out.contains("\nlibrary: "), "{}", ran.out);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        // The second renderer's complaint is about the first one's attempt and tells nothing.
        assert!(!ran.err.contains("recreated"), "{}", ran.err);
    }
    buyer.at("2026-11-22T12:00", &["--renderer", "glow"]).ends(3);
}
