//! The clock: the only place that reads the time of day. Everything else is given `now`.

use chrono::{DateTime, Utc};

/// Tells the time: the machine's own, or one fixed by `--now` and by tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    fixed: Option<DateTime<Utc>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self { fixed: Some(at) }
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "the one reader of the wall clock")]
    pub fn now(&self) -> DateTime<Utc> {
        self.fixed.unwrap_or_else(Utc::now)
    }

    /// True when it stands still.
    pub fn is_fixed(&self) -> bool {
        self.fixed.is_some()
    }
}
