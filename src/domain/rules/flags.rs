//! The switches of a pack, and where each comes from. A value that no source gives stays empty.

use serde::{Deserialize, Serialize};

use crate::domain::event::{CaseEventKind, Party, codes};

codes! {
    /// Who may take a dispute to the marketplace (C03).
    Escalation { Auto = "auto", Manual = "manual", Both = "both" }
}

codes! {
    /// Whether a cancelled dispute may be opened again (C09).
    Reopen { Never = "never", WhileWindowOpen = "while_window_open" }
}

codes! {
    /// What may still be changed once the marketplace reviews (C19).
    EditAfterEscalation { None = "none", EvidenceOnly = "evidence_only", All = "all" }
}

codes! {
    /// Language of texts for the marketplace (C12). It is advice, never a block.
    LanguageRule { EnglishRecommended = "english_recommended", EnglishRequired = "english_required", Any = "any" }
}

codes! {
    /// When photos are obligatory (C10).
    PhotosRequired { Received = "received", Always = "always", Never = "never" }
}

codes! {
    /// A machine that takes the place of the one for disputes (C7).
    Machine { ChatClaim = "chat_claim" }
}

codes! {
    /// Whether something can still be done on the site (C14).
    Availability { Available = "available", Removed = "removed", Unknown = "unknown" }
}

codes! {
    /// Where a replacement can be agreed (C20).
    Exchange { OutsideDispute = "outside_dispute", InDispute = "in_dispute" }
}

codes! {
    /// Where a buyer may take a decision that stands (C23).
    Court { ConsumerHome = "consumer_home", SellerCountry = "seller_country" }
}

/// The switches of a pack. A value no source gives stays empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flags {
    /// Who may escalate (C03).
    pub escalation: Option<Escalation>,
    /// Whether a cancelled dispute may be opened again (C09).
    pub reopen: Option<Reopen>,
    /// With fewer days left than this, cancelling counts as final (C09).
    pub reopen_min_days_left: Option<i64>,
    /// What may be changed during review (C19).
    pub edit_after_escalation: Option<EditAfterEscalation>,
    /// Language of texts (C12).
    pub language: Option<LanguageRule>,
    /// When photos are obligatory (C10).
    pub photos_required_if: Option<PhotosRequired>,
    /// The amount asked is limited to what was paid (C16).
    pub amount_capped_by_paid: Option<bool>,
    /// Longest text of a complaint, in UTF-16 units.
    pub complaint_text_max: Option<usize>,
    /// The machine its claims run through, where it is not the one for disputes.
    pub machine: Option<Machine>,
    /// How many free return labels an order gets.
    pub free_label_per_order: Option<u32>,
    /// How often a decision can be taken up again.
    pub appeal_max_times: Option<u32>,
    /// What must not have happened in any case of the order, or the claim is lost.
    pub excluded_if: Option<Vec<CaseEventKind>>,
    /// From this many disputes at one merchant within 30 days the bank wants a letter.
    pub letter_if_same_merchant_30d: Option<u32>,
    /// Who pays for sending back what the buyer does not want any more (C11).
    pub return_freight_change_of_mind: Option<Party>,
    /// Who pays for sending back what is defective, wrong or not as described (C11).
    pub return_freight_defective: Option<Party>,
    /// Whether the report of the type "trade rules" still exists (C14).
    pub trade_rules_report: Option<Availability>,
    /// False reports and disputes without proof get the account limited (C15).
    pub abuse_limits_account: Option<bool>,
    /// Chat records count as evidence when they are attached (C18).
    pub chat_is_evidence: Option<bool>,
    /// The marketplace looks first at what was given and tends to side with a buyer who has proof (P8-11, P8-12).
    pub review_favours_proof: Option<bool>,
    /// Where a replacement can be agreed (C20).
    pub exchange: Option<Exchange>,
    /// An e-mail address that is said to be the marketplace's (C21).
    pub contact_email: Option<String>,
    /// Where a decision that stands may be taken (C23).
    pub court: Option<Court>,
    /// Getting a buyer to confirm early is an offence of the seller (C24).
    pub early_confirmation_is_offence: Option<bool>,
    /// Confirming early costs the buyer the protection (C24).
    pub early_confirmation_ends_protection: Option<bool>,
}

impl Flags {
    /// True when more than was paid cannot be asked for.
    pub fn caps_amount(&self) -> bool {
        self.amount_capped_by_paid == Some(true)
    }

    /// These, with what they leave open taken from the pack they extend.
    #[must_use]
    pub fn over(self, base: &Self) -> Self {
        let base = base.clone();
        Self {
            escalation: self.escalation.or(base.escalation),
            reopen: self.reopen.or(base.reopen),
            reopen_min_days_left: self.reopen_min_days_left.or(base.reopen_min_days_left),
            edit_after_escalation: self.edit_after_escalation.or(base.edit_after_escalation),
            language: self.language.or(base.language),
            photos_required_if: self.photos_required_if.or(base.photos_required_if),
            amount_capped_by_paid: self.amount_capped_by_paid.or(base.amount_capped_by_paid),
            complaint_text_max: self.complaint_text_max.or(base.complaint_text_max),
            machine: self.machine.or(base.machine),
            free_label_per_order: self.free_label_per_order.or(base.free_label_per_order),
            appeal_max_times: self.appeal_max_times.or(base.appeal_max_times),
            excluded_if: self.excluded_if.or(base.excluded_if),
            letter_if_same_merchant_30d: self
                .letter_if_same_merchant_30d
                .or(base.letter_if_same_merchant_30d),
            return_freight_change_of_mind: self
                .return_freight_change_of_mind
                .or(base.return_freight_change_of_mind),
            return_freight_defective: self.return_freight_defective.or(base.return_freight_defective),
            trade_rules_report: self.trade_rules_report.or(base.trade_rules_report),
            abuse_limits_account: self.abuse_limits_account.or(base.abuse_limits_account),
            chat_is_evidence: self.chat_is_evidence.or(base.chat_is_evidence),
            review_favours_proof: self.review_favours_proof.or(base.review_favours_proof),
            exchange: self.exchange.or(base.exchange),
            contact_email: self.contact_email.or(base.contact_email),
            court: self.court.or(base.court),
            early_confirmation_is_offence: self
                .early_confirmation_is_offence
                .or(base.early_confirmation_is_offence),
            early_confirmation_ends_protection: self
                .early_confirmation_ends_protection
                .or(base.early_confirmation_ends_protection),
        }
    }
}

/// Where the value of a switch comes from, and what others say (`[about.NAME]` of a pack).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AboutFlag {
    /// Source codes.
    pub cite: Vec<String>,
    /// False when its only sources are weak.
    pub certain: bool,
    /// A remark of the pack.
    pub note: Option<String>,
    /// The values that lost, as they would stand in a pack.
    pub others: Vec<OtherFlag>,
}

/// Another value for a switch, from another source; shown, never used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherFlag {
    /// As it would stand in a pack.
    pub value: String,
    /// Why it differs, in the pack's words.
    pub why: Option<String>,
    /// Source codes.
    pub cite: Vec<String>,
}
