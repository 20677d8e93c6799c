//! One consistent reading of a library, and the views replayed from it. Long lists and single pages are made
//! from the same code, so they cannot disagree.

use std::collections::BTreeMap;

use crate::domain::case::{Case, Submission};
use crate::domain::event::{CaseEvent, OrderEvent, OrderEventKind, Party};
use crate::domain::evidence::check::{self, Verdict};
use crate::domain::evidence::media::MediaKind;
use crate::domain::evidence::needs::{self, NeedFile, ReadinessInput};
use crate::domain::evidence::{Attachment, Evidence, Role, Target};
use crate::domain::ids::{CaseId, EvidenceId, OrderId, Sha256};
use crate::domain::message::{Msg, Problem};
use crate::domain::order::{Order, OrderDate};
use crate::domain::replay::{CaseInput, CaseStanding, OrderInput, case_view, is_open, order_view};
use crate::domain::reporting::Form;
use crate::domain::rows::{CaseRow, EvidenceRow, OrderRow};
use crate::domain::rules::{EvidenceRules, RulePack};
use crate::domain::view::{CaseView, OrderView, Readiness, Severity};

use super::Ctx;
use super::sides::Sides;
use super::uploads::{self, Upload};

/// Everything that is not in the bin.
pub(super) struct Snapshot<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) orders: BTreeMap<OrderId, Order>,
    pub(super) order_events: BTreeMap<OrderId, Vec<OrderEvent>>,
    pub(super) cases: BTreeMap<CaseId, Case>,
    pub(super) case_events: BTreeMap<CaseId, Vec<CaseEvent>>,
    pub(super) evidence: BTreeMap<EvidenceId, Evidence>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) submissions: BTreeMap<CaseId, Vec<Submission>>,
    /// The copies of each original that has some, whichever rules they were made for.
    copies: BTreeMap<EvidenceId, Vec<EvidenceId>>,
    /// Cases by order, oldest first.
    cases_of: BTreeMap<OrderId, Vec<CaseId>>,
    /// Attachments by the order they belong to, whichever line.
    uses_of: BTreeMap<OrderId, Vec<usize>>,
    /// What counts beside the pack of each order.
    sides: Sides<'a>,
    /// Cases about accounts, which concern orders they do not name.
    account_cases: Vec<(Case, Vec<CaseEvent>)>,
}

impl<'a> Snapshot<'a> {
    /// Reads the whole library, a few queries in all. Read again when another program writes meanwhile.
    pub(super) fn whole(ctx: &'a Ctx) -> Result<Self, Problem> {
        steady(ctx, || {
            let library = &ctx.library;
            let mut snapshot = Self::empty(ctx);
            snapshot.orders = library.orders(false)?.into_iter().map(|order| (order.id, order)).collect();
            snapshot.order_events = library.all_order_events()?;
            snapshot.cases = library.cases(false)?.into_iter().map(|case| (case.id, case)).collect();
            snapshot.case_events = library.all_case_events()?;
            snapshot.evidence =
                library.all_evidence(false)?.into_iter().map(|file| (file.id, file)).collect();
            snapshot.copies = library.all_copies()?;
            snapshot.attachments = library.all_attachments()?;
            for submission in library.all_submissions()? {
                snapshot.submissions.entry(submission.case).or_default().push(submission);
            }
            snapshot.index()?;
            Ok(snapshot)
        })
    }

    /// Reads one order with everything that belongs to it.
    pub(super) fn around_order(ctx: &'a Ctx, id: OrderId) -> Result<Self, Problem> {
        steady(ctx, || {
            let mut snapshot = Self::empty(ctx);
            snapshot.read_order(id)?;
            snapshot.read_accounts()?;
            snapshot.index()?;
            Ok(snapshot)
        })
    }

    /// Reads one case with its order and everything that belongs to either.
    pub(super) fn around_case(ctx: &'a Ctx, id: CaseId) -> Result<Self, Problem> {
        steady(ctx, || {
            let mut snapshot = Self::empty(ctx);
            let case = ctx.library.case(id)?;
            match case.order {
                Some(order) => snapshot.read_order(order)?,
                None => snapshot.read_case(case)?,
            }
            snapshot.read_accounts()?;
            snapshot.index()?;
            Ok(snapshot)
        })
    }

