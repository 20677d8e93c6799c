//! How each file of a case goes into the upload folder, judged from its row alone: the claim text and the bundle
//! ask the same function, so the list in the text is what is uploaded. Makes no copies.

use std::collections::BTreeSet;

use crate::domain::evidence::check::{self, Assessment, FindingCode, Verdict};
use crate::domain::evidence::media::{MediaFacts, MediaKind};
use crate::domain::evidence::{Evidence, Role};
use crate::domain::ids::EvidenceId;
use crate::domain::rows::EvidenceRow;
use crate::domain::rules::EvidenceRules;
use crate::domain::wording::claim_text;
use crate::domain::wording::one_line::one_line;

/// How a file goes into the upload folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upload {
    /// As it is, under a name of its own.
    AsItIs,
    /// By the copy made from it earlier.
    Copy(EvidenceId),
    /// By a copy that the export makes.
    CopyToBeMade,
    /// Not at all; only among the originals.
    Not,
}

/// True when a copy goes instead of the file: it is not taken as it is, or tells where it was taken and need not.
fn wants_copy(facts: &MediaFacts, assessment: &Assessment) -> bool {
    match assessment.verdict {
        Verdict::Rejected => false,
        // Before names are looked at: a wrong name must not carry a location out.
        _ if is_picture(facts) && facts.has_location => true,
        Verdict::Ready => false,
        Verdict::Borderline => true,
        // A wrong name does not matter: the bundle names its files itself.
        Verdict::Fixable => !assessment.only_name_is_wrong() || is_borderline(assessment),
    }
}

/// A picture that copies can be made of.
fn is_picture(facts: &MediaFacts) -> bool {
    facts.kind == MediaKind::Image && check::can_be_copied(facts.format)
}

/// The copy that goes instead of a file: of those that fit the rules the one that kept most, in bytes, else the
/// newest. `None` where the file needs none, whatever was made of it for other rules.
pub(super) fn chosen_copy<'a>(
    facts: &MediaFacts,
    assessment: &Assessment,
    copies: impl Iterator<Item = &'a Evidence>,
    rules: &EvidenceRules,
) -> Option<EvidenceId> {
    if !wants_copy(facts, assessment) {
        return None;
    }
    copies
        .filter(|copy| check::fits(&copy.facts, rules))
        .max_by_key(|copy| (copy.facts.size_bytes, copy.id))
        .map(|copy| copy.id)
}

/// How a file goes.
pub(super) fn planned(row: &EvidenceRow) -> Upload {
    let facts = &row.evidence.facts;
    let wants_copy = wants_copy(facts, &row.assessment);
    match (row.assessment.verdict, row.copy) {
        (_, Some(copy)) => Upload::Copy(copy),
        (Verdict::Rejected, None) => Upload::Not,
        (_, None) if wants_copy && is_picture(facts) => Upload::CopyToBeMade,
        // A borderline video goes as it is; shrinking one needs tools this program does not have yet.
        (Verdict::Ready | Verdict::Borderline, None) => Upload::AsItIs,
        (Verdict::Fixable, None) if row.assessment.only_name_is_wrong() => Upload::AsItIs,
        (Verdict::Fixable, None) => Upload::Not,
    }
}

/// True when the length is within what may be refused.
pub(super) fn is_borderline(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.code == FindingCode::BorderlineSize)
}

/// The files of a case that are uploaded: in upload order, each content once.
pub(super) fn each(rows: &[EvidenceRow]) -> impl Iterator<Item = &EvidenceRow> {
    let mut seen = BTreeSet::new();
    rows.iter()
        .filter(|row| is_chosen(row, rows))
        .filter(move |row| seen.insert(row.evidence.sha256))
        .filter(|row| planned(row) != Upload::Not)
}

/// True for a file that goes in for itself; a copy does not where its original stands beside it.
pub(super) fn is_chosen(row: &EvidenceRow, rows: &[EvidenceRow]) -> bool {
    let stands_behind = row
        .evidence
        .derived_from
        .as_ref()
        .is_some_and(|from| rows.iter().any(|other| other.evidence.id == from.original));
    !stands_behind && row.evidence.purged_at.is_none()
}

/// The same as a text lists them.
pub(super) fn listed(rows: &[EvidenceRow]) -> Vec<claim_text::Exhibit> {
    each(rows)
        .map(|row| in_text(row, row.attachment.as_ref().and_then(|attachment| attachment.caption.clone())))
        .collect()
}

/// A file as a text lists it.
pub(super) fn in_text(row: &EvidenceRow, caption: Option<String>) -> claim_text::Exhibit {
    claim_text::Exhibit {
        kind: row.evidence.facts.kind,
        role: row.attachment.as_ref().map_or(Role::Other, |attachment| attachment.role),
        caption: caption.map(|caption| one_line(&caption)),
    }
}
