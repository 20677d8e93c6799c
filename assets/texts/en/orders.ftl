# orders: texts whose ids begin with "orders-"
orders-count = { $count ->
    [0] No orders yet
    [one] 1 order
   *[other] { $count } orders
}
orders-add = Add order
orders-add-label = New order
orders-add-hint = Order number, or a link to the order page
orders-said-added = Order added
orders-marketplace-label = Marketplace
orders-marketplace = { $code ->
    [aliexpress] AliExpress
    [aliexpress-ru] AliExpress Russia
    [tmall] Tmall
    [ebay] eBay
    [amazon] Amazon
    [temu] Temu
    [paypal] PayPal
    [card] Card
   *[other] { $code }
}
orders-search = Search orders
orders-search-clear = Empty the search
orders-found = { $count } found
orders-filter = Show
orders-filter-all = All
orders-filter-open = Window open
orders-filter-arrived = Arrived
orders-filter-case = In a case
orders-filter-closed = Closed
orders-col-number = Number
orders-col-title = Title
orders-col-store = Store
orders-col-paid = Paid
orders-col-ordered = Ordered
orders-col-protection = Left to open
orders-col-files = Files
orders-col-case = Case
orders-protection-over = over
orders-empty-title = No orders yet
orders-empty-words = Paste an order number or a link above, or drop files anywhere: they wait in the inbox until they have an order.
orders-none-title = No order fits
orders-none-words = Try fewer letters, or show all orders.
orders-state = { $code ->
    [placed] Placed
    [risk_check] Payment is checked
    [waiting_ship] Waiting to be shipped
    [cancel_requested] Cancellation asked for
    [part_shipped] Sent in part
    [shipped] On its way
    [delivered] Arrived, not confirmed
    [completed_grace] Confirmed, dispute still possible
    [in_dispute] In dispute
    [fund_processing] Decided, money on its way
    [frozen] Frozen
    [finished] Finished
    [closed_refunded] Closed, refunded
   *[other] no words
}
