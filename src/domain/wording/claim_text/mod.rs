//! The English text of a claim, built from templates: what was ordered, what came, what is asked for (P4-14).
//! Texts for the marketplace are English whatever the language of the window, so their words live here: one function
//! for each kind of text, their paragraphs in `parts`, the sentence of each reason in `reason_words`.

mod parts;
mod reason_words;
mod sample;

use chrono::NaiveDate;
use chrono_tz::Tz;
pub use parts::exhibits;

use crate::domain::case::{Case, SubmissionKind};
use crate::domain::evidence::Role;
use crate::domain::evidence::media::MediaKind;
use crate::domain::order::{Order, OrderLine};
use crate::domain::wording::said::InEnglish;

pub use reason_words::reason_words;
pub use sample::SAMPLE;

/// A file that goes with the text, in upload order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// Image, video or other.
    pub kind: MediaKind,
    /// Its part.
    pub role: Role,
    /// The buyer's caption.
    pub caption: Option<String>,
}

/// A talk with the seller before the case was sent, as far as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Talk {
    /// When the buyer wrote first.
    pub since: NaiveDate,
    /// What came of it.
    pub answer: Answer,
}

/// Whether the seller answered a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// By an answer, an offer, a refusal.
    Came,
    /// Not within the days that the pack gives for one.
    Missing,
    /// It is too soon to say, or the rules give no days.
    Unknown,
}

/// What a text says beside the stored fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Differences or faults, each in a few words, as the buyer typed or picked them.
    pub faults: Vec<String>,
    /// Files that go with it.
    pub exhibits: Vec<Exhibit>,
    /// What the marketplace or the seller asked for, in a reply.
    pub request: Option<String>,
    /// The buyer's own words, left as they are.
    pub own_words: Option<String>,
    /// What the buyer said, as far as it could be put into English.
    pub said: InEnglish,
    /// The seller was written to first (P2-01).
    pub talk: Option<Talk>,
    /// Where the tracking page says the parcel went, when the buyer does not live there (P6-24).
    pub elsewhere: Option<String>,
}

/// How long a text is. The site's own way of counting is not known, so all three are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// Characters as people count them (Unicode scalar values), line ends as one.
    pub characters: usize,
    /// UTF-16 units with LF line ends.
    pub utf16_lf: usize,
    /// UTF-16 units with CRLF line ends.
    pub utf16_crlf: usize,
}

impl Lengths {
    /// The largest, which a limit is checked against.
    pub fn strictest(self) -> usize {
        self.utf16_lf.max(self.utf16_crlf)
    }
}

/// Counts a text. Whatever line ends it has are read as line ends.
pub fn lengths(text: &str) -> Lengths {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let utf16_lf = plain.encode_utf16().count();
    Lengths {
        characters: plain.chars().count(),
        utf16_lf,
        utf16_crlf: utf16_lf + plain.matches('\n').count(),
    }
}

/// What a text is written from.
struct Draft<'a> {
    case: &'a Case,
    order: Option<&'a Order>,
    line: Option<&'a OrderLine>,
    facts: &'a Facts,
    zone: Tz,
}

/// Drafts the English text of a submission. Only what is known is said; unknown amounts and dates leave their
/// sentences out. `zone` decides which day an instant falls on.
pub fn draft(
    kind: SubmissionKind,
    case: &Case,
    order: Option<&Order>,
    line: Option<&OrderLine>,
    facts: &Facts,
    zone: Tz,
) -> String {
    let draft = Draft { case, order, line, facts, zone };
    let mut paragraphs = match kind {
        SubmissionKind::Claim => draft.claim(),
        SubmissionKind::Message => draft.message(),
        SubmissionKind::Reply => draft.reply(),
        SubmissionKind::Complaint => draft.complaint(),
        SubmissionKind::Report => draft.report(),
    };
    paragraphs.push(parts::own_words(facts));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

impl Draft<'_> {
    fn claim(&self) -> Vec<String> {
        vec![
            parts::ordered(self.order, self.line, self.facts, self.zone),
            parts::happened(self.case.reason, self.order, self.facts, self.zone),
            parts::faults(self.facts),
            parts::talk(self.facts.talk),
            parts::exhibits(&self.facts.exhibits),
            parts::request(self.case, self.line, self.facts),
        ]
    }

    fn message(&self) -> Vec<String> {
        vec![
            "Hello,".to_owned(),
            parts::ordered(self.order, self.line, self.facts, self.zone),
            parts::happened(self.case.reason, self.order, self.facts, self.zone),
            parts::faults(self.facts),
            parts::wish(self.case, self.facts),
            "Please answer here on the marketplace. Thank you.".to_owned(),
        ]
    }

    fn reply(&self) -> Vec<String> {
        let asked = self.facts.request.as_deref().map(str::trim).filter(|text| !text.is_empty());
        vec![
            asked.map(|asked| format!("You asked for: {asked}")).unwrap_or_default(),
            "Here is the evidence you asked for.".to_owned(),
            parts::slot("What I received", self.facts.said.received.as_deref()),
            parts::faults(self.facts),
            parts::exhibits(&self.facts.exhibits),
        ]
    }

    fn complaint(&self) -> Vec<String> {
        vec![
            parts::number_of(self.order, "I ask you to look again at the decision on the dispute"),
            parts::slot("What I ordered", self.facts.said.ordered.as_deref()),
            parts::happened(self.case.reason, self.order, self.facts, self.zone),
            parts::faults(self.facts),
            parts::exhibits(&self.facts.exhibits),
            parts::request(self.case, self.line, self.facts),
        ]
    }

    fn report(&self) -> Vec<String> {
        let store = self.order.and_then(|order| order.store.as_deref());
        vec![
            parts::number_of(self.order, "I report a seller"),
            store.map(|store| format!("Store: {store}")).unwrap_or_default(),
            parts::happened(self.case.reason, self.order, self.facts, self.zone),
            parts::faults(self.facts),
            parts::exhibits(&self.facts.exhibits),
            parts::slot("What I ask for", self.facts.said.want.as_deref()),
        ]
    }
}
