# event: texts whose ids begin with "event-"

# What happened, as the window says it
event-case = { $code ->
    [seller_contacted] You wrote to the seller
    [seller_replied] The seller answered
    [submitted] You opened the dispute
    [edited] You changed the dispute
    [seller_offer] The seller made an offer
    [seller_accepts] The seller accepted
    [seller_rejects] The seller refused
    [offer_accepted] You accepted an offer
    [offer_rejected] You rejected an offer
    [escalated] It went to the marketplace
    [evidence_requested] Evidence was asked for
    [evidence_submitted] You sent evidence
    [question_impossible] You answered a request that cannot be met
    [proposals_shown] Proposals were shown
    [proposal_chosen] You chose a proposal
    [decision] The marketplace decided
    [cancelled] You cancelled the dispute
    [reopened] You opened it again
    [parcel_arrived] The parcel arrived
    [return_requested] A return was asked for
    [return_agreed] The return was agreed
    [return_sent] You sent it back
    [return_received] The return arrived
    [return_checked] The return was checked
    [return_lost] The return was lost
    [refund_agreed] The refund was agreed
    [refund_processed] The refund was sent
    [refund_seen] The refund is on your account
    [complaint_sent] You sent a complaint
    [complaint_decided] The complaint was decided
    [coupon_issued] A coupon was issued
    [coupon_used] A coupon was used
    [survey_sent] You sent the survey
    [report_sent] You sent a report
    [report_decided] The report was decided
    [need_info] More was asked of you
    [account_blocked] The account was blocked
    [measure_notified] A measure was announced
    [account_appeal_sent] You objected for your account
    [account_decided] The account was decided on
    [chat_answered] The operator answered
    [claim_filed] You filed a claim
    [claim_granted] The claim was granted
    [chargeback_filed] You asked the bank for a chargeback
    [chargeback_answered] The chargeback was answered
    [pre_arbitration] The bank went into pre-arbitration
    [decision_received] You received the decision
    [arbitration_notified] You announced arbitration
    [case_closed] The case was closed
    [date_shown] The page shows a date
    [wait_until] You wait until a day
    [expiry_confirmed] What should follow did follow
    [expiry_denied] What should follow did not follow
    [expiry_postponed] A date was moved
    [message] Message
    [note] Note
   *[other] no words
}
event-order = { $code ->
    [placed] Placed
    [paid] Paid
    [risk_passed] Payment was checked
    [cancel_requested] Cancellation asked for
    [cancel_refused] Cancellation refused
    [part_shipped] A part was shipped
    [shipped] Shipped
    [tracking_update] Tracking news
    [tracking_missing] Tracking shows nothing
    [protection_extended] Protection extended
    [dispute_refused] Opening a dispute was refused
    [delivered] Arrived
    [confirmed] Receipt confirmed
    [frozen] Frozen
    [unfrozen] No longer frozen
    [closed] Closed
    [date_shown] The page shows a date
    [expiry_confirmed] The end of protection is confirmed
    [expiry_denied] Protection has not ended
    [expiry_postponed] The end of protection was moved
    [note] Note
   *[other] no words
}
event-form-title = Add event
event-form-go = Save event
event-form-kind = What happened
event-form-kind-missing = Choose what happened.
event-form-at = When
event-form-date-missing = Type a date.
event-form-date-wrong = Type it as 2026-03-20 or 2026-03-20 09:00.
event-form-due = The date the page shows
event-form-due-help = Leave it empty if the page shows none; it is then counted by the rules.
event-form-deadline = Which date
event-form-deadline-missing = Choose the date this is about.
event-form-amount = Amount
event-form-money-wrong = Type an amount of { $currency }, such as 11.73.
event-form-currency-missing = The currency is not known. Fill in what was paid first.
event-form-plan = What would happen
event-form-freight = Who pays the return
event-form-outside = It would move money or talk outside the marketplace
event-form-outcome = How it was decided
event-form-outcome-missing = Choose how it was decided.
event-form-by = Who asks
event-form-tracking = Tracking number
event-form-request = What they ask for, one thing a line
event-form-why-not = Why it is not possible (in English)
event-form-words = What they wrote
event-form-more = When you saw it, files that show it
event-form-seen = When you saw it, if later
event-form-files = Files that show it
event-form-anyway = It happened all the same: record it with a mark
event-form-note = Note
event-said-recorded = Event added
event-said-voided = Event taken back
event-said-restored = Event counts again

event-placed = Order placed
event-paid = Paid
event-risk_passed = Payment check passed
event-cancel_requested = Cancelling asked
event-cancel_refused = Cancelling refused
event-part_shipped = Sent in part
event-shipped = Sent
event-tracking_update = Tracking news
event-tracking_missing = No tracking
event-protection_extended = Protection extended
event-dispute_refused = Dispute not accepted yet
event-delivered = Delivered
event-confirmed = Receipt confirmed
event-frozen = Order frozen
event-unfrozen = Order released
event-closed = Order closed
event-date_shown = Date the page shows
event-note = Note
event-seller_contacted = Seller contacted
event-seller_replied = Seller replied
event-submitted = Dispute opened
event-edited = Dispute changed
event-seller_offer = Offer of the seller
event-seller_accepts = Seller accepts
event-seller_rejects = Seller rejects
event-offer_accepted = Offer accepted
event-offer_rejected = Offer rejected
event-escalated = Taken over by the marketplace
event-evidence_requested = Evidence asked for
event-evidence_submitted = Evidence sent
event-question_impossible = Answered that it is not possible
event-proposals_shown = Proposals shown
event-proposal_chosen = Proposal chosen
event-decision = Decision
event-cancelled = Dispute cancelled
event-reopened = Opened again
event-parcel_arrived = Parcel came
event-return_requested = Return asked for
event-return_agreed = Return agreed
event-return_sent = Return sent
event-return_received = Return received
event-return_checked = Return checked
event-return_lost = Return lost
event-refund_agreed = Refund agreed
event-refund_processed = Refund processed
event-refund_seen = Refund on the account
event-complaint_sent = Complaint sent
event-complaint_decided = Complaint decided
event-coupon_issued = Coupon issued
event-coupon_used = Coupon used
event-survey_sent = Survey sent
event-report_sent = Report sent
event-report_decided = Report decided
event-need_info = More information asked for
event-account_blocked = Account blocked
event-measure_notified = Measure notified
event-account_appeal_sent = Request about the account sent
event-account_decided = Account decided
event-chat_answered = Answer in the chat
event-claim_filed = Claim filed
event-claim_granted = Claim granted
event-chargeback_filed = Chargeback filed
event-chargeback_answered = Chargeback answered
event-pre_arbitration = Pre-arbitration
event-decision_received = Decision received
event-arbitration_notified = Arbitration announced
event-case_closed = Case closed
event-wait_until = Told to wait
event-expiry_confirmed = Passed, and it happened
event-expiry_denied = Passed, and nothing happened
event-expiry_postponed = Moved to a later date
event-message = Message
