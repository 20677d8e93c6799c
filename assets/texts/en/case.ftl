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
case-request-answer = Record what you sent
case-log = What happened
case-log-count = { $count ->
    [one] 1 event
   *[other] { $count } events
}
case-log-show-voided = Show { $count } voided
case-log-hide-voided = Hide { $count } voided
case-event-void = Take back “{ $event }”
case-event-restore = Count “{ $event }” again
case-needs = What the claim needs
case-needs-of = What “{ $reason }” needs
case-needs-count = { $have } of { $need }
case-need-have = have it
case-need-missing = missing
case-text = Text for the marketplace
case-text-label = English text
case-text-count = { $count ->
    [one] 1 character · limit not known
   *[other] { $count } characters · limit not known
}
case-text-count-of = { $count } of { $limit } characters, counted the strictest way
case-text-not-english = Some words are not in English. The marketplace may not read them.
case-text-save = Save text
case-text-copy = Copy text
case-text-revert = Back to the saved text

# Starting a case
case-form-title = Start a case
case-form-words = Nothing is sent. The program keeps the dates, checks the evidence and writes the claim for you to send.
case-form-line = Which product
case-form-line-missing = Choose the product this is about.
case-form-reason = What is wrong
case-form-reason-missing = Choose what is wrong.
case-form-remedy = What you ask for
case-form-amount = Amount
case-form-amount-too-high = More than was paid. At most { $cap } can be asked.
case-form-cap = At most { $cap }: paid for it with shipping, less coupons.
case-form-cap-unknown = What was paid is not known yet, so the amount is not checked.
case-form-go = Start the case