    fn empty(ctx: &'a Ctx) -> Self {
        Self {
            ctx,
            orders: BTreeMap::new(),
            order_events: BTreeMap::new(),
            cases: BTreeMap::new(),
            case_events: BTreeMap::new(),
            evidence: BTreeMap::new(),
            attachments: Vec::new(),
            submissions: BTreeMap::new(),
            copies: BTreeMap::new(),
            cases_of: BTreeMap::new(),
            uses_of: BTreeMap::new(),
            sides: Sides::default(),
            account_cases: Vec::new(),
        }
    }

    fn read_order(&mut self, id: OrderId) -> Result<(), Problem> {
        let library = &self.ctx.library;
        self.orders.insert(id, library.order(id)?);
        self.order_events.insert(id, library.order_events(id)?);
        self.attachments.extend(library.attachments_of_order(id)?);
        for case in library.cases_of(id)? {
            self.read_case(case)?;
        }
        self.read_files()
    }

    fn read_case(&mut self, case: Case) -> Result<(), Problem> {
        if case.removed_at.is_some() {
            return Ok(());
        }
        let library = &self.ctx.library;
        self.case_events.insert(case.id, library.case_events(case.id)?);
        self.submissions.insert(case.id, library.submissions(case.id)?);
        self.attachments.extend(library.attachments(&Target::Case { case: case.id })?);
        self.cases.insert(case.id, case);
        self.read_files()
    }

    /// The files behind the attachments and submissions read so far, with their copies.
    fn read_files(&mut self) -> Result<(), Problem> {
        let used = self.attachments.iter().map(|attachment| attachment.evidence);
        let sent = self
            .submissions
            .values()
            .flatten()
            .flat_map(|submission| &submission.files)
            .map(|file| file.evidence);
        let wanted: std::collections::BTreeSet<EvidenceId> = used.chain(sent).collect();
        for id in wanted {
            // A file may have been read as the copy of another one; its own copies were not.
            if self.copies.contains_key(&id) {
                continue;
            }
            let copies = self.ctx.library.copies_of(id)?;
            self.copies.insert(id, copies.iter().map(|copy| copy.id).collect());
            self.evidence.extend(copies.into_iter().map(|copy| (copy.id, copy)));
            let evidence = self.ctx.library.evidence(id)?;
            if evidence.removed_at.is_none() {
                self.evidence.insert(id, evidence);
            }
        }
        Ok(())
    }

    /// Cases about accounts, for a reading of less than the whole library.
    fn read_accounts(&mut self) -> Result<(), Problem> {
        for case in self.ctx.library.account_cases()? {
            if !self.cases.contains_key(&case.id) {
                let events = self.ctx.library.case_events(case.id)?;
                self.account_cases.push((case, events));
            }
        }
        Ok(())
    }

    fn index(&mut self) -> Result<(), Problem> {
        for case in self.cases.values() {
            if let Some(order) = case.order {
                self.cases_of.entry(order).or_default().push(case.id);
            }
        }
        for (place, attachment) in self.attachments.iter().enumerate() {
            if let Target::Order { order } | Target::Line { order, .. } = attachment.target {
                self.uses_of.entry(order).or_default().push(place);
            }
        }
        let own = self.cases.values().map(|case| (case, self.case_events(case.id)));
        let of_accounts = self.account_cases.iter().map(|(case, events)| (case, events.as_slice()));
        self.sides = Sides::of(self.ctx, &self.orders, own.chain(of_accounts))?;
        Ok(())
    }

    pub(super) fn order(&self, id: OrderId) -> Result<&Order, Problem> {
        self.orders
            .get(&id)
            .ok_or_else(|| Problem::refused(Msg::new("job-order-gone").text("id", id.to_string())))
    }

