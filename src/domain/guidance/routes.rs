//! Which way to go: what happened, and the routes that are open for it, the gentlest first (P13-01). Owns the
//! glossary of the word that has four meanings (C13). Values only; what opens a case is the business of `jobs`.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseKind;
use crate::domain::event::codes;
use crate::domain::message::Msg;
use crate::domain::order::{Marketplace, Order, OrderDate};
use crate::domain::reporting;
use crate::domain::view::{DeadlineStatus, OrderState, OrderView};

codes! {
    /// The first question: what it is about (P13-02).
    Matter { Order = "order", Seller = "seller", Account = "account", Other = "other" }
}

codes! {
    /// What happened, under a matter.
    Trouble {
        NotShipped = "not_shipped", NotReceived = "not_received", WrongOrBroken = "wrong_or_broken",
        DisputeCancelled = "dispute_cancelled", DecisionUnfair = "decision_unfair", Counterfeit = "counterfeit",
        Prohibited = "prohibited", BreaksRules = "breaks_rules", SearchTricks = "search_tricks",
        FraudStore = "fraud_store", RightsInfringed = "rights_infringed", AccountBlocked = "account_blocked",
        CardVerification = "card_verification", NewAccount = "new_account", Login = "login",
        BlockedAfterDispute = "blocked_after_dispute", SomethingElse = "something_else",
    }
}

impl Trouble {
    /// What it is about.
    pub fn matter(self) -> Matter {
        match self {
            Self::NotShipped
            | Self::NotReceived
            | Self::WrongOrBroken
            | Self::DisputeCancelled
            | Self::DecisionUnfair => Matter::Order,
            Self::Counterfeit
            | Self::Prohibited
            | Self::BreaksRules
            | Self::SearchTricks
            | Self::FraudStore
            | Self::RightsInfringed => Matter::Seller,
            Self::AccountBlocked
            | Self::CardVerification
            | Self::NewAccount
            | Self::Login
            | Self::BlockedAfterDispute => Matter::Account,
            Self::SomethingElse => Matter::Other,
        }
    }

    /// What can have happened under a matter, in the order it is asked.
    pub fn of(matter: Matter) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|trouble| trouble.matter() == matter).collect()
    }
}

impl Trouble {
    /// What happened, in words.
    pub fn msg(self) -> Msg {
        Msg::new(format!("route-trouble-{}", self.code().replace('_', "-")))
    }
}

impl Matter {
    /// What it is about, in words.
    pub fn msg(self) -> Msg {
        Msg::new(format!("route-matter-{}", self.code()))
    }
}

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Cancel the order; the seller has 72 hours to answer.
    CancelOrder,
    /// Open a dispute.
    Dispute,
    /// Tell an operator in the chat (Tmall): what about.
    ChatClaim(&'static str),
    /// Open the cancelled dispute again.
    Reopen,
    /// Complain about the decision.
    Complaint,
    /// Report the seller: the code of the type.
    Report(&'static str),
    /// A case about the account: the code of the type.
    Account(&'static str),
    /// The payment service, the card.
    Fallback,
    /// The marketplace's customer service.
    CustomerService,
}

impl Route {
    /// The stable name in the JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::CancelOrder => "cancel_order",
            Self::Dispute => "dispute",
            Self::ChatClaim(_) => "chat_claim",
            Self::Reopen => "reopen",
            Self::Complaint => "complaint",
            Self::Report(_) => "report",
            Self::Account(_) => "account",
            Self::Fallback => "fallback",
            Self::CustomerService => "customer_service",
        }
    }

    /// Its name.
    pub fn name_msg(self) -> Msg {
        let kind = self.kind().and_then(|kind| {
            let report = reporting::report_type(kind).map(reporting::ReportType::name_msg);
            let account = || reporting::account_type(kind).map(reporting::AccountType::name_msg);
            report.or_else(account).or_else(|| self.chat_msg())
        });
        let name = Msg::new(format!("route-name-{}", self.code().replace('_', "-")));
        match kind {
            Some(kind) => name.msg("kind", kind),
            None => name,
        }
    }

    fn chat_msg(self) -> Option<Msg> {
        match self {
            Self::ChatClaim(kind) => Some(chat_msg(kind)),
            _ => None,
        }
    }

    /// The kind of report, account case or chat.
    pub fn kind(self) -> Option<&'static str> {
        match self {
            Self::Report(kind) | Self::Account(kind) | Self::ChatClaim(kind) => Some(kind),
            _ => None,
        }
    }

    /// The case it opens.
    pub fn case(self) -> Option<CaseKind> {
        match self {
            Self::Dispute => Some(CaseKind::Dispute),
            Self::ChatClaim(_) => Some(CaseKind::Chat),
            Self::Complaint => Some(CaseKind::Complaint),
            Self::Report(_) => Some(CaseKind::Report),
            Self::Account(_) => Some(CaseKind::Account),
            Self::Fallback => Some(CaseKind::Fallback),
            Self::CancelOrder | Self::Reopen | Self::CustomerService => None,
        }
    }
}

