# offer: texts whose ids begin with "offer-"

offer-term = { $code ->
    [plan] What happens
    [amount] Amount
    [freight] Return freight
    [place] Where
   *[other] Term
}
offer-head-asked = You asked
offer-head-offered = They offer
offer-money = { $amount }
offer-money-none = no amount
offer-no-return = no return
offer-freight-buyer = you pay
offer-freight-seller = the seller pays
offer-freight-marketplace = the marketplace pays
offer-freight-not-said = not said
offer-freight-yours = you would pay for the return
offer-freight-against-rules = you would pay for the return, although the store pays for this reason
offer-place-inside = on the marketplace
offer-place-outside = outside the marketplace
offer-amount-changed = { $old } became { $new }
offer-amount-named = { $new } named
offer-reason-changed = another reason
offer-break-even = Return: { $refund } less about { $cost } of freight leaves { $left }.
offer-break-even-keep = Return: { $refund } less about { $cost } of freight leaves { $left }, which is { $gain } more than keeping the item with { $keep }.
offer-own-first = You asked
offer-own-again = You changed the dispute (version { $version })
offer-own-proposal = You proposed
offer-return-cost = Cost of sending back
offer-return-cost-set = Set
offer-return-cost-default = Use the estimate
offer-return-cost-wrong = Write an amount such as 20.00.
offer-said-return-cost = Cost of sending back changed
offer-chart = Asked and offered over time
offer-chart-asked = asked
offer-chart-offered = offered
offer-tip-word = You need not take the seller's word for anything: what counts is what the dispute page says.
offer-if-not = Does the sum not fit? Write to the seller, change the dispute, or let it go to the marketplace.
