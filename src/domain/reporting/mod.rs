//! Reports about sellers (C6) and cases about the buyer's own account (C8): which kinds there are, which fields
//! each needs and what to know before sending. The lists are data (`assets/reports`); words are in `texts`.
//!
//! What a buyer fills in is kept in the log of the case as the fields of an event, so it can be undone like
//! anything else; secrets have no field.

mod clock;
mod form;
mod fraud;
mod text;

use std::sync::LazyLock;

use serde::Deserialize;

pub(super) use clock::without_unknown_clock;
pub use form::{Fault, Form, TYPE, card_number_in, choice_msg, field_msg, judge, state_of};
pub use fraud::{Pattern, patterns};
pub use text::report_text;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A link to a page.
    Url,
    /// A number of an order.
    OrderNumber,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice,
    /// A tracking number.
    Tracking,
    /// One line.
    Line,
    /// A description in English.
    Words,
    /// How to reach the buyer: kept here and never written into anything that is sent.
    Contact,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its code.
    pub id: String,
    /// What it takes.
    pub kind: FieldKind,
    /// The form does not go without it.
    #[serde(default)]
    pub required: bool,
    /// Several values, one a line.
    #[serde(default)]
    pub several: bool,
    /// Values to choose from.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Others may be written.
    #[serde(default)]
    pub open: bool,
}

/// A kind of report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportType {
    /// `ipr.non_holder`: the marketplace's type, then the role in it.
    pub id: String,
    /// Where that is said.
    pub cite: Vec<String>,
    /// The timer of its answer; none where no source gives a time.
    #[serde(default)]
    pub timer: Option<String>,
    /// `unknown` where a source says that the marketplace dropped it.
    #[serde(default)]
    pub availability: Option<String>,
    /// A dispute is tried first.
    #[serde(default)]
    pub dispute_first: bool,
    /// Another site takes it.
    #[serde(default)]
    pub external: Option<String>,
    /// What to know before.
    pub warnings: Vec<String>,
    /// Where to click, in order.
    pub paths: Vec<String>,
    /// Its fields in the order of the form.
    pub fields: Vec<Field>,
}

impl ReportType {
    /// The marketplace's own type: what stands before the dot.
    pub fn category(&self) -> &str {
        self.id.split('.').next().unwrap_or(&self.id)
    }

    /// A field by its code.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Files are asked for: a claim without them is not believed. Others take them and do without.
    pub fn wants_files(&self) -> bool {
        self.warnings.iter().any(|warning| warning == "evidence")
    }
}

/// A name that older guides use.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The old name's code.
    pub old: String,
    /// The type it is now.
    #[serde(rename = "type")]
    pub now: String,
    /// The reason in it.
    #[serde(default)]
    pub reason: Option<String>,
    /// False where the source is garbled.
    pub certain: bool,
    /// Where that is said.
    pub cite: Vec<String>,
}

/// A numbered reason of an old form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbered {
    /// Its number.
    pub number: u32,
    /// The type it belongs to, if known.
    #[serde(default, rename = "type")]
    pub now: Option<String>,
    /// What it stands for, if known.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What a bait price looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bait {
    /// Where that is said.
    pub cite: Vec<String>,
    /// The currency of the bounds.
    pub currency: String,
    /// From this price.
    pub min_minor: i64,
    /// To this price.
    pub max_minor: i64,
    /// Words of the goods.
    pub words: Vec<String>,
    /// Words of what only goes with them.
    pub not_words: Vec<String>,
}

/// A kind of case about the buyer's own account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountType {
    /// Its code.
    pub id: String,
    /// Where that is said.
    pub cite: Vec<String>,
    /// The timer of its answer.
    #[serde(default)]
    pub timer: Option<String>,
    /// Nothing is kept but that it was done.
    #[serde(default)]
    pub instructions_only: bool,
    /// Details are given and looked at, rather than something asked for.
    #[serde(default)]
    pub verification: bool,
    /// What to do.
    pub steps: Vec<String>,
    /// What to try when it was refused.
    pub retries: Vec<String>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Book {
    /// A description shorter than this says too little, in characters.
    pub description_chars_min: usize,
    /// What an operator of a chat is told.
    pub chats: Vec<String>,
    /// Kinds of reports.
    pub types: Vec<ReportType>,
    /// Old names.
    pub aliases: Vec<Alias>,
    /// Old numbers.
    pub numbered: Vec<Numbered>,
    /// The bait price.
    pub bait: Bait,
    /// Kinds of account cases.
    pub accounts: Vec<AccountType>,
}

/// The lists compiled into the program; a test reads them, so they cannot be broken here.
static BOOK: LazyLock<Book> =
    LazyLock::new(|| Book::read(include_str!("../../../assets/reports/aliexpress.toml")).unwrap_or_default());

impl Book {
    /// Reads the lists.
    ///
    /// # Errors
    /// What is wrong with the TOML, with line and column.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

/// The lists.
pub fn book() -> &'static Book {
    &BOOK
}

/// A kind of report by its code, or by a name of older guides.
pub fn report_type(code: &str) -> Option<&'static ReportType> {
    let book = book();
    let now = book.aliases.iter().find(|alias| alias.old == code).map_or(code, |alias| alias.now.as_str());
    book.types.iter().find(|known| known.id == now)
}

/// A kind of account case by its code.
pub fn account_type(code: &str) -> Option<&'static AccountType> {
    book().accounts.iter().find(|known| known.id == code)
}
