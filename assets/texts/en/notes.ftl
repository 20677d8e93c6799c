# notes: what is worth knowing beside the next step, and where exactly a case stands

# Account (C8)
notes-account-open = Account case { $case } is open: no dispute can be opened now. The dates of the order go on all the same.
notes-lost-account = After a lost dispute look whether your account still works. If it is limited, open an account case that follows this one.
notes-verification-secrets = Send the marketplace what it asks for on its own page only. Do not keep passwords, codes or card numbers here.
notes-verification-retry = Denied: type the details anew exactly as on the card, take a sharper picture, or try another card.

# Review
notes-review-alone = Only the marketplace decides now.
notes-review-proof = It looks first at the evidence already given; with proof it tends to side with the buyer, which is no promise.
notes-review-chat = It does not read your chat with the seller: attach screenshots of what was agreed there.
notes-review-chat-counts-nothing = Your chat with the seller does not count as evidence here.

# A decision that stands (C5, C23)
notes-arbitration = A decision becomes final unless it is taken to arbitration in Hong Kong (HKIAC) and the marketplace is told of it by { $due }. This is said by the terms for the EU, the EEA and the UK.
notes-court-home = By the same terms the courts of your home stay open to you. This is no legal advice.
notes-court-seller = Other than that only the courts of the seller’s country are named. This is no legal advice.

# Return (C3)
notes-return-warehouse = The return goes to a warehouse in your country: copy the address from the page that asks for the tracking number.
notes-return-abroad = The return goes to the seller abroad: copy the address from the page that asks for the tracking number. Parcels take a month or more on this way.
notes-return-address = Copy the address for the return from the page that asks for the tracking number.
notes-return-keep-receipt = Keep the receipt of posting with the date, the address and the tracking number: it is the proof if the parcel is lost.
notes-return-refund-after = The money is paid only once the item has reached the seller and was looked at.
notes-return-warehouse-pays = The money is paid once the warehouse has the item.
notes-return-check = It has arrived: the seller or the warehouse looks at it before the money is paid.
notes-return-proof = Show the receipt of posting and the tracking to the marketplace: it settles what was lost or not taken in.
notes-return-reduced = Something was found missing or damaged when it came back. Ask what was deducted and why.

# Refund (C4)
notes-refund-to = The refund goes back the way it was paid: { $method }.
notes-refund-to-source = The refund goes back to the card or account that paid.
notes-refund-look = Where to look: the order, Payments, details about refunds. The page shows when it began and when it was done.
notes-refund-support = Write to the marketplace’s support; the text is ready to copy.
notes-refund-bank = Ask your bank for the refund by its acquirer reference number (ARN), which support can give you.
notes-refund-fallback = If neither finds it, the routes of the way you paid are still there: see their last days.
notes-refund-less = { $seen } came where { $expected } should have. Ask for the rest.
notes-refund-more = { $seen } came where { $expected } was expected. Keep it in mind: the marketplace may take back what is too much.
notes-refund-charged = Money was taken where a refund should have come. Send the bank’s statement to support at once.
notes-refund-other-currency = { $seen } came for { $expected }. Compare it with your bank’s rate; type what you were charged for the order, and the program does it.
notes-refund-coupon = Of the { $decided } decided only { $expected } comes as money: the part paid by coupon is not refunded.
notes-refund-how-much = How much was decided is not recorded. Record it with its amount, so that what comes can be compared.
notes-refund-buy-again = The order is over. What you still need has to be bought again.

# Complaint and coupons (C5)
notes-complaint-late = The answer is late. Remind support of the complaint, with its day.
notes-complaint-survey = The decision stands. A review of the dispute service is left: critical ones have led to another look, without any promise.
notes-complaint-other-ways = Outside the marketplace the routes of the way you paid may still be open.
notes-survey-no-clock = The review is sent. Nothing has to be answered to it, and no date runs.
notes-coupons-missing = Coupons for { $missing } are still missing from the compensation.
notes-coupon-not-refunded = What a coupon pays for is lost in a later refund: use it for what you are sure of.
notes-coupon-reliable = Use coupons only at sellers you know.
notes-coupon-expired = A coupon ran out unused.

