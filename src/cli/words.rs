//! `case reasons`, `case phrases`, `case form`, `case remedies`, `order tracking`, `cards`: what a claim says and
//! where to click, on the command line.

use std::path::Path;

use crate::domain::case::{Reason, SubmissionKind};
use crate::domain::change::Change;
use crate::domain::event::Plan;
use crate::domain::evidence::{Role, Target};
use crate::domain::guidance::cards;
use crate::domain::ids::CaseId;
use crate::domain::message::{Msg, Problem};
use crate::domain::offers::amounts::{Answers, Critical, Damage, Mending};
use crate::domain::order::Order;
use crate::domain::order::tracking_log;
use crate::domain::wording::site_form::{FieldId, Filling};
use crate::domain::wording::{phrases, reasons, said::Said};
use crate::jobs::words::TrackingWish;
use crate::jobs::{self, Ctx, Mode};

use super::args::{CardsCommand, FormArgs, RemedyArgs, SayArgs, TrackingArgs};
use super::shapes::{
    CardJson, CloseReasonJson, FormJson, PhraseJson, ReasonJson, RemediesJson, TrackingJson,
};
use super::{Ended, Session, output, read};

impl Session {
    /// A reason in words.
    fn reason_words(&self, reason: Reason) -> String {
        self.texts.say(&Msg::new("case-reason").text("code", reason.code().replace('.', "-")))
    }

    /// The tree, or the leaves closest to some words.
    pub(super) fn case_reasons(&self, search: Option<&str>) -> Result<(), Problem> {
        let tree = reasons::tree();
        let Some(said) = search else {
            for group in &tree.groups {
                let name = self.texts.say(&Msg::new(format!("reason-group-{}", group.id)));
                if !self.out.json {
                    self.out.line(&name)?;
                }
                for leaf in &group.leaves {
                    let label = self.reason_words(leaf.reason);
                    if self.out.json {
                        self.out.json(&ReasonJson::new(group, leaf, &name, &label))?;
                    } else {
                        self.out.line(&format!("  {:<32} {label}", leaf.reason.code()))?;
                    }
                }
            }
            return Ok(());
        };
        let found = tree.closest(said);
        if found.is_empty() {
            output::warn(&self.texts.say(&Msg::new("reason-close-none")));
        }
        for close in found {
            let Some((group, leaf)) = tree.place_of(close.reason) else { continue };
            let name = self.texts.say(&Msg::new(format!("reason-group-{}", group.id)));
            let label = self.reason_words(close.reason);
            if self.out.json {
                let reason = ReasonJson::new(group, leaf, &name, &label);
                self.out.json(&CloseReasonJson::new(reason, &close.close))?;
                continue;
            }
            let why: Vec<String> = close.close.why.iter().map(|one| one.said.clone()).collect();
            let why = self.texts.say(&Msg::new("reason-close-why").text("said", why.join(", ")));
            self.out.line(&format!("{:<32} {label} ({why})", close.reason.code()))?;
        }
        Ok(())
    }

    /// Sentences of the phrase bank, of one reason or of all.
    pub(super) fn case_phrases(&self, reason: Option<&str>) -> Result<(), Problem> {
        let reason =
            reason.map(|text| read::code(text, Reason::ALL, Reason::from_code, Reason::code)).transpose()?;
        let list = match reason {
            Some(reason) => phrases::of_reason(reason),
            None => phrases::all().iter().collect(),
        };
        for phrase in list {
            let gloss = self.texts.say(&Msg::new(format!("phrase-{}", phrase.id)));
            if self.out.json {
                self.out.json(&PhraseJson::new(phrase, gloss))?;
            } else {
                self.out.line(&format!("{:<36} {gloss}", phrase.id))?;
            }
        }
        Ok(())
    }

    /// Keeps what was said for a text and writes it anew; nothing when nothing was said.
    pub(super) fn say_for_text(
        ctx: &Ctx,
        id: CaseId,
        kind: SubmissionKind,
        args: &SayArgs,
    ) -> Result<(), Problem> {
        if *args == SayArgs::default() {
            return Ok(());
        }
        let mut said: Said = jobs::words::said(ctx, id, kind)?;
        let slots = [
            (&args.ordered, &mut said.ordered),
            (&args.received, &mut said.received),
            (&args.want, &mut said.want),
            (&args.own, &mut said.own),
        ];
        for (typed, slot) in slots {
            if let Some(typed) = typed {
                typed.clone_into(slot);
            }
        }
        if !args.phrase.is_empty() {
            for phrase in &args.phrase {
                if phrases::by_id(phrase).is_none() {
                    let refused = Msg::new("cli-phrase-unknown").text("id", phrase.clone());
                    return Err(Problem::refused(refused));
                }
            }
            said.phrases.clone_from(&args.phrase);
        }
        jobs::change(ctx, &jobs::words::say(ctx, id, kind, &said)?, None).map(|_| ())
    }

