//! What the board shows, made from the files of an order or a case.

use crate::domain::evidence::Role;
use crate::domain::evidence::check::{Fix, Verdict, can_be_copied};
use crate::domain::evidence::media::MediaKind;
use crate::domain::ids::{AttachmentId, EvidenceId};
use crate::domain::message::Msg;
use crate::domain::rows::EvidenceRow;
use crate::texts::Texts;
use crate::ui::widgets::{Mark, Tone};
use crate::ui::words;

/// The board.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Groups with files in them, in the order of the roles.
    pub groups: Vec<Group>,
    /// "8 files · 1 to fix".
    pub remark: String,
    /// Files that a click can fix.
    pub fixable: Vec<EvidenceId>,
}

/// Files of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Which.
    pub role: Role,
    /// Its words.
    pub title: String,
    /// Its files, in the buyer's order.
    pub tiles: Vec<Tile>,
}

/// A file.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Its place in the rows given.
    pub at: usize,
    /// Its use here.
    pub attachment: AttachmentId,
    /// The file.
    pub evidence: EvidenceId,
    /// Caption, else name.
    pub title: String,
    /// Format, length, time; or why it is not accepted.
    pub detail: String,
    /// Verdict as colour, shape and words.
    pub badge: (Tone, Mark, String),
    /// A click makes a copy that fits.
    pub can_fix: bool,
    /// Every sentence about it, for hover.
    pub findings: Vec<String>,
}

impl Board {
    /// Makes the board.
    pub fn new(rows: &[EvidenceRow], texts: &Texts) -> Self {
        let mut groups: Vec<Group> = Role::ALL
            .into_iter()
            .map(|role| Group { role, title: words::role(texts, role), tiles: Vec::new() })
            .collect();
        for (at, row) in rows.iter().enumerate() {
            let Some(attachment) = &row.attachment else { continue };
            if let Some(group) = groups.iter_mut().find(|group| group.role == attachment.role) {
                group.tiles.push(tile(at, row, attachment.id, texts));
            }
        }
        groups.retain(|group| !group.tiles.is_empty());
        let files: usize = groups.iter().map(|group| group.tiles.len()).sum();
        let mut fixable: Vec<EvidenceId> = groups
            .iter()
            .flat_map(|group| &group.tiles)
            .filter(|tile| tile.can_fix)
            .map(|tile| tile.evidence)
            .collect();
        fixable.dedup();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let mut parts = vec![texts.say(&Msg::new("evidence-files").count("count", count(files)))];
        if !fixable.is_empty() {
            parts.push(texts.say(&Msg::new("evidence-to-fix").count("count", count(fixable.len()))));
        }
        Self { groups, remark: parts.join(" · "), fixable }
    }
}

/// True when one click makes a copy that fits.
pub fn can_fix(row: &EvidenceRow) -> bool {
    let facts = &row.evidence.facts;
    row.copy.is_none()
        && facts.kind == MediaKind::Image
        && can_be_copied(facts.format)
        && matches!(row.assessment.verdict, Verdict::Fixable | Verdict::Borderline)
        && row
            .assessment
            .findings
            .iter()
            .any(|finding| matches!(finding.fix, Some(Fix::Convert | Fix::Shrink | Fix::Rename | Fix::Strip)))
}

/// The badge of a file: its verdict, or that a copy of it is ready.
pub fn badge_words(row: &EvidenceRow, texts: &Texts) -> (Tone, Mark, String) {
    let verdict = row.assessment.verdict;
    if row.copy.is_some() && verdict != Verdict::Ready {
        return (Tone::Good, Mark::Disc, texts.get("evidence-ready-copy"));
    }
    (verdict.into(), verdict.into(), words::file_verdict(texts, row))
}

fn tile(at: usize, row: &EvidenceRow, attachment: AttachmentId, texts: &Texts) -> Tile {
    let findings: Vec<String> =
        row.assessment.findings.iter().map(|finding| texts.say(&finding.message)).collect();
    // A video with no still of its own is known by its length alone, so its line never is the finding.
    let detail = match (row.assessment.verdict, row.copy, findings.first()) {
        (Verdict::Rejected, None, Some(why)) => why.clone(),
        _ => words::file_line(texts, row),
    };
    Tile {
        at,
        attachment,
        evidence: row.evidence.id,
        title: words::file_title(row).to_owned(),
        detail,
        badge: badge_words(row, texts),
        can_fix: can_fix(row),
        findings,
    }
}

