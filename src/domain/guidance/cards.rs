//! Where to click: cards that say how a page of the marketplace is reached, step by step, with other names its pages and
//! buttons were seen under (P2-04, P4-01, P17-09 to P17-15). Built in, dated; a buyer may replace the steps.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::event::{CaseEventKind, codes};
use crate::domain::message::{Msg, Problem};

codes! {
    /// What a step does.
    StepKind {
        Open = "open", FindOrder = "find_order", Press = "press", Choose = "choose", ScrollBottom = "scroll_bottom",
        SignIn = "sign_in", Type = "type", Attach = "attach", Look = "look",
    }
}

/// A step of a card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    #[serde(rename = "do")]
    pub kind: StepKind,
    /// With which label of the site, in English.
    #[serde(default)]
    pub label: String,
}

impl Step {
    /// The step in words.
    pub fn msg(&self) -> Msg {
        Msg::new(format!("path-step-{}", self.kind.code())).text("label", &self.label)
    }
}

/// A card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its name; `path-title-` before it names its title.
    pub id: String,
    /// The day up to which its sources were read.
    pub as_of: NaiveDate,
    /// Where it is known from.
    pub cite: Vec<String>,
    /// Other names of its pages and buttons.
    pub aliases: Vec<String>,
    /// What to do, in order.
    pub steps: Vec<Step>,
}

impl Card {
    /// Its title.
    pub fn title(&self) -> Msg {
        Msg::new(format!("path-title-{}", self.id))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cards: Vec<Card>,
}

const TEXT: &str = include_str!("../../../assets/cards.toml");

/// Every card; a test refuses a damaged file.
pub fn all() -> &'static [Card] {
    static CARDS: LazyLock<Vec<Card>> =
        LazyLock::new(|| toml::from_str::<File>(TEXT).map(|file| file.cards).unwrap_or_default());
    &CARDS
}

/// A card by its name.
///
/// # Errors
/// There is none of that name.
pub fn by_id(id: &str) -> Result<&'static Card, Problem> {
    all().iter().find(|card| card.id == id).ok_or_else(|| {
        let known: Vec<&str> = all().iter().map(|card| card.id.as_str()).collect();
        Problem::refused(Msg::new("path-unknown").text("id", id).text("known", known.join(", ")))
    })
}

/// The key under which the buyer's own steps are kept among the settings of a library.
pub fn key(id: &str) -> String {
    format!("card.{id}")
}

/// The buyer's own steps of a card, one a line; none when they were not replaced.
pub fn own_steps(card: &Card, settings: &BTreeMap<String, String>) -> Option<Vec<String>> {
    let stored = settings.get(&key(&card.id))?;
    let steps: Vec<String> =
        stored.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect();
    (!steps.is_empty()).then_some(steps)
}

/// Cards that belong to an act: an event type, or one of `contact`, `refund_details`, `account`.
pub fn for_act(act: &str) -> &'static [&'static str] {
    match CaseEventKind::from_code(act) {
        Some(CaseEventKind::SellerContacted | CaseEventKind::Message) => &["contact_seller"],
        Some(CaseEventKind::Submitted | CaseEventKind::Reopened) => &["open_dispute", "open_dispute_footer"],
        Some(CaseEventKind::Edited) => &["change_dispute"],
        Some(CaseEventKind::Cancelled) => &["cancel_dispute", "refund_details"],
        Some(
            CaseEventKind::EvidenceSubmitted | CaseEventKind::OfferAccepted | CaseEventKind::OfferRejected,
        ) => &["dispute_list"],
        Some(CaseEventKind::ComplaintSent) => &["complaint"],
        Some(CaseEventKind::ComplaintDecided) => &["complaint_result"],
        Some(CaseEventKind::ReportSent) => &["report"],
        Some(CaseEventKind::ReportDecided) => &["report_status"],
        Some(CaseEventKind::RefundSeen | CaseEventKind::RefundProcessed) => &["refund_details"],
        Some(CaseEventKind::AccountAppealSent) => &["account"],
        _ => &[],
    }
}