    /// The site's form; ticks, other terms and the sending itself.
    pub(super) fn case_form(&self, args: &FormArgs) -> Result<(), Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let id = CaseId(args.id);
        let words = |ctx: &Ctx| {
            let picture = jobs::cases::picture(ctx, id)?;
            let words = jobs::words::picture(ctx, &picture)?;
            Ok::<_, Problem>((picture, words))
        };
        let (_, before) = words(&ctx)?;
        let mut filling = before.filling.clone();
        let field = |text: &String| read::code(text, FieldId::ALL, FieldId::from_code, FieldId::code);
        for text in &args.tick {
            let field = field(text)?;
            if !filling.ticked.contains(&field) {
                filling.toggle(field);
            }
        }
        for text in &args.untick {
            let field = field(text)?;
            filling.ticked.retain(|ticked| *ticked != field);
        }
        Self::set_terms(&ctx, id, args, &mut filling)?;
        if filling != before.filling {
            jobs::change(&ctx, &jobs::words::fill(id, &filling), None)?;
        }
        if args.submitted {
            jobs::words::send(&ctx, id)?;
        }
        if let Some(folder) = &args.files {
            self.case_files(&ctx, id, folder)?;
        }
        let (picture, words) = words(&ctx)?;
        if self.out.json {
            return self.out.json(&FormJson::new(&picture, &words, &self.texts));
        }
        if args.submitted {
            self.out.line(&self.texts.get("words-said-sent"))?;
        }
        for field in &words.fields {
            let tick = if field.ticked { "x" } else { " " };
            let value = match (&field.shown, &field.value) {
                (Some(shown), _) | (None, Some(shown)) => shown.clone(),
                _ if field.id == FieldId::Files => {
                    self.texts.say(&Msg::new("words-files").count("count", field.files as i64))
                }
                _ => self.texts.get("words-field-empty"),
            };
            self.out.lines(&format!("[{tick}] {}: {value}", field.site))?;
        }
        Ok(())
    }

    fn set_terms(ctx: &Ctx, id: CaseId, args: &FormArgs, filling: &mut Filling) -> Result<(), Problem> {
        if let Some(text) = &args.reason {
            filling.reason = Some(read::code(text, Reason::ALL, Reason::from_code, Reason::code)?);
        }
        if let Some(text) = &args.remedy {
            filling.remedy = Some(read::code(text, Plan::ALL, Plan::from_code, Plan::code)?);
        }
        if let Some(text) = &args.amount {
            let currency = jobs::cases::currency_of(ctx, id)?;
            let amount = read::amount(text, currency.as_ref())?;
            jobs::change::may_ask(ctx, id, &amount)?;
            filling.amount = amount.decimal();
        }
        Ok(())
    }

    /// The files of a case under their upload names, copied to a folder.
    fn case_files(&self, ctx: &Ctx, id: CaseId, folder: &Path) -> Result<(), Problem> {
        let progress = self.out.progress(&self.texts);
        let paths = jobs::outgoing::files(ctx, id, &progress)?;
        drop(progress);
        let unwritable = |error: std::io::Error| {
            Problem::could_not(Msg::new("job-outgoing-unwritable")).with_detail(error)
        };
        std::fs::create_dir_all(folder).map_err(unwritable)?;
        for path in paths {
            if let Some(name) = path.file_name() {
                std::fs::copy(&path, folder.join(name)).map_err(unwritable)?;
            }
        }
        Ok(())
    }

    /// Ways of settling, with the answers that are given kept.
    pub(super) fn case_remedies(&self, args: &RemedyArgs) -> Result<(), Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let id = CaseId(args.id);
        let picture = jobs::cases::picture(&ctx, id)?;
        let before = jobs::words::picture(&ctx, &picture)?;
        let mut answers: Answers = before.answers.clone();
        let code = |text: &String, known: &'static [Critical]| {
            read::code(text, known, Critical::from_code, Critical::code)
        };
        if let Some(text) = &args.critical {
            answers.critical = Some(code(text, Critical::ALL)?);
        }
        if let Some(text) = &args.damage {
            answers.damage = Some(read::code(text, Damage::ALL, Damage::from_code, Damage::code)?);
        }
        if let Some(text) = &args.mending {
            answers.mending = Some(read::code(text, Mending::ALL, Mending::from_code, Mending::code)?);
        }
        let currency = jobs::cases::currency_of(&ctx, id)?;
        let costs =
            [(&args.repair_cost, &mut answers.repair_cost), (&args.return_cost, &mut answers.return_cost)];
        for (typed, cost) in costs {
            if let Some(typed) = typed {
                *cost = read::amount(typed, currency.as_ref())?.decimal();
            }
        }
        if answers != before.answers {
            jobs::change(&ctx, &jobs::words::answer(id, &answers), None)?;
        }
        let words = jobs::words::picture(&ctx, &picture)?;
        if self.out.json {
            return self.out.json(&RemediesJson::new(&words, &self.texts));
        }
        for remedy in &words.remedies {
            let plan = self.texts.say(&Msg::new(format!("case-plan-{}", remedy.plan.code())));
            let days = match remedy.days {
                Some(days) => self
                    .texts
                    .say(&Msg::new("words-compare-days").count("min", days.min).count("max", days.max)),
                None => self.texts.get("words-compare-days-unknown"),
            };
            let left = remedy.left.as_ref().map(|left| self.texts.money(left)).unwrap_or_default();
            self.out.line(&format!("{plan:<28} {days:<20} {left}"))?;
        }
        if let Some(suggestion) = &words.suggestion {
            let msg = Msg::new("words-suggest")
                .money("amount", &suggestion.amount)
                .count("percent", suggestion.percent);
            self.out.line(&self.texts.say(&msg))?;
        }
        Ok(())
    }

    /// The tracking log of an order: shown, after a snapshot was added if one was given.
    pub(super) fn order_tracking(&self, args: &TrackingArgs) -> Result<(), Problem> {
        let ctx = self.ctx(Mode::Existing)?;
        let order = jobs::orders::find(&ctx, &args.number)?;
        let adds = args.add.is_some() || args.missing || args.elsewhere.is_some() || args.file.is_some();
        if adds {
            self.add_snapshot(&ctx, &order, args)?;
        }
        let events = ctx.library.order_events(order.id)?;
        let snapshots = tracking_log::snapshots(&events);
        let suggestion = jobs::words::tracking_suggestion(&order, &events);
        if self.out.json {
            return self.out.json(&TrackingJson::new(&snapshots, suggestion.as_ref(), &self.texts));
        }
        for snapshot in &snapshots {
            let text = match &snapshot.text {
                Some(text) => text.clone(),
                None if snapshot.is_missing => self.texts.get("tracking-shows-nothing"),
                None => String::new(),
            };
            self.out.line(&format!("{}  {text}", self.texts.moment(&snapshot.at)))?;
        }
        if let Some(suggestion) = suggestion {
            self.out.line(&self.texts.say(&suggestion.why))?;
        }
        Ok(())
    }

    fn add_snapshot(&self, ctx: &Ctx, order: &Order, args: &TrackingArgs) -> Result<(), Problem> {
        let picture = match &args.file {
            Some(file) => {
                let wish = jobs::evidence::BringIn {
                    paths: vec![file.clone()],
                    target: Target::Order { order: order.id },
                    role: Some(Role::Tracking),
                    caption: None,
                    shows: Vec::new(),
                };
                let progress = self.out.progress(&self.texts);
                let brought = jobs::evidence::bring_in(ctx, &wish, &progress)?;
                match brought.into_iter().next() {
                    Some(one) => Some(one.outcome?.evidence),
                    None => None,
                }
            }
            None => None,
        };
        let wish = TrackingWish {
            at: args.at.as_deref().map(|text| read::moment(text, ctx.zone)).transpose()?,
            text: args.add.clone(),
            is_missing: args.missing,
            elsewhere: args.elsewhere.clone(),
            picture,
        };
        let event = jobs::words::tracking_event(wish, ctx.now)?;
        jobs::change(ctx, &jobs::orders::record(ctx, order.id, event), None).map(|_| ())
    }

    /// Where-to-click cards.
    pub(super) fn cards(&self, command: &CardsCommand) -> Result<Ended, Problem> {
        let show = |card: &cards::Card| {
            // Without a library the built-in steps are shown.
            let settings = self.ctx(Mode::Existing).and_then(|ctx| jobs::settings(&ctx)).unwrap_or_default();
            CardJson::new(card, cards::own_steps(card, &settings), &self.texts)
        };
        match command {
            CardsCommand::List => {
                for card in cards::all() {
                    if self.out.json {
                        self.out.json(&show(card))?;
                    } else {
                        let title = self.texts.say(&card.title());
                        self.out.line(&format!("{:<22} {}  {title}", card.id, card.as_of))?;
                    }
                }
            }
            CardsCommand::Show { id } => {
                let card = show(cards::by_id(id)?);
                if self.out.json {
                    self.out.json(&card)?;
                } else {
                    self.out.line(&card.title)?;
                    for (index, step) in card.steps.iter().enumerate() {
                        self.out.line(&format!("  {}. {step}", index + 1))?;
                    }
                    self.out.line(&format!("  {}", card.aliases.join(" · ")))?;
                }
            }
            CardsCommand::Set { id, file } => {
                let card = cards::by_id(id)?;
                let steps = super::cases::read_text(file)?;
                let change = Change::SetSetting(cards::key(&card.id), Some(steps));
                jobs::change(&self.ctx(Mode::ReadWrite)?, &change, None)?;
            }
            CardsCommand::Reset { id } => {
                let card = cards::by_id(id)?;
                let change = Change::SetSetting(cards::key(&card.id), None);
                jobs::change(&self.ctx(Mode::Existing)?, &change, None)?;
            }
        }
        Ok(Ended::Fine)
    }
}
