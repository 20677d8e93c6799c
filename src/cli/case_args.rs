//! What follows `case` on the command line, and the details of an event.

#![allow(
    missing_docs,
    reason = "the comments here are the help texts; options without one explain themselves"
)]

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args::PasteArgs;

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
