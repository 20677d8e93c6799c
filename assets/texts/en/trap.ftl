# trap: texts whose ids begin with "trap-"

trap-outside = This leads outside the marketplace. Money promised there cannot be claimed: do not close the dispute for it.
trap-outside-words = The message speaks of “{ $word }”. Do not settle outside the marketplace, and never take money from the store directly.
trap-close-and-pay = Money is promised once you close the dispute. Do not close it for a promise: the money comes through the dispute or not at all.
trap-cancel-early = You are asked to end the dispute. Do that only when the money is on your account.
trap-cancel-order = You are asked to cancel the order. That counts as your own wish, and a cancelled order leaves nothing to open a dispute about. Do it only if you want the order to end.
trap-confirm-early = You are asked to confirm the receipt. Confirming pays the seller: first have the goods, opened and tried.
trap-switched = The refund was switched to return and refund: no money before the goods are back with the seller.
trap-costs-more = Sending back costs about { $cost } and brings { $refund }: you would lose by it.
trap-costs-more-than-keeping = Sending back leaves { $left } after about { $cost } of freight. Keeping the item with { $keep } leaves { $gain } more.
trap-freight = It is not said that the seller pays for the return. Return freight may cost more than the refund.
trap-freight-words = You are asked to pay for sending the goods back. Return freight may cost more than the refund.
trap-freight-words-store-should = You are asked to pay for sending the goods back, although for this reason the store pays by the marketplace's own page.
trap-freight-store-should = It is not said who pays for the return. For this reason the store pays by the marketplace's own page: ask for a paid label before you accept.
trap-wait = Waiting costs days. Check the last day to open and the end of negotiation before you agree.
trap-wait-days-left = { $count ->
    [0] After waiting until { $until }, less than a day would be left to open a dispute: the last moment is { $due }.
    [one] After waiting until { $until }, one day would be left to open a dispute: the last moment is { $due }.
   *[other] After waiting until { $until }, { $count } days would be left to open a dispute: the last moment is { $due }.
}
trap-wait-past-window = Waiting until { $until } goes past the last moment to open a dispute, { $due }. Nothing could be opened after that.
trap-wait-days-now = { $count ->
    [0] Waiting costs days: less than a day is left to open a dispute, until { $due }.
    [one] Waiting costs days: one day is left to open a dispute, until { $due }.
   *[other] Waiting costs days: { $count } days are left to open a dispute, until { $due }.
}
trap-wait-open-days-left = { $count ->
    [0] Keep the dispute open while you wait. Closed until { $until }, it would leave less than a day to open another: the last moment is { $due }.
    [one] Keep the dispute open while you wait. Closed until { $until }, it would leave one day to open another: the last moment is { $due }.
   *[other] Keep the dispute open while you wait. Closed until { $until }, it would leave { $count } days to open another: the last moment is { $due }.
}
trap-wait-open-past-window = Keep the dispute open while you wait. Closed until { $until }, it could not be followed by another: the last moment to open one is { $due }.
trap-wait-open-days-now = { $count ->
    [0] Keep the dispute open while you wait. Once it is closed, less than a day is left to open another, until { $due }.
    [one] Keep the dispute open while you wait. Once it is closed, one day is left to open another, until { $due }.
   *[other] Keep the dispute open while you wait. Once it is closed, { $count } days are left to open another, until { $due }.
}
trap-wait-window-over = The last moment to open a dispute was { $due }. If you close this one to wait, no other can be opened.
trap-wait-negotiation = Waiting does not stop the clock: negotiation ends on { $due }, and the last day to open is not known.
trap-replacement = A replacement starts the wait again, and the dispute is closed meanwhile.
trap-repair = A promised repair leaves you without the dispute if it does not come.
trap-discount = A discount on a later order is worth nothing until you buy again.
trap-review = A refund for a good review is against the rules and cannot be claimed. It also shows that this store's reviews can be bought.
trap-pity = A sad story is no reason to give up your money. Answer kindly, and leave the dispute open.
