//! The arguments of the contract, as clap reads them. Names here are fixed: scripts rely on them.

#![allow(
    missing_docs,
    reason = "the comments here are the help texts; options without one explain themselves"
)]

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::case_args::{
    CaseCommand, CaseOpenArgs, EventArgs, FormArgs, RemedyArgs, SayArgs, TrackingArgs,
};

/// Keep the proof, know the date, send a claim that can't be bounced.
#[derive(Debug, Parser)]
#[command(
    name = "parcelproof",
    version,
    about,
    max_term_width = 100,
    after_help = "Ends with 0: done. 1: done, but something asked about is not acceptable. \
                  2: wrong usage, or refused by a rule. 3: could not (disk, damage, lock)."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(flatten)]
    pub window: WindowArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that stand before or after the subcommand.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// The library folder (default: the one PARCELPROOF_LIBRARY names, else the per-user data folder).
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// The clock: RFC 3339, YYYY-MM-DD, or YYYY-MM-DDTHH:MM read in --tz.
    #[arg(long, global = true, value_name = "WHEN")]
    pub now: Option<String>,
    /// Your time zone by its IANA name (default: the system's).
    #[arg(long, global = true, value_name = "IANA")]
    pub tz: Option<String>,
    /// Language of sentences.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<String>,
    /// One JSON document, or JSON Lines where a command lists.
    #[arg(long, global = true)]
    pub json: bool,
}

/// How the window is opened.
#[derive(Clone, Debug, Default, Args)]
pub struct WindowArgs {
    /// Which renderer to use.
    #[arg(long, value_enum)]
    pub renderer: Option<RendererArg>,
    /// Open through X11 (on Wayland: XWayland, where files can be dropped).
    #[arg(long, conflicts_with = "wayland")]
    pub x11: bool,
    /// Open through Wayland.
    #[arg(long)]
    pub wayland: bool,
    /// Print how long the first frame took and end; for the benchmark.
    #[arg(long, hide = true)]
    pub bench_first_frame: bool,
}

/// The two renderers compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RendererArg {
    Wgpu,
    Glow,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a sample library and run the whole job on it.
    Demo(DemoArgs),
    /// Look at files without a library.
    Check(CheckArgs),
    /// Write copies that fit; originals stay as they are.
    Fix(FixArgs),
    /// Orders.
    #[command(subcommand)]
    Order(OrderCommand),
    /// What was removed.
    #[command(subcommand)]
    Bin(BinCommand),
    /// Store files and attach them to an order, or put them in the inbox.
    Attach(AttachArgs),
    /// Stored files.
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// Disputes and other cases.
    #[command(subcommand)]
    Case(CaseCommand),
    /// Everything coming, soonest first.
    Due(DueArgs),
    /// Show what is due as system notifications and end; nothing is shown twice.
    Remind(RemindArgs),
    /// The money at stake and recovered, per currency.
    Summary,
    /// What came of all cases, how long their stages took, how many disputes there were lately.
    History,
    /// What to know and what to do when the site makes trouble.
    Guides {
        /// One of them, whole.
        id: Option<String>,
    },
    /// Write the claim bundle of a case.
    Export(ExportArgs),
    /// Hash every original of the library again.
    Verify,
    /// Check a claim bundle byte for byte.
    VerifyBundle {
        /// The bundle: a folder or a zip.
        path: PathBuf,
    },
    /// Rule packs.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Settings of the library: holidays, country, days between looks at a refund.
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// Where to click on the marketplace's pages.
    #[command(subcommand)]
    Cards(CardsCommand),
}

#[derive(Debug, Subcommand)]
pub enum SettingsCommand {
    /// What is set.
    List,
    /// Set one; an empty value goes back to the default.
    Set {
        /// `holidays`, `country`, `check_in_days` or `private_words`.
        key: String,
        /// Days as `2026-01-01, 2026-05-01`; a country as two letters.
        value: String,
    },
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Make this many orders with cases and events, for trying scale.
    #[arg(long, value_name = "N")]
    pub orders: Option<u32>,
    /// End after printing; open no window.
    #[arg(long)]
    pub no_window: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Rule pack to check against (default: AliExpress).
    #[arg(long, value_name = "ID")]
    pub rules: Option<String>,
    /// Hash each file too.
    #[arg(long)]
    pub hash: bool,
    /// Decode pictures too, which finds damage that structure hides.
    #[arg(long)]
    pub deep: bool,
}

