//! The packs at hand: those compiled into the program and the buyer's own. Owns which one is taken for an order,
//! and how a pack finds the one it extends.

use std::collections::BTreeMap;

use super::{PackError, RulePack};
use crate::domain::message::{Msg, Problem};
use crate::domain::money::Money;
use crate::domain::order::{Marketplace, Order};
use crate::domain::rules::habits::{DisputeRateRule, Habits, Reminders, WarrantyRule};
use crate::domain::rules::pack_toml::{self, Draft};

/// Where a pack comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled into the program.
    BuiltIn,
    /// Written, copied or imported by the buyer.
    Own {
        /// It may be chosen; a disabled one still serves the cases that were opened with it.
        enabled: bool,
    },
}

/// A pack of the buyer as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPack {
    /// Its id, as in the text.
    pub id: String,
    /// Its text.
    pub text: String,
    /// It may be chosen.
    pub enabled: bool,
}

/// A stored pack that this program cannot read, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenPack {
    /// The pack.
    pub own: OwnPack,
    /// What is wrong with it.
    pub error: PackError,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    pack: RulePack,
    text: String,
    origin: Origin,
}

impl Entry {
    fn is_own(&self) -> bool {
        matches!(self.origin, Origin::Own { .. })
    }

    fn usable(&self) -> bool {
        self.origin != Origin::Own { enabled: false }
    }
}

/// Every pack at hand, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packs {
    by_id: BTreeMap<String, Entry>,
    broken: Vec<BrokenPack>,
}

macro_rules! built_in {
    ($($file:literal),+ $(,)?) => {
        /// The packs compiled into the program: file name and text.
        const BUILT_IN: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../../../assets/rules/", $file)))),+];
    };
}

built_in! {
    "aliexpress-2026.toml",
    "aliexpress-classic.toml",
    "aliexpress-free-returns.toml",
    "aliexpress-pre2020.toml",
    "aliexpress-ru.toml",
    "amazon-atoz.toml",
    "card-amex.toml",
    "card-mastercard.toml",
    "card-visa.toml",
    "ebay-mbg.toml",
    "paypal.toml",
    "temu.toml",
    "tmall-chat.toml",
    "unlisted.toml",
}

impl Packs {
    /// The packs compiled into the program.
    ///
    /// # Errors
    /// A mistake in one of them; tests refuse such a program.
    pub fn built_in() -> Result<Self, Problem> {
        let mut packs = Self::default();
        let files = BUILT_IN.iter().map(|(file, text)| (*file, *text, Origin::BuiltIn)).collect();
        match packs.assemble(files).into_iter().next() {
            Some((_, error)) => Err(error.into()),
            None => Ok(packs),
        }
    }

    /// These with the buyer's own. What cannot be read is kept apart (see [`Self::broken`]) and stops nothing else.
    #[must_use]
    pub fn with_own(mut self, own: &[OwnPack]) -> Self {
        let files =
            own.iter().map(|own| (own.id.as_str(), own.text.as_str(), Origin::Own { enabled: own.enabled }));
        let refused = self.assemble(files.collect());
        self.broken.extend(
            refused
                .into_iter()
                .filter_map(|(index, error)| Some(BrokenPack { own: own.get(index)?.clone(), error })),
        );
        self
    }

