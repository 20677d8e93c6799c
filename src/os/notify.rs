//! Notifications of the desktop.

use crate::domain::message::{Msg, Problem};

/// Shows a notification. Waits for the desktop's answer, so it is called from a job.
pub fn show(title: &str, body: &str) -> Result<(), Problem> {
    notify_rust::Notification::new()
        .appname("Parcelproof")
        .summary(title)
        .body(body)
        .icon("org.parcelproof.Parcelproof")
        .show()
        .map(|_| ())
        .map_err(|error| Problem::could_not(Msg::new("problem-no-notification")).with_detail(error))
}
