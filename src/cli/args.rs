//! The arguments of the contract, as clap reads them. Names here are fixed: scripts rely on them.

#![allow(
    missing_docs,
    reason = "the comments here are the help texts; options without one explain themselves"
)]

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Keep the proof, know the date, send a claim that can't be bounced.
#[derive(Debug, Parser)]
#[command(name = "parcelproof", version, about, max_term_width = 100)]
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
    /// The line is a free gift.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub gift: Option<bool>,
    /// Which of your accounts.
    #[arg(long)]
    pub account: Option<String>,
    #[arg(long)]
    pub note: Option<String>,
    /// The seller was paid in advance, outside the usual protection.
    #[arg(long)]
    pub prepaid: bool,
    /// A tag; may be repeated.
    #[arg(long)]
    pub tag: Vec<String>,
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
pub enum CaseCommand {
    /// Open a case; its id is printed alone on the last line.
    Open(Box<CaseOpenArgs>),
    /// Record what happened in a case.
    Event {
        /// Case id.
        id: i64,
        /// Event type (`case events` lists them).
        #[arg(value_name = "TYPE")]
        kind: String,
        #[command(flatten)]
        details: Box<EventArgs>,
    },
    /// Void the last event, or the one named.
    Undo {
        /// Case id.
        id: i64,
        /// Event id.
        event: Option<i64>,
    },
    /// The event types.
    Events,
    /// Everything about a case.
    Show {
        /// Case id.
        id: i64,
        /// What sending back costs you, in place of the estimate (`15.00 USD`).
        #[arg(long, value_name = "AMOUNT")]
        return_cost: Option<String>,
    },
    /// All cases, or some of them.
    List {
        /// Only cases of this kind (`dispute`, `report`, …).
        #[arg(long)]
        kind: Option<String>,
        /// Only cases in this state.
        #[arg(long)]
        state: Option<String>,
        /// Only reports of this type (`ipr`, `search`, …) or account cases of this type.
        #[arg(long)]
        category: Option<String>,
    },
    /// Read pasted page words: which events and dates they tell.
    Paste {
        /// Case id.
        id: i64,
        #[command(flatten)]
        paste: PasteArgs,
    },
    /// Which way to go: what happened, and the routes that are open for it.
    Routes {
        /// Order number, `marketplace:number`, or a link to the order.
        number: Option<String>,
        /// What happened; without it the questions are listed.
        #[arg(long, value_name = "WHAT")]
        what: Option<String>,
        /// Words of your own: names the meanings of a word that guides use for four things.
        #[arg(long, value_name = "WORDS")]
        words: Option<String>,
    },
    /// The fields of a report: shown, or filled in.
    Report {
        /// Case id.
        id: i64,
        /// A field and its value; an empty value clears it. May be repeated.
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
    },
    /// The types of reports and account cases, with their fields, warnings and old names.
    Types,
    /// The English text of a case, or a new one for it.
    Text {
        /// Case id.
        id: i64,
        #[arg(long, default_value = "claim")]
        kind: String,
        /// Take the text from this file (`-` is standard input).
        #[arg(long, value_name = "FILE")]
        set: Option<PathBuf>,
        #[command(flatten)]
        say: Box<SayArgs>,
    },
    /// Reasons for a dispute, or those closest to your own words.
    Reasons {
        /// What is wrong, in your own words.
        #[arg(long, value_name = "WORDS")]
        search: Option<String>,
    },
    /// Sentences a text can be built from.
    Phrases {
        /// Only those that go with this reason.
        #[arg(long, value_name = "CODE")]
        reason: Option<String>,
    },
    /// The marketplace's form, field by field in its order.
    Form(Box<FormArgs>),
    /// Ways of settling compared, and an amount that three answers suggest.
    Remedies(Box<RemedyArgs>),
}

/// What a text is built from, in your own language.
#[derive(Clone, Debug, Default, PartialEq, Args)]
pub struct SayArgs {
    /// What was ordered, beyond title and options.
    #[arg(long, value_name = "TEXT", conflicts_with = "set")]
    pub ordered: Option<String>,
    /// What came instead.
    #[arg(long, value_name = "TEXT", conflicts_with = "set")]
    pub received: Option<String>,
    /// What you want, beyond remedy and amount.
    #[arg(long, value_name = "TEXT", conflicts_with = "set")]
    pub want: Option<String>,
    /// A sentence of the phrase bank by its id; may be repeated.
    #[arg(long, value_name = "ID", conflicts_with = "set")]
    pub phrase: Vec<String>,
    /// Anything else, in your own words.
    #[arg(long, value_name = "TEXT", conflicts_with = "set")]
    pub own: Option<String>,
}