    /// Takes files that may extend each other in any order; gives back those that were refused.
    fn assemble(&mut self, files: Vec<(&str, &str, Origin)>) -> Vec<(usize, PackError)> {
        let mut refused = Vec::new();
        let mut waiting: Vec<(usize, Draft<'_>, Origin)> = Vec::new();
        for (index, (file, text, origin)) in files.into_iter().enumerate() {
            match pack_toml::draft(text, file) {
                Ok(draft) => waiting.push((index, draft, origin)),
                Err(error) => refused.push((index, error)),
            }
        }
        while !waiting.is_empty() {
            let ready = |draft: &Draft<'_>, packs: &Self| {
                draft.extends().is_none_or(|base| packs.by_id.contains_key(base))
            };
            let (now, later): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(_, draft, _)| ready(draft, self));
            if now.is_empty() {
                // What waits for something that is itself waiting goes round in a circle.
                let ids: Vec<String> = later.iter().map(|(_, draft, _)| draft.id().to_owned()).collect();
                refused.extend(later.into_iter().map(|(index, draft, _)| {
                    let cycle = draft.extends().is_some_and(|base| ids.iter().any(|id| id == base));
                    (index, if cycle { draft.refuse_cycle() } else { draft.refuse_base() })
                }));
                break;
            }
            for (index, draft, origin) in now {
                if let Err(error) = self.take(draft, origin) {
                    refused.push((index, error));
                }
            }
            waiting = later;
        }
        refused
    }

    fn take(&mut self, draft: Draft<'_>, origin: Origin) -> Result<(), PackError> {
        if self.by_id.contains_key(draft.id()) {
            return Err(draft.refuse_twice());
        }
        let text = draft.text().to_owned();
        let pack = self.resolve(draft)?;
        self.by_id.insert(pack.id.clone(), Entry { pack, text, origin });
        Ok(())
    }

    fn resolve(&self, draft: Draft<'_>) -> Result<RulePack, PackError> {
        let Some(base) = draft.extends().map(str::to_owned) else { return draft.resolve(None) };
        let mut next = Some(base.as_str());
        while let Some(id) = next {
            if id == draft.id() {
                return Err(draft.refuse_cycle());
            }
            next = self.get(id).and_then(|pack| pack.extends.as_deref());
        }
        match self.get(&base) {
            Some(base) => draft.resolve(Some(base)),
            None => Err(draft.refuse_base()),
        }
    }

    /// Reads a pack, which may extend one of these. It is not added, and may have the id of one of these.
    ///
    /// # Errors
    /// The first mistake with its line and column.
    pub fn parse(&self, text: &str, file: &str) -> Result<RulePack, PackError> {
        self.resolve(pack_toml::draft(text, file)?)
    }

    /// Adds a pack as one of the program's own.
    ///
    /// # Errors
    /// Another pack has the same id.
    pub fn add(&mut self, pack: RulePack) -> Result<(), Problem> {
        if self.by_id.contains_key(&pack.id) {
            return Err(Problem::refused(Msg::new("rules-pack-twice").text("pack", &pack.id)));
        }
        self.by_id.insert(pack.id.clone(), Entry { pack, text: String::new(), origin: Origin::BuiltIn });
        Ok(())
    }

    /// A pack by id, also one that is disabled.
    pub fn get(&self, id: &str) -> Option<&RulePack> {
        self.by_id.get(id).map(|entry| &entry.pack)
    }

    /// Where a pack comes from.
    pub fn origin(&self, id: &str) -> Option<Origin> {
        self.by_id.get(id).map(|entry| entry.origin)
    }

    /// The text of a pack, as a file has it.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|entry| entry.text.as_str())
    }

    /// The text of a pack under another id and title, to be stored as one of the buyer's own. `None` when there
    /// is no such pack.
    ///
    /// # Errors
    /// The new id is none, or is taken.
    pub fn copy(&self, id: &str, new_id: &str, new_title: &str) -> Option<Result<String, PackError>> {
        let text = self.text(id)?;
        let copied = pack_toml::renamed(text, new_id, new_title);
        Some(copied.and_then(|text| {
            let draft = pack_toml::draft(&text, new_id)?;
            if self.by_id.contains_key(new_id) {
                return Err(draft.refuse_twice());
            }
            self.resolve(draft)?;
            Ok(text)
        }))
    }

    /// An id for a copy of a pack that is not taken.
    pub fn free_id(&self, id: &str) -> String {
        let taken =
            |id: &str| self.by_id.contains_key(id) || self.broken.iter().any(|broken| broken.own.id == id);
        let stem: String = id.chars().take(50).collect();
        let numbered = (2..).map(|number: u64| format!("{stem}-copy-{number}"));
        let mut free = std::iter::once(format!("{stem}-copy")).chain(numbered);
        free.find(|id| !taken(id)).unwrap_or_default()
    }

    /// The buyer's packs that cannot be read.
    pub fn broken(&self) -> &[BrokenPack] {
        &self.broken
    }

    /// The packs that extend this one.
    pub fn extended_by<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a RulePack> {
        self.iter().filter(move |pack| pack.extends.as_deref() == Some(id))
    }

    /// The pack to take where no marketplace is known.
    pub fn main(&self) -> Option<&RulePack> {
        let built_in = self.by_id.values().filter(|entry| !entry.is_own()).map(|entry| &entry.pack);
        let main = built_in.clone().find(|pack| pack.is_default).or_else(|| built_in.clone().next())?;
        self.for_marketplace(&main.marketplace)
    }

    /// The pack to take for a marketplace: the buyer's own default, else the program's, else the first that is not
    /// historic.
    pub fn for_marketplace(&self, marketplace: &Marketplace) -> Option<&RulePack> {
        self.current(marketplace)
            .filter(|entry| entry.pack.applies_if.is_none())
            .min_by_key(|entry| match (entry.pack.is_default, entry.is_own()) {
                (true, true) => 0,
                (true, false) => 1,
                (false, false) => 2,
                (false, true) => 3,
            })
            .map(|entry| &entry.pack)
    }

    /// The pack to take for an order: one that is made for orders like it, else that of its marketplace.
    pub fn for_order(&self, order: &Order) -> Option<&RulePack> {
        self.current(&order.marketplace)
            .filter(|entry| entry.pack.applies_if.as_ref().is_some_and(|when| when.holds_for(order)))
            .min_by_key(|entry| !entry.is_own())
            .map(|entry| &entry.pack)
            .or_else(|| self.for_marketplace(&order.marketplace))
    }

    /// The packs of means of payment that an order may have been paid with: those whose condition holds, or all of
    /// them where the order does not say how it was paid.
    pub fn for_payment<'a>(&'a self, order: &'a Order) -> impl Iterator<Item = &'a RulePack> {
        let unknown = order.payment_method.is_none();
        self.by_id
            .values()
            .filter(|entry| entry.usable() && entry.pack.is_payment && !entry.pack.historic)
            .map(|entry| &entry.pack)
            .filter(move |pack| unknown || pack.applies_if.as_ref().is_some_and(|when| when.holds_for(order)))
    }

    fn current<'a, 'm>(
        &'a self,
        marketplace: &'m Marketplace,
    ) -> impl Iterator<Item = &'a Entry> + use<'a, 'm> {
        self.by_id.values().filter(move |entry| {
            entry.usable() && entry.pack.marketplace == *marketplace && !entry.pack.historic
        })
    }

    /// Whether a case may be opened with a pack: it is not disabled, and it is one of the order's marketplace or of
    /// a means of payment.
    pub fn may_open(&self, id: &str, order: Option<&Order>) -> bool {
        self.by_id.get(id).is_some_and(|entry| {
            let fits = order
                .is_none_or(|order| entry.pack.is_payment || entry.pack.marketplace == order.marketplace);
            entry.usable() && fits
        })
    }

    /// When to remind by a pack; the default pack's where it says nothing.
    pub fn reminders(&self, id: &str) -> Option<&Reminders> {
        self.habits(id, |habits| habits.reminders.as_ref())
    }

    /// How many disputes are many, in the same way.
    pub fn dispute_rate(&self, id: &str) -> Option<&DisputeRateRule> {
        self.habits(id, |habits| habits.dispute_rate.as_ref())
    }

    /// What a warranty means, in the same way.
    pub fn warranty(&self, id: &str) -> Option<&WarrantyRule> {
        self.habits(id, |habits| habits.warranty.as_ref())
    }

    fn habits<'a, T>(&'a self, id: &str, of: impl Fn(&'a Habits) -> Option<&'a T>) -> Option<&'a T> {
        self.get(id).and_then(|pack| of(&pack.habits)).or_else(|| of(&self.main()?.habits))
    }

    /// The same packs with the buyer's own cost of sending back in place of their estimates.
    #[must_use]
    pub fn with_return_cost(mut self, cost: &Money) -> Self {
        for entry in self.by_id.values_mut() {
            entry.pack.returns.cost_estimate = Some(cost.clone());
            entry.pack.returns.cost_is_buyers = true;
        }
        self
    }

    /// All packs, by id.
    pub fn iter(&self) -> impl Iterator<Item = &RulePack> {
        self.by_id.values().map(|entry| &entry.pack)
    }
}
