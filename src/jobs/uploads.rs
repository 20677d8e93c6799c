//! How each file of a case goes into the upload folder, judged from its row alone: the claim text and the bundle
//! ask the same function, so the list in the text is what is uploaded. Makes no copies.

use std::collections::BTreeSet;

use crate::domain::evidence::Role;
use crate::domain::evidence::check::{self, Assessment, FindingCode, FindingSeverity, Fix, Verdict};
use crate::domain::evidence::media::MediaKind;
use crate::domain::ids::EvidenceId;
use crate::domain::rows::EvidenceRow;
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

/// How a file goes, with `copy` as the copy of it that fits.
pub(super) fn planned(row: &EvidenceRow, copy: Option<EvidenceId>) -> Upload {
    let facts = &row.evidence.facts;
    let image = facts.kind == MediaKind::Image && check::can_be_copied(facts.format);
    match (row.assessment.verdict, copy) {
        (_, Some(copy)) => Upload::Copy(copy),
        (Verdict::Rejected, None) => Upload::Not,
        // Before names are looked at: a wrong name must not carry a location out.
        (_, None) if image && facts.has_location => Upload::CopyToBeMade,
        // A wrong name does not matter: the bundle names its files itself.
        (Verdict::Fixable, None)
            if only_name_is_wrong(&row.assessment) && !(image && is_borderline(&row.assessment)) =>
        {
            Upload::AsItIs
        }
        (Verdict::Borderline | Verdict::Fixable, None) if image => Upload::CopyToBeMade,
        // A borderline video goes as it is; shrinking one needs tools this program does not have yet.
        (Verdict::Ready | Verdict::Borderline, None) => Upload::AsItIs,
        (Verdict::Fixable, None) => Upload::Not,
    }
}

/// True when the content would be taken under its right name.
pub(super) fn only_name_is_wrong(assessment: &Assessment) -> bool {
    let mut errors = assessment
        .findings
        .iter()
        .filter(|finding| finding.severity == FindingSeverity::Error)
        .map(|finding| finding.fix)
        .peekable();
    errors.peek().is_some() && errors.all(|fix| fix == Some(Fix::Rename))
}

/// True when the length is within what may be refused.
pub(super) fn is_borderline(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.code == FindingCode::BorderlineSize)
}

/// The files of a case that are uploaded: in upload order, each content once.
pub(super) fn each(rows: &[EvidenceRow]) -> impl Iterator<Item = &EvidenceRow> {
    let mut seen = BTreeSet::new();
    rows.iter()
        .filter(|row| row.evidence.derived_from.is_none() && row.evidence.purged_at.is_none())
        .filter(move |row| seen.insert(row.evidence.sha256))
        .filter(|row| planned(row, row.copy) != Upload::Not)
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