#[derive(Debug, Args)]
pub struct FormArgs {
    /// Case id.
    pub id: i64,
    /// A field that is done; may be repeated.
    #[arg(long, value_name = "FIELD")]
    pub tick: Vec<String>,
    /// A field that is not done after all.
    #[arg(long, value_name = "FIELD")]
    pub untick: Vec<String>,
    /// Another reason for the change of a dispute.
    #[arg(long, value_name = "CODE")]
    pub reason: Option<String>,
    /// Another remedy: refund_only or return_and_refund.
    #[arg(long)]
    pub remedy: Option<String>,
    /// Another amount.
    #[arg(long)]
    pub amount: Option<String>,
    /// Put the files under their upload names into this folder.
    #[arg(long, value_name = "DIR")]
    pub files: Option<PathBuf>,
    /// You pressed the site's button: record it as sent, with its text and files.
    #[arg(long)]
    pub submitted: bool,
}

#[derive(Debug, Args)]
pub struct RemedyArgs {
    /// Case id.
    pub id: i64,
    /// How much it matters: small, noticeable or unusable.
    #[arg(long)]
    pub critical: Option<String>,
    /// What is damaged: none, look, part or whole.
    #[arg(long)]
    pub damage: Option<String>,
    /// Can it be fixed: cheap, costly or no.
    #[arg(long)]
    pub mending: Option<String>,
    /// What a repair costs.
    #[arg(long, value_name = "AMOUNT")]
    pub repair_cost: Option<String>,
    /// What sending it back costs.
    #[arg(long, value_name = "AMOUNT")]
    pub return_cost: Option<String>,
}

#[derive(Debug, Args)]
pub struct TrackingArgs {
    /// Order number, `marketplace:number`, or a link to the order.
    pub number: String,
    /// What the page says.
    #[arg(long, value_name = "TEXT")]
    pub add: Option<String>,
    /// The page shows nothing.
    #[arg(long)]
    pub missing: bool,
    /// A place it shows, where you do not live.
    #[arg(long, value_name = "PLACE")]
    pub elsewhere: Option<String>,
    /// A picture of the page.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// When you looked (default: now).
    #[arg(long, value_name = "WHEN")]
    pub at: Option<String>,
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
pub struct CaseOpenArgs {
    /// Order number, `marketplace:number`, or a link to the order.
    pub number: Option<String>,
    #[arg(long)]
    pub kind: String,
    /// Which line of the order.
    #[arg(long, value_name = "N")]
    pub line: Option<i64>,
    /// The case it follows.
    #[arg(long, value_name = "CASE")]
    pub after: Option<i64>,
    /// Type of a report or an account case (`case types` lists them).
    #[arg(long = "type", value_name = "TYPE")]
    pub of_type: Option<String>,
    /// Rule pack.
    #[arg(long, value_name = "ID")]
    pub rules: Option<String>,
    /// Why (`not_working`, `not_as_described.size`, …).
    #[arg(long, value_name = "CODE")]
    pub reason: Option<String>,
    /// refund_only or return_and_refund.
    #[arg(long)]
    pub remedy: Option<String>,
    /// How much to ask for.
    #[arg(long)]
    pub amount: Option<String>,
    /// Open it although a guard objects.
    #[arg(long)]
    pub anyway: bool,
}

/// What an event may carry.
#[derive(Clone, Debug, Default, Args)]
pub struct EventArgs {
    /// When (default: now).
    #[arg(long, value_name = "WHEN")]
    pub at: Option<String>,
    /// The date the page shows.
    #[arg(long, value_name = "WHEN")]
    pub due: Option<String>,
    /// Which date that is (`id` of a deadline).
    #[arg(long, value_name = "ID")]
    pub deadline: Option<String>,
    /// How much; below nothing where a refund turned out to be a charge.
    #[arg(long, allow_negative_numbers = true)]
    pub amount: Option<String>,
    #[arg(long)]
    pub currency: Option<String>,
    #[arg(long)]
    pub plan: Option<String>,
    /// Who pays return freight: buyer, seller or marketplace.
    #[arg(long)]
    pub freight: Option<String>,
    /// The proposal is made outside the marketplace.
    #[arg(long)]
    pub outside: bool,
    #[arg(long)]
    pub outcome: Option<String>,
    /// Who did it: buyer, seller, marketplace, bank or carrier.
    #[arg(long)]
    pub by: Option<String>,
    #[arg(long)]
    pub tracking: Option<String>,
    /// A deduction, NAME=AMOUNT; may be repeated.
    #[arg(long, value_name = "NAME=AMOUNT")]
    pub deduct: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// When you saw it, where that is not when it happened.
    #[arg(long, value_name = "WHEN")]
    pub seen: Option<String>,
    /// A stored file that shows it, by its evidence id; may be repeated.
    #[arg(long, value_name = "ID")]
    pub evidence: Vec<i64>,
    /// Why, as a word of its own: `late_delivery` for a coupon that makes up for a late parcel.
    #[arg(long, value_name = "CODE")]
    pub reason: Option<String>,
    /// What a complaint is about: `decision`, or the `administration` of the marketplace.
    #[arg(long, value_name = "WHAT")]
    pub against: Option<String>,
    /// The event this one answers.
    #[arg(long, value_name = "EVENT")]
    pub answers: Option<i64>,
    /// Answers only this item of the request (a number; may be repeated).
    #[arg(long, value_name = "N")]
    pub item: Vec<u32>,
    /// Only say what is to be known before; record nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Record it although a guard objects.
    #[arg(long)]
    pub anyway: bool,
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
