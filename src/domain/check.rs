//! The verdict on a file: will the marketplace take it, and if not, what to do.
//! Limits and formats come from the rule pack; nothing is hard-coded here.

use serde::{Deserialize, Serialize};

use super::event::codes;
use super::message::Msg;

codes! {
    /// Whether a file will be accepted (the contract's words).
    Verdict { Ready = "ready", Borderline = "borderline", Fixable = "fixable", Rejected = "rejected" }
}

codes! {
    /// How bad a finding is.
    FindingSeverity { Info = "info", Warning = "warning", Error = "error" }
}

codes! {
    /// What would mend it.
    Fix { Rename = "rename", Convert = "convert", Shrink = "shrink", Trim = "trim", Strip = "strip" }
}

codes! {
    /// What was found (the contract's codes).
    FindingCode {
        TooLarge = "too_large", BorderlineSize = "borderline_size", WrongExtension = "wrong_extension",
        NoExtension = "no_extension", UnsupportedFormat = "unsupported_format", Empty = "empty",
        NotMedia = "not_media", Damaged = "damaged", AudioOnly = "audio_only", Duplicate = "duplicate",
        NearDuplicate = "near_duplicate", Polyglot = "polyglot", HostileName = "hostile_name",
        HasLocation = "has_location", Animated = "animated", Unreadable = "unreadable",
        TooComplex = "too_complex",
    }
}

/// One thing found about a file, with its sentence and its fix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// How bad.
    pub severity: FindingSeverity,
    /// The sentence.
    pub message: Msg,
    /// What would mend it, if anything.
    pub fix: Option<Fix>,
}

/// The verdict with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Will it be accepted.
    pub verdict: Verdict,
    /// Why; worst first, then in the order of the codes.
    pub findings: Vec<Finding>,
}