    pub(super) fn case(&self, id: CaseId) -> Result<&Case, Problem> {
        self.cases
            .get(&id)
            .ok_or_else(|| Problem::refused(Msg::new("job-case-unknown").text("id", id.to_string())))
    }

    pub(super) fn pack_for(&self, order: &Order) -> Result<&RulePack, Problem> {
        self.ctx.pack_for(order)
    }

    pub(super) fn pack_of(&self, case: &Case) -> Result<&RulePack, Problem> {
        self.ctx.pack_of_case(&case.pack)
    }

    pub(super) fn rules_for(&self, order: Option<&Order>) -> Result<&EvidenceRules, Problem> {
        let pack = order.map(|order| self.pack_for(order)).transpose()?;
        match pack.and_then(|pack| pack.evidence.as_ref()) {
            Some(rules) => Ok(rules),
            None => self.ctx.default_rules(),
        }
    }

    pub(super) fn order_events(&self, order: OrderId) -> &[OrderEvent] {
        self.order_events.get(&order).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn case_events(&self, case: CaseId) -> &[CaseEvent] {
        self.case_events.get(&case).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn submissions(&self, case: CaseId) -> &[Submission] {
        self.submissions.get(&case).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn cases_of(&self, order: OrderId) -> &[CaseId] {
        self.cases_of.get(&order).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn case_input<'b>(&'b self, case: &'b Case) -> Result<CaseInput<'b>, Problem> {
        let order = case.order.and_then(|id| self.orders.get(&id));
        let pack = self.pack_of(case)?;
        Ok(CaseInput {
            case,
            order,
            order_events: order.map(|order| self.order_events(order.id)).unwrap_or_default(),
            events: self.case_events(case.id),
            others: &[],
            pack,
            beside: self.sides.beside(self.ctx, order, pack),
            zone: self.ctx.zone,
            holidays: &self.ctx.holidays,
            now: self.ctx.now,
        })
    }

    pub(super) fn case_view(&self, case: &Case) -> Result<CaseView, Problem> {
        Ok(case_view(&self.case_input(case)?))
    }

    /// How the cases of an order stand.
    pub(super) fn standings(&self, order: OrderId) -> Result<Vec<CaseStanding>, Problem> {
        let cases = self.cases_of(order).iter().filter_map(|id| self.cases.get(id));
        cases.map(|case| Ok(CaseStanding::of(case, &self.case_view(case)?))).collect()
    }

    pub(super) fn order_input<'b>(
        &'b self,
        order: &'b Order,
        case_states: &'b [CaseStanding],
    ) -> Result<OrderInput<'b>, Problem> {
        let pack = self.pack_for(order)?;
        Ok(OrderInput {
            order,
            events: self.order_events(order.id),
            case_states,
            pack,
            beside: self.sides.beside(self.ctx, Some(order), pack),
            zone: self.ctx.zone,
            holidays: &self.ctx.holidays,
            now: self.ctx.now,
        })
    }

    pub(super) fn order_view(&self, order: &Order) -> Result<OrderView, Problem> {
        let standings = self.standings(order.id)?;
        Ok(order_view(&self.order_input(order, &standings)?))
    }

    pub(super) fn row(
        &self,
        evidence: &Evidence,
        attachment: Option<&Attachment>,
        rules: &EvidenceRules,
    ) -> EvidenceRow {
        let assessment = check::judge(&evidence.facts, &evidence.name, rules);
        // What lies in the bin was not read.
        let copies =
            self.copies.get(&evidence.id).into_iter().flatten().filter_map(|id| self.evidence.get(id));
        EvidenceRow {
            evidence: evidence.clone(),
            attachment: attachment.cloned(),
            copy: uploads::chosen_copy(&evidence.facts, &assessment, copies, rules),
            assessment,
        }
    }

    fn rows<'b>(
        &self,
        uses: impl Iterator<Item = &'b Attachment>,
        rules: &EvidenceRules,
    ) -> Vec<EvidenceRow> {
        let mut rows: Vec<EvidenceRow> = uses
            .filter_map(|attachment| {
                Some(self.row(self.evidence.get(&attachment.evidence)?, Some(attachment), rules))
            })
            .collect();
        rows.sort_by_key(|row| {
            row.attachment.as_ref().map(|attachment| (attachment.role, attachment.position, attachment.id))
        });
        rows
    }

    /// Files of an order and its lines.
    pub(super) fn evidence_of_order(&self, order: &Order) -> Result<Vec<EvidenceRow>, Problem> {
        let rules = self.rules_for(Some(order))?;
        let uses = self.uses_of.get(&order.id).map(Vec::as_slice).unwrap_or_default();
        Ok(self.rows(uses.iter().filter_map(|place| self.attachments.get(*place)), rules))
    }

    /// Files of a case: its own, and those of its order and line. A file that serves both is listed once, by its
    /// use in the case.
    pub(super) fn evidence_of_case(&self, case: &Case) -> Result<Vec<EvidenceRow>, Problem> {
        let order = case.order.and_then(|id| self.orders.get(&id));
        let rules = self.rules_for(order)?;
        let own: Vec<&Attachment> =
            self.attachments.iter().filter(|a| a.target == Target::Case { case: case.id }).collect();
        let from_order = self.attachments.iter().filter(|attachment| {
            let serves = match attachment.target {
                Target::Order { order } => Some(order) == case.order,
                Target::Line { order, line } => {
                    Some(order) == case.order && case.line.is_none_or(|own| own == line)
                }
                Target::Case { .. } | Target::Inbox => false,
            };
            serves && !own.iter().any(|used| used.evidence == attachment.evidence)
        });
        Ok(self.rows(own.iter().copied().chain(from_order), rules))
    }

    /// The first picture among files, for a thumbnail.
    pub(super) fn picture_in(rows: &[EvidenceRow]) -> Option<Sha256> {
        rows.iter().find(|row| row.evidence.facts.kind == MediaKind::Image).map(|row| row.evidence.sha256)
    }

    pub(super) fn order_row(&self, order: &Order) -> Result<OrderRow, Problem> {
        let view = self.order_view(order)?;
        let evidence = self.evidence_of_order(order)?;
        let dated = |which| order.date(which).map(|moment| moment.place(self.ctx.zone));
        let closes = view.deadlines.iter().find(|deadline| deadline.id == "open_latest").and_then(|d| d.due);
        let latest_case = self.cases_of(order.id).last().and_then(|id| self.cases.get(id));
        Ok(OrderRow {
            id: order.id,
            number: order.number.as_typed().to_owned(),
            marketplace: order.marketplace.clone(),
            title: order.title().to_owned(),
            store: order.store.clone(),
            paid: order.paid_total(),
            ordered: dated(OrderDate::Ordered).or_else(|| dated(OrderDate::Paid)),
            state: view.state,
            window: closes.map(|end| (dated(OrderDate::Shipped).or_else(|| dated(OrderDate::Paid)), end)),
            evidence_count: evidence.len(),
            worst_verdict: evidence
                .iter()
                .map(EvidenceRow::standing_verdict)
                .max_by_key(|verdict| badness(*verdict)),
            case_state: latest_case.map(|case| self.case_view(case)).transpose()?.map(|view| view.state),
            picture: Self::picture_in(&evidence),
            search: super::orders::search_text(order),
        })
    }

    pub(super) fn case_row(&self, case: &Case) -> Result<CaseRow, Problem> {
        let order = case.order.and_then(|id| self.orders.get(&id));
        let view = self.case_view(case)?;
        let watched = view.next_step.deadline.as_ref();
        let deadline =
            view.deadlines.iter().find(|deadline| Some(&deadline.id) == watched && deadline.is_own());
        let evidence = self.evidence_of_case(case)?;
        let line_title = order
            .zip(case.line)
            .and_then(|(order, line)| order.line_by_id(line))
            .and_then(|l| l.title.clone());
        Ok(CaseRow {
            id: case.id,
            kind: case.kind,
            order: case.order,
            order_number: order.map(|order| order.number.as_typed().to_owned()),
            title: line_title.or_else(|| order.map(|order| order.title().to_owned())).unwrap_or_default(),
            reason: case.reason,
            category: crate::domain::reporting::Form::of(self.case_events(case.id))
                .kind()
                .map(ToOwned::to_owned),
            state: view.state,
            next_date: view.next_step.due,
            severity: deadline.map_or(Severity::Info, |deadline| deadline.severity),
            next_step: view.next_step,
            asked: view.asked,
            offered: view.offered,
            decided: view.decided,
            received: view.received,
            opened_at: self
                .case_events(case.id)
                .iter()
                .find(|event| !event.voided && event.kind == crate::domain::event::CaseEventKind::Submitted)
                .map_or(case.opened_at, |event| event.at.place(self.ctx.zone)),
            closed: !is_open(view.state),
            picture: Self::picture_in(&evidence),
        })
    }

    /// Whether tracking has shown anything of an order that was sent; `None` while nobody can have looked.
    fn tracking_seen(&self, order: &Order, evidence: &[EvidenceRow]) -> Option<bool> {
        if order.tracking.is_none() && order.date(OrderDate::Shipped).is_none() {
            return None;
        }
        let events = self.order_events(order.id);
        let seen = events.iter().any(|event| {
            !event.voided && matches!(event.kind, OrderEventKind::TrackingUpdate | OrderEventKind::Delivered)
        });
        let tracked = evidence
            .iter()
            .any(|row| row.attachment.as_ref().is_some_and(|usage| usage.role == Role::Tracking));
        Some(seen || tracked || order.date(OrderDate::Delivered).is_some())
    }

    /// How ready a case is, with `text` as what would be sent.
    pub(super) fn readiness(
        &self,
        case: &Case,
        view: &CaseView,
        evidence: &[EvidenceRow],
        text: Option<&str>,
    ) -> Result<Readiness, Problem> {
        let attachments = need_files(evidence);
        let order = case.order.and_then(|id| self.orders.get(&id));
        let form = Form::of(self.case_events(case.id));
        Ok(needs::readiness(&ReadinessInput {
            kind: case.kind,
            reason: case.reason,
            report_reason: form.get("reason"),
            order,
            tracking_seen: order.and_then(|order| self.tracking_seen(order, evidence)),
            attachments: &attachments,
            text,
            asked: case.amount.as_ref().or(view.asked.as_ref()),
            cap: view.amount_cap.as_ref(),
            pack: self.pack_of(case)?,
        }))
    }
}

/// Files that can be sent, with what is judged of them. A rejected file shows nothing.
pub(super) fn need_files(rows: &[EvidenceRow]) -> Vec<NeedFile<'_>> {
    rows.iter()
        .filter(|row| uploads::planned(row) != Upload::Not)
        .filter_map(|row| {
            let derived = row.evidence.derived_from.as_ref();
            Some(NeedFile {
                attachment: row.attachment.as_ref()?,
                facts: &row.evidence.facts,
                name: &row.evidence.name,
                annotated: derived.is_some_and(|from| from.recipe.is_annotated()),
            })
        })
        .collect()
}

/// Tries a reading of several steps until nothing was written meanwhile.
fn steady<T>(ctx: &Ctx, read: impl Fn() -> Result<T, Problem>) -> Result<T, Problem> {
    // A busy second program must not keep us reading for ever: the last try counts as it is.
    const TRIES: usize = 4;
    for _ in 1..TRIES {
        let before = ctx.library.revision()?;
        let value = read()?;
        if ctx.library.revision()? == before {
            return Ok(value);
        }
    }
    read()
}

/// True when the buyer has to act.
pub(super) fn is_buyers(who: Party) -> bool {
    matches!(who, Party::Buyer | Party::Both)
}

fn badness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Ready => 0,
        Verdict::Borderline => 1,
        Verdict::Fixable => 2,
        Verdict::Rejected => 3,
    }
}

impl EvidenceRow {
    /// The verdict that counts: a file is as good as ready when the copy that goes for it is, by the same rules.
    pub fn standing_verdict(&self) -> Verdict {
        if self.copy.is_some() { Verdict::Ready } else { self.assessment.verdict }
    }
}