# Chat (C7)
notes-chat-no-clock = No rule says how long an operator may take: say when you want to be reminded.
notes-chat-keep = Keep the transcript and the photos; they are the evidence.
notes-chat-outside = Refused by both: only routes outside the marketplace are left, such as your bank.

# Order (C1)
notes-frozen-late = The money of the frozen order should be back by now. Contact support again.
notes-confirmed-before-receipt = Receipt was confirmed before the parcel came. A dispute has little chance now.
notes-confirmed-offence = If you were talked into confirming early, that is an offence of the seller: report it to the marketplace.
notes-confirmed-counts = The days to open a dispute run from your confirmation on the site, not from the day the parcel came to you.
notes-check-before-confirming = Before you confirm: open the parcel, count the pieces, switch it on, measure it and take pictures.
notes-window-over = No dispute can be opened any more. What is left: a complaint, support, or the bank that paid.
notes-part-shipped = Only a part was sent. The seller still owes the rest by the ship-by date.

# Other routes (C5)
notes-route-once = { $route }: what is closed or withdrawn there cannot be opened again. Do not close it for a promise.
notes-route-running = Case { $case } follows the same money by another route. Keep to one at a time, and tell both sides what the other paid.
notes-route-void = A chargeback was filed in case { $case }: a claim by { $route } is void.
notes-route-would-void = Asking { $route } for the money makes a claim by { $main } void. Do the one or the other.
notes-route-unknown = How the order was paid is not known. Type it: PayPal and card banks have their own last days.
notes-route-letter = With { $count } or more disputes at one merchant within 30 days the bank wants a letter from you.
notes-route-appeals = { $count ->
    [one] A refusal can be taken up again once at most.
   *[other] A refusal can be taken up again { $count } times at most.
}

# Stages
notes-stage-return_agreed = Return: to be sent by you
notes-stage-return_untracked = Return: sent, its tracking number is not entered yet
notes-stage-return_sent = Return: on its way
notes-stage-return_received = Return: arrived, being looked at
notes-stage-return_ok = Return: accepted
notes-stage-return_reduced = Return: less is paid than agreed
notes-stage-return_arbitration = Return: settled by the marketplace
notes-stage-return_expired = Return: not sent in time
notes-stage-refund_agreed = Refund: agreed
notes-stage-refund_processing = Refund: on its way
notes-stage-refund_seen = Refund: on your account
notes-stage-refund_overdue = Refund: overdue
notes-stage-refund_wrong_amount = Refund: not the amount agreed
notes-stage-refund_charged = Refund: money was taken instead
notes-stage-complaint_review = Complaint: being looked at
notes-stage-complaint_overdue = Complaint: the answer is late
notes-stage-complaint_won = Complaint: accepted
notes-stage-complaint_lost = Complaint: the decision stands
notes-stage-coupons = Complaint: compensated with coupons
notes-stage-coupons_done = Complaint: all coupons used or run out
notes-stage-survey_sent = Review of the dispute service sent
notes-stage-chat_started = Chat: begun
notes-stage-chat_waiting = Chat: the operator has to answer
notes-stage-chat_answered = Chat: a solution was proposed
notes-stage-chat_accepted = Chat: accepted, the money is to come
notes-stage-chat_refused = Chat: refused
notes-stage-account_blocked = Account: blocked
notes-stage-account_asked = Account: more is asked of you
notes-stage-account_sent = Account: your request is being looked at
notes-stage-account_overdue = Account: the answer is late
notes-stage-account_restored = Account: restored
notes-stage-account_denied = Account: denied
notes-stage-verification_requested = Verification: asked of you
notes-stage-verification_sent = Verification: being looked at
notes-stage-verification_ok = Verification: accepted
notes-stage-verification_denied = Verification: denied
