//! What a rule says, as texts: how long, counted from what, under which conditions. Computes no date.

use super::{Extent, Length, OtherValue, RulePack, Start, StartPoint, Timer};
use crate::domain::message::Msg;

fn length(length: Length) -> Msg {
    Msg::new(format!("deadline-length-{}", length.unit.code())).count("count", length.n.abs())
}

fn start_point(point: StartPoint) -> Msg {
    Msg::new(format!("deadline-start-{}", point.code()))
}

fn start(start: &Start) -> Option<Msg> {
    let mut points = start.points().iter().rev().map(|point| start_point(*point));
    let last = points.next()?;
    let list =
        points.fold(last, |rest, point| Msg::new("rules-said-list").msg("first", point).msg("rest", rest));
    Some(if start.points().len() > 1 { Msg::new("rules-said-latest-of").msg("starts", list) } else { list })
}

/// How long, without its start.
fn extent(extent: Extent) -> Msg {
    match extent {
        Extent::Exact(full) => length(full),
        Extent::Band { min, max, unit, .. } => {
            let most = length(Length { n: max, unit });
            match min {
                Some(min) if min > 0 => Msg::new("rules-said-band").count("min", min).msg("length", most),
                _ => Msg::new("rules-said-up-to").msg("length", most),
            }
        }
        Extent::Unknown => Msg::new("rules-said-unknown"),
    }
}

fn counted(of: Extent, from: Option<Msg>) -> Msg {
    let Some(from) = from else { return extent(of) };
    let id = match of {
        Extent::Exact(Length { n: 0, .. }) => return Msg::new("rules-said-at").msg("start", from),
        Extent::Exact(Length { n, .. }) if n < 0 => "rules-said-before",
        Extent::Unknown => "rules-said-unknown-after",
        Extent::Exact(_) | Extent::Band { .. } => "rules-said-after",
    };
    Msg::new(id).msg("length", extent(of)).msg("start", from)
}

impl Timer {
    /// How long it runs and from what, in one line.
    pub fn said(&self) -> Msg {
        counted(self.extent, start(&self.start))
    }

    /// What else bears on its date: a latest date, an exception, whom it concerns, when it counts as late.
    pub fn conditions(&self) -> Vec<Msg> {
        let mut said = Vec::new();
        if let Some(cap) = self.cap {
            let days = length(Length { n: cap.days, unit: super::Unit::CalendarDays });
            said.push(Msg::new("rules-said-cap").msg("length", days).msg("start", start_point(cap.start)));
        }
        if let Some(unless) = self.unless {
            said.push(Msg::new("rules-said-unless").count("days", unless.ship_limit_days_below));
        }
        if let Some(more) = self.overdue_after {
            said.push(Msg::new("rules-said-late").msg("length", length(more)));
        }
        if let Some(applies) = self.applies_if.as_ref().filter(|applies| !applies.ships_from.is_empty()) {
            said.push(Msg::new("rules-said-from").text("places", applies.ships_from.join(", ")));
        }
        if let Some(scope) = &self.scope {
            said.push(Msg::new("rules-said-scope").text("scope", scope.clone()));
        }
        said
    }
}

impl OtherValue {
    /// How long, and from what where that differs.
    pub fn said(&self) -> Msg {
        counted(self.extent, self.start.map(start_point))
    }
}

impl RulePack {
    /// The switches that have a value: name in the pack, value as it would stand there.
    pub fn switches(&self) -> Vec<(&'static str, String)> {
        let flags = &self.flags;
        let yes_no = |flag: Option<bool>| flag.map(|yes| yes.to_string());
        let number = |flag: Option<u32>| flag.map(|number| number.to_string());
        let party = |flag: Option<crate::domain::event::Party>| flag.map(|party| party.code().to_owned());
        let paid = |capped: bool| if capped { "paid" } else { "none" };
        let all = [
            ("abuse_limits_account", yes_no(flags.abuse_limits_account)),
            ("amount_cap", flags.amount_capped_by_paid.map(|capped| paid(capped).to_owned())),
            ("appeal_max_times", number(flags.appeal_max_times)),
            ("chat_is_evidence", yes_no(flags.chat_is_evidence)),
            ("complaint_text_max", flags.complaint_text_max.map(|most| most.to_string())),
            ("contact_email", flags.contact_email.clone()),
            ("court", flags.court.map(|court| court.code().to_owned())),
            ("early_confirmation_ends_protection", yes_no(flags.early_confirmation_ends_protection)),
            ("early_confirmation_is_offence", yes_no(flags.early_confirmation_is_offence)),
            ("edit_after_escalation", flags.edit_after_escalation.map(|edit| edit.code().to_owned())),
            ("escalation", flags.escalation.map(|escalation| escalation.code().to_owned())),
            ("exchange", flags.exchange.map(|exchange| exchange.code().to_owned())),
            (
                "excluded_if",
                flags
                    .excluded_if
                    .as_ref()
                    .map(|kinds| kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ")),
            ),
            ("free_label_per_order", number(flags.free_label_per_order)),
            ("language", flags.language.map(|language| language.code().to_owned())),
            ("letter_if_same_merchant_30d", number(flags.letter_if_same_merchant_30d)),
            ("machine", flags.machine.map(|machine| machine.code().to_owned())),
            ("photos_required_if", flags.photos_required_if.map(|photos| photos.code().to_owned())),
            ("reopen", flags.reopen.map(|reopen| reopen.code().to_owned())),
            ("reopen_min_days_left", flags.reopen_min_days_left.map(|days| days.to_string())),
            ("return_freight_change_of_mind", party(flags.return_freight_change_of_mind)),
            ("return_freight_defective", party(flags.return_freight_defective)),
            ("review_favours_proof", yes_no(flags.review_favours_proof)),
            ("trade_rules_report", flags.trade_rules_report.map(|report| report.code().to_owned())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// A cited source with its trust: `S12 (C)`.
    pub fn cited(&self, codes: &[String]) -> String {
        let cited = codes.iter().map(|code| match self.sources.get(code).and_then(|source| source.trust) {
            Some(trust) => format!("{code} ({})", trust.code()),
            None => code.clone(),
        });
        cited.collect::<Vec<_>>().join(", ")
    }
}
