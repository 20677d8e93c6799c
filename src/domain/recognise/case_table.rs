//! The words of dispute, refund, return, report and account pages, English and Russian, with what each says.

use super::gives::{About, Gives, case, nothing, shown_case};
use crate::domain::event::CaseEventKind as K;
use crate::domain::event::{Outcome, Party, Plan};

const SELLER_REPLY: &[&str] = &["seller_reply"];
const NEGOTIATION: &[&str] = &["negotiation"];
const REVIEW: &[&str] = &["review", "decision"];
const RETURN_DISPATCH: &[&str] = &["return_dispatch"];
const EVIDENCE: &[&str] = &["evidence_request"];
const REFUND: &[&str] = &["refund"];
const COUPON: &[&str] = &["coupon_expiry"];

const SELLER: Party = Party::Seller;
const SITE: Party = Party::Marketplace;

/// Name, phrase, what it gives.
pub(super) const CASE: &[(&str, &str, Gives)] = &[
    // ---- opened, changed, cancelled ----
    ("submitted", "dispute .. opened|submitted|created|started", case(K::Submitted).dated()),
    ("submitted", "you|buyer .. opened|submitted|started .. dispute", case(K::Submitted).dated()),
    ("submitted", "dispute .. has been|was opened|submitted", case(K::Submitted).dated()),
    ("submitted", "спор открыт|создан|подан", case(K::Submitted).dated()),
    ("submitted", "вы|покупатель открыли|открыл .. спор", case(K::Submitted).dated()),
    ("edited", "you .. modified|edited|changed .. dispute|proposal|claim", case(K::Edited).dated()),
    ("edited", "вы изменили .. спор|предложение|требование", case(K::Edited).dated()),
    ("cancelled", "you .. cancelled|canceled .. dispute", case(K::Cancelled)),
    ("cancelled", "buyer .. cancelled|canceled .. dispute", case(K::Cancelled)),
    ("cancelled", "dispute .. cancelled|canceled", case(K::Cancelled)),
    ("cancelled", "вы отменили .. спор", case(K::Cancelled)),
    ("cancelled", "спор .. отменен|отозван", case(K::Cancelled)),
    // ---- the seller ----
    (
        "seller_accepts",
        "the? seller .. accept* .. issue ... money|refund .. returned|refunded",
        case(K::SellerAccepts).by(SELLER).promises(),
    ),
    (
        "seller_accepts",
        "seller .. accept* .. issue|dispute|claim|proposal|request|refund|solution",
        case(K::SellerAccepts).by(SELLER),
    ),
    (
        "seller_accepts",
        "seller .. agreed .. refund|proposal|request|dispute|solution",
        case(K::SellerAccepts).by(SELLER),
    ),
    (
        "seller_accepts",
        "продавец .. принял|принимает .. спор* .. деньги .. верн*",
        case(K::SellerAccepts).by(SELLER).promises(),
    ),
    (
        "seller_accepts",
        "продавец принял|согласился|принимает|соглашается .. спор*|претензи*|предложени*|возврат*|услови*|решени*",
        case(K::SellerAccepts).by(SELLER),
    ),
    (
        "seller_accepts",
        "продавец .. согласился|согласен .. вернуть|возместить .. деньги|средства",
        case(K::SellerAccepts).by(SELLER).promises(),
    ),
    ("seller_accepts", "продавец .. признал .. спор*|претензи*|проблем*", case(K::SellerAccepts).by(SELLER)),
    (
        "seller_rejects",
        "seller .. rejected|refused|declined|disagree* .. dispute|proposal|claim|refund|request|solution",
        case(K::SellerRejects).by(SELLER),
    ),
    (
        "seller_rejects",
        "продавец .. отклонил|отказал*|отверг .. спор*|предложени*|претензи*|возврат*|услови*|решени*|запрос*",
        case(K::SellerRejects).by(SELLER),
    ),
    (
        "seller_rejects",
        "dispute|proposal|claim|refund|request|solution .. rejected|refused|declined by .. seller",
        case(K::SellerRejects).by(SELLER),
    ),
    (
        "seller_rejects",
        "seller .. not|doesn|didn|hasn|haven|won|cannot accept*|agree* .. dispute|proposal|claim|refund|request|solution|offer",
        case(K::SellerRejects).by(SELLER),
    ),
    (
        "seller_rejects",
        "продавец .. не принял|принимает|согласился|согласен|соглашается .. спор*|предложени*|претензи*|возврат*|услови*|решени*",
        case(K::SellerRejects).by(SELLER),
    ),
    (
        "seller_offer",
        "seller .. proposes|proposed|offers|offered|suggests|suggested .. return .. refund .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::ReturnAndRefund),
    ),
    (
        "seller_offer",
        "seller .. proposes|proposed|offers|offered|suggests|suggested .. refund .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::RefundOnly),
    ),
    (
        "seller_offer",
        "seller .. proposes|proposed|offers|offered|suggests|suggested .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::RefundOnly),
    ),
    (
        "seller_offer",
        "seller .. proposal|offer|solution .. return .. refund .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::ReturnAndRefund),
    ),
    (
        "seller_offer",
        "seller .. proposal|offer|solution .. refund .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::RefundOnly),
    ),
    (
        "seller_offer",
        "продавец .. предлагает|предложил* .. возврат товара ... {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::ReturnAndRefund),
    ),
    (
        "seller_offer",
        "продавец .. предлагает|предложил* .. возврат|вернуть|компенсаци* .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::RefundOnly),
    ),
    (
        "seller_offer",
        "предложение продавца .. {money}",
        case(K::SellerOffer).by(SELLER).plan(Plan::RefundOnly),
    ),
    (
        "seller_reply_due",
        "seller .. has|have|gets {length} .. respond|reply|answer|review|process",
        shown_case(SELLER_REPLY),
    ),
    (
        "seller_reply_due",
        "seller .. respond|reply|answer|process .. within|before|by|until|in {when}",
        shown_case(SELLER_REPLY),
    ),
    (
        "seller_reply_due",
        "waiting|wait for .. seller .. response|reply|respond|answer .. {when}",
        shown_case(SELLER_REPLY),
    ),
    (
        "seller_reply_due",
        "{length} left|remaining .. seller .. respond|reply|answer",
        shown_case(SELLER_REPLY),
    ),
    ("seller_reply_due", "у продавца .. есть|осталось {length}", shown_case(SELLER_REPLY)),
    (
        "seller_reply_due",
        "продавец .. ответить|ответит|рассмотреть .. до|в|через течение? {when}",
        shown_case(SELLER_REPLY),
    ),
    ("seller_reply_due", "ожидание|ждем ответа продавца .. {when}", shown_case(SELLER_REPLY)),
    ("negotiation_due", "reach .. agreement .. within|before|by {when}", shown_case(NEGOTIATION)),
    ("negotiation_due", "negotiat* .. ends|until|before|by|within|left {when}", shown_case(NEGOTIATION)),
    ("negotiation_due", "{length} left|remaining .. negotiat*|agreement", shown_case(NEGOTIATION)),
    ("negotiation_due", "accept or reject|decline .. within|before|by {when}", shown_case(NEGOTIATION)),
    (
        "negotiation_due",
        "respond to .. seller|proposal|offer .. within|before|by {when}",
        shown_case(NEGOTIATION),
    ),
    (
        "negotiation_due",
        "договориться .. продавцом .. до|в|течение? течение? {when}",
        shown_case(NEGOTIATION),
    ),
    ("negotiation_due", "примите или отклоните .. до|в|течение? течение? {when}", shown_case(NEGOTIATION)),
    (
        "negotiation_due",
        "aliexpress|site|platform will step|intervene .. on|in|after|within|by {when}",
        shown_case(NEGOTIATION),
    ),
    // ---- the marketplace ----
    (
        "escalated",
        "dispute .. escalated|submitted|transferred|passed to aliexpress|platform|mediation|arbitration",
        case(K::Escalated).dated(),
    ),
    ("escalated", "escalated .. dispute .. aliexpress?", case(K::Escalated).dated()),
    ("escalated", "aliexpress|platform has|have? stepped in|into", case(K::Escalated).dated()),
    (
        "escalated",
        "aliexpress|platform is reviewing|mediating|judging|processing",
        case(K::Escalated).dated(),
    ),
    ("escalated", "спор .. передан|обострен|эскалирован ..", case(K::Escalated).dated()),
    ("escalated", "aliexpress .. вмешался|вступил|рассматривает ..", case(K::Escalated).dated()),
    (
        "review_due",
        "decision .. made|expected|announced .. within|before|by|until {when}",
        shown_case(REVIEW),
    ),
    (
        "review_due",
        "aliexpress|platform will .. decide|decision|judge|review .. within|before|by|in {when}",
        shown_case(REVIEW),
    ),
    ("review_due", "решение .. принято|вынесено .. до|в|течение? течение? {when}", shown_case(REVIEW)),
    (
        "evidence_requested",
        "provide|upload|submit|add|supply .. evidence|proof|photo*|video*|document* ... before|by|within|until|in {when}",
        case(K::EvidenceRequested).by(SITE).due().list().asks().timer(EVIDENCE),
    ),
    (
        "evidence_requested",
        "evidence|proof .. required|requested|needed .. before|by|within|until|in {when}",
        case(K::EvidenceRequested).by(SITE).due().list().asks().timer(EVIDENCE),
    ),
    (
        "evidence_requested",
        "provide|upload|submit|supply the|more|additional|following|further? following|additional? evidence|proof",
        case(K::EvidenceRequested).by(SITE).list().asks().dated().timer(EVIDENCE),
    ),
    (
        "evidence_requested",
        "предоставьте|загрузите|пришлите|предоставить|загрузить .. доказательств*|фото*|видео|документ* ... до|в|течение? течение? {when}",
        case(K::EvidenceRequested).by(SITE).due().list().asks().timer(EVIDENCE),
    ),
    (
        "evidence_requested",
        "предоставьте|загрузите|пришлите .. доказательств*",
        case(K::EvidenceRequested).by(SITE).list().asks().dated().timer(EVIDENCE),
    ),
    (
        "evidence_submitted",
        "you .. submitted|provided|uploaded .. evidence|proof",
        case(K::EvidenceSubmitted),
    ),
    ("evidence_submitted", "вы .. предоставили|загрузили .. доказательств*", case(K::EvidenceSubmitted)),
    (
        "decision",
        "partial refund of|to? .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Partial).dated().about(About::Decision),
    ),
    (
        "decision",
        "partial amount {money} to be? refunded",
        case(K::Decision).by(SITE).outcome(Outcome::Partial).dated().asks().about(About::Decision),
    ),
    (
        "decision",
        "decided|decision|resolved|result|judgment|verdict ... partial refund .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Partial).dated(),
    ),
    (
        "decision",
        "decided|decision|resolved|result|judgment|verdict ... full refund .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    (
        "decision",
        "decided|decision|resolved|result|judgment|verdict ... full refund",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    (
        "decision",
        "full refund of|to? .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated().about(About::Decision),
    ),
    (
        "decision",
        "return the? goods|item*|product*|parcel within|before|by {when}",
        case(K::Decision)
            .by(SITE)
            .outcome(Outcome::ReturnAndRefund)
            .due()
            .dated()
            .asks()
            .about(About::Decision)
            .timer(RETURN_DISPATCH),
    ),
    (
        "decision",
        "decided|decision|resolved|result|judgment|verdict ... return .. refund",
        case(K::Decision).by(SITE).outcome(Outcome::ReturnAndRefund).dated(),
    ),
    (
        "decision",
        "decided|resolved|closed|ruled in .. favor|favour of .. seller",
        case(K::Decision).by(SITE).outcome(Outcome::Lost).dated(),
    ),
    (
        "decision",
        "decided|decision|resolved|result|judgment|verdict ... no refund|compensation",
        case(K::Decision).by(SITE).outcome(Outcome::Lost).dated(),
    ),
    (
        "decision",
        "dispute|case|claim .. decided|resolved|closed in .. favor|favour of .. seller",
        case(K::Decision).by(SITE).outcome(Outcome::Lost).dated(),
    ),
    (
        "decision",
        "dispute|case|claim .. decided|resolved|closed in .. favor|favour of .. buyer|you",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    (
        "decision",
        "спор .. решен|закрыт .. в пользу продавца",
        case(K::Decision).by(SITE).outcome(Outcome::Lost).dated(),
    ),
    (
        "decision",
        "спор .. решен|закрыт .. в пользу покупателя|вашу",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    (
        "decision",
        "dispute|claim .. rejected by aliexpress|platform",
        case(K::Decision).by(SITE).outcome(Outcome::Lost).dated(),
    ),
    (
        "decision",
        "decided|resolved|closed|ruled in .. favor|favour of .. buyer|you",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    (
        "decision",
        "частичн* возврат* .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Partial).dated().about(About::Decision),
    ),
    (
        "decision",
        "решени* ... частичн* возврат* .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Partial).dated(),
    ),
    (
        "decision",
        "решени* ... полн* возврат* .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    (
        "decision",
        "полн* возврат* .. {money}",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated().about(About::Decision),
    ),
    (
        "decision",
        "верните|вернуть товар* .. до|в|течение? течение? {when}",
        case(K::Decision)
            .by(SITE)
            .outcome(Outcome::ReturnAndRefund)
            .due()
            .dated()
            .asks()
            .about(About::Decision)
            .timer(RETURN_DISPATCH),
    ),
    (
        "decision",
        "решен*|решение|закрыт .. в пользу продавца",
        case(K::Decision).by(SITE).outcome(Outcome::Lost).dated(),
    ),
    (
        "decision",
        "решен*|решение|закрыт .. в пользу покупателя",
        case(K::Decision).by(SITE).outcome(Outcome::Win).dated(),
    ),
    // ---- the return ----
    (
        "return_due",
        "send|ship .. goods|item*|product*|parcel back .. within|before|by {when}",
        shown_case(RETURN_DISPATCH),
    ),
    (
        "return_due",
        "return the? goods|item*|product*|parcel .. within|before|by {when}",
        shown_case(RETURN_DISPATCH),
    ),
    ("return_due", "верните|вернуть товар* .. до|в|течение? течение? {when}", shown_case(RETURN_DISPATCH)),
    ("return_due", "{length} left|remaining to return", shown_case(RETURN_DISPATCH)),
    (
        "return_due",
        "отправьте .. товар .. обратно|продавцу .. до|в|течение? течение? {when}",
        shown_case(RETURN_DISPATCH),
    ),
    (
        "return_sent",
        "you .. shipped|sent|returned .. return|goods|item* back?",
        case(K::ReturnSent).by(Party::Buyer).dated(),
    ),
    ("return_sent", "return .. shipped|dispatched|sent", case(K::ReturnSent).dated()),
    ("return_received", "seller|warehouse .. received .. return*", case(K::ReturnReceived)),
    ("return_received", "return .. received by .. seller|warehouse", case(K::ReturnReceived)),
    ("return_received", "return* goods|item*|parcel|package .. received|delivered", case(K::ReturnReceived)),
    ("return_received", "продавец|склад .. получил .. возврат*|товар .. обратно?", case(K::ReturnReceived)),
    // ---- the refund ----
    ("return_agreed", "return and refund .. approved|agreed|accepted", case(K::ReturnAgreed).dated()),
    ("return_agreed", "return request .. approved|accepted", case(K::ReturnAgreed).dated()),
    ("return_agreed", "запрос на возврат товара .. одобрен|принят", case(K::ReturnAgreed).dated()),
    ("refund_agreed", "refund .. approved .. {money}", case(K::RefundAgreed)),
    ("refund_agreed", "refund .. {money} .. approved", case(K::RefundAgreed)),
    ("refund_agreed", "refund .. approved", case(K::RefundAgreed)),
    ("refund_agreed", "возврат .. одобрен .. {money}", case(K::RefundAgreed)),
    ("refund_agreed", "возврат .. одобрен", case(K::RefundAgreed)),
    (
        "refund_processed",
        "refund .. {money} .. processed|issued|sent|completed|refunded|credited|initiated",
        case(K::RefundProcessed).dated(),
    ),
    (
        "refund_processed",
        "refund .. processed|issued|sent|completed|initiated|success* .. {money}",
        case(K::RefundProcessed).dated(),
    ),
    (
        "refund_processed",
        "refund .. processed|issued|completed|initiated|sent",
        case(K::RefundProcessed).dated(),
    ),
    ("refund_processed", "refunded {money}", case(K::RefundProcessed).dated()),
    ("refund_processed", "{money} .. has been|was refunded|returned", case(K::RefundProcessed).dated()),
    (
        "refund_processed",
        "возврат .. {money} .. выполнен|отправлен|произведен|завершен|осуществлен|обработан",
        case(K::RefundProcessed).dated(),
    ),
    (
        "refund_processed",
        "возврат .. выполнен|отправлен|произведен|завершен|осуществлен|обработан .. {money}",
        case(K::RefundProcessed).dated(),
    ),
    (
        "refund_processed",
        "возврат .. выполнен|отправлен|произведен|завершен|осуществлен|обработан",
        case(K::RefundProcessed).dated(),
    ),
    ("refund_processed", "деньги|средства .. возвращены", case(K::RefundProcessed).dated()),
    ("refund_processed", "вам вернули|возвращено|возвращены {money}", case(K::RefundProcessed).dated()),
    (
        "refund_due",
        "refund* .. arrive|credited|refunded|received|account|card .. within|by|before {when}",
        shown_case(REFUND),
    ),
    ("refund_due", "receive .. refund|money .. within|by|before|in {when}", shown_case(REFUND)),
    (
        "refund_due",
        "получите .. деньги|возврат|средства .. до|в|течение? течение? {when}",
        shown_case(REFUND),
    ),
    ("refund_due", "деньги|средства|возврат поступ* .. до|в|течение? течение? {when}", shown_case(REFUND)),
    // ---- how it closed ----
    (
        "parcel_arrived",
        "buyer|you .. received .. goods|parcel|package|item* .. dispute? .. closed?",
        case(K::ParcelArrived).dated(),
    ),
    ("parcel_arrived", "покупатель получил .. товар|посылку|заказ", case(K::ParcelArrived).dated()),
    ("case_closed", "dispute|case|claim .. closed", case(K::CaseClosed)),
    ("case_closed", "dispute|case|claim .. finished|ended|completed", case(K::CaseClosed)),
    ("case_closed", "спор .. закрыт|завершен|окончен", case(K::CaseClosed)),
    // ---- complaints, reports, accounts ----
    (
        "complaint_decided",
        "complaint .. rejected|declined|denied",
        case(K::ComplaintDecided).outcome(Outcome::Rejected),
    ),
    (
        "complaint_decided",
        "complaint .. accepted|upheld|approved",
        case(K::ComplaintDecided).outcome(Outcome::Upheld),
    ),
    (
        "complaint_decided",
        "жалоба|апелляция .. отклонена",
        case(K::ComplaintDecided).outcome(Outcome::Rejected),
    ),
    (
        "complaint_decided",
        "жалоба|апелляция .. удовлетворена|принята",
        case(K::ComplaintDecided).outcome(Outcome::Upheld),
    ),
    ("coupon_issued", "coupon .. {money} .. issued|sent|credited|added", case(K::CouponIssued).dated()),
    ("coupon_issued", "coupon .. issued|sent|credited|added .. {money}", case(K::CouponIssued).dated()),
    ("coupon_issued", "купон .. {money} .. выдан|начислен|отправлен|зачислен", case(K::CouponIssued).dated()),
    ("coupon_issued", "купон .. выдан|начислен|отправлен|зачислен .. {money}", case(K::CouponIssued).dated()),
    ("coupon_expires", "valid|expires on|until|till|before? {date}", shown_case(COUPON).about(About::Coupon)),
    ("coupon_expires", "действует|действителен|истекает до? {date}", shown_case(COUPON).about(About::Coupon)),
    ("coupon_expires", "coupon .. expires|valid .. on|until|till|before? {date}", shown_case(COUPON)),
    ("report_sent", "report .. submitted|received successfully?", case(K::ReportSent).dated()),
    (
        "report_decided",
        "report .. rejected|declined|dismissed|invalid",
        case(K::ReportDecided).outcome(Outcome::Rejected),
    ),
    (
        "report_decided",
        "report .. upheld|accepted|approved|confirmed|valid",
        case(K::ReportDecided).outcome(Outcome::Upheld),
    ),
    (
        "report_need_info",
        "report .. more|additional|further information|info|materials .. needed|required|provide?",
        case(K::NeedInfo).asks(),
    ),
    (
        "account_blocked",
        "account .. blocked|suspended|disabled|restricted|deactivated|limited",
        case(K::AccountBlocked),
    ),
    ("account_blocked", "аккаунт .. заблокирован|приостановлен|ограничен", case(K::AccountBlocked)),
    (
        "account_decided",
        "account .. reactivated|restored|unblocked|reinstated",
        case(K::AccountDecided).outcome(Outcome::Restored),
    ),
    (
        "account_decided",
        "аккаунт .. восстановлен|разблокирован",
        case(K::AccountDecided).outcome(Outcome::Restored),
    ),
    (
        "account_decided",
        "appeal .. rejected|denied|declined",
        case(K::AccountDecided).outcome(Outcome::Denied),
    ),
    (
        "account_decided",
        "appeal .. approved|accepted|passed",
        case(K::AccountDecided).outcome(Outcome::Restored),
    ),
    // ---- what only looks so ----
    ("nothing", "how|why .. dispute|refund", nothing()),
    ("nothing", "refund policy|rules|terms|guide", nothing()),
    ("nothing", "see|view|read|check .. refund|dispute details|rules|policy", nothing()),
    ("nothing", "как|зачем .. спор|возврат", nothing()),
];

/// Status words of the marketplace's own interface (S30, S31), written in capitals or small.
pub(super) const WORDS: &[(&str, &str, Gives)] = &[
    ("api_issue", "wait_seller_confirm_refund", case(K::Submitted).dated()),
    ("api_issue", "in_issue", case(K::Submitted).dated()),
    ("api_refused", "seller_refuse_refund", case(K::SellerRejects).by(SELLER)),
    ("api_accepted", "acceptissue|accept_issue", case(K::SellerAccepts).by(SELLER)),
    (
        "api_accepted",
        "seller_accept_issue_no_goods_return",
        case(K::SellerAccepts).by(SELLER).plan(Plan::RefundOnly),
    ),
    ("api_return", "wait_buyer_send_goods", case(K::ReturnAgreed).dated()),
    ("api_returning", "wait_seller_receive_goods", case(K::ReturnSent).dated()),
    ("api_arbitrating", "arbitrating", case(K::Escalated).dated()),
    ("api_silent", "seller_response_issue_timeout", case(K::ExpiryConfirmed).timer(SELLER_REPLY)),
];
