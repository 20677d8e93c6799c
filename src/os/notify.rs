//! Notifications of the desktop.

use crate::domain::message::{Msg, Problem};
use crate::domain::overview::reminders::Urgency;

/// Shows a notification, without a sound. Waits for the desktop's answer, so it is called from a job.
pub fn show(title: &str, body: &str, urgency: Urgency) -> Result<(), Problem> {
    let failed = |error: &dyn std::fmt::Display| {
        Problem::could_not(Msg::new("problem-no-notification")).with_detail(error)
    };
    let mut note = notify_rust::Notification::new();
    note.appname("Parcelproof").summary(title).icon("org.parcelproof.Parcelproof");
    dress(&mut note, body, urgency).map_err(|error| failed(&error))?;
    note.show().map(|_| ()).map_err(|error| failed(&error))
}

/// What only the desktops of Linux understand: how loud, no sound, and whether a body is read as markup.
#[cfg(all(unix, not(target_os = "macos")))]
fn dress(
    note: &mut notify_rust::Notification,
    body: &str,
    urgency: Urgency,
) -> Result<(), notify_rust::error::Error> {
    use notify_rust::Hint;
    let markup = notify_rust::get_capabilities()?.iter().any(|able| able == "body-markup");
    let body = if markup {
        body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        body.to_owned()
    };
    note.body(&body)
        .urgency(match urgency {
            Urgency::Low => notify_rust::Urgency::Low,
            Urgency::Normal => notify_rust::Urgency::Normal,
            Urgency::Critical => notify_rust::Urgency::Critical,
        })
        .hint(Hint::SuppressSound(true))
        .hint(Hint::DesktopEntry("org.parcelproof.Parcelproof".to_owned()));
    Ok(())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn dress(
    note: &mut notify_rust::Notification,
    body: &str,
    _: Urgency,
) -> Result<(), notify_rust::error::Error> {
    note.body(body);
    Ok(())
}
