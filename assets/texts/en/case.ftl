# case: texts whose ids begin with "case-"

# Words for codes, as the window says them
case-reason = { $code ->
    [not_received] Not received
    [not_received-in_transit] Not received: still on its way
    [not_received-returned] Not received: sent back
    [not_received-no_tracking] Not received: no tracking
    [not_received-fake_tracking] Not received: tracking is false
    [not_received-customs] Not received: held at customs
    [not_received-wrong_address] Not received: wrong address
    [not_as_described] Not as described
    [not_as_described-size] Not as described: size
    [not_as_described-colour] Not as described: colour
    [not_as_described-shape] Not as described: shape
    [not_as_described-style] Not as described: style
    [not_as_described-material] Not as described: material
    [not_as_described-spec] Not as described: specification
    [not_as_described-used] Not as described: used
    [wrong_item] Wrong item
    [defective] Defective
    [defective-stitching] Defective: stitching
    [damaged] Damaged
    [not_working] Does not work
    [shortage] Fewer pieces than ordered
    [shortage-incomplete_set] Incomplete set
    [low_quality] Low quality
    [shipping_method] Other shipping method than agreed
    [counterfeit] Counterfeit
   *[other] no words
}
case-plan = { $code ->
    [refund_only] Refund, keep the item
    [return_and_refund] Return and refund
    [replacement] Replacement
    [spare_part] Spare part
    [repair] Repair
    [discount] Discount
    [wait] Wait longer
    [review_for_refund] Refund in exchange for a review
   *[other] no words
}
case-outcome = { $code ->
    [win] For you, in full
    [partial] Part of the money
    [return_and_refund] Return and refund
    [lost] Against you
    [upheld] Upheld
    [rejected] Rejected
    [restored] Restored
    [denied] Denied
   *[other] no words
}
case-party = { $code ->
    [buyer] You
    [seller] Seller
    [marketplace] Marketplace
    [bank] Bank
    [carrier] Carrier
    [both] You and the seller
   *[other] no words
}
case-standing = { $code ->
    [open] open
    [accepted] accepted
    [rejected] rejected
    [replaced] replaced
   *[other] no words
}

# Head
case-presumed = { $state } (presumed)
case-asked = asked { $amount }
case-offered = offered { $amount }
case-decided = decided { $amount }
case-received = received { $amount }
case-cap = up to { $amount } can be asked
case-nothing-decided = nothing decided
case-add-event = Add event
case-to-order = To the order
case-remove = Move this case to the bin
case-said-removed = Case moved to the bin
case-said-opened = Case started
case-said-text = Text saved
case-reopen = It was opened again

# Parts
case-next = Next step
case-offers = Offers
case-offers-empty = No offers yet. Record each one, by chat too: the program says what differs and what is a trap.
case-offer = { $who }: { $what }
case-offer-freight = return paid by { $who }
case-offer-reject = Reject
case-offer-accept = Accept…
case-requests = Asked of you
case-request-from = { $who }, { $when }
case-request-no-text = Evidence, without saying which
case-request-no-date = no date
case-request-answered = answered
case-item-shown = a file shows it
case-item-answered = sent
case-item-impossible = not possible
case-item-not-possible = Not possible…
case-item-not-possible-name = Not possible: { $item }
case-request-answer = Record what you sent
case-log = What happened
case-log-count = { $count ->
    [one] 1 event
   *[other] { $count } events
}
case-log-show-voided = Show { $count } voided
case-log-hide-voided = Hide { $count } voided
case-log-deduction = less { $amount } for { $name }
case-event-void = Take back “{ $event }”
case-event-restore = Count “{ $event }” again
case-needs = What the claim needs
case-needs-of = What “{ $reason }” needs
case-need-have = have it
case-need-missing = missing
case-text = Text for the marketplace
case-text-label = English text
case-text-count = { $count ->
    [one] 1 character · limit not known
   *[other] { $count } characters · limit not known
}
case-text-count-of = { $count } of { $limit } characters, counted the strictest way
case-text-copy = Copy text
case-text-kept = What you type is kept as you go on. Undo takes it back.