/// What a chat claim is about, in words.
pub fn chat_msg(kind: &str) -> Msg {
    Msg::new(format!("route-chat-reason-{kind}"))
}

/// A route with what is said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Which.
    pub route: Route,
    /// Why it is worth going, or what to know first.
    pub why: Msg,
    /// What stands in its way now.
    pub shut: Option<Msg>,
}

/// What is known of the order.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The order.
    pub order: &'a Order,
    /// How it stands.
    pub view: &'a OrderView,
}

/// The routes for what happened, in the order to try them.
pub fn ways(trouble: Trouble, known: Option<&Known<'_>>) -> Vec<Way> {
    let way = |route, why: &'static str| Way { route, why: Msg::new(why), shut: None };
    let tmall = known.is_some_and(|known| known.order.marketplace == Marketplace::Tmall);
    let mut ways = match trouble {
        Trouble::NotShipped => vec![
            way(Route::CancelOrder, "route-why-cancel-order"),
            way(Route::Dispute, "route-why-dispute-not-sent"),
            way(Route::Report("fraud_store"), "route-why-report-last"),
        ],
        // Paid and nothing came: the complaint to the site is the dispute first (P13-74).
        Trouble::NotReceived => vec![
            way(Route::Dispute, "route-why-dispute"),
            way(Route::Fallback, "route-why-fallback"),
            way(Route::Report("fraud_store"), "route-why-report-last"),
        ],
        Trouble::WrongOrBroken => {
            vec![way(Route::Dispute, "route-why-dispute"), way(Route::Fallback, "route-why-fallback")]
        }
        Trouble::DisputeCancelled => vec![
            way(Route::Reopen, "route-why-reopen"),
            way(Route::Fallback, "route-why-fallback"),
            way(Route::CustomerService, "route-why-service"),
        ],
        Trouble::DecisionUnfair => vec![
            way(Route::Complaint, "route-why-complaint"),
            way(Route::Fallback, "route-why-fallback"),
            way(Route::CustomerService, "route-why-service"),
        ],
        Trouble::Counterfeit => vec![
            way(Route::Dispute, "route-why-dispute-first"),
            way(Route::Report("ipr.non_holder"), "route-why-report-fake"),
        ],
        Trouble::Prohibited => vec![way(Route::Report("restricted"), "route-why-report-restricted")],
        Trouble::BreaksRules => vec![
            way(Route::Dispute, "route-why-dispute-first"),
            way(Route::Report("trade_rules"), "route-why-report-rules"),
        ],
        Trouble::SearchTricks => vec![way(Route::Report("search"), "route-why-report-search")],
        Trouble::FraudStore => vec![
            way(Route::Dispute, "route-why-dispute-first"),
            way(Route::Report("fraud_store"), "route-why-report-fraud"),
        ],
        Trouble::RightsInfringed => vec![way(Route::Report("ipr.holder"), "route-why-report-holder")],
        Trouble::AccountBlocked => vec![way(Route::Account("reactivation"), "route-why-account")],
        Trouble::CardVerification => vec![way(Route::Account("card_verification"), "route-why-account-card")],
        Trouble::NewAccount => vec![way(Route::Account("new_account"), "route-why-account-code")],
        Trouble::Login => vec![way(Route::Account("login"), "route-why-account-code")],
        Trouble::BlockedAfterDispute => {
            vec![way(Route::Account("blocked_after_dispute"), "route-why-account-measure")]
        }
        Trouble::SomethingElse => vec![way(Route::CustomerService, "route-why-service")],
    };
    if tmall && trouble.matter() != Matter::Account {
        // Tmall takes no disputes; an operator of its chat does what they do elsewhere (P14-01, P14-02).
        ways.retain(|way| matches!(way.route, Route::Fallback));
        let about = if matches!(trouble, Trouble::NotShipped | Trouble::NotReceived) {
            "delivery"
        } else {
            "mismatch"
        };
        ways.insert(0, way(Route::ChatClaim(about), "route-why-chat"));
        return ways;
    }
    for way in &mut ways {
        way.shut = known.and_then(|known| shut(way.route, known));
        if known.is_none() && needs_order(way.route) {
            way.shut = Some(Msg::new("route-shut-no-order"));
        }
    }
    ways
}

