//! The text files compiled into the program, one per screen or room, by language.

/// The language every text exists in.
pub const ENGLISH: &str = "en";

/// Languages the program carries, English first.
pub const LANGUAGES: &[&str] = &["en", "ru"];

/// The files of a language: name and contents, sorted by name.
pub fn files_of(language: &str) -> &'static [(&'static str, &'static str)] {
    match language {
        "ru" => RUSSIAN,
        _ => ENGLISH_FILES,
    }
}

const ENGLISH_FILES: &[(&str, &str)] = &[
    ("action.ftl", include_str!("../../assets/texts/en/action.ftl")),
    ("app.ftl", include_str!("../../assets/texts/en/app.ftl")),
    ("bin.ftl", include_str!("../../assets/texts/en/bin.ftl")),
    ("bundle.ftl", include_str!("../../assets/texts/en/bundle.ftl")),
    ("calendar.ftl", include_str!("../../assets/texts/en/calendar.ftl")),
    ("case.ftl", include_str!("../../assets/texts/en/case.ftl")),
    ("cases.ftl", include_str!("../../assets/texts/en/cases.ftl")),
    ("check.ftl", include_str!("../../assets/texts/en/check.ftl")),
    ("claim.ftl", include_str!("../../assets/texts/en/claim.ftl")),
    ("cli.ftl", include_str!("../../assets/texts/en/cli.ftl")),
    ("deadline.ftl", include_str!("../../assets/texts/en/deadline.ftl")),
    ("demo.ftl", include_str!("../../assets/texts/en/demo.ftl")),
    ("event.ftl", include_str!("../../assets/texts/en/event.ftl")),
    ("evidence.ftl", include_str!("../../assets/texts/en/evidence.ftl")),
    ("export.ftl", include_str!("../../assets/texts/en/export.ftl")),
    ("guard.ftl", include_str!("../../assets/texts/en/guard.ftl")),
    ("guides.ftl", include_str!("../../assets/texts/en/guides.ftl")),
    ("history.ftl", include_str!("../../assets/texts/en/history.ftl")),
    ("inbox.ftl", include_str!("../../assets/texts/en/inbox.ftl")),
    ("job.ftl", include_str!("../../assets/texts/en/job.ftl")),
    ("library.ftl", include_str!("../../assets/texts/en/library.ftl")),
    ("media.ftl", include_str!("../../assets/texts/en/media.ftl")),
    ("need.ftl", include_str!("../../assets/texts/en/need.ftl")),
    ("notes.ftl", include_str!("../../assets/texts/en/notes.ftl")),
    ("offer.ftl", include_str!("../../assets/texts/en/offer.ftl")),
    ("order.ftl", include_str!("../../assets/texts/en/order.ftl")),
    ("orders.ftl", include_str!("../../assets/texts/en/orders.ftl")),
    ("packs.ftl", include_str!("../../assets/texts/en/packs.ftl")),
    ("path.ftl", include_str!("../../assets/texts/en/path.ftl")),
    ("phrase.ftl", include_str!("../../assets/texts/en/phrase.ftl")),
    ("problem.ftl", include_str!("../../assets/texts/en/problem.ftl")),
    ("reason.ftl", include_str!("../../assets/texts/en/reason.ftl")),
    ("recognise.ftl", include_str!("../../assets/texts/en/recognise.ftl")),
    ("remind.ftl", include_str!("../../assets/texts/en/remind.ftl")),
    ("report.ftl", include_str!("../../assets/texts/en/report.ftl")),
    ("route.ftl", include_str!("../../assets/texts/en/route.ftl")),
    ("rules.ftl", include_str!("../../assets/texts/en/rules.ftl")),
    ("settings.ftl", include_str!("../../assets/texts/en/settings.ftl")),
    ("summary.ftl", include_str!("../../assets/texts/en/summary.ftl")),
    ("timeline.ftl", include_str!("../../assets/texts/en/timeline.ftl")),
    ("today.ftl", include_str!("../../assets/texts/en/today.ftl")),
    ("tracking.ftl", include_str!("../../assets/texts/en/tracking.ftl")),
    ("trap.ftl", include_str!("../../assets/texts/en/trap.ftl")),
    ("viewer.ftl", include_str!("../../assets/texts/en/viewer.ftl")),
    ("words.ftl", include_str!("../../assets/texts/en/words.ftl")),
];

const RUSSIAN: &[(&str, &str)] = &[
    ("app.ftl", include_str!("../../assets/texts/ru/app.ftl")),
    ("phrase.ftl", include_str!("../../assets/texts/ru/phrase.ftl")),
];
