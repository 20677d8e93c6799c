# cases: texts whose ids begin with "cases-"
cases-count = { $count ->
    [0] No open cases
    [one] 1 open case
   *[other] { $count } open cases
}
cases-search = Search cases
cases-filter-open = Open
cases-filter-mine = Your turn
cases-filter-closed = Closed
cases-filter-all = All
cases-col-order = Order
cases-col-state = State
cases-col-next = Next step
cases-col-who = Who acts
cases-col-date = Next date
cases-col-asked = Asked
cases-col-offered = Offered
cases-col-decided = Decided
cases-col-days = Days open
cases-empty-title = No cases yet
cases-empty-words = Open an order and start a case there. The program then keeps its dates and says what to do next.
cases-none-title = No case fits
cases-none-words = Try another filter, or fewer letters.
cases-kind = { $code ->
    [dispute] Dispute
    [complaint] Complaint
    [report] Report
    [chat] Claim by chat
    [account] Account case
    [fallback] Claim outside the marketplace
   *[other] no words
}
cases-state = { $code ->
    [draft] Not opened yet
    [seller_turn] The seller’s turn
    [buyer_turn] Your turn
    [no_agreement] No agreement yet
    [marketplace_review] The marketplace is deciding
    [evidence_requested] Evidence asked for
    [choice_offered] Choose a proposal
    [decided] Decided
    [return_leg] Send it back
    [refund_waiting] Refund on its way
    [closed_paid] Closed, refunded
    [closed_lost] Closed without a refund
    [cancelled] Cancelled
   *[other] no words
}
cases-filter-category = About
cases-filter-category-any = Every category
cases-filter-state = Status
cases-filter-state-any = Every status