#[derive(Debug, Args)]
pub struct FixArgs {
    /// Files and folders.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Where the copies go.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Rule pack to fit (default: AliExpress).
    #[arg(long, value_name = "ID")]
    pub rules: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum OrderCommand {
    /// Add an order by its number or its link.
    Add {
        /// Order number, or a link that holds it.
        number: String,
        #[command(flatten)]
        fields: Box<OrderFields>,
    },
    /// Set fields of an order.
    Set {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
        /// Which line the line's fields belong to.
        #[arg(long, value_name = "N")]
        line: Option<i64>,
        #[command(flatten)]
        fields: Box<OrderFields>,
    },
    /// Lines of an order.
    #[command(subcommand)]
    Line(OrderLineCommand),
    /// Everything about an order.
    Show {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
    },
    /// Orders, newest first.
    List {
        /// Text to look for in number, title, store, tracking, note and tags.
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Only orders in this state.
        #[arg(long)]
        state: Option<String>,
        /// At most this many.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// Record what happened to an order.
    Event {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
        /// Event type.
        #[arg(value_name = "TYPE")]
        kind: String,
        #[command(flatten)]
        details: Box<EventArgs>,
    },
    /// What the tracking page said, with dates; adds a snapshot when one is given.
    Tracking(Box<TrackingArgs>),
    /// Read pasted page words: which events and dates they tell.
    Paste {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
        #[command(flatten)]
        paste: PasteArgs,
    },
    /// Void the last event of an order, or the one named.
    Undo {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
        /// Event id.
        event: Option<i64>,
    },
    /// Move an order to the bin.
    Remove {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
    },
}

/// Words of a marketplace's page, with what only you can say about them.
#[derive(Clone, Debug, Args)]
pub struct PasteArgs {
    /// The words (default: standard input).
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// When you saw the page: “3 days left” counts from then.
    #[arg(long, value_name = "WHEN")]
    pub seen: Option<String>,
    /// The year of dates that are written without one.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Read 04/09/2026 as 4 September.
    #[arg(long, conflicts_with = "month_first")]
    pub day_first: bool,
    /// Read 04/09/2026 as April 9.
    #[arg(long)]
    pub month_first: bool,
    /// Record what can be recorded without asking anything.
    #[arg(long)]
    pub apply: bool,
}

#[derive(Debug, Subcommand)]
pub enum OrderLineCommand {
    /// One more product of the order.
    Add {
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
        #[command(flatten)]
        fields: Box<OrderFields>,
    },
}

/// Fields of an order and its line. An empty value clears the field.
#[derive(Clone, Debug, Default, Args)]
pub struct OrderFields {
    #[arg(long)]
    pub marketplace: Option<String>,
    #[arg(long)]
    pub title: Option<String>,
    #[arg(long)]
    pub store: Option<String>,
    #[arg(long, value_name = "URL")]
    pub product_url: Option<String>,
    #[arg(long)]
    pub options: Option<String>,
    /// How many pieces; a wholesale lot as LOTSxPIECES, such as 2x50.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub quantity: Option<String>,
    /// List price before discounts.
    #[arg(long, value_name = "AMOUNT")]
    pub listed: Option<String>,
    /// Paid after discounts.
    #[arg(long, value_name = "AMOUNT")]
    pub paid: Option<String>,
    /// Shipping paid.
    #[arg(long, value_name = "AMOUNT")]
    pub shipping: Option<String>,
    /// The part paid by coupon.
    #[arg(long, value_name = "AMOUNT")]
    pub coupon: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    #[arg(long)]
    pub payment_method: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub ordered: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub paid_on: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub shipped: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub ship_by: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub expected: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub delivered: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub confirmed: Option<String>,
    #[arg(long, value_name = "WHEN")]
    pub protection_ends: Option<String>,
    #[arg(long)]
    pub tracking: Option<String>,
    #[arg(long)]
    pub carrier: Option<String>,
    /// Country it ships from (two letters).
    #[arg(long, value_name = "COUNTRY")]
    pub ships_from: Option<String>,
    /// A return to a warehouse in your country was promised.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub local_return: Option<bool>,
    /// The order shows the free-returns badge.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub free_returns: Option<bool>,
    /// Shipping was part of the advertised price; some sellers offer none.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub delivery_included: Option<bool>,
    /// The line is a free gift.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub gift: Option<bool>,
    /// Which of your accounts.
    #[arg(long)]
    pub account: Option<String>,
    #[arg(long)]
    pub note: Option<String>,
    /// The seller was paid in advance, outside the usual protection.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub prepaid: Option<bool>,
    /// A tag; may be repeated.
    #[arg(long)]
    pub tag: Vec<String>,
    /// Take a date that the program objects to.
    #[arg(long)]
    pub anyway: bool,
}

#[derive(Debug, Subcommand)]
pub enum BinCommand {
    /// What the bin holds.
    List,
    /// Take something out of the bin.
    Restore {
        /// As `bin list` names it: `order:12`, `evidence:3` or `case:4`.
        id: String,
    },
    /// Let go of everything in the bin, for good.
    Empty,
}

#[derive(Debug, Args)]
pub struct AttachArgs {
    /// Order number (or `marketplace:number`, or a link), or `inbox`.
    pub number: String,
    /// Files and folders.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Attach to this line of the order.
    #[arg(long, value_name = "N")]
    pub line: Option<i64>,
    /// What part the files play.
    #[arg(long)]
    pub role: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub caption: Option<String>,
    /// What the files show (codes of `case show`, readiness).
    #[arg(long, value_name = "NEED", num_args = 1..)]
    pub shows: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Stored files, or those of one order.
    List {
        /// Order number (or `marketplace:number`, or a link), or `inbox`.
        number: Option<String>,
    },
    /// Use a stored file for an order.
    Attach {
        /// Evidence id.
        id: i64,
        /// Order number, `marketplace:number`, or a link to the order.
        number: String,
    },
    /// End the use of a stored file for an order.
    Detach {
        /// Evidence id.
        id: i64,
        /// Order number (or `marketplace:number`, or a link), or `inbox`.
        number: String,
    },
    /// Make a copy that fits; the original stays.
    Fix {
        /// Evidence id.
        id: i64,
    },
    /// Move a stored file to the bin.
    Remove {
        /// Evidence id.
        id: i64,
    },
}

#[derive(Debug, Subcommand)]
pub enum CardsCommand {
    /// All cards.
    List,
    /// One card with its steps.
    Show {
        /// Card id.
        id: String,
    },
    /// Replace the steps of a card by those of a file, one a line (`-` is standard input).
    Set {
        /// Card id.
        id: String,
        /// A text file.
        file: PathBuf,
    },
    /// Back to the built-in steps.
    Reset {
        /// Card id.
        id: String,
    },
}

#[derive(Debug, Args)]
pub struct DueArgs {
    /// Only what comes within this many days.
    #[arg(long, value_name = "DAYS")]
    pub within: Option<u32>,
    /// Write or update a calendar file.
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RemindArgs {
    /// Put one date off for a while (30 minutes) instead: its `handle` of `due --json`.
    #[arg(long, value_name = "HANDLE")]
    pub snooze: Option<String>,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Case id.
    pub id: i64,
    /// Where to: a folder or file that does not exist yet.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// One zip file instead of a folder.
    #[arg(long)]
    pub zip: bool,
    /// Which submission (default: the draft, else the latest).
    #[arg(long, value_name = "N")]
    pub submission: Option<i64>,
    /// Fit the files to this rule pack.
    #[arg(long = "for", value_name = "PACK")]
    pub for_pack: Option<String>,
    /// Leave out originals, address, names and locations.
    #[arg(long)]
    pub redact: bool,
    /// A word of yours to leave out then (name, phone, street); may be repeated.
    #[arg(long, value_name = "WORD", requires = "redact")]
    pub private: Vec<String>,
    /// Write it although something stands in the way, and say so inside.
    #[arg(long)]
    pub anyway: bool,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// The packs.
    List,
    /// One pack with its sources.
    Show {
        /// Pack id.
        id: String,
    },
    /// Check a pack file.
    Check {
        /// A TOML file.
        file: PathBuf,
    },
    /// Copy a pack to one of your own, which is switched off at first.
    Copy {
        /// Pack id.
        id: String,
        /// The id of the copy.
        new_id: String,
        /// Its title.
        #[arg(long)]
        title: Option<String>,
    },
    /// Take a pack file in as one of your own, or as a new text for one.
    Import {
        /// A TOML file.
        file: PathBuf,
    },
    /// Write a pack to a file.
    Export {
        /// Pack id.
        id: String,
        /// The file, which must not exist.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Use one of your own packs.
    Enable {
        /// Pack id.
        id: String,
    },
    /// Use it no more, but for the cases that have it.
    Disable {
        /// Pack id.
        id: String,
    },
    /// Remove one of your own packs.
    Remove {
        /// Pack id.
        id: String,
    },
}

impl Cli {
    /// Reads arguments that need not be UTF-8.
    pub fn read<I: IntoIterator<Item = OsString>>(args: I) -> Result<Self, clap::Error> {
        Self::try_parse_from(args)
    }
}
