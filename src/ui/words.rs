//! Words for codes, as the window says them: "your turn" where the dossier says "the buyer". Owns no wording, only
//! which text a code has.

use crate::app::state::Place;
use crate::domain::case::{CaseKind, Reason, SubmissionKind};
use crate::domain::event::{CaseEventKind, OrderEventKind, Outcome, Party, Plan};
use crate::domain::evidence::Role;
use crate::domain::evidence::check::Verdict;
use crate::domain::evidence::media::{Format, MediaKind};
use crate::domain::message::Msg;
use crate::domain::order::{Marketplace, OrderDate, Said};
use crate::domain::overview::history::Ending;
use crate::domain::rows::EvidenceRow;
use crate::domain::view::{CaseState, OfferStanding, OrderState};
use crate::texts::Texts;

fn code(texts: &Texts, id: &'static str, code: &str) -> String {
    texts.say(&Msg::new(id).text("code", code.replace('.', "-")))
}

/// A place of the rail.
pub fn place(texts: &Texts, place: Place) -> String {
    texts.get(match place {
        Place::Today => "action-today",
        Place::Orders | Place::Order(_) => "action-orders",
        Place::Cases | Place::Case(_) | Place::Export(_) => "action-cases",
        Place::History => "history-title",
        Place::Timeline => "action-timeline",
        Place::Inbox => "action-inbox",
        Place::Settings => "action-settings",
        Place::Bin => "bin-title",
    })
}

/// A group of the evidence board.
pub fn role(texts: &Texts, role: Role) -> String {
    code(texts, "evidence-role", role.code())
}

/// Whether a file will be accepted.
pub fn verdict(texts: &Texts, verdict: Verdict) -> String {
    code(texts, "evidence-verdict", verdict.code())
}

/// The same of one file: what only another program makes fit is called so.
pub fn file_verdict(texts: &Texts, row: &EvidenceRow) -> String {
    code(texts, "evidence-verdict", row.assessment.word(&row.evidence.facts))
}

/// How a case stands.
pub fn case_state(texts: &Texts, state: CaseState) -> String {
    code(texts, "cases-state", state.code())
}

/// How an order stands.
pub fn order_state(texts: &Texts, state: OrderState) -> String {
    code(texts, "orders-state", state.code())
}

/// How a case ended.
pub fn ending(texts: &Texts, ending: Ending) -> String {
    code(texts, "history-ending", ending.code())
}

/// What kind of case.
pub fn case_kind(texts: &Texts, kind: CaseKind) -> String {
    code(texts, "cases-kind", kind.code())
}

/// Why a dispute is opened.
pub fn reason(texts: &Texts, reason: Reason) -> String {
    code(texts, "case-reason", reason.code())
}

/// What a proposal would do.
pub fn plan(texts: &Texts, plan: Plan) -> String {
    code(texts, "case-plan", plan.code())
}

/// What a text of a case is for.
pub fn text_kind(texts: &Texts, kind: SubmissionKind) -> String {
    code(texts, "words-text-kind", kind.code())
}

/// How something was decided.
pub fn outcome(texts: &Texts, outcome: Outcome) -> String {
    code(texts, "case-outcome", outcome.code())
}

/// Who acts.
pub fn party(texts: &Texts, party: Party) -> String {
    code(texts, "case-party", party.code())
}

/// How an offer stands.
pub fn standing(texts: &Texts, standing: OfferStanding) -> String {
    code(texts, "case-standing", standing.code())
}

/// What happened in a case.
pub fn case_event(texts: &Texts, kind: CaseEventKind) -> String {
    code(texts, "event-case", kind.code())
}

/// What happened to an order.
pub fn order_event(texts: &Texts, kind: OrderEventKind) -> String {
    code(texts, "event-order", kind.code())
}

/// A date of an order.
pub fn order_date(texts: &Texts, date: OrderDate) -> String {
    code(texts, "order-date", date.code())
}

/// Who said so.
pub fn said(texts: &Texts, said: Said) -> String {
    let word = match said {
        Said::OrderPage => "order_page",
        Said::Buyer => "buyer",
        Said::Import => "import",
        Said::Email => "email",
        Said::Carrier => "carrier",
        Said::Seller => "seller",
        Said::File => "file",
    };
    code(texts, "order-said", word)
}

/// A marketplace by its name.
pub fn marketplace(texts: &Texts, marketplace: &Marketplace) -> String {
    code(texts, "orders-marketplace", marketplace.code())
}

/// What the button of a next step says.
pub fn act(texts: &Texts, action: &str) -> String {
    code(texts, "action-do", action)
}

/// A format in capitals, as people write it.
pub fn format(row: &EvidenceRow) -> String {
    let facts = &row.evidence.facts;
    match (facts.format, &facts.format_name) {
        (Format::Unknown, Some(name)) => name.clone(),
        (Format::Unknown, None) => String::new(),
        (format, _) => format.code().to_uppercase(),
    }
}

/// A length of time as a player writes it: `3:42`, `1:02:03`.
pub fn duration(secs: f64) -> String {
    let whole = secs.max(0.0).round() as u64;
    let (hours, minutes, secs) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

/// A video's length, and nothing for everything else.
pub fn video_length(row: &EvidenceRow) -> String {
    match (row.evidence.facts.kind, row.evidence.facts.duration_secs) {
        (MediaKind::Video, Some(secs)) => duration(secs),
        _ => String::new(),
    }
}

/// What a file is, in one line: format, length, when it says it was taken.
pub fn file_line(texts: &Texts, row: &EvidenceRow) -> String {
    let facts = &row.evidence.facts;
    let mut parts = vec![format(row), texts.bytes(facts.size_bytes)];
    if let Some(captured) = facts.captured {
        let day = texts.day_short(captured.local.date());
        parts.push(format!("{day} {}", captured.local.format("%H:%M")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What to call a file where it is shown: its caption, else its name.
pub fn file_title(row: &EvidenceRow) -> &str {
    row.attachment
        .as_ref()
        .and_then(|attachment| attachment.caption.as_deref())
        .filter(|caption| !caption.trim().is_empty())
        .unwrap_or(&row.evidence.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_a_player_writes_them() {
        assert_eq!(duration(222.0), "3:42");
        assert_eq!(duration(3723.4), "1:02:03");
        assert_eq!(duration(0.2), "0:00");
    }

    #[test]
    fn every_code_has_words_of_its_own() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let mut missing = Vec::new();
        let mut check = |code: &str, words: String| {
            if words.contains("no words") || words.starts_with(code) && code.contains('_') {
                missing.push(format!("{code}: {words}"));
            }
        };
        for kind in CaseEventKind::ALL {
            check(kind.code(), case_event(&texts, *kind));
        }
        for kind in OrderEventKind::ALL {
            check(kind.code(), order_event(&texts, *kind));
        }
        for state in CaseState::ALL {
            check(state.code(), case_state(&texts, *state));
        }
        for state in OrderState::ALL {
            check(state.code(), order_state(&texts, *state));
        }
        for one in Reason::ALL {
            check(one.code(), reason(&texts, *one));
        }
        for one in Plan::ALL {
            check(one.code(), plan(&texts, *one));
        }
        for one in Outcome::ALL {
            check(one.code(), outcome(&texts, *one));
        }
        for one in CaseKind::ALL {
            check(one.code(), case_kind(&texts, *one));
        }
        for one in Role::ALL {
            check(one.code(), role(&texts, one));
        }
        for one in OrderDate::ALL {
            check(one.code(), order_date(&texts, one));
        }
        assert_eq!(missing, Vec::<String>::new());
    }
}
