//! The JSON shapes of files: `check`, `fix`, `attach` and `evidence list`.

use crate::domain::evidence::Target;
use crate::domain::evidence::check::Assessment;
use crate::domain::evidence::media::MediaFacts;
use crate::domain::order::Order;
use crate::domain::rows::EvidenceRow;
use crate::texts::Texts;
use serde::Serialize;
use std::path::Path;

use super::ClaimedTimeJson;
use super::PathJson;
use super::time;
use super::time_opt;

/// One finding of a check line.
#[derive(Debug, Serialize)]
pub struct FindingJson {
    code: &'static str,
    severity: &'static str,
    message: String,
    fix: Option<&'static str>,
}

pub(super) fn findings(assessment: &Assessment, texts: &Texts) -> Vec<FindingJson> {
    assessment
        .findings
        .iter()
        .map(|finding| FindingJson {
            code: finding.code.code(),
            severity: finding.severity.code(),
            message: texts.say(&finding.message),
            fix: finding.fix.map(crate::domain::evidence::check::Fix::code),
        })
        .collect()
}

/// Containers count in odd units; a thousandth of a second is more than any of them is sure of.
fn rounded(secs: Option<f64>) -> Option<f64> {
    secs.map(|secs| (secs * 1_000.0).round() / 1_000.0)
}

/// A line of `check`, and with `output` a line of `fix`.
#[derive(Debug, Serialize)]
pub struct CheckJson {
    #[serde(flatten)]
    path: PathJson,
    bytes: u64,
    sha256: Option<String>,
    kind: &'static str,
    format: &'static str,
    width: Option<u32>,
    height: Option<u32>,
    duration_secs: Option<f64>,
    captured_at: Option<ClaimedTimeJson>,
    has_location: bool,
    verdict: &'static str,
    findings: Vec<FindingJson>,
    #[serde(flatten)]
    output: Option<OutputJson>,
}

/// Where the copy of a fixed file is; `null` when none was needed or possible. Its bytes stand beside it where they
/// are not UTF-8.
#[derive(Debug, Serialize)]
struct OutputJson {
    output: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output_bytes: Option<String>,
}

impl CheckJson {
    pub(in crate::cli) fn new(
        path: &Path,
        facts: &MediaFacts,
        sha256: Option<String>,
        assessment: &Assessment,
        texts: &Texts,
    ) -> Self {
        Self {
            path: PathJson::new(path),
            bytes: facts.size_bytes,
            sha256,
            kind: facts.kind.code(),
            format: facts.format.code(),
            width: facts.width,
            height: facts.height,
            duration_secs: rounded(facts.duration_secs),
            captured_at: facts.captured.as_ref().map(ClaimedTimeJson::from),
            has_location: facts.has_location,
            verdict: assessment.verdict.code(),
            findings: findings(assessment, texts),
            output: None,
        }
    }

    pub(in crate::cli) fn with_output(mut self, output: Option<&Path>) -> Self {
        let (output, output_bytes) =
            output.map(PathJson::new).map_or((None, None), |named| (Some(named.path), named.path_bytes));
        self.output = Some(OutputJson { output, output_bytes });
        self
    }
}

/// A stored file, where it is used.
#[derive(Debug, Serialize)]
pub struct EvidenceJson {
    id: i64,
    sha256: String,
    name: String,
    bytes: u64,
    kind: &'static str,
    format: &'static str,
    width: Option<u32>,
    height: Option<u32>,
    duration_secs: Option<f64>,
    captured_at: Option<ClaimedTimeJson>,
    file_time: Option<String>,
    has_location: bool,
    pasted: bool,
    added_at: String,
    derived_from: Option<i64>,
    recipe: Option<Vec<String>>,
    copy: Option<i64>,
    verdict: &'static str,
    findings: Vec<FindingJson>,
    attachment: Option<AttachmentJson>,
}

/// What a file is attached to, by what commands call it: the order's number, the line's place, the case's id.
#[derive(Debug, Serialize)]
struct TargetJson {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<i64>,
}

impl TargetJson {
    fn new(target: Target, order: Option<&Order>) -> Self {
        let number = order.map(|order| order.number.as_typed().to_owned());
        let none = Self { kind: "inbox", order: None, line: None, case: None };
        match target {
            Target::Order { .. } => Self { kind: "order", order: number, ..none },
            Target::Line { line, .. } => {
                let line = order.and_then(|order| order.line_by_id(line)).map(|line| line.position);
                Self { kind: "line", order: number, line, ..none }
            }
            Target::Case { case } => Self { kind: "case", case: Some(case.0), ..none },
            Target::Inbox => none,
        }
    }
}

#[derive(Debug, Serialize)]
struct AttachmentJson {
    id: i64,
    target: TargetJson,
    role: &'static str,
    caption: Option<String>,
    position: i64,
    shows: Vec<String>,
}

impl EvidenceJson {
    /// `order` is the one the file's use here belongs to.
    pub(in crate::cli) fn new(row: &EvidenceRow, order: Option<&Order>, texts: &Texts) -> Self {
        let facts = &row.evidence.facts;
        Self {
            id: row.evidence.id.0,
            sha256: row.evidence.sha256.hex(),
            name: row.evidence.name.clone(),
            bytes: facts.size_bytes,
            kind: facts.kind.code(),
            format: facts.format.code(),
            width: facts.width,
            height: facts.height,
            duration_secs: rounded(facts.duration_secs),
            captured_at: facts.captured.as_ref().map(ClaimedTimeJson::from),
            file_time: time_opt(row.evidence.file_time),
            has_location: facts.has_location,
            pasted: row.evidence.pasted,
            added_at: time(row.evidence.added_at),
            derived_from: row.evidence.derived_from.as_ref().map(|from| from.original.0),
            recipe: row.evidence.derived_from.as_ref().map(|from| from.recipe.steps.clone()),
            copy: row.copy.map(|id| id.0),
            verdict: row.assessment.verdict.code(),
            findings: findings(&row.assessment, texts),
            attachment: row.attachment.as_ref().map(|attachment| AttachmentJson {
                id: attachment.id.0,
                target: TargetJson::new(attachment.target, order),
                role: attachment.role.code(),
                caption: attachment.caption.clone(),
                position: attachment.position,
                shows: attachment.shows.clone(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_to_the_millisecond() {
        assert_eq!(rounded(Some(1.999_999_999_999_999_8)), Some(2.0));
        assert_eq!(rounded(Some(10.010_000_1)), Some(10.01));
        assert_eq!(rounded(None), None);
    }
}
