//! Three questions about a fault (how much it matters, what is damaged, can it be mended) and the amount they suggest
//! (P5-03 to P5-05). A suggestion only: the buyer decides, and nothing above the cap is ever suggested.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::case::Reason;
use crate::domain::event::codes;
use crate::domain::ids::CaseId;
use crate::domain::money::Money;

codes! {
    /// How much it matters for use.
    Critical { Small = "small", Noticeable = "noticeable", Unusable = "unusable" }
}

codes! {
    /// What is damaged or different.
    Damage { None = "none", Look = "look", Part = "part", Whole = "whole" }
}

codes! {
    /// Can it be mended.
    Mending { Cheap = "cheap", Costly = "costly", No = "no" }
}

/// The three answers, with what a repair costs where it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// How much it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub critical: Option<Critical>,
    /// What is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
    /// Can it be mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mending: Option<Mending>,
    /// What a repair costs, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub repair_cost: String,
    /// What sending it back costs, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub return_cost: String,
}

impl Answers {
    /// The key under which they are kept among the settings of a library.
    pub fn key(case: CaseId) -> String {
        format!("answers.{case}")
    }

    /// Reads what was kept; anything unreadable is as good as nothing.
    pub fn read(stored: Option<&str>) -> Self {
        stored.and_then(|text| toml::from_str(text).ok()).unwrap_or_default()
    }

    /// What is to be kept; nothing for nothing.
    pub fn write(&self) -> Option<String> {
        if *self == Self::default() { None } else { toml::to_string(self).ok() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    critical: BTreeMap<Critical, i64>,
    damage: BTreeMap<Damage, i64>,
    repair: BTreeMap<Mending, i64>,
}

const TEXT: &str = include_str!("../../../assets/words/amounts.toml");

fn data() -> &'static File {
    static DATA: LazyLock<File> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());
    &DATA
}

/// An amount that the answers suggest, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// How much to ask for.
    pub amount: Money,
    /// As a part of what may be asked.
    pub percent: i64,
    /// What carried it.
    pub because: Because,
}

codes! {
    /// What a suggestion rests on.
    Because { NothingCame = "nothing_came", Questions = "questions", RepairCost = "repair_cost" }
}

/// What to ask for. Goods that never came, or that are another product altogether, are worth all of it (P5-01, P5-02).
/// Without all three answers nothing is suggested; what a repair costs is the least.
pub fn suggest(
    reason: Option<Reason>,
    answers: &Answers,
    repair_cost: Option<&Money>,
    cap: Option<&Money>,
) -> Option<Suggestion> {
    let cap = cap.filter(|cap| cap.minor > 0)?;
    let part = |percent: i64| {
        // Rounded down: a suggestion is never above its part.
        let minor = i128::from(cap.minor) * i128::from(percent) / 100;
        Money::new(i64::try_from(minor).unwrap_or(cap.minor), cap.currency.clone())
    };
    if reason.is_some_and(|reason| reason.is_not_received() || reason == Reason::WrongItem) {
        return Some(Suggestion { amount: cap.clone(), percent: 100, because: Because::NothingCame });
    }
    let data = data();
    let points = data.critical.get(&answers.critical?)?
        + data.damage.get(&answers.damage?)?
        + data.repair.get(&answers.mending?)?;
    let percent = points.clamp(0, 100);
    let asked = part(percent);
    let repair = repair_cost.filter(|cost| {
        answers.mending != Some(Mending::No) && cost.currency == cap.currency && cost.minor > asked.minor
    });
    match repair {
        Some(cost) => {
            let minor = cost.minor.min(cap.minor);
            let percent = i64::try_from(i128::from(minor) * 100 / i128::from(cap.minor)).unwrap_or(100);
            let amount = Money::new(minor, cap.currency.clone());
            Some(Suggestion { amount, percent, because: Because::RepairCost })
        }
        None => Some(Suggestion { amount: asked, percent, because: Because::Questions }),
    }
}
