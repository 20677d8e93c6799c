//! Guides: what to know about warranties, courts and counts of disputes, and what to do when the site makes trouble.
//! Their list with day and sources is data (`assets/guides.toml`); their words are texts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::event::codes;
use crate::domain::message::{Msg, Problem};

codes! {
    /// What a guide is about.
    GuideTopic { Site = "site", Warranty = "warranty", Court = "court", Care = "care", Order = "order" }
}

/// One guide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its stable name.
    pub id: String,
    /// What it is about.
    pub topic: GuideTopic,
    /// The day up to which its sources were read.
    pub as_of: NaiveDate,
    /// Source codes.
    pub cite: Vec<String>,
    /// The facts it tells (`P16-14`).
    pub facts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guides {
    guides: Vec<Guide>,
}

impl Guide {
    /// All of them, in the order of the file.
    ///
    /// # Errors
    /// A mistake in the file; tests refuse such a program.
    pub fn all() -> Result<Vec<Self>, Problem> {
        toml::from_str::<Guides>(include_str!("../../../assets/guides.toml"))
            .map(|file| file.guides)
            .map_err(|error| Problem::could_not(Msg::new("guides-unreadable")).with_detail(error))
    }

    /// Its title.
    pub fn title(&self) -> Msg {
        Msg::new(format!("guides-title-{}", self.id))
    }

    /// Its steps, one a line.
    pub fn steps(&self) -> Msg {
        Msg::new(format!("guides-steps-{}", self.id))
    }
}
