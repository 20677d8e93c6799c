# deadline: texts whose ids begin with "deadline-"
deadline-account_appeal = Answer about the account
deadline-complaint_decision = Answer to the complaint
deadline-contact_reply = Seller answers the message
deadline-coupon_expiry = Coupon expires
deadline-coupon_issue = Coupons appear
deadline-dsa_appeal = Last day to contest the measure (EU)
deadline-evidence_request = Evidence due
deadline-frozen_refund = Refund of the frozen order
deadline-hkiac_notice = Last day for the notice of arbitration
deadline-late_coupon_expiry = Late-delivery coupon expires
deadline-money_release = Money goes to the seller
deadline-negotiation = End of negotiation
deadline-open_earliest = Opening possible from
deadline-open_latest = Last moment to open
deadline-open_now_advice = Open now if nothing came
deadline-order_cancel_reply = Seller answers the cancelling
deadline-proposal_choice = Choice of a proposal
deadline-protection_end = End of protection
deadline-refund = Refund arrives
deadline-reminder = Look again
deadline-report_decision = Answer to the report
deadline-return_dispatch = Return sent and tracking entered
deadline-return_transit = Return arrives at the seller
deadline-review = Decision of the marketplace
deadline-risk_check = End of the payment check
deadline-seller_reply = Seller answers
deadline-seller_request = Seller wants to see evidence
deadline-ship_by = Seller ships
deadline-warranty = End of the seller's warranty
deadline-appeal = Last day to have the decision looked at again
deadline-arbitration = Decision of the card scheme
deadline-contact_wait = The seller had time to answer
deadline-decision = Decision on the claim
deadline-escalate_earliest = Asking for a decision possible from
deadline-escalate_from = Taking it to the marketplace possible from
deadline-escalate_latest = Last day to ask for a decision
deadline-merchant_response = The seller's bank answers
deadline-non_delivery_report = Last day to report that nothing came
deadline-pre_arbitration = The banks exchange arguments
deadline-return_request = Last day to ask for a return
deadline-return_request_br = Last day to ask for a free return (Brazil)
deadline-return_request_cn = Last day to ask for a free return (China)
deadline-return_request_eu = Last day to ask for a free return (EU)
deadline-return_warehouse = Return reaches the warehouse
deadline-seller_appeal = Last day for the seller to object
deadline-seller_refund = Seller refunds the return
deadline-withdrawal_eu = Last day to withdraw from the purchase (EEA)
deadline-of-pack = { $name }
deadline-start-ordered_at = order placed
deadline-start-paid_at = paid
deadline-start-processed_at = payment processed
deadline-start-ship_by_at = ship-by date
deadline-start-shipped_at = sent
deadline-start-expected_delivery_at = expected delivery
deadline-start-delivered_at = delivered
deadline-start-confirmed_at = receipt confirmed
deadline-start-protection_ends_at = protection ends
deadline-start-order_completed_at = order completed
deadline-start-cancel_requested_at = cancelling asked
deadline-start-frozen_at = order frozen
deadline-start-order_closed_at = order closed
deadline-start-wait_until_at = the marketplace said to wait until
deadline-start-seller_contacted_at = seller contacted
deadline-start-submitted_at = dispute opened
deadline-start-submitted_or_edited_at = dispute opened or changed
deadline-start-escalated_at = taken over by the marketplace
deadline-start-evidence_requested_at = evidence asked
deadline-start-proposals_shown_at = proposals shown
deadline-start-decided_for_buyer_at = decided for you
deadline-start-decision_received_at = decision received
deadline-start-return_requested_at = return asked
deadline-start-return_agreed_at = return agreed
deadline-start-return_sent_at = return sent
deadline-start-return_received_at = return received
deadline-start-refund_agreed_at = refund agreed
deadline-start-refund_processed_at = refund processed
deadline-start-complaint_sent_at = complaint sent
deadline-start-complaint_upheld_at = complaint accepted
deadline-start-coupon_issued_at = coupon issued
deadline-start-late_coupon_issued_at = late-delivery coupon issued
deadline-start-report_sent_at = report sent
deadline-start-account_appeal_sent_at = request about the account sent
deadline-start-measure_notified_at = measure notified
deadline-start-claim_filed_at = claim filed
deadline-start-claim_granted_at = claim granted
deadline-start-chargeback_filed_at = chargeback filed
deadline-start-chargeback_answered_at = chargeback answered
deadline-start-pre_arbitration_at = pre-arbitration
deadline-start-case_closed_at = case closed
deadline-length-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
deadline-length-calendar_days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
deadline-length-business_days = { $count ->
    [one] { $count } business day
   *[other] { $count } business days
}
deadline-length-calendar_months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
deadline-basis-exact = { $what } { $start } + { $length }
deadline-basis-earlier-midnight = { $what } { $start } + { $length }, from the earlier midnight
deadline-basis-later-midnight = { $what } { $start } + { $length }, from the later midnight
deadline-basis-end-of-day = { $what } { $start } + { $length }, to the end of { $last }
deadline-basis-before = { $length } before: { $what } { $start }
deadline-basis-at-once = { $what } { $start }, at once: the seller had only a few days to send it
deadline-basis-own = the order's own date, { $start }
deadline-basis-seller-asked = the seller asked for it by { $start }; no rule says so
deadline-basis-own-named = { $what } { $start }, the order's own date
deadline-basis-band = { $what } { $start } + { $min } to { $length }
deadline-basis-band-days = { $what } { $start } + { $min } to { $length }, to the end of { $last }
deadline-basis-late-after = { $basis }; late only after { $length } too
deadline-basis-presumed = { $basis } (presumed: nobody confirmed the start)
deadline-basis-shown = the page shows { $shown }
deadline-basis-shown-and-counted = the page shows { $shown }; by the rules: { $basis }
deadline-basis-unknown = not known: no source says how long after { $what } { $start }. Type the date that the page shows
deadline-basis-capped = { $basis }, but at the latest { $what } { $start } + { $length }
deadline-basis-held = { $basis }; held until the delivery time ends, { $until }
deadline-basis-moved = moved to { $shown }
deadline-basis-moved-and-counted = moved to { $shown }; by the rules: { $basis }
deadline-basis-zones = { $basis } · in { $city }: { $there }
deadline-basis-escalation-first = { $basis }; it goes to the marketplace before that
deadline-span-on-the-way = On the way
deadline-span-protection = Protection
deadline-span-window = Time to open a dispute
deadline-span-money-held = Money held
deadline-by-route = { $what }: { $route }
deadline-basis-reminder = the day you were told or chose, { $start }
deadline-basis-several = { $basis }; by other rules that count here: { $other }