fn needs_order(route: Route) -> bool {
    match route {
        Route::CancelOrder | Route::Dispute | Route::ChatClaim(_) | Route::Reopen | Route::Complaint => true,
        Route::Report(kind) => {
            reporting::report_type(kind).is_some_and(|spec| spec.field("order_number").is_some())
        }
        Route::Account(_) | Route::Fallback | Route::CustomerService => false,
    }
}

/// What stands in the way of a route for an order.
fn shut(route: Route, known: &Known<'_>) -> Option<Msg> {
    let shipped = known.order.date(OrderDate::Shipped).is_some()
        || !matches!(
            known.view.state,
            OrderState::Placed
                | OrderState::RiskCheck
                | OrderState::WaitingShip
                | OrderState::CancelRequested
        );
    let window = known.view.deadlines.iter().find(|deadline| deadline.id == "open_latest");
    let over = window.filter(|window| window.status == DeadlineStatus::Overdue);
    match route {
        Route::CancelOrder if shipped => Some(Msg::new("route-shut-shipped")),
        Route::Dispute | Route::Reopen => {
            let due = over.and_then(|window| window.due)?;
            Some(Msg::new("route-shut-window").at("due", due))
        }
        _ => None,
    }
}

/// A meaning of the word that guides use for four things, with the name this program uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The code of the name.
    pub code: &'static str,
    /// The name.
    pub name: Msg,
    /// What it is.
    pub words: Msg,
    /// What happened, when it is that one.
    pub trouble: Trouble,
}

/// The glossary (C13): four names for what guides call by one word.
pub fn glossary() -> Vec<Meaning> {
    [
        ("dispute", "route-word-dispute", "route-word-dispute-means", Trouble::WrongOrBroken),
        ("complaint", "route-word-complaint", "route-word-complaint-means", Trouble::DecisionUnfair),
        ("account_appeal", "route-word-account", "route-word-account-means", Trouble::AccountBlocked),
        ("legal_appeal", "route-word-legal", "route-word-legal-means", Trouble::BlockedAfterDispute),
    ]
    .into_iter()
    .map(|(code, name, words, trouble)| Meaning {
        code,
        name: Msg::new(name),
        words: Msg::new(words),
        trouble,
    })
    .collect()
}

/// True for words that guides use for four different things.
pub fn is_ambiguous(words: &str) -> bool {
    let words = words.to_lowercase();
    ["appeal", "апелляц", "обжалов", "оспор"].iter().any(|stem| words.contains(stem))
}

/// Whether a case of a kind may be opened about an order of a marketplace: Tmall and AliExpress file separately,
/// and a case belongs to exactly one of them (P14-02, P14-04).
pub fn refused_by_channel(kind: CaseKind, order: Option<&Order>) -> Option<Msg> {
    let tmall = order.is_some_and(|order| order.marketplace == Marketplace::Tmall);
    match kind {
        CaseKind::Dispute if tmall => Some(Msg::new("route-refused-tmall-dispute")),
        CaseKind::Complaint | CaseKind::Report if tmall => Some(Msg::new("route-refused-tmall-other")),
        _ => None,
    }
}