# Starting a case
case-form-title = Start a case
case-form-words = Nothing is sent. The program keeps the dates, checks the evidence and writes the claim for you to send.
case-form-line = Which product
case-form-line-missing = Choose the product this is about.
case-form-reason = What is wrong
case-form-reason-missing = Choose what is wrong.
case-form-remedy = What you ask for
case-form-rules = Rules
case-form-amount = Amount
case-form-amount-too-high = More than was paid. At most { $cap } can be asked.
case-form-cap = At most { $cap }: paid for it with shipping, less coupons.
case-form-cap-unknown = What was paid is not known yet, so the amount is not checked.
case-form-go = Start the case

case-state-draft = Not opened yet
case-state-seller_turn = The seller has to answer
case-state-buyer_turn = The seller made an offer: your turn
case-state-no_agreement = No agreement yet
case-state-marketplace_review = The marketplace decides
case-state-evidence_requested = Evidence asked for
case-state-choice_offered = Proposals to choose from
case-state-decided = Decided
case-state-return_leg = Going back to the seller
case-state-refund_waiting = Refund on its way
case-state-closed_paid = Closed: settled
case-state-closed_lost = Closed: lost
case-state-cancelled = Cancelled
case-kind-dispute = dispute
case-kind-complaint = complaint
case-kind-report = report
case-kind-chat = chat claim
case-kind-account = account case
case-kind-fallback = other route
case-outcome-win = won
case-outcome-partial = partly won
case-outcome-return_and_refund = return and refund
case-outcome-lost = lost
case-outcome-upheld = upheld
case-outcome-rejected = rejected
case-outcome-restored = restored
case-outcome-denied = denied
case-plan-refund_only = refund without return
case-plan-return_and_refund = return and refund
case-plan-replacement = replacement
case-plan-spare_part = spare part
case-plan-repair = repair
case-plan-discount = discount on a later order
case-plan-wait = waiting longer
case-plan-review_for_refund = refund for a good review
case-offer-other-plan = { $offered } instead of { $asked }
case-offer-less = { $difference } less than you asked; it is { $percent } % of that
case-offer-more = { $difference } more than you asked
case-offer-other-currency = in another currency ({ $currency })
case-offer-no-money = no amount named; you asked { $asked }
case-next-open = Open the dispute on the order page by { $due }, then record it here.
case-next-open-no-date = Open the dispute on the order page, and type the last day to open that it shows.
case-next-seller-silent = The seller has not answered your message. Open the dispute without delay, by { $due } at the latest.
case-next-seller-silent-no-date = The seller has not answered your message. Open the dispute without delay.
case-next-contact-wait = You wrote to the seller. Wait for an answer until { $due }, or open the dispute at once.
case-next-contact-wait-no-date = You wrote to the seller. Wait for an answer, or open the dispute at once.
case-next-write-first = Write to the seller first and record it here: a claim can be filed only after a wait, and by { $due } at the latest.
case-next-write-first-no-date = Write to the seller first and record it here: a claim can be filed only after a wait.
case-next-may-file-from = You wrote to the seller. Wait for an answer; a claim can be filed from { $due }.
case-next-may-file-from-no-date = You wrote to the seller. Wait for an answer before you file a claim.
case-next-file-and-win = The seller did not answer in time: a claim that is filed now is granted. File it by { $due }.
case-next-file-and-win-no-date = The seller did not answer in time: a claim that is filed now is granted. File it.
case-next-open-now = Open the dispute now. The last moment is { $due }.
case-next-open-now-no-date = Open the dispute now.
case-next-open-from = The parcel still has time: the dispute can be opened from { $from }, until { $due }.
case-next-open-from-no-date = The parcel still has time: the dispute can be opened from { $from }.
case-next-window-over = The last moment to open was { $due }. Look at the other routes: support, the bank, a complaint.
case-next-window-over-no-date = The time to open is over. Look at the other routes: support, the bank, a complaint.
case-next-wait-before-review = Wait for the seller. The dispute goes to the marketplace by itself on { $due }, before the seller’s time is over.
case-next-wait-for-seller = Wait for the seller, who has until { $due }.
case-next-wait-for-seller-no-date = Wait for the seller, and type the date the page shows.
case-next-seller-still-silent = The seller has not answered. It goes to the marketplace by itself on { $due }.
case-next-seller-still-silent-no-date = The seller has not answered. It goes to the marketplace by itself.
case-next-seller-asks = The seller asks for evidence. Answer before negotiation ends on { $due }.
case-next-seller-asks-by = The seller asks for evidence by { $due }. Answer on the dispute page.
case-next-seller-asks-by-no-date = The seller asks for evidence. Answer on the dispute page.
case-next-seller-asks-no-date = The seller asks for evidence. Answer on the dispute page.
case-next-parcel-came-in-review = The parcel came while the marketplace looks at the dispute: tell it, and change the reason where its page lets you.
case-next-parcel-came = The parcel came: change the reason and the amount of the dispute before { $due }.
case-next-parcel-came-no-date = The parcel came: change the reason and the amount of the dispute.
case-next-answer-offer = Accept, reject or change the dispute before { $due }. After that it goes to the marketplace by itself.
case-next-answer-offer-no-date = Accept the offer, reject it or change the dispute.
case-next-answer-outside-offer = The offer leads outside the marketplace: reject it. Negotiation ends on { $due }.
case-next-answer-outside-offer-no-date = The offer leads outside the marketplace: reject it.
case-next-no-agreement = Nothing to do: it goes to the marketplace by itself on { $due }.
case-next-no-agreement-no-date = Nothing to do: it goes to the marketplace by itself.
case-next-no-agreement-no-rule = No agreement. The rules known here do not say what follows: look on the page for a way to take it to the marketplace, and record it.
case-next-silent-no-rule = The seller has not answered. The rules known here do not say what follows: look on the page for a way to take it to the marketplace, and record it.
case-next-escalate-later = No agreement. The marketplace can be asked to step in from { $from }.
case-next-escalate-refund = The seller should have paid by { $due }. Ask the marketplace to step in.
case-next-escalate-refund-no-date = The seller should have paid. Ask the marketplace to step in.
case-next-not-escalated = It was to be taken to the marketplace by { $due }, and closes by itself after that. Has it closed? Look at its page.
case-next-not-escalated-no-date = It was to be taken to the marketplace, and closes by itself without that. Has it closed? Look at its page.
case-next-answer-or-escalate = Accept the offer, reject it, or ask the marketplace to step in by { $due }. After that the request is closed.
case-next-answer-or-escalate-no-date = Accept the offer, reject it or change the dispute.
case-next-held = The parcel still has time until { $due }. Then it goes to the marketplace by itself.
case-next-escalated-presumed = Negotiation ended on { $due }. Has the marketplace taken over? Look at the dispute page.
case-next-escalated-presumed-no-date = Negotiation has ended. Has the marketplace taken over? Look at the dispute page.
case-next-review-between = The marketplace decides: usually between { $earliest } and { $due }.
case-next-review = The marketplace decides: the page says by { $due }.
case-next-review-no-date = The marketplace decides. Wait for its answer.
case-next-review-late = The marketplace should have decided by { $due }. Ask its support.
case-next-review-late-no-date = The marketplace should have decided. Ask its support.
case-next-send-evidence-late = A request for evidence was due on { $due }. Send what was asked for at once.
case-next-send-evidence-late-no-date = A request for evidence is overdue. Send what was asked for at once.
case-next-send-evidence = Send the evidence asked for by { $due }.
case-next-send-evidence-no-date = Send the evidence asked for, and type the date the page shows.
case-next-evidence-late = The evidence was due on { $due }. Send it now if the page still takes it: the claim may be cancelled.
case-next-evidence-late-no-date = The evidence is late. Send it now if the page still takes it: the claim may be cancelled.
case-next-choose = Choose one of the proposals. Choosing is final; the answer usually comes by { $due }.
case-next-choose-no-date = Choose one of the proposals. Choosing is final.
case-next-what-was-decided = Record what was decided, and the amount.
case-next-agreed-without-money = Something other than money was agreed. Close the case once you have it.
case-next-send-back = Send the item back and enter its tracking number on the page by { $due }. After that the money goes to the seller.
case-next-send-back-no-date = Send the item back and enter its tracking number on the page.
case-next-enter-tracking = Enter the tracking number of the return on the page by { $due }. Sending alone does not keep the date.
case-next-enter-tracking-no-date = Enter the tracking number of the return on the page. Sending alone does not keep the date.
case-next-silence-return = The seller was silent until { $due }: the return should be agreed now. Is it? Look at the dispute page.
case-next-silence-return-no-date = The seller was silent: the return should be agreed now. Is it? Look at the dispute page.
case-next-return-on-its-way = The return is on its way. Keep the receipt until the refund is there.
case-next-return-checked = The return has arrived. The seller has until { $due } to pay.
case-next-return-checked-no-date = The return has arrived. Wait until it is checked.
case-next-send-back-or-end = Send the item back and enter its tracking number on the page by { $due }. After that the return is closed.
case-next-send-back-or-end-no-date = Send the item back and enter its tracking number on the page.
case-next-return-lapsed = The return was due on { $due }. If you sent it, enter the tracking number and record it now.
case-next-return-lapsed-no-date = The days to send the item back are over. If you sent it, record the tracking number now.
case-next-silence-refund = The seller was silent until { $due }: the refund should start. Did it? Look at the dispute page.
case-next-silence-refund-no-date = The seller was silent: the refund should start. Did it? Look at the dispute page.
case-next-refund-between = Wait for the refund: between { $earliest } and { $due }.
case-next-refund = Wait for the refund: the page says by { $due }.
case-next-refund-no-date = Wait for the refund.
case-next-refund-late = The refund should be there since { $due }. Look under Payments on the order page, then ask support and your bank.
case-next-refund-late-no-date = The refund is late. Look under Payments on the order page, then ask support and your bank.
case-next-refund-other-currency = { $received } came, in another currency than the { $expected } that were decided. If that is all of it, record the refund once more without an amount.
case-next-refund-short = { $received } came of { $expected }. Ask support for the rest.
case-next-refund-short-no-date = { $received } came of { $expected }. Ask support for the rest.
case-next-closed-paid = Done. Nothing more to do.
case-next-closed-lost = The dispute is lost. A complaint or your bank may still help.
case-next-complaint-sent = The complaint is sent: the answer should come by { $due }.
case-next-complaint-sent-no-date = The complaint is sent. Wait for the answer.
case-next-may-reopen = Cancelled. It can be opened again until { $due }.
case-next-may-reopen-no-date = Cancelled. It can be opened again while the page allows it.
case-next-cancelled = Cancelled, and it cannot be opened again. Look at the other routes: support, the bank, a complaint.
case-next-other-send = Send the { $kind } and record it here.
case-next-other-answer = They answered. Accept or reject what they propose.
case-next-other-wait = Wait for the answer: it should come by { $due }.
case-next-other-wait-no-date = Wait for the answer.
case-next-other-late = The answer should have come by { $due }. Ask again.
case-next-other-late-no-date = The answer is late. Ask again.
case-next-other-closed = Closed without result. Look at the other routes.
case-next-other-refused = The answer is: { $outcome }. Look at the other routes.
case-next-complaint-won = The complaint was accepted, and no coupon is left to use.
case-next-account-steps = Follow the steps on the site’s own page, and close this case once you are in. Nothing of it is kept here.
case-next-account-verify = Give the details on the site’s own page, and record here that you did.
case-next-other-done = It is decided. Close the case once everything has come.
case-next-coupon-coming = Your complaint was accepted: coupons should appear by { $due }.
case-next-coupon-coming-no-date = Your complaint was accepted: coupons should appear soon.
case-next-use-coupon = Use the coupon before { $due }. After that it is lost.
case-next-use-coupon-no-date = Use the coupon, and type its last day here.
case-refused-amount = { $asked } is more than the { $cap } that was paid, and the marketplace refuses it. Nothing was recorded; ask for { $cap } at most.
case-part-not-counted = { $part } is in another currency than what was paid and does not count: at most { $cap } can be asked for.
case-refused-currency = { $asked } cannot be compared with the { $cap } that was paid. Nothing was recorded; use the currency of the order.
case-refused-state = “{ $event }” does not go with a case in the state “{ $state }”. Nothing was recorded; look at the log, or record it anyway.
case-log-seen = seen on { $when }
case-log-evidence = shown by “{ $name }”
case-refused-future = { $at } is still to come, so it cannot have happened. Nothing was recorded; check the year, or record it anyway.
case-refused-order-state = “{ $event }” does not go with an order in the state “{ $state }”. Nothing was recorded; look at its log, or record it anyway.
case-refused-no-open-offer = There is no open offer, so “{ $event }” was not recorded. Record the offer first.
case-refused-more-than-paid = { $amount } is more than was paid ({ $cap }). Nothing was recorded; check the amount, or record it anyway.
case-warning-draft-dispute = Case { $case } is about the same item and not submitted yet. Go on with that one, or remove it.
case-warning-receipt-confirmed = You confirmed receipt on { $when }. A claim that nothing came says the opposite of what the marketplace has on record.
case-refused-window-over = The last moment to open was { $due }. Nothing was recorded; give the day on which you opened it, or record it anyway.
case-refused-edit-in-review = While the marketplace reviews, only evidence can be added. Nothing was recorded; leave reason, plan and amount as they are.
case-refused-reopen-never = After a cancelled dispute no second one can be opened here. Nothing was recorded.
case-refused-reopen-over = It could be opened again until { $due } only. Nothing was recorded; look at the other routes.
case-refused-needs-due = “{ $event }” needs the date it is about. Nothing was recorded; give the date.
case-refused-needs-deadline = “{ $event }” needs the name of the deadline it is about. Nothing was recorded; name it.
case-refused-unknown-deadline = “{ $deadline }” is not a deadline of these rules. Nothing was recorded. Known are: { $known }.
case-refused-needs-order = A dispute needs an order. Nothing was opened; name the order.
case-refused-nothing-to-deny = That date has not passed, so nothing has been presumed that could be denied. Nothing was recorded; type the date the page shows, or move it.
case-refused-nothing-to-confirm = No date of this case has passed or can pass that this would confirm. Nothing was recorded; record what happened instead.
case-refused-deductions = The deductions of { $deducted } are more than the { $decided } that was decided. Nothing was recorded; check the amounts.
case-refused-live-dispute = Dispute { $case } about the same item is still running. Nothing was recorded; go on with that one.
case-warning-second-dispute = Dispute { $case } about the same item is closed. A decided dispute cannot be opened again; a complaint may help.
case-warning-cap-unknown = It is not known what was paid, so the amount could not be checked. Enter the paid amount of the order.
case-warning-gift = This item was a free gift. No refund covers it.
case-warning-no-line = The order has several items and none is named. A dispute is about one item.
case-warning-window-over = The last moment to open was { $due }. The marketplace may refuse the dispute.
case-warning-early = The parcel still has time: the marketplace opens disputes from { $due }.
case-cancel-no-refund-seen = No refund is recorded as seen on your account. Do not cancel for a promise.
case-cancel-refund-part = Only { $seen } of { $due } is recorded as seen. Whoever cancels has nothing in hand for the rest.
case-cancel-refund-other = { $seen } is recorded as seen, and { $due } is due: the currencies differ. See that it is all of it.
case-cancel-days-left = { $count ->
    [0] Less than a day of the time for opening would be left, until { $due }.
    [one] One day of the time for opening would be left, until { $due }.
   *[other] { $count } days of the time for opening would be left, until { $due }.
}
case-cancel-window-over = The last moment to open was { $due }: it could not be opened again.
case-cancel-window-unknown = The last day to open is not known. Type what the order page shows before you cancel.
case-cancel-final = Treat cancelling as final: it could not be opened again.
case-cancel-ends-order = The dispute was opened after the end of protection. Cancelling it ends the order, and the money goes to the seller.
case-next-account-first = Your account cannot open disputes now: settle the account case first. The last moment to open stays { $due }.
case-next-account-first-no-date = Your account cannot open disputes now: settle the account case first. The dates of the order go on.
case-next-escalate = Ask the marketplace to step in, at the latest on { $due }. After that the request is closed.
case-next-escalate-no-date = Ask the marketplace to step in.
case-next-route-send = Send the claim by { $due } and record it here. After that this way is closed.
case-next-route-send-no-date = Send the claim and record it here.
case-next-route-escalate = If the seller does not solve it, turn it into a claim by { $due }. After that it is closed by itself.
case-next-route-escalate-no-date = If the seller does not solve it, turn it into a claim.
case-next-return-on-its-way-by = The item is on its way back; it should have arrived by { $due }. Record its arrival.
case-next-return-on-its-way-by-no-date = The item is on its way back. Record its arrival.
case-next-return-not-taken-in = Nobody took the return in by { $due }, so the marketplace settles it. Does it? Look at the dispute page.
case-next-return-not-taken-in-no-date = Nobody took the return in, so the marketplace settles it. Does it? Look at the dispute page.
case-next-return-proof = Send the marketplace the proof of posting. It settles the return by { $due }.
case-next-return-proof-no-date = Send the marketplace the proof of posting.
case-next-refund-charged = Money was taken where a refund should have come. Tell support and your bank, and record what comes back.
case-next-reminder = Wait for the answer; look again on { $due }.
case-next-reminder-no-date = Wait for the answer.
case-next-complaint-survey = The decision stands. Leave a review of the dispute service, then look at the other routes.
case-next-account-retry = Denied. Put the details right and ask again.
case-refused-account = Account case { $case } is open, and no dispute can be opened meanwhile. Nothing was recorded; settle it first, or record it anyway if the marketplace let you.
case-refused-negative = { $amount } is below nothing. Nothing was recorded; only a refund that turned out to be a charge is.
case-refused-before-order = { $at } lies before the order was made ({ $made }). Nothing was recorded; check the date, or record it anyway.
case-refused-route-void = A chargeback was filed in case { $case }, which makes a claim by { $route } void. Nothing was recorded; record it anyway if it was accepted.
case-refused-route-live = Case { $case } is running by { $route } already, and there is one at a time. Nothing was recorded; go on with that one.
case-refused-route-closed = { $route } does not open again what was closed. Nothing was recorded; record it anyway if it did.
case-refused-escalate-auto = Here the marketplace takes a dispute over by itself and has no button for it. Nothing was recorded; if it has taken over, record that without saying that you did it.
case-refused-escalate-early = The marketplace can be asked from { $due } only. Nothing was recorded; record it anyway if its page let you.
case-refused-not-a-coupon = Event { $event } is no coupon of this case. Nothing was recorded; name the event with which the coupon was issued.
case-refused-no-coupon = No coupon of this case is recorded. Nothing was recorded; record first that it was issued.
case-refused-coupons = The coupons would come to { $total }, more than the compensation of { $due }. Nothing was recorded; check the amounts, or record it anyway.
case-warning-account = Account case { $case } is open: the marketplace may refuse a dispute until it is settled. The dates go on.
case-notes = Worth knowing
case-support-copy = Copy message to support
case-coupon-open = Coupon { $amount }, until { $expires }
case-coupon-used = Coupon { $amount }, used
case-coupon-expired = Coupon { $amount }, ran out on { $expires }