/// The order of a group after a tile was put before or after another.
pub fn moved(tiles: &[Tile], what: AttachmentId, to: usize) -> Vec<AttachmentId> {
    let mut order: Vec<AttachmentId> = tiles.iter().map(|tile| tile.attachment).collect();
    if let Some(from) = order.iter().position(|id| *id == what) {
        order.remove(from);
        order.insert(to.min(order.len()), what);
    }
    order
}

#[cfg(test)]
pub(crate) mod samples {
    //! Rows for tests of what is made from them.

    use chrono::{DateTime, Utc};

    use crate::domain::evidence::check::{Assessment, Finding, FindingCode, FindingSeverity, Fix, Verdict};
    use crate::domain::evidence::media::{Format, MediaFacts, MediaKind};
    use crate::domain::evidence::{Attachment, Evidence, Role, Target};
    use crate::domain::ids::{AttachmentId, EvidenceId, OrderId, Sha256};
    use crate::domain::message::Msg;
    use crate::domain::rows::EvidenceRow;

    pub(crate) fn photo(id: i64, role: Role, verdict: Verdict) -> EvidenceRow {
        let fix = (verdict == Verdict::Fixable).then_some(Fix::Shrink);
        EvidenceRow {
            evidence: Evidence {
                id: EvidenceId(id),
                sha256: Sha256::of(&id.to_le_bytes()),
                name: format!("IMG_{id}.jpg"),
                file_time: None,
                facts: MediaFacts {
                    kind: MediaKind::Image,
                    format: Format::Jpeg,
                    ..MediaFacts::unknown(1_600_000)
                },
                derived_from: None,
                added_at: DateTime::<Utc>::UNIX_EPOCH,
                pasted: false,
                removed_at: None,
                purged_at: None,
            },
            attachment: Some(Attachment {
                id: AttachmentId(id),
                evidence: EvidenceId(id),
                target: Target::Order { order: OrderId(1) },
                role,
                caption: None,
                position: id,
                shows: Vec::new(),
            }),
            assessment: Assessment {
                verdict,
                findings: (verdict != Verdict::Ready)
                    .then(|| Finding {
                        code: FindingCode::TooLarge,
                        severity: FindingSeverity::Error,
                        message: Msg::new("evidence-ready-copy"),
                        fix,
                    })
                    .into_iter()
                    .collect(),
            },
            copy: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::photo;
    use super::*;

    #[test]
    fn files_stand_in_groups_by_role_and_only_groups_with_files_are_shown() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let rows = [
            photo(1, Role::Defect, Verdict::Ready),
            photo(2, Role::Parcel, Verdict::Fixable),
            photo(3, Role::Defect, Verdict::Rejected),
        ];
        let board = Board::new(&rows, &texts);
        let roles: Vec<Role> = board.groups.iter().map(|group| group.role).collect();
        assert_eq!(roles, [Role::Parcel, Role::Defect]);
        assert_eq!(board.fixable, [EvidenceId(2)]);
        assert_eq!(board.remark, "3 files · 1 to fix");
    }

    #[test]
    fn a_copy_that_fits_makes_the_badge_ready() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let mut row = photo(1, Role::Defect, Verdict::Fixable);
        assert_eq!(badge_words(&row, &texts).0, Tone::Attention);
        row.copy = Some(EvidenceId(9));
        assert_eq!(badge_words(&row, &texts).0, Tone::Good);
        assert!(!can_fix(&row));
    }

    #[test]
    fn a_moved_tile_takes_its_new_place_and_the_others_close_up() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let rows: Vec<_> = (1..=3).map(|id| photo(id, Role::Other, Verdict::Ready)).collect();
        let board = Board::new(&rows, &texts);
        let ids = |order: Vec<AttachmentId>| order.into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(ids(moved(&board.groups[0].tiles, AttachmentId(1), 2)), [2, 3, 1]);
        assert_eq!(ids(moved(&board.groups[0].tiles, AttachmentId(3), 0)), [3, 1, 2]);
    }
}
